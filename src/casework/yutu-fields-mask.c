/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Values of a definition's fields, masked for show, and merged when they come back. */

#include "casework/yutu-fields-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

YutuMask
yutu_fields_find_mask (const YutuField *fields,
                       gsize            n_fields,
                       const char      *id,
                       YutuMask         fallback)
{
  const YutuField *field = yutu_fields_find (fields, n_fields, id);

  return field != NULL ? field->mask : fallback;
}

static JsonNode *
mask_node (YutuMask  mask,
           JsonNode *node)
{
  g_autofree char *text = NULL;
  g_autofree char *masked = NULL;
  JsonNode        *out;

  if (mask == YUTU_MASK_NONE || JSON_NODE_HOLDS_NULL (node))
    return json_node_copy (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_dup_string (node);
  else
    text = json_to_string (node, FALSE);
  masked = yutu_mask_apply (mask, text);
  out = json_node_new (JSON_NODE_VALUE);
  if (mask == YUTU_MASK_AMOUNT && g_ascii_isdigit (masked[0]))
    json_node_set_int (out, g_ascii_strtoll (masked, NULL, 10));
  else
    json_node_set_string (out, masked);
  return out;
}

char *
yutu_fields_mask (const YutuField *fields,
                  gsize            n_fields,
                  gboolean         full_amounts,
                  const char      *json,
                  GPtrArray       *masked)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);
  g_autoptr (JsonNode) out = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return g_strdup ("{}");
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    {
      YutuMask  mask = yutu_fields_find_mask (fields, n_fields, name, YUTU_MASK_HIDDEN);
      JsonNode *shown = NULL;

      if (mask == YUTU_MASK_AMOUNT && full_amounts)
        mask = YUTU_MASK_NONE;
      shown = mask_node (mask, node);
      /* Most texts have nobody in them. */
      if (mask != YUTU_MASK_NONE && !JSON_NODE_HOLDS_NULL (node) && masked != NULL &&
          (mask != YUTU_MASK_TEXT || !json_node_equal (shown, node)))
        g_ptr_array_add (masked, g_strdup (name));
      json_object_set_member (object, name, shown);
    }
  json_node_set_object (out, object);
  return json_to_string (out, FALSE);
}

char *
yutu_fields_merge (const char *fields,
                   const char *set)
{
  g_autoptr (JsonNode) base = json_from_string (fields, NULL);
  g_autoptr (JsonNode) more = json_from_string (set, NULL);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (base == NULL || !JSON_NODE_HOLDS_OBJECT (base))
    return g_strdup (set);
  json_object_iter_init (&iter, json_node_get_object (more));
  while (json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_NULL (node))
      json_object_remove_member (json_node_get_object (base), name);
    else
      json_object_set_member (json_node_get_object (base), name, json_node_copy (node));
  return json_to_string (base, FALSE);
}

gboolean
yutu_fields_equal (const char *a,
                   const char *b)
{
  g_autoptr (JsonNode) one = json_from_string (a, NULL);
  g_autoptr (JsonNode) two = json_from_string (b, NULL);

  return one != NULL && two != NULL && json_node_equal (one, two);
}

static gboolean
is_mask_of (YutuMask  mask,
            JsonNode *kept,
            JsonNode *value)
{
  g_autoptr (JsonNode) masked = kept != NULL ? mask_node (mask, kept) : NULL;

  return masked != NULL && json_node_equal (masked, value) && !json_node_equal (kept, value);
}

static gboolean
has_stars (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
         strchr (json_node_get_string (value), '*') != NULL;
}

char *
yutu_fields_drop_masks (const YutuField *fields,
                        gsize            n_fields,
                        const char      *kept,
                        const char      *set,
                        GError         **error)
{
  g_autoptr (JsonNode) old = json_from_string (kept != NULL ? kept : "{}", NULL);
  g_autoptr (JsonNode) root = json_from_string (set, NULL);
  g_autoptr (GList) names = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                           _ ("fields are no JSON object"));
      return NULL;
    }
  names = json_object_get_members (json_node_get_object (root));
  for (GList *l = names; l != NULL; l = l->next)
    {
      YutuMask  mask = yutu_fields_find_mask (fields, n_fields, l->data, YUTU_MASK_NONE);
      JsonNode *value = json_object_get_member (json_node_get_object (root), l->data);
      JsonNode *before = old != NULL && JSON_NODE_HOLDS_OBJECT (old)
                           ? json_object_get_member (json_node_get_object (old), l->data)
                           : NULL;

      if (mask == YUTU_MASK_NONE)
        continue;
      if (is_mask_of (mask, before, value))
        json_object_remove_member (json_node_get_object (root), l->data);
      else if (has_stars (value))
        {
          g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                       _ ("field %s: “%s” is a mask, not a value; give it in full or leave it out"),
                       (const char *)l->data, json_node_get_string (value));
          return NULL;
        }
    }
  return json_to_string (root, FALSE);
}
