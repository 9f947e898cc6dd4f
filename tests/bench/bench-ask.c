/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-ask FILE: asks what a window asks, many times, and prints a JSON line for each kind of
 * question with the processor time of each. FILE is written to (and each write undone). */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-search.h"
#include "session/yutu-file.h"
#include "session/yutu-place.h"

#define N_WORDS  60
#define N_PLACES 300
#define N_UNDOS  40

typedef struct
{
  YutuFile    *file;
  YutuModules *modules;
  YutuRandom   random;
  GPtrArray   *words;  /* char *: of addresses drawn by lot */
  GPtrArray   *texts;  /* char *: of the same, from the province on */
  GArray      *units;  /* gint64 */
  GArray      *points; /* YutuPoint: of those addresses */
} Bench;

static G_NORETURN void
fail (const char *what, const GError *error)
{
  g_printerr ("bench-ask: %s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

static double
get_cpu (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
print_figures (const char *name, const GArray *seconds, gsize found)
{
  JsonBuilder *out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "name");
  json_builder_add_string_value (out, name);
  json_builder_set_member_name (out, "found");
  json_builder_add_int_value (out, (gint64)found);
  json_builder_set_member_name (out, "figures");
  json_builder_begin_array (out);
  for (guint i = 0; i < seconds->len; i++)
    json_builder_add_double_value (out, g_array_index (seconds, double, i));
  json_builder_end_array (out);
  json_builder_end_object (out);
  root = json_builder_get_root (out);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
  g_object_unref (out);
}

/* ---- what is asked for ---- */

/* What a person types: the address from its road or settlement on, or from its village on. */
static void
add_word (Bench *self, const char *text, const char *from)
{
  const char *found = strstr (text, from);

  if (found != NULL)
    g_ptr_array_add (self->words, g_strdup (found));
}

static gboolean
draw_samples (YutuConnection *connection, gpointer data, GError **error)
{
  Bench        *self = data;
  gint64        first = 0, last = 0;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT a.text, X (a.geom), Y (a.geom), p.name, d.name FROM address a "
                "JOIN place_name p ON p.id = a.place JOIN division d ON d.unit = a.village AND "
                "d.valid_to = '9999-12-31' WHERE a.id >= ?1 AND a.geom IS NOT NULL ORDER BY a.id LIMIT 1",
    error);
  sqlite3_stmt *units = yutu_connection_prepare (
    connection, "SELECT DISTINCT unit FROM division WHERE valid_to = '9999-12-31' AND level > 2", error);
  gboolean row = TRUE;

  if (statement == NULL || units == NULL ||
      !yutu_connection_get_int64 (connection, "SELECT min (id) FROM address", 0, &first, error) ||
      !yutu_connection_get_int64 (connection, "SELECT max (id) FROM address", 0, &last, error))
    return FALSE;
  for (int i = 0; i < N_PLACES; i++)
    {
      YutuPoint point;

      sqlite3_bind_int64 (statement, 1, first + (gint64)yutu_random_below (&self->random, (guint64)(last - first + 1)));
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        continue;
      g_ptr_array_add (self->texts, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
      add_word (self, (const char *)sqlite3_column_text (statement, 0),
                (const char *)sqlite3_column_text (statement, i % 3 == 0 ? 4 : 3));
      point = yutu_point_from_degrees (sqlite3_column_double (statement, 1),
                                       sqlite3_column_double (statement, 2));
      g_array_append_val (self->points, point);
      sqlite3_reset (statement);
    }
  for (row = TRUE; row;)
    {
      gint64 unit;

      if (!yutu_connection_step (connection, units, &row, error))
        return FALSE;
      unit = row ? sqlite3_column_int64 (units, 0) : 0;
      if (row)
        g_array_append_val (self->units, unit);
    }
  sqlite3_reset (units);
  return TRUE;
}

/* ---- searching ---- */

typedef struct
{
  const char *query;
  gsize       found;
  double      seconds;
} Asked;

static gboolean
ask_search (YutuConnection *connection, gpointer data, GError **error)
{
  Asked            *asked = data;
  YutuSearchOptions options = { .limit = 20, .day = yutu_day_today () };
  double            since = get_cpu ();
  YutuSearchResult *result = yutu_search_run (connection, asked->query, &options, error);

  asked->seconds = get_cpu () - since;
  if (result == NULL)
    return FALSE;
  asked->found = result->hits->len;
  yutu_search_result_free (result);
  return TRUE;
}

/* As a program without an index would: the same text anywhere, at most 20. */
static gboolean
ask_like (YutuConnection *connection, gpointer data, GError **error)
{
  Asked           *asked = data;
  double           since = get_cpu ();
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", asked->query);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection, "SELECT id, text FROM address WHERE text LIKE ?1 LIMIT 20", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, pattern, -1, SQLITE_STATIC);
  for (asked->found = 0; row; asked->found += row)
    if (!yutu_connection_step (connection, statement, &row, error))
      return FALSE;
  sqlite3_reset (statement);
  asked->seconds = get_cpu () - since;
  return TRUE;
}

typedef struct
{
  sqlite3      *handle;
  sqlite3_stmt *statement;
} Trigram;

/* An index as SQLite ships it, over the same texts, in a file of its own. */
static void
build_trigram (Trigram *self, const char *yutu, const char *path)
{
  char  *attach = sqlite3_mprintf ("ATTACH %Q AS yutu", yutu);
  double since = get_cpu ();
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  if (sqlite3_open (path, &self->handle) != SQLITE_OK ||
      sqlite3_exec (self->handle, attach, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec (self->handle,
                    "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;"
                    "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'trigram');"
                    "INSERT INTO words (rowid, text) SELECT id, text FROM yutu.address;",
                    NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (self->handle, "SELECT rowid, text FROM words WHERE words MATCH ?1 LIMIT 20",
                          -1, &self->statement, NULL) != SQLITE_OK)
    fail (self->handle != NULL ? sqlite3_errmsg (self->handle) : path, NULL);
  sqlite3_free (attach);
  since = get_cpu () - since;
  g_array_append_val (seconds, since);
  print_figures ("trigram build", seconds, 0);
}

static void
ask_trigram (Trigram *self, Asked *asked)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", asked->query);
  double           since = get_cpu ();

  sqlite3_bind_text (self->statement, 1, quoted, -1, SQLITE_STATIC);
  for (asked->found = 0; sqlite3_step (self->statement) == SQLITE_ROW;)
    asked->found++;
  sqlite3_reset (self->statement);
  asked->seconds = get_cpu () - since;
}

typedef enum
{
  BY_YUTU,
  BY_LIKE,
  BY_TRIGRAM,
} Way;

static void
ask (Bench *self, Way way, Trigram *trigram, const char *query, GArray *seconds, gsize *found)
{
  Asked asked = { .query = query };
  g_autoptr (GError) error = NULL;

  if (way == BY_TRIGRAM)
    ask_trigram (trigram, &asked);
  else if (!yutu_store_read (yutu_file_get_store (self->file), way == BY_YUTU ? ask_search : ask_like,
                             &asked, NULL, &error))
    fail (query, error);
  g_array_append_val (seconds, asked.seconds);
  *found += asked.found > 0;
}

/* Every key of every word whose number of characters is in the range. */
static void
ask_keys (Bench *self, Way way, Trigram *trigram, const char *name, glong least, glong most)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  for (guint i = 0; i < MIN (N_WORDS, self->words->len); i++)
    for (glong n = least; n <= most; n++)
      {
        const char      *word = self->words->pdata[i];
        g_autofree char *query = g_utf8_substring (word, 0, MIN (n, g_utf8_strlen (word, -1)));

        if (*g_strstrip (query) != '\0')
          ask (self, way, trigram, query, seconds, &found);
      }
  print_figures (name, seconds, found);
}

/* Every key of whole addresses, and pieces of 3 to 8 characters from anywhere in their names. */
static void
ask_texts (Bench *self)
{
  g_autoptr (GArray) typed = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) inner = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found_typed = 0, found_inner = 0;

  for (guint i = 0; i < MIN (N_PLACES, self->texts->len); i++)
    {
      const char *text = self->texts->pdata[i];
      glong       n_all = g_utf8_strlen (text, -1);
      glong       n_names = g_utf8_strlen (text, (gssize)strcspn (text, "0123456789"));

      for (glong n = 1; i < N_WORDS && n <= n_all; n++)
        {
          g_autofree char *query = g_utf8_substring (text, 0, n);

          ask (self, BY_YUTU, NULL, query, typed, &found_typed);
        }
      for (glong n = 3; n <= 8; n++)
        {
          glong            first = (glong)yutu_random_below (&self->random, (guint64)n_names);
          g_autofree char *query = g_utf8_substring (text, first, MIN (first + n, n_all));

          ask (self, BY_YUTU, NULL, query, inner, &found_inner);
        }
    }
  print_figures ("search typed yutu", typed, found_typed);
  print_figures ("search inner yutu", inner, found_inner);
}

static void
ask_words (Bench *self, Way way, Trigram *trigram, const char *name, const char *const *words)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  for (int round = 0; round < 10; round++)
    for (int i = 0; words[i] != NULL; i++)
      ask (self, way, trigram, words[i], seconds, &found);
  print_figures (name, seconds, found);
}

