/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Who listens is told of commits, of each one in the main context in which it asked, and of none when it has
 * left, whatever thread it leaves on. */

#include "folder.h"

#include "store/yutu-store-private.h"

#define N_ROUNDS 3000

typedef struct
{
  char      *folder;
  YutuStore *store;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
  path = g_build_filename (self->folder, "a.yutu", NULL);
  self->store = yutu_store_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  folder_remove (self->folder);
}

static gboolean
insert_setting (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "INSERT INTO setting (id, key, value) VALUES (?1, 'k' || ?1, 'v')", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  return yutu_connection_run (connection, statement, error);
}

static const YutuEntrySpec SPEC = { .kind = "test", .title = "写入", .actor = "测试员" };

static void
note_cb (const YutuChanges *changes,
         gpointer           data)
{
  GString      *heard = data;
  const GArray *ids = NULL;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  for (gsize i = 0; changes->tables[i] != NULL; i++)
    {
      g_assert_true (yutu_changes_list_rows (changes, changes->tables[i], &ids));
      g_string_append_printf (heard, "%s %u;", changes->tables[i], ids->len);
    }
  g_assert_true (yutu_changes_list_rows (changes, "arc", &ids));
  g_assert_null (ids);
}

static void
test_listeners_hear_the_tables (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  guint  handle = yutu_store_add_changed_listener (self->store, note_cb, heard);
  gint64 entry = 0;

  g_assert_true (yutu_store_write (self->store, &SPEC, insert_setting, NULL, &entry, NULL, NULL));
  g_assert_cmpuint (heard->len, ==, 0); /* it is told by this thread's main loop */
  while (heard->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (entry, ==, 1);
  g_assert_cmpstr (heard->str, ==, "setting 1;");
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  yutu_store_remove_changed_listener (self->store, handle);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (heard->str, ==, "setting 1;");
}

typedef struct
{
  YutuStore *store;
  int        is_done;
} Coming;

static void
hear_cb (const YutuChanges *changes,
         gpointer           data)
{
  g_atomic_int_inc ((int *)data);
}

/* Each time in a context of its own, which is gone when the listener is. */
static gpointer
come_and_go (gpointer data)
{
  Coming *self = data;
  int     n_heard = 0;

  while (!g_atomic_int_get (&self->is_done))
    {
      g_autoptr (GMainContext) context = g_main_context_new ();
      guint handle = 0;

      g_main_context_push_thread_default (context);
      handle = yutu_store_add_changed_listener (self->store, hear_cb, &n_heard);
      while (g_main_context_iteration (context, FALSE))
        ;
      yutu_store_remove_changed_listener (self->store, handle);
      g_main_context_pop_thread_default (context);
    }
  return NULL;
}

static void
test_listeners_leave_while_it_is_told (Fixture      *self,
                                       gconstpointer data)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  Coming   coming = { .store = self->store };
  GThread *threads[2];

  g_hash_table_insert (rows, (gpointer) "setting", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("coming", come_and_go, &coming);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      yutu_store_announce (self->store, rows);
      g_thread_yield ();
    }
  g_atomic_int_set (&coming.is_done, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/listeners/hear-the-tables", Fixture, NULL, set_up, test_listeners_hear_the_tables, tear_down);
  g_test_add ("/store/listeners/leave-while-it-is-told", Fixture, NULL, set_up, test_listeners_leave_while_it_is_told,
              tear_down);
  return g_test_run ();
}
