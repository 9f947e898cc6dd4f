/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map (地图): tiles painted by workers, labels, symbols and selection above them, the tools that
 * choose a place, scale bar, north arrow and readout. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "geo/yutu-shape.h"
#include "scene/yutu-marks.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_MAP_TOOL_SELECT, /* click chooses, drag moves the map */
  YUTU_MAP_TOOL_BOX,
  YUTU_MAP_TOOL_LASSO,
  YUTU_MAP_TOOL_CIRCLE,
  YUTU_MAP_TOOL_POINT, /* while yutu_map_view_pick_point_async() waits: a click gives the point */
} YutuMapTool;

#define YUTU_TYPE_MAP_VIEW (yutu_map_view_get_type ())
G_DECLARE_FINAL_TYPE (YutuMapView, yutu_map_view, YUTU, MAP_VIEW, GtkWidget)

/**
 * Properties:
 *   session  YutuSession, nullable. The map follows its layers and outlines its place; a click, box,
 *            lasso or circle sets its place.
 *   groups   uint: YutuMapGroup or-ed, what is shown; YUTU_MAP_DEFAULT at first
 *   tool     int: YutuMapTool; goes back to SELECT after a shape was drawn, or by Esc
 *   n-hits   uint: how many things lay under the last click; hit: which of them is chosen, from 0
 *   zoom     double: zoom number of the view, read-only
 *   hint     string, nullable: what a click does now, while a point is asked for; read-only
 * Actions of the widget (with keys): map.zoom-in (+ =), map.zoom-out (-), map.fit (Home, 0),
 *   map.pan-left … map.pan-down (arrows), map.choose (Enter, Space: what lies under the crosshair in
 *   the middle), map.next-hit (n; Tab until the last of them, then it leaves the map), map.cancel
 *   (Esc).
 * Signals:
 *   mark-chosen (gint64 id): of yutu_map_view_set_marks()
 *   marks-gone (): there are none any more, another list may show its own
 *   pointed (gint64 unit): the pointer is over another unit, with a theme one of its level; 0: over
 *          none, or over something else

 *   (Esc), map.neighbour-left … map.neighbour-down (Shift and an arrow: to the unit that borders on
 *   the chosen one that way, or from the middle of the map when none is chosen).
 * Accessible label: says zoom, centre and what is chosen, in words; tests read it.
 */
GtkWidget  *yutu_map_view_new (void);
void        yutu_map_view_set_session (YutuMapView *self,
                                       YutuSession *session);
unsigned    yutu_map_view_get_groups (YutuMapView *self);
void        yutu_map_view_set_groups (YutuMapView *self,
                                      unsigned     groups);
YutuMapTool yutu_map_view_get_tool (YutuMapView *self);
void        yutu_map_view_set_tool (YutuMapView *self,
                                    YutuMapTool  tool);
/* Asks for a point of the map: by a click, or by Enter for what lies in the middle; @hint says what
 * for. Another tool, Esc or @cancellable end it with G_IO_ERROR_CANCELLED; so does a second call. */
void     yutu_map_view_pick_point_async (YutuMapView        *self,
                                         const char         *hint,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean yutu_map_view_pick_point_finish (YutuMapView  *self,
                                          GAsyncResult *result,
                                          YutuPoint    *point, /* EPSG:4490 */
                                          GError      **error);
/* Chooses the next (or, backwards, the one before) of the things under the last click. */
void yutu_map_view_step_hit (YutuMapView *self,
                             gboolean     backwards);
/* Moves the map (animated when animations are on) so that @box is seen; a box without extent gets
 * street zoom. */
void yutu_map_view_show_box (YutuMapView *self,
                             YutuBox      box);
/* Shades the units of the theme's level instead of the pastel fills; NULL: as without. Copied. The
 * picture changes as a whole, and those asked for meanwhile are dropped. With a theme a click or the
 * pointer means symbols first, then the unit of the theme's level. */
void yutu_map_view_set_theme (YutuMapView     *self,
                              const YutuTheme *theme);
/* Words and symbols so many times as large; 1 at first. */
void yutu_map_view_set_enlargement (YutuMapView *self,
                                    double       factor);
/* Outlines @unit as if the pointer were over it (0: nothing), until the pointer moves over the map. */
void yutu_map_view_point_at_unit (YutuMapView *self,
                                  gint64       unit);
/* Moves the map as far as needed for @unit to be seen. */
void yutu_map_view_show_unit (YutuMapView *self,
                              gint64       unit);
/* What is said beside the pointer while it is over the unit that "pointed" named last: set by a
 * handler of that signal. @title: (nullable): nothing; @text: (nullable). */
void yutu_map_view_set_pointer_words (YutuMapView *self,
                                      const char  *title,
                                      const char  *text);
/* Marks of a list, above the map; (nullable): none. Workers join and paint them. A click on one, or on
 * several in one point, emits "mark-chosen"; on several that lie apart it goes nearer to them. */
void yutu_map_view_set_marks (YutuMapView *self,
                              YutuMarks   *marks);
/* (nullable) (transfer none) */
YutuMarks *yutu_map_view_get_marks (YutuMapView *self);
/* Points with words beside them, above everything else; a few dozens. Copied; none: @n_notes 0. */
typedef struct
{
  YutuPoint point;
  char     *text; /* (nullable) */
  gboolean  is_wrong;
} YutuMapNote;

void yutu_map_note_clear (YutuMapNote *self);
void yutu_map_view_set_notes (YutuMapView       *self,
                              const YutuMapNote *notes,
                              gsize              n_notes);
/* A line or an area below them, as it was drawn; (nullable): none. */
void yutu_map_view_set_sketch (YutuMapView *self,
                               YutuShape   *shape);
/* The ring round the mark that is chosen in the list, which is brought into view, and the outline of
 * the place that it lies in. Both (nullable); without @place what the session has chosen is outlined. */
void yutu_map_view_set_ring (YutuMapView     *self,
                             const YutuPoint *point,
                             YutuPlace       *place);
/* What is seen now, for keeping over a restart. */
void yutu_map_view_get_view (YutuMapView *self,
                             YutuView    *view);
/* @resolution ≤ 0 fits everything. Before the first allocation it is kept for then. */
void yutu_map_view_set_view (YutuMapView *self,
                             double       center_x,
                             double       center_y,
                             double       resolution);
/* As a click there. */
void yutu_map_view_choose_at (YutuMapView *self,
                              double       x,
                              double       y);
/* TRUE when every tile and label of the present view is on the screen; for tests and the bench. */
gboolean yutu_map_view_is_settled (YutuMapView *self);

G_END_DECLS
