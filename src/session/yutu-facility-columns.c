/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which column of a table from outside is which. */

#include "session/yutu-facility-cells-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define NO_COLUMN -2 /* a map says that the table has none */

static gboolean
set_column (YutuFacilityColumns *self,
            const char          *path,
            const YutuColumn    *column,
            int                  at,
            GError             **error)
{
  guint index = (guint)(column - &g_array_index (self->columns, YutuColumn, 0));

  if (self->at[index] == -1 || self->at[index] == at)
    {
      self->at[index] = at;
      return TRUE;
    }
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               _ ("%s: two columns are %s"), path, column->id);
  return FALSE;
}

static gboolean
take_map (YutuFacilityColumns *self,
          const char          *path,
          const char          *map,
          GError             **error)
{
  const char       *equals = strchr (map, '=');
  g_autofree char  *id = equals != NULL ? g_strndup (map, (gsize)(equals - map)) : g_strdup (map);
  const char *const names[] = { equals != NULL ? equals + 1 : "", NULL };
  const YutuColumn *column = yutu_columns_find (self->columns, id);
  int               at = yutu_source_find_field (self->source, names);

  if (column != NULL && equals != NULL && equals[1] == '\0')
    at = NO_COLUMN;
  if (column != NULL && at != -1)
    return set_column (self, path, column, at, error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS,
               column == NULL ? _ ("%s: %s: there is no such field") : _ ("%s: %s: the table has no such column"),
               path, map);
  return FALSE;
}

static gboolean
is_mapped (const YutuFacilityColumns *self,
           int                        at)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (self->at[i] == at)
      return TRUE;
  return FALSE;
}

gboolean
yutu_facility_columns_match (YutuFacilityColumns *self,
                             const char          *path,
                             const char *const   *maps,
                             YutuColumnFind       find,
                             YutuColumnTell       tell,
                             gpointer             data,
                             GError             **error)
{
  g_autofree int *is_said = NULL; /* -1: no map speaks of it */

  self->at = g_new (int, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    self->at[i] = -1;
  for (gsize i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!take_map (self, path, maps[i], error))
      return FALSE;
  is_said = g_memdup2 (self->at, self->columns->len * sizeof *self->at);
  for (gsize i = 0; i < yutu_source_count_fields (self->source); i++)
    {
      const char       *heading = yutu_source_get_field (self->source, i);
      const YutuColumn *column = find (self->columns, heading);

      if (is_mapped (self, (int)i))
        continue;
      if (column == NULL || is_said[column - &g_array_index (self->columns, YutuColumn, 0)] != -1)
        tell (heading, data);
      else if (!set_column (self, path, column, (int)i, error))
        return FALSE;
    }
  for (guint i = 0; i < self->columns->len; i++)
    self->at[i] = MAX (self->at[i], -1);
  return TRUE;
}

gboolean
yutu_facility_columns_has (const YutuFacilityColumns *self,
                           const char                *id)
{
  const YutuColumn *column = yutu_columns_find (self->columns, id);

  return column != NULL && self->at[column - &g_array_index (self->columns, YutuColumn, 0)] >= 0;
}

const char *
yutu_facility_columns_name (const YutuFacilityColumns *self,
                            const char                *id)
{
  for (guint i = 0; id != NULL && self->at != NULL && i < self->columns->len; i++)
    {
      const YutuColumn *column = &g_array_index (self->columns, YutuColumn, i);

      if (strcmp (column->id, id) != 0)
        continue;
      return self->at[i] >= 0 ? yutu_source_get_field (self->source, (gsize)self->at[i]) : yutu_title_get (&column->title);
    }
  return id;
}

/* What a message goes on with behind " ID:" (ID, and a colon, in any language); NULL: it does not say that. */
static const char *
skip_field (const char *message,
            const char *id)
{
  const char *at = strstr (message, id);

  if (at == NULL || at == message || at[-1] != ' ')
    return NULL;
  at += strlen (id);
  if (g_str_has_prefix (at, ": "))
    return at + 2;
  return g_str_has_prefix (at, "：") ? at + strlen ("：") : NULL;
}

const char *
yutu_facility_columns_take_field (const YutuFacilityColumns *self,
                                  const char               **message)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *id = g_array_index (self->columns, YutuColumn, i).id;
      const char *rest = skip_field (*message, id);

      if (rest == NULL)
        continue;
      *message = rest;
      return id;
    }
  return NULL;
}
