/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* face_area: what each face measures. An arc counts the edges along it for the face to its left, and
 * against that to its right; edges are whole square centimetres, so that sums are the same in any order.
 * After an edit only edges are measured that are not where they were, between the same faces:
 *
 * 1. of an arc between the same faces as before, what differs;
 * 2. of the others, what does not run along an arc that was there before;
 * 3. what does run along one, but between other faces: or, when that is most of what was around a face, the
 *    rest of what was, for all of it is known.
 *
 * Invariants: each face has one row, 0 (the land outside) has none; it is what measuring all arcs
 * gives. */

#include "division/yutu-division-area-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "geo/yutu-measure.h"

enum
{
  LEFT_COLUMN = 3, /* of arc, its id being 0 */
  RIGHT_COLUMN = 4,
  GEOM_COLUMN = 5,
};

#define MAX_SEARCHES 128       /* along one arc, for where another one goes on */
#define MAX_SCANNED  (1 << 24) /* points of all searches: beyond, edges are measured sooner */
#define MANY_EDGES   1024      /* worth to look for others that say the same */

/* The course of an arc, before or after. */
typedef struct
{
  YutuShape *shape;
  gint64     left;
  gint64     right;
  GArray    *found; /* Run, of one that is gone: what another runs along */
} Course;

/* Edges from the point at @first to that at @end. */
typedef struct
{
  gsize first;
  gsize end;
} Run;

/* Edges that went from around one face to around another. */
typedef struct
{
  gint64        from;
  gint64        to;
  const Course *course; /* before */
  Run           run;
  int           sign; /* 1: the faces are to the left; -1: to the right */
} Move;

typedef struct
{
  GHashTable *faces;  /* gint64 → gint64, what its area grows by */
  GHashTable *bent;   /* gint64, beside arcs that are between the same faces as before */
  GHashTable *arcs;   /* gint64, that were changed */
  GArray     *before; /* Course */
  GArray     *after;
  GArray     *moves; /* Move */
  gsize       n_scanned;
  guint       n_arcs; /* that were changed, however */
} Change;

static void
course_clear (gpointer data)
{
  Course *self = data;

  yutu_shape_unref (self->shape);
  g_clear_pointer (&self->found, g_array_unref);
}

static void
change_init (Change *self)
{
  self->faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->bent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->arcs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->moves = g_array_new (FALSE, FALSE, sizeof (Move));
  self->before = g_array_new (FALSE, TRUE, sizeof (Course));
  self->after = g_array_new (FALSE, TRUE, sizeof (Course));
  g_array_set_clear_func (self->before, course_clear);
  g_array_set_clear_func (self->after, course_clear);
}

