/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-toasts.h"

#define NEWEST "yutu-newest-toast" /* of the overlay, owned */

static AdwToast *
make (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

static void
dismissed_cb (AdwToast        *toast,
              AdwToastOverlay *overlay)
{
  if (yutu_toasts_get (overlay) == toast)
    g_object_set_data (G_OBJECT (overlay), NEWEST, NULL);
}

AdwToast *
yutu_toasts_get (AdwToastOverlay *overlay)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  return g_object_get_data (G_OBJECT (overlay), NEWEST);
}

void
yutu_toasts_take (AdwToastOverlay *overlay,
                  AdwToast        *toast)
{
  AdwToast *before = yutu_toasts_get (overlay);

  if (before != NULL)
    adw_toast_dismiss (before);
  g_object_set_data_full (G_OBJECT (overlay), NEWEST, g_object_ref (toast), g_object_unref);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
yutu_toasts_tell (AdwToastOverlay *overlay,
                  const char      *text)
{
  yutu_toasts_take (overlay, make (text));
}

/* One of high priority is shown at once; what it hides comes back. */
void
yutu_toasts_tell_error (AdwToastOverlay *overlay,
                        const char      *text)
{
  AdwToast *toast = make (text);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (overlay, toast);
}
