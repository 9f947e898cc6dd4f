/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-session-land.h"
#include "ui/yutu-act-form.h"
#include "ui/yutu-door-form.h"
#include "ui/yutu-draw-pane.h"
#include "ui/yutu-edit-pane.h"
#include "ui/yutu-merge-page.h"
#include "ui/yutu-name-form.h"
#include "ui/yutu-part-hand.h"
#include "ui/yutu-snap-choice.h"

G_BEGIN_DECLS

struct _YutuEditPane
{
  AdwBin parent_instance;

  GtkStack       *pages;
  GtkWidget      *blocked;
  GtkLabel       *blocked_label;
  GtkWidget      *empty;
  GtkWidget      *line;
  GtkLabel       *title;
  GtkLabel       *summary;
  GtkWidget      *refusal;
  GtkLabel       *refusal_label;
  GtkBox         *areas;
  GtkWidget      *vertex;
  GtkLabel       *vertex_title;
  GtkEditable    *lon;
  GtkEditable    *lat;
  GtkWidget      *draft;
  GtkWidget      *keep;
  GtkWidget      *steps;
  YutuSnapChoice *snapping;
  AdwActionRow   *chosen;
  YutuNameForm   *name_form;
  YutuMergePage  *merge_page;
  YutuDrawPane   *draw_pane;
  YutuActForm    *act_form;
  YutuDoorForm   *door_form;
  GtkWidget      *address_row;
  GtkWidget      *address_box; /* what is done with it */

  YutuSession  *session;
  GSignalGroup *session_signals;
  YutuLineTool *tool;
  YutuDrawTool *draw_tool;
  YutuEditMode  mode;
  gboolean      is_active;

  /* What is drawn on. */
  gint64          subject;      /* unit; 0 with a line */
  char           *subject_name; /* (nullable) */
  char           *purpose;      /* (nullable): of the draft */
  char           *typed;        /* (nullable): what the draft has for the form */
  gboolean        is_resuming;  /* right on to the form, when the drawing is still allowed */
  gint64          land_arc;     /* whose line land is of */
  YutuDay         land_day;
  YutuLandEdit   *land;         /* NULL: not read */
  YutuLandPreview land_preview; /* of a new course */
  GCancellable   *land_reading;
  YutuPartHand   *part_hand;
  GArray         *part_faces; /* (nullable) gint64: of its land */
  GCancellable   *joining;    /* (nullable): that land */

  /* A cut that is drawn. */
  YutuLandTrial *cut;         /* NULL: not judged yet, or too little of it */
  char          *cut_words;   /* (nullable): what would become of it */
  char          *live_words;  /* (nullable): the same with the next step */
  GArray        *live_points; /* YutuPoint: with which it was, or is to be, tried */
  GCancellable  *trying;      /* NULL: none is on the worker */
  gboolean       wants_cut;   /* what is drawn is tried next, or */
  gboolean       wants_live;  /* what it would be */
  gboolean       is_live;     /* there is a next step */

  GArray       *rows;      /* of areas */
  gint64        shown_arc; /* whose units the rows are */
  gint64        unit;      /* that may be renamed; or */
  gint64        place;
  YutuShape    *place_shape; /* (nullable) */
  char         *shape_draft; /* (nullable): to go on with once the place is read */
  gint64        edited;      /* place name whose vertices are edited, or being saved; 0 none */
  YutuShape    *edited_shape;
  GCancellable *reading;    /* what is chosen */
  gint64        door_base;  /* whose doors are clicked */
  int           door_first; /* the number to begin at; 0: on from the last one */
  YutuDoorWay   door_way;   /* how those that are clicked are counted */
  GCancellable *door_planning;
  gint64        address; /* that is chosen; 0 none */
  char         *address_text;
  GCancellable *address_reading;
};

void yutu_edit_pane_say (YutuEditPane *self,
                         const char   *text);
void yutu_edit_pane_tell_done (YutuEditPane *self,
                               const char   *title);
void yutu_edit_pane_tell_failed (YutuEditPane *self,
                                 const GError *error);
void yutu_edit_pane_tell_changed (YutuEditPane *self);
/* What is chosen may be another, or has changed. */
void yutu_edit_pane_reread (YutuEditPane *self);

