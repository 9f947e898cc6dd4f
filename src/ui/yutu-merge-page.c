/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-merge-page-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

enum
{
  SIGNAL_LEFT,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  SIGNAL_MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuMergePage, yutu_merge_page, ADW_TYPE_BIN)

static void
cancel (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

void
yutu_merge_page_fail (YutuMergePage *self,
                      const GError  *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* ---- The two ---- */

static void
show_side (AdwActionRow        *row,
           const YutuMergeSide *side)
{
  g_autofree char *count = yutu_words_count (side->n_addresses);
  /* Translators: class of a place name, where it lies, how many addresses bear it */
  g_autofree char *text = g_strdup_printf (_ ("%s · %s · %s addresses"), side->class_title,
                                           *side->division != '\0' ? side->division : _ ("Outside of all divisions"), count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), side->name);
  adw_action_row_set_subtitle (row, text);
}

static void
update (YutuMergePage *self)
{
  gboolean has_other = self->other != 0;

  if (self->known != NULL)
    {
      show_side (self->kept_row, &self->known->kept);
      show_side (self->other_row, &self->known->other);
    }
  else if (!has_other)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other_row), _ ("Which name is the same place?"));
      adw_action_row_set_subtitle (self->other_row, _ ("Choose it below, or click it on the map"));
    }
  gtk_widget_set_visible (self->other_badge, has_other);
  gtk_widget_set_visible (self->turns, has_other);
  gtk_widget_set_visible (self->chooser, !has_other);
  gtk_widget_set_visible (self->follows, has_other);
  gtk_widget_set_visible (self->buttons, has_other);
  gtk_widget_set_sensitive (self->turns, !self->is_merging);
  gtk_widget_set_sensitive (self->merge, self->known != NULL && self->known->refusal == NULL && !self->is_merging && self->reading == NULL);
  yutu_merge_page_show_plan (self);
  yutu_merge_page_show_notes (self);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuMergePage) self = data;
  g_autoptr (GError) error = NULL;
  YutuMergePlan *plan = yutu_session_plan_merge_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      yutu_merge_plan_free (plan);
      return;
    }
  g_clear_object (&self->reading);
  if (plan == NULL)
    {
      yutu_merge_page_fail (self, error);
      return;
    }
  if (self->other == 0) /* it is of the one that stays alone */
    {
      show_side (self->kept_row, &plan->kept);
      yutu_merge_plan_free (plan);
      return;
    }
  g_clear_pointer (&self->known, yutu_merge_plan_free);
  self->known = plan;
  update (self);
  yutu_merge_page_show_both (self);
  if (plan->refusal == NULL)
    gtk_widget_grab_focus (self->merge);
}

static void
read_plan (YutuMergePage *self)
{
  cancel (&self->reading);
  self->reading = g_cancellable_new ();
  gtk_widget_set_sensitive (self->merge, FALSE);
  yutu_session_plan_merge_async (self->session, self->kept, self->other, self->reading, planned_cb, g_object_ref (self));
}

