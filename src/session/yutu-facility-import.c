/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each row is looked up, checked and, in a write, carried out; what is rejected rolls the write back. A
 * trial does the same without carrying out. */

#include "session/yutu-facility-import.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-reading-table.h"
#include "geo/yutu-crs.h"
#include "session/yutu-facility-cells-private.h"
#include "session/yutu-facility-site-private.h"
#include "session/yutu-import-rows-private.h"

typedef struct
{
  const YutuModules            *modules;
  const YutuRegister           *record;
  const YutuFacilityImportSpec *spec;
  YutuFacilityImportResult     *result;
  YutuProgress                 *progress;
  GArray                       *columns;
  YutuFacilityColumns           table;
  YutuConnection               *connection;
  gboolean                      writes;
  YutuAddressFinder            *finder; /* of the last day; NULL until it is needed */
  GHashTable                   *units;  /* "township/village", "village", "/township", codes → gint64 *; 0: several */
  GHashTable                   *seen;   /* numbers that a row named: gint64 */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->finder, yutu_address_finder_free);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->table.source, yutu_source_unref);
  g_free (self->table.at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* ---- Findings ---- */

static void
finding_free (gpointer data)
{
  YutuFacilityImportFinding *self = data;

  g_free (self->field);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

void
yutu_facility_import_result_clear (YutuFacilityImportResult *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  yutu_import_spots_clear (&self->spots);
  *self = (YutuFacilityImportResult){ 0 };
}

static void
tell (Import     *self,
      gint64      row,
      const char *field,
      const char *rule,
      gboolean    rejects,
      const char *message)
{
  YutuFacilityImportFinding *finding = NULL;

  if (self->result->findings->len >= YUTU_FACILITY_IMPORT_MAX_FINDINGS)
    return;
  finding = g_new0 (YutuFacilityImportFinding, 1);
  finding->row = row;
  finding->field = g_strdup (yutu_facility_columns_name (&self->table, field));
  finding->rule = g_strdup (rule);
  finding->message = g_strdup (message);
  finding->rejects = rejects;
  g_ptr_array_add (self->result->findings, finding);
}

/* An error of the row is a finding; any other is one of the import. */
static gboolean
reject (Import     *self,
        gint64      row,
        const char *field,
        const char *rule,
        GError     *why,
        GError    **error)
{
  const char *message = why->message;
  const char *named = yutu_facility_columns_take_field (&self->table, &message);

  if (why->domain != YUTU_CASEWORK_ERROR && !g_str_equal (rule, "type"))
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  tell (self, row, field != NULL ? field : named, rule, TRUE, message);
  self->result->rejected++;
  g_error_free (why);
  return TRUE;
}

/* ---- Columns ---- */

/* Where the brackets begin that a heading ends with: "X (4549)", 床位总数（张）; NULL: it has none. */
static const char *
find_bracket (const char *heading)
{
  const char *bracket = strstr (heading, " (");

  return bracket != NULL ? bracket : strstr (heading, "（");
}

/* Or a heading without what stands in brackets behind it. */
const YutuColumn *
yutu_facility_import_find_column (const GArray *columns,
                                  const char   *heading)
{
  const YutuColumn *column = yutu_columns_find (columns, heading);
  const char       *bracket = find_bracket (heading);
  g_autofree char  *head = bracket != NULL ? g_strndup (heading, (gsize)(bracket - heading)) : NULL;

  if (column == NULL && head != NULL)
    column = yutu_columns_find (columns, head);
  if (column == NULL && g_ascii_strcasecmp (head != NULL ? head : heading, "x") == 0)
    column = yutu_columns_find (columns, "lon");
  if (column == NULL && g_ascii_strcasecmp (head != NULL ? head : heading, "y") == 0)
    column = yutu_columns_find (columns, "lat");
  return column;
}

static void
tell_column (const char *heading,
             gpointer    data)
{
  tell (data, 0, heading, "column", FALSE, "the register has no such field; it is left out");
}

static gboolean
match_columns (Import  *self,
               GError **error)
{
  if (!yutu_facility_columns_match (&self->table, self->spec->path, self->spec->maps, yutu_facility_import_find_column,
                                    tell_column, self, error))
    return FALSE;
  if (yutu_facility_columns_has (&self->table, "name") || yutu_facility_columns_has (&self->table, "id"))
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               _ ("%s: no column is the name (name)"), self->spec->path);
  return FALSE;
}

/* ---- Units by their names ---- */

static void
note_unit (Import *self,
           char   *key, /* taken */
           gint64  unit)
{
  gint64 *known = g_hash_table_lookup (self->units, key);

  if (known != NULL && *known != unit)
    *known = 0;
  if (known == NULL)
    g_hash_table_insert (self->units, key, g_memdup2 (&unit, sizeof unit));
  else
    g_free (key);
}

static gboolean
load_units (Import  *self,
            GError **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GHashTable) townships = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) units = yutu_division_list (
    self->connection, yutu_day_format (yutu_facility_last_day (YUTU_DAY_INVALID), day), error);

  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);
      const YutuDivision *above = g_hash_table_lookup (townships, &unit->parent);

      if (unit->level == 4)
        {
          g_hash_table_insert (townships, (gpointer)&unit->unit, (gpointer)unit);
          note_unit (self, g_strconcat ("/", unit->name, NULL), unit->unit);
        }
      if (unit->level == 5)
        note_unit (self, g_strdup (unit->name), unit->unit);
      if (unit->level == 5 && above != NULL)
        note_unit (self, g_strconcat (above->name, "/", unit->name, NULL), unit->unit);
      if (unit->level >= 4 && unit->code != NULL)
        note_unit (self, g_strconcat (unit->level == 4 ? "/" : "", unit->code, NULL), unit->unit);
    }
  return units != NULL;
}

