/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Most rules are one statement each, which gives the id and the message of what breaks it. The
 * arc model, the areas and the seats need integers and are walked in C; areas are judged by their
 * rings' exact sums against those of the faces, not by dissolving again. */

#include "division/yutu-division-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/yutu-day.h"
#include "base/yutu-wording.h"
#include "division/yutu-act-private.h"
#include "division/yutu-division-check-private.h"
#include "division/yutu-division-generic.h"
#include "division/yutu-division-model.h"
#include "geo/yutu-exact.h"

typedef struct
{
  YutuConnection    *connection;
  const char *const *only;
  GPtrArray         *faults;
  YutuTopology      *topology; /* when a rule needed it */
  YutuProgress      *progress;
  gint64             n_checked;
} Check;

void
yutu_division_fault_free (gpointer data)
{
  YutuDivisionFault *fault = data;

  g_strfreev (fault->params);
  g_free (fault->message);
  g_free (fault);
}

/* Takes @params. */
static YutuDivisionFault *
add_fault (Check      *check,
           const char *rule,
           const char *severity,
           const char *table,
           gint64      id,
           const char *wording,
           char      **params)
{
  YutuDivisionFault *fault = g_new0 (YutuDivisionFault, 1);

  fault->rule = rule;
  fault->severity = severity;
  fault->table = table;
  fault->id = id;
  fault->wording = wording;
  fault->params = params;
  fault->message = yutu_wording_fill (wording, (const char *const *)params);
  g_ptr_array_add (check->faults, fault);
  return fault;
}

static char **
make_params (const char *first,
             const char *second)
{
  const char *const params[] = { first, second, NULL };

  return g_strdupv ((char **)params);
}

static gboolean
is_wanted (const Check *check,
           const char  *rule)
{
  return check->only == NULL || g_strv_contains (check->only, rule);
}

/* ---- Rules in SQL (yutu-division-check-rules.c) ---- */

static char **
read_params (sqlite3_stmt *row)
{
  g_autoptr (GStrvBuilder) params = g_strv_builder_new ();

  for (int i = 1; i < sqlite3_column_count (row); i++)
    {
      const char *text = (const char *)sqlite3_column_text (row, i);

      g_strv_builder_add (params, text != NULL ? text : "?");
    }
  return g_strv_builder_end (params);
}

static gboolean
run_sql_rule (Check                     *check,
              const YutuDivisionSqlRule *rule,
              GError                   **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (check->connection, rule->sql, error);
  gboolean      found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (check->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      add_fault (check, rule->rule, rule->severity, rule->table,
                 sqlite3_column_int64 (statement, 0), rule->wording, read_params (statement));
    }
  return FALSE;
}

/* ---- Blocks of codes ---- */

static const char CODES_SQL[] =
  "SELECT id, code, name, level, type, valid_from FROM division WHERE level BETWEEN 3 AND 5 "
  "AND code NOT GLOB '*[^0-9]*' AND length (code) = CASE level WHEN 3 THEN 6 WHEN 4 THEN 9 ELSE 12 END";

/* Blocks of the row's level and type on its first day; each asked for once. */
static const GArray *
get_blocks (GHashTable   *cache,
            sqlite3_stmt *row,
            GError      **error)
{
  int              level = sqlite3_column_int (row, 3);
  const char      *type = (const char *)sqlite3_column_text (row, 4);
  const char      *day = (const char *)sqlite3_column_text (row, 5);
  g_autofree char *key = g_strdup_printf ("%d %s %s", level, type, day);
  GArray          *blocks = g_hash_table_lookup (cache, key);

  if (blocks == NULL)
    {
      blocks = yutu_act_rule_list_blocks (level, type, day, error);
      if (blocks != NULL)
        g_hash_table_insert (cache, g_steal_pointer (&key), blocks);
    }
  return blocks;
}

/* A type that no standard gives a block has any code. */
static gboolean
is_in_blocks (const GArray *blocks,
              int           serial)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const YutuActBlock *block = &g_array_index (blocks, YutuActBlock, i);

      if (block->first <= serial && serial <= block->last)
        return TRUE;
    }
  return blocks->len == 0;
}

