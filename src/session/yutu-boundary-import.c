/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each row is looked up, checked and carried out in one write; what is rejected rolls it back. A trial
 * does the same in a write of its own that is rolled back whatever it finds, so that both tell the
 * same. */

#include "session/yutu-boundary-import.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "division/yutu-division-rule.h"
#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"
#include "session/yutu-boundary-private.h"
#include "session/yutu-facility-cells-private.h"

typedef struct
{
  YutuFile                     *file;
  const YutuModules            *modules;
  const YutuRegister           *record;
  const YutuBoundaryImportSpec *spec;
  YutuBoundaryImportResult     *result;
  YutuProgress                 *progress;
  GArray                       *columns;
  YutuFacilityColumns           table;
  YutuConnection               *connection;
  GHashTable                   *arcs;  /* gint64 * node point hash → GArray of Arc; NULL until needed */
  GHashTable                   *lines; /* gint64 * → YutuBoundaryLine, of the pillars */
  double                        off_m;
  char                          day[YUTU_DAY_TEXT_SIZE];
} Import;

typedef struct
{
  gint64     id;
  YutuShape *shape;
} Arc;

static void
arc_clear (gpointer data)
{
  yutu_shape_unref (((Arc *)data)->shape);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->arcs, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->table.source, yutu_source_unref);
  g_free (self->table.at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* ---- Findings ---- */

static void
finding_free (gpointer data)
{
  YutuBoundaryFinding *self = data;

  g_free (self->field);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

void
yutu_boundary_import_result_clear (YutuBoundaryImportResult *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  *self = (YutuBoundaryImportResult){ 0 };
}

static YutuBoundaryFinding *
tell (Import     *self,
      gint64      row,
      const char *field,
      const char *rule,
      gboolean    rejects,
      const char *message)
{
  YutuBoundaryFinding *finding = g_new0 (YutuBoundaryFinding, 1);

  finding->row = row;
  finding->field = g_strdup (field);
  finding->rule = g_strdup (rule);
  finding->message = g_strdup (message);
  finding->rejects = rejects;
  if (self->result->findings->len < YUTU_BOUNDARY_IMPORT_MAX_FINDINGS)
    {
      g_ptr_array_add (self->result->findings, finding);
      return finding;
    }
  finding_free (finding);
  return NULL;
}

static void
place_finding (YutuBoundaryFinding *finding,
               YutuPoint            place)
{
  if (finding == NULL)
    return;
  finding->has_place = TRUE;
  finding->place = place;
}

/* "field number: …" names its field; static, of the definition. */
static const char *
field_in (const Import *self,
          const char   *message)
{
  for (gsize i = 0; g_str_has_prefix (message, "field ") && i < self->record->n_fields; i++)
    {
      const char *id = self->record->fields[i].id;

      if (g_str_has_prefix (message + 6, id) && message[6 + strlen (id)] == ':')
        return id;
    }
  return NULL;
}

/* An error of the row is a finding; any other is one of the import. */
static gboolean
reject (Import     *self,
        gint64      row,
        const char *field,
        const char *rule,
        GError     *why, /* taken */
        GError    **error)
{
  if (why->domain != YUTU_CASEWORK_ERROR && why->domain != YUTU_DIVISION_ERROR &&
      why->domain != YUTU_CRS_ERROR)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  tell (self, row, field != NULL ? field : field_in (self, why->message), rule, TRUE, why->message);
  self->result->rejected++;
  g_error_free (why);
  return TRUE;
}

/* ---- Columns ---- */

static GArray *
make_columns (const YutuRegister *record)
{
  GArray *columns = yutu_columns_new ();

  yutu_columns_add (columns, "id", "编号", "Row", YUTU_COLUMN_INT);
  if (g_str_equal (record->full_id, YUTU_OBJECT_LINE))
    {
      yutu_columns_add (columns, "grade", "级别", "Grade", YUTU_COLUMN_INT);
      yutu_columns_add (columns, "left_code", "左侧代码", "Code on the left", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "right_code", "右侧代码", "Code on the right", YUTU_COLUMN_TEXT);
    }
  else
    {
      yutu_columns_add (columns, "line", "界线", "Line", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lines", "其他界线", "Further lines", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "position", "坐标", "Position", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lon", "经度", "Longitude", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lat", "纬度", "Latitude", YUTU_COLUMN_TEXT);
    }
  yutu_columns_add_fields (columns, record->fields, record->n_fields, TRUE);
  return columns;
}

static guint
index_of (const Import *self,
          const char   *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (g_array_index (self->columns, YutuColumn, i).id, id) == 0)
      return i;
  return G_MAXUINT;
}

static const char *
cell (const Import *self,
      gsize         row,
      const char   *id)
{
  guint index = index_of (self, id);

  return index != G_MAXUINT ? yutu_cell_get (&self->table, row, index) : NULL;
}

static gboolean
set_column (Import           *self,
            const YutuColumn *column,
            int               at,
            GError          **error)
{
  guint index = (guint)(column - &g_array_index (self->columns, YutuColumn, 0));

  if (self->table.at[index] < 0 || self->table.at[index] == at)
    {
      self->table.at[index] = at;
      return TRUE;
    }
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
               "%s: two columns are %s; say which one is meant with --map %s=COLUMN", self->spec->path,
               column->id, column->id);
  return FALSE;
}

static gboolean
take_map (Import     *self,
          const char *map,
          GError    **error)
{
  const char       *equals = strchr (map, '=');
  g_autofree char  *id = equals != NULL ? g_strndup (map, (gsize)(equals - map)) : g_strdup (map);
  const char *const names[] = { equals != NULL ? equals + 1 : "", NULL };
  const YutuColumn *column = yutu_columns_find (self->columns, id);
  int               at = yutu_source_find_field (self->table.source, names);

  if (column != NULL && at >= 0)
    return set_column (self, column, at, error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
               column == NULL ? "%s: --map %s: there is no such field"
                              : "%s: --map %s: the table has no such column",
               self->spec->path, map);
  return FALSE;
}

static gboolean
is_mapped (const Import *self,
           int           at)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (self->table.at[i] == at)
      return TRUE;
  return FALSE;
}

