/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Parts of yutu_file_render(). */
#pragma once

#include "session/yutu-comparison.h"
#include "session/yutu-map.h"

G_BEGIN_DECLS

#define YUTU_RENDER_MARGIN_PX 24.0

/* Paints the map with its labels, a scale bar and a north arrow; returns the number of labels. @sketch:
 * (nullable): over the land, under the labels. */
gsize yutu_render_paint_map (const YutuScene  *scene,
                             const YutuSketch *sketch,
                             const YutuView   *view,
                             const YutuStyle  *style,
                             cairo_t          *cr);

/* Two days. @view: of the whole picture, with the CRS of the comparison. */
gboolean yutu_render_paint_days (const YutuComparison *comparison,
                                 const YutuRenderSpec *spec,
                                 const YutuView       *view,
                                 YutuStyle            *style,
                                 cairo_t              *cr,
                                 YutuRenderResult     *result,
                                 GError              **error);

G_END_DECLS
