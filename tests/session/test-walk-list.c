/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The walk list of a road in the invented county of tests/division, as rows, as text and as a table. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-fixture.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-walk-list.h"
#include "transfer/yutu-source.h"

#define DAY (yutu_day_from_ymd (2024, 6, 1))

typedef struct
{
  County    county;
  YutuFile *file;
  gint64    road;
} Fixture;

static gboolean
add_road (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Fixture  *self = data;
  YutuPoint quad[4];
  const int doors[] = { 1, 3, 9, 2, 2, 50, 3, 3, 11, 11 };
  g_autoptr (YutuShape) line = NULL;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  YutuPlaceNameSpec name = { .name = "八一南街", .name_class = "road", .valid_from = FIRST_DAY };

  county_get_quad (&self->county, 0, quad);
  line = yutu_shape_new_line (quad, 2);
  name.shape = line;
  if (!yutu_place_name_add (connection, &name, &self->road, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      YutuAddressSpec spec = {
        .village = self->county.villages[0],
        .place = self->road,
        .kind = YUTU_ADDRESS_ROAD_DOOR,
        .door = doors[i],
        .room = i < 6 ? NULL : i % 2 == 0 ? "101"
                                          : "102",               /* homes: of a door, and of one that has no row of its own */
        .valid_from = doors[i] == 50 ? "2025-01-01" : FIRST_DAY, /* not there yet */
        .has_point = TRUE,
        .point = { quad[0].x + doors[i] * 1000000, quad[0].y + 1000000 },
      };

      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  county_set_up (&self->county, NULL);
  county_write (&self->county, add_road, self);
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static void
test_rows (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuWalk) walk = yutu_file_load_walk (self->file, self->road, DAY, NULL, &error);
  g_autoptr (GArray) items = NULL;
  g_autofree char    *text = NULL;
  const YutuWalkItem *item = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (walk->doors->len, ==, 6);
  g_assert_cmpfloat (walk->length_m, >, 100);
  items = yutu_walk_list_items (walk);
  g_assert_cmpuint (items->len, ==, 3); /* 5 and 7 are missing, 2 is there twice */
  item = &g_array_index (items, YutuWalkItem, 0);
  g_assert_cmpint (item->kind, ==, YUTU_WALK_MISSING);
  g_assert_cmpint (item->first, ==, 5);
  g_assert_cmpint (item->last, ==, 7);
  g_assert_true (item->has_point && item->id == 0);
  item = &g_array_index (items, YutuWalkItem, 2);
  g_assert_cmpint (item->kind, ==, YUTU_WALK_DOUBLE);
  g_assert_cmpint (item->first, ==, 2);
  g_assert_cmpint (item->id, !=, 0);
  text = yutu_walk_dup_text (walk);
  g_assert_nonnull (strstr (text, "八一南街\tMissing\t5–7\t"));
}

static void
test_table (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuWalk) walk = yutu_file_load_walk (self->file, self->road, DAY, NULL, &error);
  g_autofree char *path = g_build_filename (self->county.folder, "walk.csv", NULL);
  g_autofree char *layer = g_build_filename (self->county.folder, "walk.gpkg", NULL);
  g_autofree char *text = NULL;

  g_assert_true (yutu_walk_save (walk, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Road,Finding,Number"));
  g_assert_nonnull (strstr (text, "八一南街,Twice,2,"));
  g_assert_false (yutu_walk_save (walk, layer, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE);
  g_unlink (path);
}

static void
test_no_road (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yutu_file_load_walk (self->file, 4711, DAY, NULL, &error));
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/walk-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("table", test_table);
  ADD ("no-road", test_no_road);
  return g_test_run ();
}
