/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-row.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

struct _YutuCaseRowWidget
{
  AdwBin parent_instance;

  GtkLabel  *title;
  GtkLabel  *state;
  GtkLabel  *kind;
  GtkWidget *due;
};

G_DEFINE_FINAL_TYPE (YutuCaseRowWidget, yutu_case_row_widget, ADW_TYPE_BIN)

GtkWidget *
yutu_due_label_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (box, "caption");
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

void
yutu_due_label_set (GtkWidget         *box,
                    const YutuCaseRow *row,
                    YutuDay            day)
{
  GtkWidget       *icon = gtk_widget_get_first_child (box);
  GtkWidget       *label = gtk_widget_get_last_child (box);
  gboolean         is_closed = row->closed_on != YUTU_DAY_INVALID && row->closed_on <= day;
  gboolean         is_late = !is_closed && row->due_on != YUTU_DAY_INVALID && row->due_on < day;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (icon, is_late);
  gtk_widget_remove_css_class (box, "error");
  gtk_widget_remove_css_class (box, "dim-label");
  gtk_widget_add_css_class (box, is_late ? "error" : "dim-label");
  if (is_closed)
    {
      date = yutu_words_day (row->closed_on);
      text = g_strdup_printf (_ ("closed %s"), date);
    }
  else if (row->due_on != YUTU_DAY_INVALID)
    {
      date = yutu_words_day (row->due_on);
      text = g_strdup_printf (is_late ? _ ("overdue since %s") : _ ("due %s"), date);
    }
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

void
yutu_case_row_show (YutuCaseRowWidget *self,
                    const YutuCaseRow *row,
                    const YutuModule  *module,
                    YutuDay            day)
{
  const YutuCaseKind *kind = NULL;
  gsize               state = G_MAXSIZE;
  gboolean            is_closed = FALSE;

  g_return_if_fail (YUTU_IS_CASE_ROW (self));
  gtk_widget_set_visible (GTK_WIDGET (self->state), row != NULL);
  gtk_widget_set_visible (self->due, row != NULL);
  gtk_label_set_label (self->title, row != NULL ? row->title : "…");
  if (row == NULL)
    {
      gtk_label_set_label (self->kind, "");
      return;
    }
  for (gsize i = 0; i < module->n_kinds && kind == NULL; i++)
    if (g_str_equal (module->kinds[i].id, row->kind))
      kind = &module->kinds[i];
  if (kind != NULL)
    state = yutu_case_kind_find_state (kind, row->state);
  gtk_label_set_label (self->kind, kind != NULL ? yutu_title_get (&kind->title) : row->kind);
  gtk_label_set_label (self->state, state != G_MAXSIZE ? yutu_title_get (&kind->states[state].title)
                                                       : row->state);
  is_closed = state != G_MAXSIZE && !kind->states[state].is_open;
  if (is_closed)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "closed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "closed");
  yutu_due_label_set (self->due, row, day);
}

static void
yutu_case_row_widget_class_init (YutuCaseRowWidgetClass *klass)
{
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
yutu_case_row_widget_init (YutuCaseRowWidget *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = append_label (upper, NULL);
  self->state = append_label (upper, "state-tag");
  gtk_widget_set_hexpand (GTK_WIDGET (self->state), FALSE);
  gtk_label_set_ellipsize (self->state, PANGO_ELLIPSIZE_NONE);
  self->kind = append_label (lower, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->kind), "dim-label");
  self->due = yutu_due_label_new ();
  gtk_box_append (GTK_BOX (lower), self->due);
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), lower);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
yutu_case_row_new (void)
{
  return g_object_new (YUTU_TYPE_CASE_ROW, NULL);
}
