/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* For each version of a unit, the stretches of days in it during which the unit has the same
 * faces. A unit has the faces that face_unit gives to it and to every unit below it, by the
 * parents of that day. One sweep from the first day to the last: what does not change on a day is not
 * looked at, so thousands of acts cost what they changed. A way up is asked only as far as the units that
 * are asked for, so all that were ever below these are enough. Of faces that a unit is known to have it is
 * enough on which days: where few faces have other owners the rest is taken from there. */

#include "base/yutu-compare.h"
#include "division/yutu-division-area-private.h"
#include "store/yutu-statement.h"

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

static sqlite3_stmt *
prepare (YutuConnection *connection,
         const char     *ids, /* (nullable) */
         const char     *all,
         const char     *some,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, ids != NULL ? some : all, error);

  if (statement != NULL && ids != NULL)
    sqlite3_bind_text (statement, 1, ids, -1, SQLITE_TRANSIENT);
  return statement;
}

static gboolean
read_versions (YutuDivisionStretches *self,
               YutuConnection        *connection,
               const char            *units,
               GError               **error)
{
  static const char all[] =
    "SELECT unit, coalesce (parent, 0), level, code, name, valid_from, valid_to FROM division ORDER BY id";
  static const char some[] =
    "SELECT unit, coalesce (parent, 0), level, code, name, valid_from, valid_to FROM division "
    "WHERE unit IN (SELECT value FROM json_each (?1)) ORDER BY id";
  sqlite3_stmt *statement = prepare (connection, units, all, some, error);
  gboolean      found = TRUE;

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
        .code = yutu_column_dup (statement, 3),
        .name = yutu_column_dup (statement, 4),
        .from = yutu_column_dup (statement, 5),
        .to = yutu_column_dup (statement, 6),
      };
      g_array_append_val (self->versions, version);
    }
  return FALSE;
}

static gboolean
read_ownerships (YutuDivisionStretches    *self,
                 YutuConnection           *connection,
                 const YutuDivisionWindow *window,
                 GError                  **error)
{
  static const char all[] = "SELECT face, unit, valid_from, valid_to FROM face_unit ORDER BY face";
  static const char of_units[] = "SELECT face, unit, valid_from, valid_to FROM face_unit WHERE unit IN "
                                 "(SELECT value FROM json_each (?1)) ORDER BY face";
  static const char of_faces[] = "SELECT face, unit, valid_from, valid_to FROM face_unit WHERE face IN "
                                 "(SELECT value FROM json_each (?1)) ORDER BY face";
  sqlite3_stmt     *statement = window->faces != NULL ? prepare (connection, window->faces, all, of_faces, error)
                                                      : prepare (connection, window->units, all, of_units, error);
  gboolean          found = TRUE;

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
        .from = yutu_column_dup (statement, 2),
        .to = yutu_column_dup (statement, 3),
      };
      g_array_append_val (self->ownerships, ownership);
    }
  return FALSE;
}

/* ---- A sweep over the days ---- */

#define MAX_DEPTH 8 /* steps upwards, so that a ring of parents ends */

/* A unit on the day that the sweep has come to. */
typedef struct
{
  gint64     id;
  GPtrArray *valid; /* Version; a file with faults may have several, the last one counts */
  /* Faces whose way up from their owner comes to the unit, whether it is there or not: gint64 → Face. */
  GHashTable *faces;
  GPtrArray  *held; /* YutuDivisionHeld of the day: the faces beside these */
  gboolean    is_touched;
  /* What is open: */
  const Version *version; /* NULL: nothing */
  const char    *from;
  GArray        *open_faces;
} Unit;

typedef struct
{
  gint64     id;
  GPtrArray *owners; /* Ownership of the day */
  GPtrArray *way;    /* Unit */
  gboolean   is_touched;
} Face;

/* Something that begins or ends. */
typedef struct
{
  const char       *day;
  gboolean          begins;
  Version          *version;   /* or */
  Ownership        *ownership; /* or */
  YutuDivisionHeld *held;
} Event;

typedef struct
{
  YutuDivisionStretches *stretches;
  GHashTable            *units; /* gint64 → Unit */
  GHashTable            *faces; /* gint64 → Face */
  GPtrArray             *touched_units;
  GPtrArray             *touched_faces;
} Sweep;

static void
unit_free (gpointer data)
{
  Unit *self = data;

  g_ptr_array_unref (self->valid);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->faces);
  g_clear_pointer (&self->open_faces, g_array_unref);
  g_free (self);
}

static void
face_free (gpointer data)
{
  Face *self = data;

  g_ptr_array_unref (self->owners);
  g_ptr_array_unref (self->way);
  g_free (self);
}

