/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-search-box.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-commands.h"
#include "ui/yutu-search-row.h"
#include "ui/yutu-whole-text.h"
#include "ui/yutu-words.h"

#define DEBOUNCE_MS 30
#define MAX_HITS    40   /* at first */
#define MORE        5    /* times as many, when more are asked for */
#define MOST_HITS   1000 /* rows that a list takes well */

struct _YutuSearchBox
{
  AdwBin parent_instance;

  GtkEntry          *entry;
  GtkPopover        *popover;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *said; /* of all that is shown: that it is only like what was typed */
  GtkLabel          *total;
  GtkButton         *more;
  GtkLabel          *advice; /* when nothing is found */

  YutuSession      *session;
  YutuSearchResult *result; /* what the rows show */
  guint             n_rows; /* hits, then commands */
  char             *asked;
  char             *answered;
  GCancellable     *cancellable;
  guint             timeout;
  unsigned          kinds; /* 0: all, and commands */
  gsize             limit;
  gboolean          has_near;
  YutuPoint         near_point;
  gboolean          enter_waits; /* Enter came before the answer */
};

G_DEFINE_FINAL_TYPE (YutuSearchBox, yutu_search_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_HIT_CHOSEN,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Rows ---- */

static void
clear_rows (YutuSearchBox *self)
{
  yutu_list_box_clear (self->list);
  self->n_rows = 0;
  g_clear_pointer (&self->result, yutu_search_result_free);
  g_clear_pointer (&self->answered, g_free);
}

static void
append_commands (YutuSearchBox *self)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (self->kinds != 0)
    return;
  commands = yutu_commands_find (GTK_WIDGET (self), self->answered);
  for (guint i = 0; i < commands->len; i++)
    gtk_list_box_append (self->list, yutu_search_row_new_command (g_ptr_array_index (commands, i)));
  self->n_rows += commands->len;
}

/* The kind of the best hit first, each kind's hits together in their order. */
static void
append_rows (YutuSearchBox *self)
{
  GPtrArray *hits = self->result->hits;
  unsigned   done = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const YutuSearchHit *first = g_ptr_array_index (hits, i);

      if (done & first->kind)
        continue;
      done |= first->kind;
      for (guint j = i; j < hits->len; j++)
        {
          YutuSearchHit *hit = g_ptr_array_index (hits, j);

          if (hit->kind == first->kind)
            gtk_list_box_append (self->list, yutu_search_row_new (self->session, hit, self->has_near ? &self->near_point : NULL));
        }
    }
  self->n_rows += hits->len;
}

static void
select_row (YutuSearchBox *self,
            int            index)
{
  GtkListBoxRow  *row = gtk_list_box_get_row_at_index (self->list, index);
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t box;

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  if (index == 0)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (GTK_WIDGET (row), gtk_widget_get_parent (GTK_WIDGET (self->list)), &box))
    gtk_adjustment_clamp_page (adjustment, gtk_adjustment_get_value (adjustment) + (double)box.origin.y,
                               gtk_adjustment_get_value (adjustment) + (double)(box.origin.y + box.size.height));
}

/* ---- Choosing ---- */

static void
leave (YutuSearchBox *self)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
choose (YutuSearchBox *self,
        GtkListBoxRow *row)
{
  YutuSearchHit     *hit = yutu_search_row_get_hit (row);
  const YutuCommand *command = yutu_search_row_get_command (row);

  if (command != NULL)
    {
      leave (self);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      yutu_command_give (command, GTK_WIDGET (self));
      return;
    }
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_HIT_CHOSEN], 0, hit);
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  YutuSearchBox *self)
{
  choose (self, row);
}

/* ---- What is said of the rows ---- */

static gboolean
may_show_more (const YutuSearchBox *self)
{
  return self->result != NULL && (gint64)self->result->hits->len < self->result->total && self->limit < MOST_HITS;
}

static char *
dup_total (YutuSearchBox *self)
{
  g_autofree char *shown = yutu_words_count (self->result->hits->len);
  g_autofree char *total = yutu_words_count (self->result->total);

  if (self->result->total_is_least)
    return g_strdup_printf (_ ("The best %s of more than %s"), shown, total);
  if ((gint64)self->result->hits->len < self->result->total)
    return g_strdup_printf (_ ("The best %s of %s"), shown, total);
  return self->result->total > 1
           ? g_strdup_printf (ngettext ("%s result", "%s results", (gulong)self->result->total), total)
           : NULL;
}

