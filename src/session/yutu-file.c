/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-file.h"

#include "division/yutu-division-model.h"
#include "gazetteer/yutu-gazetteer.h"
#include "store/yutu-setting.h"

#include <string.h>

struct _YutuFile
{
  int        ref_count;
  YutuStore *store;
};

/* What keeps derived tables in step. */
static void
attach (YutuStore *store)
{
  yutu_division_attach (store);
  yutu_gazetteer_attach (store);
}

static gboolean
catch_up (YutuConnection *connection,
          YutuProgress   *progress,
          GError        **error)
{
  return yutu_division_catch_up (connection, progress, error) &&
         yutu_gazetteer_catch_up (connection, progress, error);
}

static YutuFile *
take_store (YutuStore *store)
{
  YutuFile *self = g_new0 (YutuFile, 1);

  self->ref_count = 1;
  self->store = store;
  return self;
}

YutuFile *
yutu_file_open_past (const char   *path,
                     const char   *moment,
                     YutuProgress *progress,
                     GError      **error)
{
  g_autoptr (YutuFile) present = yutu_file_open (path, YUTU_STORE_OPEN_READ_ONLY, error);
  YutuStore *store = NULL;

  if (present == NULL)
    return NULL;
  store = yutu_store_open_past (present->store, moment, attach, progress, error);
  return store != NULL ? take_store (store) : NULL;
}

YutuFile *
yutu_file_open (const char        *path,
                YutuStoreOpenFlags flags,
                GError           **error)
{
  return yutu_file_open_watched (path, flags, NULL, error);
}

YutuFile *
yutu_file_open_watched (const char        *path,
                        YutuStoreOpenFlags flags,
                        YutuProgress      *progress,
                        GError           **error)
{
  YutuStore *store = yutu_store_open_watched (path, flags, catch_up, progress, error);

  if (store == NULL)
    return NULL;
  attach (store);
  return take_store (store);
}

