/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signals are blocked while the work runs, so that a thread can wait for them; the second one ends the
 * program as if nobody watched. */

#include "cli/yutu-cli-watch-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/yutu-cli.h"

#define LOOK_MS 200

struct _YutuCliWatch
{
  GThread      *thread;
  GCancellable *cancellable;
  YutuProgress *progress;
  sigset_t      signals;
  sigset_t      before;
  int           is_done; /* atomic */
};

static const char *
word_stage (const char *stage)
{
  static const char *const words[][2] = {
    { "encoding", N_ ("Finding the encoding") },
    { "read", N_ ("Reading") },
    { "addresses", N_ ("Addresses") },
    { "names", N_ ("Place names") },
    { "check", N_ ("Checking") },
    { "quality", N_ ("Checking addresses") },
    { "export", N_ ("Writing") },
    { "facilities", N_ ("Facilities") },
    { "lines", N_ ("Lines and pillars") },
    { "index", N_ ("Indexing") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], stage))
      return _ (words[i][1]);
  return stage;
}

static void
show (YutuCliWatch *self,
      gboolean     *is_shown)
{
  const char *stage = NULL;
  guint64     done = 0;
  guint64     total = 0;

  if (!isatty (STDERR_FILENO))
    return;
  yutu_progress_read (self->progress, &stage, &done, &total);
  if (stage == NULL)
    return;
  if (total > 0)
    fprintf (stderr, "\r\033[K%s %d %%", word_stage (stage), (int)(100 * (double)done / (double)total));
  else
    fprintf (stderr, "\r\033[K%s %" PRIu64, word_stage (stage), done);
  fflush (stderr);
  *is_shown = TRUE;
}

static gpointer
watch (gpointer data)
{
  YutuCliWatch *self = data;
  gboolean      is_shown = FALSE;

  while (!g_atomic_int_get (&self->is_done))
    {
      struct timespec pause = { 0, LOOK_MS * 1000000 };

      if (sigtimedwait (&self->signals, NULL, &pause) > 0)
        {
          if (g_cancellable_is_cancelled (self->cancellable))
            {
              pthread_sigmask (SIG_UNBLOCK, &self->signals, NULL);
              raise (SIGINT);
            }
          g_cancellable_cancel (self->cancellable);
        }
      show (self, &is_shown);
    }
  if (is_shown)
    fputs ("\r\033[K", stderr);
  return NULL;
}

YutuCliWatch *
yutu_cli_watch_new (void)
{
  YutuCliWatch *self = g_new0 (YutuCliWatch, 1);

  self->cancellable = g_cancellable_new ();
  self->progress = yutu_progress_new (self->cancellable);
  sigemptyset (&self->signals);
  sigaddset (&self->signals, SIGINT);
  sigaddset (&self->signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &self->signals, &self->before);
  self->thread = g_thread_new ("watch", watch, self);
  return self;
}

void
yutu_cli_watch_free (YutuCliWatch *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->is_done, TRUE);
  g_thread_join (self->thread);
  pthread_sigmask (SIG_SETMASK, &self->before, NULL);
  yutu_progress_unref (self->progress);
  g_object_unref (self->cancellable);
  g_free (self);
}

YutuProgress *
yutu_cli_watch_get_progress (YutuCliWatch *self)
{
  return self->progress;
}

GCancellable *
yutu_cli_watch_get_cancellable (YutuCliWatch *self)
{
  return self->cancellable;
}

gboolean
yutu_cli_watch_explain (YutuCliWatch *self,
                        GError      **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cancelled; nothing was changed or written"));
  return TRUE;
}
