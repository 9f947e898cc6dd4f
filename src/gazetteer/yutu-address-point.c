/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reading by place: a box is covered by a few runs of keys, each a sequential scan, and filtered on
 * the packed coordinates. */

#include "gazetteer/yutu-address-point.h"

#include "base/yutu-compare.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-gazetteer-private.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define N_RANGES 24 /* more cost more to run than they save to read */

typedef struct
{
  gint32  x;
  gint32  y;
  guint32 count;
  gint64  id;
} Found;

void
yutu_address_points_free (YutuAddressPoints *self)
{
  if (self == NULL)
    return;
  g_free (self->x);
  g_free (self->y);
  g_free (self->counts);
  g_free (self->ids);
  g_free (self);
}

static YutuBox
pack_box (YutuBox box)
{
  return (YutuBox){
    yutu_packed_from_grid (CLAMP (box.min_x, -YUTU_GRID_MAX_X, YUTU_GRID_MAX_X)),
    yutu_packed_from_grid (CLAMP (box.min_y, -YUTU_GRID_MAX_Y, YUTU_GRID_MAX_Y)),
    yutu_packed_from_grid (CLAMP (box.max_x, -YUTU_GRID_MAX_X, YUTU_GRID_MAX_X)),
    yutu_packed_from_grid (CLAMP (box.max_y, -YUTU_GRID_MAX_Y, YUTU_GRID_MAX_Y)),
  };
}

/* Runs of keys that cover the packed @box. */
static gsize
cover (YutuBox           box,
       YutuHilbertRange *ranges)
{
  YutuBox grid = {
    MAX (box.min_x * YUTU_PACKED_GRID, -YUTU_GRID_MAX_X),
    MAX (box.min_y * YUTU_PACKED_GRID, -YUTU_GRID_MAX_Y),
    MIN (box.max_x * YUTU_PACKED_GRID, YUTU_GRID_MAX_X),
    MIN (box.max_y * YUTU_PACKED_GRID, YUTU_GRID_MAX_Y),
  };

  return yutu_hilbert_cover (grid, N_RANGES, ranges);
}

static gboolean
scan_range (YutuConnection         *connection,
            const YutuHilbertRange *range,
            YutuBox                 box,
            YutuDay                 day,
            GArray                 *found,
            GError                **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT x, y, id, valid_from, valid_to FROM address_point WHERE h BETWEEN ?1 AND ?2 "
    "ORDER BY h, id",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64)range->first);
  sqlite3_bind_int64 (statement, 2, (gint64)range->last);
  while (row)
    {
      Found point = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      point.x = sqlite3_column_int (statement, 0);
      point.y = sqlite3_column_int (statement, 1);
      if (point.x < box.min_x || point.x > box.max_x || point.y < box.min_y ||
          point.y > box.max_y ||
          (day != YUTU_DAY_INVALID &&
           (day < sqlite3_column_int (statement, 3) ||
            (sqlite3_column_type (statement, 4) != SQLITE_NULL &&
             day >= sqlite3_column_int (statement, 4)))))
        continue;
      point.id = sqlite3_column_int64 (statement, 2);
      g_array_append_val (found, point);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Element type Found; @box is packed. */
static GArray *
scan_box (YutuConnection *connection,
          YutuBox         box,
          YutuDay         day,
          GError        **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  YutuHilbertRange ranges[N_RANGES];
  gsize            n = yutu_box_is_empty (box) ? 0 : cover (box, ranges);

  for (gsize i = 0; i < n; i++)
    if (!scan_range (connection, &ranges[i], box, day, found, error))
      return NULL;
  return g_steal_pointer (&found);
}

static YutuAddressPoints *
to_columns (GArray  *found,
            gboolean with_counts)
{
  YutuAddressPoints *self = g_new0 (YutuAddressPoints, 1);

  self->n = found->len;
  self->x = g_new (gint32, found->len);
  self->y = g_new (gint32, found->len);
  if (with_counts)
    self->counts = g_new (guint32, found->len);
  else
    self->ids = g_new (gint64, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const Found *point = &g_array_index (found, Found, i);

      self->x[i] = point->x;
      self->y[i] = point->y;
      if (with_counts)
        self->counts[i] = point->count;
      else
        self->ids[i] = point->id;
    }
  return self;
}

YutuAddressPoints *
yutu_address_points_in_box (YutuConnection *connection,
                            YutuBox         box,
                            YutuDay         day,
                            GError        **error)
{
  g_autoptr (GArray) found = NULL;

  found = scan_box (connection, yutu_box_is_empty (box) ? box : pack_box (box), day, error);
  return found != NULL ? to_columns (found, FALSE) : NULL;
}

/* ---- Cells ---- */

static gboolean
scan_cells (YutuConnection *connection,
            int             level,
            gint64          first,
            gint64          last,
            YutuBox         box,
            GArray         *found,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT cell, n FROM address_cell WHERE level = ?1 AND cell BETWEEN ?2 AND ?3 ORDER BY cell",
    error);
  int      shift = 2 * (YUTU_HILBERT_LEVEL - level);
  gint64   half_x = (YUTU_GRID_MAX_X >> level) + YUTU_PACKED_GRID;
  gint64   half_y = (YUTU_GRID_MAX_Y >> level) + YUTU_PACKED_GRID;
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, level);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, last);
  while (row)
    {
      YutuPoint center;
      Found     cell = { 0 };

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      center = yutu_hilbert_cell_center ((guint64)sqlite3_column_int64 (statement, 0) << shift,
                                         level);
      if (center.x + half_x < box.min_x || center.x - half_x > box.max_x ||
          center.y + half_y < box.min_y || center.y - half_y > box.max_y)
        continue;
      cell.x = (gint32)yutu_packed_from_grid (center.x);
      cell.y = (gint32)yutu_packed_from_grid (center.y);
      cell.count = (guint32)sqlite3_column_int64 (statement, 1);
      g_array_append_val (found, cell);
    }
  sqlite3_reset (statement);
  return TRUE;
}

