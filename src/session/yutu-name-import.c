/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of place names is read whole: a county has tens of thousands. Each row is checked and, in a write,
 * added with its former names; the first one that is rejected ends the adding, and the write is rolled back. */

#include "session/yutu-import-rows.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division-rule.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-name-course.h"
#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-boundary-import.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-name-import-private.h"
#include "session/yutu-name-shape.h"

#define MAX_FORMER 20

static void
import_clear (YutuNameImport *self)
{
  g_clear_pointer (&self->source, yutu_source_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->classes, yutu_place_classes_unref);
  g_clear_pointer (&self->index, yutu_name_index_unref);
  yutu_unit_lands_clear (&self->lands);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuNameImport, import_clear)

/* ---- Where it is ---- */

static gboolean
find_unit (YutuNameImport    *self,
           const char        *text,
           YutuNameImportRow *row,
           gboolean          *is_good,
           GError           **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", row->days[0], text);
  const gint64    *known = g_hash_table_lookup (self->units, key);
  g_autoptr (YutuDivision) unit = NULL;
  g_autoptr (GError) why = NULL;

  if (known == NULL)
    {
      unit = yutu_division_find_one (self->connection, text, row->days[0], &why);
      if (unit == NULL && why->domain != YUTU_DIVISION_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (unit == NULL)
        {
          *is_good = yutu_name_import_reject (self, YUTU_NAME_COLUMN_DIVISION, "unknown-unit", g_strdup (why->message));
          return TRUE;
        }
      known = g_memdup2 (&unit->unit, sizeof unit->unit);
      g_hash_table_insert (self->units, g_steal_pointer (&key), (gpointer)known);
    }
  row->spec.division = *known;
  return TRUE;
}

/* The unit that is named, and that a point lies in it; else that of the point. */
static gboolean
place_row (YutuNameImport    *self,
           YutuNameImportRow *row,
           gboolean          *is_good,
           GError           **error)
{
  const char *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_DIVISION);
  gboolean    is_point = row->shape != NULL && row->shape->kind == YUTU_SHAPE_POINT;
  double      out_m = 0;

  if (text != NULL && !find_unit (self, text, row, is_good, error))
    return FALSE;
  if (row->shape != NULL && !is_point)
    {
      gint64 unit = 0;

      if (!yutu_name_shape_find_division (self->connection, row->shape, row->days[0], row->spec.division, &unit, &row->crossed, error))
        return FALSE;
      row->spec.crossed = row->crossed;
      if (text == NULL)
        row->spec.division = unit;
      return TRUE;
    }
  if (text == NULL && is_point)
    {
      g_autoptr (GPtrArray) chain = yutu_division_locate (self->connection, row->point, row->days[0], error);

      if (chain == NULL)
        return FALSE;
      if (chain->len > 0)
        row->spec.division = ((const YutuDivision *)g_ptr_array_index (chain, chain->len - 1))->unit;
      return TRUE;
    }
  if (row->spec.division == 0 || !is_point)
    return TRUE;
  if (!yutu_unit_lands_find (&self->lands, row->spec.division, row->valid_from, row->point, &out_m, error))
    return FALSE;
  if (out_m > 0)
    {
      *is_good = *is_good && out_m <= self->near_m;
      yutu_import_rows_tell (self->result, self->row, "lon", out_m <= self->near_m ? "near-border" : "outside",
                             out_m > self->near_m, &row->point,
                             g_strdup_printf (_ ("it lies %.1f m outside of %s; correct one of them"), out_m, text));
    }
  return TRUE;
}

/* ---- What the name may not be ---- */

static gboolean
find_double (YutuNameImport          *self,
             const YutuNameImportRow *row,
             gint64                  *id,
             GError                 **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (/* by the index of names: a township has thousands */
                                                     self->connection,
                                                     "SELECT id FROM place_name WHERE name = ?1 AND class = ?2 AND +division IS ?3 AND "
                                                     "((valid_from < ?5 AND ?4 < valid_to) OR (valid_from = valid_to AND status <> 'refused'))",
                                                     error);

  *id = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, row->spec.name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, row->spec.name_class, -1, SQLITE_STATIC);
  if (row->spec.division != 0)
    sqlite3_bind_int64 (statement, 3, row->spec.division);
  sqlite3_bind_text (statement, 4, row->days[0], -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, row->spec.valid_to != NULL ? row->spec.valid_to : YUTU_DAY_OPEN_TEXT, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  *id = found ? sqlite3_column_int64 (statement, 0) : 0;
  if (found)
    sqlite3_reset (statement);
  return TRUE;
}

