/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* From day to day of change, two days side by side, and what the file knew at a moment. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-compare-window.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-words-time.h"

static void
step_change (YutuWindow *self,
             gboolean    is_later)
{
  YutuDay day = YUTU_DAY_INVALID;

  if (self->session == NULL)
    return;
  day = yutu_date_button_find_change (self->date, yutu_session_get_day (self->session), is_later);
  if (day != YUTU_DAY_INVALID)
    yutu_session_set_day (self->session, day);
  else
    yutu_toasts_tell (self->toasts, is_later ? _ ("Divisions do not change after this day.")
                                             : _ ("Nothing of the divisions is known before this day."));
}

static void
previous_change_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  step_change (user_data, FALSE);
}

static void
next_change_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  step_change (user_data, TRUE);
}

/* The last change, up to the day of the map: that day and the one before. On a day without any change
 * before it, the year before. */
static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  YutuWindow *self = user_data;
  YutuDay     now, change;

  if (self->session == NULL)
    return;
  now = yutu_session_get_day (self->session);
  change = yutu_date_button_find_change (self->date, now + 1, FALSE);
  if (change != YUTU_DAY_INVALID &&
      yutu_date_button_find_change (self->date, change, FALSE) != YUTU_DAY_INVALID)
    now = change;
  else
    change = now - 364;
  gtk_window_present (GTK_WINDOW (
    yutu_compare_window_new (GTK_WINDOW (self), self->session, change - 1, now)));
}

static void
known_on_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  YutuWindow *self = user_data;
  YutuWindow *window = NULL;

  if (self->session == NULL)
    return;
  window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open_past (window, yutu_session_get_path (self->session),
                         g_variant_get_string (parameter, NULL),
                         yutu_session_get_day (self->session));
}

/* The bar of a window that shows the past; FALSE in one that shows the present. */
gboolean
yutu_window_show_moment (YutuWindow *self)
{
  const char      *moment = yutu_session_get_moment (self->session);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (moment == NULL)
    return FALSE;
  when = yutu_words_moment (moment);
  text = g_strdup_printf (_ ("What the file knew at %s. This is the past: it can be read, not changed. "
                             "Close the window to come back to the present."),
                          when);
  gtk_label_set_label (self->read_only_label, text);
  gtk_info_bar_set_revealed (self->read_only_bar, TRUE);
  return TRUE;
}

static const GActionEntry ACTIONS[] = {
  { "previous-change", previous_change_action },
  { "next-change", next_change_action },
  { "compare", compare_action },
  { "known-on", known_on_action, "s" },
};

void
yutu_window_add_time (YutuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
}
