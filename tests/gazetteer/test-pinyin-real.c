/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Romanisation beside a printed list of place names, tones included, and ICU's of the same names. The
 * names are told apart by a hash of their text: phrases of ours are made with an eye on one half only, so
 * that the other one says how names are read that nobody made phrases for. Where the list itself is wrong, in either
 * half, printed-list-errata.csv says so with the reason: the shares are told both ways. */

#include <locale.h>
#include <string.h>

#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include "gazetteer/yutu-pinyin.h"

#define LIST     "pinyin/cc_cedict_placenames_subset.txt"
#define ERRATA   "printed-list-errata.csv"
#define VILLAGES "division-codes/330702_villages_2020.csv"

typedef struct
{
  guint n;
  guint right;
  guint unsure;
  guint wrong_unsure;
} Reader;

typedef struct
{
  Reader ours;
  Reader mended; /* by the list with its errata */
  Reader plain;  /* tones not looked at */
  Reader alone;  /* each character by itself, as in a name that no word settles */
  Reader icu;
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

/* Syllables without their tones. */
static char *
strip (const char *toned)
{
  g_autofree char *marks = g_utf8_normalize (toned, -1, G_NORMALIZE_NFD);
  g_autofree char *lower = g_utf8_strdown (marks, -1);
  GString         *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static char *
read_alone (const char *name,
            gsize       n_proper, /* bytes before its generic term, of which nothing is unsure */
            gboolean   *is_unsure)
{
  GString *out = g_string_new (NULL);

  *is_unsure = FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      g_autoptr (YutuRomanized) one = yutu_pinyin_romanize (character, NULL);

      g_string_append (out, one->toned);
      *is_unsure = *is_unsure || (one->unsure && p < name + n_proper);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_looked_at (const char *name)
{
  return g_str_hash (name) % 2 == 0;
}

static void
note (Reader     *reader,
      const char *read,
      const char *expected,
      gboolean    is_unsure)
{
  gboolean is_right = strcmp (read, expected) == 0;

  reader->n++;
  reader->right += is_right;
  reader->unsure += is_unsure;
  reader->wrong_unsure += !is_right && is_unsure;
}

/* name → reading. Each is another one than the list prints. */
static GHashTable *
load_errata (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "gazetteer", ERRATA, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *errata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 3);

      if (*lines[i] == '#' || *lines[i] == '\0' || g_str_has_prefix (lines[i], "name,"))
        continue;
      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      g_assert_cmpint (strlen (cells[2]), >, 0);
      g_assert_true (g_hash_table_insert (errata, g_strdup (cells[0]), bare (cells[1])));
    }
  return errata;
}

static void
compare (UTransliterator *transliterator,
         GHashTable      *errata,
         const char      *name,
         const char      *printed,
         Share           *share)
{
  g_autoptr (YutuRomanized) result = yutu_pinyin_romanize (name, NULL);
  gboolean         alone_unsure = FALSE;
  g_autofree char *expected = bare (printed);
  g_autofree char *expected_plain = strip (printed);
  g_autofree char *ours = bare (result->toned);
  g_autofree char *plain = strip (result->toned);
  g_autofree char *by_character = read_alone (name, strlen (result->proper), &alone_unsure);
  g_autofree char *alone = bare (by_character);
  g_autofree char *icu = read_by_icu (transliterator, name);
  const char      *erratum = g_hash_table_lookup (errata, name);

  g_assert_cmpstr (erratum, !=, expected);
  note (&share->mended, ours, erratum != NULL ? erratum : expected, result->unsure);
  note (&share->ours, ours, expected, result->unsure);
  note (&share->plain, plain, expected_plain, result->unsure);
  note (&share->alone, alone, expected, alone_unsure);
  note (&share->icu, icu, expected, FALSE);
  if (strcmp (ours, expected) != 0 && is_looked_at (name))
    g_test_message ("%s: %s, read %s%s", name, printed, result->toned,
                    result->unsure ? ", unsure" : "");
}

static void
tell (const char   *half,
      const char   *what,
      const Reader *reader)
{
  guint n_wrong = reader->n - reader->right;

  g_test_message ("%s, %s: %u names, %.2f %% right; %.1f %% of all are unsure, %u of %u wrong ones",
                  half, what, reader->n, 100.0 * reader->right / reader->n, 100.0 * reader->unsure / reader->n,
                  reader->wrong_unsure, n_wrong);
}

static void
tell_share (const char  *half,
            const Share *share)
{
  tell (half, "with tones", &share->ours);
  tell (half, "with tones and the list's errata", &share->mended);
  tell (half, "without", &share->plain);
  tell (half, "no words known", &share->alone);
  tell (half, "ICU with tones", &share->icu);
}

static void
add (Reader       *reader,
     const Reader *other)
{
  reader->n += other->n;
  reader->right += other->right;
  reader->unsure += other->unsure;
  reader->wrong_unsure += other->wrong_unsure;
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
  Share            halves[2] = { { { 0 } } };
  Share            whole = { { 0 } };
  g_autoptr (GHashTable) errata = load_errata ();

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
        compare (transliterator, errata, g_strstrip (parts[0]), parts[1], &halves[!is_looked_at (parts[0])]);
    }
  utrans_close (transliterator);
  for (int i = 0; i < 2; i++)
    {
      const char  *half = i == 0 ? "looked at" : "not looked at";
      const Share *share = &halves[i];

      tell_share (half, share);
      add (&whole.ours, &share->ours);
      add (&whole.mended, &share->mended);
      add (&whole.plain, &share->plain);
      add (&whole.alone, &share->alone);
      add (&whole.icu, &share->icu);
      g_assert_cmpuint (share->ours.n, >, 1000);
      g_assert_cmpuint (share->ours.right, >, share->icu.right);
      g_assert_cmpuint (1000 * share->ours.right, >=, 982 * share->ours.n);
      g_assert_cmpuint (1000 * share->plain.right, >=, 990 * share->plain.n);
      g_assert_cmpuint (100 * share->ours.unsure, <=, 3 * share->ours.n);
      /* What says that it is unsure is most of what is wrong, and little of what is right. */
      g_assert_cmpuint (100 * share->alone.wrong_unsure, >=, 65 * (share->alone.n - share->alone.right));
      g_assert_cmpuint (100 * share->alone.unsure, <=, 9 * share->alone.n);
    }
  tell_share ("all", &whole);
  g_assert_cmpuint (1000 * whole.ours.right, >=, 986 * whole.ours.n);
  g_assert_cmpuint (1000 * whole.mended.right, >=, 995 * whole.mended.n);
}

/* The names of one county: next to none is left to a person. */
static void
test_county (void)
{
  const char      *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", VILLAGES, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0, n_unsure = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip (VILLAGES);
      return;
    }
  lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\"", 3);
      g_autoptr (YutuRomanized) result = g_strv_length (cells) == 3 ? yutu_pinyin_romanize (cells[1], NULL) : NULL;

      if (result == NULL)
        continue;
      n++;
      n_unsure += result->unsure;
      if (result->unsure)
        g_test_message ("%s: %s", cells[1], result->toned);
    }
  g_test_message ("%u of %u names are unsure", n_unsure, n);
  g_assert_cmpuint (n, >, 300);
  g_assert_cmpuint (100 * n_unsure, <=, 6 * n);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/pinyin/printed-list", test_list);
  g_test_add_func ("/gazetteer/pinyin/county", test_county);
  return g_test_run ();
}
