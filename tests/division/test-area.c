/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Random edits of lines, units and owners through the journal, with undo and redo between them:
 *
 * 1. the areas kept are those that a full rebuild makes, to the byte;
 * 2. undo brings back the very rows that were there, redo those that came after;
 * 3. the model stays whole. */

#include "base/yutu-day.h"
#include "base/yutu-random.h"
#include "county-fixture.h"
#include "division/yutu-division-check.h"

#define N_STEPS    150
#define CHECK_EACH 15

typedef struct
{
  County       *county;
  YutuRandom    random;
  YutuTopology *topology; /* NULL: to be loaded */
  gint64        arc;      /* that is worked on */
  GPtrArray    *digests;  /* char *: before the first entry, after each that is done */
  guint         n_done;
  guint         n_edits[8];
} Trial;

/* ---- 1: the areas kept, beside a full rebuild ---- */

/* As readers see them, or the bytes as they are in the table. */
static void
digest_area (YutuConnection *connection,
             sqlite3_stmt   *statement,
             gboolean        as_read,
             GChecksum      *sum)
{
  g_autoptr (YutuShape) shape =
    as_read ? yutu_division_read_area (connection, sqlite3_column_int64 (statement, 0), statement, 1, NULL) : NULL;
  g_autoptr (GBytes) blob = shape != NULL ? yutu_shape_to_blob (shape) : NULL;

  g_assert_true (blob != NULL || !as_read);
  if (as_read)
    g_checksum_update (sum, g_bytes_get_data (blob, NULL), (gssize)g_bytes_get_size (blob));
  for (int c = as_read ? 3 : 1; c < sqlite3_column_count (statement); c++)
    {
      g_checksum_update (sum, sqlite3_column_blob (statement, c), sqlite3_column_bytes (statement, c));
      g_checksum_update (sum, (const guchar *)"|", 1);
    }
}

static char *
digest_areas (YutuConnection *connection,
              gboolean        as_read,
              GError        **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT a.id, a.geom, a.area_m2, " YUTU_DIVISION_AREA_M2 ("a.id") ", a.unit, a.level, a.code, a.name, "
                                                                      "a.valid_from, a.valid_to, (SELECT group_concat (face || ' ' || area_cm2) FROM (SELECT f.face, f.area_cm2 "
                                                                      "FROM division_area_face m JOIN face_area f ON f.face = m.face WHERE m.area = a.id ORDER BY f.face)) "
                                                                      "FROM division_area a ORDER BY a.unit, a.valid_from",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_strdup (g_checksum_get_string (sum));
      digest_area (connection, statement, as_read, sum);
    }
  return NULL;
}

static gboolean
compare_with_rebuild (YutuConnection *connection,
                      gpointer        data,
                      GError        **error)
{
  gboolean         as_read = GPOINTER_TO_INT (data);
  g_autofree char *kept = digest_areas (connection, as_read, error);
  g_autofree char *made = NULL;
  gint64           n_other = 0;

  g_assert_no_error (*error);
  g_assert_true (yutu_connection_get_int64 (
    connection, "SELECT count (*) FROM face WHERE id NOT IN (SELECT face FROM face_area)", 0, &n_other, error));
  g_assert_cmpint (n_other, ==, 0);
  g_assert_true (yutu_connection_get_int64 (
    connection, "SELECT count (*) FROM face_area WHERE face NOT IN (SELECT id FROM face)", 0, &n_other, error));
  g_assert_cmpint (n_other, ==, 0);
  g_assert_true (yutu_division_redraw_areas (connection, error));
  made = digest_areas (connection, as_read, error);
  g_assert_cmpstr (kept, ==, made);
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO, "rolled back");
  return FALSE;
}

