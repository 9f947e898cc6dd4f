/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a write left for later, done on the writer thread when nobody has written for a moment, when
 * the store is closed, and when somebody wants it done.
 *
 * 1. A chore writes derived tables only, in a transaction of its own; the journal does not know of it.
 * 2. What is left is in the file, noted by the write that left it: a program that was killed leaves it
 *    to the next one.
 * 3. One that runs in a pause ends without a trace as soon as a write waits. */

#include "store/yutu-journal-private.h"

gboolean
yutu_chores_run (YutuStore      *self,
                 YutuConnection *connection,
                 GError        **error)
{
  connection->is_open = FALSE;
  for (guint i = 0; i < self->chores->len; i++)
    {
      const YutuChore *chore = &g_array_index (self->chores, YutuChore, i);

      if (!chore->func (connection, chore->data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
settle (YutuStore      *self,
        YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  gboolean done = yutu_connection_exec (connection, "BEGIN", error) &&
                  yutu_chores_run (self, connection, error) &&
                  yutu_connection_exec (connection, "COMMIT", error);

  if (!done)
    yutu_connection_roll_back (connection);
  self->is_unsettled = self->is_unsettled && !done;
  return done;
}

/* What a write ended is tried again in the next pause, what went wrong after the next write: until then
 * readers go without. */
void
yutu_chores_use_pause (YutuStore *self)
{
  g_autoptr (GError) error = NULL;

  self->writer->yields_to = self->jobs;
  settle (self, self->writer, NULL, &error);
  self->writer->yields_to = NULL;
  self->is_unsettled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
yutu_chores_finish (YutuStore *self)
{
  if (self->is_unsettled)
    settle (self, self->writer, NULL, NULL);
}

gboolean
yutu_store_settle (YutuStore *self,
                   GError   **error)
{
  return self->read_only || yutu_store_run_on_writer (self, settle, NULL, NULL, error);
}

static gboolean
add_chore (YutuStore      *self,
           YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_array_append_vals (self->chores, data, 1);
  return TRUE;
}

void
yutu_store_add_chore (YutuStore    *self,
                      YutuChoreFunc func,
                      gpointer      data)
{
  YutuChore chore = { func, data };

  /* A program that was killed may have left something: with this job its pause begins. */
  if (self->writer_thread != NULL)
    yutu_store_run_on_writer (self, add_chore, &chore, NULL, NULL);
  else
    add_chore (self, NULL, &chore, NULL);
}
