/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-place.h"

#include "division/yutu-division-rule.h"

typedef enum
{
  HERE,
  SWAPPED, /* it would lie here with its axes exchanged */
  ELSEWHERE,
} Verdict;

typedef struct
{
  YutuBox     box;
  const char *what; /* in words; owned by nobody */
  const char *rule; /* when all rows lie elsewhere */
  gboolean    rejects;
} Expected;

void
yutu_import_place_clear (YutuImportPlace *self)
{
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
}

/* ---- Boxes ---- */

static YutuBox
get_row_box (YutuSource              *source,
             const YutuSourceFeature *feature)
{
  YutuBox box = YUTU_BOX_EMPTY;

  for (gsize k = 0; k < feature->n_paths; k++)
    {
      const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);
      const YutuPoint      *points = yutu_source_get_points (source, path);

      for (gsize i = 0; i < path->n_points; i++)
        yutu_box_add_point (&box, points[i]);
    }
  return box;
}

static YutuBox
grow (YutuBox box,
      gint64  by)
{
  return (YutuBox){ box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by };
}

static YutuBox
swap (YutuBox box)
{
  return (YutuBox){ box.min_y, box.min_x, box.max_y, box.max_x };
}

static Verdict
judge_box (YutuBox         box,
           const Expected *expected)
{
  if (yutu_box_overlaps (box, expected->box))
    return HERE;
  return yutu_box_overlaps (swap (box), expected->box) ? SWAPPED : ELSEWHERE;
}

/* ---- What is expected ---- */

gboolean
yutu_import_load_land (YutuConnection *connection,
                       YutuBox        *box,
                       GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT min (MbrMinX (geom)), min (MbrMinY (geom)), max (MbrMaxX (geom)), "
    "max (MbrMaxY (geom)) FROM (SELECT geom FROM division_area UNION ALL "
    "SELECT geom FROM arc WHERE EXISTS (SELECT 1 FROM division_area_stale))",
    error);
  gboolean found = FALSE;

  *box = YUTU_BOX_EMPTY;
  if (statement == NULL || !yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *box = (YutuBox){
      yutu_grid_from_degrees (sqlite3_column_double (statement, 0)),
      yutu_grid_from_degrees (sqlite3_column_double (statement, 1)),
      yutu_grid_from_degrees (sqlite3_column_double (statement, 2)),
      yutu_grid_from_degrees (sqlite3_column_double (statement, 3)),
    };
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
load_limit (YutuConnection *connection,
            const char     *key,
            const char     *day,
            gint64         *value,
            GError        **error)
{
  double degrees = 0;

  if (!yutu_division_rule_get_number (connection, key, day, &degrees, error))
    return FALSE;
  *value = yutu_grid_from_degrees (degrees);
  return TRUE;
}

static gboolean
expect (YutuConnection *connection,
        const char     *day,
        Expected       *expected,
        GError        **error)
{
  YutuBox land = YUTU_BOX_EMPTY;
  gint64  near = 0;

  if (!yutu_import_load_land (connection, &land, error) ||
      !load_limit (connection, "neighbourhood-deg", day, &near, error))
    return FALSE;
  if (land.min_x <= land.max_x)
    {
      near = MAX (near, MAX (land.max_x - land.min_x, land.max_y - land.min_y));
      *expected = (Expected){ grow (land, near), "the land in this file", "elsewhere", TRUE };
      return TRUE;
    }
  *expected = (Expected){ .what = "China", .rule = "far-away" };
  return load_limit (connection, "plausible-west-deg", day, &expected->box.min_x, error) &&
         load_limit (connection, "plausible-south-deg", day, &expected->box.min_y, error) &&
         load_limit (connection, "plausible-east-deg", day, &expected->box.max_x, error) &&
         load_limit (connection, "plausible-north-deg", day, &expected->box.max_y, error);
}

/* ---- Judging ---- */

static char *
describe (YutuBox box)
{
  return g_strdup_printf ("%.4f to %.4f east and %.4f to %.4f north",
                          yutu_grid_to_degrees (box.min_x), yutu_grid_to_degrees (box.max_x),
                          yutu_grid_to_degrees (box.min_y), yutu_grid_to_degrees (box.max_y));
}

static char *
explain (Verdict         verdict,
         YutuBox         box,
         const Expected *expected)
{
  g_autofree char *where = describe (box);

  if (verdict == SWAPPED)
    return g_strdup_printf ("latitude and longitude are exchanged: it lies at %s, far from %s, but "
                            "would lie there with the axes turned; import it with --swap-axes",
                            where, expected->what);
  return g_strdup_printf ("it lies at %s, far from %s; if its coordinates are in another reference "
                          "system than it says, name the true one with --crs",
                          where, expected->what);
}

typedef struct
{
  gsize   counts[ELSEWHERE + 1];
  YutuBox boxes[ELSEWHERE + 1];
} Tally;

static void
tell_all (YutuImportPlace *self,
          Verdict          verdict,
          YutuBox          box,
          const Expected  *expected)
{
  self->rule = verdict == SWAPPED ? "axes-swapped" : expected->rule;
  self->rejects = verdict == SWAPPED || expected->rejects;
  self->message = explain (verdict, box, expected);
}

static void
tell_rows (YutuImportPlace *self,
           YutuSource      *source,
           const Expected  *expected)
{
  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      YutuBox                  box = get_row_box (source, feature);
      Verdict                  verdict = judge_box (box, expected);

      if (feature->n_paths > 0 && verdict != HERE)
        g_hash_table_insert (self->rows, g_memdup2 (&feature->row, sizeof feature->row),
                             explain (verdict, box, expected));
    }
}

