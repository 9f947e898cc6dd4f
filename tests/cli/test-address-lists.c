/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it, on lists of addresses and names, and on a road. */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "program.h"

typedef struct
{
  char *folder;
} Fixture;

static void
put (Fixture    *self,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-lists-XXXXXX", NULL);
  program_put_demo (self->folder, "d.yutu", 1000);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
}

/* A batch of what was imported, to its end. */
static void
test_batch (Fixture *self)
{
  static const char *const steps[] = { "collect", "self-check", "check", "sample" };
  g_autofree char         *output = NULL;
  g_autofree char         *number = NULL;
  g_autoptr (GRegex) pattern = g_regex_new ("\"case_no\":\"([^\"]*)\"[^{}]*甲乙批次", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *line = NULL;

  g_assert_cmpint (program_ask (self->folder, "cases d.yutu --place 桃园社区 --kind AD.BATCH --limit 1000", &output), ==, 0);
  g_assert_true (g_regex_match (pattern, output, 0, &match));
  number = g_match_info_fetch (match, 1);
  line = g_strdup_printf ("address batch d.yutu %s", number);
  {
    g_autofree char *add = g_strdup_printf ("%s add --road 甲乙新街", line);
    g_autofree char *nothing = g_strdup_printf ("%s add", line);
    g_autofree char *both = g_strdup_printf ("%s add --road 甲乙新街 --entry 2", line);

    program_expect (self->folder, nothing, 2, NULL);
    program_expect (self->folder, both, 2, NULL);
    program_expect (self->folder, add, 0, "\"added\":2");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *step = g_strdup_printf ("case d.yutu step %s %s", number, steps[i]);

      program_expect (self->folder, step, 0, NULL);
    }
  {
    g_autofree char *saved = g_strdup_printf ("%s -o sample.csv", line);
    g_autofree char *accept = g_strdup_printf ("case d.yutu step %s accept", number);

    program_expect (self->folder, saved, 0, "\"addresses\":2,\"sampled\":1,");
    program_expect (self->folder, accept, 3, NULL);
  }
  for (gsize i = 0; i < 5; i++) /* the steps and what was taken in */
    program_expect (self->folder, "undo d.yutu", 0, NULL);
  program_expect (self->folder, line, 0, "\"addresses\":0,\"sampled\":0,\"seed\":null");
  program_expect (self->folder, "undo d.yutu", 0, NULL); /* the case */
}

/* What is chosen from a list of addresses: the numbers of some of them, a line each, and a new batch of them. */
static void
test_batch_of_ids (Fixture *self)
{
  g_autofree char *output = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *one = NULL;
  g_autoptr (GRegex) pattern = g_regex_new ("\"id\":([0-9]+),\"standard\":\"[^\"]*甲乙新街([19])号", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_cmpint (program_ask (self->folder, "address list d.yutu --road 甲乙新街", &output), ==, 0);
  g_assert_true (g_regex_match (pattern, output, 0, &match));
  one = g_match_info_fetch (match, 1);
  g_assert_true (g_match_info_next (match, NULL));
  {
    g_autofree char *other = g_match_info_fetch (match, 1);

    ids = g_strdup_printf ("编号,备注\n%s,门前\n\n\"%s\"\n%s\n", one, other, one); /* a heading, one of them twice */
  }
  put (self, "ids.csv", ids);
  put (self, "wrong.csv", "7\n号码\n");
  put (self, "gone.csv", "1\n");
  put (self, "none.txt", "编号\n");
  program_expect (self->folder, "address list d.yutu", 2, NULL);
  program_expect (self->folder, "address batch d.yutu new", 2, NULL);
  program_expect (self->folder, "address batch d.yutu new --ids ids.csv --road 甲乙新街", 2, NULL);
  program_expect (self->folder, "address batch d.yutu new --ids wrong.csv", 3, NULL);
  program_expect (self->folder, "address batch d.yutu new --ids gone.csv", 3, NULL);
  program_expect (self->folder, "address batch d.yutu new --ids none.txt", 3, NULL);
  program_expect (self->folder, "address batch d.yutu new --ids ids.csv --title 选中的两户", 0, "\"added\":2,\"there\":1,\"elsewhere\":0");
  program_expect (self->folder, "cases d.yutu --place 桃园社区 --kind AD.BATCH --limit 1000", 0, "选中的两户");
  program_expect (self->folder, "address batch d.yutu new --road 甲乙新街", 3, NULL); /* both are in the open one */
  program_expect (self->folder, "undo d.yutu", 0, NULL);
}

static void
test_lists (Fixture      *self,
            gconstpointer data)
{
  put (self, "names.csv", "名称,类别,所在区划\n甲乙新街,road,罗店镇\n");
  put (self, "good.csv", "乡镇,社区,街名,号\n城东街道,桃园社区,甲乙新街,1\n城东街道,桃园社区,甲乙新街,9\n");
  put (self, "bad.csv", "地址\n城东街道桃园社区甲乙新街11号\n城东街道没有社区甲乙新街11号\n");
  program_expect (self->folder, "import d.yutu names.csv --as place-name", 0, "\"added\":1");
  program_expect (self->folder, "import d.yutu good.csv --as address", 3, NULL); /* no column is the road */
  program_expect (self->folder, "import d.yutu good.csv --as address --map road=街名 --map door=号 --dry-run", 0, "\"road=街名\"");
  program_expect (self->folder, "import d.yutu good.csv --as address --map road=街名 --map door=号", 0, "\"added\":2");
  program_expect (self->folder, "import d.yutu good.csv --as address --map road=街名 --map door=号", 1, "\"rule\":\"double\"");
  program_expect (self->folder, "import d.yutu bad.csv --as address", 1, "\"row\":2");
  program_expect (self->folder, "import d.yutu none.csv --as address", 3, NULL);
  program_expect (self->folder, "address walk d.yutu 甲乙新街 -o walk.csv", 1, "\"number\":\"3–7\"");
  program_expect (self->folder, "address walk d.yutu 没有的街", 3, NULL);
  program_expect (self->folder, "address plates d.yutu", 2, NULL);
  program_expect (self->folder, "address plates d.yutu --road 没有的街", 3, NULL);
  program_expect (self->folder, "address plates d.yutu --road 甲乙新街 -o plates.txt", 3, NULL);
  program_expect (self->folder, "address plates d.yutu --road 甲乙新街 -o plates.pdf", 0, "\"to_make\":2,\"to_replace\":0,\"stand\":0");
  program_expect (self->folder, "address plates d.yutu --road 甲乙新街 --set", 0, "\"set\":2");
  program_expect (self->folder, "address plates d.yutu --road 甲乙新街", 0, "\"plates\":0,\"to_make\":0,\"to_replace\":0,\"stand\":2");
  program_expect (self->folder, "check d.yutu --only sign-code,sign-link", 0, NULL);
  program_expect (self->folder, "undo d.yutu", 0, NULL);
  test_batch_of_ids (self);
  program_expect (self->folder, "case d.yutu open --module division --kind AD.BATCH --place 桃园社区 --set addresses=2 --title 甲乙批次", 0, NULL);
  test_batch (self);
  program_expect (self->folder, "undo d.yutu", 0, NULL);
  program_expect (self->folder, "address walk d.yutu 甲乙新街", 0, "\"doors\":0");
}

/* A list that was measured on a web map: the plan tells what moves, is carried out as one entry, and only once. */
static void
test_shifted (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *plan = NULL;

  program_expect (self->folder, "name d.yutu add 试验测街 --line '119.6300,29.0700 119.6400,29.0700' --class road", 0, NULL);
  put (self, "shifted.csv",
       "乡镇,社区,道路,门牌号,经度,纬度\n"
       "三江街道,长湖社区,试验测街,1,119.6356867,29.0670921\n"
       "三江街道,长湖社区,试验测街,3,119.6366875,29.0670934\n"
       "三江街道,长湖社区,试验测街,5,119.6376884,29.0670947\n"
       "三江街道,长湖社区,试验测街,7,119.6386893,29.0670961\n"
       "三江街道,长湖社区,试验测街,9,119.6396903,29.0670974\n"
       "三江街道,长湖社区,试验测街,11,119.6406912,29.0670988\n"
       "三江街道,长湖社区,试验测街,13,119.6416922,29.0671003\n"
       "三江街道,长湖社区,试验测街,15,119.6426933,29.0671017\n");
  program_expect (self->folder, "import d.yutu shifted.csv --as address", 0, "\"added\":8");
  g_assert_cmpint (program_ask (self->folder, "check d.yutu --only address-coordinates --dry-run", &plan), ==, 1);
  g_assert_nonnull (strstr (plan, "GCJ-02"));
  g_assert_nonnull (strstr (plan, "\"choice\":1"));
  put (self, "plan.json", plan);
  put (self, "nothing.json", "{\"rule\":\"address-coordinates\",\"id\":1,\"accept\":false}\n");
  put (self, "odd.json", "no plan\n");
  program_expect (self->folder, "check d.yutu --repair plan.json --dry-run", 2, NULL);
  program_expect (self->folder, "check d.yutu --repair none.json", 3, NULL);
  program_expect (self->folder, "check d.yutu --repair nothing.json", 3, NULL);
  program_expect (self->folder, "check d.yutu --repair odd.json", 3, NULL);
  program_expect (self->folder, "check d.yutu --repair plan.json", 0, "\"repairs\":1");
  program_expect (self->folder, "check d.yutu --only address-coordinates", 0, "\"findings\":0");
  program_expect (self->folder, "check d.yutu --repair plan.json", 3, NULL);
  program_expect (self->folder, "undo d.yutu", 0, NULL);
  program_expect (self->folder, "check d.yutu --only address-coordinates", 1, "\"findings\":1");
}

static char *
read_all (int fd)
{
  g_autoptr (GString) said = g_string_new (NULL);
  char part[4096];

  for (gssize n = read (fd, part, sizeof part); n > 0; n = read (fd, part, sizeof part))
    g_string_append_len (said, part, n);
  close (fd);
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* An import that is interrupted leaves the file as it was, whenever the signal comes. */
static void
test_interrupted (Fixture      *self,
                  gconstpointer data)
{
  const char *const words[] = { g_getenv ("YUTU_PROGRAM"), "import", "d.yutu", "long.csv", "--as", "address", NULL };
  g_autoptr (GString) list = g_string_new ("地址\n");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *said = NULL;
  GPid             pid = 0;
  int              status = 0, errors = -1;

  put (self, "names.csv", "名称,类别,所在区划\n甲乙新街,road,罗店镇\n");
  program_expect (self->folder, "import d.yutu names.csv --as place-name", 0, NULL);
  for (int i = 1; i < 99999; i++)
    g_string_append_printf (list, "城东街道桃园社区甲乙新街%d号\n城中街道星光社区甲乙新街%d号\n", i, i);
  put (self, "long.csv", list->str);
  g_assert_cmpint (program_ask (self->folder, "history d.yutu --limit 1", &before), ==, 0);
  g_assert_true (g_spawn_async_with_pipes (self->folder, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                           NULL, &errors, NULL));
  g_usleep (200000); /* into the work, on most machines; before or after it is right too */
  kill (pid, SIGINT);
  said = read_all (errors);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 3) /* that and nothing else */
    g_assert_cmpstr (said, ==, "yutu: import: cancelled; nothing was changed or written\n");
  g_assert_cmpint (program_ask (self->folder, "history d.yutu --limit 1", &after), ==, 0);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_assert_cmpstr (after, ==, before);
}

static guint
count_named (Fixture    *self,
             const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name = NULL;
  guint       n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;
  return n;
}

/* Of a list that is matched into a file nothing is left behind when it is interrupted. */
static void
test_match_interrupted (Fixture      *self,
                        gconstpointer data)
{
  static const char heading[] = "地址\n", row[] = "城东街道桃园社区甲乙新街1号\n";
  const char *const words[] = { g_getenv ("YUTU_PROGRAM"), "address", "match", "d.yutu", "--csv", "地址", "-o", "found.csv", NULL };
  g_autofree char  *said = NULL;
  GPid              pid = 0;
  int               status = 0, input = -1, errors = -1;
  gboolean          is_told = FALSE;
  gssize            n = 0;

  signal (SIGPIPE, SIG_IGN);
  g_assert_true (g_spawn_async_with_pipes (self->folder, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &input,
                                           NULL, &errors, NULL));
  n = write (input, heading, strlen (heading));
  while (waitpid (pid, &status, WNOHANG) == 0)
    {
      n = write (input, row, strlen (row)); /* without end: it ends by the signal, or by a mistake */
      if (!is_told && count_named (self, "found") > 0)
        is_told = kill (pid, SIGINT) == 0;
    }
  g_test_message ("the last write: %" G_GSSIZE_FORMAT, n);
  close (input);
  said = read_all (errors);
  g_assert_true (is_told);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 3);
  g_assert_cmpstr (said, ==, "yutu: address: cancelled; nothing was changed or written\n");
  g_assert_cmpuint (count_named (self, "found"), ==, 0);
}

/* A file in which the rows were forgotten is no import that was done: whatever it is a list of, tried or not. */
static void
test_headings_alone (Fixture *self)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *as;
  } lists[] = {
    { "address.csv", "地址\n", "address" },
    { "name.csv", "名称,类别,所在区划\n", "place-name" },
    { "class.csv", "code,title\n", "name-class" },
    { "size.csv", "通名,指标,下限\n", "name-size" },
    { "home.csv", "名称,村社区\n", "elderly.care-home" },
    { "line.csv", "名称,代码\n", "boundary-line" },
    { "pillar.csv", "界桩号,界线\n", "pillar" },
    { "code.csv", "code,name\n", "code-register" },
    { "unit.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}", "division --level village" },
    { "unit.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}", "village" },
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (program_ask (self->folder, "history d.yutu --limit 1", &before), ==, 0);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s import d.yutu %s --as %s%s", g_getenv ("YUTU_PROGRAM"), lists[i / 2].name,
                                               lists[i / 2].as, i % 2 == 0 ? " --dry-run" : "");
      g_auto (GStrv) words = NULL;
      g_autofree char *err = NULL;
      int              status = 0;

      put (self, lists[i / 2].name, lists[i / 2].text);
      g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
      g_assert_true (g_spawn_sync (self->folder, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &err, &status, NULL));
      g_test_message ("%s: %s", line, err);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 3);
      g_assert_nonnull (strstr (err, "headings and no rows"));
    }
  g_assert_cmpint (program_ask (self->folder, "history d.yutu --limit 1", &after), ==, 0);
  g_assert_cmpstr (after, ==, before);
}