/* 0 when no unit is called so. */
static gboolean
find_units (Import                  *self,
            const YutuFacilityCells *cells,
            gint64                  *village,
            gint64                  *township,
            GError                 **error)
{
  g_autofree char *up = cells->township != NULL ? g_strconcat ("/", cells->township, NULL) : NULL;
  g_autofree char *both = cells->township != NULL && cells->village != NULL
                            ? g_strconcat (cells->township, "/", cells->village, NULL)
                            : NULL;
  const gint64    *above = up != NULL ? g_hash_table_lookup (self->units, up) : NULL;
  const gint64    *found = both != NULL ? g_hash_table_lookup (self->units, both) : NULL;

  if (found == NULL && cells->village != NULL && (both == NULL || above == NULL))
    found = g_hash_table_lookup (self->units, cells->village);
  if ((cells->village != NULL && found == NULL) || (up != NULL && above == NULL))
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                 _ ("there is no %s%s%s; correct the name, or give a code"),
                 cells->township != NULL ? cells->township : "", both != NULL ? " › " : "",
                 cells->village != NULL ? cells->village : "");
  else if (found != NULL && *found == 0)
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                 _ ("several villages are called %s; name the township too"), cells->village);
  else
    {
      *village = found != NULL ? *found : 0;
      *township = above != NULL ? *above : 0;
      return TRUE;
    }
  return FALSE;
}

/* ---- Where a row says it is ---- */

static gboolean
has_site (const YutuFacilityCells *cells)
{
  return cells->has_point || cells->address != NULL || cells->village != NULL || cells->township != NULL;
}

static gboolean
find_place (Import                  *self,
            const YutuFacilityCells *cells,
            YutuFacilityPlace       *place,
            GError                 **error)
{
  YutuDay          last = yutu_facility_last_day (cells->valid_to);
  gboolean         is_open = cells->valid_to == YUTU_DAY_INVALID;
  YutuFacilitySite site = { .address_text = cells->address,
                            .has_point = cells->has_point,
                            .point = cells->point };

  if (!find_units (self, cells, &site.village, &site.township, error))
    return FALSE;
  if (cells->address != NULL && is_open && self->finder == NULL)
    {
      self->finder = yutu_address_finder_new (self->connection, last, error);
      if (self->finder == NULL)
        return FALSE;
    }
  if (!yutu_facility_site_resolve (self->connection, &site, is_open ? self->finder : NULL, last, place, error))
    return FALSE;
  if ((site.village == 0 || place->village == site.village) &&
      (site.township == 0 || place->township == site.township))
    {
      if (place->has_point)
        yutu_import_spots_add (&self->result->spots, place->point);
      return TRUE;
    }
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
               _ ("its point or address does not lie in %s%s; correct one of them"),
               cells->township != NULL ? cells->township : "",
               cells->village != NULL ? cells->village : "");
  return FALSE;
}

