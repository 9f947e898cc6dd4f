/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Plan: a sheet of the invented county
 *  1. shows in its legend what is on the map and nothing else;
 *  2. has the scale that it says, a bar as long as the ground it stands for, and all it must show;
 *  3. has its neat line where it says, in every pixel;
 *  4. is written as PDF, SVG and PNG on every paper; texts stay texts, fonts go with it;
 *  5. is there whole or not at all. */

#include "sheet/yutu-sheet.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "geo/yutu-measure.h"
#include "synthetic-county.h"

#define N_ENTRIES 6

static const YutuSheetEntry ENTRIES[N_ENTRIES] = {
  { YUTU_SHEET_HEADING, NULL, { 0 }, "每千名老人床位", NULL },
  { YUTU_SHEET_COLOR, NULL, { 0.9, 0.8, 0.7, 1 }, "10.5—20.4", "7 个" },
  { YUTU_SHEET_NO_DATA, NULL, { 0 }, "无数据", "3 个" },
  { YUTU_SHEET_HEADING, NULL, { 0 }, "界线", NULL },
  { YUTU_SHEET_SWATCH, "line.county", { 0 }, "县级界线", NULL },
  { YUTU_SHEET_SWATCH, "scroll", { 0 }, "不在图上", NULL },
};

static const char *const IMPRINT[] = { "区划日期：2021年10月21日", "资料来源：虚构", NULL };

typedef struct
{
  SyntheticCounty *county;
  YutuScene       *scene;
  YutuSheetSpec    spec;
  char            *folder;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  SyntheticSpec spec = { data != NULL ? GPOINTER_TO_INT (data) : 4549, 16, 12, 3, 500, TRUE, 3 };
  g_autoptr (GError) error = NULL;

  self->county = synthetic_county_new (&spec);
  yutu_style_unref (self->county->spec.style);
  self->county->spec.style = yutu_style_load ("print", &error);
  g_assert_no_error (error);
  self->county->spec.whole_labels = TRUE;
  self->scene = yutu_scene_new (&self->county->spec);
  self->spec = (YutuSheetSpec){
    .title = "虚构县行政区划图",
    .subtitle = "按乡镇",
    .scene = self->scene,
    .style = self->county->spec.style,
    .epsg = spec.epsg,
    .box = self->county->box,
    .legend_title = "图例",
    .n_entries = N_ENTRIES,
    .entries = ENTRIES,
    .scale_text = "比例尺 1∶{scale}",
    .imprint = IMPRINT,
    .mark = "内部用图",
    .review = "审图号：浙金S（2021）1号",
    .disclaimer = "本图界线不作为划界依据",
  };
  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
}

static gsize
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  gsize       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
      n++;
    }
  return n;
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  empty_folder (self->folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  yutu_scene_unref (self->scene);
  synthetic_county_free (self->county);
}

/* ---- 1 ---- */

static void
test_legend (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuSheet) sheet = yutu_sheet_new (&self->spec);

  g_assert_cmpuint (yutu_sheet_count_entries (sheet), ==, N_ENTRIES - 1);
  for (gsize i = 0; i < N_ENTRIES - 1; i++)
    g_assert_cmpstr (yutu_sheet_get_entry (sheet, i)->label, ==, ENTRIES[i].label);
}

/* The heading goes with the last line below it. */
static void
test_legend_headings (Fixture      *self,
                      gconstpointer data)
{
  const YutuSheetEntry entries[] = { ENTRIES[3], ENTRIES[5], ENTRIES[0], ENTRIES[5] };
  g_autoptr (YutuSheet) sheet = NULL;

  self->spec.entries = entries;
  self->spec.n_entries = G_N_ELEMENTS (entries);
  sheet = yutu_sheet_new (&self->spec);
  g_assert_cmpuint (yutu_sheet_count_entries (sheet), ==, 0);
}

