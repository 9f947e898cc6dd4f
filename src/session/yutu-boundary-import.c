/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each row is looked up, checked and carried out in one write; what is rejected rolls it back. A trial does
 * the same in a read, without what writes: no row needs what an earlier one wrote, since two rows of one
 * line or pillar are rejected, so that both tell the same. */

#include "session/yutu-boundary-import-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "casework/yutu-case.h"
#include "division/yutu-division-rule.h"
#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"
#include "session/yutu-import-rows-private.h"

static void
import_clear (YutuBoundaryImport *self)
{
  g_clear_pointer (&self->arcs, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->table.source, yutu_source_unref);
  g_free (self->table.at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuBoundaryImport, import_clear)

/* ---- Findings ---- */

static guint
index_of (const YutuBoundaryImport *self,
          const char               *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (g_array_index (self->columns, YutuColumn, i).id, id) == 0)
      return i;
  return G_MAXUINT;
}

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

YutuBoundaryFinding *
yutu_boundary_import_tell (YutuBoundaryImport *self,
                           gint64              row,
                           const char         *field,
                           const char         *rule,
                           gboolean            rejects,
                           const char         *message)
{
  YutuBoundaryFinding *finding = g_new0 (YutuBoundaryFinding, 1);

  finding->row = row;
  finding->field = g_strdup (yutu_facility_columns_name (&self->table, field));
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

void
yutu_boundary_finding_place (YutuBoundaryFinding *finding,
                             YutuPoint            place)
{
  if (finding == NULL)
    return;
  finding->has_place = TRUE;
  finding->place = place;
}

/* An error of the row is a finding; any other is one of the import. */
gboolean
yutu_boundary_import_reject (YutuBoundaryImport *self,
                             gint64              row,
                             const char         *field,
                             const char         *rule,
                             GError             *why, /* taken */
                             GError            **error)
{
  const char *message = why->message;
  const char *named = yutu_facility_columns_take_field (&self->table, &message);

  if (why->domain != YUTU_CASEWORK_ERROR && why->domain != YUTU_DIVISION_ERROR &&
      why->domain != YUTU_CRS_ERROR)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  yutu_boundary_import_tell (self, row, field != NULL ? field : named, rule, TRUE, message);
  self->result->rejected++;
  g_error_free (why);
  return TRUE;
}

gboolean
yutu_boundary_import_reject_plainly (YutuBoundaryImport *self,
                                     gint64              row,
                                     const char         *field,
                                     const char         *rule,
                                     const char         *message)
{
  yutu_boundary_import_tell (self, row, field, rule, TRUE, message);
  self->result->rejected++;
  return TRUE;
}

/* ---- Columns ---- */

GArray *
yutu_boundary_import_list_columns (const YutuRegister *record)
{
  GArray *columns = yutu_columns_new ();

  gboolean is_line = g_str_equal (record->full_id, YUTU_OBJECT_LINE);

  yutu_columns_add_boundary (columns, is_line);
  if (!is_line)
    {
      yutu_columns_add (columns, "position", "坐标", "Position", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lon", "经度", "Longitude", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lat", "纬度", "Latitude", YUTU_COLUMN_TEXT);
    }
  yutu_columns_add_fields (columns, record->fields, record->n_fields, TRUE);
  return columns;
}

const char *
yutu_boundary_import_get_cell (const YutuBoundaryImport *self,
                               gsize                     row,
                               const char               *id)
{
  guint index = index_of (self, id);

  return index != G_MAXUINT ? yutu_cell_get (&self->table, row, index) : NULL;
}

static gboolean
is_among (const char *name,
          gpointer    data)
{
  const GPtrArray *names = data;

  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* As an export to a Shapefile calls the columns; where a point stands is its geometry. */
static const YutuColumn *
find_short (const GArray *columns,
            const char   *heading,
            gboolean      ids)
{
  g_autoptr (GArray) copies = yutu_columns_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < columns->len; i++)
    {
      YutuColumn copy = g_array_index (columns, YutuColumn, i);

      copy.heading = NULL;
      if (copy.field == NULL && (g_str_equal (copy.id, "position") || g_str_equal (copy.id, "lon") || g_str_equal (copy.id, "lat")))
        continue;
      g_array_append_val (copies, copy);
      g_array_append_val (indexes, i);
    }
  yutu_columns_name (copies, ids);
  for (guint i = 0; i < copies->len; i++)
    {
      g_ptr_array_add (names, yutu_sink_make_short_name (g_array_index (copies, YutuColumn, i).heading, is_among, names));
      if (g_ascii_strcasecmp (names->pdata[i], heading) == 0)
        return &g_array_index (columns, YutuColumn, g_array_index (indexes, guint, i));
    }
  return NULL;
}

const YutuColumn *
yutu_boundary_import_find_column (const GArray *columns,
                                  const char   *heading)
{
  const YutuColumn *column = yutu_columns_find (columns, heading);

  for (int ids = 1; column == NULL && ids >= 0; ids--)
    column = find_short (columns, heading, ids == 1);
  return column;
}

static void
tell_column (const char *heading,
             gpointer    data)
{
  yutu_boundary_import_tell (data, 0, heading, "column", FALSE, _ ("there is no such field; it is left out"));
}

static gboolean
match_columns (YutuBoundaryImport *self,
               GError            **error)
{
  return yutu_facility_columns_match (&self->table, self->spec->path, self->spec->maps, yutu_boundary_import_find_column,
                                      tell_column, self, error);
}

/* The fields of the row that have a value, as a JSON object. */
char *
yutu_boundary_import_read_values (const YutuBoundaryImport *self,
                                  gsize                     row,
                                  const char              **field,
                                  GError                  **error)
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

/* ---- What is the same ---- */

static gboolean
is_same_value (JsonNode *a,
               JsonNode *b)
{
  GType types[] = { json_node_get_value_type (a), json_node_get_value_type (b) };
  int   n_numbers = 0;

  for (int i = 0; i < 2; i++)
    n_numbers += types[i] == G_TYPE_INT64 || types[i] == G_TYPE_DOUBLE;
  if (n_numbers < 2)
    return json_node_equal (a, b);
  return ABS (json_node_get_double (a) - json_node_get_double (b)) <= 1e-12 * ABS (json_node_get_double (a));
}

char *
yutu_boundary_import_dup_differing (const YutuBoundaryImport *self,
                                    const char               *kept,
                                    const char               *values)
{
  const YutuRegister *record = self->record;
  g_autofree char    *shown = yutu_fields_mask (record->fields, record->n_fields, TRUE, kept, NULL);
  g_autoptr (JsonNode) whole = json_from_string (kept, NULL);
  g_autoptr (JsonNode) masked = json_from_string (shown, NULL);
  g_autoptr (JsonNode) given = json_from_string (values, NULL);
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (given));
  JsonObject *objects[] = { json_node_get_object (whole), json_node_get_object (masked) };

  for (GList *l = names; l != NULL; l = l->next)
    for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
      {
        JsonNode *own = json_object_get_member (objects[i], l->data);
        JsonNode *other = json_object_get_member (json_node_get_object (given), l->data);

        if (own == NULL || other == NULL || !JSON_NODE_HOLDS_VALUE (own) || !is_same_value (own, other))
          continue;
        json_object_remove_member (json_node_get_object (given), l->data);
      }
  return json_to_string (given, FALSE);
}

