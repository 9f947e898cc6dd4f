/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drafts: in the file within half a second, no part of its journal, offered again. */

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "county-file.h"
#include "session/yutu-drafts.h"
#include "session/yutu-session-edit.h"

typedef struct
{
  County       county;
  YutuSession *session;
  YutuSession *opened;
  GPtrArray   *drafts;
  gboolean     done;
} Fixture;

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  self->opened = yutu_session_open_finish (result, &error);
  g_assert_no_error (error);
}

static YutuSession *
open_session (Fixture *self)
{
  yutu_session_open_async (self->county.path, NULL, opened_cb, self);
  while (self->opened == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->opened);
}

static void
settle (YutuSession *session)
{
  while (yutu_session_get_units (session) == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  county_set_up (&self->county, NULL);
  yutu_store_close (self->county.store);
  self->session = open_session (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  settle (self->session);
  g_assert_finalize_object (self->session);
  county_tear_down (&self->county, NULL);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = yutu_session_list_drafts_finish (result, &error);
  g_assert_no_error (error);
  self->done = TRUE;
}

static void
list (Fixture     *self,
      YutuSession *session)
{
  self->done = FALSE;
  yutu_session_list_drafts_async (session, NULL, listed_cb, self);
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static const YutuDraft *
get_draft (Fixture *self,
           guint    i)
{
  return g_ptr_array_index (self->drafts, i);
}

/* Typing without a pause does not put the writing off. */
static void
test_in_the_file_while_one_types (Fixture      *self,
                                  gconstpointer data)
{
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *content = g_strdup_printf ("{\"n\":%d}", i);

      yutu_session_put_draft (self->session, "facility-add", "facility", "新增", content);
      wait_ms (60);
    }
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft WHERE content <> '{\"n\":0}'"),
                   ==, 1);
  yutu_session_flush_drafts (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft WHERE content = '{\"n\":9}'"),
                   ==, 1);
}

static void
test_listed_and_dropped (Fixture      *self,
                         gconstpointer data)
{
  yutu_session_put_draft (self->session, "a", "facility", "甲", "{}");
  yutu_session_put_draft (self->session, "b", "case-open", "乙", "{\"x\":1}");
  yutu_session_flush_drafts (self->session);
  wait_ms (3);
  yutu_session_put_draft (self->session, "a", "facility", "甲二", "[1]");
  yutu_session_flush_drafts (self->session);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 2);
  g_assert_cmpstr (get_draft (self, 0)->key, ==, "a");
  g_assert_cmpstr (get_draft (self, 0)->title, ==, "甲二");
  g_assert_cmpstr (get_draft (self, 0)->content, ==, "[1]");
  g_assert_cmpstr (get_draft (self, 1)->kind, ==, "case-open");
  g_assert_cmpstr (get_draft (self, 1)->content, ==, "{\"x\":1}");
  g_assert_cmpint (strlen (get_draft (self, 1)->at), ==, 24);
  g_assert_cmpstr (get_draft (self, 1)->actor, !=, "");
  yutu_session_drop_draft (self->session, "a");
  yutu_session_put_draft (self->session, "c", "facility", "丙", "{}");
  yutu_session_drop_draft (self->session, "c");
  yutu_session_flush_drafts (self->session);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
  g_assert_cmpstr (get_draft (self, 0)->key, ==, "b");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What is typed in is not offered; what was left is, also when it is not in the file yet. */
static void
test_open_until_it_is_left (Fixture      *self,
                            gconstpointer data)
{
  guint  n_changed = 0;
  gulong handler =
    g_signal_connect_swapped (self->session, "drafts-changed", G_CALLBACK (count_cb), &n_changed);

  yutu_session_put_draft (self->session, "a", "facility", "甲", "{}");
  yutu_session_put_draft (self->session, "a", "facility", "甲", "{\"x\":1}");
  g_assert_cmpuint (n_changed, ==, 1);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
  g_assert_true (get_draft (self, 0)->is_open);
  yutu_session_put_draft (self->session, "a", "facility", "甲", "{\"x\":2}");
  yutu_session_leave_draft (self->session, "a");
  yutu_session_leave_draft (self->session, "a");
  g_assert_cmpuint (n_changed, ==, 2);
  list (self, self->session);
  g_assert_false (get_draft (self, 0)->is_open);
  g_assert_cmpstr (get_draft (self, 0)->content, ==, "{\"x\":2}");
  yutu_session_enter_draft (self->session, "a");
  yutu_session_drop_draft (self->session, "a");
  g_assert_cmpuint (n_changed, ==, 4);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 0);
  g_signal_handler_disconnect (self->session, handler);
}

