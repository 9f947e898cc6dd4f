/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-record-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "casework/yutu-case.h"
#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-axis.h"
#include "session/yutu-address-words.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-boundary-private.h"
#include "session/yutu-session-private.h"

#define USE "use" /* in values; a column of the address */

void
yutu_address_page_free (YutuAddressPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, yutu_address_row_free);
  g_free (self->code);
  g_free (self->values);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->main_text);
  g_clear_pointer (&self->auxiliary, g_ptr_array_unref);
  g_free (self);
}

gboolean
yutu_address_field_is_column (const YutuField *field)
{
  return strcmp (field->id, USE) == 0;
}

/* ---- Loading ---- */

typedef struct
{
  const YutuModules *modules;
  gint64             id;
  YutuDay            day;
  YutuAddressPage   *page;
} Load;

static gint64
get_main (const char *values)
{
  g_autoptr (JsonNode) root = json_from_string (values, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
           ? json_object_get_int_member_with_default (json_node_get_object (root), "main", 0)
           : 0;
}

static gboolean
load_text (YutuConnection *connection,
           gint64          id,
           char          **text,
           GError        **error)
{
  g_autoptr (YutuAddressRow) row = NULL;

  if (!yutu_address_load (connection, id, &row, error))
    return FALSE;
  *text = row != NULL ? g_strdup (row->text) : NULL;
  return TRUE;
}

static gboolean
load_others (YutuConnection  *connection,
             YutuAddressPage *page,
             GError         **error)
{
  gint64 main_id = get_main (page->values);
  g_autoptr (GArray) ids = yutu_address_record_list_auxiliary (connection, page->id, error);

  if (ids == NULL || (main_id != 0 && !load_text (connection, main_id, &page->main_text, error)))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      char *text = NULL;

      if (!load_text (connection, g_array_index (ids, gint64, i), &text, error))
        return FALSE;
      if (text != NULL)
        g_ptr_array_add (page->auxiliary, text);
    }
  return TRUE;
}

/* Of a road that is a line. */
static gboolean
load_side (YutuConnection  *connection,
           YutuAddressPage *page,
           GError         **error)
{
  YutuAxisPlace at = { 0 };
  g_autoptr (YutuPlaceName) road = NULL;

  if (page->row->place == 0 || !page->row->has_point)
    return TRUE;
  if (!yutu_place_name_load (connection, page->row->place, &road, error))
    return FALSE;
  if (road != NULL && strcmp (road->name_class, "road") == 0 && road->shape != NULL &&
      (road->shape->kind == YUTU_SHAPE_LINE || road->shape->kind == YUTU_SHAPE_MULTI_LINE) &&
      yutu_axis_find (road->shape, page->row->point, &at))
    page->side = at.side;
  return TRUE;
}

/* @values with the use that the address has. (transfer full) */
static char *
add_use (const char *values,
         int         use)
{
  g_autoptr (JsonNode) root = json_from_string (values, NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || use <= 0 || use >= YUTU_ADDRESS_N_USES)
    return g_strdup (values);
  json_object_set_string_member (json_node_get_object (root), USE, YUTU_ADDRESS_USES[use].id);
  return json_to_string (root, FALSE);
}

static gboolean
load_page (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Load         *self = data;
  YutuAddressPage    *page = self->page;
  const YutuRegister *record = yutu_modules_find_object (self->modules, YUTU_OBJECT_ADDRESS);
  char               *masked = NULL;

  if (!yutu_address_load (connection, self->id, &page->row, error))
    return FALSE;
  if (page->row == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no address %" PRId64), self->id);
      return FALSE;
    }
  page->forms = yutu_address_list_forms (connection, self->id, error);
  if (page->forms == NULL || !yutu_address_load_code (connection, self->id, 0, 0, self->day, &page->code, error) ||
      !yutu_address_record_load (connection, self->id, &page->values, error) || !load_others (connection, page, error) ||
      !load_side (connection, page, error))
    return FALSE;
  masked = yutu_fields_mask (record != NULL ? record->fields : NULL, record != NULL ? record->n_fields : 0, FALSE, page->values,
                             NULL);
  g_free (page->values);
  page->values = add_use (masked, page->row->use);
  g_free (masked);
  return TRUE;
}

