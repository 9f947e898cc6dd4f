/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-style.h"

#include <adwaita.h>

#define USUAL_DPI      96
#define MAX_TEXT_SCALE 3
#define LARGE          1.3

double
yutu_map_style_get_text_scale (void)
{
  int dpi = 0; /* in 1024ths */

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (USUAL_DPI * 1024.0), 1, MAX_TEXT_SCALE) : 1;
}

gboolean
yutu_map_style_is_large (void)
{
  return yutu_map_style_get_text_scale () > LARGE;
}

YutuStyle *
yutu_map_style_load (gboolean is_dark,
                     double   factor)
{
  g_autoptr (GError) error = NULL;
  YutuStyle *style = yutu_style_load (is_dark ? "dark" : "light", &error);

  if (style == NULL)
    g_error ("%s", error->message); /* they are inside the program */
  if (factor != 1)
    yutu_style_enlarge (style, factor);
  return style;
}

YutuStyle *
yutu_map_styles_get (YutuMapStyles *self)
{
  int    is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0;
  double factor = yutu_map_style_get_text_scale ();

  if (self->factor != factor)
    yutu_map_styles_clear (self);
  self->factor = factor;
  if (self->styles[is_dark] == NULL)
    self->styles[is_dark] = yutu_map_style_load (is_dark, factor);
  return self->styles[is_dark];
}

void
yutu_map_styles_clear (YutuMapStyles *self)
{
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->styles[i], yutu_style_unref);
}
