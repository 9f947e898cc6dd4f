/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Finding names: every block is read and every name held against the pieces, so that what is not
 * there is known as fast as what is, and the total is exact. */

#include "gazetteer/yutu-gazetteer-private.h"
#include "gazetteer/yutu-search-top-private.h"

#define MAX_JOINED 5 /* pieces of which any that follow one another may be one name; of more, all together */
#define MAX_RUNS   (YUTU_SEARCH_MAX_PIECES + MAX_JOINED * (MAX_JOINED - 1) / 2)
#define MAX_DEPTH  8 /* of units over one another, should a file have them in a ring */

/* A piece, or some that follow one another and were typed apart: luo dian. */
typedef struct
{
  YutuPattern pattern;
  unsigned    bits; /* of its pieces */
} Run;

typedef struct
{
  YutuSearch    *search;
  Run            runs[MAX_RUNS]; /* longer ones first */
  guint          n_runs;
  unsigned       all;
  gboolean       with_typed;
  gboolean       is_for_bases;
  unsigned       required; /* pieces that a base that is a place name has in its name */
  YutuTop       *top;
  YutuSearchKind kind;          /* of the blocks being read */
  YutuCandidate  pending;       /* the name before, which an alias may better; kind 0: none */
  GHashTable    *valid_units;   /* found as they are on the day */
  GArray        *past_versions; /* YutuCandidate */
} Scan;

static unsigned
match_pieces (const Scan       *self,
              const YutuRecord *record,
              YutuMatch        *worst,
              gboolean         *is_apart)
{
  gboolean may_be_one = self->n_runs > 1 && self->runs[0].bits == self->all;
  unsigned mask = 0;

  *worst = YUTU_MATCH_EXACT;
  for (guint i = 0; i < self->n_runs && mask != self->all; i++)
    {
      const Run *run = &self->runs[i];
      YutuMatch  match = (mask & run->bits) == 0 ? yutu_pattern_match (&run->pattern, record) : YUTU_MATCH_NONE;

      if (match == YUTU_MATCH_NONE)
        continue;
      *is_apart = may_be_one && i > 0;
      mask |= run->bits;
      *worst = MAX (*worst, match);
    }
  return mask;
}

/* ---- Units ---- */

static YutuSearchUnit *
ensure_unit (Scan  *self,
             gint64 id)
{
  YutuSearchUnit *unit = g_hash_table_lookup (self->search->units, &id);

  if (unit == NULL)
    {
      unit = g_new0 (YutuSearchUnit, 1);
      g_hash_table_insert (self->search->units, g_memdup2 (&id, sizeof id), unit);
    }
  return unit;
}

static void
note_unit (const YutuRecord *record,
           gpointer          data)
{
  Scan           *self = data;
  YutuDay         day = self->search->options->day;
  YutuSearchUnit *unit = NULL;
  gboolean        is_valid = FALSE;
  YutuRecordMeta  meta;
  YutuMatch       worst;
  gboolean        is_apart;

  if ((record->flags & YUTU_RECORD_CODE) != 0)
    return;
  yutu_record_read_meta (record, &meta);
  is_valid = meta.valid_from <= day && day < meta.valid_to;
  unit = ensure_unit (self, meta.unit);
  if (unit->row != 0 && unit->row != meta.object &&
      (unit->is_valid || (!is_valid && unit->valid_to > meta.valid_to)))
    return;
  if (unit->row != meta.object || unit->full_text == NULL)
    {
      unit->parent = meta.parent;
      unit->row = meta.object;
      unit->is_valid = is_valid;
      unit->valid_from = meta.valid_from;
      unit->valid_to = meta.valid_to;
      unit->level = meta.level;
      unit->n_chars = meta.n_chars;
      unit->has_point = meta.x != YUTU_RECORD_NO_X;
      if (unit->has_point)
        unit->point = yutu_packed_to_point (meta.x, meta.y);
      g_free (unit->full_text);
      unit->full_text = g_strdup (record->text);
    }
  unit->mask = match_pieces (self, record, &worst, &is_apart);
}

