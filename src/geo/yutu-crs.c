/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-crs.h"

#include <glib/gi18n.h>
#include <math.h>
#include <proj.h>

G_DEFINE_QUARK (yutu_crs_error, yutu_crs_error)

typedef struct
{
  PJ_CONTEXT *context;
  GHashTable *transforms; /* "FROM\nTO" → PJ */
} Cache;

static void
cache_free (gpointer data)
{
  Cache *self = data;

  g_hash_table_unref (self->transforms);
  proj_context_destroy (self->context);
  g_free (self);
}

static void
transform_free (gpointer data)
{
  proj_destroy (data);
}

static GPrivate cache_key = G_PRIVATE_INIT (cache_free);

static void
ignore_log (gpointer    data,
            int         level,
            const char *message)
{
}

static Cache *
get_cache (void)
{
  Cache *self = g_private_get (&cache_key);

  if (self != NULL)
    return self;
  self = g_new (Cache, 1);
  self->context = proj_context_create ();
  proj_context_set_enable_network (self->context, 0);
  proj_log_func (self->context, NULL, ignore_log); /* errors come back as GError */
  self->transforms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, transform_free);
  g_private_set (&cache_key, self);
  return self;
}

static PJ *
create_crs (Cache      *cache,
            const char *definition,
            GError    **error)
{
  PJ *crs = proj_create (cache->context, definition);

  if (crs != NULL && proj_is_crs (crs))
    return crs;
  proj_destroy (crs);
  g_set_error (error, YUTU_CRS_ERROR, YUTU_CRS_ERROR_UNKNOWN,
               _ ("“%.60s” is no coordinate reference system"), definition);
  return NULL;
}

static PJ *
create_transform (Cache      *cache,
                  const char *from,
                  const char *to,
                  GError    **error)
{
  static const char *const options[] = { "ALLOW_BALLPARK=NO", NULL };
  PJ                      *source, *target = NULL, *plain = NULL, *normal = NULL;

  source = create_crs (cache, from, error);
  if (source == NULL)
    return NULL;
  target = create_crs (cache, to, error);
  if (target != NULL)
    {
      plain = proj_create_crs_to_crs_from_pj (cache->context, source, target, NULL, options);
      if (plain != NULL)
        normal = proj_normalize_for_visualization (cache->context, plain);
      if (normal == NULL)
        g_set_error (error, YUTU_CRS_ERROR, YUTU_CRS_ERROR_NO_SHIFT,
                     _ ("no known datum shift from %s to %s"), proj_get_name (source),
                     proj_get_name (target));
    }
  proj_destroy (plain);
  proj_destroy (target);
  proj_destroy (source);
  return normal;
}

static PJ *
get_transform (const char *from,
               const char *to,
               GError    **error)
{
  Cache           *cache = get_cache ();
  g_autofree char *key = g_strconcat (from, "\n", to, NULL);
  PJ              *transform = g_hash_table_lookup (cache->transforms, key);

  if (transform != NULL)
    return transform;
  transform = create_transform (cache, from, to, error);
  if (transform != NULL)
    g_hash_table_insert (cache->transforms, g_steal_pointer (&key), transform);
  return transform;
}

static gboolean
run_transform (PJ      *transform,
               double  *x,
               double  *y,
               gsize    stride,
               gsize    n,
               GError **error)
{
  proj_errno_reset (transform);
  proj_trans_generic (transform, PJ_FWD, x, stride, n, y, stride, n, NULL, 0, 0, NULL, 0, 0);
  for (gsize i = 0; i < n; i++)
    {
      gsize at = i * (stride / sizeof (double));

      if (isfinite (x[at]) && isfinite (y[at]))
        continue;
      g_set_error (error, YUTU_CRS_ERROR, YUTU_CRS_ERROR_RANGE,
                   _ ("point %zu of %zu lies outside of the transform"),
                   i, n);
      return FALSE;
    }
  return TRUE;
}

/* WGS 84 stands for CGCS2000 on both sides, so that no path through a third datum is looked for. */
static char *
epsg_definition (int epsg)
{
  return g_strdup_printf ("EPSG:%d", epsg == YUTU_CRS_WGS84 ? YUTU_CRS_CGCS2000 : epsg);
}

gboolean
yutu_crs_transform (int      from_epsg,
                    int      to_epsg,
                    double  *x,
                    double  *y,
                    gsize    n,
                    GError **error)
{
  g_autofree char *from = epsg_definition (from_epsg);
  g_autofree char *to = epsg_definition (to_epsg);
  PJ              *transform = get_transform (from, to, error);

  return transform != NULL && run_transform (transform, x, y, sizeof (double), n, error);
}

gboolean
yutu_crs_project_points (int              epsg,
                         const YutuPoint *points,
                         gsize            n,
                         double          *xy,
                         GError         **error)
{
  g_autofree char *from = epsg_definition (YUTU_CRS_CGCS2000);
  g_autofree char *to = epsg_definition (epsg);
  PJ              *transform = get_transform (from, to, error);

  if (transform == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      xy[2 * i] = yutu_grid_to_degrees (points[i].x);
      xy[2 * i + 1] = yutu_grid_to_degrees (points[i].y);
    }
  return run_transform (transform, xy, xy + 1, 2 * sizeof (double), n, error);
}