static gboolean
run_block_rule (Check   *check,
                GError **error)
{
  g_autoptr (GHashTable) cache =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  sqlite3_stmt *row = yutu_connection_prepare (check->connection, CODES_SQL, error);
  gboolean      found = TRUE;

  while (row != NULL)
    {
      const GArray *blocks = NULL;
      const char   *code = NULL;

      if (!yutu_connection_step (check->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      check->n_checked++;
      blocks = get_blocks (cache, row, error);
      if (blocks == NULL)
        {
          sqlite3_reset (row);
          return FALSE;
        }
      code = (const char *)sqlite3_column_text (row, 1);
      if (!is_in_blocks (blocks, atoi (code + (sqlite3_column_int (row, 3) == 3 ? 4 : strlen (code) - 3))))
        add_fault (check, "code-type", "warning", "division", sqlite3_column_int64 (row, 0),
                   N_ ("code {1} of {2} is from the block of another type"),
                   make_params (code, (const char *)sqlite3_column_text (row, 2)));
    }
  return FALSE;
}

/* ---- Generic terms ---- */

/* A unit is of the type that the generic term of its name says, where it has one that is known. */
static gboolean
run_type_rule (Check   *check,
               GError **error)
{
  g_autoptr (YutuDivisionTerms) terms = yutu_division_terms_load (error);
  sqlite3_stmt *row =
    terms != NULL ? yutu_connection_prepare (check->connection, "SELECT id, name, level, type FROM division", error)
                  : NULL;
  gboolean found = TRUE;

  while (row != NULL)
    {
      g_auto (YutuDivisionName) name = { NULL };
      const char *text = NULL, *type = NULL;

      if (!yutu_connection_step (check->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      check->n_checked++;
      text = (const char *)sqlite3_column_text (row, 1);
      type = (const char *)sqlite3_column_text (row, 3);
      yutu_division_terms_split (terms, text, sqlite3_column_int (row, 2), &name);
      if (*name.generic != '\0' && strcmp (name.type, type) != 0)
        {
          const char *const params[] = { text, name.generic, type, NULL };

          add_fault (check, "type-term", "warning", "division", sqlite3_column_int64 (row, 0),
                     N_ ("{1} has the generic term {2}, and the type “{3}”, which is that of another one"),
                     g_strdupv ((char **)params));
        }
    }
  return FALSE;
}

/* ---- The arc model ---- */

/* By the number of the invariant (yutu-topology-check.c). */
static const char *const MODEL_RULES[] = {
  NULL,
  "broken-link",
  "broken-line",
  "crossing",
  "dangling-node",
  "wrong-face",
  "dangling-arc",
  "broken-ring",
  "euler",
  "misplaced-island",
};
static const char *const MODEL_TABLES[] = {
  NULL,
  "arc",
  "arc",
  "arc",
  "node",
  "node",
  "arc",
  "face",
  "face",
  "arc",
};

static gboolean
run_model_rules (Check   *check,
                 GError **error)
{
  g_autoptr (GPtrArray) found = yutu_topology_check (check->topology, check->progress, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      YutuTopologyFault *fault = g_ptr_array_index (found, i);
      YutuDivisionFault *told = NULL;

      if (!is_wanted (check, MODEL_RULES[fault->invariant]))
        continue;
      told = add_fault (check, MODEL_RULES[fault->invariant], "error",
                        MODEL_TABLES[fault->invariant], fault->id, fault->wording,
                        g_strdupv (fault->params));
      told->place = fault->at;
      told->has_place = fault->at.x != 0 || fault->at.y != 0;
    }
  check->n_checked += (gint64)(yutu_topology_count_nodes (check->topology) +
                               yutu_topology_count_arcs (check->topology) +
                               yutu_topology_count_faces (check->topology));
  return TRUE;
}

static void
place_faces (Check *check)
{
  for (guint i = 0; i < check->faults->len; i++)
    {
      YutuDivisionFault *fault = g_ptr_array_index (check->faults, i);

      if (strcmp (fault->table, "face") != 0 || fault->id == 0 || fault->has_place ||
          yutu_topology_get_face_area2 (check->topology, fault->id) <= 0)
        continue;
      fault->place = yutu_topology_get_face_point (check->topology, fault->id);
      fault->has_place = TRUE;
    }
}

/* ---- Areas: the sum of the rings is the sum of the faces ---- */

typedef struct
{
  gint64   unit;
  __int128 area2;
} UnitSum;

/* Faces with the units that have them on a day, each with the units above it. */
static const char OWNERS_SQL[] =
  "WITH RECURSIVE up (face, unit, step) AS (SELECT face, unit, 0 FROM face_unit "
  "WHERE valid_from <= ?1 AND ?1 < valid_to UNION ALL "
  "SELECT u.face, d.parent, u.step + 1 FROM up u JOIN division d ON d.unit = u.unit "
  "AND d.valid_from <= ?1 AND ?1 < d.valid_to WHERE d.parent IS NOT NULL AND u.step < 8) "
  "SELECT u.face, u.unit FROM up u WHERE EXISTS (SELECT 1 FROM division d WHERE d.unit = u.unit "
  "AND d.valid_from <= ?1 AND ?1 < d.valid_to)";

static GHashTable *
sum_faces (Check      *check,
           const char *day,
           GError    **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  sqlite3_stmt *statement = yutu_connection_prepare (check->connection, OWNERS_SQL, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64   unit = 0;
      UnitSum *sum = NULL;

      if (!yutu_connection_step (check->connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&sums);
      unit = sqlite3_column_int64 (statement, 1);
      sum = g_hash_table_lookup (sums, &unit);
      if (sum == NULL)
        {
          sum = g_new0 (UnitSum, 1);
          sum->unit = unit;
          g_hash_table_insert (sums, &sum->unit, sum);
        }
      sum->area2 +=
        yutu_topology_get_face_area2 (check->topology, sqlite3_column_int64 (statement, 0));
    }
}

static __int128
sum_rings (const YutuShape *shape)
{
  __int128 sum = 0;

  for (gsize p = 0; p < shape->n_parts; p++)
    sum += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                  shape->part_starts[p + 1] - shape->part_starts[p]);
  return sum;
}

/* Of the areas that begin on @day. */
static gboolean
compare_areas (Check      *check,
               const char *day,
               GError    **error)
{
  g_autoptr (GHashTable) sums = sum_faces (check, day, error);
  sqlite3_stmt *statement = NULL;
  gboolean      found = TRUE;

  if (sums == NULL)
    return FALSE;
  statement = yutu_connection_prepare (
    check->connection,
    "SELECT d.id, d.unit, d.name, (SELECT a.geom FROM division_area a WHERE a.unit = d.unit "
    "AND a.valid_from <= ?1 AND ?1 < a.valid_to), (SELECT count(*) FROM division_area a "
    "WHERE a.unit = d.unit AND a.valid_from <= ?1 AND ?1 < a.valid_to), EXISTS (SELECT 1 FROM "
    "division_area a JOIN division_area_stale s ON s.area = a.id WHERE a.unit = d.unit "
    "AND a.valid_from <= ?1 AND ?1 < a.valid_to) FROM division d "
    "WHERE d.valid_from <= ?1 AND ?1 < d.valid_to",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64         unit = 0;
      const UnitSum *sum = NULL;
      __int128       rings = 0;
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_connection_step (check->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      check->n_checked++;
      unit = sqlite3_column_int64 (statement, 1);
      sum = g_hash_table_lookup (sums, &unit);
      if (sqlite3_column_type (statement, 3) != SQLITE_NULL)
        shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 3),
                                      (gsize)sqlite3_column_bytes (statement, 3), NULL);
      rings = shape != NULL ? sum_rings (shape) : 0;
      if ((rings != (sum != NULL ? sum->area2 : 0) && sqlite3_column_int (statement, 5) == 0) ||
          sqlite3_column_int (statement, 4) > 1)
        add_fault (check, "area-stale", "error", "division_area",
                   sqlite3_column_int64 (statement, 0),
                   N_ ("the area kept for {1} on {2} is not that of its faces"),
                   make_params ((const char *)sqlite3_column_text (statement, 2), day));
    }
}

static GPtrArray *
list_days (Check   *check,
           GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = yutu_connection_prepare (
    check->connection,
    "SELECT valid_from FROM division UNION SELECT valid_to FROM division "
    "UNION SELECT valid_from FROM face_unit UNION SELECT valid_to FROM face_unit ORDER BY 1",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (check->connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&days);
      g_ptr_array_add (days, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  return NULL;
}

static gboolean
run_area_rule (Check   *check,
               GError **error)
{
  g_autoptr (GPtrArray) days = list_days (check, error);

  for (guint i = 0; days != NULL && i < days->len; i++)
    if (!yutu_progress_step (check->progress, "areas", i, days->len, error) ||
        !compare_areas (check, g_ptr_array_index (days, i), error))
      return FALSE;
  return days != NULL;
}

/* ---- Seats ---- */

typedef struct
{
  gint64    row;
  gint64    unit;
  char     *name;
  char     *day;
  YutuPoint seat;
} Seat;

static void
seat_clear (gpointer data)
{
  Seat *seat = data;

  g_free (seat->name);
  g_free (seat->day);
}

static GArray *
list_seats (Check   *check,
            GError **error)
{
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (Seat));
  sqlite3_stmt *statement = yutu_connection_prepare (
    check->connection,
    "SELECT d.id, d.unit, d.name, max (d.valid_from, a.valid_from), d.seat FROM division d "
    "JOIN division_area a ON a.unit = d.unit AND a.valid_from < d.valid_to "
    "AND d.valid_from < a.valid_to WHERE d.seat IS NOT NULL",
    error);
  gboolean found = TRUE;

  g_array_set_clear_func (seats, seat_clear);
  while (statement != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;
      Seat seat = { 0 };

      if (!yutu_connection_step (check->connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&seats);
      shape = yutu_shape_from_blob (sqlite3_column_blob (statement, 4),
                                    (gsize)sqlite3_column_bytes (statement, 4), error);
      if (shape == NULL)
        {
          sqlite3_reset (statement);
          return NULL;
        }
      seat.row = sqlite3_column_int64 (statement, 0);
      seat.unit = sqlite3_column_int64 (statement, 1);
      seat.name = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      seat.day = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      seat.seat = shape->points[0];
      g_array_append_val (seats, seat);
    }
  return NULL;
}

static gboolean
run_seat_rule (Check   *check,
               GError **error)
{
  g_autoptr (GArray) seats = list_seats (check, error);

  for (guint i = 0; seats != NULL && i < seats->len; i++)
    {
      const Seat *seat = &g_array_index (seats, Seat, i);
      g_autoptr (YutuShape) shape = NULL;
      YutuDivisionFault *fault = NULL;

      if (!yutu_division_load_shape (check->connection, seat->unit, seat->day, &shape, error))
        return FALSE;
      check->n_checked++;
      if (shape == NULL || yutu_exact_point_in_shape (seat->seat, shape) != YUTU_OUTSIDE)
        continue;
      fault = add_fault (check, "seat-outside", "warning", "division", seat->row,
                         N_ ("the seat of {1} lies outside of it on {2}"),
                         make_params (seat->name, seat->day));
      fault->place = seat->seat;
      fault->has_place = TRUE;
    }
  return seats != NULL;
}

/* ---- All ---- */

static gboolean
wants_model (const Check *check)
{
  for (gsize i = 1; i < G_N_ELEMENTS (MODEL_RULES); i++)
    if (is_wanted (check, MODEL_RULES[i]))
      return TRUE;
  return FALSE;
}

static gboolean
needs_topology (const Check *check)
{
  return wants_model (check) || is_wanted (check, "area-stale") ||
         is_wanted (check, "disputed-land") || is_wanted (check, "unclaimed-land");
}

static gboolean
run_all (Check   *check,
         GError **error)
{
  gsize                      n_rules = 0;
  const YutuDivisionSqlRule *rules = yutu_division_get_sql_rules (&n_rules);

  for (gsize i = 0; i < n_rules; i++, check->n_checked++)
    if (is_wanted (check, rules[i].rule) && !run_sql_rule (check, &rules[i], error))
      return FALSE;
  if (is_wanted (check, "code-type") && !run_block_rule (check, error))
    return FALSE;
  if (is_wanted (check, "type-term") && !run_type_rule (check, error))
    return FALSE;
  if (needs_topology (check))
    {
      check->topology = yutu_division_load_model (check->connection, error);
      if (check->topology == NULL)
        return FALSE;
      place_faces (check);
    }
  if (wants_model (check) && !run_model_rules (check, error))
    return FALSE;
  if (is_wanted (check, "area-stale") && !run_area_rule (check, error))
    return FALSE;
  return !is_wanted (check, "seat-outside") || run_seat_rule (check, error);
}

void
yutu_division_add_check_rules (GPtrArray *rules)
{
  static const char *const   others[] = { "code-type", "type-term", "area-stale", "seat-outside" };
  gsize                      n_rules = 0;
  const YutuDivisionSqlRule *sql_rules = yutu_division_get_sql_rules (&n_rules);

  for (gsize i = 0; i < n_rules; i++)
    g_ptr_array_add (rules, (gpointer)sql_rules[i].rule);
  for (gsize i = 1; i < G_N_ELEMENTS (MODEL_RULES); i++)
    g_ptr_array_add (rules, (gpointer)MODEL_RULES[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_ptr_array_add (rules, (gpointer)others[i]);
}

GPtrArray *
yutu_division_check (YutuConnection    *connection,
                     const char *const *only,
                     gint64            *n_checked,
                     YutuProgress      *progress,
                     GError           **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (yutu_division_fault_free);
  Check    check = { connection, only, faults, NULL, progress, 0 };
  gboolean done = run_all (&check, error);

  g_clear_pointer (&check.topology, yutu_topology_free);
  if (n_checked != NULL)
    *n_checked = check.n_checked;
  return done ? g_steal_pointer (&faults) : NULL;
}
