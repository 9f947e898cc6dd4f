/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "search-oracle.h"

#include "../gazetteer/typed-name.h"

#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"

#define NAMES (YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE | YUTU_SEARCH_FACILITY)
#define LIMIT 10000

/* ---- Reading ---- */

static void
name_free (gpointer data)
{
  OracleName *self = data;

  g_free (self->text);
  g_free (self);
}

static void
add_name (Oracle           *self,
          const OracleName *like,
          const char       *text,
          gboolean          is_code,
          gboolean          is_alias)
{
  OracleName *name = g_memdup2 (like, sizeof *like);

  name->text = yutu_normal_text (text);
  name->is_code = is_code;
  name->is_alias = is_alias;
  g_ptr_array_add (self->names, name);
}

static gboolean
read_names (Oracle         *self,
            YutuConnection *connection,
            YutuSearchKind  kind,
            const char     *sql, /* id, unit, parent, name, alias, code, code, from, to */
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  while (statement != NULL)
    {
      OracleName  name = { .kind = kind };
      const char *alias;
      g_auto (GStrv) aliases = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      name.id = sqlite3_column_int64 (statement, 0);
      name.unit = sqlite3_column_int64 (statement, 1);
      name.parent = sqlite3_column_int64 (statement, 2);
      name.valid_from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 7));
      name.valid_to = yutu_day_parse ((const char *)sqlite3_column_text (statement, 8));
      add_name (self, &name, (const char *)sqlite3_column_text (statement, 3), FALSE, FALSE);
      alias = (const char *)sqlite3_column_text (statement, 4);
      aliases = alias != NULL ? yutu_normal_split (alias) : NULL;
      for (gsize i = 0; aliases != NULL && aliases[i] != NULL; i++)
        add_name (self, &name, aliases[i], FALSE, TRUE);
      for (int i = 5; i <= 6; i++)
        if (sqlite3_column_type (statement, i) != SQLITE_NULL)
          add_name (self, &name, (const char *)sqlite3_column_text (statement, i), TRUE, FALSE);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return statement != NULL;
}

/* 浙江省金华市, as the addresses of the file begin. */
static gboolean
read_upper (Oracle         *self,
            YutuConnection *connection,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT substr (a.text, 1, instr (a.text, d.name) - 1) FROM address a JOIN division d ON d.level = 3 "
    "WHERE d.valid_to = '9999-12-31' ORDER BY a.id LIMIT 1",
    error);
  gboolean row = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  self->upper = yutu_normal_text (row ? (const char *)sqlite3_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  return TRUE;
}

Oracle *
oracle_new (YutuConnection *connection,
            GError        **error)
{
  Oracle *self = g_new0 (Oracle, 1);

  self->names = g_ptr_array_new_with_free_func (name_free);
  if (read_upper (self, connection, error) &&
      read_names (self, connection, YUTU_SEARCH_DIVISION,
                  "SELECT id, unit, coalesce (parent, 0), name, NULL, code, stat_code, valid_from, valid_to FROM "
                  "division ORDER BY id",
                  error) &&
      read_names (self, connection, YUTU_SEARCH_PLACE,
                  "SELECT id, division, 0, name, alias, NULL, NULL, valid_from, valid_to FROM place_name ORDER BY id",
                  error) &&
      read_names (self, connection, YUTU_SEARCH_FACILITY,
                  "SELECT id, 0, 0, name, NULL, NULL, NULL, valid_from, valid_to FROM facility ORDER BY id", error))
    return self;
  oracle_free (self);
  return NULL;
}

void
oracle_free (Oracle *self)
{
  g_ptr_array_unref (self->names);
  g_free (self->upper);
  g_free (self);
}

/* ---- Names by letters ---- */

static gboolean
is_found (const OracleName *name,
          const char       *query)
{
  return name->is_code ? g_str_has_prefix (name->text, query) : typed_name_holds (name->text, query);
}

/* ---- Names but for one error ---- */

/* Whether some part of @text is @piece but for one character more, less, another or two exchanged: the table
 * of Sellers (1980) with exchanges of neighbours. */
