/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A binary heap of places by cost, least first; equal costs in the order of the places, so that
 * the same pushes always give the same pops. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YutuDemoHeap YutuDemoHeap;

YutuDemoHeap *yutu_demo_heap_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_demo_heap_free (YutuDemoHeap *self);
void          yutu_demo_heap_push (YutuDemoHeap *self,
                                   double        cost,
                                   int           place,
                                   int           label);
/* FALSE when empty. @label may be NULL. */
gboolean yutu_demo_heap_pop (YutuDemoHeap *self,
                             double       *cost,
                             int          *place,
                             int          *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDemoHeap, yutu_demo_heap_free)

G_END_DECLS
