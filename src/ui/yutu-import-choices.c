/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rows of the first page and the choice behind them. */

#include "ui/yutu-import-assistant-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-typed.h"
#include "ui/yutu-words.h"

/* EPSG codes of the 3-degree zones without numbers, 75° to 135° east. */
#define FIRST_ZONE 4534
#define LAST_ZONE  4554

/* The items of the row "It is". */
enum
{
  KIND_UNITS,
  KIND_CODES,
  KIND_LINES,
  KIND_PILLARS,
  KIND_NAMES,
  KIND_ADDRESSES,
  KIND_CLASSES,
  KIND_SIZES,
  KIND_FACILITIES,
};

/* What is chosen of each; NULL: units, or codes. */
static const char *const OBJECTS[] = {
  NULL,
  NULL,
  YUTU_OBJECT_LINE,
  YUTU_OBJECT_PILLAR,
  YUTU_IMPORT_NAMES,
  YUTU_IMPORT_ADDRESSES,
  YUTU_IMPORT_CLASSES,
  YUTU_IMPORT_SIZES,
  YUTU_IMPORT_FACILITIES,
};

static const char *const ENCODINGS[] = { NULL, "UTF-8", "GB18030", "BIG5" };

static void
add_crs (GtkStringList *names,
         GStrvBuilder  *codes,
         const char    *name,
         const char    *code)
{
  gtk_string_list_append (names, name);
  g_strv_builder_add (codes, code);
}

/* 3-degree zones of CGCS2000 with the zone's number before the easting, EPSG:4513 is zone 25. */
static void
add_zone (GtkStringList *names,
          GStrvBuilder  *codes,
          int            epsg)
{
  int              meridian = 75 + 3 * (epsg - FIRST_ZONE);
  g_autofree char *plain = g_strdup_printf ("EPSG:%d", epsg);
  g_autofree char *numbered = g_strdup_printf ("EPSG:%d", epsg - FIRST_ZONE + 4513);
  /* Translators: a reference system by its central meridian */
  g_autofree char *plain_name = g_strdup_printf (_ ("CGCS2000, 3° zone, %d° E"), meridian);
  g_autofree char *numbered_name =
    /* Translators: a reference system by its central meridian */
    g_strdup_printf (_ ("CGCS2000, 3° zone with its number, %d° E"), meridian);

  add_crs (names, codes, plain_name, plain);
  add_crs (names, codes, numbered_name, numbered);
}

static void
fill_registers (YutuImportAssistant *self)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  gtk_string_list_append (titles, _ ("Choose…"));
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      for (gsize k = 0; k < module->n_registers; k++)
        {
          g_autofree char *title = g_strdup_printf ("%s · %s", yutu_title_get (&module->title),
                                                    yutu_title_get (&module->registers[k].title));

          gtk_string_list_append (titles, title);
          g_strv_builder_add (ids, module->registers[k].full_id);
        }
    }
  self->record_ids = g_strv_builder_end (ids);
  adw_combo_row_set_model (self->record, G_LIST_MODEL (titles));
}

void
yutu_import_assistant_fill_ways (YutuImportAssistant *self)
{
  int epsg = yutu_session_get_map_epsg (self->session);
  g_autoptr (GtkStringList) encodings = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  gtk_string_list_append (encodings, _ ("Found out"));
  for (gsize i = 1; i < G_N_ELEMENTS (ENCODINGS); i++)
    gtk_string_list_append (encodings, ENCODINGS[i]);
  add_crs (names, codes, _ ("As the source says"), "");
  add_crs (names, codes, _ ("CGCS2000, degrees"), "EPSG:4490");
  add_crs (names, codes, _ ("WGS 84, degrees"), "EPSG:4326");
  /* The county's and its neighbours', or all where that is not known. */
  for (int zone = FIRST_ZONE; zone <= LAST_ZONE; zone++)
    if (epsg < FIRST_ZONE || epsg > LAST_ZONE || ABS (zone - epsg) <= 1)
      add_zone (names, codes, zone);
  add_crs (names, codes, _ ("Web Mercator"), "EPSG:3857");
  add_crs (names, codes, _ ("GCJ-02 (web maps, shifted)"), "gcj02");
  add_crs (names, codes, _ ("BD-09 (Baidu, shifted)"), "bd09");
  self->crs_codes = g_strv_builder_end (codes);
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->encoding, G_LIST_MODEL (encodings));
  adw_combo_row_set_model (self->crs, G_LIST_MODEL (names));
  fill_registers (self);
  self->is_filling = FALSE;
}

