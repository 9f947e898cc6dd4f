/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-canvas.h"

#define CACHE_BYTES     (96 * 1024 * 1024)
#define PREFETCH_PX     256
#define OVERVIEW_PX     1024
#define OVERVIEW_SCALE  0   /* of its key: no tile has it */
#define STROKE_PX       20  /* no line or ribbon reaches farther from its middle */
#define MAX_LABEL_SCALE 2.3 /* an overlay of another zoom is shown up to here */

typedef struct
{
  cairo_surface_t    *surface; /* (nullable) */
  YutuView            view;
  YutuLabelPlacement *placement;
  guint               epoch;
} Overlay;

typedef struct
{
  cairo_surface_t *surface; /* (nullable) */
  YutuView         view;
  guint            epoch;
} Overview;

typedef struct
{
  gint64 first_column;
  gint64 first_row;
  gint64 last_column;
  gint64 last_row;
} Range;

struct _YutuMapCanvas
{
  YutuMapCanvasClient client;
  gpointer            data;
  YutuMapWorkers     *workers;
  YutuTileCache      *tiles;

  gboolean      has_spec;
  YutuSceneSpec spec;
  YutuTheme    *theme; /* (nullable): what spec.theme is */
  YutuMapBox    box;
  YutuScene    *base; /* holds the references of @spec's base layers */
  YutuScene    *overlay_scene;
  YutuHighlight selection;
  gboolean      dim;
  guint         base_epoch;
  guint         overlay_epoch;
  guint         data_epoch; /* the first overlay epoch of these data: older labels are not kept */

  gboolean has_view;
  YutuView view;
  YutuView target;
  double   shown_resolution; /* of the last view all of whose tiles were there */
  int      shown_scale;
  Overlay  overlay;
  YutuView asked; /* what labels were asked for last; of no epoch when that has come */
  guint    asked_epoch;
  Overview overview;
  gboolean is_done;  /* a job of painting, since the last delivery */
  gboolean has_news; /* something of the view on the screen, since then */
};

/* ---- which tiles ---- */

/* Tiles of the resolution of @level that @view shows. */
static Range
get_range (const YutuView *view,
           double          resolution,
           double          margin_px)
{
  YutuView grown = *view;
  double   factor = view->resolution / resolution;
  Range    range;

  if (factor != 1 || margin_px != 0)
    {
      grown.resolution = resolution;
      grown.width = (int)ceil ((view->width + 2 * margin_px) * factor);
      grown.height = (int)ceil ((view->height + 2 * margin_px) * factor);
    }
  yutu_view_get_tiles (&grown, YUTU_TILE_PX, &range.first_column, &range.first_row,
                       &range.last_column, &range.last_row);
  return range;
}

static gsize
count_range (Range range)
{
  return (gsize)MAX (range.last_column - range.first_column + 1, 0) *
         (gsize)MAX (range.last_row - range.first_row + 1, 0);
}

static gboolean
has_all (YutuMapCanvas *self,
         Range          range)
{
  YutuTileKey key = { self->target.resolution, self->target.scale, 0, 0 };

  for (key.row = range.first_row; key.row <= range.last_row; key.row++)
    for (key.column = range.first_column; key.column <= range.last_column; key.column++)
      if (!yutu_tile_cache_has (self->tiles, &key, self->base_epoch))
        return FALSE;
  return TRUE;
}

static void
promote_all (YutuMapCanvas *self,
             Range          range)
{
  YutuTileKey key = { self->target.resolution, self->target.scale, 0, 0 };

  for (key.row = range.first_row; key.row <= range.last_row; key.row++)
    for (key.column = range.first_column; key.column <= range.last_column; key.column++)
      yutu_tile_cache_promote (self->tiles, &key);
}

/* ---- what is wanted of the workers ---- */

typedef struct
{
  YutuTileKey key;
  double      distance;
} Wish;

static int
compare_wishes (gconstpointer a,
                gconstpointer b)
{
  const Wish *one = a, *two = b;

  return (one->distance > two->distance) - (one->distance < two->distance);
}

