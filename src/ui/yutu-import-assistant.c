/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/*  reading ──next──▶ trial ──▶ findings ──next──▶ import ──▶ closed
 *     ▲  ▲                        │
 *     │  └─────────back───────────┘
 *     └── each change of how it is read
 *
 * One job at a time; what runs is the cancellable. */

#include "ui/yutu-import-assistant-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-dialog-size.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-typed.h"
#include "ui/yutu-whole-text.h"
#include "ui/yutu-words.h"

#define PROGRESS_MS 120

G_DEFINE_FINAL_TYPE (YutuImportAssistant, yutu_import_assistant, ADW_TYPE_WINDOW)

static guint imported_signal;

static void go_next (YutuImportAssistant *self);

/* ---- What is shown ---- */

gboolean
yutu_import_assistant_is_on_findings (YutuImportAssistant *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "findings") == 0;
}

static gboolean
has_rejects (YutuImportAssistant *self)
{
  if (self->trial != NULL && self->trial->result.rejected > 0)
    return TRUE;
  for (guint i = 0; self->trial != NULL && i < self->trial->result.findings->len; i++)
    if (((YutuDivisionFinding *)self->trial->result.findings->pdata[i])->rejects)
      return TRUE;
  return FALSE;
}

void
yutu_import_assistant_update (YutuImportAssistant *self)
{
  GtkWidget  *widget = GTK_WIDGET (self);
  const char *lack = yutu_import_assistant_find_lack (self);
  gboolean    is_last = yutu_import_assistant_is_on_findings (self);
  gboolean    is_free = self->cancellable == NULL;
  gboolean    is_idle = is_last && yutu_import_assistant_has_nothing_new (self);
  gboolean    may_go = is_last ? self->trial != NULL && !is_idle && !has_rejects (self)
                               : yutu_import_assistant_is_ready (self);

  gtk_button_set_label (self->next, is_last ? _ ("_Import") : _ ("_Check"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next),
                               is_idle        ? _ ("There is nothing to take in: the file has it all as it is")
                               : is_last      ? _ ("Take it in, as one step that can be undone (Ctrl+Enter)")
                               : may_go       ? _ ("See what would come of it; changes nothing (Ctrl+Enter)")
                               : lack != NULL ? lack
                                              : _ ("Choose first where it says “Choose…”"));
  adw_preferences_group_set_description (self->columns,
                                         lack != NULL ? lack : _ ("What each column is taken for, with what its first rows say"));
  gtk_widget_set_visible (self->back, is_last);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), is_free);
  gtk_widget_action_set_enabled (widget, "import.next", is_free && may_go);
  gtk_widget_action_set_enabled (widget, "import.back", is_free && is_last);
  gtk_widget_action_set_enabled (widget, "import.cancel", !is_free);
  gtk_revealer_set_reveal_child (self->working, !is_free);
}

/* What went wrong, with the remedies that may help. */
static void
show_bar (YutuImportAssistant *self,
          const char          *text,
          gboolean             may_swap,
          gboolean             may_choose_crs,
          gboolean             may_be_gbk)
{
  gtk_label_set_text (self->bar_label, text);
  gtk_widget_set_visible (self->swap_button, may_swap);
  gtk_widget_set_visible (self->crs_button, may_choose_crs);
  gtk_widget_set_visible (self->encoding_button, may_be_gbk);
  gtk_revealer_set_reveal_child (self->bar, TRUE);
}

static void
show_error (YutuImportAssistant *self,
            const GError        *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->restored != NULL && yutu_import_remedy_of (error) == YUTU_IMPORT_REMEDY_FILE)
    {
      g_autofree char *name = g_filename_display_name (self->choice->path);

      /* Translators: the path of a file */
      text = g_strdup_printf (_ ("The file is gone: %s\nWhat was chosen for it is kept: put the file back "
                                 "where it was and go on then, or throw the draft away."),
                              name);
    }
  else
    text = yutu_words_error (error);
  show_bar (self, text, FALSE, yutu_import_remedy_of (error) == YUTU_IMPORT_REMEDY_CRS,
            yutu_import_remedy_of (error) == YUTU_IMPORT_REMEDY_ENCODING);
}

/* The finding of the source as a whole, if there is one. */
static void
show_remedies (YutuImportAssistant *self)
{
  for (guint i = 0; i < self->trial->result.findings->len; i++)
    {
      const YutuDivisionFinding *finding = self->trial->result.findings->pdata[i];
      const char                *rule = finding->rule;

      if (!finding->rejects)
        continue;
      if (g_str_equal (rule, "axes-swapped"))
        show_bar (self, _ ("Longitude and latitude seem to be exchanged."), TRUE, FALSE, FALSE);
      else if (g_str_equal (rule, "elsewhere") || g_str_equal (rule, "crs-area") ||
               g_str_equal (rule, "far-away"))
        show_bar (self, _ ("It lies where it cannot be. The reference system may be another one."),
                  FALSE, TRUE, FALSE);
      else if (g_str_equal (rule, "unusable"))
        show_bar (self, _ ("Some coordinates are no longitude and latitude in this order."), TRUE,
                  TRUE, FALSE);
      else
        continue;
      return;
    }
}

