/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How each character of a name is read: phrases first (longest match from the left), then the
 * most usual reading of the table. */

#include "gazetteer/yutu-pinyin-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-reading-table.h"
#include "gazetteer/yutu-readings-private.h"
#include "store/yutu-setting.h"

#define KEY      "readings" /* of the setting */
#define MAX_WORD 12

typedef struct
{
  const char **toned; /* interned, a syllable a character */
  gsize        n_chars;
  gboolean     unsure;
  gboolean     sure;     /* one character, whatever the words say */
  gboolean     is_first; /* only where a name begins */
} Phrase;

typedef struct
{
  GHashTable *by_text; /* char * → Phrase */
  gsize       max_chars;
} Phrases;

/* ---- The phrase list ---- */

static void
clear_phrase (gpointer data)
{
  g_free (((Phrase *)data)->toned);
  g_free (data);
}

static void
add_phrase (Phrases    *self,
            const char *text,
            const char *pinyin,
            const char *note)
{
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  g_auto (GStrv) notes = g_strsplit (note != NULL ? note : "", " ", -1);
  gsize   n_chars = (gsize)g_utf8_strlen (text, -1);
  Phrase *phrase = NULL;

  if (n_chars == 0 || g_strv_length (syllables) != n_chars)
    {
      g_warning ("readings: %s has %u syllables for %zu characters", text,
                 g_strv_length (syllables), n_chars);
      return;
    }
  phrase = g_new0 (Phrase, 1);
  phrase->n_chars = n_chars;
  phrase->toned = g_new0 (const char *, n_chars);
  phrase->unsure = g_strv_contains ((const char *const *)notes, "unsure");
  phrase->sure = g_strv_contains ((const char *const *)notes, "sure");
  phrase->is_first = g_strv_contains ((const char *const *)notes, "first");
  for (gsize i = 0; i < n_chars; i++)
    phrase->toned[i] = g_intern_string (syllables[i]);
  g_hash_table_replace (self->by_text, g_strdup (text), phrase);
  self->max_chars = MAX (self->max_chars, n_chars);
}

static void
load_phrases (Phrases    *self,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (path, 3, &error);

  if (self->by_text == NULL)
    self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_phrase); /* a later list may say a word again */
  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **fields = g_ptr_array_index (rows, i);

      add_phrase (self, fields[0], fields[1], fields[2]);
    }
}

/* Words, and names of divisions. */
typedef struct
{
  Phrases words;
  Phrases divisions;
} Shipped;

static YutuReading read_by_table (gunichar character);

/* In how many words a character is. */
typedef struct
{
  guint n;
  guint n_otherwise; /* read otherwise there than alone, not only without tone */
} Evidence;

static void
count_evidence (const Shipped *shipped,
                const Phrases *phrases,
                const Phrases *others, /* (nullable): those that are there too are counted by them */
                GHashTable    *evidence)
{
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, phrases->by_text);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Phrase *phrase = value;
      const char   *p = key;

      for (gsize i = 0; i < phrase->n_chars; i++, p = g_utf8_next_char (p))
        {
          gunichar         character = g_utf8_get_char (p);
          g_autofree char *text = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
          g_autofree char *plain = yutu_pinyin_strip_tone (phrase->toned[i]);
          const Phrase    *alone = g_hash_table_lookup (shipped->words.by_text, text);
          const char      *usual = alone != NULL ? alone->toned[0] : read_by_table (character).toned;
          Evidence        *found = g_hash_table_lookup (evidence, GUINT_TO_POINTER (character));

          if (phrase->n_chars == 1 || (others != NULL && g_hash_table_contains (others->by_text, key)))
            break;
          if (found == NULL)
            g_hash_table_insert (evidence, GUINT_TO_POINTER (character), found = g_new0 (Evidence, 1));
          found->n++;
          found->n_otherwise += strcmp (plain, phrase->toned[i]) != 0 && g_strcmp0 (usual, phrase->toned[i]) != 0;
        }
    }
}

/* A character alone is unsure where a quarter of the words, two or more, read it otherwise: 堡 in 十里堡, 吴堡. */
static void
doubt (Shipped *shipped)
{
  g_autoptr (GHashTable) evidence = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;

  count_evidence (shipped, &shipped->words, NULL, evidence);
  count_evidence (shipped, &shipped->divisions, &shipped->words, evidence);
  g_hash_table_iter_init (&iter, evidence);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Evidence *found = value;
      gunichar        character = GPOINTER_TO_UINT (key);
      char            text[7] = { 0 };
      Phrase         *alone = NULL;

      g_unichar_to_utf8 (character, text);
      alone = g_hash_table_lookup (shipped->words.by_text, text);
      if (found->n_otherwise < 2 || found->n_otherwise * 4 < found->n || (alone != NULL && alone->sure))
        continue;
      if (alone != NULL)
        alone->unsure = TRUE;
      else if (read_by_table (character).toned != NULL)
        add_phrase (&shipped->words, text, read_by_table (character).toned, "unsure");
    }
}

