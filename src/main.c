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

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, YUTU_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc > 1 && yutu_cli_is_verb (argv[1]))
    return yutu_cli_run (argc, argv);
  return run_window (argc, argv);
}
