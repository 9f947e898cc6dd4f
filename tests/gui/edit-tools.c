/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "edit-tools.h"

#include <math.h>

/* ---- What is drawn ---- */

static guint
plan_redraw (const EditDay *day,
             YutuPoint      points[EDIT_MAX_POINTS])
{
  int x[2], y[2];
  int between;

  edit_to_screen (day, day->points[7], &x[0], &y[0]);
  edit_to_screen (day, day->points[11], &x[1], &y[1]);
  between = (int)hypot (x[1] - x[0], y[1] - y[0]);
  points[0] = day->points[7];
  points[1] = edit_from_screen (day, (x[0] + x[1]) / 2 + (y[1] - y[0]) * 26 / between,
                                (y[0] + y[1]) / 2 - (x[1] - x[0]) * 26 / between);
  points[2] = day->points[11];
  return 3;
}

static guint
plan_across (const EditDay *day,
             YutuPoint      points[EDIT_MAX_POINTS])
{
  int y = (day->y[0] + day->y[1]) / 2;

  points[0] = edit_from_screen (day, day->x[0] - 12, y);
  points[1] = edit_from_screen (day, (day->x[0] + day->x[1]) / 2, y + 14);
  points[2] = edit_from_screen (day, day->x[1] + 12, y);
  return 3;
}

static guint
plan_square (const EditDay *day,
             int            x,
             int            y,
             YutuPoint      points[EDIT_MAX_POINTS])
{
  const int corners[][2] = { { 0, 0 }, { 40, 0 }, { 40, 40 }, { 0, 40 } };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    points[i] = edit_from_screen (day, x + corners[i][0], y + corners[i][1]);
  return 4;
}

static guint
plan_inside (const EditDay *day,
             YutuPoint      points[EDIT_MAX_POINTS])
{
  return plan_square (day, (day->x[0] + day->x[1]) / 2, (day->y[0] + day->y[1]) / 2, points);
}

/* North of the county. */
static guint
plan_outside (const EditDay *day,
              YutuPoint      points[EDIT_MAX_POINTS])
{
  return plan_square (day, (day->x[0] + day->x[1]) / 2, day->y[0] - 70, points);
}

static const EditTool TOOLS[] = {
  { "redraw", "redraw", "r", NULL, plan_redraw, NULL, 0, NULL, NULL, FALSE },
  { "split", "split", "s", "罗店镇", plan_across, NULL, 0, "罗新镇", NULL, TRUE },
  { "give", "give", "g", "罗店镇", plan_across, NULL, 0, NULL, "竹马乡", TRUE },
  { "ring", "island", "i", "金垄村", plan_inside, "另设单位", 0, "金新村", NULL, TRUE },
  { "exclave", "island", "i", "金垄村", plan_inside, "其他单位的飞地", 1, NULL, "竹岭村", TRUE },
  { "correction", "island", "i", "金垄村", plan_inside, "历来属其他单位", 2, NULL, "竹岭村", TRUE },
  { "hole", "island", "i", "金垄村", plan_inside, "不属任何单位", 3, NULL, NULL, TRUE },
  { "island", "island", "i", "罗店镇", plan_outside, NULL, 0, NULL, "竹岭村", TRUE },
  { "merge", "win.merge-units", "ctrl+shift+m", "罗店镇", NULL, NULL, 0, NULL, "竹马乡", TRUE },
  { "place", "win.place-unit", "ctrl+shift+u", "金垄村", NULL, NULL, 0, NULL, "竹马乡", TRUE },
};

const EditTool *
edit_find_tool (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TOOLS); i++)
    if (g_str_equal (TOOLS[i].id, id))
      return &TOOLS[i];
  g_assert_not_reached ();
}

gsize
edit_count_tools (void)
{
  return G_N_ELEMENTS (TOOLS);
}

const EditTool *
edit_get_tool_at (gsize i)
{
  return &TOOLS[i];
}
