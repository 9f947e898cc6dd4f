/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-map.h"

G_BEGIN_DECLS

/* What is read by itself when only its tables changed. */
typedef enum
{
  YUTU_MAP_PART_DIVISIONS = 1 << 0,
  YUTU_MAP_PART_NAMES = 1 << 1, /* lines too */
  YUTU_MAP_PART_FACILITIES = 1 << 2,
  YUTU_MAP_PART_PILLARS = 1 << 3,
  YUTU_MAP_PART_ADDRESSES = 1 << 4,
} YutuMapPart;

#define YUTU_MAP_PART_ALL 0x1f

/* The parts that a write of @tables makes stale. */
unsigned yutu_map_parts_of_tables (const char *const *tables);

/* As yutu_file_load_map(); what is not in @parts is taken over from @previous, which must be of the
 * same day and CRS. NULL: everything is read. */
YutuMapLayers *yutu_file_reload_map (YutuFile            *self,
                                     const YutuModules   *modules,
                                     YutuDay              day,
                                     int                  epsg,
                                     const YutuMapLayers *previous,
                                     unsigned             parts,
                                     GCancellable        *cancellable,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether they are those of @day in @epsg. */
gboolean yutu_map_layers_stand_on (const YutuMapLayers *self,
                                   YutuDay              day,
                                   int                  epsg);

/* What the layers of @groups hold. */
typedef struct
{
  gint64 features;
  gint64 vertices;
} YutuMapSize;

YutuMapSize yutu_map_layers_measure (const YutuMapLayers *self,
                                     unsigned             groups);

/* ---- The divisions (yutu-map-divisions.c) ---- */

/* @snap: (nullable) (out): the lines that divide units. */
YutuDivisionLayer *yutu_map_divisions_load (YutuFile       *file,
                                            YutuDay         day,
                                            int             epsg,
                                            YutuMapSize    *units,
                                            YutuMapSize    *arcs,
                                            YutuSnapIndex **snap,
                                            GCancellable   *cancellable,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Pillars (yutu-map-pillars.c) ---- */

/* Into @symbols those of @day, of @line alone or of all (0). @snaps, @size: (nullable): as well. */
gboolean yutu_map_pillars_read (YutuConnection         *connection,
                                const char             *day,
                                gint64                  line,
                                YutuSymbolLayerBuilder *symbols,
                                YutuSnapBuilder        *snaps,
                                YutuMapSize            *size,
                                GError                **error);
/* Those of a line for a sheet that is about it: seen at every scale. */
YutuSymbolLayer *yutu_map_pillars_load (YutuFile     *file,
                                        gint64        line,
                                        YutuDay       day,
                                        int           epsg,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The address points (yutu-map-addresses.c) ---- */

/* Asks @file for points and door numbers as they stand on @day. */
YutuPointLayer *yutu_map_addresses_new (YutuFile *file,
                                        YutuDay   day) G_GNUC_WARN_UNUSED_RESULT;
/* See yutu_map_layers_hold_addresses(). @layer is one of those. */
gboolean yutu_map_addresses_hold (YutuPointLayer *layer,
                                  GCancellable   *cancellable,
                                  GError        **error);

G_END_DECLS
