/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A map that shades what is looked at, and is pointed at as the other views are. Main thread only. */
#pragma once

#include "ui/yutu-coverage.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

/* Until it is detached, @map follows @coverage: colours, unit under the pointer, words beside it. */
void yutu_coverage_attach_map (YutuCoverage *self,
                               YutuMapView  *map);
/* Takes the colours off it again. */
void yutu_coverage_detach_map (YutuCoverage *self,
                               YutuMapView  *map);

G_END_DECLS
