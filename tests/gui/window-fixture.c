/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/yutu-demo-file.h"

#define ADDRESSES    20000
#define SEED         1
#define STILL_FRAMES 3
#define MOST_MOVES   200 /* of what is to stand still */

static YutuApplication *application;

/* ---- The demo county: made by the first program that needs it, copied by the others ---- */

static void
add_libraries (const char *folder,
               GChecksum  *sum)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf         info;

      if (!g_str_has_suffix (name, ".a") || g_stat (path, &info) != 0)
        continue;
      g_checksum_update (sum, (const guchar *)path, -1);
      g_checksum_update (sum, (const guchar *)&info.st_mtim, sizeof info.st_mtim);
    }
}

/* Of this build alone, as it is now, and of this day. (transfer full) */
static char *
dup_shared_name (void)
{
  static const char *const rooms[] = { "base", "geo", "store", "division", "gazetteer", "casework", "coverage", "transfer", "session", "demo" };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  YutuDay today = yutu_day_today ();

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "..", "src", rooms[i], NULL);

      add_libraries (folder, sum);
    }
  g_checksum_update (sum, (const guchar *)&today, sizeof today);
  return g_strdup_printf ("demo-%s.yutu", g_checksum_get_string (sum));
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Those of earlier builds go. */
static void
share_demo (const char *path,
            const char *shared)
{
  g_autofree char *folder = g_path_get_dirname (shared);
  g_autofree char *copy = g_strdup_printf ("%s.%d", shared, (int)getpid ());
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "demo-") && g_str_has_suffix (name, ".yutu") && !g_str_has_suffix (shared, name))
      {
        g_autofree char *old = g_build_filename (folder, name, NULL);

        g_unlink (old);
      }
  copy_file (path, copy);
  g_assert_cmpint (g_rename (copy, shared), ==, 0);
}

static void
make_demo (void)
{
  g_autofree char *path = yutu_window_get_demo_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = dup_shared_name ();
  g_autofree char *shared = g_test_build_filename (G_TEST_BUILT, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS)) /* by the process that began this one */
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (g_file_test (shared, G_FILE_TEST_EXISTS))
    {
      copy_file (shared, path);
      return;
    }
  file = yutu_file_new_demo (path, ADDRESSES, SEED, NULL, &error);
  g_assert_no_error (error);
  yutu_store_close (yutu_file_get_store (file));
  share_demo (path, shared);
}

/* Without a window manager GTK draws a frame of its own, five pixels on every side. */
static void
drop_frames (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider,
                                   "window.solid-csd { margin: 0; padding: 0; border: none; "
                                   "border-radius: 0; box-shadow: none; }",
                                   -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
}

void
window_fixture_init (int    *argc,
                     char ***argv)
{
  g_autofree char *po = NULL;
  g_autoptr (GError) error = NULL;

  gui_init (argc, argv);
  setlocale (LC_ALL, ""); /* gtk_test_init speaks American */
  po = g_test_build_filename (G_TEST_BUILT, "..", "..", "po", NULL);
  bindtextdomain (GETTEXT_PACKAGE, po);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = yutu_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_hold (G_APPLICATION (application));
  drop_frames ();
  make_demo ();
}

static gboolean
is_open (gpointer data)
{
  YutuWindow *window = data;

  return window->session != NULL && yutu_session_get_units (window->session) != NULL &&
         g_list_model_get_n_items (yutu_session_get_units (window->session)) > 0 &&
         yutu_session_get_layers (window->session) != NULL;
}

gboolean
window_is_leading (gpointer data)
{
  return YUTU_WINDOW (data)->is_leading &&
         yutu_map_view_is_settled (yutu_leader_view_get_map (YUTU_WINDOW (data)->leader));
}

gboolean
window_is_settled (gpointer data)
{
  return yutu_map_view_is_settled (YUTU_WINDOW (data)->map);
}