static void
say (GtkLabel   *label,
     const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
say_result (YutuSearchBox *self)
{
  g_autofree char *total = dup_total (self);
  const char      *text = NULL;

  if (self->result->has_typo && self->result->is_base)
    text = _ ("There is no such number; the road, village or estate comes first, then what sounds alike or differs by one character");
  else if (self->result->has_typo)
    text = _ ("Nothing is written like this; these sound alike or differ by one character");
  else if (self->result->lacks_part)
    text = _ ("There is no such building, unit or room at the door; this is the door");
  else if (self->result->is_parent)
    text = _ ("There is no such number behind the door’s; this is the door");
  else if (self->result->is_base)
    text = _ ("There is no such number; this is the road, village or estate");
  else if (self->result->is_commune)
    text = _ ("Communes and brigades are written; these are the townships and villages of today");
  else if (self->result->former != NULL)
    text = self->result->former;
  if (self->result->is_elsewhere)
    text = _ ("This is not in the division that is written before it");
  say (self->said, text);
  say (self->total, total);
  gtk_widget_set_visible (GTK_WIDGET (self->more), may_show_more (self));
}

/* ---- Asking ---- */

static gboolean
has_focus (YutuSearchBox *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* What to do when nothing is found. */
static const char *
advise (const YutuSearchBox *self)
{
  GListModel *units = yutu_session_get_units (self->session);

  if (self->result->is_too_long)
    return _ ("That is longer than any name or address.\nSearch for one at a time; for many there is\n“Match a list "
              "of addresses”.");
  if (units != NULL && g_list_model_get_n_items (units) == 0 && yutu_session_get_day (self->session) >= yutu_day_today ())
    return _ ("There is nothing in the file yet that could be found.\nTake in divisions first, then names and addresses (Ctrl+I).");
  return _ ("Try fewer characters, pinyin or initials, a code, or “lon, lat”.");
}

static void
show_result (YutuSearchBox *self)
{
  /* commands behind what lies in the file, where Up from the first row is; but before what is only like it */
  if (self->result->has_typo)
    append_commands (self);
  append_rows (self);
  if (!self->result->has_typo)
    append_commands (self);
  say_result (self);
  gtk_label_set_label (self->advice, advise (self));
  gtk_stack_set_visible_child_name (self->stack,
                                    self->n_rows > 0 ? "hits" : "nothing");
  if (has_focus (self)) /* who has gone on meanwhile is not followed */
    gtk_popover_popup (self->popover);
}

/* The row of what was chosen before, or the first. */
static int
find_row (YutuSearchBox *self,
          YutuSearchKind kind,
          gint64         id)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const YutuSearchHit *hit = yutu_search_row_get_hit (row);

      if (hit != NULL && hit->kind == kind && hit->id == id && id != 0)
        return i;
    }
  return 0;
}

/* To the chosen row, once it has a place. */
static gboolean
scroll_cb (GtkWidget     *list,
           GdkFrameClock *clock,
           gpointer       data)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;
  if (row != NULL)
    select_row (data, gtk_list_box_row_get_index (row));
  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuSearchBox) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuSearchResult *found = yutu_session_search_finish (YUTU_SESSION (source), result, &error);
  GtkListBoxRow    *row = self->session != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  YutuSearchHit    *last = row != NULL ? yutu_search_row_get_hit (row) : NULL;
  gboolean          is_same = g_strcmp0 (self->answered, self->asked) == 0 && last != NULL;
  YutuSearchKind    kind = is_same ? last->kind : 0;
  gint64            id = is_same ? last->id : 0;

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("search: %s", error->message);
      return;
    }
  if (self->session == NULL)
    {
      yutu_search_result_free (found);
      return;
    }
  clear_rows (self);
  self->result = found;
  self->answered = g_strdup (self->asked);
  show_result (self);
  select_row (self, find_row (self, kind, id));
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
  row = gtk_list_box_get_selected_row (self->list);
  /* What is only like it is shown, and not taken for it. */
  if (self->enter_waits && row != NULL && !found->has_typo && !found->is_parent && !found->is_base &&
      !found->is_elsewhere && !found->is_commune && found->former == NULL)
    choose (self, row);
  self->enter_waits = FALSE;
}

static gboolean
ask_cb (gpointer user_data)
{
  YutuSearchBox *self = user_data;
  YutuFindSpec   spec = { .limit = self->limit,
                          .kinds = self->kinds,
                          .near_point = self->has_near ? &self->near_point : NULL,
                          .only_valid = self->kinds != 0 };

  self->timeout = 0;
  g_free (self->asked);
  self->asked = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  yutu_session_search_async (self->session, self->asked, &spec, self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
ask_soon (YutuSearchBox *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->timeout = g_timeout_add (DEBOUNCE_MS, ask_cb, self); /* removed in dispose */
}

static void
show_more (YutuSearchBox *self)
{
  if (!may_show_more (self) || self->timeout != 0)
    return;
  self->limit = MIN (self->limit * MORE, MOST_HITS);
  ask_soon (self);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return stripped[0] == '\0';
}

static void
changed_cb (GtkEditable   *editable,
            YutuSearchBox *self)
{
  gboolean has_text = !is_blank (gtk_editable_get_text (editable));

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->enter_waits = FALSE;
  self->limit = MAX_HITS;
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, has_text ? "edit-clear-symbolic" : NULL);
  if (has_text)
    gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, _ ("Clear"));
  if (has_text && self->session != NULL)
    {
      ask_soon (self);
      return;
    }
  gtk_popover_popdown (self->popover);
  clear_rows (self);
}

