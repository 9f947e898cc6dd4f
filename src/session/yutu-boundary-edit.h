/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines, pillars and joint inspections, one by one, for the window and the command line: each
 * change is one journal entry, or none when nothing differs. The yutu_file_ functions are not for the
 * main thread; the yutu_session_ ones are for it alone, and sign with the session's actor and role.
 *
 * 1. An inspection is a case: its state is the state of its record (line_inspection), which follows
 *    every step of the case in the same write, however the step was taken.
 * 2. What is written was checked by the definitions of the objects in data/modules/11-division.json. */
#pragma once

#include "division/yutu-boundary-record.h"
#include "division/yutu-boundary-text.h"
#include "session/yutu-facility-edit.h"

G_BEGIN_DECLS

#define YUTU_OBJECT_LINE       "division.boundary-line"
#define YUTU_OBJECT_PILLAR     "division.boundary-pillar"
#define YUTU_OBJECT_INSPECTION "division.line-inspection"
/* What happened to a pillar, as YutuPillarEvent has it; never kept by itself. */
#define YUTU_OBJECT_PILLAR_EVENT "division.pillar-event"

/* Whether @role may change them: the planner and the desk. */
gboolean yutu_boundary_may_edit (const char *role);

/* ---- Reading ---- */

typedef struct
{
  YutuBoundaryLine *line;
  GPtrArray        *pillars;     /* YutuBoundaryPillar, along it; personal values masked */
  GPtrArray        *inspections; /* YutuLineInspection, newest first; the same */
  YutuCourse       *course;      /* NULL without arcs, or where course_fault says why */
  char             *course_text; /* 走向说明 as the arcs and the names of the day have it */
  char             *course_fault;
  gint64            open_case;  /* of an inspection that is not archived; 0: none */
  char             *open_state; /* of it; NULL */
  char             *follow_up;  /* problems of the newest record that has some and is not followed up; NULL */
  char             *follow_up_due; /* NULL */
  gboolean          has_due;
  int               days_left;
  gboolean          is_due; /* within the rule inspection-warning-days, or over */
} YutuLineReport;

void yutu_line_report_free (YutuLineReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLineReport, yutu_line_report_free)

