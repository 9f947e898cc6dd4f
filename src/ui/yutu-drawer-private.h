/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drawer's parts: what is listed (yutu-drawer.c), its order (yutu-drawer-sort.c), and saving it
 * (yutu-drawer-save.c). */
#pragma once

#include "ui/yutu-drawer.h"
#include "ui/yutu-due-matrix.h"
#include "ui/yutu-list-filter.h"
#include "ui/yutu-table.h"

G_BEGIN_DECLS

struct _YutuDrawer
{
  AdwBin parent_instance;

  GtkToggleButton *show_due;
  GtkToggleButton *show_cases;
  GtkToggleButton *show_facilities;
  GtkToggleButton *whole_county;
  GtkToggleButton *chosen_place;
  GtkLabel        *place_label;
  GtkLabel        *count;
  GtkWidget       *waiting;
  GtkProgressBar  *progress;
  GtkWidget       *cancel;
  GtkMenuButton   *sort_button;
  GtkWidget       *save_button;
  GtkStack        *filters;
  GtkBox          *matrix_box;
  GtkStack        *body;
  GtkLabel        *nothing;
  GtkButton       *nothing_button;

  YutuDueMatrix  *matrix;
  YutuTable      *tables[2];       /* by YutuListKind */
  YutuListFilter *list_filters[2]; /* the same */

  YutuSession        *session;
  YutuMapView        *map;
  YutuListNames      *names;        /* NULL until they were read */
  YutuPlace          *place;        /* (nullable): what the session's choice was */
  gboolean            keeps_county; /* the user wants the whole county whatever is chosen */
  gboolean            is_own;       /* what is chosen now was opened from here */
  gboolean            is_filling;
  gboolean            is_stale;   /* to be read when it is seen */
  gboolean            is_loading; /* a table is read */
  gboolean            is_counting;
  gboolean            is_marking;
  gint64              total;
  guint               wait_source;
  GCancellable       *board_read;
  GCancellable       *marks_read;
  GCancellable       *names_read;
  GCancellable       *saving; /* NULL: nothing is saved */
  YutuProgress       *saving_progress;
  guint               saving_source;
  GSimpleActionGroup *actions;
};

YutuListKind yutu_drawer_get_kind (YutuDrawer *self);
YutuTable   *yutu_drawer_get_table (YutuDrawer *self);
/* Shows that something runs that can be given up, or no more. @fraction < 0: unknown. */
void yutu_drawer_show_waiting (YutuDrawer *self,
                               gboolean    is_waiting,
                               double      fraction);
void yutu_drawer_fail (YutuDrawer   *self,
                       const GError *error);

/* ---- yutu-drawer-sort.c ---- */

/* The group "drawer". */
void yutu_drawer_add_actions (YutuDrawer *self);
/* The columns of the table that is shown. */
void yutu_drawer_fill_sort_menu (YutuDrawer *self);
/* What the table is sorted by, in the menu. */
void yutu_drawer_show_sort (YutuDrawer *self);

/* ---- yutu-drawer-save.c ---- */

void yutu_drawer_add_save (YutuDrawer *self);
/* What is listed; CSV or XLSX by the suffix of @path. */
void yutu_drawer_save (YutuDrawer *self,
                       const char *path);

G_END_DECLS
