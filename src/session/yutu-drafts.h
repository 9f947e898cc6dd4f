/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drafts (草稿): what somebody began to type or draw and did not save. Kept in the file, in a table
 * that is no user table: not journalled, in no digest. A draft is in the file within half a second
 * of the change, whatever happens to the program. Main thread only. */
#pragma once

#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;     /* "facility-edit:ID", "case-open", "edit:arc:…": one thing, one draft that is typed in */
  char *kind;    /* who goes on with it: "facility", "case-open", "vertex" … */
  char *title;   /* for people */
  char *at;      /* ISO 8601 UTC, last change */
  char *actor;   /* whose it is */
  char *content; /* JSON; its kind knows what it holds */

  gboolean is_open; /* somebody types in it right now: nothing to offer */
  gboolean is_new;  /* the session's: an older one of the key is kept beside it */
} YutuDraft;

void yutu_draft_free (YutuDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDraft, yutu_draft_free)

/* Keeps @content under @key, over what was put since that is open. One that was left before is kept beside
 * it, under a key of its own, and offered on. Returns at once; in the file half a second later at most,
 * many changes in one write. Nothing when the file is read-only. */
void yutu_session_put_draft (YutuSession *self,
                             const char  *key,
                             const char  *kind,
                             const char  *title,
                             const char  *content);
/* A draft is open while it is typed in: from its first put, or from here on when somebody goes on with
 * one that was offered, until it is left or dropped. Each change of that emits "drafts-changed" of the
 * session. */
void yutu_session_enter_draft (YutuSession *self,
                               const char  *key);
/* One that was offered is gone on with: as yutu_session_enter_draft(), and under the key that its form
 * keeps it under when it was kept beside another one. Returns (transfer full) that key. */
char *yutu_session_take_up_draft (YutuSession     *self,
                                  const YutuDraft *draft) G_GNUC_WARN_UNUSED_RESULT;
/* The form or tool is gone, the draft stays and is offered. Nothing when there is none. */
void yutu_session_leave_draft (YutuSession *self,
                               const char  *key);
/* Right before the job that saves what draft @key holds is begun: the draft leaves the file in the
 * transaction of that change, so that one that was saved is never offered again, and stays when the
 * change fails. What is put meanwhile waits for the outcome. */
void yutu_session_settle_draft (YutuSession *self,
                                const char  *key);
/* The form or tool has nothing to keep: its draft goes. Nothing unless @key is open: one that was left
 * before is offered on. */
void yutu_session_drop_draft (YutuSession *self,
                              const char  *key);
/* One that is offered is thrown away. */
void yutu_session_throw_draft (YutuSession *self,
                               const char  *key);
/* What is put and not yet in the file is written before this returns: a window calls it when it
 * closes. Waits for the disk. */
void yutu_session_flush_drafts (YutuSession *self);
/* Last changed first, with what was put before this call. Empty when the file is read-only: nobody could go on with
 * them. */
void yutu_session_list_drafts_async (YutuSession        *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
/* (transfer container) of YutuDraft. */
GPtrArray *yutu_session_list_drafts_finish (GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
