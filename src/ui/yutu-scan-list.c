/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* An item is the name's number in the scan; rows are made for what is seen. */

#include "ui/yutu-scan-list.h"

#include <glib/gi18n.h>

#include "scene/yutu-marks.h"
#include "ui/yutu-button.h"
#include "ui/yutu-finding-row.h"
#include "ui/yutu-words.h"

struct _YutuScanList
{
  AdwBin parent_instance;

  GtkWidget          *again;
  GtkWidget          *summary;
  GtkWidget          *waiting; /* with a button that cancels */
  GtkWidget          *choice;  /* GtkDropDown: all, then the classes */
  GtkWidget          *open_one;
  GtkWidget          *open_all;
  GtkWidget          *nothing;
  GtkStack           *body; /* pages: list, nothing */
  GtkListView        *list;
  GListStore         *items; /* GtkStringObject: numbers of names */
  GtkSingleSelection *selection;
  YutuSession        *session;
  YutuMapView        *map; /* a weak pointer */
  YutuNameScan       *scan;
  YutuMarks          *marks;     /* (nullable): of what is listed */
  GCancellable       *working;   /* NULL: nothing goes on */
  GCancellable       *rereading; /* (nullable) */
  gint64              opens;     /* the name whose case is being opened alone */
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (YutuScanList, yutu_scan_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOWN,
  SIGNAL_OPENED,
  SIGNAL_DONE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
word_class (YutuNonstandard name_class)
{
  switch (name_class)
    {
    case YUTU_NONSTANDARD_INFLATED:
      return C_ ("a non-standard name", "Inflated");
    case YUTU_NONSTANDARD_FOREIGN:
      return C_ ("a non-standard name", "Foreign");
    case YUTU_NONSTANDARD_ODD:
      return C_ ("a non-standard name", "Odd");
    case YUTU_NONSTANDARD_DUPLICATE:
    case YUTU_N_NONSTANDARD:
    default:
      return C_ ("a non-standard name", "Duplicate");
    }
}

/* (nullable) */
static const YutuNonstandardName *
get_name (YutuScanList *self,
          gpointer      item)
{
  guint64 number = 0;

  if (item == NULL || self->scan == NULL ||
      !g_ascii_string_to_unsigned (gtk_string_object_get_string (item), 10, 0, G_MAXUINT32, &number, NULL) ||
      number >= self->scan->names->len)
    return NULL;
  return self->scan->names->pdata[number];
}

static const YutuNonstandardName *
get_chosen (YutuScanList *self)
{
  return get_name (self, gtk_single_selection_get_selected_item (self->selection));
}

/* ---- Rows ---- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuScanList             *self)
{
  gtk_list_item_set_child (item, yutu_finding_row_new ());
}

static char *
word_name (const YutuNonstandardName *name)
{
  g_autofree char *place = name->where != NULL ? g_strdup_printf (C_ ("name of a place, where it lies", "%s (%s)"), name->name, name->where)
                                               : g_strdup (name->name);

  return name->case_file != 0
           ? g_strdup_printf (C_ ("name, its class, its case, the state of that", "%s · %s · case %s, %s"), place,
                              word_class (name->main_class), name->case_no, name->case_state)
           : g_strdup_printf (C_ ("name, its class", "%s · %s · no case yet"), place, word_class (name->main_class));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuScanList             *self)
{
  const YutuNonstandardName *name = get_name (self, gtk_list_item_get_item (item));
  GtkWidget                 *row = gtk_list_item_get_child (item);
  GtkWidget                 *sign = gtk_widget_get_first_child (row);
  GtkWidget                 *line = gtk_widget_get_first_child (gtk_widget_get_next_sibling (sign));
  g_autofree char           *text = NULL;
  gboolean                   is_open = FALSE;

  if (name == NULL)
    return;
  is_open = name->case_file == 0;
  text = word_name (name);
  gtk_image_set_from_icon_name (GTK_IMAGE (sign), is_open ? "dialog-warning-symbolic" : "object-select-symbolic");
  (is_open ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (sign, "warning");
  gtk_label_set_text (GTK_LABEL (line), text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (line)), name->evidence);
}

/* ---- What goes with the rows ---- */

static void
update_actions (YutuScanList *self)
{
  const YutuNonstandardName *name = get_chosen (self);
  gboolean                   may = self->session != NULL && yutu_session_get_read_only_reason (self->session) == NULL;
  guint                      n = self->scan != NULL ? self->scan->n_without_case : 0;
  g_autofree char           *all = g_strdup_printf (ngettext ("Open _all %u case", "Open _all %u cases", n), n);

  gtk_button_set_label (GTK_BUTTON (self->open_all), all);
  gtk_widget_set_visible (self->open_all, may && n > 0);
  gtk_widget_set_sensitive (self->open_all, self->working == NULL);
  gtk_button_set_label (GTK_BUTTON (self->open_one), name != NULL && name->case_file != 0 ? _ ("Its _case") : _ ("Open a _case"));
  gtk_widget_set_sensitive (self->open_one, self->working == NULL && name != NULL && (may || name->case_file != 0));
  gtk_widget_set_sensitive (self->again, self->working == NULL && self->session != NULL);
  gtk_widget_set_visible (self->waiting, self->working != NULL);
}

static void
update_summary (YutuScanList *self)
{
  g_autofree char *text = NULL;

  if (self->scan != NULL)
    text = g_strdup_printf (_ ("Inflated %u, foreign %u, odd %u, duplicate %u; without a clean-up case: %u"),
                            self->scan->n[YUTU_NONSTANDARD_INFLATED], self->scan->n[YUTU_NONSTANDARD_FOREIGN],
                            self->scan->n[YUTU_NONSTANDARD_ODD], self->scan->n[YUTU_NONSTANDARD_DUPLICATE],
                            self->scan->n_without_case);
  gtk_label_set_text (GTK_LABEL (self->summary), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->summary, text);
  gtk_label_set_text (GTK_LABEL (self->nothing), self->working != NULL ? _ ("The names are being looked at…")
                                                                       : _ ("No name in use breaks the rules in such a way."));
  gtk_stack_set_visible_child_name (self->body, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "nothing");
}

static void
show_marks (YutuScanList *self)
{
  if (self->map == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    yutu_map_view_set_marks (self->map, self->marks);
  else if (self->marks != NULL && yutu_map_view_get_marks (self->map) == self->marks)
    yutu_map_view_set_marks (self->map, NULL);
}

static void
make_marks (YutuScanList *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (YutuMark));
  g_autoptr (YutuMarks) old = g_steal_pointer (&self->marks);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const YutuNonstandardName *name = get_name (self, item);
      YutuMark                   mark = { name->place, name->point, name->case_file == 0 ? YUTU_MARK_WEEK : YUTU_MARK_PLAIN };

      if (name->has_point)
        g_array_append_val (marks, mark);
    }
  if (marks->len > 0)
    self->marks = yutu_marks_new (yutu_session_get_map_epsg (self->session), (const YutuMark *)(gpointer)marks->data, marks->len);
  if (self->marks != NULL || (self->map != NULL && yutu_map_view_get_marks (self->map) == old))
    show_marks (self);
}

static void
choose (YutuScanList *self,
        gint64        place)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (get_name (self, item)->place != place)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      return;
    }
}

