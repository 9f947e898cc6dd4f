/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-unit-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-children.h"


#define MAX_FOUND   8
#define ENTRY_CHARS 14

struct _YutuUnitField
{
  AdwActionRow parent_instance;

  GtkEntry   *entry;
  GtkPopover *popover;
  GtkListBox *list;

  YutuUnitChoices choices;
  int             level;
  char           *unit; /* NULL: none */
  gboolean        is_filling;
};

G_DEFINE_FINAL_TYPE (YutuUnitField, yutu_unit_field, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- What there is ---- */

/* The step that makes the unit; NULL: none does. */
static const YutuActStep *
find_new (const YutuUnitChoices *self,
          const char            *key)
{
  for (guint i = 0; self->spec != NULL && key != NULL && i < self->spec->steps->len; i++)
    {
      const YutuActStep *step = g_ptr_array_index (self->spec->steps, i);

      if (g_strcmp0 (step->as, key) == 0)
        return step;
    }
  return NULL;
}

const char *
yutu_unit_choices_name (const YutuUnitChoices *self,
                        const char            *text)
{
  const YutuActStep  *step = find_new (self, text);
  const YutuDivision *division = NULL;

  if (step != NULL)
    return step->name != NULL ? step->name : _ ("the new unit");
  division = self->ground != NULL ? yutu_act_ground_find (self->ground, text) : NULL;
  return division != NULL ? division->name : text;
}

int
yutu_unit_choices_level (const YutuUnitChoices *self,
                         const char            *text)
{
  const YutuActStep  *step = find_new (self, text);
  const YutuDivision *division = NULL;

  if (step != NULL && step->what == YUTU_ACT_DO_ESTABLISH)
    return step->level != 0 ? step->level : 4;
  if (step != NULL)
    return yutu_unit_choices_level (self, step->unit);
  division = self->ground != NULL ? yutu_act_ground_find (self->ground, text) : NULL;
  return division != NULL ? division->level : 0;
}

/* ---- The list under the entry ---- */

static void
add_found (YutuUnitField *self,
           const char    *text,
           const char    *name,
           const char    *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *code = gtk_label_new (note);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (code, "dim-label");
  gtk_widget_add_css_class (code, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), code);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "unit", g_strdup (text), g_free);
  gtk_list_box_append (self->list, row);
}

static void
fill_list (YutuUnitField *self,
           const char    *text)
{
  g_autoptr (GPtrArray) found = NULL;

  yutu_list_box_clear (self->list);
  for (guint i = 0; self->choices.spec != NULL && i < self->choices.spec->steps->len; i++)
    {
      const YutuActStep *step = g_ptr_array_index (self->choices.spec->steps, i);

      if (step->as != NULL && step->name != NULL && strstr (step->name, text) != NULL &&
          (self->level == 0 || yutu_unit_choices_level (&self->choices, step->as) == self->level))
        add_found (self, step->as, step->name, _ ("new"));
    }
  if (self->choices.ground == NULL)
    return;
  found = yutu_act_ground_search (self->choices.ground, text, self->level, MAX_FOUND);
  for (guint i = 0; i < found->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (found, i);

      add_found (self, unit->uuid, unit->name, unit->code != NULL ? unit->code : "");
    }
}

static void
search (YutuUnitField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (self->is_filling)
    return;
  if (*text == '\0')
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  fill_list (self, text);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->list)) == NULL)
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (self->popover);
}

static void
show_unit (YutuUnitField *self)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         self->unit != NULL ? yutu_unit_choices_name (&self->choices, self->unit) : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->is_filling = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

void
yutu_unit_field_choose (YutuUnitField *self,
                        const char    *text)
{
  g_autofree char *held = g_strdup (text);

  g_return_if_fail (YUTU_IS_UNIT_FIELD (self));

  gtk_popover_popdown (self->popover);
  yutu_unit_field_set_unit (self, held);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, held);
}

/* ---- Hands ---- */

