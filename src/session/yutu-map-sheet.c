/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map-sheet.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "session/yutu-map-layers-private.h"
#include "session/yutu-map-sheet-private.h"

/* Of what must be seen: wider than this times its height, and it lies better across the page, for
 * then the legend stands beside it. */
#define LANDSCAPE_FROM 1.13
/* A point's or a small thing's surroundings, degrees each way. */
#define LEAST_DEG   0.01
#define MAX_SOURCES 4
/* Lines of the legend; more would be smaller than anybody reads. */
#define MAX_DIFFERENCES 36

/* What goes into one sheet. */
typedef struct
{
  YutuFile                *file;
  const YutuModules       *modules;
  const YutuSheetRequest  *request;
  const YutuSheetTemplate *form;
  YutuSheetTheme          *theme; /* owned; NULL: none */
  JsonObject              *words;
  YutuMapLayers           *layers;     /* owned */
  YutuStyle               *style;      /* owned */
  YutuScene               *scene;      /* owned */
  YutuComparison          *comparison; /* owned; NULL: of one day */
  YutuScene               *beside;     /* owned; of the later day, with comparison */
  int                      epsg;
  gint64                   unit; /* 0: none in particular */
  char                    *place_name;
  YutuBox                  box;
  gboolean                 is_demo;
  char                    *review_number; /* NULL: none */
  GPtrArray               *sources;       /* of texts */
  GStringChunk            *texts;         /* what the entries and the imprint point to */
  GArray                  *entries;       /* YutuSheetEntry */
  GPtrArray               *imprint;       /* NULL-terminated at the end */
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  g_clear_pointer (&self->theme, yutu_sheet_theme_unref);
  g_clear_pointer (&self->style, yutu_style_unref);
  g_clear_pointer (&self->scene, yutu_scene_unref);
  g_clear_pointer (&self->beside, yutu_scene_unref);
  g_clear_pointer (&self->comparison, yutu_comparison_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->imprint, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->place_name);
  g_free (self->review_number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* ---- Words ---- */

static const char *
word (const Making *self,
      const char   *key)
{
  return json_object_get_string_member_with_default (self->words, key, "");
}

/* @pattern with each {name} replaced; @name, @value … NULL. Kept as long as the making. */
static const char *G_GNUC_NULL_TERMINATED
fill (Making     *self,
      const char *pattern,
      ...)
{
  g_autoptr (GString) text = g_string_new (pattern);
  const char *name = NULL;
  va_list     arguments;

  va_start (arguments, pattern);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *slot = g_strdup_printf ("{%s}", name);
      const char      *value = va_arg (arguments, const char *);

      g_string_replace (text, slot, value != NULL ? value : "", 0);
    }
  va_end (arguments);
  return g_string_chunk_insert (self->texts, text->str);
}

static const char *
day_text (Making *self,
          YutuDay day)
{
  g_autofree char *text = yutu_sheet_words_format_day (self->words, day);

  return g_string_chunk_insert (self->texts, text);
}

static const char *
count_text (Making *self,
            gsize   n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, n);

  return fill (self, word (self, "count"), "n", number, NULL);
}

/* ---- The file's part ---- */

