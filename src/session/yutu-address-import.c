/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One pass: each row is read, resolved, checked and, in a write, added. The first row that is rejected ends the
 * adding, not the checking; the write is then rolled back. */

#include "session/yutu-import-rows.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-address-entry.h"
#include "session/yutu-address-import-private.h"
#include "session/yutu-address-record-edit.h"
#include "session/yutu-address-words.h"
#include "session/yutu-facility-cells-private.h"
#include "session/yutu-import-rows-private.h"
#include "session/yutu-unit-lands-private.h"

#define PROGRESS_ROWS 1024

#define STATUS_COLLECTED 1 /* 采集 */
#define STATUS_CANCELLED 6 /* 注销 */

enum
{
  ID,
  PROVINCE,
  CITY,
  COUNTY,
  TOWNSHIP,
  VILLAGE,
  ROAD,
  LANE,
  NATURAL_VILLAGE,
  ESTATE,
  DOOR,
  DOOR_SUB,
  BUILDING,
  UNIT_NO,
  FLOOR,
  ROOM,
  PARCEL,
  TEXT,
  LON,
  LAT,
  KIND, /* follows from the elements */
  USE,
  STATUS,
  VALID_FROM,
  VALID_TO,
  N_COLUMNS
};

/* The names that lists of addresses give these columns. */
static const YutuRowColumn COLUMNS[N_COLUMNS] = {
  [ID] = { { "id", "编号", "Number", "address_id" } },
  [PROVINCE] = { { "province", "省", "省份", "Province" } },
  [CITY] = { { "city", "市", "地级市", "设区市", "Prefecture" } },
  [COUNTY] = { { "county", "县", "区县", "县区", "县(市、区)", "区", "District", "County" } },
  [TOWNSHIP] = { { "township", "乡镇", "街道", "乡镇街道", "乡镇(街道)", "街道(乡镇)", "镇街", "所在镇街", "Township" } },
  [VILLAGE] = { { "village", "村", "社区", "村社区", "村(社区)", "社区(村)", "行政村", "社区(行政村)", "村居", "Village" } },
  [ROAD] = { { "road", "道路", "路", "街路巷", "道路名称", "Street", "Road" } },
  [LANE] = { { "lane", "弄", "支弄", "Lane" } },
  [NATURAL_VILLAGE] = { { "natural_village", "自然村", "自然村(组)", "Natural village" } },
  [ESTATE] = { { "estate", "小区", "住宅区", "院落", "小区名称", "Estate" } },
  [DOOR] = { { "door", "门牌号", "门牌", "门号", "门楼牌号", "号码", "house_number", "Door" } },
  [DOOR_SUB] = { { "door_sub", "附号", "支号", "Sub-number" } },
  [BUILDING] = { { "building", "幢", "幢号", "楼幢", "楼幢号", "楼栋", "栋", "栋号", "Building" } },
  [UNIT_NO] = { { "unit_no", "单元", "单元号", "Unit" } },
  [FLOOR] = { { "floor", "楼层", "层", "Floor" } },
  [ROOM] = { { "room", "室", "室号", "户室号", "房号", "房间号", "Room" } },
  [PARCEL] = { { "parcel", "地块", "地块号", "地块编号", "宗地号", "Parcel" } },
  [TEXT] = { { "text", "标准地址", "地址", "详细地址", "地址全称", "门牌地址", "Address" } },
  [LON] = { { "lon", "经度", "x", "X坐标", "东坐标", "longitude", "lng" } },
  [LAT] = { { "lat", "纬度", "y", "Y坐标", "北坐标", "latitude" } },
  [KIND] = { { "kind", "类型", "Kind" } },
  [USE] = { { "use", "用途", "Use" } },
  [STATUS] = { { "status", "状态", "Status" } },
  [VALID_FROM] = { { "valid_from", "启用日期", "起始日期", "生效日期", "Since" } },
  [VALID_TO] = { { "valid_to", "终止日期", "失效日期", "Until" } },
};

