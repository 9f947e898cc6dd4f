/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of the library that a line may mean: those of its bases with its numbers, and what of today
 * stands in the place of those that ended. */

#include "gazetteer/yutu-address-match-private.h"

#include <string.h>

#include "gazetteer/yutu-address-forms.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-normal.h"

#define MAX_ROWS 5000 /* of one base and door */

/* ---- Rows ---- */

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* 401 and 402 of 401-402室. */
static gboolean
is_in_range (const char *asked,
             const char *here)
{
  const char *dash = strchr (asked, '-');
  gint64      first = g_ascii_strtoll (asked, NULL, 10), last = dash != NULL ? g_ascii_strtoll (dash + 1, NULL, 10) : 0;
  gint64      number = g_ascii_strtoll (here, NULL, 10);

  return dash != NULL && dash - asked >= 3 && strspn (here, "0123456789") == strlen (here) &&
         strspn (dash + 1, "0123456789") == strlen (dash + 1) && first < last && first <= number && number <= last;
}

/* How the numbers behind the door fit: FALSE: they are others. */
static gboolean
compare_numbers (const YutuAddressParse *parse,
                 sqlite3_stmt           *row,
                 int                    *points,
                 int                    *level,
                 unsigned               *reasons)
{
  static const struct
  {
    YutuAddressPart part;
    int             column;
    int             level;
  } numbers[] = {
    { YUTU_PART_BUILDING, 4, 3 },
    { YUTU_PART_UNIT, 5, 2 },
    { YUTU_PART_ROOM, 7, 1 },
  };
  gboolean is_coarser = FALSE, is_finer = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *asked = parse->parts[numbers[i].part];
      const char *here = (const char *)sqlite3_column_text (row, numbers[i].column);

      if (is_set (asked) && is_set (here) && !yutu_normal_is_same_number (asked, here))
        {
          if (numbers[i].part != YUTU_PART_ROOM || !is_in_range (asked, here))
            return FALSE;
          *reasons |= YUTU_ADDRESS_MATCH_OTHER_NUMBER;
        }
      if (is_set (asked) && is_set (here))
        *level = numbers[i].level;
      is_coarser |= is_set (asked) && !is_set (here);
      is_finer |= !is_set (asked) && is_set (here);
    }
  /* a flat whose unit is not said is that flat; one that is not said at all is not */
  if (is_finer && is_set (parse->parts[YUTU_PART_ROOM]) && *level == 1)
    is_finer = FALSE;
  *points = is_coarser ? YUTU_POINTS_NUMBERS_PARTLY : is_finer ? YUTU_POINTS_NUMBERS_FINER
                                                               : YUTU_POINTS_NUMBERS;
  return !(is_coarser && is_finer);
}

/* A plot is asked for by its number, and nothing else is. */
static gboolean
is_same_sub (const YutuAddressMatcher *self,
             const YutuAddressParse   *parse,
             int                       door,
             const char               *sub)
{
  const char *asked = self->leaves_sub ? NULL : parse->parts[YUTU_PART_SUB];
  const char *plot = parse->parts[YUTU_PART_PARCEL];

  if (plot != NULL && parse->parts[YUTU_PART_DOOR] == NULL)
    {
      gsize n = strlen (plot);

      return yutu_address_is_parcel (door, sub) && g_ascii_strncasecmp (plot, sub, n) == 0 &&
             strcmp (sub + n, YUTU_ADDRESS_PARCEL_WORD) == 0;
    }
  return is_set (asked) == is_set (sub) && (!is_set (sub) || yutu_normal_is_same_number (asked, sub));
}

gboolean
yutu_match_is_in_said (const YutuAddressMatcher *self,
                       gint64                    village)
{
  gint64 township = yutu_address_register_get_above (self->names, village, 4);

  return (self->villages->len == 0 || yutu_match_has_id (self->villages, village)) &&
         (self->townships->len == 0 || yutu_match_has_id (self->townships, township));
}

static int
division_points (const YutuAddressMatcher *self,
                 gint64                    village,
                 unsigned                 *reasons)
{
  gint64   township = yutu_address_register_get_above (self->names, village, 4);
  gboolean in_township = self->townships->len == 0 || yutu_match_has_id (self->townships, township);

  if (self->villages->len == 0 && self->townships->len == 0)
    return YUTU_POINTS_DIVISION_UNSAID;
  if (yutu_match_is_in_said (self, village))
    return YUTU_POINTS_DIVISION;
  *reasons |= YUTU_ADDRESS_MATCH_DIVISION_CONFLICT;
  return self->townships->len > 0 && in_township ? YUTU_POINTS_DIVISION_PARTLY : 0;
}