static const Shipped *
get_shipped (void)
{
  static gsize   once = 0;
  static Shipped shipped;

  if (g_once_init_enter (&once))
    {
      load_phrases (&shipped.words, "rules/pinyin-phrases.csv");
      load_phrases (&shipped.words, YUTU_GROUPS);
      load_phrases (&shipped.divisions, "rules/pinyin-divisions.csv");
      doubt (&shipped);
      g_once_init_leave (&once, 1);
    }
  return &shipped;
}

/* ---- The phrases of a file ---- */

struct _YutuReadingTable
{
  int        references;
  Phrases    phrases;
  GPtrArray *lines; /* "word\tpinyin", in their order */
};

static GPrivate own; /* YutuReadingTable *, of the thread; borrowed */

YutuReadingTable *
yutu_reading_table_ref (YutuReadingTable *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
yutu_reading_table_unref (YutuReadingTable *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->references))
    return;
  g_hash_table_unref (self->phrases.by_text);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* One that Chinese has, in whatever tone; "r" for 儿 behind another. */
static gboolean
is_syllable (const char *toned)
{
  g_autofree char *plain = yutu_pinyin_strip_tone (toned);

  for (gsize i = 0; i < yutu_readings_n_syllables; i++)
    if (strcmp (plain, yutu_readings_plain[i]) == 0)
      return TRUE;
  return strcmp (plain, "r") == 0;
}

/* As many syllables as characters, and nothing that is none. */
static gboolean
is_reading (const char *word,
            const char *pinyin)
{
  g_auto (GStrv) syllables = g_strsplit (pinyin, " ", -1);
  glong n = 0;

  if (!g_utf8_validate (word, -1, NULL) || !g_utf8_validate (pinyin, -1, NULL))
    return FALSE;
  n = g_utf8_strlen (word, -1);
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  for (gsize i = 0; syllables[i] != NULL; i++)
    if (!is_syllable (syllables[i]))
      return FALSE;
  return n > 0 && n <= MAX_WORD && g_strv_length (syllables) == (guint)n;
}

YutuReadingTable *
yutu_reading_table_parse (const char *text,
                          char      **wrong)
{
  g_autoptr (YutuReadingTable) self = g_new0 (YutuReadingTable, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->references = 1;
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->phrases.by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_phrase);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 2);

      if (*lines[i] == '\0')
        continue;
      if (g_strv_length (cells) != 2 || !is_reading (cells[0], cells[1]))
        {
          if (wrong != NULL)
            *wrong = g_strdelimit (g_strdup (lines[i]), "\t", ' ');
          return NULL;
        }
      add_phrase (&self->phrases, cells[0], cells[1], NULL);
      g_ptr_array_add (self->lines, g_steal_pointer (&lines[i]));
      lines[i] = g_strdup ("");
    }
  return g_steal_pointer (&self);
}

char *
yutu_reading_table_format (const YutuReadingTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)self->lines->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

YutuReadingTable *
yutu_reading_table_load (YutuConnection *connection,
                         GError        **error)
{
  g_autofree char  *text = NULL;
  YutuReadingTable *self = NULL;

  if (!yutu_setting_read (connection, KEY, &text, error))
    return NULL;
  if (text != NULL)
    self = yutu_reading_table_parse (text, NULL);
  return self != NULL ? self : yutu_reading_table_parse ("", NULL);
}

gboolean
yutu_reading_table_store (YutuConnection         *connection,
                          const YutuReadingTable *self,
                          GError                **error)
{
  g_autofree char *text = yutu_reading_table_format (self);

  return yutu_setting_write (connection, KEY, *text != '\0' ? text : NULL, error);
}

struct _YutuReadingScope
{
  YutuReadingTable *table;
  gpointer          before;
};

YutuReadingScope *
yutu_reading_scope_enter_table (YutuReadingTable *table)
{
  YutuReadingScope *self = g_new0 (YutuReadingScope, 1);

  self->table = yutu_reading_table_ref (table);
  self->before = g_private_get (&own);
  g_private_set (&own, table);
  return self;
}

YutuReadingScope *
yutu_reading_scope_enter (YutuConnection *connection,
                          GError        **error)
{
  g_autoptr (YutuReadingTable) table = yutu_reading_table_load (connection, error);

  return table != NULL ? yutu_reading_scope_enter_table (table) : NULL;
}

void
yutu_reading_scope_leave (YutuReadingScope *self)
{
  if (self == NULL)
    return;
  g_private_set (&own, self->before);
  yutu_reading_table_unref (self->table);
  g_free (self);
}

YutuRomanized *
yutu_reading_table_romanize (YutuConnection *connection,
                             const char     *name,
                             const char     *name_class,
                             GError        **error)
{
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (connection, error);

  return scope != NULL ? yutu_pinyin_romanize (name, name_class) : NULL;
}

/* ---- Finding ---- */

/* The longest phrase that starts at @text. @is_first: a name begins there. */
static const Phrase *
find_phrase (const Phrases *self,
             const char    *text,
             gboolean       is_first)
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
      if (phrase != NULL && (is_first || !phrase->is_first))
        return phrase;
    }
  return NULL;
}

static gsize
count_chars (const Phrase *phrase)
{
  return phrase != NULL ? phrase->n_chars : 0;
}