/* Names of fields in a Shapefile are cut to ten characters. */
static const YutuColumn *
find_column (const Import *self,
             const char   *heading)
{
  const YutuColumn *column = yutu_columns_find (self->columns, heading);
  const YutuColumn *cut = NULL;
  guint             n = 0;

  for (guint i = 0; column == NULL && strlen (heading) == 10 && i < self->columns->len; i++)
    if (strncmp (g_array_index (self->columns, YutuColumn, i).id, heading, 10) == 0)
      {
        cut = &g_array_index (self->columns, YutuColumn, i);
        n++;
      }
  return column != NULL ? column : n == 1 ? cut
                                          : NULL;
}

static gboolean
match_columns (Import  *self,
               GError **error)
{
  self->table.at = g_new (int, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    self->table.at[i] = -1;
  for (gsize i = 0; self->spec->maps != NULL && self->spec->maps[i] != NULL; i++)
    if (!take_map (self, self->spec->maps[i], error))
      return FALSE;
  for (gsize i = 0; i < yutu_source_count_fields (self->table.source); i++)
    {
      const char       *heading = yutu_source_get_field (self->table.source, i);
      const YutuColumn *column = find_column (self, heading);

      if (is_mapped (self, (int)i))
        continue;
      if (column == NULL)
        tell (self, 0, heading, "column", FALSE, "there is no such field; it is left out");
      else if (!set_column (self, column, (int)i, error))
        return FALSE;
    }
  return TRUE;
}

/* The fields of the row that have a value, as a JSON object. */
static char *
read_values (const Import *self,
             gsize         row,
             const char  **field,
             GError      **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (self->columns, YutuColumn, i);
      const char       *text = column->field != NULL ? yutu_cell_get (&self->table, row, i) : NULL;

      *field = column->id;
      if (text != NULL && !yutu_cell_set_value (object, column->field, text, error))
        return NULL;
    }
  *field = NULL;
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

/* ---- Along the arcs ---- */

static gint64 *
hash_point (YutuPoint point)
{
  gint64 key = point.x * 1000003 ^ point.y;

  return g_memdup2 (&key, sizeof key);
}

static void
note_arc (Import    *self,
          YutuPoint  end,
          gint64     id,
          YutuShape *shape)
{
  gint64 *key = hash_point (end);
  GArray *list = g_hash_table_lookup (self->arcs, key);
  Arc     arc = { id, yutu_shape_ref (shape) };

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Arc));
      g_array_set_clear_func (list, arc_clear);
      g_hash_table_insert (self->arcs, g_memdup2 (key, sizeof *key), list);
    }
  g_array_append_val (list, arc);
  g_free (key);
}

