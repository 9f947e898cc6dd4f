/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-seeds.h"

#include "base/yutu-data.h"

YutuDemoTable *
yutu_demo_table_load (const char *name,
                      GError    **error)
{
  g_autoptr (YutuDemoTable) self = g_new0 (YutuDemoTable, 1);
  g_autofree char *path = g_strconcat ("seeds/", name, NULL);
  g_autoptr (GBytes) bytes = yutu_data_load (path, error);
  g_auto (GStrv) lines = NULL;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  if (bytes == NULL)
    return NULL;
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;

      if (*g_strchomp (lines[i]) == '\0' || lines[i][0] == '#')
        continue;
      cells = g_strsplit (lines[i], ",", -1);
      if (self->columns == NULL)
        self->columns = g_steal_pointer (&cells);
      else if (g_strv_length (cells) == g_strv_length (self->columns))
        g_ptr_array_add (self->rows, g_steal_pointer (&cells));
      else
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "%s:%" G_GSIZE_FORMAT ": %u cells, not %u", name, i + 1,
                       g_strv_length (cells), g_strv_length (self->columns));
          return NULL;
        }
    }
  if (self->columns != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: empty", name);
  return NULL;
}

void
yutu_demo_table_free (YutuDemoTable *self)
{
  g_strfreev (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const char *
yutu_demo_table_get (const YutuDemoTable *self,
                     guint                row,
                     const char          *column)
{
  GStrv cells = g_ptr_array_index (self->rows, row);

  for (gsize i = 0; self->columns[i] != NULL; i++)
    if (g_str_equal (self->columns[i], column))
      return cells[i];
  g_return_val_if_reached ("");
}

double
yutu_demo_table_get_number (const YutuDemoTable *self,
                            guint                row,
                            const char          *column)
{
  return g_ascii_strtod (yutu_demo_table_get (self, row, column), NULL);
}
