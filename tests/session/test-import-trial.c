/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Taking a file in step by step, as the window does it: understood, tried, taken in as one entry. */

#include "folder.h"

#include "session/yutu-import-trial.h"

#include <math.h>
#include <string.h>

#define DAY "2020-01-01"

/* 甲镇 and 乙乡 share a sliver, and 乙乡 lies to the east. */
static const char TOWNS[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"label\":\"x\",\"name\":\"甲镇\",\"code\":\"330702100\"},"
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[119.5,29],[119.60005,29],[119.60005,29.1],"
  "[119.5,29.1],[119.5,29]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"label\":\"y\",\"name\":\"乙乡\",\"code\":\"330702200\"},"
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[119.6,29],[119.7,29],[119.7,29.1],"
  "[119.6,29.1],[119.6,29]]]}}]}";

typedef struct
{
  char             *folder;
  YutuFile         *file;
  YutuSession      *session;
  YutuImportChoice *choice;
} Fixture;

static void
take_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
put_file (Fixture    *self,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_clear_pointer (&self->choice, yutu_import_choice_free);
  self->choice = yutu_import_choice_new (path);
  self->choice->valid_from = g_strdup (DAY);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GAsyncResult) opened = NULL;

  self->folder = g_dir_make_tmp ("yutu-trial-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "a.yutu", NULL);
  file = yutu_file_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  yutu_store_close (yutu_file_get_store (file));
  yutu_session_open_async (path, NULL, take_result_cb, &opened);
  self->session = yutu_session_open_finish (await (&opened), &error);
  g_assert_no_error (error);
  self->file = yutu_session_get_file (self->session);
  put_file (self, "towns.geojson", TOWNS);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  yutu_import_choice_free (self->choice);
  g_assert_finalize_object (self->session);
  folder_remove (self->folder);
}

static YutuImportReading *
read_choice (Fixture *self,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yutu_session_read_import_async (self->session, self->choice, NULL, NULL, take_result_cb, &result);
  return yutu_session_read_import_finish (self->session, await (&result), error);
}

static YutuImportTrial *
try_choice (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YutuImportTrial *trial = NULL;

  yutu_session_try_import_async (self->session, self->choice, NULL, NULL, take_result_cb, &result);
  trial = yutu_session_try_import_finish (self->session, await (&result), &error);
  g_assert_no_error (error);
  return trial;
}

static gint64
count_entries (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFileInfo) info = yutu_file_read_info (self->file, YUTU_DAY_INVALID, &error);

  g_assert_no_error (error);
  return info->journal_entries;
}

/* ---- */

static void
test_understood (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuImportReading) reading = read_choice (self, &error);
  const gint64 second = 2;
  GStrv        sample = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (reading->summary, "GeoJSON"));
  g_assert_cmpuint (reading->n_rows, ==, 2);
  g_assert_cmpuint (reading->n_with_land, ==, 2);
  g_assert_cmpint (reading->level, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (reading->fields, (guint)reading->name_field), ==, "name");
  g_assert_cmpstr (g_ptr_array_index (reading->fields, (guint)reading->code_field), ==, "code");
  sample = g_ptr_array_index (reading->samples, 1);
  g_assert_cmpstr (sample[reading->name_field], ==, "乙乡");
  g_assert_cmpstr (g_hash_table_lookup (reading->names, &second), ==, "乙乡");
  g_assert_cmpuint (yutu_sketch_count_areas (reading->sketch), ==, 2);
  g_assert_cmpuint (reading->layers->len, ==, 1);

  self->choice->name_field = g_strdup ("label");
  g_clear_pointer (&reading, yutu_import_reading_free);
  reading = read_choice (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reading->level, ==, 4); /* by the codes */
  g_assert_cmpuint (reading->n_of_level[4], ==, 2);
  g_assert_cmpuint (reading->n_of_level[3] + reading->n_of_level[5] + reading->n_of_level[0], ==, 0);
}

/* The codes are told by their length, and where there are none by the generic terms of the names. */
static void
test_level_by_names (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuImportReading) reading = NULL;

  put_file (self, "villages.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
            "{\"name\":\"鹿村\"},\"geometry\":null},{\"type\":\"Feature\",\"properties\":{\"name\":"
            "\"四联社区\"},\"geometry\":null}]}");
  reading = read_choice (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reading->level, ==, 5);
  g_assert_cmpint (reading->code_field, ==, -1);
  g_assert_cmpuint (reading->n_with_land, ==, 0);
}

