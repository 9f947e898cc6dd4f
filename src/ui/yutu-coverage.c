/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. Two reads at most are on their way: what is asked for, and one ahead. Another wish cancels the
 *    first; the second waits for it.
 * 2. Every answer knows its epoch: those from before a change of day, data or style are dropped.
 * 3. What is shown stays until its successor is whole. */

#include "ui/yutu-coverage.h"

#include <adwaita.h>
#include <string.h>

#define SETTLE_MS  250 /* after a commit, so that a series of them is read once */
#define FADED      0.12
#define LEVEL_NONE 3 /* the county alone */

typedef struct
{
  YutuThemeMap *map;
  GHashTable   *ranks; /* gint64 * of the row → its index + 1 */
} Shown;

struct _YutuCoverage
{
  GObject parent_instance;

  YutuSession  *session;
  GSignalGroup *session_signals;
  gboolean      is_active;

  const YutuIndicatorDef *def; /* (nullable): asked for; of the session's modules */
  int                     level;
  YutuScope               scope;
  gint64                  unit;
  gint64                  pointed;
  int                     emphasis;

  guint         epoch;
  GHashTable   *cache;  /* key → Shown */
  GHashTable   *broken; /* keys that could not be read: not tried ahead again */
  Shown        *shown;  /* (nullable) */
  GCancellable *read;   /* (nullable): of what is asked for */
  GCancellable *ahead;  /* (nullable) */
  guint         settle_source;
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_INDICATOR,
  PROP_LEVEL,
  PROP_SCOPE,
  PROP_UNIT,
  PROP_POINTED,
  PROP_EMPHASIS,
  PROP_WAITING,
  N_PROPS,
};

enum
{
  SIGNAL_SHOWN,
  SIGNAL_READ,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YutuCoverage, yutu_coverage, G_TYPE_OBJECT)

static void wish (YutuCoverage *self);

/* ---- one map and its ranks ---- */

static void
shown_clear (gpointer data)
{
  Shown *self = data;

  g_clear_pointer (&self->ranks, g_hash_table_unref);
  g_clear_pointer (&self->map, yutu_theme_map_free);
}

static void
shown_unref (gpointer data)
{
  g_rc_box_release_full (data, shown_clear);
}

static Shown *
shown_new (YutuThemeMap *map)
{
  Shown *self = g_rc_box_new0 (Shown);

  self->map = map;
  self->ranks = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < map->table->rows->len; i++)
    {
      YutuIndicatorRow *row = g_ptr_array_index (map->table->rows, i);

      g_hash_table_insert (self->ranks, &row->unit, GUINT_TO_POINTER (i + 1));
    }
  return self;
}

/* ---- what there is ---- */

static const YutuModules *
get_modules (YutuCoverage *self)
{
  return self->session != NULL ? yutu_session_get_modules (self->session) : NULL;
}

gsize
yutu_coverage_get_n (YutuCoverage *self)
{
  const YutuModules *modules = get_modules (self);
  gsize              n = 0;

  for (gsize i = 0; modules != NULL && i < yutu_modules_get_n (modules); i++)
    n += yutu_modules_get (modules, i)->n_indicators;
  return n;
}

const YutuIndicatorDef *
yutu_coverage_get_def (YutuCoverage      *self,
                       gsize              index,
                       const YutuModule **module)
{
  const YutuModules *modules = get_modules (self);

  for (gsize i = 0; modules != NULL && i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *one = yutu_modules_get (modules, i);

      if (module != NULL)
        *module = one;
      if (index < one->n_indicators)
        return &one->indicators[index];
      index -= one->n_indicators;
    }
  g_return_val_if_reached (NULL);
}

static gsize
find_index (YutuCoverage *self,
            const char   *id)
{
  gsize n = yutu_coverage_get_n (self);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (yutu_coverage_get_def (self, i, NULL)->id, id) == 0)
      return i;
  return G_MAXSIZE;
}

/* ---- reading ---- */

