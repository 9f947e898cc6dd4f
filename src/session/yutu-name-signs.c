/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-signs-private.h"

#include <math.h>
#include <string.h>

#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-address-plate.h"
#include "geo/yutu-measure.h"

static void
sign_free (gpointer data)
{
  YutuSign *self = data;

  g_free (self->kind);
  g_free (self->text);
  g_free (self->pinyin);
  g_free (self->qr);
  g_free (self);
}

void
yutu_sign_library_clear (YutuSignLibrary *self)
{
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

/* ---- Reading ---- */

static gboolean
load_limits (YutuSignLibrary *self,
             GError         **error)
{
  return yutu_limit_get_number (self->connection, "sign", "near-m", self->day, &self->near_m, error) &&
         yutu_limit_get_number (self->connection, "sign", "crossing-m", self->day, &self->crossing_m, error) &&
         yutu_limit_get_number (self->connection, "sign", "join-m", self->day, &self->join_m, error);
}

static gboolean
load_names (YutuSignLibrary *self,
            GError         **error)
{
  self->names = yutu_place_name_list (self->connection, NULL, YUTU_BOX_EMPTY, yutu_day_parse (self->day), error);
  if (self->names == NULL)
    return FALSE;
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->names->len; i++)
    {
      YutuPlaceName *name = self->names->pdata[i];
      GPtrArray     *same = g_hash_table_lookup (self->by_name, name->name);

      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (self->by_name, name->name, same);
        }
      g_ptr_array_add (same, name);
      g_hash_table_insert (self->by_id, &name->id, name);
    }
  return TRUE;
}

static const YutuPlaceName *
find_name (const YutuSignLibrary *self,
           const YutuSign        *sign)
{
  const GPtrArray     *same = sign->text != NULL ? g_hash_table_lookup (self->by_name, sign->text) : NULL;
  const YutuPlaceName *best = NULL;
  double               least = INFINITY;

  if (sign->name_id != 0)
    return g_hash_table_lookup (self->by_id, &sign->name_id);
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const YutuPlaceName *name = same->pdata[i];
      double               away = name->shape != NULL && sign->has_point ? yutu_place_distance_m (name->shape, sign->point) : G_MAXDOUBLE;

      if (away < least)
        {
          least = away;
          best = name;
        }
    }
  return best;
}

static char *
dup_text (sqlite3_stmt *row,
          int           column)
{
  const char *text = (const char *)sqlite3_column_text (row, column);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static YutuSign *
read_sign (sqlite3_stmt *row)
{
  YutuSign        *sign = g_new0 (YutuSign, 1);
  g_autofree char *condition = dup_text (row, 7);

  sign->id = sqlite3_column_int64 (row, 0);
  sign->kind = dup_text (row, 1);
  sign->text = dup_text (row, 2);
  sign->pinyin = dup_text (row, 3);
  sign->name_id = sqlite3_column_int64 (row, 4);
  sign->has_point = sqlite3_column_type (row, 5) == SQLITE_FLOAT;
  sign->point = yutu_point_from_degrees (sqlite3_column_double (row, 5), sqlite3_column_double (row, 6));
  sign->stands = g_strcmp0 (condition, "missing") != 0;
  sign->is_damaged = g_strcmp0 (condition, "damaged") == 0;
  sign->qr = dup_text (row, 8);
  sign->address = yutu_plate_kind_from_text (sign->kind) != YUTU_PLATE_NONE ? sqlite3_column_int64 (row, 9) : 0;
  return sign;
}

GPtrArray *
yutu_sign_list (YutuConnection *connection,
                const char     *day,
                GError        **error)
{
  g_autoptr (GPtrArray) signs = g_ptr_array_new_with_free_func (sign_free);
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, json_extract (fields, '$.sign_kind'), json_extract (fields, '$.sign_text'), json_extract (fields, "
    "'$.sign_pinyin'), coalesce (json_extract (fields, '$.name_id'), 0), ST_X (geom), ST_Y (geom), json_extract (fields, "
    "'$.condition'), json_extract (fields, '$.qr'), coalesce (address, 0) FROM facility WHERE kind = '" YUTU_SIGN_REGISTER
    "' AND past_of IS NULL AND valid_from <= ?1 AND ?1 < valid_to AND status = 'open' AND json_valid (fields) ORDER BY id",
    error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&signs);
      g_ptr_array_add (signs, read_sign (row));
    }
}

