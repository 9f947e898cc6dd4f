/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "folder.h"

#include "store/yutu-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/yutu-random.h"

typedef struct
{
  char      *folder;
  char      *path;
  YutuStore *store;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "county.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
  folder_remove (self->folder);
  g_free (self->path);
}

static void
reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (yutu_store_is_read_only (self->store));
}

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (yutu_store_digest (self->store, &text, &error));
  g_assert_no_error (error);
  return text;
}

/* ---- Random writes over plain and spatial tables ---- */

static gboolean
insert_facility (YutuConnection *connection,
                 YutuRandom     *random,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, status, valid_from, geom) "
    "VALUES (?1, 'elderly.care', ?2, 'open', '2021-01-01', MakePoint (?3, ?4, 4490))",
    error);
  gint64           id = yutu_connection_new_id (connection);
  g_autofree char *name = g_strdup_printf ("照料中心%" G_GINT64_FORMAT, id);

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 3, 119.3 + yutu_random_unit (random));
  sqlite3_bind_double (statement, 4, 28.7 + yutu_random_unit (random));
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_randomly (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  YutuRandom   *random = data;
  const char   *sql = NULL;
  sqlite3_stmt *statement = NULL;

  for (guint64 i = yutu_random_below (random, 4); i > 0; i--)
    if (!insert_facility (connection, random, error))
      return FALSE;
  sql = yutu_random_below (random, 2) == 0
          ? "DELETE FROM facility WHERE id = (SELECT id FROM facility ORDER BY (id * ?1) % 97 LIMIT 1)"
          : "UPDATE facility SET name = name || ?1, geom = MakePoint (119.4 + (?1 % 100) / 500.0, "
            "28.9, 4490) WHERE id = (SELECT id FROM facility ORDER BY (id * ?1) % 89 LIMIT 1)";
  statement = yutu_connection_prepare (connection, sql, error);
  sqlite3_bind_int64 (statement, 1, (gint64)yutu_random_below (random, 1000) + 1);
  return yutu_connection_run (connection, statement, error);
}

static gint64
write_once (Fixture    *self,
            YutuRandom *random)
{
  YutuEntrySpec spec = { .kind = "test", .title = "随机", .actor = "测试员" };
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  g_assert_true (yutu_store_write (self->store, &spec, write_randomly, random, &entry, NULL, &error));
  g_assert_no_error (error);
  return entry;
}

static gboolean
check_spatial_index (YutuConnection *connection,
                     gpointer        data,
                     GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT CheckSpatialIndex ('facility', 'geom')", -1, data, error);
}

static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  YutuVerifyResult result = { 0 };
  gint64           index_ok = 0;

  g_assert_true (yutu_store_verify (self->store, &result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.first_bad, ==, 0);
  g_assert_true (yutu_store_read (self->store, check_spatial_index, &index_ok, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (index_ok, ==, 1);
}

static void
test_undo_and_redo_restore_each_state (Fixture      *self,
                                       gconstpointer data)
{
  enum
  {
    N = 60
  };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  YutuRandom random;

  yutu_random_init (&random, 20211021);
  g_ptr_array_add (states, digest (self));
  while (states->len <= N)
    if (write_once (self, &random) != 0)
      g_ptr_array_add (states, digest (self));
  for (guint i = N; i > 0; i--)
    {
      g_autofree char *state = NULL;

      if (i == N / 2)
        reopen (self);
      g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
      state = digest (self);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i - 1));
    }
  assert_whole (self);
  reopen (self);
  for (guint i = 1; i <= N; i++)
    {
      g_autofree char *state = NULL;

      g_assert_true (yutu_store_redo (self->store, "测试员", NULL, NULL, NULL));
      state = digest (self);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i));
    }
  assert_whole (self);
}

