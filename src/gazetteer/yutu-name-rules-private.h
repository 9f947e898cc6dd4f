/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tables of the naming rules, and what both halves of the check share. */
#pragma once

#include "gazetteer/yutu-name-rules.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_SCOPE_COUNTY,
  YUTU_SCOPE_BUILT_UP,
  YUTU_SCOPE_TOWNSHIP,
} YutuNameScope;

/* The group of classes that a class is compared with, and within what; site and township for an unknown one. */
const char *yutu_name_class_get_group (const char    *name_class,
                                       YutuNameScope *scope);

/* A number of data/rules/naming-limits.csv that is in force on @day. @key must stand there. */
double yutu_name_limit (const char *key,
                        YutuDay     day);

/* The proper names of the other parts of a series of roads (系列道路): 八一北 八一中 … of 八一南, 创业一 … of 创业二.
 * Empty: @proper, which may be NULL, is part of none. */
GStrv yutu_name_list_series (const char *proper) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of the proper name: of all before the generic term, which is one of those written apart from it, or one that
 * tells a class. */
gsize yutu_name_measure_proper (const char *name);

/* Whether @rule is for the class, and in force on the day. */
gboolean yutu_name_rule_is_for (const YutuNameQuestion *question,
                                const char             *rule);

/* Adds what breaks @rule, unless the rule is not for the class or not in force on the day. Takes @detail. */
YutuNameFinding *yutu_name_findings_add (GPtrArray              *findings,
                                         const YutuNameQuestion *question,
                                         const char             *rule,
                                         YutuNameBreach          breach,
                                         gboolean                is_error,
                                         char                   *detail);
void             yutu_name_findings_sort (GPtrArray *findings);

/* The characters that may be written for @character (rules/han-lookalikes.csv), 0 behind the last; NULL. */
const gunichar *yutu_han_get_lookalikes (gunichar character);
/* Whether one of the two may be written for the other. */
gboolean yutu_han_look_alike (gunichar a,
                              gunichar b);
/* Whether the eye takes one for the other (rules/han-shapes.csv), or one of them may be written for the other. */
gboolean yutu_han_have_one_shape (gunichar a,
                                  gunichar b);
/* 1 … 3: the level of the national table; 0: it is not there. */
int yutu_han_get_level (gunichar character);

G_END_DECLS
