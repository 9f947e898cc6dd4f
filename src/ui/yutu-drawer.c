/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Due board and cases are one table: the board only sets its filters. Everything is read anew when
 * filter, place, day or data change, but not while nobody sees it; an older reading is given up. */

#include "ui/yutu-drawer-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

#define WAIT_MS 500 /* what takes longer shows that it runs, and can be given up */

G_DEFINE_FINAL_TYPE (YutuDrawer, yutu_drawer, ADW_TYPE_BIN)

enum
{
  SIGNAL_CASE_OPENED,
  SIGNAL_PLACE_OPENED,
  SIGNAL_PLACE_CHOSEN,
  SIGNAL_FAILED,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void reload (YutuDrawer *self);

static gboolean
is_due_page (YutuDrawer *self)
{
  return gtk_toggle_button_get_active (self->show_due);
}

YutuListKind
yutu_drawer_get_kind (YutuDrawer *self)
{
  return gtk_toggle_button_get_active (self->show_facilities) ? YUTU_LIST_FACILITIES
                                                              : YUTU_LIST_CASES;
}

YutuTable *
yutu_drawer_get_table (YutuDrawer *self)
{
  return self->tables[yutu_drawer_get_kind (self)];
}

static YutuListFilter *
get_filter (YutuDrawer *self)
{
  return self->list_filters[yutu_drawer_get_kind (self)];
}

/* (nullable): what is listed. */
static YutuPlace *
get_scope (YutuDrawer *self)
{
  return gtk_toggle_button_get_active (self->whole_county) ? NULL : self->place;
}

void
yutu_drawer_fail (YutuDrawer   *self,
                  const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* ---- Waiting ---- */

void
yutu_drawer_show_waiting (YutuDrawer *self,
                          gboolean    is_waiting,
                          double      fraction)
{
  gtk_widget_set_visible (self->waiting, is_waiting);
  if (!is_waiting)
    return;
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else
    gtk_progress_bar_pulse (self->progress);
}

static gboolean
wait_cb (gpointer data)
{
  YutuDrawer *self = data;

  yutu_drawer_show_waiting (self, TRUE, -1);
  return G_SOURCE_CONTINUE;
}

static void
stop_waiting (YutuDrawer *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->saving == NULL)
    yutu_drawer_show_waiting (self, FALSE, -1);
}

static void
cancel_reading (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* ---- Marks ---- */

static void
marks_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuDrawer) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMarks) marks =
    yutu_session_read_list_marks_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_marking = FALSE;
  if (marks == NULL)
    yutu_drawer_fail (self, error);
  else if (self->map != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    yutu_map_view_set_marks (self->map, marks);
}

static void
read_marks (YutuDrawer *self)
{
  const YutuListSpec *spec = yutu_table_get_spec (yutu_drawer_get_table (self));

  cancel_reading (&self->marks_read);
  if (self->map == NULL || spec == NULL)
    return;
  self->marks_read = g_cancellable_new ();
  self->is_marking = TRUE;
  yutu_session_read_list_marks_async (self->session, spec, self->marks_read, marks_cb,
                                      g_object_ref (self));
}

static void
clear_map (YutuDrawer *self)
{
  cancel_reading (&self->marks_read);
  self->is_marking = FALSE;
  if (self->map == NULL)
    return;
  yutu_map_view_set_marks (self->map, NULL);
  yutu_map_view_set_ring (self->map, NULL, NULL);
}

/* ---- The board ---- */

static void
show_active_cell (YutuDrawer *self)
{
  const char *module = NULL;
  YutuDueSpan span;

  yutu_list_filter_get_due (self->list_filters[YUTU_LIST_CASES], &module, &span);
  yutu_due_matrix_set_active (self->matrix, module, span);
}

static void
board_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuDrawer) self = data;
  g_autoptr (GError) error = NULL;
  YutuDueBoard *board = yutu_session_read_due_board_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_counting = FALSE;
  if (board == NULL)
    yutu_drawer_fail (self, error);
  else
    yutu_due_matrix_take_board (self->matrix, board, yutu_session_get_modules (self->session));
}

static void
read_board (YutuDrawer *self)
{
  const char *module = NULL;
  YutuDueSpan span;

  cancel_reading (&self->board_read);
  if (!is_due_page (self))
    return;
  yutu_list_filter_get_due (self->list_filters[YUTU_LIST_CASES], &module, &span);
  self->board_read = g_cancellable_new ();
  self->is_counting = TRUE;
  yutu_session_read_due_board_async (self->session, get_scope (self), module, self->board_read,
                                     board_cb, g_object_ref (self));
}

