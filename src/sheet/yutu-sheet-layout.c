/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/*  landscape                         portrait
 *  ┌──────────────────────────┐      ┌─────────────────┐
 *  │          title           │      │      title      │
 *  │ ┌outer──────────┐ ┌────┐ │      │ ┌outer────────┐ │
 *  │ │┌map──────────┐│ │leg.│ │      │ │┌map────────┐│ │
 *  │ ││             ││ │    │ │      │ ││           ││ │
 *  │ ││             ││ │foot│ │      │ │└───────────┘│ │
 *  │ │└─────────────┘│ │imp.│ │      │ └─────────────┘ │
 *  │ └───────────────┘ └────┘ │      │ ┌legend──┬foot┐ │
 *  │ footer                   │      │ └────────┴imp.┘ │
 *  └──────────────────────────┘      │ footer          │
 *                                    └─────────────────┘
 * Two maps stand side by side on the left, one below the other above, a heading over each.
 * Lengths here are those of A4; A3's are longer by the layout's text. */

#include <math.h>

#include "scene/yutu-furniture.h"
#include "sheet/yutu-sheet-private.h"

#define MARGIN_MM   9.0
#define TITLE_MM    13.0
#define SUBTITLE_MM 6.0
#define FOOTER_MM   6.0
#define BAND_MM     4.6 /* between heavy line and neat line */
#define GAP_MM      3.0
#define HEADING_MM  6.5 /* over each of two maps */
#define PANEL_WIDE  54.0
#define PANEL_HIGH  56.0
#define SIDE_MM     62.0 /* foot and imprint of a panel under the map */
#define FOOT_MM     22.0
#define PADDING_MM  3.0
#define IMPRINT_PT  6.4
#define SMALLEST_PT 3.0
#define MAP_ROOM_MM 4.0 /* around what must be seen */
#define BAR_MAX_MM  32.0

static const struct
{
  double width;
  double height;
  double text;
} PAPERS[YUTU_N_PAPERS] = {
  [YUTU_PAPER_A4] = { 210, 297, 1 },
  [YUTU_PAPER_A3] = { 297, 420, 1.22 },
};

