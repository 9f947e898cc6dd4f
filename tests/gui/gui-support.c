/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gui-support.h"

#include <adwaita.h>
#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "ui/yutu-pointer.h"

#define WAIT_S     60 /* a sanitized demo county takes its time */
#define SETTLE_MS  30
#define MOST_TURNS 500 /* of the main loop, which may never be idle */
#define STUCK_S    150 /* without a turn of it; less than what a test has */
#define MOST_CALLS 60

#ifdef __has_feature /* clang's way to say so */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* What libraries allocate while they are loaded is no leak of the program. GLib keeps the table of quarks that it makes
 * then when it needs a larger one, as readers have no lock; its stack is too short for lsan.supp to name it. What stands
 * here is called before the first library is made ready, end_loading() after the last. */
static void
begin_loading (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*const at_loading) (void) = begin_loading;

__attribute__ ((constructor)) static void
end_loading (void)
{
  __lsan_enable ();
}
#endif

static gboolean
wake_cb (gpointer data)
{
  gboolean *awake = data;

  *awake = TRUE;
  return G_SOURCE_REMOVE;
}

static gint64 last_turn_us;

/* One turn of the main loop, but no longer than a few milliseconds. */
static void
turn (void)
{
  gboolean awake = FALSE;
  guint    source = g_timeout_add (10, wake_cb, &awake);

  __atomic_store_n (&last_turn_us, g_get_monotonic_time (), __ATOMIC_RELAXED);
  g_main_context_iteration (NULL, TRUE);
  if (!awake)
    g_source_remove (source);
}

/* ---- What a log needs to tell why a wait was in vain ---- */

#define STEPS 24

/* The last waits and hands of the test, oldest first once it is full. */
static struct
{
  gint64 time;
  char   text[200];
} trail[STEPS];
static guint n_steps;

static void
note_step (const char *text)
{
  trail[n_steps % STEPS].time = g_get_monotonic_time ();
  g_strlcpy (trail[n_steps % STEPS].text, text, sizeof trail[0].text);
  n_steps++;
}

static void
tell_trail (void)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = n_steps > STEPS ? n_steps - STEPS : 0; i < n_steps; i++)
    g_printerr ("# %7.2f s ago: %s\n", (double)(now - trail[i % STEPS].time) / G_USEC_PER_SEC,
                trail[i % STEPS].text);
}

static void
tell_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      g_autoptr (GString) focus = g_string_new (NULL);

      for (GtkWidget *at = gtk_window_get_focus (l->data); at != NULL; at = gtk_widget_get_parent (at))
        g_string_append_printf (focus, " %s", G_OBJECT_TYPE_NAME (at));
      g_printerr ("# %s %d × %d: %s, %s, focus:%s\n", G_OBJECT_TYPE_NAME (l->data),
                  gtk_widget_get_width (l->data), gtk_widget_get_height (l->data),
                  gtk_widget_get_mapped (l->data) ? "mapped" : "not mapped",
                  gtk_window_is_active (l->data) ? "active" : "not active",
                  focus->len > 0 ? focus->str : " none");
      if (gtk_widget_get_mapped (l->data))
        gui_save_picture (l->data, "waited-in-vain.png");
    }
}

/* ---- A main loop that turns no more ---- */

/* Where the main thread is stuck. */
static void
stuck_cb (int number)
{
  void *calls[MOST_CALLS];

  backtrace_symbols_fd (calls, backtrace (calls, MOST_CALLS), STDERR_FILENO);
  abort ();
}

static gboolean
is_stuck (void)
{
  gint64 still_us = g_get_monotonic_time () - __atomic_load_n (&last_turn_us, __ATOMIC_RELAXED);

  return still_us > STUCK_S * G_USEC_PER_SEC;
}

static gpointer
watch_main_loop (gpointer data)
{
  pthread_t *main_thread = data;

  while (!is_stuck ())
    g_usleep (G_USEC_PER_SEC);
  g_printerr ("# the main loop is stuck\n");
  tell_trail ();
  pthread_kill (*main_thread, SIGUSR2);
  return NULL;
}

static void
begin_watch (void)
{
  static pthread_t main_thread;

  main_thread = pthread_self ();
  last_turn_us = g_get_monotonic_time ();
  signal (SIGUSR2, stuck_cb);
  g_thread_unref (g_thread_new ("watch", watch_main_loop, &main_thread));
}