static gboolean
is_near (const gunichar *piece,
         glong           n,
         const gunichar *text,
         glong           length)
{
  int before[64] = { 0 }, last[64], now[64];

  for (glong i = 0; i <= n; i++)
    last[i] = (int)i;
  if (last[n] <= 1)
    return TRUE;
  for (glong k = 1; k <= length; k++)
    {
      now[0] = 0;
      for (glong i = 1; i <= n; i++)
        {
          now[i] = MIN (last[i - 1] + (piece[i - 1] != text[k - 1]), MIN (last[i], now[i - 1]) + 1);
          if (i > 1 && k > 1 && piece[i - 1] == text[k - 2] && piece[i - 2] == text[k - 1])
            now[i] = MIN (now[i], before[i - 2] + 1);
        }
      if (now[n] <= 1)
        return TRUE;
      memcpy (before, last, sizeof before);
      memcpy (last, now, sizeof last);
    }
  return FALSE;
}

static gboolean
is_near_text (const char *piece,
              const char *text)
{
  glong                n = 0, length = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (piece, -1, &n);
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (text, -1, &length);

  return n >= 3 && n <= 60 && is_near (characters, n, all, length);
}

/* Whether some characters of @text in a row are those of @query, each by itself or by one of its readings. */
static gboolean
sounds_in (const char *query,
           const char *text)
{
  glong n = g_utf8_strlen (query, -1), length = g_utf8_strlen (text, -1);
  g_autoptr (GPtrArray) asked = yutu_pinyin_list_typed (query);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);

  if (n < 2 || strpbrk (query, "abcdefghijklmnopqrstuvwxyz") != NULL)
    return FALSE;
  for (glong from = 0; from + n <= length; from++)
    {
      glong i = 0;

      for (; i < n; i++)
        {
          const GPtrArray *one = asked->pdata[i], *two = typed->pdata[from + i];
          gboolean         is_same = g_utf8_get_char (g_utf8_offset_to_pointer (query, i)) ==
                             g_utf8_get_char (g_utf8_offset_to_pointer (text, from + i));

          for (guint k = 0; k < one->len; k++)
            is_same = is_same || g_ptr_array_find_with_equal_func ((GPtrArray *)two, one->pdata[k], g_str_equal, NULL);
          if (!is_same)
            break;
        }
      if (i == n)
        return TRUE;
    }
  return FALSE;
}

/* Two characters of @text in a row are those of @query but for one that looks like its own. */
static gboolean
looks_in (const char *query,
          const char *text)
{
  glong                n = 0, length = 0;
  g_autofree gunichar *pair = g_utf8_to_ucs4_fast (query, -1, &n);
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (text, -1, &length);

  for (glong i = 0; n == 2 && i + 1 < length; i++)
    if ((all[i] == pair[0] && yutu_han_look_alike (all[i + 1], pair[1])) ||
        (all[i + 1] == pair[1] && yutu_han_look_alike (all[i], pair[0])))
      return TRUE;
  return FALSE;
}

/* A name of two characters, or one whose proper name has two, and one of them is the query's. */
static gboolean
is_pair (const char *query,
         const char *text)
{
  const YutuGenericTerm *term = yutu_pinyin_find_generic (text);
  glong                  n = g_utf8_strlen (text, -1);
  g_autofree char       *proper = g_strdup (text);

  if (n != 2 && term != NULL)
    proper[strlen (text) - strlen (term->term)] = '\0';
  return g_utf8_strlen (query, -1) == 2 && g_utf8_strlen (proper, -1) == 2 &&
         (g_utf8_get_char (proper) == g_utf8_get_char (query)) !=
           (strcmp (g_utf8_next_char (proper), g_utf8_next_char (query)) == 0);
}

static gboolean
is_found_with_typo (const OracleName *name,
                    const char       *query)
{
  g_autoptr (GPtrArray) typed = NULL;
  g_autoptr (GString) letters = NULL;

  if (name->is_code)
    return FALSE;
  if (is_near_text (query, name->text) || sounds_in (query, name->text) || looks_in (query, name->text))
    return TRUE;
  if (strpbrk (query, "abcdefghijklmnopqrstuvwxyz") == NULL || strlen (query) < 5)
    return FALSE;
  typed = yutu_pinyin_list_typed (name->text);
  letters = g_string_new (NULL);
  for (guint i = 0; i < typed->len; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (typed, i);

      g_string_append (letters, readings->len > 0 ? g_ptr_array_index (readings, 0) : "");
    }
  return is_near_text (query, letters->str);
}

/* ---- Units by what is written above them ---- */

static const OracleName *
get_unit (const Oracle *self,
          gint64        unit,
          YutuDay       day)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const OracleName *name = g_ptr_array_index (self->names, i);

      if (name->kind == YUTU_SEARCH_DIVISION && name->unit == unit && !name->is_code && name->valid_from <= day &&
          day < name->valid_to)
        return name;
    }
  return NULL;
}