static int
get_level_of (YutuCoverage           *self,
              const YutuIndicatorDef *def)
{
  const int levels[] = { self->level, YUTU_LEVEL_OF_TOWNSHIPS, YUTU_LEVEL_OF_VILLAGES };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (yutu_indicator_def_has_level (def, levels[i]))
      return levels[i];
  return LEVEL_NONE;
}

static char *
make_key (YutuCoverage           *self,
          const YutuIndicatorDef *def)
{
  return g_strdup_printf ("%s/%d/%d", def->id, get_level_of (self, def), (int)self->scope);
}

static Shown *
find_in_cache (YutuCoverage           *self,
               const YutuIndicatorDef *def)
{
  g_autofree char *key = make_key (self, def);

  return g_hash_table_lookup (self->cache, key);
}

typedef struct
{
  YutuCoverage       *coverage; /* owned */
  char               *id;
  char               *key;
  guint               epoch;
  GCancellable       *cancellable; /* owned */
  gboolean            is_dark;
  YutuIndicatorTable *table;
} Read;

static void
read_free (gpointer data)
{
  Read *self = data;

  g_clear_object (&self->coverage);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->table, yutu_indicator_table_free);
  g_free (self->id);
  g_free (self->key);
  g_free (self);
}

static void read_ahead (YutuCoverage *self);

static void
set_read (YutuCoverage *self,
          GCancellable *cancellable)
{
  gboolean was = self->read != NULL;

  if (self->read != NULL && self->read != cancellable)
    g_cancellable_cancel (self->read);
  g_set_object (&self->read, cancellable);
  if (was != (cancellable != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAITING]);
}

static void
show (YutuCoverage *self,
      Shown        *shown)
{
  Shown *old = self->shown;

  if (shown == old)
    return;
  self->shown = shown != NULL ? g_rc_box_acquire (shown) : NULL;
  if (self->emphasis != -1)
    {
      self->emphasis = -1;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMPHASIS]);
    }
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
  g_clear_pointer (&old, shown_unref);
}

static gboolean
is_reading (GCancellable *cancellable,
            const char   *key)
{
  return cancellable != NULL &&
         g_str_equal (g_object_get_data (G_OBJECT (cancellable), "key"), key);
}

/* Forgets that @read is on its way. */
static void
end_read (YutuCoverage *self,
          const Read   *read)
{
  if (self->read == read->cancellable)
    set_read (self, NULL);
  if (self->ahead == read->cancellable)
    g_clear_object (&self->ahead);
}

static void
fail_read (Read   *read,
           GError *error)
{
  YutuCoverage *self = read->coverage;
  gboolean      is_asked = self->read == read->cancellable;

  end_read (self, read);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (read->epoch == self->epoch)
    g_hash_table_add (self->broken, g_strdup (read->key));
  if (is_asked && g_error_matches (error, YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_COUNTY))
    show (self, NULL); /* there are no units to show it by */
  if (is_asked)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  read_ahead (self);
}

static void
classed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Read *read = data;
  g_autoptr (YutuThemeMap) map = g_task_propagate_pointer (G_TASK (result), NULL);
  YutuCoverage *self = read->coverage;

  end_read (self, read);
  if (read->epoch == self->epoch && map != NULL)
    {
      g_hash_table_replace (self->cache, g_strdup (read->key),
                            shown_new (g_steal_pointer (&map)));
      g_signal_emit (self, signals[SIGNAL_READ], 0, read->id);
    }
  read_free (read);
  wish (self);
}

/* Colours come from the styles, which are on the disk. */
static void
class_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Read *read = data;

  g_task_return_pointer (task, yutu_theme_map_new (g_steal_pointer (&read->table), read->is_dark),
                         (GDestroyNotify)yutu_theme_map_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Read *read = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  read->table = yutu_session_read_indicator_finish (YUTU_SESSION (source), result, &error);
  if (read->table == NULL)
    {
      fail_read (read, error);
      read_free (read);
      return;
    }
  task = g_task_new (NULL, NULL, classed_cb, read);
  g_task_set_source_tag (task, read_cb);
  g_task_set_task_data (task, read, NULL);
  g_task_run_in_thread (task, class_in_worker);
}

