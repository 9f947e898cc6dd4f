/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The file that grows beside its target. Everything is made in a private folder there, so that a
 * format of several files is one too, and a rename never crosses a file system. */

#include "transfer/yutu-sink-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define ROOM (1 << 20) /* bytes; without as much a disk is full */

struct _YutuSink
{
  const YutuSinkWriter *writer;
  gpointer              state; /* of the writer; NULL when it is closed */
  char                 *path;
  char                 *folder; /* the private one; NULL when it is gone */
  char                 *name;   /* of the file in it, without its suffix */
  gint64                n_rows;
};

static const struct
{
  const char           *suffix;
  YutuSinkFormat        format;
  const YutuSinkWriter *writer;
  gboolean              is_layer;
} FORMATS[] = {
  { "csv", YUTU_SINK_CSV, &yutu_sink_csv, FALSE },
  { "xlsx", YUTU_SINK_XLSX, &yutu_sink_xlsx, FALSE },
  { "gpkg", YUTU_SINK_GPKG, &yutu_sink_gdal, TRUE },
  { "geojson", YUTU_SINK_GEOJSON, &yutu_sink_gdal, TRUE },
  { "json", YUTU_SINK_GEOJSON, &yutu_sink_gdal, TRUE },
  { "kml", YUTU_SINK_KML, &yutu_sink_gdal, TRUE },
  { "shp", YUTU_SINK_SHP, &yutu_sink_gdal, TRUE },
  { "dxf", YUTU_SINK_DXF, &yutu_sink_gdal, TRUE },
};

static gsize
index_of (YutuSinkFormat format)
{
  gsize i = 0;

  while (FORMATS[i].format != format)
    i++;
  return i;
}

gboolean
yutu_sink_find_format (const char     *path,
                       const char     *name,
                       YutuSinkFormat *format)
{
  const char *dot = strrchr (path, '.');
  const char *suffix = name != NULL ? name : dot != NULL ? dot + 1
                                                         : "";

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_ascii_strcasecmp (suffix, FORMATS[i].suffix) == 0)
      {
        *format = FORMATS[i].format;
        return TRUE;
      }
  return FALSE;
}

gboolean
yutu_sink_format_is_layer (YutuSinkFormat format)
{
  return FORMATS[index_of (format)].is_layer;
}

/* Whether an errno says that there is no room. */
static gboolean
sink_is_full (int code)
{
  return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

gboolean
yutu_sink_fail_full (GError **error)
{
  g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FULL,
                       _ ("there is no room left for it; make room there, or choose another folder"));
  return FALSE;
}

gboolean
yutu_sink_fail_errno (GError **error)
{
  int code = errno;

  if (sink_is_full (code))
    return yutu_sink_fail_full (error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "%s", g_strerror (code));
  return FALSE;
}

/* ---- The private folder ---- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The file of the target's own suffix comes last: whoever sees it sees the others. */
static gboolean
move_files (YutuSink *self,
            GError  **error)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autofree char *place = g_path_get_dirname (self->path);
  g_autofree char *target = g_path_get_basename (self->path);
  const char      *dot = strrchr (target, '.');
  int              stem = dot != NULL ? (int)(dot - target) : (int)strlen (target);
  g_autofree char *main_file = NULL;
  const char      *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (self->folder, name, NULL);
      g_autofree char *to_name = g_strdup_printf ("%.*s%s", stem, target, name + strlen (self->name));
      g_autofree char *to = g_build_filename (place, to_name, NULL);

      if (g_str_equal (to_name, target))
        main_file = g_steal_pointer (&from);
      else if (g_rename (from, to) != 0)
        return yutu_sink_fail_errno (error);
    }
  return (main_file != NULL && g_rename (main_file, self->path) == 0) || yutu_sink_fail_errno (error);
}

static gboolean
sync_file (const char *path,
           GError    **error)
{
  int      file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = file >= 0 && fsync (file) == 0;

  if (!done)
    yutu_sink_fail_errno (error);
  if (file >= 0)
    close (file);
  return done;
}

static gboolean
make_folder (YutuSink *self,
             GError  **error)
{
  g_autofree char *place = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *pattern = g_strdup_printf (".%.100s.XXXXXX", name);
  char            *folder = g_build_filename (place, pattern, NULL);

  if (g_mkdtemp_full (folder, 0700) != NULL)
    {
      self->folder = folder;
      return TRUE;
    }
  g_free (folder);
  return yutu_sink_fail_errno (error);
}

/* ---- The sink ---- */

static gboolean
begin (YutuSink           *self,
       const YutuSinkSpec *spec,
       GError            **error)
{
  g_autofree char *path = NULL;
  g_autofree char *suffix = g_strdup (strrchr (spec->path, '.'));
  g_autofree char *file = NULL;
  YutuSinkSpec     own = *spec;

  if (g_file_test (spec->path, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED,
                           _ ("is a folder; name a file"));
      return FALSE;
    }
  if (!make_folder (self, error))
    return FALSE;
  self->name = g_strdup ("out");
  file = g_strconcat (self->name, suffix != NULL && strchr (suffix, '/') == NULL ? suffix : "", NULL);
  path = g_build_filename (self->folder, file, NULL);
  if (own.title == NULL)
    own.title = "table";
  self->state = self->writer->open (&own, path, error);
  return self->state != NULL;
}