static void
test_no_part_of_the_journal (Fixture      *self,
                             gconstpointer data)
{
  YutuStore       *store = yutu_file_get_store (yutu_session_get_file (self->session));
  gint64           entries = county_file_count (&self->county, "SELECT count(*) FROM journal");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_digest (store, &before, &error));
  yutu_session_put_draft (self->session, "a", "facility", "甲", "{}");
  yutu_session_flush_drafts (self->session);
  g_assert_true (yutu_store_digest (store, &after, &error));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM journal"), ==, entries);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM user_table WHERE name = 'draft'"), ==,
                   0);
}

static void
test_written_when_the_session_goes (Fixture      *self,
                                    gconstpointer data)
{
  settle (self->session);
  yutu_session_put_draft (self->session, "a", "facility", "甲", "{}");
  g_assert_finalize_object (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 1);
  self->session = open_session (self);
}

static gboolean
limit_pages (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  return yutu_connection_exec (connection, sql, error);
}

static void
limit_file (Fixture *self,
            int      n_pages)
{
  YutuEntrySpec spec = { "test", "limit", "测试员", FALSE };

  g_assert_true (yutu_store_write (yutu_file_get_store (yutu_session_get_file (self->session)), &spec,
                                   limit_pages, GINT_TO_POINTER (n_pages), NULL, NULL, NULL));
}

static void
message_cb (YutuSession *session,
            const char  *text,
            char       **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

/* It is said, nothing is lost meanwhile, and what waits comes to the file with the next change. */
static void
test_a_full_disk_loses_nothing (Fixture      *self,
                                gconstpointer data)
{
  g_autofree char *text = g_strnfill (400000, 'x');
  g_autofree char *content = g_strdup_printf ("{\"typed\":\"%s\"}", text);
  g_autofree char *said = NULL;

  settle (self->session);
  g_signal_connect (self->session, "message", G_CALLBACK (message_cb), &said);
  limit_file (self, 1); /* SQLite takes the present size */
  yutu_session_put_draft (self->session, "a", "test", "甲", content);
  while (said == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (said, "make room"));
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 0);
  yutu_session_leave_draft (self->session, "a");
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
  g_assert_cmpstr (get_draft (self, 0)->content, ==, content);
  limit_file (self, 1 << 20);
  yutu_session_put_draft (self->session, "b", "test", "乙", "{}");
  wait_ms (600);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 2);
  g_assert_cmpint (county_file_count (&self->county, "SELECT length (content) > 400000 FROM draft WHERE key = 'a'"),
                   ==, 1);
}

static void
test_none_in_a_file_to_read (Fixture      *self,
                             gconstpointer data)
{
  YutuSession *reader = NULL;

  yutu_session_put_draft (self->session, "a", "facility", "甲", "{}");
  yutu_session_flush_drafts (self->session);
  reader = open_session (self); /* the file is open for writing here already */
  g_assert_nonnull (yutu_session_get_read_only_reason (reader));
  yutu_session_put_draft (reader, "b", "facility", "乙", "{}");
  yutu_session_flush_drafts (reader);
  list (self, reader);
  g_assert_cmpuint (self->drafts->len, ==, 0);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
  settle (reader);
  g_assert_finalize_object (reader);
}

/* ---- An older one ---- */

static void
put_a (Fixture    *self,
       const char *content)
{
  yutu_session_put_draft (self->session, "a", "facility", "甲", content);
}

