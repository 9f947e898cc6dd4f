/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A place as one line of text, exact, for remembering it:
 *   unit:ID facility:ID address:ID name:ID line:ID pillar:ID point:X,Y circle:X,Y,RADIUS
 *   shape:s|h X,Y X,Y …; one part after the other (s a shell, h a hole), X and Y on the grid. */

#include "session/yutu-place.h"

#include <math.h>
#include <string.h>

#define MAX_RADIUS_M    200000.0
#define MAX_TEXT_POINTS 20000

static const struct
{
  const char   *word;
  YutuPlaceKind kind;
} KINDS[] = {
  { "unit:", YUTU_PLACE_UNIT },
  { "facility:", YUTU_PLACE_FACILITY },
  { "address:", YUTU_PLACE_ADDRESS },
  { "name:", YUTU_PLACE_NAME },
  { "line:", YUTU_PLACE_LINE },
  { "pillar:", YUTU_PLACE_PILLAR },
  { "point:", YUTU_PLACE_POINT },
  { "circle:", YUTU_PLACE_CIRCLE },
  { "shape:", YUTU_PLACE_SHAPE },
};

static void
append_shape (GString         *text,
              const YutuShape *shape)
{
  for (gsize part = 0; part < shape->n_parts; part++)
    {
      g_string_append (text, shape->part_is_shell[part] ? "s" : "h");
      for (gsize i = shape->part_starts[part]; i < shape->part_starts[part + 1]; i++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                                (gint64)shape->points[i].x, (gint64)shape->points[i].y);
      g_string_append_c (text, ';');
    }
}

char *
yutu_place_to_text (const YutuPlace *self)
{
  GString  *text = g_string_new (NULL);
  YutuPoint center = yutu_place_get_center (self);
  char      number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (KINDS[i].kind == yutu_place_get_kind (self))
      g_string_append (text, KINDS[i].word);
  switch (yutu_place_get_kind (self))
    {
    case YUTU_PLACE_POINT:
    case YUTU_PLACE_CIRCLE:
      g_string_append_printf (text, "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, (gint64)center.x,
                              (gint64)center.y);
      if (yutu_place_get_kind (self) == YUTU_PLACE_CIRCLE)
        g_string_append_printf (text, ",%s",
                                g_ascii_dtostr (number, sizeof number,
                                                yutu_place_get_radius_m (self)));
      break;
    case YUTU_PLACE_SHAPE:
      append_shape (text, yutu_place_get_shape (self));
      break;
    case YUTU_PLACE_UNIT:
    case YUTU_PLACE_FACILITY:
    case YUTU_PLACE_ADDRESS:
    case YUTU_PLACE_NAME:
    case YUTU_PLACE_LINE:
    case YUTU_PLACE_PILLAR:
    default:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, yutu_place_get_id (self));
    }
  return g_string_free (text, FALSE);
}

/* Reads "X,Y" that ends with @end; FALSE when it is none or off the earth. */
static gboolean
read_point (const char **text,
            YutuPoint   *point)
{
  char  *end = NULL;
  gint64 x = g_ascii_strtoll (*text, &end, 10);
  gint64 y = 0;

  if (end == *text || *end != ',')
    return FALSE;
  *text = end + 1;
  y = g_ascii_strtoll (*text, &end, 10);
  if (end == *text || ABS (x) > 180 * G_GINT64_CONSTANT (1000000000) ||
      ABS (y) > 90 * G_GINT64_CONSTANT (1000000000))
    return FALSE;
  *text = end;
  *point = (YutuPoint){ x, y };
  return TRUE;
}

static gboolean
read_part (const char       *text,
           YutuShapeBuilder *builder,
           gsize            *n_points)
{
  gboolean is_shell = text[0] == 's';
  gsize    n = 0;

  if (text[0] != 's' && text[0] != 'h')
    return FALSE;
  yutu_shape_builder_begin_part (builder, is_shell);
  for (text++; *text == ' ';)
    {
      YutuPoint point;

      text++;
      if (!read_point (&text, &point))
        return FALSE;
      yutu_shape_builder_add (builder, &point, 1);
      n++;
    }
  *n_points += n;
  return *text == '\0' && n >= 3 && *n_points <= MAX_TEXT_POINTS;
}

static YutuPlace *
shape_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", 0);
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (YutuShape) shape = NULL;
  gsize    n_points = 0;
  gboolean is_good = parts[0] != NULL && parts[0][0] == 's';

  for (gsize i = 0; is_good && parts[i] != NULL && parts[i][0] != '\0'; i++)
    is_good = read_part (parts[i], builder, &n_points);
  shape = yutu_shape_builder_end (builder);
  return is_good ? yutu_place_new_shape (shape) : NULL;
}

static YutuPlace *
point_from_text (const char *text,
                 gboolean    is_circle)
{
  YutuPoint point;
  double    radius = 0;
  char     *end = NULL;

  if (!read_point (&text, &point))
    return NULL;
  if (!is_circle)
    return *text == '\0' ? yutu_place_new_point (point) : NULL;
  if (*text != ',')
    return NULL;
  radius = g_ascii_strtod (text + 1, &end);
  if (end == text + 1 || *end != '\0' || !isfinite (radius) || radius <= 0 || radius > MAX_RADIUS_M)
    return NULL;
  return yutu_place_new_circle (point, radius);
}

YutuPlace *
yutu_place_from_text (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      const char *rest = text + strlen (KINDS[i].word);
      char       *end = NULL;
      gint64      id = 0;

      if (!g_str_has_prefix (text, KINDS[i].word))
        continue;
      if (KINDS[i].kind == YUTU_PLACE_SHAPE)
        return shape_from_text (rest);
      if (KINDS[i].kind == YUTU_PLACE_POINT || KINDS[i].kind == YUTU_PLACE_CIRCLE)
        return point_from_text (rest, KINDS[i].kind == YUTU_PLACE_CIRCLE);
      id = g_ascii_strtoll (rest, &end, 10);
      if (end == rest || *end != '\0' || id <= 0)
        return NULL;
      return KINDS[i].kind == YUTU_PLACE_UNIT ? yutu_place_new_unit (id)
                                              : yutu_place_new_object (KINDS[i].kind, id);
    }
  return NULL;
}
