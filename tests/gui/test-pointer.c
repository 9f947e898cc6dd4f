/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* No click is lost: below a tooltip, where the pointer was asked for in its middle, where a list was, and in a
 * list above what was laid out anew. And the wheel goes on where a list ends. */

#include "gui-support.h"

#include "ui/yutu-wheel.h"

#define WIDTH  400
#define HEIGHT 300

typedef struct
{
  GtkWindow *window;
  GtkWidget *upper;
  GtkWidget *lower;
  GtkWidget *popover;
  guint      n_clicks; /* of the lower one, or of a row above it */
  gboolean   is_up;    /* the mouse button */
} Day;

static void
clicked_cb (Day *day)
{
  day->n_clicks++;
}

static gboolean
is_clicked (gpointer data)
{
  return ((Day *)data)->n_clicks == 1;
}

/* A low button above a tall one. */
static void
begin (Day *day)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *day = (Day){ .upper = gtk_button_new_with_label ("upper"), .lower = gtk_button_new_with_label ("lower") };
  gtk_widget_set_vexpand (day->lower, TRUE);
  gtk_box_append (GTK_BOX (box), day->upper);
  gtk_box_append (GTK_BOX (box), day->lower);
  g_signal_connect_swapped (day->lower, "clicked", G_CALLBACK (clicked_cb), day);
  day->window = gui_show (box, WIDTH, HEIGHT);
  gui_xdotool_printf ("mousemove %d %d", WIDTH / 2, HEIGHT / 2);
}

static void
end (Day *day)
{
  gui_close (day->window, day->lower);
}

/* ---- Below a tooltip ---- */

static GtkWidget *
find_tooltip (const Day *day)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (day->window)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkTooltipWindow") && gtk_widget_get_mapped (child))
      return child;
  return NULL;
}

static gboolean
has_tooltip (gpointer data)
{
  GtkWidget *tooltip = find_tooltip (data);

  return tooltip != NULL && gtk_widget_get_width (tooltip) > 0;
}

static void
test_tooltip (void)
{
  Day       day;
  GdkPopup *popup;
  int       x, y;

  begin (&day);
  gtk_widget_set_tooltip_text (day.upper, "What the upper button does, in so many words\nand lines\nand lines");
  gui_xdotool_printf ("mousemove %d 8 mousemove_relative 1 0", WIDTH / 2);
  gui_wait (has_tooltip, &day);
  popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (find_tooltip (&day))));
  x = gdk_popup_get_position_x (popup) + gdk_surface_get_width (GDK_SURFACE (popup)) / 2;
  y = gdk_popup_get_position_y (popup) + gdk_surface_get_height (GDK_SURFACE (popup)) / 2;
  g_assert_cmpint (y, >, gtk_widget_get_height (day.upper));
  gui_xdotool_at_once_printf ("mousemove %d %d click 1", x, y);
  gui_wait (is_clicked, &day);
  end (&day);
}

/* ---- Asked for between press and release ---- */

static gboolean
is_pressed (gpointer data)
{
  return (gtk_widget_get_state_flags (((Day *)data)->lower) & GTK_STATE_FLAG_ACTIVE) != 0;
}

static gboolean
is_let_go (gpointer data)
{
  return !is_pressed (data);
}

/* Before GTK asks where the pointer is: by now the display has the button let go. */
static gboolean
flush_hook (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  Day *day = data;

  if (!is_pressed (day))
    return TRUE;
  gui_xdotool_at_once ("mouseup 1");
  day->is_up = TRUE;
  return FALSE;
}

static void
test_asked_between (void)
{
  Day day;

  begin (&day);
  gtk_widget_queue_resize (day.lower); /* it will be asked after the next event */
  gui_wait_frames (day.lower, 2);
  g_signal_add_emission_hook (g_signal_lookup ("flush-events", GDK_TYPE_FRAME_CLOCK), 0, flush_hook, &day, NULL);
  gui_xdotool ("mousedown 1");
  g_assert_true (day.is_up);
  gui_wait (is_let_go, &day);
  g_assert_cmpuint (day.n_clicks, ==, 1);
  end (&day);
}

/* ---- Where a list was ---- */

static gboolean
has_popover (gpointer data)
{
  return gtk_widget_get_mapped (((Day *)data)->popover) && gtk_widget_get_width (((Day *)data)->popover) > 0;
}

static gboolean
has_no_popover (gpointer data)
{
  return !gtk_widget_get_mapped (((Day *)data)->popover);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Day           *day)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, day);
  gtk_popover_popdown (GTK_POPOVER (day->popover));
}

/* A list over the middle of the window. */
static void
open_list (Day       *day,
           GtkWidget *child)
{
  day->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (day->popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (day->popover), child);
  gtk_widget_set_size_request (child, WIDTH / 2, HEIGHT / 2);
  gtk_widget_set_parent (day->popover, day->upper);
  gtk_popover_popup (GTK_POPOVER (day->popover));
  gui_wait (has_popover, day);
}