static void
change_clear (Change *self)
{
  g_hash_table_unref (self->faces);
  g_hash_table_unref (self->bent);
  g_hash_table_unref (self->arcs);
  g_array_unref (self->moves);
  g_array_unref (self->before);
  g_array_unref (self->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

/* ---- Sums ---- */

static void
add_to_face (Change *self,
             gint64  face,
             gint64  area_cm2)
{
  gint64 *sum = g_hash_table_lookup (self->faces, &face);

  if (face == 0)
    return;
  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (self->faces, g_memdup2 (&face, sizeof face), sum);
    }
  *sum += area_cm2;
}

static gint64
measure_run (const Course *course,
             Run           run)
{
  const YutuPoint *points = course->shape->points;
  gint64           area_cm2 = 0;

  for (gsize i = run.first; i < run.end; i++)
    area_cm2 += yutu_measure_edge_cm2 (points[i], points[i + 1]);
  return area_cm2;
}

/* @times: 1, or -1 for what is there no more. */
static void
add_run (Change       *self,
         const Course *course,
         Run           run,
         int           times)
{
  gint64 area_cm2 = run.first < run.end && course->left != course->right ? measure_run (course, run) : 0;

  add_to_face (self, course->left, times * area_cm2);
  add_to_face (self, course->right, -times * area_cm2);
}

/* ---- Along arcs that were there ---- */

/* Where @course has the edge from @from to @to. */
static gboolean
find_edge (const Course *course,
           YutuPoint     from,
           YutuPoint     to,
           gsize        *at)
{
  const YutuPoint *points = course->shape->points;

  for (gsize i = 0; i + 1 < course->shape->n_points; i++)
    if (points[i].x == from.x && points[i].y == from.y && yutu_point_equal (points[i + 1], to))
      {
        *at = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_found (const Course *course,
          gsize         edge)
{
  for (guint i = 0; course->found != NULL && i < course->found->len; i++)
    {
      Run run = g_array_index (course->found, Run, i);

      if (run.first <= edge && edge < run.end)
        return TRUE;
    }
  return FALSE;
}

/* How far both go on the same way, over edges that no other was found along. */
static gsize
count_alike (const Course *one,
             gsize         at,
             const Course *other,
             gsize         other_at)
{
  const YutuPoint *a = one->shape->points + at, *b = other->shape->points + other_at;
  gsize            n = MIN (one->shape->n_points - at, other->shape->n_points - other_at) - 1;

  for (guint i = 0; other->found != NULL && i < other->found->len; i++)
    {
      Run run = g_array_index (other->found, Run, i);

      if (run.first >= other_at)
        n = MIN (n, run.first - other_at);
    }
  for (gsize i = 1; i <= n; i++)
    if (!yutu_point_equal (a[i], b[i]))
      return i - 1;
  return n;
}

static Course *
find_course (Change       *self,
             const Course *after,
             gsize         at,
             gsize        *found_at)
{
  const YutuPoint *points = after->shape->points;

  for (guint i = 0; i < self->before->len && self->n_scanned < MAX_SCANNED; i++)
    {
      Course *before = &g_array_index (self->before, Course, i);

      self->n_scanned += before->shape->n_points;
      if (find_edge (before, points[at], points[at + 1], found_at) && !is_found (before, *found_at))
        return before;
    }
  return NULL;
}

static void
take_run (Change       *self,
          Course       *before,
          gsize         at,
          const Course *after,
          Run           run)
{
  Run found = { at, at + run.end - run.first };

  if (before->found == NULL)
    before->found = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_append_val (before->found, found);
  for (int side = 0; side < 2; side++)
    {
      Move move = {
        .from = side == 0 ? before->left : before->right,
        .to = side == 0 ? after->left : after->right,
        .course = before,
        .run = found,
        .sign = side == 0 ? 1 : -1,
      };

      if (move.from != move.to)
        g_array_append_val (self->moves, move);
    }
}

static void
add_after (Change       *self,
           const Course *after)
{
  gsize n_edges = after->shape->n_points - 1, at = 0;

  for (guint n_searches = 0; at < n_edges && n_searches < MAX_SEARCHES; n_searches++)
    {
      gsize   found_at = 0, n = 0;
      Course *before = find_course (self, after, at, &found_at);

      if (before != NULL)
        n = count_alike (after, at, before, found_at);
      if (n > 0)
        take_run (self, before, found_at, after, (Run){ at, at + n });
      else
        add_run (self, after, (Run){ at, at + 1 }, 1);
      at += MAX (n, 1);
    }
  add_run (self, after, (Run){ at, n_edges }, 1);
}

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  const Run *one = a;
  const Run *two = b;

  return (one->first > two->first) - (one->first < two->first);
}

/* What nothing was found along. */
static void
add_before (Change       *self,
            const Course *before)
{
  gsize n_edges = before->shape->n_points - 1, at = 0;

  if (before->found != NULL)
    g_array_sort (before->found, compare_runs);
  for (guint i = 0; before->found != NULL && i < before->found->len; i++)
    {
      Run run = g_array_index (before->found, Run, i);

      add_run (self, before, (Run){ at, run.first }, -1);
      at = run.end;
    }
  add_run (self, before, (Run){ at, n_edges }, -1);
}

/* ---- Between other faces ---- */

static int
compare_moves (gconstpointer a,
               gconstpointer b)
{
  const Move *one = a;
  const Move *two = b;

  if (one->from != two->from)
    return one->from < two->from ? -1 : 1;
  return (one->to > two->to) - (one->to < two->to);
}

/* Moves from @first to @end of one face to one other. */
static gsize
count_edges (const Change *self,
             guint         first,
             guint         end)
{
  gsize n = 0;

  for (guint i = first; i < end; i++)
    n += g_array_index (self->moves, Move, i).run.end - g_array_index (self->moves, Move, i).run.first;
  return n;
}

/* What was around the face beside the moves: of arcs that were changed. */
static void
list_others (const Change *self,
             guint         first,
             guint         end,
             GArray       *others) /* Move */
{
  gint64 face = g_array_index (self->moves, Move, first).from;

  for (guint i = 0; i < self->before->len; i++)
    {
      const Course *course = &g_array_index (self->before, Course, i);
      Move          rest = { .from = face, .course = course, .sign = course->left == face ? 1 : -1 };

      if ((course->left == face) == (course->right == face))
        continue;
      while (rest.run.first < course->shape->n_points - 1)
        {
          gsize next = rest.run.end = course->shape->n_points - 1;

          /* The next move along it: up to there is rest, behind it goes on. */
          for (guint m = first; m < end; m++)
            {
              const Move *move = &g_array_index (self->moves, Move, m);

              if (move->course == course && move->run.first >= rest.run.first && move->run.first < rest.run.end)
                {
                  rest.run.end = move->run.first;
                  next = move->run.end;
                }
            }
          g_array_append_val (others, rest);
          rest.run.first = next;
        }
    }
}

/* And of arcs that were not: adds what they measure. FALSE in *is_worth when that is as much work. */
static gboolean
measure_unchanged (YutuConnection *connection,
                   const Change   *self,
                   gint64          face,
                   gsize           limit,
                   gint64         *area_cm2,
                   gboolean       *is_worth,
                   GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, 1, geom FROM arc WHERE face_left = ?1 AND face_right <> ?1 UNION ALL "
    "SELECT id, -1, geom FROM arc WHERE face_right = ?1 AND face_left <> ?1",
    error);
  gboolean row = TRUE;
  gsize    n = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  *is_worth = TRUE;
  while (*is_worth)
    {
      gint64 arc = 0;
      Course course = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      arc = sqlite3_column_int64 (statement, 0);
      if (!row)
        return TRUE;
      if (g_hash_table_contains (self->arcs, &arc))
        continue;
      course.shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 2),
                                           (gsize)sqlite3_column_bytes (statement, 2), error);
      if (course.shape == NULL)
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      n += course.shape->n_points;
      *is_worth = n < limit;
      if (*is_worth)
        *area_cm2 += sqlite3_column_int (statement, 1) * measure_run (&course, (Run){ 0, course.shape->n_points - 1 });
      course_clear (&course);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_area (YutuConnection *connection,
           gint64          face,
           gint64         *area_cm2,
           gboolean       *is_known,
           GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT area_cm2 FROM face_area WHERE face = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  if (!yutu_connection_step (connection, statement, is_known, error))
    return FALSE;
  if (*is_known)
    *area_cm2 = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* What the moves measure, by all that was around the face, while that is less work; FALSE in *is_worth:
 * it is more. */
static gboolean
measure_by_others (YutuConnection *connection,
                   const Change   *self,
                   guint           first,
                   guint           end,
                   gint64         *area_cm2,
                   gboolean       *is_worth,
                   GError        **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Move));
  gint64 face = g_array_index (self->moves, Move, first).from, whole_cm2 = 0, rest_cm2 = 0;
  gsize  limit = count_edges (self, first, end), n = 0;

  *is_worth = limit >= MANY_EDGES && face != 0 && !g_hash_table_contains (self->bent, &face);
  if (!*is_worth)
    return TRUE;
  list_others (self, first, end, others);
  for (guint i = 0; i < others->len; i++)
    n += g_array_index (others, Move, i).run.end - g_array_index (others, Move, i).run.first;
  *is_worth = n < limit;
  if (!*is_worth)
    return TRUE;
  if (!read_area (connection, face, &whole_cm2, is_worth, error))
    return FALSE;
  if (!*is_worth)
    return TRUE;
  if (!measure_unchanged (connection, self, face, limit - n, &rest_cm2, is_worth, error))
    return FALSE;
  for (guint i = 0; *is_worth && i < others->len; i++)
    {
      const Move *other = &g_array_index (others, Move, i);

      rest_cm2 += other->sign * measure_run (other->course, other->run);
    }
  *area_cm2 = whole_cm2 - rest_cm2;
  return TRUE;
}

