/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Case modules (业务模块) as they are defined in data/modules/NN-id.json: registers of facilities
 * and their fields, case kinds with states, transitions and time limits, indicators. Read once,
 * checked strictly, then immutable: may cross threads. Adding a module is adding a file. */
#pragma once

#include <gio/gio.h>

#include "base/yutu-day.h"
#include "casework/yutu-calendar.h"
#include "casework/yutu-indicator-def.h"
#include "casework/yutu-mask.h"
#include "casework/yutu-title.h"

G_BEGIN_DECLS

#define YUTU_CASEWORK_ERROR (yutu_casework_error_quark ())
GQuark yutu_casework_error_quark (void);

typedef enum
{
  YUTU_CASEWORK_ERROR_FAILED,
  YUTU_CASEWORK_ERROR_DEFINITION, /* a module or calendar file is not as it must be */
  YUTU_CASEWORK_ERROR_UNKNOWN,    /* no such module, kind, transition, case or place */
  YUTU_CASEWORK_ERROR_STATE,      /* the transition does not leave the state the case is in */
  YUTU_CASEWORK_ERROR_ROLE,       /* this role may not do it */
  YUTU_CASEWORK_ERROR_GUARD,      /* something that the step requires is missing */
  YUTU_CASEWORK_ERROR_FIELD,      /* a value is no field of the kind, or outside its range */
  YUTU_CASEWORK_ERROR_ATTACHMENT, /* no ordinary file, or not what its hash says any more */
  YUTU_CASEWORK_ERROR_SIZE,       /* a file to attach is empty or too large */
  YUTU_CASEWORK_ERROR_TWICE,      /* it is attached to this case already */
} YutuCaseworkError;

/* Sets @error, and is FALSE. */
gboolean yutu_casework_fail (GError          **error,
                             YutuCaseworkError code,
                             const char       *format,
                             ...) G_GNUC_PRINTF (3, 4);

typedef enum
{
  YUTU_FIELD_TEXT,
  YUTU_FIELD_INT,
  YUTU_FIELD_NUMBER,
  YUTU_FIELD_MONEY_FEN, /* integer fen (分) */
  YUTU_FIELD_DATE,      /* ISO text */
  YUTU_FIELD_ENUM,      /* id of a choice */
  YUTU_FIELD_BOOLEAN,
} YutuFieldType;

typedef struct
{
  const char *id;
  YutuTitle   title;
} YutuChoice;

typedef struct
{
  const char       *id;
  YutuTitle         title;
  YutuTitle         group; /* heading it stands under; both "" when none */
  YutuFieldType     type;
  const char       *unit; /* "m²", "床", … or NULL */
  double            min;  /* -INFINITY when none; for numbers, integers, money */
  double            max;  /* +INFINITY when none */
  gboolean          required;
  YutuMask          mask;
  const YutuChoice *choices; /* enum only */
  gsize             n_choices;
} YutuField;

typedef enum
{
  YUTU_RELATION_LESS,
  YUTU_RELATION_AT_MOST,
  YUTU_RELATION_EQUAL,
  YUTU_RELATION_AT_LEAST,
  YUTU_RELATION_MORE,
} YutuRelation;

/* A relation between the values of one record: the sum of @left to @right, both numbers or both a
 * day. It is not asked while right, or all of left, has no value. */
typedef struct
{
  const YutuField *const *left;
  gsize                   n_left;
  YutuRelation            relation;
  const YutuField        *right;
  YutuTitle               message; /* what must be */
} YutuFieldCheck;

/* A register of facilities (台账); facility.kind is full_id. */
typedef struct
{
  const char      *id;      /* "care-home" */
  const char      *full_id; /* "elderly.care-home" */
  const char      *code;    /* "E1"; NULL when it has none */
  YutuTitle        title;
  const char      *symbol;
  const YutuField *fields;
  gsize            n_fields;

  const YutuFieldCheck *checks;
  gsize                 n_checks;

  const YutuField      *year_fields; /* figures of one year */
  gsize                 n_year_fields;
  const YutuFieldCheck *year_checks;
  gsize                 n_year_checks;
} YutuRegister;

