/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-walk.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-measure.h"

#define MIN_ON_SIDES 4
#define STEP         2 /* numbers: doors of one parity */

static void
door_clear (gpointer data)
{
  YutuWalkDoor *self = data;

  g_free (self->sub);
  g_free (self->building);
}

GArray *
yutu_walk_doors_new (void)
{
  GArray *doors = g_array_new (FALSE, TRUE, sizeof (YutuWalkDoor));

  g_array_set_clear_func (doors, door_clear);
  return doors;
}

static YutuWalkDoor *
door_at (const GArray *doors,
         guint         i)
{
  return &g_array_index ((GArray *)doors, YutuWalkDoor, i);
}

/* ---- Along the line ---- */

static int
compare_doors (gconstpointer a,
               gconstpointer b)
{
  const YutuWalkDoor *one = a, *other = b;

  if (one->is_placed != other->is_placed)
    return other->is_placed - one->is_placed;
  if (one->is_placed && one->along_m != other->along_m)
    return one->along_m < other->along_m ? -1 : 1;
  if (one->door != other->door)
    return one->door - other->door;
  return (one->id > other->id) - (one->id < other->id);
}

static void
place_doors (GArray          *doors,
             const YutuShape *line)
{
  for (guint i = 0; i < doors->len; i++)
    {
      YutuWalkDoor *door = door_at (doors, i);
      YutuAxisPlace place = { 0 };

      door->is_placed = line != NULL && door->has_point && yutu_axis_find (line, door->point, &place);
      door->along_m = place.along_m;
      door->distance_m = place.distance_m;
      door->side = place.side;
    }
  g_array_sort (doors, compare_doors);
}

/* ---- Sides ---- */

static void
judge_sides (GArray *doors,
             int     parity)
{
  guint n[3] = { 0 };
  int   usual = 0;

  for (guint i = 0; i < doors->len; i++)
    if (door_at (doors, i)->is_placed && door_at (doors, i)->door % 2 == parity)
      n[door_at (doors, i)->side + 1]++;
  if (n[0] + n[2] < MIN_ON_SIDES || 5 * MAX (n[0], n[2]) < 4 * (n[0] + n[2]))
    return;
  usual = n[2] > n[0] ? 1 : -1;
  for (guint i = 0; i < doors->len; i++)
    {
      YutuWalkDoor *door = door_at (doors, i);

      door->is_on_other_side = door->is_on_other_side || (door->is_placed && door->door % 2 == parity && door->side == -usual);
    }
}

/* ---- Order ---- */

/* Marks in @is_kept the longest run of @numbers that never falls; returns its length. */
static guint
find_run (const GArray *numbers, /* int */
          gboolean     *is_kept)
{
  g_autofree guint *ends = g_new (guint, numbers->len + 1); /* ends[k]: where a run of k + 1 ends with the least number */
  g_autofree gint  *before = g_new (gint, numbers->len + 1);
  guint             length = 0;

  for (guint i = 0; i < numbers->len; i++)
    {
      int   number = g_array_index (numbers, int, i);
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (numbers, int, ends[middle]) <= number)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? (gint)ends[low - 1] : -1;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  memset (is_kept, 0, numbers->len * sizeof *is_kept);
  for (gint i = length > 0 ? (gint)ends[length - 1] : -1; i >= 0; i = before[i])
    is_kept[i] = TRUE;
  return length;
}

static void
judge_order (GArray *doors,
             int     parity)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int)); /* negative: falling */
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *rising = g_new (gboolean, doors->len + 1);
  g_autofree gboolean *falling = g_new (gboolean, doors->len + 1);
  gboolean            *is_kept = rising;
  guint                n_rising = 0;
  int                  low = G_MININT;

  for (guint i = 0; i < doors->len; i++)
    if (door_at (doors, i)->is_placed && door_at (doors, i)->door % 2 == parity)
      {
        g_array_append_val (indexes, i);
        g_array_append_val (numbers, door_at (doors, i)->door);
      }
  n_rising = find_run (numbers, rising);
  for (guint k = 0; k < numbers->len; k++)
    g_array_index (numbers, int, k) = -g_array_index (numbers, int, k);
  if (find_run (numbers, falling) > n_rising)
    is_kept = falling;
  else
    for (guint k = 0; k < numbers->len; k++)
      g_array_index (numbers, int, k) = -g_array_index (numbers, int, k);
  for (guint k = 0; k < numbers->len; k++)
    {
      int number = g_array_index (numbers, int, k);
      int high = G_MAXINT;

      if (is_kept[k])
        {
          low = number;
          continue;
        }
      for (guint next = k + 1; next < numbers->len && high == G_MAXINT; next++)
        high = is_kept[next] ? g_array_index (numbers, int, next) : G_MAXINT;
      door_at (doors, g_array_index (indexes, guint, k))->is_out_of_order =
        (low != G_MININT && number < low - STEP) || (high != G_MAXINT && number > high + STEP);
    }
}

