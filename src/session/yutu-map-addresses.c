/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map's source of addresses. Called by paint threads, several at once: each call is one read of
 * its own, until the points are held in memory. A read that fails leaves the picture without
 * addresses and says so once in the log. */

#include "gazetteer/yutu-address-memory.h"
#include "session/yutu-map-layers-private.h"

/* More door numbers than a view at street zoom can place. */
#define MAX_DOORS 4000

typedef struct
{
  YutuFile          *file;
  YutuDay            day;
  YutuAddressMemory *memory; /* atomic: set once, or never */
} Source;

typedef struct
{
  const Source      *source;
  YutuBox            box;
  int                level;
  YutuAddressPoints *points;
  char             **doors;
  guint8            *states;
} Fetch;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_clear_pointer (&self->memory, yutu_address_memory_unref);
  yutu_file_unref (self->file);
  g_free (self);
}

static gboolean
fetch_points (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Fetch *fetch = data;

  fetch->points =
    fetch->level <= YUTU_ADDRESS_CELL_MAX_LEVEL
      ? yutu_address_cells_in_box (connection, fetch->box, fetch->level, error)
      : yutu_address_points_in_box (connection, fetch->box, fetch->source->day, error);
  return fetch->points != NULL;
}

static gboolean
read_source (Fetch       *fetch,
             YutuReadFunc func)
{
  g_autoptr (GError) error = NULL;

  if (yutu_store_read (yutu_file_get_store (fetch->source->file), func, fetch, NULL, &error))
    return TRUE;
  g_message ("addresses are not drawn: %s", error->message);
  return FALSE;
}

static YutuPointBatch *
make_batch (YutuAddressPoints *points)
{
  return yutu_point_batch_new (points->n, points->x, points->y, points->counts, points->ids,
                               (GDestroyNotify)yutu_address_points_free, points);
}

/* What is in memory, uncopied. */
static YutuPointBatch *
fetch_memory (YutuAddressMemory *memory,
              YutuBox            box,
              gboolean           cells)
{
  const YutuAddressPoints *points = cells ? yutu_address_memory_get_cells (memory)
                                          : yutu_address_memory_get_points (memory);
  YutuAddressRun           runs[YUTU_ADDRESS_MAX_RUNS];
  YutuPointSlice           slices[YUTU_ADDRESS_MAX_RUNS];
  gsize                    n = yutu_address_memory_find (memory, box, cells, runs);
  YutuPointBatch          *batch = yutu_point_batch_new (
             points->n, points->x, points->y, points->counts, points->ids,
             (GDestroyNotify)yutu_address_memory_unref, yutu_address_memory_ref (memory));

  for (gsize i = 0; i < n; i++)
    slices[i] = (YutuPointSlice){ runs[i].first, runs[i].n };
  yutu_point_batch_set_slices (batch, slices, n);
  return batch;
}

static YutuPointBatch *
fetch_cb (gpointer data,
          YutuBox  box,
          int      level)
{
  Source            *source = data;
  Fetch              fetch = { .source = data, .box = box, .level = level };
  YutuAddressMemory *memory = g_atomic_pointer_get (&source->memory);

  if (memory != NULL)
    return fetch_memory (memory, box, level <= YUTU_ADDRESS_CELL_MAX_LEVEL);
  return read_source (&fetch, fetch_points) ? make_batch (fetch.points) : NULL;
}

/* ---- Door numbers ---- */

/* Statuses 1 to 3 of an address (采集、核查、编码); after that it is published. */
static guint8
to_state (int status)
{
  static const guint8 states[] = { YUTU_DOOR_PUBLISHED, YUTU_DOOR_COLLECTED, YUTU_DOOR_CHECKED, YUTU_DOOR_CODED };

  return status >= 0 && status < (int)G_N_ELEMENTS (states) ? states[status] : YUTU_DOOR_PUBLISHED;
}

