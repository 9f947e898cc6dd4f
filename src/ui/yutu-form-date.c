/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-form-date.h"

#include <glib/gi18n.h>

#include "ui/yutu-typed.h"

#define ENTRY    "yutu-date-entry"
#define CALENDAR "yutu-date-calendar"

static void
write_day (GtkMenuButton *button,
           YutuDay        day)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (button), ENTRY);
  char         iso[YUTU_DAY_TEXT_SIZE] = "";

  if (day != YUTU_DAY_INVALID)
    yutu_day_format (day, iso);
  gtk_editable_set_text (entry, iso);
  gtk_editable_set_position (entry, -1);
}

static void
day_selected_cb (GtkCalendar   *calendar,
                 GtkMenuButton *button)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (calendar);

  write_day (button, yutu_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                                        g_date_time_get_day_of_month (time)));
}

static void
today_clicked_cb (GtkMenuButton *button)
{
  write_day (button, yutu_day_today ());
  gtk_menu_button_popdown (button);
}

static void
empty_clicked_cb (GtkMenuButton *button)
{
  write_day (button, YUTU_DAY_INVALID);
  gtk_menu_button_popdown (button);
}

static GtkWidget *
new_button (const char *label,
            GCallback   clicked_cb,
            gpointer    data)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", clicked_cb, data, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static void
make_popover (GtkMenuButton *button)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("Today"), G_CALLBACK (today_clicked_cb), button));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (_ ("No day"), G_CALLBACK (empty_clicked_cb), button));
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), button, 0);
  g_object_set_data (G_OBJECT (button), CALENDAR, calendar);
  gtk_menu_button_set_popover (button, popover);
}

/* The calendar stands on what is typed, on today when that is no day. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       data)
{
  GtkEditable *entry = data;
  YutuDay      day = yutu_typed_parse_day (gtk_editable_get_text (entry));
  GtkCalendar *calendar;
  int          year = 0;
  int          month = 0;
  int          of_month = 0;
  g_autoptr (GDateTime) time = NULL;

  if (gtk_menu_button_get_popover (button) == NULL)
    make_popover (button);
  calendar = g_object_get_data (G_OBJECT (button), CALENDAR);
  yutu_day_to_ymd (day != YUTU_DAY_INVALID ? day : yutu_day_today (), &year, &month, &of_month);
  time = g_date_time_new_local (year, month, of_month, 12, 0, 0);
  g_signal_handlers_block_by_func (calendar, day_selected_cb, button);
  gtk_calendar_select_day (calendar, time);
  g_signal_handlers_unblock_by_func (calendar, day_selected_cb, button);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                GtkMenuButton         *button)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || (state & GDK_ALT_MASK) == 0)
    return FALSE;
  gtk_menu_button_popup (button);
  return TRUE;
}

GtkWidget *
yutu_form_date_new (GtkEntry *entry)
{
  GtkWidget          *button = gtk_menu_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Calendar (Alt+Down)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  g_object_set_data (G_OBJECT (button), ENTRY, entry);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, entry, NULL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), button, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  return button;
}
