/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-row.h"

#include <glib/gi18n.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-words.h"

#define GAP_X        8
#define GAP_Y        2
#define TAG_X        8 /* padding of the state */
#define TAG_Y        1
#define ICON_PX      12
#define ICON_GAP     4
#define LARGE_LINES  2 /* of the title, where letters are large */
#define TAG_SCALE    0.86
#define SMALL_SCALE  (9.0 / 11) /* that of the style class "caption" */
#define FAINT        0.72f      /* that of "dim-label" in ui/style.css */
#define GROUND       0.15f
#define FAINT_GROUND 0.1f

struct _YutuCaseRowWidget
{
  GtkWidget parent_instance;

  char    *title; /* NULL: nothing is shown */
  char    *kind;  /* NULL, and what follows: not read yet */
  char    *state;
  char    *due;
  gboolean is_closed; /* by its state */
  gboolean is_late;
  gboolean is_cut; /* there was no room for all of it */
};

G_DEFINE_FINAL_TYPE (YutuCaseRowWidget, yutu_case_row_widget, GTK_TYPE_WIDGET)

/* ---- The due date ---- */

/* (transfer full): "" without one. */
static char *
word_due (const YutuCaseRow *row,
          YutuDay            day,
          gboolean          *is_late)
{
  gboolean         is_closed = row->closed_on != YUTU_DAY_INVALID && row->closed_on <= day;
  g_autofree char *date = NULL;

  *is_late = !is_closed && row->due_on != YUTU_DAY_INVALID && row->due_on < day;
  if (is_closed)
    {
      date = yutu_words_day (row->closed_on);
      return g_strdup_printf (_ ("closed %s"), date);
    }
  if (row->due_on == YUTU_DAY_INVALID)
    return g_strdup ("");
  date = yutu_words_day (row->due_on);
  return g_strdup_printf (*is_late ? _ ("overdue since %s") : _ ("due %s"), date);
}

GtkWidget *
yutu_due_label_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (box, "caption");
  gtk_widget_add_css_class (icon, "small-icon");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

void
yutu_due_label_set (GtkWidget         *box,
                    const YutuCaseRow *row,
                    YutuDay            day)
{
  gboolean         is_late = FALSE;
  g_autofree char *text = word_due (row, day, &is_late);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), is_late);
  gtk_widget_remove_css_class (box, "error");
  gtk_widget_remove_css_class (box, "dim-label");
  gtk_widget_add_css_class (box, is_late ? "error" : "dim-label");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
}

/* ---- What a row says ---- */

static void
clear (YutuCaseRowWidget *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->due, g_free);
  self->is_closed = FALSE;
  self->is_late = FALSE;
  self->is_cut = FALSE;
}

static void
take_words (YutuCaseRowWidget *self,
            const YutuCaseRow *row,
            const YutuModules *modules,
            YutuDay            day)
{
  const YutuCaseKind  *kind = yutu_modules_find_kind (modules, row->kind, NULL);
  gsize                found = kind != NULL ? yutu_case_kind_find_state (kind, row->state) : G_MAXSIZE;
  const YutuState    *state = found != G_MAXSIZE ? &kind->states[found] : NULL;

  self->title = g_strdup (row->title);
  self->kind = g_strdup (kind != NULL ? yutu_title_get (&kind->title) : row->kind);
  self->state = g_strdup (state != NULL ? yutu_title_get (&state->title) : row->state);
  self->is_closed = state != NULL && !state->is_open;
  self->due = word_due (row, day, &self->is_late);
}

/* (transfer full) */
static char *
word_whole (YutuCaseRowWidget *self)
{
  if (self->kind == NULL)
    return g_strdup (self->title);
  if (*self->due == '\0')
    /* Translators: a case in a list: title, state, kind */
    return g_strdup_printf (_ ("%s: %s, %s"), self->title, self->state, self->kind);
  /* Translators: the same, and when it is due or was closed */
  return g_strdup_printf (_ ("%s: %s, %s, %s"), self->title, self->state, self->kind, self->due);
}

void
yutu_case_row_show (YutuCaseRowWidget *self,
                    const YutuCaseRow *row,
                    const YutuModules *modules,
                    YutuDay            day)
{
  g_autofree char *label = NULL;

  g_return_if_fail (YUTU_IS_CASE_ROW (self));
  clear (self);
  if (row != NULL)
    take_words (self, row, modules, day);
  else
    self->title = g_strdup ("…");
  label = word_whole (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_case_row_clear (YutuCaseRowWidget *self)
{
  g_return_if_fail (YUTU_IS_CASE_ROW (self));
  if (self->title == NULL)
    return;
  clear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- Drawing ---- */

static PangoLayout *
new_layout (YutuCaseRowWidget *self,
            const char        *text,
            double             scale,
            int               *width,
            int               *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, width, height);
  return layout;
}

static GdkRGBA
get_color (YutuCaseRowWidget *self,
           const char        *name, /* NULL: of the text */
           float              alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA          color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  color.alpha *= alpha;
  return color;
}

static void
append_layout (GtkSnapshot   *snapshot,
               PangoLayout   *layout,
               double         x,
               double         y,
               const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* From the left, in the middle of @line or from its top in up to @n_lines, with an ellipsis when there is no
 * room. */
static void
append_text (YutuCaseRowWidget *self,
             GtkSnapshot       *snapshot,
             const char        *text,
             double             scale,
             int                room,
             double             y,
             int                line,
             int                n_lines,
             const GdkRGBA     *color)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_layout (self, text, scale, &width, &height);

  if (width > room)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -n_lines);
      pango_layout_set_width (layout, MAX (room, 0) * PANGO_SCALE);
      self->is_cut |= pango_layout_is_ellipsized (layout);
    }
  append_layout (snapshot, layout, 0, y + (line - height) / 2, color);
}

