/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One pass over the addresses. Names of villages and bases are kept once read: there are few. */

#include "gazetteer/yutu-address-check.h"

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-row-private.h"

#define PROGRESS_ROWS 16384

typedef struct
{
  YutuConnection     *connection;
  YutuAddressComposer composer;
  GPtrArray          *faults;
} Check;

static void
fault_free (gpointer data)
{
  YutuAddressTextFault *self = data;

  g_free (self->text);
  g_free (self->expected);
  g_free (self);
}

static gboolean
check_row (Check        *self,
           sqlite3_stmt *row,
           GError      **error)
{
  const char           *text = (const char *)sqlite3_column_text (row, 9);
  g_autofree char      *first = NULL;
  g_autofree char      *last = NULL;
  YutuAddressTextFault *fault = NULL;

  if (!yutu_address_composer_run (&self->composer, row, yutu_column_day (row, 10), &first, error))
    return FALSE;
  if (g_str_equal (first, text))
    return TRUE;
  if (!yutu_address_composer_run (&self->composer, row, yutu_column_day (row, 11) - 1, &last, error))
    return FALSE;
  if (g_str_equal (last, text))
    return TRUE;
  fault = g_new0 (YutuAddressTextFault, 1);
  fault->id = sqlite3_column_int64 (row, 0);
  fault->has_point = yutu_column_point (row, 12, &fault->point);
  fault->text = g_strdup (text);
  fault->expected = g_steal_pointer (&first);
  g_ptr_array_add (self->faults, fault);
  return TRUE;
}

static gboolean
check_rows (Check        *self,
            gint64       *n_checked,
            YutuProgress *progress,
            GError      **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT " YUTU_ADDRESS_COMPOSER_COLUMNS ", text, valid_from, valid_to, geom FROM address",
    error);

  *n_checked = 0;
  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!check_row (self, row, error))
        return FALSE;
      if (++*n_checked % PROGRESS_ROWS == 0 &&
          !yutu_progress_step (progress, "addresses", (guint64)*n_checked, 0, error))
        return FALSE;
    }
  return FALSE;
}

GPtrArray *
yutu_address_check_texts (YutuConnection *connection,
                          gint64         *n_checked,
                          YutuProgress   *progress,
                          GError        **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (fault_free);
  Check    check = { .connection = connection, .faults = faults };
  gboolean done;

  yutu_address_composer_init (&check.composer, connection);
  done = check_rows (&check, n_checked, progress, error);
  yutu_address_composer_clear (&check.composer);
  if (!done)
    return NULL;
  return g_steal_pointer (&faults);
}
