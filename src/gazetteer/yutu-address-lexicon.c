/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A trie of characters; its edges lie in one open hash table (node, character) → node. */

#include "gazetteer/yutu-address-lexicon.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-normal.h"

typedef struct
{
  guint64 key; /* node << 21 | character; 0: free (no edge leaves node 0 by character 0) */
  guint32 child;
} Edge;

struct _YutuAddressLexicon
{
  Edge         *edges;
  gsize         n_slots; /* a power of two */
  gsize         n_edges;
  guint32       n_nodes;
  GArray       *heads; /* of guint32, by node: its first word + 1, or 0 */
  GArray       *words; /* of YutuAddressWord */
  GArray       *nexts; /* of guint32, by word: the next one of its node + 1, or 0 */
  GStringChunk *texts;
};

static const char *const labels[YUTU_ADDRESS_N_LABELS] = {
  "country",
  "province",
  "city",
  "county",
  "zone",
  "township",
  "village",
  "natural-village",
  "group",
  "road",
  "lane",
  "door",
  "parcel",
  "estate",
  "poi",
  "area",
  "building",
  "unit",
  "floor",
  "room",
  "relation",
  "noise",
  "person",
};

gboolean
yutu_address_label_is_silent (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_NOISE || label == YUTU_ADDRESS_PERSON;
}

/* FALSE when there is none of this name. */
static gboolean
address_label_from_text (const char       *text,
                         YutuAddressLabel *label)
{
  for (guint i = 0; i < YUTU_ADDRESS_N_LABELS; i++)
    if (g_strcmp0 (text, labels[i]) == 0)
      {
        *label = (YutuAddressLabel)i;
        return TRUE;
      }
  return FALSE;
}

/* surname, and no other, is no word of rules/address-words.csv. FALSE when there is none of this name. */
static gboolean
word_role_from_text (const char   *text,
                     YutuWordRole *role)
{
  static const char *const roles[] = { "name", "end", "word", "count", "noise", "rest", "tail", "land", "alias", "surname" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (roles[i], text) == 0)
      {
        *role = (YutuWordRole)i;
        return TRUE;
      }
  return FALSE;
}

/* "" is PLAIN. FALSE when there is none of this name. */
static gboolean
word_kind_from_text (const char   *text,
                     YutuWordKind *kind)
{
  static const char *const kinds[] = { "", "trade", "legal", "branch", "part", "within", "corner", "place", "numbered", "former" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], text) == 0)
      {
        *kind = (YutuWordKind)i;
        return TRUE;
      }
  return FALSE;
}

/* ---- The trie ---- */

static gsize
slot_of (const YutuAddressLexicon *self,
         guint64                   key)
{
  gsize slot = (gsize)((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 20) & (self->n_slots - 1);

  while (self->edges[slot].key != 0 && self->edges[slot].key != key)
    slot = (slot + 1) & (self->n_slots - 1);
  return slot;
}

static void
grow (YutuAddressLexicon *self)
{
  g_autofree Edge *old = self->edges;
  gsize            n_old = self->n_slots;

  self->n_slots = MAX (1024, n_old * 2);
  self->edges = g_new0 (Edge, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].key != 0)
      self->edges[slot_of (self, old[i].key)] = old[i];
}

static guint64
key_of (guint32  node,
        gunichar character)
{
  return (guint64)node << 21 | character;
}

static guint32
descend (YutuAddressLexicon *self,
         guint32             node,
         gunichar            character)
{
  gsize   slot;
  guint32 none = 0;

  if (self->n_edges * 2 >= self->n_slots)
    grow (self);
  slot = slot_of (self, key_of (node, character));
  if (self->edges[slot].key == 0)
    {
      self->edges[slot] = (Edge){ key_of (node, character), self->n_nodes++ };
      self->n_edges++;
      g_array_append_val (self->heads, none);
    }
  return self->edges[slot].child;
}

YutuAddressLexicon *
yutu_address_lexicon_new (void)
{
  YutuAddressLexicon *self = g_new0 (YutuAddressLexicon, 1);
  guint32             none = 0;

  self->heads = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->words = g_array_new (FALSE, FALSE, sizeof (YutuAddressWord));
  self->nexts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->texts = g_string_chunk_new (4096);
  g_array_append_val (self->heads, none);
  self->n_nodes = 1;
  grow (self);
  return self;
}

