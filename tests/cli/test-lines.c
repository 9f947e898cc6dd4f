/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it, on the boundary lines, pillars and joint inspections of the
 * demo county: each part of "line", the rules of "check" that are theirs, and import of both; corrections of the
 * land that they divide. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "folder.h"
#include "program.h"

typedef struct
{
  char *folder;
} Fixture;

static char *
in_folder (Fixture    *self,
           const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-lines-XXXXXX", NULL);
  program_put_demo (self->folder, "a.yutu", 1000);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
}

typedef struct
{
  const char *line;
  int         code;
  const char *text;
} Call;

static void
expect_all (Fixture    *self,
            const Call *calls,
            gsize       n)
{
  for (gsize i = 0; i < n; i++)
    program_expect (self->folder, calls[i].line, calls[i].code, calls[i].text);
}

static void
write_file (Fixture    *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = in_folder (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* ---- Lines ---- */

static void
test_reading (Fixture      *self,
              gconstpointer data)
{
  static const Call calls[] = {
    { "line a.yutu list", 0, "\"name\":\"婺兰线\",\"grade\":3,\"left\":\"婺城区\",\"right\":\"兰溪市\"" },
    { "line a.yutu due", 0, "\"name\":\"婺金线\"" },
    { "line a.yutu due --within 0 --as-of 2026-11-01", 0, NULL },
    { "line a.yutu due --within soon", 2, NULL },
    { "line a.yutu show 330702330781", 0, "\"pillar_list\":[{" },
    { "line a.yutu show 婺兰线", 0, "\"course\":\"婺兰线：婺城区、兰溪市的行政区域界线" },
    { "line a.yutu show 没有线", 3, NULL },
    { "line a.yutu describe 婺兰线", 0, "\"legs\":[{\"piece\":1,\"from\":\"" },
    { "line a.yutu bounds 罗店镇", 0, "\"east\":[\"" },
    { "line a.yutu bounds 无此镇", 3, NULL },
    { "line a.yutu pillar 330702330781003A", 0, "\"kind\":\"double\"" },
    { "line a.yutu pillar 330702330781999Q", 3, NULL },
    { "line a.yutu", 2, NULL },
    { "line a.yutu show", 2, NULL },
    { "line a.yutu sing 婺兰线", 2, NULL },
    { "line nothing.yutu list", 3, NULL },
    /* The search box knows them too. */
    { "search a.yutu wulanxian", 0, "\"kind\":\"line\"" },
    { "search a.yutu 兰线 --kind line", 0, "\"name\":\"婺兰线\"" },
    { "search a.yutu 781003A", 0, "\"kind\":\"pillar\"" },
    { "search a.yutu 婺兰线3号界桩 --kind pillar", 0, "\"name\":\"330702330781003A\"" },
  };

  expect_all (self, calls, G_N_ELEMENTS (calls));
}

static void
test_line (Fixture      *self,
           gconstpointer data)
{
  static const Call calls[] = {
    { "line a.yutu set 婺兰线 --set agreement_no=兰婺〔2001〕1号 --set length_m=60900", 0, "兰婺〔2001〕1号" },
    { "line a.yutu set 婺兰线 --set agreement_date=2001-02-30", 3, NULL },
    { "line a.yutu set 婺兰线 --set approval_date=1990-01-01 --set agreement_date=2001-01-01", 3, NULL },
    { "line a.yutu set 婺兰线 --set colour=red", 3, NULL },
    { "line a.yutu set 婺兰线 --set disputed=true --role leader", 3, NULL },
    { "undo a.yutu", 0, NULL },
    { "line a.yutu show 婺兰线", 0, "\"length_legal_km\":60.859999" },
  };

  expect_all (self, calls, G_N_ELEMENTS (calls));
}

/* ---- Pillars ---- */

static void
test_pillars (Fixture      *self,
              gconstpointer data)
{
  static const Call calls[] = {
    { "line a.yutu add-pillar 婺兰线 --at 119.58,29.2 --set material=granite", 0, "\"kind\":\"single\"" },
    { "line a.yutu add-pillar 婺兰线", 2, NULL },
    { "line a.yutu add-pillar 婺兰线 --at nowhere", 3, NULL },
    { "line a.yutu add-pillar 婺兰线 --at 119.58,29.2 --set number=330702330781001Q", 3, NULL },
    { "line a.yutu add-pillar 婺兰线 --at 119.58,29.2 --set number=330702330723099Q", 3, NULL },
    { "line a.yutu add-pillar 婺兰线 --at \"119°34′48″ 29°12′00″\"", 0, "\"lon\":119.58" },
    { "line a.yutu add-pillar 婺兰线 --at 119.3448,29.12 --dms", 0, "\"lon\":119.58" },
    { "line a.yutu set-pillar 330702330781002Q --set height_m=88.5 --line 婺金线", 0, "\"lines\":[\"婺兰线\",\"婺金线\"]" },
    { "line a.yutu set-pillar 330702330781002Q --set height_m=99999", 3, NULL },
    { "line a.yutu set-pillar 330702330781002Q --set kind=double", 3, NULL },
    /* What happened tells the condition; the history keeps where it stood. */
    { "line a.yutu note-pillar 330702330781002Q --what lost --from 2026-05-01 --document 金民〔2026〕3号", 0,
      "\"condition\":\"lost\"" },
    { "line a.yutu note-pillar 330702330781002Q --what replanted --at 119.5,29.2 --from 2026-06-01", 0,
      "\"lon_before\":" },
    { "line a.yutu pillar 330702330781002Q", 0, "\"condition\":\"good\"" },
    { "line a.yutu note-pillar 330702330781002Q --what vanished", 3, NULL },
    { "line a.yutu note-pillar 330702330781002Q --what lost --from 2099-01-01", 3, NULL },
    { "line a.yutu note-pillar 330702330781002Q --what lost --from yesterday", 2, NULL },
    { "check a.yutu --only pillar-off-line", 1, "\"table\":\"boundary_pillar\"" },
    { "line a.yutu end-pillar 330702330781002Q --from 2026-07-01", 0, "\"valid_to\":\"2026-07-01\"" },
    { "line a.yutu pillar 330702330781002Q", 3, NULL },
    { "line a.yutu pillar 330702330781002Q --as-of 2026-06-30", 0, NULL },
  };

  expect_all (self, calls, G_N_ELEMENTS (calls));
}

/* ---- Inspections ---- */

/* The id of the case that "line inspect" opens. */
static gint64
start (Fixture    *self,
       const char *line)
{
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (program_ask (self->folder, line, &output), ==, 0);
  node = json_from_string (output, NULL);
  g_assert_nonnull (node);
  return json_object_get_int_member (json_node_get_object (node), "case");
}

static void
test_inspection (Fixture      *self,
                 gconstpointer data)
{
  gint64           id = start (self, "line a.yutu inspect 罗店竹马线 --reason river");
  g_autofree char *record = g_strdup_printf ("line a.yutu record %" G_GINT64_FORMAT
                                             " --set started_on=2026-11-02 --set ended_on=2026-11-03 --set "
                                             "problems=标志物移动 --set follow_up_due=2026-11-10",
                                             id);
  g_autofree char *wrong = g_strdup_printf ("line a.yutu record %" G_GINT64_FORMAT " --set ended_on=2026-11-03 "
                                            "--set follow_up_due=2026-11-01",
                                            id);
  g_autofree char *other = g_strdup_printf ("line a.yutu record %" G_GINT64_FORMAT
                                            " --pillar 330702330781001Q=good",
                                            id);
  const Call       calls[] = {
          { "line a.yutu inspect 罗店竹马线", 3, NULL }, /* one is running */
          { "line a.yutu inspect 婺兰线 --reason whim", 3, NULL },
          { "line a.yutu show 罗店竹马线", 0, "\"reason\":\"river\"" },
          { wrong, 3, NULL },
          { other, 3, NULL }, /* that pillar stands on another line */
          { record, 0, "\"problems\":\"标志物移动\"" },
          { "check a.yutu --only inspection-follow-up", 1, "\"rule\":\"inspection-follow-up\",\"severity\":\"warning\"" },
          { "line a.yutu record 1 --set problems=无", 3, NULL },
  };

  expect_all (self, calls, G_N_ELEMENTS (calls));
}

/* Pillar by pillar; saved twice it happened once. */
static void
test_results (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *shown = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *record = NULL;
  g_autofree char *output = NULL;

  g_assert_cmpint (program_ask (self->folder, "line a.yutu show 婺兰线", &shown), ==, 0);
  node = json_from_string (shown, NULL);
  record = g_strdup_printf ("line a.yutu record %" G_GINT64_FORMAT
                            " --pillar 330702330781001Q=damaged:基座开裂 --pillar 330702330781002Q=good",
                            json_object_get_int_member (json_node_get_object (node), "case"));
  program_expect (self->folder, record, 0, "\"note\":\"基座开裂\"");
  program_expect (self->folder, record, 0, "\"note\":\"基座开裂\"");
  g_assert_cmpint (program_ask (self->folder, "line a.yutu pillar 330702330781001Q", &output), ==, 0);
  g_assert_nonnull (strstr (output, "\"condition\":\"damaged\""));
  g_assert_nonnull (strstr (output, "基座开裂"));
  g_assert_null (strstr (strstr (output, "基座开裂") + 1, "基座开裂"));
}

/* ---- Import ---- */

static const char PILLARS[] = "界桩编号,界桩类型,材质,埋设日期,状况,经度,纬度,高程\n"
                              "330702330781051Q,单立双面型,花岗岩,2026-03-01,完好,119.58,29.2,61.5\n"
                              "330702330781052Q,single,granite,2026-03-01,good,119°34′48″,29°12′00″,62\n";

static void
test_import_pillars (Fixture      *self,
                     gconstpointer data)
{
  write_file (self, "p.csv", PILLARS);
  program_expect (self->folder, "import a.yutu p.csv --as pillar --dry-run", 1, "\"rejected\":0");
  program_expect (self->folder, "line a.yutu pillar 330702330781051Q", 3, NULL);
  program_expect (self->folder, "import a.yutu p.csv --as pillar", 1, "\"added\":2");
  program_expect (self->folder, "line a.yutu pillar 330702330781052Q", 0, "\"lon\":119.58");
  program_expect (self->folder, "import a.yutu p.csv --as pillar --dry-run", 0, "\"changed\":0,\"unchanged\":2");
  program_expect (self->folder, "undo a.yutu", 0, NULL);
  program_expect (self->folder, "line a.yutu pillar 330702330781051Q", 3, NULL);
}

/* Each finding names the file, the row, the column and what to do; one rejected row keeps all out. */
static void
test_import_faults (Fixture      *self,
                    gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *text;
  } faults[] = {
    { "330702330781061Q,单立双面型,,,完好,somewhere,29.2", "\"row\":1,\"field\":\"经度\",\"rule\":\"position\"" },
    { "330702330781061Q,单立双面型,,昨天,完好,119.58,29.2", "\"row\":1,\"field\":\"埋设日期\",\"rule\":\"type\"" },
    { "330702330781061Q,三立,,,完好,119.58,29.2", "\"row\":1,\"field\":\"界桩类型\"" },
    { "330702330999001Q,单立双面型,,,完好,119.58,29.2", "\"row\":1,\"field\":\"Line\",\"rule\":\"line\"" },
    { "330702330781061Q,同号双立,,,完好,119.58,29.2", "\"row\":1,\"field\":\"界桩编号\",\"rule\":\"value\"" },
    { "330702330781061Q,单立双面型,,,完好,,", "\"rule\":\"position\",\"message\":\"a new pillar stands somewhere: give" },
    { "330702330781061Q,单立双面型,,,完好,119.58,29.2\n330702330781061Q,单立双面型,,,完好,119.58,29.2",
      "\"row\":2,\"field\":\"界桩编号\",\"rule\":\"twice\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *table =
        g_strdup_printf ("界桩编号,界桩类型,材质,埋设日期,状况,经度,纬度\n%s\n", faults[i].row);

      write_file (self, "f.csv", table);
      program_expect (self->folder, "import a.yutu f.csv --as pillar --dry-run", 1, faults[i].text);
      program_expect (self->folder, "import a.yutu f.csv --as pillar", 1, "{\"file\":\"f.csv\",\"row\":");
      program_expect (self->folder, "line a.yutu pillar 330702330781061Q", 3, NULL);
    }
  program_expect (self->folder, "import a.yutu f.csv --as pillar --role leader", 3, NULL);
  program_expect (self->folder, "import a.yutu nowhere.csv --as pillar", 3, NULL);
}

/* What went out comes back as nothing to change, in every format that has the fields; what was changed in it is
 * told by the heading that it has there. */
static void
test_export_comes_back (Fixture      *self,
                        gconstpointer data)
{
  static const char *const kinds[][2] = { { "boundary_line", "boundary-line" }, { "boundary_pillar", "pillar" } };
  static const char *const outs[] = { "o.csv --headers id", "o.csv", "o.xlsx", "o.gpkg", "o.geojson", "o.shp --headers id", "s.shp", "p.gpkg --crs 4549" };
  g_autofree char         *path = in_folder (self, "o.csv");
  g_autofree char         *text = NULL;
  g_autoptr (GString) edited = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (gsize i = 0; i < G_N_ELEMENTS (outs); i++)
      {
        g_auto (GStrv) words = g_strsplit (outs[i], " ", 2);
        g_autofree char *out = g_strdup_printf ("export a.yutu %s -o %s", kinds[k][0], outs[i]);
        g_autofree char *in = g_strdup_printf ("import a.yutu %s --as %s", words[0], kinds[k][1]);

        program_expect (self->folder, out, 0, NULL);
        program_expect (self->folder, in, 0, "\"findings\":0,\"added\":0,\"changed\":0,\"unchanged\":");
      }
  program_expect (self->folder, "history a.yutu --limit 1", 0, "\"kind\":\"inspection-follow\""); /* the demo's last entry */
  program_expect (self->folder, "export a.yutu boundary_line -o o.csv", 0, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, ",36820,", ",nothing,", 1), ==, 1);
  write_file (self, "e.csv", edited->str);
  program_expect (self->folder, "import a.yutu e.csv --as boundary-line", 1, "\"field\":\"Length by law\",\"rule\":\"type\"");
  g_string_replace (edited, ",nothing,", ",36900,", 1);
  write_file (self, "e.csv", edited->str);
  program_expect (self->folder, "import a.yutu e.csv --as boundary-line", 0, "\"changed\":1,\"unchanged\":66");
  program_expect (self->folder, "import a.yutu e.csv --as boundary-line", 0, "\"changed\":0,\"unchanged\":67");
  program_expect (self->folder, "undo a.yutu", 0, "\"kind\":\"undo\"");
  program_expect (self->folder, "line a.yutu show 婺金线", 0, "36820");
}

/* A trial needs no right to write; the columns may be told. */
static void
test_import_read_only (Fixture      *self,
                       gconstpointer data)
{
  g_autofree char *path = in_folder (self, "a.yutu");

  write_file (self, "m.csv", "桩号,经度,纬度\n330702330781051Q,119.58,29.2\n");
  write_file (self, "l.csv", "界线代码,协议书编号,界线长度\n330702330781,兰婺〔2001〕1号,60900\n");
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  program_expect (self->folder, "import a.yutu m.csv --as pillar --map number=桩号 --dry-run", 1, "\"added\":1");
  program_expect (self->folder, "import a.yutu m.csv --as pillar --map number=没有 --dry-run", 3, NULL);
  program_expect (self->folder, "import a.yutu l.csv --as boundary-line --dry-run", 0, "\"changed\":1");
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  program_expect (self->folder, "import a.yutu l.csv --as boundary-line", 0, "\"changed\":1");
  program_expect (self->folder, "line a.yutu show 婺兰线", 0, "兰婺〔2001〕1号");
}

static void
test_import_lines (Fixture      *self,
                   gconstpointer data)
{
  static const Call calls[] = {
    { "import a.yutu wrong.csv --as boundary-line --dry-run", 1, "\"row\":1,\"field\":\"agreement_date\",\"rule\":\"type\"" },
    { "import a.yutu none.csv --as boundary-line --dry-run", 1, "\"row\":1,\"field\":\"code\",\"rule\":\"line\"" },
  };

  write_file (self, "wrong.csv", "code,agreement_date\n330702330781,昨天\n");
  write_file (self, "none.csv", "code,agreement_no\n330702330999,1号\n");
  expect_all (self, calls, G_N_ELEMENTS (calls));
}

static void
test_kit (Fixture      *self,
          gconstpointer data)
{
  g_autofree char *path = in_folder (self, "kit.pdf");
  g_autofree char *text = NULL;
  gsize            length = 0;

  program_expect (self->folder, "sheet a.yutu print line-kit --line 婺兰线 -o kit.pdf", 0, "\"pages\":");
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  program_expect (self->folder, "sheet a.yutu print line-kit -o kit.pdf", 2, NULL);
}

/* ---- Corrections of the land ---- */

#define RING     "'POLYGON((119.6 29.16,119.6005 29.16,119.6005 29.1605,119.6 29.1605,119.6 29.16))'"
#define BOW      "'POLYGON((119.6 29.16,119.7 29.16,119.6 29.17,119.65 29.15,119.6 29.16))'"
#define WITH_GAP "'POLYGON((119.6 29.16,119.62 29.16,119.61 29.17,119.6 29.16)," \
                 "(119.605 29.162,119.61 29.162,119.61 29.163,119.605 29.162))'"
#define IN_IT "at a.yutu 119.6003 29.1603"

/* An exclave and a hole that were there all along: tried, done, undone to the byte of every area. */
static void
test_corrections (Fixture      *self,
                  gconstpointer data)
{
  static const Call calls[] = {
    { IN_IT, 0, "\"name\":\"紫藤社区\"" },
    { "division a.yutu add-land 乾西乡 --within " RING " --dry-run", 0, "\"name\":\"乾西乡\",\"allowed\":true,\"area_m2\":26" },
    { "division a.yutu add-land 乾西乡 --within " RING " --dry-run", 0, "\"name\":\"紫藤社区\",\"area_m2\":26" },
    { IN_IT, 0, "\"name\":\"紫藤社区\"" }, /* a trial changes nothing */
    { "division a.yutu add-land 紫藤社区 --within " RING " --dry-run", 0, "\"area_m2\":0.0,\"from\":[],\"done\":false" },
    { "division a.yutu add-land 紫藤社区 --within " RING, 3, NULL },
    { "division a.yutu cut-hole --within " BOW " --dry-run", 1, "\"allowed\":false,\"reason\":\"" },
    { "division a.yutu cut-hole --within " BOW, 3, NULL },
    { "division a.yutu cut-hole --within " WITH_GAP, 3, NULL },
    { "division a.yutu cut-hole --within 'POINT(119.6 29.16)'", 3, NULL },
    { "division a.yutu cut-hole", 2, NULL },
    { "division a.yutu cut-hole 乾西乡 --within " RING, 2, NULL },
    { "division a.yutu add-land --within " RING, 2, NULL },
    { "division a.yutu add-land 无此乡 --within " RING, 3, NULL },
    { "division a.yutu add-land 乾西乡 --within " RING " --known-on 2099-01-01", 2, NULL },
    { "division a.yutu add-land 乾西乡 --within " RING, 0, "\"done\":true,\"entry\":" },
    { IN_IT, 0, "\"name\":\"乾西乡\"" },
    { IN_IT " --as-of 2021-06-30", 0, "\"name\":\"乾西乡\"" }, /* on all days */
    { "check a.yutu --as-of 2026-11-24", 0, "\"findings\":0" },
    { "history a.yutu --limit 1", 0, "\"kind\":\"island-add\"" },
    { "undo a.yutu", 0, NULL },
    { IN_IT, 0, "\"name\":\"紫藤社区\"" },
    { "division a.yutu cut-hole --within " RING, 0, "\"unit\":0,\"name\":null,\"allowed\":true" },
    { IN_IT, 0, "{\"place\":[]" },
    { "check a.yutu --as-of 2026-11-24", 1, "\"rule\":\"unclaimed-land\"" },
    { "undo a.yutu", 0, NULL },
    { "check a.yutu --as-of 2026-11-24", 0, "\"findings\":0" },
    { "verify a.yutu", 0, "\"ok\":true" },
  };

  expect_all (self, calls, G_N_ELEMENTS (calls));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/cli/lines/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("reading", test_reading);
  ADD ("line", test_line);
  ADD ("pillars", test_pillars);
  ADD ("inspection", test_inspection);
  ADD ("results", test_results);
  ADD ("import-pillars", test_import_pillars);
  ADD ("import-faults", test_import_faults);
  ADD ("export-comes-back", test_export_comes_back);
  ADD ("import-read-only", test_import_read_only);
  ADD ("import-lines", test_import_lines);
  ADD ("kit", test_kit);
  ADD ("corrections", test_corrections);
#undef ADD
  return g_test_run ();
}
