/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/yutu-half-width.h"
#include "geo/yutu-measure.h"
#include "session/yutu-typed-point.h"
#include "ui/yutu-children.h"
#include "ui/yutu-words.h"

#define M2_PER_MU (2000.0 / 3) /* 市亩, 1/15 hectare */

enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  SIGNAL_MESSAGE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A unit's row. */
typedef struct
{
  gint64    unit;
  GtkLabel *before;
  GtkLabel *after;
} AreaRow;

G_DEFINE_FINAL_TYPE (YutuEditPane, yutu_edit_pane, ADW_TYPE_BIN)

/* ---- Areas ---- */

static char *
dup_area_words (gint64 area_cm2)
{
  double           area_m2 = (double)area_cm2 / YUTU_CM2_PER_M2;
  g_autofree char *mu = yutu_words_real (area_m2 / M2_PER_MU, 1);

  /* Translators: square kilometres and mu (1/15 hectare) of a unit, live while a line is bent */
  return g_strdup_printf (_ ("%.4f km² · %s mu"), area_m2 / 1e6, mu);
}

static char *
dup_change_words (gint64 change_cm2)
{
  double           change_m2 = (double)change_cm2 / YUTU_CM2_PER_M2;
  g_autofree char *m2 = yutu_words_change (change_m2, 1);
  g_autofree char *mu = yutu_words_change (change_m2 / M2_PER_MU, 2);

  /* Translators: what a unit gains or loses: square metres and mu, with a sign */
  return g_strdup_printf (_ ("%s m² · %s mu"), m2, mu);
}

static GtkLabel *
add_label (GtkBox     *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

/* Rows of the units on both sides; those of a junction's other lands only show when they change. */
static void
make_rows (YutuEditPane       *self,
           const YutuLineEdit *line)
{
  const GArray *units = yutu_line_edit_get_units (line);
  GtkWidget    *list = gtk_list_box_new ();

  yutu_box_clear (self->areas);
  g_array_set_size (self->rows, 0);
  gtk_label_set_text (add_label (self->areas, "heading"), C_ ("measure", "Areas"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("measure", "Areas"), -1);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuLineUnit *unit = &g_array_index (units, YutuLineUnit, i);
      GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      GtkWidget          *row = adw_preferences_row_new ();
      AreaRow             entry = { .unit = unit->unit };

      gtk_label_set_text (add_label (GTK_BOX (box), "body"), unit->name);
      entry.before = add_label (GTK_BOX (box), "numeric");
      entry.after = add_label (GTK_BOX (box), "numeric");
      gtk_widget_add_css_class (box, "fact");
      gtk_widget_add_css_class (GTK_WIDGET (entry.before), "dim-label");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), unit->name);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_array_append_val (self->rows, entry);
    }
  gtk_box_append (self->areas, list);
}

static gboolean
is_side (const YutuLineEdit *line,
         const YutuLineUnit *unit)
{
  return g_strcmp0 (unit->name, yutu_line_edit_get_side (line, FALSE)) == 0 ||
         g_strcmp0 (unit->name, yutu_line_edit_get_side (line, TRUE)) == 0;
}

static void
show_areas (YutuEditPane          *self,
            const YutuLineEdit    *line,
            const YutuLinePreview *preview)
{
  const GArray *units = yutu_line_edit_get_units (line);

  for (guint i = 0; i < self->rows->len && i < units->len; i++)
    {
      const AreaRow      *row = &g_array_index (self->rows, AreaRow, i);
      const YutuLineUnit *unit = &g_array_index (units, YutuLineUnit, i);
      gint64              now = preview != NULL ? preview->area_cm2[i] : unit->area_cm2;
      g_autofree char    *before = dup_area_words (now);
      g_autofree char    *change = dup_change_words (now - unit->area_cm2);

      gtk_label_set_text (row->before, before);
      gtk_label_set_text (row->after, change);
      gtk_widget_set_visible (GTK_WIDGET (row->after), now != unit->area_cm2);
      gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (row->before), ADW_TYPE_PREFERENCES_ROW),
                              now != unit->area_cm2 || is_side (line, unit));
    }
}

/* ---- The line ---- */

