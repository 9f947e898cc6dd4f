/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The act of 2021-10-21 (浙政函〔2021〕103号) carried out on the demo county as it was before, by what the
 * assistant and the command line call: 27 townships, then 26; the land, the people, the cases and the
 * addresses are as many as before; each address of the land has one current and one former form; undone,
 * the file is what it was, byte for byte of its canonical dump. */

#include "folder.h"

#include "casework/yutu-place-filter.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-extent.h"
#include "gazetteer/yutu-address-check.h"
#include "session/yutu-act.h"
#include "session/yutu-demo-file.h"

#define N_ADDRESSES 4000
#define DAY_BEFORE  "2021-10-20"
#define DAY         "2021-10-21"
#define TODAY       "2026-11-24"

/* By codes, as the public lists have them; 九峰村 to 汤溪镇, 桃源村 to 白龙桥镇, the rest to 塔石乡. */
static const char ACT[] =
  "{\"kind\": \"abolish\", \"title\": \"撤销岭上乡\", \"doc_no\": \"浙政函〔2021〕103号\", "
  "\"organ\": \"浙江省人民政府\", \"effective_on\": \"" DAY "\", \"steps\": ["
  "{\"do\": \"place\", \"unit\": \"330702207225\", \"under\": \"330702106\", \"code\": \"330702106289\"},"
  "{\"do\": \"place\", \"unit\": \"330702207226\", \"under\": \"330702103\", \"code\": \"330702103263\"},"
  "{\"do\": \"give\", \"from\": \"330702207\", \"to\": \"330702206\"},"
  "{\"do\": \"abolish\", \"unit\": \"330702207\"}]}";

typedef struct
{
  char        *folder;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-act-demo-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "a.yutu", NULL);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->file = yutu_file_new_demo_before (path, N_ADDRESSES, 1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (yutu_file_get_store (self->file));
  yutu_file_unref (self->file);
  yutu_modules_unref (self->modules);
  folder_remove (self->folder);
}

/* ---- Asking ---- */

typedef struct
{
  const char *sql; /* with ?1, the day */
  const char *day;
  gint64      value;
} Question;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Question     *self = data;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, self->sql, error);
  gboolean      found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  self->value = found ? sqlite3_column_int64 (statement, 0) : -1;
  sqlite3_reset (statement);
  return TRUE;
}

static gint64
count (Fixture    *self,
       const char *sql,
       const char *day)
{
  Question question = { sql, day, -1 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

typedef struct
{
  Fixture    *fixture;
  const char *day;
  gint64      open;
  gint64      total;
} Cases;

/* What each township has on the day, together. */
static gboolean
count_cases (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Cases        *self = data;
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT unit FROM division WHERE level = 4 AND valid_from <= ?1 AND ?1 < valid_to", error);

  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      YutuPlaceFilter           filter = { .kind = YUTU_PLACE_FILTER_UNIT,
                                           .id = sqlite3_column_int64 (statement, 0),
                                           .level = 4 };
      g_autofree YutuCaseCount *counts = yutu_place_filter_count (
        connection, self->fixture->modules, &filter, yutu_day_parse (self->day), error);

      g_assert_nonnull (counts);
      for (gsize i = 0; i < yutu_modules_get_n (self->fixture->modules); i++)
        {
          self->open += counts[i].open;
          self->total += counts[i].total;
        }
    }
  return TRUE;
}

#define ON_DAY "valid_from <= ?1 AND ?1 < valid_to"
#define LAND(level)                                                                                  \
  "SELECT sum (fa.area_cm2) FROM division_area a JOIN division_area_face af ON af.area = a.id JOIN " \
  "face_area fa ON fa.face = af.face WHERE a.level = " level " AND a.valid_from <= ?1 AND ?1 < a.valid_to"

/* All that an act must not make less or more. */
typedef struct
{
  gint64 land_cm2[3]; /* of the townships, of the villages, of the county: to the square centimetre */
  gint64 people[3];
  gint64 villages;
  gint64 addresses;
  gint64 facilities;
  gint64 cases;
  gint64 open_cases;
  gint64 rows[2]; /* of the tables of cases, and of the people in them */
} Stock;

static Stock
take_stock (Fixture    *self,
            const char *day)
{
  Cases cases = { self, day, 0, 0 };
  Stock stock = {
    .land_cm2 = { count (self, LAND ("4"), day), count (self, LAND ("5"), day), count (self, LAND ("3"), day) },
    .people = {
      count (self, "SELECT sum (population) FROM division WHERE level = 4 AND " ON_DAY, day),
      count (self, "SELECT sum (population) FROM division WHERE level = 5 AND " ON_DAY, day),
      count (self, "SELECT sum (population) FROM division WHERE level = 3 AND " ON_DAY, day),
    },
    .villages = count (self, "SELECT count (*) FROM division WHERE level = 5 AND " ON_DAY, day),
    .addresses = count (self, "SELECT count (*) FROM address WHERE " ON_DAY, day),
    .facilities = count (self, "SELECT count (*) FROM facility WHERE " ON_DAY, day),
    .rows = { count (self, "SELECT count (*) FROM case_file WHERE ?1 <> ''", day), count (self, "SELECT count (*) FROM person WHERE ?1 <> ''", day) },
  };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), count_cases, &cases, NULL, &error);
  g_assert_no_error (error);
  stock.cases = cases.total;
  stock.open_cases = cases.open;
  return stock;
}

