/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists of addresses come into the invented county of tests/division: elements in columns or whole texts, in
 * any usual encoding and reference system; one bad row leaves all as it was. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-crs.h"
#include "session/yutu-check.h"
#include "session/yutu-export.h"
#include "session/yutu-import-fields.h"
#include "session/yutu-import-rows.h"

#define DAY  (yutu_day_from_ymd (2024, 6, 1))
#define HEAD "乡镇,村,道路,自然村,小区,门牌号,附号,幢,单元,室"

typedef struct
{
  County    county;
  YutuFile *file;
  char     *path;
} Fixture;

static gboolean
add_names (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Fixture          *self = data;
  YutuPlaceNameSpec names[] = {
    { .name = "八一南街", .name_class = "road", .valid_from = FIRST_DAY },
    { .name = "大河路12弄", .name_class = "road", .valid_from = FIRST_DAY },
    { .name = "上塘", .name_class = "natural-village", .division = self->county.villages[0], .valid_from = FIRST_DAY },
    { .name = "上塘", .name_class = "natural-village", .division = self->county.villages[1], .valid_from = FIRST_DAY },
    { .name = "芙蓉苑", .name_class = "estate", .division = self->county.villages[0], .valid_from = FIRST_DAY },
    { .name = "旧街", .name_class = "road", .valid_from = FIRST_DAY, .valid_to = "2010-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!yutu_place_name_add (connection, &names[i], NULL, error))
      return FALSE;
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  county_set_up (&self->county, NULL);
  county_write (&self->county, add_names, self);
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
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
import_with (Fixture           *self,
             const char        *text,
             gssize             length,
             YutuImportRowsSpec spec)
{
  YutuImportRowsResult result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, length, NULL));
  spec.path = self->path;
  spec.actor = "李雷";
  spec.day = DAY;
  yutu_file_import_addresses (self->file, &spec, &result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuImportRowsFinding *finding = result.findings->pdata[i];

      g_test_message ("%d %s %s: %s", (int)finding->row, finding->field, finding->rule, finding->message);
    }
  return result;
}

static YutuImportRowsResult
import (Fixture    *self,
        const char *text)
{
  return import_with (self, text, -1, (YutuImportRowsSpec){ 0 });
}

static gboolean
list_texts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  GString      *out = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT text FROM address ORDER BY id", error);

  while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
    g_string_append_printf (out, "%s\n", sqlite3_column_text (row, 0));
  return row != NULL;
}

static char *
texts (Fixture *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), list_texts, out, NULL, NULL));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char ELEMENTS[] = HEAD "\n"
                                    "东山街道,第1村,八一南街,,,128号,,,,\n"
                                    "东山街道,第1村,八一南街,,,１２８－３号,,,,\n"
                                    "东山街道,第1村,八一南街,,,128号之二,,,,\n"
                                    ",第1村,,上塘,,十二,甲,,,\n"
                                    ",第2村,,上塘,无,12,甲,,,\n"
                                    "东山街道,第1村,,,芙蓉苑,,,5栋,2单元,302室\n"
                                    "东山街道,第1村,大河路,,,6,,,,\n";

static const char TEXTS[] = "云舟区东山街道第1村八一南街128号\n云舟区东山街道第1村八一南街128号-3\n"
                            "云舟区东山街道第1村八一南街128号之二\n云舟区东山街道第1村上塘12号甲\n"
                            "云舟区东山街道第2村上塘12号甲\n云舟区东山街道第1村芙蓉苑5幢2单元302室\n";

