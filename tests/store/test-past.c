/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The file as it was known: at every moment the digest, the journal and what could be undone are those
 * that were noted down when it was the present. */

#include "folder.h"

#include "store/yutu-store.h"

#include <string.h>

#include "base/yutu-random.h"

typedef struct
{
  char      *folder;
  char      *path;
  YutuStore *store;
  GPtrArray *digests; /* after the n-th entry; the first is of the empty file */
  GPtrArray *undos;   /* what undo would have taken, or "" */
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
  self->digests = g_ptr_array_new_with_free_func (g_free);
  self->undos = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_pointer (&self->store, yutu_store_unref);
  folder_remove (self->folder);
  g_free (self->path);
  g_ptr_array_unref (self->digests);
  g_ptr_array_unref (self->undos);
}

/* ---- Writing at random ---- */

static gboolean
run_with (YutuConnection *connection,
          const char     *sql,
          gint64          id,
          gint64          number,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, number);
  return yutu_connection_run (connection, statement, error);
}

#define SQL_FACILITY                                                             \
  "INSERT INTO facility (id, kind, name, status, valid_from, geom) VALUES (?1, " \
  "'elderly.care', '中心' || ?2, 'open', '2021-01-01', MakePoint (119 + ?2 / 1000.0, 29, 4490))"
/* Long enough to be kept as a patch (yutu-changeset.c). */
#define SQL_ATTACHMENT                                                                      \
  "INSERT INTO attachment (id, sha256, name, mime, size, data) VALUES (?1, 'x', 'n', 'm', " \
  "20000, randomblob (20000) || zeroblob (?2))"

static gboolean
add_rows (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  YutuRandom *random = data;

  for (guint64 i = 2 + yutu_random_below (random, 4); i > 0; i--)
    if (!run_with (connection, i % 2 == 0 ? SQL_FACILITY : SQL_ATTACHMENT,
                   yutu_connection_new_id (connection), (gint64)yutu_random_below (random, 900),
                   error))
      return FALSE;
  return TRUE;
}

static gboolean
change_rows (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const char *const texts[] = {
    "UPDATE facility SET name = name || ?2, geom = MakePoint (119.5, 28 + ?2 / 1000.0, 4490) "
    "WHERE id = (SELECT id FROM facility ORDER BY (id * ?1) % 89 LIMIT 1)",
    "DELETE FROM facility WHERE id = (SELECT id FROM facility ORDER BY (id * ?1) % 97 LIMIT ?2 % 2)",
    "UPDATE attachment SET data = substr (data, 1, 5000) || randomblob (?2 % 40) || "
    "substr (data, 5020) WHERE id = (SELECT id FROM attachment ORDER BY (id * ?1) % 83 LIMIT 1)",
  };
  YutuRandom *random = data;

  for (guint64 i = 1 + yutu_random_below (random, 3); i > 0; i--)
    if (!run_with (connection, texts[yutu_random_below (random, G_N_ELEMENTS (texts))],
                   (gint64)yutu_random_below (random, 1000) + 1,
                   (gint64)yutu_random_below (random, 1000), error))
      return FALSE;
  return TRUE;
}

/* Notes the state down when there was an entry. */
static void
note (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (YutuUndoPeek) peek = { 0 };
  g_autoptr (GPtrArray) entries = yutu_store_list_entries (self->store, 0, 0, NULL, &error);
  char *digest = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, <=, self->digests->len);
  if (entries->len < self->digests->len)
    return;
  g_assert_true (yutu_store_digest (self->store, &digest, &error));
  g_assert_true (yutu_store_peek_undo (self->store, &peek, &error));
  g_ptr_array_add (self->digests, digest);
  g_ptr_array_add (self->undos, g_strdup (peek.undo_title != NULL ? peek.undo_title : ""));
}

