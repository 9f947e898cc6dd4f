/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-source.h"
#include "transfer/yutu-text.h"

typedef struct
{
  const char *bytes;
  gsize       length;
  const char *encoding; /* asked for */
  const char *found;
  const char *text;
} Case;

/* Bytes by iconv -t of the text beside them. */
static const Case CASES[] = {
  { "", 0, NULL, "UTF-8", "" },
  { "Luodian", 7, NULL, "UTF-8", "Luodian" },
  { "\xe7\xbd\x97\xe5\xba\x97", 6, NULL, "UTF-8", "罗店" },
  { "\xef\xbb\xbf\xe7\xbd\x97", 6, NULL, "UTF-8", "罗" },
  { "\xc2\xde\xb5\xea\xd5\xf2", 6, NULL, "GB18030", "罗店镇" },
  { "\xff\xfe\x57\x7f\x97\x5e", 6, NULL, "UTF-16", "罗店" },
  { "\xc3\xb9\xa9\xb1", 4, "BIG5", "BIG5", "羅店" },
  { "caf\xe9", 4, "ISO-8859-1", "ISO-8859-1", "café" },
};

static void
test_finds_the_encoding (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      const char      *found = NULL;
      g_autofree char *text =
        yutu_text_to_utf8 (CASES[i].bytes, CASES[i].length, CASES[i].encoding, &found, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, CASES[i].text);
      g_assert_cmpstr (found, ==, CASES[i].found);
    }
}

static void
test_refuses_what_is_no_text (void)
{
  static const char *const bad[] = { "a\0b", "\xff\xff\xff", "\x81" };
  static const gsize       lengths[] = { 3, 3, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = yutu_text_to_utf8 (bad[i], lengths[i], NULL, NULL, &error);

      g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING);
      g_assert_null (text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/text/finds-the-encoding", test_finds_the_encoding);
  g_test_add_func ("/transfer/text/refuses-what-is-no-text", test_refuses_what_is_no_text);
  return g_test_run ();
}