/* What a scene shows: a part of it, without the sheet around. */
static void
test_shown (Fixture      *self,
            gconstpointer data)
{
  YutuView view = { 4549, 0, 0, 1, 400, 300, 1 };
  g_autoptr (YutuLabelPlacement) labels = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (YutuLabelPlacement) far_labels = NULL;

  yutu_view_fit (&view, yutu_division_layer_get_box (self->county->spec.divisions), 10);
  labels = yutu_label_placement_new (self->scene, &view, NULL);
  all = yutu_scene_list_shown (self->scene, labels, &view);
  g_assert_true (g_hash_table_contains (all, "line.county"));
  g_assert_true (g_hash_table_contains (all, "line.township"));
  g_assert_true (g_hash_table_contains (all, "line.road"));
  g_assert_true (g_hash_table_contains (all, "seat.township"));
  g_assert_true (g_hash_table_contains (all, "point.address"));
  g_assert_false (g_hash_table_contains (all, "scroll"));

  view.center_x += 1e6;
  far_labels = yutu_label_placement_new (self->scene, &view, NULL);
  none = yutu_scene_list_shown (self->scene, far_labels, &view);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

/* ---- 2 ---- */

static YutuPoint
point_at (const YutuView *view,
          double          x,
          double          y)
{
  YutuMapPoint map;

  yutu_view_from_screen (view, x, y, &map.x, &map.y);
  return yutu_projection_inverse (view->epsg, map);
}

static void
test_scale (Fixture      *self,
            gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (YutuSheet) sheet = NULL;
      YutuSheetMeasure m;
      double           bar_px = 0, middle = 0;
      double           ground_m = 0;

      self->spec.paper = i % 2 == 0 ? YUTU_PAPER_A4 : YUTU_PAPER_A3;
      self->spec.is_landscape = i < 2;
      sheet = yutu_sheet_new (&self->spec);
      yutu_sheet_measure (sheet, &m);
      bar_px = m.bar_length_mm / 25.4 * 96;
      middle = m.view.height / 2.0;
      ground_m = yutu_measure_distance_m (point_at (&m.view, (m.view.width - bar_px) / 2, middle),
                                          point_at (&m.view, (m.view.width + bar_px) / 2, middle));
      /* A pixel's worth of ground. */
      g_assert_cmpfloat (fabs (ground_m - m.bar_length_m), <, m.bar_length_m / bar_px);
      g_assert_cmpfloat (m.bar_x_mm + m.bar_length_mm, <, m.width_mm);
      if (self->spec.epsg != 4490)
        {
          g_assert_cmpfloat (fabs (ground_m * 1000 / m.bar_length_mm / m.scale_denominator - 1), <,
                             0.001);
          g_assert_cmpfloat (fmod (m.scale_denominator, 10), ==, 0);
        }
      else
        g_assert_cmpfloat (m.scale_denominator, ==, 0);
    }
}

static void
test_box_is_inside (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (YutuSheet) sheet = yutu_sheet_new (&self->spec);
  YutuSheetMeasure m;
  YutuBox          seen;

  yutu_sheet_measure (sheet, &m);
  seen = yutu_view_get_grid_box (&m.view, 0);
  g_assert_cmpint (seen.min_x, <, self->county->box.min_x);
  g_assert_cmpint (seen.max_x, >, self->county->box.max_x);
  g_assert_cmpint (seen.min_y, <, self->county->box.min_y);
  g_assert_cmpint (seen.max_y, >, self->county->box.max_y);
  /* Whole pixels: one is 1/96 inch. */
  g_assert_cmpfloat (fabs (m.map_width_mm / 25.4 * 96 - m.view.width), <, 1e-6);
  g_assert_cmpfloat (fabs (m.map_height_mm / 25.4 * 96 - m.view.height), <, 1e-6);
}

/* ---- 3 ---- */

static gboolean
is_dark (cairo_surface_t *surface,
         double           x_mm,
         double           y_mm,
         int              dpi)
{
  int           x = (int)(x_mm / 25.4 * dpi);
  int           y = (int)(y_mm / 25.4 * dpi);
  const guint8 *pixel =
    cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x;

  return pixel[0] < 128 && pixel[1] < 128 && pixel[2] < 128;
}