/* At the beginning, and behind the generic term of a division: 华州 in 陕西省华州区. */
static gboolean
is_head (const char *name,
         const char *at)
{
  static const gunichar terms[] = { 0x7701, 0x5e02, 0x533a, 0x53bf, 0x5dde, 0x76df, 0x65d7 }; /* 省市区县州盟旗 */
  gunichar              before = at > name ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (terms[i] == before)
      return TRUE;
  return at == name;
}

/* Where the name of a division may begin, and one or two characters behind that which tell namesakes apart: 解家 in
 * 上解家, 大上解家. */
static gboolean
is_first (const char *name,
          const char *at)
{
  for (int n = 0; n < 2 && !is_head (name, at); n++)
    {
      const char *before = g_utf8_prev_char (at);

      if (!yutu_pinyin_is_modifier (g_utf8_get_char (before)))
        return FALSE;
      at = before;
    }
  return is_head (name, at);
}

/* The longest of the file and of the program; of two as long ones that of the file, then the division's. */
static const Phrase *
find_any (const Shipped *shipped,
          const char    *name,
          const char    *text)
{
  const YutuReadingTable *table = g_private_get (&own);
  const Phrase           *of_file = table != NULL ? find_phrase (&table->phrases, text, TRUE) : NULL;
  const Phrase           *division = is_head (name, text) ? find_phrase (&shipped->divisions, text, TRUE) : NULL;
  const Phrase           *word = find_phrase (&shipped->words, text, is_first (name, text));
  const Phrase           *of_program = count_chars (division) >= count_chars (word) ? division : word;

  return count_chars (of_file) >= count_chars (of_program) ? of_file : of_program;
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

/* The first reading with a tone; unsure when there is another one that is often met. */
static YutuReading
read_by_table (gunichar character)
{
  const guint16 *start = find_readings (character);
  YutuReading    result = { .character = character, .by_table = TRUE };
  int            n = 0;

  for (const guint16 *r = start; r != NULL; r = (*r & YUTU_READING_LAST) != 0 ? NULL : r + 1)
    if ((*r & YUTU_READING_RARE) == 0 && !is_neutral (*r))
      {
        if (result.toned == NULL)
          result.toned = yutu_readings_toned[*r & YUTU_READING_SYLLABLE];
        n += (*r & YUTU_READING_SELDOM) == 0;
      }
  if (result.toned == NULL && start != NULL)
    result.toned = yutu_readings_toned[*start & YUTU_READING_SYLLABLE];
  result.unsure = n > 1 || (result.toned == NULL && g_unichar_iswide (character));
  return result;
}

GArray *
yutu_pinyin_read (const char *name)
{
  const Shipped *shipped = get_shipped ();
  GArray        *readings = g_array_new (FALSE, FALSE, sizeof (YutuReading));
  const char    *p = name;

  while (*p != '\0')
    {
      const Phrase *phrase = find_any (shipped, name, p);
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

char *
yutu_pinyin_read_word (const char *word)
{
  g_autoptr (GArray) readings = yutu_pinyin_read (word);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < readings->len; i++)
    {
      const YutuReading *reading = &g_array_index (readings, YutuReading, i);

      if (reading->toned == NULL)
        return NULL;
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", reading->toned);
    }
  return readings->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* ---- Syllables as they are typed ---- */

/* The letter that bears the tone: a or e, else the o of ou, else the last vowel. NULL: there is none. */
static const char *
find_bearer (const char *syllable)
{
  const char *last = strpbrk (syllable, "ae");

  if (last == NULL)
    last = strstr (syllable, "ou");
  if (last != NULL)
    return last;
  for (const char *p = syllable; *p != '\0'; p = g_utf8_next_char (p))
    if (strchr ("iou", *p) != NULL || g_utf8_get_char (p) == 0xfc)
      last = p;
  return last;
}

/* "lv4" as "lǜ". */
static char *
mark_syllable (const char *typed)
{
  static const gunichar marks[] = { 0x304, 0x301, 0x30c, 0x300 };
  gsize                 length = strlen (typed);
  int                   tone = length > 1 ? typed[length - 1] - '0' : 0;
  g_autoptr (GString) out = g_string_new (typed);
  const char *bearer = NULL;

  if (tone < 1 || tone > 5)
    return g_strdup (typed);
  g_string_truncate (out, length - 1);
  g_string_replace (out, "u:", "ü", 0);
  g_string_replace (out, "v", "ü", 0);
  bearer = find_bearer (out->str);
  if (bearer == NULL)
    return g_strdup (typed);
  if (tone < 5)
    g_string_insert_unichar (out, g_utf8_next_char (bearer) - out->str, marks[tone - 1]);
  return g_utf8_normalize (out->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

char *
yutu_pinyin_mark_tones (const char *typed)
{
  g_autofree char *composed = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (composed != NULL ? composed : "", -1);
  g_auto (GStrv) syllables = g_strsplit_set (lower, " \t", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; syllables[i] != NULL; i++)
    {
      g_autofree char *marked = mark_syllable (syllables[i]);

      if (*marked != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", marked);
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
