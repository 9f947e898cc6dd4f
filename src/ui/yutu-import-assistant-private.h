/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-import-assistant.h"

G_BEGIN_DECLS

/* What was kept of an import. */
typedef struct
{
  YutuImportChoice *choice;
  gboolean          level_is_own;
  gboolean          is_tried; /* it was at the findings */
  GHashTable       *accepted; /* ids of findings */
} YutuImportDraft;

struct _YutuImportAssistant
{
  AdwWindow parent_instance;

  GtkWidget           *back;
  GtkButton           *next;
  GtkRevealer         *bar;
  GtkLabel            *bar_label;
  GtkWidget           *swap_button;
  GtkWidget           *crs_button;
  GtkWidget           *encoding_button;
  GtkStack            *pages;
  AdwActionRow        *file_row;
  AdwComboRow         *kind;
  AdwComboRow         *record; /* of facilities: the register */
  AdwComboRow         *layer;
  AdwComboRow         *encoding;
  AdwComboRow         *crs;
  GtkWidget           *swap_row;
  GtkSwitch           *swap;
  AdwComboRow         *level;
  AdwComboRow         *name_field;
  AdwComboRow         *code_field;
  AdwEntryRow         *valid_from;
  GtkWidget           *since_note; /* what the day means for divisions */
  AdwPreferencesGroup *understood;
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *units; /* of other lists the day alone */
  GtkLabel            *verdict;
  GtkLabel            *counts;    /* of a list */
  GtkLabel            *collected; /* of addresses */
  GtkWidget           *accept_box;
  GtkWidget           *list_window;
  GtkListView         *list;
  AdwStatusPage       *clean;
  YutuPreviewMap      *map;
  GtkRevealer         *working;
  GtkProgressBar      *progress_bar;

  YutuSession       *session;
  YutuImportChoice  *choice;
  YutuImportReading *reading;      /* NULL: not read, or not readable */
  YutuImportTrial   *trial;        /* NULL: not tried */
  GHashTable        *accepted;     /* ids of findings */
  gboolean           is_filling;   /* rows are set by the program */
  gboolean           level_is_own; /* chosen by hand */
  gboolean           is_guessed;   /* the kind was set by what the fields say */
  YutuImportDraft   *restored;     /* gone on with, and not all shown yet; else NULL */
  gboolean           has_draft;
  GCancellable      *cancellable; /* NULL: nothing runs */
  YutuProgress      *progress;
  guint              progress_source;
  GStrv              crs_codes;   /* as the row has them; "" is as the source says */
  GStrv              record_ids;  /* of registers, behind the first item of the row */
  GArray            *fields_of;   /* of a list: int, the field of each column; -1: it is left out */
  GPtrArray         *column_rows; /* its rows, the group's */
};

/* ---- Rows (yutu-import-choices.c) ---- */

/* Encodings and reference systems, once. */
void yutu_import_assistant_fill_ways (YutuImportAssistant *self);
/* What was understood into the rows. */
void yutu_import_assistant_show_reading (YutuImportAssistant *self);
/* The rows into choice. */
void yutu_import_assistant_take_ways (YutuImportAssistant *self);
void yutu_import_assistant_take_units (YutuImportAssistant *self);
void yutu_import_assistant_show_samples (YutuImportAssistant *self);
/* What stands in the first rows of a column; "" for -1. */
char    *yutu_import_assistant_dup_samples (const YutuImportReading *reading,
                                            int                      column) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_import_assistant_is_ready (YutuImportAssistant *self);
/* What may be done now: after each change of the choice. */
void yutu_import_assistant_update (YutuImportAssistant *self);

/* What was kept into the rows: before the file is read, when the choice has what they say, and when it
 * is read. */
void yutu_import_assistant_restore_rows (YutuImportAssistant *self);
void yutu_import_assistant_restore_layer (YutuImportAssistant *self);
void yutu_import_assistant_restore_fields (YutuImportAssistant *self);

/* ---- Columns of a list (yutu-import-columns.c) ---- */

/* Those of the reading, with what was chosen for them. */
void yutu_import_assistant_show_columns (YutuImportAssistant *self);
/* (nullable): which column has to be chosen yet, without which the list is not read; NULL: none. */
const char *yutu_import_assistant_find_lack (YutuImportAssistant *self);

/* ---- The draft (yutu-import-draft.c) ---- */

/* NULL: no draft of an import. */
YutuImportDraft *yutu_import_draft_parse (const char *content) G_GNUC_WARN_UNUSED_RESULT;
void             yutu_import_draft_free (YutuImportDraft *self);

/* After each change by hand. */
void     yutu_import_assistant_put_draft (YutuImportAssistant *self);
void     yutu_import_assistant_settle_draft (YutuImportAssistant *self);
void     yutu_import_assistant_drop_draft (YutuImportAssistant *self);
void     yutu_import_assistant_leave_draft (YutuImportAssistant *self);
gboolean yutu_import_assistant_is_on_findings (YutuImportAssistant *self);

/* ---- The list (yutu-import-list.c) ---- */

/* A list whose rows are all in the file as they are. */
gboolean yutu_import_assistant_has_nothing_new (YutuImportAssistant *self);
void     yutu_import_assistant_show_findings (YutuImportAssistant *self);
void     yutu_import_assistant_accept_all (YutuImportAssistant *self,
                                           gboolean             accepts);
void     yutu_import_assistant_choose_row (YutuImportAssistant *self,
                                           guint                index);
/* Another trial, of what is chosen now. */
void yutu_import_assistant_try_again (YutuImportAssistant *self);

G_END_DECLS
