/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A county with two roads (云舟路, with a door, and 旧巷), and cases about their names. */
#pragma once

#include "casework/yutu-module.h"
#include "county-file.h"
#include "session/yutu-place.h"

#define NAME_CASES_ROAD 911

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} NameCases;

void name_cases_set_up (NameCases    *self,
                        gconstpointer data);
void name_cases_tear_down (NameCases    *self,
                           gconstpointer data);

void     name_cases_assert_says (NameCases  *self,
                                 const char *sql,
                                 const char *expected);
gboolean name_cases_run_sql (YutuConnection *connection,
                             gpointer        sql,
                             GError        **error);

/* @place: taken. 0: refused. */
gint64   name_cases_open (NameCases  *self,
                          const char *kind,
                          YutuPlace  *place,
                          const char *fields,
                          GError    **error);
gboolean name_cases_try_step (NameCases  *self,
                              gint64      id,
                              const char *transition,
                              const char *set,
                              GError    **error);
void     name_cases_step (NameCases  *self,
                          gint64      id,
                          const char *transition,
                          const char *set);
/* A case of @kind about 云舟路, or about 旧巷 for PN.ABOLISH, up to the filing, or to the announcement. */
gint64 name_cases_bring_to_filed (NameCases  *self,
                                  const char *kind,
                                  const char *fields);
gint64 name_cases_announce (NameCases  *self,
                            const char *kind,
                            const char *fields);
