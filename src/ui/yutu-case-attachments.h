/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The files attached to a case: attached by a chooser or by dropping them here, saved to the disk,
 * never opened. Main thread only. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-place-filter.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_ATTACHMENTS (yutu_case_attachments_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseAttachments, yutu_case_attachments, YUTU, CASE_ATTACHMENTS, AdwBin)

/* Signals: done (const char *text): something was attached; message (const char *text); failed (const
 * GError *). */

/* @detail must outlive the next call. */
void yutu_case_attachments_show (YutuCaseAttachments  *self,
                                 YutuSession          *session,
                                 const YutuCaseDetail *detail);
/* One after the other. As the chooser does. */
void yutu_case_attachments_add (YutuCaseAttachments *self,
                                GListModel          *files /* of GFile */);
/* Writes the @index-th to @path, in the place of what is there. As the chooser does. */
void yutu_case_attachments_save (YutuCaseAttachments *self,
                                 guint                index,
                                 const char          *path);

G_END_DECLS
