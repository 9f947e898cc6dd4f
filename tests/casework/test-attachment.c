/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files kept with cases: contents once, names apart, rights, limits, undo, and damage. */

#include <string.h>

#include "folder.h"

#include "casework/yutu-attachment.h"
#include "casework/yutu-case.h"

typedef struct
{
  char         *folder;
  char         *path;
  YutuStore    *store;
  YutuModules  *modules;
  YutuCalendar *calendar;
  gint64        person_case; /* SA.LEAD, keeps persons */
  gint64        line_case;   /* BD.PILLAR, does not */
} Fixture;

/* ---- Names ---- */

static void
test_names_are_cleaned (void)
{
  static const struct
  {
    const char *given;
    const char *clean;
  } rows[] = {
    { "申请表.pdf", "申请表.pdf" },
    { "/home/wang/申请表.pdf", "申请表.pdf" },
    { "C:\\Users\\wang\\a.doc", "a.doc" },
    { "../../etc/passwd", "passwd" },
    { "..", "attachment" },
    { "", "attachment" },
    { "/", "attachment" },
    { " . ", "attachment" },
    { ".bashrc", "bashrc" },
    { "a\nb\t.pdf", "ab.pdf" },
    { "invoice\342\200\256fdp.exe", "invoicefdp.exe" }, /* right-to-left override */
    { "\342\200\213a\357\273\277.txt", "a.txt" },       /* zero width, byte order mark */
    { "a<b>:\"c|?*.txt", "abc.txt" },
    { "CON", "_CON" },
    { "com1.txt", "_com1.txt" },
    { "come.txt", "come.txt" },
    { "name. . ", "name" },
    { "e\314\201.txt", "\303\251.txt" }, /* composed */
    { "a\377b.txt", "a\357\277\275b.txt" },
  };
  g_autofree char *filler = g_strnfill (300, 'x');
  g_autofree char *tall = g_strconcat (filler, ".pdf", NULL);
  g_autofree char *cut = yutu_attachment_clean_name (tall);
  g_autofree char *none = yutu_attachment_clean_name (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *clean = yutu_attachment_clean_name (rows[i].given);

      g_assert_cmpstr (clean, ==, rows[i].clean);
    }
  g_assert_cmpuint (strlen (cut), ==, 120);
  g_assert_true (g_str_has_suffix (cut, "x.pdf"));
  g_assert_cmpstr (none, ==, "attachment");
}

/* ---- A file with two cases ---- */

