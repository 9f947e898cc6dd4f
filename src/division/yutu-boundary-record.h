/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is known of boundary lines (行政区域界线), pillars (界桩), junctions (三交点) and joint
 * inspections (联合检查) as records: read, and changed field by field.
 *
 * Values are JSON objects of the fields that the objects boundary-line, boundary-pillar and
 * line-inspection of data/modules/11-division.json define: those with a column of the table and those
 * in its column fields alike. Who writes has checked them; here they are only put where they belong.
 *
 * 1. A line never moves by what is written here, and nothing here moves a pillar to its line: both stay
 *    where law, or a survey, put them.
 * 2. A pillar keeps its id for good; what happened to it on the ground is in its history, day by day.
 * 3. An inspection that has a case has its state; last_inspection of a line is the newest day on which
 *    a round was done, next_due the day on which the next is due by the rule.
 *
 * Thread: that of the connection. */
#pragma once

#include "division/yutu-boundary.h"

G_BEGIN_DECLS

/* ---- Lines ---- */

/* Text is NULL where nothing is known. */
typedef struct
{
  gint64     id;
  char      *code;
  char      *name;
  int        grade;
  char      *left_code;
  char      *right_code;
  char      *left_name; /* on the day; of who lies to the left of the arcs in their order */
  char      *right_name;
  char      *third_code;     /* of the unit that it borders on at a junction, where it is given */
  double     length_legal_m; /* NAN: not known */
  double     length_m;       /* measured; NAN without arcs */
  char      *last_inspection;
  char      *next_due; /* counted from the agreement where no inspection is known */
  char      *manager_side;
  char      *valid_from;
  char      *valid_to;
  char      *values; /* JSON object of all fields */
  gint64     n_pillars;
  YutuShape *shape; /* NULL without arcs */
} YutuBoundaryLine;

void yutu_boundary_line_free (YutuBoundaryLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBoundaryLine, yutu_boundary_line_free)