void
yutu_merge_page_choose (YutuMergePage *self,
                        gint64         other)
{
  if (other == self->kept || other == self->other || self->is_merging)
    return;
  self->other = other;
  g_clear_pointer (&self->known, yutu_merge_plan_free);
  yutu_merge_page_stop_choosing (self);
  update (self);
  if (other != 0)
    {
      read_plan (self);
      return;
    }
  yutu_merge_page_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
yutu_merge_page_take (YutuMergePage *self,
                      gint64         place)
{
  g_return_if_fail (YUTU_IS_MERGE_PAGE (self));

  if (self->kept != 0 && place != 0)
    yutu_merge_page_choose (self, place);
}

void
yutu_merge_page_begin (YutuMergePage *self,
                       gint64         place)
{
  g_return_if_fail (YUTU_IS_MERGE_PAGE (self) && self->session != NULL && place != 0);

  cancel (&self->reading);
  yutu_merge_page_stop_choosing (self);
  g_clear_pointer (&self->known, yutu_merge_plan_free);
  self->kept = place;
  self->other = 0;
  self->is_merging = FALSE;
  gtk_editable_set_text (self->search, "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kept_row), "");
  adw_action_row_set_subtitle (self->kept_row, "");
  update (self);
  self->reading = g_cancellable_new ();
  yutu_session_plan_merge_async (self->session, place, place, self->reading, planned_cb, g_object_ref (self));
  yutu_merge_page_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---- Buttons ---- */

static void
leave (YutuMergePage *self)
{
  cancel (&self->reading);
  yutu_merge_page_stop_choosing (self);
  self->kept = self->other = 0;
  g_clear_pointer (&self->known, yutu_merge_plan_free);
  yutu_merge_page_show_notes (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
back_cb (YutuMergePage *self)
{
  leave (self);
}

static void
swap_cb (YutuMergePage *self)
{
  gint64 kept = self->kept;

  if (self->other == 0 || self->is_merging)
    return;
  self->kept = self->other;
  self->other = kept;
  read_plan (self);
}

static void
another_cb (YutuMergePage *self)
{
  yutu_merge_page_choose (self, 0);
}

/* One thing after the other: what is clicked on the map, the other name, the page. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  YutuMergePage *self = YUTU_MERGE_PAGE (widget);

  if (self->other != 0)
    another_cb (self);
  else
    leave (self);
  return GDK_EVENT_STOP;
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuMergePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = NULL;
  g_autofree char *words = NULL;
  YutuMergeResult  told;
  gboolean         done = yutu_session_merge_names_finish (YUTU_SESSION (source), result, &told, &error);

  if (self->session == NULL) /* the window is gone */
    return;
  self->is_merging = FALSE;
  if (!done)
    {
      update (self);
      yutu_merge_page_fail (self, error);
      return;
    }
  /* Translators: the former name; the one that stays */
  words = g_strdup_printf (_ ("%s is merged into %s"), told.former, told.name);
  place = yutu_place_new_object (YUTU_PLACE_NAME, self->kept);
  yutu_session_set_place (self->session, place);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, words);
  leave (self);
}

static void
merge_cb (YutuMergePage *self)
{
  if (self->other == 0 || !gtk_widget_get_sensitive (self->merge))
    return;
  self->is_merging = TRUE;
  update (self);
  yutu_session_merge_names_async (self->session, self->kept, self->other, merged_cb, g_object_ref (self));
}

static gboolean
enter_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  merge_cb (YUTU_MERGE_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
pick_cb (YutuMergePage *self)
{
  yutu_merge_page_pick (self);
}

static void
searched_cb (YutuMergePage *self)
{
  if (self->kept != 0 && self->other == 0)
    yutu_merge_page_list (self);
}

static void
choice_cb (GtkListBox    *list,
           GtkListBoxRow *row,
           YutuMergePage *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "place");

  if (id != NULL)
    yutu_merge_page_choose (self, *id);
}

static void
search_activated_cb (YutuMergePage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->choices, 0);

  if (row != NULL)
    choice_cb (self->choices, row, self);
}

/* ---- GObject ---- */

/* The notes on the map are there as long as the page is seen. */
static void
mapped_cb (YutuMergePage *self)
{
  yutu_merge_page_show_notes (self);
}

void
yutu_merge_page_set_map (YutuMergePage *self,
                         YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_MERGE_PAGE (self));

  g_set_weak_pointer (&self->map, map);
}

void
yutu_merge_page_set_session (YutuMergePage *self,
                             YutuSession   *session)
{
  g_return_if_fail (YUTU_IS_MERGE_PAGE (self));

  if (g_set_object (&self->session, session) && self->kept != 0)
    leave (self);
}

static void
yutu_merge_page_dispose (GObject *object)
{
  YutuMergePage *self = YUTU_MERGE_PAGE (object);

  cancel (&self->reading);
  yutu_merge_page_stop_choosing (self);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  g_clear_pointer (&self->known, yutu_merge_plan_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_MERGE_PAGE);
  G_OBJECT_CLASS (yutu_merge_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuMergePage, name)
  BIND (kept_row);
  BIND (other_row);
  BIND (other_badge);
  BIND (turns);
  BIND (chooser);
  BIND (search);
  BIND (choices);
  BIND (choices_note);
  BIND (refusal);
  BIND (refusal_label);
  BIND (plan);
  BIND (follows);
  BIND (buttons);
  BIND (merge);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
yutu_merge_page_class_init (YutuMergePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_merge_page_dispose;
  signals[SIGNAL_LEFT] = g_signal_new ("left", YUTU_TYPE_MERGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_MERGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_MERGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_ERROR);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", YUTU_TYPE_MERGE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-merge-page.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, enter_cb, NULL);
}

static void
yutu_merge_page_init (YutuMergePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->kept_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->other_row), FALSE);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (mapped_cb), NULL);
}
