/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines edited vertex by vertex through the session:
 *
 * 1. what is allowed is what the whole model allows, although only a part of it is looked at, and the
 *    preview says so before;
 * 2. the areas that a preview names are those that are kept afterwards, to the square centimetre, and
 *    those of a full rebuild, to the byte;
 * 3. undo brings back the very rows, after a restart too; what the journal keeps is short. */

#include "base/yutu-random.h"
#include "county-file.h"
#include "division/yutu-division-model.h"
#include "geo/yutu-measure.h"
#include "session/yutu-line-edit.h"

#define N_STEPS    400
#define CHECK_EACH 40

typedef struct
{
  County        county;
  YutuFile     *file;
  YutuRandom    random;
  YutuTopology *model; /* the whole one */
  GPtrArray    *digests;
  guint         n_allowed;
  guint         n_refused;
} Fixture;

static void
open_file (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  county_set_up (&self->county, NULL);
  yutu_store_close (self->county.store);
  open_file (self);
  yutu_random_init (&self->random, 20261126);
  self->digests = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_pointer (&self->model, yutu_topology_free);
  g_ptr_array_unref (self->digests);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuDay
today (void)
{
  return yutu_day_from_ymd (2026, 11, 24);
}

static gboolean
load_model (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Fixture *self = data;

  g_clear_pointer (&self->model, yutu_topology_free);
  self->model = yutu_division_load_model (connection, error);
  return self->model != NULL;
}

static void
read_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), load_model, self, NULL, &error);
  g_assert_no_error (error);
}

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &text, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- Random edits ---- */

/* Near as a rule; sometimes a village away, over whatever lies between. */
static YutuPoint
shake (Fixture  *self,
       YutuPoint point)
{
  guint reach = yutu_random_below (&self->random, 5) == 0 ? 16000000 : 2000000;

  return (YutuPoint){ point.x + (gint64)yutu_random_below (&self->random, 2 * reach) - reach,
                      point.y + (gint64)yutu_random_below (&self->random, 2 * reach) - reach };
}

static YutuVertexEdit
think_of_an_edit (Fixture *self)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (self->model);
  YutuVertexEdit edit = {
    .arc = g_array_index (arcs, gint64, yutu_random_below (&self->random, arcs->len)),
  };
  YutuArc arc;

  yutu_topology_get_arc (self->model, edit.arc, &arc);
  edit.kind = arc.n_points < 4 || yutu_random_below (&self->random, 4) == 0 ? YUTU_VERTEX_INSERT
                                                                            : YUTU_VERTEX_MOVE;
  if (arc.n_points > 4 && yutu_random_below (&self->random, 4) == 0)
    edit.kind = YUTU_VERTEX_DELETE;
  edit.index = yutu_random_below (&self->random, arc.n_points);
  if (edit.kind == YUTU_VERTEX_INSERT)
    edit.index = MAX (edit.index, 1);
  if (edit.kind == YUTU_VERTEX_DELETE)
    edit.index = CLAMP (edit.index, 1, arc.n_points - 2);
  edit.to = shake (self, arc.points[edit.index]);
  return edit;
}

static gboolean
read_area (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  gint64       *unit_and_cm2 = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT " YUTU_DIVISION_AREA_M2 ("a.id") " FROM division_area a WHERE unit = ?1", error);
  gboolean row = FALSE;

  sqlite3_bind_int64 (statement, 1, unit_and_cm2[0]);
  g_assert_true (yutu_connection_step (connection, statement, &row, error));
  g_assert_true (row);
  unit_and_cm2[1] = llround (sqlite3_column_double (statement, 0) * YUTU_CM2_PER_M2);
  sqlite3_reset (statement);
  return TRUE;
}

static void
assert_areas (Fixture               *self,
              const YutuLineEdit    *edit,
              const YutuLinePreview *preview)
{
  const GArray *units = yutu_line_edit_get_units (edit);

  for (guint i = 0; i < units->len; i++)
    {
      gint64 unit_and_cm2[2] = { g_array_index (units, YutuLineUnit, i).unit, 0 };

      g_assert_true (yutu_store_read (yutu_file_get_store (self->file), read_area, unit_and_cm2, NULL, NULL));
      g_assert_cmpint (unit_and_cm2[1], ==, preview->area_cm2[i]);
    }
}