gboolean
yutu_crs_unproject_point (int        epsg,
                          double     x,
                          double     y,
                          YutuPoint *point,
                          GError   **error)
{
  if (!yutu_crs_transform (epsg, YUTU_CRS_CGCS2000, &x, &y, 1, error))
    return FALSE;
  *point = yutu_point_from_degrees (x, y);
  return TRUE;
}

char *
yutu_crs_dup_name (int      epsg,
                   GError **error)
{
  g_autofree char *definition = g_strdup_printf ("EPSG:%d", epsg);
  PJ              *crs = create_crs (get_cache (), definition, error);
  char            *name = crs != NULL ? g_strdup (proj_get_name (crs)) : NULL;

  proj_destroy (crs);
  return name;
}

/* ---- GCJ-02 and BD-09 ---- */

#define KRASOVSKY_M      6378245.0
#define KRASOVSKY_E2     0.00669342162296594323
#define BD09_TURN        (G_PI * 3000.0 / 180.0)
#define INVERSE_STEPS    30
#define INVERSE_DONE_DEG 1e-11

static gboolean
in_china (double lon,
          double lat)
{
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/* The two series of the published formula, in metres; @x, @y are degrees from 105°E 35°N. */
static double
north_m (double x,
         double y)
{
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x)) +
         (20 * sin (6 * x * G_PI) + 20 * sin (2 * x * G_PI)) * 2 / 3 +
         (20 * sin (y * G_PI) + 40 * sin (y / 3 * G_PI)) * 2 / 3 +
         (160 * sin (y / 12 * G_PI) + 320 * sin (y * G_PI / 30)) * 2 / 3;
}

static double
east_m (double x,
        double y)
{
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) +
         (20 * sin (6 * x * G_PI) + 20 * sin (2 * x * G_PI)) * 2 / 3 +
         (20 * sin (x * G_PI) + 40 * sin (x / 3 * G_PI)) * 2 / 3 +
         (150 * sin (x / 12 * G_PI) + 300 * sin (x / 30 * G_PI)) * 2 / 3;
}

void
yutu_crs_gcj02_from_wgs84 (double *lon_deg,
                           double *lat_deg)
{
  double lat_rad, magic, root, north, east;

  if (!in_china (*lon_deg, *lat_deg))
    return;
  north = north_m (*lon_deg - 105, *lat_deg - 35);
  east = east_m (*lon_deg - 105, *lat_deg - 35);
  lat_rad = *lat_deg * G_PI / 180;
  magic = 1 - KRASOVSKY_E2 * sin (lat_rad) * sin (lat_rad);
  root = sqrt (magic);
  *lat_deg += north * 180 / (KRASOVSKY_M * (1 - KRASOVSKY_E2) / (magic * root) * G_PI);
  *lon_deg += east * 180 / (KRASOVSKY_M / root * cos (lat_rad) * G_PI);
}

static void
bd09_from_gcj02 (double *lon_deg,
                 double *lat_deg)
{
  double x = *lon_deg, y = *lat_deg;
  double radius = hypot (x, y) + 0.00002 * sin (y * BD09_TURN);
  double angle = atan2 (y, x) + 0.000003 * cos (x * BD09_TURN);

  *lon_deg = radius * cos (angle) + 0.0065;
  *lat_deg = radius * sin (angle) + 0.006;
}

void
yutu_crs_bd09_from_wgs84 (double *lon_deg,
                          double *lat_deg)
{
  if (!in_china (*lon_deg, *lat_deg))
    return;
  yutu_crs_gcj02_from_wgs84 (lon_deg, lat_deg);
  bd09_from_gcj02 (lon_deg, lat_deg);
}

/* Both offsets change by less than a thousandth of the way, so that walking back by the error of
 * the forward formula gains about three digits a step. */
static void
invert (void (*forward) (double *, double *),
        double *lon_deg,
        double *lat_deg)
{
  double lon = *lon_deg, lat = *lat_deg;

  if (!in_china (lon, lat))
    return;
  for (int i = 0; i < INVERSE_STEPS; i++)
    {
      double to_lon = lon, to_lat = lat;

      forward (&to_lon, &to_lat);
      lon -= to_lon - *lon_deg;
      lat -= to_lat - *lat_deg;
      if (fabs (to_lon - *lon_deg) + fabs (to_lat - *lat_deg) < INVERSE_DONE_DEG)
        break;
    }
  *lon_deg = lon;
  *lat_deg = lat;
}

void
yutu_crs_gcj02_to_wgs84 (double *lon_deg,
                         double *lat_deg)
{
  invert (yutu_crs_gcj02_from_wgs84, lon_deg, lat_deg);
}

void
yutu_crs_bd09_to_wgs84 (double *lon_deg,
                        double *lat_deg)
{
  invert (yutu_crs_bd09_from_wgs84, lon_deg, lat_deg);
}
