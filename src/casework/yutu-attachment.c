/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Invariants: 1. no two attachments have equal contents; 2. sha256 and size are those of data;
 * 3. every attachment is named by an event, and such an event begins and ends in one state. */

#include "casework/yutu-attachment.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_NAME     120 /* characters */
#define MAX_SUFFIX   12
#define NAME_OF_NONE "attachment"

/* ---- Names ---- */

static gboolean
is_fit (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
      type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE ||
      type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return FALSE;
  return c >= 0x80 || strchr ("<>:\"/\\|?*", (int)c) == NULL;
}

/* A name that Windows keeps for a device, with any suffix. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", NULL };
  g_autofree char         *stem = g_ascii_strup (name, (gssize)strcspn (name, "."));

  if (g_strv_contains (devices, stem))
    return TRUE;
  return strlen (stem) == 4 && (g_str_has_prefix (stem, "COM") || g_str_has_prefix (stem, "LPT")) &&
         g_ascii_isdigit (stem[3]);
}

/* At most MAX_NAME characters, the suffix kept when it is a short one. */
static char *
shorten (const char *name)
{
  const char      *suffix = strrchr (name, '.');
  glong            length = g_utf8_strlen (name, -1);
  glong            n_suffix = suffix != NULL ? g_utf8_strlen (suffix, -1) : 0;
  g_autofree char *head = NULL;

  if (length <= MAX_NAME)
    return g_strdup (name);
  if (n_suffix > MAX_SUFFIX)
    n_suffix = 0;
  head = g_utf8_substring (name, 0, MAX_NAME - n_suffix);
  return g_strconcat (head, n_suffix > 0 ? suffix : "", NULL);
}

char *
yutu_attachment_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *text = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  const char      *last = text;
  g_autoptr (GString) fit = g_string_new (NULL);
  const char *start = NULL;

  for (const char *at = text; *at != '\0'; at++)
    if (*at == '/' || *at == '\\')
      last = at + 1;
  for (const char *at = last; *at != '\0'; at = g_utf8_next_char (at))
    if (is_fit (g_utf8_get_char (at)))
      g_string_append_unichar (fit, g_utf8_get_char (at));
  while (fit->len > 0 && strchr (" .", fit->str[fit->len - 1]) != NULL)
    g_string_truncate (fit, fit->len - 1);
  start = fit->str + strspn (fit->str, " .");
  if (*start == '\0')
    return g_strdup (NAME_OF_NONE);
  if (is_device (start))
    {
      g_autofree char *apart = g_strconcat ("_", start, NULL);

      return shorten (apart);
    }
  return shorten (start);
}

/* ---- Attaching ---- */

/* 0 when there is none. */
static gboolean
find_contents (YutuConnection *connection,
               const char     *sha256,
               gint64         *id,
               GError        **error)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id FROM attachment WHERE sha256 = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, sha256, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *id = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
