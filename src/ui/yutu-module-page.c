/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-module-page.h"

#include <glib/gi18n.h>

#include "ui/yutu-case-row.h"
#include "ui/yutu-table-cells.h"
#include "ui/yutu-table-model.h"
#include "ui/yutu-words.h"

#define WAIT_MS 150 /* what takes longer shows that it runs, instead of the list before */

struct _YutuModulePage
{
  AdwBin parent_instance;

  GtkDropDown     *kinds;
  GtkDropDown     *states;
  GtkDropDown     *dues;
  GtkDropDown     *sorts;
  GtkToggleButton *open_only;
  GtkLabel        *summary;
  GtkStack        *stack;
  GtkListView     *list;
  AdwStatusPage   *nothing;
  GtkWidget       *show_all;
  GtkWidget       *open;

  YutuSession       *session;
  YutuPlace         *place;
  const YutuModule  *module; /* the session's */
  YutuTableModel    *model;
  YutuTableCells    *cells;
  guint              wait_source;
  gboolean           is_leaving; /* what is listed is of another place or module */
  gboolean           filling;    /* the filters are being set, not changed */
};

G_DEFINE_FINAL_TYPE (YutuModulePage, yutu_module_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CASE_CHOSEN,
  SIGNAL_FAILED,
  SIGNAL_READING,
  SIGNAL_OPEN_CASE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the template's lists. */
static const int DUE_DAYS[] = { -1, 0, 8, 31 }; /* due before so many days from now */
static const struct
{
  YutuCaseSort sort;
  gboolean     descending;
} SORTS[] = {
  { YUTU_CASE_SORT_DUE, FALSE },
  { YUTU_CASE_SORT_OPENED, TRUE },
  { YUTU_CASE_SORT_NUMBER, FALSE },
  { YUTU_CASE_SORT_TITLE, FALSE },
  { YUTU_CASE_SORT_STATE, FALSE },
  { YUTU_CASE_SORT_KIND, FALSE },
};

static const YutuCaseKind *
get_kind (YutuModulePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->kinds);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->module->n_kinds)
    return NULL;
  return &self->module->kinds[selected - 1];
}

static void
make_query (YutuModulePage *self,
            YutuCaseQuery  *query)
{
  const YutuCaseKind *kind = get_kind (self);
  guint               state = gtk_drop_down_get_selected (self->states);
  guint               due = gtk_drop_down_get_selected (self->dues);
  guint               sort = gtk_drop_down_get_selected (self->sorts);
  YutuDay             day = yutu_session_get_day (self->session);

  *query = (YutuCaseQuery){ .module = self->module->id, .due_before = YUTU_DAY_INVALID, .day = day };
  if (kind != NULL)
    {
      query->kind = kind->id;
      if (state > 0 && state <= kind->n_states)
        query->state = kind->states[state - 1].id;
    }
  if (due > 0 && due < G_N_ELEMENTS (DUE_DAYS))
    query->due_before = day + DUE_DAYS[due];
  query->open_only = gtk_toggle_button_get_active (self->open_only) || due > 0;
  if (sort < G_N_ELEMENTS (SORTS))
    {
      query->sort = SORTS[sort].sort;
      query->descending = SORTS[sort].descending;
    }
}

/* ---- Waiting ---- */

static gboolean
wait_cb (gpointer data)
{
  YutuModulePage *self = data;

  self->wait_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "wait");
  return G_SOURCE_REMOVE;
}

/* The list stays on the display as long as it may be there again at once: taking hundreds of rows from
 * it and back takes longer than to read a list. */
static void
begin_waiting (YutuModulePage *self)
{
  if (self->is_leaving)
    gtk_widget_set_opacity (GTK_WIDGET (self->list), 0);
  if (self->wait_source == 0)
    self->wait_source = g_timeout_add (WAIT_MS, wait_cb, self); /* removed in dispose */
  g_signal_emit (self, signals[SIGNAL_READING], 0, TRUE);
}

/* Shows what is listed now: of a list that was given up, the one before it, unless that is of another
 * place or module. */