gboolean
yutu_sign_library_load (YutuSignLibrary *self,
                        YutuConnection  *connection,
                        YutuDay          day,
                        GError         **error)
{
  self->connection = connection;
  yutu_day_format (day, self->day);
  self->signs = load_limits (self, error) && load_names (self, error) ? yutu_sign_list (connection, self->day, error) : NULL;
  for (guint i = 0; self->signs != NULL && i < self->signs->len; i++)
    {
      YutuSign *sign = self->signs->pdata[i];

      sign->name = sign->address == 0 ? find_name (self, sign) : NULL;
    }
  return self->signs != NULL;
}

char *
yutu_sign_dup_code (const char *qr)
{
  gsize n = strlen (qr);
  gsize begin = n;

  while (begin > 0 && g_ascii_isalnum (qr[begin - 1]))
    begin--;
  return g_ascii_strup (qr + begin, (gssize)(n - begin));
}

gboolean
yutu_sign_is_spelt (const char *written,
                    const char *stored)
{
  g_autofree char *one = g_utf8_casefold (written, -1);
  g_autofree char *two = stored != NULL ? g_utf8_casefold (stored, -1) : NULL;

  return g_strcmp0 (one, two) == 0;
}

/* ---- Crossings ---- */

void
yutu_sign_crossing_free (gpointer data)
{
  YutuSignCrossing *self = data;

  if (self == NULL)
    return;
  g_free (self->names);
  g_free (self->place);
  g_free (self->text);
  g_free (self->pinyin);
  g_free (self);
}

static gboolean
is_road (const YutuPlaceName *name)
{
  return strcmp (name->name_class, "road") == 0;
}

static gboolean
has_road (const YutuRoadCrossing *crossing,
          gint64                  road)
{
  for (guint i = 0; i < crossing->n_roads; i++)
    if (crossing->roads[i] == road)
      return TRUE;
  return FALSE;
}

static gboolean
has_sign (const YutuSignLibrary  *self,
          const YutuRoadCrossing *crossing)
{
  for (guint i = 0; i < self->signs->len; i++)
    {
      const YutuSign *sign = self->signs->pdata[i];

      if (!sign->stands || !sign->has_point || g_strcmp0 (sign->kind, "road") != 0 ||
          !yutu_measure_is_within (crossing->point, self->crossing_m, sign->point))
        continue;
      if ((sign->name == NULL && sign->text == NULL) || (sign->name != NULL && has_road (crossing, sign->name->id)))
        return TRUE;
    }
  return FALSE;
}

static char *
join_names (const YutuSignLibrary  *self,
            const YutuRoadCrossing *crossing)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < crossing->n_roads; i++)
    {
      const YutuPlaceName *name = g_hash_table_lookup (self->by_id, &crossing->roads[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", name != NULL ? name->name : "?");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
yutu_sign_library_find_crossings (const YutuSignLibrary *self,
                                  gint64                 road)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (yutu_sign_crossing_free);
  g_autoptr (GPtrArray) roads = g_ptr_array_new ();
  g_autoptr (GArray) crossings = NULL;

  for (guint i = 0; i < self->names->len; i++)
    if (is_road (self->names->pdata[i]))
      g_ptr_array_add (roads, self->names->pdata[i]);
  crossings = yutu_road_crossings_find (roads, self->join_m);
  for (guint i = 0; i < crossings->len; i++)
    {
      const YutuRoadCrossing *crossing = &g_array_index (crossings, YutuRoadCrossing, i);
      YutuSignCrossing       *found = NULL;

      if (road != 0 && !has_road (crossing, road))
        continue;
      found = g_new0 (YutuSignCrossing, 1);
      found->roads = *crossing;
      found->names = join_names (self, crossing);
      found->has_sign = has_sign (self, crossing);
      g_ptr_array_add (list, found);
    }
  return list;
}
