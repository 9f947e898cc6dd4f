/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands behind a name and is no part of it, 叶大塘路4号对面, 罗店镇政府: by data/rules/search-tails.csv the rest, or
 * the full name, is looked for. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "base/yutu-data.h"

#define LEAST_REST 2 /* characters */

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
      g_autofree char *changed = NULL;

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
