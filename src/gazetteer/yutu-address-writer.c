/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Many addresses fast. SpatiaLite guards a geometry column by triggers that scan its list of
 * columns twice for each row (half of the time of an insert). Rows are therefore gathered, and each
 * batch is inserted with the triggers of the connection off: the writer makes the blobs itself, it
 * works inside a write only, and it notes the time of the insert as the trigger would. When
 * inserts fire any trigger besides those, all stay on. */

#include "gazetteer/yutu-gazetteer-write-private.h"

#include <string.h>

#include "gazetteer/yutu-address-names-private.h"

#define RUN 4096 /* rows of a batch, and ids taken at once */

typedef struct
{
  gint64          id;
  YutuAddressSpec spec; /* its text lies in the chunk of the writer */
} Row;

struct _YutuAddressWriter
{
  YutuConnection *connection;
  GArray         *rows; /* Row: not written yet */
  GStringChunk   *texts;
  gboolean        triggers_checked;
  gboolean        can_skip_triggers;
  gint64          next_id;
  gint64          end_id;
  char            day[YUTU_DAY_TEXT_SIZE]; /* of the kept names of villages */
  GHashTable     *villages;                /* gint64 → YutuVillageNames */
  GHashTable     *bases;                   /* gint64 → YutuBaseName */
};

YutuAddressWriter *
yutu_address_writer_new (YutuConnection *connection)
{
  YutuAddressWriter *self = g_new0 (YutuAddressWriter, 1);

  self->connection = connection;
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (Row), RUN);
  self->texts = g_string_chunk_new (1 << 18);
  self->villages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify)yutu_village_names_free);
  self->bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify)yutu_base_name_free);
  return self;
}

void
yutu_address_writer_free (YutuAddressWriter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->villages);
  g_hash_table_unref (self->bases);
  g_free (self);
}

static gboolean
find_village (YutuAddressWriter       *self,
              const YutuAddressSpec   *spec,
              const YutuVillageNames **names,
              GError                 **error)
{
  g_autoptr (YutuVillageNames) loaded = NULL;

  if (strcmp (self->day, spec->valid_from) != 0)
    g_hash_table_remove_all (self->villages);
  g_strlcpy (self->day, spec->valid_from, sizeof self->day);
  *names = g_hash_table_lookup (self->villages, &spec->village);
  if (*names != NULL)
    return TRUE;
  if (!yutu_village_names_load (self->connection, spec->village, self->day, &loaded, error))
    return FALSE;
  if (loaded == NULL)
    return yutu_gazetteer_refuse ("an address", "its village is not valid on its first day", error);
  *names = loaded;
  g_hash_table_insert (self->villages, g_memdup2 (&spec->village, sizeof spec->village),
                       g_steal_pointer (&loaded));
  return TRUE;
}

static gboolean
find_base (YutuAddressWriter     *self,
           const YutuAddressSpec *spec,
           const YutuBaseName   **base,
           GError               **error)
{
  g_autoptr (YutuBaseName) loaded = NULL;

  *base = spec->place != 0 ? g_hash_table_lookup (self->bases, &spec->place) : NULL;
  if (*base != NULL || spec->place == 0)
    return TRUE;
  if (!yutu_base_name_load (self->connection, spec->place, &loaded, error))
    return FALSE;
  if (loaded == NULL)
    return yutu_gazetteer_refuse ("an address", "its base is no place name", error);
  *base = loaded;
  g_hash_table_insert (self->bases, g_memdup2 (&spec->place, sizeof spec->place),
                       g_steal_pointer (&loaded));
  return TRUE;
}

static gboolean
compose (YutuAddressWriter     *self,
         const YutuAddressSpec *spec,
         char                 **text,
         GError               **error)
{
  const YutuVillageNames *village = NULL;
  const YutuBaseName     *base = NULL;
  YutuAddressElements     elements = {
        .door = spec->door,
        .door_sub = spec->door_sub,
        .building = spec->building,
        .unit_no = spec->unit_no,
        .floor = spec->floor,
        .room = spec->room,
  };

  if (!find_village (self, spec, &village, error) || !find_base (self, spec, &base, error))
    return FALSE;
  yutu_address_set_names (&elements, village, base);
  *text = yutu_address_compose (&elements);
  return TRUE;
}

static gboolean
check_address (const YutuAddressSpec *spec,
               GError               **error)
{
  if (spec->village == 0)
    return yutu_gazetteer_refuse ("an address", "it lies in no village", error);
  if (spec->kind < YUTU_ADDRESS_ROAD_DOOR || spec->kind > YUTU_ADDRESS_PARCEL)
    return yutu_gazetteer_refuse ("an address", "its kind is not one of 1 to 5", error);
  if (spec->door < 0 || spec->status < 0 || spec->status > 6)
    return yutu_gazetteer_refuse ("an address", "its door or status is out of range", error);
  if (spec->has_point && (ABS (spec->point.x) > YUTU_GRID_MAX_X ||
                          ABS (spec->point.y) > YUTU_GRID_MAX_Y))
    return yutu_gazetteer_refuse ("an address", "its point is not on the earth", error);
  return yutu_gazetteer_check_days ("an address", spec->valid_from, spec->valid_to, error);
}

static gint64
take_id (YutuAddressWriter *self)
{
  if (self->next_id == self->end_id)
    {
      self->next_id = yutu_connection_new_ids (self->connection, RUN);
      self->end_id = self->next_id + RUN;
    }
  return self->next_id++;
}

/* ---- Batches ---- */

