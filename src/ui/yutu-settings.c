/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-settings.h"

#define MANY_FILES 50

/* (transfer full) (nullable). */
static GSettingsSchema *
find_schema_in (const char *folder)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autofree char *compiled = g_build_filename (folder, "gschemas.compiled", NULL);

  if (!g_file_test (compiled, G_FILE_TEST_IS_REGULAR))
    return NULL;
  source = g_settings_schema_source_new_from_directory (
    folder, g_settings_schema_source_get_default (), TRUE, NULL);
  return source == NULL ? NULL : g_settings_schema_source_lookup (source, YUTU_APP_ID, FALSE);
}

static GSettingsSchema *
find_schema (void)
{
  static const char *const folders[] = { "../data", "../share/glib-2.0/schemas" };
  GSettingsSchemaSource   *source = g_settings_schema_source_get_default ();
  GSettingsSchema         *schema = NULL;
  g_autofree char         *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char         *bin = program == NULL ? NULL : g_path_get_dirname (program);

  /* A build's own schema is newer than what may be installed beside it. */
  for (gsize i = 0; bin != NULL && schema == NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (bin, folders[i], NULL);

      schema = find_schema_in (folder);
    }
  if (schema == NULL && source != NULL)
    schema = g_settings_schema_source_lookup (source, YUTU_APP_ID, TRUE);
  return schema;
}

GSettings *
yutu_settings_new (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema == NULL)
    {
      g_printerr ("yutu: the schema " YUTU_APP_ID " is not installed; nothing is remembered\n");
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

GVariantDict *
yutu_settings_get_file (GSettings  *self,
                        const char *path)
{
  g_autoptr (GVariant) files = g_settings_get_value (self, "files");
  g_autoptr (GVariant) values = g_variant_lookup_value (files, path, G_VARIANT_TYPE_VARDICT);

  return g_variant_dict_new (values);
}

void
yutu_settings_set_file (GSettings    *self,
                        const char   *path,
                        GVariantDict *values)
{
  g_autoptr (GVariant) files = g_settings_get_value (self, "files");
  gboolean        many = g_variant_n_children (files) > MANY_FILES;
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *other = NULL;
  GVariant       *kept = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_builder_add (&builder, "{s@a{sv}}", path, g_variant_dict_end (values));
  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "{&s@a{sv}}", &other, &kept))
    {
      if (!g_str_equal (other, path) && (!many || g_file_test (other, G_FILE_TEST_EXISTS)))
        g_variant_builder_add (&builder, "{s@a{sv}}", other, kept);
      g_variant_unref (kept);
    }
  g_settings_set_value (self, "files", g_variant_builder_end (&builder));
}
