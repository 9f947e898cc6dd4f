/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A verdict is written as soon as it is given, one entry each: there is nothing to lose. Rows stay as they are
 * while the sample does, so that the keyboard stays where it was. */

#include "ui/yutu-batch-box.h"

#include <glib/gi18n.h>

#include "session/yutu-session-batch.h"
#include "ui/yutu-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-pane-marks.h"
#include "ui/yutu-pick-button.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

#define MAX_ROWS 200 /* the rest comes up as these are judged, or by the command line */

typedef struct
{
  gint64       address;
  int          index; /* in the page */
  GtkDropDown *verdict;
  GtkEditable *note;
} Row;

struct _YutuBatchBox
{
  AdwBin parent_instance;

  GtkLabel      *summary;
  GtkWidget     *fill; /* a box of buttons */
  GtkWidget     *import_button;
  GtkWidget     *sample_part;
  GtkListBox    *sample;
  GtkWidget     *rest;
  GtkWidget     *road_part;
  GtkListBox    *roads;
  YutuSession   *session;
  YutuPaneMarks *marks;
  GCancellable  *cancellable;
  gint64         case_file;
  gint64         unit; /* that the case lies in */
  YutuBatchPage *page;
  GArray        *rows;     /* Row */
  GtkSizeGroup  *verdicts; /* as wide as the longest word: the notes stand below each other */
  gboolean       is_filling;
};

G_DEFINE_FINAL_TYPE (YutuBatchBox, yutu_batch_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (YutuBatchBox *self);
static void show_imports (YutuBatchBox *self);

/* ---- Verdicts ---- */

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuBatchBox) self = data;
  g_autoptr (GError) error = NULL;

  if (yutu_session_judge_batch_finish (YUTU_SESSION (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_DONE], 0, _ ("The verdict is written down"));
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  load (self);
}

static void
judge (YutuBatchBox           *self,
       const YutuBatchVerdict *verdicts,
       gsize                   n)
{
  if (n > 0 && self->session != NULL)
    yutu_session_judge_batch_async (self->session, self->case_file, verdicts, n, judged_cb, g_object_ref (self));
}

static Row *
find_row (YutuBatchBox *self,
          gpointer      widget)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if ((gpointer)row->verdict == widget || (gpointer)row->note == widget)
        return row;
    }
  return NULL;
}

/* 0: not looked at, 1: right, 2: wrong. */
static void
judge_row (YutuBatchBox *self,
           gpointer      widget)
{
  const Row       *row = self->is_filling ? NULL : find_row (self, widget);
  guint            chosen = row != NULL ? gtk_drop_down_get_selected (row->verdict) : 0;
  const char      *note = row != NULL ? gtk_editable_get_text (row->note) : NULL;
  YutuBatchVerdict verdict = { 0 };

  if (chosen == 0)
    return;
  verdict = (YutuBatchVerdict){ row->address, chosen == 1, note != NULL && *note != '\0' ? note : NULL };
  judge (self, &verdict, 1);
}

static void
selected_cb (GtkDropDown  *drop_down,
             GParamSpec   *pspec,
             YutuBatchBox *self)
{
  judge_row (self, drop_down);
}

static void
noted_cb (GtkEntry     *entry,
          YutuBatchBox *self)
{
  judge_row (self, entry);
}

static void
rest_cb (YutuBatchBox *self)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, TRUE, sizeof (YutuBatchVerdict));

  for (guint i = 0; self->page != NULL && i < self->page->rows->len; i++)
    {
      const YutuBatchRow    *row = g_ptr_array_index (self->page->rows, i);
      const YutuBatchVerdict verdict = { row->address, TRUE, NULL };

      if (row->verdict < 0)
        g_array_append_val (verdicts, verdict);
    }
  judge (self, (const YutuBatchVerdict *)(gpointer)verdicts->data, verdicts->len);
}

static void
row_activated_cb (YutuBatchBox  *self,
                  GtkListBoxRow *list_row)
{
  guint               index = (guint)gtk_list_box_row_get_index (list_row);
  const YutuBatchRow *row = NULL;

  if (index >= self->rows->len)
    return;
  row = g_ptr_array_index (self->page->rows, g_array_index (self->rows, Row, index).index);
  if (!row->has_point)
    return;
  yutu_pane_marks_point_at (self->marks, row->point);
}

/* ---- Rows ---- */

static GtkWidget *
new_verdict (YutuBatchBox       *self,
             const YutuBatchRow *row)
{
  const char *const words[] = { _ ("Not looked at"), _ ("Right"), _ ("Wrong"), NULL };
  GtkWidget        *drop_down = gtk_drop_down_new_from_strings (words);
  g_autofree char  *name = g_strdup_printf (_ ("Verdict on %s"), row->text != NULL ? row->text : "");

  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_size_group_add_widget (self->verdicts, drop_down);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  return drop_down;
}

