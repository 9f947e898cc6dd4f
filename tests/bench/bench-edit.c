/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-edit FILE [STEP...]: makes a line between two townships of FILE (a demo county, written to) one of
 * 100,000 vertices and drags vertices of it as a window would, draws stretches of it anew and cuts
 * pieces of a village along it off. Prints a JSON line for each step with
 * the wall clock's seconds of each time, as whoever drags feels them (commits wait for the disk), and
 * one with the processor's. Steps: open, preview, commit, redraw, cut; all, when none is named. */

#include "bench-support.h"
#include "base/yutu-random.h"
#include "division/yutu-division-model.h"
#include "geo/yutu-measure.h"
#include "session/yutu-land-trial.h"
#include "session/yutu-line-snap.h"
#include "session/yutu-map.h"

#define N_VERTICES 100000
#define N_OPENS    20
#define N_PREVIEWS 5000
#define N_COMMITS  300
#define N_CUTS     60
#define N_DRAWN    24 /* vertices of what is drawn */

/* Times of one step. */
typedef struct
{
  const char *name;
  GArray     *wall; /* double, seconds */
  GArray     *cpu;
  double      since_wall;
  double      since_cpu;
} Times;

static void
times_begin (Times *self)
{
  if (self->wall == NULL)
    {
      self->wall = g_array_new (FALSE, FALSE, sizeof (double));
      self->cpu = g_array_new (FALSE, FALSE, sizeof (double));
    }
  self->since_wall = bench_get_wall ();
  self->since_cpu = bench_get_cpu ();
}

