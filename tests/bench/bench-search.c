/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-search FILE SCRATCH: asks the search box of a file what people type while a writer commits 20 times a
 * second, asks LIKE and an FTS5 trigram index the same, then holds answers against a plain pass over all rows.
 * A JSON line for each way to type with the wall and the processor seconds of each question. FILE is written to.
 * bench-search FILE - QUERY…: only these, over and over. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "bench-support.h"
#include "search-oracle.h"
#include "session/yutu-file.h"
#include "session/yutu-find.h"

#define N_QUERIES   150 /* of each way; whole addresses: typed key by key */
#define N_ROUNDS    5
#define N_TYPED     12
#define N_LIKE      40      /* a scan takes its time */
#define N_LIKE_MANY 6       /* and more so of many */
#define MANY        3000000 /* addresses */
#define N_CHECKED   60      /* of each way, against a plain pass over all names */
#define N_DOORS     20      /* against one over all addresses */
#define N_PIECES    10      /* the same, two a question */
#define PERIOD_US   50000   /* of the writer */

typedef enum
{
  DOORS = ORACLE_N_WAYS, /* a base and the start of a number */
  TYPED,                 /* an address from the province on, every key */
  PARTED,                /* a unit, a space, a base and a number */
  FORMER,                /* names that were */
  CASES,                 /* the start of a case's number */
  PIECES,                /* some characters of the text of an address, from anywhere to anywhere */
  CASE_PIECES,           /* the same of the number of a case */
  MISSES,
  N_WAYS,
} Way;

static const char *const ways[N_WAYS] = {
  "one",
  "two",
  "more",
  "pinyin",
  "initials",
  "mixed",
  "typo",
  "doors",
  "typed",
  "parted",
  "former",
  "cases",
  "pieces",
  "case pieces",
  "misses",
};

typedef struct
{
  YutuFile  *file;
  YutuRandom random;
  Oracle    *oracle;
  YutuPoint  centre; /* of the map */
  GPtrArray *queries[N_WAYS];
  gint64     n_addresses;
  gint64     first_address;
  GArray    *waits; /* double: seconds of each commit of the writer */
  int        is_writing;
} Bench;

/* Of the calling thread. */
static double
now_cpu (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Of each question two: wall, processor. */
static void
print_figures (const char   *name,
               const GArray *seconds,
               gsize         found,
               gsize         cut)
{
  JsonBuilder *out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "name");
  json_builder_add_string_value (out, name);
  json_builder_set_member_name (out, "found");
  json_builder_add_int_value (out, (gint64)found);
  json_builder_set_member_name (out, "cut");
  json_builder_add_int_value (out, (gint64)cut);
  for (guint k = 0; k < 2; k++)
    {
      json_builder_set_member_name (out, k == 0 ? "wall" : "figures");
      json_builder_begin_array (out);
      for (guint i = k; i < seconds->len; i += 2)
        json_builder_add_double_value (out, g_array_index (seconds, double, i));
      json_builder_end_array (out);
    }
  json_builder_end_object (out);
  root = json_builder_get_root (out);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
  g_object_unref (out);
}

static void
add_figures (GArray *seconds,
             double  since,
             double  since_cpu)
{
  double figures[2] = { bench_get_wall () - since, now_cpu () - since_cpu };

  g_array_append_vals (seconds, figures, 2);
}

/* ---- What is asked for ---- */

/* First column of rows of a query with an id from ?1 on, drawn by lot between @first and @last. */
static gboolean
draw_texts (Bench          *self,
            YutuConnection *connection,
            const char     *table,
            const char     *sql,
            Way             way,
            gsize           n,
            GError        **error)
{
  g_autofree char *least = g_strdup_printf ("SELECT min (id) FROM %s", table);
  g_autofree char *most = g_strdup_printf ("SELECT max (id) FROM %s", table);
  gint64           first = 0, last = 0;
  sqlite3_stmt    *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL || !yutu_connection_get_int64 (connection, least, 0, &first, error) ||
      !yutu_connection_get_int64 (connection, most, 0, &last, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gboolean row = FALSE;

      sqlite3_bind_int64 (statement, 1, first + (gint64)yutu_random_below (&self->random, (guint64)(last - first + 1)));
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row && sqlite3_column_type (statement, 0) != SQLITE_NULL)
        g_ptr_array_add (self->queries[way], g_strdup ((const char *)sqlite3_column_text (statement, 0)));
      sqlite3_reset (statement);
    }
  return TRUE;
}

