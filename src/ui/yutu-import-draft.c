/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The draft of an import: the file, how it is read, and the proposals that are accepted. */

#include "ui/yutu-import-assistant-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-json.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-drafts.h"

void
yutu_import_draft_free (YutuImportDraft *self)
{
  if (self == NULL)
    return;
  yutu_import_choice_free (self->choice);
  g_hash_table_unref (self->accepted);
  g_free (self);
}

/* ---- Keeping ---- */

/* One file, one draft. A URI, as a path need not be UTF-8. NULL: no absolute path. */
static char *
dup_uri (YutuImportAssistant *self)
{
  return g_filename_to_uri (self->choice->path, NULL, NULL);
}

static char *
dup_key (YutuImportAssistant *self)
{
  g_autofree char *uri = dup_uri (self);

  return uri != NULL ? g_strconcat ("import:", uri, NULL) : NULL;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  yutu_json_add_text (builder, name, text != NULL ? text : "");
}

static void
add_texts (JsonBuilder *builder,
           const char  *name,
           GStrv        texts) /* (nullable) */
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
add_accepted (JsonBuilder         *builder,
              YutuImportAssistant *self)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->accepted), (GCompareFunc)strcmp);

  json_builder_set_member_name (builder, "accepted");
  json_builder_begin_array (builder);
  for (GList *l = ids; l != NULL; l = l->next)
    json_builder_add_string_value (builder, l->data);
  json_builder_end_array (builder);
}

static char *
dup_content (YutuImportAssistant *self,
             const char          *uri)
{
  const YutuImportChoice *choice = self->choice;
  gboolean                is_tried = yutu_import_assistant_is_on_findings (self);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "path", uri);
  add_text (builder, "kind", choice->object != NULL ? choice->object : choice->is_codes ? "codes" : "divisions");
  add_text (builder, "register", choice->kind);
  add_texts (builder, "maps", choice->maps);
  add_texts (builder, "replaces", choice->replaces);
  add_text (builder, "encoding", choice->encoding);
  add_text (builder, "crs", choice->crs);
  add_text (builder, "layer", choice->layer);
  yutu_json_add_boolean (builder, "swap", choice->swap_axes);
  add_text (builder, "name-field", choice->name_field);
  add_text (builder, "code-field", choice->code_field);
  yutu_json_add_int (builder, "level", choice->level);
  yutu_json_add_boolean (builder, "level-is-own", self->level_is_own);
  add_text (builder, "valid-from", choice->valid_from);
  yutu_json_add_boolean (builder, "tried", is_tried);
  if (is_tried)
    add_accepted (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

void
yutu_import_assistant_put_draft (YutuImportAssistant *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *content = NULL;

  if (self->session == NULL || self->is_filling)
    return;
  if (self->restored != NULL && self->reading == NULL) /* not all of it is in the rows yet */
    return;
  g_clear_pointer (&self->restored, yutu_import_draft_free);
  uri = dup_uri (self);
  if (uri == NULL)
    return;
  key = dup_key (self);
  name = g_filename_display_basename (self->choice->path);
  title = g_strdup_printf (_ ("Import: %s"), name);
  content = dup_content (self, uri);
  self->has_draft = TRUE;
  yutu_session_put_draft (self->session, key, YUTU_IMPORT_DRAFT_KIND, title, content);
}

void
yutu_import_assistant_settle_draft (YutuImportAssistant *self)
{
  g_autofree char *key = dup_key (self);

  if (self->has_draft && key != NULL)
    yutu_session_settle_draft (self->session, key);
}

void
yutu_import_assistant_drop_draft (YutuImportAssistant *self)
{
  g_autofree char *key = dup_key (self);

  if (self->has_draft && key != NULL)
    yutu_session_drop_draft (self->session, key);
  self->has_draft = FALSE;
}

void
yutu_import_assistant_leave_draft (YutuImportAssistant *self)
{
  g_autofree char *key = self->has_draft ? dup_key (self) : NULL;

  if (key != NULL)
    yutu_session_leave_draft (self->session, key);
  self->has_draft = FALSE;
}

/* ---- Going on ---- */

static char *
dup_text (JsonObject *object,
          const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* NULL: none. */
static GStrv
dup_texts (JsonObject *object,
           const char *name)
{
  JsonNode    *node = json_object_get_member (object, name);
  JsonArray   *all = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GStrvBuilder *texts = NULL;
  GStrv         found = NULL;

  if (all == NULL || json_array_get_length (all) == 0)
    return NULL;
  texts = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonNode *text = json_array_get_element (all, i);

      if (JSON_NODE_HOLDS_VALUE (text) && json_node_get_string (text) != NULL)
        g_strv_builder_add (texts, json_node_get_string (text));
    }
  found = g_strv_builder_end (texts);
  g_strv_builder_unref (texts);
  return found;
}

static GHashTable *
read_accepted (JsonObject *object)
{
  GHashTable *accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonNode   *node = json_object_get_member (object, "accepted");
  JsonArray  *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *id = json_array_get_element (ids, i);

      if (JSON_NODE_HOLDS_VALUE (id) && json_node_get_string (id) != NULL)
        g_hash_table_add (accepted, json_node_dup_string (id));
    }
  return accepted;
}

YutuImportDraft *
yutu_import_draft_parse (const char *content)
{
  static const char *const objects[] = { YUTU_OBJECT_LINE, YUTU_OBJECT_PILLAR, YUTU_IMPORT_NAMES, YUTU_IMPORT_ADDRESSES,
                                         YUTU_IMPORT_CLASSES, YUTU_IMPORT_SIZES, YUTU_IMPORT_FACILITIES };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char  *path = NULL;
  JsonObject       *object = NULL;
  YutuImportDraft  *self = NULL;
  YutuImportChoice *choice = NULL;

  if (!json_parser_load_from_data (parser, content, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  path = g_filename_from_uri (json_object_get_string_member_with_default (object, "path", ""), NULL,
                              NULL);
  if (path == NULL)
    return NULL;
  self = g_new0 (YutuImportDraft, 1);
  self->choice = choice = yutu_import_choice_new (path);
  choice->is_codes =
    g_str_equal (json_object_get_string_member_with_default (object, "kind", ""), "codes");
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    if (g_str_equal (json_object_get_string_member_with_default (object, "kind", ""), objects[i]))
      choice->object = objects[i];
  choice->kind = dup_text (object, "register");
  choice->maps = dup_texts (object, "maps");
  choice->replaces = dup_texts (object, "replaces");
  choice->encoding = dup_text (object, "encoding");
  choice->crs = dup_text (object, "crs");
  choice->layer = dup_text (object, "layer");
  choice->swap_axes = json_object_get_boolean_member_with_default (object, "swap", FALSE);
  choice->name_field = dup_text (object, "name-field");
  choice->code_field = dup_text (object, "code-field");
  choice->level = (int)json_object_get_int_member_with_default (object, "level", 0);
  choice->valid_from = dup_text (object, "valid-from");
  self->level_is_own = json_object_get_boolean_member_with_default (object, "level-is-own", FALSE);
  self->is_tried = json_object_get_boolean_member_with_default (object, "tried", FALSE);
  self->accepted = read_accepted (object);
  return self;
}
