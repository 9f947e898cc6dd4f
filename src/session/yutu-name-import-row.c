/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What one row of a list of place names says, cell by cell: none of this asks what the file holds. */

#include "session/yutu-name-import-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "gazetteer/yutu-pinyin.h"
#include "session/yutu-facility-cells-private.h"

#define MAX_NAME 120 /* bytes: 40 characters */

static const YutuRowColumn COLUMNS[YUTU_N_NAME_COLUMNS] = {
  [YUTU_NAME_COLUMN_ID] = { { "id", "编号", "Number" } },
  [YUTU_NAME_COLUMN_NAME] = { { "name", "标准名称", "名称", "地名", "Name" } },
  [YUTU_NAME_COLUMN_CLASS] = { { "class", "类别", "地名类别", "Kind" } },
  [YUTU_NAME_COLUMN_GRADE] = { { "grade", "等级", "Grade" } },
  [YUTU_NAME_COLUMN_STATUS] = { { "status", "状态", "使用时间", "Status" } },
  [YUTU_NAME_COLUMN_DIVISION] = { { "division", "所在区划", "所属区划", "所在(跨)行政区", "Division" } },
  [YUTU_NAME_COLUMN_ALIAS] = { { "alias", "别名", "Other names" } },
  [YUTU_NAME_COLUMN_FORMER] = { { "former_names", "曾用名", "原名" } },
  [YUTU_NAME_COLUMN_PINYIN] = { { "pinyin", "罗马字母拼写", "拼音", "Pinyin" } },
  [YUTU_NAME_COLUMN_PINYIN_TONE] = { { "pinyin_tone", "拼音（带调）", "标准读音（标声调）", "汉语拼音（标声调）", "Pinyin with tones" } },
  [YUTU_NAME_COLUMN_MEANING] = { { "meaning", "含义", "地名含义", "地名的含义", "Meaning" } },
  [YUTU_NAME_COLUMN_APPROVAL_DOC] = { { "approval_doc", "批准文号", "Approval document" } },
  [YUTU_NAME_COLUMN_APPROVED_ON] = { { "approved_on", "批准日期", "Approved on" } },
  [YUTU_NAME_COLUMN_LON] = { { "lon", "经度", "Longitude", "x", "东坐标" } },
  [YUTU_NAME_COLUMN_LAT] = { { "lat", "纬度", "Latitude", "y", "北坐标" } },
  [YUTU_NAME_COLUMN_VALID_FROM] = { { "valid_from", "启用日期", "起始日期", "设立日期", "Since" } },
  [YUTU_NAME_COLUMN_VALID_TO] = { { "valid_to", "废止日期", "终止日期", "Until" } },
};

static const char *const STATUSES[][4] = {
  { "in_use", "在用", "现行", "In use" },
  { "planned", "规划", "拟用", "Planned" },
  { "historical", "历史", "废止", "Historical" },
};

/* The record's own, then its further fields. */
GArray *
yutu_import_list_name_columns (void)
{
  GArray              *columns = g_array_new (FALSE, FALSE, sizeof (YutuRowColumn));
  gsize                n = 0;
  const YutuNameField *fields = yutu_name_fields_get (&n);

  g_array_append_vals (columns, COLUMNS, YUTU_N_NAME_COLUMNS);
  for (gsize i = 0; i < n; i++)
    {
      YutuRowColumn column = { { NULL } };

      for (gsize k = 0; fields[i].names[k] != NULL && k < G_N_ELEMENTS (column.names); k++)
        column.names[k] = fields[i].names[k];
      g_array_append_val (columns, column);
    }
  return columns;
}

void
yutu_name_import_row_clear (YutuNameImportRow *self)
{
  g_free (self->fields);
  g_free (self->crossed);
  g_clear_pointer (&self->shape, yutu_shape_unref);
}

const char *
yutu_name_import_get (const YutuNameImport *self,
                      int                   column)
{
  return yutu_import_rows_get ((const char *const *)self->values->pdata, self->at[column]);
}

gboolean
yutu_name_import_reject (YutuNameImport *self,
                         int             column,
                         const char     *rule,
                         char           *message)
{
  yutu_import_rows_tell (self->result, self->row, COLUMNS[column].names[0], rule, TRUE,
                         self->has_place ? &self->place : NULL, message);
  return FALSE;
}

/* Of a layer no column is to blame. */
static gboolean
reject_geometry (YutuNameImport *self,
                 gboolean        is_cell,
                 char           *message)
{
  if (is_cell)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_LON, "point", message);
  yutu_import_rows_tell (self->result, self->row, _ ("geometry"), "point", TRUE, self->has_place ? &self->place : NULL,
                         message);
  return FALSE;
}