static void
module_chosen_cb (YutuDueMatrix *matrix,
                  const char    *module,
                  int            span,
                  YutuDrawer    *self)
{
  yutu_list_filter_set_due (self->list_filters[YUTU_LIST_CASES], module, (YutuDueSpan)span);
}

static void
unit_chosen_cb (YutuDueMatrix *matrix,
                gint64         unit,
                int            span,
                YutuDrawer    *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);
  const char *module = NULL;
  YutuDueSpan span_now;

  yutu_list_filter_get_due (self->list_filters[YUTU_LIST_CASES], &module, &span_now);
  self->is_filling = TRUE;
  yutu_list_filter_set_due (self->list_filters[YUTU_LIST_CASES], module, (YutuDueSpan)span);
  self->is_filling = FALSE;
  self->keeps_county = FALSE;
  self->is_stale = TRUE; /* also when the place is the same */
  g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0, place);
  if (self->is_stale)
    reload (self);
}

/* ---- The list ---- */

static void
show_count (YutuDrawer *self)
{
  g_autofree char *number = yutu_words_count (self->total);
  g_autofree char *text = g_strdup_printf (
    yutu_drawer_get_kind (self) == YUTU_LIST_CASES
      ? g_dngettext (NULL, "%s case", "%s cases", (gulong)self->total)
      : g_dngettext (NULL, "%s facility", "%s facilities", (gulong)self->total),
    number);

  gtk_label_set_label (self->count, text);
}

/* Why there is nothing, and the one thing to do about it. */
static void
show_nothing (YutuDrawer *self)
{
  gboolean    is_cases = yutu_drawer_get_kind (self) == YUTU_LIST_CASES;
  gboolean    is_default = yutu_list_filter_is_default (get_filter (self));
  const char *text = NULL;
  const char *button = NULL;

  if (!is_default)
    {
      text = is_due_page (self) && yutu_due_matrix_get_board (self->matrix) != NULL
               ? _ ("No open case here is due in that time.")
               : _ ("None here fits what was asked for.");
      button = is_due_page (self) ? _ ("Show all open cases") : _ ("Show all");
    }
  else if (get_scope (self) != NULL)
    {
      text = is_cases ? _ ("No case is open in this place.") : _ ("No facility stands in this place.");
      button = _ ("Whole county");
    }
  else
    text = is_cases ? _ ("No case is open in the county.") : _ ("No facility is kept yet.");
  gtk_label_set_label (self->nothing, text);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->nothing_button, button);
  gtk_stack_set_visible_child_name (self->body, "nothing");
}

static void
nothing_clicked_cb (GtkButton  *button,
                    YutuDrawer *self)
{
  if (!yutu_list_filter_is_default (get_filter (self)))
    yutu_list_filter_reset (get_filter (self));
  else
    gtk_toggle_button_set_active (self->whole_county, TRUE);
}

static void
ready_cb (YutuTable  *table,
          gint64      total,
          YutuDrawer *self)
{
  if (table != yutu_drawer_get_table (self))
    return;
  self->is_loading = FALSE;
  self->total = total;
  stop_waiting (self);
  show_count (self);
  if (total > 0)
    gtk_stack_set_visible_child (self->body, GTK_WIDGET (table));
  else
    show_nothing (self);
  gtk_widget_set_sensitive (self->save_button, total > 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_marks (self);
}

static void
table_failed_cb (YutuTable    *table,
                 const GError *error,
                 YutuDrawer   *self)
{
  self->is_loading = FALSE;
  stop_waiting (self);
  yutu_drawer_fail (self, error);
}

static void
load_table (YutuDrawer *self)
{
  YutuDay      day = yutu_session_get_day (self->session);
  YutuListSpec spec = { .place = get_scope (self) };

  spec.cases.day = day;
  spec.cases.due_before = YUTU_DAY_INVALID;
  spec.facilities.day = day;
  yutu_list_filter_get (get_filter (self), day, &spec);
  self->is_loading = TRUE;
  if (self->wait_source == 0)
    self->wait_source = g_timeout_add (WAIT_MS, wait_cb, self); /* removed in dispose */
  yutu_table_load (yutu_drawer_get_table (self), &spec);
}

static void
reload (YutuDrawer *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  self->is_stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_stale = FALSE;
  show_active_cell (self);
  read_board (self);
  load_table (self);
}

static void
cancel_cb (GtkButton  *button,
           YutuDrawer *self)
{
  if (self->saving != NULL)
    {
      g_cancellable_cancel (self->saving);
      return;
    }
  yutu_table_cancel (yutu_drawer_get_table (self));
  cancel_reading (&self->board_read);
  self->is_loading = FALSE;
  self->is_counting = FALSE;
  stop_waiting (self);
}

/* ---- The chosen row ---- */

/* (transfer full) (nullable): the first that is known of where a case lies. */
static YutuPlace *
place_of_case (const YutuCaseRow *row)
{
  gint64 unit = row->village != 0 ? row->village : row->township;

  if (row->address != 0)
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, row->address);
  if (row->facility != 0)
    return yutu_place_new_object (YUTU_PLACE_FACILITY, row->facility);
  if (unit != 0)
    return yutu_place_new_unit (unit);
  return row->has_point ? yutu_place_new_point (row->point) : NULL;
}

