/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "program.h"

#include <string.h>
#include <sys/wait.h>

int
program_run (const char *folder,
             const char *line,
             char      **output)
{
  g_autofree char *command = g_strdup_printf ("%s %s", g_getenv ("YUTU_PROGRAM"), line);
  g_auto (GStrv) words = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  int              status = 0;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_true (g_spawn_sync (folder, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_test_message ("yutu %s → %d %s", line, WEXITSTATUS (status), err);
  g_assert_true ((WEXITSTATUS (status) >= 2) == g_str_has_prefix (err, "yutu: "));
  if (output != NULL)
    *output = g_steal_pointer (&out);
  return WEXITSTATUS (status);
}

int
program_ask (const char *folder,
             const char *line,
             char      **output)
{
  g_autofree char *whole = g_strdup_printf ("%s --json", line);

  return program_run (folder, whole, output);
}

void
program_expect (const char *folder,
                const char *line,
                int         code,
                const char *text)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (program_ask (folder, line, &output), ==, code);
  if (text != NULL && strstr (output, text) == NULL)
    g_error ("“%s” answers “%s”, without “%s”", line, output, text);
}

void
program_put_demo (const char *folder,
                  const char *name,
                  guint       n_addresses)
{
  static GHashTable *made; /* n_addresses → GBytes */
  g_autofree char   *path = g_build_filename (folder, name, NULL);
  GBytes            *demo = made != NULL ? g_hash_table_lookup (made, GUINT_TO_POINTER (n_addresses)) : NULL;

  if (demo == NULL)
    {
      g_autofree char *line = g_strdup_printf ("new %s --demo --addresses %u", name, n_addresses);
      char            *contents = NULL;
      gsize            size = 0;

      program_expect (folder, line, 0, NULL);
      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      made = made != NULL ? made : g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
      demo = g_bytes_new_take (contents, size);
      g_hash_table_insert (made, GUINT_TO_POINTER (n_addresses), demo);
      return;
    }
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (demo, NULL), (gssize)g_bytes_get_size (demo), NULL));
}