static gboolean
read_sources (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Making       *self = data;
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT source, count (*) AS n FROM division WHERE valid_from <= ?1 AND ?1 < valid_to "
    "AND level >= 4 AND source <> '' GROUP BY source ORDER BY n DESC, source LIMIT ?2",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_day_format (self->request->day, day);
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, MAX_SOURCES);
  while (yutu_connection_step (connection, statement, &found, error))
    {
      if (!found)
        return TRUE;
      g_ptr_array_add (self->sources, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  return FALSE;
}

static gboolean
read_file (Making       *self,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *demo = NULL;
  g_autofree char *source = NULL;

  self->sources = g_ptr_array_new_with_free_func (g_free);
  if (!yutu_file_read_setting (self->file, "is_demo", &demo, error) ||
      !yutu_file_read_setting (self->file, "map_review_no", &self->review_number, error) ||
      !yutu_file_read_setting (self->file, "map_source", &source, error))
    return FALSE;
  self->is_demo = demo != NULL && !g_str_equal (demo, "0");
  if (source != NULL)
    {
      g_ptr_array_add (self->sources, g_steal_pointer (&source));
      return TRUE;
    }
  return yutu_store_read (yutu_file_get_store (self->file), read_sources, self, cancellable, error);
}

/* The county, when no place was named. */
static gboolean
find_county (Making  *self,
             GError **error)
{
  g_autoptr (YutuDivision) county = NULL;

  if (!yutu_file_read_county (self->file, self->request->day, &county, error))
    return FALSE;
  self->unit = county != NULL ? county->unit : 0;
  self->place_name = g_strdup (county != NULL ? county->name : "");
  return TRUE;
}

static void
grow_box (YutuBox *box)
{
  gint64 least = yutu_grid_from_degrees (LEAST_DEG);

  if (box->max_x - box->min_x < 2 * least)
    {
      box->min_x -= least;
      box->max_x += least;
    }
  if (box->max_y - box->min_y < 2 * least)
    {
      box->min_y -= least;
      box->max_y += least;
    }
}

static gboolean
find_place (Making       *self,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (YutuPlaceInfo) info = NULL;
  const YutuDivision *unit = NULL;

  if (self->request->place == NULL)
    return find_county (self, error);
  info = yutu_file_read_place (self->file, self->modules, self->request->place, self->request->day,
                               "desk", cancellable, error);
  if (info == NULL)
    return FALSE;
  if (info->chain->len > 0)
    unit = g_ptr_array_index (info->chain, info->chain->len - 1);
  self->box = info->box;
  self->unit = info->kind == YUTU_PLACE_UNIT ? info->id : 0;
  self->place_name = g_strdup (*info->title == '\0' && unit != NULL ? unit->name : info->title);
  if (self->form->level == 0 ||
      (info->kind == YUTU_PLACE_UNIT && unit != NULL && unit->level == self->form->level))
    return TRUE;
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
               _ ("the sheet “%s” is made for a unit of level %d; “%s” is none: name another place"),
               self->form->id, self->form->level, self->place_name);
  return FALSE;
}

/* The box: asked for, or the place's, or all there is. */
static gboolean
settle_box (Making  *self,
            GError **error)
{
  YutuMapBox map = yutu_map_layers_get_box (self->layers);
  YutuMapBox unit;

  if (!yutu_box_is_empty (self->request->box))
    self->box = self->request->box;
  else if (self->unit != 0 &&
           yutu_division_layer_get_unit_box (yutu_map_layers_get_divisions (self->layers),
                                             self->unit, &unit))
    self->box = yutu_projection_inverse_box (self->epsg, unit);
  else if (yutu_box_is_empty (self->box) && map.max_x >= map.min_x)
    self->box = yutu_projection_inverse_box (self->epsg, map);
  if (yutu_box_is_empty (self->box))
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                   _ ("there is no land in the file on this day: import boundaries first"));
      return FALSE;
    }
  grow_box (&self->box);
  return TRUE;
}

/* ---- The theme ---- */

static gboolean
find_theme (Making       *self,
            GCancellable *cancellable,
            GError      **error)
{
  YutuIndicatorSpec   spec;
  YutuIndicatorTable *table = NULL;
  g_autoptr (YutuThemeMap) map = NULL;

  if (self->request->theme != NULL)
    {
      self->theme = yutu_sheet_theme_ref (self->request->theme);
      return TRUE;
    }
  if (self->request->indicator == NULL || !self->form->has_theme)
    return TRUE;
  spec = *self->request->indicator;
  spec.day = self->request->day;
  table = yutu_file_read_indicator (self->file, (YutuModules *)self->modules, &spec, cancellable,
                                    error);
  if (table == NULL)
    return FALSE;
  map = yutu_theme_map_new (table, FALSE);
  self->theme = yutu_sheet_theme_new_for_map (map, NULL, error);
  return self->theme != NULL;
}

