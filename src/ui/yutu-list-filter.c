/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-list-filter.h"

#include <glib/gi18n.h>

#include "ui/yutu-due-matrix.h"
#include "ui/yutu-words.h"

#define BUTTON_CHARS 11

static const char *const STATUSES[] = { "open", "suspended", "closed", "planned" };

struct _YutuListFilter
{
  AdwBin parent_instance;

  YutuListKind kind;
  GtkWidget   *text;
  GtkDropDown *modules;
  GtkDropDown *kinds;  /* of cases, or registers; of the chosen module */
  GtkDropDown *states; /* of the chosen kind, or statuses */
  GtkDropDown *dues;   /* cases only, from here on */
  GtkDropDown *officers;
  GtkWidget   *open_only;

  const YutuModules *defs;
  gboolean           filling; /* the filters are being set, not changed */
  char              *typed;   /* what yutu_list_filter_get() gave */
  char              *officer; /* the same */
};

G_DEFINE_FINAL_TYPE (YutuListFilter, yutu_list_filter, ADW_TYPE_BIN)

static guint changed_signal;

static void
say_changed (YutuListFilter *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

/* ---- What is chosen ---- */

static guint
get_selected (GtkDropDown *drop_down)
{
  guint selected = drop_down != NULL ? gtk_drop_down_get_selected (drop_down) : 0;

  return selected != GTK_INVALID_LIST_POSITION ? selected : 0;
}

static const YutuModule *
get_module (YutuListFilter *self)
{
  guint selected = get_selected (self->modules);

  return selected > 0 && self->defs != NULL && selected <= yutu_modules_get_n (self->defs)
           ? yutu_modules_get (self->defs, selected - 1)
           : NULL;
}

static const YutuCaseKind *
get_kind (YutuListFilter *self)
{
  const YutuModule *module = get_module (self);
  guint             selected = get_selected (self->kinds);

  return self->kind == YUTU_LIST_CASES && module != NULL && selected > 0 && selected <= module->n_kinds
           ? &module->kinds[selected - 1]
           : NULL;
}

static const YutuRegister *
get_register (YutuListFilter *self)
{
  const YutuModule *module = get_module (self);
  guint             selected = get_selected (self->kinds);

  return self->kind == YUTU_LIST_FACILITIES && module != NULL && selected > 0 &&
             selected <= module->n_registers
           ? &module->registers[selected - 1]
           : NULL;
}

static YutuDueSpan
get_span (YutuListFilter *self)
{
  guint selected = get_selected (self->dues);

  return selected > 0 ? (YutuDueSpan)(selected - 1) : YUTU_N_DUE_SPANS;
}

static void
get_cases (YutuListFilter *self,
           YutuDay         day,
           YutuCaseQuery  *query)
{
  const YutuCaseKind *kind = get_kind (self);
  guint               state = get_selected (self->states);
  YutuDueSpan         span = get_span (self);

  query->module = get_module (self) != NULL ? get_module (self)->id : NULL;
  query->kind = kind != NULL ? kind->id : NULL;
  query->state =
    kind != NULL && state > 0 && state <= kind->n_states ? kind->states[state - 1].id : NULL;
  query->officer = self->officer;
  query->text = self->typed;
  query->due_before = YUTU_DAY_INVALID;
  query->open_only = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->open_only));
  if (span != YUTU_N_DUE_SPANS)
    yutu_due_span_get_days (span, day, &query->due_from, &query->due_before);
}

static char *
dup_officer (YutuListFilter *self)
{
  GtkStringObject *object =
    get_selected (self->officers) > 0 ? gtk_drop_down_get_selected_item (self->officers) : NULL;

  return object != NULL ? g_strdup (gtk_string_object_get_string (object)) : NULL;
}

void
yutu_list_filter_get (YutuListFilter *self,
                      YutuDay         day,
                      YutuListSpec   *spec)
{
  const char *typed = NULL;
  guint       status = 0;

  g_return_if_fail (YUTU_IS_LIST_FILTER (self));
  typed = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_free (self->typed);
  self->typed = g_strstrip (g_strdup (typed));
  if (self->typed[0] == '\0')
    g_clear_pointer (&self->typed, g_free);
  spec->kind = self->kind;
  if (self->kind == YUTU_LIST_CASES)
    {
      g_free (self->officer);
      self->officer = dup_officer (self);
      get_cases (self, day, &spec->cases);
      return;
    }
  status = get_selected (self->states);
  spec->text = self->typed;
  spec->facilities.module = get_module (self) != NULL ? get_module (self)->id : NULL;
  spec->facilities.kind = get_register (self) != NULL ? get_register (self)->full_id : NULL;
  spec->facilities.status =
    status > 0 && status <= G_N_ELEMENTS (STATUSES) ? STATUSES[status - 1] : NULL;
}

/* ---- Filling ---- */

static void
set_titles (GtkDropDown   *drop_down,
            GtkStringList *titles)
{
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (drop_down, 0);
}

