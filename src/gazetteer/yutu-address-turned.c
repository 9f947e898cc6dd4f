/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-turned-private.h"

#define MARK       0x53f7 /* 号 */
#define LEAST_NAME 2      /* characters */

static gboolean
is_division (YutuAddressLabel label)
{
  return label <= YUTU_ADDRESS_TOWNSHIP;
}

/* What a number is of. */
static gboolean
is_base (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_VILLAGE || label == YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ROAD ||
         label == YUTU_ADDRESS_ESTATE;
}

static gboolean
is_known (const YutuAddressPiece *piece)
{
  return (is_division (piece->label) || is_base (piece->label)) && piece->word != NULL && !piece->is_misspelt;
}

/* Behind 2号, 12-1号; @at: no number begins there. */
static gsize
end_of_number (const YutuLine *line,
               gsize           at)
{
  YutuLineNumber numbers[2];
  gsize          n = at < line->n ? yutu_line_numbers (line, at, numbers) : 0;

  while (n-- > 0)
    if (!numbers[n].is_letter && numbers[n].end < line->n && line->text[numbers[n].end] == MARK)
      return numbers[n].end + 1;
  return at;
}

/* At the beginning, or behind the divisions that are known there. Returns its end; *start: where it begins. */
static gsize
find_number (const YutuLine *line,
             const GArray   *pieces,
             gsize          *start)
{
  gsize at = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuAddressPiece *piece = &g_array_index ((GArray *)pieces, YutuAddressPiece, i);

      *start = at;
      if (end_of_number (line, at) > at)
        return end_of_number (line, at);
      if (!is_division (piece->label) || piece->word == NULL)
        break;
      while (at < line->n && line->offsets[at] < piece->start + piece->length)
        at++;
    }
  return *start = 0;
}

static gboolean
is_all_known (const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuAddressPiece *piece = &g_array_index ((GArray *)pieces, YutuAddressPiece, i);

      if (!is_known (piece) && piece->label != YUTU_ADDRESS_DOOR)
        return FALSE;
    }
  return TRUE;
}

static void
note_generic (const YutuAddressWord *word,
              gsize                  length,
              gboolean               is_misspelt,
              gpointer               data)
{
  gboolean *is_generic = data;

  *is_generic |= !is_misspelt && (word->role == YUTU_WORD_END || word->role == YUTU_WORD_COUNT ||
                                  (word->role == YUTU_WORD_WHOLE && length >= LEAST_NAME));
}

/* 8号桥头, 3号弄口, 5号楼下: the number may be one of a bridge, a lane or a building. */
static gboolean
may_go_on (const YutuLine *line,
           gsize           at)
{
  gboolean is_generic = FALSE;

  yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), line->text + at, line->n - at, note_generic, &is_generic);
  return is_generic;
}

/* Characters alone from @at on, without a figure. */
static gboolean
is_plain (const YutuLine *line,
          gsize           at)
{
  for (gsize i = 0; i < line->n; i++)
    if (line->is_noise[i] || (i >= at && line->classes[i] != YUTU_CELL_HAN))
      return FALSE;
  return TRUE;
}

char *
yutu_address_dup_turned (const YutuLine *line,
                         const char     *normal,
                         const GArray   *pieces)
{
  gsize start = 0;
  gsize end = find_number (line, pieces, &start);
  gsize first, last;

  if (end == start || end + LEAST_NAME > line->n || !is_plain (line, end) || is_all_known (pieces) || may_go_on (line, end))
    return NULL;
  first = line->offsets[start];
  last = line->offsets[end];
  return g_strdup_printf ("%.*s%s%.*s", (int)first, normal, normal + last, (int)(last - first), normal + first);
}

gboolean
yutu_address_is_known_turned (const GArray *pieces)
{
  const YutuAddressPiece *last = pieces->len > 1 ? &g_array_index ((GArray *)pieces, YutuAddressPiece, pieces->len - 1) : NULL;

  if (last == NULL || last->label != YUTU_ADDRESS_DOOR || !is_base (last[-1].label))
    return FALSE;
  for (guint i = 0; i + 1 < pieces->len; i++)
    if (!is_known (&g_array_index ((GArray *)pieces, YutuAddressPiece, i)))
      return FALSE;
  return last[-1].word->id != 0;
}