static gboolean
load_arcs (Import  *self,
           GError **error)
{
  sqlite3_stmt *row = NULL;
  gboolean      found = TRUE;

  if (self->arcs != NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT id, geom FROM arc ORDER BY id", error);
  self->arcs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  while (row != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      shape = yutu_shape_from_blob (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1), error);
      if (shape == NULL)
        return FALSE;
      note_arc (self, shape->points[0], sqlite3_column_int64 (row, 0), shape);
      if (!yutu_point_equal (shape->points[0], shape->points[shape->n_points - 1]))
        note_arc (self, shape->points[shape->n_points - 1], sqlite3_column_int64 (row, 0), shape);
    }
  return FALSE;
}

/* How many points of @points, from the first on, run along the arc from one of its ends. */
static gsize
count_along (const Arc       *arc,
             gboolean         reversed,
             const YutuPoint *points,
             gsize            n)
{
  gsize along = 0, all = arc->shape->n_points;

  while (along < n && along < all &&
         yutu_point_equal (points[along], arc->shape->points[reversed ? all - 1 - along : along]))
    along++;
  return along;
}

/* The arcs along one path. FALSE with the point where it leaves them. */
static gboolean
follow_path (Import          *self,
             const YutuPoint *points,
             gsize            n,
             GArray          *steps, /* YutuBoundaryStep */
             YutuPoint       *leaves)
{
  gsize at = 0;

  *leaves = points[0];
  while (at + 1 < n)
    {
      g_autofree gint64 *key = hash_point (points[at]);
      GArray            *list = g_hash_table_lookup (self->arcs, key);
      gsize              best = 1, next = 0;
      YutuBoundaryStep   step = { 0 };

      for (guint i = 0; list != NULL && i < list->len && next == 0; i++)
        for (int reversed = 0; reversed < 2 && next == 0; reversed++)
          {
            const Arc *arc = &g_array_index (list, Arc, i);
            gsize      along = count_along (arc, reversed != 0, points + at, n - at);

            best = MAX (best, along);
            if (along == arc->shape->n_points && along > 1)
              {
                step = (YutuBoundaryStep){ arc->id, reversed != 0 };
                next = along - 1;
              }
          }
      if (next == 0)
        {
          *leaves = points[MIN (at + best, n) - 1];
          return FALSE;
        }
      g_array_append_val (steps, step);
      at += next;
    }
  return n > 1;
}

/* NULL without an error, with a finding, when it does not run along arcs. */
static GArray *
follow_geometry (Import  *self,
                 gsize    row,
                 GError **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, row);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));

  if (!load_arcs (self, error))
    return NULL;
  for (gsize i = 0; i < feature->n_paths; i++)
    {
      const YutuSourcePath *path = yutu_source_get_path (self->table.source, feature->first_path + i);
      YutuPoint             leaves = { 0, 0 };

      if (follow_path (self, yutu_source_get_points (self->table.source, path), path->n_points, steps, &leaves))
        continue;
      place_finding (tell (self, feature->row, "geometry", "geometry", TRUE,
                           "the line leaves the arcs of the file here; draw it along them, or change the "
                           "boundary first: an import moves no arc"),
                     leaves);
      self->result->rejected++;
      return NULL;
    }
  return g_steal_pointer (&steps);
}

/* ---- Lines ---- */

