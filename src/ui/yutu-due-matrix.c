/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-due-matrix.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

#define SIGN_PX 14

struct _YutuDueMatrix
{
  AdwBin parent_instance;

  GtkWidget *by_module;
  GtkWidget *by_place;
  GtkWidget *scroller;

  YutuDueBoard      *board; /* NULL: none yet */
  const YutuModules *modules;
  GtkWidget         *stop;          /* the cell that Tab goes to; NULL: none */
  char              *active_module; /* NULL: all */
  YutuDueSpan        active_span;
};

G_DEFINE_FINAL_TYPE (YutuDueMatrix, yutu_due_matrix, ADW_TYPE_BIN)

enum
{
  SIGNAL_MODULE_CHOSEN,
  SIGNAL_UNIT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const char *
yutu_due_span_get_title (YutuDueSpan span)
{
  switch (span)
    {
    case YUTU_DUE_OVERDUE:
      return _ ("Overdue");
    case YUTU_DUE_WEEK:
      return _ ("This week");
    case YUTU_DUE_MONTH:
    case YUTU_N_DUE_SPANS:
    default:
      return _ ("This month");
    }
}

/* ---- Cells ---- */

/* What a number stands for; of its button. */
typedef struct
{
  char       *module;
  gint64      unit;
  gboolean    is_unit;
  YutuDueSpan span;
} Cell;

static void
cell_free (gpointer data)
{
  Cell *self = data;

  g_free (self->module);
  g_free (self);
}

static void
cell_clicked_cb (GtkButton     *button,
                 YutuDueMatrix *self)
{
  const Cell *cell = g_object_get_data (G_OBJECT (button), "cell");

  if (cell->is_unit)
    g_signal_emit (self, signals[SIGNAL_UNIT_CHOSEN], 0, cell->unit, (int)cell->span);
  else
    g_signal_emit (self, signals[SIGNAL_MODULE_CHOSEN], 0, cell->module, (int)cell->span);
}

static gboolean
is_active (YutuDueMatrix *self,
           const Cell    *cell)
{
  return !cell->is_unit && cell->span == self->active_span &&
         g_strcmp0 (cell->module, self->active_module) == 0;
}

static GtkWidget *
new_number (gint64   n,
            gboolean is_late)
{
  g_autofree char *text = yutu_words_count (n);
  GtkWidget       *label = gtk_label_new (text);
  GtkWidget       *box = NULL;
  GtkWidget       *icon = NULL;

  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "numeric");
  if (n == 0)
    gtk_widget_add_css_class (label, "zero");
  if (!is_late || n == 0)
    return label;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (icon, "small-icon");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "error");
  return box;
}

/* Takes @cell. A zero is no button. */
static GtkWidget *
new_cell (YutuDueMatrix *self,
          const char    *row_title,
          gint64         n,
          Cell          *cell)
{
  GtkWidget       *number = new_number (n, cell->span == YUTU_DUE_OVERDUE);
  GtkWidget       *button = NULL;
  g_autofree char *count = yutu_words_count (n);
  /* Translators: a row of the due board, a column of it, and how many cases there are */
  g_autofree char *name = g_strdup_printf (
    g_dngettext (NULL, "%s, %s: %s case", "%s, %s: %s cases", (gulong)n), row_title,
    yutu_due_span_get_title (cell->span), count);

  if (n == 0 || (cell->is_unit && cell->unit == 0))
    {
      gtk_widget_add_css_class (number, "due-zero");
      cell_free (cell);
      return number;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), number);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "due-cell");
  if (is_active (self, cell))
    gtk_widget_add_css_class (button, "active");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "cell", cell, cell_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cell_clicked_cb), self, 0);
  return button;
}

static void
add_row (YutuDueMatrix      *self,
         GtkGrid            *grid,
         int                 row,
         const char         *title,
         const YutuDueCount *count,
         const Cell         *like)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_add_css_class (label, "due-title");
  if (like->module == NULL && !like->is_unit)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  for (int span = 0; span < YUTU_N_DUE_SPANS; span++)
    {
      Cell *cell = g_memdup2 (like, sizeof *like);

      cell->module = g_strdup (like->module);
      cell->span = (YutuDueSpan)span;
      gtk_grid_attach (grid, new_cell (self, title, count->n[span], cell), span + 1, row, 1, 1);
    }
}

/* ---- The heading, which is the legend of the map's marks too ---- */