static GtkWidget *
new_note (YutuBatchBox       *self,
          const YutuBatchRow *row)
{
  GtkWidget       *note = gtk_entry_new ();
  g_autofree char *name = g_strdup_printf (_ ("Note on %s"), row->text != NULL ? row->text : "");

  gtk_entry_set_placeholder_text (GTK_ENTRY (note), _ ("What was found"));
  gtk_widget_set_hexpand (note, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (note), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (note, "activate", G_CALLBACK (noted_cb), self, 0);
  return note;
}

static void
append_row (YutuBatchBox *self,
            guint         index)
{
  const YutuBatchRow *row = g_ptr_array_index (self->page->rows, index);
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget          *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget          *label = gtk_label_new (row->text != NULL ? row->text : "");
  GtkWidget          *list_row = gtk_list_box_row_new ();
  Row                 made = { .address = row->address, .index = (int)index };

  made.verdict = GTK_DROP_DOWN (new_verdict (self, row));
  made.note = GTK_EDITABLE (new_note (self, row));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (made.verdict));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (made.note));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, row->text != NULL ? row->text : "", -1);
  gtk_list_box_append (self->sample, list_row);
  g_array_append_val (self->rows, made);
}

/* The rows that are there are those that would be made. */
static gboolean
has_rows (YutuBatchBox *self,
          const GArray *wanted)
{
  gboolean is_same = self->rows->len == wanted->len;

  for (guint i = 0; i < wanted->len && is_same; i++)
    {
      guint index = g_array_index ((GArray *)wanted, guint, i);

      is_same = g_array_index (self->rows, Row, i).address ==
                ((const YutuBatchRow *)g_ptr_array_index (self->page->rows, index))->address;
    }
  return is_same;
}

/* All of a small sample in its order; of a large one first those that wait for a verdict. */
static GArray *
choose_rows (YutuBatchBox *self)
{
  GArray  *chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_small = self->page->rows->len <= MAX_ROWS;

  for (guint pass = is_small ? 1 : 0; pass < 2; pass++)
    for (guint i = 0; i < self->page->rows->len && chosen->len < MAX_ROWS; i++)
      if (is_small || (((const YutuBatchRow *)g_ptr_array_index (self->page->rows, i))->verdict < 0) == (pass == 0))
        g_array_append_val (chosen, i);
  return chosen;
}

static void
show_sample (YutuBatchBox *self)
{
  g_autoptr (GArray) chosen = choose_rows (self);

  self->is_filling = TRUE;
  if (!has_rows (self, chosen))
    {
      g_array_set_size (self->rows, 0);
      yutu_list_box_clear (self->sample);
      for (guint i = 0; i < chosen->len; i++)
        append_row (self, g_array_index (chosen, guint, i));
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row          *row = &g_array_index (self->rows, Row, i);
      const YutuBatchRow *from = g_ptr_array_index (self->page->rows, row->index);

      gtk_drop_down_set_selected (row->verdict, from->verdict < 0 ? 0 : from->verdict == 1 ? 1
                                                                                           : 2);
      if (from->note != NULL || from->verdict < 0)
        gtk_editable_set_text (row->note, from->note != NULL ? from->note : "");
      gtk_widget_set_sensitive (GTK_WIDGET (row->verdict), self->page->may_judge);
      gtk_widget_set_sensitive (GTK_WIDGET (row->note), self->page->may_judge);
    }
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->rest, self->page->may_judge &&
                                        self->page->batch.n_right + self->page->batch.n_wrong < self->page->batch.n_sampled);
  gtk_widget_set_visible (self->sample_part, self->rows->len > 0);
}

/* ---- Roads ---- */

static void
add_count (GString    *text,
           const char *what,
           gint64      n)
{
  g_autofree char *count = yutu_words_count (n);

  if (n > 0)
    g_string_append_printf (text, " · %s %s", what, count);
}

static void
show_roads (YutuBatchBox *self)
{
  yutu_list_box_clear (self->roads);
  for (guint i = 0; i < self->page->roads->len; i++)
    {
      const YutuBatchRoad *road = g_ptr_array_index (self->page->roads, i);
      GtkWidget           *row = adw_action_row_new ();
      g_autofree char     *count = yutu_words_count (road->n);
      g_autoptr (GString) text = g_string_new (NULL);

      g_string_append_printf (text, _ ("%s doors"), count);
      add_count (text, _ ("Missing"), road->n_missing);
      add_count (text, _ ("Twice"), road->n_double);
      add_count (text, _ ("Out of order"), road->n_out_of_order);
      add_count (text, _ ("On the other side"), road->n_other_side);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), road->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_append (self->roads, row);
    }
  gtk_widget_set_visible (self->road_part, self->page->roads->len > 0);
}

