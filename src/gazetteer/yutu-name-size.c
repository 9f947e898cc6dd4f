/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-name-size.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-table-text.h"
#include "store/yutu-setting.h"

#define KEY     "name-sizes"
#define SHIPPED "rules/naming-sizes.csv"

enum
{
  TERM,
  NEED,
  FIGURE,
  BOUND,
  LEAST,
  IN_FORCE,
  PLACE,
  VALID_FROM,
  VALID_TO,
  BASIS,
  N_CELLS
};

struct _YutuNameSizes
{
  int        ref_count;
  GPtrArray *cells; /* GStrv, one a limit: what the limits point to */
  GArray    *sizes; /* of YutuNameSize */
};

/* ---- Figures ---- */

static const struct
{
  const char *text;
  const char *zh[3];
} FIGURES[YUTU_N_FIGURES] = {
  [YUTU_FIGURE_FLOORS] = { "floors", { "层数", "地上层数", NULL } },
  [YUTU_FIGURE_HEIGHT_M] = { "height_m", { "高度", "建筑高度", NULL } },
  [YUTU_FIGURE_FLOOR_AREA_M2] = { "floor_area_m2", { "建筑面积", "总建筑面积", NULL } },
  [YUTU_FIGURE_LAND_AREA_M2] = { "land_area_m2", { "占地面积", "用地面积", NULL } },
  [YUTU_FIGURE_OPEN_AREA_M2] = { "open_area_m2", { "露天场地面积", "公共场地面积", NULL } },
  [YUTU_FIGURE_GREEN_PERCENT] = { "green_percent", { "绿地率", NULL, NULL } },
  [YUTU_FIGURE_LENGTH_M] = { "length_m", { "长度", NULL, NULL } },
  [YUTU_FIGURE_WIDTH_M] = { "width_m", { "宽度", NULL, NULL } },
};

const char *
yutu_figure_to_text (YutuFigure self)
{
  return FIGURES[self].text;
}

gboolean
yutu_figure_from_text (const char *text,
                       YutuFigure *self)
{
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    if (strcmp (FIGURES[i].text, text) == 0 || g_strv_contains (FIGURES[i].zh, text))
      {
        *self = i;
        return TRUE;
      }
  return FALSE;
}

/* ---- Tables ---- */

static YutuNameSizes *
new_sizes (void)
{
  YutuNameSizes *self = g_new0 (YutuNameSizes, 1);

  self->ref_count = 1;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (YutuNameSize));
  return self;
}

YutuNameSizes *
yutu_name_sizes_ref (YutuNameSizes *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_name_sizes_unref (YutuNameSizes *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->cells);
  g_array_unref (self->sizes);
  g_free (self);
}

static gboolean
read_numbers (const GStrv   cells,
              YutuNameSize *size)
{
  char *need_end = NULL, *least_end = NULL;

  size->need = (int)CLAMP (strtol (cells[NEED], &need_end, 10), 0, 1000);
  size->least = g_ascii_strtod (cells[LEAST], &least_end);
  size->from = yutu_day_parse (cells[VALID_FROM]);
  size->to = yutu_day_parse (cells[VALID_TO]);
  return *need_end == '\0' && size->need > 0 && least_end != cells[LEAST] && *least_end == '\0' && isfinite (size->least) &&
         size->least >= 0 && size->from != YUTU_DAY_INVALID && size->to != YUTU_DAY_INVALID && size->from < size->to;
}

/* Takes @cells. */
static gboolean
add_size (YutuNameSizes *self,
          GStrv          cells)
{
  YutuNameSize size = { 0 };

  if (g_strv_length (cells) != N_CELLS || *cells[TERM] == '\0' || !yutu_figure_from_text (cells[FIGURE], &size.figure) ||
      !read_numbers (cells, &size))
    {
      g_strfreev (cells);
      return FALSE;
    }
  g_ptr_array_add (self->cells, cells);
  size.term = cells[TERM];
  size.is_more = strcmp (cells[BOUND], "more") == 0;
  size.is_in_force = strcmp (cells[IN_FORCE], "yes") == 0;
  size.place = cells[PLACE];
  size.basis = g_intern_string (cells[BASIS]); /* findings outlive the table */
  g_array_append_val (self->sizes, size);
  return TRUE;
}

YutuNameSizes *
yutu_name_sizes_parse (const char *text)
{
  g_autoptr (YutuNameSizes) self = new_sizes ();
  g_autoptr (GPtrArray) rows = yutu_table_text_parse (text);

  for (guint i = 0; i < rows->len; i++)
    if (!add_size (self, g_steal_pointer (&rows->pdata[i])))
      return NULL;
  return g_steal_pointer (&self);
}

char *
yutu_name_sizes_format (const YutuNameSizes *self)
{
  return yutu_table_text_format (self->cells);
}

YutuNameSizes *
yutu_name_sizes_choose (const YutuNameSizes *self,
                        const char          *place)
{
  g_autoptr (YutuNameSizes) chosen = new_sizes ();
  gboolean has_any = FALSE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GStrv    cells = g_strdupv (self->cells->pdata[i]);
      gboolean is_of_place = strcmp (cells[PLACE], place) == 0;

      has_any = has_any || is_of_place;
      g_free (cells[IN_FORCE]);
      cells[IN_FORCE] = g_strdup (is_of_place ? "yes" : "no");
      if (!add_size (chosen, cells))
        g_assert_not_reached (); /* it was one */
    }
  return has_any ? g_steal_pointer (&chosen) : NULL;
}

static YutuNameSizes *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (SHIPPED, N_CELLS, &error);
  YutuNameSizes *self = new_sizes ();

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!add_size (self, g_steal_pointer (&rows->pdata[i])))
      g_warning ("%s: row %u is no limit", SHIPPED, i + 1);
  return self;
}

YutuNameSizes *
yutu_name_sizes_get_shipped (void)
{
  static gsize          once = 0;
  static YutuNameSizes *sizes = NULL;

  if (g_once_init_enter (&once))
    {
      sizes = load_shipped ();
      g_once_init_leave (&once, 1);
    }
  return sizes;
}

/* ---- In a file ---- */

YutuNameSizes *
yutu_name_sizes_load (YutuConnection *connection,
                      GError        **error)
{
  g_autofree char *text = NULL;
  YutuNameSizes   *self = NULL;

  if (!yutu_setting_read (connection, KEY, &text, error))
    return NULL;
  if (text != NULL)
    self = yutu_name_sizes_parse (text);
  return self != NULL ? self : yutu_name_sizes_ref (yutu_name_sizes_get_shipped ());
}

gboolean
yutu_name_sizes_store (YutuConnection      *connection,
                       const YutuNameSizes *self,
                       GError             **error)
{
  g_autofree char *text = self != NULL ? yutu_name_sizes_format (self) : NULL;

  return yutu_setting_write (connection, KEY, text, error);
}

guint
yutu_name_sizes_count (const YutuNameSizes *self)
{
  return self->sizes->len;
}

const YutuNameSize *
yutu_name_sizes_get (const YutuNameSizes *self,
                     guint                i)
{
  return &g_array_index (self->sizes, YutuNameSize, i);
}

unsigned
yutu_name_sizes_list_figures (const YutuNameSizes *self,
                              YutuDay              day)
{
  unsigned figures = 0;

  for (guint i = 0; i < self->sizes->len; i++)
    {
      const YutuNameSize *size = yutu_name_sizes_get (self, i);

      if (size->is_in_force && size->from <= day && day < size->to)
        figures |= 1u << size->figure;
    }
  return figures;
}
