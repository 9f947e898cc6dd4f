/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-workspace.h"

static const char *const NAMES[YUTU_N_WORKSPACES] = { "locate", "edit", "coverage" };

const char *
yutu_workspace_get_name (YutuWorkspace self)
{
  g_return_val_if_fail (self < YUTU_N_WORKSPACES, NULL);
  return NAMES[self];
}

gboolean
yutu_workspace_from_name (const char    *name,
                          YutuWorkspace *self)
{
  for (guint i = 0; i < YUTU_N_WORKSPACES; i++)
    if (g_strcmp0 (NAMES[i], name) == 0)
      {
        *self = (YutuWorkspace)i;
        return TRUE;
      }
  return FALSE;
}
