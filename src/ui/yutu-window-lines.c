/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines in the window: their list, the cases of their inspections, and drafts of their forms. */

#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-line-list.h"
#include "ui/yutu-window-private.h"

static void
lines_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    gtk_window_present (GTK_WINDOW (yutu_line_list_new (GTK_WINDOW (self), self->session)));
}

/* The case beside whatever place is chosen; the pane opens when it is folded away. */
static void
show_case_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  yutu_place_pane_show_case (self->pane, g_variant_get_int64 (parameter));
}

static void
resume_boundary (const YutuDraft *draft,
                 gpointer         data)
{
  YutuWindow         *self = data;
  YutuBoundaryDialog *dialog = yutu_boundary_dialog_resume (GTK_WINDOW (self), self->session, draft);

  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
}

void
yutu_window_add_lines (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = { { "lines", lines_action }, { "show-case", show_case_action, "x" } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_draft_bar_add_handler (self->draft_bar, "boundary", resume_boundary, self);
}
