/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-edit FILE: makes a line between two townships of FILE (a demo county, written to) one of
 * 100,000 vertices and drags vertices of it as a window would. Prints a JSON line for each step with
 * the wall clock's seconds of each time, as whoever drags feels them (commits wait for the disk), and
 * one with the processor's. */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <time.h>

#include "base/yutu-random.h"
#include "division/yutu-division-model.h"
#include "session/yutu-line-edit.h"

#define N_VERTICES 100000
#define N_OPENS    20
#define N_PREVIEWS 5000
#define N_COMMITS  300

static G_NORETURN void
fail (const char *what, const GError *error)
{
  g_printerr ("bench-edit: %s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

static double
get_wall (void)
{
  return (double)g_get_monotonic_time () / G_USEC_PER_SEC;
}

static double
get_cpu (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

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
  self->since_wall = get_wall ();
  self->since_cpu = get_cpu ();
}

static void
times_end (Times *self)
{
  double wall = get_wall () - self->since_wall, cpu = get_cpu () - self->since_cpu;

  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

static void
print_figures (const char *name, const GArray *seconds)
{
  JsonBuilder *out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "name");
  json_builder_add_string_value (out, name);
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

static void
times_print (Times *self)
{
  g_autofree char *cpu = g_strconcat (self->name, " cpu", NULL);

  print_figures (self->name, self->wall);
  print_figures (cpu, self->cpu);
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
        fail ("open", error);
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
        fail ("undo", error);
      times_end (&undos);
    }
  times_print (&commits);
  times_print (&undos);
}

int
main (int argc, char **argv)
{
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  Bench         bench = { .day = yutu_day_today () };
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("bench-edit FILE\n");
      return 2;
    }
  yutu_random_init (&bench.random, 4490);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  if (bench.file == NULL ||
      !yutu_store_write (yutu_file_get_store (bench.file), &spec, lengthen, &bench, NULL, NULL, &error))
    fail (argv[1], error);
  open_line (&bench);
  preview (&bench);
  commit (&bench);
  yutu_file_unref (bench.file);
  return 0;
}