/* Every key of the addresses drawn. */
static void
type_keys (GPtrArray *texts)
{
  guint n = texts->len;

  for (guint i = 0; i < n; i++)
    {
      const char *text = texts->pdata[i];

      for (glong k = 1; k < g_utf8_strlen (text, -1); k++)
        g_ptr_array_add (texts, g_utf8_substring (text, 0, k));
    }
}

static void
shorten (Bench     *self,
         GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      char *text = texts->pdata[i];
      gsize length = strlen (text), least = MIN (length, 6);

      text[least + yutu_random_below (&self->random, length - least + 1)] = '\0';
    }
}

static void
add_misses (Bench *self)
{
  static const char *const misses[] = { "龘龘龘", "金星路龘", "三体村9999号之八", "xqzvvw", "qqqq", "龘 路", NULL };

  for (int round = 0; round < 10; round++)
    for (int i = 0; misses[i] != NULL; i++)
      g_ptr_array_add (self->queries[MISSES], g_strdup (misses[i]));
}

static gboolean
draw_queries (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Bench *self = data;

  self->oracle = oracle_new (connection, error);
  if (self->oracle == NULL || !yutu_connection_get_int64 (connection, "SELECT count (*) FROM address", 0, &self->n_addresses, error) ||
      !yutu_connection_get_int64 (connection, "SELECT min (id) FROM address", 0, &self->first_address, error))
    return FALSE;
  for (int way = 0; way < ORACLE_N_WAYS; way++)
    while (self->queries[way]->len < N_QUERIES)
      {
        char *query = oracle_draw_query (self->oracle, &self->random, (OracleWay)way);

        if (query != NULL)
          g_ptr_array_add (self->queries[way], query);
      }
  while (self->queries[DOORS]->len < N_QUERIES)
    {
      char *query = oracle_draw_door (connection, &self->random, error);

      if (query == NULL)
        return FALSE;
      g_ptr_array_add (self->queries[DOORS], query);
    }
  if (!draw_texts (self, connection, "address", "SELECT text FROM address WHERE id >= ?1 ORDER BY id LIMIT 1", TYPED, N_TYPED, error) ||
      !draw_texts (self, connection, "address",
                   "SELECT d.name || ' ' || p.name || CASE WHEN a.door > 0 THEN a.door || '号' ELSE coalesce (a.building || '幢', '') END "
                   "FROM address a JOIN place_name p ON p.id = a.place JOIN division v ON v.unit = a.village AND v.valid_to = "
                   "'9999-12-31' JOIN division d ON d.unit = v.parent AND d.valid_to = '9999-12-31' WHERE a.id >= ?1 ORDER BY a.id LIMIT 1",
                   PARTED, N_QUERIES, error) ||
      !draw_texts (self, connection, "division",
                   "SELECT name FROM division WHERE id >= ?1 AND valid_to <> '9999-12-31' ORDER BY id LIMIT 1", FORMER, N_QUERIES, error) ||
      !draw_texts (self, connection, "case_file", "SELECT case_no FROM case_file WHERE id >= ?1 ORDER BY id LIMIT 1", CASES, N_QUERIES, error))
    return FALSE;
  while (self->queries[CASE_PIECES]->len < N_QUERIES)
    {
      char *piece = oracle_draw_piece (connection, &self->random, error);
      char *of_case = piece != NULL ? oracle_draw_case_piece (connection, &self->random, error) : NULL;

      if (of_case == NULL)
        return FALSE;
      g_ptr_array_add (self->queries[PIECES], piece);
      g_ptr_array_add (self->queries[CASE_PIECES], of_case);
    }
  type_keys (self->queries[TYPED]);
  shorten (self, self->queries[CASES]);
  add_misses (self);
  return TRUE;
}

/* ---- The writer ---- */

/* A door is checked and published by turns, and each fifth time a place is given another meaning. */
static gboolean
change (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  const gint64 *step = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    step[0] % 5 == 0
      ? "UPDATE place_name SET name = CASE WHEN name LIKE '%暂' THEN substr (name, 1, length (name) - 1) ELSE name || '暂' END "
        "WHERE id = (SELECT id FROM place_name WHERE id >= ?1 ORDER BY id LIMIT 1)"
      : "UPDATE address SET status = 7 - status WHERE id = (SELECT id FROM address WHERE id >= ?1 AND status IN (3, 4) ORDER BY id LIMIT 1)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step[0] % 5 == 0 ? step[2] : step[1]);
  return yutu_connection_run (connection, statement, error);
}

