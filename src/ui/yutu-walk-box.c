/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-walk-box.h"

#include <glib/gi18n.h>

#include "session/yutu-walk-list.h"
#include "ui/yutu-batch-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-pane-marks.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-wheel.h"
#include "ui/yutu-words.h"

#define ROW_PX    32
#define SEEN_ROWS 6
#define MAX_ROWS  200 /* the rest is copied, or saved by the command line */

struct _YutuWalkBox
{
  AdwBin parent_instance;

  GtkWidget       *summary;
  GtkWidget       *scroller;
  GtkWidget       *rows; /* GtkListBox */
  GtkWidget       *copy;
  GtkWidget       *deeds; /* what is done with rows that are chosen */
  GtkWidget       *go;    /* to the door, or to give the number */
  YutuBatchButton *batch;
  YutuSession     *session;
  YutuPaneMarks   *marks;
  YutuWalk        *walk;
  GArray          *items; /* YutuWalkItem */
  GCancellable    *cancellable;
};

G_DEFINE_FINAL_TYPE (YutuWalkBox, yutu_walk_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
copy_cb (YutuWalkBox *self)
{
  g_autofree char *text = self->walk != NULL ? yutu_walk_dup_text (self->walk) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, _ ("The walk list is copied"));
}

/* ---- What is done with rows ---- */

/* (nullable) */
static const YutuWalkItem *
get_item (YutuWalkBox   *self,
          GtkListBoxRow *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return self->items != NULL && index >= 0 && index < (int)self->items->len ? &g_array_index (self->items, YutuWalkItem, (guint)index)
                                                                            : NULL;
}

/* A door leads to its page, where its numbers are corrected and it is moved or cancelled; a number that is missing
 * is given on the map. */
static void
go_to_item (YutuWalkBox        *self,
            const YutuWalkItem *item)
{
  g_autoptr (YutuPlace) place = NULL;

  if (item == NULL || self->session == NULL)
    return;
  if (item->id == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.number-from", "(xi)", self->walk->place, item->first);
      return;
    }
  place = yutu_place_new_object (YUTU_PLACE_ADDRESS, item->id);
  yutu_session_set_place (self->session, place);
}

static void
activated_cb (YutuWalkBox   *self,
              GtkListBoxRow *row)
{
  go_to_item (self, get_item (self, row));
}

static void
go_cb (YutuWalkBox *self)
{
  g_autoptr (GList) rows = gtk_list_box_get_selected_rows (GTK_LIST_BOX (self->rows));

  if (rows != NULL)
    go_to_item (self, get_item (self, rows->data));
}

/* One row is shown on the map; the doors of all that are chosen may go into a batch. */
static void
selected_cb (YutuWalkBox *self)
{
  g_autoptr (GList) rows = gtk_list_box_get_selected_rows (GTK_LIST_BOX (self->rows));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  const YutuWalkItem *first = rows != NULL ? get_item (self, rows->data) : NULL;
  gboolean            is_one = rows != NULL && rows->next == NULL;

  for (GList *row = rows; row != NULL; row = row->next)
    {
      const YutuWalkItem *item = get_item (self, row->data);

      if (item != NULL && item->id != 0 && g_hash_table_add (seen, (gpointer)&item->id)) /* one door may be odd in two ways */
        g_array_append_val (ids, item->id);
    }
  yutu_batch_button_set_ids (self->batch, ids);
  gtk_widget_set_sensitive (self->go, first != NULL && is_one);
  gtk_button_set_label (GTK_BUTTON (self->go), first != NULL && first->id == 0 ? _ ("_Number it…") : _ ("To the _door"));
  if (first != NULL && is_one && first->has_point)
    yutu_pane_marks_point_at (self->marks, first->point);
}

/* ---- Rows ---- */

