/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The list of plates as a table, or as a sheet of cards with their QR codes. */

#include "session/yutu-plate-list.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "session/yutu-session-private.h"
#include "sheet/yutu-sheet-book.h"
#include "transfer/yutu-sink.h"

/* ---- The table ---- */

static gboolean
add_row (YutuSink           *sink,
         const YutuPlateRow *row,
         GError            **error)
{
  YutuSinkValue values[] = {
    { .is_set = TRUE, .integer = row->address },
    { .is_set = TRUE, .text = yutu_plate_kind_to_words (row->plate.kind) },
    { .is_set = TRUE, .text = row->plate.text },
    { .is_set = row->plate.pinyin != NULL, .text = row->plate.pinyin },
    { .is_set = row->code != NULL, .text = row->code },
    { .is_set = TRUE, .text = row->standard },
    { .is_set = TRUE, .text = yutu_plate_state_to_words (row->state) },
    { .is_set = row->has_point, .integer = row->point.x },
    { .is_set = row->has_point, .integer = row->point.y },
  };

  return yutu_sink_add_row (sink, values, NULL, error);
}

static gboolean
save_table (const YutuPlateList *self,
            const char          *path,
            YutuSinkFormat       format,
            GError             **error)
{
  const YutuSinkColumn columns[] = {
    { _ ("Address id"), YUTU_COLUMN_INT },
    { _ ("Plate"), YUTU_COLUMN_TEXT },
    { _ ("Text"), YUTU_COLUMN_TEXT },
    { _ ("Spelling"), YUTU_COLUMN_TEXT },
    { _ ("Address code"), YUTU_COLUMN_TEXT },
    { _ ("Standard address"), YUTU_COLUMN_TEXT },
    { _ ("Status"), YUTU_COLUMN_TEXT },
    { _ ("Longitude"), YUTU_COLUMN_DEGREE },
    { _ ("Latitude"), YUTU_COLUMN_DEGREE },
  };
  YutuSinkSpec spec = { .path = path,
                        .format = format,
                        .title = self->title != NULL ? self->title : _ ("Plates"),
                        .columns = columns,
                        .n_columns = G_N_ELEMENTS (columns) };
  g_autoptr (YutuSink) sink = yutu_sink_new (&spec, error);

  for (guint i = 0; sink != NULL && i < self->rows->len; i++)
    if (!add_row (sink, self->rows->pdata[i], error))
      return FALSE;
  return sink != NULL && yutu_sink_finish (sink, error);
}

/* ---- The sheet ---- */

/* "330702 001 001 …" reads better than 36 figures in a row. */
static char *
group_code (const char *code)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; code[i] != '\0'; i++)
    {
      if (i > 0 && i % 6 == 0)
        g_string_append_c (out, ' ');
      g_string_append_c (out, code[i]);
    }
  return g_string_free (out, FALSE);
}

static gboolean
save_sheet (const YutuPlateList *self,
            const char          *path,
            guint               *n_pages,
            GError             **error)
{
  g_autofree YutuCard *cards = g_new0 (YutuCard, MAX (self->rows->len, 1));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  char day[YUTU_DAY_TEXT_SIZE];
  /* Translators: of a road or a unit: what its sheet of plates is called */
  g_autofree char *title = self->title != NULL ? g_strdup_printf (_ ("Plates to be made: %s"), self->title) : g_strdup (_ ("Plate to be made"));
  /* Translators: day, plates on the sheet, plates that none is recorded of, plates to replace, plates that stand */
  g_autofree char *subtitle = g_strdup_printf (
    _ ("%s · %u on this sheet · to make %" PRId64 " · to replace %" PRId64 " · stand %" PRId64),
    yutu_day_format (self->day, day), self->rows->len, self->counts[YUTU_PLATE_TO_MAKE], self->counts[YUTU_PLATE_TO_REPLACE],
    self->counts[YUTU_PLATE_STANDS]);
  YutuBookPart part = { .title = title, .subtitle = subtitle, .cards = cards, .n_cards = self->rows->len };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const YutuPlateRow *row = self->rows->pdata[i];
      /* Translators: kind of a plate, its spelling */
      char *sub = row->plate.pinyin != NULL
                    ? g_strdup_printf (_ ("%s · %s"), yutu_plate_kind_to_words (row->plate.kind), row->plate.pinyin)
                    : g_strdup (yutu_plate_kind_to_words (row->plate.kind));
      char *foot = row->code != NULL ? group_code (row->code) : NULL;

      cards[i] = (YutuCard){ .code = row->code, .heading = row->plate.text, .sub = sub, .small = row->standard, .foot = foot };
      g_ptr_array_add (texts, sub);
      g_ptr_array_add (texts, foot);
    }
  return yutu_sheet_book_write (&part, 1, path, n_pages, error);
}