void
gui_init (int    *argc,
          char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  yutu_pointer_mend ();
  begin_watch ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

GuiWait
gui_wait_begin (const char *wish,
                const char *file,
                int         line,
                const char *function)
{
  GuiWait     self = { .file = file, .line = line, .function = function };
  const char *name = strrchr (file, '/');

  g_snprintf (self.step, sizeof self.step, "%s:%d %s waits for %s", name != NULL ? name + 1 : file, line, function, wish);
  self.end = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;
  note_step (self.step);
  return self;
}

void
gui_wait_turn (GuiWait *self)
{
  if (g_get_monotonic_time () > self->end)
    {
      g_printerr ("# %s: in vain: %s\n", g_test_get_path (), self->step);
      tell_trail ();
      tell_windows ();
      g_assertion_message (G_LOG_DOMAIN, self->file, self->line, self->function, self->step);
    }
  turn ();
}

void
gui_wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64)ms * 1000;

  while (g_get_monotonic_time () < end)
    turn ();
}

typedef struct
{
  GdkFrameClock *clock;
  gint64         end;
} Frames;

static gboolean
are_drawn (gpointer data)
{
  const Frames *frames = data;

  if (gdk_frame_clock_get_frame_counter (frames->clock) >= frames->end)
    return TRUE;
  gdk_frame_clock_request_phase (frames->clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  return FALSE;
}

void
gui_wait_frames (GtkWidget *widget,
                 guint      n)
{
  Frames frames = { gtk_widget_get_frame_clock (widget), 0 };

  frames.end = gdk_frame_clock_get_frame_counter (frames.clock) + n;
  gui_wait (are_drawn, &frames);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  gboolean *finished = data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *finished = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *)data;
}

/* What the other program sent is in the queue after a round trip, however busy the machine is; it is
 * dispatched before the test goes on. */
static void
take_events (void)
{
  gdk_display_sync (gdk_display_get_default ());
  for (int i = 0; i < MOST_TURNS && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
gui_xdotool (const char *arguments)
{
  g_autofree char *line = g_strconcat ("xdotool ", arguments, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean finished = FALSE;

  note_step (line);
  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  /* With the descriptors as they are GLib spawns without a fork, which would copy the tables of all pages. */
  process = g_subprocess_newv ((const char *const *)argv,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, finished_cb, &finished);
  gui_wait (is_true, &finished);
  take_events ();
  gui_wait_ms (SETTLE_MS); /* motions wait for the next frame */
  take_events ();
}

void
gui_xdotool_printf (const char *format,
                    ...)
{
  g_autofree char *arguments = NULL;
  va_list          args;

  va_start (args, format);
  arguments = g_strdup_vprintf (format, args);
  va_end (args);
  gui_xdotool (arguments);
}

void
gui_xdotool_at_once (const char *arguments)
{
  g_autofree char *line = g_strconcat ("xdotool ", arguments, NULL);
  g_autoptr (GError) error = NULL;

  note_step (line);
  g_spawn_command_line_sync (line, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
gui_xdotool_at_once_printf (const char *format,
                            ...)
{
  g_autofree char *arguments = NULL;
  va_list          args;

  va_start (args, format);
  arguments = g_strdup_vprintf (format, args);
  va_end (args);
  gui_xdotool_at_once (arguments);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

GtkWindow *
gui_show_unfocused (GtkWidget *child,
                    int        width,
                    int        height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_title (window, "yutu-gui-test");
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  gui_wait (is_mapped, child);
  return window;
}

GtkWindow *
gui_show (GtkWidget *child,
          int        width,
          int        height)
{
  GtkWindow *window = gui_show_unfocused (child, width, height);

  gui_xdotool ("search --sync --name yutu-gui-test windowfocus --sync");
  gtk_widget_grab_focus (child);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

void
gui_close (GtkWindow *window,
           GtkWidget *child)
{
  gpointer alive = child;

  g_object_add_weak_pointer (G_OBJECT (child), &alive);
  gtk_window_destroy (window);
  gui_wait (is_gone, &alive);
}

cairo_surface_t *
gui_picture (GtkWidget *widget)
{
  int              width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  GskRenderNode   *node = NULL;
  gint64           end = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;
  cairo_t         *cr;

  /* There is none until the frame after a change, and on a busy machine the one that a new dialog asked for
   * may have been missed: it is asked for again. */
  while (node == NULL)
    {
      g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gdk_paintable_snapshot (paintable, snapshot, width, height);
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        {
          gtk_widget_queue_resize (widget);
          turn ();
        }
    }
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
  cairo_surface_flush (surface);
  return surface;
}

void
gui_keep_picture (cairo_surface_t *picture,
                  const char      *name)
{
  const char      *folder = g_getenv ("YUTU_PICTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
}

void
gui_save_picture (GtkWidget  *widget,
                  const char *name)
{
  cairo_surface_t *surface = gui_picture (widget);

  gui_keep_picture (surface, name);
  cairo_surface_destroy (surface);
}
