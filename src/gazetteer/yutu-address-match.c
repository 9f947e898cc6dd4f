/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-match-private.h"
#include "gazetteer/yutu-address-row-private.h"

#include <string.h>

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
  g_free (((YutuMatchFound *)data)->text);
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
  self->bases = g_array_new (FALSE, FALSE, sizeof (YutuMatchBase));
  self->found = g_array_new (FALSE, FALSE, sizeof (YutuMatchFound));
  g_array_set_clear_func (self->found, clear_found);
  self->townships = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->villages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->said = g_array_new (FALSE, FALSE, sizeof (YutuMatchSaid));
  self->reached = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
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
  yutu_near_names_free (self->near);
  g_clear_pointer (&self->above, g_hash_table_unref);
  g_hash_table_unref (self->reached);
  g_free (self);
}

gboolean
yutu_match_has_id (const GArray *ids,
                   gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* ---- Choosing ---- */

/* What was once called as the line says goes before what has one name of it today. */
static int
points_of (const YutuMatchFound *found)
{
  return found->score + (found->was_called && !found->is_old ? YUTU_POINTS_CALLED : 0);
}

static gboolean
is_better (const YutuMatchFound *a,
           const YutuMatchFound *b)
{
  if (points_of (a) != points_of (b))
    return points_of (a) > points_of (b);
  return (a->reasons & YUTU_ADDRESS_MATCH_OLD_ADDRESS) == 0 && (b->reasons & YUTU_ADDRESS_MATCH_OLD_ADDRESS) != 0;
}

/* 祝村(学岭头): a village alone, and a settlement that is not in it. */
static gboolean
lies_elsewhere (const YutuMatchFound *best,
                const YutuMatchFound *found)
{
  return best->level == 8 && best->place == 0 && found->place != 0 && (found->reasons & YUTU_ADDRESS_MATCH_DIVISION_CONFLICT) != 0;
}

/* What the past alone leads to is looked at: a village without a door, and where the act's document does not say
 * what followed. */
static void
ask_of_past (const YutuAddressMatcher *self,
             const YutuMatchFound     *best,
             YutuAddressMatch         *match)
{
  if (match->former_unit != 0 && (g_hash_table_contains (self->names->unconfirmed, &best->unit) ||
                                  g_hash_table_contains (self->names->unconfirmed, &match->former_unit)))
    match->reasons |= YUTU_ADDRESS_MATCH_UNCONFIRMED;
  if ((match->reasons & YUTU_ADDRESS_MATCH_UNCONFIRMED) != 0 ||
      ((match->reasons & YUTU_ADDRESS_MATCH_OLD_VILLAGE) != 0 && best->address == 0))
    match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
}

/* 18号隔壁 is not 18号; 18号门口 is. */
static gboolean
is_beside (const YutuAddressParse *parse)
{
  static const char *const within[] = { "内", "里", "里面", "院内", "院里", "门口", "上", "中", "中间", "楼下", "楼上", "街上", "底商" };

  if ((parse->reasons & YUTU_ADDRESS_RELATIVE) == 0)
    return FALSE;
  for (gsize i = 0; parse->parts[YUTU_PART_OFFSET_M] == NULL && i < G_N_ELEMENTS (within); i++)
    if (g_strcmp0 (parse->parts[YUTU_PART_RELATION], within[i]) == 0)
      return FALSE;
  return TRUE;
}

/* 5楼601室: the first figures of a flat are its floor (住宅设计 usage; Q9). */
static gboolean
is_on_other_floor (const YutuAddressParse *parse)
{
  const char *floor = parse->parts[YUTU_PART_FLOOR], *room = parse->parts[YUTU_PART_ROOM];
  gint64      number;

  if (floor == NULL || room == NULL || strlen (room) < 3 || strspn (room, "0123456789") != strlen (room) ||
      strspn (floor, "0123456789") != strlen (floor))
    return FALSE;
  number = g_ascii_strtoll (room, NULL, 10);
  return number / 100 != g_ascii_strtoll (floor, NULL, 10);
}

/* 罗店公社鹿村大队: what stands there today was numbered since. */
static gboolean
names_former_kind (const YutuAddressParse *parse)
{
  for (gsize i = 0; i < parse->n_pieces; i++)
    if (parse->pieces[i].is_former && parse->pieces[i].label != YUTU_ADDRESS_NOISE)
      return TRUE;
  return FALSE;
}

static void
choose (YutuAddressMatcher *self,
        YutuAddressMatch   *match)
{
  const YutuMatchFound *best = NULL;

  for (guint i = 0; i < self->found->len; i++)
    if (best == NULL || is_better (&g_array_index (self->found, YutuMatchFound, i), best))
      best = &g_array_index (self->found, YutuMatchFound, i);
  if (best == NULL)
    return;
  for (guint i = 0; i < self->found->len && match->n_candidates < YUTU_ADDRESS_MATCH_MAX_CANDIDATES; i++)
    {
      const YutuMatchFound *found = &g_array_index (self->found, YutuMatchFound, i);
      gint64                id = found->address != 0 ? found->address : found->place != 0 ? found->place
                                                                                          : found->unit;
      gboolean              is_there = is_better (best, found) && !(self->names_two && best->address == 0) && !lies_elsewhere (best, found);

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
  match->former_unit = (best->reasons & YUTU_ADDRESS_MATCH_OLD_VILLAGE) != 0 ? self->old_village : self->former_unit;
  match->score = best->score + (match->n_candidates == 1 ? YUTU_POINTS_ONLY : 0);
  if ((match->reasons & (YUTU_ADDRESS_MATCH_SIMILAR | YUTU_ADDRESS_MATCH_BASE_UNSAID | YUTU_ADDRESS_MATCH_NO_SUB |
                         YUTU_ADDRESS_MATCH_OTHER_FLOOR | YUTU_ADDRESS_MATCH_OTHER_NUMBER)) != 0 ||
      (match->parse->reasons & (YUTU_ADDRESS_SEVERAL | YUTU_ADDRESS_MISREAD | YUTU_ADDRESS_OTHER_NAME)) != 0 || is_beside (match->parse) ||
      names_former_kind (match->parse))
    match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
  if ((match->reasons & (YUTU_ADDRESS_MATCH_DIVISION_CONFLICT | YUTU_ADDRESS_MATCH_UNKNOWN_NAME)) != 0 ||
      (match->parse->reasons & YUTU_ADDRESS_OTHER_DROPPED) != 0)
    match->score = MIN (match->score - YUTU_POINTS_NUMBERS_PARTLY, YUTU_ADDRESS_MATCH_AUTO - 1);
  ask_of_past (self, best, match);
  if (match->level >= 9 && (match->reasons & YUTU_ADDRESS_MATCH_SIMILAR) != 0 && (match->parse->reasons & YUTU_ADDRESS_BY_FORM) != 0)
    match->score = MIN (match->score, YUTU_ADDRESS_MATCH_CONFIRM - 1); /* 张三 is hardly 长山乡 */
  if (match->n_candidates == 1)
    match->n_candidates = 0;
  else
    {
      if ((match->reasons & YUTU_ADDRESS_MATCH_NO_CROSSING) == 0) /* else they are the two roads */
        match->reasons |= best->address != 0 ? YUTU_ADDRESS_MATCH_AMBIGUOUS : YUTU_ADDRESS_MATCH_AMBIGUOUS_BASE;
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
      match->address = 0;
    }
}

/* 中山路110号 where one road of the name has the door, and another one has those before and behind it: which one is
 * meant, nothing in the line says. */
static gboolean
ask_of_rivals (YutuAddressMatcher *self,
               const YutuRoadAsk  *ask,
               YutuAddressMatch   *match,
               GError            **error)
{
  const char *door = match->parse->parts[YUTU_PART_DOOR];
  gboolean    has_rival = FALSE;

  if (match->address == 0 || door == NULL || match->n_candidates > 0 || self->villages->len + self->townships->len > 0)
    return TRUE;
  for (guint i = 0; i < self->bases->len && !has_rival; i++)
    {
      const YutuMatchBase *base = &g_array_index (self->bases, YutuMatchBase, i);

      if (base->label == YUTU_ADDRESS_ROAD && base->place != match->place && base->former == 0 && base->reasons == 0 &&
          !yutu_address_has_between (ask, base->place, (int)g_ascii_strtoll (door, NULL, 10), &has_rival, error))
        return FALSE;
    }
  if (has_rival)
    {
      match->reasons |= YUTU_ADDRESS_MATCH_AMBIGUOUS_BASE;
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
    }
  return TRUE;
}

static gboolean
has_found_on_road (const YutuAddressMatcher *self,
                   guint                     n_of_roads)
{
  for (guint i = 0; i < n_of_roads; i++)
    if (g_array_index (self->found, YutuMatchFound, i).address != 0)
      return TRUE;
  return FALSE;
}

/* Of the bases that are written otherwise, or of the others: what is said finer than the village goes first. A number
 * behind a settlement and a road in it, 苏孟朱窑头路14号, is the road's. */
static gboolean
read_bases (YutuAddressMatcher     *self,
            const YutuAddressParse *parse,
            gboolean                is_similar,
            GError                **error)
{
  guint n_of_roads = 0;

  for (int turn = 0; turn < 2; turn++)
    {
      for (guint i = 0; i < self->bases->len; i++)
        {
          const YutuMatchBase *base = &g_array_index (self->bases, YutuMatchBase, i);
          gboolean             is_settlement = base->label == YUTU_ADDRESS_NATURAL_VILLAGE;

          if (((base->reasons & YUTU_ADDRESS_MATCH_SIMILAR) != 0) != is_similar ||
              is_settlement != (turn == 1) || (is_settlement && has_found_on_road (self, n_of_roads)))
            continue;
          if (!yutu_match_read_rows (self, parse, base, error))
            return FALSE;
          if (base->label == YUTU_ADDRESS_ROAD)
            n_of_roads = self->found->len;
        }
    }
  return TRUE;
}

/* What has no point of its own is shown at the seat of its division; its level says how coarse that is. */
static gboolean
take_seat (YutuAddressMatcher *self,
           YutuAddressMatch   *match,
           GError            **error)
{
  sqlite3_stmt *statement;
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      row = FALSE;

  if (match->has_point || match->unit == 0 || match->level < 8)
    return TRUE;
  statement = yutu_connection_prepare (
    self->connection, "SELECT seat FROM division WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, match->unit);
  sqlite3_bind_text (statement, 2, yutu_day_format (self->day, day), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  match->has_point = row && yutu_column_point (statement, 0, &match->point);
  sqlite3_reset (statement);
  return TRUE;
}

/* A road or site before the number that the file does not know: the number is its, not one of the village. */
static gboolean
names_unknown_base (const YutuAddressParse *parse)
{
  for (gsize i = 0; i < parse->n_pieces && parse->pieces[i].label != YUTU_ADDRESS_DOOR; i++)
    if (parse->pieces[i].label != YUTU_ADDRESS_TOWNSHIP && yutu_match_is_unknown (&parse->pieces[i]))
      return TRUE;
  return FALSE;
}

/* The doors of all bases, then those of the villages that are named alone. */
static gboolean
read_doors (YutuAddressMatcher     *self,
            const YutuAddressMatch *match,
            const YutuAddressParse *parse,
            GError                **error)
{
  if (!read_bases (self, parse, TRUE, error) || (self->found->len == 0 && !read_bases (self, parse, FALSE, error)))
    return FALSE;
  return self->found->len > 0 || ((match->reasons & YUTU_ADDRESS_MATCH_UNKNOWN_NAME) != 0 && names_unknown_base (parse)) ||
         yutu_match_read_village_doors (self, parse, error);
}

/* 芙蓉苑1号 where the library has 1幢, 芙蓉苑1幢 where it has 1号: in an estate without a number of its road they are one
 * thing, but a person has to say so. */
static gboolean
read_renumbered (YutuAddressMatcher     *self,
                 const YutuAddressMatch *match,
                 GError                **error)
{
  YutuAddressParse other = *match->parse;
  const char      *door = other.parts[YUTU_PART_DOOR], *building = other.parts[YUTU_PART_BUILDING];

  if (other.parts[YUTU_PART_ESTATE] == NULL || other.parts[YUTU_PART_ROAD] != NULL || other.parts[YUTU_PART_SUB] != NULL ||
      (door != NULL) == (building != NULL))
    return TRUE;
  other.parts[YUTU_PART_DOOR] = building;
  other.parts[YUTU_PART_BUILDING] = door;
  self->leaves_sub = FALSE;
  if (!read_doors (self, match, &other, error))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++)
    g_array_index (self->found, YutuMatchFound, i).reasons |= YUTU_ADDRESS_MATCH_OTHER_NUMBER;
  return TRUE;
}

/* Of a line that says so, or of one that can mean nothing else. */
static gboolean
read_crossing (YutuAddressMatcher *self,
               const YutuRoadAsk  *ask,
               YutuAddressMatch   *match,
               gboolean           *is_found,
               GError            **error)
{
  if ((match->parse->reasons & YUTU_ADDRESS_CROSSING) != 0)
    return yutu_address_match_crossing (ask, match, is_found, error);
  if (!yutu_address_match_two_roads (ask, match, is_found, error))
    return FALSE;
  if (*is_found)
    yutu_address_parser_add_reasons (self->parser, YUTU_ADDRESS_CROSSING);
  return TRUE;
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
  match->reasons = yutu_match_take_line (self, parse) | (is_on_other_floor (parse) ? YUTU_ADDRESS_MATCH_OTHER_FLOOR : 0);
  if ((match->reasons & YUTU_ADDRESS_MATCH_OUTSIDE) != 0)
    return TRUE;
  if (!yutu_match_take_behind_number (self, parse, &match->reasons, error))
    return FALSE;
  if (!read_crossing (self, &ask, match, &is_crossing, error))
    return FALSE;
  if (is_crossing)
    return TRUE;
  self->leaves_sub = FALSE;
  if (!read_doors (self, match, parse, error))
    return FALSE;
  self->leaves_sub = self->found->len == 0 && parse->parts[YUTU_PART_SUB] != NULL && parse->parts[YUTU_PART_DOOR] != NULL;
  if (self->leaves_sub && !read_doors (self, match, parse, error))
    return FALSE;
  if (self->found->len == 0 && !read_renumbered (self, match, error))
    return FALSE;
  if (self->found->len == 0 && !yutu_match_read_plot (self, parse, error))
    return FALSE;
  if (self->found->len == 0 && !yutu_match_add_bases (self, parse, error))
    return FALSE;
  if (self->found->len == 0)
    {
      match->reasons |= self->bases->len == 0 && parse->level < 9 ? YUTU_ADDRESS_MATCH_NO_BASE : 0;
      yutu_match_add_townships (self, parse);
    }
  if (!yutu_match_settle (self, error))
    return FALSE;
  choose (self, match);
  if (!ask_of_rivals (self, &ask, match, error) || !yutu_address_match_between (&ask, match, error))
    return FALSE;
  if ((match->reasons & YUTU_ADDRESS_MATCH_BETWEEN) != 0 && self->villages->len + self->townships->len > 0 &&
      !yutu_match_is_in_said (self, match->unit))
    match->reasons |= YUTU_ADDRESS_MATCH_DIVISION_CONFLICT;
  return take_seat (self, match, error);
}