static gboolean
add_moves (YutuConnection *connection,
           Change         *self,
           GError        **error)
{
  g_array_sort (self->moves, compare_moves);
  for (guint first = 0, end; first < self->moves->len; first = end)
    {
      const Move *move = &g_array_index (self->moves, Move, first);
      gint64      area_cm2 = 0;
      gboolean    is_done = FALSE;

      for (end = first + 1; end < self->moves->len; end++)
        if (compare_moves (move, &g_array_index (self->moves, Move, end)) != 0)
          break;
      if (!measure_by_others (connection, self, first, end, &area_cm2, &is_done, error))
        return FALSE;
      for (guint i = first; !is_done && i < end; i++)
        {
          const Move *each = &g_array_index (self->moves, Move, i);

          area_cm2 += each->sign * measure_run (each->course, each->run);
        }
      add_to_face (self, move->from, -area_cm2);
      add_to_face (self, move->to, area_cm2);
    }
  return TRUE;
}

/* ---- Reading ---- */

static YutuShape *
read_blob (gconstpointer bytes,
           gsize         size,
           gint64        arc,
           GError      **error)
{
  YutuShape *shape = yutu_shape_from_blob (bytes, size, error);

  if (shape == NULL)
    g_prefix_error (error, _ ("arc %" PRId64 ": "), arc);
  return shape;
}

