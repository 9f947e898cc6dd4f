/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <json-glib/json-glib.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

struct _YutuModules
{
  gatomicrefcount ref_count;
  GPtrArray      *memory;  /* everything the modules point to */
  GArray         *modules; /* of YutuModule */
  JsonParser     *classes; /* data/rules/indicator-classes.json */
};

/* Reads one file and appends it to self->modules. */
gboolean yutu_modules_read_file (YutuModules *self,
                                 const char  *name,
                                 GBytes      *text,
                                 GError     **error);

/* ---- Members of a definition (yutu-module-read.c): each error says file, path inside the file,
 * what is wrong and what to do. Texts and arrays are kept by the modules. ---- */

/* Where we are: the chain of steps from the root, on the stack. */
typedef struct _YutuReadPlace YutuReadPlace;
struct _YutuReadPlace
{
  const YutuReadPlace *up;
  YutuModules         *self;
  const char          *file;
  const char          *step;
  gssize               index; /* -1: none */
  JsonObject          *object;
};

typedef gboolean (*YutuReadItem) (const YutuReadPlace *place,
                                  gpointer             item,
                                  gpointer             data,
                                  GError             **error);

/* Sets @error and returns FALSE. @member: (nullable) */
gboolean yutu_read_fail (const YutuReadPlace *place,
                         const char          *member,
                         GError             **error,
                         const char          *format,
                         ...) G_GNUC_PRINTF (4, 5);
/* Zeroed. */
gpointer yutu_read_allocate (const YutuReadPlace *place,
                             gsize                n,
                             gsize                size);
/* Takes @text. */
const char *yutu_read_keep (const YutuReadPlace *place,
                            char                *text);
/* Unknown members are refused, so that a misspelt one is not lost. */
gboolean yutu_read_check_members (const YutuReadPlace *place,
                                  const char *const   *known,
                                  GError             **error);
gboolean yutu_read_text (const YutuReadPlace *place,
                         const char          *member,
                         gboolean             required,
                         const char         **out,
                         GError             **error);
/* Lower-case letters, digits, - and _; upper case and dots too when @is_code. */
gboolean yutu_read_id (const YutuReadPlace *place,
                       const char          *member,
                       gboolean             is_code,
                       const char         **out,
                       GError             **error);
gboolean yutu_read_boolean (const YutuReadPlace *place,
                            const char          *member,
                            gboolean             fallback,
                            gboolean            *out,
                            GError             **error);
gboolean yutu_read_number (const YutuReadPlace *place,
                           const char          *member,
                           double               fallback,
                           double              *out,
                           GError             **error);
gboolean yutu_read_title (const YutuReadPlace *place,
                          const char          *member,
                          gboolean             required,
                          YutuTitle           *out,
                          GError             **error);
/* An array of objects into an array of structs of @size whose first member is the id; ids are
 * unique among them. */
gboolean yutu_read_items (const YutuReadPlace *place,
                          const char          *member,
                          gsize                at_least,
                          gsize                size,
                          YutuReadItem         read,
                          gpointer             data,
                          gconstpointer        out_items,
                          gsize               *out_n,
                          GError             **error);
/* A list of texts; NULL when there is none and it is not required. */
gboolean yutu_read_texts (const YutuReadPlace *place,
                          const char          *member,
                          gboolean             required,
                          JsonArray          **out,
                          GError             **error);
/* ---- yutu-module-guard.c ---- */

/* What a transition of @kind, whose fields are read, needs; what it opens. */
gboolean yutu_read_guards (const YutuReadPlace *place,
                           const YutuCaseKind  *kind,
                           YutuTransition      *transition,
                           GError             **error);
gboolean yutu_read_opening (const YutuReadPlace *place,
                            const YutuCaseKind  *kind,
                            YutuTransition      *transition,
                            GError             **error);
/* Once all kinds are read: whether those that are opened are there, with the fields. */
gboolean yutu_read_check_openings (const YutuReadPlace *place,
                                   const YutuModule    *module,
                                   GError             **error);

gboolean yutu_read_day (const YutuReadPlace *place,
                        const char          *member,
                        YutuDay             *out,
                        GError             **error);

/* One of @words (NULL-terminated) as its index; @fallback when there is none, and it is required
 * when that is negative. */
gboolean yutu_read_one_of (const YutuReadPlace *place,
                           const char          *member,
                           const char *const   *words,
                           int                  fallback,
                           int                 *out,
                           GError             **error);

/* One term of an indicator of @module, or a list of terms that are added. */
gboolean yutu_read_terms (const YutuReadPlace *place,
                          const char          *member,
                          const YutuModule    *module,
                          const YutuTerm     **out,
                          gsize               *n,
                          GError             **error);

/* Reads one of the indicators of @data, a YutuModule whose registers and kinds are read. */
gboolean yutu_read_indicator (const YutuReadPlace *place,
                              gpointer             item,
                              gpointer             data,
                              GError             **error);

G_END_DECLS
