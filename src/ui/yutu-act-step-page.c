/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One step of an act: each kind asks for what it needs. What is entered is in the step at once. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-typed-point.h"
#include "ui/yutu-children.h"
#include "ui/yutu-words-act-step.h"
#include "ui/yutu-words.h"

static YutuActStep *
get_step (YutuActAssistant *self)
{
  return self->step >= 0 && (guint)self->step < self->spec->steps->len
           ? g_ptr_array_index (self->spec->steps, self->step)
           : NULL;
}

static const char *
name_of (YutuActAssistant *self,
         const char       *unit)
{
  YutuUnitChoices choices = yutu_act_assistant_get_choices (self);

  return yutu_unit_choices_name (&choices, unit);
}

static int
level_of (YutuActAssistant *self,
          const char       *unit)
{
  YutuUnitChoices choices = yutu_act_assistant_get_choices (self);

  return unit != NULL ? yutu_unit_choices_level (&choices, unit) : 0;
}

/* ---- Rows ---- */

static AdwPreferencesGroup *
add_group (YutuActAssistant *self,
           const char       *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->step_box, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* A text of the step that a row sets: told by where it is, for the step may be another by then. */
static char **
get_text (YutuActStep *step,
          gsize        offset)
{
  return (char **)(gpointer)((char *)step + offset);
}

static gsize
get_offset (gpointer widget)
{
  return GPOINTER_TO_SIZE (g_object_get_data (widget, "offset"));
}

static void
text_changed_cb (GtkEditable      *row,
                 YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);
  char       **text = NULL;

  if (step == NULL || self->is_filling)
    return;
  text = get_text (step, get_offset (row));
  g_free (*text);
  *text = yutu_act_assistant_dup_text (gtk_editable_get_text (row));
  if (text == &step->name)
    g_clear_pointer (&step->pinyin, g_free); /* of the former one */
  yutu_act_assistant_changed (self);
}

static void
add_text (YutuActAssistant    *self,
          AdwPreferencesGroup *group,
          const char          *title,
          gsize                offset)
{
  YutuActStep *step = get_step (self);
  GtkWidget   *row = adw_entry_row_new ();
  const char  *text = *get_text (step, offset);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_object_set_data (G_OBJECT (row), "offset", GSIZE_TO_POINTER (offset));
  g_signal_connect_object (row, "changed", G_CALLBACK (text_changed_cb), self, 0);
  adw_preferences_group_add (group, row);
  if (self->first == NULL && text == NULL && offset == G_STRUCT_OFFSET (YutuActStep, name))
    self->first = row;
}

static void
unit_chosen_cb (YutuUnitField    *field,
                const char       *unit,
                YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);
  char       **text = NULL;

  if (step == NULL || self->is_filling)
    return;
  text = get_text (step, get_offset (field));
  g_free (*text);
  *text = g_strdup (unit);
  yutu_act_assistant_changed (self);
  /* What else is asked depends on its level. */
  if (text == &step->unit || text == &step->parent)
    {
      gtk_widget_child_focus (GTK_WIDGET (self->step_box), GTK_DIR_TAB_FORWARD);
      yutu_act_assistant_fill_step (self);
    }
}

static YutuUnitField *
add_unit (YutuActAssistant    *self,
          AdwPreferencesGroup *group,
          const char          *title,
          gsize                offset,
          int                  level)
{
  YutuUnitField *field = YUTU_UNIT_FIELD (yutu_unit_field_new (title));

  yutu_unit_field_set_choices (field, yutu_act_assistant_get_choices (self), level);
  yutu_unit_field_set_unit (field, *get_text (get_step (self), offset));
  g_object_set_data (G_OBJECT (field), "offset", GSIZE_TO_POINTER (offset));
  g_signal_connect_object (field, "chosen", G_CALLBACK (unit_chosen_cb), self, 0);
  yutu_act_assistant_watch_field (self, field);
  adw_preferences_group_add (group, GTK_WIDGET (field));
  if (self->first == NULL && *get_text (get_step (self), offset) == NULL)
    self->first = yutu_unit_field_get_entry (field);
  return field;
}

