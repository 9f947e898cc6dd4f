/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list goes through four rooms: it is read, matched, looked through and written back. Each of them but
 * looking is work on a thread that can be given up, and no two of them run at once. */

#include <glib/gi18n.h>

#include "ui/yutu-review-private.h"
#include "ui/yutu-words.h"

#define REPORT_MS 100

G_DEFINE_FINAL_TYPE (YutuReview, yutu_review, ADW_TYPE_BIN)

enum
{
  SIGNAL_PLACE_OPENED,
  SIGNAL_FAILED,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
yutu_review_fail (YutuReview   *self,
                  const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* ---- Work ---- */

static gboolean
report_cb (gpointer data)
{
  YutuReview *self = data;
  const char *stage = NULL;
  guint64     done = 0;
  guint64     total = 0;

  yutu_progress_read (self->work_progress, &stage, &done, &total);
  gtk_widget_set_visible (self->waiting, TRUE);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double)done / (double)total);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
update_sensitivity (YutuReview *self)
{
  gboolean is_idle = self->working == NULL;

  gtk_widget_set_sensitive (self->ways, is_idle);
  gtk_widget_set_sensitive (self->save_button, is_idle && self->review != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->body), is_idle);
}

void
yutu_review_begin_work (YutuReview *self)
{
  self->working = g_cancellable_new ();
  self->work_progress = yutu_progress_new (self->working);
  self->report_source = g_timeout_add (REPORT_MS, report_cb, self); /* removed when the work ends */
  update_sensitivity (self);
}

void
yutu_review_end_work (YutuReview *self)
{
  g_clear_handle_id (&self->report_source, g_source_remove);
  g_clear_pointer (&self->work_progress, yutu_progress_unref);
  g_clear_object (&self->working);
  gtk_widget_set_visible (self->waiting, FALSE);
  update_sensitivity (self);
}

/* ---- The chosen row ---- */

const YutuReviewRow *
yutu_review_get_row (YutuReview *self)
{
  guint chosen = yutu_review_table_get_chosen (self->table);

  return self->review != NULL && chosen != YUTU_REVIEW_NO_ROW ? yutu_address_review_get (self->review, chosen) : NULL;
}

static void
chosen_cb (YutuReview *self)
{
  yutu_review_detail_show (self->detail, yutu_review_get_row (self));
  gtk_widget_set_visible (self->no_rows, self->review != NULL && yutu_review_table_get_n_rows (self->table) == 0);
  yutu_review_show_ring (self, NULL);
}

/* ---- What is shown ---- */

static void
update_counts (YutuReview *self)
{
  for (int i = 0; i < YUTU_REVIEW_N_GROUPS; i++)
    {
      gsize            n = self->review != NULL ? yutu_address_review_count_group (self->review, (YutuReviewGroup)i) : 0;
      g_autofree char *count = yutu_words_count ((gint64)n);
      /* Translators: a group of rows, and how many are in it */
      g_autofree char *label = g_strdup_printf (_ ("%s %s"), yutu_review_group_to_word ((YutuReviewGroup)i), count);

      gtk_button_set_label (GTK_BUTTON (self->group_buttons[i]), label);
    }
}

static void
update_name (YutuReview *self)
{
  const char *name = self->list != NULL ? yutu_address_table_get_name (self->list) : NULL;

  gtk_label_set_text (self->name, name != NULL         ? name
                                  : self->list != NULL ? _ ("Pasted list")
                                                       : _ ("Match addresses"));
}

static void
update_body (YutuReview *self)
{
  gtk_widget_set_visible (self->filters, self->review != NULL);
  gtk_widget_set_visible (self->ways, self->list != NULL);
  gtk_widget_set_visible (self->begin, self->working == NULL);
  gtk_stack_set_visible_child_name (self->body, self->review != NULL ? "list" : "nothing");
  gtk_label_set_text (self->nothing,
                      self->working != NULL
                        ? _ ("The addresses are being looked up…")
                        : _ ("Paste a list of written addresses or a column of a spreadsheet, open a file, or drop one "
                             "here: each is looked up in the library, and what is not certain is yours to decide."));
}

static void
show_group (YutuReview *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    yutu_review_table_show (self->table, self->review, self->group);
}

void
yutu_review_show_group (YutuReview     *self,
                        YutuReviewGroup group)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  gtk_toggle_button_set_active (self->group_buttons[group], TRUE);
}

static void
group_toggled_cb (GtkToggleButton *button,
                  YutuReview      *self)
{
  if (!gtk_toggle_button_get_active (button) || self->is_filling)
    return;
  for (int i = 0; i < YUTU_REVIEW_N_GROUPS; i++)
    if (self->group_buttons[i] == button)
      self->group = (YutuReviewGroup)i;
  show_group (self);
  if (gtk_widget_has_focus (GTK_WIDGET (button)))
    yutu_review_focus (self); /* who chooses a group goes through it */
}