/* Readers see what a rebuild gives, at once; so does the table, when what was left is done. */
static void
assert_areas_are_kept (Trial *trial)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  gboolean      settles = yutu_random_below (&trial->random, 3) == 0;

  for (int as_read = 1; as_read >= (settles ? 0 : 1); as_read--)
    {
      g_autoptr (GError) error = NULL;

      if (!as_read)
        g_assert_true (yutu_store_settle (trial->county->store, &error));
      g_assert_no_error (error);
      yutu_store_write (trial->county->store, &spec, compare_with_rebuild, GINT_TO_POINTER (as_read), NULL, NULL,
                        &error);
      g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO);
    }
}

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    {
      YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (g_str_equal (fault->severity, "error"))
        g_error ("%s: %s", fault->rule, fault->message);
    }
  return TRUE;
}

/* ---- Edits: each may find nothing to do ---- */

static gint64
new_id (gpointer data)
{
  return yutu_connection_new_id (data);
}

static gint64
pick (Trial  *trial,
      GArray *ids)
{
  return g_array_index (ids, gint64, yutu_random_below (&trial->random, ids->len));
}

static YutuArc
pick_arc (Trial *trial)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->topology);
  YutuArc arc;

  yutu_topology_get_arc (trial->topology, pick (trial, arcs), &arc);
  return arc;
}

static YutuPoint
shake (Trial    *trial,
       YutuPoint point)
{
  return (YutuPoint){ point.x + (gint64)yutu_random_below (&trial->random, 2000000) - 1000000,
                      point.y + (gint64)yutu_random_below (&trial->random, 2000000) - 1000000 };
}

static void
edit_vertex (Trial *trial)
{
  YutuArc   arc = pick_arc (trial);
  gsize     at = yutu_random_below (&trial->random, arc.n_points);
  YutuPoint to = shake (trial, arc.points[at]);
  YutuPoint middle = arc.points[MAX (at, 1)];

  if (arc.n_points < 4)
    yutu_topology_edit_vertex (trial->topology,
                               &(YutuVertexEdit){ YUTU_VERTEX_INSERT, arc.id, MAX (at, 1), shake (trial, middle) },
                               NULL, NULL);
  else
    yutu_topology_edit_vertex (trial->topology,
                               &(YutuVertexEdit){ YUTU_VERTEX_MOVE, arc.id, at, to },
                               NULL, NULL);
}

static void
split_arc (Trial          *trial,
           YutuConnection *connection)
{
  YutuArc arc = pick_arc (trial);

  if (arc.n_points > 2)
    yutu_topology_split_arc (trial->topology, arc.id,
                             1 + yutu_random_below (&trial->random, arc.n_points - 2), new_id,
                             connection, NULL, NULL, NULL);
}

static void
join_arcs (Trial *trial)
{
  YutuArc arc = pick_arc (trial);

  yutu_topology_join_arcs (trial->topology, arc.node_to, arc.id, NULL);
}

/* The new half belongs to another village from a random day on, or to the old one. */
static gboolean
split_face (Trial          *trial,
            YutuConnection *connection,
            GError        **error)
{
  YutuArc      arc = pick_arc (trial);
  YutuPoint    way = shake (trial, arc.points[arc.n_points / 2]);
  gint64       face = 0;
  const gint64 unit = trial->county->villages[yutu_random_below (&trial->random, N_VILLAGES)];

  if (arc.face_left == 0 || arc.face_right == 0 ||
      !yutu_topology_split_face (trial->topology, arc.node_from, arc.node_to, &way, 1, new_id,
                                 connection, NULL, &face, NULL))
    return TRUE;
  return yutu_division_give_face (connection, face, unit, FIRST_DAY, error);
}

static gboolean
merge_faces (Trial          *trial,
             YutuConnection *connection,
             GError        **error)
{
  YutuArc       arc = pick_arc (trial);
  sqlite3_stmt *statement = NULL;

  if (arc.face_left == 0 || arc.face_right == 0 ||
      yutu_topology_count_faces (trial->topology) < N_VILLAGES / 2 ||
      !yutu_topology_merge_faces (trial->topology, arc.id, arc.face_left, NULL))
    return TRUE;
  statement =
    yutu_connection_prepare (connection, "DELETE FROM face_unit WHERE face = ?1", error);
  sqlite3_bind_int64 (statement, 1, arc.face_right);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
give_face (Trial          *trial,
           YutuConnection *connection,
           GError        **error)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (trial->topology);
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_day_format (yutu_day_parse ("2010-01-01") + (YutuDay)yutu_random_below (&trial->random, 30),
                   text);
  return yutu_division_give_face (
    connection, pick (trial, faces),
    trial->county->villages[yutu_random_below (&trial->random, N_VILLAGES)], text, error);
}

