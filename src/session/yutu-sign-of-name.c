/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The signs of one place name, and what a new one of it would say. */

#include "session/yutu-name-signs-private.h"

#include <string.h>

#include "session/yutu-session-private.h"

static void
sign_free (gpointer data)
{
  g_free (((YutuNameSign *)data)->text);
  g_free (data);
}

void
yutu_name_signs_free (YutuNameSigns *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->name, yutu_signless_name_free);
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  gint64         place;
  YutuDay        day;
  YutuNameSigns *signs;
} Read;

/* Both of its spellings; NULL: not known. */
static gboolean
load_spellings (YutuConnection *connection,
                gint64          place,
                char          **plain,
                char          **tones,
                GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT pinyin, pinyin_tone FROM place_name WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  *plain = g_strdup ((const char *)sqlite3_column_text (row, 0));
  *tones = g_strdup ((const char *)sqlite3_column_text (row, 1));
  sqlite3_reset (row);
  return TRUE;
}

static YutuNameSign *
new_sign (const YutuSignLibrary *library,
          const YutuSign        *sign,
          const char            *plain,
          const char            *tones)
{
  YutuNameSign *out = g_new0 (YutuNameSign, 1);
  double        away_m = sign->has_point && sign->name->shape != NULL ? yutu_place_distance_m (sign->name->shape, sign->point) : 0;

  out->id = sign->id;
  out->text = g_strdup (sign->text);
  out->stands = sign->stands;
  out->is_damaged = sign->is_damaged;
  out->is_other_text = sign->text != NULL && strcmp (sign->text, sign->name->name) != 0;
  out->is_other_spelling =
    sign->pinyin != NULL && !yutu_sign_is_spelt (sign->pinyin, plain) && !yutu_sign_is_spelt (sign->pinyin, tones);
  out->away_m = away_m > library->near_m ? away_m : 0;
  return out;
}

static gboolean
read_signs (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read *read = data;
  g_auto (YutuSignLibrary) library = { 0 };
  g_autoptr (GHashTable) kinds = NULL;
  g_autofree char     *plain = NULL;
  g_autofree char     *tones = NULL;
  const YutuPlaceName *name = NULL;

  if (!yutu_sign_library_load (&library, connection, read->day, error) ||
      (kinds = yutu_sign_load_kinds (library.day, error)) == NULL ||
      !load_spellings (connection, read->place, &plain, &tones, error))
    return FALSE;
  name = g_hash_table_lookup (library.by_id, &read->place);
  read->signs = g_new0 (YutuNameSigns, 1);
  read->signs->signs = g_ptr_array_new_with_free_func (sign_free);
  if (name == NULL)
    return TRUE;
  read->signs->name = g_new0 (YutuSignlessName, 1);
  *read->signs->name = (YutuSignlessName){ .id = name->id,
                                           .name = g_strdup (name->name),
                                           .kind = g_strdup (name->name_class),
                                           .pinyin = g_steal_pointer (&plain),
                                           .sign = g_strdup (g_hash_table_lookup (kinds, name->name_class)),
                                           .has_point = name->has_point,
                                           .point = name->point };
  for (guint i = 0; i < library.signs->len; i++)
    {
      const YutuSign *sign = library.signs->pdata[i];

      if (sign->name == name)
        g_ptr_array_add (read->signs->signs, new_sign (&library, sign, read->signs->name->pinyin, tones));
    }
  return TRUE;
}

YutuNameSigns *
yutu_file_read_name_signs (YutuFile     *self,
                           gint64        place,
                           YutuDay       day,
                           GCancellable *cancellable,
                           GError      **error)
{
  Read read = { place, day, NULL };

  return yutu_store_read (yutu_file_get_store (self), read_signs, &read, cancellable, error) ? read.signs : NULL;
}

/* ---- For a window ---- */

static gpointer
read_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_read_name_signs (work->file, *(const gint64 *)data, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec READ = { read_in_worker, (GDestroyNotify)yutu_name_signs_free, FALSE };

void
yutu_session_read_name_signs_async (YutuSession        *self,
                                    gint64              place,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &READ, g_memdup2 (&place, sizeof place), g_free, cancellable, callback, user_data);
}

YutuNameSigns *
yutu_session_read_name_signs_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}
