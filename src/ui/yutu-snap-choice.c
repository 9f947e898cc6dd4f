/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-snap-choice.h"

#include <glib/gi18n.h>

struct _YutuSnapChoice
{
  AdwBin parent_instance;

  GtkCheckButton *vertex;
  GtkCheckButton *crossing;
  GtkCheckButton *line;
  GtkCheckButton *right;

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (YutuSnapChoice, yutu_snap_choice, ADW_TYPE_BIN)

static guint changed_signal;

unsigned
yutu_snap_choice_get_kinds (YutuSnapChoice *self)
{
  unsigned kinds = 0;

  g_return_val_if_fail (YUTU_IS_SNAP_CHOICE (self), 0);

  kinds |= gtk_check_button_get_active (self->vertex) ? YUTU_SNAP_VERTEX : 0;
  kinds |= gtk_check_button_get_active (self->crossing) ? YUTU_SNAP_CROSSING : 0;
  kinds |= gtk_check_button_get_active (self->line) ? YUTU_SNAP_LINE : 0;
  kinds |= gtk_check_button_get_active (self->right) ? YUTU_SNAP_RIGHT : 0;
  return kinds;
}

void
yutu_snap_choice_set_kinds (YutuSnapChoice *self,
                            unsigned        kinds)
{
  g_return_if_fail (YUTU_IS_SNAP_CHOICE (self));

  self->is_filling = TRUE;
  gtk_check_button_set_active (self->vertex, (kinds & YUTU_SNAP_VERTEX) != 0);
  gtk_check_button_set_active (self->crossing, (kinds & YUTU_SNAP_CROSSING) != 0);
  gtk_check_button_set_active (self->line, (kinds & YUTU_SNAP_LINE) != 0);
  gtk_check_button_set_active (self->right, (kinds & YUTU_SNAP_RIGHT) != 0);
  self->is_filling = FALSE;
}

static void
toggled_cb (GtkCheckButton *button,
            YutuSnapChoice *self)
{
  if (!self->is_filling)
    g_signal_emit (self, changed_signal, 0);
}

static void
yutu_snap_choice_class_init (YutuSnapChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-snap-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuSnapChoice, vertex);
  gtk_widget_class_bind_template_child (widget_class, YutuSnapChoice, crossing);
  gtk_widget_class_bind_template_child (widget_class, YutuSnapChoice, line);
  gtk_widget_class_bind_template_child (widget_class, YutuSnapChoice, right);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
yutu_snap_choice_init (YutuSnapChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
yutu_snap_choice_dup_words (const YutuSnap *snap)
{
  switch (snap->kind)
    {
    case YUTU_SNAP_VERTEX:
      return g_strdup (C_ ("snap", "Vertex"));
    case YUTU_SNAP_CROSSING:
      return g_strdup (snap->n_guides == 0  ? C_ ("snap", "Crossing")
                       : snap->on.index < 0 ? C_ ("snap", "Corner of two guides")
                                            : C_ ("snap", "Right angle on the line"));
    case YUTU_SNAP_LINE:
      return g_strdup (C_ ("snap", "On the line"));
    case YUTU_SNAP_RIGHT:
    default:
      return g_strdup (C_ ("snap", "Right angle or straight on"));
    }
}
