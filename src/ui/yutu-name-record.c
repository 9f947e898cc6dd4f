/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-record.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "casework/yutu-title.h"
#include "session/yutu-name-fields.h"

static YutuField
make_field (const char   *id,
            YutuTitle     title,
            YutuFieldType type)
{
  return (YutuField){ .id = id, .title = title, .group = { "", "" }, .type = type, .min = -INFINITY, .max = INFINITY };
}

static GArray *
make_fields (void)
{
  GArray              *fields = g_array_new (FALSE, TRUE, sizeof (YutuField));
  gsize                n = 0;
  const YutuNameField *more = yutu_name_fields_get (&n);
  const YutuField      columns[] = {
         make_field ("pinyin_tone", (YutuTitle){ _ ("Pinyin with tones"), _ ("Pinyin with tones") }, YUTU_FIELD_TEXT),
         make_field ("alias", (YutuTitle){ _ ("Other name"), _ ("Other name") }, YUTU_FIELD_TEXT),
         make_field ("meaning", (YutuTitle){ _ ("Meaning, origin"), _ ("Meaning, origin") }, YUTU_FIELD_TEXT),
         make_field ("grade", (YutuTitle){ _ ("Grade"), _ ("Grade") }, YUTU_FIELD_TEXT),
         make_field ("approval_doc", (YutuTitle){ _ ("Approval document"), _ ("Approval document") }, YUTU_FIELD_TEXT),
         make_field ("approved_on", (YutuTitle){ _ ("Approved on"), _ ("Approved on") }, YUTU_FIELD_DATE),
  };

  g_array_append_vals (fields, columns, G_N_ELEMENTS (columns));
  for (gsize i = 0; i < n; i++)
    {
      YutuField field = make_field (more[i].id, (YutuTitle){ more[i].key, more[i].title_en },
                                    more[i].type == YUTU_NAME_DAY ? YUTU_FIELD_DATE : YUTU_FIELD_TEXT);

      if (!yutu_name_field_is_checked (&more[i]))
        g_array_append_val (fields, field);
    }
  return fields;
}

const YutuField *
yutu_name_record_get_fields (gsize *n)
{
  static GArray *fields = NULL;

  if (fields == NULL)
    fields = make_fields ();
  *n = fields->len;
  return (const YutuField *)(gpointer)fields->data;
}

static JsonObject *
parse (JsonParser *parser,
       const char *json)
{
  JsonNode *root = json_parser_load_from_data (parser, json, -1, NULL) ? json_parser_get_root (parser) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static const char *
get_text (JsonObject *object,
          const char *id)
{
  const char *text = object != NULL && json_object_has_member (object, id)
                       ? json_object_get_string_member_with_default (object, id, "")
                       : "";

  return text != NULL ? text : "";
}

char *
yutu_name_record_dup_changes (const char *before,
                              const char *after)
{
  g_autoptr (JsonParser) old_parser = json_parser_new ();
  g_autoptr (JsonParser) new_parser = json_parser_new ();
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *was = parse (old_parser, before);
  JsonObject      *is = parse (new_parser, after);
  gsize            n = 0;
  const YutuField *fields = yutu_name_record_get_fields (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (get_text (was, fields[i].id), get_text (is, fields[i].id)) != 0)
      json_object_set_string_member (changes, fields[i].id, get_text (is, fields[i].id));
  json_node_set_object (root, changes);
  return json_object_get_size (changes) > 0 ? json_to_string (root, FALSE) : NULL;
}

/* ---- Classes ---- */

void
yutu_class_choices_init (YutuClassChoices *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (YutuChoice));
  self->titles = g_ptr_array_new_with_free_func (g_free);
}

void
yutu_class_choices_clear (YutuClassChoices *self)
{
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
}

void
yutu_class_choices_fill (YutuClassChoices       *self,
                         const YutuPlaceClasses *classes,
                         unsigned                shapes)
{
  g_array_set_size (self->choices, 0);
  g_ptr_array_set_size (self->titles, 0);
  for (guint i = 0; i < yutu_place_classes_count (classes); i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (classes, i);
      const char *en = *class->title_en != '\0' ? class->title_en : class->title;
      const char *group_en = *class->group_title_en != '\0' ? class->group_title_en : class->group_title;
      const char *group = yutu_title_get (&(YutuTitle){ class->group_title, group_en });
      const char *words = yutu_title_get (&(YutuTitle){ class->title, en });
      YutuChoice  choice = { .id = class->code };
      char       *title = NULL;

      if ((class->shapes & shapes) == 0)
        continue;
      title = *group != '\0' ? g_strdup_printf (C_ ("class of place names, its group", "%s · %s"), words, group) : g_strdup (words);
      g_ptr_array_add (self->titles, title);
      choice.title = (YutuTitle){ title, title };
      g_array_append_val (self->choices, choice);
    }
}