/* ---- The map ---- */

/* The line that the sheet is about, above all else that is drawn. */
static gboolean
add_line (Making        *self,
          YutuSceneSpec *spec,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (YutuSymbolLayer) pillars = yutu_map_pillars_load (
    self->file, self->request->line, self->request->day, self->epsg, cancellable, error);

  if (pillars == NULL)
    return FALSE;
  spec->selection.object = self->request->line;
  if (spec->n_symbols < YUTU_SCENE_MAX_SYMBOL_LAYERS)
    spec->symbols[spec->n_symbols++] = pillars;
  self->scene = yutu_scene_new (spec);
  return TRUE;
}

/* As the window shows them: land and lines of each day, and over both what differs. */
static gboolean
make_compared_scenes (Making       *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  const YutuSheetRequest *request = self->request;
  YutuScene              *scenes[2];

  self->comparison = yutu_file_compare (self->file, request->then, request->day, request->compare_level,
                                        cancellable, error);
  if (self->comparison == NULL)
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      YutuSceneSpec spec = { .style = self->style, .whole_labels = TRUE };

      yutu_comparison_fill_scene (self->comparison, i, &spec);
      scenes[i] = yutu_scene_new (&spec);
    }
  self->scene = scenes[0];
  self->beside = scenes[1];
  return TRUE;
}

static gboolean
make_scene (Making       *self,
            GCancellable *cancellable,
            GError      **error)
{
  YutuSceneSpec spec = { 0 };
  unsigned      groups = self->request->groups != 0 ? self->request->groups : self->form->groups;
  YutuDay       day = self->request->day;

  if (!yutu_file_read_map_crs (self->file, &self->epsg, error))
    return FALSE;
  self->style = yutu_style_load ("print", error);
  if (self->style == NULL)
    return FALSE;
  if (self->layers == NULL || !yutu_map_layers_stand_on (self->layers, day, self->epsg))
    {
      g_clear_pointer (&self->layers, yutu_map_layers_unref);
      self->layers =
        yutu_file_load_map (self->file, self->modules, day, self->epsg, cancellable, error);
    }
  if (self->layers == NULL)
    return FALSE;
  if (self->form->compares)
    return make_compared_scenes (self, cancellable, error);
  yutu_map_layers_fill (self->layers, groups, &spec);
  spec.style = self->style;
  spec.whole_labels = TRUE;
  spec.theme = self->theme != NULL ? self->theme->theme : NULL;
  if (self->form->has_focus && self->unit != 0)
    {
      spec.selection.unit = self->unit;
      spec.dim = TRUE;
    }
  if (self->request->line != 0)
    return add_line (self, &spec, cancellable, error);
  self->scene = yutu_scene_new (&spec);
  return TRUE;
}

/* ---- The legend ---- */

static void
add_entry (Making            *self,
           YutuSheetEntryKind kind,
           const char        *swatch,
           const char        *label)
{
  YutuSheetEntry entry = { .kind = kind, .swatch = swatch, .label = label };

  g_array_append_val (self->entries, entry);
}

static void
add_theme (Making *self)
{
  const YutuSheetTheme *theme = self->theme;

  if (theme == NULL)
    return;
  add_entry (self, YUTU_SHEET_HEADING, NULL, theme->name);
  for (gsize i = 0; i < theme->n_classes; i++)
    {
      YutuSheetEntry entry = {
        .kind = YUTU_SHEET_COLOR,
        .color = theme->classes[i].color,
        .label = theme->classes[i].label,
        .note = count_text (self, theme->classes[i].n),
      };

      g_array_append_val (self->entries, entry);
    }
  if (theme->n_no_data > 0)
    {
      YutuSheetEntry entry = {
        .kind = YUTU_SHEET_NO_DATA,
        .label = word (self, "no-data"),
        .note = count_text (self, theme->n_no_data),
      };

      g_array_append_val (self->entries, entry);
    }
}

