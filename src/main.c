/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <glib/gi18n.h>
#include <locale.h>

#include "cli/yutu-cli.h"

int
main (int    argc,
      char **argv)
{
  char *help[] = { argv[0], (char *)"--help", NULL };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, YUTU_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc > 1 && yutu_cli_is_verb (argv[1]))
    return yutu_cli_run (argc, argv);
  yutu_cli_run (2, help);
  return YUTU_EXIT_USAGE;
}
