/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-unit-tree.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-focus.h"
#include "ui/yutu-words.h"

#define LEVEL_TOWNSHIP 4
#define LEVEL_VILLAGE  5

struct _YutuUnitTree
{
  AdwBin parent_instance;

  GtkSearchEntry *filter;
  GtkStack       *stack;
  GtkLabel       *nothing; /* why there is no list */
  GtkListView    *list;
  GtkLabel       *summary;

  YutuSession        *session;
  GtkSingleSelection *selection; /* of GtkTreeListRow, or of YutuUnitItem while filtering */
  gboolean            following; /* the selection is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (YutuUnitTree, yutu_unit_tree, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const YutuDivision *
yutu_units_find (GListModel *units,
                 gint64      unit)
{
  guint n = units != NULL ? g_list_model_get_n_items (units) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);
      const YutuDivision *found = yutu_unit_item_get_division (item);

      if (found->unit != unit)
        found = yutu_units_find (yutu_unit_item_get_children (item), unit);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_units (GListModel *units,
             int         level)
{
  guint n = units != NULL ? g_list_model_get_n_items (units) : 0;
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);

      count += yutu_unit_item_get_division (item)->level == level ? 1 : 0;
      count += count_units (yutu_unit_item_get_children (item), level);
    }
  return count;
}

guint
yutu_unit_tree_count (YutuUnitTree *self,
                      int           level)
{
  g_return_val_if_fail (YUTU_IS_UNIT_TREE (self), 0);
  return self->session != NULL ? count_units (yutu_session_get_units (self->session), level) : 0;
}

/* ---- The filter ---- */

static void
collect_matches (GListModel *units,
                 const char *text,
                 GListStore *found)
{
  guint n = units != NULL ? g_list_model_get_n_items (units) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);

      if (yutu_unit_is_like (yutu_unit_item_get_division (item), text))
        g_list_store_append (found, item);
      collect_matches (yutu_unit_item_get_children (item), text, found);
    }
}

/* ---- Rows ---- */

static GListModel *
create_children (gpointer item,
                 gpointer data)
{
  GListModel *children = yutu_unit_item_get_children (item);

  return children != NULL && g_list_model_get_n_items (children) > 0 ? g_object_ref (children)
                                                                     : NULL;
}

static YutuUnitItem *
unit_of_row (gpointer item)
{
  if (GTK_IS_TREE_LIST_ROW (item))
    return gtk_tree_list_row_get_item (item);
  return g_object_ref (item);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), note);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (list_item, expander);
}

/* Behind a name: how many units are under it; in a filtered list, where it lies. */
static char *
make_note (YutuUnitTree *self,
           YutuUnitItem *item,
           gboolean      is_tree)
{
  GListModel         *children = yutu_unit_item_get_children (item);
  guint               n = children != NULL ? g_list_model_get_n_items (children) : 0;
  gint64              parent = yutu_unit_item_get_division (item)->parent;
  const YutuDivision *upper;

  if (is_tree)
    return n > 0 ? yutu_words_count (n) : g_strdup ("");
  upper = parent != 0 ? yutu_units_find (yutu_session_get_units (self->session), parent) : NULL;
  return g_strdup (upper != NULL ? upper->name : "");
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             YutuUnitTree             *self)
{
  gpointer   row = gtk_list_item_get_item (list_item);
  gboolean   is_tree = GTK_IS_TREE_LIST_ROW (row);
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *name = gtk_widget_get_first_child (box);
  g_autoptr (YutuUnitItem) item = unit_of_row (row);
  g_autofree char *note = make_note (self, item, is_tree);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), is_tree ? row : NULL);
  gtk_label_set_label (GTK_LABEL (name), yutu_unit_item_get_division (item)->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), note);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               YutuUnitTree             *self)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

/* ---- Model and selection ---- */

static void
selected_cb (GtkSingleSelection *selection,
             GParamSpec         *pspec,
             YutuUnitTree       *self)
{
  gpointer row = gtk_single_selection_get_selected_item (selection);
  g_autoptr (YutuUnitItem) item = NULL;

  if (self->following || row == NULL)
    return;
  item = unit_of_row (row);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, yutu_unit_item_get_division (item)->unit);
}

/* Enter, or a double click. */
static void
row_activated_cb (GtkListView  *list,
                  guint         position,
                  YutuUnitTree *self)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (YutuUnitItem) item = row != NULL ? unit_of_row (row) : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, yutu_unit_item_get_division (item)->unit);
}

/* Enter in the filter chooses the first that fits. */
static void
filter_activated_cb (GtkSearchEntry *entry,
                     YutuUnitTree   *self)
{
  if (self->selection != NULL && gtk_editable_get_text (GTK_EDITABLE (entry))[0] != '\0')
    row_activated_cb (self->list, 0, self);
}

static void
take_model (YutuUnitTree *self,
            GListModel   *model)
{
  self->following = TRUE;
  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, model);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  self->following = FALSE;
  g_object_unref (model);
}

static guint
find_row (YutuUnitTree *self,
          gint64        unit)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      g_autoptr (YutuUnitItem) item = unit_of_row (row);

      if (yutu_unit_item_get_division (item)->unit == unit)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Opens the rows above @unit, so that it has one. */
