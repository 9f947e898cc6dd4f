/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A sheet is written beside its target and renamed when it is whole. */

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "sheet/yutu-sheet-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const YutuSheet *sheet;
  YutuSheet *const *more; /* pages behind it */
  gsize            n_more;
  FILE            *stream;
  int              dpi;
  GCancellable    *cancellable;
  int              code; /* errno of the first write that failed; 0: none did */
} Writer;

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *bytes,
             unsigned             length)
{
  Writer *self = closure;

  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable))
    return CAIRO_STATUS_WRITE_ERROR;
  if (fwrite (bytes, 1, length, self->stream) == length)
    return CAIRO_STATUS_SUCCESS;
  if (self->code == 0)
    self->code = errno;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* Always FALSE. */
static gboolean
fail_errno (const char *path,
            int         code,
            GError    **error)
{
  gboolean is_full = code == ENOSPC || code == EDQUOT || code == EFBIG;

  g_set_error (error, G_IO_ERROR, is_full ? G_IO_ERROR_NO_SPACE : g_io_error_from_errno (code),
               is_full ? _ ("%s: cannot be written: %s; make room there, or choose another folder")
                       : _ ("%s: cannot be written: %s"),
               path, g_strerror (code));
  return FALSE;
}

static cairo_surface_t *
new_surface (Writer     *self,
             const char *path)
{
  double           width = self->sheet->layout.page_width * YUTU_SHEET_PT_PER_MM;
  double           height = self->sheet->layout.page_height * YUTU_SHEET_PT_PER_MM;
  cairo_surface_t *surface = NULL;

  if (g_str_has_suffix (path, ".pdf"))
    {
      surface = cairo_pdf_surface_create_for_stream (write_bytes, self, width, height);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->sheet->title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Yutu");
      return surface;
    }
  if (g_str_has_suffix (path, ".svg"))
    return cairo_svg_surface_create_for_stream (write_bytes, self, width, height);
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)lround (width / 72 * self->dpi),
                                     (int)lround (height / 72 * self->dpi));
}

static gboolean
paint (Writer          *self,
       cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  gboolean done = FALSE;

  if (cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    cairo_scale (cr, self->dpi / 72.0, self->dpi / 72.0);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  done = yutu_sheet_paint_page (self->sheet, cr, self->cancellable);
  cairo_destroy (cr);
  return done;
}

/* All bytes into the stream. */
static gboolean
write_sheet (Writer     *self,
             const char *path,
             GError    **error)
{
  cairo_surface_t *surface = new_surface (self, path);
  cairo_status_t   status = cairo_surface_status (surface);

  if (status == CAIRO_STATUS_SUCCESS && paint (self, surface))
    for (gsize i = 0; i < self->n_more; i++)
      {
        cairo_surface_show_page (surface);
        self->sheet = self->more[i];
        cairo_pdf_surface_set_size (surface, self->sheet->layout.page_width * YUTU_SHEET_PT_PER_MM,
                                    self->sheet->layout.page_height * YUTU_SHEET_PT_PER_MM);
        if (!paint (self, surface))
          break;
      }
  if (status == CAIRO_STATUS_SUCCESS &&
      cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE &&
      !g_cancellable_is_cancelled (self->cancellable))
    status = cairo_surface_write_to_png_stream (surface, write_bytes, self);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_WRITE_ERROR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: cannot be written: %s"), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  if (self->code == 0 && fflush (self->stream) == 0 && fsync (fileno (self->stream)) == 0)
    return TRUE;
  return fail_errno (path, self->code != 0 ? self->code : errno, error);
}

static gboolean
write_file (Writer     *writer,
            const char *path,
            GError    **error)
{
  g_autofree char *part = g_strconcat (path, ".XXXXXX", NULL);
  int              fd = g_mkstemp_full (part, O_RDWR, 0644);
  gboolean         done = FALSE;

  writer->stream = fd >= 0 ? fdopen (fd, "wb") : NULL;
  if (writer->stream == NULL)
    return fail_errno (path, errno, error);
  done = write_sheet (writer, path, error);
  fclose (writer->stream);
  if (done && g_rename (part, path) != 0)
    done = fail_errno (path, errno, error);
  if (!done)
    g_unlink (part);
  return done;
}

gboolean
yutu_sheet_write (const YutuSheet *self,
                  const char      *path,
                  int              dpi,
                  GCancellable    *cancellable,
                  GError         **error)
{
  Writer writer = {
    .sheet = self,
    .dpi = CLAMP (dpi, YUTU_SHEET_MIN_DPI, YUTU_SHEET_MAX_DPI),
    .cancellable = cancellable,
  };

  if (!g_str_has_suffix (path, ".pdf") && !g_str_has_suffix (path, ".svg") &&
      !g_str_has_suffix (path, ".png"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("%s: the name must end in .png, .pdf or .svg"), path);
      return FALSE;
    }
  return write_file (&writer, path, error);
}

gboolean
yutu_sheet_write_book (YutuSheet *const *sheets,
                       gsize             n_sheets,
                       const char       *path,
                       GCancellable     *cancellable,
                       GError          **error)
{
  Writer writer = { .dpi = YUTU_SHEET_MAX_DPI, .cancellable = cancellable };

  g_return_val_if_fail (n_sheets > 0, FALSE);
  if (!g_str_has_suffix (path, ".pdf"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("%s: the name must end in .pdf"), path);
      return FALSE;
    }
  writer.sheet = sheets[0];
  writer.more = sheets + 1;
  writer.n_more = n_sheets - 1;
  return write_file (&writer, path, error);
}
