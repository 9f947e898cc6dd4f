/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Points of a score: the division 25, the base 35, the door 20, building, unit and room 15, and 5 when it is
 * the only one. */

#include "gazetteer/yutu-address-match.h"

#include <string.h>

#include "gazetteer/yutu-address-forms.h"
#include "gazetteer/yutu-address-match-road-private.h"
#include "gazetteer/yutu-address-register-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-normal.h"

#define POINTS_DIVISION        25
#define POINTS_DIVISION_UNSAID YUTU_ADDRESS_MATCH_UNSAID
#define POINTS_DIVISION_PARTLY 12
#define POINTS_BASE            35
#define POINTS_BASE_SHORT      32
#define POINTS_BASE_MISSPELT   22
#define POINTS_DOOR            20
#define POINTS_NUMBERS         15
#define POINTS_NUMBERS_PARTLY  5
#define POINTS_NUMBERS_FINER   8
#define POINTS_ONLY            5
#define POINTS_CALLED          30   /* only among what is found */
#define MAX_ROWS               5000 /* of one base and door */

/* A division that the line names. */
typedef struct
{
  gint64      unit;
  int         level; /* 4, 5 */
  const char *name;
} Said;

/* A road, natural village, estate or village that the line may mean. */
typedef struct
{
  gint64           place;  /* 0: the doors of the village itself */
  gint64           unit;   /* the village, for place 0 */
  gint64           former; /* the place_name that is written, when it was followed by this one; 0 none */
  YutuAddressLabel label;
  int              points;
  unsigned         reasons;
  const char      *name;
} Base;

typedef struct
{
  gint64    address; /* 0: a base without its door */
  gint64    place;
  gint64    unit;
  int       score;
  int       level;
  unsigned  reasons;
  gint64    former_address; /* by which it was found; 0: by that of today */
  gint64    former_place;
  gboolean  is_old;
  gboolean  was_called; /* as the line says, at some time */
  gboolean  has_point;
  YutuPoint point;
  char     *text;
} Found;

struct _YutuAddressMatcher
{
  YutuConnection      *connection;
  YutuAddressRegister *names;
  YutuAddressParser   *parser;
  YutuDay              day;
  gint64               former_unit; /* the least division that the line names and that no longer stands; 0 none */
  GPtrArray           *words;       /* scratch */
  GArray              *bases;       /* of Base */
  GArray              *found;       /* of Found */
  GArray              *townships;   /* of gint64: that the line names, as of today */
  GArray              *villages;
  gboolean             names_two; /* villages that are not the same today: 祝村(学岭头) */
  GArray              *said;      /* of Said */
};

YutuAddressVerdict
yutu_address_match_judge (const YutuAddressMatch *self)
{
  if (self->standard == NULL || self->score < YUTU_ADDRESS_MATCH_CONFIRM)
    return YUTU_ADDRESS_VERDICT_HAND;
  return self->score >= YUTU_ADDRESS_MATCH_AUTO && self->n_candidates == 0 ? YUTU_ADDRESS_VERDICT_AUTO
                                                                           : YUTU_ADDRESS_VERDICT_CONFIRM;
}

const char *
yutu_address_verdict_to_text (YutuAddressVerdict self)
{
  static const char *const texts[] = { "auto", "confirm", "hand" };

  return texts[self];
}

void
yutu_address_match_clear (YutuAddressMatch *self)
{
  g_free (self->standard);
  g_free (self->note);
  memset (self, 0, sizeof *self);
}

static void
clear_found (gpointer data)
{
  g_free (((Found *)data)->text);
}

YutuAddressMatcher *
yutu_address_matcher_new (YutuConnection *connection,
                          YutuDay         day,
                          GError        **error)
{
  YutuAddressRegister *names = yutu_address_register_load (connection, day, error);
  YutuAddressMatcher  *self = NULL;

  if (names == NULL)
    return NULL;
  self = g_new0 (YutuAddressMatcher, 1);
  self->connection = connection;
  self->names = names;
  self->parser = yutu_address_parser_new (names->lexicon);
  self->day = day;
  self->words = g_ptr_array_new ();
  self->bases = g_array_new (FALSE, FALSE, sizeof (Base));
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (self->found, clear_found);
  self->townships = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->villages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->said = g_array_new (FALSE, FALSE, sizeof (Said));
  return self;
}

