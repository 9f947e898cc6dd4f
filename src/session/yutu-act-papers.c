/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-act-papers.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "geo/yutu-measure.h"
#include "session/yutu-map-sheet.h"
#include "session/yutu-paper-form.h"
#include "transfer/yutu-sink.h"

#define FORMS "rules/act-notices.json"

/* ---- The words of the day ---- */

/* The sentence @key with its {names} filled in: pairs of name and text, NULL behind the last. */
static char *
fill (const YutuPaperForm *self,
      const char          *key,
      ...) G_GNUC_NULL_TERMINATED;

static char *
fill (const YutuPaperForm *self,
      const char          *key,
      ...)
{
  g_autoptr (GString) out =
    g_string_new (json_object_get_string_member_with_default (self->object, key, ""));
  const char *name = NULL;
  va_list     arguments;

  va_start (arguments, key);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *mark = g_strconcat ("{", name, "}", NULL);
      const char      *text = va_arg (arguments, const char *);

      g_string_replace (out, mark, text != NULL ? text : "", 0);
    }
  va_end (arguments);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- Numbers and days as they are written ---- */

/* Square kilometres, two digits, rounded half up. */
static char *
format_km2 (gint64 area_cm2)
{
  gint64 hundredths = (area_cm2 + G_GINT64_CONSTANT (50000000)) / G_GINT64_CONSTANT (100000000);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", hundredths / 100, (int)(hundredths % 100));
}

/* 一 … 九十九 */
static char *
format_number (guint n)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n < 10)
    return g_strdup (digits[n]);
  return g_strconcat (n < 20 ? "" : digits[n / 10 % 10], "十", digits[n % 10], NULL);
}

/* ---- The notice ---- */

typedef struct
{
  YutuPaperForm        form;
  const YutuActRecord *record;
  GPtrArray           *items; /* char * */
} Notice;

/* Takes @text. */
static void
add_item (Notice *self,
          char   *text)
{
  g_ptr_array_add (self->items, text);
}

static const YutuActUnit *
find_unit (GPtrArray *units,
           gint64     unit)
{
  for (guint i = 0; i < units->len; i++)
    if (((const YutuActUnit *)g_ptr_array_index (units, i))->unit == unit)
      return g_ptr_array_index (units, i);
  return NULL;
}

/* A village that becomes part of another one is told so, not as one that is abolished. */
static const YutuActLineage *
find_only_heir (const YutuActRecord *record,
                gint64               unit)
{
  const YutuActLineage *heir = NULL;

  for (guint i = 0; i < record->lineage->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (record->lineage, i);

      if (lineage->from == unit && lineage->to != unit && lineage->area_num == lineage->area_den)
        heir = lineage;
    }
  return heir;
}

static void
add_units (Notice *self)
{
  const YutuActRecord *record = self->record;

  for (guint i = 0; i < record->after->len; i++)
    {
      const YutuActUnit *after = g_ptr_array_index (record->after, i);
      const YutuActUnit *before = find_unit (record->before, after->unit);

      if (before == NULL)
        add_item (self, fill (&self->form, "establish", "name", after->name, "parent", after->parent_name, NULL));
      else if (strcmp (before->name, after->name) != 0)
        add_item (self, fill (&self->form, "rename", "from", before->name, "to", after->name, NULL));
    }
  for (guint i = 0; i < record->before->len; i++)
    {
      const YutuActUnit    *before = g_ptr_array_index (record->before, i);
      const YutuActLineage *heir = find_only_heir (record, before->unit);

      if (find_unit (record->after, before->unit) != NULL)
        continue;
      add_item (self, fill (&self->form, "abolish", "name", before->name, NULL));
      if (heir != NULL && before->level == 5)
        add_item (self, fill (&self->form, "merge", "from", before->name, "to", heir->to_name, NULL));
    }
}

static gboolean
is_same_way (const YutuActPlacement *one,
             const YutuActPlacement *other)
{
  return one->from == other->from && one->to == other->to;
}