static gboolean
read_steps (YutuConnection *connection,
            gint64          line,
            GArray         *steps,
            GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT arc, reversed FROM boundary_line_arc WHERE line = ?1 ORDER BY seq", error);
  gboolean found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, line);
  while (TRUE)
    {
      YutuBoundaryStep step = { 0 };

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      step.arc = sqlite3_column_int64 (row, 0);
      step.reversed = sqlite3_column_int (row, 1) != 0;
      g_array_append_val (steps, step);
    }
}

/* The same arcs, from either end. */
static gboolean
is_same_course (const GArray *a,
                const GArray *b)
{
  gboolean is_same = a->len == b->len, is_turned = a->len == b->len;

  for (guint i = 0; i < a->len && (is_same || is_turned); i++)
    {
      gint64 arc = g_array_index (a, YutuBoundaryStep, i).arc;

      is_same = is_same && arc == g_array_index (b, YutuBoundaryStep, i).arc;
      is_turned = is_turned && arc == g_array_index (b, YutuBoundaryStep, b->len - 1 - i).arc;
    }
  return is_same || is_turned;
}

static gboolean
reject_plainly (Import     *self,
                gint64      row,
                const char *field,
                const char *rule,
                const char *message)
{
  tell (self, row, field, rule, TRUE, message);
  self->result->rejected++;
  return TRUE;
}

static gboolean
change_line (Import     *self,
             gsize       index,
             gint64      line,
             const char *values,
             GArray     *steps, /* nullable */
             GError    **error)
{
  gint64 row = yutu_source_get_feature (self->table.source, index)->row;
  g_autoptr (YutuBoundaryLine) kept = yutu_boundary_load (self->connection, line, self->day, error);
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  g_autoptr (GError) why = NULL;

  if (kept == NULL || !read_steps (self->connection, line, own, error))
    return FALSE;
  if (steps != NULL && !is_same_course (steps, own))
    {
      place_finding (tell (self, row, "geometry", "geometry", TRUE,
                           "the line runs along other arcs in the file; its course is changed by an act, not "
                           "by an import"),
                     kept->shape != NULL ? kept->shape->points[0] : (YutuPoint){ 0, 0 });
      self->result->rejected++;
      return TRUE;
    }
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_LINE, kept->values, values, &why))
    return reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  self->result->changed++;
  return yutu_boundary_change (self->connection, line, values, error);
}

static gboolean
add_line (Import     *self,
          gsize       index,
          const char *values,
          GArray     *steps,
          GError    **error)
{
  gint64           row = yutu_source_get_feature (self->table.source, index)->row;
  const char      *grade = cell (self, index, "grade");
  g_autofree char *name = yutu_boundary_get_value (values, "name");
  g_autofree char *code = yutu_boundary_get_value (values, "code");
  g_autofree char *neighbour = yutu_boundary_get_value (values, "neighbour_name");
  gint64           line = 0;
  g_autoptr (GError) why = NULL;
  YutuBoundarySpec spec = { .name = name,
                            .code = code,
                            .grade = grade != NULL ? (int)g_ascii_strtoll (grade, NULL, 10) : 0,
                            .left_code = cell (self, index, "left_code"),
                            .right_code = cell (self, index, "right_code"),
                            .neighbour_name = neighbour,
                            .length_m = -1,
                            .valid_from = self->day };

  if (steps == NULL)
    return reject_plainly (self, row, "code", "line",
                           "there is no line of this code or name; give its geometry along the arcs");
  if (spec.grade < 1 || spec.grade > 5)
    return reject_plainly (self, row, "grade", "value",
                           "a new line has a grade from 1 to 5, the level of the units it divides");
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_LINE, values, NULL, &why))
    return reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  self->result->added++;
  return yutu_boundary_add (self->connection, &spec, steps, &line, error) &&
         yutu_boundary_change (self->connection, line, values, error);
}