void
yutu_address_matcher_free (YutuAddressMatcher *self)
{
  if (self == NULL)
    return;
  yutu_address_parser_free (self->parser);
  yutu_address_register_free (self->names);
  g_ptr_array_unref (self->words);
  g_array_unref (self->bases);
  g_array_unref (self->found);
  g_array_unref (self->townships);
  g_array_unref (self->villages);
  g_array_unref (self->said);
  g_free (self);
}

static gboolean
has_id (const GArray *ids,
        gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* ---- What the line names ---- */

/* All names that are written like this one. */
static void
list_words (YutuAddressMatcher     *self,
            const YutuAddressPiece *piece)
{
  g_ptr_array_set_size (self->words, 0);
  if (piece->word != NULL)
    yutu_address_lexicon_list (self->names->lexicon, piece->word->text, piece->label, self->words);
}

static void
take_division (YutuAddressMatcher     *self,
               const YutuAddressPiece *piece,
               GArray                 *units)
{
  list_words (self, piece);
  if (piece->word != NULL && piece->word->id != 0 && piece->word->until != YUTU_DAY_INVALID)
    self->former_unit = piece->word->id;
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);
      Said                   said = { word->id, piece->label == YUTU_ADDRESS_TOWNSHIP ? 4 : 5, word->name };

      yutu_address_register_follow (self->names, word->id, units);
      g_array_append_val (self->said, said);
    }
}

static void
take_village (YutuAddressMatcher     *self,
              const YutuAddressPiece *piece)
{
  guint    n = self->villages->len;
  gboolean is_same = n == 0;

  take_division (self, piece, self->villages);
  for (guint i = n; i < self->villages->len; i++)
    for (guint k = 0; k < n; k++)
      is_same |= g_array_index (self->villages, gint64, i) == g_array_index (self->villages, gint64, k);
  self->names_two |= !is_same && self->villages->len > n;
}

static void
add_base (YutuAddressMatcher     *self,
          const YutuAddressPiece *piece,
          const YutuAddressWord  *word,
          gint64                  former,
          gboolean                is_village)
{
  Base base = { .former = former,
                .place = is_village ? 0 : word->id,
                .unit = is_village ? word->id : 0,
                .label = piece->label,
                .points = piece->is_misspelt  ? POINTS_BASE_MISSPELT
                          : word->weight != 0 ? POINTS_BASE_SHORT
                                              : POINTS_BASE,
                .reasons = word->until != YUTU_DAY_INVALID ? YUTU_ADDRESS_MATCH_OLD_NAME : 0,
                .name = word->name };

  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, Base, i).place == base.place && g_array_index (self->bases, Base, i).unit == base.unit)
      return;
  g_array_append_val (self->bases, base);
}

/* A place that was renamed has the doors of today under its new name. */
static void
add_renamed (YutuAddressMatcher     *self,
             const YutuAddressPiece *piece,
             const YutuAddressWord  *word)
{
  YutuAddressWord next = *word;

  for (int steps = 0; steps < 50; steps++)
    {
      const gint64 *to = g_hash_table_lookup (self->names->renamed, &next.id);

      if (to == NULL)
        return;
      next.id = *to;
      next.until = self->day; /* by a former name */
      add_base (self, piece, &next, word->id, FALSE);
    }
}

static gboolean
is_base (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_ROAD || label == YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ESTATE ||
         label == YUTU_ADDRESS_VILLAGE;
}

static gboolean
is_name (YutuAddressLabel label)
{
  return is_base (label) || label == YUTU_ADDRESS_TOWNSHIP || label == YUTU_ADDRESS_POI;
}

