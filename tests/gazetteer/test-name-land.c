/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Divisions named after natural features (R8): nine square towns of one county, and features anywhere on them. */

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer-fixture.h"
#include "gazetteer/yutu-name-rules.h"

#define DAY        "2026-07-01"
#define SIDE       3
#define N_FEATURES 400
#define GRID       100000000 /* a tenth of a degree */
#define WEST       (G_GINT64_CONSTANT (119) * YUTU_GRID_PER_DEGREE)
#define SOUTH      (G_GINT64_CONSTANT (29) * YUTU_GRID_PER_DEGREE)

static const char *const PROPERS[] = { "白沙", "九龙", "莲花", "石门", "云岭" };

typedef struct
{
  gint64         county;
  gint64         towns[SIDE * SIDE];
  YutuNameIndex *index;
} County;

static YutuShape *
make_square (double x,
             double y,
             double side)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         ring[4];

  for (int i = 0; i < 4; i++)
    ring[i] = (YutuPoint){ WEST + (gint64)((x + (i == 1 || i == 2 ? side : 0)) * GRID), SOUTH + (gint64)((y + (i >= 2 ? side : 0)) * GRID) };
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, 4);
  return yutu_shape_builder_end (builder);
}

static void
add_land (YutuConnection *connection,
          gint64          unit,
          int             level,
          const char     *name,
          YutuShape      *shape) /* (transfer full) */
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "INSERT INTO division_area (id, unit, level, name, valid_from, valid_to, area_m2, geom) "
    "VALUES (?1, ?1, ?2, ?3, '2000-01-01', '9999-12-31', 1, ?4)",
    &error);

  g_assert_no_error (error);
  sqlite3_bind_int64 (row, 1, unit);
  sqlite3_bind_int (row, 2, level);
  sqlite3_bind_text (row, 3, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob (row, 4, g_bytes_get_data (blob, NULL), (int)g_bytes_get_size (blob), SQLITE_TRANSIENT);
  yutu_connection_run (connection, row, &error);
  g_assert_no_error (error);
  yutu_shape_unref (shape);
}

static gint64
add_feature (YutuConnection *connection,
             const char     *name,
             const char     *name_class,
             const char     *fields, /* nullable */
             YutuShape      *shape)       /* (transfer full) (nullable) */
{
  g_autoptr (GError) error = NULL;
  YutuPlaceNameSpec spec = { .name = name, .name_class = name_class, .valid_from = "2000-01-01", .shape = shape, .fields = fields };
  gint64            id = 0;

  yutu_place_name_add (connection, &spec, &id, &error);
  g_assert_no_error (error);
  g_clear_pointer (&shape, yutu_shape_unref);
  return id;
}

static void
add_county (YutuConnection *connection,
            County         *self)
{
  static const char *const names[] = { "甲镇", "乙镇", "丙镇", "丁镇", "戊镇", "己镇", "庚镇", "辛镇", "壬镇" };
  UnitSpec                 county = { .level = 3, .type = "district", .name = "婺城区", .proper_name = "婺城", .generic_term = "区", .valid_from = "2000-01-01" };

  self->county = fixture_add_unit (connection, &county);
  add_land (connection, self->county, 3, "婺城区", make_square (0, 0, SIDE));
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      UnitSpec town = { .level = 4, .type = "town", .name = names[i], .proper_name = "甲", .generic_term = "镇", .parent = self->county, .valid_from = "2000-01-01" };

      self->towns[i] = fixture_add_unit (connection, &town);
      add_land (connection, self->towns[i], 4, names[i], make_square (i % SIDE, i / SIDE, 1));
    }
}

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  ((County *)data)->index = yutu_name_index_load (connection, NULL, error);
  return ((County *)data)->index != NULL;
}

static GPtrArray *
ask (const County *self,
     const char   *name,
     gint64        except,
     gint64        division)
{
  YutuNameQuestion question = { .name = name, .name_class = "township", .except = except, .division = division, .day = yutu_day_parse (DAY) };

  return yutu_name_index_check (self->index, &question);
}

