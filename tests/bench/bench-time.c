/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-time FILE [ACTS]: makes a county of 2,500 pieces of land whose units are merged, split, moved and
 * renamed by ACTS acts (5,000) over 200 years, asks for the map of days drawn by lot, and prints a JSON
 * line for each kind of question with the processor time of each. Every answer is held against a naive copy of the
 * owners and parents of each act's day; one that differs ends it. */
#include <stdlib.h>
#include <string.h>

#include "bench-support.h"
#include "base/yutu-random.h"
#include "division/yutu-division-history.h"
#include "division/yutu-division-import.h"
#include "division/yutu-division-view.h"
#include "session/yutu-comparison.h"
#include "session/yutu-file.h"
#include "session/yutu-map.h"

enum
{
  SIDE = 50,
  N_FACES = SIDE * SIDE,
  BLOCK = 10, /* cells of a township's side at first */
  N_TOWNSHIPS = (SIDE / BLOCK) * (SIDE / BLOCK),
  MAX_UNITS = 12000,
  EDGE_POINTS = 8,
  BATCH = 250, /* acts an entry of the journal */
  N_DAYS = 200,
};

#define STEP (YUTU_GRID_PER_DEGREE / 200)

typedef struct
{
  gint16 owners[N_FACES];
  gint16 parents[MAX_UNITS]; /* of villages; -1: not there */
} Moment;

typedef struct
{
  YutuFile  *file;
  YutuStore *store;
  YutuRandom random;
  gint64     county;
  gint64     townships[N_TOWNSHIPS];
  gint64     villages[MAX_UNITS];
  int        n_villages;
  gint64     faces[N_FACES];
  Moment     now;
  GArray    *days;    /* YutuDay: of the acts */
  GPtrArray *moments; /* Moment: from each of these days on */
  int        n_acts;
  YutuDay    first;
  double     apply_s;
} Bench;

/* ---- the land ---- */

static YutuPoint
get_corner (int x, int y)
{
  YutuRandom random;

  yutu_random_init (&random, (guint64)(y * (SIDE + 1) + x) + 1);
  return (YutuPoint){
    yutu_grid_from_degrees (119.4) + x * (gint64)STEP + (gint64)yutu_random_below (&random, STEP / 4),
    yutu_grid_from_degrees (28.9) + y * (gint64)STEP + (gint64)yutu_random_below (&random, STEP / 4),
  };
}

/* The points behind @from on the way to @to; the same both ways, crooked within an eighth. */
static void
add_edge (YutuPoint *points, gsize *n, YutuPoint from, YutuPoint to)
{
  gboolean   flips = from.x > to.x || (from.x == to.x && from.y > to.y);
  YutuPoint  a = flips ? to : from, b = flips ? from : to;
  YutuPoint  between[EDGE_POINTS];
  YutuRandom random;

  yutu_random_init (&random, (guint64)(a.x ^ (a.y << 20) ^ (b.x << 7)) | 1);
  for (int i = 0; i < EDGE_POINTS; i++)
    {
      gint64 shift = (gint64)yutu_random_below (&random, STEP / 8) - STEP / 16;

      between[i] = (YutuPoint){ a.x + (b.x - a.x) * (i + 1) / (EDGE_POINTS + 1),
                                a.y + (b.y - a.y) * (i + 1) / (EDGE_POINTS + 1) };
      /* Across the edge: east and west for one that runs north. */
      if (ABS (b.x - a.x) > ABS (b.y - a.y))
        between[i].y += shift;
      else
        between[i].x += shift;
    }
  points[(*n)++] = from;
  for (int i = 0; i < EDGE_POINTS; i++)
    points[(*n)++] = between[flips ? EDGE_POINTS - 1 - i : i];
}