static void
bind_address (sqlite3_stmt          *statement,
              gint64                 id,
              const YutuAddressSpec *spec)
{
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, spec->village);
  yutu_gazetteer_bind_id (statement, 3, spec->place);
  sqlite3_bind_int (statement, 4, spec->door);
  yutu_gazetteer_bind_text (statement, 5, spec->door_sub);
  yutu_gazetteer_bind_text (statement, 6, spec->building);
  yutu_gazetteer_bind_text (statement, 7, spec->unit_no);
  yutu_gazetteer_bind_text (statement, 8, spec->floor);
  yutu_gazetteer_bind_text (statement, 9, spec->room);
  yutu_gazetteer_bind_text (statement, 10, spec->text);
  sqlite3_bind_int (statement, 11, spec->kind);
  sqlite3_bind_int (statement, 12, spec->use);
  sqlite3_bind_int (statement, 13, spec->status != 0 ? spec->status : 4);
  yutu_gazetteer_bind_id (statement, 14, spec->previous);
  yutu_gazetteer_bind_text (statement, 15, spec->valid_from);
  yutu_gazetteer_bind_text (statement, 16,
                            spec->valid_to != NULL ? spec->valid_to : YUTU_DAY_OPEN_TEXT);
}

static gboolean
insert_rows (YutuAddressWriter *self,
             GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "INSERT INTO address (id, village, place, door, door_sub, building, unit_no, floor, room, "
    "text, kind, use, status, previous, valid_from, valid_to, geom) VALUES (?1, ?2, ?3, ?4, ?5, "
    "?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    error);
  guint8 blob[YUTU_POINT_BLOB_SIZE];

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      bind_address (statement, row->id, &row->spec);
      if (row->spec.has_point)
        {
          yutu_point_to_blob (row->spec.point, blob);
          sqlite3_bind_blob (statement, 17, blob, sizeof blob, SQLITE_STATIC);
        }
      else
        sqlite3_bind_null (statement, 17);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_triggers (YutuAddressWriter *self,
                GError           **error)
{
  gint64 others = 0;

  if (self->triggers_checked)
    return TRUE;
  if (!yutu_connection_get_int64 (self->connection,
                                  "SELECT count (*) FROM sqlite_master WHERE type = 'trigger' AND "
                                  "tbl_name = 'address' AND replace (sql, char (10), ' ') "
                                  "LIKE '% INSERT ON %' AND name NOT IN ('ggi_address_geom', "
                                  "'tmi_address_geom', 'guard_address_INSERT')",
                                  0, &others, error))
    return FALSE;
  self->can_skip_triggers = others == 0;
  self->triggers_checked = TRUE;
  return TRUE;
}

static gboolean
write_batch (YutuAddressWriter *self,
             GError           **error)
{
  sqlite3 *handle = yutu_connection_get_handle (self->connection);
  gboolean done = FALSE;

  if (self->rows->len == 0)
    return TRUE;
  if (!check_triggers (self, error))
    return FALSE;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, !self->can_skip_triggers, NULL);
  done = insert_rows (self, error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  g_array_set_size (self->rows, 0);
  g_string_chunk_clear (self->texts);
  return done;
}

/* ---- The writer ---- */

static const char *
keep (YutuAddressWriter *self,
      const char        *text)
{
  return yutu_gazetteer_is_set (text) ? g_string_chunk_insert (self->texts, text) : NULL;
}

/* Days and numbers repeat from row to row. */
static const char *
keep_once (YutuAddressWriter *self,
           const char        *text)
{
  return yutu_gazetteer_is_set (text) ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

gboolean
yutu_address_writer_compose (YutuAddressWriter     *self,
                             const YutuAddressSpec *spec,
                             char                 **text,
                             GError               **error)
{
  return check_address (spec, error) && compose (self, spec, text, error);
}

gboolean
yutu_address_writer_add (YutuAddressWriter     *self,
                         const YutuAddressSpec *spec,
                         gint64                *id,
                         GError               **error)
{
  g_autofree char *composed = NULL;
  Row              row = { .spec = *spec };

  if (!check_address (spec, error) ||
      (!yutu_gazetteer_is_set (spec->text) && !compose (self, spec, &composed, error)) ||
      (self->rows->len == RUN && !write_batch (self, error)))
    return FALSE;
  row.id = take_id (self);
  row.spec.door_sub = keep_once (self, spec->door_sub);
  row.spec.building = keep_once (self, spec->building);
  row.spec.unit_no = keep_once (self, spec->unit_no);
  row.spec.floor = keep_once (self, spec->floor);
  row.spec.room = keep_once (self, spec->room);
  row.spec.text = keep (self, composed != NULL ? composed : spec->text);
  row.spec.valid_from = keep_once (self, spec->valid_from);
  row.spec.valid_to = keep_once (self, spec->valid_to);
  g_array_append_val (self->rows, row);
  if (id != NULL)
    *id = row.id;
  return TRUE;
}

gboolean
yutu_address_writer_finish (YutuAddressWriter *self,
                            GError           **error)
{
  sqlite3_stmt *statement = NULL;

  if (!write_batch (self, error))
    return FALSE;
  if (!self->can_skip_triggers)
    return TRUE;
  statement = yutu_connection_prepare (
    self->connection,
    "UPDATE geometry_columns_time SET last_insert = strftime ('%Y-%m-%dT%H:%M:%fZ', 'now') "
    "WHERE f_table_name = 'address' AND f_geometry_column = 'geom'",
    error);
  return statement != NULL && yutu_connection_run (self->connection, statement, error);
}