static void
stop_waiting (YutuModulePage *self)
{
  guint total = yutu_table_model_get_total (self->model);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  gtk_widget_set_opacity (GTK_WIDGET (self->list), self->is_leaving ? 0 : 1);
  gtk_stack_set_visible_child_name (self->stack, total > 0 || self->is_leaving ? "list" : "nothing");
  g_signal_emit (self, signals[SIGNAL_READING], 0, FALSE);
}

static void
ready_cb (YutuTableModel *model,
          gint64          total,
          YutuModulePage *self)
{
  g_autofree char *count = yutu_words_count (total);
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%s case", "%s cases", (gulong)total),
                                           count);
  YutuCaseQuery    query;

  self->is_leaving = FALSE;
  stop_waiting (self);
  if (self->module == NULL)
    return;
  make_query (self, &query);
  gtk_label_set_label (self->summary, total > 0 ? text : "");
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  gtk_widget_set_visible (self->show_all, query.open_only || query.kind != NULL);
  adw_status_page_set_description (self->nothing,
                                   query.open_only || query.kind != NULL
                                     ? _ ("None here fits what was asked for.")
                                     : _ ("This module has none in this place yet. Open the first one."));
}

static void
failed_cb (YutuTableModel *model,
           const GError   *error,
           YutuModulePage *self)
{
  stop_waiting (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
yutu_module_page_reload (YutuModulePage *self)
{
  YutuListSpec spec = { .kind = YUTU_LIST_CASES };

  g_return_if_fail (YUTU_IS_MODULE_PAGE (self));
  if (self->module == NULL)
    return;
  spec.place = self->place;
  make_query (self, &spec.cases);
  yutu_table_model_load (self->model, self->session, &spec);
  begin_waiting (self);
}

void
yutu_module_page_cancel (YutuModulePage *self)
{
  g_return_if_fail (YUTU_IS_MODULE_PAGE (self));
  yutu_table_model_cancel (self->model);
  stop_waiting (self);
}

/* ---- Filters ---- */

static void
fill_states (YutuModulePage *self)
{
  const YutuCaseKind *kind = get_kind (self);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("Any state"));
  for (gsize i = 0; kind != NULL && i < kind->n_states; i++)
    gtk_string_list_append (titles, yutu_title_get (&kind->states[i].title));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->states, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->states), kind != NULL);
}

static void
fill_kinds (YutuModulePage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("All kinds of cases"));
  for (gsize i = 0; i < self->module->n_kinds; i++)
    gtk_string_list_append (titles, yutu_title_get (&self->module->kinds[i].title));
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->kinds, 0);
}

static void
filter_changed_cb (GtkWidget      *widget,
                   GParamSpec     *pspec,
                   YutuModulePage *self)
{
  if (!self->filling && self->module != NULL)
    yutu_module_page_reload (self);
}

static void
kind_changed_cb (GtkWidget      *widget,
                 GParamSpec     *pspec,
                 YutuModulePage *self)
{
  if (self->filling || self->module == NULL)
    return;
  self->filling = TRUE;
  fill_states (self);
  self->filling = FALSE;
  yutu_module_page_reload (self);
}

static void
open_toggled_cb (GtkToggleButton *button,
                 YutuModulePage  *self)
{
  if (!self->filling && self->module != NULL)
    yutu_module_page_reload (self);
}

static void
reset_filters (YutuModulePage *self,
               gboolean        open_only)
{
  self->filling = TRUE;
  fill_kinds (self);
  fill_states (self);
  gtk_drop_down_set_selected (self->dues, 0);
  gtk_toggle_button_set_active (self->open_only, open_only);
  self->filling = FALSE;
}

static void
show_all_cb (GtkButton      *button,
             YutuModulePage *self)
{
  reset_filters (self, FALSE);
  yutu_module_page_reload (self);
}

