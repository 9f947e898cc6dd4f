/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-day.h"
#include "base/yutu-random.h"
#include "county-fixture.h"
#include "division/yutu-boundary.h"
#include "division/yutu-code-register.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-view.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

static void
add (const char *name,
     void (*func) (County *, gconstpointer))
{
  g_test_add (name, County, NULL, county_set_up, func, county_tear_down);
}

/* ---- Lists and names ---- */

static gboolean
check_tree (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  County *self = data;
  g_autoptr (GPtrArray) units = yutu_division_list (connection, FIRST_DAY, error);
  gint64 township = 0;

  g_assert_nonnull (units);
  g_assert_cmpuint (units->len, ==, 1 + 4 + N_VILLAGES);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);

      if (unit->level == 4)
        township = unit->unit;
      if (unit->level == 5)
        g_assert_cmpint (unit->parent, ==, township); /* directly under what stands before it */
      g_assert_cmpfloat (unit->area_m2, >, 0);
    }
  g_assert_cmpint (((YutuDivision *)units->pdata[0])->unit, ==, self->county);
  g_assert_cmpint (((YutuDivision *)units->pdata[0])->population, ==, 957055);
  return TRUE;
}

static void
test_tree_order (County       *self,
                 gconstpointer data)
{
  county_read (self, check_tree, self);
}

static gboolean
check_names (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const struct
  {
    const char *text;
    guint       n;
    const char *name;
  } cases[] = {
    { "990101", 1, "云舟区" },
    { "990101100", 1, "西岭镇" },
    { "西岭镇", 1, "西岭镇" },
    { "西岭", 1, "西岭镇" }, /* proper name */
    { "云舟", 1, "云舟区" },
    { "第7村", 1, "第7村" },
    { "西岭乡", 0, NULL }, /* another generic term is another unit */
    { "9901", 0, NULL },   /* a part of a code is none */
    { "", 0, NULL },
    { "' OR 1 = 1 --", 0, NULL },
  };
  County          *self = data;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->townships[2]);
  g_autoptr (YutuDivision) by_number =
    yutu_division_find_one (connection, number, FIRST_DAY, error);
  g_autoptr (YutuDivision) by_uuid = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found =
        yutu_division_find (connection, cases[i].text, FIRST_DAY, error);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->len, ==, cases[i].n);
      if (found->len == 1)
        g_assert_cmpstr (((YutuDivision *)found->pdata[0])->name, ==, cases[i].name);
    }
  g_assert_cmpstr (by_number->name, ==, "南溪乡");
  by_uuid = yutu_division_find_one (connection, by_number->uuid, FIRST_DAY, error);
  g_assert_cmpint (by_uuid->unit, ==, by_number->unit);
  return TRUE;
}

static void
test_find (County       *self,
           gconstpointer data)
{
  county_read (self, check_names, self);
}

static gboolean
check_errors (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  g_autoptr (GError) ambiguous = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) early = NULL;

  g_assert_null (yutu_division_find_one (connection, "同名村", FIRST_DAY, &ambiguous));
  g_assert_error (ambiguous, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS);
  g_assert_null (yutu_division_find_one (connection, "无此地", FIRST_DAY, &missing));
  g_assert_error (missing, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
  g_assert_null (yutu_division_find_one (connection, "西岭镇", "1999-12-31", &early));
  g_assert_error (early, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY);
  return TRUE;
}

static void
test_find_says_what_is_wrong (County       *self,
                              gconstpointer data)
{
  county_exec (self, "UPDATE division SET name = '同名村' WHERE name IN ('第1村', '第2村')");
  county_read (self, check_errors, NULL);
}

/* ---- Where a point lies ---- */

typedef struct
{
  County    *county;
  YutuRandom random;
} Trial;

