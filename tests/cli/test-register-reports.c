/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What users of other search boxes and other address registers reported as faults, asked of this program as
 * a shell would: F18 – F20 of searches, F41 – F45 of registers. */

#include <locale.h>
#include <string.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

#include "folder.h"
#include "program.h"

typedef struct
{
  char *folder;
  char *road;  /* 同一新路 of 罗店镇 */
  char *other; /* that of 汤溪镇 */
} Fixture;

/* Standard output; it must end with @code. @input: NULL none. */
static char *
run (Fixture    *self,
     const char *line,
     const char *input,
     int         code)
{
  g_autofree char *command =
    input != NULL ? g_strdup_printf ("sh -c 'printf \"%%s\\\\n\" \"$2\" | \"$1\" %s --json' - %s \"%s\"", line, g_getenv ("YUTU_PROGRAM"), input)
                  : g_strdup_printf ("%s %s --json", g_getenv ("YUTU_PROGRAM"), line);
  g_auto (GStrv) words = NULL;
  g_autofree char *err = NULL;
  char            *output = NULL;
  int              status = 0;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_true (g_spawn_sync (self->folder, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &err, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_test_message ("yutu %s → %d %s%s", line, WEXITSTATUS (status), output, err);
  g_assert_cmpint (WEXITSTATUS (status), ==, code);
  return output;
}

static void
expect (Fixture    *self,
        const char *line,
        const char *input,
        const char *text) /* in the output */
{
  g_autofree char *output = run (self, line, input, 0);

  if (strstr (output, text) == NULL)
    g_error ("“%s” answers “%s”, without “%s”", line, output, text);
}

static void
put (Fixture    *self,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The first @member of an answer, as text. */
static char *
fetch (const char *output,
       const char *member)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\":\"?([^,\"}]*)", member);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, output, 0, &match));
  return g_match_info_fetch (match, 1);
}

static char *
fetch_from (Fixture    *self,
            const char *line,
            const char *input,
            const char *member)
{
  g_autofree char *output = run (self, line, input, 0);

  return fetch (output, member);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *found = NULL;

  self->folder = g_dir_make_tmp ("yutu-reports-XXXXXX", NULL);
  program_put_demo (self->folder, "d.yutu", 1000);
  put (self, "names.csv",
       "名称,类别,所在区划,启用日期,地名代码\n"
       "同一新路,road,罗店镇,2020-01-02,A1\n"
       "另一新路,road,罗店镇,2020-01-02,A1\n"
       "同一新路,road,汤溪镇,2020-01-02,A2\n"
       "重跑gen后街,road,城东街道,2020-01-02,A3\n");
  put (self, "doors.csv",
       "乡镇,社区,道路,门牌号,状态,启用日期\n"
       "罗店镇,东宅村,同一新路,1,collected,2020-01-02\n"
       "罗店镇,东宅村,同一新路,3,collected,2020-01-02\n"
       "罗店镇,东岭村,同一新路,1,collected,2020-01-02\n"
       "罗店镇,东岭村,同一新路,3,collected,2020-01-02\n"
       "罗店镇,东岭村,另一新路,5,published,2020-01-02\n"
       "汤溪镇,中戴村,同一新路,9,published,2020-01-02\n");
  expect (self, "import d.yutu names.csv --as place-name", NULL, "\"added\":4");
  expect (self, "import d.yutu doors.csv --as address", NULL, "\"added\":6");
  found = run (self, "search d.yutu 同一新路 --kind place", NULL, 0);
  self->road = fetch (found, "id");
  self->other = fetch (strchr (found, '\n'), "id");
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
  g_free (self->road);
  g_free (self->other);
}

/* ---- Searches ---- */

/* Two characters find all that a plain pass does; tests/session/test-search-scan.c asks for hundreds. */
static void
test_two_characters (Fixture      *self,
                     gconstpointer data)
{
  expect (self, "search d.yutu 同一 --kind place", NULL, "\"total\":2,\"total_is_least\":false");
  expect (self, "search d.yutu 一新 --kind place", NULL, "\"total\":3,\"total_is_least\":false");
}

/* A long word and a short one together: none is left out of account. */
static void
test_long_and_short (Fixture      *self,
                     gconstpointer data)
{
  expect (self, "search d.yutu \"同一新路 1\" --kind address", NULL, "\"total\":2,\"total_is_least\":false");
  expect (self, "search d.yutu \"东宅村 同一新路 1\" --kind address", NULL, "\"total\":1,\"total_is_least\":false");
  expect (self, "search d.yutu \"同一新路 2\" --kind address", NULL, "\"total\":0,\"total_is_least\":false");
}

static void
test_letters_in_han (Fixture      *self,
                     gconstpointer data)
{
  expect (self, "search d.yutu gen", NULL, "\"name\":\"重跑gen后街\"");
  expect (self, "search d.yutu GEN --limit 1", NULL, "\"name\":\"重跑gen后街\"");
  expect (self, "search d.yutu gen后", NULL, "\"name\":\"重跑gen后街\"");
}

/* ---- Registers ---- */

/* The doors of the file as a list, without those of the demo. */
static char *
list_doors (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "out.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) own = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_free (run (self, "export d.yutu address -o out.csv --headers id", NULL, 0));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "一新路") != NULL)
      g_string_append_printf (own, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&own), FALSE);
}

