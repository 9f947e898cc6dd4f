/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The program with a window: one window a file. Main thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YUTU_TYPE_APPLICATION (yutu_application_get_type ())
G_DECLARE_FINAL_TYPE (YutuApplication, yutu_application, YUTU, APPLICATION, AdwApplication)

YutuApplication *yutu_application_new (void);

G_END_DECLS
