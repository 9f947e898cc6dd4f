/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-rank-list.h"

#include <glib/gi18n.h>

#include "ui/yutu-focus.h"
#include "ui/yutu-rank-row.h"
#include "ui/yutu-wheel.h"

/* The items are the ranks, whichever unit has them: with another indicator the rows stay, and each shows
 * the unit that has its rank now. Those in sight do so at once, the others when there is time; so it is
 * when the rows become more or fewer. Who steps through the indicators waits for none of it. */

#define CHUNK    16  /* rows out of sight that are done at once */
#define COUNT_MS 120 /* after the last step */

/* ---- an item: a rank ---- */

#define YUTU_TYPE_RANK_ITEM (yutu_rank_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankItem, yutu_rank_item, YUTU, RANK_ITEM, GObject)

struct _YutuRankItem
{
  GObject parent_instance;

  guint rank;
};

G_DEFINE_FINAL_TYPE (YutuRankItem, yutu_rank_item, G_TYPE_OBJECT)

static void
yutu_rank_item_class_init (YutuRankItemClass *klass)
{
}

static void
yutu_rank_item_init (YutuRankItem *self)
{
}

/* ---- the list ---- */

struct _YutuRankList
{
  AdwBin parent_instance;

  GtkListView        *list;
  GtkSingleSelection *selection;
  GListStore         *store;
  YutuCoverage       *coverage;
  YutuRankScale       scale;
  GHashTable         *bound; /* YutuRankRow → its YutuRankItem */
  GHashTable         *stale; /* those of them that show another map yet */
  guint               stale_source;
  guint               count_source;
  gboolean            following; /* the selection is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (YutuRankList, yutu_rank_list, ADW_TYPE_BIN)

/* ---- rows ---- */

static void
show_pointed (YutuRankRow  *row,
              YutuCoverage *coverage)
{
  gint64 unit = yutu_rank_row_get_unit (row);

  if (unit != 0 && unit == yutu_coverage_get_pointed (coverage))
    gtk_widget_add_css_class (GTK_WIDGET (row), "pointed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "pointed");
}

static void
pointed_cb (YutuCoverage *coverage,
            GParamSpec   *pspec,
            YutuRankRow  *row)
{
  show_pointed (row, coverage);
}

static void
enter_cb (GtkEventControllerMotion *controller,
          double                    x,
          double                    y,
          YutuRankList             *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  yutu_coverage_set_pointed (self->coverage, yutu_rank_row_get_unit (YUTU_RANK_ROW (row)));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          YutuRankList             *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (self->coverage != NULL && yutu_coverage_get_pointed (self->coverage) ==
                                  yutu_rank_row_get_unit (YUTU_RANK_ROW (row)))
    yutu_coverage_set_pointed (self->coverage, 0);
}

static void row_mapped_cb (GtkWidget    *row,
                           YutuRankList *self);

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuRankList             *self)
{
  GtkWidget          *row = yutu_rank_row_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, 0);
  gtk_widget_add_controller (row, motion);
  g_signal_connect_object (self->coverage, "notify::pointed", G_CALLBACK (pointed_cb), row, 0);
  g_signal_connect_object (row, "map", G_CALLBACK (row_mapped_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

/* (nullable) */
static const YutuIndicatorRow *
get_values (YutuRankList *self,
            YutuRankItem *item)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);

  return map != NULL && item->rank < map->table->rows->len
           ? g_ptr_array_index (map->table->rows, item->rank)
           : NULL;
}

static void
update_row (YutuRankList *self,
            YutuRankRow  *row,
            YutuRankItem *item)
{
  const YutuIndicatorRow *values = get_values (self, item);

  if (values != NULL)
    yutu_rank_row_set (row, &self->scale, values, item->rank);
  else
    yutu_rank_row_clear (row);
  show_pointed (row, self->coverage);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuRankList             *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_hash_table_insert (self->bound, row, gtk_list_item_get_item (item));
  g_hash_table_remove (self->stale, row);
  update_row (self, YUTU_RANK_ROW (row), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           YutuRankList             *self)
{
  g_hash_table_remove (self->bound, gtk_list_item_get_child (item));
  g_hash_table_remove (self->stale, gtk_list_item_get_child (item));
}

static void
row_mapped_cb (GtkWidget    *row,
               YutuRankList *self)
{
  if (g_hash_table_remove (self->stale, row))
    update_row (self, YUTU_RANK_ROW (row), g_hash_table_lookup (self->bound, row));
}

static gboolean
update_stale_cb (gpointer data)
{
  YutuRankList  *self = data;
  GHashTableIter iter;
  gpointer       row;

  for (int i = 0; i < CHUNK; i++)
    {
      g_hash_table_iter_init (&iter, self->stale);
      if (!g_hash_table_iter_next (&iter, &row, NULL))
        {
          self->stale_source = 0;
          return G_SOURCE_REMOVE;
        }
      g_hash_table_iter_remove (&iter);
      update_row (self, row, g_hash_table_lookup (self->bound, row));
    }
  return G_SOURCE_CONTINUE;
}

static void
update_rows (YutuRankList *self)
{
  GHashTableIter iter;
  gpointer       row, item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &row, &item))
    if (gtk_widget_get_mapped (row))
      update_row (self, row, item);
    else
      g_hash_table_add (self->stale, row);
  if (self->stale_source == 0)
    self->stale_source = g_idle_add_full (G_PRIORITY_LOW, update_stale_cb, self, NULL);
}

