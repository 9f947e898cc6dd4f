/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-history.h"

typedef struct
{
  gint64      unit;
  const char *text;
  YutuDay     day;
  GPtrArray  *events;
} Ask;

static gboolean
read_history (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Ask *ask = data;

  ask->events = yutu_division_list_history (connection, ask->unit, error);
  return ask->events != NULL;
}

GPtrArray *
yutu_file_list_unit_history (YutuFile     *self,
                             gint64        unit,
                             GCancellable *cancellable,
                             GError      **error)
{
  Ask ask = { .unit = unit };

  yutu_store_read (yutu_file_get_store (self), read_history, &ask, cancellable, error);
  return ask.events;
}

static gboolean
find_unit (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Ask *ask = data;
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) found =
    yutu_division_find (connection, ask->text, yutu_day_format (ask->day, day), error);

  if (found == NULL)
    return FALSE;
  if (found->len == 1)
    {
      ask->unit = ((YutuDivision *)g_ptr_array_index (found, 0))->unit;
      return TRUE;
    }
  return yutu_division_find_ever (connection, ask->text, &ask->unit, error);
}

gboolean
yutu_file_find_unit_ever (YutuFile   *self,
                          const char *text,
                          YutuDay     day,
                          gint64     *unit,
                          GError    **error)
{
  Ask      ask = { .text = text, .day = day };
  gboolean done = yutu_store_read (yutu_file_get_store (self), find_unit, &ask, NULL, error);

  *unit = ask.unit;
  return done;
}
