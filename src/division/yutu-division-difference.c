/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-difference.h"

#include "division/yutu-division-area-private.h"
#include "geo/yutu-measure.h"

#define MAX_DEPTH 8 /* of units over one another, should a file have them in a ring */

static const char *const KIND_TEXTS[YUTU_N_DIFFERENCE_KINDS] = {
  "new", "ended", "name", "code", "parent", "type", "managed-by", "seat", "land",
};

const char *
yutu_difference_kind_to_text (YutuDifferenceKind kind)
{
  for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
    if ((int)kind == 1 << i)
      return KIND_TEXTS[i];
  g_return_val_if_reached (NULL);
}

static void
land_free (gpointer data)
{
  YutuLandDifference *self = data;

  g_array_unref (self->faces);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

void
yutu_division_difference_free (YutuDivisionDifference *self)
{
  g_free (self->then_day);
  g_free (self->now_day);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->land, g_ptr_array_unref);
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->divisions[i], g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  YutuDivisionDifference *difference;
  YutuConnection         *connection;
  GHashTable             *units[2];  /* gint64 → YutuDivision; then, now */
  GArray                 *owners[2]; /* Owner, by face */
  GHashTable             *moved;     /* gint64: units that land came to or went from */
} Compare;

typedef struct
{
  gint64 face;
  gint64 unit;
} Owner;

/* ---- Both days ---- */

static gboolean
read_units (Compare *self,
            int      side,
            GError **error)
{
  YutuDivisionDifference *difference = self->difference;
  const char *day = side == 0 ? difference->then_day : difference->now_day;
  GPtrArray  *list = yutu_division_list (self->connection, day, error);

  if (list == NULL)
    return FALSE;
  difference->divisions[side] = list;
  for (guint i = 0; i < list->len; i++)
    {
      YutuDivision *unit = g_ptr_array_index (list, i);

      g_hash_table_insert (self->units[side], &unit->unit, unit);
    }
  return TRUE;
}

static gboolean
read_owners (Compare *self,
             int      side,
             GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT face, unit FROM face_unit WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY face, id",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1,
                     side == 0 ? self->difference->then_day : self->difference->now_day, -1,
                     SQLITE_STATIC);
  while (TRUE)
    {
      Owner owner;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      owner.face = sqlite3_column_int64 (statement, 0);
      owner.unit = sqlite3_column_int64 (statement, 1);
      g_array_append_val (self->owners[side], owner);
    }
}

/* ---- Land ---- */

/* @unit and those above it on the day; returns how many. */
static int
list_chain (const Compare *self,
            int            side,
            gint64         unit,
            gint64         chain[MAX_DEPTH])
{
  int n = 0;

  while (unit != 0 && n < MAX_DEPTH)
    {
      const YutuDivision *division = g_hash_table_lookup (self->units[side], &unit);

      if (division == NULL)
        break;
      chain[n++] = unit;
      unit = division->parent;
    }
  return n;
}

static gint64
find_at_level (const Compare *self,
               int            side,
               const gint64  *chain,
               int            n)
{
  /* What is finest may be coarser than what is asked for. */
  for (int i = 0; i < n; i++)
    {
      const YutuDivision *division = g_hash_table_lookup (self->units[side], &chain[i]);

      if (division->level <= self->difference->level)
        return chain[i];
    }
  return 0;
}

static void
note_moved (Compare      *self,
            const gint64 *chain,
            int           n,
            const gint64 *other,
            int           n_other)
{
  for (int i = 0; i < n; i++)
    {
      gboolean is_in_both = FALSE;

      for (int k = 0; k < n_other; k++)
        is_in_both = is_in_both || chain[i] == other[k];
      if (!is_in_both)
        g_hash_table_add (self->moved, g_memdup2 (&chain[i], sizeof chain[i]));
    }
}

