/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-batch.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/yutu-random.h"
#include "casework/yutu-module.h"
#include "store/yutu-statement.h"

/* ---- Reading ---- */

static gboolean
count_items (YutuConnection *connection,
             gint64          case_file,
             YutuBatch      *batch,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT (SELECT count (*) FROM batch_item WHERE case_file = ?1), count (*), coalesce (sum (is_right = 1), 0), "
    "coalesce (sum (is_right = 0), 0) FROM batch_item WHERE case_file = ?1 AND is_sampled = 1",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, case_file);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  batch->n = sqlite3_column_int64 (row, 0);
  batch->n_sampled = sqlite3_column_int64 (row, 1);
  batch->n_right = sqlite3_column_int64 (row, 2);
  batch->n_wrong = sqlite3_column_int64 (row, 3);
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_batch_load (YutuConnection *connection,
                 gint64          case_file,
                 YutuBatch      *batch,
                 GError        **error)
{
  gint64        n_tables = 0;
  sqlite3_stmt *row = NULL;

  *batch = (YutuBatch){ .drawn_on = YUTU_DAY_INVALID };
  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_master WHERE name = 'batch_sample'", 0, &n_tables,
                                  error))
    return FALSE;
  if (n_tables == 0)
    return TRUE; /* only read, and older than the table */
  if (!count_items (connection, case_file, batch, error))
    return FALSE;
  row = yutu_connection_prepare (connection, "SELECT seed, drawn_on, share_pct, right_pct FROM batch_sample WHERE id = ?1",
                                 error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, case_file);
  if (!yutu_connection_step (connection, row, &batch->has_sample, error))
    return FALSE;
  if (!batch->has_sample)
    return TRUE;
  batch->seed = sqlite3_column_int64 (row, 0);
  batch->drawn_on = yutu_day_parse ((const char *)sqlite3_column_text (row, 1));
  batch->share_pct = sqlite3_column_double (row, 2);
  batch->right_pct = sqlite3_column_double (row, 3);
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_batch_passes (const YutuBatch *self)
{
  return self->has_sample && self->n_sampled > 0 && self->n_right + self->n_wrong == self->n_sampled &&
         (double)self->n_right * 100 >= self->right_pct * (double)self->n_sampled;
}

double
yutu_batch_get_right_pct (const YutuBatch *self)
{
  gint64 n = self->n_right + self->n_wrong;

  return n > 0 ? 100.0 * (double)self->n_right / (double)n : 0;
}

static void
item_clear (gpointer data)
{
  YutuBatchItem *self = data;

  g_free (self->note);
}

GArray *
yutu_batch_list (YutuConnection *connection,
                 gint64          case_file,
                 gboolean        is_sample,
                 GError        **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (YutuBatchItem));
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection,
                                               "SELECT id, object, stratum, is_sampled, coalesce (is_right, -1), note "
                                               "FROM batch_item WHERE case_file = ?1 AND is_sampled >= ?2 "
                                               "ORDER BY stratum, object",
                                               error);

  g_array_set_clear_func (items, item_clear);
  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, case_file);
  sqlite3_bind_int (row, 2, is_sample);
  while (TRUE)
    {
      YutuBatchItem item = { 0 };

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&items);
      item.id = sqlite3_column_int64 (row, 0);
      item.object = sqlite3_column_int64 (row, 1);
      item.stratum = sqlite3_column_int64 (row, 2);
      item.is_sampled = sqlite3_column_int (row, 3);
      item.verdict = sqlite3_column_int (row, 4);
      item.note = g_strdup ((const char *)sqlite3_column_text (row, 5));
      g_array_append_val (items, item);
    }
}

/* ---- Taking in ---- */

/* *holder: the open batch, or @case_file, that @object is in; 0 none. */
static gboolean
find_holder (YutuConnection *connection,
             gint64          case_file,
             gint64          object,
             gint64         *holder,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection,
                                               "SELECT b.case_file FROM batch_item b JOIN case_file c ON c.id = b.case_file "
                                               "WHERE b.object = ?1 AND (b.case_file = ?2 OR c.closed_on IS NULL) "
                                               "ORDER BY b.case_file <> ?2 LIMIT 1",
                                               error);

  *holder = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, object);
  sqlite3_bind_int64 (row, 2, case_file);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    *holder = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_batch_add (YutuConnection        *connection,
                gint64                 case_file,
                const YutuBatchObject *objects,
                gsize                  n,
                YutuBatchAdded        *added,
                GError               **error)
{
  *added = (YutuBatchAdded){ 0 };
  for (gsize i = 0; i < n; i++)
    {
      gint64        holder = 0;
      sqlite3_stmt *insert = NULL;

      if (!find_holder (connection, case_file, objects[i].object, &holder, error))
        return FALSE;
      added->n_there += holder == case_file;
      added->n_elsewhere += holder != 0 && holder != case_file;
      if (holder != 0)
        continue;
      insert = yutu_connection_prepare (
        connection, "INSERT INTO batch_item (id, case_file, object, stratum) VALUES (?1, ?2, ?3, ?4)", error);
      if (insert == NULL)
        return FALSE;
      sqlite3_bind_int64 (insert, 1, yutu_connection_new_id (connection));
      sqlite3_bind_int64 (insert, 2, case_file);
      sqlite3_bind_int64 (insert, 3, objects[i].object);
      sqlite3_bind_int64 (insert, 4, objects[i].stratum);
      if (!yutu_connection_run (connection, insert, error))
        return FALSE;
      added->n_added++;
    }
  return TRUE;
}

/* ---- Drawing ---- */

/* The first @size of @rows are a sample of them without repetition (R. A. Fisher, F. Yates, "Statistical
 * tables", 1938, as an exchange in place). */