static double
measure_imprint (const YutuSheet *self,
                 PangoContext    *context,
                 double           width_mm)
{
  YutuSheetTextSpec spec = { YUTU_SHEET_SANS, 400, self->layout.imprint_pt, 0, width_mm,
                             PANGO_ALIGN_LEFT };
  double            sum = 0;

  for (gsize i = 0; self->imprint[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout = yutu_sheet_text_new (context, self->imprint[i], &spec);
      double width = 0;
      double height = 0;

      yutu_sheet_text_measure (layout, &width, &height);
      sum += height + YUTU_SHEET_IMPRINT_GAP_MM * self->layout.text;
    }
  return sum;
}

/* Smaller where it is too long for @room_mm. */
static double
fit_imprint (YutuSheet    *self,
             PangoContext *context,
             double        width_mm,
             double        room_mm)
{
  YutuSheetLayout *l = &self->layout;
  double           height = 0;

  for (l->imprint_pt = IMPRINT_PT * l->text;; l->imprint_pt *= 0.95)
    {
      height = measure_imprint (self, context, width_mm);
      if (height <= room_mm || l->imprint_pt < SMALLEST_PT)
        return height;
    }
}

/* The map's rim on whole pixels inside of @outer. */
static YutuSheetRect
inset_map (const YutuSheetRect *outer,
           double               band)
{
  YutuSheetRect map = { outer->x + band, outer->y + band, 0, 0 };

  map.width = floor ((outer->width - 2 * band) * YUTU_SHEET_PX_PER_MM) / YUTU_SHEET_PX_PER_MM;
  map.height = floor ((outer->height - 2 * band) * YUTU_SHEET_PX_PER_MM) / YUTU_SHEET_PX_PER_MM;
  return map;
}

/* Of what one map would have: side by side on a page that is wide, else one below the other. */
static void
share_room (YutuSheet *self)
{
  YutuSheetLayout *l = &self->layout;
  double           gap = GAP_MM * l->text;

  l->heading = HEADING_MM * l->text;
  if (self->is_landscape)
    l->outer.width = (l->outer.width - gap) / 2;
  else
    l->outer.height = (l->outer.height - gap) / 2;
  l->outer.y += l->heading;
  l->outer.height -= l->heading;
}

static void
place_second (YutuSheet *self)
{
  YutuSheetLayout *l = &self->layout;
  double           gap = GAP_MM * l->text;

  l->step_x = self->is_landscape ? l->outer.width + gap : 0;
  l->step_y = self->is_landscape ? 0 : l->outer.height + gap + l->heading;
}

/* Legend, foot and imprint, one below the other. */
static void
split_panel_down (YutuSheet    *self,
                  PangoContext *context)
{
  YutuSheetLayout     *l = &self->layout;
  double               pad = PADDING_MM * l->text;
  double               x = l->panel.x + pad;
  double               width = l->panel.width - 2 * pad;
  const YutuSheetRect *p = &l->panel;
  double               imprint = fit_imprint (self, context, width, p->height * 0.4) + pad;

  l->imprint = (YutuSheetRect){ x, p->y + p->height - imprint, width, imprint - pad };
  l->foot = (YutuSheetRect){ x, l->imprint.y - pad / 2 - FOOT_MM * l->text, width,
                             FOOT_MM * l->text };
  l->legend = (YutuSheetRect){ x, p->y + pad, width, l->foot.y - pad - (p->y + pad) };
}

/* Legend beside foot and imprint. */
static void
split_panel_across (YutuSheet    *self,
                    PangoContext *context)
{
  YutuSheetLayout     *l = &self->layout;
  double               pad = PADDING_MM * l->text;
  double               side = SIDE_MM * l->text;
  const YutuSheetRect *p = &l->panel;

  l->legend = (YutuSheetRect){ p->x + pad, p->y + pad, p->width - side - 2 * pad,
                               p->height - 2 * pad };
  l->foot = (YutuSheetRect){ p->x + p->width - side + pad, p->y + pad / 2, side - 2 * pad,
                             FOOT_MM * l->text };
  l->imprint = (YutuSheetRect){ l->foot.x, l->foot.y + l->foot.height + pad / 2, l->foot.width,
                                p->y + p->height - (l->foot.y + l->foot.height + pad) };
  fit_imprint (self, context, l->imprint.width, l->imprint.height);
}

void
yutu_sheet_lay_out (YutuSheet    *self,
                    YutuPaper     paper,
                    PangoContext *context)
{
  YutuSheetLayout *l = &self->layout;
  double           title = 0;
  YutuSheetRect    body;

  l->text = PAPERS[paper].text;
  l->page_width = self->is_landscape ? PAPERS[paper].height : PAPERS[paper].width;
  l->page_height = self->is_landscape ? PAPERS[paper].width : PAPERS[paper].height;
  title = (TITLE_MM + (self->subtitle != NULL ? SUBTITLE_MM : 0)) * l->text;
  l->title = (YutuSheetRect){ MARGIN_MM * l->text, MARGIN_MM * l->text * 0.7,
                              l->page_width - 2 * MARGIN_MM * l->text, title };
  body = (YutuSheetRect){ l->title.x, l->title.y + title, l->title.width, 0 };
  body.height = l->page_height - body.y - (MARGIN_MM * 0.5 + FOOTER_MM) * l->text;
  l->footer = (YutuSheetRect){ body.x, body.y + body.height + l->text, body.width,
                               FOOTER_MM * l->text };
  l->outer = l->panel = body;
  if (self->is_landscape)
    {
      l->panel.width = PANEL_WIDE * l->text;
      l->outer.width = body.width - l->panel.width - GAP_MM * l->text;
    }
  else
    {
      l->panel.height = PANEL_HIGH * l->text;
      l->outer.height = body.height - l->panel.height - GAP_MM * l->text;
    }
  if (self->n_maps > 1)
    share_room (self);
  l->map = inset_map (&l->outer, BAND_MM * l->text);
  l->outer.width = l->map.width + 2 * BAND_MM * l->text;
  l->outer.height = l->map.height + 2 * BAND_MM * l->text;
  if (self->n_maps > 1)
    place_second (self);
  if (self->is_landscape)
    {
      l->panel.x = l->outer.x + l->step_x + l->outer.width + GAP_MM * l->text;
      l->panel.height = l->heading + l->outer.height;
      split_panel_down (self, context);
      return;
    }
  l->panel.y = l->outer.y + l->step_y + l->outer.height + GAP_MM * l->text;
  l->panel.width = l->outer.width;
  split_panel_across (self, context);
}

/* ---- Scale ---- */

static double
round_scale (double denominator)
{
  static const double steps[] = { 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3,
                                  3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9, 10 };
  double              power = pow (10, floor (log10 (denominator)));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= denominator * (1 - 1e-9))
      return steps[i] * power;
  return denominator;
}