static void
test_neat_line (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (YutuSheet) sheet = yutu_sheet_new (&self->spec);
  g_autofree char *path = g_build_filename (self->folder, "sheet.png", NULL);
  g_autoptr (GError) error = NULL;
  const int        dpi = 300;
  cairo_surface_t *surface = NULL;
  YutuSheetMeasure m;

  yutu_sheet_measure (sheet, &m);
  yutu_sheet_write (sheet, path, dpi, NULL, &error);
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, lround (m.width_mm / 25.4 * dpi));
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, lround (m.height_mm / 25.4 * dpi));
  for (int i = 1; i < 100; i++)
    {
      double x = m.map_x_mm + m.map_width_mm * i / 100;
      double y = m.map_y_mm + m.map_height_mm * i / 100;

      g_assert_true (is_dark (surface, x, m.map_y_mm, dpi));
      g_assert_true (is_dark (surface, x, m.map_y_mm + m.map_height_mm, dpi));
      g_assert_true (is_dark (surface, m.map_x_mm, y, dpi));
      g_assert_true (is_dark (surface, m.map_x_mm + m.map_width_mm, y, dpi));
    }
  /* The corner of the page is paper. */
  g_assert_false (is_dark (surface, 1, 1, dpi));
  cairo_surface_destroy (surface);
}

/* ---- 4 ---- */

static char *
run_tool (const char *tool,
          const char *path)
{
  g_autofree char *program = g_find_program_in_path (tool);
  const char      *words[] = { program, path, NULL, NULL };
  char            *out = NULL;
  int              status = 0;

  if (program == NULL)
    return NULL;
  if (g_str_equal (tool, "pdftotext"))
    words[2] = "-";
  g_assert_true (g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                               &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return out;
}

/* pdftotext parts what is letter-spaced. */
static char *
dup_squeezed (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));
  return g_string_free (squeezed, FALSE);
}

static void
check_pdf (const char *path)
{
  static const char *const wanted[] = {
    "虚构县行政区划图",
    "按乡镇",
    "图例",
    "每千名老人床位",
    "10.5—20.4",
    "7个",
    "无数据",
    "县级界线",
    "区划日期：2021年10月21日",
    "资料来源：虚构",
    "内部用图",
    "审图号：浙金S（2021）1号",
    "本图界线不作为划界依据",
    "比例尺1∶",
    "°",
    NULL,
  };
  g_autofree char *text = run_tool ("pdftotext", path);
  g_autofree char *fonts = run_tool ("pdffonts", path);
  g_autofree char *squeezed = text != NULL ? dup_squeezed (text) : NULL;
  g_auto (GStrv) lines = fonts != NULL ? g_strsplit (fonts, "\n", -1) : NULL;

  if (squeezed == NULL || lines == NULL)
    {
      g_test_skip ("poppler-utils are not there");
      return;
    }
  for (gsize i = 0; wanted[i] != NULL; i++)
    if (strstr (squeezed, wanted[i]) == NULL)
      g_error ("no “%s” in %s", wanted[i], squeezed);
  g_assert_null (strstr (squeezed, "不在图上"));
  /* Name, type, encoding, then emb, sub, uni: all embedded and with their characters. */
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (gsize i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_nonnull (strstr (lines[i], "yes yes yes"));
}

static void
test_formats (Fixture      *self,
              gconstpointer data)
{
  static const char *const suffixes[] = { "pdf", "svg", "png" };
  static const char *const magics[] = { "%PDF", "<?xml", "\211PNG" };

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("sheet-%d.%s", i, suffixes[i % 3]);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            length = 0;
      g_autoptr (YutuSheet) sheet = NULL;
      g_autoptr (GError) error = NULL;

      self->spec.paper = i < 6 ? YUTU_PAPER_A4 : YUTU_PAPER_A3;
      self->spec.is_landscape = i % 6 < 3;
      sheet = yutu_sheet_new (&self->spec);
      yutu_sheet_write (sheet, path, 96, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_true (g_str_has_prefix (bytes, magics[i % 3]));
      g_assert_cmpuint (length, >, 10000);
      if (i % 3 == 0)
        check_pdf (path);
    }
  /* Nothing but the twelve. */
  g_assert_cmpuint (empty_folder (self->folder), ==, 12);
}

/* Far more lines than the panel holds at full size: all of them stand on the page. */
static void
test_long_legend (Fixture      *self,
                  gconstpointer data)
{
  g_autofree YutuSheetEntry *entries = g_new0 (YutuSheetEntry, 60);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (self->folder, "long.pdf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *squeezed = NULL;
  g_autoptr (YutuSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60; i++)
    {
      g_ptr_array_add (labels, g_strdup_printf ("第%d类设施", i));
      entries[i] = (YutuSheetEntry){ .kind = YUTU_SHEET_COLOR,
                                     .color = { 0.5, 0.6, 0.7, 1 },
                                     .label = g_ptr_array_index (labels, (guint)i) };
    }
  self->spec.entries = entries;
  self->spec.n_entries = 60;
  sheet = yutu_sheet_new (&self->spec);
  yutu_sheet_write (sheet, path, 96, NULL, &error);
  g_assert_no_error (error);
  text = run_tool ("pdftotext", path);
  squeezed = text != NULL ? dup_squeezed (text) : NULL;
  for (guint i = 0; squeezed != NULL && i < labels->len; i++)
    g_assert_nonnull (strstr (squeezed, g_ptr_array_index (labels, i)));
}

/* Where the word @text stands in the page of "pdftotext -bbox": its @edge, points from the top. */
static double
find_edge (const char *page,
           const char *text,
           const char *edge)
{
  g_autofree char *pattern = g_strdup_printf ("%s=\"([0-9.]+)\"[^>]*>[^<]*%s", edge, text);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  g_assert_true (g_regex_match (regex, page, 0, &match));
  number = g_match_info_fetch (match, 1);
  return g_ascii_strtod (number, NULL);
}

/* However long the imprint is, it ends above the footer. */
static void
test_long_imprint (Fixture      *self,
                   gconstpointer data)
{
  static const char *const lines[] = {
    "资料来源一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "资料来源一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "资料来源一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "资料来源一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "末行在此",
    NULL,
  };
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  self->spec.imprint = lines;
  for (int i = 0; program != NULL && i < 4; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, "imprint.pdf", NULL);
      char            *words[] = { program, (char *)"-bbox", path, (char *)"-", NULL };
      g_autofree char *page = NULL;
      g_autoptr (YutuSheet) sheet = NULL;
      g_autoptr (GError) error = NULL;

      self->spec.paper = i % 2 == 0 ? YUTU_PAPER_A4 : YUTU_PAPER_A3;
      self->spec.is_landscape = i < 2;
      sheet = yutu_sheet_new (&self->spec);
      yutu_sheet_write (sheet, path, 96, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &page, NULL, NULL,
                                   NULL));
      g_assert_cmpfloat (find_edge (page, "末行在此", "yMax"), <,
                         find_edge (page, "本图界线不作为划界依据", "yMin"));
    }
}

