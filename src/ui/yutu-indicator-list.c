/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-indicator-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-pinyin.h"
#include "ui/yutu-children.h"
#include "ui/yutu-focus.h"
#include "ui/yutu-map-style.h"
#include "ui/yutu-words-coverage.h"

struct _YutuIndicatorList
{
  AdwBin parent_instance;

  GtkSearchEntry *filter;
  GtkStack       *stack;
  GtkListBox     *list;

  YutuCoverage *coverage;
  gboolean      following; /* the selection is being set, not chosen */
  guint         scroll_source;
};

G_DEFINE_FINAL_TYPE (YutuIndicatorList, yutu_indicator_list, ADW_TYPE_BIN)

/* What hangs on a row. */
typedef struct
{
  const YutuIndicatorDef *def;
  const YutuModule       *module;
  char                   *pinyin;   /* of the title, "yanglao" */
  char                   *initials; /* "yl" */
  GtkLabel               *value;
  GtkLabel               *unit_value;
  GtkBox                 *standing;
  GtkImage               *icon;
  GtkLabel               *word;
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->pinyin);
  g_free (self->initials);
  g_free (self);
}

static Row *
get_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "row");
}

/* ---- values ---- */

static const YutuIndicatorRow *
find_values (const YutuThemeMap *map,
             gint64              unit)
{
  for (guint i = 0; unit != 0 && i < map->table->rows->len; i++)
    {
      const YutuIndicatorRow *row = g_ptr_array_index (map->table->rows, i);

      if (row->unit == unit)
        return row;
    }
  return NULL;
}

static void
show_unit (Row                    *row,
           const YutuIndicatorRow *values)
{
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  if (values != NULL)
    {
      value = yutu_indicator_format_value (row->def, values);
      text = g_strdup_printf (_ ("%s: %s"), values->name, value);
    }
  gtk_label_set_label (row->unit_value, text != NULL ? text : "");
}

static void
show_values (YutuIndicatorList *self,
             GtkListBoxRow     *widget)
{
  Row                *row = get_row (widget);
  const YutuThemeMap *map = yutu_coverage_find_map (self->coverage, row->def->id);
  const char         *icon = NULL;
  g_autofree char    *value = NULL;
  g_autofree char    *words = NULL;
  g_autofree char    *label = NULL;

  /* Before it is read, too, so that nothing moves when it is. */
  gtk_widget_set_visible (GTK_WIDGET (row->unit_value),
                          yutu_coverage_get_unit (self->coverage) != 0);
  gtk_widget_set_visible (GTK_WIDGET (row->standing),
                          map != NULL && (map->table->total.has_target || !map->table->total.has_value));
  if (map == NULL)
    {
      gtk_label_set_label (row->value, "…");
      gtk_label_set_label (row->unit_value, "");
      return;
    }
  value = yutu_indicator_format_value (row->def, &map->table->total);
  gtk_label_set_label (row->value, value);
  show_unit (row, find_values (map, yutu_coverage_get_unit (self->coverage)));
  icon = yutu_words_standing_icon (&map->table->total);
  gtk_image_set_from_icon_name (row->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (row->icon), icon != NULL);
  gtk_label_set_label (row->word, yutu_words_standing (&map->table->total));
  gtk_widget_set_css_classes (
    GTK_WIDGET (row->standing),
    (const char *[]){ "caption", yutu_words_standing_class (&map->table->total), NULL });
  words = yutu_words_indicator_row (row->def, &map->table->total);
  label = g_strdup_printf (_ ("%s: %s"), yutu_title_get (&row->def->title), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
foreach_row (YutuIndicatorList *self,
             void (*func) (YutuIndicatorList *self, GtkListBoxRow *row))
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    func (self, row);
}

static void
read_cb (YutuIndicatorList *self,
         const char        *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (id == NULL || g_str_equal (get_row (row)->def->id, id))
      show_values (self, row);
}

static void scroll_to_selected (YutuIndicatorList *self);

static void
unit_cb (YutuIndicatorList *self)
{
  foreach_row (self, show_values);
  scroll_to_selected (self);
}

/* ---- rows ---- */

/* A third line for what has no room beside the standing when letters are large. */
static void
attach_unit_value (Row       *row,
                   GtkWidget *grid)
{
  gboolean is_large = yutu_map_style_is_large ();
  GtkWidget *label = gtk_label_new (NULL);

  row->unit_value = GTK_LABEL (label);
  gtk_label_set_xalign (row->unit_value, is_large ? 0 : 1);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_ellipsize (row->unit_value, PANGO_ELLIPSIZE_START);
  gtk_grid_attach (GTK_GRID (grid), label, is_large ? 0 : 1, is_large ? 2 : 1, is_large ? 2 : 1, 1);
}

static GtkLabel *
attach_label (GtkWidget  *grid,
              int         column,
              int         line,
              const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  gtk_grid_attach (GTK_GRID (grid), label, column, line, 1, 1);
  return GTK_LABEL (label);
}

static void
add_standing (Row       *row,
              GtkWidget *grid)
{
  row->standing = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4));
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->word = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->icon), "small-icon");
  gtk_box_append (row->standing, GTK_WIDGET (row->icon));
  gtk_box_append (row->standing, GTK_WIDGET (row->word));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->standing), 0, 1, 1, 1);
}

