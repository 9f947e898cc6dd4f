/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-table-model.h"

#define BLOCK_SIZE 256
#define MAX_BLOCKS 64

/* ---- A row ---- */

struct _YutuTableItem
{
  GObject parent_instance;

  YutuListKind kind;
  gpointer     row; /* NULL until it was read */
};

G_DEFINE_FINAL_TYPE (YutuTableItem, yutu_table_item, G_TYPE_OBJECT)

static guint loaded_signal;

static void
yutu_table_item_finalize (GObject *object)
{
  YutuTableItem *self = YUTU_TABLE_ITEM (object);

  if (self->kind == YUTU_LIST_CASES)
    yutu_case_row_free (self->row);
  else
    yutu_facility_entry_free (self->row);
  G_OBJECT_CLASS (yutu_table_item_parent_class)->finalize (object);
}

static void
yutu_table_item_class_init (YutuTableItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_table_item_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_table_item_init (YutuTableItem *self)
{
}

const YutuCaseRow *
yutu_table_item_get_case (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), NULL);
  return self->kind == YUTU_LIST_CASES ? self->row : NULL;
}

const YutuFacilityEntry *
yutu_table_item_get_facility (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), NULL);
  return self->kind == YUTU_LIST_FACILITIES ? self->row : NULL;
}

gint64
yutu_table_item_get_id (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), 0);
  if (self->row == NULL)
    return 0;
  return self->kind == YUTU_LIST_CASES ? ((YutuCaseRow *)self->row)->id
                                       : ((YutuFacilityEntry *)self->row)->id;
}

/* ---- The list ---- */

typedef struct
{
  guint          index;
  guint64        used; /* clock of its last use */
  gboolean       is_asked;
  YutuTableItem *items[BLOCK_SIZE];
} Block;

struct _YutuTableModel
{
  GObject parent_instance;

  YutuSession  *session;
  YutuListSpec *spec;
  GCancellable *cancellable;
  GArray       *ids;    /* NULL until they were found */
  GHashTable   *blocks; /* index → Block */
  guint64       clock;
  guint         n_items;
};

static void yutu_table_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YutuTableModel,
                               yutu_table_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      yutu_table_model_iface_init))

enum
{
  SIGNAL_READY,
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
block_free (gpointer data)
{
  Block *block = data;

  for (guint i = 0; i < BLOCK_SIZE; i++)
    g_clear_object (&block->items[i]);
  g_free (block);
}

static void
drop_oldest_block (YutuTableModel *self)
{
  GHashTableIter iter;
  gpointer       value = NULL;
  Block         *oldest = NULL;

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (oldest == NULL || ((Block *)value)->used < oldest->used)
      oldest = value;
  if (oldest != NULL)
    g_hash_table_remove (self->blocks, GUINT_TO_POINTER (oldest->index));
}

/* Takes the rows of @rows. */
static void
fill_block (Block     *block,
            GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && i < BLOCK_SIZE; i++)
    {
      YutuTableItem *item = block->items[i];

      if (item->row != NULL)
        continue;
      item->row = g_steal_pointer (&rows->pdata[i]);
      g_signal_emit (item, loaded_signal, 0);
    }
}

static void
fail (YutuTableModel *self,
      const GError   *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

typedef struct
{
  YutuTableModel *model;
  guint           index;
} Request;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (YutuTableModel) self = request->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    yutu_session_read_list_finish (YUTU_SESSION (source), result, &error);
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (request->index));

  if (rows == NULL)
    fail (self, error);
  else if (block != NULL)
    fill_block (block, rows);
}

static void
ask_block (YutuTableModel *self,
           Block          *block)
{
  Request *request = NULL;

  if (block->is_asked || self->ids == NULL)
    return;
  block->is_asked = TRUE;
  request = g_new (Request, 1);
  request->model = g_object_ref (self);
  request->index = block->index;
  yutu_session_read_list_async (self->session, self->spec->kind, self->ids,
                                (gsize)block->index * BLOCK_SIZE, BLOCK_SIZE, self->cancellable,
                                read_cb, request);
}

