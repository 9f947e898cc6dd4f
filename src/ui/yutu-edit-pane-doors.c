/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors in the Edit workspace: clicked along the chosen road, with their numbers beside them as they will be;
 * the chosen address moved, or split into homes. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "session/yutu-session-doors.h"
#include "ui/yutu-words-door.h"

#define PURPOSE "doors:%" G_GINT64_FORMAT

/* ---- Along a road ---- */

static void
show_plan (YutuEditPane       *self,
           const YutuDoorPlan *plan)
{
  g_auto (GStrv) labels = g_new0 (char *, plan->doors->len + 1);
  g_autofree char *outcome = NULL;
  g_autofree char *start = yutu_words_door_start (plan);
  g_autofree char *lines = NULL;
  const YutuDoor  *last = NULL;

  for (guint i = 0; i < plan->doors->len; i++)
    {
      const YutuDoor *door = g_ptr_array_index (plan->doors, i);

      labels[i] = g_strdup_printf ("%d", door->door);
      last = door;
    }
  yutu_draw_tool_set_labels (self->draw_tool, (const char *const *)labels);
  self->door_way = plan->way;
  outcome = last->village == 0 ? g_strdup (_ ("This point lies in no village"))
            : last->taken != 0 ? g_strdup_printf (_ ("Number %d is given already: say in the form at which to begin"), last->door)
                               : g_strdup (last->text);
  lines = start != NULL ? g_strdup_printf ("%s\n%s", outcome, start) : g_strdup (outcome);
  yutu_draw_pane_set_outcome (self->draw_pane, lines);
  if (plan->n_outside > 0)
    yutu_draw_tool_refuse (self->draw_tool, _ ("a point lies in no village"), NULL, 0);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuDoorPlan) plan = yutu_session_number_doors_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL ||
      self->mode != YUTU_EDIT_DOORS)
    return;
  g_clear_object (&self->door_planning);
  if (plan != NULL)
    show_plan (self, plan);
  else
    {
      yutu_draw_pane_set_outcome (self->draw_pane, error->message);
      yutu_draw_tool_refuse (self->draw_tool, error->message, NULL, 0);
    }
}

static void
stop_planning (YutuEditPane *self)
{
  if (self->door_planning != NULL)
    g_cancellable_cancel (self->door_planning);
  g_clear_object (&self->door_planning);
}

void
yutu_edit_pane_plan_doors (YutuEditPane *self)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (self->draw_tool);
  YutuDoorRun        run = { .base = self->door_base, .first = self->door_first, .way = YUTU_DOOR_AS_THEY_STAND, .day = yutu_session_get_day (self->session) };

  stop_planning (self);
  run.points = drawing != NULL ? yutu_drawing_get_points (drawing, &run.n_points) : NULL;
  if (run.n_points == 0)
    return;
  self->door_planning = g_cancellable_new ();
  yutu_session_number_doors_async (self->session, &run, FALSE, self->door_planning, planned_cb, g_object_ref (self));
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuDrawing) drawing = yutu_draw_tool_draw_finish (YUTU_DRAW_TOOL (source), result, NULL);

  if (self->draw_tool == NULL || self->session == NULL || yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  stop_planning (self);
  if (drawing != NULL)
    {
      g_autofree char *purpose = g_strdup_printf (PURPOSE, self->door_base);

      gtk_stack_set_visible_child_name (self->pages, "door");
      yutu_door_form_begin_numbers (self->door_form, self->door_base, g_steal_pointer (&drawing), self->door_way, purpose, self->typed);
    }
  if (self->mode == YUTU_EDIT_DOORS)
    yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
}

void
yutu_edit_pane_begin_doors (YutuEditPane *self,
                            gint64        base,
                            const char   *content)
{
  g_autofree char *title = NULL;
  g_autofree char *purpose = g_strdup_printf (PURPOSE, base);
  YutuDrawSpec     spec = { .purpose = purpose, .is_points = TRUE, .content = content };

  yutu_draw_tool_leave (self->draw_tool);
  yutu_act_form_leave_draft (self->act_form);
  yutu_edit_pane_clear_drawing (self);
  if (base == 0)
    {
      yutu_edit_pane_say (self, _ ("Choose the road or the natural village first: on the map or by searching"));
      yutu_edit_pane_take_mode (self, YUTU_EDIT_MOVE);
      return;
    }
  title = base == self->place && self->reading == NULL ? g_strdup_printf (_ ("Doors of %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->chosen)))
                                                       : g_strdup (_ ("Door numbers"));
  spec.title = title;
  self->door_base = base;
  self->door_first = 0;
  self->door_way = YUTU_DOOR_ONE_SIDE;
  self->typed = content != NULL ? yutu_draw_draft_dup_typed (content) : NULL;
  self->mode = YUTU_EDIT_DOORS;
  yutu_draw_pane_set_hint (self->draw_pane, _ ("Click where the doors stand, one after the other in the order of their numbers, on one side of the road or on both; the last one twice. By keys: arrow keys and Enter. How they are counted is asked then."));
  yutu_draw_pane_set_outcome (self->draw_pane, NULL);
  yutu_draw_tool_draw_async (self->draw_tool, &spec, drawn_cb, g_object_ref (self));
  yutu_edit_pane_take_mode (self, YUTU_EDIT_DOORS);
}

void
yutu_edit_pane_number_from (YutuEditPane *self,
                            gint64        base,
                            int           first)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  yutu_edit_pane_begin_doors (self, base, NULL);
  if (self->mode != YUTU_EDIT_DOORS)
    return;
  self->door_first = first;
  g_free (self->typed);
  self->typed = g_strdup_printf ("{\"first\": \"%d\"}", first);
}

/* ---- The chosen address ---- */

static void
show_address (YutuEditPane *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->address_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address_row),
                                 self->address != 0 ? self->address_text : _ ("No address is chosen"));
  gtk_widget_set_sensitive (self->address_box, self->address != 0);
}

