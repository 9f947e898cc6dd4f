/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-coverage-pane.h"

#include <glib/gi18n.h>

#include "ui/yutu-coverage-chart.h"
#include "ui/yutu-coverage-legend.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-rank-list.h"
#include "ui/yutu-words-coverage.h"
#include "ui/yutu-words.h"

#define SPIN_MS 300 /* a read that takes longer shows that it runs */

struct _YutuCoveragePane
{
  AdwBin parent_instance;

  GtkLabel           *module;
  GtkWidget          *today; /* button: of the empty page */
  GtkSpinner         *spinner;
  GtkLabel           *title;
  GtkLabel           *value;
  GtkBox             *standing;
  GtkImage           *standing_icon;
  GtkLabel           *standing_word;
  GtkLabel           *target;
  GtkLabel           *scope_note;
  GtkLabel           *published;
  GtkExpander        *how;
  GtkLabel           *formula;
  GtkLabel           *source;
  GtkToggleButton    *townships;
  GtkToggleButton    *villages;
  GtkToggleButton    *legal;
  GtkToggleButton    *managed;
  YutuCoverageLegend *legend;
  YutuCoverageChart  *chart;
  GtkLabel           *ranking_heading;
  YutuRankList       *ranking;

  YutuCoverage *coverage;
  gboolean      following; /* the buttons are being set, not pressed */
  guint         spin_source;
};

G_DEFINE_FINAL_TYPE (YutuCoveragePane, yutu_coverage_pane, ADW_TYPE_BIN)

/* NULL hides the label. */
static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

static void
show_page (YutuCoveragePane *self,
           const char       *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), name);
}

static void
show_standing (YutuCoveragePane       *self,
               const YutuIndicatorRow *total)
{
  const char *icon = yutu_words_standing_icon (total);

  gtk_image_set_from_icon_name (self->standing_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->standing_icon), icon != NULL);
  gtk_label_set_label (self->standing_word, yutu_words_standing (total));
  gtk_widget_set_css_classes (GTK_WIDGET (self->standing),
                              (const char *[]){ yutu_words_standing_class (total), NULL });
}

/* "Wucheng District, 24 November 2026; figures of 2021" */
static char *
make_scope_note (YutuCoveragePane         *self,
                 const YutuIndicatorTable *table)
{
  g_autofree char *day = yutu_words_day (table->day);

  if (table->data_year != 0 && table->data_year != table->year)
    return g_strdup_printf (_ ("%s, %s; the last figures are of %d"), table->total.name, day,
                            table->data_year);
  return g_strdup_printf (_ ("%s, %s"), table->total.name, day);
}

static char *
make_published (const YutuIndicatorTable *table)
{
  g_autofree char *words = yutu_words_published (table->def, &table->total);

  if (words == NULL || table->total.published_source == NULL ||
      table->total.published_source[0] == '\0')
    return g_steal_pointer (&words);
  /* Translators: what was reported, and where */
  return g_strdup_printf (_ ("%s (%s)"), words, table->total.published_source);
}

static char *
make_source (const YutuIndicatorTable *table)
{
  g_autofree char *source = yutu_indicator_format_source (table, &table->total);
  g_autofree char *ratio = yutu_indicator_format_ratio (table->def, &table->total);

  if (ratio == NULL)
    return g_steal_pointer (&source);
  return g_strdup_printf ("%s\n%s", ratio, source);
}

static void
show_table (YutuCoveragePane         *self,
            const YutuIndicatorTable *table)
{
  g_autofree char *value = yutu_indicator_format_value (table->def, &table->total);
  g_autofree char *target = yutu_words_target (table->def, &table->total);
  g_autofree char *note = make_scope_note (self, table);
  g_autofree char *published = make_published (table);
  g_autofree char *source = make_source (table);
  g_autofree char *n = yutu_words_n_units (table->level, table->rows->len);
  /* Translators: above a ranking; the %s is "26 townships" */
  g_autofree char *heading = g_strdup_printf (table->def->direction == YUTU_DIRECTION_NEUTRAL
                                                ? _ ("Ranking of %s")
                                                : _ ("Ranking of %s, worst first"),
                                              n);

  show_text (self->module, yutu_title_get (&table->module->title));
  show_text (self->title, yutu_title_get (&table->def->title));
  show_text (self->value, value);
  show_standing (self, &table->total);
  show_text (self->target, target);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->target), table->total.target_source);
  show_text (self->scope_note, note);
  show_text (self->published, published);
  show_text (self->formula, yutu_title_get (&table->def->formula));
  show_text (self->source, source);
  show_text (self->ranking_heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->ranking), table->rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ranking_heading), table->rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), table->rows->len > 0);
}

