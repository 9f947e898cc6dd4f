/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-check-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division.h"

/* ---- Reading ---- */

static void
mark (YutuCheck    *self,
      sqlite3_stmt *row) /* rule, table, object, detail, reason, actor, day */
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      YutuCheckFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->id != sqlite3_column_int64 (row, 2) ||
          g_strcmp0 (finding->rule, (const char *)sqlite3_column_text (row, 0)) != 0 ||
          g_strcmp0 (finding->table, (const char *)sqlite3_column_text (row, 1)) != 0 ||
          g_strcmp0 (finding->detail, (const char *)sqlite3_column_text (row, 3)) != 0)
        continue;
      /* A rule may find one row twice: both are the same decision. */
      g_free (finding->reason);
      g_free (finding->accepted_by);
      g_free (finding->accepted_on);
      finding->reason = g_strdup ((const char *)sqlite3_column_text (row, 4));
      finding->accepted_by = g_strdup ((const char *)sqlite3_column_text (row, 5));
      finding->accepted_on = g_strdup ((const char *)sqlite3_column_text (row, 6));
    }
}

gboolean
yutu_check_mark_accepted (YutuCheck *self,
                          GError   **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = NULL;

  if (self->findings->len == 0)
    return TRUE;
  row = yutu_connection_prepare (self->connection,
                                 "SELECT rule, table_name, object, detail, reason, actor, "
                                 "accepted_on FROM check_exception",
                                 error);
  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      mark (self, row);
    }
  return FALSE;
}

/* ---- Deciding ---- */

typedef struct
{
  const YutuCheckDecision *decision;
  const YutuCheckFinding  *finding;
} Decide;

static gboolean
remove_exception (YutuConnection         *connection,
                  const YutuCheckFinding *finding,
                  GError                **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "DELETE FROM check_exception WHERE rule = ?1 AND table_name = ?2 AND object = ?3",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, finding->rule, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, finding->table, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, finding->id);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
run_decide (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Decide *self = data;
  sqlite3_stmt *statement = NULL;

  if (!remove_exception (connection, self->finding, error))
    return FALSE;
  if (self->decision->reason == NULL)
    return TRUE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO check_exception (id, rule, table_name, object, detail, reason, actor, accepted_on) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_text (statement, 2, self->finding->rule, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, self->finding->table, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, self->finding->id);
  sqlite3_bind_text (statement, 5, self->finding->detail, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 6, self->decision->reason, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 7, self->decision->actor, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 8, self->decision->day, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

/* The one that is meant; NULL with NOT_FOUND or AMBIGUOUS. */
static const YutuCheckFinding *
find_meant (const GPtrArray         *findings,
            const YutuCheckDecision *decision,
            GError                 **error)
{
  const YutuCheckFinding *meant = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      if (finding->id != decision->id ||
          (decision->table != NULL && g_strcmp0 (decision->table, finding->table) != 0))
        continue;
      if (meant != NULL && g_strcmp0 (meant->table, finding->table) != 0)
        {
          g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
                       _ ("rule %s finds %" PRId64 " in %s and %s: name the table"),
                       decision->rule, decision->id, meant->table, finding->table);
          return NULL;
        }
      meant = meant != NULL ? meant : finding;
    }
  if (meant == NULL || (decision->reason == NULL && meant->reason == NULL))
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   meant == NULL
                     ? _ ("rule %s finds nothing at %" PRId64 ": run the check again")
                     : _ ("the finding of rule %s at %" PRId64 " was not accepted"),
                   decision->rule, decision->id);
      return NULL;
    }
  return meant;
}

gboolean
yutu_file_decide_finding (YutuFile                *self,
                          const YutuCheckDecision *decision,
                          gint64                  *entry,
                          GError                 **error)
{
  const char *const only[] = { decision->rule, NULL };
  YutuEntrySpec     spec = { "check", "", decision->actor, FALSE };
  Decide            decide = { decision, NULL };
  gint64            checked = 0;
  g_autofree char  *title = NULL;
  g_autofree char  *reason = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (decision->reason != NULL)
    {
      reason = g_strstrip (g_strdup (decision->reason));
      if (*reason == '\0')
        {
          g_set_error_literal (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                               _ ("say why the finding stays: the reason is empty"));
          return FALSE;
        }
    }
  findings = yutu_file_check (self, only, &checked, NULL, error);
  decide.finding = findings != NULL ? find_meant (findings, decision, error) : NULL;
  if (decide.finding == NULL)
    return FALSE;
  title = g_strdup_printf (decision->reason != NULL ? "接受检查结果：%s" : "撤回接受：%s",
                           decide.finding->message);
  spec.title = title;
  return yutu_store_write (yutu_file_get_store (self), &spec, run_decide, &decide, entry, NULL, error);
}
