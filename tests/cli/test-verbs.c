/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it: exit codes and keys. */

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/wait.h>

#include "folder.h"
#include "program.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
}

/* Runs "yutu LINE" in the folder; returns the exit code, and the output's lines. */
static int
run (Fixture    *self,
     const char *line,
     GStrv      *output)
{
  g_autofree char *out = NULL;
  int              code = program_run (self->folder, line, &out);

  if (output != NULL)
    *output = g_strsplit (g_strchomp (out), "\n", -1);
  return code;
}

/* A language needs no locale of its own in C.UTF-8. */
static void
assert_told (Fixture    *self,
             const char *call,
             int         code,
             const char *beginning)
{
  g_auto (GStrv) environment = g_get_environ ();
  g_auto (GStrv) words = NULL;
  g_autofree char *command = g_strdup_printf ("%s %s", g_getenv ("YUTU_PROGRAM"), call);
  g_autofree char *err = NULL;
  int              status = 0;

  environment = g_environ_setenv (environment, "LC_ALL", "C.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "LANGUAGE", "zh_CN", TRUE);
  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_true (g_spawn_sync (self->folder, words, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, &err,
                               &status, NULL));
  g_test_message ("%s", err);
  g_assert_cmpint (WEXITSTATUS (status), ==, code);
  g_assert_true (g_str_has_prefix (err, beginning));
}

static void
test_errors_speak_the_users_language (Fixture      *self,
                                      gconstpointer data)
{
  g_assert_cmpint (run (self, "new nothing.yutu", NULL), ==, 0);
  assert_told (self, "new nothing.yutu", 3, "yutu: new: 同名文件已存在");
  assert_told (self, "info gone.yutu", 3, "yutu: info: 文件不存在");
  assert_told (self, "info .", 3, "yutu: info: 这不是舆图文件");
  assert_told (self, "info", 2, "yutu: info: 无法理解该命令");
  assert_told (self, "import nothing.yutu gone.json --as division --level township", 3,
               "yutu: import: 文件不存在");
  assert_told (self, "import nothing.yutu nothing.yutu --as division --level township", 3,
               "yutu: import: 该文件格式不受支持");
  assert_told (self, "division nothing.yutu history 330702100", 3, "yutu: division: 文件中没有这一项");
  assert_told (self, "line nothing.yutu move-vertex 99 1 119.6 29.1", 3, "yutu: line: 没有这条界线");
}

static void
assert_keys (const char *line,
             const char *keys)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  g_auto (GStrv) names = g_strsplit (keys, ",", -1);

  g_assert_nonnull (node);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_test_message ("key %s", names[i]);
      g_assert_true (json_object_has_member (json_node_get_object (node), names[i]));
    }
}

typedef struct
{
  const char *line;
  int         code;
  const char *keys; /* of the first line; NULL: none expected */
} Call;

/* ---- Division change orders ---- */

#define ACT "{\"kind\": \"merge\", \"title\": \"合并\", \"doc_no\": \"测函〔2026〕1号\", \"effective_on\": " \
            "\"2026-11-24\", \"steps\": [{\"do\": \"merge\", \"units\": [\"箬阳乡\", \"沙畈乡\"], \"into\": \"沙畈乡\"}]}"
#define BAD_ACT "{\"kind\": \"abolish\", \"title\": \"撤销\", \"effective_on\": \"2026-11-24\", \"steps\": " \
                "[{\"do\": \"abolish\", \"unit\": \"箬阳乡\"}]}"

static void
write_file (Fixture    *self,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_file (Fixture    *self,
           const char *name,
           gsize      *size)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, size, NULL));
  return text;
}

static char *
ask_whole (Fixture    *self,
           const char *line)
{
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (run (self, line, &lines), <=, 1);
  return g_strjoinv ("\n", lines);
}

static const char *const PLAN_KEYS =
  "act,kind,effective,before,after,codes,lineage,moved,area_m2_before,area_m2_after,seconds";

static void
assert_plan_told (Fixture *self)
{
  g_autofree char *json = ask_whole (self, "act d.yutu plan a.json --json");
  g_autofree char *text = ask_whole (self, "act d.yutu plan a.json");

  assert_keys (json, PLAN_KEYS);
  g_assert_null (strchr (text, '{')); /* tables, not JSON */
  g_assert_null (strchr (text, '['));
  g_assert_nonnull (strstr (text, "\nUnits before\n"));
  g_assert_nonnull (strstr (text, "箬阳乡  沙畈乡  100.00 %"));
}

static void
assert_papers (Fixture *self)
{
  g_autofree char *notice = ask_whole (self, "act d.yutu show 测函〔2026〕1号 --notice");
  g_autofree char *table = NULL;
  g_autofree char *maps = NULL;
  gsize            size = 0;

  g_assert_nonnull (strstr (notice, "公告"));
  g_assert_nonnull (strstr (notice, "箬阳乡"));
  g_assert_cmpint (run (self, "act d.yutu show 测函〔2026〕1号 --table t.csv --sheet m.pdf", NULL), ==, 0);
  table = read_file (self, "t.csv", &size);
  g_assert_nonnull (strstr (table, "箬阳乡"));
  g_assert_nonnull (strstr (table, "330702204"));
  maps = read_file (self, "m.pdf", &size);
  g_assert_true (g_str_has_prefix (maps, "%PDF-"));
  g_assert_cmpuint (size, >, 10000);
  g_assert_cmpint (run (self, "act d.yutu show 测函〔2026〕1号 --table t.doc", NULL), ==, 3);
  g_assert_cmpint (run (self, "act d.yutu show 无此号", NULL), ==, 3);
}

