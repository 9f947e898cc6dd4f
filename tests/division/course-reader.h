/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The course of a line read back from its text, as a person reads it: nothing of how it was written is known. */
#pragma once

#include "division/yutu-boundary-text.h"

G_BEGIN_DECLS

/* Lengths are as exact as they are written; points and start_m are not there. */
YutuCourse *course_from_text (const char *text,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
