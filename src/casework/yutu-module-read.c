/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Members of a definition file, read strictly. */

#include "casework/yutu-module-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append_path (GString             *out,
             const YutuReadPlace *place)
{
  if (place->up != NULL)
    append_path (out, place->up);
  if (place->step != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? "." : "", place->step);
  if (place->index >= 0)
    g_string_append_printf (out, "[%" G_GSSIZE_FORMAT "]", place->index);
}

gboolean
yutu_read_fail (const YutuReadPlace *place,
                const char          *member,
                GError             **error,
                const char          *format,
                ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *message = NULL;
  va_list          arguments;

  append_path (path, place);
  if (member != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", member);
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION, "%s: %s: %s",
               place->file, path->len > 0 ? path->str : _ ("(whole file)"), message);
  return FALSE;
}

gpointer
yutu_read_allocate (const YutuReadPlace *place,
                    gsize                n,
                    gsize                size)
{
  gpointer memory = g_malloc0_n (MAX (n, 1), size);

  g_ptr_array_add (place->self->memory, memory);
  return memory;
}

const char *
yutu_read_keep (const YutuReadPlace *place,
                char                *text)
{
  g_ptr_array_add (place->self->memory, text);
  return text;
}

gboolean
yutu_read_check_members (const YutuReadPlace *place,
                         const char *const   *known,
                         GError             **error)
{
  g_autoptr (GList) members = json_object_get_members (place->object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return yutu_read_fail (place, l->data, error,
                             "is not known here; remove it or correct its spelling");
  return TRUE;
}

gboolean
yutu_read_text (const YutuReadPlace *place,
                const char          *member,
                gboolean             required,
                const char         **out,
                GError             **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = NULL;
  if (node == NULL && !required)
    return TRUE;
  if (node == NULL)
    return yutu_read_fail (place, member, error, "is missing; add it as text");
  if (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return yutu_read_fail (place, member, error, "must be text and not empty");
  *out = yutu_read_keep (place, json_node_dup_string (node));
  return TRUE;
}

gboolean
yutu_read_id (const YutuReadPlace *place,
              const char          *member,
              gboolean             is_code,
              const char         **out,
              GError             **error)
{
  if (!yutu_read_text (place, member, TRUE, out, error))
    return FALSE;
  for (const char *p = *out; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-' && *p != '_' &&
        !(is_code && (g_ascii_isupper (*p) || *p == '.')))
      return yutu_read_fail (place, member, error, "\"%s\" is no id; use a-z, 0-9, - and _%s", *out,
                             is_code ? ", A-Z and one dot" : "");
  return TRUE;
}

gboolean
yutu_read_boolean (const YutuReadPlace *place,
                   const char          *member,
                   gboolean             fallback,
                   gboolean            *out,
                   GError             **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = fallback;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return yutu_read_fail (place, member, error, "must be true or false");
  *out = json_node_get_boolean (node);
  return TRUE;
}

gboolean
yutu_read_number (const YutuReadPlace *place,
                  const char          *member,
                  double               fallback,
                  double              *out,
                  GError             **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = fallback;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 &&
      json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return yutu_read_fail (place, member, error, "must be a number");
  *out = json_node_get_double (node);
  return TRUE;
}

gboolean
yutu_read_title (const YutuReadPlace *place,
                 const char          *member,
                 gboolean             required,
                 YutuTitle           *out,
                 GError             **error)
{
  JsonNode     *node = json_object_get_member (place->object, member);
  YutuReadPlace inner = { place, place->self, place->file, member, -1, NULL };

  static const char *const known[] = { "zh_CN", "en", NULL };

  out->zh_cn = out->en = "";
  if (node == NULL && !required)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return yutu_read_fail (place, member, error, "must be {\"zh_CN\": …, \"en\": …}");
  inner.object = json_node_get_object (node);
  return yutu_read_check_members (&inner, known, error) &&
         yutu_read_text (&inner, "zh_CN", TRUE, &out->zh_cn, error) &&
         yutu_read_text (&inner, "en", TRUE, &out->en, error);
}

gboolean
yutu_read_items (const YutuReadPlace *place,
                 const char          *member,
                 gsize                at_least,
                 gsize                size,
                 YutuReadItem         read,
                 gpointer             data,
                 gconstpointer        out_items,
                 gsize               *out_n,
                 GError             **error)
{
  JsonNode  *node = json_object_get_member (place->object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  gsize      n = array != NULL ? json_array_get_length (array) : 0;
  guint8    *items;

  if ((node != NULL && array == NULL) || n < at_least || n > 1000)
    return yutu_read_fail (place, member, error,
                           "must be a list of %" G_GSIZE_FORMAT " to 1000 objects", at_least);
  items = yutu_read_allocate (place, n, size);
  for (gsize i = 0; i < n; i++)
    {
      JsonNode     *element = json_array_get_element (array, (guint)i);
      YutuReadPlace inner = { place, place->self, place->file, member, (gssize)i, NULL };

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return yutu_read_fail (&inner, NULL, error, "must be an object");
      inner.object = json_node_get_object (element);
      if (!read (&inner, items + i * size, data, error))
        return FALSE;
      for (gsize j = 0; j < i; j++)
        {
          const char *a = *(const char *const *)(gconstpointer)(items + i * size);
          const char *b = *(const char *const *)(gconstpointer)(items + j * size);

          if (a != NULL && g_strcmp0 (a, b) == 0)
            return yutu_read_fail (&inner, "id", error, "\"%s\" is there twice; ids must be unique",
                                   a);
        }
    }
  *(gconstpointer *)out_items = items;
  *out_n = n;
  return TRUE;
}

gboolean
yutu_read_texts (const YutuReadPlace *place,
                 const char          *member,
                 gboolean             required,
                 JsonArray          **out,
                 GError             **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (node == NULL && !required)
    return TRUE;
  if (*out == NULL || json_array_get_length (*out) == 0)
    return yutu_read_fail (place, member, error, "must be a list of texts, not empty");
  for (guint i = 0; i < json_array_get_length (*out); i++)
    if (json_node_get_value_type (json_array_get_element (*out, i)) != G_TYPE_STRING)
      return yutu_read_fail (place, member, error, "must be a list of texts");
  return TRUE;
}

gboolean
yutu_read_day (const YutuReadPlace *place,
               const char          *member,
               YutuDay             *out,
               GError             **error)
{
  const char *text;

  if (!yutu_read_text (place, member, TRUE, &text, error))
    return FALSE;
  *out = yutu_day_parse (text);
  if (*out == YUTU_DAY_INVALID)
    return yutu_read_fail (place, member, error, "\"%s\" is no day; write YYYY-MM-DD", text);
  return TRUE;
}

gboolean
yutu_read_one_of (const YutuReadPlace *place,
                  const char          *member,
                  const char *const   *words,
                  int                  fallback,
                  int                 *out,
                  GError             **error)
{
  g_autofree char *all = NULL;
  const char      *word;

  *out = fallback;
  if (!yutu_read_text (place, member, fallback < 0, &word, error))
    return FALSE;
  for (int i = 0; words[i] != NULL && word != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        *out = i;
        return TRUE;
      }
  if (word == NULL)
    return TRUE;
  all = g_strjoinv (", ", (GStrv)words);
  return yutu_read_fail (place, member, error, "\"%s\" is none of %s", word, all);
}