/* Whether the query lies in 浙江省金华市婺城区罗店镇鹿村 so that it ends in the last of these names. */
static gboolean
ends_in (const Oracle     *self,
         const OracleName *name,
         const char       *query,
         YutuDay           day)
{
  g_autoptr (GString) chain = g_string_new (name->text);
  const OracleName *above = name;
  gsize             own;

  if (name->kind != YUTU_SEARCH_DIVISION || name->is_code || (guchar)*query < 0x80)
    return FALSE;
  for (above = get_unit (self, name->parent, day); above != NULL; above = get_unit (self, above->parent, day))
    g_string_prepend (chain, above->text);
  own = get_unit (self, name->parent, day) != NULL ? chain->len - strlen (name->text) : 0;
  if (own == 0)
    {
      own = 0;
      g_string_prepend (chain, self->upper);
    }
  else
    {
      g_string_prepend (chain, self->upper);
      own += strlen (self->upper);
    }
  for (const char *p = strstr (chain->str, query); p != NULL; p = strstr (p + 1, query))
    if ((gsize)(p - chain->str) + strlen (query) > own)
      return TRUE;
  return FALSE;
}

GHashTable *
oracle_find_names (const Oracle *self,
                   const char   *query,
                   YutuDay       day,
                   gboolean      with_typo)
{
  GHashTable      *found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *normal = yutu_normal_text (query);

  for (guint i = 0; i < self->names->len; i++)
    {
      const OracleName *name = g_ptr_array_index (self->names, i);

      if (name->valid_from > day || name->valid_to <= day)
        continue;
      if (is_found (name, normal) || (with_typo ? is_found_with_typo (name, normal) : ends_in (self, name, normal, day)))
        g_hash_table_add (found, g_memdup2 (&name->id, sizeof name->id));
    }
  return found;
}

/* gint64 ids: when nothing else is found. */
static GHashTable *
find_pairs (const Oracle *self,
            const char   *query,
            YutuDay       day)
{
  GHashTable *found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->names->len; i++)
    {
      const OracleName *name = g_ptr_array_index (self->names, i);

      if (name->valid_from <= day && day < name->valid_to && !name->is_code && is_pair (query, name->text))
        g_hash_table_add (found, g_memdup2 (&name->id, sizeof name->id));
    }
  if (g_hash_table_size (found) > 5)
    g_hash_table_remove_all (found);
  return found;
}

/* ---- Queries ---- */

/* Two exchanged, one less, one more, or another one. */
static char *
spoil (const char *text,
       YutuRandom *random)
{
  glong            n = g_utf8_strlen (text, -1);
  glong            at = 1 + (glong)yutu_random_below (random, (guint64)n - 2);
  g_autofree char *head = g_utf8_substring (text, 0, at);
  g_autofree char *one = g_utf8_substring (text, at, at + 1);
  g_autofree char *next = g_utf8_substring (text, at + 1, at + 2);
  g_autofree char *rest = g_utf8_substring (text, at + 2, n);

  switch (yutu_random_below (random, 4))
    {
    case 0:
      return g_strconcat (head, next, one, rest, NULL);
    case 1:
      return g_strconcat (head, next, rest, NULL);
    case 2:
      return g_strconcat (head, one, "龘", next, rest, NULL);
    default:
      return g_strconcat (head, "龘", next, rest, NULL);
    }
}

