/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Attachments (附件) of cases: files kept inside the file, by their SHA-256. Equal contents are kept
 * once, whatever they are called; the event that attached them has the name. Nothing here opens or
 * runs what is in them. */
#pragma once

#include "casework/yutu-case-guide.h"

G_BEGIN_DECLS

/* A scanned form is some megabytes; one attachment stays, with its copy in the journal, small beside
 * a county's file. */
#define YUTU_ATTACHMENT_MAX_BYTES ((gsize)32 << 20)

/* The transition of the event that attaches; no kind may have a transition of this name. */
#define YUTU_ATTACH_TRANSITION "attach"

/* A name to show and to save under, from one given by anybody: its last part, in NFC, without
 * control and direction characters and what any file system refuses, no dot in front, at most 120
 * characters with its suffix kept. Never empty: "attachment" when nothing is left. Any thread. */
char *yutu_attachment_clean_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *name;
  GBytes     *data; /* 1 … YUTU_ATTACHMENT_MAX_BYTES */
  const char *actor;
  const char *role;
  YutuDay     day;
} YutuAttachSpec;

/* In a write: keeps the contents and appends an event that leaves the state as it is. @event gets its
 * id. Errors: UNKNOWN, ROLE, SIZE, TWICE (the same contents in this case already). */
gboolean yutu_case_attach (YutuConnection       *connection,
                           const YutuModules    *modules,
                           gint64                case_file,
                           const YutuAttachSpec *spec,
                           gint64               *event,
                           GError              **error);

/* In a read: what @event of @case_file attached. @name gets its name. Errors: UNKNOWN, ROLE,
 * ATTACHMENT when the contents are not what their hash says. */
GBytes *yutu_case_read_attachment (YutuConnection    *connection,
                                   const YutuModules *modules,
                                   gint64             case_file,
                                   gint64             event,
                                   const char        *role,
                                   char             **name,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