static void
test_a_new_edit_ends_redo (Fixture      *self,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YutuRandom random;

  yutu_random_init (&random, 7);
  while (write_once (self, &random) == 0)
    ;
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  while (write_once (self, &random) == 0)
    ;
  g_assert_false (yutu_store_redo (self->store, "测试员", NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO);
}

/* What a new edit has made unreachable stays so, also when that edit is undone itself. */
static void
test_redo_takes_only_what_the_last_undos_took (Fixture      *self,
                                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64     entries[4] = { 0 };
  gint64     redone = 0;
  YutuRandom random;

  yutu_random_init (&random, 17);
  for (int i = 0; i < 3; i++)
    while ((entries[i] = write_once (self, &random)) == 0)
      ;
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  while ((entries[3] = write_once (self, &random)) == 0)
    ;
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  g_assert_true (yutu_store_redo (self->store, "测试员", &redone, NULL, NULL));
  g_assert_cmpint (redone, ==, entries[0]);
  g_assert_true (yutu_store_redo (self->store, "测试员", &redone, NULL, NULL));
  g_assert_cmpint (redone, ==, entries[3]);
  g_assert_false (yutu_store_redo (self->store, "测试员", NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO);
  assert_whole (self);
}

/* ---- Bulk ---- */

static gboolean
write_many (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  for (int i = 0; i < 45000; i++)
    if (!insert_facility (connection, data, error))
      return FALSE;
  return TRUE;
}

static void
test_bulk_undo_and_redo (Fixture      *self,
                         gconstpointer data)
{
  YutuEntrySpec spec = { .kind = "import", .title = "批量", .actor = "测试员", .bulk = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  YutuRandom       random;
  gint64           entry = 0;

  yutu_random_init (&random, 1);
  while (write_once (self, &random) == 0)
    ;
  before = digest (self);
  g_assert_true (yutu_store_write (self->store, &spec, write_many, &random, &entry, NULL, &error));
  g_assert_no_error (error);
  after = digest (self);
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
  g_assert_no_error (error);
  undone = digest (self);
  g_assert_cmpstr (undone, ==, before);
  reopen (self);
  g_assert_true (yutu_store_redo (self->store, "测试员", NULL, NULL, &error));
  g_assert_no_error (error);
  redone = digest (self);
  g_assert_cmpstr (redone, ==, after);
  assert_whole (self);
}

static void
test_bulk_may_not_change_older_rows (Fixture      *self,
                                     gconstpointer data)
{
  YutuEntrySpec spec = { .kind = "import", .title = "批量", .actor = "测试员", .bulk = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  YutuRandom       random;
  gboolean         done = TRUE;

  yutu_random_init (&random, 3);
  for (int i = 0; i < 5; i++)
    write_once (self, &random);
  for (int i = 0; i < 20 && done; i++) /* each deletes or updates one row, old or new */
    {
      g_clear_pointer (&before, g_free);
      before = digest (self);
      done = yutu_store_write (self->store, &spec, write_randomly, &random, NULL, NULL, &error);
    }
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Refusals ---- */

static void
test_a_foreign_writer_is_refused (Fixture      *self,
                                  gconstpointer data)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO actor (id, name, role) VALUES (1, 'x', 'y')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_ERROR);
  g_assert_cmpint (sqlite3_exec (handle, "SELECT count(*) FROM actor", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_the_second_window_reads (Fixture      *self,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) second = yutu_store_open (self->path, YUTU_STORE_OPEN_DEFAULT, &error);
  YutuEntrySpec spec = { .kind = "test", .title = "写", .actor = "测试员" };
  YutuRandom    random;

  g_assert_no_error (error);
  g_assert_true (yutu_store_is_read_only (second));
  g_assert_nonnull (strstr (yutu_store_get_read_only_reason (second), g_get_user_name ()));
  yutu_random_init (&random, 1);
  g_assert_false (yutu_store_write (second, &spec, write_randomly, &random, NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_READ_ONLY);
  yutu_store_close (second);
}

static void
test_what_is_no_file_of_ours (Fixture      *self,
                              gconstpointer data)
{
  static const struct
  {
    const char    *bytes;
    gssize         length;
    YutuStoreError code;
  } files[] = {
    { "", 0, YUTU_STORE_ERROR_NOT_A_FILE },
    { "no database at all, only words", -1, YUTU_STORE_ERROR_NOT_A_FILE },
    { "SQLite format 3\0\x10", 17, YUTU_STORE_ERROR_NOT_A_FILE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, "other.yutu", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuStore) store = NULL;

      g_file_set_contents (path, files[i].bytes, files[i].length, NULL);
      store = yutu_store_open (path, YUTU_STORE_OPEN_DEFAULT, &error);
      g_assert_error (error, YUTU_STORE_ERROR, (int)files[i].code);
      g_assert_null (store);
    }
}

static void
test_a_newer_schema_is_refused (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) store = NULL;
  sqlite3 *handle = NULL;

  yutu_store_close (self->store);
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 999", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (handle);
  store = yutu_store_open (self->path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NEWER);
}

/* ---- Tampering ---- */

static void
test_tampering_is_found (Fixture      *self,
                         gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE id = 3",
    "UPDATE journal SET actor = 'x' WHERE id = 3",
    "UPDATE journal SET title = title || ' ' WHERE id = 3",
    "UPDATE journal SET n_objects = n_objects + 1 WHERE id = 3",
    "UPDATE journal SET changeset = changeset || x'00' WHERE id = 3",
    "UPDATE journal SET state = 1 - state WHERE id = 3",
    "UPDATE journal SET hash = zeroblob (32) WHERE id = 3",
    "UPDATE journal SET id = 1000003 WHERE id = 3",
    "DELETE FROM journal WHERE id = 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      sqlite3         *handle = NULL;
      YutuVerifyResult result = { 0 };
      YutuRandom       random;

      if (i == 0)
        {
          yutu_random_init (&random, 11);
          for (int n = 0; n < 12; n++)
            write_once (self, &random);
          yutu_store_undo (self->store, "测试员", NULL, NULL, NULL);
        }
      g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
      sqlite3_exec (handle, "CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM journal", NULL, NULL,
                    NULL);
      g_assert_cmpint (sqlite3_exec (handle, changes[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_true (yutu_store_verify (self->store, &result, NULL, NULL));
      g_test_message ("%s → %" G_GINT64_FORMAT, changes[i], result.first_bad);
      g_assert_cmpint (result.first_bad, >=, 3);
      g_assert_cmpint (result.first_bad, <=, 4);
      g_assert_cmpint (sqlite3_exec (handle, "DELETE FROM journal; INSERT INTO journal SELECT * "
                                             "FROM kept",
                                     NULL, NULL, NULL),
                       ==, SQLITE_OK);
      sqlite3_close (handle);
    }
  assert_whole (self);
}

/* What lies beside the journal's own rows, and values that only look the same. */
static void
test_tampering_beside_the_rows_is_found (Fixture      *self,
                                         gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE journal SET title = title || char (0) || 'x' WHERE id = 3",
    "UPDATE journal SET title = CAST (title AS BLOB) WHERE id = 3",
    "UPDATE journal SET n_objects = n_objects || 'x' WHERE id = 3",
    "UPDATE journal SET state = 2 WHERE id = 3",
    "UPDATE journal SET state = state || 'x' WHERE id = 3",
    "UPDATE journal SET prev_hash = hash WHERE id = 3",
    "UPDATE journal SET kind = 'redo' WHERE id = (SELECT max (id) FROM journal)",
    "DELETE FROM journal_object WHERE entry = 3",
    "UPDATE journal_object SET object = object + 1000 WHERE entry = 3",
    "UPDATE journal_object SET entry = 1000 WHERE entry = 3",
    "INSERT INTO journal_object (object, entry) VALUES (77, 3)",
    "DELETE FROM journal_chunk",
    "UPDATE journal_chunk SET changeset = changeset || x'00' WHERE seq = 1",
    "UPDATE journal_chunk SET seq = seq + 10",
    "UPDATE journal_chunk SET entry = entry - 1",
  };
  YutuEntrySpec spec = { .kind = "import", .title = "批量", .actor = "测试员", .bulk = TRUE };
  YutuRandom    random;

  yutu_random_init (&random, 13);
  for (int n = 0; n < 12; n++)
    write_once (self, &random);
  g_assert_true (yutu_store_write (self->store, &spec, write_many, &random, NULL, NULL, NULL));
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  assert_whole (self);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *copy = g_build_filename (self->folder, "tampered.yutu", NULL);
      g_autoptr (YutuStore) store = NULL;
      sqlite3         *handle = NULL;
      YutuVerifyResult result = { 0 };

      g_assert_true (yutu_store_backup (self->store, copy, NULL, NULL));
      g_assert_cmpint (sqlite3_open (copy, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, changes[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_changes (handle), >, 0);
      sqlite3_close (handle);
      store = yutu_store_open (copy, YUTU_STORE_OPEN_READ_ONLY, NULL);
      g_assert_true (yutu_store_verify (store, &result, NULL, NULL));
      g_test_message ("%s → %" G_GINT64_FORMAT, changes[i], result.first_bad);
      g_assert_cmpint (result.first_bad, >=, 3);
      g_clear_pointer (&store, yutu_store_unref);
      g_unlink (copy);
    }
}

/* A redo that cannot bring all rows back says so, and brings none. */
static void
test_a_bulk_redo_without_its_rows_fails (Fixture      *self,
                                         gconstpointer data)
{
  YutuEntrySpec spec = { .kind = "import", .title = "批量", .actor = "测试员", .bulk = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3         *handle = NULL;
  YutuRandom       random;

  yutu_random_init (&random, 13);
  g_assert_true (yutu_store_write (self->store, &spec, write_many, &random, NULL, NULL, NULL));
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, NULL));
  before = digest (self);
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "DELETE FROM journal_chunk WHERE seq = 1", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_false (yutu_store_redo (self->store, "测试员", NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
}

/* ---- Long values: the journal keeps what differs ---- */

/* ?1 bytes are put over those in the middle of the attachment's data. */
static gboolean
write_middle (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  static const char insert[] =
    "INSERT INTO attachment (id, sha256, name, mime, size, data) "
    "VALUES (?1, 'x', '图', 'image/png', 300000, zeroblob (300000))";
  static const char update[] =
    "UPDATE attachment SET data = CAST (substr (data, 1, 150000) || ?1 || substr (data, ?2) AS BLOB)";
  const char   *text = data;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, text != NULL ? update : insert, error);

  if (statement == NULL)
    return FALSE;
  if (text == NULL)
    sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  else
    {
      sqlite3_bind_blob (statement, 1, text, (int)strlen (text), SQLITE_STATIC);
      sqlite3_bind_int (statement, 2, 150001 + (int)strlen (text) / 2);
    }
  return yutu_connection_run (connection, statement, error);
}

static gint64
write_long (Fixture    *self,
            const char *text)
{
  YutuEntrySpec spec = { .kind = "test", .title = "附件", .actor = "测试员" };
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  g_assert_true (yutu_store_write (self->store, &spec, write_middle, (gpointer)text, &entry, NULL, &error));
  g_assert_no_error (error);
  return entry;
}

static gboolean
get_changeset_size (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT length (changeset) FROM journal ORDER BY id DESC LIMIT 1", 0, data, error);
}

/* Values that grow, too: what is alike at both ends is kept once, in the row. */
static void
test_long_values (Fixture      *self,
                  gconstpointer data)
{
  static const char *const texts[] = { "", "ab", "甲乙丙丁", "abcdefgh", "" };
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 size = 0;

  write_long (self, NULL);
  g_ptr_array_add (digests, digest (self));
  for (gsize i = 1; i + 1 < G_N_ELEMENTS (texts); i++)
    {
      write_long (self, texts[i]);
      g_ptr_array_add (digests, digest (self));
      g_assert_true (yutu_store_read (self->store, get_changeset_size, &size, NULL, &error));
      g_assert_cmpint (size, <, 300);
    }
  reopen (self);
  for (int turn = 0; turn < 3; turn++)
    {
      for (guint i = digests->len - 1; i-- > 0;)
        {
          g_autofree char *now = NULL;

          g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
          now = digest (self);
          g_assert_cmpstr (now, ==, g_ptr_array_index (digests, i));
        }
      for (guint i = 1; i < digests->len; i++)
        {
          g_autofree char *now = NULL;

          g_assert_true (yutu_store_redo (self->store, "测试员", NULL, NULL, &error));
          now = digest (self);
          g_assert_cmpstr (now, ==, g_ptr_array_index (digests, i));
        }
    }
  assert_whole (self);
}

/* Changed behind the program's back, far from what the entry changed: no undo, and nothing lost. */
static void
test_long_values_of_others (Fixture      *self,
                            gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE attachment SET data = CAST (x'01' || substr (data, 2) AS BLOB)",
    "UPDATE attachment SET data = CAST (substr (data, 1, 150000) || 'AB' || substr (data, 150003) AS BLOB)",
    "UPDATE attachment SET data = CAST (data || 'x' AS BLOB)",
    "UPDATE attachment SET data = 'short'",
    "DELETE FROM attachment",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      sqlite3         *handle = NULL;

      write_long (self, NULL);
      write_long (self, "ab");
      yutu_store_close (self->store);
      g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, changes[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      g_clear_pointer (&self->store, yutu_store_unref);
      self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
      before = digest (self);
      g_assert_false (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
      g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT);
      after = digest (self);
      g_assert_cmpstr (before, ==, after);
      tear_down (self, data);
      set_up (self, data);
    }
}

static void
test_backup_and_restore (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.yutu", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  YutuRandom random;

  yutu_random_init (&random, 5);
  for (int n = 0; n < 10; n++)
    write_once (self, &random);
  before = digest (self);
  g_assert_true (yutu_store_backup (self->store, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (yutu_store_restore (copy, self->path, NULL, &error)); /* it is open */
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  for (int n = 0; n < 10; n++)
    write_once (self, &random);
  yutu_store_close (self->store);
  g_assert_true (yutu_store_restore (copy, self->path, NULL, &error));
  g_assert_no_error (error);
  reopen (self);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
  assert_whole (self);
}

static void
test_history_of_an_object (Fixture      *self,
                           gconstpointer data)
{
  YutuRandom random;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) none = NULL;

  yutu_random_init (&random, 9);
  for (int n = 0; n < 10; n++)
    write_once (self, &random);
  all = yutu_store_list_entries (self->store, 0, 0, NULL, NULL);
  none = yutu_store_list_entries (self->store, 12345, 0, NULL, NULL);
  g_assert_cmpuint (all->len, >, 5);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (((YutuEntry *)g_ptr_array_index (all, 0))->title, ==, "随机");
}

#define ADD(name, func) g_test_add ("/store/journal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-and-redo-restore-each-state", test_undo_and_redo_restore_each_state);
  ADD ("a-new-edit-ends-redo", test_a_new_edit_ends_redo);
  ADD ("redo-takes-only-what-the-last-undos-took", test_redo_takes_only_what_the_last_undos_took);
  ADD ("bulk-undo-and-redo", test_bulk_undo_and_redo);
  ADD ("bulk-may-not-change-older-rows", test_bulk_may_not_change_older_rows);
  ADD ("a-foreign-writer-is-refused", test_a_foreign_writer_is_refused);
  ADD ("the-second-window-reads", test_the_second_window_reads);
  ADD ("what-is-no-file-of-ours", test_what_is_no_file_of_ours);
  ADD ("a-newer-schema-is-refused", test_a_newer_schema_is_refused);
  ADD ("tampering-is-found", test_tampering_is_found);
  ADD ("tampering-beside-the-rows-is-found", test_tampering_beside_the_rows_is_found);
  ADD ("a-bulk-redo-without-its-rows-fails", test_a_bulk_redo_without_its_rows_fails);
  ADD ("long-values", test_long_values);
  ADD ("long-values-of-others", test_long_values_of_others);
  ADD ("backup-and-restore", test_backup_and_restore);
  ADD ("history-of-an-object", test_history_of_an_object);
  return g_test_run ();
}