YutuWindow *
window_fixture_open (int width,
                     int height)
{
  YutuWindow *window = yutu_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open_demo (window);
  gui_wait (is_open, window);
  gui_xdotool_printf ("windowfocus --sync %lu",
                      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  window_wait_settled (window);
  return window;
}

void
window_fixture_close (YutuWindow *window)
{
  gui_close (GTK_WINDOW (window), GTK_WIDGET (window->map));
}

/* ---- A program that is killed ---- */

#define READY    "ready to be killed: "
#define QUIET_MS 800 /* four times as long as a draft waits to be written */

/* Returns its process. */
static GPid
read_ready (int out)
{
  g_autoptr (GString) said = g_string_new (NULL);

  while (strstr (said->str, READY) == NULL || said->str[said->len - 1] != '\n')
    {
      char   part[1024];
      gssize n = read (out, part, sizeof part);

      g_assert_cmpint (n, >, 0);
      g_string_append_len (said, part, n);
    }
  return (GPid)g_ascii_strtoll (strstr (said->str, READY) + strlen (READY), NULL, 10);
}

void
window_fixture_run_and_kill (const char *option,
                             const char *first,
                             const char *second)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  const char      *words[] = { "dbus-run-session", "--", exe, option, first, second, NULL };
  GPid             bus = 0;
  int              out = -1;
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH,
                            NULL, NULL, &bus, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kill (read_ready (out), SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (bus, NULL, 0), ==, bus);
  g_spawn_close_pid (bus);
  close (out);
}

typedef struct
{
  YutuWindow *window;
  gint64      state; /* of the drafts */
  gint64      since;
} Quiet;

static gboolean
is_quiet (gpointer data)
{
  Quiet *quiet = data;
  gint64 now = g_get_monotonic_time ();
  gint64 state = window_ask (quiet->window, "SELECT count (*) + 100 * total (length (content)) FROM draft");

  if (state != quiet->state)
    *quiet = (Quiet){ quiet->window, state, now };
  return state != 0 && now - quiet->since > QUIET_MS * 1000;
}

int
window_fixture_await_kill (YutuWindow *window)
{
  Quiet quiet = { window, 0, 0 };

  gui_wait (is_quiet, &quiet);
  g_print (READY "%d\n", (int)getpid ());
  gui_wait_ms (60000);
  return 1;
}

/* ---- Waiting ---- */

gboolean
window_is_on_page (gpointer data)
{
  const WindowWish *wish = data;

  return g_strcmp0 (yutu_place_pane_get_page (wish->window->pane), wish->text) == 0;
}

gboolean
window_has_title (gpointer data)
{
  const WindowWish    *wish = data;
  const YutuPlaceInfo *info = yutu_place_pane_get_info (wish->window->pane);

  return info != NULL && g_strcmp0 (info->title, wish->text) == 0 &&
         g_strcmp0 (yutu_place_pane_get_page (wish->window->pane), "place") == 0;
}

/* ---- The pointer ---- */

void
window_get_middle (GtkWidget *widget,
                   int       *x,
                   int       *y)
{
  GtkNative      *native = gtk_widget_get_native (widget);
  GdkSurface     *surface = gtk_native_get_surface (native);
  graphene_rect_t box;
  double          left = 0;
  double          top = 0;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &box));
  gtk_native_get_surface_transform (native, &left, &top);
  while (GDK_IS_POPUP (surface))
    {
      left += gdk_popup_get_position_x (GDK_POPUP (surface));
      top += gdk_popup_get_position_y (GDK_POPUP (surface));
      surface = gdk_popup_get_parent (GDK_POPUP (surface));
    }
  *x = (int)lround (left + (double)(box.origin.x + box.size.width / 2));
  *y = (int)lround (top + (double)(box.origin.y + box.size.height / 2));
}

void
window_click (GtkWidget *widget)
{
  int x = 0;
  int y = 0;
  int last_x = -1;
  int last_y = -1;

  /* Once it stands still: what pops up is laid out a few frames later. */
  window_get_middle (widget, &x, &y);
  for (int i = 0; x != last_x || y != last_y; i++)
    {
      g_assert_cmpint (i, <, MOST_MOVES);
      last_x = x;
      last_y = y;
      gui_wait_frames (widget, STILL_FRAMES);
      window_get_middle (widget, &x, &y);
    }
  gui_xdotool_printf ("mousemove %d %d click 1", x, y);
}

typedef struct
{
  GtkWidget  *control;
  const char *text;
} Typed;

static gboolean
is_typed (gpointer data)
{
  const Typed *typed = data;

  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (typed->control)), typed->text);
}

void
window_type (GtkWidget  *control,
             const char *text)
{
  Typed typed = { control, text };

  gui_xdotool ("key ctrl+a");
  if (g_str_is_ascii (text))
    gui_xdotool_printf ("type '%s'", text);
  else
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (control), text);
      gui_xdotool ("key ctrl+v");
    }
  gui_wait (is_typed, &typed);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

