/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* After a layout GTK asks the display where the pointer is now, and makes a motion of the answer. That may be
 * ahead of what is still in the queue:
 *
 *   press ──▶ [the display: let go already] ──▶ release
 *
 * and a motion without a button makes every gesture give up the click. It may also concern a popover that is
 * not on the screen any more, or a window below the popover in which the pointer is: the display answers for
 * any surface, without a word of what lies above it. GTK then has the pointer there, and the next press goes
 * there. Such motions are kept from GTK. A real one, or the release, tells it where the pointer is. */

#include "ui/yutu-pointer.h"

#define BUTTONS \
  (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK | GDK_BUTTON4_MASK | GDK_BUTTON5_MASK)
#define MATCH (G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA)
#define KEPT  "yutu-kept" /* a surface's; where its motion is being kept from GTK */

static guint event_signal;

/* What is held down as far as GTK was told. */
static GdkModifierType held;

/* Where the pointer is as far as GTK was told; NULL: in none of the program's, or not known. */
static GdkSurface *inside;

static GdkModifierType
get_button (GdkEvent *event)
{
  guint button = gdk_button_event_get_button (event);

  return button >= 1 && button <= 5 ? GDK_BUTTON1_MASK << (button - 1) : 0;
}

static void
note_buttons (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS)
    held |= get_button (event);
  else if (type == GDK_BUTTON_RELEASE)
    held &= ~get_button (event);
  else if (type == GDK_MOTION_NOTIFY)
    held = gdk_event_get_modifier_state (event) & BUTTONS;
}

static void
note_place (GdkSurface *surface,
            GdkEvent   *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_ENTER_NOTIFY || (type == GDK_MOTION_NOTIFY && held == 0))
    g_set_weak_pointer (&inside, surface);
  else if (type == GDK_LEAVE_NOTIFY && surface == inside)
    g_clear_weak_pointer (&inside);
}

/* Another surface has the pointer. */
static gboolean
is_below (GdkSurface *surface)
{
  return inside != NULL && inside != surface && gdk_surface_get_mapped (inside);
}

static gboolean
is_untrue (GdkSurface *surface,
           GdkEvent   *event)
{
  return !gdk_surface_get_mapped (surface) || is_below (surface) ||
         (gdk_event_get_modifier_state (event) & BUTTONS) != held;
}

/* GTK's handler has the window or popover for its data. */
static void
set_kept (GdkSurface *surface,
          gboolean    is_kept)
{
  GtkNative *native = gtk_native_get_for_surface (surface);

  if (native == NULL || is_kept == (g_object_get_data (G_OBJECT (surface), KEPT) != NULL))
    return;
  g_object_set_data (G_OBJECT (surface), KEPT, GINT_TO_POINTER (is_kept));
  if (is_kept)
    g_signal_handlers_block_matched (surface, MATCH, event_signal, 0, NULL, NULL, native);
  else
    g_signal_handlers_unblock_matched (surface, MATCH, event_signal, 0, NULL, NULL, native);
}

/* Before the handlers of the surface. */
static gboolean
event_hook (GSignalInvocationHint *hint,
            guint                  n_values,
            const GValue          *values,
            gpointer               data)
{
  GdkSurface *surface = g_value_get_object (values);
  GdkEvent   *event = g_value_peek_pointer (values + 1);
  gboolean    is_asked_for = gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY &&
                          gdk_event_get_time (event) == GDK_CURRENT_TIME;

  if (!is_asked_for)
    {
      note_buttons (event);
      note_place (surface, event);
    }
  set_kept (surface, is_asked_for && is_untrue (surface, event));
  return TRUE;
}

static gboolean
realize_hook (GSignalInvocationHint *hint,
              guint                  n_values,
              const GValue          *values,
              gpointer               data)
{
  GObject *widget = g_value_get_object (values);

  /* GTK names its class nowhere else. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    {
      cairo_region_t *none = cairo_region_create ();

      gdk_surface_set_input_region (gtk_native_get_surface (GTK_NATIVE (widget)), none);
      cairo_region_destroy (none);
    }
  return TRUE;
}

void
yutu_pointer_mend (void)
{
  if (event_signal != 0)
    return;
  g_type_class_ref (GDK_TYPE_SURFACE); /* for good: it has its signals then */
  g_type_class_ref (GTK_TYPE_WIDGET);
  event_signal = g_signal_lookup ("event", GDK_TYPE_SURFACE);
  g_signal_add_emission_hook (event_signal, 0, event_hook, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realize_hook, NULL, NULL);
}
