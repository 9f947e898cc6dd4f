/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where everything of a unit that ends goes: its parts one by one, and what remains. The page shows the
 * steps of the act and writes them: places of the parts, the gift of the rest, the end; other steps stay
 * in front of these. */

#include "ui/yutu-act-assistant-private.h"

#include <glib/gi18n.h>

#include "session/yutu-session-act-ground.h"
#include "ui/yutu-children.h"
#include "ui/yutu-form-choice.h"

/* ---- The steps ---- */

static const YutuDivision *
find (YutuActAssistant *self,
      const char       *unit)
{
  return self->ground != NULL && unit != NULL ? yutu_act_ground_find (self->ground, unit) : NULL;
}

/* The unit that ends; NULL: none yet. */
static const YutuDivision *
get_unit (YutuActAssistant *self)
{
  for (guint i = 0; i < self->spec->steps->len; i++)
    {
      const YutuActStep *step = g_ptr_array_index (self->spec->steps, i);

      if (step->what == YUTU_ACT_DO_ABOLISH)
        return find (self, step->unit);
    }
  return NULL;
}

/* Whether the step is one that this page writes. */
static gboolean
is_own (YutuActAssistant   *self,
        const YutuActStep  *step,
        const YutuDivision *unit)
{
  const YutuDivision *subject = find (self, step->unit);

  if (step->what == YUTU_ACT_DO_ABOLISH)
    return TRUE;
  if (subject == NULL || unit == NULL)
    return FALSE;
  if (step->what == YUTU_ACT_DO_PLACE)
    return subject->parent == unit->unit;
  return step->what == YUTU_ACT_DO_GIVE && step->land == YUTU_ACT_LAND_REST && subject->unit == unit->unit;
}

/* Where the part goes, or with @part 0 the rest; NULL: nowhere yet. */
static YutuActStep *
find_step (YutuActAssistant *self,
           gint64            part)
{
  const YutuDivision *unit = get_unit (self);

  for (guint i = 0; i < self->spec->steps->len; i++)
    {
      YutuActStep        *step = g_ptr_array_index (self->spec->steps, i);
      const YutuDivision *subject = find (self, step->unit);

      if (!is_own (self, step, unit) || subject == NULL)
        continue;
      if (part != 0 ? step->what == YUTU_ACT_DO_PLACE && subject->unit == part
                    : step->what == YUTU_ACT_DO_GIVE)
        return step;
    }
  return NULL;
}

/* Of each part that lies under @unit, then the rest, then the end; others before. */
static int
get_order (const YutuActStep *step)
{
  return step->what == YUTU_ACT_DO_ABOLISH ? 3
         : step->what == YUTU_ACT_DO_GIVE && step->land == YUTU_ACT_LAND_REST ? 2
         : step->what == YUTU_ACT_DO_PLACE                                    ? 1
                                                                              : 0;
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  return get_order (*(YutuActStep *const *)a) - get_order (*(YutuActStep *const *)b);
}

static void
drop_step (YutuActAssistant *self,
           YutuActStep      *step)
{
  if (step != NULL)
    g_ptr_array_remove (self->spec->steps, step);
}

static void
set_heir (YutuActAssistant *self,
          gint64            part,
          const char       *heir)
{
  const YutuDivision *unit = get_unit (self);
  const YutuDivision *subject = part != 0 ? yutu_act_ground_get (self->ground, part) : unit;
  YutuActStep        *step = find_step (self, part);

  if (unit == NULL || subject == NULL)
    return;
  if (heir == NULL || *heir == '\0')
    drop_step (self, step);
  else
    {
      if (step == NULL)
        {
          step = yutu_act_spec_add (self->spec, part != 0 ? YUTU_ACT_DO_PLACE : YUTU_ACT_DO_GIVE);
          step->unit = g_strdup (subject->uuid);
        }
      g_free (step->to);
      step->to = g_strdup (heir);
      g_ptr_array_sort (self->spec->steps, compare_steps); /* stable */
    }
  yutu_act_assistant_changed (self);
}

/* Another unit ends: what was said of the one before goes. */
static void
set_unit (YutuActAssistant *self,
          const char       *text)
{
  const YutuDivision *former = get_unit (self);
  YutuActStep        *end = NULL;

  for (guint i = self->spec->steps->len; i > 0; i--)
    if (is_own (self, g_ptr_array_index (self->spec->steps, i - 1), former))
      g_ptr_array_remove_index (self->spec->steps, i - 1);
  if (text != NULL)
    {
      end = yutu_act_spec_add (self->spec, YUTU_ACT_DO_ABOLISH);
      end->unit = g_strdup (text);
    }
  yutu_act_assistant_changed (self);
}