static void
step (Fixture *self)
{
  YutuVertexEdit edit = think_of_an_edit (self);
  g_autoptr (YutuLineEdit) line = NULL;
  g_auto (YutuLinePreview) preview = { 0 };
  g_autoptr (GError) expected = NULL;
  g_autoptr (GError) error = NULL;
  gint64   entry = 0;
  gboolean allowed, done;

  line = yutu_file_read_line_edit (self->file, edit.arc, today (), NULL, &error);
  g_assert_no_error (error);
  yutu_line_edit_preview (line, &edit, &preview);
  allowed = yutu_topology_edit_vertex (self->model, &edit, NULL, &expected);
  done = yutu_file_edit_line (self->file, &edit, NULL, "测试员", &entry, &error);
  g_assert_cmpint (preview.is_allowed, ==, allowed);
  g_assert_cmpint (done, ==, allowed);
  if (!allowed)
    {
      g_assert_error (error, YUTU_TOPOLOGY_ERROR, expected->code);
      g_assert_cmpint (preview.reason, ==, expected->code);
      g_assert_cmpuint (preview.conflict.n_stretches, >, 0);
      g_assert_cmpint (entry, ==, 0);
      self->n_refused++;
      return;
    }
  g_assert_no_error (error);
  assert_areas (self, line, &preview);
  self->n_allowed++;
  if (entry != 0)
    g_ptr_array_add (self->digests, digest (self));
}

static void
test_random_edits (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->digests, digest (self));
  read_whole (self);
  for (int i = 1; i <= N_STEPS; i++)
    {
      step (self);
      if (i % CHECK_EACH == 0)
        county_assert_areas (yutu_file_get_store (self->file));
    }
  g_test_message ("%u allowed, %u refused", self->n_allowed, self->n_refused);
  g_assert_cmpuint (self->n_allowed, >, N_STEPS / 4);
  g_assert_cmpuint (self->n_refused, >, N_STEPS / 20);
  yutu_file_unref (self->file);
  open_file (self);
  for (guint i = self->digests->len - 1; i-- > 0;)
    {
      g_autofree char *now = NULL;

      yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      now = digest (self);
      g_assert_cmpstr (now, ==, g_ptr_array_index (self->digests, i));
      if (i % CHECK_EACH == 0)
        county_assert_areas (yutu_file_get_store (self->file));
    }
}

/* ---- A long line ---- */

static gboolean
find_inner_arc (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT min (id) FROM arc WHERE face_left > 0 AND face_right > 0", 0, data, error);
}

#define LONG 4000

/* Points to and fro beside the straight line between its ends. */
static gboolean
lengthen (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const gint64 *arc_id = data;
  g_autoptr (YutuTopology) model = yutu_division_load_model (connection, error);
  YutuArc arc;

  for (int i = 0; i < LONG; i++)
    {
      YutuPoint end, point;

      yutu_topology_get_arc (model, *arc_id, &arc);
      end = arc.points[arc.n_points - 1];
      point = (YutuPoint){ arc.points[0].x + (end.x - arc.points[0].x) * (i + 1) / (LONG + 1) + i % 2 * 50,
                           arc.points[0].y + (end.y - arc.points[0].y) * (i + 1) / (LONG + 1) + i % 3 * 70 };
      if (!yutu_topology_edit_vertex (model,
                                      &(YutuVertexEdit){ YUTU_VERTEX_INSERT, *arc_id, arc.n_points - 1, point },
                                      NULL, error))
        return FALSE;
    }
  return yutu_division_save_changes (connection, model, error);
}

static gboolean
get_size_of_last (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT length (changeset) FROM journal ORDER BY id DESC LIMIT 1", 0, data, error);
}

static gint64
read_long (Fixture       *self,
           YutuLineEdit **line)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  gint64 arc = 0;

  yutu_store_read (yutu_file_get_store (self->file), find_inner_arc, &arc, NULL, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, lengthen, &arc, NULL, NULL, &error);
  g_assert_no_error (error);
  *line = yutu_file_read_line_edit (self->file, arc, today (), NULL, &error);
  g_assert_no_error (error);
  return arc;
}

