/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it, asked for other days (--as-of) and as the file was known
 * at other moments (--known-on): on a demo county, whose act of 2021-10-21 made 27 townships 26. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "folder.h"
#include "program.h"

typedef struct
{
  char *folder;
} Fixture;

static char *
ask (Fixture    *self,
     const char *line)
{
  char *out = NULL;

  g_assert_cmpint (program_ask (self->folder, line, &out), <=, 1);
  return out;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-clocks-XXXXXX", NULL);
  program_put_demo (self->folder, "a.yutu", 2000);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
}

static JsonObject *
parse (const char *line,
       JsonNode  **node)
{
  g_auto (GStrv) lines = g_strsplit (line, "\n", 2);

  *node = json_from_string (lines[0], NULL);
  g_assert_nonnull (*node);
  return json_node_get_object (*node);
}

/* Verbs that read; %s is where --as-of goes. */
static const struct
{
  const char *line;
  gboolean    differs; /* between the day before the act and the day of it */
} READING[] = {
  { "info a.yutu %s", TRUE },
  { "act a.yutu list %s", TRUE },
  { "check a.yutu --only code-twice %s", FALSE },
  { "at a.yutu 119.4022 28.9372 --radius 10 %s", TRUE },
  { "cases a.yutu --place 塔石乡 --limit 1 %s", TRUE },
  { "search a.yutu 岭上乡 --limit 1 %s", TRUE },
  { "modules a.yutu %s", FALSE },
  { "indicator a.yutu --by township %s", TRUE },
  { "coverage a.yutu --facility elderly.care-home --radius 3000 --by township %s", TRUE },
  { "case a.yutu show WC-BD-2021-00001 %s", FALSE },
  { "line a.yutu list %s", TRUE },
};

/* Without what differs in each run. */
static char *
strip_times (const char *out)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("\"(seconds|milliseconds)\":[0-9.e-]+|\"out\":\"[^\"]*\"", 0, 0, NULL);

  return g_regex_replace_literal (regex, out, -1, 0, "", 0, NULL);
}

static void
test_as_of_everywhere (Fixture      *self,
                       gconstpointer data)
{
  static const char *const days[] = { "--as-of 2021-10-20", "--as-of 2021-10-21" };

  for (gsize i = 0; i < G_N_ELEMENTS (READING); i++)
    {
      char *answers[2] = { NULL, NULL };

      for (guint d = 0; d < 2; d++)
        {
          g_auto (GStrv) halves = g_strsplit (READING[i].line, "%s", 2);
          g_autofree char *whole = g_strjoinv (days[d], halves);
          g_autofree char *out = ask (self, whole);

          answers[d] = strip_times (out);
        }
      g_assert_cmpint (g_str_equal (answers[0], answers[1]), ==, !READING[i].differs);
      g_free (answers[0]);
      g_free (answers[1]);
    }
}

static void
test_the_day_of_the_map (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *before =
    ask (self, "render a.yutu -o b.svg --layers divisions --as-of 2021-10-20");
  g_autofree char *after =
    ask (self, "render a.yutu -o a.svg --layers divisions --as-of 2021-10-21");
  g_autofree char *all_before = ask (self, "export a.yutu division -o b.csv --as-of 2021-10-20");
  g_autofree char *all_after = ask (self, "export a.yutu division -o a.csv --as-of 2021-10-21");
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;
  g_autoptr (JsonNode) three = NULL;
  g_autoptr (JsonNode) four = NULL;
  gint64 rows = 0;
  gint64 n = json_object_get_int_member (parse (before, &one), "features");

  g_assert_cmpint (n - json_object_get_int_member (parse (after, &two), "features"), ==, 1);
  rows = json_object_get_int_member (parse (all_before, &three), "rows");
  g_assert_cmpint (rows - json_object_get_int_member (parse (all_after, &four), "rows"), ==, 1);
  g_assert_cmpint (program_ask (self->folder, "sheet a.yutu print township --place 岭上乡 -o b.pdf --as-of 2021-10-20",
                                NULL),
                   ==, 0);
  g_assert_cmpint (program_ask (self->folder, "sheet a.yutu print township --place 岭上乡 -o a.pdf --as-of 2021-10-21",
                                NULL),
                   ==, 3);
  g_assert_cmpint (program_ask (self->folder, "sheet a.yutu print compare --compare 2021-10-20 -o c.svg --as-of 2021-10-21",
                                NULL),
                   ==, 0);
  g_assert_cmpint (program_ask (self->folder, "sheet a.yutu print compare -o d.svg", NULL), ==, 3);
}

/* ---- Divisions over time ---- */

static JsonObject *
parse_last (const char *out,
            JsonNode  **node)
{
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  guint n = g_strv_length (lines);

  while (n > 0 && *lines[n - 1] == '\0')
    n--;
  g_assert_cmpuint (n, >, 0);
  return parse (lines[n - 1], node);
}

