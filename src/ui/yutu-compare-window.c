/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-compare-window.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-form-date.h"
#include "ui/yutu-sheet-dialog.h"
#include "ui/yutu-typed.h"
#include "ui/yutu-words-time.h"
#include "ui/yutu-words.h"

struct _YutuCompareWindow
{
  AdwWindow parent_instance;

  GtkWidget *side; /* of the map */
  GtkEntry        *days[2];
  GtkDropDown     *level;
  AdwToastOverlay *toasts;
  GtkStack        *pages;
  GtkLabel        *headings[2];
  YutuCompareMap  *map;
  GtkLabel        *summary;
  GtkListBox      *list;
  GtkLabel        *failure;

  YutuSession    *session;
  GCancellable   *cancellable;
  YutuComparison *comparison; /* (nullable) */
  gboolean        is_filling;
};

G_DEFINE_FINAL_TYPE (YutuCompareWindow, yutu_compare_window, ADW_TYPE_WINDOW)

/* ---- The list ---- */

static void
draw_mark_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        data)
{
  const YutuColor *color = data;

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* The number of the map on its colour; a row without a place has none. */
static GtkWidget *
new_mark (YutuCompareWindow *self,
          guint              index)
{
  const YutuComparisonRow *row = &g_array_index (self->comparison->rows, YutuComparisonRow, index);
  YutuColor                color = yutu_comparison_get_color (self->comparison, index);
  GtkWidget               *overlay = gtk_overlay_new ();
  GtkWidget               *area = gtk_drawing_area_new ();
  GtkWidget               *label = gtk_label_new (NULL);

  gtk_widget_set_size_request (area, 26, 26);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), area);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  if (row->number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", row->number);

      gtk_label_set_label (GTK_LABEL (label), number);
      gtk_widget_add_css_class (label, "compare-number");
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_mark_cb,
                                      g_memdup2 (&color, sizeof color), g_free);
    }
  return overlay;
}

static const char *
name_of (const YutuComparison *comparison,
         gint64                unit,
         gboolean              is_now)
{
  const YutuDivision *division =
    yutu_division_difference_find (comparison->difference, unit, is_now);

  return division != NULL ? division->name : _ ("nobody");
}

/* "Luodian becomes Luobu", "57.7 km² → none": what there is to say beside the kinds. */
static char *
describe_unit (const YutuComparisonRow *row)
{
  const YutuDivision *then = row->unit->then, *now = row->unit->now;
  g_autofree char    *kinds = yutu_words_difference (row->unit->kinds);
  g_autofree char    *before = NULL;
  g_autofree char    *after = NULL;

  if ((row->unit->kinds & YUTU_DIFFERENCE_NAME) != 0)
    return g_strdup_printf ("%s\n%s → %s", kinds, then->name, now->name);
  if ((row->unit->kinds & YUTU_DIFFERENCE_LAND) != 0 && then != NULL && now != NULL)
    {
      before = yutu_words_area (row->areas_m2[0]);
      after = yutu_words_area (row->areas_m2[1]);
      return g_strdup_printf ("%s\n%s → %s", kinds, before, after);
    }
  if ((row->unit->kinds & YUTU_DIFFERENCE_CODE) != 0)
    return g_strdup_printf ("%s\n%s → %s", kinds, then->code != NULL ? then->code : "–",
                            now->code != NULL ? now->code : "–");
  return g_strdup (kinds);
}

static void
append_row (YutuCompareWindow *self,
            guint              index)
{
  const YutuComparisonRow *row = &g_array_index (self->comparison->rows, YutuComparisonRow, index);
  g_autofree char         *title = NULL;
  g_autofree char         *text = NULL;
  g_autofree char         *spoken = NULL;
  GtkWidget               *item = gtk_list_box_row_new ();
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget               *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget               *labels[2];

  if (row->land != NULL)
    {
      title = g_strdup_printf ("%s → %s", name_of (self->comparison, row->land->then, FALSE),
                               name_of (self->comparison, row->land->now, TRUE));
      text = yutu_words_area (row->land->area_m2);
    }
  else
    {
      title = g_strdup ((row->unit->now != NULL ? row->unit->now : row->unit->then)->name);
      text = describe_unit (row);
    }
  spoken = g_strdup_printf ("%s: %s", title, text);
  labels[0] = gtk_label_new (title);
  labels[1] = gtk_label_new (text);
  for (int i = 0; i < 2; i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (texts), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), new_mark (self, index));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, item);
}

