/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-session.h"

struct _YutuCommand
{
  const char *action; /* detailed */
  const char *title;  /* as the overview of the keys says it */
};

static const YutuCommand COMMANDS[] = {
  { "win.new", NC_ ("shortcuts", "New file") },
  { "win.open", NC_ ("shortcuts", "Open a file") },
  { "win.import", NC_ ("shortcuts", "Import a file") },
  { "win.review", NC_ ("shortcuts", "Match a list of addresses") },
  { "win.addresses", NC_ ("shortcuts", "Addresses of the place") },
  { "win.check", NC_ ("shortcuts", "Check the file") },
  { "win.scan-names", NC_ ("shortcuts", "Non-standard names") },
  { "win.readings", NC_ ("shortcuts", "Readings of names") },
  { "win.print", NC_ ("shortcuts", "Print the map") },
  { "win.export-view", NC_ ("shortcuts", "Export the map") },
  { "win.lines", NC_ ("shortcuts", "Boundary lines") },
  { "win.undo", NC_ ("shortcuts", "Undo") },
  { "win.redo", NC_ ("shortcuts", "Redo") },
  { "win.resume-draft", NC_ ("shortcuts", "Go on with what was left unfinished") },
  { "win.act", NC_ ("shortcuts", "Draw up a division change order") },
  { "win.list-acts", NC_ ("shortcuts", "Acts of the file") },
  { "win.rename", NC_ ("shortcuts", "Rename what is chosen") },
  { "win.add-place-name", NC_ ("shortcuts", "Add a place name") },
  { "win.merge-name", NC_ ("shortcuts", "Merge place names") },
  { "win.edit-tool('doors')", NC_ ("shortcuts", "Number doors along the chosen road") },
  { "win.move-door", NC_ ("shortcuts", "Move the chosen door") },
  { "win.split-address", NC_ ("shortcuts", "Split the chosen building or door into homes") },
  { "win.workspace('locate')", NC_ ("shortcuts", "Locate") },
  { "win.workspace('edit')", NC_ ("shortcuts", "Edit") },
  { "win.workspace('coverage')", NC_ ("shortcuts", "Coverage") },
  { "win.show-drawer", NC_ ("shortcuts", "Table") },
  { "win.show-left", NC_ ("shortcuts", "Divisions and layers") },
  { "win.show-right", NC_ ("shortcuts", "What is chosen") },
  { "win.fullscreen", NC_ ("shortcuts", "Leaders’ view, full screen") },
  { "win.date", NC_ ("shortcuts", "Choose the day") },
  { "win.today", NC_ ("shortcuts", "Back to today") },
  { "win.compare", NC_ ("shortcuts", "Compare two days") },
  { "win.fit", NC_ ("shortcuts", "Whole county") },
  { "win.tool(0)", NC_ ("shortcuts", "Select by click") },
  { "win.tool(1)", NC_ ("shortcuts", "Select by box") },
  { "win.tool(2)", NC_ ("shortcuts", "Select by lasso") },
  { "win.tool(3)", NC_ ("shortcuts", "Select by circle") },
  { "window.close", NC_ ("shortcuts", "Close the window") },
};

const char *
yutu_command_get_title (const YutuCommand *self)
{
  return g_dpgettext2 (NULL, "shortcuts", self->title);
}

char *
yutu_command_get_keys (const YutuCommand *self)
{
  GApplication *application = g_application_get_default ();
  g_auto (GStrv) accels = NULL;
  guint           key;
  GdkModifierType modifiers;

  if (application == NULL)
    return NULL;
  accels = gtk_application_get_accels_for_action (GTK_APPLICATION (application), self->action);
  return accels[0] != NULL && gtk_accelerator_parse (accels[0], &key, &modifiers) ? gtk_accelerator_get_label (key, modifiers)
                                                                                  : NULL;
}

/* "win.tool(0)" is the action tool of the window. */
static gboolean
is_enabled (const YutuCommand *self,
            GtkWidget         *widget)
{
  GtkRoot         *root = gtk_widget_get_root (widget);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (self->action, &name, &target, NULL) || !g_str_has_prefix (name, "win."))
    return root != NULL;
  return G_IS_ACTION_GROUP (root) && g_action_group_get_action_enabled (G_ACTION_GROUP (root), name + strlen ("win."));
}

GPtrArray *
yutu_commands_find (GtkWidget  *widget,
                    const char *text)
{
  g_autofree char *asked = g_strstrip (g_strdup (text));
  GPtrArray       *found = g_ptr_array_new ();

  for (gsize pass = 0; pass < 2 && *asked != '\0'; pass++)
    for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
      {
        const char *title = yutu_command_get_title (&COMMANDS[i]);

        if (g_str_has_prefix (title, asked) == (pass == 0) && yutu_name_is_like (title, asked) &&
            is_enabled (&COMMANDS[i], widget))
          g_ptr_array_add (found, (gpointer)&COMMANDS[i]);
      }
  return found;
}

void
yutu_command_give (const YutuCommand *self,
                   GtkWidget         *widget)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_action_parse_detailed_name (self->action, &name, &target, &error))
    g_error ("%s", error->message);
  gtk_widget_activate_action_variant (widget, name, target);
}