static void
road_activated_cb (YutuBatchBox  *self,
                   GtkListBoxRow *row)
{
  guint index = (guint)gtk_list_box_row_get_index (row);
  g_autoptr (YutuPlace) place = NULL;

  if (self->page == NULL || index >= self->page->roads->len)
    return;
  place = yutu_place_new_object (YUTU_PLACE_NAME, ((YutuBatchRoad *)g_ptr_array_index (self->page->roads, index))->place);
  yutu_session_set_place (self->session, place);
}

/* ---- What it holds ---- */

static void
show_summary (YutuBatchBox *self)
{
  const YutuBatch *batch = &self->page->batch;
  g_autofree char *n = yutu_words_count (batch->n);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->page->is_missing)
    {
      gtk_label_set_label (self->summary, _ ("This file is older than batches and open for reading only: it keeps none of the "
                                             "addresses. Open it, or a copy, for writing once to bring it up to date."));
      gtk_widget_set_visible (self->fill, FALSE);
      return;
    }
  g_string_append_printf (text, ngettext ("%s address", "%s addresses", (gulong)batch->n), n);
  if (batch->has_sample)
    {
      add_count (text, _ ("Sample"), batch->n_sampled);
      add_count (text, _ ("Right"), batch->n_right);
      add_count (text, _ ("Wrong"), batch->n_wrong);
      add_count (text, _ ("Not looked at"), batch->n_sampled - batch->n_right - batch->n_wrong);
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              yutu_batch_passes (batch) ? _ ("The sample is good enough: %.1f %% are asked for")
                                                        : _ ("Accepted when %.1f %% of the sample are right"),
                              batch->right_pct);
    }
  if (self->page->rows->len > self->rows->len)
    {
      g_autofree char *more = yutu_words_count (self->page->rows->len - self->rows->len);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%s more of the sample comes up as these are judged", "%s more of the sample come up as these are judged", self->page->rows->len - self->rows->len),
                              more);
    }
  gtk_label_set_label (self->summary, text->str);
  gtk_widget_set_visible (self->fill, self->page->may_fill);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuBatchBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMarks) marks = NULL;
  YutuBatchPage *page = yutu_session_load_batch_finish (YUTU_SESSION (source), result, &marks, &error);

  if (page == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (page->case_file != self->case_file)
    {
      yutu_batch_page_free (page);
      return;
    }
  g_clear_pointer (&self->page, yutu_batch_page_free);
  self->page = page;
  show_sample (self);
  show_roads (self);
  show_summary (self);
  show_imports (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  yutu_pane_marks_take (self->marks, self->session, g_steal_pointer (&marks));
}

static void
load (YutuBatchBox *self)
{
  if (self->session == NULL || self->case_file == 0)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  yutu_session_load_batch_async (self->session, self->case_file, self->cancellable, loaded_cb, g_object_ref (self));
}

/* ---- Taking in ---- */

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuBatchBox) self = data;
  g_autoptr (GError) error = NULL;
  YutuBatchAdded   added = { 0 };
  g_autofree char *n = NULL;
  g_autofree char *text = NULL;

  if (!yutu_session_fill_batch_finish (YUTU_SESSION (source), result, &added, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  n = yutu_words_count (added.n_added);
  text = g_strdup_printf (ngettext ("%s address is taken in", "%s addresses are taken in", (gulong)added.n_added), n);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
  load (self);
}

/* What is chosen on the map: a unit, a name, an address, or what is drawn; else where the case lies. */
static void
fill_place_cb (YutuBatchBox *self)
{
  YutuPlace      *place = self->session != NULL ? yutu_session_get_place (self->session) : NULL;
  YutuBatchSource source = { .unit = self->unit };

  if (self->session == NULL)
    return;
  if (place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_NAME)
    source = (YutuBatchSource){ .place = yutu_place_get_id (place) };
  else if (place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_UNIT)
    source = (YutuBatchSource){ .unit = yutu_place_get_id (place) };
  else if (place != NULL && (yutu_place_get_kind (place) == YUTU_PLACE_SHAPE || yutu_place_get_kind (place) == YUTU_PLACE_CIRCLE ||
                             yutu_place_get_kind (place) == YUTU_PLACE_ADDRESS))
    source = (YutuBatchSource){ .drawn = place };
  yutu_session_fill_batch_async (self->session, self->case_file, &source, filled_cb, g_object_ref (self));
}

static GPtrArray *
list_imports (guint    number,
              gpointer data)
{
  YutuBatchBox *self = data;
  GPtrArray    *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->page != NULL && i < self->page->imports->len; i++)
    {
      const YutuBatchImport *import = g_ptr_array_index (self->page->imports, i);
      g_autofree char       *n = yutu_words_count (import->n);
      g_autofree char       *addresses = g_strdup_printf (ngettext ("%s address", "%s addresses", (gulong)import->n), n);
      g_autofree char       *day = g_strndup (import->at, strlen ("2026-01-01"));

      g_ptr_array_add (texts, g_strdup_printf ("%s · %s · %s", import->title, day, addresses));
    }
  return texts;
}

