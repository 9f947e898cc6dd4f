/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a window tells in passing: the newest alone, errors whole. */

#include "gui-support.h"

#include <adwaita.h>

#include "ui/yutu-toasts.h"

static gboolean
shows_in (GtkWidget  *root,
          const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_in (child, text))
      return TRUE;
  return FALSE;
}

static void
count_cb (AdwToast *toast,
          guint    *n)
{
  (*n)++;
}

static AdwToast *
take (AdwToastOverlay *overlay,
      const char      *title,
      guint           *n_dismissed)
{
  AdwToast *toast = adw_toast_new (title);

  g_signal_connect (toast, "dismissed", G_CALLBACK (count_cb), n_dismissed);
  yutu_toasts_take (overlay, toast);
  return toast;
}

static void
test_newest_replaces (void)
{
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  GtkWindow       *window = NULL;
  guint            first = 0, second = 0, third = 0;
  AdwToast        *toast = NULL;

  adw_toast_overlay_set_child (overlay, gtk_label_new ("below"));
  window = gui_show (GTK_WIDGET (overlay), 600, 400);
  take (overlay, "one", &first);
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "one"));
  take (overlay, "two", &second);
  toast = take (overlay, "three", &third);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (second, ==, 1);
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "three"));
  g_assert_false (shows_in (GTK_WIDGET (overlay), "one"));
  g_assert_false (shows_in (GTK_WIDGET (overlay), "two"));
  g_assert_true (yutu_toasts_get (overlay) == toast);
  adw_toast_dismiss (toast);
  gui_wait_until (third == 1);
  g_assert_null (yutu_toasts_get (overlay));
  yutu_toasts_tell (overlay, "A & B");
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "A & B"));
  gui_close (window, GTK_WIDGET (overlay));
}

/* It is shown at once, stays while others come, and the newest of them comes back behind it. */
static void
test_errors_are_not_lost (void)
{
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  GtkWindow       *window = NULL;
  guint            first = 0, second = 0;
  AdwToast        *toast = NULL;

  adw_toast_overlay_set_child (overlay, gtk_label_new ("below"));
  window = gui_show (GTK_WIDGET (overlay), 600, 400);
  take (overlay, "one", &first);
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "one"));
  yutu_toasts_tell_error (overlay, "bad");
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "bad"));
  toast = take (overlay, "two", &second);
  gui_wait_ms (300);
  g_assert_true (shows_in (GTK_WIDGET (overlay), "bad"));
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (second, ==, 0);
  g_assert_true (yutu_toasts_get (overlay) == toast);
  gui_wait_until (shows_in (GTK_WIDGET (overlay), "two")); /* when the error was told long enough */
  g_assert_false (shows_in (GTK_WIDGET (overlay), "bad"));
  gui_close (window, GTK_WIDGET (overlay));
}

int
main (int    argc,
      char **argv)
{
  gui_init (&argc, &argv);
  g_test_add_func ("/gui/toasts/newest-replaces", test_newest_replaces);
  g_test_add_func ("/gui/toasts/errors-are-not-lost", test_errors_are_not_lost);
  return g_test_run ();
}