/* Registers that share a symbol are one line. */
static void
add_registers (Making *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < yutu_modules_get_n (self->modules); i++)
    {
      const YutuModule *module = yutu_modules_get (self->modules, i);

      for (gsize k = 0; k < module->n_registers; k++)
        if (module->registers[k].symbol != NULL &&
            g_hash_table_add (seen, (gpointer)module->registers[k].symbol))
          add_entry (self, YUTU_SHEET_SWATCH, module->registers[k].symbol,
                     module->registers[k].title.zh_cn);
    }
}

static void
add_signs (Making *self)
{
  JsonArray  *signs = json_object_get_array_member (self->words, "signs");
  JsonObject *headings = json_object_get_object_member (self->words, "headings");
  const char *under = NULL;

  for (guint i = 0; signs != NULL && i < json_array_get_length (signs); i++)
    {
      JsonObject *sign = json_array_get_object_element (signs, i);
      const char *heading = json_object_get_string_member_with_default (sign, "under", "");
      const char *swatch = json_object_get_string_member_with_default (sign, "swatch", "");

      if (g_strcmp0 (heading, under) != 0)
        add_entry (self, YUTU_SHEET_HEADING, NULL,
                   json_object_get_string_member_with_default (headings, heading, heading));
      under = heading;
      if (g_str_equal (swatch, "*"))
        add_registers (self);
      else
        add_entry (self, YUTU_SHEET_SWATCH, swatch,
                   json_object_get_string_member_with_default (sign, "label", ""));
    }
}

/* ---- The imprint ---- */

static const char *
crs_text (Making *self)
{
  g_autofree char *epsg = g_strdup_printf ("%d", self->epsg);
  g_autofree char *meridian = g_strdup_printf ("%d", 75 + 3 * (self->epsg - 4534));

  return fill (self,
               word (self, self->epsg == 4490   ? "crs-geographic"
                           : self->epsg == 3857 ? "crs-mercator"
                                                : "crs-gauss"),
               "epsg", epsg, "meridian", meridian, NULL);
}

static void
add_imprint (Making *self)
{
  YutuDay               printed = self->request->printed_on != YUTU_DAY_INVALID ? self->request->printed_on
                                                                                : yutu_day_today ();
  const YutuSheetTheme *theme = self->theme;
  g_autofree char      *sources = NULL;

  if (self->comparison != NULL)
    g_ptr_array_add (self->imprint, (gpointer)fill (self, word (self, "days"), "then",
                                                    day_text (self, self->request->then), "now",
                                                    day_text (self, self->request->day), NULL));
  else
    g_ptr_array_add (self->imprint, (gpointer)fill (self, word (self, "day"), "day",
                                                    day_text (self, self->request->day), NULL));
  g_ptr_array_add (self->imprint, (gpointer)fill (self, word (self, "printed"), "day",
                                                  day_text (self, printed), NULL));
  if (theme != NULL && theme->source != NULL)
    g_ptr_array_insert (self->sources, 0, g_strdup (theme->source));
  g_ptr_array_add (self->sources, NULL);
  sources = g_strjoinv (word (self, "source-join"), (GStrv)self->sources->pdata);
  if (*sources != '\0')
    g_ptr_array_add (self->imprint, (gpointer)fill (self, word (self, "source"), "source", sources,
                                                    NULL));
  g_ptr_array_add (self->imprint, (gpointer)crs_text (self));
  if (self->is_demo)
    g_ptr_array_add (self->imprint, (gpointer)word (self, "demo"));
  g_ptr_array_add (self->imprint, NULL);
}

/* ---- All together ---- */

static gboolean
is_wide (const Making *self)
{
  YutuMapBox map = yutu_projection_forward_box (self->epsg, self->box);

  return map.max_x - map.min_x > LANDSCAPE_FROM * (map.max_y - map.min_y);
}

/* Two maps side by side want a wide page, unless each of them is wide. */
static gboolean
lies_across (const Making *self)
{
  return self->beside != NULL ? !is_wide (self) : is_wide (self);
}

