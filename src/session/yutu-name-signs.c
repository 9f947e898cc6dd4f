/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-signs.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "division/yutu-division-rule.h"
#include "geo/yutu-measure.h"
#include "session/yutu-session-private.h"

#define TEXT     "sign-text"
#define PINYIN   "sign-pinyin"
#define PLACE    "sign-place"
#define CROSSING "sign-crossing"

typedef struct
{
  gint64               id;
  char                *kind;
  char                *text;    /* NULL: not recorded */
  char                *pinyin;  /* the same */
  gint64               name_id; /* 0: not recorded */
  gboolean             has_point;
  YutuPoint            point;
  gboolean             stands;  /* not missing */
  const YutuPlaceName *name;    /* that it is of; NULL: none, or not known */
} Sign;

static void
sign_free (gpointer data)
{
  Sign *self = data;

  g_free (self->kind);
  g_free (self->text);
  g_free (self->pinyin);
  g_free (self);
}

typedef struct
{
  YutuConnection *connection;
  char            day[YUTU_DAY_TEXT_SIZE];
  double          near_m;
  double          crossing_m;
  double          join_m;
  GPtrArray      *names;   /* YutuPlaceName in use on the day */
  GHashTable     *by_name; /* char * → GPtrArray of YutuPlaceName */
  GHashTable     *by_id;   /* gint64 * → YutuPlaceName */
  GPtrArray      *signs;   /* Sign */
} Library;

static void
library_clear (Library *self)
{
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Library, library_clear)

/* ---- Reading ---- */

static gboolean
load_limits (Library *self,
             GError **error)
{
  return yutu_limit_get_number (self->connection, "sign", "near-m", self->day, &self->near_m, error) &&
         yutu_limit_get_number (self->connection, "sign", "crossing-m", self->day, &self->crossing_m, error) &&
         yutu_limit_get_number (self->connection, "sign", "join-m", self->day, &self->join_m, error);
}

static gboolean
load_names (Library *self,
            GError **error)
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
find_name (const Library *self,
           const Sign    *sign)
{
  const GPtrArray     *same = sign->text != NULL ? g_hash_table_lookup (self->by_name, sign->text) : NULL;
  const YutuPlaceName *best = NULL;
  double               least = INFINITY;

  if (sign->name_id != 0)
    return g_hash_table_lookup (self->by_id, &sign->name_id);
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const YutuPlaceName *name = same->pdata[i];
      double away = name->shape != NULL && sign->has_point ? yutu_place_distance_m (name->shape, sign->point) : G_MAXDOUBLE;

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

static gboolean
load_signs (Library *self,
            GError **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT id, json_extract (fields, '$.sign_kind'), json_extract (fields, '$.sign_text'), json_extract (fields, "
    "'$.sign_pinyin'), coalesce (json_extract (fields, '$.name_id'), 0), ST_X (geom), ST_Y (geom), coalesce (json_extract "
    "(fields, '$.condition'), 'good') <> 'missing' FROM facility WHERE kind = '" YUTU_SIGN_REGISTER "' AND past_of IS NULL "
    "AND valid_from <= ?1 AND ?1 < valid_to AND status = 'open' AND json_valid (fields) ORDER BY id",
    error);

  self->signs = g_ptr_array_new_with_free_func (sign_free);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, self->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      Sign *sign = NULL;

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      sign = g_new0 (Sign, 1);
      sign->id = sqlite3_column_int64 (row, 0);
      sign->kind = dup_text (row, 1);
      sign->text = dup_text (row, 2);
      sign->pinyin = dup_text (row, 3);
      sign->name_id = sqlite3_column_int64 (row, 4);
      sign->has_point = sqlite3_column_type (row, 5) == SQLITE_FLOAT;
      sign->point = yutu_point_from_degrees (sqlite3_column_double (row, 5), sqlite3_column_double (row, 6));
      sign->stands = sqlite3_column_int (row, 7) != 0;
      sign->name = find_name (self, sign);
      g_ptr_array_add (self->signs, sign);
    }
}

static gboolean
load (Library        *self,
      YutuConnection *connection,
      YutuDay         day,
      GError        **error)
{
  self->connection = connection;
  yutu_day_format (day, self->day);
  return load_limits (self, error) && load_names (self, error) && load_signs (self, error);
}