static void
shuffle_front (YutuBatchItem **rows,
               gsize           n,
               gsize           size,
               YutuRandom     *random)
{
  for (gsize i = 0; i < size; i++)
    {
      gsize          other = i + (gsize)yutu_random_below (random, n - i);
      YutuBatchItem *row = rows[i];

      rows[i] = rows[other];
      rows[other] = row;
    }
}

/* The least whole number that is @share_pct of @n; no less than one. In millionths, so that 10 % of 30 is 3. */
static gsize
count_share (gsize  n,
             double share_pct)
{
  guint64 share = (guint64)(share_pct * 1e6 + 0.5);
  guint64 size = ((guint64)n * share + 99999999) / 100000000;

  return (gsize)CLAMP (size, 1, (guint64)n);
}

static void
draw_from (GPtrArray  *rows,
           double      share_pct,
           YutuRandom *random)
{
  gsize size = rows->len > 0 ? count_share (rows->len, share_pct) : 0;

  shuffle_front ((YutuBatchItem **)rows->pdata, rows->len, size, random);
  for (gsize i = 0; i < rows->len; i++)
    ((YutuBatchItem *)rows->pdata[i])->is_sampled = i < size;
  g_ptr_array_set_size (rows, 0);
}

/* Stratum by stratum, those that are too small together at the end. @items: by stratum. */
static void
draw_items (GArray              *items,
            const YutuBatchDraw *draw)
{
  g_autoptr (GPtrArray) stratum = g_ptr_array_new ();
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  YutuRandom random;

  yutu_random_init (&random, (guint64)draw->seed);
  for (guint i = 0; i < items->len; i++)
    {
      YutuBatchItem *item = &g_array_index (items, YutuBatchItem, i);

      g_ptr_array_add (stratum, item);
      if (i + 1 < items->len && g_array_index (items, YutuBatchItem, i + 1).stratum == item->stratum)
        continue;
      if (stratum->len >= draw->min_stratum)
        draw_from (stratum, draw->share_pct, &random);
      else
        g_ptr_array_extend_and_steal (rest, g_steal_pointer (&stratum));
      if (stratum == NULL)
        stratum = g_ptr_array_new ();
    }
  draw_from (rest, draw->share_pct, &random);
}

static gboolean
write_items (YutuConnection *connection,
             const GArray   *items,
             gint64         *n_sampled,
             GError        **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const YutuBatchItem *item = &g_array_index ((GArray *)items, YutuBatchItem, i);
      sqlite3_stmt        *update = yutu_connection_prepare (
        connection,
        "UPDATE batch_item SET is_sampled = ?2, is_right = NULL, note = NULL, judged_by = NULL, judged_on = NULL "
               "WHERE id = ?1 AND (is_sampled <> ?2 OR is_right IS NOT NULL OR note IS NOT NULL)",
        error);

      *n_sampled += item->is_sampled;
      if (update == NULL)
        return FALSE;
      sqlite3_bind_int64 (update, 1, item->id);
      sqlite3_bind_int (update, 2, item->is_sampled);
      if (!yutu_connection_run (connection, update, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_batch_draw (YutuConnection      *connection,
                 gint64               case_file,
                 const YutuBatchDraw *draw,
                 GError             **error)
{
  g_autoptr (GArray) items = yutu_batch_list (connection, case_file, FALSE, error);
  gint64        n_sampled = 0;
  sqlite3_stmt *row = NULL;

  if (items == NULL)
    return FALSE;
  if (items->len == 0)
    {
      g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD,
                           _ ("the batch is empty: take its addresses in, then draw the sample"));
      return FALSE;
    }
  draw_items (items, draw);
  if (!write_items (connection, items, &n_sampled, error))
    return FALSE;
  row = yutu_connection_prepare (
    connection,
    "INSERT INTO batch_sample (id, seed, drawn_on, drawn_by, population, size, share_pct, right_pct) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET seed = excluded.seed, "
    "drawn_on = excluded.drawn_on, drawn_by = excluded.drawn_by, population = excluded.population, "
    "size = excluded.size, share_pct = excluded.share_pct, right_pct = excluded.right_pct",
    error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, case_file);
  sqlite3_bind_int64 (row, 2, draw->seed);
  yutu_bind_day (row, 3, draw->day);
  sqlite3_bind_text (row, 4, draw->actor != NULL ? draw->actor : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 5, items->len);
  sqlite3_bind_int64 (row, 6, n_sampled);
  sqlite3_bind_double (row, 7, draw->share_pct);
  sqlite3_bind_double (row, 8, draw->right_pct);
  return yutu_connection_run (connection, row, error);
}

/* ---- Judging ---- */

gboolean
yutu_batch_judge (YutuConnection         *connection,
                  gint64                  case_file,
                  const YutuBatchVerdict *verdict,
                  const char             *actor,
                  YutuDay                 day,
                  GError                **error)
{
  sqlite3_stmt *update = yutu_connection_prepare (
    connection,
    "UPDATE batch_item SET is_right = ?3, note = ?4, judged_by = ?5, judged_on = ?6 "
    "WHERE case_file = ?1 AND object = ?2 AND is_sampled = 1",
    error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, case_file);
  sqlite3_bind_int64 (update, 2, verdict->object);
  sqlite3_bind_int (update, 3, verdict->is_right != FALSE);
  sqlite3_bind_text (update, 4, verdict->note, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (update, 5, actor != NULL ? actor : "", -1, SQLITE_TRANSIENT);
  yutu_bind_day (update, 6, day);
  if (!yutu_connection_run (connection, update, error))
    return FALSE;
  if (sqlite3_changes (yutu_connection_get_handle (connection)) > 0)
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("%" PRId64 " is not in the sample of this batch"),
               verdict->object);
  return FALSE;
}