/* Letters of "Yang lao" without the rest. */
static char *
fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (folded, g_ascii_tolower (*at));
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static void
append_row (YutuIndicatorList      *self,
            const YutuIndicatorDef *def,
            const YutuModule       *module)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkLabel  *title = attach_label (grid, 0, 0, NULL);
  g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (def->title.zh_cn, NULL);

  row->def = def;
  row->module = module;
  row->pinyin = fold (romanized->plain);
  row->initials = g_strdup (romanized->initials);
  gtk_label_set_label (title, yutu_title_get (&def->title));
  gtk_label_set_wrap (title, TRUE);
  gtk_label_set_wrap_mode (title, PANGO_WRAP_WORD_CHAR);
  row->value = attach_label (grid, 1, 0, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->value), "heading");
  add_standing (row, grid);
  attach_unit_value (row, grid);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), grid);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yutu_title_get (&def->title), -1);
  gtk_list_box_append (self->list, widget);
  show_values (self, GTK_LIST_BOX_ROW (widget));
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       data)
{
  const YutuModule *module = get_row (row)->module;
  GtkWidget        *heading;

  if (before != NULL && get_row (before)->module == module)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (yutu_title_get (&module->title));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "pane-heading");
  gtk_widget_add_css_class (heading, "indicator-heading");
  gtk_list_box_row_set_header (row, heading);
}

/* ---- the filter ---- */

static gboolean
row_matches (GtkListBoxRow *widget,
             gpointer       data)
{
  YutuIndicatorList *self = data;
  const Row         *row = get_row (widget);
  g_autofree char   *text = g_utf8_strdown (gtk_editable_get_text (GTK_EDITABLE (self->filter)), -1);
  g_autofree char   *title = g_utf8_strdown (yutu_title_get (&row->def->title), -1);
  g_autofree char   *module = g_utf8_strdown (yutu_title_get (&row->module->title), -1);
  g_autofree char   *letters = fold (text);

  g_strstrip (text);
  return text[0] == '\0' || strstr (title, text) != NULL || strstr (module, text) != NULL ||
         (letters[0] != '\0' && strlen (letters) == strlen (text) &&
          (strstr (row->pinyin, letters) != NULL || g_str_has_prefix (row->initials, letters)));
}

guint
yutu_indicator_list_count (YutuIndicatorList *self)
{
  GtkListBoxRow *row;
  guint          n = 0;

  g_return_val_if_fail (YUTU_IS_INDICATOR_LIST (self), 0);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    n += row_matches (row, self) ? 1 : 0;
  return n;
}