static void
fill_import (guint    number,
             guint    choice,
             gpointer data)
{
  YutuBatchBox          *self = data;
  const YutuBatchImport *import = NULL;
  YutuBatchSource        source = { 0 };

  if (self->session == NULL || self->page == NULL || choice >= self->page->imports->len)
    return;
  import = g_ptr_array_index (self->page->imports, choice);
  source.entry = import->entry;
  yutu_session_fill_batch_async (self->session, self->case_file, &source, filled_cb, g_object_ref (self));
}

static void
show_imports (YutuBatchBox *self)
{
  gboolean has_some = self->page->imports->len > 0;

  gtk_widget_set_sensitive (self->import_button, has_some);
  gtk_widget_set_tooltip_text (self->import_button, has_some
                                                      ? _ ("Take in the addresses of an imported list that are in no batch yet")
                                                      : _ ("All addresses that lists brought are in batches already"));
}

/* ---- The public face ---- */

void
yutu_batch_box_show (YutuBatchBox         *self,
                     YutuSession          *session,
                     const YutuCaseDetail *detail)
{
  gint64 id = detail->kind != NULL && detail->kind->holds_batch ? detail->row.id : 0;

  g_return_if_fail (YUTU_IS_BATCH_BOX (self));

  if (id != self->case_file || session != self->session)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_array_set_size (self->rows, 0);
      yutu_list_box_clear (self->sample);
      yutu_list_box_clear (self->roads);
      g_clear_pointer (&self->page, yutu_batch_page_free);
      yutu_pane_marks_take (self->marks, NULL, NULL);
    }
  g_set_object (&self->session, session);
  self->case_file = id;
  self->unit = detail->row.village != 0 ? detail->row.village : detail->row.township;
  load (self);
}

void
yutu_batch_box_set_map (YutuBatchBox *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_BATCH_BOX (self));

  yutu_pane_marks_set_map (self->marks, map);
}

static void
yutu_batch_box_dispose (GObject *object)
{
  YutuBatchBox *self = YUTU_BATCH_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->marks);
  g_clear_object (&self->verdicts);
  g_clear_pointer (&self->page, yutu_batch_page_free);
  G_OBJECT_CLASS (yutu_batch_box_parent_class)->dispose (object);
}

static void
yutu_batch_box_finalize (GObject *object)
{
  g_array_unref (YUTU_BATCH_BOX (object)->rows);
  G_OBJECT_CLASS (yutu_batch_box_parent_class)->finalize (object);
}

static void
yutu_batch_box_class_init (YutuBatchBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_batch_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_batch_box_finalize;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                       1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkListBox *
new_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

static void
yutu_batch_box_init (YutuBatchBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->verdicts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->marks = yutu_pane_marks_new (GTK_WIDGET (self));
  self->summary = GTK_LABEL (yutu_text_part_label ());
  self->fill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->fill), yutu_button_new (self, _ ("_Take in"),
                                                         _ ("Take in the addresses of the unit, road or drawn area chosen on the map, or the one address"),
                                                         G_CALLBACK (fill_place_cb)));
  self->import_button = yutu_pick_button_new (0, list_imports, fill_import, self);
  yutu_pick_button_set (self->import_button, _ ("From an import"), _ ("From an import"), FALSE);
  gtk_box_append (GTK_BOX (self->fill), self->import_button);
  self->rest = yutu_button_new (self, _ ("The _rest is right"), _ ("Addresses of the sample without a verdict were found right"),
                                G_CALLBACK (rest_cb));
  self->sample = new_list (_ ("Sample of the batch"));
  self->roads = new_list (_ ("Roads of the batch"));
  g_signal_connect_object (self->sample, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roads, "row-activated", G_CALLBACK (road_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (head), self->fill);
  self->sample_part = yutu_text_part_new (_ ("Sample"), self->rest, GTK_WIDGET (self->sample));
  self->road_part = yutu_text_part_new (_ ("Walk lists of its roads"), NULL, GTK_WIDGET (self->roads));
  gtk_box_append (GTK_BOX (box), yutu_text_part_new (_ ("Addresses of the batch"), NULL, head));
  gtk_box_append (GTK_BOX (box), self->sample_part);
  gtk_box_append (GTK_BOX (box), self->road_part);
  gtk_widget_set_visible (self->sample_part, FALSE);
  gtk_widget_set_visible (self->road_part, FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
