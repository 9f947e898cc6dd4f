/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-box.h"

#include <glib/gi18n.h>

#include "session/yutu-name-case.h"
#include "ui/yutu-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-name-paper-window.h"
#include "ui/yutu-text-part.h"

struct _YutuNameBox
{
  AdwBin parent_instance;

  GtkWidget    *acts; /* what may be begun with a name in use */
  GtkWidget    *merge;
  GtkWidget    *part;
  GtkListBox   *cases;
  YutuSession  *session;
  GCancellable *cancellable;
  gint64        place;
};

G_DEFINE_FINAL_TYPE (YutuNameBox, yutu_name_box, ADW_TYPE_BIN)

/* ---- Cases ---- */

static void
case_activated_cb (GtkListBox    *list,
                   GtkListBoxRow *row,
                   YutuNameBox   *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "case");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x", *id);
}

static void
append_case (YutuNameBox        *self,
             const YutuNameCase *found)
{
  GtkWidget       *row = adw_action_row_new ();
  gsize            state = found->kind != NULL ? yutu_case_kind_find_state (found->kind, found->state) : G_MAXSIZE;
  g_autofree char *subtitle = g_strdup_printf (
    "%s · %s", found->case_no, state != G_MAXSIZE ? yutu_title_get (&found->kind->states[state].title) : found->state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), found->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "case", g_memdup2 (&found->id, sizeof found->id), g_free);
  gtk_list_box_append (self->cases, row);
}

/* One case is about a name at a time; what is broken off frees it. */
static gboolean
is_free (const GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const YutuNameCase *found = cases->pdata[i];

      if (found->is_open && (found->kind == NULL || found->kind->name_work != YUTU_NAME_WORK_CLEAN_UP))
        return FALSE;
    }
  return TRUE;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuNameBox) self = data;
  g_autoptr (GPtrArray) cases = yutu_session_list_name_cases_finish (YUTU_SESSION (source), result, NULL);

  if (cases == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return; /* the page itself tells what is wrong with the place */
  yutu_list_box_clear (self->cases);
  for (guint i = 0; i < cases->len; i++)
    append_case (self, cases->pdata[i]);
  gtk_widget_set_visible (self->part, cases->len > 0);
  gtk_widget_set_sensitive (self->acts, is_free (cases));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* ---- Papers ---- */

static void
show_paper (YutuNameBox      *self,
            YutuNamePaperKind kind)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session != NULL && self->place != 0)
    gtk_window_present (GTK_WINDOW (
      yutu_name_paper_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session, self->place, kind)));
}

static void
notice_cb (YutuNameBox *self)
{
  show_paper (self, YUTU_NAME_NOTICE);
}

static void
filing_cb (YutuNameBox *self)
{
  show_paper (self, YUTU_NAME_FILING);
}

/* ---- Beginning a case ---- */

static void
begin_case (YutuNameBox *self,
            YutuNameWork work)
{
  const YutuModules *modules = self->session != NULL ? yutu_session_get_modules (self->session) : NULL;

  for (gsize i = 0; modules != NULL && i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (module->kinds[k].name_work == work)
          {
            gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case-here", "s", module->kinds[k].id);
            return;
          }
    }
}

static void
rename_cb (YutuNameBox *self)
{
  begin_case (self, YUTU_NAME_WORK_RENAME);
}

static void
abolish_cb (YutuNameBox *self)
{
  begin_case (self, YUTU_NAME_WORK_ABOLISH);
}

void
yutu_name_box_show (YutuNameBox *self,
                    YutuSession *session,
                    gint64       place,
                    gboolean     is_in_use)
{
  g_return_if_fail (YUTU_IS_NAME_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->session, session);
  if (place != self->place)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->place = place;
  gtk_widget_set_visible (self->acts, is_in_use);
  gtk_widget_set_visible (self->merge, is_in_use); /* what is no more is merged with nothing */
  if (place == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_list_name_cases_async (session, place, self->cancellable, listed_cb, g_object_ref (self));
}

/* ---- Making ---- */

static GtkWidget *
new_merge_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Merge…"));

  gtk_widget_set_tooltip_text (button, _ ("Merge the place name with another record of the same place (Ctrl+F2)"));
  gtk_widget_set_hexpand (button, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.merge-name");
  return button;
}

static void
yutu_name_box_dispose (GObject *object)
{
  YutuNameBox *self = YUTU_NAME_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_name_box_parent_class)->dispose (object);
}

static void
yutu_name_box_class_init (YutuNameBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_name_box_dispose;
}

static void
yutu_name_box_init (YutuNameBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->acts), TRUE);
  gtk_box_append (GTK_BOX (self->acts), yutu_button_new_wide (self, C_ ("place name", "_Rename…"), _ ("Open a case that gives the place another name (更名)"),
                                                              G_CALLBACK (rename_cb)));
  gtk_box_append (GTK_BOX (self->acts), yutu_button_new_wide (self, C_ ("place name", "A_bolish…"), _ ("Open a case that ends the name (销名)"),
                                                              G_CALLBACK (abolish_cb)));
  gtk_box_append (GTK_BOX (box), self->acts);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), yutu_button_new_wide (self, _ ("_Notice…"), _ ("The notice of the name (公告), from its record"),
                                                           G_CALLBACK (notice_cb)));
  gtk_box_append (GTK_BOX (buttons), yutu_button_new_wide (self, _ ("F_iling sheet…"),
                                                           _ ("The filing sheet of the name (备案表), from its record"), G_CALLBACK (filing_cb)));
  gtk_box_append (GTK_BOX (box), buttons);
  self->merge = new_merge_button ();
  gtk_box_append (GTK_BOX (buttons), self->merge);
  self->cases = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->cases, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->cases), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cases), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cases about the name"), -1);
  g_signal_connect_object (self->cases, "row-activated", G_CALLBACK (case_activated_cb), self, 0);
  self->part = yutu_text_part_new (_ ("Cases about the name"), NULL, GTK_WIDGET (self->cases));
  gtk_box_append (GTK_BOX (box), self->part);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
