/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Another name for a unit (更名), in its versions and in the register of codes. */

#include "division/yutu-division.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-code-register.h"
#include "division/yutu-division-generic.h"
#include "store/yutu-statement.h"

typedef struct
{
  YutuConnection           *connection;
  const YutuDivisionRename *wish;
  const YutuDivision       *now; /* valid on the day */
  YutuDivisionName          name;
  const char               *type;
} Rename;

/* The rows that bear the old name: all of them, or those that begin later than the day. */
static gboolean
rename_rows (const Rename *rename,
             const char   *after, /* NULL: all */
             GError      **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    rename->connection,
    "UPDATE division SET name = ?3, proper_name = ?4, generic_term = ?5, type = ?6, pinyin = ?7 "
    "WHERE unit = ?1 AND name = ?2 AND (?8 IS NULL OR valid_from > ?8)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rename->now->unit);
  yutu_bind_text (statement, 2, rename->now->name);
  yutu_bind_text (statement, 3, rename->wish->name);
  yutu_bind_text (statement, 4, rename->name.proper);
  yutu_bind_text (statement, 5, rename->name.generic);
  yutu_bind_text (statement, 6, rename->type);
  yutu_bind_text (statement, 7, rename->wish->pinyin);
  yutu_bind_text (statement, 8, after);
  return yutu_connection_run (rename->connection, statement, error);
}

static gboolean
change_version (const Rename *rename,
                GError      **error)
{
  YutuDivision facts = *rename->now;

  facts.name = rename->wish->name;
  facts.proper_name = rename->name.proper;
  facts.generic_term = rename->name.generic;
  facts.type = rename->type;
  facts.pinyin = rename->wish->pinyin;
  facts.valid_from = rename->wish->day;
  if (rename->wish->source != NULL)
    facts.source = rename->wish->source;
  return yutu_division_change (rename->connection, &facts, error);
}

/* ---- The register ---- */

/* Of @code under the old name: rewritten from the day on (NULL: altogether). */
static gboolean
rename_code_rows (const Rename *rename,
                  const char   *code,
                  const char   *from,
                  GError      **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    rename->connection,
    "UPDATE division_code SET name = ?3 WHERE code = ?1 AND name = ?2 "
    "AND (?4 IS NULL OR valid_from >= ?4)",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, code);
  yutu_bind_text (statement, 2, rename->now->name);
  yutu_bind_text (statement, 3, rename->wish->name);
  yutu_bind_text (statement, 4, from);
  return yutu_connection_run (rename->connection, statement, error);
}

/* *kind: of the row of @code under the old name that goes over the day; NULL: none. */
static gboolean
find_code_kind (const Rename *rename,
                const char   *code,
                char        **kind,
                GError      **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    rename->connection,
    "SELECT kind FROM division_code WHERE code = ?1 AND name = ?2 AND valid_from < ?3 "
    "AND ?3 < valid_to",
    error);
  gboolean row = FALSE;

  *kind = NULL;
  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, code);
  yutu_bind_text (statement, 2, rename->now->name);
  yutu_bind_text (statement, 3, rename->wish->day);
  if (!yutu_connection_step (rename->connection, statement, &row, error))
    return FALSE;
  if (row)
    *kind = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
rename_code (const Rename *rename,
             const char   *code,
             GError      **error)
{
  g_autofree char *kind = NULL;
  YutuCode         row = {
            .code = code,
            .name = rename->wish->name,
            .urban_rural = rename->now->urban_rural,
            .valid_from = rename->wish->day,
            .source = rename->wish->source,
  };

  if (code == NULL)
    return TRUE;
  if (rename->wish->is_correction)
    return rename_code_rows (rename, code, NULL, error);
  if (!find_code_kind (rename, code, &kind, error) ||
      !rename_code_rows (rename, code, rename->wish->day, error))
    return FALSE;
  row.kind = kind;
  return kind == NULL || yutu_code_register_add (rename->connection, &row, TRUE, error);
}

/* ---- All together ---- */

static gboolean
refuse (const Rename *rename,
        GError      **error)
{
  const char *name = rename->wish->name;

  if (name != NULL && *name != '\0' && g_utf8_validate (name, -1, NULL) &&
      strcmp (name, rename->now->name) != 0)
    return FALSE;
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               name == NULL || *name == '\0' ? _ ("%s would have no name") : _ ("%s is its name already"),
               rename->now->name);
  return TRUE;
}

gboolean
yutu_division_rename (YutuConnection           *connection,
                      const YutuDivisionRename *wish,
                      GError                  **error)
{
  g_autoptr (YutuDivision) now = NULL;
  Rename   rename = { .connection = connection, .wish = wish };
  gboolean done;

  if (!yutu_division_load (connection, wish->unit, wish->day, &now, error))
    return FALSE;
  if (now == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                   _ ("unit %" PRId64 " is not there on %s"), wish->unit, wish->day);
      return FALSE;
    }
  rename.now = now;
  if (refuse (&rename, error) ||
      !yutu_division_split_name (wish->name, now->level, &rename.name, error))
    return FALSE;
  rename.type = g_str_equal (rename.name.type, "unit") ? now->type : rename.name.type;
  done = rename_code (&rename, now->code, error) &&
         (g_strcmp0 (now->code, now->stat_code) == 0 || rename_code (&rename, now->stat_code, error)) &&
         (wish->is_correction ? rename_rows (&rename, NULL, error)
                              : change_version (&rename, error) &&
                                  rename_rows (&rename, wish->day, error));
  yutu_division_name_clear (&rename.name);
  return done;
}
