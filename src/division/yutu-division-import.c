/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-division-import.h"

#include <string.h>

#include "division/yutu-division-generic.h"
#include "geo/yutu-measure.h"

#define SLIVER_WIDTH_M 20.0 /* narrower doubtful land is noise of drawing, by its mean width */

typedef struct
{
  YutuConnection                  *connection;
  const YutuDivisionSource        *rows;
  gsize                            n_rows;
  const YutuDivisionImportOptions *options;
  gboolean                         writes;
  YutuDivisionImportResult        *result;
  YutuTopology                    *base;
  YutuTopology                    *topology;
  GHashTable                      *arcs_of; /* gint64 * face → GArray of YutuArc */
  GHashTable                      *given;   /* gint64 * face → row index + 1, by accepted repairs */
  char                           **codes;   /* by row index */
  gint64                           trial_id;
} Import;

/* ---- Findings ---- */

static void
finding_free (gpointer data)
{
  YutuDivisionFinding *finding = data;

  g_free (finding->id);
  g_free (finding->rule);
  g_free (finding->message);
  g_free (finding);
}

void
yutu_division_import_result_clear (YutuDivisionImportResult *result)
{
  g_clear_pointer (&result->findings, g_ptr_array_unref);
}

static YutuDivisionFinding *
add_finding (Import     *import,
             gint64      row,
             const char *rule,
             char       *message)
{
  YutuDivisionFinding *finding = g_new0 (YutuDivisionFinding, 1);

  finding->row = row;
  finding->rule = g_strdup (rule);
  finding->message = message;
  finding->id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, rule, row);
  g_ptr_array_add (import->result->findings, finding);
  return finding;
}

static const char *
name_of (Import *import,
         guint32 owner)
{
  return import->rows[owner].name;
}

/* ---- What surrounds a face ---- */

static GArray *
get_arcs (Import *import,
          gint64  face)
{
  GArray *list = g_hash_table_lookup (import->arcs_of, &face);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (YutuArc));
      g_hash_table_insert (import->arcs_of, g_memdup2 (&face, sizeof face), list);
    }
  return list;
}

static void
collect_arcs (Import *import)
{
  g_autoptr (GArray) ids = yutu_topology_list_arcs (import->topology);

  for (guint i = 0; i < ids->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (import->topology, g_array_index (ids, gint64, i), &arc);
      g_array_append_val (get_arcs (import, arc.face_left), arc);
      g_array_append_val (get_arcs (import, arc.face_right), arc);
    }
}

typedef struct
{
  double   perimeter_m;
  double   longest_m;
  guint32  longest; /* owner with the longest common border; only when has_longest */
  gboolean has_longest;
  gint64   outside; /* the single owner all around, as owner + 1; 0 several, -1 none seen yet */
} Surroundings;

static Surroundings
look_around (Import *import,
             gint64  face)
{
  Surroundings       around = { .outside = -1 };
  GArray            *arcs = get_arcs (import, face);
  g_autofree double *shared_m = g_new0 (double, import->n_rows);

  for (guint i = 0; i < arcs->len; i++)
    {
      const YutuArc *arc = &g_array_index (arcs, YutuArc, i);
      gint64         other = arc->face_left == face ? arc->face_right : arc->face_left;
      double         length_m = yutu_measure_line_m (arc->points, arc->n_points);
      gsize          n = 0;
      const guint32 *owners = yutu_topology_get_face_owners (import->topology, other, &n);
      gint64         single = n == 1 ? (gint64)owners[0] + 1 : 0;

      around.perimeter_m += length_m;
      around.outside = around.outside == -1 || around.outside == single ? single : 0;
      if (n != 1)
        continue;
      shared_m[owners[0]] += length_m;
      if (shared_m[owners[0]] > around.longest_m)
        {
          around.longest_m = shared_m[owners[0]];
          around.longest = owners[0];
          around.has_longest = TRUE;
        }
    }
  return around;
}

/* ---- Doubtful land ---- */

