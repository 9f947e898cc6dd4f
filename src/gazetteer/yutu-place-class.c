/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-class.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-table-text.h"
#include "store/yutu-setting.h"

#define KEY     "place-classes"
#define SHIPPED "rules/place-classes.csv"

static const char *const KINDS[] = {
  "road",   "natural-village", "river", "reservoir", "lake",   "hill",   "mountain", "bridge",
  "estate", "park",            "lane",  "station",   "scenic", "building", "division", "committee",
  "other",  NULL,
};

static const struct
{
  unsigned    shape;
  const char *word;
  const char *zh;
} SHAPES[] = {
  { YUTU_DRAWN_POINT, "point", "点" },
  { YUTU_DRAWN_LINE, "line", "线" },
  { YUTU_DRAWN_AREA, "area", "面" },
};

enum
{
  CODE,
  TITLE,
  TITLE_EN,
  GROUP,
  GROUP_TITLE,
  GROUP_TITLE_EN,
  KIND,
  SHAPE,
  TERMS,
  N_CELLS
};

struct _YutuPlaceClasses
{
  int        ref_count;
  GPtrArray *cells; /* GStrv, one a class: what the classes point to */
  GPtrArray *terms; /* GStrv, one a class */
  GArray    *classes;
};

const char *const *
yutu_place_kinds_list (void)
{
  return KINDS;
}

/* ---- Shapes ---- */

char *
yutu_drawn_as_format (unsigned shapes)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    if ((shapes & SHAPES[i].shape) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", SHAPES[i].word);
  return g_string_free (text, FALSE);
}

gboolean
yutu_drawn_as_parse (const char *text,
                     unsigned   *shapes)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  *shapes = 0;
  for (gsize k = 0; words[k] != NULL; k++)
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (SHAPES) && strcmp (words[k], SHAPES[i].word) != 0 && strcmp (words[k], SHAPES[i].zh) != 0)
        i++;
      if (i < G_N_ELEMENTS (SHAPES))
        *shapes |= SHAPES[i].shape;
      else if (*words[k] != '\0')
        return FALSE;
    }
  return TRUE;
}

YutuDrawnAs
yutu_drawn_as_of (YutuShapeKind kind)
{
  if (kind == YUTU_SHAPE_POINT || kind == YUTU_SHAPE_MULTI_POINT)
    return YUTU_DRAWN_POINT;
  return kind == YUTU_SHAPE_POLYGON ? YUTU_DRAWN_AREA : YUTU_DRAWN_LINE;
}

/* ---- Tables ---- */

static YutuPlaceClasses *
new_classes (void)
{
  YutuPlaceClasses *self = g_new0 (YutuPlaceClasses, 1);

  self->ref_count = 1;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->classes = g_array_new (FALSE, FALSE, sizeof (YutuPlaceClass));
  return self;
}

YutuPlaceClasses *
yutu_place_classes_ref (YutuPlaceClasses *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_place_classes_unref (YutuPlaceClasses *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->terms);
  g_array_unref (self->classes);
  g_free (self);
}

/* Takes @cells. */
static gboolean
add_class (YutuPlaceClasses *self,
           GStrv             cells)
{
  YutuPlaceClass class = { 0 };
  GStrv terms = NULL;

  if (g_strv_length (cells) != N_CELLS || *cells[CODE] == '\0' || *cells[TITLE] == '\0' ||
      !g_strv_contains (KINDS, cells[KIND]) || !yutu_drawn_as_parse (cells[SHAPE], &class.shapes))
    {
      g_strfreev (cells);
      return FALSE;
    }
  g_ptr_array_add (self->cells, cells);
  terms = *cells[TERMS] != '\0' ? g_strsplit (cells[TERMS], " ", -1) : g_new0 (char *, 1);
  g_ptr_array_add (self->terms, terms);
  class.code = cells[CODE];
  class.title = cells[TITLE];
  class.title_en = cells[TITLE_EN];
  class.group = cells[GROUP];
  class.group_title = cells[GROUP_TITLE];
  class.group_title_en = cells[GROUP_TITLE_EN];
  class.kind = cells[KIND];
  class.terms = (const char *const *)terms;
  g_array_append_val (self->classes, class);
  return TRUE;
}

