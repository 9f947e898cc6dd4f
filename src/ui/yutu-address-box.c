/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-address-box.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "session/yutu-address-record-edit.h"
#include "session/yutu-boundary-edit.h"
#include "ui/yutu-address-numbers.h"
#include "ui/yutu-boundary-dialog.h"
#include "ui/yutu-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

#define MAX_AUXILIARY 50

struct _YutuAddressBox
{
  AdwBin parent_instance;

  GtkBox          *facts;
  GtkWidget       *edit;
  GtkWidget       *changes; /* of the address itself */
  YutuSession     *session;
  GCancellable    *cancellable;
  gint64           address;
  YutuAddressPage *page;
};

G_DEFINE_FINAL_TYPE (YutuAddressBox, yutu_address_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* ---- Changing ---- */

static void
saved_cb (YutuBoundaryDialog *dialog,
          const char         *text,
          YutuAddressBox     *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
  yutu_address_box_show (self, self->session, self->address);
}

static void
edit_cb (YutuAddressBox *self)
{
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self));
  YutuBoundaryDialog *dialog = NULL;

  if (self->page == NULL)
    return;
  dialog = yutu_boundary_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session,
                                     YUTU_BOUNDARY_CHANGE_ADDRESS, self->address, self->page->row->text, self->page->values, NULL);
  g_signal_connect_object (dialog, "done", G_CALLBACK (saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tell_done (gint64          id,
           const GError   *error,
           YutuAddressBox *self,
           const char     *words)
{
  g_autoptr (YutuPlace) place = NULL;

  if (error != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, words);
  if (self->session == NULL)
    return;
  place = yutu_place_new_object (YUTU_PLACE_ADDRESS, id); /* it may go on under another number */
  yutu_session_set_place (self->session, place);
}

static void
corrected (gint64        id,
           const GError *error,
           gpointer      data)
{
  tell_done (id, error, data, _ ("The address is changed"));
}

static void
ended (gint64        id,
       const GError *error,
       gpointer      data)
{
  tell_done (id, error, data, _ ("The address is cancelled"));
}

static void
numbers_cb (YutuAddressBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->page != NULL)
    yutu_address_numbers_ask (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session, self->page->row, corrected,
                              G_OBJECT (self));
}

static void
end_cb (YutuAddressBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->page != NULL)
    yutu_address_end_ask (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session, self->page->row, ended,
                          G_OBJECT (self));
}

/* ---- What is shown ---- */

/* With the last day on which it was that, and the act that made the next one of it. (transfer full) */
static char *
word_former (const YutuAddressForm *form,
             const YutuAddressForm *next) /* NULL: none */
{
  g_autofree char *day = yutu_words_day (form->valid_to - 1);

  if (next == NULL || next->act_title == NULL)
    /* Translators: a former address and its last day */
    return g_strdup_printf (_ ("%s\nuntil %s"), form->text, day);
  if (next->act_no == NULL)
    /* Translators: and the act that changed it */
    return g_strdup_printf (_ ("%s\nuntil %s: %s"), form->text, day, next->act_title);
  /* Translators: and the number of its document */
  return g_strdup_printf (_ ("%s\nuntil %s: %s, %s"), form->text, day, next->act_title, next->act_no);
}

/* The texts it had before, the newest of them first. */
static void
add_former (YutuAddressBox *self,
            YutuFactList   *list)
{
  const YutuAddressForm *next = NULL;

  for (guint i = self->page->forms->len; i-- > 0;)
    {
      const YutuAddressForm *form = g_ptr_array_index (self->page->forms, i);
      g_autofree char       *text = word_former (form, next);

      if (form->id != self->page->id && form->valid_to <= self->page->row->valid_from)
        yutu_fact_list_add (list, _ ("Former text"), text);
      next = form;
    }
}

static void
add_fields (YutuAddressBox *self,
            YutuFactList   *list)
{
  const YutuRegister *record = yutu_modules_find_object (yutu_session_get_modules (self->session), YUTU_OBJECT_ADDRESS);
  g_autoptr (JsonNode) root = json_from_string (self->page->values, NULL);
  JsonObject *values = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  for (gsize i = 0; record != NULL && values != NULL && i < record->n_fields; i++)
    {
      g_autofree char *value = yutu_words_field (&record->fields[i], values);

      if (value != NULL)
        yutu_fact_list_add (list, yutu_title_get (&record->fields[i].title), value);
    }
  if (self->page->side != 0 && values != NULL && !json_object_has_member (values, "side"))
    yutu_fact_list_add (list, _ ("Side of the road"), self->page->side > 0 ? _ ("Left, by its point") : _ ("Right, by its point"));
}

