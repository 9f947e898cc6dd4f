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
#define YUTU_DEMO_FIRST_DAY   "2020-01-01"
#define YUTU_DEMO_DAY_BEFORE  "2021-10-20"
#define YUTU_DEMO_ACT_DAY     "2021-10-21"

/* The same for the same seed and purpose. */
char *yutu_demo_make_uuid (const YutuDemo *demo,
                           const char     *purpose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
