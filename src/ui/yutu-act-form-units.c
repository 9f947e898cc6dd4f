/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The units of the day that a change may be about. */

#include "ui/yutu-act-form-private.h"

typedef gboolean (*UnitFunc) (const YutuDivision *division,
                              const YutuDivision *parent,
                              gpointer            data);

/* TRUE: @func said that it is enough. */
static gboolean
walk_units (GListModel         *model,
            const YutuDivision *parent,
            UnitFunc            func,
            gpointer            data)
{
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (YutuUnitItem) item = g_list_model_get_item (model, i);
      const YutuDivision *division = yutu_unit_item_get_division (item);

      if (func (division, parent, data) || walk_units (yutu_unit_item_get_children (item), division, func, data))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  gint64 unit;
  char  *name;
  int    level;
  gint64 parent;
} UnitWish;

static gboolean
note_unit (const YutuDivision *division,
           const YutuDivision *parent,
           gpointer            data)
{
  UnitWish *wish = data;

  if (division->unit != wish->unit)
    return FALSE;
  wish->name = g_strdup (division->name);
  wish->level = division->level;
  wish->parent = division->parent;
  return TRUE;
}

char *
yutu_act_form_dup_unit_name (YutuSession *session,
                             gint64       unit)
{
  UnitWish wish = { .unit = unit };

  walk_units (yutu_session_get_units (session), NULL, note_unit, &wish);
  return wish.name;
}

gboolean
yutu_act_form_take_unit (YutuActForm *self,
                         gint64       unit)
{
  UnitWish wish = { .unit = unit };

  if (!walk_units (yutu_session_get_units (self->session), NULL, note_unit, &wish))
    return FALSE;
  g_free (self->unit_name);
  self->unit_name = wish.name;
  self->unit = unit;
  self->level = wish.level;
  self->parent = wish.parent;
  return TRUE;
}

/* ---- Choices ---- */

typedef struct
{
  YutuActForm *form;
  int          level;
  gint64       first_parent; /* units under it come first */
  gboolean     is_first;
  gint64       without;
} ListWish;

static gboolean
list_unit (const YutuDivision *division,
           const YutuDivision *parent,
           gpointer            data)
{
  ListWish  *wish = data;
  YutuChoice choice;
  char      *title = NULL;

  if (division->level != wish->level || division->unit == wish->without ||
      (division->parent == wish->first_parent) != wish->is_first)
    return FALSE;
  title = parent != NULL && !wish->is_first ? g_strdup_printf ("%s · %s", division->name, parent->name)
                                            : g_strdup (division->name);
  choice = (YutuChoice){ g_strdup_printf ("%" G_GINT64_FORMAT, division->unit), { title, title } };
  g_array_append_val (wish->form->units, choice);
  return FALSE;
}

static void
clear_choice (gpointer data)
{
  YutuChoice *choice = data;

  g_free ((char *)choice->id);
  g_free ((char *)choice->title.zh_cn);
}

/* Those of the level, under the same unit first. */
static void
list_units (YutuActForm *self,
            int          level,
            gint64       first_parent,
            gint64       without)
{
  ListWish wish = { self, level, first_parent, TRUE, without };

  self->units = g_array_new (FALSE, FALSE, sizeof (YutuChoice));
  g_array_set_clear_func (self->units, clear_choice);
  walk_units (yutu_session_get_units (self->session), NULL, list_unit, &wish);
  wish.is_first = FALSE;
  walk_units (yutu_session_get_units (self->session), NULL, list_unit, &wish);
}

typedef struct
{
  gint64 unit;
  int    level; /* of the finest under it */
} DepthWish;

static gboolean
note_depth (const YutuDivision *division,
            const YutuDivision *parent,
            gpointer            data)
{
  DepthWish *wish = data;

  if (division->parent == wish->unit && division->level > wish->level)
    {
      wish->level = division->level;
      wish->unit = division->unit; /* and on, below the first */
    }
  return FALSE;
}

/* Of the finest units under it. */
static int
find_depth (YutuActForm *self)
{
  DepthWish depth = { self->unit, self->level };

  walk_units (yutu_session_get_units (self->session), NULL, note_depth, &depth);
  return depth.level;
}

gboolean
yutu_act_form_is_finest (YutuActForm *self)
{
  return find_depth (self) == self->level;
}

void
yutu_act_form_list_units (YutuActForm *self)
{
  UnitWish upper = { .unit = self->parent };
  int      depth;

  if (self->kind == YUTU_ACT_WISH_PLACE)
    {
      walk_units (yutu_session_get_units (self->session), NULL, note_unit, &upper);
      list_units (self, self->level - 1, upper.parent, self->parent);
      g_free (upper.name);
      return;
    }
  if (self->way == YUTU_ACT_FORM_ACT)
    {
      list_units (self, self->level, self->parent, self->unit);
      return;
    }
  /* land is the finest unit's: of villages, where there are some */
  depth = find_depth (self);
  list_units (self, depth, depth > self->level ? self->unit : self->parent,
              self->is_outside ? 0 : self->unit);
}
