/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of one building held against one another: floors and places that only one of them has. Any thread. */
#pragma once

#include "gazetteer/yutu-address-quality.h"
#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

/* The buildings of one base. */
typedef struct _YutuQualityRooms YutuQualityRooms;

typedef struct
{
  gint64    id;
  gboolean  has_point;
  YutuPoint point;
  char     *text;
  gint64    floor;    /* written, or as the number of the room says; 0: not known */
  char     *building; /* (nullable) */
} YutuQualityRoom;

/* @wording as in YutuQualityFault, with the text and then @second (nullable) for it. */
typedef void (*YutuQualityRoomFunc) (const YutuQualityRoom *room,
                                     const char            *wording,
                                     const char            *second,
                                     gpointer               data);

YutuQualityRooms *yutu_quality_rooms_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_quality_rooms_free (YutuQualityRooms *self);
/* @point: (nullable). An address that names neither a building nor a room is passed over. */
void yutu_quality_rooms_add (YutuQualityRooms      *self,
                             const YutuAddressSpec *spec,
                             gint64                 id,
                             const YutuPoint       *point);
/* Calls @func for every address that does not fit to the others of its building, in the order that they were added in
 * within each. */
void yutu_quality_rooms_judge (YutuQualityRooms        *self,
                               const YutuQualityLimits *limits,
                               YutuQualityRoomFunc      func,
                               gpointer                 data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuQualityRooms, yutu_quality_rooms_free)

G_END_DECLS
