/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-divisions-private.h"

#include "division/yutu-division-extent.h"
#include "gazetteer/yutu-gazetteer-write.h"

#include <string.h>

static gboolean
write_places (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  YutuDemo *demo = data;
  GArray   *places = demo->world->places;

  for (guint i = 0; i < places->len; i++)
    {
      YutuDemoPlace    *place = &g_array_index (places, YutuDemoPlace, i);
      YutuPlaceNameSpec spec = {
        .name = place->name,
        .name_class = place->name_class,
        .grade = place->grade,
        .valid_from = YUTU_DEMO_FIRST_DAY,
        .shape = place->shape,
      };
      g_auto (YutuDivisionExtent) extent = { 0 };
      g_autofree char *crossed = NULL;

      if (!yutu_division_find_extent (connection, place->shape, YUTU_DEMO_FIRST_DAY, &extent, error))
        return FALSE;
      crossed = yutu_division_extent_dup_names (&extent);
      spec.division = extent.unit;
      spec.crossed = crossed;
      if (!yutu_place_name_add (connection, &spec, &place->id, error))
        return FALSE;
      if (strcmp (place->name_class, "reservoir") == 0)
        g_array_append_val (demo->reservoirs, place->id);
    }
  return TRUE;
}

gboolean
yutu_demo_add_names (YutuDemo *demo,
                     GError  **error)
{
  YutuEntrySpec entry = {
    .kind = "demo-names",
    .title = "演示县：地名",
    .actor = YUTU_DEMO_ACTOR,
    .bulk = TRUE,
  };

  g_autoptr (GArray) hamlets = g_array_new (FALSE, FALSE, sizeof (int));

  if (!yutu_progress_step (demo->progress, "names", 0, 0, error) ||
      !yutu_demo_rivers_make (demo, error) || !yutu_demo_reservoirs_make (demo, error) ||
      !yutu_demo_hills_make (demo, error) || !yutu_demo_hamlets_make (demo, hamlets, error))
    return FALSE;
  yutu_demo_roads_make (demo, hamlets);
  return yutu_demo_streets_make (demo, error) && yutu_demo_estates_make (demo, error) &&
         yutu_store_write (demo->store, &entry, write_places, demo, NULL, NULL, error);
}