static void
ask_searches (Bench *self, Trigram *trigram)
{
  static const char *const ways[] = { "yutu", "like", "trigram" };
  static const char *const pinyin[] = { "l", "lu", "luo", "luodian", "ld", "bl", "bailongqiao", "zj", NULL };
  static const char *const misses[] = { "龘龘龘", "金星路龘", "三体村9999号之八", NULL };

  for (Way way = BY_YUTU; way <= BY_TRIGRAM; way++)
    {
      g_autofree char *one = g_strdup_printf ("search 1 %s", ways[way]);
      g_autofree char *two = g_strdup_printf ("search 2 %s", ways[way]);
      g_autofree char *more = g_strdup_printf ("search 3-8 %s", ways[way]);
      g_autofree char *miss = g_strdup_printf ("search miss %s", ways[way]);

      ask_keys (self, way, trigram, one, 1, 1);
      ask_keys (self, way, trigram, two, 2, 2);
      ask_keys (self, way, trigram, more, 3, 8);
      ask_words (self, way, trigram, miss, misses);
    }
  ask_words (self, BY_YUTU, NULL, "search pinyin yutu", pinyin);
  ask_texts (self);
}

/* ---- clicking ---- */

static void
ask_place (Bench *self, YutuPlace *place, GArray *seconds, gsize *found)
{
  g_autoptr (GError) error = NULL;
  double         since = get_cpu ();
  YutuPlaceInfo *info = yutu_file_read_place (self->file, self->modules, place, yutu_day_today (), "desk", NULL, &error);
  double         needed = get_cpu () - since;

  if (info == NULL)
    fail ("place", error);
  *found += info->n_objects > 0;
  g_array_append_val (seconds, needed);
  yutu_place_info_free (info);
  yutu_place_unref (place);
}