GtkWidget *
window_find (GtkWidget  *root,
             GType       type,
             const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || has_text (root, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = window_find (child, type, text);
  return found;
}

/* ---- The file ---- */

typedef struct
{
  const char *sql;
  gint64      id;
  YutuPoint   point;
} Question;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Question     *question = data;
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, question->sql, error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  g_assert_true (row);
  question->id = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_count (statement) == 3)
    question->point = yutu_point_from_degrees (sqlite3_column_double (statement, 1),
                                               sqlite3_column_double (statement, 2));
  sqlite3_reset (statement);
  return TRUE;
}

void
window_ask_point (YutuWindow *window,
                  const char *sql,
                  gint64     *id,
                  YutuPoint  *point)
{
  Question   question = { .sql = sql };
  YutuStore *store = yutu_file_get_store (yutu_session_get_file (window->session));
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_settle (store, &error)); /* @sql may read polygons */
  yutu_store_read (store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  *id = question.id;
  *point = question.point;
}

/* ---- Names for the reading aloud ---- */

static gboolean
needs_name (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_CALENDAR (widget) ||
         GTK_IS_PROGRESS_BAR (widget) || GTK_IS_COLUMN_VIEW (widget) || YUTU_IS_MAP_VIEW (widget);
}

static gboolean
has_any_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_any_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  gboolean         by_text = GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget);
  g_autofree char *label = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\001"); /* never that */

  return g_strcmp0 (label, "undefined") != 0 || (by_text && has_any_text (widget)) ||
         (GTK_IS_LIST_BOX (widget) &&
          gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* Inside of GTK's and libadwaita's own widgets their makers name what is named. */
static gboolean
is_whole (GtkWidget *widget)
{
  return ADW_IS_ENTRY_ROW (widget) || GTK_IS_SHORTCUTS_WINDOW (widget) || ADW_IS_ABOUT_WINDOW (widget) ||
         g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget") ||
         GTK_IS_DROP_DOWN (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_INFO_BAR (widget) ||
         GTK_IS_POPOVER_MENU (widget) || ADW_IS_COMBO_ROW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget);
}

guint
window_count_unnamed (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  guint      n = 0;

  if (needs_name (widget) && !has_name (widget))
    {
      g_test_message ("%s in %s in %s has no name", G_OBJECT_TYPE_NAME (widget),
                      G_OBJECT_TYPE_NAME (parent), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent)));
      n++;
    }
  if (is_whole (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += window_count_unnamed (child);
  return n;
}

/* ---- The file ---- */

gint64
window_ask (YutuWindow *window,
            const char *sql)
{
  YutuPoint point;
  gint64    id = 0;

  window_ask_point (window, sql, &id, &point);
  return id;
}

gint64
window_ask_of (YutuWindow *window,
               const char *format,
               ...)
{
  g_autofree char *sql = NULL;
  va_list          arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return window_ask (window, sql);
}

static gboolean
run_sql (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_connection_exec (connection, data, error);
}

void
window_write (YutuWindow *window,
              const char *sql)
{
  YutuEntrySpec spec = { "test", "破坏", "测试员", FALSE };
  YutuStore    *store = yutu_file_get_store (yutu_session_get_file (window->session));
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_settle (store, &error)); /* @sql may read polygons */
  yutu_store_write (store, &spec, run_sql, (gpointer)sql, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
window_show_point (YutuWindow *window,
                   YutuPoint   point)
{
  yutu_map_view_show_box (window->map, (YutuBox){ point.x, point.y, point.x, point.y });
  window_wait_settled (window);
}

/* ---- Pictures ---- */

static void
draw_above (cairo_t   *cr,
            GtkWidget *popover)
{
  int            width = gtk_widget_get_width (popover);
  int            height = gtk_widget_get_height (popover);
  GdkPaintable  *paintable = gtk_widget_paintable_new (popover);
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  int            x = 0;
  int            y = 0;
  GskRenderNode *node;

  window_get_middle (popover, &x, &y);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  cairo_translate (cr, x - width / 2.0, y - height / 2.0);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
}

cairo_surface_t *
window_picture (YutuWindow *window,
                GtkWidget  *popover)
{
  cairo_surface_t *picture = gui_picture (GTK_WIDGET (window));
  cairo_t         *cr = cairo_create (picture);

  if (popover != NULL)
    draw_above (cr, popover);
  cairo_destroy (cr);
  return picture;
}

void
window_save_picture (YutuWindow *window,
                     GtkWidget  *popover,
                     const char *name)
{
  cairo_surface_t *picture = window_picture (window, popover);

  gui_keep_picture (picture, name);
  cairo_surface_destroy (picture);
}
