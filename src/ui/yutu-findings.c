/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rows are made for what is seen; an item is the finding's number in the result. After a decision the
 * file is checked again: one finding may have been several. */

#include "ui/yutu-findings.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-finding-row.h"
#include "ui/yutu-finding-ways.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-merge-facts.h"
#include "ui/yutu-words-check.h"
#include "ui/yutu-words.h"

#define REPORT_MS 100

struct _YutuFindings
{
  AdwBin parent_instance;

  GtkWidget       *check_now;
  GtkLabel        *summary;
  GtkWidget       *waiting;
  GtkProgressBar  *progress;
  GtkToggleButton *show_accepted;
  GtkMenuButton   *repair;
  GtkMenuButton   *accept;
  GtkWidget       *withdraw;
  GtkStack        *body;
  GtkLabel        *nothing;
  GtkListView     *list;
  GtkPopover      *accept_popover;
  GtkEntry        *reason;
  GtkWidget       *accept_now;
  GtkPopover      *repair_popover;
  GtkLabel        *repair_note;
  GtkWidget       *repair_scroll;
  GtkBox          *repair_box;

  YutuSession        *session;
  YutuCheckResult    *result;
  GListStore         *items; /* GtkStringObject: numbers of findings */
  GtkSingleSelection *selection;
  GCancellable       *checking; /* NULL: nothing is checked */
  YutuProgress       *check_progress;
  guint               report_source;
  GtkWidget          *focus_before; /* weak: had the keyboard when the check began */
  GCancellable       *repairs_read;
  gboolean            is_stale; /* the file changed since the check */
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (YutuFindings, yutu_findings, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOWN,
  SIGNAL_OPENED,
  SIGNAL_PREVIEWED,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
word_table (const char *table)
{
  static const struct
  {
    const char *table;
    const char *word;
  } words[] = {
    { "division", N_ ("Division") },
    { "division_area", N_ ("Division") },
    { "division_code", N_ ("Register of codes") },
    { "node", N_ ("Boundary line") },
    { "arc", N_ ("Boundary line") },
    { "boundary_line", N_ ("Boundary line") },
    { "boundary_line_arc", N_ ("Boundary line") },
    { "boundary_pillar", N_ ("Boundary pillar") },
    { "line_inspection", N_ ("Joint inspection") },
    { "face", N_ ("Land") },
    { "face_unit", N_ ("Land") },
    { "face_claim", N_ ("Land") },
    { "act", N_ ("Division change order") },
    { "lineage", N_ ("Division change order") },
    { "place_name", N_ ("Place name") },
    { "address", N_ ("Address") },
    { "facility", N_ ("Facility") },
    { "facility_year", N_ ("Facility") },
    { "case_file", N_ ("Case") },
    { "case_event", N_ ("Case") },
    { "person", N_ ("Case") },
    { "attachment", N_ ("Attachment") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].table, table) == 0)
      return _ (words[i].word);
  return _ ("Counts");
}

/* (nullable) */
static const YutuCheckFinding *
get_finding (YutuFindings *self,
             gpointer      item)
{
  guint64 number = 0;

  if (item == NULL || self->result == NULL ||
      !g_ascii_string_to_unsigned (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), 10, 0,
                                   G_MAXUINT32, &number, NULL) ||
      number >= self->result->findings->len)
    return NULL;
  return g_ptr_array_index (self->result->findings, (guint)number);
}

static const YutuCheckFinding *
get_chosen (YutuFindings *self)
{
  return get_finding (self, gtk_single_selection_get_selected_item (self->selection));
}

static void
fail (YutuFindings *self,
      const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* ---- The list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuFindings             *self)
{
  gtk_list_item_set_child (item, yutu_finding_row_new ());
}

/* "Case WC-EL-2026-00004 …": the kind of thing, and which one. (transfer full) */
static char *
word_subject (const YutuCheckFinding *finding)
{
  return finding->subject != NULL
           ? g_strdup_printf (C_ ("kind of thing, its name", "%s %s"), word_table (finding->table), finding->subject)
           : g_strdup (word_table (finding->table));
}