typedef struct
{
  const YutuImportRowsSpec *spec;
  YutuImportRowsResult     *result;
  YutuConnection           *connection;
  YutuRows                 *rows;
  YutuModules              *modules;
  const YutuRegister       *record;       /* of what else is known; NULL: not defined */
  GArray                   *columns;      /* YutuRowColumn: COLUMNS, then the fields of the record */
  int                      *at;           /* which heading each of them is */
  GString                  *known;        /* the record of the row at hand; empty: none */
  gboolean                  has_elements; /* the list */
  gboolean                  is_cut;       /* the row at hand comes in elements */
  YutuAddressEntry         *entry;
  YutuUnitLands             lands;
  YutuRowPoints             points;
  double                    near_m;
  YutuAddressWriter        *writer;  /* NULL: a trial */
  gboolean                  is_bulk; /* the write keeps only what is added */
  gint64                    row;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->rows, yutu_rows_free);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->at, g_free);
  g_string_free (g_steal_pointer (&self->known), TRUE);
  g_clear_pointer (&self->entry, yutu_address_entry_free);
  g_clear_pointer (&self->writer, yutu_address_writer_free);
  yutu_unit_lands_clear (&self->lands);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* ---- Opening ---- */

/* Those of the list itself, and one for each field of the record, by id or title. */
GArray *
yutu_import_list_address_columns (const YutuModules *modules)
{
  const YutuRegister *record = yutu_modules_find_object (modules, YUTU_OBJECT_ADDRESS);
  GArray             *columns = g_array_new (FALSE, FALSE, sizeof (YutuRowColumn));

  g_array_append_vals (columns, COLUMNS, N_COLUMNS);
  for (gsize i = 0; record != NULL && i < record->n_fields; i++)
    {
      const YutuField    *field = &record->fields[i];
      const YutuRowColumn column = { { field->id, field->title.zh_cn, field->title.en } };

      if (!yutu_address_field_is_column (field)) /* which is one of the list's own */
        g_array_append_val (columns, column);
    }
  return columns;
}

static gboolean
list_columns (Import  *self,
              GError **error)
{
  self->modules = yutu_modules_load (error);
  if (self->modules == NULL)
    return FALSE;
  self->record = yutu_modules_find_object (self->modules, YUTU_OBJECT_ADDRESS);
  self->columns = yutu_import_list_address_columns (self->modules);
  self->at = g_new (int, self->columns->len);
  return TRUE;
}

static gboolean
open_rows (Import  *self,
           GError **error)
{
  const YutuImportRowsSpec *spec = self->spec;
  g_autoptr (GPtrArray) headings = NULL;

  self->rows = list_columns (self, error) ? yutu_rows_open (spec->path, spec->encoding, spec->progress, error) : NULL;
  if (self->rows == NULL)
    return FALSE;
  headings = yutu_import_rows_list_headings (self->rows);
  self->result->summary = g_strdup (yutu_rows_get_summary (self->rows));
  if (!yutu_import_rows_map (headings, spec->path, (const YutuRowColumn *)(gpointer)self->columns->data, self->columns->len, spec->maps, self->at, self->result, error))
    return FALSE;
  for (int i = VILLAGE; i <= PARCEL; i++)
    self->has_elements = self->has_elements || (i != VILLAGE && self->at[i] >= 0);
  if (self->has_elements ? self->at[VILLAGE] >= 0 : self->at[TEXT] >= 0)
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               _ ("%s: no column is the village (village) with road, natural village or estate, and none is a whole address "
                  "(text)"),
               spec->path);
  return FALSE;
}

/* ---- A row ---- */

static const char *
cell (const Import      *self,
      const char *const *values,
      int                column)
{
  return yutu_import_rows_get (values, self->at[column]);
}

static void
reject (Import     *self,
        int         column,
        const char *rule,
        char       *message)
{
  yutu_import_rows_tell (self->result, self->row, COLUMNS[column].names[0], rule, TRUE, NULL, message);
}

