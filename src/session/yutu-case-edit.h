/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases one by one, for the window and the command line: each change is one journal entry. Not for
 * the main thread. */
#pragma once

#include "casework/yutu-case.h"
#include "casework/yutu-place-filter.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* @text: the number of a row, or a case number. YUTU_CASEWORK_ERROR_UNKNOWN when there is none. */
gboolean yutu_file_find_case (YutuFile   *self,
                              const char *text,
                              gint64     *id,
                              GError    **error);
/* As yutu_case_load(). */
YutuCaseDetail *yutu_file_load_case (YutuFile          *self,
                                     const YutuModules *modules,
                                     gint64             id,
                                     const char        *role,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* As yutu_case_open() and yutu_case_step(). */
gboolean yutu_file_open_case (YutuFile           *self,
                              const YutuModules  *modules,
                              const YutuCaseSpec *spec,
                              const char         *actor,
                              gint64             *id,
                              GError            **error);
gboolean yutu_file_step_case (YutuFile           *self,
                              const YutuModules  *modules,
                              gint64              id,
                              const YutuCaseStep *step,
                              GError            **error);

/* A JSON object from lines "FIELD=VALUE": numbers and booleans by the field's type, money in yuan. A
 * line that names no field or no such value gives YUTU_CASEWORK_ERROR_FIELD. */
char *yutu_fields_from_lines (const YutuField   *fields,
                              gsize              n_fields,
                              const char *const *lines,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
