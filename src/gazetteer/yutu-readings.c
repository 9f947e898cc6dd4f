/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How each character of a name is read: phrases first (longest match from the left), then the
 * most usual reading of the table. */

#include "gazetteer/yutu-pinyin-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-readings-private.h"

typedef struct
{
  const char **toned; /* interned, a syllable a character */
  gsize        n_chars;
  gboolean     unsure;
} Phrase;

typedef struct
{
  GHashTable *by_text; /* char * → Phrase */
  gsize       max_chars;
} Phrases;

/* ---- The phrase list ---- */

static void
add_phrase (Phrases    *self,
            const char *text,
            const char *pinyin,
            const char *note)
{
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  gsize   n_chars = (gsize)g_utf8_strlen (text, -1);
  Phrase *phrase = NULL;

  if (n_chars == 0 || g_strv_length (syllables) != n_chars)
    {
      g_warning ("pinyin-phrases.csv: %s has %u syllables for %zu characters", text,
                 g_strv_length (syllables), n_chars);
      return;
    }
  phrase = g_new0 (Phrase, 1);
  phrase->n_chars = n_chars;
  phrase->toned = g_new0 (const char *, n_chars);
  phrase->unsure = g_strcmp0 (note, "unsure") == 0;
  for (gsize i = 0; i < n_chars; i++)
    phrase->toned[i] = g_intern_string (syllables[i]);
  g_hash_table_replace (self->by_text, g_strdup (text), phrase);
  self->max_chars = MAX (self->max_chars, n_chars);
}

static const Phrases *
get_phrases (void)
{
  static gsize   once = 0;
  static Phrases phrases;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = yutu_data_load ("rules/pinyin-phrases.csv", &error);
      g_auto (GStrv) lines = NULL;

      phrases.by_text = g_hash_table_new (g_str_hash, g_str_equal);
      if (bytes == NULL)
        g_warning ("%s", error->message);
      else
        lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
      for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
        {
          g_auto (GStrv) fields = g_strsplit (g_strchomp (lines[i]), ",", 3);

          if (*lines[i] != '#' && g_strv_length (fields) >= 2 && strcmp (fields[0], "phrase") != 0)
            add_phrase (&phrases, fields[0], fields[1], fields[2]);
        }
      g_once_init_leave (&once, 1);
    }
  return &phrases;
}

/* The longest phrase that starts at @text. */
static const Phrase *
find_phrase (const Phrases *self,
             const char    *text)
{
  char        key[64];
  const char *ends[16];
  gsize       n = 0;

  for (const char *p = text; *p != '\0' && n < self->max_chars && n < G_N_ELEMENTS (ends); n++)
    ends[n] = p = g_utf8_next_char (p);
  for (; n > 0; n--)
    {
      gsize         length = (gsize)(ends[n - 1] - text);
      const Phrase *phrase = NULL;

      if (length >= sizeof key)
        continue;
      memcpy (key, text, length);
      key[length] = '\0';
      phrase = g_hash_table_lookup (self->by_text, key);
      if (phrase != NULL)
        return phrase;
    }
  return NULL;
}

/* ---- The table ---- */

static const guint16 *
find_readings (gunichar character)
{
  guint16 offset = 0;

  if (character >= YUTU_READINGS_BMP_FIRST && character <= YUTU_READINGS_BMP_LAST)
    offset = yutu_readings_bmp[character - YUTU_READINGS_BMP_FIRST];
  else if (character >= YUTU_READINGS_EXT_FIRST && character <= YUTU_READINGS_EXT_LAST)
    offset = yutu_readings_extended[character - YUTU_READINGS_EXT_FIRST];
  else if (character == YUTU_READINGS_ZERO)
    offset = yutu_readings_zero;
  return offset > 0 ? &yutu_readings_pool[offset] : NULL;
}

static gboolean
is_neutral (guint16 reading)
{
  const char *toned = yutu_readings_toned[reading & YUTU_READING_SYLLABLE];

  return strcmp (toned, yutu_readings_plain[reading & YUTU_READING_SYLLABLE]) == 0;
}

GStrv
yutu_pinyin_list_readings (gunichar character)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const guint16 *reading = find_readings (character);

  for (; reading != NULL; reading = (*reading & YUTU_READING_LAST) != 0 ? NULL : reading + 1)
    g_strv_builder_add (builder, yutu_readings_toned[*reading & YUTU_READING_SYLLABLE]);
  return g_strv_builder_end (builder);
}