void
yutu_review_choose (YutuReview *self,
                    guint       row)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  if (self->review == NULL || row >= yutu_address_review_count (self->review))
    return;
  if (yutu_review_table_choose (self->table, row))
    return;
  yutu_review_show_group (self, YUTU_REVIEW_ALL);
  yutu_review_table_choose (self->table, row);
}

guint
yutu_review_get_chosen (YutuReview *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW (self), YUTU_REVIEW_NO_ROW);
  return yutu_review_table_get_chosen (self->table);
}

/* ---- Deciding ---- */

static void
decided (YutuReview *self,
         guint       row,
         gboolean    goes_on)
{
  update_counts (self);
  yutu_review_table_update (self->table, row, goes_on);
  yutu_review_put_draft (self);
  yutu_review_mark_soon (self);
}

static gboolean
may_decide (YutuReview *self,
            guint      *row)
{
  *row = yutu_review_table_get_chosen (self->table);
  return self->review != NULL && self->working == NULL && *row != YUTU_REVIEW_NO_ROW;
}

/* @choice: (nullable): what is proposed */
static void
take (YutuReview              *self,
      const YutuAddressChoice *choice)
{
  guint row = 0;

  if (!may_decide (self, &row))
    return;
  yutu_address_review_take (self->review, row, choice);
  g_array_append_val (self->decided_rows, row);
  decided (self, row, TRUE);
  yutu_review_focus (self);
}

static void
taken_cb (YutuReviewDetail *detail,
          gpointer          choice,
          YutuReview       *self)
{
  take (self, choice);
}

static void
pointed_cb (YutuReviewDetail *detail,
            gpointer          choice,
            YutuReview       *self)
{
  yutu_review_show_ring (self, choice);
}

static void
refused_cb (YutuReview *self)
{
  guint row = 0;

  if (!may_decide (self, &row) || yutu_review_row_get_group (yutu_review_get_row (self)) == YUTU_REVIEW_HAND)
    return;
  yutu_address_review_set_aside (self->review, row);
  g_array_append_val (self->decided_rows, row);
  decided (self, row, TRUE);
}

static void
taken_back_cb (YutuReview *self)
{
  guint row = 0;

  if (!may_decide (self, &row) || yutu_review_get_row (self)->decision == YUTU_DECISION_NONE)
    return;
  yutu_address_review_take_back (self->review, row);
  decided (self, row, FALSE);
}

gboolean
yutu_review_undo (YutuReview *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW (self), FALSE);
  if (self->review == NULL || self->working != NULL)
    return FALSE;
  while (self->decided_rows->len > 0)
    {
      guint row = g_array_index (self->decided_rows, guint, self->decided_rows->len - 1);

      g_array_set_size (self->decided_rows, self->decided_rows->len - 1);
      if (yutu_address_review_get (self->review, row)->decision == YUTU_DECISION_NONE)
        continue; /* it was taken back by itself */
      yutu_review_choose (self, row);
      taken_back_cb (self);
      yutu_review_choose (self, row);
      yutu_review_focus (self);
      return TRUE;
    }
  return FALSE;
}

static void
numbered_cb (YutuReviewTable *table,
             guint            number,
             YutuReview      *self)
{
  yutu_review_detail_take (self->detail, number);
}

/* Enter: what is to be confirmed is, what is to be found is looked for, the rest is gone to. */
static void
opened_cb (YutuReview *self)
{
  const YutuReviewRow *row = yutu_review_get_row (self);
  g_autoptr (YutuPlace) place = NULL;

  if (row == NULL)
    return;
  switch (yutu_review_row_get_group (row))
    {
    case YUTU_REVIEW_CONFIRM:
      if (row->n_candidates == 0)
        take (self, NULL);
      else
        yutu_review_detail_take (self->detail, 1);
      break;
    case YUTU_REVIEW_HAND:
      yutu_review_detail_start_search (self->detail);
      break;
    case YUTU_REVIEW_ALL:
    case YUTU_REVIEW_AUTO:
    case YUTU_REVIEW_DECIDED:
    default:
      place = yutu_review_dup_place (&row->choice);
      if (place != NULL)
        g_signal_emit (self, signals[SIGNAL_PLACE_OPENED], 0, place);
    }
}

/* ---- Matching ---- */