static void
assert_same_stock (const Stock *a,
                   const Stock *b)
{
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (a->land_cm2[i], ==, b->land_cm2[i]);
      g_assert_cmpint (a->people[i], ==, b->people[i]);
    }
  g_assert_cmpint (a->villages, ==, b->villages);
  g_assert_cmpint (a->addresses, ==, b->addresses);
  g_assert_cmpint (a->facilities, ==, b->facilities);
  g_assert_cmpint (a->cases, ==, b->cases);
  g_assert_cmpint (a->open_cases, ==, b->open_cases);
  g_assert_cmpint (a->rows[0], ==, b->rows[0]);
  g_assert_cmpint (a->rows[1], ==, b->rows[1]);
}

/* ---- What must hold ---- */

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  gint64 n = 0;
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);
  g_autoptr (GPtrArray) texts = NULL;

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", ((YutuDivisionFault *)faults->pdata[i])->message);
  g_assert_cmpuint (faults->len, ==, 0);
  texts = yutu_address_check_texts (connection, &n, NULL, error);
  g_assert_nonnull (texts);
  g_assert_cmpuint (texts->len, ==, 0);
  g_assert_cmpint (n, >=, N_ADDRESSES);
  return TRUE;
}

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), check_all, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
count_townships (Fixture    *self,
                 const char *day)
{
  return count (self, "SELECT count (*) FROM division WHERE level = 4 AND " ON_DAY, day);
}

/* @n: addresses in the township before. */
static void
assert_forms (Fixture *self,
              gint64   n)
{
  g_assert_cmpint (n, >, 0);
  /* As many former forms, each with exactly one that follows it on the day, at the same point and door. */
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE valid_to = ?1", DAY), ==, n);
  g_assert_cmpint (count (self,
                          "SELECT count (*) FROM address b WHERE b.valid_to = ?1 AND b.status = 5 AND b.text "
                          "LIKE '%岭上乡%' AND (SELECT count (*) FROM address a WHERE a.previous = b.id AND "
                          "a.valid_from = ?1 AND a.valid_to = '9999-12-31' AND a.geom = b.geom AND a.village = "
                          "b.village AND a.place = b.place AND a.door IS b.door AND a.room IS b.room AND a.text <> "
                          "b.text) = 1",
                          DAY),
                   ==, n);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE valid_from = ?1", DAY), ==, n);
  g_assert_cmpint (count (self, "SELECT count (DISTINCT previous) FROM address WHERE valid_from = ?1", DAY), ==, n);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE text LIKE '%岭上乡%' AND " ON_DAY, DAY), ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE text LIKE '%岭上乡%' AND " ON_DAY, DAY_BEFORE),
                   ==, n);
}

static void
assert_villages (Fixture *self)
{
  static const struct
  {
    const char *township;
    gint64      n;
  } gets[] = { { "330702206", 7 }, { "330702106", 1 }, { "330702103", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (gets); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT count (*) FROM division v JOIN division was ON was.unit = v.unit AND was.valid_to = ?1 WHERE "
        "v.level = 5 AND v.valid_from = ?1 AND v.parent = (SELECT unit FROM division WHERE code = '%s' LIMIT 1) AND "
        "was.parent = (SELECT unit FROM division WHERE code = '330702207' LIMIT 1)",
        gets[i].township);

      g_assert_cmpint (count (self, sql, DAY), ==, gets[i].n);
    }
}

/* Nothing is left in the township that is gone; what was entered since lies where it lies today. */
static void
assert_nothing_left (Fixture *self)
{
  static const char *const left[] = {
    "SELECT count (*) FROM division v JOIN division t ON t.unit = v.parent WHERE t.code = '330702207' AND "
    "v.valid_from <= ?1 AND ?1 < v.valid_to",
    "SELECT count (*) FROM facility f WHERE f.township = (SELECT unit FROM division WHERE code = '330702207') AND "
    "f.valid_from <= ?1 AND ?1 < f.valid_to",
    "SELECT count (*) FROM facility f JOIN division v ON v.unit = f.village AND v.valid_from <= ?1 AND ?1 < "
    "v.valid_to WHERE f.valid_from <= ?1 AND ?1 < f.valid_to AND f.township <> v.parent",
    "SELECT count (*) FROM case_file c WHERE c.opened_on >= ?1 AND c.township = (SELECT unit FROM division WHERE "
    "code = '330702207')",
    "SELECT count (*) FROM division_code WHERE code = '330702207' AND valid_to > ?1",
    "SELECT count (*) FROM division_code WHERE code LIKE '330702207%' AND valid_to > ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_test_message ("%s", left[i]);
      g_assert_cmpint (count (self, left[i], DAY), ==, 0);
    }
}