static double
metres_per_unit (const YutuView *view)
{
  return yutu_projection_metres_per_unit (view->epsg,
                                          (YutuMapPoint){ view->center_x, view->center_y });
}

/* The next round scale at which all of @box is inside of the neat line; degrees as they are have
 * none, for they are shorter to the east than to the north. */
void
yutu_sheet_choose_scale (YutuSheet *self,
                         int        epsg,
                         YutuBox    box)
{
  double       px_m = YUTU_SHEET_MM_PER_INCH / 96 / 1000; /* a pixel's metres on paper */
  YutuMapBox   map = yutu_projection_forward_box (epsg, box);
  YutuView    *view = &self->view;
  double       denominator = 0;
  YutuMapPoint middle = { (map.min_x + map.max_x) / 2, (map.min_y + map.max_y) / 2 };

  *view = (YutuView){
    .epsg = epsg,
    .width = (int)lround (self->layout.map.width * YUTU_SHEET_PX_PER_MM),
    .height = (int)lround (self->layout.map.height * YUTU_SHEET_PX_PER_MM),
    .scale = 1,
  };
  yutu_view_fit (view, map, MAP_ROOM_MM * self->layout.text * YUTU_SHEET_PX_PER_MM);
  if (epsg != 4490)
    {
      denominator = round_scale (view->resolution * metres_per_unit (view) / px_m);
      view->resolution = denominator * px_m / metres_per_unit (view);
      view->center_x = middle.x;
      view->center_y = middle.y;
    }
  self->scale_denominator = denominator;
}

int
yutu_sheet_choose_step (const YutuSheet *self,
                        double           gap_mm)
{
  static const int seconds[] = { 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 18000 };
  YutuMapPoint     center = { self->view.center_x, self->view.center_y };
  double           lat_deg = yutu_grid_to_degrees (yutu_projection_inverse (self->view.epsg, center).y);
  double           m_per_mm = self->view.resolution * metres_per_unit (&self->view) * YUTU_SHEET_PX_PER_MM;

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (seconds[i] / 3600.0 * 111319.49 * cos (lat_deg * G_PI / 180) / m_per_mm >= gap_mm)
      return seconds[i];
  return 36000;
}

void
yutu_sheet_place_bar (const YutuSheet  *self,
                      YutuSheetMeasure *measure)
{
  const YutuSheetLayout *l = &self->layout;
  double                 length_px = 0;

  yutu_scale_bar_measure (&self->view, BAR_MAX_MM * l->text * YUTU_SHEET_PX_PER_MM,
                          &measure->bar_length_m, &length_px);
  measure->bar_length_mm = length_px / YUTU_SHEET_PX_PER_MM;
  measure->bar_x_mm = l->foot.x + 18 * l->text;
  measure->bar_y_mm = l->foot.y + 10.5 * l->text;
}
