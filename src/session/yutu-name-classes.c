/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The table is read whole, then held against the names of the file: each of their classes must be in it, or
 * have another in its place. */

#include "session/yutu-name-classes.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "casework/yutu-title.h"
#include "session/yutu-import-rows-private.h"

enum
{
  CODE,
  TITLE,
  TITLE_EN,
  GROUP,
  GROUP_TITLE,
  GROUP_TITLE_EN,
  KIND,
  SHAPES,
  TERMS,
  N_COLUMNS
};

static const YutuRowColumn COLUMNS[N_COLUMNS] = {
  [CODE] = { { "code", "代码", "类别代码", "编码", "小类代码" } },
  [TITLE] = { { "title", "名称", "类别名称", "类别", "小类名称" } },
  [TITLE_EN] = { { "title_en", "英文名称" } },
  [GROUP] = { { "group", "大类代码", "大类" } },
  [GROUP_TITLE] = { { "group_title", "大类名称" } },
  [GROUP_TITLE_EN] = { { "group_title_en", "大类英文名称" } },
  [KIND] = { { "kind", "性质" } },
  [SHAPES] = { { "shapes", "图形", "形状" } },
  [TERMS] = { { "terms", "通名" } },
};

/* The code of a name's class. */
#define CODE_SQL \
  "coalesce (CASE WHEN json_valid (fields) THEN json_extract (fields, '$." YUTU_PLACE_CATEGORY "') END, class)"

typedef struct
{
  const YutuImportRowsSpec *spec;
  YutuImportRowsResult     *result;
  YutuConnection           *connection;
  int                       at[N_COLUMNS];
  GString                  *text;   /* the table, as the file keeps it */
  GHashTable               *codes;  /* code → row */
  GHashTable               *groups; /* group → its title */
  YutuPlaceClasses         *classes;
  YutuPlaceClasses         *present; /* those that the file has now; while its names are held against the table */
  GPtrArray                *moves;   /* Move: names that change */
} Import;

typedef struct
{
  char                 *code;
  const YutuPlaceClass *to;
} Move;

static void
move_free (gpointer data)
{
  g_free (((Move *)data)->code);
  g_free (data);
}

