/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands in a place. Facilities and addresses are points, measured on the ellipsoid; a name
 * counts from its nearest point, which is looked for in the plane of radii of curvature at the
 * centre and then measured on the ellipsoid too. */

#include "session/yutu-place-private.h"

#include <math.h>

#include "gazetteer/yutu-address.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"
#include "geo/yutu-plane.h"

void
yutu_place_object_free (YutuPlaceObject *self)
{
  g_free (self->kind);
  g_free (self->status);
  g_free (self->name);
  g_free (self);
}

static GPtrArray *
objects_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_object_free);
}

static YutuPlaceObject *
add_object (GPtrArray  *objects,
            const char *layer,
            gint64      id,
            const char *kind,
            const char *name,
            YutuPoint   point)
{
  YutuPlaceObject *object = g_new0 (YutuPlaceObject, 1);

  object->layer = layer;
  object->id = id;
  object->kind = g_strdup (kind);
  object->name = g_strdup (name);
  object->point = point;
  g_ptr_array_add (objects, object);
  return object;
}

static int
compare_objects (gconstpointer a,
                 gconstpointer b)
{
  const YutuPlaceObject *one = *(const YutuPlaceObject *const *)a;
  const YutuPlaceObject *two = *(const YutuPlaceObject *const *)b;

  if (one->distance_m != two->distance_m)
    return one->distance_m < two->distance_m ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

/* ---- The nearest point of a shape ---- */

/* Metres from the centre; 0 inside of land. *nearest gets the nearest point. */
static double
measure_to_shape (const YutuPlane *plane,
                  const YutuShape *shape,
                  YutuPoint       *nearest)
{
  double   least_m2 = INFINITY;
  gboolean is_land = shape->kind == YUTU_SHAPE_POLYGON;

  *nearest = plane->center;
  if (is_land && yutu_exact_point_in_shape (plane->center, shape) != YUTU_OUTSIDE)
    return 0;
  for (gsize part = 0; part < shape->n_parts; part++)
    {
      gsize first = shape->part_starts[part];
      gsize n = shape->part_starts[part + 1] - first;
      /* A point alone is a segment without length; a ring closes. */
      gsize segments = n == 1 || is_land ? n : n - 1;

      for (gsize i = 0; i < segments; i++)
        {
          double    share = 0, square_m2 = 0;
          YutuPoint at =
            yutu_plane_nearest (plane, plane->center, shape->points[first + i],
                                shape->points[first + (i + 1) % n], &share, &square_m2);

          if (square_m2 < least_m2)
            {
              least_m2 = square_m2;
              *nearest = at;
            }
        }
    }
  return yutu_measure_distance_m (plane->center, *nearest);
}

/* ---- Near a point ---- */

static gboolean
add_facilities (YutuConnection        *connection,
                const YutuPlaceFilter *filter,
                YutuDay                day,
                GPtrArray             *objects,
                GError               **error)
{
  g_autoptr (GPtrArray) rows =
    yutu_place_filter_list_facilities (connection, filter, NULL, day, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuFacilityRow *row = g_ptr_array_index (rows, i);

      add_object (objects, "facility", row->id, row->kind, row->name, row->point)->distance_m =
        row->distance_m;
    }
  return rows != NULL;
}

static gboolean
add_name (sqlite3_stmt *row, /* id, class, name, geom */
          const YutuPlane *plane,
          double        radius_m,
          GPtrArray    *objects,
          GError      **error)
{
  YutuPoint nearest;
  double    distance_m = 0;
  g_autoptr (YutuShape) shape =
    yutu_shape_from_blob (sqlite3_column_blob (row, 3), (gsize)sqlite3_column_bytes (row, 3), error);

  if (shape == NULL)
    return FALSE;
  distance_m = measure_to_shape (plane, shape, &nearest);
  if (distance_m <= radius_m)
    add_object (objects, "place_name", sqlite3_column_int64 (row, 0),
                (const char *)sqlite3_column_text (row, 1),
                (const char *)sqlite3_column_text (row, 2), nearest)
      ->distance_m = distance_m;
  return TRUE;
}

/* The index holds 32-bit floats, rounded outwards: it nominates, the distance decides. */
static gboolean
add_names (YutuConnection *connection,
           YutuPoint       center,
           double          radius_m,
           YutuDay         day,
           GPtrArray      *objects,
           GError        **error)
{
  YutuPlane     plane = yutu_plane_at (center);
  YutuBox       box = yutu_measure_box_around (center, radius_m);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, class, name, geom FROM place_name WHERE id IN (SELECT pkid FROM "
    "idx_place_name_geom WHERE xmax >= ?1 AND xmin <= ?2 AND ymax >= ?3 AND ymin <= ?4) "
    "AND valid_from <= ?5 AND ?5 < valid_to AND geom IS NOT NULL",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_double (statement, 1, yutu_grid_to_degrees (box.min_x));
  sqlite3_bind_double (statement, 2, yutu_grid_to_degrees (box.max_x));
  sqlite3_bind_double (statement, 3, yutu_grid_to_degrees (box.min_y));
  sqlite3_bind_double (statement, 4, yutu_grid_to_degrees (box.max_y));
  sqlite3_bind_text (statement, 5, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!add_name (statement, &plane, radius_m, objects, error))
        return FALSE;
    }
}

static YutuPlaceObject *
add_pillar (GPtrArray    *objects,
            sqlite3_stmt *row, /* id, kind, number, x, y, condition */
            YutuPoint     point)
{
  YutuPlaceObject *object = add_object (objects, "boundary_pillar", sqlite3_column_int64 (row, 0),
                                        (const char *)sqlite3_column_text (row, 1),
                                        (const char *)sqlite3_column_text (row, 2), point);

  object->status = g_strdup ((const char *)sqlite3_column_text (row, 5));
  return object;
}

/* Pillars are few: all are looked at. */
static gboolean
add_pillars (YutuConnection *connection,
             YutuPoint       center,
             double          radius_m,
             YutuDay         day,
             GPtrArray      *objects,
             GError        **error)
{
  YutuBox       box = yutu_measure_box_around (center, radius_m);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, kind, number, ST_X (geom), ST_Y (geom), condition FROM boundary_pillar "
    "WHERE valid_from <= ?1 AND ?1 < valid_to AND geom IS NOT NULL ORDER BY id",
    error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (statement != NULL)
    {
      YutuPoint point;
      double    distance_m = INFINITY;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      point = yutu_point_from_degrees (sqlite3_column_double (statement, 3),
                                       sqlite3_column_double (statement, 4));
      if (yutu_box_contains (box, point))
        distance_m = yutu_measure_distance_m (center, point);
      if (distance_m <= radius_m)
        add_pillar (objects, statement, point)->distance_m = distance_m;
    }
  return FALSE;
}

static gboolean
add_addresses (YutuConnection *connection,
               YutuPoint       center,
               double          radius_m,
               YutuDay         day,
               gsize           max,
               GPtrArray      *objects,
               gint64         *n,
               GError        **error)
{
  g_autoptr (GPtrArray) rows =
    yutu_address_near (connection, center, radius_m, day, max, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuAddressRow *row = g_ptr_array_index (rows, i);

      add_object (objects, "address", row->id, NULL, row->text, row->point)->distance_m =
        row->distance_m;
    }
  *n = (gint64)rows->len;
  return rows->len < max ||
         yutu_address_count_in_circle (connection, center, radius_m, day, n, error);
}

/* Everything valid on @day within @radius_m on the ellipsoid, nearest first; of addresses the
 * nearest @max_addresses. Roads, rivers and land count from their nearest point. *n_addresses gets
 * how many there are. */
static GPtrArray *
place_list_near (YutuConnection *connection,
                 YutuPoint       center,
                 double          radius_m,
                 YutuDay         day,
                 gsize           max_addresses,
                 gint64         *n_addresses,
                 GError        **error)
{
  g_autoptr (GPtrArray) objects = objects_new ();
  YutuPlaceFilter filter = {
    .kind = YUTU_PLACE_FILTER_CIRCLE, .center = center, .radius_m = radius_m
  };

  if (!add_facilities (connection, &filter, day, objects, error) ||
      !add_names (connection, center, radius_m, day, objects, error) ||
      !add_pillars (connection, center, radius_m, day, objects, error) ||
      !add_addresses (connection, center, radius_m, day, max_addresses, objects, n_addresses,
                      error))
    return NULL;
  g_ptr_array_sort (objects, compare_objects);
  return g_steal_pointer (&objects);
}

/* ---- In a place ---- */

static void
take_objects (YutuPlaceInfo *info,
              GPtrArray     *objects,
              gint64         n)
{
  g_clear_pointer (&info->objects, g_ptr_array_unref);
  info->objects = objects;
  info->n_objects = n;
  if (objects->len > YUTU_PLACE_MAX_OBJECTS)
    g_ptr_array_set_size (objects, YUTU_PLACE_MAX_OBJECTS);
}

static gboolean
read_near (YutuConnection *connection,
           YutuPoint       center,
           double          radius_m,
           YutuDay         day,
           YutuPlaceInfo  *info,
           GError        **error)
{
  gint64     n_addresses = 0;
  GPtrArray *objects = place_list_near (connection, center, radius_m, day,
                                        YUTU_PLACE_MAX_OBJECTS, &n_addresses, error);
  gint64     n = 0;

  if (objects == NULL)
    return FALSE;
  n = (gint64)objects->len - MIN (n_addresses, YUTU_PLACE_MAX_OBJECTS) + n_addresses;
  if (info->kind == YUTU_PLACE_CIRCLE)
    yutu_place_add_number (info, "addresses", (double)n_addresses);
  take_objects (info, objects, n);
  return TRUE;
}

/* The pillars of a line, along it. */
static gboolean
read_pillars (YutuConnection *connection,
              gint64          line,
              YutuDay         day,
              YutuPlaceInfo  *info,
              GError        **error)
{
  g_autoptr (GPtrArray) objects = objects_new ();
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, kind, number, ST_X (geom), ST_Y (geom), condition FROM boundary_pillar WHERE line = ?1 "
    "AND valid_from <= ?2 AND ?2 < valid_to AND geom IS NOT NULL ORDER BY number, id",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        break;
      add_pillar (objects, statement,
                  yutu_point_from_degrees (sqlite3_column_double (statement, 3),
                                           sqlite3_column_double (statement, 4)));
    }
  take_objects (info, g_ptr_array_ref (objects), (gint64)objects->len);
  return TRUE;
}

