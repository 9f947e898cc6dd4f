/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables as text from a stream: quotes, encodings, limits, and where an error is told to be. */

#include <locale.h>
#include <string.h>

#include "transfer/yutu-csv-reader.h"
#include "transfer/yutu-source.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       length; /* 0: to the NUL */
  const char *encoding;
  const char *read;  /* values joined by |, records by / */
  const char *found; /* the encoding */
} Case;

/* Bytes of other encodings by iconv -t of what is read. */
static const Case CASES[] = {
  { "plain", "a,b\n1,2\n", 0, NULL, "a|b/1|2", "UTF-8" },
  { "no line feed at the end", "a,b\r\n1,2", 0, NULL, "a|b/1|2", "UTF-8" },
  { "quotes", "a,b\n\"1,\"\"x\"\"\n2\",\"\"\n", 0, NULL, "a|b/1,\"x\"\n2|", "UTF-8" },
  { "a quote inside of a value", "a,b\n1\"2,3\n", 0, NULL, "a|b/1\"2|3", "UTF-8" },
  { "tabs", "a\tb;c\td\n1\t2\t3\n", 0, NULL, "a|b;c|d/1|2|3", "UTF-8" },
  { "empty lines", "a\n\n1\n\n", 0, NULL, "a/1", "UTF-8" },
  { "an empty last value", "a,b\n1,", 0, NULL, "a|b/1|", "UTF-8" },
  { "mark", "\xef\xbb\xbf地,b\n", 0, NULL, "地|b", "UTF-8" },
  { "mark of the encoding that is named", "\xef\xbb\xbf地,b\n", 0, "utf8", "地|b", "utf8" },
  { "GB 18030", "\xb5\xd8\xd6\xb7,b\n\xc2\xde\xb5\xea\xd5\xf2,\"x\"\n", 0, NULL, "地址|b/罗店镇|x", "GB18030" },
  { "GB 18030 with trail bytes in ASCII", "\x81\x40,\x81\x5c\n", 0, NULL, "丂|乗", "GB18030" },
  { "a name that UTF-8 might be read from", "\xc1\xaa\xcd\xa8\n", 0, NULL, "联通", "GB18030" },
  { "UTF-16", "\xff\xfe\x30\x57,\0b\0\n\0", 10, NULL, "地|b", "UTF-16" },
  { "Big5 when it is named", "\xc3\xb9\xa9\xb1,b\n", 0, "BIG5", "羅店|b", "BIG5" },
  { "nothing", "", 0, NULL, "", "UTF-8" },
};

static YutuCsvReader *
open_bytes (const char *bytes,
            gsize       length,
            const char *encoding)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes, length > 0 ? (gssize)length : (gssize)strlen (bytes), NULL);

  return yutu_csv_reader_new (stream, &(YutuCsvOptions){ .encoding = encoding });
}

static void
test_reads (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) all = g_string_new (NULL);
      g_autoptr (YutuCsvReader) reader = open_bytes (CASES[i].bytes, CASES[i].length, CASES[i].encoding);
      const GPtrArray *values = NULL;

      g_test_message ("%s", CASES[i].name);
      while ((values = yutu_csv_reader_next (reader, NULL, &error)) != NULL)
        for (guint k = 0; k < values->len; k++)
          {
            const char *separator = k > 0 ? "|" : all->len > 0 ? "/"
                                                               : "";

            g_string_append (all, separator);
            g_string_append (all, g_ptr_array_index (values, k));
          }
      g_assert_no_error (error);
      g_assert_cmpstr (all->str, ==, CASES[i].read);
      g_assert_cmpstr (yutu_csv_reader_get_encoding (reader), ==, CASES[i].found);
    }
}

typedef struct
{
  const char *bytes;
  gsize       length; /* 0: to the NUL */
  const char *encoding;
  int         code; /* YutuTransferError */
  const char *says;
} Bad;

static const Bad BAD[] = {
  { "a,b\n\"1,2\n3,4\n", 0, NULL, YUTU_TRANSFER_ERROR_UNREADABLE, "line 2" },
  { "a,b\n1,\0\n", 8, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "line 2, field 2" },
  { "\xe7\xbd\x97,b\n\xe7\xbd\x97\0,2\n", 13, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "line 2, field 1" },
  { "a,b\n1,\"x\n\0\"\n", 12, NULL, YUTU_TRANSFER_ERROR_NOT_TEXT, "line 3, field 2" },
  { "a,b\n\xe7\xbd\x97,\xff\n", 0, NULL, YUTU_TRANSFER_ERROR_ENCODING, "line 2, field 1" },
  { "a,b\n1,\xff\n", 0, "UTF-8", YUTU_TRANSFER_ERROR_ENCODING, "line 2, field 2" },
  { "a,b\n", 0, "KLINGON", YUTU_TRANSFER_ERROR_ENCODING, "KLINGON" },
};

static void
test_says_where_it_is_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuCsvReader) reader = open_bytes (BAD[i].bytes, BAD[i].length, BAD[i].encoding);

      while (yutu_csv_reader_next (reader, NULL, &error) != NULL)
        ;
      g_assert_error (error, YUTU_TRANSFER_ERROR, BAD[i].code);
      g_assert_nonnull (strstr (error->message, BAD[i].says));
    }
}

/* What has no end is not read to its end. */
static void
test_has_limits (void)
{
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) bytes = g_string_new (i == 0 ? "\"" : NULL);
      g_autoptr (YutuCsvReader) reader = NULL;

      while (bytes->len < (8 << 20))
        g_string_append (bytes, i == 2 ? "x,,,,,,," : "xxxxxxxx");
      reader = open_bytes (bytes->str, bytes->len, NULL);
      g_assert_null (yutu_csv_reader_next (reader, NULL, &error));
      g_assert_error (error, YUTU_TRANSFER_ERROR, (int)(i == 2 ? YUTU_TRANSFER_ERROR_TOO_LARGE : YUTU_TRANSFER_ERROR_UNREADABLE));
    }
}

/* The encoding is told by the first of it that is not ASCII, however late that is. */
static void
test_finds_a_late_encoding (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) bytes = g_string_new ("name\n");
  g_autoptr (YutuCsvReader) reader = NULL;
  const GPtrArray *values = NULL;
  g_autofree char *last = NULL;

  while (bytes->len < (1 << 20))
    g_string_append (bytes, "0123456789\n");
  g_string_append (bytes, "\xc2\xde\xb5\xea\n");
  reader = open_bytes (bytes->str, bytes->len, NULL);
  while ((values = yutu_csv_reader_next (reader, NULL, &error)) != NULL)
    {
      g_free (last);
      last = g_strdup (g_ptr_array_index (values, 0));
    }
  g_assert_no_error (error);
  g_assert_cmpstr (last, ==, "罗店");
  g_assert_cmpint (yutu_csv_reader_get_line (reader), >, 90000);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/csv-reader/reads", test_reads);
  g_test_add_func ("/transfer/csv-reader/says-where-it-is-wrong", test_says_where_it_is_wrong);
  g_test_add_func ("/transfer/csv-reader/has-limits", test_has_limits);
  g_test_add_func ("/transfer/csv-reader/finds-a-late-encoding", test_finds_a_late_encoding);
  return g_test_run ();
}
