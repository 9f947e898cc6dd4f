/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Sorting is the list's own: the sorters of the columns order nothing, they only tell by which column
 * and in which direction the header was clicked. */

#include "ui/yutu-table.h"

#include <glib/gi18n.h>

#include "ui/yutu-focus.h"
#include "ui/yutu-table-cells.h"
#include "ui/yutu-table-model.h"
#include "ui/yutu-words.h"

#define MAX_COLUMNS 8
#define CELL_PAD_PX 26

typedef struct
{
  const char *title;
  int         chars; /* width, in digits */
  gboolean    expand; /* on a wide screen: several, or the eye has far to go from the first to the next */
  int         sort;                                     /* YutuCaseSort or YutuFacilitySort */
  char *(*word) (YutuTable *self, YutuTableItem *item); /* NULL: the due day */
} ColumnDef;

typedef struct
{
  YutuTable           *table;
  const ColumnDef     *def;
  GtkColumnViewColumn *column;
} Column;

struct _YutuTable
{
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkWidget     *list; /* inside of the view: it knows how to scroll */
  YutuTableCells *cells;
  Column          columns[MAX_COLUMNS];
  guint          n_columns;
  guint          sort;
  gboolean       descending;
  Column        *probed;
  gboolean       is_sorting; /* the header is set, not clicked */

  YutuSession         *session;
  const YutuListNames *names;
  YutuListSpec        *spec;
  YutuTableModel      *model;
  GtkSingleSelection  *selection;
  gint64               wanted;     /* to be chosen as soon as it is found; 0: none */
  gboolean             is_leaving; /* nothing is chosen, for another list comes */
};

G_DEFINE_FINAL_TYPE (YutuTable, yutu_table, ADW_TYPE_BIN)

enum
{
  SIGNAL_READY,
  SIGNAL_FAILED,
  SIGNAL_SORTED,
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Words ---- */

/* "罗店镇 · 鹿村"; "" when neither is known. (transfer full) */
static char *
words_units (const YutuListNames *names,
             gint64               township,
             gint64               village)
{
  const char *upper = names != NULL ? g_hash_table_lookup (names->units, &township) : NULL;
  const char *lower = names != NULL ? g_hash_table_lookup (names->units, &village) : NULL;

  if (upper != NULL && lower != NULL)
    return g_strdup_printf ("%s · %s", upper, lower);
  return g_strdup (upper != NULL ? upper : lower != NULL ? lower
                                                         : "");
}

static const YutuCaseKind *
find_kind (YutuTable         *self,
           const YutuCaseRow *row)
{
  return yutu_modules_find_kind (yutu_session_get_modules (self->session), row->kind, NULL);
}

static char *
word_title (YutuTable     *self,
            YutuTableItem *item)
{
  return g_strdup (yutu_table_item_get_case (item)->title);
}

static char *
word_state (YutuTable     *self,
            YutuTableItem *item)
{
  const YutuCaseRow  *row = yutu_table_item_get_case (item);
  const YutuCaseKind *kind = find_kind (self, row);
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, row->state) : G_MAXSIZE;

  return g_strdup (state != G_MAXSIZE ? yutu_title_get (&kind->states[state].title) : row->state);
}

static char *
word_case_place (YutuTable     *self,
                 YutuTableItem *item)
{
  const YutuCaseRow *row = yutu_table_item_get_case (item);

  return words_units (self->names, row->township, row->village);
}

static char *
word_officer (YutuTable     *self,
              YutuTableItem *item)
{
  return g_strdup (yutu_table_item_get_case (item)->officer);
}

static char *
word_kind (YutuTable     *self,
           YutuTableItem *item)
{
  const YutuCaseRow  *row = yutu_table_item_get_case (item);
  const YutuCaseKind *kind = find_kind (self, row);

  return g_strdup (kind != NULL ? yutu_title_get (&kind->title) : row->kind);
}

static char *
word_number (YutuTable     *self,
             YutuTableItem *item)
{
  return g_strdup (yutu_table_item_get_case (item)->case_no);
}