static void
expand_above (YutuUnitTree *self,
              gint64        unit)
{
  GListModel         *units = yutu_session_get_units (self->session);
  const YutuDivision *division = yutu_units_find (units, unit);
  gint64              parent = division != NULL ? division->parent : 0;
  guint               position;

  if (parent == 0)
    return;
  expand_above (self, parent);
  position = find_row (self, parent);
  if (position != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      if (GTK_IS_TREE_LIST_ROW (row))
        gtk_tree_list_row_set_expanded (GTK_TREE_LIST_ROW (row), TRUE);
    }
}

static void
follow_place (YutuUnitTree *self)
{
  YutuPlace *place = self->session != NULL ? yutu_session_get_place (self->session) : NULL;
  guint      position = GTK_INVALID_LIST_POSITION;
  gboolean   is_unit = place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_UNIT;
  gint64     unit = is_unit ? yutu_place_get_id (place) : 0;

  if (self->selection == NULL)
    return;
  self->following = TRUE;
  if (is_unit)
    {
      position = find_row (self, unit);
      if (position == GTK_INVALID_LIST_POSITION)
        {
          expand_above (self, unit);
          position = find_row (self, unit);
        }
    }
  if (position != gtk_single_selection_get_selected (self->selection))
    {
      gtk_single_selection_set_selected (self->selection, position);
      if (position != GTK_INVALID_LIST_POSITION)
        gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
    }
  self->following = FALSE;
}

static void
update_summary (YutuUnitTree *self)
{
  g_autofree char *townships = yutu_words_count (yutu_unit_tree_count (self, LEVEL_TOWNSHIP));
  g_autofree char *villages = yutu_words_count (yutu_unit_tree_count (self, LEVEL_VILLAGE));
  g_autofree char *text = g_strdup_printf (_ ("%s townships · %s villages"), townships, villages);

  gtk_label_set_label (self->summary, text);
}

/* @why_not: is told when there is none. */
static void
show_list (YutuUnitTree *self,
           gboolean      has_any,
           const char   *why_not)
{
  gtk_label_set_label (self->nothing, why_not);
  gtk_stack_set_visible_child_name (self->stack, has_any ? "list" : "nothing");
}

static void
rebuild (YutuUnitTree *self)
{
  GListModel *units = self->session != NULL ? yutu_session_get_units (self->session) : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  GListStore *found;

  if (units == NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      g_clear_object (&self->selection);
      return;
    }
  if (text[0] == '\0')
    {
      GtkTreeListModel *tree = gtk_tree_list_model_new (g_object_ref (units), FALSE, FALSE,
                                                        create_children, NULL, NULL);
      g_autoptr (GtkTreeListRow) first = gtk_tree_list_model_get_row (tree, 0);

      if (first != NULL)
        gtk_tree_list_row_set_expanded (first, TRUE);
      show_list (self, g_list_model_get_n_items (units) > 0, _ ("No divisions stand on this day."));
      take_model (self, G_LIST_MODEL (tree));
    }
  else
    {
      found = g_list_store_new (YUTU_TYPE_UNIT_ITEM);
      collect_matches (units, text, found);
      show_list (self, g_list_model_get_n_items (G_LIST_MODEL (found)) > 0, _ ("No division is called so on this day."));
      take_model (self, G_LIST_MODEL (found));
    }
  follow_place (self);
}

static void
units_changed_cb (YutuSession  *session,
                  GParamSpec   *pspec,
                  YutuUnitTree *self)
{
  rebuild (self);
  update_summary (self);
}

static void
place_changed_cb (YutuSession  *session,
                  GParamSpec   *pspec,
                  YutuUnitTree *self)
{
  follow_place (self);
}

static void
filter_changed_cb (GtkSearchEntry *entry,
                   YutuUnitTree   *self)
{
  rebuild (self);
}

/* What the focus comes to is not chosen by that. */
static gboolean
yutu_unit_tree_focus (GtkWidget       *widget,
                      GtkDirectionType direction)
{
  YutuUnitTree *self = YUTU_UNIT_TREE (widget);
  gboolean      has_moved;

  self->following = TRUE;
  has_moved = GTK_WIDGET_CLASS (yutu_unit_tree_parent_class)->focus (widget, direction);
  self->following = FALSE;
  follow_place (self);
  return has_moved;
}

static void
yutu_unit_tree_dispose (GObject *object)
{
  YutuUnitTree *self = YUTU_UNIT_TREE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_UNIT_TREE);
  G_OBJECT_CLASS (yutu_unit_tree_parent_class)->dispose (object);
}

static void
yutu_unit_tree_class_init (YutuUnitTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_unit_tree_dispose;
  widget_class->focus = yutu_unit_tree_focus;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-unit-tree.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuUnitTree, filter);
  gtk_widget_class_bind_template_child (widget_class, YutuUnitTree, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuUnitTree, nothing);
  gtk_widget_class_bind_template_child (widget_class, YutuUnitTree, list);
  gtk_widget_class_bind_template_child (widget_class, YutuUnitTree, summary);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
yutu_unit_tree_init (YutuUnitTree *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  yutu_focus_mend_list (GTK_WIDGET (self->list));
}

void
yutu_unit_tree_set_session (YutuUnitTree *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_UNIT_TREE (self));
  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    {
      g_signal_connect_object (session, "notify::units", G_CALLBACK (units_changed_cb), self, 0);
      g_signal_connect_object (session, "notify::place", G_CALLBACK (place_changed_cb), self, 0);
    }
  rebuild (self);
  update_summary (self);
}
