/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "name-cases.h"

#include <string.h>

#include "session/yutu-case-edit.h"

static const char *const THINGS[] = {
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(911, '云舟路', '云舟', '路', 'road', 'in_use', ?1, '2000-01-01', MakePoint (119.4054, 28.9054, 4490))",
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES "
  "(912, '旧巷', '旧', '巷', 'road', 'in_use', ?1, '2000-01-01', MakePoint (119.4053, 28.9053, 4490))",
  "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES "
  "(940, ?1, 911, 8, '云舟路8号', 1, '2000-01-01', MakePoint (119.4055, 28.9051, 4490))",
};

void
name_cases_set_up (NameCases    *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
}

void
name_cases_tear_down (NameCases    *self,
                      gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

/* ---- Asking ---- */

void
name_cases_assert_says (NameCases  *self,
                        const char *sql,
                        const char *expected)
{
  g_autofree char *text = county_file_ask (self->file, sql);

  g_assert_cmpstr (text, ==, expected);
}

gint64
name_cases_open (NameCases  *self,
                 const char *kind,
                 YutuPlace  *place, /* taken */
                 const char *fields,
                 GError    **error)
{
  g_autoptr (YutuPlace) at = place;
  YutuCaseOpening opening = { .kind = kind, .role = "planner", .actor = "测试员", .fields = fields, .opened_on = yutu_day_from_ymd (2026, 3, 2) };
  gint64          id = 0;

  return yutu_file_open_case (self->file, self->modules, at, &opening, &id, error) ? id : 0;
}

gboolean
name_cases_try_step (NameCases  *self,
                     gint64      id,
                     const char *transition,
                     const char *set,
                     GError    **error)
{
  static const char *const leaders[] = { "approve", "refuse", "decide", "keep", "reconsider", NULL };
  YutuCaseStep             step = { .transition = transition,
                                    .actor = "测试员",
                                    .role = g_strv_contains (leaders, transition) ? "leader" : "planner",
                                    .day = yutu_day_from_ymd (2026, 3, 3),
                                    .result = "同意",
                                    .result_doc = "云政函〔2026〕7号",
                                    .set = set };

  return yutu_file_step_case (self->file, self->modules, id, &step, error);
}

void
name_cases_step (NameCases  *self,
                 gint64      id,
                 const char *transition,
                 const char *set)
{
  g_autoptr (GError) error = NULL;

  name_cases_try_step (self, id, transition, set, &error);
  g_assert_no_error (error);
}

gint64
name_cases_bring_to_filed (NameCases  *self,
                           const char *kind,
                           const char *fields)
{
  static const char *const steps[] = { "check", "apply", "consult", "approve", "file" };
  g_autoptr (GError) error = NULL;
  gboolean is_end = strcmp (kind, "PN.ABOLISH") == 0;
  gint64   id = name_cases_open (self, kind, yutu_place_new_object (YUTU_PLACE_NAME, is_end ? 912 : NAME_CASES_ROAD), fields, &error);

  g_assert_no_error (error);
  for (gsize i = is_end ? 2 : 0; i < G_N_ELEMENTS (steps); i++)
    name_cases_step (self, id, steps[i], i == 3 ? "{\"approval_organ\":\"云舟区人民政府\"}" : NULL);
  return id;
}

gint64
name_cases_announce (NameCases  *self,
                     const char *kind,
                     const char *fields)
{
  gint64 id = name_cases_bring_to_filed (self, kind, fields);

  name_cases_step (self, id, "announce", "{\"announcement_no\":\"云地名公告〔2026〕2号\",\"location\":\"东起江堤，西至云门\"}");
  return id;
}

gboolean
name_cases_run_sql (YutuConnection *connection,
                    gpointer        sql,
                    GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  return statement != NULL && yutu_connection_run (connection, statement, error);
}
