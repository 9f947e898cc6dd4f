/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-history.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "store/yutu-statement.h"

/* ---- Life ---- */

static void
act_facts_free (YutuActFacts *self)
{
  g_free (self->kind);
  g_free (self->title);
  g_free (self->doc_no);
  g_free (self->organ);
  g_free (self->approved_on);
  g_free (self->effective_on);
  g_free (self->state);
  g_free (self->note);
  g_free (self);
}

static void
link_free (gpointer data)
{
  YutuUnitLink *self = data;

  yutu_division_free (self->division);
  g_free (self);
}

static void
event_free (gpointer data)
{
  YutuUnitEvent *self = data;

  g_clear_pointer (&self->before, yutu_division_free);
  g_clear_pointer (&self->after, yutu_division_free);
  g_ptr_array_unref (self->acts);
  g_ptr_array_unref (self->from);
  g_ptr_array_unref (self->to);
  g_free (self->day);
  g_free (self);
}

static void
change_day_free (gpointer data)
{
  YutuChangeDay *self = data;

  g_free (self->title);
  g_free (self);
}

/* ---- Days ---- */

/* The day before @day; @day itself at the beginning of all days. */
static const char *
format_before (const char *day,
               char        before[YUTU_DAY_TEXT_SIZE])
{
  YutuDay number = yutu_day_parse (day);

  if (number == YUTU_DAY_INVALID || number <= yutu_day_from_ymd (1, 1, 1))
    g_strlcpy (before, day, YUTU_DAY_TEXT_SIZE);
  else
    yutu_day_format (number - 1, before);
  return before;
}

static sqlite3_stmt *
prepare_for_unit (YutuConnection *connection,
                  const char     *sql,
                  gint64          unit,
                  GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, unit);
  return statement;
}

/* Where facts may change, an act names the unit, or its land changed. The end of a version that goes on
 * in another one is that one's beginning. */
static const char DAYS_SQL[] =
  "SELECT valid_from FROM division WHERE unit = ?1 "
  "UNION SELECT valid_to FROM division WHERE unit = ?1 AND valid_to < '" YUTU_DAY_OPEN_TEXT "' "
  "UNION SELECT a.effective_on FROM lineage l JOIN act a ON a.id = l.act "
  "WHERE l.from_unit = ?1 OR l.to_unit = ?1 "
  "UNION SELECT a.valid_from FROM division_area a WHERE a.unit = ?1 "
  "ORDER BY 1";

static GPtrArray *
list_days (YutuConnection *connection,
           gint64          unit,
           GError        **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = prepare_for_unit (connection, DAYS_SQL, unit, error);
  gboolean      found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&days);
      g_ptr_array_add (days, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  return NULL;
}

