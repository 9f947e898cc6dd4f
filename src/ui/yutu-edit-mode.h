/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tools of the Edit workspace: win.edit-tool has their ids for its states. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  YUTU_EDIT_MOVE, /* vertices of a line */
  YUTU_EDIT_ADD,
  YUTU_EDIT_DELETE,
  YUTU_EDIT_MEASURE, /* what is drawn from here on */
  YUTU_EDIT_REDRAW,  /* a stretch of a line */
  YUTU_EDIT_SPLIT,   /* a unit by a line */
  YUTU_EDIT_GIVE,    /* a piece of a unit */
  YUTU_EDIT_ISLAND,  /* a ring in a unit */
  YUTU_EDIT_DOORS,   /* numbers along a road (号) */
  YUTU_EDIT_NAME_LINE,  /* a new place name, as a line */
  YUTU_EDIT_NAME_AREA,  /* the same, as an area */
  YUTU_EDIT_NAME_SHAPE, /* vertices of the chosen place name */
  YUTU_N_EDIT_MODES,
} YutuEditMode;

const char *yutu_edit_mode_get_id (YutuEditMode mode);
/* FALSE: there is no such tool. */
gboolean yutu_edit_mode_from_id (const char   *id,
                                 YutuEditMode *mode);
gboolean yutu_edit_mode_is_drawn (YutuEditMode mode);
/* Takes up the tool whose letter @keyval is; FALSE: it is none's. */
gboolean yutu_edit_mode_take_key (GtkWidget *widget,
                                  guint      keyval);

G_END_DECLS
