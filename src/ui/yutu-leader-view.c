/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Sizes are parts of the height: on a screen of 1080 lines a word is 30 pixels high, which is what one
 * reads from four metres on a screen of 55 inches (a 200th of the distance). */

#include "ui/yutu-leader-view.h"

#include <glib/gi18n.h>

#include "ui/yutu-coverage-legend.h"
#include "ui/yutu-coverage-map.h"
#include "ui/yutu-rank-bar.h"
#include "ui/yutu-search-box.h"
#include "ui/yutu-words-coverage.h"
#include "ui/yutu-words.h"

#define LINES_A_WORD 36.0 /* of the height */
#define MIN_FONT_PX  12
#define MAX_FONT_PX  96
#define PANEL_SHARE  0.37
#define ROW_EM       1.6
#define RANKED_SHARE 0.40 /* of the height, for the ranking */
#define LAYERS       (YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES | YUTU_MAP_LABELS)

struct _YutuLeaderView
{
  AdwBin parent_instance;

  GtkLabel           *module;
  YutuSearchBox      *finder;
  GtkLabel           *note;
  GtkLabel           *title;
  YutuMapView        *map;
  GtkWidget          *paper; /* left of the map, of its colour */
  YutuCoverageLegend *legend;
  GtkWidget          *panel;
  GtkLabel           *value;
  GtkWidget          *standing;
  GtkImage           *standing_icon;
  GtkLabel           *standing_word;
  GtkLabel           *target;
  GtkLabel           *published;
  GtkLabel           *ranking_heading;
  GtkGrid            *ranking;
  GtkLabel           *chosen;

  GtkCssProvider *css;
  int             font_px;
  guint           font_source;
  YutuCoverage   *coverage;
  gboolean        is_shown;
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuLeaderView, yutu_leader_view, ADW_TYPE_BIN)

/* ---- what is shown ---- */

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

static void
show_total (YutuLeaderView           *self,
            const YutuIndicatorTable *table)
{
  g_autofree char *value = yutu_indicator_format_value (table->def, &table->total);
  g_autofree char *target = yutu_words_target (table->def, &table->total);
  g_autofree char *published = yutu_words_published (table->def, &table->total);
  g_autofree char *day = yutu_words_day (table->day);
  g_autofree char *note = g_strdup_printf (_ ("%s, %s"), table->total.name, day);
  const char      *icon = yutu_words_standing_icon (&table->total);

  show_text (self->module, yutu_title_get (&table->module->title));
  show_text (self->title, yutu_title_get (&table->def->title));
  show_text (self->note, note);
  show_text (self->value, value);
  show_text (self->target, target);
  show_text (self->published, published);
  gtk_image_set_from_icon_name (self->standing_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_icon), icon != NULL);
  gtk_label_set_label (self->standing_word, yutu_words_standing (&table->total));
  gtk_widget_set_css_classes (
    self->standing, (const char *[]){ yutu_words_standing_class (&table->total), NULL });
}

/* ---- the worst few ---- */

static void
attach (YutuLeaderView *self,
        GtkWidget      *widget,
        int             column,
        int             line)
{
  gtk_grid_attach (self->ranking, widget, column, line, 1, 1);
}

static void
attach_label (YutuLeaderView *self,
              const char     *text,
              float           align,
              int             column,
              int             line)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 1 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 1);
  if (column != 1)
    gtk_widget_add_css_class (label, "numeric");
  attach (self, label, column, line);
}

