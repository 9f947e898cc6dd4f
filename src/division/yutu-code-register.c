/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-code-register.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-division-generic.h"
#include "store/yutu-statement.h"

/* ---- Adding ---- */

static gboolean
check_form (const YutuCode *code,
            GError        **error)
{
  int         level = yutu_division_level_of_code (code->code);
  const char *valid_to = code->valid_to != NULL ? code->valid_to : YUTU_DAY_OPEN_TEXT;
  const char *wrong = NULL;

  if (level == 0)
    wrong = "a code has 2, 4, 6, 9 or 12 digits";
  else if (code->level != 0 && code->level != level)
    wrong = "its digits are not those of its level";
  else if (code->name == NULL || *code->name == '\0')
    wrong = "it has no name";
  else if (yutu_day_parse (code->valid_from) == YUTU_DAY_INVALID ||
           yutu_day_parse (valid_to) == YUTU_DAY_INVALID ||
           strcmp (valid_to, code->valid_from) <= 0)
    wrong = "its days are no range";
  if (wrong != NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID, _ ("code %s: %s"), code->code,
                 wrong);
  return wrong == NULL;
}

/* What the register says of the code already. *same: this very name on these days; *renamed: the
 * row that a rename ends. */
static gboolean
check_past (YutuConnection *connection,
            const YutuCode *code,
            gboolean        is_rename,
            gboolean       *same,
            gint64         *renamed,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, name, valid_from, valid_to FROM division_code WHERE kind = ?1 AND code = ?2 "
    "ORDER BY valid_from DESC LIMIT 1",
    error);
  gboolean    found = FALSE;
  const char *name, *from, *to;
  char        last[YUTU_DAY_TEXT_SIZE];

  *same = FALSE;
  *renamed = 0;
  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, code->kind);
  yutu_bind_text (statement, 2, code->code);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  name = (const char *)sqlite3_column_text (statement, 1);
  from = (const char *)sqlite3_column_text (statement, 2);
  to = (const char *)sqlite3_column_text (statement, 3);
  if (strcmp (name, code->name) == 0 && strcmp (code->valid_from, to) < 0)
    *same = TRUE;
  else if (is_rename && strcmp (from, code->valid_from) < 0 && strcmp (code->valid_from, to) <= 0)
    *renamed = sqlite3_column_int64 (statement, 0);
  else
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_CODE_USED,
                   _ ("code %s was given to %s (%s to %s) and is never given again; %s needs another"),
                   code->code, name, from, yutu_day_format_last (to, last), code->name);
      sqlite3_reset (statement);
      return FALSE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
