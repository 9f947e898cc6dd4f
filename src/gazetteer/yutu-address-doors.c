/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Texts are kept once and told by their number, so that a door is a row of numbers; an open table of
 * indexes (linear probing, at most three quarters full) finds it. */

#include "gazetteer/yutu-address-doors.h"

#include <string.h>

enum
{
  VILLAGE,
  BASE,
  DOOR,
  SUB,
  BUILDING,
  UNIT,
  ROOM, /* of one without: its floor */
  N_KEYS
};

typedef struct
{
  guint32 key[N_KEYS];
  YutuDay valid_from;
  YutuDay valid_to;
  gint64  mark;
} Door;

struct _YutuAddressDoors
{
  GArray       *doors; /* Door */
  guint32      *table; /* index + 1 of a door; 0 none */
  gsize         n_slots;
  GHashTable   *texts;    /* char * → number */
  GHashTable   *villages; /* gint64 → number */
  GStringChunk *chunk;
};

YutuAddressDoors *
yutu_address_doors_new (void)
{
  YutuAddressDoors *self = g_new0 (YutuAddressDoors, 1);

  self->doors = g_array_new (FALSE, FALSE, sizeof (Door));
  self->n_slots = 1 << 12;
  self->table = g_new0 (guint32, self->n_slots);
  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  self->villages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->chunk = g_string_chunk_new (1 << 14);
  return self;
}

void
yutu_address_doors_free (YutuAddressDoors *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->doors);
  g_free (self->table);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->villages);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

static guint32
number_of_text (YutuAddressDoors *self,
                const char       *text,
                char              kind) /* apart from another kind of number */
{
  char     small[64];
  char    *key = small;
  gpointer known = NULL;
  gsize    length = text != NULL ? strlen (text) : 0;

  if (length == 0)
    return 0;
  if (length + 2 > sizeof small)
    key = g_malloc (length + 2);
  key[0] = kind;
  memcpy (key + 1, text, length + 1);
  known = g_hash_table_lookup (self->texts, key);
  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (self->texts) + 1);
      g_hash_table_insert (self->texts, g_string_chunk_insert (self->chunk, key), known);
    }
  if (key != small)
    g_free (key);
  return GPOINTER_TO_UINT (known);
}

static guint32
number_of_village (YutuAddressDoors *self,
                   gint64            village)
{
  gpointer known = g_hash_table_lookup (self->villages, &village);

  if (known == NULL)
    {
      known = GUINT_TO_POINTER (g_hash_table_size (self->villages) + 1);
      g_hash_table_insert (self->villages, g_memdup2 (&village, sizeof village), known);
    }
  return GPOINTER_TO_UINT (known);
}

/* Each number by an odd factor of its own, mixed at the end (finaliser of MurmurHash3, A. Appleby). */
static gsize
hash_key (const guint32 key[N_KEYS])
{
  guint64 hash = 0;

  for (gsize i = 0; i < N_KEYS; i++)
    hash = (hash + key[i]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xFF51AFD7ED558CCD);
  return (gsize)(hash ^ hash >> 33);
}

static void
put (YutuAddressDoors *self,
     guint32           index)
{
  gsize slot = hash_key (g_array_index (self->doors, Door, index).key) & (self->n_slots - 1);

  while (self->table[slot] != 0)
    slot = (slot + 1) & (self->n_slots - 1);
  self->table[slot] = index + 1;
}

static void
grow (YutuAddressDoors *self)
{
  if (4 * (gsize)(self->doors->len + 1) <= 3 * self->n_slots)
    return;
  g_free (self->table);
  self->n_slots *= 2;
  self->table = g_new0 (guint32, self->n_slots);
  for (guint32 i = 0; i < self->doors->len; i++)
    put (self, i);
}

gint64
yutu_address_doors_add (YutuAddressDoors      *self,
                        const YutuAddressSpec *spec,
                        const char            *base,
                        YutuDay                valid_from,
                        YutuDay                valid_to,
                        gint64                 mark)
{
  gboolean has_room = spec->room != NULL && *spec->room != '\0';
  gint64   twin = 0;
  Door     door = {
        .key = { number_of_village (self, spec->village), number_of_text (self, base, 'b'),
                 (guint32)MAX (spec->door, 0), (spec->door > 0 || yutu_address_is_parcel (spec->door, spec->door_sub)) ? number_of_text (self, spec->door_sub, 's') : 0,
                 number_of_text (self, spec->building, 's'), number_of_text (self, spec->unit_no, 's'),
             has_room ? number_of_text (self, spec->room, 's') : number_of_text (self, spec->floor, 'f') },
        .valid_from = valid_from,
        .valid_to = valid_to,
        .mark = mark,
  };

  grow (self);
  for (gsize slot = hash_key (door.key) & (self->n_slots - 1); self->table[slot] != 0 && twin == 0;
       slot = (slot + 1) & (self->n_slots - 1))
    {
      const Door *other = &g_array_index (self->doors, Door, self->table[slot] - 1);

      if (memcmp (other->key, door.key, sizeof door.key) == 0 && other->valid_from < door.valid_to &&
          door.valid_from < other->valid_to)
        twin = other->mark;
    }
  g_array_append_val (self->doors, door);
  put (self, self->doors->len - 1);
  return twin;
}