static char *
word_opened (YutuTable     *self,
             YutuTableItem *item)
{
  return yutu_words_day (yutu_table_item_get_case (item)->opened_on);
}

static char *
word_name (YutuTable     *self,
           YutuTableItem *item)
{
  return g_strdup (yutu_table_item_get_facility (item)->name);
}

static char *
word_register (YutuTable     *self,
               YutuTableItem *item)
{
  const YutuFacilityEntry *row = yutu_table_item_get_facility (item);
  const YutuRegister      *of =
    yutu_modules_find_register (yutu_session_get_modules (self->session), row->kind, NULL);

  return g_strdup (of != NULL ? yutu_title_get (&of->title) : row->kind);
}

static char *
word_status (YutuTable     *self,
             YutuTableItem *item)
{
  return g_strdup (yutu_words_facility_status (yutu_table_item_get_facility (item)->status));
}

static char *
word_facility_place (YutuTable     *self,
                     YutuTableItem *item)
{
  const YutuFacilityEntry *row = yutu_table_item_get_facility (item);

  return words_units (self->names, row->township, row->village);
}

static char *
word_since (YutuTable     *self,
            YutuTableItem *item)
{
  return yutu_words_day (yutu_table_item_get_facility (item)->valid_from);
}

static const ColumnDef CASE_COLUMNS[] = {
  { N_ ("Due"), 16, FALSE, YUTU_CASE_SORT_DUE, NULL },
  { N_ ("Case title"), 26, TRUE, YUTU_CASE_SORT_TITLE, word_title },
  { N_ ("State"), 12, FALSE, YUTU_CASE_SORT_STATE, word_state },
  { N_ ("Place"), 20, TRUE, YUTU_CASE_SORT_PLACE, word_case_place },
  { N_ ("Officer"), 9, FALSE, YUTU_CASE_SORT_OFFICER, word_officer },
  { N_ ("Kind of case"), 17, TRUE, YUTU_CASE_SORT_KIND, word_kind },
  { N_ ("Case number"), 19, FALSE, YUTU_CASE_SORT_NUMBER, word_number },
  { N_ ("Opened"), 15, FALSE, YUTU_CASE_SORT_OPENED, word_opened },
};

static const ColumnDef FACILITY_COLUMNS[] = {
  { N_ ("Name"), 30, TRUE, YUTU_FACILITY_SORT_NAME, word_name },
  { N_ ("Register"), 22, TRUE, YUTU_FACILITY_SORT_KIND, word_register },
  { N_ ("Status"), 10, FALSE, YUTU_FACILITY_SORT_STATUS, word_status },
  { N_ ("Place"), 26, TRUE, YUTU_FACILITY_SORT_PLACE, word_facility_place },
  { N_ ("Since"), 15, FALSE, YUTU_FACILITY_SORT_SINCE, word_since },
};

/* ---- Cells ---- */

/* Unlike a label it does not measure its text, which counts with thousands of cells. */
static GtkWidget *
new_text (void)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "numeric");
  return text;
}