/* Enter takes the first of what was found. */
static void
search_activated_cb (GtkSearchEntry    *entry,
                     YutuIndicatorList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (row_matches (row, self))
      {
        gtk_list_box_select_row (self->list, row);
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
}

/* ---- following and choosing ---- */

/* By an arrow, a click, or Enter where Tab has led to. */
static void
selected_cb (GtkListBox        *list,
             GtkListBoxRow     *row,
             YutuIndicatorList *self)
{
  if (row != NULL && !self->following)
    yutu_coverage_set_indicator (self->coverage, get_row (row)->def->id);
}

static void
select_row (YutuIndicatorList *self,
            GtkListBoxRow     *row)
{
  if (g_strcmp0 (get_row (row)->def->id, yutu_coverage_get_indicator (self->coverage)) == 0 &&
      row_matches (row, self)) /* a selected row takes the focus, seen or not */
    gtk_list_box_select_row (self->list, row);
}

static gboolean
scroll_cb (gpointer data)
{
  YutuIndicatorList *self = data;
  GtkWidget         *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->list));
  GtkWidget         *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t    box;

  self->scroll_source = 0;
  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &box))
    gtk_adjustment_clamp_page (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), (double)box.origin.y,
      (double)(box.origin.y + box.size.height));
  return G_SOURCE_REMOVE;
}

/* Once it has its place. */
static void
scroll_to_selected (YutuIndicatorList *self)
{
  if (self->scroll_source == 0)
    self->scroll_source = g_timeout_add (100, scroll_cb, self);
}

static void
select_shown (YutuIndicatorList *self)
{
  self->following = TRUE;
  gtk_list_box_unselect_all (self->list);
  foreach_row (self, select_row);
  self->following = FALSE;
}

static void
search_changed_cb (GtkSearchEntry    *entry,
                   YutuIndicatorList *self)
{
  gtk_list_box_invalidate_filter (self->list);
  select_shown (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    yutu_indicator_list_count (self) > 0 ? "list" : "nothing");
}

static void
follow_indicator (YutuIndicatorList *self)
{
  select_shown (self);
  scroll_to_selected (self);
}

void
yutu_indicator_list_reload (YutuIndicatorList *self)
{
  gsize          n;

  g_return_if_fail (YUTU_IS_INDICATOR_LIST (self));

  self->following = TRUE;
  yutu_list_box_clear (self->list);
  self->following = FALSE;
  n = yutu_coverage_get_n (self->coverage);
  for (gsize i = 0; i < n; i++)
    {
      const YutuModule       *module = NULL;
      const YutuIndicatorDef *def = yutu_coverage_get_def (self->coverage, i, &module);

      append_row (self, def, module);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
  follow_indicator (self);
}

void
yutu_indicator_list_set_coverage (YutuIndicatorList *self,
                                  YutuCoverage      *coverage)
{
  g_return_if_fail (YUTU_IS_INDICATOR_LIST (self));
  g_return_if_fail (self->coverage == NULL);

  self->coverage = g_object_ref (coverage);
  g_signal_connect_object (coverage, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::unit", G_CALLBACK (unit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coverage, "notify::indicator", G_CALLBACK (follow_indicator), self,
                           G_CONNECT_SWAPPED);
  yutu_indicator_list_reload (self);
}

/* ---- the class ---- */

/* What the focus comes to is not chosen by that. */
static gboolean
yutu_indicator_list_focus (GtkWidget       *widget,
                           GtkDirectionType direction)
{
  YutuIndicatorList *self = YUTU_INDICATOR_LIST (widget);
  gboolean           has_moved;

  self->following = TRUE;
  has_moved = GTK_WIDGET_CLASS (yutu_indicator_list_parent_class)->focus (widget, direction);
  self->following = FALSE;
  select_shown (self);
  return has_moved;
}

static void
yutu_indicator_list_dispose (GObject *object)
{
  YutuIndicatorList *self = YUTU_INDICATOR_LIST (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_INDICATOR_LIST);
  g_clear_object (&self->coverage);
  G_OBJECT_CLASS (yutu_indicator_list_parent_class)->dispose (object);
}

static void
yutu_indicator_list_class_init (YutuIndicatorListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_indicator_list_dispose;
  widget_class->focus = yutu_indicator_list_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yutu/Yutu/yutu-indicator-list.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuIndicatorList, filter);
  gtk_widget_class_bind_template_child (widget_class, YutuIndicatorList, stack);
  gtk_widget_class_bind_template_child (widget_class, YutuIndicatorList, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
yutu_indicator_list_init (YutuIndicatorList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_focus_mend_list (GTK_WIDGET (self->list));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  g_signal_connect (self, "map", G_CALLBACK (scroll_to_selected), NULL);
}
