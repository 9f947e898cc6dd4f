/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The command line: what all verbs share. A verb never touches a display; it calls the same
 * functions as the window. Contract: exit codes and JSON keys as the README lists them. */
#pragma once

#include <json-glib/json-glib.h>

#include "base/yutu-day.h"
#include "base/yutu-json.h"
#include "casework/yutu-place-filter.h"
#include "coverage/yutu-indicator.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

#define YUTU_CLI_ERROR (yutu_cli_error_quark ())
GQuark yutu_cli_error_quark (void);

typedef enum
{
  YUTU_CLI_ERROR_USAGE, /* the words of the call are off */
  YUTU_CLI_ERROR_INPUT, /* what they name is not there or not fit */
} YutuCliError;

typedef enum
{
  YUTU_EXIT_DONE = 0,
  YUTU_EXIT_FINDINGS = 1,
  YUTU_EXIT_USAGE = 2,
  YUTU_EXIT_INPUT = 3,
  YUTU_EXIT_FILE = 4,
  YUTU_EXIT_INTERNAL = 5,
} YutuExit;

/* A call, its common options taken out. */
typedef struct
{
  gboolean json;
  YutuDay  as_of;
  gboolean has_as_of; /* it was said, not taken to be today */
  char    *known_on;  /* a moment of the recording clock; NULL: now */
  char    *actor;
  char    *role;
  char    *purpose;
  int      n_words;
  char   **words;     /* what is left behind the verb */
  guint    n_printed; /* objects, so far */
} YutuCall;

/* Returns an exit code; YUTU_EXIT_DONE or _FINDINGS without @error, any other by @error. */
typedef YutuExit (*YutuVerbFunc) (YutuCall *call,
                                  GError  **error);

/* Which clocks a verb can be asked by. */
typedef enum
{
  YUTU_CLOCK_NONE = 0,
  YUTU_CLOCK_LEGAL = 1 << 0,     /* --as-of: what it answers, or does, is of a legal day */
  YUTU_CLOCK_RECORDING = 1 << 1, /* --known-on: it reads, and so can read what was known */
  YUTU_CLOCK_BOTH = YUTU_CLOCK_LEGAL | YUTU_CLOCK_RECORDING,
} YutuClocks;

typedef struct
{
  const char  *name;
  const char  *usage;   /* behind the name, each form a line */
  const char  *summary; /* to be translated */
  YutuVerbFunc run;
  YutuClocks   clocks;
} YutuVerb;

/* Whether @word is a verb of the command line; the window is opened otherwise. */
gboolean yutu_cli_is_verb (const char *word);
int      yutu_cli_run (int    argc,
                       char **argv);

/* The verb called @word, or NULL. */
const YutuVerb *yutu_cli_find_verb (const char *word);
/* What @verb takes, or all of them do (NULL), on standard output. */
void yutu_cli_print_help (const YutuVerb *verb);

/* ---- For the verbs ---- */

/* Takes --NAME VALUE out of the words; NULL when it is not there. A --NAME without VALUE fails. */
gboolean yutu_call_take_option (YutuCall   *self,
                                const char *name,
                                char      **value,
                                GError    **error);
/* Takes every --NAME VALUE; empty when there is none. */
gboolean yutu_call_take_options (YutuCall   *self,
                                 const char *name,
                                 GStrv      *values,
                                 GError    **error);
gboolean yutu_call_take_flag (YutuCall   *self,
                              const char *name);
gboolean yutu_call_take_int (YutuCall   *self,
                             const char *name,
                             gint64      fallback,
                             gint64      min,
                             gint64      max,
                             gint64     *value,
                             GError    **error);
/* --level of units, 3 to 5; none: townships. */
gboolean yutu_call_take_level (YutuCall *call,
                               int      *level,
                               GError  **error);
/* A word that must be a day. */
gboolean yutu_call_read_day (const char *text,
                             YutuDay    *day,
                             GError    **error);
