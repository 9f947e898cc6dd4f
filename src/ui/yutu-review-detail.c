/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-review-detail.h"

#include <glib/gi18n.h>

#include "gazetteer/yutu-address-reason.h"
#include "ui/yutu-children.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-words.h"

#define MAX_HITS  8
#define SEARCH_MS 120 /* behind the last key */
#define WIDTH_PX  300

struct _YutuReviewDetail
{
  AdwBin parent_instance;

  GtkLabel       *given;
  GtkLabel       *reasons;
  GtkLabel       *chain; /* a line a step */
  GtkWidget      *choices_title;
  GtkListBox     *choices_list;
  GtkWidget      *refuse;
  GtkWidget      *take_back;
  GtkSearchEntry *search;
  GtkListBox     *hits_list;
  GtkLabel       *hits_note;
  GtkWidget      *content;
  GtkWidget      *scroller;

  YutuSession       *session;
  GPtrArray         *choices;  /* of YutuAddressChoice; NULL: none, or not read yet */
  YutuAddressChoice *proposed; /* what alone is a candidate; NULL: there are several, or none */
  GPtrArray         *hits;     /* of YutuAddressChoice: by position in the list; NULL the same */
  GCancellable      *reading;  /* of what belongs to the row */
  GCancellable      *finding;
  guint              n_reading;
  guint              search_source;
  guint              n_ticks; /* until what was found is scrolled to */
};

G_DEFINE_FINAL_TYPE (YutuReviewDetail, yutu_review_detail, ADW_TYPE_BIN)

enum
{
  SIGNAL_TAKEN,
  SIGNAL_POINTED,
  SIGNAL_REFUSED,
  SIGNAL_TAKEN_BACK,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
renew (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

static void
fail (YutuReviewDetail *self,
      const GError     *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static GtkWidget *
new_line (const char *text,
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

/* ---- Choices as rows ---- */

/* Who looks at one sees on the map where it lies. */
static void
entered_cb (GtkEventController *controller,
            GParamSpec         *pspec,
            YutuReviewDetail   *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  GtkWidget *list = gtk_widget_get_parent (row);
  GPtrArray *of = list == GTK_WIDGET (self->hits_list) ? self->hits : self->choices;
  guint      index = (guint)gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gboolean   is_looked_at = GTK_IS_EVENT_CONTROLLER_FOCUS (controller)
                              ? gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (controller))
                              : gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (controller));

  if (list == NULL || of == NULL || index >= of->len)
    return; /* the list is being emptied */
  g_signal_emit (self, signals[SIGNAL_POINTED], 0, is_looked_at ? g_ptr_array_index (of, index) : NULL);
}

static void
watch_row (YutuReviewDetail *self,
           GtkWidget        *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (entered_cb), self, 0);
  g_signal_connect_object (motion, "notify::contains-pointer", G_CALLBACK (entered_cb), self, 0);
  gtk_widget_add_controller (row, focus);
  gtk_widget_add_controller (row, motion);
}

/* @number: of the key; 0: none */
static void
append_choice (YutuReviewDetail        *self,
               GtkListBox              *list,
               const YutuAddressChoice *choice,
               guint                    number)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *key = number > 0 ? g_strdup_printf ("%u", number) : NULL;
  g_autofree char *where = choice->where != NULL
                             /* Translators: a road, village …, and where it lies */
                             ? g_strdup_printf (_ ("%s · %s"), yutu_address_level_to_word (choice->level), choice->where)
                             : g_strdup (yutu_address_level_to_word (choice->level));
  /* Translators: a candidate: its number, address, and what it was found down to */
  g_autofree char *spoken = g_strdup_printf (_ ("%u: %s, %s"), number, choice->standard, where);

  if (key != NULL)
    {
      GtkWidget *label = gtk_label_new (key);

      gtk_widget_add_css_class (label, "candidate-key");
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (lines), new_line (choice->standard, NULL));
  gtk_box_append (GTK_BOX (lines), new_line (where, "candidate-level"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (box, "candidate");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  watch_row (self, row);
  gtk_list_box_append (list, row);
}

static void
show_choices (YutuReviewDetail *self)
{
  yutu_list_box_clear (self->choices_list);
  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    append_choice (self, self->choices_list, g_ptr_array_index (self->choices, i), i + 1);
  gtk_widget_set_visible (self->choices_title, self->choices != NULL && self->choices->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->choices_list), self->choices != NULL && self->choices->len > 0);
}

/* The choice outlives the list that it is taken from. */
static void
take (YutuReviewDetail *self,
      GPtrArray        *of,
      guint             index)
{
  g_autoptr (YutuAddressChoice) choice = NULL;

  if (of == NULL || index >= of->len)
    return;
  choice = yutu_address_choice_copy (g_ptr_array_index (of, index));
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, choice);
}

