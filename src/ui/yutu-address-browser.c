/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rows are filtered by making the model anew: a view that is told of many changed rows is slower than one that gets
 * another model. What was chosen stays so where it is still listed. */

#include "ui/yutu-address-browser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-address-list.h"
#include "session/yutu-address-words.h"
#include "ui/yutu-batch-button.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-pane-marks.h"
#include "ui/yutu-words.h"

#define MAX_ROWS 50000 /* a larger place is told to be cut */

/* ---- An item ---- */

#define YUTU_TYPE_ADDRESS_ITEM (yutu_address_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuAddressItem, yutu_address_item, YUTU, ADDRESS_ITEM, GObject)

struct _YutuAddressItem
{
  GObject parent_instance;

  GPtrArray               *rows; /* that has it */
  const YutuListedAddress *row;
};

G_DEFINE_FINAL_TYPE (YutuAddressItem, yutu_address_item, G_TYPE_OBJECT)

static void
yutu_address_item_finalize (GObject *object)
{
  g_ptr_array_unref (YUTU_ADDRESS_ITEM (object)->rows);
  G_OBJECT_CLASS (yutu_address_item_parent_class)->finalize (object);
}

static void
yutu_address_item_class_init (YutuAddressItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_address_item_finalize;
}

static void
yutu_address_item_init (YutuAddressItem *self)
{
}

/* ---- The table ---- */

struct _YutuAddressBrowser
{
  AdwBin parent_instance;

  GtkWidget       *title;
  GtkWidget       *count;
  GtkWidget       *filter;
  GtkDropDown     *status; /* all, or one of the statuses */
  GtkWidget       *all;
  YutuBatchButton *batch;
  GtkStack        *body;
  GtkLabel        *nothing;
  GtkColumnView   *view;
  YutuPaneMarks   *marks;
  YutuMapView     *map; /* weak */

  YutuSession       *session;
  YutuPlace         *place; /* (nullable): whose addresses are listed */
  YutuAddressList   *list;  /* (nullable) */
  GtkMultiSelection *selection;
  GCancellable      *reading;     /* NULL: nothing is read */
  GHashTable        *kept;        /* (nullable) gint64: to be chosen when they are listed again */
  gboolean           wants_all;   /* what is read is chosen as a whole */
  gboolean           is_own;      /* the place that is chosen now is a row's */
  gboolean           is_stale;    /* to be read when it is seen */
  gboolean           wants_focus; /* of the rows, once they are there */
};

