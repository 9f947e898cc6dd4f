/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How wide the panes are while nobody drags them: what is written in them has the more room the wider the
 * window is and the larger the letters are, and the map keeps 55 % of the width.
 *
 * 1. At 1280 × 800 and usual letters: 236 and 320 pixels beside the map, 290 below.
 * 2. A pane that was given a size of its own keeps it. */

#include "ui/yutu-map-style.h"
#include "ui/yutu-window-private.h"

#define LEFT_PX         236
#define RIGHT_PX        320
#define DRAWER_PX       290
#define WIDE_PX         1500 /* a window wider than this has room for wider panes */
#define MAX_LEFT_GROW   1.15 /* of the width alone: the names of units need no more */
#define MAX_RIGHT_GROW  1.25
#define MAX_PANES_SHARE 0.45 /* of the width */
#define DRAWER_SHARE    0.36 /* of the height */
#define DRAWER_LETTERS  0.06 /* and so much more with letters of twice the size */
#define MAX_LETTERS     2.0

static void
fit (YutuWindow *self,
     int         width,
     int         height)
{
  double letters = MIN (yutu_map_style_get_text_scale (), MAX_LETTERS);
  double wide = (double)width / WIDE_PX;
  double left = LEFT_PX * MAX (letters, CLAMP (wide, 1, MAX_LEFT_GROW));
  double right = RIGHT_PX * MAX (letters, CLAMP (wide, 1, MAX_RIGHT_GROW));
  double shrink = MIN (1, MAX_PANES_SHARE * width / (left + right));
  double drawer = height * (DRAWER_SHARE + DRAWER_LETTERS * (letters - 1));

  yutu_pane_grip_set_usual (self->left_grip, (int)MAX (LEFT_PX, left * shrink));
  yutu_pane_grip_set_usual (self->right_grip, (int)MAX (RIGHT_PX, right * shrink));
  yutu_pane_grip_set_usual (self->drawer_grip, (int)MAX (DRAWER_PX, drawer));
}

static void
surface_size_cb (GdkSurface *surface,
                 GParamSpec *pspec,
                 YutuWindow *self)
{
  fit (self, gdk_surface_get_width (surface), gdk_surface_get_height (surface));
}

static void
realize_cb (YutuWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  g_signal_connect_object (surface, "notify::width", G_CALLBACK (surface_size_cb), self, 0);
  g_signal_connect_object (surface, "notify::height", G_CALLBACK (surface_size_cb), self, 0);
}

static void
letters_cb (YutuWindow *self)
{
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    fit (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

void
yutu_window_add_panes (YutuWindow *self)
{
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  fit (self, width, height);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (letters_cb), self, G_CONNECT_SWAPPED);
}
