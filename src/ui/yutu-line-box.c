/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-line-box.h"

#include <glib/gi18n.h>
#include <math.h>

#include "session/yutu-boundary-edit.h"
#include "session/yutu-line-kit.h"
#include "ui/yutu-boundary-dialog.h"
#include "session/yutu-map.h"
#include "ui/yutu-button.h"
#include "ui/yutu-children.h"
#include "ui/yutu-swatch.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

struct _YutuLineBox
{
  AdwBin parent_instance;

  GtkBox     *box;
  GtkWidget  *due_sign;
  GtkLabel   *due;
  GtkLabel   *follow_up;
  GtkLabel   *course;
  GtkWidget  *course_part;
  GtkListBox *pillars;
  GtkWidget  *pillar_part;
  GtkListBox *inspections;
  GtkWidget  *inspection_part;
  GtkWidget  *edit;
  GtkWidget  *start; /* a menu of the reasons */
  GtkWidget  *add;

  YutuSession    *session;
  YutuMapView    *map; /* weak */
  GCancellable   *cancellable;
  gint64          line;
  YutuLineReport *report;
};

G_DEFINE_FINAL_TYPE (YutuLineBox, yutu_line_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Dialogs ---- */

static void
saved_cb (YutuBoundaryDialog *dialog,
          const char         *text,
          YutuLineBox        *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
  yutu_line_box_show (self, self->line);
}

static void
open_dialog (YutuLineBox           *self,
             YutuBoundaryChangeKind kind,
             gint64                 id,
             const char            *title,
             const char            *values,
             const char            *position)
{
  GtkRoot            *root = gtk_widget_get_root (GTK_WIDGET (self));
  YutuBoundaryDialog *dialog = yutu_boundary_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                         self->session, kind, id, title, values, position);

  g_signal_connect_object (dialog, "done", G_CALLBACK (saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_cb (YutuLineBox *self)
{
  if (self->report != NULL)
    open_dialog (self, YUTU_BOUNDARY_CHANGE_LINE, self->line, self->report->line->name,
                 self->report->line->values, NULL);
}

static void
pillar_activated_cb (GtkListBox    *list,
                     GtkListBoxRow *row,
                     YutuLineBox   *self)
{
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (self->report != NULL && index < self->report->pillars->len)
    {
      const YutuBoundaryPillar *pillar = self->report->pillars->pdata[index];
      g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_PILLAR, pillar->id);

      yutu_session_set_place (self->session, place);
    }
}

static void
inspection_activated_cb (GtkListBox    *list,
                         GtkListBoxRow *row,
                         YutuLineBox   *self)
{
  guint index = (guint)gtk_list_box_row_get_index (row);

  if (self->report != NULL && index < self->report->inspections->len)
    {
      const YutuLineInspection *inspection = self->report->inspections->pdata[index];
      g_autofree char          *title = g_strdup_printf (_ ("Round %d of %s"), inspection->round_no, self->report->line->name);

      open_dialog (self, YUTU_BOUNDARY_RECORD_INSPECTION, inspection->id, title, inspection->values, NULL);
    }
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuLineBox) self = data;
  g_autofree char *position = NULL;
  g_autofree char *title = NULL;
  YutuPoint        point;

  if (!yutu_map_view_pick_point_finish (YUTU_MAP_VIEW (source), result, &point, NULL) || self->report == NULL)
    return;
  position = g_strdup_printf ("%.9f, %.9f", yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y));
  title = g_strdup_printf (_ ("New pillar on %s"), self->report->line->name);
  open_dialog (self, YUTU_BOUNDARY_ADD_PILLAR, self->line, title, "{\"kind\":\"single\",\"condition\":\"good\"}",
               position);
}

static void
add_cb (YutuLineBox *self)
{
  if (self->map != NULL && self->report != NULL)
    yutu_map_view_pick_point_async (self->map, _ ("Click where the pillar stands"), NULL, picked_cb,
                                    g_object_ref (self));
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuLineBox) self = data;
  g_autoptr (GError) error = NULL;

  if (!yutu_session_change_boundary_finish (YUTU_SESSION (source), result, NULL, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  else
    g_signal_emit (self, signals[SIGNAL_DONE], 0, _ ("The inspection is scheduled"));
  yutu_line_box_show (self, self->line);
}

static void
start_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  YutuLineBox       *self = data;
  YutuBoundaryChange change = { .kind = YUTU_BOUNDARY_START_INSPECTION, .id = self->line, .what = g_variant_get_string (parameter, NULL) };

  if (self->report == NULL || self->report->open_case != 0)
    return;
  gtk_widget_set_sensitive (self->start, FALSE);
  yutu_session_change_boundary_async (self->session, &change, started_cb, g_object_ref (self));
}

