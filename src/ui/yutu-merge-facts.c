/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-merge-facts.h"

#include <glib/gi18n.h>

#include "ui/yutu-fact-list.h"
#include "ui/yutu-words.h"

GtkWidget *
yutu_merge_facts_new (const YutuMergePlan *plan,
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
