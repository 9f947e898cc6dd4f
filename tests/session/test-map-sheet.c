/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Sheets of a file, every template of data/sheets: what stands on them, in every format, from a
 * window's session too. On the invented county of tests/division. */

#include "county-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "session/yutu-act.h"
#include "session/yutu-map-sheet.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

static const char THINGS[] =
  "INSERT INTO setting (id, key, value) VALUES (901, 'map_crs', 'EPSG:4549'), "
  "(903, 'map_review_no', '浙金S（2021）1号'), (904, 'map_source', '云舟区民政局');"
  "INSERT INTO facility (id, kind, name, status, valid_from, geom) VALUES "
  "(920, 'elderly.care-home', '云舟养老院', 'open', '2000-01-01', "
  "MakePoint (119.43, 28.93, 4490)), "
  "(921, 'funeral.public-cemetery', '西山公墓', 'open', '2000-01-01', "
  "MakePoint (119.42, 28.92, 4490));";

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  county_set_up (&self->county, NULL);
  county_exec (&self->county, THINGS);
  if (data != NULL)
    county_exec (&self->county, data);
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuSheetRequest
make_request (const char *template_id)
{
  return (YutuSheetRequest){
    .template_id = template_id,
    .box = YUTU_BOX_EMPTY,
    .day = yutu_day_parse ("2021-10-21"),
    .printed_on = yutu_day_parse ("2026-11-26"),
    .paper = -1,
    .landscape = -1,
  };
}

