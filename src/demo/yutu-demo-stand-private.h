/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands on the land of the demo county is told by tables of seeds/, not by code: how many of
 * what, where, since when, with which figures. Here are the tools that read them. */
#pragma once

#include <json-glib/json-glib.h>

#include "casework/yutu-calendar.h"
#include "casework/yutu-case.h"
#include "casework/yutu-module.h"
#include "demo/yutu-demo-private.h"
#include "demo/yutu-demo-seeds.h"

G_BEGIN_DECLS

/* What all of the makers need, for one write. */
typedef struct
{
  YutuDemo       *demo;
  YutuConnection *connection;
  YutuModules    *modules;
  YutuCalendar   *calendar;
  YutuDemoTable  *values; /* rules of fields */
  YutuDemoTable  *surnames;
  YutuDemoTable  *given_names;
  GHashTable     *rules;      /* "of/field" → row + 1 */
  GHashTable     *words;      /* list → GPtrArray of its words */
  GHashTable     *taken;      /* texts given once: names of facilities, id numbers */
  GArray         *facilities; /* YutuDemoFacility, loaded for cases */
  GArray         *pillars;    /* YutuDemoPillar, the same */
  GPtrArray      *line_names; /* of the county lines */
  GPtrArray      *neighbours; /* who lies behind them */
  YutuDay         today;
  YutuDay         first_day; /* from which on all villages are */
  YutuDay         act_on;    /* since when there is one township less; today when never */
} YutuDemoStand;

typedef struct
{
  gint64  id;
  char   *kind;
  char   *name;
  char   *fields;
  gsize   village; /* index, G_MAXSIZE: none */
  YutuDay valid_from;
  YutuDay valid_to;
  gsize   used; /* by how many cases of the batch */
} YutuDemoFacility;

typedef struct
{
  gint64 id;
  char  *number;
  char  *line;
} YutuDemoPillar;

