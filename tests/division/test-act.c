/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Acts on an invented county: every kind, every refusal, and what must hold after any of them. */

#include "base/yutu-day.h"
#include "base/yutu-random.h"
#include "county-fixture.h"
#include "division/yutu-act.h"
#include "division/yutu-division-check.h"

#define DAY        "2021-10-21"
#define DAY_BEFORE "2021-10-20"

/* ---- Doing ---- */

typedef struct
{
  const char  *json; /* of the steps */
  const char  *kind;
  const char  *day;
  YutuActSpec *spec;
  YutuActPlan *plan;
  YutuActWritten written;
} Try;

static YutuActSpec *
make_spec (const char *kind,
           const char *day,
           const char *steps)
{
  g_autofree char *json = g_strdup_printf ("{\"kind\": \"%s\", \"title\": \"调整\", \"doc_no\": \"测函〔2021〕1号\", "
                                           "\"organ\": \"测试省人民政府\", \"approved_on\": \"2021-10-08\", "
                                           "\"effective_on\": \"%s\", \"steps\": [%s]}",
                                           kind, day, steps);
  g_autoptr (GError) error = NULL;
  YutuActSpec *spec = yutu_act_spec_from_json (json, &error);

  g_assert_no_error (error);
  return spec;
}

static gboolean
plan (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Try *self = data;

  self->plan = yutu_act_plan (connection, self->spec, FALSE, error);
  return self->plan != NULL;
}

static gboolean
write_act (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Try *self = data;

  self->plan = yutu_act_plan (connection, self->spec, TRUE, error);
  if (self->plan == NULL)
    return FALSE;
  yutu_act_plan_share (self->plan);
  return yutu_act_write (self->plan, &self->written, error);
}

static void
try_clear (Try *self)
{
  g_clear_pointer (&self->plan, yutu_act_plan_free);
  g_clear_pointer (&self->spec, yutu_act_spec_free);
}

/* ---- What must hold ---- */

static gboolean
check_file (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);
  guint n_errors = 0;

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    {
      const YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (!g_str_equal (fault->severity, "error"))
        continue;
      g_test_message ("%s: %s", fault->rule, fault->message);
      n_errors++;
    }
  g_assert_cmpuint (n_errors, ==, 0);
  return TRUE;
}

typedef struct
{
  const char *sql;
  gint64      value;
} Question;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Question *question = data;

  return yutu_connection_get_int64 (connection, question->sql, -1, &question->value, error);
}

static gint64
count (County     *county,
       const char *sql)
{
  Question question = { sql, -1 };

  county_read (county, ask, &question);
  return question.value;
}

/* A face without an owner on a day on which it once had one. */
#define BROKEN_OWNERS                                                                                  \
  "SELECT count (*) FROM face f WHERE (SELECT min (valid_from) FROM face_unit u WHERE u.face = f.id) " \
  "<> '" FIRST_DAY "' OR (SELECT sum (julianday (valid_to) - julianday (valid_from)) FROM face_unit u " \
  "WHERE u.face = f.id) <> julianday ('9999-12-31') - julianday ('" FIRST_DAY "')"
#define BROKEN_CODES                                                                                   \
  "SELECT count (*) FROM (SELECT code FROM division WHERE code IS NOT NULL GROUP BY code HAVING count " \
  "(DISTINCT unit) > 1)"
#define BROKEN_SHARES                                                                                   \
  "SELECT count (*) FROM (SELECT 1 FROM lineage GROUP BY act, from_unit HAVING sum (area_num) <> max "  \
  "(area_den) OR min (area_den) <> max (area_den) OR sum (address_num) <> max (address_den) OR min "    \
  "(address_den) <> max (address_den) OR min (area_num) < 0)"

/* Invariants 1 to 6 of yutu-act.h, by SQL of its own, and the checks of the file. */
static void
assert_whole (County *county)
{
  county_read (county, check_file, NULL);
  g_assert_cmpint (count (county, BROKEN_OWNERS), ==, 0);
  /* 2 */
  g_assert_cmpint (count (county, "SELECT count (*) FROM face_unit f JOIN division d ON d.unit = f.unit "
                                  "WHERE f.valid_to > (SELECT max (valid_to) FROM division e WHERE e.unit "
                                  "= f.unit)"),
                   ==, 0);
  g_assert_cmpint (count (county, BROKEN_CODES), ==, 0);
  g_assert_cmpint (count (county, BROKEN_SHARES), ==, 0);
  /* A predecessor that ends does so on the day on which its successors go on or begin. */
  g_assert_cmpint (count (county, "SELECT count (*) FROM lineage l JOIN act a ON a.id = l.act WHERE NOT "
                                  "EXISTS (SELECT 1 FROM division d WHERE d.unit = l.to_unit AND "
                                  "d.valid_from = a.effective_on) OR NOT EXISTS (SELECT 1 FROM division d "
                                  "WHERE d.unit = l.from_unit AND d.valid_to = a.effective_on)"),
                   ==, 0);
}

