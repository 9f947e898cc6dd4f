/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A township parted along a drawn line that crosses villages: each goes, stays or is cut as was said, no
 * land is lost, and undone it is as before. */

#include "base/yutu-random.h"
#include "county-file.h"
#include "division/yutu-division-check.h"
#include "session/yutu-act-wish.h"
#include "session/yutu-act.h"

#define DAY       "2026-03-01"
#define FIRST_ROW 6 /* of the villages that the lines cross: 6, 7, 8 */
#define N_ROUNDS  12

typedef struct
{
  County    county;
  YutuFile *file;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open (&self->county, NULL, 0);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

/* ---- Asking ---- */

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

static gint64 G_GNUC_PRINTF (2, 3)
  count (Fixture    *self,
         const char *format,
         ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  Question question = { NULL, -1 };
  va_list  arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  question.sql = sql;
  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

static gint64
sum_area_cm2 (Fixture *self,
              int      level)
{
  return count (self,
                "SELECT CAST (round (total (" YUTU_DIVISION_AREA_M2 ("a.id") ") * 10000) AS INTEGER) FROM division_area a "
                                                                             "WHERE level = %d AND valid_to = '9999-12-31'",
                level);
}

static gboolean
check_rows (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (g_str_equal (fault->severity, "error"))
        g_test_message ("%s: %s", fault->rule, fault->message);
      g_assert_cmpstr (fault->severity, !=, "error");
    }
  return faults != NULL;
}

/* ---- Drawing ---- */

static void
add_point (YutuDrawing *drawing,
           YutuPoint    point)
{
  g_assert_true (yutu_drawing_add (drawing, &point, 1));
}

/* From west to east over the middle of the second row of the south-western township, and beyond; with
 * @shake somewhat up and down. */
static YutuDrawing *
draw_across (Fixture    *self,
             YutuRandom *shake)
{
  const YutuPoint *low = self->county.corners[1], *high = self->county.corners[2];
  YutuDrawing     *drawing = yutu_drawing_new (FALSE);

  add_point (drawing, (YutuPoint){ low[0].x - 9000000, (low[0].y + high[0].y) / 2 });
  for (int x = 0; x < 3; x++)
    {
      gint64 bottom = MAX (low[x].y, low[x + 1].y), top = MIN (high[x].y, high[x + 1].y);
      gint64 reach = (top - bottom) / 3;

      add_point (drawing, (YutuPoint){ (low[x].x + low[x + 1].x) / 2,
                                       (bottom + top) / 2 + (shake != NULL ? (gint64)yutu_random_below (shake, (guint)reach) - reach / 2 : 0) });
    }
  add_point (drawing, (YutuPoint){ low[3].x + 9000000, (low[3].y + high[3].y) / 2 });
  return drawing;
}

static void
carry_out (Fixture           *self,
           const YutuActWish *wish)
{
  g_autoptr (YutuActSpec) spec = yutu_act_wish_make_spec (wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActReport) report = yutu_file_apply_act (self->file, spec, "测试员", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
}

static void
undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), check_rows, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sum_area_cm2 (self, 4), ==, sum_area_cm2 (self, 3));
  g_assert_cmpint (sum_area_cm2 (self, 5), ==, sum_area_cm2 (self, 3));
}

/* ---- A split: one village of each fate ---- */

static gint64
find_parent (Fixture    *self,
             const char *where)
{
  return count (self, "SELECT parent FROM division WHERE %s AND valid_to = '9999-12-31'", where);
}

static gint64
find_parent_of (Fixture *self,
                int      village)
{
  g_autofree char *where = g_strdup_printf ("unit = %" G_GINT64_FORMAT, self->county.villages[village]);

  return find_parent (self, where);
}