static gboolean
is_same_place (const YutuFacilityPlace *kept,
               const YutuFacilityPlace *place,
               const YutuFacilityCells *cells)
{
  if (cells->address != NULL && place->address != kept->address)
    return FALSE;
  if (cells->has_point)
    return kept->has_point && yutu_import_rows_is_same_point (kept->point, place->point);
  if (cells->address != NULL)
    return TRUE;
  return (cells->village == NULL || place->village == kept->village) &&
         (cells->township == NULL || place->township == kept->township);
}

/* ---- A new facility ---- */

static gboolean
warn_of_twins (Import                  *self,
               gint64                   row,
               const char              *name,
               const YutuFacilityPlace *place,
               GError                 **error)
{
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) twins = yutu_facility_list_twins (
    self->connection, self->record->full_id, name, place, self->spec->day, 0, error);

  if (twins == NULL)
    return FALSE;
  if (twins->len == 0)
    return TRUE;
  message = g_strdup_printf ("there is a facility of this name there already, number %" G_GINT64_FORMAT
                             "; give that number to change it",
                             ((YutuFacilityTwin *)twins->pdata[0])->id);
  tell (self, row, "name", "twin", FALSE, message);
  return TRUE;
}

static gboolean
add_row (Import                  *self,
         gint64                   row,
         const YutuFacilityCells *cells,
         GError                 **error)
{
  g_autoptr (YutuRomanized) romanized = NULL;
  g_autoptr (GError) why = NULL;
  YutuFacilityPlace place = { 0 };
  gint64            id = 0;
  YutuFacilitySpec  spec = {
     .kind = self->record->full_id,
     .name = cells->name,
     .status = cells->status,
     .fields = cells->fields,
     .valid_from = cells->valid_from != YUTU_DAY_INVALID ? cells->valid_from : self->spec->day,
     .has_end = cells->valid_to != YUTU_DAY_INVALID,
     .valid_to = cells->valid_to,
  };

  if (!yutu_facility_check (self->modules, &spec, &why))
    return reject (self, row, cells->name == NULL ? "name" : NULL, "value", g_steal_pointer (&why), error);
  if (!find_place (self, cells, &place, &why))
    return reject (self, row, cells->address != NULL ? "address" : cells->has_point ? "lon"
                                                                                    : _ ("village"),
                   "place", g_steal_pointer (&why), error);
  if (!warn_of_twins (self, row, cells->name, &place, error))
    return FALSE;
  self->result->added++;
  if (!self->writes)
    return TRUE;
  romanized = yutu_pinyin_romanize (cells->name, NULL);
  spec.pinyin = romanized->plain;
  spec.address = place.address;
  spec.village = place.village;
  spec.township = place.township;
  spec.has_point = place.has_point;
  spec.point = place.point;
  return yutu_facility_add (self->connection, self->modules, &spec, &id, error);
}

/* ---- One that is there ---- */

static gboolean
move_row (Import                  *self,
          gint64                   row,
          const YutuFacilityCells *cells,
          const YutuFacility      *kept,
          gboolean                *differs,
          GError                 **error)
{
  g_autoptr (GError) why = NULL;
  YutuFacilityPlace place = { 0 };

  if (!has_site (cells))
    return TRUE;
  if (!find_place (self, cells, &place, &why))
    return reject (self, row, cells->address != NULL ? "address" : cells->has_point ? "lon"
                                                                                    : _ ("village"),
                   "place", g_steal_pointer (&why), error);
  if (is_same_place (&kept->place, &place, cells))
    return TRUE;
  *differs = TRUE;
  return !self->writes ||
         yutu_facility_move (self->connection, kept->id, &place, self->spec->day, NULL, error);
}

