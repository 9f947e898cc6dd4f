/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-draft-bar.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-words.h"

typedef struct
{
  YutuResumeFunc func;
  gpointer       data;
} Handler;

struct _YutuDraftBar
{
  AdwBin parent_instance;

  GtkInfoBar    *bar;
  GtkLabel      *label;
  GtkWidget     *go_on;
  GtkMenuButton *others;
  GtkWidget     *throw_away;
  GtkBox        *list; /* in the popover */

  YutuSession  *session;
  GCancellable *cancellable;
  GHashTable   *handlers; /* kind → Handler */
  GPtrArray    *drafts;   /* of YutuDraft: those that are offered */
  YutuDraft    *thrown;   /* NULL: none */
};

G_DEFINE_FINAL_TYPE (YutuDraftBar, yutu_draft_bar, ADW_TYPE_BIN)

static guint thrown_signal;

/* ---- One draft ---- */

static const Handler *
find_handler (YutuDraftBar    *self,
              const YutuDraft *draft)
{
  return g_hash_table_lookup (self->handlers, draft->kind);
}

static void
resume (YutuDraftBar *self,
        guint         at)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_ref (self->drafts); /* listed anew meanwhile */
  const YutuDraft *draft = at < drafts->len ? g_ptr_array_index (drafts, at) : NULL;
  const Handler   *handler = draft != NULL ? find_handler (self, draft) : NULL;
  g_autofree char *key = NULL;
  YutuDraft        own;

  gtk_menu_button_popdown (self->others);
  if (handler == NULL)
    return;
  key = yutu_session_take_up_draft (self->session, draft);
  own = *draft;
  own.key = key;
  handler->func (&own, handler->data);
}

static void
throw_away (YutuDraftBar *self,
            guint         at)
{
  YutuDraft *draft = NULL;

  if (at >= self->drafts->len) /* thrown away just now */
    return;
  draft = g_ptr_array_steal_index (self->drafts, at);
  gtk_menu_button_popdown (self->others);
  g_clear_pointer (&self->thrown, yutu_draft_free);
  self->thrown = draft;
  yutu_session_throw_draft (self->session, draft->key);
  g_signal_emit (self, thrown_signal, 0, draft->title);
}

void
yutu_draft_bar_bring_back (YutuDraftBar *self)
{
  g_autoptr (YutuDraft) draft = NULL;

  g_return_if_fail (YUTU_IS_DRAFT_BAR (self));

  draft = g_steal_pointer (&self->thrown);
  if (draft == NULL || self->session == NULL)
    return;
  yutu_session_put_draft (self->session, draft->key, draft->kind, draft->title, draft->content);
  yutu_session_leave_draft (self->session, draft->key);
}

/* ---- The bar ---- */

static void
resume_clicked_cb (GtkButton    *button,
                   YutuDraftBar *self)
{
  resume (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
}

static void
throw_clicked_cb (GtkButton    *button,
                  YutuDraftBar *self)
{
  throw_away (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
}

static GtkWidget *
new_button (YutuDraftBar *self,
            const char   *label,
            const char   *title,
            guint         at,
            GCallback     clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  /* Translators: read aloud: what a button does, and with what */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked_cb, self, 0);
  return button;
}

static void
append_row (YutuDraftBar *self,
            guint         at)
{
  const YutuDraft *draft = g_ptr_array_index (self->drafts, at);
  g_autofree char *moment = yutu_words_iso (draft->at);
  g_autofree char *note = g_strdup_printf ("%s · %s", moment, draft->actor);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *title = gtk_label_new (draft->title);
  GtkWidget       *hint = gtk_label_new (note);
  GtkWidget       *go_on =
    new_button (self, _ ("Go on"), draft->title, at, G_CALLBACK (resume_clicked_cb));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_sensitive (go_on, find_handler (self, draft) != NULL);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), hint);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), go_on);
  gtk_box_append (GTK_BOX (row), new_button (self, _ ("Throw away"), draft->title, at,
                                             G_CALLBACK (throw_clicked_cb)));
  gtk_box_append (self->list, row);
}