static int
compare_land (gconstpointer a,
              gconstpointer b)
{
  const YutuLandDifference *one = *(YutuLandDifference *const *)a;
  const YutuLandDifference *two = *(YutuLandDifference *const *)b;

  if (one->then != two->then)
    return one->then < two->then ? -1 : 1;
  return (one->now > two->now) - (one->now < two->now);
}

static YutuLandDifference *
ensure_land (Compare    *self,
             GHashTable *pairs,
             gint64      then,
             gint64      now)
{
  g_autofree char    *key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, then, now);
  YutuLandDifference *land = g_hash_table_lookup (pairs, key);

  if (land != NULL)
    return land;
  land = g_new0 (YutuLandDifference, 1);
  land->then = then;
  land->now = now;
  land->faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (pairs, g_steal_pointer (&key), land);
  g_ptr_array_add (self->difference->land, land);
  return land;
}

static void
compare_face (Compare    *self,
              GHashTable *pairs,
              gint64      face,
              gint64      then_owner,
              gint64      now_owner)
{
  gint64 chains[2][MAX_DEPTH];
  int    n[2] = { list_chain (self, 0, then_owner, chains[0]),
                  list_chain (self, 1, now_owner, chains[1]) };
  gint64 then = find_at_level (self, 0, chains[0], n[0]);
  gint64 now = find_at_level (self, 1, chains[1], n[1]);

  note_moved (self, chains[0], n[0], chains[1], n[1]);
  note_moved (self, chains[1], n[1], chains[0], n[0]);
  if (then != now)
    g_array_append_val (ensure_land (self, pairs, then, now)->faces, face);
}

static void
compare_faces (Compare *self)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint at[2] = { 0, 0 };

  while (at[0] < self->owners[0]->len || at[1] < self->owners[1]->len)
    {
      const Owner *owner[2] = { NULL, NULL };
      gint64       face = G_MAXINT64;

      for (int side = 0; side < 2; side++)
        if (at[side] < self->owners[side]->len)
          {
            owner[side] = &g_array_index (self->owners[side], Owner, at[side]);
            face = MIN (face, owner[side]->face);
          }
      for (int side = 0; side < 2; side++)
        if (owner[side] != NULL && owner[side]->face != face)
          owner[side] = NULL;
      compare_face (self, pairs, face, owner[0] != NULL ? owner[0]->unit : 0,
                    owner[1] != NULL ? owner[1]->unit : 0);
      /* A file with faults may give a face twice; the first one counts. */
      for (int side = 0; side < 2; side++)
        while (at[side] < self->owners[side]->len &&
               g_array_index (self->owners[side], Owner, at[side]).face == face)
          at[side]++;
    }
  g_ptr_array_sort (self->difference->land, compare_land);
}

static gboolean
draw_land (Compare *self,
           GError **error)
{
  for (guint i = 0; i < self->difference->land->len; i++)
    {
      YutuLandDifference *land = g_ptr_array_index (self->difference->land, i);

      land->shape = yutu_division_outline_faces (self->connection,
                                                 (gint64 *)(gpointer)land->faces->data,
                                                 land->faces->len, error);
      if (land->shape == NULL)
        return FALSE;
      land->area_m2 = yutu_measure_area_m2 (land->shape);
    }
  return TRUE;
}

/* ---- Units ---- */

unsigned
yutu_division_compare (const YutuDivision *then,
                       const YutuDivision *now)
{
  unsigned kinds = 0;

  if (then == NULL || now == NULL)
    return then == NULL ? YUTU_DIFFERENCE_NEW : YUTU_DIFFERENCE_ENDED;
  if (g_strcmp0 (then->name, now->name) != 0)
    kinds |= YUTU_DIFFERENCE_NAME;
  if (g_strcmp0 (then->code, now->code) != 0 || g_strcmp0 (then->stat_code, now->stat_code) != 0)
    kinds |= YUTU_DIFFERENCE_CODE;
  if (then->parent != now->parent)
    kinds |= YUTU_DIFFERENCE_PARENT;
  if (then->level != now->level || g_strcmp0 (then->type, now->type) != 0)
    kinds |= YUTU_DIFFERENCE_TYPE;
  if (g_strcmp0 (then->managed_by, now->managed_by) != 0)
    kinds |= YUTU_DIFFERENCE_MANAGED;
  if (then->has_seat != now->has_seat ||
      (then->has_seat && (then->seat.x != now->seat.x || then->seat.y != now->seat.y)))
    kinds |= YUTU_DIFFERENCE_SEAT;
  return kinds;
}

