/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A name beside what its generic term asks for (R9). A finding for each need, with all that would meet it: it is met,
 * it is not, or it cannot be told because something is not stated. */

#include <string.h>

#include "gazetteer/yutu-name-index-private.h"
#include "geo/yutu-measure.h"

/* Of a term that ends the name, the longest one; not one that is but the end of another generic term: 楼 of 大楼. */
static const char *
find_term (const YutuNameSizes    *sizes,
           const YutuNameQuestion *question)
{
  const char *longest = NULL;

  for (guint i = 0; i < yutu_name_sizes_count (sizes); i++)
    {
      const YutuNameSize *size = yutu_name_sizes_get (sizes, i);

      if (size->is_in_force && size->from <= question->day && question->day < size->to &&
          g_str_has_suffix (question->name, size->term) && strlen (size->term) < strlen (question->name) &&
          (longest == NULL || strlen (size->term) > strlen (longest)))
        longest = size->term;
    }
  return longest == NULL || strlen (longest) >= strlen (question->name) - yutu_name_measure_proper (question->name) ? longest
                                                                                                                    : NULL;
}

/* What is not stated but drawn is measured on the ellipsoid. */
static gboolean
measure (const YutuNameQuestion *question,
         YutuFigure              figure,
         double                 *value)
{
  const YutuShape *shape = question->shape;

  *value = 0;
  if (shape == NULL)
    return FALSE;
  if (figure == YUTU_FIGURE_LAND_AREA_M2 && shape->kind == YUTU_SHAPE_POLYGON)
    *value = yutu_measure_area_m2 (shape);
  else if (figure == YUTU_FIGURE_LENGTH_M && (shape->kind == YUTU_SHAPE_LINE || shape->kind == YUTU_SHAPE_MULTI_LINE))
    *value = yutu_measure_lines_m (shape);
  return *value > 0;
}

static gboolean
is_met (const YutuNameSizeTest *test)
{
  return test->has_figure && (test->size.is_more ? test->figure > test->size.least : test->figure >= test->size.least);
}

static void
check_need (const YutuNameQuestion *question,
            GArray                 *tests, /* (transfer full) of YutuNameSizeTest */
            GPtrArray              *findings)
{
  gboolean         met = FALSE, is_open = FALSE;
  const char      *basis = g_array_index (tests, YutuNameSizeTest, 0).size.basis;
  YutuNameFinding *finding = NULL;

  for (guint i = 0; i < tests->len; i++)
    {
      const YutuNameSizeTest *test = &g_array_index (tests, YutuNameSizeTest, i);

      met = met || is_met (test);
      is_open = is_open || !test->has_figure;
    }
  finding = yutu_name_findings_add (findings, question, "R9",
                                    met       ? YUTU_NAME_BIG_ENOUGH
                                    : is_open ? YUTU_NAME_SIZE_NOT_STATED
                                              : YUTU_NAME_TOO_SMALL,
                                    !met && !is_open, g_strdup (g_array_index (tests, YutuNameSizeTest, 0).size.term));
  if (finding == NULL)
    {
      g_array_unref (tests);
      return;
    }
  finding->is_met = met;
  finding->tests = tests;
  if (*basis != '\0')
    finding->clause = basis;
}

static gboolean
is_asked (const YutuNameSize     *size,
          const YutuNameQuestion *question,
          const char             *term)
{
  return size->is_in_force && size->from <= question->day && question->day < size->to && strcmp (size->term, term) == 0;
}

/* The first need of @term behind @done; G_MAXINT: there is none. */
static int
find_need (const YutuNameSizes    *sizes,
           const YutuNameQuestion *question,
           const char             *term,
           int                     done)
{
  int need = G_MAXINT;

  for (guint i = 0; i < yutu_name_sizes_count (sizes); i++)
    {
      const YutuNameSize *size = yutu_name_sizes_get (sizes, i);

      if (is_asked (size, question, term) && size->need > done)
        need = MIN (need, size->need);
    }
  return need;
}

static GArray *
list_tests (const YutuNameSizes    *sizes,
            const YutuNameQuestion *question,
            const char             *term,
            int                     need)
{
  GArray *tests = g_array_new (FALSE, FALSE, sizeof (YutuNameSizeTest));

  for (guint i = 0; i < yutu_name_sizes_count (sizes); i++)
    {
      const YutuNameSize *size = yutu_name_sizes_get (sizes, i);
      YutuNameSizeTest    test = { .size = *size, .figure = question->figures[size->figure] };

      if (!is_asked (size, question, term) || size->need != need)
        continue;
      test.is_drawn = test.figure <= 0 && measure (question, size->figure, &test.figure);
      test.has_figure = test.figure > 0;
      test.size.term = g_intern_string (term); /* findings outlive the table */
      test.size.place = "";
      g_array_append_val (tests, test);
    }
  return tests;
}

void
yutu_name_sizes_check (const YutuNameSizes    *sizes,
                       const YutuNameQuestion *question,
                       GPtrArray              *findings)
{
  const char *term = yutu_name_rule_is_for (question, "R9") ? find_term (sizes, question) : NULL;
  int         need = term != NULL ? find_need (sizes, question, term, 0) : G_MAXINT;

  for (; need != G_MAXINT; need = find_need (sizes, question, term, need))
    check_need (question, list_tests (sizes, question, term, need), findings);
}
