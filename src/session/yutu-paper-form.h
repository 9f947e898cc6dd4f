/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The words of a paper: a JSON list of forms, each with the days on which it holds. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  JsonParser *parser;
  JsonObject *object; /* the form; the parser's */
} YutuPaperForm;

/* The last form of data file @path that holds on @day, ISO text. */
gboolean yutu_paper_form_load (YutuPaperForm *self,
                               const char    *path,
                               const char    *day,
                               GError       **error);
void     yutu_paper_form_clear (YutuPaperForm *self);
/* "2026年3月2日"; NULL when @day is none. */
char *yutu_paper_format_day (const char *day) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuPaperForm, yutu_paper_form_clear)

G_END_DECLS