/* A trial changes nothing; what it proposes is taken in as one entry that undo takes back. */
static void
test_tried_and_taken_in (Fixture      *self,
                         gconstpointer data)
{
  gint64 before = count_entries (self);
  g_autoptr (YutuImportTrial) trial = NULL;
  g_autoptr (YutuImportTrial) done = NULL;
  g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = NULL;
  const YutuDivisionFinding *finding = NULL;

  self->choice->level = 4;
  trial = try_choice (self);
  g_assert_cmpint (count_entries (self), ==, before);
  g_assert_cmpuint (trial->result.rows, ==, 2);
  g_assert_cmpuint (trial->result.findings->len, ==, 1);
  finding = g_ptr_array_index (trial->result.findings, 0);
  g_assert_cmpstr (finding->rule, ==, "overlap");
  g_assert_cmpint (finding->give_to, !=, 0);
  g_assert_cmpstr (g_ptr_array_index (trial->claims, 0), ==, "甲镇、乙乡");

  g_hash_table_add (accepted, g_strdup (finding->id));
  yutu_session_import_async (self->session, self->choice, accepted, NULL, NULL, take_result_cb,
                             &result);
  done = yutu_session_import_finish (self->session, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->result.accepted, ==, 2);
  g_assert_cmpint (count_entries (self), ==, before + 1);
  place = yutu_file_find_place (self->file, "甲镇", yutu_day_parse (DAY), &error);
  g_assert_no_error (error);
  g_clear_pointer (&place, yutu_place_unref);
  yutu_session_undo_async (self->session, FALSE, take_result_cb, &undone);
  g_assert_true (yutu_session_undo_finish (self->session, await (&undone), &error));
  place = yutu_file_find_place (self->file, "甲镇", yutu_day_parse (DAY), &error);
  g_assert_null (place);
}

/* A code register: a table in GBK. */
static void
test_codes (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *gbk = g_convert ("code,name\n330702100,甲镇\n330702200,乙乡\n", -1, "GBK", "UTF-8",
                                    NULL, NULL, NULL);
  g_autoptr (YutuImportReading) reading = NULL;
  g_autoptr (YutuImportTrial) trial = NULL;
  g_autoptr (GError) error = NULL;
  GStrv sample = NULL;

  put_file (self, "codes.csv", gbk);
  self->choice->is_codes = TRUE;
  reading = read_choice (self, &error);
  g_assert_no_error (error);
  g_assert_null (reading->sketch);
  sample = g_ptr_array_index (reading->samples, 0);
  g_assert_cmpstr (sample[reading->name_field], ==, "甲镇");
  trial = try_choice (self);
  g_assert_cmpuint (trial->n_codes, ==, 2);
  g_assert_cmpuint (trial->result.findings->len, ==, 0);
}

/* Lists are known by their headings; a trial changes nothing, and what is cancelled leaves nothing. */
static void
test_lists (Fixture      *self,
            gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *object;
    gsize       rejected;
  } lists[] = {
    { "标准名称,地名类别\n望江亭,亭\n八一街,路\n", YUTU_IMPORT_NAMES, 0 },
    { "标准名称,地名类别\n望江亭,亭\n八一,宝物\n", YUTU_IMPORT_NAMES, 1 },
    { "村,道路,门牌号\n没有的村,八一路,5\n", YUTU_IMPORT_ADDRESSES, 1 },
    { "代码,名称,大类\n1,亭,6\n", YUTU_IMPORT_CLASSES, 0 },
  };
  gint64 before = count_entries (self);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (YutuImportReading) reading = NULL;
      g_autoptr (YutuImportTrial) trial = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;

      put_file (self, "list.csv", lists[i].text);
      self->choice->object = NULL;
      self->choice->is_codes = TRUE;
      reading = read_choice (self, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (reading->object, ==, lists[i].object);
      self->choice->object = reading->object;
      self->choice->is_codes = FALSE;
      trial = try_choice (self);
      g_assert_cmpuint (trial->result.rejected, ==, lists[i].rejected);
      g_assert_cmpuint (trial->claims->len, ==, trial->result.findings->len);
      g_cancellable_cancel (cancellable);
      yutu_session_import_async (self->session, self->choice, NULL, NULL, cancellable, take_result_cb, &result);
      g_assert_null (yutu_session_import_finish (self->session, await (&result), &error));
      g_assert_cmpint (count_entries (self), ==, before);
    }
}

