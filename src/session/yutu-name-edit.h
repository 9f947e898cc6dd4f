/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names of divisions, roads and places: given anew, corrected, added; each one journal entry, with
 * everything that is made of the name: addresses (each keeps its former form), facilities' addresses,
 * search, labels. Not for the main thread. */
#pragma once

#include "base/yutu-day.h"
#include "gazetteer/yutu-name-rules.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-reading-table.h"
#include "geo/yutu-shape.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      unit;      /* a division; or */
  gint64      place;     /* a place name */
  gint64      successor; /* PLACE: the row proposed for the new name, that begins; 0: one is made */
  const char *name;
  YutuDay     day; /* from which on; for a correction, one on which the wrong name stands */
  gboolean    is_correction;
} YutuRenameSpec;

typedef struct
{
  gint64 entry;
  gint64 place;        /* PLACE: the row of the new name */
  gint64 n_reworded;   /* addresses whose text was written over */
  gint64 n_renewed;    /* addresses that have a new form beside their former one */
  gint64 n_facilities; /* that stand at such an address */
  char   former[256];  /* the name before */
} YutuRenameResult;

/* The same inside a write. */
gboolean yutu_name_rename (YutuConnection       *connection,
                           const YutuRenameSpec *spec,
                           YutuRenameResult     *result,
                           GError              **error);

gboolean yutu_file_rename (YutuFile             *self,
                           const YutuRenameSpec *spec,
                           const char           *actor,
                           YutuRenameResult     *result,
                           GError              **error);

/* @text: the number of a row, or the full name of exactly one in use on @day, else of exactly one that is proposed. */
gboolean yutu_file_find_place_name (YutuFile   *self,
                                    const char *text,
                                    YutuDay     day,
                                    gint64     *id,
                                    GError    **error);

typedef struct
{
  const char *name;
  const char *name_class; /* code of a class, see yutu-place-class.h */
  const char *alias;      /* NULL: none, as the next */
  const char *meaning;
  YutuPoint   point;
  YutuDay     day; /* the first */
  /* Its line or its area, see yutu_name_shape_new(); NULL: it is at the point. */
  const YutuShape *shape;
  double           figures[YUTU_N_FIGURES]; /* of its size; 0: not stated */
} YutuPlaceNameWish;

/* The division is the finest one in which all of it lies on the day. */
gboolean yutu_file_add_place_name (YutuFile                *self,
                                   const YutuPlaceNameWish *wish,
                                   const char              *actor,
                                   gint64                  *id,
                                   GError                 **error);

/* ---- What is told while a name is typed ---- */

typedef struct
{
  char *pinyin; /* "Bayi Nanjie" */
  char *pinyin_tone;
  char *unsure;     /* the word of the name that a person has to look at: 莘畈; NULL: it is sure */
  char *name_class; /* code of the class that the end of the name tells; NULL: none */
} YutuNameProposal;

/* Any thread. @classes: (nullable): those of the program; @name_class: (nullable): a code of them; @shapes: how
 * it is drawn, YutuDrawnAs or-ed. */
void yutu_name_proposal_fill (YutuNameProposal       *self,
                              const YutuPlaceClasses *classes,
                              YutuReadingTable       *readings,
                              const char             *name,
                              const char             *name_class,
                              unsigned                shapes);
void yutu_name_proposal_clear (YutuNameProposal *self);

/* What a name in a form needs to know of a row. */
typedef struct
{
  char             *name;
  char             *name_class; /* PLACE: its kind */
  int               level;      /* UNIT */
  char             *division;   /* names above it, or where the point lies: 婺城区 › 罗店镇; "" outside */
  char             *crossed;    /* PLACE: the units below that it lies in, 罗店镇、竹马乡; NULL: fewer than two */
  YutuDay           valid_from;
  gint64            n_addresses; /* that bear it on the day */
  gint64            within;      /* the unit it lies in; 0 none */
  gint64            former;      /* PLACE: the one that it is to follow, or followed; 0 none */
  YutuShape        *shape;       /* PLACE: where it lies; NULL: not known */
  YutuPlaceClasses *classes;     /* of the file */
  YutuReadingTable *readings;    /* the same */
  char             *record;      /* of a place name, see yutu-name-fields.h; read as the next */
  /* For the naming rules; only yutu_session_read_name_facts_async() reads it, else NULL. */
  YutuNameIndex *names;
} YutuNameFacts;

/* Of @unit, of @place, or, when both are 0, of the land at @point. */
YutuNameFacts *yutu_file_read_name_facts (YutuFile     *self,
                                          gint64        unit,
                                          gint64        place,
                                          YutuPoint     point,
                                          YutuDay       day,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_name_facts_free (YutuNameFacts *self);
/* How words are read has changed: takes that, and the index by it, out of @fresh. */
void yutu_name_facts_take_readings (YutuNameFacts *self,
                                    YutuNameFacts *fresh);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameFacts, yutu_name_facts_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuNameProposal, yutu_name_proposal_clear)

G_END_DECLS