/* ---- 5 ---- */

static void
test_all_or_nothing (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (YutuSheet) sheet = yutu_sheet_new (&self->spec);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (self->folder, "old.pdf", NULL);
  g_autofree char *odd = g_build_filename (self->folder, "sheet.doc", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "sheet.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (yutu_sheet_write (sheet, path, 96, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "old");

  g_assert_false (yutu_sheet_write (sheet, odd, 96, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (yutu_sheet_write (sheet, nowhere, 96, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (empty_folder (self->folder), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)
  ADD ("/sheet/legend/shows-what-is-there", NULL, test_legend);
  ADD ("/sheet/legend/no-lonely-heading", NULL, test_legend_headings);
  ADD ("/sheet/legend/what-a-scene-shows", NULL, test_shown);
  ADD ("/sheet/legend/long", NULL, test_long_legend);
  ADD ("/sheet/imprint/long", NULL, test_long_imprint);
  ADD ("/sheet/scale/gauss-krueger", GINT_TO_POINTER (4549), test_scale);
  ADD ("/sheet/scale/mercator", GINT_TO_POINTER (3857), test_scale);
  ADD ("/sheet/scale/degrees", GINT_TO_POINTER (4490), test_scale);
  ADD ("/sheet/map/box-is-inside", NULL, test_box_is_inside);
  ADD ("/sheet/map/neat-line", NULL, test_neat_line);
  ADD ("/sheet/write/formats", NULL, test_formats);
  ADD ("/sheet/write/all-or-nothing", NULL, test_all_or_nothing);
#undef ADD
  return g_test_run ();
}
