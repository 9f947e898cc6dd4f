/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the makers of units and lines share. */
#pragma once

#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"
#include "division/yutu-division.h"

G_BEGIN_DECLS

#define YUTU_DEMO_COUNTY_CODE "330702"
#define YUTU_DEMO_COUNTY_NAME "婺城区"
#define YUTU_DEMO_SOURCE      "演示数据，界线为虚构"
#define YUTU_DEMO_LAND_DAY    "2019-01-01" /* of the units */
#define YUTU_DEMO_FIRST_DAY   "2020-01-01" /* of what lies on their land */
#define YUTU_DEMO_DAY_BEFORE  "2021-10-20"
#define YUTU_DEMO_ACT_DAY     "2021-10-21"

/* The same for the same seed and purpose. */
char *yutu_demo_make_uuid (const YutuDemo *demo,
                           const char     *purpose) G_GNUC_WARN_UNUSED_RESULT;

gboolean yutu_demo_write_settings (YutuConnection *connection,
                                   GError        **error);

/* ---- yutu-demo-past.c ---- */

/* Fills former; the villages have their names. */
gboolean yutu_demo_past_load (YutuDemo *demo,
                              GError  **error);
/* The village of each site on the first day of the land: those that were merged behind those of today. */
int *yutu_demo_past_dup_labels (YutuDemo *demo) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) */
YutuDemoFormer *yutu_demo_past_get_merged (const YutuDemo *demo,
                                           guint           index);
/* How many lived on the land that a village of today had then. */
gint64 yutu_demo_past_get_people (const YutuDemo *demo,
                                  gsize           village);
/* Carries out the acts that end them. */
gboolean yutu_demo_past_end (YutuDemo *demo,
                             GError  **error);

G_END_DECLS
