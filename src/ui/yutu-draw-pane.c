/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-draw-pane.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "session/yutu-typed-point.h"
#include "ui/yutu-snap-choice.h"
#include "ui/yutu-words.h"

#define M2_PER_MU (2000.0 / 3) /* 市亩, 1/15 hectare */

struct _YutuDrawPane
{
  AdwBin parent_instance;

  GtkLabel       *title;
  GtkLabel       *hint;
  GtkWidget      *refusal;
  GtkLabel       *refusal_label;
  GtkLabel       *outcome;
  GtkLabel       *points;
  GtkLabel       *length;
  GtkWidget      *length_row;
  GtkLabel       *area;
  GtkWidget      *area_row;
  GtkLabel       *next;
  GtkLabel       *snapped;
  GtkWidget      *snapped_row;
  GtkWidget      *snap_box;
  GtkEntry       *typed;
  GtkLabel       *typed_note;
  YutuSnapChoice *snapping;
  GtkSwitch      *tracing;
  GtkWidget      *finish;
  GtkWidget      *back;
  GtkWidget      *vertices; /* what is done with a chosen one */

  YutuDrawTool *tool;
  YutuSession  *session;
  gboolean      is_updating;
};

G_DEFINE_FINAL_TYPE (YutuDrawPane, yutu_draw_pane, ADW_TYPE_BIN)

/* ---- What is drawn ---- */

static void
show_measures (YutuDrawPane *self)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (self->tool);
  double             length_m = 0;
  gint64             area_cm2 = 0;
  double             area_m2;
  gsize              n = 0;
  g_autofree char   *count = NULL;
  g_autofree char   *length = NULL;
  g_autofree char   *area = NULL;
  g_autofree char   *metres = NULL;
  g_autofree char   *mu = NULL;

  yutu_drawing_get_points (drawing, &n);
  yutu_draw_tool_measure (self->tool, &length_m, &area_cm2);
  count = yutu_words_count ((gint64)n);
  metres = yutu_words_real (length_m, 1);
  length = length_m < 10000 ? g_strdup_printf (_ ("%s m"), metres) : yutu_words_distance (length_m);
  area_m2 = (double)area_cm2 / YUTU_CM2_PER_M2;
  mu = yutu_words_real (area_m2 / M2_PER_MU, 1);
  /* Translators: square kilometres, and below them mu (1/15 hectare), live while a ring is drawn */
  area = g_strdup_printf (_ ("%.4f km²\n%s mu"), area_m2 / 1e6, mu);
  gtk_label_set_text (self->points, count);
  gtk_label_set_text (self->length, length);
  gtk_label_set_text (self->area, area);
  gtk_widget_set_visible (self->area_row, yutu_drawing_is_ring (drawing) || area_cm2 > 0);
}

static void
show_next (YutuDrawPane *self)
{
  g_autofree char *snap = yutu_draw_tool_dup_snap_words (self->tool);
  g_autofree char *text = NULL;
  YutuPoint        point;

  if (yutu_draw_tool_get_cursor (self->tool, &point))
    text = g_strdup_printf ("%.9f\n%.9f", yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y));
  gtk_label_set_text (self->next, text != NULL ? text : "–");
  gtk_label_set_text (self->snapped, snap != NULL ? snap : "–");
}

static void
show_settings (YutuDrawPane *self)
{
  yutu_snap_choice_set_kinds (self->snapping, yutu_draw_tool_get_snap_kinds (self->tool));
  gtk_switch_set_active (self->tracing, yutu_draw_tool_get_tracing (self->tool));
}

/* Points each for itself have no length and snap to nothing. */
static void
show_rows (YutuDrawPane *self)
{
  gboolean is_line = !yutu_draw_tool_is_points (self->tool);

  gtk_widget_set_visible (self->length_row, is_line);
  gtk_widget_set_visible (self->snapped_row, is_line);
  gtk_widget_set_visible (self->snap_box, is_line);
}

