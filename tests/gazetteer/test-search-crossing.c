/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where two roads meet, as the search box finds it: in a small invented town, and in a grid of streets where every
 * crossing is known by counting. */

#include "gazetteer-fixture.h"

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-gazetteer.h"
#include "gazetteer/yutu-search.h"
#include "geo/yutu-measure.h"

#define TODAY "2026-11-24"
#define STEP  2000000 /* grid steps between two streets: some 200 m */

static YutuPoint
at (int x,
    int y)
{
  return (YutuPoint){ 119600000000 + (gint64)x * STEP, 29100000000 + (gint64)y * STEP };
}

static gint64
add_line (YutuConnection *connection,
          const char     *name,
          const char     *name_class,
          YutuPoint       from,
          YutuPoint       to,
          const char     *valid_to)
{
  const YutuPoint points[] = { from, to };
  g_autoptr (GError) error = NULL;
  YutuShape        *line = yutu_shape_new_line (points, G_N_ELEMENTS (points));
  YutuPlaceNameSpec spec = { .name = name, .name_class = name_class, .shape = line, .valid_from = "2000-01-01", .valid_to = valid_to };
  gint64            id = 0;

  yutu_place_name_add (connection, &spec, &id, &error);
  g_assert_no_error (error);
  yutu_shape_unref (line);
  return id;
}