static void
chosen_cb (YutuTable  *table,
           YutuDrawer *self)
{
  const YutuCaseRow       *row = yutu_table_get_case (table);
  const YutuFacilityEntry *facility = yutu_table_get_facility (table);
  g_autoptr (YutuPlace) place = NULL;

  if (self->map == NULL || table != yutu_drawer_get_table (self))
    return;
  if (row != NULL)
    place = place_of_case (row);
  else if (facility != NULL)
    place = yutu_place_new_object (YUTU_PLACE_FACILITY, facility->id);
  yutu_map_view_set_ring (self->map,
                          row != NULL && row->has_point             ? &row->point
                          : facility != NULL && facility->has_point ? &facility->point
                                                                    : NULL,
                          place);
}

static void
opened_cb (YutuTable  *table,
           YutuDrawer *self)
{
  const YutuCaseRow       *row = yutu_table_get_case (table);
  const YutuFacilityEntry *facility = yutu_table_get_facility (table);
  g_autoptr (YutuPlace) place = NULL;

  self->is_own = TRUE;
  if (row != NULL)
    {
      place = place_of_case (row);
      g_signal_emit (self, signals[SIGNAL_CASE_OPENED], 0, row->id, place);
    }
  else if (facility != NULL)
    {
      place = yutu_place_new_object (YUTU_PLACE_FACILITY, facility->id);
      g_signal_emit (self, signals[SIGNAL_PLACE_OPENED], 0, place);
    }
  self->is_own = FALSE;
}

static void
mark_chosen_cb (YutuMapView *map,
                gint64       id,
                YutuDrawer  *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) /* else the mark is another list's */
    yutu_table_choose (yutu_drawer_get_table (self), id);
}

/* ---- Order ---- */

/* The table reads itself anew. */
static void
sorted_cb (YutuTable  *table,
           YutuDrawer *self)
{
  if (table != yutu_drawer_get_table (self))
    return;
  self->is_filling = TRUE;
  yutu_drawer_show_sort (self);
  self->is_filling = FALSE;
  if (yutu_table_get_spec (table) == NULL)
    return;
  self->is_loading = TRUE;
  if (self->wait_source == 0)
    self->wait_source = g_timeout_add (WAIT_MS, wait_cb, self); /* removed in dispose */
}

/* ---- Pages and places ---- */

static void
show_page (YutuDrawer *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->matrix_box), is_due_page (self));
  gtk_stack_set_visible_child (self->filters, GTK_WIDGET (get_filter (self)));
  yutu_drawer_fill_sort_menu (self);
  self->is_filling = TRUE;
  yutu_drawer_show_sort (self);
  self->is_filling = FALSE;
}

/* The board begins with what is overdue; leaving it shows all again. */
static void
page_toggled_cb (GtkToggleButton *button,
                 YutuDrawer      *self)
{
  const char     *module = NULL;
  YutuDueSpan     span;
  YutuListFilter *filter = self->list_filters[YUTU_LIST_CASES];

  if (!gtk_toggle_button_get_active (button) || filter == NULL)
    return;
  self->is_filling = TRUE;
  yutu_list_filter_get_due (filter, &module, &span);
  if (is_due_page (self))
    yutu_list_filter_set_due (filter, module, span != YUTU_N_DUE_SPANS ? span : YUTU_DUE_OVERDUE);
  else if (button == self->show_cases && span != YUTU_N_DUE_SPANS)
    yutu_list_filter_set_due (filter, module, YUTU_N_DUE_SPANS);
  self->is_filling = FALSE;
  show_page (self);
  if (self->map != NULL)
    yutu_map_view_set_ring (self->map, NULL, NULL);
  reload (self);
}