/* (transfer full): what cancels it. */
static GCancellable *
begin_read (YutuCoverage           *self,
            const YutuIndicatorDef *def)
{
  YutuIndicatorSpec spec = { .id = def->id,
                             .level = get_level_of (self, def),
                             .scope = self->scope,
                             .day = yutu_session_get_day (self->session) };
  GCancellable     *cancellable = g_cancellable_new ();
  Read             *read = g_new0 (Read, 1);

  read->coverage = g_object_ref (self);
  read->id = g_strdup (def->id);
  read->key = make_key (self, def);
  read->epoch = self->epoch;
  read->cancellable = g_object_ref (cancellable);
  read->is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_object_set_data_full (G_OBJECT (cancellable), "key", g_strdup (read->key), g_free);
  yutu_session_read_indicator_async (self->session, &spec, cancellable, read_cb, read);
  return cancellable;
}

/* The nearest one, after what is asked for, that was not read. */
static void
read_ahead (YutuCoverage *self)
{
  gsize n = yutu_coverage_get_n (self);
  gsize from = self->def != NULL ? find_index (self, self->def->id) : 0;

  if (self->ahead != NULL || self->read != NULL || !self->is_active)
    return;
  for (gsize i = 0; i < n; i++)
    {
      /* Forwards and backwards by turns: 0, +1, -1, +2 … */
      gsize                   step = (i + 1) / 2 % n;
      const YutuIndicatorDef *def =
        yutu_coverage_get_def (self, (from + (i % 2 == 1 ? step : n - step)) % n, NULL);

      g_autofree char *key = make_key (self, def);

      if (g_hash_table_contains (self->cache, key) || g_hash_table_contains (self->broken, key))
        continue;
      self->ahead = begin_read (self, def);
      return;
    }
}

/* Goes after what is asked for: shows it when it is there, else reads it. */
static void
wish (YutuCoverage *self)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autofree char *key = NULL;
  Shown           *found = NULL;

  if (!self->is_active || self->session == NULL || self->def == NULL || self->settle_source != 0)
    return;
  key = make_key (self, self->def);
  found = g_hash_table_lookup (self->cache, key);
  if (found != NULL)
    {
      set_read (self, NULL);
      show (self, found);
      read_ahead (self);
      return;
    }
  if (is_reading (self->read, key))
    return;
  if (is_reading (self->ahead, key)) /* what was read ahead is asked for now */
    cancellable = g_steal_pointer (&self->ahead);
  else
    cancellable = begin_read (self, self->def);
  set_read (self, cancellable);
}

/* What was read is not true any more. */
static void
forget (YutuCoverage *self)
{
  self->epoch++;
  set_read (self, NULL);
  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->ahead);
  g_hash_table_remove_all (self->cache);
  g_hash_table_remove_all (self->broken);
  g_signal_emit (self, signals[SIGNAL_READ], 0, NULL);
}

static void
refresh (YutuCoverage *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  forget (self);
  wish (self);
}

static gboolean
settled_cb (gpointer data)
{
  YutuCoverage *self = data;

  self->settle_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Bookkeeping changes no figure. */
static gboolean
is_counted (const char *table)
{
  static const char *const others[] = { "journal", "draft", "setting", "actor", "attachment" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (table, others[i]))
      return FALSE;
  return TRUE;
}

static void
session_changed_cb (YutuCoverage *self,
                    GStrv         tables)
{
  gboolean any = tables == NULL;

  for (gsize i = 0; tables != NULL && tables[i] != NULL; i++)
    any = any || is_counted (tables[i]);
  if (!any)
    return;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
session_place_cb (YutuCoverage *self)
{
  YutuPlace *place = yutu_session_get_place (self->session);
  gint64     unit = place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_UNIT
                      ? yutu_place_get_id (place)
                      : 0;

  if (unit == self->unit)
    return;
  self->unit = unit;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNIT]);
}

/* ---- the public face ---- */