static void
test_elements (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after_trial = NULL;
  g_autofree char *after_undo = NULL;
  g_autofree char *read = NULL;
  g_autofree char *list = g_strndup (ELEMENTS, (gsize)(strstr (ELEMENTS, "东山街道,第1村,大河路") - ELEMENTS));
  g_auto (YutuImportRowsResult) trial = import_with (self, list, -1, (YutuImportRowsSpec){ .dry_run = TRUE });
  g_auto (YutuImportRowsResult) result = { 0 };
  gint64 undone = 0;

  after_trial = county_file_digest (self->file);
  g_assert_cmpstr (after_trial, ==, before);
  g_assert_cmpuint (trial.added, ==, 6);
  result = import (self, list);
  g_assert_cmpuint (result.rejected, ==, 0);
  g_assert_cmpuint (result.added, ==, 6);
  read = texts (self);
  g_assert_cmpstr (read, ==, TEXTS);
  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", &undone, NULL, NULL));
  g_assert_cmpint (undone, ==, result.entry);
  after_undo = county_file_digest (self->file);
  g_assert_cmpstr (after_undo, ==, before);
}

static gboolean
list_statuses (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  GString      *out = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT door, status FROM address ORDER BY door", error);

  while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
    g_string_append_printf (out, "%d:%d ", sqlite3_column_int (row, 0), sqlite3_column_int (row, 1));
  return row != NULL;
}

/* Only a row that says so is published: what no one has checked begins as collected. */
static void
test_statuses (Fixture      *self,
               gconstpointer data)
{
  g_auto (YutuImportRowsResult) without = import (self, HEAD "\n东山街道,第1村,八一南街,,,1,,,,\n");
  g_auto (YutuImportRowsResult) with =
    import (self, HEAD ",状态,终止日期\n"
                       "东山街道,第1村,八一南街,,,2,,,,,,\n"
                       "东山街道,第1村,八一南街,,,3,,,,,发布,\n"
                       "东山街道,第1村,八一南街,,,4,,,,,编码,\n"
                       "东山街道,第1村,八一南街,,,5,,,,,,2024-06-02\n"
                       "东山街道,第1村,八一南街,,,6,,,,,变更,2024-06-02\n");
  g_autoptr (GString) statuses = g_string_new (NULL);

  g_assert_cmpuint (without.added, ==, 1);
  g_assert_cmpuint (without.collected, ==, 1);
  g_assert_cmpuint (with.added, ==, 5);
  g_assert_cmpuint (with.collected, ==, 1);
  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), list_statuses, statuses, NULL, NULL));
  g_assert_cmpstr (statuses->str, ==, "1:1 2:1 3:4 4:3 5:6 6:5 ");
}

typedef struct
{
  char *found;
} Record;

static gboolean
read_record (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gboolean      found = FALSE;
  Record       *self = data;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT r.fields, count (*) FROM address_record r JOIN address a ON a.id = r.id WHERE a.text LIKE '%128号'", error);

  if (row == NULL || !yutu_connection_step (connection, row, &found, error))
    return FALSE;
  g_assert_cmpint (sqlite3_column_int (row, 1), ==, 1);
  self->found = g_strdup ((const char *)sqlite3_column_text (row, 0));
  sqlite3_reset (row);
  return TRUE;
}

/* What is known beside the elements comes in by the fields of the record; what is no value of one is told. */
static void
test_records (Fixture      *self,
              gconstpointer data)
{
  static const char bad[] = "村,道路,门牌号,采集日期,采集方式\n第1村,八一南街,128,2026-05-01,guess\n";
  static const char good[] =
    "村,道路,门牌号,采集日期,采集方式,门牌编号\n第1村,八一南街,128,2026-05-01,卫星定位,M-1\n第1村,八一南街,130,,,\n";
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  Record           record = { NULL };
  g_auto (YutuImportRowsResult) refused = import (self, bad);
  g_auto (YutuImportRowsResult) result = { 0 };

  g_assert_cmpuint (refused.rejected, ==, 1);
  g_assert_cmpstr (((YutuImportRowsFinding *)refused.findings->pdata[0])->field, ==, "采集方式");
  result = import (self, good);
  g_assert_cmpuint (result.added, ==, 2);
  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), read_record, &record, NULL, NULL));
  g_assert_nonnull (strstr (record.found, "\"collected_on\":\"2026-05-01\""));
  g_assert_nonnull (strstr (record.found, "\"method\":\"gnss\""));
  g_assert_nonnull (strstr (record.found, "\"plate_no\":\"M-1\""));
  g_free (record.found);
  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", NULL, NULL, NULL));
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