static gboolean
change_unit (Trial          *trial,
             YutuConnection *connection,
             GError        **error)
{
  gboolean is_township = yutu_random_below (&trial->random, 4) == 0;
  gint64   unit = is_township ? trial->county->townships[yutu_random_below (&trial->random, 4)]
                              : trial->county->villages[yutu_random_below (&trial->random, N_VILLAGES)];
  g_autoptr (YutuDivision) facts = NULL;
  g_autofree char *name = NULL;
  YutuDivision     changed;
  char             text[YUTU_DAY_TEXT_SIZE];

  yutu_day_format (yutu_day_parse ("2012-01-01") + (YutuDay)yutu_random_below (&trial->random, 30),
                   text);
  if (!yutu_division_load (connection, unit, text, &facts, error) || facts == NULL)
    return FALSE;
  changed = *facts;
  name = g_strdup_printf ("改%d村", (int)yutu_random_below (&trial->random, 1000));
  changed.valid_from = text;
  if (is_township || yutu_random_below (&trial->random, 2) == 0)
    changed.name = name;
  else
    changed.parent = trial->county->townships[yutu_random_below (&trial->random, 4)];
  return yutu_division_change (connection, &changed, error);
}

static gboolean
edit (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Trial   *trial = data;
  gboolean done = TRUE;
  guint64  kind = yutu_random_below (&trial->random, 8);

  if (trial->topology == NULL)
    trial->topology = yutu_division_load_model (connection, error);
  trial->n_edits[kind]++;
  switch (kind)
    {
    case 0:
      split_arc (trial, connection);
      break;
    case 1:
      join_arcs (trial);
      break;
    case 2:
      done = split_face (trial, connection, error);
      break;
    case 3:
      done = merge_faces (trial, connection, error);
      break;
    case 4:
      done = give_face (trial, connection, error);
      break;
    case 5:
      done = change_unit (trial, connection, error);
      break;
    default:
      for (int i = 0; i < 4; i++)
        edit_vertex (trial);
      break;
    }
  return done && yutu_division_save_changes (connection, trial->topology, error);
}

/* ---- 2: back and forth ---- */

static void
assert_digest (Trial *trial)
{
  g_autofree char *digest = county_digest (trial->county);

  g_assert_cmpstr (digest, ==, g_ptr_array_index (trial->digests, trial->n_done));
}

static void
write_entry (Trial *trial)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  gint64        entry = 0;
  g_autoptr (GError) error = NULL;

  yutu_store_write (trial->county->store, &spec, edit, trial, &entry, NULL, &error);
  g_assert_no_error (error);
  if (entry == 0)
    return;
  trial->n_done++;
  g_ptr_array_set_size (trial->digests, (int)trial->n_done);
  g_ptr_array_add (trial->digests, county_digest (trial->county));
}

