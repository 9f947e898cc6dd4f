/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses by their code as their page, a list or a plate has it, and by their id as exported tables do. Read
 * backwards, a code leaves few rows; the codes that these have and had decide. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-address-row-private.h"

#define RANK        70
#define LEAST_OF_ID 13 /* digits: ids begin at 2^40; a code of a unit has 12 */
#define MOST_OF_ID  18

/* Where parts of a code begin. */
enum
{
  OF_CLASS = 12,
  OF_SERIAL = 13,
  OF_DOOR = 18,
  OF_SUB = 23,
};

/* Letters and figures of @query in capitals, without the spaces that a list may part them by; NULL when there is
 * anything else in it. */
static char *
dup_plain (const char *query)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = query; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (plain, g_ascii_toupper (*p));
    else if (*p != ' ')
      return NULL;
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static gboolean
is_code (const char *text)
{
  return strlen (text) == YUTU_ADDRESS_CODE_LENGTH && strspn (text, "0123456789") == OF_CLASS &&
         strchr ("SVE", text[OF_CLASS]) != NULL &&
         strspn (text + OF_DOOR, "0123456789") >= OF_SUB - OF_DOOR;
}

/* ---- Rows ---- */

#define HAS_NUMBERS                                                                                        \
  " AND door = ?2 AND ltrim (upper (coalesce (building, '')), '0') = ltrim (substr (?3, 26, 3), '0') AND " \
  "ltrim (upper (coalesce (unit_no, '')), '0') = ltrim (substr (?3, 29, 2), '0') AND "                     \
  "ltrim (upper (coalesce (floor, '')), '0') = ltrim (substr (?3, 31, 2), '0') AND "                       \
  "ltrim (upper (coalesce (room, '')), '0') = ltrim (substr (?3, 33, 4), '0')"

/* The base is one of the file's own; without one the village is told by its code. */
static const char OF_PLACE_SQL[] =
  "SELECT id FROM address WHERE place = ((SELECT value FROM file_state WHERE key = 'replica') << 40 | ?1)" HAS_NUMBERS;
static const char OF_VILLAGE_SQL[] =
  "SELECT id FROM address WHERE ?1 = 0 AND village IN (SELECT unit FROM division WHERE code = substr (?3, 1, 12)) AND place IS "
  "NULL" HAS_NUMBERS;

static gboolean
list_rows (YutuConnection *connection,
           const char     *code,
           GArray         *ids,
           GError        **error)
{
  g_autofree char *serial = g_strndup (code + OF_SERIAL, OF_DOOR - OF_SERIAL);
  g_autofree char *door = g_strndup (code + OF_DOOR, OF_SUB - OF_DOOR);
  gint64           base = g_ascii_strtoll (serial, NULL, 36);
  gboolean         found = TRUE;
  sqlite3_stmt    *row = yutu_connection_prepare (connection, base != 0 ? OF_PLACE_SQL : OF_VILLAGE_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, base);
  sqlite3_bind_int64 (row, 2, g_ascii_strtoll (door, NULL, 10));
  sqlite3_bind_text (row, 3, code, -1, SQLITE_STATIC);
  while (yutu_connection_step (connection, row, &found, error))
    {
      gint64 id = 0;

      if (!found)
        {
          sqlite3_reset (row);
          return TRUE;
        }
      id = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, id);
    }
  return FALSE;
}

static gboolean
had_code (YutuConnection *connection,
          gint64          id,
          const char     *code,
          gboolean       *had,
          GError        **error)
{
  g_autoptr (GPtrArray) codes = yutu_address_list_codes (connection, id, error);

  *had = FALSE;
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    *had = *had || strcmp (((const YutuAddressCode *)codes->pdata[i])->code, code) == 0;
  return codes != NULL;
}

static gboolean
add_row (YutuSearch *self,
         gint64      id,
         GError    **error)
{
  YutuCandidate found = { .kind = YUTU_SEARCH_ADDRESS, .object = id, .match = YUTU_MATCH_EXACT, .rank = RANK };
  gboolean      is_there = FALSE;
  sqlite3_stmt *row =
    yutu_connection_prepare (self->connection, "SELECT village, valid_from, valid_to, geom FROM address WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (self->connection, row, &is_there, error))
    return FALSE;
  if (is_there && yutu_search_wants (self, yutu_column_day (row, 1), yutu_column_day (row, 2), &found))
    {
      found.unit = sqlite3_column_int64 (row, 0);
      found.has_point = yutu_column_point (row, 3, &found.point);
      yutu_search_measure (self, &found);
      yutu_top_add (&self->top, &found);
    }
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
find_by_code (YutuSearch *self,
              const char *code,
              GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list_rows (self->connection, code, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64   id = g_array_index (ids, gint64, i);
      gboolean had = FALSE;

      if (!had_code (self->connection, id, code, &had, error) || (had && !add_row (self, id, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_search_find_code (YutuSearch *self,
                       const char *query,
                       GError    **error)
{
  g_autofree char *code = dup_plain (query);
  gsize            length = code != NULL ? strlen (code) : 0;

  if (length >= LEAST_OF_ID && length <= MOST_OF_ID && strspn (code, "0123456789") == length && strchr (query, ' ') == NULL)
    return add_row (self, g_ascii_strtoll (code, NULL, 10), error);
  return code == NULL || !is_code (code) || find_by_code (self, code, error);
}