/* One sentence for all that go the same way. */
static void
add_placements (Notice *self)
{
  GPtrArray *rows = self->record->placements;

  for (guint i = 0; i < rows->len; i++)
    {
      const YutuActPlacement *first = g_ptr_array_index (rows, i);
      g_autoptr (GString) names = g_string_new (NULL);
      gboolean is_told = FALSE;

      for (guint k = 0; k < rows->len && !is_told; k++)
        {
          const YutuActPlacement *row = g_ptr_array_index (rows, k);

          if (!is_same_way (first, row))
            continue;
          is_told = k < i;
          g_string_append_printf (names, names->len > 0 ? "、%s" : "%s", row->name);
        }
      if (!is_told)
        add_item (self, fill (&self->form, "place", "from", first->from_name, "names", names->str, "to",
                              first->to_name, NULL));
    }
}

/* Land that goes without a unit of its own. */
static void
add_pieces (Notice *self)
{
  for (guint i = 0; i < self->record->lineage->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (self->record->lineage, i);
      g_autofree char      *area = format_km2 (lineage->area_num);
      gboolean              is_told = lineage->from == lineage->to ||
                         (lineage->level == 5 && lineage->area_num == lineage->area_den);

      for (guint k = 0; k < self->record->placements->len && !is_told; k++)
        {
          const YutuActPlacement *placement = g_ptr_array_index (self->record->placements, k);

          is_told = placement->from == lineage->from && placement->to == lineage->to;
        }
      if (!is_told)
        add_item (self, fill (&self->form, "piece", "from", lineage->from_name, "area", area, "to",
                              lineage->to_name, NULL));
    }
}

/* What is told of seats stands in the order alone. */
static void
add_seats (Notice *self)
{
  g_autoptr (YutuActSpec) spec = yutu_act_spec_from_json (self->record->row->spec, NULL);

  for (guint i = 0; spec != NULL && i < spec->steps->len; i++)
    {
      const YutuActStep *step = g_ptr_array_index (spec->steps, i);

      if (step->what == YUTU_ACT_DO_SEAT && step->address != NULL)
        add_item (self, fill (&self->form, "seat", "name", step->unit, "address", step->address, NULL));
    }
}

static void
add_codes (Notice *self)
{
  guint n_below = 0;

  for (guint i = 0; i < self->record->codes->len; i++)
    {
      const YutuActCode *code = g_ptr_array_index (self->record->codes, i);
      const char        *key = code->given == NULL     ? "code_retired"
                               : code->retired == NULL ? "code_given"
                                                       : "code";

      n_below += code->level == 5;
      if (code->level < 5)
        add_item (self, fill (&self->form, key, "name", code->name, "retired", code->retired, "given",
                              code->given, NULL));
    }
  if (n_below > 0)
    {
      g_autofree char *n = g_strdup_printf ("%u", n_below);

      add_item (self, fill (&self->form, "codes_below", "n", n, NULL));
    }
}

static void
add_areas (Notice *self)
{
  for (guint i = 0; i < self->record->after->len; i++)
    {
      const YutuActUnit *after = g_ptr_array_index (self->record->after, i);
      const YutuActUnit *before = find_unit (self->record->before, after->unit);
      g_autofree char   *area = format_km2 (after->area_cm2);

      if (after->level < 5 && after->area_cm2 > 0 && (before == NULL || before->area_cm2 != after->area_cm2))
        add_item (self, fill (&self->form, "area", "name", after->name, "area", area, NULL));
    }
}

