/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The page that prints or exports the map as a sheet: what, its title, paper, file, and how it will
 * look. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-map-sheet.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SHEET_DIALOG (yutu_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YutuSheetDialog, yutu_sheet_dialog, YUTU, SHEET_DIALOG, AdwWindow)

/* What the window shows. */
typedef struct
{
  YutuBox                  box;
  unsigned                 groups;
  YutuPlace               *place;       /* (nullable): chosen */
  int                      place_level; /* of the unit that @place is; 0: none */
  const YutuIndicatorSpec *indicator;   /* (nullable): what the map is coloured by */
  gboolean                 compares;    /* two days side by side, not the session's one: */
  YutuDay                  then;
  YutuDay                  now;
  int                      compare_level;
} YutuSheetView;

/**
 * Signals:
 *   exported (char *path): the sheet is in that file; the page closes
 */

/* @view is copied. @prints: the page is for printing first. */
GtkWidget *yutu_sheet_dialog_new (GtkWindow           *parent,
                                  YutuSession         *session,
                                  const YutuSheetView *view,
                                  gboolean             prints);
/* Where an export is told of when the page is closed. */
void yutu_sheet_dialog_set_toasts (YutuSheetDialog  *self,
                                   AdwToastOverlay *toasts);
/* NULL while the sheet is laid out anew; tests wait for it. */
YutuSheet *yutu_sheet_dialog_get_sheet (YutuSheetDialog *self);
/* Writes the sheet that is seen; the file's name decides its kind. */
void yutu_sheet_dialog_export (YutuSheetDialog *self,
                               const char      *path);

G_END_DECLS
