/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-home-list.h"

#include <glib/gi18n.h>

#include "ui/yutu-wheel.h"

#define MAX_HEIGHT_PX 300

struct _YutuHomeList
{
  AdwBin parent_instance;

  GtkStringList   *floors; /* what each is called */
  YutuSplitSpec    spec;
  YutuSplitResult *result;
};

G_DEFINE_FINAL_TYPE (YutuHomeList, yutu_home_list, ADW_TYPE_BIN)

/* ---- Rows ---- */

/* The rooms of a row that were there, or were not; "" when there is none. */
static char *
dup_rooms (YutuHomeList *self,
           guint         row,
           gboolean      was_there)
{
  int unit = self->spec.units != 0 ? (int)row / self->spec.floors + 1 : 0;
  int floor = (int)row % self->spec.floors + 1;
  g_autoptr (GString) text = g_string_new (NULL);

  for (int room = 1; room <= self->spec.rooms; room++)
    if (yutu_split_was_there (self->result, &self->spec, unit, floor, room) == was_there)
      g_string_append_printf (text, "%s%d", text->len > 0 ? "  " : "", yutu_split_room_number (floor, room));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* NULL: none was. */
static char *
dup_there (YutuHomeList *self,
           guint         row)
{
  g_autofree char *rooms = dup_rooms (self, row, TRUE);

  /* Translators: numbers of homes */
  return *rooms != '\0' ? g_strdup_printf (_ ("There already: %s"), rooms) : NULL;
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
set_up_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           YutuHomeList             *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *rooms = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *floor = new_label ("dim-label");

  gtk_label_set_width_chars (GTK_LABEL (floor), 8);
  gtk_widget_set_valign (floor, GTK_ALIGN_START);
  gtk_widget_set_hexpand (rooms, TRUE);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_box_append (GTK_BOX (rooms), new_label (NULL));
  gtk_box_append (GTK_BOX (rooms), new_label ("dim-label"));
  gtk_box_append (GTK_BOX (box), floor);
  gtk_box_append (GTK_BOX (box), rooms);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuHomeList             *self)
{
  guint            row = gtk_list_item_get_position (item);
  GtkWidget       *floor = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget       *rooms = gtk_widget_get_next_sibling (floor);
  GtkWidget       *added = gtk_widget_get_first_child (rooms);
  GtkWidget       *there = gtk_widget_get_next_sibling (added);
  g_autofree char *new_rooms = dup_rooms (self, row, FALSE);
  g_autofree char *old_rooms = dup_there (self, row);

  gtk_label_set_text (GTK_LABEL (floor), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_label_set_text (GTK_LABEL (added), new_rooms);
  gtk_label_set_text (GTK_LABEL (there), old_rooms != NULL ? old_rooms : "");
  gtk_widget_set_visible (added, *new_rooms != '\0');
  gtk_widget_set_visible (there, old_rooms != NULL);
}

/* ---- What is shown ---- */

void
yutu_home_list_show (YutuHomeList          *self,
                     const YutuSplitSpec   *spec,
                     const YutuSplitResult *result)
{
  g_auto (GStrv) floors = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (YUTU_IS_HOME_LIST (self));

  gtk_string_list_splice (self->floors, 0, g_list_model_get_n_items (G_LIST_MODEL (self->floors)), NULL);
  g_clear_pointer (&self->result, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), spec != NULL);
  if (spec == NULL)
    return;
  self->spec = *spec;
  self->result = g_memdup2 (result, sizeof *result);
  for (int unit = MIN (spec->units, 1); unit <= spec->units; unit++)
    for (int floor = 1; floor <= spec->floors; floor++)
      {
        /* Translators: the numbers of an entrance and of a floor of a building */
        g_autofree char *text = unit != 0 ? g_strdup_printf (_ ("Entrance %d, floor %d"), unit, floor)
                                          /* Translators: the number of a floor of a building */
                                          : g_strdup_printf (_ ("Floor %d"), floor);

        g_strv_builder_add (builder, text);
      }
  floors = g_strv_builder_end (builder);
  gtk_string_list_splice (self->floors, 0, 0, (const char *const *)floors);
}

guint
yutu_home_list_count (YutuHomeList *self)
{
  g_return_val_if_fail (YUTU_IS_HOME_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->floors));
}

char *
yutu_home_list_dup_text (YutuHomeList *self,
                         guint         row)
{
  g_autofree char *added = NULL;
  g_autofree char *there = NULL;

  g_return_val_if_fail (YUTU_IS_HOME_LIST (self) && row < yutu_home_list_count (self), NULL);

  added = dup_rooms (self, row, FALSE);
  there = dup_there (self, row);
  return g_strdup_printf ("%s: %s%s%s", gtk_string_list_get_string (self->floors, row), added,
                          *added != '\0' && there != NULL ? "; " : "", there != NULL ? there : "");
}

/* ---- GObject ---- */

static void
yutu_home_list_dispose (GObject *object)
{
  YutuHomeList *self = YUTU_HOME_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->floors);
  g_clear_pointer (&self->result, g_free);
  G_OBJECT_CLASS (yutu_home_list_parent_class)->dispose (object);
}

static void
yutu_home_list_class_init (YutuHomeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_home_list_dispose;
}

static void
yutu_home_list_init (YutuHomeList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *list = NULL;

  self->floors = gtk_string_list_new (NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->floors)))),
                            factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The numbers of the homes"), -1);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_add_css_class (scroller, "card");
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (scroller));
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
