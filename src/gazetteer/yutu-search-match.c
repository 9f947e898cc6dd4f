/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How a name is found by a piece of what was typed.
 *
 * By characters: the piece is the name, or stands at its start, at its end, or somewhere in it. By keys: the
 * piece is cut into parts, one for each of some characters in a row. A part is the character itself,
 * one of its readings in full, its initial (its first letter, or zh, ch, sh), or, for the last part
 * only, any start of a reading. When all parts are initials, the name is found by initials, else by
 * pinyin. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#define LEAST_CODE 3  /* bytes by which a code is found that is none of a unit */
#define LEAST_KEYS 5  /* in which an error is looked for */
#define MAX_CHARS  64 /* of a name, and bytes of a piece: longer ones are found by characters only */

/* ---- The pattern ---- */

#define BIT(n) (G_GUINT64_CONSTANT (1) << MIN (n, 63))

/* Letters with tone marks as they are without, ü as v; an apostrophe is a border. */
static char *
strip_marks (const char *text,
             gboolean   *has_letters,
             guint64    *borders)
{
  g_autofree char *parted = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) out = g_string_new (NULL);

  *has_letters = FALSE;
  *borders = 0;
  for (const char *p = parted; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == 0x308 && out->len > 0 && out->str[out->len - 1] == 'u')
        out->str[out->len - 1] = 'v';
      else if (character == '\'' || character == 0x2019)
        *borders |= BIT (out->len);
      else if (g_unichar_combining_class (character) == 0)
        g_string_append_unichar (out, character);
      *has_letters = *has_letters || (character < 0x80 && g_ascii_isalpha ((char)character));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What a name must have that has all of @text in it; a letter at @text's start is an initial. */
static guint64
mark_text (const char *text,
           gboolean    first_is_initial)
{
  guint64 marks = first_is_initial ? yutu_search_mark_initial (*text) : 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    marks |= yutu_search_mark (g_utf8_get_char (text));
  return marks;
}

void
yutu_pattern_init (YutuPattern *self,
                   const char  *piece)
{
  gboolean has_letters = FALSE;

  self->text = g_strdup (piece);
  self->text_length = strlen (piece);
  self->keys = strip_marks (piece, &has_letters, &self->borders);
  self->keys_length = strlen (self->keys);
  if (!has_letters || self->keys_length == 0 || self->keys_length >= MAX_CHARS)
    g_clear_pointer (&self->keys, g_free);
  self->text_marks = mark_text (self->text, FALSE);
  self->keys_marks = self->keys != NULL ? mark_text (self->keys, TRUE) : 0;
}

void
yutu_pattern_init_joined (YutuPattern       *self,
                          const char *const *pieces,
                          gsize              n)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append (joined, i > 0 ? "'" : "");
      g_string_append (joined, pieces[i]);
      g_string_append (text, pieces[i]);
    }
  yutu_pattern_init (self, joined->str);
  g_free (self->text);
  self->text_length = text->len;
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  self->text_marks = mark_text (self->text, FALSE);
}

void
yutu_pattern_allow_typo (YutuPattern *self)
{
  self->typo_text = yutu_typo_new (self->text);
  self->typo_keys = self->keys != NULL && self->keys_length >= LEAST_KEYS ? yutu_typo_new (self->keys) : NULL;
  self->sound = yutu_sound_new (self->text);
  self->has_pair = yutu_pair_init (&self->pair, self->text);
}

void
yutu_pattern_allow_pair (YutuPattern *self)
{
  self->has_pair = yutu_pair_init (&self->pair, self->text);
  self->is_any = TRUE;
}

void
yutu_pattern_clear (YutuPattern *self)
{
  g_clear_pointer (&self->typo_text, g_free);
  g_clear_pointer (&self->typo_keys, g_free);
  g_clear_pointer (&self->sound, yutu_sound_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->keys, g_free);
}

/* ---- Keys ---- */

typedef struct
{
  const char *text[MAX_CHARS];  /* each character */
  const char *typed[MAX_CHARS]; /* and its readings */
  gsize       n;
  const char *keys;
  gsize       keys_length;
  guint64     borders;
  guint64     failed[MAX_CHARS + 1]; /* for each character the places in keys that lead nowhere */
  gboolean    only_initials;         /* of the way found */
  gboolean    is_whole;              /* the last part was no beginning of a reading */
  gsize       end;                   /* character behind the way found */
} Matcher;

