/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The review's jobs; each is one synchronous function on a worker. */

#include "session/yutu-address-review.h"

#include "session/yutu-session-private.h"

/* What one of them is asked. */
typedef struct
{
  YutuReviewSpec     spec; /* table NULL: none */
  YutuAddressReview *review;
  YutuProgress      *progress;
  char              *path;
  char              *text;
  gint64            *ids;
  gsize              n;
  YutuAddressFormer  former;
  GArray            *marks; /* of YutuMark */
  int                epsg;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_clear_pointer (&self->spec.table, yutu_address_table_unref);
  g_clear_pointer (&self->review, yutu_address_review_unref);
  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->path);
  g_free (self->text);
  g_free (self->ids);
  g_free (self);
}

static Ask *
ask_new (YutuProgress *progress)
{
  Ask *self = g_new0 (Ask, 1);

  self->progress = progress != NULL ? yutu_progress_ref (progress) : NULL;
  return self;
}

/* ---- Reading a list ---- */

static gpointer
read_table (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Ask *ask = data;

  return ask->path != NULL ? yutu_address_table_read_file (ask->path, ask->progress, error)
                           : yutu_address_table_read_text (ask->text, error);
}

static const YutuSessionWorkSpec READ = { read_table, (GDestroyNotify)yutu_address_table_unref, FALSE };

void
yutu_session_read_address_table_async (YutuSession        *self,
                                       const char         *path,
                                       const char         *text,
                                       YutuProgress       *progress,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail ((path == NULL) != (text == NULL));
  ask = ask_new (progress);
  ask->path = g_strdup (path);
  ask->text = g_strdup (text);
  yutu_session_begin_work (self, &READ, ask, ask_free, cancellable, callback, user_data);
}

YutuAddressTable *
yutu_session_read_address_table_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}

/* ---- Matching ---- */

static gpointer
review_addresses (YutuSessionWork *work,
                  gpointer         data,
                  GError         **error)
{
  const Ask *ask = data;

  return yutu_file_review_addresses (work->file, &ask->spec, work->day, ask->progress, work->cancellable, error);
}

static const YutuSessionWorkSpec REVIEW = { review_addresses, (GDestroyNotify)yutu_address_review_unref, FALSE };

void
yutu_session_review_addresses_async (YutuSession          *self,
                                     const YutuReviewSpec *spec,
                                     YutuProgress         *progress,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (progress);
  ask->spec = *spec;
  yutu_address_table_ref (spec->table);
  yutu_session_begin_work (self, &REVIEW, ask, ask_free, cancellable, callback, user_data);
}

YutuAddressReview *
yutu_session_review_addresses_finish (YutuSession  *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  return yutu_session_finish_work (self, &REVIEW, result, error);
}

/* ---- Marks ---- */

static gpointer
make_marks (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Ask *ask = data;

  return yutu_marks_new (ask->epsg, (const YutuMark *)(gpointer)ask->marks->data, ask->marks->len);
}

static const YutuSessionWorkSpec MARKS = { make_marks, (GDestroyNotify)yutu_marks_unref, FALSE };

YutuMarkKind
yutu_review_row_get_mark (const YutuReviewRow *row)
{
  switch (yutu_review_row_get_group (row))
    {
    case YUTU_REVIEW_CONFIRM:
      return YUTU_MARK_WEEK;
    case YUTU_REVIEW_HAND:
      return YUTU_MARK_OVERDUE;
    case YUTU_REVIEW_DECIDED:
      return YUTU_MARK_LATER;
    case YUTU_REVIEW_ALL:
    case YUTU_REVIEW_AUTO:
    default:
      return YUTU_MARK_PLAIN;
    }
}

/* The points are taken now: rows are the main thread's. */
void
yutu_session_mark_review_async (YutuSession             *self,
                                const YutuAddressReview *review,
                                GCancellable            *cancellable,
                                GAsyncReadyCallback      callback,
                                gpointer                 user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (NULL);
  ask->epsg = yutu_session_get_map_epsg (self);
  ask->marks = g_array_sized_new (FALSE, FALSE, sizeof (YutuMark), (guint)yutu_address_review_count (review));
  for (gsize i = 0; i < yutu_address_review_count (review); i++)
    {
      const YutuReviewRow *row = yutu_address_review_get (review, i);
      YutuMark             mark = { (gint64)i + 1, row->choice.point, yutu_review_row_get_mark (row) };

      if (row->choice.has_point)
        g_array_append_val (ask->marks, mark);
    }
  yutu_session_begin_work (self, &MARKS, ask, ask_free, cancellable, callback, user_data);
}

YutuMarks *
yutu_session_mark_review_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &MARKS, result, error);
}

/* ---- One row ---- */

static gpointer
list_choices (YutuSessionWork *work,
              gpointer         data,
              GError         **error)
{
  const Ask *ask = data;

  return yutu_file_list_address_choices (work->file, ask->ids, ask->n, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec CHOICES = { list_choices, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_address_choices_async (YutuSession        *self,
                                         const gint64       *ids,
                                         gsize               n,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (NULL);
  ask->ids = g_memdup2 (ids, n * sizeof *ids);
  ask->n = n;
  yutu_session_begin_work (self, &CHOICES, ask, ask_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_address_choices_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error)
{
  return yutu_session_finish_work (self, &CHOICES, result, error);
}

static gpointer
list_chain (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Ask *ask = data;

  return yutu_file_list_address_chain (work->file, &ask->former, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec CHAIN = { list_chain, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_address_chain_async (YutuSession             *self,
                                       const YutuAddressFormer *former,
                                       GCancellable            *cancellable,
                                       GAsyncReadyCallback      callback,
                                       gpointer                 user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (NULL);
  ask->former = *former;
  yutu_session_begin_work (self, &CHAIN, ask, ask_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_address_chain_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  return yutu_session_finish_work (self, &CHAIN, result, error);
}

/* ---- Saving ---- */

static gpointer
save_review (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Ask *ask = data;

  return yutu_address_review_save (ask->review, ask->path, ask->progress, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static const YutuSessionWorkSpec SAVE = { save_review, NULL, FALSE };

void
yutu_session_save_review_async (YutuSession        *self,
                                YutuAddressReview  *review,
                                const char         *path,
                                YutuProgress       *progress,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  ask = ask_new (progress);
  ask->review = yutu_address_review_ref (review);
  ask->path = g_strdup (path);
  yutu_session_begin_work (self, &SAVE, ask, ask_free, cancellable, callback, user_data);
}

gboolean
yutu_session_save_review_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &SAVE, result, error) != NULL;
}
