/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-application.h"

#include <glib/gi18n.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-pointer.h"
#include "ui/yutu-settings.h"
#include "ui/yutu-ui.h"
#include "ui/yutu-window.h"
#include "yutu-ui-resources.h"

#define ICON_PX         16 /* as libadwaita has them */
#define CHECK_PX        14
#define SMALL_ICON_PX   12
#define MAX_ICON_SCALE  1.5
#define HEAD_ICON_SCALE 1.25

struct _YutuApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (YutuApplication, yutu_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} ACCELS[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.import", { "<Control>i" } },
  { "win.lines", { "<Control><Shift>b" } },
  { "win.review", { "<Control><Shift>l" } },
  { "win.addresses", { "<Control><Shift>t" } },
  { "win.check", { "<Control><Shift>f" } },
  { "win.print", { "<Control>p" } },
  { "win.export-view", { "<Control><Shift>e" } },
  { "win.search", { "<Control>k", "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.resume-draft", { "<Control>r" } },
  { "win.show-left", { "F9" } },
  { "win.show-right", { "<Control>F9" } },
  { "win.show-drawer", { "F7" } },
  { "win.workspace('locate')", { "<Alt>1" } },
  { "win.workspace('edit')", { "<Alt>2" } },
  { "win.workspace('coverage')", { "<Alt>3" } },
  { "win.act", { "<Control><Shift>a" } },
  { "win.list-acts", { "<Control>l" } },
  { "win.rename", { "F2" } },
  { "win.merge-units", { "<Control><Shift>m" } },
  { "win.place-unit", { "<Control><Shift>u" } },
  { "win.add-place-name", { "<Shift>F2" } },
  { "win.merge-name", { "<Control>F2" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.fullscreen", { "F11" } },
  { "win.date", { "<Control>d" } },
  { "win.today", { "<Control><Shift>d" } },
  { "win.previous-change", { "<Control>bracketleft" } },
  { "win.next-change", { "<Control>bracketright" } },
  { "win.compare", { "F8" } },
  { "win.back", { "<Alt>Left" } },
  { "win.cancel-read", { "Escape" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus" } },
  { "win.fit", { "<Control>0" } },
  { "win.tool(0)", { "<Control>1" } },
  { "win.tool(1)", { "<Control>2" } },
  { "win.tool(2)", { "<Control>3" } },
  { "win.tool(3)", { "<Control>4" } },
  { "win.show-help-overlay", { "F1", "<Control>question" } },
};

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (g_object_new (
    ADW_TYPE_ABOUT_WINDOW,
    "transient-for", gtk_application_get_active_window (user_data),
    "modal", TRUE,
    "application-name", _ ("Yutu"),
    "application-icon", YUTU_APP_ID,
    "version", YUTU_VERSION,
    "developer-name", _ ("The Yutu authors"),
    "license-type", GTK_LICENSE_GPL_3_0,
    "comments", _ ("Divisions, boundaries, place names, facilities and cases of a county on one map."),
    NULL)));
}

/* The file that was opened last, at the first start the demo county. */
static void
yutu_application_activate (GApplication *application)
{
  YutuWindow *window = yutu_window_new (GTK_APPLICATION (application));
  g_autoptr (GSettings) settings = yutu_settings_new ();
  g_autofree char *last = settings != NULL ? g_settings_get_string (settings, "last-file") : NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (last != NULL && last[0] != '\0')
    yutu_window_open (window, last);
  else
    yutu_window_open_demo (window);
}

static void
demo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  YutuWindow *window = yutu_window_new (user_data);

  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open_demo (window);
}

static void
style_action (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  const char *style = g_variant_get_string (state, NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (style, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_str_equal (style, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                                     : ADW_COLOR_SCHEME_DEFAULT);
  g_simple_action_set_state (action, state);
}

static const GActionEntry ACTIONS[] = {
  { "quit", quit_action },
  { "about", about_action },
  { "demo", demo_action },
  { "style", NULL, "s", "'system'", style_action },
};

static void
yutu_application_open (GApplication *application,
                       GFile       **files,
                       int           n_files,
                       const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      YutuWindow *window = yutu_window_new (GTK_APPLICATION (application));

      gtk_window_present (GTK_WINDOW (window));
      yutu_window_open (window, g_file_peek_path (files[i]));
    }
}

/* Icons grow with the letters beside them, less or not where that would leave a small screen no room. */
static void
size_icons_cb (GtkSettings    *settings,
               GParamSpec     *pspec,
               GtkCssProvider *css)
{
  double           scale = MIN (yutu_map_style_get_text_scale (), MAX_ICON_SCALE);
  g_autofree char *text = g_strdup_printf (
    "image, arrow, expander { -gtk-icon-size: %dpx; }"
    "expander, dropdown arrow { min-width: %dpx; min-height: %dpx; }"
    "check, radio { -gtk-icon-size: %dpx; min-width: %dpx; min-height: %dpx; }"
    "headerbar image, image.standing-icon { -gtk-icon-size: %dpx; }"
    ".left-switcher image { -gtk-icon-size: 16px; }"
    "image.small-icon { -gtk-icon-size: %dpx; }"
    "image.leader-icon { -gtk-icon-size: 1.2em; }"
    ".large-icons { -gtk-icon-size: 32px; }"
    "statuspage .icon { -gtk-icon-size: 128px; }"
    "statuspage.compact .icon { -gtk-icon-size: 96px; }",
    (int)(ICON_PX * scale), (int)(ICON_PX * scale), (int)(ICON_PX * scale), (int)(CHECK_PX * scale),
    (int)(CHECK_PX * scale), (int)(CHECK_PX * scale), (int)(ICON_PX * MIN (scale, HEAD_ICON_SCALE)),
    (int)(SMALL_ICON_PX * scale));

  gtk_css_provider_load_from_data (css, scale > 1 ? text : "", -1);
}

/* For all windows. A text that gets the focus by Tab is not selected as a whole: it would stay so. */
static void
watch_settings (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-label-select-on-focus", FALSE, NULL);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (size_icons_cb), css, 0);
  size_icons_cb (settings, NULL, css);
}

static void
yutu_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (yutu_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (YUTU_APP_ID);
  yutu_pointer_mend ();
  watch_settings ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), ACTIONS, G_N_ELEMENTS (ACTIONS),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (ACCELS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), ACCELS[i].action,
                                           ACCELS[i].accels);
}

static void
yutu_application_class_init (YutuApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = yutu_application_activate;
  application_class->open = yutu_application_open;
  application_class->startup = yutu_application_startup;
}

static void
yutu_application_init (YutuApplication *self)
{
}

YutuApplication *
yutu_application_new (void)
{
  yutu_ui_register_resource ();
  return g_object_new (YUTU_TYPE_APPLICATION,
                       "application-id", YUTU_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/* A card that renders has a node of its own; a display alone (card0 of a server) has not. */
static gboolean
has_gpu (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;
  return FALSE;
}

/* Without a graphics card the software GL of Mesa costs more than cairo and starts slower. */
static void
prefer_cairo_without_gpu (void)
{
  if (has_gpu ())
    return;
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

int
yutu_ui_run (int    argc,
             char **argv)
{
  g_autoptr (YutuApplication) application = NULL;

  prefer_cairo_without_gpu ();
  application = yutu_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