/* Square centimetres of all units of a level on a day. */
static gint64
sum_area (County     *county,
          int         level,
          const char *day)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT CAST (round (sum (" YUTU_DIVISION_AREA_M2 ("a.id") ") * 10000) AS INTEGER) "
    "FROM division_area a WHERE level = %d AND "
    "valid_from <= '%s' AND '%s' < valid_to",
    level, day, day);

  return count (county, sql);
}

static gint64
count_units (County     *county,
             int         level,
             const char *day)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM division WHERE level = %d AND valid_from <= '%s' AND '%s' < "
                     "valid_to",
                     level, day, day);

  return count (county, sql);
}

/* Writes it, and goes back and forth: undone it is as it was, to the digest. */
static void
carry_out (County     *county,
           Try        *self,
           const char *kind,
           const char *steps)
{
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  const char *day = self->day != NULL ? self->day : DAY;

  self->spec = make_spec (kind, day, steps);
  county_write (county, write_act, self);
  after = county_digest (county);
  g_assert_cmpstr (before, !=, after);
  yutu_store_undo (county->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  now = county_digest (county);
  g_assert_cmpstr (now, ==, before);
  yutu_store_redo (county->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (now);
  now = county_digest (county);
  g_assert_cmpstr (now, ==, after);
  assert_whole (county);
}

static const YutuActIssue *
find_issue (YutuActPlan *plan,
            const char  *rule)
{
  const YutuActEffect *effect = yutu_act_plan_get_effect (plan);

  for (guint i = 0; i < effect->issues->len; i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (effect->issues, i);

      if (g_str_equal (issue->rule, rule))
        return issue;
    }
  return NULL;
}

static void
log_issues (YutuActPlan *plan)
{
  const YutuActEffect *effect = yutu_act_plan_get_effect (plan);

  for (guint i = 0; i < effect->issues->len; i++)
    {
      const YutuActIssue *issue = g_ptr_array_index (effect->issues, i);

      g_test_message ("%s %s step %d: %s", issue->is_error ? "error" : "warning", issue->rule, issue->step,
                      issue->message);
    }
}

/* ---- Whole units ---- */

/* A township goes: villages to two others, codes follow, nothing is left over. */
static void
test_abolish (County       *county,
              gconstpointer data)
{
  gint64 area = sum_area (county, 4, DAY_BEFORE);
  Try    act = { 0 };
  const YutuActEffect *effect = NULL;

  carry_out (county, &act, "abolish",
             "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\", \"code\": \"990101100377\"},"
             "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\"},"
             "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  effect = yutu_act_plan_get_effect (act.plan);
  g_assert_cmpint (count_units (county, 4, DAY_BEFORE), ==, 4);
  g_assert_cmpint (count_units (county, 4, DAY), ==, 3);
  g_assert_cmpint (sum_area (county, 4, DAY), ==, area);
  g_assert_cmpint (sum_area (county, 3, DAY), ==, area);
  g_assert_cmpint (effect->area_cm2_before, ==, effect->area_cm2_after);
  g_assert_cmpuint (effect->placements->len, ==, 9);
  g_assert_cmpuint (effect->codes->len, ==, 10);
  g_assert_cmpuint (effect->lineage->len, ==, 2);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE code = '990101100377' AND name = "
                                  "'第1村' AND valid_from = '" DAY "'"),
                   ==, 1);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division_code WHERE code = '990101001' AND "
                                  "valid_to = '" DAY "'"),
                   ==, 1);
  /* The others got the serials behind the highest of the block there. */
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE code GLOB '990101200*' AND valid_from "
                                  "= '" DAY "' AND CAST (substr (code, 10) AS INTEGER) BETWEEN 233 AND 241"),
                   ==, 8);
  try_clear (&act);
}

/* Who was told before is told after, from the rows. */
static void
test_record (County       *county,
             gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "subordination",
             "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\"}");
  g_assert_cmpint (count (county, "SELECT count (*) FROM act WHERE kind = 'subordination'"), ==, 1);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE act_in IS NOT NULL"), ==, 3);
  try_clear (&act);
}

static void
test_rename (County       *county,
             gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "rename",
             "{\"do\": \"rename\", \"unit\": \"东山街道\", \"name\": \"云山街道\"}");
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE code = '990101001'"), ==, 2);
  g_assert_cmpint (count (county, "SELECT count (*) FROM lineage"), ==, 0);
  try_clear (&act);
}

/* 撤乡设镇: another generic term is another block of codes, and the villages' codes follow. */
static void
test_township_becomes_town (County       *county,
                            gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "establish",
             "{\"do\": \"establish\", \"as\": \"NEW\", \"name\": \"南溪镇\"},"
             "{\"do\": \"give\", \"from\": \"南溪乡\", \"to\": \"NEW\"},"
             "{\"do\": \"abolish\", \"unit\": \"南溪乡\"}");
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE name = '南溪镇' AND code = '990101102'"),
                   ==, 1);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE level = 5 AND valid_from = '" DAY
                                  "' AND substr (code, 1, 9) = '990101102'"),
                   ==, 9);
  /* Under a new code serials stay. */
  g_assert_cmpint (count (county, "SELECT count (*) FROM division a JOIN division b ON b.unit = a.unit WHERE "
                                  "a.valid_to = '" DAY "' AND b.valid_from = '" DAY
                                  "' AND a.level = 5 AND substr (a.code, 10) = substr (b.code, 10)"),
                   ==, 9);
  try_clear (&act);
}

