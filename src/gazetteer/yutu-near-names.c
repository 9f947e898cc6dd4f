/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two texts with at most e errors between them become the same when at most e characters are left out of each
 * (symmetric deletion, Garbe 2012), so each name stands in the index under every such remainder; and two that
 * sound alike share the number of characters and a sound of the first and of the second one. What shares no key
 * is not near; what shares one is compared. Invariants, tested against comparing with every name:
 *
 *   N1 the names found are those that yutu_near_names_compare() calls nearest
 *   N2 nearness does not depend on the order of the lexicon */

#include "gazetteer/yutu-near-names-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-pinyin-private.h"

#define MAX_CHARS  24 /* longer names are compared with no others */
#define MAX_ERRORS 2
#define MAX_SOUNDS 12 /* of one character */

typedef struct
{
  gsize       n;
  gunichar    characters[MAX_CHARS];
  gsize       n_sounds[MAX_CHARS];
  const char *sounds[MAX_CHARS][MAX_SOUNDS]; /* interned, as they are heard */
} Spelling;

typedef struct
{
  guint64 hash;
  guint   entry;
} Key;

struct _YutuNearNames
{
  const YutuAddressLexicon *lexicon;
  GPtrArray                *texts; /* const char *, of the lexicon, each once */
  GArray                   *keys;  /* of Key, by hash */
};

/* ---- Sounds ---- */

typedef struct
{
  gboolean is_final;
  char    *heard;
  char    *written;
} Alike;

static GArray *
load_alike (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/sounds-alike.csv", 3, &error);
  GArray *alike = g_array_new (FALSE, FALSE, sizeof (Alike));

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **fields = g_ptr_array_index (rows, i);
      Alike  line;

      if (strcmp (fields[0], "initial") != 0 && strcmp (fields[0], "final") != 0)
        continue;
      line = (Alike){ *fields[0] == 'f', g_strdup (fields[1]), g_strdup (fields[2]) };
      g_array_append_val (alike, line);
    }
  return alike;
}

/* A syllable as it is heard; interned. */
static const char *
fold_sound (const char *syllable)
{
  static gsize     once = 0;
  static GArray   *alike = NULL;
  g_autofree char *text = g_strdup (syllable);

  if (g_once_init_enter (&once))
    {
      alike = load_alike ();
      g_once_init_leave (&once, 1);
    }
  for (guint i = 0; i < alike->len; i++)
    {
      const Alike *line = &g_array_index (alike, Alike, i);
      gboolean     fits = line->is_final ? g_str_has_suffix (text, line->heard)
                                         : g_str_has_prefix (text, line->heard) && strlen (text) > strlen (line->heard);
      char        *folded;

      if (!fits)
        continue;
      folded = line->is_final ? g_strdup_printf ("%.*s%s", (int)(strlen (text) - strlen (line->heard)), text, line->written)
                              : g_strconcat (line->written, text + strlen (line->heard), NULL);
      g_free (text);
      text = folded;
    }
  return g_intern_string (text);
}

static void
add_sound (Spelling   *self,
           gsize       at,
           const char *sound)
{
  for (gsize i = 0; i < self->n_sounds[at]; i++)
    if (self->sounds[at][i] == sound)
      return;
  if (self->n_sounds[at] < MAX_SOUNDS)
    self->sounds[at][self->n_sounds[at]++] = sound;
}

/* FALSE: it is too long. */
static gboolean
spell (const char *text,
       Spelling   *self)
{
  g_autoptr (GPtrArray) typed = NULL;

  self->n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (self->n == MAX_CHARS)
        return FALSE;
      self->characters[self->n++] = g_utf8_get_char (p);
    }
  typed = yutu_pinyin_list_typed (text);
  for (gsize i = 0; i < self->n; i++)
    {
      const GPtrArray *sounds = i < typed->len ? g_ptr_array_index (typed, i) : NULL;

      self->n_sounds[i] = 0;
      for (guint k = 0; sounds != NULL && k < sounds->len; k++)
        add_sound (self, i, fold_sound (g_ptr_array_index (sounds, k)));
    }
  return self->n > 0;
}

static gboolean
sounds_alike (const Spelling *a,
              const Spelling *b,
              gsize           at)
{
  if (a->characters[at] == b->characters[at] || yutu_han_look_alike (a->characters[at], b->characters[at]))
    return TRUE;
  for (gsize i = 0; i < a->n_sounds[at]; i++)
    for (gsize k = 0; k < b->n_sounds[at]; k++)
      if (a->sounds[at][i] == b->sounds[at][k])
        return TRUE;
  return FALSE;
}

