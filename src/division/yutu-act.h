/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The division change order (区划调整令): one act, in steps, that takes effect on one day. A plan says
 * everything that it would do to units, codes and land, and changes nothing; writing it does exactly
 * that. What lies on the land (addresses, facilities, cases) is moved by those who keep it, along
 * the plan's transfers.
 *
 * An act as JSON (ACT.json):
 *
 *   {"kind": "abolish",            establish abolish rename subordination boundary seat merge split
 *    "title": "撤销岭上乡", "doc_no": "浙政函〔2021〕103号", "organ": "浙江省人民政府",
 *    "approved_on": "2021-10-08",  day of the approval; may be missing
 *    "effective_on": "2021-10-21", first day on which it holds
 *    "note": "…",
 *    "papers": {"request": true, "plan": "方案.pdf"},   ids of data/rules/act-papers.csv; true: there,
 *                                  a text: the name of its file, false: not there
 *    "steps": [
 *     {"do": "establish", "as": "KEY", "name": N, "level": 4, "type": T, "parent": U, "code": C,
 *      "seat": [lon, lat], "land": [LAND, …]},
 *     {"do": "abolish", "unit": U},
 *     {"do": "rename", "unit": U, "name": N, "code": C},
 *     {"do": "place", "unit": U, "under": U, "code": C},     a whole unit under another one
 *     {"do": "give", "from": U, "to": U, LAND},              a part of it to a unit of its level
 *     {"do": "merge", "units": [U, …], "into": U, "code": C},   into keeps its id; the others end
 *     {"do": "split", "unit": U, "new": {"as", "name", "type", "code", "seat"}, LAND},
 *     {"do": "seat", "unit": U, "to": [lon, lat], "address": A}]}
 *
 * "unconfirmed": true beside "place", "give" or "merge" says that the document of the act does not tell this
 * step, and another source does; who is led on by it is told so.
 *
 * U is a code, a UUID, the number of a unit, a name that is unambiguous on the day, or the KEY of a
 * unit that a step before made. "pinyin" may stand beside "name". LAND is a part of the land that the unit has when the step is done,
 * in one of these ways: "line": [[lon, lat], …] with "side": "left" or "right" of it; "area": [[lon,
 * lat], …], what lies inside the ring; "units": [U, …], whole units under it; none of them: all that
 * is left. In "land" each has its "from". Steps are done one after the other. code and type may be
 * missing: a code is proposed then, the next one of its block (data/rules/code-blocks.csv), for a unit
 * that had one, or whose parent has one; the type is that of the generic term of the name.
 *
 * Invariants, tested by name:
 *  1. Every face that had an owner has exactly one on the day, and the same on all days before.
 *  2. A unit that ends leaves no land and no unit under it.
 *  3. No code is given twice, to units of any day; that of a unit that ends ends with it.
 *  4. Shares of one predecessor sum up to exactly 1, by land and by addresses.
 *  5. A unit of the day has land iff it had some before or is new; areas sum up to the same.
 *  6. No version of a unit and no owner of a face begins after the day.
 *
 * @day is ISO text. Thread: that of the connection. */
#pragma once

#include "division/yutu-division.h"
#include "division/yutu-topology.h"

G_BEGIN_DECLS

/* ---- What is wanted ---- */

typedef enum
{
  YUTU_ACT_ESTABLISH,     /* 设立 */
  YUTU_ACT_ABOLISH,       /* 撤销 */
  YUTU_ACT_RENAME,        /* 更名 */
  YUTU_ACT_SUBORDINATION, /* 隶属关系变更 */
  YUTU_ACT_BOUNDARY,      /* 界线变更 */
  YUTU_ACT_SEAT,          /* 驻地迁移 */
  YUTU_ACT_MERGE,         /* 合并 */
  YUTU_ACT_SPLIT,         /* 分设 */
  YUTU_N_ACT_KINDS,
} YutuActKind;

const char *yutu_act_kind_get_id (YutuActKind kind);
gboolean    yutu_act_kind_from_id (const char  *id,
                                   YutuActKind *kind);

typedef enum
{
  YUTU_ACT_DO_ESTABLISH,
  YUTU_ACT_DO_ABOLISH,
  YUTU_ACT_DO_RENAME,
  YUTU_ACT_DO_PLACE,
  YUTU_ACT_DO_GIVE,
  YUTU_ACT_DO_MERGE,
  YUTU_ACT_DO_SPLIT,
  YUTU_ACT_DO_SEAT,
  YUTU_N_ACT_DOS,
} YutuActDo;

const char *yutu_act_do_get_id (YutuActDo what);

