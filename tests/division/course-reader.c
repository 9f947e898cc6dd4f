/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "course-reader.h"

#include <math.h>
#include <string.h>

#include "division/yutu-division.h"

#define N_DIRECTIONS 16

static void
stretch_clear (gpointer data)
{
  g_free (((YutuCourseStretch *)data)->along);
}

static YutuCourseLeg *
leg_new (guint       piece,
         const char *from)
{
  YutuCourseLeg *leg = g_new0 (YutuCourseLeg, 1);

  leg->piece = piece;
  leg->from = g_strdup (from);
  leg->stretches = g_array_new (FALSE, TRUE, sizeof (YutuCourseStretch));
  g_array_set_clear_func (leg->stretches, stretch_clear);
  return leg;
}

static void
leg_free (gpointer data)
{
  YutuCourseLeg *leg = data;

  g_free (leg->from);
  g_free (leg->to);
  g_array_unref (leg->stretches);
  g_free (leg);
}

static gboolean
fail_reading (const char *what,
              GError    **error)
{
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID, "“%s” is no part of a description of a line", what);
  return FALSE;
}

/* "1.25千米", "380米". */
static gboolean
read_length (const char *text,
             double     *length_m)
{
  char *end = NULL;

  *length_m = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (*length_m) || *length_m < 0)
    return FALSE;
  if (strcmp (end, "千米") == 0)
    *length_m *= 1000;
  return strcmp (end, "千米") == 0 || strcmp (end, "米") == 0;
}

static gboolean
read_head (const char *text,
           YutuCourse *self,
           GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "：", 2);
  g_auto (GStrv) clauses = g_strsplit (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", "，", -1);
  g_auto (GStrv) sides = NULL;

  if (g_strv_length (clauses) != 2 || !g_str_has_suffix (clauses[0], "的行政区域界线") ||
      !g_str_has_prefix (clauses[1], "全长") ||
      !read_length (clauses[1] + strlen ("全长"), &self->length_m))
    return fail_reading (text, error);
  clauses[0][strlen (clauses[0]) - strlen ("的行政区域界线")] = '\0';
  sides = g_strsplit (clauses[0], "、", -1);
  if (g_strv_length (sides) != 2)
    return fail_reading (text, error);
  self->name = g_strdup (parts[0]);
  self->left = strcmp (sides[0], "界外") != 0 ? g_strdup (sides[0]) : NULL;
  self->right = strcmp (sides[1], "界外") != 0 ? g_strdup (sides[1]) : NULL;
  return TRUE;
}

/* Behind 向: "东偏北行进380米". The longest direction that fits. */
static gboolean
read_going (const char        *text,
            YutuCourseStretch *stretch)
{
  for (int i = 0; i < N_DIRECTIONS; i++)
    {
      const char *name = yutu_course_direction_name (i);
      gsize       length = strlen (name);

      if (strncmp (text, name, length) == 0 && g_str_has_prefix (text + length, "行进"))
        {
          stretch->direction = i;
          return read_length (text + length + strlen ("行进"), &stretch->length_m);
        }
    }
  return FALSE;
}

static gboolean
read_leg (const char *text,
          guint       piece,
          const char *from, /* NULL: it says so itself */
          YutuCourse *self,
          GError    **error)
{
  g_auto (GStrv) clauses = g_strsplit (text, "，", -1);
  g_autofree char *along = NULL;
  YutuCourseLeg   *leg = leg_new (piece, from);

  g_ptr_array_add (self->legs, leg);
  for (gsize i = 0; clauses[i] != NULL; i++)
    {
      YutuCourseStretch stretch = { 0 };

      if (leg->from == NULL && g_str_has_prefix (clauses[i], "自") && g_str_has_suffix (clauses[i], "起"))
        leg->from = g_strndup (clauses[i] + strlen ("自"), strlen (clauses[i]) - strlen ("自起"));
      else if (g_str_has_prefix (clauses[i], "沿") && along == NULL)
        along = g_strdup (clauses[i] + strlen ("沿"));
      else if (g_str_has_prefix (clauses[i], "向") && read_going (clauses[i] + strlen ("向"), &stretch))
        {
          stretch.along = g_steal_pointer (&along);
          g_array_append_val (leg->stretches, stretch);
        }
      else if (g_str_has_prefix (clauses[i], "至") && clauses[i + 1] == NULL)
        leg->to = g_strdup (clauses[i] + strlen ("至"));
      else
        return fail_reading (clauses[i], error);
    }
  return (leg->from != NULL && leg->to != NULL && along == NULL) || fail_reading (text, error);
}

YutuCourse *
course_from_text (const char *text,
                  GError    **error)
{
  g_autoptr (YutuCourse) self = g_new0 (YutuCourse, 1);
  g_auto (GStrv) sentences = g_strsplit (text, "。", -1);
  guint n = g_strv_length (sentences);

  self->legs = g_ptr_array_new_with_free_func (leg_free);
  if (n < 2 || *sentences[n - 1] != '\0')
    {
      fail_reading (text, error);
      return NULL;
    }
  if (!read_head (sentences[0], self, error))
    return NULL;
  for (guint i = 1; i + 1 < n; i++)
    {
      g_auto (GStrv) legs = g_strsplit (sentences[i], "；", -1);
      const char *from = NULL;

      for (gsize k = 0; legs[k] != NULL; k++)
        {
          if (!read_leg (legs[k], i - 1, from, self, error))
            return NULL;
          from = ((YutuCourseLeg *)self->legs->pdata[self->legs->len - 1])->to;
        }
    }
  return g_steal_pointer (&self);
}