/* ---- Comparing ---- */

static gsize
max_errors (gsize n)
{
  return MIN (n / 3, MAX_ERRORS);
}

/* Characters more, less, other ones, and neighbours that have changed places. */
static gsize
count_errors (const Spelling *a,
              const Spelling *b)
{
  gsize rows[3][MAX_CHARS + 1];

  for (gsize k = 0; k <= b->n; k++)
    rows[0][k] = k;
  for (gsize i = 1; i <= a->n; i++)
    {
      gsize *row = rows[i % 3];
      gsize *last = rows[(i + 2) % 3];
      gsize *before = rows[(i + 1) % 3];

      row[0] = i;
      for (gsize k = 1; k <= b->n; k++)
        {
          gboolean is_same = a->characters[i - 1] == b->characters[k - 1];

          row[k] = MIN (MIN (last[k], row[k - 1]) + 1, last[k - 1] + !is_same);
          if (i > 1 && k > 1 && a->characters[i - 1] == b->characters[k - 2] && a->characters[i - 2] == b->characters[k - 1])
            row[k] = MIN (row[k], before[k - 2] + 1);
        }
    }
  return rows[a->n % 3][b->n];
}

static YutuNearness
compare (const Spelling *written,
         const Spelling *name)
{
  gboolean is_alike = written->n == name->n && name->n >= 2;
  gsize    errors, n = name->n;

  for (gsize i = 0; is_alike && i < n; i++)
    is_alike = sounds_alike (written, name, i);
  if (is_alike)
    return YUTU_NEAR_SOUND;
  if (max_errors (n) == 0 || written->n > n + MAX_ERRORS || n > written->n + MAX_ERRORS)
    return YUTU_NEAR_NONE;
  errors = count_errors (written, name);
  if (errors > max_errors (n))
    return YUTU_NEAR_NONE;
  return errors <= 1 && n > 3 ? YUTU_NEAR_SLIP : YUTU_NEAR_LOOSE;
}

YutuNearness
yutu_near_names_compare (const char *written,
                         const char *name)
{
  Spelling a, b;

  return spell (written, &a) && spell (name, &b) ? compare (&a, &b) : YUTU_NEAR_NONE;
}

/* ---- Keys ---- */

#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)

static guint64
mix (guint64 hash,
     guint64 value)
{
  return (hash ^ value) * G_GUINT64_CONSTANT (0x100000001b3);
}

static guint64
hash_without (const Spelling *self,
              gsize           a,
              gsize           b)
{
  guint64 hash = HASH_START;

  for (gsize i = 0; i < self->n; i++)
    if (i != a && i != b)
      hash = mix (hash, self->characters[i]);
  return hash;
}

static void
add_key (GArray *keys,
         guint64 hash,
         guint   entry)
{
  Key key = { hash, entry };

  g_array_append_val (keys, key);
}

/* Under what it is once at most @n_left_out of its characters are left out. */
static void
add_remainders (const Spelling *self,
                gsize           n_left_out,
                guint           entry,
                GArray         *keys)
{
  add_key (keys, hash_without (self, self->n, self->n), entry);
  for (gsize i = 0; n_left_out >= 1 && i < self->n; i++)
    {
      add_key (keys, hash_without (self, i, self->n), entry);
      for (gsize k = i + 1; n_left_out >= 2 && k < self->n; k++)
        add_key (keys, hash_without (self, i, k), entry);
    }
}

/* What one character may be taken for: its sounds, and itself and its lookalikes. */
static GArray *
list_tokens (const Spelling *self,
             gsize           at)
{
  GArray         *tokens = g_array_new (FALSE, FALSE, sizeof (guint64));
  const gunichar *rights = yutu_han_get_lookalikes (self->characters[at]);
  guint64         token = self->characters[at];

  g_array_append_val (tokens, token);
  for (; rights != NULL && *rights != 0; rights++)
    {
      token = *rights;
      g_array_append_val (tokens, token);
    }
  for (gsize i = 0; i < self->n_sounds[at]; i++)
    {
      token = (guint64)g_str_hash (self->sounds[at][i]) | G_GUINT64_CONSTANT (1) << 40;
      g_array_append_val (tokens, token);
    }
  return tokens;
}