G_DEFINE_FINAL_TYPE (YutuAddressBrowser, yutu_address_browser, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GListModel *
get_model (YutuAddressBrowser *self)
{
  return self->selection != NULL ? gtk_multi_selection_get_model (self->selection) : NULL;
}

/* Borrowed; the list holds it. */
static const YutuListedAddress *
get_row (YutuAddressBrowser *self,
         guint               position)
{
  g_autoptr (YutuAddressItem) item = g_list_model_get_item (get_model (self), position);

  return item != NULL ? item->row : NULL;
}

/* ---- What is chosen ---- */

static GArray *
list_chosen (YutuAddressBrowser *self)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position = 0;
  g_autoptr (GtkBitset) chosen = self->selection != NULL ? gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection)) : NULL;

  for (gboolean more = chosen != NULL && gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = get_row (self, position)->id;

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
show_count (YutuAddressBrowser *self,
            guint               n_chosen)
{
  guint            n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;
  g_autofree char *shown = yutu_words_count (n);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s address", "%s addresses", n), shown);
  if (self->list != NULL && (gint64)self->list->rows->len < self->list->total)
    {
      g_autofree char *total = yutu_words_count (self->list->total);

      g_string_append_printf (text, _ (" of %s: choose a smaller place to see all"), total);
    }
  if (n_chosen > 0)
    {
      g_autofree char *chosen = yutu_words_count (n_chosen);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s chosen", "%s chosen", n_chosen), chosen);
    }
  gtk_label_set_label (GTK_LABEL (self->count), text->str);
}

/* One row that is chosen is shown on the map, too. */
static void
show_chosen (YutuAddressBrowser *self)
{
  g_autoptr (GArray) ids = list_chosen (self);
  g_autoptr (GtkBitset) chosen = NULL;
  const YutuListedAddress *row = NULL;

  yutu_batch_button_set_ids (self->batch, ids);
  show_count (self, ids->len);
  if (ids->len != 1 || self->map == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  row = get_row (self, gtk_bitset_get_minimum (chosen));
  if (row->has_point)
    yutu_pane_marks_point_at (self->marks, row->point);
}

static void
selection_changed_cb (GtkSelectionModel  *model,
                      guint               position,
                      guint               n,
                      YutuAddressBrowser *self)
{
  show_chosen (self);
}

/* ---- Rows ---- */

static gboolean
fits (const YutuListedAddress *row,
      const char              *text,
      guint                    status)
{
  return (status == 0 || (guint)row->status == status) && (*text == '\0' || strstr (row->text, text) != NULL);
}

static void
show_body (YutuAddressBrowser *self,
           guint               n)
{
  gboolean is_filtered = self->list != NULL && self->list->rows->len > 0;

  gtk_stack_set_visible_child_name (self->body, n > 0 ? "rows" : "nothing");
  gtk_label_set_label (self->nothing, self->reading != NULL ? _ ("The addresses are being read…")
                                      : is_filtered         ? _ ("None here fits what was asked for.")
                                                            : _ ("No address stands in this place."));
  gtk_widget_set_sensitive (self->all, n > 0);
}

static void
fill (YutuAddressBrowser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  guint       status = gtk_drop_down_get_selected (self->status);
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (YUTU_TYPE_ADDRESS_ITEM);

  for (guint i = 0; self->list != NULL && i < self->list->rows->len; i++)
    {
      const YutuListedAddress *row = g_ptr_array_index (self->list->rows, i);
      YutuAddressItem         *item = NULL;

      if (!fits (row, text, status))
        continue;
      if (self->wants_all || (self->kept != NULL && g_hash_table_contains (self->kept, &row->id)))
        gtk_bitset_add (chosen, items->len);
      item = g_object_new (YUTU_TYPE_ADDRESS_ITEM, NULL);
      item->rows = g_ptr_array_ref (self->list->rows);
      item->row = row;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, selection_changed_cb, self);
  g_clear_object (&self->selection);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (store));
  mask = gtk_bitset_new_range (0, MAX (items->len, 1));
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), chosen, mask);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  self->wants_all = FALSE;
  show_body (self, items->len);
  show_chosen (self);
}

/* What is chosen now is chosen again when the rows are others. */
static void
keep_chosen (YutuAddressBrowser *self)
{
  g_autoptr (GArray) ids = list_chosen (self);

  g_clear_pointer (&self->kept, g_hash_table_unref);
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->kept, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
}

static void
filter_changed_cb (YutuAddressBrowser *self)
{
  keep_chosen (self);
  fill (self);
}

/* ---- Reading ---- */

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuAddressBrowser) self = data;
  g_autoptr (GError) error = NULL;
  YutuMarks       *marks = NULL;
  YutuAddressList *list = yutu_session_list_addresses_finish (YUTU_SESSION (source), result, &marks, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (list == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      show_body (self, 0);
      return;
    }
  g_clear_pointer (&self->list, yutu_address_list_free);
  self->list = list;
  fill (self);
  yutu_pane_marks_take (self->marks, self->session, marks);
  if (self->wants_focus)
    yutu_address_browser_focus (self);
}

static void
give_up (YutuAddressBrowser *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
reload (YutuAddressBrowser *self)
{
  give_up (self);
  self->is_stale = self->place != NULL;
  if (self->session == NULL || self->place == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_stale = FALSE;
  self->reading = g_cancellable_new ();
  if (self->list == NULL)
    show_body (self, 0);
  yutu_session_list_addresses_async (self->session, self->place, MAX_ROWS, self->reading, listed_cb, g_object_ref (self));
}

static void
titled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuAddressBrowser) self = data;
  g_autoptr (YutuPlaceInfo) info = yutu_session_read_place_finish (YUTU_SESSION (source), result, NULL);
  g_autofree char *title = info != NULL && self->place != NULL ? yutu_words_place_title (self->place, info) : NULL;

  if (title != NULL)
    gtk_label_set_label (GTK_LABEL (self->title), title);
}