/* Laid out anew, and closed in the same frame, as by a choice. */
static void
test_closed_popover (void)
{
  Day        day;
  GtkWidget *label = gtk_label_new ("a list");

  begin (&day);
  open_list (&day, label);
  gui_xdotool_printf ("mousemove %d %d", WIDTH / 2, HEIGHT / 2);
  gtk_widget_set_size_request (label, WIDTH / 2 + 2, HEIGHT / 2 + 2);
  g_signal_connect (gtk_widget_get_frame_clock (label), "after-paint", G_CALLBACK (after_paint_cb), &day);
  gui_wait (has_no_popover, &day);
  gui_xdotool ("mousemove_relative 1 0");
  gui_xdotool ("click 1");
  gui_wait (is_clicked, &day);
  gtk_widget_unparent (day.popover);
  end (&day);
}

/* ---- In a list above what was laid out anew ---- */

static gboolean
is_pointed_at (gpointer data)
{
  return (gtk_widget_get_state_flags (data) & GTK_STATE_FLAG_PRELIGHT) != 0;
}

static void
test_below_popover (void)
{
  Day        day;
  GtkWidget *row = gtk_button_new_with_label ("a row");

  begin (&day);
  g_signal_handlers_disconnect_by_func (day.lower, clicked_cb, &day);
  g_signal_connect_swapped (row, "clicked", G_CALLBACK (clicked_cb), &day);
  gui_xdotool_printf ("mousemove %d %d", 8, HEIGHT - 8);
  open_list (&day, row);
  gtk_widget_queue_resize (day.lower); /* it will be asked after the next event, which brings it to the list */
  gui_wait_frames (day.lower, 2);
  gui_xdotool_at_once_printf ("mousemove %d %d", WIDTH / 2, HEIGHT / 2);
  gui_wait (is_pointed_at, row);
  gui_wait_frames (day.lower, 3);
  gui_xdotool ("click 1");
  gui_wait (is_clicked, &day);
  gtk_widget_unparent (day.popover);
  end (&day);
}

/* ---- A list that scrolls inside of a page that scrolls ---- */

static GtkAdjustment *
get_place (GtkWidget *scroller)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static GtkWidget *
new_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static gboolean
is_at_end (gpointer data)
{
  GtkAdjustment *place = get_place (data);

  return gtk_adjustment_get_value (place) >= gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place) - 1;
}

static gboolean
is_at_top (gpointer data)
{
  return gtk_adjustment_get_value (get_place (data)) < 1;
}

static gboolean
is_off_top (gpointer data)
{
  return !is_at_top (data);
}

static void
test_wheel_goes_on (void)
{
  GtkWidget *rows = gtk_label_new ("rows");
  GtkWidget *inner = new_scroller (rows);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *below = gtk_label_new ("below");
  GtkWidget *page = new_scroller (box);
  GtkWindow *window = NULL;

  gtk_widget_set_size_request (rows, -1, 2 * HEIGHT);
  gtk_widget_set_size_request (inner, -1, HEIGHT);
  gtk_widget_set_size_request (below, -1, 2 * HEIGHT);
  gtk_box_append (GTK_BOX (box), inner);
  gtk_box_append (GTK_BOX (box), below);
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (inner));
  window = gui_show (page, WIDTH, HEIGHT);
  gui_xdotool_printf ("mousemove %d %d click 5", WIDTH / 2, 20);
  gui_wait (is_off_top, inner);
  g_assert_true (is_at_top (page)); /* the list first */
  gtk_adjustment_set_value (get_place (inner), 10 * HEIGHT);
  gui_wait (is_at_end, inner);
  gui_xdotool ("click 5");
  gui_wait (is_off_top, page);
  gui_xdotool ("click 4");
  gui_wait_frames (page, 3);
  g_assert_false (is_at_end (inner)); /* it has room above */
  gtk_adjustment_set_value (get_place (inner), 0);
  gtk_widget_set_size_request (rows, -1, 20); /* and when nothing scrolls in it */
  gui_wait_frames (page, 3);
  gtk_adjustment_set_value (get_place (page), 50);
  gui_xdotool ("click --repeat 3 4");
  gui_wait (is_at_top, page);
  gui_xdotool ("click 5");
  gui_wait (is_off_top, page);
  gui_close (window, page);
}

int
main (int    argc,
      char **argv)
{
  gui_init (&argc, &argv);
  g_test_add_func ("/gui/pointer/tooltip", test_tooltip);
  g_test_add_func ("/gui/pointer/asked-between", test_asked_between);
  g_test_add_func ("/gui/pointer/closed-popover", test_closed_popover);
  g_test_add_func ("/gui/pointer/below-popover", test_below_popover);
  g_test_add_func ("/gui/pointer/wheel-goes-on", test_wheel_goes_on);
  return g_test_run ();
}
