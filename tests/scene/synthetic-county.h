/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An invented county for the scene's tests and for looking at: a jittered lattice of villages with
 * fractal shared edges, townships as patches of it, roads, rivers, water, symbols, addresses. */
#pragma once

#include "scene/yutu-scene.h"

typedef struct
{
  int      epsg;
  int      columns; /* villages east–west; 30 × 20 is a county */
  int      rows;
  int      depth; /* each edge gets 2^depth segments */
  gsize    n_addresses;
  gboolean with_seats;
  guint64  seed;
} SyntheticSpec;

typedef struct
{
  YutuSceneSpec spec; /* owns one reference of each layer; style too */
  GArray       *arcs; /* of GArray * of YutuPoint, for oracles */
  YutuBox       box;
  gint32       *x; /* addresses, 1e-7 degree */
  gint32       *y;
  gint64       *ids;
  gsize         n;
} SyntheticCounty;

SyntheticCounty *synthetic_county_new (const SyntheticSpec *spec);
void             synthetic_county_free (SyntheticCounty *self);
/* Resolution to the nearest standard step (a half zoom number), centre to the pixel grid of the tiles. */
void synthetic_snap_view (YutuView *view);
/* id of village, township and the county as the lattice gives them. */
#define SYNTHETIC_COUNTY_ID      1
#define SYNTHETIC_TOWNSHIP_ID(t) (100 + (t))
#define SYNTHETIC_BOUNDARY_ID    770000000000LL /* the line around the county */
#define SYNTHETIC_VILLAGE_ID(v)  (1000 + (v))
