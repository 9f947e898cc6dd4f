/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A file from outside, read whole into memory as it is: rows of text and raw coordinates, nothing
 * cleaned. Files are hostile: only a list of drivers, only regular files, copied with their
 * sidecars into a private folder first, no network, stated limits. */
#pragma once

#include "base/yutu-progress.h"
#include "geo/yutu-point.h"

G_BEGIN_DECLS

#define YUTU_TRANSFER_ERROR (yutu_transfer_error_quark ())
GQuark yutu_transfer_error_quark (void);

typedef enum
{
  YUTU_TRANSFER_ERROR_FAILED,
  YUTU_TRANSFER_ERROR_NOT_FOUND,  /* no such file, or not a regular one */
  YUTU_TRANSFER_ERROR_UNREADABLE, /* no driver takes it, or it breaks off */
  YUTU_TRANSFER_ERROR_TOO_LARGE,  /* over one of the limits below */
  YUTU_TRANSFER_ERROR_CRS,        /* unknown, or its datum has no exact way to CGCS2000 */
  YUTU_TRANSFER_ERROR_ENCODING,   /* text in no known encoding */
  YUTU_TRANSFER_ERROR_FULL,       /* no room for what is written */
  YUTU_TRANSFER_ERROR_NO_ROWS,    /* headings, or an empty layer */
  YUTU_TRANSFER_ERROR_COLUMNS,    /* a column that is needed is not in it, or one is named that is not */
  YUTU_TRANSFER_ERROR_NOT_TEXT,   /* a table that is no text: a NUL in it, or a workbook of the old kind */
} YutuTransferError;

#define YUTU_SOURCE_MAX_BYTES  (G_GINT64_CONSTANT (4) << 30)
#define YUTU_SOURCE_MAX_ROWS   2000000
#define YUTU_SOURCE_MAX_POINTS 200000000
#define YUTU_SOURCE_MAX_TEXT   (1 << 20) /* bytes in one field */
#define YUTU_SOURCE_MAX_FIELDS 1000

typedef enum
{
  YUTU_SOURCE_NONE, /* no geometry, or an empty one */
  YUTU_SOURCE_POINT,
  YUTU_SOURCE_LINE,
  YUTU_SOURCE_POLYGON,
  YUTU_SOURCE_OTHER, /* a kind that Yutu has no use for */
} YutuSourceKind;

/* One path of a feature: a ring of a polygon (as the file has it: any orientation, the first
 * point not repeated), a line, or a point. */
typedef struct
{
  gsize start; /* into the source's points */
  gsize n_points;
  guint part; /* which polygon of a multipolygon */
} YutuSourcePath;

typedef struct
{
  gint64         row; /* 1-based position in the file */
  YutuSourceKind kind;
  gsize          first_path;
  gsize          n_paths;
  gboolean       out_of_range; /* a coordinate off the earth, or no number: its paths are left out */
} YutuSourceFeature;

typedef struct _YutuSource YutuSource;

typedef struct
{
  const char *encoding;  /* of text; NULL: found out */
  const char *crs;       /* "EPSG:n" or "n", or the web maps' "gcj02" or "bd09", instead of what the
                         * file says; NULL: as it says */
  const char *layer;     /* NULL: the only one, or the first with geometry */
  gboolean    swap_axes; /* the file has y before x */
} YutuSourceOptions;

/* Axis order of what comes out: x east, y north, EPSG:4490 on the grid.
 * Thread: any thread (not main: it reads the disk). */
YutuSource *yutu_source_read (const char              *path,
                              const YutuSourceOptions *options,
                              YutuProgress            *progress,
                              GError                 **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A table, as text (CSV) or the first sheet of a workbook (XLSX, by its suffix or its first bytes): rows
 * without geometry. */
YutuSource *yutu_source_read_table (const char              *path,
                                    const YutuSourceOptions *options,
                                    YutuProgress            *progress,
                                    GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
YutuSource *yutu_source_ref (YutuSource *self);
void        yutu_source_unref (YutuSource *self);

gsize                    yutu_source_count_rows (YutuSource *self);
const YutuSourceFeature *yutu_source_get_feature (YutuSource *self,
                                                  gsize       index);
const YutuSourcePath    *yutu_source_get_path (YutuSource *self,
                                               gsize       index);
const YutuPoint         *yutu_source_get_points (YutuSource           *self,
                                                 const YutuSourcePath *path);
gsize                    yutu_source_count_fields (YutuSource *self);
const char              *yutu_source_get_field (YutuSource *self,
                                                gsize       field);
/* UTF-8; NULL for a null or missing value. */
const char *yutu_source_get_text (YutuSource *self,
                                  gsize       index,
                                  gsize       field);
/* The field called one of @names (ASCII case ignored), or -1. */
int yutu_source_find_field (YutuSource        *self,
                            const char *const *names);
/* Where the reference system that the file or the options name may be used, as EPSG has it; FALSE
 * when that is the whole earth, or not known. */
gboolean yutu_source_get_crs_area (YutuSource *self,
                                   YutuBox    *area);
/* The layers of the file, at least one where a file can have several; *chosen is that which was read. */
gsize       yutu_source_count_layers (YutuSource *self,
                                      gsize      *chosen);
const char *yutu_source_get_layer (YutuSource *self,
                                   gsize       index);
/* What was understood, for people: "GeoJSON, EPSG:4326, UTF-8". */
const char *yutu_source_get_summary (YutuSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSource, yutu_source_unref)

G_END_DECLS
