/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Indicators (指标) as the "indicators" of a module's file define them: what is counted over what,
 * by which levels, what a class of it is, which aim it has. The definition says what to count in
 * terms of registers, fields, kinds and states; the engine (coverage/yutu-indicator.h) knows
 * how. Immutable; may cross threads. */
#pragma once

#include "base/yutu-day.h"
#include "casework/yutu-title.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_TERM_FACILITIES,     /* of registers, standing on the day */
  YUTU_TERM_FACILITY_YEARS, /* figures of a year of facilities of registers */
  YUTU_TERM_CASES,          /* of kinds */
  YUTU_TERM_ADDRESSES,      /* valid on the day */
  YUTU_TERM_RESIDENTS,      /* of the divisions as they stand on the day */
  YUTU_TERM_UNITS,          /* units of a level */
  YUTU_TERM_UNITS_WITH,     /* units of a level of which other terms count at least one */
  YUTU_TERM_LINES,          /* boundary lines; each belongs to the units on both sides */
  YUTU_TERM_PILLARS,        /* boundary pillars, as their lines */
  YUTU_TERM_CROSSINGS,      /* of roads in use on the day */
  YUTU_TERM_FIGURE,         /* a figure that was reported for the unit and year */
} YutuTermKind;

typedef enum
{
  YUTU_CONDITION_IS,       /* one of the values of text, a JSON array */
  YUTU_CONDITION_AT_LEAST, /* number */
  YUTU_CONDITION_BY_DAY,   /* a day, not after the day asked for */
  YUTU_CONDITION_OF_YEAR,  /* the year asked for plus number, as number or as day */
} YutuConditionKind;

typedef struct
{
  YutuConditionKind kind;
  const char       *field; /* of every register or kind that is counted */
  const char       *text;
  double            number;
} YutuCondition;

/* Which cases, and whether they are counted as they stand on the day or by what the year
 * brought. */
typedef enum
{
  YUTU_CASES_ON_DAY,  /* opened by the day and in one of the states then; no states: open then */
  YUTU_CASES_OVERDUE, /* the same, and past their due day */
  YUTU_CASES_OPENED,  /* opened in the year, up to the day; in one of the states on the day */
  YUTU_CASES_CLOSED,  /* closed in the year, up to the day; in one of the states on the day */
} YutuCasesWhen;

typedef struct _YutuTerm YutuTerm;
struct _YutuTerm
{
  YutuTermKind         kind;
  int                  times;    /* counted so many times; negative: taken away */
  const char *const   *of;       /* full ids of registers, ids of kinds, NULL-terminated; the key
                                   * of a FIGURE; none: cases of every kind */
  const char          *field;    /* NULL: counted; else its values are summed up */
  int                  fraction; /* the sum is kept in this part of the field's unit: 1 or 1000 */
  const YutuCondition *where;    /* all of them hold */
  gsize                n_where;
  YutuCasesWhen        when;
  const char *const   *states;   /* NULL-terminated; none: any */
  gboolean             new_only; /* FACILITIES: those that began in the year */
  int                  years;    /* FACILITY_YEARS: so many years up to the one asked for */
  int                  level;    /* UNITS, UNITS_WITH */
  const YutuTerm      *has;      /* UNITS_WITH */
  gsize                n_has;
  const char *const   *reach_of; /* ADDRESSES, CASES: only those within reach_m of one of these */
  double               reach_m;  /* metres as the crow flies; 0: everywhere */
  gboolean             adds_up;  /* FIGURE: of the units, makes that of the county */
  gboolean             in_force; /* LINES: inspected, and the next inspection not overdue; PILLARS:
                                   * not damaged; CROSSINGS: a road sign stands there */
};

typedef enum
{
  YUTU_DIRECTION_NEUTRAL,
  YUTU_DIRECTION_HIGHER, /* is better */
  YUTU_DIRECTION_LOWER,
} YutuDirection;

typedef enum
{
  YUTU_CLASSES_QUANTILE, /* as many units in each class as can be */
  YUTU_CLASSES_NATURAL,  /* natural breaks: least squares within the classes */
  YUTU_CLASSES_LIMITS,   /* limits of the definition */
} YutuClassesKind;

/* A standing aim, by law or by plan; figures of the file's own aims go before it. */
typedef struct
{
  double      value;
  const char *legal_basis;
  YutuDay     valid_from;
  YutuDay     valid_to; /* exclusive */
} YutuStandingTarget;

/* Limits of classes, and from when on they hold: value < limit[0], < limit[1] … */
typedef struct
{
  const double *limits; /* ascending */
  gsize         n_limits;
  const char   *legal_basis;
  YutuDay       valid_from;
  YutuDay       valid_to; /* exclusive */
} YutuClassLimits;

typedef struct
{
  const char               *id;
  YutuTitle                 title;
  YutuTitle                 formula; /* for people */
  const char               *unit;    /* "%", "人" …; never NULL, "" when it has none */
  const char               *figure;  /* key under which figures and aims are in the file */
  unsigned                  levels;  /* 1 << level or-ed; the county always has it */
  YutuDirection             direction;
  int                       decimals;
  gboolean                  is_people;         /* counts people: 1 to 4 of them are not shown */
  double                    scale;             /* value = scale × numerator ÷ denominator */
  int                       least_denominator; /* a ratio over fewer is not shown */
  const YutuTerm           *numerator;
  gsize                     n_numerator;
  const YutuTerm           *denominator; /* none: value = scale × numerator */
  gsize                     n_denominator;
  YutuClassesKind           classes;
  int                       n_classes;
  const YutuClassLimits    *limits; /* by dates; YUTU_CLASSES_LIMITS only */
  gsize                     n_limits;
  const char               *palette; /* of the styles */
  const YutuStandingTarget *targets;
  gsize                     n_targets;
} YutuIndicatorDef;

gboolean yutu_indicator_def_has_level (const YutuIndicatorDef *self,
                                       int                     level);
/* Limits of the day; NULL when none holds. */
const YutuClassLimits    *yutu_indicator_def_get_limits (const YutuIndicatorDef *self,
                                                         YutuDay                 day);
const YutuStandingTarget *yutu_indicator_def_get_target (const YutuIndicatorDef *self,
                                                         YutuDay                 day);

G_END_DECLS
