/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "geo/yutu-coordinate-text.h"

#define DEFAULT_LIMIT 20
#define MAX_LIMIT     10000
#define MAX_DEPTH     8
#define MAX_PLACES    2    /* behind numbers, where another word is tried */
#define HANDFUL       5    /* names of two characters with another one, at most */
#define MAX_QUERY     1000 /* bytes; the longest address has a few hundred */

static const struct
{
  YutuSearchKind kind;
  const char    *text;
} KINDS[] = {
  { YUTU_SEARCH_DIVISION, "division" },
  { YUTU_SEARCH_PLACE, "place" },
  { YUTU_SEARCH_FACILITY, "facility" },
  { YUTU_SEARCH_ADDRESS, "address" },
  { YUTU_SEARCH_CASE, "case" },
  { YUTU_SEARCH_COORDINATE, "coordinate" },
  { YUTU_SEARCH_LINE, "line" },
  { YUTU_SEARCH_PILLAR, "pillar" },
  { YUTU_SEARCH_CROSSING, "crossing" },
};

const char *
yutu_search_kind_to_text (YutuSearchKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (KINDS[i].kind == kind)
      return KINDS[i].text;
  return NULL;
}

YutuSearchKind
yutu_search_kind_from_text (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_strcmp0 (KINDS[i].text, text) == 0)
      return KINDS[i].kind;
  return 0;
}

void
yutu_search_hit_free (YutuSearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->facility_kind);
  g_free (self->label);
  g_free (self->near_name);
  g_free (self);
}

void
yutu_search_result_free (YutuSearchResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self->former);
  g_free (self);
}

static void
unit_free (gpointer data)
{
  YutuSearchUnit *self = data;

  g_free (self->name);
  g_free (self->full_text);
  g_free (self->chain);
  g_free (self);
}

/* ---- Names for showing ---- */

static gboolean
load_text (YutuSearch *self,
           const char *sql,
           gint64      id,
           char      **text,
           GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, error);
  gboolean      row = FALSE;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  *text = g_strdup (row ? (const char *)sqlite3_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  return TRUE;
}

/* Names of @unit and those above it, uppermost first. Borrowed. */
static GPtrArray *
list_chain (YutuSearch *self,
            gint64      unit,
            GError    **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int depth = 0; unit != 0 && depth < MAX_DEPTH; depth++)
    {
      YutuSearchUnit *info = g_hash_table_lookup (self->units, &unit);

      if (info == NULL)
        break;
      if (info->name == NULL && !load_text (self, "SELECT name FROM division WHERE id = ?1",
                                            info->row, &info->name, error))
        return NULL;
      g_ptr_array_insert (names, 0, info->name);
      unit = info->parent;
    }
  g_ptr_array_add (names, NULL);
  return g_steal_pointer (&names);
}

/* The text of an address without the units that its label tells. */
static char *
cut_units (const char      *text,
           const GPtrArray *chain)
{
  for (guint i = 0; i + 1 < chain->len; i++)
    {
      const char *name = g_ptr_array_index (chain, i);
      const char *found = strstr (text, name);

      if (found != NULL && (found == text || i == 0))
        text = found + strlen (name);
    }
  return g_strdup (text);
}