static void
go_back_and_forth (Trial *trial)
{
  guint back = (guint)yutu_random_below (&trial->random, MIN (trial->n_done, 6) + 1);
  guint forth = (guint)yutu_random_below (&trial->random, back + 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < back; i++)
    {
      yutu_store_undo (trial->county->store, "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      trial->n_done--;
      assert_digest (trial);
      assert_areas_are_kept (trial);
    }
  for (guint i = 0; i < forth; i++)
    {
      yutu_store_redo (trial->county->store, "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      trial->n_done++;
      assert_digest (trial);
      assert_areas_are_kept (trial);
    }
  g_clear_pointer (&trial->topology, yutu_topology_free);
}

static void
test_random_entries (County       *self,
                     gconstpointer data)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  Trial trial = { .county = self, .digests = digests };
  guint n = g_getenv ("YUTU_TEST_LONG") != NULL ? 5 * N_STEPS : N_STEPS;

  yutu_random_init (&trial.random, 19981021);
  g_ptr_array_add (digests, county_digest (self));
  for (guint i = 0; i < n; i++)
    {
      if (yutu_random_below (&trial.random, 8) == 0)
        go_back_and_forth (&trial);
      else
        write_entry (&trial);
      assert_areas_are_kept (&trial);
      if (i % CHECK_EACH == 0)
        county_read (self, check_all, NULL);
    }
  county_read (self, check_all, NULL);
  g_test_message ("%u entries at the end", trial.n_done);
  g_assert_cmpuint (trial.n_done, >, n / 4);
  g_clear_pointer (&trial.topology, yutu_topology_free);
}

/* ---- Only what is touched ---- */

static gboolean
bend_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Trial    *trial = data;
  YutuPoint middle;
  YutuArc   arc;

  g_clear_pointer (&trial->topology, yutu_topology_free);
  trial->topology = yutu_division_load_model (connection, error);
  do
    arc = pick_arc (trial);
  while (arc.face_left == 0 || arc.face_right == 0);
  middle = (YutuPoint){ (arc.points[0].x + arc.points[1].x) / 2 + 1000,
                        (arc.points[0].y + arc.points[1].y) / 2 };
  g_assert_true (yutu_topology_edit_vertex (trial->topology,
                                            &(YutuVertexEdit){ YUTU_VERTEX_INSERT, arc.id, 1, middle },
                                            NULL, error));
  return yutu_division_save_changes (connection, trial->topology, error);
}

static gboolean
blank_areas (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 blank = 0;

  /* What is not touched again keeps this mark. */
  return bend_line (connection, data, error) &&
         yutu_connection_exec (connection, "UPDATE division_area SET area_m2 = -1", error) &&
         yutu_connection_get_int64 (connection, "SELECT count(*) FROM division_area", 0, &blank,
                                    error);
}

static gboolean
count_drawn (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT count(*) FROM division_area WHERE area_m2 <> -1", 0, data, error);
}

static void
test_only_touched (County       *self,
                   gconstpointer data)
{
  Trial  trial = { .county = self };
  gint64 n_drawn = 0;

  yutu_random_init (&trial.random, 3);
  g_assert_true (yutu_store_settle (self->store, NULL));
  county_write (self, blank_areas, &trial);
  g_assert_true (yutu_store_settle (self->store, NULL));
  county_read (self, count_drawn, &n_drawn);
  /* Two villages, and their townships where they have different ones; never the county. */
  g_assert_cmpint (n_drawn, >=, 2);
  g_assert_cmpint (n_drawn, <=, 4);
  yutu_topology_free (trial.topology);
}

static gboolean
mark_far (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const County    *county = data;
  g_autofree char *sql = g_strdup_printf ("UPDATE division_area SET name = '远' WHERE unit = %" G_GINT64_FORMAT,
                                          county->villages[N_VILLAGES - 1]);

  return yutu_connection_exec (connection, sql, error);
}

static gboolean
give_near (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const County *county = data;

  return yutu_division_give_face (connection, county->faces[0], county->villages[1], "2015-06-01", error) &&
         yutu_division_give_face (connection, county->faces[1], county->villages[0], "2016-06-01", error);
}

static gboolean
unmark_far (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM division_area WHERE name = '远'", 0, data, error) &&
         yutu_connection_exec (connection,
                               "UPDATE division_area SET name = (SELECT name FROM division d WHERE "
                               "d.unit = division_area.unit) WHERE name = '远'",
                               error);
}

/* Where land goes over, rows of units that never had it are not looked at: one keeps a wrong name. All others are
 * as all are when all are read; and again when it is undone. */