static gboolean
check_double (YutuNameImport          *self,
              const YutuNameImportRow *row,
              gboolean                *is_good,
              GError                 **error)
{
  g_autofree char *key = g_strdup_printf ("%s %" PRId64 " %s %s", row->spec.name_class, row->spec.division, row->spec.name,
                                          row->days[0]);
  gpointer         other = g_hash_table_lookup (self->seen, key);
  gint64           id = 0;

  if (other != NULL)
    *is_good = yutu_name_import_reject (self, YUTU_NAME_COLUMN_NAME, "double",
                                        g_strdup_printf (_ ("“%s” stands in row %d too; leave one of them out"), row->spec.name,
                                                         GPOINTER_TO_INT (other)));
  else
    g_hash_table_insert (self->seen, g_steal_pointer (&key), GINT_TO_POINTER ((int)self->row));
  if (!*is_good)
    return TRUE;
  if (!find_double (self, row, &id, error))
    return FALSE;
  if (id != 0)
    *is_good = yutu_name_import_reject (self, YUTU_NAME_COLUMN_NAME, "double",
                                        g_strdup_printf (_ ("“%s” is there already as place name %" PRId64 "; leave the row out"),
                                                         row->spec.name, id));
  return TRUE;
}

/* As the rules spell it, but for spaces, capitals and tones. */
static void
check_pinyin (YutuNameImport          *self,
              const YutuNameImportRow *row)
{
  const char      *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_PINYIN);
  g_autofree char *ascii = text != NULL ? g_str_to_ascii (text, "C") : NULL;
  g_autoptr (YutuRomanized) roman = NULL;
  g_autofree char *own = NULL;

  if (text == NULL)
    return;
  roman = yutu_pinyin_romanize (row->spec.name, row->spec.name_class);
  own = g_str_to_ascii (roman->plain, "C");
  for (char *texts[] = { ascii, own }, **t = texts; t < texts + 2; t++)
    {
      char *to = *t;

      for (const char *c = *t; *c != '\0'; c++)
        if (g_ascii_isalnum (*c))
          *to++ = g_ascii_tolower (*c);
      *to = '\0';
    }
  if (strcmp (ascii, own) != 0)
    yutu_name_import_warn (self, YUTU_NAME_COLUMN_PINYIN, "pinyin", row,
                           g_strdup_printf (_ ("%s is spelt %s by the rules, “%s” in the list; a person has to confirm it"), row->spec.name,
                                            roman->plain, text));
}

static void
check_rules (YutuNameImport          *self,
             const YutuNameImportRow *row)
{
  YutuNameQuestion question = {
    .name = row->spec.name,
    .name_class = row->spec.name_class,
    .division = row->spec.division,
    .day = row->valid_from,
    .has_point = row->has_point,
    .point = row->point,
    .shape = row->spec.shape,
  };
  g_autoptr (GPtrArray) findings = NULL;

  if (self->index == NULL || g_str_equal (row->spec.status, "historical"))
    return;
  yutu_name_figures_read_text (row->spec.fields, question.figures);
  findings = yutu_name_index_check (self->index, &question);
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuNameFinding *finding = findings->pdata[i];

      if (!finding->is_met)
        yutu_name_import_warn (self, YUTU_NAME_COLUMN_NAME, g_intern_string (finding->rule), row, yutu_name_finding_dup_text (finding));
    }
}

/* ---- Former names ---- */

