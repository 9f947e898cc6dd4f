/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-projection.h"

/* CGCS2000 ellipsoid: GB 22021-2008; EPSG ellipsoid 1024. */
#define CGCS2000_A        6378137.0
#define CGCS2000_F        (1.0 / 298.257222101)
#define FALSE_EASTING     500000.0 /* EPSG method 9807, CRSs 4534–4554 */
#define DEGREE            (G_PI / 180.0)
#define METRES_PER_DEGREE (CGCS2000_A * DEGREE)

/* Karney 2011, eqs. (14), (35), (36), to n^4. */
typedef struct
{
  double e;
  double radius; /* rectifying */
  double alpha[4];
  double beta[4];
} KrugerSeries;

static const KrugerSeries *
get_series (void)
{
  static KrugerSeries series;
  static gsize        once = 0;

  if (g_once_init_enter (&once))
    {
      double n = CGCS2000_F / (2.0 - CGCS2000_F);
      double n2 = n * n, n3 = n2 * n, n4 = n3 * n;

      series.e = sqrt (CGCS2000_F * (2.0 - CGCS2000_F));
      series.radius = CGCS2000_A / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0);
      series.alpha[0] = n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180;
      series.alpha[1] = 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440;
      series.alpha[2] = 61 * n3 / 240 - 103 * n4 / 140;
      series.alpha[3] = 49561 * n4 / 161280;
      series.beta[0] = n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360;
      series.beta[1] = n2 / 48 + n3 / 15 - 437 * n4 / 1440;
      series.beta[2] = 17 * n3 / 480 - 37 * n4 / 840;
      series.beta[3] = 4397 * n4 / 161280;
      g_once_init_leave (&once, 1);
    }
  return &series;
}

static gboolean
is_gauss_kruger (int epsg)
{
  return epsg >= 4534 && epsg <= 4554;
}

static double
get_meridian (int epsg)
{
  return 75.0 + 3.0 * (epsg - 4534);
}

gboolean
yutu_projection_is_supported (int epsg)
{
  return epsg == 4490 || epsg == 3857 || is_gauss_kruger (epsg);
}

int
yutu_projection_for_lon (double lon_deg)
{
  return 4534 + (int)lround ((CLAMP (lon_deg, 75.0, 135.0) - 75.0) / 3.0);
}

static YutuMapPoint
kruger_forward (double lon_rad, double lat_rad)
{
  const KrugerSeries *s = get_series ();
  double              tau = tan (lat_rad);
  double              sigma = sinh (s->e * atanh (s->e * tau / sqrt (1 + tau * tau)));
  double              conformal = tau * sqrt (1 + sigma * sigma) - sigma * sqrt (1 + tau * tau);
  double              xi0 = atan2 (conformal, cos (lon_rad));
  double              eta0 = asinh (sin (lon_rad) / hypot (conformal, cos (lon_rad)));
  double              xi = xi0, eta = eta0;
  /* sin jz of z = 2 (xi0 + i eta0), by sin (j + 1)z = 2 cos z sin jz - sin (j - 1)z */
  double sin_xi = sin (2 * xi0), cos_xi = cos (2 * xi0);
  double sinh_eta = sinh (2 * eta0), cosh_eta = cosh (2 * eta0);
  double cos_re = cos_xi * cosh_eta, cos_im = -sin_xi * sinh_eta;
  double re = sin_xi * cosh_eta, im = cos_xi * sinh_eta, last_re = 0, last_im = 0;

  for (int j = 0; j < 4; j++)
    {
      double next_re = 2 * (cos_re * re - cos_im * im) - last_re;
      double next_im = 2 * (cos_re * im + cos_im * re) - last_im;

      xi += s->alpha[j] * re;
      eta += s->alpha[j] * im;
      last_re = re;
      last_im = im;
      re = next_re;
      im = next_im;
    }
  return (YutuMapPoint){ FALSE_EASTING + s->radius * eta, s->radius * xi };
}

