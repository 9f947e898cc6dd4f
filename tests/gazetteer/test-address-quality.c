/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The addresses of a building beside one another: the one that does not fit is told, and no other. */

#include "gazetteer-fixture.h"

#include <locale.h>
#include <string.h>

#include "gazetteer/yutu-address-quality.h"
#include "gazetteer/yutu-gazetteer.h"

#define N_FLATS 6

/* One address of the building; the others are 101, 102, 201 … a few metres apart. */
typedef struct
{
  int         index; /* which */
  const char *room;  /* NULL: as it would be */
  double      off_deg;
} Odd;

typedef struct
{
  const char *path;
  int         n_flats;
  Odd         odd[3];
  const char *told; /* texts of those told */
} Question;

static const Question QUESTIONS[] = {
  { "fits", N_FLATS, { { -1 } }, "" },
  { "room-9999", N_FLATS, { { 3, "9999" }, { -1 } }, "3:9999" },
  { "two-such-rooms", N_FLATS, { { 3, "9999" }, { 5, "9902" }, { -1 } }, "3:9999 5:9902" },
  { "higher-by-some-floors", N_FLATS, { { 5, "901" }, { -1 } }, "" }, /* the others may not be collected yet */
  { "few-are-known", 3, { { 2, "9999" }, { -1 } }, "" },
  { "one-flat-far", N_FLATS, { { 4, NULL, 0.01 }, { -1 } }, "4:301" },
  { "first-flat-far", N_FLATS, { { 0, NULL, 0.01 }, { -1 } }, "0:101" }, /* not the others for its sake */
  { "two-of-two", 2, { { 1, NULL, 0.01 }, { -1 } }, "1:102" },
  { "half-of-them", 4, { { 2, NULL, 0.01 }, { 3, NULL, 0.01 }, { -1 } }, "2:201 3:202" },
};

static gboolean
write_building (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  const Question *question = data;
  const UnitSpec  specs[] = {
     { 3, "district", "婺城区", "婺城", "区", NULL, "330702", 0, "2000-12-31", NULL },
     { 4, "street", "城东街道", "城东", "街道", NULL, "330702001", 0, "2000-12-31", NULL },
     { 5, "community", "桃园社区", "桃园", "社区", NULL, NULL, 0, "2000-12-31", NULL },
  };
  gint64 unit = 0, estate = 0;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      UnitSpec spec = specs[i];

      spec.parent = unit;
      unit = fixture_add_unit (connection, &spec);
    }
  estate = fixture_add_place (connection, "芙蓉苑", "estate", unit);
  for (int i = 0; i < question->n_flats; i++)
    {
      g_autofree char *plain = g_strdup_printf ("%d0%d", i / 2 + 1, i % 2 + 1);
      g_autofree char *text = NULL;
      const char      *room = plain;
      double           off_deg = 0;
      YutuAddressSpec  spec = { .village = unit, .place = estate, .kind = YUTU_ADDRESS_ESTATE_BUILDING, .building = "5", .valid_from = "2010-01-01" };

      for (const Odd *odd = question->odd; odd->index >= 0; odd++)
        if (odd->index == i)
          {
            room = odd->room != NULL ? odd->room : plain;
            off_deg = odd->off_deg;
          }
      text = g_strdup_printf ("%d:%s", i, room);
      spec.room = room;
      spec.text = text;
      spec.has_point = TRUE;
      spec.point = yutu_point_from_degrees (119.64 + i * 1e-5 + off_deg, 29.08);
      if (!yutu_address_writer_add (writer, &spec, NULL, error))
        return FALSE;
    }
  return yutu_address_writer_finish (writer, error);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  const Question   *question = data;
  YutuQualityLimits limits = { 60, 200, 100, 100, 20, -5, 100, 3, 4, 10, 5, 30, { 0, 0, -1, -1 } };
  gboolean          wanted[YUTU_QUALITY_N_RULES] = { [YUTU_QUALITY_NUMBERS] = TRUE };
  gint64            n_checked = 0;
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autofree char *texts = NULL;
  g_autoptr (GPtrArray) faults =
    yutu_address_check_quality (connection, wanted, &limits, yutu_day_parse ("2026-11-24"), &n_checked, NULL, error);

  g_assert_nonnull (faults);
  g_assert_cmpint (n_checked, ==, question->n_flats);
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (told, ((YutuQualityFault *)faults->pdata[i])->params[0]);
  g_ptr_array_sort (told, compare_texts);
  g_ptr_array_add (told, NULL);
  texts = g_strjoinv (" ", (char **)told->pdata);
  g_assert_cmpstr (texts, ==, question->told);
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  fixture_set_up (self, NULL);
  yutu_gazetteer_attach (self->store);
}

static void
test_building (Fixture      *self,
               gconstpointer data)
{
  fixture_write (self, write_building, (gpointer)data, FALSE);
  fixture_read (self, ask, (gpointer)data);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autofree char *path = g_strconcat ("/gazetteer/address-quality/", QUESTIONS[i].path, NULL);

      g_test_add (path, Fixture, &QUESTIONS[i], set_up, test_building, fixture_tear_down);
    }
  return g_test_run ();
}