static void
ask_places (Bench *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) circles = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found[3] = { 0 };

  for (guint i = 0; i < self->points->len; i++)
    {
      YutuPoint point = g_array_index (self->points, YutuPoint, i);

      ask_place (self, yutu_place_new_point (point), points, &found[0]);
      ask_place (self, yutu_place_new_circle (point, 1000), circles, &found[1]);
    }
  for (guint i = 0; i < self->units->len; i++)
    ask_place (self, yutu_place_new_unit (g_array_index (self->units, gint64, i)), units, &found[2]);
  print_figures ("at a point", points, found[0]);
  print_figures ("in a circle", circles, found[1]);
  print_figures ("of a unit", units, found[2]);
}

/* ---- writing ---- */

static gboolean
rename_address (YutuConnection *connection, gpointer data, GError **error)
{
  gint64       *at = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE address SET status = 7 - status WHERE id = (SELECT id FROM address LIMIT 1 OFFSET ?1)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *at);
  return yutu_connection_run (connection, statement, error);
}

static void
write_and_undo (Bench *self)
{
  YutuStore    *store = yutu_file_get_store (self->file);
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  for (gint64 i = 0; i < N_UNDOS; i++)
    {
      double since = get_cpu (), needed;

      if (!yutu_store_write (store, &spec, rename_address, &i, NULL, NULL, &error))
        fail ("write", error);
      needed = get_cpu () - since;
      g_array_append_val (writes, needed);
      since = get_cpu ();
      if (!yutu_store_undo (store, "bench", NULL, NULL, &error))
        fail ("undo", error);
      needed = get_cpu () - since;
      g_array_append_val (undos, needed);
    }
  print_figures ("write", writes, N_UNDOS);
  print_figures ("undo", undos, N_UNDOS);
}

int
main (int argc, char **argv)
{
  Bench   bench = { .words = g_ptr_array_new_with_free_func (g_free),
                    .texts = g_ptr_array_new_with_free_func (g_free),
                    .units = g_array_new (FALSE, FALSE, sizeof (gint64)),
                    .points = g_array_new (FALSE, FALSE, sizeof (YutuPoint)) };
  Trigram trigram = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("bench-ask FILE SCRATCH\n");
      return 2;
    }
  yutu_random_init (&bench.random, 4549);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  bench.modules = error == NULL ? yutu_modules_load (&error) : NULL;
  if (bench.modules == NULL ||
      !yutu_store_read (yutu_file_get_store (bench.file), draw_samples, &bench, NULL, &error))
    fail (argv[1], error);
  build_trigram (&trigram, argv[1], argv[2]);
  ask_searches (&bench, &trigram);
  ask_places (&bench);
  write_and_undo (&bench);
  sqlite3_finalize (trigram.statement);
  sqlite3_close (trigram.handle);
  g_ptr_array_unref (bench.words);
  g_ptr_array_unref (bench.texts);
  g_array_unref (bench.units);
  g_array_unref (bench.points);
  yutu_modules_unref (bench.modules);
  yutu_file_unref (bench.file);
  return 0;
}