static void
take_base (YutuAddressMatcher     *self,
           const YutuAddressPiece *piece)
{
  gboolean is_village = piece->label == YUTU_ADDRESS_VILLAGE;

  list_words (self, piece);
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);

      add_base (self, piece, word, 0, is_village);
      if (!is_village)
        add_renamed (self, piece, word);
    }
}

/* Another county than that of the file. */
static gboolean
is_outside (const YutuAddressMatcher *self,
            const YutuAddressPiece   *piece)
{
  GHashTableIter iter;
  gpointer       value = NULL;
  gboolean       has_county = FALSE;

  if (piece->word == NULL || piece->word->id != 0)
    return FALSE;
  g_hash_table_iter_init (&iter, self->names->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GArray *)value)->len; i++)
      {
        const YutuUnitRow *row = &g_array_index ((GArray *)value, YutuUnitRow, i);

        if (row->level != 3)
          continue;
        has_county = TRUE;
        if (strcmp (row->name, piece->word->name) == 0 ||
            (piece->word->now != NULL && strstr (piece->word->now, row->name) != NULL))
          return FALSE;
      }
  return has_county;
}

static unsigned
take_line (YutuAddressMatcher     *self,
           const YutuAddressParse *parse)
{
  unsigned reasons = 0;

  self->former_unit = 0;
  self->names_two = FALSE;
  g_array_set_size (self->bases, 0);
  g_array_set_size (self->found, 0);
  g_array_set_size (self->townships, 0);
  g_array_set_size (self->villages, 0);
  g_array_set_size (self->said, 0);
  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if ((piece->word == NULL || (piece->label == YUTU_ADDRESS_TOWNSHIP && piece->word->id == 0)) && is_name (piece->label))
        reasons |= YUTU_ADDRESS_MATCH_UNKNOWN_NAME;
      if (piece->label == YUTU_ADDRESS_COUNTY && is_outside (self, piece))
        reasons |= YUTU_ADDRESS_MATCH_OUTSIDE;
      if (piece->label == YUTU_ADDRESS_TOWNSHIP)
        take_division (self, piece, self->townships);
      if (piece->label == YUTU_ADDRESS_VILLAGE)
        take_village (self, piece);
      if (is_base (piece->label))
        take_base (self, piece);
    }
  return reasons;
}

/* ---- Rows ---- */

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

/* How the numbers behind the door fit: FALSE: they are others. */
static gboolean
compare_numbers (const YutuAddressParse *parse,
                 sqlite3_stmt           *row,
                 int                    *points,
                 int                    *level)
{
  static const struct
  {
    YutuAddressPart part;
    int             column;
    int             level;
  } numbers[] = {
    { YUTU_PART_BUILDING, 4, 3 },
    { YUTU_PART_UNIT, 5, 2 },
    { YUTU_PART_ROOM, 7, 1 },
  };
  gboolean is_coarser = FALSE, is_finer = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *asked = parse->parts[numbers[i].part];
      const char *here = (const char *)sqlite3_column_text (row, numbers[i].column);

      if (is_set (asked) && is_set (here) && !yutu_normal_is_same_number (asked, here))
        return FALSE;
      if (is_set (asked) && is_set (here))
        *level = numbers[i].level;
      is_coarser |= is_set (asked) && !is_set (here);
      is_finer |= !is_set (asked) && is_set (here);
    }
  /* a flat whose unit is not said is that flat; one that is not said at all is not */
  if (is_finer && is_set (parse->parts[YUTU_PART_ROOM]) && *level == 1)
    is_finer = FALSE;
  *points = is_coarser ? POINTS_NUMBERS_PARTLY : is_finer ? POINTS_NUMBERS_FINER
                                                          : POINTS_NUMBERS;
  return !(is_coarser && is_finer);
}