static void
kruger_inverse (YutuMapPoint point, double *lon_rad, double *lat_rad)
{
  const KrugerSeries *s = get_series ();
  double              xi = point.y / s->radius, eta = (point.x - FALSE_EASTING) / s->radius;
  double              xi0 = xi, eta0 = eta, target, tau;
  double              e2 = s->e * s->e;

  for (int j = 0; j < 4; j++)
    {
      xi0 -= s->beta[j] * sin (2 * (j + 1) * xi) * cosh (2 * (j + 1) * eta);
      eta0 -= s->beta[j] * cos (2 * (j + 1) * xi) * sinh (2 * (j + 1) * eta);
    }
  target = sin (xi0) / hypot (sinh (eta0), cos (xi0));
  tau = target;
  for (int i = 0; i < 5; i++)
    {
      double root = sqrt (1 + tau * tau);
      double sigma = sinh (s->e * atanh (s->e * tau / root));
      double now = tau * sqrt (1 + sigma * sigma) - sigma * root;

      tau += (target - now) / sqrt (1 + now * now) * (1 + (1 - e2) * tau * tau) / ((1 - e2) * root);
    }
  *lat_rad = atan (tau);
  *lon_rad = atan2 (sinh (eta0), cos (xi0));
}

YutuMapPoint
yutu_projection_forward (int epsg, YutuPoint point)
{
  double lon = yutu_grid_to_degrees (point.x), lat = yutu_grid_to_degrees (point.y);

  if (is_gauss_kruger (epsg))
    return kruger_forward ((lon - get_meridian (epsg)) * DEGREE, lat * DEGREE);
  if (epsg == 3857)
    return (YutuMapPoint){ lon * METRES_PER_DEGREE,
                           CGCS2000_A * asinh (tan (CLAMP (lat, -85.06, 85.06) * DEGREE)) };
  return (YutuMapPoint){ lon, lat };
}

YutuPoint
yutu_projection_inverse (int epsg, YutuMapPoint point)
{
  double lon = point.x, lat = point.y;

  if (is_gauss_kruger (epsg))
    {
      kruger_inverse (point, &lon, &lat);
      lon = lon / DEGREE + get_meridian (epsg);
      lat /= DEGREE;
    }
  else if (epsg == 3857)
    {
      lon = point.x / METRES_PER_DEGREE;
      lat = atan (sinh (point.y / CGCS2000_A)) / DEGREE;
    }
  lon = isfinite (lon) ? CLAMP (lon, -180.0, 180.0) : 0.0;
  lat = isfinite (lat) ? CLAMP (lat, -90.0, 90.0) : 0.0;
  return yutu_point_from_degrees (lon, lat);
}

YutuMapBox
yutu_projection_forward_box (int epsg, YutuBox box)
{
  YutuMapBox out = YUTU_MAP_BOX_EMPTY;

  if (yutu_box_is_empty (box))
    return out;
  for (int i = 0; i <= 8; i++)
    for (int j = 0; j <= 8; j++)
      {
        YutuMapPoint p = yutu_projection_forward (
          epsg, (YutuPoint){ box.min_x + (box.max_x - box.min_x) / 8 * i,
                             box.min_y + (box.max_y - box.min_y) / 8 * j });

        yutu_map_box_add (&out, p.x, p.y);
      }
  return out;
}

YutuBox
yutu_projection_inverse_box (int epsg, YutuMapBox box)
{
  YutuBox out = YUTU_BOX_EMPTY;

  for (int i = 0; i <= 8; i++)
    for (int j = 0; j <= 8; j++)
      yutu_box_add_point (&out,
                          yutu_projection_inverse (
                            epsg, (YutuMapPoint){ box.min_x + (box.max_x - box.min_x) / 8 * i,
                                                  box.min_y + (box.max_y - box.min_y) / 8 * j }));
  return out;
}

double
yutu_projection_metres_per_unit (int epsg, YutuMapPoint point)
{
  double lat_rad = yutu_grid_to_degrees (yutu_projection_inverse (epsg, point).y) * DEGREE;

  if (epsg == 3857)
    return cos (lat_rad);
  if (is_gauss_kruger (epsg))
    return 1.0;
  return METRES_PER_DEGREE * cos (lat_rad);
}