/* Each day over its map, and what differs in the legend. */
static void
tell_comparison (Making        *self,
                 YutuSheetSpec *spec)
{
  spec->beside = self->beside;
  spec->sketch = self->comparison->sketch;
  spec->headings[0] = day_text (self, self->request->then);
  spec->headings[1] = day_text (self, self->request->day);
  yutu_sheet_compare_add_entries (self->comparison, self->words, MAX_DIFFERENCES, self->texts, self->entries);
}

static YutuSheet *
lay_out (Making *self)
{
  const YutuSheetRequest *request = self->request;
  const YutuSheetTheme   *theme = self->theme;
  YutuSheetSpec           spec = {
              .scene = self->scene,
              .style = self->style,
              .epsg = self->epsg,
              .box = self->box,
              .paper = request->paper >= 0 ? (YutuPaper)request->paper : self->form->paper,
              .is_landscape = request->landscape >= 0 ? request->landscape : lies_across (self),
              .legend_title = word (self, "legend"),
              .scale_text = word (self, "scale"),
              .disclaimer = word (self, "disclaimer"),
  };

  spec.title = request->title != NULL
                 ? request->title
                 : fill (self, self->form->heading, "place", self->place_name, "indicator",
                         theme != NULL ? theme->name : "", NULL);
  if (self->form->subtitle != NULL && theme != NULL && theme->caption != NULL)
    spec.subtitle = fill (self, self->form->subtitle, "caption", theme->caption, NULL);
  if (self->comparison != NULL)
    tell_comparison (self, &spec);
  if (self->review_number == NULL)
    spec.mark = word (self, "mark"); /* no map for the public before it is reviewed */
  else
    spec.review = fill (self, word (self, "review"), "number", self->review_number, NULL);
  add_theme (self);
  add_signs (self);
  add_imprint (self);
  spec.entries = (const YutuSheetEntry *)(gpointer)self->entries->data;
  spec.n_entries = self->entries->len;
  spec.imprint = (const char *const *)self->imprint->pdata;
  return yutu_sheet_new (&spec);
}

static const YutuSheetTemplate *
find_template (GPtrArray  *templates,
               const char *id,
               GError    **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      const YutuSheetTemplate *one = g_ptr_array_index (templates, i);

      if (g_strcmp0 (one->id, id) == 0)
        return one;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", one->id);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("there is no sheet “%s”: there are %s"), id, known->str);
  return NULL;
}

YutuSheet *
yutu_file_make_sheet (YutuFile               *self,
                      const YutuModules      *modules,
                      YutuMapLayers          *layers,
                      const YutuSheetRequest *request,
                      GCancellable           *cancellable,
                      GError                **error)
{
  g_autoptr (GPtrArray) templates = yutu_sheet_templates_load (error);
  g_autoptr (JsonParser) parser = templates != NULL ? yutu_sheet_words_load (error) : NULL;
  g_auto (Making) making = { .file = self, .modules = modules, .request = request, .box = YUTU_BOX_EMPTY };

  making.form = templates != NULL ? find_template (templates, request->template_id, error) : NULL;
  if (making.form == NULL || parser == NULL)
    return NULL;
  if (making.form->has_theme && request->theme == NULL && request->indicator == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("the sheet “%s” is of an indicator: say which with --theme"), making.form->id);
      return NULL;
    }
  if (making.form->compares && (request->then == YUTU_DAY_INVALID || request->compare_level == 0))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("the sheet “%s” is of two days: say the other one with --compare"), making.form->id);
      return NULL;
    }
  making.words = json_node_get_object (json_parser_get_root (parser));
  making.layers = layers != NULL ? yutu_map_layers_ref (layers) : NULL;
  making.texts = g_string_chunk_new (1024);
  making.entries = g_array_new (FALSE, FALSE, sizeof (YutuSheetEntry));
  making.imprint = g_ptr_array_new ();
  if (!read_file (&making, cancellable, error) || !find_place (&making, cancellable, error) ||
      !find_theme (&making, cancellable, error) || !make_scene (&making, cancellable, error))
    return NULL;
  if (!settle_box (&making, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return lay_out (&making);
}