void
yutu_module_page_show (YutuModulePage   *self,
                       YutuSession      *session,
                       YutuPlace        *place,
                       const YutuModule *module,
                       YutuCaseCount     count)
{
  g_return_if_fail (YUTU_IS_MODULE_PAGE (self));
  g_set_object (&self->session, session);
  yutu_place_ref (place);
  g_clear_pointer (&self->place, yutu_place_unref);
  self->place = place;
  self->module = module;
  self->is_leaving = TRUE;
  gtk_label_set_label (self->summary, "");
  reset_filters (self, count.open > 0);
  gtk_widget_set_sensitive (self->open, yutu_session_get_read_only_reason (session) == NULL);
  yutu_module_page_reload (self);
}

/* ---- Rows ---- */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              YutuModulePage           *self)
{
  gtk_list_item_set_child (list_item, yutu_case_row_new ());
}

static void
fill_row (GtkListItem *list_item,
          gboolean     is_seen,
          gpointer     data)
{
  YutuModulePage    *self = data;
  YutuCaseRowWidget *row = YUTU_CASE_ROW (gtk_list_item_get_child (list_item));

  if (is_seen && self->session != NULL)
    yutu_case_row_show (row, yutu_table_item_get_case (gtk_list_item_get_item (list_item)),
                        yutu_session_get_modules (self->session), yutu_session_get_day (self->session));
  else
    yutu_case_row_clear (row);
}

static void
changed_cb (YutuTableModel *model,
            guint           position,
            guint           n,
            YutuModulePage *self)
{
  yutu_table_cells_refresh (self->cells, position, n);
}

void
yutu_module_page_activate (YutuModulePage *self,
                           guint           position)
{
  g_autoptr (YutuTableItem) item = NULL;

  g_return_if_fail (YUTU_IS_MODULE_PAGE (self));
  if (self->is_leaving)
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  if (item != NULL && yutu_table_item_get_id (item) != 0)
    g_signal_emit (self, signals[SIGNAL_CASE_CHOSEN], 0, yutu_table_item_get_id (item));
}

static void
row_activated_cb (GtkListView    *list,
                  guint           position,
                  YutuModulePage *self)
{
  yutu_module_page_activate (self, position);
}

guint
yutu_module_page_count (YutuModulePage *self)
{
  g_return_val_if_fail (YUTU_IS_MODULE_PAGE (self), 0);
  return yutu_table_model_is_loading (self->model) ? 0 : yutu_table_model_get_total (self->model);
}

static void
open_clicked_cb (YutuModulePage *self)
{
  if (self->module != NULL && gtk_widget_is_sensitive (self->open))
    g_signal_emit (self, signals[SIGNAL_OPEN_CASE], 0);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  open_clicked_cb (YUTU_MODULE_PAGE (widget));
}

static void
yutu_module_page_dispose (GObject *object)
{
  YutuModulePage *self = YUTU_MODULE_PAGE (object);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->model != NULL)
    yutu_table_model_cancel (self->model);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  self->module = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, yutu_place_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_MODULE_PAGE);
  G_OBJECT_CLASS (yutu_module_page_parent_class)->dispose (object);
}

static void
yutu_module_page_finalize (GObject *object)
{
  yutu_table_cells_free (YUTU_MODULE_PAGE (object)->cells);
  G_OBJECT_CLASS (yutu_module_page_parent_class)->finalize (object);
}

static void
yutu_module_page_class_init (YutuModulePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_module_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_module_page_finalize;
  signals[SIGNAL_CASE_CHOSEN] = g_signal_new ("case-chosen", G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                              G_TYPE_INT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_READING] = g_signal_new ("reading", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_OPEN_CASE] = g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "module.open-case", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "module.open-case", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-module-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, kinds);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, states);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, dues);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, sorts);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, open_only);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, summary);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, list);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, show_all);
  gtk_widget_class_bind_template_child (widget_class, YutuModulePage, open);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
add_model (YutuModulePage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->model = yutu_table_model_new (YUTU_LIST_CASES, GTK_WIDGET (self->list));
  g_signal_connect_object (self->model, "ready", G_CALLBACK (ready_cb), self, 0);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, 0);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
yutu_module_page_init (YutuModulePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cells = yutu_table_cells_new (GTK_WIDGET (self->list));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  yutu_table_cells_add_factory (self->cells, factory, fill_row, self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  add_model (self);
}