static int
division_points (const YutuAddressMatcher *self,
                 gint64                    village,
                 unsigned                 *reasons)
{
  gint64   township = yutu_address_register_get_above (self->names, village, 4);
  gboolean in_village = self->villages->len == 0 || has_id (self->villages, village);
  gboolean in_township = self->townships->len == 0 || has_id (self->townships, township);

  if (self->villages->len == 0 && self->townships->len == 0)
    return POINTS_DIVISION_UNSAID;
  if (in_village && in_township)
    return POINTS_DIVISION;
  *reasons |= YUTU_ADDRESS_MATCH_DIVISION_CONFLICT;
  return self->townships->len > 0 && in_township ? POINTS_DIVISION_PARTLY : 0;
}

/* Whether the unit had the name on one of the days, and lay under @parent then; 0: any. */
static gboolean
had_name (const YutuAddressMatcher *self,
          gint64                    unit,
          const char               *name,
          gint64                    parent,
          YutuDay                   from,
          YutuDay                   to)
{
  const GArray *rows = g_hash_table_lookup (self->names->units, &unit);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuUnitRow *row = &g_array_index (rows, YutuUnitRow, i);

      if (row->valid_from < to && from < row->valid_to && (name == NULL || strcmp (row->name, name) == 0) &&
          (parent == 0 || row->parent == parent))
        return TRUE;
    }
  return FALSE;
}

/* Whether an address of the village had, in its days, the names of the divisions that the line says. */
static gboolean
was_called (const YutuAddressMatcher *self,
            gint64                    village,
            YutuDay                   from,
            YutuDay                   to)
{
  gboolean is_said[2] = { FALSE }, is_so[2] = { FALSE };

  for (guint i = 0; i < self->said->len; i++)
    {
      const Said *said = &g_array_index (self->said, Said, i);

      is_said[said->level - 4] = TRUE;
      if (said->level == 5)
        is_so[1] |= said->unit == village && had_name (self, village, said->name, 0, from, to);
      else
        is_so[0] |= had_name (self, village, NULL, said->unit, from, to) && had_name (self, said->unit, said->name, 0, from, to);
    }
  return is_said[0] == is_so[0] && is_said[1] == is_so[1];
}

static gboolean
consider_row (YutuAddressMatcher     *self,
              const YutuAddressParse *parse,
              const Base             *base,
              sqlite3_stmt           *row)
{
  gboolean    asks_door = parse->parts[YUTU_PART_DOOR] != NULL;
  Found       found = { .address = sqlite3_column_int64 (row, 0),
                        .unit = sqlite3_column_int64 (row, 1),
                        .place = base->place,
                        .former_place = base->former,
                        .level = asks_door ? 4 : 5,
                        .reasons = base->reasons,
                        .is_old = yutu_column_day (row, 9) <= self->day || yutu_column_day (row, 8) > self->day };
  int         points = 0;
  const char *sub = (const char *)sqlite3_column_text (row, 3);

  if (is_set (parse->parts[YUTU_PART_SUB]) != is_set (sub) ||
      (is_set (sub) && !yutu_normal_is_same_number (parse->parts[YUTU_PART_SUB], sub)) ||
      !compare_numbers (parse, row, &points, &found.level) || yutu_column_day (row, 8) > self->day)
    return TRUE;
  found.score = base->points + points + POINTS_DOOR;
  found.was_called = base->former == 0 && was_called (self, found.unit, yutu_column_day (row, 8), yutu_column_day (row, 9));
  found.has_point = yutu_column_point (row, 10, &found.point);
  found.text = g_strdup ((const char *)sqlite3_column_text (row, 11));
  if (points == POINTS_NUMBERS_FINER && found.level > 1)
    {
      /* one of its flats stands for the building, whose own address is not in the library */
      for (guint i = 0; i < self->found->len; i++)
        if (g_array_index (self->found, Found, i).place == found.place &&
            g_array_index (self->found, Found, i).address == 0 && g_array_index (self->found, Found, i).unit == found.unit)
          {
            g_free (found.text);
            return TRUE;
          }
      found.address = 0;
      g_free (found.text);
      found.text = g_strdup (base->name);
    }
  g_array_append_val (self->found, found);
  return TRUE;
}