static YutuSheet *
make_sheet (Fixture                *self,
            const YutuSheetRequest *request)
{
  g_autoptr (GError) error = NULL;
  YutuSheet *sheet = yutu_file_make_sheet (self->file, self->modules, NULL, request, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static gboolean
has_label (const YutuSheet *sheet,
           const char      *label)
{
  for (gsize i = 0; i < yutu_sheet_count_entries (sheet); i++)
    if (g_str_equal (yutu_sheet_get_entry (sheet, i)->label, label))
      return TRUE;
  return FALSE;
}

/* The sheet's text without gaps, from its PDF; NULL without poppler-utils. */
static char *
dup_text (Fixture   *self,
          YutuSheet *sheet)
{
  g_autofree char *path = g_build_filename (self->county.folder, "sheet.pdf", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  char            *words[] = { program, path, (char *)"-", NULL };
  g_autofree char *out = NULL;
  GString         *text = NULL;
  g_autoptr (GError) error = NULL;

  yutu_sheet_write (sheet, path, 96, NULL, &error);
  g_assert_no_error (error);
  if (program == NULL)
    return NULL;
  g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL,
                               NULL));
  text = g_string_new (NULL);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (text, g_utf8_get_char (p));
  return g_string_free (text, FALSE);
}

static void
assert_texts (const char        *text,
              const char *const *wanted)
{
  for (gsize i = 0; text != NULL && wanted[i] != NULL; i++)
    if (strstr (text, wanted[i]) == NULL)
      g_error ("no “%s” in %s", wanted[i], text);
}

static void
test_county (Fixture      *self,
             gconstpointer data)
{
  static const char *const wanted[] = {
    "云舟区行政区划图",
    "区划日期：2021年10月21日",
    "制图日期：2026年11月26日",
    "资料来源：云舟区民政局",
    "中央经线120°E（EPSG:4549）",
    "审图号：浙金S（2021）1号",
    "本图界线不作为划界依据",
    "比例尺1∶",
    "图例",
    "乡级界线",
    "南溪乡",
    NULL,
  };
  YutuSheetRequest request = make_request ("county");
  g_autoptr (YutuSheet) sheet = make_sheet (self, &request);
  g_autofree char *text = dup_text (self, sheet);

  assert_texts (text, wanted);
  g_assert_true (text == NULL || strstr (text, "内部用图") == NULL); /* it is reviewed */
  g_assert_true (has_label (sheet, "县级界线"));
  /* Facilities are not on this one. */
  g_assert_false (has_label (sheet, "养老机构"));
  g_assert_false (has_label (sheet, "设施"));
}

/* A map that nobody reviewed is for the house alone, and says so. */
static void
test_without_review (Fixture      *self,
                     gconstpointer data)
{
  static const char *const wanted[] = { "内部用图", "本图界线不作为划界依据", NULL };
  YutuSheetRequest         request = make_request ("county");
  g_autoptr (YutuSheet) sheet = NULL;
  g_autofree char *text = NULL;

  sheet = make_sheet (self, &request);
  text = dup_text (self, sheet);
  assert_texts (text, wanted);
  g_assert_true (text == NULL || strstr (text, "审图号") == NULL);
}

static void
test_facilities (Fixture      *self,
                 gconstpointer data)
{
  YutuSheetRequest care = make_request ("care");
  YutuSheetRequest burial = make_request ("burial");
  g_autoptr (YutuSheet) care_sheet = make_sheet (self, &care);
  g_autoptr (YutuSheet) burial_sheet = make_sheet (self, &burial);

  g_assert_true (has_label (care_sheet, "养老机构"));
  g_assert_false (has_label (care_sheet, "公益性公墓"));
  g_assert_true (has_label (burial_sheet, "公益性公墓"));
  g_assert_false (has_label (burial_sheet, "养老机构"));
}

static void
test_township (Fixture      *self,
               gconstpointer data)
{
  YutuSheetRequest request = make_request ("township");
  g_autoptr (YutuPlace) township = yutu_place_new_unit (self->county.townships[2]);
  g_autoptr (YutuPlace) county = yutu_place_new_unit (self->county.county);
  g_autoptr (YutuSheet) sheet = NULL;
  g_autoptr (YutuSheet) none = NULL;
  g_autoptr (YutuSheet) whole = NULL;
  g_autoptr (GError) error = NULL;
  YutuSheetMeasure near_measure, far_measure;

  request.place = township;
  sheet = make_sheet (self, &request);
  g_assert_cmpstr (yutu_sheet_get_title (sheet), ==, "南溪乡地图");

  request.place = county;
  none = yutu_file_make_sheet (self->file, self->modules, NULL, &request, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);

  request.template_id = "view";
  request.title = "我的地图";
  whole = make_sheet (self, &request);
  g_assert_cmpstr (yutu_sheet_get_title (whole), ==, "我的地图");
  yutu_sheet_measure (sheet, &near_measure);
  yutu_sheet_measure (whole, &far_measure);
  g_assert_cmpfloat (near_measure.scale_denominator, <, far_measure.scale_denominator);
}

static YutuSheetTheme *
make_theme (Fixture *self)
{
  const YutuColor      color = { 0.9, 0.5, 0.4, 1 };
  const YutuColor      colors[] = { color, color, color };
  const YutuTheme      map = { 4, 3, self->county.townships, colors };
  const YutuSheetClass classes[] = { { color, "低于 10", 3 } };

  return yutu_sheet_theme_new (&(YutuSheetTheme){
    .theme = &map,
    .name = "养老床位",
    .caption = "张/千人 · 2021 年",
    .source = "养老年报",
    .n_classes = 1,
    .classes = classes,
    .n_no_data = 1,
  });
}

/* A theme's classes with their numbers, no data, and its own source before the file's. */
static void
test_theme (Fixture      *self,
            gconstpointer data)
{
  static const char *const wanted[] = {
    "云舟区养老床位分布图",
    "张/千人·2021年",
    "低于10",
    "3个",
    "无数据",
    "1个",
    "资料来源：养老年报；云舟区民政局",
    NULL,
  };
  g_autoptr (YutuSheetTheme) theme = make_theme (self);
  YutuSheetRequest request = make_request ("theme");
  g_autoptr (YutuSheet) sheet = NULL;
  g_autoptr (YutuSheet) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  request.theme = theme;
  sheet = make_sheet (self, &request);
  text = dup_text (self, sheet);
  assert_texts (text, wanted);
  g_assert_cmpint (yutu_sheet_get_entry (sheet, 1)->kind, ==, YUTU_SHEET_COLOR);
  g_assert_cmpint (yutu_sheet_get_entry (sheet, 2)->kind, ==, YUTU_SHEET_NO_DATA);

  request.theme = NULL;
  none = yutu_file_make_sheet (self->file, self->modules, NULL, &request, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* The classes, their numbers and the county's figure of an indicator's own map. */
static void
test_indicator (Fixture      *self,
                gconstpointer data)
{
  YutuIndicatorSpec spec = { .level = 4, .day = yutu_day_parse ("2021-10-21") };
  const YutuModule *elderly = yutu_modules_find (self->modules, "elderly");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuThemeMap) map = NULL;
  g_autoptr (YutuSheetTheme) theme = NULL;
  YutuIndicatorTable *table = NULL;
  gsize               n = 0;

  spec.id = elderly->indicators[0].id;
  table = yutu_file_read_indicator (self->file, self->modules, &spec, NULL, &error);
  g_assert_no_error (error);
  map = yutu_theme_map_new (table, FALSE);
  theme = yutu_sheet_theme_new_for_map (map, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (theme->name, ==, elderly->indicators[0].title.zh_cn);
  g_assert_cmpuint (theme->n_classes, ==, map->classes->len);
  for (gsize i = 0; i < theme->n_classes; i++)
    n += theme->classes[i].n;
  g_assert_cmpuint (n + theme->n_no_data, ==, 4); /* townships */
  g_assert_nonnull (strstr (theme->caption, "法定口径"));
  g_assert_nonnull (theme->source);
  g_assert_true (yutu_theme_equal (theme->theme, &map->theme));
}

/* Both days over their maps, each change with its colour, number and area; and not of one day alone. */
static void
test_two_days (Fixture      *self,
               gconstpointer data)
{
  static const char *const wanted[] = {
    "云舟区区划变更对比图", "2026年2月28日", "2026年3月1日", "区划日期：2026年2月28日、2026年3月1日",
    "资料来源：云舟区民政局", "1东山街道→西岭镇", "2南溪乡→北溪乡（更名）", "比例尺1∶", NULL,
  };
  YutuSheetRequest request = make_request ("compare");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActSpec) act = yutu_act_spec_from_json (
    "{\"kind\": \"subordination\", \"title\": \"调整\", \"doc_no\": \"测函〔2026〕1号\", \"organ\": \"测试省人民政府\", "
    "\"effective_on\": \"2026-03-01\", \"steps\": [{\"do\": \"place\", \"unit\": \"第1村\", \"under\": "
    "\"西岭镇\"}, {\"do\": \"rename\", \"unit\": \"南溪乡\", \"name\": \"北溪乡\"}]}",
    &error);
  g_autoptr (YutuActReport) report = NULL;
  g_autoptr (YutuSheet) sheet = NULL;
  g_autoptr (YutuSheet) none = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  report = yutu_file_apply_act (self->file, act, "测试员", NULL, &error);
  g_assert_no_error (error);
  request.day = yutu_day_parse ("2026-03-01");
  request.then = request.day - 1;
  request.compare_level = YUTU_LEVEL_TOWNSHIP;
  sheet = make_sheet (self, &request);
  text = dup_text (self, sheet);
  assert_texts (text, wanted);
  g_assert_cmpint (yutu_sheet_get_entry (sheet, 0)->kind, ==, YUTU_SHEET_HEADING);
  g_assert_cmpint (yutu_sheet_get_entry (sheet, 1)->kind, ==, YUTU_SHEET_COLOR);
  g_assert_nonnull (strstr (yutu_sheet_get_entry (sheet, 1)->note, "km²"));
  g_assert_true (has_label (sheet, "县级界线"));
  request.then = YUTU_DAY_INVALID;
  none = yutu_file_make_sheet (self->file, self->modules, NULL, &request, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* Every template that there is, on every paper, as every file. */
static void
test_all_templates (Fixture      *self,
                    gconstpointer data)
{
  static const char *const suffixes[] = { "pdf", "svg", "png" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = yutu_sheet_templates_load (&error);
  g_autoptr (YutuPlace) township = yutu_place_new_unit (self->county.townships[0]);
  g_autoptr (YutuSheetTheme) theme = make_theme (self);

  g_assert_no_error (error);
  g_assert_cmpuint (templates->len, >=, 5);
  for (guint i = 0; i < templates->len; i++)
    {
      const YutuSheetTemplate *form = g_ptr_array_index (templates, i);

      for (int k = 0; k < 6; k++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%d.%s", form->id, k, suffixes[k % 3]);
          g_autofree char *path = g_build_filename (self->county.folder, name, NULL);
          YutuSheetRequest request = make_request (form->id);
          g_autoptr (YutuSheet) sheet = NULL;

          request.place = form->level == YUTU_LEVEL_TOWNSHIP ? township : NULL;
          request.theme = form->has_theme ? theme : NULL;
          request.then = yutu_day_parse ("2021-10-20");
          request.compare_level = YUTU_LEVEL_TOWNSHIP;
          request.paper = k / 3;
          request.landscape = k % 2;
          sheet = make_sheet (self, &request);
          yutu_sheet_write (sheet, path, 72, NULL, &error);
          g_assert_no_error (error);
          g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
        }
    }
}

/* No file may grow beyond @bytes; 0: any size. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes > 0 ? bytes : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->county.folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A sheet that does not fit says so, leaves the one that was there, and nothing beside it. */
static void
test_a_full_disk_loses_nothing (Fixture      *self,
                                gconstpointer data)
{
  static const char *const names[] = { "full.pdf", "full.svg", "full.png" };
  YutuSheetRequest         request = make_request ("county");
  g_autoptr (YutuSheet) sheet = make_sheet (self, &request);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->county.folder, names[i], NULL);
      g_autofree char *kept = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_assert_true (g_file_set_contents (path, "before", -1, NULL));
      n = count_files (self);
      limit_files (4096);
      done = yutu_sheet_write (sheet, path, 150, NULL, &error);
      limit_files (0);
      g_assert_false (done);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, "make room"));
      g_assert_cmpuint (count_files (self), ==, n);
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "before");
    }
}