static void
test_seat (County       *county,
           gconstpointer data)
{
  YutuPoint        at = county->corners[1][1];
  g_autofree char *step = g_strdup_printf ("{\"do\": \"seat\", \"unit\": \"东山街道\", \"to\": [%.9f, %.9f]}",
                                           yutu_grid_to_degrees (at.x - 1000000),
                                           yutu_grid_to_degrees (at.y - 1000000));
  Try              act = { 0 };

  carry_out (county, &act, "seat", step);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE name = '东山街道' AND valid_from = '" DAY
                                  "' AND seat IS NOT NULL"),
                   ==, 1);
  try_clear (&act);
}

/* ---- Land cut along a line ---- */

/* A line through the middle of village 1, west to east, from beyond to beyond. */
static char *
make_line (County *county,
           int     village)
{
  YutuPoint quad[4];

  county_get_quad (county, village, quad);
  return g_strdup_printf ("[[%.9f, %.9f], [%.9f, %.9f]]",
                          yutu_grid_to_degrees (MIN (quad[0].x, quad[3].x) - 100000),
                          yutu_grid_to_degrees ((quad[0].y + quad[3].y) / 2),
                          yutu_grid_to_degrees (MAX (quad[1].x, quad[2].x) + 100000),
                          yutu_grid_to_degrees ((quad[1].y + quad[2].y) / 2));
}

static void
test_boundary (County       *county,
               gconstpointer data)
{
  gint64           faces = count (county, "SELECT count (*) FROM face");
  g_autofree char *line = make_line (county, 0);
  g_autofree char *step =
    g_strdup_printf ("{\"do\": \"give\", \"from\": \"第1村\", \"to\": \"第7村\", \"line\": %s, \"side\": "
                     "\"left\"}",
                     line);
  Try                  act = { 0 };
  const YutuActEffect *effect = NULL;

  carry_out (county, &act, "boundary", step);
  effect = yutu_act_plan_get_effect (act.plan);
  g_assert_cmpint (count (county, "SELECT count (*) FROM face"), ==, faces + 1);
  g_assert_cmpint (sum_area (county, 5, DAY), ==, sum_area (county, 5, DAY_BEFORE));
  g_assert_cmpint (effect->area_cm2_before, ==, effect->area_cm2_after);
  g_assert_cmpuint (effect->lineage->len, ==, 2);
  g_assert_cmpuint (effect->pieces->len, ==, 1);
  g_assert_nonnull (((YutuActPiece *)g_ptr_array_index (effect->pieces, 0))->land);
  try_clear (&act);
}

static void
test_split (County       *county,
            gconstpointer data)
{
  g_autofree char *line = make_line (county, 3);
  g_autofree char *step = g_strdup_printf (
    "{\"do\": \"split\", \"unit\": \"第4村\", \"new\": {\"name\": \"新建社区\"}, \"line\": %s, \"side\": "
    "\"right\"}",
    line);
  Try act = { 0 };

  carry_out (county, &act, "split", step);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE name = '新建社区' AND type = "
                                  "'community' AND code = '990101100001'"),
                   ==, 1);
  g_assert_cmpint (count (county, "SELECT count (*) FROM lineage"), ==, 2);
  try_clear (&act);
}

static void
test_merge (County       *county,
            gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "merge",
             "{\"do\": \"merge\", \"units\": [\"第1村\", \"第2村\", \"第3村\"], \"into\": \"第2村\"}");
  g_assert_cmpint (count_units (county, 5, DAY), ==, N_VILLAGES - 2);
  g_assert_cmpint (count (county, "SELECT count (*) FROM lineage WHERE area_num = area_den"), ==, 2);
  try_clear (&act);
}

/* ---- Fixtures from other programs ---- */

static void assert_refused (County     *county,
                            const char *rule,
                            int         code,
                            const char *day,
                            const char *steps);

/* A county that is old: all of its days begin in 1368. */
static void
make_old (County *county)
{
  county_exec (county, "UPDATE division SET valid_from = '1368-01-23'; "
                       "UPDATE face_unit SET valid_from = '1368-01-23'");
}

/* Of the areas of townships that a day draws, how many cover the middle of village 1, and have that name
 * then. */
