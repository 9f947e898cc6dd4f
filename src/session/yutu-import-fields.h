/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a list from outside may give: the fields of its records, which column of a table is which, and which list
 * a table is. The same names as the imports go by. Any thread. */
#pragma once

#include "casework/yutu-module.h"

G_BEGIN_DECLS

/* Lists, see yutu-import-rows.h, yutu-name-classes.h, yutu-name-sizes.h and yutu-facility-import.h; the objects YUTU_OBJECT_LINE and
 * YUTU_OBJECT_PILLAR are lists too. */
#define YUTU_IMPORT_NAMES      "place-name"
#define YUTU_IMPORT_ADDRESSES  "address"
#define YUTU_IMPORT_CLASSES    "name-class"
#define YUTU_IMPORT_SIZES      "name-size"
#define YUTU_IMPORT_FACILITIES "facility"
#define YUTU_IMPORT_CASES      "case" /* known, so that it can be said: cases are not taken from a table */

typedef struct
{
  char *id;    /* as a map names it: "ID=COLUMN" */
  char *title; /* in the language of the user */
  int   at;    /* the column that is called so, the first of several; -1: none */
} YutuImportField;

/**
 * yutu_import_fields_new:
 * @object: (nullable): one of the lists; %NULL: divisions or codes
 * @kind: (nullable): of facilities, the full id of the register
 * @headings: of char *
 *
 * Returns: (transfer full) (nullable): of YutuImportField, in the order of an export; %NULL when @object is no list,
 *   or a register that there is not
 */
GPtrArray *yutu_import_fields_new (const YutuModules *modules,
                                   const char        *object,
                                   const char        *kind,
                                   const GPtrArray   *headings) G_GNUC_WARN_UNUSED_RESULT;

/* The list that knows most of the headings, if that is at least half of them, or many; static, or of the modules. *object:
 * NULL for divisions, codes and what is none. *kind: the register of facilities; NULL when it may be several. */
void yutu_import_guess (const YutuModules *modules,
                        const GPtrArray   *headings,
                        const char       **object,
                        const char       **kind);

G_END_DECLS