static void
show_summary (YutuEditPane          *self,
              const YutuLineEdit    *line,
              const YutuLinePreview *preview)
{
  double           length_m = preview != NULL ? preview->length_m : yutu_line_edit_get_length_m (line);
  double           change_m = length_m - yutu_line_edit_get_length_m (line);
  gsize            n = 0;
  g_autofree char *length = yutu_words_distance (length_m);
  g_autofree char *count = NULL;
  g_autofree char *grade = g_strdup_printf ("%d", yutu_line_edit_get_grade (line));
  g_autofree char *text = NULL;
  const char      *name = yutu_line_edit_get_line_name (line);
  const char      *grade_words = yutu_line_edit_get_grade (line) == 5 ? _ ("Village boundary")
                                                                      : yutu_words_line_grade (grade);

  yutu_line_edit_get_points (line, &n);
  count = yutu_words_count ((gint64)n);
  if (fabs (change_m) >= 0.05)
    {
      g_autofree char *now = g_steal_pointer (&length);
      g_autofree char *change = yutu_words_change (change_m, 1);

      /* Translators: a length; by how many metres it would be another */
      length = g_strdup_printf (_ ("%s (%s m)"), now, change);
    }
  if (name != NULL)
    /* Translators: a line's name, its grade, its length, how many vertices it has */
    text = g_strdup_printf (_ ("%s · %s · %s · %s vertices"), name, grade_words, length, count);
  else
    text = g_strdup_printf (_ ("%s · %s · %s vertices"), grade_words, length, count);
  gtk_label_set_text (self->summary, text);
}

static void
set_number (GtkEditable *entry,
            gint64       grid)
{
  g_autofree char *text = g_strdup_printf ("%.9f", yutu_grid_to_degrees (grid));

  if (strcmp (gtk_editable_get_text (entry), text) != 0)
    gtk_editable_set_text (entry, text);
}

static void
show_vertex (YutuEditPane       *self,
             const YutuLineEdit *line)
{
  gssize           vertex = yutu_line_tool_get_vertex (self->tool);
  gsize            n = 0;
  guint            n_lines = 0;
  YutuPoint        point;
  g_autofree char *words = NULL;

  yutu_line_edit_get_points (line, &n);
  gtk_widget_set_visible (self->vertex, vertex != YUTU_LINE_TOOL_NO_VERTEX);
  gtk_widget_set_visible (self->steps, vertex != YUTU_LINE_TOOL_NO_VERTEX);
  if (!yutu_line_tool_get_point (self->tool, &point))
    return;
  if (vertex == 0 || vertex + 1 == (gssize)n)
    n_lines = yutu_line_edit_count_lines_at (line, vertex != 0);
  if (n_lines > 2)
    /* Translators: which vertex of a line, of how many; how many lines meet there and move along */
    words = g_strdup_printf (_ ("Vertex %u of %u: %u lines meet here and follow"), (guint)vertex + 1, (guint)n, n_lines);
  else
    words = g_strdup_printf (_ ("Vertex %u of %u"), (guint)vertex + 1, (guint)n);
  gtk_label_set_text (self->vertex_title, words);
  set_number (self->lon, point.x);
  set_number (self->lat, point.y);
}

static void
show_blocked (YutuEditPane *self)
{
  g_autofree char *why = yutu_line_tool_dup_blocked (self->tool);
  gboolean         is_free = why == NULL && !yutu_line_tool_is_busy (self->tool);

  gtk_widget_set_visible (self->blocked, why != NULL);
  gtk_label_set_text (self->blocked_label, why != NULL ? why : "");
  gtk_widget_set_sensitive (self->vertex, is_free);
  gtk_widget_set_sensitive (self->steps, is_free && !yutu_line_tool_has_draft (self->tool));
  gtk_widget_set_sensitive (self->draft, is_free);
}