/* All that the program says on a terminal. */
static char *
run_on_terminal (Fixture           *self,
                 const char *const *words)
{
  g_autoptr (GError) error = NULL;
  int   master = posix_openpt (O_RDWR | O_NOCTTY), terminal = -1, status = 0;
  GPid  pid = 0;
  char *said = NULL;

  g_assert_cmpint (master, >=, 0);
  g_assert_cmpint (grantpt (master), ==, 0);
  g_assert_cmpint (unlockpt (master), ==, 0);
  terminal = open (ptsname (master), O_RDWR | O_NOCTTY);
  g_assert_cmpint (terminal, >=, 0);
  g_spawn_async_with_fds (self->folder, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, -1, terminal, terminal,
                          &error);
  g_assert_no_error (error);
  close (terminal);
  said = read_all (master);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return said;
}

/* What was found stands on lines of its own, not behind what is left of the progress. */
static void
test_progress_is_cleared (Fixture *self)
{
  static const char *const kinds[] = { "address", "elderly.care-home", "pillar" };

  put (self, "list.csv", "地址,名称,界桩号,没有的列\n城东街道没有社区甲乙新街11号,甲院,001Q,1\n");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *const words[] = { g_getenv ("YUTU_PROGRAM"), "import", "d.yutu", "list.csv", "--as", kinds[i], "--dry-run",
                                    "--json", NULL };
      g_autofree char  *said = run_on_terminal (self, words);
      const char       *found = strstr (said, "\"rule\"");

      g_test_message ("%s: %s", kinds[i], said);
      g_assert_nonnull (found);
      g_assert_nonnull (strstr (said, "\033[K"));
      g_assert_null (strstr (found, "\033[K"));
    }
}