/* ---- Jobs ---- */

static gboolean
progress_cb (gpointer user_data)
{
  YutuImportAssistant *self = user_data;
  const char          *stage = NULL;
  guint64              done = 0, total = 0;

  yutu_progress_read (self->progress, &stage, &done, &total);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (1.0, (double)done / (double)total));
  else
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
begin_job (YutuImportAssistant *self,
           const char          *words)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  self->cancellable = g_cancellable_new ();
  self->progress = yutu_progress_new (self->cancellable);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_progress_bar_set_text (self->progress_bar, words);
  gtk_revealer_set_reveal_child (self->bar, FALSE);
}

/* FALSE: it was another job's, or the window is closed. */
static gboolean
end_job (YutuImportAssistant *self,
         GAsyncResult        *result)
{
  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return FALSE;
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  return TRUE;
}

/* The file is read: with what was kept, as far as that was. */
static void
go_on (YutuImportAssistant *self)
{
  if (self->restored != NULL && self->restored->is_tried &&
      yutu_import_assistant_is_ready (self))
    go_next (self);
  else if (self->has_draft)
    yutu_import_assistant_put_draft (self);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (YutuImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuImportReading) reading =
    yutu_session_read_import_finish (YUTU_SESSION (object), result, &error);

  if (!end_job (self, result))
    return;
  if (reading != NULL)
    {
      g_clear_pointer (&self->reading, yutu_import_reading_free);
      self->reading = g_steal_pointer (&reading);
      yutu_import_assistant_show_reading (self);
      if (self->reading == NULL) /* it is of another kind, and read anew */
        return;
      yutu_preview_map_set_sketch (self->map, self->reading->sketch);
      if (g_strcmp0 (self->reading->object, YUTU_IMPORT_CASES) == 0 && self->choice->object == NULL)
        show_bar (self, _ ("This is a table of cases: cases are opened and led by hand, none are taken from a table."), FALSE,
                  FALSE, FALSE);
      else if (self->reading->n_rows == 0)
        show_bar (self, _ ("There are headings and no rows in the file. Put the rows in, or choose another file."), FALSE, FALSE,
                  FALSE);
      go_on (self);
    }
  else
    {
      adw_action_row_set_subtitle (self->file_row, _ ("Not understood"));
      show_error (self, error);
    }
  yutu_import_assistant_update (self);
}

static void
begin_read (YutuImportAssistant *self)
{
  yutu_import_assistant_take_ways (self);
  yutu_import_assistant_restore_layer (self);
  g_clear_pointer (&self->reading, yutu_import_reading_free);
  begin_job (self, _ ("Reading the file"));
  yutu_session_read_import_async (self->session, self->choice, self->progress, self->cancellable,
                                  read_cb, g_object_ref (self));
  yutu_import_assistant_update (self);
}

/* A layer is seen as it is; where the rows of a table lie, the trial knows. */
static YutuSketch *
get_sketch (YutuImportAssistant   *self,
            const YutuImportTrial *trial)
{
  return self->reading != NULL && self->reading->sketch != NULL ? self->reading->sketch : trial->sketch;
}