/* ---- following and choosing ---- */

static void
follow_unit (YutuRankList *self)
{
  int rank = yutu_coverage_find_rank (self->coverage, yutu_coverage_get_unit (self->coverage));

  if (rank >= (int)g_list_model_get_n_items (G_LIST_MODEL (self->store)))
    rank = -1;
  if (gtk_single_selection_get_selected (self->selection) ==
      (rank < 0 ? GTK_INVALID_LIST_POSITION : (guint)rank))
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection,
                                     rank < 0 ? GTK_INVALID_LIST_POSITION : (guint)rank);
  self->following = FALSE;
  if (rank >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint)rank);
}

/* Enter, where Tab has led to. */
static void
activated_cb (GtkListView  *list,
              guint         position,
              YutuRankList *self)
{
  gtk_single_selection_set_selected (self->selection, position);
}

static void
selected_cb (YutuRankList *self)
{
  YutuRankItem           *item = gtk_single_selection_get_selected_item (self->selection);
  const YutuIndicatorRow *values = item != NULL ? get_values (self, item) : NULL;

  if (!self->following && values != NULL)
    yutu_coverage_set_unit (self->coverage, values->unit);
}

static void
set_n_items (YutuRankList *self,
             guint         n)
{
  guint now = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = now; i < n; i++)
    {
      YutuRankItem *item = g_object_new (YUTU_TYPE_RANK_ITEM, NULL);

      item->rank = i;
      g_ptr_array_add (items, item);
    }
  if (n != now)
    g_list_store_splice (self->store, MIN (n, now), now > n ? now - n : 0, items->pdata, items->len);
}

static guint
get_n_wanted (YutuRankList *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);

  return map != NULL ? map->table->rows->len : 0;
}

static void
show_worst (YutuRankList *self)
{
  if (yutu_coverage_find_rank (self->coverage, yutu_coverage_get_unit (self->coverage)) < 0 &&
      g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static gboolean
count_cb (gpointer data)
{
  YutuRankList *self = data;

  self->count_source = 0;
  self->following = TRUE;
  set_n_items (self, get_n_wanted (self));
  self->following = FALSE;
  follow_unit (self);
  show_worst (self);
  return G_SOURCE_REMOVE;
}

static void
shown_cb (YutuRankList *self)
{
  self->scale = (YutuRankScale){ NULL, 0, 0 };
  if (yutu_coverage_get_map (self->coverage) != NULL)
    yutu_rank_scale_init (&self->scale, yutu_coverage_get_map (self->coverage));
  update_rows (self);
  follow_unit (self);
  show_worst (self);
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (get_n_wanted (self) != g_list_model_get_n_items (G_LIST_MODEL (self->store)))
    self->count_source = g_timeout_add (COUNT_MS, count_cb, self);
}

gint64
yutu_rank_list_get_selected (YutuRankList *self)
{
  YutuRankItem           *item;
  const YutuIndicatorRow *values;

  g_return_val_if_fail (YUTU_IS_RANK_LIST (self), 0);
  item = gtk_single_selection_get_selected_item (self->selection);
  values = item != NULL ? get_values (self, item) : NULL;
  return values != NULL ? values->unit : 0;
}

void
yutu_rank_list_set_coverage (YutuRankList *self,
                             YutuCoverage *coverage)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (YUTU_IS_RANK_LIST (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (coverage, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::unit", G_CALLBACK (follow_unit), self,
                           G_CONNECT_SWAPPED);
  shown_cb (self);
}

/* What the focus comes to is not chosen by that. */
static gboolean
yutu_rank_list_focus (GtkWidget       *widget,
                      GtkDirectionType direction)
{
  YutuRankList *self = YUTU_RANK_LIST (widget);
  gboolean      has_moved;

  self->following = TRUE;
  has_moved = GTK_WIDGET_CLASS (yutu_rank_list_parent_class)->focus (widget, direction);
  self->following = FALSE;
  follow_unit (self);
  return has_moved;
}

static void
yutu_rank_list_dispose (GObject *object)
{
  YutuRankList *self = YUTU_RANK_LIST (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_handle_id (&self->stale_source, g_source_remove);
  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_object (&self->coverage);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  G_OBJECT_CLASS (yutu_rank_list_parent_class)->dispose (object);
}

static void
yutu_rank_list_class_init (YutuRankListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_rank_list_dispose;
  GTK_WIDGET_CLASS (klass)->focus = yutu_rank_list_focus;
}

static void
yutu_rank_list_init (YutuRankList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->bound = g_hash_table_new (NULL, NULL);
  self->stale = g_hash_table_new (NULL, NULL);
  self->store = g_list_store_new (YUTU_TYPE_RANK_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ranking"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "rank-list");
  yutu_focus_mend_list (GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scroller);
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (scroller));
}
