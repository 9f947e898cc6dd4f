/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-rank-list.h"

#include <glib/gi18n.h>

#include "ui/yutu-rank-bar.h"
#include "ui/yutu-words-coverage.h"

/* ---- an item: the unit at a rank ---- */

#define YUTU_TYPE_RANK_ITEM (yutu_rank_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankItem, yutu_rank_item, YUTU, RANK_ITEM, GObject)

struct _YutuRankItem
{
  GObject parent_instance;

  gint64 unit;
  guint  rank;
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
  gboolean            following; /* the selection is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (YutuRankList, yutu_rank_list, ADW_TYPE_BIN)

/* ---- rows ---- */

typedef struct
{
  YutuRankList *list;
  GtkWidget    *box;
  GtkWidget    *rank;
  GtkWidget    *name;
  GtkWidget    *bar;
  GtkWidget    *value;
  GtkWidget    *icon;
  gint64        unit;
} Row;

static void
show_pointed (Row *row)
{
  if (row->unit != 0 && row->unit == yutu_coverage_get_pointed (row->list->coverage))
    gtk_widget_add_css_class (row->box, "pointed");
  else
    gtk_widget_remove_css_class (row->box, "pointed");
}

static void
pointed_cb (YutuCoverage *coverage,
            GParamSpec   *pspec,
            GtkWidget    *box)
{
  show_pointed (g_object_get_data (G_OBJECT (box), "row"));
}

static void
enter_cb (GtkEventControllerMotion *controller,
          double                    x,
          double                    y,
          Row                      *row)
{
  yutu_coverage_set_pointed (row->list->coverage, row->unit);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          Row                      *row)
{
  if (yutu_coverage_get_pointed (row->list->coverage) == row->unit)
    yutu_coverage_set_pointed (row->list->coverage, 0);
}

static GtkWidget *
append_label (GtkWidget  *box,
              float       align,
              const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_widget_add_css_class (label, style_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuRankList             *self)
{
  Row                *row = g_new0 (Row, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  row->list = self;
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (row->box, "rank-row");
  row->rank = append_label (row->box, 1, "rank");
  gtk_label_set_width_chars (GTK_LABEL (row->rank), 3);
  gtk_widget_add_css_class (row->rank, "numeric");
  row->name = append_label (row->box, 0, "unit-name");
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (row->name), 8);
  gtk_widget_set_hexpand (row->name, TRUE);
  row->bar = yutu_rank_bar_new ();
  gtk_box_append (GTK_BOX (row->box), row->bar);
  row->value = append_label (row->box, 1, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (row->value), 7);
  row->icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (row->box), row->icon);
  g_object_set_data_full (G_OBJECT (row->box), "row", row, g_free);
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), row);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), row);
  gtk_widget_add_controller (row->box, motion);
  g_signal_connect_object (self->coverage, "notify::pointed", G_CALLBACK (pointed_cb), row->box, 0);
  gtk_list_item_set_child (item, row->box);
}

static void
show_standing (Row                    *row,
               const YutuIndicatorRow *values,
               gboolean                has_target)
{
  const char *icon = yutu_words_standing_icon (values);

  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), icon);
  /* One width for all rows, and none where there is no target at all. */
  gtk_widget_set_opacity (row->icon, icon != NULL ? 1 : 0);
  gtk_widget_set_visible (row->icon, has_target);
  gtk_widget_set_tooltip_text (row->icon, yutu_words_standing (values));
  gtk_widget_set_css_classes (
    row->icon, (const char *[]){ yutu_words_standing_class (values), NULL });
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuRankList             *self)
{
  Row                    *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");
  YutuRankItem           *at = gtk_list_item_get_item (item);
  const YutuThemeMap     *map = yutu_coverage_get_map (self->coverage);
  const YutuIndicatorRow *values = yutu_coverage_find_row (self->coverage, at->unit);
  g_autofree char        *rank = g_strdup_printf ("%u", at->rank + 1);
  g_autofree char        *value = NULL;
  g_autofree char        *words = NULL;
  g_autofree char        *label = NULL;

  row->unit = at->unit;
  show_pointed (row);
  if (values == NULL)
    return; /* of a map that goes */
  value = yutu_indicator_format_value (map->table->def, values);
  words = yutu_words_indicator_row (map->table->def, values);
  gtk_label_set_label (GTK_LABEL (row->rank), values->has_value ? rank : "");
  gtk_label_set_label (GTK_LABEL (row->name), values->name);
  gtk_widget_set_tooltip_text (row->name, values->name);
  yutu_rank_bar_set_row (YUTU_RANK_BAR (row->bar), map, values);
  gtk_label_set_label (GTK_LABEL (row->value), value);
  show_standing (row, values, map->table->total.has_target);
  /* Translators: of a ranking: number, unit, its value */
  label = g_strdup_printf (_ ("%u: %s, %s"), at->rank + 1, values->name, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           YutuRankList             *self)
{
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");

  row->unit = 0;
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

static void
selected_cb (YutuRankList *self)
{
  YutuRankItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->following && item != NULL)
    yutu_coverage_set_unit (self->coverage, item->unit);
}

static void
shown_cb (YutuRankList *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  guint               n = map != NULL ? map->table->rows->len : 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      YutuRankItem *item = g_object_new (YUTU_TYPE_RANK_ITEM, NULL);

      item->unit = ((const YutuIndicatorRow *)g_ptr_array_index (map->table->rows, i))->unit;
      item->rank = i;
      g_ptr_array_add (items, item);
    }
  self->following = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->following = FALSE;
  follow_unit (self);
  if (items->len > 0 &&
      yutu_coverage_find_rank (self->coverage, yutu_coverage_get_unit (self->coverage)) < 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0); /* the worst */
}

guint
yutu_rank_list_count (YutuRankList *self)
{
  g_return_val_if_fail (YUTU_IS_RANK_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->store));
}

gint64
yutu_rank_list_get_selected (YutuRankList *self)
{
  YutuRankItem *item;

  g_return_val_if_fail (YUTU_IS_RANK_LIST (self), 0);
  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? item->unit : 0;
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

static void
yutu_rank_list_dispose (GObject *object)
{
  YutuRankList *self = YUTU_RANK_LIST (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_object (&self->coverage);
  G_OBJECT_CLASS (yutu_rank_list_parent_class)->dispose (object);
}

static void
yutu_rank_list_class_init (YutuRankListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_rank_list_dispose;
}

static void
yutu_rank_list_init (YutuRankList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

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
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
yutu_rank_list_new (void)
{
  return g_object_new (YUTU_TYPE_RANK_LIST, NULL);
}
