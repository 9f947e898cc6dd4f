/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-private.h"

#include <string.h>

#include "gazetteer/yutu-pinyin.h"

/* Items are made when somebody asks for them; all share the one array of units. */
struct _YutuUnitItem
{
  GObject     parent;
  GPtrArray  *units; /* YutuDivision, tree order */
  guint       index;
  GListModel *children; /* NULL until asked for, and when there are none */
};

G_DEFINE_FINAL_TYPE (YutuUnitItem, yutu_unit_item, G_TYPE_OBJECT)

#define YUTU_TYPE_UNIT_LIST (yutu_unit_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuUnitList, yutu_unit_list, YUTU, UNIT_LIST, GObject)

/* The units of one parent. */
struct _YutuUnitList
{
  GObject    parent;
  GPtrArray *units;
  GArray    *indexes; /* guint into @units */
};

static GType
yutu_unit_list_get_item_type (GListModel *model)
{
  return YUTU_TYPE_UNIT_ITEM;
}

static guint
yutu_unit_list_get_n_items (GListModel *model)
{
  return YUTU_UNIT_LIST (model)->indexes->len;
}

static gpointer
yutu_unit_list_get_item (GListModel *model,
                         guint       position)
{
  YutuUnitList *self = YUTU_UNIT_LIST (model);
  YutuUnitItem *item = NULL;

  if (position >= self->indexes->len)
    return NULL;
  item = g_object_new (YUTU_TYPE_UNIT_ITEM, NULL);
  item->units = g_ptr_array_ref (self->units);
  item->index = g_array_index (self->indexes, guint, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = yutu_unit_list_get_item_type;
  iface->get_n_items = yutu_unit_list_get_n_items;
  iface->get_item = yutu_unit_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (YutuUnitList,
                               yutu_unit_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
yutu_unit_list_finalize (GObject *object)
{
  YutuUnitList *self = YUTU_UNIT_LIST (object);

  g_ptr_array_unref (self->units);
  g_array_unref (self->indexes);
  G_OBJECT_CLASS (yutu_unit_list_parent_class)->finalize (object);
}

static void
yutu_unit_list_class_init (YutuUnitListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_unit_list_finalize;
}

static void
yutu_unit_list_init (YutuUnitList *self)
{
}

static const YutuDivision *
unit_at (GPtrArray *units,
         guint      index)
{
  return g_ptr_array_index (units, index);
}

static GListModel *
unit_list_new (GPtrArray *units,
               GArray    *indexes)
{
  YutuUnitList *self = g_object_new (YUTU_TYPE_UNIT_LIST, NULL);

  self->units = g_ptr_array_ref (units);
  self->indexes = indexes;
  return G_LIST_MODEL (self);
}

/* In tree order a unit whose parent does not stand before it is at the top. */
GListModel *
yutu_unit_items_new (GPtrArray *units)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *tops = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *unit = unit_at (units, i);

      if (!g_hash_table_contains (seen, &unit->parent))
        g_array_append_val (tops, i);
      g_hash_table_add (seen, (gpointer)&unit->unit);
    }
  return unit_list_new (units, tops);
}

static gboolean
is_leaf (const YutuUnitItem *self)
{
  return self->index + 1 >= self->units->len ||
         unit_at (self->units, self->index + 1)->parent !=
           unit_at (self->units, self->index)->unit;
}

GListModel *
yutu_unit_item_get_children (YutuUnitItem *self)
{
  GArray *indexes = NULL;

  g_return_val_if_fail (YUTU_IS_UNIT_ITEM (self), NULL);

  if (self->children != NULL || is_leaf (self))
    return self->children;
  indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = self->index + 1;
       i < self->units->len &&
       unit_at (self->units, i)->level > unit_at (self->units, self->index)->level;
       i++)
    if (unit_at (self->units, i)->parent == unit_at (self->units, self->index)->unit)
      g_array_append_val (indexes, i);
  self->children = unit_list_new (self->units, indexes);
  return self->children;
}

const YutuDivision *
yutu_unit_item_get_division (YutuUnitItem *self)
{
  g_return_val_if_fail (YUTU_IS_UNIT_ITEM (self), NULL);

  return unit_at (self->units, self->index);
}

static void
yutu_unit_item_finalize (GObject *object)
{
  YutuUnitItem *self = YUTU_UNIT_ITEM (object);

  g_clear_object (&self->children);
  g_ptr_array_unref (self->units);
  G_OBJECT_CLASS (yutu_unit_item_parent_class)->finalize (object);
}

static void
yutu_unit_item_class_init (YutuUnitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yutu_unit_item_finalize;
}

static void
yutu_unit_item_init (YutuUnitItem *self)
{
}

/* ---- What somebody types ---- */

/* "Luodian Zhen" to "luodianzhen" */
static char *
fold_pinyin (const char *pinyin)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = pinyin; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (folded, g_ascii_tolower (*at));
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

gboolean
yutu_name_is_like (const char *name,
                   const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *lower_name = g_utf8_strdown (name, -1);
  g_autoptr (YutuRomanized) romanized = NULL;
  g_autofree char *pinyin = NULL;

  if (strstr (lower_name, lower) != NULL)
    return TRUE;
  if (!g_ascii_isalpha (text[0]))
    return FALSE;
  romanized = yutu_pinyin_romanize (name, NULL);
  pinyin = fold_pinyin (romanized->plain);
  return strstr (pinyin, lower) != NULL || g_str_has_prefix (romanized->initials, lower);
}

gboolean
yutu_unit_is_like (const YutuDivision *unit,
                   const char         *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *pinyin = NULL;

  if ((unit->code != NULL && g_str_has_prefix (unit->code, text)) || yutu_name_is_like (unit->name, text))
    return TRUE;
  if (unit->pinyin == NULL || !g_ascii_isalpha (text[0]))
    return FALSE;
  pinyin = fold_pinyin (unit->pinyin); /* as its file reads it */
  return strstr (pinyin, lower) != NULL;
}
