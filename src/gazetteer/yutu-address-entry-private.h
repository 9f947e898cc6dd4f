/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address-doors.h"
#include "gazetteer/yutu-address-entry.h"
#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-register-private.h"
#include "geo/yutu-point.h"

G_BEGIN_DECLS

/* ---- The names of a file, for looking up (yutu-address-entry-names.c) ---- */

typedef enum
{
  YUTU_BASE_ROAD,
  YUTU_BASE_NATURAL_VILLAGE,
  YUTU_BASE_ESTATE, /* anything else that has a name */
} YutuBaseSlot;

typedef struct
{
  gint64       id;
  YutuBaseSlot slot;
  gint64       division; /* 0 none */
  YutuDay      valid_from;
  YutuDay      valid_to;
  YutuBox      box;  /* empty: no geometry */
  YutuShape   *line; /* of a road, once it was asked for; NULL */
} YutuEntryBase;

/* A village on a day. */
typedef struct
{
  gint64            unit;
  YutuDay           day;
  gint64            township;
  YutuVillageNames *names;
  YutuBox           box; /* of its land; empty: not known */
} YutuEntryVillage;

typedef struct
{
  YutuConnection *connection;
  GHashTable     *bases;    /* char * → GArray of YutuEntryBase */
  GHashTable     *days;     /* YutuDay → GHashTable: what names a unit that day → gint64 *, 0: several do */
  GHashTable     *villages; /* "unit day" → YutuEntryVillage */
  GHashTable     *found;    /* "village slot day name" → YutuEntryBase *, of one meaning wherever it lies */
  GString        *key;      /* scratch */
} YutuEntryNames;

gboolean yutu_entry_names_init (YutuEntryNames *self,
                                YutuConnection *connection,
                                GError        **error);
void     yutu_entry_names_clear (YutuEntryNames *self);

/* The village of those names or codes on @day; NULL and a problem's words in *why, rule and field, when there
 * is none, or there are several. @township may be NULL. */
gboolean yutu_entry_find_village (YutuEntryNames          *self,
                                  const char              *township,
                                  const char              *village,
                                  YutuDay                  day,
                                  const YutuEntryVillage **found,
                                  YutuAddressProblem      *why,
                                  GError                 **error);
/* The same for a base. @point (nullable): where the address is. */
gboolean yutu_entry_find_base (YutuEntryNames         *self,
                               const YutuEntryVillage *village,
                               YutuBaseSlot            slot,
                               const char             *name,
                               YutuDay                 day,
                               const YutuPoint        *point,
                               gint64                 *found,
                               YutuAddressProblem     *why,
                               GError                **error);

/* ---- Lines (yutu-address-entry-parse.c) ---- */

typedef struct _YutuEntryParser YutuEntryParser;

YutuEntryParser *yutu_entry_parser_new (YutuConnection *connection,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void             yutu_entry_parser_free (YutuEntryParser *self);
/* @tell gets what the line has besides elements. */
void yutu_entry_parser_read (YutuEntryParser  *self,
                             const char       *line,
                             YutuAddressCells *cells,
                             void (*tell) (gpointer    data,
                                           const char *rule,
                                           gboolean    rejects,
                                           const char *message),
                             gpointer data);

G_END_DECLS