static void
import_init (Import                   *self,
             const YutuImportRowsSpec *spec,
             YutuImportRowsResult     *result)
{
  *self = (Import){ .spec = spec, .result = result };
  yutu_import_rows_result_init (result);
  self->text = g_string_new (NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moves = g_ptr_array_new_with_free_func (move_free);
}

static void
import_clear (Import *self)
{
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->moves);
  yutu_place_classes_unref (self->classes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* ---- Rows ---- */

static gboolean
reject (Import     *self,
        gint64      row,
        int         column,
        const char *rule,
        char       *message)
{
  yutu_import_rows_tell (self->result, row, COLUMNS[column].names[0], rule, TRUE, NULL, message);
  return FALSE;
}

/* Of names of a class: @code is what the finding is about. */
static gboolean
refuse (Import     *self,
        const char *code,
        int         column,
        const char *rule,
        char       *message)
{
  guint before = self->result->findings->len;

  reject (self, 0, column, rule, message);
  if (self->result->findings->len > before)
    ((YutuImportRowsFinding *)self->result->findings->pdata[before])->subject = g_strdup (code);
  return FALSE;
}

/* The kind of what @code takes the place of; NULL: it does of nothing, or of more than one kind. */
static const char *
find_replaced_kind (const YutuImportRowsSpec *spec,
                    const char               *code)
{
  const char *kind = NULL;

  for (gsize i = 0; spec->replaces != NULL && spec->replaces[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (spec->replaces[i], "=", 2);
      const YutuPlaceClass *class = pair[0] != NULL ? yutu_place_classes_find (yutu_place_classes_get_shipped (), pair[0]) : NULL;

      if (class == NULL || g_strcmp0 (pair[1], code) != 0)
        continue;
      if (kind != NULL && strcmp (kind, class->kind) != 0)
        return NULL;
      kind = class->kind;
    }
  return kind;
}

/* What the table leaves empty is as in the program's own, or in what the class takes the place of; a kind may be written as the
 * class that is of it: 道路、街巷, 路. */
static void
fill_cells (const YutuImportRowsSpec *spec,
            const char               *cells[N_COLUMNS])
{
  const char       *replaced = find_replaced_kind (spec, cells[CODE]);
  YutuPlaceClasses *shipped = yutu_place_classes_get_shipped ();
  const YutuPlaceClass *class = yutu_place_classes_find (shipped, cells[CODE]);

  if (*cells[KIND] != '\0' && !g_strv_contains (yutu_place_kinds_list (), cells[KIND]))
    {
      class = yutu_place_classes_find_written (shipped, cells[KIND]);
      cells[KIND] = class != NULL ? class->kind : cells[KIND];
      return;
    }
  class = class != NULL ? class : yutu_place_classes_find_written (shipped, cells[TITLE]);
  if (*cells[KIND] == '\0')
    cells[KIND] = class != NULL ? class->kind : replaced != NULL ? replaced
                                                                 : "other";
}

/* road (道路、街巷), natural-village (自然村) … (transfer full) */
static char *
list_kinds (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *const *kinds = yutu_place_kinds_list (); *kinds != NULL; kinds++)
    {
      const YutuPlaceClass *class = yutu_place_classes_find_kind (yutu_place_classes_get_shipped (), *kinds);
      gboolean is_told = class != NULL && strcmp (*kinds, "other") != 0;

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", *kinds);
      if (is_told)
        g_string_append_printf (text, " (%s)", yutu_title_get (&(YutuTitle){ class->title, *class->title_en != '\0' ? class->title_en : class->title }));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_cells (Import     *self,
             gint64      row,
             const char *cells[N_COLUMNS])
{
  const char *title = *cells[GROUP] != '\0' ? g_hash_table_lookup (self->groups, cells[GROUP]) : NULL;

  if (*cells[CODE] == '\0' || *cells[TITLE] == '\0')
    return reject (self, row, *cells[CODE] == '\0' ? CODE : TITLE, "required",
                   g_strdup (_ ("a class has a code and a title; fill in both, or leave the row out")));
  for (int i = 0; i < N_COLUMNS; i++)
    if (strpbrk (cells[i], "\t\r\n") != NULL || strlen (cells[i]) > 400)
      return reject (self, row, i, "value", g_strdup (_ ("the cell has a tab or a line end inside, or is too long; shorten it")));
  if (g_hash_table_contains (self->codes, cells[CODE]))
    return reject (self, row, CODE, "double",
                   g_strdup_printf (_ ("code %s stands in row %d too; each class has one of its own"), cells[CODE],
                                    GPOINTER_TO_INT (g_hash_table_lookup (self->codes, cells[CODE]))));
  if (!g_strv_contains (yutu_place_kinds_list (), cells[KIND]))
    {
      g_autofree char *kinds = list_kinds ();

      return reject (self, row, KIND, "kind", g_strdup_printf (_ ("“%s” is none of the kinds %s"), cells[KIND], kinds));
    }
  if (title != NULL && *cells[GROUP_TITLE] != '\0' && strcmp (title, cells[GROUP_TITLE]) != 0)
    return reject (self, row, GROUP_TITLE, "value",
                   g_strdup_printf (_ ("group %s is called “%s” in a row before; give it one title"), cells[GROUP], title));
  return TRUE;
}

/* 点、线 → "point line"; nothing: all. */
static gboolean
read_shapes (Import     *self,
             gint64      row,
             const char *cells[N_COLUMNS],
             char      **shapes)
{
  g_autofree char *plain = g_strdup (cells[SHAPES]);
  g_auto (GStrv) words = g_regex_split_simple ("[、,，;；/ ]+", plain, 0, 0);
  g_autofree char *joined = g_strjoinv (" ", words);
  gboolean         is_division = strcmp (cells[KIND], "division") == 0 || strcmp (cells[KIND], "committee") == 0;
  unsigned         drawn = 0;

  if (!yutu_drawn_as_parse (joined, &drawn))
    return reject (self, row, SHAPES, "value",
                   g_strdup_printf (_ ("“%s” is no way to draw a name; write point, line, area (点、线、面)"), cells[SHAPES]));
  if (drawn == 0 && !is_division)
    drawn = YUTU_DRAWN_POINT | YUTU_DRAWN_LINE | YUTU_DRAWN_AREA;
  *shapes = yutu_drawn_as_format (is_division ? 0 : drawn);
  return TRUE;
}

static void
take_row (Import            *self,
          gint64             row,
          const char *const *values)
{
  const char      *cells[N_COLUMNS];
  g_autofree char *shapes = NULL;
  g_autofree char *terms = NULL;
  g_auto (GStrv) parts = NULL;

  for (int i = 0; i < N_COLUMNS; i++)
    {
      const char *text = yutu_import_rows_get (values, self->at[i]);

      cells[i] = text != NULL ? text : "";
    }
  fill_cells (self->spec, cells);
  self->result->rows++;
  if (!check_cells (self, row, cells) || !read_shapes (self, row, cells, &shapes))
    {
      self->result->rejected++;
      return;
    }
  g_hash_table_insert (self->codes, g_strdup (cells[CODE]), GINT_TO_POINTER ((int)row));
  if (*cells[GROUP] != '\0' && *cells[GROUP_TITLE] != '\0')
    g_hash_table_insert (self->groups, g_strdup (cells[GROUP]), g_strdup (cells[GROUP_TITLE]));
  else if (*cells[GROUP] != '\0' && g_hash_table_contains (self->groups, cells[GROUP]))
    cells[GROUP_TITLE] = g_hash_table_lookup (self->groups, cells[GROUP]);
  else if (*cells[GROUP] != '\0')
    cells[GROUP_TITLE] = cells[GROUP];
  parts = g_regex_split_simple ("[、,，;；/ ]+", cells[TERMS], 0, 0);
  terms = g_strjoinv (" ", parts);
  cells[SHAPES] = shapes;
  cells[TERMS] = g_strstrip (terms);
  self->result->added++;
  for (int i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (self->text, "%s%s", i > 0 ? "\t" : "", cells[i]);
  g_string_append_c (self->text, '\n');
}

GArray *
yutu_import_list_class_columns (void)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (YutuRowColumn));

  return g_array_append_vals (columns, COLUMNS, N_COLUMNS);
}

static gboolean
read_table (Import  *self,
            GError **error)
{
  const YutuImportRowsSpec *spec = self->spec;
  const char *const        *values = NULL;
  g_autoptr (YutuRows) rows = yutu_rows_open (spec->path, spec->encoding, spec->progress, error);
  g_autoptr (GPtrArray) headings = rows != NULL ? yutu_import_rows_list_headings (rows) : NULL;

  if (rows == NULL ||
      !yutu_import_rows_map (headings, spec->path, COLUMNS, N_COLUMNS, spec->maps, self->at, self->result, error))
    return FALSE;
  self->result->summary = g_strdup (yutu_rows_get_summary (rows));
  if (self->at[CODE] < 0 || self->at[TITLE] < 0)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
                   _ ("%s: no column is the code (code), or none the title (title)"),
                   spec->path);
      return FALSE;
    }
  while (yutu_rows_next (rows, &values, error))
    {
      if (values == NULL)
        return TRUE;
      take_row (self, yutu_rows_get_row (rows), values);
      if (!yutu_progress_step (spec->progress, "classes", (guint64)self->result->rows, 0, error))
        return FALSE;
    }
  return FALSE;
}

/* ---- The names ---- */

/* What @spec says takes the place of @code; NULL: nothing. */
static const char *
find_replace (const YutuImportRowsSpec *spec,
              const char               *code)
{
  gsize length = strlen (code);

  for (gsize i = 0; spec->replaces != NULL && spec->replaces[i] != NULL; i++)
    if (strncmp (spec->replaces[i], code, length) == 0 && spec->replaces[i][length] == '=')
      return spec->replaces[i] + length + 1;
  return NULL;
}

/* What the class is called in the file, the shipped table, or nowhere. */
static const char *
name_class (const Import *self,
            const char   *code)
{
  const YutuPlaceClass *class = yutu_place_classes_find (self->present, code);

  if (class == NULL)
    class = yutu_place_classes_find (yutu_place_classes_get_shipped (), code);
  return class != NULL ? yutu_title_get (&(YutuTitle){ class->title, *class->title_en != '\0' ? class->title_en : class->title }) : code;
}

/* Of names of one class: where they go. FALSE: told. */
static gboolean
place_names (Import     *self,
             const char *code,
             const char *kind,
             gint64      n,
             gint64      n_bases) /* of them: addresses stand at them */
{
  const char           *replace = find_replace (self->spec, code);
  const YutuPlaceClass *to = yutu_place_classes_find (self->classes, replace != NULL ? replace : code);
  Move                 *move = NULL;

  if (to == NULL)
    return refuse (self, code, CODE, replace != NULL ? "replace" : "in-use",
                   replace != NULL
                     ? g_strdup_printf (_ ("the table has no class “%s”, which is to take the place of “%s”; say another one of it"),
                                        replace, code)
                     : g_strdup_printf (_ ("%" PRId64 " names are of class “%s” (%s), which the table has not; say which of its classes "
                                           "takes its place"),
                                        n, name_class (self, code), code));
  if (strcmp (to->kind, kind) != 0 && n_bases > 0)
    return refuse (self, code, KIND, "in-use",
                   g_strdup_printf (_ ("addresses stand at %" PRId64 " names of class “%s” (%s), which would be %s; give class "
                                       "“%s” the kind %s, or say another class of it"),
                                    n_bases, code, kind, to->kind, to->code, kind));
  if (strcmp (to->kind, kind) == 0 && strcmp (to->code, code) == 0)
    return TRUE;
  move = g_new0 (Move, 1);
  move->code = g_strdup (code);
  move->to = to;
  g_ptr_array_add (self->moves, move);
  return TRUE;
}

/* One name that has no class in it refuses the table, and with it every row. */
static gboolean
hold_against_names (YutuConnection *connection,
                    Import         *self,
                    GError        **error)
{
  g_autoptr (YutuPlaceClasses) present = yutu_place_classes_load (connection, error);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT " CODE_SQL " AS code, class, count (*), sum (EXISTS (SELECT 1 FROM address a WHERE a.place = p.id)) "
    "FROM place_name p GROUP BY 1, 2 ORDER BY 1, 2",
    error);
  gboolean found = TRUE;

  if (present == NULL || row == NULL)
    return FALSE;
  self->present = present;
  while (found)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (found && !place_names (self, (const char *)sqlite3_column_text (row, 0), (const char *)sqlite3_column_text (row, 1),
                                 sqlite3_column_int64 (row, 2), sqlite3_column_int64 (row, 3)))
        self->result->rejected = self->result->rows;
    }
  self->present = NULL;
  return TRUE;
}

