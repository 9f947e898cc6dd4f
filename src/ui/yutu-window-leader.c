/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The leaders' view in the window's place, and back.
 *
 * 1. While it is shown no action of the window is enabled but the one that leaves it: none can be
 *    reached by key, menu, toast or from the outside. What becomes enabled meanwhile is so afterwards.
 * 2. The rest of the window is hidden as it was, and is so again. */

#include "ui/yutu-window-private.h"

#define LEAVE "fullscreen"

static gboolean
is_locked (YutuWindow *self,
           const char *name)
{
  return self->is_leading && !g_str_equal (name, LEAVE);
}

static void
lock_action (YutuWindow *self,
             const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (!is_locked (self, name) || !G_IS_SIMPLE_ACTION (action) || !g_action_get_enabled (action))
    return;
  g_hash_table_add (self->locked, g_strdup (name));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
}

static void
enabled_changed_cb (GActionGroup *group,
                    const char   *name,
                    gboolean      is_enabled,
                    YutuWindow   *self)
{
  if (is_enabled)
    lock_action (self, name);
}

static void
added_cb (GActionGroup *group,
          const char   *name,
          YutuWindow   *self)
{
  lock_action (self, name);
}

static void
lock_actions (YutuWindow *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (gsize i = 0; names[i] != NULL; i++)
    lock_action (self, names[i]);
}

static void
unlock_actions (YutuWindow *self)
{
  GHashTableIter iter;
  const char    *name = NULL;
  gboolean       waiting = FALSE;

  g_hash_table_iter_init (&iter, self->locked);
  while (g_hash_table_iter_next (&iter, (gpointer *)&name, NULL))
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

      if (G_IS_SIMPLE_ACTION (action))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), TRUE);
    }
  g_hash_table_remove_all (self->locked);
  g_object_get (self->pane, "waiting", &waiting, NULL);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "cancel-read")), waiting);
  yutu_window_update_actions (self);
}

/* ---- into it and out of it ---- */

static void
leader_left_cb (YutuWindow *self)
{
  yutu_window_set_leading (self, FALSE);
}

/* Somebody took the window out of the full screen otherwise. */
static void
fullscreened_cb (YutuWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    self->was_fullscreened = TRUE;
  else if (self->is_leading && self->was_fullscreened)
    yutu_window_set_leading (self, FALSE);
}

/* The view is made when it is first wanted: with a map of its own it is not for nothing. */
static void
ensure_leader (YutuWindow *self)
{
  GtkWidget *work;

  if (self->leader != NULL)
    return;
  work = g_object_ref (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
  self->leader = g_object_new (YUTU_TYPE_LEADER_VIEW, NULL);
  self->modes = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->modes, FALSE);
  gtk_stack_set_vhomogeneous (self->modes, FALSE);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), NULL);
  gtk_stack_add_named (self->modes, work, "work");
  gtk_stack_add_named (self->modes, GTK_WIDGET (self->leader), "leader");
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->modes));
  g_object_unref (work);
  yutu_leader_view_set_coverage (self->leader, self->coverage);
  g_signal_connect_object (self->leader, "left", G_CALLBACK (leader_left_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
enter (YutuWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  ensure_leader (self);
  g_set_weak_pointer (&self->focus_before, focus);
  self->is_leading = TRUE;
  self->was_fullscreened = gtk_window_is_fullscreen (GTK_WINDOW (self));
  self->stays_fullscreen = self->was_fullscreened;
  lock_actions (self);
  yutu_window_update_coverage (self);
  gtk_stack_set_visible_child_name (self->modes, "leader");
  yutu_leader_view_set_shown (self->leader, TRUE);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
leave (YutuWindow *self)
{
  self->is_leading = FALSE;
  yutu_leader_view_set_shown (self->leader, FALSE);
  gtk_stack_set_visible_child_name (self->modes, "work");
  yutu_window_update_coverage (self);
  unlock_actions (self);
  if (!self->stays_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  if (self->focus_before != NULL)
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}

void
yutu_window_set_leading (YutuWindow *self,
                         gboolean    is_leading)
{
  if (self->is_leading == is_leading || (is_leading && self->session == NULL))
    return;
  if (is_leading)
    enter (self);
  else
    leave (self);
}

void
yutu_window_add_leader (YutuWindow *self)
{
  self->locked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (self, "action-enabled-changed", G_CALLBACK (enabled_changed_cb), self);
  g_signal_connect (self, "action-added", G_CALLBACK (added_cb), self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
}
