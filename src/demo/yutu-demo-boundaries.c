/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The lines with the five neighbours, cut out of the county's outline at the junctions of three
 * counties; the lines between townships, before and after the act; pillars and inspections. */

#include "demo/yutu-demo-divisions-private.h"

#include <string.h>

#include "division/yutu-boundary.h"
#include "geo/yutu-measure.h"

#define N_COUNTY_LINES   5
#define PILLAR_STRETCH_M 7000.0

/* About where the outline passes from the neighbour before to this one, walking with the county on
 * the left, and the neighbours in that order. */
static const struct
{
  const char *code;
  double      lon_deg;
  double      lat_deg;
} JUNCTIONS[N_COUNTY_LINES] = {
  { "330781", 119.690, 29.240 }, /* Lanxi, from the northern tip westwards */
  { "330825", 119.308, 29.090 }, /* Longyou */
  { "331123", 119.337, 28.860 }, /* Suichang */
  { "330723", 119.470, 28.770 }, /* Wuyi */
  { "330703", 119.760, 28.985 }, /* Jindong */
};

typedef struct
{
  YutuDemo      *demo;
  YutuDemoTable *neighbours;
} Boundaries;

/* ---- County lines ---- */

static gboolean
load_arc (YutuConnection *connection,
          gint64          arc,
          YutuShape     **line,
          GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT geom FROM arc WHERE id = ?1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  *line = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                (gsize)sqlite3_column_bytes (statement, 0), error);
  sqlite3_reset (statement);
  return *line != NULL;
}

static gboolean
read_starts (YutuConnection *connection,
             const GArray   *steps,
             YutuPoint      *starts,
             GError        **error)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const YutuBoundaryStep *step = &g_array_index (steps, YutuBoundaryStep, i);
      g_autoptr (YutuShape) line = NULL;

      if (!load_arc (connection, step->arc, &line, error))
        return FALSE;
      starts[i] = line->points[step->reversed ? line->n_points - 1 : 0];
    }
  return TRUE;
}