gboolean
yutu_boundary_import_count (YutuBoundaryImport *self,
                            gboolean            differs)
{
  if (differs)
    self->result->changed++;
  else
    self->result->unchanged++;
  return differs && !self->spec->dry_run;
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
change_line (YutuBoundaryImport *self,
             gsize               index,
             gint64              line,
             const char         *values,
             GArray             *steps, /* nullable */
             GError            **error)
{
  gint64 row = yutu_source_get_feature (self->table.source, index)->row;
  g_autoptr (YutuBoundaryLine) kept = yutu_boundary_load (self->connection, line, self->day, error);
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  g_autofree char *set = NULL;
  g_autoptr (GError) why = NULL;

  if (kept == NULL || !read_steps (self->connection, line, own, error))
    return FALSE;
  if (steps != NULL && !is_same_course (steps, own))
    {
      yutu_boundary_finding_place (yutu_boundary_import_tell (self, row, "geometry", "geometry", TRUE,
                                                              _ ("the line runs along other arcs in the file; its course is changed by an act, not "
                                                                 "by an import")),
                                   kept->shape != NULL ? kept->shape->points[0] : (YutuPoint){ 0, 0 });
      self->result->rejected++;
      return TRUE;
    }
  set = yutu_boundary_import_dup_differing (self, kept->values, values);
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_LINE, kept->values, set, &why))
    return yutu_boundary_import_reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  return !yutu_boundary_import_count (self, !g_str_equal (set, "{}")) ||
         yutu_boundary_change (self->connection, line, set, error);
}