static void
add_tiles (YutuMapCanvas *self,
           Range          range,
           GPtrArray     *jobs)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  double unit = YUTU_TILE_PX * self->target.resolution;
  Wish   wish = { { self->target.resolution, self->target.scale, 0, 0 }, 0 };

  for (wish.key.row = range.first_row; wish.key.row <= range.last_row; wish.key.row++)
    for (wish.key.column = range.first_column; wish.key.column <= range.last_column;
         wish.key.column++)
      {
        if (yutu_tile_cache_has (self->tiles, &wish.key, self->base_epoch))
          continue;
        wish.distance = hypot ((double)wish.key.column + 0.5 - self->target.center_x / unit,
                               (double)wish.key.row + 0.5 + self->target.center_y / unit);
        g_array_append_val (wishes, wish);
      }
  g_array_sort (wishes, compare_wishes);
  for (guint i = 0; i < wishes->len; i++)
    {
      YutuMapJob *job = yutu_map_job_new (YUTU_MAP_JOB_TILE, self->base, self->base_epoch);

      job->key = g_array_index (wishes, Wish, i).key;
      job->view =
        yutu_view_for_tile (&self->target, YUTU_TILE_PX, job->key.column, job->key.row);
      g_ptr_array_add (jobs, job);
    }
}

/* The image of the labels: larger than the view by whole pixels, so that it lies on the grid. */
static YutuView
get_overlay_view (const YutuView *target)
{
  YutuView view = *target;

  view.width += 2 * (target->width / 4);
  view.height += 2 * (target->height / 4);
  return view;
}

static gboolean
covers (const YutuView *image,
        const YutuView *view,
        double          spare)
{
  double x, y;

  if (image->resolution != view->resolution ||
      image->scale != view->scale || image->epsg != view->epsg)
    return FALSE;
  x = fabs (image->center_x - view->center_x) / view->resolution + view->width * (0.5 + spare);
  y = fabs (image->center_y - view->center_y) / view->resolution + view->height * (0.5 + spare);
  return x <= image->width / 2.0 + 0.01 && y <= image->height / 2.0 + 0.01;
}

static gboolean
overlay_covers (const YutuMapCanvas *self,
                const YutuView      *view,
                double               spare)
{
  return self->overlay.surface != NULL && covers (&self->overlay.view, view, spare);
}

/* While the map moves, what was asked for a moment ago is still good enough: asking for the same
 * again keeps the workers from placing the labels of every frame. */
static void
choose_label_view (YutuMapCanvas *self)
{
  YutuView image = get_overlay_view (&self->asked);

  if (self->asked_epoch == self->overlay_epoch && covers (&image, &self->target, 0.02))
    return;
  self->asked = self->target;
  self->asked_epoch = self->overlay_epoch;
}

static void
add_overlay (YutuMapCanvas *self,
             GPtrArray     *jobs)
{
  YutuMapJob *job;

  if (self->overlay.epoch == self->overlay_epoch && overlay_covers (self, &self->target, 0.1))
    return;
  job = yutu_map_job_new (YUTU_MAP_JOB_OVERLAY, self->overlay_scene, self->overlay_epoch);
  choose_label_view (self);
  job->label_view = self->asked;
  job->view = get_overlay_view (&self->asked);
  if (self->overlay.placement != NULL && self->overlay.epoch >= self->data_epoch)
    job->previous = yutu_label_placement_ref (self->overlay.placement);
  g_ptr_array_add (jobs, job);
}

static void
add_overview (YutuMapCanvas *self,
              GPtrArray     *jobs)
{
  YutuMapJob *job;

  if (self->overview.surface != NULL && self->overview.epoch == self->base_epoch)
    return;
  job = yutu_map_job_new (YUTU_MAP_JOB_TILE, self->base, self->base_epoch);
  job->key.scale = OVERVIEW_SCALE;
  job->view = self->target;
  job->view.width = job->view.height = OVERVIEW_PX;
  job->view.scale = 1;
  yutu_view_fit (&job->view, self->box, OVERVIEW_PX / 8.0);
  g_ptr_array_add (jobs, job);
}

