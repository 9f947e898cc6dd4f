/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-register-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-swatch.h"

#define REGISTER "yutu-register"
#define MODULE   "yutu-module"

struct _YutuRegisterList
{
  AdwBin parent_instance;

  GtkWidget  *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (YutuRegisterList, yutu_register_list, ADW_TYPE_BIN)

static guint chosen_signal;
static guint cancelled_signal;

/* ---- Rows ---- */

static void
append_register (YutuRegisterList   *self,
                 const YutuModule   *module,
                 const YutuRegister *record)
{
  const char *title = yutu_title_get (&record->title);
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget  *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), yutu_swatch_new (record->symbol));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), REGISTER, (gpointer)record);
  g_object_set_data (G_OBJECT (row), MODULE, (gpointer)module);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->list, row);
}

static gpointer
get_module (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), MODULE) : NULL;
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  const YutuModule *module = get_module (row);
  GtkWidget        *heading = NULL;

  if (module != get_module (before))
    {
      heading = gtk_label_new (yutu_title_get (&module->title));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "pane-heading");
      gtk_widget_add_css_class (heading, "search-heading");
    }
  gtk_list_box_row_set_header (row, heading);
}

/* ---- Searching ---- */

static gboolean
contains (const char *text,
          const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *wanted = g_utf8_casefold (part, -1);

  return strstr (folded, wanted) != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       data)
{
  YutuRegisterList   *self = data;
  const YutuModule   *module = get_module (row);
  const YutuRegister *record = g_object_get_data (G_OBJECT (row), REGISTER);
  const char         *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return contains (record->title.zh_cn, text) || contains (record->title.en, text) ||
         contains (yutu_title_get (&module->title), text) ||
         (record->code != NULL && contains (record->code, text));
}

static void
row_activated_cb (GtkListBox       *list,
                  GtkListBoxRow    *row,
                  YutuRegisterList *self)
{
  const YutuRegister *record = g_object_get_data (G_OBJECT (row), REGISTER);

  g_signal_emit (self, chosen_signal, 0, record->full_id);
}

/* Enter takes the first that is left. */
static void
entry_activated_cb (YutuRegisterList *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      {
        row_activated_cb (self->list, row, self);
        return;
      }
}

/* The entry keeps Esc for itself. */
static void
stop_search_cb (YutuRegisterList *self)
{
  g_signal_emit (self, cancelled_signal, 0);
}

void
yutu_register_list_start (YutuRegisterList *self)
{
  g_return_if_fail (YUTU_IS_REGISTER_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

/* ---- Object ---- */

void
yutu_register_list_set_modules (YutuRegisterList  *self,
                                const YutuModules *modules)
{
  g_return_if_fail (YUTU_IS_REGISTER_LIST (self));

  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      for (gsize r = 0; r < module->n_registers; r++)
        append_register (self, module, &module->registers[r]);
    }
}

GtkWidget *
yutu_register_list_new (void)
{
  return g_object_new (YUTU_TYPE_REGISTER_LIST, NULL);
}

static void
yutu_register_list_class_init (YutuRegisterListClass *klass)
{
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  cancelled_signal = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_register_list_init (YutuRegisterList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Register"), NULL);
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a register"), -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Registers"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed",
                           G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}
