/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The scan for non-standard names (不规范地名): told first, then a case is opened for each. */

#include <glib/gi18n.h>

#include "session/yutu-name-scan.h"
#include "ui/yutu-window-private.h"

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree YutuNameScan *scan = yutu_session_scan_names_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (scan == NULL)
    {
      yutu_window_show_error (self, error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u clean-up case is opened", "%u clean-up cases are opened", scan->n_opened),
                          scan->n_opened);
  yutu_window_add_toast (self, text, scan->n_opened > 0);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             YutuWindow       *self)
{
  if (g_str_equal (response, "open") && self->session != NULL)
    yutu_session_scan_names_async (self->session, TRUE, NULL, opened_cb, g_object_ref (self));
}

static char *
make_body (const YutuNameScan *scan)
{
  guint n = 0;

  for (gsize i = 0; i < YUTU_N_NONSTANDARD; i++)
    n += scan->n[i];
  if (n == 0)
    return g_strdup (_ ("No name in use breaks the rules in such a way."));
  return g_strdup_printf (_ ("Inflated: %u\nForeign: %u\nOdd: %u\nDuplicate: %u\n\nWithout a clean-up case: %u"),
                          scan->n[YUTU_NONSTANDARD_INFLATED], scan->n[YUTU_NONSTANDARD_FOREIGN],
                          scan->n[YUTU_NONSTANDARD_ODD], scan->n[YUTU_NONSTANDARD_DUPLICATE], scan->n_without_case);
}

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree YutuNameScan *scan = yutu_session_scan_names_finish (YUTU_SESSION (source), result, &error);
  g_autofree char  *body = NULL;
  AdwMessageDialog *dialog = NULL;

  if (scan == NULL)
    {
      yutu_window_show_error (self, error);
      return;
    }
  body = make_body (scan);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("Non-standard names"), body));
  adw_message_dialog_add_response (dialog, "close", scan->n_without_case > 0 ? _ ("_Cancel") : _ ("_Close"));
  if (scan->n_without_case > 0 && yutu_session_get_read_only_reason (self->session) == NULL)
    {
      g_autofree char *open = g_strdup_printf (
        ngettext ("_Open %u case", "_Open %u cases", scan->n_without_case), scan->n_without_case);

      adw_message_dialog_add_response (dialog, "open", open);
      adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "open");
    }
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
scan_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_session_scan_names_async (self->session, FALSE, NULL, scanned_cb, g_object_ref (self));
}

void
yutu_window_add_names (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = { { "scan-names", scan_action } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
}
