/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-history-list.h"

#include <glib/gi18n.h>

#include "session/yutu-session-time.h"
#include "ui/yutu-children.h"
#include "ui/yutu-words-time.h"
#include "ui/yutu-words.h"

struct _YutuHistoryList
{
  AdwBin parent_instance;

  GtkListBox   *list;
  YutuSession  *session;
  GCancellable *cancellable;
  gint64        address; /* whose forms are shown */
};

G_DEFINE_FINAL_TYPE (YutuHistoryList, yutu_history_list, ADW_TYPE_BIN)

/* ---- Rows ---- */

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* What activating a row does. */
typedef struct
{
  YutuDay day;     /* YUTU_DAY_INVALID: it stays */
  gint64  unit;    /* chosen; 0: none */
  gint64  address; /* the same */
  gint64  act;     /* whose record is shown; 0: none */
} Aim;

static GtkWidget *
append_row (YutuHistoryList *self,
            GtkWidget       *child,
            const char      *spoken,
            const Aim       *aim)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (child, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "aim", g_memdup2 (aim, sizeof *aim), g_free);
  gtk_list_box_append (self->list, row);
  return row;
}

/* "≡ 撤销岭上乡, 浙政函〔2021〕103号": to its record. */
static void
append_act (YutuHistoryList *self,
            gint64           act,
            const char      *title,
            const char      *doc_no)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name ("x-office-document-symbolic");

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_set_margin_start (icon, 12);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (title, NULL));
  if (doc_no != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (doc_no, "caption"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_set_tooltip_text (append_row (self, box, title, &(Aim){ YUTU_DAY_INVALID, 0, 0, act }),
                               _ ("Show the division change order"));
}

static void
append_event (YutuHistoryList     *self,
              const YutuUnitEvent *event,
              YutuDay              day)
{
  g_autofree char    *date = yutu_words_day (day);
  g_autofree char    *what = yutu_words_difference (event->kinds);
  g_autofree char    *spoken = g_strdup_printf ("%s: %s", date, what);
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget          *head = new_label (date, "heading");
  const YutuDivision *before = event->before, *after = event->after;

  gtk_widget_add_css_class (head, "numeric");
  gtk_box_append (GTK_BOX (box), head);
  if (what[0] != '\0')
    gtk_box_append (GTK_BOX (box), new_label (what, "dim-label"));
  if (before != NULL && after != NULL && (event->kinds & YUTU_DIFFERENCE_NAME) != 0)
    {
      g_autofree char *names = g_strdup_printf ("%s → %s", before->name, after->name);

      gtk_box_append (GTK_BOX (box), new_label (names, NULL));
    }
  if (before != NULL && after != NULL && (event->kinds & YUTU_DIFFERENCE_CODE) != 0)
    {
      g_autofree char *codes =
        g_strdup_printf ("%s → %s", before->code != NULL ? before->code : "–",
                         after->code != NULL ? after->code : "–");

      gtk_box_append (GTK_BOX (box), new_label (codes, "numeric"));
    }
  gtk_widget_set_tooltip_text (append_row (self, box, spoken, &(Aim){ day, 0, 0, 0 }),
                               _ ("Put the map on this day"));
  for (guint i = 0; i < event->acts->len; i++)
    {
      const YutuActFacts *act = g_ptr_array_index (event->acts, i);

      append_act (self, act->id, act->title, act->doc_no);
    }
}

/* "→ 塔石乡 · 81.2 % of the land, 79.0 % of the addresses" */
static void
append_link (YutuHistoryList    *self,
             const YutuUnitLink *link,
             YutuDay             day,
             gboolean            is_from)
{
  g_autofree char *area = yutu_words_share (link->area_num, link->area_den);
  g_autofree char *addresses = yutu_words_share (link->address_num, link->address_den);
  g_autofree char *spoken = g_strdup_printf (
    is_from ? _ ("Land from %s") : _ ("Land to %s"), link->division->name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_widget_set_margin_start (texts, 12);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (spoken, NULL));
  if (area != NULL && addresses != NULL)
    {
      g_autofree char *shares =
        /* Translators: shares of the land and of the addresses, with their percent signs */
        g_strdup_printf (is_from ? _ ("%s of its land, %s of its addresses")
                                 : _ ("%s of the land, %s of the addresses"),
                         area, addresses);

      gtk_box_append (GTK_BOX (texts), new_label (shares, "caption"));
    }
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), icon);
  append_row (self, box, spoken, &(Aim){ is_from ? day - 1 : day, link->division->unit, 0, 0 });
}

static void
fill (YutuHistoryList *self,
      const GPtrArray *events)
{
  yutu_list_box_clear (self->list);
  for (guint i = events->len; i > 0; i--)
    {
      const YutuUnitEvent *event = g_ptr_array_index (events, i - 1);
      YutuDay              day = yutu_day_parse (event->day);

      if (day == YUTU_DAY_INVALID)
        continue;
      append_event (self, event, day);
      for (guint k = 0; k < event->from->len; k++)
        append_link (self, g_ptr_array_index (event->from, k), day, TRUE);
      for (guint k = 0; k < event->to->len; k++)
        append_link (self, g_ptr_array_index (event->to, k), day, FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), events->len > 1);
}

