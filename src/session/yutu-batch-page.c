/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A batch as it is worked on: its sample with texts and places, its roads with their walk lists. */

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "session/yutu-batch-edit.h"
#include "session/yutu-batch-private.h"
#include "session/yutu-walk-list.h"
#include "transfer/yutu-sink.h"

static void
row_free (gpointer data)
{
  YutuBatchRow *self = data;

  g_free (self->text);
  g_free (self->village);
  g_free (self->note);
  g_free (self);
}

static void
road_free (gpointer data)
{
  YutuBatchRoad *self = data;

  g_free (self->name);
  g_free (self);
}

static void
import_free (gpointer data)
{
  YutuBatchImport *self = data;

  g_free (self->title);
  g_free (self->at);
  g_free (self);
}

void
yutu_batch_page_free (YutuBatchPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->roads);
  g_ptr_array_unref (self->imports);
  g_free (self);
}

typedef struct
{
  const YutuModules *modules;
  YutuDay            day;
  const char        *role;
  YutuBatchPage     *page;
} Load;

static gboolean
load_row (YutuConnection      *connection,
          const Load          *self,
          const YutuBatchItem *item,
          const char          *day,
          GError             **error)
{
  YutuBatchRow *row = g_new0 (YutuBatchRow, 1);
  g_autoptr (YutuAddressRow) address = NULL;
  g_autoptr (YutuDivision) village = NULL;

  g_ptr_array_add (self->page->rows, row);
  row->address = item->object;
  row->verdict = item->verdict;
  row->note = g_strdup (item->note);
  if (!yutu_address_load (connection, item->object, &address, error) ||
      !yutu_division_load (connection, item->stratum, day, &village, error))
    return FALSE;
  if (village != NULL)
    row->village = g_strdup (village->name);
  if (address != NULL)
    {
      row->text = g_strdup (address->text);
      row->has_point = address->has_point;
      row->point = address->point;
    }
  return TRUE;
}

static gboolean
load_rows (YutuConnection *connection,
           const Load     *self,
           GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GArray) items = yutu_batch_list (connection, self->page->case_file, TRUE, error);

  yutu_day_format (self->day, day);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!load_row (connection, self, &g_array_index (items, YutuBatchItem, i), day, error))
      return FALSE;
  return items != NULL;
}

static const char ROADS_SQL[] =
  "SELECT p.id, p.name, count (*) FROM batch_item b JOIN address a ON a.id = b.object JOIN place_name p ON p.id = a.place "
  "WHERE b.case_file = ?1 AND p.class = 'road' AND a.door > 0 GROUP BY p.id ORDER BY p.name, p.id";

static gboolean
list_roads (YutuConnection *connection,
            const Load     *self,
            GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, ROADS_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->page->case_file);
  while (TRUE)
    {
      YutuBatchRoad *road = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      road = g_new0 (YutuBatchRoad, 1);
      road->place = sqlite3_column_int64 (row, 0);
      road->name = g_strdup ((const char *)sqlite3_column_text (row, 1));
      road->n = sqlite3_column_int64 (row, 2);
      g_ptr_array_add (self->page->roads, road);
    }
}

static gboolean
walk_road (YutuConnection *connection,
           YutuBatchRoad  *road,
           YutuDay         day,
           GError        **error)
{
  g_autoptr (YutuWalk) walk = NULL;
  g_autoptr (GArray) items = NULL;
  gint64 *const counts[YUTU_WALK_N_KINDS] = { &road->n_missing, &road->n_double, &road->n_out_of_order, &road->n_other_side };

  if (!yutu_walk_load (connection, road->place, day, &walk, error))
    return FALSE;
  items = walk != NULL ? yutu_walk_list_items (walk) : NULL;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const YutuWalkItem *item = &g_array_index (items, YutuWalkItem, i);

      *counts[item->kind] += (item->last - item->first) / 2 + 1;
    }
  return TRUE;
}

static const char IMPORTS_SQL[] =
  "SELECT j.id, j.title, j.at, count (*) FROM " YUTU_BATCH_IMPORTED_SQL " i JOIN journal j ON j.id = i.entry JOIN address a "
  "ON a.id = i.address WHERE a.valid_from <= ?1 AND ?1 < a.valid_to AND NOT EXISTS "
  "(SELECT 1 FROM batch_item b WHERE b.object = a.id) GROUP BY j.id ORDER BY j.id DESC LIMIT ?2";