static gboolean
add_line (YutuBoundaryImport *self,
          gsize               index,
          const char         *values,
          GArray             *steps,
          GError            **error)
{
  gint64           row = yutu_source_get_feature (self->table.source, index)->row;
  const char      *grade = yutu_boundary_import_get_cell (self, index, "grade");
  g_autofree char *name = yutu_boundary_get_value (values, "name");
  g_autofree char *code = yutu_boundary_get_value (values, "code");
  g_autofree char *neighbour = yutu_boundary_get_value (values, "neighbour_name");
  gint64           line = 0;
  g_autoptr (GError) why = NULL;
  YutuBoundarySpec spec = { .name = name,
                            .code = code,
                            .grade = grade != NULL ? (int)g_ascii_strtoll (grade, NULL, 10) : 0,
                            .left_code = yutu_boundary_import_get_cell (self, index, "left_code"),
                            .right_code = yutu_boundary_import_get_cell (self, index, "right_code"),
                            .neighbour_name = neighbour,
                            .length_m = -1,
                            .valid_from = self->day };

  if (steps == NULL)
    return yutu_boundary_import_reject_plainly (self, row, "code", "line",
                                                _ ("there is no line of this code or name; give its geometry along the arcs"));
  if (spec.grade < 1 || spec.grade > 5)
    return yutu_boundary_import_reject_plainly (self, row, "grade", "value",
                                                _ ("a new line has a grade from 1 to 5, the level of the units it divides"));
  if (!yutu_boundary_check_values (self->modules, YUTU_OBJECT_LINE, values, NULL, &why))
    return yutu_boundary_import_reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  self->result->added++;
  return self->spec->dry_run || (yutu_boundary_add (self->connection, &spec, steps, &line, error) &&
                                 yutu_boundary_change (self->connection, line, values, error));
}

gboolean
yutu_boundary_import_find_line (YutuBoundaryImport *self,
                                const char         *text,
                                gint64             *line,
                                GError            **error)
{
  g_autoptr (GError) why = NULL;

  *line = 0;
  if (text == NULL || yutu_boundary_find_one (self->connection, text, self->day, line, &why))
    return TRUE;
  *line = 0;
  if (g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND) ||
      g_error_matches (why, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
take_line_row (YutuBoundaryImport *self,
               gsize               index,
               GError            **error)
{
  const YutuSourceFeature *feature = yutu_source_get_feature (self->table.source, index);
  const char              *field = NULL;
  const char              *texts[] = { yutu_boundary_import_get_cell (self, index, "id"), yutu_boundary_import_get_cell (self, index, "code"),
                                       yutu_boundary_import_get_cell (self, index, "name") };
  g_autoptr (GError) why = NULL;
  g_autofree char *values = yutu_boundary_import_read_values (self, index, &field, &why);
  g_autoptr (GArray) steps = NULL;
  gint64 line = 0;

  if (values == NULL)
    return yutu_boundary_import_reject (self, feature->row, field, "type", g_steal_pointer (&why), error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts) && line == 0; i++)
    if (!yutu_boundary_import_find_line (self, texts[i], &line, &why))
      return yutu_boundary_import_reject (self, feature->row, "code", "line", g_steal_pointer (&why), error);
  if (feature->kind == YUTU_SOURCE_LINE)
    {
      steps = yutu_boundary_import_follow (self, index, error);
      if (steps == NULL)
        return error == NULL || *error == NULL;
    }
  else if (feature->kind != YUTU_SOURCE_NONE || feature->out_of_range)
    return yutu_boundary_import_reject_plainly (self, feature->row, "geometry", "geometry",
                                                _ ("its geometry is no line in the reference system; name that with --crs"));
  return line != 0 ? change_line (self, index, line, values, steps, error)
                   : add_line (self, index, values, steps, error);
}

/* ---- The whole ---- */

static void
line_free (gpointer data)
{
  yutu_boundary_line_free (data);
}

/* No row may change what an earlier one is about. */
static void
tell_twins (YutuBoundaryImport *self,
            const char         *id,
            const char         *unless) /* (nullable): rows that have this are told by it */
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < yutu_source_count_rows (self->table.source); i++)
    {
      const char *text = yutu_boundary_import_get_cell (self, i, id);

      if (text == NULL || (unless != NULL && yutu_boundary_import_get_cell (self, i, unless) != NULL) ||
          g_hash_table_add (seen, (gpointer)text))
        continue;
      yutu_boundary_import_reject_plainly (self, yutu_source_get_feature (self->table.source, i)->row, id, "twice",
                                           _ ("an earlier row has the same; leave one of them out"));
    }
}

