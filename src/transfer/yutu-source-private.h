/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "transfer/yutu-source.h"

G_BEGIN_DECLS

struct _YutuSource
{
  int           ref_count;
  GArray       *features; /* YutuSourceFeature */
  GArray       *paths;    /* YutuSourcePath */
  GArray       *points;   /* YutuPoint */
  GPtrArray    *fields;   /* char * */
  GPtrArray    *layers;   /* char *: of the whole file */
  guint         layer;    /* which of them this is */
  GPtrArray    *values;   /* const char * in @chunk or NULL; rows × fields */
  GStringChunk *chunk;
  char         *summary;
  YutuBox       crs_area; /* empty: the whole earth, or not known */
};

YutuSource *yutu_source_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Copies @text (nullable). */
void yutu_source_take_row (YutuSource       *self,
                           YutuSourceFeature feature);
void yutu_source_add_text (YutuSource *self,
                           const char *text);

/* The first sheet of a workbook (XLSX) that is shown and not empty. Its first row names the fields, titles over
 * it left out; every value as text: days as 2026-03-01, numbers as they are shown. */
YutuSource *yutu_source_read_workbook (const char   *path,
                                       YutuProgress *progress,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* GDAL, without its plug-ins and without the network. Any thread. */
void yutu_source_register_drivers (void);

G_END_DECLS
