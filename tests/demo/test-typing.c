/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An address of a generated county typed key by key, from each of its levels on: every key finds
 * something, and the last one the address. */

#include "demo-fixture.h"

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-search.h"

#define N_ADDRESSES 3000
#define N_SAMPLES   40
#define N_PIECES    300
#define TODAY       "2026-11-24"

enum
{
  N_STARTS = 6, /* province, prefecture, county, township, village, base */
};

typedef struct
{
  gint64 id;
  char  *text;
  char  *starts[N_STARTS]; /* in text */
} Sample;

static void
sample_clear (gpointer data)
{
  g_free (((Sample *)data)->text);
}

static char *
find_name (const Sample *sample,
           const char   *name)
{
  char *found = strstr (sample->text, name);

  g_assert_nonnull (found);
  return found;
}

/* Units by the table of divisions, the two above the county by their words. */
static void
find_starts (Sample       *sample,
             sqlite3_stmt *statement)
{
  char *village = NULL;

  sample->starts[0] = sample->text;
  sample->starts[1] = find_name (sample, "金华市");
  sample->starts[2] = find_name (sample, "婺城区");
  sample->starts[3] = find_name (sample, (const char *)sqlite3_column_text (statement, 2));
  village = sample->starts[3] + strlen ((const char *)sqlite3_column_text (statement, 2));
  g_assert_true (g_str_has_prefix (village, (const char *)sqlite3_column_text (statement, 3)));
  sample->starts[4] = village;
  sample->starts[5] = village + strlen ((const char *)sqlite3_column_text (statement, 3));
}

static GArray *
draw_samples (YutuConnection *connection,
              int             n,
              GError        **error)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  YutuRandom    random;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT a.id, a.text, t.name, v.name FROM address a JOIN division v ON v.unit = a.village "
    "JOIN division t ON t.unit = v.parent WHERE a.valid_to > '" TODAY "' AND v.valid_to > '" TODAY
    "' AND t.valid_to > '" TODAY "' ORDER BY a.id LIMIT 1 OFFSET ?1",
    error);

  g_array_set_clear_func (samples, sample_clear);
  yutu_random_init (&random, 20261124);
  for (int i = 0; i < n; i++)
    {
      Sample   sample = { 0 };
      gboolean row = FALSE;

      sqlite3_bind_int64 (statement, 1, (gint64)yutu_random_below (&random, N_ADDRESSES / 2));
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      g_assert_true (row);
      sample.id = sqlite3_column_int64 (statement, 0);
      sample.text = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      find_starts (&sample, statement);
      g_array_append_val (samples, sample);
      sqlite3_reset (statement);
    }
  return g_steal_pointer (&samples);
}

static YutuSearchResult *
ask (YutuConnection *connection,
     const char     *query)
{
  g_autoptr (GError) error = NULL;
  YutuSearchOptions options = { .limit = 10, .day = yutu_day_parse (TODAY) };
  YutuSearchResult *result = yutu_search_run (connection, query, &options, &error);

  g_assert_no_error (error);
  return result;
}

/* Bases of the same name are told apart by what stands before them only. */
static gboolean
is_same (const Sample        *sample,
         const char          *typed,
         const YutuSearchHit *hit)
{
  return hit->kind == YUTU_SEARCH_ADDRESS &&
         (hit->id == sample->id || (typed >= sample->starts[4] && strstr (typed, hit->name) != NULL));
}

static int
type_keys (YutuConnection *connection,
           const Sample   *sample,
           const char     *typed)
{
  int faults = 0;

  for (glong n = 1; n <= g_utf8_strlen (typed, -1); n++)
    {
      g_autofree char *query = g_utf8_substring (typed, 0, n);
      g_autoptr (YutuSearchResult) result = ask (connection, query);
      const YutuSearchHit *first = result->hits->len > 0 ? result->hits->pdata[0] : NULL;

      if (first == NULL)
        g_test_message ("%s finds nothing, of %s", query, sample->text);
      else if (typed[strlen (query)] == '\0' && !is_same (sample, typed, first))
        g_test_message ("%s finds %s, %s first, not %s", query, first->name, first->label, sample->text);
      else
        continue;
      faults++;
    }
  return faults;
}

static gboolean
type_samples (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  g_autoptr (GArray) samples = draw_samples (connection, N_SAMPLES, error);
  int faults = 0;

  if (samples == NULL)
    return FALSE;
  for (guint i = 0; i < samples->len; i++)
    for (int k = 0; k < N_STARTS; k++)
      faults += type_keys (connection, &g_array_index (samples, Sample, i),
                           g_array_index (samples, Sample, i).starts[k]);
  g_assert_cmpint (faults, ==, 0);
  return TRUE;
}

static void
test_every_key_finds_something (void)
{
  demo_read (demo_get (N_ADDRESSES, 11), type_samples, NULL);
}

/* ---- Pieces from the middle ---- */

/* Of 2 characters or more that begin before the numbers do. */
static gboolean
cut_pieces (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GArray) samples = draw_samples (connection, N_PIECES, error);
  YutuRandom random;
  int        faults = 0;

  if (samples == NULL)
    return FALSE;
  yutu_random_init (&random, 7);
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);
      glong         n_all = g_utf8_strlen (sample->text, -1);
      glong         n_names = g_utf8_strlen (
                sample->text, (gssize)strcspn (sample->text, "0123456789"));
      glong            first = (glong)yutu_random_below (&random, (guint64)n_names);
      glong            n = 2 + (glong)yutu_random_below (&random, 9);
      glong            last = MIN (first + n, n_all);
      g_autofree char *piece = g_utf8_substring (sample->text, first, last);
      g_autoptr (YutuSearchResult) result = ask (connection, piece);

      if (result->hits->len > 0)
        continue;
      g_test_message ("%s finds nothing, of %s", piece, sample->text);
      faults++;
    }
  g_assert_cmpint (faults, ==, 0);
  return TRUE;
}

static void
test_pieces_from_the_middle_find_something (void)
{
  demo_read (demo_get (N_ADDRESSES, 11), cut_pieces, NULL);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/typing/every-key-finds-something", test_every_key_finds_something);
  g_test_add_func ("/demo/typing/pieces-from-the-middle-find-something",
                   test_pieces_from_the_middle_find_something);
  status = g_test_run ();
  demo_clear ();
  return status;
}
