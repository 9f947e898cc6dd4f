/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases one by one, for the window and the command line: each change is one journal entry. Not for
 * the main thread. */
#pragma once

#include "casework/yutu-attachment.h"
#include "casework/yutu-case.h"
#include "session/yutu-place.h"

G_BEGIN_DECLS

/* @text: the number of a row, or a case number. YUTU_CASEWORK_ERROR_UNKNOWN when there is none. */
gboolean yutu_file_find_case (YutuFile   *self,
                              const char *text,
                              gint64     *id,
                              GError    **error);
/* As yutu_case_load(). */
YutuCaseDetail *yutu_file_load_case (YutuFile          *self,
                                     const YutuModules *modules,
                                     gint64             id,
                                     YutuDay            day,
                                     const char        *role,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a person fills in to open a case. NULL, 0 and YUTU_DAY_INVALID: none. */
typedef struct
{
  const char      *kind;
  const char      *title; /* NULL: that of the kind */
  const char      *officer;
  const char      *role;
  const char      *actor;
  const char      *fields; /* JSON object of the fields of the kind */
  const char      *person; /* JSON object of its person fields */
  YutuDay          opened_on;
  gint64           pillar; /* of the line that the place is */
  const YutuShape *shape;  /* of a name that is given, as it was drawn; NULL: what the place is */
} YutuCaseOpening;

/**
 * yutu_file_open_case:
 * @place: a facility, an address or a boundary line is the case's own; a unit and a name it lies in;
 * of a point and of what was drawn the middle, with the village or township that holds it; a county
 * lies at its seat
 *
 * As yutu_case_open(). Errors also: ROLE, and UNKNOWN for a point outside of every township.
 */
gboolean yutu_file_open_case (YutuFile              *self,
                              const YutuModules     *modules,
                              const YutuPlace       *place,
                              const YutuCaseOpening *opening,
                              gint64                *id,
                              GError               **error);
/* The same inside a write. */
gboolean yutu_case_open_at (YutuConnection        *connection,
                            const YutuModules     *modules,
                            const YutuPlace       *place,
                            const YutuCaseOpening *opening,
                            gint64                *id,
                            GError               **error);
/* As yutu_case_step(). */
gboolean yutu_file_step_case (YutuFile           *self,
                              const YutuModules  *modules,
                              gint64              id,
                              const YutuCaseStep *step,
                              GError            **error);

/* Reads a file that is to be attached: a regular one, at most YUTU_ATTACHMENT_MAX_BYTES. Errors:
 * those of GIO, and YUTU_CASEWORK_ERROR_ATTACHMENT and _SIZE. */
GBytes *yutu_attachment_read_file (const char *path,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* As yutu_case_attach(). */
gboolean yutu_file_attach (YutuFile             *self,
                           const YutuModules    *modules,
                           gint64                id,
                           const YutuAttachSpec *spec,
                           gint64               *event,
                           GError              **error);
/* Writes what @event of case @id attached to @path, whole or not at all, not executable.
 * G_IO_ERROR_EXISTS unless @may_replace. As yutu_case_read_attachment(). */
gboolean yutu_file_save_attachment (YutuFile          *self,
                                    const YutuModules *modules,
                                    gint64             id,
                                    gint64             event,
                                    const char        *role,
                                    const char        *path,
                                    gboolean           may_replace,
                                    GError           **error);

/* The field of this id, or of this title in Chinese or English; NULL when there is none, or several have it. */
const YutuField *yutu_fields_find_written (const YutuField *fields,
                                           gsize            n_fields,
                                           const char      *name);
/* A JSON object from lines "FIELD=VALUE", as yutu_fields_find_written() finds the field: numbers, booleans and days
 * by the field's type, money in yuan, choices by id or by title in either language. A line that names no field or
 * no such value gives YUTU_CASEWORK_ERROR_FIELD. */
char *yutu_fields_from_lines (const YutuField   *fields,
                              gsize              n_fields,
                              const char *const *lines,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