static void
attach_row (YutuLeaderView         *self,
            const YutuRankScale    *scale,
            const YutuIndicatorRow *row,
            guint                   rank,
            int                     line)
{
  g_autofree char *number = g_strdup_printf ("%u", rank + 1);
  g_autofree char *value = yutu_indicator_format_value (scale->map->table->def, row);
  const char      *icon = yutu_words_standing_icon (row);
  GtkWidget       *bar = yutu_rank_bar_new ();
  GtkWidget       *image = gtk_image_new_from_icon_name (icon);
  GtkWidget       *child;

  attach_label (self, row->has_value ? number : "", 1, 0, line);
  attach_label (self, row->name, 0, 1, line);
  yutu_rank_bar_set_row (YUTU_RANK_BAR (bar), scale, row);
  attach (self, bar, 2, line);
  attach_label (self, value, 1, 3, line);
  gtk_widget_set_opacity (image, icon != NULL ? 1 : 0);
  gtk_widget_set_css_classes (
    image, (const char *[]){ "leader-icon", yutu_words_standing_class (row), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yutu_words_standing (row), -1);
  attach (self, image, 4, line);
  for (int column = 0; row->unit == yutu_coverage_get_unit (self->coverage) && column < 5; column++)
    if ((child = gtk_grid_get_child_at (self->ranking, column, line)) != NULL)
      gtk_widget_add_css_class (child, "leader-selected");
}

static void
show_chosen (YutuLeaderView     *self,
             const YutuThemeMap *map)
{
  gint64                  unit = yutu_coverage_get_unit (self->coverage);
  const YutuIndicatorRow *row = yutu_coverage_find_row (self->coverage, unit);
  const YutuDivision     *division = row == NULL ? yutu_coverage_find_unit (self->coverage, unit) : NULL;
  g_autofree char        *words = NULL;
  g_autofree char        *text = NULL;

  if (division != NULL && division->level == map->table->level)
    /* Translators: a unit that an indicator has no value of */
    text = g_strdup_printf (_ ("%s: not counted here"), division->name);
  if (row != NULL)
    {
      words = yutu_words_indicator_row (map->table->def, row);
      /* Translators: a unit, its value, its place in a ranking and how many are in it */
      text = g_strdup_printf (_ ("%s: %s · %d of %u"), row->name, words,
                              yutu_coverage_find_rank (self->coverage, unit) + 1,
                              map->table->rows->len);
    }
  show_text (self->chosen, text);
}

static void
show_ranking (YutuLeaderView *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  int                 height = gtk_widget_get_height (GTK_WIDGET (self));
  guint               most = (guint)MAX (height * RANKED_SHARE / (MAX (self->font_px, MIN_FONT_PX) * ROW_EM), 3);
  GtkWidget          *child;
  int                 rank;
  guint               first = 0;
  YutuRankScale       scale;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ranking))) != NULL)
    gtk_grid_remove (self->ranking, child);
  if (map == NULL)
    return;
  yutu_rank_scale_init (&scale, map);
  /* The worst, or where the chosen one stands. */
  rank = yutu_coverage_find_rank (self->coverage, yutu_coverage_get_unit (self->coverage));
  if (rank >= (int)most)
    first = (guint)rank + 1 - most;
  for (guint i = first; i < map->table->rows->len && i < first + most; i++)
    attach_row (self, &scale, g_ptr_array_index (map->table->rows, i), i, (int)(i - first));
  show_chosen (self, map);
}

static void
shown_cb (YutuLeaderView *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  g_autofree char    *n = NULL;
  g_autofree char    *heading = NULL;

  if (!self->is_shown || map == NULL)
    return;
  show_total (self, map->table);
  if (map->table->rows->len > 0)
    {
      n = yutu_words_n_units (map->table->level, map->table->rows->len);
      heading = g_strdup_printf (map->table->def->direction == YUTU_DIRECTION_NEUTRAL
                                   ? _ ("Ranking of %s")
                                   : _ ("Ranking of %s, worst first"),
                                 n);
    }
  show_text (self->ranking_heading, heading);
  show_ranking (self);
}

static void
dark_cb (YutuLeaderView *self)
{
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (self->paper, "dark");
  else
    gtk_widget_remove_css_class (self->paper, "dark");
}

static void
unit_cb (YutuLeaderView *self)
{
  if (self->is_shown)
    show_ranking (self);
}

/* ---- sizes ---- */

static gboolean
font_cb (gpointer data)
{
  YutuLeaderView  *self = data;
  g_autofree char *css = g_strdup_printf (".leader, .leader popover { font-size: %dpx; }", self->font_px);

  self->font_source = 0;
  gtk_css_provider_load_from_data (self->css, css, -1);
  yutu_map_view_set_enlargement (self->map, self->font_px / 17.0);
  show_ranking (self);
  return G_SOURCE_REMOVE;
}

static void
yutu_leader_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  YutuLeaderView *self = YUTU_LEADER_VIEW (widget);
  GtkWidget      *child = adw_bin_get_child (ADW_BIN (self));
  int             font_px = (int)CLAMP (MIN (height, width * 10 / 16) / LINES_A_WORD, MIN_FONT_PX, MAX_FONT_PX);

  gtk_widget_set_size_request (self->panel, (int)(width * PANEL_SHARE), -1);
  gtk_widget_allocate (child, width, height, baseline, NULL);
  if (font_px == self->font_px)
    return;
  self->font_px = font_px;
  if (self->font_source == 0)
    self->font_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, font_cb, self, NULL);
}

static void
yutu_leader_view_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* ---- Finding a unit ---- */

static void
start_finding (YutuLeaderView *self)
{
  yutu_search_box_set_session (self->finder, yutu_coverage_get_session (self->coverage));
  gtk_widget_set_visible (GTK_WIDGET (self->finder), TRUE);
  yutu_search_box_start (self->finder);
}

static void
stop_finding (YutuLeaderView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->finder), FALSE);
}

/* By units of its own level; a village by its township where the indicator has no villages; of the county there is
 * nothing but the total. */
static void
found_cb (YutuSearchBox       *finder,
          const YutuSearchHit *hit,
          YutuLeaderView      *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  const YutuDivision *division = yutu_coverage_find_unit (self->coverage, hit->unit);

  stop_finding (self);
  if (division != NULL && division->level == YUTU_LEVEL_OF_VILLAGES && map != NULL &&
      !yutu_indicator_def_has_level (map->table->def, YUTU_LEVEL_OF_VILLAGES))
    division = yutu_coverage_find_unit (self->coverage, division->parent);
  if (division != NULL && division->level >= YUTU_LEVEL_OF_TOWNSHIPS)
    {
      yutu_coverage_set_level (self->coverage, division->level);
      yutu_coverage_set_unit (self->coverage, division->unit);
    }
  else
    yutu_coverage_set_unit (self->coverage, 0);
}

