/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-sign-box.h"

#include <glib/gi18n.h>

#include "session/yutu-facility-edit.h"
#include "session/yutu-name-signs.h"
#include "ui/yutu-button.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-sign-draft.h"
#include "ui/yutu-text-part.h"

struct _YutuNameSignBox
{
  AdwBin parent_instance;

  GtkWidget     *make;    /* button: a new sign */
  GtkWidget     *summary; /* where there is none */
  AdwBin        *list;
  YutuSession   *session;
  YutuNameSigns *signs; /* NULL: not read */
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (YutuNameSignBox, yutu_name_sign_box, ADW_TYPE_BIN)

static void
make_cb (YutuNameSignBox *self)
{
  if (self->signs != NULL && self->signs->name != NULL)
    yutu_sign_draft_name (GTK_WIDGET (self), self->signs->name);
}

/* The gravest that is wrong with it. */
static char *
word_sign (const YutuNameSign *sign)
{
  if (!sign->stands)
    return g_strdup (_ ("missing"));
  if (sign->is_damaged)
    return g_strdup (_ ("damaged"));
  if (sign->is_other_text)
    return g_strdup (_ ("not the standard name"));
  if (sign->is_other_spelling)
    return g_strdup (_ ("not the recorded spelling"));
  if (sign->away_m > 0)
    /* Translators: metres, from the place that a sign is of */
    return g_strdup_printf (_ ("%.0f m away"), sign->away_m);
  return g_strdup (_ ("as it should be"));
}

static void
fill (YutuNameSignBox *self)
{
  GtkWidget *list = yutu_fact_list_new (NULL);
  gboolean   may = yutu_session_get_read_only_reason (self->session) == NULL &&
                 yutu_facility_may_edit (yutu_session_get_role (self->session));

  for (guint i = 0; i < self->signs->signs->len; i++)
    {
      const YutuNameSign *sign = self->signs->signs->pdata[i];
      g_autofree char    *state = word_sign (sign);

      yutu_fact_list_add_link (YUTU_FACT_LIST (list), sign->text != NULL ? sign->text : _ ("Nothing is written on it"), state,
                               "win.show-facility", sign->id);
    }
  gtk_widget_set_visible (self->make, may);
  gtk_widget_set_visible (self->summary, self->signs->signs->len == 0);
  adw_bin_set_child (self->list, self->signs->signs->len > 0 ? list : NULL);
  if (self->signs->signs->len == 0)
    g_object_unref (g_object_ref_sink (list));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuNameSignBox) self = data;
  g_autoptr (YutuNameSigns) signs = yutu_session_read_name_signs_finish (YUTU_SESSION (source), result, NULL);

  if (signs == NULL || signs->name == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return; /* the page itself tells what is wrong with the place */
  g_clear_pointer (&self->signs, yutu_name_signs_free);
  self->signs = g_steal_pointer (&signs);
  fill (self);
}

void
yutu_name_sign_box_show (YutuNameSignBox *self,
                         YutuSession     *session,
                         gint64           place)
{
  g_return_if_fail (YUTU_IS_NAME_SIGN_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->signs, yutu_name_signs_free);
  g_set_object (&self->session, session);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (session == NULL || place == 0)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_read_name_signs_async (session, place, self->cancellable, read_cb, g_object_ref (self));
}

static void
yutu_name_sign_box_dispose (GObject *object)
{
  YutuNameSignBox *self = YUTU_NAME_SIGN_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->signs, yutu_name_signs_free);
  G_OBJECT_CLASS (yutu_name_sign_box_parent_class)->dispose (object);
}

static void
yutu_name_sign_box_class_init (YutuNameSignBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_name_sign_box_dispose;
}

static void
yutu_name_sign_box_init (YutuNameSignBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->make = yutu_button_new (self, _ ("New si_gn…"), _ ("Record a sign of this name"), G_CALLBACK (make_cb));
  self->summary = gtk_label_new (_ ("No sign of this name is recorded"));
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->list = ADW_BIN (adw_bin_new ());
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Signs"), self->make, box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