static char *
type_letters (const char *text,
              OracleWay   way,
              YutuRandom *random)
{
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = text;

  for (guint i = 0; i < typed->len; i++, p = g_utf8_next_char (p))
    {
      const GPtrArray *readings = g_ptr_array_index (typed, i);
      gboolean         is_initial = way == ORACLE_INITIALS || (way == ORACLE_MIXED && yutu_random_below (random, 3) == 0);

      if (readings->len == 0 || (way == ORACLE_MIXED && yutu_random_below (random, 2) == 0))
        g_string_append_unichar (out, g_utf8_get_char (p));
      else
        g_string_append_len (out, g_ptr_array_index (readings, yutu_random_below (random, readings->len)),
                             is_initial ? 1 : -1);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
oracle_draw_query (const Oracle *self,
                   YutuRandom   *random,
                   OracleWay     way)
{
  static const glong lengths[ORACLE_N_WAYS][2] = { { 1, 1 }, { 2, 2 }, { 3, 8 }, { 2, 4 }, { 2, 5 }, { 2, 5 }, { 4, 8 } };

  const OracleName *name = g_ptr_array_index (self->names, yutu_random_below (random, self->names->len));
  glong             n = g_utf8_strlen (name->text, -1), length, from;
  g_autofree char  *part = NULL;

  if (n < lengths[way][0] || (name->is_code && way > ORACLE_MORE))
    return NULL;
  length = lengths[way][0] + (glong)yutu_random_below (random, (guint64)(MIN (lengths[way][1], n) - lengths[way][0] + 1));
  from = name->is_code ? 0 : (glong)yutu_random_below (random, (guint64)(n - length + 1));
  part = g_utf8_substring (name->text, from, from + length);
  if (way <= ORACLE_MORE)
    return g_steal_pointer (&part);
  return way == ORACLE_TYPO ? spoil (part, random) : type_letters (part, way, random);
}

/* ---- Addresses ---- */

char *
oracle_draw_door (YutuConnection *connection,
                  YutuRandom     *random,
                  GError        **error)
{
  gint64           first = 0, last = 0;
  gboolean         row = FALSE;
  g_autofree char *base = NULL;
  g_autofree char *number = NULL;
  gsize            digits;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT coalesce (p.name, d.name), CASE WHEN a.door > 0 THEN a.door ELSE coalesce (a.building, a.unit_no, a.room) "
          "END, a.door > 0 FROM address a LEFT JOIN place_name p ON p.id = a.place JOIN division d ON d.unit = a.village AND "
          "d.valid_to = '9999-12-31' WHERE a.id >= ?1 ORDER BY a.id LIMIT 1",
       error);

  if (statement == NULL || !yutu_connection_get_int64 (connection, "SELECT min (id) FROM address", 0, &first, error) ||
      !yutu_connection_get_int64 (connection, "SELECT max (id) FROM address", 0, &last, error))
    return NULL;
  sqlite3_bind_int64 (statement, 1, first + (gint64)yutu_random_below (random, (guint64)(last - first + 1)));
  if (!yutu_connection_step (connection, statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no addresses");
      return NULL;
    }
  base = yutu_normal_text ((const char *)sqlite3_column_text (statement, 0));
  number = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  digits = number != NULL ? strspn (number, "0123456789") : 0;
  if (digits > 0)
    number[1 + yutu_random_below (random, digits)] = '\0';
  row = sqlite3_column_int (statement, 2) != 0 && yutu_random_below (random, 3) == 0;
  sqlite3_reset (statement);
  return g_strconcat (base, digits > 0 ? number : "1", row ? "号" : "", NULL);
}

static gboolean
has_number (sqlite3_stmt *statement,
            const char   *number,
            gboolean      is_closed)
{
  gint64           door = sqlite3_column_int64 (statement, 1);
  g_autofree char *text = g_strdup_printf ("%" PRId64, door);

  if (door > 0)
    return is_closed ? strcmp (text, number) == 0 : g_str_has_prefix (text, number);
  for (int i = 2; i <= 5; i++)
    {
      const char *part = (const char *)sqlite3_column_text (statement, i);

      if (part != NULL && *part != '\0')
        return !is_closed && sqlite3_column_int (statement, 6) != 0 && g_str_has_prefix (part, number);
    }
  return FALSE;
}

GHashTable *
oracle_find_doors (YutuConnection *connection,
                   const char     *query,
                   YutuDay         day,
                   GError        **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean         is_closed = g_str_has_suffix (query, "号");
  gsize            length = strlen (query) - (is_closed ? strlen ("号") : 0), head = length;
  g_autofree char *base = NULL;
  g_autofree char *number = NULL;
  char             text[YUTU_DAY_TEXT_SIZE];
  gboolean         row = TRUE;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT a.id, a.door, a.building, a.unit_no, a.room, a.floor, instr (p.name, ?1) > 0 FROM address a LEFT JOIN "
          "place_name p ON p.id = a.place AND p.valid_from <= ?2 AND ?2 < p.valid_to LEFT JOIN division d ON d.unit = a.village "
          "AND d.valid_from <= ?2 AND ?2 < d.valid_to WHERE a.valid_from <= ?2 AND ?2 < a.valid_to AND (instr (p.name, ?1) > 0 "
          "OR (instr (d.name, ?1) > 0 AND a.door > 0))",
       error);

  while (head > 0 && g_ascii_isdigit (query[head - 1]))
    head--;
  base = g_strndup (query, head);
  number = g_strndup (query + head, length - head);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, base, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (row)
    {
      gint64 id;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      id = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row && has_number (statement, number, is_closed))
        g_hash_table_add (found, g_memdup2 (&id, sizeof id));
    }
  sqlite3_reset (statement);
  return g_steal_pointer (&found);
}