gboolean
yutu_address_browser_show (YutuAddressBrowser *self,
                           YutuPlace          *place)
{
  YutuBatchSource source;
  YutuPlaceKind   kind = yutu_place_get_kind (place);

  g_return_val_if_fail (YUTU_IS_ADDRESS_BROWSER (self), FALSE);

  if (!yutu_batch_source_from_place (&source, place) || kind == YUTU_PLACE_ADDRESS)
    return FALSE;
  if (self->place != NULL && yutu_place_equal (self->place, place))
    {
      if (self->is_stale)
        reload (self);
      return TRUE;
    }
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = yutu_place_ref (place);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  self->wants_all = kind == YUTU_PLACE_SHAPE || kind == YUTU_PLACE_CIRCLE; /* that is what it was drawn for */
  gtk_label_set_label (GTK_LABEL (self->title), "");
  yutu_session_read_place_async (self->session, place, NULL, titled_cb, g_object_ref (self));
  reload (self);
  return TRUE;
}

/* ---- The session ---- */

static void
choose_address (YutuAddressBrowser *self,
                gint64              id)
{
  for (guint i = 0; get_model (self) != NULL && i < g_list_model_get_n_items (get_model (self)); i++)
    if (get_row (self, i)->id == id)
      {
        GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->view));

        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
        gtk_widget_activate_action (list, "list.scroll-to-item", "u", i);
        return;
      }
}

static void
place_changed_cb (YutuAddressBrowser *self)
{
  YutuPlace *place = yutu_session_get_place (self->session);

  if (place == NULL || self->is_own || self->place == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (yutu_place_get_kind (place) == YUTU_PLACE_ADDRESS)
    choose_address (self, yutu_place_get_id (place));
  else
    yutu_address_browser_show (self, place);
}

static void
changed_cb (YutuSession        *session,
            const char *const  *tables,
            YutuAddressBrowser *self)
{
  if (!g_strv_contains (tables, "address") && !g_strv_contains (tables, "place_name"))
    return;
  keep_chosen (self);
  reload (self);
}

static void
day_changed_cb (YutuAddressBrowser *self)
{
  keep_chosen (self);
  reload (self);
}

void
yutu_address_browser_set_session (YutuAddressBrowser *self,
                                  YutuSession        *session)
{
  g_return_if_fail (YUTU_IS_ADDRESS_BROWSER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  yutu_batch_button_set_session (self->batch, session);
  g_signal_connect_object (session, "notify::place", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::day", G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
}

void
yutu_address_browser_set_map (YutuAddressBrowser *self,
                              YutuMapView        *map)
{
  g_return_if_fail (YUTU_IS_ADDRESS_BROWSER (self));

  g_set_weak_pointer (&self->map, map);
  yutu_pane_marks_set_map (self->marks, map);
}

void
yutu_address_browser_focus (YutuAddressBrowser *self)
{
  g_return_if_fail (YUTU_IS_ADDRESS_BROWSER (self));

  self->wants_focus = self->reading != NULL;
  gtk_widget_grab_focus (g_strcmp0 (gtk_stack_get_visible_child_name (self->body), "rows") == 0 ? GTK_WIDGET (self->view) : self->filter);
}

guint
yutu_address_browser_get_n_rows (YutuAddressBrowser *self)
{
  return get_model (self) != NULL ? g_list_model_get_n_items (get_model (self)) : 0;
}

guint
yutu_address_browser_get_n_chosen (YutuAddressBrowser *self)
{
  g_autoptr (GArray) ids = list_chosen (self);

  return ids->len;
}

gboolean
yutu_address_browser_is_loading (YutuAddressBrowser *self)
{
  return self->reading != NULL || self->is_stale;
}

/* ---- Parts ---- */

static void
activate_cb (GtkColumnView      *view,
             guint               position,
             YutuAddressBrowser *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_ADDRESS, get_row (self, position)->id);

  self->is_own = TRUE;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, place);
  self->is_own = FALSE;
}

static void
all_cb (YutuAddressBrowser *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
done_cb (YutuBatchButton    *button,
         const char         *text,
         YutuAddressBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
}

static void
failed_cb (YutuBatchButton    *button,
           const GError       *error,
           YutuAddressBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static const char *
word_status (int status)
{
  return status > 0 && status < YUTU_ADDRESS_N_STATUSES ? yutu_title_get (&YUTU_ADDRESS_STATUSES[status].title) : "";
}

static void
bind_text_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  data)
{
  const YutuListedAddress *row = YUTU_ADDRESS_ITEM (gtk_list_item_get_item (item))->row;

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), row->text);
}

