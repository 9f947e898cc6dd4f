/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-swatch.h"

#include "scene/yutu-furniture.h"

#define WIDTH  24
#define HEIGHT 18

struct _YutuSwatch
{
  GtkWidget parent_instance;

  char *name;
};

G_DEFINE_FINAL_TYPE (YutuSwatch, yutu_swatch, GTK_TYPE_WIDGET)

/* Both styles, read once by a worker: style files a bureau drops in are on the disk. */
static YutuStyle *styles[2];
static gboolean   loading;
static GPtrArray *waiting; /* swatches to draw when they are there */

static void
load_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStyle) light = yutu_style_load ("light", &error);
  g_autoptr (YutuStyle) dark = light != NULL ? yutu_style_load ("dark", &error) : NULL;
  YutuStyle **both;

  if (dark == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  both = g_new (YutuStyle *, 2);
  both[0] = g_steal_pointer (&light);
  both[1] = g_steal_pointer (&dark);
  g_task_return_pointer (task, both, g_free);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree YutuStyle **both = g_task_propagate_pointer (G_TASK (result), &error);

  if (both == NULL)
    {
      g_message ("no legend: %s", error->message);
      return;
    }
  styles[0] = both[0];
  styles[1] = both[1];
  for (guint i = 0; i < waiting->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (waiting, i));
  g_clear_pointer (&waiting, g_ptr_array_unref);
}

static YutuStyle *
find_style (YutuSwatch *self)
{
  g_autoptr (GTask) task = NULL;

  if (styles[0] != NULL)
    return styles[adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0];
  if (!loading)
    {
      loading = TRUE;
      waiting = g_ptr_array_new_with_free_func (g_object_unref);
      task = g_task_new (NULL, NULL, loaded_cb, NULL);
      g_task_set_source_tag (task, find_style);
      g_task_run_in_thread (task, load_in_worker);
    }
  if (waiting != NULL && !g_ptr_array_find (waiting, self, NULL))
    g_ptr_array_add (waiting, g_object_ref (self));
  return NULL;
}

static void
yutu_swatch_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  YutuSwatch *self = YUTU_SWATCH (widget);
  YutuStyle  *style = self->name != NULL ? find_style (self) : NULL;
  int         width = gtk_widget_get_width (widget);
  int         height = gtk_widget_get_height (widget);
  cairo_t    *cr;

  if (style == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  yutu_legend_swatch_paint (cr, style, self->name, (width - WIDTH) / 2.0, (height - HEIGHT) / 2.0,
                            WIDTH, HEIGHT);
  cairo_destroy (cr);
}

static void
yutu_swatch_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
yutu_swatch_finalize (GObject *object)
{
  g_free (YUTU_SWATCH (object)->name);
  G_OBJECT_CLASS (yutu_swatch_parent_class)->finalize (object);
}

static void
yutu_swatch_class_init (YutuSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yutu_swatch_finalize;
  widget_class->snapshot = yutu_swatch_snapshot;
  widget_class->measure = yutu_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yutu_swatch_init (YutuSwatch *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
yutu_swatch_new (const char *name)
{
  YutuSwatch *self = g_object_new (YUTU_TYPE_SWATCH, NULL);

  self->name = g_strdup (name);
  return GTK_WIDGET (self);
}

void
yutu_swatch_set_name (YutuSwatch *self,
                      const char *name)
{
  g_return_if_fail (YUTU_IS_SWATCH (self));
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