static char *
word_place (YutuDrawer *self)
{
  gint64      unit = self->place != NULL && yutu_place_get_kind (self->place) == YUTU_PLACE_UNIT
                       ? yutu_place_get_id (self->place)
                       : 0;
  const char *name =
    unit != 0 && self->names != NULL ? g_hash_table_lookup (self->names->units, &unit) : NULL;

  return g_strdup (name != NULL ? name : _ ("The chosen place"));
}

static void
show_place (YutuDrawer *self)
{
  g_autofree char *title = word_place (self);

  gtk_label_set_label (self->place_label, title);
  gtk_widget_set_visible (GTK_WIDGET (self->chosen_place), self->place != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chosen_place),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
scope_toggled_cb (GtkToggleButton *button,
                  YutuDrawer      *self)
{
  if (self->is_filling)
    return;
  self->keeps_county = gtk_toggle_button_get_active (button) && self->place != NULL;
  reload (self);
}

static void
place_changed_cb (YutuDrawer *self)
{
  YutuPlace *place = yutu_session_get_place (self->session);

  if (self->is_own)
    return;
  if (place != NULL)
    yutu_place_ref (place);
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place;
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (
    place == NULL || self->keeps_county ? self->whole_county : self->chosen_place, TRUE);
  self->is_filling = FALSE;
  show_place (self);
  if (!self->keeps_county)
    reload (self);
}

static void
day_changed_cb (YutuDrawer *self)
{
  reload (self);
}

/* ---- Names ---- */

static void
names_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuDrawer) self = data;
  g_autoptr (GError) error = NULL;
  YutuListNames *names = yutu_session_read_list_names_finish (YUTU_SESSION (source), result, &error);

  if (names == NULL)
    {
      yutu_drawer_fail (self, error);
      return;
    }
  for (int i = 0; i < 2; i++)
    yutu_table_set_session (self->tables[i], self->session, names);
  g_clear_pointer (&self->names, yutu_list_names_free);
  self->names = names;
  yutu_list_filter_set_officers (self->list_filters[YUTU_LIST_CASES], names->officers);
  show_place (self);
  if (self->is_stale)
    reload (self);
}

static void
read_names (YutuDrawer *self)
{
  cancel_reading (&self->names_read);
  self->names_read = g_cancellable_new ();
  yutu_session_read_list_names_async (self->session, self->names_read, names_cb,
                                      g_object_ref (self));
}

static void
data_changed_cb (YutuSession       *session,
                 const char *const *tables,
                 YutuDrawer        *self)
{
  if (!g_strv_contains (tables, "case_file") && !g_strv_contains (tables, "facility") &&
      !g_strv_contains (tables, "division"))
    return;
  self->is_stale = TRUE; /* read again when the names are there */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_names (self);
}

/* ---- The public face ---- */