static gboolean
find_line (Import     *self,
           const char *text,
           gint64     *line,
           GError    **error)
{
  g_autoptr (GError) why = NULL;

  *line = 0;
  if (text == NULL || yutu_boundary_find_one (self->connection, text, self->day, line, &why))
    return TRUE;
  *line = 0;
  if (g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
take_line_row (Import  *self,
               gsize    index,
               GError **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, index);
  const char              *field = NULL;
  const char              *texts[] = { cell (self, index, "id"), cell (self, index, "code"),
                                       cell (self, index, "name") };
  g_autoptr (GError) why = NULL;
  g_autofree char *values = read_values (self, index, &field, &why);
  g_autoptr (GArray) steps = NULL;
  gint64 line = 0;

  if (values == NULL)
    return reject (self, feature->row, field, "type", g_steal_pointer (&why), error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts) && line == 0; i++)
    if (!find_line (self, texts[i], &line, &why))
      return reject (self, feature->row, "code", "line", g_steal_pointer (&why), error);
  if (feature->kind == YUTU_SOURCE_LINE)
    {
      steps = follow_geometry (self, index, error);
      if (steps == NULL)
        return error == NULL || *error == NULL;
    }
  else if (feature->kind != YUTU_SOURCE_NONE || feature->out_of_range)
    return reject_plainly (self, feature->row, "geometry", "geometry",
                           "its geometry is no line in the reference system; name that with --crs");
  return line != 0 ? change_line (self, index, line, values, steps, error)
                   : add_line (self, index, values, steps, error);
}

/* ---- Pillars ---- */

/* Of degrees, with signs of degrees, or DD.MMSS. */
static gboolean
read_pair (Import     *self,
           const char *lon,
           const char *lat,
           YutuPoint  *point,
           GError    **error)
{
  g_autofree char *text = g_strdup_printf ("%s, %s", lon, lat);
  char            *end_x = NULL, *end_y = NULL;
  double           x = g_ascii_strtod (lon, &end_x), y = g_ascii_strtod (lat, &end_y);
  const char      *crs = self->spec->crs;
  gint64           epsg = YUTU_CRS_CGCS2000;

  if (self->spec->is_dms || crs == NULL || *end_x != '\0' || *end_y != '\0')
    return yutu_file_parse_position (self->file, text, self->spec->is_dms, point, error);
  if (g_ascii_strcasecmp (crs, "gcj02") == 0)
    yutu_crs_gcj02_to_wgs84 (&x, &y);
  else if (g_ascii_strcasecmp (crs, "bd09") == 0)
    yutu_crs_bd09_to_wgs84 (&x, &y);
  else
    {
      crs += g_ascii_strncasecmp (crs, "EPSG:", 5) == 0 ? 5 : 0;
      epsg = g_ascii_strtoll (crs, NULL, 10);
      if (epsg <= 0 || epsg > G_MAXINT ||
          !yutu_crs_transform ((int)epsg, YUTU_CRS_CGCS2000, &x, &y, 1, error))
        {
          if (error != NULL && *error == NULL)
            g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                         "there is no reference system “%s”; write EPSG:n, gcj02 or bd09", crs);
          return FALSE;
        }
    }
  *point = yutu_point_from_degrees (x, y);
  return TRUE;
}

/* The point of the row: its geometry, a position, longitude and latitude, or northing and easting. */
static gboolean
read_point (Import     *self,
            gsize       index,
            gboolean   *has_point,
            YutuPoint  *point,
            GError    **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, index);
  const char              *position = cell (self, index, "position");
  const char              *lon = cell (self, index, "lon");
  const char              *lat = cell (self, index, "lat");
  const char              *north = cell (self, index, "northing_m");
  const char              *east = cell (self, index, "easting_m");

  *has_point = TRUE;
  if (feature->kind == YUTU_SOURCE_POINT && feature->n_paths > 0)
    {
      *point = *yutu_source_get_points (self->table.source,
                                        yutu_source_get_path (self->table.source, feature->first_path));
      return TRUE;
    }
  if (position != NULL)
    return yutu_file_parse_position (self->file, position, self->spec->is_dms, point, error);
  if (lon != NULL && lat != NULL)
    return read_pair (self, lon, lat, point, error);
  if (north != NULL && east != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", east, north);

      return yutu_file_parse_position (self->file, text, FALSE, point, error);
    }
  *has_point = FALSE;
  return TRUE;
}