static const YutuNameFinding *
find (const GPtrArray *findings,
      gint64           feature)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuNameFinding *finding = findings->pdata[i];

      if (finding->breach == YUTU_NAME_BEYOND && finding->rival == feature)
        return finding;
    }
  return NULL;
}

/* ---- All of many, held against what SQL says ---- */

static YutuPoint
draw_point (YutuRandom *random)
{
  return (YutuPoint){ WEST + (gint64)yutu_random_below (random, (guint64)(SIDE + 1) * GRID) - GRID / 2,
                      SOUTH + (gint64)yutu_random_below (random, (guint64)(SIDE + 1) * GRID) - GRID / 2 };
}

/* A peak, a stream, or a pond; most of them small. */
static YutuShape *
draw_shape (YutuRandom *random)
{
  YutuPoint points[4] = { draw_point (random) };
  gint64    reach = yutu_random_below (random, 4) == 0 ? GRID : GRID / 8;

  if (yutu_random_below (random, 3) == 0)
    return yutu_shape_new_point (points[0]);
  for (int i = 1; i < 4; i++)
    points[i] = (YutuPoint){ points[0].x + (gint64)yutu_random_below (random, (guint64)(2 * reach)) - reach,
                             points[0].y + (gint64)yutu_random_below (random, (guint64)(2 * reach)) - reach };
  if (yutu_random_below (random, 2) == 0)
    return yutu_shape_new_line (points, 4);
  return make_square ((double)(points[0].x - WEST) / GRID, (double)(points[0].y - SOUTH) / GRID, (double)reach / GRID);
}

static gboolean
fill (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  static const char *const terms[][2] = { { "山", "hill" }, { "溪", "river" }, { "湖", "lake" }, { "山脉", "mountain" } };
  YutuRandom               random;

  yutu_random_init (&random, 8);
  add_county (connection, data);
  for (int i = 0; i < N_FEATURES; i++)
    {
      gsize            term = (gsize)yutu_random_below (&random, G_N_ELEMENTS (terms));
      g_autofree char *name = g_strconcat (PROPERS[i % (int)G_N_ELEMENTS (PROPERS)], terms[term][0], NULL);

      add_feature (connection, name, terms[term][1], NULL, draw_shape (&random));
    }
  return TRUE;
}

typedef struct
{
  const County *county;
  guint         n_breaches;
  guint         n_good;
} Pass;

#define OF_PROPER "f.name IN (?2 || '山', ?2 || '溪', ?2 || '湖', ?2 || '山脉') "
#define REACHES                                                                                                   \
  "(SELECT group_concat (o.name, '、') FROM (SELECT name FROM division_area WHERE level = 4 AND unit <> ?1 AND " \
  "ST_Intersects (geom, f.geom) ORDER BY unit) o)"

