/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files into a case, and out of it. */

#include "session/yutu-case-edit.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAVED_MODE 0644 /* less the umask; never executable */

typedef struct
{
  const YutuModules    *modules;
  gint64                id;
  const YutuAttachSpec *spec;
  gint64                event;
  const char           *role;
  GBytes               *data;
  char                 *name;
} AttachJob;

/* ---- Reading a file to attach ---- */

static gboolean
fail_errno (const char *path,
            GError    **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

/* What changes under the hand is cut at its size of the beginning. */
static GBytes *
read_all (int         file,
          gsize       size,
          const char *path,
          GError    **error)
{
  g_autofree guint8 *data = g_try_malloc (size);
  gsize              n = 0;

  if (data == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("%s: no memory for its %zu bytes"),
                   path, size);
      return NULL;
    }
  while (n < size)
    {
      gssize got = read (file, data + n, size - n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          fail_errno (path, error);
          return NULL;
        }
      if (got == 0)
        break;
      n += (gsize)got;
    }
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

GBytes *
yutu_attachment_read_file (const char *path,
                           GError    **error)
{
  struct stat facts;
  GBytes     *data = NULL;
  int         file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (file < 0 || fstat (file, &facts) != 0)
    fail_errno (path, error);
  else if (!S_ISREG (facts.st_mode))
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ATTACHMENT,
                 _ ("“%s” is no ordinary file; choose a document"), path);
  else if (facts.st_size == 0)
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_SIZE,
                 _ ("“%s” is empty; choose the right file"), path);
  else if ((guint64)facts.st_size > YUTU_ATTACHMENT_MAX_BYTES)
    g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_SIZE,
                 _ ("“%s” has %" PRId64 " bytes, at most %zu"
                 " are kept; make it smaller or split it"),
                 path, (gint64)facts.st_size, YUTU_ATTACHMENT_MAX_BYTES);
  else
    data = read_all (file, (gsize)facts.st_size, path, error);
  if (file >= 0)
    close (file);
  return data;
}

/* ---- In ---- */

static gboolean
attach (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  AttachJob *job = data;

  return yutu_case_attach (connection, job->modules, job->id, job->spec, &job->event, error);
}

gboolean
yutu_file_attach (YutuFile             *self,
                  const YutuModules    *modules,
                  gint64                id,
                  const YutuAttachSpec *spec,
                  gint64               *event,
                  GError              **error)
{
  g_autoptr (YutuCaseDetail) detail =
    yutu_file_load_case (self, modules, id, YUTU_DAY_INVALID, spec->role, error);
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "case-attach", .actor = spec->actor };
  AttachJob        job = { .modules = modules, .id = id, .spec = spec };

  if (detail == NULL)
    return FALSE;
  /* The journal is for everybody to read: it names the case, not the file. */
  entry.title = title = g_strdup_printf ("附件 %s", detail->row.case_no);
  if (!yutu_store_write (yutu_file_get_store (self), &entry, attach, &job, NULL, NULL, error))
    return FALSE;
  *event = job.event;
  return TRUE;
}

/* ---- Out ---- */

static gboolean
read_attachment (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  AttachJob *job = data;

  job->data = yutu_case_read_attachment (connection, job->modules, job->id, job->event, job->role,
                                         &job->name, error);
  return job->data != NULL;
}

/* Whole or not at all. */
static gboolean
write_bytes (const char *path,
             GBytes     *data,
             GError    **error)
{
  g_autoptr (GError) why = NULL;

  if (g_file_set_contents_full (path, g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                G_FILE_SET_CONTENTS_CONSISTENT, SAVED_MODE, &why))
    return TRUE;
  if (g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ||
      strstr (why->message, g_strerror (EFBIG)) != NULL ||
      strstr (why->message, g_strerror (EDQUOT)) != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _ ("%s: there is no room left for it; make room there, or choose another folder"), path);
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
yutu_file_save_attachment (YutuFile          *self,
                           const YutuModules *modules,
                           gint64             id,
                           gint64             event,
                           const char        *role,
                           const char        *path,
                           gboolean           may_replace,
                           GError           **error)
{
  AttachJob job = { .modules = modules, .id = id, .event = event, .role = role };
  g_autoptr (GBytes) data = NULL;
  g_autofree char *name = NULL;
  gboolean         done = FALSE;

  if (!may_replace && g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("%s is there already; name another file"),
                   path);
      return FALSE;
    }
  done = yutu_store_read (yutu_file_get_store (self), read_attachment, &job, NULL, error);
  data = job.data;
  name = job.name;
  return done && write_bytes (path, data, error);
}