static void
take_text (char      **to,
           const char *text)
{
  g_free (*to);
  *to = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* ---- What was understood ---- */

static void
fill_names (AdwComboRow *row,
            GPtrArray   *texts,
            const char  *none, /* (nullable): the first item */
            guint        selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (none != NULL)
    gtk_string_list_append (names, none);
  for (guint i = 0; i < texts->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (texts, i));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

char *
yutu_import_assistant_dup_samples (const YutuImportReading *reading,
                                   int                      field)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; field >= 0 && i < reading->samples->len; i++)
    {
      GStrv row = g_ptr_array_index (reading->samples, i);

      if (*row[field] != '\0')
        g_ptr_array_add (texts, row[field]);
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (GStrv)texts->pdata);
}

static int
get_field (AdwComboRow *row)
{
  return (int)adw_combo_row_get_selected (row) - 1;
}

void
yutu_import_assistant_show_samples (YutuImportAssistant *self)
{
  g_autofree char *names = NULL;
  g_autofree char *codes = NULL;

  if (self->reading == NULL)
    return;
  names = yutu_import_assistant_dup_samples (self->reading, get_field (self->name_field));
  codes = yutu_import_assistant_dup_samples (self->reading, get_field (self->code_field));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->name_field), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->code_field), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->name_field), names);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->code_field), codes);
}

/* A file of several levels comes in level by level: as one its units would lie on each other. */
static void
show_other_levels (YutuImportAssistant *self)
{
  guint            level = adw_combo_row_get_selected (self->level) + YUTU_LEVEL_COUNTY - 1;
  gsize            n = 0;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  for (guint i = YUTU_LEVEL_COUNTY; self->reading != NULL && i <= YUTU_LEVEL_VILLAGE; i++)
    n += i != level ? self->reading->n_of_level[i] : 0;
  count = yutu_words_count ((gint64)n);
  if (n > 0 && level >= YUTU_LEVEL_COUNTY)
    text = g_strdup_printf (g_dngettext (NULL, "%s row is of another level by its code: one level at a time",
                                         "%s rows are of another level by their codes: one level at a time", (gulong)n),
                            count);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->level), text);
}

static void
show_summary (YutuImportAssistant *self)
{
  const YutuImportReading *reading = self->reading;
  g_autofree char         *rows = yutu_words_count ((gint64)reading->n_rows);
  g_autofree char         *land = yutu_words_count ((gint64)reading->n_with_land);
  g_autofree char         *text = NULL;

  text = self->choice->is_codes || self->choice->object != NULL
           /* Translators: format and encoding, then a number */
           ? g_strdup_printf (_ ("%s\n%s rows"), reading->summary, rows)
           /* Translators: format, reference system and encoding, then two numbers */
           : g_strdup_printf (_ ("%s\n%s rows, %s with land"), reading->summary, rows, land);
  adw_action_row_set_subtitle (self->file_row, text);
}

static guint
kind_of_object (const char *object)
{
  for (guint i = KIND_LINES; i < G_N_ELEMENTS (OBJECTS); i++)
    if (g_strcmp0 (object, OBJECTS[i]) == 0)
      return i;
  return KIND_UNITS;
}

static void
select_record (YutuImportAssistant *self,
               const char          *id) /* NULL: none */
{
  guint at = 0;

  for (guint i = 0; id != NULL && self->record_ids[i] != NULL; i++)
    if (g_str_equal (self->record_ids[i], id))
      at = i + 1;
  adw_combo_row_set_selected (self->record, at);
}

/* What its fields say that it is, once: who chose another kind means it. TRUE: it is read anew. */
static gboolean
follow_guess (YutuImportAssistant *self)
{
  const char *guess = self->reading->object;

  if (self->is_guessed || guess == NULL || self->restored != NULL || self->choice->object != NULL ||
      g_str_equal (guess, YUTU_IMPORT_CASES))
    return FALSE;
  self->is_guessed = TRUE;
  self->is_filling = TRUE; /* the kind is another too: both are read at once */
  select_record (self, self->reading->kind);
  self->is_filling = FALSE;
  adw_combo_row_set_selected (self->kind, kind_of_object (guess));
  return TRUE;
}