/* An icon for what is overdue, with its room kept, and the day. */
static GtkWidget *
new_due_cell (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", "dialog-warning-symbolic", "opacity", 0.0, NULL);
  GtkWidget *text = new_text ();

  gtk_widget_add_css_class (icon, "small-icon");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

/* @row: (nullable): none is seen. */
static void
set_due_cell (YutuTable         *self,
              GtkWidget         *box,
              const YutuCaseRow *row)
{
  YutuDay          day = yutu_session_get_day (self->session);
  gboolean         is_closed = row != NULL && row->closed_on != YUTU_DAY_INVALID && row->closed_on <= day;
  gboolean         is_late = row != NULL && !is_closed && row->due_on != YUTU_DAY_INVALID && row->due_on < day;
  g_autofree char *date = row == NULL ? NULL
                          : is_closed ? yutu_words_day (row->closed_on)
                                      : yutu_words_day (row->due_on);
  /* Translators: the case is not open any more */
  g_autofree char *closed = is_closed ? g_strdup_printf (_ ("closed %s"), date) : NULL;
  g_autofree char *late = is_late ? g_strdup_printf (_ ("overdue since %s"), date) : NULL;
  GtkWidget       *text = gtk_widget_get_last_child (box);

  gtk_widget_set_opacity (gtk_widget_get_first_child (box), is_late ? 1 : 0);
  gtk_widget_remove_css_class (box, is_late ? "dim-label" : "error");
  if (is_late || is_closed)
    gtk_widget_add_css_class (box, is_late ? "error" : "dim-label");
  else
    gtk_widget_remove_css_class (box, "dim-label");
  gtk_inscription_set_text (GTK_INSCRIPTION (text), is_closed ? closed : date);
  gtk_widget_set_tooltip_text (box, late);
  if (is_late)
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, late, -1);
}

static void
fill_cell (GtkListItem *cell,
           gboolean     is_seen,
           gpointer     data)
{
  const Column    *column = data;
  GtkWidget       *child = gtk_list_item_get_child (cell);
  YutuTableItem   *item = gtk_list_item_get_item (cell);
  gboolean         is_read = is_seen && yutu_table_item_get_id (item) != 0;
  g_autofree char *text = NULL;

  if (column->def->word == NULL)
    {
      set_due_cell (column->table, child, is_read ? yutu_table_item_get_case (item) : NULL);
      return;
    }
  if (is_seen)
    text = is_read ? column->def->word (column->table, item) : g_strdup ("…");
  gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *cell,
               Column                   *column)
{
  gtk_list_item_set_child (cell, column->def->word == NULL ? new_due_cell () : new_text ());
}

/* ---- Columns ---- */

static int
probe_cb (gconstpointer a,
          gconstpointer b,
          gpointer      data)
{
  Column *column = data;

  if (column->table->probed == NULL)
    column->table->probed = column;
  return GTK_ORDERING_LARGER;
}

/* Widths follow the size of the text. */
static void
fit_columns (YutuTable *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int digit_px = 0;

  pango_layout_get_pixel_size (layout, &digit_px, NULL);
  for (guint i = 0; i < self->n_columns; i++)
    gtk_column_view_column_set_fixed_width (self->columns[i].column,
                                            self->columns[i].def->chars * digit_px + CELL_PAD_PX);
}

static void
add_column (YutuTable       *self,
            const ColumnDef *def)
{
  Column *column = &self->columns[self->n_columns++];
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, column, NULL));

  column->table = self;
  column->def = def;
  column->column = gtk_column_view_column_new (_ (def->title), NULL);
  /* The columns die with the table. */
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  yutu_table_cells_add_factory (self->cells, factory, fill_cell, column);
  gtk_column_view_column_set_factory (column->column, factory);
  gtk_column_view_column_set_sorter (column->column, sorter);
  gtk_column_view_column_set_resizable (column->column, TRUE);
  gtk_column_view_column_set_expand (column->column, def->expand);
  gtk_column_view_append_column (self->view, column->column);
  g_object_unref (column->column); /* the view's */
}

static void
take_sort (YutuTable *self)
{
  if (self->spec == NULL)
    return;
  self->spec->cases.sort = (YutuCaseSort)self->columns[self->sort].def->sort;
  self->spec->facilities.sort = (YutuFacilitySort)self->columns[self->sort].def->sort;
  self->spec->cases.descending = self->descending;
  self->spec->facilities.descending = self->descending;
}

static void start_loading (YutuTable *self);

static void
sorter_changed_cb (GtkSorter      *sorter,
                   GtkSorterChange change,
                   YutuTable      *self)
{
  GtkOrdering order;

  if (self->view == NULL) /* it is going */
    return;
  self->probed = NULL;
  order = gtk_sorter_compare (sorter, self, self->view); /* any two: the same one would be equal */
  if (self->is_sorting || self->probed == NULL)
    return;
  self->sort = (guint)(self->probed - self->columns);
  self->descending = order == GTK_ORDERING_SMALLER;
  if (self->spec != NULL)
    start_loading (self);
  g_signal_emit (self, signals[SIGNAL_SORTED], 0);
}

