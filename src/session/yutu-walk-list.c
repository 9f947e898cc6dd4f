/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-walk-list.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division.h"
#include "session/yutu-session-private.h"
#include "transfer/yutu-sink.h"

static const char *const kinds[YUTU_WALK_N_KINDS] = { "missing", "double", "out-of-order", "other-side" };

const char *
yutu_walk_kind_to_text (YutuWalkKind kind)
{
  return kinds[kind];
}

const char *
yutu_walk_kind_to_words (YutuWalkKind kind)
{
  static const char *const words[YUTU_WALK_N_KINDS] = { N_ ("Missing"), N_ ("Twice"), N_ ("Out of order"),
                                                        N_ ("On the other side") };

  return _ (words[kind]);
}

/* The door of the number before @gap, to say where to look. */
static const YutuWalkDoor *
find_before (const GArray      *doors,
             const YutuWalkGap *gap)
{
  for (guint i = 0; i < doors->len; i++)
    if (g_array_index ((GArray *)doors, YutuWalkDoor, i).door == gap->first - 2)
      return &g_array_index ((GArray *)doors, YutuWalkDoor, i);
  return NULL;
}

static void
add_door (GArray             *items,
          YutuWalkKind        kind,
          const YutuWalkDoor *door)
{
  YutuWalkItem item = { kind, door->door, door->door, door->sub, door->id, door->is_placed, door->along_m,
                        door->has_point, door->point };

  g_array_append_val (items, item);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const YutuWalkItem *one = a, *other = b;

  if (one->kind != other->kind)
    return (int)one->kind - (int)other->kind;
  return one->first != other->first ? one->first - other->first : (one->id > other->id) - (one->id < other->id);
}

GArray *
yutu_walk_list_items (const YutuWalk *walk)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (YutuWalkItem));

  for (guint i = 0; i < walk->gaps->len; i++)
    {
      const YutuWalkGap  *gap = &g_array_index (walk->gaps, YutuWalkGap, i);
      const YutuWalkDoor *before = find_before (walk->doors, gap);
      YutuWalkItem        item = { .kind = YUTU_WALK_MISSING, .first = gap->first, .last = gap->last };

      if (before != NULL)
        {
          item.has_along = before->is_placed;
          item.along_m = before->along_m;
          item.has_point = before->has_point;
          item.point = before->point;
        }
      g_array_append_val (items, item);
    }
  for (guint i = 0; i < walk->doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (walk->doors, YutuWalkDoor, i);

      if (door->is_double)
        add_door (items, YUTU_WALK_DOUBLE, door);
      if (door->is_out_of_order)
        add_door (items, YUTU_WALK_OUT_OF_ORDER, door);
      if (door->is_on_other_side)
        add_door (items, YUTU_WALK_OTHER_SIDE, door);
    }
  g_array_sort (items, compare_items);
  return items;
}

char *
yutu_walk_item_dup_number (const YutuWalkItem *item)
{
  if (item->last != item->first)
    return g_strdup_printf ("%d–%d", item->first, item->last);
  if (item->sub == NULL)
    return g_strdup_printf ("%d", item->first);
  return g_strdup_printf (g_ascii_isdigit (*item->sub) ? "%d-%s" : "%d%s", item->first, item->sub);
}

/* ---- A file ---- */

typedef struct
{
  gint64    place;
  YutuDay   day;
  YutuWalk *walk;
} Load;

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Load *self = data;

  return yutu_walk_load (connection, self->place, self->day, &self->walk, error);
}

YutuWalk *
yutu_file_load_walk (YutuFile     *self,
                     gint64        place,
                     YutuDay       day,
                     GCancellable *cancellable,
                     GError      **error)
{
  Load read = { place, day, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), load, &read, cancellable, error))
    return NULL;
  if (read.walk == NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND, _ ("there is no place name %" PRId64), place);
  return read.walk;
}

/* ---- A table ---- */

static gboolean
add_row (YutuSink           *sink,
         const YutuWalk     *walk,
         const YutuWalkItem *item,
         GError            **error)
{
  g_autofree char *number = yutu_walk_item_dup_number (item);
  YutuSinkValue    values[] = {
       { .is_set = TRUE, .text = walk->name },
       { .is_set = TRUE, .text = yutu_walk_kind_to_words (item->kind) },
       { .is_set = TRUE, .text = number },
       { .is_set = item->has_along, .real = (double)(gint64)(item->along_m + 0.5) },
       { .is_set = item->id != 0, .integer = item->id },
       { .is_set = item->has_point, .integer = item->point.x },
       { .is_set = item->has_point, .integer = item->point.y },
       { .is_set = FALSE },
  };

  return yutu_sink_add_row (sink, values, NULL, error);
}