YutuFile *
yutu_file_ref (YutuFile *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_file_unref (YutuFile *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  g_free (self);
}

YutuStore *
yutu_file_get_store (YutuFile *self)
{
  return self->store;
}

/* ---- What is in it ---- */

/* The layers that people count, with the SQL that counts and bounds them: all rows, and (NULL: it has no
 * days) those of the day ?1. Extents of all addresses are taken from their packed points, which are ordered
 * in space and a tenth of the rows' size. */
#define EXTENT "min(MbrMinX(geom)), min(MbrMinY(geom)), max(MbrMaxX(geom)), max(MbrMaxY(geom))"
#define COUNT  "SELECT count(*), NULL, NULL, NULL, NULL FROM "
#define BOUND  "SELECT count(*), " EXTENT " FROM "
#define ON_DAY " WHERE valid_from <= ?1 AND ?1 < valid_to"

static const struct
{
  const char *name;
  const char *sql;
  const char *day_sql;
} LAYERS[] = {
  { "division", COUNT "division", COUNT "division" ON_DAY },
  { "division_area", BOUND "division_area", BOUND "division_area" ON_DAY },
  { "node", COUNT "node", NULL },
  { "arc", BOUND "arc", NULL },
  { "face", COUNT "face", NULL },
  { "boundary_line", COUNT "boundary_line", COUNT "boundary_line" ON_DAY },
  { "boundary_pillar", BOUND "boundary_pillar", BOUND "boundary_pillar" ON_DAY },
  { "place_name", BOUND "place_name", BOUND "place_name" ON_DAY },
  { "address",
    "SELECT (SELECT count(*) FROM address), min(x) / 1e7, min(y) / 1e7, max(x) / 1e7, "
    "max(y) / 1e7 FROM address_point",
    BOUND "address" ON_DAY },
  { "facility", BOUND "facility", BOUND "facility" ON_DAY },
  { "case_file",
    "SELECT count(*), min(x) / 1e9, min(y) / 1e9, max(x) / 1e9, max(y) / 1e9 FROM case_file",
    "SELECT count(*), min(x) / 1e9, min(y) / 1e9, max(x) / 1e9, max(y) / 1e9 FROM case_file WHERE "
    "opened_on <= ?1" },
};

static void
layer_info_free (gpointer data)
{
  YutuLayerInfo *self = data;

  g_free (self->name);
  g_free (self);
}

static gboolean
read_layer (YutuConnection *connection,
            gsize           layer,
            const char     *day, /* NULL: of all days */
            GPtrArray      *layers,
            GError        **error)
{
  gboolean      is_dated = day != NULL && LAYERS[layer].day_sql != NULL;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, is_dated ? LAYERS[layer].day_sql : LAYERS[layer].sql, error);
  YutuLayerInfo *info = NULL;
  gboolean       row = FALSE;

  if (statement == NULL)
    return FALSE;
  if (is_dated)
    sqlite3_bind_text (statement, 1, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  info = g_new0 (YutuLayerInfo, 1);
  info->name = g_strdup (LAYERS[layer].name);
  info->count = sqlite3_column_int64 (statement, 0);
  info->box = YUTU_BOX_EMPTY;
  if (sqlite3_column_type (statement, 1) != SQLITE_NULL)
    {
      yutu_box_add_point (&info->box,
                          yutu_point_from_degrees (sqlite3_column_double (statement, 1),
                                                   sqlite3_column_double (statement, 2)));
      yutu_box_add_point (&info->box,
                          yutu_point_from_degrees (sqlite3_column_double (statement, 3),
                                                   sqlite3_column_double (statement, 4)));
    }
  g_ptr_array_add (layers, info);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_journal_head (YutuConnection *connection,
                   YutuFileInfo   *info,
                   GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT count(*), (SELECT lower(hex(hash)) FROM journal ORDER BY id DESC LIMIT 1) FROM journal",
    error);
  gboolean row = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  info->journal_entries = sqlite3_column_int64 (statement, 0);
  info->journal_head = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_info (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuFileInfo *info = data;
  char          day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuDivision) county = NULL;

  if (info->day != YUTU_DAY_INVALID)
    yutu_day_format (info->day, day);
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    if (!read_layer (connection, i, info->day != YUTU_DAY_INVALID ? day : NULL, info->layers, error))
      return FALSE;
  yutu_day_format (info->day != YUTU_DAY_INVALID ? info->day : yutu_day_today (), day);
  if (!yutu_division_load_county (connection, day, &county, error))
    return FALSE;
  info->county_code = county != NULL ? g_strdup (county->code) : NULL;
  info->county_name = county != NULL ? g_strdup (county->name) : NULL;
  return yutu_setting_read (connection, "map_crs", &info->map_crs, error) &&
         yutu_connection_get_int64 (connection, "SELECT count(DISTINCT unit) FROM division", 0,
                                    &info->divisions, error) &&
         yutu_connection_get_int64 (connection,
                                    "SELECT count(DISTINCT unit) FROM division WHERE level = 5", 0,
                                    &info->villages, error) &&
         read_journal_head (connection, info, error);
}

YutuFileInfo *
yutu_file_read_info (YutuFile *self,
                     YutuDay   day,
                     GError  **error)
{
  g_autoptr (YutuFileInfo) info = g_new0 (YutuFileInfo, 1);

  info->day = day;
  info->schema = yutu_store_get_schema_version (self->store);
  info->layers = g_ptr_array_new_with_free_func (layer_info_free);
  if (!yutu_store_read (self->store, read_info, info, NULL, error))
    return NULL;
  return g_steal_pointer (&info);
}

void
yutu_file_info_free (YutuFileInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->county_code);
  g_free (self->county_name);
  g_free (self->map_crs);
  g_free (self->journal_head);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  const char *key;
  char      **value;
} SettingRead;

static gboolean
read_setting_cb (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  SettingRead *read = data;

  return yutu_setting_read (connection, read->key, read->value, error);
}

gboolean
yutu_file_read_setting (YutuFile   *self,
                        const char *key,
                        char      **value,
                        GError    **error)
{
  SettingRead read = { key, value };

  *value = NULL;
  return yutu_store_read (self->store, read_setting_cb, &read, NULL, error);
}

typedef struct
{
  YutuDay        day;
  YutuDivision **county;
} CountyRead;

static gboolean
read_county_cb (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  const CountyRead *read = data;
  char              day[YUTU_DAY_TEXT_SIZE];

  return yutu_division_load_county (connection, yutu_day_format (read->day, day), read->county, error);
}

gboolean
yutu_file_read_county (YutuFile      *self,
                       YutuDay        day,
                       YutuDivision **county,
                       GError       **error)
{
  CountyRead read = { day, county };

  *county = NULL;
  return yutu_store_read (self->store, read_county_cb, &read, NULL, error);
}
