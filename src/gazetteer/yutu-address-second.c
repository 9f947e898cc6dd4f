/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a line begins another address, and where what looks so is a part of the first one. */

#include "gazetteer/yutu-address-second-private.h"

#include <string.h>

static gboolean
begins_address (YutuAddressLabel label)
{
  return (label >= YUTU_ADDRESS_PROVINCE && label <= YUTU_ADDRESS_TOWNSHIP) || label == YUTU_ADDRESS_VILLAGE ||
         label == YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ROAD;
}

static gboolean
is_number (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_DOOR || label == YUTU_ADDRESS_BUILDING || label == YUTU_ADDRESS_UNIT || label == YUTU_ADDRESS_ROOM;
}

/* 193号-208号, 193号至208号: from door to door. */
static gboolean
ends_range (const char             *line,
            const YutuAddressPiece *piece)
{
  static const char *const between[] = { "-", "~", "至", "到" };
  const char              *text = line + piece->start;
  gboolean                 is_behind = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (between); i++)
    {
      gsize n = strlen (between[i]);

      is_behind |= piece->start >= n && memcmp (text - n, between[i], n) == 0;
    }
  return is_behind && piece->length > strlen ("号") &&
         memcmp (text + piece->length - strlen ("号"), "号", strlen ("号")) == 0;
}

/* 雅干23号 罗店镇: another township than the one that the number is of. */
static gboolean
is_other_township (const YutuAddressPiece *before,
                   const YutuAddressPiece *piece)
{
  return before != NULL && piece->label == YUTU_ADDRESS_TOWNSHIP && before->word != NULL && piece->word != NULL &&
         g_strcmp0 (before->word->name, piece->word->name) != 0;
}

/* 11幢A座, 14排1幢: the wing of a building, or the building of a row, right behind its number. */
static gboolean
is_part_of_building (const char             *line,
                     const YutuAddressPiece *before,
                     const YutuAddressPiece *piece)
{
  const char *end = line + before->start + before->length;

  return before->label == YUTU_ADDRESS_BUILDING && piece->label == YUTU_ADDRESS_BUILDING && piece->start == before->start + before->length &&
         (g_ascii_isalpha (line[before->start]) != g_ascii_isalpha (line[piece->start]) ||
          (before->length > strlen ("排") && g_str_has_prefix (end - strlen ("排"), "排")));
}

/* 17号之1、之2; 17号附1、附2号: another number behind the same door. */
static gboolean
is_other_sub (const char             *line,
              YutuAddressLabel        before,
              const YutuAddressPiece *piece)
{
  static const char *const joints[] = { "、之", "、附", "、-", ",之", ",附", ",-" };

  for (gsize i = 0; before == YUTU_ADDRESS_DOOR && is_number (piece->label) && i < G_N_ELEMENTS (joints); i++)
    {
      gsize n = strlen (joints[i]);

      if (piece->start >= n && memcmp (line + piece->start - n, joints[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* 18号、20号; 401室、402室; 18号或安地镇雅干23号: behind a number another one of its kind, or behind a door or a room another
 * one with what it is of. The number of the piece where it begins. */
static guint
find_second (const char   *line,
             const GArray *pieces)
{
  const YutuAddressPiece *township = NULL, *last = NULL;
  YutuAddressLabel        before = YUTU_ADDRESS_NOISE;
  guint                   begin = 0;
  gboolean                has_door = FALSE, has_room = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuAddressPiece *piece = &g_array_index (pieces, YutuAddressPiece, i);
      YutuAddressLabel        label = piece->label;

      if (yutu_address_label_is_silent (label))
        continue;
      if (is_number (label) && line[MAX (piece->start, 1) - 1] != '-' &&
          ((label == before && !is_part_of_building (line, last, piece)) || (before == YUTU_ADDRESS_ROOM && label != YUTU_ADDRESS_DOOR)))
        return i;
      if (is_other_sub (line, before, piece) ||
          (before == YUTU_ADDRESS_DOOR && label == YUTU_ADDRESS_ROOM && ends_range (line, piece)) ||
          (has_door && is_other_township (township, piece)))
        return i;
      if (label == YUTU_ADDRESS_TOWNSHIP)
        township = piece;
      if (begin == 0 && (((has_door || has_room) && begins_address (label)) || (has_room && label == YUTU_ADDRESS_ESTATE)))
        begin = i;
      if (begin != 0 && is_number (label) && (label == YUTU_ADDRESS_DOOR || has_room))
        return begin;
      has_door |= label == YUTU_ADDRESS_DOOR;
      has_room |= label == YUTU_ADDRESS_ROOM;
      before = label;
      last = piece;
    }
  return pieces->len;
}

/* 18、20号, 18/20号, 18至20号, 二十三、二十四号, 3、5幢. */
static gboolean
lists_numbers (const char             *line,
               const YutuAddressPiece *piece)
{
  static const char *const between[] = { "、", "/", ".", "~", "至", "到" };

  for (gsize i = 0; is_number (piece->label) && i < G_N_ELEMENTS (between); i++)
    if (g_strstr_len (line + piece->start, (gssize)piece->length, between[i]) != NULL)
      return TRUE;
  return FALSE;
}

unsigned
yutu_address_drop_second (const char *line,
                          GArray     *pieces)
{
  guint    second = find_second (line, pieces);
  unsigned reasons = 0;

  if (second < pieces->len)
    {
      gsize       start = g_array_index (pieces, YutuAddressPiece, second).start;
      const char *again = g_strstr_len (line, (gssize)start, line + start);

      reasons = again != NULL ? YUTU_ADDRESS_REPEATED : YUTU_ADDRESS_SEVERAL;
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      YutuAddressPiece *piece = &g_array_index (pieces, YutuAddressPiece, i);

      if (lists_numbers (line, piece))
        reasons |= YUTU_ADDRESS_SEVERAL;
      if (i >= second && !yutu_address_label_is_silent (piece->label))
        *piece = (YutuAddressPiece){ .label = YUTU_ADDRESS_NOISE, .start = piece->start, .length = piece->length };
    }
  return reasons;
}