/* Whether the unit has other faces on @day than on the day before. */
static gboolean
has_other_land (YutuConnection *connection,
                gint64          unit,
                const char     *day,
                gboolean       *answer,
                GError        **error)
{
  sqlite3_stmt *statement = prepare_for_unit (
    connection,
    "WITH old (id) AS (SELECT id FROM division_area WHERE unit = ?1 AND valid_from < ?2 "
    "AND ?2 <= valid_to), new (id) AS (SELECT id FROM division_area WHERE unit = ?1 "
    "AND valid_from <= ?2 AND ?2 < valid_to), "
    "o (face) AS (SELECT face FROM division_area_face WHERE area IN (SELECT id FROM old)), "
    "n (face) AS (SELECT face FROM division_area_face WHERE area IN (SELECT id FROM new)) "
    "SELECT EXISTS (SELECT face FROM o EXCEPT SELECT face FROM n) "
    "OR EXISTS (SELECT face FROM n EXCEPT SELECT face FROM o)",
    unit, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *answer = sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Acts ---- */

static gboolean
read_acts (YutuConnection *connection,
           gint64          unit,
           YutuUnitEvent  *event,
           GError        **error)
{
  sqlite3_stmt *statement = prepare_for_unit (
    connection,
    "SELECT id, kind, title, doc_no, organ, approved_on, effective_on, state, note FROM act "
    "WHERE effective_on = ?2 AND (id IN (SELECT act FROM lineage WHERE from_unit = ?1 "
    "OR to_unit = ?1) OR id IN (SELECT act_in FROM division WHERE unit = ?1 "
    "UNION SELECT act_out FROM division WHERE unit = ?1)) ORDER BY id",
    unit, error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, event->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuActFacts *act = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      act = g_new0 (YutuActFacts, 1);
      act->id = sqlite3_column_int64 (statement, 0);
      act->kind = yutu_column_dup (statement, 1);
      act->title = yutu_column_dup (statement, 2);
      act->doc_no = yutu_column_dup (statement, 3);
      act->organ = yutu_column_dup (statement, 4);
      act->approved_on = yutu_column_dup (statement, 5);
      act->effective_on = yutu_column_dup (statement, 6);
      act->state = yutu_column_dup (statement, 7);
      act->note = yutu_column_dup (statement, 8);
      g_ptr_array_add (event->acts, act);
    }
}

/* ---- Lineage ---- */

/* @unit as it was on @day, or in its last version. */
static gboolean
load_some (YutuConnection *connection,
           gint64          unit,
           const char     *day,
           YutuDivision  **division,
           GError        **error)
{
  g_autoptr (GPtrArray) versions = NULL;

  if (!yutu_division_load (connection, unit, day, division, error))
    return FALSE;
  if (*division != NULL)
    return TRUE;
  versions = yutu_division_list_versions (connection, unit, error);
  if (versions == NULL)
    return FALSE;
  if (versions->len > 0)
    *division = g_ptr_array_steal_index (versions, versions->len - 1);
  return TRUE;
}

/* A link without its unit's facts. */
typedef struct
{
  gint64 unit;
  gint64 act;
  gint64 shares[4];
} Lineage;

static gboolean
read_lineage (YutuConnection *connection,
              const char     *sql,
              gint64          unit,
              const char     *day,
              GArray         *rows,
              GError        **error)
{
  sqlite3_stmt *statement = prepare_for_unit (connection, sql, unit, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      Lineage row;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      row.unit = sqlite3_column_int64 (statement, 0);
      row.act = sqlite3_column_int64 (statement, 1);
      for (int i = 0; i < 4; i++)
        row.shares[i] = sqlite3_column_int64 (statement, 2 + i);
      g_array_append_val (rows, row);
    }
}

static gboolean
add_links (YutuConnection *connection,
           const GArray   *rows,
           const char     *day,
           GPtrArray      *links,
           GError        **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Lineage *row = &g_array_index (rows, Lineage, i);
      YutuDivision  *division = NULL;
      YutuUnitLink  *link = NULL;

      if (!load_some (connection, row->unit, day, &division, error))
        return FALSE;
      if (division == NULL)
        continue;
      link = g_new0 (YutuUnitLink, 1);
      *link = (YutuUnitLink){ division, row->act, row->shares[0], row->shares[1], row->shares[2],
                              row->shares[3] };
      g_ptr_array_add (links, link);
    }
  return TRUE;
}

#define LINEAGE_COLUMNS "l.act, l.area_num, l.area_den, l.address_num, l.address_den "
#define LINEAGE_ORDER                                                                         \
  "ORDER BY CASE WHEN l.area_den > 0 THEN CAST (l.area_num AS REAL) / l.area_den ELSE 0 END " \
  "DESC, l.id"

/* Without a lineage the land tells: for a unit that began or ended on the day. */
static gboolean
ask_land (YutuConnection      *connection,
          const YutuUnitEvent *event,
          gboolean             is_end,
          GArray              *rows,
          GError             **error)
{
  const YutuDivision *division = is_end ? event->before : event->after;
  char                before[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuDivisionDifference) difference =
    yutu_division_difference_load (connection, format_before (event->day, before), event->day,
                                   division->level, FALSE, error);

  if (difference == NULL)
    return FALSE;
  for (guint i = 0; i < difference->land->len; i++)
    {
      const YutuLandDifference *land = g_ptr_array_index (difference->land, i);
      Lineage                   row = { .unit = is_end ? land->now : land->then };

      if ((is_end ? land->then : land->now) == division->unit && row.unit != 0)
        g_array_append_val (rows, row);
    }
  return TRUE;
}

static gboolean
read_links (YutuConnection *connection,
            gint64          unit,
            YutuUnitEvent  *event,
            GError        **error)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (Lineage));
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (Lineage));
  char before[YUTU_DAY_TEXT_SIZE];

  if (!read_lineage (connection,
                     "SELECT l.from_unit, " LINEAGE_COLUMNS "FROM lineage l JOIN act a "
                     "ON a.id = l.act WHERE l.to_unit = ?1 AND l.from_unit <> ?1 "
                     "AND a.effective_on = ?2 " LINEAGE_ORDER,
                     unit, event->day, from, error) ||
      !read_lineage (connection,
                     "SELECT l.to_unit, " LINEAGE_COLUMNS "FROM lineage l JOIN act a "
                     "ON a.id = l.act WHERE l.from_unit = ?1 AND l.to_unit <> ?1 "
                     "AND a.effective_on = ?2 " LINEAGE_ORDER,
                     unit, event->day, to, error))
    return FALSE;
  if (from->len == 0 && event->before == NULL && event->after != NULL &&
      (event->kinds & YUTU_DIFFERENCE_LAND) != 0 && !ask_land (connection, event, FALSE, from, error))
    return FALSE;
  if (to->len == 0 && event->after == NULL && event->before != NULL &&
      (event->kinds & YUTU_DIFFERENCE_LAND) != 0 && !ask_land (connection, event, TRUE, to, error))
    return FALSE;
  return add_links (connection, from, format_before (event->day, before), event->from, error) &&
         add_links (connection, to, event->day, event->to, error);
}

