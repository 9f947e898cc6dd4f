/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-date-button.h"

#include <glib/gi18n.h>

#include "base/yutu-half-width.h"
#include "base/yutu-moment.h"
#include "session/yutu-session-time.h"
#include "ui/yutu-children.h"
#include "ui/yutu-typed.h"
#include "ui/yutu-words.h"

#define MAX_CHANGES 60 /* pairs of days */

struct _YutuDateButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkCalendar   *calendar;
  GtkEntry      *typed;
  GtkWidget     *change_box;
  GtkListBox    *changes;
  GtkEntry      *moment;

  YutuSession  *session;
  GCancellable *cancellable;
  GPtrArray    *days;      /* (nullable): YutuChangeDay, latest first */
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
  char iso[YUTU_DAY_TEXT_SIZE];
  int  year = 0;
  int  month = 0;
  int  of_month = 0;

  gtk_editable_set_text (GTK_EDITABLE (self->typed), yutu_day_format (day, iso));
  gtk_widget_remove_css_class (GTK_WIDGET (self->typed), "error");
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
  g_autofree char *spoken = g_strdup_printf ("%s, %s", text, note);
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *label = gtk_label_new (text);
  GtkWidget       *hint = gtk_label_new (note);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (hint), 1);
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_set_tooltip_text (hint, note);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), "day", GINT_TO_POINTER (day));
  gtk_list_box_append (self->changes, row);
}

/* The title of the act, else how many units changed. */
static char *
describe_change (const YutuChangeDay *change)
{
  g_autofree char *count = yutu_words_count (change->units);

  if (change->title != NULL)
    return g_strdup (change->title);
  return g_strdup_printf (
    g_dngettext (NULL, "%s unit changed", "%s units changed", (gulong)change->units), count);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuDateButton) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray     *days = yutu_session_list_change_days_finish (YUTU_SESSION (source), result, &error);

  if (days == NULL)
    return; /* shortcuts only; the calendar is there */
  g_clear_pointer (&self->days, g_ptr_array_unref);
  self->days = days;
  if (self->session == NULL)
    return;
  yutu_list_box_clear (self->changes);
  /* The first day of all is when the file begins: nothing was before it. */
  for (guint i = 0; i + 1 < days->len && i < MAX_CHANGES; i++)
    {
      const YutuChangeDay *change = g_ptr_array_index (days, i);
      g_autofree char     *note = describe_change (change);

      append_day (self, change->day, note);
      append_day (self, change->day - 1, _ ("the day before"));
    }
  gtk_widget_set_visible (self->change_box, days->len > 1);
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

/* @why: what is wrong with what is typed; NULL: nothing. */
static void
show_fault (GtkEntry   *entry,
            const char *why)
{
  (why != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (entry), "error");
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     why != NULL ? "dialog-warning-symbolic" : NULL);
  gtk_entry_set_icon_activatable (entry, GTK_ENTRY_ICON_SECONDARY, FALSE);
  if (why == NULL)
    {
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, why);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
typed_cb (GtkEntry       *entry,
          YutuDateButton *self)
{
  YutuDay day = yutu_typed_parse_day (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (day == YUTU_DAY_INVALID)
    {
      show_fault (entry, _ ("There is no such day: write it as 2021-10-20"));
      return;
    }
  show_fault (entry, NULL);
  gtk_popover_popdown (self->popover);
  if (self->session != NULL)
    yutu_session_set_day (self->session, day);
}

static void
compare_clicked_cb (GtkButton      *button,
                    YutuDateButton *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", NULL);
}

static void
known_on_cb (YutuDateButton *self)
{
  g_autofree char *text = yutu_half_width_dup (gtk_editable_get_text (GTK_EDITABLE (self->moment)));
  char             moment[YUTU_MOMENT_TEXT_SIZE];

  if (text == NULL || !yutu_moment_parse (g_strstrip (text), moment))
    {
      show_fault (self->moment, _ ("Write it as 2022-01-13 or 2022-01-13 08:30"));
      return;
    }
  show_fault (self->moment, NULL);
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.known-on", "s", moment);
}

/* ---- Days of change, one by one ---- */

YutuDay
yutu_date_button_find_change (YutuDateButton *self,
                              YutuDay         day,
                              gboolean        is_later)
{
  YutuDay found = YUTU_DAY_INVALID;

  g_return_val_if_fail (YUTU_IS_DATE_BUTTON (self), YUTU_DAY_INVALID);

  for (guint i = 0; self->days != NULL && i < self->days->len; i++)
    {
      YutuDay change = ((const YutuChangeDay *)g_ptr_array_index (self->days, i))->day;

      if (is_later && change > day)
        found = change; /* the last one that still is */
      else if (!is_later && change < day)
        return change;
    }
  return found;
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
  g_clear_pointer (&self->days, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, typed);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, change_box);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, moment);
  gtk_widget_class_bind_template_child (widget_class, YutuDateButton, changes);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_on_cb);
}

static void
yutu_date_button_init (YutuDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
