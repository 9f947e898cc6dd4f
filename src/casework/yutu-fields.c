/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Values of a definition's fields, kept as one JSON object. */

#include "casework/yutu-case.h"

#include <json-glib/json-glib.h>
#include <math.h>

static gboolean
fail (const YutuField *field,
      const char      *message,
      GError         **error)
{
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD, "field %s: %s", field->id,
               message);
  return FALSE;
}

static gboolean
is_choice (const YutuField *field,
           const char      *id)
{
  for (gsize i = 0; i < field->n_choices; i++)
    if (g_strcmp0 (field->choices[i].id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_number (const YutuField *field,
              JsonNode        *node,
              GError         **error)
{
  GType  type = json_node_get_value_type (node);
  double value;

  if (type != G_TYPE_INT64 && (type != G_TYPE_DOUBLE || field->type != YUTU_FIELD_NUMBER))
    return fail (field,
                 field->type == YUTU_FIELD_NUMBER ? "must be a number"
                                                  : "must be a whole number",
                 error);
  value = json_node_get_double (node);
  if (value >= field->min && value <= field->max)
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
               "field %s: %g is outside %g to %g", field->id, value, field->min, field->max);
  return FALSE;
}

static gboolean
check_value (const YutuField *field,
             JsonNode        *node,
             GError         **error)
{
  GType       type = json_node_get_value_type (node);
  const char *text = type == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  switch (field->type)
    {
    case YUTU_FIELD_TEXT:
      return text != NULL || fail (field, "must be text", error);
    case YUTU_FIELD_DATE:
      return yutu_day_parse (text) != YUTU_DAY_INVALID ||
             fail (field, "must be an existing day, YYYY-MM-DD", error);
    case YUTU_FIELD_ENUM:
      return is_choice (field, text) || fail (field, "is none of its choices", error);
    case YUTU_FIELD_BOOLEAN:
      return type == G_TYPE_BOOLEAN || fail (field, "must be true or false", error);
    case YUTU_FIELD_INT:
    case YUTU_FIELD_NUMBER:
    case YUTU_FIELD_MONEY_FEN:
    default:
      return check_number (field, node, error);
    }
}

static const YutuField *
find_field (const YutuField *fields,
            gsize            n_fields,
            const char      *id)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

gboolean
yutu_fields_check (const YutuField *fields,
                   gsize            n_fields,
                   const char      *json,
                   gboolean         complete,
                   GError         **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", &parse_error);
  g_autoptr (GList) members = NULL;
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                   "fields are no JSON object%s%s", parse_error != NULL ? ": " : "",
                   parse_error != NULL ? parse_error->message : "");
      return FALSE;
    }
  object = json_node_get_object (root);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      const YutuField *field = find_field (fields, n_fields, l->data);
      JsonNode        *node = json_object_get_member (object, l->data);

      if (field == NULL)
        {
          g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                       "there is no field %s", (const char *)l->data);
          return FALSE;
        }
      if (!JSON_NODE_HOLDS_NULL (node) && !check_value (field, node, error))
        return FALSE;
    }
  for (gsize i = 0; complete && i < n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, fields[i].id);

      if (fields[i].required && (node == NULL || JSON_NODE_HOLDS_NULL (node)))
        return fail (&fields[i], "is required", error);
    }
  return TRUE;
}

static double
invent_number (const YutuField *field,
               YutuRandom      *random)
{
  double low = isfinite (field->min) ? field->min : 0;
  double high = isfinite (field->max) ? field->max : low + 100000;
  double unit = yutu_random_unit (random);

  /* Small values are commoner than great ones. */
  return low + (high - low) * unit * unit * unit * 0.25;
}

char *
yutu_fields_invent (const YutuField *fields,
                    gsize            n_fields,
                    YutuRandom      *random,
                    YutuDay          today)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  for (gsize i = 0; i < n_fields; i++)
    {
      const YutuField *field = &fields[i];
      g_autofree char *text = NULL;
      char             day[YUTU_DAY_TEXT_SIZE];

      if (field->type == YUTU_FIELD_TEXT)
        {
          text = g_strdup_printf ("%s%d", field->title.zh_cn,
                                  1 + (int)yutu_random_below (random, 99));
          json_object_set_string_member (object, field->id, text);
        }
      else if (field->type == YUTU_FIELD_DATE)
        json_object_set_string_member (
          object, field->id,
          yutu_day_format (today - (YutuDay)yutu_random_below (random, 1500), day));
      else if (field->type == YUTU_FIELD_ENUM)
        json_object_set_string_member (
          object, field->id, field->choices[yutu_random_below (random, field->n_choices)].id);
      else if (field->type == YUTU_FIELD_BOOLEAN)
        json_object_set_boolean_member (object, field->id, yutu_random_below (random, 2) == 1);
      else if (field->type == YUTU_FIELD_NUMBER)
        json_object_set_double_member (object, field->id,
                                       round (invent_number (field, random) * 100) / 100);
      else
        json_object_set_int_member (object, field->id,
                                    (gint64)ceil (invent_number (field, random)));
    }
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