YutuAddressPoints *
yutu_address_cells_in_box (YutuConnection *connection,
                           YutuBox         box,
                           int             level,
                           GError        **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  YutuHilbertRange ranges[N_RANGES];
  gsize            n = yutu_box_is_empty (box) ? 0 : cover (pack_box (box), ranges);
  gint64           next = 0; /* coarse cells of two runs may be the same */
  int              shift = 0;

  level = CLAMP (level, YUTU_ADDRESS_CELL_MIN_LEVEL, YUTU_ADDRESS_CELL_MAX_LEVEL);
  shift = 2 * (YUTU_HILBERT_LEVEL - level);
  for (gsize i = 0; i < n; i++)
    {
      gint64 first = MAX ((gint64)(ranges[i].first >> shift), next);
      gint64 last = (gint64)(ranges[i].last >> shift);

      if (first <= last && !scan_cells (connection, level, first, last, box, found, error))
        return NULL;
      next = MAX (next, last + 1);
    }
  return to_columns (found, TRUE);
}

/* ---- Lists ---- */

typedef struct
{
  double distance_m;
  gint64 id;
} Away;

static int
compare_away (gconstpointer a,
              gconstpointer b)
{
  const Away *one = a;
  const Away *two = b;

  if (one->distance_m != two->distance_m)
    return one->distance_m < two->distance_m ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

/* Element type Away, sorted. */
static GArray *
scan_circle (YutuConnection *connection,
             YutuPoint       center,
             double          radius_m,
             YutuDay         day,
             GError        **error)
{
  YutuBox box = pack_box (yutu_measure_box_around (center, radius_m));
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) away = g_array_new (FALSE, FALSE, sizeof (Away));

  box = (YutuBox){ box.min_x - 1, box.min_y - 1, box.max_x + 1, box.max_y + 1 };
  found = scan_box (connection, box, day, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      const Found *point = &g_array_index (found, Found, i);
      YutuPoint    at = yutu_packed_to_point (point->x, point->y);
      Away         one = { .id = point->id };

      if (!yutu_measure_is_within (center, radius_m, at))
        continue;
      one.distance_m = yutu_measure_distance_m (center, at);
      g_array_append_val (away, one);
    }
  g_array_sort (away, compare_away);
  return g_steal_pointer (&away);
}

