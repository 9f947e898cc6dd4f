/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-inputs.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

struct _YutuCaseInputs
{
  GArray    *fields; /* of YutuField */
  GPtrArray *texts;  /* that they point to */
  JsonNode  *start;
  char      *json; /* of start, once asked for */
};

static YutuCaseInputs *
inputs_new (void)
{
  YutuCaseInputs *self = g_new0 (YutuCaseInputs, 1);

  self->fields = g_array_new (FALSE, TRUE, sizeof (YutuField));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->start = json_node_init_object (json_node_alloc (), json_object_new ());
  json_object_unref (json_node_get_object (self->start)); /* the node has it */
  return self;
}

void
yutu_case_inputs_free (YutuCaseInputs *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fields);
  g_ptr_array_unref (self->texts);
  json_node_unref (self->start);
  g_free (self->json);
  g_free (self);
}

const YutuField *
yutu_case_inputs_get_fields (YutuCaseInputs *self,
                             gsize          *n)
{
  *n = self->fields->len;
  return (const YutuField *)(gpointer)self->fields->data;
}

const char *
yutu_case_inputs_get_start (YutuCaseInputs *self)
{
  if (self->json == NULL)
    self->json = json_to_string (self->start, FALSE);
  return self->json;
}

/* ---- Fields ---- */

