/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-readings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-session-private.h"

/* ---- Asking ---- */

static gboolean
read_table (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuReadingTable **table = data;

  *table = yutu_reading_table_load (connection, error);
  return *table != NULL;
}

static YutuReadingTable *
load_table (YutuFile *self,
            GError  **error)
{
  YutuReadingTable *table = NULL;

  return yutu_store_read (yutu_file_get_store (self), read_table, &table, NULL, error) ? table : NULL;
}

GStrv
yutu_file_list_readings (YutuFile *self,
                         GError  **error)
{
  g_autoptr (YutuReadingTable) table = load_table (self, error);
  g_autofree char *text = table != NULL ? yutu_reading_table_format (table) : NULL;

  return text != NULL ? g_strsplit (g_strchomp (text), "\n", *text != '\0' ? -1 : 0) : NULL;
}

YutuRomanized *
yutu_file_romanize (YutuFile   *self,
                    const char *name,
                    const char *name_class,
                    GError    **error)
{
  g_autoptr (YutuReadingTable) table = load_table (self, error);
  g_autoptr (YutuReadingScope) scope = table != NULL ? yutu_reading_scope_enter_table (table) : NULL;

  return scope != NULL ? yutu_pinyin_romanize (name, name_class) : NULL;
}

/* ---- Changing ---- */

typedef struct
{
  const char *const  *sets;
  GPtrArray          *words; /* that are read otherwise, or may be */
  YutuReadingTable   *before;
  YutuReadingTable   *after;
  gboolean            writes;
  YutuReadingsResult *result;
} Change;

/* The table with @sets in it. */
static gboolean
make_table (Change  *self,
            GError **error)
{
  g_autofree char *text = yutu_reading_table_format (self->before);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *wrong = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *word = g_strndup (lines[i], strcspn (lines[i], "\t"));

      if (*word != '\0' && !g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, NULL))
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  for (gsize i = 0; self->sets[i] != NULL; i++)
    {
      g_autofree char *reading = yutu_pinyin_mark_tones (strchr (self->sets[i], '=') + 1);

      if (*reading != '\0')
        g_string_append_printf (out, "%s\t%s\n", (const char *)self->words->pdata[i], reading);
    }
  self->after = yutu_reading_table_parse (out->str, &wrong);
  if (self->after != NULL)
    return TRUE;
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
               _ ("“%s” is no word with its reading: write Han characters and a syllable with its tone for each, as 莘畈=shēn fàn or 莘畈=shen1 fan4"),
               wrong);
  return FALSE;
}

