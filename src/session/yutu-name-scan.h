/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The scan for non-standard names (不规范地名): every name in use beside the naming rules, and a clean-up case for each
 * that breaks them in a way that data/rules/nonstandard-names.csv lists. Of two names that are the same or sound the
 * same the one that came later is told. */
#pragma once

#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_NONSTANDARD_INFLATED,  /* 大 */
  YUTU_NONSTANDARD_FOREIGN,   /* 洋 */
  YUTU_NONSTANDARD_ODD,       /* 怪 */
  YUTU_NONSTANDARD_DUPLICATE, /* 重 */
  YUTU_N_NONSTANDARD,
} YutuNonstandard;

/* "inflated" …, as the field class of the case has it. */
const char *yutu_nonstandard_to_text (YutuNonstandard self);

typedef struct
{
  gint64          place;
  char           *name;
  char           *where;      /* the units that it lies in, "汤溪镇 › 宋村村"; NULL: in none but the county */
  YutuNonstandard main_class; /* the first that fits, in the order of the table */
  char           *evidence;   /* a rule and what it says each line, with where the rival lies */
  gboolean        has_point;
  YutuPoint       point;
  gint64          case_file;  /* of the last clean-up that there was or is about it; 0: none */
  char           *case_no;    /* NULL: none, as of the next */
  char           *case_state; /* its title */
} YutuNonstandardName;

/* All of them, by id. Element type YutuNonstandardName. Not for the main thread. */
GPtrArray *yutu_file_scan_names (YutuFile          *self,
                                 const YutuModules *modules,
                                 YutuDay            day,
                                 YutuProgress      *progress, /* nullable */
                                 GCancellable      *cancellable,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  YutuDay     day;
  const char *actor;
  const char *role;
} YutuCleanUpSpec;

/* Opens a case for each of @names that had none: one entry, none when there is nothing to open. Their case_file is
 * set, and what goes with it. */
gboolean yutu_file_open_clean_ups (YutuFile              *self,
                                   const YutuModules     *modules,
                                   GPtrArray             *names,
                                   const YutuCleanUpSpec *spec,
                                   guint                 *n_opened,
                                   GError               **error);

/* For a window: the names, how many of each class, and how many without a case after what was opened. */
typedef struct
{
  GPtrArray *names; /* YutuNonstandardName, by id */
  guint      n[YUTU_N_NONSTANDARD];
  guint      n_without_case;
  guint      n_opened;
} YutuNameScan;

void yutu_name_scan_free (YutuNameScan *self);
/* Takes the cases of @reread, a result of yutu_session_reread_clean_ups_async () for @self. */
void yutu_name_scan_take_cases (YutuNameScan       *self,
                                const YutuNameScan *reread);
/* Changes nothing. */
void yutu_session_scan_names_async (YutuSession        *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
/* Scans anew, and opens the case of @place, or of all for 0, where there was none. */
void yutu_session_open_clean_ups_async (YutuSession        *self,
                                        gint64              place,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
/* The cases of @scan as they are now, without a look at the names: the result has its names in their order, each with
 * place and case alone. */
void yutu_session_reread_clean_ups_async (YutuSession        *self,
                                          const YutuNameScan *scan,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
/* Of all three. */
YutuNameScan *yutu_session_scan_names_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameScan, yutu_name_scan_free)

G_END_DECLS
