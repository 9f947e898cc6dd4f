/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a change of faces and of their owners reaches: the faces that are new, gone, or whose owners are others,
 * and the units that have one of them on any day, as it was or as it is. While the rows of division are as they
 * were, no other unit has other faces; and the other faces of these units are theirs on the days on which they
 * were. Thread: the writer's. */

#include "base/yutu-compare.h"
#include "division/yutu-division-area-private.h"

#define MAX_FACES 200 /* of more the whole is read at once */

enum
{
  FACE_COLUMN = 1, /* of face_unit, its id being 0 */
};

/* Those of ?1 by their owners on any day and all that were ever above these, and by the rows that have them. */
static const char UNITS_SQL[] =
  "WITH RECURSIVE up (unit) AS ("
  "SELECT o.unit FROM json_each (?1) f CROSS JOIN face_unit o ON o.face = f.value UNION "
  "SELECT d.parent FROM up CROSS JOIN division d ON d.unit = up.unit WHERE d.parent IS NOT NULL) "
  "SELECT unit FROM up UNION SELECT a.unit FROM json_each (?1) f CROSS JOIN division_area_face m ON m.face = f.value "
  "CROSS JOIN division_area a ON a.id = m.area";

char *
yutu_division_ids_to_json (const GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* The integers of a statement's first column, bound to @text. */
static GArray *
list_ids (YutuConnection *connection,
          const char     *sql,
          const char     *text,
          GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
}

GArray *
yutu_division_list_below (YutuConnection *connection,
                          const GArray   *units,
                          GError        **error)
{
  g_autofree char *json = yutu_division_ids_to_json (units);

  return list_ids (connection,
                   "WITH RECURSIVE below (unit) AS (SELECT value FROM json_each (?1) UNION SELECT d.unit FROM below b "
                   "JOIN division d ON d.parent = b.unit) SELECT unit FROM below",
                   json, error);
}

/* The face of an owner's row, as it was and as it is. */
static gboolean
note_owner (YutuConnection       *connection,
            const YutuChangedRow *row,
            gpointer              data,
            GError              **error)
{
  GArray       *faces = data;
  sqlite3_stmt *statement = NULL;
  gboolean      found = FALSE;
  gint64        face = 0;

  if (row->was_there && row->n_columns > FACE_COLUMN && row->before[FACE_COLUMN].type != 0)
    g_array_append_val (faces, row->before[FACE_COLUMN].integer);
  if (!row->is_there)
    return TRUE;
  statement = yutu_connection_prepare (connection, "SELECT face FROM face_unit WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  face = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  g_array_append_val (faces, face);
  return TRUE;
}

static void
sort_once (GArray *ids)
{
  guint n = 0;

  g_array_sort (ids, yutu_compare_int64);
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 || g_array_index (ids, gint64, i) != g_array_index (ids, gint64, n - 1))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);
}

gboolean
yutu_division_list_reach (YutuConnection *connection,
                          const GArray   *changed,
                          GArray        **faces,
                          GArray        **units,
                          GError        **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *json = NULL;

  *faces = *units = NULL;
  if (!yutu_connection_knows_changes (connection) || changed->len > MAX_FACES)
    return TRUE;
  g_array_append_vals (list, changed->data, changed->len);
  if (!yutu_connection_each_changed (connection, "face_unit", note_owner, list, error))
    return FALSE;
  sort_once (list);
  if (list->len > MAX_FACES)
    return TRUE;
  json = yutu_division_ids_to_json (list);
  *units = list_ids (connection, UNITS_SQL, json, error);
  if (*units == NULL)
    return FALSE;
  *faces = g_steal_pointer (&list);
  return TRUE;
}
