/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An invented county in a new file: GRID × GRID villages with shaken corners, in four townships by
 * quarter, all under one county. */
#pragma once

#include "division/yutu-division-import.h"
#include "division/yutu-division.h"

G_BEGIN_DECLS

#define GRID       6
#define N_VILLAGES (GRID * GRID)
#define FIRST_DAY  "2000-01-01"

typedef struct
{
  char      *folder;
  char      *path;
  YutuStore *store;
  gint64     county;
  gint64     townships[4];
  gint64     villages[N_VILLAGES];
  gint64     faces[N_VILLAGES];
  YutuPoint  corners[GRID + 1][GRID + 1];
} County;

void county_set_up (County       *self,
                    gconstpointer data);
void county_tear_down (County       *self,
                       gconstpointer data);

/* Runs @func in a read or a write and asserts that it succeeds. */
void county_read (County      *self,
                  YutuReadFunc func,
                  gpointer     data);
void county_write (County       *self,
                   YutuWriteFunc func,
                   gpointer      data);
/* Constant SQL in a write of its own. */
void  county_exec (County     *self,
                   const char *sql);
char *county_digest (County *self);

/* The four corners of a village, counter-clockwise. */
void county_get_quad (const County *self,
                      int           village,
                      YutuPoint     quad[4]);
int  county_get_quarter (int village);

/* A digest of the areas of the divisions, as they are stored. */
char *county_dump_areas (YutuConnection *connection);
/* Asserts that the areas of the divisions are those that a rebuild makes, and that the divisions have no error. */
void county_assert_areas (YutuStore *store);

G_END_DECLS
