/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Takes a boundary file or a register of codes in: what was understood of it, to be corrected; what a
 * trial found, each finding with its proposal to be accepted or not, in a list and on a map; then one
 * entry that undo takes back. Nothing is changed before. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-import-trial.h"
#include "ui/yutu-preview-map.h"

G_BEGIN_DECLS

#define YUTU_TYPE_IMPORT_ASSISTANT (yutu_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (YutuImportAssistant, yutu_import_assistant, YUTU, IMPORT_ASSISTANT, AdwWindow)

/**
 * Actions: import.next (Ctrl+Enter), import.back (Alt+Left), import.cancel, import.leave (Esc: stops
 *   what is running, else closes), import.accept-all, import.accept-none.
 * Signals:
 *   imported (char *file, uint units, boxed YutuMapBox-pointer box): it is in the file; the window
 *   closes. @box: where it lies, in map units; empty for a register
 */
GtkWidget *yutu_import_assistant_new (GtkWindow   *parent,
                                      YutuSession *session,
                                      const char  *path);

/* What is chosen is kept as a draft from the first change on. */
#define YUTU_IMPORT_DRAFT_KIND "import"

/* Goes on with a draft that is entered: reads the file, and tries it if it was tried. NULL: @content is
 * no such draft. */
GtkWidget *yutu_import_assistant_new_resumed (GtkWindow   *parent,
                                              YutuSession *session,
                                              const char  *content);

/* ---- For tests ---- */

const char              *yutu_import_assistant_get_page (YutuImportAssistant *self);
gboolean                 yutu_import_assistant_is_busy (YutuImportAssistant *self);
const YutuImportReading *yutu_import_assistant_get_reading (YutuImportAssistant *self);
const YutuImportChoice  *yutu_import_assistant_get_choice (YutuImportAssistant *self);
const YutuImportTrial   *yutu_import_assistant_get_trial (YutuImportAssistant *self);
gsize                    yutu_import_assistant_count_accepted (YutuImportAssistant *self);
YutuPreviewMap          *yutu_import_assistant_get_map (YutuImportAssistant *self);

G_END_DECLS