static void
draw_sign_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        data)
{
  static const YutuMarkKind kinds[] = { YUTU_MARK_OVERDUE, YUTU_MARK_WEEK, YUTU_MARK_MONTH };

  cairo_translate (cr, (width - SIGN_PX) / 2.0, (height - SIGN_PX) / 2.0);
  yutu_mark_paint_sign (cr, kinds[GPOINTER_TO_INT (data)], SIGN_PX,
                        adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

static void
add_heading (GtkGrid *grid)
{
  for (int span = 0; span < YUTU_N_DUE_SPANS; span++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *sign = gtk_drawing_area_new ();
      GtkWidget *label = gtk_label_new (yutu_due_span_get_title ((YutuDueSpan)span));

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (sign), SIGN_PX);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (sign), SIGN_PX);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sign), draw_sign_cb, GINT_TO_POINTER (span),
                                      NULL);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      gtk_widget_add_css_class (box, "due-heading");
      gtk_box_append (GTK_BOX (box), sign);
      gtk_box_append (GTK_BOX (box), label);
      gtk_grid_attach (grid, box, span + 1, 0, 1, 1);
    }
}

static void
add_modules (YutuDueMatrix *self,
             GtkGrid       *grid)
{
  add_row (self, grid, 1, _ ("All modules"), &self->board->total, &(Cell){ 0 });
  for (gsize i = 0; i < self->board->n_modules; i++)
    {
      const YutuModule *module = yutu_modules_get (self->modules, i);
      Cell              like = { .module = (char *)module->id };

      add_row (self, grid, (int)i + 2, yutu_title_get (&module->title), &self->board->modules[i],
               &like);
    }
}

static void
add_units (YutuDueMatrix *self,
           GtkGrid       *grid)
{
  for (guint i = 0; i < self->board->units->len; i++)
    {
      const YutuDueUnit *unit = g_ptr_array_index (self->board->units, i);
      Cell               like = { .is_unit = TRUE, .unit = unit->unit };

      add_row (self, grid, (int)i + 1, unit->name != NULL ? unit->name : _ ("in none of these"),
               &unit->count, &like);
    }
  if (self->board->units->len == 0)
    {
      GtkWidget *label = gtk_label_new (self->board->level == 0
                                          ? _ ("A village has no parts to compare.")
                                          : _ ("Nothing is overdue or due this month."));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "list-note");
      gtk_grid_attach (grid, label, 0, 1, 4, 1);
    }
}

/* ---- The keyboard: Tab goes to the numbers as one, arrows from one to the next ---- */

static GtkGrid *
get_grid (YutuDueMatrix *self)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scroller));

  return viewport != NULL ? GTK_GRID (gtk_widget_get_first_child (viewport)) : NULL;
}

/* Only this one is met by Tab. */
static void
set_stop (YutuDueMatrix *self,
          GtkWidget     *cell)
{
  if (self->stop != NULL && self->stop != cell)
    gtk_widget_set_focusable (self->stop, FALSE);
  self->stop = cell;
  if (cell != NULL)
    gtk_widget_set_focusable (cell, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuDueMatrix         *self)
{
  GtkGrid   *grid = get_grid (self);
  int        dx = (key == GDK_KEY_Right) - (key == GDK_KEY_Left);
  int        dy = (key == GDK_KEY_Down) - (key == GDK_KEY_Up);
  int        column = 0;
  int        row = 0;
  GtkWidget *next = NULL;

  if ((dx == 0 && dy == 0) || self->stop == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_grid_query_child (grid, self->stop, &column, &row, NULL, NULL);
  do
    {
      column += dx;
      row += dy;
      next = gtk_grid_get_child_at (grid, column, row);
    }
  while (next != NULL && !GTK_IS_BUTTON (next)); /* zeros are passed over */
  if (next == NULL || column == 0)
    return GDK_EVENT_STOP;
  set_stop (self, next);
  gtk_widget_grab_focus (next);
  return GDK_EVENT_STOP;
}

/* Tab begins at the active cell, else at the first. */
static void
find_stop (YutuDueMatrix *self,
           GtkWidget     *grid)
{
  GtkWidget *first = NULL;

  self->stop = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_BUTTON (child))
        continue;
      gtk_widget_set_focusable (child, FALSE);
      if (first == NULL || is_active (self, g_object_get_data (G_OBJECT (child), "cell")))
        first = child;
    }
  set_stop (self, first);
}

