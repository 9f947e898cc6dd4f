/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-readings-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-name-readings.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-words.h"

struct _YutuReadingsWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget       *inputs; /* what is set and with what */
  GtkEditable     *word;
  GtkEditable     *reading;
  GtkWidget       *set;
  GtkLabel        *note;
  GtkListBox      *list;
  GtkLabel        *empty;

  YutuSession  *session;
  GCancellable *cancellable; /* of the window */
  GCancellable *trial;       /* NULL: nothing is tried */
  GStrv         lines;       /* "word\treading"; NULL until they are read */
  char         *proposed;    /* the reading that follows the word; NULL: none */
  gboolean      is_setting;
};

G_DEFINE_FINAL_TYPE (YutuReadingsWindow, yutu_readings_window, ADW_TYPE_WINDOW)

/* ---- Words ---- */

/* "3 place names, 1 unit and 2 facilities"; NULL: none. */
static char *
dup_counts (const YutuReadingsResult *told)
{
  g_autofree char *places = g_strdup_printf (ngettext ("%u place name", "%u place names", told->n_places), told->n_places);
  g_autofree char *units = g_strdup_printf (ngettext ("%u unit", "%u units", told->n_divisions), told->n_divisions);
  g_autofree char *facilities =
    g_strdup_printf (ngettext ("%u facility", "%u facilities", told->n_facilities), told->n_facilities);
  const char *parts[4] = { NULL };
  gsize       n = 0;

  if (told->n_places > 0)
    parts[n++] = places;
  if (told->n_divisions > 0)
    parts[n++] = units;
  if (told->n_facilities > 0)
    parts[n++] = facilities;
  /* Translators: between two of a list */
  return n > 0 ? g_strjoinv (_ (", "), (GStrv)parts) : NULL;
}

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static char *
find_reading (YutuReadingsWindow *self,
              const char         *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; self->lines != NULL && self->lines[i] != NULL; i++)
    if (strncmp (self->lines[i], word, length) == 0 && self->lines[i][length] == '\t')
      return g_strdup (self->lines[i] + length + 1);
  return NULL;
}

static void
say (YutuReadingsWindow *self,
     const char         *text,
     gboolean            is_fault)
{
  if (is_fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
  gtk_label_set_label (self->note, text != NULL ? text : _ ("A syllable for each character: shēn fàn or shen1 fan4"));
}

/* ---- Done ---- */

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuReadingsWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean         is_done = yutu_session_undo_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *words = is_done ? g_strdup (_ ("Taken back")) : yutu_words_error (error);

  if (self->session == NULL)
    return;
  if (is_done)
    yutu_toasts_tell (self->toasts, words);
  else
    yutu_toasts_tell_error (self->toasts, words);
}

static void
undo_cb (YutuReadingsWindow *self)
{
  if (self->session != NULL)
    yutu_session_undo_async (self->session, FALSE, undone_cb, g_object_ref (self));
}

typedef struct
{
  YutuReadingsWindow *self;
  char               *word;
  char               *reading; /* "": taken out */
} Setting;

static void
setting_free (Setting *self)
{
  g_object_unref (self->self);
  g_free (self->word);
  g_free (self->reading);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Setting, setting_free)

static void
tell (YutuReadingsWindow       *self,
      const Setting            *setting,
      const YutuReadingsResult *told)
{
  g_autofree char *counts = dup_counts (told);
  g_autofree char *done = *setting->reading != '\0' ? g_strdup_printf (_ ("%s is read %s"), setting->word, setting->reading)
                                                    : g_strdup_printf (_ ("%s is read as Yutu knows it"), setting->word);
  g_autofree char *text = counts != NULL ? g_strdup_printf (_ ("Spelt anew: %s"), counts) : NULL;
  g_autofree char *markup = g_markup_escape_text (done, -1);
  AdwToast        *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  yutu_toasts_take (self->toasts, toast);
  say (self, text, FALSE);
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (Setting) setting = data;
  YutuReadingsWindow *self = setting->self;
  YutuReadingsResult  told = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean         is_done = yutu_session_set_reading_finish (YUTU_SESSION (source), result, &told, &error);
  g_autofree char *words = is_done ? NULL : yutu_words_error (error);

  if (self->session == NULL)
    return;
  self->is_setting = FALSE;
  if (!is_done)
    {
      say (self, words, TRUE);
      return;
    }
  gtk_editable_set_text (self->word, "");
  tell (self, setting, &told);
  gtk_widget_grab_focus (GTK_WIDGET (self->word));
}

static void
set_reading (YutuReadingsWindow *self,
             const char         *word,
             const char         *reading)
{
  Setting *setting = NULL;

  if (self->is_setting)
    return;
  self->is_setting = TRUE;
  setting = g_new0 (Setting, 1);
  g_cancellable_cancel (self->trial);
  setting->self = g_object_ref (self);
  setting->word = g_strdup (word);
  setting->reading = yutu_pinyin_mark_tones (reading);
  yutu_session_set_reading_async (self->session, word, setting->reading, FALSE, NULL, set_cb, setting);
}

