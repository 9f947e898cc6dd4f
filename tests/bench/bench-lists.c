/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-lists FILE: asks what the tables below the map ask, many times, and prints a JSON line for
 * each kind of question with the wall time of each, a worker's hand-over not in it. Reads only. */

#include "bench-support.h"
#include "base/yutu-random.h"
#include "session/yutu-lists.h"

#define N_ASKED 300
#define N_LISTS 30
#define PAGE    256

typedef struct
{
  YutuFile    *file;
  YutuModules *modules;
  YutuRandom   random;
  GPtrArray   *places; /* of YutuPlace: units of every level */
  YutuDay      day;
} Bench;

static YutuPlace *
draw_place (Bench *self)
{
  return g_ptr_array_index (self->places,
                            (guint)yutu_random_below (&self->random, self->places->len));
}

static gboolean
read_places (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Bench        *self = data;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT DISTINCT unit FROM division WHERE valid_to = '9999-12-31' AND level > 2", error);

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_ptr_array_add (self->places, yutu_place_new_unit (sqlite3_column_int64 (statement, 0)));
    }
  return FALSE;
}

/* ---- Clicks and the board ---- */

static void
ask_counts (Bench *self)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 found = 0;

  for (int i = 0; i < N_ASKED; i++)
    {
      g_autoptr (GError) error = NULL;
      double         since = bench_get_wall ();
      YutuPlaceInfo *info = yutu_file_read_place (self->file, self->modules, draw_place (self),
                                                  self->day, "desk", NULL, &error);

      if (info == NULL)
        bench_fail ("counts", error);
      since = bench_get_wall () - since;
      g_array_append_val (seconds, since);
      for (gsize m = 0; m < info->n_modules; m++)
        found += info->counts[m].total;
      yutu_place_info_free (info);
    }
  bench_print_figures ("counts", seconds, found);
}

static void
ask_boards (Bench      *self,
            const char *name,
            gboolean    is_county,
            YutuDay     day)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 found = 0;

  for (int i = 0; i < N_ASKED; i++)
    {
      g_autoptr (GError) error = NULL;
      double since = bench_get_wall ();
      g_autoptr (YutuDueBoard) board = yutu_file_read_due_board (
        self->file, self->modules, is_county ? NULL : draw_place (self), NULL, day, NULL, &error);

      if (board == NULL)
        bench_fail ("board", error);
      since = bench_get_wall () - since;
      g_array_append_val (seconds, since);
      found += board->total.n[YUTU_DUE_OVERDUE];
    }
  bench_print_figures (name, seconds, found);
}

/* ---- Tables ---- */

static YutuListSpec
new_spec (Bench *self)
{
  YutuListSpec spec = { .kind = YUTU_LIST_CASES };

  spec.cases.day = self->day;
  spec.cases.due_before = YUTU_DAY_INVALID;
  spec.cases.open_only = TRUE;
  return spec;
}

static void
ask_lists (Bench              *self,
           const char         *name,
           const YutuListSpec *spec,
           int                 n,
           gboolean            any_module)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 found = 0;

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuListStart) start = NULL;
      YutuListSpec asked = *spec;
      double       since;

      if (any_module)
        asked.cases.module =
          yutu_modules_get (self->modules,
                            (gsize)yutu_random_below (&self->random, yutu_modules_get_n (self->modules)))
            ->id;
      since = bench_get_wall ();
      start = yutu_file_start_list (self->file, self->modules, &asked, PAGE, NULL, &error);
      if (start == NULL)
        bench_fail (name, error);
      since = bench_get_wall () - since;
      g_array_append_val (seconds, since);
      found = MAX (found, start->total);
    }
  bench_print_figures (name, seconds, found);
}

static void
ask_pages (Bench              *self,
           const YutuListSpec *spec)
{
  g_autoptr (GArray) finds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  double since = bench_get_wall ();

  ids = yutu_file_find_list (self->file, self->modules, spec, NULL, &error);
  if (ids == NULL || ids->len < PAGE)
    bench_fail ("ids", error);
  since = bench_get_wall () - since;
  g_array_append_val (finds, since);
  bench_print_figures ("ids", finds, ids->len);
  for (int i = 0; i < N_ASKED; i++)
    {
      gsize first = (gsize)yutu_random_below (&self->random, ids->len - PAGE);
      g_autoptr (GPtrArray) rows = NULL;

      since = bench_get_wall ();
      rows = yutu_file_read_list (self->file, YUTU_LIST_CASES, (const gint64 *)(gconstpointer)ids->data + first, PAGE,
                                  yutu_day_today (), NULL, &error);
      if (rows == NULL)
        bench_fail ("page", error);
      since = bench_get_wall () - since;
      g_array_append_val (pages, since);
    }
  bench_print_figures ("page", pages, ids->len);
}

static void
ask_sorts (Bench              *self,
           const YutuListSpec *spec)
{
  static const char *const names[] = { "sort due", "sort opened", "sort number", "sort title",
                                       "sort state", "sort kind", "sort officer", "sort place" };

  for (int sort = 0; sort <= YUTU_CASE_SORT_PLACE; sort++)
    {
      YutuListSpec sorted = *spec;

      sorted.cases.sort = (YutuCaseSort)sort;
      ask_lists (self, names[sort], &sorted, 5, FALSE);
    }
}

static void
ask_marks (Bench              *self,
           const YutuListSpec *spec)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 found = 0;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) marks = NULL;
      double since = bench_get_wall ();

      marks = yutu_file_read_list_marks (self->file, self->modules, spec, NULL, &error);
      if (marks == NULL)
        bench_fail ("marks", error);
      since = bench_get_wall () - since;
      g_array_append_val (seconds, since);
      found = marks->len;
    }
  bench_print_figures ("marks", seconds, found);
}

int
main (int    argc,
      char **argv)
{
  Bench        bench = { .places = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_unref),
                         .day = yutu_day_today () };
  YutuListSpec spec = new_spec (&bench), all = spec, overdue = spec, text = spec;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("bench-lists FILE\n");
      return 2;
    }
  yutu_random_init (&bench.random, 4549);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_READ_ONLY, &error);
  bench.modules = error == NULL ? yutu_modules_load (&error) : NULL;
  if (bench.modules == NULL ||
      !yutu_store_read (yutu_file_get_store (bench.file), read_places, &bench, NULL, &error))
    bench_fail (argv[1], error);
  all.cases.open_only = FALSE;
  text.cases.text = "松溪";
  yutu_due_span_get_days (YUTU_DUE_OVERDUE, bench.day, &overdue.cases.due_from,
                          &overdue.cases.due_before);
  ask_counts (&bench);
  ask_boards (&bench, "board county", TRUE, bench.day);
  ask_boards (&bench, "board unit", FALSE, bench.day);
  ask_boards (&bench, "board past", TRUE, bench.day - 100);
  ask_lists (&bench, "list open", &spec, N_LISTS, FALSE);
  ask_lists (&bench, "list all", &all, N_LISTS, FALSE);
  ask_lists (&bench, "list module", &spec, N_LISTS, TRUE);
  ask_lists (&bench, "list overdue", &overdue, N_LISTS, FALSE);
  ask_lists (&bench, "list overdue module", &overdue, N_LISTS, TRUE);
  ask_lists (&bench, "list text", &text, 10, FALSE);
  spec.place = all.place = NULL;
  ask_pages (&bench, &all);
  ask_sorts (&bench, &all);
  ask_marks (&bench, &spec);
  g_ptr_array_unref (bench.places);
  yutu_modules_unref (bench.modules);
  yutu_file_unref (bench.file);
  return 0;
}
