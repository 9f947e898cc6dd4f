/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A moment of the recording clock (记录时间): an instant, kept as the journal keeps it, UTC with
 * milliseconds "YYYY-MM-DDTHH:MM:SS.mmmZ", so that texts compare as instants do. People give and
 * read it by the local clock. The legal clock has days (yutu-day.h). Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YUTU_MOMENT_TEXT_SIZE 25

/**
 * yutu_moment_parse:
 * @text: "YYYY-MM-DD", "YYYY-MM-DDTHH:MM" or "YYYY-MM-DDTHH:MM:SS" by the local clock, a space in the
 *   place of T allowed; with Z behind a time: UTC
 *
 * The last instant of the day, minute or second that @text names. FALSE when it names none.
 */
gboolean yutu_moment_parse (const char *text,
                            char        moment[YUTU_MOMENT_TEXT_SIZE]);

/* "YYYY-MM-DD HH:MM:SS" by the local clock; a copy of @moment when it is none. */
char *yutu_moment_to_local (const char *moment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