static Unit *
ensure_unit (Sweep *self,
             gint64 id)
{
  Unit *unit = g_hash_table_lookup (self->units, &id);

  if (unit != NULL)
    return unit;
  unit = g_new0 (Unit, 1);
  unit->id = id;
  unit->valid = g_ptr_array_new ();
  unit->held = g_ptr_array_new ();
  unit->faces = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_hash_table_insert (self->units, &unit->id, unit);
  return unit;
}

static Face *
ensure_face (Sweep *self,
             gint64 id)
{
  Face *face = g_hash_table_lookup (self->faces, &id);

  if (face != NULL)
    return face;
  face = g_new0 (Face, 1);
  face->id = id;
  face->owners = g_ptr_array_new ();
  face->way = g_ptr_array_new ();
  g_hash_table_insert (self->faces, &face->id, face);
  return face;
}

static void
touch_unit (Sweep *self,
            Unit  *unit)
{
  if (unit->is_touched)
    return;
  unit->is_touched = TRUE;
  g_ptr_array_add (self->touched_units, unit);
}

static void
touch_face (Sweep *self,
            Face  *face)
{
  if (face->is_touched)
    return;
  face->is_touched = TRUE;
  g_ptr_array_add (self->touched_faces, face);
}

static const Version *
get_version (const Unit *unit)
{
  const Version *version = NULL;

  for (guint i = 0; i < unit->valid->len; i++)
    version = MAX (version, (const Version *)g_ptr_array_index (unit->valid, i)); /* of one array */
  return version;
}

static void
apply_event (Sweep       *self,
             const Event *event)
{
  GPtrArray *list = NULL;
  gpointer   one = NULL;

  if (event->held != NULL)
    {
      Unit *unit = ensure_unit (self, event->held->unit);

      touch_unit (self, unit);
      list = unit->held;
      one = event->held;
    }
  else if (event->version != NULL)
    {
      Unit          *unit = ensure_unit (self, event->version->unit);
      GHashTableIter iter;
      gpointer       face = NULL;

      touch_unit (self, unit);
      g_hash_table_iter_init (&iter, unit->faces);
      while (g_hash_table_iter_next (&iter, NULL, &face))
        touch_face (self, face);
      list = unit->valid;
      one = event->version;
    }
  else
    {
      Face *face = ensure_face (self, event->ownership->face);

      touch_face (self, face);
      list = face->owners;
      one = event->ownership;
    }
  if (event->begins)
    g_ptr_array_add (list, one);
  else
    g_ptr_array_remove (list, one);
}

/* The way up, anew; units that it left or came to have other faces. */
static void
follow (Sweep *self,
        Face  *face)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&face->way);

  face->way = g_ptr_array_new ();
  for (guint i = 0; i < face->owners->len; i++)
    {
      gint64 id = ((const Ownership *)g_ptr_array_index (face->owners, i))->unit;

      for (int step = 0; id != 0 && step < MAX_DEPTH; step++)
        {
          Unit          *unit = ensure_unit (self, id);
          const Version *version = get_version (unit);

          if (!g_ptr_array_find (face->way, unit, NULL))
            g_ptr_array_add (face->way, unit);
          id = version != NULL ? version->parent : 0;
        }
    }
  for (guint i = 0; i < old->len; i++)
    {
      Unit *unit = g_ptr_array_index (old, i);

      if (g_ptr_array_find (face->way, unit, NULL))
        continue;
      g_hash_table_remove (unit->faces, &face->id);
      touch_unit (self, unit);
    }
  for (guint i = 0; i < face->way->len; i++)
    {
      Unit *unit = g_ptr_array_index (face->way, i);

      if (g_hash_table_insert (unit->faces, &face->id, face))
        touch_unit (self, unit);
    }
}

/* NULL: none. */
static GArray *
list_faces (const Unit *unit)
{
  GArray        *faces = NULL;
  guint          n = g_hash_table_size (unit->faces);
  GHashTableIter iter;
  gpointer       id = NULL;

  for (guint i = 0; i < unit->held->len; i++)
    n += ((const YutuDivisionHeld *)g_ptr_array_index (unit->held, i))->faces->len;
  if (n == 0)
    return NULL;
  faces = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < unit->held->len; i++)
    {
      const YutuDivisionHeld *held = g_ptr_array_index (unit->held, i);

      g_array_append_vals (faces, held->faces->data, held->faces->len);
    }
  g_hash_table_iter_init (&iter, unit->faces);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (faces, id, 1);
  g_array_sort (faces, yutu_compare_int64);
  return faces;
}

static gboolean
same_faces (const GArray *a,
            const GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len &&
         memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0;
}

static void
stretch_clear (gpointer data)
{
  g_array_unref (((YutuDivisionStretch *)data)->faces);
}