/* Those valid on @day, by grade, then code, then id. Element type YutuBoundaryLine. */
GPtrArray *yutu_boundary_list (YutuConnection *connection,
                               const char     *day,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whatever its days; names of its sides on @day. NOT_FOUND when there is none. */
YutuBoundaryLine *yutu_boundary_load (YutuConnection *connection,
                                      gint64          id,
                                      const char     *day,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * yutu_boundary_find_one:
 * @text: an id, a code or a name
 *
 * The line called so and valid on @day; NOT_FOUND or AMBIGUOUS.
 */
gboolean yutu_boundary_find_one (YutuConnection *connection,
                                 const char     *text,
                                 const char     *day,
                                 gint64         *id,
                                 GError        **error);
/* Only in a write. Lays @set over the values; a null takes one away. NOT_FOUND. */
gboolean yutu_boundary_change (YutuConnection *connection,
                               gint64          id,
                               const char     *set,
                               GError        **error);

/* Days from @day on which a line is due: the day, and how many days are left (negative: over). FALSE
 * when nothing is known of when it is due. */
gboolean yutu_boundary_line_is_due (const YutuBoundaryLine *self,
                                    const char             *day,
                                    int                    *days_left);
/* @day and @years on; 29 February becomes the 28th. */
char *yutu_boundary_add_years (const char *day,
                               int         years) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Pillars ---- */

typedef struct
{
  gint64    id;
  gint64    line;  /* whose number it bears */
  GArray   *lines; /* gint64: all that it stands on, that one first */
  char     *number;
  char     *kind; /* single single-three double triple */
  char     *condition;
  char     *material;
  char     *planted_on;
  char     *values; /* JSON object of all fields; "history" beside them */
  gboolean  has_point;
  YutuPoint point;
  char     *valid_from;
  char     *valid_to;
  double    along_m; /* of the line that was asked for, at the point of it nearest; NAN when not asked */
  double    off_m;   /* from it; NAN */
  int       side;    /* 1 left of it, -1 right, 0 on it */
} YutuBoundaryPillar;

void yutu_boundary_pillar_free (YutuBoundaryPillar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBoundaryPillar, yutu_boundary_pillar_free)

/* Those of @line on @day, also those whose number is of another line; in the order in which they stand
 * along @shape (nullable: of the line), then by number. Element type YutuBoundaryPillar. */
GPtrArray *yutu_boundary_list_pillars (YutuConnection  *connection,
                                       gint64           line,
                                       const YutuShape *shape,
                                       const char      *day,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
YutuBoundaryPillar *yutu_boundary_load_pillar (YutuConnection *connection,
                                               gint64          id,
                                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* By id or number, valid on @day; NOT_FOUND or AMBIGUOUS. */
gboolean yutu_boundary_find_pillar (YutuConnection *connection,
                                    const char     *text,
                                    const char     *day,
                                    gint64         *id,
                                    GError        **error);

/* Where the point of @shape nearest to @point is along it, how far off, and on which side @point lies,
 * seen along the shape: by exact sign at the nearest segment. FALSE for a shape without points. */
gboolean yutu_boundary_place_point (const YutuShape *shape,
                                    YutuPoint        point,
                                    double          *along_m,
                                    double          *off_m,
                                    int             *side);

/* Only in a write. @point: (nullable). */
gboolean yutu_boundary_add_pillar (YutuConnection  *connection,
                                   gint64           line,
                                   const char      *values,
                                   const YutuPoint *point,
                                   const char      *valid_from,
                                   gint64          *id,
                                   GError         **error);
gboolean yutu_boundary_change_pillar (YutuConnection *connection,
                                      gint64          id,
                                      const char     *set,
                                      GError        **error);
/* The further lines that it stands on, in the place of those it has. */
gboolean yutu_boundary_set_pillar_lines (YutuConnection *connection,
                                         gint64          id,
                                         const gint64   *lines,
                                         gsize           n_lines,
                                         GError        **error);

/* What was found or done on the ground. */
typedef struct
{
  const char      *day;
  const char      *what;      /* moved, surveyed, replanted, damaged, lost, repaired, checked … */
  const char      *condition; /* NULL: as before */
  const YutuPoint *point;     /* NULL: as before */
  const char      *document;  /* NULL allowed from here on */
  const char      *note;
  const char      *actor;
} YutuPillarEvent;

/* Only in a write: into the history, with the place and the condition that it had before. */
gboolean yutu_boundary_note_pillar (YutuConnection        *connection,
                                    gint64                 id,
                                    const YutuPillarEvent *event,
                                    GError               **error);
/* It is no more, from @day on; the row stays. */
gboolean yutu_boundary_end_pillar (YutuConnection *connection,
                                   gint64          id,
                                   const char     *day,
                                   GError        **error);

/* ---- Junctions ---- */

typedef struct
{
  gint64    id;
  char     *name;
  int       grade;
  char     *codes; /* ascending, a space between */
  char     *agreement_no;
  char     *agreement_date;
  YutuPoint point;
} YutuBoundaryJunction;

void yutu_boundary_junction_free (YutuBoundaryJunction *self);

/* Of the day, of @grade (0: all), by id. Element type YutuBoundaryJunction. */
GPtrArray *yutu_boundary_list_junctions (YutuConnection *connection,
                                         int             grade,
                                         const char     *day,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Only in a write. Codes are put in order. */
gboolean yutu_boundary_add_junction (YutuConnection *connection,
                                     const char     *name,
                                     int             grade,
                                     const char     *codes,
                                     YutuPoint       point,
                                     const char     *fields, /* JSON object */
                                     const char     *valid_from,
                                     gint64         *id,
                                     GError        **error);
/* Whether both codes are among those of the junction. */
gboolean yutu_boundary_junction_is_of (const YutuBoundaryJunction *self,
                                       const char                 *one,
                                       const char                 *other);

/* ---- Inspections ---- */

typedef struct
{
  gint64 id;
  gint64 line;
  int    round_no;
  int    year;
  char  *state;
  char  *done_on;
  char  *next_due;
  gint64 case_file; /* 0: none */
  char  *values;    /* JSON object: the fields, and "pillars": [{"pillar", "condition", "note"}] */
} YutuLineInspection;

void yutu_line_inspection_free (YutuLineInspection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLineInspection, yutu_line_inspection_free)

/* Of @line (0: all), newest first. Element type YutuLineInspection. */
GPtrArray *yutu_boundary_list_inspections (YutuConnection *connection,
                                           gint64          line,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
YutuLineInspection *yutu_boundary_load_inspection (YutuConnection *connection,
                                                   gint64          id,
                                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one whose case this is; *id is 0 when there is none. */
gboolean yutu_boundary_find_inspection (YutuConnection *connection,
                                        gint64          case_file,
                                        gint64         *id,
                                        GError        **error);

typedef struct
{
  gint64      line;
  gint64      case_file; /* 0: none */
  int         round_no;  /* 0: one more than the highest of the line */
  int         year;
  const char *state;
  const char *done_on; /* NULL: not done yet */
  const char *values;  /* NULL: none */
  gboolean    is_round; /* of the cycle: when it is done the next one is due a cycle later */
} YutuInspectionSpec;

/* Only in a write: adds one, or brings that of the case to what @spec says; round_no and values then
 * only where they are given. A round that is done is the line's last_inspection when it is its newest,
 * and sets next_due of both. */
gboolean yutu_boundary_put_inspection (YutuConnection           *connection,
                                       const YutuInspectionSpec *spec,
                                       gint64                   *id,
                                       GError                  **error);
/* Lays @set over the values. */
gboolean yutu_boundary_change_inspection (YutuConnection *connection,
                                          gint64          id,
                                          const char     *set,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBoundaryJunction, yutu_boundary_junction_free)

G_END_DECLS
