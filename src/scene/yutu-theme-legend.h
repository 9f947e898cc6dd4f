/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The legend of a theme map, drawn on the map itself: name, caption, a line a class with its colour
 * and how many units it has, and the hatch of those without data. */
#pragma once

#include "scene/yutu-scene.h"

G_BEGIN_DECLS

typedef struct
{
  YutuColor   color;
  const char *label;
  const char *note; /* (nullable): at the right end: how many */
} YutuThemeLegendLine;

typedef struct
{
  const char                *title;
  const char                *caption; /* (nullable) */
  gsize                      n_lines;
  const YutuThemeLegendLine *lines;   /* from above to below */
  const char                *no_data; /* (nullable): what the hatch means */
  const char                *no_data_note;
} YutuThemeLegend;

/* Logical pixels. */
void yutu_theme_legend_measure (const YutuThemeLegend *self, double *width, double *height);
/* On a plate whose lower right corner is at (@x, @y). */
void yutu_theme_legend_paint (const YutuThemeLegend *self,
                              cairo_t               *cr,
                              const YutuStyle       *style,
                              double                 x,
                              double                 y);

G_END_DECLS