YutuCoverage *
yutu_coverage_new (void)
{
  return g_object_new (YUTU_TYPE_COVERAGE, NULL);
}

YutuSession *
yutu_coverage_get_session (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  return self->session;
}

void
yutu_coverage_set_session (YutuCoverage *self,
                           YutuSession  *session)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));

  if (session == self->session)
    return;
  self->def = NULL;
  forget (self);
  show (self, NULL);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  if (session == NULL)
    return;
  session_place_cb (self);
  if (yutu_coverage_get_n (self) > 0)
    yutu_coverage_set_indicator (self, yutu_coverage_get_def (self, 0, NULL)->id);
}

void
yutu_coverage_set_active (YutuCoverage *self,
                          gboolean      is_active)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));

  if (self->is_active == is_active)
    return;
  self->is_active = is_active;
  if (!is_active)
    {
      set_read (self, NULL);
      g_cancellable_cancel (self->ahead);
      g_clear_object (&self->ahead);
      yutu_coverage_set_pointed (self, 0);
    }
  wish (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

const char *
yutu_coverage_get_indicator (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  return self->def != NULL ? self->def->id : NULL;
}

void
yutu_coverage_set_indicator (YutuCoverage *self,
                             const char   *id)
{
  gsize index;

  g_return_if_fail (YUTU_IS_COVERAGE (self));

  index = find_index (self, id);
  if (index == G_MAXSIZE || yutu_coverage_get_def (self, index, NULL) == self->def)
    return;
  self->def = yutu_coverage_get_def (self, index, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_INDICATOR]);
  wish (self);
}

void
yutu_coverage_step_indicator (YutuCoverage *self,
                              int           by)
{
  int   n = (int)yutu_coverage_get_n (self);
  gsize at = self->def != NULL ? find_index (self, self->def->id) : 0;

  if (n > 0)
    yutu_coverage_set_indicator (
      self, yutu_coverage_get_def (self, (gsize)((((int)at + by) % n + n) % n), NULL)->id);
}

int
yutu_coverage_get_level (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), YUTU_LEVEL_OF_TOWNSHIPS);
  return self->level;
}

/* What is read ahead is of another level or scope from now on. */
static void
change_units (YutuCoverage *self,
              guint         prop)
{
  set_read (self, NULL);
  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->ahead);
  g_signal_emit (self, signals[SIGNAL_READ], 0, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  wish (self);
}

void
yutu_coverage_set_level (YutuCoverage *self,
                         int           level)
{
  const YutuIndicatorRow *row;

  g_return_if_fail (YUTU_IS_COVERAGE (self));
  g_return_if_fail (level == YUTU_LEVEL_OF_TOWNSHIPS || level == YUTU_LEVEL_OF_VILLAGES);

  if (self->level == level)
    return;
  /* From a village to the township that it lies in. */
  row = yutu_coverage_find_row (self, self->unit);
  if (row != NULL && level < self->shown->map->table->level && row->parent != 0)
    yutu_coverage_set_unit (self, row->parent);
  self->level = level;
  change_units (self, PROP_LEVEL);
}

YutuScope
yutu_coverage_get_scope (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), YUTU_SCOPE_LEGAL);
  return self->scope;
}

void
yutu_coverage_set_scope (YutuCoverage *self,
                         YutuScope     scope)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));
  g_return_if_fail (scope == YUTU_SCOPE_LEGAL || scope == YUTU_SCOPE_MANAGED);

  if (self->scope == scope)
    return;
  self->scope = scope;
  change_units (self, PROP_SCOPE);
}

/* ---- units of the day ---- */

typedef void (*UnitFunc) (const YutuDivision *unit,
                          gpointer            data);

static void
foreach_unit (GListModel *units,
              UnitFunc    func,
              gpointer    data)
{
  for (guint i = 0; units != NULL && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (units, i);

      func (yutu_unit_item_get_division (item), data);
      foreach_unit (yutu_unit_item_get_children (item), func, data);
    }
}

typedef struct
{
  YutuScope scope;
  guint     n;
} Count;

