/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-correct.h"

#include <glib/gi18n.h>

#include "session/yutu-boundary-edit.h"
#include "session/yutu-session-private.h"

typedef struct
{
  const YutuAddressCorrection *correction;
  gint64                       id;
} Work;

static gboolean
correct (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  Work                        *self = data;
  const YutuAddressCorrection *correction = self->correction;

  self->id = correction->address;
  return correction->is_end
           ? yutu_address_end (connection, correction->address, correction->day, error)
           : yutu_address_set_numbers (connection, correction->address, &correction->numbers, correction->day, &self->id, error);
}

static gboolean
read_text (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuAddressRow **row = data;
  gint64           id = (*row)->id;

  g_clear_pointer (row, yutu_address_row_free);
  return yutu_address_load (connection, id, row, error);
}

gboolean
yutu_file_correct_address (YutuFile                    *self,
                           const YutuAddressCorrection *correction,
                           const YutuSigner            *signer,
                           gint64                      *id,
                           GError                     **error)
{
  Work          work = { correction, 0 };
  YutuEntrySpec entry = { .kind = correction->is_end ? "address-end" : "address-correct", .actor = signer->actor };
  g_autoptr (YutuAddressRow) row = g_new0 (YutuAddressRow, 1);
  g_autofree char *title = NULL;

  if (!yutu_boundary_may_edit (signer->role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                   _ ("addresses are corrected by the planner and the desk, not by %s; ask them"),
                   signer->role != NULL ? signer->role : _ ("nobody"));
      return FALSE;
    }
  row->id = correction->address;
  if (!yutu_store_read (yutu_file_get_store (self), read_text, &row, NULL, error))
    return FALSE;
  title = g_strdup_printf (correction->is_end ? "注销地址 %s" : "更正地址 %s", row != NULL ? row->text : "");
  entry.title = title;
  if (!yutu_store_write (yutu_file_get_store (self), &entry, correct, &work, NULL, NULL, error))
    return FALSE;
  *id = work.id;
  return TRUE;
}

/* ---- For a window ---- */

typedef struct
{
  YutuAddressCorrection correction;
  char                 *texts[5];
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self);
}

static gpointer
correct_in_worker (YutuSessionWork *work,
                   gpointer         data,
                   GError         **error)
{
  const Job *job = data;
  gint64     id = 0;

  if (!yutu_file_correct_address (work->file, &job->correction, &(YutuSigner){ work->actor, work->role }, &id, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static const YutuSessionWorkSpec CORRECT = { correct_in_worker, g_free, TRUE };

void
yutu_session_correct_address_async (YutuSession                 *self,
                                    const YutuAddressCorrection *correction,
                                    GAsyncReadyCallback          callback,
                                    gpointer                     user_data)
{
  Job                *job = g_new0 (Job, 1);
  YutuAddressNumbers *numbers = &job->correction.numbers;
  const char        **texts[] = { &numbers->door_sub, &numbers->building, &numbers->unit_no, &numbers->floor, &numbers->room };

  g_return_if_fail (YUTU_IS_SESSION (self));
  job->correction = *correction;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = job->texts[i] = g_strdup (*texts[i]);
  yutu_session_begin_work (self, &CORRECT, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_correct_address_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     gint64       *id,
                                     GError      **error)
{
  g_autofree gint64 *found = yutu_session_finish_work (self, &CORRECT, result, error);

  *id = found != NULL ? *found : 0;
  return found != NULL;
}
