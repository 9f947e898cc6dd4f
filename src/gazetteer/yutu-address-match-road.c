/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-match-road-private.h"

#include <string.h>

#include "gazetteer/yutu-address-between.h"
#include "geo/yutu-measure.h"

#define NEAR_M          500 /* an address so near says in which village a crossing lies */
#define POINTS_BETWEEN  10  /* of the 20 of a door */
#define POINTS_CROSSING 75  /* base, door and numbers, and the only one */
#define POINTS_DIVISION 10  /* beside what is due for saying none */

/* ---- Crossings ---- */

/* The roads that one piece may mean, of today. */
static void
list_roads (const YutuRoadAsk      *ask,
            const YutuAddressPiece *piece,
            GArray                 *roads)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (piece->word != NULL)
    yutu_address_lexicon_list (ask->names->lexicon, piece->word->text, piece->label, words);
  for (guint i = 0; i < words->len; i++)
    {
      gint64        id = ((const YutuAddressWord *)g_ptr_array_index (words, i))->id;
      const gint64 *next = &id;

      for (int steps = 0; next != NULL && *next != 0 && steps < 50; steps++)
        {
          id = *next;
          g_array_append_val (roads, id);
          next = g_hash_table_lookup (ask->names->renamed, &id);
        }
    }
}

static gboolean
has_id (const GArray *ids,
        gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index ((GArray *)ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* *village by the nearest address; 0: none is near. */
static gboolean
find_village (const YutuRoadAsk *ask,
              YutuPoint          point,
              gint64            *village,
              GError           **error)
{
  g_autoptr (GPtrArray) rows = yutu_address_near (ask->connection, point, NEAR_M, ask->day, 1, error);

  *village = 0;
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *village = ((const YutuAddressRow *)g_ptr_array_index (rows, 0))->village;
  return TRUE;
}

/* Whether it lies in the divisions that are said. */
static gboolean
is_in_said (const YutuRoadAsk *ask,
            gint64             village)
{
  gint64 township = yutu_address_register_get_above (ask->names, village, 4);

  return (ask->villages->len == 0 || has_id (ask->villages, village)) &&
         (ask->townships->len == 0 || has_id (ask->townships, township));
}

static void
take_crossing (const YutuRoadAsk      *ask,
               const YutuAddressParse *parse,
               const YutuCrossing     *crossing,
               gint64                  village,
               YutuAddressMatch       *match)
{
  const char      *relation = parse->parts[YUTU_PART_RELATION];
  const char      *offset = parse->parts[YUTU_PART_OFFSET_M];
  int              azimuth = yutu_crossing_read_azimuth (relation);
  YutuCrossing     beside = *crossing;
  g_autofree char *words = NULL;

  match->place = crossing->roads[0];
  match->cross_road = crossing->roads[1];
  match->unit = village;
  match->level = 6;
  match->has_point = TRUE;
  match->point = crossing->point;
  if (azimuth >= 0 && offset != NULL)
    {
      beside.distance_m = g_ascii_strtod (offset, NULL);
      beside.azimuth_deg = azimuth;
      words = yutu_crossing_dup_beside (&beside);
      match->point = yutu_measure_point_at (crossing->point, azimuth, beside.distance_m);
      match->offset_m = beside.distance_m;
    }
  else if (azimuth >= 0)
    words = yutu_crossing_dup_corner (azimuth);
  match->azimuth_deg = azimuth;
  match->standard = yutu_crossing_dup_text (crossing, words);
  match->score = POINTS_CROSSING + YUTU_ADDRESS_MATCH_UNSAID;
  if (ask->villages->len + ask->townships->len > 0)
    match->score += POINTS_DIVISION;
  if ((parse->reasons & YUTU_ADDRESS_MISSPELT) != 0 || (match->reasons & (YUTU_ADDRESS_MATCH_UNKNOWN_NAME | YUTU_ADDRESS_MATCH_DIVISION_CONFLICT)) != 0)
    match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
}

static void
take_several (const GArray     *crossings,
              YutuAddressMatch *match)
{
  for (guint i = 0; i < crossings->len; i++)
    for (gsize r = 0; r < 2; r++)
      {
        gint64   id = g_array_index ((GArray *)crossings, YutuCrossing, i).roads[r];
        gboolean is_there = match->n_candidates == YUTU_ADDRESS_MATCH_MAX_CANDIDATES;

        for (gsize k = 0; k < match->n_candidates; k++)
          is_there |= match->candidates[k] == id;
        if (!is_there)
          match->candidates[match->n_candidates++] = id;
      }
  match->level = 6;
  match->reasons |= YUTU_ADDRESS_MATCH_AMBIGUOUS;
  match->standard = yutu_crossing_dup_text (&g_array_index ((GArray *)crossings, YutuCrossing, 0), NULL);
  match->score = YUTU_ADDRESS_MATCH_CONFIRM - 1;
}

/* Leaves of @crossings those in the divisions that are said; all, with a conflict, when there is none. */
static gboolean
choose_said (const YutuRoadAsk *ask,
             GArray            *crossings,
             gint64            *village,
             gboolean          *is_conflict,
             GError           **error)
{
  g_autoptr (GArray) keep = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < crossings->len; i++)
    {
      gint64 here = 0;

      if (!find_village (ask, g_array_index (crossings, YutuCrossing, i).point, &here, error))
        return FALSE;
      if (i == 0 || (keep->len == 0 && is_in_said (ask, here)))
        *village = here;
      if (is_in_said (ask, here))
        g_array_append_val (keep, i);
    }
  *is_conflict = keep->len == 0;
  for (guint i = crossings->len; keep->len > 0 && i-- > 0;)
    {
      gboolean is_kept = FALSE;

      for (guint k = 0; k < keep->len; k++)
        is_kept |= g_array_index (keep, guint, k) == i;
      if (!is_kept)
        g_array_remove_index (crossings, i);
    }
  return TRUE;
}

static gboolean
list_crossings (const YutuRoadAsk      *ask,
                const YutuAddressParse *parse,
                GArray                 *crossings,
                GError                **error)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_roads = 0;

  for (gsize i = 0; i < parse->n_pieces; i++)
    if (parse->pieces[i].label == YUTU_ADDRESS_ROAD && n_roads++ < 2)
      list_roads (ask, &parse->pieces[i], n_roads == 1 ? first : second);
  for (guint i = 0; i < first->len; i++)
    for (guint k = 0; k < second->len; k++)
      if (!yutu_crossing_list (ask->connection, g_array_index (first, gint64, i), g_array_index (second, gint64, k), ask->day,
                               crossings, error))
        return FALSE;
  return TRUE;
}

