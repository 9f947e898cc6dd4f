/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-division-model.h"

G_BEGIN_DECLS

/* Days on which one version of a unit has the same faces: what a row of division_area is about. */
typedef struct
{
  gint64      unit;
  int         level;
  const char *code; /* NULL: not known */
  const char *name;
  const char *from;
  const char *to;
  GArray     *faces; /* gint64, ascending, each once */
} YutuDivisionStretch;

/* As they follow from division and face_unit. Owns the text. */
typedef struct
{
  GArray *stretches; /* YutuDivisionStretch */
  /*< private >*/
  GArray    *versions;
  GArray    *ownerships;
  GPtrArray *days;
} YutuDivisionStretches;

YutuDivisionStretches *yutu_division_stretches_load (YutuConnection *connection,
                                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void                   yutu_division_stretches_free (YutuDivisionStretches *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionStretches, yutu_division_stretches_free)

G_END_DECLS
