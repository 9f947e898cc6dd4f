/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cards, each with a QR code (ISO/IEC 18004) and lines of text, as a page of a book holds them. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;    /* (nullable): what its QR code says; an empty frame without */
  const char *heading; /* large */
  const char *sub;     /* (nullable) */
  const char *small;   /* (nullable): wraps */
  const char *foot;    /* (nullable): wraps, in figures of one width */
} YutuCard;

#define YUTU_CARD_WIDTH_MM  87.0
#define YUTU_CARD_HEIGHT_MM 36.0

/* Its upper left corner at (@x_mm, @y_mm) of a page whose unit is 1/72 inch. Any thread. */
void yutu_sheet_paint_card (const YutuCard *card,
                            cairo_t        *cr,
                            PangoContext   *context,
                            double          x_mm,
                            double          y_mm);

G_END_DECLS
