/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "casework/yutu-module.h"
#include "session/yutu-case-edit.h"

void
yutu_json_add_place (JsonBuilder *builder,
                     gboolean     has_place,
                     YutuPoint    place)
{
  if (has_place)
    {
      yutu_json_add_double (builder, "lon", yutu_grid_to_degrees (place.x));
      yutu_json_add_double (builder, "lat", yutu_grid_to_degrees (place.y));
    }
  else
    {
      yutu_json_add_text (builder, "lon", NULL);
      yutu_json_add_text (builder, "lat", NULL);
    }
}

void
yutu_json_add_day (JsonBuilder *builder,
                   const char  *name,
                   YutuDay      day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_json_add_text (builder, name, day != YUTU_DAY_INVALID ? yutu_day_format (day, text) : NULL);
}

void
yutu_json_add_counts (JsonBuilder         *builder,
                      const YutuModules   *modules,
                      const YutuCaseCount *counts)
{
  json_builder_set_member_name (builder, "modules");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "id", module->id);
      yutu_json_add_text (builder, "title", yutu_title_get (&module->title));
      yutu_json_add_int (builder, "open", counts[i].open);
      yutu_json_add_int (builder, "total", counts[i].total);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
yutu_cli_name_place (GHashTable *names,
                     gint64      township,
                     gint64      village)
{
  const char *upper = g_hash_table_lookup (names, &township);
  const char *lower = g_hash_table_lookup (names, &village);

  if (upper == NULL && lower == NULL)
    return NULL;
  return g_strconcat (upper != NULL ? upper : "", lower != NULL ? lower : "", NULL);
}

/* As many digits as a coordinate in degrees has here; --json has them all. */
static void
print_double (const char *name,
              double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%-18s %s\n", name, g_ascii_formatd (text, sizeof text, "%.12g", value));
}

/* "name  value" a line; what is nested stays JSON, which says it shortest. */
static void
print_for_people (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);

      if (json_node_get_node_type (node) == JSON_NODE_NULL)
        g_print ("%-18s –\n", (char *)l->data);
      else if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_print ("%-18s %s\n", (char *)l->data, json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
        print_double (l->data, json_node_get_double (node));
      else
        {
          g_autofree char *text = json_to_string (node, FALSE);

          g_print ("%-18s %s\n", (char *)l->data, text);
        }
    }
}

void
yutu_call_emit (YutuCall    *self,
                JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  if (self->json)
    {
      g_autofree char *line = json_to_string (root, FALSE);

      g_print ("%s\n", line);
    }
  else
    {
      if (self->n_printed++ > 0)
        g_print ("\n");
      print_for_people (json_node_get_object (root));
    }
  g_object_unref (builder);
}

/* ---- Values: "FIELD=VALUE"; "FIELD=" takes one away ---- */

static gboolean
add_nulls (const YutuField   *fields,
           gsize              n_fields,
           const char *const *lines,
           JsonObject        *object,
           GError           **error)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (lines[i], strlen (lines[i]) - strlen ("="));
      const YutuField *field = yutu_fields_find_written (fields, n_fields, name);

      if (field == NULL)
        {
          g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                       _ ("“%s”: no field of this record"), lines[i]);
          return FALSE;
        }
      json_object_set_null_member (object, field->id);
    }
  return TRUE;
}

char *
yutu_cli_make_set (const YutuField   *fields,
                   gsize              n_fields,
                   const char *const *lines,
                   GError           **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) empties = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (g_str_has_suffix (lines[i], "=") ? empties : values, (gpointer)lines[i]);
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (empties, NULL);
  json = yutu_fields_from_lines (fields, n_fields, (const char *const *)values->pdata, error);
  root = json != NULL ? json_from_string (json, error) : NULL;
  if (root == NULL || !add_nulls (fields, n_fields, (const char *const *)empties->pdata,
                                  json_node_get_object (root), error))
    return NULL;
  return json_to_string (root, FALSE);
}