void
yutu_import_assistant_show_reading (YutuImportAssistant *self)
{
  const YutuImportReading *reading = self->reading;

  if (follow_guess (self))
    return;

  self->is_filling = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->layer), reading->layers->len > 1);
  fill_names (self->layer, reading->layers, NULL, (guint)reading->layer);
  fill_names (self->name_field, reading->fields, _ ("Choose…"), (guint)(reading->name_field + 1));
  fill_names (self->code_field, reading->fields,
              self->choice->is_codes ? _ ("Choose…") : _ ("None: looked up by name"),
              (guint)(reading->code_field + 1));
  if (!self->level_is_own && reading->level >= YUTU_LEVEL_COUNTY)
    adw_combo_row_set_selected (self->level, (guint)(reading->level - YUTU_LEVEL_COUNTY + 1));
  self->is_filling = FALSE;
  yutu_import_assistant_restore_fields (self);
  show_summary (self);
  yutu_import_assistant_show_columns (self);
  yutu_import_assistant_show_samples (self);
  yutu_import_assistant_take_units (self);
}

/* ---- What was kept ---- */

static guint
find_text (const char *const *texts,
           guint              n,
           const char        *text)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (texts[i], text) == 0)
      return i;
  return 0;
}

void
yutu_import_assistant_restore_rows (YutuImportAssistant *self)
{
  const YutuImportChoice *choice = self->restored->choice;
  guint                   level = choice->level >= YUTU_LEVEL_COUNTY
                                    ? (guint)(choice->level - YUTU_LEVEL_COUNTY + 1)
                                    : 0;

  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->kind, choice->object != NULL ? kind_of_object (choice->object)
                                          : choice->is_codes     ? KIND_CODES
                                                                 : KIND_UNITS);
  select_record (self, choice->kind);
  g_strfreev (self->choice->maps);
  self->choice->maps = g_strdupv (choice->maps);
  g_strfreev (self->choice->replaces);
  self->choice->replaces = g_strdupv (choice->replaces);
  self->choice->object = choice->object; /* the maps are of that */
  take_text (&self->choice->kind, choice->kind);
  adw_combo_row_set_selected (self->encoding,
                              find_text (ENCODINGS, G_N_ELEMENTS (ENCODINGS), choice->encoding));
  adw_combo_row_set_selected (self->crs,
                              find_text ((const char *const *)self->crs_codes,
                                         g_strv_length (self->crs_codes), choice->crs));
  gtk_switch_set_active (self->swap, choice->swap_axes);
  if (level < g_list_model_get_n_items (adw_combo_row_get_model (self->level)))
    adw_combo_row_set_selected (self->level, level);
  self->level_is_own = self->restored->level_is_own;
  gtk_editable_set_text (GTK_EDITABLE (self->valid_from),
                         choice->valid_from != NULL ? choice->valid_from : "");
  self->is_filling = FALSE;
}

void
yutu_import_assistant_restore_layer (YutuImportAssistant *self)
{
  if (self->restored == NULL || self->choice->layer != NULL) /* NULL: the row has no layers yet */
    return;
  self->choice->layer = g_strdup (self->restored->choice->layer);
}

static void
restore_field (YutuImportAssistant *self,
               AdwComboRow         *row,
               const char          *name,
               gboolean             may_be_none)
{
  guint at = 0;

  if (name == NULL && may_be_none)
    adw_combo_row_set_selected (row, 0);
  else if (name != NULL && g_ptr_array_find_with_equal_func (self->reading->fields, name, g_str_equal,
                                                             &at))
    adw_combo_row_set_selected (row, at + 1);
}

/* A field that the file has no more is as it is understood now. */
void
yutu_import_assistant_restore_fields (YutuImportAssistant *self)
{
  const YutuImportChoice *choice = NULL;

  if (self->restored == NULL)
    return;
  choice = self->restored->choice;
  self->is_filling = TRUE;
  restore_field (self, self->name_field, choice->name_field, FALSE);
  restore_field (self, self->code_field, choice->code_field,
                 !choice->is_codes && choice->name_field != NULL);
  self->is_filling = FALSE;
}

/* ---- What was chosen ---- */

