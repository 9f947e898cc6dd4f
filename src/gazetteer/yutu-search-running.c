/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pieces that run over several names, as an address is written: 镇紫藤社 of 雅畈镇紫藤社区, 社区府前街6.
 *
 * The names of each unit and of those above it are put together to one text, the province's and the
 * prefecture's first. A unit is found when the piece lies in its text and ends in its own name. A
 * base is found when the piece, up to some character, ends the text of a village, and the rest starts
 * the name of the base; an address, when the rest is all of that name and a number behind it. No text
 * of an address is read: what this costs depends on how many names there are. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-gazetteer-private.h"
#include "gazetteer/yutu-normal.h"

#define MAX_DEPTH  8
#define MAX_SPLITS 64   /* characters of a piece behind which a base may begin */
#define MAX_READ   4000 /* rows of addresses read to know which roads a village has */
#define MAX_BASES  64

typedef struct
{
  gint64  unit;
  guint64 splits; /* a bit for each character that its text ends before */
} Village;

typedef struct
{
  YutuCandidate place;
  gsize         split; /* the name of the base begins there */
  const char   *tail;  /* numbers behind it; NULL: any */
} Base;

typedef struct
{
  YutuSearch *search;
  const char *piece;
  gsize       length;
  const char *starts[MAX_SPLITS]; /* of the piece's characters */
  gsize       n_starts;
  GArray     *villages;            /* Village: those with splits */
  guint64     splits;              /* of all of them */
  GHashTable *roads[MAX_SPLITS];   /* gint64: places in the villages of a split, when asked for */
  gboolean    is_open[MAX_SPLITS]; /* there are more than were read */
  GArray     *bases;               /* Base */
  gint64      last_place;          /* found; an alias of it adds nothing */
  GHashTable *seen;                /* gint64: addresses */
  GError     *error;
} Running;

/* ---- The text of a unit ---- */

/* 浙江省金华市 */
static gboolean
load_upper_text (YutuSearch *self,
                 gint64      row,
                 char      **text,
                 GError    **error)
{
  g_autoptr (YutuVillageNames) names = g_new0 (YutuVillageNames, 1);
  g_autofree char *joined = NULL;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       self->connection, "SELECT code FROM division WHERE id = ?1 AND level = 3 AND code IS NOT NULL",
       error);
  g_autofree char *code = NULL;
  char             day[YUTU_DAY_TEXT_SIZE];
  gboolean         found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  code = found ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  if (code != NULL &&
      !yutu_village_names_load_upper (self->connection, code,
                                      yutu_day_format (self->options->day, day), names, error))
    return FALSE;
  joined = g_strconcat (names->levels[0] != NULL ? names->levels[0] : "",
                        names->levels[1] != NULL ? names->levels[1] : "", NULL);
  *text = yutu_normal_text (joined);
  return TRUE;
}

static gboolean
ensure_chain (YutuSearch     *self,
              YutuSearchUnit *unit,
              int             depth,
              GError        **error)
{
  YutuSearchUnit  *parent = g_hash_table_lookup (self->units, &unit->parent);
  g_autofree char *upper = NULL;

  if (unit->chain != NULL)
    return TRUE;
  if (parent != NULL && depth < MAX_DEPTH)
    {
      if (!ensure_chain (self, parent, depth + 1, error))
        return FALSE;
    }
  else if (!load_upper_text (self, unit->row, &upper, error))
    return FALSE;
  if (unit->chain == NULL)
    unit->chain = g_strconcat (upper != NULL ? upper : parent->chain, unit->full_text, NULL);
  return TRUE;
}

/* ---- Units ---- */

static gboolean
starts_name (const YutuSearch     *self,
             const YutuSearchUnit *unit,
             gsize                 offset)
{
  for (int depth = 0; unit != NULL && depth < MAX_DEPTH; depth++)
    {
      if (offset == strlen (unit->chain) - strlen (unit->full_text))
        return TRUE;
      unit = g_hash_table_lookup (self->units, &unit->parent);
    }
  return offset == 0;
}

/* Where the piece lies in the text of @unit so that it ends in its own name. The names above the
 * uppermost unit have no row but its. */
