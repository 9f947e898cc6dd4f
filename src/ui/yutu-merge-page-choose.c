/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The other name: from those that are called alike or lie near, as it is typed, or by a click. */

#include "ui/yutu-merge-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-children.h"
#include "ui/yutu-words.h"

#define MAX_CHOICES 12
#define PICK_PX     14         /* so near a click means a line or a point */
#define METRES_PX0  156543.034 /* a pixel at zoom 0, see yutu_view_get_zoom() */

static GtkWidget *
make_row (const YutuMergeChoice *choice)
{
  GtkWidget       *row = adw_action_row_new ();
  const char      *where = *choice->division != '\0' ? choice->division : _ ("Outside of all divisions");
  g_autofree char *away = yutu_words_distance (choice->distance_m);
  g_autofree char *text =
    /* Translators: class of a place name, where it lies, how far away it is */
    choice->has_distance ? g_strdup_printf (_ ("%s · %s · %s away"), choice->class_title, where, away)
                         : g_strdup_printf (_ ("%s · %s · not on the map"), choice->class_title, where);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (choice->is_same)
    {
      GtkWidget *badge = gtk_label_new (_ ("called alike"));

      gtk_widget_add_css_class (badge, "merge-badge");
      gtk_widget_add_css_class (badge, "accent");
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "place", g_memdup2 (&choice->id, sizeof choice->id), g_free);
  return row;
}

static void
show (YutuMergePage   *self,
      const GPtrArray *choices)
{
  gboolean   is_typed = *gtk_editable_get_text (self->search) != '\0';

  yutu_list_box_clear (self->choices);
  for (guint i = 0; i < choices->len; i++)
    gtk_list_box_append (self->choices, make_row (choices->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), choices->len > 0);
  gtk_label_set_text (self->choices_note, choices->len > 0 ? (is_typed ? _ ("Enter takes the first one")
                                                                       : _ ("Called alike first, then the nearest of its kind"))
                                          : is_typed       ? _ ("No name in use is called so")
                                                           : _ ("No name of its kind lies near: type the other one"));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuMergePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = yutu_session_list_merge_choices_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->listing);
  if (choices != NULL)
    show (self, choices);
  else
    yutu_merge_page_fail (self, error);
}

static void
stop_listing (YutuMergePage *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
}

void
yutu_merge_page_list (YutuMergePage *self)
{
  YutuMergeQuestion question = { .place = self->kept, .text = gtk_editable_get_text (self->search), .n = MAX_CHOICES };

  stop_listing (self);
  self->listing = g_cancellable_new ();
  yutu_session_list_merge_choices_async (self->session, &question, self->listing, listed_cb, g_object_ref (self));
}

/* ---- On the map ---- */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuMergePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = yutu_session_list_merge_choices_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->listing);
  if (choices == NULL)
    yutu_merge_page_fail (self, error);
  else if (choices->len > 0)
    yutu_merge_page_choose (self, ((const YutuMergeChoice *)choices->pdata[0])->id);
  else
    g_signal_emit_by_name (self, "message", _ ("No other place name lies there"));
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuMergePage) self = data;
  YutuMergeQuestion question = { .place = self->kept, .has_at = TRUE, .n = 1 };
  YutuView          view;

  if (!yutu_map_view_pick_point_finish (YUTU_MAP_VIEW (source), result, &question.at, NULL) || self->session == NULL ||
      self->kept == 0)
    return;
  g_clear_object (&self->picking);
  yutu_map_view_get_view (YUTU_MAP_VIEW (source), &view);
  question.reach_m = PICK_PX * METRES_PX0 * exp2 (-yutu_view_get_zoom (&view));
  stop_listing (self);
  self->listing = g_cancellable_new ();
  yutu_session_list_merge_choices_async (self->session, &question, self->listing, found_cb, g_object_ref (self));
}

void
yutu_merge_page_pick (YutuMergePage *self)
{
  if (self->map == NULL || self->kept == 0 || self->other != 0)
    return;
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
  self->picking = g_cancellable_new ();
  yutu_map_view_pick_point_async (self->map, _ ("Click on the other name, or move it to the middle and press Enter"),
                                  self->picking, picked_cb, g_object_ref (self));
}

void
yutu_merge_page_stop_choosing (YutuMergePage *self)
{
  stop_listing (self);
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
}