static void
test_acts (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autofree char *list = NULL;
  g_autofree char *applied = NULL;
  g_autofree char *shown = NULL;

  program_put_demo (self->folder, "d.yutu", 2000);
  write_file (self, "a.json", ACT);
  write_file (self, "bad.json", BAD_ACT);
  before = ask_whole (self, "info d.yutu --as-of 2026-11-24 --json");
  assert_plan_told (self);
  now = ask_whole (self, "info d.yutu --as-of 2026-11-24 --json");
  g_assert_cmpstr (now, ==, before); /* it was only told */
  g_assert_cmpint (run (self, "act d.yutu plan bad.json", NULL), ==, 1);
  g_assert_cmpint (run (self, "act d.yutu apply bad.json", NULL), ==, 3);
  g_assert_cmpint (run (self, "act d.yutu apply none.json", NULL), ==, 3);
  g_assert_cmpint (run (self, "act d.yutu carry a.json", NULL), ==, 2);
  applied = ask_whole (self, "act d.yutu apply a.json --json");
  assert_keys (applied, PLAN_KEYS);
  list = ask_whole (self, "act d.yutu list");
  g_assert_nonnull (strstr (list, "测函〔2026〕1号"));
  g_assert_nonnull (strstr (list, "浙政函〔2021〕103号"));
  shown = ask_whole (self, "act d.yutu show 浙政函〔2021〕103号 --json");
  assert_keys (shown, "act,kind,title,doc_no,cases,before,after,codes,lineage");
  g_assert_nonnull (strstr (shown, "\"case_no\":\"WC-BD-2021-00001\""));
  assert_papers (self);
  g_assert_cmpint (run (self, "undo d.yutu", NULL), ==, 0);
  g_free (list);
  list = ask_whole (self, "act d.yutu list");
  g_assert_null (strstr (list, "测函〔2026〕1号"));
}

static void
test_a_file_from_new_to_restore (Fixture      *self,
                                 gconstpointer data)
{
  static const Call calls[] = {
    { "new a.yutu --json", 0, "file,divisions,villages,addresses,places,facilities,cases,seconds" },
    { "new a.yutu --json", 3, NULL },
    { "info a.yutu --json", 0,
      "schema,county_code,county_name,crs,journal_entries,journal_head,layers" },
    { "history a.yutu --json", 0, "entry,at,actor,kind,title,objects,hash" },
    { "undo a.yutu --json --actor 王", 0, "entry,at,actor,kind,title,objects,hash" },
    { "undo a.yutu", 3, NULL },
    { "redo a.yutu --json", 0, "entry,at,actor,kind,title,objects,hash" },
    { "redo a.yutu", 3, NULL },
    { "modules a.yutu --json", 0, "id,title,registers,kinds,indicators" },
    { "sheet a.yutu list --json", 0, "id,title,paper,level,theme,compares" },
    { "sheet a.yutu print county -o a.pdf", 3, NULL },
    { "verify a.yutu --json", 0, "entries,ok,first_bad,seconds" },
    { "backup a.yutu b.yutu --json", 0, "bytes,seconds" },
    { "backup a.yutu b.yutu", 3, NULL },
    { "restore b.yutu a.yutu --json", 0, "bytes,seconds" },
    { "info b.yutu", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, calls[i].line, &lines), ==, calls[i].code);
      if (calls[i].keys != NULL)
        assert_keys (lines[0], calls[i].keys);
    }
}

static void
test_bad_calls (Fixture      *self,
                gconstpointer data)
{
  static const Call calls[] = {
    { "info", 2, NULL },
    { "info a.yutu b.yutu", 2, NULL },
    { "info a.yutu --nonsense", 2, NULL },
    { "info a.yutu --as-of 2021-02-30", 2, NULL },
    { "history a.yutu --limit x", 2, NULL },
    { "history a.yutu --limit", 2, NULL },
    { "new c.yutu --crs 1", 2, NULL },
    { "sheet a.yutu", 2, NULL },
    { "sheet a.yutu print county", 2, NULL },
    { "sheet a.yutu print compare --compare 2021-02-30 -o a.pdf", 2, NULL },
    { "sheet a.yutu print county -o a.pdf --paper A0", 2, NULL },
    { "info nowhere.yutu", 3, NULL },
    { "info .", 3, NULL },
    { "restore nowhere.yutu a.yutu", 3, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (run (self, calls[i].line, NULL), ==, calls[i].code);
}

/* Two townships with a sliver covered twice, a detached part of one inside the other without a
 * hole there, and one name that the register lacks. */
static const char LAYER[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.5,29],[119.6,29],[119.6,29.1],[119.5,29.1],[119.5,29]],"
  "[[119.65,29.04],[119.66,29.04],[119.66,29.05],[119.65,29.05],[119.65,29.04]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙乡\"},\"geometry\":{\"type\":\"Polygon\","
  "\"coordinates\":[[[119.59999,29],[119.7,29],[119.7,29.1],[119.59999,29.1],[119.59999,29]]]}}]}";

static void
put_file (Fixture    *self,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static guint
count_lines (GStrv       lines,
             const char *part)
{
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], part) != NULL;
  return n;
}

static void
test_divisions_by_a_plan (Fixture      *self,
                          gconstpointer data)
{
  g_auto (GStrv) plan = NULL;
  g_auto (GStrv) done = NULL;
  g_auto (GStrv) checked = NULL;
  g_autofree char *text = NULL;

  put_file (self, "layer.geojson", LAYER);
  put_file (self, "codes.csv", "code,name\n330702100,甲镇\n");
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  g_assert_cmpint (run (self, "import a.yutu codes.csv --as code-register", NULL), ==, 0);
  g_assert_cmpint (run (self, "import a.yutu layer.geojson --as division --level township "
                              "--dry-run --json",
                        &plan),
                   ==, 1);
  assert_keys (plan[0], "row,field,rule,message,lon,lat");
  g_assert_cmpuint (count_lines (plan, "\"rule\":\"overlap\""), ==, 2);
  g_assert_cmpuint (count_lines (plan, "exclave); give it to 甲镇"), ==, 1);
  g_assert_cmpuint (count_lines (plan, "\"rule\":\"code-not-found\""), ==, 1);
  g_assert_cmpint (run (self, "check a.yutu", NULL), ==, 0); /* a trial changes nothing */
  text = g_strjoinv ("\n", plan);
  put_file (self, "plan.json", text);
  g_assert_cmpint (run (self, "import a.yutu layer.geojson --as division --level township "
                              "--repair plan.json --json",
                        &done),
                   ==, 1);
  assert_keys (done[g_strv_length (done) - 1], "rows,accepted,rejected,findings,seconds");
  g_assert_cmpint (run (self, "check a.yutu --json", &checked), ==, 0);
  assert_keys (checked[0], "checked,findings,seconds");
  g_assert_cmpint (run (self, "undo a.yutu", NULL), ==, 0);
}

