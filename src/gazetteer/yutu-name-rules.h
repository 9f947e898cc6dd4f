/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A place name before it is approved (地名命名规则, 地名管理条例 art. 9): the rules that its text alone decides,
 * and those that compare it with every name of the file. All names lie in memory, so that a key is answered
 * at once; each rule looks at every name, so nothing is missed. */
#pragma once

#include "base/yutu-day.h"
#include "gazetteer/yutu-name-size.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_NAME_SAME,            /* R1: the same name */
  YUTU_NAME_SAME_PROPER,     /* R1: the same proper name, and a generic term of the same kind */
  YUTU_NAME_SAME_SOUND,      /* R1: the same sound, tones too */
  YUTU_NAME_SAME_SYLLABLES,  /* R1: the same sound but for tones */
  YUTU_NAME_LOOKS_ALIKE,     /* R1: one character that looks or sounds like that of the other */
  YUTU_NAME_NOT_HAN,         /* R2: letters, digits or signs */
  YUTU_NAME_NOT_STANDARD,    /* R2: a character outside of the national table */
  YUTU_NAME_RARE,            /* R2: one of its third level */
  YUTU_NAME_TRADITIONAL,     /* R2: a traditional form or a variant */
  YUTU_NAME_LEADER,          /* R3 */
  YUTU_NAME_PERSON,          /* R3: surname and given name, as it seems */
  YUTU_NAME_FOREIGN,         /* R4 */
  YUTU_NAME_COMPANY,         /* R5 */
  YUTU_NAME_INFLATED,        /* R6 */
  YUTU_NAME_UNHEALTHY,       /* R7 */
  YUTU_NAME_FAMOUS,          /* R8: a famous place */
  YUTU_NAME_BEYOND,          /* R8: a natural feature that is not all in the division */
  YUTU_NAME_NO_GENERIC,      /* R9 */
  YUTU_NAME_TOO_SMALL,       /* R9: for its generic term */
  YUTU_NAME_STACKED,         /* R9: two generic terms */
  YUTU_NAME_NOT_LOCAL,       /* R10: no place of its proper name within 3 km */
  YUTU_NAME_LENGTH,          /* R11 */
  YUTU_NAME_ORDINAL,         /* R11 */
  YUTU_NAME_DIRECTION,       /* R12: a sibling lies on the other side */
  YUTU_NAME_SERIES,          /* R12: a sibling has another generic term */
  YUTU_NAME_OTHER_NAME,      /* R13: what stands there has a name already */
  YUTU_NAME_ABOLISHED,       /* R14 */
  YUTU_NAME_SIZE_NOT_STATED, /* R9: its generic term asks for a size that nobody stated */
  YUTU_NAME_BIG_ENOUGH,      /* R9: none, what the generic term asks for is met */
} YutuNameBreach;

/* A limit, and what is known of the figure. size.place is left out. */
typedef struct
{
  YutuNameSize size;
  gboolean     has_figure;
  double       figure;
  gboolean     is_drawn; /* not stated, but measured */
} YutuNameSizeTest;

typedef struct
{
  YutuNameBreach breach;
  gboolean       is_error;    /* else a warning: a person decides */
  gboolean       is_met;      /* nothing against the name: it is told what was held against what */
  gboolean       is_unusual;  /* SAME_SOUND, SAME_SYLLABLES: not as both are read, but by a reading that one of them may have */
  const char    *rule;        /* "R1" */
  const char    *clause;      /* its legal basis */
  char          *detail;      /* the word or the characters; NULL: none */
  gint64         rival;       /* unit or place name; 0 none */
  gboolean       is_unit;     /* rival is a unit */
  char          *rival_name;  /* NULL: none */
  const char    *rival_class; /* of a rival of the file: as YutuNameQuestion.name_class; else NULL */
  char          *rival_in;    /* the units that it lies in, from the township down; NULL: not known */
  YutuDay        rival_from;  /* the first day of a rival that is not in use yet; else YUTU_DAY_INVALID */
  gboolean       has_point;
  YutuPoint      point;      /* of the rival */
  GStrv          reached;    /* units of the level that the rival lies in too; NULL: it is not about that */
  gboolean       is_outside; /* and it goes on beyond all land of the file */
  GArray        *tests;      /* of YutuNameSizeTest: each of them would do; NULL: it is not about sizes */
} YutuNameFinding;

void yutu_name_finding_free (YutuNameFinding *self);

typedef struct
{
  const char *name;
  const char *name_class; /* as yutu_place_kinds_list(), or township, village; NULL: see yutu_name_question_get_class() */
  gint64      division;   /* the unit it lies in; 0: not known, then everywhere */
  gint64      except;     /* a place name (or, for units, a unit) that is this one already; 0 none */
  gint64      former;     /* a place name that it is to follow; 0 none */
  YutuDay     day;
  gboolean    has_point;
  YutuPoint   point;

  double           figures[YUTU_N_FIGURES]; /* of its size, as stated; 0: not stated */
  const YutuShape *shape;                   /* (nullable): as drawn; it is measured where nothing is stated */
} YutuNameQuestion;

/* The class that the generic term of @name tells, roads and divisions too; NULL: none. Any thread. */
const char *yutu_name_guess_class (const char *name);

/* The class that is asked for, else what the generic term tells. NULL: neither is known. The name then is held against all
 * names of the file, of any class and anywhere; a bare one (长乐) against proper names (of 长乐路), too. As long as nobody
 * knows which of them count, none of R1 and R13 is an error. Any thread. */
const char *yutu_name_question_get_class (const YutuNameQuestion *self);

typedef struct _YutuNameIndex YutuNameIndex;

/* The land of row @area of division_area, of which the geometry stands in column @column of @row but is older than
 * its lines. */
typedef YutuShape *(*YutuNameReadLandFunc) (YutuConnection *connection,
                                            gint64          area,
                                            sqlite3_stmt   *row,
                                            int             column,
                                            GError        **error);

/* All names of the file, of all days, and the land of its units. Inside yutu_store_read(). The index never changes:
 * it may be asked, and let go of, on any thread. @read_land: (nullable): old geometry will do. */
YutuNameIndex *yutu_name_index_load (YutuConnection      *connection,
                                     YutuNameReadLandFunc read_land,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
YutuNameIndex *yutu_name_index_ref (YutuNameIndex *self);
void           yutu_name_index_unref (YutuNameIndex *self);

/* The limits of sizes that names are held against. (transfer none) */
const YutuNameSizes *yutu_name_index_get_sizes (const YutuNameIndex *self);

/* Errors first, then by rule, then what is alike by an unusual reading alone, what is met last. Element type YutuNameFinding; empty: nothing against it. */
GPtrArray *yutu_name_index_check (const YutuNameIndex    *self,
                                  const YutuNameQuestion *question) G_GNUC_WARN_UNUSED_RESULT;
/* The rules that the text alone decides. Any thread. */
GPtrArray *yutu_name_check_text (const YutuNameQuestion *question) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameFinding, yutu_name_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameIndex, yutu_name_index_unref)

G_END_DECLS
