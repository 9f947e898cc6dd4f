/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-work.h"

typedef struct
{
  YutuDay           day;
  YutuNextLineFunc  next;
  YutuTakeMatchFunc take;
  gpointer          data;
  GCancellable     *cancellable;
} Work;

static gboolean
match_lines (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Work *work = data;
  g_autoptr (YutuAddressMatcher) matcher = yutu_address_matcher_new (connection, work->day, error);
  g_auto (YutuAddressMatch) match = { 0 };

  if (matcher == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (GError) why = NULL;
      const char *line = work->next (work->data, &why);

      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error) ||
          !yutu_address_matcher_run (matcher, line, &match, error) || !work->take (line, &match, work->data, error))
        return FALSE;
    }
}

gboolean
yutu_file_match_addresses (YutuFile         *self,
                           YutuDay           day,
                           YutuNextLineFunc  next,
                           YutuTakeMatchFunc take,
                           gpointer          data,
                           GCancellable     *cancellable,
                           GError          **error)
{
  Work work = { day, next, take, data, cancellable };

  return yutu_store_read (yutu_file_get_store (self), match_lines, &work, cancellable, error);
}

typedef struct
{
  YutuPoint  point;
  double     max_m;
  YutuDay    day;
  gsize      limit;
  GPtrArray *rows;
} Near;

static gboolean
list_near (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Near *near = data;

  near->rows = yutu_address_near (connection, near->point, near->max_m, near->day, near->limit, error);
  return near->rows != NULL;
}

GPtrArray *
yutu_file_list_addresses_near (YutuFile     *self,
                               YutuPoint     point,
                               double        max_m,
                               YutuDay       day,
                               gsize         limit,
                               GCancellable *cancellable,
                               GError      **error)
{
  Near near = { point, max_m, day, limit, NULL };

  return yutu_store_read (yutu_file_get_store (self), list_near, &near, cancellable, error) ? near.rows : NULL;
}
