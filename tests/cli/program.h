/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program itself, called as a shell would. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs "yutu LINE" in @folder and returns its exit code. An error is one line that names the program; success
 * says nothing there: this is asserted. @output: (out) (transfer full) (optional) */
int program_run (const char *folder,
                 const char *line,
                 char      **output);
/* The same with --json. */
int program_ask (const char *folder,
                 const char *line,
                 char      **output);
/* … asserted to end with @code. @text: in the output; NULL: not looked at */
void program_expect (const char *folder,
                     const char *line,
                     int         code,
                     const char *text);
/* The demo county in @folder/@name, made once by the program and the same for each test. */
void program_put_demo (const char *folder,
                       const char *name,
                       guint       n_addresses);

G_END_DECLS
