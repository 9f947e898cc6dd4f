/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Writing the registers (台账) of facilities. Inside a write of the store, on its writer thread. */
#pragma once

#include "casework/yutu-module.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* 0, NULL and YUTU_DAY_INVALID mean none. */
typedef struct
{
  const char *kind; /* full id of a register, "elderly.care-home" */
  const char *name;
  const char *pinyin;
  const char *status; /* open suspended closed planned; NULL is open */
  gint64      address;
  gint64      village; /* units */
  gint64      township;
  gboolean    has_point;
  YutuPoint   point;
  const char *fields; /* JSON object */
  YutuDay     valid_from;
  YutuDay     valid_to; /* exclusive; YUTU_DAY_INVALID: open */
} YutuFacilitySpec;

/* Adds one row; @id gets its id. Errors: UNKNOWN (no such register), FIELD (a value is no field of
 * it, outside its range, or a required one is missing; no name; valid_to not after valid_from). */
gboolean yutu_facility_add (YutuConnection         *connection,
                            const YutuModules      *modules,
                            const YutuFacilitySpec *spec,
                            gint64                 *id,
                            GError                **error);

/* Figures of one year; one row a facility and year (CONSTRAINT when there is one). @fields: JSON
 * object. */
gboolean yutu_facility_add_year (YutuConnection *connection,
                                 gint64          facility,
                                 int             year,
                                 const char     *fields,
                                 GError        **error);

G_END_DECLS
