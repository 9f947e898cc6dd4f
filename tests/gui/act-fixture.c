/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "act-fixture.h"

#include <gdk/x11/gdkx.h>

YutuActAssistant *
act_find (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (YUTU_IS_ACT_ASSISTANT (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

gboolean
act_is_ready (gpointer data)
{
  return act_find () != NULL && !yutu_act_assistant_is_busy (act_find ());
}

gboolean
act_is_closed (gpointer data)
{
  return act_find () == NULL;
}

gboolean
act_is_on (gpointer data)
{
  return act_is_ready (NULL) && g_strcmp0 (yutu_act_assistant_get_page (act_find ()), data) == 0;
}

gboolean
act_is_drawn (gpointer data)
{
  return yutu_picture_map_is_settled (YUTU_PICTURE_MAP (yutu_act_assistant_get_map (act_find ())));
}

void
act_focus (void)
{
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (act_find ()))));
  gui_wait_ms (100);
}

void
act_close (void)
{
  gtk_window_close (GTK_WINDOW (act_find ()));
  gui_wait (act_is_closed, NULL);
}

void
act_save_picture (const char *name)
{
  cairo_surface_t *picture = NULL;

  gui_wait (act_is_drawn, NULL);
  picture = gui_picture (GTK_WIDGET (act_find ()));
  gui_keep_picture (picture, name);
  cairo_surface_destroy (picture);
}

void
act_click (const char *words)
{
  GtkWidget *button = window_find (GTK_WIDGET (act_find ()), GTK_TYPE_BUTTON, words);

  g_assert_nonnull (button);
  window_click (button);
  gui_wait (act_is_ready, NULL);
}

void
act_press (YutuPoint point)
{
  YutuPreviewMap *map = yutu_act_assistant_get_map (act_find ());

  yutu_picture_map_show_point (YUTU_PICTURE_MAP (map), point, 4000);
  gui_wait (act_is_drawn, NULL);
  window_click (GTK_WIDGET (map));
  gui_wait_ms (200);
  gui_wait (act_is_ready, NULL);
}

void
act_assert_clean (void)
{
  const YutuActPreview *preview = yutu_act_assistant_get_preview (act_find ());

  g_assert_nonnull (preview);
  for (guint i = 0; i < preview->report->effect->issues->len; i++)
    g_test_message ("%s", ((YutuActIssue *)preview->report->effect->issues->pdata[i])->message);
  g_assert_cmpuint (preview->report->effect->n_errors, ==, 0);
  g_assert_cmpint (preview->report->effect->area_cm2_before, ==, preview->report->effect->area_cm2_after);
}

static gboolean
is_in (GtkWidget  *focus,
       GType       type,
       const char *text)
{
  GtkWidget *widget = focus != NULL ? gtk_widget_get_ancestor (focus, type) : NULL;

  return widget != NULL && window_find (widget, type, text) != NULL;
}

static gboolean
has_moved (gpointer focus)
{
  return gtk_window_get_focus (GTK_WINDOW (act_find ())) != focus;
}

static GtkWidget *
press_tab (GtkWidget *focus)
{
  gui_xdotool ("key Tab");
  gui_wait (has_moved, focus);
  return gtk_window_get_focus (GTK_WINDOW (act_find ()));
}

void
act_tab_to (GType       type,
            const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (act_find ()));

  for (guint i = 0; !is_in (focus, type, text); i++)
    {
      g_assert_cmpuint (i, <, 100);
      focus = press_tab (focus);
    }
}

char *
act_dup_notice (void)
{
  GtkWidget *label = act_find () != NULL ? window_find (GTK_WIDGET (act_find ()), GTK_TYPE_LABEL, "公告如下")
                                         : NULL;

  return g_strdup (label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "");
}

static gboolean
has_notice (gpointer data)
{
  g_autofree char *notice = act_dup_notice ();

  return act_is_ready (NULL) && *notice != '\0';
}

void
act_carry_out (void)
{
  gui_xdotool ("key ctrl+Return");
  gui_wait (act_is_on, (gpointer) "record");
  gui_wait (has_notice, NULL);
}