static void
icon_pressed_cb (GtkEntry            *entry,
                 GtkEntryIconPosition position,
                 YutuSearchBox       *self)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

/* ---- Keys ---- */

static gboolean
step (YutuSearchBox *self,
      int            by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int            n = (int)self->n_rows;
  int            index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  if (n == 0)
    return FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popup (self->popover);
  if (by == -1 && index < 0)
    index = n - 1;
  else if (index >= n)
    show_more (self);
  select_row (self, CLAMP (index, 0, n - 1));
  return TRUE;
}

static void
entry_activated_cb (GtkEntry      *entry,
                    YutuSearchBox *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gboolean       is_answered =
    g_strcmp0 (self->answered, gtk_editable_get_text (GTK_EDITABLE (self->entry))) == 0;

  if (is_answered && row != NULL)
    choose (self, row);
  else
    self->enter_waits = TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                YutuSearchBox         *self)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
      return step (self, 1);
    case GDK_KEY_Up:
      return step (self, -1);
    case GDK_KEY_Page_Down:
      return step (self, 10);
    case GDK_KEY_Page_Up:
      return step (self, -10);
    case GDK_KEY_Escape:
      leave (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
focus_left_cb (GtkEventControllerFocus *controller,
               YutuSearchBox           *self)
{
  gtk_popover_popdown (self->popover);
}

/* ---- Object ---- */

void
yutu_search_box_set_session (YutuSearchBox *self,
                             YutuSession   *session)
{
  g_return_if_fail (YUTU_IS_SEARCH_BOX (self));
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  /* What was typed, and Enter pressed on, while the file was opened. */
  if (has_focus (self) && !is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    ask_soon (self);
}

void
yutu_search_box_set_near (YutuSearchBox   *self,
                          const YutuPoint *near_point)
{
  g_return_if_fail (YUTU_IS_SEARCH_BOX (self));
  self->has_near = near_point != NULL;
  if (near_point != NULL)
    self->near_point = *near_point;
}

void
yutu_search_box_start (YutuSearchBox *self)
{
  g_return_if_fail (YUTU_IS_SEARCH_BOX (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (self->session != NULL && !is_blank (gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    ask_soon (self);
}

void
yutu_search_box_narrow (YutuSearchBox *self,
                        unsigned       kinds,
                        const char    *hint,
                        const char    *label)
{
  g_return_if_fail (YUTU_IS_SEARCH_BOX (self));
  self->kinds = kinds;
  gtk_entry_set_placeholder_text (self->entry, hint);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

guint
yutu_search_box_count (YutuSearchBox *self)
{
  g_return_val_if_fail (YUTU_IS_SEARCH_BOX (self), 0);
  return self->n_rows;
}

const char *
yutu_search_box_get_answered (YutuSearchBox *self)
{
  g_return_val_if_fail (YUTU_IS_SEARCH_BOX (self), NULL);
  return self->answered;
}

static void
yutu_search_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GTK_WIDGET_CLASS (yutu_search_box_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (YUTU_SEARCH_BOX (widget)->popover);
}

static void
yutu_search_box_dispose (GObject *object)
{
  YutuSearchBox *self = YUTU_SEARCH_BOX (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    clear_rows (self);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_SEARCH_BOX);
  g_clear_object (&self->session);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (yutu_search_box_parent_class)->dispose (object);
}

static void
yutu_search_box_class_init (YutuSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_search_box_dispose;
  widget_class->size_allocate = yutu_search_box_size_allocate;
  signals[SIGNAL_HIT_CHOSEN] = g_signal_new ("hit-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-search-box.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, entry);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, popover);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, scroller);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, list);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, said);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, total);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, more);
  gtk_widget_class_bind_template_child (widget_class, YutuSearchBox, advice);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_more);
}

static void
yutu_search_box_init (YutuSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->limit = MAX_HITS;
  yutu_whole_text_watch (GTK_WIDGET (self->popover));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, yutu_search_row_update_header, NULL, NULL);
  /* After the entry: an input method that composes has the first say on every key. */
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
