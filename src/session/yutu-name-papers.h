/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The notice (地名公告) and the filing sheet (备案表) of a place name, from its record. Their words are dated data:
 * data/rules/name-papers.json. What the record has not is said to be missing, in the paper and beside it. */
#pragma once

#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_NAME_NOTICE,
  YUTU_NAME_FILING,
} YutuNamePaperKind;

typedef struct
{
  char      *title;
  char      *opening; /* "": none */
  GPtrArray *cells;   /* of char *: heading and value by turns; "" is left for the pen */
  GPtrArray *missing; /* of char *: headings that the record has nothing for */
  GPtrArray *lacking; /* of char *: those of them without which the law lets no such paper out */
} YutuNamePaper;

void yutu_name_paper_free (YutuNamePaper *self);
/* In one line: of missing or lacking. */
char *yutu_name_paper_dup_headings (const GPtrArray *headings) G_GNUC_WARN_UNUSED_RESULT;
/* Plain text, a paragraph a line. */
char *yutu_name_paper_dup_text (const YutuNamePaper *self) G_GNUC_WARN_UNUSED_RESULT;
/* Plain text or PDF, by the suffix of @path. Errors: YUTU_GAZETTEER_ERROR_INVALID where something is lacking. */
gboolean yutu_name_paper_save (const YutuNamePaper *self,
                               const char          *path,
                               GError             **error);

/* Of its end where the record tells of that, of its renaming where it followed another name, else of its naming.
 * @day: whose divisions it tells when it is in use on no day. Not for the main thread. */
YutuNamePaper *yutu_file_write_name_paper (YutuFile         *self,
                                           gint64            place,
                                           YutuNamePaperKind kind,
                                           YutuDay           day,
                                           GCancellable     *cancellable,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a window. */
void           yutu_session_write_name_paper_async (YutuSession        *self,
                                                    gint64              place,
                                                    YutuNamePaperKind   kind,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            user_data);
YutuNamePaper *yutu_session_write_name_paper_finish (YutuSession  *self,
                                                     GAsyncResult *result,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_session_save_name_paper_async (YutuSession        *self,
                                                   gint64              place,
                                                   YutuNamePaperKind   kind,
                                                   const char         *path,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
gboolean       yutu_session_save_name_paper_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNamePaper, yutu_name_paper_free)

G_END_DECLS