static gboolean
close_row (Import                  *self,
           gint64                   row,
           const YutuFacilityCells *cells,
           const YutuFacility      *kept,
           gboolean                *differs,
           GError                 **error)
{
  if (cells->valid_to == YUTU_DAY_INVALID || cells->valid_to == kept->until)
    return TRUE;
  if (cells->end_reason == NULL || cells->valid_to <= kept->since)
    {
      tell (self, row, cells->end_reason == NULL ? "end_reason" : "valid_to", "value", TRUE,
            cells->end_reason == NULL ? "say why it is closed" : "it ends before it begins; correct the day");
      self->result->rejected++;
      return TRUE;
    }
  *differs = TRUE;
  return !self->writes || yutu_facility_close (self->connection, kept->id, cells->valid_to,
                                               cells->end_reason, error);
}

static gboolean
change_fields (Import                  *self,
               gint64                   row,
               const YutuFacilityCells *cells,
               const YutuFacility      *kept,
               gboolean                *differs,
               GError                 **error)
{
  g_autoptr (YutuRomanized) romanized = NULL;
  g_autoptr (GError) why = NULL;
  YutuFacilityChange change = { .name = cells->name, .status = cells->status, .set = cells->fields };

  if (cells->name != NULL && !g_str_equal (cells->name, kept->name))
    {
      romanized = yutu_pinyin_romanize (cells->name, NULL);
      change.pinyin = romanized->plain;
    }
  if (!yutu_facility_check_change (self->connection, self->modules, kept->id, &change, differs, &why))
    return reject (self, row, NULL, "value", g_steal_pointer (&why), error);
  return !self->writes || !*differs ||
         yutu_facility_change (self->connection, self->modules, kept->id, &change, error);
}

/* Whether the number is one of this register, and no row named it before. */
static YutuFacility *
find_kept (Import                  *self,
           gint64                   row,
           const YutuFacilityCells *cells,
           GError                 **error)
{
  static const YutuViewer nobody = { NULL, NULL, NULL };
  g_autoptr (GError) why = NULL;
  g_autoptr (YutuFacility) kept =
    yutu_facility_load (self->connection, NULL, cells->id, self->spec->day, &nobody, &why);
  const char *message = NULL;

  if (kept == NULL)
    {
      reject (self, row, "id", "number", g_steal_pointer (&why), error);
      return NULL;
    }
  if (!g_str_equal (kept->kind, self->record->full_id))
    message = "the facility of this number is of another register; leave the number empty for a new one";
  else if (cells->valid_from != YUTU_DAY_INVALID && cells->valid_from != kept->since)
    message = "its first day is another one; it is not changed by a table";
  else if (!g_hash_table_add (self->seen, g_memdup2 (&kept->id, sizeof kept->id)))
    message = "an earlier row has the same number; leave one of them out";
  if (message == NULL)
    return g_steal_pointer (&kept);
  tell (self, row, "id", "number", TRUE, message);
  self->result->rejected++;
  return NULL;
}

