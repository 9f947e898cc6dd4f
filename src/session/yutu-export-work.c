/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities and cases, row by row. */

#include "casework/yutu-case.h"
#include "session/yutu-export-private.h"

#define CELL (YUTU_GRID_PER_DEGREE / 200) /* about 500 m */

static const char *
column_text (sqlite3_stmt *row,
             int           column)
{
  return (const char *)sqlite3_column_text (row, column);
}

/* Each of @ids by @sql; one that is not there any more is left out. */
static gboolean
each_row (YutuExport     *self,
          YutuConnection *connection,
          const GArray   *ids,
          const char     *sql,
          gboolean (*take) (YutuExport   *self,
                            sqlite3_stmt *row,
                            GError      **error),
          GError **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  for (guint i = 0; row != NULL && i < ids->len; i++)
    {
      gboolean found = FALSE;

      sqlite3_bind_int64 (row, 1, g_array_index (ids, gint64, i));
      if (!yutu_connection_step (connection, row, &found, error) ||
          (found && !take (self, row, error)))
        return FALSE;
      sqlite3_reset (row);
    }
  return row != NULL;
}

/* ---- Facilities ---- */

static const char FACILITY_SQL[] =
  "SELECT coalesce (f.past_of, f.id), f.kind, f.name, f.status, f.township, f.village, a.text, "
  "coalesce (f.geom, a.geom) IS NOT NULL, ST_X (coalesce (f.geom, a.geom)), "
  "ST_Y (coalesce (f.geom, a.geom)), (SELECT min (p.valid_from) FROM facility p WHERE "
  "p.id = coalesce (f.past_of, f.id) OR p.past_of = coalesce (f.past_of, f.id)), f.valid_to, "
  "f.end_reason, f.fields FROM facility f LEFT JOIN address a ON a.id = f.address WHERE f.id = ?1";

static const YutuTitle *
find_status (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (YUTU_FACILITY_STATUSES); i++)
    if (g_strcmp0 (YUTU_FACILITY_STATUSES[i].id, id) == 0)
      return &YUTU_FACILITY_STATUSES[i].title;
  return NULL;
}

static gboolean
take_facility (YutuExport   *self,
               sqlite3_stmt *row,
               GError      **error)
{
  const char         *kind = column_text (row, 1);
  const YutuRegister *record = yutu_modules_find_register (self->modules, kind, NULL);
  YutuPoint           point = yutu_point_from_degrees (sqlite3_column_double (row, 8),
                                                       sqlite3_column_double (row, 9));
  gboolean            has_point = sqlite3_column_int (row, 7) != 0;
  g_autofree char    *fields = NULL;
  g_autoptr (YutuShape) shape = has_point ? yutu_shape_new_point (point) : NULL;

  yutu_export_int (self, sqlite3_column_int64 (row, 0));
  if (self->record == NULL)
    yutu_export_title (self, kind, record != NULL ? &record->title : NULL);
  yutu_export_text (self, column_text (row, 2));
  yutu_export_title (self, column_text (row, 3), find_status (column_text (row, 3)));
  yutu_export_unit (self, sqlite3_column_int64 (row, 4));
  yutu_export_unit (self, sqlite3_column_int64 (row, 5));
  yutu_export_text (self, column_text (row, 6));
  if (!yutu_export_point (self, has_point, point, error))
    return FALSE;
  yutu_export_day (self, column_text (row, 10));
  yutu_export_day (self, column_text (row, 11));
  yutu_export_text (self, column_text (row, 12));
  if (self->record != NULL)
    {
      fields = self->whole ? g_strdup (column_text (row, 13))
                           : yutu_fields_mask (self->record->fields, self->record->n_fields,
                                               g_strcmp0 (self->spec->viewer.role, "desk") == 0,
                                               column_text (row, 13), NULL);
      yutu_export_fields (self, fields);
    }
  return yutu_export_end_row (self, shape, error);
}