static void
request (YutuMapCanvas *self)
{
  GPtrArray *jobs;
  Range      visible, around;

  if (!self->has_spec || !self->has_view || self->target.width < 1 || self->target.height < 1)
    return;
  jobs = g_ptr_array_new ();
  visible = get_range (&self->target, self->target.resolution, 0);
  around = get_range (&self->target, self->target.resolution, PREFETCH_PX);
  yutu_tile_cache_set_max_bytes (
    self->tiles, MAX ((gsize)CACHE_BYTES, 2 * count_range (around) * YUTU_TILE_PX * YUTU_TILE_PX *
                                            4 * (gsize)(self->target.scale * self->target.scale)));
  add_overlay (self, jobs);
  add_tiles (self, visible, jobs);
  add_overview (self, jobs);
  if (has_all (self, visible))
    add_tiles (self, around, jobs);
  yutu_map_workers_set_wanted (self->workers, jobs);
}

/* ---- what the workers answer ---- */

static void
take_overlay (YutuMapCanvas *self,
              YutuMapJob    *job)
{
  gboolean fits = job->view.resolution == self->target.resolution &&
                  job->view.scale == self->target.scale && job->view.epsg == self->target.epsg;

  if (job->epoch == self->asked_epoch)
    self->asked_epoch = 0;
  /* An answer to an older question is better than none, unless what is shown is newer. */
  if (self->overlay.surface != NULL && (!fits || job->epoch < self->overlay.epoch))
    return;
  g_clear_pointer (&self->overlay.surface, cairo_surface_destroy);
  g_clear_pointer (&self->overlay.placement, yutu_label_placement_unref);
  self->overlay.surface = g_steal_pointer (&job->surface);
  self->overlay.placement = g_steal_pointer (&job->placement);
  self->overlay.view = job->view;
  self->overlay.epoch = job->epoch;
}

/* A tile beside the view is no reason to draw the view again. */
static gboolean
is_seen (YutuMapCanvas     *self,
         const YutuTileKey *key)
{
  Range range = get_range (&self->view, self->target.resolution, 0);

  return key->resolution == self->target.resolution && key->scale == self->target.scale &&
         key->column >= range.first_column && key->column <= range.last_column &&
         key->row >= range.first_row && key->row <= range.last_row;
}

static void
take_overview (YutuMapCanvas *self,
               YutuMapJob    *job)
{
  g_clear_pointer (&self->overview.surface, cairo_surface_destroy);
  self->overview.surface = g_steal_pointer (&job->surface);
  self->overview.view = job->view;
  self->overview.epoch = job->epoch;
  if (!has_all (self, get_range (&self->view, self->target.resolution, 0)))
    self->has_news = TRUE;
}

static void
done_cb (YutuMapJob *job,
         gpointer    data)
{
  YutuMapCanvas *self = data;

  if (job->kind == YUTU_MAP_JOB_HIT)
    {
      self->client.hit (job, self->data);
      return;
    }
  self->is_done = TRUE;
  if (job->kind == YUTU_MAP_JOB_OVERLAY)
    {
      take_overlay (self, job);
      self->has_news = TRUE;
    }
  else if (job->epoch != self->base_epoch)
    return;
  else if (job->key.scale == OVERVIEW_SCALE)
    take_overview (self, job);
  else
    {
      self->has_news = self->has_news || is_seen (self, &job->key);
      yutu_tile_cache_put (self->tiles, &job->key, job->epoch, g_steal_pointer (&job->surface));
    }
}

static void
delivered_cb (gpointer data)
{
  YutuMapCanvas *self = data;

  if (self->is_done)
    request (self);
  self->is_done = FALSE;
  if (self->has_news)
    self->client.changed (self->data);
  self->has_news = FALSE;
}

YutuMapCanvas *
yutu_map_canvas_new (const YutuMapCanvasClient *client,
                     gpointer                   data)
{
  YutuMapCanvas *self = g_new0 (YutuMapCanvas, 1);

  self->client = *client;
  self->data = data;
  self->tiles = yutu_tile_cache_new (CACHE_BYTES);
  self->workers = yutu_map_workers_new (done_cb, delivered_cb, self);
  return self;
}

static void
clear_scene (YutuMapCanvas *self)
{
  self->has_spec = FALSE;
  g_clear_pointer (&self->base, yutu_scene_unref);
  g_clear_pointer (&self->overlay_scene, yutu_scene_unref);
  self->spec.theme = NULL;
  g_clear_pointer (&self->theme, yutu_theme_free);
}

