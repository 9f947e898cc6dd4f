/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-form-choice.h"

#include <glib/gi18n.h>

#define MANY_CHOICES 12 /* from here on they can be searched */
#define IDS          "yutu-choice-ids"

static GPtrArray *
get_ids (GtkDropDown *self)
{
  return g_object_get_data (G_OBJECT (self), IDS);
}

static void
append (GtkStringList *titles,
        GPtrArray     *ids,
        const char    *id,
        const char    *title)
{
  gtk_string_list_append (titles, title);
  g_ptr_array_add (ids, g_strdup (id));
}

static gboolean
has_id (GPtrArray  *ids,
        const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* ---- Searching ---- */

static GtkWidget *
find_inside (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_inside (child, type);
  return found;
}

static gboolean
focus_search_cb (gpointer data)
{
  GtkWidget *search = find_inside (data, GTK_TYPE_SEARCH_ENTRY);

  if (search != NULL && gtk_widget_get_mapped (search))
    gtk_widget_grab_focus (search);
  return G_SOURCE_REMOVE;
}

/* GTK gives the focus to the list, where typing does nothing. */
static void
mapped_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_search_cb, g_object_ref (popover), g_object_unref);
}

static void
enable_search (GtkDropDown *self)
{
  g_autoptr (GtkExpression) title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *popover = NULL;

  gtk_drop_down_set_expression (self, title); /* GTK searches by it; without, not at all */
  gtk_drop_down_set_enable_search (self, TRUE);
  popover = find_inside (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  if (popover != NULL)
    g_signal_connect (popover, "map", G_CALLBACK (mapped_cb), NULL); /* its own child: it goes with it */
}

/* ---- A choice that is wider than its pane ---- */

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkStringObject *title = gtk_list_item_get_item (item);
  GtkWidget       *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (title));
  gtk_widget_set_tooltip_text (label, gtk_string_object_get_string (title));
}

/* The button ends in an ellipsis rather than hold its pane open; the list has its own width. */
static void
let_shrink (GtkDropDown *self)
{
  g_autoptr (GtkListItemFactory) list = g_object_ref (gtk_drop_down_get_factory (self));
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_list_factory (self, list); /* GTK's own, with its mark at what is chosen */
  gtk_drop_down_set_factory (self, button);
}

GtkWidget *
yutu_form_choice_new (const YutuField *field,
                      const char      *start)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkExpression *title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"); /* what is searched */
  GPtrArray     *ids = g_ptr_array_new_with_free_func (g_free);
  GtkWidget     *self;

  if (start[0] == '\0' || !field->required)
    append (titles, ids, "", field->required ? _ ("Choose…") : "—");
  for (gsize i = 0; i < field->n_choices; i++)
    append (titles, ids, field->choices[i].id, yutu_title_get (&field->choices[i].title));
  if (!has_id (ids, start))
    append (titles, ids, start, start);
  self = gtk_drop_down_new (G_LIST_MODEL (titles), title);
  g_object_set_data_full (G_OBJECT (self), IDS, ids, (GDestroyNotify)g_ptr_array_unref);
  let_shrink (GTK_DROP_DOWN (self));
  if (ids->len >= MANY_CHOICES)
    enable_search (GTK_DROP_DOWN (self));
  yutu_form_choice_set (GTK_DROP_DOWN (self), start);
  return self;
}

const char *
yutu_form_choice_get (GtkDropDown *self)
{
  GPtrArray *ids = get_ids (self);
  guint      selected = gtk_drop_down_get_selected (self);

  return selected < ids->len ? g_ptr_array_index (ids, selected) : "";
}

void
yutu_form_choice_set (GtkDropDown *self,
                      const char  *id)
{
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (get_ids (self), id, g_str_equal, &index))
    gtk_drop_down_set_selected (self, index);
}
