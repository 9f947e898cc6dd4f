/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The model holds numbers of rows; what is shown of one is made when it is looked at. Invariants:
 * 1. A position has one item as long as anybody holds it, whatever group is shown: another group changes what
 *    the items say, and widgets stay. A view that is told that all its rows are others makes each anew.
 * 2. What the view is told of is rows, or their beginning while the list grows. When there are none it is hidden, and
 *    its widgets stay, without a text. */

#include "ui/yutu-review-table.h"

#include <glib/gi18n.h>

#include "gazetteer/yutu-address-reason.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-table-cells.h"
#include "ui/yutu-table-growth.h"
#include "ui/yutu-words.h"

#define CELL_PAD_PX 26
#define SIGN_PX     14

/* ---- Rows ---- */

#define YUTU_TYPE_REVIEW_MODEL (yutu_review_model_get_type ())
G_DECLARE_FINAL_TYPE (YutuReviewModel, yutu_review_model, YUTU, REVIEW_MODEL, GObject)

#define YUTU_TYPE_REVIEW_ITEM (yutu_review_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuReviewItem, yutu_review_item, YUTU, REVIEW_ITEM, GObject)

struct _YutuReviewItem
{
  GObject parent_instance;

  YutuReviewModel *model; /* NULL: it is gone */
  guint            position;
};

G_DEFINE_FINAL_TYPE (YutuReviewItem, yutu_review_item, G_TYPE_OBJECT)

struct _YutuReviewModel
{
  GObject parent_instance;

  YutuTableGrowth *growth;
  GArray          *rows;  /* of guint, rising */
  GHashTable      *items; /* position → YutuReviewItem, not owned: all that live */
};

static void
yutu_review_item_finalize (GObject *object)
{
  YutuReviewItem *self = YUTU_REVIEW_ITEM (object);

  if (self->model != NULL)
    g_hash_table_remove (self->model->items, GUINT_TO_POINTER (self->position));
  G_OBJECT_CLASS (yutu_review_item_parent_class)->finalize (object);
}

static void
yutu_review_item_class_init (YutuReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_review_item_finalize;
}

static void
yutu_review_item_init (YutuReviewItem *self)
{
}

static GType
get_item_type (GListModel *model)
{
  return YUTU_TYPE_REVIEW_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return yutu_table_growth_get_n_items (YUTU_REVIEW_MODEL (model)->growth);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  YutuReviewModel *self = YUTU_REVIEW_MODEL (model);
  YutuReviewItem  *item = NULL;

  if (position >= get_n_items (model))
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);
  item = g_object_new (YUTU_TYPE_REVIEW_ITEM, NULL);
  item->model = self;
  item->position = position;
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  return item;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YutuReviewModel, yutu_review_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
yutu_review_model_finalize (GObject *object)
{
  YutuReviewModel *self = YUTU_REVIEW_MODEL (object);
  GHashTableIter   iter;
  gpointer         item = NULL;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    YUTU_REVIEW_ITEM (item)->model = NULL;
  yutu_table_growth_free (self->growth);
  g_array_unref (self->rows);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (yutu_review_model_parent_class)->finalize (object);
}

static void
yutu_review_model_class_init (YutuReviewModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_review_model_finalize;
}

static void
yutu_review_model_init (YutuReviewModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_hash_table_new (NULL, NULL);
}

static YutuReviewModel *
review_model_new (GtkWidget *list)
{
  YutuReviewModel *self = g_object_new (YUTU_TYPE_REVIEW_MODEL, NULL);

  self->growth = yutu_table_growth_new (G_LIST_MODEL (self), list);
  return self;
}

/* NO_ROW: an item of a list that is not shown any more. */
static guint
get_row_at (YutuReviewModel *self,
            guint            position)
{
  return self != NULL && position < self->rows->len ? g_array_index (self->rows, guint, position) : YUTU_REVIEW_NO_ROW;
}

static gboolean
find_position (YutuReviewModel *self,
               guint            row,
               guint           *position)
{
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->rows, guint, middle) < row)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return low < self->rows->len && g_array_index (self->rows, guint, low) == row;
}

/* ---- The table ---- */

typedef enum
{
  COLUMN_VERDICT,
  COLUMN_GIVEN,
  COLUMN_STANDARD,
  COLUMN_LEVEL,
  COLUMN_SCORE,
  COLUMN_REASONS,
  N_COLUMNS,
} ColumnKind;

static const struct
{
  const char *title;
  int         chars; /* width, in digits */
  gboolean    expand;
} COLUMNS[N_COLUMNS] = {
  { N_ ("Verdict"), 12, FALSE },
  { N_ ("As it is written"), 30, TRUE },
  { N_ ("Standard address"), 38, TRUE },
  { N_ ("Found down to"), 10, FALSE },
  { N_ ("Score"), 5, FALSE },
  { N_ ("Reasons"), 19, TRUE },
};

