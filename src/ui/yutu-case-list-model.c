/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-list-model.h"

#define BLOCK_SIZE 256
#define MAX_BLOCKS 64

/* ---- A row ---- */

struct _YutuCaseItem
{
  GObject parent_instance;

  YutuCaseRow *row;
};

G_DEFINE_FINAL_TYPE (YutuCaseItem, yutu_case_item, G_TYPE_OBJECT)

static guint loaded_signal;

static void
yutu_case_item_finalize (GObject *object)
{
  g_clear_pointer (&YUTU_CASE_ITEM (object)->row, yutu_case_row_free);
  G_OBJECT_CLASS (yutu_case_item_parent_class)->finalize (object);
}

static void
yutu_case_item_class_init (YutuCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_case_item_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_case_item_init (YutuCaseItem *self)
{
}

const YutuCaseRow *
yutu_case_item_get_row (YutuCaseItem *self)
{
  g_return_val_if_fail (YUTU_IS_CASE_ITEM (self), NULL);
  return self->row;
}

/* ---- The list ---- */

typedef struct
{
  guint         index;
  guint64       used; /* clock of its last use */
  YutuCaseItem *items[BLOCK_SIZE];
} Block;

struct _YutuCaseListModel
{
  GObject parent_instance;

  YutuSession  *session;
  YutuPlace    *place;
  YutuCaseQuery query; /* texts are owned */
  GCancellable *cancellable;
  GHashTable   *blocks; /* index → Block */
  guint64       clock;
  guint         n_items;
  gboolean      is_ready;
};

static void yutu_case_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YutuCaseListModel,
                               yutu_case_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      yutu_case_list_model_iface_init))

enum
{
  SIGNAL_READY,
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
drop_oldest_block (YutuCaseListModel *self)
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

typedef struct
{
  YutuCaseListModel *model;
  guint              index;
} Request;

static void
fill_block (YutuCaseListModel *self,
            guint              index,
            GPtrArray         *rows)
{
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (index));

  if (block == NULL)
    return;
  for (guint i = 0; i < rows->len && i < BLOCK_SIZE; i++)
    {
      YutuCaseItem *item = block->items[i];

      if (item == NULL || item->row != NULL)
        continue;
      item->row = g_ptr_array_index (rows, i);
      rows->pdata[i] = NULL;
      g_signal_emit (item, loaded_signal, 0);
    }
}

static void request_block (YutuCaseListModel *self,
                           guint              index);

static Block *
find_block (YutuCaseListModel *self,
            guint              index)
{
  Block *block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (index));

  if (block == NULL)
    {
      if (g_hash_table_size (self->blocks) >= MAX_BLOCKS)
        drop_oldest_block (self);
      block = g_new0 (Block, 1);
      block->index = index;
      for (guint i = 0; i < BLOCK_SIZE; i++)
        block->items[i] = g_object_new (YUTU_TYPE_CASE_ITEM, NULL);
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (index), block);
      if (self->is_ready)
        request_block (self, index);
    }
  block->used = ++self->clock;
  return block;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (YutuCaseListModel) self = request->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total = 0;

  rows = yutu_session_list_cases_finish (YUTU_SESSION (source), result, &total, &error);
  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (!self->is_ready)
    {
      find_block (self, 0);
      self->is_ready = TRUE;
      self->n_items = (guint)CLAMP (total, 0, (gint64)G_MAXINT);
      fill_block (self, request->index, rows);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n_items);
      g_signal_emit (self, signals[SIGNAL_READY], 0, total);
      return;
    }
  fill_block (self, request->index, rows);
}

static void
request_block (YutuCaseListModel *self,
               guint              index)
{
  Request      *request = g_new (Request, 1);
  YutuCaseQuery query = self->query;

  request->model = g_object_ref (self);
  request->index = index;
  query.offset = (gsize)index * BLOCK_SIZE;
  query.limit = BLOCK_SIZE;
  yutu_session_list_cases_async (self->session, self->place, &query, self->cancellable, listed_cb,
                                 request);
}

static gpointer
yutu_case_list_model_get_item (GListModel *model,
                               guint       position)
{
  YutuCaseListModel *self = YUTU_CASE_LIST_MODEL (model);

  if (position >= self->n_items)
    return NULL;
  return g_object_ref (find_block (self, position / BLOCK_SIZE)->items[position % BLOCK_SIZE]);
}

static GType
yutu_case_list_model_get_item_type (GListModel *model)
{
  return YUTU_TYPE_CASE_ITEM;
}

static guint
yutu_case_list_model_get_n_items (GListModel *model)
{
  return YUTU_CASE_LIST_MODEL (model)->n_items;
}

static void
yutu_case_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item = yutu_case_list_model_get_item;
  iface->get_item_type = yutu_case_list_model_get_item_type;
  iface->get_n_items = yutu_case_list_model_get_n_items;
}

static void
yutu_case_list_model_dispose (GObject *object)
{
  YutuCaseListModel *self = YUTU_CASE_LIST_MODEL (object);

  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer ((char **)&self->query.module, g_free);
  g_clear_pointer ((char **)&self->query.kind, g_free);
  g_clear_pointer ((char **)&self->query.state, g_free);
  G_OBJECT_CLASS (yutu_case_list_model_parent_class)->dispose (object);
}

static void
yutu_case_list_model_class_init (YutuCaseListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_case_list_model_dispose;
  signals[SIGNAL_READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_case_list_model_init (YutuCaseListModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, block_free);
}

YutuCaseListModel *
yutu_case_list_model_new (YutuSession         *session,
                          YutuPlace           *place,
                          const YutuCaseQuery *query)
{
  YutuCaseListModel *self = g_object_new (YUTU_TYPE_CASE_LIST_MODEL, NULL);

  self->session = g_object_ref (session);
  self->place = yutu_place_ref (place);
  self->query = *query;
  self->query.module = g_strdup (query->module);
  self->query.kind = g_strdup (query->kind);
  self->query.state = g_strdup (query->state);
  request_block (self, 0);
  return self;
}

void
yutu_case_list_model_cancel (YutuCaseListModel *self)
{
  g_return_if_fail (YUTU_IS_CASE_LIST_MODEL (self));
  g_cancellable_cancel (self->cancellable);
}
