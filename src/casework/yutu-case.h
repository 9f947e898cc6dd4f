/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases (办件) through their workflow: opened, stepped, and written in bulk. All inside a write of
 * the store, on its writer thread, except simulate (any thread).
 *
 * Invariants: 1. the state of a case is where its events lead from the first state of its kind;
 * 2. closed_on is set exactly while the state is a closed one; 3. due_on is the earliest limit of
 * the state and of the whole case, NULL when none or closed; 4. x, y, village and township are
 * where the case lay when it was opened; 5. case_no is never given twice, not even after undo;
 * 6. an event that attaches a file (yutu-attachment.h) begins and ends in the same state. */
#pragma once

#include "base/yutu-random.h"
#include "casework/yutu-calendar.h"
#include "casework/yutu-module.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *relation;
  const char *name;
  const char *id_no; /* NULL allowed from here on */
  int         sex;   /* GB/T 2261.1, 0 unknown */
  const char *birth;
  const char *phone;
  const char *fields; /* JSON object */
} YutuCasePerson;

/* The person that @json, an object of the person fields of @kind, tells of. What it points to lives
 * in @person, to be cleared. NULL is no person: its name is NULL then. Errors: FIELD (a field, no
 * name, an identity number or a birth that cannot be; @today bounds them). */
typedef struct
{
  YutuCasePerson row;
  char          *texts[6];
} YutuCasePersonForm;

void     yutu_case_person_form_clear (YutuCasePersonForm *self);
gboolean yutu_case_person_form_read (YutuCasePersonForm *self,
                                     const YutuCaseKind *kind,
                                     const char         *json,
                                     YutuDay             today,
                                     GError            **error);

/* 0 and NULL mean none. The place is the first of address, facility, line or pillar, village,
 * township; what the first one implies (village, township, point) is looked up unless has_point
 * says that the caller resolved village, township and point already. */
typedef struct
{
  const char           *kind;
  const char           *letters; /* what case numbers begin with (WC of 婺城) where the file has no case yet; NULL: YT */
  const char           *title;
  gint64                subject;
  gint64                address;
  gint64                facility;
  gint64                line;
  gint64                pillar;
  gint64                village;
  gint64                township;
  gboolean              has_point;
  YutuPoint             point;
  YutuDay               opened_on;
  const char           *officer;
  int                   priority;
  const char           *secrecy;
  const char           *source;
  const char           *result;     /* bulk only */
  const char           *result_doc; /* bulk only */
  const char           *fields;     /* JSON object */
  const YutuCasePerson *persons;
  gsize                 n_persons;
} YutuCaseSpec;

/* Opens a case in the first state of its kind. @id gets its id. A facility must be of the register
 * that the kind is about, if it is about one. Errors: UNKNOWN (kind, place), FIELD. */
gboolean yutu_case_open (YutuConnection     *connection,
                         const YutuModules  *modules,
                         const YutuCalendar *calendar,
                         const YutuCaseSpec *spec,
                         const char         *actor,
                         gint64             *id,
                         GError            **error);

typedef struct
{
  const char *transition;
  const char *actor;
  const char *role;
  YutuDay     day;  /* not before the state was entered */
  const char *note; /* NULL allowed from here on */
  const char *result;
  const char *result_doc;
  const char *set; /* JSON object merged into the fields */
} YutuCaseStep;

/* Errors: UNKNOWN, STATE, ROLE, GUARD, FIELD. */
gboolean yutu_case_step (YutuConnection     *connection,
                         const YutuModules  *modules,
                         const YutuCalendar *calendar,
                         gint64              id,
                         const YutuCaseStep *step,
                         GError            **error);

/* Checks a JSON object (NULL is an empty one) against @fields; @complete asks for the required
 * ones too. */
gboolean yutu_fields_check (const YutuField *fields,
                            gsize            n_fields,
                            const char      *json,
                            gboolean         complete,
                            GError         **error);

/* The first relation of @checks that the JSON object @json (NULL is an empty one) breaks, or NULL. */
const YutuFieldCheck *yutu_fields_find_broken (const YutuFieldCheck *checks,
                                               gsize                 n_checks,
                                               const char           *json);
/* The same as an error. */
gboolean yutu_fields_check_relations (const YutuFieldCheck *checks,
                                      gsize                 n_checks,
                                      const char           *json,
                                      GError              **error);
/* yutu_fields_check(), complete, and all relations: what a record must be to be kept. */
gboolean yutu_fields_check_record (const YutuField      *fields,
                                   gsize                 n_fields,
                                   const YutuFieldCheck *checks,
                                   gsize                 n_checks,
                                   const char           *json,
                                   GError              **error);