typedef struct
{
  YutuReviewTable     *table;
  ColumnKind           kind;
  GtkColumnViewColumn *column;
} Column;

struct _YutuReviewTable
{
  AdwBin parent_instance;

  GtkColumnView      *view;
  GtkWidget          *list; /* inside of the view: it knows how to scroll */
  YutuTableCells     *cells;
  Column              columns[N_COLUMNS];
  YutuAddressReview  *review;
  YutuReviewGroup     group;
  YutuReviewModel    *model;
  GtkSingleSelection *selection;
  guint               focus_source;
  guint               scroll_source;
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (YutuReviewTable, yutu_review_table, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  SIGNAL_NUMBERED,
  SIGNAL_REFUSED,
  SIGNAL_TAKEN_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Cells ---- */

const char *
yutu_review_group_to_word (YutuReviewGroup group)
{
  switch (group)
    {
    case YUTU_REVIEW_AUTO:
      return yutu_address_verdict_to_word (YUTU_ADDRESS_VERDICT_AUTO);
    case YUTU_REVIEW_CONFIRM:
      return yutu_address_verdict_to_word (YUTU_ADDRESS_VERDICT_CONFIRM);
    case YUTU_REVIEW_HAND:
      return yutu_address_verdict_to_word (YUTU_ADDRESS_VERDICT_HAND);
    case YUTU_REVIEW_DECIDED:
      return C_ ("verdict", "decided");
    case YUTU_REVIEW_ALL:
    default:
      return C_ ("verdict", "all");
    }
}

static GtkWidget *
new_text (void)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "numeric");
  return text;
}

/* The mark that the row has on the map. An image would ask for another size with each icon, which cells
 * must not: they are filled while the list is laid out. */
static void
draw_sign (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "kind"));

  if (kind > 0)
    yutu_mark_paint_sign (cr, (YutuMarkKind)(kind - 1), MIN (width, height),
                          adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

static GtkWidget *
new_verdict (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "content-width", SIGN_PX, "content-height", SIGN_PX, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sign), draw_sign, NULL, NULL);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), new_text ());
  return box;
}

/* @row: (nullable): none is seen. */
static void
set_verdict (GtkWidget           *box,
             const YutuReviewRow *row)
{
  GtkWidget *sign = gtk_widget_get_first_child (box);
  guint      kind = row != NULL ? (guint)yutu_review_row_get_mark (row) + 1 : 0;

  g_object_set_data (G_OBJECT (sign), "kind", GUINT_TO_POINTER (kind));
  gtk_widget_queue_draw (sign);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)),
                            row != NULL ? yutu_review_group_to_word (yutu_review_row_get_group (row)) : NULL);
}

/* Nobody has said yet that it is so. */
static gboolean
is_open (const YutuReviewRow *row)
{
  YutuReviewGroup group = yutu_review_row_get_group (row);

  return row->decision == YUTU_DECISION_NONE && group != YUTU_REVIEW_AUTO;
}

static char *
word_standard (const YutuReviewRow *row)
{
  if (row->decision == YUTU_DECISION_ASIDE)
    return NULL;
  /* Translators: an address that may be the right one, or some of them */
  return is_open (row) && row->proposed != NULL ? g_strdup_printf (_ ("Perhaps %s"), row->proposed) : g_strdup (row->choice.standard);
}

static char *
word_cell (ColumnKind           kind,
           const YutuReviewRow *row)
{
  switch (kind)
    {
    case COLUMN_GIVEN:
      return g_strdup (row->given);
    case COLUMN_STANDARD:
      return word_standard (row);
    case COLUMN_LEVEL:
      return g_strdup (yutu_address_level_to_word (row->choice.level));
    case COLUMN_SCORE:
      return row->choice.standard != NULL && row->decision == YUTU_DECISION_NONE ? g_strdup_printf ("%d", row->score) : NULL;
    case COLUMN_REASONS:
      return yutu_address_reason_list_texts (row->parse_reasons, row->match_reasons);
    case COLUMN_VERDICT:
    case N_COLUMNS:
    default:
      return NULL;
    }
}

