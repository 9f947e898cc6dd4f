/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Parts of a row of a list of place names. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

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

G_END_DECLS
