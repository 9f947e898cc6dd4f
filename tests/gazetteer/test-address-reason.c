/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every reason has a code of its own, a sentence, and its Chinese in the catalogue. */

#include <locale.h>
#include <string.h>

#include "gazetteer/yutu-address-reason.h"

static void
test_codes_are_their_own (void)
{
  for (guint i = 0; i < YUTU_ADDRESS_N_ALL_REASONS; i++)
    {
      g_assert_cmpuint (strlen (yutu_address_reason_get_code (i)), >, 2);
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (yutu_address_reason_get_code (i), !=, yutu_address_reason_get_code (k));
    }
  /* the bits and the table are in one order */
  g_assert_cmpstr (yutu_address_reason_get_code (yutu_address_reason_find_next (YUTU_ADDRESS_OLD_DIVISION, 0, 0)), ==,
                   "OLD_DIVISION");
  g_assert_cmpstr (yutu_address_reason_get_code (yutu_address_reason_find_next (YUTU_ADDRESS_RELATIVE, 0, 0)), ==, "RELATIVE");
  g_assert_cmpstr (yutu_address_reason_get_code (yutu_address_reason_find_next (0, YUTU_ADDRESS_MATCH_AMBIGUOUS, 0)), ==,
                   "AMBIGUOUS");
  g_assert_cmpstr (yutu_address_reason_get_code (yutu_address_reason_find_next (0, YUTU_ADDRESS_MATCH_UNKNOWN_NAME, 0)), ==,
                   "UNKNOWN_NAME");
  g_assert_cmpuint (yutu_address_reason_find_next (0, 0, 0), ==, YUTU_ADDRESS_N_ALL_REASONS);
}

/* None falls off the end where both sets are full. */
static void
test_all_are_told (void)
{
  unsigned         of_parse = ~0u >> (32 - YUTU_ADDRESS_N_REASONS);
  unsigned         of_match = ~0u >> (32 - YUTU_ADDRESS_MATCH_N_REASONS);
  g_autofree char *codes = yutu_address_reason_list_codes (of_parse, of_match);
  g_auto (GStrv) list = g_strsplit (codes, " ", -1);

  g_assert_cmpuint (g_strv_length (list), ==, YUTU_ADDRESS_N_ALL_REASONS);
  g_assert_cmpuint (of_parse, ==, YUTU_ADDRESS_OTHER_NAME * 2 - 1);  /* the last of the one … */
  g_assert_cmpuint (of_match, ==, YUTU_ADDRESS_MATCH_ENDED * 2 - 1); /* … and of the other */
  g_assert_cmpstr (list[YUTU_ADDRESS_N_REASONS - 1], ==, "OTHER_NAME");
  g_assert_cmpstr (list[YUTU_ADDRESS_N_ALL_REASONS - 1], ==, "ENDED");
}

static gboolean
has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* The catalogue's line behind `msgid "TEXT"`, with its quotes. (nullable) */
static char *
find_chinese (const char *catalogue,
              const char *text)
{
  g_autofree char *msgid = g_strdup_printf ("\nmsgid \"%s\"\nmsgstr ", text);
  const char      *at = strstr (catalogue, msgid);

  if (at == NULL)
    return NULL;
  at += strlen (msgid);
  return g_strndup (at, strcspn (at, "\n"));
}

static void
test_all_have_chinese (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR") != NULL ? g_getenv ("G_TEST_SRCDIR") : "tests", "..",
                                            "po", "zh_CN.po", NULL);
  g_autofree char *wrapped = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *catalogue = NULL;

  g_file_get_contents (path, &wrapped, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (wrapped, "\"\n\"", -1);
  catalogue = g_strjoinv ("", lines);
  for (guint i = 0; i < YUTU_ADDRESS_N_ALL_REASONS; i++)
    {
      g_autofree char *chinese = find_chinese (catalogue, yutu_address_reason_get_text (i));

      g_test_message ("%s: %s", yutu_address_reason_get_code (i), chinese);
      g_assert_cmpuint (strlen (yutu_address_reason_get_text (i)), >, 5);
      g_assert_nonnull (chinese);
      g_assert_true (has_han (chinese));
    }
}

static void
test_lists (void)
{
  unsigned         of_parse = YUTU_ADDRESS_PHONE_DROPPED | YUTU_ADDRESS_MISSPELT;
  g_autofree char *codes = yutu_address_reason_list_codes (of_parse, YUTU_ADDRESS_MATCH_NO_DOOR);
  g_autofree char *texts = yutu_address_reason_list_texts (of_parse, YUTU_ADDRESS_MATCH_NO_DOOR);
  g_autofree char *none = yutu_address_reason_list_texts (0, 0);

  g_assert_cmpstr (codes, ==, "PHONE_DROPPED MISSPELT NO_DOOR");
  g_assert_cmpstr (texts, ==,
                   "a telephone number was left out; a name was read with one other character; the road, village or estate "
                   "has no such number");
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/address-reason/codes-are-their-own", test_codes_are_their_own);
  g_test_add_func ("/gazetteer/address-reason/all-are-told", test_all_are_told);
  g_test_add_func ("/gazetteer/address-reason/all-have-chinese", test_all_have_chinese);
  g_test_add_func ("/gazetteer/address-reason/lists", test_lists);
  return g_test_run ();
}
