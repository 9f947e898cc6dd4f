/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rows of a review on the map: a mark for each, and a ring around what is looked at. */

#include "ui/yutu-review-private.h"

#define MARKS_MS 200 /* many decisions in one */

/* ---- Marks ---- */

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuReview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMarks) marks = yutu_session_mark_review_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->marking);
  if (marks == NULL)
    yutu_review_fail (self, error);
  else if (self->map != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    yutu_map_view_set_marks (self->map, marks);
}

void
yutu_review_stop_marking (YutuReview *self)
{
  g_clear_handle_id (&self->marks_source, g_source_remove);
  if (self->marking != NULL)
    g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
}

static gboolean
mark_cb (gpointer data)
{
  YutuReview *self = data;

  self->marks_source = 0;
  yutu_review_stop_marking (self);
  if (self->review == NULL || self->map == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  self->marking = g_cancellable_new ();
  yutu_session_mark_review_async (self->session, self->review, self->marking, marked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
yutu_review_mark_soon (YutuReview *self)
{
  if (self->marks_source == 0)
    self->marks_source = g_timeout_add (MARKS_MS, mark_cb, self); /* removed in yutu_review_stop_marking () */
}

void
yutu_review_clear_map (YutuReview *self)
{
  yutu_review_stop_marking (self);
  if (self->map == NULL)
    return;
  yutu_map_view_set_marks (self->map, NULL);
  yutu_map_view_set_ring (self->map, NULL, NULL);
}

/* ---- The ring ---- */

YutuPlace *
yutu_review_dup_place (const YutuAddressChoice *choice)
{
  if (choice->standard == NULL)
    return NULL;
  if (choice->address != 0)
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, choice->address);
  if (choice->place != 0)
    return yutu_place_new_object (YUTU_PLACE_NAME, choice->place);
  return choice->unit != 0 ? yutu_place_new_unit (choice->unit) : NULL;
}

void
yutu_review_show_ring (YutuReview              *self,
                       const YutuAddressChoice *choice)
{
  const YutuReviewRow *row = yutu_review_get_row (self);
  g_autoptr (YutuPlace) place = NULL;

  if (choice == NULL && row != NULL)
    choice = &row->choice;
  place = choice != NULL ? yutu_review_dup_place (choice) : NULL;
  if (self->map != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    yutu_map_view_set_ring (self->map, choice != NULL && choice->has_point ? &choice->point : NULL, place);
}

static void
mark_chosen_cb (YutuMapView *map,
                gint64       id,
                YutuReview  *self)
{
  if (self->review == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || id < 1 ||
      id > (gint64)yutu_address_review_count (self->review))
    return;
  yutu_review_choose (self, (guint)(id - 1));
}

void
yutu_review_set_map (YutuReview  *self,
                     YutuMapView *map)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  g_return_if_fail (self->map == NULL);
  self->map = g_object_ref (map);
  g_signal_connect_object (map, "mark-chosen", G_CALLBACK (mark_chosen_cb), self, 0);
}