/* The line that a pillar is numbered by, with its course. */
static YutuBoundaryLine *
get_line (Import  *self,
          gint64   line,
          GError **error)
{
  YutuBoundaryLine *known = g_hash_table_lookup (self->lines, &line);

  if (known != NULL)
    return known;
  known = yutu_boundary_load (self->connection, line, self->day, error);
  if (known != NULL)
    g_hash_table_insert (self->lines, &known->id, known);
  return known;
}

/* By its column, else by the code that its number begins with. */
static gboolean
find_line_of (Import     *self,
              gsize       index,
              const char *number,
              gint64     *line,
              GError    **error)
{
  const char *text = cell (self, index, "line");

  if (text != NULL || number == NULL)
    return find_line (self, text, line, error);
  for (gsize length = strlen (number); length > 4; length--)
    {
      g_autofree char *code = g_strndup (number, length - 1);

      if (!find_line (self, code, line, error))
        return FALSE;
      if (*line != 0)
        return TRUE;
    }
  return TRUE;
}

/* What does not stand where it should is told, and kept as it is. */
static void
tell_off_line (Import                 *self,
               gsize                   index,
               const YutuBoundaryLine *line,
               const char             *kind,
               YutuPoint               point)
{
  gint64           row = yutu_source_get_feature (self->table.source, index)->row;
  double           along_m = 0, off_m = 0, limit_m = self->off_m;
  int              side = 0;
  const char      *lon = cell (self, index, "lon");
  const char      *lat = cell (self, index, "lat");
  double           x = 0, y = 0;
  g_autofree char *message = NULL;

  if (line->shape == NULL ||
      !yutu_boundary_place_point (line->shape, point, &along_m, &off_m, &side) ||
      off_m <= (yutu_pillar_kind_count (kind) > 1 ? 200 : limit_m))
    return;
  if (!self->spec->is_dms && lon != NULL && lat != NULL && yutu_position_from_dms (lon, &x) &&
      yutu_position_from_dms (lat, &y))
    {
      double dms_m = off_m;

      yutu_boundary_place_point (line->shape, yutu_point_from_degrees (x, y), &along_m, &dms_m, &side);
      if (dms_m < off_m / 100)
        message = g_strdup_printf ("it stands %.0f m off %s; read as degrees, minutes and seconds it would "
                                   "stand %.1f m off: import with --dms",
                                   off_m, line->name, dms_m);
    }
  if (message == NULL)
    message = g_strdup_printf ("it stands %.2f m off %s; it is kept where it is", off_m, line->name);
  place_finding (tell (self, row, NULL, "off-line", FALSE, message), point);
}

static gboolean
find_pillar (Import     *self,
             gsize       index,
             const char *number,
             gint64     *pillar,
             GError    **error)
{
  const char *texts[] = { cell (self, index, "id"), number };

  *pillar = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (texts) && *pillar == 0; i++)
    {
      g_autoptr (GError) why = NULL;

      if (texts[i] == NULL ||
          yutu_boundary_find_pillar (self->connection, texts[i], self->day, pillar, &why))
        continue;
      *pillar = 0;
      if (!g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }
  return TRUE;
}

/* The further lines of the cell, by code or name, apart by spaces or commas. */
static gboolean
set_further (Import     *self,
             gsize       index,
             gint64      pillar,
             gint64      own,
             GError    **error)
{
  const char *text = cell (self, index, "lines");
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", " ,;/", -1);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gint64 line = 0;

      if (*parts[i] == '\0')
        continue;
      if (!yutu_boundary_find_one (self->connection, parts[i], self->day, &line, error))
        return FALSE;
      if (line != own)
        g_array_append_val (lines, line);
    }
  return lines->len == 0 ||
         yutu_boundary_set_pillar_lines (self->connection, pillar, (const gint64 *)(gpointer)lines->data,
                                         lines->len, error);
}

