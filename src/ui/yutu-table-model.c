/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list view of this GTK builds some 200 rows at once, however few are seen, and destroys those of a
 * model that is taken away; both take longer than to read the list. Therefore the list grows, and:
 *
 * 1. A position has one item as long as anybody holds it, whatever list is shown: another list changes
 *    what the items say, and widgets stay.
 * 2. An item has a row of the list that is shown, or none: what was asked for an earlier list is
 *    thrown away, whenever it comes. */

#include "ui/yutu-table-model.h"

#include "ui/yutu-table-growth.h"

#define BLOCK_SIZE 256
#define MAX_BLOCKS 64

/* ---- A row ---- */

struct _YutuTableItem
{
  GObject parent_instance;

  YutuTableModel *model; /* NULL: it is gone */
  guint           position;
  YutuListKind    kind;
  gpointer        row; /* NULL until it was read */
};

G_DEFINE_FINAL_TYPE (YutuTableItem, yutu_table_item, G_TYPE_OBJECT)

static void forget_item (YutuTableModel *self,
                         YutuTableItem  *item);
static void ask_for_item (YutuTableModel *self,
                          YutuTableItem  *item);

static void
clear_row (YutuTableItem *self)
{
  g_clear_pointer (&self->row, self->kind == YUTU_LIST_CASES
                                 ? (GDestroyNotify)yutu_case_row_free
                                 : (GDestroyNotify)yutu_facility_entry_free);
}

static void
yutu_table_item_finalize (GObject *object)
{
  YutuTableItem *self = YUTU_TABLE_ITEM (object);

  clear_row (self);
  if (self->model != NULL)
    forget_item (self->model, self);
  G_OBJECT_CLASS (yutu_table_item_parent_class)->finalize (object);
}

static void
yutu_table_item_class_init (YutuTableItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_table_item_finalize;
}

static void
yutu_table_item_init (YutuTableItem *self)
{
}

static gpointer
get_row (YutuTableItem *self)
{
  if (self->row == NULL && self->model != NULL)
    ask_for_item (self->model, self);
  return self->row;
}

const YutuCaseRow *
yutu_table_item_get_case (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), NULL);
  return self->kind == YUTU_LIST_CASES ? get_row (self) : NULL;
}

const YutuFacilityEntry *
yutu_table_item_get_facility (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), NULL);
  return self->kind == YUTU_LIST_FACILITIES ? get_row (self) : NULL;
}

gint64
yutu_table_item_get_id (YutuTableItem *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_ITEM (self), 0);
  if (get_row (self) == NULL)
    return 0;
  return self->kind == YUTU_LIST_CASES ? ((const YutuCaseRow *)self->row)->id
                                       : ((const YutuFacilityEntry *)self->row)->id;
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

  YutuListKind     kind;
  YutuTableGrowth *growth;
  GCancellable    *starting; /* of the list that is being read; NULL: none is */

  /* The list that is shown. */
  YutuSession  *session;
  YutuListSpec *spec;
  GCancellable *cancellable;
  GArray       *ids;    /* NULL until they were found */
  GHashTable   *blocks; /* index → Block */
  GHashTable   *items;  /* position → YutuTableItem, not owned: all that live */
  guint64       clock;
};

static void yutu_table_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YutuTableModel,
                               yutu_table_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      yutu_table_model_iface_init))

enum
{
  SIGNAL_LEAVING,
  SIGNAL_READY,
  SIGNAL_CHANGED,
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_item (YutuTableModel *self,
             YutuTableItem  *item)
{
  g_hash_table_remove (self->items, GUINT_TO_POINTER (item->position));
}

/* (transfer full) */
static YutuTableItem *
get_item_at (YutuTableModel *self,
             guint           position)
{
  YutuTableItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));

  if (item != NULL)
    return g_object_ref (item);
  item = g_object_new (YUTU_TYPE_TABLE_ITEM, NULL);
  item->model = self;
  item->position = position;
  item->kind = self->kind;
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  return item;
}

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
    if (block->items[i]->row == NULL)
      block->items[i]->row = g_steal_pointer (&rows->pdata[i]);
}

static void
fail (YutuTableModel *self,
      const GError   *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* What is asked for a list, and must not reach another. */
typedef struct
{
  YutuTableModel *model;
  GCancellable   *cancellable;
  YutuSession    *session;
  YutuListSpec   *spec;
  guint           index; /* of a block */
} Request;

static Request *
request_new (YutuTableModel *model,
             GCancellable   *cancellable)
{
  Request *self = g_new0 (Request, 1);

  self->model = g_object_ref (model);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

static void
request_free (Request *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->spec, yutu_list_spec_free);
  g_object_unref (self->cancellable);
  g_object_unref (self->model);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  YutuTableModel *self = request->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    yutu_session_read_list_finish (YUTU_SESSION (source), result, &error);
  Block *block = NULL;

  if (request->cancellable != self->cancellable)
    return;
  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  block = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (request->index));
  if (block == NULL)
    return;
  fill_block (block, rows);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, block->index * BLOCK_SIZE, rows->len);
}

static void
ask_block (YutuTableModel *self,
           Block          *block)
{
  Request *request = NULL;

  if (block->is_asked || self->ids == NULL)
    return;
  block->is_asked = TRUE;
  request = request_new (self, self->cancellable);
  request->index = block->index;
  yutu_session_read_list_async (self->session, self->kind, self->ids,
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
        block->items[i] = get_item_at (self, index * BLOCK_SIZE + i);
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (index), block);
    }
  block->used = ++self->clock;
  return block;
}