static void
step (Fixture    *self,
      YutuRandom *random,
      guint       number)
{
  g_autofree char *title = g_strdup_printf ("第 %u 步", number);
  YutuEntrySpec    spec = { .kind = "test", .title = title, .actor = "测试员" };
  guint64          what = yutu_random_below (random, 10);
  g_autoptr (GError) error = NULL;

  if (what < 2)
    yutu_store_undo (self->store, "测试员", NULL, NULL, NULL);
  else if (what < 4)
    yutu_store_redo (self->store, "测试员", NULL, NULL, NULL);
  else
    {
      spec.bulk = what == 4;
      g_assert_true (yutu_store_write (self->store, &spec, what < 7 ? add_rows : change_rows, random,
                                       NULL, NULL, &error));
      g_assert_no_error (error);
    }
  note (self);
}

/* ---- Asking ---- */

static void
assert_known (Fixture    *self,
              const char *moment,
              guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) past = yutu_store_open_past (self->store, moment, NULL, NULL, &error);
  g_auto (YutuUndoPeek) peek = { 0 };
  g_autofree char *digest = NULL;
  YutuVerifyResult result = { 0 };

  g_assert_no_error (error);
  g_assert_true (yutu_store_is_read_only (past));
  g_assert_true (yutu_store_digest (past, &digest, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (digest, ==, g_ptr_array_index (self->digests, n));
  g_assert_true (yutu_store_verify (past, &result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.entries, ==, n);
  g_assert_cmpint (result.first_bad, ==, 0);
  g_assert_true (yutu_store_peek_undo (past, &peek, &error));
  g_assert_cmpstr (peek.undo_title != NULL ? peek.undo_title : "", ==,
                   g_ptr_array_index (self->undos, n));
}

static void
test_every_moment_is_as_it_was (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  YutuRandom       random;
  guint            n = 0;

  yutu_random_init (&random, 20220113);
  note (self);
  for (guint i = 0; i < 80; i++)
    step (self, &random, i);
  g_assert_true (yutu_store_digest (self->store, &before, NULL));
  entries = yutu_store_list_entries (self->store, 0, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >, 50);
  assert_known (self, "2000-01-01T00:00:00.000Z", 0);
  for (guint i = 0; i < entries->len; i++) /* newest first; several may be of one millisecond */
    {
      const YutuEntry *entry = g_ptr_array_index (entries, i);
      const YutuEntry *later = i > 0 ? g_ptr_array_index (entries, i - 1) : NULL;

      if (later != NULL && g_str_equal (later->at, entry->at))
        continue;
      assert_known (self, entry->at, entries->len - i);
      n++;
    }
  g_assert_cmpuint (n, >, 30);
  g_assert_true (yutu_store_digest (self->store, &after, NULL));
  g_assert_cmpstr (after, ==, before); /* the present was not touched */
}

static gboolean
do_nothing (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return TRUE;
}

static void
test_nobody_writes_it (Fixture      *self,
                       gconstpointer data)
{
  YutuEntrySpec spec = { .kind = "test", .title = "改", .actor = "测试员" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) past =
    yutu_store_open_past (self->store, "2000-01-01T00:00:00.000Z", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (yutu_store_get_read_only_reason (past), "2000-01-01"));
  g_assert_cmpstr (yutu_store_get_path (past), ==, self->path);
  g_assert_false (yutu_store_write (past, &spec, do_nothing, NULL, NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_READ_ONLY);
}

/* A row that nobody may have changed, changed beside the journal: said, not guessed. */
static void
test_what_cannot_be_taken_back_is_said (Fixture      *self,
                                        gconstpointer data)
{
  sqlite3   *handle = NULL;
  YutuRandom random;
  g_autoptr (GError) error = NULL;

  yutu_random_init (&random, 3);
  note (self);
  while (self->digests->len < 4)
    step (self, &random, 0);
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "DROP TRIGGER guard_attachment_UPDATE; "
                                 "UPDATE attachment SET name = 'other'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_null (
    yutu_store_open_past (self->store, "2000-01-01T00:00:00.000Z", NULL, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT);
}

static void
test_it_can_be_cancelled (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
    yutu_store_open_past (self->store, "2000-01-01T00:00:00.000Z", NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/store/past/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-moment-is-as-it-was", test_every_moment_is_as_it_was);
  ADD ("nobody-writes-it", test_nobody_writes_it);
  ADD ("what-cannot-be-taken-back-is-said", test_what_cannot_be_taken_back_is_said);
  ADD ("it-can-be-cancelled", test_it_can_be_cancelled);
  return g_test_run ();
}