/* ---- Crossings ---- */

static void
crossing_free (gpointer data)
{
  YutuSignCrossing *self = data;

  g_free (self->names);
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
has_sign (const Library          *self,
          const YutuRoadCrossing *crossing)
{
  for (guint i = 0; i < self->signs->len; i++)
    {
      const Sign *sign = self->signs->pdata[i];

      if (!sign->stands || !sign->has_point || g_strcmp0 (sign->kind, "road") != 0 ||
          !yutu_measure_is_within (crossing->point, self->crossing_m, sign->point))
        continue;
      if ((sign->name == NULL && sign->text == NULL) || (sign->name != NULL && has_road (crossing, sign->name->id)))
        return TRUE;
    }
  return FALSE;
}

static char *
join_names (const Library          *self,
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

static GPtrArray *
find_crossings (const Library *self,
                gint64         road) /* 0: all */
{
  GPtrArray *list = g_ptr_array_new_with_free_func (crossing_free);
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

/* ---- The report ---- */

void
yutu_signs_free (YutuSigns *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->crossings, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  gint64     road;
  YutuDay    day;
  YutuSigns *signs;
} Read;

static gboolean
read_signs (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read *read = data;
  g_auto (Library) library = { 0 };

  if (!load (&library, connection, read->day, error))
    return FALSE;
  read->signs = g_new0 (YutuSigns, 1);
  read->signs->crossings = find_crossings (&library, read->road);
  for (guint i = 0; i < read->signs->crossings->len; i++)
    read->signs->n_signed += ((const YutuSignCrossing *)read->signs->crossings->pdata[i])->has_sign;
  for (guint i = 0; i < library.signs->len; i++)
    {
      const Sign *sign = library.signs->pdata[i];

      read->signs->n_signs += sign->stands && (read->road == 0 || (sign->name != NULL && sign->name->id == read->road));
    }
  return TRUE;
}

YutuSigns *
yutu_file_read_signs (YutuFile     *self,
                      gint64        road,
                      YutuDay       day,
                      GCancellable *cancellable,
                      GError      **error)
{
  Read read = { road, day, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), read_signs, &read, cancellable, error))
    return NULL;
  return read.signs;
}

static gpointer
read_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_read_signs (work->file, *(const gint64 *)data, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec READ = { read_in_worker, (GDestroyNotify)yutu_signs_free, FALSE };

void
yutu_session_read_signs_async (YutuSession        *self,
                               gint64              road,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &READ, g_memdup2 (&road, sizeof road), g_free, cancellable, callback, user_data);
}

YutuSigns *
yutu_session_read_signs_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}

/* ---- The check ---- */

static YutuCheckFinding *
tell (YutuCheck  *check,
      const Sign *sign,
      const char *rule,
      const char *wording,
      const char *one,
      const char *two)
{
  YutuCheckFinding *finding = yutu_check_add (check, rule, "warning", "facility", sign->id, wording, one, two, NULL);

  finding->has_place = sign->has_point;
  finding->place = sign->point;
  return finding;
}

/* Of a unit: its sign stands anywhere at its seat or border. */
static gboolean
is_unit (const Library *self,
         const Sign    *sign,
         gboolean      *is,
         GError       **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection, "SELECT 1 FROM division WHERE name = ?1 AND valid_from <= ?2 AND ?2 < valid_to LIMIT 1", error);

  *is = FALSE;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, sign->text, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, row, is, error))
    return FALSE;
  if (*is)
    sqlite3_reset (row);
  return TRUE;
}

static gboolean
check_text (YutuCheck     *check,
            const Library *self,
            const Sign    *sign,
            GError       **error)
{
  gboolean is = FALSE;

  if (sign->text == NULL || (sign->name != NULL && strcmp (sign->text, sign->name->name) == 0) ||
      g_strcmp0 (sign->kind, "door") == 0 || g_strcmp0 (sign->kind, "unit") == 0 || g_strcmp0 (sign->kind, "home") == 0)
    return TRUE;
  if (sign->name == NULL && !is_unit (self, sign, &is, error))
    return FALSE;
  if (is)
    return TRUE;
  if (sign->name != NULL)
    tell (check, sign, TEXT, N_ ("the sign says “{1}”, the standard name is “{2}”"), sign->text, sign->name->name);
  else
    tell (check, sign, TEXT, N_ ("the sign says “{1}”, which no name in use on {2} is"), sign->text, self->day);
  return TRUE;
}