static void
show_trial (YutuImportAssistant *self,
            YutuImportTrial     *trial)
{
  g_clear_pointer (&self->trial, yutu_import_trial_free);
  self->trial = trial;
  yutu_preview_map_set_sketch (self->map, get_sketch (self, trial));
  yutu_import_assistant_show_findings (self);
  gtk_stack_set_visible_child_name (self->pages, "findings");
  show_remedies (self);
  yutu_import_assistant_put_draft (self);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuImportTrial *trial = yutu_session_try_import_finish (YUTU_SESSION (object), result, &error);

  if (!end_job (self, result))
    {
      yutu_import_trial_free (trial);
      return;
    }
  if (trial != NULL)
    show_trial (self, trial);
  else
    show_error (self, error);
  yutu_import_assistant_update (self);
  if (trial != NULL)
    gtk_widget_grab_focus (trial->result.findings->len > 0 ? GTK_WIDGET (self->list)
                                                           : GTK_WIDGET (self->next));
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (YutuImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuImportTrial) trial =
    yutu_session_import_finish (YUTU_SESSION (object), result, &error);
  g_autofree char *name = g_path_get_basename (self->choice->path);
  YutuMapBox       box = YUTU_MAP_BOX_EMPTY;
  YutuSketch      *sketch = NULL;
  gboolean         is_done = FALSE;

  if (!end_job (self, result))
    return;
  if (trial != NULL && trial->result.rejected > 0) /* the file changed meanwhile */
    show_trial (self, g_steal_pointer (&trial));
  else if (trial == NULL)
    show_error (self, error);
  else
    is_done = TRUE;
  yutu_import_assistant_update (self);
  if (!is_done)
    return;
  sketch = get_sketch (self, trial);
  if (sketch != NULL)
    box = yutu_sketch_get_box (sketch);
  yutu_import_assistant_drop_draft (self);
  g_signal_emit (self, imported_signal, 0, name, (guint)trial->result.accepted, &box);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Choices ---- */

static void
source_changed_cb (YutuImportAssistant *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  begin_read (self);
  yutu_import_assistant_put_draft (self);
}

static void
level_changed_cb (YutuImportAssistant *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  self->level_is_own = TRUE;
  yutu_import_assistant_take_units (self);
  yutu_import_assistant_put_draft (self);
  yutu_import_assistant_update (self);
}

static void
field_changed_cb (YutuImportAssistant *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  yutu_import_assistant_take_units (self);
  yutu_import_assistant_show_samples (self);
  yutu_import_assistant_put_draft (self);
  yutu_import_assistant_update (self);
}

static void
day_changed_cb (YutuImportAssistant *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->valid_from));

  if (yutu_typed_parse_day (text) == YUTU_DAY_INVALID)
    gtk_widget_add_css_class (GTK_WIDGET (self->valid_from), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->valid_from), "error");
  if (self->session == NULL)
    return;
  yutu_import_assistant_take_units (self);
  yutu_import_assistant_put_draft (self);
  yutu_import_assistant_update (self);
}

static void
go_back (YutuImportAssistant *self)
{
  gtk_stack_set_visible_child_name (self->pages, "reading");
  gtk_revealer_set_reveal_child (self->bar, FALSE);
  yutu_preview_map_set_findings (self->map, NULL);
  yutu_import_assistant_put_draft (self);
  yutu_import_assistant_update (self);
}

static void
swap_clicked_cb (YutuImportAssistant *self)
{
  go_back (self);
  gtk_switch_set_active (self->swap, !gtk_switch_get_active (self->swap));
}

static void
crs_clicked_cb (YutuImportAssistant *self)
{
  go_back (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->crs));
  gtk_widget_activate (GTK_WIDGET (self->crs));
}

static void
encoding_clicked_cb (YutuImportAssistant *self)
{
  go_back (self);
  adw_combo_row_set_selected (self->encoding, 2);
}

static void
mark_chosen_cb (YutuImportAssistant *self,
                guint                index)
{
  yutu_import_assistant_choose_row (self, index);
}

/* ---- Actions ---- */

static void
go_next (YutuImportAssistant *self)
{
  gboolean is_last = yutu_import_assistant_is_on_findings (self);

  yutu_import_assistant_take_units (self);
  begin_job (self, is_last ? _ ("Taking it in") : _ ("Checking; nothing is changed"));
  if (is_last)
    {
      yutu_import_assistant_settle_draft (self);
      yutu_session_import_async (self->session, self->choice, self->accepted, self->progress,
                                 self->cancellable, imported_cb, g_object_ref (self));
    }
  else
    yutu_session_try_import_async (self->session, self->choice, self->progress, self->cancellable,
                                   tried_cb, g_object_ref (self));
  yutu_import_assistant_update (self);
}