void
yutu_address_lexicon_free (YutuAddressLexicon *self)
{
  if (self == NULL)
    return;
  g_free (self->edges);
  g_array_unref (self->heads);
  g_array_unref (self->words);
  g_array_unref (self->nexts);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static const char *
keep (YutuAddressLexicon *self,
      const char         *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

void
yutu_address_lexicon_add (YutuAddressLexicon    *self,
                          const YutuAddressWord *word)
{
  YutuAddressWord kept = *word;
  guint32         node = 0, number, *head;

  for (const char *p = word->text; *p != '\0'; p = g_utf8_next_char (p))
    node = descend (self, node, g_utf8_get_char (p));
  if (node == 0)
    return;
  kept.text = keep (self, word->text);
  kept.name = keep (self, word->name);
  kept.parent = keep (self, word->parent);
  kept.now = keep (self, word->now);
  g_array_append_val (self->words, kept);
  head = &g_array_index (self->heads, guint32, node);
  g_array_append_val (self->nexts, *head);
  number = self->words->len;
  *head = number;
}

/* 八一南街 is written 81南街 too: the Han digits of a name, one for one. */
static void
add_in_digits (YutuAddressLexicon    *self,
               const YutuAddressWord *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  YutuAddressWord word = *name;
  gsize           n = 0;

  for (const char *p = name->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int digit = yutu_normal_parse_numeral (p, 1);

      if (digit >= 0 && digit < 10)
        {
          g_string_append_printf (text, "%d", digit);
          n++;
        }
      else
        g_string_append_unichar (text, g_utf8_get_char (p));
    }
  if (n < 2)
    return;
  word.text = text->str;
  word.weight = 1;
  yutu_address_lexicon_add (self, &word);
}

void
yutu_address_lexicon_add_name (YutuAddressLexicon    *self,
                               const YutuAddressWord *name,
                               const char            *proper)
{
  g_autofree char *full = yutu_normal_name (name->name);
  g_autofree char *shorter = proper != NULL ? yutu_normal_name (proper) : NULL;
  YutuAddressWord  word = *name;

  word.role = YUTU_WORD_NAME;
  word.text = full;
  word.weight = 0;
  yutu_address_lexicon_add (self, &word);
  add_in_digits (self, &word);
  if (shorter == NULL || g_utf8_strlen (shorter, -1) < 2 || strcmp (shorter, full) == 0)
    return;
  word.text = shorter;
  word.weight = 1;
  yutu_address_lexicon_add (self, &word);
}

/* ---- Finding ---- */

void
yutu_address_lexicon_list (const YutuAddressLexicon *self,
                           const char               *text,
                           YutuAddressLabel          label,
                           GPtrArray                *words)
{
  guint32 node = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const Edge *edge = &self->edges[slot_of (self, key_of (node, g_utf8_get_char (p)))];

      if (edge->key == 0)
        return;
      node = edge->child;
    }
  for (guint32 word = g_array_index (self->heads, guint32, node); word != 0;
       word = g_array_index (self->nexts, guint32, word - 1))
    {
      YutuAddressWord *here = &g_array_index (self->words, YutuAddressWord, word - 1);

      if (here->role == YUTU_WORD_NAME && here->label == label)
        g_ptr_array_add (words, here);
    }
}

void
yutu_address_lexicon_foreach_name (const YutuAddressLexicon *self,
                                   YutuAddressNameFunc       take,
                                   gpointer                  data)
{
  for (guint i = 0; i < self->words->len; i++)
    if (g_array_index (self->words, YutuAddressWord, i).role == YUTU_WORD_NAME)
      take (&g_array_index (self->words, YutuAddressWord, i), data);
}

typedef struct
{
  const YutuAddressLexicon *lexicon;
  const gunichar           *text;
  gsize                     n;
  YutuAddressWordFunc       found;
  gpointer                  data;
} Walk;

static void
walk_from (const Walk *self,
           guint32     node,
           gsize       at,
           gboolean    is_misspelt)
{
  const YutuAddressLexicon *lexicon = self->lexicon;

  for (gsize i = at; i < self->n; i++)
    {
      const gunichar *rights = is_misspelt ? NULL : yutu_han_get_lookalikes (self->text[i]);
      const Edge     *edge;

      for (; rights != NULL && *rights != 0; rights++)
        {
          edge = &lexicon->edges[slot_of (lexicon, key_of (node, *rights))];
          if (edge->key == 0)
            continue;
          for (guint32 word = g_array_index (lexicon->heads, guint32, edge->child); word != 0;
               word = g_array_index (lexicon->nexts, guint32, word - 1))
            if (g_array_index (lexicon->words, YutuAddressWord, word - 1).role == YUTU_WORD_NAME)
              self->found (&g_array_index (lexicon->words, YutuAddressWord, word - 1), i + 1, TRUE, self->data);
          walk_from (self, edge->child, i + 1, TRUE);
        }
      edge = &lexicon->edges[slot_of (lexicon, key_of (node, self->text[i]))];
      if (edge->key == 0)
        return;
      node = edge->child;
      for (guint32 word = g_array_index (lexicon->heads, guint32, node); word != 0;
           word = g_array_index (lexicon->nexts, guint32, word - 1))
        {
          const YutuAddressWord *here = &g_array_index (lexicon->words, YutuAddressWord, word - 1);

          if (!is_misspelt || here->role == YUTU_WORD_NAME)
            self->found (here, i + 1, is_misspelt, self->data);
        }
    }
}

void
yutu_address_lexicon_match (const YutuAddressLexicon *self,
                            const gunichar           *text,
                            gsize                     n_chars,
                            YutuAddressWordFunc       found,
                            gpointer                  data)
{
  Walk walk = { self, text, n_chars, found, data };

  walk_from (&walk, 0, 0, FALSE);
}

/* ---- The shared words ---- */

static void
add_word_line (YutuAddressLexicon *self,
               GStrv               fields)
{
  YutuAddressWord word = { .text = fields[0], .until = YUTU_DAY_INVALID };

  if (!address_label_from_text (fields[1], &word.label) || !word_role_from_text (fields[2], &word.role) ||
      !word_kind_from_text (fields[4], &word.kind))
    {
      g_warning ("rules/address-words.csv: '%s' has a label, role or kind that is none", fields[0]);
      return;
    }
  word.weight = (int)g_ascii_strtoll (fields[3], NULL, 10);
  yutu_address_lexicon_add (self, &word);
}

static void
add_surname_line (YutuAddressLexicon *self,
                  GStrv               fields)
{
  YutuAddressWord word = { .text = fields[0], .label = YUTU_ADDRESS_PERSON, .role = YUTU_WORD_SURNAME, .until = YUTU_DAY_INVALID };

  yutu_address_lexicon_add (self, &word);
}

static void
add_division_line (YutuAddressLexicon *self,
                   GStrv               fields)
{
  static const struct
  {
    const char *generic;
    const char *written;
  } slips[] = { { "自治区", "省" }, { "自治州", "州" }, { "自治县", "县" } }; /* 广西省, 红河州 */
  int             level = (int)g_ascii_strtoll (fields[0], NULL, 10);
  YutuAddressWord word = { .text = fields[1], .name = fields[1], .parent = fields[3], .now = fields[5] };

  if (level < 1 || level > 3)
    {
      g_warning ("rules/divisions-cn.csv: '%s' has no level of 1, 2 or 3", fields[1]);
      return;
    }
  word.label = (YutuAddressLabel)(YUTU_ADDRESS_PROVINCE + level - 1);
  word.role = YUTU_WORD_NAME;
  word.until = *fields[4] != '\0' ? yutu_day_parse (fields[4]) : YUTU_DAY_INVALID;
  yutu_address_lexicon_add (self, &word);
  if (*fields[2] == '\0')
    return;
  word.text = fields[2];
  word.weight = 1;
  yutu_address_lexicon_add (self, &word);
  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    if (g_str_has_suffix (fields[1], slips[i].generic))
      {
        g_autofree char *slip = g_strconcat (fields[2], slips[i].written, NULL);

        word.text = slip;
        word.weight = 0;
        yutu_address_lexicon_add (self, &word);
      }
}

static void
add_township_line (YutuAddressLexicon *self,
                   GStrv               fields)
{
  YutuAddressWord word = { .text = fields[0],
                           .name = fields[0],
                           .parent = fields[2],
                           .label = YUTU_ADDRESS_TOWNSHIP,
                           .role = YUTU_WORD_NAME,
                           .weight = YUTU_WORD_ELSEWHERE,
                           .until = YUTU_DAY_INVALID };

  yutu_address_lexicon_add (self, &word);
  word.text = fields[1];
  word.weight = YUTU_WORD_SHORT_ELSEWHERE;
  yutu_address_lexicon_add (self, &word);
}

static void
add_file (YutuAddressLexicon *self,
          const char         *path,
          guint               n_fields,
          void (*add) (YutuAddressLexicon *, GStrv))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (path, n_fields, &error);

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add (self, g_ptr_array_index (rows, i));
}

const YutuAddressLexicon *
yutu_address_lexicon_get_shared (void)
{
  static gsize               once = 0;
  static YutuAddressLexicon *shared = NULL;

  if (g_once_init_enter (&once))
    {
      shared = yutu_address_lexicon_new ();
      add_file (shared, "rules/address-words.csv", 5, add_word_line);
      add_file (shared, "rules/divisions-cn.csv", 6, add_division_line);
      add_file (shared, "rules/townships-zj.csv", 3, add_township_line);
      add_file (shared, "rules/surnames.csv", 1, add_surname_line);
      g_once_init_leave (&once, 1);
    }
  return shared;
}
