/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A batch of collected addresses through its states: what is drawn, what is refused, what its addresses are
 * called, and all of it taken back to the byte. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "session/yutu-batch-edit.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-import-rows.h"

#define ROAD    910
#define FIRST   2000 /* the id of the first address */
#define N_DOORS 69

/* How many addresses the first villages have; the last two are too small to be sampled alone. */
static const int DOORS[] = { 50, 12, 3, 4 };

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
  gint64       batch;
} Fixture;

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Fixture *self = data;
  int            n = 0;

  if (!yutu_connection_exec (connection,
                             "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, valid_from) VALUES "
                             "(910, '云舟路', '云舟', '路', 'road', 'in_use', '2000-01-01')",
                             error))
    return FALSE;
  for (gsize v = 0; v < G_N_ELEMENTS (DOORS); v++)
    for (int i = 0; i < DOORS[v]; i++, n++)
      {
        sqlite3_stmt *row = yutu_connection_prepare (
          connection,
          "INSERT INTO address (id, village, place, door, text, kind, status, valid_from) VALUES (?1, ?2, ?3, ?4, ?5, 1, 1, "
          "'2000-01-01')",
          error);
        g_autofree char *text = g_strdup_printf ("云舟路%d号", n + 1);

        if (row == NULL)
          return FALSE;
        sqlite3_bind_int64 (row, 1, FIRST + n);
        sqlite3_bind_int64 (row, 2, self->county.villages[v]);
        sqlite3_bind_int64 (row, 3, ROAD);
        sqlite3_bind_int (row, 4, n < 9 ? n + 1 : n + 3); /* 10 and 11 are missing */
        sqlite3_bind_text (row, 5, text, -1, SQLITE_TRANSIENT);
        if (!yutu_connection_run (connection, row, error))
          return FALSE;
      }
  return TRUE;
}

static YutuDay
day (void)
{
  return yutu_day_from_ymd (2026, 11, 2);
}