static void
test_only_what_is_reached (County       *self,
                           gconstpointer data)
{
  Trial  trial = { .county = self };
  gint64 n_marked = 0;
  g_autoptr (GError) error = NULL;

  yutu_random_init (&trial.random, 4);
  county_write (self, mark_far, self);
  county_write (self, give_near, self);
  county_write (self, unmark_far, &n_marked);
  g_assert_cmpint (n_marked, ==, 1);
  assert_areas_are_kept (&trial);
  county_write (self, mark_far, self);
  yutu_store_undo (self->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  county_write (self, unmark_far, &n_marked);
  g_assert_cmpint (n_marked, ==, 1);
  assert_areas_are_kept (&trial);
}

#define COPY_SQL                                                                                               \
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, parent, valid_from) "   \
  "SELECT (SELECT max (id) + 1 FROM division), unit, uuid, level, type, name, proper_name, generic_term, ?1, " \
  "valid_from FROM division WHERE unit = ?2 ORDER BY id LIMIT 1"

/* One more row of the first village's days, below a township. */
static gboolean
copy_row (YutuConnection *connection,
          const County   *county,
          gint64          township,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, COPY_SQL, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, township);
  sqlite3_bind_int64 (statement, 2, county->villages[0]);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_second_row (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  const County *county = data;

  return copy_row (connection, county, county->townships[3], error);
}

/* The first row of the village is made anew, behind the second one. */
static gboolean
renew_first_row (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  const County    *county = data;
  g_autofree char *sql = g_strdup_printf ("DELETE FROM division WHERE id = (SELECT min (id) FROM division WHERE unit = "
                                          "%" G_GINT64_FORMAT ")",
                                          county->villages[0]);
  gint64           township = 0;
  sqlite3_stmt    *statement =
    yutu_connection_prepare (connection, "SELECT parent FROM division WHERE unit = ?1 ORDER BY id LIMIT 1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, county->villages[0]);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  township = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return copy_row (connection, county, township, error) && yutu_connection_exec (connection, sql, error);
}

/* In a file with two rows for a day the last one counts. Which it is can change though both say the same: the land
 * goes over to another township then. */
static void
test_two_rows_for_a_day (County       *self,
                         gconstpointer data)
{
  Trial trial = { .county = self };

  yutu_random_init (&trial.random, 5);
  county_write (self, add_second_row, self);
  assert_areas_are_kept (&trial);
  county_write (self, renew_first_row, self);
  assert_areas_are_kept (&trial);
}

/* ---- Many edges of one line ---- */

#define N_LONG 2500

/* The first stretch of a line gets so many vertices, a little to its side. */
static gboolean
lengthen_line (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Trial              *trial = data;
  YutuPoint           points[N_LONG];
  YutuTopologyRedrawn stretch = { .to = 1, .points = points, .n_points = N_LONG };
  YutuArc             arc;

  trial->topology = yutu_division_load_model (connection, error);
  do
    arc = pick_arc (trial);
  while (arc.face_left == 0 || arc.face_right == 0 ||
         ABS (arc.points[1].x - arc.points[0].x) + ABS (arc.points[1].y - arc.points[0].y) < 100 * N_LONG);
  stretch.arc = arc.id;
  for (gint64 i = 0; i < N_LONG; i++)
    points[i] = (YutuPoint){ arc.points[0].x + (arc.points[1].x - arc.points[0].x) * (i + 1) / (N_LONG + 1) + i % 7,
                             arc.points[0].y + (arc.points[1].y - arc.points[0].y) * (i + 1) / (N_LONG + 1) - i % 5 };
  trial->arc = arc.id;
  return yutu_topology_redraw (trial->topology, &stretch, 1, NULL, error) &&
         yutu_division_save_changes (connection, trial->topology, error);
}

static gboolean
straighten_line (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Trial              *trial = data;
  YutuTopologyRedrawn stretch = { .arc = trial->arc, .to = N_LONG + 1 };

  return yutu_topology_redraw (trial->topology, &stretch, 1, NULL, error) &&
         yutu_division_save_changes (connection, trial->topology, error);
}

static void
test_long_bends (County       *self,
                 gconstpointer data)
{
  Trial trial = { .county = self };

  yutu_random_init (&trial.random, 16);
  county_write (self, lengthen_line, &trial);
  assert_areas_are_kept (&trial);
  county_write (self, straighten_line, &trial);
  assert_areas_are_kept (&trial);
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
      assert_areas_are_kept (&trial);
    }
  g_assert_true (yutu_store_redo (self->store, "测试员", NULL, NULL, NULL));
  assert_areas_are_kept (&trial);
  yutu_topology_free (trial.topology);
}