static void
save_cb (YutuReadingsWindow *self)
{
  g_autofree char *word = dup_text (self->word);
  g_autofree char *reading = dup_text (self->reading);

  if (*word == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->word));
  else if (*reading == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->reading));
  else
    set_reading (self, word, reading);
}

/* ---- What it would change ---- */

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuReadingsWindow) self = data;
  YutuReadingsResult told = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean         is_done = yutu_session_set_reading_finish (YUTU_SESSION (source), result, &told, &error);
  g_autofree char *counts = is_done ? dup_counts (&told) : NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  if (is_done)
    text = counts != NULL ? g_strdup_printf (_ ("To be spelt anew: %s"), counts) : g_strdup (_ ("No name of the file is spelt otherwise by it."));
  else
    text = yutu_words_error (error);
  say (self, text, !is_done);
  gtk_widget_set_sensitive (self->set, is_done);
}

static void
try_reading (YutuReadingsWindow *self)
{
  g_autofree char *word = dup_text (self->word);
  g_autofree char *reading = dup_text (self->reading);

  g_cancellable_cancel (self->trial);
  g_clear_object (&self->trial);
  gtk_widget_set_sensitive (self->set, FALSE);
  say (self, NULL, FALSE);
  if (*word == '\0' || *reading == '\0')
    return;
  self->trial = g_cancellable_new ();
  yutu_session_set_reading_async (self->session, word, reading, TRUE, self->trial, tried_cb, g_object_ref (self));
}

/* The reading follows the word until somebody types one. */
static void
word_changed_cb (YutuReadingsWindow *self)
{
  g_autofree char *word = dup_text (self->word);
  g_autofree char *reading = dup_text (self->reading);
  g_autofree char *known = find_reading (self, word);

  if (*word == '\0' || *reading == '\0' || g_strcmp0 (reading, self->proposed) == 0)
    {
      g_free (self->proposed);
      self->proposed = known != NULL ? g_steal_pointer (&known) : yutu_pinyin_read_word (word);
      gtk_editable_set_text (self->reading, self->proposed != NULL ? self->proposed : "");
    }
  try_reading (self);
}

/* ---- The list ---- */

static const char *
get_word (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "word");
}

static void
change_cb (GtkWidget          *button,
           YutuReadingsWindow *self)
{
  const char      *word = get_word (button);
  g_autofree char *reading = find_reading (self, word);

  gtk_editable_set_text (self->reading, "");
  gtk_editable_set_text (self->word, word);
  gtk_editable_set_text (self->reading, reading != NULL ? reading : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->reading));
  gtk_editable_select_region (self->reading, 0, -1);
}

static void
remove_cb (GtkWidget          *button,
           YutuReadingsWindow *self)
{
  g_autofree char *word = g_strdup (get_word (button));

  set_reading (self, word, "");
}

static void
add_button (YutuReadingsWindow *self,
            GtkWidget          *row,
            const char         *icon,
            const char         *name,
            const char         *word,
            GCallback           callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "word", g_strdup (word), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* The button with the focus, by its tip, which has its word; NULL: none of the list. (transfer full) */
static char *
dup_focus (YutuReadingsWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) ? g_strdup (gtk_widget_get_tooltip_text (focus))
                                                                                  : NULL;
}

/* FALSE: there is no such button any more. */
static gboolean
restore_focus (GtkWidget  *root,
               const char *tip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (root), tip) == 0)
    return gtk_widget_grab_focus (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (restore_focus (child, tip))
      return TRUE;
  return FALSE;
}

static void
add_row (YutuReadingsWindow *self,
         const char         *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 2);
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *change = g_strdup_printf (_ ("Change how %s is read"), cells[0]);
  g_autofree char *take_out = g_strdup_printf (_ ("Take %s out"), cells[0]);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cells[0]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cells[1]);
  if (gtk_widget_get_visible (self->inputs))
    {
      add_button (self, row, "document-edit-symbolic", change, cells[0], G_CALLBACK (change_cb));
      add_button (self, row, "user-trash-symbolic", take_out, cells[0], G_CALLBACK (remove_cb));
    }
  gtk_list_box_append (self->list, row);
}

/* The same words in the same order, perhaps read otherwise: their rows stay, and what is being pressed there. */
static gboolean
take_readings (YutuReadingsWindow *self,
               GStrv               lines)
{
  gsize n = 0;

  if (self->lines == NULL)
    return FALSE;
  for (; lines[n] != NULL && self->lines[n] != NULL; n++)
    if (strcspn (lines[n], "\t") != strcspn (self->lines[n], "\t") || strncmp (lines[n], self->lines[n], strcspn (lines[n], "\t")) != 0)
      return FALSE;
  if (lines[n] != NULL || self->lines[n] != NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 2);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (gtk_list_box_get_row_at_index (self->list, (int)i)), cells[1]);
    }
  return TRUE;
}

