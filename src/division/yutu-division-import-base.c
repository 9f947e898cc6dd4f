/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the land belongs to before the import, and which of it each row may take:
 *
 * 1. the parent of a row is the unit just above its level whose code its own begins with; where
 *    that is not there, the unit above its level that holds most of its land; where there is no
 *    such land, any unit further up by code;
 * 2. the ground of a row is the nearest unit, from its parent upwards, that has land of its own;
 *    without one, it is the land that nobody has;
 * 3. a row may have the faces of its ground and no others: the lines that are there stay. */

#include "division/yutu-division-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-division-generic.h"
#include "store/yutu-statement.h"

#define N_LEVELS 5

/* ---- Loading ---- */

static void
unit_free (gpointer data)
{
  YutuDivisionImportUnit *unit = data;

  g_free (unit->code);
  g_free (unit->name);
  g_free (unit);
}

static void
owner_clear (gpointer data)
{
  YutuDivisionImportOwner *owner = data;

  g_free (owner->from);
  g_free (owner->to);
}

static gboolean
load_units (YutuDivisionImport *self,
            GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT unit, level, coalesce (parent, 0), code, name FROM division "
    "WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY id",
    error);
  gboolean found = TRUE;

  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, unit_free);
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->options->valid_from, -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuDivisionImportUnit *unit = NULL;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      unit = g_new0 (YutuDivisionImportUnit, 1);
      unit->unit = sqlite3_column_int64 (statement, 0);
      unit->level = sqlite3_column_int (statement, 1);
      unit->parent = sqlite3_column_int64 (statement, 2);
      unit->code = yutu_column_dup (statement, 3);
      unit->name = yutu_column_dup (statement, 4);
      g_hash_table_replace (self->units, &unit->unit, unit);
      if (unit->code != NULL)
        g_hash_table_replace (self->codes, unit->code, unit);
    }
}

static void
take_owner (YutuDivisionImport            *self,
            const YutuDivisionImportOwner *owner)
{
  const char               *day = self->options->valid_from;
  YutuDivisionImportGround *ground = g_hash_table_lookup (self->grounds, &owner->face);

  if (ground == NULL)
    {
      ground = g_new0 (YutuDivisionImportGround, 1);
      ground->face = owner->face;
      g_hash_table_insert (self->grounds, &ground->face, ground);
    }
  if (strcmp (owner->from, day) > 0)
    ground->changes_later = TRUE;
  else if (strcmp (day, owner->to) < 0)
    {
      YutuDivisionImportUnit *unit = yutu_division_import_find_unit (self, owner->unit);

      ground->unit = owner->unit;
      ground->changes_later |= strcmp (owner->to, YUTU_DAY_OPEN_TEXT) != 0;
      if (unit != NULL)
        unit->has_faces = TRUE;
    }
}

static gboolean
load_owners (YutuDivisionImport *self,
             GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT face, unit, valid_from, valid_to FROM face_unit ORDER BY face, valid_from", error);
  gboolean found = TRUE;

  self->owners = g_array_new (FALSE, FALSE, sizeof (YutuDivisionImportOwner));
  g_array_set_clear_func (self->owners, owner_clear);
  self->grounds = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  while (statement != NULL)
    {
      YutuDivisionImportOwner owner;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      owner = (YutuDivisionImportOwner){
        .face = sqlite3_column_int64 (statement, 0),
        .unit = sqlite3_column_int64 (statement, 1),
        .from = yutu_column_dup (statement, 2),
        .to = yutu_column_dup (statement, 3),
      };
      g_array_append_val (self->owners, owner);
      take_owner (self, &owner);
    }
  return FALSE;
}

static void
note_units_below (YutuDivisionImport *self)
{
  GHashTableIter          iter;
  YutuDivisionImportUnit *unit = NULL;

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&unit))
    {
      YutuDivisionImportUnit *parent = yutu_division_import_find_unit (self, unit->parent);

      if (parent != NULL && parent->level + 1 == unit->level)
        parent->has_units = TRUE;
    }
}

gboolean
yutu_division_import_load_base (YutuDivisionImport *self,
                                GError            **error)
{
  if (!load_units (self, error) || !load_owners (self, error))
    return FALSE;
  note_units_below (self);
  return TRUE;
}

YutuDivisionImportUnit *
yutu_division_import_find_unit (YutuDivisionImport *self,
                                gint64              unit)
{
  return g_hash_table_lookup (self->units, &unit);
}

YutuDivisionImportUnit *
yutu_division_import_get_ground (YutuDivisionImport *self,
                                 gint64              face)
{
  gint64                    origin = yutu_topology_get_face_origin (self->topology, face);
  YutuDivisionImportGround *ground = g_hash_table_lookup (self->grounds, &origin);

  return ground != NULL ? yutu_division_import_find_unit (self, ground->unit) : NULL;
}

/* ---- Parents ---- */

/* The unit of @level that the code begins with; NULL when there is none. */
static YutuDivisionImportUnit *
find_by_code (YutuDivisionImport *self,
              const char         *code,
              int                 level)
{
  static const gsize      digits[N_LEVELS + 1] = { 0, 2, 4, 6, 9, 12 };
  g_autofree char        *prefix = g_strndup (code, digits[level]);
  YutuDivisionImportUnit *unit = g_hash_table_lookup (self->codes, prefix);

  return unit != NULL && unit->level == level ? unit : NULL;
}

typedef struct
{
  gint64   unit;
  __int128 area2;
} Share;