static void
update (YutuEditPane *self)
{
  const YutuLineEdit    *line = yutu_line_tool_get_line (self->tool);
  const YutuLinePreview *preview = yutu_line_tool_get_preview (self->tool);
  g_autofree char       *title = line != NULL ? yutu_line_tool_dup_title (line) : NULL;
  g_autofree char       *refusal = yutu_line_tool_dup_refusal (self->tool);

  show_blocked (self);
  gtk_widget_set_visible (self->empty, line == NULL);
  gtk_widget_set_visible (self->line, line != NULL);
  gtk_widget_set_visible (self->refusal, refusal != NULL);
  if (line == NULL)
    {
      self->shown_arc = 0;
      return;
    }
  if (self->shown_arc != yutu_line_edit_get_arc (line) ||
      self->rows->len != yutu_line_edit_get_units (line)->len)
    make_rows (self, line);
  self->shown_arc = yutu_line_edit_get_arc (line);
  gtk_label_set_text (self->title, title);
  if (refusal != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not here: %s"), refusal);

      gtk_label_set_text (self->refusal_label, words);
    }
  show_summary (self, line, preview);
  show_areas (self, line, preview);
  show_vertex (self, line);
  gtk_widget_set_visible (self->draft, yutu_line_tool_has_draft (self->tool));
  gtk_widget_set_sensitive (self->keep, refusal == NULL);
}

/* ---- Controls of the line ---- */

static gboolean
read_degrees (GtkEditable *entry,
              double       limit,
              double      *degrees)
{
  g_autofree char *text = yutu_half_width_dup (gtk_editable_get_text (entry));
  char            *end = text;

  *degrees = text != NULL ? g_ascii_strtod (text, &end) : 0;
  return end != text && *g_strchug (end) == '\0' && fabs (*degrees) <= limit;
}

/* A whole position in one of the entries: both numbers in any spelling, or from where the vertex is. */
static gboolean
read_whole (YutuEditPane *self,
            GtkEditable  *entry,
            YutuPoint    *point)
{
  YutuPoint now;

  return yutu_line_tool_get_point (self->tool, &now) &&
         yutu_typed_point_read (gtk_editable_get_text (entry), yutu_session_get_map_epsg (self->session), &now,
                                point) == YUTU_TYPED_POINT_FINE;
}

/* One setting for what is drawn and what is dragged: the drawing tool keeps it. */
static void
snapping_changed_cb (YutuEditPane *self)
{
  if (self->draw_tool != NULL)
    yutu_draw_tool_set_snap_kinds (self->draw_tool, yutu_snap_choice_get_kinds (self->snapping));
}

static void
typed_cb (GtkEntry     *entry,
          YutuEditPane *self)
{
  double    lon_deg = 0, lat_deg = 0;
  gboolean  lon_fine = read_degrees (self->lon, 180, &lon_deg);
  gboolean  lat_fine = read_degrees (self->lat, 90, &lat_deg);
  YutuPoint whole;

  if (read_whole (self, GTK_EDITABLE (entry), &whole))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->lon), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->lat), "error");
      yutu_line_tool_move_to (self->tool, whole);
      return;
    }
  if (!lon_fine || !lat_fine)
    {
      gtk_widget_add_css_class (GTK_WIDGET (lon_fine ? self->lat : self->lon), "error");
      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, _ ("Degrees are numbers, like 119.612345678"));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->lon), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->lat), "error");
  yutu_line_tool_move_to (self->tool, yutu_point_from_degrees (lon_deg, lat_deg));
}

static void
keep_cb (GtkButton    *button,
         YutuEditPane *self)
{
  yutu_line_tool_drop (self->tool);
}

static void
discard_cb (GtkButton    *button,
            YutuEditPane *self)
{
  yutu_line_tool_discard (self->tool);
}

static void
add_cb (GtkButton    *button,
        YutuEditPane *self)
{
  yutu_line_tool_add_vertex (self->tool);
}

static void
remove_cb (GtkButton    *button,
           YutuEditPane *self)
{
  yutu_line_tool_delete_vertex (self->tool);
}

/* ---- Names ---- */

static void
show_chosen (YutuEditPane *self,
             const char   *name,
             const char   *where)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->chosen), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chosen),
                                 name != NULL ? name : _ ("Nothing is chosen"));
  adw_action_row_set_subtitle (
    self->chosen, name != NULL ? where : _ ("Choose a division, a road or a place to rename it"));
}

static void
chosen_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNameFacts) facts =
    yutu_session_read_name_facts_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->reading);
  if (facts == NULL) /* not there on this day */
    {
      self->unit = self->place = 0;
      show_chosen (self, NULL, NULL);
    }
  else
    {
      g_autofree char *where = facts->crossed != NULL ? yutu_words_extent (facts->division, facts->crossed)
                                                      : g_strdup (facts->division);

      show_chosen (self, facts->name, where);
    }
  yutu_edit_pane_take_shape (self, facts != NULL ? facts->shape : NULL);
}