/* Whether the unit had the name on one of the days, and lay under @parent then; 0: any. */
static gboolean
had_name (const YutuAddressMatcher *self,
          gint64                    unit,
          const char               *name,
          gint64                    parent,
          YutuDay                   from,
          YutuDay                   to)
{
  const GArray *rows = g_hash_table_lookup (self->names->units, &unit);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuUnitRow *row = &g_array_index (rows, YutuUnitRow, i);

      if (row->valid_from < to && from < row->valid_to && (name == NULL || strcmp (row->name, name) == 0) &&
          (parent == 0 || row->parent == parent))
        return TRUE;
    }
  return FALSE;
}

/* Whether an address of the village had, in its days, the names of the divisions that the line says. */
static gboolean
was_called (const YutuAddressMatcher *self,
            gint64                    village,
            YutuDay                   from,
            YutuDay                   to)
{
  gboolean is_said[2] = { FALSE }, is_so[2] = { FALSE };

  for (guint i = 0; i < self->said->len; i++)
    {
      const YutuMatchSaid *said = &g_array_index (self->said, YutuMatchSaid, i);

      is_said[said->level - 4] = TRUE;
      if (said->level == 5)
        is_so[1] |= said->unit == village && had_name (self, village, said->name, 0, from, to);
      else
        is_so[0] |= had_name (self, village, NULL, said->unit, from, to) && had_name (self, said->unit, said->name, 0, from, to);
    }
  return is_said[0] == is_so[0] && is_said[1] == is_so[1];
}

static gboolean
consider_row (YutuAddressMatcher     *self,
              const YutuAddressParse *parse,
              const YutuMatchBase    *base,
              sqlite3_stmt           *row)
{
  gboolean       asks_door = parse->parts[YUTU_PART_DOOR] != NULL || parse->parts[YUTU_PART_PARCEL] != NULL;
  YutuMatchFound found = { .address = sqlite3_column_int64 (row, 0),
                           .unit = sqlite3_column_int64 (row, 1),
                           .place = base->place,
                           .former_place = base->former,
                           .level = asks_door ? 4 : 5,
                           .reasons = base->reasons | (self->leaves_sub ? YUTU_ADDRESS_MATCH_NO_SUB : 0),
                           .is_old = yutu_column_day (row, 9) <= self->day || yutu_column_day (row, 8) > self->day };
  int            points = 0;

  if (parse->parts[YUTU_PART_LANE] != NULL)
    return TRUE; /* 842弄14号 is not 14号: a lane that has doors is a name of its own */
  if (!is_same_sub (self, parse, sqlite3_column_int (row, 2), (const char *)sqlite3_column_text (row, 3)) ||
      !compare_numbers (parse, row, &points, &found.level, &found.reasons) || yutu_column_day (row, 8) > self->day)
    return TRUE;
  found.score = base->points + points + YUTU_POINTS_DOOR;
  found.was_called = base->former == 0 && was_called (self, found.unit, yutu_column_day (row, 8), yutu_column_day (row, 9));
  found.has_point = yutu_column_point (row, 10, &found.point);
  found.text = g_strdup ((const char *)sqlite3_column_text (row, 11));
  if (points == YUTU_POINTS_NUMBERS_FINER && found.level > 1)
    {
      /* one of its flats stands for the building, whose own address is not in the library */
      for (guint i = 0; i < self->found->len; i++)
        if (g_array_index (self->found, YutuMatchFound, i).place == found.place &&
            g_array_index (self->found, YutuMatchFound, i).address == 0 && g_array_index (self->found, YutuMatchFound, i).unit == found.unit)
          {
            g_free (found.text);
            return TRUE;
          }
      found.address = 0;
      g_free (found.text);
      found.text = g_strdup (base->name);
    }
  g_array_append_val (self->found, found);
  return TRUE;
}

#define COLUMNS                                                                                           \
  "SELECT id, village, door, door_sub, building, unit_no, floor, room, valid_from, valid_to, geom, text " \
  "FROM address "

