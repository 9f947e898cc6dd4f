/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"
#include "session/yutu-demo-file.h"
#include "store/yutu-setting.h"

typedef struct
{
  gint64 crs;
} Settings;

static gboolean
write_settings (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Settings        *settings = data;
  g_autofree char *crs = g_strdup_printf ("EPSG:%" G_GINT64_FORMAT, settings->crs);

  return yutu_setting_write (connection, "map_crs", crs, error);
}

static gint64
count_of (YutuFileInfo *info,
          const char   *name)
{
  for (guint i = 0; i < info->layers->len; i++)
    {
      YutuLayerInfo *layer = g_ptr_array_index (info->layers, i);

      if (g_str_equal (layer->name, name))
        return layer->count;
    }
  return 0;
}

static void
emit_counts (YutuCall     *call,
             YutuFileInfo *info,
             gint64        started)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "file", call->words[0]);
  yutu_json_add_int (builder, "divisions", info->divisions);
  yutu_json_add_int (builder, "villages", info->villages);
  yutu_json_add_int (builder, "addresses", count_of (info, "address"));
  yutu_json_add_int (builder, "places", count_of (info, "place_name"));
  yutu_json_add_int (builder, "facilities", count_of (info, "facility"));
  yutu_json_add_int (builder, "cases", count_of (info, "case_file"));
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuFile *
make_plain (YutuCall *call,
            gint64    crs,
            GError  **error)
{
  Settings      settings = { crs };
  YutuEntrySpec spec = { .kind = "new", .title = "新建", .actor = call->actor };
  g_autoptr (YutuFile) file = yutu_call_open (call, YUTU_STORE_OPEN_CREATE, error);

  if (file == NULL || !yutu_store_write (yutu_file_get_store (file), &spec, write_settings,
                                         &settings, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&file);
}

YutuExit
yutu_verb_new (YutuCall *call,
               GError  **error)
{
  gint64   started = g_get_monotonic_time ();
  gint64   crs = 0, n_addresses = 0, seed = 0;
  gboolean is_demo = yutu_call_take_flag (call, "--demo");
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuFileInfo) info = NULL;

  if (!yutu_call_take_int (call, "--crs", 4549, 1024, 32767, &crs, error))
    return YUTU_EXIT_USAGE;
  if (is_demo &&
      (!yutu_call_take_int (call, "--addresses", YUTU_FILE_DEMO_ADDRESSES,
                            YUTU_FILE_DEMO_MIN_ADDRESSES, YUTU_FILE_DEMO_MAX_ADDRESSES,
                            &n_addresses, error) ||
       !yutu_call_take_int (call, "--seed", 1, 0, G_MAXINT64, &seed, error)))
    return YUTU_EXIT_USAGE;
  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = is_demo ? yutu_file_new_demo (call->words[0], (gsize)n_addresses, (guint64)seed, NULL,
                                       error)
                 : make_plain (call, crs, error);
  if (file == NULL)
    return YUTU_EXIT_INTERNAL;
  info = yutu_file_read_info (file, YUTU_DAY_INVALID, error);
  if (info == NULL)
    return YUTU_EXIT_INTERNAL;
  emit_counts (call, info, started);
  return YUTU_EXIT_DONE;
}