/* ---- Comparing ---- */

static char *
compare (const YutuSearchResult *result,
         GHashTable             *expected,
         const char             *query)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = g_hash_table_size (expected);

  for (guint i = 0; i < result->hits->len; i++)
    {
      YutuSearchHit *hit = g_ptr_array_index (result->hits, i);

      if (!g_hash_table_contains (expected, &hit->id))
        return g_strdup_printf ("“%s” finds %s, which a scan does not", query, hit->name);
      if (!g_hash_table_add (seen, &hit->id))
        return g_strdup_printf ("“%s” finds %s twice", query, hit->name);
    }
  if (result->total_is_least ? result->total > n : result->total != n)
    return g_strdup_printf ("“%s” counts %" PRId64 ", a scan %u", query, result->total, n);
  if (!result->total_is_least && n <= LIMIT && result->hits->len != n)
    return g_strdup_printf ("“%s” lists %u, a scan %u", query, result->hits->len, n);
  return NULL;
}

/* Whether a unit's name, in full or without its last character, begins the query, which goes on behind it. */
static gboolean
starts_with_unit (const Oracle *self,
                  const char   *query)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const OracleName *name = g_ptr_array_index (self->names, i);
      glong             n = g_utf8_strlen (name->text, -1);
      g_autofree char  *proper = g_utf8_substring (name->text, 0, MAX (n - 1, 2) < n ? MAX (n - 1, 2) : n);
      g_autofree char  *shorter = g_utf8_substring (name->text, 0, n > 3 ? n - 2 : n);

      if (name->kind == YUTU_SEARCH_DIVISION && !name->is_code &&
          (g_str_has_prefix (query, proper) || g_str_has_prefix (query, shorter)) && strcmp (query, proper) != 0)
        return TRUE;
    }
  return FALSE;
}

char *
oracle_compare_names (const Oracle   *self,
                      YutuConnection *connection,
                      const char     *query,
                      YutuDay         day,
                      GError        **error)
{
  YutuSearchOptions options = { .limit = LIMIT, .kinds = NAMES, .day = day };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
  g_autoptr (GHashTable) plain = oracle_find_names (self, query, day, FALSE);
  g_autoptr (GHashTable) near = NULL;

  if (result == NULL)
    return g_strdup ("failed");
  if (g_hash_table_size (plain) > 0)
    return result->has_typo ? g_strdup_printf ("“%s” is found as it is", query) : compare (result, plain, query);
  if (!result->has_typo && starts_with_unit (self, query))
    return NULL; /* read as if there were a space behind the unit */
  near = oracle_find_names (self, query, day, TRUE);
  if (g_hash_table_size (near) == 0)
    {
      g_hash_table_unref (near);
      near = find_pairs (self, query, day);
    }
  return compare (result, near, query);
}

char *
oracle_compare_doors (YutuConnection *connection,
                      const char     *query,
                      YutuDay         day,
                      gsize          *n_cut,
                      GError        **error)
{
  YutuSearchOptions options = { .limit = LIMIT, .kinds = YUTU_SEARCH_ADDRESS, .day = day };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
  g_autoptr (GHashTable) expected = oracle_find_doors (connection, query, day, error);

  if (result == NULL || expected == NULL)
    return g_strdup ("failed");
  *n_cut += result->total_is_least;
  if (g_hash_table_size (expected) == 0 && (result->has_typo || result->is_parent || result->is_base))
    return NULL; /* there is no such number, and what is like it is told as that */
  return compare (result, expected, query);
}

/* ---- Pieces from anywhere ---- */

/* What a rebuilt text ends in, by the words of yutu-address-text.c. */
#define NUMBERS                                                                                                     \
  "CASE WHEN door > 0 THEN door || '号' || CASE WHEN coalesce (door_sub, '') = '' THEN '' WHEN door_sub GLOB "     \
  "'*[^0-9]*' THEN door_sub ELSE '-' || door_sub END ELSE '' END || coalesce (nullif (building, '') || '幢', '') " \
  "|| coalesce (nullif (unit_no, '') || '单元', '') || CASE WHEN coalesce (room, '') <> '' THEN room || '室' "   \
  "ELSE coalesce (nullif (floor, '') || '层', '') END"

