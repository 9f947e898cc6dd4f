/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-coordinate-text.h"

#include <string.h>

#include "base/yutu-half-width.h"

typedef struct
{
  double   value;
  char     axis;     /* 'x', 'y', or 0 */
  gboolean is_angle; /* has a degree sign */
} Number;

/* Lower case, half width. Composed, not in the compatibility form: that would make the marks of minutes and
 * seconds into others. NULL: no UTF-8. */
static char *
dup_plain (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *lower = composed != NULL ? g_utf8_strdown (composed, -1) : NULL;

  return lower != NULL ? yutu_half_width_dup (lower) : NULL;
}

/* ---- Reading ---- */

static gboolean
skip (const char **p,
      const char  *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static gboolean
skip_any (const char       **p,
          const char *const *words)
{
  for (; *words != NULL; words++)
    if (skip (p, *words))
      return TRUE;
  return FALSE;
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ' || **p == '\t')
    (*p)++;
}

/* Separators between the two, and brackets around both. */
static void
skip_separators (const char **p)
{
  static const char *const separators[] = { " ", "\t", ",", ";", "/", "(", ")", "[", "]", NULL };

  while (skip_any (p, separators))
    continue;
}

/* X is north to a surveyor and east to others: of metres the digits tell, of degrees the values. */
static void
skip_letter (const char **p)
{
  static const char *const letters[] = { "x=", "y=", "x:", "y:", NULL };

  skip_any (p, letters);
}

static void
read_axis (const char **p,
           Number      *number,
           int         *sign)
{
  static const char *const easts[] = { "东经", "经度", "lon", "e", NULL };
  static const char *const norths[] = { "北纬", "纬度", "lat", "n", NULL };
  static const char *const wests[] = { "西经", "w", NULL };
  static const char *const souths[] = { "南纬", "s", NULL };

  if (number->axis != 0)
    return;
  if (skip_any (p, easts))
    number->axis = 'x';
  else if (skip_any (p, norths))
    number->axis = 'y';
  else if (skip_any (p, wests))
    {
      number->axis = 'x';
      *sign = -1;
    }
  else if (skip_any (p, souths))
    {
      number->axis = 'y';
      *sign = -1;
    }
  skip (p, ":");
  skip (p, "=");
}

static gboolean
read_value (const char **p,
            double      *value)
{
  gsize            n = strspn (*p, "0123456789");
  const char      *end = *p + n;
  g_autofree char *number = NULL;

  if (n == 0 || n > 9)
    return FALSE;
  if (*end == '.')
    end += 1 + strspn (end + 1, "0123456789");
  number = g_strndup (*p, (gsize)(end - *p)); /* 119.65e29 is not one */
  *value = g_ascii_strtod (number, NULL);
  *p = end;
  return TRUE;
}

static gboolean
read_sixtieths (const char       **p,
                const char *const *marks,
                double             share,
                Number            *number)
{
  const char *start = *p;
  double      value = 0;

  skip_spaces (&start);
  if (!read_value (&start, &value) || !skip_any (&start, marks))
    return TRUE;
  if (value >= 60)
    return FALSE;
  number->value += value * share;
  *p = start;
  return TRUE;
}

static gboolean
read_number (const char **p,
             Number      *number)
{
  static const char *const degrees[] = { "°", "度", "º", "d", NULL };
  static const char *const minutes[] = { "′", "'", "分", "m", NULL };
  static const char *const seconds[] = { "″", "\"", "秒", "''", "′′", "s", NULL };
  int                      sign = 1;

  *number = (Number){ 0 };
  read_axis (p, number, &sign);
  skip_spaces (p);
  if (skip (p, "-"))
    sign = -sign;
  if (!read_value (p, &number->value))
    return FALSE;
  number->is_angle = skip_any (p, degrees);
  if (number->is_angle && (!read_sixtieths (p, minutes, 1 / 60.0, number) ||
                           !read_sixtieths (p, seconds, 1 / 3600.0, number)))
    return FALSE;
  skip_spaces (p);
  read_axis (p, number, &sign);
  number->value *= sign;
  return TRUE;
}

/* ---- Meaning ---- */

static gboolean
set_degrees (const Number        *east,
             const Number        *north,
             YutuTypedCoordinate *coordinate)
{
  if (fabs (east->value) > 180 || fabs (north->value) > 90)
    return FALSE;
  coordinate->is_metres = FALSE;
  coordinate->point = yutu_point_from_degrees (east->value, north->value);
  return TRUE;
}

/* In metres the northing has seven digits, the easting six, or eight with the zone before it. */
static gboolean
is_northing (double value)
{
  return value >= 1e6 && value < 1e7;
}

static gboolean
is_easting (double value)
{
  return (value >= 1e5 && value < 1e6) || (value >= 1e7 && value < 1e8);
}

static gboolean
set_metres (const Number        *east,
            const Number        *north,
            YutuTypedCoordinate *coordinate)
{
  if (!is_easting (east->value) || !is_northing (north->value))
    return FALSE;
  coordinate->is_metres = TRUE;
  coordinate->zone = east->value >= 1e7 ? (int)(east->value / 1e6) : 0;
  coordinate->easting_m = east->value - coordinate->zone * 1e6;
  coordinate->northing_m = north->value;
  return TRUE;
}

static gboolean
set_pair (const Number        *first,
          const Number        *second,
          YutuTypedCoordinate *coordinate)
{
  gboolean is_swapped = first->axis == 'y' || second->axis == 'x';

  if (first->axis != 0 && first->axis == second->axis)
    return FALSE;
  if (first->axis == 0 && second->axis == 0)
    is_swapped = (fabs (first->value) <= 90 && fabs (second->value) > 90) ||
                 (is_northing (first->value) && is_easting (second->value));
  if (is_swapped)
    return set_degrees (second, first, coordinate) ||
           (!first->is_angle && set_metres (second, first, coordinate));
  return set_degrees (first, second, coordinate) ||
         (!first->is_angle && set_metres (first, second, coordinate));
}

/* Degrees, minutes and seconds with no marks: "119 34 12.5", "119-34-12.5", "119:34:12.5". */
static gboolean
read_bare_angle (const char **p,
                 Number      *number)
{
  int    sign = 1;
  double parts[3];

  *number = (Number){ .is_angle = TRUE };
  read_axis (p, number, &sign);
  skip_spaces (p);
  for (int i = 0; i < 3; i++)
    {
      gsize n_digits = strspn (*p, "0123456789");

      if (i < 2 && ((*p)[n_digits] == '.' || n_digits > 3))
        return FALSE;
      if (!read_value (p, &parts[i]) || (i > 0 && parts[i] >= 60))
        return FALSE;
      if (i < 2 && !skip (p, "-") && !skip (p, ":") && !skip (p, " "))
        return FALSE;
      if (i < 2)
        skip_spaces (p);
    }
  skip_spaces (p);
  read_axis (p, number, &sign);
  number->value = sign * (parts[0] + parts[1] / 60 + parts[2] / 3600);
  return TRUE;
}

/* Something stands between two numbers, or says of the second what it is: the 51 of 28°51 is no longitude. */
static gboolean
are_apart (const char   *between,
           const Number *second)
{
  return strchr (" \t,;/", between[-1]) != NULL || second->axis != 0 || second->is_angle;
}

static gboolean
parse_pair (const char *p,
            gboolean (*read) (const char **p, Number *number),
            YutuTypedCoordinate *coordinate)
{
  Number      first;
  Number      second;
  const char *between = NULL;

  *coordinate = (YutuTypedCoordinate){ 0 };
  skip (&p, "point");
  skip_separators (&p);
  skip_letter (&p);
  if (!read (&p, &first))
    return FALSE;
  skip_separators (&p);
  between = p;
  skip_letter (&p);
  if (!read (&p, &second) || !are_apart (between, &second))
    return FALSE;
  skip_separators (&p);
  return *p == '\0' && set_pair (&first, &second, coordinate);
}

gboolean
yutu_coordinate_parse (const char          *text,
                       YutuTypedCoordinate *coordinate)
{
  g_autofree char *plain = dup_plain (text);

  *coordinate = (YutuTypedCoordinate){ 0 };
  return plain != NULL && (parse_pair (plain, read_number, coordinate) ||
                           parse_pair (plain, read_bare_angle, coordinate));
}

/* ---- From one point to the next ---- */

static gboolean
read_signed (const char **p,
             double      *value)
{
  gboolean is_negative = skip (p, "-");

  if (!is_negative)
    skip (p, "+");
  if (!read_value (p, value))
    return FALSE;
  *value = is_negative ? -*value : *value;
  return TRUE;
}

gboolean
yutu_offset_parse (const char      *text,
                   YutuTypedOffset *offset)
{
  g_autofree char *plain = dup_plain (text);
  const char      *p = plain;
  double           first_m = 0;
  Number           angle;

  *offset = (YutuTypedOffset){ 0 };
  if (p == NULL)
    return FALSE;
  skip_spaces (&p);
  if (!skip (&p, "@"))
    return FALSE;
  skip_spaces (&p);
  if (!read_signed (&p, &first_m))
    return FALSE;
  skip_spaces (&p);
  offset->is_polar = skip (&p, "<");
  if (offset->is_polar)
    {
      if (first_m < 0 || !read_number (&p, &angle) || angle.axis != 0)
        return FALSE;
      offset->distance_m = first_m;
      offset->azimuth_deg = fmod (fmod (angle.value, 360) + 360, 360);
    }
  else
    {
      skip_separators (&p);
      offset->east_m = first_m;
      if (!read_signed (&p, &offset->north_m))
        return FALSE;
    }
  skip_spaces (&p);
  return *p == '\0';
}