static void
fill_cell (GtkListItem *cell,
           gboolean     is_seen,
           gpointer     data)
{
  const Column        *column = data;
  YutuReviewItem      *item = gtk_list_item_get_item (cell);
  guint                number = get_row_at (item->model, item->position);
  const YutuReviewRow *row = is_seen && column->table->review != NULL && number != YUTU_REVIEW_NO_ROW
                               ? yutu_address_review_get (column->table->review, number)
                               : NULL;
  GtkWidget           *child = gtk_list_item_get_child (cell);
  g_autofree char     *text = row != NULL ? word_cell (column->kind, row) : NULL;

  if (column->kind == COLUMN_VERDICT)
    {
      set_verdict (child, row);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
  if (row == NULL)
    return;
  gtk_widget_set_tooltip_text (child, text);
  if (column->kind != COLUMN_STANDARD)
    return;
  /* all begin with the same province; what is open has its word there */
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (child), is_open (row) ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END
                                                                            : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_START);
  if (is_open (row))
    gtk_widget_add_css_class (child, "dim-label");
  else
    gtk_widget_remove_css_class (child, "dim-label");
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *cell,
               Column                   *column)
{
  GtkWidget *child = column->kind == COLUMN_VERDICT ? new_verdict () : new_text ();

  if (column->kind == COLUMN_GIVEN) /* they begin with the same province too, and what was added stands behind */
    gtk_inscription_set_text_overflow (GTK_INSCRIPTION (child), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (cell, child);
}

static void
add_column (YutuReviewTable *self,
            ColumnKind       kind)
{
  Column *column = &self->columns[kind];
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  *column = (Column){ self, kind, gtk_column_view_column_new (_ (COLUMNS[kind].title), NULL) };
  /* The columns die with the table. */
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  yutu_table_cells_add_factory (self->cells, factory, fill_cell, column);
  gtk_column_view_column_set_factory (column->column, factory);
  gtk_column_view_column_set_resizable (column->column, TRUE);
  gtk_column_view_column_set_expand (column->column, COLUMNS[kind].expand);
  gtk_column_view_append_column (self->view, column->column);
  g_object_unref (column->column); /* the view's */
}

/* Widths follow the size of the text. */
static void
fit_columns (YutuReviewTable *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int digit_px = 0;

  pango_layout_get_pixel_size (layout, &digit_px, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_column_view_column_set_fixed_width (self->columns[i].column, COLUMNS[i].chars * digit_px + CELL_PAD_PX);
}

/* ---- The chosen row ---- */

guint
yutu_review_table_get_chosen (YutuReviewTable *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW_TABLE (self), YUTU_REVIEW_NO_ROW);
  return get_row_at (self->model, gtk_single_selection_get_selected (self->selection));
}

static void
selected_cb (YutuReviewTable *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
activated_cb (GtkColumnView   *view,
              guint            position,
              YutuReviewTable *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

/* The arrows go on from the row that has the focus: that is the chosen one. */
static gboolean
focus_cb (gpointer data)
{
  YutuReviewTable *self = data;
  guint            position = gtk_single_selection_get_selected (self->selection);
  GtkWidget       *row = yutu_table_cells_find_row (self->cells, position);

  self->focus_source = 0;
  if (row == NULL || !gtk_widget_grab_focus (row))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

void
yutu_review_table_focus (YutuReviewTable *self)
{
  g_return_if_fail (YUTU_IS_REVIEW_TABLE (self));
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (G_PRIORITY_LOW, focus_cb, self, NULL); /* removed in dispose */
}

gboolean
yutu_review_table_is_settled (YutuReviewTable *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW_TABLE (self), FALSE);
  return self->focus_source == 0 && self->scroll_source == 0;
}

/* Behind the layout: rows that a list makes for another place before it has laid out its first are drawn
 * without one (GTK 4.8). */
static gboolean
scroll_cb (gpointer data)
{
  YutuReviewTable *self = data;
  guint            position = gtk_single_selection_get_selected (self->selection);

  self->scroll_source = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  return G_SOURCE_REMOVE;
}

static void
choose_at (YutuReviewTable *self,
           guint            position)
{
  if (position >= yutu_table_growth_get_n_items (self->model->growth))
    yutu_table_growth_show_all (self->model->growth);
  gtk_single_selection_set_selected (self->selection, position);
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (G_PRIORITY_LOW - 1, scroll_cb, self, NULL); /* removed in dispose */
}

gboolean
yutu_review_table_choose (YutuReviewTable *self,
                          guint            row)
{
  guint position = 0;

  g_return_val_if_fail (YUTU_IS_REVIEW_TABLE (self), FALSE);
  if (!find_position (self->model, row, &position))
    return FALSE;
  choose_at (self, position);
  if (yutu_focus_is_in (GTK_WIDGET (self)))
    yutu_review_table_focus (self);
  return TRUE;
}

guint
yutu_review_table_get_n_rows (YutuReviewTable *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW_TABLE (self), 0);
  return self->model->rows->len;
}

/* ---- What is shown ---- */

/* After rows were changed, from @position on. */
static void
tell_rows (YutuReviewTable *self,
           guint            position)
{
  YutuTableGrowth *growth = self->model->growth;
  guint            n = self->model->rows->len, before = yutu_table_growth_get_n_items (growth);

  if (n > 0)
    yutu_table_growth_begin (growth, n);
  else
    {
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      yutu_table_growth_hide (growth);
    }
  before = MIN (before, yutu_table_growth_get_n_items (growth));
  if (position < before)
    yutu_table_cells_refresh (self->cells, position, before - position);
}

/* Takes @rows. */
static void
set_rows (YutuReviewTable *self,
          GArray          *rows)
{
  g_array_unref (self->model->rows);
  self->model->rows = rows;
  tell_rows (self, 0);
}

void
yutu_review_table_show (YutuReviewTable   *self,
                        YutuAddressReview *review,
                        YutuReviewGroup    group)
{
  YutuAddressReview *before = NULL;
  guint              chosen = YUTU_REVIEW_NO_ROW;
  guint              position = 0;

  g_return_if_fail (YUTU_IS_REVIEW_TABLE (self));
  if (review == self->review)
    chosen = yutu_review_table_get_chosen (self);
  if (review != NULL)
    yutu_address_review_ref (review);
  self->is_filling = TRUE;
  before = self->review;
  self->review = review;
  self->group = group;
  set_rows (self, review != NULL ? yutu_address_review_list_group (review, group)
                                 : g_array_new (FALSE, FALSE, sizeof (guint)));
  yutu_address_review_unref (before);
  if (chosen != YUTU_REVIEW_NO_ROW && !find_position (self->model, chosen, &position))
    position = 0;
  if (self->model->rows->len > 0)
    choose_at (self, position);
  self->is_filling = FALSE;
  selected_cb (self);
}

/* Those behind it move up. */
static void
remove_row (YutuReviewTable *self,
            guint            position)
{
  g_array_remove_index (self->model->rows, position);
  tell_rows (self, position);
}

void
yutu_review_table_update (YutuReviewTable *self,
                          guint            row,
                          gboolean         goes_on)
{
  gboolean had_focus = yutu_focus_is_in (GTK_WIDGET (self));
  guint    position = 0;
  gboolean leaves = FALSE;

  g_return_if_fail (YUTU_IS_REVIEW_TABLE (self));
  if (!find_position (self->model, row, &position))
    return;
  leaves = self->group != YUTU_REVIEW_ALL &&
           yutu_review_row_get_group (yutu_address_review_get (self->review, row)) != self->group;
  self->is_filling = TRUE;
  if (leaves)
    remove_row (self, position);
  else
    yutu_table_cells_refresh (self->cells, position, 1);
  if (self->model->rows->len > 0 && (leaves || goes_on))
    choose_at (self, MIN (position + (leaves ? 0 : 1), self->model->rows->len - 1));
  self->is_filling = FALSE;
  if (had_focus)
    yutu_review_table_focus (self);
  selected_cb (self);
}

/* ---- Keys ---- */

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuReviewTable       *self)
{
  gunichar character = gdk_keyval_to_unicode (key);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || yutu_review_table_get_chosen (self) == YUTU_REVIEW_NO_ROW)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  else if (character >= '1' && character <= '9')
    g_signal_emit (self, signals[SIGNAL_NUMBERED], 0, (guint)(character - '0'));
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
  else if (character == '0' || key == GDK_KEY_BackSpace)
    g_signal_emit (self, signals[SIGNAL_TAKEN_BACK], 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- Object ---- */

static void
yutu_review_table_dispose (GObject *object)
{
  YutuReviewTable *self = YUTU_REVIEW_TABLE (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  self->list = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->review, yutu_address_review_unref);
  G_OBJECT_CLASS (yutu_review_table_parent_class)->dispose (object);
}

static void
yutu_review_table_finalize (GObject *object)
{
  yutu_table_cells_free (YUTU_REVIEW_TABLE (object)->cells);
  G_OBJECT_CLASS (yutu_review_table_parent_class)->finalize (object);
}

static void
yutu_review_table_class_init (YutuReviewTableClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_review_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_review_table_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NUMBERED] =
    g_signal_new ("numbered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TAKEN_BACK] =
    g_signal_new ("taken-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_model (YutuReviewTable *self)
{
  self->model = review_model_new (self->list);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

/* The list inside of a column view is its last child; only it has the action. */
static void
yutu_review_table_init (YutuReviewTable *self)
{
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  self->cells = yutu_table_cells_new (self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_column_view_set_reorderable (self->view, FALSE);
  for (int i = 0; i < N_COLUMNS; i++)
    add_column (self, (ColumnKind)i);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
  yutu_focus_mend_list (GTK_WIDGET (self->view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Addresses of the list"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Addresses of the list"), -1);
  add_model (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_swapped (self, "realize", G_CALLBACK (fit_columns), self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (fit_columns), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
yutu_review_table_new (void)
{
  return g_object_new (YUTU_TYPE_REVIEW_TABLE, NULL);
}
