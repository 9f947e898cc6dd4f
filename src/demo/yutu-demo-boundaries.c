/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The lines with the five neighbours, cut out of the county's outline at the junctions of three
 * counties; the lines between townships, before and after the act; pillars and inspections. */

#include "demo/yutu-demo-divisions-private.h"

#include <math.h>
#include <string.h>

#include "base/yutu-day.h"
#include "demo/yutu-demo-noise.h"
#include "division/yutu-boundary-record.h"
#include "geo/yutu-crs.h"
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

/* ---- Pillars ---- */

typedef struct
{
  gint64      id;
  const char *code; /* of the line */
  const char *name;
  YutuShape  *shape;
  gboolean    is_turned; /* serials run against the arcs */
} County;

/* What stands around a pillar. */
static const char *const OBJECTS[] = { "百年樟树", "输电塔", "石桥头", "独立房角", "巨石",
                                       "水渠闸口", "古亭", "山脊独松" };

/* From west to east or north to south; where both ends say otherwise, along the arcs. */
static gboolean
runs_against (const YutuShape *shape)
{
  YutuPoint start = shape->points[0], end = shape->points[shape->n_points - 1];

  return start.x > end.x && start.y < end.y;
}

static void
append_objects (GString  *json,
                YutuPoint point,
                guint64   serial)
{
  for (int n = 1; n <= 3; n++)
    {
      double    azimuth_deg = round (3600 * yutu_demo_chance (71, serial, (guint64)n)) / 10;
      double    distance_m = round (10 * (15 + 120 * yutu_demo_chance (72, serial, (guint64)n))) / 10;
      YutuPoint object = yutu_measure_point_at (point, azimuth_deg, distance_m);

      g_string_append_printf (
        json,
        ",\"ref%d_name\":\"%s\",\"ref%d_azimuth_deg\":%.1f,\"ref%d_distance_m\":%.1f,"
        "\"ref%d_lon_deg\":%.9f,\"ref%d_lat_deg\":%.9f",
        n, OBJECTS[(serial + (guint64)n * 3) % G_N_ELEMENTS (OBJECTS)], n, azimuth_deg, n, distance_m, n,
        yutu_grid_to_degrees (object.x), n, yutu_grid_to_degrees (object.y));
    }
}

/* All that a register of pillars asks for, invented but for where it stands. */
static gboolean
add_pillar (YutuConnection *connection,
            const County   *line,
            int             serial,
            char            letter,
            const char     *kind,
            YutuPoint       point,
            gint64         *id,
            GError        **error)
{
  guint64 seed = (guint64)g_str_hash (line->code) * 1000 + (guint64)serial;
  double  xy[2] = { 0, 0 };
  g_autoptr (GString) json = g_string_new (NULL);

  if (!yutu_crs_project_points (4549, &point, 1, xy, error))
    return FALSE;
  g_string_append_printf (
    json,
    "{\"number\":\"%s%03d%c\",\"kind\":\"%s\",\"name\":\"%s%d号界桩\",\"material\":\"granite\","
    "\"planted_on\":\"1998-10-20\",\"condition\":\"good\",\"northing_m\":%.3f,\"easting_m\":%.3f,"
    "\"height_m\":%.1f,\"crs_orig\":\"CGCS2000 / 3-degree Gauss-Kruger CM 120E\",\"accuracy_m\":0.05,"
    "\"location\":\"%s第%d个界桩处\",\"managed_by_side\":\"%s\",\"invented\":true",
    line->code, serial, letter, kind, line->name, serial, xy[1], xy[0],
    60 + 700 * yutu_demo_chance (73, seed, 0), line->name, serial, serial % 2 == 0 ? "A" : "B");
  append_objects (json, point, seed);
  g_string_append_c (json, '}');
  return yutu_boundary_add_pillar (connection, line->id, json->str, &point, YUTU_DEMO_FIRST_DAY, id, error);
}

/* Two pillars on either side of the middle of a segment, where the line has both at their sides. */
static gboolean
find_banks (const YutuShape *shape,
            gsize            vertex,
            YutuPoint        banks[2])
{
  YutuPoint a = shape->points[vertex], b = shape->points[vertex + 1];
  YutuPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
  double    azimuth_deg = yutu_measure_azimuth_deg (a, b), along_m, off_m;
  int       sides[2];

  for (int k = 0; k < 2; k++)
    {
      banks[k] = yutu_measure_point_at (middle, fmod (azimuth_deg + (k == 0 ? 270 : 90), 360), 12);
      if (!yutu_boundary_place_point (shape, banks[k], &along_m, &off_m, &sides[k]))
        return FALSE;
    }
  return sides[0] > 0 && sides[1] < 0;
}

/* What happened to some of them since they were planted, so that the map and the lists have something to
 * tell. */