static GtkWidget *
new_label (const char *text,
           float       xalign,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (const YutuWalkItem *item)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *row = gtk_list_box_row_new ();
  g_autofree char *number = yutu_walk_item_dup_number (item);
  /* Translators: how far along a road */
  g_autofree char *along = item->has_along ? g_strdup_printf (_ ("at %.0f m"), item->along_m) : g_strdup ("");
  /* Translators: read aloud: what is wrong, the number of a door, how far along the road */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s %s"), yutu_walk_kind_to_words (item->kind), number, along);
  GtkWidget       *label = new_label (number, 0, "numeric");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), new_label (yutu_walk_kind_to_words (item->kind), 0, "dim-label"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_label (along, 1, "numeric"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static char *
make_summary (const YutuWalkBox *self)
{
  gint64           counts[YUTU_WALK_N_KINDS] = { 0 };
  g_autofree char *doors = yutu_words_count (self->walk->doors->len);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const YutuWalkItem *item = &g_array_index (self->items, YutuWalkItem, i);

      counts[item->kind] += (item->last - item->first) / 2 + 1;
    }
  g_string_append_printf (text, _ ("%s doors"), doors);
  for (guint i = 0; i < YUTU_WALK_N_KINDS; i++)
    {
      g_autofree char *count = yutu_words_count (counts[i]);

      if (counts[i] > 0)
        g_string_append_printf (text, " · %s %s", yutu_walk_kind_to_words ((YutuWalkKind)i), count);
    }
  if (self->items->len > MAX_ROWS)
    {
      g_autofree char *more = yutu_words_count (self->items->len - MAX_ROWS);

      g_string_append (text, "\n");
      g_string_append_printf (text, _ ("%s more are not listed here, but copied"), more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
clear_rows (YutuWalkBox *self)
{
  yutu_list_box_clear (GTK_LIST_BOX (self->rows));
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->walk, yutu_walk_free);
  yutu_pane_marks_take (self->marks, NULL, NULL);
}

/* What is wrong with a door stands before the numbers that are missing, of which there may be more than rows. */
static void
put_doors_first (GArray *items)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (YutuWalkItem));
  guint n = 0;

  while (n < items->len && g_array_index (items, YutuWalkItem, n).kind == YUTU_WALK_MISSING)
    n++;
  if (n == 0)
    return;
  g_array_append_vals (missing, items->data, n);
  g_array_remove_range (items, 0, n);
  g_array_append_vals (items, missing->data, n);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuWalkBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMarks) marks = NULL;
  g_autoptr (YutuWalk) walk = yutu_session_load_walk_finish (YUTU_SESSION (source), result, &marks, &error);
  g_autofree char *summary = NULL;

  if (walk == NULL || walk->doors->len == 0)
    return; /* the page stands without it */
  clear_rows (self);
  self->walk = g_steal_pointer (&walk);
  self->items = yutu_walk_list_items (self->walk);
  put_doors_first (self->items);
  for (guint i = 0; i < MIN (self->items->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->rows), new_row (&g_array_index (self->items, YutuWalkItem, i)));
  summary = make_summary (self);
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              ROW_PX * (int)MIN (self->items->len, SEEN_ROWS));
  gtk_widget_set_visible (self->scroller, self->items->len > 0);
  gtk_widget_set_visible (self->copy, self->items->len > 0);
  gtk_widget_set_visible (self->deeds, self->items->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  yutu_pane_marks_take (self->marks, self->session, g_steal_pointer (&marks));
}

void
yutu_walk_box_show (YutuWalkBox *self,
                    YutuSession *session,
                    gint64       place)
{
  g_return_if_fail (YUTU_IS_WALK_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  clear_rows (self);
  g_set_object (&self->session, session);
  yutu_batch_button_set_session (self->batch, session);
  if (place == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_load_walk_async (session, place, self->cancellable, loaded_cb, g_object_ref (self));
}

void
yutu_walk_box_set_map (YutuWalkBox *self,
                       YutuMapView *map)
{
  g_return_if_fail (YUTU_IS_WALK_BOX (self));

  yutu_pane_marks_set_map (self->marks, map);
}

static void
yutu_walk_box_dispose (GObject *object)
{
  YutuWalkBox *self = YUTU_WALK_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->walk, yutu_walk_free);
  G_OBJECT_CLASS (yutu_walk_box_parent_class)->dispose (object);
}

static void
yutu_walk_box_class_init (YutuWalkBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_walk_box_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_ERROR);
}

static void
batch_done_cb (YutuBatchButton *button,
               const char      *text,
               YutuWalkBox     *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
}

static void
batch_failed_cb (YutuBatchButton *button,
                 const GError    *error,
                 YutuWalkBox     *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static GtkWidget *
new_deeds (YutuWalkBox *self)
{
  GtkWidget *deeds = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->go = gtk_button_new_with_mnemonic (_ ("To the _door"));
  self->batch = YUTU_BATCH_BUTTON (yutu_batch_button_new ());
  gtk_widget_set_sensitive (self->go, FALSE);
  gtk_widget_set_tooltip_text (self->go, _ ("To the page of the door, or to give the missing number on the map (Enter)"));
  g_signal_connect_object (self->go, "clicked", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "done", G_CALLBACK (batch_done_cb), self, 0);
  g_signal_connect_object (self->batch, "failed", G_CALLBACK (batch_failed_cb), self, 0);
  gtk_box_append (GTK_BOX (deeds), self->go);
  gtk_box_append (GTK_BOX (deeds), GTK_WIDGET (self->batch));
  return deeds;
}

static void
yutu_walk_box_init (YutuWalkBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->marks = yutu_pane_marks_new (GTK_WIDGET (self));
  self->copy = gtk_button_new_with_mnemonic (_ ("_Copy"));
  self->summary = yutu_text_part_label ();
  self->rows = gtk_list_box_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_MULTIPLE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->rows), FALSE); /* a click shows the place */
  gtk_widget_add_css_class (self->rows, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Walk list of the road"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "selected-rows-changed", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_tooltip_text (self->copy, _ ("Copy the walk list as a table"));
  gtk_widget_set_valign (self->copy, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->rows);
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_box_append (GTK_BOX (box), self->scroller);
  self->deeds = new_deeds (self);
  gtk_box_append (GTK_BOX (box), self->deeds);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Doors along the road"), self->copy, box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