/* What lies in no one unit lies in the county that the file is of. */
static void
find_top_unit (YutuSearch *search)
{
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;
  gsize          n = 0;

  search->top_unit = 0;
  g_hash_table_iter_init (&iter, search->units);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((YutuSearchUnit *)value)->parent == 0 && ((YutuSearchUnit *)value)->is_valid)
      {
        search->top_unit = *(gint64 *)key;
        n++;
      }
  if (n > 1)
    search->top_unit = 0;
}

unsigned
yutu_search_chain_mask (const YutuSearch *self,
                        gint64            unit)
{
  unsigned mask = 0;

  for (int depth = 0; unit != 0 && depth < MAX_DEPTH; depth++)
    {
      const YutuSearchUnit *info = g_hash_table_lookup (self->units, &unit);

      if (info == NULL)
        break;
      mask |= info->mask;
      unit = info->parent;
    }
  return mask;
}

/* ---- Candidates ---- */

/* A unit is found once: as it is on the day, or else as it was last. */
static void
flush (Scan *self)
{
  YutuCandidate *found = &self->pending;

  if (found->kind == YUTU_SEARCH_DIVISION && found->is_past)
    g_array_append_vals (self->past_versions, found, 1);
  else if (found->kind != 0)
    {
      if (found->kind == YUTU_SEARCH_DIVISION)
        g_hash_table_add (self->valid_units, g_memdup2 (&found->unit, sizeof found->unit));
      yutu_top_add (self->top, found);
    }
  found->kind = 0;
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  const YutuCandidate *one = a;
  const YutuCandidate *two = b;

  return (two->valid_to > one->valid_to) - (two->valid_to < one->valid_to);
}

static void
add_past_versions (Scan *self)
{
  g_array_sort (self->past_versions, compare_versions);
  for (guint i = 0; i < self->past_versions->len; i++)
    {
      const YutuCandidate *found = &g_array_index (self->past_versions, YutuCandidate, i);

      if (g_hash_table_add (self->valid_units, g_memdup2 (&found->unit, sizeof found->unit)))
        yutu_top_add (self->top, found);
    }
}

static void
describe (const Scan           *self,
          const YutuRecordMeta *meta,
          YutuCandidate        *found)
{
  found->object = meta->object;
  found->unit = meta->unit;
  found->parent = meta->parent;
  found->level = meta->level;
  found->rank = meta->rank;
  found->length = meta->n_chars;
  found->has_point = meta->x != YUTU_RECORD_NO_X;
  if (found->has_point)
    found->point = yutu_packed_to_point (meta->x, meta->y);
  yutu_search_measure (self->search, found);
}

static gboolean
has_all_pieces (const Scan           *self,
                const YutuRecordMeta *meta,
                unsigned              mask)
{
  gboolean is_unit = self->kind == YUTU_SEARCH_DIVISION;
  gint64   above = 0;

  if (self->is_for_bases && is_unit && meta->level != 5)
    return FALSE;
  if (self->is_for_bases && !is_unit)
    return (mask & self->required) == self->required;
  if (is_unit)
    above = meta->parent;
  else
    above = meta->unit != 0 ? meta->unit : self->search->top_unit;
  return mask == self->all || (mask | yutu_search_chain_mask (self->search, above)) == self->all;
}

static void
consider (const YutuRecord *record,
          gpointer          data)
{
  Scan          *self = data;
  YutuCandidate  found = { .kind = self->kind };
  YutuRecordMeta meta;

  found.mask = match_pieces (self, record, &found.match, &found.is_apart);
  if (found.mask == 0)
    return;
  yutu_record_read_meta (record, &meta);
  if (!has_all_pieces (self, &meta, found.mask) ||
      !yutu_search_wants (self->search, meta.valid_from, meta.valid_to, &found))
    return;
  if (self->pending.kind != 0 && self->pending.object == meta.object)
    {
      self->pending.match = MIN (self->pending.match, found.match);
      self->pending.is_apart = self->pending.is_apart && found.is_apart;
      self->pending.mask |= found.mask;
      return;
    }
  flush (self);
  describe (self, &meta, &found);
  self->pending = found;
}

/* ---- All blocks ---- */