static const char *
get_item (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* Another list has other fields: what was chosen for columns was not for them. */
static void
take_object (YutuImportAssistant *self,
             guint                kind)
{
  const char *object = OBJECTS[MIN (kind, G_N_ELEMENTS (OBJECTS) - 1)];
  guint       record = adw_combo_row_get_selected (self->record);
  const char *id = kind == KIND_FACILITIES && record > 0 && record <= g_strv_length (self->record_ids)
                     ? self->record_ids[record - 1]
                     : NULL;

  if (g_strcmp0 (object, self->choice->object) != 0 || g_strcmp0 (id, self->choice->kind) != 0)
    {
      g_clear_pointer (&self->choice->maps, g_strfreev);
      g_clear_pointer (&self->choice->replaces, g_strfreev);
    }
  self->choice->is_codes = kind == KIND_CODES;
  self->choice->object = object;
  take_text (&self->choice->kind, id);
  gtk_widget_set_visible (GTK_WIDGET (self->record), kind == KIND_FACILITIES);
  adw_preferences_group_set_description (self->understood,
                                         kind == KIND_CLASSES
                                           ? _ ("The file’s own table is gone then: names of a class that this one has not get another, "
                                                "which you are asked for")
                                         : kind == KIND_SIZES
                                           ? _ ("The file’s own table is gone then: names are held against these limits while they are typed")
                                           : "");
}

/* How the source is read: it must be read anew. The fields may be others then. */
void
yutu_import_assistant_take_ways (YutuImportAssistant *self)
{
  guint    encoding = adw_combo_row_get_selected (self->encoding);
  guint    crs = adw_combo_row_get_selected (self->crs);
  guint    kind = adw_combo_row_get_selected (self->kind);
  gboolean is_units = kind == KIND_UNITS;

  take_object (self, kind);
  take_text (&self->choice->encoding, ENCODINGS[MIN (encoding, G_N_ELEMENTS (ENCODINGS) - 1)]);
  take_text (&self->choice->crs,
             crs < g_strv_length (self->crs_codes) ? self->crs_codes[crs] : NULL);
  take_text (&self->choice->layer,
             gtk_widget_get_visible (GTK_WIDGET (self->layer)) ? get_item (self->layer) : NULL);
  self->choice->swap_axes = gtk_switch_get_active (self->swap);
  take_text (&self->choice->name_field, NULL);
  take_text (&self->choice->code_field, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->crs), kind != KIND_CODES && kind != KIND_CLASSES && kind != KIND_SIZES);
  gtk_widget_set_visible (self->swap_row, is_units || kind == KIND_NAMES || kind == KIND_ADDRESSES);
  adw_preferences_group_set_title (self->units, kind <= KIND_CODES ? C_ ("import", "Units") : _ ("Day"));
  gtk_widget_set_visible (GTK_WIDGET (self->valid_from), kind != KIND_CLASSES && kind != KIND_SIZES);
  gtk_widget_set_visible (self->since_note, is_units);
  gtk_widget_set_visible (GTK_WIDGET (self->level), is_units);
  gtk_widget_set_visible (GTK_WIDGET (self->name_field), kind <= KIND_CODES);
  gtk_widget_set_visible (GTK_WIDGET (self->code_field), kind <= KIND_CODES);
}

static const char *
get_field_name (YutuImportAssistant *self,
                AdwComboRow         *row)
{
  int field = get_field (row);

  return self->reading != NULL && field >= 0 && field < (int)self->reading->fields->len
           ? g_ptr_array_index (self->reading->fields, (guint)field)
           : NULL;
}

void
yutu_import_assistant_take_units (YutuImportAssistant *self)
{
  guint   level = adw_combo_row_get_selected (self->level);
  YutuDay day = yutu_typed_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->valid_from)));
  char    iso[YUTU_DAY_TEXT_SIZE];

  take_text (&self->choice->name_field, get_field_name (self, self->name_field));
  take_text (&self->choice->code_field, get_field_name (self, self->code_field));
  take_text (&self->choice->valid_from, day != YUTU_DAY_INVALID ? yutu_day_format (day, iso) : NULL);
  self->choice->level = level > 0 ? (int)level + YUTU_LEVEL_COUNTY - 1 : 0;
  show_other_levels (self);
}

gboolean
yutu_import_assistant_is_ready (YutuImportAssistant *self)
{
  const YutuImportChoice *choice = self->choice;

  if (self->reading == NULL || self->reading->n_rows == 0 || yutu_import_assistant_find_lack (self) != NULL || choice->valid_from == NULL ||
      yutu_day_parse (choice->valid_from) == YUTU_DAY_INVALID)
    return FALSE;
  if (g_strcmp0 (choice->object, YUTU_IMPORT_FACILITIES) == 0)
    return choice->kind != NULL;
  if (choice->object != NULL)
    return TRUE;
  if (choice->name_field == NULL)
    return FALSE;
  return choice->is_codes ? choice->code_field != NULL : choice->level != 0;
}