typedef enum
{
  YUTU_ACT_LAND_REST,  /* all that is left */
  YUTU_ACT_LAND_UNITS, /* whole units under it */
  YUTU_ACT_LAND_LEFT,  /* of a line */
  YUTU_ACT_LAND_RIGHT,
  YUTU_ACT_LAND_INSIDE, /* of a ring */
} YutuActLandKind;

/* Texts are owned; NULL: not given. A step has what its "do" names above. */
typedef struct
{
  YutuActDo       what;
  char           *as;
  char           *unit;    /* that it is about; GIVE: from */
  char           *to;      /* PLACE: under; GIVE: to; MERGE: into */
  GStrv           units;   /* MERGE: all of them; LAND_UNITS */
  char           *name;    /* of what is new, or new */
  char           *pinyin;  /* of the name; who knows it fills it in */
  char           *type;    /* as division.type */
  char           *parent;  /* NULL: the only unit of the level above */
  char           *code;    /* NULL: one is proposed */
  char           *address; /* of the seat */
  int             level;   /* 0: by the generic term, 4 else */
  gboolean        has_seat;
  gboolean        is_unconfirmed; /* PLACE, GIVE, MERGE: not by the document of the act */
  YutuPoint       seat;
  YutuActLandKind land;
  GArray         *line; /* YutuPoint: LEFT, RIGHT, INSIDE (first point not repeated) */
} YutuActStep;

typedef struct
{
  YutuActKind kind;
  char       *title;
  char       *doc_no;
  char       *organ;
  char       *approved_on;
  char       *effective_on;
  char       *note;
  GHashTable *papers; /* id → name of its file, "" when it has none; both owned */
  GPtrArray  *steps;  /* YutuActStep */
} YutuActSpec;

YutuActSpec *yutu_act_spec_new (YutuActKind kind);
void         yutu_act_spec_free (YutuActSpec *self);
/* A new step at the end; it stays the spec's. */
YutuActStep *yutu_act_spec_add (YutuActSpec *self,
                                YutuActDo    what);
/* Any thread. INVALID, with the step and the member that it is about. What is only missing is no error
 * here, so that a draft can be kept: the plan tells it. */
