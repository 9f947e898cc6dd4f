/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-workers.h"

#define N_THREADS 2

struct _YutuMapWorkers
{
  GMutex        mutex; /* guards all but the callbacks */
  GCond         cond;
  GQueue        waiting; /* YutuMapJob */
  YutuMapJob   *running[N_THREADS];
  GQueue        finished; /* YutuMapJob */
  gboolean      quit;
  GSource      *delivery; /* (nullable) */
  GMainContext *context;
  GThread      *threads[N_THREADS];

  YutuMapDoneFunc      done;
  YutuMapDeliveredFunc delivered;
  gpointer             data;
};

typedef struct
{
  YutuMapWorkers *workers;
  int             index;
} Start;

YutuMapJob *
yutu_map_job_new (YutuMapJobKind kind,
                  YutuScene     *scene,
                  guint          epoch)
{
  YutuMapJob *self = g_new0 (YutuMapJob, 1);

  self->kind = kind;
  self->scene = yutu_scene_ref (scene);
  self->epoch = epoch;
  return self;
}

static void
map_job_free (YutuMapJob *self)
{
  yutu_scene_unref (self->scene);
  g_clear_pointer (&self->previous, yutu_label_placement_unref);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->placement, yutu_label_placement_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_free (self);
}

static void
paint_overlay_in_worker (YutuMapJob *job)
{
  int      scale = MAX (job->view.scale, 1);
  cairo_t *cr;

  job->placement = yutu_label_placement_new (job->scene, &job->label_view, job->previous);
  job->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->view.width * scale,
                                             job->view.height * scale);
  cairo_surface_set_device_scale (job->surface, scale, scale);
  cr = cairo_create (job->surface);
  yutu_scene_paint_overlay (job->scene, job->placement, cr, &job->view);
  cairo_destroy (cr);
}

static void
run_in_worker (YutuMapJob *job)
{
  switch (job->kind)
    {
    case YUTU_MAP_JOB_HIT:
      job->hits = yutu_scene_hit (job->scene, &job->view, job->x, job->y, job->radius_px);
      break;
    case YUTU_MAP_JOB_OVERLAY:
      paint_overlay_in_worker (job);
      break;
    case YUTU_MAP_JOB_TILE:
      job->surface = yutu_scene_paint_tile (job->scene, &job->view);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
deliver_cb (gpointer data)
{
  YutuMapWorkers *self = data;
  GQueue          finished = G_QUEUE_INIT;
  YutuMapJob     *job;

  g_mutex_lock (&self->mutex);
  finished = self->finished;
  g_queue_init (&self->finished);
  g_clear_pointer (&self->delivery, g_source_unref);
  g_mutex_unlock (&self->mutex);
  while ((job = g_queue_pop_head (&finished)) != NULL)
    {
      self->done (job, self->data);
      map_job_free (job);
    }
  self->delivered (self->data);
  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
finish_in_worker (YutuMapWorkers *self,
                  int             index)
{
  g_queue_push_tail (&self->finished, g_steal_pointer (&self->running[index]));
  if (self->delivery != NULL || self->quit)
    return;
  self->delivery = g_idle_source_new ();
  g_source_set_priority (self->delivery, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->delivery, deliver_cb, self, NULL);
  g_source_attach (self->delivery, self->context);
}

static gpointer
loop_in_worker (gpointer data)
{
  g_autofree Start *start = data;
  YutuMapWorkers   *self = start->workers;

  g_mutex_lock (&self->mutex);
  while (!self->quit)
    {
      YutuMapJob *job = g_queue_pop_head (&self->waiting);

      if (job == NULL)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }
      self->running[start->index] = job;
      g_mutex_unlock (&self->mutex);
      run_in_worker (job);
      g_mutex_lock (&self->mutex);
      finish_in_worker (self, start->index);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

YutuMapWorkers *
yutu_map_workers_new (YutuMapDoneFunc      done,
                      YutuMapDeliveredFunc delivered,
                      gpointer             data)
{
  YutuMapWorkers *self = g_new0 (YutuMapWorkers, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->waiting);
  g_queue_init (&self->finished);
  self->context = g_main_context_ref_thread_default ();
  self->done = done;
  self->delivered = delivered;
  self->data = data;
  for (int i = 0; i < N_THREADS; i++)
    {
      Start *start = g_new0 (Start, 1);

      start->workers = self;
      start->index = i;
      self->threads[i] = g_thread_new ("yutu-map", loop_in_worker, start);
    }
  return self;
}

static void
free_job (gpointer data)
{
  map_job_free (data);
}

void
yutu_map_workers_free (YutuMapWorkers *self)
{
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (self->threads[i]);
  if (self->delivery != NULL)
    g_source_destroy (self->delivery);
  g_clear_pointer (&self->delivery, g_source_unref);
  g_queue_clear_full (&self->waiting, free_job);
  g_queue_clear_full (&self->finished, free_job);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gboolean
is_same (const YutuMapJob *a,
         const YutuMapJob *b)
{
  if (a->kind != b->kind || a->epoch != b->epoch || a->scene != b->scene)
    return FALSE;
  if (a->kind == YUTU_MAP_JOB_TILE)
    return a->key.resolution == b->key.resolution && a->key.scale == b->key.scale &&
           a->key.column == b->key.column && a->key.row == b->key.row;
  return a->view.center_x == b->view.center_x && a->view.center_y == b->view.center_y &&
         a->view.resolution == b->view.resolution && a->view.width == b->view.width &&
         a->view.height == b->view.height && a->view.scale == b->view.scale;
}

/* With the mutex held. */
static gboolean
is_running (YutuMapWorkers   *self,
            const YutuMapJob *job)
{
  for (int i = 0; i < N_THREADS; i++)
    if (self->running[i] != NULL && is_same (self->running[i], job))
      return TRUE;
  for (GList *link = self->finished.head; link != NULL; link = link->next)
    if (is_same (link->data, job))
      return TRUE;
  return FALSE;
}

/* With the mutex held. */
static void
drop_waiting (YutuMapWorkers *self,
              gboolean        hits,
              gpointer        tag)
{
  for (GList *link = self->waiting.head; link != NULL;)
    {
      GList      *next = link->next;
      YutuMapJob *job = link->data;
      gboolean    is_hit = job->kind == YUTU_MAP_JOB_HIT;

      if (is_hit == hits && (!hits || job->tag == tag))
        {
          g_queue_delete_link (&self->waiting, link);
          map_job_free (job);
        }
      link = next;
    }
}

void
yutu_map_workers_set_wanted (YutuMapWorkers *self,
                             GPtrArray      *jobs)
{
  g_mutex_lock (&self->mutex);
  drop_waiting (self, FALSE, NULL);
  for (guint i = 0; i < jobs->len; i++)
    {
      YutuMapJob *job = g_ptr_array_index (jobs, i);

      if (is_running (self, job))
        map_job_free (job);
      else
        g_queue_push_tail (&self->waiting, job);
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_ptr_array_unref (jobs);
}

void
yutu_map_workers_ask (YutuMapWorkers *self,
                      YutuMapJob     *job)
{
  g_mutex_lock (&self->mutex);
  drop_waiting (self, TRUE, job->tag);
  g_queue_push_head (&self->waiting, job);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}
