/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where the rows of a list lie, for its preview: in bounded memory, however long the list is. */
#pragma once

#include "geo/yutu-point.h"
#include "scene/yutu-sketch.h"

G_BEGIN_DECLS

/* Of more points every second one is kept, then every fourth, …: evenly from the whole list. */
#define YUTU_IMPORT_MAX_SPOTS 16384

/* All zero: none yet. */
typedef struct
{
  GArray *points; /* YutuPoint */
  gsize   n;      /* that were added */
  gsize   stride; /* those are kept whose number it divides */
  YutuBox box;    /* of all */
} YutuImportSpots;

void yutu_import_spots_clear (YutuImportSpots *self);
void yutu_import_spots_add (YutuImportSpots *self,
                            YutuPoint        point);
/* It reaches so far, too. */
void yutu_import_spots_add_box (YutuImportSpots *self,
                                YutuBox          box);
void yutu_import_spots_draw (const YutuImportSpots *self,
                             YutuSketch            *sketch);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuImportSpots, yutu_import_spots_clear)

G_END_DECLS