static gpointer
write_on (gpointer data)
{
  Bench        *self = data;
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  gint64        due = g_get_monotonic_time ();
  gint64        n_places = 0;

  for (gint64 i = 0; g_atomic_int_get (&self->is_writing); i++)
    {
      const OracleName *name = g_ptr_array_index (self->oracle->names, (guint)(i * 37 % self->oracle->names->len));
      gint64            step[3] = { i, self->first_address + i * 9973 % self->n_addresses, name->kind == YUTU_SEARCH_PLACE ? name->id : n_places };
      g_autoptr (GError) error = NULL;
      double since = bench_get_wall ();

      if (name->kind == YUTU_SEARCH_PLACE)
        n_places = name->id;
      if (!yutu_store_write (yutu_file_get_store (self->file), &spec, change, step, NULL, NULL, &error))
        bench_fail ("writer", error);
      add_figures (self->waits, since, 0);
      due += PERIOD_US;
      if (due > g_get_monotonic_time ())
        g_usleep ((gulong)(due - g_get_monotonic_time ()));
    }
  return NULL;
}

/* ---- Asking ---- */

static void
ask (Bench *self,
     Way    way)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  YutuFindSpec spec = { .limit = 20, .day = yutu_day_today (), .near_point = &self->centre };
  gsize        found = 0, cut = 0;

  for (guint i = 0; i < N_ROUNDS * self->queries[way]->len; i++)
    {
      const char *query = self->queries[way]->pdata[i % self->queries[way]->len];
      g_autoptr (GError) error = NULL;
      double since = bench_get_wall (), since_cpu = now_cpu ();
      g_autoptr (YutuSearchResult) result = yutu_file_search (self->file, query, &spec, NULL, &error);

      if (result == NULL)
        bench_fail (query, error);
      add_figures (seconds, since, since_cpu);
      found += result->hits->len > 0;
      cut += result->total_is_least;
      if (g_getenv ("YUTU_BENCH_SLOW") != NULL && now_cpu () - since_cpu > 0.004)
        g_printerr ("%.1f ms %s %s\n", (now_cpu () - since_cpu) * 1000, ways[way], query);
    }
  {
    g_autofree char *name = g_strconcat (ways[way], " yutu", NULL);

    print_figures (name, seconds, found, cut);
  }
}

static int
ask_only (Bench *self,
          int    n,
          char **queries)
{
  for (int i = 0; i < n; i++)
    {
      g_ptr_array_set_size (self->queries[TYPED], 0);
      for (int round = 0; round < 100; round++)
        g_ptr_array_add (self->queries[TYPED], g_strdup (queries[i]));
      ask (self, TYPED);
    }
  return 0;
}

typedef struct
{
  const char *query;
  GArray     *seconds;
  gsize       found;
} Asked;

/* As a program without an index would: the same text anywhere, at most 20. */
static gboolean
ask_like (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Asked           *asked = data;
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", asked->query);
  double           since = bench_get_wall (), since_cpu = now_cpu ();
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
  add_figures (asked->seconds, since, since_cpu);
  return TRUE;
}

/* An index as SQLite ships it, over the same texts, in a file of its own. */
static sqlite3_stmt *
build_trigram (const char *yutu,
               const char *path,
               sqlite3   **handle)
{
  char         *attach = sqlite3_mprintf ("ATTACH %Q AS yutu", yutu);
  double        since = bench_get_wall (), since_cpu = now_cpu ();
  sqlite3_stmt *statement = NULL;
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  if (sqlite3_open (path, handle) != SQLITE_OK || sqlite3_exec (*handle, attach, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec (*handle,
                    "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;"
                    "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'trigram');"
                    "INSERT INTO words (rowid, text) SELECT id, text FROM yutu.address; DETACH yutu",
                    NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (*handle, "SELECT rowid, text FROM words WHERE words MATCH ?1 LIMIT 20", -1, &statement, NULL) !=
        SQLITE_OK)
    bench_fail (*handle != NULL ? sqlite3_errmsg (*handle) : path, NULL);
  sqlite3_free (attach);
  add_figures (seconds, since, since_cpu);
  print_figures ("trigram build", seconds, 0, 0);
  return statement;
}

static void
ask_trigram (sqlite3_stmt *statement,
             Asked        *asked)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", asked->query);
  double           since = bench_get_wall (), since_cpu = now_cpu ();

  sqlite3_bind_text (statement, 1, quoted, -1, SQLITE_STATIC);
  for (asked->found = 0; sqlite3_step (statement) == SQLITE_ROW;)
    asked->found++;
  sqlite3_reset (statement);
  add_figures (asked->seconds, since, since_cpu);
}

static void
ask_peers (Bench        *self,
           Way           way,
           sqlite3_stmt *trigram)
{
  g_autoptr (GArray) like = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) index = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *like_name = g_strconcat (ways[way], " like", NULL);
  g_autofree char *index_name = g_strconcat (ways[way], " trigram", NULL);
  gsize            found[2] = { 0 };
  guint            n = self->queries[way]->len, n_like = MIN (n, self->n_addresses > MANY ? N_LIKE_MANY : N_LIKE);

  for (guint i = 0; i < n; i++)
    {
      Asked asked = { self->queries[way]->pdata[i], index, 0 };
      g_autoptr (GError) error = NULL;

      ask_trigram (trigram, &asked);
      found[1] += asked.found > 0;
      if (i >= n_like)
        continue;
      asked = (Asked){ self->queries[way]->pdata[i * n / n_like], like, 0 };
      if (!yutu_store_read (yutu_file_get_store (self->file), ask_like, &asked, NULL, &error))
        bench_fail (asked.query, error);
      found[0] += asked.found > 0;
    }
  print_figures (like_name, like, found[0], 0);
  print_figures (index_name, index, found[1], 0);
}