keep_contents (YutuConnection *connection,
               const char     *name,
               GBytes         *data,
               gint64         *id,
               GError        **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  gsize            size = 0;
  const guint8    *bytes = g_bytes_get_data (data, &size);
  g_autofree char *type = g_content_type_guess (name, bytes, MIN (size, 4096), NULL);
  g_autofree char *mime = g_content_type_get_mime_type (type);
  sqlite3_stmt    *statement = NULL;

  if (!find_contents (connection, sha256, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO attachment (id, sha256, name, mime, size, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    error);
  if (statement == NULL)
    return FALSE;
  *id = yutu_connection_new_id (connection);
  sqlite3_bind_int64 (statement, 1, *id);
  sqlite3_bind_text (statement, 2, sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, mime != NULL ? mime : "application/octet-stream", -1,
                     SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 5, (gint64)size);
  sqlite3_bind_blob64 (statement, 6, bytes, size, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_event (YutuConnection       *connection,
              const YutuCaseDetail *detail,
              const YutuAttachSpec *spec,
              const char           *name,
              gint64                attachment,
              gint64               *event,
              GError              **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO case_event (id, case_file, at, actor, transition, from_state, to_state, note, "
    "attachment) VALUES (?1, ?2, ?3, ?4, '" YUTU_ATTACH_TRANSITION "', ?5, ?5, ?6, ?7)",
    error);

  if (statement == NULL)
    return FALSE;
  *event = yutu_connection_new_id (connection);
  sqlite3_bind_int64 (statement, 1, *event);
  sqlite3_bind_int64 (statement, 2, detail->row.id);
  sqlite3_bind_text (statement, 3, yutu_day_format (spec->day, day), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, spec->actor != NULL ? spec->actor : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 5, detail->row.state, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 6, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 7, attachment);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
check_attach (const YutuCaseDetail *detail,
              const YutuAttachSpec *spec,
              GError              **error)
{
  gsize size = g_bytes_get_size (spec->data);

  if (!yutu_case_may_attach (detail, spec->role))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_ROLE, _ ("%s attaches nothing to %s, which is %s"),
                               spec->role != NULL ? spec->role : _ ("nobody"), detail->row.case_no,
                               detail->row.state);
  if (size == 0)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_SIZE, _ ("“%s” is empty; choose the right file"),
                               spec->name);
  if (size > YUTU_ATTACHMENT_MAX_BYTES)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_SIZE,
                               _ ("“%s” has %zu bytes, at most %zu"
                                  " are kept; make it smaller or split it"),
                               spec->name, size, YUTU_ATTACHMENT_MAX_BYTES);
  return TRUE;
}

gboolean
yutu_case_attach (YutuConnection       *connection,
                  const YutuModules    *modules,
                  gint64                case_file,
                  const YutuAttachSpec *spec,
                  gint64               *event,
                  GError              **error)
{
  g_autoptr (YutuCaseDetail) detail =
    yutu_case_load (connection, modules, case_file, YUTU_DAY_INVALID, "desk", error);
  g_autofree char *name = yutu_attachment_clean_name (spec->name);
  gint64           attachment = 0;

  if (detail == NULL || !check_attach (detail, spec, error) ||
      !keep_contents (connection, name, spec->data, &attachment, error))
    return FALSE;
  for (guint i = 0; i < detail->attachments->len; i++)
    {
      const YutuCaseAttachment *other = g_ptr_array_index (detail->attachments, i);

      if (other->attachment == attachment)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_TWICE,
                                   _ ("the same contents are attached to %s already, as “%s”"),
                                   detail->row.case_no, other->name);
    }
  return insert_event (connection, detail, spec, name, attachment, event, error);
}

/* ---- Reading ---- */

GBytes *
yutu_case_read_attachment (YutuConnection    *connection,
                           const YutuModules *modules,
                           gint64             case_file,
                           gint64             event,
                           const char        *role,
                           char             **name,
                           GError           **error)
{
  g_autoptr (YutuCaseDetail) detail =
    yutu_case_load (connection, modules, case_file, YUTU_DAY_INVALID, role, error);
  g_autoptr (GBytes) data = NULL;
  g_autofree char *sha256 = NULL;
  gboolean         row = FALSE;
  gboolean         is_whole = FALSE;
  sqlite3_stmt    *statement = NULL;

  if (detail == NULL)
    return NULL;
  if (!yutu_case_may_read_attachments (detail->kind, role))
    {
      yutu_casework_fail (error, YUTU_CASEWORK_ERROR_ROLE,
                          _ ("attachments of %s hold personal data; they are for township and desk, not for %s"),
                          detail->row.case_no, role != NULL ? role : _ ("nobody"));
      return NULL;
    }
  statement = yutu_connection_prepare (
    connection,
    "SELECT coalesce (e.note, a.name), a.sha256, a.data FROM case_event e JOIN attachment a "
    "ON a.id = e.attachment WHERE e.id = ?1 AND e.case_file = ?2",
    error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, event);
  sqlite3_bind_int64 (statement, 2, case_file);
  if (!yutu_connection_step (connection, statement, &row, error))
    return NULL;
  if (!row)
    {
      yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("%s has no attachment %" PRId64),
                          detail->row.case_no, event);
      return NULL;
    }
  data = g_bytes_new (sqlite3_column_blob (statement, 2),
                      (gsize)sqlite3_column_bytes (statement, 2));
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  is_whole = g_strcmp0 (sha256, (const char *)sqlite3_column_text (statement, 1)) == 0;
  *name = yutu_attachment_clean_name ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  if (is_whole)
    return g_steal_pointer (&data);
  yutu_casework_fail (error, YUTU_CASEWORK_ERROR_ATTACHMENT,
                      _ ("“%s” is not what was attached: its contents were changed in the file; restore a backup"),
                      *name);
  g_clear_pointer (name, g_free);
  return NULL;
}