/* Two of the key "a": the one that is typed in, and an older one that is offered, with a key of its own. */
static void
assert_both (Fixture    *self,
             const char *newer,
             const char *older)
{
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 2);
  g_assert_cmpstr (get_draft (self, 0)->content, ==, newer);
  g_assert_cmpstr (get_draft (self, 0)->key, ==, "a");
  g_assert_true (get_draft (self, 0)->is_open);
  g_assert_cmpstr (get_draft (self, 1)->content, ==, older);
  g_assert_cmpstr (get_draft (self, 1)->key, !=, "a");
  g_assert_false (get_draft (self, 1)->is_open);
}

/* @data: not NULL: the older one is not in the file yet when the newer one begins. */
static void
test_kept_beside_a_newer_one (Fixture      *self,
                              gconstpointer data)
{
  put_a (self, "[0]");
  yutu_session_flush_drafts (self->session);
  put_a (self, "[1]");
  yutu_session_leave_draft (self->session, "a");
  if (data == NULL)
    yutu_session_flush_drafts (self->session);
  wait_ms (3);
  put_a (self, "[2]");
  put_a (self, "[3]");
  assert_both (self, "[3]", "[1]");
  yutu_session_flush_drafts (self->session);
  assert_both (self, "[3]", "[1]");
  put_a (self, "[4]");
  yutu_session_flush_drafts (self->session);
  assert_both (self, "[4]", "[1]");
  yutu_session_drop_draft (self->session, "a");
  yutu_session_flush_drafts (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft WHERE content = '[1]'"), ==, 1);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
}

/* The older one is gone on with under the key of its form, and the newer one is offered. */
static void
test_taken_up_beside_a_newer_one (Fixture      *self,
                                  gconstpointer data)
{
  g_autofree char *key = NULL;

  put_a (self, "[1]");
  yutu_session_leave_draft (self->session, "a");
  yutu_session_flush_drafts (self->session);
  wait_ms (3);
  put_a (self, "[2]");
  yutu_session_leave_draft (self->session, "a");
  list (self, self->session);
  wait_ms (3);
  key = yutu_session_take_up_draft (self->session, get_draft (self, 1));
  g_assert_cmpstr (key, ==, "a");
  assert_both (self, "[1]", "[2]");
  yutu_session_flush_drafts (self->session);
  assert_both (self, "[1]", "[2]");
}

/* A form that has nothing to keep leaves alone what is offered; thrown away it is gone. */
static void
test_dropped_by_its_own_form_only (Fixture      *self,
                                   gconstpointer data)
{
  put_a (self, "[1]");
  yutu_session_leave_draft (self->session, "a");
  yutu_session_drop_draft (self->session, "a");
  yutu_session_flush_drafts (self->session);
  put_a (self, "[2]");
  yutu_session_drop_draft (self->session, "a");
  yutu_session_flush_drafts (self->session);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 1);
  g_assert_cmpstr (get_draft (self, 0)->content, ==, "[1]");
  yutu_session_throw_draft (self->session, get_draft (self, 0)->key);
  yutu_session_flush_drafts (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 0);
}

/* ---- What is saved ---- */

#define KEY           "edit:place-name"
#define KILLED_COUNTY "YUTU_TEST_KILLED_COUNTY"

typedef struct
{
  gboolean done;
  gint64   id;
} Saving;

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saving *saving = user_data;

  saving->id = yutu_session_add_place_name_finish (YUTU_SESSION (source), result, NULL);
  saving->done = TRUE;
}

static void
begin_adding (YutuSession *session,
              YutuPoint    at,
              const char  *name_class,
              Saving      *saving)
{
  YutuPlaceNameWish wish = { "望江亭", name_class, NULL, NULL, at, yutu_session_get_day (session) };

  yutu_session_put_draft (session, KEY, "place-name", "望江亭", "{\"typed\":1}");
  yutu_session_settle_draft (session, KEY);
  yutu_session_add_place_name_async (session, &wish, added_cb, saving);
}

static YutuPoint
get_inside (Fixture *self)
{
  YutuPoint at = self->county.corners[1][1];

  return (YutuPoint){ at.x - 1000000, at.y - 1000000 };
}