/* "Error · Division", and who accepted it, why. (transfer full) */
static char *
word_facts (const YutuCheckFinding *finding)
{
  const char      *severity = g_str_equal (finding->severity, "error") ? _ ("Error") : _ ("Warning");
  g_autofree char *subject = word_subject (finding);
  g_autofree char *day = NULL;

  if (finding->reason == NULL)
    return g_strdup_printf (C_ ("severity, kind of thing", "%s · %s"), severity, subject);
  day = yutu_words_iso (finding->accepted_on);
  return g_strdup_printf (C_ ("severity, kind of thing, who accepted it, when, why",
                              "%s · %s · accepted by %s on %s: %s"),
                          severity, subject, finding->accepted_by, day, finding->reason);
}

static void
show_sign (GtkImage               *sign,
           const YutuCheckFinding *finding)
{
  gboolean is_error = finding->reason == NULL && g_str_equal (finding->severity, "error");
  gboolean is_warning = finding->reason == NULL && !is_error;

  gtk_image_set_from_icon_name (sign, is_error     ? "dialog-error-symbolic"
                                      : is_warning ? "dialog-warning-symbolic"
                                                   : "object-select-symbolic");
  (is_error ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (sign), "error");
  (is_warning ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (sign), "warning");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuFindings             *self)
{
  const YutuCheckFinding *finding = get_finding (self, gtk_list_item_get_item (item));
  GtkWidget              *row = gtk_list_item_get_child (item);
  GtkWidget              *sign = gtk_widget_get_first_child (row);
  GtkWidget              *line = gtk_widget_get_first_child (gtk_widget_get_next_sibling (sign));
  g_autofree char        *facts = NULL;
  g_autofree char        *rule = NULL;

  if (finding == NULL)
    return;
  facts = word_facts (finding);
  show_sign (GTK_IMAGE (sign), finding);
  rule = g_strdup_printf (C_ ("what a rule asks, its name", "%s (%s)"), yutu_words_check_rule (finding->rule), finding->rule);
  gtk_widget_set_tooltip_text (row, rule);
  gtk_label_set_text (GTK_LABEL (line), finding->message);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (line)), facts);
}

static void
update_actions (YutuFindings *self)
{
  const YutuCheckFinding *finding = get_chosen (self);
  gboolean                is_writable =
    self->session != NULL && yutu_session_get_read_only_reason (self->session) == NULL;
  gboolean can = finding != NULL && is_writable && self->checking == NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), can && finding->id != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->accept), finding == NULL || finding->reason == NULL);
  gtk_widget_set_visible (self->withdraw, finding != NULL && finding->reason != NULL);
  gtk_widget_set_sensitive (self->withdraw, can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->repair), can && finding->reason == NULL);
}

static void
selected_cb (GtkSingleSelection *selection,
             GParamSpec         *pspec,
             YutuFindings       *self)
{
  const YutuCheckFinding *finding = get_chosen (self);

  update_actions (self);
  if (finding != NULL && !self->is_filling)
    g_signal_emit (self, signals[SIGNAL_SHOWN], 0, finding);
}

static void
activate_cb (GtkListView  *list,
             guint         position,
             YutuFindings *self)
{
  const YutuCheckFinding *finding = get_chosen (self);

  if (finding == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0, finding);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
update_summary (YutuFindings *self)
{
  g_autofree char *open = NULL;
  g_autofree char *accepted = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *text = NULL;
  guint            n_open = 0;

  if (self->result == NULL)
    {
      gtk_label_set_text (self->summary, "");
      return;
    }
  n_open = yutu_check_count_open (self->result->findings);
  open = yutu_words_count (n_open);
  accepted = yutu_words_count (self->result->findings->len - n_open);
  checked = yutu_words_count (self->result->checked);
  text = g_strdup_printf (self->is_stale
                            ? _ ("%s open, %s accepted, of %s things checked; the file has changed since")
                            : _ ("%s open, %s accepted, of %s things checked"),
                          open, accepted, checked);
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), text);
}

static gboolean
is_empty_file (const YutuFindings *self)
{
  GListModel *units = self->session != NULL ? yutu_session_get_units (self->session) : NULL;

  return units != NULL && g_list_model_get_n_items (units) == 0 && yutu_session_get_day (self->session) >= yutu_day_today ();
}