static const char *
keep_text (YutuCaseInputs *self,
           char           *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

/* In the language of the window, which the title need not choose any more. */
static YutuTitle
keep_title (const char *text)
{
  return (YutuTitle){ text, text };
}

static void
add_own (YutuCaseInputs *self,
         const char     *name,
         const char     *title,
         YutuFieldType   type,
         gboolean        is_required,
         const char     *value)
{
  YutuField field = { .id = keep_text (self, g_strconcat ("own.", name, NULL)),
                      .title = keep_title (title),
                      .group = { "", "" },
                      .type = type,
                      .min = -INFINITY,
                      .max = INFINITY,
                      .required = is_required };

  g_array_append_val (self->fields, field);
  if (value != NULL)
    json_object_set_string_member (json_node_get_object (self->start), field.id, value);
}

static void
add_day (YutuCaseInputs *self,
         const char     *title,
         YutuDay         day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  add_own (self, "day", title, YUTU_FIELD_DATE, TRUE, yutu_day_format (day, text));
}

static void
add_field (YutuCaseInputs  *self,
           const char      *part,
           const YutuField *field,
           const char      *group, /* for one that has none */
           gboolean         is_required,
           JsonNode        *value)
{
  YutuField copy = *field;

  copy.id = keep_text (self, g_strconcat (part, ".", field->id, NULL));
  copy.required = is_required;
  if (yutu_title_get (&field->group)[0] == '\0')
    copy.group = keep_title (group);
  g_array_append_val (self->fields, copy);
  if (value != NULL && !JSON_NODE_HOLDS_NULL (value))
    json_object_set_member (json_node_get_object (self->start), copy.id, json_node_copy (value));
}

/* ---- The forms ---- */

YutuCaseInputs *
yutu_case_inputs_new_open (const YutuCaseKind *kind,
                           const char         *officer,
                           YutuDay             day)
{
  YutuCaseInputs *self = inputs_new ();

  add_own (self, "title", C_ ("case", "Title"), YUTU_FIELD_TEXT, FALSE, NULL);
  add_day (self, _ ("Opened on"), day);
  add_own (self, "officer", _ ("Officer"), YUTU_FIELD_TEXT, FALSE, officer);
  for (gsize i = 0; i < kind->n_person_fields; i++)
    add_field (self, "person", &kind->person_fields[i], _ ("Person"),
               kind->person_fields[i].required, NULL);
  for (gsize i = 0; i < kind->n_fields; i++)
    add_field (self, "kind", &kind->fields[i], _ ("Particulars"), kind->fields[i].required, NULL);
  return self;
}

static gboolean
has_guard (const YutuTransition *step,
           YutuGuardKind         kind,
           const YutuField      *field)
{
  for (gsize i = 0; i < step->n_guards; i++)
    if (step->guards[i].kind == kind && step->guards[i].field == field)
      return TRUE;
  return FALSE;
}

/* Whether the step asks for the field whatever else is filled in: one that hangs on another field may be left. */
static gboolean
must_have (const YutuTransition *step,
           const YutuField      *field,
           const char           *fields)
{
  for (gsize i = 0; i < step->n_guards; i++)
    if (step->guards[i].kind == YUTU_GUARD_FIELD && step->guards[i].field == field &&
        yutu_field_condition_holds (&step->guards[i].when, fields))
      return TRUE;
  return FALSE;
}

static JsonObject *
get_fields (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
get_value (JsonObject      *fields,
           const YutuField *field)
{
  JsonNode *value = fields != NULL ? json_object_get_member (fields, field->id) : NULL;

  return value != NULL && !JSON_NODE_HOLDS_NULL (value) ? value : NULL;
}

YutuCaseInputs *
yutu_case_inputs_new_step (const YutuCaseDetail *detail,
                           const YutuTransition *step,
                           YutuDay               day)
{
  YutuCaseInputs *self = inputs_new ();
  gboolean        is_end = !detail->kind->states[step->to].is_open;
  gboolean        asks_result = has_guard (step, YUTU_GUARD_RESULT, NULL);
  gboolean        asks_document = has_guard (step, YUTU_GUARD_DOCUMENT, NULL);
  g_autoptr (JsonNode) root = json_from_string (detail->fields, NULL);
  JsonObject *fields = get_fields (root);

  add_day (self, _ ("Day"), day);
  for (gsize i = 0; i < detail->kind->n_fields; i++)
    {
      const YutuField *field = &detail->kind->fields[i];

      if (has_guard (step, YUTU_GUARD_FIELD, field) && get_value (fields, field) == NULL)
        add_field (self, "kind", field, "", must_have (step, field, detail->fields), NULL);
    }
  if (asks_result || is_end)
    add_own (self, "result", _ ("Result"), YUTU_FIELD_TEXT, asks_result, detail->result);
  if (asks_document || is_end)
    add_own (self, "document", _ ("Document number"), YUTU_FIELD_TEXT, asks_document,
             detail->result_doc);
  add_own (self, "note", _ ("Note"), YUTU_FIELD_TEXT, FALSE, NULL);
  return self;
}

YutuCaseInputs *
yutu_case_inputs_new_more (const YutuCaseDetail *detail,
                           const YutuTransition *step,
                           const char           *role)
{
  g_autoptr (YutuCaseInputs) self = inputs_new ();
  g_autoptr (JsonNode) root = json_from_string (detail->fields, NULL);
  JsonObject *fields = get_fields (root);

  for (gsize i = 0; i < detail->kind->n_fields; i++)
    {
      const YutuField *field = &detail->kind->fields[i];
      JsonNode        *value = get_value (fields, field);
      gboolean         is_clear =
        field->mask == YUTU_MASK_NONE ||
        (field->mask == YUTU_MASK_AMOUNT && g_strcmp0 (role, "desk") == 0);

      if (value == NULL ? !has_guard (step, YUTU_GUARD_FIELD, field) : is_clear)
        add_field (self, "kind", field, "", field->required, value);
    }
  return self->fields->len > 0 ? g_steal_pointer (&self) : NULL;
}

/* ---- What came back ---- */

char *
yutu_case_inputs_dup_own (const char *json,
                          const char *name)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autofree char *id = g_strconcat ("own.", name, NULL);
  JsonObject      *object = get_fields (root);
  const char      *text =
    object != NULL ? json_object_get_string_member_with_default (object, id, NULL) : NULL;

  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

char *
yutu_case_inputs_dup_part (const char *json,
                           const char *part)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (JsonNode) out = json_node_alloc ();
  g_autoptr (JsonObject) members = json_object_new ();
  gsize          length = strlen (part);
  JsonObjectIter iter;
  const char    *id;
  JsonNode      *value;

  if (get_fields (root) == NULL)
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &id, &value))
    if (strncmp (id, part, length) == 0 && id[length] == '.')
      json_object_set_member (members, id + length + 1, json_node_copy (value));
  if (json_object_get_size (members) == 0)
    return NULL;
  json_node_init_object (out, members);
  return json_to_string (out, FALSE);
}
