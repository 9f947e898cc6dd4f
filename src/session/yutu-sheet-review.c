/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-map-sheet.h"

#include <glib/gi18n.h>

#include "store/yutu-setting.h"

#define KEY         "map_review_no"
#define MAX_LETTERS 60

static gboolean
write_number (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  const char *number = data;

  return yutu_setting_write (connection, KEY, *number != '\0' ? number : NULL, error);
}

/* The forms of the number differ by who gave it: only what cannot be printed is refused. */
static gboolean
check_number (const char *number,
              GError    **error)
{
  gboolean is_good = g_utf8_validate (number, -1, NULL) && g_utf8_strlen (number, -1) <= MAX_LETTERS;

  for (const char *c = number; is_good && *c != '\0'; c = g_utf8_next_char (c))
    is_good = g_unichar_isprint (g_utf8_get_char (c));
  if (!is_good)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT,
                 _ ("a review number has at most %d letters, all of which can be printed"), MAX_LETTERS);
  return is_good;
}

gboolean
yutu_file_read_review_number (YutuFile *self,
                              char    **number,
                              GError  **error)
{
  return yutu_file_read_setting (self, KEY, number, error);
}

gboolean
yutu_file_set_review_number (YutuFile   *self,
                             const char *number,
                             const char *actor,
                             GError    **error)
{
  g_autofree char *text = g_strstrip (g_strdup (number != NULL ? number : ""));
  g_autofree char *title = *text != '\0' ? g_strdup_printf ("审图号 %s", text) : g_strdup ("删除审图号");
  YutuEntrySpec    entry = { .kind = "map-review-number", .title = title, .actor = actor };

  return check_number (text, error) &&
         yutu_store_write (yutu_file_get_store (self), &entry, write_number, text, NULL, NULL, error);
}