/* Nobody who stands in a written address is told of: not in what is read, found or said, whatever the form. */
static void
test_nobody_is_told (Fixture *self)
{
  static const char *const lines = "城东街道桃园社区1号张三丰先生13800001234\n城东街道桃园社区2号 欧阳建国收 33079919480101001X\n"
                                   "李小明 0579-82300012\n王五四：13800001234\n同上 13800001234\n";
  static const char *const secrets[] = { "13800001234", "33079919480101001X", "330799", "82300012", "张三丰", "欧阳建国", "李小明", "王五四" };
  static const char *const calls[] = {
    "address match d.yutu --json < lines.txt",
    "address match d.yutu < lines.txt",
    "address match d.yutu --csv 地址 < lines.csv",
    "address match d.yutu --csv 没有的列 < lines.csv",
    "address match none.yutu < lines.txt",
    "address parse --json < lines.txt",
    "address parse < lines.txt",
  };
  g_autofree char *table = g_strconcat ("地址\n", lines, NULL);

  put (self, "lines.txt", lines);
  put (self, "lines.csv", table);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char  *call = g_strdup_printf ("G_MESSAGES_DEBUG=all '%s' %s 2>&1", g_getenv ("YUTU_PROGRAM"), calls[i]);
      const char *const words[] = { "/bin/sh", "-c", call, NULL };
      g_autofree char  *said = NULL;

      g_assert_true (g_spawn_sync (self->folder, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, NULL));
      g_test_message ("%s: %s", calls[i], said);
      g_assert_cmpstr (said, !=, "");
      for (gsize k = 0; k < G_N_ELEMENTS (secrets); k++)
        if (strstr (said, secrets[k]) != NULL)
          g_error ("“%s” tells %s", calls[i], secrets[k]);
    }
}

