/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The three workspaces (工作区) over one map, one for each who uses it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YUTU_WORKSPACE_LOCATE,   /* 查询办理: staff find places and facilities, and handle their cases */
  YUTU_WORKSPACE_EDIT,     /* 区划编辑: planners edit lines and names */
  YUTU_WORKSPACE_COVERAGE, /* 覆盖分析: leaders see indicators against their targets */
} YutuWorkspace;

#define YUTU_N_WORKSPACES 3

/* "locate", "edit", "coverage": state of win.workspace, and page in the stacks that change with it. */
const char *yutu_workspace_get_name (YutuWorkspace self);
/* FALSE when @name is none; @self is then untouched. */
gboolean yutu_workspace_from_name (const char    *name,
                                   YutuWorkspace *self);

G_END_DECLS