static gboolean
change_pillar (Import                 *self,
               gsize                   index,
               gint64                  pillar,
               const char             *values,
               const YutuPoint        *point,
               GError                **error)
{
  gint64 row = yutu_source_get_feature (self->table.source, index)->row;
  g_autoptr (YutuBoundaryPillar) kept = yutu_boundary_load_pillar (self->connection, pillar, error);
  g_autoptr (GError) why = NULL;
  g_autofree char *number = yutu_boundary_get_value (values, "number");
  g_autofree char *kind = yutu_boundary_get_value (values, "kind");
  YutuPillarEvent  event = { .day = self->day, .what = "surveyed", .point = point,
                             .actor = self->spec->signer.actor };
  YutuBoundaryLine *line = kept != NULL ? get_line (self, kept->line, error) : NULL;

  if (line == NULL)
    return FALSE;
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_PILLAR, kept->values, values, &why) ||
      !yutu_boundary_check_number (self->connection, line, number != NULL ? number : kept->number,
                                   kind != NULL ? kind : kept->kind, self->day, pillar, &why) ||
      !set_further (self, index, pillar, line->id, &why))
    return reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  if (point != NULL)
    tell_off_line (self, index, line, kind != NULL ? kind : kept->kind, *point);
  self->result->changed++;
  return yutu_boundary_change_pillar (self->connection, pillar, values, error) &&
         (point == NULL || (kept->has_point && yutu_point_equal (*point, kept->point)) ||
          yutu_boundary_note_pillar (self->connection, pillar, &event, error));
}

static gboolean
add_pillar (Import          *self,
            gsize            index,
            gint64           line_id,
            const char      *values,
            const YutuPoint *point,
            GError         **error)
{
  gint64            row = yutu_source_get_feature (self->table.source, index)->row;
  YutuBoundaryLine *line = line_id != 0 ? get_line (self, line_id, error) : NULL;
  g_autofree char  *number = yutu_boundary_get_value (values, "number");
  g_autofree char  *kind = yutu_boundary_get_value (values, "kind");
  g_autoptr (GError) why = NULL;
  gint64 pillar = 0;

  if (line == NULL)
    return line_id == 0 && reject_plainly (self, row, "line", "line",
                                           "the line that it stands on is not there; give its code or name");
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_PILLAR, values, NULL, &why) ||
      !yutu_boundary_check_number (self->connection, line, number, kind, self->day, 0, &why))
    return reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  if (point == NULL)
    return reject_plainly (self, row, "position", "position",
                           "a new pillar stands somewhere: give lon and lat, position, or northing and easting");
  tell_off_line (self, index, line, kind, *point);
  self->result->added++;
  if (!yutu_boundary_add_pillar (self->connection, line_id, values, point, self->day, &pillar, error))
    return FALSE;
  return set_further (self, index, pillar, line_id, &why) ||
         reject (self, row, "lines", "line", g_steal_pointer (&why), error);
}

/* A new pillar is a good single one unless the row says otherwise. */
static char *
complete_pillar (const char *values)
{
  g_autoptr (JsonNode) node = json_from_string (values, NULL);
  JsonObject *object = json_node_get_object (node);

  if (!json_object_has_member (object, "condition"))
    json_object_set_string_member (object, "condition", "good");
  if (!json_object_has_member (object, "kind"))
    json_object_set_string_member (object, "kind", "single");
  return json_to_string (node, FALSE);
}

static gboolean
take_pillar_row (Import  *self,
                 gsize    index,
                 GError **error)
{
  gint64      row = yutu_source_get_feature (self->table.source, index)->row;
  const char *field = NULL;
  const char *number = cell (self, index, "number");
  g_autoptr (GError) why = NULL;
  g_autofree char *values = read_values (self, index, &field, &why);
  g_autofree char *whole = NULL;
  gboolean         has_point = FALSE;
  YutuPoint        point = { 0, 0 };
  gint64           pillar = 0, line = 0;

  if (values == NULL)
    return reject (self, row, field, "type", g_steal_pointer (&why), error);
  if (!read_point (self, index, &has_point, &point, &why))
    return reject (self, row, "position", "position", g_steal_pointer (&why), error);
  if (!find_pillar (self, index, number, &pillar, &why))
    return reject (self, row, "number", "number", g_steal_pointer (&why), error);
  if (pillar != 0)
    return change_pillar (self, index, pillar, values, has_point ? &point : NULL, error);
  if (!find_line_of (self, index, number, &line, &why))
    return reject (self, row, "line", "line", g_steal_pointer (&why), error);
  whole = complete_pillar (values);
  return add_pillar (self, index, line, whole, has_point ? &point : NULL, error);
}