/* ---- Several units ---- */

static void
remove_unit (YutuActStep *step,
             const char  *unit)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; step->units != NULL && step->units[i] != NULL; i++)
    if (!g_str_equal (step->units[i], unit))
      g_strv_builder_add (builder, step->units[i]);
  g_strfreev (step->units);
  step->units = g_strv_builder_end (builder);
  if (step->what == YUTU_ACT_DO_MERGE && g_strcmp0 (step->to, unit) == 0)
    g_clear_pointer (&step->to, g_free);
}

static void
add_one (YutuActStep *step,
         const char  *unit)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; step->units != NULL && step->units[i] != NULL; i++)
    g_strv_builder_add (builder, step->units[i]);
  g_strv_builder_add (builder, unit);
  g_strfreev (step->units);
  step->units = g_strv_builder_end (builder);
}

static void
units_changed (YutuActAssistant *self)
{
  yutu_act_assistant_changed (self);
  yutu_act_assistant_fill_step (self);
}

/* Once more takes it out, as a click on the map does. */
static void
one_chosen_cb (YutuUnitField    *field,
               const char       *unit,
               YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);

  if (step == NULL || unit == NULL)
    return;
  if (step->units != NULL && g_strv_contains ((const char *const *)step->units, unit))
    remove_unit (step, unit);
  else
    add_one (step, unit);
  units_changed (self);
}

static void
unit_removed_cb (GtkWidget        *button,
                 YutuActAssistant *self)
{
  YutuActStep     *step = get_step (self);
  g_autofree char *unit = g_strdup (g_object_get_data (G_OBJECT (button), "unit"));

  if (step == NULL)
    return;
  remove_unit (step, unit);
  units_changed (self);
}

static void
stays_cb (GtkCheckButton   *check,
          GParamSpec       *pspec,
          YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);

  if (step == NULL || self->is_filling || !gtk_check_button_get_active (check))
    return;
  g_free (step->to);
  step->to = g_strdup (g_object_get_data (G_OBJECT (check), "unit"));
  yutu_act_assistant_changed (self);
}

static GtkWidget *
make_unit_row (YutuActAssistant *self,
               const char       *unit)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name_of (self, unit));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Take it out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Take it out"),
                                  -1);
  g_object_set_data_full (G_OBJECT (remove), "unit", g_strdup (unit), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (unit_removed_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
add_units (YutuActAssistant    *self,
           AdwPreferencesGroup *group,
           int                  level)
{
  YutuActStep    *step = get_step (self);
  YutuUnitField  *field = YUTU_UNIT_FIELD (yutu_unit_field_new (_ ("Add a unit")));
  GtkCheckButton *first = NULL;

  yutu_unit_field_set_choices (field, yutu_act_assistant_get_choices (self), level);
  g_signal_connect_object (field, "chosen", G_CALLBACK (one_chosen_cb), self, 0);
  yutu_act_assistant_watch_field (self, field);
  for (guint i = 0; step->units != NULL && step->units[i] != NULL; i++)
    {
      GtkWidget *row = make_unit_row (self, step->units[i]);

      if (step->what == YUTU_ACT_DO_MERGE)
        {
          GtkWidget *stays = gtk_check_button_new_with_label (_ ("goes on"));

          if (first == NULL)
            first = GTK_CHECK_BUTTON (stays);
          else
            gtk_check_button_set_group (GTK_CHECK_BUTTON (stays), first);
          gtk_check_button_set_active (GTK_CHECK_BUTTON (stays), g_strcmp0 (step->to, step->units[i]) == 0);
          gtk_widget_set_tooltip_text (stays, _ ("This one keeps its identity and its code; the others end"));
          g_object_set_data_full (G_OBJECT (stays), "unit", g_strdup (step->units[i]), g_free);
          g_signal_connect_object (stays, "notify::active", G_CALLBACK (stays_cb), self, 0);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), stays);
        }
      adw_preferences_group_add (group, row);
    }
  adw_preferences_group_add (group, GTK_WIDGET (field));
  self->active = field; /* clicks add */
}