static void
show_drafts (YutuDraftBar *self)
{
  const YutuDraft *draft = NULL;
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  gtk_info_bar_set_revealed (self->bar, self->drafts->len > 0);
  yutu_box_clear (self->list);
  if (self->drafts->len == 0)
    return;
  draft = g_ptr_array_index (self->drafts, 0);
  text = g_strdup_printf (_ ("Unfinished: %s"), draft->title);
  all = g_strdup_printf (g_dngettext (NULL, "All %u", "All %u", self->drafts->len), self->drafts->len);
  gtk_label_set_label (self->label, text);
  gtk_menu_button_set_label (self->others, all);
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->drafts->len > 1);
  gtk_widget_set_sensitive (self->go_on, find_handler (self, draft) != NULL);
  for (guint i = 0; i < self->drafts->len; i++)
    append_row (self, i);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuDraftBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = yutu_session_list_drafts_finish (result, &error);

  if (drafts == NULL || self->session == NULL)
    return; /* cancelled, or the file is gone: that is said elsewhere */
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  for (guint i = 0; i < drafts->len;)
    {
      YutuDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->is_open)
        i++;
      else
        g_ptr_array_add (self->drafts, g_ptr_array_steal_index (drafts, i));
    }
  show_drafts (self);
}

static void
list (YutuDraftBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  yutu_session_list_drafts_async (self->session, self->cancellable, listed_cb, g_object_ref (self));
}

/* ---- Object ---- */

guint
yutu_draft_bar_get_n_drafts (YutuDraftBar *self)
{
  g_return_val_if_fail (YUTU_IS_DRAFT_BAR (self), 0);
  return self->drafts->len;
}

gboolean
yutu_draft_bar_resume (YutuDraftBar *self)
{
  g_return_val_if_fail (YUTU_IS_DRAFT_BAR (self), FALSE);

  if (self->drafts->len == 0)
    return FALSE;
  resume (self, 0);
  return TRUE;
}

void
yutu_draft_bar_add_handler (YutuDraftBar  *self,
                            const char    *kind,
                            YutuResumeFunc func,
                            gpointer       data)
{
  Handler *handler = NULL;

  g_return_if_fail (YUTU_IS_DRAFT_BAR (self));
  g_return_if_fail (kind != NULL && func != NULL);

  handler = g_new (Handler, 1);
  *handler = (Handler){ func, data };
  g_hash_table_replace (self->handlers, g_strdup (kind), handler);
}

void
yutu_draft_bar_set_session (YutuDraftBar *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_DRAFT_BAR (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "drafts-changed", G_CALLBACK (list), self, G_CONNECT_SWAPPED);
  list (self);
}

static void
go_on_clicked_cb (YutuDraftBar *self)
{
  yutu_draft_bar_resume (self);
}

static void
throw_first_cb (YutuDraftBar *self)
{
  if (self->drafts->len > 0)
    throw_away (self, 0);
}

static void
yutu_draft_bar_dispose (GObject *object)
{
  YutuDraftBar *self = YUTU_DRAFT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_draft_bar_parent_class)->dispose (object);
}

static void
yutu_draft_bar_finalize (GObject *object)
{
  YutuDraftBar *self = YUTU_DRAFT_BAR (object);

  g_hash_table_unref (self->handlers);
  g_ptr_array_unref (self->drafts);
  g_clear_pointer (&self->thrown, yutu_draft_free);
  G_OBJECT_CLASS (yutu_draft_bar_parent_class)->finalize (object);
}

static void
yutu_draft_bar_class_init (YutuDraftBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_draft_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_draft_bar_finalize;
  thrown_signal = g_signal_new ("thrown-away", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_popover (YutuDraftBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_widget_set_size_request (scroller, 360, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (self->others, popover);
}

static void
yutu_draft_bar_init (YutuDraftBar *self)
{
  self->handlers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_draft_free);
  self->bar = GTK_INFO_BAR (gtk_info_bar_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_natural_wrap_mode (self->label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (self->label, 0);
  gtk_info_bar_add_child (self->bar, GTK_WIDGET (self->label));
  self->go_on = gtk_button_new_with_mnemonic (_ ("_Go on"));
  g_signal_connect_object (self->go_on, "clicked", G_CALLBACK (go_on_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_info_bar_add_action_widget (self->bar, self->go_on, GTK_RESPONSE_NONE);
  self->others = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_info_bar_add_action_widget (self->bar, GTK_WIDGET (self->others), GTK_RESPONSE_NONE);
  make_popover (self);
  self->throw_away = gtk_button_new_with_mnemonic (_ ("_Throw away"));
  g_signal_connect_object (self->throw_away, "clicked", G_CALLBACK (throw_first_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_info_bar_add_action_widget (self->bar, self->throw_away, GTK_RESPONSE_NONE);
  gtk_info_bar_set_revealed (self->bar, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
}