static void
reviewed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuReview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressReview) review = yutu_session_review_addresses_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return; /* given up: who did it has cleared up */
  yutu_review_end_work (self);
  if (review == NULL)
    {
      yutu_review_clear (self);
      yutu_review_fail (self, error);
      return;
    }
  self->review = g_steal_pointer (&review);
  if (self->decisions != NULL)
    yutu_address_review_apply_json (self->review, self->decisions);
  g_clear_pointer (&self->decisions, g_free);
  update_counts (self);
  update_sensitivity (self);
  update_body (self);
  self->group = YUTU_REVIEW_ALL;
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (self->group_buttons[YUTU_REVIEW_ALL], TRUE);
  self->is_filling = FALSE;
  show_group (self);
  yutu_review_mark_soon (self);
  yutu_review_focus (self);
}

static void
drop_review (YutuReview *self)
{
  yutu_review_table_show (self->table, NULL, YUTU_REVIEW_ALL);
  yutu_review_clear_map (self);
  g_clear_pointer (&self->review, yutu_address_review_unref);
  g_array_set_size (self->decided_rows, 0);
}

/* From the list and the controls. */
static void
match_list (YutuReview *self)
{
  YutuReviewSpec spec = { self->list, gtk_drop_down_get_selected (self->column), gtk_check_button_get_active (self->heading) };

  if (self->list == NULL || self->working != NULL || spec.column == GTK_INVALID_LIST_POSITION)
    return;
  if (self->review != NULL)
    yutu_review_end_draft (self, FALSE);
  drop_review (self);
  yutu_review_begin_work (self);
  update_body (self);
  yutu_session_review_addresses_async (self->session, &spec, self->work_progress, self->working, reviewed_cb,
                                       g_object_ref (self));
}

/* "地址" or "第 2 列"; the beginning of what is in the first row says more than a number. */
static void
fill_columns (YutuReview *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < yutu_address_table_count_columns (self->list); i++)
    {
      g_autofree char *number = g_strdup_printf (_ ("Column %zu"), i + 1);
      const char      *heading = yutu_address_table_get (self->list, 0, i);

      gtk_string_list_append (names, yutu_address_table_has_heading (self->list) && *heading != '\0' ? heading : number);
    }
  gtk_drop_down_set_model (self->column, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->column), yutu_address_table_count_columns (self->list) > 1);
}

void
yutu_review_take_table (YutuReview       *self,
                        YutuAddressTable *table)
{
  gsize n = yutu_address_table_count_columns (table);

  self->list = table;
  self->is_filling = TRUE;
  fill_columns (self);
  gtk_drop_down_set_selected (self->column, self->decisions != NULL && (gsize)self->wanted_column < n
                                              ? (guint)self->wanted_column
                                              : (guint)yutu_address_table_get_likely_column (table));
  gtk_check_button_set_active (self->heading,
                               self->decisions != NULL ? self->wants_heading : yutu_address_table_has_heading (table));
  self->is_filling = FALSE;
  update_name (self);
  match_list (self);
}

static void
way_changed_cb (YutuReview *self)
{
  if (!self->is_filling)
    match_list (self);
}

void
yutu_review_clear (YutuReview *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  yutu_review_end_work (self);
  drop_review (self);
  g_clear_pointer (&self->list, yutu_address_table_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->decisions, g_free);
  update_name (self);
  update_counts (self);
  update_sensitivity (self);
  update_body (self);
}

/* A save ends itself: it says that it was given up. */
static void
cancel_cb (GtkButton  *button,
           YutuReview *self)
{
  if (self->is_saving)
    g_cancellable_cancel (self->working);
  else
    yutu_review_clear (self);
}

static void
paste_cb (GtkButton  *button,
          YutuReview *self)
{
  yutu_review_paste (self);
}

static void
open_cb (GtkButton  *button,
         YutuReview *self)
{
  yutu_review_open_dialog (self);
}

static gboolean
paste_key_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   data)
{
  yutu_review_paste (YUTU_REVIEW (widget));
  return TRUE;
}

static gboolean
search_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   data)
{
  YutuReview *self = YUTU_REVIEW (widget);

  if (self->review != NULL)
    yutu_review_detail_start_search (self->detail);
  return self->review != NULL;
}

/* ---- The public face ---- */

void
yutu_review_set_session (YutuReview  *self,
                         YutuSession *session)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  yutu_review_detail_set_session (self->detail, session);
}

const YutuAddressReview *
yutu_review_get_review (YutuReview *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW (self), NULL);
  return self->review;
}

void
yutu_review_focus (YutuReview *self)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  self->wants_focus = !gtk_widget_get_mapped (GTK_WIDGET (self)); /* when it comes */
  if (self->wants_focus)
    return;
  if (self->review != NULL && yutu_review_table_get_n_rows (self->table) > 0)
    yutu_review_table_focus (self->table);
  else if (self->review == NULL)
    gtk_widget_grab_focus (self->paste_list);
}