static void
choice_activated_cb (GtkListBox       *list,
                     GtkListBoxRow    *row,
                     YutuReviewDetail *self)
{
  take (self, list == self->hits_list ? self->hits : self->choices, (guint)gtk_list_box_row_get_index (row));
}

gboolean
yutu_review_detail_take (YutuReviewDetail *self,
                         guint             number)
{
  g_return_val_if_fail (YUTU_IS_REVIEW_DETAIL (self), FALSE);
  if (self->choices == NULL || number == 0 || number > self->choices->len)
    return FALSE;
  take (self, self->choices, number - 1);
  return TRUE;
}

gboolean
yutu_review_detail_is_settled (YutuReviewDetail *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW_DETAIL (self), FALSE);
  return self->n_reading == 0 && self->search_source == 0 && self->n_ticks == 0;
}

/* ---- What belongs to the row ---- */

/* What is proposed may say more than the road that it is read from, the number and the place reckoned for it: only
 * where that lies is the library's to tell. */
static void
keep_proposed (YutuReviewDetail *self)
{
  YutuAddressChoice *read = NULL;

  if (self->proposed == NULL || self->choices->len == 0)
    return;
  read = g_ptr_array_index (self->choices, 0);
  if (self->proposed->where == NULL)
    self->proposed->where = g_steal_pointer (&read->where);
  g_ptr_array_insert (self->choices, 0, g_steal_pointer (&self->proposed));
  g_ptr_array_set_size (self->choices, 1);
}

static void
choices_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuReviewDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = yutu_session_list_address_choices_finish (YUTU_SESSION (source), result, &error);

  self->n_reading--;
  if (choices == NULL)
    {
      fail (self, error);
      return;
    }
  if (self->session == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_steal_pointer (&choices);
  keep_proposed (self);
  show_choices (self);
}

/* "2021年10月21日：岭上乡 → 塔石乡（撤销岭上乡，浙政函〔2021〕103号）" (transfer full) */
static char *
word_step (const YutuAddressStep *step)
{
  g_autofree char *day = yutu_words_day (step->day);
  const char      *to = step->to != NULL ? step->to : _ ("nothing followed");
  const char      *act = step->act != NULL ? step->act : step->doc_no;

  if (act == NULL)
    /* Translators: a day, what it was, what it became */
    return g_strdup_printf (_ ("%s: %s → %s"), day, step->from, to);
  if (step->act == NULL || step->doc_no == NULL)
    /* Translators: and the act that made it */
    return g_strdup_printf (_ ("%s: %s → %s (%s)"), day, step->from, to, act);
  /* Translators: and the act that made it, and its document number */
  return g_strdup_printf (_ ("%s: %s → %s (%s, %s)"), day, step->from, to, step->act, step->doc_no);
}

static void
chain_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuReviewDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = yutu_session_list_address_chain_finish (YUTU_SESSION (source), result, &error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *text = NULL;

  self->n_reading--;
  if (steps == NULL)
    {
      fail (self, error);
      return;
    }
  if (self->session == NULL)
    return;
  lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (lines, word_step (g_ptr_array_index (steps, i)));
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **)lines->pdata);
  gtk_label_set_text (self->chain, text);
  gtk_widget_set_visible (GTK_WIDGET (self->chain), steps->len > 0);
}

static void
read_row (YutuReviewDetail    *self,
          const YutuReviewRow *row)
{
  const YutuAddressChoice *found = row->found != NULL ? row->found : &row->choice;
  gint64                   id = found->address != 0 ? found->address : found->place != 0 ? found->place
                                                                                         : found->unit;

  if (row->n_candidates == 0 && found->standard != NULL && id != 0)
    self->proposed = yutu_address_choice_copy (found);
  if (row->n_candidates > 0 || self->proposed != NULL)
    {
      self->n_reading++;
      yutu_session_list_address_choices_async (self->session, row->n_candidates > 0 ? row->candidates : &id,
                                               row->n_candidates > 0 ? row->n_candidates : 1, self->reading, choices_cb,
                                               g_object_ref (self));
    }
  if (row->former.address == 0 && row->former.place == 0 && row->former.unit == 0)
    return;
  self->n_reading++;
  yutu_session_list_address_chain_async (self->session, &row->former, self->reading, chain_cb, g_object_ref (self));
}

