/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Demo counties in files of their own, made once and shared by the tests of a program. */
#pragma once

#include "demo/yutu-demo.h"

/* @n_addresses, @seed: each pair is made once. Owned by the fixture. */
YutuStore *demo_get (gsize   n_addresses,
                     guint64 seed);
void       demo_read (YutuStore   *store,
                      YutuReadFunc func,
                      gpointer     data);
gint64     demo_count (YutuStore  *store,
                       const char *sql);
void       demo_clear (void);