static void
clear_pictures (YutuMapCanvas *self)
{
  yutu_tile_cache_clear (self->tiles);
  g_clear_pointer (&self->overlay.surface, cairo_surface_destroy);
  g_clear_pointer (&self->overlay.placement, yutu_label_placement_unref);
  g_clear_pointer (&self->overview.surface, cairo_surface_destroy);
}

void
yutu_map_canvas_free (YutuMapCanvas *self)
{
  yutu_map_workers_free (self->workers);
  clear_scene (self);
  clear_pictures (self);
  yutu_tile_cache_free (self->tiles);
  g_clear_pointer (&self->selection.shape, yutu_shape_unref);
  g_free (self);
}

/* ---- scenes ---- */

static void
make_overlay_scene (YutuMapCanvas *self)
{
  YutuSceneSpec spec = self->spec;

  spec.selection = self->selection;
  spec.dim = self->dim && self->selection.unit != 0;
  g_clear_pointer (&self->overlay_scene, yutu_scene_unref);
  self->overlay_scene = yutu_scene_new (&spec);
  self->overlay_epoch++;
}

static gboolean
has_same_base (const YutuSceneSpec *a,
               const YutuSceneSpec *b)
{
  return a->style == b->style && a->divisions == b->divisions && a->lines == b->lines &&
         a->points == b->points && a->hide_fills == b->hide_fills &&
         a->hide_boundaries == b->hide_boundaries && yutu_theme_equal (a->theme, b->theme);
}

/* After an edit of boundaries most tiles are still true. Called before @spec takes the place of the
 * last one. */
static void
begin_epoch (YutuMapCanvas       *self,
             const YutuSceneSpec *spec)
{
  YutuSceneSpec like_last = *spec;
  YutuMapBox    changed;

  self->base_epoch++;
  like_last.divisions = self->spec.divisions;
  if (!self->has_spec || spec->divisions == NULL || self->spec.divisions == NULL ||
      !has_same_base (&like_last, &self->spec) ||
      yutu_division_layer_get_epsg (spec->divisions) !=
        yutu_division_layer_get_epsg (self->spec.divisions))
    return;
  changed = yutu_division_layer_get_changed_box (self->spec.divisions, spec->divisions);
  yutu_tile_cache_carry (self->tiles, self->base_epoch - 1, self->base_epoch, changed, STROKE_PX);
}

static void
make_base_scene (YutuMapCanvas *self)
{
  YutuSceneSpec base = self->spec;

  base.n_symbols = 0;
  base.marks = NULL;
  g_clear_pointer (&self->base, yutu_scene_unref);
  self->base = yutu_scene_new (&base);
}

/* @theme may be the present one. */
static void
take_theme (YutuMapCanvas   *self,
            const YutuTheme *theme)
{
  YutuTheme *copy = yutu_theme_copy (theme);

  yutu_theme_free (self->theme);
  self->theme = copy;
  self->spec.theme = copy;
}

void
yutu_map_canvas_set_scene (YutuMapCanvas       *self,
                           const YutuSceneSpec *spec,
                           YutuMapBox           box)
{
  gboolean same_base = spec != NULL && self->has_spec && has_same_base (spec, &self->spec);

  if (spec == NULL)
    {
      clear_scene (self);
      clear_pictures (self);
      self->client.changed (self->data);
      return;
    }
  if (!same_base)
    begin_epoch (self, spec);
  self->spec = *spec;
  take_theme (self, spec->theme);
  self->spec.selection = self->spec.hover = (YutuHighlight){ 0 };
  self->spec.dim = FALSE;
  self->box = box;
  if (!same_base)
    make_base_scene (self);
  make_overlay_scene (self);
  self->data_epoch = self->overlay_epoch;
  self->has_spec = TRUE;
  request (self);
  self->client.changed (self->data);
}

void
yutu_map_canvas_set_theme (YutuMapCanvas   *self,
                           const YutuTheme *theme)
{
  gboolean turns = (theme == NULL) != (self->theme == NULL);

  if (!self->has_spec || yutu_theme_equal (theme, self->theme))
    return;
  take_theme (self, theme);
  self->base_epoch++;
  make_base_scene (self);
  if (turns) /* outlines and labels are others */
    {
      make_overlay_scene (self);
      self->data_epoch = self->overlay_epoch;
    }
  request (self);
  self->client.changed (self->data);
}