/* ---- What was left ---- */

static gboolean
has_stale (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM division_area_stale", 0, data, error);
}

/* A program that was killed behind a commit has left polygons: a reader sees them as they are to be, the
 * next writer draws them. */
static void
test_left_by_a_killed_program (County       *self,
                               gconstpointer data)
{
  Trial            trial = { .county = self };
  g_autofree char *copy = g_build_filename (self->folder, "killed.yutu", NULL);
  g_autofree char *command =
    g_strdup_printf ("rm -f '%s'* && cp '%s' '%s' && cp '%s-wal' '%s-wal'", copy, self->path, copy, self->path, copy);
  g_autoptr (GError) error = NULL;
  gint64     n_stale = 0;
  YutuStore *writer = self->store;

  yutu_random_init (&trial.random, 8);
  /* As the disk has it behind a commit, log and all; again where this writer was faster. */
  for (int i = 0; i < 50 && n_stale == 0; i++)
    {
      g_autoptr (YutuStore) reader = NULL;

      county_write (self, bend_line, &trial);
      g_assert_cmpint (system (command), ==, 0);
      reader = yutu_store_open (copy, YUTU_STORE_OPEN_READ_ONLY, &error);
      g_assert_no_error (error);
      yutu_store_read (reader, has_stale, &n_stale, NULL, &error);
      g_assert_no_error (error);
      yutu_store_read (reader, check_all, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (n_stale, >=, 2);

  self->store = yutu_store_open (copy, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  yutu_division_attach (self->store);
  for (int i = 0; i < 200 && n_stale > 0; i++)
    {
      g_usleep (50000);
      county_read (self, has_stale, &n_stale);
    }
  g_assert_cmpint (n_stale, ==, 0);
  assert_areas_are_kept (&trial);
  yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
  self->store = writer;
  yutu_topology_free (trial.topology);
}

static gboolean
forget_areas (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return yutu_connection_exec (connection, "DELETE FROM face_area", error) &&
         yutu_division_catch_up (connection, NULL, error);
}

/* A file of a schema before 8 has no areas of faces. */
static void
test_file_of_an_older_program (County       *self,
                               gconstpointer data)
{
  Trial         trial = { .county = self };
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  gint64        entry = -1;
  g_autoptr (GError) error = NULL;

  yutu_random_init (&trial.random, 9);
  yutu_store_write (self->store, &spec, forget_areas, NULL, &entry, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, ==, 0);
  assert_areas_are_kept (&trial);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/division/area/random-entries", County, NULL, county_set_up, test_random_entries,
              county_tear_down);
  g_test_add ("/division/area/long-bends", County, NULL, county_set_up, test_long_bends,
              county_tear_down);
  g_test_add ("/division/area/only-touched", County, NULL, county_set_up, test_only_touched,
              county_tear_down);
  g_test_add ("/division/area/only-what-is-reached", County, NULL, county_set_up, test_only_what_is_reached,
              county_tear_down);
  g_test_add ("/division/area/two-rows-for-a-day", County, NULL, county_set_up, test_two_rows_for_a_day,
              county_tear_down);
  g_test_add ("/division/area/left-by-a-killed-program", County, NULL, county_set_up,
              test_left_by_a_killed_program, county_tear_down);
  g_test_add ("/division/area/file-of-an-older-program", County, NULL, county_set_up,
              test_file_of_an_older_program, county_tear_down);
  return g_test_run ();
}
