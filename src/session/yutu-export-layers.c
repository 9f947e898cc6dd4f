/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Divisions and names of a day, row by row. */

#include <json-glib/json-glib.h>

#include "division/yutu-division.h"
#include "session/yutu-export-private.h"
#include "session/yutu-name-fields.h"

static const char *
column_text (sqlite3_stmt *row,
             int           column)
{
  return (const char *)sqlite3_column_text (row, column);
}

/* Every row of @sql, whose first parameter is the day. */
static gboolean
each_row (YutuExport     *self,
          YutuConnection *connection,
          const char     *sql,
          gboolean (*take) (YutuExport     *self,
                            YutuConnection *connection,
                            sqlite3_stmt   *row,
                            GError        **error),
          GError **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, self->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!take (self, connection, row, error))
        return FALSE;
    }
}

static gboolean
add_point (YutuExport      *self,
           const YutuShape *shape,
           GError         **error)
{
  gboolean is_point = shape != NULL && shape->kind == YUTU_SHAPE_POINT;

  return yutu_export_point (self, is_point, is_point ? shape->points[0] : (YutuPoint){ 0, 0 }, error);
}

typedef struct
{
  const char *id;
  YutuTitle   title;
} Word;

/* In the language of the user, as an import understands it; what is not known stays. */
static void
add_word (YutuExport *self,
          const Word *words,
          gsize       n_words,
          const char *id)
{
  const YutuTitle *title = NULL;

  for (gsize i = 0; i < n_words && title == NULL; i++)
    if (g_strcmp0 (words[i].id, id) == 0)
      title = &words[i].title;
  yutu_export_title (self, id, title);
}

/* ---- Divisions ---- */

static const Word TYPES[] = {
  { "district", { "市辖区", "District" } },
  { "county", { "县", "County" } },
  { "city", { "县级市", "City" } },
  { "street", { "街道", "Subdistrict" } },
  { "town", { "镇", "Town" } },
  { "township", { "乡", "Township" } },
  { "zone", { "开发区（农林场）", "Zone" } },
  { "village", { "村", "Village" } },
  { "community", { "社区", "Community" } },
};

void
yutu_export_add_division_columns (GArray *columns)
{
  yutu_columns_add (columns, "code", "代码", "Code", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "stat_code", "统计代码", "Statistical code", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "name", "名称", "Name", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "level", "级别", "Level", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "type", "类型", "Type", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "parent", "上级", "Parent", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "managed_by", "管理机构", "Managed by", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "pinyin", "罗马字母拼写", "Pinyin", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "population", "人口", "Population", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "area_m2", "面积（平方米）", "Area (m²)", YUTU_COLUMN_REAL);
  yutu_columns_add (columns, "valid_from", "起始日期", "Since", YUTU_COLUMN_DAY);
}

static const char DIVISION_SQL[] =
  "SELECT d.code, d.stat_code, d.name, d.level, d.type, d.parent, d.managed_by, d.pinyin, "
  "d.population, CASE WHEN a.id IS NOT NULL THEN " YUTU_DIVISION_AREA_M2 ("a.id") " END, d.valid_from, "
                                                                                  "a.id, a.geom, d.seat FROM division d LEFT JOIN division_area a "
                                                                                  "ON a.unit = d.unit AND a.valid_from <= ?1 AND ?1 < a.valid_to WHERE d.valid_from <= ?1 "
                                                                                  "AND ?1 < d.valid_to ORDER BY d.level, d.code, d.unit";

static void
add_number (YutuExport   *self,
            sqlite3_stmt *row,
            int           column)
{
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    yutu_export_text (self, NULL);
  else if (sqlite3_column_type (row, column) == SQLITE_INTEGER)
    yutu_export_int (self, sqlite3_column_int64 (row, column));
  else
    yutu_export_real (self, sqlite3_column_double (row, column));
}

