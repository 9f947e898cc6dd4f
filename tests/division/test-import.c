/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Units cut into the land of coarser ones. Hand-made land is drawn in steps of 1e-4 degree (about
 * 10 m), so that a strip one step wide is a sliver and one of four is not:
 *
 *   0      40      80
 *   ┌───────┬───────┐ 40
 *   │  西岭  │  东山  │      云舟区 990101, 西岭镇 990101100, 东山街道 990101001
 *   └───────┴───────┘ 0 */

#include <glib/gstdio.h>

#include "base/yutu-day.h"
#include "base/yutu-random.h"
#include "division/yutu-boundary.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-import.h"
#include "geo/yutu-exact.h"
#include "file-fixture.h"
#include "transfer/yutu-source.h"

#define STEP       G_GINT64_CONSTANT (100000)
#define FIRST_DAY  "2000-01-01"
#define SECOND_DAY "2010-01-01"

typedef struct
{
  GArray                   *rows; /* YutuDivisionSource, with rings of their own */
  YutuDivisionImportOptions options;
  YutuDivisionImportResult  result;
} Import;

static void
row_clear (gpointer data)
{
  YutuDivisionSource *row = data;

  for (gsize i = 0; i < row->n_rings; i++)
    g_free ((gpointer)row->rings[i].points);
  g_free (row->rings);
}

static void
import_init (Import     *self,
             int         level,
             const char *day)
{
  *self = (Import){ .rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource)) };
  g_array_set_clear_func (self->rows, row_clear);
  self->options = (YutuDivisionImportOptions){
    .level = level,
    .source = "test",
    .valid_from = day,
    .accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
}

static void
import_clear (Import *self)
{
  yutu_division_import_result_clear (&self->result);
  g_hash_table_unref (self->options.accepted);
  g_array_unref (self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* @text: "x y, x y, …" in steps. */
static void
add_row (Import     *self,
         const char *name,
         const char *code,
         const char *text)
{
  g_auto (GStrv) pairs = g_strsplit (text, ",", -1);
  YutuPoint         *points = g_new0 (YutuPoint, g_strv_length (pairs));
  YutuDivisionSource row = { .row = self->rows->len + 1, .name = name, .code = code };

  row.rings = g_new0 (YutuTopologyRing, 1);
  row.n_rings = 1;
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      char *end = NULL;

      points[i].x = yutu_grid_from_degrees (119.5) +
                    (gint64)(g_ascii_strtod (g_strstrip (pairs[i]), &end) * (double)STEP);
      points[i].y = yutu_grid_from_degrees (29.0) +
                    (gint64)(g_ascii_strtod (end, NULL) * (double)STEP);
      row.rings[0].n_points = i + 1;
    }
  row.rings[0].points = points;
  g_array_append_val (self->rows, row);
}

static gboolean
try_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Import *self = data;

  return yutu_division_import (connection, (YutuDivisionSource *)(gpointer)self->rows->data,
                               self->rows->len, &self->options, FALSE, &self->result, error);
}

static gboolean
write_rows (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Import *self = data;

  return yutu_division_import (connection, (YutuDivisionSource *)(gpointer)self->rows->data,
                               self->rows->len, &self->options, TRUE, &self->result, error);
}

static void
import_try (Import *self,
            File   *file)
{
  g_autoptr (GError) error = NULL;

  yutu_division_import_result_clear (&self->result);
  yutu_store_read (file->store, try_rows, self, NULL, &error);
  g_assert_no_error (error);
}