static gboolean
write_pillar (YutuConnection *connection,
              gint64          line,
              const char     *number,
              gboolean        is_junction,
              YutuPoint       point,
              GError        **error)
{
  guint8        blob[YUTU_POINT_BLOB_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO boundary_pillar (id, line, number, kind, material, planted_on, condition, "
    "fields, valid_from, geom) VALUES (?1, ?2, ?3, ?4, '花岗岩', '1998-10-20', 'good', ?5, "
    "'" YUTU_DEMO_FIRST_DAY "', ?6)",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_point_to_blob (point, blob);
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, line);
  sqlite3_bind_text (statement, 3, number, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, is_junction ? "单立三面型" : "单立双面型", -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, is_junction ? "{\"junction\":true}" : "{}", -1, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 6, blob, sizeof blob, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* One at the junction where the line begins, then one every few kilometres on a bend of it. */
static gboolean
plant_pillars (YutuConnection *connection,
               gint64          line,
               const char     *code,
               GError        **error)
{
  g_autoptr (YutuShape) shape = NULL;
  double since_m = PILLAR_STRETCH_M;
  int    serial = 0;

  if (!yutu_boundary_load_shape (connection, line, &shape, error))
    return FALSE;
  for (gsize i = 0; shape != NULL && i + 1 < shape->n_points; i++)
    {
      g_autofree char *number = NULL;

      if (i > 0)
        since_m += yutu_measure_distance_m (shape->points[i - 1], shape->points[i]);
      if (since_m < PILLAR_STRETCH_M)
        continue;
      since_m = 0;
      serial++;
      number = g_strdup_printf ("%s%03d%c", code, serial, serial == 1 ? 'C' : 'Q');
      if (!write_pillar (connection, line, number, serial == 1, shape->points[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_inspection (YutuConnection *connection,
                  gint64          line,
                  const char     *done_on,
                  GError        **error)
{
  g_autofree char *due = g_strdup_printf ("%d%s", atoi (done_on) + 5, done_on + 4);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "INSERT INTO line_inspection (id, line, round_no, year, state, done_on, next_due) VALUES "
          "(?1, ?2, 4, ?3, 'archived', ?4, ?5)",
       error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, line);
  sqlite3_bind_int (statement, 3, atoi (done_on));
  sqlite3_bind_text (statement, 4, done_on, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, due, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_county_line (Boundaries     *self,
                 YutuConnection *connection,
                 const char     *neighbour,
                 const GArray   *steps,
                 GError        **error)
{
  gint64 line = 0;

  for (guint row = 0; row < self->neighbours->rows->len; row++)
    {
      const char      *inspected = yutu_demo_table_get (self->neighbours, row, "inspected");
      g_autofree char *due = g_strdup_printf ("%d%s", atoi (inspected) + 5, inspected + 4);
      g_autofree char *code = g_strconcat (YUTU_DEMO_COUNTY_CODE, neighbour, NULL);
      YutuBoundarySpec spec = {
        .name = yutu_demo_table_get (self->neighbours, row, "line"),
        .grade = 3,
        .left_code = YUTU_DEMO_COUNTY_CODE,
        .right_code = neighbour,
        .neighbour_name = yutu_demo_table_get (self->neighbours, row, "name"),
        .length_m = yutu_demo_table_get_number (self->neighbours, row, "length_km") * 1000,
        .last_inspection = inspected,
        .next_due = due,
        .manager_side = row % 2 == 0 ? YUTU_DEMO_COUNTY_CODE : neighbour,
        .valid_from = YUTU_DEMO_FIRST_DAY,
      };

      if (!g_str_equal (yutu_demo_table_get (self->neighbours, row, "code"), neighbour))
        continue;
      if (!yutu_boundary_add (connection, &spec, steps, &line, error) ||
          !plant_pillars (connection, line, code, error) ||
          !write_inspection (connection, line, inspected, error))
        return FALSE;
      g_array_append_val (self->demo->lines, line);
    }
  return TRUE;
}

static guint
find_nearest (const YutuPoint *points,
              guint            n,
              YutuPoint        to)
{
  guint  nearest = 0;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      double d = yutu_demo_distance (yutu_demo_from_grid (points[i]), yutu_demo_from_grid (to));

      if (d < best)
        {
          best = d;
          nearest = i;
        }
    }
  return nearest;
}

static gboolean
add_county_lines (Boundaries     *self,
                  YutuConnection *connection,
                  GError        **error)
{
  g_autoptr (GArray) arcs =
    yutu_boundary_list_shared (connection, self->demo->county, 0, YUTU_DEMO_ACT_DAY, error);
  g_autoptr (GArray) steps =
    arcs != NULL ? yutu_boundary_chain (connection, arcs, error) : NULL;
  g_autofree YutuPoint *starts = NULL;
  guint                 cuts[N_COUNTY_LINES];

  if (steps == NULL)
    return FALSE;
  starts = g_new0 (YutuPoint, steps->len + 1);
  if (!read_starts (connection, steps, starts, error))
    return FALSE;
  for (guint i = 0; i < N_COUNTY_LINES; i++)
    cuts[i] = find_nearest (starts, steps->len,
                            yutu_point_from_degrees (JUNCTIONS[i].lon_deg, JUNCTIONS[i].lat_deg));
  for (guint i = 0; i < N_COUNTY_LINES; i++)
    {
      g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
      guint end = cuts[(i + 1) % N_COUNTY_LINES];

      for (guint k = cuts[i]; part->len == 0 || k != end; k = (k + 1) % steps->len)
        g_array_append_val (part, g_array_index (steps, YutuBoundaryStep, k));
      if (!add_county_line (self, connection, JUNCTIONS[i].code, part, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Township lines ---- */

static gboolean
list_line (YutuConnection         *connection,
           const YutuDemoTownship *one,
           const YutuDemoTownship *other,
           const char             *day,
           GArray                **steps,
           GError                **error)
{
  g_autoptr (GArray) arcs =
    yutu_boundary_list_shared (connection, one->unit, other->unit, day, error);

  *steps = arcs != NULL ? yutu_boundary_chain (connection, arcs, error) : NULL;
  return *steps != NULL;
}

static gboolean
is_same_line (const GArray *a,
              const GArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++)
    if (g_array_index (a, YutuBoundaryStep, i).arc != g_array_index (b, YutuBoundaryStep, i).arc)
      return FALSE;
  return a->len == b->len;
}

static gboolean
add_township_line (YutuConnection         *connection,
                   const YutuDemoTownship *one,
                   const YutuDemoTownship *other,
                   const GArray           *steps,
                   const char             *from,
                   const char             *to,
                   GError                **error)
{
  g_autofree char *first = g_utf8_substring (one->name, 0, 2);
  g_autofree char *second = g_utf8_substring (other->name, 0, 2);
  g_autofree char *name = g_strconcat (first, second, "线", NULL);
  int              year = 2021 + (atoi (one->code + 6) + atoi (other->code + 6)) % 5;
  g_autofree char *inspected = g_strdup_printf ("%d-11-15", year);
  g_autofree char *due = g_strdup_printf ("%d-11-15", year + 5);
  gint64           line = 0;
  gboolean         is_open = to == NULL;
  YutuBoundarySpec spec = { .name = name,
                            .grade = 4,
                            .left_code = one->code,
                            .right_code = other->code,
                            .length_m = -1,
                            .last_inspection = is_open ? inspected : NULL,
                            .next_due = is_open ? due : NULL,
                            .manager_side = one->code,
                            .valid_from = from,
                            .valid_to = to };

  if (steps->len == 0)
    return TRUE;
  return yutu_boundary_add (connection, &spec, steps, &line, error) &&
         (!is_open || write_inspection (connection, line, inspected, error));
}

static gboolean
add_line_of_pair (YutuConnection         *connection,
                  const YutuDemoTownship *one,
                  const YutuDemoTownship *other,
                  GError                **error)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  if (!list_line (connection, one, other, YUTU_DEMO_DAY_BEFORE, &before, error) ||
      !list_line (connection, one, other, YUTU_DEMO_ACT_DAY, &after, error))
    return FALSE;
  if (is_same_line (before, after))
    return add_township_line (connection, one, other, before, YUTU_DEMO_FIRST_DAY, NULL, error);
  return add_township_line (connection, one, other, before, YUTU_DEMO_FIRST_DAY,
                            YUTU_DEMO_ACT_DAY, error) &&
         add_township_line (connection, one, other, after, YUTU_DEMO_ACT_DAY, NULL, error);
}

static gboolean
write_lines (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Boundaries *self = data;
  GArray     *townships = self->demo->townships;

  if (!add_county_lines (self, connection, error))
    return FALSE;
  for (guint i = 0; i < townships->len; i++)
    for (guint k = i + 1; k < townships->len; k++)
      if (!add_line_of_pair (connection, &g_array_index (townships, YutuDemoTownship, i),
                             &g_array_index (townships, YutuDemoTownship, k), error))
        return FALSE;
  return TRUE;
}

gboolean
yutu_demo_add_boundaries (YutuDemo *demo,
                          GError  **error)
{
  g_autoptr (YutuDemoTable) neighbours = yutu_demo_table_load ("neighbours.csv", error);
  Boundaries    self = { demo, neighbours };
  YutuEntrySpec entry = {
    .kind = "demo-lines",
    .title = "演示县：界线与界桩",
    .actor = YUTU_DEMO_ACTOR,
    .bulk = TRUE,
  };

  return neighbours != NULL &&
         yutu_store_write (demo->store, &entry, write_lines, &self, NULL, NULL, error);
}