/* Of letters, and without a number. */
static gboolean
may_be_joined (const char *const *pieces,
               gsize              n)
{
  gboolean has_letters = FALSE;

  for (gsize i = 0; i < n; i++)
    for (const char *p = pieces[i]; *p != '\0'; p++)
      {
        if (g_ascii_isdigit (*p))
          return FALSE;
        has_letters = has_letters || g_ascii_isalpha (*p) || ((guchar)*p >= 0xc3 && (guchar)*p <= 0xc7); /* à … ǜ */
      }
  return has_letters;
}

static void
add_run (Scan              *self,
         const char *const *pieces,
         gsize              first,
         gsize              n,
         gboolean           allows_typo)
{
  Run *run = &self->runs[self->n_runs];

  if (n > 1 && !may_be_joined (pieces + first, n))
    return;
  if (n > 1)
    yutu_pattern_init_joined (&run->pattern, pieces + first, n);
  else
    yutu_pattern_init (&run->pattern, pieces[first]);
  if (allows_typo && self->search->allows_pair)
    yutu_pattern_allow_pair (&run->pattern);
  else if (allows_typo)
    yutu_pattern_allow_typo (&run->pattern);
  run->bits = ((1u << n) - 1) << first;
  self->with_typed = self->with_typed || run->pattern.keys != NULL || run->pattern.sound != NULL;
  self->n_runs++;
}

static void
scan_init (Scan              *self,
           YutuSearch        *search,
           const char *const *pieces,
           YutuTop           *top)
{
  gsize n = g_strv_length ((char **)pieces);

  self->search = search;
  self->top = top;
  for (gsize length = n; length > 0; length--)
    for (gsize first = 0; first + length <= n; first++)
      if (length == 1 || length == n || n <= MAX_JOINED)
        add_run (self, pieces, first, length, search->allows_typo && (length == 1 || length == n));
  self->all = (1u << n) - 1;
  self->valid_units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->past_versions = g_array_new (FALSE, FALSE, sizeof (YutuCandidate));
}

static void
scan_clear (Scan *self)
{
  for (guint i = 0; i < self->n_runs; i++)
    yutu_pattern_clear (&self->runs[i].pattern);
  g_hash_table_unref (self->valid_units);
  g_array_unref (self->past_versions);
}

static gboolean
scan_kinds (Scan    *self,
            GError **error)
{
  static const struct
  {
    YutuBlockKind  block;
    YutuSearchKind kind;
  } kinds[] = {
    { YUTU_BLOCK_DIVISION, YUTU_SEARCH_DIVISION },
    { YUTU_BLOCK_PLACE, YUTU_SEARCH_PLACE },
    { YUTU_BLOCK_FACILITY, YUTU_SEARCH_FACILITY },
  };
  unsigned wanted =
    self->is_for_bases ? YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE : self->search->kinds;

  if (!yutu_search_scan (self->search->connection, YUTU_BLOCK_DIVISION, self->with_typed,
                         note_unit, self, error))
    return FALSE;
  find_top_unit (self->search);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->kind = kinds[i].kind;
      if ((wanted & kinds[i].kind) != 0 &&
          !yutu_search_scan (self->search->connection, kinds[i].block, self->with_typed, consider,
                             self, error))
        return FALSE;
      flush (self);
    }
  add_past_versions (self);
  return TRUE;
}

static gboolean
run (Scan              *self,
     YutuSearch        *search,
     const char *const *pieces,
     YutuTop           *top,
     GError           **error)
{
  gboolean done = FALSE;

  if (pieces[0] == NULL || g_strv_length ((char **)pieces) > YUTU_SEARCH_MAX_PIECES)
    return TRUE;
  scan_init (self, search, pieces, top);
  done = scan_kinds (self, error);
  scan_clear (self);
  return done;
}

gboolean
yutu_search_find_names (YutuSearch        *self,
                        const char *const *pieces,
                        GError           **error)
{
  Scan scan = { 0 };

  return run (&scan, self, pieces, &self->top, error);
}

gboolean
yutu_search_find_bases (YutuSearch        *self,
                        const char *const *pieces,
                        unsigned           required,
                        YutuTop           *bases,
                        GError           **error)
{
  Scan scan = { .is_for_bases = TRUE, .required = required };

  return run (&scan, self, pieces, bases, error);
}