static void
test_the_journal_keeps_what_differs (Fixture      *self,
                                     gconstpointer data)
{
  g_autoptr (YutuLineEdit) line = NULL;
  gint64           arc = read_long (self, &line);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);
  YutuVertexEdit   edit = { YUTU_VERTEX_MOVE, arc, LONG / 2, points[LONG / 2] };
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  gint64 size = 0;

  edit.to.x += 20;
  yutu_file_edit_line (self->file, &edit, &points[LONG / 2], "测试员", NULL, &error);
  g_assert_no_error (error);
  county_assert_areas (yutu_file_get_store (self->file));
  after = digest (self);
  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), get_size_of_last, &size, NULL, NULL));
  g_assert_cmpint (n * sizeof (YutuPoint), >, 60000);
  g_assert_cmpint (size, <, 500);
  yutu_file_unref (self->file);
  open_file (self);
  for (int i = 0; i < 3; i++)
    {
      yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      county_assert_areas (yutu_file_get_store (self->file));
      g_clear_pointer (&now, g_free);
      now = digest (self);
      g_assert_cmpstr (now, ==, before);
      yutu_store_redo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      county_assert_areas (yutu_file_get_store (self->file));
      g_clear_pointer (&now, g_free);
      now = digest (self);
      g_assert_cmpstr (now, ==, after);
    }
}

/* ---- What is said ---- */

static void
test_an_edit_of_another_state (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (YutuLineEdit) line = NULL;
  gint64           arc = read_long (self, &line);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);
  YutuVertexEdit   edit = { YUTU_VERTEX_DELETE, arc, 7, { 0, 0 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_file_edit_line (self->file, &edit, &points[7], "测试员", NULL, &error));
  g_assert_false (yutu_file_edit_line (self->file, &edit, &points[7], "测试员", NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  edit.arc = 12345;
  g_assert_false (yutu_file_edit_line (self->file, &edit, NULL, "测试员", NULL, &error));
  g_assert_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  edit.arc = arc;
  edit.index = n;
  g_assert_false (yutu_file_edit_line (self->file, &edit, NULL, "测试员", NULL, &error));
  g_assert_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND);
}

/* The first village's northern line pulled north over all of the county. */
static void
test_a_refusal_names_the_line (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (YutuLineEdit) line = NULL;
  g_auto (YutuLinePreview) preview = { 0 };
  gint64           arc = read_long (self, &line);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);
  YutuVertexEdit   edit = { YUTU_VERTEX_MOVE, arc, LONG / 2, points[LONG / 2] };

  g_assert_cmpint (yutu_line_edit_get_grade (line), >=, 4);
  g_assert_nonnull (yutu_line_edit_get_side (line, FALSE));
  g_assert_nonnull (yutu_line_edit_get_side (line, TRUE));
  g_assert_cmpuint (yutu_line_edit_count_lines_at (line, FALSE), >=, 3);
  edit.to = points[1];
  yutu_line_edit_preview (line, &edit, &preview);
  g_assert_false (preview.is_allowed);
  g_assert_cmpint (preview.reason, ==, YUTU_TOPOLOGY_ERROR_CROSSES);
  g_assert_true (preview.is_own_line);
  edit.to = (YutuPoint){ points[0].x + YUTU_GRID_PER_DEGREE / 20, points[0].y + YUTU_GRID_PER_DEGREE / 20 };
  yutu_line_edit_preview (line, &edit, &preview);
  g_assert_false (preview.is_allowed);
  g_assert_cmpint (preview.reason, ==, YUTU_TOPOLOGY_ERROR_CROSSES);
  g_assert_nonnull (preview.obstacle[0] != NULL ? preview.obstacle[0] : preview.obstacle[1]);
  edit.to = (YutuPoint){ YUTU_GRID_MAX_X + 1, 0 };
  yutu_line_edit_preview (line, &edit, &preview);
  g_assert_false (preview.is_allowed);
  g_assert_cmpint (preview.reason, ==, YUTU_TOPOLOGY_ERROR_INPUT);
}

static void
test_finding_a_vertex (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (YutuLineEdit) line = NULL;
  gint64           arc = read_long (self, &line);
  gsize            n = 0;
  const YutuPoint *points = yutu_line_edit_get_points (line, &n);
  YutuLineVertex   vertex;
  g_autoptr (GError) error = NULL;

  yutu_file_find_line_vertex (self->file, points[LONG / 2], 50, today (), &vertex, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vertex.arc, ==, arc);
  g_assert_cmpuint (vertex.index, ==, LONG / 2);
  yutu_file_find_line_vertex (self->file, yutu_point_from_degrees (10, 10), 50, today (), &vertex, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vertex.arc, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/line-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("random-edits", test_random_edits);
  ADD ("the-journal-keeps-what-differs", test_the_journal_keeps_what_differs);
  ADD ("an-edit-of-another-state", test_an_edit_of_another_state);
  ADD ("a-refusal-names-the-line", test_a_refusal_names_the_line);
  ADD ("finding-a-vertex", test_finding_a_vertex);
#undef ADD
  return g_test_run ();
}