/* ---- keys ---- */

static gboolean
change_units (YutuLeaderView *self,
              guint           key)
{
  switch (key)
    {
    case GDK_KEY_t:
      yutu_coverage_set_level (self->coverage, YUTU_LEVEL_OF_TOWNSHIPS);
      return GDK_EVENT_STOP;
    case GDK_KEY_v:
      yutu_coverage_set_level (self->coverage, YUTU_LEVEL_OF_VILLAGES);
      return GDK_EVENT_STOP;
    case GDK_KEY_l:
      yutu_coverage_set_scope (self->coverage, YUTU_SCOPE_LEGAL);
      return GDK_EVENT_STOP;
    case GDK_KEY_m:
      yutu_coverage_set_scope (self->coverage, YUTU_SCOPE_MANAGED);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Before the map, whose arrows would move it. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuLeaderView        *self)
{
  if ((state & GDK_CONTROL_MASK) != 0 && gdk_keyval_to_lower (key) == GDK_KEY_k)
    {
      start_finding (self);
      return GDK_EVENT_STOP;
    }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      gtk_widget_get_visible (GTK_WIDGET (self->finder))) /* it has the keys */
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Page_Up:
      yutu_coverage_step_indicator (self->coverage, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Page_Down: /* so do the presenters that one holds in the hand */
      yutu_coverage_step_indicator (self->coverage, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      yutu_coverage_step_unit (self->coverage, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      yutu_coverage_step_unit (self->coverage, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      g_signal_emit (self, signals[SIGNAL_LEFT], 0);
      return GDK_EVENT_STOP;
    default:
      return change_units (self, gdk_keyval_to_lower (key));
    }
}

/* ---- the public face ---- */

void
yutu_leader_view_set_coverage (YutuLeaderView *self,
                               YutuCoverage   *coverage)
{
  g_return_if_fail (YUTU_IS_LEADER_VIEW (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (coverage, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::unit", G_CALLBACK (unit_cb), self, G_CONNECT_SWAPPED);
  yutu_coverage_legend_set_coverage (self->legend, coverage);
}

void
yutu_leader_view_set_shown (YutuLeaderView *self,
                            gboolean        is_shown)
{
  g_return_if_fail (YUTU_IS_LEADER_VIEW (self));

  if (self->is_shown == is_shown)
    return;
  self->is_shown = is_shown;
  if (!is_shown)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->finder), FALSE);
      yutu_search_box_set_session (self->finder, NULL);
      yutu_coverage_detach_map (self->coverage, self->map);
      yutu_map_view_set_session (self->map, NULL);
      return;
    }
  yutu_map_view_set_session (self->map, yutu_coverage_get_session (self->coverage));
  yutu_coverage_attach_map (self->coverage, self->map);
  shown_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

YutuMapView *
yutu_leader_view_get_map (YutuLeaderView *self)
{
  g_return_val_if_fail (YUTU_IS_LEADER_VIEW (self), NULL);
  return self->map;
}

/* ---- the class ---- */

static void
yutu_leader_view_dispose (GObject *object)
{
  YutuLeaderView *self = YUTU_LEADER_VIEW (object);

  g_clear_handle_id (&self->font_source, g_source_remove);
  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_LEADER_VIEW);
  g_clear_object (&self->coverage);
  G_OBJECT_CLASS (yutu_leader_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, module);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, finder);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, note);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, title);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, map);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, paper);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, legend);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, panel);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, value);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, standing);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, standing_icon);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, standing_word);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, target);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, published);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, ranking_heading);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, ranking);
  gtk_widget_class_bind_template_child (widget_class, YutuLeaderView, chosen);
}

static void
yutu_leader_view_class_init (YutuLeaderViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YUTU_TYPE_COVERAGE_LEGEND);
  g_type_ensure (YUTU_TYPE_MAP_VIEW);
  g_type_ensure (YUTU_TYPE_SEARCH_BOX);
  G_OBJECT_CLASS (klass)->dispose = yutu_leader_view_dispose;
  widget_class->measure = yutu_leader_view_measure;
  widget_class->size_allocate = yutu_leader_view_size_allocate;
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-leader-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_finding);
}

static void
yutu_leader_view_init (YutuLeaderView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* it gives the panel its share itself */
  yutu_map_view_set_groups (self->map, LAYERS);
  yutu_search_box_narrow (self->finder, YUTU_SEARCH_DIVISION, _ ("Township or village, pinyin"),
                          _ ("Find a township or village"));
  self->css = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "leader");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_cb), self,
                           G_CONNECT_SWAPPED);
  dark_cb (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