YutuPlaceClasses *
yutu_place_classes_parse (const char *text)
{
  g_autoptr (YutuPlaceClasses) self = new_classes ();
  g_autoptr (GPtrArray) rows = yutu_table_text_parse (text);

  for (guint i = 0; i < rows->len; i++)
    if (!add_class (self, g_steal_pointer (&rows->pdata[i])))
      return NULL;
  return self->classes->len > 0 ? g_steal_pointer (&self) : NULL;
}

char *
yutu_place_classes_format (const YutuPlaceClasses *self)
{
  return yutu_table_text_format (self->cells);
}

static YutuPlaceClasses *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (SHIPPED, N_CELLS, &error);
  YutuPlaceClasses *self = new_classes ();

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!add_class (self, g_steal_pointer (&rows->pdata[i])))
      g_warning ("%s: row %u is no class", SHIPPED, i + 1);
  return self;
}

YutuPlaceClasses *
yutu_place_classes_get_shipped (void)
{
  static gsize             once = 0;
  static YutuPlaceClasses *classes = NULL;

  if (g_once_init_enter (&once))
    {
      classes = load_shipped ();
      g_once_init_leave (&once, 1);
    }
  return classes;
}

/* ---- In a file ---- */

YutuPlaceClasses *
yutu_place_classes_load (YutuConnection *connection,
                         GError        **error)
{
  g_autofree char  *text = NULL;
  YutuPlaceClasses *self = NULL;

  if (!yutu_setting_read (connection, KEY, &text, error))
    return NULL;
  if (text != NULL)
    self = yutu_place_classes_parse (text);
  return self != NULL ? self : yutu_place_classes_ref (yutu_place_classes_get_shipped ());
}

gboolean
yutu_place_classes_store (YutuConnection         *connection,
                          const YutuPlaceClasses *self,
                          GError                **error)
{
  g_autofree char *text = self != NULL ? yutu_place_classes_format (self) : NULL;

  return yutu_setting_write (connection, KEY, text, error);
}

/* ---- Finding ---- */

guint
yutu_place_classes_count (const YutuPlaceClasses *self)
{
  return self->classes->len;
}

const YutuPlaceClass *
yutu_place_classes_get (const YutuPlaceClasses *self,
                        guint                   i)
{
  return &g_array_index (self->classes, YutuPlaceClass, i);
}

const YutuPlaceClass *
yutu_place_classes_find (const YutuPlaceClasses *self,
                         const char             *code)
{
  for (guint i = 0; code != NULL && i < self->classes->len; i++)
    if (strcmp (yutu_place_classes_get (self, i)->code, code) == 0)
      return yutu_place_classes_get (self, i);
  return NULL;
}

const YutuPlaceClass *
yutu_place_classes_find_kind (const YutuPlaceClasses *self,
                              const char             *kind)
{
  for (guint i = 0; kind != NULL && i < self->classes->len; i++)
    if (strcmp (yutu_place_classes_get (self, i)->kind, kind) == 0)
      return yutu_place_classes_get (self, i);
  return NULL;
}

const YutuPlaceClass *
yutu_place_classes_find_written (const YutuPlaceClasses *self,
                                 const char             *text)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (self, i);

      if (g_ascii_strcasecmp (class->code, text) == 0 || strcmp (class->title, text) == 0 ||
          (*class->title_en != '\0' && g_ascii_strcasecmp (class->title_en, text) == 0) ||
          g_strv_contains (class->terms, text))
        return class;
    }
  return NULL;
}

const YutuPlaceClass *
yutu_place_classes_guess (const YutuPlaceClasses *self,
                          const char             *name,
                          unsigned                shapes)
{
  const YutuPlaceClass *best = NULL;
  gsize                 longest = 0;

  for (guint i = 0; i < self->classes->len; i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (self, i);

      for (gsize k = 0; (class->shapes & shapes) != 0 && class->terms[k] != NULL; k++)
        if (strlen (class->terms[k]) > longest && strlen (class->terms[k]) < strlen (name) &&
            g_str_has_suffix (name, class->terms[k]))
          {
            best = class;
            longest = strlen (class->terms[k]);
          }
    }
  return best;
}

const char *
yutu_place_class_guess (const char *name)
{
  const YutuPlaceClass *class = yutu_place_classes_guess (
    yutu_place_classes_get_shipped (), name, YUTU_DRAWN_POINT | YUTU_DRAWN_LINE | YUTU_DRAWN_AREA);

  return class != NULL ? class->kind : NULL;
}
