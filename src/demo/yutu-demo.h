/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The demo county (演示县): true names, codes and figures from seeds/, invented geometry, invented
 * people. It goes into a file through the same functions as real data, and is the same for the same
 * seed and day (what is due counts from today). */
#pragma once

#include "base/yutu-progress.h"
#include "division/yutu-act.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

#define YUTU_DEMO_DEFAULT_ADDRESSES 100000
#define YUTU_DEMO_MAX_ADDRESSES     10000000

/* Carries out an act in a write, with the addresses, facilities and cases of its land. */
typedef gboolean (*YutuDemoActFunc) (YutuConnection *connection,
                                     YutuActSpec    *act,
                                     GError        **error);

typedef struct
{
  gsize           addresses; /* at least 1,000, at most YUTU_DEMO_MAX_ADDRESSES */
  guint64         seed;
  YutuDemoActFunc carry_out; /* the act of 2021-10-21; NULL: the county stays as it was before */
} YutuDemoSpec;

typedef struct
{
  gint64 divisions; /* units of any level and any time */
  gint64 villages;
  gint64 addresses;
  gint64 places;
  gint64 facilities;
  gint64 cases;
} YutuDemoResult;

/* Fills @store, a new and empty file with everything attached, in a few journal entries. Not for
 * the main thread. */
gboolean yutu_demo_write (YutuStore          *store,
                          const YutuDemoSpec *spec,
                          YutuDemoResult     *result,
                          YutuProgress       *progress,
                          GError            **error);

G_END_DECLS