/* Written as one text, with what people add to it; the same again is not taken. */
static void
test_texts (Fixture      *self,
            gconstpointer data)
{
  g_autofree char *read = NULL;
  g_autofree char *list = g_strconcat ("地址\n", TEXTS, "东山街道第1村芙蓉苑6栋1单元101 电话13800001234\n", NULL);
  g_autofree char *expected = g_strconcat (TEXTS, "云舟区东山街道第1村芙蓉苑6幢1单元101室\n", NULL);
  g_auto (YutuImportRowsResult) result = import (self, list);
  g_auto (YutuImportRowsResult) again = { 0 };

  g_assert_cmpuint (result.rejected, ==, 0);
  g_assert_cmpuint (result.n_findings, ==, 1); /* the telephone */
  read = texts (self);
  g_assert_cmpstr (read, ==, expected);
  again = import (self, list);
  g_assert_cmpuint (again.rejected, ==, 7);
  g_assert_cmpuint (again.added, ==, 0);
  g_assert_cmpstr (((YutuImportRowsFinding *)again.findings->pdata[0])->rule, ==, "double");
}

static void
test_encodings (Fixture      *self,
                gconstpointer data)
{
  static const char *const encodings[] = { "GB18030", "UTF-16", "UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *list = g_strdup_printf ("村,道路,门牌\r\n第1村,八一南街,%d\r\n", (int)i + 1);
      gsize            length = 0;
      g_autofree char *bytes = g_convert (list, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_auto (YutuImportRowsResult) result = import_with (self, bytes, (gssize)length, (YutuImportRowsSpec){ 0 });

      g_assert_cmpuint (result.added, ==, 1);
    }
}

/* Each of these rows alone is wrong, and says which field and why; no other row of the list is taken. */
static void
test_rules (Fixture      *self,
            gconstpointer data)
{
  static const struct
  {
    const char *list;
    const char *rule;
    const char *field;
  } cases[] = {
    { "村,道路,门牌\n,八一南街,1\n", "required", "村" },
    { "村,道路,门牌\n第1村,八一南街,\n", "required", "门牌" },
    { "村,道路,门牌\n第99村,八一南街,1\n", "unknown-unit", "村" },
    { "乡镇,村,道路,门牌\n南溪乡,第1村,八一南街,1\n", "unknown-unit", "村" },
    { "乡镇,村,道路,门牌\n无名镇,第1村,八一南街,1\n", "unknown-unit", "乡镇" },
    { "县,村,道路,门牌\n别县,第1村,八一南街,1\n", "unknown-unit", "县" },
    { "村,道路,门牌,启用日期\n第1村,八一南街,1,1999-01-01\n", "unknown-unit", "村" },
    { "村,道路,门牌\n第1村,没有路,1\n", "unknown-base", "道路" },
    { "村,道路,门牌\n第1村,旧街,1\n", "unknown-base", "道路" },
    { "村,自然村,门牌\n第3村,上塘,1\n", "unknown-base", "自然村" },
    { "村,道路,门牌\n第1村,八一南街,号\n", "value", "门牌" },
    { "村,道路,门牌\n第1村,八一南街,0\n", "value", "门牌" },
    { "村,道路,门牌\n第1村,八一南街,123456\n", "value", "门牌" },
    { "村,道路,门牌\n第1村,八一 南街,1\n", "characters", "道路" },
    { "村,小区,幢,单元,室\n第1村,芙蓉苑,5,21,101\n", "value", "单元" },
    { "村,小区,幢,层\n第1村,芙蓉苑,5,101层\n", "value", "层" },
    { "村,道路,门牌,状态\n第1村,八一南街,1,好\n", "value", "状态" },
    { "村,道路,门牌,启用日期\n第1村,八一南街,1,去年\n", "value", "启用日期" },
    { "村,道路,门牌,启用日期,终止日期\n第1村,八一南街,1,2020-01-01,2019-01-01\n", "value", "终止日期" },
    { "村,道路,门牌,标准地址\n第1村,八一南街,1,第1村八一南街1号\n", "text", "标准地址" },
    { "省,市,村,道路,门牌,标准地址\n云省,舟市,第1村,八一南街,1,别省舟市云舟区东山街道第1村八一南街1号\n", "text", "标准地址" },
    { "村,道路,门牌,经度,纬度\n第1村,八一南街,1,119,\n", "point", "经度" },
    { "村,道路,门牌,经度,纬度\n第1村,八一南街,1,10.5,20.5\n", "point", "经度" },
    { "村,道路,门牌,主地址编号\n第1村,八一南街,1,4711\n", "main", "主地址编号" },
    { "村,道路,地块\n第1村,八一南街,\"A,3\"\n", "value", "地块" },
    { "编号,村,道路,门牌\n4711,第1村,八一南街,1\n", "id", "编号" },
    { "村,道路,门牌\n第1村,八一南街,1\n第1村,八一南街,1号\n", "double", NULL },
    { "地址\n第1村八一南街1号对面\n", "parse", "地址" },
    { "地址\n不详\n", "parse", "地址" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = county_file_digest (self->file);
      g_autofree char *after = NULL;
      g_auto (YutuImportRowsResult) result = import (self, cases[i].list);
      gboolean is_told = FALSE;

      for (guint f = 0; f < result.findings->len; f++)
        {
          const YutuImportRowsFinding *finding = result.findings->pdata[f];

          is_told = is_told || (finding->rejects && finding->row > 0 && g_str_equal (finding->rule, cases[i].rule) &&
                                g_strcmp0 (finding->field, cases[i].field) == 0 && strlen (finding->message) > 10);
        }
      if (!is_told)
        g_test_message ("%s is not told for %s", cases[i].rule, cases[i].list);
      g_assert_true (is_told);
      g_assert_cmpuint (result.rejected, ==, 1);
      g_assert_cmpuint (result.added, ==, 0);
      after = county_file_digest (self->file);
      g_assert_cmpstr (after, ==, before);
    }
}

/* A file without the register of codes knows nothing of them: what the row says itself is no fault of its text. */
static void
test_upper_of_the_row (Fixture      *self,
                       gconstpointer data)
{
  g_auto (YutuImportRowsResult) result =
    import (self, "省,市,村,道路,门牌,标准地址\n云省,舟市,第1村,八一南街,1,云省舟市云舟区东山街道第1村八一南街1号\n");

  g_assert_cmpuint (result.n_findings, ==, 0);
  g_assert_cmpuint (result.added, ==, 1);
}

/* A village that is there, only not in the township that the row names, is told with the one that has it. */
static void
test_other_township (Fixture      *self,
                     gconstpointer data)
{
  g_auto (YutuImportRowsResult) result = import (self, "乡镇,村,道路,门牌\n南溪乡,第1村,八一南街,1\n");
  const YutuImportRowsFinding *finding = result.findings->pdata[0];

  g_assert_cmpuint (result.n_findings, ==, 1);
  g_assert_cmpstr (finding->message, ==,
                   "第1村 is not in 南溪乡 on 2024-06-01 but in 东山街道; correct the township or the village");
}

/* A plot without a door is an address of its own kind, and no double of its road or of another plot. */
static void
test_parcels (Fixture      *self,
              gconstpointer data)
{
  static const char *const only[] = { "address-incomplete", "address-text", "address-twice", NULL };
  g_auto (YutuImportRowsResult) result = import (self, "村,道路,地块号\n第1村,八一南街,A-03\n第1村,八一南街,A-04地块\n第2村,,7号地块\n");
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gint64 checked = 0;

  g_assert_cmpuint (result.added, ==, 3);
  yutu_store_read (yutu_file_get_store (self->file), list_texts, texts, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (texts->str, "第1村八一南街A-03地块\n"));
  g_assert_nonnull (strstr (texts->str, "第1村八一南街A-04地块\n"));
  g_assert_nonnull (strstr (texts->str, "第2村7地块\n"));
  findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (checked, >, 0);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* A list with @x and @y behind an address of the first village. */
static YutuImportRowsResult
import_at (Fixture    *self,
           double      x,
           double      y,
           int         door,
           const char *crs,
           gboolean    swap_axes)
{
  char             first[G_ASCII_DTOSTR_BUF_SIZE], second[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *list = g_strdup_printf ("村,道路,门牌,x,y\n第1村,八一南街,%d,%s,%s\n", door,
                                           g_ascii_dtostr (first, sizeof first, x), g_ascii_dtostr (second, sizeof second, y));

  return import_with (self, list, -1, (YutuImportRowsSpec){ .crs = crs, .swap_axes = swap_axes });
}

static void
test_points (Fixture      *self,
             gconstpointer data)
{
  YutuPoint quad[4];
  double    lon = 0, lat = 0, x = 0, y = 0;

  county_get_quad (&self->county, 0, quad);
  for (int i = 0; i < 4; i++)
    {
      lon += yutu_grid_to_degrees (quad[i].x) / 4;
      lat += yutu_grid_to_degrees (quad[i].y) / 4;
    }
  x = lon;
  y = lat;
  g_assert_true (yutu_crs_transform (4490, 4549, &x, &y, 1, NULL));
  for (int i = 0; i < 6; i++)
    {
      const struct
      {
        double      x;
        double      y;
        const char *crs;
        gboolean    swaps;
        const char *rule; /* NULL: taken */
      } cases[] = {
        { lon, lat, NULL, FALSE, NULL },
        { x, y, "EPSG:4549", FALSE, NULL },
        { lat, lon, NULL, FALSE, "axes-swapped" },
        { lat, lon, NULL, TRUE, NULL },
        { y, x, "4549", FALSE, "axes-swapped" },
        { lon + 0.05, lat, NULL, FALSE, "outside" },
      };
      g_auto (YutuImportRowsResult) result =
        import_at (self, cases[i].x, cases[i].y, i + 1, cases[i].crs, cases[i].swaps);

      if (cases[i].rule == NULL)
        g_assert_cmpuint (result.added, ==, 1);
      else
        {
          g_assert_cmpuint (result.rejected, ==, 1);
          g_assert_cmpstr (((YutuImportRowsFinding *)result.findings->pdata[result.findings->len - 1])->rule, ==, cases[i].rule);
        }
    }
}

/* What was exported and comes back is there already. */
static void
test_numbers_are_kept (Fixture      *self,
                       gconstpointer data)
{
  g_auto (YutuImportRowsResult) first = import (self, "地址\n云舟区东山街道第1村八一南街128号\n");
  g_auto (YutuImportRowsResult) same = { 0 };
  g_auto (YutuImportRowsResult) other = { 0 };
  gint64           id = 0;
  g_autofree char *list = NULL;
  g_autofree char *changed = NULL;

  g_assert_cmpuint (first.added, ==, 1);
  id = county_file_count (&self->county, "SELECT id FROM address");
  list = g_strdup_printf ("编号,地址\n%" G_GINT64_FORMAT ",云舟区东山街道第1村八一南街128号\n", id);
  changed = g_strdup_printf ("编号,地址\n%" G_GINT64_FORMAT ",云舟区东山街道第1村八一南街129号\n", id);
  same = import (self, list);
  g_assert_cmpuint (same.unchanged, ==, 1);
  g_assert_cmpuint (same.rejected, ==, 0);
  g_assert_cmpint (same.entry, ==, 0);
  other = import (self, changed);
  g_assert_cmpuint (other.rejected, ==, 1);
}

/* Exports the addresses to self->path; the whole text. */
static char *
export_all (Fixture           *self,
            const YutuModules *modules,
            gboolean           ids)
{
  YutuExportSpec spec = { .layer = "address", .path = self->path, .format = YUTU_SINK_CSV, .ids = ids, .day = DAY, .viewer = { .role = "planner", .actor = "李雷" } };
  gint64         rows = 0;
  char          *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_file_export (self->file, modules, &spec, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  return text;
}

/* An export comes back with nothing to change; what is corrected in it of the record is changed as one step, what
 * else is is refused. */
static void
test_export_comes_back (Fixture      *self,
                        gconstpointer data)
{
  g_auto (YutuImportRowsResult) first =
    import (self, HEAD ",用途,状态,门牌编号,点位精度,采集方式,来源部门,备注,经度,纬度,地块\n"
                       "东山街道,第1村,八一南街,,,128号,3,,,,住宅,编码,MP-1,0.5,卫星定位,公安,\"甲,乙\",119.405,28.905,\n"
                       "东山街道,第1村,大河路12弄,,,6,,,,,,,,,,,,,,\n"
                       "东山街道,第1村,,,芙蓉苑,,,5幢,2单元,302室,商铺,,,,,民政,=1,,,\n"
                       ",第2村,,上塘,,12,,,,,,,,,,,,,,\n"
                       "东山街道,第1村,八一南街,,,,,,,,,,,,,,,,,A-03\n");
  g_autoptr (YutuModules) modules = yutu_modules_load (NULL);
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *text = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GString) moved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (first.added, ==, 5);
  for (int ids = 0; ids <= 1; ids++)
    {
      g_auto (YutuImportRowsResult) same = { 0 };

      g_free (text);
      text = export_all (self, modules, ids == 1);
      same = import (self, text);
      g_assert_cmpuint (same.unchanged, ==, 5);
      g_assert_cmpuint (same.n_findings, ==, 0);
      g_assert_cmpint (same.entry, ==, 0);
    }
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, ",MP-1,", ",MP-2,", 0), ==, 1);
  {
    g_auto (YutuImportRowsResult) one = import (self, changed->str);

    g_assert_cmpuint (one.changed, ==, 1);
    g_assert_cmpuint (one.unchanged, ==, 4);
    g_assert_cmpint (one.entry, !=, 0);
    g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", NULL, NULL, &error));
    g_assert_no_error (error);
    undone = county_file_digest (self->file);
    g_assert_cmpstr (undone, ==, before);
  }
  moved = g_string_new (text);
  g_assert_cmpuint (g_string_replace (moved, ",119.405,", ",119.406,", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (moved, ",shop,", ",office,", 0), ==, 1);
  {
    g_auto (YutuImportRowsResult) none = import (self, moved->str);

    g_assert_cmpuint (none.rejected, ==, 2);
    g_assert_cmpint (none.entry, ==, 0);
    g_assert_cmpstr (((YutuImportRowsFinding *)none.findings->pdata[0])->field, ==, "lon");
    g_assert_cmpstr (((YutuImportRowsFinding *)none.findings->pdata[1])->field, ==, "use");
  }
}

/* A list under the headings of another office is known for one of addresses, and read. */
static void
test_other_headings (Fixture      *self,
                     gconstpointer data)
{
  static const char        list[] = "序,所在镇街,村居,路,号码,栋号,X坐标,Y坐标\n"
                                    "1,东山街道,第1村,八一南街,128,,119.405,28.905\n";
  static const char *const headings[] = { "序", "所在镇街", "村居", "路", "号码", "栋号", "X坐标", "Y坐标" };
  g_autoptr (YutuModules) modules = yutu_modules_load (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *object = NULL;
  const char *kind = NULL;
  g_auto (YutuImportRowsResult) result = import_with (self, list, -1, (YutuImportRowsSpec){ .dry_run = TRUE });

  g_assert_cmpuint (result.added, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    g_ptr_array_add (names, (gpointer)headings[i]);
  yutu_import_guess (modules, names, &object, &kind);
  g_assert_cmpstr (object, ==, YUTU_IMPORT_ADDRESSES);
}

/* A map may name another column, or none, for a field that a column is called as. */
static void
test_maps (Fixture      *self,
           gconstpointer data)
{
  static const char *const other[] = { "text=抄录", NULL };
  static const char *const none[] = { "remark=", NULL };
  static const char *const no_field[] = { "nothing=", NULL };
  static const char        list[] = "地址,抄录,备注\n没有的地方1号,云舟区东山街道第1村八一南街128号,记\n";
  YutuImportRowsSpec       bad = { .path = self->path, .actor = "李雷", .day = DAY, .maps = no_field };
  g_auto (YutuImportRowsResult) first = import_with (self, list, -1, (YutuImportRowsSpec){ .maps = other, .dry_run = TRUE });
  g_auto (YutuImportRowsResult) second = { 0 };
  g_auto (YutuImportRowsResult) third = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (first.added, ==, 1);
  g_assert_cmpuint (first.n_findings, ==, 1);
  g_assert_cmpstr (((YutuImportRowsFinding *)first.findings->pdata[0])->field, ==, "地址");
  second = import_with (self, "地址,备注\n云舟区东山街道第1村八一南街128号,记\n", -1,
                        (YutuImportRowsSpec){ .maps = none, .dry_run = TRUE });
  g_assert_cmpuint (second.added, ==, 1);
  g_assert_cmpuint (second.n_findings, ==, 1);
  for (guint i = 0; i < second.columns->len; i++)
    g_assert_false (g_str_has_prefix (second.columns->pdata[i], "remark="));
  g_assert_false (yutu_file_import_addresses (self->file, &bad, &third, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS);
}

/* Lines of one form are read by the way of the first of them: as if each were read alone. */
static void
test_forms (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GString) list = g_string_new ("地址\n");
  g_autofree char *read = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int i = 1; i <= 300; i++)
    {
      g_string_append_printf (list, "东山街道第1村八一南街%d号\n第1村芙蓉苑%d幢%d单元%d%02d室\n", i * 13, i, i % 9 + 1, i % 30 + 1,
                              i % 4 + 1);
      g_string_append_printf (expected, "云舟区东山街道第1村八一南街%d号\n云舟区东山街道第1村芙蓉苑%d幢%d单元%d%02d室\n", i * 13, i,
                              i % 9 + 1, i % 30 + 1, i % 4 + 1);
    }
  {
    g_auto (YutuImportRowsResult) result = import (self, list->str);

    g_assert_cmpuint (result.rejected, ==, 0);
  }
  read = texts (self);
  g_assert_cmpstr (read, ==, expected->str);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GString) list = g_string_new ("地址\n");
  g_autoptr (GError) error = NULL;
  YutuImportRowsSpec spec = { .path = self->path, .actor = "李雷", .day = DAY, .progress = progress, .cancellable = cancellable };
  g_auto (YutuImportRowsResult) result = { 0 };

  for (int i = 1; i <= 5000; i++)
    g_string_append_printf (list, "东山街道第1村八一南街%d号\n", i);
  g_assert_true (g_file_set_contents (self->path, list->str, -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (yutu_file_import_addresses (self->file, &spec, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/address-import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("other-township", test_other_township);
  ADD ("upper-of-the-row", test_upper_of_the_row);
  ADD ("parcels", test_parcels);
  ADD ("elements", test_elements);
  ADD ("statuses", test_statuses);
  ADD ("records", test_records);
  ADD ("texts", test_texts);
  ADD ("encodings", test_encodings);
  ADD ("rules", test_rules);
  ADD ("points", test_points);
  ADD ("numbers-are-kept", test_numbers_are_kept);
  ADD ("export-comes-back", test_export_comes_back);
  ADD ("other-headings", test_other_headings);
  ADD ("maps", test_maps);
  ADD ("forms", test_forms);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