static void
fill (YutuScanList *self)
{
  guint                      chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
  const YutuNonstandardName *before = get_chosen (self);
  gint64                     place = before != NULL ? before->place : 0;

  self->is_filling = TRUE;
  g_list_store_remove_all (self->items);
  for (guint i = 0; self->scan != NULL && i < self->scan->names->len; i++)
    {
      const YutuNonstandardName *name = self->scan->names->pdata[i];
      g_autofree char           *number = g_strdup_printf ("%u", i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (number);

      if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || name->main_class == (YutuNonstandard)(chosen - 1))
        g_list_store_append (self->items, item);
    }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (place != 0)
    choose (self, place);
  self->is_filling = FALSE;
  if (self->session != NULL)
    make_marks (self);
  update_summary (self);
  update_actions (self);
}

static void
selected_cb (YutuScanList *self)
{
  const YutuNonstandardName *name = get_chosen (self);

  update_actions (self);
  if (name != NULL && !self->is_filling)
    g_signal_emit (self, signals[SIGNAL_SHOWN], 0, name);
}

static void
activated_cb (GtkListView  *list,
              guint         position,
              YutuScanList *self)
{
  const YutuNonstandardName *name = NULL;

  gtk_single_selection_set_selected (self->selection, position);
  name = get_chosen (self);
  if (name != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, name->case_file);
}