static void
import_write (Import *self,
              File   *file)
{
  YutuEntrySpec spec = { "import-division", "导入", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_division_import_result_clear (&self->result);
  yutu_store_write (file->store, &spec, write_rows, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_findings (Import     *self,
                const char *rule)
{
  guint n = 0;

  for (guint i = 0; i < self->result.findings->len; i++)
    n += rule == NULL ||
         g_str_equal (((YutuDivisionFinding *)self->result.findings->pdata[i])->rule, rule);
  return n;
}

static YutuDivisionFinding *
get_finding (Import     *self,
             const char *rule)
{
  for (guint i = 0; i < self->result.findings->len; i++)
    {
      YutuDivisionFinding *finding = g_ptr_array_index (self->result.findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  g_test_message ("no finding “%s”", rule);
  g_assert_not_reached ();
}

static void
accept_all (Import *self)
{
  for (guint i = 0; i < self->result.findings->len; i++)
    {
      YutuDivisionFinding *finding = g_ptr_array_index (self->result.findings, i);

      if (finding->give_to != 0)
        g_hash_table_add (self->options.accepted, g_strdup (finding->id));
    }
}

/* ---- What is there afterwards ---- */

typedef struct
{
  const char *day;
  int         x;
  int         y;
  const char *expected; /* names from above, joined by / */
} Spot;

static gboolean
ask_spot (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Spot     *spot = data;
  YutuPoint point = { yutu_grid_from_degrees (119.5) + spot->x * STEP + STEP / 2,
                      yutu_grid_from_degrees (29.0) + spot->y * STEP + STEP / 2 };
  g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, spot->day, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "/" : "",
                            ((YutuDivision *)g_ptr_array_index (chain, i))->name);
  g_assert_cmpstr (text->str, ==, spot->expected);
  return chain != NULL;
}

/* What lies in the step whose south-west corner is (x, y). */
static void
assert_at (File       *self,
           const char *day,
           int         x,
           int         y,
           const char *expected)
{
  Spot spot = { day, x, y, expected };
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, ask_spot, &spot, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  const char *day;
  __int128    area2;
} Measure;

static gboolean
measure (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  Measure *self = data;
  g_autoptr (YutuDivision) unit = yutu_division_find_one (connection, self->name, self->day, error);
  g_autoptr (YutuShape) shape = NULL;

  if (unit == NULL || !yutu_division_load_shape (connection, unit->unit, self->day, &shape, error))
    return FALSE;
  for (gsize p = 0; shape != NULL && p < shape->n_parts; p++)
    self->area2 += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                          shape->part_starts[p + 1] - shape->part_starts[p]);
  return TRUE;
}

/* In square steps. */
static double
area_of (File       *self,
         const char *name,
         const char *day)
{
  Measure result = { name, day, 0 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, measure, &result, NULL, &error);
  g_assert_no_error (error);
  return (double)result.area2 / 2 / (double)STEP / (double)STEP;
}

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  guint *n_errors = data;
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (g_str_equal (fault->severity, "error"))
        {
          g_test_message ("%s: %s", fault->rule, fault->message);
          (*n_errors)++;
        }
    }
  return faults != NULL;
}

static void
assert_whole (File *self)
{
  guint n_errors = 0;
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, check_all, &n_errors, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_errors, ==, 0);
}

static char *
digest_of (File *self)
{
  g_autoptr (GError) error = NULL;
  char *digest = NULL;

  yutu_store_digest (self->store, &digest, &error);
  g_assert_no_error (error);
  return digest;
}

static void
bring_in_county (File *self)
{
  g_auto (Import) county = { 0 };

  import_init (&county, 3, FIRST_DAY);
  add_row (&county, "云舟区", "990101", "0 0, 80 0, 80 40, 0 40");
  import_write (&county, self);
  g_assert_cmpuint (count_findings (&county, NULL), ==, 0);
}

/* The townships, by their codes or without. */
static void
bring_in_townships (File    *self,
                    gboolean with_codes)
{
  g_auto (Import) townships = { 0 };

  import_init (&townships, 4, FIRST_DAY);
  add_row (&townships, "西岭镇", with_codes ? "990101100" : NULL, "0 0, 40 0, 40 40, 0 40");
  add_row (&townships, "东山街道", with_codes ? "990101001" : NULL, "40 0, 80 0, 80 40, 40 40");
  import_write (&townships, self);
  g_assert_cmpuint (townships.result.accepted, ==, 2);
  g_assert_cmpuint (count_findings (&townships, NULL), ==, with_codes ? 0 : 2);
}

