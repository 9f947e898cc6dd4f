/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-import-private.h"

#include "division/yutu-boundary.h"
#include "division/yutu-division-generic.h"

/* ---- Units ---- */

static gboolean
insert_unit (YutuDivisionImport *self,
             gsize               index,
             gint64             *unit,
             GError            **error)
{
  const YutuDivisionSource *source = &self->sources[index];
  g_auto (YutuDivisionName) name = { 0 };
  YutuDivision facts = {
    .level = self->options->level,
    .name = source->name,
    .code = self->rows[index].code,
    .parent = self->rows[index].parent,
    .area_legal_m2 = -1,
    .population = -1,
    .valid_from = self->options->valid_from,
    .source = self->options->source,
  };

  if (!yutu_division_split_name (source->name, self->options->level, &name, error))
    return FALSE;
  facts.type = name.type;
  facts.proper_name = name.proper;
  facts.generic_term = name.generic;
  return yutu_division_add (self->connection, &facts, unit, error);
}

/* ---- Owners of faces ---- */

static gboolean
insert_owner (YutuDivisionImport            *self,
              const YutuDivisionImportOwner *owner,
              gint64                         face,
              GError                       **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "INSERT INTO face_unit (id, face, unit, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (self->connection));
  sqlite3_bind_int64 (statement, 2, face);
  sqlite3_bind_int64 (statement, 3, owner->unit);
  sqlite3_bind_text (statement, 4, owner->from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, owner->to, -1, SQLITE_STATIC);
  return yutu_connection_run (self->connection, statement, error);
}

static gboolean
insert_claim (YutuDivisionImport *self,
              gint64              face,
              gint64              unit,
              GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "INSERT INTO face_claim (id, face, unit, source) VALUES (?1, ?2, ?3, ?4)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (self->connection));
  sqlite3_bind_int64 (statement, 2, face);
  sqlite3_bind_int64 (statement, 3, unit);
  sqlite3_bind_text (statement, 4, self->options->source, -1, SQLITE_STATIC);
  return yutu_connection_run (self->connection, statement, error);
}

/* Who claims @origin claims its piece @face too. */
static gboolean
inherit_claims (YutuDivisionImport *self,
                gint64              origin,
                gint64              face,
                GError            **error)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT unit FROM face_claim WHERE face = ?1 ORDER BY id", error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, origin);
  while (found)
    {
      gint64 unit = 0;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      unit = found ? sqlite3_column_int64 (statement, 0) : 0;
      if (found)
        g_array_append_val (units, unit);
    }
  for (guint i = 0; i < units->len; i++)
    if (!insert_claim (self, face, g_array_index (units, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* The first of the base's owners of @face; they lie behind one another. */
static guint
find_owners (YutuDivisionImport *self,
             gint64              face)
{
  guint low = 0, high = self->owners->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->owners, YutuDivisionImportOwner, middle).face < face)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A piece of a face of the base has had the same owners on all days so far. */
static gboolean
inherit (YutuDivisionImport *self,
         gint64              face,
         GError            **error)
{
  gint64 origin = yutu_topology_get_face_origin (self->topology, face);

  if (origin == 0 || origin == face)
    return TRUE;
  for (guint i = find_owners (self, origin); i < self->owners->len; i++)
    {
      const YutuDivisionImportOwner *owner =
        &g_array_index (self->owners, YutuDivisionImportOwner, i);

      if (owner->face != origin)
        break;
      if (!insert_owner (self, owner, face, error))
        return FALSE;
    }
  return inherit_claims (self, origin, face, error);
}

static gboolean
write_face (YutuDivisionImport *self,
            gint64              face,
            const gint64       *units,
            GError            **error)
{
  guint          given = GPOINTER_TO_UINT (g_hash_table_lookup (self->given, &face));
  gint64         single = yutu_division_import_find_single (self, face);
  gsize          n = 0;
  const guint32 *rows = yutu_topology_get_face_owners (self->topology, face, &n);

  if (!inherit (self, face, error))
    return FALSE;
  if (given == YUTU_DIVISION_IMPORT_KEPT)
    return TRUE;
  if (given > 0)
    return yutu_division_give_face (self->connection, face, units[given - 1],
                                    self->options->valid_from, error);
  if (single >= 0 && n == 1)
    return yutu_division_give_face (self->connection, face, units[single],
                                    self->options->valid_from, error);
  for (gsize i = 0; i < n; i++)
    if (!insert_claim (self, face, units[rows[i]], error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_division_import_write (YutuDivisionImport *self,
                            GError            **error)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (self->topology);
  g_autofree gint64 *units = g_new0 (gint64, self->n_rows + 1);

  if (!yutu_division_save_model (self->connection, self->base, self->topology, error) ||
      !yutu_boundary_follow_arcs (self->connection, self->base, self->topology, error))
    return FALSE;
  for (gsize i = 0; i < self->n_rows; i++)
    if (!insert_unit (self, i, &units[i], error))
      return FALSE;
  for (guint f = 0; f < faces->len; f++)
    if (!yutu_progress_step (self->options->progress, "write", f, faces->len, error) ||
        !write_face (self, g_array_index (faces, gint64, f), units, error))
      return FALSE;
  return TRUE;
}