static void
rebuild (YutuDueMatrix *self)
{
  GtkWidget          *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (grid, "due-grid");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Due board"), -1);
  add_heading (GTK_GRID (grid));
  if (self->board != NULL && yutu_due_matrix_is_by_place (self))
    add_units (self, GTK_GRID (grid));
  else if (self->board != NULL)
    add_modules (self, GTK_GRID (grid));
  find_stop (self, grid);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (grid, keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), grid);
}

/* The keyboard stays on the cell it was on. */
static void
rebuild_in_place (YutuDueMatrix *self)
{
  int        column = 0;
  int        row = 0;
  gboolean   had_focus = self->stop != NULL && gtk_widget_has_focus (self->stop);
  GtkWidget *child = NULL;

  if (had_focus)
    gtk_grid_query_child (get_grid (self), self->stop, &column, &row, NULL, NULL);
  rebuild (self);
  if (had_focus)
    child = gtk_grid_get_child_at (get_grid (self), column, row);
  if (child != NULL && GTK_IS_BUTTON (child))
    set_stop (self, child);
  if (had_focus && self->stop != NULL)
    gtk_widget_grab_focus (self->stop);
}

void
yutu_due_matrix_take_board (YutuDueMatrix     *self,
                            YutuDueBoard      *board,
                            const YutuModules *modules)
{
  g_return_if_fail (YUTU_IS_DUE_MATRIX (self));
  g_clear_pointer (&self->board, yutu_due_board_free);
  self->board = board;
  self->modules = modules;
  rebuild_in_place (self);
}

const YutuDueBoard *
yutu_due_matrix_get_board (YutuDueMatrix *self)
{
  g_return_val_if_fail (YUTU_IS_DUE_MATRIX (self), NULL);
  return self->board;
}

gboolean
yutu_due_matrix_is_by_place (YutuDueMatrix *self)
{
  g_return_val_if_fail (YUTU_IS_DUE_MATRIX (self), FALSE);
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->by_place));
}

void
yutu_due_matrix_set_active (YutuDueMatrix *self,
                            const char    *module,
                            YutuDueSpan    span)
{
  g_return_if_fail (YUTU_IS_DUE_MATRIX (self));
  if (self->active_span == span && g_strcmp0 (self->active_module, module) == 0)
    return;
  g_free (self->active_module);
  self->active_module = g_strdup (module);
  self->active_span = span;
  rebuild_in_place (self);
}

/* ---- Object ---- */

static void
way_toggled_cb (GtkToggleButton *button,
                YutuDueMatrix   *self)
{
  rebuild (self);
}

static void
yutu_due_matrix_dispose (GObject *object)
{
  YutuDueMatrix *self = YUTU_DUE_MATRIX (object);

  g_clear_pointer (&self->board, yutu_due_board_free);
  g_clear_pointer (&self->active_module, g_free);
  G_OBJECT_CLASS (yutu_due_matrix_parent_class)->dispose (object);
}

static void
yutu_due_matrix_class_init (YutuDueMatrixClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_due_matrix_dispose;
  signals[SIGNAL_MODULE_CHOSEN] = g_signal_new ("module-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_UNIT_CHOSEN] = g_signal_new ("unit-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
}

static void
yutu_due_matrix_init (YutuDueMatrix *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->active_span = YUTU_N_DUE_SPANS;
  self->by_module = gtk_toggle_button_new_with_label (_ ("By module"));
  self->by_place = gtk_toggle_button_new_with_label (_ ("By place"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->by_place),
                               GTK_TOGGLE_BUTTON (self->by_module));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->by_module), TRUE);
  g_signal_connect_object (self->by_place, "toggled", G_CALLBACK (way_toggled_cb), self, 0);
  gtk_widget_add_css_class (ways, "linked");
  gtk_widget_add_css_class (ways, "due-ways");
  gtk_widget_set_hexpand (self->by_module, TRUE);
  gtk_widget_set_hexpand (self->by_place, TRUE);
  gtk_box_append (GTK_BOX (ways), self->by_module);
  gtk_box_append (GTK_BOX (ways), self->by_place);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* whatever is inside */
  gtk_box_append (GTK_BOX (box), ways);
  gtk_box_append (GTK_BOX (box), self->scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
yutu_due_matrix_new (void)
{
  return g_object_new (YUTU_TYPE_DUE_MATRIX, NULL);
}
