/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How a window comes by its file: opened, made new, or the demo county. */

#include "ui/yutu-window-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ui/yutu-words.h"

#define DEMO_ADDRESSES 100000
#define PULSE_MS       120

char *
yutu_window_get_demo_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "yutu", "demo.yutu", NULL);
}

gboolean
yutu_window_is_free (YutuWindow *self)
{
  g_return_val_if_fail (YUTU_IS_WINDOW (self), FALSE);
  return self->session == NULL && self->opening_cancellable == NULL;
}

/* ---- Progress ---- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (YUTU_WINDOW (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
pulse (YutuWindow *self)
{
  if (self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self); /* removed in dispose */
}

static void
begin (YutuWindow *self,
       const char *title,
       const char *description)
{
  g_clear_object (&self->opening_cancellable);
  self->opening_cancellable = g_cancellable_new ();
  self->is_there = FALSE;
  adw_status_page_set_title (self->opening, title);
  adw_status_page_set_description (self->opening, description);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->pages, "opening");
  pulse (self);
}

static void
progress_cb (goffset  current,
             goffset  total,
             gpointer user_data)
{
  YutuWindow *self = user_data;

  if (self->pages == NULL) /* the window went meanwhile */
    return;
  if (total == 0)
    {
      pulse (self);
      return;
    }
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, (double)current / (double)total);
}

/* The file needs more than reading. */
static void
upgrade_progress_cb (goffset  current,
                     goffset  total,
                     gpointer user_data)
{
  YutuWindow *self = user_data;

  if (self->pages == NULL)
    return;
  if (self->moment == NULL)
    {
      adw_status_page_set_title (self->opening, _ ("Bringing the file up to date"));
      adw_status_page_set_description (
        self->opening, _ ("It was written by an earlier version of this program. Until this is done it stays as it "
                          "was, also when you cancel."));
    }
  progress_cb (current, total, self);
}

static void
end (YutuWindow   *self,
     YutuSession  *session,
     const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_clear_handle_id (&self->pulse_source, g_source_remove);
  g_clear_object (&self->opening_cancellable);
  if (session != NULL)
    {
      yutu_window_take_session (self, session);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = yutu_words_error (error);
  else if (self->is_there)
    text = g_strdup (_ ("It was cancelled; the file is as it was."));
  else
    text = g_strdup (_ ("It was cancelled; nothing was left behind."));
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->failed, markup);
  gtk_stack_set_visible_child_name (self->pages, "failed");
}

void
yutu_window_cancel_opening (YutuWindow *self)
{
  if (self->opening_cancellable != NULL)
    g_cancellable_cancel (self->opening_cancellable);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSession) session = yutu_session_open_finish (result, &error);

  if (self->pages != NULL)
    end (self, session, error);
  else if (session != NULL)
    yutu_session_close (session); /* the window went meanwhile */
}

static void
open_file (YutuWindow *self)
{
  self->is_there = TRUE;
  yutu_session_open_watched_async (self->path, self->moment, upgrade_progress_cb, self,
                                   self->opening_cancellable, opened_cb, g_object_ref (self));
}

static void
set_path (YutuWindow *self,
          const char *path)
{
  char *copy = g_strdup (path);

  g_free (self->path);
  self->path = copy;
}

void
yutu_window_open (YutuWindow *self,
                  const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *markup = g_markup_escape_text (name, -1);

  g_return_if_fail (YUTU_IS_WINDOW (self) && yutu_window_is_free (self));
  set_path (self, path);
  self->is_demo = FALSE;
  self->is_new = FALSE;
  begin (self, _ ("Opening the file"), markup);
  open_file (self);
}

void
yutu_window_open_past (YutuWindow *self,
                       const char *path,
                       const char *moment,
                       YutuDay     day)
{
  g_return_if_fail (YUTU_IS_WINDOW (self) && yutu_window_is_free (self));
  g_free (self->moment);
  self->moment = g_strdup (moment);
  self->past_day = day;
  yutu_window_open (self, path);
}

/* ---- The demo county ---- */

static void
prepare_in_worker (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  const char      *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                             g_strerror (errno));
  else
    g_task_return_int (task, g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (YutuWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize exists = g_task_propagate_int (G_TASK (result), &error);

  if (self->pages == NULL)
    return;
  if (error != NULL)
    end (self, NULL, error);
  else if (exists)
    open_file (self);
  else
    {
      adw_status_page_set_title (self->opening, _ ("Making the demo county"));
      adw_status_page_set_description (
        self->opening, _ ("Divisions, boundaries, names, 100,000 addresses, facilities and cases. "
                          "This is done once."));
      yutu_session_new_demo_async (self->path, DEMO_ADDRESSES, progress_cb, self,
                                   self->opening_cancellable, opened_cb, g_object_ref (self));
    }
}

void
yutu_window_open_demo (YutuWindow *self)
{
  g_autofree char *path = yutu_window_get_demo_path ();
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YUTU_IS_WINDOW (self) && yutu_window_is_free (self));
  set_path (self, path);
  self->is_demo = TRUE;
  self->is_new = FALSE;
  begin (self, _ ("Opening the demo county"), NULL);
  task = g_task_new (NULL, self->opening_cancellable, prepared_cb, g_object_ref (self));
  g_task_set_source_tag (task, yutu_window_open_demo);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, prepare_in_worker);
}

/* ---- A new file ---- */

static void
create_in_worker (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (YutuFile) file = yutu_file_open (task_data, YUTU_STORE_OPEN_CREATE, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  yutu_store_close (yutu_file_get_store (file));
  g_task_return_boolean (task, TRUE);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_created = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->pages == NULL)
    return;
  if (is_created)
    {
      self->is_new = FALSE; /* trying again opens it */
      open_file (self);
    }
  else
    end (self, NULL, error);
}

void
yutu_window_open_new (YutuWindow *self,
                      const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YUTU_IS_WINDOW (self) && yutu_window_is_free (self));
  set_path (self, path);
  self->is_demo = FALSE;
  self->is_new = TRUE;
  begin (self, _ ("Making a new file"), NULL);
  task = g_task_new (NULL, self->opening_cancellable, created_cb, g_object_ref (self));
  g_task_set_source_tag (task, yutu_window_open_new);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, create_in_worker);
}

void
yutu_window_retry (YutuWindow *self)
{
  g_autofree char *path = g_strdup (self->path);

  if (!yutu_window_is_free (self) || path == NULL)
    return;
  if (self->is_demo)
    yutu_window_open_demo (self);
  else if (self->is_new)
    yutu_window_open_new (self, path);
  else
    yutu_window_open (self, path);
}