void
yutu_drawer_set_session (YutuDrawer  *self,
                         YutuSession *session)
{
  g_return_if_fail (YUTU_IS_DRAWER (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::place", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::day", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (data_changed_cb), self, 0);
  for (int i = 0; i < 2; i++)
    {
      yutu_table_set_session (self->tables[i], session, NULL);
      yutu_list_filter_set_modules (self->list_filters[i], yutu_session_get_modules (session));
    }
  self->is_filling = TRUE;
  yutu_list_filter_set_due (self->list_filters[YUTU_LIST_CASES], NULL, YUTU_DUE_OVERDUE);
  self->is_filling = FALSE;
  self->is_stale = TRUE;
  place_changed_cb (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_names (self);
}

void
yutu_drawer_set_map (YutuDrawer  *self,
                     YutuMapView *map)
{
  g_return_if_fail (YUTU_IS_DRAWER (self));
  g_return_if_fail (self->map == NULL);
  self->map = g_object_ref (map);
  g_signal_connect_object (map, "mark-chosen", G_CALLBACK (mark_chosen_cb), self, 0);
}

void
yutu_drawer_show_page (YutuDrawer *self,
                       const char *page)
{
  g_return_if_fail (YUTU_IS_DRAWER (self));
  gtk_toggle_button_set_active (g_str_equal (page, "facilities") ? self->show_facilities
                                : g_str_equal (page, "cases")    ? self->show_cases
                                                                 : self->show_due,
                                TRUE);
}

gboolean
yutu_drawer_is_settled (YutuDrawer *self)
{
  g_return_val_if_fail (YUTU_IS_DRAWER (self), FALSE);
  return !self->is_stale && !self->is_loading && !self->is_counting && !self->is_marking &&
         self->names != NULL;
}

/* ---- Object ---- */

/* What was not seen was not read. */
static void
yutu_drawer_map (GtkWidget *widget)
{
  YutuDrawer *self = YUTU_DRAWER (widget);

  GTK_WIDGET_CLASS (yutu_drawer_parent_class)->map (widget);
  if (self->session == NULL)
    return;
  if (self->names == NULL || self->is_stale)
    {
      self->is_stale = TRUE;
      read_names (self);
    }
  else
    read_marks (self);
}

static void
yutu_drawer_unmap (GtkWidget *widget)
{
  clear_map (YUTU_DRAWER (widget));
  GTK_WIDGET_CLASS (yutu_drawer_parent_class)->unmap (widget);
}

static void
yutu_drawer_dispose (GObject *object)
{
  YutuDrawer *self = YUTU_DRAWER (object);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  cancel_reading (&self->board_read);
  cancel_reading (&self->marks_read);
  cancel_reading (&self->names_read);
  cancel_reading (&self->saving);
  g_clear_handle_id (&self->saving_source, g_source_remove);
  g_clear_pointer (&self->saving_progress, yutu_progress_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_DRAWER);
  g_clear_pointer (&self->names, yutu_list_names_free);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->map);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_drawer_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  signals[SIGNAL_CASE_OPENED] =
    g_signal_new ("case-opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  G_TYPE_INT64, YUTU_TYPE_PLACE);
  signals[SIGNAL_PLACE_OPENED] = g_signal_new ("place-opened", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, YUTU_TYPE_PLACE);
  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, YUTU_TYPE_PLACE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yutu_drawer_class_init (YutuDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_drawer_dispose;
  widget_class->map = yutu_drawer_map;
  widget_class->unmap = yutu_drawer_unmap;
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-drawer.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuDrawer, name)
  BIND (show_due);
  BIND (show_cases);
  BIND (show_facilities);
  BIND (whole_county);
  BIND (chosen_place);
  BIND (place_label);
  BIND (count);
  BIND (waiting);
  BIND (progress);
  BIND (cancel);
  BIND (sort_button);
  BIND (save_button);
  BIND (filters);
  BIND (matrix_box);
  BIND (body);
  BIND (nothing);
  BIND (nothing_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, page_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, nothing_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
add_list (YutuDrawer  *self,
          YutuListKind kind)
{
  self->tables[kind] = YUTU_TABLE (yutu_table_new (kind));
  self->list_filters[kind] = YUTU_LIST_FILTER (yutu_list_filter_new (kind));
  gtk_stack_add_child (self->body, GTK_WIDGET (self->tables[kind]));
  gtk_stack_add_child (self->filters, GTK_WIDGET (self->list_filters[kind]));
  g_signal_connect_object (self->list_filters[kind], "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables[kind], "ready", G_CALLBACK (ready_cb), self, 0);
  g_signal_connect_object (self->tables[kind], "failed", G_CALLBACK (table_failed_cb), self, 0);
  g_signal_connect_object (self->tables[kind], "sorted", G_CALLBACK (sorted_cb), self, 0);
  g_signal_connect_object (self->tables[kind], "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->tables[kind], "opened", G_CALLBACK (opened_cb), self, 0);
}

static void
yutu_drawer_init (YutuDrawer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = TRUE;
  self->matrix = YUTU_DUE_MATRIX (yutu_due_matrix_new ());
  gtk_box_prepend (self->matrix_box, GTK_WIDGET (self->matrix));
  g_signal_connect_object (self->matrix, "module-chosen", G_CALLBACK (module_chosen_cb), self, 0);
  g_signal_connect_object (self->matrix, "unit-chosen", G_CALLBACK (unit_chosen_cb), self, 0);
  yutu_drawer_add_actions (self);
  add_list (self, YUTU_LIST_CASES);
  add_list (self, YUTU_LIST_FACILITIES);
  self->is_filling = FALSE;
  show_page (self);
  show_place (self);
}

GtkWidget *
yutu_drawer_new (void)
{
  return g_object_new (YUTU_TYPE_DRAWER, NULL);
}
