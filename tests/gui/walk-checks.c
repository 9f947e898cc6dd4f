/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "walk.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/yutu-coverage-chart.h"
#include "ui/yutu-due-matrix.h"

#define MOST_TAB       600 /* presses before a panel is said to be a maze */
#define LEAST_CONTRAST 3.0 /* of thin strokes, which are never drawn in their full colour; WCAG for large ones */
#define MOST_ROWS      20  /* of a list, before its end is gone to */

/* ---- Reached by Tab ---- */

static gboolean
must_be_reached (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_TEXT_VIEW (widget) ||
         GTK_IS_CALENDAR (widget) || YUTU_IS_MAP_VIEW (widget) || YUTU_IS_PANE_GRIP (widget) ||
         YUTU_IS_COVERAGE_CHART (widget);
}

/* Arrows go on from its first row. */
static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_GRID_VIEW (widget) ||
         YUTU_IS_DUE_MATRIX (widget);
}

static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_DROP_DOWN (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || GTK_IS_POPOVER (widget) || is_list (widget);
}

static gboolean
is_reached (GHashTable *reached,
            GtkWidget  *widget)
{
  GHashTableIter iter;
  gpointer       one = NULL;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (one == widget || gtk_widget_is_ancestor (one, widget))
      return TRUE;
  return FALSE;
}

static GtkWidget *
get_list (GtkWidget *focus)
{
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (is_list (widget))
      return widget;
  return NULL;
}

static void
clear_focus (GtkWidget *window)
{
  for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_focus_child (widget, NULL);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
}

/* Presses Tab until it comes round; the list that it does not come out of before its last row, or NULL. */
static GtkWidget *
press_tab (GtkWidget  *window,
           GHashTable *reached)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *last = NULL;
  guint      n_in_list = 0;

  clear_focus (window);
  for (guint i = 0; i < MOST_TAB; i++)
    {
      GtkWidget *focus = NULL;
      GtkWidget *list = NULL;

      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      list = focus != NULL ? get_list (focus) : NULL;
      n_in_list = list != NULL ? n_in_list + 1 : 0;
      if (n_in_list > MOST_ROWS)
        return list;
      /* A text with several links has the focus for each. */
      if (focus == NULL || (list == NULL && focus != last && g_hash_table_contains (seen, focus)))
        return NULL;
      last = focus;
      g_hash_table_add (seen, focus);
      g_hash_table_add (reached, focus);
    }
  return NULL;
}