static gboolean
load_name (YutuSearch          *self,
           const YutuCandidate *found,
           const GPtrArray     *chain,
           char               **name,
           GError             **error)
{
  g_autofree char *text = NULL;

  switch (found->kind)
    {
    case YUTU_SEARCH_DIVISION:
      return load_text (self, "SELECT name FROM division WHERE id = ?1", found->object, name,
                        error);
    case YUTU_SEARCH_PLACE:
      return load_text (self, "SELECT name FROM place_name WHERE id = ?1", found->object, name,
                        error);
    case YUTU_SEARCH_FACILITY:
      return load_text (self, "SELECT name FROM facility WHERE id = ?1", found->object, name,
                        error);
    case YUTU_SEARCH_CASE:
      return load_text (self, "SELECT case_no FROM case_file WHERE id = ?1", found->object, name,
                        error);
    case YUTU_SEARCH_LINE:
      return load_text (self, "SELECT name FROM boundary_line WHERE id = ?1", found->object, name, error);
    case YUTU_SEARCH_PILLAR:
      return load_text (self, "SELECT number FROM boundary_pillar WHERE id = ?1", found->object, name, error);
    case YUTU_SEARCH_ADDRESS:
      if (!load_text (self, "SELECT text FROM address WHERE id = ?1", found->object, &text, error))
        return FALSE;
      *name = cut_units (text, chain);
      return TRUE;
    case YUTU_SEARCH_CROSSING:
      *name = g_strdup (g_ptr_array_index (self->crossings, (guint)found->object));
      return TRUE;
    case YUTU_SEARCH_COORDINATE:
    default:
      *name = g_strdup_printf ("%.7f, %.7f", yutu_grid_to_degrees (found->point.x),
                               yutu_grid_to_degrees (found->point.y));
      return TRUE;
    }
}

/* Falls with each step of the order, the way the list does. */
static double
score_of (const YutuCandidate *found,
          gsize                index,
          double               last)
{
  double match = MIN (found->match, YUTU_MATCH_SOUND_EXACT) + 0.15 * MAX ((int)found->match - YUTU_MATCH_SOUND_EXACT, 0);
  double score = 100 - 9 * match - 0.05 * found->rank;

  return MIN (last, found->is_past ? score / 10 : score) - (index > 0 ? 1e-4 : 0);
}