static void
choose_selected (YutuUnitField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)) && row != NULL)
    yutu_unit_field_choose (self, g_object_get_data (G_OBJECT (row), "unit"));
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  YutuUnitField *self)
{
  yutu_unit_field_choose (self, g_object_get_data (G_OBJECT (row), "unit"));
}

static gboolean
step_selection (YutuUnitField *self,
                int            by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return FALSE;
  next = gtk_list_box_get_row_at_index (self->list, row != NULL ? gtk_list_box_row_get_index (row) + by : 0);
  if (next != NULL)
    gtk_list_box_select_row (self->list, next);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuUnitField         *self)
{
  gboolean is_open = gtk_widget_get_visible (GTK_WIDGET (self->popover));

  if (key == GDK_KEY_Down)
    return step_selection (self, 1);
  if (key == GDK_KEY_Up)
    return step_selection (self, -1);
  if (key == GDK_KEY_Escape && is_open)
    {
      gtk_popover_popdown (self->popover);
      show_unit (self);
      return TRUE;
    }
  return FALSE;
}

/* What is typed and chosen by nobody is chosen when it is clear, and shown as wrong when it is not. */
static void
focus_left_cb (YutuUnitField *self)
{
  const char         *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const YutuDivision *unit = NULL;

  gtk_popover_popdown (self->popover);
  if (self->choices.ground == NULL ||
      (self->unit != NULL && g_strcmp0 (text, yutu_unit_choices_name (&self->choices, self->unit)) == 0))
    return;
  unit = *text != '\0' ? yutu_act_ground_find (self->choices.ground, text) : NULL;
  if (unit != NULL && (self->level == 0 || unit->level == self->level))
    yutu_unit_field_choose (self, unit->uuid);
  else if (*text == '\0' && self->unit != NULL)
    yutu_unit_field_choose (self, NULL);
  else if (*text != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
focus_entered_cb (YutuUnitField *self)
{
  g_signal_emit (self, signals[SIGNAL_FOCUSED], 0);
}

/* ---- The widget ---- */

static void
yutu_unit_field_dispose (GObject *object)
{
  YutuUnitField *self = YUTU_UNIT_FIELD (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  G_OBJECT_CLASS (yutu_unit_field_parent_class)->dispose (object);
}

static void
yutu_unit_field_finalize (GObject *object)
{
  g_free (YUTU_UNIT_FIELD (object)->unit);
  G_OBJECT_CLASS (yutu_unit_field_parent_class)->finalize (object);
}

static void
yutu_unit_field_class_init (YutuUnitFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_unit_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_unit_field_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FOCUSED] = g_signal_new ("focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_popover (YutuUnitField *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Units that are meant"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->entry));
}

static void
yutu_unit_field_init (YutuUnitField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), ENTRY_CHARS);
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_entry_set_placeholder_text (self->entry, _ ("Type or click on the map"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  build_popover (self);
  /* After the entry: an input method that composes has the first say on every key. */
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (choose_selected), self);
}

GtkWidget *
yutu_unit_field_new (const char *title)
{
  YutuUnitField *self = g_object_new (YUTU_TYPE_UNIT_FIELD, "title", title, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

void
yutu_unit_field_set_choices (YutuUnitField  *self,
                             YutuUnitChoices choices,
                             int             level)
{
  g_return_if_fail (YUTU_IS_UNIT_FIELD (self));

  self->choices = choices;
  self->level = level;
  if (self->unit != NULL)
    show_unit (self);
}

int
yutu_unit_field_get_level (YutuUnitField *self)
{
  g_return_val_if_fail (YUTU_IS_UNIT_FIELD (self), 0);

  return self->level;
}

void
yutu_unit_field_set_unit (YutuUnitField *self,
                          const char    *text)
{
  g_return_if_fail (YUTU_IS_UNIT_FIELD (self));

  g_free (self->unit);
  self->unit = g_strdup (text);
  show_unit (self);
}

GtkWidget *
yutu_unit_field_get_entry (YutuUnitField *self)
{
  g_return_val_if_fail (YUTU_IS_UNIT_FIELD (self), NULL);

  return GTK_WIDGET (self->entry);
}
