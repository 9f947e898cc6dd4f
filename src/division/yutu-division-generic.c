/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-generic.h"

#include <stdlib.h>
#include <string.h>

#include "base/yutu-data.h"

void
yutu_division_name_clear (YutuDivisionName *self)
{
  g_clear_pointer (&self->proper, g_free);
  g_clear_pointer (&self->generic, g_free);
  g_clear_pointer (&self->type, g_free);
}

typedef struct
{
  char *text;
  int   level;
  char *type;
} Term;

struct _YutuDivisionTerms
{
  GArray *terms; /* Term */
};

static void
term_clear (gpointer data)
{
  Term *term = data;

  g_free (term->text);
  g_free (term->type);
}

void
yutu_division_terms_free (YutuDivisionTerms *self)
{
  g_array_unref (self->terms);
  g_free (self);
}

YutuDivisionTerms *
yutu_division_terms_load (GError **error)
{
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/division-generic.csv", 3, error);
  YutuDivisionTerms *self = NULL;

  if (rows == NULL)
    return NULL;
  self = g_new0 (YutuDivisionTerms, 1);
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, term_clear);
  for (guint i = 0; i < rows->len; i++)
    {
      char **fields = g_ptr_array_index (rows, i);
      Term   term = { g_strdup (fields[0]), atoi (fields[1]), g_strdup (fields[2]) };

      g_array_append_val (self->terms, term);
    }
  return self;
}

/* The longest generic term of the level that the name ends in, and that leaves something. */
void
yutu_division_terms_split (const YutuDivisionTerms *self,
                           const char              *name,
                           int                      level,
                           YutuDivisionName        *result)
{
  const char *best = "", *type = "unit";

  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);
      gsize       length = strlen (term->text);

      if (term->level != level || !g_str_has_suffix (name, term->text) || length >= strlen (name) ||
          length <= strlen (best))
        continue;
      best = name + strlen (name) - length;
      type = term->type;
    }
  *result = (YutuDivisionName){ g_strndup (name, strlen (name) - strlen (best)), g_strdup (best), g_strdup (type) };
}

gboolean
yutu_division_split_name (const char       *name,
                          int               level,
                          YutuDivisionName *result,
                          GError          **error)
{
  g_autoptr (YutuDivisionTerms) terms = yutu_division_terms_load (error);

  if (terms == NULL)
    return FALSE;
  yutu_division_terms_split (terms, name, level, result);
  return TRUE;
}

int
yutu_division_level_of_code (const char *code)
{
  gsize length = strlen (code);

  if (strspn (code, "0123456789") != length)
    return 0;
  switch (length)
    {
    case 2:
      return 1;
    case 4:
      return 2;
    case 6:
      return 3;
    case 9:
      return 4;
    case 12:
      return 5;
    default:
      return 0;
    }
}