static void
clear_list (YutuCompareWindow *self)
{
  self->is_filling = TRUE;
  yutu_list_box_clear (self->list);
  self->is_filling = FALSE;
}

/* ---- Reading ---- */

static void
show_days (YutuCompareWindow *self)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = yutu_words_day (self->comparison->days[i]);

      gtk_label_set_label (self->headings[i], text);
    }
}

static void
show_comparison (YutuCompareWindow *self)
{
  const YutuDivisionDifference *difference = self->comparison->difference;
  g_autofree char              *pieces = yutu_words_count (difference->land->len);
  g_autofree char              *units = yutu_words_count (difference->units->len);
  g_autofree char              *text = g_strdup_printf (
    /* Translators: numbers of pieces of land and of units */
    _ ("Land that went to another unit: %s. Units that changed: %s."), pieces, units);

  show_days (self);
  gtk_label_set_label (self->summary, text);
  for (guint i = 0; i < self->comparison->rows->len; i++)
    append_row (self, i);
  gtk_stack_set_visible_child_name (self->pages,
                                    self->comparison->rows->len > 0 ? "maps" : "same");
  yutu_compare_map_set_comparison (self->map, self->comparison);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (YutuCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuComparison *comparison =
    yutu_session_compare_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      g_clear_pointer (&comparison, yutu_comparison_free);
      return;
    }
  if (comparison == NULL)
    {
      g_autofree char *text = yutu_words_error (error);

      gtk_label_set_label (self->failure, text);
      gtk_stack_set_visible_child_name (self->pages, "failed");
      return;
    }
  self->comparison = comparison;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.sheet", TRUE);
  show_comparison (self);
}

static void
compare (YutuCompareWindow *self)
{
  YutuDay days[2];

  for (int i = 0; i < 2; i++)
    {
      days[i] = yutu_typed_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->days[i])));
      if (days[i] == YUTU_DAY_INVALID)
        gtk_widget_add_css_class (GTK_WIDGET (self->days[i]), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->days[i]), "error");
    }
  if (days[0] == YUTU_DAY_INVALID || days[1] == YUTU_DAY_INVALID)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  yutu_compare_map_set_comparison (self->map, NULL);
  clear_list (self);
  g_clear_pointer (&self->comparison, yutu_comparison_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.sheet", FALSE);
  gtk_stack_set_visible_child_name (self->pages, "reading");
  yutu_session_compare_async (self->session, days[0], days[1],
                              gtk_drop_down_get_selected (self->level) == 0 ? 4 : 5,
                              self->cancellable, compared_cb, g_object_ref (self));
}

/* ---- Signals ---- */

static void
row_selected_cb (GtkListBox        *list,
                 GtkListBoxRow     *row,
                 YutuCompareWindow *self)
{
  if (self->comparison != NULL && !self->is_filling)
    yutu_compare_map_choose (self->map, row != NULL ? gtk_list_box_row_get_index (row) : -1);
}

static void
map_chosen_cb (YutuCompareMap    *map,
               guint              index,
               YutuCompareWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int)index);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row)); /* scrolls to it */
}

static void
compare_cb (YutuCompareWindow *self)
{
  if (self->session != NULL)
    compare (self);
}

static void
swap_cb (GtkButton         *button,
         YutuCompareWindow *self)
{
  g_autofree char *first = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->days[0])));

  gtk_editable_set_text (GTK_EDITABLE (self->days[0]),
                         gtk_editable_get_text (GTK_EDITABLE (self->days[1])));
  gtk_editable_set_text (GTK_EDITABLE (self->days[1]), first);
  compare (self);
}

