/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-sizes.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-import-rows-private.h"

enum
{
  TERM,
  NEED,
  FIGURE,
  BOUND,
  LEAST,
  IN_FORCE,
  PLACE,
  VALID_FROM,
  VALID_TO,
  BASIS,
  N_COLUMNS
};

static const YutuRowColumn COLUMNS[N_COLUMNS] = {
  [TERM] = { { "term", "通名" } },
  [NEED] = { { "need", "条件组", "条件" } },
  [FIGURE] = { { "figure", "指标" } },
  [BOUND] = { { "bound", "界限" } },
  [LEAST] = { { "least", "最低值", "下限", "标准" } },
  [IN_FORCE] = { { "in_force", "启用", "是否启用" } },
  [PLACE] = { { "place", "适用地区" } },
  [VALID_FROM] = { { "valid_from", "起始日期", "施行日期" } },
  [VALID_TO] = { { "valid_to", "截止日期", "废止日期" } },
  [BASIS] = { { "basis", "依据", "法律依据" } },
};

typedef struct
{
  const YutuImportRowsSpec *spec;
  YutuImportRowsResult     *result;
  int                       at[N_COLUMNS];
  GString                  *text;  /* the table, as the file keeps it */
  GHashTable               *needs; /* term → how many needs it has, of rows that say none */
} Import;

GArray *
yutu_import_list_size_columns (void)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (YutuRowColumn));

  return g_array_append_vals (columns, COLUMNS, N_COLUMNS);
}

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

static gboolean
is_one_of (const char *text,
           const char *a,
           const char *b,
           const char *c)
{
  return strcmp (text, a) == 0 || strcmp (text, b) == 0 || strcmp (text, c) == 0;
}

/* A day, or @otherwise where there is none; NULL: it is none. */
static const char *
read_day (const char *text,
          const char *otherwise,
          char        day[YUTU_DAY_TEXT_SIZE])
{
  if (*text == '\0')
    return otherwise;
  return yutu_day_parse (text) != YUTU_DAY_INVALID ? yutu_day_format (yutu_day_parse (text), day) : NULL;
}

static gboolean
check_cells (Import     *self,
             gint64      row,
             const char *cells[N_COLUMNS])
{
  YutuFigure figure;
  char      *end = NULL;
  double     least = g_ascii_strtod (cells[LEAST], &end);

  for (int i = 0; i < N_COLUMNS; i++)
    if (strpbrk (cells[i], "\t\r\n") != NULL || strlen (cells[i]) > 400)
      return reject (self, row, i, "value", g_strdup (_ ("the cell has a tab or a line end inside, or is too long; shorten it")));
  if (*cells[TERM] == '\0')
    return reject (self, row, TERM, "required", g_strdup (_ ("a limit is of a generic term; write it, or leave the row out")));
  if (!yutu_figure_from_text (cells[FIGURE], &figure))
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint i = 0; i < YUTU_N_FIGURES; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", yutu_figure_to_text (i));
      return reject (self, row, FIGURE, "value", g_strdup_printf (_ ("“%s” is none of the figures %s"), cells[FIGURE], known->str));
    }
  cells[FIGURE] = yutu_figure_to_text (figure);
  if (end == cells[LEAST] || *end != '\0' || !isfinite (least) || least < 0)
    return reject (self, row, LEAST, "value", g_strdup_printf (_ ("“%s” is no number"), cells[LEAST]));
  return TRUE;
}

/* What the table leaves empty. FALSE: told. */
static gboolean
fill_cells (Import     *self,
            gint64      row,
            const char *cells[N_COLUMNS],
            char        need[16],
            char        from[YUTU_DAY_TEXT_SIZE],
            char        to[YUTU_DAY_TEXT_SIZE])
{
  int n = GPOINTER_TO_INT (g_hash_table_lookup (self->needs, cells[TERM])) + 1;

  if (*cells[NEED] == '\0')
    {
      g_snprintf (need, 16, "%d", n);
      cells[NEED] = need;
      g_hash_table_insert (self->needs, g_strdup (cells[TERM]), GINT_TO_POINTER (n));
    }
  else if (strspn (cells[NEED], "0123456789") != strlen (cells[NEED]) || strlen (cells[NEED]) > 3 || atoi (cells[NEED]) == 0)
    return reject (self, row, NEED, "value",
                   g_strdup_printf (_ ("“%s” is no number of a need; write 1, 2 … or leave it empty"), cells[NEED]));
  if (*cells[BOUND] != '\0' && !is_one_of (cells[BOUND], "least", "以上", "不少于") && !is_one_of (cells[BOUND], "more", "大于", "超过"))
    return reject (self, row, BOUND, "value",
                   g_strdup_printf (_ ("“%s” is no bound; write least (不少于) or more (大于)"), cells[BOUND]));
  cells[BOUND] = *cells[BOUND] != '\0' && is_one_of (cells[BOUND], "more", "大于", "超过") ? "more" : "least";
  if (*cells[IN_FORCE] != '\0' && !is_one_of (cells[IN_FORCE], "yes", "是", "1") && !is_one_of (cells[IN_FORCE], "no", "否", "0"))
    return reject (self, row, IN_FORCE, "value", g_strdup_printf (_ ("“%s” is neither yes (是) nor no (否)"), cells[IN_FORCE]));
  cells[IN_FORCE] = *cells[IN_FORCE] == '\0' || is_one_of (cells[IN_FORCE], "yes", "是", "1") ? "yes" : "no";
  cells[VALID_FROM] = read_day (cells[VALID_FROM], "0001-01-01", from);
  cells[VALID_TO] = read_day (cells[VALID_TO], "9999-12-31", to);
  if (cells[VALID_FROM] == NULL || cells[VALID_TO] == NULL || strcmp (cells[VALID_FROM], cells[VALID_TO]) >= 0)
    return reject (self, row, cells[VALID_FROM] == NULL ? VALID_FROM : VALID_TO, "value",
                   g_strdup (_ ("the days are none, or end before they begin; write YYYY-MM-DD")));
  return TRUE;
}

