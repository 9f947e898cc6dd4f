/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <glib/gi18n.h>
#include <locale.h>

#include "cli/yutu-cli.h"
#ifdef YUTU_HAS_GUI
#include "ui/yutu-ui.h"
#endif

/* Without a verb the window opens; a program built without one says what it can do. */
static int
run_window (int    argc,
            char **argv)
{
#ifdef YUTU_HAS_GUI
  return yutu_ui_run (argc, argv);
#else
  char *help[] = { argv[0], (char *)"--help", NULL };

  yutu_cli_run (2, help);
  return YUTU_EXIT_USAGE;
#endif
}

/* Run from its build, or moved with its prefix, the program finds its words beside itself. */
static char *
dup_locale_dir (void)
{
  static const char *const folders[] = { "../po", "../share/locale" };
  g_autofree char         *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char         *bin = program == NULL ? NULL : g_path_get_dirname (program);

  for (gsize i = 0; bin != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (bin, folders[i], NULL);
      g_autofree char *words =
        g_build_filename (folder, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (g_file_test (words, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&folder);
    }
  return g_strdup (YUTU_LOCALEDIR);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *locale_dir = dup_locale_dir ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc > 1 && yutu_cli_is_verb (argv[1]))
    return yutu_cli_run (argc, argv);
  return run_window (argc, argv);
}