YutuActSpec *yutu_act_spec_from_json (const char *json,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char        *yutu_act_spec_to_json (const YutuActSpec *self) G_GNUC_WARN_UNUSED_RESULT;

/* A paper that an act needs (data/rules/act-papers.csv). */
typedef struct
{
  char *id;
  char *title_zh;
  char *title_en;
  char *basis;
} YutuActPaper;

/* Those of a kind of act on @day; any thread. Element type YutuActPaper. */
GPtrArray *yutu_act_list_papers (YutuActKind kind,
                                 const char *day,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who approves acts of the kind on units of a level and type on @day: endings of names of organs, NULL
 * when no rule knows it; *basis: why. Both owned. Any thread. */
gboolean yutu_act_list_organs (YutuActKind kind,
                               int         level,
                               const char *type,
                               const char *day,
                               GStrv      *organs,
                               char      **basis,
                               GError    **error);

/* ---- What it would do ---- */

/* A unit on one side of the day. Ids of units that the act makes are negative until it is written. */
typedef struct
{
  gint64 unit;
  int    level;
  char  *type;
  char  *name;
  char  *code; /* NULL: none */
  gint64 parent;
  char  *parent_name; /* "" at the top */
  gint64 population;  /* -1: not known */
  gint64 area_cm2;    /* 0: no land */
  gint64 addresses;   /* filled by who counts them */
} YutuActUnit;

typedef struct
{
  gint64   unit;
  int      level;
  char    *name;    /* after the act, of one that ends before it */
  char    *kind;    /* mca | stat: the series */
  char    *retired; /* NULL: none had been given */
  char    *given;   /* NULL: it ends */
  gboolean is_proposed;
} YutuActCode;

/* A unit that lies under another one, or becomes part of another one of its level. */
typedef struct
{
  gint64 unit;
  char  *name;
  gint64 from; /* parents */
  gint64 to;
  char  *from_name;
  char  *to_name;
} YutuActPlacement;

/* The finest units of the land that the act is about, before and after: who has what now. Rows of
 * one "from" are all of its land. */
typedef struct
{
  gint64     from;         /* finest unit: a village, or a township without one there */
  gint64     to;           /* finest after */
  gint64     from_upper;   /* township; 0 above that level */
  gint64     to_upper;
  int        from_level;
  int        to_level;
  gint64     area_cm2;
  YutuShape *land;         /* NULL: all of the land of @from, however much that is */
  gboolean   is_renamed;   /* it is another unit, or has another name, or one above it has */
  gint64     addresses;    /* filled by who counts them; for the shares */
} YutuActTransfer;

/* Land that changes its township, as one piece each pair; also for drawing. */
typedef struct
{
  gint64     from;
  gint64     to;
  int        level;
  gint64     area_cm2;
  YutuShape *land;
} YutuActPiece;

typedef struct
{
  gint64 from;
  gint64 to;
  int    level;
  char  *from_name;
  char  *to_name;
  gint64 area_num; /* of area_den, which all rows of one "from" have */
  gint64 area_den;
  gint64 address_num;
  gint64 address_den;
} YutuActLineage;

typedef struct
{
  gboolean    is_error; /* the act cannot be written; else a warning */
  const char *rule;     /* static: "land-left", "code-used", "organ" … */
  int         code;     /* YutuDivisionError of an error */
  int         step;     /* from 0; -1: of none in particular */
  gint64      unit;     /* 0: none */
  gboolean    has_place;
  YutuPoint   place;
  char       *message; /* with the remedy */
} YutuActIssue;

typedef struct _YutuActPlan YutuActPlan;

typedef struct
{
  GPtrArray *before;     /* YutuActUnit: units that the act changes, as they are; by level, code */
  GPtrArray *after;      /* the same, as they will be */
  GPtrArray *codes;      /* YutuActCode */
  GPtrArray *placements; /* YutuActPlacement */
  GPtrArray *transfers;  /* YutuActTransfer */
  GPtrArray *pieces;     /* YutuActPiece */
  GPtrArray *lineage;    /* YutuActLineage; by level, from, to */
  GPtrArray *issues;     /* YutuActIssue, errors first */
  gint64     area_cm2_before; /* of all units of the highest level that changes land; of all before */
  gint64     area_cm2_after;
  guint      n_errors;
  char      *finish_by;  /* ISO day: by when it must be carried out; NULL without approval */
  char      *extended_to; /* at most */
} YutuActEffect;

/**
 * yutu_act_plan:
 * @writes: %TRUE only in a write, for yutu_act_write() in the same one
 *
 * What is wrong with the act is no error: the plan says it (issues). NOT_FOUND for a day that is none.
 */
YutuActPlan *yutu_act_plan (YutuConnection    *connection,
                            const YutuActSpec *spec,
                            gboolean           writes,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void         yutu_act_plan_free (YutuActPlan *self);
/* Borrowed. */
YutuActEffect *yutu_act_plan_get_effect (YutuActPlan *self);
/* A warning or an error of somebody else. Takes @message. */
void yutu_act_plan_add_issue (YutuActPlan *self,
                              gboolean     is_error,
                              const char  *rule,
                              char        *message);
/* After the addresses of the transfers were counted: the shares, and what people there are by them. */
void yutu_act_plan_share (YutuActPlan *self);

typedef struct
{
  gint64 act;
  guint  n_lines_moved; /* boundary lines that ended or got another course */
  guint  n_lines_added;
} YutuActWritten;

/* Only in a write, of a plan made in it. The first of its errors, when it has one. Afterwards the ids
 * of new units in the effect are real. */
gboolean yutu_act_write (YutuActPlan    *self,
                         YutuActWritten *written,
                         GError        **error);

/* ---- What was done ---- */

typedef struct
{
  gint64      id;
  YutuActKind kind;
  char       *title;
  char       *doc_no; /* NULL: not known, as the next two */
  char       *organ;
  char       *approved_on;
  char       *effective_on;
  char       *state;
  char       *note; /* NULL: none */
  char       *spec; /* JSON: as it was ordered; "{}": not known */
} YutuActRow;

void yutu_act_row_free (YutuActRow *self);

/* Newest day first. Element type YutuActRow. */
GPtrArray *yutu_act_list (YutuConnection *connection,
                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* @text: the number of an act, or a doc_no of exactly one. NOT_FOUND, AMBIGUOUS. */
YutuActRow *yutu_act_find (YutuConnection *connection,
                           const char     *text,
                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  YutuActRow *row;
  GPtrArray  *before;  /* YutuActUnit: as on the day before; addresses of that day */
  GPtrArray  *after;   /* as on the day */
  GPtrArray  *codes;   /* YutuActCode */
  GPtrArray  *placements;
  GPtrArray  *lineage; /* YutuActLineage */
  gint64      area_cm2_before;
  gint64      area_cm2_after;
} YutuActRecord;

/* From the rows that it left. */
YutuActRecord *yutu_act_load (YutuConnection *connection,
                              gint64          act,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_act_record_free (YutuActRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActSpec, yutu_act_spec_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActPlan, yutu_act_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActRow, yutu_act_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActRecord, yutu_act_record_free)

G_END_DECLS
