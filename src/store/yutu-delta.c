/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Blocks of the sources are looked up by a hash that is rolled over the value, as rsync does (A. Tridgell,
 * "Efficient Algorithms for Sorting and Synchronization", 1999, chapter 3); what is found is lengthened
 * both ways. Most values are what they were but for one stretch, and for a box and a count in front: that
 * is tried first. */

#include "store/yutu-delta.h"

#include <string.h>

#define BLOCK      64
#define HEAD       64                                      /* bytes in front that may all differ */
#define FEW        4096                                    /* of its own that are not worth a search */
#define MULTIPLIER G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) /* odd, no pattern in its bits */
#define MAX_PROBES 8

static guint32
count_alike (const guint8 *a,
             const guint8 *b,
             guint32       size)
{
  guint32 n = 0;

  while (n + 4096 <= size && memcmp (a + n, b + n, 4096) == 0)
    n += 4096;
  while (n < size && a[n] == b[n])
    n++;
  return n;
}

static guint32
count_alike_from_end (const guint8 *a, /* ends */
                      const guint8 *b,
                      guint32       size)
{
  guint32 n = 0;

  while (n + 4096 <= size && memcmp (a - n - 4096, b - n - 4096, 4096) == 0)
    n += 4096;
  while (n < size && a[-1 - (gssize)n] == b[-1 - (gssize)n])
    n++;
  return n;
}

static void
add_piece (GArray *pieces,
           guint32 source,
           guint32 offset,
           guint32 size)
{
  YutuDeltaPiece piece = { source, offset, size };

  if (size > 0)
    g_array_append_val (pieces, piece);
}

/* ---- One stretch that differs: returns how many bytes are the value's own ---- */

static guint32
find_stretch (const YutuDeltaBytes *source,
              guint32               index,
              YutuDeltaBytes        value,
              GArray               *pieces)
{
  guint32 least = MIN (source->size, value.size), head = 0, n = 0, n_end = 0, own = 0;

  if (least < HEAD + BLOCK)
    return G_MAXUINT32;
  head = count_alike (source->bytes, value.bytes, HEAD) == HEAD ? 0 : HEAD;
  n = count_alike (source->bytes + head, value.bytes + head, least - head);
  if (n < BLOCK)
    n = 0;
  n_end = count_alike_from_end (source->bytes + source->size, value.bytes + value.size, least - head - n);
  if (n_end < BLOCK)
    n_end = 0;
  own = value.size - head - n - n_end;
  add_piece (pieces, YUTU_DELTA_OWN, 0, head);
  add_piece (pieces, index, head, n);
  add_piece (pieces, YUTU_DELTA_OWN, 0, own);
  add_piece (pieces, index, source->size - n_end, n_end);
  return head + own;
}

/* ---- Blocks anywhere ---- */

typedef struct
{
  guint64 hash;
  guint32 source;
  guint32 offset_plus_1; /* 0: free */
} Slot;

struct _YutuDelta
{
  YutuDeltaBytes *sources;
  guint32         n_sources;
  Slot           *slots; /* NULL: not indexed yet */
  gsize           mask;
  guint64         power; /* MULTIPLIER to the BLOCK */
};

static guint64
hash_block (const guint8 *bytes)
{
  guint64 hash = 0;

  for (int i = 0; i < BLOCK; i++)
    hash = hash * MULTIPLIER + bytes[i] + 1;
  return hash;
}

static gsize
get_slot (const YutuDelta *self,
          guint64          hash)
{
  return (gsize)((hash * MULTIPLIER) >> 32) & self->mask;
}

static void
add_block (YutuDelta *self,
           guint64    hash,
           guint32    source,
           guint32    offset)
{
  gsize at = get_slot (self, hash);

  for (int probe = 0; probe < MAX_PROBES; probe++, at = (at + 1) & self->mask)
    if (self->slots[at].offset_plus_1 == 0)
      {
        self->slots[at] = (Slot){ hash, source, offset + 1 };
        return;
      }
}

static void
ensure_slots (YutuDelta *self)
{
  gsize n_blocks = 0, size = 16;

  if (self->slots != NULL)
    return;
  for (guint32 s = 0; s < self->n_sources; s++)
    n_blocks += self->sources[s].size / BLOCK;
  while (size < 2 * n_blocks)
    size *= 2;
  self->slots = g_new0 (Slot, size);
  self->mask = size - 1;
  self->power = 1;
  for (int i = 0; i < BLOCK; i++)
    self->power *= MULTIPLIER;
  for (guint32 s = 0; s < self->n_sources; s++)
    for (guint32 at = 0; at + BLOCK <= self->sources[s].size; at += BLOCK)
      add_block (self, hash_block (self->sources[s].bytes + at), s, at);
}

