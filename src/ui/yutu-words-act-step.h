/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the window words an act that is drawn up: kinds, steps, its title. Strings are (transfer full)
 * unless they are const. */
#pragma once

#include "ui/yutu-unit-field.h"

G_BEGIN_DECLS

const char *yutu_words_act_kind (YutuActKind kind);
/* What it is, in one line. */
const char *yutu_words_act_kind_note (YutuActKind kind);
const char *yutu_words_act_do (YutuActDo what);
/* "九峰村 → 汤溪镇，新代码 330702106289". @effect: (nullable), for codes that are proposed. */
char *yutu_words_act_step (const YutuActStep     *step,
                           const YutuUnitChoices *choices,
                           const YutuActEffect   *effect);
/* What an act of such steps is called; NULL while the step that names it is missing. */
char *yutu_words_act_title (const YutuActSpec     *spec,
                            const YutuUnitChoices *choices);
/* "61.4702 km²" */
char *yutu_words_act_area (gint64 area_cm2);
/* "23.5 %" */
char *yutu_words_act_share (gint64 part,
                            gint64 whole);

G_END_DECLS
