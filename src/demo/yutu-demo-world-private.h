/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The invented land under the demo county, in memory: a mesh of some ten thousand cells with
 * relief, water that flows downhill over it, and cells grown together into villages and townships.
 * Works in metres on a plane; what leaves it is on the grid.
 *
 * A cell is the land around a site of the mesh. Where two cells meet, their border runs from the
 * corner of one triangle through a point of the common edge (its middle) to the corner of the
 * other. Inside of triangle t with corner c, the border across edge A–B stays inside the triangle
 * A, B, c, which no other line enters: lines cannot cross, however they wind. Rivers run along the
 * same borders, so that a border may follow a river exactly. */
#pragma once

#include "demo/yutu-demo-mesh.h"
#include "demo/yutu-demo-private.h"

G_BEGIN_DECLS

#define YUTU_DEMO_WEST_DEG  119.305
#define YUTU_DEMO_SOUTH_DEG 28.732
#define YUTU_DEMO_WIDTH_M   44500.0
#define YUTU_DEMO_HEIGHT_M  57530.0
#define YUTU_DEMO_MARGIN_M  6000.0
/* Metres of one degree at 28.99° N (series of the meridian and of the parallel, CGCS2000). */
#define YUTU_DEMO_LON_M 97446.0
#define YUTU_DEMO_LAT_M 110852.0

#define YUTU_DEMO_STREAM_M2 2.5e6 /* more land than this drains into a stream */
#define YUTU_DEMO_RIVER_M2  2.5e7

typedef struct
{
  guint32 start; /* into points */
  guint32 n;
} YutuDemoCurve;

/* A place name to be written. */
typedef struct
{
  const char *name;
  const char *name_class;
  int         grade;
  int         village; /* index; -1: of none */
  YutuShape  *shape;
  gint64      id; /* once written */
} YutuDemoPlace;

/* The line of a road, for what stands along it. Several may be of one place. */
typedef struct
{
  guint   place; /* index */
  GArray *line;  /* YutuDemoXY */
} YutuDemoRoad;

/* Where doors stand round a middle: a natural village, or an estate. */
typedef struct
{
  guint      place; /* index */
  int        village;
  YutuDemoXY middle;
} YutuDemoSpot;

struct _YutuDemoWorld
{
  guint64       seed;
  YutuDemoMesh *mesh;

  /* by site */
  double *spacing_m;
  double *site_height_m;
  double *inside_m; /* how far within the outline; negative outside */
  int    *township; /* before the act; -1 outside of the county */
  int    *village;
  guint8 *is_wet; /* under a reservoir */

  /* by triangle */
  YutuDemoXY *corner;
  double     *height_m;
  double     *flow_m2; /* land that drains through it */
  int        *down;    /* the triangle it drains into; -1 out of the square */

  /* by half-edge; middle is the same for both */
  YutuDemoXY    *middle;
  YutuDemoCurve *curve;  /* from the corner of its triangle to the middle, without the ends */
  GArray        *points; /* YutuPoint */

  GArray *river;  /* YutuDemoXY: the course of the main river */
  GArray *branch; /* the same of the second one */

  GArray *places;  /* YutuDemoPlace */
  GArray *roads;   /* YutuDemoRoad */
  GArray *hamlets; /* YutuDemoSpot: natural villages, those of a village together */
  GArray *estates; /* YutuDemoSpot, those of a village together */
};