static gboolean
consider_rows (YutuAddressMatcher     *self,
               const YutuAddressParse *parse,
               const YutuMatchBase    *base,
               sqlite3_stmt           *statement,
               GError                **error)
{
  const char *door = parse->parts[YUTU_PART_DOOR];
  gboolean    row = TRUE;

  sqlite3_bind_int64 (statement, 1, base->place != 0 ? base->place : base->unit);
  sqlite3_bind_int64 (statement, 2, door != NULL ? g_ascii_strtoll (door, NULL, 10) : 0);
  sqlite3_bind_int (statement, 3, MAX_ROWS);
  while (row)
    {
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (row && !consider_row (self, parse, base, statement))
        return FALSE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Those of the building that is asked for, and what has none. */
static gboolean
read_building (YutuAddressMatcher     *self,
               const YutuAddressParse *parse,
               const YutuMatchBase    *base,
               GError                **error)
{
  static const char *const sql[] = {
    COLUMNS "WHERE place = ?1 AND door = ?2 AND building = ?4 LIMIT ?3",
    COLUMNS "WHERE place = ?1 AND door = ?2 AND building IS NULL AND ?4 = ?4 LIMIT ?3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_text (statement, 4, parse->parts[YUTU_PART_BUILDING], -1, SQLITE_TRANSIENT);
      if (!consider_rows (self, parse, base, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_match_read_rows (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse,
                      const YutuMatchBase    *base,
                      GError                **error)
{
  guint         n_found = self->found->len;
  sqlite3_stmt *statement = NULL;

  if (base->place != 0 && is_set (parse->parts[YUTU_PART_BUILDING]))
    {
      if (!read_building (self, parse, base, error))
        return FALSE;
      if (self->found->len > n_found)
        return TRUE; /* else it may be written otherwise: 之三 */
    }
  statement =
    base->place != 0
      ? yutu_connection_prepare (self->connection, COLUMNS "WHERE place = ?1 AND door = ?2 LIMIT ?3", error)
      : yutu_connection_prepare (self->connection,
                                 COLUMNS "WHERE village = ?1 AND door = ?2 AND place IS NULL LIMIT ?3", error);
  return statement != NULL && consider_rows (self, parse, base, statement, error);
}

#define MIN_CODE 19 /* characters: the code of a parcel is that of no other, a number of a few may be */

gboolean
yutu_match_read_plot (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse,
                      GError                **error)
{
  const char      *plot = parse->parts[YUTU_PART_PARCEL];
  g_autofree char *sub = plot != NULL ? g_strconcat (plot, YUTU_ADDRESS_PARCEL_WORD, NULL) : NULL;
  YutuMatchBase    base = { .label = YUTU_ADDRESS_PLOT };
  sqlite3_stmt    *statement = NULL;

  if (plot == NULL || parse->parts[YUTU_PART_DOOR] != NULL)
    return TRUE;
  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place != 0)
      return TRUE; /* on that road there is none */
  base.points = strlen (plot) >= MIN_CODE ? YUTU_POINTS_BASE : YUTU_POINTS_BASE_MISSPELT;
  statement = yutu_connection_prepare (self->connection, COLUMNS "WHERE door = ?2 AND door_sub = ?4 AND ?1 = ?1 LIMIT ?3", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 4, sub, -1, SQLITE_TRANSIENT);
  return consider_rows (self, parse, &base, statement, error);
}

/* 雅干村23号: a number alone, of whatever in the village has it. */
gboolean
yutu_match_read_village_doors (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               GError                **error)
{
  if (parse->parts[YUTU_PART_DOOR] == NULL || yutu_match_has_fine_base (self))
    return TRUE;
  for (guint i = 0; i < self->bases->len; i++)
    {
      YutuMatchBase base = g_array_index (self->bases, YutuMatchBase, i);
      sqlite3_stmt *statement;

      base.points = YUTU_POINTS_BASE_UNSAID;
      base.reasons |= YUTU_ADDRESS_MATCH_BASE_UNSAID;
      statement = yutu_connection_prepare (self->connection, COLUMNS "WHERE village = ?1 AND door = ?2 LIMIT ?3", error);
      if (statement == NULL || !consider_rows (self, parse, &base, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Ended addresses ---- */

/* What of today stands in the place of an ended one; it stays as it is when nothing does. */
static gboolean
follow (YutuAddressMatcher *self,
        YutuMatchFound     *found,
        GError            **error)
{
  g_autoptr (GPtrArray) forms = yutu_address_list_forms (self->connection, found->address, error);
  g_autoptr (YutuAddressRow) row = NULL;
  const YutuAddressForm *last = NULL;

  if (forms == NULL)
    return FALSE;
  last = forms->len > 0 ? g_ptr_array_index (forms, forms->len - 1) : NULL;
  if (last == NULL || last->valid_from > self->day || last->valid_to <= self->day)
    return TRUE;
  if (!yutu_address_load (self->connection, last->id, &row, error))
    return FALSE;
  found->former_address = found->address;
  found->address = row->id;
  found->unit = row->village;
  found->place = row->place;
  found->is_old = FALSE;
  found->has_point = row->has_point;
  found->point = row->point;
  found->reasons |= YUTU_ADDRESS_MATCH_OLD_ADDRESS;
  g_free (found->text);
  found->text = g_strdup (row->text);
  return TRUE;
}

/* ---- Roads, which lie in many villages ---- */

#define LEVEL_ROAD 6

static gboolean
list_reached (YutuAddressMatcher *self,
              gint64              road,
              GArray            **villages,
              GError            **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      row = TRUE;

  *villages = g_hash_table_lookup (self->reached, &road);
  if (*villages != NULL)
    return TRUE;
  statement = yutu_connection_prepare (self->connection, "SELECT DISTINCT village FROM address WHERE place = ?1", error);
  if (statement == NULL)
    return FALSE;
  *villages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (self->reached, g_memdup2 (&road, sizeof road), *villages);
  sqlite3_bind_int64 (statement, 1, road);
  while (row)
    {
      gint64 village;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      village = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row)
        g_array_append_val (*villages, village);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Points of a road by the villages that its doors lie in; one without doors, or with doors elsewhere in the
 * township, says neither yes nor no. */
static gboolean
weigh_road (YutuAddressMatcher *self,
            YutuMatchFound     *found,
            GError            **error)
{
  GArray  *villages = NULL;
  gboolean is_there = FALSE, is_near = FALSE;

  if (self->villages->len + self->townships->len == 0)
    {
      found->score += YUTU_POINTS_DIVISION_UNSAID;
      return TRUE;
    }
  if (!list_reached (self, found->place, &villages, error))
    return FALSE;
  if (villages->len == 0 && found->unit != 0)
    {
      found->score += division_points (self, found->unit, &found->reasons);
      return TRUE;
    }
  for (guint i = 0; i < villages->len; i++)
    {
      gint64 village = g_array_index (villages, gint64, i);

      is_there |= yutu_match_is_in_said (self, village);
      is_near |= yutu_match_has_id (self->townships, yutu_address_register_get_above (self->names, village, 4));
    }
  if (is_there)
    found->score += YUTU_POINTS_DIVISION;
  else if (is_near || villages->len == 0)
    found->score += YUTU_POINTS_DIVISION_UNSAID;
  else
    found->reasons |= YUTU_ADDRESS_MATCH_DIVISION_CONFLICT;
  return TRUE;
}

/* ---- Villages that are no more ---- */

static void
tell_old_village (YutuAddressMatcher *self,
                  YutuMatchFound     *found)
{
  g_autoptr (GArray) today = NULL;

  if (self->old_village == 0)
    return;
  today = g_array_new (FALSE, FALSE, sizeof (gint64));
  yutu_address_register_follow (self->names, self->old_village, today);
  if (yutu_match_has_id (today, found->unit))
    found->reasons |= YUTU_ADDRESS_MATCH_OLD_VILLAGE;
}

gboolean
yutu_match_settle (YutuAddressMatcher *self,
                   GError            **error)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      YutuMatchFound *found = &g_array_index (self->found, YutuMatchFound, i);

      if (found->is_old && found->address != 0 && !follow (self, found, error))
        return FALSE;
      if (found->is_old) /* it ended, and nothing came after it */
        {
          found->score -= YUTU_POINTS_DOOR;
          found->reasons |= found->address != 0 ? YUTU_ADDRESS_MATCH_ENDED : 0;
        }
      if (found->address == 0 && found->place != 0 && (found->unit == 0 || found->level == LEVEL_ROAD))
        {
          if (!weigh_road (self, found, error))
            return FALSE;
          continue;
        }
      found->score += division_points (self, found->unit, &found->reasons);
      tell_old_village (self, found);
    }
  return TRUE;
}