static void
take_row (Import            *self,
          gint64             row,
          const char *const *values)
{
  const char *cells[N_COLUMNS];
  char        need[16], from[YUTU_DAY_TEXT_SIZE], to[YUTU_DAY_TEXT_SIZE];

  for (int i = 0; i < N_COLUMNS; i++)
    {
      const char *text = yutu_import_rows_get (values, self->at[i]);

      cells[i] = text != NULL ? text : "";
    }
  self->result->rows++;
  if (!check_cells (self, row, cells) || !fill_cells (self, row, cells, need, from, to))
    {
      self->result->rejected++;
      return;
    }
  self->result->added++;
  for (int i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (self->text, "%s%s", i > 0 ? "\t" : "", cells[i]);
  g_string_append_c (self->text, '\n');
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
  if (self->at[TERM] < 0 || self->at[FIGURE] < 0 || self->at[LEAST] < 0)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
                   _ ("%s: the term (term), the figure (figure) or the least of it (least) has no column"),
                   spec->path);
      return FALSE;
    }
  while (yutu_rows_next (rows, &values, error))
    {
      if (values == NULL)
        return TRUE;
      take_row (self, yutu_rows_get_row (rows), values);
      if (!yutu_progress_step (spec->progress, "sizes", (guint64)self->result->rows, 0, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
write_sizes (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_name_sizes_store (connection, data, error);
}

gboolean
yutu_file_import_name_sizes (YutuFile                 *self,
                             const YutuImportRowsSpec *spec,
                             YutuImportRowsResult     *result,
                             GError                  **error)
{
  g_autofree char *base = g_path_get_basename (spec->path);
  g_autofree char *title = g_strdup_printf ("更换通名规模标准表 %s", base);
  YutuEntrySpec    entry = { .kind = "name-sizes", .title = title, .actor = spec->actor };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) needs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (YutuNameSizes) sizes = NULL;
  Import import = { .spec = spec, .result = result, .text = text, .needs = needs };

  yutu_import_rows_result_init (result);
  if (!read_table (&import, error) || !yutu_import_require_rows (spec->path, result->rows, error))
    return FALSE;
  sizes = yutu_name_sizes_parse (text->str);
  g_assert (sizes != NULL); /* each row was checked */
  return spec->dry_run || result->rejected > 0 ||
         yutu_store_write (yutu_file_get_store (self), &entry, write_sizes, sizes, &result->entry, spec->cancellable, error);
}

/* ---- Choosing, listing ---- */

static gboolean
choose (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  const char *place = data;
  g_autoptr (YutuNameSizes) sizes = place != NULL ? yutu_name_sizes_load (connection, error) : NULL;
  g_autoptr (YutuNameSizes) chosen = sizes != NULL ? yutu_name_sizes_choose (sizes, place) : NULL;

  if (place != NULL && sizes == NULL)
    return FALSE;
  if (place != NULL && chosen == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("the table has no limits of “%s”; see the places in it"), place);
      return FALSE;
    }
  return yutu_name_sizes_store (connection, chosen, error);
}

gboolean
yutu_file_choose_name_sizes (YutuFile   *self,
                             const char *place,
                             const char *actor,
                             gint64     *entry,
                             GError    **error)
{
  g_autofree char *title = place != NULL ? g_strdup_printf ("启用通名规模标准 %s", place) : g_strdup ("恢复程序的通名规模标准表");
  YutuEntrySpec    spec = { .kind = "name-sizes", .title = title, .actor = actor };

  return yutu_store_write (yutu_file_get_store (self), &spec, choose, (gpointer)place, entry, NULL, error);
}

static gboolean
list_sizes (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuNameSizes **sizes = data;

  *sizes = yutu_name_sizes_load (connection, error);
  return *sizes != NULL;
}

YutuNameSizes *
yutu_file_list_name_sizes (YutuFile *self,
                           GError  **error)
{
  YutuNameSizes *sizes = NULL;

  return yutu_store_read (yutu_file_get_store (self), list_sizes, &sizes, NULL, error) ? sizes : NULL;
}

gboolean
yutu_name_sizes_export (const YutuNameSizes *sizes,
                        const char          *path,
                        GError             **error)
{
  g_autofree char *text = yutu_name_sizes_format (sizes);

  return yutu_import_rows_export_table (path, "naming-sizes", COLUMNS, N_COLUMNS, text, error);
}
