/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo-fixture.h"
#include "folder.h"

#include "division/yutu-division-model.h"
#include "gazetteer/yutu-gazetteer.h"
#include "session/yutu-act.h"

typedef struct
{
  gsize      n_addresses;
  guint64    seed;
  char      *folder;
  YutuStore *store;
} Demo;

static GArray *demos;

static gboolean
carry_out_act (YutuConnection *connection,
               YutuActSpec    *act,
               GError        **error)
{
  g_autoptr (YutuActReport) report = yutu_act_carry_out (connection, act, error);

  return report != NULL;
}

YutuStore *
demo_get (gsize   n_addresses,
          guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  YutuDemoSpec     spec = { n_addresses, seed, carry_out_act };
  YutuDemoResult   result;
  Demo             demo = { n_addresses, seed, NULL, NULL };

  if (demos == NULL)
    demos = g_array_new (FALSE, FALSE, sizeof (Demo));
  for (guint i = 0; i < demos->len; i++)
    if (g_array_index (demos, Demo, i).n_addresses == n_addresses &&
        g_array_index (demos, Demo, i).seed == seed)
      return g_array_index (demos, Demo, i).store;
  demo.folder = g_dir_make_tmp ("yutu-demo-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (demo.folder, "demo.yutu", NULL);
  demo.store = yutu_store_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  yutu_division_attach (demo.store);
  yutu_gazetteer_attach (demo.store);
  yutu_demo_write (demo.store, &spec, &result, NULL, &error);
  g_assert_no_error (error);
  yutu_store_settle (demo.store, &error);
  g_assert_no_error (error);
  g_array_append_val (demos, demo);
  return demo.store;
}

void
demo_read (YutuStore   *store,
           YutuReadFunc func,
           gpointer     data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = yutu_store_read (store, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

typedef struct
{
  const char *sql;
  gint64      value;
} Count;

static gboolean
count (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  Count *self = data;

  return yutu_connection_get_int64 (connection, self->sql, -1, &self->value, error);
}

gint64
demo_count (YutuStore  *store,
            const char *sql)
{
  Count self = { sql, -1 };

  demo_read (store, count, &self);
  return self.value;
}

void
demo_clear (void)
{
  for (guint i = 0; demos != NULL && i < demos->len; i++)
    {
      Demo *demo = &g_array_index (demos, Demo, i);

      yutu_store_close (demo->store);
      yutu_store_unref (demo->store);
      folder_remove (demo->folder);
    }
  g_clear_pointer (&demos, g_array_unref);
}