static const Slot *
find_block (const YutuDelta *self,
            guint64          hash,
            const guint8    *block)
{
  gsize at = get_slot (self, hash);

  for (int probe = 0; probe < MAX_PROBES; probe++, at = (at + 1) & self->mask)
    {
      const Slot *slot = &self->slots[at];

      if (slot->offset_plus_1 == 0)
        return NULL;
      if (slot->hash == hash &&
          memcmp (self->sources[slot->source].bytes + slot->offset_plus_1 - 1, block, BLOCK) == 0)
        return slot;
    }
  return NULL;
}

/* Lengthens a block both ways, backward over the value's own bytes since @from. */
static YutuDeltaPiece
lengthen (const YutuDelta *self,
          const Slot      *slot,
          YutuDeltaBytes   value,
          guint32          at,
          guint32          from)
{
  const YutuDeltaBytes *source = &self->sources[slot->source];
  guint32               offset = slot->offset_plus_1 - 1;
  guint32               back = count_alike_from_end (source->bytes + offset, value.bytes + at, MIN (offset, at - from));
  guint32               ahead = BLOCK + count_alike (source->bytes + offset + BLOCK, value.bytes + at + BLOCK,
                                                     MIN (source->size - offset, value.size - at) - BLOCK);

  return (YutuDeltaPiece){ slot->source, offset - back, back + ahead };
}

static void
find_anywhere (YutuDelta     *self,
               YutuDeltaBytes value,
               GArray        *pieces)
{
  guint32  at = 0, from = 0; /* own bytes begin at from */
  guint64  hash = 0;
  gboolean is_rolling = FALSE;

  ensure_slots (self);
  while (at + BLOCK <= value.size)
    {
      const Slot *slot = NULL;

      hash = is_rolling ? hash * MULTIPLIER + value.bytes[at + BLOCK - 1] + 1 -
                            self->power * (value.bytes[at - 1] + G_GUINT64_CONSTANT (1))
                        : hash_block (value.bytes + at);
      slot = find_block (self, hash, value.bytes + at);
      is_rolling = slot == NULL;
      if (slot == NULL)
        at++;
      else
        {
          YutuDeltaPiece piece = lengthen (self, slot, value, at, from);
          guint32        begin = at - (slot->offset_plus_1 - 1 - piece.offset);

          add_piece (pieces, YUTU_DELTA_OWN, 0, begin - from);
          g_array_append_val (pieces, piece);
          at = from = begin + piece.size;
        }
    }
  add_piece (pieces, YUTU_DELTA_OWN, 0, value.size - from);
}

/* ---- Both ---- */

YutuDelta *
yutu_delta_new (const YutuDeltaBytes *sources,
                guint32               n_sources)
{
  YutuDelta *self = g_new0 (YutuDelta, 1);

  self->sources = g_memdup2 (sources, n_sources * sizeof *sources);
  self->n_sources = n_sources;
  return self;
}

void
yutu_delta_free (YutuDelta *self)
{
  g_free (self->sources);
  g_free (self->slots);
  g_free (self);
}

void
yutu_delta_find (YutuDelta     *self,
                 guint32        like,
                 YutuDeltaBytes value,
                 GArray        *pieces)
{
  if (like < self->n_sources &&
      find_stretch (&self->sources[like], like, value, pieces) <= MAX (FEW, value.size / 16))
    return;
  g_array_set_size (pieces, 0);
  if (self->n_sources > 0)
    find_anywhere (self, value, pieces);
  else
    add_piece (pieces, YUTU_DELTA_OWN, 0, value.size);
}

GByteArray *
yutu_delta_put_together (const YutuDeltaBytes *sources,
                         guint32               n_sources,
                         const GArray         *pieces,
                         YutuDeltaBytes        own)
{
  g_autoptr (GByteArray) out = NULL;
  guint64 size = 0;
  guint32 used = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuDeltaPiece *piece = &g_array_index (pieces, YutuDeltaPiece, i);
      gboolean              is_own = piece->source == YUTU_DELTA_OWN;

      if (!is_own && piece->source >= n_sources)
        return NULL;
      if (is_own ? piece->size > own.size - used
                 : (guint64)piece->offset + piece->size > sources[piece->source].size)
        return NULL;
      used += is_own ? piece->size : 0;
      size += piece->size;
    }
  if (used != own.size || size > G_MAXINT32)
    return NULL;
  out = g_byte_array_sized_new ((guint)size);
  used = 0;
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuDeltaPiece *piece = &g_array_index (pieces, YutuDeltaPiece, i);
      gboolean              is_own = piece->source == YUTU_DELTA_OWN;

      g_byte_array_append (out, is_own ? own.bytes + used : sources[piece->source].bytes + piece->offset,
                           piece->size);
      used += is_own ? piece->size : 0;
    }
  return g_steal_pointer (&out);
}
