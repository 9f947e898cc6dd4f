/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-list.h"

#include <string.h>

#include "gazetteer/yutu-address.h"
#include "session/yutu-batch-private.h"
#include "session/yutu-session-private.h"

static void
row_free (gpointer data)
{
  g_free (((YutuListedAddress *)data)->text);
  g_free (data);
}

void
yutu_address_list_free (YutuAddressList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const YutuListedAddress *one = *(const YutuListedAddress *const *)a;
  const YutuListedAddress *other = *(const YutuListedAddress *const *)b;

  if (one->place != other->place)
    return one->place < other->place ? -1 : 1;
  if (one->place == 0 && one->village != other->village)
    return one->village < other->village ? -1 : 1;
  if (one->door != other->door)
    return one->door < other->door ? -1 : 1;
  return strcmp (one->text, other->text);
}

typedef struct
{
  const YutuBatchSource *source;
  YutuDay                day;
  gsize                  limit;
  YutuAddressList       *list;
} Read;

static gboolean
read_row (YutuConnection *connection,
          gint64          id,
          GPtrArray      *rows,
          GError        **error)
{
  YutuListedAddress *listed = NULL;
  g_autoptr (YutuAddressRow) row = NULL;

  if (!yutu_address_load (connection, id, &row, error))
    return FALSE;
  if (row == NULL)
    return TRUE;
  listed = g_new (YutuListedAddress, 1);
  *listed = (YutuListedAddress){
    .id = id,
    .text = row->text != NULL ? g_steal_pointer (&row->text) : g_strdup (""),
    .status = row->status,
    .village = row->village,
    .place = row->place,
    .door = row->door,
    .has_point = row->has_point,
    .point = row->point,
  };
  g_ptr_array_add (rows, listed);
  return TRUE;
}

static gboolean
read_list (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Read *self = data;
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (YutuBatchObject));

  if (!yutu_batch_list_objects (connection, self->source, self->day, objects, error))
    return FALSE;
  self->list->total = objects->len;
  for (guint i = 0; i < MIN (objects->len, self->limit); i++)
    if (!read_row (connection, g_array_index (objects, YutuBatchObject, i).object, self->list->rows, error))
      return FALSE;
  g_ptr_array_sort (self->list->rows, compare_rows);
  return TRUE;
}

YutuAddressList *
yutu_file_list_addresses (YutuFile              *self,
                          const YutuBatchSource *source,
                          YutuDay                day,
                          gsize                  limit,
                          GCancellable          *cancellable,
                          GError               **error)
{
  g_autoptr (YutuAddressList) list = g_new0 (YutuAddressList, 1);
  Read read = { source, day, limit, list };

  list->rows = g_ptr_array_new_with_free_func (row_free);
  return yutu_store_read (yutu_file_get_store (self), read_list, &read, cancellable, error) ? g_steal_pointer (&list) : NULL;
}

/* ---- For a window ---- */

typedef struct
{
  YutuPlace *place;
  gsize      limit;
  int        epsg;
} Job;

static void
job_free (gpointer data)
{
  yutu_place_unref (((Job *)data)->place);
  g_free (data);
}

typedef struct
{
  YutuAddressList *list;
  YutuMarks       *marks;
} Listed;

static void
listed_free (gpointer data)
{
  Listed *self = data;

  yutu_address_list_free (self->list);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_free (self);
}

static YutuMarks *
mark_rows (const YutuAddressList *list,
           int                    epsg)
{
  g_autofree YutuMark *marks = g_new (YutuMark, list->rows->len + 1);
  gsize                n = 0;

  for (guint i = 0; i < list->rows->len; i++)
    {
      const YutuListedAddress *row = g_ptr_array_index (list->rows, i);

      if (row->has_point)
        marks[n++] = (YutuMark){ row->id, row->point, YUTU_MARK_PLAIN };
    }
  return yutu_marks_new (epsg, marks, n);
}

static gpointer
list_addresses (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Job       *job = data;
  YutuBatchSource  source;
  YutuAddressList *list = NULL;
  Listed          *listed = NULL;

  yutu_batch_source_from_place (&source, job->place);
  list = yutu_file_list_addresses (work->file, &source, work->day, job->limit, work->cancellable, error);
  if (list == NULL)
    return NULL;
  listed = g_new0 (Listed, 1);
  listed->list = list;
  listed->marks = mark_rows (list, job->epsg);
  return listed;
}

static const YutuSessionWorkSpec LIST_ADDRESSES = { list_addresses, listed_free, FALSE };

void
yutu_session_list_addresses_async (YutuSession        *self,
                                   YutuPlace          *place,
                                   gsize               limit,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->place = yutu_place_ref (place);
  job->limit = limit;
  job->epsg = yutu_session_get_map_epsg (self);
  yutu_session_begin_work (self, &LIST_ADDRESSES, job, job_free, cancellable, callback, user_data);
}

YutuAddressList *
yutu_session_list_addresses_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    YutuMarks   **marks,
                                    GError      **error)
{
  Listed          *listed = yutu_session_finish_work (self, &LIST_ADDRESSES, result, error);
  YutuAddressList *list = NULL;

  if (listed == NULL)
    return NULL;
  list = g_steal_pointer (&listed->list);
  *marks = g_steal_pointer (&listed->marks);
  listed_free (listed);
  return list;
}
