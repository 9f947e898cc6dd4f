/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Texts of the kit are those of the county's documents, in its language. */

#include "session/yutu-line-kit.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "session/yutu-map-sheet.h"
#include "sheet/yutu-sheet-book.h"

typedef struct
{
  const YutuModules    *modules;
  const YutuLineReport *report;
  GArray               *parts; /* YutuBookPart */
  GPtrArray            *lists; /* GPtrArray of char *: cells of a part */
  GStringChunk         *chunk;
} Kit;

static const double CARD_WIDTHS[] = { 1, 2, 1, 2 };
static const double TABLE_WIDTHS[] = { 0.6, 2.6, 1.6, 1.1, 1.9, 1.9, 1.2 };
static const double RECORD_WIDTHS[] = { 0.6, 2.6, 1.6, 1, 1, 3.5 };
static const double FORM_WIDTHS[] = { 1.2, 4 };

static void
put (Kit        *self,
     GPtrArray  *cells,
     const char *text)
{
  g_ptr_array_add (cells, g_string_chunk_insert (self->chunk, text != NULL ? text : ""));
}

static GPtrArray *
new_cells (Kit *self)
{
  GPtrArray *cells = g_ptr_array_new ();

  g_ptr_array_add (self->lists, cells);
  return cells;
}

static void
add_part (Kit          *self,
          YutuBookPart  part,
          GPtrArray    *cells,
          const double *widths,
          guint         n_columns)
{
  part.cells = (const char *const *)cells->pdata;
  part.n_columns = n_columns;
  part.widths = widths;
  part.n_rows = cells->len / n_columns;
  g_array_append_val (self->parts, part);
}

/* ---- Values ---- */

static const char *
title_of (Kit        *self,
          const char *object,
          const char *field,
          const char *choice)
{
  const YutuChoice *known = yutu_field_find_choice (yutu_modules_find_field (self->modules, object, field), choice);

  return known != NULL ? known->title.zh_cn : choice != NULL ? choice
                                                             : "";
}

static char *
make_value (const YutuField *field,
            JsonObject      *object)
{
  JsonNode *node = json_object_get_member (object, field->id);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (field->type == YUTU_FIELD_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "是" : "否");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char       *text = json_node_get_string (node);
      const YutuChoice *choice = yutu_field_find_choice (field, text);

      return g_strdup (choice != NULL ? choice->title.zh_cn : text);
    }
  return g_strdup_printf ("%.10g%s", json_node_get_double (node), field->unit != NULL ? field->unit : "");
}

/* A group's name stands before titles that are alike without it. */
static char *
make_title (const YutuRegister *record,
            const YutuField    *field)
{
  for (gsize i = 0; i < record->n_fields; i++)
    if (&record->fields[i] != field && strcmp (record->fields[i].title.zh_cn, field->title.zh_cn) == 0)
      return g_strdup_printf ("%s%s", field->group.zh_cn, field->title.zh_cn);
  return g_strdup (field->title.zh_cn);
}

/* All fields of the object, two in a row. */
static void
put_fields (Kit        *self,
            const char *object,
            const char *values,
            GPtrArray  *cells)
{
  const YutuRegister *record = yutu_modules_find_object (self->modules, object);
  g_autoptr (JsonNode) root = json_from_string (values, NULL);

  for (gsize i = 0; record != NULL && root != NULL && i < record->n_fields; i++)
    {
      g_autofree char *value = make_value (&record->fields[i], json_node_get_object (root));
      g_autofree char *title = make_title (record, &record->fields[i]);

      put (self, cells, title);
      put (self, cells, value);
    }
  while (cells->len % 4 != 0)
    put (self, cells, "");
}

