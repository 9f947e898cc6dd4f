/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of the map widget: the widget itself (yutu-map-view.c) owns content and view, input
 * (yutu-map-input.c) moves them, furniture (yutu-map-furniture.c) is drawn above. */
#pragma once

#include "ui/yutu-map-canvas.h"
#include "ui/yutu-map-hand.h"
#include "ui/yutu-map-motion.h"
#include "ui/yutu-map-tool.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

/* What the pointer does at present. */
typedef struct
{
  gboolean        inside;
  double          x; /* widget pixels; the last seen */
  double          y;
  gboolean        panning;
  YutuView        start; /* the view at the begin of a pan or pinch */
  double          start_x;
  double          start_y;
  YutuMapDrawing *drawing; /* (nullable) */
  gboolean        pinching;
  guint           settle_timeout; /* after a smooth scroll */
  double          wheel_rest;     /* of a wheel's steps that were not whole */
  /* The way of the last moments, for throwing the map. */
  gint64 trail_us[8];
  double trail_x[8];
  double trail_y[8];
  guint  n_trail;
} YutuMapPointer;

struct _YutuMapView
{
  GtkWidget parent_instance;

  YutuSession   *session;
  GSignalGroup  *session_signals;
  YutuMapLayers *layers;
  YutuStyle     *styles[2]; /* light, dark */
  double         enlargement;
  double         magnification; /* of styles and furniture: that, or the text scale where it is greater */
  unsigned       groups;
  YutuMapTool    tool;

  YutuMapCanvas *canvas;
  int            epsg;
  YutuMapBox     box;       /* of everything */
  YutuMapBox     shown;     /* what was asked for by show_box: it may lie beyond */
  gboolean       has_view;  /* the view has a place, not only a size */
  gboolean       is_fitted; /* shows everything since nobody moved it */
  YutuView       view;
  YutuView       rest; /* the last view at rest, or the one on the way to */
  YutuMapMotion  motion;
  guint          tick;

  GArray       *hits; /* YutuHit under the last click */
  guint         hit;
  double        hit_x;
  double        hit_y;
  YutuPlace    *place;        /* (nullable): what is outlined */
  gboolean      is_hit_place; /* it is hits[hit] */
  GCancellable *place_read;   /* an address' point is being asked for */

  GTask        *pick; /* (nullable): somebody waits for a point */
  char         *hint; /* of it */
  GCancellable *pick_cancellable;
  gulong        pick_handler;

  const YutuMapHand *hand; /* (nullable) */
  gpointer           hand_data;
  gboolean           hand_pressed; /* it takes the drag, if there will be one */
  gboolean           hand_drags;
  gboolean           hand_hovers; /* what lies under the pointer is its own */
  char              *hand_words;  /* (nullable) */

  YutuMapPointer pointer;
  gboolean       hover_asked;
  gboolean       hover_again;
  YutuHit        hover; /* id 0: nothing */
  YutuScene     *hover_scene;

  YutuTheme *theme;         /* (nullable) */
  gint64     pointed;       /* the unit that "pointed" named last */
  char      *pointer_title; /* (nullable) */
  char      *pointer_text;  /* (nullable) */

  YutuMarks     *marks; /* (nullable) */
  gboolean       has_ring;
  gboolean       has_ring_place; /* its place is outlined, not the session's */
  YutuPoint      ring;
  GskRenderNode *ring_node; /* (nullable): to be drawn anew */
  GArray        *notes;     /* YutuMapNote */
  YutuShape     *sketch;    /* (nullable) */

  GskRenderNode *map_node; /* (nullable): to be drawn anew */
  GskRenderNode *hover_node;
  GskRenderNode *scale_node;
  double         scale_resolution; /* of the scale bar drawn */
  GskRenderNode *north_node;
  guint          redraw_timeout;
};

/* ---- yutu-map-view.c ---- */

/* Shows @spec instead of a session's layers; what the session path comes down to. */
void yutu_map_view_set_content (YutuMapView         *self,
                                const YutuSceneSpec *spec,
                                int                  epsg,
                                YutuMapBox           box);
/* Stops a motion and stands on @view at once; @at_rest: to stay, so it is painted. */
void yutu_map_view_jump (YutuMapView    *self,
                         const YutuView *view,
                         gboolean        at_rest);
/* Moves to @view, animated when animations are on. */
void yutu_map_view_go (YutuMapView    *self,
                       const YutuView *view);
void yutu_map_view_throw (YutuMapView *self,
                          double       vx,
                          double       vy);
void yutu_map_view_stop (YutuMapView *self);
/* @steps of zoom about a pixel, counted from where a motion leads. */
void yutu_map_view_zoom_steps (YutuMapView *self,
                               int          steps,
                               double       x,
                               double       y);