/* What is put while it is saved is of no use after. */
static void
test_goes_with_what_is_saved (Fixture      *self,
                              gconstpointer data)
{
  Saving saving = { 0 };

  begin_adding (self->session, get_inside (self), "scenic", &saving);
  yutu_session_put_draft (self->session, KEY, "place-name", "望江亭", "{\"typed\":2}");
  yutu_session_flush_drafts (self->session);
  while (!saving.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (saving.id, !=, 0);
  yutu_session_flush_drafts (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 0);
  list (self, self->session);
  g_assert_cmpuint (self->drafts->len, ==, 0);
  settle (self->session);
}

static void
test_stays_when_saving_fails (Fixture      *self,
                              gconstpointer data)
{
  Saving saving = { 0 };

  begin_adding (self->session, get_inside (self), "no-such-class", &saving);
  yutu_session_put_draft (self->session, KEY, "place-name", "望江亭", "{\"typed\":2}");
  while (!saving.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (saving.id, ==, 0);
  yutu_session_flush_drafts (self->session);
  g_assert_cmpint (county_file_count (&self->county, "SELECT content = '{\"typed\":2}' FROM draft"), ==, 1);
  settle (self->session);
}

static gint64
count_at (const char *path,
          const char *sql)
{
  County at = { .path = (char *)path };

  return county_file_count (&at, sql);
}

/* In a process of its own: saves, and is killed before it hears that it is done. */
static void
save_and_die (void)
{
  const char *path = g_getenv (KILLED_COUNTY);
  Fixture     self = { .county.path = (char *)path };
  Saving      saving = { 0 };
  YutuPoint   at;

  if (path == NULL)
    {
      g_test_skip ("run by killed-when-saved");
      return;
    }
  g_assert_cmpint (sscanf (g_getenv (KILLED_COUNTY "_AT"), "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, &at.x, &at.y),
                   ==, 2);
  self.session = open_session (&self);
  settle (self.session);
  yutu_session_put_draft (self.session, KEY, "place-name", "望江亭", "{\"typed\":0}");
  yutu_session_flush_drafts (self.session);
  g_assert_cmpint (count_at (path, "SELECT count(*) FROM draft"), ==, 1);
  begin_adding (self.session, at, "scenic", &saving);
  while (count_at (path, "SELECT count(*) FROM place_name WHERE name = '望江亭'") == 0)
    g_usleep (2000); /* the main loop stands still: nothing is told of it */
  raise (SIGKILL);
}

static void
test_killed_when_saved (Fixture      *self,
                        gconstpointer data)
{
  YutuPoint        at = get_inside (self);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, at.x, at.y);

  settle (self->session);
  yutu_session_close (self->session); /* a read that still runs would keep the child from writing */
  g_assert_finalize_object (self->session);
  g_setenv (KILLED_COUNTY, self->county.path, TRUE);
  g_setenv (KILLED_COUNTY "_AT", text, TRUE);
  g_test_trap_subprocess ("/session/drafts/subprocess/save-and-die", 0,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv (KILLED_COUNTY);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM place_name WHERE name = '望江亭'"), ==, 1);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count(*) FROM draft"), ==, 0);
  self->session = open_session (self);
}

#define ADD(name, func) \
  g_test_add ("/session/drafts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("in-the-file-while-one-types", test_in_the_file_while_one_types);
  ADD ("listed-and-dropped", test_listed_and_dropped);
  ADD ("open-until-it-is-left", test_open_until_it_is_left);
  ADD ("no-part-of-the-journal", test_no_part_of_the_journal);
  ADD ("written-when-the-session-goes", test_written_when_the_session_goes);
  ADD ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  ADD ("none-in-a-file-to-read", test_none_in_a_file_to_read);
  ADD ("kept-beside-a-newer-one", test_kept_beside_a_newer_one);
  g_test_add ("/session/drafts/unwritten-kept-beside-a-newer-one", Fixture, "", set_up,
              test_kept_beside_a_newer_one, tear_down);
  ADD ("taken-up-beside-a-newer-one", test_taken_up_beside_a_newer_one);
  ADD ("dropped-by-its-own-form-only", test_dropped_by_its_own_form_only);
  ADD ("goes-with-what-is-saved", test_goes_with_what_is_saved);
  ADD ("stays-when-saving-fails", test_stays_when_saving_fails);
  ADD ("killed-when-saved", test_killed_when_saved);
  g_test_add_func ("/session/drafts/subprocess/save-and-die", save_and_die);
  return g_test_run ();
}