static char *
draw_piece (YutuConnection *connection,
            YutuRandom     *random,
            const char     *table,
            const char     *column,
            GError        **error)
{
  g_autofree char *most = g_strdup_printf ("SELECT max (id) FROM %s", table);
  g_autofree char *least = g_strdup_printf ("SELECT min (id) FROM %s", table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id >= ?1 ORDER BY id LIMIT 1", column, table);
  gint64           first = 0, last = 0;
  glong            n, from, length;
  gboolean         row = FALSE;
  const char      *text;
  char            *piece;
  sqlite3_stmt    *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL || !yutu_connection_get_int64 (connection, least, 0, &first, error) ||
      !yutu_connection_get_int64 (connection, most, 0, &last, error))
    return NULL;
  sqlite3_bind_int64 (statement, 1, first + (gint64)yutu_random_below (random, (guint64)(last - first + 1)));
  if (!yutu_connection_step (connection, statement, &row, error) || !row)
    return NULL;
  text = (const char *)sqlite3_column_text (statement, 0);
  n = g_utf8_strlen (text, -1);
  from = (glong)yutu_random_below (random, (guint64)n);
  length = 1 + (glong)yutu_random_below (random, (guint64)(n - from));
  piece = g_utf8_substring (text, from, from + length);
  sqlite3_reset (statement);
  return piece;
}

char *
oracle_draw_piece (YutuConnection *connection,
                   YutuRandom     *random,
                   GError        **error)
{
  return draw_piece (connection, random, "address", "text", error);
}

char *
oracle_draw_case_piece (YutuConnection *connection,
                        YutuRandom     *random,
                        GError        **error)
{
  return draw_piece (connection, random, "case_file", "case_no", error);
}

/* gint64: first columns of @sql with ?1 the query. */
static GHashTable *
list_ids (YutuConnection *connection,
          const char     *sql,
          const char     *query,
          GError        **error)
{
  GHashTable   *found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = statement != NULL;

  if (row)
    sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC);
  while (row && yutu_connection_step (connection, statement, &row, error) && row)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_hash_table_add (found, g_memdup2 (&id, sizeof id));
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return found;
}

/* NULL when every one of @expected is listed. */
static char *
find_missing (const YutuSearchResult *result,
              GHashTable             *expected,
              const char             *query)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer       id = NULL;

  for (guint i = 0; i < result->hits->len; i++)
    g_hash_table_add (listed, &((YutuSearchHit *)g_ptr_array_index (result->hits, i))->id);
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (listed, id) && result->hits->len < LIMIT)
      return g_strdup_printf ("“%s” lists %u, and not %" PRId64, query, result->hits->len, *(gint64 *)id);
  return NULL;
}

char *
oracle_compare_piece (YutuConnection *connection,
                      const char     *query,
                      YutuDay         day,
                      gsize          *n_cut,
                      GError        **error)
{
  YutuSearchOptions options = { .limit = LIMIT, .kinds = YUTU_SEARCH_ADDRESS, .day = day, .include_past = TRUE };
  YutuSearchOptions all = { .limit = 20, .day = day, .include_past = TRUE };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
  g_autoptr (YutuSearchResult) any = yutu_search_run (connection, query, &all, error);
  g_autoptr (GHashTable) numbers = NULL;
  g_autoptr (GHashTable) texts = NULL;

  if (result == NULL || any == NULL)
    return g_strdup ("failed");
  if (any->hits->len == 0 || any->has_typo)
    return g_strdup_printf ("“%s” finds nothing", query);
  numbers = list_ids (connection, "SELECT id FROM address WHERE instr (" NUMBERS ", ?1) > 0", query, error);
  texts = list_ids (connection, "SELECT id FROM address WHERE instr (text, ?1) > 0", query, error);
  if (g_hash_table_size (numbers) == g_hash_table_size (texts))
    return compare (result, numbers, query);
  if (strpbrk (query, "0123456789") == NULL)
    return NULL; /* of names */
  *n_cut += result->total_is_least;
  if (result->total_is_least)
    return result->hits->len > 0 ? NULL : g_strdup_printf ("“%s” is cut to nothing", query);
  return find_missing (result, texts, query);
}

char *
oracle_compare_case (YutuConnection *connection,
                     const char     *query,
                     YutuDay         day,
                     GError        **error)
{
  YutuSearchOptions options = { .limit = LIMIT, .kinds = YUTU_SEARCH_CASE, .day = day };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
  g_autoptr (GHashTable) expected =
    list_ids (connection, "SELECT id FROM case_file WHERE instr (case_no, ?1) > 0", query, error);

  return result == NULL ? g_strdup ("failed") : compare (result, expected, query);
}