YutuLineReport *yutu_file_read_line_report (YutuFile          *self,
                                            const YutuModules *modules,
                                            gint64             line,
                                            YutuDay            day,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* A line among others. */
typedef struct
{
  YutuBoundaryLine *line;
  gint64            open_case;
  char             *open_state;
  gboolean          has_due;
  int               days_left;
  gboolean          is_due;
} YutuLineRow;

/* Element type YutuLineRow. @within: those due within so many days, soonest first; -1: by the rule
 * inspection-warning-days; G_MAXINT: all lines, by grade and code. */
GPtrArray *yutu_file_list_lines (YutuFile          *self,
                                 const YutuModules *modules,
                                 YutuDay            day,
                                 int                within,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  YutuBoundaryPillar *pillar;
  YutuBoundaryLine   *line; /* whose number it bears, with its course */
  GPtrArray          *line_names; /* char *, of all that it stands on */
} YutuPillarReport;

void yutu_pillar_report_free (YutuPillarReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPillarReport, yutu_pillar_report_free)

YutuPillarReport *yutu_file_read_pillar (YutuFile          *self,
                                         const YutuModules *modules,
                                         gint64             pillar,
                                         YutuDay            day,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
YutuLineInspection *yutu_file_read_inspection (YutuFile          *self,
                                               const YutuModules *modules,
                                               gint64             inspection,
                                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* A record with the pillars of its line, on the day. */
typedef struct
{
  YutuLineInspection *inspection;
  YutuBoundaryLine   *line;
  GPtrArray          *pillars; /* YutuBoundaryPillar, along the line */
} YutuInspectionReport;

void yutu_inspection_report_free (YutuInspectionReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuInspectionReport, yutu_inspection_report_free)

YutuInspectionReport *yutu_file_read_inspection_report (YutuFile          *self,
                                                        const YutuModules *modules,
                                                        gint64             inspection,
                                                        YutuDay            day,
                                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The four bounds (四至) of a unit as text. */
char *yutu_file_describe_unit (YutuFile *self,
                               gint64    unit,
                               YutuDay   day,
                               GError  **error) G_GNUC_WARN_UNUSED_RESULT;
/* By id, code or name; by id or number. */
gboolean yutu_file_find_line (YutuFile   *self,
                              const char *text,
                              YutuDay     day,
                              gint64     *id,
                              GError    **error);
gboolean yutu_file_find_pillar (YutuFile   *self,
                                const char *text,
                                YutuDay     day,
                                gint64     *id,
                                GError    **error);
/* Whose record the case is; 0: none. */
gboolean yutu_file_find_inspection (YutuFile *self,
                                    gint64    case_file,
                                    gint64   *id,
                                    GError  **error);

/**
 * yutu_file_parse_position:
 * @text: "119.4, 28.85", "119°24′15″ 28°51′21″", "441864.945 3193432.856" in metres east and north, or
 *   north and east; with @is_dms two numbers DD.MMSS
 *
 * Metres without a zone are in the file's map CRS. YUTU_CASEWORK_ERROR_FIELD says what is wrong with it.
 */
gboolean yutu_file_parse_position (YutuFile   *self,
                                   const char *text,
                                   gboolean    is_dms,
                                   YutuPoint  *point,
                                   GError    **error);
/* DD.MMSS as a number of degrees: 119.2415 is 119°24′15″. FALSE with 60 minutes or seconds or more. */
gboolean yutu_position_from_dms (const char *text,
                                 double     *degrees);

/* ---- Writing ---- */

/* Errors: YUTU_CASEWORK_ERROR_ROLE, _FIELD; YUTU_DIVISION_ERROR_NOT_FOUND, _INVALID. @set: JSON object; a
 * null takes a value away. */
gboolean yutu_file_change_line (YutuFile          *self,
                                const YutuModules *modules,
                                gint64             line,
                                const char        *set,
                                const YutuSigner  *signer,
                                GError           **error);

typedef struct
{
  const char      *values;  /* JSON object; without a number the next one of the line is given */
  const YutuPoint *point;   /* NULL: not known, or as it is */
  const gint64    *further; /* lines beside the one whose number it bears */
  gsize            n_further;
  gboolean         sets_further; /* of a change: in the place of those it has */
} YutuPillarSpec;

gboolean yutu_file_add_pillar (YutuFile             *self,
                               const YutuModules    *modules,
                               gint64                line,
                               const YutuPillarSpec *spec,
                               YutuDay               day,
                               const YutuSigner     *signer,
                               gint64               *id,
                               GError              **error);
gboolean yutu_file_change_pillar (YutuFile             *self,
                                  const YutuModules    *modules,
                                  gint64                pillar,
                                  const YutuPillarSpec *spec,
                                  const YutuSigner     *signer,
                                  GError              **error);
/* @event->actor is not looked at. */
/* Without a condition what happened tells it: lost, damaged, moved, buried; good after a repair. */
gboolean yutu_file_note_pillar (YutuFile              *self,
                                const YutuModules     *modules,
                                gint64                 pillar,
                                const YutuPillarEvent *event,
                                const YutuSigner      *signer,
                                GError               **error);
gboolean yutu_file_end_pillar (YutuFile         *self,
                               gint64            pillar,
                               YutuDay           day,
                               const YutuSigner *signer,
                               GError          **error);

/* Opens the case of an inspection on @day, its round the next one. @reason: of the object's field.
 * _STATE when one is running. */
gboolean yutu_file_start_inspection (YutuFile          *self,
                                     const YutuModules *modules,
                                     gint64             line,
                                     const char        *reason,
                                     YutuDay            day,
                                     const YutuSigner  *signer,
                                     gint64            *case_file,
                                     GError           **error);
/* What was found. @set: fields; @pillars: (nullable): JSON array of {"pillar": id, "condition", "note"},
 * which become the conditions of the pillars too, on @day. How many were checked and the problems go to
 * the case. */
gboolean yutu_file_record_inspection (YutuFile          *self,
                                      const YutuModules *modules,
                                      gint64             inspection,
                                      const char        *set,
                                      const char        *pillars,
                                      YutuDay            day,
                                      const YutuSigner  *signer,
                                      GError           **error);

/* ---- For other writes of this room ---- */

/* Only in a write, after a case was opened or took a step: the record of its kind follows it. */
gboolean yutu_boundary_follow_case (YutuConnection    *connection,
                                    const YutuModules *modules,
                                    gint64             case_file,
                                    GError           **error);
/* All that have none yet, in one entry: of files whose cases were written in bulk. */
gboolean yutu_file_follow_inspections (YutuFile          *self,
                                       const YutuModules *modules,
                                       const char        *actor,
                                       GError           **error);

/* ---- The same for the window. All that is given is copied. ---- */

void              yutu_session_read_line_report_async (YutuSession        *self,
                                                       gint64              line,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            user_data);
YutuLineReport   *yutu_session_read_line_report_finish (YutuSession  *self,
                                                        GAsyncResult *result,
                                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_session_read_pillar_async (YutuSession        *self,
                                                  gint64              pillar,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
YutuPillarReport *yutu_session_read_pillar_finish (YutuSession  *self,
                                                   GAsyncResult *result,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void                  yutu_session_read_inspection_async (YutuSession        *self,
                                                          gint64              inspection,
                                                          GCancellable       *cancellable,
                                                          GAsyncReadyCallback callback,
                                                          gpointer            user_data);
YutuInspectionReport *yutu_session_read_inspection_finish (YutuSession  *self,
                                                           GAsyncResult *result,
                                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* @within: as yutu_file_list_lines(). */
void       yutu_session_list_lines_async (YutuSession        *self,
                                          int                 within,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
GPtrArray *yutu_session_list_lines_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void       yutu_session_describe_unit_async (YutuSession        *self,
                                             gint64              unit,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
char      *yutu_session_describe_unit_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* A change; the session's day is that of what begins. */
typedef enum
{
  YUTU_BOUNDARY_CHANGE_LINE,
  YUTU_BOUNDARY_ADD_PILLAR,        /* id: the line */
  YUTU_BOUNDARY_CHANGE_PILLAR,     /* id: the pillar, here and below */
  YUTU_BOUNDARY_NOTE_PILLAR,       /* what, condition, day, document, note, position */
  YUTU_BOUNDARY_START_INSPECTION,  /* id: the line; what: the reason */
  YUTU_BOUNDARY_RECORD_INSPECTION, /* id: the inspection; pillars */
  YUTU_BOUNDARY_CHANGE_ADDRESS,    /* id: an address, whose record is written in the same dialog */
} YutuBoundaryChangeKind;

typedef struct
{
  YutuBoundaryChangeKind kind;
  gint64                 id;
  const char            *set; /* JSON object; NULL: nothing */
  const char            *pillars;
  const char            *position; /* as yutu_file_parse_position(); NULL: as it is */
  const char            *what;
  const char            *condition;
  const char            *day; /* NULL: the session's */
  const char            *document;
  const char            *note;
} YutuBoundaryChange;

void     yutu_session_change_boundary_async (YutuSession              *self,
                                             const YutuBoundaryChange *change,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
/* @id: (out) (optional): of the new pillar, or the case. */
gboolean yutu_session_change_boundary_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              gint64       *id,
                                              GError      **error);

G_END_DECLS
