/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map-sheet-private.h"

#include <glib/gi18n.h>

#include "base/yutu-data.h"

static void
template_free (gpointer data)
{
  YutuSheetTemplate *self = data;

  g_free (self->id);
  g_free ((char *)self->title.zh_cn);
  g_free ((char *)self->title.en);
  g_free (self->heading);
  g_free (self->subtitle);
  g_free (self);
}

static gboolean
fail (const char *member,
      GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("“%s” is missing or not understood"),
               member);
  return FALSE;
}

static const char *
get_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

static gboolean
get_flag (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

static gboolean
read_title (JsonObject *object,
            YutuTitle  *title,
            GError    **error)
{
  JsonNode   *node = json_object_get_member (object, "title");
  JsonObject *texts = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  title->zh_cn = g_strdup (get_text (texts, "zh_CN"));
  title->en = g_strdup (get_text (texts, "en"));
  return (title->zh_cn != NULL && title->en != NULL) || fail ("title", error);
}

static gboolean
read_template (JsonObject        *object,
               YutuSheetTemplate *self,
               GError           **error)
{
  const char *paper = get_text (object, "paper");
  const char *groups = get_text (object, "groups");
  JsonNode   *level = json_object_get_member (object, "level");

  self->id = g_strdup (get_text (object, "id"));
  self->heading = g_strdup (get_text (object, "heading"));
  self->subtitle = g_strdup (get_text (object, "subtitle"));
  self->has_theme = get_flag (object, "theme");
  self->has_focus = get_flag (object, "focus");
  self->compares = get_flag (object, "compares");
  if (self->id == NULL || self->heading == NULL)
    return fail (self->id == NULL ? "id" : "heading", error);
  if (g_strcmp0 (paper, "A3") != 0 && g_strcmp0 (paper, "A4") != 0)
    return fail ("paper", error);
  self->paper = g_str_equal (paper, "A3") ? YUTU_PAPER_A3 : YUTU_PAPER_A4;
  self->groups = groups != NULL ? yutu_map_groups_parse (groups) : 0;
  if (self->groups == 0)
    return fail ("groups", error);
  if (level != NULL && json_node_get_value_type (level) != G_TYPE_INT64)
    return fail ("level", error);
  self->level = level != NULL ? (int)json_node_get_int (level) : 0;
  if (self->level != 0 && (self->level < YUTU_LEVEL_COUNTY || self->level > YUTU_LEVEL_VILLAGE))
    return fail ("level", error);
  return read_title (object, &self->title, error);
}

static YutuSheetTemplate *
load_template (const char *path,
               GError    **error)
{
  YutuSheetTemplate *self = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = yutu_data_load (path, error);
  JsonNode *root = NULL;
  gboolean  done = FALSE;

  if (bytes == NULL ||
      !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), error))
    return NULL;
  self = g_new0 (YutuSheetTemplate, 1);
  root = json_parser_get_root (parser);
  done = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
           ? read_template (json_node_get_object (root), self, error)
           : fail ("{", error);
  if (!done)
    g_clear_pointer (&self, template_free);
  return self;
}

GPtrArray *
yutu_sheet_templates_load (GError **error)
{
  g_auto (GStrv) names = yutu_data_list ("sheets");
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func (template_free);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char   *path = g_strconcat ("sheets/", names[i], NULL);
      YutuSheetTemplate *one = load_template (path, error);

      if (one == NULL)
        {
          g_prefix_error (error, "data/%s: ", path);
          return NULL;
        }
      g_ptr_array_add (templates, one);
    }
  return g_steal_pointer (&templates);
}

/* ---- Words ---- */

JsonParser *
yutu_sheet_words_load (GError **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load ("styles/sheet.json", error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize)g_bytes_get_size (bytes), error))
    return NULL;
  return g_steal_pointer (&parser);
}

char *
yutu_sheet_words_format_day (JsonObject *words,
                             YutuDay     day)
{
  static const char *const slots[] = { "{year}", "{month}", "{day}" };
  int                      parts[3];
  g_autoptr (GString) text = g_string_new (json_object_get_string_member_with_default (words, "date", ""));

  yutu_day_to_ymd (day, &parts[0], &parts[1], &parts[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", parts[i]);

      g_string_replace (text, slots[i], number, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
