/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-boundary.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-day.h"
#include "store/yutu-statement.h"

/* ---- Arcs between two units ---- */

static const char SHARED_SQL[] =
  "WITH RECURSIVE below (unit) AS (SELECT ?2 UNION SELECT d.unit FROM division d "
  "JOIN below b ON d.parent = b.unit WHERE d.valid_from <= ?1 AND ?1 < d.valid_to), "
  "other_below (unit) AS (SELECT ?3 UNION SELECT d.unit FROM division d "
  "JOIN other_below b ON d.parent = b.unit WHERE d.valid_from <= ?1 AND ?1 < d.valid_to), "
  "mine (face) AS MATERIALIZED (SELECT f.face FROM face_unit f JOIN below b ON f.unit = b.unit "
  "WHERE f.valid_from <= ?1 AND ?1 < f.valid_to), "
  "others (face) AS MATERIALIZED (SELECT f.face FROM face_unit f JOIN other_below b "
  "ON f.unit = b.unit WHERE f.valid_from <= ?1 AND ?1 < f.valid_to "
  "UNION ALL SELECT 0 WHERE ?3 = 0) "
  "SELECT a.id, 0 FROM arc a JOIN mine m ON a.face_left = m.face "
  "WHERE a.face_right IN (SELECT face FROM others) UNION ALL "
  "SELECT a.id, 1 FROM arc a JOIN mine m ON a.face_right = m.face "
  "WHERE a.face_left IN (SELECT face FROM others) ORDER BY 1";

GArray *
yutu_boundary_list_shared (YutuConnection *connection,
                           gint64          unit,
                           gint64          other,
                           const char     *day,
                           GError        **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  sqlite3_stmt *statement = yutu_connection_prepare (connection, SHARED_SQL, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return NULL;
  yutu_bind_text (statement, 1, day);
  sqlite3_bind_int64 (statement, 2, unit);
  sqlite3_bind_int64 (statement, 3, other);
  while (TRUE)
    {
      YutuBoundaryStep step = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&steps);
      step.arc = sqlite3_column_int64 (statement, 0);
      step.reversed = sqlite3_column_int (statement, 1) != 0;
      g_array_append_val (steps, step);
    }
}

/* ---- In order ---- */

typedef struct
{
  YutuBoundaryStep step;
  gint64           from;
  gint64           to;
  YutuPoint        start;
  gboolean         used;
} Link;

typedef struct
{
  GArray     *links;   /* Link */
  GHashTable *leaving; /* gint64 * node → GArray of guint */
  GHashTable *balance; /* gint64 * node → steps that leave less those that come in */
} Chain;

static YutuShape *
load_arc (YutuConnection *connection,
          gint64          arc,
          gint64         *node_from,
          gint64         *node_to,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT geom, node_from, node_to FROM arc WHERE id = ?1", error);
  gboolean   found = FALSE;
  YutuShape *shape = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, arc);
  if (!yutu_connection_step (connection, statement, &found, error))
    return NULL;
  if (found)
    {
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                    (gsize)sqlite3_column_bytes (statement, 0), error);
      *node_from = sqlite3_column_int64 (statement, 1);
      *node_to = sqlite3_column_int64 (statement, 2);
    }
  else
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("there is no arc %" PRId64), arc);
  sqlite3_reset (statement);
  return shape;
}

static void
add_balance (GHashTable *balance,
             gint64      node,
             int         by)
{
  int before = GPOINTER_TO_INT (g_hash_table_lookup (balance, &node));

  g_hash_table_insert (balance, g_memdup2 (&node, sizeof node), GINT_TO_POINTER (before + by));
}