/* Three heirs, whose shares by land and by addresses sum to one. */
static void
assert_lineage (Fixture *self)
{
  g_assert_cmpint (count (self,
                          "SELECT count (*) = 3 AND sum (area_num) = max (area_den) AND min (area_den) = max "
                          "(area_den) AND sum (address_num) = max (address_den) AND min (address_den) = max "
                          "(address_den) FROM lineage WHERE from_unit = (SELECT unit FROM division WHERE code = "
                          "'330702207' LIMIT 1) AND ?1 <> ''",
                          DAY),
                   ==, 1);
}

/* ---- The act ---- */

static char *
digest (Fixture *self)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &text, &error);
  g_assert_no_error (error);
  return text;
}

static void
go_back_and_forth (Fixture    *self,
                   const char *before)
{
  YutuStore       *store = yutu_file_get_store (self->file);
  g_autofree char *after = digest (self);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (after, !=, before);
  yutu_store_undo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  undone = digest (self);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (count_townships (self, DAY), ==, 27);
  yutu_store_redo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  redone = digest (self);
  g_assert_cmpstr (redone, ==, after);
}

/* ---- Roads and rivers ---- */

typedef struct
{
  const char *day;
  guint       n;          /* that were held against the land */
  guint       n_crossing; /* of these, in several divisions */
} Extents;

static gboolean
hold_names (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Extents      *self = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT geom, division, json_extract (fields, '$.crossed_divisions'), name FROM place_name WHERE class IN ('road', 'river') AND "
    "valid_to = '9999-12-31'",
    error);

  while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
    {
      g_autoptr (YutuShape) shape =
        yutu_shape_from_blob (sqlite3_column_blob (row, 0), (gsize)sqlite3_column_bytes (row, 0), error);
      g_auto (YutuDivisionExtent) extent = { 0 };
      g_autofree char *names = NULL;

      g_assert_nonnull (shape);
      g_assert_true (yutu_division_find_extent (connection, shape, self->day, &extent, error));
      names = yutu_division_extent_dup_names (&extent);
      g_test_message ("%s", (const char *)sqlite3_column_text (row, 3));
      g_assert_cmpint (extent.unit, !=, 0);
      g_assert_cmpint (sqlite3_column_int64 (row, 1), ==, extent.unit);
      g_assert_cmpstr ((const char *)sqlite3_column_text (row, 2), ==, names);
      self->n++;
      self->n_crossing += names != NULL;
    }
  return !found;
}

/* Each lies in the finest division that has all of it, and its record tells those that it crosses. */
static void
assert_extents (Fixture    *self,
                const char *day)
{
  Extents extents = { .day = day };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), hold_names, &extents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (extents.n, >, 1000);
  g_assert_cmpuint (extents.n_crossing, >, 100);
}

static void
test_the_act (Fixture      *self,
              gconstpointer data)
{
  static const char *const days[] = { DAY_BEFORE, DAY, TODAY };
  Stock                    before[3], after;
  g_autofree char         *was = digest (self);
  gint64                   n_forms = count (self, "SELECT count (*) FROM address WHERE text LIKE '%岭上乡%' AND " ON_DAY, DAY);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActSpec) spec = yutu_act_spec_from_json (ACT, &error);
  g_autoptr (YutuActReport) report = NULL;

  g_assert_no_error (error);
  assert_sound (self);
  assert_extents (self, DAY_BEFORE);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      before[i] = take_stock (self, days[i]);
      g_assert_cmpint (count_townships (self, days[i]), ==, 27);
    }
  g_assert_cmpint (before[0].addresses, ==, N_ADDRESSES);
  g_assert_cmpint (before[0].people[1], ==, 957055);
  g_assert_cmpint (before[2].cases, >, 1000);
  report = yutu_file_apply_act (self->file, spec, "测试员", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->effect->area_cm2_before, ==, report->effect->area_cm2_after);
  g_assert_cmpint (report->moved.villages, ==, 9);
  g_assert_cmpint (report->moved.addresses, ==, n_forms);
  g_assert_cmpint (report->moved.cases, >, 0);
  g_assert_cmpint (count_townships (self, DAY_BEFORE), ==, 27);
  g_assert_cmpint (count_townships (self, DAY), ==, 26);
  g_assert_cmpint (count_townships (self, TODAY), ==, 26);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      after = take_stock (self, days[i]);
      assert_same_stock (&before[i], &after);
    }
  assert_sound (self);
  assert_villages (self);
  assert_extents (self, TODAY);
  assert_forms (self, n_forms);
  assert_nothing_left (self);
  assert_lineage (self);
  go_back_and_forth (self, was);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/act-demo/27-then-26-and-all-is-conserved", Fixture, NULL, set_up, test_the_act, tear_down);
  return g_test_run ();
}