/* Two streets from west to east, three from south to north, one of them twice: 永康街 bends back over 明月街. */
static gboolean
write_town (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  UnitSpec  spec = { 3, "county", "婺城区", "婺城", "区", NULL, "330702", 0, "2000-01-01", NULL };
  gint64    county = fixture_add_unit (connection, &spec);
  gint64    towns[2], villages[2];
  YutuPoint bent[] = { at (2, -1), at (2, 1), at (3, 1), at (3, -1) };
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  YutuShape        *line = yutu_shape_new_line (bent, G_N_ELEMENTS (bent));
  YutuPlaceNameSpec street = { .name = "丹溪街", .name_class = "road", .shape = line, .valid_from = "2000-01-01" };

  for (gsize i = 0; i < 2; i++)
    {
      UnitSpec town = { 4, "town", i == 0 ? "罗店镇" : "城东街道", "", "", NULL, i == 0 ? "330702100" : "330702001", county, "2000-01-01", NULL };
      UnitSpec village = { 5, "village", i == 0 ? "鹿村村" : "桃园社区", "", "", NULL, NULL, 0, "2000-01-01", NULL };

      towns[i] = fixture_add_unit (connection, &town);
      village.parent = towns[i];
      villages[i] = fixture_add_unit (connection, &village);
    }
  add_line (connection, "明月街", "road", at (0, 0), at (6, 0), NULL);
  add_line (connection, "环城西路", "road", at (0, 3), at (6, 3), NULL);
  add_line (connection, "永康街", "road", at (1, -1), at (1, 4), NULL);
  add_line (connection, "永康路", "road", at (5, -1), at (5, 4), NULL);
  add_line (connection, "金兰线", "road", at (4, 0), at (4, 4), NULL); /* ends at 明月街 */
  add_line (connection, "和平路", "road", at (6, -1), at (6, 4), NULL);
  add_line (connection, "白鹤街", "road", at (0, 2), at (6, 2), "2010-01-01");
  add_line (connection, "白沙溪", "river", at (0, -1), at (6, 1), NULL);
  fixture_add_place (connection, "无线路", "road", 0);
  yutu_place_name_add (connection, &street, NULL, error);
  yutu_shape_unref (line);
  for (gsize i = 0; i < 2; i++)
    {
      YutuAddressSpec door = { .village = villages[i], .kind = YUTU_ADDRESS_VILLAGE_DOOR, .door = 1, .valid_from = "2010-01-01", .has_point = TRUE, .point = i == 0 ? at (1, 0) : at (5, 0) };

      if (!yutu_address_writer_add (writer, &door, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
}

static void
set_up_town (Fixture      *self,
             gconstpointer data)
{
  set_up (self, data);
  fixture_write (self, write_town, NULL, FALSE);
}

/* ---- What is found ---- */

typedef struct
{
  const char *query;
  const char *names; /* found, best first, parted by "; " */
  unsigned    kinds;
  const char *day;
  gboolean    include_past;
} Question;

static gboolean
answer (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  for (const Question *question = data; question->query != NULL; question++)
    {
      YutuSearchOptions options = {
        .limit = 50,
        .kinds = question->kinds != 0 ? question->kinds : YUTU_SEARCH_CROSSING,
        .day = yutu_day_parse (question->day != NULL ? question->day : TODAY),
        .include_past = question->include_past,
      };
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, question->query, &options, error);
      g_autoptr (GString) names = g_string_new (NULL);

      g_assert_no_error (*error);
      g_assert_cmpint (result->total, ==, result->hits->len);
      g_assert_false (result->total_is_least);
      for (guint i = 0; i < result->hits->len; i++)
        {
          const YutuSearchHit *hit = g_ptr_array_index (result->hits, i);

          g_string_append_printf (names, "%s%s", i > 0 ? "; " : "", hit->name);
          g_assert_cmpint (hit->id, ==, 0);
          g_assert_true (hit->has_point);
          g_assert_cmpint (hit->kind, ==, YUTU_SEARCH_CROSSING);
        }
      g_test_message ("%s", question->query);
      g_assert_cmpstr (names->str, ==, question->names);
    }
  return TRUE;
}

static void
test_forms (Fixture      *self,
            gconstpointer data)
{
  static const Question questions[] = {
    { "明月街永康街路口", "明月街与永康街交叉口" },
    { "明月街与永康街", "明月街与永康街交叉口" },
    { "永康街与明月街", "永康街与明月街交叉口" },
    { "明月街 与 永康街", "明月街与永康街交叉口" },
    { "明月街、永康街交叉口", "明月街与永康街交叉口" },
    { "明月街永康街口", "明月街与永康街交叉口" },
    { "环城西路与金兰线交叉口东南角", "环城西路与金兰线交叉口东南角" },
    { "环城西路金兰线路口东侧", "环城西路与金兰线交叉口东侧" },
    { "环城西路与金兰线交叉口往东南50米处", "环城西路与金兰线交叉口东南50米" },
    { "环城西路与金兰线交叉口东五十米", "环城西路与金兰线交叉口东50米" },
    { "环城西路与金兰线西北角", "环城西路与金兰线交叉口西北角" },
    { "明月街金兰线丁字路口", "明月街与金兰线交叉口" },
    { "明月街永康路口", "明月街与永康路交叉口" }, /* the word lends its first character */
    { "环城西路和平路路口", "环城西路与和平路交叉口" },
    { "环城西路与和平路", "环城西路与和平路交叉口" },
    { "明月与永康", "明月街与永康街交叉口; 明月街与永康路交叉口" },
    { "mingyuejie与ykj", "明月街与永康街交叉口" },
    { "ming yue jie 与 yong kang jie", "明月街与永康街交叉口" },
    { "婺城区城东街道明月街与永康路路口", "明月街与永康路交叉口" },
    { "罗店镇 明月街永康街路口", "明月街与永康街交叉口" },
    { "罗店镇明月街与和平路路口", "" },                     /* it lies in the other */
    { "罗店镇明月街与永康路路口", "明月街与永康街交叉口" }, /* by one error */
    { "明月街与丹溪街", "明月街与丹溪街交叉口; 明月街与丹溪街交叉口" },
    { "明月街和永康街", "明月街与永康街交叉口" },
    { "明月街/永康街", "明月街与永康街交叉口" },
    { "明月街 永康街", "明月街与永康街交叉口" },
    { "明月街永康街", "明月街与永康街交叉口" }, /* nothing but two whole names */
    { "环城西路和平路", "环城西路与和平路交叉口" },
    { "罗店镇明月街永康街", "明月街与永康街交叉口" },
    { "明月街永康街东南角", "明月街与永康街交叉口东南角" },
    { "明月街康街", "" }, /* no whole name */
    { "明月街永康", "" },
    { "环城西路明月街", "" },                     /* they do not meet */
    { "明越街与永康街", "明月街与永康街交叉口" }, /* one error */
    { "环城西路与明月街", "" },                   /* they do not meet */
    { "明月街与白沙溪", "" },
    { "明月街与无线路", "" },
    { "明月街与明月街", "" },
    { "明月街与永康街交叉口饭店", "" },
    { "永康街路口", "" },
    { "与永康街", "" },
    { "明月街与永康街", "", YUTU_SEARCH_ADDRESS },
    { NULL },
  };
  g_autofree Question *asked = g_memdup2 (questions, sizeof questions);

  fixture_read (self, answer, asked);
}

/* Of roads that were in use together, as the rest that is not valid. */
static void
test_time (Fixture      *self,
           gconstpointer data)
{
  static const Question questions[] = {
    { "白鹤街与永康街", "", 0, NULL, FALSE },
    { "白鹤街与永康街", "白鹤街与永康街交叉口", 0, NULL, TRUE },
    { "白鹤街与永康街", "白鹤街与永康街交叉口", 0, "2009-12-31", FALSE },
    { "明月街与永康街", "", 0, "1999-12-31", FALSE },
    { NULL },
  };

  fixture_read (self, answer, (gpointer)questions);
}

/* A name that is so typed is no crossing, and no crossing is looked for beside what has one of its letters. */
static gboolean
read_names (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const queries[] = { "和平路", "永康", "环城西路", "hepinglu" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      YutuSearchOptions options = { .limit = 50, .day = yutu_day_parse (TODAY) };
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, queries[i], &options, error);

      g_assert_cmpuint (result->hits->len, >, 0);
      for (guint k = 0; k < result->hits->len; k++)
        g_assert_cmpint (((YutuSearchHit *)g_ptr_array_index (result->hits, k))->kind, !=, YUTU_SEARCH_CROSSING);
    }
  return TRUE;
}

static void
test_names (Fixture      *self,
            gconstpointer data)
{
  fixture_read (self, read_names, NULL);
}

static gboolean
read_hit (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  YutuPoint         east = at (5, 0), west = at (1, 0), beside;
  YutuSearchOptions options = { .day = yutu_day_parse (TODAY), .near_point = &east };
  g_autoptr (YutuSearchResult) both = yutu_search_run (connection, "明月街与永", &options, error);
  g_autoptr (YutuSearchResult) moved = yutu_search_run (connection, "明月街与永康街交叉口西50米", &options, error);
  const YutuSearchHit *hit = g_ptr_array_index (both->hits, 0);

  g_assert_cmpint (both->total, ==, 2);
  g_assert_cmpstr (hit->name, ==, "明月街与永康路交叉口"); /* the nearer one first */
  g_assert_cmpstr (hit->label, ==, "婺城区 › 城东街道 › 桃园社区");
  g_assert_cmpint (hit->point.x, ==, east.x);
  g_assert_cmpint (hit->point.y, ==, east.y);
  hit = g_ptr_array_index (both->hits, 1);
  g_assert_cmpstr (hit->label, ==, "婺城区 › 罗店镇 › 鹿村村");
  g_assert_cmpint (hit->point.x, ==, west.x);
  beside = ((YutuSearchHit *)g_ptr_array_index (moved->hits, 0))->point;
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (west, beside), 50, 0.01);
  g_assert_cmpint (beside.x, <, west.x);
  return TRUE;
}