static void
update_body (YutuFindings *self)
{
  gtk_stack_set_visible_child_name (
    self->body, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "nothing");
  gtk_label_set_text (self->nothing,
                      self->checking != NULL ? _ ("The file is being checked…")
                      : self->result == NULL
                        ? _ ("“Check the file” looks at boundaries, codes, names, addresses, facilities "
                             "and cases by every rule. It changes nothing.")
                      : is_empty_file (self)
                        ? _ ("There is nothing in the file yet that could be checked: take in divisions first (Ctrl+I).")
                        : _ ("Nothing was found: every rule holds."));
}

static void
fill (YutuFindings *self)
{
  gboolean all = gtk_toggle_button_get_active (self->show_accepted);
  guint    chosen = gtk_single_selection_get_selected (self->selection);

  self->is_filling = TRUE;
  g_list_store_remove_all (self->items);
  for (guint i = 0; self->result != NULL && i < self->result->findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (self->result->findings, i);
      g_autofree char        *number = g_strdup_printf ("%u", i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (number);

      if (all || finding->reason == NULL)
        g_list_store_append (self->items, item);
    }
  gtk_single_selection_set_selected (self->selection, chosen);
  self->is_filling = FALSE;
  update_body (self);
  update_summary (self);
  update_actions (self);
}

static void
show_accepted_cb (GtkToggleButton *button,
                  YutuFindings    *self)
{
  fill (self);
}

/* ---- Checking ---- */

/* The keyboard goes on in the list, unless it was taken elsewhere meanwhile. */
static void
focus_list (YutuFindings *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && focus != self->focus_before && !yutu_focus_is_in (GTK_WIDGET (self)))
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    yutu_focus_first (GTK_WIDGET (self->list));
  else
    gtk_widget_grab_focus (self->check_now);
}

static gboolean
report_cb (gpointer data)
{
  YutuFindings *self = data;
  const char   *stage = NULL;
  guint64       done = 0;
  guint64       total = 0;

  yutu_progress_read (self->check_progress, &stage, &done, &total);
  gtk_widget_set_visible (self->waiting, TRUE);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double)done / (double)total);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
end_check (YutuFindings *self)
{
  g_clear_handle_id (&self->report_source, g_source_remove);
  g_clear_pointer (&self->check_progress, yutu_progress_unref);
  g_clear_object (&self->checking);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuFindings) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCheckResult) found =
    yutu_session_check_finish (YUTU_SESSION (source), result, &error);

  if (self->session != YUTU_SESSION (source) || self->checking == NULL)
    return;
  end_check (self);
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_widget_set_sensitive (self->check_now, TRUE);
  if (found == NULL)
    fail (self, error);
  else
    {
      g_clear_pointer (&self->result, yutu_check_result_free);
      self->result = g_steal_pointer (&found);
      self->is_stale = FALSE;
    }
  fill (self);
  focus_list (self);
  g_clear_weak_pointer (&self->focus_before);
}

void
yutu_findings_check (YutuFindings *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session == NULL || self->checking != NULL)
    return;
  g_set_weak_pointer (&self->focus_before, root != NULL ? gtk_root_get_focus (root) : NULL);
  self->checking = g_cancellable_new ();
  self->check_progress = yutu_progress_new (self->checking);
  self->report_source = g_timeout_add (REPORT_MS, report_cb, self); /* removed in dispose */
  gtk_widget_set_sensitive (self->check_now, FALSE);
  update_body (self);
  update_actions (self);
  yutu_session_check_async (self->session, self->check_progress, self->checking, checked_cb,
                            g_object_ref (self));
}

static void
check_cb (GtkButton    *button,
          YutuFindings *self)
{
  yutu_findings_check (self);
}

static void
cancel_cb (GtkButton    *button,
           YutuFindings *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
}

gboolean
yutu_findings_is_checking (YutuFindings *self)
{
  return self->checking != NULL;
}

/* ---- Accepting ---- */

