/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Values that the fields of a form may have. */
#pragma once

#include "base/yutu-random.h"
#include "casework/yutu-module.h"

G_BEGIN_DECLS

/* A JSON object with a value in range for every field; text fields get their Chinese title and a
 * number. */
char *fields_invent (const YutuField *fields,
                     gsize            n_fields,
                     YutuRandom      *random,
                     YutuDay          today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