/* Puts the main map on the later day, on the unit that is chosen. */
static void
row_activated_cb (GtkListBox        *list,
                  GtkListBoxRow     *row,
                  YutuCompareWindow *self)
{
  const YutuComparisonRow *found = NULL;
  g_autoptr (YutuPlace) place = NULL;
  gint64   unit = 0;
  gboolean is_there = FALSE;

  if (self->comparison == NULL)
    return;
  found = &g_array_index (self->comparison->rows, YutuComparisonRow,
                          (guint)gtk_list_box_row_get_index (row));
  unit = found->land != NULL ? (found->land->now != 0 ? found->land->now : found->land->then)
                             : found->unit->unit;
  is_there = found->land != NULL ? found->land->now != 0 : found->unit->now != NULL;
  yutu_session_set_day (self->session, self->comparison->days[is_there]);
  place = yutu_place_new_unit (unit);
  yutu_session_set_place (self->session, place);
}

/* ---- Printing and exporting ---- */

static void
sheet_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  YutuCompareWindow *self = YUTU_COMPARE_WINDOW (widget);
  YutuSheetView      view = { 0 };
  GtkWidget         *dialog = NULL;

  view.box = yutu_compare_map_get_box (self->map);
  view.compares = TRUE;
  view.then = self->comparison->days[0];
  view.now = self->comparison->days[1];
  view.compare_level = self->comparison->level;
  dialog = yutu_sheet_dialog_new (GTK_WINDOW (self), self->session, &view, FALSE);
  yutu_sheet_dialog_set_toasts (YUTU_SHEET_DIALOG (dialog), self->toasts);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Object ---- */

static void
yutu_compare_window_dispose (GObject *object)
{
  YutuCompareWindow *self = YUTU_COMPARE_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->map != NULL)
    yutu_compare_map_set_comparison (self->map, NULL);
  self->map = NULL;
  g_clear_pointer (&self->comparison, yutu_comparison_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_compare_window_parent_class)->dispose (object);
}

static void
yutu_compare_window_class_init (YutuCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_compare_window_dispose;
  g_type_ensure (YUTU_TYPE_COMPARE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yutu/Yutu/yutu-compare-window.ui");
  gtk_widget_class_bind_template_child_full (
    widget_class, "then_day", FALSE, G_STRUCT_OFFSET (YutuCompareWindow, days[0]));
  gtk_widget_class_bind_template_child_full (
    widget_class, "now_day", FALSE, G_STRUCT_OFFSET (YutuCompareWindow, days[1]));
  gtk_widget_class_bind_template_child_full (
    widget_class, "then_heading", FALSE, G_STRUCT_OFFSET (YutuCompareWindow, headings[0]));
  gtk_widget_class_bind_template_child_full (
    widget_class, "now_heading", FALSE, G_STRUCT_OFFSET (YutuCompareWindow, headings[1]));
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, side);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, level);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, map);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, list);
  gtk_widget_class_bind_template_child (widget_class, YutuCompareWindow, failure);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
  gtk_widget_class_install_action (widget_class, "compare.sheet", NULL, sheet_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "compare.sheet", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yutu_compare_window_init (YutuCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yutu_compare_window_new (GtkWindow   *parent,
                         YutuSession *session,
                         YutuDay      then,
                         YutuDay      now)
{
  YutuCompareWindow *self =
    g_object_new (YUTU_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_dialog_fit (GTK_WINDOW (self), self->side);
  self->session = g_object_ref (session);
  gtk_editable_set_text (GTK_EDITABLE (self->days[0]), yutu_day_format (then, text));
  gtk_editable_set_text (GTK_EDITABLE (self->days[1]), yutu_day_format (now, text));
  g_signal_connect_object (session, "changed", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  compare (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  return GTK_WIDGET (self);
}

const YutuComparison *
yutu_compare_window_get_comparison (YutuCompareWindow *self)
{
  g_return_val_if_fail (YUTU_IS_COMPARE_WINDOW (self), NULL);

  return self->comparison;
}

YutuCompareMap *
yutu_compare_window_get_map (YutuCompareWindow *self)
{
  g_return_val_if_fail (YUTU_IS_COMPARE_WINDOW (self), NULL);

  return self->map;
}

int
yutu_compare_window_get_chosen (YutuCompareWindow *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (YUTU_IS_COMPARE_WINDOW (self), -1);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}