gboolean
yutu_address_match_crossing (const YutuRoadAsk *ask,
                             YutuAddressMatch  *match,
                             gboolean          *is_found,
                             GError           **error)
{
  g_autoptr (GArray) crossings = yutu_crossings_new ();
  gint64   village = 0;
  gboolean is_conflict = FALSE;

  *is_found = FALSE;
  if (!list_crossings (ask, match->parse, crossings, error) ||
      !choose_said (ask, crossings, &village, &is_conflict, error))
    return FALSE;
  if (crossings->len == 0)
    {
      match->reasons |= YUTU_ADDRESS_MATCH_NO_CROSSING;
      return TRUE;
    }
  *is_found = TRUE;
  if (crossings->len > 1)
    take_several (crossings, match);
  else
    take_crossing (ask, match->parse, &g_array_index (crossings, YutuCrossing, 0), village, match);
  if (is_conflict)
    {
      match->reasons |= YUTU_ADDRESS_MATCH_DIVISION_CONFLICT;
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1);
    }
  return TRUE;
}

/* 金宅路丹桂街, 金宅路与丹桂街: nothing but two roads of the library, and their divisions before them. */
static gboolean
names_two_roads (const YutuAddressParse *parse)
{
  guint n_roads = 0;

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if (piece->label == YUTU_ADDRESS_ROAD && piece->word != NULL && piece->word->id != 0 && !piece->is_misspelt)
        n_roads++;
      else if (n_roads == 0 ? piece->label > YUTU_ADDRESS_VILLAGE : n_roads > 1 || piece->label != YUTU_ADDRESS_RELATION)
        return FALSE;
    }
  return n_roads == 2 && parse->parts[YUTU_PART_RELATION] == NULL && parse->parts[YUTU_PART_OFFSET_M] == NULL;
}