static void
test_split_with_each_fate (Fixture      *self,
                           gconstpointer data)
{
  const gint64         *villages = self->county.villages;
  const YutuActWishPart parts[] = {
    { villages[FIRST_ROW], YUTU_ACT_WISH_CUT_NEW_GOES, "上河村", NULL },
    { villages[FIRST_ROW + 1], YUTU_ACT_WISH_CUT_NEW_STAYS, "下河村", NULL },
    { villages[FIRST_ROW + 2], YUTU_ACT_WISH_STAYS, NULL, NULL },
    { villages[12], YUTU_ACT_WISH_GOES, NULL, NULL },
    { villages[13], YUTU_ACT_WISH_GOES, NULL, NULL },
    { villages[14], YUTU_ACT_WISH_GOES, NULL, NULL },
  };
  g_autoptr (YutuDrawing) drawing = draw_across (self, NULL);
  g_autofree char  *before = county_file_digest (self->file);
  g_autofree char  *after = NULL;
  gint64            made;
  const YutuActWish wish = {
    .kind = YUTU_ACT_WISH_SPLIT,
    .unit = self->county.townships[0],
    .unit_name = "东山街道",
    .level = 4,
    .parts = parts,
    .n_parts = G_N_ELEMENTS (parts),
    .drawing = drawing, /* the north is to the left of it */
    .name = "云山街道",
    .effective_on = DAY,
  };

  carry_out (self, &wish);
  made = count (self, "SELECT unit FROM division WHERE name = '云山街道' AND level = 4");
  g_assert_cmpint (find_parent (self, "name = '上河村'"), ==, made);
  g_assert_cmpint (find_parent_of (self, FIRST_ROW), ==, self->county.townships[0]);
  g_assert_cmpint (find_parent (self, "name = '下河村'"), ==, self->county.townships[0]);
  g_assert_cmpint (find_parent_of (self, FIRST_ROW + 1), ==, made);
  g_assert_cmpint (find_parent_of (self, FIRST_ROW + 2), ==, self->county.townships[0]);
  g_assert_cmpint (find_parent_of (self, 13), ==, made);
  /* each code is under that of its township, and no two are alike */
  g_assert_cmpint (count (self, "SELECT count (*) FROM division v JOIN division t ON t.unit = v.parent WHERE "
                                "v.level = 5 AND v.valid_to = '9999-12-31' AND t.valid_to = '9999-12-31' AND "
                                "substr (v.code, 1, 9) <> t.code"),
                   ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) - count (DISTINCT code) FROM division WHERE valid_to = '9999-12-31'"), ==, 0);
  /* the cut village's parts are on the two sides of the line */
  g_assert_true (yutu_store_settle (yutu_file_get_store (self->file), NULL));
  g_assert_cmpint (count (self, "SELECT (SELECT max (Y (Centroid (geom))) FROM division_area WHERE name = '下河村') < "
                                "(SELECT min (Y (Centroid (geom))) FROM division_area WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31')",
                          villages[FIRST_ROW + 1]),
                   ==, 1);
  assert_sound (self);
  undo (self);
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

/* ---- A piece given: all that the line crosses is cut ---- */

static void
test_give_and_cut_all (Fixture      *self,
                       gconstpointer data)
{
  static const char *const names[] = { "上河村", "中河村", "下河村" };
  YutuRandom               random;

  yutu_random_init (&random, 20261126);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (YutuDrawing) drawing = draw_across (self, &random);
      g_autofree char *before = county_file_digest (self->file);
      g_autofree char *after = NULL;
      YutuActWishPart  parts[6];
      YutuActWish      wish = {
             .kind = YUTU_ACT_WISH_GIVE,
             .unit = self->county.townships[0],
             .unit_name = "东山街道",
             .other = self->county.townships[1],
             .other_name = "西岭镇",
             .level = 4,
             .parts = parts,
             .n_parts = 6,
             .drawing = drawing,
             .right = round % 2 == 1,
             .effective_on = DAY,
      };

      for (int i = 0; i < 3; i++)
        {
          parts[i] = (YutuActWishPart){ self->county.villages[FIRST_ROW + i],
                                        (round + i) % 3 == 0 ? YUTU_ACT_WISH_CUT_NEW_STAYS : YUTU_ACT_WISH_CUT_NEW_GOES,
                                        names[i], NULL };
          parts[3 + i] = (YutuActWishPart){ self->county.villages[wish.right ? i : 12 + i], YUTU_ACT_WISH_GOES, NULL, NULL };
        }
      carry_out (self, &wish);
      g_assert_cmpint (count (self, "SELECT count (*) FROM division WHERE level = 5 AND valid_to = '9999-12-31'"), ==, N_VILLAGES + 3);
      g_assert_cmpint (count (self, "SELECT count (*) FROM division WHERE parent = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'", self->county.townships[1]), ==, 9 + 6);
      assert_sound (self);
      undo (self);
      after = county_file_digest (self->file);
      g_assert_cmpstr (before, ==, after);
    }
}

/* ---- A ring over the corner of four villages ---- */

static void
test_ring_over_a_corner (Fixture      *self,
                         gconstpointer data)
{
  const YutuPoint      *corner = &self->county.corners[1][1];
  const gint64         *villages = self->county.villages;
  const YutuActWishPart parts[] = {
    { villages[0], YUTU_ACT_WISH_CUT_NEW_GOES, "东村", NULL },
    { villages[1], YUTU_ACT_WISH_CUT_NEW_GOES, "西村", NULL },
    { villages[6], YUTU_ACT_WISH_CUT_NEW_GOES, "南村", NULL },
    { villages[7], YUTU_ACT_WISH_STAYS, NULL, NULL },
  };
  g_autoptr (YutuDrawing) drawing = yutu_drawing_new (TRUE);
  g_autofree char  *before = county_file_digest (self->file);
  g_autofree char  *after = NULL;
  const YutuActWish wish = {
    .kind = YUTU_ACT_WISH_GIVE,
    .unit = self->county.townships[0],
    .unit_name = "东山街道",
    .other = self->county.townships[3],
    .other_name = "北塘镇",
    .level = 4,
    .parts = parts,
    .n_parts = G_N_ELEMENTS (parts),
    .drawing = drawing,
    .effective_on = DAY,
  };

  for (int i = 0; i < 4; i++)
    add_point (drawing, (YutuPoint){ corner->x + (i == 0 || i == 3 ? -1 : 1) * 1500000, corner->y + (i < 2 ? -1 : 1) * 1400000 });
  carry_out (self, &wish);
  g_assert_cmpint (find_parent (self, "name = '南村'"), ==, self->county.townships[3]);
  g_assert_cmpint (find_parent_of (self, 7), ==, self->county.townships[0]);
  assert_sound (self);
  undo (self);
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(path, func) g_test_add ("/session/act-wish/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("split-with-each-fate", test_split_with_each_fate);
  ADD ("give-and-cut-all", test_give_and_cut_all);
  ADD ("ring-over-a-corner", test_ring_over_a_corner);
  return g_test_run ();
}