static void
compare_unit (Compare            *self,
              const YutuDivision *then,
              const YutuDivision *now)
{
  gint64              unit = now != NULL ? now->unit : then->unit;
  unsigned            kinds = yutu_division_compare (then, now);
  YutuUnitDifference *difference = NULL;

  if (g_hash_table_contains (self->moved, &unit))
    kinds |= YUTU_DIFFERENCE_LAND;
  if (kinds == 0)
    return;
  difference = g_new0 (YutuUnitDifference, 1);
  *difference = (YutuUnitDifference){ unit, kinds, then, now };
  g_ptr_array_add (self->difference->units, difference);
}

static void
compare_units (Compare *self)
{
  const GPtrArray *then = self->difference->divisions[0];
  const GPtrArray *now = self->difference->divisions[1];

  for (guint i = 0; i < now->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (now, i);

      compare_unit (self, g_hash_table_lookup (self->units[0], &unit->unit), unit);
    }
  for (guint i = 0; i < then->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (then, i);

      if (!g_hash_table_contains (self->units[1], &unit->unit))
        compare_unit (self, unit, NULL);
    }
}

static gboolean
run (Compare *self,
     gboolean with_shapes,
     GError **error)
{
  for (int side = 0; side < 2; side++)
    if (!read_units (self, side, error) || !read_owners (self, side, error))
      return FALSE;
  compare_faces (self);
  compare_units (self);
  return !with_shapes || draw_land (self, error);
}

YutuDivisionDifference *
yutu_division_difference_load (YutuConnection *connection,
                               const char     *then_day,
                               const char     *now_day,
                               int             level,
                               gboolean        with_shapes,
                               GError        **error)
{
  g_autoptr (YutuDivisionDifference) self = g_new0 (YutuDivisionDifference, 1);
  Compare  compare = { self, connection, { NULL, NULL }, { NULL, NULL }, NULL };
  gboolean done = FALSE;

  self->then_day = g_strdup (then_day);
  self->now_day = g_strdup (now_day);
  self->level = level;
  self->units = g_ptr_array_new_with_free_func (g_free);
  self->land = g_ptr_array_new_with_free_func (land_free);
  compare.moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (int side = 0; side < 2; side++)
    {
      compare.units[side] = g_hash_table_new (g_int64_hash, g_int64_equal);
      compare.owners[side] = g_array_new (FALSE, FALSE, sizeof (Owner));
    }
  done = run (&compare, with_shapes, error);
  for (int side = 0; side < 2; side++)
    {
      g_hash_table_unref (compare.units[side]);
      g_array_unref (compare.owners[side]);
    }
  g_hash_table_unref (compare.moved);
  return done ? g_steal_pointer (&self) : NULL;
}

static const YutuDivision *
find_in (const GPtrArray *divisions,
         gint64           unit)
{
  for (guint i = 0; i < divisions->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (divisions, i);

      if (division->unit == unit)
        return division;
    }
  return NULL;
}

const YutuDivision *
yutu_division_difference_find (const YutuDivisionDifference *self,
                               gint64                        unit,
                               gboolean                      is_now)
{
  const YutuDivision *found = find_in (self->divisions[is_now], unit);

  return found != NULL ? found : find_in (self->divisions[!is_now], unit);
}