gboolean
yutu_plate_list_save (const YutuPlateList *self,
                      const char          *path,
                      guint               *n_pages,
                      GError             **error)
{
  g_autofree char *low = g_ascii_strdown (path, -1);
  YutuSinkFormat   format = YUTU_SINK_CSV;

  if (n_pages != NULL)
    *n_pages = 0;
  if (g_str_has_suffix (low, ".pdf"))
    return save_sheet (self, path, n_pages, error);
  if (yutu_sink_find_format (path, NULL, &format) && !yutu_sink_format_is_layer (format))
    return save_table (self, path, format, error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
               _ ("%s: plates are written as a sheet or a table; end its name with .pdf, .csv or .xlsx"), path);
  return FALSE;
}

/* ---- For a window ---- */

typedef struct
{
  YutuPlateSource source;
  char           *path;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self);
}

static gpointer
list_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Job *job = data;

  return yutu_file_list_plates (work->file, &job->source, work->day, work->cancellable, error);
}

static gpointer
save_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Job *job = data;
  g_autoptr (YutuPlateList) list = yutu_file_list_plates (work->file, &job->source, work->day, work->cancellable, error);
  gint64 n = list != NULL ? list->rows->len : 0;

  if (list == NULL || !yutu_plate_list_save (list, job->path, NULL, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

static gpointer
record_in_worker (YutuSessionWork *work,
                  gpointer         data,
                  GError         **error)
{
  const Job *job = data;
  g_autoptr (YutuPlateList) list = yutu_file_list_plates (work->file, &job->source, work->day, work->cancellable, error);
  gint64 n = 0;

  if (list == NULL || !yutu_file_record_plates (work->file, work->modules, list, work->day,
                                                &(YutuSigner){ work->actor, work->role }, &n, error))
    return NULL;
  return g_memdup2 (&n, sizeof n);
}

static const YutuSessionWorkSpec LIST = { list_in_worker, (GDestroyNotify)yutu_plate_list_free, FALSE };
static const YutuSessionWorkSpec SAVE = { save_in_worker, g_free, FALSE };
static const YutuSessionWorkSpec RECORD = { record_in_worker, g_free, TRUE };

static void
begin (YutuSession               *self,
       const YutuSessionWorkSpec *spec,
       const YutuPlateSource     *source,
       const char                *path,
       GCancellable              *cancellable,
       GAsyncReadyCallback        callback,
       gpointer                   user_data)
{
  Job *job = g_new0 (Job, 1);

  job->source = *source;
  job->path = g_strdup (path);
  yutu_session_begin_work (self, spec, job, job_free, cancellable, callback, user_data);
}

static gboolean
finish_count (YutuSession               *self,
              const YutuSessionWorkSpec *spec,
              GAsyncResult              *result,
              gint64                    *n,
              GError                   **error)
{
  g_autofree gint64 *found = yutu_session_finish_work (self, spec, result, error);

  *n = found != NULL ? *found : 0;
  return found != NULL;
}

void
yutu_session_list_plates_async (YutuSession           *self,
                                const YutuPlateSource *source,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &LIST, source, NULL, cancellable, callback, user_data);
}

YutuPlateList *
yutu_session_list_plates_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &LIST, result, error);
}

void
yutu_session_save_plates_async (YutuSession           *self,
                                const YutuPlateSource *source,
                                const char            *path,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &SAVE, source, path, NULL, callback, user_data);
}

gboolean
yutu_session_save_plates_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 gint64       *n,
                                 GError      **error)
{
  return finish_count (self, &SAVE, result, n, error);
}

void
yutu_session_record_plates_async (YutuSession           *self,
                                  const YutuPlateSource *source,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  begin (self, &RECORD, source, NULL, NULL, callback, user_data);
}

gboolean
yutu_session_record_plates_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   gint64       *n,
                                   GError      **error)
{
  return finish_count (self, &RECORD, result, n, error);
}
