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
  const char *words;  /* what else people call it, parted by spaces, or NULL */
};

static const YutuCommand COMMANDS[] = {
  { "win.new", NC_ ("shortcuts", "New file"), NC_ ("command words", "create county") },
  { "win.open", NC_ ("shortcuts", "Open a file"), NULL },
  { "win.import", NC_ ("shortcuts", "Import a file"), NC_ ("command words", "load entry") },
  { "win.review", NC_ ("shortcuts", "Match a list of addresses"), NC_ ("command words", "geocode standardise clean") },
  { "win.addresses", NC_ ("shortcuts", "Addresses of the place"), NC_ ("command words", "doors batch verify plate") },
  { "win.check", NC_ ("shortcuts", "Check the file"), NC_ ("command words", "quality errors") },
  { "win.scan-names", NC_ ("shortcuts", "Non-standard names"), NC_ ("command words", "clean-up irregular") },
  { "win.readings", NC_ ("shortcuts", "Readings of names"), NC_ ("command words", "pinyin romanisation") },
  { "win.print", NC_ ("shortcuts", "Print the map"), NC_ ("command words", "paper pdf") },
  { "win.export-view", NC_ ("shortcuts", "Export the map"), NC_ ("command words", "picture image") },
  { "win.lines", NC_ ("shortcuts", "Boundary lines"), NC_ ("command words", "border stake") },
  { "win.undo", NC_ ("shortcuts", "Undo"), NC_ ("command words", "revert") },
  { "win.redo", NC_ ("shortcuts", "Redo"), NULL },
  { "win.resume-draft", NC_ ("shortcuts", "Go on with what was left unfinished"), NULL },
  { "win.act", NC_ ("shortcuts", "Draw up a division change order"), NC_ ("command words", "adjust found abolish") },
  { "win.list-acts", NC_ ("shortcuts", "Acts of the file"), NC_ ("command words", "history") },
  { "win.rename", NC_ ("shortcuts", "Rename what is chosen"), NC_ ("command words", "new-name") },
  { "win.add-place-name", NC_ ("shortcuts", "Add a place name"), NC_ ("command words", "naming") },
  { "win.merge-name", NC_ ("shortcuts", "Merge place names"), NC_ ("command words", "duplicate") },
  { "win.edit-tool('doors')", NC_ ("shortcuts", "Number doors along the chosen road"), NC_ ("command words", "numbering plate") },
  { "win.move-door", NC_ ("shortcuts", "Move the chosen door"), NC_ ("command words", "shift") },
  { "win.split-address", NC_ ("shortcuts", "Split the chosen building or door into homes"), NC_ ("command words", "unit room") },
  { "win.workspace('locate')", NC_ ("shortcuts", "Locate"), NC_ ("command words", "search find") },
  { "win.workspace('edit')", NC_ ("shortcuts", "Edit"), NULL },
  { "win.workspace('coverage')", NC_ ("shortcuts", "Coverage"), NC_ ("command words", "statistics indicators") },
  { "win.show-drawer", NC_ ("shortcuts", "Table"), NULL },
  { "win.show-left", NC_ ("shortcuts", "Divisions and layers"), NULL },
  { "win.show-right", NC_ ("shortcuts", "What is chosen"), NULL },
  { "win.fullscreen", NC_ ("shortcuts", "Leaders’ view, full screen"), NC_ ("command words", "presentation") },
  { "win.date", NC_ ("shortcuts", "Choose the day"), NC_ ("command words", "history") },
  { "win.today", NC_ ("shortcuts", "Back to today"), NULL },
  { "win.compare", NC_ ("shortcuts", "Compare two days"), NC_ ("command words", "difference") },
  { "win.fit", NC_ ("shortcuts", "Whole county"), NULL },
  { "win.tool(0)", NC_ ("shortcuts", "Select by click"), NULL },
  { "win.tool(1)", NC_ ("shortcuts", "Select by box"), NULL },
  { "win.tool(2)", NC_ ("shortcuts", "Select by lasso"), NULL },
  { "win.tool(3)", NC_ ("shortcuts", "Select by circle"), NULL },
  { "window.close", NC_ ("shortcuts", "Close the window"), NULL },
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

static gboolean
is_called (const YutuCommand *self,
           const char        *asked)
{
  g_auto (GStrv) words = NULL;

  if (self->words == NULL)
    return FALSE;
  words = g_strsplit (g_dpgettext2 (NULL, "command words", self->words), " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], asked) || (g_ascii_isalpha (asked[0]) && yutu_name_is_like (words[i], asked)))
      return TRUE;
  return FALSE;
}

/* How well a command answers: 0 its title begins so, 1 its title has it, 2 people call it so, 3 not at all. */
static gsize
rank (const YutuCommand *self,
      const char        *asked)
{
  const char *title = yutu_command_get_title (self);

  if (yutu_name_is_like (title, asked))
    return g_str_has_prefix (title, asked) ? 0 : 1;
  return is_called (self, asked) ? 2 : 3;
}

GPtrArray *
yutu_commands_find (GtkWidget  *widget,
                    const char *text)
{
  g_autofree char *asked = g_strstrip (g_strdup (text));
  GPtrArray       *found = g_ptr_array_new ();
  gsize            ranks[G_N_ELEMENTS (COMMANDS)];

  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    ranks[i] = rank (&COMMANDS[i], asked);
  for (gsize pass = 0; pass < 3 && *asked != '\0'; pass++)
    for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
      if (ranks[i] == pass && is_enabled (&COMMANDS[i], widget))
        g_ptr_array_add (found, (gpointer)&COMMANDS[i]);
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