void
yutu_table_sort (YutuTable *self,
                 guint      column,
                 gboolean   descending)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  g_return_if_fail (column < self->n_columns);
  self->is_sorting = TRUE; /* the view may say so more than once */
  gtk_column_view_sort_by_column (self->view, self->columns[column].column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_sorting = FALSE;
  if (self->sort == column && self->descending == descending)
    return;
  self->sort = column;
  self->descending = descending;
  if (self->spec != NULL)
    start_loading (self);
  g_signal_emit (self, signals[SIGNAL_SORTED], 0);
}

void
yutu_table_get_sort (YutuTable *self,
                     guint     *column,
                     gboolean  *descending)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  *column = self->sort;
  *descending = self->descending;
}

guint
yutu_table_get_n_columns (YutuTable *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE (self), 0);
  return self->n_columns;
}

const char *
yutu_table_get_column_title (YutuTable *self,
                             guint      column)
{
  g_return_val_if_fail (YUTU_IS_TABLE (self), NULL);
  return _ (self->columns[column].def->title);
}

/* ---- The chosen row ---- */

static YutuTableItem *
get_chosen (YutuTable *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

const YutuCaseRow *
yutu_table_get_case (YutuTable *self)
{
  YutuTableItem *item = NULL;

  g_return_val_if_fail (YUTU_IS_TABLE (self), NULL);
  item = get_chosen (self);
  return item != NULL ? yutu_table_item_get_case (item) : NULL;
}

const YutuFacilityEntry *
yutu_table_get_facility (YutuTable *self)
{
  YutuTableItem *item = NULL;

  g_return_val_if_fail (YUTU_IS_TABLE (self), NULL);
  item = get_chosen (self);
  return item != NULL ? yutu_table_item_get_facility (item) : NULL;
}

/* A row that is chosen before it was read is told of when it is. */
static void
selected_cb (YutuTable *self)
{
  YutuTableItem *item = get_chosen (self);

  if (!self->is_leaving && (item == NULL || yutu_table_item_get_id (item) != 0))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
activated_cb (GtkColumnView *view,
              guint          position,
              YutuTable     *self)
{
  YutuTableItem *item = NULL;

  gtk_single_selection_set_selected (self->selection, position);
  item = get_chosen (self);
  if (item != NULL && yutu_table_item_get_id (item) != 0)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

void
yutu_table_scroll_to (YutuTable *self,
                      guint      position)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  yutu_table_model_show_all (self->model);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static void
choose_wanted (YutuTable *self)
{
  guint position = 0;

  if (self->wanted == 0 || yutu_table_model_is_loading (self->model) ||
      !yutu_table_model_find (self->model, self->wanted, &position))
    return;
  self->wanted = 0;
  yutu_table_choose_at (self, position);
}

void
yutu_table_choose_at (YutuTable *self,
                      guint      position)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  yutu_table_model_show_all (self->model);
  gtk_single_selection_set_selected (self->selection, position);
  yutu_table_scroll_to (self, position);
}

void
yutu_table_choose (YutuTable *self,
                   gint64     id)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  self->wanted = id;
  if (id == 0)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  choose_wanted (self);
}

/* ---- Loading ---- */

/* What was chosen is looked for in the new list. */
static void
leaving_cb (YutuTable *self)
{
  YutuTableItem *item = get_chosen (self);

  if (self->wanted == 0 && item != NULL)
    self->wanted = yutu_table_item_get_id (item);
  self->is_leaving = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_leaving = FALSE;
}

static void
ready_cb (YutuTableModel *model,
          gint64          total,
          YutuTable      *self)
{
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
  g_signal_emit (self, signals[SIGNAL_READY], 0, total);
}

static void
changed_cb (YutuTableModel *model,
            guint           position,
            guint           n,
            YutuTable      *self)
{
  yutu_table_cells_refresh (self->cells, position, n);
  if (gtk_single_selection_get_selected (self->selection) - position < n)
    selected_cb (self);
}

static void
found_cb (YutuTable *self)
{
  choose_wanted (self);
  if (!yutu_table_model_is_loading (self->model))
    self->wanted = 0;
}

static void
failed_cb (YutuTableModel *model,
           const GError   *error,
           YutuTable      *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
yutu_table_cancel (YutuTable *self)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  yutu_table_model_cancel (self->model);
}

static void
start_loading (YutuTable *self)
{
  take_sort (self);
  yutu_table_model_load (self->model, self->session, self->spec);
}

void
yutu_table_load (YutuTable          *self,
                 const YutuListSpec *spec)
{
  YutuListSpec *copy = NULL;

  g_return_if_fail (YUTU_IS_TABLE (self));
  g_return_if_fail (self->session != NULL);
  copy = yutu_list_spec_copy (spec);
  g_clear_pointer (&self->spec, yutu_list_spec_free);
  self->spec = copy;
  start_loading (self);
}

const YutuListSpec *
yutu_table_get_spec (YutuTable *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE (self), NULL);
  return self->spec;
}

