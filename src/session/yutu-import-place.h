/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether a source of land lies where it can: in the area of its own reference system, near the
 * land of the file, else in China. A source in another reference system than it says, or with
 * latitude before longitude, shows by this. */
#pragma once

#include "store/yutu-store.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

typedef struct
{
  const char *rule; /* static: crs-area, axes-swapped, elsewhere, far-away; NULL: nothing is odd */
  char       *message;
  gboolean    rejects;
  GHashTable *rows; /* gint64 * of single rows that lie elsewhere than the rest → char * why */
} YutuImportPlace;

/* The land that units have in the file; empty when there is none. */
gboolean yutu_import_load_land (YutuConnection *connection,
                                YutuBox        *box,
                                GError        **error);

void yutu_import_place_clear (YutuImportPlace *self);

/**
 * yutu_import_place_judge:
 * @crs_is_named: a person has named the reference system: land far from all else is told then,
 *   but not refused
 * @day: of the limits (data/rules/division-limits.csv)
 *
 * Thread: that of the connection.
 */
gboolean yutu_import_place_judge (YutuImportPlace *self,
                                  YutuSource      *source,
                                  gboolean         crs_is_named,
                                  YutuConnection  *connection,
                                  const char      *day,
                                  GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuImportPlace, yutu_import_place_clear)

G_END_DECLS