static char *
take_batch (Fixture *self)
{
  static const char *const steps[] = { "collect", "self-check", "check", "sample" };
  char                    *number = fetch_from (self, "case d.yutu open --module division --kind AD.BATCH --place 东宅村 --set addresses=4 --title 批次",
                                                NULL, "case_no");
  g_autofree char         *add = g_strdup_printf ("address batch d.yutu %s add --road %s", number, self->road);

  g_free (run (self, add, NULL, 0));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *step = g_strdup_printf ("case d.yutu step %s %s", number, steps[i]);

      g_free (run (self, step, NULL, 0));
    }
  return number;
}

static void
certify (Fixture *self)
{
  g_autofree char *number = take_batch (self);
  g_autofree char *batch = g_strdup_printf ("address batch d.yutu %s", number);
  g_autofree char *sampled = fetch_from (self, batch, NULL, "id");
  g_autofree char *verdict = g_strdup_printf ("%s,right", sampled);
  g_autofree char *judge = g_strdup_printf ("%s judge", batch);
  g_autofree char *accept = g_strdup_printf ("case d.yutu step %s accept", number);

  g_free (run (self, judge, verdict, 0));
  g_free (run (self, accept, NULL, 0));
}

/* The doors of a batch are accepted: their status alone is another. */
static void
test_bulk_certify (Fixture      *self,
                   gconstpointer data)
{
  g_autofree char *before = list_doors (self);
  g_autofree char *after = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *wanted = NULL;

  certify (self);
  after = list_doors (self);
  parts = g_strsplit (before, ",collected,", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  wanted = g_strjoinv (",coded,", parts);
  g_assert_cmpstr (after, ==, wanted);
}

/* A list of others that has some of the doors does not take their status back. */
static void
test_certificate_survives (Fixture      *self,
                           gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  certify (self);
  before = list_doors (self);
  g_assert_nonnull (strstr (before, ",coded,"));
  g_free (run (self, "import d.yutu doors.csv --as address", NULL, 1));
  after = list_doors (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_street_in_two_villages (Fixture      *self,
                             gconstpointer data)
{
  g_autofree char *one = fetch_from (self, "address match d.yutu", "罗店镇东宅村同一新路3号", "id");
  g_autofree char *other = fetch_from (self, "address match d.yutu", "罗店镇东岭村同一新路3号", "id");
  g_autofree char *walk = g_strdup_printf ("address walk d.yutu %s", self->road);

  g_assert_cmpstr (one, !=, other);
  expect (self, "address match d.yutu", "罗店镇同一新路3号", "\"AMBIGUOUS\"");
  expect (self, walk, NULL, "\"doubles\":0");
}

/* Two names of one code stay two; those of one name in two townships become one when it is asked for. */
static void
test_equal_streets (Fixture      *self,
                    gconstpointer data)
{
  g_autofree char *merge = g_strdup_printf ("name d.yutu merge %s %s --from 2026-06-01", self->other, self->road);
  g_autofree char *doors = list_doors (self);
  g_auto (GStrv) lines = NULL;

  expect (self, "name d.yutu show 另一新路", NULL, "\"A1\"");
  g_assert_nonnull (strstr (doors, "东岭村另一新路5号"));
  g_free (run (self, merge, NULL, 0));
  expect (self, "search d.yutu 同一新路 --kind place", NULL, "\"valid_to\":\"2026-06-01\"");
  g_free (g_steal_pointer (&doors));
  doors = list_doors (self);
  lines = g_strsplit (doors, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7); /* six, and nothing behind the last */
  g_free (run (self, "check d.yutu --only address-twice,address-text", NULL, 0));
}

/* A village that went into another: its doors have the label of that one, and are found by their own. */
static void
test_merged_label (Fixture      *self,
                   gconstpointer data)
{
  put (self, "act.json",
       "{\"kind\": \"merge\", \"title\": \"中戴村并入\", \"doc_no\": \"婺政〔2025〕9号\", \"organ\": \"婺城区人民政府\", "
       "\"effective_on\": \"2025-06-01\", \"papers\": {}, \"steps\": [{\"do\": \"merge\", \"units\": [\"中戴村\"], \"into\": \"汤溪村\"}]}");
  g_free (run (self, "act d.yutu apply act.json", NULL, 0));
  expect (self, "address match d.yutu", "汤溪镇中戴村同一新路9号", "\"standard\":\"浙江省金华市婺城区汤溪镇汤溪村同一新路9号\"");
  expect (self, "address match d.yutu", "汤溪镇中戴村同一新路9号", "\"act\":\"中戴村并入\"");
  expect (self, "search d.yutu 汤溪村同一新路9号 --kind address", NULL, "\"label\":\"婺城区 › 汤溪镇 › 汤溪村\"");
  expect (self, "search d.yutu 中戴村同一新路9号 --kind address", NULL, "\"name\":\"同一新路9号\"");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/register-reports/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("f18-two-characters", test_two_characters);
  ADD ("f19-long-and-short-terms", test_long_and_short);
  ADD ("f20-letters-glued-to-han", test_letters_in_han);
  ADD ("f41-bulk-certify", test_bulk_certify);
  ADD ("f42-certificate-survives", test_certificate_survives);
  ADD ("f43-street-in-two-villages", test_street_in_two_villages);
  ADD ("f44-equal-streets", test_equal_streets);
  ADD ("f45-merged-label", test_merged_label);
  return g_test_run ();
}
