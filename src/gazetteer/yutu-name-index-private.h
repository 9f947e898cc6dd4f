/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All names of a file as the index keeps them: made in yutu-name-index.c, compared in yutu-name-compare.c. */
#pragma once

#include "gazetteer/yutu-name-land-private.h"
#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-reading-table.h"

G_BEGIN_DECLS

/* ---- yutu-name-sounds.c ---- */

/* What a character may be read as: interned; NULL behind the last. */
typedef struct
{
  const char **toned;
  const char **plain; /* the same without tones, in the same order */
} YutuSounds;

/* Of the @n characters of @name; one without readings behind the last. */
YutuSounds *yutu_sounds_read (const char *name,
                              gsize       n) G_GNUC_WARN_UNUSED_RESULT;
void        yutu_sounds_free (YutuSounds *self);
/* Whether two lists of readings have one in common. */
gboolean yutu_sounds_share (const char *const *a,
                            const char *const *b);

/* ---- yutu-name-index.c ---- */

typedef struct
{
  gint64      id; /* unit or place name */
  gboolean    is_unit;
  const char *group;
  char       *name;
  char       *proper;
  gboolean    is_nature; /* its generic term is that of a natural feature: 王塘 is not 王村 */
  char       *name_class;
  gint64      division;
  gint64      replaced_by; /* a place name; 0 none */
  YutuDay     from;
  YutuDay     to;
  gboolean    is_proposed; /* it holds on no day yet */
  gboolean    has_point;
  YutuPoint   point;
  gunichar   *characters;
  gsize       n;
  YutuSounds *sounds;  /* n of them */
  char       *feature; /* of a natural feature: the proper name by the terms of its class; NULL: it is none */
  YutuShape  *shape;   /* of a natural feature; NULL: it has none */
} YutuNameEntry;

typedef struct
{
  gint64   parent;
  char    *name;
  int      level;
  gboolean is_street;
  YutuDay  from;
  YutuDay  to;
} YutuNameUnit;

typedef enum
{
  YUTU_NAME_KEY_NAME,
  YUTU_NAME_KEY_PROPER,
  YUTU_NAME_KEY_FIRST,
  YUTU_NAME_KEY_SECOND,
  YUTU_NAME_KEY_READING,
  YUTU_NAME_KEY_ALONE, /* one character */
} YutuNameKey;

/* In the order of the keys: hashes, or latitudes. */
typedef struct
{
  guint64 key;
  guint   entry;
} YutuNamePlace;

struct _YutuNameIndex
{
  YutuReadingTable *readings;     /* of the file */
  gint              references;   /* atomic */
  GArray           *entries;      /* of YutuNameEntry */
  char             *county;       /* its name; NULL: none */
  GHashTable       *units;        /* gint64 → GArray of YutuNameUnit */
  GArray           *keys;         /* of YutuNamePlace */
  GArray           *latitudes;    /* of YutuNamePlace */
  gsize             longest_term; /* characters behind a proper name, at most */

  GHashTable       *successors; /* gint64 place name → gint64 that it is replaced by */
  YutuPlaceClasses *classes;    /* of the file */
  YutuNameSizes    *sizes;      /* of the file */
  YutuNameLand     *land;
};

/* ---- yutu-name-size-check.c ---- */

/* Adds what the size of what is named says of its generic term. */
void yutu_name_sizes_check (const YutuNameSizes    *self,
                            const YutuNameQuestion *question,
                            GPtrArray              *findings);

/* ---- yutu-name-index.c ---- */

/* What follows from the name and the class of @self. */
void yutu_name_entry_finish (YutuNameEntry *self);
void yutu_name_entry_clear (gpointer self);

/* Numbers of entries behind @candidates: that have a key in common with @self. */
void yutu_name_index_add_alike (const YutuNameIndex *self,
                                const YutuNameEntry *entry,
                                GArray              *candidates);
/* The same of those whose proper name may be like @entry, a name of two characters or more. */
void yutu_name_index_add_propers (const YutuNameIndex *self,
                                  const YutuNameEntry *entry,
                                  GArray              *candidates);
/* Of those that have this key; that lie between two latitudes. */
void yutu_name_index_add_named (const YutuNameIndex *self,
                                YutuNameKey          key,
                                const char          *name,
                                GArray              *candidates);
void yutu_name_index_add_between (const YutuNameIndex *self,
                                  gint64               south,
                                  gint64               north,
                                  GArray              *candidates);
/* As it is on @day; NULL: it is not there then. */
const YutuNameUnit *yutu_name_index_get_unit (const YutuNameIndex *self,
                                              gint64               id,
                                              YutuDay              day);

G_END_DECLS