static void
show_page (YutuAddressBox *self)
{
  GtkWidget    *widget = yutu_fact_list_new (NULL);
  YutuFactList *list = YUTU_FACT_LIST (widget);

  yutu_box_clear (self->facts);
  yutu_fact_list_add (list, _ ("Address code"), self->page->code);
  yutu_fact_list_add (list, _ ("Main address"), self->page->main_text);
  add_fields (self, list);
  for (guint i = 0; i < MIN (self->page->auxiliary->len, MAX_AUXILIARY); i++)
    yutu_fact_list_add (list, _ ("Auxiliary address"), g_ptr_array_index (self->page->auxiliary, i));
  add_former (self, list);
  gtk_box_append (self->facts, widget);
  gtk_widget_set_visible (widget, !yutu_fact_list_is_empty (list));
  gtk_widget_set_visible (self->changes, yutu_session_get_read_only_reason (self->session) == NULL &&
                                           yutu_boundary_may_edit (yutu_session_get_role (self->session)) &&
                                           self->page->row->valid_from <= yutu_session_get_day (self->session) &&
                                           yutu_session_get_day (self->session) < self->page->row->valid_to);
  gtk_widget_set_visible (self->edit, yutu_session_get_read_only_reason (self->session) == NULL &&
                                        yutu_boundary_may_edit (yutu_session_get_role (self->session)));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuAddressBox) self = data;
  YutuAddressPage *page = yutu_session_load_address_page_finish (YUTU_SESSION (source), result, NULL);

  if (page == NULL || self->session == NULL || page->id != self->address)
    {
      yutu_address_page_free (page);
      return; /* the page itself tells what is wrong with the place */
    }
  g_clear_pointer (&self->page, yutu_address_page_free);
  self->page = page;
  show_page (self);
}

void
yutu_address_box_show (YutuAddressBox *self,
                       YutuSession    *session,
                       gint64          address)
{
  g_return_if_fail (YUTU_IS_ADDRESS_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (address != self->address)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->address = address;
  g_set_object (&self->session, session);
  if (address == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_load_address_page_async (session, address, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
yutu_address_box_dispose (GObject *object)
{
  YutuAddressBox *self = YUTU_ADDRESS_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->page, yutu_address_page_free);
  G_OBJECT_CLASS (yutu_address_box_parent_class)->dispose (object);
}

static void
yutu_address_box_class_init (YutuAddressBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_address_box_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                       1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_ERROR);
}

static void
yutu_address_box_init (YutuAddressBox *self)
{
  static const struct
  {
    const char *label;
    const char *tip;
    const char *action;
  } tools[] = {
    { N_ ("Mo_ve"), N_ ("Say on the map where it stands; the homes at its point go with it"), "win.move-door" },
    { N_ ("_Split…"), N_ ("Its homes by entrances, floors and rooms"), "win.split-address" },
  };
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->changes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->changes), TRUE);
  gtk_box_append (GTK_BOX (self->changes), yutu_button_new_wide (self, _ ("_Numbers…"), _ ("Correct its numbers, or give new ones from a day on"), G_CALLBACK (numbers_cb)));
  gtk_box_append (GTK_BOX (self->changes), yutu_button_new_wide (self, _ ("Ca_ncel…"), _ ("Cancel the address from a day on"), G_CALLBACK (end_cb)));
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (tools[i].label));

      gtk_widget_set_tooltip_text (button, _ (tools[i].tip));
      gtk_widget_set_hexpand (button, TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), tools[i].action);
      gtk_box_append (GTK_BOX (self->changes), button);
    }
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (all), self->changes);
  self->edit = gtk_button_new_with_mnemonic (_ ("_Edit"));
  gtk_widget_set_tooltip_text (self->edit, _ ("Change the record of the address"));
  gtk_widget_set_valign (self->edit, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->edit, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Record of the address"), self->edit, all));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
