/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The layers of the map (图层) with their switches, and the legend. Main thread only. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

#define YUTU_TYPE_LAYER_LIST (yutu_layer_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuLayerList, yutu_layer_list, YUTU, LAYER_LIST, AdwBin)

/* Property groups: uint, YutuMapGroup or-ed; bind it both ways to the map's. */

/* Their registers are the legend of the facilities. */
void yutu_layer_list_set_modules (YutuLayerList     *self,
                                  const YutuModules *modules);

G_END_DECLS
