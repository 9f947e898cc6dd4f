/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coordinate reference systems, through PROJ. Everywhere x = east or longitude, y = north or
 * latitude, whatever the axis order of the EPSG definition; degrees for geographic systems,
 * metres for projected ones. A transform without a known datum shift (Beijing 1954 and Xian 1980
 * to CGCS2000: tens of metres) is refused, never guessed.
 *
 * Thread: any; each thread has its own PROJ context and transforms, made when first needed. */
#pragma once

#include <glib.h>

#include "geo/yutu-point.h"

G_BEGIN_DECLS

#define YUTU_CRS_CGCS2000     4490
#define YUTU_CRS_WGS84        4326
#define YUTU_CRS_WEB_MERCATOR 3857

#define YUTU_CRS_ERROR (yutu_crs_error_quark ())
GQuark yutu_crs_error_quark (void);

typedef enum
{
  YUTU_CRS_ERROR_FAILED,
  YUTU_CRS_ERROR_UNKNOWN,  /* no such system */
  YUTU_CRS_ERROR_NO_SHIFT, /* the datum shift between the two is not known */
  YUTU_CRS_ERROR_RANGE,    /* a coordinate lies outside of what the transform can take */
} YutuCrsError;

/**
 * yutu_crs_transform:
 * @from_epsg: EPSG code of @x and @y
 * @to_epsg: EPSG code wanted
 * @x: (inout) (array length=n): transformed in place
 * @y: (inout) (array length=n): transformed in place
 *
 * WGS 84 and CGCS2000 count as the same (they differ by centimetres).
 *
 * Returns: %FALSE with a #YutuCrsError; after %YUTU_CRS_ERROR_RANGE the points that could be
 *   transformed are, and the others are infinite.
 */
gboolean yutu_crs_transform (int      from_epsg,
                             int      to_epsg,
                             double  *x,
                             double  *y,
                             gsize    n,
                             GError **error);

/* Grid points into map metres, x and y after each other: @xy has 2 * @n places. */
gboolean yutu_crs_project_points (int              epsg,
                                  const YutuPoint *points,
                                  gsize            n,
                                  double          *xy,
                                  GError         **error);
gboolean yutu_crs_unproject_point (int        epsg,
                                   double     x,
                                   double     y,
                                   YutuPoint *point,
                                   GError   **error);

/* (transfer full) The system's name as EPSG has it; %NULL with an error when unknown. */
char *yutu_crs_dup_name (int      epsg,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The encrypted systems of Chinese web maps (火星坐标, 百度坐标), degrees, in place. Outside of China
 * they are the identity. From_ is iterated until it is exact to 1e-9 degree. For reference layers
 * only; these are no legal coordinates. Source: the formulas that circulate for them, on
 * the Krasovsky ellipsoid (a = 6 378 245 m, e² = 0.00669342162296594323). */
void yutu_crs_gcj02_from_wgs84 (double *lon_deg,
                                double *lat_deg);
void yutu_crs_gcj02_to_wgs84 (double *lon_deg,
                              double *lat_deg);
void yutu_crs_bd09_from_wgs84 (double *lon_deg,
                               double *lat_deg);
void yutu_crs_bd09_to_wgs84 (double *lon_deg,
                             double *lat_deg);

G_END_DECLS