static void
test_without_a_plan_land_stays_open (Fixture      *self,
                                     gconstpointer data)
{
  g_auto (GStrv) checked = NULL;

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  g_assert_cmpint (run (self, "import a.yutu layer.geojson --as division --level township", NULL),
                   ==, 1);
  g_assert_cmpint (run (self, "check a.yutu --json", &checked), ==, 1);
  g_assert_cmpuint (count_lines (checked, "\"rule\":\"disputed-land\""), ==, 2);
  g_assert_cmpuint (count_lines (checked, "\"severity\":\"error\""), ==, 0);
}

/* A case is opened in a place, taken a step, found there, and undone like everything else. */
static void
test_a_case_in_its_place (Fixture      *self,
                          gconstpointer data)
{
  static const Call calls[] = {
    { "at a.yutu 119.55 29.05 --json", 0, "place,objects,modules" },
    { "at a.yutu 119.55 29.05", 0, NULL },
    { "at a.yutu 119.55", 2, NULL },
    { "at a.yutu 119.55 99", 2, NULL },
    { "at a.yutu 119.55 x", 2, NULL },
    { "at a.yutu 119.55 29.05 --radius 0", 2, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --place 甲镇 --set area_m2=500 "
      "--set investment_fen=12.50 --as-of 2026-01-05 --json",
      0, "id,case_no,module,kind,state,transitions,fields,events" },
    { "case a.yutu open --module elderly --kind EL.BUILD --place 丙镇", 3, NULL },
    { "case a.yutu open --module funeral --kind EL.BUILD --place 甲镇", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --place 甲镇 --set area_m2=x", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --place 甲镇 --set height=1", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD", 2, NULL },
    { "case a.yutu step YT-EL-2026-00001 design --note 好 --as-of 2026-02-01 --json", 0,
      "id,case_no,module,kind,state,transitions,fields,events" },
    { "case a.yutu step YT-EL-2026-00001 open --as-of 2026-02-01", 3, NULL },
    { "case a.yutu step YT-EL-2026-00001 build --as-of 2026-03-01 --role clerk", 3, NULL },
    { "case a.yutu show YT-EL-2026-00001", 0, NULL },
    { "case a.yutu show YT-EL-2026-00001 --json", 0, "limit,attachments,steps,persons" },
    { "case a.yutu show 1", 3, NULL },
    { "case a.yutu attach YT-EL-2026-00001 layer.geojson --as-of 2026-02-02 --json", 0,
      "id,state,events,attachments" },
    { "case a.yutu attach YT-EL-2026-00001 layer.geojson", 3, NULL },
    { "case a.yutu attach YT-EL-2026-00001 none.pdf", 3, NULL },
    { "case a.yutu attach YT-EL-2026-00001 . ", 3, NULL },
    { "case a.yutu attach YT-EL-2026-00001", 2, NULL },
    { "case a.yutu save-attachment YT-EL-2026-00001 77 -o out.geojson", 3, NULL },
    { "case a.yutu save-attachment YT-EL-2026-00001 77", 2, NULL },
    { "undo a.yutu", 0, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --at 119.55,29.05 --as-of 2026-01-05 --json",
      0, "id,case_no" },
    { "undo a.yutu", 0, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --at 119.55,29.05 --place 甲镇", 2, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --at 19.55,29.05", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --address 77", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --facility 77", 3, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --pillar 77", 2, NULL },
    { "case a.yutu open --module elderly --kind EL.BUILD --place 甲镇 --role planner", 3, NULL },
    { "case a.yutu open --module social-assistance --kind SA.LEAD --place 甲镇 --set source=grid "
      "--person name=李小明 --person id_no=33079919480101001X --as-of 2026-01-05 --json",
      0, "persons" },
    { "undo a.yutu", 0, NULL },
    { "case a.yutu", 2, NULL },
    { "cases a.yutu --place 甲镇 --as-of 2025-12-31 --json", 0, "total,shown" },
    { "cases a.yutu --place 甲镇 --module elderly --state designing --json", 0,
      "id,case_no,module,kind,state,title,due_on,place,lon,lat" },
    { "cases a.yutu --at 119.55,29.05 --radius 20000 --json", 0, "total,shown" },
    { "cases a.yutu --within 'POLYGON((119 28,120 28,120 30,119 30,119 28))'", 0, NULL },
    { "cases a.yutu --within 'POINT(119 28)'", 3, NULL },
    { "cases a.yutu --within nonsense", 3, NULL },
    { "cases a.yutu --place 甲镇 --module nonsense", 3, NULL },
    { "cases a.yutu --place 甲镇 --kind nonsense", 3, NULL },
    { "cases a.yutu --place 甲镇 --state nonsense", 3, NULL },
    { "cases a.yutu --place 甲镇 --due-before 2026", 2, NULL },
    { "cases a.yutu --at 119.55,29.05", 2, NULL },
    { "cases a.yutu", 2, NULL },
    { "cases a.yutu --overdue --json --as-of 2030-01-01", 0, "total,shown" },
    { "cases a.yutu --due week --sort place --descending --json", 0, "total,shown" },
    { "cases a.yutu --due-before 2031-01-01 --officer 李敏 --text EL --open", 0, NULL },
    { "cases a.yutu --board --json --as-of 2030-01-01", 0, "module,place,overdue,week,month" },
    { "cases a.yutu --board --place 甲镇 --module elderly", 0, NULL },
    { "cases a.yutu --due soon", 2, NULL },
    { "cases a.yutu --due week --overdue", 2, NULL },
    { "cases a.yutu --place 甲镇 --sort colour", 2, NULL },
    { "search a.yutu 甲 --json", 0, "kind,id,name,label,score,lon,lat,division" },
    { "search a.yutu jiazhen --kind division,place", 0, NULL },
    { "search a.yutu 无此名 --json", 0, "total,shown,milliseconds" },
    { "search a.yutu 甲 --kind nonsense", 2, NULL },
    { "search a.yutu", 2, NULL },
    { "undo a.yutu", 0, NULL },
    { "case a.yutu show YT-EL-2026-00001", 0, NULL },
    { "undo a.yutu", 0, NULL },
    { "case a.yutu show YT-EL-2026-00001", 3, NULL },
  };

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township --as-of 2020-01-01",
       NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, calls[i].line, &lines), ==, calls[i].code);
      if (calls[i].keys != NULL)
        assert_keys (lines[0], calls[i].keys);
    }
}

