/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it, on the registers of the demo county: export, import and
 * one facility through all its acts. */

#include <json-glib/json-glib.h>
#include <string.h>

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
  self->folder = g_dir_make_tmp ("yutu-registers-XXXXXX", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  folder_remove (self->folder);
}

static gint64
find (Fixture    *self,
      const char *name)
{
  g_autofree char *line = g_strdup_printf ("search a.yutu %s --kind facility --limit 1", name);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonNode) hit = NULL;

  g_assert_cmpint (program_ask (self->folder, line, &output), ==, 0);
  lines = g_strsplit (output, "\n", 2);
  hit = json_from_string (lines[0], NULL);
  g_assert_nonnull (hit);
  return json_object_get_int_member (json_node_get_object (hit), "id");
}

static void
test_out_and_in_again (Fixture      *self,
                       gconstpointer data)
{
  static const char *const files[] = { "r.csv --headers id", "r.csv --headers title", "r.xlsx" };

  program_put_demo (self->folder, "a.yutu", 2000);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *out = g_strdup_printf ("export a.yutu elderly.village-centre -o %s", files[i]);
      g_autofree char *in = g_strdup_printf ("import a.yutu %.*s --as elderly.village-centre --dry-run",
                                             (int)strcspn (files[i], " "), files[i]);

      program_expect (self->folder, out, 0, "\"rows\":");
      program_expect (self->folder, in, 0, "\"rejected\":0,\"findings\":0,\"added\":0,\"changed\":0,");
    }
  program_expect (self->folder, "export a.yutu division -o d.gpkg", 0, "\"rows\":461");
  program_expect (self->folder, "export a.yutu facility -o f.geojson --crs gcj02", 0, NULL);
  program_expect (self->folder, "export a.yutu case_file -o c.xlsx --place 罗店镇", 0, NULL);
  program_expect (self->folder, "export a.yutu address -o a.csv --encoding GB18030", 0, NULL);
  program_expect (self->folder, "export a.yutu nothing -o n.csv", 3, NULL);
  program_expect (self->folder, "export a.yutu facility -o n.doc", 2, NULL);
  program_expect (self->folder, "export a.yutu facility", 2, NULL);
  program_expect (self->folder, "export a.yutu facility -o n.csv --headers x", 2, NULL);
  program_expect (self->folder, "export a.yutu facility -o nowhere/n.csv", 3, NULL);
  program_expect (self->folder, "import a.yutu r.csv --as elderly.nothing", 3, NULL);
  program_expect (self->folder, "import a.yutu nowhere.csv --as elderly.care-home", 3, NULL);
  program_expect (self->folder, "import a.yutu r.csv --as elderly.village-centre --role leader", 3, NULL);
}

static void
test_one_facility (Fixture      *self,
                   gconstpointer data)
{
  gint64 id = 0;
  const struct
  {
    const char *line; /* %s the number */
    int         code;
    const char *text;
  } calls[] = {
    { "facility a.yutu show %s", 0, "\"masked\":[" },
    { "facility a.yutu change %s --set beds_total=70 --set beds_nursing=30 --set grade=", 0,
      "\"beds_total\":70" },
    { "facility a.yutu change %s --set beds_nursing=71", 3, NULL },
    { "facility a.yutu change %s --set colour=1", 3, NULL },
    { "facility a.yutu change %s --name 改名院 --role leader", 3, NULL },
    { "facility a.yutu move %s --place 罗店镇 --from 2024-01-01", 0, "\"from\":\"2024-01-01\"" },
    { "facility a.yutu move %s --place 罗店镇 --from 2023-01-01", 3, NULL },
    { "facility a.yutu move %s", 2, NULL },
    { "facility a.yutu close %s", 3, NULL },
    { "facility a.yutu close %s --reason 撤并 --from 2026-01-01", 0, "\"end_reason\":\"撤并\"" },
    { "facility a.yutu reopen %s", 0, "\"until\":null" },
    { "facility a.yutu year %s 2025 --set diners=1", 3, NULL },
    { "facility a.yutu year %s x", 2, NULL },
    { "facility a.yutu close %s --from gestern", 2, NULL },
  };

  program_put_demo (self->folder, "a.yutu", 2000);
  id = find (self, "城东街道敬老院");
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_auto (GStrv) parts = g_strsplit (calls[i].line, "%s", 2);
      g_autofree char *line = g_strjoinv (number, parts);

      program_expect (self->folder, line, calls[i].code, calls[i].text);
    }
  program_expect (self->folder, "facility a.yutu add --kind elderly.meal-point --name 新助餐点 --at 119.65,29.11", 0,
                  "\"village\":\"");
  program_expect (self->folder, "facility a.yutu add --kind elderly.meal-point --name 新助餐点", 3, NULL);
  program_expect (self->folder, "facility a.yutu add --kind elderly.meal-point", 2, NULL);
  program_expect (self->folder, "facility a.yutu show 3", 3, NULL);
  program_expect (self->folder, "facility a.yutu", 2, NULL);
  program_expect (self->folder, "check a.yutu", 0, "\"findings\":0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/registers/out-and-in-again", Fixture, NULL, set_up, test_out_and_in_again, tear_down);
  g_test_add ("/cli/registers/one-facility", Fixture, NULL, set_up, test_one_facility, tear_down);
  return g_test_run ();
}
