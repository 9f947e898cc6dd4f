/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"

guint
yutu_demo_place_add (YutuDemo   *demo,
                     const char *name,
                     const char *name_class,
                     int         grade,
                     int         village,
                     YutuShape  *shape)
{
  YutuDemoPlace place = { g_string_chunk_insert_const (demo->strings, name), name_class, grade,
                          village, shape, 0 };

  g_array_append_val (demo->world->places, place);
  return demo->world->places->len - 1;
}

gboolean
yutu_demo_load_stock (YutuDemo   *demo,
                      const char *file,
                      GPtrArray  *names,
                      GError    **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load (file, error);
  YutuRandom random;

  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *name = yutu_demo_table_get (table, i, "name");

      g_ptr_array_add (names, g_string_chunk_insert_const (demo->strings, name));
    }
  yutu_demo_random (demo, file, &random);
  for (guint i = names->len; i > 1; i--)
    {
      guint    k = (guint)yutu_random_below (&random, i);
      gpointer swap = names->pdata[k];

      names->pdata[k] = names->pdata[i - 1];
      names->pdata[i - 1] = swap;
    }
  return TRUE;
}

char *
yutu_demo_proper_name (const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  glong generic = g_str_has_suffix (name, "社区") ? 2 : g_str_has_suffix (name, "村") ? 1
                                                                                      : 0;

  return g_utf8_substring (name, 0, length - generic >= 2 ? length - generic : length);
}

int
yutu_demo_village_near (const YutuDemoWorld *self,
                        YutuDemoXY           point)
{
  int start = 0;
  int village = yutu_demo_land_locate (self, point, &start);
  int triangle = yutu_demo_mesh_locate (self->mesh, point, start);

  for (int e = 3 * triangle; village < 0 && triangle >= 0 && e < 3 * triangle + 3; e++)
    village = self->village[self->mesh->tri[e]];
  return village;
}

void
yutu_demo_road_add (YutuDemo   *demo,
                    const char *name,
                    int         grade,
                    GPtrArray  *lines)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (
    lines->len == 1 ? YUTU_SHAPE_LINE : YUTU_SHAPE_MULTI_LINE);
  guint place;

  for (guint i = 0; i < lines->len; i++)
    {
      GArray *line = g_ptr_array_index (lines, i);

      yutu_shape_builder_begin_part (builder, FALSE);
      for (guint k = 0; k < line->len; k++)
        {
          YutuPoint point = yutu_demo_to_grid (g_array_index (line, YutuDemoXY, k));

          yutu_shape_builder_add (builder, &point, 1);
        }
    }
  place = yutu_demo_place_add (demo, name, "road", grade, -1, yutu_shape_builder_end (builder));
  for (guint i = 0; i < lines->len; i++)
    {
      YutuDemoRoad road = { place, g_array_ref (g_ptr_array_index (lines, i)) };

      g_array_append_val (demo->world->roads, road);
    }
}