/* In whole sentences, as the window says it. */
static void
test_a_case_says_what_it_lacks (Fixture      *self,
                                gconstpointer data)
{
  g_autofree char *shown = NULL;

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township --as-of 2020-01-01", NULL);
  g_assert_cmpint (run (self, "case a.yutu open --module elderly --kind EL.BUILD --place 甲镇 --as-of 2026-01-05", NULL), ==, 0);
  g_assert_cmpint (run (self, "case a.yutu step YT-EL-2026-00001 design --as-of 2026-02-01", NULL), ==, 0);
  g_assert_cmpint (program_run (self->folder, "case a.yutu show YT-EL-2026-00001", &shown), ==, 0);
  g_assert_nonnull (strstr (shown, "Still missing: the document number.\n"));
  g_clear_pointer (&shown, g_free);
  g_assert_cmpint (program_run (self->folder, "case a.yutu show YT-EL-2026-00001 --role leader", &shown), ==, 0);
  g_assert_nonnull (strstr (shown, "Only for "));
}

/* What speaks against two names being one: where they lie, how far from each other, and of what class. */
static void
test_merge_doubts (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char *shown = NULL;
  g_auto (GStrv) lines = NULL;

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township --as-of 2020-01-01", NULL);
  g_assert_cmpint (run (self, "name a.yutu add 望江亭 --at 119.55,29.05", NULL), ==, 0);
  g_assert_cmpint (run (self, "name a.yutu add 望江 --at 119.55,29.051 --class hill", NULL), ==, 0);
  g_assert_cmpint (run (self, "name a.yutu add 望云亭 --at 119.597,29.05", NULL), ==, 0);
  g_assert_cmpint (run (self, "name a.yutu merge 望江 望江亭 --from 2031-01-01 --dry-run --json", &lines), ==, 0);
  assert_keys (lines[0], "near_m,doubts,class,division,former_class,former_division");
  g_assert_nonnull (strstr (lines[0], "\"doubts\":[\"class\"]"));
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (run (self, "name a.yutu merge 望云亭 望江亭 --from 2031-01-01 --dry-run --json", &lines), ==, 0);
  g_assert_nonnull (strstr (lines[0], "\"doubts\":[\"distance\"")); /* and the unit, when there are two */
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (program_run (self->folder, "name a.yutu merge 望江 望江亭 --from 2031-01-01 --dry-run", &shown), ==, 0);
  g_assert_nonnull (strstr (shown, "the class of the one that stays remains"));
  g_assert_nonnull (strstr (shown, "Look whether they are one place"));
  g_clear_pointer (&shown, g_free);
  g_assert_cmpint (program_run (self->folder, "name a.yutu merge 望云亭 望江亭 --from 2031-01-01 --dry-run", &shown), ==, 0);
  g_assert_nonnull (strstr (shown, "two records of one place rarely lie farther apart"));
}

/* The layers that the verb's own help names. */
static void
test_export_layers (Fixture      *self,
                    gconstpointer data)
{
  static const char *const layers[] = { "facility", "case_file", "division", "place_name", "address", "boundary_line",
                                        "boundary_pillar", "elderly.care-home", "EL.BUILD" };
  g_autofree char         *help = NULL;

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township --as-of 2020-01-01", NULL);
  g_assert_cmpint (program_run (self->folder, "export --help", &help), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *line = g_strdup_printf ("export a.yutu %s -o out.csv", layers[i]);

      g_assert_nonnull (strstr (help, layers[i]));
      g_assert_cmpint (run (self, line, NULL), ==, 0);
    }
  g_assert_null (strstr (help, "names or addresses"));
  g_assert_cmpint (run (self, "export a.yutu names -o out.csv", NULL), ==, 3);
}

