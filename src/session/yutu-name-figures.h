/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The figures of the size of what is named, as a record or a case states them, and what is said of them. */
#pragma once

#include <json-glib/json-glib.h>

#include "gazetteer/yutu-name-rules.h"

G_BEGIN_DECLS

/* What @fields, of a record or of a case, states, into @figures; what it does not stays. */
void yutu_name_figures_read (JsonObject *fields, /* nullable */
                             double      figures[YUTU_N_FIGURES]);
/* The same of JSON text; nothing of what is none. */
void yutu_name_figures_read_text (const char *json, /* nullable */
                                  double      figures[YUTU_N_FIGURES]);

/* Fields that state them; NULL: nothing is stated. (transfer full) */
char *yutu_name_figures_format (const double figures[YUTU_N_FIGURES]) G_GNUC_WARN_UNUSED_RESULT;

/* In the language of the user. Static. */
const char *yutu_figure_get_title (YutuFigure self);
/* NULL: it is a number of things. Static. */
const char *yutu_figure_get_unit (YutuFigure self);
/* All that was held against limits, in one sentence. */
char *yutu_name_tests_dup_text (const GArray *tests /* of YutuNameSizeTest */) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
