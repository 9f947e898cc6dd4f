/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A search of the demo county finds what a plain pass over all of its rows finds, and counts it: by one
 * character and two, parts of names, letters, initials, both mixed, with one error of typing, doors, and pieces of
 * the text of an address or of a case's number that begin and end anywhere; addresses by their codes and ids. */

#include "search-oracle.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "geo/yutu-measure.h"
#include "session/yutu-demo-file.h"

#define N_ADDRESSES 2000
#define N_QUERIES   40  /* of each way */
#define N_PIECES    600 /* of addresses, from any place to any other */

static void
check (char       *fault,
       const char *query,
       GError     *error)
{
  g_assert_no_error (error);
  if (fault != NULL)
    g_error ("%s (%s)", fault, query);
}

static gboolean
ask_names (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDay    day = yutu_day_today ();
  Oracle    *oracle = oracle_new (connection, error);
  YutuRandom random;
  guint      n[ORACLE_N_WAYS] = { 0 };

  g_assert_no_error (*error);
  yutu_random_init (&random, 330702);
  for (OracleWay way = ORACLE_ONE; way < ORACLE_N_WAYS; way++)
    while (n[way] < N_QUERIES)
      {
        g_autofree char *query = oracle_draw_query (oracle, &random, way);

        if (query == NULL)
          continue;
        check (oracle_compare_names (oracle, connection, query, day, error), query, *error);
        n[way]++;
      }
  oracle_free (oracle);
  return TRUE;
}

static gboolean
ask_doors (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDay    day = yutu_day_today ();
  YutuRandom random;
  gsize      n_cut = 0;

  yutu_random_init (&random, 330703);
  for (int i = 0; i < 3 * N_QUERIES; i++)
    {
      g_autofree char *query = oracle_draw_door (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_doors (connection, query, day, &n_cut, error), query, *error);
    }
  g_assert_cmpuint (n_cut, ==, 0);
  return TRUE;
}

static gboolean
ask_pieces (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuDay    day = yutu_day_today ();
  YutuRandom random;
  gsize      n_cut = 0;

  yutu_random_init (&random, 330704);
  for (int i = 0; i < N_PIECES; i++)
    {
      g_autofree char *query = oracle_draw_piece (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_piece (connection, query, day, &n_cut, error), query, *error);
    }
  g_assert_cmpuint (n_cut, <, N_PIECES / 20);
  for (int i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = oracle_draw_case_piece (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_case (connection, query, day, error), query, *error);
    }
  return TRUE;
}

/* ---- Coordinates ---- */

#define N_POINTS 60

static double
measure_nearest (YutuConnection *connection,
                 YutuPoint       point)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT ST_X (geom), ST_Y (geom) FROM address WHERE valid_from <= '2026-11-24' AND '2026-11-24' < valid_to", NULL);
  double   least = G_MAXDOUBLE;
  gboolean found = TRUE;

  while (yutu_connection_step (connection, row, &found, NULL) && found)
    if (sqlite3_column_type (row, 0) == SQLITE_FLOAT)
      least = MIN (least, yutu_measure_distance_m (
                            point, yutu_point_from_degrees (sqlite3_column_double (row, 0), sqlite3_column_double (row, 1))));
  return least;
}