static void
test_unknown_template (Fixture      *self,
                       gconstpointer data)
{
  YutuSheetRequest request = make_request ("nonsense");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSheet) sheet =
    yutu_file_make_sheet (self->file, self->modules, NULL, &request, NULL, &error);

  g_assert_null (sheet);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "county"));
}

/* ---- In a window's session ---- */

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
test_session (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) painted = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (YutuSession) session = NULL;
  g_autoptr (YutuSheet) sheet = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (self->county.folder, "view.png", NULL);
  YutuSheetRequest request = make_request ("view");
  cairo_surface_t *surface = NULL;
  g_autoptr (GError) error = NULL;

  yutu_session_open_async (self->county.path, NULL, take_result_cb, &opened);
  session = yutu_session_open_finish (await (&opened), &error);
  g_assert_no_error (error);
  yutu_session_make_sheet_async (session, &request, NULL, take_result_cb, &made);
  sheet = yutu_session_make_sheet_finish (session, await (&made), &error);
  g_assert_no_error (error);
  yutu_sheet_write_async (sheet, path, 96, NULL, take_result_cb, &written);
  g_assert_true (yutu_sheet_write_finish (await (&written), &error));
  yutu_sheet_paint_async (sheet, 48, NULL, take_result_cb, &painted);
  surface = yutu_sheet_paint_finish (await (&painted), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface) *
                     cairo_image_surface_get_height (surface),
                   ==, 397 * 561); /* A4 at 48 dpi */
  cairo_surface_destroy (surface);

  g_cancellable_cancel (cancellable);
  yutu_session_make_sheet_async (session, &request, cancellable, take_result_cb, &stopped);
  g_assert_null (yutu_session_make_sheet_finish (session, await (&stopped), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* It is one entry, on the sheet at once, and undone as one. */
static void
test_review_number (Fixture      *self,
                    gconstpointer data)
{
  YutuSheetRequest request = make_request ("county");
  YutuStore       *store = yutu_file_get_store (self->file);
  g_autoptr (YutuSheet) sheet = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_file_set_review_number (self->file, " 浙S（2026）12号 ", "测试员", &error));
  g_assert_no_error (error);
  g_assert_true (yutu_file_read_review_number (self->file, &number, &error));
  g_assert_cmpstr (number, ==, "浙S（2026）12号");
  sheet = make_sheet (self, &request);
  text = dup_text (self, sheet);
  if (text != NULL)
    g_assert_nonnull (strstr (text, "浙S（2026）12号"));
  g_assert_false (yutu_file_set_review_number (self->file, "浙S\n12", "测试员", &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (yutu_file_set_review_number (self->file, " ", "测试员", &error));
  g_clear_pointer (&number, g_free);
  g_assert_true (yutu_file_read_review_number (self->file, &number, &error));
  g_assert_null (number);
  g_assert_true (yutu_store_undo (store, "测试员", NULL, NULL, &error));
  g_assert_true (yutu_file_read_review_number (self->file, &number, &error));
  g_assert_cmpstr (number, ==, "浙S（2026）12号");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/sheet/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("county", test_county);
  g_test_add ("/session/sheet/without-review", Fixture,
              "DELETE FROM setting WHERE key = 'map_review_no'", set_up, test_without_review,
              tear_down);
  ADD ("review-number", test_review_number);
  ADD ("facilities", test_facilities);
  ADD ("township", test_township);
  ADD ("theme", test_theme);
  ADD ("indicator", test_indicator);
  ADD ("two-days", test_two_days);
  ADD ("all-templates", test_all_templates);
  ADD ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  ADD ("unknown-template", test_unknown_template);
  ADD ("session", test_session);
#undef ADD
  return g_test_run ();
}