void
yutu_map_canvas_set_marks (YutuMapCanvas *self,
                           YutuMarks     *marks)
{
  if (!self->has_spec || marks == self->spec.marks)
    return;
  self->spec.marks = marks;
  make_overlay_scene (self);
  self->data_epoch = self->overlay_epoch;
  request (self);
}

const YutuSceneSpec *
yutu_map_canvas_get_spec (YutuMapCanvas *self)
{
  return self->has_spec ? &self->spec : NULL;
}

const YutuHighlight *
yutu_map_canvas_get_selection (YutuMapCanvas *self)
{
  return &self->selection;
}

void
yutu_map_canvas_set_selection (YutuMapCanvas       *self,
                               const YutuHighlight *selection,
                               gboolean             dim)
{
  g_clear_pointer (&self->selection.shape, yutu_shape_unref);
  self->selection = *selection;
  if (selection->shape != NULL)
    yutu_shape_ref (selection->shape);
  self->dim = dim;
  if (!self->has_spec)
    return;
  make_overlay_scene (self);
  request (self);
}

void
yutu_map_canvas_set_view (YutuMapCanvas  *self,
                          const YutuView *view,
                          const YutuView *target)
{
  if (self->has_view && self->view.epsg != view->epsg)
    clear_pictures (self);
  self->view = *view;
  self->target = *target;
  self->has_view = TRUE;
  request (self);
}

/* ---- drawing ---- */

/* Where a pixel of a picture of @resolution lies on the screen: on whole device pixels. */
static double
to_screen (const YutuView *view,
           double          global_px,
           double          resolution,
           gboolean        vertical)
{
  double at = vertical ? global_px * resolution / view->resolution + view->center_y / view->resolution +
                           view->height / 2.0
                       : (global_px * resolution - view->center_x) / view->resolution +
                           view->width / 2.0;

  return round (at * view->scale) / view->scale;
}

typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} Rect;