/* At the right end; returns what is left of @room. */
static int
append_state (YutuCaseRowWidget *self,
              GtkSnapshot       *snapshot,
              int                room,
              int                line)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_layout (self, self->state, TAG_SCALE, &width, &height);
  GdkRGBA        ink = get_color (self, self->is_closed ? NULL : "accent_color", 1);
  GdkRGBA        ground = self->is_closed ? get_color (self, NULL, FAINT_GROUND)
                                          : get_color (self, "accent_bg_color", GROUND);
  float          x = (float)(room - width - 2 * TAG_X);
  float          y = (float)((line - height) / 2 - TAG_Y);
  GskRoundedRect tag;

  gsk_rounded_rect_init_from_rect (
    &tag, &GRAPHENE_RECT_INIT (x, y, (float)(width + 2 * TAG_X), (float)(height + 2 * TAG_Y)),
    (float)(height + 2 * TAG_Y) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &tag);
  gtk_snapshot_append_color (snapshot, &ground, &tag.bounds);
  gtk_snapshot_pop (snapshot);
  append_layout (snapshot, layout, x + TAG_X, y + TAG_Y, &ink);
  return (int)x - GAP_X;
}

/* The icon theme keeps what it has loaded. */
static void
append_icon (YutuCaseRowWidget *self,
             GtkSnapshot       *snapshot,
             double             x,
             double             y,
             const GdkRGBA     *color)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
    theme, "dialog-warning-symbolic", NULL, ICON_PX, gtk_widget_get_scale_factor (widget),
    gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  GdkRGBA colors[] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_PX, ICON_PX,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* The same of the due date. */
static int
append_due (YutuCaseRowWidget *self,
            GtkSnapshot       *snapshot,
            int                room,
            double             y,
            int                line)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_layout (self, self->due, SMALL_SCALE, &width, &height);
  GdkRGBA color = get_color (self, self->is_late ? "error_color" : NULL, self->is_late ? 1 : FAINT);
  int     icon = self->is_late ? ICON_GAP + ICON_PX : 0;
  int     x;

  if (width > room - icon)
    {
      self->is_cut = TRUE;
      width = MAX (room - icon, 0);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, width * PANGO_SCALE);
    }
  x = room - width;
  append_layout (snapshot, layout, x, y + (line - height) / 2, &color);
  if (self->is_late)
    {
      x -= icon;
      append_icon (self, snapshot, x, y + (line - ICON_PX) / 2, &color);
    }
  return x - GAP_X;
}

static int
get_line (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int line = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return line;
}

static int
get_small_line (int line)
{
  return MAX ((int)(line * SMALL_SCALE + 0.99), ICON_PX);
}

static int
get_title_lines (void)
{
  return yutu_map_style_is_large () ? LARGE_LINES : 1;
}

static void
yutu_case_row_widget_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  YutuCaseRowWidget *self = YUTU_CASE_ROW (widget);
  GdkRGBA            ink = get_color (self, NULL, 1);
  GdkRGBA            faint = get_color (self, NULL, FAINT);
  int                width = gtk_widget_get_width (widget);
  int                line = get_line (widget);
  int                n_lines = get_title_lines ();
  int                y = n_lines * line + 2 * TAG_Y + GAP_Y;
  int                upper = width, lower = width;

  if (self->title == NULL)
    return;
  self->is_cut = FALSE;
  if (self->kind != NULL)
    {
      upper = append_state (self, snapshot, width, line + 2 * TAG_Y);
      lower = append_due (self, snapshot, width, y, get_small_line (line));
      if (lower > 3 * line)
        append_text (self, snapshot, self->kind, SMALL_SCALE, lower, y, get_small_line (line), 1, &faint);
      else
        self->is_cut = TRUE;
    }
  append_text (self, snapshot, self->title, 1, upper, 0, line + 2 * TAG_Y, n_lines, &ink);
}

static void
yutu_case_row_widget_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  int line = get_line (widget);

  *minimum = orientation == GTK_ORIENTATION_VERTICAL
               ? get_title_lines () * line + 2 * TAG_Y + GAP_Y + get_small_line (line)
               : 8 * line;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? *minimum : 15 * line;
}

static gboolean
yutu_case_row_widget_query_tooltip (GtkWidget  *widget,
                                    int         x,
                                    int         y,
                                    gboolean    by_keyboard,
                                    GtkTooltip *tooltip)
{
  YutuCaseRowWidget *self = YUTU_CASE_ROW (widget);
  g_autofree char   *text = self->is_cut && self->title != NULL ? word_whole (self) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* ---- Object ---- */

static void
yutu_case_row_widget_finalize (GObject *object)
{
  clear (YUTU_CASE_ROW (object));
  G_OBJECT_CLASS (yutu_case_row_widget_parent_class)->finalize (object);
}

static void
yutu_case_row_widget_class_init (YutuCaseRowWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yutu_case_row_widget_finalize;
  widget_class->snapshot = yutu_case_row_widget_snapshot;
  widget_class->measure = yutu_case_row_widget_measure;
  widget_class->query_tooltip = yutu_case_row_widget_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "caserow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
yutu_case_row_widget_init (YutuCaseRowWidget *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
yutu_case_row_new (void)
{
  return g_object_new (YUTU_TYPE_CASE_ROW, NULL);
}