/* Of each feature of the proper name: whether it is all in @unit, and what else it reaches. */
static void
hold_against_sql (YutuConnection *connection,
                  Pass           *self,
                  const char     *proper,
                  gint64          unit,
                  gboolean        is_itself)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (proper, "镇", NULL);
  g_autoptr (GPtrArray) findings = ask (self->county, name, is_itself ? unit : 0, is_itself ? self->county->county : unit);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT f.id, ST_Covers (a.geom, f.geom), coalesce (" REACHES ", ''), "
    "ST_Covers ((SELECT geom FROM division_area WHERE level = 3), f.geom) "
    "FROM place_name f JOIN division_area a ON a.unit = ?1 WHERE " OF_PROPER,
    &error);
  gboolean found = TRUE;
  guint    n_expected = 0, n_told = 0;

  g_assert_no_error (error);
  sqlite3_bind_int64 (row, 1, unit);
  sqlite3_bind_text (row, 2, proper, -1, SQLITE_STATIC);
  while (yutu_connection_step (connection, row, &found, &error) && found)
    {
      gint64                 id = sqlite3_column_int64 (row, 0);
      const char            *reached = (const char *)sqlite3_column_text (row, 2);
      gboolean               is_inside = sqlite3_column_int (row, 1) != 0, is_held = sqlite3_column_int (row, 3) != 0;
      gboolean               is_bad = !is_inside || (is_itself ? *reached != '\0' : strstr (reached, "、") != NULL);
      const YutuNameFinding *finding = find (findings, id);

      g_test_message ("%s in %" G_GINT64_FORMAT ", feature %" G_GINT64_FORMAT, name, unit, id);
      g_assert_cmpint (finding != NULL, ==, is_bad);
      n_expected += is_bad;
      if (finding == NULL)
        {
          self->n_good++;
          continue;
        }
      {
        g_autofree char *told = g_strjoinv ("、", finding->reached);

        g_assert_cmpstr (told, ==, reached);
        g_assert_cmpint (finding->is_outside, ==, !is_held);
        g_assert_true (finding->is_error && finding->has_point);
        g_assert_cmpstr (finding->rule, ==, "R8");
      }
    }
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    n_told += ((const YutuNameFinding *)findings->pdata[i])->breach == YUTU_NAME_BEYOND;
  g_assert_cmpuint (n_told, ==, n_expected);
  self->n_breaches += n_expected;
}

static gboolean
pass (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Pass *self = data;

  for (gsize p = 0; p < G_N_ELEMENTS (PROPERS); p++)
    {
      for (int i = 0; i < SIDE * SIDE; i++)
        hold_against_sql (connection, self, PROPERS[p], self->county->towns[i], TRUE);
      hold_against_sql (connection, self, PROPERS[p], self->county->county, FALSE);
    }
  return TRUE;
}

static void
test_all (Fixture      *self,
          gconstpointer data)
{
  County county = { 0 };
  Pass   all = { .county = &county };

  fixture_write (self, fill, &county, FALSE);
  fixture_read (self, load, &county);
  fixture_read (self, pass, &all);
  g_assert_cmpuint (all.n_breaches, >, 1000);
  g_assert_cmpuint (all.n_good, >, 100);
  yutu_name_index_unref (county.index);
}

/* ---- One by one ---- */

typedef struct
{
  County county;
  gint64 along;  /* a stream on the border of the first two towns */
  gint64 peak;   /* where four meet */
  gint64 pond;   /* in the first town */
  gint64 valley; /* the same, by its class in the dictionary */
} Odd;

static gboolean
fill_odd (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Odd      *self = data;
  YutuPoint border[] = { { WEST + GRID, SOUTH + GRID / 4 }, { WEST + GRID, SOUTH + GRID / 2 } };

  add_county (connection, &self->county);
  self->along = add_feature (connection, "界溪", "river", NULL, yutu_shape_new_line (border, 2));
  self->peak = add_feature (connection, "尖峰山", "hill", NULL, yutu_shape_new_point ((YutuPoint){ WEST + GRID, SOUTH + GRID }));
  self->pond = add_feature (connection, "月亮潭", "lake", NULL, make_square (0.2, 0.2, 0.1));
  self->valley = add_feature (connection, "百花谷", "other", "{\"category\":\"valley\"}", make_square (0.2, 0.5, 0.1));
  add_feature (connection, "月亮水库", "reservoir", NULL, make_square (2.2, 2.2, 0.1));
  add_feature (connection, "月亮山", "hill", NULL, NULL);
  return TRUE;
}

static void
assert_reaches (const Odd  *self,
                const char *name,
                gint64      except,
                gint64      feature,
                const char *reached) /* NULL: nothing against it */
{
  g_autoptr (GPtrArray) findings = ask (&self->county, name, except, except == 0 ? self->county.county : 0);
  const YutuNameFinding *finding = find (findings, feature);
  g_autofree char       *told = finding != NULL ? g_strjoinv ("、", finding->reached) : NULL;

  g_test_message ("%s", name);
  g_assert_cmpstr (told, ==, reached);
  g_assert_false (finding != NULL && finding->is_outside);
}

