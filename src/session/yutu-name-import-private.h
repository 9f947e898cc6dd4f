/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The import of a list of place names: what a row says (yutu-name-import-row.c, yutu-name-import-parts.c), whether
 * it says anything new of a name of the file (yutu-name-import-known.c), and what is done with it
 * (yutu-name-import.c). */
#pragma once

#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-name-rules.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-import-rows-private.h"
#include "session/yutu-name-fields.h"
#include "session/yutu-unit-lands-private.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

/* Columns, by number. */
enum
{
  YUTU_NAME_COLUMN_ID,
  YUTU_NAME_COLUMN_NAME,
  YUTU_NAME_COLUMN_CLASS,
  YUTU_NAME_COLUMN_GRADE,
  YUTU_NAME_COLUMN_STATUS,
  YUTU_NAME_COLUMN_DIVISION,
  YUTU_NAME_COLUMN_ALIAS,
  YUTU_NAME_COLUMN_FORMER,
  YUTU_NAME_COLUMN_PINYIN,
  YUTU_NAME_COLUMN_PINYIN_TONE,
  YUTU_NAME_COLUMN_MEANING,
  YUTU_NAME_COLUMN_APPROVAL_DOC,
  YUTU_NAME_COLUMN_APPROVED_ON,
  YUTU_NAME_COLUMN_LON,
  YUTU_NAME_COLUMN_LAT,
  YUTU_NAME_COLUMN_VALID_FROM,
  YUTU_NAME_COLUMN_VALID_TO,
  YUTU_N_NAME_COLUMNS /* further fields follow, see yutu-name-fields.h */
};

typedef struct
{
  const YutuImportRowsSpec *spec;
  YutuImportRowsResult     *result;
  YutuConnection           *connection;
  YutuSource               *source;
  gboolean                  is_layer;
  const YutuNameField      *fields;
  gsize                     n_fields;
  int                      *at;     /* of the columns, then of the fields */
  GPtrArray                *values; /* const char *, of the row at hand */
  gint64                    row;
  gboolean                  has_place; /* of the row at hand: where it is told to be */
  YutuPoint                 place;
  YutuUnitLands             lands;
  YutuRowPoints             points;
  double                    near_m;
  GHashTable               *units; /* "day name" → gint64 * */
  GHashTable               *seen;  /* "class division name" → row */
  YutuPlaceClasses         *classes;
  YutuNameIndex            *index; /* a trial */
  gboolean                  writes;
} YutuNameImport;

/* A row as it is understood. */
typedef struct
{
  YutuPlaceNameSpec spec;
  YutuDay           valid_from;
  YutuDay           valid_to; /* YUTU_DAY_INVALID: open */
  char              days[3][YUTU_DAY_TEXT_SIZE];
  char             *fields;
  char             *crossed; /* names of the divisions that it crosses; NULL: fewer than two */
  YutuShape        *shape;
  gboolean          has_point;
  YutuPoint         point;
} YutuNameImportRow;

void yutu_name_import_row_clear (YutuNameImportRow *self);

/* @row: { .valid_to = YUTU_DAY_INVALID }. FALSE: the row was told to be rejected. Inside a read or a write, on its
 * thread. */
gboolean yutu_name_import_read_row (YutuNameImport    *self,
                                    gsize              index,
                                    YutuNameImportRow *row);

/* The cell of the row at hand; NULL: it is empty. */
const char *yutu_name_import_get (const YutuNameImport *self,
                                  int                   column);
/* Tells of the row at hand; FALSE. @rule: static; @message is taken. */
gboolean yutu_name_import_reject (YutuNameImport *self,
                                  int             column,
                                  const char     *rule,
                                  char           *message);
/* The same of one that is taken all the same. */
void yutu_name_import_warn (YutuNameImport          *self,
                            int                      column,
                            const char              *rule,
                            const YutuNameImportRow *row,
                            char                    *message);

/* The geometry of a feature that has paths, its rings turned as a shape has them. */
YutuShape *yutu_name_import_make_shape (YutuSource              *source,
                                        const YutuSourceFeature *feature) G_GNUC_WARN_UNUSED_RESULT;

/* "旧街(1950-01-01—1981-10-01)" into its name, which @text becomes, and days; without days from the first day
 * there is to @until. FALSE when it is neither. */
gboolean yutu_name_import_read_former (char    *text,
                                       YutuDay  until,
                                       YutuDay *from,
                                       YutuDay *to);

/* What a row says that has the number of a place name of the file; NULL and YUTU_DAY_INVALID: nothing. */
typedef struct
{
  const char *number;
  const char *name;
  const char *name_class;
  const char *division; /* its name or code */
  const char *status;   /* as it is kept */
  YutuDay     from;
  YutuDay     to;
  gboolean    has_point;
  YutuPoint   point;
  const char *record; /* see yutu_name_record_compare() */
} YutuNameRowSaid;

/* *changes: what the record is to get, NULL: nothing new. *message and *field: why the row cannot be; else NULL. */
gboolean yutu_name_import_compare (YutuConnection        *connection,
                                   const YutuNameRowSaid *said,
                                   gint64                *id,
                                   char                 **changes,
                                   const char           **field,
                                   char                 **message,
                                   GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuNameImportRow, yutu_name_import_row_clear)

G_END_DECLS