static gboolean
read_day (Import            *self,
          const char *const *values,
          int                column,
          YutuDay            fallback,
          YutuDay           *day)
{
  const char *text = cell (self, values, column);

  *day = text != NULL ? yutu_cell_parse_day (text) : fallback;
  if (*day != YUTU_DAY_INVALID || text == NULL)
    return TRUE;
  reject (self, column, "value", g_strdup_printf (_ ("“%s” is no day; write YYYY-MM-DD"), text));
  return FALSE;
}

/* A word of @words, or its number. */
static gboolean
read_word (Import                *self,
           const char *const     *values,
           int                    column,
           const YutuAddressWord *words,
           gsize                  n_words,
           int                   *value)
{
  const char *text = cell (self, values, column);
  g_autoptr (GString) known = NULL;

  *value = 0;
  if (text == NULL)
    return TRUE;
  *value = yutu_address_word_find (words, n_words, text);
  if (*value >= 0)
    return TRUE;
  known = g_string_new (NULL);
  for (gsize i = 0; i < n_words; i++)
    if (words[i].id != NULL)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", yutu_title_get (&words[i].title));
  reject (self, column, "value", g_strdup_printf (_ ("“%s” is none of its choices: %s"), text, known->str));
  return FALSE;
}

/* A list with a whole text beside its elements may have rows that it cannot cut: landmarks. */
static gboolean
names_base (const Import      *self,
            const char *const *values)
{
  return cell (self, values, ROAD) != NULL || cell (self, values, LANE) != NULL ||
         cell (self, values, NATURAL_VILLAGE) != NULL || cell (self, values, ESTATE) != NULL ||
         cell (self, values, DOOR) != NULL || cell (self, values, PARCEL) != NULL;
}

static void
read_elements (const Import      *self,
               const char *const *values,
               YutuAddressCells  *cells)
{
  cells->province = cell (self, values, PROVINCE);
  cells->city = cell (self, values, CITY);
  cells->county = cell (self, values, COUNTY);
  cells->township = cell (self, values, TOWNSHIP);
  cells->village = cell (self, values, VILLAGE);
  cells->road = cell (self, values, ROAD);
  cells->lane = cell (self, values, LANE);
  cells->natural_village = cell (self, values, NATURAL_VILLAGE);
  cells->estate = cell (self, values, ESTATE);
  cells->door = cell (self, values, DOOR);
  cells->door_sub = cell (self, values, DOOR_SUB);
  cells->building = cell (self, values, BUILDING);
  cells->unit_no = cell (self, values, UNIT_NO);
  cells->floor = cell (self, values, FLOOR);
  cells->room = cell (self, values, ROOM);
  cells->parcel = cell (self, values, PARCEL);
}

static gboolean
read_cells (Import            *self,
            const char *const *values,
            YutuAddressCells  *cells,
            gboolean          *is_read,
            GError           **error)
{
  const char *text = cell (self, values, TEXT);
  gboolean    is_bad = FALSE;

  yutu_address_entry_begin (self->entry);
  self->is_cut = self->has_elements && (text == NULL || names_base (self, values));
  if (self->is_cut)
    read_elements (self, values, cells);
  else if (text != NULL && !yutu_address_entry_parse (self->entry, text, cells, error))
    return FALSE;
  else if (text == NULL)
    reject (self, TEXT, "required", g_strdup (_ ("the row has no address; leave it out")));
  *is_read = (self->is_cut || text != NULL) &&
             read_day (self, values, VALID_FROM, self->spec->day, &cells->valid_from) &&
             read_day (self, values, VALID_TO, YUTU_DAY_INVALID, &cells->valid_to);
  yutu_import_rows_read_point (&self->points, self->row, cell (self, values, LON), cell (self, values, LAT),
                               &cells->has_point, &cells->point, &is_bad, self->result);
  *is_read = *is_read && !is_bad;
  return TRUE;
}

static void
tell_problems (Import          *self,
               const YutuPoint *place)
{
  const GArray *problems = yutu_address_entry_get_problems (self->entry);

  for (guint i = 0; i < problems->len; i++)
    {
      const YutuAddressProblem *problem = &g_array_index (problems, YutuAddressProblem, i);

      yutu_import_rows_tell (self->result, self->row, problem->field, problem->rule, problem->rejects, place,
                             g_strdup (problem->message));
    }
}