gboolean
yutu_review_is_settled (YutuReview *self)
{
  g_return_val_if_fail (YUTU_IS_REVIEW (self), FALSE);
  return self->working == NULL && self->marking == NULL && self->marks_source == 0 && self->draft_source == 0 &&
         self->seen_source == 0 && yutu_review_table_is_settled (self->table) &&
         yutu_review_detail_is_settled (self->detail);
}

/* ---- Object ---- */

static gboolean
seen_cb (gpointer data)
{
  YutuReview *self = data;

  self->seen_source = 0;
  if (self->is_stale)
    show_group (self);
  if (self->wants_focus)
    yutu_review_focus (self);
  return G_SOURCE_REMOVE;
}

static void
yutu_review_map (GtkWidget *widget)
{
  YutuReview *self = YUTU_REVIEW (widget);

  GTK_WIDGET_CLASS (yutu_review_parent_class)->map (widget);
  if (self->seen_source == 0)
    self->seen_source = g_idle_add (seen_cb, self); /* removed in unmap */
  if (self->review != NULL)
    yutu_review_mark_soon (self);
}

/* A window that closes waits for the drafts that are put. */
static void
yutu_review_unmap (GtkWidget *widget)
{
  YutuReview *self = YUTU_REVIEW (widget);

  if (self->review != NULL)
    yutu_review_clear_map (self);
  g_clear_handle_id (&self->seen_source, g_source_remove);
  yutu_review_flush_draft (self);
  GTK_WIDGET_CLASS (yutu_review_parent_class)->unmap (widget);
}

static void
yutu_review_dispose (GObject *object)
{
  YutuReview *self = YUTU_REVIEW (object);

  yutu_review_end_draft (self, FALSE);
  yutu_review_stop_marking (self);
  g_clear_handle_id (&self->report_source, g_source_remove);
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_pointer (&self->work_progress, yutu_progress_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_REVIEW);
  g_clear_pointer (&self->review, yutu_address_review_unref);
  g_clear_pointer (&self->list, yutu_address_table_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->decisions, g_free);
  g_clear_pointer (&self->decided_rows, g_array_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->map);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_review_parent_class)->dispose (object);
}

static void
yutu_review_class_init (YutuReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_review_dispose;
  widget_class->map = yutu_review_map;
  widget_class->unmap = yutu_review_unmap;
  signals[SIGNAL_PLACE_OPENED] =
    g_signal_new ("place-opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, YUTU_TYPE_PLACE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, paste_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_slash, 0, search_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-review.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuReview, name)
  BIND (name);
  BIND (waiting);
  BIND (progress);
  BIND (ways);
  BIND (column);
  BIND (heading);
  BIND (save_button);
  BIND (filters);
  BIND (groups);
  BIND (body);
  BIND (nothing);
  BIND (begin);
  BIND (paste_list);
  BIND (no_rows);
  BIND (table_bin);
  BIND (detail_bin);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
detail_failed_cb (YutuReviewDetail *detail,
                  const GError     *error,
                  YutuReview       *self)
{
  yutu_review_fail (self, error);
}

static void
add_groups (YutuReview *self)
{
  for (int i = 0; i < YUTU_REVIEW_N_GROUPS; i++)
    {
      self->group_buttons[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
      gtk_widget_add_css_class (GTK_WIDGET (self->group_buttons[i]), "numeric");
      if (i > 0)
        gtk_toggle_button_set_group (self->group_buttons[i], self->group_buttons[0]);
      gtk_box_append (self->groups, GTK_WIDGET (self->group_buttons[i]));
      g_signal_connect_object (self->group_buttons[i], "toggled", G_CALLBACK (group_toggled_cb), self, 0);
    }
}

static void
yutu_review_init (YutuReview *self)
{
  self->is_filling = TRUE;
  self->decided_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->table = YUTU_REVIEW_TABLE (yutu_review_table_new ());
  self->detail = YUTU_REVIEW_DETAIL (yutu_review_detail_new ());
  adw_bin_set_child (self->table_bin, GTK_WIDGET (self->table));
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->detail));
  add_groups (self);
  gtk_toggle_button_set_active (self->group_buttons[YUTU_REVIEW_ALL], TRUE);
  yutu_review_add_files (self);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "numbered", G_CALLBACK (numbered_cb), self, 0);
  g_signal_connect_object (self->table, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "taken-back", G_CALLBACK (taken_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "taken", G_CALLBACK (taken_cb), self, 0);
  g_signal_connect_object (self->detail, "pointed", G_CALLBACK (pointed_cb), self, 0);
  g_signal_connect_object (self->detail, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "taken-back", G_CALLBACK (taken_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "failed", G_CALLBACK (detail_failed_cb), self, 0);
  self->is_filling = FALSE;
  update_counts (self);
  update_body (self);
}

GtkWidget *
yutu_review_new (void)
{
  return g_object_new (YUTU_TYPE_REVIEW, NULL);
}
