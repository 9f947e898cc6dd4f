/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What derivers are told of the rows that a write, an undo or a redo changed. */

#include "store/yutu-changeset-walk.h"

#include <string.h>

static YutuChangedValue
tell_value (const YutuValue *value)
{
  return (YutuChangedValue){
    .type = value->type,
    .integer = yutu_value_to_int64 (value),
    .bytes = value->bytes,
    .size = value->size,
  };
}

/* The values of an undo stand the other way round. */
static void
tell_row (const YutuWalk   *walk,
          gboolean          is_undone,
          YutuChangedRow   *row,
          YutuChangedValue *values) /* twice n_columns */
{
  gboolean has_old = walk->operation != SQLITE_INSERT, has_new = walk->operation != SQLITE_DELETE;

  *row = (YutuChangedRow){
    .id = yutu_walk_get_id (walk),
    .was_there = is_undone ? has_new : has_old,
    .is_there = is_undone ? has_old : has_new,
    .n_columns = walk->n_columns,
    .before = values,
    .after = values + walk->n_columns,
  };
  memset (values, 0, 2 * walk->n_columns * sizeof *values);
  for (guint32 c = 0; c < walk->n_columns; c++)
    {
      if (has_old)
        values[c + (is_undone ? walk->n_columns : 0)] = tell_value (&walk->old_values[c]);
      if (has_new)
        values[c + (is_undone ? 0 : walk->n_columns)] = tell_value (&walk->new_values[c]);
    }
}

gboolean
yutu_connection_each_changed (YutuConnection    *self,
                              const char        *table,
                              YutuChangedRowFunc func,
                              gpointer           data,
                              GError           **error)
{
  g_auto (YutuWalk) walk = { 0 };
  g_autofree YutuChangedValue *values = NULL;
  guint32                      n_values = 0;

  if (self->changes == NULL)
    return TRUE;
  yutu_walk_init (&walk, self->changes, self->changes_size);
  while (yutu_walk_next (&walk))
    {
      YutuChangedRow row;

      if (strcmp (walk.table, table) != 0)
        continue;
      if (walk.n_columns > n_values)
        {
          n_values = walk.n_columns;
          values = g_renew (YutuChangedValue, values, 2 * n_values);
        }
      tell_row (&walk, self->changes_are_undone, &row, values);
      if (!func (self, &row, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_connection_knows_changes (YutuConnection *self)
{
  return self->changes != NULL;
}