static void
test_odd (Fixture      *self,
          gconstpointer data)
{
  Odd           odd = { 0 };
  const gint64 *towns = odd.county.towns;

  fixture_write (self, fill_odd, &odd, FALSE);
  fixture_read (self, load, &odd.county);
  /* what lies on a border is of both */
  assert_reaches (&odd, "界镇", towns[0], odd.along, "乙镇");
  assert_reaches (&odd, "界镇", towns[1], odd.along, "甲镇");
  assert_reaches (&odd, "界镇", towns[8], odd.along, "甲镇、乙镇");
  assert_reaches (&odd, "界镇", 0, odd.along, "甲镇、乙镇");
  assert_reaches (&odd, "尖峰镇", towns[0], odd.peak, "乙镇、丁镇、戊镇");
  /* its own, or wherever it may be made */
  assert_reaches (&odd, "月亮镇", towns[0], odd.pond, NULL);
  assert_reaches (&odd, "月亮镇", 0, odd.pond, NULL);
  assert_reaches (&odd, "月亮镇", towns[4], odd.pond, "甲镇");
  /* by the whole name, too, and by a term that only a class has */
  assert_reaches (&odd, "月亮潭镇", towns[4], odd.pond, "甲镇");
  assert_reaches (&odd, "百花镇", towns[4], odd.valley, "甲镇");
  assert_reaches (&odd, "百花镇", towns[0], odd.valley, NULL);
  assert_reaches (&odd, "月镇", towns[4], odd.pond, NULL);
  {
    /* a reservoir is none, and without geometry nothing is known */
    g_autoptr (GPtrArray) findings = ask (&odd.county, "月亮镇", towns[0], 0);

    for (guint i = 0; i < findings->len; i++)
      g_assert_cmpint (((const YutuNameFinding *)findings->pdata[i])->breach, !=, YUTU_NAME_BEYOND);
  }
  {
    /* not of a road */
    YutuNameQuestion question = { .name = "月亮路", .name_class = "road", .division = towns[4], .day = yutu_day_parse (DAY) };
    g_autoptr (GPtrArray) findings = yutu_name_index_check (odd.county.index, &question);

    g_assert_null (find (findings, odd.pond));
  }
  yutu_name_index_unref (odd.county.index);
}

/* ---- Lines that are newer than the polygon ---- */

static gboolean
make_stale (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return yutu_connection_exec (connection, "INSERT INTO division_area_stale SELECT id FROM division_area WHERE name = '甲镇'", error);
}

static YutuShape *
read_newer (YutuConnection *connection,
            gint64          area,
            sqlite3_stmt   *row,
            int             column,
            GError        **error)
{
  return make_square (0, 0, 0.25); /* the pond reaches over it */
}

static gboolean
load_newer (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  ((County *)data)->index = yutu_name_index_load (connection, read_newer, error);
  return ((County *)data)->index != NULL;
}

static void
test_newer_lines (Fixture      *self,
                  gconstpointer data)
{
  Odd odd = { 0 };

  fixture_write (self, fill_odd, &odd, FALSE);
  fixture_write (self, make_stale, NULL, FALSE);
  fixture_read (self, load_newer, &odd.county);
  assert_reaches (&odd, "月亮镇", odd.county.towns[0], odd.pond, "");
  yutu_name_index_unref (odd.county.index);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gazetteer/name-land/all", Fixture, NULL, fixture_set_up, test_all, fixture_tear_down);
  g_test_add ("/gazetteer/name-land/odd", Fixture, NULL, fixture_set_up, test_odd, fixture_tear_down);
  g_test_add ("/gazetteer/name-land/newer-lines", Fixture, NULL, fixture_set_up, test_newer_lines, fixture_tear_down);
  return g_test_run ();
}
