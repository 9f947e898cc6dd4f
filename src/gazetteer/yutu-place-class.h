/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Classes of place names (地名类别) that a person enters by pointing at the map, by
 * data/rules/place-classes.csv. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL-terminated, in the order of the file; static. */
const char *const *yutu_place_classes_list (void);
/* The class that the end of @name tells; NULL when none does. Static. */
const char *yutu_place_class_guess (const char *name);

G_END_DECLS