static gboolean
move_names (YutuConnection *connection,
            const Move     *move,
            GError        **error)
{
  gboolean      is_kind = strcmp (move->to->code, move->to->kind) == 0;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    is_kind ? "UPDATE place_name SET class = ?2, fields = json_remove (CASE WHEN json_valid (fields) THEN fields ELSE '{}' END, "
              "'$." YUTU_PLACE_CATEGORY "') WHERE " CODE_SQL " = ?1 AND ?3 IS NOT NULL"
            : "UPDATE place_name SET class = ?2, fields = json_set (CASE WHEN json_valid (fields) THEN fields ELSE '{}' END, "
              "'$." YUTU_PLACE_CATEGORY "', ?3) WHERE " CODE_SQL " = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, move->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, move->to->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, move->to->code, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* Codes may change places with each other: what has moved is out of the way of the next. */
static gboolean
move_all (YutuConnection *connection,
          Import         *self,
          GError        **error)
{
  g_autoptr (GPtrArray) parked = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->moves->len; i++)
    {
      Move          *move = g_ptr_array_index (self->moves, i);
      char          *away = g_strdup_printf ("\x01%u", i);
      YutuPlaceClass out = { .code = away, .kind = move->to->kind };
      const Move     first = { move->code, &out };

      g_ptr_array_add (parked, away);
      if (!move_names (connection, &first, error))
        return FALSE;
    }
  for (guint i = 0; i < self->moves->len; i++)
    {
      const Move *move = g_ptr_array_index (self->moves, i);
      const Move  second = { g_ptr_array_index (parked, i), move->to };

      if (!move_names (connection, &second, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_classes (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return hold_against_names (connection, data, error);
}

static gboolean
write_classes (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Import  *self = data;
  gboolean is_shipped = self->classes == yutu_place_classes_get_shipped ();

  if (!hold_against_names (connection, self, error))
    return FALSE;
  if (self->result->rejected > 0)
    {
      g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "rows are rejected"); /* rolls it back */
      return FALSE;
    }
  return yutu_place_classes_store (connection, is_shipped ? NULL : self->classes, error) && move_all (connection, self, error);
}

/* self->classes, when the table is whole; else nothing is done. */
static gboolean
carry_out (YutuFile   *file,
           Import     *self,
           const char *title,
           GError    **error)
{
  const YutuImportRowsSpec *spec = self->spec;
  YutuEntrySpec             entry = { .kind = "name-classes", .title = title, .actor = spec->actor };
  g_autoptr (GError) why = NULL;

  if (spec->dry_run || self->result->rejected > 0)
    return self->classes == NULL ||
           yutu_store_read (yutu_file_get_store (file), try_classes, self, spec->cancellable, error);
  if (yutu_store_write (yutu_file_get_store (file), &entry, write_classes, self, &self->result->entry, spec->cancellable, &why))
    return TRUE;
  if (self->result->rejected > 0 && g_error_matches (why, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED))
    {
      self->result->added = 0;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
yutu_file_import_place_classes (YutuFile                 *self,
                                const YutuImportRowsSpec *spec,
                                YutuImportRowsResult     *result,
                                GError                  **error)
{
  g_autofree char *base = g_path_get_basename (spec->path);
  g_autofree char *title = g_strdup_printf ("更换地名类别表 %s", base);
  g_auto (Import) import;

  import_init (&import, spec, result);
  if (!read_table (&import, error) || !yutu_import_require_rows (spec->path, result->rows, error))
    return FALSE;
  import.classes = yutu_place_classes_parse (import.text->str); /* NULL: every row is rejected */
  result->classes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; import.classes != NULL && i < yutu_place_classes_count (import.classes); i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (import.classes, i);

      g_ptr_array_add (result->classes, g_strdup_printf ("%s %s", class->code, class->title));
    }
  return carry_out (self, &import, title, error);
}

gboolean
yutu_file_reset_place_classes (YutuFile                 *self,
                               const YutuImportRowsSpec *spec,
                               YutuImportRowsResult     *result,
                               GError                  **error)
{
  g_auto (Import) import;

  import_init (&import, spec, result);
  import.classes = yutu_place_classes_ref (yutu_place_classes_get_shipped ());
  result->rows = result->added = yutu_place_classes_count (import.classes);
  return carry_out (self, &import, "恢复程序的地名类别表", error);
}

/* ---- Telling ---- */

typedef struct
{
  YutuPlaceClasses *classes;
  GHashTable       *counts;
} List;

static gboolean
list_classes (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  List         *list = data;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT " CODE_SQL ", count (*) FROM place_name GROUP BY 1", error);
  gboolean      found = TRUE;

  list->classes = yutu_place_classes_load (connection, error);
  while (list->classes != NULL && row != NULL && yutu_connection_step (connection, row, &found, error))
    {
      gint64 n = sqlite3_column_int64 (row, 1);

      if (!found)
        return TRUE;
      g_hash_table_insert (list->counts, g_strdup ((const char *)sqlite3_column_text (row, 0)), g_memdup2 (&n, sizeof n));
    }
  return FALSE;
}

gboolean
yutu_file_list_place_classes (YutuFile          *self,
                              YutuPlaceClasses **classes,
                              GHashTable       **counts,
                              GError           **error)
{
  List list = { .counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

  if (!yutu_store_read (yutu_file_get_store (self), list_classes, &list, NULL, error))
    {
      g_hash_table_unref (list.counts);
      yutu_place_classes_unref (list.classes);
      return FALSE;
    }
  *classes = list.classes;
  *counts = list.counts;
  return TRUE;
}

gboolean
yutu_place_classes_export (const YutuPlaceClasses *classes,
                           const char             *path,
                           GError                **error)
{
  g_autofree char *text = yutu_place_classes_format (classes);

  return yutu_import_rows_export_table (path, "place-classes", COLUMNS, N_COLUMNS, text, error);
}