/* Independent of the rule in the code: only that exactly one holds it is asked of a border. */
static gboolean
check_border_points (YutuConnection *connection,
                     gpointer        data,
                     GError        **error)
{
  County *self = data;

  for (int y = 0; y <= GRID; y++)
    for (int x = 0; x <= GRID; x++)
      {
        g_autoptr (GPtrArray) chain =
          yutu_division_locate (connection, self->corners[y][x], FIRST_DAY, error);
        const YutuDivision *finest = NULL;
        gboolean            touches = FALSE;

        g_assert_nonnull (chain);
        g_assert_cmpuint (chain->len, ==, 3);
        finest = g_ptr_array_index (chain, 2);
        for (int i = 0; i < N_VILLAGES; i++)
          {
            YutuPoint quad[4];

            county_get_quad (self, i, quad);
            for (int k = 0; k < 4; k++)
              touches |= self->villages[i] == finest->unit &&
                         yutu_point_equal (quad[k], self->corners[y][x]);
          }
        g_assert_true (touches);
      }
  return TRUE;
}

static void
test_border_points (County       *self,
                    gconstpointer data)
{
  county_read (self, check_border_points, self);
}

/* ---- Two clocks: random acts, replayed naively ---- */

#define N_ACTS  40
#define N_ASKED 1500

typedef struct
{
  int     village; /* whose face */
  int     to;      /* township by number, or village + 4 */
  YutuDay day;
} Act;

typedef struct
{
  County    *county;
  YutuRandom random;
  Act        acts[N_ACTS];
  int        next;
} History;

static gboolean
carry_out (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  History   *self = data;
  const Act *act = &self->acts[self->next];
  char       text[YUTU_DAY_TEXT_SIZE];

  return yutu_division_give_face (connection, self->county->faces[act->village],
                                  act->to < 4 ? self->county->townships[act->to]
                                              : self->county->villages[act->to - 4],
                                  yutu_day_format (act->day, text), error);
}

/* The source's quads, point by point, and the acts in order: the last on or before the day. */
static gint64
replay (History  *self,
        YutuPoint point,
        YutuDay   day)
{
  for (int i = 0; i < N_VILLAGES; i++)
    {
      YutuPoint quad[4];
      gint64    owner = self->county->villages[i];

      county_get_quad (self->county, i, quad);
      if (yutu_exact_point_in_ring (point, quad, 4) != YUTU_INSIDE)
        continue;
      for (int a = 0; a < N_ACTS; a++)
        if (self->acts[a].village == i && self->acts[a].day <= day)
          owner = self->acts[a].to < 4 ? self->county->townships[self->acts[a].to]
                                       : self->county->villages[self->acts[a].to - 4];
      return owner;
    }
  return -1; /* on a line or outside: not asked */
}

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  History *self = data;
  int      asked = 0;

  while (asked < N_ASKED)
    {
      YutuPoint point = {
        self->county->corners[0][0].x + (gint64)yutu_random_below (&self->random, 60000000),
        self->county->corners[0][0].y + (gint64)yutu_random_below (&self->random, 60000000),
      };
      /* Often on the very day of an act or the day before. */
      YutuDay day = self->acts[yutu_random_below (&self->random, N_ACTS)].day -
                    (YutuDay)yutu_random_below (&self->random, 2);
      gint64 owner = replay (self, point, day);
      char   text[YUTU_DAY_TEXT_SIZE];
      g_autoptr (GPtrArray) chain = NULL;

      if (owner < 0)
        continue;
      chain = yutu_division_locate (connection, point, yutu_day_format (day, text), error);
      g_assert_nonnull (chain);
      g_assert_cmpuint (chain->len, >=, 2);
      g_assert_cmpint (((YutuDivision *)chain->pdata[chain->len - 1])->unit, ==, owner);
      g_assert_cmpint (((YutuDivision *)chain->pdata[0])->unit, ==, self->county->county);
      asked++;
    }
  return TRUE;
}

static gboolean
assert_clean (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  static const char *const only[] = {
    "version-twice",
    "face-owner-twice",
    "face-owner-ended",
    "ownership-gap",
    "area-stale",
    "broken-link",
    "crossing",
    "euler",
    NULL,
  };
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, only, NULL, NULL, error);

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", ((YutuDivisionFault *)faults->pdata[i])->rule,
                    ((YutuDivisionFault *)faults->pdata[i])->message);
  g_assert_cmpuint (faults->len, ==, 0);
  return TRUE;
}