static gboolean
is_spelt (const char *written,
          const char *stored)
{
  g_autofree char *one = g_utf8_casefold (written, -1);
  g_autofree char *two = stored != NULL ? g_utf8_casefold (stored, -1) : NULL;

  return g_strcmp0 (one, two) == 0;
}

static gboolean
check_pinyin (YutuCheck     *check,
              const Library *self,
              const Sign    *sign,
              GError       **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  if (sign->pinyin == NULL || sign->name == NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT pinyin, pinyin_tone FROM place_name WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, sign->name->id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && !is_spelt (sign->pinyin, (const char *)sqlite3_column_text (row, 0)) &&
      !is_spelt (sign->pinyin, (const char *)sqlite3_column_text (row, 1)))
    tell (check, sign, PINYIN, N_ ("the sign spells “{1}”, the record “{2}”"), sign->pinyin,
          sqlite3_column_text (row, 0) != NULL ? (const char *)sqlite3_column_text (row, 0) : "—");
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

static void
check_place (YutuCheck     *check,
             const Library *self,
             const Sign    *sign)
{
  double           away = sign->name != NULL && sign->name->shape != NULL && sign->has_point
                            ? yutu_place_distance_m (sign->name->shape, sign->point)
                            : 0;
  g_autofree char *text = NULL;

  if (away <= self->near_m)
    return;
  text = g_strdup_printf ("%.0f", away);
  tell (check, sign, PLACE, N_ ("it stands {1} m from “{2}”"), text, sign->name->name);
}

/* A road of which some sign says so has its signs recorded: there what lacks one is told. */
static void
check_crossings (YutuCheck     *check,
                 const Library *self)
{
  g_autoptr (GHashTable) recorded = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) crossings = NULL;

  for (guint i = 0; i < self->signs->len; i++)
    {
      const Sign *sign = self->signs->pdata[i];

      if (sign->name != NULL && is_road (sign->name))
        g_hash_table_add (recorded, (gpointer)&sign->name->id);
    }
  crossings = g_hash_table_size (recorded) > 0 ? find_crossings (self, 0) : NULL;
  for (guint i = 0; crossings != NULL && i < crossings->len; i++)
    {
      const YutuSignCrossing *crossing = crossings->pdata[i];
      gint64                  road = 0;

      for (guint k = 0; k < crossing->roads.n_roads && road == 0; k++)
        if (g_hash_table_contains (recorded, &crossing->roads.roads[k]))
          road = crossing->roads.roads[k];
      if (road != 0 && !crossing->has_sign)
        {
          YutuCheckFinding *finding = yutu_check_add (check, CROSSING, "warning", "place_name", road,
                                                      N_ ("no road sign stands where {1} meet"), crossing->names, NULL);

          finding->has_place = TRUE;
          finding->place = crossing->roads.point;
        }
    }
}

gboolean
yutu_check_signs (YutuCheck *self,
                  GError   **error)
{
  g_auto (Library) library = { 0 };

  if (!yutu_check_wants (self, TEXT) && !yutu_check_wants (self, PINYIN) && !yutu_check_wants (self, PLACE) &&
      !yutu_check_wants (self, CROSSING))
    return TRUE;
  if (!load (&library, self->connection, self->day, error))
    return FALSE;
  for (guint i = 0; i < library.signs->len; i++)
    {
      const Sign *sign = library.signs->pdata[i];

      self->checked++;
      if ((yutu_check_wants (self, TEXT) && !check_text (self, &library, sign, error)) ||
          (yutu_check_wants (self, PINYIN) && !check_pinyin (self, &library, sign, error)))
        return FALSE;
      if (yutu_check_wants (self, PLACE))
        check_place (self, &library, sign);
    }
  if (yutu_check_wants (self, CROSSING))
    check_crossings (self, &library);
  return TRUE;
}