/* ---- Right or wrong ---- */

static gboolean
check (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  Bench  *self = data;
  YutuDay day = yutu_day_today ();
  gsize   n_cut = 0, n_doors = self->n_addresses > MANY ? N_DOORS / 5 : N_DOORS;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (double));
  Oracle *oracle = oracle_new (connection, error); /* the names as the writer left them */

  if (oracle == NULL)
    return FALSE;
  for (int way = 0; way < ORACLE_N_WAYS; way++)
    for (guint i = 0; i < N_CHECKED; i++)
      {
        g_autofree char *fault = oracle_compare_names (oracle, connection, self->queries[way]->pdata[i], day, error);

        if (fault != NULL)
          bench_fail (fault, *error);
      }
  for (guint i = 0; i < n_doors; i++)
    {
      g_autofree char *fault = oracle_compare_doors (connection, self->queries[DOORS]->pdata[i], day, &n_cut, error);

      if (fault != NULL)
        bench_fail (fault, *error);
    }
  for (guint i = 0; i < 2 * N_PIECES; i++)
    {
      gboolean         of_cases = i >= N_PIECES;
      const char      *query = self->queries[of_cases ? CASE_PIECES : PIECES]->pdata[i];
      g_autofree char *fault = of_cases ? oracle_compare_case (connection, query, day, error)
                                        : oracle_compare_piece (connection, query, day, &n_cut, error);

      if (fault != NULL)
        bench_fail (fault, *error);
    }
  oracle_free (oracle);
  print_figures ("checked", none, ORACLE_N_WAYS * N_CHECKED + n_doors + 2 * N_PIECES, n_cut);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  Bench         bench = { .waits = g_array_new (FALSE, FALSE, sizeof (double)), .is_writing = TRUE };
  sqlite3      *handle = NULL;
  sqlite3_stmt *trigram;
  GThread      *writer;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc < 3)
    {
      g_printerr ("bench-search FILE SCRATCH | - QUERY…\n");
      return 2;
    }
  for (int way = 0; way < N_WAYS; way++)
    bench.queries[way] = g_ptr_array_new_with_free_func (g_free);
  yutu_random_init (&bench.random, 4549);
  bench.centre = yutu_point_from_degrees (119.6, 29.05);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  if (bench.file == NULL || !yutu_store_read (yutu_file_get_store (bench.file), draw_queries, &bench, NULL, &error))
    bench_fail (argv[1], error);
  if (argc > 3)
    return ask_only (&bench, argc - 3, argv + 3);
  trigram = build_trigram (argv[1], argv[2], &handle);
  writer = g_thread_new ("writer", write_on, &bench);
  for (Way way = 0; way < N_WAYS; way++)
    ask (&bench, way);
  g_atomic_int_set (&bench.is_writing, FALSE);
  g_thread_join (writer);
  print_figures ("writer", bench.waits, bench.waits->len / 2, 0);
  for (Way way = 0; way < N_WAYS; way++)
    ask_peers (&bench, way, trigram);
  if (!yutu_store_read (yutu_file_get_store (bench.file), check, &bench, NULL, &error))
    bench_fail ("check", error);
  sqlite3_finalize (trigram);
  sqlite3_close (handle);
  for (int way = 0; way < N_WAYS; way++)
    g_ptr_array_unref (bench.queries[way]);
  g_array_unref (bench.waits);
  oracle_free (bench.oracle);
  yutu_file_unref (bench.file);
  return 0;
}