static void
test_random_acts (County       *county,
                  gconstpointer data)
{
  History          self = { .county = county };
  guint64          seed = 1809;
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  YutuDay          day = yutu_day_parse ("2005-02-27");

  g_test_message ("seed %" G_GUINT64_FORMAT, seed);
  yutu_random_init (&self.random, seed);
  for (int a = 0; a < N_ACTS; a++)
    {
      day += (YutuDay)yutu_random_below (&self.random, 90); /* two on one day happen */
      self.acts[a] = (Act){ (int)yutu_random_below (&self.random, N_VILLAGES),
                            (int)yutu_random_below (&self.random, 4 + N_VILLAGES), day };
    }
  for (self.next = 0; self.next < N_ACTS; self.next++)
    county_write (county, carry_out, &self);
  county_read (county, ask, &self);
  county_read (county, assert_clean, NULL);
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      after = county_digest (county);
      if (g_strcmp0 (after, before) == 0)
        break;
      g_clear_pointer (&after, g_free);
      yutu_store_undo (county->store, "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      county_read (county, assert_clean, NULL);
    }
}

/* ---- Versions ---- */

typedef struct
{
  County     *county;
  const char *day;
} Abolish;

static gboolean
abolish_township (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  Abolish *self = data;

  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_autoptr (YutuDivision) village = NULL;
      YutuDivision facts;

      if (county_get_quarter (i) != 2)
        continue;
      if (!yutu_division_load (connection, self->county->villages[i], self->day, &village, error))
        return FALSE;
      facts = *village;
      facts.parent = self->county->townships[3];
      facts.valid_from = self->day;
      if (!yutu_division_change (connection, &facts, error))
        return FALSE;
    }
  return yutu_division_close (connection, self->county->townships[2], self->day, error);
}

static guint
count_level (YutuConnection *connection,
             const char     *day,
             int             level,
             double         *area_m2)
{
  g_autoptr (GPtrArray) units = yutu_division_list (connection, day, NULL);
  guint n = 0;

  *area_m2 = 0;
  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);

      n += unit->level == level;
      *area_m2 += unit->level == level ? unit->area_m2 : 0;
    }
  return n;
}

static gboolean
check_both_days (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  double before_m2 = 0, after_m2 = 0, villages_m2 = 0;

  g_assert_cmpuint (count_level (connection, "2021-10-20", 4, &before_m2), ==, 4);
  g_assert_cmpuint (count_level (connection, "2021-10-21", 4, &after_m2), ==, 3);
  g_assert_cmpuint (count_level (connection, "2021-10-21", 5, &villages_m2), ==, N_VILLAGES);
  g_assert_cmpfloat_with_epsilon (before_m2, after_m2, 1e-3);
  g_assert_cmpfloat_with_epsilon (after_m2, villages_m2, 1e-3);
  return assert_clean (connection, NULL, error);
}

