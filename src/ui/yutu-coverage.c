/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-coverage-private.h"

#include <adwaita.h>
#include <string.h>

#define SETTLE_MS 250 /* after a commit, so that a series of them is read once */

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

gsize
yutu_coverage_find_index (YutuCoverage *self,
                          const char   *id)
{
  gsize n = yutu_coverage_get_n (self);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (yutu_coverage_get_def (self, i, NULL)->id, id) == 0)
      return i;
  return G_MAXSIZE;
}
/* ---- the session ---- */

static void
refresh (YutuCoverage *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  yutu_coverage_forget (self);
  yutu_coverage_wish (self);
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
  yutu_coverage_forget (self);
  yutu_coverage_show (self, NULL);
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
      yutu_coverage_stop (self);
      yutu_coverage_set_pointed (self, 0);
    }
  yutu_coverage_wish (self);
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

  index = yutu_coverage_find_index (self, id);
  if (index == G_MAXSIZE || yutu_coverage_get_def (self, index, NULL) == self->def)
    return;
  self->def = yutu_coverage_get_def (self, index, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_INDICATOR]);
  yutu_coverage_wish (self);
}

void
yutu_coverage_step_indicator (YutuCoverage *self,
                              int           by)
{
  int   n = (int)yutu_coverage_get_n (self);
  gsize at = self->def != NULL ? yutu_coverage_find_index (self, self->def->id) : 0;

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
  yutu_coverage_stop (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  yutu_coverage_wish (self);
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

typedef struct
{
  gint64              unit;
  const YutuDivision *found;
} Wanted;

static void
find_cb (const YutuDivision *unit,
         gpointer            data)
{
  Wanted *wanted = data;

  if (unit->unit == wanted->unit)
    wanted->found = unit;
}

const YutuDivision *
yutu_coverage_find_unit (YutuCoverage *self,
                         gint64        unit)
{
  Wanted wanted = { unit, NULL };

  g_return_val_if_fail (YUTU_IS_COVERAGE (self), NULL);
  if (self->session != NULL && unit != 0)
    foreach_unit (yutu_session_get_units (self->session), find_cb, &wanted);
  return wanted.found;
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
  g_clear_pointer (&self->shown, yutu_coverage_shown_unref);
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
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, yutu_coverage_shown_unref);
  self->broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->session_signals = g_signal_group_new (YUTU_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "changed",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::day", G_CALLBACK (refresh), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::place",
                                  G_CALLBACK (session_place_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (yutu_coverage_wish),
                           self, G_CONNECT_SWAPPED);
}
