/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Standard addresses (标准地址): the canonical text from its elements, and reading by place. All that
 * take a connection run inside yutu_store_read() or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_ADDRESS_ROAD_DOOR = 1,
  YUTU_ADDRESS_VILLAGE_DOOR = 2,
  YUTU_ADDRESS_ESTATE_BUILDING = 3,
  YUTU_ADDRESS_LANDMARK = 4,
  YUTU_ADDRESS_PARCEL = 5, /* a plot that has no door yet: door 0, door_sub its number with 地块 behind */
} YutuAddressKind;

/* NULL, "" and 0 mean: none. Numbers without their measure word: building "5", unit_no "2", floor
 * "3", room "302"; door_sub as it is written behind 号 ("之二", "甲"), a plain number for "-3"; of a parcel, which has
 * no door, its number ("A-03地块"). */
typedef struct
{
  const char *province;
  const char *city;
  const char *county;
  const char *township;
  const char *village;
  const char *road;
  const char *lane; /* number: 12 for 12弄 */
  const char *natural_village;
  const char *estate;
  int         door;
  const char *door_sub;
  const char *building;
  const char *unit_no;
  const char *floor; /* written only without a room: the room tells it */
  const char *room;
} YutuAddressElements;

/* "地块" behind the number of a parcel. */
#define YUTU_ADDRESS_PARCEL_WORD "地块"
/* Whether @door and @door_sub are the number of a parcel. */
gboolean yutu_address_is_parcel (int         door,
                                 const char *door_sub);

/* The canonical text:
 * 浙江省金华市婺城区城东街道桃园社区八一南街128号芙蓉苑5幢2单元302室. Any thread. */
char *yutu_address_compose (const YutuAddressElements *elements) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64    id;
  gint64    village; /* unit */
  gint64    place;   /* place_name; 0 none */
  int       door;
  char     *door_sub; /* NULL: none, as all that follow */
  char     *building;
  char     *unit_no;
  char     *floor;
  char     *room;
  char     *text;
  int       kind; /* YutuAddressKind */
  int       use;  /* 0 unknown */
  int       status;
  YutuDay   valid_from;
  YutuDay   valid_to;
  gboolean  has_point;
  YutuPoint point;
  double    distance_m; /* from the point asked for; else 0 */
} YutuAddressRow;

void yutu_address_row_free (YutuAddressRow *self);

/* *address is NULL when there is no such address (which is no error). */
gboolean yutu_address_load (YutuConnection  *connection,
                            gint64           id,
                            YutuAddressRow **address,
                            GError         **error);

/* The nearest addresses valid on @day within @max_m metres on the ellipsoid, nearest first, at
 * most @limit. Element type YutuAddressRow; empty when there is none. */
GPtrArray *yutu_address_near (YutuConnection *connection,
                              YutuPoint       point,
                              double          max_m,
                              YutuDay         day,
                              gsize           limit,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of the addresses valid on @day: gint64, sorted by distance in a circle (edge included),
 * along the Hilbert curve in a box (edge included), by id in a unit (of any level). A list shows
 * them lazily by yutu_address_load(). 1e-7 degree decides in box and circle, as it does in yutu_address_near(). */
GArray *yutu_address_list_in_circle (YutuConnection *connection,
                                     YutuPoint       center,
                                     double          radius_m,
                                     YutuDay         day,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many that lists. */
gboolean yutu_address_count_in_circle (YutuConnection *connection,
                                       YutuPoint       center,
                                       double          radius_m,
                                       YutuDay         day,
                                       gint64         *n,
                                       GError        **error);
/* Those in a polygon, edge included, along the Hilbert curve; and how many that are. */
GArray  *yutu_address_list_in_shape (YutuConnection  *connection,
                                     const YutuShape *shape,
                                     YutuDay          day,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_address_count_in_shape (YutuConnection  *connection,
                                      const YutuShape *shape,
                                      YutuDay          day,
                                      gint64          *n,
                                      GError         **error);
GArray  *yutu_address_list_of_unit (YutuConnection *connection,
                                    gint64          unit,
                                    YutuDay         day,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many yutu_address_list_of_unit() would list, from running sums: a village or a county at once. */
gboolean yutu_address_count_of_unit (YutuConnection *connection,
                                     gint64          unit,
                                     YutuDay         day,
                                     gint64         *n,
                                     GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressRow, yutu_address_row_free)

G_END_DECLS