static gboolean
change_row (Import                  *self,
            gint64                   row,
            const YutuFacilityCells *cells,
            GError                 **error)
{
  gsize    rejected = self->result->rejected;
  gboolean differs = FALSE;
  g_autoptr (GError) fault = NULL;
  g_autoptr (YutuFacility) kept = find_kept (self, row, cells, &fault);

  if (kept == NULL)
    {
      if (fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
      return self->result->rejected > rejected;
    }
  if (!change_fields (self, row, cells, kept, &differs, error))
    return FALSE;
  if (self->result->rejected == rejected && !move_row (self, row, cells, kept, &differs, error))
    return FALSE;
  if (self->result->rejected == rejected && !close_row (self, row, cells, kept, &differs, error))
    return FALSE;
  if (self->result->rejected > rejected)
    return TRUE;
  if (differs)
    self->result->changed++;
  else
    self->result->unchanged++;
  return TRUE;
}

/* ---- The whole ---- */

static gboolean
run_rows (Import  *self,
          GError **error)
{
  gsize n = yutu_source_count_rows (self->table.source);
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (self->connection, error);

  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (scope == NULL || !load_units (self, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gint64      row = yutu_source_get_feature (self->table.source, i)->row;
      const char *field = NULL;
      g_auto (YutuFacilityCells) cells = { 0 };
      g_autoptr (GError) why = NULL;
      gboolean done = FALSE;

      if (!yutu_progress_step (self->progress, "import", i, n, error))
        return FALSE;
      if (!yutu_facility_cells_parse (&self->table, i, &cells, &field, &why))
        done = reject (self, row, field, "type", g_steal_pointer (&why), error);
      else
        done = cells.id != 0 ? change_row (self, row, &cells, error) : add_row (self, row, &cells, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_in_read (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Import *self = data;

  self->connection = connection;
  return run_rows (self, error);
}

/* A rejected row rolls back what the others did. */
static gboolean
run_in_write (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Import *self = data;

  self->connection = connection;
  self->writes = TRUE;
  if (!run_rows (self, error))
    return FALSE;
  if (self->result->rejected == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, _ ("rows are rejected"));
  return FALSE;
}

/* Whether any row names one that is there: then it is no entry of new rows alone. */
static gboolean
names_numbers (const Import *self)
{
  const YutuColumn *column = yutu_columns_find (self->columns, "id");
  int               at = self->table.at[column - &g_array_index (self->columns, YutuColumn, 0)];

  for (gsize i = 0; at >= 0 && i < yutu_source_count_rows (self->table.source); i++)
    if (yutu_source_get_text (self->table.source, i, (gsize)at) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
run_import (Import   *self,
            YutuFile *file,
            GError  **error)
{
  g_autofree char *base = g_path_get_basename (self->spec->path);
  g_autofree char *title = g_strdup_printf ("导入台账 %s %s", self->record->title.zh_cn, base);
  YutuEntrySpec    entry = { .kind = "import-facility",
                             .title = title,
                             .actor = self->spec->signer.actor,
                             .bulk = !names_numbers (self) };
  g_autoptr (GError) why = NULL;

  if (self->spec->dry_run)
    return yutu_store_read (yutu_file_get_store (file), run_in_read, self, NULL, error);
  if (yutu_store_write (yutu_file_get_store (file), &entry, run_in_write, self, NULL, NULL, &why) ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
yutu_file_import_facilities (YutuFile                     *self,
                             const YutuModules            *modules,
                             const YutuFacilityImportSpec *spec,
                             YutuFacilityImportResult     *result,
                             YutuProgress                 *progress,
                             GError                      **error)
{
  YutuSourceOptions options = { .encoding = spec->encoding };
  g_auto (Import) import = { .modules = modules, .spec = spec, .result = result, .progress = progress };

  *result = (YutuFacilityImportResult){ .findings = g_ptr_array_new_with_free_func (finding_free) };
  import.record = yutu_modules_find_register (modules, spec->kind, NULL);
  if (import.record == NULL)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   _ ("there is no register %s; see the modules"), spec->kind);
      return FALSE;
    }
  if (!yutu_facility_may_edit (spec->signer.role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                   _ ("facilities are changed by the desk and the townships, not by %s; ask them"),
                   spec->signer.role != NULL ? spec->signer.role : _ ("nobody"));
      return FALSE;
    }
  if (!yutu_cell_check_crs (spec->crs, error))
    return FALSE;
  import.columns = yutu_columns_of_register (import.record, TRUE, TRUE);
  import.table.columns = import.columns;
  import.table.crs = spec->crs;
  import.table.source = yutu_source_read_table (spec->path, &options, progress, error);
  if (import.table.source == NULL || !match_columns (&import, error))
    return FALSE;
  result->rows = yutu_source_count_rows (import.table.source);
  if (!yutu_import_require_rows (spec->path, result->rows, error))
    return FALSE;
  return run_import (&import, self, error);
}
