/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-rule.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/yutu-data.h"
#include "division/yutu-division.h"

enum
{
  KEY,
  VALUE,
  UNIT,
  VALID_FROM,
  VALID_TO,
  BASIS,
};

static gboolean
find_in_file (YutuConnection *connection,
              const char     *area,
              const char     *key,
              const char     *day,
              char          **text,
              GError        **error)
{
  g_autofree char *full = g_strconcat (area, ".", key, NULL);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT value FROM rule WHERE key = ?1 AND valid_from <= ?2 AND ?2 < valid_to "
          "ORDER BY valid_from DESC, id DESC LIMIT 1",
       error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, full, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    *text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

/* The basis is the last field, so that its commas need no care. */
static gboolean
find_in_data (const char *area,
              const char *key,
              const char *day,
              char      **text,
              GError    **error)
{
  g_autofree char *path = g_strdup_printf ("rules/%s-limits.csv", area);
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (path, BASIS + 1, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && *text == NULL; i++)
    {
      char **fields = g_ptr_array_index (rows, i);

      if (strcmp (fields[KEY], key) == 0 &&
          strcmp (fields[VALID_FROM], day) <= 0 && strcmp (day, fields[VALID_TO]) < 0)
        *text = g_strdup (fields[VALUE]);
    }
  return TRUE;
}

gboolean
yutu_limit_get_number (YutuConnection *connection,
                       const char     *area,
                       const char     *key,
                       const char     *day,
                       double         *value,
                       GError        **error)
{
  g_autofree char *text = NULL;
  char            *end = NULL;

  if (!find_in_file (connection, area, key, day, &text, error) ||
      (text == NULL && !find_in_data (area, key, day, &text, error)))
    return FALSE;
  if (text == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   _ ("there is no limit “%s” for %s"), key, day);
      return FALSE;
    }
  *value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (*value))
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                   _ ("the limit “%s” is “%s”, which is no number"), key, text);
      return FALSE;
    }
  return TRUE;
}

gboolean
yutu_division_rule_get_number (YutuConnection *connection,
                               const char     *key,
                               const char     *day,
                               double         *value,
                               GError        **error)
{
  return yutu_limit_get_number (connection, "division", key, day, value, error);
}