void
yutu_name_import_warn (YutuNameImport          *self,
                       int                      column,
                       const char              *rule,
                       const YutuNameImportRow *row,
                       char                    *message)
{
  yutu_import_rows_tell (self->result, self->row, COLUMNS[column].names[0], rule, FALSE,
                         row->has_point ? &row->point : NULL, message);
}

/* ---- Cells; FALSE: told ---- */

static gboolean
read_name (YutuNameImport    *self,
           YutuNameImportRow *row)
{
  const char *name = yutu_name_import_get (self, YUTU_NAME_COLUMN_NAME);

  if (name == NULL)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_NAME, "required", g_strdup (_ ("the row has no name; leave it out")));
  if (strlen (name) > MAX_NAME || strpbrk (name, " \t\n\r") != NULL)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_NAME, "value",
                                    g_strdup_printf (_ ("“%.120s” is no name: it has a space inside, or more than forty characters"), name));
  row->spec.name = name;
  return TRUE;
}

/* All rows are of one kind: a class of another is refused, and one whose name tells none is of it. */
static const YutuPlaceClass *
hold_to_kind (YutuNameImport       *self,
              const YutuPlaceClass *found,
              const char           *text)
{
  const char *kind = self->spec->name_kind;

  if (kind == NULL || (found != NULL && strcmp (found->kind, kind) == 0))
    return found;
  return text != NULL ? NULL : yutu_place_classes_find_kind (self->classes, kind);
}

/* A code or a title; or what the generic term says that the cell is or ends with; of an empty cell, that of the
 * name. */
static gboolean
read_class (YutuNameImport    *self,
            YutuNameImportRow *row)
{
  const char           *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_CLASS);
  const char           *name = text != NULL ? text : row->spec.name;
  const YutuPlaceClass *found = text != NULL ? yutu_place_classes_find_written (self->classes, text) : NULL;

  if (found == NULL)
    found = yutu_place_classes_guess (self->classes, name,
                                      self->is_layer ? YUTU_DRAWN_POINT | YUTU_DRAWN_LINE | YUTU_DRAWN_AREA : YUTU_DRAWN_POINT);
  if (found == NULL)
    found = yutu_place_classes_find_kind (self->classes, yutu_name_guess_class (name));
  found = hold_to_kind (self, found, text);
  if (found == NULL && self->spec->name_kind != NULL)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_CLASS, "class",
                                    g_strdup_printf (_ ("“%s” is not the class that the whole list is said to be of (%s); leave it out, or import "
                                                        "the list as place-name"),
                                                     text != NULL ? text : "", self->spec->name_kind));
  if (found == NULL || found->shapes == 0)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_CLASS, "class",
                                    g_strdup_printf (_ ("“%s” is no class of place names; write road, natural-village, estate, bridge … or its "
                                                        "generic term (路, 自然村, 小区, 桥)"),
                                                     name));
  row->spec.name_class = found->kind;
  row->spec.category = strcmp (found->code, found->kind) != 0 ? found->code : NULL;
  return TRUE;
}

static gboolean
read_day (YutuNameImport *self,
          int             column,
          YutuDay         fallback,
          YutuDay        *day)
{
  const char *text = yutu_name_import_get (self, column);

  *day = text != NULL ? yutu_cell_parse_day (text) : fallback;
  if (*day != YUTU_DAY_INVALID || text == NULL)
    return TRUE;
  return yutu_name_import_reject (self, column, "value", g_strdup_printf (_ ("“%s” is no day; write YYYY-MM-DD"), text));
}

static gboolean
read_days (YutuNameImport    *self,
           YutuNameImportRow *row)
{
  YutuDay approved = YUTU_DAY_INVALID;

  if (!read_day (self, YUTU_NAME_COLUMN_VALID_FROM, self->spec->day, &row->valid_from) ||
      !read_day (self, YUTU_NAME_COLUMN_VALID_TO, YUTU_DAY_INVALID, &row->valid_to) ||
      !read_day (self, YUTU_NAME_COLUMN_APPROVED_ON, YUTU_DAY_INVALID, &approved))
    return FALSE;
  if (row->valid_to != YUTU_DAY_INVALID && row->valid_to <= row->valid_from)
    return yutu_name_import_reject (self, YUTU_NAME_COLUMN_VALID_TO, "days", g_strdup (_ ("it ends before it begins; correct the days")));
  row->spec.valid_from = yutu_day_format (row->valid_from, row->days[0]);
  row->spec.valid_to = row->valid_to != YUTU_DAY_INVALID ? yutu_day_format (row->valid_to, row->days[1]) : NULL;
  row->spec.approved_on = approved != YUTU_DAY_INVALID ? yutu_day_format (approved, row->days[2]) : NULL;
  return TRUE;
}