static void
add_sounds (const Spelling *self,
            guint           entry,
            GArray         *keys)
{
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;

  if (self->n < 2)
    return;
  first = list_tokens (self, 0);
  second = list_tokens (self, 1);
  for (guint i = 0; i < first->len; i++)
    for (guint k = 0; k < second->len; k++)
      add_key (keys,
               mix (mix (mix (HASH_START, self->n | G_GUINT64_CONSTANT (1) << 41), g_array_index (first, guint64, i)),
                    g_array_index (second, guint64, k)),
               entry);
}

/* ---- The index ---- */

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Key *left = a, *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;
  return left->entry < right->entry ? -1 : left->entry > right->entry;
}

typedef struct
{
  YutuNearNames *index;
  GHashTable    *texts; /* const char * */
} Making;

static void
take_name (const YutuAddressWord *word,
           gpointer               data)
{
  Making  *self = data;
  GArray  *keys = self->index->keys;
  Spelling spelling;
  guint    entry = self->index->texts->len;

  if (!g_hash_table_add (self->texts, (gpointer)word->text) || !spell (word->text, &spelling))
    return;
  g_ptr_array_add (self->index->texts, (gpointer)word->text);
  add_sounds (&spelling, entry, keys);
  if (max_errors (spelling.n) > 0)
    add_remainders (&spelling, max_errors (spelling.n), entry, keys);
}

YutuNearNames *
yutu_near_names_new (const YutuAddressLexicon *lexicon)
{
  YutuNearNames *self = g_new0 (YutuNearNames, 1);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  Making making = { self, texts };

  self->lexicon = lexicon;
  self->texts = g_ptr_array_new ();
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  yutu_address_lexicon_foreach_name (lexicon, take_name, &making);
  g_array_sort (self->keys, compare_keys);
  return self;
}

void
yutu_near_names_free (YutuNearNames *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->texts);
  g_array_unref (self->keys);
  g_free (self);
}

/* ---- Finding ---- */

static guint
find_key (const YutuNearNames *self,
          guint64              hash)
{
  guint low = 0, high = self->keys->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->keys, Key, middle).hash < hash)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *)a, right = *(const guint *)b;

  return left < right ? -1 : left > right;
}

/* The entries that share a key, each once. */
static GArray *
list_entries (const YutuNearNames *self,
              const Spelling      *written)
{
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (guint));

  add_sounds (written, 0, asked);
  add_remainders (written, MIN (MAX_ERRORS, written->n), 0, asked);
  for (guint i = 0; i < asked->len; i++)
    {
      guint64 hash = g_array_index (asked, Key, i).hash;

      for (guint k = find_key (self, hash); k < self->keys->len && g_array_index (self->keys, Key, k).hash == hash; k++)
        g_array_append_val (all, g_array_index (self->keys, Key, k).entry);
    }
  g_array_sort (all, compare_numbers);
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || g_array_index (all, guint, i) != g_array_index (all, guint, i - 1))
      g_array_append_val (entries, g_array_index (all, guint, i));
  return entries;
}

YutuNearness
yutu_near_names_list (const YutuNearNames *self,
                      const char          *written,
                      unsigned             labels,
                      GPtrArray           *words)
{
  g_autoptr (GArray) entries = NULL;
  YutuNearness best = YUTU_NEAR_NONE;
  Spelling     asked, here;

  g_ptr_array_set_size (words, 0);
  if (!spell (written, &asked))
    return YUTU_NEAR_NONE;
  entries = list_entries (self, &asked);
  for (guint i = 0; i < entries->len; i++)
    {
      const char  *text = g_ptr_array_index (self->texts, g_array_index (entries, guint, i));
      YutuNearness nearness = spell (text, &here) ? compare (&asked, &here) : YUTU_NEAR_NONE;
      guint        n_before = words->len;

      if (nearness > best || nearness == YUTU_NEAR_NONE)
        continue;
      for (guint label = 0; label < YUTU_ADDRESS_N_LABELS; label++)
        if ((labels & 1u << label) != 0)
          yutu_address_lexicon_list (self->lexicon, text, (YutuAddressLabel)label, words);
      if (nearness < best && words->len > n_before)
        {
          if (n_before > 0)
            g_ptr_array_remove_range (words, 0, n_before);
          best = nearness;
        }
    }
  return best;
}
