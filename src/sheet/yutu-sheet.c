/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "sheet/yutu-sheet.h"

#include "scene/yutu-sketch.h"
#include "sheet/yutu-sheet-private.h"

G_DEFINE_BOXED_TYPE (YutuSheet, yutu_sheet, yutu_sheet_ref, yutu_sheet_unref)

static void
clear_line (gpointer data)
{
  YutuSheetEntry *entry = &((YutuSheetLine *)data)->entry;

  g_free ((char *)entry->swatch);
  g_free ((char *)entry->label);
  g_free ((char *)entry->note);
}

/* "1∶150 000" is read more easily than without the gap. */
static char *
dup_scale_text (const char *pattern,
                double      denominator)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", denominator);
  g_autoptr (GString) spaced = g_string_new (digits);
  GString *text = NULL;

  if (pattern == NULL || !(denominator > 0))
    return NULL;
  for (gssize at = (gssize)spaced->len - 3; at > 0; at -= 3)
    g_string_insert (spaced, at, "\302\240");
  text = g_string_new (pattern);
  g_string_replace (text, "{scale}", spaced->str, 0);
  return g_string_free (text, FALSE);
}

/* Only what the sheet shows; a heading with nothing below it goes too. */
static void
take_entries (YutuSheet           *self,
              const YutuSheetSpec *spec)
{
  g_autoptr (GHashTable) shown =
    yutu_scene_list_shown (self->scenes[0], self->labels[0], &self->view);
  g_autoptr (GHashTable) beside =
    self->n_maps > 1 ? yutu_scene_list_shown (self->scenes[1], self->labels[1], &self->view) : NULL;

  for (gsize i = 0; i < spec->n_entries; i++)
    {
      YutuSheetLine line = { spec->entries[i], { 0, 0, 0, 0 } };

      if (line.entry.kind == YUTU_SHEET_SWATCH &&
          !g_hash_table_contains (shown, line.entry.swatch) &&
          (beside == NULL || !g_hash_table_contains (beside, line.entry.swatch)))
        continue;
      line.entry.swatch = g_strdup (line.entry.swatch);
      line.entry.label = g_strdup (line.entry.label);
      line.entry.note = g_strdup (line.entry.note);
      g_array_append_val (self->lines, line);
    }
  for (guint i = self->lines->len; i > 0; i--)
    if (g_array_index (self->lines, YutuSheetLine, i - 1).entry.kind == YUTU_SHEET_HEADING &&
        (i == self->lines->len ||
         g_array_index (self->lines, YutuSheetLine, i).entry.kind == YUTU_SHEET_HEADING))
      g_array_remove_index (self->lines, i - 1);
}

YutuSheet *
yutu_sheet_new (const YutuSheetSpec *spec)
{
  YutuSheet    *self = g_new0 (YutuSheet, 1);
  PangoContext *context = yutu_sheet_text_context_new ();

  g_atomic_ref_count_init (&self->ref_count);
  self->title = g_strdup (spec->title);
  self->subtitle = g_strdup (spec->subtitle);
  self->scenes[0] = yutu_scene_ref (spec->scene);
  self->n_maps = spec->beside != NULL ? 2 : 1;
  if (spec->beside != NULL)
    self->scenes[1] = yutu_scene_ref (spec->beside);
  for (gsize i = 0; i < self->n_maps; i++)
    self->headings[i] = g_strdup (spec->headings[i]);
  if (spec->sketch != NULL)
    self->sketch = yutu_sketch_ref (spec->sketch);
  self->style = yutu_style_ref (spec->style);
  self->legend_title = g_strdup (spec->legend_title);
  self->imprint = g_strdupv ((GStrv)spec->imprint);
  self->mark = g_strdup (spec->mark);
  self->review = g_strdup (spec->review);
  self->disclaimer = g_strdup (spec->disclaimer);
  self->is_landscape = spec->is_landscape;
  self->lines = g_array_new (FALSE, FALSE, sizeof (YutuSheetLine));
  g_array_set_clear_func (self->lines, clear_line);
  yutu_sheet_lay_out (self, spec->paper, context);
  yutu_sheet_choose_scale (self, spec->epsg, spec->box);
  self->scale_text = dup_scale_text (spec->scale_text, self->scale_denominator);
  for (gsize i = 0; i < self->n_maps; i++)
    self->labels[i] = yutu_label_placement_new (self->scenes[i], &self->view, NULL);
  take_entries (self, spec);
  yutu_sheet_lay_out_legend (self, context);
  g_object_unref (context);
  return self;
}

YutuSheet *
yutu_sheet_ref (YutuSheet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_sheet_unref (YutuSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->legend_title);
  g_free (self->scale_text);
  g_free (self->mark);
  g_free (self->review);
  g_free (self->disclaimer);
  g_strfreev (self->imprint);
  for (gsize i = 0; i < self->n_maps; i++)
    {
      yutu_label_placement_unref (self->labels[i]);
      yutu_scene_unref (self->scenes[i]);
      g_free (self->headings[i]);
    }
  g_clear_pointer (&self->sketch, yutu_sketch_unref);
  yutu_style_unref (self->style);
  g_array_unref (self->lines);
  g_free (self);
}

void
yutu_sheet_measure (const YutuSheet  *self,
                    YutuSheetMeasure *measure)
{
  const YutuSheetLayout *l = &self->layout;

  *measure = (YutuSheetMeasure){
    .width_mm = l->page_width,
    .height_mm = l->page_height,
    .map_x_mm = l->map.x,
    .map_y_mm = l->map.y,
    .map_width_mm = l->map.width,
    .map_height_mm = l->map.height,
    .view = self->view,
    .scale_denominator = self->scale_denominator,
  };
  yutu_sheet_place_bar (self, measure);
}

const char *
yutu_sheet_get_title (const YutuSheet *self)
{
  return self->title;
}

gsize
yutu_sheet_count_entries (const YutuSheet *self)
{
  return self->lines->len;
}

const YutuSheetEntry *
yutu_sheet_get_entry (const YutuSheet *self,
                      gsize            index)
{
  return &g_array_index (self->lines, YutuSheetLine, index).entry;
}
