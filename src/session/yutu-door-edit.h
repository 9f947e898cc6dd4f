/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors (门牌) of the address library edited on the map: a road numbered by points along it, a door that
 * stands elsewhere, a building split into its homes (分户). Each is one journal entry, and what is refused
 * changes nothing. Not for the main thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* A door number has five digits in the address code (地址编码). */
#define YUTU_DOOR_MAX 99999

typedef enum
{
  YUTU_DOOR_AS_THEY_STAND, /* both sides when the points stand on both sides of the road, else one */
  YUTU_DOOR_EVERY_NUMBER,
  YUTU_DOOR_ONE_SIDE,   /* every second number */
  YUTU_DOOR_BOTH_SIDES, /* each side by itself, the odd numbers on one and the even on the other */
} YutuDoorWay;

typedef struct
{
  gint64           base;  /* the place name whose doors are counted: a road, a natural village */
  int              first; /* of the first point; 0: on from the last one of the side that the point is on */
  YutuDoorWay      way;
  YutuDay          day; /* from when on */
  const YutuPoint *points;
  gsize            n_points;
  const char      *skip; /* (nullable): numbers that nobody gets: "4, 13-17" */
} YutuDoorRun;

typedef struct
{
  gint64    id; /* 0: planned only */
  int       door;
  gint64    village; /* 0: in none */
  gint64    taken;   /* the address that has the number already; 0 none */
  YutuPoint point;
  char     *text; /* NULL: in no village */
} YutuDoor;

/* Why the first point gets its number. */
typedef enum
{
  YUTU_DOOR_START_GIVEN,   /* it was said */
  YUTU_DOOR_START_NONE,    /* no door is numbered yet that it could go on from */
  YUTU_DOOR_START_SIDE,    /* on from the numbers of the nearest door, which is on the same side */
  YUTU_DOOR_START_ACROSS,  /* the nearest door is on the other side: on from the numbers that are not its */
  YUTU_DOOR_START_NEAREST, /* on from the numbers of the nearest door; the sides are not known */
  YUTU_DOOR_START_ALL,     /* on from the last of all */
} YutuDoorStartReason;

typedef struct
{
  YutuDoorStartReason reason;
  int                 nearest; /* number of the nearest door; of SIDE, ACROSS, NEAREST */
  int                 last;    /* of those it goes on from; 0: none yet */
} YutuDoorStart;

typedef struct
{
  gint64        entry; /* 0: planned only */
  char         *base;  /* its name */
  YutuDoorWay   way;   /* as they were counted */
  YutuDoorStart start;
  GPtrArray    *doors; /* YutuDoor, in the order of the points */
  guint         n_taken;
  guint         n_outside;
} YutuDoorPlan;

void yutu_door_plan_free (YutuDoorPlan *self);

/* What the run gives: the text of each door, in the village it stands in on the day, and what stands
 * against it. It is an error when @base is no place name in use on the day. */
YutuDoorPlan *yutu_file_plan_doors (YutuFile          *self,
                                    const YutuDoorRun *run,
                                    GCancellable      *cancellable,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Carries it out, unless a number is taken or a point lies in no village. */
YutuDoorPlan *yutu_file_number_doors (YutuFile          *self,
                                      const YutuDoorRun *run,
                                      const char        *actor,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64   entry;
  gint64   id;               /* the address as it stands now */
  gint64   n_moved;          /* rows with it: the homes of a building */
  double   road_m;           /* from its road; 0: its base is none, or has no line */
  gboolean is_far;           /* farther than doors stand there (road-urban-m, road-rural-m) */
  gboolean is_other_village; /* it goes on under a new text, and keeps its former form */
  char     text[512];        /* of now */
} YutuDoorMoved;

/* Address @id, and the homes that stand at its very point under its number, stands at @point. In another
 * village it goes on from @day in a row of its own, which names it as its predecessor. */
gboolean yutu_file_move_door (YutuFile      *self,
                              gint64         id,
                              YutuPoint      point,
                              YutuDay        day,
                              const char    *actor,
                              YutuDoorMoved *moved,
                              GError       **error);

#define YUTU_SPLIT_MAX_UNITS  20
#define YUTU_SPLIT_MAX_FLOORS 100
#define YUTU_SPLIT_MAX_ROOMS  99 /* of one floor of one entrance */
#define YUTU_SPLIT_MAX_HOMES  (YUTU_SPLIT_MAX_UNITS * YUTU_SPLIT_MAX_FLOORS * YUTU_SPLIT_MAX_ROOMS)

typedef struct
{
  gint64  address; /* a door or a building, not a home */
  int     units;   /* entrances (单元); 0: none is written */
  int     floors;
  int     rooms; /* of a floor of an entrance; the room says its floor: 302 */
  YutuDay day;
} YutuSplitSpec;

typedef struct
{
  gint64 entry; /* 0: all were there */
  gint64 n_added;
  gint64 n_kept;     /* that were there */
  char   first[512]; /* texts */
  char   last[512];
  guint8 there[(YUTU_SPLIT_MAX_HOMES + 7) / 8]; /* a bit for each home that was there, in the order of the numbers */
} YutuSplitResult;

/* The number of a home's room: 302. */
int yutu_split_room_number (int floor,
                            int room);
/* Whether the home was there. @unit: 0 where no entrance is written; all else counts from 1. */
gboolean yutu_split_was_there (const YutuSplitResult *self,
                               const YutuSplitSpec   *spec,
                               int                    unit,
                               int                    floor,
                               int                    room);

/* The homes that the library has already stay as they are. The second only tells what would be. */
gboolean yutu_file_split_address (YutuFile            *self,
                                  const YutuSplitSpec *spec,
                                  const char          *actor,
                                  YutuSplitResult     *result,
                                  GError             **error);
gboolean yutu_file_plan_split (YutuFile            *self,
                               const YutuSplitSpec *spec,
                               YutuSplitResult     *result,
                               GCancellable        *cancellable,
                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDoorPlan, yutu_door_plan_free)

G_END_DECLS