/* ---- yutu-edit-pane-draw.c ---- */

void yutu_edit_pane_add_drawing (YutuEditPane *self,
                                 YutuMapView  *map);
void yutu_edit_pane_resume_drawing (YutuEditPane *self,
                                    const char   *content);
void yutu_edit_pane_resume_act (YutuEditPane *self,
                                const char   *content);

/* Whose the map's pointer is. */
void yutu_edit_pane_update_hands (YutuEditPane *self);

/* A drawing begins or is over. */
void yutu_edit_pane_take_mode (YutuEditPane *self,
                               YutuEditMode  mode);

/* ---- yutu-edit-pane-doors.c ---- */

void yutu_edit_pane_add_doors (YutuEditPane *self);
void yutu_edit_pane_stop_doors (YutuEditPane *self);
/* Along the place name @base (0: none is chosen, which is said). @content: (nullable): of a draft. */
void yutu_edit_pane_begin_doors (YutuEditPane *self,
                                 gint64        base,
                                 const char   *content);
/* What the points would be, beside them. */
void yutu_edit_pane_plan_doors (YutuEditPane *self);
void yutu_edit_pane_choose_address (YutuEditPane *self,
                                    YutuPlace    *place);
void yutu_edit_pane_resume_split (YutuEditPane *self,
                                  const char   *content);

/* ---- yutu-edit-pane-names.c ---- */

/* A line or an area that gets a name. @content: (nullable): of a draft. */
void yutu_edit_pane_begin_name (YutuEditPane *self,
                                YutuEditMode  mode,
                                const char   *content);
/* The vertices of the place name @place: the chosen one, which has been read, or one that is chosen now. */
void yutu_edit_pane_begin_shape (YutuEditPane *self,
                                 gint64        place,
                                 const char   *content);
/* What is chosen was read. */
void yutu_edit_pane_take_shape (YutuEditPane *self,
                                YutuShape    *shape);

/* ---- yutu-edit-pane-parts.c ---- */

void yutu_edit_pane_add_parts (YutuEditPane *self,
                               YutuMapView  *map);
/* The units below the subject with their parts; element type YutuActFormPart, whose names are the land's.
 * NULL: none. (transfer full) */
GArray *yutu_edit_pane_list_parts (YutuEditPane          *self,
                                   const YutuLandPreview *preview,
                                   gboolean              *has_own_land);
/* How many of them lie on both sides. */
guint yutu_edit_pane_count_crossed (YutuEditPane          *self,
                                    const YutuLandPreview *preview);
void yutu_edit_pane_hide_parts (YutuEditPane *self);

/* ---- yutu-edit-pane-cut.c ---- */

/* "north": where a part of an allowed cut lies from the other one. (transfer full) */
char    *yutu_edit_pane_dup_direction (const YutuLandPreview *preview,
                                       guint                  sides);
gboolean yutu_edit_pane_is_cutting (YutuEditPane *self);
/* Tells what becomes of what is drawn, when that is known. */
void yutu_edit_pane_judge_cut (YutuEditPane *self);
/* And of what the next step would make of it. */
void yutu_edit_pane_follow_pointer (YutuEditPane *self);
void yutu_edit_pane_forget_cut (YutuEditPane *self);

/* ---- yutu-edit-pane-land.c ---- */

void yutu_edit_pane_clear_drawing (YutuEditPane *self);
/* What the drawing is judged on: the subject's land, or, without a subject, what is about the line. */
void yutu_edit_pane_read_land (YutuEditPane *self,
                               gint64        arc);
/* What is drawn, as far as it goes. */
void yutu_edit_pane_judge (YutuEditPane *self);
/* That it is not enough yet; that it may not be. */
void yutu_edit_pane_tell_incomplete (YutuEditPane *self,
                                     const char   *why);
void yutu_edit_pane_tell_refused (YutuEditPane          *self,
                                  const YutuLandPreview *preview);
/* A YutuDrawCheck of the pane: whether the stretches cross lines that stay. */
char *yutu_edit_pane_check_course (const YutuPoint *points,
                                   gsize            n_points,
                                   YutuPoint        stretch[2],
                                   gpointer         data);
void  yutu_edit_pane_redraw (YutuEditPane      *self,
                             const YutuDrawing *drawing);

G_END_DECLS
