/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-find.h"

#include "session/yutu-map.h"
#include "session/yutu-typed-point.h"

typedef struct
{
  const char         *query;
  const YutuFindSpec *spec;
  int                 epsg;
  YutuSearchResult   *result;
} Find;

static gboolean
unproject (double     easting_m,
           double     northing_m,
           int        zone,
           gpointer   data,
           YutuPoint *point)
{
  const Find         *find = data;
  YutuTypedCoordinate typed = { .is_metres = TRUE, .easting_m = easting_m, .northing_m = northing_m, .zone = zone };

  return yutu_typed_coordinate_locate (&typed, find->epsg, point);
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
    .include_past = !find->spec->only_valid,
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
