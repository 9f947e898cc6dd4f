/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-place-private.h"

#include "gazetteer/yutu-address.h"
#include "geo/yutu-measure.h"

void
yutu_place_info_free (YutuPlaceInfo *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self->counts);
  g_free (self->title);
  g_free (self->name_class);
  g_free (self);
}

typedef struct
{
  YutuPlaceReader  reader;
  const YutuPlace *place;
  YutuPlaceInfo   *info;
} ReadPlace;

/* ---- A unit ---- */

/* The last day on which the unit was valid, when it is not on @day: that before its end, or the
 * first of one that is still to come. */
static gboolean
find_valid_day (YutuConnection *connection,
                gint64          unit,
                YutuDay        *day,
                GError        **error)
{
  g_autoptr (GPtrArray) versions = yutu_division_list_versions (connection, unit, error);
  YutuDay at = YUTU_DAY_INVALID;

  if (versions == NULL)
    return FALSE;
  if (versions->len == 0)
    return yutu_place_set_missing ("unit", unit, error);
  for (guint i = 0; i < versions->len; i++)
    {
      const YutuDivision *version = g_ptr_array_index (versions, i);
      YutuDay             from = yutu_day_parse (version->valid_from);

      if (at == YUTU_DAY_INVALID || from <= *day)
        at = from <= *day ? MIN (*day, yutu_day_parse (version->valid_to) - 1) : from;
    }
  *day = at;
  return TRUE;
}

static gboolean
read_unit_box (YutuConnection *connection,
               gint64          unit,
               const char     *day,
               YutuPlaceInfo  *info,
               GError        **error)
{
  g_autoptr (YutuShape) land = NULL;

  if (!yutu_division_load_shape (connection, unit, day, &land, error))
    return FALSE;
  if (land != NULL)
    info->box = land->box;
  return TRUE;
}