static void
ask_for_item (YutuTableModel *self,
              YutuTableItem  *item)
{
  if (item->position < yutu_table_growth_get_total (self->growth))
    ask_block (self, find_block (self, item->position / BLOCK_SIZE));
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
  g_autoptr (Request) request = user_data;
  YutuTableModel *self = request->model;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = yutu_session_find_list_finish (YUTU_SESSION (source), result, &error);

  if (request->cancellable != self->cancellable)
    return;
  if (ids == NULL)
    {
      fail (self, error);
      return;
    }
  self->ids = g_steal_pointer (&ids);
  ask_waiting_blocks (self);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

void
yutu_table_model_show_all (YutuTableModel *self)
{
  g_return_if_fail (YUTU_IS_TABLE_MODEL (self));
  yutu_table_growth_show_all (self->growth);
}

/* ---- Loading ---- */

/* Empties every item. */
static void
clear_rows (YutuTableModel *self)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    clear_row (value);
}

static void
leave_list (YutuTableModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->spec, yutu_list_spec_free);
  g_clear_pointer (&self->ids, g_array_unref);
  clear_rows (self);
}

static void
show_list (YutuTableModel *self,
           Request        *request,
           YutuListStart  *start)
{
  Block *block = NULL;
  guint  before = yutu_table_growth_get_n_items (self->growth);

  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
  leave_list (self);
  self->cancellable = g_steal_pointer (&self->starting);
  self->session = g_steal_pointer (&request->session);
  self->spec = g_steal_pointer (&request->spec);
  self->ids = g_steal_pointer (&start->ids);
  g_hash_table_remove_all (self->blocks);
  block = find_block (self, 0);
  block->is_asked = TRUE;
  fill_block (block, start->rows);
  if (self->ids == NULL)
    yutu_session_find_list_async (self->session, self->spec, self->cancellable, found_cb,
                                  request_new (self, self->cancellable));
  yutu_table_growth_begin (self->growth, (guint)CLAMP (start->total, 0, (gint64)G_MAXINT));
  g_signal_emit (self, signals[SIGNAL_READY], 0, start->total);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, 0, MIN (before, yutu_table_growth_get_n_items (self->growth)));
  if (self->ids != NULL)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (YutuTableModel) self = g_object_ref (request->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuListStart) start =
    yutu_session_start_list_finish (YUTU_SESSION (source), result, &error);

  if (request->cancellable != self->starting)
    return;
  if (start != NULL)
    {
      show_list (self, request, start);
      return;
    }
  g_clear_object (&self->starting);
  fail (self, error);
}

void
yutu_table_model_cancel (YutuTableModel *self)
{
  g_return_if_fail (YUTU_IS_TABLE_MODEL (self));
  if (self->starting != NULL)
    g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
}

void
yutu_table_model_load (YutuTableModel     *self,
                       YutuSession        *session,
                       const YutuListSpec *spec)
{
  Request *request = NULL;

  g_return_if_fail (YUTU_IS_TABLE_MODEL (self));
  g_return_if_fail (spec->kind == self->kind);
  yutu_table_model_cancel (self);
  self->starting = g_cancellable_new ();
  request = request_new (self, self->starting);
  request->session = g_object_ref (session);
  request->spec = yutu_list_spec_copy (spec);
  yutu_session_start_list_async (session, spec, BLOCK_SIZE, self->starting, started_cb, request);
}

gboolean
yutu_table_model_is_loading (YutuTableModel *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_MODEL (self), FALSE);
  return self->starting != NULL;
}

guint
yutu_table_model_get_total (YutuTableModel *self)
{
  g_return_val_if_fail (YUTU_IS_TABLE_MODEL (self), 0);
  return yutu_table_growth_get_total (self->growth);
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
        return i < yutu_table_growth_get_total (self->growth);
      }
  return FALSE;
}

/* ---- GListModel ---- */

static guint
yutu_table_model_get_n_items (GListModel *model)
{
  return yutu_table_growth_get_n_items (YUTU_TABLE_MODEL (model)->growth);
}

static gpointer
yutu_table_model_get_item (GListModel *model,
                           guint       position)
{
  YutuTableModel *self = YUTU_TABLE_MODEL (model);

  if (position >= yutu_table_model_get_n_items (model))
    return NULL;
  return g_object_ref (find_block (self, position / BLOCK_SIZE)->items[position % BLOCK_SIZE]);
}

static GType
yutu_table_model_get_item_type (GListModel *model)
{
  return YUTU_TYPE_TABLE_ITEM;
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

  yutu_table_model_cancel (self);
  leave_list (self);
  g_hash_table_remove_all (self->blocks);
  G_OBJECT_CLASS (yutu_table_model_parent_class)->dispose (object);
}

static void
yutu_table_model_finalize (GObject *object)
{
  YutuTableModel *self = YUTU_TABLE_MODEL (object);
  GHashTableIter  iter;
  gpointer        value = NULL;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((YutuTableItem *)value)->model = NULL;
  yutu_table_growth_free (self->growth);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->blocks);
  G_OBJECT_CLASS (yutu_table_model_parent_class)->finalize (object);
}

static void
yutu_table_model_class_init (YutuTableModelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_table_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_table_model_finalize;
  signals[SIGNAL_LEAVING] =
    g_signal_new ("leaving", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_READY] = g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_FOUND] =
    g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yutu_table_model_init (YutuTableModel *self)
{
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, block_free);
  self->items = g_hash_table_new (NULL, NULL);
}

YutuTableModel *
yutu_table_model_new (YutuListKind kind,
                      GtkWidget   *view)
{
  YutuTableModel *self = g_object_new (YUTU_TYPE_TABLE_MODEL, NULL);

  self->kind = kind;
  self->growth = yutu_table_growth_new (G_LIST_MODEL (self), view);
  return self;
}
