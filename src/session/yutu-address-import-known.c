/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-import-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "casework/yutu-case.h"
#include "casework/yutu-mask.h"
#include "gazetteer/yutu-address-record.h"
#include "geo/yutu-shape.h"
#include "session/yutu-address-words.h"
#include "session/yutu-import-rows-private.h"

/* ---- The address itself ---- */

static gboolean
is_same_place (sqlite3_stmt *row,
               int           column,
               YutuPoint     point,
               gboolean     *is_same,
               GError      **error)
{
  g_autoptr (YutuShape) shape = NULL;

  *is_same = FALSE;
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return TRUE;
  shape = yutu_shape_from_blob (sqlite3_column_blob (row, column), (gsize)sqlite3_column_bytes (row, column), error);
  *is_same = shape != NULL && shape->kind == YUTU_SHAPE_POINT && yutu_import_rows_is_same_point (shape->points[0], point);
  return shape != NULL;
}

static char *
refuse_word (const char            *number,
             const YutuAddressWord *words,
             int                    n,
             int                    kept)
{
  const char *word = kept >= 0 && kept < n && words[kept].id != NULL ? yutu_title_get (&words[kept].title) : "?";

  return g_strdup_printf (_ ("address %s is “%s” in this file; a list changes only what is known beside an address, such as its "
                             "plate: leave the cell empty"),
                          number, word);
}

static char *
refuse_day (const char *number,
            const char *kept)
{
  return g_strdup_printf (_ ("for address %s the file has %s here; a list changes only what is known beside an address, such as "
                             "its plate: leave the cell empty"),
                          number, kept);
}

/* *message: NULL when the row says what is kept. */
static gboolean
compare_row (sqlite3_stmt             *row,
             const YutuAddressRowSaid *said,
             const char              **field,
             char                    **message,
             GError                  **error)
{
  const YutuAddressSpec *spec = said->spec;
  const char            *from = (const char *)sqlite3_column_text (row, 1);
  const char            *to = (const char *)sqlite3_column_text (row, 2);
  g_autofree char       *masked = yutu_mask_apply (YUTU_MASK_TEXT, (const char *)sqlite3_column_text (row, 0));
  gboolean               is_same = TRUE;

  if (spec->has_point && !is_same_place (row, 5, spec->point, &is_same, error))
    return FALSE;
  if (strcmp ((const char *)sqlite3_column_text (row, 0), spec->text) != 0 && strcmp (masked, spec->text) != 0)
    {
      *field = "id";
      *message = g_strdup_printf (_ ("address %s is another one in this file; numbers are never given anew: leave the number "
                                     "empty for a new address"),
                                  said->number);
    }
  else if (said->says_use && sqlite3_column_int (row, 3) != spec->use)
    {
      *field = "use";
      *message = refuse_word (said->number, YUTU_ADDRESS_USES, YUTU_ADDRESS_N_USES, sqlite3_column_int (row, 3));
    }
  else if (said->says_status && sqlite3_column_int (row, 4) != spec->status)
    {
      *field = "status";
      *message = refuse_word (said->number, YUTU_ADDRESS_STATUSES, YUTU_ADDRESS_N_STATUSES, sqlite3_column_int (row, 4));
    }
  else if (said->says_valid_from && g_strcmp0 (spec->valid_from, from) != 0)
    {
      *field = "valid_from";
      *message = refuse_day (said->number, from);
    }
  else if (said->says_valid_to && g_strcmp0 (spec->valid_to, to) != 0)
    {
      *field = "valid_to";
      *message = refuse_day (said->number, to);
    }
  else if (!is_same)
    {
      *field = "lon";
      *message = g_strdup_printf (_ ("address %s stands elsewhere in this file; a door is moved on the map: leave both "
                                     "coordinates empty"),
                                  said->number);
    }
  return TRUE;
}

/* ---- Its record ---- */

static gboolean
is_same_value (JsonNode *a,
               JsonNode *b)
{
  GType            types[] = { a != NULL ? json_node_get_value_type (a) : 0, b != NULL ? json_node_get_value_type (b) : 0 };
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  if ((types[0] == G_TYPE_INT64 || types[0] == G_TYPE_DOUBLE) && (types[1] == G_TYPE_INT64 || types[1] == G_TYPE_DOUBLE))
    return ABS (json_node_get_double (a) - json_node_get_double (b)) < 1e-9;
  text_a = json_to_string (a, FALSE);
  text_b = json_to_string (b, FALSE);
  return strcmp (text_a, text_b) == 0;
}

static gboolean
is_mask (const YutuField *field,
         JsonNode        *said)
{
  return field->mask != YUTU_MASK_NONE && json_node_get_value_type (said) == G_TYPE_STRING &&
         strchr (json_node_get_string (said), '*') != NULL;
}

static JsonObject *
get_object (JsonNode *root)
{
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static void
compare_record (const YutuRegister *record,
                const char         *said_json,
                const char         *kept_json,
                char              **set,
                const char        **field,
                char              **message)
{
  g_autofree char *masked_json = yutu_fields_mask (record->fields, record->n_fields, FALSE, kept_json, NULL);
  g_autoptr (JsonNode) said = json_from_string (said_json, NULL);
  g_autoptr (JsonNode) kept = json_from_string (kept_json, NULL);
  g_autoptr (JsonNode) masked = json_from_string (masked_json, NULL);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) news = json_object_new ();

  for (gsize i = 0; i < record->n_fields && get_object (said) != NULL; i++)
    {
      const char *id = record->fields[i].id;
      JsonNode   *value = json_object_get_member (get_object (said), id);
      JsonNode   *old = get_object (kept) != NULL ? json_object_get_member (get_object (kept), id) : NULL;
      JsonNode   *mask = get_object (masked) != NULL ? json_object_get_member (get_object (masked), id) : NULL;

      if (value == NULL || is_same_value (value, old) || (is_mask (&record->fields[i], value) && is_same_value (value, mask)))
        continue;
      if (is_mask (&record->fields[i], value))
        {
          *field = id;
          *message = g_strdup (_ ("the value is a mask, and not of what is kept; write it whole, or leave the cell empty"));
          return;
        }
      json_object_set_member (news, id, json_node_copy (value));
    }
  json_node_set_object (root, news);
  *set = json_object_get_size (news) > 0 ? json_to_string (root, FALSE) : NULL;
}

gboolean
yutu_address_import_compare (YutuConnection           *connection,
                             const YutuRegister       *record,
                             const YutuAddressRowSaid *said,
                             gint64                   *id,
                             char                    **set,
                             const char              **field,
                             char                    **message,
                             GError                  **error)
{
  char            *end = NULL;
  gboolean         found = FALSE;
  gboolean         is_read = FALSE;
  g_autofree char *kept = NULL;
  sqlite3_stmt    *row = yutu_connection_prepare (
       connection, "SELECT text, valid_from, valid_to, use, status, geom FROM address WHERE id = ?1", error);

  *set = *message = NULL;
  *field = NULL;
  *id = g_ascii_strtoll (said->number, &end, 10);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, *end == '\0' ? *id : 0);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    {
      *field = "id";
      *message = g_strdup_printf (_ ("there is no address %s in this file; leave the number empty, it gets one, and the column out where "
                                     "the table is of another file"),
                                  said->number);
      return TRUE;
    }
  is_read = compare_row (row, said, field, message, error);
  sqlite3_reset (row);
  if (!is_read || *message != NULL || record == NULL || *said->record == '\0')
    return is_read;
  if (!yutu_address_record_load (connection, *id, &kept, error))
    return FALSE;
  compare_record (record, said->record, kept, set, field, message);
  return TRUE;
}
