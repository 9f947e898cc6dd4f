/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Indicators of an open file, and the theme maps (专题图) that they make. */
#pragma once

#include "coverage/yutu-indicator.h"
#include "scene/yutu-scene.h"
#include "session/yutu-file.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Not for the main thread. */
YutuIndicatorTable *yutu_file_read_indicator (YutuFile                *self,
                                              YutuModules             *modules,
                                              const YutuIndicatorSpec *spec,
                                              GCancellable            *cancellable,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_indicator_read_reach(). Not for the main thread. */
YutuIndicatorTable *yutu_file_read_reach (YutuFile                *self,
                                          YutuModules             *modules,
                                          const char *const       *registers,
                                          double                   radius_m,
                                          const YutuIndicatorSpec *spec,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* Main thread. @spec is copied; its day is the session's when it is YUTU_DAY_INVALID. */
void                yutu_session_read_indicator_async (YutuSession             *self,
                                                       const YutuIndicatorSpec *spec,
                                                       GCancellable            *cancellable,
                                                       GAsyncReadyCallback      callback,
                                                       gpointer                 user_data);
YutuIndicatorTable *yutu_session_read_indicator_finish (YutuSession  *self,
                                                        GAsyncResult *result,
                                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Words for people, in the language of messages; each (transfer full) ---- */

/* The value with its decimals and unit; "—" without one, "<5" when it is suppressed. */
char *yutu_indicator_format_value (const YutuIndicatorDef *def,
                                   const YutuIndicatorRow *row);
/* A number as a value of the indicator would be written. */
char *yutu_indicator_format_number (const YutuIndicatorDef *def,
                                    double                  value);
/* "198 ÷ 275"; NULL without a denominator or a value. */
char *yutu_indicator_format_ratio (const YutuIndicatorDef *def,
                                   const YutuIndicatorRow *row);
/* What was counted: registers and kinds by their titles, number of rows, day or year. */
char *yutu_indicator_format_source (const YutuIndicatorTable *table,
                                    const YutuIndicatorRow   *row);

/* ---- Theme maps ---- */

/* lower ≤ value < upper; the last one includes its upper end. */
typedef struct
{
  double    lower;
  double    upper;
  YutuColor color;
  gsize     n;     /* units in it */
  char     *label; /* "50 – 80", "≥ 95"; in the language of messages, without the unit */
} YutuThemeClass;

/* Nothing but its colours changes once it is made. Owns @table. */
typedef struct
{
  YutuIndicatorTable *table;
  GArray             *classes; /* YutuThemeClass, lowest first; empty when no unit has a value */
  GArray             *limits;  /* between the classes (yutu_classes_find_limits) */
  gsize               n_no_data;
  gsize               n_suppressed; /* of those without data */
  YutuTheme           theme;        /* its arrays are the map's; of the level of the table */
} YutuThemeMap;

/* Takes @table. Any thread; reads the styles. */
YutuThemeMap *yutu_theme_map_new (YutuIndicatorTable *table,
                                  gboolean            is_dark) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_theme_map_free (YutuThemeMap *self);
/* The same classes and units in the colours of @style. Only while nobody else looks at the map. */
void yutu_theme_map_recolor (YutuThemeMap    *self,
                             const YutuStyle *style);
/* Index into classes; -1 when the row has no value. */
int yutu_theme_map_get_class (const YutuThemeMap     *self,
                              const YutuIndicatorRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuThemeMap, yutu_theme_map_free)

G_END_DECLS
