/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Orders of cases that the database does not know: what a case is put in its order by has a rank, which
 * is found first.
 *
 * All of a list is walked once, then sorted. Its first page is found without: what is in the file to be
 * put in an order by, the keys, is read from one to the next in an index, and so many keys are walked, in
 * the order of their ranks, as there must be for a page. Each is one or two stretches of an index in which
 * the ids are in order. */

#include "base/yutu-compare.h"
#include "casework/yutu-case-list-private.h"

#include <string.h>

gboolean
yutu_case_rank_is_needed (YutuCaseSort sort)
{
  return sort == YUTU_CASE_SORT_KIND || sort == YUTU_CASE_SORT_STATE ||
         sort == YUTU_CASE_SORT_OFFICER || sort == YUTU_CASE_SORT_PLACE;
}

typedef struct
{
  gint64  id;
  guint32 rank;
} Ranked;

/* Texts to their rank; built before the walk, or, for names, after it. */
typedef struct
{
  const YutuModules *modules;
  YutuCaseSort       sort;
  GHashTable        *ranks; /* char * → rank + 1 */
  GHashTable        *units; /* gint64 → rank + 1 */
} Ranks;

static void
ranks_clear (Ranks *self)
{
  g_clear_pointer (&self->ranks, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranks, ranks_clear)

/* By code; a unit without one behind. Both levels in one row of ranks: a village's code begins with
 * its township's. */
static gboolean
rank_units (YutuConnection *connection,
            Ranks          *ranks,
            GError        **error)
{
  gboolean      row = TRUE;
  guint         n = 0;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT unit, max (valid_from), code FROM division WHERE level > 3 GROUP BY unit "
                "ORDER BY code IS NULL, code, unit",
    error);

  ranks->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  while (statement != NULL)
    {
      gint64 unit = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      unit = sqlite3_column_int64 (statement, 0);
      g_hash_table_insert (ranks->units, g_memdup2 (&unit, sizeof unit), GUINT_TO_POINTER (++n));
    }
  return FALSE;
}

/* Officers by the locale's order. */
static gboolean
rank_names (YutuConnection *connection,
            Ranks          *ranks,
            GError        **error)
{
  g_autoptr (GPtrArray) names = yutu_case_list_officers (connection, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    g_hash_table_insert (ranks->ranks, g_strdup (g_ptr_array_index (names, i)),
                         GUINT_TO_POINTER (i + 1));
  return names != NULL;
}

typedef struct
{
  char *key;
  char *title; /* as collation key */
} TitledKey;

static void
titled_key_free (gpointer data)
{
  TitledKey *self = data;

  g_free (self->key);
  g_free (self->title);
  g_free (self);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(const TitledKey *const *)a)->title, (*(const TitledKey *const *)b)->title);
}

/* Kinds by the definitions; states, as "kind state", by what they are called. */
static void
rank_definitions (Ranks *ranks)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (titled_key_free);
  guint rank = 0;

  for (gsize m = 0; m < yutu_modules_get_n (ranks->modules); m++)
    for (gsize k = 0; k < yutu_modules_get (ranks->modules, m)->n_kinds; k++)
      {
        const YutuCaseKind *kind = &yutu_modules_get (ranks->modules, m)->kinds[k];

        if (ranks->sort == YUTU_CASE_SORT_KIND)
          g_hash_table_insert (ranks->ranks, g_strdup (kind->id), GUINT_TO_POINTER (++rank));
        for (gsize s = 0; ranks->sort == YUTU_CASE_SORT_STATE && s < kind->n_states; s++)
          {
            TitledKey *key = g_new (TitledKey, 1);

            key->key = g_strdup_printf ("%s %s", kind->id, kind->states[s].id);
            key->title = g_utf8_collate_key (yutu_title_get (&kind->states[s].title), -1);
            g_ptr_array_add (keys, key);
          }
      }
  g_ptr_array_sort (keys, compare_titles);
  for (guint i = 0; i < keys->len; i++)
    {
      TitledKey *key = g_ptr_array_index (keys, i);

      if (i == 0 || compare_titles (&keys->pdata[i - 1], &keys->pdata[i]) != 0)
        rank++;
      g_hash_table_insert (ranks->ranks, g_steal_pointer (&key->key), GUINT_TO_POINTER (rank));
    }
}