gboolean
yutu_walk_save (const YutuWalk *walk,
                const char     *path,
                GError        **error)
{
  const YutuSinkColumn columns[] = {
    { _ ("Road"), YUTU_COLUMN_TEXT },
    { _ ("Finding"), YUTU_COLUMN_TEXT },
    { _ ("Number"), YUTU_COLUMN_TEXT },
    { _ ("Along (m)"), YUTU_COLUMN_REAL },
    { _ ("Address id"), YUTU_COLUMN_INT },
    { _ ("Longitude"), YUTU_COLUMN_DEGREE },
    { _ ("Latitude"), YUTU_COLUMN_DEGREE },
    { _ ("Seen on site"), YUTU_COLUMN_TEXT },
  };
  YutuSinkSpec spec = { .path = path, .title = walk->name, .columns = columns, .n_columns = G_N_ELEMENTS (columns) };
  g_autoptr (GArray) items = NULL;
  g_autoptr (YutuSink) sink = NULL;

  if (!yutu_sink_find_format (path, NULL, &spec.format) || yutu_sink_format_is_layer (spec.format))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("%s: a list is written to a table; end its name with .csv or .xlsx"), path);
      return FALSE;
    }
  sink = yutu_sink_new (&spec, error);
  items = yutu_walk_list_items (walk);
  for (guint i = 0; sink != NULL && i < items->len; i++)
    if (!add_row (sink, walk, &g_array_index (items, YutuWalkItem, i), error))
      return FALSE;
  return sink != NULL && yutu_sink_finish (sink, error);
}

char *
yutu_walk_dup_text (const YutuWalk *walk)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) items = yutu_walk_list_items (walk);

  for (guint i = 0; i < items->len; i++)
    {
      const YutuWalkItem *item = &g_array_index (items, YutuWalkItem, i);
      g_autofree char    *number = yutu_walk_item_dup_number (item);

      g_string_append_printf (text, "%s\t%s\t%s\t", walk->name, yutu_walk_kind_to_words (item->kind), number);
      if (item->has_along)
        g_string_append_printf (text, "%.0f", item->along_m);
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- For a window ---- */

static gboolean
is_before_gap (const YutuWalk     *walk,
               const YutuWalkDoor *door)
{
  for (guint i = 0; i < walk->gaps->len; i++)
    if (door->door == g_array_index (walk->gaps, YutuWalkGap, i).first - 2)
      return TRUE;
  return FALSE;
}

/* All doors with a point, and where numbers are missing: a disc is in order, a ring the place where numbers are
 * missing behind it, a square on the other side, a diamond twice or out of order. Any thread. */
static YutuMarks *
walk_make_marks (const YutuWalk *walk,
                 int             epsg)
{
  g_autofree YutuMark *marks = g_new (YutuMark, walk->doors->len + 1);
  gsize                n = 0;

  for (guint i = 0; i < walk->doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (walk->doors, YutuWalkDoor, i);
      YutuMarkKind        kind = door->is_double || door->is_out_of_order ? YUTU_MARK_OVERDUE
                                 : door->is_on_other_side                 ? YUTU_MARK_WEEK
                                 : is_before_gap (walk, door)             ? YUTU_MARK_LATER
                                                                          : YUTU_MARK_PLAIN;

      if (door->has_point)
        marks[n++] = (YutuMark){ door->id, door->point, kind };
    }
  return yutu_marks_new (epsg, marks, n);
}

typedef struct
{
  gint64 place;
  int    epsg;
} Ask;

typedef struct
{
  YutuWalk  *walk;
  YutuMarks *marks;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  yutu_walk_free (self->walk);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_free (self);
}

static gpointer
load_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Ask *ask = data;
  YutuWalk  *walk = yutu_file_load_walk (work->file, ask->place, work->day, work->cancellable, error);
  Loaded    *loaded = walk != NULL ? g_new0 (Loaded, 1) : NULL;

  if (loaded == NULL)
    return NULL;
  loaded->walk = walk;
  loaded->marks = walk_make_marks (walk, ask->epsg);
  return loaded;
}

static const YutuSessionWorkSpec LOAD_WALK = { load_in_worker, loaded_free, FALSE };

void
yutu_session_load_walk_async (YutuSession        *self,
                              gint64              place,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  const Ask ask = { place, yutu_session_get_map_epsg (self) };

  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &LOAD_WALK, g_memdup2 (&ask, sizeof ask), g_free, cancellable, callback, user_data);
}

YutuWalk *
yutu_session_load_walk_finish (YutuSession  *self,
                               GAsyncResult *result,
                               YutuMarks   **marks,
                               GError      **error)
{
  Loaded   *loaded = yutu_session_finish_work (self, &LOAD_WALK, result, error);
  YutuWalk *walk = NULL;

  if (loaded == NULL)
    return NULL;
  walk = g_steal_pointer (&loaded->walk);
  *marks = g_steal_pointer (&loaded->marks);
  loaded_free (loaded);
  return walk;
}