static void
count_township_cb (const YutuDivision *unit,
                   gpointer            data)
{
  Count *count = data;

  if (unit->level == YUTU_LEVEL_OF_TOWNSHIPS &&
      (count->scope == YUTU_SCOPE_LEGAL || unit->managed_by == NULL))
    count->n++;
}

guint
yutu_coverage_count_townships (YutuCoverage *self,
                               YutuScope     scope)
{
  Count count = { scope, 0 };

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), 0);
  if (self->session != NULL)
    foreach_unit (yutu_session_get_units (self->session), count_township_cb, &count);
  return count.n;
}

gsize
yutu_coverage_count_outside (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), 0);
  return self->shown != NULL ? self->shown->map->table->outside->len : 0;
}

/* ---- what is shown ---- */

const YutuThemeMap *
yutu_coverage_get_map (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  return self->shown != NULL ? self->shown->map : NULL;
}

const YutuThemeMap *
yutu_coverage_find_map (YutuCoverage *self,
                        const char   *id)
{
  gsize  index;
  Shown *found;

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  index = find_index (self, id);
  if (index == G_MAXSIZE)
    return NULL;
  found = find_in_cache (self, yutu_coverage_get_def (self, index, NULL));
  return found != NULL ? found->map : NULL;
}

int
yutu_coverage_find_rank (YutuCoverage *self,
                         gint64        unit)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), -1);
  return self->shown != NULL
           ? (int)GPOINTER_TO_UINT (g_hash_table_lookup (self->shown->ranks, &unit)) - 1
           : -1;
}

const YutuIndicatorRow *
yutu_coverage_find_row (YutuCoverage *self,
                        gint64        unit)
{
  int rank = yutu_coverage_find_rank (self, unit);

  return rank >= 0 ? g_ptr_array_index (self->shown->map->table->rows, (guint)rank) : NULL;
}

/* While one class stands out the others fade, and a colour that is near the paper's is moved away from
 * it, or it would not stand out from them. Luminance by Rec. 709. */
static void
emphasize (YutuCoverage *self,
           gint64        unit,
           YutuColor    *color)
{
  const YutuIndicatorRow *row = yutu_coverage_find_row (self, unit);
  gboolean                is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  double                  ink = is_dark ? 0.9 : 0.15, luminance;

  if (self->emphasis < 0 || row == NULL)
    return;
  if (yutu_theme_map_get_class (self->shown->map, row) != self->emphasis)
    {
      color->alpha *= FADED;
      return;
    }
  luminance = 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
  if (is_dark ? luminance > 0.4 : luminance < 0.6)
    return;
  color->red = (color->red + ink) / 2;
  color->green = (color->green + ink) / 2;
  color->blue = (color->blue + ink) / 2;
}

YutuTheme *
yutu_coverage_make_theme (YutuCoverage *self)
{
  YutuTheme *theme;
  YutuColor *colors;

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  if (self->shown == NULL || self->shown->map->table->level == LEVEL_NONE)
    return NULL;
  theme = yutu_theme_copy (&self->shown->map->theme);
  colors = (YutuColor *)theme->colors;
  for (gsize i = 0; i < theme->n_units; i++)
    emphasize (self, theme->units[i], &colors[i]);
  return theme;
}

/* ---- what is chosen ---- */

gint64
yutu_coverage_get_unit (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), 0);
  return self->unit;
}

void
yutu_coverage_set_unit (YutuCoverage *self,
                        gint64        unit)
{
  g_autoptr (YutuPlace) place = unit != 0 ? yutu_place_new_unit (unit) : NULL;

  g_return_if_fail (YUTU_IS_COVERAGE (self));
  if (self->session != NULL && self->unit != unit)
    yutu_session_set_place (self->session, place); /* and back by its notification */
}

