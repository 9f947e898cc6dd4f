/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import.h"

typedef struct
{
  GPtrArray *findings;
  gint64     checked;
} Check;

static void
finding_free (gpointer data)
{
  YutuCheckFinding *finding = data;

  g_free (finding->rule);
  g_free (finding->severity);
  g_free (finding->table);
  g_free (finding->message);
  g_free (finding);
}

static YutuCheckFinding *
add_finding (Check      *check,
             const char *rule,
             const char *severity,
             const char *table,
             gint64      id,
             char       *message)
{
  YutuCheckFinding *finding = g_new0 (YutuCheckFinding, 1);

  finding->rule = g_strdup (rule);
  finding->severity = g_strdup (severity);
  finding->table = g_strdup (table);
  finding->id = id;
  finding->message = message;
  g_ptr_array_add (check->findings, finding);
  return finding;
}

/* Each statement gives id and message of what breaks its rule. */
static const struct
{
  const char *rule;
  const char *severity;
  const char *table;
  const char *sql;
} RULES[] = {
  { "face-owner-twice", "error", "face_unit",
    "SELECT a.id, 'face ' || a.face || ' has two units on ' || max (a.valid_from, b.valid_from) "
    "FROM face_unit a JOIN face_unit b ON b.face = a.face AND b.id > a.id "
    "AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to" },
  { "face-owner-missing-face", "error", "face_unit",
    "SELECT id, 'it names face ' || face || ', which is not there' FROM face_unit "
    "WHERE face NOT IN (SELECT id FROM face)" },
  { "face-owner-missing-unit", "error", "face_unit",
    "SELECT id, 'it names unit ' || unit || ', which is not there' FROM face_unit "
    "WHERE unit NOT IN (SELECT unit FROM division)" },
  { "disputed-land", "warning", "face",
    "SELECT face, 'claimed by ' || count(*) || ' units and given to none' FROM face_claim "
    "WHERE face NOT IN (SELECT face FROM face_unit) GROUP BY face" },
  { "unclaimed-land", "warning", "face",
    "SELECT id, 'land inside that no unit has' FROM face WHERE id NOT IN "
    "(SELECT face FROM face_unit) AND id NOT IN (SELECT face FROM face_claim)" },
  { "unit-without-land", "warning", "division",
    "SELECT d.id, d.name || ' has no land' FROM division d WHERE NOT EXISTS "
    "(SELECT 1 FROM division_area a WHERE a.unit = d.unit)" },
  { "code-twice", "error", "division",
    "SELECT a.id, 'code ' || a.code || ' is ' || a.name || ' and ' || b.name || ' at one time' "
    "FROM division a JOIN division b ON b.code = a.code AND b.unit <> a.unit AND b.id > a.id "
    "AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to" },
  { "code-length", "error", "division",
    "SELECT id, 'code ' || code || ' does not fit its level' FROM division WHERE code IS NOT NULL "
    "AND length (code) <> CASE level WHEN 1 THEN 2 WHEN 2 THEN 4 WHEN 3 THEN 6 WHEN 4 THEN 9 "
    "ELSE 12 END" },
  { "parent-missing", "error", "division",
    "SELECT id, name || ' names a parent that is not there' FROM division WHERE parent IS NOT NULL "
    "AND parent NOT IN (SELECT unit FROM division)" },
  { "days-reversed", "error", "division",
    "SELECT id, name || ' ends before it begins' FROM division WHERE valid_to <= valid_from" },
  { "version-twice", "error", "division",
    "SELECT a.id, a.name || ' has two versions on one day' FROM division a JOIN division b "
    "ON b.unit = a.unit AND b.id > a.id AND a.valid_from < b.valid_to "
    "AND b.valid_from < a.valid_to" },
};

static gboolean
run_rule (YutuConnection *connection,
          gsize           rule,
          Check          *check,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, RULES[rule].sql, error);
  gboolean      found = TRUE;

  while (statement != NULL)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      add_finding (check, RULES[rule].rule, RULES[rule].severity, RULES[rule].table,
                   sqlite3_column_int64 (statement, 0),
                   g_strdup ((const char *)sqlite3_column_text (statement, 1)));
    }
  return FALSE;
}

static gboolean
check_model (YutuConnection *connection,
             Check          *check,
             GError        **error)
{
  static const char *const names[] = {
    NULL,
    "broken-link",
    "broken-line",
    "crossing",
    "dangling-node",
    "wrong-face",
    "dangling-arc",
    "broken-ring",
    "euler",
  };
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);
  g_autoptr (GPtrArray) faults = NULL;

  if (topology == NULL)
    return FALSE;
  faults = yutu_topology_check (topology, NULL, error);
  if (faults == NULL)
    return FALSE;
  check->checked += (gint64)(yutu_topology_count_nodes (topology) +
                             yutu_topology_count_arcs (topology) +
                             yutu_topology_count_faces (topology));
  for (guint i = 0; i < faults->len; i++)
    {
      YutuTopologyFault *fault = g_ptr_array_index (faults, i);
      YutuCheckFinding  *finding = add_finding (check, names[fault->invariant], "error", "arc",
                                                fault->id, g_strdup (fault->message));

      finding->has_place = TRUE;
      finding->place = fault->at;
    }
  /* Where a finding about a face lies. */
  for (guint i = 0; i < check->findings->len; i++)
    {
      YutuCheckFinding *finding = g_ptr_array_index (check->findings, i);

      if (!g_str_equal (finding->table, "face"))
        continue;
      finding->place = yutu_topology_get_face_point (topology, finding->id);
      finding->has_place = TRUE;
    }
  return TRUE;
}

static gboolean
check_database (YutuConnection *connection,
                Check          *check,
                GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "PRAGMA integrity_check (20)", error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      const char *text = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      text = (const char *)sqlite3_column_text (statement, 0);
      if (g_strcmp0 (text, "ok") != 0)
        add_finding (check, "database", "error", "", 0, g_strdup (text));
    }
  return FALSE;
}

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Check *check = data;

  if (!check_database (connection, check, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++, check->checked++)
    if (!run_rule (connection, i, check, error))
      return FALSE;
  return check_model (connection, check, error);
}

GPtrArray *
yutu_file_check (YutuFile *self,
                 gint64   *checked,
                 GError  **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  Check check = { .findings = findings };

  if (!yutu_store_read (yutu_file_get_store (self), check_all, &check, NULL, error))
    return NULL;
  *checked = check.checked;
  return g_steal_pointer (&findings);
}