YutuAddressPage *
yutu_file_load_address_page (YutuFile          *self,
                             const YutuModules *modules,
                             gint64             id,
                             YutuDay            day,
                             GCancellable      *cancellable,
                             GError           **error)
{
  g_autoptr (YutuAddressPage) page = g_new0 (YutuAddressPage, 1);
  Load load = { modules, id, day, page };

  page->id = id;
  page->auxiliary = g_ptr_array_new_with_free_func (g_free);
  if (!yutu_store_read (yutu_file_get_store (self), load_page, &load, cancellable, error))
    return NULL;
  return g_steal_pointer (&page);
}

/* ---- Changing ---- */

typedef struct
{
  const YutuModules *modules;
  gint64             id;
  const char        *set;
} Change;

/* What @set says of the use goes to the address, and out of it. */
static gboolean
change_use (YutuConnection *connection,
            gint64          id,
            JsonObject     *set,
            GError        **error)
{
  const char   *word = NULL;
  int           use = 0;
  sqlite3_stmt *update = NULL;

  if (!json_object_has_member (set, USE))
    return TRUE;
  word = json_object_get_string_member_with_default (set, USE, NULL);
  use = word != NULL ? yutu_address_word_find (YUTU_ADDRESS_USES, YUTU_ADDRESS_N_USES, word) : 0;
  json_object_remove_member (set, USE);
  update = yutu_connection_prepare (connection, "UPDATE address SET use = ?2 WHERE id = ?1 AND use <> ?2", error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_int (update, 2, MAX (use, 0));
  return yutu_connection_run (connection, update, error);
}

static gboolean
change_record (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  const Change    *self = data;
  g_autofree char *values = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!yutu_address_record_load (connection, self->id, &values, error) ||
      !yutu_boundary_check_values (self->modules, YUTU_OBJECT_ADDRESS, values, self->set, error))
    return FALSE;
  root = json_from_string (self->set, NULL); /* an object, or it was refused */
  if (!change_use (connection, self->id, json_node_get_object (root), error))
    return FALSE;
  rest = json_to_string (root, FALSE);
  return json_object_get_size (json_node_get_object (root)) == 0 ||
         yutu_address_record_change (connection, self->id, rest, error);
}

gboolean
yutu_file_change_address_record (YutuFile          *self,
                                 const YutuModules *modules,
                                 gint64             id,
                                 const char        *set,
                                 const char        *role,
                                 const char        *actor,
                                 GError           **error)
{
  Change        change = { modules, id, set };
  YutuEntrySpec entry = { .kind = "address-record", .actor = actor };
  g_autoptr (YutuAddressPage) page = NULL;
  g_autofree char *title = NULL;

  if (!yutu_boundary_may_edit (role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                   _ ("records of addresses are changed by the planner and the desk, not by %s; ask them"),
                   role != NULL ? role : _ ("nobody"));
      return FALSE;
    }
  page = yutu_file_load_address_page (self, modules, id, yutu_day_today (), NULL, error);
  if (page == NULL)
    return FALSE;
  title = g_strdup_printf ("修改地址档案 %s", page->row->text);
  entry.title = title;
  return yutu_store_write (yutu_file_get_store (self), &entry, change_record, &change, NULL, NULL, error);
}

/* ---- For a window ---- */

static gpointer
load_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_load_address_page (work->file, work->modules, *(const gint64 *)data, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec LOAD_PAGE = { load_in_worker, (GDestroyNotify)yutu_address_page_free, FALSE };

void
yutu_session_load_address_page_async (YutuSession        *self,
                                      gint64              id,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  yutu_session_begin_work (self, &LOAD_PAGE, g_memdup2 (&id, sizeof id), g_free, cancellable, callback, user_data);
}

YutuAddressPage *
yutu_session_load_address_page_finish (YutuSession  *self,
                                       GAsyncResult *result,
                                       GError      **error)
{
  return yutu_session_finish_work (self, &LOAD_PAGE, result, error);
}