/* On its last day, as the check asks. */
static gboolean
check_point (Import                *self,
             const YutuAddressSpec *spec,
             YutuDay                valid_to,
             gboolean              *is_good,
             GError               **error)
{
  YutuDay last = (valid_to != YUTU_DAY_INVALID ? valid_to : yutu_day_parse (YUTU_DAY_OPEN_TEXT)) - 1;
  double  out_m = 0;

  if (!spec->has_point)
    return TRUE;
  if (!yutu_unit_lands_find (&self->lands, spec->village, last, spec->point, &out_m, error))
    return FALSE;
  if (out_m <= 0)
    return TRUE;
  *is_good = out_m <= self->near_m;
  yutu_import_rows_tell (self->result, self->row, "lon", *is_good ? "near-border" : "outside", !*is_good, &spec->point,
                         g_strdup_printf (_ ("its point lies %.1f m outside of its village; correct the point or the village"),
                                          out_m));
  return TRUE;
}

/* Whether @text is @whole, or that behind the province and the prefecture of the row, which a file without the
 * register of codes does not know. */
static gboolean
says_whole (Import            *self,
            const char *const *values,
            const char        *text,
            const char        *whole)
{
  static const gsize uppers[] = { PROVINCE, CITY };

  for (gsize i = 0; i < G_N_ELEMENTS (uppers); i++)
    {
      const char *name = cell (self, values, uppers[i]);

      if (name != NULL && g_str_has_prefix (text, name) && !g_str_has_prefix (whole, name))
        text += strlen (name);
    }
  return strcmp (text, whole) == 0;
}

/* A text that stands beside the elements. */
static gboolean
check_text (Import                *self,
            const char *const     *values,
            const YutuAddressSpec *spec)
{
  const char *text = self->is_cut ? cell (self, values, TEXT) : NULL;

  if (text == NULL || says_whole (self, values, text, spec->text))
    return TRUE;
  reject (self, TEXT, "text",
          g_strdup_printf (_ ("“%s” is not what its elements say: “%s”; correct one of them"), text, spec->text));
  return FALSE;
}

/* A row that names an address of the file by its number: it may say again what that is, and more of what is known
 * beside that. */
static gboolean
take_known (Import                *self,
            const char *const     *values,
            const char            *number,
            const YutuAddressSpec *spec,
            GError               **error)
{
  YutuAddressRowSaid said = { number,
                              spec,
                              cell (self, values, USE) != NULL,
                              cell (self, values, STATUS) != NULL,
                              cell (self, values, VALID_FROM) != NULL,
                              cell (self, values, VALID_TO) != NULL,
                              self->known->str };
  g_autofree char   *set = NULL;
  g_autofree char   *message = NULL;
  const char        *field = NULL;
  gint64             id = 0;

  if (!yutu_address_import_compare (self->connection, self->record, &said, &id, &set, &field, &message, error))
    return FALSE;
  if (message != NULL)
    {
      self->result->rejected++;
      yutu_import_rows_tell (self->result, self->row, field, "id", TRUE, spec->has_point ? &spec->point : NULL,
                             g_steal_pointer (&message));
      return TRUE;
    }
  self->result->unchanged += set == NULL;
  self->result->changed += set != NULL;
  return set == NULL || self->writer == NULL || self->result->rejected > 0 || self->is_bulk ||
         yutu_address_record_change (self->connection, id, set, error);
}

/* ---- What else is known ---- */