static gboolean
take_former_names (YutuNameImport    *self,
                   YutuNameImportRow *row,
                   gint64             id, /* 0: only looked at */
                   gboolean          *is_good,
                   GError           **error)
{
  const char      *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_FORMER);
  g_autofree char *plain = text != NULL ? g_strdup (text) : NULL;
  g_auto (GStrv) names = NULL;

  if (text == NULL)
    return TRUE;
  names = g_regex_split_simple ("[、;；,，]", plain, 0, 0);
  for (gsize i = 0; names[i] != NULL && *is_good; i++)
    {
      char              days[2][YUTU_DAY_TEXT_SIZE];
      YutuDay           from = 0, to = 0;
      YutuPlaceNameSpec former = { .name_class = row->spec.name_class,
                                   .category = row->spec.category,
                                   .grade = row->spec.grade,
                                   .status = "historical",
                                   .division = row->spec.division,
                                   .shape = row->spec.shape,
                                   .replaced_by = id };

      if (i >= MAX_FORMER || !yutu_name_import_read_former (names[i], row->valid_from, &from, &to) || to <= from || to > row->valid_from)
        {
          *is_good = yutu_name_import_reject (self, YUTU_NAME_COLUMN_FORMER, "former",
                                              g_strdup_printf (_ ("“%s” is no list of former names; write 旧街、老街(1950-01-01—1981-10-01), each "
                                                                  "ending before this name begins"),
                                                               text));
          return TRUE;
        }
      former.name = names[i];
      former.valid_from = yutu_day_format (from, days[0]);
      former.valid_to = yutu_day_format (to, days[1]);
      if (id != 0 && !yutu_place_name_add (self->connection, &former, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Rows ---- */

/* A row with the number of a place name of the file. */
static gboolean
take_known (YutuNameImport          *self,
            const char              *number,
            const YutuNameImportRow *row,
            GError                 **error)
{
  g_autofree char *record = yutu_name_record_join (
    row->fields, (const char *[]){ yutu_name_import_get (self, YUTU_NAME_COLUMN_PINYIN_TONE), yutu_name_import_get (self, YUTU_NAME_COLUMN_ALIAS), yutu_name_import_get (self, YUTU_NAME_COLUMN_MEANING), yutu_name_import_get (self, YUTU_NAME_COLUMN_APPROVAL_DOC), row->spec.approved_on, yutu_name_import_get (self, YUTU_NAME_COLUMN_GRADE) });
  YutuNameRowSaid  said = { .number = number,
                            .name = row->spec.name,
                            .name_class = row->spec.name_class,
                            .division = yutu_name_import_get (self, YUTU_NAME_COLUMN_DIVISION),
                            .status = yutu_name_import_get (self, YUTU_NAME_COLUMN_STATUS) != NULL ? row->spec.status : NULL,
                            .from = yutu_name_import_get (self, YUTU_NAME_COLUMN_VALID_FROM) != NULL ? row->valid_from : YUTU_DAY_INVALID,
                            .to = row->valid_to,
                            .has_point = row->has_point && row->shape->kind == YUTU_SHAPE_POINT,
                            .point = row->point,
                            .record = record };
  g_autofree char *changes = NULL;
  g_autofree char *message = NULL;
  const char      *field = NULL;
  gint64           id = 0;

  if (!yutu_name_import_compare (self->connection, &said, &id, &changes, &field, &message, error))
    return FALSE;
  if (message != NULL)
    {
      self->result->rejected++;
      yutu_import_rows_tell (self->result, self->row, field, "id", TRUE, row->has_point ? &row->point : NULL,
                             g_steal_pointer (&message));
      return TRUE;
    }
  self->result->unchanged += changes == NULL;
  self->result->changed += changes != NULL;
  return changes == NULL || !self->writes || self->result->rejected > 0 ||
         yutu_name_record_change (self->connection, id, changes, error);
}

static gboolean
take_row (YutuNameImport *self,
          gsize           index,
          GError        **error)
{
  const char *id = yutu_name_import_get (self, YUTU_NAME_COLUMN_ID);
  gint64      new_id = 0;
  gboolean    is_good = FALSE;
  g_auto (YutuNameImportRow) row = { .valid_to = YUTU_DAY_INVALID };

  is_good = yutu_name_import_read_row (self, index, &row);
  if (is_good && id != NULL)
    return take_known (self, id, &row, error);
  if (is_good && (!place_row (self, &row, &is_good, error) || !check_double (self, &row, &is_good, error) ||
                  !take_former_names (self, &row, 0, &is_good, error)))
    return FALSE;
  if (is_good)
    {
      check_pinyin (self, &row);
      check_rules (self, &row);
    }
  self->result->rejected += !is_good;
  self->result->added += is_good;
  if (!self->writes || self->result->rejected > 0)
    return TRUE;
  /* A plan holds on no day until a case brings it into use. */
  return (g_str_equal (row.spec.status, "planned")
            ? yutu_name_course_propose (self->connection, &row.spec, &new_id, error)
            : yutu_place_name_add (self->connection, &row.spec, &new_id, error)) &&
         take_former_names (self, &row, new_id, &is_good, error);
}

static gboolean
take_rows (YutuNameImport *self,
           GError        **error)
{
  gsize n = yutu_source_count_rows (self->source);

  for (gsize i = 0; i < n; i++)
    {
      self->row = (gint64)i + 1;
      self->result->rows++;
      g_ptr_array_set_size (self->values, 0);
      for (gsize k = 0; k < yutu_source_count_fields (self->source); k++)
        g_ptr_array_add (self->values, (gpointer)yutu_source_get_text (self->source, i, k));
      if (!take_row (self, i, error))
        {
          g_prefix_error (error, _ ("%s, row %" PRId64 ": "), self->spec->path, self->row);
          return FALSE;
        }
      if (!yutu_progress_step (self->spec->progress, "names", i + 1, n, error))
        return FALSE;
    }
  yutu_import_rows_end_points (&self->points, self->result);
  return TRUE;
}

static gboolean
map_columns (YutuNameImport *self,
             GPtrArray      *headings,
             GError        **error)
{
  g_autoptr (GArray) columns = yutu_import_list_name_columns ();

  self->fields = yutu_name_fields_get (&self->n_fields);
  self->at = g_new (int, columns->len);
  return yutu_import_rows_map (headings, self->spec->path, (const YutuRowColumn *)(gpointer)columns->data, columns->len,
                               self->spec->maps, self->at, self->result, error);
}

static gboolean
open_list (YutuNameImport *self,
           GError        **error)
{
  const YutuImportRowsSpec *spec = self->spec;
  YutuSourceOptions         options = { .encoding = spec->encoding };
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();

  self->is_layer = yutu_boundary_import_is_layer (spec->path);
  if (self->is_layer)
    {
      options.crs = spec->crs;
      options.swap_axes = spec->swap_axes;
    }
  self->source = self->is_layer ? yutu_source_read (spec->path, &options, spec->progress, error)
                                : yutu_source_read_table (spec->path, &options, spec->progress, error);
  if (self->source == NULL)
    return FALSE;
  self->result->summary = g_strdup (yutu_source_get_summary (self->source));
  for (gsize i = 0; i < yutu_source_count_fields (self->source); i++)
    g_ptr_array_add (headings, (gpointer)yutu_source_get_field (self->source, i));
  if (!map_columns (self, headings, error))
    return FALSE;
  if (self->at[YUTU_NAME_COLUMN_NAME] >= 0)
    return yutu_import_require_rows (spec->path, yutu_source_count_rows (self->source), error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               _ ("%s: no column is the name (name)"), spec->path);
  return FALSE;
}

static gboolean
run (YutuConnection *connection,
     YutuNameImport *self,
     GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (connection, error);

  if (scope == NULL)
    return FALSE;
  self->connection = connection;
  yutu_unit_lands_init (&self->lands, connection);
  self->classes = yutu_place_classes_load (connection, error);
  return self->classes != NULL && yutu_import_rows_init_points (&self->points, self->spec, connection, error) &&
         yutu_limit_get_number (connection, "address", "near-border-m", yutu_day_format (self->spec->day, day), &self->near_m,
                                error) &&
         take_rows (self, error);
}

static gboolean
try_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  YutuNameImport *self = data;

  self->index = yutu_name_index_load (connection, yutu_division_read_area, error);
  return self->index != NULL && run (connection, self, error);
}

static gboolean
write_rows (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuNameImport *self = data;

  self->writes = TRUE;
  if (!run (connection, self, error))
    return FALSE;
  if (self->result->rejected == 0)
    return TRUE;
  g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "rows are rejected"); /* rolls it back */
  return FALSE;
}

gboolean
yutu_file_import_place_names (YutuFile                 *self,
                              const YutuImportRowsSpec *spec,
                              YutuImportRowsResult     *result,
                              GError                  **error)
{
  g_auto (YutuNameImport) import = { .spec = spec, .result = result };
  g_autofree char *base = g_path_get_basename (spec->path);
  g_autofree char *title = g_strdup_printf ("导入地名 %s", base);
  g_autoptr (GError) why = NULL;
  YutuEntrySpec entry = { .kind = "import-place-name", .title = title, .actor = spec->actor };

  yutu_import_rows_result_init (result);
  import.values = g_ptr_array_new ();
  import.units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_list (&import, error))
    return FALSE;
  entry.bulk = import.at[YUTU_NAME_COLUMN_ID] < 0; /* what changes a record is taken back by its changeset */
  if (spec->dry_run)
    return yutu_store_read (yutu_file_get_store (self), try_rows, &import, spec->cancellable, error);
  if (yutu_store_write (yutu_file_get_store (self), &entry, write_rows, &import, &result->entry, spec->cancellable, &why))
    return TRUE;
  if (result->rejected > 0 && g_error_matches (why, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED))
    {
      result->added = result->changed = 0;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
