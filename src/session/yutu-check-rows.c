/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rules that one statement tells. */

#include "session/yutu-check-private.h"

#include <string.h>

#include "base/yutu-wording.h"

#define IS_VILLAGE(unit)  "EXISTS (SELECT 1 FROM division d WHERE d.unit = " unit " AND d.level = 5)"
#define IS_TOWNSHIP(unit) "EXISTS (SELECT 1 FROM division d WHERE d.unit = " unit " AND d.level = 4)"

#define MAIN "address-main"

#define NO_DAYS "date (valid_from, '+0 days') IS NOT valid_from OR date (valid_to, '+0 days') IS NOT valid_to"

/* Auxiliary addresses, their main ones (0: not there), and all forms of these. */
#define MAINS                                                                                                                \
  "WITH RECURSIVE aux (id, main, text, valid_to) AS (SELECT r.id, r.main, coalesce (a.text, ''), coalesce (a.valid_to, '') " \
  "FROM address_record r LEFT JOIN address a ON a.id = r.id WHERE r.main IS NOT NULL), form (main, id) AS (SELECT m.id, "    \
  "m.id FROM address m WHERE m.id IN (SELECT main FROM aux) UNION SELECT f.main, a.previous FROM form f JOIN address a ON "  \
  "a.id = f.id WHERE a.previous IS NOT NULL UNION SELECT f.main, a.id FROM form f JOIN address a ON a.previous = f.id) "

typedef struct
{
  const char *rule;
  const char *table;
  const char *wording;
  const char *sql; /* ids, and the parameters of the wording */
} RowRule;