/* Characters and readings side by side; FALSE when there are too many. */
static gboolean
matcher_init (Matcher           *self,
              const YutuPattern *pattern,
              const YutuRecord  *record)
{
  const char *typed = record->typed;

  self->n = 0;
  for (const char *p = record->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = strchr (typed, ' ');

      if (self->n == MAX_CHARS || end == NULL)
        return FALSE;
      self->text[self->n] = p;
      self->typed[self->n++] = typed;
      typed = end + 1;
    }
  self->keys = pattern->keys;
  self->keys_length = pattern->keys_length;
  self->borders = pattern->borders;
  return self->n > 0;
}

static gboolean
is_end (char c)
{
  return c == ',' || c == ' ' || c == '\0';
}

static gsize
measure_reading (const char *reading)
{
  gsize n = 0;

  while (!is_end (reading[n]))
    n++;
  return n;
}

static const char *
next_reading (const char *reading)
{
  reading += measure_reading (reading);
  return *reading == ',' ? reading + 1 : NULL;
}

/* Letters of @reading from @key on, up to a border. */
static gsize
count_common (const Matcher *self,
              const char    *reading,
              gsize          key)
{
  const char *keys = self->keys + key;
  gsize       n = 0;

  while (!is_end (reading[n]) && keys[n] == reading[n] && (n == 0 || (self->borders & BIT (key + n)) == 0))
    n++;
  return n;
}

static gboolean
has_long_initial (const char *reading)
{
  return (reading[0] == 'z' || reading[0] == 'c' || reading[0] == 's') && reading[1] == 'h';
}

static gboolean match_from (Matcher *self,
                            gsize    character,
                            gsize    key);

static gboolean
take_part (Matcher *self,
           gsize    character,
           gsize    key,
           gboolean is_initial,
           gboolean is_whole)
{
  if (key == self->keys_length)
    {
      self->only_initials = TRUE;
      self->is_whole = is_whole;
      self->end = character + 1;
    }
  else if (!match_from (self, character + 1, key))
    return FALSE;
  self->only_initials = self->only_initials && is_initial;
  return TRUE;
}

typedef enum
{
  PART_FULL, /* longer parts first: pinyin goes before initials */
  PART_START,
  PART_LONG_INITIAL,
  PART_INITIAL,
  N_PARTS,
} Part;

static gboolean
try_reading (Matcher    *self,
             const char *reading,
             Part        part,
             gsize       character,
             gsize       key)
{
  gsize length = measure_reading (reading);
  gsize common = count_common (self, reading, key);

  if (common == 0)
    return FALSE;
  switch (part)
    {
    case PART_FULL:
      return common == length && take_part (self, character, key + length, length == 1, TRUE);
    case PART_START:
      return common < length && key + common == self->keys_length && common > 1 &&
             !(common == 2 && has_long_initial (reading)) &&
             take_part (self, character, key + common, FALSE, FALSE);
    case PART_LONG_INITIAL:
      return common >= 2 && length > 2 && has_long_initial (reading) &&
             take_part (self, character, key + 2, TRUE, TRUE);
    case PART_INITIAL:
    case N_PARTS:
    default:
      return length > 1 && take_part (self, character, key + 1, TRUE, TRUE);
    }
}

/* Han, and what is no letter or figure (9号-3): it is typed as it stands. */
static gboolean
stands_for_itself (char key)
{
  return !g_ascii_isalnum (key);
}

/* Whether the keys from @key on can be laid on the characters from @character on. */
static gboolean
match_from (Matcher *self,
            gsize    character,
            gsize    key)
{
  const char *keys = self->keys + key;
  guint64     bit = G_GUINT64_CONSTANT (1) << key;

  if (character == self->n || (self->failed[character] & bit) != 0)
    return FALSE;
  if (stands_for_itself (*keys))
    {
      gsize length = (gsize)(g_utf8_next_char (keys) - keys);

      if (strncmp (self->text[character], keys, length) == 0 &&
          take_part (self, character, key + length, FALSE, TRUE))
        return TRUE;
    }
  else
    for (int part = 0; part < N_PARTS; part++)
      for (const char *reading = self->typed[character]; reading != NULL;
           reading = next_reading (reading))
        if (try_reading (self, reading, part, character, key))
          return TRUE;
  self->failed[character] |= bit;
  return FALSE;
}

