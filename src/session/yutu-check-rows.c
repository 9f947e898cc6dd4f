/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rules that one statement tells: each answers the ids that break it, and why. */

#include "session/yutu-check-private.h"

#define IS_VILLAGE(unit)  "EXISTS (SELECT 1 FROM division d WHERE d.unit = " unit " AND d.level = 5)"
#define IS_TOWNSHIP(unit) "EXISTS (SELECT 1 FROM division d WHERE d.unit = " unit " AND d.level = 4)"

static const struct
{
  const char *rule;
  const char *table;
  const char *sql;
} RULES[] = {
  { "address-village", "address",
    "WITH bad (village) AS (SELECT village FROM (SELECT DISTINCT village FROM address) a "
    "WHERE NOT " IS_VILLAGE ("a.village") ") SELECT id, 'its village ' || village || "
                                          "' is no unit of that level' FROM address WHERE village IN bad" },
  { "address-base", "address",
    "WITH bad (place) AS (SELECT place FROM (SELECT DISTINCT place FROM address "
    "WHERE place IS NOT NULL) a WHERE NOT EXISTS (SELECT 1 FROM place_name p WHERE p.id = a.place)) "
    "SELECT id, 'its base ' || place || ' is no place name' FROM address WHERE place IN bad" },
  { "name-division", "place_name",
    "SELECT id, 'its division ' || division || ' is no unit' FROM place_name p WHERE division "
    "IS NOT NULL AND NOT EXISTS (SELECT 1 FROM division d WHERE d.unit = p.division)" },
  { "facility-village", "facility",
    "SELECT id, 'its village, township or address is not there' FROM facility f WHERE "
    "(village IS NOT NULL AND NOT " IS_VILLAGE ("f.village") ") OR (township IS NOT NULL AND NOT " IS_TOWNSHIP ("f.township") ") OR (address IS NOT NULL AND NOT EXISTS "
                                                                                                                              "(SELECT 1 FROM address a WHERE a.id = f.address))" },
  { "facility-past", "facility",
    "SELECT id, 'the facility that it is a past row of is not there, or of another register' "
    "FROM facility p WHERE past_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility f "
    "WHERE f.id = p.past_of AND f.past_of IS NULL AND f.kind = p.kind) UNION ALL "
    "SELECT id, 'it ends on ' || valid_to || ', and nothing begins then' FROM facility p "
    "WHERE past_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility n WHERE "
    "(n.id = p.past_of OR n.past_of = p.past_of) AND n.valid_from = p.valid_to)" },
  { "case-village", "case_file",
    "SELECT id, 'its village or township is no unit of that level, or the village was not in the "
    "township on ' || opened_on FROM case_file c WHERE (township IS NOT NULL AND NOT " IS_TOWNSHIP ("c.township") ") OR (village IS NOT NULL AND NOT EXISTS (SELECT 1 FROM division d "
                                                                                                                  "WHERE d.unit = c.village AND d.level = 5 AND d.parent IS c.township "
                                                                                                                  "AND d.valid_from <= c.opened_on AND c.opened_on < d.valid_to))" },
  { "case-object", "case_file",
    "SELECT id, 'its address, facility, line or pillar is not there' FROM case_file c WHERE "
    "(address IS NOT NULL AND NOT EXISTS (SELECT 1 FROM address a WHERE a.id = c.address)) OR "
    "(facility IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility f WHERE f.id = c.facility)) OR "
    "(line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM boundary_line l WHERE l.id = c.line)) OR "
    "(pillar IS NOT NULL AND NOT EXISTS (SELECT 1 FROM boundary_pillar p WHERE p.id = c.pillar))" },
  { "event-case", "case_event",
    "SELECT id, 'its case ' || case_file || ' is not there' FROM case_event e WHERE NOT EXISTS "
    "(SELECT 1 FROM case_file c WHERE c.id = e.case_file)" },
  { "event-attachment", "case_event",
    "SELECT id, 'its attachment is not there, or it is another event' FROM case_event e WHERE "
    "(attachment IS NOT NULL) <> (transition = 'attach') OR (attachment IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM attachment a WHERE a.id = e.attachment))" },
  { "attachment-event", "attachment",
    "SELECT id, 'no event attached it to a case' FROM attachment WHERE id NOT IN (SELECT attachment "
    "FROM case_event WHERE attachment IS NOT NULL)" },
  { "attachment-once", "attachment",
    "SELECT max (id), 'its contents are kept ' || count (*) || ' times' FROM attachment "
    "GROUP BY sha256 HAVING count (*) > 1" },
  { "person-case", "person",
    "SELECT id, 'its case ' || case_file || ' is not there' FROM person p WHERE NOT EXISTS "
    "(SELECT 1 FROM case_file c WHERE c.id = p.case_file)" },
  { "pillar-line", "boundary_pillar",
    "SELECT id, 'its line ' || line || ' is not there' FROM boundary_pillar p WHERE NOT EXISTS "
    "(SELECT 1 FROM boundary_line l WHERE l.id = p.line)" },
  { "address-points", "address_point",
    "SELECT 0, p || ' points stand for ' || a || ' addresses with a point' FROM (SELECT "
    "(SELECT count (*) FROM address_point) AS p, (SELECT count (*) FROM address "
    "WHERE geom IS NOT NULL) AS a) WHERE p <> a" },
  { "address-cells", "address_cell",
    "SELECT 0, 'level ' || level || ' counts ' || n || ' addresses of ' || a FROM (SELECT level, "
    "sum (n) AS n, (SELECT count (*) FROM address_point WHERE valid_to IS NULL) AS a "
    "FROM address_cell GROUP BY level) WHERE n <> a" },
  { "address-days", "address_day",
    "SELECT village, 'its sums say ' || n || ' addresses without end, not ' || a FROM (SELECT "
    "village, sum (n) AS n, sum (a) AS a FROM (SELECT village, n, 0 AS a FROM address_day "
    "UNION ALL SELECT village, 0, valid_to = '9999-12-31' FROM address) GROUP BY village) "
    "WHERE n <> a" },
  { "case-days", "case_day",
    "SELECT unit, 'its sums say ' || o || ' opened and ' || c || ' closed, not ' || oo || ' and ' "
    "|| cc FROM (SELECT unit, sum (o) AS o, sum (c) AS c, sum (oo) AS oo, sum (cc) AS cc FROM ("
    "SELECT unit, opened AS o, closed AS c, 0 AS oo, 0 AS cc FROM case_day UNION ALL "
    "SELECT 0, 0, 0, 1, closed_on IS NOT NULL FROM case_file UNION ALL "
    "SELECT township, 0, 0, 1, closed_on IS NOT NULL FROM case_file WHERE township IS NOT NULL "
    "UNION ALL SELECT village, 0, 0, 1, closed_on IS NOT NULL FROM case_file "
    "WHERE village IS NOT NULL) GROUP BY unit) WHERE o <> oo OR c <> cc" },
  { "case-dues", "case_due",
    "SELECT unit, 'its sums say ' || d || ' (by day) and ' || m || ' (by month) open cases with a "
    "limit, not ' || a FROM (SELECT unit, sum (d) AS d, sum (m) AS m, sum (a) AS a FROM ("
    "SELECT unit, n * span AS d, n * (1 - span) AS m, 0 AS a FROM case_due UNION ALL "
    "SELECT 0, 0, 0, 1 FROM case_file WHERE due_on IS NOT NULL AND closed_on IS NULL UNION ALL "
    "SELECT township, 0, 0, 1 FROM case_file WHERE due_on IS NOT NULL AND closed_on IS NULL "
    "AND township IS NOT NULL UNION ALL SELECT village, 0, 0, 1 FROM case_file "
    "WHERE due_on IS NOT NULL AND closed_on IS NULL AND village IS NOT NULL) "
    "GROUP BY unit) WHERE d <> a OR m <> a" },
};

gboolean
yutu_check_rows (YutuCheck *self,
                 GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (!yutu_check_run_sql (self, RULES[i].rule, RULES[i].table, RULES[i].sql, error))
      return FALSE;
  return TRUE;
}