static void
clear_hits (YutuReviewDetail *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  renew (&self->finding);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  yutu_list_box_clear (self->hits_list);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_list), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_note), FALSE);
}

void
yutu_review_detail_show (YutuReviewDetail    *self,
                         const YutuReviewRow *row)
{
  g_autofree char *reasons = NULL;

  g_return_if_fail (YUTU_IS_REVIEW_DETAIL (self));
  renew (&self->reading);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, yutu_address_choice_free);
  show_choices (self);
  gtk_widget_set_visible (GTK_WIDGET (self->chain), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  clear_hits (self);
  gtk_widget_set_visible (self->content, row != NULL);
  if (row == NULL)
    return;
  reasons = yutu_address_reason_list_texts (row->parse_reasons, row->match_reasons);
  gtk_label_set_text (self->given, *row->given != '\0' ? row->given : _ ("(nothing is written)"));
  gtk_label_set_text (self->reasons, reasons);
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), *reasons != '\0');
  gtk_label_set_text (GTK_LABEL (self->choices_title), yutu_review_row_get_group (row) == YUTU_REVIEW_CONFIRM
                                                         ? _ ("Candidates: Enter takes the first, a digit its own")
                                                         : _ ("Candidates: a digit takes its own"));
  gtk_widget_set_sensitive (self->take_back, row->decision != YUTU_DECISION_NONE);
  gtk_widget_set_sensitive (self->refuse, yutu_review_row_get_group (row) != YUTU_REVIEW_HAND);
  if (self->session != NULL)
    read_row (self, row);
}

/* ---- The library ---- */

/* What is found stands below the entry, which goes to the top for it: the frame behind the one that lays it out. */
static gboolean
show_search_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  YutuReviewDetail *self = YUTU_REVIEW_DETAIL (widget);
  double            x = 0, y = 0;

  if (--self->n_ticks > 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->search), self->content, 0, 0, &x, &y))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), y);
  return G_SOURCE_REMOVE;
}

static void
hits_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuReviewDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = yutu_session_list_address_choices_finish (YUTU_SESSION (source), result, &error);

  self->n_reading--;
  if (hits == NULL)
    {
      fail (self, error);
      return;
    }
  if (self->session == NULL)
    return;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&hits);
  yutu_list_box_clear (self->hits_list);
  for (guint i = 0; i < self->hits->len; i++)
    append_choice (self, self->hits_list, g_ptr_array_index (self->hits, i), 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_list), self->hits->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_note), self->hits->len == 0);
  if (self->n_ticks == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), show_search_cb, NULL, NULL);
  self->n_ticks = 2;
}

/* What a hit is taken for is read as a candidate is. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuReviewDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSearchResult) found = yutu_session_search_finish (YUTU_SESSION (source), result, &error);
  gint64 ids[MAX_HITS];
  gsize  n = 0;

  self->n_reading--;
  if (found == NULL)
    {
      fail (self, error);
      return;
    }
  if (self->session == NULL)
    return;
  for (guint i = 0; i < found->hits->len && n < MAX_HITS; i++)
    {
      const YutuSearchHit *hit = g_ptr_array_index (found->hits, i);

      if (hit->kind == YUTU_SEARCH_ADDRESS || hit->kind == YUTU_SEARCH_PLACE)
        ids[n++] = hit->id;
      else if (hit->kind == YUTU_SEARCH_DIVISION)
        ids[n++] = hit->unit;
    }
  self->n_reading++;
  yutu_session_list_address_choices_async (self->session, ids, n, self->finding, hits_cb, g_object_ref (self));
}

static gboolean
search_cb (gpointer data)
{
  YutuReviewDetail *self = data;
  const char       *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  YutuFindSpec      spec = { .limit = MAX_HITS * 3 };

  self->search_source = 0;
  renew (&self->finding);
  self->n_reading++;
  yutu_session_search_async (self->session, text, &spec, self->finding, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (GtkEditable      *editable,
                   YutuReviewDetail *self)
{
  clear_hits (self);
  if (self->session != NULL && *gtk_editable_get_text (editable) != '\0')
    self->search_source = g_timeout_add (SEARCH_MS, search_cb, self); /* removed in dispose */
}