static gboolean
add_link (YutuConnection         *connection,
          Chain                  *chain,
          const YutuBoundaryStep *step,
          GError                **error)
{
  Link   link = { .step = *step };
  guint  index = chain->links->len;
  gint64 node_from = 0, node_to = 0;
  g_autoptr (YutuShape) shape = load_arc (connection, step->arc, &node_from, &node_to, error);
  GArray *list = NULL;

  if (shape == NULL)
    return FALSE;
  link.from = step->reversed ? node_to : node_from;
  link.to = step->reversed ? node_from : node_to;
  link.start = shape->points[step->reversed ? shape->n_points - 1 : 0];
  g_array_append_val (chain->links, link);
  list = g_hash_table_lookup (chain->leaving, &link.from);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (chain->leaving, g_memdup2 (&link.from, sizeof link.from), list);
    }
  g_array_append_val (list, index);
  add_balance (chain->balance, link.from, 1);
  add_balance (chain->balance, link.to, -1);
  return TRUE;
}

/* West to east, then south to north, then by arc. */
static int
compare_starts (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Link *one = &g_array_index (((Chain *)data)->links, Link, *(const guint *)a);
  const Link *two = &g_array_index (((Chain *)data)->links, Link, *(const guint *)b);

  if (one->start.x != two->start.x)
    return one->start.x < two->start.x ? -1 : 1;
  if (one->start.y != two->start.y)
    return one->start.y < two->start.y ? -1 : 1;
  return (one->step.arc > two->step.arc) - (one->step.arc < two->step.arc);
}

static void
walk (Chain  *chain,
      Link   *link,
      GArray *ordered)
{
  while (link != NULL)
    {
      GArray *list = g_hash_table_lookup (chain->leaving, &link->to);
      Link   *next = NULL;

      link->used = TRUE;
      g_array_append_val (ordered, link->step);
      for (guint i = 0; list != NULL && i < list->len && next == NULL; i++)
        {
          Link *candidate = &g_array_index (chain->links, Link, g_array_index (list, guint, i));

          next = candidate->used ? NULL : candidate;
        }
      link = next;
    }
}

static GArray *
order_links (Chain *chain)
{
  GArray *ordered = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < chain->links->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_starts, chain);
  /* Open pieces begin where more steps leave than come in; what is left then are rings. */
  for (int rings = 0; rings < 2; rings++)
    for (guint i = 0; i < order->len; i++)
      {
        Link *link = &g_array_index (chain->links, Link, g_array_index (order, guint, i));
        int   excess = GPOINTER_TO_INT (g_hash_table_lookup (chain->balance, &link->from));

        if (link->used || (!rings && excess <= 0))
          continue;
        add_balance (chain->balance, link->from, -1);
        walk (chain, link, ordered);
      }
  return ordered;
}

GArray *
yutu_boundary_chain (YutuConnection *connection,
                     const GArray   *steps,
                     GError        **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_autoptr (GHashTable) leaving =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  g_autoptr (GHashTable) balance =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Chain chain = { links, leaving, balance };

  for (guint i = 0; i < steps->len; i++)
    if (!add_link (connection, &chain, &g_array_index (steps, YutuBoundaryStep, i), error))
      return NULL;
  return order_links (&chain);
}

/* ---- Rows ---- */

static char *
make_code (const YutuBoundarySpec *spec)
{
  if (spec->code != NULL)
    return g_strdup (spec->code);
  if (spec->left_code == NULL || spec->right_code == NULL)
    return NULL;
  return strcmp (spec->left_code, spec->right_code) <= 0
           ? g_strconcat (spec->left_code, spec->right_code, NULL)
           : g_strconcat (spec->right_code, spec->left_code, NULL);
}