/* One field a row; an empty text leaves room for the pen, and so do the signatures of both sides. */
static void
put_form (Kit        *self,
          const char *object,
          const char *values,
          GPtrArray  *cells)
{
  static const char *const signatures[] = { "我方检查人员签字", "对方检查人员签字", "日期" };
  const YutuRegister *record = yutu_modules_find_object (self->modules, object);
  g_autoptr (JsonNode) root = json_from_string (values, NULL);

  for (gsize i = 0; record != NULL && root != NULL && i < record->n_fields; i++)
    {
      const YutuField *field = &record->fields[i];
      g_autofree char *value = make_value (field, json_node_get_object (root));
      g_autofree char *title = make_title (record, field);
      gboolean         is_wide = field->type == YUTU_FIELD_TEXT && strcmp (field->group.zh_cn, "组织") != 0;

      put (self, cells, title);
      put (self, cells, *value == '\0' && is_wide ? "\n\n" : value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      put (self, cells, signatures[i]);
      put (self, cells, "\n");
    }
}

/* What happened to the pillar, day by day, under its card. */
static void
put_history (Kit        *self,
             const char *values,
             GPtrArray  *cells)
{
  g_autoptr (JsonNode) root = json_from_string (values, NULL);
  JsonNode *node = root != NULL ? json_object_get_member (json_node_get_object (root), "history") : NULL;

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
                    i < json_array_get_length (json_node_get_array (node));
       i++)
    {
      JsonObject *event = json_array_get_object_element (json_node_get_array (node), i);
      const char *what = title_of (self, YUTU_OBJECT_PILLAR_EVENT, "what",
                                   json_object_get_string_member_with_default (event, "what", ""));

      put (self, cells, "变动记录");
      put (self, cells, json_object_get_string_member_with_default (event, "on", ""));
      put (self, cells, what);
      put (self, cells, json_object_get_string_member_with_default (event, "note", ""));
    }
}

/* What the running inspection has recorded of a pillar; NULL: nothing. */
static JsonObject *
find_result (JsonNode *values,
             gint64    pillar)
{
  JsonNode *node = values != NULL && JSON_NODE_HOLDS_OBJECT (values)
                     ? json_object_get_member (json_node_get_object (values), "pillars")
                     : NULL;

  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
                    i < json_array_get_length (json_node_get_array (node));
       i++)
    {
      JsonObject *one = json_array_get_object_element (json_node_get_array (node), i);

      if (json_object_get_int_member_with_default (one, "pillar", 0) == pillar)
        return one;
    }
  return NULL;
}

/* ---- Parts ---- */

static void
add_table (Kit *self)
{
  static const char *const heads[] = { "序", "界桩编号", "类型", "状况", "经度", "纬度", "距界线" };
  GPtrArray               *cells = new_cells (self);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    put (self, cells, heads[i]);
  for (guint i = 0; i < self->report->pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = self->report->pillars->pdata[i];
      g_autofree char *serial = g_strdup_printf ("%u", i + 1);
      g_autofree char *lon = g_strdup_printf ("%.7f", yutu_grid_to_degrees (pillar->point.x));
      g_autofree char *lat = g_strdup_printf ("%.7f", yutu_grid_to_degrees (pillar->point.y));
      g_autofree char *off = isnan (pillar->off_m) ? g_strdup ("") : g_strdup_printf ("%.2f米", pillar->off_m);

      put (self, cells, serial);
      put (self, cells, pillar->number);
      put (self, cells, title_of (self, YUTU_OBJECT_PILLAR, "kind", pillar->kind));
      put (self, cells, title_of (self, YUTU_OBJECT_PILLAR, "condition", pillar->condition));
      put (self, cells, pillar->has_point ? lon : "");
      put (self, cells, pillar->has_point ? lat : "");
      put (self, cells, off);
    }
  add_part (self,
            (YutuBookPart){ .title = g_string_chunk_insert (self->chunk, self->report->line->name),
                            .subtitle = "界桩成果表与界线走向说明",
                            .text = self->report->course_text,
                            .has_heading = TRUE },
            cells, TABLE_WIDTHS, G_N_ELEMENTS (TABLE_WIDTHS));
}

static void
add_cards (Kit *self)
{
  for (guint i = 0; i < self->report->pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = self->report->pillars->pdata[i];
      GPtrArray                *cells = new_cells (self);

      put_fields (self, YUTU_OBJECT_PILLAR, pillar->values, cells);
      put_history (self, pillar->values, cells);
      add_part (self,
                (YutuBookPart){ .title = "界桩登记表",
                                .subtitle = g_string_chunk_insert (self->chunk, self->report->line->name) },
                cells, CARD_WIDTHS, G_N_ELEMENTS (CARD_WIDTHS));
    }
}

