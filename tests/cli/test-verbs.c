/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, as a shell would call it: exit codes and keys. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/wait.h>

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
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

/* Runs "yutu LINE" in the folder; returns the exit code, and the output's lines. */
static int
run (Fixture    *self,
     const char *line,
     GStrv      *output)
{
  g_autofree char *command = g_strdup_printf ("%s %s", g_getenv ("YUTU_PROGRAM"), line);
  g_auto (GStrv) words = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int              status = 0;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_true (g_spawn_sync (self->folder, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err,
                               &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_test_message ("yutu %s → %d %s", line, WEXITSTATUS (status), err);
  /* An error is one line that names program and verb; success says nothing there. */
  g_assert_true ((WEXITSTATUS (status) >= 2) == g_str_has_prefix (err, "yutu: "));
  if (output != NULL)
    *output = g_strsplit (g_strchomp (out), "\n", -1);
  return WEXITSTATUS (status);
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
    { "info nowhere.yutu", 3, NULL },
    { "info .", 3, NULL },
    { "restore nowhere.yutu a.yutu", 3, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (run (self, calls[i].line, NULL), ==, calls[i].code);
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

#define ADD(name, func) g_test_add ("/cli/verbs/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-file-from-new-to-restore", test_a_file_from_new_to_restore);
  ADD ("bad-calls", test_bad_calls);
  ADD ("nothing-is-left-beside-the-file", test_nothing_is_left_beside_the_file);
  return g_test_run ();
}