static gboolean
read_sides (YutuConnection *connection,
            gint64          arc,
            Course         *course,
            GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT face_left, face_right FROM arc WHERE id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  course->left = sqlite3_column_int64 (statement, 0);
  course->right = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

/* As it is in the table. */
static gboolean
read_present (YutuConnection *connection,
              gint64          arc,
              Course         *course,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, "SELECT geom FROM arc WHERE id = ?1", error);
  gboolean      row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  course->shape = read_blob (sqlite3_column_blob (statement, 0), (gsize)sqlite3_column_bytes (statement, 0), arc,
                             error);
  sqlite3_reset (statement);
  return course->shape != NULL && read_sides (connection, arc, course, error);
}

/* What it was, where it was another, else as @present (nullable) is. */
static gboolean
read_before (const YutuChangedRow *row,
             const Course         *present,
             Course               *course,
             GError              **error)
{
  const YutuChangedValue *left = &row->before[LEFT_COLUMN], *right = &row->before[RIGHT_COLUMN];
  const YutuChangedValue *geom = &row->before[GEOM_COLUMN];

  course->left = left->type == SQLITE_INTEGER || present == NULL ? left->integer : present->left;
  course->right = right->type == SQLITE_INTEGER || present == NULL ? right->integer : present->right;
  course->shape = geom->type == SQLITE_BLOB || present == NULL
                    ? read_blob (geom->bytes, geom->size, row->id, error)
                    : yutu_shape_ref (present->shape);
  return course->shape != NULL;
}

static void
note_bent (Change *self,
           gint64  face)
{
  g_hash_table_add (self->bent, g_memdup2 (&face, sizeof face));
}

/* An arc that is between the same faces as before: what differs. *is_done is FALSE when much of it is gone,
 * which another arc that was changed may run along. */
static gboolean
add_bend (YutuConnection       *connection,
          Change               *self,
          const YutuChangedRow *row,
          gboolean             *is_done,
          GError              **error)
{
  const YutuChangedValue *old = &row->before[GEOM_COLUMN], *now = &row->after[GEOM_COLUMN];
  g_autoptr (YutuShape) was = NULL;
  g_autoptr (YutuShape) is = NULL;
  Course before = { 0 }, after = { 0 };

  *is_done = old->type != SQLITE_BLOB; /* the line itself is where it was */
  if (*is_done || !yutu_line_find_bend (old->bytes, old->size, now->bytes, now->size, &was, &is) ||
      (self->n_arcs > 1 && was->n_points > MANY_EDGES))
    return TRUE;
  if (!read_sides (connection, row->id, &before, error))
    return FALSE;
  after = before;
  before.shape = was;
  after.shape = is;
  add_run (self, &before, (Run){ 0, was->n_points - 1 }, -1);
  add_run (self, &after, (Run){ 0, is->n_points - 1 }, 1);
  note_bent (self, before.left);
  note_bent (self, before.right);
  *is_done = TRUE;
  return TRUE;
}

static gboolean
is_between_same (const YutuChangedRow *row)
{
  return row->was_there && row->is_there && row->before[LEFT_COLUMN].type != SQLITE_INTEGER &&
         row->before[RIGHT_COLUMN].type != SQLITE_INTEGER;
}

