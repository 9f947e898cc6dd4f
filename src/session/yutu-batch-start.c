/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Batches that may be filled, and a new one with its first addresses. */

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-batch-private.h"
#include "session/yutu-case-edit.h"

static void
batch_head_free (YutuBatchHead *self)
{
  g_free (self->number);
  g_free (self->title);
  g_free (self);
}

/* ---- Those there are ---- */

typedef struct
{
  const YutuModules *modules;
  const char        *role;
  GPtrArray         *heads;
} List;

/* Open cases of one kind, the newest first. */
static const char OPEN_SQL[] =
  "SELECT c.id, c.case_no, c.title, (SELECT count (*) FROM batch_item b WHERE b.case_file = c.id), c.state "
  "FROM case_file c WHERE c.kind = ?1 AND c.closed_on IS NULL ORDER BY c.id DESC";

static gboolean
list_kind (YutuConnection     *connection,
           const List         *self,
           const YutuCaseKind *kind,
           GError            **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, OPEN_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, kind->id, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuBatchCase  batch = { .kind = kind };
      YutuBatchHead *head = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      batch.state = yutu_case_kind_find_state (kind, (const char *)sqlite3_column_text (row, 4));
      if (!yutu_batch_case_may_fill (&batch, self->role))
        continue;
      head = g_new0 (YutuBatchHead, 1);
      head->case_file = sqlite3_column_int64 (row, 0);
      head->number = g_strdup ((const char *)sqlite3_column_text (row, 1));
      head->title = g_strdup ((const char *)sqlite3_column_text (row, 2));
      head->n = sqlite3_column_int64 (row, 3);
      g_ptr_array_add (self->heads, head);
    }
}

static gboolean
list_batches (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  const List *self = data;
  gint64      n_tables = 0;

  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_master WHERE name = 'batch_item'", 0, &n_tables, error))
    return FALSE;
  for (gsize m = 0; n_tables > 0 && m < yutu_modules_get_n (self->modules); m++)
    {
      const YutuModule *module = yutu_modules_get (self->modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (module->kinds[k].holds_batch && !list_kind (connection, self, &module->kinds[k], error))
          return FALSE;
    }
  return TRUE;
}

GPtrArray *
yutu_file_list_batches (YutuFile          *self,
                        const YutuModules *modules,
                        const char        *role,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func ((GDestroyNotify)batch_head_free);
  List list = { modules, role, heads };

  return yutu_store_read (yutu_file_get_store (self), list_batches, &list, cancellable, error) ? g_steal_pointer (&heads) : NULL;
}

/* ---- A new one ---- */

typedef struct
{
  const YutuModules     *modules;
  const YutuCaseOpening *opening;
  const YutuBatchSource *source;
  gint64                 case_file;
  YutuBatchAdded        *added;
} Start;

static const YutuCaseKind *
find_kind (const YutuModules *modules,
           GError           **error)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize k = 0; k < yutu_modules_get (modules, m)->n_kinds; k++)
      if (yutu_modules_get (modules, m)->kinds[k].holds_batch)
        return &yutu_modules_get (modules, m)->kinds[k];
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("no module has a kind of case that holds a batch of addresses"));
  return NULL;
}

/* 0: none above it on the day. */
static gboolean
find_parent (YutuConnection *connection,
             gint64          unit,
             YutuDay         day,
             gint64         *parent,
             GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuDivision) division = NULL;

  if (!yutu_division_load (connection, unit, yutu_day_format (day, text), &division, error))
    return FALSE;
  *parent = division != NULL ? division->parent : 0;
  return TRUE;
}

static gboolean
are_all (const GArray *units,
         gint64        unit)
{
  for (guint i = 0; i < units->len; i++)
    if (g_array_index ((GArray *)units, gint64, i) != unit)
      return FALSE;
  return TRUE;
}

/* The smallest unit that has all of the villages: one of them, their township, or the county. *unit is 0 when
 * there is none. */
static gboolean
find_common_unit (YutuConnection *connection,
                  const GArray   *objects,
                  YutuDay         day,
                  gint64         *unit,
                  GError        **error)
{
  gint64 last = 0;
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < objects->len; i++)
    {
      gint64 village = g_array_index ((GArray *)objects, YutuBatchObject, i).stratum;

      if (i == 0 || village != last)
        g_array_append_val (units, village);
      last = village;
    }
  while (units->len > 0 && !are_all (units, g_array_index (units, gint64, 0)))
    for (guint i = 0; i < units->len; i++)
      if (!find_parent (connection, g_array_index (units, gint64, i), day, &g_array_index (units, gint64, i), error))
        return FALSE;
  *unit = units->len > 0 ? g_array_index (units, gint64, 0) : 0;
  return TRUE;
}