/* ---- Places ---- */

static char *
word_point (YutuPoint point)
{
  return g_strdup_printf ("%.6f, %.6f", (double)point.x / YUTU_GRID_PER_DEGREE,
                          (double)point.y / YUTU_GRID_PER_DEGREE);
}

static void
typed_cb (GtkEntry         *entry,
          YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);
  YutuPoint    point, *last = NULL;

  if (step == NULL)
    return;
  if (step->line != NULL && step->line->len > 0 && !self->is_seating)
    last = &g_array_index (step->line, YutuPoint, step->line->len - 1);
  if (yutu_typed_point_read (gtk_editable_get_text (GTK_EDITABLE (entry)),
                             yutu_session_get_map_epsg (self->session), last,
                             &point) != YUTU_TYPED_POINT_FINE)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  if (self->is_seating)
    {
      step->has_seat = TRUE;
      step->seat = point;
    }
  else
    {
      if (step->line == NULL)
        step->line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
      g_array_append_val (step->line, point);
    }
  yutu_act_assistant_show_line (self);
  yutu_act_assistant_changed (self);
}

static void
typing_cb (GtkWidget *entry)
{
  gtk_widget_remove_css_class (entry, "error");
}

static void
add_typed (YutuActAssistant    *self,
           AdwPreferencesGroup *group,
           const char          *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  gtk_widget_set_tooltip_text (entry, _ ("Longitude and latitude, degrees or degrees, minutes and seconds; metres; "
                                         "@distance<angle from the last point. Enter adds it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (typed_cb), self, 0);
  g_signal_connect (entry, "changed", G_CALLBACK (typing_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  adw_preferences_group_add (group, row);
}

static void
add_seat (YutuActAssistant *self)
{
  YutuActStep         *step = get_step (self);
  AdwPreferencesGroup *group = add_group (self, _ ("Seat"));
  GtkWidget           *row = adw_action_row_new ();
  g_autofree char     *words =
    step->has_seat ? word_point (step->seat) : g_strdup (_ ("Not given yet"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Where it is"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (self->step_box), "seat", row);
  add_typed (self, group, _ ("Coordinates"));
  if (step->what == YUTU_ACT_DO_SEAT)
    add_text (self, group, _ ("Address"), G_STRUCT_OFFSET (YutuActStep, address));
}

/* ---- Land ---- */

static const YutuActLandKind LANDS[] = { YUTU_ACT_LAND_UNITS, YUTU_ACT_LAND_LEFT, YUTU_ACT_LAND_RIGHT,
                                         YUTU_ACT_LAND_INSIDE, YUTU_ACT_LAND_REST };

static gboolean
is_drawn (const YutuActStep *step)
{
  return step->land == YUTU_ACT_LAND_LEFT || step->land == YUTU_ACT_LAND_RIGHT ||
         step->land == YUTU_ACT_LAND_INSIDE;
}

static void
land_chosen_cb (AdwComboRow      *row,
                GParamSpec       *pspec,
                YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);

  if (step == NULL || self->is_filling)
    return;
  step->land = LANDS[MIN (adw_combo_row_get_selected (row), G_N_ELEMENTS (LANDS) - 1)];
  yutu_act_assistant_changed (self);
  yutu_act_assistant_fill_step (self);
}

static void
clear_line_cb (GtkWidget        *button,
               YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);

  if (step == NULL || step->line == NULL)
    return;
  g_array_set_size (step->line, 0);
  yutu_act_assistant_show_line (self);
  yutu_act_assistant_changed (self);
}

static void
add_line (YutuActAssistant    *self,
          AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  GtkWidget *clear = gtk_button_new_with_label (_ ("Draw anew"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Drawn"));
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Take back the last point (Backspace on the map)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take back the last point"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "act.line-back");
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_line_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), back);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), clear);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (self->step_box), "line", row);
  add_typed (self, group, _ ("Next point"));
}

static void
add_land (YutuActAssistant *self)
{
  YutuActStep         *step = get_step (self);
  AdwPreferencesGroup *group = add_group (self, _ ("Which land"));
  GtkWidget           *row = adw_combo_row_new ();
  const char *const    words[] = { _ ("Whole units under it"), _ ("Left of a drawn line"),
                                   _ ("Right of a drawn line"), _ ("Inside a drawn ring"),
                                   _ ("All that is left"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Land"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  for (guint i = 0; i < G_N_ELEMENTS (LANDS); i++)
    if (LANDS[i] == step->land)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (land_chosen_cb), self, 0);
  adw_preferences_group_add (group, row);
  if (step->land == YUTU_ACT_LAND_UNITS)
    {
      int level = level_of (self, step->unit);

      add_units (self, group, level > 0 ? level + 1 : 5);
    }
  else if (is_drawn (step))
    add_line (self, group);
}

void
yutu_act_assistant_show_line (YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);
  gboolean     has_line = step != NULL && is_drawn (step) && step->line != NULL;
  GtkWidget   *line = g_object_get_data (G_OBJECT (self->step_box), "line");
  GtkWidget   *seat = g_object_get_data (G_OBJECT (self->step_box), "seat");
  guint        n = has_line ? step->line->len : 0;

  if (step != NULL && step->has_seat && self->is_seating)
    yutu_preview_map_set_line (self->map, &step->seat, 1, FALSE);
  else
    yutu_preview_map_set_line (self->map, has_line ? (const YutuPoint *)(gpointer)step->line->data : NULL, n,
                               step != NULL && step->land == YUTU_ACT_LAND_INSIDE);
  if (line != NULL)
    {
      g_autofree char *count = yutu_words_count (n);
      g_autofree char *words = g_strdup_printf (ngettext ("%s point", "%s points", n), count);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), words);
    }
  if (seat != NULL && step != NULL && step->has_seat)
    {
      g_autofree char *words = word_point (step->seat);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (seat), words);
    }
}