gboolean
yutu_address_match_two_roads (const YutuRoadAsk *ask,
                              YutuAddressMatch  *match,
                              gboolean          *is_found,
                              GError           **error)
{
  g_autoptr (GArray) crossings = yutu_crossings_new ();
  gint64   village = 0;
  gboolean is_conflict = FALSE;

  *is_found = FALSE;
  if (!names_two_roads (match->parse))
    return TRUE;
  if (!list_crossings (ask, match->parse, crossings, error) || !choose_said (ask, crossings, &village, &is_conflict, error))
    return FALSE;
  *is_found = crossings->len == 1 && !is_conflict;
  if (*is_found)
    {
      take_crossing (ask, match->parse, &g_array_index (crossings, YutuCrossing, 0), village, match);
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_AUTO - 1); /* no word says so */
    }
  return TRUE;
}

/* ---- Between two doors ---- */

gboolean
yutu_address_has_between (const YutuRoadAsk *ask,
                          gint64             road,
                          int                door,
                          gboolean          *has,
                          GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    ask->connection,
    "SELECT EXISTS (SELECT 1 FROM address WHERE place = ?1 AND door > 0 AND door < ?2 AND valid_from <= ?3 AND ?3 < valid_to) "
    "AND EXISTS (SELECT 1 FROM address WHERE place = ?1 AND door > ?2 AND valid_from <= ?3 AND ?3 < valid_to)",
    error);
  char day[YUTU_DAY_TEXT_SIZE];

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, road);
  sqlite3_bind_int (statement, 2, door);
  sqlite3_bind_text (statement, 3, yutu_day_format (ask->day, day), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (ask->connection, statement, has, error))
    return FALSE;
  *has = *has && sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_address_match_between (const YutuRoadAsk *ask,
                            YutuAddressMatch  *match,
                            GError           **error)
{
  const char *const *parts = match->parse->parts;
  g_auto (YutuBetween) between = { 0 };

  if ((match->reasons & YUTU_ADDRESS_MATCH_NO_CROSSING) != 0)
    {
      match->score = MIN (match->score, YUTU_ADDRESS_MATCH_CONFIRM - 1); /* one road is not where they meet */
      match->has_point = FALSE;
    }
  if ((match->reasons & YUTU_ADDRESS_MATCH_NO_DOOR) == 0 || match->n_candidates > 0 || match->place == 0 ||
      match->level != 6 || parts[YUTU_PART_DOOR] == NULL || parts[YUTU_PART_SUB] != NULL || parts[YUTU_PART_LANE] != NULL)
    return TRUE;
  if (!yutu_between_find (ask->connection, match->place, (int)g_ascii_strtoll (parts[YUTU_PART_DOOR], NULL, 10), ask->day,
                          &between, error))
    return FALSE;
  if (between.road == 0 || between.name == NULL)
    return TRUE;
  match->reasons |= YUTU_ADDRESS_MATCH_BETWEEN;
  match->has_point = TRUE;
  match->point = between.point;
  match->unit = between.village;
  match->accuracy_m = between.accuracy_m;
  for (gsize i = 0; i < 2; i++)
    {
      match->between[i] = between.ids[i];
      match->between_doors[i] = between.doors[i];
    }
  match->note = yutu_between_dup_words (&between);
  g_free (match->standard);
  match->standard = g_strdup_printf ("%s%d号", between.name, between.door);
  match->score = MIN (match->score + POINTS_BETWEEN, YUTU_ADDRESS_MATCH_AUTO - 1);
  return TRUE;
}
