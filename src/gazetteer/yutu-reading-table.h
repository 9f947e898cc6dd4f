/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How words of names are read in one file (地名读音表): what a bureau decided beside what the program brings. It is
 * kept in the file and journalled. Inside a scope the names that the thread spells are read by it first. Immutable; any
 * thread, where nothing else is said. */
#pragma once

#include "gazetteer/yutu-pinyin.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct _YutuReadingTable YutuReadingTable;

YutuReadingTable *yutu_reading_table_ref (YutuReadingTable *self);
void              yutu_reading_table_unref (YutuReadingTable *self);

/* A word and its reading a line, parted by a tab, a syllable with its tone for each character: "莘畈\tshēn fàn". NULL: a
 * line is none, and *wrong (nullable) is that one. */
YutuReadingTable *yutu_reading_table_parse (const char *text,
                                            char      **wrong) G_GNUC_WARN_UNUSED_RESULT;
char             *yutu_reading_table_format (const YutuReadingTable *self) G_GNUC_WARN_UNUSED_RESULT;

/* That of the file; empty: it has none. In a read or a write, on its thread. */
YutuReadingTable *yutu_reading_table_load (YutuConnection *connection,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Only in a write, on its thread. */
gboolean yutu_reading_table_store (YutuConnection         *connection,
                                   const YutuReadingTable *self,
                                   GError                **error);

/* Until it is left, on the thread that entered it, innermost first. */
typedef struct _YutuReadingScope YutuReadingScope;

YutuReadingScope *yutu_reading_scope_enter_table (YutuReadingTable *table) G_GNUC_WARN_UNUSED_RESULT;
/* By the table of the file. In a read or a write, on its thread. */
YutuReadingScope *yutu_reading_scope_enter (YutuConnection *connection,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_reading_scope_leave (YutuReadingScope *self);

/* As yutu_pinyin_romanize(), by the table of the file. In a read or a write, on its thread. NULL: error. */
YutuRomanized *yutu_reading_table_romanize (YutuConnection *connection,
                                            const char     *name,
                                            const char     *name_class,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuReadingTable, yutu_reading_table_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuReadingScope, yutu_reading_scope_leave)

G_END_DECLS