/* The cells of the record's fields as a JSON object in known; FALSE: one of them is told to be no value. */
static gboolean
read_record (Import            *self,
             const char *const *values)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *json = NULL;
  gsize            column = N_COLUMNS;

  g_string_truncate (self->known, 0);
  for (gsize i = 0; self->record != NULL && i < self->record->n_fields; i++)
    {
      const YutuField *field = &self->record->fields[i];
      gboolean         is_own = yutu_address_field_is_column (field);
      const char      *text = is_own ? NULL : yutu_import_rows_get (values, self->at[column++]);
      g_autoptr (GError) why = NULL;

      if (text == NULL || yutu_cell_set_value (object, field, text, &why))
        continue;
      yutu_import_rows_tell (self->result, self->row, field->id, "value", TRUE, NULL, g_strdup (why->message));
      return FALSE;
    }
  if (json_object_get_size (object) == 0)
    return TRUE;
  json_node_set_object (root, object);
  json = json_to_string (root, FALSE);
  g_string_assign (self->known, json);
  return TRUE;
}

/* A new address may be an auxiliary one of an address that the file has: no row of the list has a number yet. */
static gboolean
check_main (Import   *self,
            YutuDay   valid_to,
            gboolean *is_good,
            GError  **error)
{
  g_autoptr (JsonNode) root = self->known->len > 0 ? json_from_string (self->known->str, NULL) : NULL;
  gint64 main_id = root != NULL ? json_object_get_int_member_with_default (json_node_get_object (root), "main", 0) : 0;
  char  *why = NULL;

  if (main_id == 0)
    return TRUE;
  if (!yutu_address_record_check_main (self->connection, 0, main_id,
                                       valid_to != YUTU_DAY_INVALID ? valid_to : yutu_day_parse (YUTU_DAY_OPEN_TEXT), &why,
                                       error))
    return FALSE;
  *is_good = why == NULL;
  if (why != NULL)
    yutu_import_rows_tell (self->result, self->row, "main", "main", TRUE, NULL, why);
  return TRUE;
}

/* An address that is new has no record. */
static gboolean
add (Import                *self,
     const YutuAddressSpec *spec,
     GError               **error)
{
  gint64 id = 0;

  return yutu_address_writer_add (self->writer, spec, &id, error) &&
         (self->known->len == 0 || yutu_address_record_add (self->connection, id, self->known->str, error));
}

/* What a row that is silent about it is: who takes a list in has not checked it, so it is at the beginning of its
 * course; what has a last day is at the end. */
static gboolean
read_status (Import            *self,
             const char *const *values,
             YutuDay            valid_to,
             int               *status)
{
  if (!read_word (self, values, STATUS, YUTU_ADDRESS_STATUSES, YUTU_ADDRESS_N_STATUSES, status))
    return FALSE;
  if (cell (self, values, STATUS) == NULL)
    *status = valid_to != YUTU_DAY_INVALID ? STATUS_CANCELLED : STATUS_COLLECTED;
  return TRUE;
}

static gboolean
take_row (Import            *self,
          const char *const *values,
          GError           **error)
{
  YutuAddressCells cells = { 0 };
  YutuAddressSpec  spec = { 0 };
  const char      *id = cell (self, values, ID);
  gboolean         is_read = FALSE, is_good = FALSE, is_new = TRUE;

  if (!read_cells (self, values, &cells, &is_read, error) ||
      (is_read && !yutu_address_entry_resolve (self->entry, &cells, &spec, &is_good, error)))
    return FALSE;
  is_good = is_read && is_good && read_status (self, values, cells.valid_to, &spec.status) &&
            read_word (self, values, USE, YUTU_ADDRESS_USES, YUTU_ADDRESS_N_USES, &spec.use) && check_text (self, values, &spec) &&
            read_record (self, values);
  if (is_good && id != NULL)
    return take_known (self, values, id, &spec, error);
  if (is_good && !check_main (self, cells.valid_to, &is_good, error))
    return FALSE;
  if (is_good && (!check_point (self, &spec, cells.valid_to, &is_good, error) ||
                  !yutu_address_entry_note (self->entry, &spec, self->row, &is_new, error)))
    return FALSE;
  tell_problems (self, cells.has_point ? &cells.point : NULL);
  if (!is_good || !is_new)
    self->result->rejected++;
  else
    {
      self->result->added++;
      self->result->collected += cell (self, values, STATUS) == NULL && spec.status == STATUS_COLLECTED;
    }
  return self->writer == NULL || self->result->rejected > 0 || add (self, &spec, error);
}