static gint64
count_drawn (County     *county,
             const char *day,
             const char *name) /* static; NULL: any */
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM division_area a JOIN division_area v ON v.unit = %" G_GINT64_FORMAT
    " JOIN division d ON d.unit = a.unit AND d.valid_from <= '%s' AND '%s' < d.valid_to AND ('%s' = '' OR d.name = "
    "'%s') WHERE a.level = 4 AND a.valid_from <= '%s' AND '%s' < a.valid_to AND v.valid_from <= '%s' AND '%s' < "
    "v.valid_to AND ST_Contains (a.geom, ST_PointOnSurface (v.geom))",
    county->villages[0], day, day, name != NULL ? name : "", name != NULL ? name : "", day, day, day, day);

  g_assert_true (yutu_store_settle (county->store, NULL));
  return count (county, sql);
}

/* A ends on 1809-02-27, B begins on 1809-02-28: on each day exactly one is drawn (QGIS#44589). */
static void
test_f21 (County       *county,
          gconstpointer data)
{
  static const struct
  {
    const char *day;
    const char *drawn;
  } days[] = {
    { "1368-01-23", "东山街道" },
    { "1809-02-26", "东山街道" },
    { "1809-02-27", "东山街道" }, /* the last day of the one */
    { "1809-02-28", "东山镇" },   /* the first of the other */
    { "1809-03-01", "东山镇" },
    { "9999-12-30", "东山镇" },
  };
  Try act = { .day = "1809-02-28" };

  make_old (county);
  act.spec = make_spec ("establish", act.day,
                        "{\"do\": \"establish\", \"as\": \"B\", \"name\": \"东山镇\"},"
                        "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"B\"},"
                        "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  county_write (county, write_act, &act);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpint (count_drawn (county, days[i].day, days[i].drawn), ==, 1);
      g_assert_cmpint (count_drawn (county, days[i].day, NULL), ==, 1);
      g_assert_cmpint (count_units (county, 4, days[i].day), ==, 4);
    }
  g_assert_cmpint (count (county, "SELECT count (*) FROM division WHERE name = '东山街道' AND valid_to = "
                                  "'1809-02-28'"),
                   ==, 1);
  try_clear (&act);
}

/* Days before 1752-09-14 (QGIS#37485), and those that England left out then: an act a day, each of which the
 * map, the sums and the names follow. */
static void
test_f23 (County       *county,
          gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *day;
    const char *name;
  } rows[] = {
    { "1421-02-01", "1421-02-02", "永乐镇" },
    { "1582-10-09", "1582-10-10", "万历镇" },
    { "1752-09-02", "1752-09-03", "乾隆镇" },
    { "1752-09-12", "1752-09-13", "嘉庆镇" },
    { "1752-09-13", "1752-09-14", "道光镇" },
  };
  const char *name = "东山街道";

  make_old (county);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *step =
        g_strdup_printf ("{\"do\": \"rename\", \"unit\": \"%s\", \"name\": \"%s\"}", name, rows[i].name);
      Try act = { .day = rows[i].day };

      act.spec = make_spec ("rename", act.day, step);
      county_write (county, write_act, &act);
      g_assert_cmpint (count_drawn (county, rows[i].before, name), ==, 1);
      g_assert_cmpint (count_drawn (county, rows[i].day, rows[i].name), ==, 1);
      g_assert_cmpint (count_drawn (county, rows[i].day, NULL), ==, 1);
      g_assert_cmpint (sum_area (county, 4, rows[i].before), ==, sum_area (county, 4, rows[i].day));
      name = rows[i].name;
      try_clear (&act);
    }
  g_assert_cmpint (count (county, "SELECT count (DISTINCT name) FROM division WHERE unit = (SELECT unit FROM division "
                                  "WHERE name = '道光镇')"),
                   ==, 6);
}

/* Two become three: both predecessors of the third are kept (decoupage-administratif#38). */
static void
test_f24_exchange (County       *county,
                   gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "establish",
             "{\"do\": \"establish\", \"as\": \"C\", \"name\": \"云溪镇\", \"land\": [{\"from\": "
             "\"东山街道\", \"units\": [\"第3村\"]}, {\"from\": \"西岭镇\", \"units\": [\"第4村\", "
             "\"第5村\"]}]}");
  g_assert_cmpint (count_units (county, 4, DAY), ==, 5);
  g_assert_cmpint (count (county, "SELECT count (*) FROM lineage"), ==, 4);
  g_assert_cmpint (count (county, "SELECT count (DISTINCT from_unit) FROM lineage WHERE to_unit = (SELECT unit "
                                  "FROM division WHERE name = '云溪镇')"),
                   ==, 2);
  try_clear (&act);
}

/* The north-west of a village, and what lies beyond. */
static char *
make_area (County *county,
           int     village)
{
  YutuPoint quad[4];
  double    west, east, south, north;

  county_get_quad (county, village, quad);
  west = yutu_grid_to_degrees (MIN (quad[0].x, quad[3].x) - 100000);
  east = yutu_grid_to_degrees ((quad[0].x + quad[1].x) / 2);
  south = yutu_grid_to_degrees ((quad[0].y + quad[3].y) / 2);
  north = yutu_grid_to_degrees (MAX (quad[2].y, quad[3].y) + 100000);
  return g_strdup_printf ("[[%.9f, %.9f], [%.9f, %.9f], [%.9f, %.9f], [%.9f, %.9f]]", west, south, east, south,
                          east, north, west, north);
}