static void
mark_cb (YutuMapView  *map,
         gint64        id,
         YutuScanList *self)
{
  if (self->marks != NULL && yutu_map_view_get_marks (map) == self->marks)
    choose (self, id);
}

/* ---- Work ---- */

static void
scanned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuScanList) self = data;
  g_autoptr (GError) error = NULL;
  YutuNameScan    *scan = yutu_session_scan_names_finish (YUTU_SESSION (source), result, &error);
  gint64           opened = self->opens;
  g_autofree char *text = NULL;

  if (self->session != YUTU_SESSION (source))
    {
      g_clear_pointer (&scan, yutu_name_scan_free);
      return;
    }
  g_clear_object (&self->working);
  self->opens = 0;
  if (scan == NULL)
    {
      update_summary (self);
      update_actions (self);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  self->is_filling = TRUE; /* the numbers of the rows are of the scan before */
  g_list_store_remove_all (self->items);
  self->is_filling = FALSE;
  g_clear_pointer (&self->scan, yutu_name_scan_free);
  self->scan = scan;
  fill (self);
  if (opened != 0)
    choose (self, opened);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (scan->n_opened == 0)
    return;
  text = g_strdup_printf (ngettext ("%u clean-up case is opened", "%u clean-up cases are opened", scan->n_opened), scan->n_opened);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
  if (opened != 0 && get_chosen (self) != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, get_chosen (self)->case_file);
}

/* The same names as before: the rows stay, and say what their cases are now. */
static void
reread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuScanList) self = data;
  g_autoptr (YutuNameScan) reread = yutu_session_scan_names_finish (YUTU_SESSION (source), result, NULL);

  if (reread == NULL || self->scan == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->rereading);
  yutu_name_scan_take_cases (self->scan, reread);
  fill (self);
}

static void
stop_reread (YutuScanList *self)
{
  g_cancellable_cancel (self->rereading);
  g_clear_object (&self->rereading);
}

/* A step of a case, or an undo. */
static void
changed_cb (YutuSession  *session,
            GStrv         tables,
            YutuScanList *self)
{
  if (self->scan == NULL || self->working != NULL || !g_strv_contains ((const char *const *)tables, "case_file"))
    return;
  stop_reread (self);
  self->rereading = g_cancellable_new ();
  yutu_session_reread_clean_ups_async (session, self->scan, self->rereading, reread_cb, g_object_ref (self));
}

static gboolean
begin (YutuScanList *self)
{
  if (self->session == NULL || self->working != NULL)
    return FALSE;
  stop_reread (self);
  self->working = g_cancellable_new ();
  update_summary (self);
  update_actions (self);
  return TRUE;
}

void
yutu_scan_list_scan (YutuScanList *self)
{
  g_return_if_fail (YUTU_IS_SCAN_LIST (self));

  if (begin (self))
    yutu_session_scan_names_async (self->session, self->working, scanned_cb, g_object_ref (self));
}

static void
open_cb (YutuScanList *self)
{
  const YutuNonstandardName *name = get_chosen (self);

  if (name != NULL && name->case_file != 0)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, name->case_file);
  else if (name != NULL && begin (self))
    {
      self->opens = name->place;
      yutu_session_open_clean_ups_async (self->session, name->place, self->working, scanned_cb, g_object_ref (self));
    }
}

