/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drafts on their way to the file and from it: those that are written in one transaction, by one thread
 * while another may wait for it. Private to the room. */
#pragma once

#include "session/yutu-drafts.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* In a key: between that of its form and the time, of a draft that is kept beside another one. */
#define YUTU_DRAFT_ASIDE '\x1f'

/* Of this moment and this actor. @content: NULL to drop it. Any thread. */
YutuDraft *yutu_draft_new (const char *key,
                           const char *kind,
                           const char *title,
                           const char *content) G_GNUC_WARN_UNUSED_RESULT;
YutuDraft *yutu_draft_copy (const YutuDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
/* Under a key of its own from now on. */
void yutu_draft_set_aside (YutuDraft *self);
/* Writer thread only. */
gboolean yutu_draft_write (YutuConnection  *connection,
                           const YutuDraft *draft,
                           GError         **error);
/* A YutuStoreReadFunc; appends to the GPtrArray @data. */
gboolean yutu_drafts_read (YutuConnection *connection,
                           gpointer        data,
                           GError        **error);

typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray      *drafts; /* of YutuDraft; content NULL: drop it */
  YutuFile       *file;
  GMutex          mutex;
  GCond           cond;
  gboolean        done; /* under mutex */
} YutuDraftBatch;

YutuDraftBatch *yutu_draft_batch_new (YutuFile *file) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_draft_batch_unref (gpointer data);
/* Any thread but the main one while it draws; waits for the disk. No user table is touched, so there is no
 * journal entry. */
gboolean yutu_draft_batch_run (YutuDraftBatch *self,
                               GError        **error);
/* It was run: those that await it go on. */
void yutu_draft_batch_end (YutuDraftBatch *self);
void yutu_draft_batch_await (YutuDraftBatch *self);

G_END_DECLS
