/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A small invented county, and questions to the search box. */
#pragma once

#include "gazetteer-fixture.h"

#include "gazetteer/yutu-search.h"

G_BEGIN_DECLS

#define SEARCH_TODAY "2026-11-24"
#define SEARCH_NAMES (YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE | YUTU_SEARCH_FACILITY)

typedef struct
{
  const char *query;
  const char *names; /* found, best first, parted by "; "; with a last "…" more may follow */
  unsigned    kinds;
  const char *day;
  gboolean    include_past;
} SearchQuestion;

void search_set_up (Fixture      *self,
                    gconstpointer data);
/* The names found, best first, parted by "; ". */
char *search_ask (YutuConnection          *connection,
                  const char              *query,
                  const YutuSearchOptions *options);
/* YutuReadFunc; @data: of SearchQuestion, the last without a query. */
gboolean search_answer (YutuConnection *connection,
                        gpointer        data,
                        GError        **error);
/* In a write. */
gboolean search_add_case (YutuConnection *connection,
                          const char     *number,
                          gint64          village,
                          GError        **error);
/* YutuUnprojectFunc of a test. */
gboolean search_unproject (double     easting_m,
                           double     northing_m,
                           int        zone,
                           gpointer   data,
                           YutuPoint *point);

G_END_DECLS