void yutu_map_view_fit (YutuMapView *self);
/* Draws all anew in the present style. */
void yutu_map_view_update_style (YutuMapView *self);
/* Takes the size of text of the screen. */
void yutu_map_view_update_magnification (YutuMapView *self);
/* Moves the map only as far as needed to see the middle of @box, at the zoom it has; farther out when
 * @box is greater than the view. */
void yutu_map_view_show_map_box (YutuMapView *self,
                                 YutuMapBox   box);
/* TRUE once the view has a place and a size, and there is something to show. */
gboolean            yutu_map_view_has_map (YutuMapView *self);
YutuStyle          *yutu_map_view_get_style (YutuMapView *self);
YutuLabelPlacement *yutu_map_view_get_placement (YutuMapView *self); /* (nullable) */

/* ---- yutu-map-choice.c ---- */

/* As a finished drawing. */
void yutu_map_view_choose (YutuMapView *self,
                           YutuPlace   *place);
/* Chooses the unit that borders on the chosen one in the way of (@x, @y), y to the north; without one
 * the township in the middle of the map. */
void yutu_map_view_choose_neighbour (YutuMapView *self,
                                     double       x,
                                     double       y);
/* Outlines @place (nullable); @is_hit: it is what the hit in turn means. */
void yutu_map_view_take_place (YutuMapView *self,
                               YutuPlace   *place,
                               gboolean     is_hit);
/* Outlines the session's place. */
void yutu_map_view_follow_place (YutuMapView *self);
/* The file changed: what is outlined by the point that was read may stand elsewhere. */
void yutu_map_view_reread_place (YutuMapView *self);
void yutu_map_view_forget_hits (YutuMapView *self);
/* Asks what is under the pointer, and outlines it when the answer comes. */
void yutu_map_view_ask_hover (YutuMapView *self);
void yutu_map_view_clear_hover (YutuMapView *self);
/* @hit: of id 0: nothing. */
void yutu_map_view_set_hover (YutuMapView   *self,
                              const YutuHit *hit);
/* Draws the outline of what is chosen anew. */
void yutu_map_view_outline_place (YutuMapView *self);
/* Of the canvas, to a question of this file. */
void yutu_map_view_take_answer (YutuMapView *self,
                                YutuMapJob  *job);
/* The accessible label, after zoom, centre or choice have changed. */
void           yutu_map_view_update_label (YutuMapView *self);
guint          yutu_map_view_get_n_hits (YutuMapView *self);
const YutuHit *yutu_map_view_get_hit (YutuMapView *self);   /* (nullable) */
YutuPlace     *yutu_map_view_get_place (YutuMapView *self); /* (nullable) */

/* ---- yutu-map-frame.c ---- */

void yutu_map_view_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot);

/* ---- yutu-map-theme.c ---- */

void yutu_map_view_class_init_theme (GObjectClass *klass);
void yutu_map_view_clear_theme (YutuMapView *self);
/* Puts symbols, then what the theme is about, before the rest. */
void yutu_map_view_sort_hits (YutuMapView *self,
                              GArray      *hits);
/* Tells whoever listens that @hit is under the pointer. */
void yutu_map_view_say_pointed (YutuMapView   *self,
                                const YutuHit *hit);
void yutu_map_view_snapshot_words (YutuMapView *self,
                                   GtkSnapshot *snapshot);
/* ---- yutu-map-pick.c ---- */

/* Gives the point under a pixel to whoever waits for one. */
void yutu_map_view_pick_at (YutuMapView *self,
                            double       x,
                            double       y);
void yutu_map_view_cancel_pick (YutuMapView *self);

/* ---- yutu-map-notes.c ---- */

void yutu_map_view_snapshot_notes (YutuMapView *self,
                                   GtkSnapshot *snapshot);

/* ---- yutu-map-marks.c ---- */

void yutu_map_view_snapshot_marks (YutuMapView *self,
                                   GtkSnapshot *snapshot);
/* The view has moved. */
void yutu_map_view_move_marks (YutuMapView *self);
void yutu_map_view_clear_marks (YutuMapView *self);
/* TRUE when a mark is there, and was chosen. */
gboolean yutu_map_view_choose_mark_at (YutuMapView *self,
                                       double       x,
                                       double       y);
void     yutu_map_view_class_init_marks (GObjectClass *klass);

/* ---- yutu-map-input.c ---- */

void yutu_map_view_class_init_input (GtkWidgetClass *klass);
void yutu_map_view_init_input (YutuMapView *self);
void yutu_map_view_dispose_input (YutuMapView *self);
void yutu_map_view_update_cursor (YutuMapView *self);

/* ---- yutu-map-furniture.c ---- */

void yutu_map_view_snapshot_furniture (YutuMapView *self,
                                       GtkSnapshot *snapshot);
void yutu_map_view_clear_furniture (YutuMapView *self);
/* Outline and size of a box, lasso or circle being drawn. */
void yutu_map_view_snapshot_drawing (YutuMapView *self,
                                     GtkSnapshot *snapshot);

G_END_DECLS
