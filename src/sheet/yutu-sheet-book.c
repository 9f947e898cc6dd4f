/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "sheet/yutu-sheet-book.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "sheet/yutu-sheet-private.h"

#define PAGE_WIDTH_MM  210.0
#define PAGE_HEIGHT_MM 297.0
#define MARGIN_MM      18.0
#define PADDING_MM     1.2
#define LEAST_ROW_MM   7.5
#define RULE_MM        0.2
#define TEXT_PT        9.0

typedef struct
{
  cairo_surface_t    *surface;
  cairo_t            *cr;
  PangoContext       *context;
  const YutuBookPart *part;
  double              y_mm;
  guint               n_pages;
} Book;

static PangoLayout *
new_text (Book       *self,
          const char *text,
          double      size_pt,
          int         weight,
          double      width_mm)
{
  YutuSheetTextSpec spec = { .font = YUTU_SHEET_SANS, .weight = weight, .size_pt = size_pt, .width_mm = width_mm, .align = PANGO_ALIGN_LEFT };

  return yutu_sheet_text_new (self->context, text, &spec);
}

/* A line, or several, below what is there. */
static void
put_text (Book       *self,
          const char *text,
          double      size_pt,
          int         weight)
{
  PangoLayout *layout = new_text (self, text, size_pt, weight, PAGE_WIDTH_MM - 2 * MARGIN_MM);
  double       width_mm = 0, height_mm = 0;

  yutu_sheet_text_measure (layout, &width_mm, &height_mm);
  yutu_sheet_text_draw (layout, self->cr, MARGIN_MM, self->y_mm);
  self->y_mm += height_mm + 2;
  g_object_unref (layout);
}

static void
end_page (Book *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->n_pages);
  PangoLayout     *layout = new_text (self, number, TEXT_PT, PANGO_WEIGHT_NORMAL, 0);
  double           width_mm = 0, height_mm = 0;

  yutu_sheet_text_measure (layout, &width_mm, &height_mm);
  yutu_sheet_text_draw (layout, self->cr, (PAGE_WIDTH_MM - width_mm) / 2, PAGE_HEIGHT_MM - MARGIN_MM + 4);
  g_object_unref (layout);
  cairo_show_page (self->cr);
}

static void
begin_page (Book *self)
{
  cairo_pdf_surface_set_size (self->surface, PAGE_WIDTH_MM * YUTU_SHEET_PT_PER_MM,
                              PAGE_HEIGHT_MM * YUTU_SHEET_PT_PER_MM);
  self->n_pages++;
  self->y_mm = MARGIN_MM;
  yutu_sheet_set_ink (self->cr, 1);
  put_text (self, self->part->title, 16, PANGO_WEIGHT_BOLD);
  if (self->part->subtitle != NULL)
    put_text (self, self->part->subtitle, TEXT_PT, PANGO_WEIGHT_NORMAL);
}

static double
column_width_mm (const YutuBookPart *part,
                 guint               column)
{
  double all = 0;

  for (guint i = 0; i < part->n_columns; i++)
    all += part->widths[i];
  return (PAGE_WIDTH_MM - 2 * MARGIN_MM) * part->widths[column] / all;
}

static double
measure_row_mm (Book *self,
                guint row)
{
  double most_mm = LEAST_ROW_MM;

  for (guint i = 0; i < self->part->n_columns; i++)
    {
      PangoLayout *layout =
        new_text (self, self->part->cells[row * self->part->n_columns + i], TEXT_PT, PANGO_WEIGHT_NORMAL,
                  column_width_mm (self->part, i) - 2 * PADDING_MM);
      double width_mm = 0, height_mm = 0;

      yutu_sheet_text_measure (layout, &width_mm, &height_mm);
      most_mm = MAX (most_mm, height_mm + 2 * PADDING_MM);
      g_object_unref (layout);
    }
  return most_mm;
}

