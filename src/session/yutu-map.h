/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map of an open file: its tables read into the scene's immutable layers, and drawn to a file
 * by the painter that the window uses too. */
#pragma once

#include "scene/yutu-scene.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* The divisions as they stood on @day, in the map CRS @epsg. Not for the main thread. */
YutuDivisionLayer *yutu_file_load_divisions (YutuFile     *self,
                                             YutuDay       day,
                                             int           epsg,
                                             GCancellable *cancellable,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The map CRS of the file's setting, as an EPSG code; 4490 when it has none that can be drawn. */
gboolean yutu_file_read_map_crs (YutuFile *self,
                                 int      *epsg,
                                 GError  **error);

typedef struct
{
  const char *out;   /* .png, .pdf or .svg */
  const char *style; /* light, dark */
  int         width; /* pixels; points of 1/72 inch in PDF and SVG */
  int         height;
  YutuBox     box; /* what must be seen; empty: everything */
  YutuDay     day;
  gboolean    hide_labels;
} YutuRenderSpec;

typedef struct
{
  gsize  features; /* units drawn */
  gsize  labels;
  double milliseconds; /* of drawing alone */
} YutuRenderResult;

gboolean yutu_file_render (YutuFile             *self,
                           const YutuRenderSpec *spec,
                           YutuRenderResult     *result,
                           GError              **error);

G_END_DECLS