static void
put_results (Kit        *self,
             const char *values,
             GPtrArray  *cells)
{
  static const char *const heads[] = { "序", "界桩编号", "类型", "原状况", "现状况", "检查结果与处理意见" };
  g_autoptr (JsonNode) recorded = json_from_string (values, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    put (self, cells, heads[i]);
  for (guint i = 0; i < self->report->pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = self->report->pillars->pdata[i];
      g_autofree char          *serial = g_strdup_printf ("%u", i + 1);
      JsonObject               *result = find_result (recorded, pillar->id);

      put (self, cells, serial);
      put (self, cells, pillar->number);
      put (self, cells, title_of (self, YUTU_OBJECT_PILLAR, "kind", pillar->kind));
      put (self, cells, title_of (self, YUTU_OBJECT_PILLAR, "condition", pillar->condition));
      put (self, cells,
           result != NULL ? title_of (self, YUTU_OBJECT_PILLAR, "condition",
                                      json_object_get_string_member_with_default (result, "condition", ""))
                          : "");
      put (self, cells, result != NULL ? json_object_get_string_member_with_default (result, "note", "") : "\n");
    }
}

/* What is known of the running inspection stands in it; the rest is for the pen. */
static void
add_record (Kit *self)
{
  const YutuLineInspection *inspection =
    self->report->inspections->len > 0 && self->report->open_case != 0 ? self->report->inspections->pdata[0] : NULL;
  const char *values = inspection != NULL ? inspection->values : "{}";
  const char *name = g_string_chunk_insert (self->chunk, self->report->line->name);
  GPtrArray  *fields = new_cells (self);
  GPtrArray  *cells = new_cells (self);

  put_form (self, YUTU_OBJECT_INSPECTION, values, fields);
  add_part (self, (YutuBookPart){ .title = "行政区域界线联合检查记录表", .subtitle = name }, fields, FORM_WIDTHS,
            G_N_ELEMENTS (FORM_WIDTHS));
  put_results (self, values, cells);
  add_part (self, (YutuBookPart){ .title = "界桩检查记录", .subtitle = name, .has_heading = TRUE }, cells,
            RECORD_WIDTHS, G_N_ELEMENTS (RECORD_WIDTHS));
}

static YutuSheet *
make_map (YutuFile             *file,
          const YutuModules    *modules,
          const YutuLineReport *report,
          YutuDay               day,
          GError              **error)
{
  g_autofree char *title = g_strdup_printf ("%s及界桩分布图", report->line->name);
  YutuSheetRequest request = { .template_id = YUTU_LINE_KIT, .box = YUTU_BOX_EMPTY, .day = day,
                               .printed_on = YUTU_DAY_INVALID, .title = title, .paper = -1, .landscape = -1,
                               .line = report->line->id };

  if (report->line->shape != NULL)
    request.box = report->line->shape->box;
  return yutu_file_make_sheet (file, modules, NULL, &request, NULL, error);
}

gboolean
yutu_file_write_line_kit (YutuFile          *self,
                          const YutuModules *modules,
                          gint64             line,
                          YutuDay            day,
                          const char        *path,
                          guint             *n_pages,
                          GError           **error)
{
  g_autoptr (YutuLineReport) report = yutu_file_read_line_report (self, modules, line, day, error);
  g_autoptr (YutuSheet) sheet = report != NULL ? make_map (self, modules, report, day, error) : NULL;
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (YutuBookPart));
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  GStringChunk *chunk = NULL;
  YutuBookPart  map = { .sheet = sheet };
  Kit           kit = { modules, report, parts, lists, NULL };
  gboolean      done = FALSE;

  if (sheet == NULL)
    return FALSE;
  kit.chunk = chunk = g_string_chunk_new (4096);
  g_array_append_val (parts, map);
  add_table (&kit);
  add_cards (&kit);
  add_record (&kit);
  done = yutu_sheet_book_write ((const YutuBookPart *)(gpointer)parts->data, parts->len, path, n_pages, error);
  g_string_chunk_free (chunk);
  return done;
}