char *
yutu_act_write_notice (const YutuActRecord *record,
                       GError             **error)
{
  const YutuActRow *row = record->row;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (YutuPaperForm) form = { NULL };
  g_autofree char *day = yutu_paper_format_day (row->effective_on);
  Notice           notice;

  if (!yutu_paper_form_load (&form, FORMS, row->effective_on, error))
    return NULL;
  notice = (Notice){ form, record, items };
  add_units (&notice);
  add_placements (&notice);
  add_pieces (&notice);
  add_seats (&notice);
  add_codes (&notice);
  add_areas (&notice);
  add_item (&notice, fill (&form, "closing", "day", day, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *line = i == 0
                                ? fill (&form, "title", "title", row->title, NULL)
                                : fill (&form, row->doc_no != NULL && row->organ != NULL ? "opening" : "opening_without_document",
                                        "organ", row->organ, "doc_no", row->doc_no, NULL);

      g_string_append_printf (out, "%s\n", line);
    }
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *number = format_number (i + 1);

      g_string_append_printf (out, "%s、%s\n", number, (const char *)g_ptr_array_index (items, i));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- The table ---- */

enum
{
  LEVEL,
  CODE,
  NAME,
  PARENT,
  AREA_BEFORE,
  AREA_AFTER,
  PEOPLE_BEFORE,
  PEOPLE_AFTER,
  ADDRESSES_BEFORE,
  ADDRESSES_AFTER,
  CODE_BEFORE,
  NAME_BEFORE,
  PARENT_BEFORE,
  WAYS,
  N_COLUMNS,
};

static void
set_text (YutuSinkValue *value,
          const char    *text)
{
  value->is_set = text != NULL;
  value->text = text;
}

static void
set_number (YutuSinkValue *value,
            gint64         number,
            gboolean       is_set)
{
  value->is_set = is_set;
  value->integer = number;
}

/* "塔石乡 1515/1567": where its land goes, or came from, with the exact shares. */
static char *
tell_ways (const YutuActRecord *record,
           gint64               unit)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < record->lineage->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (record->lineage, i);

      if (lineage->from == lineage->to || (lineage->from != unit && lineage->to != unit))
        continue;
      g_string_append_printf (out, "%s%s%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, out->len > 0 ? "；" : "",
                              lineage->from == unit ? "→" : "←",
                              lineage->from == unit ? lineage->to_name : lineage->from_name,
                              lineage->area_num, lineage->area_den);
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
add_row (YutuSink            *sink,
         const YutuActRecord *record,
         JsonArray           *levels,
         const YutuActUnit   *before, /* NULL: it is new */
         const YutuActUnit   *after,  /* NULL: it ends */
         GError             **error)
{
  const YutuActUnit *unit = after != NULL ? after : before;
  g_autofree char   *ways = tell_ways (record, unit->unit);
  YutuSinkValue      values[N_COLUMNS] = { 0 };

  set_text (&values[LEVEL], json_array_get_string_element (levels, (guint)unit->level));
  set_text (&values[CODE], after != NULL ? after->code : NULL);
  set_text (&values[NAME], after != NULL ? after->name : NULL);
  set_text (&values[PARENT], after != NULL ? after->parent_name : NULL);
  values[AREA_BEFORE] = (YutuSinkValue){ .is_set = before != NULL, .real = before != NULL ? (double)before->area_cm2 / YUTU_CM2_PER_M2 : 0 };
  values[AREA_AFTER] = (YutuSinkValue){ .is_set = after != NULL, .real = after != NULL ? (double)after->area_cm2 / YUTU_CM2_PER_M2 : 0 };
  set_number (&values[PEOPLE_BEFORE], before != NULL ? before->population : 0, before != NULL && before->population >= 0);
  set_number (&values[PEOPLE_AFTER], after != NULL ? after->population : 0, after != NULL && after->population >= 0);
  set_number (&values[ADDRESSES_BEFORE], before != NULL ? before->addresses : 0, before != NULL);
  set_number (&values[ADDRESSES_AFTER], after != NULL ? after->addresses : 0, after != NULL);
  set_text (&values[CODE_BEFORE], before != NULL ? before->code : NULL);
  set_text (&values[NAME_BEFORE], before != NULL ? before->name : NULL);
  set_text (&values[PARENT_BEFORE], before != NULL ? before->parent_name : NULL);
  set_text (&values[WAYS], ways);
  return yutu_sink_add_row (sink, values, NULL, error);
}

static YutuSink *
open_sink (const YutuPaperForm *form,
           const char *path,
           const char *title,
           GError    **error)
{
  static const YutuColumnType types[N_COLUMNS] = {
    [AREA_BEFORE] = YUTU_COLUMN_REAL,      [AREA_AFTER] = YUTU_COLUMN_REAL,
    [PEOPLE_BEFORE] = YUTU_COLUMN_INT,     [PEOPLE_AFTER] = YUTU_COLUMN_INT,
    [ADDRESSES_BEFORE] = YUTU_COLUMN_INT,  [ADDRESSES_AFTER] = YUTU_COLUMN_INT,
  };
  JsonArray     *titles = json_object_get_array_member (form->object, "table");
  YutuSinkColumn columns[N_COLUMNS];
  YutuSinkSpec   spec = { .path = path, .title = title, .columns = columns, .n_columns = N_COLUMNS };

  if (!yutu_sink_find_format (path, NULL, &spec.format) || yutu_sink_format_is_layer (spec.format))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("%s: the name must end in .csv or .xlsx"), path);
      return NULL;
    }
  if (json_array_get_length (titles) != N_COLUMNS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s: the table has %d columns"), FORMS, N_COLUMNS);
      return NULL;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = (YutuSinkColumn){ json_array_get_string_element (titles, i), types[i] };
  return yutu_sink_new (&spec, error);
}

gboolean
yutu_act_save_table (const YutuActRecord *record,
                     const char          *path,
                     gint64              *rows,
                     GError             **error)
{
  g_auto (YutuPaperForm) form = { NULL };
  g_autoptr (YutuSink) sink = NULL;
  JsonArray *levels = NULL;

  if (!yutu_paper_form_load (&form, FORMS, record->row->effective_on, error))
    return FALSE;
  levels = json_object_get_array_member (form.object, "levels");
  sink = open_sink (&form, path, record->row->title, error);
  if (sink == NULL)
    return FALSE;
  for (guint i = 0; i < record->after->len; i++)
    {
      const YutuActUnit *after = g_ptr_array_index (record->after, i);

      if (!add_row (sink, record, levels, find_unit (record->before, after->unit), after, error))
        return FALSE;
    }
  for (guint i = 0; i < record->before->len; i++)
    {
      const YutuActUnit *before = g_ptr_array_index (record->before, i);

      if (find_unit (record->after, before->unit) == NULL &&
          !add_row (sink, record, levels, before, NULL, error))
        return FALSE;
    }
  *rows = yutu_sink_count_rows (sink);
  return yutu_sink_finish (sink, error);
}

/* ---- The maps ---- */

typedef struct
{
  const YutuActRecord *record;
  char                 day_before[YUTU_DAY_TEXT_SIZE];
  YutuBox              box;
} Frame;

/* The land of the highest units that the act changes, on both days. */
static gboolean
find_box (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Frame *self = data;
  int    top = 6;

  for (int side = 0; side < 2; side++)
    {
      GPtrArray *units = side == 0 ? self->record->before : self->record->after;

      for (guint i = 0; i < units->len; i++)
        top = MIN (top, ((const YutuActUnit *)g_ptr_array_index (units, i))->level);
    }
  for (int side = 0; side < 2; side++)
    {
      GPtrArray *units = side == 0 ? self->record->before : self->record->after;

      for (guint i = 0; i < units->len; i++)
        {
          const YutuActUnit *unit = g_ptr_array_index (units, i);
          g_autoptr (YutuShape) shape = NULL;

          if (unit->level != top)
            continue;
          if (!yutu_division_load_shape (connection, unit->unit,
                                         side == 0 ? self->day_before : self->record->row->effective_on,
                                         &shape, error))
            return FALSE;
          if (shape != NULL)
            yutu_box_add_box (&self->box, shape->box);
        }
    }
  return TRUE;
}

GPtrArray *
yutu_file_make_act_maps (YutuFile            *self,
                         const YutuModules   *modules,
                         const YutuActRecord *record,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_sheet_unref);
  g_auto (YutuPaperForm) form = { NULL };
  YutuDay day = yutu_day_parse (record->row->effective_on);
  Frame   frame = { .record = record, .box = YUTU_BOX_EMPTY };

  yutu_day_format (day - 1, frame.day_before);
  if (!yutu_paper_form_load (&form, FORMS, record->row->effective_on, error) ||
      !yutu_store_read (yutu_file_get_store (self), find_box, &frame, cancellable, error))
    return NULL;
  for (int side = 0; side < 2; side++)
    {
      g_autofree char *title =
        fill (&form, side == 0 ? "map_before" : "map_after", "title", record->row->title, NULL);
      YutuSheetRequest request = {
        .template_id = "view",
        .box = frame.box,
        .day = side == 0 ? day - 1 : day,
        .printed_on = YUTU_DAY_INVALID,
        .groups = YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES | YUTU_MAP_ROADS | YUTU_MAP_WATER |
                  YUTU_MAP_LABELS,
        .title = title,
        .paper = -1,
        .landscape = -1,
      };
      YutuSheet *sheet = yutu_file_make_sheet (self, modules, NULL, &request, cancellable, error);

      if (sheet == NULL)
        return NULL;
      g_ptr_array_add (sheets, sheet);
    }
  return g_steal_pointer (&sheets);
}
