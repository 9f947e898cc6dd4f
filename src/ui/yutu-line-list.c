/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-line-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "session/yutu-boundary-edit.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-words.h"

struct _YutuLineList
{
  AdwWindow parent_instance;

  GtkListBox   *list;
  YutuSession  *session;
  GCancellable *cancellable;
  GPtrArray    *rows; /* YutuLineRow */
};

G_DEFINE_FINAL_TYPE (YutuLineList, yutu_line_list, ADW_TYPE_WINDOW)

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const YutuLineRow *one = *(const YutuLineRow *const *)a;
  const YutuLineRow *two = *(const YutuLineRow *const *)b;

  if (one->has_due != two->has_due)
    return one->has_due ? -1 : 1;
  if (one->days_left != two->days_left)
    return one->days_left < two->days_left ? -1 : 1;
  return (one->line->id > two->line->id) - (one->line->id < two->line->id);
}

/* ---- The calendar ---- */

/* Under which heading a line stands: -2 over, -1 within the warning, else the year; G_MAXINT unknown. */
static int
group_of (const YutuLineRow *row)
{
  int year = 0, month = 0, day = 0;

  if (!row->has_due)
    return G_MAXINT;
  if (row->days_left < 0)
    return -2;
  if (row->is_due)
    return -1;
  yutu_day_to_ymd (yutu_day_parse (row->line->next_due), &year, &month, &day);
  return year;
}

static char *
make_heading (YutuLineList *self,
              int           group)
{
  guint            n = 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    n += group_of (self->rows->pdata[i]) == group;
  if (group == -2)
    title = g_strdup (_ ("Overdue"));
  else if (group == -1)
    title = g_strdup (_ ("Due soon"));
  else if (group == G_MAXINT)
    title = g_strdup (_ ("Not known when due"));
  else
    title = g_strdup_printf (_ ("Due in %d"), group);
  /* Translators: a heading of the calendar of inspections; how many lines stand below it */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · %u line", "%s · %u lines", n), title, n);
}

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       data)
{
  YutuLineList *self = data;
  guint         index = (guint)gtk_list_box_row_get_index (row);
  GtkWidget    *label = NULL;
  int           group;

  if (self->rows == NULL || index >= self->rows->len)
    return;
  group = group_of (self->rows->pdata[index]);
  if (before == NULL || group_of (self->rows->pdata[index - 1]) != group)
    {
      g_autofree char *heading = make_heading (self, group);

      label = gtk_label_new (heading);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "pane-heading");
      gtk_widget_add_css_class (label, "search-heading");
    }
  gtk_list_box_row_set_header (row, label);
}

static const char *
state_title (YutuLineList *self,
             const char   *state)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);

  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (g_strcmp0 (module->kinds[k].record_id, YUTU_OBJECT_INSPECTION) == 0)
          {
            gsize found = yutu_case_kind_find_state (&module->kinds[k], state);

            return found != G_MAXSIZE ? yutu_title_get (&module->kinds[k].states[found].title) : state;
          }
    }
  return state;
}

/* ---- Rows ---- */

static char *
make_note (YutuLineList      *self,
           const YutuLineRow *row)
{
  g_autofree char *length = isnan (row->line->length_m) ? g_strdup ("—") : yutu_words_distance (row->line->length_m);
  g_autofree char *day = row->has_due ? yutu_words_day (yutu_day_parse (row->line->next_due)) : g_strdup ("—");

  if (row->open_case != 0)
    /* Translators: of a boundary line: its length, the day of its next inspection, where that stands */
    return g_strdup_printf (_ ("%s · inspection due on %s, under way: %s"), length, day,
                            state_title (self, row->open_state));
  if (row->has_due && row->days_left < 0)
    return g_strdup_printf (_ ("%s · inspection was due on %s"), length, day);
  return g_strdup_printf (_ ("%s · inspection due on %s"), length, day);
}

/* Overdue, due within half a year, or nothing, in the same room. */
static GtkWidget *
make_sign (const YutuLineRow *row)
{
  gboolean   is_late = row->has_due && row->days_left < 0;
  GtkWidget *sign = gtk_image_new ();

  if (!is_late && !row->is_due)
    return sign;
  gtk_image_set_from_icon_name (GTK_IMAGE (sign), is_late ? "dialog-warning-symbolic" : "alarm-symbolic");
  gtk_widget_add_css_class (sign, is_late ? "error" : "warning");
  gtk_widget_set_tooltip_text (sign, is_late ? _ ("Overdue") : _ ("Due within half a year"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (sign), -1);
  return sign;
}

static void
open_case_cb (GtkButton    *button,
              YutuLineList *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-case", "x",
                                *(gint64 *)g_object_get_data (G_OBJECT (button), "case"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
append_case_button (YutuLineList      *self,
                    AdwActionRow      *widget,
                    const YutuLineRow *row)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("folder-open-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Open the case of the inspection of %s"), row->line->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Open the case of its inspection"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "case", g_memdup2 (&row->open_case, sizeof row->open_case), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_case_cb), self, 0);
  adw_action_row_add_suffix (widget, button);
}

static void
append_row (YutuLineList      *self,
            const YutuLineRow *row)
{
  GtkWidget       *widget = adw_action_row_new ();
  g_autofree char *note = make_note (self, row);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), row->line->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), note);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), make_sign (row));
  if (row->open_case != 0)
    append_case_button (self, ADW_ACTION_ROW (widget), row);
  gtk_list_box_append (self->list, widget);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuLineList) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = yutu_session_list_lines_finish (YUTU_SESSION (source), result, &error);

  if (rows == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    append_row (self, rows->pdata[i]);
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  YutuLineList  *self)
{
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (self->rows != NULL && index < self->rows->len)
    {
      const YutuLineRow *line = self->rows->pdata[index];
      g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_LINE, line->line->id);

      yutu_session_set_place (self->session, place);
      gtk_window_close (GTK_WINDOW (self));
    }
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
yutu_line_list_dispose (GObject *object)
{
  YutuLineList *self = YUTU_LINE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (yutu_line_list_parent_class)->dispose (object);
}

static void
yutu_line_list_class_init (YutuLineListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_line_list_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
yutu_line_list_init (YutuLineList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 12);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Boundary lines"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 600);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Boundary lines"));
}

GtkWidget *
yutu_line_list_new (GtkWindow   *parent,
                    YutuSession *session)
{
  YutuLineList *self = g_object_new (YUTU_TYPE_LINE_LIST, NULL);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  yutu_dialog_fit (GTK_WINDOW (self), NULL);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  yutu_session_list_lines_async (session, G_MAXINT, self->cancellable, listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