/* Units below @unit of @level on @day. */
static gboolean
count_below (YutuConnection *connection,
             gint64          unit,
             int             level,
             const char     *day,
             YutuPlaceInfo  *info,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE below (unit, level) AS (SELECT ?1, 0 UNION SELECT d.unit, d.level "
    "FROM below b JOIN division d ON d.parent = b.unit AND d.level > b.level "
    "AND d.valid_from <= ?2 AND ?2 < d.valid_to) SELECT count (*) FROM below WHERE level = ?3",
    error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, level);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  yutu_place_add_number (info, level == 4 ? "townships" : "villages",
                         (double)sqlite3_column_int64 (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
count_addresses (YutuConnection *connection,
                 gint64          unit,
                 YutuDay         day,
                 YutuPlaceInfo  *info,
                 GError        **error)
{
  gint64 n = 0;

  if (!yutu_address_count_of_unit (connection, unit, day, &n, error))
    return FALSE;
  yutu_place_add_number (info, "addresses", (double)n);
  return TRUE;
}

static void
add_unit_facts (YutuPlaceInfo      *info,
                const YutuDivision *unit)
{
  yutu_place_add_text (info, "code", unit->code);
  yutu_place_add_text (info, "stat-code", unit->stat_code);
  yutu_place_add_text (info, "type", unit->type);
  yutu_place_add_text (info, "managed-by", unit->managed_by);
  if (unit->area_m2 > 0)
    yutu_place_add_number (info, "area", unit->area_m2);
  if (unit->area_legal_m2 >= 0)
    yutu_place_add_number (info, "area-legal", (double)unit->area_legal_m2);
  if (unit->population >= 0)
    yutu_place_add_number (info, "population", (double)unit->population);
}

static void
add_seat (YutuPlaceInfo      *info,
          const YutuDivision *unit)
{
  if (!unit->has_seat)
    return;
  info->has_point = TRUE;
  info->point = unit->seat;
}

static gboolean
read_unit (YutuConnection *connection,
           ReadPlace      *read,
           GError        **error)
{
  YutuPlaceInfo      *info = read->info;
  const YutuDivision *unit = NULL;
  YutuDay             day = read->reader.day;
  char                text[YUTU_DAY_TEXT_SIZE];

  if (!find_valid_day (connection, info->id, &day, error))
    return FALSE;
  info->is_past = day != read->reader.day;
  yutu_day_format (day, text);
  g_clear_pointer (&info->chain, g_ptr_array_unref);
  info->chain = yutu_division_list_chain (connection, info->id, text, error);
  if (info->chain == NULL)
    return FALSE;
  if (info->chain->len == 0)
    return yutu_place_set_missing ("unit", info->id, error);
  unit = g_ptr_array_index (info->chain, info->chain->len - 1);
  info->title = g_strdup (unit->name);
  add_unit_facts (info, unit);
  if (unit->level < 4 && !count_below (connection, info->id, 4, text, info, error))
    return FALSE;
  if (unit->level < 5 && !count_below (connection, info->id, 5, text, info, error))
    return FALSE;
  if (!count_addresses (connection, info->id, day, info, error))
    return FALSE;
  add_seat (info, unit);
  yutu_place_add_text (info, "valid-from", unit->valid_from);
  yutu_place_add_end (info, "valid-to", yutu_day_parse (unit->valid_to));
  if (!read_unit_box (connection, info->id, text, info, error))
    return FALSE;
  if (yutu_box_is_empty (info->box) && info->has_point)
    yutu_box_add_point (&info->box, info->point);
  return TRUE;
}

/* ---- All kinds ---- */

static gboolean
read_drawn (YutuConnection *connection,
            ReadPlace      *read,
            GError        **error)
{
  YutuPlaceInfo *info = read->info;
  gint64         n_addresses = 0;
  char           day[YUTU_DAY_TEXT_SIZE];

  info->title = g_strdup ("");
  if (info->kind == YUTU_PLACE_SHAPE)
    {
      const YutuShape *shape = yutu_place_get_shape (read->place);

      info->box = shape->box;
      yutu_place_add_number (info, "area", yutu_measure_area_m2 (shape));
      if (!yutu_address_count_in_shape (connection, shape, read->reader.day, &n_addresses, error))
        return FALSE;
      yutu_place_add_number (info, "addresses", (double)n_addresses);
      return TRUE;
    }
  info->has_point = TRUE;
  info->point = yutu_place_get_center (read->place);
  yutu_box_add_point (&info->box, info->point);
  if (info->kind == YUTU_PLACE_CIRCLE)
    {
      double radius_m = yutu_place_get_radius_m (read->place);

      info->box = yutu_measure_box_around (info->point, radius_m);
      yutu_place_add_number (info, "radius", radius_m);
    }
  g_clear_pointer (&info->chain, g_ptr_array_unref);
  info->chain =
    yutu_division_locate (connection, info->point, yutu_day_format (read->reader.day, day), error);
  return info->chain != NULL;
}

static gboolean
read_object (YutuConnection *connection,
             ReadPlace      *read,
             GError        **error)
{
  YutuPlaceInfo *info = read->info;
  gint64         unit = 0;
  char           day[YUTU_DAY_TEXT_SIZE];
  gboolean       done = FALSE;

  if (info->kind == YUTU_PLACE_FACILITY)
    done = yutu_place_read_facility (connection, &read->reader, info->id, info, &unit, error);
  else if (info->kind == YUTU_PLACE_ADDRESS)
    done = yutu_place_read_address (connection, info->id, read->reader.day, info, &unit, error);
  else if (info->kind == YUTU_PLACE_NAME)
    done = yutu_place_read_name (connection, info->id, read->reader.day, info, &unit, error);
  else if (info->kind == YUTU_PLACE_PILLAR)
    return yutu_place_read_pillar (connection, &read->reader, info->id, info, error);
  else
    done = yutu_place_read_line (connection, info->id, read->reader.day, info, &unit, error);
  if (!done || unit == 0)
    return done;
  g_clear_pointer (&info->chain, g_ptr_array_unref);
  info->chain =
    yutu_division_list_chain (connection, unit, yutu_day_format (read->reader.day, day), error);
  return info->chain != NULL;
}

static gboolean
read_place (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  ReadPlace     *read = data;
  YutuPlaceInfo *info = read->info;
  g_auto (YutuPlaceScope) scope = { 0 };
  gboolean done = FALSE;

  if (info->kind == YUTU_PLACE_UNIT)
    done = read_unit (connection, read, error);
  else if (info->kind == YUTU_PLACE_CIRCLE || info->kind == YUTU_PLACE_SHAPE ||
           info->kind == YUTU_PLACE_POINT)
    done = read_drawn (connection, read, error) &&
           (info->kind != YUTU_PLACE_POINT ||
            yutu_place_read_along (connection, yutu_place_get_center (read->place), read->reader.day, info, error));
  else
    done = read_object (connection, read, error);
  if (!done || !yutu_place_find_scope (connection, read->place, read->reader.day, &scope, error) ||
      !yutu_place_read_objects (connection, read->place, &scope, read->reader.day, info, error))
    return FALSE;
  info->counts =
    yutu_place_filter_count (connection, read->reader.modules, &scope.filter, read->reader.day, error);
  return info->counts != NULL;
}

YutuPlaceInfo *
yutu_file_read_place (YutuFile          *self,
                      const YutuModules *modules,
                      const YutuPlace   *place,
                      YutuDay            day,
                      const char        *role,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (YutuPlaceInfo) info = g_new0 (YutuPlaceInfo, 1);
  ReadPlace read = { { modules, day, role }, place, info };

  info->kind = yutu_place_get_kind (place);
  info->id = yutu_place_get_id (place);
  info->box = YUTU_BOX_EMPTY;
  info->chain = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_division_free);
  info->facts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_info_fact_free);
  info->objects = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_place_object_free);
  info->n_modules = yutu_modules_get_n (modules);
  if (!yutu_store_read (yutu_file_get_store (self), read_place, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&info);
}