YutuDemoStand *yutu_demo_stand_new (YutuDemo       *demo,
                                    YutuConnection *connection,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_demo_stand_free (YutuDemoStand *self);
/* Fills facilities, pillars, line_names. */
gboolean yutu_demo_stand_load (YutuDemoStand *self,
                               GError       **error);
/* A word of a list of seeds/words.csv; NULL when there is no such list. */
const char *yutu_demo_stand_pick_word (YutuDemoStand *self,
                                       const char    *list,
                                       YutuRandom    *random);
/* FALSE when @text was taken before. */
gboolean yutu_demo_stand_take (YutuDemoStand *self,
                               const char    *text);

/* The signs of names and addresses (seeds/signs.csv). */
gboolean yutu_demo_write_signs (YutuDemoStand *stand,
                                GError       **error);

/* What case @case_file holds, of a kind that holds batches, on its way @course (yutu-demo-batches.c). */
gboolean yutu_demo_fill_batch (YutuDemoStand        *stand,
                               const YutuCaseKind   *kind,
                               const YutuCaseCourse *course,
                               const YutuCaseSpec   *spec,
                               gint64                case_file,
                               GError              **error);

/* ---- Days: "2021-03-05", "today", "today-30" ---- */

gboolean yutu_demo_day_parse (const YutuDemoStand *self,
                              const char          *text,
                              YutuDay             *day,
                              GError             **error);
/* A day of "FROM..TO", both inside, or of the one that there is. */
gboolean yutu_demo_day_pick (const YutuDemoStand *self,
                             const char          *range,
                             YutuRandom          *random,
                             YutuDay             *day,
                             GError             **error);
/* One of "a*3 b c" by weight; transfer full. */
char *yutu_demo_pick_weighted (const char *text,
                               YutuRandom *random) G_GNUC_WARN_UNUSED_RESULT;

/* ---- People, all invented ---- */

#define YUTU_DEMO_PHONE_PREFIX "1990000" /* four digits follow */

typedef struct
{
  char    name[64];
  char    id_no[19]; /* area 330799, which is not assigned; checksum right */
  char    birth[YUTU_DAY_TEXT_SIZE];
  char    phone[12];
  YutuDay born_on;
  int     sex;
} YutuDemoPerson;

/* @surname: NULL for any. Age in years on @day. */
void yutu_demo_person_invent (YutuDemoStand  *stand,
                              YutuRandom     *random,
                              YutuDay         day,
                              int             min_age,
                              int             max_age,
                              const char     *surname,
                              YutuDemoPerson *person);
/* "王", as drawn for @person. */
char *yutu_demo_person_dup_surname (const YutuDemoStand  *stand,
                                    const YutuDemoPerson *person) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Spots ---- */

typedef struct
{
  const YutuDemoVillage *village;  /* NULL: the township only */
  gsize                  township; /* index, as of now; G_MAXSIZE: none */
  gint64                 address;
  gint64                 line;
  const YutuDemoPillar  *pillar;
  YutuDemoFacility      *facility;
  const char            *line_name;
  const char            *neighbour;
  gboolean               has_point; /* else the place says it */
  YutuPoint              point;
} YutuDemoSpot;

/* @n spots of @where (transfer full), one of
 *   village SCOPE    near the seat of a village, people count
 *   centre SCOPE     the village itself
 *   hill SCOPE       in a village, away from its houses
 *   address SCOPE    a door, people count
 *   township SCOPE   near the seat of a township
 *   outskirts SCOPE  in a township, away from houses
 *   at TOWNSHIP[/VILLAGE], name PLACE-NAME, line, pillar
 * SCOPE: all, managed, urban, rural, mountain, joined by +, or the name of a township. Villages and
 * townships come each once before one comes again, over all calls for the same @of (NULL: over this
 * call). */
GArray *yutu_demo_spots_choose (YutuDemoStand *stand,
                                const char    *where,
                                const char    *of,
                                gsize          n,
                                YutuRandom    *random,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* What people call it: facility, line, village or township. */
const char *yutu_demo_spot_get_name (const YutuDemoStand *stand,
                                     const YutuDemoSpot  *spot);

/* ---- Values of fields ---- */

typedef struct
{
  const char         *of;   /* register or case kind */
  const char         *text; /* title of the kind, for {kind} */
  const YutuDemoSpot *spot;
  gsize               index; /* in the batch */
  YutuDay             day;   /* from which it is, or was decided */
  YutuDay             opened_on;
  YutuDay             due_on;  /* YUTU_DAY_INVALID: no limit runs */
  gboolean            is_late; /* decided or closed: it has its later fields too */
} YutuDemoSubject;

/* The rules of some fields for a batch of objects, over which totals come out. */
typedef struct _YutuDemoBatch YutuDemoBatch;

/* @set: "FIELD=RULE;FIELD=RULE", before those of seeds/values.csv (see seeds/README.md). */
YutuDemoBatch *yutu_demo_batch_new (YutuDemoStand   *stand,
                                    const char      *of,
                                    const char      *set,
                                    const YutuField *fields,
                                    gsize            n_fields,
                                    gsize            n,
                                    YutuRandom      *random) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_demo_batch_free (YutuDemoBatch *self);
/* A JSON object. @needed: NULL-terminated ids that it must have even when early; NULL: none. */
char *yutu_demo_batch_make (YutuDemoBatch         *self,
                            const YutuDemoSubject *subject,
                            const char *const     *needed,
                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* The value of an integer field in the object made last, or @fallback. */
gint64 yutu_demo_batch_get_int (const YutuDemoBatch *self,
                                const char          *field,
                                gint64               fallback);
/* The rule called @field as text for what is no field of the definition (name, result, document,
 * title); NULL and no error when there is none. */
char *yutu_demo_batch_make_text (YutuDemoBatch         *self,
                                 const YutuDemoSubject *subject,
                                 const char            *field,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* Fills {place}, {village}, {township}, {year}, {n}, {kind}, {pillar}, {@list} … */
char *yutu_demo_batch_fill (YutuDemoBatch         *self,
                            const YutuDemoSubject *subject,
                            const char            *pattern) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDemoStand, yutu_demo_stand_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDemoBatch, yutu_demo_batch_free)

G_END_DECLS