static void
times_end (Times *self)
{
  double wall = bench_get_wall () - self->since_wall, cpu = bench_get_cpu () - self->since_cpu;

  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

static void
times_print (Times *self)
{
  g_autofree char *cpu = g_strconcat (self->name, " cpu", NULL);

  bench_print_figures (self->name, self->wall, -1);
  bench_print_figures (cpu, self->cpu, -1);
  g_array_unref (self->wall);
  g_array_unref (self->cpu);
}

/* ---- The line ---- */

typedef struct
{
  YutuFile  *file;
  YutuRandom random;
  gint64     arc;
  YutuDay    day;
} Bench;

/* Between two townships that have villages, the longest. */
static const char LINE_SQL[] =
  "SELECT a.id FROM boundary_line l JOIN boundary_line_arc s ON s.line = l.id JOIN arc a ON a.id = s.arc "
  "WHERE l.grade = 4 AND l.valid_to = '9999-12-31' AND a.face_left > 0 AND a.face_right > 0 "
  "ORDER BY length (a.geom) DESC LIMIT 1";

/* Points along the present ones, a few millimetres off. */
static YutuShape *
make_long (const YutuShape *line)
{
  g_autofree YutuPoint *points = g_new (YutuPoint, N_VERTICES);
  gsize                 n_stretches = line->n_points - 1, n = 0;

  for (gsize i = 0; i < n_stretches; i++)
    {
      YutuPoint a = line->points[i], b = line->points[i + 1];
      gsize     parts = (N_VERTICES - 1) * (i + 1) / n_stretches - (N_VERTICES - 1) * i / n_stretches;

      for (gsize k = 0; k < parts; k++)
        points[n++] = (YutuPoint){ a.x + (b.x - a.x) * (gint64)k / (gint64)parts + (k > 0 ? (gint64)(k % 2) * 40 : 0),
                                   a.y + (b.y - a.y) * (gint64)k / (gint64)parts + (k > 0 ? (gint64)(k % 3) * 30 : 0) };
    }
  points[n++] = line->points[line->n_points - 1];
  return yutu_shape_new_line (points, n);
}

static gboolean
lengthen (YutuConnection *connection, gpointer data, GError **error)
{
  Bench        *self = data;
  sqlite3_stmt *statement = NULL;
  g_autoptr (YutuShape) line = NULL;
  g_autoptr (YutuShape) lengthened = NULL;
  g_autoptr (GBytes) blob = NULL;
  gboolean row = FALSE;

  if (!yutu_connection_get_int64 (connection, LINE_SQL, 0, &self->arc, error))
    return FALSE;
  statement = yutu_connection_prepare (connection, "SELECT geom FROM arc WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->arc);
  if (!yutu_connection_step (connection, statement, &row, error) || !row)
    return FALSE;
  line = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                               (gsize)sqlite3_column_bytes (statement, 0), error);
  sqlite3_reset (statement);
  if (line == NULL)
    return FALSE;
  lengthened = make_long (line);
  blob = yutu_shape_to_blob (lengthened);
  statement = yutu_connection_prepare (connection, "UPDATE arc SET geom = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->arc);
  sqlite3_bind_blob64 (statement, 2, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Dragging ---- */

static void
open_line (Bench *self)
{
  Times times = { .name = "open" };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_OPENS; i++)
    {
      g_autoptr (YutuLineEdit) line = NULL;

      times_begin (&times);
      line = yutu_file_read_line_edit (self->file, self->arc, self->day, NULL, &error);
      if (line == NULL)
        bench_fail ("open", error);
      times_end (&times);
    }
  times_print (&times);
}

/* A vertex, and where it is dragged: up to some tens of metres, as a pointer goes. */
static YutuVertexEdit
draw_edit (Bench *self, const YutuPoint *points, gsize n, gint64 reach)
{
  gsize index = 1 + yutu_random_below (&self->random, n - 2);

  return (YutuVertexEdit){
    YUTU_VERTEX_MOVE,
    self->arc,
    index,
    { points[index].x + (gint64)yutu_random_below (&self->random, (guint64)reach) - reach / 2,
      points[index].y + (gint64)yutu_random_below (&self->random, (guint64)reach) - reach / 2 },
  };
}

static void
preview (Bench *self)
{
  Times times = { .name = "preview" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line =
    yutu_file_read_line_edit (self->file, self->arc, self->day, NULL, &error);
  g_auto (YutuLinePreview) preview = { 0 };
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);

  for (int i = 0; i < N_PREVIEWS; i++)
    {
      YutuVertexEdit edit = draw_edit (self, points, n, i % 2 == 0 ? 60 : 600000);

      if (i % 10 == 0) /* a junction of three lines */
        edit.index = i % 20 == 0 ? 0 : n - 1;
      times_begin (&times);
      yutu_line_edit_preview (line, &edit, &preview);
      times_end (&times);
    }
  times_print (&times);
}

/* The same with snapping to all that the map has, ten pixels of two metres around. */
static void
preview_snapped (Bench *self)
{
  Times times = { .name = "preview-snapped" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuMapLayers) layers =
    yutu_file_load_map (self->file, modules, self->day, 4549, NULL, &error);
  g_autoptr (YutuLineEdit) line =
    yutu_file_read_line_edit (self->file, self->arc, self->day, NULL, &error);
  g_auto (YutuLinePreview) preview = { 0 };
  gsize            n = 0, n_snapped = 0;
  const YutuPoint *points = NULL;

  if (layers == NULL || line == NULL)
    bench_fail ("snapping", error);
  points = yutu_line_edit_get_points (line, &n);
  for (int i = 0; i < N_PREVIEWS; i++)
    {
      YutuVertexEdit   edit = draw_edit (self, points, n, i % 2 == 0 ? 60 : 600000);
      YutuLineSnapSpec spec = { .indexes = yutu_map_layers_list_snaps (layers),
                                .n_indexes = YUTU_MAP_N_SNAPS,
                                .radius_px = 10,
                                .kinds = YUTU_SNAP_ALL };
      YutuSnap         snap;

      if (i % 10 == 0) /* a junction of three lines */
        edit.index = i % 20 == 0 ? 0 : n - 1;
      yutu_measure_step_m (edit.to, &spec.east_px, &spec.north_px);
      spec.east_px /= 2;
      spec.north_px /= 2;
      times_begin (&times);
      n_snapped += yutu_line_edit_snap (line, &edit, &spec, &snap, &preview);
      times_end (&times);
    }
  if (n_snapped == 0)
    bench_fail ("snapping", NULL);
  times_print (&times);
}

static void
commit (Bench *self)
{
  YutuStore *store = yutu_file_get_store (self->file);
  Times      commits = { .name = "commit" };
  Times      undos = { .name = "undo" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineEdit) line =
    yutu_file_read_line_edit (self->file, self->arc, self->day, NULL, &error);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);

  for (int i = 0; i < N_COMMITS;)
    {
      YutuVertexEdit edit = draw_edit (self, points, n, 60);
      gint64         entry = 0;

      times_begin (&commits);
      if (!yutu_file_edit_line (self->file, &edit, NULL, "bench", &entry, &error))
        {
          g_clear_error (&error); /* refused: over its neighbour */
          continue;
        }
      if (entry == 0)
        continue;
      times_end (&commits);
      i++;
      if (i % 6 != 0)
        continue;
      times_begin (&undos);
      if (!yutu_store_undo (store, "bench", NULL, NULL, &error))
        bench_fail ("undo", error);
      times_end (&undos);
    }
  times_print (&commits);
  times_print (&undos);
}

/* ---- Drawing ---- */

/* A way from one vertex of the line to another, up to a few thousand further on, a little to its left. */
static void
draw_way (Bench *self, const YutuPoint *points, gsize n, gint64 reach, gsize *from, gsize *to, YutuPoint way[N_DRAWN])
{
  gsize span = 40 + yutu_random_below (&self->random, 3000);

  *from = yutu_random_below (&self->random, n - span - 1);
  *to = *from + span;
  for (gsize i = 0; i < N_DRAWN; i++)
    {
      gsize  at = *from + span * (i + 1) / (N_DRAWN + 1);
      double dx = (double)(points[at + 1].x - points[at - 1].x), dy = (double)(points[at + 1].y - points[at - 1].y);
      double length = hypot (dx, dy) + 1;

      way[i] = (YutuPoint){ points[at].x - (gint64)(dy / length * (double)reach),
                            points[at].y + (gint64)(dx / length * (double)reach) };
    }
}

static YutuLandEdit *
read_line (Bench *self)
{
  g_autoptr (GError) error = NULL;
  YutuLandEdit *edit = yutu_file_read_land_line (self->file, self->arc, self->day, NULL, &error);

  if (edit == NULL)
    bench_fail ("redraw", error);
  return edit;
}

static void
preview_redraw (Bench *self)
{
  Times times = { .name = "redraw preview" };
  g_autoptr (YutuLandEdit) edit = read_line (self);
  g_auto (YutuLandPreview) preview = { 0 };
  gsize            n = 0, from, to;
  const YutuPoint *points = yutu_land_edit_get_points (edit, &n);
  YutuPoint        way[N_DRAWN];

  for (int i = 0; i < N_PREVIEWS; i++)
    {
      draw_way (self, points, n, i % 2 == 0 ? 300 : 30000, &from, &to, way);
      times_begin (&times);
      yutu_land_edit_preview_redraw (edit, from, to, way, N_DRAWN, &preview);
      times_end (&times);
    }
  times_print (&times);
}

/* Each is undone: the line keeps its vertices. */
static void
commit_redraw (Bench *self)
{
  Times times = { .name = "redraw commit" };
  g_autoptr (YutuLandEdit) edit = read_line (self);
  g_autoptr (GError) error = NULL;
  gsize            n = 0, from, to;
  const YutuPoint *points = yutu_land_edit_get_points (edit, &n);
  YutuPoint        way[N_DRAWN];

  for (int i = 0; i < N_COMMITS / 2;)
    {
      YutuRedrawWish wish;

      draw_way (self, points, n, 300, &from, &to, way);
      yutu_land_edit_make_wish (edit, from, to, way, N_DRAWN, &wish);
      times_begin (&times);
      if (!yutu_file_redraw_line (self->file, &wish, self->day, "bench", NULL, &error))
        {
          g_clear_error (&error); /* refused */
          continue;
        }
      times_end (&times);
      i++;
      if (!yutu_store_undo (yutu_file_get_store (self->file), "bench", NULL, NULL, &error))
        bench_fail ("undo", error);
    }
  times_print (&times);
}

static gboolean
cut_land (YutuConnection *connection, gpointer data, GError **error)
{
  return yutu_land_cut (connection, data, NULL, NULL, error);
}

static gboolean
find_village (YutuConnection *connection, gpointer data, GError **error)
{
  return yutu_connection_get_int64 (connection,
                                    "SELECT f.unit FROM arc a JOIN face_unit f ON f.face = a.face_left "
                                    "AND f.valid_to = '9999-12-31' ORDER BY length (a.geom) DESC LIMIT 1",
                                    0, data, error);
}

/* Off the village left of the line, from one vertex to the other. */
static void
cut_pieces (Bench *self, gboolean is_commit)
{
  Times         times = { .name = is_commit ? "cut commit" : "cut preview" };
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  g_autoptr (YutuLandEdit) line = read_line (self);
  g_autoptr (YutuLandEdit) edit = NULL;
  g_auto (YutuLandPreview) preview = { 0 };
  g_autoptr (GError) error = NULL;
  gsize            n = 0, from, to;
  const YutuPoint *points = yutu_land_edit_get_points (line, &n);
  YutuPoint        way[N_DRAWN + 2];
  gint64           village = 0;
  char             day[YUTU_DAY_TEXT_SIZE];
  YutuLandLine     cut = { way, N_DRAWN + 2, 0, day, FALSE };

  yutu_day_format (self->day, day);
  if (!yutu_store_read (yutu_file_get_store (self->file), find_village, &village, NULL, &error))
    bench_fail ("cut", error);
  cut.unit = village;
  edit = yutu_file_read_land_edit (self->file, village, self->day, NULL, &error);
  if (edit == NULL)
    bench_fail ("cut", error);
  for (int i = 0; i < (is_commit ? N_CUTS : N_PREVIEWS / 10);)
    {
      draw_way (self, points, n, 3000, &from, &to, way + 1);
      way[0] = points[from];
      way[N_DRAWN + 1] = points[to];
      times_begin (&times);
      if (!is_commit)
        yutu_land_edit_preview_cut (edit, way, N_DRAWN + 2, &preview);
      else if (!yutu_store_write (yutu_file_get_store (self->file), &spec, cut_land, &cut, NULL, NULL, &error))
        {
          g_clear_error (&error); /* it runs over the line */
          continue;
        }
      if (!is_commit && !preview.is_allowed)
        continue;
      times_end (&times);
      i++;
      if (is_commit && !yutu_store_undo (yutu_file_get_store (self->file), "bench", NULL, NULL, &error))
        bench_fail ("undo", error);
    }
  times_print (&times);
}

static void
run_previews (Bench *self)
{
  preview (self);
  preview_snapped (self);
}

static void
run_redraws (Bench *self)
{
  preview_redraw (self);
  commit_redraw (self);
}

static gboolean
find_county (YutuConnection *connection, gpointer data, GError **error)
{
  return yutu_connection_get_int64 (connection,
                                    "SELECT unit FROM division WHERE level = 3 AND valid_to = '9999-12-31' LIMIT 1", 0,
                                    data, error);
}

/* The same cut of the whole county, as the window tries it while the pointer moves, and all that stays as one
 * shape, as the window paints it: both on a worker. */
static void
try_county (Bench *self)
{
  Times times = { .name = "county cut preview" }, joins = { .name = "county join" };
  g_autoptr (YutuLandEdit) line = read_line (self);
  g_autoptr (YutuLandEdit) county = NULL;
  g_autoptr (GError) error = NULL;
  gsize            n = 0, from, to;
  const YutuPoint *points = yutu_land_edit_get_points (line, &n);
  YutuPoint        way[N_DRAWN + 2];
  gint64           unit = 0;

  if (!yutu_store_read (yutu_file_get_store (self->file), find_county, &unit, NULL, &error))
    bench_fail ("county", error);
  county = yutu_file_read_land_edit (self->file, unit, self->day, NULL, &error);
  if (county == NULL)
    bench_fail ("county", error);
  for (int i = 0; i < N_CUTS;)
    {
      g_autoptr (YutuLandTrial) trial = NULL;
      g_autoptr (YutuJoinedLand) joined = NULL;
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
      const YutuLandPreview *preview = NULL;

      draw_way (self, points, n, 3000, &from, &to, way + 1);
      way[0] = points[from];
      way[N_DRAWN + 1] = points[to];
      times_begin (&times);
      trial = yutu_land_trial_new (county, way, N_DRAWN + 2);
      preview = yutu_land_trial_get_preview (trial);
      if (!preview->is_allowed)
        continue;
      times_end (&times);
      for (guint p = 0; p < preview->parts->len; p++)
        if (g_array_index (preview->parts, YutuLandPart, p).sides != YUTU_TOPOLOGY_LEFT)
          g_array_append_val (faces, g_array_index (preview->parts, YutuLandPart, p).face);
      times_begin (&joins);
      joined = yutu_land_trial_join (trial, (gint64 *)(gpointer)faces->data, faces->len);
      times_end (&joins);
      i++;
    }
  times_print (&times);
  times_print (&joins);
}

static void
run_cuts (Bench *self)
{
  try_county (self);
  cut_pieces (self, FALSE);
  cut_pieces (self, TRUE);
}

static const struct
{
  const char *name;
  void (*run) (Bench *self);
} STEPS[] = {
  { "open", open_line },
  { "preview", run_previews },
  { "commit", commit },
  { "redraw", run_redraws },
  { "cut", run_cuts },
};

int
main (int argc, char **argv)
{
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  Bench         bench = { .day = yutu_day_today () };
  g_autoptr (GError) error = NULL;

  if (argc < 2)
    {
      g_printerr ("bench-edit FILE [STEP...]\n");
      return 2;
    }
  yutu_random_init (&bench.random, 4490);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  if (bench.file == NULL ||
      !yutu_store_write (yutu_file_get_store (bench.file), &spec, lengthen, &bench, NULL, NULL, &error))
    bench_fail (argv[1], error);
  for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
    if (argc == 2 || g_strv_contains ((const char *const *)argv + 2, STEPS[i].name))
      STEPS[i].run (&bench);
  yutu_file_unref (bench.file);
  return 0;
}
