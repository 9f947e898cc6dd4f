/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Numbers of boundary pillars (界桩编号): the code of the line, a serial number along it, and a letter
 * that says which of a set it is. The patterns are dated data: data/rules/pillar-numbers.csv. */
#pragma once

#include "division/yutu-division.h"

G_BEGIN_DECLS

#define YUTU_PILLAR_MAX_LINE_CODE 24

/* Immutable once loaded; may cross threads. */
typedef struct _YutuPillarPatterns YutuPillarPatterns;

YutuPillarPatterns *yutu_pillar_patterns_load (const char *day,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void                yutu_pillar_patterns_free (YutuPillarPatterns *self);

typedef struct
{
  char        line_code[YUTU_PILLAR_MAX_LINE_CODE + 1];
  int         serial; /* from 1 */
  int         digits; /* of the serial */
  char        letter; /* 'Q' single, 'A' 'B' a double set, 'C' 'D' 'E' a triple set */
  const char *pattern;
} YutuPillarNumber;

/* @grade: of the line. YUTU_DIVISION_ERROR_INVALID says what is wrong with it. */
gboolean yutu_pillar_number_parse (const YutuPillarPatterns *self,
                                   int                       grade,
                                   const char               *text,
                                   YutuPillarNumber         *number,
                                   GError                  **error);
/* NULL when no pattern of the grade has a line code of this length. */
char *yutu_pillar_number_format (const YutuPillarPatterns *self,
                                 int                       grade,
                                 const char               *line_code,
                                 int                       serial,
                                 char                      letter) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a pillar of @kind (single, single-three, double, triple) may bear the letter. */
gboolean yutu_pillar_letter_fits (const YutuPillarPatterns *self,
                                  const YutuPillarNumber   *number,
                                  const char               *kind);
/* How many pillars a set of @kind has: 1, 2 or 3. */
int yutu_pillar_kind_count (const char *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPillarPatterns, yutu_pillar_patterns_free)

G_END_DECLS