/* ---- Doubles and gaps ---- */

/* The same for two that are one door. */
static char *
dup_key (const YutuWalkDoor *door)
{
  return g_strdup_printf ("%d %s %s %" G_GINT64_FORMAT, door->door, door->sub != NULL ? door->sub : "",
                          door->building != NULL ? door->building : "", door->village);
}

static void
judge_doubles (GArray *doors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < doors->len; i++)
    {
      YutuWalkDoor    *door = door_at (doors, i);
      g_autofree char *key = dup_key (door);
      gpointer         other = g_hash_table_lookup (seen, key);

      if (other == NULL)
        g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
      else
        door->is_double = door_at (doors, GPOINTER_TO_UINT (other) - 1)->is_double = TRUE;
    }
}

void
yutu_walk_judge (GArray          *doors,
                 const YutuShape *line)
{
  place_doors (doors, line);
  for (int parity = 0; parity < 2; parity++)
    {
      judge_sides (doors, parity);
      judge_order (doors, parity);
    }
  judge_doubles (doors);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

GArray *
yutu_walk_list_gaps (const GArray *doors)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (YutuWalkGap));

  for (int parity = 1; parity >= 0; parity--)
    {
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));

      for (guint i = 0; i < doors->len; i++)
        if (door_at (doors, i)->door > 0 && door_at (doors, i)->door % 2 == parity)
          g_array_append_val (numbers, door_at (doors, i)->door);
      g_array_sort (numbers, compare_numbers);
      for (guint i = 1; i < numbers->len; i++)
        {
          YutuWalkGap gap = { g_array_index (numbers, int, i - 1) + STEP, g_array_index (numbers, int, i) - STEP };

          if (gap.first <= gap.last)
            g_array_append_val (gaps, gap);
        }
    }
  return gaps;
}

/* ---- A road of the file ---- */

void
yutu_walk_free (YutuWalk *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->doors, g_array_unref);
  g_clear_pointer (&self->gaps, g_array_unref);
  g_free (self);
}

static gboolean
load_road (YutuConnection *connection,
           gint64          place,
           YutuWalk      **walk,
           YutuShape     **line,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT name, geom FROM place_name WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  *walk = g_new0 (YutuWalk, 1);
  (*walk)->place = place;
  (*walk)->name = g_strdup ((const char *)sqlite3_column_text (row, 0));
  if (sqlite3_column_type (row, 1) == SQLITE_BLOB)
    *line = yutu_shape_from_blob (sqlite3_column_blob (row, 1), (gsize)sqlite3_column_bytes (row, 1), NULL);
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
load_doors (YutuConnection *connection,
            YutuWalk       *walk,
            YutuDay         day,
            GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, village, door, door_sub, building, geom, unit_no IS NOT NULL OR floor IS NOT NULL OR room IS NOT NULL AS "
    "is_home FROM address WHERE place = ?1 AND door > 0 AND valid_from <= ?2 AND ?2 < valid_to ORDER BY is_home",
    error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  walk->doors = yutu_walk_doors_new ();
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, walk->place);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuWalkDoor door = { 0 };

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      door.id = sqlite3_column_int64 (row, 0);
      door.village = sqlite3_column_int64 (row, 1);
      door.door = sqlite3_column_int (row, 2);
      door.sub = g_strdup ((const char *)sqlite3_column_text (row, 3));
      door.building = g_strdup ((const char *)sqlite3_column_text (row, 4));
      door.has_point = yutu_column_point (row, 5, &door.point);
      if (!g_hash_table_add (seen, dup_key (&door)) && sqlite3_column_int (row, 6) != 0)
        door_clear (&door); /* a home behind a door that is there */
      else
        g_array_append_val (walk->doors, door);
    }
}

gboolean
yutu_walk_load (YutuConnection *connection,
                gint64          place,
                YutuDay         day,
                YutuWalk      **walk,
                GError        **error)
{
  g_autoptr (YutuWalk) loaded = NULL;
  g_autoptr (YutuShape) line = NULL;

  *walk = NULL;
  if (!load_road (connection, place, &loaded, &line, error) ||
      (loaded != NULL && !load_doors (connection, loaded, day, error)))
    return FALSE;
  if (loaded == NULL)
    return TRUE;
  yutu_walk_judge (loaded->doors, line);
  loaded->gaps = yutu_walk_list_gaps (loaded->doors);
  loaded->length_m = line != NULL ? yutu_measure_lines_m (line) : 0;
  *walk = g_steal_pointer (&loaded);
  return TRUE;
}
