/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "folder.h"

#include "session/yutu-demo-file.h"

typedef struct
{
  char *folder;
  char *path;
} Folder;

static void
set_up (Folder       *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-demo-file-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "demo.yutu", NULL);
}

static guint
count_files (const Folder *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
tear_down (Folder       *self,
           gconstpointer data)
{
  folder_remove (self->folder);
  g_free (self->path);
}

static void
test_made (Folder       *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file =
    yutu_file_new_demo (self->path, YUTU_FILE_DEMO_MIN_ADDRESSES, 1, NULL, &error);
  g_autoptr (YutuFileInfo) info = NULL;

  g_assert_no_error (error);
  info = yutu_file_read_info (file, YUTU_DAY_INVALID, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->county_code, ==, "330702");
  g_assert_cmpstr (info->map_crs, ==, "EPSG:4549");
  g_assert_cmpint (info->villages, ==, 435); /* of all days: 434 of today, 吕家村 before */
}

static void
test_existing_file_stays (Folder       *self,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  YutuFile        *file = NULL;

  g_assert_true (g_file_set_contents (self->path, "mine", -1, NULL));
  file = yutu_file_new_demo (self->path, YUTU_FILE_DEMO_MIN_ADDRESSES, 1, NULL, &error);
  g_assert_null (file);
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (self->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
}

/* ---- Cancelled in the middle of the addresses ---- */

typedef struct
{
  YutuProgress *progress;
  GCancellable *cancellable;
} Watch;

static gpointer
cancel_in_addresses (gpointer data)
{
  Watch      *watch = data;
  const char *stage = NULL;
  guint64     before = 0, begin = 0, done = 0, total = 0;

  while (begin == 0 || done == begin)
    {
      g_usleep (2000);
      yutu_progress_read (watch->progress, &stage, &done, &total);
      g_assert_cmpuint (done, >=, before); /* over all stages a bar goes one way */
      before = done;
      if (begin == 0 && g_strcmp0 (stage, "addresses") == 0)
        begin = done;
    }
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

static void
test_cancelled (Folder       *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  Watch     watch = { progress, cancellable };
  GThread  *thread = g_thread_new ("watch", cancel_in_addresses, &watch);
  YutuFile *file = yutu_file_new_demo (self->path, 500000, 1, progress, &error);

  g_thread_join (thread);
  g_assert_null (file);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (self), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/demo-file/made", Folder, NULL, set_up, test_made, tear_down);
  g_test_add ("/session/demo-file/existing-file-stays", Folder, NULL, set_up,
              test_existing_file_stays, tear_down);
  g_test_add ("/session/demo-file/cancelled", Folder, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