static gboolean
insert_line (YutuConnection         *connection,
             const YutuBoundarySpec *spec,
             gint64                  line,
             GError                **error)
{
  g_autofree char *code = make_code (spec);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "INSERT INTO boundary_line (id, code, name, grade, left_code, right_code, neighbour_name, "
          "length_m, agreement_no, agreement_date, approval_doc, approval_organ, approval_date, "
          "description, last_inspection, next_due, manager_side, valid_from, valid_to) "
          "VALUES (?1, ?2, "
          "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
       error);
  const char *const texts[] = {
    spec->agreement_no,
    spec->agreement_date,
    spec->approval_doc,
    spec->approval_organ,
    spec->approval_date,
    spec->description,
    spec->last_inspection,
    spec->next_due,
    spec->manager_side,
    spec->valid_from,
    spec->valid_to != NULL ? spec->valid_to : YUTU_DAY_OPEN_TEXT,
  };

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line);
  yutu_bind_text (statement, 2, code);
  yutu_bind_text (statement, 3, spec->name);
  sqlite3_bind_int (statement, 4, spec->grade);
  yutu_bind_text (statement, 5, spec->left_code);
  yutu_bind_text (statement, 6, spec->right_code);
  yutu_bind_text (statement, 7, spec->neighbour_name);
  if (spec->length_m >= 0)
    sqlite3_bind_double (statement, 8, spec->length_m);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    yutu_bind_text (statement, 9 + (int)i, texts[i]);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_step (YutuConnection         *connection,
             gint64                  line,
             guint                   seq,
             const YutuBoundaryStep *step,
             GError                **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO boundary_line_arc (id, line, seq, arc, reversed) VALUES (?1, ?2, ?3, ?4, ?5)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, line);
  sqlite3_bind_int64 (statement, 3, seq);
  sqlite3_bind_int64 (statement, 4, step->arc);
  sqlite3_bind_int (statement, 5, step->reversed);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_boundary_set_steps (YutuConnection *connection,
                         gint64          line,
                         const GArray   *steps,
                         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "DELETE FROM boundary_line_arc WHERE line = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (!insert_step (connection, line, i + 1, &g_array_index (steps, YutuBoundaryStep, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_boundary_add (YutuConnection         *connection,
                   const YutuBoundarySpec *spec,
                   const GArray           *steps,
                   gint64                 *line,
                   GError                **error)
{
  gint64 id = yutu_connection_new_id (connection);

  if (!insert_line (connection, spec, id, error) ||
      !yutu_boundary_set_steps (connection, id, steps, error))
    return FALSE;
  if (line != NULL)
    *line = id;
  return TRUE;
}

/* ---- The line as it runs ---- */

static void
append_points (GArray          *points,
               const YutuShape *shape,
               gboolean         reversed,
               gsize            first)
{
  for (gsize i = first; i < shape->n_points; i++)
    g_array_append_val (points, shape->points[reversed ? shape->n_points - 1 - i : i]);
}

static void
end_piece (YutuShapeBuilder *builder,
           GArray           *points)
{
  if (points->len < 2)
    return;
  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, (YutuPoint *)(gpointer)points->data, points->len);
  g_array_set_size (points, 0);
}

gboolean
yutu_boundary_load_shape (YutuConnection *connection,
                          gint64          line,
                          YutuShape     **shape,
                          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT a.geom, b.reversed FROM boundary_line_arc b JOIN arc a ON a.id = b.arc "
    "WHERE b.line = ?1 ORDER BY b.seq",
    error);
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_MULTI_LINE);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autoptr (YutuShape) whole = NULL;
  gboolean found = TRUE, done = statement != NULL;

  *shape = NULL;
  if (done)
    sqlite3_bind_int64 (statement, 1, line);
  while (done && found)
    {
      g_autoptr (YutuShape) arc = NULL;
      gboolean  reversed, joins;
      YutuPoint start;

      done = yutu_connection_step (connection, statement, &found, error);
      if (!done || !found)
        break;
      arc = yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                                  (gsize)sqlite3_column_bytes (statement, 0), error);
      done = arc != NULL;
      if (!done)
        break;
      reversed = sqlite3_column_int (statement, 1) != 0;
      start = arc->points[reversed ? arc->n_points - 1 : 0];
      joins = points->len > 0 &&
              yutu_point_equal (g_array_index (points, YutuPoint, points->len - 1), start);
      if (!joins)
        end_piece (builder, points);
      append_points (points, arc, reversed, joins ? 1 : 0);
    }
  end_piece (builder, points);
  whole = yutu_shape_builder_end (builder);
  if (statement != NULL)
    sqlite3_reset (statement);
  if (done && whole->n_parts > 0)
    *shape = g_steal_pointer (&whole);
  return done;
}
