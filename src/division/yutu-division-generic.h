/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Proper name (专名) and generic term (通名) of a division's name, and the type that the generic
 * term tells, by data/rules/division-generic.csv. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *proper;
  char *generic; /* empty when the name has none that is known */
  char *type;    /* "unit" then */
} YutuDivisionName;

/* The generic terms that are known, for many names. Immutable. */
typedef struct _YutuDivisionTerms YutuDivisionTerms;

YutuDivisionTerms *yutu_division_terms_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_division_terms_free (YutuDivisionTerms *self);
/* @result is overwritten; clear it. */
void yutu_division_terms_split (const YutuDivisionTerms *self,
                                const char              *name,
                                int                      level,
                                YutuDivisionName        *result);

void yutu_division_name_clear (YutuDivisionName *self);
/* The same for one name. */
gboolean yutu_division_split_name (const char       *name,
                                   int               level,
                                   YutuDivisionName *result,
                                   GError          **error);
/* 1 province … 5 village, by the length of a code; 0 for a length that no code has. */
int yutu_division_level_of_code (const char *code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuDivisionName, yutu_division_name_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionTerms, yutu_division_terms_free)

G_END_DECLS