gboolean
yutu_place_read_objects (YutuConnection       *connection,
                         const YutuPlace      *place,
                         const YutuPlaceScope *scope,
                         YutuDay               day,
                         YutuPlaceInfo        *info,
                         GError              **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  YutuPlaceKind kind = yutu_place_get_kind (place);

  if (kind == YUTU_PLACE_CIRCLE || kind == YUTU_PLACE_POINT)
    return read_near (connection, yutu_place_get_center (place),
                      kind == YUTU_PLACE_CIRCLE ? yutu_place_get_radius_m (place)
                                                : YUTU_PLACE_POINT_REACH_M,
                      day, info, error);
  if (kind == YUTU_PLACE_LINE)
    return read_pillars (connection, yutu_place_get_id (place), day, info, error);
  objects = objects_new ();
  if (kind != YUTU_PLACE_FACILITY && kind != YUTU_PLACE_PILLAR &&
      !add_facilities (connection, &scope->filter, day, objects, error))
    return FALSE;
  take_objects (info, g_ptr_array_ref (objects), (gint64)objects->len);
  return TRUE;
}

/* ---- A click ---- */

typedef struct
{
  const YutuModules *modules;
  YutuPoint          point;
  double             radius_m;
  YutuDay            day;
  YutuAtResult      *result;
} ReadAt;

