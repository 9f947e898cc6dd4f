/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the window words things: days, numbers, areas, kinds, values of fields, errors. By the
 * locale; strings are (transfer full) unless they are const. Any thread. */
#pragma once

#include <json-glib/json-glib.h>

#include "base/yutu-day.h"
#include "division/yutu-act.h"
#include "gazetteer/yutu-search.h"
#include "session/yutu-place.h"

G_BEGIN_DECLS

/* "21 October 2021", 2021年10月21日; "" for YUTU_DAY_INVALID. */
char *yutu_words_day (YutuDay day);
/* The same of an ISO day or moment; other text comes back as it is. */
char *yutu_words_iso (const char *text);
/* "4,812" */
char *yutu_words_count (gint64 count);
/* km² and 亩; m² below a hundredth of a km². */
char *yutu_words_area (double area_m2);
/* "350 m", "2.4 km" */
char *yutu_words_distance (double metres);
/* At most @decimals of them, no zeros at the end. */
char *yutu_words_real (double value,
                       int    decimals);
/* The same with its sign: "+311.4", "−21,107.6". */
char *yutu_words_change (double value,
                         int    decimals);

/* Ids of the file in words; unknown ids come back as they are, NULL as "". */
const char *yutu_words_fact (const char *key);
const char *yutu_words_name_class (const char *name_class);
/* Where a place lies: the units above it, and those that it crosses, the first of them when they are many. Both as of
 * YutuNameFacts. (transfer full) */
char *yutu_words_extent (const char *division,
                         const char *crossed);
const char *yutu_words_relation (const char *relation);
const char *yutu_words_line_grade (const char *grade);
const char *yutu_words_role (const char *role);
const char *yutu_words_facility_status (const char *status);
const char *yutu_words_hit_kind (YutuSearchKind kind);

/* A fact about a place as it is shown. */
char *yutu_words_fact_value (const YutuInfoFact *fact);
/* A field's value as it is shown, its unit behind it; NULL when there is none. */
char *yutu_words_field (const YutuField *field,
                        JsonObject      *fields);
/* Its title; for a drawn place what was drawn. */
char *yutu_words_place_title (const YutuPlace     *place,
                              const YutuPlaceInfo *info);
/* "婺城区 › 罗店镇" of YutuDivision, without the last @skip. */
char *yutu_words_chain (GPtrArray *chain,
                        gsize      skip);

/* What is odd about an act, by its rule; the engine's own words where a rule has none. Borrowed. */
const char *yutu_words_act_issue (const YutuActIssue *issue);

/* What happened and what to do, in one or two sentences. */
char *yutu_words_error (const GError *error);

G_END_DECLS