/* Why an inspection is made, from the definition: the five-year round first, then what makes an extra one
 * necessary. */
static void
fill_start_menu (YutuLineBox *self)
{
  const YutuField *reason =
    yutu_modules_find_field (yutu_session_get_modules (self->session), YUTU_OBJECT_INSPECTION, "reason");
  g_autoptr (GMenu) menu = g_menu_new ();

  for (gsize i = 0; reason != NULL && i < reason->n_choices; i++)
    {
      const YutuChoice *choice = &reason->choices[i];
      g_autofree char  *action = g_strdup_printf ("line.start::%s", choice->id);

      g_menu_append (menu, yutu_title_get (&choice->title), action);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->start), G_MENU_MODEL (menu));
}

static void
open_case_cb (GtkButton   *button,
              YutuLineBox *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x",
                              *(gint64 *)g_object_get_data (G_OBJECT (button), "case"));
}

static void
kit_written_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (YutuLineBox) self = data;
  g_autoptr (GError) error = NULL;

  if (yutu_session_write_line_kit_finish (YUTU_SESSION (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, _ ("The kit of the line is written"));
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
kit_response_cb (GtkNativeDialog *dialog,
                 int              response,
                 YutuLineBox     *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    yutu_session_write_line_kit_async (self->session, self->line, g_file_peek_path (file), kit_written_cb,
                                       g_object_ref (self));
  g_object_unref (dialog);
}

static void
kit_cb (YutuLineBox *self)
{
  GtkRoot              *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser = NULL;
  g_autofree char      *name = NULL;

  if (self->report == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Kit of the line"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  name = g_strconcat (self->report->line->name, ".pdf", NULL);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (kit_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
copy_cb (YutuLineBox *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->course));
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, _ ("The description is copied"));
}

/* ---- What is shown ---- */

static const char *
choice_title (YutuLineBox *self,
              const char  *object,
              const char  *field,
              const char  *choice)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);

  return choice != NULL ? yutu_field_name_choice (yutu_modules_find_field (modules, object, field), choice) : "";
}

static AdwActionRow *
append_row (GtkListBox *list,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

static void
append_case_button (YutuLineBox  *self,
                    AdwActionRow *row,
                    gint64        case_file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("folder-open-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Open its case"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open its case"), -1);
  g_object_set_data_full (G_OBJECT (button), "case", g_memdup2 (&case_file, sizeof case_file), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_case_cb), self, 0);
  adw_action_row_add_suffix (row, button);
}

static void
show_pillars (YutuLineBox *self)
{
  yutu_list_box_clear (self->pillars);
  for (guint i = 0; i < self->report->pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = self->report->pillars->pdata[i];
      g_autofree char          *off = isnan (pillar->off_m) ? g_strdup ("—") : yutu_words_distance (pillar->off_m);
      /* Translators: of a boundary pillar: its kind, its condition, how far off the line it stands */
      g_autofree char *note = g_strdup_printf (
        _ ("%s · %s · %s off the line"), choice_title (self, YUTU_OBJECT_PILLAR, "kind", pillar->kind),
        choice_title (self, YUTU_OBJECT_PILLAR, "condition", pillar->condition), off);

      AdwActionRow *row = append_row (self->pillars, pillar->number, note);

      adw_action_row_add_prefix (row, yutu_swatch_new (yutu_map_pillar_symbol (pillar->kind, pillar->condition)));
      if (g_strcmp0 (pillar->condition, "good") != 0)
        adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pillars), self->report->pillars->len > 0);
}