/* ---- The list ---- */

static gboolean
take_rows (Import  *self,
           GError **error)
{
  const char *const *values = NULL;

  while (yutu_rows_next (self->rows, &values, error))
    {
      guint64 total = 0;
      guint64 done = 0;

      if (values == NULL)
        return TRUE;
      self->row = yutu_rows_get_row (self->rows);
      self->result->rows++;
      if (!take_row (self, values, error))
        {
          g_prefix_error (error, _ ("%s, row %" PRId64 ": "), self->spec->path, self->row);
          return FALSE;
        }
      if (self->row % PROGRESS_ROWS != 0)
        continue;
      done = yutu_rows_get_done (self->rows, &total);
      if (!yutu_progress_step (self->spec->progress, "addresses", done, total, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
run (YutuConnection *connection,
     Import         *self,
     GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];

  self->connection = connection;
  yutu_unit_lands_init (&self->lands, connection);
  if (!open_rows (self, error) || !yutu_import_rows_init_points (&self->points, self->spec, connection, error) ||
      !yutu_limit_get_number (connection, "address", "near-border-m", yutu_day_format (self->spec->day, day), &self->near_m,
                              error))
    return FALSE;
  self->entry = yutu_address_entry_new (connection, error);
  if (self->entry == NULL || !take_rows (self, error) || !yutu_import_require_rows (self->spec->path, self->result->rows, error))
    return FALSE;
  yutu_import_rows_end_points (&self->points, self->result);
  return TRUE;
}

static gboolean
try_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  return run (connection, data, error);
}

static gboolean
is_done (const Import *self)
{
  return self->result->rejected == 0 && self->result->added + self->result->changed > 0 &&
         (!self->is_bulk || self->result->changed == 0);
}

static gboolean
write_rows (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Import *self = data;

  self->writer = yutu_address_writer_new (connection);
  if (!run (connection, self, error))
    return FALSE;
  if (is_done (self))
    return yutu_progress_step (self->spec->progress, "index", 0, 0, error) &&
           yutu_address_writer_finish (self->writer, error);
  g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "it is not to be kept"); /* rolls it back */
  return FALSE;
}

/* Once. *again: it changes addresses, which a bulk entry cannot take back: nothing was written. */
static gboolean
write_list (YutuFile                 *file,
            const YutuImportRowsSpec *spec,
            gboolean                  is_bulk,
            YutuImportRowsResult     *result,
            gboolean                 *again,
            GError                  **error)
{
  g_auto (Import) import = { .spec = spec, .result = result, .known = g_string_new (NULL), .is_bulk = is_bulk };
  g_autofree char *base = g_path_get_basename (spec->path);
  g_autofree char *title = g_strdup_printf ("导入地址 %s", base);
  g_autoptr (GError) why = NULL;
  YutuEntrySpec entry = { .kind = "import-address", .title = title, .actor = spec->actor, .bulk = is_bulk };

  *again = FALSE;
  yutu_import_rows_result_init (result);
  if (yutu_store_write (yutu_file_get_store (file), &entry, write_rows, &import, &result->entry, spec->cancellable, &why))
    return TRUE;
  if (g_error_matches (why, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED) && !is_done (&import))
    {
      *again = is_bulk && result->rejected == 0 && result->changed > 0;
      if (result->rejected > 0)
        result->added = result->changed = result->collected = 0;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
yutu_file_import_addresses (YutuFile                 *self,
                            const YutuImportRowsSpec *spec,
                            YutuImportRowsResult     *result,
                            GError                  **error)
{
  g_auto (Import) trial = { .spec = spec, .result = result, .known = g_string_new (NULL) };
  gboolean again = FALSE;

  if (spec->dry_run)
    {
      yutu_import_rows_result_init (result);
      return yutu_store_read (yutu_file_get_store (self), try_rows, &trial, spec->cancellable, error);
    }
  return write_list (self, spec, TRUE, result, &again, error) &&
         (!again || write_list (self, spec, FALSE, result, &again, error));
}
