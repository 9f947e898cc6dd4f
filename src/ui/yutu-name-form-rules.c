/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the naming rules say of a name while it is typed: below it, and its rivals on the map. */

#include "ui/yutu-name-form-private.h"

#include <glib/gi18n.h>

#define MAX_NOTES 30

/* Where the rivals are, and the place itself, with what was drawn of it. */
static void
show_rivals (YutuNameForm    *self,
             const GPtrArray *findings)
{
  g_autofree char *name = self->map != NULL ? yutu_name_form_dup_value (self, "name") : NULL;
  gboolean         is_new = self->is_open && gtk_widget_get_mapped (GTK_WIDGET (self)) && !yutu_name_form_is_of_old (self);
  YutuMapNote      notes[MAX_NOTES + 1];
  gsize            n = 0;

  if (self->map == NULL)
    return;
  for (guint i = 0; findings != NULL && i < findings->len && n < MAX_NOTES; i++)
    {
      const YutuNameFinding *finding = g_ptr_array_index (findings, i);

      if (finding->has_point)
        notes[n++] = (YutuMapNote){ finding->point, finding->rival_name, finding->is_error };
    }
  if (is_new)
    notes[n++] = (YutuMapNote){ self->point, name, FALSE };
  yutu_map_view_set_notes (self->map, notes, n);
  yutu_map_view_set_sketch (self->map, is_new ? self->shape : NULL);
}

static void
rival_cb (AdwActionRow *row,
          YutuNameForm *self)
{
  const YutuPoint *point = g_object_get_data (G_OBJECT (row), "point");
  YutuBox          box = YUTU_BOX_EMPTY;

  if (self->map == NULL)
    return;
  yutu_box_add_point (&box, *point);
  if (!yutu_name_form_is_of_old (self))
    yutu_box_add_point (&box, self->point);
  yutu_map_view_show_box (self->map, box);
}

static GtkWidget *
make_finding_row (YutuNameForm          *self,
                  const YutuNameFinding *finding)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  GtkWidget       *sign = gtk_image_new_from_icon_name (finding->is_met     ? "emblem-ok-symbolic"
                                                        : finding->is_error ? "dialog-error-symbolic"
                                                                            : "dialog-warning-symbolic");

  gtk_widget_add_css_class (sign, finding->is_met ? "success" : finding->is_error ? "error"
                                                                                  : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding->is_met     ? _ ("As the rule asks")
                                  : finding->is_error ? _ ("Against a rule")
                                                      : _ ("To be looked at"),
                                  -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), finding->clause);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  if (finding->has_point)
    {
      g_object_set_data_full (G_OBJECT (row), "point", g_memdup2 (&finding->point, sizeof finding->point), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Show both on the map"));
      g_signal_connect_object (row, "activated", G_CALLBACK (rival_cb), self, 0);
    }
  return row;
}

static void
show_findings (YutuNameForm    *self,
               const GPtrArray *findings)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->findings)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->findings), row);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->findings), make_finding_row (self, g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (self->findings, findings != NULL && findings->len > 0);
  show_rivals (self, findings);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_name_check_finish (result, &error);

  if (findings == NULL || self->session == NULL) /* a newer key asks anew */
    return;
  g_clear_object (&self->checking);
  show_findings (self, findings);
}

void
yutu_name_form_check (YutuNameForm *self,
                      const char   *name,
                      const char   *name_class)
{
  const YutuPlaceClass *class = yutu_place_classes_find (self->classes, name_class);
  YutuNameQuestion question = { .name = name,
                                .name_class = class != NULL ? class->kind : name_class,
                                .division = self->facts->within,
                                .except = self->unit != 0 ? self->unit : self->place_id,
                                .day = yutu_session_get_day (self->session),
                                .has_point = !yutu_name_form_is_of_old (self),
                                .point = self->point,
                                .shape = self->shape != NULL ? self->shape : self->facts->shape };

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  if (name == NULL || *name == '\0' || self->facts->names == NULL)
    {
      show_findings (self, NULL);
      return;
    }
  if (yutu_name_form_is_of_old (self))
    yutu_name_figures_read_text (self->facts->record, question.figures);
  else
    yutu_name_form_read_figures (self, question.figures);
  if (self->unit != 0)
    question.name_class = self->facts->level == 4 ? "township" : "village";
  self->checking = g_cancellable_new ();
  yutu_name_check_async (self->facts->names, &question, self->checking, checked_cb, g_object_ref (self));
}

void
yutu_name_form_hide_rivals (YutuNameForm *self)
{
  show_rivals (self, NULL);
}

void
yutu_name_form_forget_findings (YutuNameForm *self)
{
  show_findings (self, NULL);
}