static const char *
state_title (YutuLineBox              *self,
             const YutuLineInspection *inspection)
{
  const YutuModules *modules = yutu_session_get_modules (self->session);

  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (g_strcmp0 (module->kinds[k].record_id, YUTU_OBJECT_INSPECTION) == 0)
          {
            gsize state = yutu_case_kind_find_state (&module->kinds[k], inspection->state);

            if (state != G_MAXSIZE)
              return yutu_title_get (&module->kinds[k].states[state].title);
          }
    }
  return inspection->state;
}

static void
show_inspections (YutuLineBox *self)
{
  yutu_list_box_clear (self->inspections);
  for (guint i = 0; i < self->report->inspections->len; i++)
    {
      const YutuLineInspection *inspection = self->report->inspections->pdata[i];
      g_autofree char          *title = g_strdup_printf (_ ("Round %d, %d"), inspection->round_no, inspection->year);
      g_autofree char          *day = inspection->done_on != NULL ? yutu_words_day (yutu_day_parse (inspection->done_on)) : NULL;
      g_autofree char          *note = day != NULL ? g_strdup_printf ("%s · %s", state_title (self, inspection), day)
                                                   : g_strdup (state_title (self, inspection));

      AdwActionRow *row = append_row (self->inspections, title, note);

      if (inspection->case_file != 0)
        append_case_button (self, row, inspection->case_file);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->inspections), self->report->inspections->len > 0);
}

static char *
make_due (const YutuLineReport *report)
{
  g_autofree char *day = report->has_due ? yutu_words_day (yutu_day_parse (report->line->next_due)) : NULL;

  if (day == NULL)
    return g_strdup (_ ("When its next inspection is due is not known"));
  if (report->days_left < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Inspection was due on %s, %d day ago",
                                         "Inspection was due on %s, %d days ago",
                                         (gulong)-report->days_left),
                            day, -report->days_left);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next inspection due on %s, in %d day",
                                       "Next inspection due on %s, in %d days", (gulong)report->days_left),
                          day, report->days_left);
}

/* Never by colour alone. */
static void
show_urgency (YutuLineBox *self)
{
  gboolean   is_late = self->report->has_due && self->report->days_left < 0;
  gboolean   is_near = self->report->is_due && !is_late;
  GtkWidget *widgets[] = { self->due_sign, GTK_WIDGET (self->due) };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      (is_late ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widgets[i], "error");
      (is_near ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widgets[i], "warning");
    }
  gtk_widget_set_visible (self->due_sign, is_late || is_near);
}

static void
show_follow_up (YutuLineBox *self)
{
  YutuDay          due = self->report->follow_up_due != NULL ? yutu_day_parse (self->report->follow_up_due)
                                                             : YUTU_DAY_INVALID;
  g_autofree char *day = due != YUTU_DAY_INVALID ? yutu_words_day (due) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->follow_up), self->report->follow_up != NULL);
  if (self->report->follow_up == NULL)
    return;
  /* Translators: what an inspection found; the day by which it is to be mended */
  text = day != NULL ? g_strdup_printf (_ ("To be mended by %2$s: %1$s"), self->report->follow_up, day)
                     : g_strdup_printf (_ ("To be mended: %s"), self->report->follow_up);
  gtk_label_set_label (self->follow_up, text);
}

static void
show_report (YutuLineBox *self)
{
  g_autofree char *due = make_due (self->report);
  gboolean         may = yutu_session_get_read_only_reason (self->session) == NULL &&
                 yutu_boundary_may_edit (yutu_session_get_role (self->session));

  gtk_label_set_label (self->due, due);
  show_follow_up (self);
  show_urgency (self);
  gtk_label_set_label (self->course, self->report->course_text != NULL ? self->report->course_text : "");
  gtk_widget_set_visible (self->course_part, self->report->course_text != NULL);
  show_pillars (self);
  show_inspections (self);
  gtk_widget_set_visible (self->edit, may);
  gtk_widget_set_visible (self->add, may);
  gtk_widget_set_visible (self->start, may);
  gtk_widget_set_sensitive (self->start, self->report->open_case == 0);
  gtk_widget_set_tooltip_text (self->start, self->report->open_case == 0
                                              ? _ ("Open the case of a joint inspection")
                                              : _ ("An inspection is under way"));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuLineBox) self = data;
  g_autoptr (GError) error = NULL;
  YutuLineReport *report = yutu_session_read_line_report_finish (YUTU_SESSION (source), result, &error);

  if (report == NULL)
    return; /* the page itself tells what is wrong with the place */
  g_clear_pointer (&self->report, yutu_line_report_free);
  self->report = report;
  if (report->line->id == self->line)
    show_report (self);
}

