/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses: millions of points that the layer does not hold but asks for, box by box. They are
 * thinned and stamped, never drawn one path a point. */
#pragma once

#include "scene/yutu-projection.h"

G_BEGIN_DECLS

typedef struct
{
  gsize first;
  gsize n;
} YutuPointSlice;

/* Immutable; 1e-7 degree. free_func (data) is called when it is freed. */
typedef struct
{
  gsize          n;
  const gint32  *x;
  const gint32  *y;
  const guint32 *counts; /* (nullable): points that a cell stands for; NULL: each is one */
  const gint64  *ids;    /* (nullable): needed for hits */
  GDestroyNotify free_func;
  gpointer       data;

  /* Only these stretches of the arrays are meant; none: all of them. */
  gsize                 n_slices;
  const YutuPointSlice *slices;
} YutuPointBatch;

YutuPointBatch *yutu_point_batch_new (gsize          n,
                                      const gint32  *x,
                                      const gint32  *y,
                                      const guint32 *counts,
                                      const gint64  *ids,
                                      GDestroyNotify free_func,
                                      gpointer       data) G_GNUC_WARN_UNUSED_RESULT;
/* Copied. For the maker, before anybody else sees it. */
void yutu_point_batch_set_slices (YutuPointBatch       *self,
                                  const YutuPointSlice *slices,
                                  gsize                 n_slices);
/* The slice @index of the batch, counted from 0; FALSE behind the last one. */
gboolean yutu_point_batch_get_slice (const YutuPointBatch *self,
                                     gsize                 index,
                                     YutuPointSlice       *slice);
void     yutu_point_batch_free (YutuPointBatch *self);

/* On the way to being published a door has a sign of its own; later it has none. */
typedef enum
{
  YUTU_DOOR_PUBLISHED,
  YUTU_DOOR_COLLECTED,
  YUTU_DOOR_CHECKED,
  YUTU_DOOR_CODED,
  YUTU_N_DOOR_STATES,
} YutuDoorState;

/* Door numbers: index i of @texts and @states belongs to point i. */
typedef struct
{
  YutuPointBatch    *points;
  const char *const *texts;
  const guint8      *states; /* (nullable) YutuDoorState; NULL: all are published */
} YutuDoorBatch;

typedef struct
{
  /* Points in @box, or, when cells of the Hilbert level @level (see geo/yutu-hilbert.h) are at
   * hand and coarse enough for the view, cells with counts. More than asked for is allowed (it is
   * cut). (transfer full) (nullable). Any thread, several at once. */
  YutuPointBatch *(*fetch) (gpointer data, YutuBox box, int level);
  /* (nullable) Door numbers at street zoom; the answer is freed with free_doors. Any thread. */
  YutuDoorBatch *(*fetch_doors) (gpointer data, YutuBox box);
  void (*free_doors) (YutuDoorBatch *doors);
  void (*free_data) (gpointer data);
} YutuPointSource;

typedef struct _YutuPointLayer YutuPointLayer;

/* @source is copied; @data freed with the layer. */
YutuPointLayer *yutu_point_layer_new (const YutuPointSource *source,
                                      gpointer               data) G_GNUC_WARN_UNUSED_RESULT;
gpointer        yutu_point_layer_get_data (const YutuPointLayer *self);
YutuPointLayer *yutu_point_layer_ref (YutuPointLayer *self);
void            yutu_point_layer_unref (YutuPointLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPointBatch, yutu_point_batch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPointLayer, yutu_point_layer_unref)

G_END_DECLS