static void
bind_status_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  data)
{
  const YutuListedAddress *row = YUTU_ADDRESS_ITEM (gtk_list_item_get_item (item))->row;

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), word_status (row->status));
}

static void
add_column (YutuAddressBrowser *self,
            const char         *title,
            GCallback           bind,
            int                 width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL); /* without data */
  g_signal_connect (factory, "bind", bind, NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, width < 0);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->view, column);
}

static void
yutu_address_browser_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yutu_address_browser_parent_class)->map (widget);
  if (YUTU_ADDRESS_BROWSER (widget)->is_stale)
    reload (YUTU_ADDRESS_BROWSER (widget));
}

static void
yutu_address_browser_dispose (GObject *object)
{
  YutuAddressBrowser *self = YUTU_ADDRESS_BROWSER (object);

  give_up (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->marks);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->list, yutu_address_list_free);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  G_OBJECT_CLASS (yutu_address_browser_parent_class)->dispose (object);
}

static void
yutu_address_browser_class_init (YutuAddressBrowserClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_address_browser_dispose;
  GTK_WIDGET_CLASS (klass)->map = yutu_address_browser_map;
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, YUTU_TYPE_PLACE);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkDropDown *
new_statuses (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *drop_down = NULL;

  gtk_string_list_append (words, _ ("All statuses"));
  for (int i = 1; i < YUTU_ADDRESS_N_STATUSES; i++)
    gtk_string_list_append (words, word_status (i));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Status"), -1);
  return GTK_DROP_DOWN (drop_down);
}

static GtkWidget *
new_head (YutuAddressBrowser *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->title = gtk_label_new (NULL);
  self->count = gtk_label_new (NULL);
  self->filter = gtk_search_entry_new ();
  self->status = new_statuses ();
  self->all = gtk_button_new_with_mnemonic (_ ("Choose _all"));
  self->batch = YUTU_BATCH_BUTTON (yutu_batch_button_new ());
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), 16);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (head, "drawer-head");
  g_object_set (self->filter, "placeholder-text", _ ("Part of the address"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Part of the address"), -1);
  gtk_widget_set_tooltip_text (self->all, _ ("Choose all rows (Ctrl+A); Shift and Ctrl with a click or arrow keys choose some"));
  gtk_widget_set_tooltip_text (close, _ ("Close the addresses"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close the addresses"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.close-addresses");
  g_signal_connect_object (self->filter, "search-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->batch, "failed", G_CALLBACK (failed_cb), self, 0);
  for (gsize i = 0; i < 7; i++)
    gtk_box_append (GTK_BOX (head), (GtkWidget *[]){ self->title, self->count, self->filter, GTK_WIDGET (self->status), self->all,
                                                     GTK_WIDGET (self->batch), close }[i]);
  return head;
}

static void
yutu_address_browser_init (YutuAddressBrowser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->marks = yutu_pane_marks_new (GTK_WIDGET (self));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->body = GTK_STACK (gtk_stack_new ());
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_widget_add_css_class (box, "drawer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Addresses"), -1);
  add_column (self, _ ("Standard address"), G_CALLBACK (bind_text_cb), -1);
  add_column (self, _ ("Status"), G_CALLBACK (bind_status_cb), 120);
  yutu_focus_mend_list (GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_stack_add_named (self->body, GTK_WIDGET (self->nothing), "nothing");
  gtk_stack_add_named (self->body, scroller, "rows");
  gtk_widget_set_vexpand (GTK_WIDGET (self->body), TRUE);
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->body));
  adw_bin_set_child (ADW_BIN (self), box);
  show_body (self, 0);
}