/* *text is NULL when the address has no number. */
static gboolean
read_door (YutuConnection *connection,
           gint64          id,
           char          **text,
           guint8         *state,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT door, coalesce (door_sub, ''), status FROM address WHERE id = ?1", error);
  gboolean    found = FALSE;
  const char *sub = NULL;
  int         door = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      door = sqlite3_column_int (statement, 0);
      sub = (const char *)sqlite3_column_text (statement, 1);
      *state = to_state (sqlite3_column_int (statement, 2));
    }
  if (door != 0)
    *text = g_strdup_printf (g_ascii_isdigit (sub[0]) ? "%d-%s" : "%d%s", door, sub);
  sqlite3_reset (statement);
  return TRUE;
}

/* Points without a number are left out, and so are those behind another at the same place: the
 * flats of a house share its number. */
static gboolean
fetch_doors (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Fetch             *fetch = data;
  YutuAddressPoints *points =
    yutu_address_points_in_box (connection, fetch->box, fetch->source->day, error);
  gsize n = 0;

  fetch->points = points;
  if (points == NULL)
    return FALSE;
  fetch->doors = g_new0 (char *, MIN (points->n, MAX_DOORS) + 1);
  fetch->states = g_new0 (guint8, MIN (points->n, MAX_DOORS) + 1);
  for (gsize i = 0; i < points->n && n < MAX_DOORS; i++)
    {
      g_autofree char *text = NULL;

      if (n > 0 && points->x[i] == points->x[n - 1] && points->y[i] == points->y[n - 1])
        continue;
      if (!read_door (connection, points->ids[i], &text, &fetch->states[n], error))
        return FALSE;
      if (text == NULL)
        continue;
      points->x[n] = points->x[i];
      points->y[n] = points->y[i];
      points->ids[n] = points->ids[i];
      fetch->doors[n++] = g_steal_pointer (&text);
    }
  points->n = n;
  return TRUE;
}

static YutuDoorBatch *
fetch_doors_cb (gpointer data,
                YutuBox  box)
{
  Fetch          fetch = { .source = data, .box = box };
  YutuDoorBatch *batch = NULL;

  if (!read_source (&fetch, fetch_doors))
    {
      g_strfreev (fetch.doors);
      g_free (fetch.states);
      g_clear_pointer (&fetch.points, yutu_address_points_free);
      return NULL;
    }
  batch = g_new0 (YutuDoorBatch, 1);
  batch->points = make_batch (fetch.points);
  batch->texts = (const char *const *)fetch.doors;
  batch->states = fetch.states;
  return batch;
}

static void
free_doors_cb (YutuDoorBatch *doors)
{
  yutu_point_batch_free (doors->points);
  g_strfreev ((char **)doors->texts);
  g_free ((guint8 *)doors->states);
  g_free (doors);
}

YutuPointLayer *
yutu_map_addresses_new (YutuFile *file,
                        YutuDay   day)
{
  YutuPointSource source = { fetch_cb, fetch_doors_cb, free_doors_cb, source_free };
  Source         *data = g_new0 (Source, 1);

  data->file = yutu_file_ref (file);
  data->day = day;
  return yutu_point_layer_new (&source, data);
}

static gboolean
read_memory (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Source            *self = data;
  YutuAddressMemory *memory = yutu_address_memory_read (connection, self->day, error);

  if (memory == NULL)
    return FALSE;
  if (!g_atomic_pointer_compare_and_exchange (&self->memory, NULL, memory))
    yutu_address_memory_unref (memory);
  return TRUE;
}

gboolean
yutu_map_addresses_hold (YutuPointLayer *layer,
                         GCancellable   *cancellable,
                         GError        **error)
{
  Source *self = yutu_point_layer_get_data (layer);

  return g_atomic_pointer_get (&self->memory) != NULL ||
         yutu_store_read (yutu_file_get_store (self->file), read_memory, self, cancellable, error);
}