static gboolean
read_limits (YutuBoundaryImport *self,
             GError            **error)
{
  double map_mm = 0, scale = 0;

  if (!yutu_division_rule_get_number (self->connection, "pillar-map-error-mm", self->day, &map_mm, error) ||
      !yutu_division_rule_get_number (self->connection, "pillar-map-scale", self->day, &scale, error) ||
      !yutu_division_rule_get_number (self->connection, "pillar-pair-width-m", self->day, &self->pair_m, error))
    return FALSE;
  self->off_m = map_mm * scale / 1000;
  return TRUE;
}

static gboolean
run_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  YutuBoundaryImport *self = data;
  gboolean            is_line = g_str_equal (self->spec->object, YUTU_OBJECT_LINE);
  gsize               n = yutu_source_count_rows (self->table.source);

  self->connection = connection;
  if (!read_limits (self, error))
    return FALSE;
  tell_twins (self, "id", NULL);
  tell_twins (self, is_line ? "code" : "number", NULL);
  if (is_line)
    tell_twins (self, "name", "code");
  for (gsize i = 0; i < n; i++)
    if (!yutu_progress_step (self->progress, "import", i, n, error) ||
        !(is_line ? take_line_row (self, i, error) : yutu_boundary_import_take_pillar (self, i, error)))
      return FALSE;
  if (self->spec->dry_run || (self->result->rejected == 0 && self->result->added + self->result->changed > 0))
    return TRUE; /* where nothing differs there is no entry either */
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, _ ("nothing is kept"));
  return FALSE;
}

gboolean
yutu_boundary_import_is_layer (const char *path)
{
  static const char *const tables[] = { ".csv", ".txt", ".tsv", ".xlsx", NULL };
  g_autofree char         *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; tables[i] != NULL; i++)
    if (g_str_has_suffix (lower, tables[i]))
      return FALSE;
  return TRUE;
}

/* By the heading that only one of them has: what a pillar, or a line, is known by. */
static gboolean
read_source (YutuBoundaryImport *self,
             GError            **error)
{
  gboolean          is_layer = yutu_boundary_import_is_layer (self->spec->path);
  YutuSourceOptions options = { .encoding = self->spec->encoding, .crs = is_layer ? self->spec->crs : NULL };

  if (!is_layer && !yutu_cell_check_crs (self->spec->crs, error))
    return FALSE;
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
  g_auto (YutuBoundaryImport) import = { .file = self, .modules = modules, .spec = spec, .result = result, .progress = progress };
  g_autoptr (GError) why = NULL;

  *result = (YutuBoundaryImportResult){ .findings = g_ptr_array_new_with_free_func (finding_free) };
  import.record = yutu_modules_find_object (modules, spec->object);
  if (import.record == NULL || !yutu_boundary_may_edit (spec->signer.role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR,
                   import.record == NULL ? YUTU_CASEWORK_ERROR_UNKNOWN : YUTU_CASEWORK_ERROR_ROLE,
                   import.record == NULL ? _ ("there is no object %s in the modules")
                                         : _ ("%s is changed by the planner and the desk; ask them"),
                   spec->object);
      return FALSE;
    }
  yutu_day_format (spec->day, import.day);
  import.lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, line_free);
  import.columns = yutu_boundary_import_list_columns (import.record);
  import.table.columns = import.columns;
  if (!read_source (&import, error) || !match_columns (&import, error))
    return FALSE;
  result->rows = yutu_source_count_rows (import.table.source);
  if (!yutu_import_require_rows (spec->path, result->rows, error))
    return FALSE;
  entry.title = title = g_strdup_printf ("导入%s %s", import.record->title.zh_cn, base);
  if (spec->dry_run)
    return yutu_store_read (yutu_file_get_store (self), run_rows, &import, NULL, error);
  if (yutu_store_write (yutu_file_get_store (self), &entry, run_rows, &import, NULL, NULL, &why) ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
