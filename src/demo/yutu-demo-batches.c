/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the collection batches (标准地址采集批次) of the demo county hold: the first addresses of their village, as many as
 * their field says, and, once they came to be sampled, the sample with its verdicts. The addresses are published
 * already, and stay so. */

#include "casework/yutu-batch.h"
#include "demo/yutu-demo-courses-private.h"
#include "demo/yutu-demo-stand-private.h"
#include "division/yutu-division-rule.h"

#define FAULT "门牌号与现场不符，退回核对"

/* A number of the case's fields. */
static double
get_number (const char *fields,
            const char *id,
            double      fallback)
{
  g_autoptr (JsonNode) root = json_from_string (fields, NULL);
  JsonNode *node = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), id)
                                                                 : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : fallback;
}

static gboolean
add_addresses (YutuDemoStand *stand,
               gint64         case_file,
               gint64         village,
               gint64         n,
               GError       **error)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (YutuBatchObject));
  YutuBatchAdded added = { 0 };
  gboolean       found = TRUE;
  sqlite3_stmt  *row = yutu_connection_prepare (
     stand->connection,
     "SELECT id FROM address WHERE village = ?1 AND valid_to = '9999-12-31' ORDER BY id LIMIT ?2", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, village);
  sqlite3_bind_int64 (row, 2, n);
  while (TRUE)
    {
      YutuBatchObject object = { 0, village };

      if (!yutu_connection_step (stand->connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      object.object = sqlite3_column_int64 (row, 0);
      g_array_append_val (objects, object);
    }
  return objects->len == 0 || yutu_batch_add (stand->connection, case_file, (const YutuBatchObject *)(void *)objects->data,
                                              objects->len, &added, error);
}

/* The last step of @course into a state that samples; NULL: none yet. */
static const YutuCourseStep *
find_sampling (const YutuCaseKind   *kind,
               const YutuCaseCourse *course,
               gboolean             *goes_on)
{
  for (guint i = course->steps->len; i-- > 0;)
    {
      const YutuCourseStep *step = &g_array_index (course->steps, YutuCourseStep, i);

      *goes_on = i + 1 < course->steps->len;
      if (kind->states[step->to].samples)
        return step;
    }
  return NULL;
}

/* All of the sample are judged right when the batch has gone on, else half; there one is wrong in some batches. */
static gboolean
judge (YutuDemoStand *stand,
       gint64         case_file,
       gboolean       goes_on,
       gboolean       has_fault,
       YutuDay        day,
       const char    *officer,
       GError       **error)
{
  g_autoptr (GArray) items = yutu_batch_list (stand->connection, case_file, TRUE, error);
  guint n = items == NULL ? 0 : goes_on ? items->len
                                        : items->len / 2;

  for (guint i = 0; i < n; i++)
    {
      gboolean         is_right = !has_fault || i > 0;
      YutuBatchVerdict verdict = { g_array_index (items, YutuBatchItem, i).object, is_right, is_right ? NULL : FAULT };

      if (!yutu_batch_judge (stand->connection, case_file, &verdict, officer, day, error))
        return FALSE;
    }
  return items != NULL;
}

gboolean
yutu_demo_fill_batch (YutuDemoStand        *stand,
                      const YutuCaseKind   *kind,
                      const YutuCaseCourse *course,
                      const YutuCaseSpec   *spec,
                      gint64                case_file,
                      GError              **error)
{
  gint64                n = (gint64)get_number (spec->fields, "addresses", 0);
  gboolean              goes_on = FALSE;
  const YutuCourseStep *step = find_sampling (kind, course, &goes_on);
  double                stratum = 0;
  YutuBatchDraw         draw = { 0 };
  char                  day[YUTU_DAY_TEXT_SIZE];

  if (n == 0 || spec->village == 0)
    return TRUE;
  if (!add_addresses (stand, case_file, spec->village, n, error))
    return FALSE;
  if (step == NULL)
    return TRUE;
  draw.seed = (gint64)get_number (spec->fields, "sample_seed", 1);
  draw.share_pct = get_number (spec->fields, "sample_pct", 10);
  draw.day = step->day;
  draw.actor = spec->officer;
  yutu_day_format (step->day, day);
  if (!yutu_limit_get_number (stand->connection, "address", "batch-right-pct", day, &draw.right_pct, error) ||
      !yutu_limit_get_number (stand->connection, "address", "batch-stratum", day, &stratum, error))
    return FALSE;
  draw.min_stratum = (gint64)stratum;
  return yutu_batch_draw (stand->connection, case_file, &draw, error) &&
         judge (stand, case_file, goes_on, !goes_on && draw.seed % 3 == 0, step->day,
                spec->officer, error);
}
