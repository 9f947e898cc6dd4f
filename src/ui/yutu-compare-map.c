/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-compare-map.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

#define CHOSEN_PX 80.0 /* around the row that is chosen */

struct _YutuCompareMap
{
  YutuPictureMap parent_instance;

  const YutuComparison *comparison; /* (nullable) */
  int                   chosen;     /* row; -1 */
};

G_DEFINE_FINAL_TYPE (YutuCompareMap, yutu_compare_map, YUTU_TYPE_PICTURE_MAP)

static guint chosen_signal;

/* ---- What is seen ---- */

static void
outline_chosen (YutuCompareMap *self,
                YutuSceneSpec  *spec)
{
  const YutuComparisonRow *row = NULL;

  if (self->chosen < 0)
    return;
  row = &g_array_index (self->comparison->rows, YutuComparisonRow, (guint)self->chosen);
  if (row->land != NULL)
    spec->selection.shape = row->land->shape;
  else
    spec->selection.unit = row->unit->unit;
}

static gboolean
yutu_compare_map_fill_picture (YutuPictureMap *map,
                               YutuStyle      *style,
                               YutuPicture    *picture)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (map);

  if (self->comparison == NULL)
    return FALSE;
  picture->sketch = yutu_sketch_ref (self->comparison->sketch);
  picture->has_overlay = TRUE;
  for (int i = 0; i < 2; i++)
    {
      YutuSceneSpec spec = { .style = style };

      yutu_comparison_fill_scene (self->comparison, i, &spec);
      outline_chosen (self, &spec);
      picture->scenes[i] = yutu_scene_new (&spec);
    }
  return TRUE;
}

static gboolean
yutu_compare_map_get_extent (YutuPictureMap *map,
                             int            *epsg,
                             YutuMapBox     *box)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (map);

  if (self->comparison == NULL)
    return FALSE;
  *epsg = self->comparison->epsg;
  for (int i = 0; i < 2; i++)
    {
      YutuMapBox own = yutu_division_layer_get_box (self->comparison->layers[i]);

      yutu_map_box_add (box, own.min_x, own.min_y);
      yutu_map_box_add (box, own.max_x, own.max_y);
    }
  return TRUE;
}

static void
yutu_compare_map_press (YutuPictureMap *map,
                        double          x,
                        double          y)
{
  YutuCompareMap *self = YUTU_COMPARE_MAP (map);
  const YutuView *view = yutu_picture_map_get_view (map);
  YutuMapPoint    point;
  int             row = -1;

  if (self->comparison == NULL || view == NULL)
    return;
  yutu_view_from_screen (view, x, y, &point.x, &point.y);
  row = yutu_comparison_find (self->comparison, point);
  if (row >= 0)
    g_signal_emit (self, chosen_signal, 0, (guint)row);
}

/* ---- The widget ---- */

static void
update_words (YutuCompareMap *self)
{
  g_autofree char *text = NULL;

  if (self->comparison == NULL)
    text = g_strdup (_ ("Maps of two days"));
  else
    {
      g_autofree char *then = yutu_words_day (self->comparison->days[0]);
      g_autofree char *now = yutu_words_day (self->comparison->days[1]);

      /* Translators: read aloud: two maps of two days, and how many differences they have */
      text = g_strdup_printf (_ ("Maps of %s and %s, %d differences"), then, now,
                              (int)self->comparison->rows->len);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
yutu_compare_map_dispose (GObject *object)
{
  YUTU_COMPARE_MAP (object)->comparison = NULL;
  G_OBJECT_CLASS (yutu_compare_map_parent_class)->dispose (object);
}

static void
yutu_compare_map_class_init (YutuCompareMapClass *klass)
{
  YutuPictureMapClass *map_class = YUTU_PICTURE_MAP_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_compare_map_dispose;
  map_class->n_panes = 2;
  map_class->fill_picture = yutu_compare_map_fill_picture;
  map_class->get_extent = yutu_compare_map_get_extent;
  map_class->press = yutu_compare_map_press;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "comparemap");
}

static void
yutu_compare_map_init (YutuCompareMap *self)
{
  self->chosen = -1;
  update_words (self);
}

void
yutu_compare_map_set_comparison (YutuCompareMap       *self,
                                 const YutuComparison *comparison)
{
  g_return_if_fail (YUTU_IS_COMPARE_MAP (self));

  self->comparison = comparison;
  self->chosen = -1;
  update_words (self);
  if (yutu_picture_map_is_fit (YUTU_PICTURE_MAP (self)) || yutu_picture_map_get_view (YUTU_PICTURE_MAP (self)) == NULL)
    yutu_picture_map_fit (YUTU_PICTURE_MAP (self));
  else
    yutu_picture_map_repaint (YUTU_PICTURE_MAP (self));
}

static gboolean
contains (YutuMapBox outer,
          YutuMapBox box)
{
  return box.min_x >= outer.min_x && box.max_x <= outer.max_x && box.min_y >= outer.min_y && box.max_y <= outer.max_y;
}

static YutuMapBox
project (const YutuCompareMap *self,
         YutuBox               box)
{
  YutuMapBox   projected = YUTU_MAP_BOX_EMPTY;
  YutuMapPoint corners[] = {
    yutu_projection_forward (self->comparison->epsg, (YutuPoint){ box.min_x, box.min_y }),
    yutu_projection_forward (self->comparison->epsg, (YutuPoint){ box.max_x, box.max_y }),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    yutu_map_box_add (&projected, corners[i].x, corners[i].y);
  return projected;
}

void
yutu_compare_map_choose (YutuCompareMap *self,
                         int             row)
{
  YutuPictureMap *map = YUTU_PICTURE_MAP (self);
  const YutuView *view = yutu_picture_map_get_view (map);
  YutuBox         found = YUTU_BOX_EMPTY;

  g_return_if_fail (YUTU_IS_COMPARE_MAP (self));

  self->chosen = row;
  if (row >= 0 && self->comparison != NULL && view != NULL)
    found = g_array_index (self->comparison->rows, YutuComparisonRow, (guint)row).box;
  if (!yutu_box_is_empty (found) && !contains (yutu_view_get_box (view), project (self, found)))
    yutu_picture_map_show_box (map, project (self, found), CHOSEN_PX);
  else
    yutu_picture_map_repaint (map);
}

gboolean
yutu_compare_map_find (YutuCompareMap *self,
                       guint           row,
                       int             side,
                       double         *x,
                       double         *y)
{
  const YutuView *view = yutu_picture_map_get_view (YUTU_PICTURE_MAP (self));
  YutuBox         box;
  YutuMapPoint    at;

  g_return_val_if_fail (YUTU_IS_COMPARE_MAP (self), FALSE);

  if (self->comparison == NULL || row >= self->comparison->rows->len || view == NULL)
    return FALSE;
  box = g_array_index (self->comparison->rows, YutuComparisonRow, row).box;
  if (yutu_box_is_empty (box))
    return FALSE;
  at = yutu_projection_forward (self->comparison->epsg,
                                (YutuPoint){ (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 });
  yutu_view_to_screen (view, at.x, at.y, x, y);
  *x += yutu_picture_map_get_pane_left (YUTU_PICTURE_MAP (self), side);
  return TRUE;
}

YutuBox
yutu_compare_map_get_box (YutuCompareMap *self)
{
  const YutuView *view = yutu_picture_map_get_view (YUTU_PICTURE_MAP (self));

  g_return_val_if_fail (YUTU_IS_COMPARE_MAP (self), YUTU_BOX_EMPTY);

  return view != NULL ? yutu_view_get_grid_box (view, 0) : YUTU_BOX_EMPTY;
}