/* Ends what is open and is so no more, and opens what begins. */
static void
settle (Sweep      *self,
        Unit       *unit,
        const char *day)
{
  const Version *version = get_version (unit);
  g_autoptr (GArray) faces = version != NULL ? list_faces (unit) : NULL;

  if (faces == NULL)
    version = NULL;
  if (version == unit->version && (version == NULL || same_faces (faces, unit->open_faces)))
    return;
  if (unit->version != NULL)
    {
      YutuDivisionStretch stretch = {
        .unit = unit->id,
        .level = unit->version->level,
        .code = unit->version->code,
        .name = unit->version->name,
        .from = unit->from,
        .to = day,
        .faces = g_steal_pointer (&unit->open_faces),
      };

      g_array_append_val (self->stretches->stretches, stretch);
    }
  unit->version = version;
  unit->from = day;
  unit->open_faces = g_steal_pointer (&faces);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const Event *)a)->day, ((const Event *)b)->day);
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  return yutu_compare_int64 (&(*(const Unit *const *)a)->id, &(*(const Unit *const *)b)->id);
}

/* What ends before it begins is nowhere. */
static GArray *
list_events (YutuDivisionStretches *self,
             const GArray          *held)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));

  for (guint i = 0; i < self->versions->len; i++)
    {
      Version *version = &g_array_index (self->versions, Version, i);
      Event    both[] = { { version->from, TRUE, version, NULL, NULL }, { version->to, FALSE, version, NULL, NULL } };

      if (strcmp (version->from, version->to) < 0)
        g_array_append_vals (events, both, 2);
    }
  for (guint i = 0; i < self->ownerships->len; i++)
    {
      Ownership *owner = &g_array_index (self->ownerships, Ownership, i);
      Event      both[] = { { owner->from, TRUE, NULL, owner, NULL }, { owner->to, FALSE, NULL, owner, NULL } };

      if (strcmp (owner->from, owner->to) < 0)
        g_array_append_vals (events, both, 2);
    }
  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      YutuDivisionHeld *one = &g_array_index (held, YutuDivisionHeld, i);
      Event             both[] = { { one->from, TRUE, NULL, NULL, one }, { one->to, FALSE, NULL, NULL, one } };

      g_array_append_vals (events, both, 2);
    }
  g_array_sort (events, compare_events);
  return events;
}

static void
end_day (Sweep      *self,
         const char *day)
{
  for (guint i = 0; i < self->touched_faces->len; i++)
    {
      Face *face = g_ptr_array_index (self->touched_faces, i);

      face->is_touched = FALSE;
      follow (self, face);
    }
  g_ptr_array_set_size (self->touched_faces, 0);
  g_ptr_array_sort (self->touched_units, compare_units);
  for (guint i = 0; i < self->touched_units->len; i++)
    {
      Unit *unit = g_ptr_array_index (self->touched_units, i);

      unit->is_touched = FALSE;
      settle (self, unit, day);
    }
  g_ptr_array_set_size (self->touched_units, 0);
}

/* Nothing is open on the last day, on which all ends. */
static void
make_stretches (YutuDivisionStretches *self,
                const GArray          *held)
{
  g_autoptr (GArray) events = list_events (self, held);
  g_autoptr (GHashTable) units =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, unit_free);
  g_autoptr (GHashTable) faces =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, face_free);
  g_autoptr (GPtrArray) touched_units = g_ptr_array_new ();
  g_autoptr (GPtrArray) touched_faces = g_ptr_array_new ();
  Sweep sweep = { self, units, faces, touched_units, touched_faces };

  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      apply_event (&sweep, event);
      if (i + 1 == events->len ||
          strcmp (g_array_index (events, Event, i + 1).day, event->day) != 0)
        end_day (&sweep, event->day);
    }
}

YutuDivisionStretches *
yutu_division_stretches_load (YutuConnection           *connection,
                              const YutuDivisionWindow *window,
                              GError                  **error)
{
  g_autoptr (YutuDivisionStretches) self = g_new0 (YutuDivisionStretches, 1);

  self->stretches = g_array_new (FALSE, FALSE, sizeof (YutuDivisionStretch));
  g_array_set_clear_func (self->stretches, stretch_clear);
  self->versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_array_set_clear_func (self->versions, version_clear);
  self->ownerships = g_array_new (FALSE, FALSE, sizeof (Ownership));
  g_array_set_clear_func (self->ownerships, ownership_clear);
  if (!read_versions (self, connection, window->units, error) || !read_ownerships (self, connection, window, error))
    return NULL;
  make_stretches (self, window->held);
  return g_steal_pointer (&self);
}

void
yutu_division_stretches_free (YutuDivisionStretches *self)
{
  g_array_unref (self->stretches);
  g_array_unref (self->ownerships);
  g_array_unref (self->versions);
  g_free (self);
}