/* ---- The forms of an address ---- */

static char *
word_days (const YutuAddressForm *form)
{
  g_autofree char *from = yutu_words_day (form->valid_from);
  g_autofree char *to = NULL;

  if (form->valid_to == yutu_day_parse (YUTU_DAY_OPEN_TEXT))
    /* Translators: a day from which on something is valid */
    return g_strdup_printf (_ ("since %s"), from);
  to = yutu_words_day (form->valid_to - 1);
  return g_strdup_printf ("%s – %s", from, to);
}

/* The last day of a former one, the first of one that came after. */
static void
append_form (YutuHistoryList       *self,
             const YutuAddressForm *form,
             gboolean               is_shown)
{
  g_autofree char *days = word_days (form);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gboolean         is_open = form->valid_to == yutu_day_parse (YUTU_DAY_OPEN_TEXT);
  GtkWidget       *row = NULL;

  gtk_box_append (GTK_BOX (box), new_label (form->text, is_shown ? "heading" : NULL));
  gtk_box_append (GTK_BOX (box), new_label (days, "caption"));
  row = append_row (self, box, form->text,
                    &(Aim){ is_open ? form->valid_from : form->valid_to - 1, 0, form->id, 0 });
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !is_shown);
  gtk_widget_set_tooltip_text (row, is_shown ? NULL : _ ("Show this form of the address, on its day"));
}

static void
fill_forms (YutuHistoryList *self,
            const GPtrArray *forms)
{
  yutu_list_box_clear (self->list);
  for (guint i = forms->len; i > 0; i--)
    {
      const YutuAddressForm *form = g_ptr_array_index (forms, i - 1);

      append_form (self, form, form->id == self->address);
      if (form->act != 0)
        append_act (self, form->act, form->act_title, form->act_no);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), forms->len > 1);
}

/* ---- Signals ---- */

static void
row_activated_cb (GtkListBox      *list,
                  GtkListBoxRow   *row,
                  YutuHistoryList *self)
{
  Aim aim = *(const Aim *)g_object_get_data (G_OBJECT (row), "aim");
  g_autoptr (YutuSession) session = NULL;
  g_autoptr (YutuPlace) place = NULL;

  if (self->session == NULL)
    return;
  if (aim.act != 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-act", "x", aim.act);
      return;
    }
  session = g_object_ref (self->session); /* the rows go with the place */
  yutu_session_set_day (session, aim.day);
  if (aim.unit == 0 && aim.address == 0)
    return;
  place = aim.unit != 0 ? yutu_place_new_unit (aim.unit) : yutu_place_new_object (YUTU_PLACE_ADDRESS, aim.address);
  yutu_session_set_place (session, place);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (YutuHistoryList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
    yutu_session_list_history_finish (YUTU_SESSION (source), result, &error);

  if (events != NULL && self->session != NULL)
    fill (self, events);
  else if (events == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("history: %s", error->message);
}

static void
forms_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (YutuHistoryList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms =
    yutu_session_list_address_forms_finish (YUTU_SESSION (source), result, &error);

  if (forms != NULL && self->session != NULL)
    fill_forms (self, forms);
  else if (forms == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("forms of an address: %s", error->message);
}

/* FALSE: of nothing. */
static gboolean
begin (YutuHistoryList *self,
       YutuSession     *session,
       gint64           id)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->session, session);
  if (id == 0)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    self->cancellable = g_cancellable_new ();
  return id != 0;
}

void
yutu_history_list_show_address (YutuHistoryList *self,
                                YutuSession     *session,
                                gint64           address)
{
  g_return_if_fail (YUTU_IS_HISTORY_LIST (self));

  self->address = address;
  if (begin (self, session, address))
    yutu_session_list_address_forms_async (session, address, self->cancellable, forms_read_cb,
                                           g_object_ref (self));
}

void
yutu_history_list_show (YutuHistoryList *self,
                        YutuSession     *session,
                        gint64           unit)
{
  g_return_if_fail (YUTU_IS_HISTORY_LIST (self));

  if (begin (self, session, unit))
    yutu_session_list_history_async (session, unit, self->cancellable, read_cb, g_object_ref (self));
}

/* ---- Object ---- */

static void
yutu_history_list_dispose (GObject *object)
{
  YutuHistoryList *self = YUTU_HISTORY_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_history_list_parent_class)->dispose (object);
}

static void
yutu_history_list_class_init (YutuHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_history_list_dispose;
}

static void
yutu_history_list_init (YutuHistoryList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_ ("History"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "pane-heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self); /* a child */
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
