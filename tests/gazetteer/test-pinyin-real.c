/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Romanisation beside a printed list of place names, tones included, and ICU's of the same names. The
 * names are told apart by a hash of their text: phrases of ours are made with an eye on one half only, so
 * that the other one says how names are read that nobody looked at. */

#include <locale.h>
#include <string.h>

#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include "gazetteer/yutu-pinyin.h"

#define LIST "pinyin/cc_cedict_placenames_subset.txt"

typedef struct
{
  guint n;
  guint ours;
  guint unsure; /* of those that were wrong, said to be so */
  guint icu;
} Share;

/* Syllables only: no spaces, no apostrophes, no capitals. */
static char *
bare (const char *toned)
{
  g_autofree char *lower = g_utf8_strdown (toned, -1);
  GString         *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static char *
read_by_icu (UTransliterator *transliterator,
             const char      *name)
{
  UChar      text[512];
  char       utf8[512];
  int32_t    length = 0;
  int32_t    limit = 0;
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8 (text, G_N_ELEMENTS (text), &length, name, -1, &status);
  limit = length;
  utrans_transUChars (transliterator, text, &length, G_N_ELEMENTS (text), 0, &limit, &status);
  u_strToUTF8 (utf8, G_N_ELEMENTS (utf8), NULL, text, length, &status);
  g_assert_true (U_SUCCESS (status));
  return bare (utf8);
}

static gboolean
is_looked_at (const char *name)
{
  return g_str_hash (name) % 2 == 0;
}

static void
compare (UTransliterator *transliterator,
         const char      *name,
         const char      *printed,
         Share           *share)
{
  g_autoptr (YutuRomanized) result = yutu_pinyin_romanize (name, NULL);
  g_autofree char *expected = bare (printed);
  g_autofree char *ours = bare (result->toned);
  g_autofree char *icu = read_by_icu (transliterator, name);
  gboolean         is_right = strcmp (ours, expected) == 0;

  share->n++;
  share->ours += is_right;
  share->icu += strcmp (icu, expected) == 0;
  share->unsure += !is_right && result->unsure;
  if (!is_right && is_looked_at (name))
    g_test_message ("%s: %s, read %s%s", name, printed, result->toned,
                    result->unsure ? ", unsure" : "");
}

static void
tell (const char  *half,
      const Share *share)
{
  g_test_message ("%s: %u names, %.2f %% right with tones, ICU %.2f %%; %u of %u wrong ones are unsure",
                  half, share->n, 100.0 * share->ours / share->n, 100.0 * share->icu / share->n,
                  share->unsure, share->n - share->ours);
}

static void
test_list (void)
{
  const char      *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", LIST, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  UErrorCode       status = U_ZERO_ERROR;
  UParseError      parse_error;
  UChar            id[16];
  UTransliterator *transliterator = NULL;
  Share            halves[2] = { { 0 } };

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip (LIST);
      return;
    }
  u_uastrcpy (id, "Han-Latin");
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, &parse_error, &status);
  g_assert_true (U_SUCCESS (status));
  lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ":", 2);

      if (*lines[i] != '#' && g_strv_length (parts) == 2)
        compare (transliterator, g_strstrip (parts[0]), parts[1], &halves[!is_looked_at (parts[0])]);
    }
  utrans_close (transliterator);
  tell ("looked at", &halves[0]);
  tell ("not looked at", &halves[1]);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpuint (halves[i].n, >, 1000);
      g_assert_cmpuint (halves[i].ours, >, halves[i].icu);
      g_assert_cmpuint (100 * halves[i].ours, >=, 98 * halves[i].n);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/pinyin/printed-list", test_list);
  return g_test_run ();
}