static void
show_switches (YutuCoveragePane *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);
  guint               n_legal = yutu_coverage_count_townships (self->coverage, YUTU_SCOPE_LEGAL);
  guint               n_managed = yutu_coverage_count_townships (self->coverage, YUTU_SCOPE_MANAGED);
  /* Translators: all townships by law, and how many there are */
  g_autofree char *legal = g_strdup_printf (_ ("By law %u"), n_legal);
  /* Translators: the townships that the county manages itself, and how many they are */
  g_autofree char *managed = g_strdup_printf (_ ("Managed %u"), n_managed);
  int              level = yutu_coverage_get_level (self->coverage);

  self->following = TRUE;
  gtk_button_set_label (GTK_BUTTON (self->legal), legal);
  gtk_button_set_label (GTK_BUTTON (self->managed), managed);
  gtk_toggle_button_set_active (yutu_coverage_get_scope (self->coverage) == YUTU_SCOPE_LEGAL
                                  ? self->legal
                                  : self->managed,
                                TRUE);
  if (map != NULL)
    {
      gtk_widget_set_sensitive (
        GTK_WIDGET (self->townships),
        yutu_indicator_def_has_level (map->table->def, YUTU_LEVEL_OF_TOWNSHIPS));
      gtk_widget_set_sensitive (
        GTK_WIDGET (self->villages),
        yutu_indicator_def_has_level (map->table->def, YUTU_LEVEL_OF_VILLAGES));
      if (yutu_coverage_get_level (self->coverage) != map->table->level && map->table->level > 3)
        level = map->table->level;
    }
  gtk_toggle_button_set_active (level == YUTU_LEVEL_OF_VILLAGES ? self->villages : self->townships,
                                TRUE);
  self->following = FALSE;
}

static void
shown_cb (YutuCoveragePane *self)
{
  const YutuThemeMap *map = yutu_coverage_get_map (self->coverage);

  if (map != NULL)
    {
      show_table (self, map->table);
      show_page (self, "table");
    }
  show_switches (self);
}

/* Others are the window's. */
static void
failed_cb (YutuCoverage     *coverage,
           const GError     *error,
           YutuCoveragePane *self)
{
  YutuSession *session = yutu_coverage_get_session (coverage);

  if (!g_error_matches (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_COUNTY))
    return;
  gtk_widget_set_visible (self->today, session != NULL && yutu_session_get_day (session) != yutu_day_today ());
  show_page (self, "empty");
}

static gboolean
spin_cb (gpointer data)
{
  YutuCoveragePane *self = data;

  self->spin_source = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
waiting_cb (YutuCoveragePane *self)
{
  gboolean waiting = FALSE;

  g_object_get (self->coverage, "waiting", &waiting, NULL);
  g_clear_handle_id (&self->spin_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  if (waiting)
    self->spin_source = g_timeout_add (SPIN_MS, spin_cb, self);
}

/* ---- buttons and keys ---- */

static void
level_cb (GtkToggleButton  *button,
          YutuCoveragePane *self)
{
  if (self->following || !gtk_toggle_button_get_active (button))
    return;
  yutu_coverage_set_level (self->coverage, button == self->villages ? YUTU_LEVEL_OF_VILLAGES
                                                                    : YUTU_LEVEL_OF_TOWNSHIPS);
}

static void
scope_cb (GtkToggleButton  *button,
          YutuCoveragePane *self)
{
  if (self->following || !gtk_toggle_button_get_active (button))
    return;
  yutu_coverage_set_scope (self->coverage,
                           button == self->managed ? YUTU_SCOPE_MANAGED : YUTU_SCOPE_LEGAL);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  YutuCoveragePane *self = YUTU_COVERAGE_PANE (widget);
  GtkToggleButton  *buttons[] = { self->townships, self->villages, self->legal, self->managed };
  GtkWidget        *button = GTK_WIDGET (buttons[g_variant_get_int32 (arguments)]);

  if (gtk_widget_is_sensitive (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  return GDK_EVENT_STOP;
}

void
yutu_coverage_pane_set_coverage (YutuCoveragePane *self,
                                 YutuCoverage     *coverage)
{
  g_return_if_fail (YUTU_IS_COVERAGE_PANE (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (coverage, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::level", G_CALLBACK (show_switches), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::scope", G_CALLBACK (show_switches), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::waiting", G_CALLBACK (waiting_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "failed", G_CALLBACK (failed_cb), self, 0);
  yutu_coverage_legend_set_coverage (self->legend, coverage);
  yutu_coverage_chart_set_coverage (self->chart, coverage);
  yutu_rank_list_set_coverage (self->ranking, coverage);
  shown_cb (self);
}

/* ---- the class ---- */

static void
yutu_coverage_pane_dispose (GObject *object)
{
  YutuCoveragePane *self = YUTU_COVERAGE_PANE (object);

  g_clear_handle_id (&self->spin_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_COVERAGE_PANE);
  g_clear_object (&self->coverage);
  G_OBJECT_CLASS (yutu_coverage_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, module);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, today);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, title);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, value);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, standing);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, standing_icon);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, standing_word);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, target);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, scope_note);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, published);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, how);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, formula);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, source);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, townships);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, villages);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, legal);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, managed);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, legend);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, chart);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, ranking_heading);
  gtk_widget_class_bind_template_child (widget_class, YutuCoveragePane, ranking);
}

static void
yutu_coverage_pane_class_init (YutuCoveragePaneClass *klass)
{
  static const guint keys[] = { GDK_KEY_t, GDK_KEY_v, GDK_KEY_l, GDK_KEY_m };
  GtkWidgetClass    *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YUTU_TYPE_COVERAGE_CHART);
  g_type_ensure (YUTU_TYPE_COVERAGE_LEGEND);
  g_type_ensure (YUTU_TYPE_RANK_LIST);
  G_OBJECT_CLASS (klass)->dispose = yutu_coverage_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yutu/Yutu/yutu-coverage-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, level_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  for (int i = 0; i < (int)G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i], 0, key_cb, "i", i);
}

static void
yutu_coverage_pane_init (YutuCoveragePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_focus_mend_expander (self->how);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_RELATION_DETAILS,
                                  self->ranking, NULL, -1);
}
