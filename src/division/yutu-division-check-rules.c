/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-check-private.h"

#include "base/yutu-wording.h"

#define OVERLAP "a.valid_from < b.valid_to AND b.valid_from < a.valid_to"

/* The last name of a unit, whenever it had it. */
#define NAME(unit) \
  "(SELECT n.name FROM division n WHERE n.unit = " unit " ORDER BY n.valid_from DESC LIMIT 1)"

/* Whether a unit is there on a day. */
#define IS_THERE(unit, day)                                                           \
  "EXISTS (SELECT 1 FROM division n WHERE n.unit = " unit " AND n.valid_from <= " day \
  " AND " day " < n.valid_to)"

/* A row whose range is not two days. */
#define NO_DAYS "date (valid_from, '+0 days') IS NOT valid_from OR date (valid_to, '+0 days') IS NOT valid_to"

/* Days from which on a unit is not there, and later is again. */
#define GAPS                                                                                 \
  "WITH gap (unit, day) AS (SELECT a.unit, a.valid_to FROM division a WHERE NOT " IS_THERE ( \
    "a.unit", "a.valid_to") " AND EXISTS (SELECT 1 FROM division n WHERE n.unit = a.unit AND n.valid_from > a.valid_to)) "

static const YutuDivisionSqlRule RULES[] = {
  /* Days and owners. */
  { "days-invalid", "error", "division", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, name, valid_from, valid_to FROM division WHERE " NO_DAYS },
  { "days-invalid", "error", "division_code", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, code || ' ' || name, valid_from, valid_to FROM division_code WHERE " NO_DAYS },
  { "days-invalid", "error", "face_unit", N_ ("the ownership of face {1} has no days but {2} to {3}"),
    "SELECT id, face, valid_from, valid_to FROM face_unit WHERE " NO_DAYS },
  { "days-invalid", "error", "boundary_line", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, name, valid_from, valid_to FROM boundary_line WHERE " NO_DAYS },
  { "days-invalid", "error", "boundary_pillar", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, number, valid_from, valid_to FROM boundary_pillar WHERE " NO_DAYS },
  { "days-invalid", "error", "act", N_ ("“{1}” takes effect on “{2}”, which is no day"),
    "SELECT id, title, effective_on FROM act WHERE date (effective_on, '+0 days') IS NOT effective_on" },
  { "days-reversed", "error", "division", N_ ("{1} ends before it begins"),
    "SELECT id, name FROM division WHERE valid_to <= valid_from" },
  { "version-twice", "error", "division", N_ ("{1} has two versions on {2}"),
    "SELECT a.id, a.name, max (a.valid_from, b.valid_from) "
    "FROM division a JOIN division b ON b.unit = a.unit AND b.id > a.id AND " OVERLAP },
  { "end-inclusive", "warning", "division",
    N_ ("{1} is not there on {2} alone: an end is the first day on which it holds no more, not the "
        "last on which it does"),
    "SELECT a.id, a.name, a.valid_to FROM division a JOIN division b ON b.unit = a.unit "
    "AND b.valid_from = date (a.valid_to, '+1 day') WHERE NOT EXISTS (SELECT 1 FROM division c "
    "WHERE c.unit = a.unit AND c.valid_from <= a.valid_to AND a.valid_to < c.valid_to)" },
  { "end-inclusive", "warning", "division_code",
    N_ ("{1} is not there on {2} alone: an end is the first day on which it holds no more, not the "
        "last on which it does"),
    "SELECT a.id, a.code || ' ' || a.name, a.valid_to FROM division_code a JOIN division_code b ON b.kind = a.kind "
    "AND b.code = a.code AND b.valid_from = date (a.valid_to, '+1 day') WHERE NOT EXISTS (SELECT 1 FROM "
    "division_code c WHERE c.kind = a.kind AND c.code = a.code AND c.valid_from <= a.valid_to "
    "AND a.valid_to < c.valid_to)" },
  { "owner-days-reversed", "error", "face_unit", N_ ("the ownership of face {1} ends before it begins"),
    "SELECT id, face FROM face_unit WHERE valid_to <= valid_from" },
  { "face-owner-twice", "error", "face_unit", N_ ("face {1} has two units on {2}: {3} and {4}"),
    "SELECT a.id, a.face, max (a.valid_from, b.valid_from), " NAME ("a.unit") ", " NAME ("b.unit") " "
                                                                                                   "FROM face_unit a JOIN face_unit b ON b.face = a.face AND b.id > a.id AND " OVERLAP },
  { "face-owner-missing-face", "error", "face_unit",
    N_ ("an owner is told for face {1}, which is not there"),
    "SELECT id, face FROM face_unit WHERE face NOT IN (SELECT id FROM face)" },
  { "face-owner-missing-unit", "error", "face_unit",
    N_ ("face {1} belongs to unit {2}, which is not there"),
    "SELECT id, face, unit FROM face_unit WHERE unit NOT IN (SELECT unit FROM division)" },
  { "face-owner-ended", "error", "face_unit",
    N_ ("face {1} belongs to {2} on days on which that is not there"),
    GAPS "SELECT f.id, f.face, " NAME ("f.unit") " FROM face_unit f WHERE f.unit IN (SELECT unit FROM division) AND "
                                                 "(f.valid_from < (SELECT min (valid_from) FROM division WHERE unit = f.unit) OR "
                                                 "f.valid_to > (SELECT max (valid_to) FROM division WHERE unit = f.unit) OR EXISTS (SELECT 1 FROM gap g "
                                                 "WHERE g.unit = f.unit AND f.valid_from <= g.day AND g.day < f.valid_to))" },
  { "ownership-gap", "error", "face_unit", N_ ("face {1} has no unit from {2} to {3}"),
    "SELECT a.id, a.face, a.valid_to, min (b.valid_from) FROM face_unit a "
    "JOIN face_unit b ON b.face = a.face AND b.valid_from > a.valid_to "
    "WHERE NOT EXISTS (SELECT 1 FROM face_unit c "
    "WHERE c.face = a.face AND c.valid_from <= a.valid_to AND c.valid_to > a.valid_to) "
    "GROUP BY a.id" },
  { "disputed-land", "warning", "face", N_ ("land claimed by {1} and given to none"),
    "SELECT c.face, group_concat (" NAME ("c.unit") ", '、') FROM face_claim c WHERE c.face NOT IN "
                                                    "(SELECT face FROM face_unit WHERE valid_to = '9999-12-31') GROUP BY c.face" },
  { "unclaimed-land", "warning", "face", N_ ("land inside that no unit has"),
    "SELECT id FROM face WHERE id NOT IN "
    "(SELECT face FROM face_unit WHERE valid_to = '9999-12-31') "
    "AND id NOT IN (SELECT face FROM face_claim)" },
  { "claim-broken", "error", "face_claim",
    N_ ("a claim names face {1} and unit {2}, one of which is not there"),
    "SELECT id, face, unit FROM face_claim WHERE face NOT IN (SELECT id FROM face) "
    "OR unit NOT IN (SELECT unit FROM division)" },
  { "unit-without-land", "warning", "division", N_ ("{1} has no land"),
    "SELECT d.id, d.name FROM division d WHERE NOT EXISTS "
    "(SELECT 1 FROM division_area a WHERE a.unit = d.unit AND a.valid_from < d.valid_to "
    "AND d.valid_from < a.valid_to)" },
  /* Codes. */
  { "code-twice", "error", "division", N_ ("code {1} is {2} and {3} on one day"),
    "SELECT a.id, a.code, a.name, b.name FROM division a "
    "JOIN division b ON b.code = a.code AND b.unit <> a.unit AND b.id > a.id AND " OVERLAP },
  { "code-reused", "error", "division", N_ ("code {1} was that of {2} and is never given again"),
    "SELECT b.id, b.code, a.name FROM division a JOIN division b ON b.code = a.code "
    "AND b.unit <> a.unit AND b.valid_from >= a.valid_to" },
  { "code-length", "error", "division", N_ ("code {1} of {2} does not fit its level"),
    "SELECT id, code, name FROM division "
    "WHERE code IS NOT NULL AND (code GLOB '*[^0-9]*' OR length (code) <> "
    "CASE level WHEN 1 THEN 2 WHEN 2 THEN 4 WHEN 3 THEN 6 WHEN 4 THEN 9 ELSE 12 END)" },
  { "code-length", "error", "division", N_ ("code {1} of {2} does not fit its level"),
    "SELECT id, stat_code, name FROM division "
    "WHERE stat_code IS NOT NULL AND (stat_code GLOB '*[^0-9]*' OR length (stat_code) <> "
    "CASE level WHEN 1 THEN 2 WHEN 2 THEN 4 WHEN 3 THEN 6 WHEN 4 THEN 9 ELSE 12 END)" },
  { "code-twice", "error", "division", N_ ("code {1} is {2} and {3} on one day"),
    "SELECT a.id, a.stat_code, a.name, b.name FROM division a JOIN division b ON b.stat_code = a.stat_code "
    "AND b.unit <> a.unit AND b.id > a.id AND " OVERLAP " WHERE a.stat_code IS NOT NULL" },
  { "code-parent", "warning", "division", N_ ("code {1} of {2} does not begin with {3}, that of {4}"),
    "SELECT a.id, a.code, a.name, b.code, b.name FROM division a "
    "JOIN division b ON b.unit = a.parent AND " OVERLAP
    " WHERE a.code IS NOT NULL AND b.code IS NOT NULL "
    "AND substr (a.code, 1, length (b.code)) <> b.code" },
  { "code-unregistered", "warning", "division", N_ ("code {1} of {2} is not in the register of codes"),
    "SELECT id, code, name FROM division WHERE code IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM division_code c WHERE c.level = division.level) AND NOT EXISTS "
    "(SELECT 1 FROM division_code c WHERE c.code = division.code)" },
  { "register-twice", "error", "division_code", N_ ("code {1} is given to {2} and {3} on one day"),
    "SELECT a.id, a.code, a.name, b.name FROM division_code a JOIN division_code b "
    "ON b.kind = a.kind AND b.code = a.code AND b.id > a.id AND " OVERLAP },
  { "register-days", "error", "division_code", N_ ("code {1} of {2} is retired before it is given"),
    "SELECT id, code, name FROM division_code WHERE valid_to <= valid_from" },
  /* The tree. */
  { "parent-missing", "error", "division", N_ ("{1} names a parent that is not there"),
    "SELECT id, name FROM division WHERE parent IS NOT NULL "
    "AND parent NOT IN (SELECT unit FROM division)" },
  { "parent-level", "error", "division", N_ ("{1} lies under {2}, which is no level above it"),
    "SELECT a.id, a.name, b.name FROM division a JOIN division b ON b.unit = a.parent AND " OVERLAP
    " WHERE b.level >= a.level" },
  { "parent-ended", "error", "division",
    N_ ("{1} lies under {2}, which is not there on all its days"),
    GAPS "SELECT d.id, d.name, " NAME ("d.parent") " FROM division d WHERE d.parent IN (SELECT unit FROM division) "
                                                   "AND (d.valid_from < (SELECT min (valid_from) FROM division WHERE unit = d.parent) OR "
                                                   "d.valid_to > (SELECT max (valid_to) FROM division WHERE unit = d.parent) OR EXISTS (SELECT 1 FROM gap g "
                                                   "WHERE g.unit = d.parent AND d.valid_from <= g.day AND g.day < d.valid_to))" },
  { "parent-none", "warning", "division", N_ ("{1} lies under no unit, though there are units above its level"),
    "SELECT id, name FROM division a WHERE parent IS NULL AND EXISTS (SELECT 1 FROM division b "
    "WHERE b.level < a.level AND " OVERLAP ")" },
  { "name-twice", "warning", "division", N_ ("{1} is the name of two units under {2} on one day"),
    "SELECT a.id, a.name, " NAME ("a.parent") " FROM division a JOIN division b ON b.parent = a.parent "
                                              "AND b.name = a.name AND b.unit <> a.unit AND b.id > a.id AND " OVERLAP },
  /* Acts. */
  { "act-missing", "error", "division", N_ ("{1} came or went by an act that is not there"),
    "SELECT id, name FROM division WHERE (act_in IS NOT NULL AND act_in NOT IN (SELECT id FROM act)) "
    "OR (act_out IS NOT NULL AND act_out NOT IN (SELECT id FROM act))" },
  { "act-day", "error", "division", N_ ("{1} changed on {2}, its act took effect on {3}"),
    "SELECT d.id, d.name, d.valid_from, a.effective_on FROM division d JOIN act a ON a.id = d.act_in "
    "WHERE a.effective_on <> d.valid_from UNION ALL "
    "SELECT d.id, d.name, d.valid_to, a.effective_on FROM division d JOIN act a ON a.id = d.act_out "
    "WHERE a.effective_on <> d.valid_to" },
  { "act-unapproved", "warning", "act", N_ ("“{1}” is in force from {2} on without a document number"),
    "SELECT id, title, effective_on FROM act WHERE ifnull (trim (doc_no), '') = '' "
    "AND (EXISTS (SELECT 1 FROM division d WHERE d.act_in = act.id) "
    "OR EXISTS (SELECT 1 FROM division d WHERE d.act_out = act.id))" },
  /* Of an abolished unit all land must be told where it went. */
  { "successor-missing", "error", "division", N_ ("{1} ended by an act that names no successor"),
    "SELECT d.id, d.name FROM division d WHERE d.act_out IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM division n WHERE n.unit = d.unit AND n.valid_from >= d.valid_to) "
    "AND NOT EXISTS (SELECT 1 FROM lineage l WHERE l.act = d.act_out AND l.from_unit = d.unit)" },
  { "lineage-missing", "error", "lineage", N_ ("a succession names an act or a unit that is not there"),
    "SELECT id FROM lineage WHERE act NOT IN (SELECT id FROM act) OR from_unit NOT IN "
    "(SELECT unit FROM division) OR to_unit NOT IN (SELECT unit FROM division)" },
  { "lineage-days", "error", "lineage",
    N_ ("{1} is said to go over to {2} on {3}, but one of them is not there then"),
    "SELECT l.id, " NAME ("l.from_unit") ", " NAME ("l.to_unit") ", a.effective_on "
                                                                 "FROM lineage l JOIN act a ON a.id = l.act WHERE l.from_unit IN (SELECT unit FROM division) "
                                                                 "AND l.to_unit IN (SELECT unit FROM division) AND NOT (" IS_THERE (
                                                                   "l.from_unit",
                                                                   "date (a.effective_on, '-1 day')") " AND " IS_THERE ("l.to_unit",
                                                                                                                        "a.effective_on") ")" },
  { "lineage-sum", "error", "lineage", N_ ("the shares that {1} went over in do not make up the whole"),
    "SELECT min (id), " NAME ("from_unit") " FROM lineage GROUP BY act, from_unit HAVING "
                                           "min (area_den) <> max (area_den) OR min (area_num) < 0 OR min (area_den) <= 0 "
                                           "OR sum (area_num) <> max (area_den) OR min (address_den) <> max (address_den) "
                                           "OR min (address_num) < 0 OR min (address_den) <= 0 OR sum (address_num) <> max (address_den)" },
  /* Boundary lines. */
  { "line-arc-gone", "error", "boundary_line_arc",
    N_ ("boundary line {1} runs along arc {2}, which is not there"),
    "SELECT id, line, arc FROM boundary_line_arc WHERE arc NOT IN (SELECT id FROM arc)" },
  { "line-gone", "error", "boundary_line_arc",
    N_ ("an arc is told of boundary line {1}, which is not there"),
    "SELECT id, line FROM boundary_line_arc WHERE line NOT IN (SELECT id FROM boundary_line)" },
  { "line-without-arcs", "warning", "boundary_line", N_ ("{1} has no arcs"),
    "SELECT id, name FROM boundary_line WHERE id NOT IN (SELECT line FROM boundary_line_arc)" },
};

const YutuDivisionSqlRule *
yutu_division_get_sql_rules (gsize *n_rules)
{
  *n_rules = G_N_ELEMENTS (RULES);
  return RULES;
}