static gboolean
take_division (YutuExport     *self,
               YutuConnection *connection,
               sqlite3_stmt   *row,
               GError        **error)
{
  g_autoptr (YutuShape) land = NULL;
  g_autoptr (YutuShape) seat = NULL;

  if (sqlite3_column_type (row, 11) != SQLITE_NULL)
    {
      land = yutu_division_read_area (connection, sqlite3_column_int64 (row, 11), row, 12, error);
      if (land == NULL)
        return FALSE;
    }
  if (!yutu_export_read_shape (row, 0, 13, &seat, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    yutu_export_text (self, column_text (row, i));
  add_number (self, row, 3);
  add_word (self, TYPES, G_N_ELEMENTS (TYPES), column_text (row, 4));
  yutu_export_unit (self, sqlite3_column_int64 (row, 5));
  yutu_export_text (self, column_text (row, 6));
  yutu_export_text (self, column_text (row, 7));
  add_number (self, row, 8);
  add_number (self, row, 9);
  yutu_export_day (self, column_text (row, 10));
  return add_point (self, seat, error) && yutu_export_end_row (self, land, error);
}

static gboolean
run_divisions (YutuExport     *self,
               YutuConnection *connection,
               GError        **error)
{
  return each_row (self, connection, DIVISION_SQL, take_division, error);
}

/* ---- Names ---- */

static const Word STATUSES[] = {
  { "in_use", { "在用", "In use" } },
  { "planned", { "规划", "Planned" } },
  { "historical", { "历史", "Historical" } },
};

/* The class by its title, in the table of the file. */
static void
add_class (YutuExport *self,
           const char *code)
{
  const YutuPlaceClass *class = code != NULL ? yutu_place_classes_find (self->classes, code) : NULL;
  YutuTitle title = { 0 };

  if (class == NULL && code != NULL)
    class = yutu_place_classes_find_kind (self->classes, code);
  if (class != NULL)
    title = (YutuTitle){ class->title, *class->title_en != '\0' ? class->title_en : class->title };
  yutu_export_title (self, code, class != NULL ? &title : NULL);
}

static void
add_name_columns (GArray *columns)
{
  yutu_columns_add (columns, "id", "编号", "Number", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "name", "名称", "Name", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "class", "类别", "Kind", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "grade", "等级", "Grade", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "status", "状态", "Status", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "division", "所在区划", "Division", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "pinyin", "罗马字母拼写", "Pinyin", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "pinyin_tone", "拼音（带调）", "Pinyin with tones", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "alias", "别名", "Other names", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "meaning", "含义", "Meaning", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "approval_doc", "批准文号", "Approval document", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "approved_on", "批准日期", "Approved on", YUTU_COLUMN_DAY);
  yutu_columns_add (columns, "valid_from", "起始日期", "Since", YUTU_COLUMN_DAY);
  for (gsize i = 0, n = 0; i == 0 || i < n; i++)
    {
      const YutuNameField *field = &yutu_name_fields_get (&n)[i];

      yutu_columns_add (columns, field->id, field->key, field->title_en, YUTU_COLUMN_TEXT);
    }
}

static const char NAME_SQL[] =
  "SELECT id, name, coalesce (CASE WHEN json_valid (fields) THEN json_extract (fields, '$." YUTU_PLACE_CATEGORY "') END, class), "
  "grade, status, division, pinyin, pinyin_tone, alias, meaning, approval_doc, "
  "approved_on, valid_from, geom, fields FROM place_name WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY id";

/* The further fields of a record, in their order. */
static void
add_fields (YutuExport *self,
            const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode            *root = json != NULL && json_parser_load_from_data (parser, json, -1, NULL) ? json_parser_get_root (parser) : NULL;
  JsonObject          *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gsize                n = 0;
  const YutuNameField *fields = yutu_name_fields_get (&n);

  for (gsize i = 0; i < n; i++)
    {
      JsonNode *node = object != NULL ? yutu_name_field_get (&fields[i], object) : NULL;

      yutu_export_text (self, node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                                ? json_node_get_string (node)
                                : NULL);
    }
}

static gboolean
take_name (YutuExport     *self,
           YutuConnection *connection,
           sqlite3_stmt   *row,
           GError        **error)
{
  g_autoptr (YutuShape) shape = NULL;

  if (!yutu_export_read_shape (row, 0, 13, &shape, error))
    return FALSE;
  yutu_export_int (self, sqlite3_column_int64 (row, 0));
  yutu_export_text (self, column_text (row, 1));
  add_class (self, column_text (row, 2));
  yutu_export_int (self, sqlite3_column_int64 (row, 3));
  add_word (self, STATUSES, G_N_ELEMENTS (STATUSES), column_text (row, 4));
  yutu_export_unit (self, sqlite3_column_int64 (row, 5));
  for (int i = 6; i < 11; i++)
    yutu_export_text (self, column_text (row, i));
  yutu_export_day (self, column_text (row, 11));
  yutu_export_day (self, column_text (row, 12));
  add_fields (self, column_text (row, 14));
  return add_point (self, shape, error) && yutu_export_end_row (self, shape, error);
}

static gboolean
run_names (YutuExport     *self,
           YutuConnection *connection,
           GError        **error)
{
  self->classes = yutu_place_classes_load (connection, error);
  return self->classes != NULL && each_row (self, connection, NAME_SQL, take_name, error);
}

/* ---- Which ---- */

gboolean
yutu_export_choose (YutuExport *self)
{
  static const struct
  {
    const char *layer;
    void (*add_columns) (GArray *columns);
    YutuExportFunc run;
  } layers[] = {
    { "division", yutu_export_add_division_columns, run_divisions },
    { "place_name", add_name_columns, run_names },
  };

  self->whole = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    if (g_str_equal (layers[i].layer, self->spec->layer))
      {
        self->columns = yutu_columns_new ();
        layers[i].add_columns (self->columns);
        yutu_export_add_point_columns (self);
        self->run = layers[i].run;
        return TRUE;
      }
  return FALSE;
}