/* What a coordinate lies in, and how far the next address is, as by looking at all of them. */
static gboolean
ask_points (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuSearchOptions options = { .limit = 1, .day = yutu_day_parse ("2026-11-24"), .kinds = YUTU_SEARCH_COORDINATE };
  YutuRandom        random;
  gsize             n_outside = 0;

  yutu_random_init (&random, 330705);
  for (int i = 0; i < N_POINTS; i++)
    {
      double           lon = 119.2 + (double)yutu_random_below (&random, 700000) / 1e6;
      double           lat = 28.7 + (double)yutu_random_below (&random, 700000) / 1e6;
      YutuPoint        point = yutu_point_from_degrees (lon, lat);
      g_autofree char *query = g_strdup_printf ("%.6f, %.6f", lon, lat);
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
      g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, "2026-11-24", error);
      const YutuSearchHit *hit = g_ptr_array_index (result->hits, 0);
      double               least = measure_nearest (connection, point);

      g_test_message ("%s: %s, %s", query, hit->label, hit->near_name != NULL ? hit->near_name : "");
      g_assert_cmpint (hit->unit, ==, chain->len > 0 ? ((YutuDivision *)chain->pdata[chain->len - 1])->unit : 0);
      g_assert_cmpint (hit->is_outside, ==, chain->len == 0);
      g_assert_cmpint (hit->near_name != NULL, ==, least <= 2000);
      if (hit->near_name != NULL)
        g_assert_cmpfloat_with_epsilon (hit->near_m, least, 0.02); /* packed to 1e-7 degree */
      n_outside += hit->is_outside;
    }
  g_assert_cmpuint (n_outside, >, 0);
  g_assert_cmpuint (n_outside, <, N_POINTS);
  return TRUE;
}

/* ---- Romanised names ---- */

/* Letters alone, without marks. */
static char *
squeeze (const char *roman)
{
  g_autofree char *parted = g_utf8_normalize (roman, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = parted; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (out, g_ascii_tolower (*p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* luo dian zhen, by the first reading of each character. */
static char *
part_syllables (const char *name)
{
  g_autofree char *text = yutu_normal_text (name);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < typed->len; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (typed, i);

      if (readings->len == 0)
        return NULL;
      g_string_append (out, i > 0 ? " " : "");
      g_string_append (out, g_ptr_array_index (readings, 0));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Whether the characters from @index on can be read as @letters, each by one of its readings. */
static gboolean
can_sound (const GPtrArray *typed,
           guint            index,
           const char      *letters)
{
  const GPtrArray *readings = index < typed->len ? g_ptr_array_index (typed, index) : NULL;

  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      const char *reading = g_ptr_array_index (readings, i);

      if (g_str_has_prefix (letters, reading) && can_sound (typed, index + 1, letters + strlen (reading)))
        return TRUE;
    }
  return readings == NULL && *letters == '\0';
}

static gboolean
sounds_like (const char *name,
             const char *letters)
{
  g_autofree char *text = yutu_normal_text (name);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);

  return can_sound (typed, 0, letters);
}

/* @name is found by @query, and before it only what may sound the same. */
static void
assert_first (YutuConnection *connection,
              const char     *query,
              const char     *name,
              const char     *roman,
              GError        **error)
{
  YutuSearchOptions options = { .limit = 200, .day = yutu_day_today (), .kinds = YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE };
  g_autoptr (YutuSearchResult) result = NULL;
  g_autofree char *sound = squeeze (roman);

  if (query == NULL)
    return;
  result = yutu_search_run (connection, query, &options, error);
  g_assert_no_error (*error);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const YutuSearchHit *hit = g_ptr_array_index (result->hits, i);

      if (strcmp (hit->name, name) == 0)
        return;
      if (!sounds_like (hit->name, sound))
        g_error ("“%s” finds %s before %s", query, hit->name, name);
    }
  g_error ("“%s” does not find %s", query, name);
}

/* Townships, and every twentieth other name, as they are romanised in the file and with syllables apart. */
static gboolean
ask_sounds (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT name, pinyin, NULL FROM division WHERE valid_to = '9999-12-31' AND (level = 4 OR id % 20 = 0) AND pinyin IS NOT "
    "NULL UNION ALL SELECT name, pinyin, pinyin_tone FROM place_name WHERE id % 20 = 0 AND pinyin IS NOT NULL AND valid_to = "
    "'9999-12-31'",
    error);

  g_assert_no_error (*error);
  while (yutu_connection_step (connection, statement, &row, error) && row)
    for (int i = 0; i < 3; i++)
      g_ptr_array_add (rows, g_strdup ((const char *)sqlite3_column_text (statement, i)));
  g_assert_no_error (*error);
  g_assert_cmpuint (rows->len, >, 300);
  for (guint i = 0; i < rows->len; i += 3)
    {
      const char      *name = rows->pdata[i], *roman = rows->pdata[i + 1];
      g_autofree char *parted = part_syllables (name);

      assert_first (connection, roman, name, roman, error);
      assert_first (connection, rows->pdata[i + 2], name, roman, error);
      if (parted != NULL)
        {
          g_autofree char *letters = squeeze (parted);
          g_autofree char *plain = squeeze (roman);

          if (strcmp (letters, plain) == 0) /* not by another reading of a character */
            assert_first (connection, parted, name, roman, error);
        }
    }
  return TRUE;
}

/* ---- Codes ---- */

/* char * → GArray of the ids of addresses that have or had it. */
static GHashTable *
list_codes (YutuConnection *connection,
            GError        **error)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT id FROM address ORDER BY id", error);
  gboolean      found = TRUE;

  while (yutu_connection_step (connection, row, &found, error) && found)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GPtrArray) of_one = yutu_address_list_codes (connection, id, error);

      for (guint k = 0; k < of_one->len; k++)
        {
          const YutuAddressCode *code = of_one->pdata[k];
          GArray                *had = g_hash_table_lookup (codes, code->code);

          if (had == NULL)
            {
              had = g_array_new (FALSE, FALSE, sizeof (gint64));
              g_hash_table_insert (codes, g_strdup (code->code), had);
            }
          if (had->len == 0 || g_array_index (had, gint64, had->len - 1) != id)
            g_array_append_val (had, id);
        }
    }
  return codes;
}