/* Whether what is in the private folder cannot grow by a little: the libraries do not say why they
 * failed. It is thrown away anyway. */
static gboolean
has_no_room (const char *folder)
{
  static const char zeros[1 << 14];
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  gboolean    is_full = FALSE;

  while (!is_full && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int              file = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);

      for (int i = 0; file >= 0 && !is_full && i < ROOM / (int)sizeof zeros; i++)
        {
          errno = 0;
          is_full = write (file, zeros, sizeof zeros) != (gssize)sizeof zeros && sink_is_full (errno);
        }
      if (file >= 0)
        close (file);
    }
  return is_full;
}

/* Of a failure: which file it was, and that there was no room, if so. */
static void
name_file (YutuSink *self,
           GError  **error)
{
  if (error == NULL || *error == NULL)
    return;
  if (self->folder != NULL &&
      g_error_matches (*error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED) &&
      has_no_room (self->folder))
    {
      g_clear_error (error);
      yutu_sink_fail_full (error);
    }
  g_prefix_error (error, "%s: ", self->path);
}

YutuSink *
yutu_sink_new (const YutuSinkSpec *spec,
               GError            **error)
{
  g_autoptr (YutuSink) self = g_new0 (YutuSink, 1);

  self->writer = FORMATS[index_of (spec->format)].writer;
  self->path = g_strdup (spec->path);
  if (begin (self, spec, error))
    return g_steal_pointer (&self);
  name_file (self, error);
  return NULL;
}

gboolean
yutu_sink_add_row (YutuSink            *self,
                   const YutuSinkValue *values,
                   const YutuShape     *shape,
                   GError             **error)
{
  if (self->writer->add (self->state, values, shape, error))
    {
      self->n_rows++;
      return TRUE;
    }
  if (error != NULL && *error != NULL)
    g_prefix_error (error, _ ("row %" PRId64 ": "), self->n_rows + 1);
  name_file (self, error);
  return FALSE;
}

static gboolean
sync_folder (YutuSink *self,
             GError  **error)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (!sync_file (path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_sink_finish (YutuSink *self,
                  GError  **error)
{
  gboolean done = self->writer->close (self->state, error) && sync_folder (self, error) &&
                  move_files (self, error);

  if (!done)
    {
      name_file (self, error);
      return FALSE;
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
  return TRUE;
}

void
yutu_sink_free (YutuSink *self)
{
  if (self == NULL)
    return;
  if (self->state != NULL)
    self->writer->free (self->state);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

gint64
yutu_sink_count_rows (YutuSink *self)
{
  return self->n_rows;
}

/* ---- Texts of values ---- */

const char *
yutu_sink_unquote (const char *text)
{
  return text[0] == '\'' && (strchr ("=+-@", text[1]) != NULL || g_ascii_iscntrl (text[1])) &&
             text[1] != '\0'
           ? text + 1
           : text;
}

const char *
yutu_sink_format_degree (gint64 coordinate,
                         char   buffer[YUTU_DEGREE_TEXT_SIZE])
{
  guint64 steps = (guint64)ABS (coordinate);
  gsize   length = 0;

  g_snprintf (buffer, YUTU_DEGREE_TEXT_SIZE, "%s%" G_GUINT64_FORMAT ".%09" G_GUINT64_FORMAT,
              coordinate < 0 ? "-" : "", steps / YUTU_GRID_PER_DEGREE, steps % YUTU_GRID_PER_DEGREE);
  length = strlen (buffer);
  while (buffer[length - 1] == '0')
    buffer[--length] = '\0';
  if (buffer[length - 1] == '.')
    buffer[length - 1] = '\0';
  return buffer;
}

const char *
yutu_sink_format_fen (gint64 fen,
                      char   buffer[YUTU_DEGREE_TEXT_SIZE])
{
  guint64 amount = fen < 0 ? 0 - (guint64)fen : (guint64)fen;

  g_snprintf (buffer, YUTU_DEGREE_TEXT_SIZE, "%s%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT,
              fen < 0 ? "-" : "", amount / 100, amount % 100);
  return buffer;
}

/* ---- Names ---- */

#define SHORT_NAME 10 /* bytes of a name in a shapefile */

char *
yutu_sink_make_short_name (const char *title,
                           gboolean (*is_taken) (const char *name,
                                                 gpointer    data),
                           gpointer data)
{
  char *name = g_strdup (title);

  for (int number = 0; number < 1000; number++)
    {
      g_autofree char *tail = number > 0 ? g_strdup_printf ("%d", number + 1) : g_strdup ("");
      const char      *end = title;
      gsize            room = SHORT_NAME - strlen (tail);

      while (*end != '\0' && (gsize)(g_utf8_next_char (end) - title) <= room)
        end = g_utf8_next_char (end);
      while (end > title && end[-1] == ' ') /* a table of a shapefile would drop it */
        end--;
      g_free (name);
      name = g_strdup_printf ("%.*s%s", (int)(end - title), title, tail);
      if (!is_taken (name, data))
        break;
    }
  return name;
}