/* After the options: exactly @n words, and none that looks like an option. */
gboolean yutu_call_expect (YutuCall *self,
                           int       n,
                           GError  **error);
/* Fails when a day was said and @what has none. */
gboolean yutu_call_refuse_as_of (YutuCall   *self,
                                 const char *what,
                                 GError    **error);
/* As it was known, when --known-on says so; nobody writes that. */
YutuFile *yutu_call_open (YutuCall          *self,
                          YutuStoreOpenFlags flags,
                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* One object: a line of JSON, or for people a line a member and an empty line between objects.
 * Takes @builder, whose object is closed. */
void yutu_call_emit (YutuCall    *self,
                     JsonBuilder *builder);
/* Adds a member, null for YUTU_DAY_INVALID; see base/yutu-json.h for the other kinds. */
void yutu_json_add_day (JsonBuilder *builder,
                        const char  *name,
                        YutuDay      day);
/* Members lon and lat, in degrees; null without a place. */
void yutu_json_add_place (JsonBuilder *builder,
                          gboolean     has_place,
                          YutuPoint    place);

/* [{id, title, open, total} …], all modules in order. */
void yutu_json_add_counts (JsonBuilder         *builder,
                           const YutuModules   *modules,
                           const YutuCaseCount *counts);
/* "LON" and "LAT" in degrees; FALSE when they are no place on earth. */
gboolean yutu_call_parse_point (const char *lon,
                                const char *lat,
                                YutuPoint  *point,
                                GError    **error);
/* --by (none: level 3), --scope, --year; the day is that of the call, the id is the caller's. */
gboolean yutu_call_take_indicator (YutuCall          *call,
                                   YutuIndicatorSpec *spec,
                                   GError           **error);
/* A JSON object from "FIELD=VALUE"; "FIELD=" takes a value away. */
char *yutu_cli_make_set (const YutuField   *fields,
                         gsize              n_fields,
                         const char *const *lines,
                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* A place's name from those of units (gint64 → text): township and village. */
char *yutu_cli_name_place (GHashTable *names,
                           gint64      township,
                           gint64      village) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The verbs, one file each ---- */

YutuExit yutu_verb_act (YutuCall *call, GError **error);
YutuExit yutu_verb_address (YutuCall *call, GError **error);
YutuExit yutu_verb_at (YutuCall *call, GError **error);
YutuExit yutu_verb_backup (YutuCall *call, GError **error);
YutuExit yutu_verb_case (YutuCall *call, GError **error);
YutuExit yutu_verb_cases (YutuCall *call, GError **error);
YutuExit yutu_verb_check (YutuCall *call, GError **error);
YutuExit yutu_verb_division (YutuCall *call, GError **error);
YutuExit yutu_verb_export (YutuCall *call, GError **error);
YutuExit yutu_verb_facility (YutuCall *call, GError **error);
YutuExit yutu_verb_history (YutuCall *call, GError **error);
YutuExit yutu_verb_import (YutuCall *call, GError **error);
YutuExit yutu_verb_coverage (YutuCall *call, GError **error);
YutuExit yutu_verb_indicator (YutuCall *call, GError **error);
YutuExit yutu_verb_info (YutuCall *call, GError **error);
YutuExit yutu_verb_line (YutuCall *call, GError **error);
YutuExit yutu_verb_modules (YutuCall *call, GError **error);
YutuExit yutu_verb_name (YutuCall *call, GError **error);
YutuExit yutu_verb_new (YutuCall *call, GError **error);
YutuExit yutu_verb_redo (YutuCall *call, GError **error);
YutuExit yutu_verb_render (YutuCall *call, GError **error);
YutuExit yutu_verb_restore (YutuCall *call, GError **error);
YutuExit yutu_verb_search (YutuCall *call, GError **error);
YutuExit yutu_verb_sheet (YutuCall *call, GError **error);
YutuExit yutu_verb_undo (YutuCall *call, GError **error);
YutuExit yutu_verb_verify (YutuCall *call, GError **error);

G_END_DECLS