/* The first reading with a tone; unsure when there is another one in modern use. */
static YutuReading
read_by_table (gunichar character)
{
  const guint16 *start = find_readings (character);
  YutuReading    result = { .character = character, .by_table = TRUE };
  int            n = 0;

  for (const guint16 *r = start; r != NULL; r = (*r & YUTU_READING_LAST) != 0 ? NULL : r + 1)
    if ((*r & YUTU_READING_RARE) == 0 && !is_neutral (*r))
      {
        if (n++ == 0)
          result.toned = yutu_readings_toned[*r & YUTU_READING_SYLLABLE];
      }
  if (result.toned == NULL && start != NULL)
    result.toned = yutu_readings_toned[*start & YUTU_READING_SYLLABLE];
  result.unsure = n > 1 || (result.toned == NULL && g_unichar_iswide (character));
  return result;
}

GArray *
yutu_pinyin_read (const char *name)
{
  const Phrases *phrases = get_phrases ();
  GArray        *readings = g_array_new (FALSE, FALSE, sizeof (YutuReading));
  const char    *p = name;

  while (*p != '\0')
    {
      const Phrase *phrase = find_phrase (phrases, p);
      gsize         n = phrase != NULL ? phrase->n_chars : 1;

      for (gsize i = 0; i < n; i++, p = g_utf8_next_char (p))
        {
          YutuReading reading = { .character = g_utf8_get_char (p) };

          if (phrase == NULL)
            reading = read_by_table (reading.character);
          else
            {
              reading.toned = phrase->toned[i];
              reading.unsure = phrase->unsure;
            }
          g_array_append_val (readings, reading);
        }
    }
  return readings;
}

char *
yutu_pinyin_strip_tone (const char *syllable)
{
  g_autofree char *marks = g_utf8_normalize (syllable, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = marks; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == 0x308 && (before == 'u' || before == 'U')) /* two dots */
        {
          g_string_truncate (out, out->len - 1);
          g_string_append (out, before == 'u' ? "ü" : "Ü");
        }
      else if (g_unichar_combining_class (character) == 0)
        g_string_append_unichar (out, character);
      before = character;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- What may be typed ---- */

static void
add_once (GPtrArray  *list,
          const char *text)
{
  const char *interned = g_intern_string (text);

  if (*text != '\0' && !g_ptr_array_find (list, interned, NULL))
    g_ptr_array_add (list, (gpointer)interned);
}

/* lü as lv and lu. */
static void
add_plain (GPtrArray  *list,
           const char *plain)
{
  const char *dots = strstr (plain, "ü");

  if (dots == NULL)
    {
      add_once (list, plain);
      return;
    }
  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *typed = g_strdup_printf ("%.*s%c%s", (int)(dots - plain), plain,
                                                i == 0 ? 'v' : 'u', dots + strlen ("ü"));

      add_once (list, typed);
    }
}

static void
add_table_readings (GPtrArray *list,
                    gunichar   character)
{
  const guint16 *start = find_readings (character);

  for (const guint16 *r = start; r != NULL; r = (*r & YUTU_READING_LAST) != 0 ? NULL : r + 1)
    if ((*r & YUTU_READING_RARE) == 0)
      add_plain (list, yutu_readings_plain[*r & YUTU_READING_SYLLABLE]);
}

GPtrArray *
yutu_pinyin_list_typed (const char *name)
{
  g_autoptr (GArray) readings = yutu_pinyin_read (name);
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < readings->len; i++)
    {
      const YutuReading *reading = &g_array_index (readings, YutuReading, i);
      GPtrArray         *list = g_ptr_array_new ();

      g_ptr_array_add (result, list);
      if (reading->character < 0x80 && g_ascii_isalnum ((char)reading->character))
        {
          char letter[2] = { (char)reading->character, '\0' };

          add_once (list, letter);
          continue;
        }
      if (reading->toned != NULL)
        {
          g_autofree char *plain = yutu_pinyin_strip_tone (reading->toned);

          add_plain (list, plain);
        }
      add_table_readings (list, reading->character);
    }
  return result;
}