static void
address_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlaceInfo) info = yutu_session_read_place_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->address_reading);
  if (info == NULL)
    self->address = 0;
  else
    self->address_text = g_strdup (info->title);
  show_address (self);
}

void
yutu_edit_pane_choose_address (YutuEditPane *self,
                               YutuPlace    *place)
{
  if (self->address_reading != NULL)
    g_cancellable_cancel (self->address_reading);
  g_clear_object (&self->address_reading);
  g_clear_pointer (&self->address_text, g_free);
  self->address = place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_ADDRESS ? yutu_place_get_id (place) : 0;
  if (self->address == 0)
    {
      show_address (self);
      return;
    }
  self->address_reading = g_cancellable_new ();
  yutu_session_read_place_async (self->session, place, self->address_reading, address_read_cb, g_object_ref (self));
}

gint64
yutu_edit_pane_ask_address (YutuEditPane *self)
{
  g_return_val_if_fail (YUTU_IS_EDIT_PANE (self), 0);

  if (self->address == 0)
    yutu_edit_pane_say (self, _ ("Choose an address first: on the map or by searching"));
  return self->address;
}

void
yutu_edit_pane_split_address (YutuEditPane *self)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  if (yutu_edit_pane_ask_address (self) == 0 || self->address_text == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "door");
  yutu_door_form_begin_split (self->door_form, self->address, self->address_text, NULL);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  YutuDoorMoved    moved;

  if (!yutu_session_move_door_finish (YUTU_SESSION (source), result, &moved, &error))
    {
      if (self->session != NULL)
        yutu_edit_pane_tell_failed (self, error);
      return;
    }
  if (self->session == NULL)
    return;
  words = g_strdup_printf (moved.is_other_village ? _ ("Moved, and called otherwise from now on: %s") : _ ("Moved: %s"), moved.text);
  if (moved.is_far)
    {
      /* Translators: what was done, metres */
      g_autofree char *far = g_strdup_printf (_ ("%s — %.0f m from its road: is it right?"), words, moved.road_m);

      yutu_edit_pane_tell_done (self, far);
    }
  else
    yutu_edit_pane_tell_done (self, words);
  if (moved.is_other_village)
    {
      g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_ADDRESS, moved.id);

      yutu_session_set_place (self->session, place);
    }
}

void
yutu_edit_pane_move_address (YutuEditPane *self,
                             gint64        address,
                             YutuPoint     point)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  yutu_session_move_door_async (self->session, address, point, yutu_session_get_day (self->session), moved_cb,
                                g_object_ref (self));
}

/* ---- The form ---- */

static void
left_cb (YutuDoorForm *form,
         YutuEditPane *self)
{
  gtk_stack_set_visible_child_name (self->pages, "line");
}

static void
done_cb (YutuDoorForm *form,
         const char   *title,
         YutuEditPane *self)
{
  yutu_edit_pane_tell_done (self, title);
}

static void
failed_cb (YutuDoorForm *form,
           GError       *error,
           YutuEditPane *self)
{
  yutu_edit_pane_tell_failed (self, error);
}

void
yutu_edit_pane_resume_split (YutuEditPane *self,
                             const char   *content)
{
  gtk_stack_set_visible_child_name (self->pages, "door");
  yutu_door_form_resume (self->door_form, content);
}

void
yutu_edit_pane_add_doors (YutuEditPane *self)
{
  g_signal_connect_object (self->door_form, "left", G_CALLBACK (left_cb), self, 0);
  g_signal_connect_object (self->door_form, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->door_form, "failed", G_CALLBACK (failed_cb), self, 0);
  show_address (self);
}

void
yutu_edit_pane_stop_doors (YutuEditPane *self)
{
  stop_planning (self);
  if (self->address_reading != NULL)
    g_cancellable_cancel (self->address_reading);
  g_clear_object (&self->address_reading);
  g_clear_pointer (&self->address_text, g_free);
}