/* ---- The whole ---- */

static void
line_free (gpointer data)
{
  yutu_boundary_line_free (data);
}

/* A number may not come twice in one table: the second would change the first. */
static void
tell_twins (Import *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *id = g_str_equal (self->spec->object, YUTU_OBJECT_LINE) ? "code" : "number";

  for (gsize i = 0; i < yutu_source_count_rows (self->table.source); i++)
    {
      const char *text = cell (self, i, id);

      if (text == NULL || g_hash_table_add (seen, (gpointer)text))
        continue;
      tell (self, yutu_source_get_feature (self->table.source, i)->row, id, "twice", TRUE,
            "an earlier row has the same; leave one of them out");
      self->result->rejected++;
    }
}

static gboolean
run_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Import  *self = data;
  gboolean is_line = g_str_equal (self->spec->object, YUTU_OBJECT_LINE);
  gsize    n = yutu_source_count_rows (self->table.source);
  double   map_mm = 0, scale = 0;

  self->connection = connection;
  if (!yutu_division_rule_get_number (connection, "pillar-map-error-mm", self->day, &map_mm, error) ||
      !yutu_division_rule_get_number (connection, "pillar-map-scale", self->day, &scale, error))
    return FALSE;
  self->off_m = map_mm * scale / 1000;
  tell_twins (self);
  for (gsize i = 0; i < n; i++)
    if (!yutu_progress_step (self->progress, "import", i, n, error) ||
        !(is_line ? take_line_row (self, i, error) : take_pillar_row (self, i, error)))
      return FALSE;
  if (self->result->rejected == 0 && !self->spec->dry_run)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, "nothing is kept");
  return FALSE;
}

static gboolean
has_geometry (const char *path)
{
  static const char *const tables[] = { ".csv", ".txt", ".tsv", ".xlsx", NULL };
  g_autofree char         *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; tables[i] != NULL; i++)
    if (g_str_has_suffix (lower, tables[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_source (Import  *self,
             GError **error)
{
  gboolean          is_layer = has_geometry (self->spec->path);
  YutuSourceOptions options = { .encoding = self->spec->encoding, .crs = is_layer ? self->spec->crs : NULL };

  self->table.source = is_layer ? yutu_source_read (self->spec->path, &options, self->progress, error)
                                : yutu_source_read_table (self->spec->path, &options, self->progress, error);
  return self->table.source != NULL;
}

gboolean
yutu_file_import_boundaries (YutuFile                     *self,
                             const YutuModules            *modules,
                             const YutuBoundaryImportSpec *spec,
                             YutuBoundaryImportResult     *result,
                             YutuProgress                 *progress,
                             GError                      **error)
{
  g_autofree char *base = g_path_get_basename (spec->path);
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "import-boundary", .actor = spec->signer.actor };
  g_auto (Import) import = { .file = self, .modules = modules, .spec = spec, .result = result, .progress = progress };
  g_autoptr (GError) why = NULL;

  *result = (YutuBoundaryImportResult){ .findings = g_ptr_array_new_with_free_func (finding_free) };
  import.record = yutu_modules_find_object (modules, spec->object);
  if (import.record == NULL || !yutu_boundary_may_edit (spec->signer.role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR,
                   import.record == NULL ? YUTU_CASEWORK_ERROR_UNKNOWN : YUTU_CASEWORK_ERROR_ROLE,
                   import.record == NULL ? "there is no object %s in the modules"
                                         : "%s is changed by the planner and the desk; ask them",
                   spec->object);
      return FALSE;
    }
  yutu_day_format (spec->day, import.day);
  import.lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, line_free);
  import.columns = make_columns (import.record);
  import.table.columns = import.columns;
  if (!read_source (&import, error) || !match_columns (&import, error))
    return FALSE;
  result->rows = yutu_source_count_rows (import.table.source);
  entry.title = title = g_strdup_printf ("导入%s %s", import.record->title.zh_cn, base);
  if (yutu_store_write (yutu_file_get_store (self), &entry, run_rows, &import, NULL, NULL, &why) ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
