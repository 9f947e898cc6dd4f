/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-merge.h"

#include "gazetteer/yutu-address-reword.h"
#include "gazetteer/yutu-place-merge.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-private.h"

static gboolean
count_row (YutuConnection *connection,
           const char     *sql, /* static: ?1 and ?2 */
           gint64          first,
           gint64          second,
           gint64         *n,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, second);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *n += sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* Returns how many rows went over. */
static gboolean
move_row (YutuConnection *connection,
          const char     *count, /* of those of ?1 */
          const char     *update,
          gint64          from,
          gint64          to,
          gint64         *n,
          GError        **error)
{
  gint64        before = *n;
  sqlite3_stmt *statement = NULL;

  if (!count_row (connection, count, from, to, n, error))
    return FALSE;
  if (*n == before)
    return TRUE;
  statement = yutu_connection_prepare (connection, update, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, to);
  return yutu_connection_run (connection, statement, error);
}

/* Cases about the name, and those at one of its addresses. */
static gboolean
move_cases (YutuConnection      *connection,
            const YutuMergeSpec *spec,
            const GArray        *successors,
            YutuMergeResult     *result,
            GError             **error)
{
  if (!move_row (connection,
                 "SELECT count (*) FROM case_file WHERE subject_kind = 'place' AND subject = ?1 AND ?2",
                 "UPDATE case_file SET subject = ?2 WHERE subject_kind = 'place' AND subject = ?1", spec->other,
                 spec->kept, &result->n_cases, error))
    return FALSE;
  for (guint i = 0; i < successors->len; i++)
    {
      const YutuAddressSuccessor *pair = &g_array_index (successors, YutuAddressSuccessor, i);

      if (!move_row (connection, "SELECT count (*) FROM case_file WHERE address = ?1 AND closed_on IS NULL AND ?2",
                     "UPDATE case_file SET address = ?2 WHERE address = ?1 AND closed_on IS NULL", pair->old_id,
                     pair->new_id, &result->n_cases, error) ||
          !count_row (connection,
                      "SELECT EXISTS (SELECT 1 FROM address a JOIN address b ON b.place = a.place AND b.door = a.door "
                      "AND b.village = a.village AND b.text = a.text AND b.id <> a.id AND b.valid_from < a.valid_to "
                      "AND a.valid_from < b.valid_to WHERE a.id = ?1 AND ?2)",
                      pair->new_id, 1, &result->n_doubles, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_name (YutuConnection *connection,
           gint64          id,
           char            name[256],
           GError        **error)
{
  g_autoptr (YutuPlaceName) place = NULL;

  if (!yutu_place_name_load (connection, id, &place, error))
    return FALSE;
  g_strlcpy (name, place != NULL ? place->name : "", 256);
  return TRUE;
}

gboolean
yutu_name_merge_run (YutuConnection      *connection,
                     const YutuMergeSpec *spec,
                     YutuMergeResult     *result,
                     GError             **error)
{
  g_auto (YutuAddressRewordResult) words = { 0 };
  g_autoptr (YutuAddressReword) reword = yutu_address_reword_new (connection, 0, spec->other, spec->day, error);

  *result = (YutuMergeResult){ 0 };
  if (reword == NULL || !read_name (connection, spec->kept, result->name, error) ||
      !read_name (connection, spec->other, result->former, error) ||
      !yutu_place_name_merge (connection, spec->kept, spec->other, spec->day, error) ||
      !yutu_address_reword_finish (reword, spec->kept, &words, error) ||
      !yutu_name_move_facilities (connection, words.successors, &result->n_facilities, error) ||
      !move_cases (connection, spec, words.successors, result, error))
    return FALSE;
  result->n_addresses = words.successors->len + words.n_reworded;
  return TRUE;
}

typedef struct
{
  const YutuMergeSpec *spec;
  YutuMergeResult     *result;
} Merge;

static gboolean
run_merge (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Merge *merge = data;

  return yutu_name_merge_run (connection, merge->spec, merge->result, error);
}

gboolean
yutu_file_merge_place_names (YutuFile            *self,
                             const YutuMergeSpec *spec,
                             const char          *actor,
                             YutuMergeResult     *result,
                             GError             **error)
{
  YutuEntrySpec entry = { .kind = "name-merge", .title = "合并重复地名", .actor = actor };
  Merge         merge = { spec, result };
  gint64        number = 0;

  if (!yutu_store_write (yutu_file_get_store (self), &entry, run_merge, &merge, &number, NULL, error))
    return FALSE;
  result->entry = number;
  return TRUE;
}