static void
update (YutuDrawPane *self)
{
  g_autofree char *refusal = yutu_draw_tool_dup_refusal (self->tool);
  g_autofree char *text = refusal != NULL ? g_strdup_printf (_ ("Not here: %s"), refusal) : NULL;

  self->is_updating = TRUE;
  show_settings (self);
  self->is_updating = FALSE;
  if (!yutu_draw_tool_is_drawing (self->tool))
    return;
  gtk_label_set_text (self->title, yutu_draw_tool_get_title (self->tool));
  gtk_widget_set_visible (self->refusal, refusal != NULL);
  gtk_label_set_text (self->refusal_label, text != NULL ? text : "");
  show_rows (self);
  show_measures (self);
  show_next (self);
  gtk_widget_set_visible (self->vertices, yutu_draw_tool_edits_vertices (self->tool));
  gtk_widget_set_sensitive (self->vertices, yutu_draw_tool_get_vertex (self->tool) >= 0);
  gtk_widget_set_sensitive (self->finish, yutu_draw_tool_can_finish (self->tool));
  gtk_widget_set_sensitive (self->back, yutu_draw_tool_has_step (self->tool, FALSE));
}

void
yutu_draw_pane_set_hint (YutuDrawPane *self,
                         const char   *hint)
{
  gtk_label_set_text (self->hint, hint);
}

void
yutu_draw_pane_set_outcome (YutuDrawPane *self,
                            const char   *outcome)
{
  gtk_label_set_text (self->outcome, outcome != NULL ? outcome : "");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), outcome != NULL);
}

/* ---- Typing ---- */

static YutuTypedPoint
read_typed (YutuDrawPane *self,
            YutuPoint    *point)
{
  const YutuDrawing *drawing = yutu_draw_tool_get_drawing (self->tool);
  gsize              n = 0;
  const YutuPoint   *points = drawing != NULL ? yutu_drawing_get_points (drawing, &n) : NULL;
  gssize             vertex = yutu_draw_tool_get_vertex (self->tool);

  if (vertex >= 0) /* the one that goes */
    n = (gsize)vertex + 1;
  return yutu_typed_point_read (gtk_editable_get_text (GTK_EDITABLE (self->typed)),
                                self->session != NULL ? yutu_session_get_map_epsg (self->session) : YUTU_SRID,
                                n > 0 ? &points[n - 1] : NULL, point);
}

/* A click on the map grabs its focus, so that an empty entry is left by itself. */
static void
note_typed (YutuDrawPane  *self,
            YutuTypedPoint typed,
            YutuPoint      point)
{
  g_autofree char *text = NULL;

  switch (typed)
    {
    case YUTU_TYPED_POINT_FINE:
      text = g_strdup_printf ("%.9f, %.9f", yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y));
      break;
    case YUTU_TYPED_POINT_UNREADABLE:
      text = g_strdup (_ ("No coordinates yet"));
      break;
    case YUTU_TYPED_POINT_NO_START:
      text = g_strdup (_ ("There is no point yet that this could start from"));
      break;
    case YUTU_TYPED_POINT_AWAY:
      text = g_strdup (_ ("The map’s coordinate system does not reach there"));
      break;
    case YUTU_TYPED_POINT_EMPTY:
    default:
      text = g_strdup (_ ("Degrees, degrees minutes seconds, metres, or @distance<azimuth and @east,north from the last point"));
      break;
    }
  gtk_label_set_text (self->typed_note, text);
}

static void
typing_cb (GtkEditable  *editable,
           YutuDrawPane *self)
{
  YutuPoint      point = { 0, 0 };
  YutuTypedPoint typed = read_typed (self, &point);

  note_typed (self, typed, point);
  gtk_widget_remove_css_class (GTK_WIDGET (self->typed), "error");
  yutu_draw_tool_set_typed (self->tool, typed == YUTU_TYPED_POINT_FINE ? &point : NULL);
}

