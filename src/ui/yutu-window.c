/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-window.h"

struct _YutuWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (YutuWindow, yutu_window, ADW_TYPE_APPLICATION_WINDOW)

static void
yutu_window_class_init (YutuWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-window.ui");
}

static void
yutu_window_init (YutuWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

YutuWindow *
yutu_window_new (GtkApplication *application)
{
  return g_object_new (YUTU_TYPE_WINDOW, "application", application, NULL);
}