/* A past row of a facility leads to the facility itself. */
static gboolean
load_facility (YutuSearch    *self,
               YutuSearchHit *hit,
               gint64         row,
               GError       **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT coalesce (past_of, id), kind FROM facility WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      hit->id = sqlite3_column_int64 (statement, 0);
      hit->facility_kind = g_strdup ((const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* A road or a river that lies in no one township: those that it crosses, behind its county. */
static gboolean
load_crossed (YutuSearch    *self,
              YutuSearchHit *hit,
              GError       **error)
{
  g_autofree char *crossed = NULL;
  g_autofree char *label = NULL;

  if (!load_text (self, "SELECT json_extract (fields, '$.crossed_divisions') FROM place_name WHERE id = ?1", hit->id, &crossed,
                  error))
    return FALSE;
  if (crossed == NULL || *crossed == '\0')
    return TRUE;
  label = g_steal_pointer (&hit->label);
  hit->label = *label != '\0' ? g_strconcat (label, " › ", crossed, NULL) : g_strdup (crossed);
  return TRUE;
}

/* Whom a line divides; the line of a pillar, and what tells its symbol. */
static gboolean
load_line_label (YutuSearch    *self,
                 YutuSearchHit *hit,
                 GError       **error)
{
  g_clear_pointer (&hit->label, g_free);
  if (hit->kind == YUTU_SEARCH_LINE)
    return load_text (
      self,
      "SELECT (SELECT group_concat (name, ' · ') FROM (SELECT coalesce ((SELECT d.name FROM division d WHERE "
      "d.code = c.code ORDER BY d.valid_from DESC LIMIT 1), CASE WHEN c.side > 0 THEN l.neighbour_name END) AS "
      "name FROM (SELECT l.left_code AS code, 0 AS side UNION ALL SELECT l.right_code, 1) c) WHERE name IS NOT "
      "NULL) FROM boundary_line l WHERE l.id = ?1",
      hit->id, &hit->label, error);
  return load_text (self,
                    "SELECT l.name FROM boundary_pillar p JOIN boundary_line l ON l.id = p.line WHERE p.id = ?1",
                    hit->id, &hit->label, error) &&
         load_text (self, "SELECT kind || ' ' || coalesce (condition, '') FROM boundary_pillar WHERE id = ?1",
                    hit->id, &hit->facility_kind, error);
}

/* Of a coordinate: its unit, and the address next to it as it is called there. */
static gboolean
load_surroundings (YutuSearch    *self,
                   YutuSearchHit *hit,
                   YutuPoint      point,
                   gint64        *unit,
                   GError       **error)
{
  g_autoptr (YutuAddressRow) address = NULL;
  g_autoptr (GPtrArray) chain = NULL;

  if (!yutu_search_load_point (self, point, unit, &hit->is_outside, &address, error))
    return FALSE;
  if (address == NULL)
    return TRUE;
  chain = list_chain (self, address->village, error);
  if (chain == NULL)
    return FALSE;
  hit->near_name = cut_units (address->text, chain);
  hit->near_m = address->distance_m;
  return TRUE;
}

static gboolean
add_hit (YutuSearch          *self,
         const YutuCandidate *found,
         GPtrArray           *hits,
         GError             **error)
{
  const YutuSearchHit *last = hits->len > 0 ? g_ptr_array_index (hits, hits->len - 1) : NULL;
  g_autoptr (YutuSearchHit) hit = g_new0 (YutuSearchHit, 1);
  g_autoptr (GPtrArray) chain = NULL;
  gint64 above = 0, unit = found->unit;

  if ((found->kind == YUTU_SEARCH_CASE && !yutu_search_load_case_unit (self, found->object, &unit, error)) ||
      (found->kind == YUTU_SEARCH_CROSSING && !yutu_search_load_crossing_unit (self, found->point, &unit, error)))
    return FALSE;
  if (found->kind == YUTU_SEARCH_COORDINATE && !load_surroundings (self, hit, found->point, &unit, error))
    return FALSE;
  if (found->kind == YUTU_SEARCH_DIVISION)
    above = found->parent;
  else
    above = unit != 0 || found->kind == YUTU_SEARCH_COORDINATE ? unit : self->top_unit;
  chain = list_chain (self, above, error);
  hit->kind = found->kind;
  hit->id = found->kind == YUTU_SEARCH_CROSSING ? 0 : found->object;
  if (chain == NULL || !load_name (self, found, chain, &hit->name, error) ||
      (found->kind == YUTU_SEARCH_FACILITY && !load_facility (self, hit, found->object, error)))
    return FALSE;
  hit->unit = unit;
  hit->level = found->level;
  hit->label = g_strjoinv (" › ", (char **)chain->pdata);
  if ((hit->kind == YUTU_SEARCH_LINE || hit->kind == YUTU_SEARCH_PILLAR) &&
      !load_line_label (self, hit, error))
    return FALSE;
  if (hit->kind == YUTU_SEARCH_PLACE && !load_crossed (self, hit, error))
    return FALSE;
  hit->score = MAX (score_of (found, hits->len, last != NULL ? last->score : 100), 0);
  hit->is_past = found->is_past;
  hit->valid_from = found->is_past ? found->valid_from : YUTU_DAY_INVALID;
  hit->valid_to = found->is_past ? found->valid_to : YUTU_DAY_INVALID;
  hit->has_point = found->has_point;
  hit->point = found->point;
  g_ptr_array_add (hits, g_steal_pointer (&hit));
  return TRUE;
}

static YutuSearchResult *
make_result (YutuSearch *self,
             GError    **error)
{
  g_autoptr (YutuSearchResult) result = g_new0 (YutuSearchResult, 1);
  const GArray *best = yutu_top_finish (&self->top);

  result->hits = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_search_hit_free);
  result->total = self->top.total;
  result->total_is_least = self->total_is_least;
  result->has_typo = self->allows_typo && self->top.total > 0;
  result->is_parent = self->is_parent;
  result->lacks_part = self->lacks_part;
  result->is_base = self->is_base;
  result->is_elsewhere = self->is_elsewhere && self->top.total > 0;
  result->is_commune = self->is_commune && self->top.total > 0;
  result->former = self->former != NULL ? yutu_search_dup_former (self->former) : NULL;
  result->is_too_long = self->is_too_long && self->top.total == 0;
  for (guint i = 0; i < best->len; i++)
    if (!add_hit (self, &g_array_index (best, YutuCandidate, i), result->hits, error))
      return NULL;
  return g_steal_pointer (&result);
}

/* ---- Coordinates ---- */

static void
find_coordinate (YutuSearch *self,
                 const char *query)
{
  const YutuSearchOptions *options = self->options;
  YutuTypedCoordinate      typed;
  YutuCandidate            found = { .kind = YUTU_SEARCH_COORDINATE, .has_point = TRUE };

  if (!yutu_coordinate_parse (query, &typed))
    return;
  found.point = typed.point;
  if (typed.is_metres &&
      (options->unproject == NULL ||
       !options->unproject (typed.easting_m, typed.northing_m, typed.zone, options->unproject_data,
                            &found.point)))
    return;
  yutu_top_add (&self->top, &found);
}

/* ---- Units written before a name without a space ---- */

/* Bytes of @name that @piece starts with and goes on behind: all of them, or those of its proper
 * name (罗店 of 罗店镇); 0 when it does not. */
static gsize
measure_prefix (const char *name,
                const char *piece)
{
  const YutuGenericTerm *term = NULL;
  gsize                  length = strlen (name);

  if (!g_str_has_prefix (piece, name))
    {
      if (g_utf8_get_char (piece) != g_utf8_get_char (name))
        return 0;
      term = yutu_pinyin_find_generic (name);
      length -= term != NULL ? strlen (term->term) : length;
    }
  return strncmp (piece, name, length) == 0 && piece[length] != '\0' &&
             g_utf8_strlen (name, (gssize)length) >= 2
           ? length
           : 0;
}

/* Bytes of the longest name of a unit that starts @piece. */
static gsize
measure_unit (YutuSearch *self,
              const char *piece)
{
  gsize          longest = 0;
  GHashTableIter iter;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    longest = MAX (longest, measure_prefix (((YutuSearchUnit *)value)->full_text, piece));
  return longest;
}

/* 浙江省金华市 before a county that knows nothing of them. */
static const char *
skip_upper_units (const char *piece)
{
  static const char *const ends[] = { "省", "市" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (piece, ends[i]);

      if (end != NULL && end > piece && g_utf8_strlen (piece, end - piece) <= 4)
        piece = end + strlen (ends[i]);
    }
  return piece;
}

GStrv
yutu_search_cut_units (YutuSearch        *self,
                       const char *const *pieces)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean was_cut = FALSE;

  for (; *pieces != NULL; pieces++)
    {
      const char *rest = *pieces;
      gsize       length = measure_unit (self, rest);

      if (length == 0)
        {
          rest = skip_upper_units (rest);
          length = measure_unit (self, rest);
        }
      if (length == 0)
        rest = *pieces;
      for (; length > 0; length = measure_unit (self, rest))
        {
          g_autofree char *name = g_strndup (rest, length);

          g_strv_builder_add (builder, name);
          rest += length;
          was_cut = TRUE;
        }
      g_strv_builder_add (builder, rest);
    }
  return was_cut ? g_strv_builder_end (builder) : NULL;
}

GStrv
yutu_search_join_last (const char *const *pieces,
                       const char *const *cut)
{
  gsize            n = cut != NULL ? g_strv_length ((char **)cut) : 0;
  g_autofree char *last = n >= 2 ? g_strconcat (cut[n - 2], cut[n - 1], NULL) : NULL;
  GStrv            joined = NULL;

  if (last == NULL || !g_str_has_suffix (pieces[g_strv_length ((char **)pieces) - 1], last))
    return NULL;
  joined = g_strdupv ((char **)cut);
  g_clear_pointer (&joined[n - 1], g_free);
  g_free (joined[n - 2]);
  joined[n - 2] = g_steal_pointer (&last);
  return joined;
}

/* ---- All of it ---- */

static gboolean
find_names (YutuSearch        *self,
            const char *const *pieces,
            GError           **error)
{
  gint64 n_before = self->top.total;
  g_auto (GStrv) spelt = NULL;

  if (!yutu_search_find_names (self, pieces, error))
    return FALSE;
  if (self->top.total == n_before)
    spelt = yutu_search_dup_with_numerals (pieces);
  return spelt == NULL || yutu_search_find_names (self, (const char *const *)spelt, error);
}

static gboolean
find_by_text (YutuSearch        *self,
              const char *const *pieces,
              GError           **error)
{
  return find_names (self, pieces, error) &&
         ((self->kinds & (YUTU_SEARCH_LINE | YUTU_SEARCH_PILLAR)) == 0 ||
          yutu_search_find_lines (self, pieces, error)) &&
         ((self->kinds & YUTU_SEARCH_ADDRESS) == 0 ||
          yutu_search_find_addresses (self, pieces, error));
}

/* @pieces with another word of three bytes behind a number, the one at @place of piece @index. */
static gboolean
find_with_word (YutuSearch        *self,
                const char *const *pieces,
                gsize              index,
                const char        *place,
                const char        *word,
                GError           **error)
{
  g_autofree const char **changed = g_memdup2 (pieces, (g_strv_length ((char **)pieces) + 1) * sizeof *pieces);
  g_autoptr (GString) piece = g_string_new (pieces[index]);

  g_string_erase (piece, place - pieces[index], (gssize)strlen (word));
  g_string_insert (piece, place - pieces[index], word);
  changed[index] = piece->str;
  return find_by_text (self, changed, error);
}

/* 八一南街12好, 芙蓉苑5撞302: the error is in the word behind a number. Of a number itself none is looked for. */
static gboolean
find_other_words (YutuSearch        *self,
                  const char *const *pieces,
                  GError           **error)
{
  static const char *const words[] = { "号", "幢", "室" };

  gsize n_places = 0;

  for (gsize i = 0; pieces[i] != NULL; i++)
    for (const char *p = pieces[i]; *p != '\0' && p[1] != '\0'; p++)
      {
        if (!g_ascii_isdigit (*p) || (guchar)p[1] < 0xe0 || (guchar)p[1] >= 0xf0 || n_places++ >= MAX_PLACES)
          continue;
        for (gsize k = 0; k < G_N_ELEMENTS (words) && self->top.total == 0; k++)
          if (!g_str_has_prefix (p + 1, words[k]) && !find_with_word (self, pieces, i, p + 1, words[k], error))
            return FALSE;
      }
  return TRUE;
}

static gboolean
find_crossings (YutuSearch        *self,
                const char *const *pieces,
                gboolean           only_sure,
                GError           **error)
{
  return (self->kinds & YUTU_SEARCH_CROSSING) == 0 || yutu_search_find_crossings (self, pieces, only_sure, error);
}

/* Names of two characters of which one is another: of a few, one may be meant; of many, none is told. */
static gboolean
find_pairs (YutuSearch        *self,
            const char *const *pieces,
            GError           **error)
{
  gsize limit = self->top.limit;

  if (pieces[1] != NULL || g_utf8_strlen (pieces[0], -1) != 2)
    return TRUE;
  self->allows_pair = TRUE;
  if (!yutu_search_find_names (self, pieces, error))
    return FALSE;
  if (self->top.total <= HANDFUL)
    return TRUE;
  yutu_top_clear (&self->top);
  yutu_top_init (&self->top, limit);
  return TRUE;
}

/* Nothing is found as it is written. */
static gboolean
find_with_typo (YutuSearch        *self,
                const char *const *pieces,
                const char *const *cut,
                GError           **error)
{
  const char *const *parted = cut != NULL ? cut : pieces;

  self->allows_typo = TRUE;
  if (!find_by_text (self, pieces, error) ||
      (self->top.total == 0 && cut != NULL && !find_by_text (self, cut, error)) ||
      (self->top.total == 0 && !find_crossings (self, pieces, FALSE, error)))
    return FALSE;
  if (self->top.total > 0)
    return TRUE;
  self->allows_typo = FALSE; /* not two */
  if (!find_other_words (self, parted, error))
    return FALSE;
  self->allows_typo = TRUE;
  self->is_reworded = self->top.total > 0;
  return self->is_reworded || find_pairs (self, pieces, error);
}

static gboolean find_all (YutuSearch *self,
                          const char *query,
                          GError    **error);

static gboolean
find_of_today (YutuSearch        *self,
               const char *const *pieces,
               GError           **error)
{
  g_autofree char *query = NULL;
  gint64           past = 0;

  if (self->is_commune || !yutu_search_reword_communes (self, pieces, &query, &past, error))
    return self->is_commune;
  self->is_commune = query != NULL;
  return query == NULL || (find_all (self, query, error) && (past == 0 || yutu_search_add_successors (self, past, error)));
}

/* As it is written, or as the numbers, tones and units in it may be read. *cut (nullable): units parted from the rest. */
static gboolean
find_as_written (YutuSearch        *self,
                 const char        *query,
                 const char *const *pieces,
                 char            ***cut,
                 GError           **error)
{
  g_auto (GStrv) toneless = yutu_search_dup_toneless (pieces);

  if ((self->kinds & YUTU_SEARCH_COORDINATE) != 0)
    find_coordinate (self, query);
  if (((self->kinds & YUTU_SEARCH_ADDRESS) != 0 && !yutu_search_find_code (self, query, error)) ||
      ((self->kinds & YUTU_SEARCH_CASE) != 0 && !yutu_search_find_cases (self, query, error)) ||
      !find_by_text (self, pieces, error) || !find_crossings (self, pieces, TRUE, error))
    return FALSE;
  if (pieces[1] == NULL && !yutu_search_find_running (self, pieces[0], error))
    return FALSE;
  if (self->top.total == 0 && toneless != NULL && !find_by_text (self, (const char *const *)toneless, error))
    return FALSE;
  if (self->top.total == 0)
    *cut = yutu_search_cut_units (self, pieces);
  if (*cut != NULL && !find_by_text (self, (const char *const *)*cut, error))
    return FALSE;
  if (self->top.total == 0 && !find_crossings (self, pieces, FALSE, error))
    return FALSE;
  return self->top.total > 0 || yutu_search_find_parents (self, *cut != NULL ? (const char *const *)*cut : pieces, error);
}

/* Under a unit that it is not in, as units are cut off @pieces (NULL: none are), else with one less of them. */
static gboolean
find_elsewhere (YutuSearch        *self,
                const char *const *pieces,
                const char *const *cut,
                GError           **error)
{
  g_auto (GStrv) joined = yutu_search_join_last (pieces, cut);

  if (!yutu_search_find_elsewhere (self, cut != NULL ? cut : pieces, find_by_text, error))
    return FALSE;
  return self->top.total > 0 || joined == NULL ||
         yutu_search_find_elsewhere (self, (const char *const *)joined, find_by_text, error);
}

/* YutuQueryFunc */
static gboolean
find_plainly (YutuSearch *self,
              const char *query,
              GError    **error)
{
  g_auto (GStrv) pieces = yutu_normal_split (query);
  g_auto (GStrv) cut = NULL;

  if (pieces[0] == NULL || !find_as_written (self, query, (const char *const *)pieces, &cut, error))
    return pieces[0] == NULL;
  return self->top.total > 0 || find_elsewhere (self, (const char *const *)pieces, (const char *const *)cut, error);
}

/* 63号前坑, as 前坑63号; 原岭上乡, as 岭上乡. */
static gboolean
find_turned (YutuSearch *self,
             const char *query,
             GError    **error)
{
  g_autofree char *turned = yutu_search_dup_turned (query);
  g_auto (GStrv) pieces = NULL;

  if (turned != NULL && !find_plainly (self, turned, error))
    return FALSE;
  if (self->top.total > 0 || turned == NULL)
    return TRUE;
  pieces = yutu_normal_split (turned);
  return yutu_search_find_base (self, (const char *const *)pieces, error);
}

/* Without what stands in brackets. */
static gboolean
find_outside (YutuSearch *self,
              const char *query,
              GError    **error)
{
  g_autofree char *outside = yutu_search_dup_without_brackets (query);

  if (outside == NULL || !find_plainly (self, outside, error))
    return outside == NULL;
  return self->top.total > 0 || find_turned (self, outside, error);
}

static gboolean
find_all (YutuSearch *self,
          const char *query,
          GError    **error)
{
  g_auto (GStrv) pieces = yutu_normal_split (query);
  g_auto (GStrv) cut = NULL;
  g_auto (GStrv) taken = NULL;
  const char *const *all = (const char *const *)pieces;
  const char *const *parted = all;
  gboolean           was_commune = self->is_commune;

  self->is_too_long = strlen (query) > MAX_QUERY || g_strv_length (pieces) > YUTU_SEARCH_MAX_PIECES;
  if (pieces[0] == NULL || strlen (query) > MAX_QUERY)
    return TRUE;
  if (!find_as_written (self, query, all, &cut, error))
    return FALSE;
  parted = cut != NULL ? (const char *const *)cut : all;
  if (self->top.total == 0)
    yutu_search_find_county (self, query);
  if ((self->top.total == 0 && !find_elsewhere (self, all, (const char *const *)cut, error)) ||
      (self->top.total == 0 && !find_of_today (self, all, error)))
    return FALSE;
  if (self->is_commune && !was_commune)
    return TRUE; /* all of that was done by other names */
  if ((self->top.total == 0 && !yutu_search_find_behind (self, query, find_plainly, error)) ||
      (self->top.total == 0 && !yutu_search_find_parsed (self, query, FALSE, find_plainly, error)) ||
      (self->top.total == 0 && !find_turned (self, query, error)))
    return FALSE;
  if (self->top.total == 0 && !find_with_typo (self, all, (const char *const *)cut, error))
    return FALSE;
  if (self->top.total == 0)
    {
      self->allows_typo = self->allows_pair = FALSE;
      if (!find_outside (self, query, error) ||
          (self->top.total == 0 && !yutu_search_find_parsed (self, query, TRUE, find_plainly, error)))
        return FALSE;
    }
  if (self->top.total > 0 && (!self->allows_typo || self->is_reworded))
    return TRUE;
  if (!yutu_search_find_some_base (self, all, (const char *const *)cut, &taken, error) ||
      (self->top.total == 0 && !yutu_search_find_parsed_base (self, query, error)))
    return FALSE;
  return self->top.total == 0 || yutu_search_tell_elsewhere (self, taken != NULL ? (const char *const *)taken : parted, error);
}

YutuSearchResult *
yutu_search_run (YutuConnection          *connection,
                 const char              *query,
                 const YutuSearchOptions *options,
                 GError                 **error)
{
  YutuSearch        self = { .connection = connection, .options = options };
  YutuSearchResult *result = NULL;

  self.kinds = options->kinds != 0 ? options->kinds : YUTU_SEARCH_ALL;
  self.units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unit_free);
  self.crossings = g_ptr_array_new_with_free_func (g_free);
  yutu_top_init (&self.top, options->limit != 0 ? MIN (options->limit, MAX_LIMIT) : DEFAULT_LIMIT);
  if (find_all (&self, query, error))
    result = make_result (&self, error);
  yutu_top_clear (&self.top);
  g_ptr_array_unref (self.crossings);
  g_hash_table_unref (self.units);
  return result;
}
