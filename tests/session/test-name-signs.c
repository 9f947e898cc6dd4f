/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signs beside the names: what they say, where they stand, and the crossings that lack one. */

#include <string.h>

#include "county-fixture.h"
#include "session/yutu-check.h"
#include "session/yutu-name-signs.h"

/* A goes east; B crosses it; C ends five metres south of A; D passes 60 m south of the end of A. */
#define ROAD "INSERT INTO place_name (id, name, proper_name, generic_term, pinyin, pinyin_tone, class, status, division, valid_from, geom) VALUES "

static const char *const THINGS[] = {
  ROAD "(910, '云舟路', '云舟', '路', 'Yunzhou Lu', 'Yúnzhōu Lù', 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.402 28.906, 119.430 28.906)', 4490))",
  ROAD "(911, '望江路', '望江', '路', 'Wangjiang Lu', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.410 28.900, 119.410 28.915)', 4490))",
  ROAD "(912, '断头巷', '断头', '巷', 'Duantou Xiang', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.420 28.900, 119.420 28.905955)', 4490))",
  ROAD "(913, '远路', '远', '路', 'Yuan Lu', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.430 28.9000, 119.430 28.90546)', 4490))",
  /* It stands 11 m from the crossing of A and B. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (920, 'division.name-sign', "
  "'云舟路路牌', 'open', '2010-01-01', ?1, MakePoint (119.4101, 28.90605, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"云舟路\",\"sign_pinyin\":\"YUNZHOU LU\"}')",
  /* Wrong in what it says, how it spells it, and where. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (921, 'division.name-sign', "
  "'路牌', 'open', '2010-01-01', ?1, MakePoint (119.4151, 28.9065, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"云洲路\",\"sign_pinyin\":\"Yunzhou Road\",\"name_id\":910}')",
  /* Its text is no name in use. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (922, 'division.name-sign', "
  "'路牌', 'open', '2010-01-01', ?1, MakePoint (119.4151, 28.9060, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"旧名路\"}')",
};

typedef struct
{
  County    county;
  YutuFile *file;
} Fixture;

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const County *county = data;

  for (gsize i = 0; i < G_N_ELEMENTS (THINGS); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, THINGS[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, county->villages[0]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  county_set_up (&self->county, NULL);
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  yutu_store_write (yutu_file_get_store (self->file), &spec, add_things, &self->county, NULL, NULL, &error);
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
test_crossings_and_their_signs (Fixture      *self,
                                gconstpointer data)
{
  static const struct
  {
    const char *names;
    gboolean    has_sign;
  } expected[] = { { "云舟路、断头巷", FALSE }, { "云舟路、望江路", TRUE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSigns) all = yutu_file_read_signs (self->file, 0, yutu_day_from_ymd (2026, 3, 2), NULL, &error);
  g_autoptr (YutuSigns) lane = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (all->crossings->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->crossings->len; i++)
    {
      const YutuSignCrossing *crossing = all->crossings->pdata[i];

      g_assert_cmpstr (crossing->names, ==, expected[i].names);
      g_assert_cmpint (crossing->has_sign, ==, expected[i].has_sign);
    }
  g_assert_cmpuint (all->n_signed, ==, 1);
  lane = yutu_file_read_signs (self->file, 912, yutu_day_from_ymd (2026, 3, 2), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lane->crossings->len, ==, 1);
  g_assert_cmpuint (lane->n_signed, ==, 0);
}

static void
test_check_tells_wrong_signs (Fixture      *self,
                              gconstpointer data)
{
  static const struct
  {
    const char *rule;
    gint64      id;
  } expected[] = { { "sign-text", 921 }, { "sign-pinyin", 921 }, { "sign-place", 921 },
                   { "sign-text", 922 }, { "sign-crossing", 910 } };
  static const char *const only[] = { "sign-text", "sign-pinyin", "sign-place", "sign-crossing", NULL };
  gint64                   checked = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuCheckFinding *finding = findings->pdata[k];

          found = found || (strcmp (finding->rule, expected[i].rule) == 0 && finding->id == expected[i].id && finding->has_place);
        }
      g_assert_true (found);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/name-signs/crossings-and-their-signs", Fixture, NULL, set_up, test_crossings_and_their_signs, tear_down);
  g_test_add ("/session/name-signs/check-tells-wrong-signs", Fixture, NULL, set_up, test_check_tells_wrong_signs, tear_down);
  return g_test_run ();
}