static gboolean
read_status (YutuNameImport    *self,
             YutuNameImportRow *row)
{
  const char *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_STATUS);

  row->spec.status = row->valid_to != YUTU_DAY_INVALID ? "historical" : "in_use";
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (STATUSES); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (STATUSES[i]); k++)
      if (g_ascii_strcasecmp (STATUSES[i][k], text) == 0)
        {
          row->spec.status = STATUSES[i][0];
          return TRUE;
        }
  if (text != NULL && yutu_name_import_get (self, YUTU_NAME_COLUMN_ID) != NULL) /* compared with what is kept */
    {
      row->spec.status = text;
      return TRUE;
    }
  return text == NULL ||
         yutu_name_import_reject (self, YUTU_NAME_COLUMN_STATUS, "value", g_strdup_printf (_ ("“%s” is no status of a name; write 在用, 规划 or 历史"), text));
}

static gboolean
read_grade (YutuNameImport    *self,
            YutuNameImportRow *row)
{
  const char *text = yutu_name_import_get (self, YUTU_NAME_COLUMN_GRADE);
  char       *end = NULL;

  if (text == NULL)
    return TRUE;
  row->spec.grade = (int)CLAMP (g_ascii_strtoll (text, &end, 10), 0, 100);
  return (end != text && *end == '\0') ||
         yutu_name_import_reject (self, YUTU_NAME_COLUMN_GRADE, "value", g_strdup_printf (_ ("“%s” is no grade; write a number, 1 is the greatest"), text));
}

static gboolean
read_fields (YutuNameImport    *self,
             YutuNameImportRow *row)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; i < self->n_fields; i++)
    {
      const char      *text = yutu_name_import_get (self, YUTU_N_NAME_COLUMNS + (int)i);
      g_autofree char *value = text != NULL ? yutu_name_field_read (&self->fields[i], text) : NULL;

      if (value != NULL)
        json_object_set_string_member (object, self->fields[i].id, value);
      else if (text != NULL)
        {
          yutu_import_rows_tell (self->result, self->row, self->fields[i].id, "value", TRUE, NULL,
                                 g_strdup_printf (self->fields[i].type == YUTU_NAME_DAY      ? _ ("“%s” is no day; write YYYY-MM-DD")
                                                  : self->fields[i].type == YUTU_NAME_NUMBER ? _ ("“%s” is no number")
                                                                                             : _ ("“%.60s” is too long; shorten it"),
                                                  text));
          return FALSE;
        }
    }
  json_node_set_object (root, object);
  row->fields = json_to_string (root, FALSE);
  row->spec.fields = row->fields;
  row->spec.alias = yutu_name_import_get (self, YUTU_NAME_COLUMN_ALIAS);
  row->spec.meaning = yutu_name_import_get (self, YUTU_NAME_COLUMN_MEANING);
  row->spec.approval_doc = yutu_name_import_get (self, YUTU_NAME_COLUMN_APPROVAL_DOC);
  return TRUE;
}

/* ---- Where it is ---- */

static gboolean
read_geometry (YutuNameImport          *self,
               const YutuSourceFeature *feature,
               YutuNameImportRow       *row)
{
  gboolean is_bad = FALSE;

  if (feature->out_of_range || feature->kind == YUTU_SOURCE_OTHER)
    return reject_geometry (self, FALSE, g_strdup (_ ("its geometry is none of a point, a line or an area on the earth")));
  if (feature->n_paths > 0)
    row->shape = yutu_name_import_make_shape (self->source, feature);
  else
    {
      yutu_import_rows_read_point (&self->points, self->row, yutu_name_import_get (self, YUTU_NAME_COLUMN_LON), yutu_name_import_get (self, YUTU_NAME_COLUMN_LAT), &row->has_point, &row->point,
                                   &is_bad, self->result);
      row->shape = row->has_point ? yutu_shape_new_point (row->point) : NULL;
    }
  row->spec.shape = row->shape;
  if (row->shape == NULL)
    return !is_bad;
  self->has_place = row->has_point = yutu_place_label_point (row->shape, &row->point);
  self->place = row->point;
  if (!yutu_box_is_empty (self->points.land) && !yutu_box_overlaps (self->points.land, row->shape->box))
    return reject_geometry (self, feature->n_paths == 0,
                            g_strdup (_ ("it lies far from the land of this file; correct it, or name its reference system")));
  if (feature->n_paths > 0)
    {
      yutu_import_spots_add_box (&self->result->spots, row->shape->box);
      if (row->has_point)
        yutu_import_spots_add (&self->result->spots, row->point);
    }
  return TRUE;
}

gboolean
yutu_name_import_read_row (YutuNameImport    *self,
                           gsize              index,
                           YutuNameImportRow *row)
{
  self->has_place = FALSE;
  /* The place first: what is wrong with the row is shown there. */
  return read_geometry (self, yutu_source_get_feature (self->source, index), row) && read_name (self, row) &&
         read_class (self, row) && read_days (self, row) && read_status (self, row) && read_grade (self, row) &&
         read_fields (self, row);
}
