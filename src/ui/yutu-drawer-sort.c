/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The order of the drawer's list, by the keyboard: a menu of its columns. Main thread only. */

#include "ui/yutu-drawer-private.h"

#include <glib/gi18n.h>

void
yutu_drawer_show_sort (YutuDrawer *self)
{
  YutuTable *table = yutu_drawer_get_table (self);
  guint      column = 0;
  gboolean   descending = FALSE;
  char       name[8];

  yutu_table_get_sort (table, &column, &descending);
  g_snprintf (name, sizeof name, "%u", column);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort",
                                      g_variant_new_string (name));
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "descending",
                                      g_variant_new_boolean (descending));
}

void
yutu_drawer_fill_sort_menu (YutuDrawer *self)
{
  YutuTable *table = yutu_drawer_get_table (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  for (guint i = 0; i < yutu_table_get_n_columns (table); i++)
    {
      g_autofree char *action = g_strdup_printf ("drawer.sort::%u", i);

      g_menu_append (columns, yutu_table_get_column_title (table, i), action);
    }
  g_menu_append (ways, _ ("Last first"), "drawer.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  gtk_menu_button_set_menu_model (self->sort_button, G_MENU_MODEL (menu));
}

static void
sort_changed_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       data)
{
  YutuDrawer *self = data;
  guint       column = 0;
  gboolean    descending = FALSE;

  g_simple_action_set_state (action, state);
  if (self->is_filling)
    return;
  yutu_table_get_sort (yutu_drawer_get_table (self), &column, &descending);
  if (g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN))
    descending = g_variant_get_boolean (state);
  else
    column = (guint)g_ascii_strtoull (g_variant_get_string (state, NULL), NULL, 10);
  yutu_table_sort (yutu_drawer_get_table (self), column, descending);
}

void
yutu_drawer_add_actions (YutuDrawer *self)
{
  static const GActionEntry entries[] = {
    { "sort", NULL, "s", "'0'", sort_changed_cb, { 0 } },
    { "descending", NULL, NULL, "false", sort_changed_cb, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  yutu_drawer_add_save (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "drawer", G_ACTION_GROUP (self->actions));
}