static const char *
find_in_chain (const Running        *self,
               const YutuSearchUnit *unit)
{
  gsize    length = strlen (unit->chain);
  gsize    above = length - strlen (unit->full_text);
  gboolean is_upper = g_hash_table_lookup (self->search->units, &unit->parent) == NULL;

  if (self->length > length)
    return NULL;
  return strstr (unit->chain + (is_upper || above < self->length ? 0 : above + 1 - self->length),
                 self->piece);
}

static void
describe_unit (const YutuSearchUnit *unit,
               YutuCandidate        *candidate)
{
  candidate->object = unit->row;
  candidate->parent = unit->parent;
  candidate->level = unit->level;
  candidate->rank = unit->level * 10;
  candidate->length = unit->n_chars;
  candidate->is_past = !unit->is_valid;
  candidate->valid_from = unit->valid_from;
  candidate->valid_to = unit->valid_to;
  candidate->has_point = unit->has_point;
  candidate->point = unit->point;
}

static void
consider_unit (Running              *self,
               gint64                id,
               const YutuSearchUnit *unit)
{
  const char   *found = find_in_chain (self, unit);
  YutuCandidate candidate = { .kind = YUTU_SEARCH_DIVISION, .unit = id, .match = YUTU_MATCH_INFIX };

  if (found == NULL || strstr (unit->full_text, self->piece) != NULL)
    return; /* the latter is found by its own name */
  describe_unit (unit, &candidate);
  if (starts_name (self->search, unit, (gsize)(found - unit->chain)))
    candidate.match = found[self->length] == '\0' ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX;
  yutu_search_measure (self->search, &candidate);
  yutu_top_add (&self->search->top, &candidate);
}

static void
note_village (Running    *self,
              gint64      id,
              const char *chain)
{
  gsize   length = strlen (chain);
  Village village = { .unit = id };

  for (gsize i = 1; i < self->n_starts; i++)
    {
      gsize head = (gsize)(self->starts[i] - self->piece);

      if (head <= length && memcmp (chain + length - head, self->piece, head) == 0)
        village.splits |= G_GUINT64_CONSTANT (1) << i;
    }
  if (village.splits == 0)
    return;
  self->splits |= village.splits;
  g_array_append_val (self->villages, village);
}

static gboolean
read_units (Running *self,
            GError **error)
{
  YutuSearch    *search = self->search;
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, search->units);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      YutuSearchUnit *unit = value;

      if (!unit->is_valid && !search->options->include_past)
        continue;
      if (!ensure_chain (search, unit, 0, error))
        return FALSE;
      if ((search->kinds & YUTU_SEARCH_DIVISION) != 0)
        consider_unit (self, *(gint64 *)key, unit);
      if (unit->level == 5)
        note_village (self, *(gint64 *)key, unit->chain);
    }
  return TRUE;
}

/* ---- Which places lie in the villages of a split ---- */