YutuPoint  yutu_demo_to_grid (YutuDemoXY point);
YutuDemoXY yutu_demo_from_grid (YutuPoint point);
static inline double
yutu_demo_distance (YutuDemoXY a,
                    YutuDemoXY b)
{
  return sqrt ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

/* @village_m2: by township, how much land a village has there. Cells lie where they lie, with
 * corners and middles halfway; all else is empty. */
YutuDemoWorld *yutu_demo_world_new (const YutuDemo *demo,
                                    const double   *village_m2) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_demo_world_free (YutuDemoWorld *self);

/* Fills height_m, site_height_m, down and flow_m2. */
void yutu_demo_water_flow (YutuDemoWorld *self);
/* The land that drains along the border across @edge; 0 where no stream runs. */
double yutu_demo_water_along (const YutuDemoWorld *self,
                              int                  edge);

/* Fills township and village (indices into those of @demo, whose villages are made, with township
 * and seat). The townships know how many villages they have; @wanted_m2: by township, its size
 * relative to the others. The first village of a township is the one with its locating point. */
void yutu_demo_land_settle (YutuDemoWorld *self,
                            YutuDemo      *demo,
                            const double  *wanted_m2);
/* The village at @point, -1 outside. *start is a triangle near by, and becomes that of @point. */
int yutu_demo_land_locate (const YutuDemoWorld *self,
                           YutuDemoXY           point,
                           int                 *start);

/* Smooths corners and middles along borders and water, then fills curve and points. */
void yutu_demo_lines_draw (YutuDemoWorld *self);
/* Appends the border across @edge from the right of it to the left, without its last point. */
void yutu_demo_lines_append (const YutuDemoWorld *self,
                             int                  edge,
                             GArray              *points);
/* Rings of the land whose cells have @labels[site] == @label; element type GArray of YutuPoint,
 * each with that land on its left. */
GPtrArray *yutu_demo_lines_list_rings (const YutuDemoWorld *self,
                                       const int           *labels,
                                       int                  label) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Places. Names are kept in @demo. ---- */

/* Takes @shape. Returns its index. */
guint yutu_demo_place_add (YutuDemo   *demo,
                           const char *name,
                           const char *name_class,
                           int         grade,
                           int         village,
                           YutuShape  *shape);
/* The columns of a seed's table in an order of the seed's own; text is kept in @demo. */
gboolean yutu_demo_load_stock (YutuDemo   *demo,
                               const char *file,
                               GPtrArray  *names,
                               GError    **error);
/* A name without its last character or, for 社区, two: 鹿村 → 鹿 stays 鹿村 when only one would be
 * left. */
char *yutu_demo_proper_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* The village at @point, or the nearest of its triangle; -1 outside of the county. */
int yutu_demo_village_near (const YutuDemoWorld *self,
                            YutuDemoXY           point);

gboolean yutu_demo_rivers_make (YutuDemo *demo,
                                GError  **error);
gboolean yutu_demo_reservoirs_make (YutuDemo *demo,
                                    GError  **error);
/* The village that became part of @village, and the site in the middle of its land. (nullable) */
const char *yutu_demo_past_get_hamlet (const YutuDemo *demo,
                                       gsize           village,
                                       int            *site);
/* Natural villages; with them the sites they stand on, for roads to lead to. */
gboolean yutu_demo_hamlets_make (YutuDemo *demo,
                                 GArray   *sites,
                                 GError  **error);
/* Hills on the tops of the relief. */
gboolean yutu_demo_hills_make (YutuDemo *demo,
                               GError  **error);
/* Estates (小区), in the blocks of the street grid where there is one. */
gboolean yutu_demo_estates_make (YutuDemo *demo,
                                 GError  **error);
/* Roads of all grades outside of the town's grid, and bridges; @hamlets: sites. */
void yutu_demo_roads_make (YutuDemo     *demo,
                           const GArray *hamlets);
/* The street grid of the town and a few streets in each 镇. */
gboolean yutu_demo_streets_make (YutuDemo *demo,
                                 GError  **error);
/* A road of several lines (GArray of YutuDemoXY) as one place; each is kept for doors. */
void yutu_demo_road_add (YutuDemo   *demo,
                         const char *name,
                         int         grade,
                         GPtrArray  *lines);
/* The middle of the block (@column, @row) of the town's grid. */
YutuDemoXY yutu_demo_street_block (const YutuDemoWorld *self,
                                   int                  column,
                                   int                  row);
#define YUTU_DEMO_BLOCK_M 230.0
#define YUTU_DEMO_BLOCKS  64 /* columns and rows run from minus half of it on */

G_END_DECLS
