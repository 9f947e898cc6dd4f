/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-pillar-results.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-json.h"
#include "session/yutu-map.h"
#include "ui/yutu-children.h"
#include "ui/yutu-swatch.h"
#include "ui/yutu-text-part.h"

typedef struct
{
  gint64       pillar;
  GtkDropDown *condition; /* the first: not looked at */
  GtkEditable *note;
} Row;

struct _YutuPillarResults
{
  AdwBin parent_instance;

  GtkListBox      *list;
  const YutuField *conditions;
  GArray          *rows; /* Row */
  char            *filled; /* as it was put in */
  gboolean         is_filling;
};

G_DEFINE_FINAL_TYPE (YutuPillarResults, yutu_pillar_results, ADW_TYPE_BIN)

static guint edited_signal;

/* ---- Values ---- */

static char *
make_json (YutuPillarResults *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row  *row = &g_array_index (self->rows, Row, i);
      guint       index = gtk_drop_down_get_selected (row->condition);
      const char *note = gtk_editable_get_text (row->note);

      if (index == 0 || index > self->conditions->n_choices)
        continue;
      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "pillar", row->pillar);
      yutu_json_add_text (builder, "condition", self->conditions->choices[index - 1].id);
      if (*note != '\0')
        {
          yutu_json_add_text (builder, "note", note);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

char *
yutu_pillar_results_dup_json (YutuPillarResults *self)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (YUTU_IS_PILLAR_RESULTS (self), NULL);
  json = self->conditions != NULL ? make_json (self) : NULL;
  return g_strcmp0 (json, self->filled) != 0 ? g_steal_pointer (&json) : NULL;
}

void
yutu_pillar_results_set (YutuPillarResults *self,
                         gint64             pillar,
                         const char        *condition,
                         const char        *note)
{
  guint index = 0;

  g_return_if_fail (YUTU_IS_PILLAR_RESULTS (self));
  for (gsize k = 0; self->conditions != NULL && k < self->conditions->n_choices; k++)
    if (g_strcmp0 (self->conditions->choices[k].id, condition) == 0)
      index = (guint)k + 1;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->pillar != pillar)
        continue;
      gtk_drop_down_set_selected (row->condition, index);
      gtk_editable_set_text (row->note, note != NULL ? note : "");
    }
}

void
yutu_pillar_results_set_typed (YutuPillarResults *self,
                               const char        *json)
{
  g_autoptr (JsonNode) node = json_from_string (json != NULL ? json : "[]", NULL);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  g_return_if_fail (YUTU_IS_PILLAR_RESULTS (self));
  self->is_filling = TRUE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        yutu_pillar_results_set (
          self, json_object_get_int_member_with_default (json_node_get_object (element), "pillar", 0),
          json_object_get_string_member_with_default (json_node_get_object (element), "condition", NULL),
          json_object_get_string_member_with_default (json_node_get_object (element), "note", NULL));
    }
  self->is_filling = FALSE;
}

/* ---- Rows ---- */

static void
changed_cb (YutuPillarResults *self)
{
  if (!self->is_filling)
    g_signal_emit (self, edited_signal, 0);
}

static void
selected_cb (GtkDropDown       *drop_down,
             GParamSpec        *pspec,
             YutuPillarResults *self)
{
  changed_cb (self);
}

static GtkWidget *
new_conditions (YutuPillarResults        *self,
                const YutuBoundaryPillar *pillar)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *name = g_strdup_printf (_ ("Condition of pillar %s"), pillar->number);
  GtkWidget       *drop_down = NULL;

  g_ptr_array_add (titles, (gpointer)_ ("Not looked at"));
  for (gsize i = 0; i < self->conditions->n_choices; i++)
    g_ptr_array_add (titles, (gpointer)yutu_title_get (&self->conditions->choices[i].title));
  g_ptr_array_add (titles, NULL);
  drop_down = gtk_drop_down_new_from_strings ((const char *const *)titles->pdata);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return drop_down;
}

static void
append_row (YutuPillarResults        *self,
            const YutuBoundaryPillar *pillar)
{
  Row              row = { .pillar = pillar->id };
  GtkWidget       *list_row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *label = gtk_label_new (pillar->number);
  GtkWidget       *note = gtk_entry_new ();
  GtkWidget       *conditions = new_conditions (self, pillar);
  g_autofree char *name = g_strdup_printf (_ ("Note on pillar %s"), pillar->number);

  row.condition = GTK_DROP_DOWN (conditions);
  row.note = GTK_EDITABLE (note);
  gtk_widget_add_css_class (label, "numeric");
  gtk_entry_set_placeholder_text (GTK_ENTRY (note), _ ("What was found and what to do"));
  gtk_widget_set_hexpand (note, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (note), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (note, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), yutu_swatch_new (yutu_map_pillar_symbol (pillar->kind, pillar->condition)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), conditions);
  gtk_box_append (GTK_BOX (box), note);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_widget_set_focusable (list_row, FALSE);
  gtk_list_box_append (self->list, list_row);
  g_array_append_val (self->rows, row);
}

void
yutu_pillar_results_fill (YutuPillarResults *self,
                          const YutuModules *modules,
                          GPtrArray         *pillars,
                          const char        *json)
{
  g_return_if_fail (YUTU_IS_PILLAR_RESULTS (self));
  yutu_list_box_clear (self->list);
  g_array_set_size (self->rows, 0);
  self->conditions = yutu_modules_find_field (modules, YUTU_OBJECT_PILLAR, "condition");
  for (guint i = 0; self->conditions != NULL && i < pillars->len; i++)
    append_row (self, pillars->pdata[i]);
  yutu_pillar_results_set_typed (self, json);
  g_free (self->filled);
  self->filled = self->conditions != NULL ? make_json (self) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

/* Those that nobody has looked at yet are good: what is not is told one by one. */
static void
all_good_cb (YutuPillarResults *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_drop_down_get_selected (g_array_index (self->rows, Row, i).condition) == 0)
      yutu_pillar_results_set (self, g_array_index (self->rows, Row, i).pillar, "good",
                               gtk_editable_get_text (g_array_index (self->rows, Row, i).note));
  self->is_filling = FALSE;
  g_signal_emit (self, edited_signal, 0);
}

/* ---- Object ---- */

static void
yutu_pillar_results_finalize (GObject *object)
{
  YutuPillarResults *self = YUTU_PILLAR_RESULTS (object);

  g_array_unref (self->rows);
  g_free (self->filled);
  G_OBJECT_CLASS (yutu_pillar_results_parent_class)->finalize (object);
}

static void
yutu_pillar_results_class_init (YutuPillarResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_pillar_results_finalize;
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
yutu_pillar_results_init (YutuPillarResults *self)
{
  GtkWidget *good = gtk_button_new_with_mnemonic (_ ("The _rest is good"));
  GtkWidget *list = gtk_list_box_new ();

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pillars"), -1);
  gtk_widget_set_valign (good, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (good, _ ("Pillars that have no condition yet were found good"));
  g_signal_connect_object (good, "clicked", G_CALLBACK (all_good_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Pillars"), good, list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
yutu_pillar_results_new (void)
{
  return g_object_new (YUTU_TYPE_PILLAR_RESULTS, NULL);
}