static void
test_hit (Fixture      *self,
          gconstpointer data)
{
  fixture_read (self, read_hit, NULL);
}

/* ---- Completeness: every crossing of two roads that match, and no other ---- */

#define N_EACH    40 /* streets each way */
#define N_QUERIES 400

typedef struct
{
  char  *name;
  gint64 id;
  int    place; /* of the line it lies on */
  int    from;  /* and from where to where it goes */
  int    to;
} Street;

typedef struct
{
  YutuRandom random;
  Street     streets[2][N_EACH]; /* from west to east, from south to north */
} Grid;

static char *
draw_name (YutuRandom *random)
{
  static const char *const characters[] = { "明", "月", "永", "康", "金", "兰", "东", "山" };
  static const char *const generics[] = { "路", "街" };
  GString                 *out = g_string_new (NULL);

  for (guint64 n = 1 + yutu_random_below (random, 3); n > 0; n--)
    g_string_append (out, characters[yutu_random_below (random, G_N_ELEMENTS (characters))]);
  g_string_append (out, generics[yutu_random_below (random, G_N_ELEMENTS (generics))]);
  return g_string_free (out, FALSE);
}

static gboolean
write_grid (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Grid *self = data;

  for (int i = 0; i < 2 * N_EACH; i++)
    {
      gboolean is_upright = i >= N_EACH;
      Street  *street = &self->streets[is_upright][i % N_EACH];
      int      from = (int)yutu_random_below (&self->random, N_EACH), to = (int)yutu_random_below (&self->random, N_EACH);

      street->name = draw_name (&self->random);
      street->place = 2 * (i % N_EACH); /* none ends at another: ends have odd places */
      street->from = 2 * MIN (from, to) - 1;
      street->to = 2 * MAX (from, to) + 1;
      street->id = is_upright ? add_line (connection, street->name, "road", at (street->place, street->from), at (street->place, street->to), NULL)
                              : add_line (connection, street->name, "road", at (street->from, street->place), at (street->to, street->place), NULL);
    }
  return TRUE;
}

static gboolean
is_either (const Street *one,
           const Street *two,
           char *const  *parts)
{
  return (strstr (one->name, parts[0]) != NULL && strstr (two->name, parts[1]) != NULL) ||
         (strstr (two->name, parts[0]) != NULL && strstr (one->name, parts[1]) != NULL);
}