static gboolean
open_cases (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Fixture     *self = data;
  YutuDay      day = yutu_day_from_ymd (2025, 9, 29);
  YutuCaseSpec lead = { .kind = "SA.LEAD",
                        .has_point = TRUE,
                        .point = { 119600000000, 29100000000 },
                        .opened_on = day,
                        .fields = "{\"source\":\"grid\"}" };
  YutuCaseSpec pillar = { .kind = "BD.PILLAR",
                          .has_point = TRUE,
                          .point = { 119600000000, 29100000000 },
                          .opened_on = day,
                          .fields = "{\"pillar_no\":\"1\"}" };

  return yutu_case_open (connection, self->modules, self->calendar, &lead, "t", &self->person_case,
                         error) &&
         yutu_case_open (connection, self->modules, self->calendar, &pillar, "t", &self->line_case,
                         error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  YutuEntrySpec spec = { "test", "test", "t", FALSE };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-attach-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->calendar = yutu_calendar_load (&error);
  g_assert_no_error (error);
  yutu_store_write (self->store, &spec, open_cases, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  yutu_modules_unref (self->modules);
  yutu_calendar_free (self->calendar);
  folder_remove (self->folder);
  g_free (self->path);
}

/* ---- Hands ---- */

typedef struct
{
  Fixture        *fixture;
  gint64          id;
  YutuAttachSpec  spec;
  gint64          event;
  const char     *role;
  YutuCaseDetail *detail;
  GBytes         *data;
  char           *name;
} Call;

static gboolean
attach_in_write (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Call *call = data;

  return yutu_case_attach (connection, call->fixture->modules, call->id, &call->spec, &call->event,
                           error);
}

/* 0 with @error when it is refused. */
static gint64
attach (Fixture    *self,
        gint64      id,
        const char *name,
        const char *text,
        gsize       size,
        const char *role,
        GError    **error)
{
  YutuEntrySpec entry = { "test", "test", "t", FALSE };
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  Call call = { .fixture = self,
                .id = id,
                .spec = { name, bytes, "王", role, yutu_day_from_ymd (2025, 9, 30) } };

  return yutu_store_write (self->store, &entry, attach_in_write, &call, NULL, NULL, error)
           ? call.event
           : 0;
}

static gboolean
load_in_read (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Call *call = data;

  call->detail = yutu_case_load (connection, call->fixture->modules, call->id, YUTU_DAY_INVALID, call->role, error);
  return call->detail != NULL;
}

static YutuCaseDetail *
load (Fixture    *self,
      gint64      id,
      const char *role)
{
  g_autoptr (GError) error = NULL;
  Call call = { .fixture = self, .id = id, .role = role };

  yutu_store_read (self->store, load_in_read, &call, NULL, &error);
  g_assert_no_error (error);
  return call.detail;
}

static gboolean
read_in_read (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Call *call = data;

  call->data = yutu_case_read_attachment (connection, call->fixture->modules, call->id, call->event,
                                          call->role, &call->name, error);
  return call->data != NULL;
}

static void
assert_read (Fixture    *self,
             gint64      id,
             gint64      event,
             const char *role,
             int         code, /* -1: it is given out */
             const char *name,
             const char *text)
{
  g_autoptr (GError) error = NULL;
  Call     call = { .fixture = self, .id = id, .event = event, .role = role };
  gboolean done = yutu_store_read (self->store, read_in_read, &call, NULL, &error);

  if (code >= 0)
    {
      g_assert_false (done);
      g_assert_error (error, YUTU_CASEWORK_ERROR, code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (call.name, ==, name);
  g_assert_cmpmem (g_bytes_get_data (call.data, NULL), g_bytes_get_size (call.data), text,
                   strlen (text));
  g_bytes_unref (call.data);
  g_free (call.name);
}

static gboolean
count_in_read (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM attachment", 0, data, error);
}

static gint64
count_contents (Fixture *self)
{
  gint64 n = 0;

  g_assert_true (yutu_store_read (self->store, count_in_read, &n, NULL, NULL));
  return n;
}

/* ---- What is kept ---- */

static void
test_equal_contents_are_kept_once (Fixture      *self,
                                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCaseDetail) detail = NULL;
  const YutuCaseAttachment *row = NULL;
  gint64                    first = attach (self, self->person_case, "/tmp/户口簿.pdf", "%PDF-1.4 a", 10, "clerk", &error);
  gint64                    second = attach (self, self->line_case, "照片.pdf", "%PDF-1.4 a", 10, "planner", &error);
  gint64                    third = attach (self, self->line_case, "b.txt", "b", 1, "planner", &error);

  g_assert_no_error (error);
  g_assert_true (first != 0 && second != 0 && third != 0);
  g_assert_cmpint (count_contents (self), ==, 2);
  detail = load (self, self->person_case, "desk");
  g_assert_cmpuint (detail->attachments->len, ==, 1);
  g_assert_cmpuint (detail->events->len, ==, 1);
  row = detail->attachments->pdata[0];
  g_assert_cmpstr (row->name, ==, "户口簿.pdf");
  g_assert_cmpstr (row->mime, ==, "application/pdf");
  g_assert_cmpint (row->size, ==, 10);
  /* printf '%%PDF-1.4 a' | sha256sum */
  g_assert_cmpstr (row->sha256, ==,
                   "7ec2f90af905dc8b9bed9d6deaea118d4a8b168f762a9dae5b0c25dea7e466e1");
  g_assert_cmpstr (row->actor, ==, "王");
  g_assert_cmpstr (detail->row.state, ==, "found");
  assert_read (self, self->person_case, first, "desk", -1, "户口簿.pdf", "%PDF-1.4 a");
  assert_read (self, self->line_case, second, "desk", -1, "照片.pdf", "%PDF-1.4 a");
}

static void
test_undo_takes_it_away (Fixture      *self,
                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCaseDetail) undone = NULL;
  g_autoptr (YutuCaseDetail) redone = NULL;
  gint64 event = attach (self, self->line_case, "a.txt", "a", 1, "planner", &error);

  g_assert_no_error (error);
  g_assert_true (yutu_store_undo (self->store, "t", NULL, NULL, &error));
  undone = load (self, self->line_case, "desk");
  g_assert_cmpuint (undone->attachments->len, ==, 0);
  g_assert_cmpuint (undone->events->len, ==, 0);
  g_assert_cmpint (count_contents (self), ==, 0);
  assert_read (self, self->line_case, event, "desk", YUTU_CASEWORK_ERROR_UNKNOWN, NULL, NULL);
  g_assert_true (yutu_store_redo (self->store, "t", NULL, NULL, &error));
  redone = load (self, self->line_case, "desk");
  g_assert_cmpuint (redone->attachments->len, ==, 1);
  assert_read (self, self->line_case, event, "desk", -1, "a.txt", "a");
}

/* ---- What is refused ---- */

static void
assert_refused (Fixture    *self,
                gint64      id,
                gsize       size,
                const char *role,
                int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc0 (size + 1);

  g_assert_cmpint (attach (self, id, "a.txt", text, size, role, &error), ==, 0);
  g_assert_error (error, YUTU_CASEWORK_ERROR, code);
}

static void
test_refusals (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc0 (YUTU_ATTACHMENT_MAX_BYTES);

  assert_refused (self, 77, 1, "desk", YUTU_CASEWORK_ERROR_UNKNOWN);
  assert_refused (self, self->person_case, 1, "leader", YUTU_CASEWORK_ERROR_ROLE);
  assert_refused (self, self->person_case, 1, "planner", YUTU_CASEWORK_ERROR_ROLE);
  assert_refused (self, self->person_case, 1, NULL, YUTU_CASEWORK_ERROR_ROLE);
  assert_refused (self, self->line_case, 1, "clerk", YUTU_CASEWORK_ERROR_ROLE);
  assert_refused (self, self->person_case, 0, "desk", YUTU_CASEWORK_ERROR_SIZE);
  assert_refused (self, self->person_case, YUTU_ATTACHMENT_MAX_BYTES + 1, "desk",
                  YUTU_CASEWORK_ERROR_SIZE);
  g_assert_cmpint (count_contents (self), ==, 0);
  g_assert_cmpint (attach (self, self->person_case, "a.bin", text, YUTU_ATTACHMENT_MAX_BYTES, "desk",
                           &error),
                   !=, 0);
  g_assert_no_error (error);
  assert_refused (self, self->person_case, YUTU_ATTACHMENT_MAX_BYTES, "desk",
                  YUTU_CASEWORK_ERROR_TWICE); /* twice the same to one case */
}

/* Of a case with persons the contents are not for all, and of the name not more than the suffix. */
static void
test_personal_ones_are_masked (Fixture      *self,
                               gconstpointer data)
{
  static const char *const blind[] = { "clerk", "leader", "planner", "auditor", NULL };
  gint64                   event =
    attach (self, self->person_case, "张三身份证.jpg", "x", 1, "clerk", NULL);
  gint64 line_event = attach (self, self->line_case, "界桩.李四", "y", 1, "planner", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (blind); i++)
    {
      g_autoptr (YutuCaseDetail) detail = load (self, self->person_case, blind[i]);
      const YutuCaseAttachment *row = detail->attachments->pdata[0];
      const YutuCaseEvent      *told = detail->events->pdata[0];

      g_assert_cmpstr (row->name, ==, "***.jpg");
      g_assert_cmpstr (told->note, ==, "***.jpg");
      assert_read (self, self->person_case, event, blind[i], YUTU_CASEWORK_ERROR_ROLE, NULL, NULL);
    }
  assert_read (self, self->person_case, event, "township", -1, "张三身份证.jpg", "x");
  assert_read (self, self->line_case, line_event, "leader", -1, "界桩.李四", "y");
  assert_read (self, self->line_case, event, "desk", YUTU_CASEWORK_ERROR_UNKNOWN, NULL, NULL);
}

static gboolean
change_contents (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  return yutu_connection_exec (connection, "UPDATE attachment SET data = x'41'", error);
}

static void
test_changed_contents_are_not_given_out (Fixture      *self,
                                         gconstpointer data)
{
  YutuEntrySpec entry = { "test", "test", "t", FALSE };
  gint64        event = attach (self, self->line_case, "a.txt", "a", 1, "planner", NULL);

  g_assert_true (yutu_store_write (self->store, &entry, change_contents, NULL, NULL, NULL, NULL));
  assert_read (self, self->line_case, event, "desk", YUTU_CASEWORK_ERROR_ATTACHMENT, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/attachment/names-are-cleaned", test_names_are_cleaned);
#define ADD(name, func) g_test_add ("/casework/attachment/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("equal-contents-are-kept-once", test_equal_contents_are_kept_once);
  ADD ("undo-takes-it-away", test_undo_takes_it_away);
  ADD ("refusals", test_refusals);
  ADD ("personal-ones-are-masked", test_personal_ones_are_masked);
  ADD ("changed-contents-are-not-given-out", test_changed_contents_are_not_given_out);
  return g_test_run ();
}