void
yutu_line_box_show (YutuLineBox *self,
                    gint64       line)
{
  g_return_if_fail (YUTU_IS_LINE_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (line != self->line)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->line = line;
  if (line == 0 || self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_read_line_report_async (self->session, line, self->cancellable, read_cb, g_object_ref (self));
}

void
yutu_line_box_set_session (YutuLineBox *self,
                           YutuSession *session,
                           YutuMapView *map)
{
  g_return_if_fail (YUTU_IS_LINE_BOX (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->map, map);
  fill_start_menu (self);
}

/* ---- Making ---- */

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "pane-heading");
  return label;
}

static GtkListBox *
new_list (YutuLineBox *self,
          const char  *name,
          GCallback    callback)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (list, "row-activated", callback, self, 0);
  return GTK_LIST_BOX (list);
}

static void
yutu_line_box_dispose (GObject *object)
{
  YutuLineBox *self = YUTU_LINE_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  g_clear_pointer (&self->report, yutu_line_report_free);
  G_OBJECT_CLASS (yutu_line_box_parent_class)->dispose (object);
}

static void
yutu_line_box_class_init (YutuLineBoxClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_line_box_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_ERROR);
}

static void
add_actions (YutuLineBox *self)
{
  static const GActionEntry ACTIONS[] = { { "start", start_action, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "line", G_ACTION_GROUP (group));
}

static void
yutu_line_box_init (YutuLineBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *due = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *kit = NULL;

  self->due_sign = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->due = GTK_LABEL (new_heading (NULL));
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "pane-heading");
  gtk_label_set_wrap (self->due, TRUE);
  gtk_label_set_wrap_mode (self->due, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (due), self->due_sign);
  self->edit = yutu_button_new (self, _ ("_Edit"), NULL, G_CALLBACK (edit_cb));
  gtk_widget_set_tooltip_text (self->edit, _ ("Agreement, approval and other data of the line"));
  kit = yutu_button_new (self, _ ("_Kit…"), NULL, G_CALLBACK (kit_cb));
  gtk_widget_set_tooltip_text (kit, _ ("Map, pillar table, pillar cards and inspection record as PDF"));
  gtk_box_append (GTK_BOX (due), GTK_WIDGET (self->due));
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), self->edit);
  gtk_box_append (GTK_BOX (buttons), kit);
  gtk_box_append (GTK_BOX (box), due);
  self->follow_up = GTK_LABEL (yutu_text_part_label ());
  gtk_widget_add_css_class (GTK_WIDGET (self->follow_up), "warning");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->follow_up));
  gtk_box_append (GTK_BOX (box), buttons);

  self->course = GTK_LABEL (yutu_text_part_label ());
  self->course_part =
    yutu_text_part_new (_ ("Course of the line"), yutu_button_new (self, _ ("_Copy"), NULL, G_CALLBACK (copy_cb)),
                        yutu_text_part_fold (self->course));
  gtk_box_append (GTK_BOX (box), self->course_part);

  self->inspections = new_list (self, _ ("Joint inspections"), G_CALLBACK (inspection_activated_cb));
  self->start = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->start), _ ("_Start"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->start), TRUE);
  gtk_widget_set_valign (self->start, GTK_ALIGN_CENTER);
  self->inspection_part = yutu_text_part_new (_ ("Joint inspections"), self->start,
                                              GTK_WIDGET (self->inspections));
  gtk_box_append (GTK_BOX (box), self->inspection_part);

  self->pillars = new_list (self, _ ("Pillars"), G_CALLBACK (pillar_activated_cb));
  self->add = yutu_button_new (self, _ ("_Add…"), NULL, G_CALLBACK (add_cb));
  gtk_widget_set_tooltip_text (self->add, _ ("Click a new pillar on the map"));
  self->pillar_part = yutu_text_part_new (_ ("Pillars"), self->add, GTK_WIDGET (self->pillars));
  gtk_box_append (GTK_BOX (box), self->pillar_part);
  add_actions (self);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
