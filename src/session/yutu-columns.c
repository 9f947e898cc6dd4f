/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-columns-private.h"

#include "base/yutu-half-width.h"

#include <json-glib/json-glib.h>
#include <string.h>

const YutuStatusWord YUTU_FACILITY_STATUSES[4] = {
  { "open", { "在用", "In use" } },
  { "suspended", { "暂停", "Suspended" } },
  { "closed", { "关闭", "Closed" } },
  { "planned", { "筹建", "Planned" } },
};

static void
column_clear (gpointer data)
{
  g_free (((YutuColumn *)data)->heading);
}

GArray *
yutu_columns_new (void)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (YutuColumn));

  g_array_set_clear_func (columns, column_clear);
  return columns;
}

void
yutu_columns_add (GArray        *columns,
                  const char    *id,
                  const char    *zh_cn,
                  const char    *en,
                  YutuColumnType type)
{
  YutuColumn column = { id, { zh_cn, en }, type, NULL, NULL };

  g_array_append_val (columns, column);
}

static YutuColumnType
type_of (const YutuField *field,
         gboolean         whole)
{
  if (!whole && field->mask != YUTU_MASK_NONE && field->mask != YUTU_MASK_AMOUNT)
    return YUTU_COLUMN_TEXT;
  switch (field->type)
    {
    case YUTU_FIELD_INT:
      return YUTU_COLUMN_INT;
    case YUTU_FIELD_NUMBER:
      return YUTU_COLUMN_REAL;
    case YUTU_FIELD_MONEY_FEN:
      return YUTU_COLUMN_FEN;
    case YUTU_FIELD_DATE:
      return YUTU_COLUMN_DAY;
    case YUTU_FIELD_TEXT:
    case YUTU_FIELD_ENUM:
    case YUTU_FIELD_BOOLEAN:
    default:
      return YUTU_COLUMN_TEXT;
    }
}

void
yutu_columns_add_fields (GArray          *columns,
                         const YutuField *fields,
                         gsize            n_fields,
                         gboolean         whole)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      YutuColumn column = { fields[i].id, fields[i].title, type_of (&fields[i], whole), &fields[i],
                            NULL };

      g_array_append_val (columns, column);
    }
}

GArray *
yutu_columns_of_register (const YutuRegister *record,
                          gboolean            whole,
                          gboolean            points)
{
  GArray *columns = yutu_columns_new ();

  yutu_columns_add (columns, "id", "编号", "Number", YUTU_COLUMN_INT);
  if (record == NULL)
    yutu_columns_add (columns, "kind", "台账", "Register", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "name", "名称", "Name", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "status", "状态", "Status", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "township", "乡镇（街道）", "Township", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "village", "村（社区）", "Village", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "address", "地址", "Address", YUTU_COLUMN_TEXT);
  if (points)
    {
      yutu_columns_add (columns, "lon", "经度", "Longitude", YUTU_COLUMN_DEGREE);
      yutu_columns_add (columns, "lat", "纬度", "Latitude", YUTU_COLUMN_DEGREE);
    }
  yutu_columns_add (columns, "valid_from", "启用日期", "Since", YUTU_COLUMN_DAY);
  yutu_columns_add (columns, "valid_to", "终止日期", "Until", YUTU_COLUMN_DAY);
  yutu_columns_add (columns, "end_reason", "关闭原因", "Closed because", YUTU_COLUMN_TEXT);
  if (record != NULL)
    yutu_columns_add_fields (columns, record->fields, record->n_fields, whole);
  return columns;
}

void
yutu_columns_add_boundary (GArray  *columns,
                           gboolean is_line)
{
  yutu_columns_add (columns, "id", "编号", "Row", YUTU_COLUMN_INT);
  if (!is_line)
    {
      yutu_columns_add (columns, "line", "界线", "Line", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "lines", "其他界线", "Further lines", YUTU_COLUMN_TEXT);
      yutu_columns_add (columns, "off_line_m", "距界线（米）", "Off its line (m)", YUTU_COLUMN_REAL);
      return;
    }
  yutu_columns_add (columns, "grade", "级别", "Grade", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "left_code", "左侧代码", "Code on the left", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "left", "左侧单位", "Unit on the left", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "right_code", "右侧代码", "Code on the right", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "right", "右侧单位", "Unit on the right", YUTU_COLUMN_TEXT);
  yutu_columns_add (columns, "measured_m", "量算长度（米）", "Measured length (m)", YUTU_COLUMN_REAL);
  yutu_columns_add (columns, "pillars", "界桩", "Pillars", YUTU_COLUMN_INT);
  yutu_columns_add (columns, "last_inspection", "上次联检", "Last inspection", YUTU_COLUMN_DAY);
  yutu_columns_add (columns, "next_due", "下次联检", "Next inspection", YUTU_COLUMN_DAY);
  yutu_columns_add (columns, "valid_from", "起始日期", "Since", YUTU_COLUMN_DAY);
}