static void
open_all_cb (YutuScanList *self)
{
  if (begin (self))
    yutu_session_open_clean_ups_async (self->session, 0, self->working, scanned_cb, g_object_ref (self));
}

static void
cancel_cb (YutuScanList *self)
{
  g_cancellable_cancel (self->working);
}

void
yutu_scan_list_set_map (YutuScanList *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_SCAN_LIST (self));

  g_set_weak_pointer (&self->map, map);
  if (map != NULL)
    g_signal_connect_object (map, "mark-chosen", G_CALLBACK (mark_cb), self, 0);
}

void
yutu_scan_list_set_session (YutuScanList *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_SCAN_LIST (self));

  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  stop_reread (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  self->is_filling = TRUE;
  g_list_store_remove_all (self->items);
  self->is_filling = FALSE;
  g_clear_pointer (&self->scan, yutu_name_scan_free);
  fill (self);
}

const YutuNameScan *
yutu_scan_list_get_scan (YutuScanList *self)
{
  g_return_val_if_fail (YUTU_IS_SCAN_LIST (self), NULL);
  return self->scan;
}

guint
yutu_scan_list_get_n_rows (YutuScanList *self)
{
  g_return_val_if_fail (YUTU_IS_SCAN_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* ---- Making ---- */

static GtkWidget *
new_choice (YutuScanList *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  GtkWidget *choice = NULL;

  gtk_string_list_append (texts, _ ("All classes"));
  for (int i = 0; i < YUTU_N_NONSTANDARD; i++)
    gtk_string_list_append (texts, word_class ((YutuNonstandard)i));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&texts)), NULL);
  gtk_widget_set_tooltip_text (choice, _ ("What is listed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is listed"), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
new_close_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Close the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close the list"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.close-scan");
  return button;
}

static GtkWidget *
new_waiting (YutuScanList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), yutu_button_new (self, _ ("Cancel"), NULL, G_CALLBACK (cancel_cb)));
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
new_head (YutuScanList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (head, "drawer-head");
  self->again = yutu_button_new (self, _ ("_Scan again"), _ ("Look at all names in use by the naming rules; nothing is changed"),
                                 G_CALLBACK (yutu_scan_list_scan));
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_widget_add_css_class (self->summary, "numeric");
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->waiting = new_waiting (self);
  self->choice = new_choice (self);
  self->open_one = yutu_button_new (self, _ ("Open a _case"), _ ("The clean-up case of the chosen name"), G_CALLBACK (open_cb));
  self->open_all = yutu_button_new (self, "", _ ("A clean-up case for every name that never had one: one entry, which can be undone"),
                                    G_CALLBACK (open_all_cb));
  gtk_button_set_use_underline (GTK_BUTTON (self->open_all), TRUE);
  gtk_widget_add_css_class (self->open_all, "suggested-action");
  gtk_box_append (GTK_BOX (head), self->again);
  gtk_box_append (GTK_BOX (head), self->summary);
  gtk_box_append (GTK_BOX (head), self->waiting);
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (head), self->open_one);
  gtk_box_append (GTK_BOX (head), self->open_all);
  gtk_box_append (GTK_BOX (head), new_close_button ());
  return head;
}

static GtkWidget *
new_body (YutuScanList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "finding-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Non-standard names"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  self->body = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->body), TRUE);
  gtk_stack_add_named (self->body, self->nothing, "nothing");
  gtk_stack_add_named (self->body, scroller, "list");
  return GTK_WIDGET (self->body);
}

static void
yutu_scan_list_dispose (GObject *object)
{
  YutuScanList *self = YUTU_SCAN_LIST (object);

  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  stop_reread (self);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->scan, yutu_name_scan_free);
  G_OBJECT_CLASS (yutu_scan_list_parent_class)->dispose (object);
}

static void
yutu_scan_list_class_init (YutuScanListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_scan_list_dispose;
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_scan_list_init (YutuScanList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->items = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), new_body (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (show_marks), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "unmap", G_CALLBACK (show_marks), self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  update_summary (self);
  update_actions (self);
}
