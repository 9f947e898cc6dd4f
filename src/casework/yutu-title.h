/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A title in the languages of the definition. */
typedef struct
{
  const char *zh_cn;
  const char *en;
} YutuTitle;

/* zh_cn when the locale of messages is Chinese, else en. Never NULL. */
const char *yutu_title_get (const YutuTitle *self);

G_END_DECLS