static const RowRule RULES[] = {
  { "address-village", "address", N_ ("its village {1} is no unit of that level"),
    "WITH bad (village) AS (SELECT village FROM (SELECT DISTINCT village FROM address) a "
    "WHERE NOT " IS_VILLAGE ("a.village") ") SELECT id, village FROM address WHERE village IN bad" },
  { "address-base", "address", N_ ("its base {1} is no place name"),
    "WITH bad (place) AS (SELECT place FROM (SELECT DISTINCT place FROM address "
    "WHERE place IS NOT NULL) a WHERE NOT EXISTS (SELECT 1 FROM place_name p WHERE p.id = a.place)) "
    "SELECT id, place FROM address WHERE place IN bad" },
  { "address-previous", "address",
    N_ ("“{1}” is said to follow an address that is not there or did not end when it began"),
    "SELECT a.id, a.text FROM address a WHERE a.previous IS NOT NULL AND NOT EXISTS (SELECT 1 "
    "FROM address p WHERE p.id = a.previous AND p.valid_to <= a.valid_from)" },
  { MAIN, "address", N_ ("“{1}” is an auxiliary address of {2}, which is no other address of the file"),
    MAINS "SELECT x.id, x.text, x.main FROM aux x WHERE NOT EXISTS (SELECT 1 FROM form f WHERE f.main = x.main) OR EXISTS "
          "(SELECT 1 FROM form f WHERE f.main = x.main AND f.id = x.id)" },
  { MAIN, "address", N_ ("“{1}” is an auxiliary address of “{2}”, which is one itself"),
    MAINS "SELECT x.id, x.text, m.text FROM aux x JOIN address m ON m.id = x.main WHERE EXISTS (SELECT 1 FROM form f JOIN "
          "address_record r ON r.id = f.id WHERE f.main = x.main AND f.id <> x.id AND r.main IS NOT NULL)" },
  { MAIN, "address", N_ ("“{1}” goes on, though “{2}”, its main address, ended on {3}"),
    MAINS "SELECT x.id, x.text, m.text, (SELECT max (a.valid_to) FROM form f JOIN address a ON a.id = f.id WHERE f.main = "
          "x.main) AS last FROM aux x JOIN address m ON m.id = x.main WHERE last < x.valid_to" },
  { "row-days", "address", N_ ("“{1}” ends before it begins"),
    "SELECT id, text FROM address WHERE valid_to <= valid_from" },
  { "row-days", "place_name", N_ ("“{1}” ends before it begins"),
    "SELECT id, name FROM place_name WHERE valid_to <= valid_from AND "
    "(valid_from < '" YUTU_DAY_OPEN_TEXT "' OR status IN ('in_use', 'historical'))" },
  { "row-days", "facility", N_ ("“{1}” ends before it begins"),
    "SELECT id, name FROM facility WHERE valid_to <= valid_from" },
  { "row-days", "boundary_line", N_ ("“{1}” ends before it begins"),
    "SELECT id, name FROM boundary_line WHERE valid_to <= valid_from" },
  { "row-days", "boundary_pillar", N_ ("“{1}” ends before it begins"),
    "SELECT id, number FROM boundary_pillar WHERE valid_to <= valid_from" },
  { "days-invalid", "place_name", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, name, valid_from, valid_to FROM place_name WHERE " NO_DAYS },
  { "days-invalid", "facility", N_ ("{1} has no days but {2} to {3}"),
    "SELECT id, name, valid_from, valid_to FROM facility WHERE " NO_DAYS },
  { "name-division", "place_name", N_ ("the division of “{1}” is no unit"),
    "SELECT id, name FROM place_name p WHERE division IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM division d WHERE d.unit = p.division)" },
  { "facility-village", "facility", N_ ("the village, township or address of “{1}” is not there"),
    "SELECT id, name FROM facility f WHERE (village IS NOT NULL AND NOT " IS_VILLAGE ("f.village") ") OR (township IS NOT NULL AND NOT " IS_TOWNSHIP ("f.township") ") OR (address IS NOT NULL AND NOT EXISTS (SELECT 1 FROM address a WHERE a.id = f.address))" },
  { "facility-past", "facility",
    N_ ("the facility that “{1}” is a past row of is not there, or of another register"),
    "SELECT id, name FROM facility p WHERE past_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility f "
    "WHERE f.id = p.past_of AND f.past_of IS NULL AND f.kind = p.kind)" },
  { "facility-past", "facility", N_ ("“{1}” ends on {2}, and nothing begins then"),
    "SELECT id, name, valid_to FROM facility p "
    "WHERE past_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility n WHERE "
    "(n.id = p.past_of OR n.past_of = p.past_of) AND n.valid_from = p.valid_to)" },
  { "case-village", "case_file",
    N_ ("the village or township of {1} is no unit of that level, or the village was not in the "
        "township on {2}"),
    "SELECT id, case_no, opened_on FROM case_file c WHERE (township IS NOT NULL AND NOT " IS_TOWNSHIP ("c.township") ") OR (village IS NOT NULL AND NOT EXISTS (SELECT 1 FROM division d WHERE d.unit = c.village AND d.level = 5 AND d.parent IS c.township AND d.valid_from <= c.opened_on AND c.opened_on < d.valid_to))" },
  { "case-object", "case_file", N_ ("the address, facility, line or pillar of {1} is not there"),
    "SELECT id, case_no FROM case_file c WHERE "
    "(address IS NOT NULL AND NOT EXISTS (SELECT 1 FROM address a WHERE a.id = c.address)) OR "
    "(facility IS NOT NULL AND NOT EXISTS (SELECT 1 FROM facility f WHERE f.id = c.facility)) OR "
    "(line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM boundary_line l WHERE l.id = c.line)) OR "
    "(pillar IS NOT NULL AND NOT EXISTS (SELECT 1 FROM boundary_pillar p WHERE p.id = c.pillar))" },
  { "event-case", "case_event", N_ ("an event names case {1}, which is not there"),
    "SELECT id, case_file FROM case_event e WHERE NOT EXISTS "
    "(SELECT 1 FROM case_file c WHERE c.id = e.case_file)" },
  { "event-attachment", "case_event", N_ ("the attachment of an event is not there, or it is another event"),
    "SELECT id FROM case_event e WHERE "
    "(attachment IS NOT NULL) <> (transition = 'attach') OR (attachment IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM attachment a WHERE a.id = e.attachment))" },
  { "attachment-event", "attachment", N_ ("no event attached “{1}” to a case"),
    "SELECT id, name FROM attachment WHERE id NOT IN (SELECT attachment "
    "FROM case_event WHERE attachment IS NOT NULL)" },
  { "attachment-once", "attachment", N_ ("the contents of “{1}” are kept {2} times"),
    "SELECT max (id), max (name), count (*) FROM attachment GROUP BY sha256 HAVING count (*) > 1" },
  { "person-case", "person", N_ ("a person names case {1}, which is not there"),
    "SELECT id, case_file FROM person p WHERE NOT EXISTS "
    "(SELECT 1 FROM case_file c WHERE c.id = p.case_file)" },
  { "pillar-line", "boundary_pillar", N_ ("the line of pillar {1} is not there"),
    "SELECT id, number FROM boundary_pillar p WHERE NOT EXISTS "
    "(SELECT 1 FROM boundary_line l WHERE l.id = p.line)" },
  { "address-points", "address_point", N_ ("{1} points stand for {2} addresses with a point"),
    "SELECT 0, p, a FROM (SELECT "
    "(SELECT count (*) FROM address_point) AS p, (SELECT count (*) FROM address "
    "WHERE geom IS NOT NULL) AS a) WHERE p <> a" },
  { "address-cells", "address_cell", N_ ("level {1} counts {2} addresses of {3}"),
    "SELECT 0, level, n, a FROM (SELECT level, "
    "sum (n) AS n, (SELECT count (*) FROM address_point WHERE valid_to IS NULL) AS a "
    "FROM address_cell GROUP BY level) WHERE n <> a" },
  { "address-days", "address_day", N_ ("the sums of village {1} say {2} addresses without end, not {3}"),
    "SELECT village, village, n, a FROM (SELECT "
    "village, sum (n) AS n, sum (a) AS a FROM (SELECT village, n, 0 AS a FROM address_day "
    "UNION ALL SELECT village, 0, valid_to = '9999-12-31' FROM address) GROUP BY village) "
    "WHERE n <> a" },
  { "case-days", "case_day",
    N_ ("the sums of unit {1} say {2} cases opened and {3} closed, not {4} and {5}"),
    "SELECT unit, unit, o, c, oo, cc "
    "FROM (SELECT unit, sum (o) AS o, sum (c) AS c, sum (oo) AS oo, sum (cc) AS cc FROM ("
    "SELECT unit, opened AS o, closed AS c, 0 AS oo, 0 AS cc FROM case_day UNION ALL "
    "SELECT 0, 0, 0, 1, closed_on IS NOT NULL FROM case_file UNION ALL "
    "SELECT township, 0, 0, 1, closed_on IS NOT NULL FROM case_file WHERE township IS NOT NULL "
    "UNION ALL SELECT village, 0, 0, 1, closed_on IS NOT NULL FROM case_file "
    "WHERE village IS NOT NULL) GROUP BY unit) WHERE o <> oo OR c <> cc" },
  { "case-dues", "case_due",
    N_ ("the sums of unit {1} say {2} (by day) and {3} (by month) open cases with a limit, not {4}"),
    "SELECT unit, unit, d, m, a FROM (SELECT unit, sum (d) AS d, sum (m) AS m, sum (a) AS a FROM ("
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
  gint64 has_records = 0;

  /* A file that is only read may be older than the table. */
  if (!yutu_connection_get_int64 (self->connection, "SELECT count (*) FROM sqlite_master WHERE name = 'address_record'", 0,
                                  &has_records, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    if ((has_records != 0 || strcmp (RULES[i].rule, MAIN) != 0) &&
        !yutu_check_run_sql (self, RULES[i].rule, RULES[i].table, RULES[i].wording, RULES[i].sql,
                             error))
      return FALSE;
  return TRUE;
}

void
yutu_check_add_row_rules (GPtrArray *rules)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    g_ptr_array_add (rules, (gpointer)RULES[i].rule);
}
