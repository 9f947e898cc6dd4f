/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Standard place names (标准地名) as the map and the panels need them. Inside yutu_store_read(), on its
 * thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64     id;
  char      *name;
  char      *name_class; /* natural-village road river reservoir hill bridge estate … */
  int        grade;
  char      *status;
  gint64     division; /* unit; 0 none */
  YutuDay    valid_from;
  YutuDay    valid_to;
  YutuShape *shape; /* NULL: none known */
  gboolean   has_point;
  YutuPoint  point; /* where its label or symbol stands: on the line, in the area */
} YutuPlaceName;

void yutu_place_name_free (YutuPlaceName *self);

/* Names of one of @classes (NULL-terminated; NULL: all) valid on @day (YUTU_DAY_INVALID: any)
 * whose box touches @box (empty: everywhere), by class, grade, id. Element type YutuPlaceName. */
GPtrArray *yutu_place_name_list (YutuConnection    *connection,
                                 const char *const *classes,
                                 YutuBox            box,
                                 YutuDay            day,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* *place is NULL when there is none of that id. */
gboolean yutu_place_name_load (YutuConnection *connection,
                               gint64          id,
                               YutuPlaceName **place,
                               GError        **error);

/* Everything known of it, for showing: pairs of key and text in the register's order, empty ones
 * left out (an open end too). Keys are column names, and "fields.KEY" for the rest; a unit or a
 * place name is given by its name. Empty when there is none of that id. */
typedef struct
{
  char *key;
  char *text;
} YutuPlaceFact;

void       yutu_place_fact_free (YutuPlaceFact *self);
GPtrArray *yutu_place_name_list_facts (YutuConnection *connection,
                                       gint64          id,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where a label of @shape stands: the point, the middle of the longest line part, a point inside
 * the greatest area. FALSE for an empty shape. Any thread. */
gboolean yutu_place_label_point (const YutuShape *shape,
                                 YutuPoint       *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlaceName, yutu_place_name_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlaceFact, yutu_place_fact_free)

G_END_DECLS