static void
test_abolished_township (County       *county,
                         gconstpointer data)
{
  Abolish          abolish = { county, "2021-10-21" };
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  county_write (county, abolish_township, &abolish);
  county_read (county, check_both_days, county);
  yutu_store_undo (county->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_digest (county);
  g_assert_cmpstr (after, ==, before);
  county_read (county, assert_clean, NULL);
  yutu_store_redo (county->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  county_read (county, check_both_days, county);
}

static gboolean
write_badly (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  YutuDivision nameless = {
    .level = 4,
    .type = "town",
    .valid_from = FIRST_DAY,
  };
  YutuDivision reversed = {
    .level = 4,
    .type = "town",
    .name = "倒镇",
    .valid_from = "2001-01-01",
    .valid_to = "2001-01-01",
  };
  YutuDivision used = {
    .level = 4,
    .type = "town",
    .name = "新镇",
    .code = "990101100",
    .valid_from = "2030-01-01",
  };
  YutuDivision unknown = {
    .unit = 12345,
    .level = 4,
    .type = "town",
    .name = "无镇",
    .valid_from = "2030-01-01",
  };
  const YutuDivision *const bad[] = { &nameless, &reversed, &used };
  static const int          codes[] = { YUTU_DIVISION_ERROR_INVALID, YUTU_DIVISION_ERROR_INVALID,
                                        YUTU_DIVISION_ERROR_CODE_USED };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_false (yutu_division_add (connection, bad[i], NULL, &refused));
      g_assert_error (refused, YUTU_DIVISION_ERROR, codes[i]);
    }
  g_assert_false (yutu_division_change (connection, &unknown, error));
  g_assert_error (*error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY);
  g_clear_error (error);
  return TRUE;
}

static void
test_bad_units_are_refused (County       *county,
                            gconstpointer data)
{
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;

  county_write (county, write_badly, NULL);
  after = county_digest (county);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Neighbours, lines, the picture of a day ---- */

static gboolean
check_neighbours (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  County *self = data;
  g_autoptr (GArray) around =
    yutu_division_list_neighbours (connection, self->townships[0], FIRST_DAY, error);
  double expected_m = 0, outside_m = 0;

  /* Quarter 0 is the south-west one: by its south and west sides it borders on nothing. */
  for (int i = 0; i < GRID / 2; i++)
    {
      expected_m += yutu_measure_distance_m (self->corners[i][GRID / 2],
                                             self->corners[i + 1][GRID / 2]);
      outside_m += yutu_measure_distance_m (self->corners[0][i], self->corners[0][i + 1]) +
                   yutu_measure_distance_m (self->corners[i][0], self->corners[i + 1][0]);
    }
  g_assert_cmpuint (around->len, ==, 3);
  for (guint i = 0; i < around->len; i++)
    {
      YutuDivisionNeighbour *neighbour = &g_array_index (around, YutuDivisionNeighbour, i);

      if (neighbour->unit == self->townships[1])
        g_assert_cmpfloat_with_epsilon (neighbour->length_m, expected_m, 1e-6);
      else if (neighbour->unit == 0)
        g_assert_cmpfloat_with_epsilon (neighbour->length_m, outside_m, 1e-6);
      else
        g_assert_cmpint (neighbour->unit, ==, self->townships[2]);
    }
  return TRUE;
}

static void
test_neighbours (County       *self,
                 gconstpointer data)
{
  county_read (self, check_neighbours, self);
}

static gboolean
add_lines (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  County          *self = data;
  YutuBoundarySpec inner = {
    .name = "东西线",
    .grade = 4,
    .left_code = "990101001",
    .right_code = "990101100",
    .length_m = -1,
    .valid_from = FIRST_DAY,
  };
  YutuBoundarySpec outer = {
    .name = "云邻线",
    .grade = 3,
    .left_code = "990101",
    .neighbour_name = "邻县",
    .length_m = -1,
    .valid_from = FIRST_DAY,
  };
  const gint64            units[] = { self->townships[0], self->county };
  const gint64            others[] = { self->townships[1], 0 };
  const YutuBoundarySpec *specs[] = { &inner, &outer };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GArray) steps =
        yutu_boundary_list_shared (connection, units[i], others[i], FIRST_DAY, error);
      g_autoptr (GArray) ordered = yutu_boundary_chain (connection, steps, error);
      g_autoptr (YutuShape) shape = NULL;
      gint64 line = 0;

      g_assert_cmpuint (ordered->len, ==, steps->len);
      if (!yutu_boundary_add (connection, specs[i], ordered, &line, error) ||
          !yutu_boundary_load_shape (connection, line, &shape, error))
        return FALSE;
      g_assert_cmpuint (shape->n_parts, ==, 1);
      g_assert_cmpuint (shape->n_points, ==, i == 0 ? GRID / 2 + 1 : 4 * GRID + 1);
    }
  return TRUE;
}