/* @surface over the rectangle; pixel on pixel when it is as large. */
static void
paint_surface (cairo_t         *cr,
               cairo_surface_t *surface,
               Rect             rect,
               double           width,
               double           height,
               cairo_operator_t op)
{
  cairo_pattern_t *pattern;
  cairo_matrix_t   matrix;

  if (rect.x1 <= rect.x0 || rect.y1 <= rect.y0)
    return;
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_matrix_init_scale (&matrix, width / (rect.x1 - rect.x0), height / (rect.y1 - rect.y0));
  cairo_matrix_translate (&matrix, -rect.x0, -rect.y0);
  cairo_pattern_set_matrix (pattern, &matrix);
  if (rect.x1 - rect.x0 == width && rect.y1 - rect.y0 == height)
    cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  else
    {
      cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
      cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
    }
  cairo_set_operator (cr, op);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

static void
paint_picture (YutuMapCanvas   *self,
               cairo_t         *cr,
               cairo_surface_t *surface,
               const YutuView  *picture,
               cairo_operator_t op)
{
  double left = round (picture->center_x / picture->resolution - picture->width / 2.0);
  double top = round (-picture->center_y / picture->resolution - picture->height / 2.0);
  Rect   rect = { to_screen (&self->view, left, picture->resolution, FALSE),
                  to_screen (&self->view, top, picture->resolution, TRUE),
                  to_screen (&self->view, left + picture->width, picture->resolution, FALSE),
                  to_screen (&self->view, top + picture->height, picture->resolution, TRUE) };

  paint_surface (cr, surface, rect, picture->width, picture->height, op);
}

typedef struct
{
  YutuMapCanvas *canvas;
  cairo_t       *cr;
} PaintData;

static void
paint_tile (const YutuTileKey *key,
            cairo_surface_t   *surface,
            gpointer           data)
{
  PaintData      *paint = data;
  const YutuView *view = &paint->canvas->view;
  double          left = (double)key->column * YUTU_TILE_PX, top = (double)key->row * YUTU_TILE_PX;
  Rect            rect = { to_screen (view, left, key->resolution, FALSE),
                           to_screen (view, top, key->resolution, TRUE),
                           to_screen (view, left + YUTU_TILE_PX, key->resolution, FALSE),
                           to_screen (view, top + YUTU_TILE_PX, key->resolution, TRUE) };

  if (rect.x1 > 0 && rect.y1 > 0 && rect.x0 < view->width && rect.y0 < view->height)
    paint_surface (paint->cr, surface, rect, YUTU_TILE_PX, YUTU_TILE_PX, CAIRO_OPERATOR_SOURCE);
}

static void
paint_substitutes (YutuMapCanvas *self,
                   cairo_t       *cr)
{
  PaintData paint = { self, cr };

  if (self->overview.surface != NULL)
    paint_picture (self, cr, self->overview.surface, &self->overview.view, CAIRO_OPERATOR_SOURCE);
  if (self->shown_resolution > 0 &&
      (self->shown_resolution != self->target.resolution || self->shown_scale != self->target.scale))
    yutu_tile_cache_foreach (self->tiles, self->shown_resolution, self->shown_scale, paint_tile,
                             &paint);
}

static void
paint_tiles (YutuMapCanvas *self,
             cairo_t       *cr,
             Range          range)
{
  PaintData   paint = { self, cr };
  YutuTileKey key = { self->target.resolution, self->target.scale, 0, 0 };

  for (key.row = range.first_row; key.row <= range.last_row; key.row++)
    for (key.column = range.first_column; key.column <= range.last_column; key.column++)
      {
        cairo_surface_t *surface = yutu_tile_cache_get (self->tiles, &key);

        if (surface != NULL)
          paint_tile (&key, surface, &paint);
      }
}

static gboolean
shows_all (YutuMapCanvas *self,
           Range          range)
{
  YutuTileKey key = { self->target.resolution, self->target.scale, 0, 0 };

  for (key.row = range.first_row; key.row <= range.last_row; key.row++)
    for (key.column = range.first_column; key.column <= range.last_column; key.column++)
      if (yutu_tile_cache_get (self->tiles, &key) == NULL)
        return FALSE;
  return TRUE;
}

void
yutu_map_canvas_paint (YutuMapCanvas *self,
                       cairo_t       *cr)
{
  Range  range;
  double scale;

  if (!self->has_spec || !self->has_view)
    return;
  cairo_save (cr);
  range = get_range (&self->view, self->target.resolution, 0);
  /* Far from the target, its tiles are too many and too small to help. */
  if (count_range (range) > 400)
    range = get_range (&self->target, self->target.resolution, 0);
  if (has_all (self, range))
    {
      promote_all (self, range);
      self->shown_resolution = self->target.resolution;
      self->shown_scale = self->target.scale;
    }
  if (!shows_all (self, range) || self->shown_resolution != self->target.resolution)
    paint_substitutes (self, cr);
  paint_tiles (self, cr, range);
  scale = self->overlay.surface == NULL ? 0 : self->overlay.view.resolution / self->view.resolution;
  if (scale > 1 / MAX_LABEL_SCALE && scale < MAX_LABEL_SCALE)
    paint_picture (self, cr, self->overlay.surface, &self->overlay.view, CAIRO_OPERATOR_OVER);
  cairo_restore (cr);
}

static gboolean
is_same_view (const YutuView *a,
              const YutuView *b)
{
  return a->epsg == b->epsg && a->center_x == b->center_x && a->center_y == b->center_y &&
         a->resolution == b->resolution && a->width == b->width && a->height == b->height &&
         a->scale == b->scale;
}

gboolean
yutu_map_canvas_is_complete (YutuMapCanvas *self)
{
  return self->has_spec && self->has_view &&
         is_same_view (&self->view, &self->target) &&
         self->overlay.epoch == self->overlay_epoch && overlay_covers (self, &self->view, 0) &&
         has_all (self, get_range (&self->view, self->view.resolution, 0));
}

void
yutu_map_canvas_ask (YutuMapCanvas  *self,
                     const YutuView *view,
                     double          x,
                     double          y,
                     double          radius_px,
                     gpointer        tag)
{
  YutuMapJob *job;

  if (!self->has_spec)
    return;
  job = yutu_map_job_new (YUTU_MAP_JOB_HIT, self->overlay_scene, self->overlay_epoch);
  job->view = *view;
  job->x = x;
  job->y = y;
  job->radius_px = radius_px;
  job->tag = tag;
  yutu_map_workers_ask (self->workers, job);
}

YutuLabelPlacement *
yutu_map_canvas_get_placement (YutuMapCanvas *self)
{
  return self->overlay.placement;
}
