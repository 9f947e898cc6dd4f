/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-notes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-words.h"

#define MAX_NOTES 30

struct _YutuNameNotes
{
  AdwBin parent_instance;

  GtkWidget *scope; /* GtkLabel: against what it was held, where that is not clear */
  GtkWidget *list;

  YutuMapView  *map; /* a weak pointer */
  GCancellable *checking;

  /* Of the last question: */
  char      *name;
  gboolean   is_any; /* held against names of any class */
  gboolean   is_marked;
  gboolean   has_point;
  YutuPoint  point;
  YutuShape *shape; /* nullable */
};

G_DEFINE_FINAL_TYPE (YutuNameNotes, yutu_name_notes, ADW_TYPE_BIN)

/* ---- On the map ---- */

/* Where the rivals are, and the place itself, with what was drawn of it. */
static void
show_rivals (YutuNameNotes   *self,
             const GPtrArray *findings)
{
  gboolean    is_marked = self->is_marked && self->has_point && gtk_widget_get_mapped (GTK_WIDGET (self));
  YutuMapNote notes[MAX_NOTES + 1];
  gsize       n = 0;

  if (self->map == NULL)
    return;
  for (guint i = 0; findings != NULL && i < findings->len && n < MAX_NOTES; i++)
    {
      const YutuNameFinding *finding = g_ptr_array_index (findings, i);

      if (finding->has_point)
        notes[n++] = (YutuMapNote){ finding->point, finding->rival_name, finding->is_error };
    }
  if (is_marked)
    notes[n++] = (YutuMapNote){ self->point, self->name, FALSE };
  yutu_map_view_set_notes (self->map, notes, n);
  yutu_map_view_set_sketch (self->map, is_marked ? self->shape : NULL);
}

static void
rival_cb (AdwActionRow  *row,
          YutuNameNotes *self)
{
  const YutuPoint *point = g_object_get_data (G_OBJECT (row), "point");
  YutuBox          box = YUTU_BOX_EMPTY;

  if (self->map == NULL)
    return;
  yutu_box_add_point (&box, *point);
  if (self->has_point)
    yutu_box_add_point (&box, self->point);
  yutu_map_view_show_box (self->map, box);
}

/* ---- Rows ---- */

/* Of what class the rival is and where it lies, and the clause. */
static char *
make_subtitle (const YutuNameFinding *finding)
{
  const char *name_class = finding->is_unit || g_strcmp0 (finding->rival_class, "other") == 0 ? NULL : finding->rival_class;
  g_autoptr (GString) text = g_string_new (NULL);

  if (name_class != NULL)
    g_string_append (text, yutu_words_name_class (name_class));
  if (finding->rival_in != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", finding->rival_in);
  if (finding->clause != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", finding->clause);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_row (YutuNameNotes         *self,
          const YutuNameFinding *finding)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  g_autofree char *subtitle = make_subtitle (finding);
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
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  if (finding->has_point)
    {
      g_object_set_data_full (G_OBJECT (row), "point", g_memdup2 (&finding->point, sizeof finding->point), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, self->has_point ? _ ("Show both on the map") : _ ("Show it on the map"));
      g_signal_connect_object (row, "activated", G_CALLBACK (rival_cb), self, 0);
    }
  return row;
}

/* @findings: (nullable) */
static void
show_findings (YutuNameNotes   *self,
               const GPtrArray *findings)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (self->list, findings != NULL && findings->len > 0);
  gtk_widget_set_visible (self->scope, findings != NULL && self->is_any);
  show_rivals (self, findings);
}

/* ---- Asking ---- */

static void
stop (YutuNameNotes *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNameNotes) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_name_check_finish (result, &error);

  if (findings == NULL || self->list == NULL) /* a newer key asks anew */
    return;
  g_clear_object (&self->checking);
  show_findings (self, findings);
}

void
yutu_name_notes_ask (YutuNameNotes          *self,
                     YutuNameIndex          *names,
                     const YutuNameQuestion *question,
                     gboolean                is_marked)
{
  gboolean is_asked = names != NULL && question->name != NULL && *question->name != '\0';

  g_return_if_fail (YUTU_IS_NAME_NOTES (self));

  stop (self);
  g_free (self->name);
  self->name = g_strdup (question->name);
  self->is_any = is_asked && yutu_name_question_get_class (question) == NULL;
  self->is_marked = is_marked;
  self->has_point = question->has_point;
  self->point = question->point;
  g_clear_pointer (&self->shape, yutu_shape_unref);
  if (question->shape != NULL)
    self->shape = yutu_shape_ref ((YutuShape *)question->shape);
  if (!is_asked)
    {
      show_findings (self, NULL);
      return;
    }
  self->checking = g_cancellable_new ();
  yutu_name_check_async (names, question, self->checking, checked_cb, g_object_ref (self));
}

void
yutu_name_notes_forget (YutuNameNotes *self)
{
  g_return_if_fail (YUTU_IS_NAME_NOTES (self));

  stop (self);
  self->is_marked = FALSE;
  show_findings (self, NULL);
}

void
yutu_name_notes_hide_rivals (YutuNameNotes *self)
{
  g_return_if_fail (YUTU_IS_NAME_NOTES (self));

  stop (self);
  self->is_marked = FALSE;
  show_rivals (self, NULL);
}

void
yutu_name_notes_set_map (YutuNameNotes *self,
                         YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_NAME_NOTES (self));

  g_set_weak_pointer (&self->map, map);
}

/* ---- Object ---- */

static void
yutu_name_notes_dispose (GObject *object)
{
  YutuNameNotes *self = YUTU_NAME_NOTES (object);

  stop (self);
  g_clear_weak_pointer (&self->map);
  self->list = NULL;
  G_OBJECT_CLASS (yutu_name_notes_parent_class)->dispose (object);
}

static void
yutu_name_notes_finalize (GObject *object)
{
  YutuNameNotes *self = YUTU_NAME_NOTES (object);

  g_free (self->name);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  G_OBJECT_CLASS (yutu_name_notes_parent_class)->finalize (object);
}

static void
yutu_name_notes_class_init (YutuNameNotesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yutu_name_notes_dispose;
  object_class->finalize = yutu_name_notes_finalize;
}

static void
yutu_name_notes_init (YutuNameNotes *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scope = gtk_label_new (_ ("No class is chosen yet: this name is held against all names of the county, of any class. "
                                  "Which of them count is decided by the class."));
  gtk_label_set_xalign (GTK_LABEL (self->scope), 0);
  gtk_label_set_wrap (GTK_LABEL (self->scope), TRUE);
  gtk_widget_add_css_class (self->scope, "dim-label");
  gtk_widget_set_visible (self->scope, FALSE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the naming rules say of this name"), -1);
  gtk_box_append (GTK_BOX (box), self->scope);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
}