/* What the planner's workspace does, and a line's vertex: which arc it is told by the file. */
static void
test_lines_and_names (Fixture      *self,
                      gconstpointer data)
{
  static const Call calls[] = {
    { "division a.yutu rename 甲镇 丁镇 --from 2025-01-01 --json", 0,
      "entry,id,former,name,addresses_reworded,addresses_renewed,facilities" },
    { "division a.yutu rename 丁镇 戊镇 --correct", 0, NULL },
    { "division a.yutu rename 戊镇 丁镇", 2, NULL },
    { "division a.yutu rename 戊镇 丁镇 --correct --from 2025-01-01", 2, NULL },
    { "division a.yutu rename 甲镇 丁镇 --from 2026-01-01", 3, NULL },
    { "division a.yutu rename 戊镇 戊镇 --correct", 3, NULL },
    { "division a.yutu merge 甲镇 丁镇 --correct", 2, NULL },
    { "name a.yutu add 望江亭 --at 119.55,29.05 --json", 0,
      "id,name,class,pinyin,unsure,division,lon,lat" },
    { "name a.yutu add 望江 --at 119.55,29.05", 3, NULL },
    { "name a.yutu add 望江 --at 119.55,29.05 --class hill", 0, NULL },
    { "name a.yutu add 望江亭 --at 119.55", 2, NULL },
    { "name a.yutu rename 望江亭 望湖亭 --correct", 0, NULL },
    { "name a.yutu rename 望江亭 望湖亭 --correct", 3, NULL },
    { "name a.yutu move 望湖亭 --at 119.551,29.05 --json", 0, "entry,id,name,division,lon,lat" },
    { "name a.yutu move 没有 --at 119.551,29.05", 3, NULL },
    { "name a.yutu record 望湖亭 --set history=民国 --json", 0, "id,entry,history" },
    { "name a.yutu record 望湖亭 --set ship=1", 3, NULL },
    { "name a.yutu record 望湖亭 --set ship", 2, NULL },
    { "name a.yutu merge 望湖亭 望江 --from 2031-01-01 --dry-run --json", 0,
      "entry,id,name,former_id,former,alias,distance_m,addresses,doubles,unsettled,signs,batch_items,refusal" },
    { "name a.yutu merge 望湖亭 望江 --from 2031-01-01 --json", 0,
      "entry,id,name,former_id,former,addresses,doubles,facilities,cases" },
    { "name a.yutu merge 望江 望江 --from 2031-01-01", 3, NULL },
    { "name a.yutu classes --json", 0, "code,title,group,group_title,kind,shapes,terms,names" },
    { "name a.yutu classes --reset --json", 0, "classes,entry" },
    { "name a.yutu readings --set 望江='wàng jiāng' --dry-run --json", 0, "readings,places,divisions,facilities,entry" },
    { "name a.yutu readings --json", 0, "readings,places,divisions,facilities,entry" },
    { "name a.yutu readings --set 望江='wàng jiāng' --json", 0, "readings,places,divisions,facilities,entry" },
    { "name a.yutu readings --set 望江=abc", 3, NULL },
    { "name a.yutu readings --set 望江", 3, NULL },
    { "name a.yutu", 2, NULL },
    { "line a.yutu", 2, NULL },
    { "line a.yutu vertex 119.6 29.05 --json", 0,
      "arc,vertex,vertices,lon,lat,distance_m,line,left,right" },
    { "line a.yutu vertex 100 20", 3, NULL },
    { "line a.yutu move-vertex 7 0 119.6 29.1", 3, NULL },
    { "line a.yutu move-vertex x 0 119.6 29.1", 2, NULL },
    { "line a.yutu delete-vertex 7", 2, NULL },
  };
  static const Call edits[] = {
    { "line a.yutu add-vertex %s 1 119.6005 29.05 --json", 0,
      "entry,arc,line,length_m_before,length_m_after,units" },
    { "line a.yutu move-vertex %s 1 119.6007 29.051", 0, NULL },
    { "line a.yutu move-vertex %s 1 119.3 29.3", 3, NULL },
    { "line a.yutu delete-vertex %s 1", 0, NULL },
    { "line a.yutu delete-vertex %s 0", 3, NULL },
    { "undo a.yutu", 0, NULL },
    { "check a.yutu", 1, NULL },
  };
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) words = NULL;

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township --as-of 2020-01-01", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, calls[i].line, &lines), ==, calls[i].code);
      if (calls[i].keys != NULL)
        assert_keys (lines[0], calls[i].keys);
    }
  g_assert_cmpint (run (self, "line a.yutu vertex 119.6 29.05 --json", &found), ==, 0);
  words = g_strsplit_set (found[0], ":,", 4);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_auto (GStrv) parts = g_strsplit (edits[i].line, "%s", 2);
      g_autofree char *line = g_strjoinv (words[1], parts);
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, line, &lines), ==, edits[i].code);
      if (edits[i].keys != NULL)
        assert_keys (lines[0], edits[i].keys);
    }
}

static void
test_the_map_is_drawn (Fixture      *self,
                       gconstpointer data)
{
  static const Call calls[] = {
    { "render a.yutu -o a.png --size 640x480 --json", 0,
      "out,width,height,features,vertices,labels,milliseconds" },
    { "render a.yutu -o a.pdf --style dark", 0, NULL },
    { "render a.yutu -o a.svg --labels off --bbox 119.5,29,119.6,29.1", 0, NULL },
    { "render a.yutu -o a.jpg", 3, NULL },
    { "render a.yutu -o a.png --style none", 3, NULL },
    { "render a.yutu -o nowhere/a.png", 3, NULL },
    { "render a.yutu -o a.png --place 甲镇 --layers division,roads", 0, NULL },
    { "render a.yutu -o a.png --place 丙镇", 3, NULL },
    { "render a.yutu -o a.png --layers division,nothing", 2, NULL },
    { "render a.yutu -o a.png --place 甲镇 --bbox 119.5,29,119.6,29.1", 2, NULL },
    { "render a.yutu", 2, NULL },
    { "render a.yutu -o a.png --size 10x10", 2, NULL },
    { "render a.yutu -o a.png --bbox 1,2,3", 2, NULL },
  };
  static const char *const heads[][2] = {
    { "a.png", "\x89PNG" }, { "a.pdf", "%PDF-" }, { "a.svg", "<?xml" }
  };

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, calls[i].line, &lines), ==, calls[i].code);
      if (calls[i].keys != NULL)
        {
          assert_keys (lines[0], calls[i].keys);
          g_assert_cmpuint (count_lines (lines, "\"labels\":2"), ==, 1);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, heads[i][0], NULL);
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, heads[i][1]));
    }
}

