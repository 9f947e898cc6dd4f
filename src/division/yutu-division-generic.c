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

gboolean
yutu_division_split_name (const char       *name,
                          int               level,
                          YutuDivisionName *result,
                          GError          **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/division-generic.csv", error);
  g_auto (GStrv) lines = NULL;
  const char *best = "";

  if (bytes == NULL)
    return FALSE;
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  result->type = g_strdup ("unit");
  /* The longest generic term of the level that the name ends in, and that leaves something. */
  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);

      if (g_strv_length (fields) != 3 || atoi (fields[1]) != level ||
          !g_str_has_suffix (name, fields[0]) || strlen (fields[0]) >= strlen (name) ||
          strlen (fields[0]) <= strlen (best))
        continue;
      best = name + strlen (name) - strlen (fields[0]);
      g_free (result->type);
      result->type = g_strdup (fields[2]);
    }
  result->generic = g_strdup (best);
  result->proper = g_strndup (name, strlen (name) - strlen (best));
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
