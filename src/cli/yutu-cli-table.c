/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli-table.h"

#define GAP 2

struct _YutuCliTable
{
  guint      n_columns;
  GPtrArray *rows; /* GStrv; the first are the headings */
  gboolean  *is_right;
};

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iszerowidth (g_utf8_get_char (at)) ? 0 : g_unichar_iswide (g_utf8_get_char (at)) ? 2
                                                                                                      : 1;
  return width;
}

YutuCliTable *
yutu_cli_table_new (const char        *aligns,
                    const char *const *headings)
{
  YutuCliTable *self = g_new0 (YutuCliTable, 1);
  GStrv         row = NULL;

  self->n_columns = g_strv_length ((GStrv)headings);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->is_right = g_new0 (gboolean, self->n_columns + 1);
  row = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->is_right[i] = aligns[i] == 'r';
      row[i] = g_strdup (headings[i]);
    }
  g_ptr_array_add (self->rows, row);
  return self;
}

void
yutu_cli_table_add (YutuCliTable      *self,
                    const char *const *cells)
{
  GStrv row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = g_strdup (cells[i] != NULL && *cells[i] != '\0' ? cells[i] : "–");
  g_ptr_array_add (self->rows, row);
}

/* No blanks at the end of a line. */
static void
print_row (const YutuCliTable *self,
           GStrv               row,
           const guint        *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint blanks = widths[i] - measure (row[i]);

      g_string_append_printf (line, "%*s", GAP, "");
      if (self->is_right[i])
        g_string_append_printf (line, "%*s%s", (int)blanks, "", row[i]);
      else
        g_string_append_printf (line, "%s%*s", row[i], (int)blanks, "");
    }
  g_print ("%s\n", g_strchomp (line->str));
}

void
yutu_cli_table_print (YutuCliTable *self,
                      const char   *title)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns + 1);

  for (guint r = 0; r < self->rows->len; r++)
    for (guint i = 0; i < self->n_columns; i++)
      widths[i] = MAX (widths[i], measure (((GStrv)g_ptr_array_index (self->rows, r))[i]));
  if (self->rows->len > 1)
    {
      guint first = 0;

      g_print ("%s\n", title);
      for (guint i = 0; first == 0 && i < self->n_columns; i++)
        first = *((GStrv)g_ptr_array_index (self->rows, 0))[i] != '\0';
      for (guint r = 1 - first; r < self->rows->len; r++)
        print_row (self, g_ptr_array_index (self->rows, r), widths);
      g_print ("\n");
    }
  g_ptr_array_unref (self->rows);
  g_free (self->is_right);
  g_free (self);
}