void
yutu_import_assistant_try_again (YutuImportAssistant *self)
{
  gtk_stack_set_visible_child_name (self->pages, "reading");
  go_next (self);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  go_next (YUTU_IMPORT_ASSISTANT (widget));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  go_back (YUTU_IMPORT_ASSISTANT (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (YUTU_IMPORT_ASSISTANT (widget)->cancellable);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  YutuImportAssistant *self = YUTU_IMPORT_ASSISTANT (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  yutu_import_assistant_accept_all (YUTU_IMPORT_ASSISTANT (widget),
                                    g_str_equal (name, "import.accept-all"));
}

/* ---- The window ---- */

static void
yutu_import_assistant_dispose (GObject *object)
{
  YutuImportAssistant *self = YUTU_IMPORT_ASSISTANT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (self->session != NULL)
    yutu_import_assistant_leave_draft (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_import_assistant_parent_class)->dispose (object);
}

static void
yutu_import_assistant_finalize (GObject *object)
{
  YutuImportAssistant *self = YUTU_IMPORT_ASSISTANT (object);

  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_clear_pointer (&self->choice, yutu_import_choice_free);
  g_clear_pointer (&self->reading, yutu_import_reading_free);
  g_clear_pointer (&self->trial, yutu_import_trial_free);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->restored, yutu_import_draft_free);
  g_strfreev (self->crs_codes);
  g_strfreev (self->record_ids);
  g_array_unref (self->fields_of);
  g_ptr_array_unref (self->column_rows);
  G_OBJECT_CLASS (yutu_import_assistant_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, YutuImportAssistant, child)
  BIND (back);
  BIND (next);
  BIND (bar);
  BIND (bar_label);
  BIND (swap_button);
  BIND (crs_button);
  BIND (encoding_button);
  BIND (pages);
  BIND (file_row);
  BIND (kind);
  BIND (record);
  BIND (layer);
  BIND (encoding);
  BIND (crs);
  BIND (swap_row);
  BIND (swap);
  BIND (level);
  BIND (name_field);
  BIND (code_field);
  BIND (valid_from);
  BIND (since_note);
  BIND (columns);
  BIND (units);
  BIND (understood);
  BIND (verdict);
  BIND (counts);
  BIND (collected);
  BIND (accept_box);
  BIND (list_window);
  BIND (list);
  BIND (clean);
  BIND (map);
  BIND (working);
  BIND (progress_bar);
#undef BIND
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "import.accept-all", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "import.accept-none", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "import.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "import.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "import.back", NULL);
}

static void
yutu_import_assistant_class_init (YutuImportAssistantClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YUTU_TYPE_PREVIEW_MAP);
  object_class->dispose = yutu_import_assistant_dispose;
  object_class->finalize = yutu_import_assistant_finalize;
  imported_signal =
    g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yutu/Yutu/yutu-import-assistant.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, source_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, crs_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_chosen_cb);
  add_actions (widget_class);
}

static void
yutu_import_assistant_init (YutuImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_whole_text_watch (GTK_WIDGET (self));
  yutu_focus_mend_list (GTK_WIDGET (self->list));
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fields_of = g_array_new (FALSE, FALSE, sizeof (int));
  self->column_rows = g_ptr_array_new ();
}

static YutuImportAssistant *
new_for_file (GtkWindow   *parent,
              YutuSession *session,
              const char  *path)
{
  YutuImportAssistant *self = g_object_new (YUTU_TYPE_IMPORT_ASSISTANT, "transient-for", parent, NULL);
  g_autofree char     *name = g_path_get_basename (path);
  g_autofree char     *low = g_ascii_strdown (path, -1);
  char                 day[YUTU_DAY_TEXT_SIZE];

  yutu_dialog_fit (GTK_WINDOW (self), GTK_WIDGET (self->pages));
  self->choice = yutu_import_choice_new (path);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name);
  gtk_editable_set_text (GTK_EDITABLE (self->valid_from),
                         yutu_day_format (yutu_session_get_day (session), day));
  adw_combo_row_set_selected (self->kind, g_str_has_suffix (low, ".csv") ? 1 : 0);
  self->session = g_object_ref (session);
  yutu_import_assistant_fill_ways (self);
  yutu_preview_map_set_session (self->map, session);
  return self;
}

GtkWidget *
yutu_import_assistant_new (GtkWindow   *parent,
                           YutuSession *session,
                           const char  *path)
{
  YutuImportAssistant *self = new_for_file (parent, session, path);

  begin_read (self);
  return GTK_WIDGET (self);
}

GtkWidget *
yutu_import_assistant_new_resumed (GtkWindow   *parent,
                                   YutuSession *session,
                                   const char  *content)
{
  YutuImportDraft     *draft = yutu_import_draft_parse (content);
  YutuImportAssistant *self = NULL;

  if (draft == NULL)
    return NULL;
  self = new_for_file (parent, session, draft->choice->path);
  self->restored = draft;
  self->has_draft = TRUE;
  yutu_import_assistant_restore_rows (self);
  begin_read (self);
  return GTK_WIDGET (self);
}

/* ---- For tests ---- */

const char *
yutu_import_assistant_get_page (YutuImportAssistant *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

gboolean
yutu_import_assistant_is_busy (YutuImportAssistant *self)
{
  return self->cancellable != NULL;
}

const YutuImportReading *
yutu_import_assistant_get_reading (YutuImportAssistant *self)
{
  return self->reading;
}

const YutuImportChoice *
yutu_import_assistant_get_choice (YutuImportAssistant *self)
{
  return self->choice;
}

const YutuImportTrial *
yutu_import_assistant_get_trial (YutuImportAssistant *self)
{
  return self->trial;
}

gsize
yutu_import_assistant_count_accepted (YutuImportAssistant *self)
{
  return g_hash_table_size (self->accepted);
}

YutuPreviewMap *
yutu_import_assistant_get_map (YutuImportAssistant *self)
{
  return self->map;
}
