/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map-sheet-private.h"

YutuSheetTheme *
yutu_sheet_theme_new (const YutuSheetTheme *spec)
{
  YutuSheetTheme *self = g_memdup2 (spec, sizeof *spec);
  YutuSheetClass *classes = g_memdup2 (spec->classes, spec->n_classes * sizeof *classes);

  for (gsize i = 0; i < spec->n_classes; i++)
    classes[i].label = g_strdup (spec->classes[i].label);
  self->theme = yutu_theme_copy (spec->theme);
  self->name = g_strdup (spec->name);
  self->caption = g_strdup (spec->caption);
  self->source = g_strdup (spec->source);
  self->no_data = g_strdup (spec->no_data);
  self->classes = classes;
  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

YutuSheetTheme *
yutu_sheet_theme_ref (YutuSheetTheme *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_sheet_theme_unref (YutuSheetTheme *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n_classes; i++)
    g_free ((char *)self->classes[i].label);
  g_free ((gpointer)self->classes);
  g_free ((char *)self->name);
  g_free ((char *)self->caption);
  g_free ((char *)self->source);
  g_free ((char *)self->no_data);
  yutu_theme_free ((YutuTheme *)self->theme);
  g_free (self);
}

/* ---- Of an indicator ---- */

static void
fill_in (GString    *text,
         const char *slot,
         const char *value)
{
  g_string_replace (text, slot, value, 0);
}

/* "张/千人 · 2021年 · 法定口径 · 全县 45.2" */
static char *
dup_caption (const YutuIndicatorTable *table,
             JsonObject               *words)
{
  const YutuIndicatorDef *def = table->def;
  gboolean                has_unit = *def->unit != '\0';
  GString                *text = g_string_new (json_object_get_string_member_with_default (
                   words, has_unit ? "caption" : "caption-without-unit", ""));
  g_autofree char        *year = g_strdup_printf ("%d", table->data_year);
  g_autofree char        *total = yutu_indicator_format_value (def, &table->total);

  fill_in (text, "{unit}", def->unit);
  fill_in (text, "{year}", year);
  fill_in (text, "{scope}",
           json_object_get_string_member_with_default (
             words, table->scope == YUTU_SCOPE_MANAGED ? "scope-managed" : "scope-legal", ""));
  fill_in (text, "{total}", total);
  return g_string_free (text, FALSE);
}

YutuSheetTheme *
yutu_sheet_theme_new_for_map (const YutuThemeMap *map,
                              const YutuTheme    *theme,
                              GError            **error)
{
  g_autoptr (JsonParser) parser = yutu_sheet_words_load (error);
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (YutuSheetClass));
  g_autofree char *caption = NULL;
  g_autofree char *source = NULL;
  JsonObject      *words = NULL;

  if (parser == NULL)
    return NULL;
  words = json_node_get_object (json_parser_get_root (parser));
  caption = dup_caption (map->table, words);
  source = yutu_indicator_format_source (map->table, &map->table->total);
  for (guint i = 0; i < map->classes->len; i++)
    {
      const YutuThemeClass *from = &g_array_index (map->classes, YutuThemeClass, i);
      YutuSheetClass        one = { from->color, from->label, from->n };

      g_array_append_val (classes, one);
    }
  return yutu_sheet_theme_new (&(YutuSheetTheme){
    .theme = theme != NULL ? theme : &map->theme,
    .name = map->table->def->title.zh_cn,
    .caption = caption,
    .source = source,
    .n_classes = classes->len,
    .classes = (const YutuSheetClass *)(gpointer)classes->data,
    .n_no_data = map->n_no_data,
    .no_data = json_object_get_string_member_with_default (words, "no-data", ""),
  });
}