#define ANCESTORS(name)                                                                                       \
  "WITH RECURSIVE up (unit) AS (SELECT unit FROM division WHERE name = '" name "' UNION SELECT l.from_unit " \
  "FROM up JOIN lineage l ON l.to_unit = up.unit) SELECT count (DISTINCT d.unit) FROM up JOIN division d ON " \
  "d.unit = up.unit WHERE d.name IN ('第1村', '第2村')"

/* What was merged and parted again has all that it came from, both of them (geohisto#43 and #59). */
static void
test_f24_de_fusion (County       *county,
                    gconstpointer data)
{
  g_autofree char *area = make_area (county, 0);
  g_autofree char *steps = g_strdup_printf (
    "{\"do\": \"split\", \"unit\": \"第2村\", \"new\": {\"name\": \"复村\"}, \"area\": %s}", area);
  Try one = { 0 }, two = { .day = "2023-01-01" };

  carry_out (county, &one, "merge",
             "{\"do\": \"merge\", \"units\": [\"第1村\", \"第2村\"], \"into\": \"第2村\"}");
  carry_out (county, &two, "split", steps);
  g_assert_cmpint (count (county, ANCESTORS ("复村")), ==, 2);
  g_assert_cmpint (count (county, ANCESTORS ("第2村")), ==, 2);
  /* The code of the one that ended is not given to the one that begins on its land. */
  g_assert_cmpint (count (county, "SELECT count (*) FROM division a JOIN division b ON b.code = a.code WHERE a.name = "
                                  "'第1村' AND b.name = '复村'"),
                   ==, 0);
  try_clear (&one);
  try_clear (&two);
}

/* A parent may not outlive its only successor, nor end before it begins (confinia#229): a unit that is not
 * there on the day is nobody's heir, and one that changes later cannot end before. */
static void
test_f24_parent (County       *county,
                 gconstpointer data)
{
  Try act = { .day = "2024-01-01" };

  carry_out (county, &act, "establish",
             "{\"do\": \"establish\", \"as\": \"N\", \"name\": \"云溪镇\", \"land\": [{\"from\": "
             "\"东山街道\", \"units\": [\"第3村\"]}]}");
  try_clear (&act);
  assert_refused (county, "unit-unknown", YUTU_DIVISION_ERROR_OTHER_DAY, DAY,
                  "{\"do\": \"give\", \"from\": \"西岭镇\", \"to\": \"云溪镇\"},"
                  "{\"do\": \"abolish\", \"unit\": \"西岭镇\"}");
  assert_refused (county, "later-version", YUTU_DIVISION_ERROR_CONFLICT, DAY,
                  "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"西岭镇\"},"
                  "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
}

/* One part of a unit of three parts is cut: the unit, with the rest and the other parts, keeps its id and
 * its code (QGIS#55099). */
static void
test_f28 (County       *county,
          gconstpointer data)
{
  g_autofree char *line = make_line (county, 12);
  g_autofree char *steps = g_strdup_printf (
    "{\"do\": \"split\", \"unit\": \"第1村\", \"new\": {\"name\": \"新村\"}, \"line\": %s, \"side\": "
    "\"left\"}",
    line);
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM face_unit WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'",
    county->villages[0]);
  g_autofree char *parts = g_strdup_printf (
    "SELECT NumGeometries (geom) FROM division_area WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'",
    county->villages[0]);
  Try one = { 0 }, two = { .day = "2023-01-01" };

  carry_out (county, &one, "merge",
             "{\"do\": \"merge\", \"units\": [\"第1村\", \"第3村\", \"第13村\"], \"into\": \"第1村\"}");
  g_assert_true (yutu_store_settle (county->store, NULL));
  g_assert_cmpint (count (county, parts), ==, 3);
  carry_out (county, &two, "split", steps);
  g_assert_true (yutu_store_settle (county->store, NULL));
  g_assert_cmpint (count (county, parts), ==, 3);
  g_assert_cmpint (count (county, sql), ==, 3);
  g_assert_cmpint (count (county, "SELECT count (DISTINCT code) FROM division WHERE name = '第1村'"), ==, 1);
  g_assert_nonnull (find_issue (two.plan, "land-apart"));
  try_clear (&one);
  try_clear (&two);
}

/* A merge keeps the id and the relations of the one that was chosen (QGIS#47629). */
static void
test_f29 (County       *county,
          gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM division WHERE unit = %" G_GINT64_FORMAT " AND code = '990101001201' AND valid_to = "
    "'9999-12-31' AND parent = %" G_GINT64_FORMAT,
    county->villages[1], county->townships[0]);
  Try act = { 0 };

  carry_out (county, &act, "merge",
             "{\"do\": \"merge\", \"units\": [\"第1村\", \"第2村\"], \"into\": \"第2村\"}");
  g_assert_cmpint (count (county, sql), ==, 1);
  g_assert_cmpint (count (county, "SELECT count (*) FROM division_code WHERE code = '990101001200' AND valid_to = '" DAY "'"), ==, 1);
  try_clear (&act);
}