static gboolean
read_at (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  const ReadAt   *read = data;
  YutuPlaceFilter filter = {
    .kind = YUTU_PLACE_FILTER_CIRCLE, .center = read->point, .radius_m = read->radius_m
  };
  char   day[YUTU_DAY_TEXT_SIZE];
  gint64 n_addresses = 0;

  read->result->units =
    yutu_division_locate (connection, read->point, yutu_day_format (read->day, day), error);
  if (read->result->units == NULL)
    return FALSE;
  read->result->objects = place_list_near (connection, read->point, read->radius_m, read->day,
                                           G_MAXUINT, &n_addresses, error);
  if (read->result->objects == NULL)
    return FALSE;
  read->result->counts =
    yutu_place_filter_count (connection, read->modules, &filter, read->day, error);
  return read->result->counts != NULL;
}

YutuAtResult *
yutu_file_read_at (YutuFile          *self,
                   const YutuModules *modules,
                   YutuPoint          point,
                   double             radius_m,
                   YutuDay            day,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr (YutuAtResult) result = g_new0 (YutuAtResult, 1);
  ReadAt read = { modules, point, radius_m, day, result };

  result->n_modules = yutu_modules_get_n (modules);
  if (!yutu_store_read (yutu_file_get_store (self), read_at, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&result);
}

void
yutu_at_result_free (YutuAtResult *self)
{
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_free (self->counts);
  g_free (self);
}
