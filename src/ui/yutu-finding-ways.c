/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-finding-ways.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is done about a finding where no rule can: a tool of the window on the thing that the row has chosen, or its
 * page. */
static const struct
{
  const char *table;
  const char *rules; /* NULL: all of the table */
  const char *label;
  const char *action; /* NULL: its page */
} WAYS[] = {
  { "address", " address-side address-order address-far address-scattered address-coordinates address-place ",
    N_ ("Move it on the map"), "win.move-door" },
  { "address", " address-numbers address-building ", N_ ("_Split it into homes…"), "win.split-address" },
  { "address", NULL, N_ ("To its page: numbers, record, end"), NULL },
  { "place_name", NULL, N_ ("Rename it…"), "win.rename" },
  { "place_name", NULL, N_ ("Merge it with another name…"), "win.merge-name" },
  { "place_name", NULL, N_ ("To its page"), NULL },
  { "facility", NULL, N_ ("To its page"), NULL },
  { "case_file", NULL, N_ ("To its page"), NULL },
  { "boundary_line", NULL, N_ ("To its page"), NULL },
  { "boundary_pillar", NULL, N_ ("To its page"), NULL },
};

static gboolean
is_of_rule (const char *rules,
            const char *rule)
{
  g_autofree char *word = g_strdup_printf (" %s ", rule);

  return rules == NULL || strstr (rules, word) != NULL;
}

static void
add_heading (GtkBox *box)
{
  GtkWidget *label = gtk_label_new (_ ("Otherwise by hand:"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

guint
yutu_finding_ways_append (GtkBox                 *box,
                          const YutuCheckFinding *finding,
                          GCallback               clicked,
                          gpointer                object)
{
  gboolean has_repairs = gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL;
  guint    n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      GtkWidget *button = NULL;

      if (!g_str_equal (WAYS[i].table, finding->table) || !is_of_rule (WAYS[i].rules, finding->rule))
        continue;
      if (n == 0 && has_repairs)
        add_heading (box);
      button = gtk_button_new_with_mnemonic (_ (WAYS[i].label));
      g_object_set_data (G_OBJECT (button), "action", (gpointer)WAYS[i].action);
      g_signal_connect_object (button, "clicked", clicked, object, 0);
      gtk_box_append (box, button);
      n++;
    }
  return n;
}