static void
test_sheets_are_printed (Fixture      *self,
                         gconstpointer data)
{
  static const Call calls[] = {
    { "sheet a.yutu list --json", 0, "id,title,paper,level,theme,compares" },
    { "sheet a.yutu print view -o a.pdf --json", 0, "out,pages,title,scale,seconds" },
    { "sheet a.yutu print view -o a.pdf --review-no 浙S（2026）12号", 0, NULL },
    { "history a.yutu --limit 1 --json", 0, "entry,at,actor,kind,title,objects,hash" },
    { "sheet a.yutu print township --place 甲镇 -o a.svg --title 甲", 0, NULL },
    { "sheet a.yutu print view -o a.png --paper A4 --landscape --dpi 72", 0, NULL },
    { "sheet a.yutu print county --place 甲镇 -o b.pdf", 3, NULL },
    { "sheet a.yutu print none -o b.pdf", 3, NULL },
    { "sheet a.yutu print view -o b.doc", 3, NULL },
    { "sheet a.yutu print view -o b.pdf --landscape --portrait", 2, NULL },
  };

  put_file (self, "layer.geojson", LAYER);
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "import a.yutu layer.geojson --as division --level township", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (run (self, calls[i].line, &lines), ==, calls[i].code);
      if (calls[i].keys != NULL)
        assert_keys (lines[0], calls[i].keys);
    }
}

