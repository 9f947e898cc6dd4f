/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-object-page.h"

#include <glib/gi18n.h>

#include "session/yutu-map.h"
#include "ui/yutu-swatch.h"
#include "ui/yutu-words.h"

/* ---- A row ---- */

#define YUTU_TYPE_OBJECT_ITEM (yutu_object_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuObjectItem, yutu_object_item, YUTU, OBJECT_ITEM, GObject)

struct _YutuObjectItem
{
  GObject parent_instance;

  const char *layer; /* static */
  gint64      id;
  char       *name;
  char       *note;
  char       *swatch;
};

G_DEFINE_FINAL_TYPE (YutuObjectItem, yutu_object_item, G_TYPE_OBJECT)

static void
yutu_object_item_finalize (GObject *object)
{
  YutuObjectItem *self = YUTU_OBJECT_ITEM (object);

  g_free (self->name);
  g_free (self->note);
  g_free (self->swatch);
  G_OBJECT_CLASS (yutu_object_item_parent_class)->finalize (object);
}

static void
yutu_object_item_class_init (YutuObjectItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_object_item_finalize;
}

static void
yutu_object_item_init (YutuObjectItem *self)
{
}

/* ---- The page ---- */

struct _YutuObjectPage
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkLabel    *more;
};

G_DEFINE_FINAL_TYPE (YutuObjectPage, yutu_object_page, ADW_TYPE_BIN)

static guint object_chosen_signal;

/* The place that @layer (as in YutuPlaceObject) and @id mean; NULL when it is none. */
static YutuPlace *
place_of_object (const char *layer,
                 gint64      id)
{
  if (g_strcmp0 (layer, "facility") == 0)
    return yutu_place_new_object (YUTU_PLACE_FACILITY, id);
  if (g_strcmp0 (layer, "address") == 0)
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, id);
  if (g_strcmp0 (layer, "place_name") == 0)
    return yutu_place_new_object (YUTU_PLACE_NAME, id);
  if (g_strcmp0 (layer, "boundary_pillar") == 0)
    return yutu_place_new_object (YUTU_PLACE_PILLAR, id);
  if (g_strcmp0 (layer, "boundary_line") == 0)
    return yutu_place_new_object (YUTU_PLACE_LINE, id);
  return NULL;
}

static YutuObjectItem *
new_item (const YutuModules     *modules,
          const YutuPlaceObject *object)
{
  YutuObjectItem     *item = g_object_new (YUTU_TYPE_OBJECT_ITEM, NULL);
  const YutuRegister *reg = NULL;
  g_autofree char    *distance = NULL;
  const char         *kind = "";

  item->layer = object->layer;
  item->id = object->id;
  item->name = g_strdup (object->name);
  if (g_str_equal (object->layer, "facility"))
    {
      reg = yutu_modules_find_register (modules, object->kind, NULL);
      kind = reg != NULL ? yutu_title_get (&reg->title) : object->kind;
      item->swatch = g_strdup (reg != NULL ? reg->symbol : NULL);
    }
  else if (g_str_equal (object->layer, "address"))
    {
      kind = _ ("Address");
      item->swatch = g_strdup ("point.address");
    }
  else if (g_str_equal (object->layer, "boundary_pillar"))
    {
      kind = _ ("Boundary pillar");
      item->swatch = g_strdup (yutu_map_pillar_symbol (object->kind, object->status));
    }
  else
    {
      kind = yutu_words_name_class (object->kind);
      item->swatch = g_strdup ("place");
    }
  distance = object->distance_m > 0 ? yutu_words_distance (object->distance_m) : NULL;
  item->note = distance != NULL ? g_strdup_printf ("%s · %s", kind, distance) : g_strdup (kind);
  return item;
}

void
yutu_object_page_show (YutuObjectPage      *self,
                       const YutuModules   *modules,
                       const YutuPlaceInfo *info)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *shown = yutu_words_count (info->objects->len);
  g_autofree char *all = yutu_words_count (info->n_objects);
  g_autofree char *text = g_strdup_printf (
    _ ("%s of %s are listed. Choose a smaller place to see the others."), shown, all);
  GListStore *store;

  g_return_if_fail (YUTU_IS_OBJECT_PAGE (self));
  store = g_list_store_new (YUTU_TYPE_OBJECT_ITEM);
  for (guint i = 0; i < info->objects->len; i++)
    {
      g_autoptr (YutuObjectItem) item = new_item (modules, g_ptr_array_index (info->objects, i));

      g_list_store_append (store, item);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (store));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_label_set_label (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), info->n_objects > info->objects->len);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), note);
  gtk_box_append (GTK_BOX (box), yutu_swatch_new (NULL));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  user_data)
{
  YutuObjectItem *item = gtk_list_item_get_item (list_item);
  GtkWidget      *box = gtk_list_item_get_child (list_item);
  GtkWidget      *texts = gtk_widget_get_last_child (box);

  yutu_swatch_set_name (YUTU_SWATCH (gtk_widget_get_first_child (box)), item->swatch);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)), item->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (texts)), item->note);
}

static void
activated_cb (GtkListView    *list,
              guint           position,
              YutuObjectPage *self)
{
  g_autoptr (YutuObjectItem) item =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  g_autoptr (YutuPlace) place = item != NULL ? place_of_object (item->layer, item->id) : NULL;

  if (place != NULL)
    g_signal_emit (self, object_chosen_signal, 0, place);
}

static void
yutu_object_page_class_init (YutuObjectPageClass *klass)
{
  object_chosen_signal = g_signal_new ("object-chosen", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       YUTU_TYPE_PLACE);
}

static void
yutu_object_page_init (YutuObjectPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, g_object_ref (factory)));
  gtk_list_view_set_show_separators (self->list, TRUE);
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "case-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What stands here"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->more, TRUE);
  gtk_label_set_xalign (self->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "list-note");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  adw_bin_set_child (ADW_BIN (self), box);
}