static guint32
get_rank (Ranks        *ranks,
          sqlite3_stmt *row, /* id, then what the sort needs */
          GString      *key)
{
  guint rank = 0;

  if (ranks->sort == YUTU_CASE_SORT_PLACE)
    {
      gint64 village = sqlite3_column_int64 (row, 1);
      gint64 township = sqlite3_column_int64 (row, 2);

      rank = GPOINTER_TO_UINT (
        g_hash_table_lookup (ranks->units, village != 0 ? &village : &township));
      return rank != 0 ? rank : G_MAXUINT32;
    }
  if (sqlite3_column_type (row, 1) == SQLITE_NULL)
    return G_MAXUINT32;
  g_string_assign (key, (const char *)sqlite3_column_text (row, 1));
  if (ranks->sort == YUTU_CASE_SORT_STATE)
    {
      g_string_append_c (key, ' ');
      g_string_append (key, (const char *)sqlite3_column_text (row, 2));
    }
  rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks->ranks, key->str));
  return rank != 0 ? rank : G_MAXUINT32 - 1;
}

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* The other way round, but what has none stays behind. */
static int
compare_ranked_down (gconstpointer a,
                     gconstpointer b)
{
  const Ranked *left = a;
  const Ranked *right = b;
  gboolean      left_none = left->rank == G_MAXUINT32;

  if (left_none != (right->rank == G_MAXUINT32))
    return left_none ? 1 : -1;
  return compare_ranked (b, a);
}

static const char *
get_rank_columns (YutuCaseSort sort)
{
  return sort == YUTU_CASE_SORT_PLACE     ? "SELECT id, village, township"
         : sort == YUTU_CASE_SORT_OFFICER ? "SELECT id, officer"
         : sort == YUTU_CASE_SORT_STATE   ? "SELECT id, kind, state"
                                          : "SELECT id, kind";
}

static gboolean
load_ranks (YutuConnection *connection,
            Ranks          *ranks,
            GError        **error)
{
  ranks->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  switch (ranks->sort)
    {
    case YUTU_CASE_SORT_PLACE:
      return rank_units (connection, ranks, error);
    case YUTU_CASE_SORT_OFFICER:
      return rank_names (connection, ranks, error);
    case YUTU_CASE_SORT_STATE:
    case YUTU_CASE_SORT_KIND:
    case YUTU_CASE_SORT_DUE:
    case YUTU_CASE_SORT_OPENED:
    case YUTU_CASE_SORT_NUMBER:
    case YUTU_CASE_SORT_TITLE:
    default:
      rank_definitions (ranks);
      return TRUE;
    }
}

gboolean
yutu_case_rank_find (YutuConnection        *connection,
                     const YutuModules     *modules,
                     const YutuPlaceFilter *filter,
                     const YutuCaseQuery   *query,
                     GArray                *ids,
                     GError               **error)
{
  g_auto (Ranks) ranks = { modules, query->sort, NULL, NULL };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GString) key = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;
  gboolean      row = TRUE;

  if (!load_ranks (connection, &ranks, error))
    return FALSE;
  statement =
    yutu_case_list_prepare (connection, get_rank_columns (query->sort), "", filter, query, error);
  while (statement != NULL)
    {
      Ranked ranked = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      ranked.id = sqlite3_column_int64 (statement, 0);
      ranked.rank = get_rank (&ranks, statement, key);
      g_array_append_val (rows, ranked);
    }
  g_array_sort (rows, query->descending ? compare_ranked_down : compare_ranked);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, g_array_index (rows, Ranked, i).id);
  return statement != NULL;
}

/* ---- The first page ---- */

typedef struct
{
  sqlite3_value *a; /* of the key's columns */
  sqlite3_value *b; /* (nullable) */
  guint32        rank;
} Key;

static void
key_clear (gpointer data)
{
  Key *self = data;

  g_clear_pointer (&self->a, sqlite3_value_free);
  g_clear_pointer (&self->b, sqlite3_value_free);
}

#define NEXT_AFTER(column, table) \
  "SELECT (SELECT min (" column ") FROM case_file WHERE " column " > " table ".v) FROM " table \
  " WHERE " table ".v IS NOT NULL"

/* With the columns of get_rank_columns (): every different one in the file, from one to the next. */
static const char *
get_keys_sql (YutuCaseSort sort)
{
  if (sort == YUTU_CASE_SORT_OFFICER)
    return "WITH RECURSIVE o (v) AS (SELECT min (officer) FROM case_file UNION ALL "
           NEXT_AFTER ("officer", "o") ") SELECT 0, v FROM o"; /* ends with NULL */
  if (sort == YUTU_CASE_SORT_PLACE)
    return "WITH RECURSIVE d (v) AS (SELECT min (village) FROM case_file UNION ALL "
           NEXT_AFTER ("village", "d") "), t (v) AS (SELECT min (township) FROM case_file "
           "WHERE village IS NULL UNION ALL SELECT (SELECT min (township) FROM case_file "
           "WHERE village IS NULL AND township > t.v) FROM t WHERE t.v IS NOT NULL) "
           "SELECT 0, v, NULL FROM d WHERE v IS NOT NULL UNION ALL SELECT 0, NULL, v FROM t";
  return "WITH RECURSIVE k (v) AS (SELECT min (kind) FROM case_file UNION ALL "
         NEXT_AFTER ("kind", "k") "), s (kind, state) AS (SELECT v, (SELECT min (state) FROM case_file "
         "WHERE kind = k.v) FROM k WHERE v IS NOT NULL UNION ALL SELECT kind, (SELECT min (state) "
         "FROM case_file WHERE kind = s.kind AND state > s.state) FROM s WHERE state IS NOT NULL) "
         "SELECT 0, kind, state FROM s WHERE state IS NOT NULL";
}

