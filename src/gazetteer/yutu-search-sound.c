/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What was heard and written with other characters: 滨红街 is 滨虹街 when each two characters have a reading in
 * common, without tone. */

#include "gazetteer/yutu-search-private.h"

#include <string.h>

#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-pinyin-private.h"

#define MAX_CHARS 60 /* of a piece, and of a name */

struct _YutuSound
{
  gsize      n;
  gunichar   characters[MAX_CHARS];
  guint64    marks[MAX_CHARS]; /* one of them is in every name that has the sound; 0: any */
  GPtrArray *readings;         /* GPtrArray of text, of each */
};

/* A name, character by character. */
typedef struct
{
  gsize       n;
  gunichar    characters[MAX_CHARS];
  const char *typed[MAX_CHARS];
} Name;

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalpha (*text))
      return TRUE;
  return FALSE;
}

YutuSound *
yutu_sound_new (const char *piece)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (piece, -1, &n);
  YutuSound           *self;

  if (n < 2 || n > MAX_CHARS || has_letters (piece))
    return NULL;
  self = g_new0 (YutuSound, 1);
  self->n = (gsize)n;
  memcpy (self->characters, characters, self->n * sizeof *characters);
  self->readings = yutu_pinyin_list_typed (piece);
  for (gsize i = 0; i < self->n; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (self->readings, i);

      for (guint k = 0; k < readings->len; k++)
        self->marks[i] |= yutu_search_mark_initial (*(const char *)readings->pdata[k]);
    }
  return self;
}

void
yutu_sound_free (YutuSound *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->readings);
  g_free (self);
}

static gboolean
has_reading (const char *typed,
             const char *reading)
{
  gsize length = strlen (reading);

  while (TRUE)
    {
      gsize n = strcspn (typed, ", ");

      if (n == length && strncmp (typed, reading, n) == 0)
        return TRUE;
      if (typed[n] != ',')
        return FALSE;
      typed += n + 1;
    }
}

static gboolean
sounds_alike (const YutuSound *self,
              gsize            index,
              const Name      *name,
              gsize            at)
{
  const GPtrArray *readings = g_ptr_array_index (self->readings, index);

  if (self->characters[index] == name->characters[at])
    return TRUE;
  for (guint i = 0; i < readings->len; i++)
    if (has_reading (name->typed[at], g_ptr_array_index (readings, i)))
      return TRUE;
  return FALSE;
}

static gboolean
name_init (Name             *self,
           const YutuRecord *record)
{
  const char *typed = record->typed;

  self->n = 0;
  for (const char *p = record->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = strchr (typed, ' ');

      if (self->n == MAX_CHARS || end == NULL)
        return FALSE;
      self->characters[self->n] = g_utf8_get_char (p);
      self->typed[self->n++] = typed;
      typed = end + 1;
    }
  return TRUE;
}

YutuMatch
yutu_sound_match (const YutuSound  *self,
                  const YutuRecord *record)
{
  Name name;

  for (gsize i = 0; i < self->n; i++)
    if (self->marks[i] != 0 && (record->marks & self->marks[i]) == 0)
      return YUTU_MATCH_NONE;
  if (!name_init (&name, record))
    return YUTU_MATCH_NONE;
  for (gsize start = 0; start + self->n <= name.n; start++)
    {
      gsize n = 0;

      while (n < self->n && sounds_alike (self, n, &name, start + n))
        n++;
      if (n < self->n)
        continue;
      if (start > 0)
        return YUTU_MATCH_SOUND_INFIX;
      return name.n == n ? YUTU_MATCH_SOUND_EXACT : YUTU_MATCH_SOUND_PREFIX;
    }
  return YUTU_MATCH_NONE;
}

/* ---- Two characters, one of them another ---- */

gboolean
yutu_pair_init (YutuPair   *self,
                const char *piece)
{
  if (g_utf8_strlen (piece, -1) != 2)
    return FALSE;
  self->characters[0] = g_utf8_get_char (piece);
  self->characters[1] = g_utf8_get_char (g_utf8_next_char (piece));
  return self->characters[0] >= 0x80 && self->characters[1] >= 0x80;
}

YutuMatch
yutu_pair_match_shape (const YutuPair *self,
                       const char     *text)
{
  gunichar first = *text != '\0' ? g_utf8_get_char (text) : 0;

  for (const char *p = text; first != 0; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gunichar    second = *next != '\0' ? g_utf8_get_char (next) : 0;

      if ((first == self->characters[0] && second != 0 && yutu_han_look_alike (second, self->characters[1])) ||
          (second == self->characters[1] && yutu_han_look_alike (first, self->characters[0])))
        return p == text && *g_utf8_next_char (next) == '\0' ? YUTU_MATCH_TYPO_EXACT : YUTU_MATCH_TYPO;
      first = second;
    }
  return YUTU_MATCH_NONE;
}

YutuMatch
yutu_pair_match_any (const YutuPair *self,
                     const char     *text)
{
  gunichar               first = g_utf8_get_char (text);
  const char            *rest = *text != '\0' ? g_utf8_next_char (text) : text;
  const YutuGenericTerm *term = NULL;

  if (*rest == '\0' || (first == self->characters[0]) == (g_utf8_get_char (rest) == self->characters[1]))
    return YUTU_MATCH_NONE;
  rest = g_utf8_next_char (rest);
  if (*rest == '\0')
    return YUTU_MATCH_TYPO_EXACT;
  term = yutu_pinyin_find_generic (text);
  return term != NULL && strcmp (rest, term->term) == 0 ? YUTU_MATCH_TYPO : YUTU_MATCH_NONE;
}