/* A filter that has nothing to choose from is not there. */
static void
fill_states (YutuListFilter *self)
{
  const YutuCaseKind *kind = get_kind (self);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles,
                          self->kind == YUTU_LIST_CASES ? _ ("Any state") : _ ("Any status"));
  for (gsize i = 0; kind != NULL && i < kind->n_states; i++)
    gtk_string_list_append (titles, yutu_title_get (&kind->states[i].title));
  for (gsize i = 0; self->kind == YUTU_LIST_FACILITIES && i < G_N_ELEMENTS (STATUSES); i++)
    gtk_string_list_append (titles, yutu_words_facility_status (STATUSES[i]));
  set_titles (self->states, titles);
  gtk_widget_set_visible (GTK_WIDGET (self->states),
                          kind != NULL || self->kind == YUTU_LIST_FACILITIES);
}

static void
fill_kinds (YutuListFilter *self)
{
  const YutuModule *module = get_module (self);
  gboolean          is_cases = self->kind == YUTU_LIST_CASES;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, is_cases ? _ ("All kinds of cases") : _ ("All registers"));
  for (gsize i = 0; module != NULL && is_cases && i < module->n_kinds; i++)
    gtk_string_list_append (titles, yutu_title_get (&module->kinds[i].title));
  for (gsize i = 0; module != NULL && !is_cases && i < module->n_registers; i++)
    gtk_string_list_append (titles, yutu_title_get (&module->registers[i].title));
  set_titles (self->kinds, titles);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), module != NULL);
}

void
yutu_list_filter_set_modules (YutuListFilter    *self,
                              const YutuModules *modules)
{
  g_autoptr (GtkStringList) titles = NULL;

  g_return_if_fail (YUTU_IS_LIST_FILTER (self));
  titles = gtk_string_list_new (NULL);
  self->filling = TRUE;
  self->defs = modules;
  gtk_string_list_append (titles, _ ("All modules"));
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    gtk_string_list_append (titles, yutu_title_get (&yutu_modules_get (modules, i)->title));
  set_titles (self->modules, titles);
  fill_kinds (self);
  fill_states (self);
  self->filling = FALSE;
}

void
yutu_list_filter_set_officers (YutuListFilter  *self,
                               const GPtrArray *officers)
{
  g_autoptr (GtkStringList) titles = NULL;
  g_autofree char *chosen = NULL;
  guint            selected = 0;

  g_return_if_fail (YUTU_IS_LIST_FILTER (self));
  if (self->officers == NULL)
    return;
  chosen = dup_officer (self);
  titles = gtk_string_list_new (NULL);
  self->filling = TRUE;
  gtk_string_list_append (titles, _ ("Any officer"));
  for (guint i = 0; i < officers->len; i++)
    {
      gtk_string_list_append (titles, g_ptr_array_index (officers, i));
      if (g_strcmp0 (chosen, g_ptr_array_index (officers, i)) == 0)
        selected = i + 1;
    }
  set_titles (self->officers, titles);
  gtk_drop_down_set_selected (self->officers, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->officers), officers->len > 0);
  self->filling = FALSE;
}

/* ---- Setting ---- */

static guint
find_module (YutuListFilter *self,
             const char     *id)
{
  for (gsize i = 0; id != NULL && i < yutu_modules_get_n (self->defs); i++)
    if (g_str_equal (yutu_modules_get (self->defs, i)->id, id))
      return (guint)i + 1;
  return 0;
}

static void
clear (YutuListFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  gtk_drop_down_set_selected (self->modules, 0);
  fill_kinds (self);
  fill_states (self);
  if (self->kind != YUTU_LIST_CASES)
    return;
  gtk_drop_down_set_selected (self->dues, 0);
  gtk_drop_down_set_selected (self->officers, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->open_only), TRUE);
}

void
yutu_list_filter_set_due (YutuListFilter *self,
                          const char     *module,
                          YutuDueSpan     span)
{
  const char *module_now = NULL;
  YutuDueSpan span_now;

  g_return_if_fail (YUTU_IS_LIST_FILTER (self) && self->kind == YUTU_LIST_CASES);
  yutu_list_filter_get_due (self, &module_now, &span_now);
  if (span_now == span && g_strcmp0 (module_now, module) == 0)
    return;
  self->filling = TRUE;
  clear (self);
  gtk_drop_down_set_selected (self->modules, find_module (self, module));
  fill_kinds (self);
  gtk_drop_down_set_selected (self->dues, span == YUTU_N_DUE_SPANS ? 0 : (guint)span + 1);
  self->filling = FALSE;
  say_changed (self);
}

void
yutu_list_filter_get_due (YutuListFilter *self,
                          const char    **module,
                          YutuDueSpan    *span)
{
  const YutuModule *chosen = NULL;

  g_return_if_fail (YUTU_IS_LIST_FILTER (self) && self->kind == YUTU_LIST_CASES);
  chosen = get_module (self);
  *module = chosen != NULL ? chosen->id : NULL;
  *span = get_span (self);
  if (get_kind (self) != NULL || get_selected (self->officers) > 0 ||
      gtk_editable_get_text (GTK_EDITABLE (self->text))[0] != '\0')
    *span = YUTU_N_DUE_SPANS;
}