static void
typed_cb (GtkEntry     *entry,
          YutuDrawPane *self)
{
  YutuPoint      point;
  YutuTypedPoint typed = read_typed (self, &point);

  if (typed == YUTU_TYPED_POINT_EMPTY)
    yutu_draw_tool_finish (self->tool);
  else if (typed != YUTU_TYPED_POINT_FINE)
    gtk_widget_add_css_class (GTK_WIDGET (self->typed), "error");
  else if (yutu_draw_tool_add (self->tool, point))
    gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
}

static void
wants_typing_cb (YutuDrawPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->typed));
}

/* Esc gives the focus back to the map, with what was typed away. */
static gboolean
typed_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              YutuDrawPane          *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
  yutu_draw_tool_focus_map (self->tool);
  return GDK_EVENT_STOP;
}

/* ---- Settings and buttons ---- */

static void
snapping_changed_cb (YutuDrawPane *self)
{
  if (!self->is_updating && self->tool != NULL)
    yutu_draw_tool_set_snap_kinds (self->tool, yutu_snap_choice_get_kinds (self->snapping));
}

static void
tracing_cb (GtkSwitch    *toggle,
            GParamSpec   *pspec,
            YutuDrawPane *self)
{
  if (!self->is_updating && self->tool != NULL)
    yutu_draw_tool_set_tracing (self->tool, gtk_switch_get_active (toggle));
}

static void
finish_cb (GtkButton    *button,
           YutuDrawPane *self)
{
  yutu_draw_tool_finish (self->tool);
}

static void
back_cb (GtkButton    *button,
         YutuDrawPane *self)
{
  yutu_draw_tool_step_back (self->tool);
}

static void
discard_cb (GtkButton    *button,
            YutuDrawPane *self)
{
  yutu_draw_tool_discard (self->tool);
}

static void
insert_cb (GtkButton    *button,
           YutuDrawPane *self)
{
  yutu_draw_tool_insert_vertex (self->tool);
}

static void
delete_cb (GtkButton    *button,
           YutuDrawPane *self)
{
  yutu_draw_tool_delete_vertex (self->tool);
}

/* ---- GObject ---- */

void
yutu_draw_pane_set_tool (YutuDrawPane *self,
                         YutuDrawTool *tool)
{
  g_return_if_fail (YUTU_IS_DRAW_PANE (self) && self->tool == NULL);

  self->tool = g_object_ref (tool);
  g_signal_connect_object (tool, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tool, "wants-typing", G_CALLBACK (wants_typing_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

void
yutu_draw_pane_set_session (YutuDrawPane *self,
                            YutuSession  *session)
{
  g_set_object (&self->session, session);
}

static void
yutu_draw_pane_dispose (GObject *object)
{
  YutuDrawPane *self = YUTU_DRAW_PANE (object);

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  g_clear_object (&self->tool);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_DRAW_PANE);
  G_OBJECT_CLASS (yutu_draw_pane_parent_class)->dispose (object);
}

static void
yutu_draw_pane_class_init (YutuDrawPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_draw_pane_dispose;
  g_type_ensure (YUTU_TYPE_SNAP_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-draw-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, YutuDrawPane, name)
  BIND (title);
  BIND (hint);
  BIND (refusal);
  BIND (refusal_label);
  BIND (outcome);
  BIND (points);
  BIND (length);
  BIND (length_row);
  BIND (area);
  BIND (area_row);
  BIND (next);
  BIND (snapped);
  BIND (snapped_row);
  BIND (snap_box);
  BIND (typed);
  BIND (typed_note);
  BIND (snapping);
  BIND (tracing);
  BIND (finish);
  BIND (back);
  BIND (vertices);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, typing_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, snapping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tracing_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
yutu_draw_pane_init (YutuDrawPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  note_typed (self, YUTU_TYPED_POINT_EMPTY, (YutuPoint){ 0, 0 });
}