/* Points of crossings by counting, as text. */
static GHashTable *
count_plainly (const Grid  *self,
               char *const *parts)
{
  GHashTable *points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < N_EACH; i++)
    for (int k = 0; k < N_EACH; k++)
      {
        const Street *flat = &self->streets[0][i], *upright = &self->streets[1][k];
        YutuPoint     point = at (upright->place, flat->place);

        if (is_either (flat, upright, parts) && flat->from <= upright->place && upright->place <= flat->to &&
            upright->from <= flat->place && flat->place <= upright->to)
          g_hash_table_add (points, g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, point.x, point.y));
      }
  return points;
}

/* Some characters of a street's name in a row. */
static char *
draw_part (Grid *self)
{
  const char *name = self->streets[yutu_random_below (&self->random, 2)][yutu_random_below (&self->random, N_EACH)].name;
  glong       n = g_utf8_strlen (name, -1), start = (glong)yutu_random_below (&self->random, (guint64)n);

  return g_utf8_substring (name, start, start + 1 + (glong)yutu_random_below (&self->random, (guint64)(n - start)));
}

static gboolean
compare_with_counting (YutuConnection *connection,
                       gpointer        data,
                       GError        **error)
{
  Grid *self = data;
  guint n_found = 0;

  for (int i = 0; i < N_QUERIES; i++)
    {
      char             *parts[] = { draw_part (self), draw_part (self), NULL };
      g_autofree char  *query = g_strdup_printf ("%s与%s", parts[0], parts[1]);
      YutuSearchOptions options = { .limit = i % 2 == 0 ? 2000 : 5, .kinds = YUTU_SEARCH_CROSSING, .day = yutu_day_parse (TODAY) };
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
      g_autoptr (GHashTable) plain = count_plainly (self, parts);

      g_assert_no_error (*error);
      n_found += g_hash_table_size (plain);
      if (!result->has_typo)
        {
          g_assert_cmpint (result->total, ==, g_hash_table_size (plain));
          g_assert_cmpuint (result->hits->len, ==, MIN ((guint)options.limit, g_hash_table_size (plain)));
        }
      else
        g_assert_cmpuint (g_hash_table_size (plain), ==, 0);
      for (guint k = 0; k < result->hits->len && !result->has_typo; k++)
        {
          const YutuSearchHit *hit = g_ptr_array_index (result->hits, k);
          g_autofree char     *point = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, hit->point.x, hit->point.y);

          if (!g_hash_table_remove (plain, point))
            g_error ("“%s” and the crossing %s", query, hit->name);
        }
      g_free (parts[0]);
      g_free (parts[1]);
    }
  g_assert_cmpuint (n_found, >, N_QUERIES);
  return TRUE;
}

static void
test_complete (Fixture      *self,
               gconstpointer data)
{
  Grid grid = { 0 };

  yutu_random_init (&grid.random, 20261124);
  fixture_write (self, write_grid, &grid, TRUE);
  fixture_read (self, compare_with_counting, &grid);
  for (int i = 0; i < N_EACH; i++)
    {
      g_free (grid.streets[0][i].name);
      g_free (grid.streets[1][i].name);
    }
}

/* ---- Too many to look at ---- */

static gboolean
write_many (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  for (int i = 0; i < 320; i++)
    {
      g_autofree char *flat = g_strdup_printf ("横%d路", i);
      g_autofree char *upright = g_strdup_printf ("竖%d路", i);

      add_line (connection, flat, "road", at (i, 0), at (i + 1, 0), NULL);
      add_line (connection, upright, "road", at (i, -1), at (i, 1), NULL);
    }
  return TRUE;
}

static gboolean
read_many (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuPoint         middle = at (200, 0);
  YutuSearchOptions options = { .day = yutu_day_parse (TODAY), .near_point = &middle };
  g_autoptr (YutuSearchResult) cut = yutu_search_run (connection, "横与竖", &options, error);
  g_autoptr (YutuSearchResult) one = yutu_search_run (connection, "横7路与竖", &options, error);

  g_assert_true (cut->total_is_least);
  g_assert_cmpint (cut->total, >=, 300);
  g_assert_cmpint (cut->total, <=, 500); /* of more pairs the nearest are compared */
  g_assert_true (yutu_point_equal (((YutuSearchHit *)cut->hits->pdata[0])->point, middle));
  g_assert_false (one->total_is_least);
  g_assert_cmpint (one->total, ==, 2);
  return TRUE;
}

static void
test_many (Fixture      *self,
           gconstpointer data)
{
  fixture_write (self, write_many, NULL, TRUE);
  fixture_read (self, read_many, NULL);
}

#define ADD(path, set_up, func) g_test_add ("/gazetteer/search-crossing/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("forms", set_up_town, test_forms);
  ADD ("time", set_up_town, test_time);
  ADD ("names", set_up_town, test_names);
  ADD ("hit", set_up_town, test_hit);
  ADD ("complete", set_up, test_complete);
  ADD ("many", set_up, test_many);
  return g_test_run ();
}