end_row (YutuConnection *connection,
         gint64          id,
         const char     *day,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE division_code SET valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_bind_text (statement, 2, day);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_code_register_add (YutuConnection *connection,
                        const YutuCode *code,
                        gboolean        is_rename,
                        GError        **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      same = FALSE;
  gint64        renamed = 0;

  if (!check_form (code, error) ||
      !check_past (connection, code, is_rename, &same, &renamed, error))
    return FALSE;
  if (same)
    return TRUE;
  if (renamed != 0 && !end_row (connection, renamed, code->valid_from, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO division_code (id, kind, code, name, level, urban_rural, valid_from, valid_to, "
    "source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  yutu_bind_text (statement, 2, code->kind);
  yutu_bind_text (statement, 3, code->code);
  yutu_bind_text (statement, 4, code->name);
  sqlite3_bind_int (statement, 5, yutu_division_level_of_code (code->code));
  yutu_bind_text (statement, 6, code->urban_rural);
  yutu_bind_text (statement, 7, code->valid_from);
  yutu_bind_text (statement, 8, code->valid_to != NULL ? code->valid_to : YUTU_DAY_OPEN_TEXT);
  yutu_bind_text (statement, 9, code->source);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Finding ---- */

typedef struct
{
  const char *ending;
  const char *kind; /* what it says */
  int         level;
} Ending;

/* Longest first, so that the first that fits is the whole of it. */
static const Ending ENDINGS[] = {
  { "街道办事处", "街道", 4 },
  { "社区居民委员会", "社区", 5 },
  { "村村民委员会", "村", 5 },
  { "社区居委会", "社区", 5 },
  { "村民委员会", "村", 5 },
  { "居民委员会", "社区", 5 },
  { "村村委会", "村", 5 },
  { "人民政府", NULL, 4 },
  { "居委会", "社区", 5 },
  { "村委会", "村", 5 },
  { "民族乡", "乡", 4 },
  { "街道", "街道", 4 },
  { "社区", "社区", 5 },
  { "镇", "镇", 4 },
  { "乡", "乡", 4 },
  { "村", "村", 5 },
};

typedef struct
{
  char       *base;
  const char *kind; /* NULL: the name does not say */
} Stem;

static void
stem_clear (Stem *stem)
{
  g_free (stem->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stem, stem_clear)

static Stem
get_stem (const char *name,
          int         level)
{
  Stem stem = { g_strdup (name), NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS) && stem.kind == NULL; i++)
    if (ENDINGS[i].level == level && g_str_has_suffix (stem.base, ENDINGS[i].ending) &&
        strlen (stem.base) > strlen (ENDINGS[i].ending))
      {
        stem.base[strlen (stem.base) - strlen (ENDINGS[i].ending)] = '\0';
        stem.kind = ENDINGS[i].kind;
      }
  return stem;
}

static gboolean
is_same_unit (const Stem *asked,
              const char *name,
              int         level)
{
  g_auto (Stem) stem = get_stem (name, level);

  return strcmp (stem.base, asked->base) == 0 &&
         (stem.kind == NULL || asked->kind == NULL || strcmp (stem.kind, asked->kind) == 0);
}

/* Codes come sorted. */
static void
add_once (GPtrArray  *codes,
          const char *code)
{
  if (codes->len == 0 || strcmp (g_ptr_array_index (codes, codes->len - 1), code) != 0)
    g_ptr_array_add (codes, g_strdup (code));
}

/* One statement for the equal names and one for those that begin alike; ?1 kind, ?2 level, ?3 day,
 * ?4 and ?5 the run of codes, ?6 and ?7 the run of names. */
static gboolean
collect (YutuConnection      *connection,
         const char          *kind,
         const YutuCodeQuery *query,
         const char          *name,
         const Stem          *stem,
         GPtrArray           *codes,
         GError             **error)
{
  g_autofree char *names_end =
    stem != NULL ? g_strconcat (stem->base, "\xf4\x8f\xbf\xbf", NULL) : g_strdup (name);
  g_autofree char *codes_end = g_strconcat (query->prefix != NULL ? query->prefix : "", ":", NULL);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT DISTINCT code, name FROM division_code WHERE kind = ?1 AND level = ?2 "
          "AND valid_from <= ?3 AND ?3 < valid_to AND code >= ?4 AND code < ?5 "
          "AND name BETWEEN ?6 AND ?7 ORDER BY code",
       error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, kind);
  sqlite3_bind_int (statement, 2, query->level);
  yutu_bind_text (statement, 3, query->day);
  yutu_bind_text (statement, 4, query->prefix != NULL ? query->prefix : "");
  yutu_bind_text (statement, 5, codes_end);
  yutu_bind_text (statement, 6, stem != NULL ? stem->base : name);
  yutu_bind_text (statement, 7, names_end);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (stem == NULL ||
          is_same_unit (stem, (const char *)sqlite3_column_text (statement, 1), query->level))
        add_once (codes, (const char *)sqlite3_column_text (statement, 0));
    }
}

static gboolean
collect_from (YutuConnection      *connection,
              const char          *kind,
              const YutuCodeQuery *query,
              const char          *name,
              GPtrArray           *codes,
              GError             **error)
{
  g_auto (Stem) stem = get_stem (name, query->level);

  return collect (connection, kind, query, name, NULL, codes, error) &&
         (codes->len > 0 || collect (connection, kind, query, name, &stem, codes, error));
}

GPtrArray *
yutu_code_register_find (YutuConnection      *connection,
                         const char          *name,
                         const YutuCodeQuery *query,
                         GError             **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  if (!collect_from (connection, query->kind != NULL ? query->kind : "mca", query, name, codes,
                     error))
    return NULL;
  if (codes->len == 0 && query->kind == NULL &&
      !collect_from (connection, "stat", query, name, codes, error))
    return NULL;
  return g_steal_pointer (&codes);
}
