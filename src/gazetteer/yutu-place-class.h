/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Classes of place names (地名类别) in two levels: those of data/rules/place-classes.csv, or a file's own
 * table, which a bureau put in their place. A name keeps the kind of its class in place_name.class, by which
 * it is drawn, numbered and checked, and the code in the further field "category" where the two differ.
 * Immutable. Any thread. */
#pragma once

#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* How a name of a class may be drawn. */
typedef enum
{
  YUTU_DRAWN_POINT = 1 << 0,
  YUTU_DRAWN_LINE = 1 << 1,
  YUTU_DRAWN_AREA = 1 << 2,
} YutuDrawnAs;

#define YUTU_PLACE_CATEGORY "category" /* the further field of a name */

typedef struct
{
  const char        *code;
  const char        *title;
  const char        *title_en; /* "": as the title, here and below */
  const char        *group;
  const char        *group_title;
  const char        *group_title_en;
  const char        *kind; /* road river natural-village …: see yutu_place_kinds_list() */
  unsigned           shapes; /* YutuDrawnAs or-ed; 0: kept as a division */
  const char *const *terms; /* generic terms, NULL-terminated */
} YutuPlaceClass;

typedef struct _YutuPlaceClasses YutuPlaceClasses;

YutuPlaceClasses *yutu_place_classes_ref (YutuPlaceClasses *self);
void              yutu_place_classes_unref (YutuPlaceClasses *self);

/* Those of the program. (transfer none) */
YutuPlaceClasses *yutu_place_classes_get_shipped (void);
/* Those of the file, else of the program. Inside yutu_store_read() or a write, on its thread. */
YutuPlaceClasses *yutu_place_classes_load (YutuConnection *connection,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* A table as the file keeps it: a class a line, its cells in the order of the data file, parted by tabs.
 * NULL: it is none. */
YutuPlaceClasses *yutu_place_classes_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char             *yutu_place_classes_format (const YutuPlaceClasses *self) G_GNUC_WARN_UNUSED_RESULT;
/* Of the file from now on; NULL: those of the program again. Only in a write, on its thread. */
gboolean yutu_place_classes_store (YutuConnection         *connection,
                                   const YutuPlaceClasses *self,
                                   GError                **error);

guint                 yutu_place_classes_count (const YutuPlaceClasses *self);
const YutuPlaceClass *yutu_place_classes_get (const YutuPlaceClasses *self,
                                              guint                   i);
/* NULL: there is none. */
const YutuPlaceClass *yutu_place_classes_find (const YutuPlaceClasses *self,
                                               const char             *code);
/* The first class of a kind; NULL: there is none. @kind: (nullable) */
const YutuPlaceClass *yutu_place_classes_find_kind (const YutuPlaceClasses *self,
                                                    const char             *kind);
/* By code, title or generic term, as a person writes it. */
const YutuPlaceClass *yutu_place_classes_find_written (const YutuPlaceClasses *self,
                                                       const char             *text);
/* That the end of @name tells, among those drawn as one of @shapes; NULL when none does. */
const YutuPlaceClass *yutu_place_classes_guess (const YutuPlaceClasses *self,
                                                const char             *name,
                                                unsigned                shapes);

/* What a class may be taken for; NULL-terminated, static. */
const char *const *yutu_place_kinds_list (void);
/* "point area", and back: words parted by spaces, in Chinese too (点 线 面). FALSE: it is no such. */
char    *yutu_drawn_as_format (unsigned shapes) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_drawn_as_parse (const char *text,
                              unsigned   *shapes);
YutuDrawnAs yutu_drawn_as_of (YutuShapeKind kind);

/* The kind of the shipped class that the end of @name tells; NULL when none does. Static. */
const char *yutu_place_class_guess (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlaceClasses, yutu_place_classes_unref)

G_END_DECLS