void
yutu_edit_pane_reread (YutuEditPane *self)
{
  YutuPlace *place = self->session != NULL ? yutu_session_get_place (self->session) : NULL;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->unit = place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_UNIT ? yutu_place_get_id (place) : 0;
  self->place = place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_NAME ? yutu_place_get_id (place) : 0;
  g_clear_pointer (&self->place_shape, yutu_shape_unref);
  yutu_edit_pane_choose_address (self, place);
  yutu_merge_page_take (self->merge_page, self->place);
  if (self->unit == 0 && self->place == 0)
    {
      show_chosen (self, NULL, NULL);
      return;
    }
  self->reading = g_cancellable_new ();
  yutu_session_read_name_facts_async (self->session, self->unit, self->place, (YutuPoint){ 0, 0 },
                                      self->reading, chosen_read_cb, g_object_ref (self));
}

gboolean
yutu_edit_pane_can_rename (YutuEditPane *self)
{
  return self->unit != 0 || self->place != 0;
}

void
yutu_edit_pane_rename (YutuEditPane *self)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  if (!yutu_edit_pane_can_rename (self))
    {
      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0,
                     _ ("Choose a division, a road or a place name first: on the map, in the tree or by searching"));
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "name");
  yutu_name_form_begin_rename (self->name_form, self->unit, self->place);
}

void
yutu_edit_pane_add_place_name (YutuEditPane *self,
                               YutuPoint     point)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  gtk_stack_set_visible_child_name (self->pages, "name");
  yutu_name_form_begin_add (self->name_form, point);
}

static void
form_left_cb (YutuNameForm *form,
              YutuEditPane *self)
{
  gtk_stack_set_visible_child_name (self->pages, yutu_draw_tool_is_drawing (self->draw_tool) ? "draw" : "line");
  yutu_edit_pane_reread (self);
}

static void
merge_left_cb (YutuEditPane *self)
{
  gtk_stack_set_visible_child_name (self->pages, "line");
}

void
yutu_edit_pane_resume (YutuEditPane *self,
                       const char   *kind,
                       const char   *content)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  if (g_str_equal (kind, "drawing"))
    {
      yutu_edit_pane_resume_drawing (self, content);
      return;
    }
  if (g_str_equal (kind, YUTU_ACT_FORM_DRAFT_KIND))
    {
      yutu_edit_pane_resume_act (self, content);
      return;
    }
  if (g_str_equal (kind, YUTU_DOOR_FORM_DRAFT_KIND))
    {
      yutu_edit_pane_resume_split (self, content);
      return;
    }
  if (g_str_equal (kind, "vertex"))
    {
      yutu_edit_pane_set_mode (self, YUTU_EDIT_MOVE);
      gtk_stack_set_visible_child_name (self->pages, "line");
      yutu_line_tool_resume (self->tool, content);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "name");
  yutu_name_form_resume (self->name_form, content);
}

/* ---- Signals passed on ---- */

void
yutu_edit_pane_say (YutuEditPane *self,
                    const char   *text)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text);
}

void
yutu_edit_pane_tell_done (YutuEditPane *self,
                          const char   *title)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, title);
}

void
yutu_edit_pane_tell_failed (YutuEditPane *self,
                            const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
yutu_edit_pane_tell_changed (YutuEditPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
failed_cb (GObject      *source,
           GError       *error,
           YutuEditPane *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
said_cb (gpointer      source,
         const char   *text,
         YutuEditPane *self)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text);
}

/* Of the line tool, the name form and the merge. */
static void
done_cb (gpointer      source,
         const char   *title,
         YutuEditPane *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, title);
}

/* ---- GObject ---- */

void
yutu_edit_pane_set_map (YutuEditPane *self,
                        YutuMapView  *map)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self) && self->tool == NULL);

  self->tool = yutu_line_tool_new (map);
  g_signal_connect_object (self->tool, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tool, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->tool, "said", G_CALLBACK (said_cb), self, 0);
  g_signal_connect_object (self->tool, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->tool, "changed", G_CALLBACK (yutu_edit_pane_tell_changed), self,
                           G_CONNECT_SWAPPED);
  yutu_edit_pane_add_drawing (self, map);
  yutu_edit_pane_add_doors (self);
  yutu_name_form_set_map (self->name_form, map);
  yutu_merge_page_set_map (self->merge_page, map);
  yutu_door_form_set_map (self->door_form, map);
  update (self);
}