/* ---- Acts at random ---- */

static char *
make_random_step (County     *county,
                  YutuRandom *random,
                  int         i,
                  const char **kind)
{
  static const char *const townships[] = { "东山街道", "西岭镇", "南溪乡", "北塘镇" };
  guint                    village = (guint)yutu_random_below (random, N_VILLAGES) + 1;
  guint                    other = (guint)yutu_random_below (random, N_VILLAGES) + 1;
  guint                    township = (guint)yutu_random_below (random, 4);
  g_autofree char         *line = make_line (county, (int)village - 1);

  switch (yutu_random_below (random, 6))
    {
    case 0:
      *kind = "merge";
      return g_strdup_printf ("{\"do\": \"merge\", \"units\": [\"第%u村\", \"第%u村\"], \"into\": \"第%u村\"}",
                              village, other, village);
    case 1:
      *kind = "split";
      return g_strdup_printf ("{\"do\": \"split\", \"unit\": \"第%u村\", \"new\": {\"name\": \"新%d村\"}, "
                              "\"line\": %s, \"side\": \"right\"}",
                              village, i, line);
    case 2:
      *kind = "boundary";
      return g_strdup_printf ("{\"do\": \"give\", \"from\": \"第%u村\", \"to\": \"第%u村\", \"line\": %s, "
                              "\"side\": \"left\"}",
                              village, other, line);
    case 3:
      *kind = "rename";
      return g_strdup_printf ("{\"do\": \"rename\", \"unit\": \"%s\", \"name\": \"云%d镇\"}",
                              townships[township], i);
    default:
      *kind = "subordination";
      return g_strdup_printf ("{\"do\": \"place\", \"unit\": \"第%u村\", \"under\": \"%s\"}", village,
                              townships[township]);
    }
}

/* What can be done keeps all invariants; what cannot changes nothing. */
static void
carry_out_random (County *county,
                  guint32 seed)
{
  YutuRandom random;
  YutuDay    day = yutu_day_from_ymd (2001, 1, 1);
  int        n_done = 0;

  g_test_message ("seed %u", seed);
  yutu_random_init (&random, seed);
  for (int i = 0; i < 60; i++)
    {
      const char      *kind = NULL;
      g_autofree char *step = make_random_step (county, &random, i, &kind);
      char             text[YUTU_DAY_TEXT_SIZE];
      Try              act = { 0 };

      day += 1 + (YutuDay)yutu_random_below (&random, 90);
      act.spec = make_spec (kind, yutu_day_format (day, text), step);
      county_read (county, plan, &act);
      if (yutu_act_plan_get_effect (act.plan)->n_errors == 0)
        {
          g_clear_pointer (&act.plan, yutu_act_plan_free);
          county_write (county, write_act, &act);
          n_done++;
          g_assert_cmpint (yutu_act_plan_get_effect (act.plan)->area_cm2_before, ==,
                           yutu_act_plan_get_effect (act.plan)->area_cm2_after);
          if (n_done % 8 == 0)
            assert_whole (county);
        }
      try_clear (&act);
    }
  g_assert_cmpint (n_done, >, 10);
  assert_whole (county);
}

static void
test_random (County       *county,
             gconstpointer data)
{
  carry_out_random (county, (guint32)g_test_rand_int ());
}

/* One that gives a sliver of -1 m² from 第19村 to 第14村. */
static void
test_sliver (County       *county,
             gconstpointer data)
{
  carry_out_random (county, 1806916240);
}

/* Each of the questions above answers when what it asks about is broken. */
static void
test_broken_on_purpose (County       *county,
                        gconstpointer data)
{
  Try act = { 0 };

  carry_out (county, &act, "subordination",
             "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\"}");
  county_exec (county, "UPDATE lineage SET area_num = area_num + 1 WHERE id = (SELECT min (id) FROM lineage)");
  g_assert_cmpint (count (county, BROKEN_SHARES), >, 0);
  county_exec (county, "UPDATE division SET code = '990101001203' WHERE name = '第5村'");
  g_assert_cmpint (count (county, BROKEN_CODES), ==, 0);
  county_exec (county, "UPDATE division SET code = (SELECT code FROM division WHERE name = '第6村') WHERE name = "
                       "'第5村'");
  g_assert_cmpint (count (county, BROKEN_CODES), >, 0);
  county_exec (county, "UPDATE face_unit SET valid_from = '2001-01-01' WHERE id = (SELECT min (id) FROM face_unit)");
  g_assert_cmpint (count (county, BROKEN_OWNERS), >, 0);
  try_clear (&act);
}

/* ---- Refusals ---- */

typedef struct
{
  const char *rule;
  int         code;
  const char *day;
  const char *steps;
} Refusal;

