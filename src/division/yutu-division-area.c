/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* division_area: for each version row of a unit, and each stretch of days in it during which the
 * unit has the same faces, one polygon. A unit has the faces that face_unit gives to it and to
 * every unit below it, by the parents of that day. */

#include "division/yutu-division-model.h"

#include <string.h>

#include "geo/yutu-measure.h"

typedef struct
{
  gint64 unit;
  gint64 parent;
  int    level;
  char  *code;
  char  *name;
  char  *from;
  char  *to;
} Version;

typedef struct
{
  gint64 face;
  gint64 unit;
  char  *from;
  char  *to;
} Ownership;

typedef struct
{
  YutuConnection *connection;
  YutuTopology   *topology;
  GArray         *versions;
  GArray         *ownerships;
  GPtrArray      *days;    /* char *, sorted, each once */
  gint64          next_id; /* of the rows being written */
} Rebuild;

static void
version_clear (gpointer data)
{
  Version *version = data;

  g_free (version->code);
  g_free (version->name);
  g_free (version->from);
  g_free (version->to);
}

static void
ownership_clear (gpointer data)
{
  Ownership *ownership = data;

  g_free (ownership->from);
  g_free (ownership->to);
}

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static gboolean
read_versions (Rebuild *rebuild,
               GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    rebuild->connection,
    "SELECT unit, coalesce (parent, 0), level, code, name, valid_from, valid_to FROM division "
    "ORDER BY id",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      Version version;

      if (!yutu_connection_step (rebuild->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      version = (Version){
        .unit = sqlite3_column_int64 (statement, 0),
        .parent = sqlite3_column_int64 (statement, 1),
        .level = sqlite3_column_int (statement, 2),
        .code = dup_text (statement, 3),
        .name = dup_text (statement, 4),
        .from = dup_text (statement, 5),
        .to = dup_text (statement, 6),
      };
      g_array_append_val (rebuild->versions, version);
      g_ptr_array_add (rebuild->days, version.from);
      g_ptr_array_add (rebuild->days, version.to);
    }
  return FALSE;
}

static gboolean
read_ownerships (Rebuild *rebuild,
                 GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    rebuild->connection, "SELECT face, unit, valid_from, valid_to FROM face_unit ORDER BY face",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      Ownership ownership;

      if (!yutu_connection_step (rebuild->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      ownership = (Ownership){
        .face = sqlite3_column_int64 (statement, 0),
        .unit = sqlite3_column_int64 (statement, 1),
        .from = dup_text (statement, 2),
        .to = dup_text (statement, 3),
      };
      g_array_append_val (rebuild->ownerships, ownership);
      g_ptr_array_add (rebuild->days, ownership.from);
      g_ptr_array_add (rebuild->days, ownership.to);
    }
  return FALSE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
sort_days (GPtrArray *days)
{
  guint kept = 0;

  g_ptr_array_sort (days, compare_texts);
  for (guint i = 0; i < days->len; i++)
    if (kept == 0 || strcmp (days->pdata[kept - 1], days->pdata[i]) != 0)
      days->pdata[kept++] = days->pdata[i];
  g_ptr_array_set_size (days, (int)kept);
}

/* By unit, the version valid on @day. */
static GHashTable *
versions_on (Rebuild    *rebuild,
             const char *day)
{
  GHashTable *valid = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rebuild->versions->len; i++)
    {
      Version *version = &g_array_index (rebuild->versions, Version, i);

      if (strcmp (version->from, day) <= 0 && strcmp (day, version->to) < 0)
        g_hash_table_insert (valid, &version->unit, version);
    }
  return valid;
}

/* By version, its faces on @day (GArray of gint64, ascending). */
static GHashTable *
faces_on (Rebuild    *rebuild,
          const char *day)
{
  g_autoptr (GHashTable) valid = versions_on (rebuild, day);
  GHashTable *faces = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < rebuild->ownerships->len; i++)
    {
      Ownership *ownership = &g_array_index (rebuild->ownerships, Ownership, i);
      gint64     unit = ownership->unit;

      if (strcmp (ownership->from, day) > 0 || strcmp (day, ownership->to) >= 0)
        continue;
      /* Upwards through at most as many levels as there are, so that a ring of parents ends. */
      for (int step = 0; unit != 0 && step < 8; step++)
        {
          Version *version = g_hash_table_lookup (valid, &unit);
          GArray  *list = version != NULL ? g_hash_table_lookup (faces, version) : NULL;

          if (version == NULL)
            break;
          if (list == NULL)
            {
              list = g_array_new (FALSE, FALSE, sizeof (gint64));
              g_hash_table_insert (faces, version, list);
            }
          g_array_append_val (list, ownership->face);
          unit = version->parent;
        }
    }
  return faces;
}

static gboolean
write_area (Rebuild       *rebuild,
            const Version *version,
            GArray        *faces,
            const char    *from,
            const char    *to,
            GError       **error)
{
  g_autoptr (YutuShape) shape =
    yutu_topology_dissolve (rebuild->topology, (gint64 *)(gpointer)faces->data, faces->len);
  g_autoptr (GBytes) blob = yutu_shape_to_blob (shape);
  sqlite3_stmt *statement = yutu_connection_prepare (
    rebuild->connection,
    "INSERT INTO division_area (id, unit, level, code, name, valid_from, valid_to, area_m2, geom) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, ++rebuild->next_id);
  sqlite3_bind_int64 (statement, 2, version->unit);
  sqlite3_bind_int (statement, 3, version->level);
  sqlite3_bind_text (statement, 4, version->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, version->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, to, -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 8, yutu_measure_area_m2 (shape));
  sqlite3_bind_blob64 (statement, 9, g_bytes_get_data (blob, NULL), g_bytes_get_size (blob),
                       SQLITE_STATIC);
  return yutu_connection_run (rebuild->connection, statement, error);
}

typedef struct
{
  GArray     *faces;
  const char *from;
} Open;

static gboolean
same_faces (GArray *a,
            GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len &&
         memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0;
}

/* From stretch to stretch: what stays is kept open, what changes is written. */
static gboolean
write_stretches (Rebuild *rebuild,
                 GError **error)
{
  g_autofree Open *open = g_new0 (Open, rebuild->versions->len + 1);

  for (guint d = 0; d < rebuild->days->len; d++)
    {
      const char *day = g_ptr_array_index (rebuild->days, d);
      g_autoptr (GHashTable) faces = faces_on (rebuild, day);

      for (guint v = 0; v < rebuild->versions->len; v++)
        {
          Version *version = &g_array_index (rebuild->versions, Version, v);
          GArray  *now = g_hash_table_lookup (faces, version);

          if (same_faces (open[v].faces, now))
            continue;
          if (open[v].faces != NULL &&
              !write_area (rebuild, version, open[v].faces, open[v].from, day, error))
            return FALSE;
          g_clear_pointer (&open[v].faces, g_array_unref);
          open[v].faces = now != NULL ? g_array_ref (now) : NULL;
          open[v].from = day;
        }
    }
  return TRUE;
}

static gboolean
rebuild_areas (YutuConnection *connection,
               GArray *const  *ids,
               gint64          bulk_first,
               gpointer        data,
               GError        **error)
{
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_autoptr (GArray) ownerships = g_array_new (FALSE, FALSE, sizeof (Ownership));
  g_autoptr (GPtrArray) days = g_ptr_array_new ();
  Rebuild rebuild = { connection, topology, versions, ownerships, days, 0 };

  if (topology == NULL)
    return FALSE;
  g_array_set_clear_func (versions, version_clear);
  g_array_set_clear_func (ownerships, ownership_clear);
  if (!yutu_connection_exec (connection, "DELETE FROM division_area", error) ||
      !read_versions (&rebuild, error) || !read_ownerships (&rebuild, error))
    return FALSE;
  sort_days (days);
  return write_stretches (&rebuild, error);
}

void
yutu_division_attach (YutuStore *store)
{
  static const char *const tables[] = { "division", "arc", "face", "face_unit", NULL };

  yutu_store_add_deriver (store, tables, rebuild_areas, NULL);
}
