/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-import-private.h"

#include <string.h>

#include "geo/yutu-exact.h"
#include "session/yutu-facility-cells-private.h"

static void
add_ring (YutuShapeBuilder *builder,
          const YutuPoint  *points,
          gsize             n,
          gboolean          is_shell)
{
  g_autofree YutuPoint *turned = NULL;

  yutu_shape_builder_begin_part (builder, is_shell);
  if ((yutu_exact_ring_area2 (points, n) > 0) == is_shell)
    {
      yutu_shape_builder_add (builder, points, n);
      return;
    }
  turned = g_new (YutuPoint, n);
  for (gsize i = 0; i < n; i++)
    turned[i] = points[n - 1 - i];
  yutu_shape_builder_add (builder, turned, n);
}

YutuShape *
yutu_name_import_make_shape (YutuSource              *source,
                             const YutuSourceFeature *feature)
{
  YutuShapeKind     kind = feature->kind == YUTU_SOURCE_POLYGON ? YUTU_SHAPE_POLYGON
                           : feature->kind == YUTU_SOURCE_LINE
                             ? (feature->n_paths > 1 ? YUTU_SHAPE_MULTI_LINE : YUTU_SHAPE_LINE)
                           : feature->n_paths > 1 ? YUTU_SHAPE_MULTI_POINT
                                                  : YUTU_SHAPE_POINT;
  YutuShapeBuilder *builder = yutu_shape_builder_new (kind);
  gint64            part = -1;

  for (gsize k = 0; k < feature->n_paths; k++)
    {
      const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);
      const YutuPoint      *points = yutu_source_get_points (source, path);

      if (kind == YUTU_SHAPE_POLYGON)
        add_ring (builder, points, path->n_points, path->part != part);
      else
        {
          yutu_shape_builder_begin_part (builder, TRUE);
          yutu_shape_builder_add (builder, points, path->n_points);
        }
      part = path->part;
    }
  return yutu_shape_builder_end (builder);
}

gboolean
yutu_name_import_read_former (char    *text,
                              YutuDay  until,
                              YutuDay *from,
                              YutuDay *to)
{
  char *open = strpbrk (text, "([");
  char *wide = strstr (text, "（");
  char *dash = NULL;

  *from = yutu_day_from_ymd (1, 1, 1);
  *to = until;
  if (wide != NULL && (open == NULL || wide < open))
    {
      *wide = '\0';
      open = wide + strlen ("（") - 1;
    }
  else if (open != NULL)
    *open = '\0';
  g_strstrip (text);
  if (open == NULL)
    return *text != '\0';
  open++;
  open[strspn (open, "0123456789-./—至 ")] = '\0';
  dash = strstr (open, "—");
  dash = dash != NULL ? dash : strstr (open, "至");
  if (dash == NULL)
    return FALSE;
  *dash = '\0';
  dash += strlen ("—");
  while (*dash != '\0' && !g_ascii_isdigit (*dash))
    dash++;
  *from = yutu_cell_parse_day (g_strstrip (open));
  *to = yutu_cell_parse_day (g_strstrip (dash));
  return *text != '\0' && *from != YUTU_DAY_INVALID && *to != YUTU_DAY_INVALID;
}