static void
test_compare (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *townships = ask (self, "division a.yutu compare 2021-10-20 2021-10-21");
  g_autofree char *villages =
    ask (self, "division a.yutu compare 2021-10-20 2021-10-21 --level village");
  g_autofree char *same = ask (self, "division a.yutu compare 2021-10-21 2021-10-22");
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;
  g_autoptr (JsonNode) three = NULL;
  JsonObject *last = parse_last (townships, &one);

  g_assert_cmpint (json_object_get_int_member (last, "land"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (last, "units"), ==, 13);
  g_assert_nonnull (strstr (townships, "\"kinds\":[\"ended\",\"land\"]"));
  g_assert_nonnull (strstr (townships, "\"from_name\":\"岭上乡\""));
  last = parse_last (villages, &two);
  g_assert_cmpint (json_object_get_int_member (last, "land"), ==, 0);
  last = parse_last (same, &three);
  g_assert_cmpint (json_object_get_int_member (last, "units"), ==, 0);
  g_assert_cmpint (program_ask (self->folder, "division a.yutu compare 2021-10-20", NULL), ==, 2);
  g_assert_cmpint (program_ask (self->folder, "division a.yutu compare 2021-10-20 soon", NULL), ==, 2);
  g_assert_cmpint (program_ask (self->folder, "division a.yutu compare 2021-10-20 2021-10-21 --level road", NULL), ==,
                   2);
}

/* What differs as a picture: as many areas as the list of differences has land. */
static void
test_picture_of_two_days (Fixture      *self,
                          gconstpointer data)
{
  static const char *const refused[] = {
    "render a.yutu -o c.png --compare soon",
    "render a.yutu -o c.png --level village",
    "render a.yutu -o c.png --compare 2021-10-20 --level road",
    "render a.yutu -o c.png --compare 2021-10-20 --layers roads",
    "render a.yutu -o c.png --compare 2021-10-20 --theme burial-share",
  };
  g_autofree char *both =
    ask (self, "render a.yutu -o c.png --compare 2021-10-20 --as-of 2021-10-21 --size 1280x800");
  g_autofree char *same = ask (self, "render a.yutu -o c.svg --compare 2021-10-22 --as-of 2021-10-21");
  g_autofree char *path = g_build_filename (self->folder, "c.svg", NULL);
  g_autofree char *svg = NULL;
  g_auto (GStrv) orange = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;
  JsonObject *last = parse_last (both, &one);

  g_assert_cmpint (json_object_get_int_member (last, "features"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (last, "width"), ==, 1280);
  g_assert_cmpint (json_object_get_int_member (last, "labels"), >, 40);
  g_assert_cmpint (json_object_get_int_member (last, "vertices"), >, 100);
  last = parse_last (same, &two);
  g_assert_cmpint (json_object_get_int_member (last, "features"), ==, 0);
  g_assert_cmpint (program_ask (self->folder, "render a.yutu -o c.svg --compare 2021-10-20 --as-of 2021-10-21", NULL), ==, 0);
  g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));
  orange = g_strsplit (svg, "90.196078%,62.352941%,0%", -1); /* the first piece of land: e69f00 */
  g_assert_cmpuint (g_strv_length (orange), >, 3);           /* on both maps, and in the list */
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (program_ask (self->folder, refused[i], NULL), ==, 2);
}

static void
test_history_of_a_unit (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *gone = ask (self, "division a.yutu history 岭上乡");
  g_autofree char *before =
    ask (self, "division a.yutu history 330702207 --as-of 2021-10-20");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *last = parse_last (gone, &node);
  JsonArray  *to = json_object_get_array_member (last, "to");
  double      sum = 0;

  g_assert_cmpstr (gone, ==, before);
  g_assert_cmpstr (json_object_get_string_member (last, "day"), ==, "2021-10-21");
  g_assert_true (json_object_get_null_member (last, "after"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (last, "acts")), ==, 1);
  g_assert_cmpuint (json_array_get_length (to), ==, 3);
  for (guint i = 0; i < 3; i++)
    sum += json_object_get_double_member (json_array_get_object_element (to, i), "area_share");
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
  g_assert_cmpint (program_ask (self->folder, "division a.yutu history 无此乡", NULL), ==, 3);
}

/* ---- The recording clock ---- */

static void
test_known_on (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *first = ask (self, "history a.yutu --limit 1");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *at =
    g_strndup (json_object_get_string_member (parse (first, &node), "at"), 19);
  g_autofree char *line = NULL;
  g_autofree char *search = NULL;
  g_autofree char *now = NULL;
  g_autofree char *none = NULL;

  g_usleep (1100000); /* the second that is asked for is over */
  g_assert_cmpint (program_ask (self->folder, "division a.yutu rename 罗店镇 罗埠镇 --correct", NULL), ==, 0);
  now = ask (self, "search a.yutu 罗店镇 --kind division");
  g_assert_null (strstr (now, "\"name\":\"罗店镇\""));
  line = g_strdup_printf ("search a.yutu 罗店镇 --kind division --known-on %sZ", at);
  search = ask (self, line);
  g_assert_nonnull (strstr (search, "\"name\":\"罗店镇\""));
  none = ask (self, "info a.yutu --known-on 2001-01-01");
  g_assert_nonnull (strstr (none, "\"division\":{\"count\":0,"));
  g_assert_nonnull (strstr (none, "\"journal_entries\":0,"));
}