/* ---- Who may take it ---- */

static void
add_choice (GArray             *choices,
            GHashTable         *told,
            const YutuDivision *unit)
{
  YutuChoice choice = { 0 };

  if (unit == NULL || !g_hash_table_add (told, (gpointer)unit))
    return;
  choice = (YutuChoice){ unit->uuid, { unit->name, unit->name } };
  g_array_append_val (choices, choice);
}

static void
add_near (YutuActAssistant *self,
          GArray           *choices,
          GHashTable       *told,
          const GArray     *near_ones)
{
  for (guint i = 0; near_ones != NULL && i < near_ones->len; i++)
    add_choice (choices, told, yutu_act_ground_get (self->ground, g_array_index (near_ones, gint64, i)));
}

/* Those that the part borders on, those that the unit does, then all others of its level. */
static GtkWidget *
make_choice (YutuActAssistant   *self,
             const YutuDivision *unit,
             gint64              part)
{
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (YutuChoice));
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  const YutuActStep  *step = find_step (self, part);
  const YutuDivision *heir = step != NULL ? find (self, step->to) : NULL;
  YutuField           field = { .id = "heir" };

  if (self->heirs != NULL && self->heirs->unit == unit->unit)
    {
      add_near (self, choices, told, g_hash_table_lookup (self->heirs->by_part, &part));
      add_near (self, choices, told, self->heirs->near_ones);
    }
  for (guint i = 0; i < self->ground->units->len; i++)
    {
      const YutuDivision *other = g_ptr_array_index (self->ground->units, i);

      if (other->level == unit->level && other->unit != unit->unit)
        add_choice (choices, told, other);
    }
  field.choices = (const YutuChoice *)(gpointer)choices->data;
  field.n_choices = choices->len;
  return yutu_form_choice_new (&field, heir != NULL ? heir->uuid : "");
}

/* ---- Rows ---- */

static gint64
get_part (gpointer widget)
{
  return *(gint64 *)g_object_get_data (widget, "part");
}

static void
heir_chosen_cb (GtkDropDown      *choice,
                GParamSpec       *pspec,
                YutuActAssistant *self)
{
  if (!self->is_filling)
    set_heir (self, get_part (choice), yutu_form_choice_get (choice));
}

static void
choose_part (YutuActAssistant *self,
             gint64            part)
{
  const YutuDivision *unit = yutu_act_ground_get (self->ground, part);
  g_autofree char    *hint = NULL;

  if (unit == NULL)
    return;
  self->chosen_part = part;
  yutu_preview_map_set_unit (self->map, part);
  hint = g_strdup_printf (_ ("%s: click on the unit that it goes to"), unit->name);
  yutu_act_assistant_set_hint (self, hint);
}

static void
choice_focused_cb (GtkEventControllerFocus *controller,
                   YutuActAssistant        *self)
{
  GtkWidget *choice = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  self->active = NULL;
  choose_part (self, get_part (choice));
}

static void
add_row (YutuActAssistant    *self,
         AdwPreferencesGroup *group,
         const YutuDivision  *unit,
         const YutuDivision  *part) /* NULL: the rest */
{
  GtkWidget          *row = adw_action_row_new ();
  gint64              id = part != NULL ? part->unit : 0;
  GtkWidget          *choice = make_choice (self, unit, id);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char         *title = part != NULL ? part->name : _ ("All that remains");
  g_autofree char    *words = g_strdup_printf (_ ("%s goes to"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (part != NULL && part->code != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), part->code);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (choice), "part", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (heir_chosen_cb), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (choice_focused_cb), self, 0);
  gtk_widget_add_controller (choice, focus);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choice);
  adw_preferences_group_add (group, row);
}

static void
add_rows (YutuActAssistant   *self,
          const YutuDivision *unit)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (GPtrArray) parts = yutu_act_ground_list_under (self->ground, unit->unit);

  adw_preferences_group_set_title (group, _ ("Where its parts go"));
  adw_preferences_group_set_description (
    group, _ ("Neighbours come first. On the map: click on a part, then on the unit that it goes to."));
  for (guint i = 0; i < parts->len; i++)
    add_row (self, group, unit, g_ptr_array_index (parts, i));
  gtk_box_append (self->abolish_box, GTK_WIDGET (group));
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, parts->len > 0 ? _ ("All others, and land without any")
                                                         : _ ("Where its land goes"));
  add_row (self, group, unit, NULL);
  gtk_box_append (self->abolish_box, GTK_WIDGET (group));
}