/* The unit above the row's level with most of its land; NULL when it has none such. */
static YutuDivisionImportUnit *
find_by_land (YutuDivisionImport *self,
              GArray             *faces)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));
  YutuDivisionImportUnit *best = NULL;
  __int128                most = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      gint64                  face = g_array_index (faces, gint64, i);
      YutuDivisionImportUnit *unit = yutu_division_import_get_ground (self, face);
      guint                   s = 0;

      if (unit == NULL || unit->level >= self->options->level)
        continue;
      while (s < shares->len && g_array_index (shares, Share, s).unit != unit->unit)
        s++;
      if (s == shares->len)
        g_array_append_val (shares, ((Share){ unit->unit, 0 }));
      g_array_index (shares, Share, s).area2 +=
        yutu_topology_get_face_area2 (self->topology, face);
      if (g_array_index (shares, Share, s).area2 > most)
        {
          most = g_array_index (shares, Share, s).area2;
          best = unit;
        }
    }
  return best;
}

static gboolean
is_above (YutuDivisionImport           *self,
          const YutuDivisionImportUnit *upper,
          const YutuDivisionImportUnit *lower)
{
  for (int step = 0; lower != NULL && step < N_LEVELS; step++)
    {
      if (lower == upper)
        return TRUE;
      lower = yutu_division_import_find_unit (self, lower->parent);
    }
  return FALSE;
}

/* Tells when code and land do not say the same, or a level is left out that is there elsewhere. */
static void
tell_parent (YutuDivisionImport           *self,
             gsize                         index,
             const YutuDivisionImportUnit *by_code,
             const YutuDivisionImportUnit *by_land)
{
  const YutuDivisionSource *source = &self->sources[index];
  const char               *code = self->rows[index].code;

  if (by_code != NULL && by_land != NULL && !is_above (self, by_land, by_code))
    yutu_division_import_add_finding (
      self, source->row, "parent-differs",
      g_strdup_printf (_ ("by its code %s, %s lies under %s, but most of its land is that of %s; it is "
                          "put under %s. Correct the code or the line"),
                       code, source->name, by_code->name, by_land->name, by_code->name));
  else if (by_code == NULL && by_land != NULL && code != NULL && by_land->code != NULL &&
           !g_str_has_prefix (code, by_land->code))
    yutu_division_import_add_finding (
      self, source->row, "parent-differs",
      g_strdup_printf (_ ("no unit has the code that %s of %s begins with; it is put under %s, which "
                          "has most of its land"),
                       code, source->name, by_land->name));
  else if (by_code == NULL && by_land != NULL && by_land->level + 1 < self->options->level &&
           by_land->has_units)
    yutu_division_import_add_finding (
      self, source->row, "parent-above",
      g_strdup_printf (_ ("most of the land of %s is that of %s and of no unit below it; it is put "
                          "directly under %s"),
                       source->name, by_land->name, by_land->name));
}

static void
find_parent (YutuDivisionImport *self,
             gsize               index)
{
  YutuDivisionImportRow  *row = &self->rows[index];
  int                     level = self->options->level - 1;
  YutuDivisionImportUnit *by_land = find_by_land (self, row->faces);
  YutuDivisionImportUnit *parent =
    row->code != NULL && level > 0 ? find_by_code (self, row->code, level) : NULL;

  tell_parent (self, index, parent, by_land);
  parent = parent != NULL ? parent : by_land;
  while (parent == NULL && row->code != NULL && --level > 0)
    parent = find_by_code (self, row->code, level);
  row->parent = parent != NULL ? parent->unit : 0;
}

static void
find_ground (YutuDivisionImport    *self,
             YutuDivisionImportRow *row)
{
  YutuDivisionImportUnit *unit = yutu_division_import_find_unit (self, row->parent);

  for (int step = 0; unit != NULL && !unit->has_faces && step < N_LEVELS; step++)
    unit = yutu_division_import_find_unit (self, unit->parent);
  row->ground = unit != NULL && unit->has_faces ? unit->unit : 0;
}

static void
note_cut_units (YutuDivisionImport *self,
                gsize               index)
{
  YutuDivisionImportRow *row = &self->rows[index];

  for (guint i = 0; i < row->faces->len && row->ground != 0; i++)
    if (yutu_division_import_fits (self, (guint32)index, g_array_index (row->faces, gint64, i)))
      {
        yutu_division_import_find_unit (self, row->ground)->is_cut = TRUE;
        return;
      }
}

void
yutu_division_import_place_rows (YutuDivisionImport *self)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (self->topology);

  for (guint f = 0; f < faces->len; f++)
    {
      gint64         face = g_array_index (faces, gint64, f);
      gsize          n = 0;
      const guint32 *owners = yutu_topology_get_face_owners (self->topology, face, &n);

      for (gsize i = 0; i < n; i++)
        g_array_append_val (self->rows[owners[i]].faces, face);
    }
  for (gsize i = 0; i < self->n_rows; i++)
    {
      find_parent (self, i);
      find_ground (self, &self->rows[i]);
      note_cut_units (self, i);
    }
}

/* ---- Fitting ---- */

gboolean
yutu_division_import_fits (YutuDivisionImport *self,
                           guint32             row,
                           gint64              face)
{
  gint64                    origin = yutu_topology_get_face_origin (self->topology, face);
  YutuDivisionImportGround *ground = g_hash_table_lookup (self->grounds, &origin);

  if (self->rows[row].ground == 0)
    return origin == 0;
  return ground != NULL && ground->unit == self->rows[row].ground;
}

gint64
yutu_division_import_find_single (YutuDivisionImport *self,
                                  gint64              face)
{
  gsize          n = 0;
  const guint32 *owners = yutu_topology_get_face_owners (self->topology, face, &n);
  gint64         single = -1;

  for (gsize i = 0; i < n; i++)
    if (yutu_division_import_fits (self, owners[i], face))
      {
        if (single >= 0)
          return -1;
        single = owners[i];
      }
  return single;
}