/* In place of what is listed. */
static void
list_anew (YutuReadingsWindow *self)
{
  g_autofree char *focus = dup_focus (self);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_first_child (GTK_WIDGET (self->list)))
    gtk_list_box_remove (self->list, row);
  for (gsize i = 0; self->lines[i] != NULL; i++)
    add_row (self, self->lines[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->lines[0] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->lines[0] == NULL);
  if (focus != NULL && !restore_focus (GTK_WIDGET (self->list), focus))
    gtk_widget_grab_focus (GTK_WIDGET (self->word));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuReadingsWindow) self = data;
  g_autoptr (GError) error = NULL;
  GStrv            lines = yutu_session_list_readings_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *words = error != NULL ? yutu_words_error (error) : NULL;
  gboolean         is_first = FALSE, is_same = FALSE;

  if (self->session == NULL || lines == NULL)
    {
      g_strfreev (lines);
      if (self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, words, TRUE);
      return;
    }
  is_first = self->lines == NULL;
  is_same = take_readings (self, lines);
  g_strfreev (self->lines);
  self->lines = lines;
  if (is_first) /* what was asked for before they were known */
    word_changed_cb (self);
  if (!is_same)
    list_anew (self);
}

static void
read_list (YutuReadingsWindow *self)
{
  yutu_session_list_readings_async (self->session, self->cancellable, listed_cb, g_object_ref (self));
}

static void
changed_cb (YutuSession        *session,
            GStrv               tables,
            YutuReadingsWindow *self)
{
  if (g_strv_contains ((const char *const *)tables, "setting"))
    read_list (self);
}

/* ---- Making ---- */

static GtkEditable *
add_entry (GtkWidget  *list,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
new_boxed_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static GtkWidget *
new_inputs (YutuReadingsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *list = new_boxed_list (_ ("A word and how it is read"));
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->word = add_entry (list, _ ("Word"));
  self->reading = add_entry (list, C_ ("of a word", "Reading"));
  self->note = GTK_LABEL (yutu_text_part_label ());
  gtk_label_set_selectable (self->note, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  say (self, NULL, FALSE);
  self->set = gtk_button_new_with_mnemonic (_ ("_Set"));
  gtk_widget_add_css_class (self->set, "suggested-action");
  gtk_widget_set_valign (self->set, GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->set, FALSE);
  g_signal_connect_object (self->word, "changed", G_CALLBACK (word_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reading, "changed", G_CALLBACK (try_reading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->word, "entry-activated", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reading, "entry-activated", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->set, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (below), self->set);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

static GtkWidget *
new_page (YutuReadingsWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *kept = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *intro = yutu_text_part_label ();

  gtk_label_set_label (GTK_LABEL (intro), _ ("How words are read in the names of this file, where Yutu would read them otherwise or is not sure. "
                                             "Names that are spelt as before are spelt anew; what a person spelt otherwise stays."));
  gtk_label_set_selectable (GTK_LABEL (intro), FALSE);
  self->inputs = new_inputs (self);
  self->list = GTK_LIST_BOX (new_boxed_list (_ ("Kept in the file")));
  self->empty = GTK_LABEL (yutu_text_part_label ());
  gtk_label_set_label (self->empty, _ ("None yet"));
  gtk_label_set_selectable (self->empty, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dim-label");
  gtk_box_append (GTK_BOX (kept), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (kept), GTK_WIDGET (self->empty));
  gtk_box_append (GTK_BOX (page), intro);
  gtk_box_append (GTK_BOX (page), self->inputs);
  gtk_box_append (GTK_BOX (page), yutu_text_part_new (_ ("Kept in the file"), NULL, kept));
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
yutu_readings_window_dispose (GObject *object)
{
  YutuReadingsWindow *self = YUTU_READINGS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->trial);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  g_clear_object (&self->session);
  g_clear_pointer (&self->lines, g_strfreev);
  g_clear_pointer (&self->proposed, g_free);
  G_OBJECT_CLASS (yutu_readings_window_parent_class)->dispose (object);
}

static void
yutu_readings_window_class_init (YutuReadingsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_readings_window_dispose;
}

static void
yutu_readings_window_init (YutuReadingsWindow *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before the entries, which would leave off typing by it. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->cancellable = g_cancellable_new ();
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), new_page (self));
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

GtkWidget *
yutu_readings_window_new (GtkWindow   *parent,
                          YutuSession *session)
{
  YutuReadingsWindow *self =
    g_object_new (YUTU_TYPE_READINGS_WINDOW, "transient-for", parent, "title", _ ("Readings of names"), NULL);

  self->session = g_object_ref (session);
  yutu_dialog_fit (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (self->inputs, yutu_session_get_read_only_reason (session) == NULL);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  read_list (self);
  return GTK_WIDGET (self);
}

void
yutu_readings_window_ask (YutuReadingsWindow *self,
                          const char         *word)
{
  g_return_if_fail (YUTU_IS_READINGS_WINDOW (self));

  gtk_editable_set_text (self->word, word);
  gtk_widget_grab_focus (GTK_WIDGET (self->reading));
  gtk_editable_select_region (self->reading, 0, -1);
}