static gboolean
has_village (const Running *self,
             gsize          split,
             gint64         unit)
{
  for (guint i = 0; i < self->villages->len; i++)
    {
      const Village *village = &g_array_index (self->villages, Village, i);

      if (village->unit == unit && (village->splits >> split & 1) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_roads (Running    *self,
            gint64      village,
            GHashTable *roads,
            gsize      *n_read)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->search->connection,
                             "SELECT place FROM address WHERE village = ?1", &self->error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, village);
  while (row && *n_read < MAX_READ)
    {
      gint64 place = 0;

      if (!yutu_connection_step (self->search->connection, statement, &row, &self->error))
        return FALSE;
      place = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (place != 0 && !g_hash_table_contains (roads, &place))
        g_hash_table_add (roads, g_memdup2 (&place, sizeof place));
      (*n_read)++;
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
ensure_roads (Running *self,
              gsize    split)
{
  gsize n_read = 0;

  if (self->roads[split] != NULL)
    return TRUE;
  self->roads[split] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->villages->len; i++)
    {
      const Village *village = &g_array_index (self->villages, Village, i);

      if ((village->splits >> split & 1) == 0)
        continue;
      self->is_open[split] = n_read >= MAX_READ;
      if (self->is_open[split])
        break;
      if (!read_roads (self, village->unit, self->roads[split], &n_read))
        return FALSE;
    }
  self->is_open[split] = n_read >= MAX_READ;
  return TRUE;
}

/* A natural village or an estate is where its register says; a road runs through many units. */
static gboolean
lies_in (Running              *self,
         gsize                 split,
         const YutuRecordMeta *meta)
{
  const YutuSearchUnit *unit = g_hash_table_lookup (self->search->units, &meta->unit);

  if (unit != NULL && unit->level == 5)
    return has_village (self, split, meta->unit);
  return self->error == NULL && ensure_roads (self, split) &&
         (self->is_open[split] || g_hash_table_contains (self->roads[split], &meta->object));
}

/* ---- Bases ---- */

static gboolean
is_number (const char *text)
{
  g_autofree char *digits = yutu_normal_numerals (text);

  return g_ascii_isdigit (*digits);
}

static void
add_base (Running             *self,
          const YutuCandidate *place,
          gsize                split,
          const char          *tail)
{
  Base base = { *place, split, tail };

  if (self->bases->len < MAX_BASES)
    g_array_append_val (self->bases, base);
}

static void
consider_split (Running          *self,
                const YutuRecord *record,
                gsize             split)
{
  const char    *rest = self->starts[split];
  gsize          length = self->length - (gsize)(rest - self->piece);
  gboolean       is_over = length > record->text_length;
  unsigned       kinds = self->search->kinds;
  YutuCandidate  found = { .kind = YUTU_SEARCH_PLACE };
  YutuRecordMeta meta;

  if (memcmp (rest, record->text, MIN (length, record->text_length)) != 0 ||
      (is_over && !is_number (rest + record->text_length)))
    return;
  yutu_record_read_meta (record, &meta);
  if (meta.object == self->last_place ||
      !yutu_search_wants (self->search, meta.valid_from, meta.valid_to, &found) ||
      !lies_in (self, split, &meta))
    return;
  self->last_place = meta.object;
  if (is_over || kinds == YUTU_SEARCH_ADDRESS)
    found.match = YUTU_MATCH_EXACT;
  else
    found.match = length == record->text_length ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX;
  found.object = meta.object;
  found.unit = meta.unit;
  found.rank = meta.rank;
  found.length = meta.n_chars;
  found.has_point = meta.x != YUTU_RECORD_NO_X;
  if (found.has_point)
    found.point = yutu_packed_to_point (meta.x, meta.y);
  yutu_search_measure (self->search, &found);
  if (is_over || kinds == YUTU_SEARCH_ADDRESS)
    add_base (self, &found, split, is_over ? rest + record->text_length : NULL);
  else if ((kinds & YUTU_SEARCH_PLACE) != 0)
    yutu_top_add (&self->search->top, &found);
}

static void
consider_place (const YutuRecord *record,
                gpointer          data)
{
  Running *self = data;

  for (gsize i = 1; i < self->n_starts; i++)
    if ((self->splits >> i & 1) != 0 && *self->starts[i] == *record->text)
      consider_split (self, record, i);
}

/* Numbers directly behind the village. */
static void
add_villages (Running *self)
{
  for (gsize i = 1; i < self->n_starts; i++)
    {
      if ((self->splits >> i & 1) == 0 || !is_number (self->starts[i]))
        continue;
      for (guint k = 0; k < self->villages->len; k++)
        {
          const Village *village = &g_array_index (self->villages, Village, k);
          YutuCandidate  found = { .kind = YUTU_SEARCH_DIVISION, .unit = village->unit };

          if ((village->splits >> i & 1) != 0)
            add_base (self, &found, i, self->starts[i]);
        }
    }
}

typedef struct
{
  const Running *running;
  gsize          split;
} Wanted;

static gboolean
is_wanted (gint64   unit,
           gpointer data)
{
  const Wanted *self = data;

  return has_village (self->running, self->split, unit);
}

static gboolean
read_bases (Running *self,
            GError **error)
{
  gsize n_rows = 0;

  for (guint i = 0; i < self->bases->len; i++)
    {
      const Base      *base = &g_array_index (self->bases, Base, i);
      Wanted           wanted = { self, base->split };
      g_autofree char *tail = base->tail != NULL ? yutu_normal_numerals (base->tail) : NULL;

      if (!yutu_search_read_doors (self->search, &base->place, tail, is_wanted, &wanted, self->seen,
                                   &n_rows, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Names that units had ---- */

/* The village as it is now, found by what was written then. */
static void
note_former (gint64      village,
             const char *chain,
             gsize       own,
             gpointer    data)
{
  Running              *self = data;
  const YutuSearchUnit *unit = g_hash_table_lookup (self->search->units, &village);
  const char           *found = strstr (chain, self->piece);
  YutuCandidate         candidate = { .kind = YUTU_SEARCH_DIVISION, .match = YUTU_MATCH_INFIX, .unit = village };

  if (unit == NULL)
    return;
  note_village (self, village, chain);
  if (found == NULL || found + self->length <= chain + strlen (chain) - own ||
      (self->search->kinds & YUTU_SEARCH_DIVISION) == 0 ||
      !g_hash_table_add (self->seen, g_memdup2 (&village, sizeof village)))
    return;
  describe_unit (unit, &candidate);
  yutu_search_measure (self->search, &candidate);
  yutu_top_add (&self->search->top, &candidate);
}

/* 浙江省金华市, before the uppermost unit; "" when there is none. */
static char *
dup_upper (YutuSearch *self)
{
  const YutuSearchUnit *unit = g_hash_table_lookup (self->units, &self->top_unit);

  return unit == NULL || unit->chain == NULL ? g_strdup ("")
                                             : g_strndup (unit->chain, strlen (unit->chain) - strlen (unit->full_text));
}

/* ---- All of it ---- */

static void
running_init (Running    *self,
              YutuSearch *search,
              const char *piece)
{
  self->search = search;
  self->piece = piece;
  self->length = strlen (piece);
  for (const char *p = piece; *p != '\0' && self->n_starts < MAX_SPLITS; p = g_utf8_next_char (p))
    self->starts[self->n_starts++] = p;
  self->villages = g_array_new (FALSE, FALSE, sizeof (Village));
  self->bases = g_array_new (FALSE, FALSE, sizeof (Base));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
running_clear (Running *self)
{
  for (gsize i = 0; i < MAX_SPLITS; i++)
    g_clear_pointer (&self->roads[i], g_hash_table_unref);
  g_array_unref (self->villages);
  g_array_unref (self->bases);
  g_hash_table_unref (self->seen);
}

static gboolean
find_bases (Running *self,
            GError **error)
{
  if (self->splits == 0 ||
      (self->search->kinds & (YUTU_SEARCH_PLACE | YUTU_SEARCH_ADDRESS)) == 0)
    return TRUE;
  if (!yutu_search_scan (self->search->connection, YUTU_BLOCK_PLACE, FALSE, consider_place, self,
                         error))
    return FALSE;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  add_villages (self);
  return (self->search->kinds & YUTU_SEARCH_ADDRESS) == 0 || read_bases (self, error);
}

static gboolean
find_former (YutuSearch *self,
             const char *piece,
             GError    **error)
{
  Running          running = { 0 };
  g_autofree char *upper = dup_upper (self);
  gboolean         done = FALSE;

  running_init (&running, self, piece);
  done = yutu_search_each_former (self, upper, note_former, &running, error) && find_bases (&running, error);
  running_clear (&running);
  return done;
}

gboolean
yutu_search_find_running (YutuSearch *self,
                          const char *piece,
                          GError    **error)
{
  Running  running = { 0 };
  gboolean has_found = self->top.total > 0;
  gboolean done = FALSE;

  if ((guchar)*piece < 0x80)
    return TRUE;
  running_init (&running, self, piece);
  done = read_units (&running, error) && (has_found || find_bases (&running, error));
  running_clear (&running);
  return done && (self->top.total > 0 || !self->options->include_past || find_former (self, piece, error));
}