static gboolean
add_upper_units (YutuConnection *connection, gpointer data, GError **error)
{
  Bench       *self = data;
  YutuDivision facts = { .level = 3,
                         .type = "county",
                         .name = "云舟县",
                         .proper_name = "云舟",
                         .generic_term = "县",
                         .area_legal_m2 = -1,
                         .population = -1,
                         .valid_from = "1826-01-01" };

  if (!yutu_division_add (connection, &facts, &self->county, error))
    return FALSE;
  for (int t = 0; t < N_TOWNSHIPS; t++)
    {
      g_autofree char *name = g_strdup_printf ("第%d乡", t + 1);

      facts.level = 4;
      facts.type = "township";
      facts.name = facts.proper_name = name;
      facts.generic_term = "乡";
      facts.parent = self->county;
      if (!yutu_division_add (connection, &facts, &self->townships[t], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_land (YutuConnection *connection, gpointer data, GError **error)
{
  g_autofree YutuTopologyRing   *rings = g_new0 (YutuTopologyRing, N_FACES);
  g_autofree YutuDivisionSource *rows = g_new0 (YutuDivisionSource, N_FACES);
  g_autofree YutuPoint          *points = g_new0 (YutuPoint, N_FACES * 4 * (EDGE_POINTS + 1));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  YutuDivisionImportOptions options = { .level = 5, .source = "bench", .valid_from = "1826-01-01" };
  g_auto (YutuDivisionImportResult) result = { 0 };
  gsize n = 0;

  for (int i = 0; i < N_FACES; i++)
    {
      int       x = i % SIDE, y = i / SIDE;
      gsize     first = n;
      YutuPoint corners[] = { get_corner (x, y), get_corner (x + 1, y), get_corner (x + 1, y + 1),
                              get_corner (x, y + 1) };

      for (int k = 0; k < 4; k++)
        add_edge (points, &n, corners[k], corners[(k + 1) % 4]);
      g_ptr_array_add (names, g_strdup_printf ("第%d村", i + 1));
      rings[i] = (YutuTopologyRing){ points + first, n - first, (guint32)i };
      rows[i] = (YutuDivisionSource){
        .row = i + 1, .name = g_ptr_array_index (names, (guint)i), .rings = &rings[i], .n_rings = 1
      };
    }
  return yutu_division_import (connection, rows, N_FACES, &options, TRUE, &result, error);
}

static gboolean
note_land (YutuConnection *connection, gpointer data, GError **error)
{
  Bench *self = data;

  for (int i = 0; i < N_FACES; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%d村", i + 1);
      g_autoptr (YutuDivision) village =
        yutu_division_find_one (connection, name, "1826-01-01", error);
      sqlite3_stmt *statement =
        yutu_connection_prepare (connection, "SELECT face FROM face_unit WHERE unit = ?1", error);
      gboolean found = FALSE;

      if (village == NULL || statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, village->unit);
      if (!yutu_connection_step (connection, statement, &found, error) || !found)
        return FALSE;
      self->villages[i] = village->unit;
      self->faces[i] = sqlite3_column_int64 (statement, 0);
      self->now.owners[i] = (gint16)i;
      sqlite3_reset (statement);
    }
  self->n_villages = N_FACES;
  return TRUE;
}

static gboolean
change (YutuConnection *connection, gint64 unit, gint64 parent, const char *name, const char *day, GError **error)
{
  YutuDivision *now = NULL;
  YutuDivision  facts;
  gboolean      done = FALSE;

  if (!yutu_division_load (connection, unit, day, &now, error) || now == NULL)
    return FALSE;
  facts = *now;
  facts.parent = parent != 0 ? parent : facts.parent;
  if (name != NULL)
    facts.name = facts.proper_name = name;
  facts.valid_from = day;
  done = yutu_division_change (connection, &facts, error);
  yutu_division_free (now);
  return done;
}

/* Each block of cells is a township. */
static gboolean
place_villages (YutuConnection *connection, gpointer data, GError **error)
{
  Bench *self = data;

  for (int i = 0; i < MAX_UNITS; i++)
    self->now.parents[i] = -1;
  for (int i = 0; i < N_FACES; i++)
    {
      int t = (i % SIDE) / BLOCK + (i / SIDE) / BLOCK * (SIDE / BLOCK);

      self->now.parents[i] = (gint16)t;
      if (!change (connection, self->villages[i], self->townships[t], NULL, "1826-01-01", error))
        return FALSE;
    }
  return TRUE;
}

/* ---- acts ---- */

static int
pick_village (Bench *self)
{
  return self->now.owners[yutu_random_below (&self->random, N_FACES)];
}

static gboolean
split (Bench *self, YutuConnection *connection, const char *day, GError **error)
{
  int              village = pick_village (self), unit = self->n_villages, n = 0, given = 0;
  g_autofree char *name = g_strdup_printf ("第%d村", unit + 1);
  YutuDivision     facts = { .level = 5,
                             .type = "village",
                             .name = name,
                             .proper_name = name,
                             .generic_term = "村",
                             .parent = self->townships[self->now.parents[village]],
                             .area_legal_m2 = -1,
                             .population = -1,
                             .valid_from = day };

  for (int f = 0; f < N_FACES; f++)
    n += self->now.owners[f] == village;
  if (n < 2 || unit == MAX_UNITS)
    return TRUE;
  if (!yutu_division_add (connection, &facts, &self->villages[unit], error))
    return FALSE;
  self->now.parents[unit] = self->now.parents[village];
  self->n_villages++;
  for (int f = 0; f < N_FACES && given < n / 2; f++)
    if (self->now.owners[f] == village)
      {
        self->now.owners[f] = (gint16)unit;
        given++;
        if (!yutu_division_give_face (connection, self->faces[f], self->villages[unit], day, error))
          return FALSE;
      }
  return TRUE;
}

/* With the one that has the cell beside one of its cells. */
static gboolean
merge (Bench *self, YutuConnection *connection, const char *day, GError **error)
{
  int cell = (int)yutu_random_below (&self->random, N_FACES - 1);
  int into = self->now.owners[cell], from = self->now.owners[cell + 1];

  if (into == from)
    return TRUE;
  for (int f = 0; f < N_FACES; f++)
    if (self->now.owners[f] == from)
      {
        self->now.owners[f] = (gint16)into;
        if (!yutu_division_give_face (connection, self->faces[f], self->villages[into], day, error))
          return FALSE;
      }
  self->now.parents[from] = -1;
  return yutu_division_close (connection, self->villages[from], day, error);
}

static gboolean
act (Bench *self, YutuConnection *connection, YutuDay number, GError **error)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  guint64          what = yutu_random_below (&self->random, 100);
  int              village = pick_village (self);
  int              township = (int)yutu_random_below (&self->random, N_TOWNSHIPS);
  g_autofree char *name = g_strdup_printf ("新%d村", number);

  yutu_day_format (number, day);
  if (what < 30)
    return split (self, connection, day, error);
  if (what < 60)
    return merge (self, connection, day, error);
  if (what < 75)
    return change (connection, self->villages[village], 0, name, day, error);
  self->now.parents[village] = (gint16)township;
  return change (connection, self->villages[village], self->townships[township], NULL, day, error);
}

static gboolean
do_acts (YutuConnection *connection, gpointer data, GError **error)
{
  Bench *self = data;
  guint  done = self->days->len;

  for (guint i = done; i < done + BATCH && (int)i < self->n_acts; i++)
    {
      YutuDay day = self->first + (YutuDay)((gint64)(i + 1) * 73000 / self->n_acts);

      if (!act (self, connection, day, error))
        return FALSE;
      g_array_append_val (self->days, day);
      g_ptr_array_add (self->moments, g_memdup2 (&self->now, sizeof self->now));
    }
  return TRUE;
}

static gboolean
one_more (YutuConnection *connection, gpointer data, GError **error)
{
  Bench *self = data;

  return change (connection, self->villages[pick_village (self)],
                 self->townships[yutu_random_below (&self->random, N_TOWNSHIPS)], NULL,
                 "2026-11-01", error);
}

static void
write_entry (Bench *self, YutuWriteFunc func)
{
  YutuEntrySpec spec = { "bench", "区划调整", "bench", FALSE };
  g_autoptr (GError) error = NULL;

  if (!yutu_store_write (self->store, &spec, func, self, NULL, NULL, &error))
    bench_fail ("writing", error);
}

/* ---- questions ---- */

static int
find_moment (Bench *self, YutuDay day)
{
  int found = -1;

  for (guint i = 0; i < self->days->len && g_array_index (self->days, YutuDay, i) <= day; i++)
    found = (int)i;
  return found;
}

static void
check_view (Bench *self, const YutuDivisionView *view, const Moment *moment)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 1 + N_TOWNSHIPS;

  for (int u = 0; u < self->n_villages; u++)
    {
      g_hash_table_insert (numbers, &self->villages[u], GINT_TO_POINTER (u + 1));
      n += moment->parents[u] >= 0;
    }
  if (view->units->len != n)
    bench_fail ("the number of units", NULL);
  for (int f = 0; f < N_FACES; f++)
    if (yutu_division_view_get_owner (view, self->faces[f]) != self->villages[moment->owners[f]])
      bench_fail ("the owner of a face", NULL);
  for (guint i = 0; i < view->units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (view->units, i);
      int                 u = GPOINTER_TO_INT (g_hash_table_lookup (numbers, &unit->unit)) - 1;

      if (unit->level == 5 && (u < 0 || moment->parents[u] < 0 ||
                               unit->parent != self->townships[moment->parents[u]]))
        bench_fail ("the parent of a unit", NULL);
    }
}

typedef struct
{
  Bench        *bench;
  YutuDay       day;
  const Moment *moment;
  double        seconds[2];
} Ask;

static gboolean
ask (YutuConnection *connection, gpointer data, GError **error)
{
  Ask   *self = data;
  char   day[YUTU_DAY_TEXT_SIZE];
  double started = bench_get_cpu ();
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (YutuDivisionView) view = NULL;

  yutu_day_format (self->day, day);
  units = yutu_division_list (connection, day, error);
  self->seconds[0] = bench_get_cpu () - started;
  started = bench_get_cpu ();
  view = units != NULL ? yutu_division_view_load (connection, day, error) : NULL;
  self->seconds[1] = bench_get_cpu () - started;
  if (view == NULL)
    return FALSE;
  check_view (self->bench, view, self->moment);
  return TRUE;
}

static gboolean
ask_others (YutuConnection *connection, gpointer data, GError **error)
{
  double *seconds = data;
  double  started = bench_get_cpu ();
  g_autoptr (GPtrArray) days = yutu_division_list_change_days (connection, error);

  seconds[0] = bench_get_cpu () - started;
  return days != NULL;
}

static gboolean
count_stale (YutuConnection *connection, gpointer data, GError **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count(*) FROM division_area_stale", 0, data, error);
}

/* The polygons of the last acts are drawn when nobody writes, by a thread whose time would be counted. */
static void
wait_until_drawn (Bench *self)
{
  gint64 n = 1;
  g_autoptr (GError) error = NULL;

  while (n > 0)
    {
      g_usleep (100000);
      if (!yutu_store_read (self->store, count_stale, &n, NULL, &error))
        bench_fail ("waiting", error);
    }
}

static void
measure_days (Bench *self)
{
  static const char *const names[] = { "units of a day", "view of a day", "map of a day",
                                       "all layers of a day" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  GArray *figures[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    figures[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (int i = 0; i < N_DAYS; i++)
    {
      YutuDay day = self->first + (YutuDay)yutu_random_below (&self->random, 73050);
      int     moment = find_moment (self, day);
      Ask     question = { .bench = self, .day = day };
      double  started, seconds;
      g_autoptr (YutuDivisionLayer) layer = NULL;
      g_autoptr (YutuMapLayers) layers = NULL;

      if (moment < 0)
        continue;
      question.moment = g_ptr_array_index (self->moments, (guint)moment);
      if (!yutu_store_read (self->store, ask, &question, NULL, &error))
        bench_fail ("asking", error);
      g_array_append_val (figures[0], question.seconds[0]);
      g_array_append_val (figures[1], question.seconds[1]);
      started = bench_get_cpu ();
      layer = yutu_file_load_divisions (self->file, day, 4549, NULL, &error);
      seconds = bench_get_cpu () - started;
      if (layer == NULL)
        bench_fail ("loading", error);
      g_array_append_val (figures[2], seconds);
      started = bench_get_cpu ();
      layers = yutu_file_load_map (self->file, modules, day, 4549, NULL, &error);
      seconds = bench_get_cpu () - started;
      if (layers == NULL)
        bench_fail ("loading", error);
      g_array_append_val (figures[3], seconds);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      bench_print_figures (names[i], figures[i], -1);
      g_array_unref (figures[i]);
    }
}

static void
measure_others (Bench *self)
{
  g_autoptr (GArray) compare = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) applied = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undone = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10; i++)
    {
      YutuDay one = self->first + (YutuDay)yutu_random_below (&self->random, 73050);
      YutuDay two = self->first + (YutuDay)yutu_random_below (&self->random, 73050);
      double  started = bench_get_cpu (), seconds;
      g_autoptr (YutuComparison) comparison =
        yutu_file_compare (self->file, one, two, 4, NULL, &error);

      seconds = bench_get_cpu () - started;
      if (comparison == NULL)
        bench_fail ("comparing", error);
      g_array_append_val (compare, seconds);
      started = bench_get_cpu ();
      write_entry (self, one_more);
      seconds = bench_get_cpu () - started;
      g_array_append_val (applied, seconds);
      started = bench_get_cpu ();
      if (!yutu_store_undo (self->store, "bench", NULL, NULL, &error))
        bench_fail ("undoing", error);
      seconds = bench_get_cpu () - started;
      g_array_append_val (undone, seconds);
      if (!yutu_store_read (self->store, ask_others, &seconds, NULL, &error))
        bench_fail ("listing days", error);
      g_array_append_val (days, seconds);
    }
  bench_print_figures ("two days compared", compare, -1);
  bench_print_figures ("one act more", applied, -1);
  bench_print_figures ("it undone", undone, -1);
  bench_print_figures ("days of change listed", days, -1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (double));
  Bench *self = g_new0 (Bench, 1);
  double seconds, started = bench_get_cpu ();

  if (argc < 2)
    bench_fail ("usage: bench-time FILE [ACTS]", NULL);
  self->n_acts = argc > 2 ? atoi (argv[2]) : 5000;
  self->file = yutu_file_open (argv[1], YUTU_STORE_OPEN_CREATE, &error);
  if (self->file == NULL)
    bench_fail (argv[1], error);
  self->store = yutu_file_get_store (self->file);
  self->first = yutu_day_from_ymd (1826, 1, 1);
  self->days = g_array_new (FALSE, FALSE, sizeof (YutuDay));
  self->moments = g_ptr_array_new_with_free_func (g_free);
  yutu_random_init (&self->random, 1826);
  write_entry (self, add_upper_units);
  write_entry (self, import_land);
  if (!yutu_store_read (self->store, note_land, self, NULL, &error))
    bench_fail ("reading", error);
  write_entry (self, place_villages);
  while ((int)self->days->len < self->n_acts)
    write_entry (self, do_acts);
  seconds = bench_get_cpu () - started;
  g_array_append_val (made, seconds);
  bench_print_figures ("county with its acts made", made, -1);
  wait_until_drawn (self);
  measure_days (self);
  measure_others (self);
  g_array_unref (self->days);
  g_ptr_array_unref (self->moments);
  yutu_file_unref (self->file);
  g_free (self);
  return 0;
}