/* ---- The map ---- */

void
yutu_act_assistant_press_step (YutuActAssistant *self,
                               double            x,
                               double            y)
{
  YutuActStep *step = get_step (self);
  YutuPoint    point;

  if (step == NULL)
    return;
  point = yutu_preview_map_get_point (self->map, x, y, self->is_drawing);
  if (self->is_seating)
    {
      step->has_seat = TRUE;
      step->seat = point;
    }
  else
    {
      if (step->line == NULL)
        step->line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
      if (step->line->len > 0 &&
          yutu_point_equal (g_array_index (step->line, YutuPoint, step->line->len - 1), point))
        return;
      g_array_append_val (step->line, point);
    }
  yutu_act_assistant_show_line (self);
  yutu_act_assistant_changed (self);
}

void
yutu_act_assistant_take_back_point (YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);

  if (step == NULL || !self->is_drawing || step->line == NULL || step->line->len == 0)
    return;
  g_array_set_size (step->line, step->line->len - 1);
  yutu_act_assistant_show_line (self);
  yutu_act_assistant_changed (self);
}

/* ---- The page ---- */

static void
fill_establish (YutuActAssistant *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL);

  add_text (self, group, _ ("Name"), G_STRUCT_OFFSET (YutuActStep, name));
  add_unit (self, group, _ ("Under"), G_STRUCT_OFFSET (YutuActStep, parent), 0);
  add_text (self, group, _ ("Code (empty: the next one)"), G_STRUCT_OFFSET (YutuActStep, code));
  self->is_seating = TRUE;
  add_seat (self);
}