gboolean
yutu_list_filter_is_default (YutuListFilter *self)
{
  g_return_val_if_fail (YUTU_IS_LIST_FILTER (self), TRUE);
  return gtk_editable_get_text (GTK_EDITABLE (self->text))[0] == '\0' &&
         get_selected (self->modules) == 0 && get_selected (self->states) == 0 &&
         get_selected (self->dues) == 0 && get_selected (self->officers) == 0 &&
         (self->open_only == NULL ||
          gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->open_only)));
}

void
yutu_list_filter_reset (YutuListFilter *self)
{
  g_return_if_fail (YUTU_IS_LIST_FILTER (self));
  self->filling = TRUE;
  clear (self);
  self->filling = FALSE;
  say_changed (self);
}

void
yutu_list_filter_focus (YutuListFilter *self)
{
  g_return_if_fail (YUTU_IS_LIST_FILTER (self));
  gtk_widget_grab_focus (self->text);
}

void
yutu_list_filter_set_open_only (YutuListFilter *self,
                                gboolean        open_only)
{
  g_return_if_fail (YUTU_IS_LIST_FILTER (self) && self->kind == YUTU_LIST_CASES);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->open_only), open_only);
}

/* ---- Signals of the widgets ---- */

static void
module_changed_cb (YutuListFilter *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_kinds (self);
  fill_states (self);
  self->filling = FALSE;
  say_changed (self);
}

static void
kind_changed_cb (YutuListFilter *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  if (self->kind == YUTU_LIST_CASES)
    fill_states (self);
  self->filling = FALSE;
  say_changed (self);
}

/* ---- Object ---- */

static void
setup_short_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                gpointer                  data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (data != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), BUTTON_CHARS);
    }
  gtk_list_item_set_child (list_item, label);
}

static void
bind_title_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  data)
{
  GtkStringObject *object = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)),
                       gtk_string_object_get_string (object));
}

static GtkListItemFactory *
new_factory (gboolean is_short)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_short_cb), GINT_TO_POINTER (is_short));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_title_cb), NULL);
  return factory;
}

/* Short on the button, in full in the list. */
static GtkDropDown *
add_drop_down (YutuListFilter *self,
               GtkWidget      *box,
               const char     *name,
               GCallback       changed)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) on_button = new_factory (TRUE);
  g_autoptr (GtkListItemFactory) in_list = new_factory (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), on_button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), in_list);
  gtk_widget_add_css_class (drop_down, "filter");
  gtk_widget_set_tooltip_text (drop_down, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drop_down, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), drop_down);
  return GTK_DROP_DOWN (drop_down);
}

static void
add_case_filters (YutuListFilter *self,
                  GtkWidget      *box)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->dues = add_drop_down (self, box, _ ("Due date"), G_CALLBACK (say_changed));
  self->officers = add_drop_down (self, box, _ ("Officer"), G_CALLBACK (say_changed));
  gtk_string_list_append (titles, _ ("Any due date"));
  for (int span = 0; span < YUTU_N_DUE_SPANS; span++)
    gtk_string_list_append (titles, yutu_due_span_get_title ((YutuDueSpan)span));
  set_titles (self->dues, titles);
  gtk_widget_set_visible (GTK_WIDGET (self->officers), FALSE);
  self->open_only = gtk_toggle_button_new_with_label (_ ("Open only"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->open_only), TRUE);
  gtk_widget_set_tooltip_text (self->open_only, _ ("Only cases that are not closed"));
  g_signal_connect_object (self->open_only, "toggled", G_CALLBACK (say_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->open_only);
}

static void
yutu_list_filter_dispose (GObject *object)
{
  YutuListFilter *self = YUTU_LIST_FILTER (object);

  self->filling = TRUE;
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->officer, g_free);
  G_OBJECT_CLASS (yutu_list_filter_parent_class)->dispose (object);
}

static void
yutu_list_filter_class_init (YutuListFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_list_filter_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_list_filter_init (YutuListFilter *self)
{
}

GtkWidget *
yutu_list_filter_new (YutuListKind kind)
{
  YutuListFilter *self = g_object_new (YUTU_TYPE_LIST_FILTER, NULL);
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean        is_cases = kind == YUTU_LIST_CASES;
  const char     *what = is_cases ? _ ("Number or title") : _ ("Name, pinyin or initials");

  self->kind = kind;
  self->filling = TRUE;
  self->text = gtk_search_entry_new ();
  g_object_set (self->text, "placeholder-text", what, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 40);
  gtk_widget_set_hexpand (self->text, TRUE);
  g_signal_connect_object (self->text, "search-changed", G_CALLBACK (say_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->text);
  self->modules = add_drop_down (self, box, _ ("Module"), G_CALLBACK (module_changed_cb));
  self->kinds = add_drop_down (self, box, is_cases ? _ ("Kind of case") : _ ("Register"),
                               G_CALLBACK (kind_changed_cb));
  self->states = add_drop_down (self, box, is_cases ? _ ("State") : _ ("Status"),
                                G_CALLBACK (say_changed));
  if (is_cases)
    add_case_filters (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
  self->filling = FALSE;
  return GTK_WIDGET (self);
}