static gboolean
list_imports (YutuConnection *connection,
              const Load     *self,
              GError        **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, IMPORTS_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, yutu_day_format (self->day, day), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (row, 2, YUTU_BATCH_MAX_IMPORTS);
  while (yutu_connection_step (connection, row, &found, error))
    {
      YutuBatchImport *import = NULL;

      if (!found)
        return TRUE;
      import = g_new0 (YutuBatchImport, 1);
      import->entry = sqlite3_column_int64 (row, 0);
      import->title = g_strdup ((const char *)sqlite3_column_text (row, 1));
      import->at = g_strdup ((const char *)sqlite3_column_text (row, 2));
      import->n = sqlite3_column_int64 (row, 3);
      g_ptr_array_add (self->page->imports, import);
    }
  return FALSE;
}

static gboolean
load_page (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Load   *self = data;
  YutuBatchCase batch;
  gint64        n_tables = 0;

  if (!yutu_batch_case_load (connection, self->modules, self->page->case_file, &batch, error) ||
      !yutu_batch_case_check (&batch, error) ||
      !yutu_batch_load (connection, self->page->case_file, &self->page->batch, error))
    return FALSE;
  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_master WHERE name = 'batch_item'", 0, &n_tables, error))
    return FALSE;
  self->page->is_missing = n_tables == 0;
  if (self->page->is_missing)
    return TRUE;
  self->page->may_fill = yutu_batch_case_may_fill (&batch, self->role);
  self->page->may_judge = yutu_batch_case_may_judge (&batch, self->role);
  if (!load_rows (connection, self, error) || !list_roads (connection, self, error) ||
      (self->page->may_fill && !list_imports (connection, self, error)))
    return FALSE;
  for (guint i = 0; i < self->page->roads->len; i++)
    if (!walk_road (connection, g_ptr_array_index (self->page->roads, i), self->day, error))
      return FALSE;
  return TRUE;
}

YutuBatchPage *
yutu_file_load_batch (YutuFile          *self,
                      const YutuModules *modules,
                      gint64             case_file,
                      YutuDay            day,
                      const char        *role,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (YutuBatchPage) page = g_new0 (YutuBatchPage, 1);
  Load load = { modules, day, role, page };

  page->case_file = case_file;
  page->rows = g_ptr_array_new_with_free_func (row_free);
  page->roads = g_ptr_array_new_with_free_func (road_free);
  page->imports = g_ptr_array_new_with_free_func (import_free);
  if (!yutu_store_read (yutu_file_get_store (self), load_page, &load, cancellable, error))
    return NULL;
  return g_steal_pointer (&page);
}

/* ---- A table ---- */

static gboolean
save_row (YutuSink           *sink,
          const YutuBatchRow *row,
          GError            **error)
{
  static const char *const words[] = { N_ ("Not looked at"), N_ ("Wrong"), N_ ("Right") };
  YutuSinkValue            values[] = {
               { .is_set = TRUE, .integer = row->address },
               { .is_set = row->village != NULL, .text = row->village },
               { .is_set = row->text != NULL, .text = row->text },
               { .is_set = row->has_point, .integer = row->point.x },
               { .is_set = row->has_point, .integer = row->point.y },
               { .is_set = TRUE, .text = _ (words[row->verdict + 1]) },
               { .is_set = row->note != NULL, .text = row->note },
  };

  return yutu_sink_add_row (sink, values, NULL, error);
}

gboolean
yutu_batch_page_save (const YutuBatchPage *self,
                      const char          *path,
                      GError             **error)
{
  const YutuSinkColumn columns[] = {
    { _ ("Address id"), YUTU_COLUMN_INT },       { _ ("Village"), YUTU_COLUMN_TEXT },
    { _ ("Standard address"), YUTU_COLUMN_TEXT }, { _ ("Longitude"), YUTU_COLUMN_DEGREE },
    { _ ("Latitude"), YUTU_COLUMN_DEGREE },   { _ ("Verdict"), YUTU_COLUMN_TEXT },
    { _ ("Note"), YUTU_COLUMN_TEXT },
  };
  YutuSinkSpec spec = { .path = path, .title = _ ("Sample"), .columns = columns, .n_columns = G_N_ELEMENTS (columns) };
  g_autoptr (YutuSink) sink = NULL;

  if (!yutu_sink_find_format (path, NULL, &spec.format) || yutu_sink_format_is_layer (spec.format))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("%s: a list is written to a table; end its name with .csv or .xlsx"), path);
      return FALSE;
    }
  sink = yutu_sink_new (&spec, error);
  for (guint i = 0; sink != NULL && i < self->rows->len; i++)
    if (!save_row (sink, g_ptr_array_index (self->rows, i), error))
      return FALSE;
  return sink != NULL && yutu_sink_finish (sink, error);
}
