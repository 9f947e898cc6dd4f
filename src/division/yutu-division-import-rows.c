/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-import-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-code-register.h"
#include "division/yutu-division-generic.h"

static void
name_field (YutuDivisionFinding *finding,
            const char          *field)
{
  finding->field = g_strdup (field);
}

static gboolean
look_up_code (YutuDivisionImport *self,
              gsize               index,
              GError            **error)
{
  const YutuDivisionSource *source = &self->sources[index];
  YutuCodeQuery             query = {
                .level = self->options->level,
                .day = self->options->valid_from,
  };
  g_autoptr (GPtrArray) codes =
    yutu_code_register_find (self->connection, source->name, &query, error);

  if (codes == NULL)
    return FALSE;
  if (codes->len == 1)
    self->rows[index].code = g_strdup (g_ptr_array_index (codes, 0));
  else if (codes->len == 0)
    name_field (yutu_division_import_add_finding (
                  self, source->row, "code-not-found",
                  g_strdup_printf (_ ("%s is not in the register of codes; it comes in without one"),
                                   source->name)),
                self->options->name_field);
  else
    name_field (
      yutu_division_import_add_finding (
        self, source->row, "code-ambiguous",
        g_strdup_printf (_ ("%s stands %u times in the register of codes; it comes in without one"),
                         source->name, codes->len)),
      self->options->name_field);
  return TRUE;
}

static gboolean
resolve_code (YutuDivisionImport *self,
              gsize               index,
              GError            **error)
{
  const YutuDivisionSource *source = &self->sources[index];

  if (source->code == NULL || *source->code == '\0')
    return look_up_code (self, index, error);
  if (yutu_division_level_of_code (source->code) == self->options->level)
    self->rows[index].code = g_strdup (source->code);
  else
    name_field (
      yutu_division_import_add_finding (
        self, source->row, "code-invalid",
        g_strdup_printf (_ ("%s has the code “%s”, which is none of this level; it comes in without "
                            "one. If another field has it, say which with --map code=FIELD"),
                         source->name, source->code)),
      self->options->code_field);
  return TRUE;
}

/* A code serves one unit for ever. */
static gboolean
examine_past (YutuDivisionImport *self,
              gsize               index,
              GError            **error)
{
  const char   *code = self->rows[index].code;
  sqlite3_stmt *statement = NULL;
  gboolean      found = FALSE;

  if (code == NULL)
    return TRUE;
  statement = yutu_connection_prepare (
    self->connection, "SELECT name FROM division WHERE code = ?1 ORDER BY id DESC LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  if (found)
    name_field (
      yutu_division_import_reject (
        self, self->sources[index].row, "code-used",
        g_strdup_printf (_ ("code %s of %s is that of %s in this file, and is never given again"), code,
                         self->sources[index].name,
                         (const char *)sqlite3_column_text (statement, 0))),
      self->options->code_field);
  sqlite3_reset (statement);
  return TRUE;
}

/* How often a ring has one vertex twice running; @first: where the first time. */
static guint
count_repeated (const YutuTopologyRing *ring,
                YutuPoint              *first)
{
  guint n = 0;

  for (gsize i = 1; i < ring->n_points; i++)
    if (yutu_point_equal (ring->points[i - 1], ring->points[i]) && n++ == 0)
      *first = ring->points[i];
  return n;
}

/* A vertex twice running is no line: it is taken once, and told. */
static void
examine_vertices (YutuDivisionImport *self,
                  gsize               index)
{
  const YutuDivisionSource *source = &self->sources[index];

  for (gsize r = 0; r < source->n_rings; r++)
    {
      YutuPoint            place = { 0, 0 };
      guint                n = count_repeated (&source->rings[r], &place);
      YutuDivisionFinding *finding = NULL;

      if (n == 0)
        continue;
      finding = yutu_division_import_add_finding (
        self, source->row, "duplicate-vertex",
        g_strdup_printf (_ ("%s has %u vertices twice running, the first at %.9f, %.9f; each is taken once"),
                         source->name, n, yutu_grid_to_degrees (place.x), yutu_grid_to_degrees (place.y)));
      finding->has_place = TRUE;
      finding->place = place;
    }
}

/* A unit without a polygon is kept and told; a source without any is no map of divisions. */
static void
examine_polygons (YutuDivisionImport *self)
{
  gsize n_with_land = 0;

  for (gsize i = 0; i < self->n_rows; i++)
    n_with_land += self->sources[i].n_rings > 0;
  if (n_with_land == 0 && self->result->rejected == 0)
    yutu_division_import_reject (self, 0, "no-polygons",
                                 g_strdup (_ ("no row of the source has a polygon")));
  for (gsize i = 0; i < self->n_rows && self->result->rejected == 0; i++)
    if (self->sources[i].n_rings == 0)
      yutu_division_import_add_finding (
        self, self->sources[i].row, "no-land",
        g_strdup_printf (_ ("%s has no polygon; it comes in without land"), self->sources[i].name));
}

static void
reject_twice (YutuDivisionImport *self,
              gsize               index,
              gsize               first)
{
  name_field (yutu_division_import_reject (
                self, self->sources[index].row, "duplicate-code",
                g_strdup_printf (_ ("code %s of %s stands in row %" PRId64 " too, for %s; correct one of them"),
                                 self->rows[index].code, self->sources[index].name,
                                 self->sources[first].row, self->sources[first].name)),
              self->options->code_field);
}

/* @seen: code → place of its row + 1 */
static gboolean
examine_row (YutuDivisionImport *self,
             gsize               index,
             GHashTable         *seen,
             GError            **error)
{
  const YutuDivisionSource *source = &self->sources[index];
  guint                     first = 0;

  if (source->reject != NULL)
    yutu_division_import_reject (self, source->row, "unusable", g_strdup (source->reject));
  else if (source->name == NULL || *source->name == '\0')
    name_field (yutu_division_import_reject (
                  self, source->row, "no-name",
                  g_strdup ("the row has no name; say which field has it with --map name=FIELD")),
                self->options->name_field);
  else if (!resolve_code (self, index, error))
    return FALSE;
  else
    examine_vertices (self, index);
  if (self->rows[index].code == NULL)
    return TRUE;
  first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, self->rows[index].code));
  if (first > 0)
    {
      reject_twice (self, index, first - 1);
      return TRUE;
    }
  g_hash_table_insert (seen, self->rows[index].code, GUINT_TO_POINTER ((guint)index + 1));
  return examine_past (self, index, error);
}

gboolean
yutu_division_import_examine_rows (YutuDivisionImport *self,
                                   GError            **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < self->n_rows; i++)
    if (!examine_row (self, i, seen, error))
      return FALSE;
  examine_polygons (self);
  return TRUE;
}