/* Stable over runs: where the land lies and how much it is, exactly. */
static char *
name_face (Import     *import,
           const char *rule,
           gint64      face,
           YutuPoint   place)
{
  __int128 area2 = yutu_topology_get_face_area2 (import->topology, face);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, rule,
                          place.x, place.y, (gint64)(area2 / 2));
}

static char *
join_names (Import        *import,
            const guint32 *owners,
            gsize          n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name_of (import, owners[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_among (guint32        owner,
          const guint32 *owners,
          gsize          n)
{
  for (gsize i = 0; i < n; i++)
    if (owners[i] == owner)
      return TRUE;
  return FALSE;
}

static void
propose_for_overlap (Import              *import,
                     const guint32       *owners,
                     gsize                n,
                     const Surroundings  *around,
                     gboolean             is_sliver,
                     YutuDivisionFinding *finding)
{
  g_autofree char *names = join_names (import, owners, n);

  if (n == 2 && around->outside > 0 && is_among ((guint32)around->outside - 1, owners, n))
    {
      guint32 host = (guint32)around->outside - 1;
      guint32 guest = owners[0] == host ? owners[1] : owners[0];

      finding->give_to = import->rows[guest].row;
      finding->message = g_strdup_printf (
        "land of %s lies wholly inside %s, which has no hole there (exclave); give it to %s",
        name_of (import, guest), name_of (import, host), name_of (import, guest));
    }
  else if (is_sliver && around->has_longest && is_among (around->longest, owners, n))
    {
      finding->give_to = import->rows[around->longest].row;
      finding->message =
        g_strdup_printf ("a sliver is covered by %s; give it to %s, which shares the longest "
                         "border with it",
                         names, name_of (import, around->longest));
    }
  else
    finding->message =
      g_strdup_printf ("land is covered by %s; a person must decide whose it is", names);
}

static void
propose_for_gap (Import              *import,
                 const Surroundings  *around,
                 gboolean             is_sliver,
                 YutuDivisionFinding *finding)
{
  if (is_sliver && around->has_longest)
    {
      finding->give_to = import->rows[around->longest].row;
      finding->message =
        g_strdup_printf ("a sliver is covered by no unit; give it to %s, which shares the longest "
                         "border with it",
                         name_of (import, around->longest));
    }
  else
    finding->message = g_strdup ("land inside is covered by no unit; a person must decide");
}

static void
accept_if_planned (Import              *import,
                   YutuDivisionFinding *finding,
                   gint64               face)
{
  if (finding->give_to == 0 || import->options->accepted == NULL ||
      !g_hash_table_contains (import->options->accepted, finding->id))
    return;
  for (gsize i = 0; i < import->n_rows; i++)
    if (import->rows[i].row == finding->give_to)
      g_hash_table_insert (import->given, g_memdup2 (&face, sizeof face),
                           GUINT_TO_POINTER ((guint)i + 1));
}

static void
examine_face (Import *import,
              gint64  face)
{
  gsize                n = 0;
  const guint32       *owners = yutu_topology_get_face_owners (import->topology, face, &n);
  const char          *rule = n == 0 ? "gap" : "overlap";
  YutuDivisionFinding *finding = NULL;
  Surroundings         around;
  gboolean             is_sliver;
  g_autoptr (YutuShape) shape = NULL;

  /* Land that was here before and that the source does not speak of is no gap. */
  if (n == 1 || (n == 0 && yutu_topology_get_face_origin (import->topology, face) != 0))
    return;
  shape = yutu_topology_dissolve (import->topology, &face, 1);
  around = look_around (import, face);
  finding = add_finding (import, n > 0 ? import->rows[owners[0]].row : 0, rule, NULL);
  finding->has_place = TRUE;
  finding->place = yutu_topology_get_face_point (import->topology, face);
  finding->area_m2 = yutu_measure_area_m2 (shape);
  is_sliver = 2 * finding->area_m2 < SLIVER_WIDTH_M * around.perimeter_m;
  g_free (finding->id);
  finding->id = name_face (import, rule, face, finding->place);
  if (n == 0)
    propose_for_gap (import, &around, is_sliver, finding);
  else
    propose_for_overlap (import, owners, n, &around, is_sliver, finding);
  accept_if_planned (import, finding, face);
}

static void
note_detached_parts (Import *import,
                     GArray *faces)
{
  for (guint32 owner = 0; owner < import->n_rows; owner++)
    {
      g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (YutuShape) shape = NULL;
      guint shells = 0;

      if (import->rows[owner].n_rings < 2)
        continue;
      for (guint f = 0; f < faces->len; f++)
        {
          gint64         face = g_array_index (faces, gint64, f);
          gsize          n = 0;
          const guint32 *owners = yutu_topology_get_face_owners (import->topology, face, &n);

          if (is_among (owner, owners, n))
            g_array_append_val (mine, face);
        }
      shape = yutu_topology_dissolve (import->topology, (gint64 *)(gpointer)mine->data, mine->len);
      for (gsize p = 0; p < shape->n_parts; p++)
        shells += shape->part_is_shell[p];
      if (shells > 1)
        add_finding (import, import->rows[owner].row, "detached-parts",
                     g_strdup_printf ("%s has %u parts (exclaves or islands), all kept",
                                      name_of (import, owner), shells));
    }
}

/* ---- Rows and codes ---- */

static gboolean
find_code (Import     *import,
           const char *name,
           GPtrArray  *codes,
           GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    import->connection,
    "SELECT DISTINCT code FROM division_code WHERE name = ?1 AND level = ?2 AND valid_from <= ?3 "
    "AND ?3 < valid_to",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, import->options->level);
  sqlite3_bind_text (statement, 3, import->options->valid_from, -1, SQLITE_STATIC);
  while (found)
    {
      if (!yutu_connection_step (import->connection, statement, &found, error))
        return FALSE;
      if (found)
        g_ptr_array_add (codes, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  return TRUE;
}

static gboolean
resolve_code (Import  *import,
              gsize    index,
              GError **error)
{
  const YutuDivisionSource *row = &import->rows[index];
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  if (row->code != NULL && *row->code != '\0')
    {
      import->codes[index] = g_strdup (row->code);
      return TRUE;
    }
  if (!find_code (import, row->name, codes, error))
    return FALSE;
  if (codes->len == 1)
    import->codes[index] = g_strdup (g_ptr_array_index (codes, 0));
  else if (codes->len == 0)
    add_finding (import, row->row, "code-not-found",
                 g_strdup_printf ("%s is not in the register of codes; it comes in without one",
                                  row->name));
  else
    add_finding (import, row->row, "code-ambiguous",
                 g_strdup_printf ("%s stands %u times in the register of codes; it comes in "
                                  "without one",
                                  row->name, codes->len));
  return TRUE;
}

static void
reject_row (Import     *import,
            gint64      row,
            const char *rule,
            char       *message)
{
  add_finding (import, row, rule, message)->rejects = TRUE;
  import->result->rejected++;
}

/* A unit without a polygon is kept and told; a source without any is no map of divisions. */
static void
examine_land (Import *import)
{
  gsize n_with_land = 0;

  for (gsize i = 0; i < import->n_rows; i++)
    n_with_land += import->rows[i].n_rings > 0;
  if (n_with_land == 0 && import->result->rejected == 0)
    reject_row (import, 0, "no-polygons", g_strdup ("no row of the source has a polygon"));
  for (gsize i = 0; i < import->n_rows && import->result->rejected == 0; i++)
    if (import->rows[i].n_rings == 0)
      add_finding (import, import->rows[i].row, "no-land",
                   g_strdup_printf ("%s has no polygon; it comes in without land",
                                    import->rows[i].name));
}

static gboolean
examine_rows (Import  *import,
              GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < import->n_rows; i++)
    {
      const YutuDivisionSource *row = &import->rows[i];

      if (row->reject != NULL)
        reject_row (import, row->row, "unusable", g_strdup (row->reject));
      else if (row->name == NULL || *row->name == '\0')
        reject_row (import, row->row, "no-name",
                    g_strdup ("the row has no name; say which field has it with --map name=FIELD"));
      else if (!resolve_code (import, i, error))
        return FALSE;
      else if (import->codes[i] != NULL && !g_hash_table_add (seen, import->codes[i]))
        reject_row (import, row->row, "duplicate-code",
                    g_strdup_printf ("code %s stands in two rows", import->codes[i]));
    }
  return TRUE;
}

/* ---- Writing ---- */

static gint64
new_id (gpointer data)
{
  Import *import = data;

  return import->writes ? yutu_connection_new_id (import->connection)
                        : G_MAXINT64 / 2 + ++import->trial_id;
}

static gboolean
find_parent (Import     *import,
             const char *code,
             gint64     *parent,
             GError    **error)
{
  static const gsize digits[] = { 0, 2, 4, 6, 9, 12 };
  sqlite3_stmt      *statement = yutu_connection_prepare (
         import->connection,
         "SELECT unit FROM division WHERE code = substr (?1, 1, ?2) AND level = ?3 "
              "AND valid_from <= ?4 AND ?4 < valid_to LIMIT 1",
         error);
  gboolean found = FALSE;

  *parent = 0;
  if (statement == NULL)
    return FALSE;
  if (code == NULL || import->options->level < 2)
    return TRUE;
  sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, (int)digits[import->options->level - 1]);
  sqlite3_bind_int (statement, 3, import->options->level - 1);
  sqlite3_bind_text (statement, 4, import->options->valid_from, -1, SQLITE_STATIC);
  if (!yutu_connection_step (import->connection, statement, &found, error))
    return FALSE;
  *parent = found ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
insert_unit (Import  *import,
             gsize    index,
             gint64   unit,
             GError **error)
{
  const YutuDivisionSource *row = &import->rows[index];
  g_autofree char          *uuid = g_uuid_string_random ();
  g_auto (YutuDivisionName) name = { 0 };
  gint64        parent = 0;
  sqlite3_stmt *statement = NULL;

  if (!yutu_division_split_name (row->name, import->options->level, &name, error) ||
      !find_parent (import, import->codes[index], &parent, error))
    return FALSE;
  statement = yutu_connection_prepare (
    import->connection,
    "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, code, "
    "parent, valid_from, source) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif (?9, 0), ?10, "
    "?11)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, uuid, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, import->options->level);
  sqlite3_bind_text (statement, 4, name.type, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, row->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, name.proper, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 7, name.generic, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 8, import->codes[index], -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 9, parent);
  sqlite3_bind_text (statement, 10, import->options->valid_from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 11, import->options->source, -1, SQLITE_STATIC);
  return yutu_connection_run (import->connection, statement, error);
}

static gboolean
insert_owner (Import     *import,
              const char *sql,
              gint64      face,
              gint64      unit,
              const char *text,
              GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (import->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (import->connection));
  sqlite3_bind_int64 (statement, 2, face);
  sqlite3_bind_int64 (statement, 3, unit);
  sqlite3_bind_text (statement, 4, text, -1, SQLITE_STATIC);
  return yutu_connection_run (import->connection, statement, error);
}

static gboolean
write_owners (Import       *import,
              gint64        face,
              const gint64 *units,
              GError      **error)
{
  gsize          n = 0;
  const guint32 *owners = yutu_topology_get_face_owners (import->topology, face, &n);
  guint          given = GPOINTER_TO_UINT (g_hash_table_lookup (import->given, &face));

  if (given > 0 || n == 1)
    return insert_owner (import,
                         "INSERT INTO face_unit (id, face, unit, valid_from) "
                         "VALUES (?1, ?2, ?3, ?4)",
                         face, units[given > 0 ? given - 1 : owners[0]],
                         import->options->valid_from, error);
  for (gsize i = 0; i < n; i++)
    if (!insert_owner (import,
                       "INSERT INTO face_claim (id, face, unit, source) VALUES (?1, ?2, ?3, ?4)",
                       face, units[owners[i]], import->options->source, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (Import  *import,
           GArray  *faces,
           GError **error)
{
  g_autofree gint64 *units = g_new0 (gint64, import->n_rows + 1);

  if (!yutu_division_save_model (import->connection, import->base, import->topology, error))
    return FALSE;
  for (gsize i = 0; i < import->n_rows; i++)
    {
      units[i] = yutu_connection_new_id (import->connection);
      if (!insert_unit (import, i, units[i], error))
        return FALSE;
    }
  for (guint f = 0; f < faces->len; f++)
    if (!write_owners (import, g_array_index (faces, gint64, f), units, error))
      return FALSE;
  return TRUE;
}

/* ---- All of it ---- */

static YutuTopology *
build_model (Import  *import,
             GError **error)
{
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRing));

  for (gsize i = 0; i < import->n_rows; i++)
    for (gsize k = 0; k < import->rows[i].n_rings; k++)
      {
        YutuTopologyRing ring = import->rows[i].rings[k];

        ring.owner = (guint32)i;
        g_array_append_val (rings, ring);
      }
  return yutu_topology_build ((YutuTopologyRing *)(gpointer)rings->data, rings->len, import->base, new_id,
                              import, import->options->progress, error);
}

/* Land that already has units is not cut by an import yet that would have to close their days:
 * that is an act's work. */
static gboolean
examine_base (Import *import,
              GArray *faces)
{
  for (guint f = 0; f < faces->len; f++)
    {
      gint64 face = g_array_index (faces, gint64, f);
      gsize  n = 0;

      yutu_topology_get_face_owners (import->topology, face, &n);
      if (n > 0 && yutu_topology_get_face_origin (import->topology, face) != 0)
        {
          YutuDivisionFinding *finding = add_finding (
            import, 0, "conflict",
            g_strdup ("the source covers land that has units in this file already; import it into "
                      "a new file, or change the divisions by an act"));

          finding->rejects = TRUE;
          finding->has_place = TRUE;
          finding->place = yutu_topology_get_face_point (import->topology, face);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run_import (Import  *import,
            GError **error)
{
  g_autoptr (GArray) faces = NULL;

  if (!examine_rows (import, error))
    return FALSE;
  examine_land (import);
  if (import->result->rejected > 0)
    return TRUE;
  import->base = yutu_division_load_model (import->connection, error);
  import->topology = import->base != NULL ? build_model (import, error) : NULL;
  if (import->topology == NULL)
    return FALSE;
  faces = yutu_topology_list_faces (import->topology);
  collect_arcs (import);
  if (!examine_base (import, faces))
    return TRUE;
  for (guint f = 0; f < faces->len; f++)
    examine_face (import, g_array_index (faces, gint64, f));
  note_detached_parts (import, faces);
  import->result->accepted = import->n_rows;
  return !import->writes || write_all (import, faces, error);
}

gboolean
yutu_division_import (YutuConnection                  *connection,
                      const YutuDivisionSource        *rows,
                      gsize                            n_rows,
                      const YutuDivisionImportOptions *options,
                      gboolean                         writes,
                      YutuDivisionImportResult        *result,
                      GError                         **error)
{
  g_autoptr (GHashTable) arcs_of =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean done;
  Import   import = {
      .connection = connection,
      .rows = rows,
      .n_rows = n_rows,
      .options = options,
      .writes = writes,
      .result = result,
      .arcs_of = arcs_of,
      .given = given,
      .codes = g_new0 (char *, n_rows + 1),
  };

  *result = (YutuDivisionImportResult){ .rows = n_rows };
  result->findings = g_ptr_array_new_with_free_func (finding_free);
  done = run_import (&import, error);
  for (gsize i = 0; i < n_rows; i++)
    g_free (import.codes[i]);
  g_free (import.codes);
  g_clear_pointer (&import.topology, yutu_topology_free);
  g_clear_pointer (&import.base, yutu_topology_free);
  return done;
}
