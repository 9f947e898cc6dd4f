/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-data.h"

#include "yutu-data-resources.h"

#define PREFIX "/org/yutu/Yutu/data/"

static void
ensure_registered (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      yutu_data_register_resource ();
      g_once_init_leave (&once, 1);
    }
}

static char **
dup_folders (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *system_dirs = g_get_system_data_dirs ();
  g_autofree char   *user = g_build_filename (g_get_user_data_dir (), "yutu", NULL);

  g_strv_builder_add (builder, user);
  for (gsize i = 0; system_dirs[i] != NULL; i++)
    {
      g_autofree char *dir = g_build_filename (system_dirs[i], "yutu", NULL);

      g_strv_builder_add (builder, dir);
    }
  return g_strv_builder_end (builder);
}

GBytes *
yutu_data_load (const char *path,
                GError    **error)
{
  g_auto (GStrv) folders = dup_folders ();
  g_autofree char *resource = g_strconcat (PREFIX, path, NULL);

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (folders[i], path, NULL);
      char            *contents = NULL;
      gsize            length = 0;

      if (g_file_get_contents (file, &contents, &length, NULL))
        return g_bytes_new_take (contents, length);
    }

  ensure_registered ();
  return g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

GPtrArray *
yutu_data_load_rows (const char *path,
                     guint       n_cells,
                     GError    **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load (path, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  gboolean is_head = TRUE;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return NULL;
  lines = g_strsplit (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "", "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", (int)n_cells);

      if (g_str_has_prefix (lines[i], "# ") || g_strv_length (cells) != n_cells)
        continue;
      if (!is_head)
        g_ptr_array_add (rows, g_steal_pointer (&cells));
      is_head = FALSE;
    }
  return g_steal_pointer (&rows);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
yutu_data_list (const char *folder)
{
  g_auto (GStrv) folders = dup_folders ();
  g_autofree char *resource = g_strconcat (PREFIX, folder, NULL);
  g_auto (GStrv) carried = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray     *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       key = NULL;

  ensure_registered ();
  carried = g_resources_enumerate_children (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (gsize i = 0; carried != NULL && carried[i] != NULL; i++)
    g_hash_table_add (seen, g_strdup (carried[i]));
  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], folder, NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name = NULL;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        g_hash_table_add (seen, g_strdup (name));
    }

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (names, g_strdup (key));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}
