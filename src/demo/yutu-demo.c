/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-divisions-private.h"
#include "store/yutu-setting.h"

/* FNV-1a: the stream of a purpose is the same on every machine. */
void
yutu_demo_random (const YutuDemo *self,
                  const char     *purpose,
                  YutuRandom     *random)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *c = purpose; *c != '\0'; c++)
    hash = (hash ^ (guint8)*c) * G_GUINT64_CONSTANT (1099511628211);
  yutu_random_init (random, hash ^ self->spec->seed);
}

static void
village_clear (gpointer data)
{
  YutuDemoVillage *village = data;

  g_clear_pointer (&village->shape, yutu_shape_unref);
}

static gboolean
count_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDemoResult *result = data;

  return yutu_connection_get_int64 (connection, "SELECT count(DISTINCT unit) FROM division", 0,
                                    &result->divisions, error) &&
         yutu_connection_get_int64 (connection,
                                    "SELECT count(DISTINCT unit) FROM division WHERE level = 5",
                                    0, &result->villages, error) &&
         yutu_connection_get_int64 (connection, "SELECT count(*) FROM address", 0,
                                    &result->addresses, error) &&
         yutu_connection_get_int64 (connection, "SELECT count(*) FROM place_name", 0,
                                    &result->places, error) &&
         yutu_connection_get_int64 (connection, "SELECT count(*) FROM facility", 0,
                                    &result->facilities, error) &&
         yutu_connection_get_int64 (connection, "SELECT count(*) FROM case_file", 0,
                                    &result->cases, error);
}

char *
yutu_demo_make_uuid (const YutuDemo *demo,
                     const char     *purpose)
{
  YutuRandom random;
  guint64    high, low;

  yutu_demo_random (demo, purpose, &random);
  high = yutu_random_next (&random);
  low = yutu_random_next (&random);
  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint)(high >> 32), (guint)(high >> 16 & 0xffff),
                          (guint)(high & 0xfff), (guint)(0x8000 | (low >> 48 & 0x3fff)),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/* ---- What the file says of itself ---- */

gboolean
yutu_demo_write_settings (YutuConnection *connection,
                          GError        **error)
{
  static const char *const settings[][2] = {
    { "map_crs", "EPSG:4549" },
    { "is_demo", "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!yutu_setting_write (connection, settings[i][0], settings[i][1], error))
      return FALSE;
  return TRUE;
}

typedef gboolean (*MakeFunc) (YutuDemo *self,
                              GError  **error);

/* In this order; and what of the time is over when a part ends, with 100,000 addresses. */
static const struct
{
  MakeFunc make;
  double   until;
} PARTS[] = {
  { yutu_demo_add_divisions, 0.25 },
  { yutu_demo_add_names, 0.36 },
  { yutu_demo_add_addresses, 0.52 },
  { yutu_demo_add_act, 0.54 },
  { yutu_demo_add_boundaries, 0.57 },
  { yutu_demo_add_facilities, 0.63 },
  { yutu_demo_add_cases, 0.98 },
  { yutu_demo_add_indicators, 1 },
};

static gboolean
make_parts (YutuDemo *self,
            GError  **error)
{
  double from = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      yutu_progress_begin_part (self->progress, from, PARTS[i].until);
      if (!PARTS[i].make (self, error))
        return FALSE;
      from = PARTS[i].until;
    }
  return TRUE;
}

gboolean
yutu_demo_write (YutuStore          *store,
                 const YutuDemoSpec *spec,
                 YutuDemoResult     *result,
                 YutuProgress       *progress,
                 GError            **error)
{
  YutuDemo self = {
    .store = store,
    .spec = spec,
    .progress = progress,
    .strings = g_string_chunk_new (4096),
    .townships = g_array_new (FALSE, TRUE, sizeof (YutuDemoTownship)),
    .villages = g_array_new (FALSE, TRUE, sizeof (YutuDemoVillage)),
    .former = g_array_new (FALSE, TRUE, sizeof (YutuDemoFormer)),
    .lines = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .reservoirs = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  gboolean done;

  g_array_set_clear_func (self.villages, village_clear);
  done = make_parts (&self, error);
  if (done)
    done = yutu_store_read (store, count_all, result, NULL, error);
  g_string_chunk_free (self.strings);
  g_array_unref (self.townships);
  g_array_unref (self.villages);
  g_array_unref (self.former);
  g_array_unref (self.lines);
  g_array_unref (self.reservoirs);
  g_clear_pointer (&self.world, yutu_demo_world_free);
  return done;
}
