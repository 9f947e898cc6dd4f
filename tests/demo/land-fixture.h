/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Land for what stands on it: 27 townships of square villages, 275 of them managed by the district,
 * with a few doors each, five lines and some pillars. */
#pragma once

#include "demo/yutu-demo-private.h"

G_BEGIN_DECLS

#define LAND_FIRST_DAY  "2010-01-01"
#define LAND_ACT_DAY    "2021-10-21"
#define LAND_N_MANAGED  275
#define LAND_N_VILLAGES 430

typedef struct
{
  char        *folder;
  char        *path;
  YutuStore   *store;
  YutuDemoSpec spec;
  YutuDemo     demo;
} Land;

void land_set_up (Land         *self,
                  gconstpointer data); /* seed as a pointer; NULL is 1 */
void land_tear_down (Land         *self,
                     gconstpointer data);
/* Facilities, cases, indicators. */
void land_settle (Land *self);
/* First column of the first row. */
double land_get_number (Land       *self,
                        const char *sql);
char  *land_dup_text (Land       *self,
                      const char *sql);

G_END_DECLS