static gboolean
read_arc (YutuConnection       *connection,
          const YutuChangedRow *row,
          gpointer              data,
          GError              **error)
{
  Change  *self = data;
  Course   before = { 0 }, after = { 0 };
  gboolean is_done = FALSE;

  g_hash_table_add (self->arcs, g_memdup2 (&row->id, sizeof row->id));
  if (row->n_columns <= GEOM_COLUMN)
    return FALSE;
  if (is_between_same (row) && !add_bend (connection, self, row, &is_done, error))
    return FALSE;
  if (is_done)
    return TRUE;
  if (row->is_there && !read_present (connection, row->id, &after, error))
    return FALSE;
  if (row->was_there && !read_before (row, row->is_there ? &after : NULL, &before, error))
    {
      g_clear_pointer (&after.shape, yutu_shape_unref);
      return FALSE;
    }
  if (before.shape != NULL)
    g_array_append_val (self->before, before);
  if (after.shape != NULL)
    g_array_append_val (self->after, after);
  return TRUE;
}

/* ---- Writing ---- */

static gboolean
grow_face (YutuConnection *connection,
           gint64          face,
           gint64          area_cm2,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO face_area (face, area_cm2) VALUES (?1, ?2) "
    "ON CONFLICT DO UPDATE SET area_cm2 = area_cm2 + excluded.area_cm2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  sqlite3_bind_int64 (statement, 2, area_cm2);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_sums (YutuConnection *connection,
            Change         *self,
            GError        **error)
{
  GHashTableIter iter;
  gpointer       face = NULL, sum = NULL;

  g_hash_table_iter_init (&iter, self->faces);
  while (g_hash_table_iter_next (&iter, &face, &sum))
    if (*(gint64 *)sum != 0 && !grow_face (connection, *(gint64 *)face, *(gint64 *)sum, error))
      return FALSE;
  return TRUE;
}

/* Those that came have a row, those that went have none. */
static gboolean
write_faces (YutuConnection *connection,
             const GArray   *faces,
             GError        **error)
{
  for (guint i = 0; i < faces->len; i++)
    {
      gint64 face = g_array_index (faces, gint64, i);

      if (!yutu_connection_run_with (connection,
                                     "INSERT INTO face_area (face, area_cm2) SELECT id, 0 FROM face WHERE id = ?1 "
                                     "ON CONFLICT DO NOTHING",
                                     face, error) ||
          !yutu_connection_run_with (connection,
                                     "DELETE FROM face_area WHERE face = ?1 AND NOT EXISTS "
                                     "(SELECT 1 FROM face WHERE id = ?1)",
                                     face, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- All together ---- */

gboolean
yutu_face_areas_derive (YutuConnection *connection,
                        const GArray   *faces,
                        guint           n_arcs,
                        GError        **error)
{
  g_auto (Change) change = { .n_arcs = n_arcs };

  if (!yutu_connection_knows_changes (connection))
    return yutu_face_areas_measure (connection, 0, error);
  change_init (&change);
  if (!yutu_connection_each_changed (connection, "arc", read_arc, &change, error))
    return FALSE;
  for (guint i = 0; i < change.after->len; i++)
    add_after (&change, &g_array_index (change.after, Course, i));
  for (guint i = 0; i < change.before->len; i++)
    add_before (&change, &g_array_index (change.before, Course, i));
  return add_moves (connection, &change, error) && write_sums (connection, &change, error) && write_faces (connection, faces, error);
}

gboolean
yutu_face_areas_measure (YutuConnection *connection,
                         gint64          first,
                         GError        **error)
{
  g_auto (Change) change = { 0 };
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, face_left, face_right, geom FROM arc WHERE id >= ?1", error);
  gboolean row = TRUE;

  change_init (&change);
  if (statement == NULL ||
      !yutu_connection_run_with (connection, "DELETE FROM face_area WHERE face >= ?1", first, error) ||
      !yutu_connection_run_with (connection,
                                 "INSERT INTO face_area (face, area_cm2) SELECT id, 0 FROM face WHERE id >= max (?1, 1)",
                                 first, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  while (TRUE)
    {
      Course course = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return write_sums (connection, &change, error);
      course.left = sqlite3_column_int64 (statement, 1);
      course.right = sqlite3_column_int64 (statement, 2);
      course.shape = read_blob (sqlite3_column_blob (statement, 3),
                                (gsize)sqlite3_column_bytes (statement, 3),
                                sqlite3_column_int64 (statement, 0), error);
      if (course.shape == NULL)
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      add_run (&change, &course, (Run){ 0, course.shape->n_points - 1 }, 1);
      course_clear (&course);
    }
}