typedef struct
{
  const char *id;
  YutuTitle   title;
  gboolean    is_open;
  const char *addresses; /* what the addresses of a batch are in it: collected checked coded published; or NULL */
  gboolean    samples;   /* whoever enters it draws a sample of the batch */
  /* Of the place name that the case is about, where its kind has a name_work: */
  const char *name_status; /* which it has in this state; NULL: as before */
  const char *name_day;    /* the fact that gets the day on which the state is entered, or NULL */
  gboolean    name_rules;  /* the naming rules are asked on that day, and what they say is kept */
} YutuState;

/* What a case is to the place name that it is about. */
typedef enum
{
  YUTU_NAME_WORK_NONE,
  YUTU_NAME_WORK_NAME,     /* a name is given: the record goes with the case from the plan to its use */
  YUTU_NAME_WORK_RENAME,   /* another name follows the one that is there */
  YUTU_NAME_WORK_ABOLISH,  /* the name becomes historical */
  YUTU_NAME_WORK_CLEAN_UP, /* a name that breaks the rules (不规范地名) */
} YutuNameWork;

/* What a step needs beside its from-state and role. */
typedef enum
{
  YUTU_GUARD_PLACE,    /* the case lies somewhere */
  YUTU_GUARD_RESULT,   /* a result is written */
  YUTU_GUARD_DOCUMENT, /* the number of the result's document is written */
  YUTU_GUARD_FIELD,    /* field has a value */
  YUTU_GUARD_SAMPLE,   /* the sample of its batch was found good enough */
  YUTU_GUARD_ACT,      /* the division change order (区划调整令) of field was carried out */
  YUTU_GUARD_RENAMED,  /* the place name that it is about was followed by another one, or corrected */
} YutuGuardKind;

/* A field of the kind that has one of some values. */
typedef struct
{
  const YutuField   *field;  /* NULL: always */
  const char *const *values; /* NULL-terminated; NULL: any */
} YutuFieldCondition;

typedef struct
{
  YutuGuardKind      kind;
  const YutuField   *field;  /* of the case kind; GUARD_FIELD and GUARD_ACT only */
  const char *const *values; /* of GUARD_FIELD: one of these; NULL: any */
  YutuFieldCondition when;   /* only then is it asked for */
} YutuGuard;

typedef struct
{
  const char *to;   /* field of the case that is opened */
  const char *from; /* field of the one that opens it */
} YutuFieldCopy;

typedef struct
{
  const char      *id;
  YutuTitle        title;
  const gsize     *from; /* indexes into states */
  gsize            n_from;
  gsize            to;
  const char      *role;     /* clerk township desk leader planner */
  gboolean         accepts;  /* sets accepted_on */
  gboolean         is_aside; /* takes back, refuses or breaks off: possible, but never what is suggested */
  const YutuGuard *guards;
  gsize            n_guards;

  const char          *opens;      /* the kind of a case of this module that is opened with the step, or NULL */
  YutuFieldCondition   opens_when; /* only then */
  const YutuFieldCopy *copies;     /* what it takes over */
  gsize                n_copies;
} YutuTransition;

/* The longest stay in a state, or in the case as a whole. The whole counts from acceptance (or
 * opening) on, while the case is open and in none of the states it ends in: a grant decided in time
 * stays open for years. */
typedef struct
{
  gboolean     is_whole;
  gsize        state;   /* index; not is_whole only */
  const gsize *ends_in; /* indexes; is_whole only */
  gsize        n_ends_in;
  int          length;
  YutuTimeUnit unit;
  const char  *legal_basis;
  YutuDay      valid_from;
  YutuDay      valid_to; /* exclusive */
} YutuTimeLimit;

typedef struct
{
  const char *id; /* "SA.DIBAO" */
  YutuTitle   title;
  /* person household org facility place line division project */
  const char           *subject_kind;
  const char           *register_id; /* full id of the register its facility is from, or NULL */
  const char           *record_id;   /* full id of the object that its record is of, or NULL */
  gsize                 record_done; /* index of the state in which the record is done */
  gboolean              holds_batch; /* a state of it says what becomes of a batch of addresses */
  YutuNameWork          name_work;
  const YutuField      *act_field;  /* text field with the number of its division change order, or NULL */
  const YutuField      *link_field; /* the same with the number of the case that it opened, or that opened it */
  const YutuField      *fields;
  gsize                 n_fields;
  const YutuFieldCheck *checks;
  gsize                 n_checks;
  const YutuField      *person_fields;
  gsize                 n_person_fields;
  const YutuState      *states; /* the first is where a case starts */
  gsize                 n_states;
  const YutuTransition *transitions;
  gsize                 n_transitions;
  const YutuTimeLimit  *time_limits;
  gsize                 n_time_limits;
} YutuCaseKind;

