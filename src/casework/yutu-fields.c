/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Values of a definition's fields, kept as one JSON object. */

#include "casework/yutu-case.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

static gboolean
fail (const YutuField *field,
      const char      *message,
      GError         **error)
{
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD, _ ("field %s: %s"), field->id,
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
                 field->type == YUTU_FIELD_NUMBER ? _ ("must be a number")
                                                  : _ ("must be a whole number"),
                 error);
  value = json_node_get_double (node);
  if (value >= field->min && value <= field->max)
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
               _ ("field %s: %g is outside %g to %g"), field->id, value, field->min, field->max);
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
      return text != NULL || fail (field, _ ("must be text"), error);
    case YUTU_FIELD_DATE:
      return yutu_day_parse (text) != YUTU_DAY_INVALID ||
             fail (field, _ ("must be an existing day, YYYY-MM-DD"), error);
    case YUTU_FIELD_ENUM:
      return is_choice (field, text) || fail (field, _ ("is none of its choices"), error);
    case YUTU_FIELD_BOOLEAN:
      return type == G_TYPE_BOOLEAN || fail (field, _ ("must be true or false"), error);
    case YUTU_FIELD_INT:
    case YUTU_FIELD_NUMBER:
    case YUTU_FIELD_MONEY_FEN:
    default:
      return check_number (field, node, error);
    }
}

const YutuField *
yutu_fields_find (const YutuField *fields,
                  gsize            n_fields,
                  const char      *id)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

const YutuField *
yutu_modules_find_field (const YutuModules *self,
                         const char        *object,
                         const char        *id)
{
  const YutuRegister *record = yutu_modules_find_object (self, object);

  return record != NULL ? yutu_fields_find (record->fields, record->n_fields, id) : NULL;
}

gboolean
yutu_fields_have_masks (const YutuField *fields,
                        gsize            n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].mask != YUTU_MASK_NONE)
      return TRUE;
  return FALSE;
}

const YutuChoice *
yutu_field_find_choice (const YutuField *field,
                        const char      *id)
{
  for (gsize i = 0; field != NULL && i < field->n_choices; i++)
    if (g_strcmp0 (field->choices[i].id, id) == 0)
      return &field->choices[i];
  return NULL;
}

const char *
yutu_field_name_choice (const YutuField *field,
                        const char      *id)
{
  const YutuChoice *choice = yutu_field_find_choice (field, id);

  return choice != NULL ? yutu_title_get (&choice->title) : id;
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
                   _ ("fields are no JSON object%s%s"), parse_error != NULL ? ": " : "",
                   parse_error != NULL ? parse_error->message : "");
      return FALSE;
    }
  object = json_node_get_object (root);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      const YutuField *field = yutu_fields_find (fields, n_fields, l->data);
      JsonNode        *node = json_object_get_member (object, l->data);

      if (field == NULL)
        {
          g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                       _ ("there is no field %s"), (const char *)l->data);
          return FALSE;
        }
      if (!JSON_NODE_HOLDS_NULL (node) && !check_value (field, node, error))
        return FALSE;
    }
  for (gsize i = 0; complete && i < n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, fields[i].id);

      if (fields[i].required && (node == NULL || JSON_NODE_HOLDS_NULL (node)))
        return fail (&fields[i], _ ("is required"), error);
    }
  return TRUE;
}

/* ---- Relations ---- */

/* FALSE when @object has no value for @field. A day counts in days. */
static gboolean
get_quantity (JsonObject      *object,
              const YutuField *field,
              double          *quantity)
{
  JsonNode *node = json_object_get_member (object, field->id);
  YutuDay   day;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (field->type != YUTU_FIELD_DATE)
    {
      *quantity = json_node_get_double (node);
      return json_node_get_value_type (node) != G_TYPE_STRING;
    }
  day = yutu_day_parse (json_node_get_string (node));
  *quantity = day;
  return day != YUTU_DAY_INVALID;
}

static gboolean
holds (const YutuFieldCheck *check,
       JsonObject           *object)
{
  double   right = 0;
  double   left = 0;
  gboolean has_left = FALSE;

  for (gsize i = 0; i < check->n_left; i++)
    {
      double part = 0;

      if (get_quantity (object, check->left[i], &part))
        {
          has_left = TRUE;
          left += part;
        }
    }
  if (!has_left || !get_quantity (object, check->right, &right))
    return TRUE;
  switch (check->relation)
    {
    case YUTU_RELATION_LESS:
      return left < right;
    case YUTU_RELATION_AT_MOST:
      return left <= right;
    case YUTU_RELATION_AT_LEAST:
      return left >= right;
    case YUTU_RELATION_MORE:
      return left > right;
    case YUTU_RELATION_EQUAL:
    default:
      return left >= right && left <= right;
    }
}

const YutuFieldCheck *
yutu_fields_find_broken (const YutuFieldCheck *checks,
                         gsize                 n_checks,
                         const char           *json)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);

  for (gsize i = 0; root != NULL && JSON_NODE_HOLDS_OBJECT (root) && i < n_checks; i++)
    if (!holds (&checks[i], json_node_get_object (root)))
      return &checks[i];
  return NULL;
}

/* @left and @right are fields with their values. */
static char *
relation_words (YutuRelation relation,
                const char  *left,
                const char  *right)
{
  switch (relation)
    {
    case YUTU_RELATION_LESS:
      return g_strdup_printf (_ ("%s is not less than %s"), left, right);
    case YUTU_RELATION_AT_MOST:
      return g_strdup_printf (_ ("%s is more than %s"), left, right);
    case YUTU_RELATION_AT_LEAST:
      return g_strdup_printf (_ ("%s is less than %s"), left, right);
    case YUTU_RELATION_MORE:
      return g_strdup_printf (_ ("%s is not more than %s"), left, right);
    case YUTU_RELATION_EQUAL:
    default:
      return g_strdup_printf (_ ("%s is not equal to %s"), left, right);
    }
}

/* What the relation found, in numbers: "beds_nursing (40) is more than beds_total (30)"; those that are summed up are
 * joined by a plus. */
static void
tell_broken (const YutuFieldCheck *check,
             const char           *json,
             GError              **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autofree char *value =
    json_to_string (json_object_get_member (json_node_get_object (root), check->right->id), FALSE);
  g_autofree char *right = g_strdup_printf ("%s (%s)", check->right->id, value);
  g_autofree char *words = NULL;

  for (gsize i = 0; i < check->n_left; i++)
    {
      JsonNode        *node = json_object_get_member (json_node_get_object (root), check->left[i]->id);
      g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");

      g_string_append_printf (left, "%s%s (%s)", i > 0 ? " + " : "", check->left[i]->id, text);
    }
  words = relation_words (check->relation, left->str, right);
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
               /* Translators: a field; what is wrong with it in numbers; the same in words */
               _ ("field %s: %s: %s; correct one of them"), check->left[0]->id, words, yutu_title_get (&check->message));
}

gboolean
yutu_fields_check_relations (const YutuFieldCheck *checks,
                             gsize                 n_checks,
                             const char           *json,
                             GError              **error)
{
  const YutuFieldCheck *broken = yutu_fields_find_broken (checks, n_checks, json);

  if (broken == NULL)
    return TRUE;
  tell_broken (broken, json, error);
  return FALSE;
}

gboolean
yutu_fields_check_record (const YutuField      *fields,
                          gsize                 n_fields,
                          const YutuFieldCheck *checks,
                          gsize                 n_checks,
                          const char           *json,
                          GError              **error)
{
  return yutu_fields_check (fields, n_fields, json, TRUE, error) &&
         yutu_fields_check_relations (checks, n_checks, json, error);
}
