/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whose the faces of a part of the model are on a day: what previews of edits name and measure. */
#pragma once

#include "session/yutu-line-edit.h"

G_BEGIN_DECLS

#define YUTU_EDIT_LEVELS 6

typedef struct
{
  gint64      face;
  gint64      owner_unit;              /* the finest; 0: nobody's, or outside */
  const char *owner;                   /* its name; NULL */
  guint       units[YUTU_EDIT_LEVELS]; /* by level: place in units + 1; 0: none */
} YutuEditFace;

typedef struct
{
  GArray *units; /* YutuLineUnit, uppermost levels first */
  /*< private >*/
  GArray       *faces; /* YutuEditFace */
  GHashTable   *place; /* face, gint64 * → place in faces + 1 */
  GStringChunk *names;
} YutuEditOwners;

void yutu_edit_owners_init (YutuEditOwners *self);
void yutu_edit_owners_clear (YutuEditOwners *self);
/* Once, of all faces of @model and the outside. */
gboolean yutu_edit_owners_read (YutuEditOwners *self,
                                YutuConnection *connection,
                                YutuTopology   *model,
                                const char     *day,
                                GError        **error);
/* NULL: not in the model. */
const YutuEditFace *yutu_edit_owners_find (const YutuEditOwners *self,
                                           gint64                face);
/* Adds to the areas of the face's units, in their order. */
void yutu_edit_owners_add_area (const YutuEditOwners *self,
                                gint64                face,
                                gint64                area_cm2,
                                gint64               *areas_cm2);

G_END_DECLS
