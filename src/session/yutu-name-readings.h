/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How words of names are read in a file, and what is spelt by it. Not for the main thread, unless of a session. */
#pragma once

#include "gazetteer/yutu-pinyin.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  guint  n_places; /* spelt anew */
  guint  n_divisions;
  guint  n_facilities;
  gint64 entry; /* 0: nothing was changed */
} YutuReadingsResult;

/* "莘畈\tshēn fàn" each; empty: the file has none. NULL: error. */
GStrv yutu_file_list_readings (YutuFile *self,
                               GError  **error) G_GNUC_WARN_UNUSED_RESULT;

/* @sets: "莘畈=shēn fàn" each, "莘畈=" takes the word out; NULL-terminated. Names with such a word that were spelt as the
 * table of before has it are spelt anew in the same entry; what a person spelt otherwise stays. @dry_run: only told.
 * INVALID of YUTU_GAZETTEER_ERROR names the one that cannot be. */
gboolean yutu_file_set_readings (YutuFile           *self,
                                 const char *const  *sets,
                                 gboolean            dry_run,
                                 const char         *actor,
                                 YutuReadingsResult *result,
                                 GError            **error);

/* As yutu_pinyin_romanize(), by the table of the file too. NULL: error. */
YutuRomanized *yutu_file_romanize (YutuFile   *self,
                                   const char *name,
                                   const char *name_class,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Of a window's file. Main thread only ---- */

/* As yutu_file_list_readings(). */
void  yutu_session_list_readings_async (YutuSession        *self,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GStrv yutu_session_list_readings_finish (YutuSession  *self,
                                         GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* As yutu_file_set_readings(), of one word; @reading "": it is taken out. @dry_run: only told. */
void     yutu_session_set_reading_async (YutuSession        *self,
                                         const char         *word,
                                         const char         *reading,
                                         gboolean            dry_run,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean yutu_session_set_reading_finish (YutuSession        *self,
                                          GAsyncResult       *result,
                                          YutuReadingsResult *told,
                                          GError            **error);

G_END_DECLS