static gboolean
check_view (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  County *self = data;
  g_autoptr (YutuDivisionView) view = yutu_division_view_load (connection, FIRST_DAY, error);
  g_autoptr (YutuDivisionView) early = yutu_division_view_load (connection, "1999-12-31", error);
  guint named = 0, outer = 0;

  g_assert_cmpuint (view->units->len, ==, 5 + N_VILLAGES);
  g_assert_cmpuint (view->faces->len, ==, N_VILLAGES);
  for (int i = 0; i < N_VILLAGES; i++)
    g_assert_cmpint (yutu_division_view_get_owner (view, self->faces[i]), ==, self->villages[i]);
  for (guint i = 0; i < view->arcs->len; i++)
    {
      const YutuDivisionViewArc *row = &g_array_index (view->arcs, YutuDivisionViewArc, i);

      outer += row->arc.face_left == 0 || row->arc.face_right == 0;
      named += g_strcmp0 (row->neighbour, "邻县") == 0;
    }
  g_assert_cmpuint (outer, ==, named);
  g_assert_cmpuint (early->units->len, ==, 0);
  g_assert_cmpint (yutu_division_view_get_owner (early, self->faces[0]), ==, 0);
  return TRUE;
}

static void
test_lines_and_view (County       *self,
                     gconstpointer data)
{
  county_write (self, add_lines, self);
  county_read (self, check_view, self);
}

/* ---- The register ---- */