#define COLUMNS                                                                                           \
  "SELECT id, village, door, door_sub, building, unit_no, floor, room, valid_from, valid_to, geom, text " \
  "FROM address "

static gboolean
consider_rows (YutuAddressMatcher     *self,
               const YutuAddressParse *parse,
               const Base             *base,
               sqlite3_stmt           *statement,
               GError                **error)
{
  const char *door = parse->parts[YUTU_PART_DOOR];
  gboolean    row = TRUE;

  sqlite3_bind_int64 (statement, 1, base->place != 0 ? base->place : base->unit);
  sqlite3_bind_int64 (statement, 2, door != NULL ? g_ascii_strtoll (door, NULL, 10) : 0);
  sqlite3_bind_int (statement, 3, MAX_ROWS);
  while (row)
    {
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (row && !consider_row (self, parse, base, statement))
        return FALSE;
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Those of the building that is asked for, and what has none. */
static gboolean
read_building (YutuAddressMatcher     *self,
               const YutuAddressParse *parse,
               const Base             *base,
               GError                **error)
{
  static const char *const sql[] = {
    COLUMNS "WHERE place = ?1 AND door = ?2 AND building = ?4 LIMIT ?3",
    COLUMNS "WHERE place = ?1 AND door = ?2 AND building IS NULL AND ?4 = ?4 LIMIT ?3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_text (statement, 4, parse->parts[YUTU_PART_BUILDING], -1, SQLITE_TRANSIENT);
      if (!consider_rows (self, parse, base, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rows (YutuAddressMatcher     *self,
           const YutuAddressParse *parse,
           const Base             *base,
           GError                **error)
{
  guint         n_found = self->found->len;
  sqlite3_stmt *statement = NULL;

  if (base->place != 0 && is_set (parse->parts[YUTU_PART_BUILDING]))
    {
      if (!read_building (self, parse, base, error))
        return FALSE;
      if (self->found->len > n_found)
        return TRUE; /* else it may be written otherwise: 之三 */
    }
  statement =
    base->place != 0
      ? yutu_connection_prepare (self->connection, COLUMNS "WHERE place = ?1 AND door = ?2 LIMIT ?3", error)
      : yutu_connection_prepare (self->connection,
                                 COLUMNS "WHERE village = ?1 AND door = ?2 AND place IS NULL LIMIT ?3", error);
  return statement != NULL && consider_rows (self, parse, base, statement, error);
}

/* ---- Ended addresses ---- */

/* What of today stands in the place of an ended one; it stays as it is when nothing does. */
static gboolean
follow (YutuAddressMatcher *self,
        Found              *found,
        GError            **error)
{
  g_autoptr (GPtrArray) forms = yutu_address_list_forms (self->connection, found->address, error);
  g_autoptr (YutuAddressRow) row = NULL;
  const YutuAddressForm *last = NULL;

  if (forms == NULL)
    return FALSE;
  last = forms->len > 0 ? g_ptr_array_index (forms, forms->len - 1) : NULL;
  if (last == NULL || last->valid_from > self->day || last->valid_to <= self->day)
    return TRUE;
  if (!yutu_address_load (self->connection, last->id, &row, error))
    return FALSE;
  found->former_address = found->address;
  found->address = row->id;
  found->unit = row->village;
  found->place = row->place;
  found->is_old = FALSE;
  found->has_point = row->has_point;
  found->point = row->point;
  found->reasons |= YUTU_ADDRESS_MATCH_OLD_ADDRESS;
  g_free (found->text);
  found->text = g_strdup (row->text);
  return TRUE;
}

/* ---- Choosing ---- */

static gboolean
settle_found (YutuAddressMatcher *self,
              GError            **error)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      Found *found = &g_array_index (self->found, Found, i);

      if (found->is_old && found->address != 0 && !follow (self, found, error))
        return FALSE;
      if (found->is_old)
        found->score -= POINTS_DOOR; /* it ended, and nothing came after it */
      found->score += division_points (self, found->unit, &found->reasons);
    }
  return TRUE;
}

/* What was once called as the line says goes before what has one name of it today. */
static int
points_of (const Found *found)
{
  return found->score + (found->was_called && !found->is_old ? POINTS_CALLED : 0);
}

static gboolean
is_better (const Found *a,
           const Found *b)
{
  if (points_of (a) != points_of (b))
    return points_of (a) > points_of (b);
  return (a->reasons & YUTU_ADDRESS_MATCH_OLD_ADDRESS) == 0 && (b->reasons & YUTU_ADDRESS_MATCH_OLD_ADDRESS) != 0;
}

/* 祝村(学岭头): a village alone, and a settlement that is not in it. */
static gboolean
lies_elsewhere (const Found *best,
                const Found *found)
{
  return best->level == 8 && best->place == 0 && found->place != 0 && (found->reasons & YUTU_ADDRESS_MATCH_DIVISION_CONFLICT) != 0;
}

static void
choose (YutuAddressMatcher *self,
        YutuAddressMatch   *match)
{
  const Found *best = NULL;

  for (guint i = 0; i < self->found->len; i++)
    if (best == NULL || is_better (&g_array_index (self->found, Found, i), best))
      best = &g_array_index (self->found, Found, i);
  if (best == NULL)
    return;
  for (guint i = 0; i < self->found->len && match->n_candidates < YUTU_ADDRESS_MATCH_MAX_CANDIDATES; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);
      gint64       id = found->address != 0 ? found->address : found->place != 0 ? found->place
                                                                                 : found->unit;
      gboolean     is_there = is_better (best, found) && !(self->names_two && best->address == 0) && !lies_elsewhere (best, found);

      for (gsize k = 0; k < match->n_candidates; k++)
        is_there |= match->candidates[k] == id;
      if (!is_there)
        match->candidates[match->n_candidates++] = id;
    }
  match->address = best->address;
  match->place = best->place;
  match->unit = best->unit;
  match->level = best->level;
  match->reasons |= best->reasons;
  match->has_point = best->has_point;
  match->point = best->point;
  match->standard = g_strdup (best->text);
  match->former_address = best->former_address;
  match->former_place = best->former_place;
  match->former_unit = self->former_unit;
  match->score = best->score + (match->n_candidates == 1 ? POINTS_ONLY : 0);
  if ((match->reasons & (YUTU_ADDRESS_MATCH_DIVISION_CONFLICT | YUTU_ADDRESS_MATCH_UNKNOWN_NAME)) != 0 ||
      (match->parse->reasons & YUTU_ADDRESS_OTHER_DROPPED) != 0)
    match->score = MIN (match->score - POINTS_NUMBERS_PARTLY, YUTU_ADDRESS_MATCH_AUTO - 1);
  if (match->n_candidates == 1)
    match->n_candidates = 0;
  else
    {
      match->reasons |= best->address != 0 ? YUTU_ADDRESS_MATCH_AMBIGUOUS : YUTU_ADDRESS_MATCH_AMBIGUOUS_BASE;
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
      match->address = 0;
    }
}

/* ---- Without an address: the base, or the division alone ---- */

static int
level_of_label (YutuAddressLabel label)
{
  if (label == YUTU_ADDRESS_VILLAGE)
    return 8;
  if (label == YUTU_ADDRESS_NATURAL_VILLAGE)
    return 7;
  return label == YUTU_ADDRESS_ROAD ? 6 : 5;
}

static gboolean
load_place (YutuAddressMatcher *self,
            Found              *found,
            GError            **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->connection, "SELECT division, geom, valid_from, valid_to FROM place_name WHERE id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, found->place);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      found->unit = sqlite3_column_int64 (statement, 0);
      found->has_point = yutu_column_point (statement, 1, &found->point);
      found->is_old = self->day < yutu_column_day (statement, 2) || yutu_column_day (statement, 3) <= self->day;
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_bases (YutuAddressMatcher     *self,
           const YutuAddressParse *parse,
           GError                **error)
{
  gboolean asks_more = parse->parts[YUTU_PART_DOOR] != NULL || parse->parts[YUTU_PART_BUILDING] != NULL ||
                       parse->parts[YUTU_PART_ROOM] != NULL;

  for (guint i = 0; i < self->bases->len; i++)
    {
      const Base *base = &g_array_index (self->bases, Base, i);
      Found       found = { .place = base->place,
                            .former_place = base->former,
                            .unit = base->unit,
                            .level = level_of_label (base->label),
                            .score = base->points + (asks_more ? 0 : POINTS_DOOR + POINTS_NUMBERS),
                            .reasons = base->reasons | (asks_more ? YUTU_ADDRESS_MATCH_NO_DOOR : 0) };

      if (base->place != 0 && !load_place (self, &found, error))
        return FALSE;
      if (found.is_old)
        continue; /* what replaced it is a base too */
      found.text = g_strdup (base->name);
      if (base->place == 0)
        {
          g_autoptr (GArray) today = g_array_new (FALSE, FALSE, sizeof (gint64));

          yutu_address_register_follow (self->names, base->unit, today);
          if (today->len == 0)
            {
              g_free (found.text);
              continue;
            }
          found.unit = g_array_index (today, gint64, 0);
          g_free (found.text);
          found.text = g_strdup (yutu_address_register_get_unit (self->names, found.unit)->name);
        }
      g_array_append_val (self->found, found);
    }
  return TRUE;
}

static void
add_townships (YutuAddressMatcher     *self,
               const YutuAddressParse *parse)
{
  gboolean asks_more = parse->level < 9 && parse->level > 0;

  for (guint i = 0; i < self->townships->len; i++)
    {
      Found found = { .unit = g_array_index (self->townships, gint64, i), .level = 9 };

      found.text = g_strdup (yutu_address_register_get_unit (self->names, found.unit)->name);
      found.score = asks_more ? POINTS_BASE_MISSPELT : POINTS_BASE + POINTS_DOOR + POINTS_NUMBERS;
      g_array_append_val (self->found, found);
    }
}

gboolean
yutu_address_matcher_run (YutuAddressMatcher *self,
                          const char         *line,
                          YutuAddressMatch   *match,
                          GError            **error)
{
  const YutuAddressParse *parse = yutu_address_parser_read (self->parser, line);
  const YutuRoadAsk       ask = { self->connection, self->names, self->day, self->townships, self->villages };
  gboolean                is_crossing = FALSE;

  yutu_address_match_clear (match);
  match->parse = parse;
  if ((parse->reasons & (YUTU_ADDRESS_EMPTY | YUTU_ADDRESS_REFERENCE | YUTU_ADDRESS_COORDINATE)) != 0)
    return TRUE;
  match->reasons = take_line (self, parse);
  if ((match->reasons & YUTU_ADDRESS_MATCH_OUTSIDE) != 0)
    return TRUE;
  if ((parse->reasons & YUTU_ADDRESS_CROSSING) != 0 && !yutu_address_match_crossing (&ask, match, &is_crossing, error))
    return FALSE;
  if (is_crossing)
    return TRUE;
  for (guint i = 0; i < self->bases->len; i++)
    if (!read_rows (self, parse, &g_array_index (self->bases, Base, i), error))
      return FALSE;
  if (self->found->len == 0 && !add_bases (self, parse, error))
    return FALSE;
  if (self->found->len == 0)
    {
      match->reasons |= self->bases->len == 0 && parse->level < 9 ? YUTU_ADDRESS_MATCH_NO_BASE : 0;
      add_townships (self, parse);
    }
  if (!settle_found (self, error))
    return FALSE;
  choose (self, match);
  return yutu_address_match_between (&ask, match, error);
}
