/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is at an address goes on at the one that follows it. */

#include "session/yutu-name-private.h"

#include "gazetteer/yutu-address-reword.h"

gboolean
yutu_name_move_facilities (YutuConnection *connection,
                           const GArray   *successors,
                           gint64         *n_moved,
                           GError        **error)
{
  g_autoptr (GHashTable) now = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (YutuAddressSuccessor));
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, address FROM facility WHERE address IS NOT NULL", error);
  gboolean row = TRUE;

  for (guint i = 0; i < successors->len; i++)
    {
      YutuAddressSuccessor *pair = &g_array_index (successors, YutuAddressSuccessor, i);

      g_hash_table_insert (now, &pair->old_id, &pair->new_id);
    }
  while (statement != NULL && row)
    {
      gint64        address = 0;
      const gint64 *successor = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      address = row ? sqlite3_column_int64 (statement, 1) : 0;
      successor = g_hash_table_lookup (now, &address);
      if (successor != NULL)
        {
          YutuAddressSuccessor move = { sqlite3_column_int64 (statement, 0), *successor };

          g_array_append_val (moves, move);
        }
    }
  *n_moved = moves->len;
  for (guint i = 0; statement != NULL && i < moves->len; i++)
    {
      const YutuAddressSuccessor *move = &g_array_index (moves, YutuAddressSuccessor, i);
      sqlite3_stmt               *update = yutu_connection_prepare (
                      connection, "UPDATE facility SET address = ?2 WHERE id = ?1", error);

      if (update == NULL)
        return FALSE;
      sqlite3_bind_int64 (update, 1, move->old_id);
      sqlite3_bind_int64 (update, 2, move->new_id);
      if (!yutu_connection_run (connection, update, error))
        return FALSE;
    }
  return statement != NULL;
}

gboolean
yutu_name_move_batch_items (YutuConnection *connection,
                            const GArray   *successors,
                            gint64         *n_moved,
                            GError        **error)
{
  *n_moved = 0;
  for (guint i = 0; i < successors->len; i++)
    {
      const YutuAddressSuccessor *pair = &g_array_index (successors, YutuAddressSuccessor, i);
      sqlite3_stmt               *update = yutu_connection_prepare (
                      connection,
                      "UPDATE batch_item SET object = ?2 WHERE object = ?1 AND case_file IN (SELECT id FROM case_file WHERE closed_on IS NULL) "
                                    "AND NOT EXISTS (SELECT 1 FROM batch_item b JOIN case_file c ON c.id = b.case_file WHERE b.object = ?2 AND "
                                    "c.closed_on IS NULL)",
                      error);

      if (update == NULL)
        return FALSE;
      sqlite3_bind_int64 (update, 1, pair->old_id);
      sqlite3_bind_int64 (update, 2, pair->new_id);
      if (!yutu_connection_run (connection, update, error))
        return FALSE;
      *n_moved += sqlite3_changes (yutu_connection_get_handle (connection));
    }
  return TRUE;
}
