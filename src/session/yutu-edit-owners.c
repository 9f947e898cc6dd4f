/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-edit-owners-private.h"

#include "division/yutu-division.h"
#include "geo/yutu-measure.h"

static void
unit_clear (gpointer data)
{
  g_free (((YutuLineUnit *)data)->name);
}

void
yutu_edit_owners_init (YutuEditOwners *self)
{
  self->units = g_array_new (FALSE, TRUE, sizeof (YutuLineUnit));
  g_array_set_clear_func (self->units, unit_clear);
  self->faces = g_array_new (FALSE, TRUE, sizeof (YutuEditFace));
  self->place = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->names = g_string_chunk_new (512);
}

void
yutu_edit_owners_clear (YutuEditOwners *self)
{
  g_array_unref (self->units);
  g_array_unref (self->faces);
  g_hash_table_unref (self->place);
  g_string_chunk_free (self->names);
}

const YutuEditFace *
yutu_edit_owners_find (const YutuEditOwners *self,
                       gint64                face)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->place, &face));

  return place > 0 ? &g_array_index (self->faces, YutuEditFace, place - 1) : NULL;
}

void
yutu_edit_owners_add_area (const YutuEditOwners *self,
                           gint64                face,
                           gint64                area_cm2,
                           gint64               *areas_cm2)
{
  const YutuEditFace *entry = yutu_edit_owners_find (self, face);

  for (int level = 0; entry != NULL && level < YUTU_EDIT_LEVELS; level++)
    if (entry->units[level] > 0)
      areas_cm2[entry->units[level] - 1] += area_cm2;
}

/* ---- Reading ---- */

static guint
add_unit (YutuEditOwners     *self,
          const YutuDivision *division)
{
  YutuLineUnit unit = { division->unit, division->level, NULL,
                        llround (division->area_m2 * YUTU_CM2_PER_M2) };

  for (guint i = 0; i < self->units->len; i++)
    if (g_array_index (self->units, YutuLineUnit, i).unit == division->unit)
      return i + 1;
  unit.name = g_strdup (division->name);
  g_array_append_val (self->units, unit);
  return self->units->len;
}

static gboolean
read_owner (YutuConnection *connection,
            gint64          face,
            const char     *day,
            gint64         *unit,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT unit FROM face_unit WHERE face = ?1 AND valid_from <= ?2 AND ?2 < valid_to", error);
  gboolean row = FALSE;

  *unit = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, face);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    *unit = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_face (YutuEditOwners *self,
           YutuConnection *connection,
           gint64          id,
           const char     *day,
           GError        **error)
{
  YutuEditFace face = { .face = id };
  g_autoptr (GPtrArray) chain = NULL;

  if (id != 0 && !read_owner (connection, id, day, &face.owner_unit, error))
    return FALSE;
  if (face.owner_unit != 0)
    {
      chain = yutu_division_list_chain (connection, face.owner_unit, day, error);
      if (chain == NULL)
        return FALSE;
    }
  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const YutuDivision *division = g_ptr_array_index (chain, i);

      if (division->level < YUTU_EDIT_LEVELS)
        face.units[division->level] = add_unit (self, division);
      face.owner = g_string_chunk_insert_const (self->names, division->name);
    }
  g_array_append_val (self->faces, face);
  g_hash_table_insert (self->place, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (self->faces->len));
  return TRUE;
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const YutuLineUnit *one = a;
  const YutuLineUnit *two = b;

  return one->level != two->level ? one->level - two->level : (one->unit > two->unit) - (one->unit < two->unit);
}

/* Uppermost first; faces go with them. */
static void
sort_units (YutuEditOwners *self)
{
  g_autofree gint64 *before = g_new (gint64, self->units->len + 1);
  g_autoptr (GHashTable) now = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->units->len; i++)
    before[i] = g_array_index (self->units, YutuLineUnit, i).unit;
  g_array_sort (self->units, compare_units);
  for (guint i = 0; i < self->units->len; i++)
    g_hash_table_insert (now, &g_array_index (self->units, YutuLineUnit, i).unit,
                         GUINT_TO_POINTER (i + 1));
  for (guint f = 0; f < self->faces->len; f++)
    for (int level = 0; level < YUTU_EDIT_LEVELS; level++)
      {
        guint *unit = &g_array_index (self->faces, YutuEditFace, f).units[level];

        if (*unit > 0)
          *unit = GPOINTER_TO_UINT (g_hash_table_lookup (now, &before[*unit - 1]));
      }
}

gboolean
yutu_edit_owners_read (YutuEditOwners *self,
                       YutuConnection *connection,
                       YutuTopology   *model,
                       const char     *day,
                       GError        **error)
{
  g_autoptr (GArray) ids = yutu_topology_list_faces (model);

  if (!read_face (self, connection, 0, day, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!read_face (self, connection, g_array_index (ids, gint64, i), day, error))
      return FALSE;
  sort_units (self);
  return TRUE;
}
