/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An empty file in a folder of its own, for tests that bring their own land. */
#pragma once

#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  char      *folder;
  YutuStore *store;
} File;

void file_set_up (File         *self,
                  gconstpointer data);
void file_tear_down (File         *self,
                     gconstpointer data);

G_END_DECLS