/* Two villages in each township; @east_line: where 西岭's end. */
static void
add_villages (Import     *self,
              const char *east_line)
{
  g_autofree char *upper = g_strdup_printf ("0 20, %s 20, %s 40, 0 40", east_line, east_line);
  g_autofree char *lower = g_strdup_printf ("0 0, %s 0, %s 20, 0 20", east_line, east_line);

  add_row (self, "上西村", "990101100201", upper);
  add_row (self, "下西村", "990101100202", lower);
  add_row (self, "上东社区", "990101001001", "40 20, 80 20, 80 40, 40 40");
  add_row (self, "下东社区", "990101001002", "40 0, 80 0, 80 20, 40 20");
}

/* ---- Clean ---- */

static void
test_from_above (File         *self,
                 gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  assert_at (self, FIRST_DAY, 10, 10, "云舟区");
  bring_in_townships (self, TRUE);
  assert_at (self, FIRST_DAY, 10, 10, "云舟区/西岭镇");
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "40");
  import_write (&villages, self);
  g_assert_cmpuint (count_findings (&villages, NULL), ==, 0);
  assert_at (self, FIRST_DAY, 10, 10, "云舟区/西岭镇/下西村");
  assert_at (self, FIRST_DAY, 10, 30, "云舟区/西岭镇/上西村");
  assert_at (self, FIRST_DAY, 70, 30, "云舟区/东山街道/上东社区");
  g_assert_cmpfloat (area_of (self, "云舟区", FIRST_DAY), ==, 3200);
  g_assert_cmpfloat (area_of (self, "西岭镇", FIRST_DAY), ==, 1600);
  assert_whole (self);
}

static void
test_parent_by_land (File         *self,
                     gconstpointer data)
{
  bring_in_county (self);
  bring_in_townships (self, FALSE);
  assert_at (self, FIRST_DAY, 50, 10, "云舟区/东山街道");
  assert_whole (self);
}

/* The days before the import keep what they had. */
static void
test_days_before (File         *self,
                  gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, SECOND_DAY);
  add_villages (&villages, "40");
  import_write (&villages, self);
  assert_at (self, "2009-12-31", 10, 10, "云舟区/西岭镇");
  assert_at (self, SECOND_DAY, 10, 10, "云舟区/西岭镇/下西村");
  g_assert_cmpfloat (area_of (self, "西岭镇", "2009-12-31"), ==, 1600);
  assert_whole (self);
}

static void
test_undo_restores (File         *self,
                    gconstpointer data)
{
  g_auto (Import) villages = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  before = digest_of (self);
  import_init (&villages, 5, SECOND_DAY);
  add_villages (&villages, "41");
  import_try (&villages, self);
  undone = digest_of (self);
  g_assert_cmpstr (undone, ==, before); /* a trial changes nothing */
  g_clear_pointer (&undone, g_free);
  accept_all (&villages);
  import_write (&villages, self);
  after = digest_of (self);
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  undone = digest_of (self);
  g_assert_cmpstr (undone, ==, before);
  assert_whole (self);
  g_assert_true (yutu_store_redo (self->store, "测试员", NULL, NULL, NULL));
  redone = digest_of (self);
  g_assert_cmpstr (redone, ==, after);
  assert_whole (self);
}

/* ---- Over the line ---- */

static void
test_sliver_over_line (File         *self,
                       gconstpointer data)
{
  g_auto (Import) villages = { 0 };
  YutuDivisionFinding *finding = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "41"); /* one step over, onto villages of the other township */
  import_try (&villages, self);
  g_assert_cmpuint (count_findings (&villages, "overshoot"), ==, 2);
  g_assert_cmpuint (count_findings (&villages, NULL), ==, 2);
  finding = get_finding (&villages, "overshoot");
  g_assert_cmpint (finding->give_to, >=, 3); /* a village of that side */
  g_assert_true (finding->has_place);
  g_assert_cmpfloat (finding->area_m2, >, 0);
  accept_all (&villages);
  import_write (&villages, self);
  assert_at (self, FIRST_DAY, 39, 10, "云舟区/西岭镇/下西村");
  assert_at (self, FIRST_DAY, 40, 10, "云舟区/东山街道/下东社区");
  g_assert_cmpfloat (area_of (self, "西岭镇", FIRST_DAY), ==, 1600);
  g_assert_cmpfloat (area_of (self, "东山街道", FIRST_DAY), ==, 1600);
  assert_whole (self);
}