static gint64
open_batch (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_place_new_unit (self->county.villages[0]);
  YutuCaseOpening opening = { .kind = "AD.BATCH", .role = "planner", .actor = "测试员", .opened_on = day (), .fields = "{\"addresses\": 1}" };
  gint64          id = 0;

  yutu_file_open_case (self->file, self->modules, place, &opening, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open_with (&self->county, add_things, self);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->batch = open_batch (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static gboolean
step (Fixture    *self,
      const char *transition,
      const char *set,
      GError    **error)
{
  YutuCaseStep taken = { .transition = transition, .actor = "测试员", .role = "desk", .day = day (), .result = "合格", .set = set };

  return yutu_file_step_case (self->file, self->modules, self->batch, &taken, error);
}

static void
walk_to (Fixture           *self,
         const char *const *transitions)
{
  for (gsize i = 0; transitions[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      step (self, transitions[i], g_str_equal (transitions[i], "sample") ? "{\"sample_seed\": 11}" : NULL, &error);
      g_assert_no_error (error);
    }
}

static void
fill (Fixture        *self,
      YutuBatchSource source)
{
  YutuBatchAdded added;
  g_autoptr (GError) error = NULL;

  yutu_file_fill_batch (self->file, self->modules, self->batch, &source, day (), "clerk", "测试员", &added, &error);
  g_assert_no_error (error);
}

static void
walk_to_sample (Fixture *self)
{
  fill (self, (YutuBatchSource){ .place = ROAD });
  walk_to (self, (const char *const[]){ "collect", "self-check", "check", "sample", NULL });
}

static YutuBatchPage *
load_as (Fixture    *self,
         const char *role)
{
  g_autoptr (GError) error = NULL;
  YutuBatchPage *page = yutu_file_load_batch (self->file, self->modules, self->batch, day (), role, NULL, &error);

  g_assert_no_error (error);
  return page;
}

static YutuBatchPage *
load (Fixture *self)
{
  return load_as (self, "planner");
}

static gboolean
judge (Fixture *self,
       guint    n_wrong,
       GError **error)
{
  g_autoptr (YutuBatchPage) page = load (self);
  g_autofree YutuBatchVerdict *verdicts = g_new0 (YutuBatchVerdict, page->rows->len);

  for (guint i = 0; i < page->rows->len; i++)
    verdicts[i] = (YutuBatchVerdict){ ((YutuBatchRow *)page->rows->pdata[i])->address, i >= n_wrong, i < n_wrong ? "门牌不符" : NULL };
  return yutu_file_judge_batch (self->file, self->modules, self->batch, verdicts, page->rows->len, day (), "planner", "测试员", error);
}

/* How many addresses have the status. */
typedef struct
{
  int    status;
  gint64 n;
} Count;

static gboolean
count (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  Count           *self = data;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM address WHERE status = %d", self->status);

  return yutu_connection_get_int64 (connection, sql, 0, &self->n, error);
}

static gint64
count_status (Fixture *self,
              int      status)
{
  Count counting = { status, 0 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), count, &counting, NULL, &error);
  g_assert_no_error (error);
  return counting.n;
}

static char *
list_sample (Fixture *self)
{
  g_autoptr (YutuBatchPage) page = load (self);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < page->rows->len; i++)
    g_string_append_printf (ids, "%d ", (int)(((YutuBatchRow *)page->rows->pdata[i])->address - FIRST));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* ---- Tests ---- */

/* A tenth of each village that has ten, the small ones together; and the road with its gap. */
static void
test_a_sample_is_of_every_village (Fixture      *self,
                                   gconstpointer data)
{
  int n[G_N_ELEMENTS (DOORS)] = { 0 };
  g_autoptr (YutuBatchPage) page = NULL;

  walk_to_sample (self);
  page = load (self);
  g_assert_cmpint (page->batch.n, ==, N_DOORS);
  for (guint i = 0; i < page->rows->len; i++)
    {
      int door = (int)(((YutuBatchRow *)page->rows->pdata[i])->address - FIRST);

      n[door < 50 ? 0 : door < 62 ? 1
                      : door < 65 ? 2
                                  : 3]++;
    }
  g_assert_cmpint (n[0], ==, 5);
  g_assert_cmpint (n[1], ==, 2);
  g_assert_cmpint (n[2] + n[3], ==, 1);
  g_assert_cmpint (page->roads->len, ==, 1);
  g_assert_cmpint (((YutuBatchRoad *)page->roads->pdata[0])->n, ==, N_DOORS);
  g_assert_cmpint (((YutuBatchRoad *)page->roads->pdata[0])->n_missing, ==, 2);
}

static void
test_a_seed_tells_the_sample (Fixture      *self,
                              gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (GError) error = NULL;

  walk_to_sample (self);
  first = list_sample (self);
  walk_to (self, (const char *const[]){ "return", "rework", "self-check", "check", "sample", NULL });
  again = list_sample (self);
  g_assert_cmpstr (again, ==, first);
  walk_to (self, (const char *const[]){ "return", "rework", "self-check", "check", NULL });
  step (self, "sample", "{\"sample_seed\": 12, \"sample_pct\": 20}", &error);
  g_assert_no_error (error);
  other = list_sample (self);
  g_assert_cmpstr (other, !=, first);
  page = load (self);
  g_assert_cmpint (page->rows->len, ==, 10 + 3 + 2);
}

static void
test_a_batch_is_published_by_its_sample (Fixture      *self,
                                         gconstpointer data)
{
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (GError) error = NULL;

  walk_to_sample (self);
  g_assert_cmpint (count_status (self, 2), ==, N_DOORS);
  g_assert_false (step (self, "accept", NULL, &error)); /* nobody has looked */
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  g_clear_error (&error);
  judge (self, 1, &error);
  g_assert_no_error (error);
  g_assert_false (step (self, "accept", NULL, &error)); /* seven of eight */
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  g_clear_error (&error);
  walk_to (self, (const char *const[]){ "return", "rework", "self-check", "check", "sample", NULL });
  page = load (self);
  g_assert_cmpint (page->batch.n_wrong, ==, 0); /* looked at anew */
  judge (self, 0, &error);
  g_assert_no_error (error);
  walk_to (self, (const char *const[]){ "accept", NULL });
  g_assert_cmpint (count_status (self, 3), ==, N_DOORS);
  walk_to (self, (const char *const[]){ "publish", NULL });
  g_assert_cmpint (count_status (self, 4), ==, N_DOORS);
  self->batch = open_batch (self); /* of what is published: it stays so */
  fill (self, (YutuBatchSource){ .unit = self->county.villages[0] });
  g_assert_cmpint (count_status (self, 4), ==, N_DOORS);
}

static void
test_what_is_refused (Fixture      *self,
                      gconstpointer data)
{
  YutuBatchSource        road = { .place = ROAD };
  const YutuBatchVerdict strange = { 1, TRUE, NULL };
  YutuBatchAdded         added;
  gint64                 first = self->batch;
  g_autoptr (GError) error = NULL;

  walk_to_sample (self);
  g_assert_false (yutu_file_fill_batch (self->file, self->modules, first, &road, day (), "planner", "x", &added, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (yutu_file_judge_batch (self->file, self->modules, first, &strange, 1, day (), "planner", "x", &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_false (yutu_file_judge_batch (self->file, self->modules, first, &strange, 1, day (), "clerk", "x", &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
  g_clear_error (&error);
  self->batch = open_batch (self);
  g_assert_true (yutu_file_fill_batch (self->file, self->modules, self->batch, &road, day (), "clerk", "x", &added, &error));
  g_assert_cmpint (added.n_elsewhere, ==, N_DOORS);
  walk_to (self, (const char *const[]){ "collect", "self-check", "check", NULL });
  g_assert_false (step (self, "sample", NULL, &error)); /* nothing in it */
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  g_clear_error (&error);
  g_assert_false (step (self, "sample", "{\"sample_pct\": 9.9}", &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
}

static void
test_all_of_it_is_undone (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (GError) error = NULL;

  walk_to_sample (self);
  judge (self, 0, &error);
  g_assert_no_error (error);
  walk_to (self, (const char *const[]){ "accept", NULL });
  for (int i = 0; i < 6; i++) /* accept, judge, sample, check, self-check, collect */
    {
      yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (count_status (self, 1), ==, N_DOORS);
  page = load (self);
  g_assert_false (page->batch.has_sample);
  g_assert_cmpint (page->batch.n, ==, N_DOORS);
}

#define ADD(name, func) g_test_add ("/session/batch/" name, Fixture, NULL, set_up, func, tear_down)

/* ---- Where its addresses come from ---- */

static void
import_list (Fixture    *self,
             const char *text)
{
  g_autofree char     *path = g_build_filename (self->county.folder, "in.csv", NULL);
  YutuImportRowsSpec   spec = { .path = path, .actor = "测试员", .day = yutu_day_from_ymd (2024, 6, 1) };
  YutuImportRowsResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  yutu_file_import_addresses (self->file, &spec, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rejected, ==, 0);
  yutu_import_rows_result_clear (&result);
  g_unlink (path);
}

/* Any import that has addresses in no batch, not the newest alone; what is drawn on the map; one address. */
static void
test_where_from (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (YutuBatchPage) later = NULL;
  g_autoptr (YutuPlace) circle = yutu_place_new_circle (yutu_point_from_degrees (119.405, 28.905), 50);
  g_autoptr (YutuPlace) door = yutu_place_new_object (YUTU_PLACE_ADDRESS, FIRST);
  const YutuBatchImport *import = NULL;

  import_list (self, "村,道路,门牌号\n第1村,云舟路,501\n第1村,云舟路,503\n");
  import_list (self, "村,道路,门牌号,经度,纬度\n第1村,云舟路,505,119.405,28.905\n第1村,云舟路,507,,\n第1村,云舟路,509,,\n");
  page = load_as (self, "clerk");
  g_assert_cmpuint (page->imports->len, ==, 2);
  import = page->imports->pdata[1];
  g_assert_cmpint (import->n, ==, 2);
  fill (self, (YutuBatchSource){ .entry = import->entry });
  import = page->imports->pdata[0];
  g_assert_cmpint (import->n, ==, 3);
  fill (self, (YutuBatchSource){ .drawn = circle });
  fill (self, (YutuBatchSource){ .drawn = door });
  later = load_as (self, "clerk");
  g_assert_cmpint (later->batch.n, ==, 4);
  g_assert_cmpuint (later->imports->len, ==, 1);
  import = later->imports->pdata[0];
  g_assert_cmpint (import->n, ==, 2);
}

static void
add_id (GArray *ids,
        gint64  id)
{
  g_array_append_val (ids, id);
}

static guint
count_fillable (Fixture    *self,
                const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads = yutu_file_list_batches (self->file, self->modules, role, NULL, &error);

  g_assert_no_error (error);
  return heads->len;
}

static void
assert_start (Fixture *self,
              GArray  *ids,
              gint64   village,
              gint64   n_added,
              gint64   n_elsewhere)
{
  YutuBatchSource source = { .ids = ids };
  YutuBatchAdded  added;
  gint64          id = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCaseDetail) detail = NULL;

  yutu_file_start_batch (self->file, self->modules, NULL, &source, day (), "clerk", "测试员", &id, &added, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added.n_added, ==, n_added);
  g_assert_cmpint (added.n_elsewhere, ==, n_elsewhere);
  detail = yutu_file_load_case (self->file, self->modules, id, day (), "clerk", &error);
  g_assert_no_error (error);
  g_assert_cmpint (detail->row.village, ==, village);
  g_assert_nonnull (strstr (detail->row.title, village != 0 ? "第1村" : "东山街道")); /* batches are told apart by it */
  g_assert_cmpint (detail->batch.n, ==, n_added);
}

/* Addresses chosen from a list: into a batch that may be filled, or a new one that lies where they do; one that is
 * not there takes none of them in, and leaves no case behind. */
static void
test_chosen_ones (Fixture      *self,
                  gconstpointer data)
{
  gint64          id = 0;
  guint           n_fillable = count_fillable (self, "clerk");
  YutuBatchSource source;
  YutuBatchAdded  added;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_fillable, ==, 1); /* the fixture's own */
  for (gint64 i = 0; i < 3; i++)
    add_id (ids, FIRST + i);
  source = (YutuBatchSource){ .ids = ids };
  yutu_file_fill_batch (self->file, self->modules, self->batch, &source, day (), "clerk", "测试员", &added, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added.n_added, ==, 3);
  add_id (ids, FIRST + 3);
  assert_start (self, ids, self->county.villages[0], 1, 3);
  g_assert_cmpuint (count_fillable (self, "clerk"), ==, n_fillable + 1);
  add_id (ids, FIRST + 50); /* of the next village: the batch lies in their township */
  assert_start (self, ids, 0, 1, 4);
  /* none but those of others: no batch is begun */
  g_assert_false (yutu_file_start_batch (self->file, self->modules, NULL, &source, day (), "clerk", "测试员", &id, &added, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  g_clear_error (&error);
  add_id (ids, 1);
  g_assert_false (yutu_file_start_batch (self->file, self->modules, NULL, &source, day (), "clerk", "测试员", &id, &added, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN);
  g_assert_cmpuint (count_fillable (self, "clerk"), ==, n_fillable + 2);
}

static gboolean
read_last (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT max (id) FROM address WHERE door = 501", 0, data, error);
}

/* One that changes what stands, too, has what it changed; nothing once it is undone. */
static void
test_an_import_that_changes (Fixture      *self,
                             gconstpointer data)
{
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (YutuBatchPage) filled = NULL;
  g_autoptr (YutuBatchPage) undone = NULL;
  g_autoptr (GError) error = NULL;
  const YutuBatchImport *import = NULL;
  YutuStore             *store = yutu_file_get_store (self->file);
  gint64                 id = 0;
  g_autofree char       *list = NULL;

  import_list (self, "村,道路,门牌号\n第1村,云舟路,501\n");
  yutu_store_read (store, read_last, &id, NULL, &error);
  g_assert_no_error (error);
  list = g_strdup_printf ("编号,村,道路,门牌号,门牌编号\n%" G_GINT64_FORMAT ",第1村,云舟路,501,MP-7\n,第1村,云舟路,511,\n"
                          ",第1村,云舟路,513,\n",
                          id);
  import_list (self, list);
  page = load_as (self, "clerk");
  g_assert_cmpuint (page->imports->len, ==, 2);
  import = page->imports->pdata[0];
  g_assert_cmpint (import->n, ==, 3);
  fill (self, (YutuBatchSource){ .entry = import->entry });
  filled = load_as (self, "clerk");
  g_assert_cmpint (filled->batch.n, ==, 3);
  g_assert_cmpuint (filled->imports->len, ==, 0);
  for (int i = 0; i < 2; i++)
    g_assert_true (yutu_store_undo (store, "测试员", NULL, NULL, &error));
  undone = load_as (self, "clerk");
  g_assert_cmpuint (undone->imports->len, ==, 1);
  import = undone->imports->pdata[0];
  g_assert_cmpint (import->n, ==, 1);
}

static gboolean
drop_tables (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_exec (connection, "DROP TABLE batch_item; DROP TABLE batch_sample", error);
}

/* A file that is older than batches and only read: that is said, and is no error. */
static void
test_an_older_file (Fixture      *self,
                    gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (YutuBatchPage) page = NULL;
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, drop_tables, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  page = load (self);
  g_assert_true (page->is_missing);
  g_assert_false (page->may_fill);
  g_assert_cmpuint (page->rows->len + page->roads->len + page->imports->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-sample-is-of-every-village", test_a_sample_is_of_every_village);
  ADD ("a-seed-tells-the-sample", test_a_seed_tells_the_sample);
  ADD ("a-batch-is-published-by-its-sample", test_a_batch_is_published_by_its_sample);
  ADD ("what-is-refused", test_what_is_refused);
  ADD ("chosen-ones", test_chosen_ones);
  ADD ("where-from", test_where_from);
  ADD ("an-import-that-changes", test_an_import_that_changes);
  ADD ("an-older-file", test_an_older_file);
  ADD ("all-of-it-is-undone", test_all_of_it_is_undone);
  return g_test_run ();
}
