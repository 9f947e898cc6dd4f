/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An open file with everything of the engine tied to it: what the window and the command line
 * both call. No GTK; nothing here may be called on the main thread unless it says so. */
#pragma once

#include "division/yutu-division.h"
#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct _YutuFile YutuFile;

/* Opens @path; see yutu_store_open() for what happens when another program has it. */
YutuFile *yutu_file_open (const char        *path,
                          YutuStoreOpenFlags flags,
                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* With its progress where an older program wrote it: yutu_store_open_watched(). */
YutuFile *yutu_file_open_watched (const char        *path,
                                  YutuStoreOpenFlags flags,
                                  YutuProgress      *progress,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The file at @path as it was known at @moment of the recording clock (base/yutu-moment.h), in memory
 * and read-only; all that reads a file reads it. See yutu_store_open_past(). */
YutuFile *yutu_file_open_past (const char   *path,
                               const char   *moment,
                               YutuProgress *progress,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
YutuFile *yutu_file_ref (YutuFile *self);
void      yutu_file_unref (YutuFile *self);
/* Any thread. */
YutuStore *yutu_file_get_store (YutuFile *self);

typedef struct
{
  char   *name; /* of the table */
  gint64  count;
  YutuBox box; /* empty when the layer has no geometry or no rows */
} YutuLayerInfo;

typedef struct
{
  int        schema;
  char      *county_code; /* of the day, or of today; NULL: there is none, or several are in the file */
  char      *county_name;
  char      *map_crs;
  gint64     journal_entries;
  char      *journal_head; /* hash of the newest entry; NULL when there is none */
  gint64     divisions;    /* units of any level and any time */
  gint64     villages;
  GPtrArray *layers; /* YutuLayerInfo, in the schema's order */
  YutuDay    day;    /* that its layers are counted on */
} YutuFileInfo;

/* Of layers whose rows have days those of @day; YUTU_DAY_INVALID: all rows. */
YutuFileInfo *yutu_file_read_info (YutuFile *self,
                                   YutuDay   day,
                                   GError  **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_file_info_free (YutuFileInfo *self);

/* The value of a setting, or NULL when it is not set (which is no error). */
gboolean yutu_file_read_setting (YutuFile   *self,
                                 const char *key,
                                 char      **value,
                                 GError    **error);

/* The county that it is of, as yutu_division_load_county() on @day. */
gboolean yutu_file_read_county (YutuFile      *self,
                                YutuDay        day,
                                YutuDivision **county,
                                GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFile, yutu_file_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFileInfo, yutu_file_info_free)

G_END_DECLS