guint
yutu_table_get_n_rows (YutuTable *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE (self), 0);
  return yutu_table_model_get_total (self->model);
}

void
yutu_table_set_session (YutuTable           *self,
                        YutuSession         *session,
                        const YutuListNames *names)
{
  g_return_if_fail (YUTU_IS_TABLE (self));
  g_set_object (&self->session, session);
  self->names = names;
}

/* ---- Object ---- */

static void
realized_cb (YutuTable *self)
{
  fit_columns (self);
}

static void
yutu_table_dispose (GObject *object)
{
  YutuTable *self = YUTU_TABLE (object);

  if (self->model != NULL)
    yutu_table_cancel (self);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  self->list = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->spec, yutu_list_spec_free);
  G_OBJECT_CLASS (yutu_table_parent_class)->dispose (object);
}

static void
yutu_table_finalize (GObject *object)
{
  yutu_table_cells_free (YUTU_TABLE (object)->cells);
  G_OBJECT_CLASS (yutu_table_parent_class)->finalize (object);
}

static void
yutu_table_class_init (YutuTableClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_table_finalize;
  signals[SIGNAL_READY] = g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_SORTED] =
    g_signal_new ("sorted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] =
    g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The list inside of a column view is its last child; only it has the action. */
static void
build_view (YutuTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  self->cells = yutu_table_cells_new (self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
  yutu_focus_mend_list (GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, 0);
}

static void
add_model (YutuTable   *self,
           YutuListKind kind)
{
  self->model = yutu_table_model_new (kind, self->list);
  g_signal_connect_object (self->model, "leaving", G_CALLBACK (leaving_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "ready", G_CALLBACK (ready_cb), self, 0);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->model, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, 0);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
yutu_table_init (YutuTable *self)
{
  build_view (self);
  g_signal_connect_swapped (self, "realize", G_CALLBACK (realized_cb), self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (realized_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
yutu_table_new (YutuListKind kind)
{
  YutuTable       *self = g_object_new (YUTU_TYPE_TABLE, NULL);
  const ColumnDef *defs = kind == YUTU_LIST_CASES ? CASE_COLUMNS : FACILITY_COLUMNS;
  gsize            n = kind == YUTU_LIST_CASES ? G_N_ELEMENTS (CASE_COLUMNS)
                                               : G_N_ELEMENTS (FACILITY_COLUMNS);
  const char      *title = kind == YUTU_LIST_CASES ? _ ("Cases") : _ ("Facilities");

  for (gsize i = 0; i < n; i++)
    add_column (self, &defs[i]);
  add_model (self, kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  yutu_table_sort (self, 0, FALSE);
  return GTK_WIDGET (self);
}
