/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-find.h"

#include "session/yutu-map.h"

/* EPSG:4534 is zone 25, 75°E. */
#define FIRST_ZONE      25
#define LAST_ZONE       45
#define FIRST_ZONE_EPSG 4534

typedef struct
{
  const char         *query;
  const YutuFindSpec *spec;
  int                 epsg;
  YutuSearchResult   *result;
} Find;

/* Outside of its CRS an inverse does not lead back. */
static gboolean
unproject (double     easting_m,
           double     northing_m,
           int        zone,
           gpointer   data,
           YutuPoint *point)
{
  const Find  *find = data;
  int          epsg = zone == 0 ? find->epsg : FIRST_ZONE_EPSG + zone - FIRST_ZONE;
  YutuMapPoint back;

  if (epsg == YUTU_SRID || (zone != 0 && (zone < FIRST_ZONE || zone > LAST_ZONE)))
    return FALSE;
  *point = yutu_projection_inverse (epsg, (YutuMapPoint){ easting_m, northing_m });
  if (ABS (point->x) > YUTU_GRID_MAX_X || ABS (point->y) > YUTU_GRID_MAX_Y)
    return FALSE;
  back = yutu_projection_forward (epsg, *point);
  return ABS (back.x - easting_m) < 1 && ABS (back.y - northing_m) < 1;
}

static gboolean
search (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  Find             *find = data;
  YutuSearchOptions options = {
    .limit = find->spec->limit,
    .kinds = find->spec->kinds,
    .day = find->spec->day,
    .near_point = find->spec->near_point,
    .unproject = unproject,
    .unproject_data = find,
  };

  find->result = yutu_search_run (connection, find->query, &options, error);
  return find->result != NULL;
}

YutuSearchResult *
yutu_file_search (YutuFile           *self,
                  const char         *query,
                  const YutuFindSpec *spec,
                  GCancellable       *cancellable,
                  GError            **error)
{
  Find find = { .query = query, .spec = spec };

  if (!yutu_file_read_map_crs (self, &find.epsg, error) ||
      !yutu_store_read (yutu_file_get_store (self), search, &find, cancellable, error))
    return NULL;
  return find.result;
}
