/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the sheet of two days says of their differences: a line of the legend for each, with its colour,
 * its number on the maps and its area. */

#include "session/yutu-map-sheet-private.h"

typedef struct
{
  const YutuComparison *comparison;
  JsonObject           *words;
  GStringChunk         *texts;
  GArray               *entries;
} Legend;

static const char *
word (const Legend *self,
      const char   *key)
{
  return json_object_get_string_member_with_default (self->words, key, "");
}

static const char *
name_of (const Legend *self,
         gint64        unit,
         gboolean      is_now)
{
  const YutuDivision *division =
    yutu_division_difference_find (self->comparison->difference, unit, is_now);

  return division != NULL ? division->name : word (self, "nobody");
}

static char *
dup_kinds (const Legend *self,
           unsigned      kinds)
{
  JsonObject *words = json_object_get_object_member (self->words, "differences");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
    if ((kinds >> i & 1) != 0)
      {
        const char *kind = yutu_difference_kind_to_text (1 << i);

        g_ptr_array_add (parts, (gpointer)json_object_get_string_member_with_default (words, kind, kind));
      }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (word (self, "difference-join"), (GStrv)parts->pdata);
}

static void
add_row (Legend *self,
         guint   index)
{
  const YutuComparisonRow *row = &g_array_index (self->comparison->rows, YutuComparisonRow, index);
  g_autofree char         *label = NULL;
  g_autofree char         *kinds = NULL;
  g_autofree char         *note = NULL;
  YutuSheetEntry           entry = {
              .kind = YUTU_SHEET_COLOR,
              .color = yutu_comparison_get_color (self->comparison, index),
  };

  if (row->land != NULL)
    {
      label = g_strdup_printf ("%d %s → %s", row->number, name_of (self, row->land->then, FALSE),
                               name_of (self, row->land->now, TRUE));
      note = g_strdup_printf ("%.2f km²", row->land->area_m2 / 1e6);
    }
  else
    {
      const YutuDivision *then = row->unit->then, *now = row->unit->now;
      gboolean            is_renamed = (row->unit->kinds & YUTU_DIFFERENCE_NAME) != 0;

      kinds = dup_kinds (self, row->unit->kinds);
      label = g_strdup_printf ("%d %s%s%s（%s）", row->number, is_renamed ? then->name : "",
                               is_renamed ? " → " : "", (now != NULL ? now : then)->name, kinds);
    }
  entry.label = g_string_chunk_insert (self->texts, label);
  entry.note = note != NULL ? g_string_chunk_insert (self->texts, note) : NULL;
  g_array_append_val (self->entries, entry);
}

/* "变化", and how many of how many where not all are shown. */
static void
add_heading (Legend *self,
             guint   n,
             guint   max_rows)
{
  g_autofree char *shown = g_strdup_printf ("%u", MIN (n, max_rows));
  g_autofree char *total = g_strdup_printf ("%u", n);
  g_autoptr (GString) text = g_string_new (word (self, n > max_rows ? "changes-cut" : "changes"));
  YutuSheetEntry entry = { .kind = YUTU_SHEET_HEADING };

  g_string_replace (text, "{shown}", shown, 0);
  g_string_replace (text, "{total}", total, 0);
  entry.label = g_string_chunk_insert (self->texts, text->str);
  g_array_append_val (self->entries, entry);
}

void
yutu_sheet_compare_add_entries (const YutuComparison *comparison,
                                JsonObject           *words,
                                guint                 max_rows,
                                GStringChunk         *texts,
                                GArray               *entries)
{
  Legend self = { comparison, words, texts, entries };
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < comparison->rows->len; i++)
    if (g_array_index (comparison->rows, YutuComparisonRow, i).number > 0)
      g_array_append_val (seen, i);
  add_heading (&self, seen->len, max_rows);
  for (guint i = 0; i < MIN (seen->len, max_rows); i++)
    add_row (&self, g_array_index (seen, guint, i));
}