static gboolean
note_events (YutuConnection *connection,
             const char     *code,
             int             serial,
             gint64          pillar,
             GError        **error)
{
  static const struct
  {
    const char     *code;
    int             serial;
    YutuPillarEvent event;
  } events[] = {
    { "330702330781", 5, { "2025-06-18", "damaged", "damaged", NULL, NULL, "基座开裂", NULL } },
    { "330702330723", 4, { "2025-09-03", "lost", "lost", NULL, NULL, "修路时丢失", NULL } },
    { "330702330825", 2, { "2024-07-01", "buried", "buried", NULL, NULL, "塌方掩埋", NULL } },
    { "330702330703", 4, { "2023-05-11", "repaired", "good", NULL, NULL, "重描注记", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (events[i].serial == serial && g_str_equal (events[i].code, code) &&
        !yutu_boundary_note_pillar (connection, pillar, &events[i].event, error))
      return FALSE;
  return TRUE;
}

/* One at the junction where the line begins, then one every few kilometres on a bend of it; the third
 * a double set. */
static gboolean
plant_pillars (YutuConnection *connection,
               const County   *line,
               gint64          line_before, /* which ends at the junction */
               GError        **error)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (gsize));
  double since_m = PILLAR_STRETCH_M;
  gint64 id = 0;

  for (gsize i = 0; i + 1 < line->shape->n_points; i++)
    {
      if (i > 0)
        since_m += yutu_measure_distance_m (line->shape->points[i - 1], line->shape->points[i]);
      if (since_m < PILLAR_STRETCH_M)
        continue;
      since_m = 0;
      g_array_append_val (vertices, i);
    }
  for (guint i = 0; i < vertices->len; i++)
    {
      gsize     vertex = g_array_index (vertices, gsize, i);
      int       serial = (int)(line->is_turned ? vertices->len - i : i + 1);
      YutuPoint banks[2];

      if (i == 2 && find_banks (line->shape, vertex, banks))
        {
          if (!add_pillar (connection, line, serial, 'A', "double", banks[0], &id, error) ||
              !add_pillar (connection, line, serial, 'B', "double", banks[1], &id, error))
            return FALSE;
        }
      else if (!add_pillar (connection, line, serial, 'Q', i == 0 ? "single-three" : "single",
                            line->shape->points[vertex], &id, error) ||
               (i == 0 && !yutu_boundary_set_pillar_lines (connection, id, &line_before, 1, error)) ||
               !note_events (connection, line->code, serial, id, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Agreements, all invented ---- */

/* The length by law is that of the drawing, to ten metres. */
static gboolean
complete_line (YutuConnection  *connection,
               gint64           line,
               const YutuShape *shape,
               const char      *name,
               int              grade,
               int              serial,
               GError         **error)
{
  int              year = grade == 3 ? 1997 + serial % 3 : 2001 + serial % 4;
  g_autofree char *set = g_strdup_printf (
    "{\"length_m\":%.0f,\"agreement_no\":\"%s协〔%d〕%d号\",\"agreement_date\":\"%d-0%d-15\","
    "\"approval_doc\":\"%s〔%d〕%d号\",\"approval_organ\":\"%s\",\"approval_date\":\"%d-11-%02d\","
    "\"atlas_sheet\":\"H50G%03d\",\"disputed\":false,\"other\":\"协议、批准与图号均为虚构\",\"invented\":true}",
    round (yutu_measure_lines_m (shape) / 10) * 10, name, year, serial, year, 1 + serial % 9,
    grade == 3 ? "示例政函" : "示例区政函", year, 10 + serial, grade == 3 ? "示例省人民政府" : "示例区人民政府",
    year, 1 + serial % 28, 100 + serial);

  return yutu_boundary_change (connection, line, set, error);
}

/* ---- County lines ---- */

static gboolean
add_county_line (Boundaries     *self,
                 YutuConnection *connection,
                 const char     *neighbour,
                 const GArray   *steps,
                 County         *county,
                 GError        **error)
{
  for (guint row = 0; row < self->neighbours->rows->len; row++)
    {
      YutuBoundarySpec spec = {
        .name = yutu_demo_table_get (self->neighbours, row, "line"),
        .grade = 3,
        .left_code = YUTU_DEMO_COUNTY_CODE,
        .right_code = neighbour,
        .neighbour_name = yutu_demo_table_get (self->neighbours, row, "name"),
        .length_m = -1,
        .manager_side = row % 2 == 0 ? YUTU_DEMO_COUNTY_CODE : neighbour,
        .valid_from = YUTU_DEMO_FIRST_DAY,
      };

      if (!g_str_equal (yutu_demo_table_get (self->neighbours, row, "code"), neighbour))
        continue;
      county->name = spec.name;
      county->code = g_intern_string (neighbour);
      if (!yutu_boundary_add (connection, &spec, steps, &county->id, error) ||
          !yutu_boundary_load_shape (connection, county->id, &county->shape, error) ||
          !complete_line (connection, county->id, county->shape, spec.name, 3, (int)row + 1, error))
        return FALSE;
      county->is_turned = runs_against (county->shape);
      g_array_append_val (self->demo->lines, county->id);
    }
  return TRUE;
}

static const char *
find_cell (const Boundaries *self,
           const char       *code,
           const char       *column)
{
  for (guint row = 0; row < self->neighbours->rows->len; row++)
    if (g_str_equal (yutu_demo_table_get (self->neighbours, row, "code"), code))
      return yutu_demo_table_get (self->neighbours, row, column);
  return "";
}

/* Where the line begins, the county meets its neighbour and that of the line before. */
static gboolean
add_junction (const Boundaries *self,
              YutuConnection   *connection,
              const County     *line,
              const char       *code,
              const char       *code_before,
              GError          **error)
{
  g_autofree char *one = g_utf8_substring (find_cell (self, code_before, "name"), 0, 2);
  g_autofree char *other = g_utf8_substring (find_cell (self, code, "name"), 0, 2);
  g_autofree char *name = g_strdup_printf ("婺城%s%s三交点", one, other);
  g_autofree char *codes = g_strdup_printf (YUTU_DEMO_COUNTY_CODE " %s %s", code_before, code);
  g_autofree char *fields = g_strdup_printf (
    "{\"agreement_no\":\"%s协〔1999〕1号\",\"agreement_date\":\"1999-06-15\",\"invented\":true}", name);

  return yutu_boundary_add_junction (connection, name, 3, codes, line->shape->points[0], fields,
                                     YUTU_DEMO_FIRST_DAY, NULL, error);
}

static gboolean
finish_county_lines (const Boundaries *self,
                     YutuConnection   *connection,
                     County           *counties,
                     GError          **error)
{
  for (guint i = 0; i < N_COUNTY_LINES; i++)
    {
      guint            before = (i + N_COUNTY_LINES - 1) % N_COUNTY_LINES;
      g_autofree char *code = g_strconcat (YUTU_DEMO_COUNTY_CODE, JUNCTIONS[i].code, NULL);

      counties[i].code = code;
      if (!add_junction (self, connection, &counties[i], JUNCTIONS[i].code, JUNCTIONS[before].code, error) ||
          !plant_pillars (connection, &counties[i], counties[before].id, error))
        return FALSE;
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
  County                counties[N_COUNTY_LINES] = { 0 };
  gboolean              done = TRUE;

  if (steps == NULL)
    return FALSE;
  starts = g_new0 (YutuPoint, steps->len + 1);
  if (!read_starts (connection, steps, starts, error))
    return FALSE;
  for (guint i = 0; i < N_COUNTY_LINES; i++)
    cuts[i] = find_nearest (starts, steps->len,
                            yutu_point_from_degrees (JUNCTIONS[i].lon_deg, JUNCTIONS[i].lat_deg));
  for (guint i = 0; i < N_COUNTY_LINES && done; i++)
    {
      g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
      guint end = cuts[(i + 1) % N_COUNTY_LINES];

      for (guint k = cuts[i]; part->len == 0 || k != end; k = (k + 1) % steps->len)
        g_array_append_val (part, g_array_index (steps, YutuBoundaryStep, k));
      done = add_county_line (self, connection, JUNCTIONS[i].code, part, &counties[i], error);
    }
  done = done && finish_county_lines (self, connection, counties, error);
  for (guint i = 0; i < N_COUNTY_LINES; i++)
    g_clear_pointer (&counties[i].shape, yutu_shape_unref);
  return done;
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

/* Years ago, so that some are due within half a year on whatever day the file is made. */
static YutuDay
day_of_inspection (int number)
{
  int days = number % 11 == 0 ? 1826 - number % 150 : 60 + number % 5 * 365 + number % 50;

  return yutu_day_today () - days;
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
  int                number = atoi (one->code + 6) + atoi (other->code + 6);
  char               inspected[YUTU_DAY_TEXT_SIZE];
  g_autofree char   *first = g_utf8_substring (one->name, 0, 2);
  g_autofree char   *second = g_utf8_substring (other->name, 0, 2);
  g_autofree char   *name = g_strconcat (first, second, "线", NULL);
  gint64             line = 0;
  YutuInspectionSpec inspection = { .state = "archived",
                                    .round_no = 4,
                                    .is_round = TRUE,
                                    .values = "{\"reason\":\"round\",\"problems\":\"无\",\"invented\":true}" };
  g_autoptr (YutuShape) shape = NULL;
  YutuBoundarySpec spec = { .name = name,
                            .grade = 4,
                            .left_code = one->code,
                            .right_code = other->code,
                            .length_m = -1,
                            .manager_side = one->code,
                            .valid_from = from,
                            .valid_to = to };

  if (steps->len == 0)
    return TRUE;
  if (!yutu_boundary_add (connection, &spec, steps, &line, error) ||
      !yutu_boundary_load_shape (connection, line, &shape, error) ||
      !complete_line (connection, line, shape, name, 4, number % 90 + 1, error))
    return FALSE;
  yutu_day_format (day_of_inspection (number), inspected);
  inspection.line = line;
  inspection.done_on = inspected;
  inspection.year = atoi (inspected);
  return to != NULL || yutu_boundary_put_inspection (connection, &inspection, NULL, error);
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