static void
assert_finds (YutuConnection *connection,
              const char     *query,
              const GArray   *ids,
              GError        **error)
{
  YutuSearchOptions options = { .limit = 100, .day = yutu_day_parse ("2026-11-24"), .include_past = TRUE };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);

  g_assert_no_error (*error);
  if (result->hits->len != ids->len || result->total != ids->len || result->has_typo)
    g_error ("“%s” finds %u of %u", query, result->hits->len, ids->len);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const YutuSearchHit *hit = g_ptr_array_index (result->hits, i);
      gboolean             is_one = FALSE;

      for (guint k = 0; k < ids->len; k++)
        is_one = is_one || g_array_index (ids, gint64, k) == hit->id;
      g_assert_true (is_one);
      g_assert_cmpint (hit->kind, ==, YUTU_SEARCH_ADDRESS);
    }
}

/* By its code, in small letters and parted too, and by its id, an address is found, and no other. */
static gboolean
ask_codes (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_autoptr (GHashTable) codes = list_codes (connection, error);
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;

  g_assert_no_error (*error);
  g_assert_cmpuint (g_hash_table_size (codes), >, N_ADDRESSES / 2);
  g_hash_table_iter_init (&iter, codes);
  for (guint i = 0; g_hash_table_iter_next (&iter, &key, &value); i++)
    {
      const char      *code = key;
      const GArray    *ids = value;
      gint64           id = g_array_index (ids, gint64, 0);
      g_autofree char *small = g_ascii_strdown (code, -1);
      g_autofree char *parted = g_strdup_printf ("%.12s %s", code, code + 12);
      g_autofree char *of_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (i % 5 != 0)
        continue;
      assert_finds (connection, code, ids, error);
      assert_finds (connection, small, ids, error);
      assert_finds (connection, parted, ids, error);
      g_array_append_val (one, id);
      assert_finds (connection, of_id, one, error);
    }
  return TRUE;
}

static void
test_scan (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-scan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.yutu", NULL);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);
  g_autoptr (GError) error = NULL;
  YutuFile *file = yutu_file_new_demo (path, N_ADDRESSES, 0, NULL, &error);

  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_names, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_doors, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_sounds, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_pieces, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_points, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_codes, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_file_unref (file);
  g_remove (path);
  g_remove (lock);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/search-scan/demo", test_scan);
  return g_test_run ();
}
