/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Symbols of pillars: each kind in each condition of the definition has its own, and its line in the legend of
 * a sheet. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-map.h"

static const YutuField *
find_field (const YutuModules *modules,
            const char        *id)
{
  const YutuRegister *record = yutu_modules_find_object (modules, YUTU_OBJECT_PILLAR);

  for (gsize i = 0; i < record->n_fields; i++)
    if (g_str_equal (record->fields[i].id, id))
      return &record->fields[i];
  g_assert_not_reached ();
}

static void
assert_known (const char *path,
              const char *symbol)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yutu_data_load (path, &error);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", symbol);

  g_assert_no_error (error);
  g_test_message ("%s in %s", symbol, path);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), quoted));
}

static void
test_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const YutuField *kinds = NULL, *conditions = NULL;

  g_assert_no_error (error);
  kinds = find_field (modules, "kind");
  conditions = find_field (modules, "condition");
  for (gsize k = 0; k < kinds->n_choices; k++)
    for (gsize c = 0; c < conditions->n_choices; c++)
      {
        const char *symbol = yutu_map_pillar_symbol (kinds->choices[k].id, conditions->choices[c].id);

        g_assert_true (g_hash_table_add (seen, (gpointer)symbol));
        assert_known ("styles/symbols.json", symbol);
        assert_known ("styles/sheet.json", symbol);
      }
  g_assert_cmpuint (g_hash_table_size (seen), ==, kinds->n_choices * conditions->n_choices);
}

/* What is not known looks good, or like any pillar. */
static void
test_unknown (void)
{
  g_assert_cmpstr (yutu_map_pillar_symbol ("single", NULL), ==, "pillar-single");
  g_assert_cmpstr (yutu_map_pillar_symbol ("single", "good"), ==, "pillar-single");
  g_assert_cmpstr (yutu_map_pillar_symbol ("double", "lost"), ==, "pillar-double-lost");
  g_assert_cmpstr (yutu_map_pillar_symbol ("wooden", "lost"), ==, "pillar");
  g_assert_cmpstr (yutu_map_pillar_symbol (NULL, NULL), ==, "pillar");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/map-pillars/all", test_all);
  g_test_add_func ("/session/map-pillars/unknown", test_unknown);
  return g_test_run ();
}