static void
decided (YutuFindings *self,
         gboolean      done,
         const char   *text,
         const GError *error)
{
  if (!done)
    {
      fail (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
  yutu_findings_check (self);
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuFindings) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_session_decide_finding_finish (YUTU_SESSION (source), result, &error);

  decided (self, done, _ ("The finding was accepted"), error);
}

static void
withdrawn_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (YutuFindings) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_session_decide_finding_finish (YUTU_SESSION (source), result, &error);

  decided (self, done, _ ("The finding is accepted no more"), error);
}

static char *
dup_reason (YutuFindings *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

static void
reason_changed_cb (GtkEditable  *editable,
                   YutuFindings *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_sensitive (self->accept_now, *reason != '\0');
}

static void
accept_shown_cb (GtkPopover   *popover,
                 YutuFindings *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
accept_cb (GtkWidget    *widget,
           YutuFindings *self)
{
  const YutuCheckFinding *finding = get_chosen (self);
  g_autofree char        *reason = dup_reason (self);

  if (finding == NULL || *reason == '\0')
    return;
  gtk_popover_popdown (self->accept_popover);
  yutu_session_decide_finding_async (self->session, finding, reason, accepted_cb, g_object_ref (self));
}

static void
withdraw_cb (GtkButton    *button,
             YutuFindings *self)
{
  const YutuCheckFinding *finding = get_chosen (self);

  if (finding != NULL)
    yutu_session_decide_finding_async (self->session, finding, NULL, withdrawn_cb,
                                       g_object_ref (self));
}

/* ---- Mending ---- */

static void
repaired_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuFindings) self = data;
  g_autoptr (GError) error = NULL;
  gint64   entry = 0;
  gboolean done = yutu_session_repair_finish (YUTU_SESSION (source), result, &entry, &error);

  decided (self, done, _ ("The finding was mended"), error);
}

static void
repair_cb (GtkButton    *button,
           YutuFindings *self)
{
  const YutuCheckRepair *wish = g_object_get_data (G_OBJECT (button), "repair");

  yutu_session_repair_async (self->session, wish, repaired_cb, g_object_ref (self));
  gtk_popover_popdown (self->repair_popover);
}

/* What the repair in focus would move is shown on the map. */
static void
repair_focused_cb (GtkWidget    *button,
                   GParamSpec   *pspec,
                   YutuFindings *self)
{
  if (gtk_widget_has_focus (button))
    g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, g_object_get_data (G_OBJECT (button), "repair"));
}

static void
repair_closed_cb (YutuFindings *self)
{
  g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, NULL);
}

/* All that would go over, before it does; and why it cannot, if so. */
static void
add_plan (YutuFindings        *self,
          const YutuMergePlan *plan)
{
  GtkWidget *refusal = plan->refusal != NULL ? yutu_finding_row_new_line ("error") : NULL;

  if (refusal != NULL)
    {
      gtk_label_set_text (GTK_LABEL (refusal), plan->refusal);
      gtk_label_set_max_width_chars (GTK_LABEL (refusal), 40);
      gtk_box_append (self->repair_box, refusal);
    }
  gtk_box_append (self->repair_box, yutu_merge_facts_new (plan, TRUE));
}

