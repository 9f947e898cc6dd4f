/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-date-button.h"

#include <glib/gi18n.h>

#include "session/yutu-session-time.h"
#include "ui/yutu-words.h"

#define MAX_CHANGES 4 /* pairs of days */

struct _YutuDateButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkCalendar   *calendar;
  GtkWidget     *heading;
  GtkListBox    *changes;

  YutuSession  *session;
  GCancellable *cancellable;
  gboolean      following; /* the calendar is being set, not used */
};

G_DEFINE_FINAL_TYPE (YutuDateButton, yutu_date_button, ADW_TYPE_BIN)

static void
follow_day (YutuDateButton *self)
{
  YutuDay          day = yutu_session_get_day (self->session);
  g_autofree char *text = yutu_words_day (day);
  g_autofree char *name = g_strdup_printf (_ ("Day of the map: %s"), text);
  g_autoptr (GDateTime) time = NULL;
  int year = 0;
  int month = 0;
  int of_month = 0;

  yutu_day_to_ymd (day, &year, &month, &of_month);
  time = g_date_time_new_local (year, month, of_month, 12, 0, 0);
  self->following = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->following = FALSE;
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* ---- Days of change ---- */

static void
append_day (YutuDateButton *self,
            YutuDay         day,
            const char     *note)
{
  g_autofree char *text = yutu_words_day (day);
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *label = gtk_label_new (text);
  GtkWidget       *hint = gtk_label_new (note);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "day", GINT_TO_POINTER (day));
  gtk_list_box_append (self->changes, row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuDateButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days =
    yutu_session_list_change_days_finish (YUTU_SESSION (source), result, &error);
  GtkListBoxRow *row = NULL;

  if (days == NULL || self->session == NULL)
    return; /* shortcuts only; the calendar is there */
  while ((row = gtk_list_box_get_row_at_index (self->changes, 0)) != NULL)
    gtk_list_box_remove (self->changes, GTK_WIDGET (row));
  /* The first day of all is when the file begins: nothing was before it. */
  for (guint i = 0; i + 1 < days->len && i < MAX_CHANGES; i++)
    {
      const YutuChangeDay *change = g_ptr_array_index (days, i);
      g_autofree char     *count = yutu_words_count (change->units);
      g_autofree char     *note = g_strdup_printf (
            g_dngettext (NULL, "%s unit changed", "%s units changed", (gulong)change->units), count);

      append_day (self, change->day, note);
      append_day (self, change->day - 1, _ ("the day before"));
    }
  gtk_widget_set_visible (self->heading, days->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), days->len > 1);
}

static void
list_changes (YutuDateButton *self)
{
  yutu_session_list_change_days_async (self->session, self->cancellable, listed_cb,
                                       g_object_ref (self));
}

/* ---- Signals ---- */

static void
day_selected_cb (GtkCalendar    *calendar,
                 YutuDateButton *self)
{
  g_autoptr (GDateTime) time = NULL;

  if (self->following || self->session == NULL)
    return;
  time = gtk_calendar_get_date (calendar);
  yutu_session_set_day (self->session,
                        yutu_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                                           g_date_time_get_day_of_month (time)));
}

static void
today_clicked_cb (GtkButton      *button,
                  YutuDateButton *self)
{
  gtk_popover_popdown (self->popover);
  if (self->session != NULL)
    yutu_session_set_day (self->session, yutu_day_today ());
}

static void
change_activated_cb (GtkListBox     *list,
                     GtkListBoxRow  *row,
                     YutuDateButton *self)
{
  gtk_popover_popdown (self->popover);
  yutu_session_set_day (self->session,
                        GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "day")));
}

/* ---- Object ---- */

void
yutu_date_button_set_session (YutuDateButton *self,
                              YutuSession    *session)
{
  g_return_if_fail (YUTU_IS_DATE_BUTTON (self) && self->session == NULL);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (session, "notify::day", G_CALLBACK (follow_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (list_changes), self, G_CONNECT_SWAPPED);
  follow_day (self);
  list_changes (self);
}

void
yutu_date_button_popup (YutuDateButton *self)
{
  g_return_if_fail (YUTU_IS_DATE_BUTTON (self));
  gtk_menu_button_popup (self->button);
}

static void
yutu_date_button_dispose (GObject *object)
{
  YutuDateButton *self = YUTU_DATE_BUTTON (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_DATE_BUTTON);
  G_OBJECT_CLASS (yutu_date_button_parent_class)->dispose (object);
}

static void
yutu_date_button_class_init (YutuDateButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_date_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, label);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, popover);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, calendar);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, heading);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, changes);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_activated_cb);
}

static void
yutu_date_button_init (YutuDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
