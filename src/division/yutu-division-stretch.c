/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* For each version of a unit, the stretches of days in it during which the unit has the same
 * faces. A unit has the faces that face_unit gives to it and to every unit below it, by the
 * parents of that day. */

#include "division/yutu-division-area-private.h"

#include <string.h>

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
read_versions (YutuDivisionStretches *self,
               YutuConnection        *connection,
               GError               **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT unit, coalesce (parent, 0), level, code, name, valid_from, valid_to FROM division "
    "ORDER BY id",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      Version version;

      if (!yutu_connection_step (connection, statement, &found, error))
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
      g_array_append_val (self->versions, version);
      g_ptr_array_add (self->days, version.from);
      g_ptr_array_add (self->days, version.to);
    }
  return FALSE;
}

static gboolean
read_ownerships (YutuDivisionStretches *self,
                 YutuConnection        *connection,
                 GError               **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT face, unit, valid_from, valid_to FROM face_unit ORDER BY face",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      Ownership ownership;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      ownership = (Ownership){
        .face = sqlite3_column_int64 (statement, 0),
        .unit = sqlite3_column_int64 (statement, 1),
        .from = dup_text (statement, 2),
        .to = dup_text (statement, 3),
      };
      g_array_append_val (self->ownerships, ownership);
      g_ptr_array_add (self->days, ownership.from);
      g_ptr_array_add (self->days, ownership.to);
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
versions_on (YutuDivisionStretches *self,
             const char            *day)
{
  GHashTable *valid = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->versions->len; i++)
    {
      Version *version = &g_array_index (self->versions, Version, i);

      if (strcmp (version->from, day) <= 0 && strcmp (day, version->to) < 0)
        g_hash_table_insert (valid, &version->unit, version);
    }
  return valid;
}

/* By version, its faces on @day (GArray of gint64, ascending). */
static GHashTable *
faces_on (YutuDivisionStretches *self,
          const char            *day)
{
  g_autoptr (GHashTable) valid = versions_on (self, day);
  GHashTable *faces = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < self->ownerships->len; i++)
    {
      Ownership *ownership = &g_array_index (self->ownerships, Ownership, i);
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
          /* A file with faults may give a face twice. */
          if (list->len == 0 || g_array_index (list, gint64, list->len - 1) != ownership->face)
            g_array_append_val (list, ownership->face);
          unit = version->parent;
        }
    }
  return faces;
}

/* ---- Stretches ---- */

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

static void
stretch_clear (gpointer data)
{
  g_array_unref (((YutuDivisionStretch *)data)->faces);
}

static void
end_stretch (YutuDivisionStretches *self,
             const Version         *version,
             Open                  *open,
             const char            *day)
{
  YutuDivisionStretch stretch = {
    .unit = version->unit,
    .level = version->level,
    .code = version->code,
    .name = version->name,
    .from = open->from,
    .to = day,
    .faces = g_steal_pointer (&open->faces),
  };

  g_array_append_val (self->stretches, stretch);
}

/* From day to day: what stays is kept open, what changes ends. Nothing is open on the last. */
static void
make_stretches (YutuDivisionStretches *self)
{
  g_autofree Open *open = g_new0 (Open, self->versions->len + 1);

  for (guint d = 0; d < self->days->len; d++)
    {
      const char *day = g_ptr_array_index (self->days, d);
      g_autoptr (GHashTable) faces = faces_on (self, day);

      for (guint v = 0; v < self->versions->len; v++)
        {
          Version *version = &g_array_index (self->versions, Version, v);
          GArray  *now = g_hash_table_lookup (faces, version);

          if (same_faces (open[v].faces, now))
            continue;
          if (open[v].faces != NULL)
            end_stretch (self, version, &open[v], day);
          open[v].faces = now != NULL ? g_array_ref (now) : NULL;
          open[v].from = day;
        }
    }
}

YutuDivisionStretches *
yutu_division_stretches_load (YutuConnection *connection,
                              GError        **error)
{
  g_autoptr (YutuDivisionStretches) self = g_new0 (YutuDivisionStretches, 1);

  self->stretches = g_array_new (FALSE, FALSE, sizeof (YutuDivisionStretch));
  g_array_set_clear_func (self->stretches, stretch_clear);
  self->versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_array_set_clear_func (self->versions, version_clear);
  self->ownerships = g_array_new (FALSE, FALSE, sizeof (Ownership));
  g_array_set_clear_func (self->ownerships, ownership_clear);
  self->days = g_ptr_array_new ();
  if (!read_versions (self, connection, error) || !read_ownerships (self, connection, error))
    return NULL;
  sort_days (self->days);
  make_stretches (self);
  return g_steal_pointer (&self);
}

void
yutu_division_stretches_free (YutuDivisionStretches *self)
{
  g_array_unref (self->stretches);
  g_ptr_array_unref (self->days);
  g_array_unref (self->ownerships);
  g_array_unref (self->versions);
  g_free (self);
}