/* What no one accepted stays with the township, and is remembered as claimed. */
static void
test_undecided_stays (File         *self,
                      gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "41");
  import_write (&villages, self);
  assert_at (self, FIRST_DAY, 40, 10, "云舟区/东山街道");
  assert_at (self, FIRST_DAY, 41, 10, "云舟区/东山街道/下东社区");
  g_assert_cmpfloat (area_of (self, "东山街道", FIRST_DAY), ==, 1600);
  assert_whole (self);
}

static void
test_wide_over_line (File         *self,
                     gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_row (&villages, "大西村", "990101100201", "0 0, 60 0, 60 40, 0 40");
  import_try (&villages, self);
  g_assert_cmpuint (count_findings (&villages, NULL), ==, 1);
  g_assert_cmpint (get_finding (&villages, "overshoot")->give_to, ==, 0); /* a person decides */
  import_write (&villages, self);
  assert_at (self, FIRST_DAY, 50, 10, "云舟区/东山街道");
  g_assert_cmpfloat (area_of (self, "大西村", FIRST_DAY), ==, 1600);
  assert_whole (self);
}

static void
test_over_county_line (File         *self,
                       gconstpointer data)
{
  g_auto (Import) townships = { 0 };

  bring_in_county (self);
  import_init (&townships, 4, FIRST_DAY);
  add_row (&townships, "西岭镇", "990101100", "0 0, 40 0, 40 41, 0 41");
  add_row (&townships, "东山街道", "990101001", "40 0, 80 0, 80 45, 40 45");
  import_try (&townships, self);
  g_assert_cmpuint (count_findings (&townships, "overshoot"), ==, 2);
  accept_all (&townships); /* of the sliver: it is left outside; the wide one has no proposal */
  g_assert_cmpuint (g_hash_table_size (townships.options.accepted), ==, 1);
  import_write (&townships, self);
  assert_at (self, FIRST_DAY, 10, 40, "");
  assert_at (self, FIRST_DAY, 50, 42, "");
  g_assert_cmpfloat (area_of (self, "云舟区", FIRST_DAY), ==, 3200);
  assert_whole (self);
}

/* ---- Not covered ---- */

static void
test_uncovered (File         *self,
                gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "39");          /* a sliver is left … */
  g_array_remove_index (villages.rows, 3); /* … and a whole village */
  import_try (&villages, self);
  g_assert_cmpuint (count_findings (&villages, "uncovered"), ==, 2);
  accept_all (&villages);
  g_assert_cmpuint (g_hash_table_size (villages.options.accepted), ==, 1);
  import_write (&villages, self);
  assert_at (self, FIRST_DAY, 39, 10, "云舟区/西岭镇/上西村");
  assert_at (self, FIRST_DAY, 60, 10, "云舟区/东山街道");
  g_assert_cmpfloat (area_of (self, "西岭镇", FIRST_DAY), ==, 1600);
  g_assert_cmpfloat (area_of (self, "东山街道", FIRST_DAY), ==, 1600);
  assert_whole (self);
}

/* Of a township that the source does not speak of nothing is said. */
static void
test_untouched_township (File         *self,
                         gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_row (&villages, "大西村", "990101100201", "0 0, 40 0, 40 40, 0 40");
  import_write (&villages, self);
  g_assert_cmpuint (count_findings (&villages, NULL), ==, 0);
  assert_at (self, FIRST_DAY, 60, 10, "云舟区/东山街道");
}

/* ---- What cannot be ---- */

