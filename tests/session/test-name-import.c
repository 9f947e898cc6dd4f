/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists of place names come into the invented county of tests/division: tables and layers, with former names and
 * further fields; one bad row leaves all as it was. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "geo/yutu-crs.h"
#include "session/yutu-import-rows.h"
#include "session/yutu-name-classes.h"
#include "session/yutu-name-sizes.h"
#include "transfer/yutu-source.h"

#define DAY (yutu_day_from_ymd (2024, 6, 1))

typedef struct
{
  County    county;
  YutuFile *file;
  char     *path;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open (&self->county, NULL, 0);
  self->path = g_build_filename (self->county.folder, "in.csv", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_unlink (self->path);
  g_free (self->path);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuImportRowsResult
import (Fixture    *self,
        const char *text,
        gboolean    dry_run)
{
  YutuImportRowsSpec   spec = { .path = self->path, .actor = "李雷", .day = DAY, .dry_run = dry_run };
  YutuImportRowsResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  yutu_file_import_place_names (self->file, &spec, &result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuImportRowsFinding *finding = result.findings->pdata[i];

      g_test_message ("%d %s %s: %s", (int)finding->row, finding->field, finding->rule, finding->message);
    }
  return result;
}

static gboolean
has_rule (const YutuImportRowsResult *result,
          const char                 *rule,
          gboolean                    rejects)
{
  for (guint i = 0; i < result->findings->len; i++)
    {
      const YutuImportRowsFinding *finding = result->findings->pdata[i];

      if (g_str_equal (finding->rule, rule) && finding->rejects == rejects)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_message (const YutuImportRowsResult *result,
             const char                 *part)
{
  for (guint i = 0; i < result->findings->len; i++)
    if (strstr (((const YutuImportRowsFinding *)result->findings->pdata[i])->message, part) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
list_names (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  GString      *out = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT p.name, p.class, p.status, p.valid_from, p.valid_to, n.name, d.name, p.alias, p.fields, GeometryType (p.geom) "
    "FROM place_name p LEFT JOIN place_name n ON n.id = p.replaced_by LEFT JOIN division d ON d.unit = p.division "
    "ORDER BY p.id",
    error);

  while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
    {
      for (int i = 0; i < 10; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "",
                                sqlite3_column_type (row, i) != SQLITE_NULL ? (const char *)sqlite3_column_text (row, i) : "-");
      g_string_append_c (out, '\n');
    }
  return row != NULL;
}

static char *
names (Fixture *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), list_names, out, NULL, NULL));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_a_list (Fixture      *self,
             gconstpointer data)
{
  static const char list[] = "标准名称,类别,所在区划,别名,曾用名,启用日期,历史沿革,罗马字母拼写,命名时间,登记单位\n"
                             "八一南街,road,东山街道,南街,老街、旧街(1950-01-01—1980-10-01),2001-01-01,民国时开辟,Bayi Nanjie,2001年1月1日,地名办\n"
                             "上塘,自然村,第1村,,,,,,,\n"
                             "大河桥,,第1村,,,,,Da He Qiao,,\n";
  static const char expected[] =
    "八一南街|road|in_use|2001-01-01|9999-12-31|-|东山街道|南街|{\"named_on\":\"2001-01-01\",\"history\":\"民国时开辟\",\"registered_unit\":\"地名办\"}|-\n"
    "老街|road|historical|0001-01-01|2001-01-01|八一南街|东山街道|-|{}|-\n"
    "旧街|road|historical|1950-01-01|1980-10-01|八一南街|东山街道|-|{}|-\n"
    "上塘|natural-village|in_use|2024-06-01|9999-12-31|-|第1村|-|{}|-\n"
    "大河桥|bridge|in_use|2024-06-01|9999-12-31|-|第1村|-|{}|-\n";
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autofree char *read = NULL;
  gint64           undone = 0;
  g_auto (YutuImportRowsResult) result = import (self, list, FALSE);
  g_auto (YutuImportRowsResult) again = { 0 };

  g_assert_cmpuint (result.rejected, ==, 0);
  g_assert_cmpuint (result.added, ==, 3);
  read = names (self);
  g_assert_cmpstr (read, ==, expected);
  again = import (self, list, FALSE);
  g_assert_cmpuint (again.rejected, ==, 3);
  g_assert_true (has_rule (&again, "double", TRUE));
  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", &undone, NULL, NULL));
  g_assert_cmpint (undone, ==, result.entry);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* A plan is in use on no day, and not taken in twice. */
static void
test_a_plan (Fixture      *self,
             gconstpointer data)
{
  static const char list[] = "标准名称,类别,所在区划,状态,批准机关\n望江路,road,东山街道,规划,云舟区人民政府\n";
  static const char expected[] =
    "望江路|road|planned|9999-12-31|9999-12-31|-|东山街道|-|{\"approval_organ\":\"云舟区人民政府\"}|-\n";
  g_auto (YutuImportRowsResult) result = import (self, list, FALSE);
  g_auto (YutuImportRowsResult) again = { 0 };
  g_autofree char *read = names (self);

  g_assert_cmpuint (result.added, ==, 1);
  g_assert_cmpstr (read, ==, expected);
  again = import (self, list, FALSE);
  g_assert_cmpuint (again.rejected, ==, 1);
  g_assert_true (has_rule (&again, "double", TRUE));
}

static void
test_what_is_wrong (Fixture      *self,
                    gconstpointer data)
{
  static const struct
  {
    const char *list;
    const char *rule;
  } cases[] = {
    { "名称,类别\n,road\n", "required" },
    { "名称,类别\n八一 街,road\n", "value" },
    { "名称,类别\n八一,宝物\n", "class" },
    { "名称,类别,所在区划\n八一街,road,无此乡\n", "unknown-unit" },
    { "名称,类别,状态\n八一街,road,很好\n", "value" },
    { "名称,类别,等级\n八一街,road,甲\n", "value" },
    { "名称,类别,启用日期,废止日期\n八一街,road,2001-01-01,2000-01-01\n", "days" },
    { "名称,类别,曾用名\n八一街,road,旧街(乱)\n", "former" },
    { "名称,类别,曾用名,启用日期\n八一街,road,旧街(1990-01-01—2010-01-01),2001-01-01\n", "former" },
    { "名称,类别,经度,纬度\n八一街,road,10,20\n", "point" },
    { "名称,类别\n八一街,road\n八一街,road\n", "double" },
    { "编号,名称,类别\n4711,八一街,road\n", "id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = county_file_digest (self->file);
      g_autofree char *after = NULL;
      g_auto (YutuImportRowsResult) result = import (self, cases[i].list, FALSE);

      g_assert_true (has_rule (&result, cases[i].rule, TRUE));
      g_assert_cmpuint (result.rejected, ==, 1);
      after = county_file_digest (self->file);
      g_assert_cmpstr (after, ==, before);
    }
}

/* The naming rules are told in a trial, and hinder nothing. */
static void
test_naming_rules (Fixture      *self,
                   gconstpointer data)
{
  g_auto (YutuImportRowsResult) first = import (self, "名称,类别\n八一街,road\n", FALSE);
  g_auto (YutuImportRowsResult) trial =
    import (self, "名称,类别,所在区划,拼音\n八一街,road,东山街道,Wrong\n曼哈顿路,road,东山街道,\n", TRUE);

  g_assert_cmpuint (first.added, ==, 1);
  g_assert_cmpuint (trial.rejected, ==, 0);
  g_assert_true (has_rule (&trial, "R1", FALSE));
  g_assert_true (has_rule (&trial, "R4", FALSE));
  g_assert_true (has_rule (&trial, "pinyin", FALSE));
}

/* Lines and areas come with a layer, holes too. */
static void
test_a_layer (Fixture      *self,
              gconstpointer data)
{
  YutuPoint        quad[4];
  double           x = 0, y = 0;
  g_autofree char *path = g_build_filename (self->county.folder, "in.geojson", NULL);
  g_autofree char *text = NULL;
  g_autofree char *read = NULL;

  county_get_quad (&self->county, 0, quad);
  x = yutu_grid_to_degrees (quad[0].x);
  y = yutu_grid_to_degrees (quad[0].y);
  text = g_strdup_printf (
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"八一街\",\"class\":\"road\"},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"东湖\",\"class\":\"lake\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f]],[[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f],[%.6f,%.6f]]]}}]}",
    x, y, x + 0.01, y + 0.01, x, y, x, y + 0.01, x + 0.01, y + 0.01, x, y, x + 0.002, y + 0.004, x + 0.002, y + 0.006, x + 0.004,
    y + 0.006, x + 0.002, y + 0.004);
  g_unlink (self->path);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  {
    g_auto (YutuImportRowsResult) result = import (self, text, FALSE);

    g_assert_cmpuint (result.added, ==, 2);
  }
  read = names (self);
  g_assert_nonnull (strstr (read, "八一街|road|in_use|2024-06-01|9999-12-31|-|-|-|{}|LINESTRING"));
  g_assert_nonnull (strstr (read, "东湖|lake|in_use|2024-06-01|9999-12-31|-|-|-|{}|MULTIPOLYGON"));
}

/* What is wrong with a row is told where it lies; of a layer its geometry is to blame, no column. */
static void
test_places_of_findings (Fixture      *self,
                         gconstpointer data)
{
  YutuPoint        quad[4];
  double           x = 0, y = 0;
  g_autofree char *path = g_build_filename (self->county.folder, "in.geojson", NULL);
  g_autofree char *text = NULL;

  county_get_quad (&self->county, 0, quad);
  x = yutu_grid_to_degrees (quad[0].x);
  y = yutu_grid_to_degrees (quad[0].y);
  text = g_strdup_printf (
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"八一街\",\"class\":\"宝物\"},"
    "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"望江亭\",\"class\":\"scenic\"},\"geometry\":{\"type\":\"Point\","
    "\"coordinates\":[%.6f,%.6f]}}]}",
    x, y, x + 0.01, y + 0.01, x - 10, y - 10);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  {
    g_auto (YutuImportRowsResult) result = import (self, text, TRUE);
    const YutuImportRowsFinding *class_told = NULL, *far_told = NULL;

    g_assert_cmpuint (result.rejected, ==, 2);
    class_told = result.findings->pdata[0];
    far_told = result.findings->pdata[1];
    g_assert_cmpstr (class_told->rule, ==, "class");
    g_assert_true (class_told->has_place);
    g_assert_cmpint (ABS (class_told->place.x - quad[0].x), <, yutu_grid_from_degrees (0.011));
    g_assert_cmpstr (far_told->rule, ==, "point");
    g_assert_cmpstr (far_told->field, ==, "geometry");
    g_assert_true (far_told->has_place);
    g_assert_cmpint (ABS (far_told->place.x - yutu_grid_from_degrees (x - 10)), <, 1000);
  }
}

static YutuImportRowsResult
import_classes (Fixture           *self,
                const char        *text,
                const char *const *replaces,
                gboolean           dry_run)
{
  YutuImportRowsSpec   spec = { .path = self->path, .actor = "李雷", .day = DAY, .replaces = replaces, .dry_run = dry_run };
  YutuImportRowsResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  yutu_file_import_place_classes (self->file, &spec, &result, &error);
  g_assert_no_error (error);
  return result;
}

/* A bureau's own table takes the place of the program's: names follow, what it has not is said before anything
 * happens, and names come in by it. */
static void
test_classes (Fixture      *self,
              gconstpointer data)
{
  static const char        list[] = "标准名称,类别,启用日期\n八一南街,road,2001-01-01\n上塘,自然村,\n大河桥,桥,\n";
  static const char        table[] = "代码,名称,大类,大类名称,性质,图形,通名\n"
                                     "2621,亭,262,亭台碑塔,景点、古迹,点,亭\n"
                                     "611,街,61,城镇道路,路,线,街、大街\n"
                                     "road,路,61,,road,线、点,路\n"
                                     "natural-village,自然村,31,村落,natural-village,,村 塘\n";
  static const char *const replaces[] = { "bridge=611", "road=611", NULL };
  static const char *const wrong[] = { "bridge=77", NULL };
  static const char        expected[] =
    "八一南街|road|in_use|2001-01-01|9999-12-31|-|-|-|{\"category\":\"611\"}|-\n"
    "上塘|natural-village|in_use|2024-06-01|9999-12-31|-|-|-|{}|-\n"
    "大河桥|road|in_use|2024-06-01|9999-12-31|-|-|-|{\"category\":\"611\"}|-\n";
  g_auto (YutuImportRowsResult) names_in = import (self, list, FALSE);
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (YutuImportRowsResult) missing = import_classes (self, table, NULL, FALSE);
  g_auto (YutuImportRowsResult) off = import_classes (self, table, wrong, TRUE);
  g_auto (YutuImportRowsResult) tried = import_classes (self, table, replaces, TRUE);
  g_auto (YutuImportRowsResult) done = { 0 };
  g_auto (YutuImportRowsResult) gone = { 0 };
  g_auto (YutuImportRowsResult) new_in = { 0 };

  g_assert_cmpuint (names_in.added, ==, 3);
  g_assert_cmpuint (missing.rejected, ==, missing.rows); /* all or nothing */
  g_assert_true (has_rule (&missing, "in-use", TRUE));
  g_assert_true (has_rule (&off, "replace", TRUE));
  g_assert_cmpuint (tried.rejected, ==, 0);
  between = county_file_digest (self->file);
  g_assert_cmpstr (between, ==, before); /* nothing so far */
  done = import_classes (self, table, replaces, FALSE);
  g_assert_cmpuint (done.added, ==, 4);
  g_assert_cmpint (done.entry, >, 0);
  read = names (self);
  g_assert_cmpstr (read, ==, expected);
  gone = import_classes (self, "代码,名称\n77,甲\n", NULL, TRUE); /* two classes with names: no more rows than there are */
  g_assert_cmpuint (gone.rejected, ==, 1);
  g_assert_true (has_message (&gone, "“街”"));
  new_in = import (self, "标准名称,类别\n望江亭,\n新华街,街\n老桥,桥\n", TRUE);
  g_assert_cmpuint (new_in.rejected, ==, 1);
  g_assert_true (has_rule (&new_in, "class", TRUE)); /* the table has no bridges */
  yutu_store_undo (yutu_file_get_store (self->file), "李雷", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* A table that tells no kinds, with codes of its own: a class is of the kind that it takes the place of; of two kinds it is of neither. */
static void
test_classes_are_of_the_kind_that_they_replace (Fixture      *self,
                                                gconstpointer data)
{
  static const char        table[] = "代码,名称,大类\n2100,城镇街巷,21\n2200,聚落,22\n2300,其余,23\n";
  static const char *const replaces[] = { "road=2100", "natural-village=2200", "bridge=2300", "station=2300", NULL };
  g_auto (YutuImportRowsResult) names_in = import (self, "标准名称,类别\n八一南街,road\n上塘,自然村\n大河桥,桥\n", FALSE);
  g_auto (YutuImportRowsResult) done = import_classes (self, table, replaces, FALSE);
  g_autofree char *read = county_file_ask (self->file, "SELECT group_concat (name || class || json_extract (fields, '$.category'), ' ') FROM "
                                                       "(SELECT * FROM place_name WHERE name IN ('八一南街', '上塘', '大河桥') ORDER BY name)");

  g_assert_cmpuint (names_in.added, ==, 3);
  g_assert_cmpuint (done.rejected, ==, 0);
  g_assert_cmpstr (read, ==, "上塘natural-village2200 八一南街road2100 大河桥other2300");
}

static void
test_classes_that_are_wrong (Fixture      *self,
                             gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *rule;
  } cases[] = {
    { "code,title\n1,甲\n1,乙\n", "double" },
    { "code,title\n1,\n", "required" },
    { "code,title,kind\n1,甲,ship\n", "kind" },
    { "code,title,shapes\n1,甲,圆\n", "value" },
    { "code,title,group,group_title\n1,甲,A,天\n2,乙,A,地\n", "value" },
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (YutuImportRowsResult) result = import_classes (self, cases[i].table, NULL, FALSE);

      g_test_message ("%s", cases[i].table);
      g_assert_cmpuint (result.rejected, ==, 1);
      g_assert_true (has_rule (&result, cases[i].rule, TRUE));
      g_assert_cmpint (result.entry, ==, 0);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* What is written out is read as it was. */
static void
test_classes_out_and_in (Fixture      *self,
                         gconstpointer data)
{
  YutuPlaceClasses *shipped = yutu_place_classes_get_shipped ();
  g_autofree char  *before = yutu_place_classes_format (shipped);
  g_autofree char  *after = NULL;
  g_autofree char  *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceClasses) classes = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_auto (YutuImportRowsResult) result = { 0 };
  YutuImportRowsSpec spec = { .actor = "李雷" };

  g_assert_true (yutu_place_classes_export (shipped, self->path, &error));
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  result = import_classes (self, text, NULL, FALSE);
  g_assert_cmpuint (result.rejected, ==, 0);
  yutu_file_list_place_classes (self->file, &classes, &counts, &error);
  g_assert_no_error (error);
  after = yutu_place_classes_format (classes);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (yutu_file_reset_place_classes (self->file, &spec, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.entry, >, 0);
}

/* ---- Sizes that generic terms ask for ---- */

static YutuImportRowsResult
import_sizes (Fixture    *self,
              const char *text,
              gboolean    dry_run)
{
  YutuImportRowsSpec   spec = { .path = self->path, .actor = "李雷", .day = DAY, .dry_run = dry_run };
  YutuImportRowsResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  yutu_file_import_name_sizes (self->file, &spec, &result, &error);
  g_assert_no_error (error);
  return result;
}

static char *
sizes_of (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNameSizes) sizes = yutu_file_list_name_sizes (self->file, &error);

  g_assert_no_error (error);
  return yutu_name_sizes_format (sizes);
}

static gboolean
says (const YutuImportRowsResult *result,
      const char                 *part)
{
  for (guint i = 0; i < result->findings->len; i++)
    if (strstr (((const YutuImportRowsFinding *)result->findings->pdata[i])->message, part) != NULL)
      return TRUE;
  return FALSE;
}

/* A bureau's own table; a list of names is held against it, by what each row states; out and in again; taken back. */
static void
test_sizes (Fixture      *self,
            gconstpointer data)
{
  static const char table[] = "通名,条件组,指标,界限,最低值,启用,适用地区,起始日期,截止日期,依据\n"
                              "大厦,,层数,不少于,12,,,2020-01-01,,本局规定第一条\n"
                              "大厦,,建筑面积,大于,6000,是,,,,\n"
                              "城,2,占地面积,,200000,否,他市,,,他市规定\n";
  static const char expected[] =
    "大厦\t1\tfloors\tleast\t12\tyes\t\t2020-01-01\t9999-12-31\t本局规定第一条\n"
    "大厦\t2\tfloor_area_m2\tmore\t6000\tyes\t\t0001-01-01\t9999-12-31\t\n"
    "城\t2\tland_area_m2\tleast\t200000\tno\t他市\t0001-01-01\t9999-12-31\t他市规定\n";
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autofree char *read = NULL;
  g_autofree char *again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNameSizes) sizes = NULL;
  g_auto (YutuImportRowsResult) tried = import_sizes (self, table, TRUE);
  g_auto (YutuImportRowsResult) done = { 0 };
  g_auto (YutuImportRowsResult) names_in = { 0 };
  g_auto (YutuImportRowsResult) returned = { 0 };

  g_assert_cmpuint (tried.added, ==, 3);
  between = county_file_digest (self->file);
  g_assert_cmpstr (between, ==, before);
  done = import_sizes (self, table, FALSE);
  g_assert_cmpint (done.entry, >, 0);
  read = sizes_of (self);
  g_assert_cmpstr (read, ==, expected);
  names_in = import (self, "标准名称,类别,层数,建筑面积\n望云大厦,建筑物,9,7000\n望江大厦,建筑物,,6000\n望山大厦,建筑物,12,6001\n", TRUE);
  g_assert_cmpuint (names_in.rejected, ==, 0);
  g_assert_true (says (&names_in, "Floors: 9 floors, at least 12 floors is asked for"));
  g_assert_true (says (&names_in, "Floors: not stated"));
  g_assert_true (says (&names_in, "6000 m², more than 6000 m² is asked for"));
  g_assert_false (says (&names_in, "7000 m²")); /* what is met is nothing to tell */
  g_assert_false (says (&names_in, "12 floors, at least"));
  sizes = yutu_file_list_name_sizes (self->file, &error);
  g_assert_true (yutu_name_sizes_export (sizes, self->path, &error));
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  returned = import_sizes (self, text, FALSE);
  g_assert_cmpuint (returned.rejected, ==, 0);
  again = sizes_of (self);
  g_assert_cmpstr (again, ==, expected);
  for (int i = 0; i < 1 + (returned.entry != 0); i++)
    yutu_store_undo (yutu_file_get_store (self->file), "李雷", NULL, NULL, &error);
  g_assert_no_error (error);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_sizes_that_are_wrong (Fixture      *self,
                           gconstpointer data)
{
  static const char *const rows[] = {
    ",,floors,,12,,,,,",
    "大厦,x,floors,,12,,,,,",
    "大厦,,storeys,,12,,,,,",
    "大厦,,floors,most,12,,,,,",
    "大厦,,floors,,many,,,,,",
    "大厦,,floors,,12,perhaps,,,,",
    "大厦,,floors,,12,,,2026-02-30,,",
    "大厦,,floors,,12,,,2026-01-01,2025-01-01,",
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("term,need,figure,bound,least,in_force,place,valid_from,valid_to,basis\n", rows[i], "\n大厦,,floors,,9,,,,,\n", NULL);
      g_auto (YutuImportRowsResult) result = import_sizes (self, text, FALSE);

      g_test_message ("%s", rows[i]);
      g_assert_cmpuint (result.rejected, ==, 1);
      g_assert_cmpint (((const YutuImportRowsFinding *)result.findings->pdata[0])->row, ==, 1);
      g_assert_cmpint (result.entry, ==, 0);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Once for all rows ---- */

static void
test_an_unknown_crs (Fixture      *self,
                     gconstpointer data)
{
  static const char *const systems[] = { "EPSG:99999", "EPSG:", "4490x", "北京54", "EPSG:2437" };

  g_assert_true (g_file_set_contents (self->path, "名称,类别,经度,纬度\n甲路,road,119.5,29.0\n乙路,road,119.5,29.0\n", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      YutuImportRowsSpec spec = { .path = self->path, .actor = "李雷", .day = DAY, .crs = systems[i], .dry_run = TRUE };
      g_auto (YutuImportRowsResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", systems[i]);
      g_assert_false (yutu_file_import_place_names (self->file, &spec, &result, &error));
      if (i == G_N_ELEMENTS (systems) - 1)
        g_assert_error (error, YUTU_CRS_ERROR, YUTU_CRS_ERROR_NO_SHIFT);
      else
        g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS);
    }
}

/* The titles that an export gives the columns, and its words, in either language, are known. */
static void
test_headings (Fixture      *self,
               gconstpointer data)
{
  static const char *const lists[] = { "Name,Kind,Name code,Short name,Roman spelling of the generic term,Longitude,Latitude,Status\n甲路,\"Road or lane\",,甲,Lu,119.5,29.0,In use\n",
                                       "名称,类别,地名代码,简称,通名罗马字母拼写,经度,纬度,状态\n乙路,道路、街巷,,乙,Lu,119.5,29.0,在用\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (YutuImportRowsResult) result = import (self, lists[i], TRUE);

      g_assert_false (has_rule (&result, "column", FALSE));
      g_assert_cmpint (result.rejected, ==, 0);
    }
}

/* ---- Rows with the number of a name of the file ---- */

typedef struct
{
  const char *name;
  gint64      id;
  char       *spelling;
} Known;

static gboolean
find_known (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Known        *self = data;
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT id, pinyin || '|' || pinyin_tone FROM place_name WHERE name = ?1", error);

  g_assert_nonnull (row);
  sqlite3_bind_text (row, 1, self->name, -1, SQLITE_STATIC);
  g_assert_true (yutu_connection_step (connection, row, &found, error) && found);
  self->id = sqlite3_column_int64 (row, 0);
  g_free (self->spelling);
  self->spelling = g_strdup ((const char *)sqlite3_column_text (row, 1));
  sqlite3_reset (row);
  return TRUE;
}

static YutuImportRowsResult
import_known (Fixture    *self,
              gint64      id,
              const char *head,
              const char *cells)
{
  g_autofree char *list = g_strdup_printf ("编号,名称,类别%s\n%" G_GINT64_FORMAT ",八一街,road%s\n", head, id, cells);

  return import (self, list, FALSE);
}

/* What a row says anew of the record is taken, and taken back in one step; the rest it may only repeat. */
static void
test_known (Fixture      *self,
            gconstpointer data)
{
  static const char expected[] = "八一街|road|in_use|2001-01-01|9999-12-31|-|东山街道|-|{}|-\n";
  static const char changed[] =
    "八一街|road|in_use|2001-01-01|9999-12-31|-|东山街道|大街|{\"named_on\":\"1981-10-01\",\"origin\":\"取自“八一”,\\\"原文\\\"\"}|-\n";
  static const char *const refused[][2] = {
    { ",所在区划", ",第1村" },
    { ",启用日期", ",2002-01-01" },
    { ",废止日期", ",2022-01-01" },
    { ",状态", ",historical" },
    { ",命名日期", ",某年" },
  };
  Known            known = { .name = "八一街" };
  gint64           undone = 0;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_auto (YutuImportRowsResult) first = import (self, "名称,类别,所在区划,启用日期\n八一街,road,东山街道,2001-01-01\n", FALSE);

  g_assert_cmpuint (first.added, ==, 1);
  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), find_known, &known, NULL, NULL));
  g_assert_cmpstr (known.spelling, ==, "Bayi Jie|Bāyī Jiē");
  {
    g_auto (YutuImportRowsResult) same = import_known (self, known.id, ",所在区划,启用日期,状态,来历,罗马字母拼写", ",东山街道,2001-01-01,in_use,,Bayi Jie");

    g_assert_cmpuint (same.unchanged, ==, 1);
    g_assert_cmpint (same.entry, ==, 0);
  }
  before = names (self);
  g_assert_cmpstr (before, ==, expected);
  {
    g_auto (YutuImportRowsResult) new =
      import_known (self, known.id, ",别名,来历,命名日期,拼音（带调）", ",大街,\"取自“八一”,\"\"原文\"\"\",1981-10-01,Báyī  Jiē");
    g_auto (YutuImportRowsResult) again =
      import_known (self, known.id, ",别名,来历,命名日期,拼音（带调）", ",大街,\"取自“八一”,\"\"原文\"\"\",1981-10-01,Báyī Jiē");

    g_assert_cmpuint (new.changed, ==, 1);
    g_assert_cmpint (new.entry, >, 0);
    g_assert_cmpuint (again.unchanged, ==, 1);
  }
  after = names (self);
  g_assert_cmpstr (after, ==, changed);
  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), find_known, &known, NULL, NULL));
  g_assert_cmpstr (known.spelling, ==, "Bayi Jie|Báyī Jiē");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto (YutuImportRowsResult) result = import_known (self, known.id, refused[i][0], refused[i][1]);

      g_assert_cmpuint (result.rejected, ==, 1);
      g_assert_cmpstr (((const YutuImportRowsFinding *)result.findings->pdata[0])->field, ==, refused[i][0] + 1);
    }
  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", &undone, NULL, NULL));
  back = names (self);
  g_assert_cmpstr (back, ==, expected);
  g_free (known.spelling);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/name-import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-list", test_a_list);
  ADD ("a-plan", test_a_plan);
  ADD ("what-is-wrong", test_what_is_wrong);
  ADD ("known", test_known);
  ADD ("naming-rules", test_naming_rules);
  ADD ("a-layer", test_a_layer);
  ADD ("places-of-findings", test_places_of_findings);
  ADD ("an-unknown-crs", test_an_unknown_crs);
  ADD ("headings", test_headings);
  ADD ("classes", test_classes);
  ADD ("classes-are-of-the-kind-that-they-replace", test_classes_are_of_the_kind_that_they_replace);
  ADD ("classes-that-are-wrong", test_classes_that_are_wrong);
  ADD ("classes-out-and-in", test_classes_out_and_in);
  ADD ("sizes", test_sizes);
  ADD ("sizes-that-are-wrong", test_sizes_that_are_wrong);
  return g_test_run ();
}