/* (transfer full): where the case lies. */
static YutuPlace *
find_place (YutuConnection        *connection,
            const YutuBatchSource *source,
            YutuDay                day,
            GError               **error)
{
  gint64 unit = source->unit;
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (YutuBatchObject));

  if (source->place != 0)
    return yutu_place_new_object (YUTU_PLACE_NAME, source->place);
  if (unit == 0 && (!yutu_batch_list_objects (connection, source, day, objects, error) ||
                    !find_common_unit (connection, objects, day, &unit, error)))
    return NULL;
  if (unit != 0)
    return yutu_place_new_unit (unit);
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD,
                       _ ("there are no addresses on this day; choose another place or import"));
  return NULL;
}

/* "安居社区标准地址采集批次": batches are told apart by where they are. *title is NULL when that has no name. */
static gboolean
make_title (YutuConnection  *connection,
            const Start     *self,
            const YutuPlace *place,
            char           **title,
            GError         **error)
{
  const YutuCaseKind *kind = find_kind (self->modules, error);
  char                day[YUTU_DAY_TEXT_SIZE];
  const char         *where = NULL;
  g_autoptr (YutuDivision) division = NULL;
  g_autoptr (YutuPlaceName) name = NULL;

  if (kind == NULL)
    return FALSE;
  if (yutu_place_get_kind (place) == YUTU_PLACE_UNIT)
    {
      if (!yutu_division_load (connection, yutu_place_get_id (place), yutu_day_format (self->opening->opened_on, day), &division, error))
        return FALSE;
      where = division != NULL ? division->name : NULL;
    }
  else
    {
      if (!yutu_place_name_load (connection, yutu_place_get_id (place), &name, error))
        return FALSE;
      where = name != NULL ? name->name : NULL;
    }
  if (where != NULL)
    /* Translators: the title of a case: where it is, and its kind */
    *title = g_strdup_printf (C_ ("title of a batch", "%s, %s"), where, yutu_title_get (&kind->title));
  return TRUE;
}

static gboolean
start_batch (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Start           *self = data;
  YutuDay          day = self->opening->opened_on;
  YutuCaseOpening  opening = *self->opening;
  g_autofree char *title = NULL;
  g_autoptr (YutuPlace) place = find_place (connection, self->source, day, error);

  if (place == NULL || (opening.title == NULL && !make_title (connection, self, place, &title, error)))
    return FALSE;
  opening.title = opening.title != NULL ? opening.title : title;
  if (!yutu_case_open_at (connection, self->modules, place, &opening, &self->case_file, error) ||
      !yutu_batch_fill (connection, self->modules, self->case_file, self->source, day, self->opening->role, self->added, error))
    return FALSE;
  if (self->added->n_added > 0 || self->added->n_elsewhere == 0)
    return TRUE;
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD,
                       _ ("all of these addresses are in another open batch; archive that one first, or choose others"));
  return FALSE;
}

gboolean
yutu_file_start_batch (YutuFile              *self,
                       const YutuModules     *modules,
                       const char            *title,
                       const YutuBatchSource *source,
                       YutuDay                day,
                       const char            *role,
                       const char            *actor,
                       gint64                *case_file,
                       YutuBatchAdded        *added,
                       GError               **error)
{
  const YutuCaseKind *kind = find_kind (modules, error);
  YutuEntrySpec       entry = { .kind = "batch-start", .title = "新建标准地址采集批次", .actor = actor };
  YutuCaseOpening     opening = {
        .title = title,
        .role = role,
        .actor = actor,
        .fields = "{\"addresses\": 0}", /* the count follows in the same entry */
        .opened_on = day,
  };
  Start start = { modules, &opening, source, 0, added };

  *added = (YutuBatchAdded){ 0 };
  if (kind == NULL)
    return FALSE;
  opening.kind = kind->id;
  if (!yutu_store_write (yutu_file_get_store (self), &entry, start_batch, &start, NULL, NULL, error))
    return FALSE;
  *case_file = start.case_file;
  return TRUE;
}
