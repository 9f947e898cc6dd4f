/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-module.h"

G_BEGIN_DECLS

struct _YutuModules
{
  gatomicrefcount ref_count;
  GPtrArray      *memory;  /* everything the modules point to */
  GArray         *modules; /* of YutuModule */
};

/* Reads one file and appends it to self->modules. */
gboolean yutu_modules_read_file (YutuModules *self,
                                 const char  *name,
                                 GBytes      *text,
                                 GError     **error);

G_END_DECLS
