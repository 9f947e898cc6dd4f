/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-rows.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char     *folder;
  char     *path;
  YutuRows *rows;
} File;

static void
file_clear (File *self)
{
  g_clear_pointer (&self->rows, yutu_rows_free);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static void
open_text (File       *self,
           const char *text,
           gssize      length,
           const char *encoding,
           GError    **error)
{
  self->folder = g_dir_make_tmp ("yutu-rows-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "rows.csv", NULL);
  g_assert_true (g_file_set_contents (self->path, text, length, NULL));
  self->rows = yutu_rows_open (self->path, encoding, NULL, error);
}

/* Rows by "|" and "/", an empty value as "-". */
static char *
read_all (File    *self,
          GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *const *values = NULL;

  while (yutu_rows_next (self->rows, &values, error))
    {
      if (values == NULL)
        return g_string_free (g_steal_pointer (&out), FALSE);
      g_string_append (out, out->len > 0 ? "/" : "");
      for (gsize i = 0; i < yutu_rows_count_fields (self->rows); i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", values[i] != NULL ? values[i] : "-");
    }
  return NULL;
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    { "a,b\n1,2\n", "1|2" },
    { "a,b\r\n1,2\r\n\r\n3,", "1|2/3|-" },                 /* an empty line, no last line end */
    { "a;b\n\"x;\"\"y\"\"\";\"1\n2\"\n", "x;\"y\"|1\n2" }, /* quotes, a line end inside */
    { "a\tb\n007\t\"\"\n", "007|-" },                      /* zeros stay */
    { "\xef\xbb\xbf"
      "a,b\n甲,乙\n",
      "甲|乙" }, /* a byte order mark */
    { "a,b\nx\ry,2\n", "x\ry|2" },
    { "a,b\n\xb5\xd8\xd6\xb7,1\n", "地址|1" }, /* GB 18030 */
    { "a,b\n", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (File) file = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;

      open_text (&file, cases[i].text, -1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (yutu_rows_get_field (file.rows, 0), ==, "a");
      rows = read_all (&file, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* Longer than several blocks, so that characters, quotes and line ends are cut at any byte. */
static void
test_blocks (void)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16" };
  g_autoptr (GString) text = g_string_new ("名称,号\r\n");
  g_autoptr (GString) rows = g_string_new (NULL);

  for (int i = 0; i < 60000; i++)
    {
      g_string_append_printf (text, "\"八一\"\"%d\"\"街𠮷\",%d\r\n", i, i * 7);
      g_string_append_printf (rows, "%s八一\"%d\"街𠮷|%d", i > 0 ? "/" : "", i, i * 7);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_auto (File) file = { 0 };
      g_autoptr (GError) error = NULL;
      gsize            length = 0;
      g_autofree char *bytes =
        g_convert (text->str, (gssize)text->len, encodings[i], "UTF-8", NULL, &length, &error);
      g_autofree char *read = NULL;
      g_autofree char *summary = g_strdup_printf ("CSV, %s", encodings[i]);
      guint64          total = 0;

      g_assert_no_error (error);
      open_text (&file, bytes, (gssize)length, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (yutu_rows_get_summary (file.rows), ==, summary);
      read = read_all (&file, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_equal (read, rows->str));
      g_assert_cmpint (yutu_rows_get_row (file.rows), ==, 60000);
      g_assert_cmpuint (yutu_rows_get_done (file.rows, &total), ==, length);
      g_assert_cmpuint (total, ==, length);
    }
}

static void
test_what_is_wrong (void)
{
  static const struct
  {
    const char       *text;
    gssize            length;
    const char       *encoding;
    YutuTransferError code;
    const char       *says;
  } cases[] = {
    { "", 0, NULL, YUTU_TRANSFER_ERROR_UNREADABLE, "empty" },
    { "a,b\n1,2,3\n", -1, NULL, YUTU_TRANSFER_ERROR_UNREADABLE, "line 2" },
    { "a,b\n1,\"2\n", -1, NULL, YUTU_TRANSFER_ERROR_UNREADABLE, "quote" },
    { "a,b\n1,\0\n", 8, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "line 2" },
    { "a,b\n\xb5\xd8,1\n\0,2\n", 13, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "line 3" },
    { "a,b\n1,\0\n", 8, "GB18030", YUTU_TRANSFER_ERROR_NOT_TEXT, "line 2, field 2" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "workbook" },
    { "a,b\n1,\xff\xff\n", -1, NULL, YUTU_TRANSFER_ERROR_ENCODING, "encoding" },
    { "a,b\n1,\xff\xff\n", -1, "GB18030", YUTU_TRANSFER_ERROR_ENCODING, "encoding" },
    { "\xef\xbb\xbf"
      "a,b\n1,\xb5\xd8\n",
      -1, NULL, YUTU_TRANSFER_ERROR_ENCODING, "not UTF-8" },
    { "a,b\n1,2\n3,\xff\n", -1, "UTF-8", YUTU_TRANSFER_ERROR_ENCODING, "rows.csv: line 3, field 2" },
    { "a,b\n1,2\n", -1, "NONE", YUTU_TRANSFER_ERROR_ENCODING, "NONE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (File) file = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;

      open_text (&file, cases[i].text, cases[i].length, cases[i].encoding, &error);
      rows = file.rows != NULL ? read_all (&file, &error) : NULL;
      g_assert_error (error, YUTU_TRANSFER_ERROR, (int)cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_null (rows);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/rows/rows", test_rows);
  g_test_add_func ("/transfer/rows/blocks", test_blocks);
  g_test_add_func ("/transfer/rows/what-is-wrong", test_what_is_wrong);
  return g_test_run ();
}
