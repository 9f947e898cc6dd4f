/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every point lies in the unit that its row names, border included: an address and a facility on
 * their last day, a case on the day when it was opened. A unit without land then says nothing. An address
 * that is outside by less than a pen's width (near-border-m) is told as a warning. */

#include "session/yutu-check-private.h"

#include "base/yutu-wording.h"
#include "division/yutu-division.h"
#include "division/yutu-division-rule.h"
#include "session/yutu-unit-lands-private.h"

#define PROGRESS_ROWS 16384

/* id, unit, day (its end when @is_end), x and y of the grid or a geometry. */
typedef struct
{
  const char *rule;
  const char *table;
  const char *sql;
  gboolean    is_end;
  gboolean    is_grid;
  gboolean    is_drawn; /* a point that is near may be meant inside */
} PlaceRule;

static const PlaceRule RULES[] = {
  { "address-place", "address",
    "SELECT id, village, valid_to, ST_X (geom), ST_Y (geom) FROM address WHERE geom IS NOT NULL",
    TRUE, FALSE, TRUE },
  { "facility-place", "facility",
    "SELECT id, coalesce (village, township), valid_to, ST_X (geom), ST_Y (geom) FROM facility "
    "WHERE geom IS NOT NULL AND coalesce (village, township) IS NOT NULL",
    TRUE, FALSE, FALSE },
  { "case-place", "case_file",
    "SELECT id, coalesce (village, township), opened_on, x, y FROM case_file "
    "WHERE x IS NOT NULL AND coalesce (village, township) IS NOT NULL",
    FALSE, TRUE, FALSE },
};

/* As it is called on @day; its number when it is not there then, which another rule tells. */
static char *
name_unit (YutuCheck *self,
           gint64     unit,
           YutuDay    day,
           GError   **error)
{
  g_autoptr (YutuDivision) division = NULL;
  char text[YUTU_DAY_TEXT_SIZE];

  if (!yutu_division_load (self->connection, unit, yutu_day_format (day, text), &division, error))
    return NULL;
  return division != NULL ? g_strdup (division->name) : g_strdup_printf ("%" G_GINT64_FORMAT, unit);
}

static gboolean
check_row (YutuCheck       *self,
           const PlaceRule *rule,
           YutuUnitLands   *lands,
           double           near_m,
           sqlite3_stmt    *row,
           GError         **error)
{
  gint64    unit = sqlite3_column_int64 (row, 1);
  YutuDay   day = yutu_day_parse ((const char *)sqlite3_column_text (row, 2));
  double    out_m = 0;
  YutuPoint point =
    rule->is_grid ? (YutuPoint){ sqlite3_column_int64 (row, 3), sqlite3_column_int64 (row, 4) }
                  : yutu_point_from_degrees (sqlite3_column_double (row, 3),
                                             sqlite3_column_double (row, 4));
  YutuCheckFinding *finding = NULL;
  g_autofree char  *name = NULL;

  day = rule->is_end ? day - 1 : day;
  if (!yutu_unit_lands_find (lands, unit, day, point, &out_m, error))
    return FALSE;
  if (out_m <= 0)
    return TRUE;
  name = name_unit (self, unit, day, error);
  if (name == NULL)
    return FALSE;
  finding = yutu_check_add (self, rule->rule, rule->is_drawn && out_m <= near_m ? "warning" : "error", rule->table, sqlite3_column_int64 (row, 0),
                            N_ ("its point lies outside of its unit {1}"), name, NULL);
  finding->has_place = TRUE;
  finding->place = point;
  return TRUE;
}

static gboolean
run_rule (YutuCheck       *self,
          const PlaceRule *rule,
          YutuUnitLands   *lands,
          double           near_m,
          GError         **error)
{
  gboolean      found = TRUE;
  gint64        n = 0;
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, rule->sql, error);

  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      if (!check_row (self, rule, lands, near_m, row, error))
        return FALSE;
      if (++n % PROGRESS_ROWS == 0 &&
          !yutu_progress_step (self->progress, rule->rule, (guint64)n, 0, error))
        return FALSE;
    }
  self->checked += n;
  return row != NULL;
}

gboolean
yutu_check_places (YutuCheck *self,
                   GError   **error)
{
  YutuUnitLands lands = { 0 };
  gboolean      done = TRUE;
  double        near_m = 0;
  char          day[YUTU_DAY_TEXT_SIZE];

  if (!yutu_limit_get_number (self->connection, "address", "near-border-m", yutu_day_format (self->day, day), &near_m, error))
    return FALSE;
  yutu_unit_lands_init (&lands, self->connection);
  for (gsize i = 0; done && i < G_N_ELEMENTS (RULES); i++)
    done = !yutu_check_wants (self, RULES[i].rule) || run_rule (self, &RULES[i], &lands, near_m, error);
  yutu_unit_lands_clear (&lands);
  return done;
}

void
yutu_check_add_place_rules (GPtrArray *rules)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    g_ptr_array_add (rules, (gpointer)RULES[i].rule);
}