void
yutu_coverage_step_unit (YutuCoverage *self,
                         int           by)
{
  int n = self->shown != NULL ? (int)self->shown->map->table->rows->len : 0;
  int rank = yutu_coverage_find_rank (self, self->unit);

  if (n == 0)
    return;
  rank = rank < 0 ? 0 : CLAMP (rank + by, 0, n - 1);
  yutu_coverage_set_unit (self, ((const YutuIndicatorRow *)g_ptr_array_index (
                                   self->shown->map->table->rows, (guint)rank))
                                  ->unit);
}

gint64
yutu_coverage_get_pointed (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), 0);
  return self->pointed;
}

void
yutu_coverage_set_pointed (YutuCoverage *self,
                           gint64        unit)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));

  if (self->pointed == unit)
    return;
  self->pointed = unit;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POINTED]);
}

int
yutu_coverage_get_emphasis (YutuCoverage *self)
{
  g_return_val_if_fail (YUTU_IS_COVERAGE (self), -1);
  return self->emphasis;
}

void
yutu_coverage_set_emphasis (YutuCoverage *self,
                            int           index)
{
  g_return_if_fail (YUTU_IS_COVERAGE (self));

  if (self->shown == NULL || index >= (int)self->shown->map->classes->len)
    index = -1;
  if (self->emphasis == index)
    return;
  self->emphasis = index;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMPHASIS]);
}

/* ---- the class ---- */

static void
yutu_coverage_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  YutuCoverage *self = YUTU_COVERAGE (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->is_active);
      break;
    case PROP_INDICATOR:
      g_value_set_string (value, yutu_coverage_get_indicator (self));
      break;
    case PROP_LEVEL:
      g_value_set_int (value, self->level);
      break;
    case PROP_SCOPE:
      g_value_set_int (value, (int)self->scope);
      break;
    case PROP_UNIT:
      g_value_set_int64 (value, self->unit);
      break;
    case PROP_POINTED:
      g_value_set_int64 (value, self->pointed);
      break;
    case PROP_EMPHASIS:
      g_value_set_int (value, self->emphasis);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->read != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yutu_coverage_dispose (GObject *object)
{
  YutuCoverage *self = YUTU_COVERAGE (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_cancellable_cancel (self->read);
  g_cancellable_cancel (self->ahead);
  g_clear_object (&self->read);
  g_clear_object (&self->ahead);
  if (self->session_signals != NULL)
    g_signal_group_set_target (self->session_signals, NULL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_coverage_parent_class)->dispose (object);
}

static void
yutu_coverage_finalize (GObject *object)
{
  YutuCoverage *self = YUTU_COVERAGE (object);

  g_clear_pointer (&self->cache, g_hash_table_unref);
  g_clear_pointer (&self->broken, g_hash_table_unref);
  g_clear_pointer (&self->shown, shown_unref);
  G_OBJECT_CLASS (yutu_coverage_parent_class)->finalize (object);
}

static void
yutu_coverage_class_init (YutuCoverageClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = yutu_coverage_get_property;
  object_class->dispose = yutu_coverage_dispose;
  object_class->finalize = yutu_coverage_finalize;
  props[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  props[PROP_INDICATOR] = g_param_spec_string ("indicator", NULL, NULL, NULL, flags);
  props[PROP_LEVEL] = g_param_spec_int ("level", NULL, NULL, 0, 9, YUTU_LEVEL_OF_TOWNSHIPS, flags);
  props[PROP_SCOPE] = g_param_spec_int ("scope", NULL, NULL, 0, 1, 0, flags);
  props[PROP_UNIT] = g_param_spec_int64 ("unit", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_POINTED] = g_param_spec_int64 ("pointed", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_EMPHASIS] = g_param_spec_int ("emphasis", NULL, NULL, -1, G_MAXINT, -1, flags);
  props[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READ] = g_signal_new ("read", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_coverage_init (YutuCoverage *self)
{
  self->level = YUTU_LEVEL_OF_TOWNSHIPS;
  self->scope = YUTU_SCOPE_LEGAL;
  self->emphasis = -1;
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shown_unref);
  self->broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "changed",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::day", G_CALLBACK (refresh), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::place",
                                  G_CALLBACK (session_place_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
}
