/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names that are recorded twice: one of them stays, the other becomes its former and other name, with
 * everything that hangs on it, in one journal entry. Nothing is deleted. Not for the main thread. */
#pragma once

#include "base/yutu-day.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  kept;
  gint64  other; /* ends on @day */
  YutuDay day;
} YutuMergeSpec;

typedef struct
{
  gint64 entry;
  gint64 n_addresses;  /* that go over, each keeping its former form */
  gint64 n_doubles;    /* of them: the door was there under the name that stays, too; the check lists them */
  gint64 n_facilities; /* signs and others that stand at such an address */
  gint64 n_cases;      /* at such an address, or about the name */
  char   name[256];    /* of the one that stays */
  char   former[256];  /* of the other */
} YutuMergeResult;

gboolean yutu_file_merge_place_names (YutuFile            *self,
                                      const YutuMergeSpec *spec,
                                      const char          *actor,
                                      YutuMergeResult     *result,
                                      GError             **error);
/* The same inside a write, on its thread; *entry of the result stays 0. */
gboolean yutu_name_merge_run (YutuConnection      *connection,
                              const YutuMergeSpec *spec,
                              YutuMergeResult     *result,
                              GError             **error);

G_END_DECLS