static const Refusal REFUSALS[] = {
  { "code-used", YUTU_DIVISION_ERROR_CODE_USED, DAY,
    "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\", \"code\": \"990101001200\"}" },
  { "code-parent", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\", \"code\": \"990101100399\"}" },
  { "code-length", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\", \"code\": \"990101001\"}" },
  { "code-block", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\", \"code\": \"990101001007\"}" },
  { "land-left", YUTU_DIVISION_ERROR_INVALID, DAY, "{\"do\": \"abolish\", \"unit\": \"第4村\"}" },
  { "units-left", YUTU_DIVISION_ERROR_INVALID, DAY, "{\"do\": \"abolish\", \"unit\": \"东山街道\"}" },
  { "land-none", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\"}" },
  { "land-none", YUTU_DIVISION_ERROR_INVALID, DAY, "{\"do\": \"establish\", \"name\": \"新溪镇\"}" },
  { "unit-twice", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\"},"
    "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"南溪乡\"}" },
  { "wrong-level", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"place\", \"unit\": \"东山街道\", \"under\": \"西岭镇\"}" },
  { "wrong-level", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"第5村\"}" },
  { "unit-elsewhere", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\", \"units\": [\"第4村\"]}" },
  { "name-twice", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"rename\", \"unit\": \"第1村\", \"name\": \"第2村\"}" },
  { "nothing-changes", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"rename\", \"unit\": \"第1村\", \"name\": \"第1村\"}" },
  { "unit-unknown", YUTU_DIVISION_ERROR_NOT_FOUND, DAY, "{\"do\": \"abolish\", \"unit\": \"无此乡\"}" },
  { "unit-unknown", YUTU_DIVISION_ERROR_OTHER_DAY, "1999-12-31",
    "{\"do\": \"abolish\", \"unit\": \"东山街道\"}" },
  { "not-yet-there", YUTU_DIVISION_ERROR_OTHER_DAY, FIRST_DAY,
    "{\"do\": \"rename\", \"unit\": \"第1村\", \"name\": \"新村\"}" },
  { "step-incomplete", YUTU_DIVISION_ERROR_INVALID, DAY, "{\"do\": \"abolish\"}" },
  { "step-incomplete", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"merge\", \"units\": [\"第1村\"], \"into\": \"第1村\"}" },
  { "seat-outside", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"seat\", \"unit\": \"东山街道\", \"to\": [118.0, 28.0]}" },
  { "line-refused", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"give\", \"from\": \"第1村\", \"to\": \"第2村\", \"line\": [[118.0, 28.0], [118.1, 28.0]], "
    "\"side\": \"left\"}" },
  { "key-twice", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"establish\", \"name\": \"新溪镇\"}, {\"do\": \"establish\", \"name\": \"新溪镇\"}" },
  { "unit-ended", YUTU_DIVISION_ERROR_INVALID, DAY,
    "{\"do\": \"merge\", \"units\": [\"第1村\", \"第2村\"], \"into\": \"第1村\"},"
    "{\"do\": \"rename\", \"unit\": \"第2村\", \"name\": \"新村\"}" },
  { "no-steps", YUTU_DIVISION_ERROR_INVALID, DAY, "" },
};

static void
assert_refused (County     *county,
                const char *rule,
                int         code,
                const char *day,
                const char *steps)
{
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  Try              act = { 0 };
  YutuEntrySpec    entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  const YutuActIssue *issue = NULL;

  act.spec = make_spec ("boundary", day, steps);
  county_read (county, plan, &act);
  log_issues (act.plan);
  issue = find_issue (act.plan, rule);
  g_assert_nonnull (issue);
  g_assert_true (issue->is_error);
  g_assert_cmpint (issue->code, ==, code);
  g_clear_pointer (&act.plan, yutu_act_plan_free);
  g_assert_false (yutu_store_write (county->store, &entry, write_act, &act, NULL, NULL, &error));
  g_assert_cmpint (error->domain, ==, YUTU_DIVISION_ERROR);
  after = county_digest (county);
  g_assert_cmpstr (before, ==, after);
  try_clear (&act);
}

static void
test_refusals (County       *county,
               gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    {
      g_test_message ("%s", REFUSALS[i].steps);
      assert_refused (county, REFUSALS[i].rule, REFUSALS[i].code, REFUSALS[i].day, REFUSALS[i].steps);
    }
}

/* A village that a line runs through is in neither piece. */
static void
test_village_in_two_pieces (County       *county,
                            gconstpointer data)
{
  YutuPoint        a = county->corners[0][0];
  YutuPoint        b = county->corners[3][3];
  g_autofree char *step = g_strdup_printf (
    "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\", \"line\": [[%.9f, %.9f], [%.9f, %.9f]], "
    "\"side\": \"left\"}",
    yutu_grid_to_degrees (a.x - 1000000), yutu_grid_to_degrees (a.y + 12000000),
    yutu_grid_to_degrees (b.x + 1000000), yutu_grid_to_degrees (a.y + 16000000));

  assert_refused (county, "unit-in-two-pieces", YUTU_DIVISION_ERROR_INVALID, DAY, step);
}

