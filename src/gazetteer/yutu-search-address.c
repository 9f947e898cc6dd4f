/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses are found by their base and number: the base (a road, natural village, estate, or the
 * village itself) among the names, the number in the index (base, door). No text of an address is
 * searched, so a million of them cost what one road's doors cost. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-normal.h"

#define MAX_BASES  1500
#define MAX_READ   8000  /* rows at no door, most of them of another building */
#define MAX_ROWS   3000  /* whose number is looked at */
#define ENOUGH     2000  /* rows after which no further base is read */
#define MAX_RARE   20000 /* addresses of a number whose bases are looked at */
#define MAX_SPLITS 4     /* places where the number may begin */
#define MANY_BASES 50    /* of more, those without the number are told first */
#define MAX_DOORS  20000 /* addresses at one door, by which they are */
#define RANK       70

typedef struct
{
  YutuSearch          *search;
  YutuTail             tail;
  gboolean             has_tail;
  const YutuCandidate *base;
  unsigned             all;       /* pieces that must be found */
  YutuUnitFunc         is_wanted; /* NULL: any unit */
  gpointer             is_wanted_data;
  GHashTable          *seen;   /* gint64: addresses */
  const char          *number; /* what stands behind the base */
  gsize                n_read;
  gsize                n_rows;
} Doors;

/* ---- Rows ---- */

static char *
dup_numbers (sqlite3_stmt *statement)
{
  YutuAddressElements elements = {
    .door = sqlite3_column_int (statement, 2),
    .door_sub = (const char *)sqlite3_column_text (statement, 3),
    .building = (const char *)sqlite3_column_text (statement, 4),
    .unit_no = (const char *)sqlite3_column_text (statement, 5),
    .floor = (const char *)sqlite3_column_text (statement, 6),
    .room = (const char *)sqlite3_column_text (statement, 7),
  };
  g_autofree char *numbers = yutu_address_compose (&elements);

  return strspn (numbers, "0123456789") + strlen ("号") == strlen (numbers)
           ? g_steal_pointer (&numbers)
           : yutu_normal_text (numbers);
}

static void
consider_row (Doors        *self,
              sqlite3_stmt *statement)
{
  g_autofree char *numbers = dup_numbers (statement);
  gboolean         is_whole = FALSE;
  YutuCandidate    found = {
       .kind = YUTU_SEARCH_ADDRESS,
       .object = sqlite3_column_int64 (statement, 0),
       .unit = sqlite3_column_int64 (statement, 1),
       .rank = RANK + (self->base->kind == YUTU_SEARCH_DIVISION ? 1 : 0),
       .length = strlen (numbers),
  };

  if ((self->is_wanted != NULL && !self->is_wanted (found.unit, self->is_wanted_data)) ||
      ((self->base->mask | yutu_search_chain_mask (self->search, found.unit)) & self->all) !=
        self->all ||
      (self->has_tail && !yutu_tail_match (&self->tail, numbers, &is_whole)) ||
      !yutu_search_wants (self->search, yutu_column_day (statement, 8),
                          yutu_column_day (statement, 9), &found) ||
      !g_hash_table_add (self->seen, g_memdup2 (&found.object, sizeof found.object)))
    return;
  found.match = is_whole ? self->base->match : MAX (self->base->match, YUTU_MATCH_PREFIX);
  found.has_point = yutu_column_point (statement, 10, &found.point);
  yutu_search_measure (self->search, &found);
  yutu_top_add (&self->search->top, &found);
}

/* Whether what stands first at no door, most often the building, may be the number. */
static gboolean
may_begin (const Doors  *self,
           sqlite3_stmt *statement)
{
  static const int columns[] = { 4, 5, 7, 6 }; /* a floor is written when there is no room */

  gsize       n = strspn (self->number, "0123456789");
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (columns) && (first == NULL || *first == '\0'); i++)
    first = (const char *)sqlite3_column_text (statement, columns[i]);
  return first == NULL || (strncmp (first, self->number, n) == 0 &&
                           (self->tail.door_is_open || !g_ascii_isdigit (first[n])));
}

#define COLUMNS                                                                                \
  "SELECT id, village, door, door_sub, building, unit_no, floor, room, valid_from, valid_to, " \
  "geom FROM address "