/* ---- Events ---- */

static YutuUnitEvent *
read_event (YutuConnection *connection,
            gint64          unit,
            const char     *day,
            GError        **error)
{
  YutuUnitEvent *event = g_new0 (YutuUnitEvent, 1);
  gboolean       has_land = FALSE;
  char           before[YUTU_DAY_TEXT_SIZE];

  event->day = g_strdup (day);
  event->acts = g_ptr_array_new_with_free_func ((GDestroyNotify)act_facts_free);
  event->from = g_ptr_array_new_with_free_func (link_free);
  event->to = g_ptr_array_new_with_free_func (link_free);
  if (yutu_division_load (connection, unit, format_before (day, before), &event->before, error) &&
      yutu_division_load (connection, unit, day, &event->after, error) &&
      has_other_land (connection, unit, day, &has_land, error))
    {
      event->kinds = (event->before != NULL || event->after != NULL
                        ? yutu_division_compare (event->before, event->after)
                        : 0) |
                     (has_land ? YUTU_DIFFERENCE_LAND : 0);
      if (read_acts (connection, unit, event, error) &&
          read_links (connection, unit, event, error))
        return event;
    }
  event_free (event);
  return NULL;
}

GPtrArray *
yutu_division_list_history (YutuConnection *connection,
                            gint64          unit,
                            GError        **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (GPtrArray) days = list_days (connection, unit, error);

  if (days == NULL)
    return NULL;
  for (guint i = 0; i < days->len; i++)
    {
      YutuUnitEvent *event = read_event (connection, unit, g_ptr_array_index (days, i), error);

      if (event == NULL)
        return NULL;
      if (event->kinds != 0 || event->acts->len > 0)
        g_ptr_array_add (events, event);
      else
        event_free (event);
    }
  return g_steal_pointer (&events);
}

gboolean
yutu_division_find_ever (YutuConnection *connection,
                         const char     *text,
                         gint64         *unit,
                         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT min (unit), max (unit), count (DISTINCT unit) FROM division WHERE code = ?1 "
    "OR stat_code = ?1 OR uuid = lower (?1) OR name = ?1 OR proper_name = ?1",
    error);
  gboolean row = FALSE;
  gint64   n = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *unit = sqlite3_column_int64 (statement, 0);
  n = sqlite3_column_int64 (statement, 2);
  sqlite3_reset (statement);
  if (n == 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("no division ever had the code, name or UUID “%s”"), text);
  else if (n > 1)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
                 _ ("“%s” may be %" PRId64 " units; give the code, or a day on which one of them "
                    "was called so"),
                 text, n);
  return n == 1;
}

/* ---- Days of change ---- */

GPtrArray *
yutu_division_list_change_days (YutuConnection *connection,
                                GError        **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (change_day_free);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT day, sum (units), max (title), sum (acts) FROM ("
    "SELECT valid_from AS day, count (DISTINCT unit) AS units, NULL AS title, 0 AS acts "
    "FROM division GROUP BY valid_from "
    "UNION ALL SELECT valid_to, count (*), NULL, 0 FROM division d WHERE valid_to < "
    "'" YUTU_DAY_OPEN_TEXT "' AND NOT EXISTS (SELECT 1 FROM division n WHERE n.unit = d.unit "
    "AND n.valid_from = d.valid_to) GROUP BY valid_to "
    "UNION ALL SELECT valid_from, 0, NULL, 0 FROM face_unit GROUP BY valid_from "
    /* min () takes the title of the first act along. */
    "UNION ALL SELECT effective_on, 0, title, n FROM (SELECT effective_on, title, min (id), "
    "count (*) AS n FROM act GROUP BY effective_on)) GROUP BY day ORDER BY day DESC",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      YutuDay        day = YUTU_DAY_INVALID;
      YutuChangeDay *change = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&days);
      day = yutu_day_parse ((const char *)sqlite3_column_text (statement, 0));
      if (day == YUTU_DAY_INVALID)
        continue;
      change = g_new0 (YutuChangeDay, 1);
      change->day = day;
      change->units = sqlite3_column_int64 (statement, 1);
      change->title = yutu_column_dup (statement, 2);
      change->acts = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (days, change);
    }
  return NULL;
}