static gboolean
run_facilities (YutuExport     *self,
                YutuConnection *connection,
                GError        **error)
{
  g_autoptr (GArray) ids = yutu_export_list_facilities (self, connection, error);

  return ids != NULL && each_row (self, connection, ids, FACILITY_SQL, take_facility, error);
}

/* ---- Cases ---- */

static const char CASE_SQL[] =
  "SELECT c.id, c.case_no, c.module, c.kind, c.title, c.state, c.subject_kind, c.township, "
  "c.village, f.name, c.x, c.y, c.opened_on, c.accepted_on, c.due_on, c.closed_on, c.officer, "
  "c.result, c.result_doc, c.fields FROM case_file c LEFT JOIN facility f ON f.id = c.facility "
  "WHERE c.id = ?1";

static void
list_case_columns (GArray  *columns,
                   gboolean has_points)
{
  static const struct
  {
    const char    *id;
    YutuTitle      title;
    YutuColumnType type;
  } before[] = {
    { "case_no", { "编号", "Number" }, YUTU_COLUMN_TEXT },
    { "module", { "业务", "Module" }, YUTU_COLUMN_TEXT },
    { "kind", { "事项", "Kind" }, YUTU_COLUMN_TEXT },
    { "title", { "标题", "Title" }, YUTU_COLUMN_TEXT },
    { "state", { "状态", "State" }, YUTU_COLUMN_TEXT },
    { "township", { "乡镇（街道）", "Township" }, YUTU_COLUMN_TEXT },
    { "village", { "村（社区）", "Village" }, YUTU_COLUMN_TEXT },
    { "facility", { "设施", "Facility" }, YUTU_COLUMN_TEXT },
  },
    after[] = {
      { "opened_on", { "立案日期", "Opened" }, YUTU_COLUMN_DAY },
      { "accepted_on", { "受理日期", "Accepted" }, YUTU_COLUMN_DAY },
      { "due_on", { "办理期限", "Due" }, YUTU_COLUMN_DAY },
      { "closed_on", { "办结日期", "Closed" }, YUTU_COLUMN_DAY },
      { "officer", { "经办人", "Officer" }, YUTU_COLUMN_TEXT },
      { "result", { "结果", "Result" }, YUTU_COLUMN_TEXT },
      { "result_doc", { "文号", "Document" }, YUTU_COLUMN_TEXT },
    };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    yutu_columns_add (columns, before[i].id, before[i].title.zh_cn, before[i].title.en, before[i].type);
  if (has_points)
    {
      yutu_columns_add (columns, "lon", "经度", "Longitude", YUTU_COLUMN_DEGREE);
      yutu_columns_add (columns, "lat", "纬度", "Latitude", YUTU_COLUMN_DEGREE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    yutu_columns_add (columns, after[i].id, after[i].title.zh_cn, after[i].title.en, after[i].type);
}

GArray *
yutu_export_list_case_columns (void)
{
  GArray *columns = yutu_columns_new ();

  list_case_columns (columns, TRUE);
  return columns;
}

static void
add_case_columns (YutuExport *self)
{
  list_case_columns (self->columns, !yutu_sink_format_is_layer (self->spec->format));
  if (self->kind != NULL)
    yutu_columns_add_fields (self->columns, self->kind->fields, self->kind->n_fields, self->whole);
}

/* The middle of its cell. */
static gint64
coarsen (gint64 coordinate)
{
  gint64 cell = coordinate / CELL - (coordinate % CELL < 0);

  return cell * CELL + CELL / 2;
}

/* A case of a person lies where its people live: only about there, whoever asks. */
static gboolean
take_case_point (YutuExport   *self,
                 sqlite3_stmt *row,
                 YutuShape   **shape,
                 GError      **error)
{
  const char *subject = column_text (row, 6);
  gboolean    is_personal =
    g_strcmp0 (subject, "person") == 0 || g_strcmp0 (subject, "household") == 0;
  gboolean  has_point = sqlite3_column_type (row, 10) != SQLITE_NULL;
  YutuPoint point = { sqlite3_column_int64 (row, 10), sqlite3_column_int64 (row, 11) };

  if (is_personal)
    point = (YutuPoint){ coarsen (point.x), coarsen (point.y) };
  *shape = has_point ? yutu_shape_new_point (point) : NULL;
  return yutu_export_point (self, has_point, point, error);
}

static void
take_case_names (YutuExport   *self,
                 sqlite3_stmt *row)
{
  const YutuModule   *module = NULL;
  const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, column_text (row, 3), &module);
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, column_text (row, 5)) : G_MAXSIZE;

  yutu_export_text (self, column_text (row, 1));
  yutu_export_title (self, column_text (row, 2), module != NULL ? &module->title : NULL);
  yutu_export_title (self, column_text (row, 3), kind != NULL ? &kind->title : NULL);
  yutu_export_text (self, column_text (row, 4));
  yutu_export_title (self, column_text (row, 5),
                     state != G_MAXSIZE ? &kind->states[state].title : NULL);
}

