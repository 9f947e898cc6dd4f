/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-merge-facts.h"

#include <glib/gi18n.h>

#include "ui/yutu-fact-list.h"
#include "ui/yutu-finding-row.h"
#include "ui/yutu-words.h"

static void
add_doubt (GtkBox     *lines,
           const char *text)
{
  GtkWidget *line = yutu_finding_row_new_line (NULL);

  gtk_label_set_text (GTK_LABEL (line), text);
  gtk_label_set_max_width_chars (GTK_LABEL (line), 40);
  gtk_box_append (lines, line);
}

/* NULL when nothing speaks against it. */
static GtkWidget *
new_doubts (const YutuMergePlan *plan)
{
  g_autoptr (GPtrArray) doubts = yutu_merge_plan_list_doubts (plan, yutu_words_distance);
  GtkWidget *sign = NULL;
  GtkWidget *box = NULL;
  GtkWidget *lines = NULL;

  if (doubts->len == 0)
    return NULL;
  box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "spacing", 8, NULL);
  sign = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Warning"), -1);
  gtk_widget_set_hexpand (lines, TRUE);
  for (guint i = 0; i < doubts->len; i++)
    add_doubt (GTK_BOX (lines), doubts->pdata[i]);
  gtk_widget_add_css_class (box, "edit-note");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), lines);
  return box;
}

static GtkWidget *
new_facts (const YutuMergePlan *plan,
           gboolean             is_brief)
{
  const struct
  {
    const char *name;
    gint64      n;
  } counts[] = {
    { _ ("Addresses"), plan->n_addresses },
    { _ ("Doors at both"), plan->doors->len },
    { _ ("Signs of the name"), plan->n_signs },
    { _ ("Facilities at them"), plan->n_facilities },
    { _ ("Open cases"), plan->n_cases },
    { _ ("In open batches"), plan->n_batch_items },
    { _ ("Former names of it"), plan->n_former },
  };
  GtkWidget       *list = yutu_fact_list_new (_ ("What goes over"));
  YutuFactList    *facts = YUTU_FACT_LIST (list);
  g_autofree char *away = plan->has_distance ? yutu_words_distance (plan->distance_m) : g_strdup (_ ("not known"));

  yutu_fact_list_add (facts, _ ("Between the two"), away);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *count = yutu_words_count (counts[i].n);

      if (counts[i].n > 0 || !is_brief)
        yutu_fact_list_add (facts, counts[i].name, count);
    }
  yutu_fact_list_add (facts, _ ("Other names, after it"), *plan->alias != '\0' ? plan->alias : "—");
  return list;
}

GtkWidget *
yutu_merge_facts_new (const YutuMergePlan *plan,
                      gboolean             is_brief)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *doubts = new_doubts (plan);

  if (doubts != NULL)
    gtk_box_append (GTK_BOX (box), doubts);
  gtk_box_append (GTK_BOX (box), new_facts (plan, is_brief));
  return box;
}
