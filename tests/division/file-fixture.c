/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "file-fixture.h"

#include "division/yutu-division-model.h"

#include <glib/gstdio.h>

void
file_set_up (File         *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("yutu-division-XXXXXX", NULL);
  path = g_build_filename (self->folder, "county.yutu", NULL);
  self->store = yutu_store_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  yutu_division_attach (self->store);
}

void
file_tear_down (File         *self,
                gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}