static void
add_repair (YutuFindings    *self,
            YutuCheckRepair *repair) /* (transfer full) */
{
  GtkWidget *button = gtk_button_new_with_label (repair->text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  g_object_set_data_full (G_OBJECT (button), "repair", repair, (GDestroyNotify)yutu_check_repair_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (repair_cb), self, 0);
  gtk_widget_set_sensitive (button, repair->plan == NULL || repair->plan->refusal == NULL);
  g_signal_connect_object (button, "notify::has-focus", G_CALLBACK (repair_focused_cb), self, 0);
  gtk_box_append (self->repair_box, button);
  if (repair->plan != NULL)
    add_plan (self, repair->plan);
}

/* ---- By hand ---- */

static void
way_cb (GtkButton    *button,
        YutuFindings *self)
{
  const char             *action = g_object_get_data (G_OBJECT (button), "action");
  const YutuCheckFinding *finding = get_chosen (self);

  gtk_popover_popdown (self->repair_popover);
  if (finding == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0, finding);
  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  else
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
repairs_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuFindings) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repairs =
    yutu_session_list_repairs_finish (YUTU_SESSION (source), result, &error);
  const YutuCheckFinding *finding = get_chosen (self);
  gboolean                has_some = FALSE;
  guint                   n_ways = 0;

  if (repairs == NULL)
    {
      fail (self, error);
      return;
    }
  yutu_box_clear (self->repair_box);
  gtk_label_set_text (self->repair_note,
                      repairs->len == 0 ? _ ("No rule knows how to mend this: look at the place, then change "
                                             "what is wrong with the tools of Edit or the form of the record.")
                                        : _ ("Choose what is done. It is one step that can be undone."));
  has_some = repairs->len > 0;
  while (repairs->len > 0)
    add_repair (self, g_ptr_array_steal_index (repairs, 0));
  n_ways = finding != NULL ? yutu_finding_ways_append (self->repair_box, finding, G_CALLBACK (way_cb), self) : 0;
  gtk_widget_set_visible (self->repair_scroll, has_some || n_ways > 0);
  yutu_focus_first (GTK_WIDGET (self->repair_box));
}

static void
repair_shown_cb (GtkPopover   *popover,
                 YutuFindings *self)
{
  const YutuCheckFinding *finding = get_chosen (self);

  yutu_box_clear (self->repair_box);
  gtk_label_set_text (self->repair_note, _ ("Working out what can be mended…"));
  gtk_widget_set_visible (self->repair_scroll, FALSE);
  if (self->repairs_read != NULL)
    g_cancellable_cancel (self->repairs_read);
  g_clear_object (&self->repairs_read);
  self->repairs_read = g_cancellable_new ();
  if (finding != NULL)
    yutu_session_list_repairs_async (self->session, finding, self->repairs_read, repairs_cb,
                                     g_object_ref (self));
}

/* ---- Life ---- */

static void
changed_cb (YutuSession  *session,
            GStrv         tables,
            YutuFindings *self)
{
  self->is_stale = self->result != NULL;
  update_summary (self);
}

void
yutu_findings_set_session (YutuFindings *self,
                           YutuSession  *session)
{
  if (self->session == session)
    return;
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  end_check (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect (session, "changed", G_CALLBACK (changed_cb), self); /* cut off above, in dispose */
  g_clear_pointer (&self->result, yutu_check_result_free);
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_widget_set_sensitive (self->check_now, session != NULL);
  fill (self);
}

const YutuCheckResult *
yutu_findings_get_result (YutuFindings *self)
{
  return self->result;
}

void
yutu_findings_choose_at (YutuFindings *self,
                         guint         position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
yutu_findings_dispose (GObject *object)
{
  YutuFindings *self = YUTU_FINDINGS (object);

  if (self->list != NULL) /* the template is still there */
    yutu_findings_set_session (self, NULL);
  if (self->repairs_read != NULL)
    g_cancellable_cancel (self->repairs_read);
  g_clear_object (&self->repairs_read);
  g_clear_weak_pointer (&self->focus_before);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_FINDINGS);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (yutu_findings_parent_class)->dispose (object);
}

static void
yutu_findings_init (YutuFindings *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect_object (self->repair_popover, "closed", G_CALLBACK (repair_closed_cb), self, G_CONNECT_SWAPPED);
  update_body (self);
}

static void
yutu_findings_class_init (YutuFindingsClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = yutu_findings_dispose;
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", YUTU_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", YUTU_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PREVIEWED] = g_signal_new ("previewed", YUTU_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            1, G_TYPE_POINTER);
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-findings.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuFindings, name)
  BIND (check_now);
  BIND (summary);
  BIND (waiting);
  BIND (progress);
  BIND (show_accepted);
  BIND (repair);
  BIND (accept);
  BIND (withdraw);
  BIND (body);
  BIND (nothing);
  BIND (list);
  BIND (accept_popover);
  BIND (reason);
  BIND (accept_now);
  BIND (repair_popover);
  BIND (repair_note);
  BIND (repair_scroll);
  BIND (repair_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_accepted_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, repair_shown_cb);
}
