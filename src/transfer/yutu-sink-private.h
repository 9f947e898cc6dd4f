/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "transfer/yutu-sink.h"

G_BEGIN_DECLS

/* What writes one format. It fails with an error that names no file: the sink does. */
typedef struct
{
  /* At @path, which is free and in the folder of the target. */
  gpointer (*open) (const YutuSinkSpec *spec,
                    const char         *path,
                    GError            **error);
  gboolean (*add) (gpointer             self,
                   const YutuSinkValue *values,
                   const YutuShape     *shape,
                   GError             **error);
  /* Everything is on the disk then. Called at most once, before free. */
  gboolean (*close) (gpointer self,
                     GError **error);
  void (*free) (gpointer self);
} YutuSinkWriter;

extern const YutuSinkWriter yutu_sink_csv;
extern const YutuSinkWriter yutu_sink_xlsx;
extern const YutuSinkWriter yutu_sink_gdal;

/* The error of errno. */
gboolean yutu_sink_fail_errno (GError **error);
gboolean yutu_sink_fail_full (GError **error);

G_END_DECLS