static void
test_parent_differs (File         *self,
                     gconstpointer data)
{
  g_auto (Import) villages = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&villages, 5, FIRST_DAY);
  add_row (&villages, "错码村", "990101001201", "0 0, 40 0, 40 40, 0 40");
  import_try (&villages, self);
  g_assert_cmpint (get_finding (&villages, "parent-differs")->row, ==, 1);
  g_assert_cmpint (get_finding (&villages, "overshoot")->give_to, ==, 0);
  g_assert_cmpuint (villages.result.rejected, ==, 0);
  import_write (&villages, self);
  assert_at (self, FIRST_DAY, 10, 10, "云舟区/西岭镇"); /* no line moved */
  assert_whole (self);
}

static void
test_covered_again (File         *self,
                    gconstpointer data)
{
  g_auto (Import) again = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  before = digest_of (self);
  import_init (&again, 4, FIRST_DAY);
  add_row (&again, "新镇", "990101102", "10 10, 50 10, 50 30, 10 30");
  import_write (&again, self);
  g_assert_true (get_finding (&again, "conflict")->rejects);
  g_assert_cmpuint (again.result.rejected, ==, 1);
  after = digest_of (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_code_used (File         *self,
                gconstpointer data)
{
  g_auto (Import) again = { 0 };

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  import_init (&again, 4, FIRST_DAY);
  add_row (&again, "新镇", "990101100", "100 0, 120 0, 120 20, 100 20");
  import_try (&again, self);
  g_assert_true (get_finding (&again, "code-used")->rejects);
}

static gboolean
move_east (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_autoptr (YutuDivision) west = yutu_division_find_one (connection, "西岭镇", FIRST_DAY, error);
  g_autoptr (YutuDivision) east = yutu_division_find_one (connection, "东山街道", FIRST_DAY, error);
  gint64 face = 0;

  return west != NULL && east != NULL &&
         yutu_connection_get_int64 (connection, "SELECT min (face) FROM face_unit", 0, &face,
                                    error) &&
         yutu_division_give_face (connection, face, east->unit, SECOND_DAY, error);
}

static void
test_later_change (File         *self,
                   gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_auto (Import) villages = { 0 };
  g_auto (Import) later = { 0 };
  g_autoptr (GError) error = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  yutu_store_write (self->store, &spec, move_east, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "40");
  import_try (&villages, self);
  g_assert_true (get_finding (&villages, "conflict")->rejects);
  import_init (&later, 5, "2011-01-01");
  add_row (&later, "大东社区", "990101001001", "0 0, 80 0, 80 40, 0 40");
  import_write (&later, self);
  g_assert_cmpuint (count_findings (&later, NULL), ==, 0);
  assert_at (self, "2009-12-31", 10, 10, "云舟区/西岭镇");
  assert_at (self, "2010-12-31", 10, 10, "云舟区/东山街道");
  assert_at (self, "2011-01-01", 10, 10, "云舟区/东山街道/大东社区");
  assert_whole (self);
}

/* ---- Limits ---- */

static gboolean
set_limit (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO rule (id, key, value, legal_basis, valid_from, valid_to) "
    "VALUES (?1, 'division.sliver-width-m', ?2, '测试', '2000-01-01', '2005-01-01')",
    error);

  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, data, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static void
write_limit (File *self,
             char *value)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (self->store, &spec, set_limit, value, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What is proposed for a strip of about 10 m over the line, where nobody else is. */
static gint64
propose_for_strip (File       *self,
                   const char *day)
{
  g_auto (Import) villages = { 0 };

  import_init (&villages, 5, day);
  add_row (&villages, "大西村", "990101100201", "0 0, 41 0, 41 40, 0 40");
  import_try (&villages, self);
  return get_finding (&villages, "overshoot")->give_to;
}

/* How wide a sliver may be is a dated rule, and that of the file goes before that of the program. */
static void
test_limit_of_the_file (File         *self,
                        gconstpointer data)
{
  static char narrow[] = "5", broken[] = "wide";
  g_auto (Import) villages = { 0 };
  g_autoptr (GError) error = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  g_assert_cmpint (propose_for_strip (self, "2004-12-31"), ==, YUTU_DIVISION_GIVE_NOBODY);
  write_limit (self, narrow); /* until 2005 */
  g_assert_cmpint (propose_for_strip (self, "2004-12-31"), ==, 0);
  g_assert_cmpint (propose_for_strip (self, "2005-01-01"), ==, YUTU_DIVISION_GIVE_NOBODY);
  write_limit (self, broken);
  import_init (&villages, 5, FIRST_DAY);
  add_villages (&villages, "41");
  yutu_store_read (self->store, try_rows, &villages, NULL, &error);
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
}

/* ---- Boundary lines ---- */

typedef struct
{
  gint64     line;
  YutuShape *shape;
} Line;

static gboolean
draw_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Line *self = data;
  g_autoptr (YutuDivision) west = yutu_division_find_one (connection, "西岭镇", FIRST_DAY, error);
  g_autoptr (YutuDivision) east = yutu_division_find_one (connection, "东山街道", FIRST_DAY, error);
  YutuBoundarySpec spec = { .name = "西东线", .grade = 4, .length_m = -1, .valid_from = FIRST_DAY };
  g_autoptr (GArray) steps = NULL;

  steps = yutu_boundary_list_shared (connection, west->unit, east->unit, FIRST_DAY, error);
  return steps != NULL && yutu_boundary_add (connection, &spec, steps, &self->line, error);
}

static gboolean
load_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Line *self = data;

  g_clear_pointer (&self->shape, yutu_shape_unref);
  return yutu_boundary_load_shape (connection, self->line, &self->shape, error);
}

/* Villages meet the line from both sides: it runs on along all its pieces. */
static void
test_lines_go_on (File         *self,
                  gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  Line          line = { 0 };
  g_auto (Import) villages = { 0 };
  g_autoptr (GError) error = NULL;

  bring_in_county (self);
  bring_in_townships (self, TRUE);
  yutu_store_write (self->store, &spec, draw_line, &line, NULL, NULL, &error);
  g_assert_no_error (error);
  import_init (&villages, 5, FIRST_DAY);
  add_row (&villages, "上西村", "990101100201", "0 13, 40 7, 40 40, 0 40");
  add_row (&villages, "下西村", "990101100202", "0 0, 40 0, 40 7, 0 13");
  add_row (&villages, "上东社区", "990101001001", "40 20, 80 20, 80 40, 40 40");
  add_row (&villages, "下东社区", "990101001002", "40 0, 80 0, 80 20, 40 20");
  import_write (&villages, self);
  assert_whole (self);
  yutu_store_read (self->store, load_line, &line, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (line.shape->n_parts, ==, 1);
  g_assert_cmpuint (line.shape->n_points, ==, 4); /* the ends, 7 and 20 */
  g_assert_cmpint (ABS (line.shape->points[0].y - line.shape->points[3].y), ==, 40 * STEP);
  yutu_shape_unref (line.shape);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (File *, gconstpointer);
  } tests[] = {
    { "from-above", test_from_above },
    { "parent-by-land", test_parent_by_land },
    { "days-before", test_days_before },
    { "undo-restores", test_undo_restores },
    { "sliver-over-line", test_sliver_over_line },
    { "undecided-stays", test_undecided_stays },
    { "wide-over-line", test_wide_over_line },
    { "over-county-line", test_over_county_line },
    { "uncovered", test_uncovered },
    { "untouched-township", test_untouched_township },
    { "parent-differs", test_parent_differs },
    { "covered-again", test_covered_again },
    { "code-used", test_code_used },
    { "later-change", test_later_change },
    { "limit-of-the-file", test_limit_of_the_file },
    { "lines-go-on", test_lines_go_on },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/division/import/", tests[i].name, NULL);

      g_test_add (path, File, NULL, file_set_up, tests[i].func, file_tear_down);
    }
  return g_test_run ();
}