typedef struct
{
  const char             *id;   /* "social-assistance" */
  const char             *code; /* "SA", of case numbers */
  YutuTitle               title;
  const char             *symbol;
  const char             *file; /* where it was read from */
  const YutuRegister     *registers;
  gsize                   n_registers;
  const YutuRegister     *objects; /* of records with a table of their own, no facilities: lines, pillars */
  gsize                   n_objects;
  const YutuCaseKind     *kinds;
  gsize                   n_kinds;
  const YutuIndicatorDef *indicators;
  gsize                   n_indicators;
} YutuModule;

typedef struct _YutuModules YutuModules;

/* Reads all files of data/modules, carried and dropped in. YUTU_CASEWORK_ERROR_DEFINITION names
 * the file, the path inside it, what is wrong and what to do. Any thread. */
YutuModules *yutu_modules_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From JSON texts; @names are what errors call them. For tests and tools. */
YutuModules      *yutu_modules_new (const char *const *names,
                                    GBytes *const     *texts,
                                    gsize              n,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
YutuModules      *yutu_modules_ref (YutuModules *self);
void              yutu_modules_unref (YutuModules *self);
gsize             yutu_modules_get_n (const YutuModules *self);
const YutuModule *yutu_modules_get (const YutuModules *self,
                                    gsize              index);
/* NULL when there is none. */
const YutuModule   *yutu_modules_find (const YutuModules *self,
                                       const char        *id);
const YutuCaseKind *yutu_modules_find_kind (const YutuModules *self,
                                            const char        *kind_id,
                                            const YutuModule **module);
const YutuRegister *yutu_modules_find_register (const YutuModules *self,
                                                const char        *full_id,
                                                const YutuModule **module);
/* The same among the objects: "division.boundary-pillar". */
const YutuRegister *yutu_modules_find_object (const YutuModules *self,
                                              const char        *full_id);
/* G_MAXSIZE when there is none. */
gsize                 yutu_case_kind_find_state (const YutuCaseKind *self,
                                                 const char         *id);
const YutuTransition *yutu_case_kind_find_transition (const YutuCaseKind *self,
                                                      const char         *id);
gboolean              yutu_transition_leaves (const YutuTransition *self,
                                              gsize                 state);
/* Whether somebody of @role may take it: clerk's work also township and desk, township's also the
 * desk, planner's also the desk; the leader alone approves. */
gboolean yutu_transition_is_allowed (const YutuTransition *self,
                                     const char           *role);
/* Who it is, in the language of the user; @role itself when there is no such one. Any thread. */
const char *yutu_role_get_title (const char *role);

/* ---- Fields. Any thread. ---- */

/* NULL: none is called so. */
const YutuField *yutu_fields_find (const YutuField *fields,
                                   gsize            n_fields,
                                   const char      *id);
/* That of the record of @object; NULL: there is none. */
const YutuField *yutu_modules_find_field (const YutuModules *self,
                                          const char        *object,
                                          const char        *id);
/* Whether a value of one of them is masked for some roles. */
gboolean yutu_fields_have_masks (const YutuField *fields,
                                 gsize            n_fields);
/* @field, @id: (nullable). NULL: it is none of the field's. */
const YutuChoice *yutu_field_find_choice (const YutuField *field,
                                          const char      *id);
/* Its title in the language of the user; @id itself when it is none of the field's. */
const char *yutu_field_name_choice (const YutuField *field,
                                    const char      *id);
/* @fields: JSON object of a case, or NULL. */
gboolean yutu_field_condition_holds (const YutuFieldCondition *self,
                                     const char               *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuModules, yutu_modules_unref)

G_END_DECLS
