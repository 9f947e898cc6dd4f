/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Dated rules of acts: data/rules/code-blocks.csv, act-approvals.csv and act-papers.csv. Lists inside a
 * field are divided by "|", "*" is any. The basis is the last field, so that its commas need no care. */

#include "division/yutu-act-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/yutu-data.h"

/* The rows of a file that hold on @day: GStrv of @n_fields each. The last three fields are valid_from,
 * valid_to and basis. */
static GPtrArray *
load_rows (const char *name,
           guint       n_fields,
           const char *day,
           GError    **error)
{
  GPtrArray *rows = yutu_data_load_rows (name, n_fields, error);

  for (guint i = rows != NULL ? rows->len : 0; i-- > 0;)
    {
      char **fields = g_ptr_array_index (rows, i);

      if (strcmp (fields[n_fields - 3], day) > 0 || strcmp (day, fields[n_fields - 2]) >= 0)
        g_ptr_array_remove_index (rows, i);
    }
  return rows;
}

static gboolean
is_listed (const char *list,
           const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);

  return strcmp (list, "*") == 0 || g_strv_contains ((const char *const *)words, word);
}

/* ---- Blocks of codes ---- */

enum
{
  BLOCK_LEVEL,
  BLOCK_TYPE,
  BLOCK_FIRST,
  BLOCK_LAST,
  N_BLOCK_FIELDS = 7,
};

GArray *
yutu_act_rule_list_blocks (int         level,
                           const char *type,
                           const char *day,
                           GError    **error)
{
  g_autoptr (GPtrArray) rows = load_rows ("rules/code-blocks.csv", N_BLOCK_FIELDS, day, error);
  GArray *blocks = NULL;

  if (rows == NULL)
    return NULL;
  blocks = g_array_new (FALSE, FALSE, sizeof (YutuActBlock));
  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *fields = g_ptr_array_index (rows, i);
      YutuActBlock       block = { atoi (fields[BLOCK_FIRST]), atoi (fields[BLOCK_LAST]) };

      if (atoi (fields[BLOCK_LEVEL]) == level && strcmp (fields[BLOCK_TYPE], type) == 0)
        g_array_append_val (blocks, block);
    }
  return blocks;
}

/* ---- Who approves ---- */

enum
{
  ORGAN_KINDS,
  ORGAN_LEVEL,
  ORGAN_TYPES,
  ORGAN_ORGANS,
  ORGAN_BASIS = 6,
  N_ORGAN_FIELDS,
};

/* A row that names the kind goes before one for any. */
gboolean
yutu_act_list_organs (YutuActKind kind,
                      int         level,
                      const char *type,
                      const char *day,
                      GStrv      *organs,
                      char      **basis,
                      GError    **error)
{
  g_autoptr (GPtrArray) rows = load_rows ("rules/act-approvals.csv", N_ORGAN_FIELDS, day, error);
  const char *const *best = NULL;

  *organs = NULL;
  *basis = NULL;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *fields = g_ptr_array_index (rows, i);

      if (atoi (fields[ORGAN_LEVEL]) == level && is_listed (fields[ORGAN_TYPES], type) &&
          is_listed (fields[ORGAN_KINDS], yutu_act_kind_get_id (kind)) &&
          (best == NULL || strcmp (best[ORGAN_KINDS], "*") == 0))
        best = fields;
    }
  if (best == NULL)
    return TRUE;
  *organs = g_strsplit (best[ORGAN_ORGANS], "|", -1);
  *basis = g_strdup (best[ORGAN_BASIS]);
  return TRUE;
}

/* ---- Papers ---- */

enum
{
  PAPER_ID,
  PAPER_KINDS,
  PAPER_ZH,
  PAPER_EN,
  PAPER_BASIS = 6,
  N_PAPER_FIELDS,
};

static void
paper_free (gpointer data)
{
  YutuActPaper *self = data;

  g_free (self->id);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self->basis);
  g_free (self);
}

GPtrArray *
yutu_act_list_papers (YutuActKind kind,
                      const char *day,
                      GError    **error)
{
  g_autoptr (GPtrArray) rows = load_rows ("rules/act-papers.csv", N_PAPER_FIELDS, day, error);
  GPtrArray *papers = NULL;

  if (rows == NULL)
    return NULL;
  papers = g_ptr_array_new_with_free_func (paper_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *fields = g_ptr_array_index (rows, i);
      YutuActPaper      *paper = NULL;

      if (!is_listed (fields[PAPER_KINDS], yutu_act_kind_get_id (kind)))
        continue;
      paper = g_new0 (YutuActPaper, 1);
      paper->id = g_strdup (fields[PAPER_ID]);
      paper->title_zh = g_strdup (fields[PAPER_ZH]);
      paper->title_en = g_strdup (fields[PAPER_EN]);
      paper->basis = g_strdup (fields[PAPER_BASIS]);
      g_ptr_array_add (papers, paper);
    }
  return papers;
}
