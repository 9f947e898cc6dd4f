/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the makers of the demo county hand on to one another: geography first, then what stands on
 * it. Everything random is drawn from streams seeded by (seed, purpose), so that one part can grow
 * without moving another. */
#pragma once

#include "base/yutu-random.h"
#include "demo/yutu-demo.h"
#include "geo/yutu-shape.h"

G_BEGIN_DECLS

#define YUTU_DEMO_ACTOR   "demo"
#define YUTU_DEMO_ACT_DOC "浙政函〔2021〕103号"

typedef struct
{
  const char *code;
  const char *name;
  const char *type;       /* as division.type */
  const char *managed_by; /* NULL: by the district */
  YutuPoint   seat;
  gint64      unit;
  gboolean    is_abolished; /* by the act of 2021-10-21, be it carried out or not */
  gboolean    is_urban;
  gboolean    is_mountain;
  gsize       first_village;
  gsize       n_villages;
} YutuDemoTownship;

typedef struct
{
  const char *name;
  gsize       township;     /* index, before the act */
  gsize       township_now; /* index, today; as township for all but those of the abolished one */
  gboolean    is_community; /* 社区, else 村 */
  YutuPoint   seat;         /* inside */
  YutuShape  *shape;        /* its land */
  gint64      unit;
  gint64      population;
  gint64      addresses[2]; /* first id and number: the ids of its addresses are one run */
} YutuDemoVillage;

/* A village of before the names and addresses of the file. */
typedef struct
{
  const char *name;
  const char *now;
  const char *effective_on;
  gboolean    is_merged; /* into another one; else renamed */
  gsize       village;   /* index, of that of today */
  int         site;      /* of a merged one: in the middle of its land */
  gint64      unit;      /* of a merged one */
} YutuDemoFormer;

/* The land itself; see yutu-demo-world-private.h. */
typedef struct _YutuDemoWorld YutuDemoWorld;

typedef struct
{
  YutuStore          *store;
  const YutuDemoSpec *spec;
  YutuProgress       *progress;
  GStringChunk       *strings;    /* all borrowed text */
  GArray             *townships;  /* YutuDemoTownship, by code; 27 */
  GArray             *villages;   /* YutuDemoVillage, by township */
  GArray             *former;     /* YutuDemoFormer; none where no act is carried out */
  gint64              county;     /* unit */
  GArray             *lines;      /* gint64: boundary_line ids of the county lines */
  GArray             *reservoirs; /* gint64: place_name ids */
  YutuDemoWorld      *world;
} YutuDemo;

/* A stream of its own for @purpose. */
void yutu_demo_random (const YutuDemo *self,
                       const char     *purpose,
                       YutuRandom     *random);

/* ---- The parts, in this order; each writes its journal entries. ---- */

/* County, townships, villages as before the act; fills townships, villages, county. */
gboolean yutu_demo_add_divisions (YutuDemo *self,
                                  GError  **error);
/* Roads, rivers, reservoirs, hills, natural villages; fills reservoirs. */
gboolean yutu_demo_add_names (YutuDemo *self,
                              GError  **error);
/* Fills YutuDemoVillage.addresses. */
gboolean yutu_demo_add_addresses (YutuDemo *self,
                                  GError  **error);
/* 浙政函〔2021〕103号, where the county is to be as it is today: the abolished township, its villages
 * re-parented and given new codes, their addresses in new forms. */
gboolean yutu_demo_add_act (YutuDemo *self,
                            GError  **error);
/* County lines with pillars, township lines, a round of inspections; fills lines. */
gboolean yutu_demo_add_boundaries (YutuDemo *self,
                                   GError  **error);
/* Every register of the modules, so that the counts of seeds/ come out. */
gboolean yutu_demo_add_facilities (YutuDemo *self,
                                   GError  **error);
/* Cases of all modules with people, courses and counts of seeds/. */
gboolean yutu_demo_add_cases (YutuDemo *self,
                              GError  **error);
/* Indicator values and targets of the report. */
gboolean yutu_demo_add_indicators (YutuDemo *self,
                                   GError  **error);

G_END_DECLS
