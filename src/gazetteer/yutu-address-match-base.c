/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a line means where the library has no such address: its base, or the division alone. */

#include "gazetteer/yutu-address-match-private.h"

#include "gazetteer/yutu-address-row-private.h"

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
            YutuMatchFound     *found,
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
add_one (YutuAddressMatcher  *self,
         const YutuMatchBase *base,
         gboolean             asks_more,
         GError             **error)
{
  YutuMatchFound found = { .place = base->place,
                           .former_place = base->former,
                           .unit = base->unit,
                           .level = level_of_label (base->label),
                           .score = base->points + (asks_more ? 0 : YUTU_POINTS_DOOR + YUTU_POINTS_NUMBERS),
                           .reasons = base->reasons | (asks_more ? YUTU_ADDRESS_MATCH_NO_DOOR : 0) };
  const char    *name = base->name;

  if (base->place != 0 && !load_place (self, &found, error))
    return FALSE;
  if (found.is_old)
    return TRUE; /* what replaced it is a base too */
  if (base->place == 0)
    {
      g_autoptr (GArray) today = g_array_new (FALSE, FALSE, sizeof (gint64));

      yutu_address_register_follow (self->names, base->unit, today);
      if (today->len == 0)
        return TRUE;
      found.unit = g_array_index (today, gint64, 0);
      name = yutu_address_register_get_unit (self->names, found.unit)->name;
    }
  found.text = g_strdup (name);
  g_array_append_val (self->found, found);
  return TRUE;
}

/* A settlement beside the village of its name: only a number may be its. */
static gboolean
is_settlement_of (const YutuAddressMatcher *self,
                  const YutuMatchBase      *base)
{
  if (base->label != YUTU_ADDRESS_NATURAL_VILLAGE)
    return FALSE;
  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place == 0)
      return TRUE;
  return FALSE;
}

gboolean
yutu_match_add_bases (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse,
                      GError                **error)
{
  gboolean asks_more = parse->parts[YUTU_PART_DOOR] != NULL || parse->parts[YUTU_PART_BUILDING] != NULL ||
                       parse->parts[YUTU_PART_LANE] != NULL || parse->parts[YUTU_PART_UNIT] != NULL ||
                       parse->parts[YUTU_PART_ROOM] != NULL || parse->parts[YUTU_PART_PARCEL] != NULL;

  for (guint i = 0; i < self->bases->len; i++)
    {
      const YutuMatchBase *base = &g_array_index (self->bases, YutuMatchBase, i);

      if (!asks_more && self->old_village != 0 && is_settlement_of (self, base))
        continue;
      if ((base->place != 0 || !asks_more || self->names_two) && !add_one (self, base, asks_more, error))
        return FALSE;
    }
  /* a number belongs to the road or settlement of the line, and to its village where none is there */
  for (guint i = 0; i < self->bases->len && self->found->len == 0; i++)
    if (!add_one (self, &g_array_index (self->bases, YutuMatchBase, i), asks_more, error))
      return FALSE;
  return TRUE;
}

void
yutu_match_add_townships (YutuAddressMatcher     *self,
                          const YutuAddressParse *parse)
{
  gboolean asks_more = parse->level < 9 && parse->level > 0;

  for (guint i = 0; i < self->townships->len; i++)
    {
      YutuMatchFound found = { .unit = g_array_index (self->townships, gint64, i), .level = 9 };

      found.text = g_strdup (yutu_address_register_get_unit (self->names, found.unit)->name);
      found.score = asks_more ? YUTU_POINTS_BASE_MISSPELT : YUTU_POINTS_BASE + YUTU_POINTS_DOOR + YUTU_POINTS_NUMBERS;
      g_array_append_val (self->found, found);
    }
}