static gboolean
fill_register (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  static const YutuCode codes[] = {
    { 0, "mca", "990101001", "东山街道", 0, NULL, "2000-01-01", NULL, "test" },
    { 0, "mca", "990101100", "西岭镇", 0, NULL, "2000-01-01", NULL, "test" },
    { 0, "mca", "990101207", "岭上乡", 0, NULL, "2000-01-01", "2021-10-21", "test" },
    { 0, "stat", "990101100201", "九峰村村委会", 0, NULL, "2000-01-01", NULL, "test" },
    { 0, "stat", "990101100001", "西岭社区居委会", 0, NULL, "2000-01-01", NULL, "test" },
    { 0, "stat", "990101001202", "九峰村村委会", 0, NULL, "2000-01-01", NULL, "test" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (!yutu_code_register_add (connection, &codes[i], FALSE, error) ||
        !yutu_code_register_add (connection, &codes[i], FALSE, error)) /* as good as done */
      return FALSE;
  return TRUE;
}

static gboolean
check_register (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  static const struct
  {
    const char *name;
    int         level;
    const char *prefix;
    const char *day;
    guint       n;
  } cases[] = {
    { "东山街道", 4, NULL, "2020-01-01", 1 },
    { "东山", 4, NULL, "2020-01-01", 1 }, /* one side leaves the generic term out */
    { "东山街道办事处", 4, NULL, "2020-01-01", 1 },
    { "东山镇", 4, NULL, "2020-01-01", 0 }, /* another generic term */
    { "西岭镇人民政府", 4, NULL, "2020-01-01", 1 },
    { "岭上乡", 4, NULL, "2021-10-20", 1 },
    { "岭上乡", 4, NULL, "2021-10-21", 0 },        /* half-open days */
    { "九峰村", 5, NULL, "2020-01-01", 2 },        /* ambiguous … */
    { "九峰村", 5, "990101100", "2020-01-01", 1 }, /* … until its township is known */
    { "九峰社区", 5, "990101100", "2020-01-01", 0 },
    { "西岭社区", 5, NULL, "2020-01-01", 1 },
    { "西岭%", 4, NULL, "2020-01-01", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuCodeQuery query = { NULL, cases[i].level, cases[i].prefix, cases[i].day };
      g_autoptr (GPtrArray) codes =
        yutu_code_register_find (connection, cases[i].name, &query, error);

      g_assert_nonnull (codes);
      if (codes->len != cases[i].n)
        g_test_message ("%s on %s", cases[i].name, cases[i].day);
      g_assert_cmpuint (codes->len, ==, cases[i].n);
    }
  return TRUE;
}

static gboolean
reuse_codes (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const YutuCode again = { 0, "mca", "990101207", "新乡", 0, NULL, "2025-01-01", NULL, "t" };
  static const YutuCode same = { 0, "mca", "990101207", "岭上乡", 0, NULL, "2025-01-01", NULL, "t" };
  static const YutuCode odd = { 0, "mca", "99010", "新乡", 0, NULL, "2025-01-01", NULL, "t" };
  static const YutuCode rename = {
    0, "mca", "990101100", "西岭新镇", 0, NULL, "2025-01-01", NULL, "t"
  };
  const YutuCode *const bad[] = { &again, &same, &odd, &rename };
  static const int      codes[] = { YUTU_DIVISION_ERROR_CODE_USED, YUTU_DIVISION_ERROR_CODE_USED,
                                    YUTU_DIVISION_ERROR_INVALID, YUTU_DIVISION_ERROR_CODE_USED };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_false (yutu_code_register_add (connection, bad[i], FALSE, &refused));
      g_assert_error (refused, YUTU_DIVISION_ERROR, codes[i]);
    }
  return yutu_code_register_add (connection, &rename, TRUE, error);
}

static void
test_register (County       *self,
               gconstpointer data)
{
  county_write (self, fill_register, NULL);
  county_read (self, check_register, NULL);
  county_write (self, reuse_codes, NULL);
}

/* ---- Rules broken on purpose ---- */

static gboolean
list_broken (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  GPtrArray **faults = data;

  *faults = yutu_division_check (connection, NULL, NULL, NULL, error);
  return *faults != NULL;
}

/* A township that is not there for ten years, with its villages, one of which has the land of a face. */
#define SPLIT_IN_TIME                                                                                                 \
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, code, parent, "                \
  "valid_from) SELECT 77, unit, uuid, level, type, name, proper_name, generic_term, code, parent, "                   \
  "'2015-01-01' FROM division WHERE name = '东山街道'; UPDATE division SET valid_to = '2005-01-01' WHERE name = " \
  "'东山街道' AND id <> 77; UPDATE face_unit SET unit = (SELECT unit FROM division WHERE id = 77) WHERE id = "    \
  "(SELECT min (id) FROM face_unit)"

static const struct
{
  const char *rule;
  const char *sql;
} BREAKS[] = {
  { "days-invalid", "UPDATE division SET valid_from = '2000-02-30' WHERE level = 3" },
  { "days-invalid", "UPDATE face_unit SET valid_from = '2000-1-1' WHERE id = (SELECT min (id) FROM face_unit)" },
  { "days-invalid", "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
                    "(77, 'rename', '更名', '文1号', '2023-02-29', 'done')" },
  { "days-invalid", "INSERT INTO division_code (id, kind, code, name, level, valid_from) VALUES "
                    "(77, 'mca', '990101009', '甲街道', 4, '2001')" },
  { "days-reversed", "UPDATE division SET valid_to = valid_from WHERE name = '第1村'" },
  { "version-twice", "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, "
                     "generic_term, code, parent, valid_from) SELECT 77, unit, uuid, level, type, "
                     "name, proper_name, generic_term, code, parent, '2010-01-01' FROM division "
                     "WHERE name = '第1村'" },
  { "owner-days-reversed",
    "UPDATE face_unit SET valid_to = '1999-01-01' WHERE id = (SELECT min (id) FROM face_unit)" },
  { "face-owner-twice", "INSERT INTO face_unit (id, face, unit, valid_from) SELECT 77, face, "
                        "(SELECT max (unit) FROM division), '2010-01-01' FROM face_unit LIMIT 1" },
  { "face-owner-missing-face", "INSERT INTO face_unit (id, face, unit, valid_from) "
                               "SELECT 77, 4711, min (unit), '2010-01-01' FROM division" },
  { "face-owner-missing-unit", "INSERT INTO face_unit (id, face, unit, valid_from) "
                               "SELECT 77, max (face), 4711, '2010-01-01' FROM face_unit" },
  { "face-owner-ended", "UPDATE division SET valid_to = '2010-01-01' WHERE name = '第1村'" },
  { "ownership-gap",
    "INSERT INTO face_unit (id, face, unit, valid_from) SELECT 77, face, unit, '2012-01-01' "
    "FROM face_unit WHERE id = (SELECT min (id) FROM face_unit WHERE id <> 77); "
    "UPDATE face_unit SET valid_to = '2010-01-01' WHERE id = (SELECT min (id) FROM face_unit "
    "WHERE id <> 77)" },
  { "disputed-land", "INSERT INTO face_claim (id, face, unit) SELECT 77, face, unit FROM face_unit "
                     "LIMIT 1; DELETE FROM face_unit WHERE face = (SELECT face FROM face_claim)" },
  { "unclaimed-land", "DELETE FROM face_unit WHERE id = (SELECT min (id) FROM face_unit)" },
  { "claim-broken", "INSERT INTO face_claim (id, face, unit) VALUES (77, 4711, 4712)" },
  { "unit-without-land",
    "DELETE FROM face_unit WHERE unit = (SELECT unit FROM division WHERE name = '第1村')" },
  { "face-owner-ended", SPLIT_IN_TIME },
  { "parent-ended", SPLIT_IN_TIME },
  { "parent-none", "UPDATE division SET parent = NULL WHERE name = '第1村'" },
  { "type-term", "UPDATE division SET type = 'township' WHERE name = '西岭镇'" },
  { "code-length", "UPDATE division SET stat_code = '99010100120' WHERE name = '第1村'" },
  { "code-twice", "UPDATE division SET stat_code = '990101001200' WHERE name IN ('第1村', '第2村')" },
  { "code-twice", "UPDATE division SET code = '990101001200' WHERE name = '第2村'" },
  { "code-reused", "UPDATE division SET valid_to = '2010-01-01' WHERE name = '第1村'; "
                   "UPDATE division SET code = '990101001200', valid_from = '2010-01-01' "
                   "WHERE name = '第2村'" },
  { "code-length", "UPDATE division SET code = '99010100120' WHERE name = '第1村'" },
  { "code-parent", "UPDATE division SET code = '990101009200' WHERE name = '第1村'" },
  { "code-type", "UPDATE division SET code = '990101001099' WHERE name = '第1村'" },
  { "code-unregistered", "INSERT INTO division_code (id, kind, code, name, level, valid_from) "
                         "VALUES (77, 'mca', '990101001', '东山街道', 4, '2000-01-01')" },
  { "register-twice", "INSERT INTO division_code (id, kind, code, name, level, valid_from) VALUES "
                      "(77, 'mca', '990101001', '甲街道', 4, '2000-01-01'), "
                      "(78, 'mca', '990101001', '乙街道', 4, '2001-01-01')" },
  { "parent-missing", "UPDATE division SET parent = 4711 WHERE name = '第1村'" },
  { "parent-level", "UPDATE division SET parent = (SELECT unit FROM division WHERE name = '第2村') "
                    "WHERE name = '第1村'" },
  { "parent-ended", "UPDATE division SET valid_to = '2010-01-01' WHERE name = '南溪乡'" },
  { "name-twice", "UPDATE division SET name = '第1村' WHERE name = '第2村'" },
  { "register-days", "INSERT INTO division_code (id, kind, code, name, level, valid_from, valid_to) "
                     "VALUES (77, 'mca', '990101009', '甲街道', 4, '2001-01-01', '2000-01-01')" },
  { "act-missing", "UPDATE division SET act_in = 4711 WHERE name = '第1村'" },
  { "act-day", "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
               "(77, 'rename', '更名', '文1号', '2010-01-01', 'done'); "
               "UPDATE division SET act_in = 77 WHERE name = '第1村'" },
  { "act-unapproved", "INSERT INTO act (id, kind, title, doc_no, effective_on, state) "
                      "SELECT 77, 'establish', '设立', ' ', valid_from, 'done' FROM division "
                      "WHERE name = '第1村'; UPDATE division SET act_in = 77 WHERE name = '第1村'" },
  { "successor-missing",
    "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
    "(77, 'abolish', '撤销', '文1号', '2010-01-01', 'done'); "
    "UPDATE division SET act_out = 77, valid_to = '2010-01-01' WHERE name = '第1村'" },
  { "lineage-missing", "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, "
                       "address_num, address_den) VALUES (77, 4711, 1, 2, 1, 1, 1, 1)" },
  { "lineage-days",
    "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
    "(77, 'merge', '合并', '文1号', '1990-01-01', 'done'); INSERT INTO lineage (id, act, from_unit, "
    "to_unit, area_num, area_den, address_num, address_den) SELECT 78, 77, min (unit), max (unit), "
    "1, 1, 1, 1 FROM division" },
  { "lineage-sum",
    "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
    "(77, 'boundary', '界线', '文1号', '2010-01-01', 'done'); INSERT INTO lineage (id, act, "
    "from_unit, to_unit, area_num, area_den, address_num, address_den) SELECT 78, 77, min (unit), "
    "min (unit), 1, 3, 1, 1 FROM division UNION ALL SELECT 79, 77, min (unit), max (unit), 1, 3, 0, "
    "1 FROM division" },
  { "line-arc-gone", "INSERT INTO boundary_line (id, name, grade, valid_from) "
                     "VALUES (77, '断线', 4, '2000-01-01'); INSERT INTO boundary_line_arc "
                     "(id, line, seq, arc, reversed) VALUES (78, 77, 1, 4711, 0)" },
  { "line-gone", "INSERT INTO boundary_line_arc (id, line, seq, arc, reversed) "
                 "SELECT 78, 4711, 1, min (id), 0 FROM arc" },
  { "line-without-arcs", "INSERT INTO boundary_line (id, name, grade, valid_from) "
                         "VALUES (77, '空线', 4, '2000-01-01')" },
  { "seat-outside", "UPDATE division SET seat = MakePoint (10, 10, 4490) WHERE name = '第1村'" },
  { "dangling-arc", "UPDATE arc SET face_right = face_left WHERE id = (SELECT min (id) FROM arc)" },
  { "broken-link", "UPDATE arc SET node_from = 4711 WHERE id = (SELECT min (id) FROM arc)" },
  { "dangling-node", "INSERT INTO node (id, geom) VALUES (77, MakePoint (100, 20, 4490))" },
};

static void
test_broken (County       *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) whole = NULL;

  county_read (self, list_broken, &whole);
  for (guint i = 0; i < whole->len; i++)
    g_test_message ("%s: %s", ((YutuDivisionFault *)whole->pdata[i])->rule,
                    ((YutuDivisionFault *)whole->pdata[i])->message);
  g_assert_cmpuint (whole->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (BREAKS); i++)
    {
      g_autofree char *before = county_digest (self);
      g_autofree char *broken = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;
      gboolean named = FALSE;

      county_exec (self, BREAKS[i].sql);
      broken = county_digest (self);
      county_read (self, list_broken, &faults);
      for (guint f = 0; f < faults->len; f++)
        named |= g_str_equal (((YutuDivisionFault *)faults->pdata[f])->rule, BREAKS[i].rule);
      after = county_digest (self);
      g_assert_cmpstr (after, ==, broken); /* a check changes nothing */
      if (!named)
        g_test_message ("%s was not told", BREAKS[i].rule);
      g_assert_true (named);
      yutu_store_undo (self->store, "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
      g_clear_pointer (&after, g_free);
      after = county_digest (self);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/division/list/tree-order", test_tree_order);
  add ("/division/find/cases", test_find);
  add ("/division/find/says-what-is-wrong", test_find_says_what_is_wrong);
  add ("/division/locate/border-points", test_border_points);
  add ("/division/time/random-acts", test_random_acts);
  add ("/division/time/abolished-township", test_abolished_township);
  add ("/division/write/bad-units-are-refused", test_bad_units_are_refused);
  add ("/division/neighbours/lengths", test_neighbours);
  add ("/division/boundary/lines-and-view", test_lines_and_view);
  add ("/division/register/cases", test_register);
  add ("/division/check/broken-on-purpose", test_broken);
  return g_test_run ();
}
