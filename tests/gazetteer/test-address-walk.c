/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors along a straight road that runs east, odd numbers on its north side. */

#include "gazetteer/yutu-address-walk.h"

#include <string.h>

#define X0  119600000000
#define Y0  29000000000
#define PER 100000 /* grid steps of 0.0001°: about 9.7 m east, 11.1 m north */

/* @at: tens of metres east; @north: on that side. */
static void
add (GArray     *doors,
     gint64      id,
     int         door,
     int         at,
     gboolean    north,
     const char *sub)
{
  YutuWalkDoor one = {
    .id = id,
    .village = 1,
    .door = door,
    .sub = g_strdup (sub),
    .has_point = TRUE,
    .point = { X0 + (gint64)at * PER, Y0 + (north ? PER : -PER) },
  };

  g_array_append_val (doors, one);
}

static YutuShape *
make_road (void)
{
  const YutuPoint points[] = { { X0, Y0 }, { X0 + 100 * PER, Y0 } };

  return yutu_shape_new_line (points, G_N_ELEMENTS (points));
}

static const YutuWalkDoor *
find (const GArray *doors,
      gint64        id)
{
  for (guint i = 0; i < doors->len; i++)
    if (g_array_index ((GArray *)doors, YutuWalkDoor, i).id == id)
      return &g_array_index ((GArray *)doors, YutuWalkDoor, i);
  g_assert_not_reached ();
}

/* Odd numbers 1 … 39, even ones 2 … 40. */
static GArray *
make_doors (void)
{
  GArray *doors = yutu_walk_doors_new ();

  for (int i = 0; i < 20; i++)
    {
      add (doors, 100 + i, 2 * i + 1, 4 * i, TRUE, NULL);
      add (doors, 200 + i, 2 * i + 2, 4 * i + 1, FALSE, NULL);
    }
  return doors;
}

static void
test_in_order (void)
{
  g_autoptr (GArray) doors = make_doors ();
  g_autoptr (YutuShape) road = make_road ();
  g_autoptr (GArray) gaps = NULL;

  yutu_walk_judge (doors, road);
  gaps = yutu_walk_list_gaps (doors);
  g_assert_cmpuint (gaps->len, ==, 0);
  for (guint i = 0; i < doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (doors, YutuWalkDoor, i);

      g_assert_true (door->is_placed);
      g_assert_cmpfloat_with_epsilon (door->distance_m, 11.08, 0.05);
      g_assert_cmpint (door->side, ==, door->door % 2 == 1 ? 1 : -1);
      g_assert_false (door->is_out_of_order || door->is_on_other_side || door->is_double);
      if (i > 0)
        g_assert_cmpfloat (door->along_m, >=, g_array_index (doors, YutuWalkDoor, i - 1).along_m);
    }
}

/* Each fault is told of the door that has it, and of no other. */
static void
test_faults (void)
{
  g_autoptr (GArray) doors = make_doors ();
  g_autoptr (YutuShape) road = make_road ();
  guint n[3] = { 0 };

  add (doors, 1, 99, 22, TRUE, NULL);  /* between 11 and 13 */
  add (doors, 2, 43, 82, FALSE, NULL); /* odd, with the even ones */
  add (doors, 3, 7, 12, TRUE, NULL);   /* 7 is there */
  add (doors, 4, 7, 12, TRUE, "3");    /* this one is not */
  yutu_walk_judge (doors, road);
  for (guint i = 0; i < doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (doors, YutuWalkDoor, i);

      n[0] += door->is_out_of_order;
      n[1] += door->is_on_other_side;
      n[2] += door->is_double;
    }
  g_assert_true (find (doors, 1)->is_out_of_order);
  g_assert_true (find (doors, 2)->is_on_other_side);
  g_assert_true (find (doors, 3)->is_double && find (doors, 103)->is_double);
  g_assert_cmpuint (n[0], ==, 1);
  g_assert_cmpuint (n[1], ==, 1);
  g_assert_cmpuint (n[2], ==, 2);
}

/* A road that is numbered from its other end is in order too; neighbours that are exchanged are no matter. */
static void
test_falling (void)
{
  g_autoptr (GArray) doors = yutu_walk_doors_new ();
  g_autoptr (YutuShape) road = make_road ();

  for (int i = 0; i < 20; i++)
    add (doors, 100 + i, 2 * i + 1, 80 - 4 * i, TRUE, NULL);
  add (doors, 1, 21, 38, TRUE, "2");
  yutu_walk_judge (doors, road);
  for (guint i = 0; i < doors->len; i++)
    g_assert_false (g_array_index (doors, YutuWalkDoor, i).is_out_of_order);
}

static void
test_gaps (void)
{
  g_autoptr (GArray) doors = yutu_walk_doors_new ();
  g_autoptr (GArray) gaps = NULL;
  const int numbers[] = { 1, 5, 7, 7, 15, 2, 4, 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    add (doors, (gint64)i, numbers[i], numbers[i], TRUE, NULL);
  yutu_walk_judge (doors, NULL);
  gaps = yutu_walk_list_gaps (doors);
  g_assert_cmpuint (gaps->len, ==, 3);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 0).first, ==, 3);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 0).last, ==, 3);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 1).first, ==, 9);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 1).last, ==, 13);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 2).first, ==, 6);
  g_assert_cmpint (g_array_index (gaps, YutuWalkGap, 2).last, ==, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/address-walk/in-order", test_in_order);
  g_test_add_func ("/gazetteer/address-walk/faults", test_faults);
  g_test_add_func ("/gazetteer/address-walk/falling", test_falling);
  g_test_add_func ("/gazetteer/address-walk/gaps", test_gaps);
  return g_test_run ();
}
