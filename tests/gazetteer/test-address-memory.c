/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is held in memory is what the file answers, for any box and day; and it stays as it was read
 * when the file goes on. */

#include "gazetteer-fixture.h"

#include "base/yutu-random.h"
#include "gazetteer/yutu-address-memory.h"
#include "gazetteer/yutu-gazetteer.h"

#define WEST  G_GINT64_CONSTANT (119300000000)
#define SOUTH G_GINT64_CONSTANT (28700000000)
#define SPAN  G_GINT64_CONSTANT (500000000)

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
}

/* In clumps, so that some boxes hold many and some cells more than one. */
static gboolean
write_addresses (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  YutuRandom *random = data;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  YutuPoint clump = { 0, 0 };

  for (int i = 0; i < 6000; i++)
    {
      YutuAddressSpec spec = { .village = 1,
                               .kind = 1,
                               .text = "地址",
                               .valid_from = i % 7 == 0 ? "2015-01-01" : "2000-01-01",
                               .valid_to = i % 11 == 0 ? "2022-01-01" : NULL,
                               .has_point = i % 50 != 0 };

      if (i % 40 == 0)
        clump = (YutuPoint){ WEST + (gint64)yutu_random_below (random, SPAN),
                             SOUTH + (gint64)yutu_random_below (random, SPAN) };
      spec.point = (YutuPoint){ clump.x + (gint64)yutu_random_below (random, 2000000),
                                clump.y + (gint64)yutu_random_below (random, 2000000) };
      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

typedef struct
{
  YutuDay            day;
  YutuAddressMemory *memory;
  YutuBox            box;
  YutuAddressPoints *points;
} Ask;

static gboolean
read_memory (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Ask *ask = data;

  ask->memory = yutu_address_memory_read (connection, ask->day, error);
  return ask->memory != NULL;
}

static gboolean
read_points (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Ask *ask = data;

  ask->points = yutu_address_points_in_box (connection, ask->box, ask->day, error);
  return ask->points != NULL;
}

static gboolean
is_in_box (YutuBox box,
           gint32  x,
           gint32  y)
{
  return yutu_box_contains (box, (YutuPoint){ (gint64)x * 100, (gint64)y * 100 });
}

/* @box on the packed grid, so that the file's rounding of a box plays no part. */
static void
check_box (Fixture *self,
           Ask     *ask)
{
  const YutuAddressPoints *held = yutu_address_memory_get_points (ask->memory);
  const YutuAddressPoints *cells = yutu_address_memory_get_cells (ask->memory);
  YutuAddressRun           runs[YUTU_ADDRESS_MAX_RUNS];
  gsize                    n = yutu_address_memory_find (ask->memory, ask->box, FALSE, runs), seen = 0;
  guint64                  counted = 0;

  fixture_read (self, read_points, ask);
  for (gsize k = 0; k < n; k++)
    {
      g_assert_cmpuint (runs[k].n, >, 0);
      g_assert_true (k == 0 || runs[k].first > runs[k - 1].first + runs[k - 1].n);
      for (gsize i = runs[k].first; i < runs[k].first + runs[k].n; i++)
        if (is_in_box (ask->box, held->x[i], held->y[i]))
          {
            g_assert_cmpuint (seen, <, ask->points->n);
            g_assert_cmpint (held->ids[i], ==, ask->points->ids[seen]);
            g_assert_cmpint (held->x[i], ==, ask->points->x[seen]);
            g_assert_cmpint (held->y[i], ==, ask->points->y[seen]);
            seen++;
          }
    }
  g_assert_cmpuint (seen, ==, ask->points->n);
  n = yutu_address_memory_find (ask->memory, ask->box, TRUE, runs);
  for (gsize k = 0; k < n; k++)
    for (gsize i = runs[k].first; i < runs[k].first + runs[k].n; i++)
      counted += cells->counts[i];
  g_assert_cmpuint (counted, >=, seen);
  g_clear_pointer (&ask->points, yutu_address_points_free);
}

static void
check_memory (Fixture    *self,
              Ask        *ask,
              YutuRandom *random)
{
  const YutuAddressPoints *cells = yutu_address_memory_get_cells (ask->memory);
  guint64                  sum = 0;

  for (gsize i = 0; i < cells->n; i++)
    sum += cells->counts[i];
  g_assert_cmpuint (sum, ==, yutu_address_memory_get_points (ask->memory)->n);
  for (int k = 0; k < 300; k++)
    {
      gint64 size = SPAN >> yutu_random_below (random, 16);
      gint64 x = (WEST + (gint64)yutu_random_below (random, SPAN)) / 100 * 100;
      gint64 y = (SOUTH + (gint64)yutu_random_below (random, SPAN)) / 100 * 100;

      ask->box = (YutuBox){ x, y, x + size / 100 * 100, y + size / 100 * 100 };
      check_box (self, ask);
    }
  ask->box = (YutuBox){ -YUTU_GRID_MAX_X, -YUTU_GRID_MAX_Y, YUTU_GRID_MAX_X, YUTU_GRID_MAX_Y };
  check_box (self, ask);
}

static gboolean
delete_some (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_exec (connection, "DELETE FROM address WHERE id % 3 = 0", error);
}

static void
test_equals_the_file (Fixture      *self,
                      gconstpointer data)
{
  static const char *const days[] = { "2010-06-01", "2021-10-21", "2026-11-24" };
  YutuRandom               random;
  gsize                    last = 0;

  yutu_random_init (&random, 77);
  fixture_write (self, write_addresses, &random, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      Ask   ask = { .day = yutu_day_parse (days[i]) };
      gsize n;

      fixture_read (self, read_memory, &ask);
      check_memory (self, &ask, &random);
      n = yutu_address_memory_get_points (ask.memory)->n;
      g_assert_cmpuint (n, !=, last);
      last = n;
      yutu_address_memory_unref (ask.memory);
    }
}

static void
test_stays_as_read (Fixture      *self,
                    gconstpointer data)
{
  YutuRandom random;
  Ask        before = { .day = yutu_day_parse ("2026-11-24") }, after = before;
  gsize      n;

  yutu_random_init (&random, 78);
  fixture_write (self, write_addresses, &random, TRUE);
  fixture_read (self, read_memory, &before);
  n = yutu_address_memory_get_points (before.memory)->n;
  fixture_write (self, delete_some, NULL, FALSE);
  fixture_read (self, read_memory, &after);
  g_assert_cmpuint (yutu_address_memory_get_points (before.memory)->n, ==, n);
  g_assert_cmpuint (yutu_address_memory_get_points (after.memory)->n, <, n);
  check_memory (self, &after, &random);
  yutu_address_memory_unref (before.memory);
  yutu_address_memory_unref (after.memory);
}

static void
test_empty (Fixture      *self,
            gconstpointer data)
{
  Ask        ask = { .day = yutu_day_parse ("2026-11-24") };
  YutuRandom random;

  yutu_random_init (&random, 79);
  fixture_read (self, read_memory, &ask);
  g_assert_cmpuint (yutu_address_memory_get_points (ask.memory)->n, ==, 0);
  check_memory (self, &ask, &random);
  yutu_address_memory_unref (ask.memory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gazetteer/address-memory/equals-the-file", Fixture, NULL, set_up,
              test_equals_the_file, fixture_tear_down);
  g_test_add ("/gazetteer/address-memory/stays-as-read", Fixture, NULL, set_up, test_stays_as_read,
              fixture_tear_down);
  g_test_add ("/gazetteer/address-memory/empty", Fixture, NULL, set_up, test_empty,
              fixture_tear_down);
  return g_test_run ();
}
