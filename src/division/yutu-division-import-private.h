/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One import under way, between the files that are its steps: rows (names, codes), base (whose
 * land is cut), land (what is doubtful, and what is proposed), write. */
#pragma once

#include "division/yutu-division-import.h"

G_BEGIN_DECLS

/* A unit that is there on the day of the import. */
typedef struct
{
  gint64   unit;
  int      level;
  gint64   parent;
  char    *code; /* NULL: not known */
  char    *name;
  gboolean has_faces; /* owns land itself, not only through units below it */
  gboolean has_units; /* there are units directly below its level under it */
  gboolean is_cut;    /* rows of the source are cut into that land */
} YutuDivisionImportUnit;

/* Who has a face of the base, and when. */
typedef struct
{
  gint64 face;
  gint64 unit;
  char  *from;
  char  *to;
} YutuDivisionImportOwner;

typedef struct
{
  gint64   face;
  gint64   unit;          /* the finest on the day; 0: nobody's */
  gboolean changes_later; /* has another owner, or none, on a later day */
} YutuDivisionImportGround;

typedef struct
{
  char   *code;   /* NULL: comes in without one */
  gint64  parent; /* unit; 0 none */
  gint64  ground; /* unit whose own land the row is cut into; 0: land that nobody has */
  GArray *faces;  /* gint64: that it covers */
} YutuDivisionImportRow;

/* In the table of faces given by accepted proposals: row index + 1, or this. */
#define YUTU_DIVISION_IMPORT_KEPT G_MAXUINT

typedef struct
{
  YutuConnection                  *connection;
  const YutuDivisionSource        *sources;
  gsize                            n_rows;
  YutuDivisionImportRow           *rows; /* n_rows of them */
  const YutuDivisionImportOptions *options;
  gboolean                         writes;
  double                           sliver_width_m;
  YutuDivisionImportResult        *result;
  YutuTopology                    *base;
  YutuTopology                    *topology;
  GHashTable                      *units;       /* gint64 * unit → YutuDivisionImportUnit */
  GHashTable                      *codes;       /* char * → YutuDivisionImportUnit */
  GArray                          *owners;      /* YutuDivisionImportOwner, by face and day */
  GHashTable                      *grounds;     /* gint64 * face → YutuDivisionImportGround */
  GHashTable                      *rows_by_row; /* gint64 * row of the source → its index + 1 */
  GHashTable                      *given;       /* gint64 * face → see above */
  gint64                           trial_id;
} YutuDivisionImport;

YutuDivisionFinding *yutu_division_import_add_finding (YutuDivisionImport *self,
                                                       gint64              row,
                                                       const char         *rule,
                                                       char               *message); /* taken */
YutuDivisionFinding *yutu_division_import_reject (YutuDivisionImport *self,
                                                  gint64              row,
                                                  const char         *rule,
                                                  char               *message); /* taken */

/* ---- yutu-division-import-rows.c ---- */

gboolean yutu_division_import_examine_rows (YutuDivisionImport *self,
                                            GError            **error);

/* ---- yutu-division-import-base.c ---- */

/* The units and owners of the day. */
gboolean yutu_division_import_load_base (YutuDivisionImport *self,
                                         GError            **error);
/* NULL for 0, or a unit not there on the day. */
YutuDivisionImportUnit *yutu_division_import_find_unit (YutuDivisionImport *self,
                                                        gint64              unit);
/* Who has the land of a face of the new model so far; NULL: nobody. */
YutuDivisionImportUnit *yutu_division_import_get_ground (YutuDivisionImport *self,
                                                         gint64              face);
/* Which faces each row covers, whose land it is cut into, and what unit it lies under. */
void yutu_division_import_place_rows (YutuDivisionImport *self);
/* Whether the row may have the face: it lies in the land that the row is cut into. */
gboolean yutu_division_import_fits (YutuDivisionImport *self,
                                    guint32             row,
                                    gint64              face);
/* Of the rows that cover the face the only one that fits; -1 when there is none, or several. */
gint64 yutu_division_import_find_single (YutuDivisionImport *self,
                                         gint64              face);

/* ---- yutu-division-import-land.c ---- */

gboolean yutu_division_import_examine_land (YutuDivisionImport *self,
                                            GError            **error);

/* ---- yutu-division-import-write.c ---- */

gboolean yutu_division_import_write (YutuDivisionImport *self,
                                     GError            **error);

G_END_DECLS