static gboolean
read_rows (Doors        *self,
           sqlite3_stmt *statement,
           gboolean      is_at_no_door,
           GError      **error)
{
  gboolean row = TRUE;

  while (row && self->n_rows < MAX_ROWS && self->n_read < MAX_READ)
    {
      if (!yutu_connection_step (self->search->connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      self->n_read++;
      if (is_at_no_door && !may_begin (self, statement))
        continue;
      self->n_rows++;
      consider_row (self, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_doors (Doors   *self,
            gint64   first,
            gint64   last,
            GError **error)
{
  gboolean      of_village = self->base->kind == YUTU_SEARCH_DIVISION;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->search->connection,
    of_village ? COLUMNS "WHERE village = ?1 AND door BETWEEN ?2 AND ?3 ORDER BY door, id"
               : COLUMNS "WHERE place = ?1 AND door BETWEEN ?2 AND ?3 ORDER BY door, building, unit_no, room",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, of_village ? self->base->unit : self->base->object);
  sqlite3_bind_int64 (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, last);
  return read_rows (self, statement, FALSE, error);
}

/* Buildings stand at no door: those whose number begins as it is typed, and what has none. */
static gboolean
read_buildings (Doors   *self,
                GError **error)
{
  static const char *const sql[] = {
    COLUMNS "WHERE place = ?1 AND door = 0 AND building >= ?2 AND building < ?2 || char (1114111)",
    COLUMNS "WHERE place = ?1 AND door = 0 AND building IS NULL AND ?2 = ?2",
    COLUMNS "WHERE place = ?1 AND door = 0 AND building = '' AND ?2 = ?2",
  };
  g_autofree char *digits = g_strndup (self->number, strspn (self->number, "0123456789"));

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->search->connection, sql[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, self->base->object);
      sqlite3_bind_text (statement, 2, digits, -1, SQLITE_TRANSIENT);
      if (!read_rows (self, statement, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Doors of a base ---- */

/* Buildings stand at no door, and are never called 128号. */
static gboolean
is_of_door (const Doors *self)
{
  return self->has_tail && self->tail.door > 0 &&
         g_str_has_prefix (self->number + strspn (self->number, "0123456789"), "号");
}

/* The least and the greatest door of the base; -1 without addresses. */
static gboolean
read_span (Doors   *self,
           gint64  *least,
           gint64  *most,
           GError **error)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->search->connection,
    "SELECT coalesce ((SELECT min (door) FROM address WHERE place = ?1), -1), (SELECT max (door) FROM address WHERE place = ?1)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->base->object);
  if (!yutu_connection_step (self->search->connection, statement, &row, error))
    return FALSE;
  *least = row ? sqlite3_column_int64 (statement, 0) : -1;
  *most = row && *least >= 0 ? sqlite3_column_int64 (statement, 1) : -1;
  sqlite3_reset (statement);
  return TRUE;
}

/* 12 half typed is 12, 120 … 129, 1200 … 1299 … */
static gboolean
read_base (Doors   *self,
           GError **error)
{
  gint64   first = self->tail.door;
  gint64   last = self->tail.door;
  gint64   least = 0, most = G_MAXINT32;
  gboolean is_place = self->base->kind != YUTU_SEARCH_DIVISION;

  if (!self->has_tail)
    return read_doors (self, 0, G_MAXINT32, error);
  if (is_place && !is_of_door (self) && !read_span (self, &least, &most, error))
    return FALSE;
  if (first > 0 && first <= most && !read_doors (self, first, last, error))
    return FALSE;
  while (first > 0 && self->tail.door_is_open && last < 100000)
    {
      first *= 10;
      last = last * 10 + 9;
      if (first <= most && !read_doors (self, first, last, error))
        return FALSE;
    }
  return is_of_door (self) || !is_place || least != 0 || read_buildings (self, error);
}

/* gint64: places with an address at the door that is asked for, of a line that asks for nothing else; NULL when they
 * are too many. */
static gboolean
list_places (Doors       *self,
             GHashTable **places,
             GError     **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64        n = 0;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->search->connection,
    "SELECT place FROM address INDEXED BY address_number WHERE door = ?1 AND place IS NOT NULL LIMIT ?2", error);

  *places = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->tail.door);
  sqlite3_bind_int64 (statement, 2, MAX_DOORS);
  for (; row; n += row)
    {
      gint64 place = 0;

      if (!yutu_connection_step (self->search->connection, statement, &row, error))
        return FALSE;
      place = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row && !g_hash_table_contains (found, &place))
        g_hash_table_add (found, g_memdup2 (&place, sizeof place));
    }
  sqlite3_reset (statement);
  *places = n < MAX_DOORS ? g_steal_pointer (&found) : NULL;
  return TRUE;
}

/* Places before villages: an address found by both is found by its own base. */
static gboolean
read_kind (Doors   *self,
           YutuTop *bases,
           gboolean villages,
           GError **error)
{
  const GArray *best = yutu_top_finish (bases);
  g_autoptr (GHashTable) places = NULL;

  if (best->len > MANY_BASES && !villages && is_of_door (self) && !list_places (self, &places, error))
    return FALSE;
  for (guint i = 0; i < best->len && self->n_rows < ENOUGH && self->n_read < MAX_READ; i++)
    {
      self->base = &g_array_index (best, YutuCandidate, i);
      if ((self->base->kind == YUTU_SEARCH_DIVISION) == villages &&
          (places == NULL || g_hash_table_contains (places, &self->base->object)) && !read_base (self, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- A rare number behind a piece of many names ---- */

typedef struct
{
  Doors             *doors;
  const char *const *pieces;
  unsigned           required;
  GPtrArray         *keys;   /* of numbers that are asked for */
  gint64             n;      /* addresses that have them */
  GHashTable        *places; /* gint64: looked at */
} Rare;

static void
note_number (const YutuNumber *number,
             gpointer          data)
{
  Rare    *self = data;
  gboolean is_whole = FALSE;

  if (self->n > MAX_RARE || !yutu_tail_match (&self->doors->tail, number->text, &is_whole))
    return;
  g_ptr_array_add (self->keys, g_strdup (number->key));
  self->n += number->n;
}

/* Reads the doors of @place when the pieces that must be in its name are. */
static gboolean
read_rare_place (Rare    *self,
                 gint64   place,
                 GError **error)
{
  YutuCandidate base = { .kind = YUTU_SEARCH_PLACE, .object = place, .match = YUTU_MATCH_INFIX };
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->doors->search->connection, "SELECT name FROM place_name WHERE id = ?1", error);
  g_autofree char *name = NULL;
  gboolean         row = FALSE;

  if (!g_hash_table_add (self->places, g_memdup2 (&place, sizeof place)))
    return TRUE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  if (!yutu_connection_step (self->doors->search->connection, statement, &row, error))
    return FALSE;
  name = yutu_normal_text (row ? (const char *)sqlite3_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  for (gsize i = 0; self->pieces[i] != NULL && i < 31; i++)
    if (strstr (name, self->pieces[i]) != NULL)
      base.mask |= 1u << i;
  self->doors->base = &base;
  return (base.mask & self->required) != self->required || read_base (self->doors, error);
}

static gboolean
read_rare_number (Rare       *self,
                  const char *key,
                  GError    **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->doors->search->connection,
    "SELECT DISTINCT place FROM address INDEXED BY address_number WHERE " YUTU_SEARCH_OF_NUMBER " AND place IS NOT NULL",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_search_number_bind (statement, key);
  while (row)
    {
      gint64 place = 0;

      if (!yutu_connection_step (self->doors->search->connection, statement, &row, error))
        return FALSE;
      place = row ? sqlite3_column_int64 (statement, 0) : 0;
      if (row)
        g_array_append_val (places, place);
    }
  sqlite3_reset (statement);
  for (guint i = 0; i < places->len && self->doors->n_rows < ENOUGH; i++)
    if (!read_rare_place (self, g_array_index (places, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* 苑32幢, when the bases that could be read had none: from the number to its bases. */
static gboolean
read_rare (Doors             *doors,
           const char *const *pieces,
           unsigned           required,
           GError           **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *digits = g_strndup (doors->number, strspn (doors->number, "0123456789"));
  Rare             rare = { doors, pieces, required, keys, 0, places };

  doors->n_rows = 0;
  doors->n_read = 0;
  if (!yutu_search_scan_numbers (doors->search->connection, 0, G_MAXINT64, digits, note_number, &rare, error))
    return FALSE;
  for (guint i = 0; i < keys->len && rare.n <= MAX_RARE && doors->n_rows < ENOUGH; i++)
    if (!read_rare_number (&rare, g_ptr_array_index (keys, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_bases (YutuSearch        *search,
            const char *const *pieces,
            unsigned           required,
            const char        *tail,
            gint64            *n_bases,
            GError           **error)
{
  Doors    doors = { .search = search, .has_tail = tail != NULL, .number = tail };
  YutuTop  bases;
  gboolean done = FALSE;

  doors.all = (1u << MIN (g_strv_length ((char **)pieces), 31)) - 1;
  *n_bases = 0;
  if (tail != NULL && !yutu_tail_parse (&doors.tail, tail))
    return TRUE;
  doors.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  yutu_top_init (&bases, MAX_BASES);
  done = yutu_search_find_bases (search, pieces, required, &bases, error);
  if (done)
    {
      *n_bases = bases.total;
      done = read_kind (&doors, &bases, FALSE, error) && read_kind (&doors, &bases, TRUE, error);
      if (bases.total > MAX_BASES || doors.n_rows >= ENOUGH || doors.n_read >= MAX_READ)
        search->total_is_least = TRUE;
      if (done && search->total_is_least && search->top.total == 0 && tail != NULL)
        done = read_rare (&doors, pieces, required, error);
    }
  yutu_top_clear (&bases);
  yutu_tail_clear (&doors.tail);
  g_hash_table_unref (doors.seen);
  return done;
}

gboolean
yutu_search_read_doors (YutuSearch          *self,
                        const YutuCandidate *base,
                        const char          *tail,
                        YutuUnitFunc         is_wanted,
                        gpointer             data,
                        GHashTable          *seen,
                        gsize               *n_rows,
                        GError             **error)
{
  Doors    doors = { .search = self,
                     .has_tail = tail != NULL,
                     .number = tail,
                     .base = base,
                     .is_wanted = is_wanted,
                     .is_wanted_data = data,
                     .seen = seen,
                     .n_rows = *n_rows };
  gboolean done = FALSE;

  if (tail != NULL && !yutu_tail_parse (&doors.tail, tail))
    return TRUE;
  done = read_base (&doors, error);
  *n_rows = doors.n_rows;
  yutu_tail_clear (&doors.tail);
  return done;
}

/* ---- Where the number begins ---- */

static gboolean
is_digit_run (const char *piece,
              const char *p)
{
  return g_ascii_isdigit (*p) && (p == piece || !g_ascii_isdigit (p[-1]));
}

/* @pieces with what stands before the number of piece @index instead of it. */
static gboolean
try_split (YutuSearch        *self,
           const char *const *pieces,
           gsize              index,
           const char        *number,
           gint64            *n_bases,
           GError           **error)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new ();
  g_autofree char *head = g_strndup (pieces[index], (gsize)(number - pieces[index]));

  for (gsize i = 0; pieces[i] != NULL; i++)
    if (i != index)
      g_ptr_array_add (bases, (gpointer)pieces[i]);
    else if (*head != '\0')
      g_ptr_array_add (bases, head);
  g_ptr_array_add (bases, NULL);
  *n_bases = 0;
  return bases->len == 1 ||
         read_bases (self, (const char *const *)bases->pdata,
                     *head != '\0' ? 1u << MIN (index, 30) : 0, number, n_bases, error);
}

/* Names may have digits of their own: the first split that has a base is the one. */
gboolean
yutu_search_find_addresses (YutuSearch        *self,
                            const char *const *pieces,
                            GError           **error)
{
  gint64 n_bases = 0;
  gsize  n_splits = 0;

  if (pieces[1] == NULL && !self->allows_typo && !yutu_search_find_numbers (self, pieces[0], error))
    return FALSE;
  for (gsize i = g_strv_length ((char **)pieces); i > 0; i--)
    {
      g_autofree char        *piece = yutu_normal_numerals (pieces[i - 1]);
      g_autofree const char **changed = g_memdup2 (pieces, (g_strv_length ((char **)pieces) + 1) *
                                                             sizeof *pieces);

      changed[i - 1] = piece;
      for (const char *p = piece; *p != '\0' && n_splits < MAX_SPLITS; p++)
        {
          if (!is_digit_run (piece, p))
            continue;
          n_splits++;
          if (!try_split (self, changed, i - 1, p, &n_bases, error))
            return FALSE;
          if (n_bases > 0)
            return TRUE;
        }
    }
  /* Without a number only when nothing else is asked for. */
  return self->kinds != YUTU_SEARCH_ADDRESS ||
         read_bases (self, pieces, 0, NULL, &n_bases, error);
}
