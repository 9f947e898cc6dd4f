/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-text-undo.h"

static gboolean
is_undo_key (guint           key,
             GdkModifierType modifiers,
             gboolean       *is_redo)
{
  guint lower = gdk_keyval_to_lower (key);

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  *is_redo = lower == GDK_KEY_y || (modifiers & GDK_SHIFT_MASK) != 0;
  if (lower == GDK_KEY_y)
    return modifiers == GDK_CONTROL_MASK;
  return lower == GDK_KEY_z && (modifiers & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK;
}

/* Whether @widget is one that text is typed into. */
static gboolean
is_field (GtkWidget *widget,
          gboolean  *is_empty)
{
  if (GTK_IS_TEXT (widget))
    {
      *is_empty = gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (widget))) == 0;
      return gtk_editable_get_editable (GTK_EDITABLE (widget));
    }
  if (GTK_IS_TEXT_VIEW (widget))
    {
      *is_empty = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget))) == 0;
      return gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
    }
  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  key,
                guint                  code,
                GdkModifierType        modifiers,
                YutuTextUndoFunc       has_step)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  gboolean   is_redo = FALSE;
  gboolean   is_empty = FALSE;

  if (focus == NULL || !is_undo_key (key, modifiers, &is_redo) || !is_field (focus, &is_empty))
    return GDK_EVENT_PROPAGATE;
  if (is_empty && has_step (window, is_redo))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (focus, is_redo ? "text.redo" : "text.undo", NULL);
  return GDK_EVENT_STOP;
}

void
yutu_text_undo_add (GtkWidget       *window,
                    YutuTextUndoFunc has_step)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WINDOW (window));
  /* the last that was added is the first that is asked: before the keys of the application */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), has_step); /* the window owns it */
  gtk_widget_add_controller (window, keys);
}