/* Whether any reading of the character begins so. */
static gboolean
may_start (const char *typed,
           char        key)
{
  for (; typed != NULL; typed = next_reading (typed))
    if (*typed == key)
      return TRUE;
  return FALSE;
}

static YutuMatch
match_keys (const YutuPattern *pattern,
            const YutuRecord  *record)
{
  Matcher matcher;

  if (!matcher_init (&matcher, pattern, record))
    return YUTU_MATCH_NONE;
  memset (matcher.failed, 0, (matcher.n + 1) * sizeof *matcher.failed);
  for (gsize i = 0; i < matcher.n; i++)
    {
      YutuMatch kind = YUTU_MATCH_PINYIN_EXACT;

      if ((!stands_for_itself (*pattern->keys) && !may_start (matcher.typed[i], *pattern->keys)) ||
          !match_from (&matcher, i, 0))
        continue;
      if (matcher.only_initials)
        kind = YUTU_MATCH_INITIALS_EXACT;
      if (i > 0)
        return kind + 2;
      return matcher.end == matcher.n && matcher.is_whole ? kind : kind + 1;
    }
  return YUTU_MATCH_NONE;
}

static YutuMatch
match_with_typo (const YutuPattern *self,
                 const YutuRecord  *record)
{
  /* one other character is one mark that may be missing */
  if (self->typo_text != NULL && __builtin_popcountll (self->text_marks & ~record->marks) <= 1 &&
      yutu_typo_matches (self->typo_text, record->text))
    return yutu_typo_is_whole (self->typo_text, record->text) ? YUTU_MATCH_TYPO_EXACT : YUTU_MATCH_TYPO;
  if (self->typo_keys != NULL && yutu_typo_matches_readings (self->typo_keys, record->typed))
    return yutu_typo_is_whole_readings (self->typo_keys, record->typed) ? YUTU_MATCH_TYPO_EXACT : YUTU_MATCH_TYPO;
  return YUTU_MATCH_NONE;
}

/* What is like the piece, the likest first: as it sounds, but for an error, but for one of two characters. */
static YutuMatch
match_alike (const YutuPattern *self,
             const YutuRecord  *record)
{
  YutuMatch match = YUTU_MATCH_NONE;

  if ((record->flags & YUTU_RECORD_CODE) != 0)
    return match;
  if (self->sound != NULL)
    match = yutu_sound_match (self->sound, record);
  if (match != YUTU_MATCH_SOUND_EXACT && (self->typo_text != NULL || self->typo_keys != NULL))
    match = MIN (match, match_with_typo (self, record));
  if (match == YUTU_MATCH_NONE && self->has_pair)
    match = self->is_any ? yutu_pair_match_any (&self->pair, record->text)
                         : yutu_pair_match_shape (&self->pair, record->text);
  return match;
}

static YutuMatch
match_exactly (const YutuPattern *self,
               const YutuRecord  *record)
{
  const char *found = NULL;

  if ((record->flags & YUTU_RECORD_LONG) != 0 && self->text_length < LEAST_CODE)
    return YUTU_MATCH_NONE;
  if (self->text_length <= record->text_length &&
      (record->marks & self->text_marks) == self->text_marks)
    found = (record->flags & YUTU_RECORD_CODE) != 0
              ? (strncmp (record->text, self->text, self->text_length) == 0 ? record->text : NULL)
              : strstr (record->text, self->text);
  if (found == record->text && found != NULL)
    return self->text_length == record->text_length ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX;
  if (found != NULL)
    return strcmp (record->text + record->text_length - self->text_length, self->text) == 0 ? YUTU_MATCH_SUFFIX : YUTU_MATCH_INFIX;
  return self->keys != NULL && (record->marks & self->keys_marks) == self->keys_marks
           ? match_keys (self, record)
           : YUTU_MATCH_NONE;
}

YutuMatch
yutu_pattern_match (const YutuPattern *self,
                    const YutuRecord  *record)
{
  YutuMatch match = match_exactly (self, record);

  return match == YUTU_MATCH_NONE ? match_alike (self, record) : match;
}