GArray *
yutu_address_list_in_circle (YutuConnection *connection,
                             YutuPoint       center,
                             double          radius_m,
                             YutuDay         day,
                             GError        **error)
{
  g_autoptr (GArray) away = scan_circle (connection, center, radius_m, day, error);
  GArray *ids = NULL;

  if (away == NULL)
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), away->len);
  for (guint i = 0; i < away->len; i++)
    g_array_append_val (ids, g_array_index (away, Away, i).id);
  return ids;
}

gboolean
yutu_address_count_in_circle (YutuConnection *connection,
                              YutuPoint       center,
                              double          radius_m,
                              YutuDay         day,
                              gint64         *n,
                              GError        **error)
{
  YutuBox box = pack_box (yutu_measure_box_around (center, radius_m));
  g_autoptr (GArray) found = NULL;

  box = (YutuBox){ box.min_x - 1, box.min_y - 1, box.max_x + 1, box.max_y + 1 };
  found = scan_box (connection, box, day, error);
  if (found == NULL)
    return FALSE;
  *n = 0;
  for (guint i = 0; i < found->len; i++)
    {
      const Found *point = &g_array_index (found, Found, i);

      *n += yutu_measure_is_within (center, radius_m, yutu_packed_to_point (point->x, point->y));
    }
  return TRUE;
}

GArray *
yutu_address_list_in_shape (YutuConnection  *connection,
                            const YutuShape *shape,
                            YutuDay          day,
                            GError         **error)
{
  YutuBox box = pack_box (shape->box);
  GArray *ids = NULL;
  g_autoptr (GArray) found = NULL;

  box = (YutuBox){ box.min_x - 1, box.min_y - 1, box.max_x + 1, box.max_y + 1 };
  found = scan_box (connection, box, day, error);
  if (found == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < found->len; i++)
    {
      const Found *point = &g_array_index (found, Found, i);
      YutuPoint    at = yutu_packed_to_point (point->x, point->y);

      if (yutu_box_contains (shape->box, at) && yutu_exact_point_in_shape (at, shape) != YUTU_OUTSIDE)
        g_array_append_val (ids, point->id);
    }
  return ids;
}

gboolean
yutu_address_count_in_shape (YutuConnection  *connection,
                             const YutuShape *shape,
                             YutuDay          day,
                             gint64          *n,
                             GError         **error)
{
  g_autoptr (GArray) ids = yutu_address_list_in_shape (connection, shape, day, error);

  *n = ids != NULL ? ids->len : 0;
  return ids != NULL;
}

/* Circles twice as wide each time, until one holds enough. */
GPtrArray *
yutu_address_near (YutuConnection *connection,
                   YutuPoint       point,
                   double          max_m,
                   YutuDay         day,
                   gsize           limit,
                   GError        **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_address_row_free);
  g_autoptr (GArray) away = NULL;
  double radius_m = MIN (50, max_m);

  while (max_m >= 0) /* not so for NaN */
    {
      g_clear_pointer (&away, g_array_unref);
      away = scan_circle (connection, point, radius_m, day, error);
      if (away == NULL)
        return NULL;
      if (away->len >= limit || radius_m >= max_m)
        break;
      radius_m = MIN (2 * radius_m, max_m);
    }
  for (guint i = 0; away != NULL && i < away->len && rows->len < limit; i++)
    {
      YutuAddressRow *row = NULL;

      if (!yutu_address_load (connection, g_array_index (away, Away, i).id, &row, error))
        return NULL;
      if (row == NULL)
        continue;
      row->distance_m = g_array_index (away, Away, i).distance_m;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

GArray *
yutu_address_list_of_unit (YutuConnection *connection,
                           gint64          unit,
                           YutuDay         day,
                           GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE below (unit, level) AS ("
    "SELECT unit, level FROM division WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to "
    "UNION SELECT d.unit, d.level FROM below b JOIN division d ON d.parent = b.unit "
    "AND d.level > b.level AND d.valid_from <= ?2 AND ?2 < d.valid_to) "
    "SELECT a.id FROM below b JOIN address a ON a.village = b.unit "
    "WHERE a.valid_from <= ?2 AND ?2 < a.valid_to",
    error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (row)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      id = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row)
        g_array_append_val (ids, id);
    }
  sqlite3_reset (statement);
  g_array_sort (ids, yutu_compare_int64);
  return g_steal_pointer (&ids);
}
