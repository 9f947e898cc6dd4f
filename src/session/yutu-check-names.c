/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases about place names beside their records. */

#include "session/yutu-check-private.h"

#include <glib/gi18n.h>

#define NAME_CASE "name-case"

static const char STATE_SQL[] =
  "SELECT c.id, c.case_no, coalesce (p.name, '—'), c.x, c.y FROM case_file c LEFT JOIN place_name p ON p.id = c.subject "
  "WHERE c.kind = ?1 AND c.state = ?2 AND c.closed_on IS NULL AND c.subject_kind = 'place' AND c.subject IS NOT NULL AND "
  "p.status IS NOT ?3";

static gboolean
check_state (YutuCheck          *self,
             const YutuCaseKind *kind,
             const YutuState    *state,
             GError            **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, STATE_SQL, error);
  gboolean      found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, kind->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, state->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, state->name_status, -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuCheckFinding *finding = NULL;

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      finding = yutu_check_add (self, NAME_CASE, "error", "case_file", sqlite3_column_int64 (row, 0),
                                N_ ("case {1} is in another state than its place name “{2}”"),
                                (const char *)sqlite3_column_text (row, 1), (const char *)sqlite3_column_text (row, 2), NULL);
      finding->has_place = sqlite3_column_type (row, 3) == SQLITE_INTEGER;
      finding->place = (YutuPoint){ sqlite3_column_int64 (row, 3), sqlite3_column_int64 (row, 4) };
    }
}

gboolean
yutu_check_name_cases (YutuCheck         *self,
                       const YutuModules *modules,
                       GError           **error)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules) && yutu_check_wants (self, NAME_CASE); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        for (gsize s = 0; s < module->kinds[k].n_states; s++)
          if (module->kinds[k].states[s].is_open && module->kinds[k].states[s].name_status != NULL &&
              !check_state (self, &module->kinds[k], &module->kinds[k].states[s], error))
            return FALSE;
    }
  return TRUE;
}
