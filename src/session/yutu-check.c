/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import.h"

#include "division/yutu-division-check.h"

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
  g_autoptr (GPtrArray) faults = NULL;

  if (!check_database (connection, check, error))
    return FALSE;
  faults = yutu_division_check (connection, NULL, &check->checked, NULL, error);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const YutuDivisionFault *fault = g_ptr_array_index (faults, i);
      YutuCheckFinding        *finding = add_finding (check, fault->rule, fault->severity,
                                                      fault->table, fault->id,
                                                      g_strdup (fault->message));

      finding->has_place = fault->has_place;
      finding->place = fault->place;
    }
  return faults != NULL;
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