static gboolean
take_case (YutuExport   *self,
           sqlite3_stmt *row,
           GError      **error)
{
  g_autoptr (YutuShape) shape = NULL;
  g_autofree char *fields = NULL;
  gint64           township = sqlite3_column_int64 (row, 7);
  gint64           village = sqlite3_column_int64 (row, 8);

  yutu_case_places_apply (&self->places, sqlite3_column_int64 (row, 0), &village, &township);
  take_case_names (self, row);
  yutu_export_unit (self, township);
  yutu_export_unit (self, village);
  yutu_export_text (self, column_text (row, 9));
  if (!take_case_point (self, row, &shape, error))
    return FALSE;
  for (int i = 12; i < 16; i++)
    yutu_export_day (self, column_text (row, i));
  for (int i = 16; i < 19; i++)
    yutu_export_text (self, column_text (row, i));
  if (self->kind != NULL)
    {
      fields = self->whole ? g_strdup (column_text (row, 19))
                           : yutu_fields_mask (self->kind->fields, self->kind->n_fields,
                                               g_strcmp0 (self->spec->viewer.role, "desk") == 0,
                                               column_text (row, 19), NULL);
      yutu_export_fields (self, fields);
    }
  return yutu_export_end_row (self, shape, error);
}

static gboolean
run_cases (YutuExport     *self,
           YutuConnection *connection,
           GError        **error)
{
  g_autoptr (GArray) ids = yutu_export_list_cases (self, connection, error);

  return ids != NULL && yutu_case_places_load (connection, self->day, &self->places, error) &&
         each_row (self, connection, ids, CASE_SQL, take_case, error);
}

/* ---- Which ---- */

gboolean
yutu_export_choose_work (YutuExport *self)
{
  const char *layer = self->spec->layer;
  gboolean    is_facility = g_str_equal (layer, "facility");
  gboolean    is_table = !yutu_sink_format_is_layer (self->spec->format);

  self->record = yutu_modules_find_register (self->modules, layer, NULL);
  self->kind = yutu_modules_find_kind (self->modules, layer, NULL);
  /* Where there is nothing to mask, nothing is shown whole. */
  self->whole = self->whole &&
                ((self->record != NULL && yutu_fields_have_masks (self->record->fields, self->record->n_fields)) ||
                 (self->kind != NULL && yutu_fields_have_masks (self->kind->fields, self->kind->n_fields)));
  if (is_facility || self->record != NULL)
    {
      self->columns = yutu_columns_of_register (self->record, self->whole, is_table);
      self->run = run_facilities;
      return TRUE;
    }
  if (self->kind == NULL && !g_str_equal (layer, "case_file"))
    return FALSE;
  self->columns = yutu_columns_new ();
  add_case_columns (self);
  self->run = run_cases;
  return TRUE;
}