static void
test_bad_sources_change_nothing (Fixture      *self,
                                 gconstpointer data)
{
  static const char twice[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\",\"code\":\"330702100\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[119,29],[119.1,29],[119.1,29.1],[119,29]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙镇\",\"code\":\"330702100\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[119.2,29],[119.3,29],[119.3,29.1],[119.2,29]]]}}]}";
  static const char swapped[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
    "{\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[29,119],[29,119.1],[29.1,119.1],[29,119]]]}}]}";
  static const Call calls[] = {
    { "import a.yutu nowhere.geojson --as division --level township", 3, NULL },
    { "import a.yutu codes.csv --as division --level township", 3, NULL },
    { "import a.yutu twice.geojson --as division --level township", 1, NULL },
    { "import a.yutu swapped.geojson --as division --level township", 1, NULL },
    { "import a.yutu none.geojson --as division --level township", 1, NULL },
    { "import a.yutu bad.csv --as code-register", 3, NULL },
    { "import a.yutu reused.csv --as code-register", 3, NULL },
    { "import a.yutu codes.csv --as nonsense", 2, NULL },
    { "import a.yutu twice.geojson --as division", 2, NULL },
  };
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  put_file (self, "twice.geojson", twice);
  put_file (self, "swapped.geojson", swapped);
  put_file (self, "none.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
            "{\"name\":\"甲镇\"},\"geometry\":null}]}");
  put_file (self, "codes.csv", "code,name\n330702100,甲镇\n");
  put_file (self, "bad.csv", "code,name\n330702101,甲镇\n33070,乙镇\n");
  put_file (self, "reused.csv", "code,name\n330702102,丙镇\n330702102,丁镇\n");
  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  run (self, "info a.yutu --json", &before);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (run (self, calls[i].line, NULL), ==, calls[i].code);
  run (self, "info a.yutu --json", &after);
  g_assert_cmpstr (after[0], ==, before[0]);
}

static void
test_nothing_is_left_beside_the_file (Fixture      *self,
                                      gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;
  guint       n = 0;

  g_assert_cmpint (run (self, "new a.yutu", NULL), ==, 0);
  g_assert_cmpint (run (self, "info a.yutu", NULL), ==, 0);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_test_message ("%s", name);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* A line each on standard input; no file is needed. */
static void
test_address_parse (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                      &error, g_getenv ("YUTU_PROGRAM"), "address", "parse", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  JsonObject *object = NULL, *parts = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, "321000 婺城区双龙南街一百号5幢302室\n同上\n", NULL, &out,
                                                NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  lines = g_strsplit (g_strchomp (out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_true (json_parser_load_from_data (parser, lines[0], -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  parts = json_object_get_object_member (object, "parts");
  g_assert_cmpstr (json_object_get_string_member (parts, "road"), ==, "双龙南街");
  g_assert_cmpstr (json_object_get_string_member (parts, "door"), ==, "100");
  g_assert_cmpstr (json_object_get_string_member (parts, "room"), ==, "302");
  g_assert_true (json_object_get_null_member (parts, "natural_village")); /* every element is there */
  g_assert_false (json_object_has_member (parts, "relation"));
  g_assert_cmpint (json_object_get_int_member (object, "level"), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "reasons"), 0), ==,
                   "POSTCODE_DROPPED");
  g_assert_true (json_parser_load_from_data (parser, lines[1], -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "reasons"), 0), ==,
                   "REFERENCE");
  g_assert_cmpint (run (self, "address", NULL), ==, 2);
}

/* What the library has is found again, by its point too. */
static void
test_address_match (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "demo.yutu", NULL);
  g_autofree char *out = NULL;
  g_autofree char *near = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  static const char *const keys[] = { "input", "standard", "id", "code", "level", "score", "lon", "lat", "reasons", "candidates",
                                      "distance_m" };
  JsonObject              *object = NULL;
  gint64                   id;

  program_put_demo (self->folder, "demo.yutu", 2000);
  g_assert_cmpint (run (self, "address near demo.yutu 119.65 29.1 --radius 5000 --json", &lines), ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_true (json_parser_load_from_data (parser, lines[0], -1, &error));
  object = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  g_assert_cmpint (json_object_get_int_member (object, "level"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (object, "input"), ==, "119.65,29.1");
  g_assert_nonnull (json_object_get_string_member (object, "code"));
  near = g_strconcat (json_object_get_string_member (object, "standard"), "\n浙江省杭州市西湖区文一路1号\n", NULL);
  id = json_object_get_int_member (object, "id");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                              g_getenv ("YUTU_PROGRAM"), "address", "match", path, "--json", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, near, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_clear_pointer (&lines, g_strfreev);
  lines = g_strsplit (g_strchomp (out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_true (json_parser_load_from_data (parser, lines[0], -1, &error));
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (object, "id"), ==, id);
  g_assert_cmpint (json_object_get_int_member (object, "score"), ==, 100);
  g_assert_nonnull (strstr (lines[1], "\"OUTSIDE\""));
  g_assert_nonnull (strstr (lines[1], "\"id\":null"));
  g_assert_cmpint (run (self, "address match", NULL), ==, 2);
  g_assert_cmpint (run (self, "address near demo.yutu 500 29", NULL), ==, 2);
  /* for people no digits that say nothing: distance_m, lon, lat */
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (run (self, "address near demo.yutu 119.65 29.1 --radius 5000", &lines), ==, 0);
  g_assert_true (g_str_has_prefix (lines[2], "distance_m         "));
  for (guint i = 2; i < 5; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, 19 + 13);
  /* and what stands for two doors is a sentence, not their ids */
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (run (self, "address near demo.yutu 119.655 29.105 --radius 5000", &lines), ==, 0);
  g_assert_cmpstr (lines[10], ==, "between            between No. 37 and No. 969, good to 2095 m");
  /* no door: the village, and beyond the county that it is so */
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (run (self, "address near demo.yutu 119.5 28.9 --radius 1 --json", &lines), ==, 0);
  g_assert_nonnull (strstr (lines[0], "\"level\":8"));
  g_assert_nonnull (strstr (lines[0], "杨坑村"));
  g_assert_nonnull (strstr (lines[0], "330702205211"));
  g_clear_pointer (&lines, g_strfreev);
  g_assert_cmpint (run (self, "address near demo.yutu 120.5 29.5 --json", &lines), ==, 0);
  g_assert_nonnull (strstr (lines[0], "\"OUTSIDE\""));
  g_assert_nonnull (strstr (lines[0], "\"standard\":null"));
}

static char *
match_csv (Fixture    *self,
           const char *column,
           const char *csv,
           int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "demo.yutu", NULL);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                      g_getenv ("YUTU_PROGRAM"), "address", "match", path, "--csv", column, NULL);
  g_autoptr (GBytes) in = g_bytes_new (csv, strlen (csv));
  g_autoptr (GBytes) out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, in, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, code);
  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

/* A table comes back with what was found behind it; people are masked, errors say where. */
static void
test_address_match_csv (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *in_gb18030 = NULL;
  g_autofree char *wrong_column = NULL;
  g_autofree char *short_row = NULL;
  g_autofree char *unclear = NULL;

  program_put_demo (self->folder, "demo.yutu", 2000);
  out = match_csv (self, "地址", "\xef\xbb\xbf号,地址,level\r\n1,\"城东街道, 13800001111\",=2\r\n2,同上,\r\n", 0);
  g_assert_nonnull (strstr (out, "号,地址,level,verdict,match_level,score,standard,code,id,lon,lat,reasons,why,candidates,proposed,decision\r\n"));
  g_assert_nonnull (strstr (out, "\r\n1,\"城东街道, 138****1111\",\"'=2\",auto,9,100,城东街道,330702001,"));
  g_assert_nonnull (strstr (out, "\r\n2,同上,,hand,0,0,,,,,,REFERENCE,"));
  in_gb18030 = match_csv (self, "\xe5\x9c\xb0\xe5\x9d\x80", "\xb5\xd8\xd6\xb7\n\xb3\xc7\xb6\xab\xbd\xd6\xb5\xc0\n", 0);
  g_assert_nonnull (strstr (in_gb18030, "城东街道,auto,9,"));
  unclear = match_csv (self, "地址", "地址\n洋埠镇鹿村\n解放路\n", 0);
  g_assert_nonnull (strstr (unclear, ",1,鹿村 (婺城区 › 罗店镇),\r\n"));
  g_assert_nonnull (strstr (unclear, ",2,\"解放东路 (江南街道); 解放西路\",\r\n"));
  wrong_column = match_csv (self, "住址", "号,地址\n1,x\n", 3);
  g_assert_nonnull (strstr (wrong_column, "号, 地址"));
  short_row = match_csv (self, "地址", "号,地址\n1,x\n2\n", 3);
  g_assert_nonnull (strstr (short_row, "line 3"));
  g_assert_cmpint (run (self, "address match demo.yutu -o out.csv", NULL), ==, 2);
  g_assert_cmpint (run (self, "address match demo.yutu --csv a -o out.shp", NULL), ==, 2);
}

static void
test_name_check (Fixture      *self,
                 gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  program_put_demo (self->folder, "demo.yutu", 2000);
  g_assert_cmpint (run (self, "name check demo.yutu 八一南街 --json", &lines), ==, 1);
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  g_assert_nonnull (strstr (lines[0], "\"rule\":\"R1\""));
  g_assert_nonnull (strstr (lines[0], "\"severity\":\"error\""));
  g_assert_nonnull (strstr (lines[0], "\"rival_name\":\"八一南街\""));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧巷 --json", NULL), ==, 0);
  g_assert_cmpint (run (self, "name check demo.yutu", NULL), ==, 2);
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧巷 --in 无此地", NULL), ==, 3);
}

/* A river of many towns gives none of them its name; a name of days to come is taken already. */
static void
test_name_check_beyond (Fixture      *self,
                        gconstpointer data)
{
  g_auto (GStrv) river = NULL;
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) taken = NULL;

  program_put_demo (self->folder, "demo.yutu", 2000);
  g_assert_cmpint (run (self, "name check demo.yutu 婺江街道 --class township --in 330702 --json", &river), ==, 1);
  g_assert_nonnull (strstr (river[0], "\"rule\":\"R8\",\"severity\":\"error\""));
  g_assert_nonnull (strstr (river[0], "\"rival_name\":\"婺江\""));
  g_assert_nonnull (strstr (river[0], "\"reaches\":[\"城东街道\","));
  g_assert_cmpint (run (self, "name demo.yutu rename 八一南街 栖梧大道 --from 2199-05-01", NULL), ==, 0);
  g_assert_cmpint (run (self, "search demo.yutu 栖梧大道 --json", &found), ==, 0);
  g_assert_nonnull (strstr (found[0], "\"name\":\"栖梧大道\""));
  g_assert_nonnull (strstr (found[0], "\"valid_from\":\"2199-05-01\""));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大道 --json", &taken), ==, 1);
  g_assert_nonnull (strstr (taken[0], "\"rule\":\"R1\",\"severity\":\"error\""));
  g_assert_nonnull (strstr (taken[0], "\"rival_name\":\"栖梧大道\",\"rival_from\":\"2199-05-01\""));
}

/* Limits of sizes: none is in force until one is chosen or imported; then both figures are told. */
static void
test_name_sizes (Fixture      *self,
                 gconstpointer data)
{
  g_auto (GStrv) open_lines = NULL;
  g_auto (GStrv) met = NULL;
  g_auto (GStrv) small = NULL;
  g_auto (GStrv) shipped = NULL;
  g_auto (GStrv) own = NULL;
  g_autofree char *table = g_build_filename (self->folder, "sizes.csv", NULL);

  program_put_demo (self->folder, "demo.yutu", 2000);
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building --floors 3 --json", NULL), ==, 0);
  g_assert_cmpint (run (self, "name demo.yutu sizes --json", &shipped), ==, 0);
  g_assert_cmpuint (g_strv_length (shipped), >, 5);
  for (gsize i = 0; shipped[i] != NULL; i++)
    g_assert_true (*shipped[i] == '\0' || strstr (shipped[i], "\"in_force\":false") != NULL);
  g_assert_cmpint (run (self, "name demo.yutu sizes --choose 无此市", NULL), ==, 3);
  g_assert_cmpint (run (self, "name demo.yutu sizes --choose 铜陵市 --reset", NULL), ==, 2);
  g_assert_cmpint (run (self, "name demo.yutu sizes --choose 铜陵市", NULL), ==, 0);
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building --json", &open_lines), ==, 1);
  g_assert_nonnull (strstr (open_lines[0], "\"rule\":\"R9\",\"severity\":\"warning\""));
  g_assert_nonnull (strstr (open_lines[0], "\"asked\":10.0,\"stated\":null"));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building --floors 12 --json", &met), ==, 0);
  g_assert_nonnull (strstr (met[0], "\"severity\":\"met\""));
  g_assert_nonnull (strstr (met[0], "\"asked\":10.0,\"stated\":12.0"));
  g_assert_nonnull (strstr (met[1], "\"findings\":0"));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building --floors 9 --json", &small), ==, 1);
  g_assert_nonnull (strstr (small[0], "\"rule\":\"R9\",\"severity\":\"error\""));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --floors many", NULL), ==, 2);
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --floors 0", NULL), ==, 2);
  g_assert_true (g_file_set_contents (table, "通名,指标,最低值,依据\n大厦,层数,3,本局规定第一条\n", -1, NULL));
  g_assert_cmpint (run (self, "import demo.yutu sizes.csv --as name-size", NULL), ==, 0);
  g_assert_cmpint (run (self, "name demo.yutu sizes --json", &own), ==, 0);
  g_assert_nonnull (strstr (own[0], "\"term\":\"大厦\",\"need\":1,\"figure\":\"floors\",\"bound\":\"least\",\"least\":3.0,\"in_force\":true"));
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building --floors 9", NULL), ==, 0);
  g_assert_cmpint (run (self, "name demo.yutu sizes --reset", NULL), ==, 0);
  g_assert_cmpint (run (self, "name check demo.yutu 栖梧大厦 --class building", NULL), ==, 0);
}

static void
test_romanize (Fixture      *self,
               gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (run (self, "name romanize --json 婺城区 八一南街", &lines), ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_nonnull (strstr (lines[0], "\"pinyin\":\"Wucheng Qu\""));
  g_assert_nonnull (strstr (lines[1], "Bāyī Nánjiē"));
  g_assert_cmpint (run (self, "name romanize", NULL), ==, 2);
}

/* Each verb tells its own forms, whatever else is said, and touches nothing; all of them are in the help. */
static void
test_help (Fixture      *self,
           gconstpointer data)
{
  static const char *const calls[] = { "name --help", "name no-such-file check --help", "help name", "--help", "help" };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (GStrv) lines = NULL;
      guint own = 0, others = 0;

      g_assert_cmpint (run (self, calls[i], &lines), ==, 0);
      for (char **line = lines; *line != NULL; line++)
        {
          own += g_str_has_prefix (*line, "yutu name ");
          others += g_str_has_prefix (*line, "yutu ") && !g_str_has_prefix (*line, "yutu name ");
        }
      g_assert_cmpuint (own, ==, 14);
      g_assert_true (i >= 3 ? others > 60 : others == 0);
    }
}

#define ADD(name, func) g_test_add ("/cli/verbs/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("help", test_help);
  ADD ("address-parse", test_address_parse);
  ADD ("address-match", test_address_match);
  ADD ("address-match-csv", test_address_match_csv);
  ADD ("name-check", test_name_check);
  ADD ("name-check-beyond", test_name_check_beyond);
  ADD ("name-sizes", test_name_sizes);
  ADD ("romanize", test_romanize);
  ADD ("errors-speak-the-users-language", test_errors_speak_the_users_language);
  ADD ("a-file-from-new-to-restore", test_a_file_from_new_to_restore);
  ADD ("bad-calls", test_bad_calls);
  ADD ("divisions-by-a-plan", test_divisions_by_a_plan);
  ADD ("without-a-plan-land-stays-open", test_without_a_plan_land_stays_open);
  ADD ("acts", test_acts);
  ADD ("a-case-in-its-place", test_a_case_in_its_place);
  ADD ("a-case-says-what-it-lacks", test_a_case_says_what_it_lacks);
  ADD ("lines-and-names", test_lines_and_names);
  ADD ("export-layers", test_export_layers);
  ADD ("merge-doubts", test_merge_doubts);
  ADD ("the-map-is-drawn", test_the_map_is_drawn);
  ADD ("sheets-are-printed", test_sheets_are_printed);
  ADD ("bad-sources-change-nothing", test_bad_sources_change_nothing);
  ADD ("nothing-is-left-beside-the-file", test_nothing_is_left_beside_the_file);
  return g_test_run ();
}