/* All in one voice where most lie elsewhere (a row across the antimeridian is everywhere), else
 * those that do, each. */
static void
judge_rows (YutuImportPlace *self,
            YutuSource      *source,
            const Expected  *expected)
{
  Tally tally = { .boxes = { YUTU_BOX_EMPTY, YUTU_BOX_EMPTY, YUTU_BOX_EMPTY } };
  gsize n = 0;

  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      YutuBox                  box = get_row_box (source, feature);
      Verdict                  verdict = judge_box (box, expected);

      if (feature->n_paths == 0)
        continue;
      n++;
      tally.counts[verdict]++;
      yutu_box_add_point (&tally.boxes[verdict], (YutuPoint){ box.min_x, box.min_y });
      yutu_box_add_point (&tally.boxes[verdict], (YutuPoint){ box.max_x, box.max_y });
    }
  if (2 * tally.counts[SWAPPED] > n)
    tell_all (self, SWAPPED, tally.boxes[SWAPPED], expected);
  else if (2 * tally.counts[HERE] < n)
    tell_all (self, ELSEWHERE, tally.boxes[ELSEWHERE], expected);
  else if (tally.counts[HERE] < n)
    tell_rows (self, source, expected);
}

gboolean
yutu_import_place_judge (YutuImportPlace *self,
                         YutuSource      *source,
                         gboolean         crs_is_named,
                         YutuConnection  *connection,
                         const char      *day,
                         GError         **error)
{
  Expected expected = { .what = "where its reference system may be used",
                        .rule = "crs-area",
                        .rejects = TRUE };
  gint64   near = 0;

  *self = (YutuImportPlace){ 0 };
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!load_limit (connection, "neighbourhood-deg", day, &near, error))
    return FALSE;
  if (yutu_source_get_crs_area (source, &expected.box))
    {
      expected.box = grow (expected.box, near);
      judge_rows (self, source, &expected);
    }
  if (self->rule != NULL || g_hash_table_size (self->rows) > 0)
    return TRUE;
  if (!expect (connection, day, &expected, error))
    return FALSE;
  judge_rows (self, source, &expected);
  if (crs_is_named && self->rule != expected.rule && self->rule != NULL)
    return TRUE; /* exchanged axes are no matter of the reference system */
  if (crs_is_named)
    {
      g_autofree char *message = g_steal_pointer (&self->message);

      if (message != NULL)
        self->message = g_strdup_printf ("%s. It is taken, because --crs names one", message);
      self->rejects = FALSE;
      g_hash_table_remove_all (self->rows);
    }
  return TRUE;
}