/* What came later stays: it has to be undone first. */
static void
test_later_version (County       *county,
                    gconstpointer data)
{
  Try act = { .day = "2024-01-01" };

  carry_out (county, &act, "subordination",
             "{\"do\": \"place\", \"unit\": \"第4村\", \"under\": \"东山街道\"}");
  try_clear (&act);
  assert_refused (county, "later-version", YUTU_DIVISION_ERROR_CONFLICT, DAY,
                  "{\"do\": \"rename\", \"unit\": \"第4村\", \"name\": \"新村\"}");
  assert_refused (county, "later-version", YUTU_DIVISION_ERROR_CONFLICT, "2024-01-01",
                  "{\"do\": \"rename\", \"unit\": \"第4村\", \"name\": \"新村\"}");
}

/* ---- The form ---- */

static void
test_json (void)
{
  static const char *const steps =
    "{\"do\":\"establish\",\"as\":\"K\",\"name\":\"新溪镇\",\"level\":4,\"type\":\"town\",\"parent\":\"云舟区\","
    "\"code\":\"990101102\",\"seat\":[119.41,28.91],\"land\":[{\"from\":\"东山街道\",\"units\":[\"第1村\"]},"
    "{\"from\":\"西岭镇\",\"area\":[[119.1,28.1],[119.2,28.1],[119.2,28.2]]}]},"
    "{\"do\":\"abolish\",\"unit\":\"A\"},{\"do\":\"rename\",\"unit\":\"A\",\"name\":\"B\",\"pinyin\":\"B\"},"
    "{\"do\":\"place\",\"unit\":\"A\",\"under\":\"B\",\"code\":\"1\"},"
    "{\"do\":\"give\",\"from\":\"A\",\"to\":\"B\",\"line\":[[1.5,2],[3,4]],\"side\":\"right\"},"
    "{\"do\":\"merge\",\"units\":[\"A\",12],\"into\":\"A\"},"
    "{\"do\":\"split\",\"unit\":\"A\",\"new\":{\"name\":\"B\"},\"units\":[\"C\"]},"
    "{\"do\":\"seat\",\"unit\":\"A\",\"to\":[119.0,28.0],\"address\":\"D\"}";
  g_autoptr (YutuActSpec) spec = make_spec ("establish", DAY, steps);
  g_autofree char *json = yutu_act_spec_to_json (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActSpec) again = yutu_act_spec_from_json (json, &error);
  g_autofree char *json_again = NULL;

  g_assert_no_error (error);
  json_again = yutu_act_spec_to_json (again);
  g_assert_cmpstr (json, ==, json_again);
  g_assert_cmpuint (again->steps->len, ==, 10);
}

static void
test_json_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{\"steps\": []}",
    "{\"kind\": \"x\", \"steps\": []}",
    "{\"kind\": \"abolish\"}",
    "{\"kind\": \"abolish\", \"steps\": [7]}",
    "{\"kind\": \"abolish\", \"steps\": [{\"do\": \"fly\"}]}",
    "{\"kind\": \"abolish\", \"steps\": [{\"do\": \"abolish\", \"untit\": \"A\"}]}",
    "{\"kind\": \"abolish\", \"effective_on\": \"2021-02-30\", \"steps\": []}",
    "{\"kind\": \"abolish\", \"steps\": [{\"do\": \"seat\", \"to\": [999, 1]}]}",
    "{\"kind\": \"abolish\", \"steps\": [{\"do\": \"give\", \"line\": [[1, 2], [3, 4]]}]}",
    "{\"kind\": \"abolish\", \"steps\": [{\"do\": \"give\", \"side\": \"left\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuActSpec) spec = yutu_act_spec_from_json (texts[i], &error);

      g_assert_null (spec);
      g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/division/act/" name, County, NULL, county_set_up, func, county_tear_down)
  ADD ("abolish", test_abolish);
  ADD ("record", test_record);
  ADD ("rename", test_rename);
  ADD ("township-becomes-town", test_township_becomes_town);
  ADD ("seat", test_seat);
  ADD ("boundary", test_boundary);
  ADD ("split", test_split);
  ADD ("merge", test_merge);
  ADD ("f21-half-open-days", test_f21);
  ADD ("f23-before-1752", test_f23);
  ADD ("f24-two-become-three", test_f24_exchange);
  ADD ("f24-de-fusion-keeps-ancestors", test_f24_de_fusion);
  ADD ("f24-parent-and-only-successor", test_f24_parent);
  ADD ("f28-part-of-three-keeps-the-id", test_f28);
  ADD ("f29-merge-keeps-id-and-relations", test_f29);
  ADD ("random", test_random);
  ADD ("sliver", test_sliver);
  ADD ("broken-on-purpose", test_broken_on_purpose);
  ADD ("refusals", test_refusals);
  ADD ("village-in-two-pieces", test_village_in_two_pieces);
  ADD ("later-version", test_later_version);
#undef ADD
  g_test_add_func ("/division/act/json", test_json);
  g_test_add_func ("/division/act/json-refused", test_json_refused);
  return g_test_run ();
}