/* The JSON object @json with each value masked by the rule of its field; what no field describes is
 * hidden, for nothing says how to mask it. @masked: (nullable): gets the ids (char *, owned) of what
 * is shown as a mask. "{}" when @json is no object. */
char *yutu_fields_mask (const YutuField *fields,
                        gsize            n_fields,
                        gboolean         full_amounts,
                        const char      *json,
                        GPtrArray       *masked) G_GNUC_WARN_UNUSED_RESULT;

/* *linked gets the case that the link field of @kind in @fields has the number of; 0: none. Inside a read or a write,
 * on its thread; so the next. */
gboolean yutu_case_find_linked (YutuConnection     *connection,
                                const YutuCaseKind *kind,
                                const char         *fields,
                                gint64             *linked,
                                GError            **error);
/* Whether another name came in place of the place name that the case is about, or it is written otherwise than in its
 * field name. */
gboolean yutu_case_find_renamed (YutuConnection     *connection,
                                 const YutuCaseKind *kind,
                                 gint64              case_file,
                                 gboolean           *is_renamed,
                                 GError            **error);
/* *act gets the division change order (区划调整令) that the field of @kind in @fields has the number of; 0
 * when the kind has no such field, or there is no such act yet. Inside a read or a write, on its thread. */
gboolean yutu_case_find_act (YutuConnection     *connection,
                             const YutuCaseKind *kind, /* NULL: not defined any more */
                             const char         *fields,
                             gint64             *act,
                             GError            **error);

/* The day on which @state, entered on @since, or the case as a whole, counted from @whole_since,
 * is due by the limits in force then; YUTU_DAY_INVALID when none. Any thread. */
YutuDay yutu_case_get_due (const YutuCaseKind *kind,
                           const YutuCalendar *calendar,
                           gsize               state,
                           YutuDay             since,
                           YutuDay             whole_since);

/* The limit that a due day comes from. */
typedef struct
{
  const YutuTimeLimit *limit; /* its length and legal basis */
  YutuDay              since; /* the day that it counts from, which itself does not count */
  YutuDay              due;
  int                  days_left; /* working days where the limit has them, else days; negative: over */
} YutuCaseLimit;

/* The limit that yutu_case_get_due() answers the day of, as it stands on @today. FALSE when there is
 * none. Any thread. */
gboolean yutu_case_find_limit (const YutuCaseKind *kind,
                               const YutuCalendar *calendar,
                               gsize               state,
                               YutuDay             since,
                               YutuDay             whole_since,
                               YutuDay             today,
                               YutuCaseLimit      *found);

/* ---- Simulated and bulk ---- */

typedef struct
{
  YutuDay day;
  gsize   transition; /* index in the kind */
  gsize   from;
  gsize   to;
} YutuCourseStep;

/* The way of a case through its kind. */
typedef struct
{
  gsize   state;
  YutuDay state_since;
  YutuDay accepted_on; /* YUTU_DAY_INVALID when not, the same below */
  YutuDay due_on;
  YutuDay closed_on;
  GArray *steps; /* of YutuCourseStep */
} YutuCaseCourse;

void yutu_case_course_clear (YutuCaseCourse *self);

/* Brings state, its day, accepted_on, closed_on and due_on in line with the steps of @course. */
void yutu_case_course_finish (const YutuCaseKind *kind,
                              const YutuCalendar *calendar,
                              YutuDay             opened_on,
                              YutuCaseCourse     *course);

/* Walks a case that opened on @opened_on by legal transitions only, at most to @today. @want is
 * the id of the state it should end in (reached by a shortest way), or NULL for wherever chance
 * leads it. Returns FALSE when @want is unknown or cannot be reached. */
gboolean yutu_case_simulate (const YutuCaseKind *kind,
                             const YutuCalendar *calendar,
                             YutuRandom         *random,
                             YutuDay             opened_on,
                             YutuDay             today,
                             const char         *want,
                             YutuCaseCourse     *course);

/* Writes many cases with their courses and persons; the same columns and checks as open and step,
 * without the place look-up when has_point. Lives inside one write. */
typedef struct _YutuCaseWriter YutuCaseWriter;

YutuCaseWriter *yutu_case_writer_new (YutuConnection     *connection,
                                      const YutuModules  *modules,
                                      const YutuCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;
gboolean        yutu_case_writer_add (YutuCaseWriter       *self,
                                      const YutuCaseSpec   *spec,
                                      const YutuCaseCourse *course,
                                      const char           *actor,
                                      gint64               *id,
                                      GError              **error);
void            yutu_case_writer_free (YutuCaseWriter *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCasePersonForm, yutu_case_person_form_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCaseCourse, yutu_case_course_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCaseWriter, yutu_case_writer_free)

G_END_DECLS