static Block *
find_block (YutuTableModel *self,
            guint           index)
{
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (index));

  if (block == NULL)
    {
      if (g_hash_table_size (self->blocks) >= MAX_BLOCKS)
        drop_oldest_block (self);
      block = g_new0 (Block, 1);
      block->index = index;
      for (guint i = 0; i < BLOCK_SIZE; i++)
        {
          block->items[i] = g_object_new (YUTU_TYPE_TABLE_ITEM, NULL);
          block->items[i]->kind = self->spec->kind;
        }
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (index), block);
    }
  block->used = ++self->clock;
  return block;
}

/* Those that were looked at before the ids were known. */
static void
ask_waiting_blocks (YutuTableModel *self)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ask_block (self, value);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuTableModel) self = user_data;
  g_autoptr (GError) error = NULL;

  self->ids = yutu_session_find_list_finish (YUTU_SESSION (source), result, &error);
  if (self->ids == NULL)
    {
      fail (self, error);
      return;
    }
  ask_waiting_blocks (self);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuTableModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuListStart) start =
    yutu_session_start_list_finish (YUTU_SESSION (source), result, &error);
  Block *block = NULL;

  if (start == NULL)
    {
      fail (self, error);
      return;
    }
  self->n_items = (guint)CLAMP (start->total, 0, (gint64)G_MAXINT);
  self->ids = g_steal_pointer (&start->ids);
  block = find_block (self, 0);
  block->is_asked = TRUE;
  fill_block (block, start->rows);
  if (self->ids == NULL)
    yutu_session_find_list_async (self->session, self->spec, self->cancellable, found_cb,
                                  g_object_ref (self));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n_items);
  g_signal_emit (self, signals[SIGNAL_READY], 0, start->total);
  if (self->ids != NULL)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* ---- GListModel ---- */

static gpointer
yutu_table_model_get_item (GListModel *model,
                           guint       position)
{
  YutuTableModel *self = YUTU_TABLE_MODEL (model);
  Block          *block = NULL;

  if (position >= self->n_items)
    return NULL;
  block = find_block (self, position / BLOCK_SIZE);
  ask_block (self, block);
  return g_object_ref (block->items[position % BLOCK_SIZE]);
}

static GType
yutu_table_model_get_item_type (GListModel *model)
{
  return YUTU_TYPE_TABLE_ITEM;
}

static guint
yutu_table_model_get_n_items (GListModel *model)
{
  return YUTU_TABLE_MODEL (model)->n_items;
}

static void
yutu_table_model_iface_init (GListModelInterface *iface)
{
  iface->get_item = yutu_table_model_get_item;
  iface->get_item_type = yutu_table_model_get_item_type;
  iface->get_n_items = yutu_table_model_get_n_items;
}

/* ---- Object ---- */

static void
yutu_table_model_dispose (GObject *object)
{
  YutuTableModel *self = YUTU_TABLE_MODEL (object);

  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->spec, yutu_list_spec_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_table_model_parent_class)->dispose (object);
}

static void
yutu_table_model_class_init (YutuTableModelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_table_model_dispose;
  signals[SIGNAL_READY] = g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FOUND] =
    g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_table_model_init (YutuTableModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, block_free);
}

YutuTableModel *
yutu_table_model_new (YutuSession        *session,
                      const YutuListSpec *spec)
{
  YutuTableModel *self = g_object_new (YUTU_TYPE_TABLE_MODEL, NULL);

  self->session = g_object_ref (session);
  self->spec = yutu_list_spec_copy (spec);
  yutu_session_start_list_async (session, spec, BLOCK_SIZE, self->cancellable, started_cb,
                                 g_object_ref (self));
  return self;
}

const YutuListSpec *
yutu_table_model_get_spec (YutuTableModel *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_MODEL (self), NULL);
  return self->spec;
}

void
yutu_table_model_cancel (YutuTableModel *self)
{
  g_return_if_fail (YUTU_IS_TABLE_MODEL (self));
  g_cancellable_cancel (self->cancellable);
}

gboolean
yutu_table_model_find (YutuTableModel *self,
                       gint64          id,
                       guint          *position)
{
  g_return_val_if_fail (YUTU_IS_TABLE_MODEL (self), FALSE);
  for (guint i = 0; self->ids != NULL && i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      {
        *position = i;
        return i < self->n_items;
      }
  return FALSE;
}