static void
put_row (Book    *self,
         guint    row,
         gboolean is_heading)
{
  double height_mm = measure_row_mm (self, row);
  double x_mm = MARGIN_MM;

  for (guint i = 0; i < self->part->n_columns; i++)
    {
      double        width_mm = column_width_mm (self->part, i);
      YutuSheetRect rect = { x_mm, self->y_mm, width_mm, height_mm };
      PangoLayout  *layout = new_text (self, self->part->cells[row * self->part->n_columns + i], TEXT_PT,
                                      is_heading ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL,
                                       width_mm - 2 * PADDING_MM);

      yutu_sheet_stroke_rect (self->cr, &rect, RULE_MM);
      yutu_sheet_text_draw (layout, self->cr, x_mm + PADDING_MM, self->y_mm + PADDING_MM);
      g_object_unref (layout);
      x_mm += width_mm;
    }
  self->y_mm += height_mm;
}

/* A page that is full goes out; the next one begins under the title. */
static void
put_cards (Book *self)
{
  for (gsize i = 0; i < self->part->n_cards; i++)
    {
      gboolean is_left = i % 2 == 0;

      if (is_left && self->y_mm + YUTU_CARD_HEIGHT_MM > PAGE_HEIGHT_MM - MARGIN_MM)
        {
          end_page (self);
          begin_page (self);
        }
      yutu_sheet_paint_card (&self->part->cards[i], self->cr, self->context,
                             is_left ? MARGIN_MM : PAGE_WIDTH_MM - MARGIN_MM - YUTU_CARD_WIDTH_MM, self->y_mm);
      if (!is_left || i + 1 == self->part->n_cards)
        self->y_mm += YUTU_CARD_HEIGHT_MM;
    }
}

static void
put_part (Book *self)
{
  const YutuBookPart *part = self->part;

  begin_page (self);
  if (part->text != NULL)
    put_text (self, part->text, TEXT_PT, PANGO_WEIGHT_NORMAL);
  for (guint row = 0; row < part->n_rows; row++)
    {
      if (self->y_mm + measure_row_mm (self, row) > PAGE_HEIGHT_MM - MARGIN_MM)
        {
          end_page (self);
          begin_page (self);
          if (part->has_heading)
            put_row (self, 0, TRUE);
        }
      put_row (self, row, part->has_heading && row == 0);
    }
  put_cards (self);
  end_page (self);
}

static void
put_sheet (Book *self)
{
  YutuSheetMeasure measure;

  yutu_sheet_measure (self->part->sheet, &measure);
  cairo_pdf_surface_set_size (self->surface, measure.width_mm * YUTU_SHEET_PT_PER_MM,
                              measure.height_mm * YUTU_SHEET_PT_PER_MM);
  self->n_pages++;
  yutu_sheet_paint (self->part->sheet, self->cr);
  cairo_show_page (self->cr);
}

static gboolean
set_failure (const char *path,
             const char *why,
             GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: cannot be written: %s"), path, why);
  return FALSE;
}

gboolean
yutu_sheet_book_write (const YutuBookPart *parts,
                       gsize               n_parts,
                       const char         *path,
                       guint              *n_pages,
                       GError            **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  Book             book = { 0 };
  cairo_status_t   status;

  if (!g_str_has_suffix (path, ".pdf"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("%s: the name must end in .pdf"), path);
      return FALSE;
    }
  book.surface = cairo_pdf_surface_create (part, PAGE_WIDTH_MM * YUTU_SHEET_PT_PER_MM,
                                           PAGE_HEIGHT_MM * YUTU_SHEET_PT_PER_MM);
  book.cr = cairo_create (book.surface);
  book.context = yutu_sheet_text_context_new ();
  cairo_pdf_surface_set_metadata (book.surface, CAIRO_PDF_METADATA_CREATOR, "Yutu");
  for (gsize i = 0; i < n_parts; i++)
    {
      book.part = &parts[i];
      if (parts[i].sheet != NULL)
        put_sheet (&book);
      else
        put_part (&book);
    }
  cairo_destroy (book.cr);
  cairo_surface_finish (book.surface);
  status = cairo_surface_status (book.surface);
  cairo_surface_destroy (book.surface);
  g_object_unref (book.context);
  if (status != CAIRO_STATUS_SUCCESS || g_rename (part, path) != 0)
    {
      const char *why = status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string (status) : g_strerror (errno);

      g_unlink (part);
      return set_failure (path, why, error);
    }
  if (n_pages != NULL)
    *n_pages = book.n_pages;
  return TRUE;
}