/* What was known, as a file of its own. */
static void
test_known_on_in_a_copy (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *line = NULL;
  g_autofree char *first = ask (self, "history a.yutu --limit 1");
  g_autofree char *of_copy = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *at =
    g_strndup (json_object_get_string_member (parse (first, &node), "at"), 19);

  g_usleep (1100000);
  g_assert_cmpint (program_ask (self->folder, "division a.yutu rename 罗店镇 罗埠镇 --correct", NULL), ==, 0);
  line = g_strdup_printf ("backup a.yutu b.yutu --known-on %sZ", at);
  g_assert_cmpint (program_ask (self->folder, line, NULL), ==, 0);
  of_copy = ask (self, "history b.yutu --limit 1");
  g_assert_cmpstr (of_copy, ==, first);
  rest = ask (self, "verify b.yutu");
  g_assert_nonnull (strstr (rest, "\"ok\":true"));
  g_assert_cmpint (program_ask (self->folder, "division b.yutu rename 罗店镇 罗江镇 --correct", NULL), ==, 0);
}

/* Where there is no legal day the option is no silent word, and nothing is done. */
static void
test_as_of_refused (Fixture      *self,
                    gconstpointer data)
{
  static const char *const calls[] = {
    "new c.yutu",
    "history a.yutu",
    "verify a.yutu",
    "undo a.yutu",
    "redo a.yutu",
    "backup a.yutu c.yutu",
    "restore a.yutu c.yutu",
    "act a.yutu show 浙政函〔2021〕103号",
    "act a.yutu plan none.json",
    "act a.yutu apply none.json",
  };
  g_autofree char *path = g_build_filename (self->folder, "c.yutu", NULL);
  g_autofree char *first = ask (self, "history a.yutu --limit 1");
  g_autofree char *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *line = g_strconcat (calls[i], " --as-of 2021-10-20", NULL);

      g_assert_cmpint (program_ask (self->folder, line, NULL), ==, 2);
    }
  last = ask (self, "history a.yutu --limit 1");
  g_assert_cmpstr (first, ==, last);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What has days is counted on the day. */
static void
test_info_of_a_day (Fixture      *self,
                    gconstpointer data)
{
  static const char *const days[] = { "2018-12-31", "2021-10-20", "2021-10-21" };
  gint64                   counts[3], all = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *line = i < 3 ? g_strdup_printf ("info a.yutu --as-of %s", days[i])
                                    : g_strdup ("info a.yutu");
      g_autofree char *out = ask (self, line);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *layers = json_object_get_object_member (parse (out, &node), "layers");
      gint64      n = json_object_get_int_member (json_object_get_object_member (layers, "division"), "count");

      if (i < 3)
        counts[i] = n;
      else
        all = n;
    }
  g_assert_cmpint (counts[0], ==, 0);
  g_assert_cmpint (counts[1], ==, counts[2] + 1);
  g_assert_cmpint (all, >, counts[1]);
}

/* The rule that was in force: the limits of the order of 2021 were not there the day before. */
static void
test_limits_of_a_day (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *before = ask (self, "modules a.yutu --as-of 2018-12-31");
  g_autofree char *after = ask (self, "modules a.yutu --as-of 2019-01-01");
  const char      *limit = "{\"state\":null,\"length\":18,\"unit\":\"month\",";

  g_assert_null (strstr (before, limit));
  g_assert_nonnull (strstr (after, limit));
}

static void
test_known_on_refused (Fixture      *self,
                       gconstpointer data)
{
  static const struct
  {
    const char *line;
    int         code;
  } calls[] = {
    { "info a.yutu --known-on yesterday", 2 },
    { "info a.yutu --known-on 2022-02-30", 2 },
    { "info a.yutu --known-on", 2 },
    { "new c.yutu --known-on 2022-01-13", 2 },
    { "restore a.yutu c.yutu --known-on 2022-01-13", 2 },
    { "undo a.yutu --known-on 2022-01-13", 2 },
    { "import a.yutu b.csv --as code-register --known-on 2022-01-13", 2 },
    { "modules a.yutu --known-on 2022-01-13", 2 },
    { "division a.yutu rename 罗店镇 罗埠镇 --correct --known-on 2022-01-13", 2 },
    { "info none.yutu --known-on 2022-01-13", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (program_ask (self->folder, calls[i].line, NULL), ==, calls[i].code);
}

#define ADD(name, func) g_test_add ("/cli/clocks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("as-of-everywhere", test_as_of_everywhere);
  ADD ("as-of-refused", test_as_of_refused);
  ADD ("info-of-a-day", test_info_of_a_day);
  ADD ("limits-of-a-day", test_limits_of_a_day);
  ADD ("the-day-of-the-map", test_the_day_of_the_map);
  ADD ("compare", test_compare);
  ADD ("picture-of-two-days", test_picture_of_two_days);
  ADD ("history-of-a-unit", test_history_of_a_unit);
  ADD ("known-on", test_known_on);
  ADD ("known-on-in-a-copy", test_known_on_in_a_copy);
  ADD ("known-on-refused", test_known_on_refused);
  return g_test_run ();
}