static void
fill_whole (YutuActAssistant *self,
            YutuActStep      *step)
{
  AdwPreferencesGroup *group = add_group (self, NULL);
  int                  level = 0;

  add_unit (self, group, _ ("Unit"), G_STRUCT_OFFSET (YutuActStep, unit), 0);
  level = level_of (self, step->unit);
  if (step->what == YUTU_ACT_DO_RENAME)
    add_text (self, group, _ ("New name"), G_STRUCT_OFFSET (YutuActStep, name));
  if (step->what == YUTU_ACT_DO_PLACE)
    add_unit (self, group, _ ("Comes under"), G_STRUCT_OFFSET (YutuActStep, to), level > 0 ? level - 1 : 4);
  if (step->what == YUTU_ACT_DO_RENAME || step->what == YUTU_ACT_DO_PLACE)
    add_text (self, group,
              step->what == YUTU_ACT_DO_RENAME ? _ ("Code (empty: as it is)") : _ ("Code (empty: the next one)"),
              G_STRUCT_OFFSET (YutuActStep, code));
  self->is_seating = step->what == YUTU_ACT_DO_SEAT;
  if (self->is_seating)
    add_seat (self);
}

static void
fill_part (YutuActAssistant *self,
           YutuActStep      *step)
{
  AdwPreferencesGroup *group = add_group (self, NULL);

  if (step->what == YUTU_ACT_DO_SPLIT)
    {
      add_unit (self, group, _ ("Unit"), G_STRUCT_OFFSET (YutuActStep, unit), 0);
      add_text (self, group, _ ("Name of the new unit"), G_STRUCT_OFFSET (YutuActStep, name));
      add_text (self, group, _ ("Code (empty: the next one)"), G_STRUCT_OFFSET (YutuActStep, code));
    }
  else
    {
      add_unit (self, group, _ ("From"), G_STRUCT_OFFSET (YutuActStep, unit), 0);
      add_unit (self, group, _ ("To"), G_STRUCT_OFFSET (YutuActStep, to), level_of (self, step->unit));
    }
  self->is_drawing = is_drawn (step) && step->unit != NULL;
  add_land (self);
}

static void
fill_merge (YutuActAssistant *self,
            YutuActStep      *step)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Units that become one"));
  AdwPreferencesGroup *more = NULL;
  int level = step->units != NULL && step->units[0] != NULL ? level_of (self, step->units[0]) : 0;

  add_units (self, group, level);
  more = add_group (self, NULL);
  add_text (self, more, _ ("Code (empty: that of the one that goes on)"), G_STRUCT_OFFSET (YutuActStep, code));
}

void
yutu_act_assistant_fill_step (YutuActAssistant *self)
{
  YutuActStep *step = get_step (self);
  GtkWidget   *heading = NULL;

  if (step == NULL)
    return;
  self->active = NULL;
  self->is_drawing = FALSE;
  self->is_seating = FALSE;
  self->is_filling = TRUE;
  g_object_set_data (G_OBJECT (self->step_box), "line", NULL);
  g_object_set_data (G_OBJECT (self->step_box), "seat", NULL);
  yutu_box_clear (self->step_box);
  heading = gtk_label_new (yutu_words_act_do (step->what));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "title-4");
  gtk_box_append (self->step_box, heading);
  if (step->what == YUTU_ACT_DO_ESTABLISH)
    fill_establish (self);
  else if (step->what == YUTU_ACT_DO_GIVE || step->what == YUTU_ACT_DO_SPLIT)
    fill_part (self, step);
  else if (step->what == YUTU_ACT_DO_MERGE)
    fill_merge (self, step);
  else
    fill_whole (self, step);
  self->is_filling = FALSE;
  yutu_act_assistant_show_line (self);
  yutu_act_assistant_set_hint (
    self, self->is_drawing   ? _ ("Click the points of the line; it snaps to lines and corners. Backspace takes one back")
          : self->is_seating ? _ ("Click where the seat is")
                             : _ ("Click on the unit that is meant"));
}

void
yutu_act_assistant_leave_step (YutuActAssistant *self)
{
  self->step = -1;
  self->is_drawing = FALSE;
  self->is_seating = FALSE;
  self->active = NULL;
  yutu_preview_map_set_line (self->map, NULL, 0, FALSE);
}
