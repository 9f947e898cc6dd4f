/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A raw layer of polygons side by side, as files bring them, each with lines of its own, and faults planted
 * in it, from two grid steps (0.2 mm) up. The same seed makes the same layer. */
#pragma once

#include "division/yutu-division-import.h"

G_BEGIN_DECLS

typedef enum
{
  FAULT_GAP,               /* a vertex drawn in, of one of two neighbours */
  FAULT_OVERLAP,           /* … drawn out */
  FAULT_SLIVER_GAP,        /* a whole side */
  FAULT_SLIVER_OVERLAP,
  FAULT_SELF_CROSSING,     /* two vertices in the wrong order */
  FAULT_DUPLICATE_VERTEX,
  FAULT_DUPLICATE_POLYGON,
  N_FAULT_KINDS,
} FaultKind;

typedef struct
{
  FaultKind kind;
  YutuPoint at;       /* the middle of the polygon that has it */
  guint     n_found;  /* findings of the right rule there */
} Fault;

typedef struct
{
  YutuDivisionSource *rows;
  gsize               n_rows;
  GArray             *faults; /* Fault */
  /*< private >*/
  GPtrArray        *texts;
  GPtrArray        *points;
  YutuTopologyRing *rings;
} FaultLayer;

/* @side by @side polygons of @per_side vertices a side. */
void fault_layer_init (FaultLayer *self,
                       guint       side,
                       guint       per_side,
                       guint       n_faults,
                       guint64     seed);
void fault_layer_clear (FaultLayer *self);
/* Somebody found what breaks @rule at @place: FALSE when nothing of that kind was planted there. Fills
 * n_found. */
gboolean fault_layer_note (FaultLayer *self,
                           const char *rule,
                           YutuPoint   place);
/* Lays findings beside the faults: how many name a place where none was planted, or of another kind. Fills
 * n_found. */
guint fault_layer_compare (FaultLayer                     *self,
                           const YutuDivisionImportResult *result);
const char *fault_kind_name (FaultKind kind);

G_END_DECLS
