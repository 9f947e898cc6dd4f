/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "file-fixture.h"
#include "folder.h"

#include "division/yutu-division-model.h"

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
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  folder_remove (self->folder);
}