/* ---- Neighbours ---- */

static void
heirs_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (YutuActAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActHeirs) heirs =
    yutu_session_read_act_heirs_finish (YUTU_SESSION (object), result, &error);

  if (self->session == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading_heirs)
    return;
  g_clear_object (&self->reading_heirs);
  if (heirs == NULL)
    {
      yutu_act_assistant_show_error (self, error);
      return;
    }
  g_clear_pointer (&self->heirs, yutu_act_heirs_free);
  self->heirs = g_steal_pointer (&heirs);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "abolish") == 0)
    yutu_act_assistant_fill_abolish (self);
}

static void
read_heirs (YutuActAssistant *self,
            gint64            unit)
{
  if (self->heirs != NULL && self->heirs->unit == unit)
    return;
  g_cancellable_cancel (self->reading_heirs);
  g_clear_object (&self->reading_heirs);
  self->reading_heirs = g_cancellable_new ();
  yutu_session_read_act_heirs_async (self->session, unit, yutu_act_assistant_get_day (self),
                                     self->reading_heirs, heirs_read_cb, g_object_ref (self));
}

/* ---- The page ---- */

static void
unit_chosen_cb (YutuUnitField    *field,
                const char       *text,
                YutuActAssistant *self)
{
  if (self->is_filling)
    return;
  set_unit (self, text);
  self->active = NULL;
  yutu_act_assistant_fill_abolish (self);
}

void
yutu_act_assistant_fill_abolish (YutuActAssistant *self)
{
  const YutuDivision *unit = get_unit (self);
  GtkWidget          *group = adw_preferences_group_new ();
  GtkWidget          *field = yutu_unit_field_new (_ ("Unit that ends"));

  self->is_filling = TRUE;
  self->active = NULL;
  self->chosen_part = 0;
  yutu_box_clear (self->abolish_box);
  yutu_unit_field_set_choices (YUTU_UNIT_FIELD (field), yutu_act_assistant_get_choices (self), 4);
  yutu_unit_field_set_unit (YUTU_UNIT_FIELD (field), unit != NULL ? unit->uuid : NULL);
  g_signal_connect_object (field, "chosen", G_CALLBACK (unit_chosen_cb), self, 0);
  yutu_act_assistant_watch_field (self, YUTU_UNIT_FIELD (field));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), field);
  gtk_box_append (self->abolish_box, group);
  if (unit != NULL)
    add_rows (self, unit);
  self->is_filling = FALSE;
  yutu_preview_map_set_unit (self->map, unit != NULL ? unit->unit : 0);
  if (unit == NULL)
    {
      self->active = YUTU_UNIT_FIELD (field);
      self->first = yutu_unit_field_get_entry (YUTU_UNIT_FIELD (field));
      yutu_act_assistant_set_hint (self, _ ("Click on the unit that is meant"));
      return;
    }
  yutu_act_assistant_set_hint (self, _ ("Click on a part of it"));
  read_heirs (self, unit->unit);
}

/* The drop-down of a part. */
static GtkDropDown *
find_choice (GtkWidget *root,
             gint64     part)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropDown *found = NULL;

      if (GTK_IS_DROP_DOWN (child) && g_object_get_data (G_OBJECT (child), "part") != NULL &&
          get_part (child) == part)
        return GTK_DROP_DOWN (child);
      found = find_choice (child, part);
      if (found != NULL)
        return found;
    }
  return NULL;
}

void
yutu_act_assistant_press_abolish (YutuActAssistant *self,
                                  double            x,
                                  double            y)
{
  const YutuDivision *unit = get_unit (self);
  const YutuDivision *part = NULL, *heir = NULL;
  GtkDropDown        *choice = NULL;

  if (unit == NULL)
    return;
  part = yutu_act_ground_get (self->ground,
                              yutu_preview_map_get_unit (self->map, x, y, unit->level + 1));
  heir = yutu_act_ground_get (self->ground, yutu_preview_map_get_unit (self->map, x, y, unit->level));
  if (part != NULL && part->parent == unit->unit)
    {
      choose_part (self, part->unit);
      return;
    }
  choice = heir != NULL && heir != unit ? find_choice (GTK_WIDGET (self->abolish_box), self->chosen_part) : NULL;
  if (choice != NULL)
    yutu_form_choice_set (choice, heir->uuid);
}
