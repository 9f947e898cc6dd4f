/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-demo-file.h"

#include <glib/gstdio.h>

#include "demo/yutu-demo.h"
#include "session/yutu-act.h"
#include "session/yutu-boundary-edit.h"

G_STATIC_ASSERT (YUTU_FILE_DEMO_ADDRESSES == YUTU_DEMO_DEFAULT_ADDRESSES);
G_STATIC_ASSERT (YUTU_FILE_DEMO_MAX_ADDRESSES == YUTU_DEMO_MAX_ADDRESSES);

static void
remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/* The demo's cases are written in bulk, without the records that a case leaves. */
static gboolean
follow_inspections (YutuFile *file,
                    GError  **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);

  return modules != NULL && yutu_file_follow_inspections (file, modules, "demo", error);
}

static gboolean
carry_out_act (YutuConnection *connection,
               YutuActSpec    *act,
               GError        **error)
{
  g_autoptr (YutuActReport) report = yutu_act_carry_out (connection, act, error);

  return report != NULL;
}

static YutuFile *
make (const char         *path,
      const YutuDemoSpec *spec,
      YutuProgress       *progress,
      GError            **error)
{
  g_autoptr (YutuFile) file = yutu_file_open (path, YUTU_STORE_OPEN_CREATE, error);
  YutuDemoResult result;

  if (file == NULL)
    return NULL;
  if (yutu_demo_write (yutu_file_get_store (file), spec, &result, progress, error) &&
      follow_inspections (file, error))
    return g_steal_pointer (&file);
  g_clear_pointer (&file, yutu_file_unref);
  remove_file (path);
  return NULL;
}

YutuFile *
yutu_file_new_demo (const char   *path,
                    gsize         n_addresses,
                    guint64       seed,
                    YutuProgress *progress,
                    GError      **error)
{
  YutuDemoSpec spec = { .addresses = n_addresses, .seed = seed, .carry_out = carry_out_act };

  return make (path, &spec, progress, error);
}

YutuFile *
yutu_file_new_demo_before (const char *path,
                           gsize       n_addresses,
                           guint64     seed,
                           GError    **error)
{
  YutuDemoSpec spec = { .addresses = n_addresses, .seed = seed };

  return make (path, &spec, NULL, error);
}
