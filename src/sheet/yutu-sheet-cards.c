/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "sheet/yutu-sheet-cards.h"

#include <glib/gi18n.h>
#include <qrencode.h>

#include "sheet/yutu-sheet-private.h"

#define PADDING_MM 3.0
#define QR_MM      28.0
#define QUIET      4 /* light modules around the code (ISO/IEC 18004, 5.3.8) */
#define RULE_MM    0.2
#define GAP_MM     0.8

/* The modules of the QR code of @text, level M, row by row, non-zero where one is dark; *size of them on a side.
 * NULL with G_IO_ERROR_INVALID_DATA for a text that has no room in one (more than 2,331 bytes) or is empty. Any
 * thread. */
static guint8 *
sheet_make_qr (const char *text,
               guint      *size,
               GError    **error)
{
  QRcode *code = *text != '\0' ? QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;
  guint8 *modules = NULL;

  if (code == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("a QR code cannot hold a text of %zu bytes"), strlen (text));
      return NULL;
    }
  *size = (guint)code->width;
  modules = g_new (guint8, (gsize)code->width * (gsize)code->width);
  for (gsize i = 0; i < (gsize)code->width * (gsize)code->width; i++)
    modules[i] = code->data[i] & 1;
  QRcode_free (code);
  return modules;
}

/* One path, so that no hairlines stand between the modules. */
static void
paint_qr (const char *text,
          cairo_t    *cr,
          double      x_mm,
          double      y_mm)
{
  guint              size = 0;
  g_autofree guint8 *modules = sheet_make_qr (text, &size, NULL);
  double             step = QR_MM * YUTU_SHEET_PT_PER_MM / (size + 2 * QUIET);

  if (modules == NULL)
    return;
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint row = 0; row < size; row++)
    for (guint column = 0; column < size;)
      {
        guint begin = column;

        while (column < size && modules[row * size + column] != 0)
          column++;
        if (column > begin)
          cairo_rectangle (cr, x_mm * YUTU_SHEET_PT_PER_MM + (begin + QUIET) * step,
                           y_mm * YUTU_SHEET_PT_PER_MM + (row + QUIET) * step, (column - begin) * step, step);
        else
          column++;
      }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Below what is there; *y_mm goes down. */
static void
put_line (cairo_t      *cr,
          PangoContext *context,
          const char   *text,
          double        size_pt,
          int           weight,
          double        x_mm,
          double       *y_mm)
{
  YutuSheetTextSpec spec = { .font = YUTU_SHEET_SANS,
                             .weight = weight,
                             .size_pt = size_pt,
                             .width_mm = YUTU_CARD_WIDTH_MM - QR_MM - 2 * PADDING_MM,
                             .align = PANGO_ALIGN_LEFT };
  PangoLayout      *layout = NULL;
  double            width_mm = 0, height_mm = 0;

  if (text == NULL || *text == '\0')
    return;
  layout = yutu_sheet_text_new (context, text, &spec);
  yutu_sheet_text_measure (layout, &width_mm, &height_mm);
  yutu_sheet_text_draw (layout, cr, x_mm, *y_mm);
  *y_mm += height_mm + GAP_MM;
  g_object_unref (layout);
}

void
yutu_sheet_paint_card (const YutuCard *card,
                       cairo_t        *cr,
                       PangoContext   *context,
                       double          x_mm,
                       double          y_mm)
{
  YutuSheetRect rect = { x_mm, y_mm, YUTU_CARD_WIDTH_MM, YUTU_CARD_HEIGHT_MM };
  YutuSheetRect frame = { x_mm + PADDING_MM / 2, y_mm + PADDING_MM, QR_MM, QR_MM };
  double        text_x_mm = frame.x + QR_MM + PADDING_MM / 2;
  double        text_y_mm = y_mm + PADDING_MM;

  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_stroke_rect (cr, &rect, RULE_MM);
  if (card->code != NULL)
    paint_qr (card->code, cr, frame.x, frame.y);
  else
    yutu_sheet_stroke_rect (cr, &frame, RULE_MM);
  yutu_sheet_set_ink (cr, 1);
  put_line (cr, context, card->heading, 13, PANGO_WEIGHT_BOLD, text_x_mm, &text_y_mm);
  put_line (cr, context, card->sub, 8, PANGO_WEIGHT_NORMAL, text_x_mm, &text_y_mm);
  put_line (cr, context, card->small, 6.5, PANGO_WEIGHT_NORMAL, text_x_mm, &text_y_mm);
  put_line (cr, context, card->foot, 6.5, PANGO_WEIGHT_NORMAL, text_x_mm, &text_y_mm);
}