static guint
count_unreached (GtkWidget  *widget,
                 GHashTable *reached)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return 0;
  if (must_be_reached (widget) && !is_reached (reached, widget))
    {
      g_test_message ("%s “%s” in %s is not reached by Tab", G_OBJECT_TYPE_NAME (widget),
                      gtk_widget_get_tooltip_text (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }
  if (is_whole (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_unreached (child, reached);
  return n;
}

/* What Tab scrolls goes back to where it was, so that the next picture is of what is opened. */
static void
collect_scrolls (GtkWidget *widget,
                 GPtrArray *adjustments,
                 GArray    *values)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
      double         value = gtk_adjustment_get_value (adjustment);

      g_ptr_array_add (adjustments, g_object_ref (adjustment));
      g_array_append_val (values, value);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_scrolls (child, adjustments, values);
}

guint
walk_count_unreached (GtkWidget *window)
{
  g_autoptr (GPtrArray) adjustments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  guint      n;

  collect_scrolls (window, adjustments, values);
  /* What follows a long list, as if its last row had been gone to. */
  for (GtkWidget *list = press_tab (window, reached); list != NULL; list = press_tab (window, reached))
    {
      gtk_widget_set_can_focus (list, FALSE);
      g_ptr_array_add (lists, list);
    }
  for (guint i = 0; i < lists->len; i++)
    gtk_widget_set_can_focus (lists->pdata[i], TRUE);
  n = count_unreached (window, reached);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_window_set_focus (GTK_WINDOW (window), focus);
  else
    clear_focus (window);
  gui_wait_ms (20);
  for (guint i = 0; i < adjustments->len; i++)
    gtk_adjustment_set_value (adjustments->pdata[i], g_array_index (values, double, i));
  return n;
}

/* ---- Nothing written is cut off ---- */

static const char *
get_words (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_LABEL (widget) ? widget : window_find (widget, GTK_TYPE_LABEL, NULL);

  return label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "";
}

static gboolean
is_squeezed (GtkLabel *label)
{
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (gtk_label_get_layout (label), &width, &height);
  return gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE &&
         (width > gtk_widget_get_width (GTK_WIDGET (label)) + 1 ||
          height > gtk_widget_get_height (GTK_WIDGET (label)) + 1);
}

/* Up to what scrolls, or pops up. */
static GtkWidget *
find_cutter (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      graphene_rect_t box;

      if (GTK_IS_SCROLLABLE (parent))
        return NULL;
      if (gtk_widget_get_overflow (parent) != GTK_OVERFLOW_HIDDEN && !GTK_IS_NATIVE (parent))
        continue;
      if (!gtk_widget_compute_bounds (widget, parent, &box))
        continue;
      if (box.origin.x < -1 || box.origin.y < -1 ||
          box.origin.x + box.size.width > (float)gtk_widget_get_width (parent) + 1 ||
          box.origin.y + box.size.height > (float)gtk_widget_get_height (parent) + 1)
        return parent;
      if (GTK_IS_NATIVE (parent))
        return NULL;
    }
  return NULL;
}

guint
walk_count_cut (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget))
    {
      GtkWidget *cutter = find_cutter (widget);

      if (cutter != NULL || (GTK_IS_LABEL (widget) && is_squeezed (GTK_LABEL (widget))))
        {
          g_test_message ("%s “%s” in %s is cut off%s%s", G_OBJECT_TYPE_NAME (widget), get_words (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                          cutter != NULL ? " by " : "", cutter != NULL ? G_OBJECT_TYPE_NAME (cutter) : "");
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += walk_count_cut (child);
  return n;
}

/* ---- What has no room is its tooltip ---- */

static gboolean
asks_tooltip (GtkWidget *root,
              int        x,
              int        y)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean has_tooltip = FALSE;

  g_signal_emit_by_name (root, "query-tooltip", x, y, FALSE, tooltip, &has_tooltip);
  return has_tooltip;
}

/* As GTK asks: from the label upwards. */
static gboolean
tells_whole (GtkWidget *label,
             GtkWidget *root)
{
  graphene_rect_t box;
  GtkWidget      *picked;
  int             x, y;

  for (GtkWidget *widget = label; widget != root; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      {
        const char *text = gtk_widget_get_tooltip_text (widget);

        return text != NULL && strstr (text, gtk_label_get_text (GTK_LABEL (label))) != NULL;
      }
  if (!gtk_widget_get_has_tooltip (root) || !gtk_widget_compute_bounds (label, root, &box))
    return FALSE;
  x = (int)(box.origin.x + box.size.width / 2);
  y = (int)(box.origin.y + box.size.height / 2);
  picked = gtk_widget_pick (root, x, y, GTK_PICK_INSENSITIVE);
  /* scrolled away, or another window above it */
  return picked == NULL || (picked != label && !gtk_widget_is_ancestor (label, picked)) ||
         asks_tooltip (root, x, y);
}

static guint
count_untold_in (GtkWidget *widget,
                 GtkWidget *root)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) &&
      !tells_whole (widget, root))
    {
      g_test_message ("“%s” in %s ends in an ellipsis and has no tooltip", get_words (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_untold_in (child, root);
  return n;
}
guint
walk_count_untold (GtkWidget *root)
{
  return count_untold_in (root, root);
}

/* ---- The wheel goes on ---- */

static gboolean
passes_on (GtkWidget *scroller)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE &&
          g_signal_handler_find (controller, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                 g_signal_lookup ("scroll", GTK_TYPE_EVENT_CONTROLLER_SCROLL), 0, NULL, NULL, NULL) != 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count_trapped_in (GtkWidget *widget,
                  gboolean   is_inside)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return 0;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      if (is_inside && !passes_on (widget))
        {
          g_test_message ("%s in %s keeps the wheel from the page", G_OBJECT_TYPE_NAME (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
          n++;
        }
      is_inside = TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_trapped_in (child, is_inside);
  return n;
}

guint
walk_count_trapped (GtkWidget *root)
{
  return count_trapped_in (root, FALSE);
}

/* ---- It is Chinese ---- */

guint
walk_count_untranslated (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      if (*text != '\0' && !g_str_equal (g_dgettext (GETTEXT_PACKAGE, text), text))
        {
          g_test_message ("“%s” is English", text);
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += walk_count_untranslated (child);
  return n;
}

/* ---- It stands out ---- */

/* Relative luminance, WCAG 2.1. */
static double
get_luminance (guint32 pixel)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double              sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double value = ((pixel >> (8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* Of the pixel that stands out most to that which there are most of, in @box of @picture. */
static double
measure_contrast (cairo_surface_t       *picture,
                  const graphene_rect_t *box)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const guint8  *data = cairo_image_surface_get_data (picture);
  int            stride = cairo_image_surface_get_stride (picture);
  GHashTableIter iter;
  gpointer       pixel, count, ground = NULL;
  guint          most = 0;
  double         contrast = 1;

  for (int y = (int)box->origin.y; y < (int)(box->origin.y + box->size.height); y++)
    for (int x = (int)box->origin.x; x < (int)(box->origin.x + box->size.width); x++)
      {
        gpointer key = GUINT_TO_POINTER (*(const guint32 *)(gconstpointer)(data + y * stride + 4 * x));

        g_hash_table_insert (counts, key,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &pixel, &count))
    if (GPOINTER_TO_UINT (count) > most)
      {
        most = GPOINTER_TO_UINT (count);
        ground = pixel;
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &pixel, &count))
    {
      double a = get_luminance (GPOINTER_TO_UINT (pixel)) + 0.05;
      double b = get_luminance (GPOINTER_TO_UINT (ground)) + 0.05;

      contrast = MAX (contrast, MAX (a, b) / MIN (a, b));
    }
  return contrast;
}

/* Nothing above it, and not scrolled away in part. */
static gboolean
is_bare (GtkWidget       *label,
         GtkWidget       *root,
         graphene_rect_t *box)
{
  GtkWidget *picked;

  if (!gtk_widget_compute_bounds (label, root, box) || box->size.width < 1 || box->origin.x < 0 ||
      box->origin.y < 0 || box->origin.x + box->size.width > (float)gtk_widget_get_width (root) ||
      box->origin.y + box->size.height > (float)gtk_widget_get_height (root))
    return FALSE;
  for (int end = 0; end < 2; end++)
    {
      picked = gtk_widget_pick (root, box->origin.x + 1 + (float)end * (box->size.width - 2),
                                box->origin.y + 1 + (float)end * (box->size.height - 2), GTK_PICK_INSENSITIVE);
      if (picked == NULL || (picked != label && !gtk_widget_is_ancestor (label, picked)) || picked == root)
        return FALSE;
    }
  return TRUE;
}

/* A sign such as "°" is too little to measure. */
static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static guint
count_faint_in (GtkWidget       *widget,
                GtkWidget       *root,
                cairo_surface_t *picture)
{
  guint n = 0;

  /* What cannot be used, and zeros, are grey on purpose. */
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_is_sensitive (widget) || gtk_widget_has_css_class (widget, "zero"))
    return 0;
  if (GTK_IS_LABEL (widget) && has_letters (gtk_label_get_text (GTK_LABEL (widget))))
    {
      graphene_rect_t box;
      double          contrast = is_bare (widget, root, &box) ? measure_contrast (picture, &box) : LEAST_CONTRAST;

      if (contrast < LEAST_CONTRAST)
        {
          g_test_message ("“%s” has a contrast of %.1f : 1", get_words (widget), contrast);
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_faint_in (child, root, picture);
  return n;
}

guint
walk_count_faint (GtkWidget       *root,
                  cairo_surface_t *picture)
{
  cairo_surface_flush (picture);
  return count_faint_in (root, root, picture);
}

/* ---- It fits the screen ---- */

/* Of @widget and below what asks for most. */
static void
tell_widest (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if (!gtk_widget_get_mapped (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (least < 200)
        continue;
      g_test_message ("  %s “%s” asks for %d", G_OBJECT_TYPE_NAME (child),
                      GTK_IS_LABEL (child) ? get_words (child) : "", least);
      tell_widest (child);
    }
}

guint
walk_count_oversize (const Walk *walk,
                     GtkWidget  *root)
{
  int width = 0;
  int height = 0;

  gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (root, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (root == GTK_WIDGET (walk->window))
    {
      width = MAX (width, gtk_widget_get_width (root));
      height = MAX (height, gtk_widget_get_height (root));
    }
  if (width <= walk->width && height <= walk->height)
    return 0;
  g_test_message ("it asks for %d × %d pixels", width, height);
  tell_widest (root);
  return 1;
}