/* ---- Headings ---- */

static gboolean
is_taken (const GArray *columns,
          guint         end,
          const char   *heading)
{
  for (guint i = 0; i < end; i++)
    if (g_ascii_strcasecmp (g_array_index (columns, YutuColumn, i).heading, heading) == 0)
      return TRUE;
  return FALSE;
}

/* A field that is called like another column is told by its id too. */
static char *
dup_plain (const YutuColumn *column,
           const char       *title)
{
  return g_strdup_printf ("%s (%s)", title, column->id);
}

void
yutu_columns_name (GArray  *columns,
                   gboolean ids)
{
  for (guint i = 0; i < columns->len; i++)
    {
      YutuColumn      *column = &g_array_index (columns, YutuColumn, i);
      const char      *title = ids ? column->id : yutu_title_get (&column->title);
      g_autofree char *heading = is_taken (columns, i, title)
                                   ? (ids ? g_strconcat ("field.", title, NULL) : dup_plain (column, title))
                                   : g_strdup (title);

      g_free (column->heading);
      column->heading = g_steal_pointer (&heading);
    }
}

static gboolean
is_called (const YutuColumn *column,
           const char       *heading)
{
  g_autofree char *zh_cn = dup_plain (column, column->title.zh_cn);
  g_autofree char *en = dup_plain (column, column->title.en);
  g_autofree char *id = g_strconcat ("field.", column->id, NULL);
  const char      *more[] = { zh_cn, en, id };

  for (gsize i = 0; column->field != NULL && i < G_N_ELEMENTS (more); i++)
    if (yutu_half_width_equal (more[i], heading))
      return TRUE;
  return FALSE;
}

const YutuColumn *
yutu_columns_find (const GArray *columns,
                   const char   *heading)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (columns, YutuColumn, i);

      if (yutu_half_width_equal (column->id, heading) || yutu_half_width_equal (column->title.zh_cn, heading) ||
          yutu_half_width_equal (column->title.en, heading) || is_called (column, heading))
        return column;
    }
  return NULL;
}

/* ---- Values ---- */

static const char *
boolean_text (gboolean value,
              gboolean ids)
{
  static const YutuTitle yes = { "是", "Yes" };
  static const YutuTitle no = { "否", "No" };

  if (ids)
    return value ? "true" : "false";
  return yutu_title_get (value ? &yes : &no);
}

static void
fill_text (const YutuColumn *column,
           JsonNode         *node,
           gboolean          ids,
           GStringChunk     *chunk,
           YutuSinkValue    *value)
{
  GType            type = json_node_get_value_type (node);
  g_autofree char *text = NULL;

  if (type == G_TYPE_BOOLEAN)
    value->text = boolean_text (json_node_get_boolean (node), ids);
  else if (type == G_TYPE_STRING && column->field->type == YUTU_FIELD_ENUM)
    value->text = g_string_chunk_insert (
      chunk, ids ? json_node_get_string (node) : yutu_field_name_choice (column->field, json_node_get_string (node)));
  else
    {
      text = type == G_TYPE_STRING ? json_node_dup_string (node) : json_to_string (node, FALSE);
      value->text = g_string_chunk_insert (chunk, text);
    }
}

static void
fill_value (const YutuColumn *column,
            JsonNode         *node,
            gboolean          ids,
            GStringChunk     *chunk,
            YutuSinkValue    *value)
{
  YutuDay day = YUTU_DAY_INVALID;

  *value = (YutuSinkValue){ 0 };
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;
  value->is_set = TRUE;
  switch (column->type)
    {
    case YUTU_COLUMN_TEXT:
      fill_text (column, node, ids, chunk, value);
      break;
    case YUTU_COLUMN_DAY:
      day = json_node_get_value_type (node) == G_TYPE_STRING
              ? yutu_day_parse (json_node_get_string (node))
              : YUTU_DAY_INVALID;
      value->integer = day;
      value->is_set = day != YUTU_DAY_INVALID;
      break;
    case YUTU_COLUMN_REAL:
      value->real = json_node_get_double (node);
      break;
    case YUTU_COLUMN_INT:
    case YUTU_COLUMN_FEN:
    case YUTU_COLUMN_DEGREE:
    default:
      value->integer = json_node_get_int (node);
    }
}

void
yutu_columns_fill (const GArray  *columns,
                   gsize          first,
                   const char    *json,
                   gboolean       ids,
                   GStringChunk  *chunk,
                   YutuSinkValue *values)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);
  JsonObject *object =
    root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  for (gsize i = first; i < columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (columns, YutuColumn, i);

      fill_value (column, object != NULL ? json_object_get_member (object, column->id) : NULL, ids,
                  chunk, &values[i]);
    }
}
