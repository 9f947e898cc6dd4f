/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map as a theme map: its colours, what the pointer means there, the words beside it, and its size
 * for those who look from afar. */

#include <adwaita.h>

#include "ui/yutu-map-style.h"
#include "ui/yutu-map-view-private.h"

#define WORDS_PADDING 8
#define WORDS_AWAY    16 /* from the pointer */
#define WORDS_RADIUS  6
#define WORDS_WIDTH   320

static guint pointed_signal;

void
yutu_map_view_class_init_theme (GObjectClass *klass)
{
  pointed_signal = g_signal_new ("pointed", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

void
yutu_map_view_clear_theme (YutuMapView *self)
{
  g_clear_pointer (&self->theme, yutu_theme_free);
  g_clear_pointer (&self->pointer_title, g_free);
  g_clear_pointer (&self->pointer_text, g_free);
}

void
yutu_map_view_set_theme (YutuMapView     *self,
                         const YutuTheme *theme)
{
  gboolean turns;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (yutu_theme_equal (theme, self->theme))
    return;
  turns = (theme == NULL) != (self->theme == NULL);
  yutu_theme_free (self->theme);
  self->theme = yutu_theme_copy (theme);
  yutu_map_canvas_set_theme (self->canvas, self->theme);
  yutu_map_view_clear_hover (self); /* it told the former value */
  if (turns)
    yutu_map_view_outline_place (self);
}

static void
load_styles (YutuMapView *self)
{
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->styles[i], yutu_style_unref);
      self->styles[i] = yutu_map_style_load (i == 1, self->magnification);
    }
}

void
yutu_map_view_update_magnification (YutuMapView *self)
{
  double magnification = MAX (self->enlargement, yutu_map_style_get_text_scale ());

  if (self->magnification == magnification)
    return;
  self->magnification = magnification;
  load_styles (self);
  yutu_map_view_clear_furniture (self);
  yutu_map_view_update_style (self);
}

void
yutu_map_view_set_enlargement (YutuMapView *self,
                               double       factor)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));
  g_return_if_fail (factor > 0);

  self->enlargement = factor;
  yutu_map_view_update_magnification (self);
}

/* ---- what is meant ---- */

static int
get_rank (YutuMapView   *self,
          const YutuHit *hit)
{
  if (hit->kind == YUTU_HIT_SYMBOL)
    return 0;
  if (hit->kind == YUTU_HIT_UNIT)
    return hit->level == self->theme->level ? 1 : 3;
  return 2;
}

void
yutu_map_view_sort_hits (YutuMapView *self,
                         GArray      *hits)
{
  if (self->theme == NULL)
    return;
  /* Few, and equals stay in their order. */
  for (guint i = 1; i < hits->len; i++)
    for (guint k = i; k > 0; k--)
      {
        YutuHit *one = &g_array_index (hits, YutuHit, k - 1);
        YutuHit *two = &g_array_index (hits, YutuHit, k);
        YutuHit  kept = *one;

        if (get_rank (self, one) <= get_rank (self, two))
          break;
        *one = *two;
        *two = kept;
      }
}

void
yutu_map_view_say_pointed (YutuMapView   *self,
                           const YutuHit *hit)
{
  gint64 unit = hit->kind == YUTU_HIT_UNIT ? hit->id : 0;

  if (self->theme != NULL && unit != 0 && hit->level != self->theme->level)
    unit = 0;
  if (unit == self->pointed)
    return;
  self->pointed = unit;
  yutu_map_view_set_pointer_words (self, NULL, NULL);
  g_signal_emit (self, pointed_signal, 0, unit);
}

void
yutu_map_view_point_at_unit (YutuMapView *self,
                             gint64       unit)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (!yutu_map_view_has_map (self))
    return;
  yutu_map_view_set_hover (self, &(YutuHit){ .kind = YUTU_HIT_UNIT,
                                             .id = unit,
                                             .level = self->theme != NULL ? self->theme->level : 0 });
}

void
yutu_map_view_show_unit (YutuMapView *self,
                         gint64       unit)
{
  YutuDivisionLayer *divisions =
    self->layers != NULL ? yutu_map_layers_get_divisions (self->layers) : NULL;
  YutuMapBox box;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (divisions != NULL && yutu_division_layer_get_unit_box (divisions, unit, &box))
    yutu_map_view_show_map_box (self, box);
}

/* ---- the words beside the pointer ---- */

void
yutu_map_view_set_pointer_words (YutuMapView *self,
                                 const char  *title,
                                 const char  *text)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  g_free (self->pointer_title);
  g_free (self->pointer_text);
  self->pointer_title = g_strdup (title);
  self->pointer_text = g_strdup (text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PangoLayout *
make_words (YutuMapView *self)
{
  PangoLayout     *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *title = g_markup_escape_text (self->pointer_title, -1);
  g_autofree char *text =
    self->pointer_text == NULL ? NULL : g_markup_escape_text (self->pointer_text, -1);
  g_autofree char *markup =
    text == NULL ? g_strdup_printf ("<b>%s</b>", title) : g_strdup_printf ("<b>%s</b>\n%s", title, text);

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_set_width (layout, WORDS_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* Right below the pointer; on the other side where the map ends. */
static double
get_place_beside (double at,
                  double size,
                  double end)
{
  double after = at + WORDS_AWAY;

  return after + size < end ? after : MAX (at - WORDS_AWAY - size, 4);
}

void
yutu_map_view_snapshot_words (YutuMapView *self,
                              GtkSnapshot *snapshot)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA  paper = dark ? (GdkRGBA){ 0.2f, 0.2f, 0.22f, 0.97f } : (GdkRGBA){ 1, 1, 1, 0.97f };
  GdkRGBA  ink = dark ? (GdkRGBA){ 0.95f, 0.95f, 0.95f, 1 } : (GdkRGBA){ 0.12f, 0.11f, 0.14f, 1 };
  g_autoptr (PangoLayout) layout = NULL;
  GskRoundedRect box;
  int            width, height;
  float          x, y;

  if (self->pointer_title == NULL || !self->pointer.inside || self->pointer.panning)
    return;
  layout = make_words (self);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * WORDS_PADDING;
  height += 2 * WORDS_PADDING;
  x = (float)get_place_beside (round (self->pointer.x), width, self->view.width);
  y = (float)get_place_beside (round (self->pointer.y), height, self->view.height);
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (x, y, (float)width, (float)height),
                                   WORDS_RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &box, &(GdkRGBA){ 0, 0, 0, 0.35f }, 0, 1, 0, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &paper, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + WORDS_PADDING, y + WORDS_PADDING));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}
