/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tools of the Edit workspace that change land: how each is taken up, what is drawn with it on the demo
 * county, and what its form is filled with. */
#pragma once

#include "edit-fixture.h"

#define EDIT_MAX_POINTS 4

typedef struct
{
  const char *id;
  const char *button;                                                    /* of the strip: a tool, or an action of the window */
  const char *keys;                                                      /* on the map */
  const char *subject;                                                   /* the unit that is chosen; NULL: a line */
  guint (*plan) (const EditDay *day, YutuPoint points[EDIT_MAX_POINTS]); /* NULL: nothing is drawn */
  const char *way;                                                       /* of a ring: its words */
  guint       n_way;                                                     /* and how far it is from the first one */
  const char *name;                                                      /* of what is new; NULL: nothing is */
  const char *other;                                                     /* NULL: nobody else has to do with it */
  gboolean    has_form;
} EditTool;

gsize           edit_count_tools (void);
const EditTool *edit_get_tool_at (gsize i);
const EditTool *edit_find_tool (const char *id);