static void
search_activate_cb (GtkSearchEntry   *entry,
                    YutuReviewDetail *self)
{
  take (self, self->hits, 0);
}

void
yutu_review_detail_start_search (YutuReviewDetail *self)
{
  g_return_if_fail (YUTU_IS_REVIEW_DETAIL (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---- Object ---- */

static void
refuse_cb (YutuReviewDetail *self)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

static void
take_back_cb (YutuReviewDetail *self)
{
  g_signal_emit (self, signals[SIGNAL_TAKEN_BACK], 0);
}

void
yutu_review_detail_set_session (YutuReviewDetail *self,
                                YutuSession      *session)
{
  g_return_if_fail (YUTU_IS_REVIEW_DETAIL (self));
  g_set_object (&self->session, session);
}

static void
yutu_review_detail_dispose (GObject *object)
{
  YutuReviewDetail *self = YUTU_REVIEW_DETAIL (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  renew (&self->reading);
  renew (&self->finding);
  g_clear_object (&self->reading);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->proposed, yutu_address_choice_free);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  G_OBJECT_CLASS (yutu_review_detail_parent_class)->dispose (object);
}

static void
yutu_review_detail_class_init (YutuReviewDetailClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_review_detail_dispose;
  signals[SIGNAL_TAKEN] =
    g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_POINTED] =
    g_signal_new ("pointed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TAKEN_BACK] =
    g_signal_new ("taken-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkListBox *
new_list (YutuReviewDetail *self,
          const char       *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (list, FALSE);
  yutu_focus_mend_list (list);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (choice_activated_cb), self, 0);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
new_button (YutuReviewDetail *self,
            const char       *label,
            const char       *tooltip,
            GCallback         callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
build_search (YutuReviewDetail *self,
              GtkBox           *box)
{
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->hits_list = new_list (self, _ ("Found in the library"));
  self->hits_note = GTK_LABEL (new_line (_ ("Nothing of this name is in the library."), "dim-label"));
  g_object_set (self->search, "placeholder-text", _ ("Find it in the library"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find it in the library"),
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->search), _ ("Names, addresses, pinyin; Enter takes the first ( / )"));
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self, 0);
  gtk_box_append (box, GTK_WIDGET (self->search));
  gtk_box_append (box, GTK_WIDGET (self->hits_list));
  gtk_box_append (box, GTK_WIDGET (self->hits_note));
}

static void
yutu_review_detail_init (YutuReviewDetail *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));

  self->scroller = gtk_scrolled_window_new ();
  self->content = GTK_WIDGET (box);
  self->given = GTK_LABEL (new_line (NULL, "heading"));
  self->reasons = GTK_LABEL (new_line (NULL, "caption"));
  self->chain = GTK_LABEL (new_line (NULL, "caption"));
  self->choices_title = new_line (NULL, "caption");
  self->choices_list = new_list (self, _ ("Candidates"));
  self->refuse = new_button (self, _ ("None of these"), _ ("The row is left for finding by hand (Delete)"), G_CALLBACK (refuse_cb));
  self->take_back = new_button (self, _ ("Take back"), _ ("The row is as it was found again (0)"), G_CALLBACK (take_back_cb));
  gtk_widget_add_css_class (GTK_WIDGET (self->reasons), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->chain), "edit-note");
  gtk_widget_add_css_class (self->choices_title, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (box), "review-detail");
  gtk_box_append (box, GTK_WIDGET (self->given));
  gtk_box_append (box, GTK_WIDGET (self->reasons));
  gtk_box_append (box, GTK_WIDGET (self->chain));
  gtk_box_append (box, self->choices_title);
  gtk_box_append (box, GTK_WIDGET (self->choices_list));
  gtk_box_append (buttons, self->refuse);
  gtk_box_append (buttons, self->take_back);
  gtk_box_append (box, GTK_WIDGET (buttons));
  build_search (self, box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (box));
  gtk_widget_set_size_request (self->scroller, WIDTH_PX, -1);
  gtk_widget_set_hexpand (self->scroller, FALSE); /* the rest is the table's */
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

GtkWidget *
yutu_review_detail_new (void)
{
  return g_object_new (YUTU_TYPE_REVIEW_DETAIL, NULL);
}