static const char *
get_key_condition (YutuCaseSort sort,
                   const Key   *key)
{
  if (sort == YUTU_CASE_SORT_OFFICER)
    return " AND officer IS ?17";
  if (sort != YUTU_CASE_SORT_PLACE)
    return " AND kind = ?17 AND state = ?18";
  return sqlite3_value_type (key->a) != SQLITE_NULL ? " AND village = ?17"
                                                    : " AND village IS NULL AND township IS ?18";
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return (left->rank > right->rank) - (left->rank < right->rank);
}

static int
compare_keys_down (gconstpointer a,
                   gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;
  gboolean   left_none = left->rank == G_MAXUINT32;

  if (left_none != (right->rank == G_MAXUINT32))
    return left_none ? 1 : -1;
  return compare_keys (b, a);
}

static gboolean
read_keys (YutuConnection      *connection,
           Ranks               *ranks,
           const YutuCaseQuery *query,
           GArray              *keys,
           GError             **error)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, get_keys_sql (ranks->sort), error);

  while (statement != NULL)
    {
      Key key = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      key.rank = get_rank (ranks, statement, word);
      key.a = sqlite3_value_dup (sqlite3_column_value (statement, 1));
      if (ranks->sort != YUTU_CASE_SORT_OFFICER)
        key.b = sqlite3_value_dup (sqlite3_column_value (statement, 2));
      g_array_append_val (keys, key);
    }
  g_array_sort (keys, query->descending ? compare_keys_down : compare_keys);
  return statement != NULL;
}

/* Was any case closed later? If not, none that is closed is open on the day. */
static gboolean
has_later_end (YutuConnection      *connection,
               const YutuCaseQuery *query,
               gboolean            *has,
               GError             **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT 1 FROM case_day WHERE unit = 0 AND day > ?1 AND closed > 0 LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, yutu_day_format (query->day, day), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, has, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Appends the first ids of a key, those that are closed or those that are not. */
static gboolean
append_key (YutuConnection        *connection,
            const YutuPlaceFilter *filter,
            const YutuCaseQuery   *query,
            const Key             *key,
            gboolean               is_closed,
            GArray                *ids,
            GError               **error)
{
  g_autofree char *more = g_strconcat (get_key_condition (query->sort, key),
                                       is_closed ? " AND (closed_on IS NULL) = 0"
                                                 : " AND (closed_on IS NULL) = 1",
                                       query->descending ? " ORDER BY id DESC" : " ORDER BY id",
                                       " LIMIT ?8", NULL);
  sqlite3_stmt    *statement =
    yutu_case_list_prepare (connection, "SELECT id", more, filter, query, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_value (statement, 17, key->a);
  if (key->b != NULL)
    sqlite3_bind_value (statement, 18, key->b);
  return yutu_case_list_append_ids (connection, statement, ids, error);
}

static int
compare_ids_down (gconstpointer a,
                  gconstpointer b)
{
  return yutu_compare_int64 (b, a);
}

/* Those of one rank from @first on, and one behind the last of them. */
static gboolean
append_rank (YutuConnection        *connection,
             const YutuPlaceFilter *filter,
             const YutuCaseQuery   *query,
             const GArray          *keys,
             guint                 *first,
             gboolean               with_closed,
             GArray                *ids,
             GError               **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint32 rank = g_array_index (keys, Key, *first).rank;

  for (; *first < keys->len && g_array_index (keys, Key, *first).rank == rank; (*first)++)
    {
      const Key *key = &g_array_index (keys, Key, *first);

      if (!append_key (connection, filter, query, key, FALSE, found, error) ||
          (with_closed && !append_key (connection, filter, query, key, TRUE, found, error)))
        return FALSE;
    }
  g_array_sort (found, query->descending ? compare_ids_down : yutu_compare_int64);
  g_array_append_vals (ids, found->data, found->len);
  return TRUE;
}

gboolean
yutu_case_rank_begin (YutuConnection        *connection,
                      const YutuModules     *modules,
                      const YutuPlaceFilter *filter,
                      const YutuCaseQuery   *query,
                      GArray                *ids,
                      GError               **error)
{
  g_auto (Ranks) ranks = { modules, query->sort, NULL, NULL };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  gboolean with_closed = FALSE;
  guint    next = 0;

  g_return_val_if_fail (query->day != YUTU_DAY_INVALID && query->offset == 0, FALSE);
  g_array_set_clear_func (keys, key_clear);
  if (!load_ranks (connection, &ranks, error) ||
      !read_keys (connection, &ranks, query, keys, error) ||
      !has_later_end (connection, query, &with_closed, error))
    return FALSE;
  with_closed = with_closed || !query->open_only;
  while (next < keys->len && ids->len < query->limit)
    if (!append_rank (connection, filter, query, keys, &next, with_closed, ids, error))
      return FALSE;
  g_array_set_size (ids, (guint)MIN (ids->len, query->limit));
  return TRUE;
}