/* Lines as a spreadsheet of Windows saves them: the encoding is found out, or named; what is neither is told. */
static void
test_lines_of_gb18030 (Fixture *self)
{
  static const struct
  {
    const char *call;
    int         code;
    const char *text;
  } calls[] = {
    { "address parse --json", 0, "\"input\":\"八一南街128号\"" },
    { "address match d.yutu --json", 0, "\"input\":\"八一南街128号\"" },
    { "address match d.yutu --json --encoding GB18030", 0, "\"input\":\"八一南街128号\"" },
    { "address match d.yutu --json --encoding UTF-8", 3, "line 2" },
  };
  gsize            length = 0;
  g_autofree char *gbk = g_convert ("abc\n八一南街128号\n桃园社区\n", -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *path = g_build_filename (self->folder, "gbk.txt", NULL);

  g_assert_true (g_file_set_contents (path, gbk, (gssize)length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char  *call = g_strdup_printf ("'%s' %s < gbk.txt 2>&1", g_getenv ("YUTU_PROGRAM"), calls[i].call);
      const char *const words[] = { "/bin/sh", "-c", call, NULL };
      g_autofree char  *said = NULL;
      int               status = 0;

      g_assert_true (g_spawn_sync (self->folder, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, NULL));
      g_assert_cmpint (WEXITSTATUS (status), ==, calls[i].code);
      if (strstr (said, calls[i].text) == NULL)
        g_error ("“%s” says “%s”, without “%s”", calls[i].call, said, calls[i].text);
    }
}

/* A table that cannot be read tells its line once. */
static void
test_line_is_told_once (Fixture *self)
{
  g_autofree char  *call = g_strdup_printf ("seq -s, 1001 | '%s' address match d.yutu --csv 地址", g_getenv ("YUTU_PROGRAM"));
  const char *const words[] = { "/bin/sh", "-c", call, NULL };
  g_autofree char  *said = NULL;
  int               status = 0;

  g_assert_true (g_spawn_sync (self->folder, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, NULL));
  g_assert_cmpint (WEXITSTATUS (status), ==, 3);
  g_assert_nonnull (strstr (said, "(standard input, line 1: more than 1000 fields)"));
}

/* On one file, which none of them changes. */
static void
test_what_is_said (Fixture      *self,
                   gconstpointer data)
{
  test_headings_alone (self);
  test_line_is_told_once (self);
  test_lines_of_gb18030 (self);
  test_progress_is_cleared (self);
  test_nobody_is_told (self);
}

/* One line matched in the file @name. */
static void
expect_match (Fixture    *self,
              const char *name,
              const char *line,
              const char *text)
{
  g_autofree char  *call = g_strdup_printf ("echo '%s' | YUTU_TODAY=2026-11-25 '%s' address match %s --json", line, g_getenv ("YUTU_PROGRAM"), name);
  const char *const words[] = { "/bin/sh", "-c", call, NULL };
  g_autofree char  *said = NULL;

  g_assert_true (g_spawn_sync (self->folder, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, NULL));
  if (strstr (said, text) == NULL)
    g_error ("“%s” in %s answers “%s”, without “%s”", line, name, said, text);
}

/* In a library that nobody invented: a merger of which the document does not tell, and one of which it does. */
static void
test_unconfirmed (Fixture      *self,
                  gconstpointer data)
{
  static const struct
  {
    const char *step;
    const char *reasons;
  } acts[] = {
    { "true", "\"reasons\":[\"OLD_DIVISION\",\"UNCONFIRMED\"]" },
    { "false", "\"reasons\":[\"OLD_DIVISION\"]" },
  };

  put (self, "layer.geojson",
       "{\"type\":\"FeatureCollection\",\"features\":["
       "{\"type\":\"Feature\",\"properties\":{\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\","
       "\"coordinates\":[[[119.5,29],[119.6,29],[119.6,29.1],[119.5,29.1],[119.5,29]]]}},"
       "{\"type\":\"Feature\",\"properties\":{\"name\":\"乙乡\"},\"geometry\":{\"type\":\"Polygon\","
       "\"coordinates\":[[[119.6,29],[119.7,29],[119.7,29.1],[119.6,29.1],[119.6,29]]]}}]}");
  put (self, "codes.csv", "code,name\n330702100,甲镇\n330702200,乙乡\n");
  program_expect (self->folder, "new a.yutu", 0, NULL);
  program_expect (self->folder, "import a.yutu codes.csv --as code-register", 0, NULL);
  program_expect (self->folder, "import a.yutu layer.geojson --as division --level township", 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = g_strdup_printf ("{\"kind\": \"merge\", \"title\": \"合并\", \"doc_no\": \"测函〔2026〕1号\", "
                                              "\"effective_on\": \"2026-11-25\", \"steps\": [{\"do\": \"merge\", \"units\": "
                                              "[\"甲镇\", \"乙乡\"], \"into\": \"甲镇\", \"unconfirmed\": %s}]}",
                                              acts[i].step);

      put (self, "act.json", act);
      program_expect (self->folder, "act a.yutu apply act.json", 0, NULL);
      expect_match (self, "a.yutu", "乙乡", acts[i].reasons);
      expect_match (self, "a.yutu", "乙乡", i == 0 ? "\"verdict\":\"confirm\"" : "\"verdict\":\"auto\"");
      program_expect (self->folder, "undo a.yutu", 0, NULL);
    }
}

/* A plot without a door is found by its number on its road, and on no other. */
static void
test_plots (Fixture      *self,
            gconstpointer data)
{
  put (self, "names.csv", "名称,类别,所在区划\n甲乙新街,road,桃园社区\n丙丁新街,road,桃园社区\n");
  put (self, "plots.csv", "村,道路,地块\n桃园社区,甲乙新街,A-03\n桃园社区,,330702001001GB00012\n");
  program_expect (self->folder, "import d.yutu names.csv --as place-name", 0, NULL);
  program_expect (self->folder, "import d.yutu plots.csv --as address", 0, NULL);
  expect_match (self, "d.yutu", "城东街道甲乙新街A-03号地块", "桃园社区甲乙新街A-03地块\",\"id\":1");
  expect_match (self, "d.yutu", "城东街道甲乙新街A-03号地块", "\"verdict\":\"auto\"");
  expect_match (self, "d.yutu", "宗地330702001001GB00012", "桃园社区330702001001GB00012地块\",\"id\":1");
  expect_match (self, "d.yutu", "丙丁新街A-03地块", "\"reasons\":[\"NO_DOOR\"]");
}

/* A list of roads: a name that tells no class, or another one, is a road; a class that says otherwise is told. */
static void
test_roads (Fixture      *self,
            gconstpointer data)
{
  put (self, "roads.csv", "名称,类别,所在区划\n甲乙新街,,桃园社区\n丙丁塘,,桃园社区\n");
  put (self, "mixed.csv", "名称,类别,所在区划\n戊己新街,道路、街巷,桃园社区\n戊己新桥,桥梁,桃园社区\n");
  program_expect (self->folder, "import d.yutu mixed.csv --as road", 1, "\"rule\":\"class\"");
  program_expect (self->folder, "import d.yutu mixed.csv --as road --dry-run", 1, "\"row\":2");
  program_expect (self->folder, "import d.yutu roads.csv --as road", 0, "\"added\":2");
  program_expect (self->folder, "name d.yutu show 丙丁塘", 0, "\"class\":\"road\"");
  program_expect (self->folder, "import d.yutu roads.csv --as road", 1, "\"rule\":\"double\"");
  program_expect (self->folder, "import d.yutu roads.csv --as village --level town", 2, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/address-lists/lists", Fixture, NULL, set_up, test_lists, tear_down);
  g_test_add ("/cli/address-lists/what-is-said", Fixture, NULL, set_up, test_what_is_said, tear_down);
  g_test_add ("/cli/address-lists/unconfirmed", Fixture, NULL, set_up, test_unconfirmed, tear_down);
  g_test_add ("/cli/address-lists/plots", Fixture, NULL, set_up, test_plots, tear_down);
  g_test_add ("/cli/address-lists/roads", Fixture, NULL, set_up, test_roads, tear_down);
  g_test_add ("/cli/address-lists/shifted", Fixture, NULL, set_up, test_shifted, tear_down);
  g_test_add ("/cli/address-lists/interrupted", Fixture, NULL, set_up, test_interrupted, tear_down);
  g_test_add ("/cli/address-lists/match-interrupted", Fixture, NULL, set_up, test_match_interrupted, tear_down);
  return g_test_run ();
}