/* What the rows come to, and where they lie: for the map of the window. */
static void
test_counts_and_spots (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (YutuImportTrial) trial = NULL;
  g_autoptr (YutuImportTrial) bare = NULL;
  YutuMapBox box;

  put_file (self, "list.csv", "标准名称,地名类别,经度,纬度\n望江亭,亭,119.60,29.05\n八一街,路,119.70,29.10\n无位路,路,,\n");
  self->choice->object = YUTU_IMPORT_NAMES;
  trial = try_choice (self);
  g_assert_true (trial->is_list);
  g_assert_cmpuint (trial->n_added, ==, 3);
  g_assert_cmpuint (trial->n_changed + trial->n_unchanged + trial->n_collected, ==, 0);
  g_assert_nonnull (trial->sketch);
  g_assert_cmpuint (yutu_sketch_count_spots (trial->sketch), ==, 2);
  g_assert_cmpuint (yutu_sketch_count_areas (trial->sketch), ==, 0);
  box = yutu_sketch_get_box (trial->sketch);
  g_assert_cmpfloat (fabs (box.max_x - box.min_x - 0.1), <, 1e-9); /* a file without land is seen in degrees */
  g_assert_cmpfloat (fabs (box.max_y - box.min_y - 0.05), <, 1e-9);
  put_file (self, "bare.csv", "标准名称,地名类别\n望江亭,亭\n");
  self->choice->object = YUTU_IMPORT_NAMES;
  bare = try_choice (self);
  g_assert_null (bare->sketch);
}

static YutuImportTrial *
import_choice (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  YutuImportTrial *trial = NULL;

  yutu_session_import_async (self->session, self->choice, NULL, NULL, NULL, take_result_cb, &result);
  trial = yutu_session_import_finish (self->session, await (&result), &error);
  g_assert_no_error (error);
  return trial;
}

/* The columns that were chosen are those that are read; a class that names are of, and a new table has not, stops
 * it until another is said. */
static void
test_columns_and_classes (Fixture      *self,
                          gconstpointer data)
{
  static const char *const maps[] = { "name=叫什么", "class=类别", NULL };
  g_autoptr (YutuImportReading) reading = NULL;
  g_autoptr (YutuImportTrial) names = NULL;
  g_autoptr (YutuImportTrial) stopped = NULL;
  g_autoptr (YutuImportTrial) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *replace = NULL;
  g_auto (GStrv) parts = NULL;
  const YutuImportField     *field = NULL;
  const YutuDivisionFinding *finding = NULL;

  put_file (self, "names.csv", "叫什么,类别\n望江亭,亭\n");
  self->choice->object = YUTU_IMPORT_NAMES;
  reading = read_choice (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading->columns->len, >, 16);
  field = reading->columns->pdata[1];
  g_assert_cmpstr (field->id, ==, "name");
  g_assert_cmpint (field->at, ==, -1);
  field = reading->columns->pdata[2];
  g_assert_cmpint (field->at, ==, 1);
  self->choice->maps = g_strdupv ((char **)maps);
  names = import_choice (self);
  g_assert_cmpuint (names->result.accepted, ==, 1);

  put_file (self, "classes.csv", "代码,名称,性质\nroad,道路,road\nsight,名胜,other\n");
  self->choice->object = YUTU_IMPORT_CLASSES;
  stopped = try_choice (self);
  g_assert_cmpuint (stopped->result.rejected, ==, 2); /* no row of a table that is refused is taken */
  g_assert_cmpuint (stopped->classes->len, ==, 2);
  g_assert_cmpstr (stopped->classes->pdata[1], ==, "sight 名胜");
  finding = stopped->result.findings->pdata[0];
  parts = g_strsplit (finding->id, ":", 2);
  g_assert_cmpstr (parts[0], ==, "in-use");
  replace = g_strconcat (parts[1], "=sight", NULL);
  self->choice->replaces = g_strdupv ((char *[]){ replace, NULL });
  taken = import_choice (self);
  g_assert_cmpuint (taken->result.rejected, ==, 0);
}

static void
test_bad_files (Fixture      *self,
                gconstpointer data)
{
  gint64 before = count_entries (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  put_file (self, "bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":");
  g_assert_null (read_choice (self, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE);

  put_file (self, "towns.geojson", TOWNS);
  self->choice->name_field = g_strdup ("title");
  g_assert_null (read_choice (self, &missing));
  g_assert_error (missing, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS);

  g_clear_pointer (&self->choice->name_field, g_free);
  self->choice->level = 4;
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  yutu_session_import_async (self->session, self->choice, NULL, NULL, cancellable, take_result_cb,
                             &result);
  g_assert_null (yutu_session_import_finish (self->session, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_entries (self), ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/import-trial/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("understood", test_understood);
  ADD ("level-by-names", test_level_by_names);
  ADD ("tried-and-taken-in", test_tried_and_taken_in);
  ADD ("codes", test_codes);
  ADD ("lists", test_lists);
  ADD ("counts-and-spots", test_counts_and_spots);
  ADD ("columns-and-classes", test_columns_and_classes);
  ADD ("bad-files", test_bad_files);
#undef ADD
  return g_test_run ();
}