void
yutu_edit_pane_set_session (YutuEditPane *self,
                            YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_EDIT_PANE (self));

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  yutu_name_form_set_session (self->name_form, session);
  yutu_merge_page_set_session (self->merge_page, session);
  yutu_line_tool_set_session (self->tool, session);
  yutu_draw_tool_set_session (self->draw_tool, session);
  yutu_draw_pane_set_session (self->draw_pane, session);
  yutu_act_form_set_session (self->act_form, session);
  yutu_door_form_set_session (self->door_form, session);
  yutu_edit_pane_reread (self);
}

YutuLineTool *
yutu_edit_pane_get_tool (YutuEditPane *self)
{
  return self->tool;
}

static void
yutu_edit_pane_dispose (GObject *object)
{
  YutuEditPane *self = YUTU_EDIT_PANE (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_clear_object (&self->tool);
  g_clear_pointer (&self->part_hand, yutu_part_hand_free);
  yutu_edit_pane_stop_doors (self);
  yutu_edit_pane_clear_drawing (self);
  if (self->draw_tool != NULL)
    g_signal_handlers_disconnect_by_data (self->draw_tool, self);
  g_clear_object (&self->draw_tool);
  g_clear_pointer (&self->place_shape, yutu_shape_unref);
  g_clear_pointer (&self->shape_draft, g_free);
  g_clear_pointer (&self->edited_shape, yutu_shape_unref);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_EDIT_PANE);
  G_OBJECT_CLASS (yutu_edit_pane_parent_class)->dispose (object);
}

static void
yutu_edit_pane_finalize (GObject *object)
{
  g_array_unref (YUTU_EDIT_PANE (object)->rows);
  g_array_unref (YUTU_EDIT_PANE (object)->live_points);
  G_OBJECT_CLASS (yutu_edit_pane_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuEditPane, name)
  BIND (pages);
  BIND (blocked);
  BIND (blocked_label);
  BIND (empty);
  BIND (line);
  BIND (title);
  BIND (summary);
  BIND (refusal);
  BIND (refusal_label);
  BIND (areas);
  BIND (vertex);
  BIND (vertex_title);
  BIND (lon);
  BIND (lat);
  BIND (draft);
  BIND (keep);
  BIND (steps);
  BIND (chosen);
  BIND (name_form);
  BIND (merge_page);
  BIND (draw_pane);
  BIND (snapping);
  BIND (act_form);
  BIND (door_form);
  BIND (address_row);
  BIND (address_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, snapping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_left_cb);
}

static void
yutu_edit_pane_class_init (YutuEditPaneClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_edit_pane_dispose;
  object_class->finalize = yutu_edit_pane_finalize;
  signals[SIGNAL_DONE] = g_signal_new ("done", YUTU_TYPE_EDIT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", YUTU_TYPE_EDIT_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", YUTU_TYPE_EDIT_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YUTU_TYPE_EDIT_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YUTU_TYPE_NAME_FORM);
  g_type_ensure (YUTU_TYPE_MERGE_PAGE);
  g_type_ensure (YUTU_TYPE_DRAW_PANE);
  g_type_ensure (YUTU_TYPE_SNAP_CHOICE);
  g_type_ensure (YUTU_TYPE_ACT_FORM);
  g_type_ensure (YUTU_TYPE_DOOR_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-edit-pane.ui");
  bind_children (widget_class);
}

/* A line that is redrawn may be another by now. */
static void
layers_changed_cb (YutuEditPane *self)
{
  if (self->mode != YUTU_EDIT_REDRAW || !yutu_draw_tool_is_drawing (self->draw_tool))
    return;
  self->land_arc = 0;
  yutu_edit_pane_judge (self);
}

static void
yutu_edit_pane_init (YutuEditPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_array_new (FALSE, TRUE, sizeof (AreaRow));
  self->live_points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::place", G_CALLBACK (yutu_edit_pane_reread), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::layers", G_CALLBACK (layers_changed_cb), self);
  g_signal_connect_object (self->name_form, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->name_form, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->merge_page, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (self->merge_page, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->merge_page, "message", G_CALLBACK (said_cb), self, 0);
}
