/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands behind a name and is no part of it, 叶大塘路4号对面, 罗店镇政府: by data/rules/search-tails.csv the rest, or
 * the full name, is looked for. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-pinyin-private.h"

#define LEAST_REST 2 /* characters */

/* 小区 of 菊苑小区1幢: before the number, what tells a kind; 对面 there would say where the number is. NULL when it does not
 * stand there. */
static char *
dup_without_kind (const char *query,
                  const char *kind)
{
  const char            *found = strstr (query, kind);
  gsize                  rest = found != NULL ? (gsize)(found - query) : 0;
  g_autofree char       *name = g_strndup (query, rest + strlen (kind));
  const YutuGenericTerm *term = found != NULL ? yutu_pinyin_find_generic (name) : NULL;

  if (term == NULL || strcmp (term->term, kind) != 0 || !g_ascii_isdigit (found[strlen (kind)]) ||
      g_utf8_strlen (query, (gssize)rest) < LEAST_REST)
    return NULL;
  return g_strdup_printf ("%.*s%s", (int)rest, query, found + strlen (kind));
}

gboolean
yutu_search_find_behind (YutuSearch   *self,
                         const char   *query,
                         YutuQueryFunc find,
                         GError      **error)
{
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/search-tails.csv", 2, error);
  const char *tail = NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && self->top.total == 0; i++)
    {
      char *const     *row = g_ptr_array_index (rows, i);
      gsize            rest = strlen (query) - MIN (strlen (row[0]), strlen (query));
      g_autofree char *changed = *row[0] != '\0' && *row[1] == '\0' ? dup_without_kind (query, row[0]) : NULL;

      if (changed != NULL)
        {
          if (!find (self, changed, error))
            return FALSE;
          continue;
        }
      /* the first that ends it is the longest; another one may be said of that alone */
      if (*row[0] == '\0' || !g_str_has_suffix (query, row[0]) || (tail != NULL && strcmp (tail, row[0]) != 0) ||
          g_utf8_strlen (query, (gssize)rest) < LEAST_REST)
        continue;
      tail = row[0];
      changed = g_strdup_printf ("%.*s%s", (int)rest, query, row[1]);
      if (!find (self, changed, error))
        return FALSE;
    }
  return TRUE;
}