static gboolean
has_word (const Change *self,
          const char   *name)
{
  for (guint i = 0; i < self->words->len; i++)
    if (strstr (name, self->words->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

static YutuRomanized *
spell (YutuReadingTable *table,
       const char       *name,
       const char       *name_class)
{
  g_autoptr (YutuReadingScope) scope G_GNUC_UNUSED = yutu_reading_scope_enter_table (table);

  return yutu_pinyin_romanize (name, name_class);
}

typedef struct
{
  gint64 id;
  char  *plain;
  char  *toned;
} Spelling;

static void
clear_spelling (gpointer data)
{
  g_free (((Spelling *)data)->plain);
  g_free (((Spelling *)data)->toned);
}

/* Rows of id, name, class (or NULL), pinyin, with tones or without, that are spelt as the table of before has it. */
static gboolean
list_spellings (YutuConnection *connection,
                const Change   *self,
                const char     *select, /* static */
                gboolean        has_tones,
                GArray         *spellings,
                GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, select, error);
  gboolean      found = row != NULL;

  if (row == NULL)
    return FALSE;
  while (found)
    {
      const char *name = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      name = found ? (const char *)sqlite3_column_text (row, 1) : NULL;
      if (name != NULL && has_word (self, name))
        {
          const char *name_class = (const char *)sqlite3_column_text (row, 2);
          g_autoptr (YutuRomanized) was = spell (self->before, name, name_class);
          g_autoptr (YutuRomanized) is = spell (self->after, name, name_class);
          Spelling spelling = { sqlite3_column_int64 (row, 0), NULL, NULL };

          if (g_strcmp0 (has_tones ? was->toned : was->plain, (const char *)sqlite3_column_text (row, 3)) != 0 ||
              strcmp (has_tones ? was->toned : was->plain, has_tones ? is->toned : is->plain) == 0)
            continue;
          spelling.plain = g_strdup (is->plain);
          spelling.toned = g_strdup (is->toned);
          g_array_append_val (spellings, spelling);
        }
    }
  return TRUE;
}

static gboolean
spell_anew (YutuConnection *connection,
            const Change   *self,
            const char     *select,
            const char     *update, /* static; ?1 id, ?2 plain, ?3 with tones */
            gboolean        has_tones,
            guint          *n,
            GError        **error)
{
  g_autoptr (GArray) spellings = g_array_new (FALSE, FALSE, sizeof (Spelling));

  g_array_set_clear_func (spellings, clear_spelling);
  if (!list_spellings (connection, self, select, has_tones, spellings, error))
    return FALSE;
  *n = spellings->len;
  for (guint i = 0; self->writes && i < spellings->len; i++)
    {
      const Spelling *spelling = &g_array_index (spellings, Spelling, i);
      sqlite3_stmt   *statement = yutu_connection_prepare (connection, update, error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, spelling->id);
      sqlite3_bind_text (statement, 2, spelling->plain, -1, SQLITE_TRANSIENT);
      if (has_tones)
        sqlite3_bind_text (statement, 3, spelling->toned, -1, SQLITE_TRANSIENT);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  Change             *self = data;
  YutuReadingsResult *result = self->result;

  self->before = yutu_reading_table_load (connection, error);
  return self->before != NULL && make_table (self, error) &&
         (!self->writes || yutu_reading_table_store (connection, self->after, error)) &&
         spell_anew (connection, self, "SELECT id, name, class, pinyin_tone FROM place_name ORDER BY id",
                     "UPDATE place_name SET pinyin = ?2, pinyin_tone = ?3 WHERE id = ?1", TRUE, &result->n_places, error) &&
         spell_anew (connection, self, "SELECT id, name, NULL, pinyin FROM division ORDER BY id",
                     "UPDATE division SET pinyin = ?2 WHERE id = ?1", FALSE, &result->n_divisions, error) &&
         spell_anew (connection, self, "SELECT id, name, NULL, pinyin FROM facility ORDER BY id",
                     "UPDATE facility SET pinyin = ?2 WHERE id = ?1", FALSE, &result->n_facilities, error);
}

gboolean
yutu_file_set_readings (YutuFile           *self,
                        const char *const  *sets,
                        gboolean            dry_run,
                        const char         *actor,
                        YutuReadingsResult *result,
                        GError            **error)
{
  YutuEntrySpec entry = { .kind = "name-readings", .title = "修改地名读音表", .actor = actor };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Change   work = { .sets = sets, .words = words, .writes = !dry_run, .result = result };
  gboolean is_done = FALSE;

  *result = (YutuReadingsResult){ 0 };
  for (gsize i = 0; sets[i] != NULL; i++)
    {
      const char *equals = strchr (sets[i], '=');

      if (equals == NULL || equals == sets[i])
        {
          g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                       _ ("“%s” is no word with its reading: write Han characters and a syllable with its tone for each, as 莘畈=shēn fàn or 莘畈=shen1 fan4"),
                       sets[i]);
          return FALSE;
        }
      g_ptr_array_add (words, g_strndup (sets[i], (gsize)(equals - sets[i])));
    }
  is_done = dry_run ? yutu_store_read (yutu_file_get_store (self), change, &work, NULL, error)
                    : yutu_store_write (yutu_file_get_store (self), &entry, change, &work, &result->entry, NULL, error);
  yutu_reading_table_unref (work.before);
  yutu_reading_table_unref (work.after);
  return is_done;
}

/* ---- Of a session ---- */

static gpointer
list_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_list_readings (work->file, error);
}

static const YutuSessionWorkSpec LIST = { list_in_worker, (GDestroyNotify)g_strfreev, FALSE };

void
yutu_session_list_readings_async (YutuSession        *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &LIST, NULL, g_free, cancellable, callback, user_data);
}

GStrv
yutu_session_list_readings_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  return yutu_session_finish_work (self, &LIST, result, error);
}

static gpointer
set_in_worker (YutuSessionWork *work,
               gpointer         data,
               GError         **error)
{
  const char *const              sets[] = { data, NULL };
  g_autofree YutuReadingsResult *result = g_new0 (YutuReadingsResult, 1);

  return yutu_file_set_readings (work->file, sets, !work->spec->is_change, work->actor, result, error) ? g_steal_pointer (&result)
                                                                                                       : NULL;
}

static const YutuSessionWorkSpec SET = { set_in_worker, g_free, TRUE };
static const YutuSessionWorkSpec TRY = { set_in_worker, g_free, FALSE };

void
yutu_session_set_reading_async (YutuSession        *self,
                                const char         *word,
                                const char         *reading,
                                gboolean            dry_run,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, dry_run ? &TRY : &SET, g_strdup_printf ("%s=%s", word, reading), g_free, cancellable,
                           callback, user_data);
}

gboolean
yutu_session_set_reading_finish (YutuSession        *self,
                                 GAsyncResult       *result,
                                 YutuReadingsResult *told,
                                 GError            **error)
{
  const YutuSessionWorkSpec     *spec = g_async_result_is_tagged (result, (gpointer)&TRY) ? &TRY : &SET;
  g_autofree YutuReadingsResult *done = yutu_session_finish_work (self, spec, result, error);

  if (done != NULL)
    *told = *done;
  return done != NULL;
}
