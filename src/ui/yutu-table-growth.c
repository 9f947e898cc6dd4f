/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. n_items <= total. Of a view that is hidden both are what it was told last.
 * 2. While it grows there is a tick, and n_items < total; when it does not, all rows are there. */

#include "ui/yutu-table-growth.h"

#define KEPT_ROWS  256 /* at least what GTK keeps as widgets */
#define STEP_ROWS  16
#define MIN_ROW_PX 20
#define MIN_ROWS   16

struct YutuTableGrowth
{
  GListModel         *model; /* not owned: it is the other way round */
  GtkWidget          *view;  /* NULL: it is gone */
  GtkEventController *keys;  /* the view's */
  guint               total;
  guint               n_items;
  guint               tick;
  gboolean            has_ticked; /* its first rows were drawn */
};

static void
stop (YutuTableGrowth *self)
{
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
}

static void
set_n_items (YutuTableGrowth *self,
             guint            n_items)
{
  guint before = self->n_items;

  g_assert (n_items <= self->total);
  self->n_items = n_items;
  if (n_items < before)
    g_list_model_items_changed (self->model, n_items, before - n_items, 0);
  else if (n_items > before)
    g_list_model_items_changed (self->model, before, 0, n_items - before);
}

static gboolean
grow_cb (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       data)
{
  YutuTableGrowth *self = data;
  guint            n_items = self->n_items + STEP_ROWS;

  if (!self->has_ticked)
    {
      self->has_ticked = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (n_items >= MIN (self->total, KEPT_ROWS))
    {
      self->tick = 0;
      set_n_items (self, self->total);
      return G_SOURCE_REMOVE;
    }
  set_n_items (self, n_items);
  return G_SOURCE_CONTINUE;
}

/* As many as are there already, or as the view can show at once. */
void
yutu_table_growth_begin (YutuTableGrowth *self,
                         guint            total)
{
  int   height = self->view != NULL ? gtk_widget_get_height (self->view) : 0;
  guint n_items = MAX (self->n_items, MAX (MIN_ROWS, (guint)height / MIN_ROW_PX + 1));

  stop (self);
  self->total = total;
  if (self->view != NULL)
    gtk_widget_set_visible (self->view, TRUE);
  if (n_items >= MIN (total, KEPT_ROWS) || self->view == NULL)
    {
      set_n_items (self, total);
      return;
    }
  set_n_items (self, n_items);
  self->has_ticked = FALSE;
  self->tick = gtk_widget_add_tick_callback (self->view, grow_cb, self, NULL); /* removed in free */
}

void
yutu_table_growth_hide (YutuTableGrowth *self)
{
  stop (self);
  self->total = self->n_items;
  if (self->view != NULL)
    gtk_widget_set_visible (self->view, FALSE);
}

void
yutu_table_growth_show_all (YutuTableGrowth *self)
{
  stop (self);
  set_n_items (self, self->total);
}

guint
yutu_table_growth_get_n_items (const YutuTableGrowth *self)
{
  return self->n_items;
}

guint
yutu_table_growth_get_total (const YutuTableGrowth *self)
{
  return self->total;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuTableGrowth       *self)
{
  yutu_table_growth_show_all (self);
  return GDK_EVENT_PROPAGATE;
}

YutuTableGrowth *
yutu_table_growth_new (GListModel *model,
                       GtkWidget  *view)
{
  YutuTableGrowth *self = g_new0 (YutuTableGrowth, 1);

  self->model = model;
  self->view = view;
  self->keys = gtk_event_controller_key_new ();
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *)&self->view);
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_cb), self); /* removed in free */
  gtk_widget_add_controller (view, self->keys);
  return self;
}

void
yutu_table_growth_free (YutuTableGrowth *self)
{
  if (self == NULL)
    return;
  stop (self);
  if (self->view != NULL)
    {
      gtk_widget_remove_controller (self->view, self->keys);
      g_object_remove_weak_pointer (G_OBJECT (self->view), (gpointer *)&self->view);
    }
  g_free (self);
}
