/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The pieces of a line that numbers make: doors, buildings, rooms, with the word that counts them or bare. */

#include "gazetteer/yutu-address-filler-private.h"

#include <string.h>

#define DIGITS_OF_SHOP 5 /* 40822: no road has so many doors, a market so many shops */
#define COST_OF_SHOP   10

/* @is_lane: a road stands right before it, as in 永新街一巷. */
static int
count_cost (const YutuAddressWord *word,
            const YutuLineNumber  *number,
            gboolean               is_lane)
{
  int cost = 0;

  if (number->is_letter)
    return word->label == YUTU_ADDRESS_BUILDING || word->label == YUTU_ADDRESS_AREA ? 4
           : word->label == YUTU_ADDRESS_UNIT                                       ? 8
                                                                                    : YUTU_NO_COST;
  if (number->is_han)
    cost += word->label == YUTU_ADDRESS_LANE ? (is_lane ? 0 : 18) : 0;
  if (number->is_range)
    cost += 1;
  switch ((int)word->label)
    {
    case YUTU_ADDRESS_LANE:
      return cost + (word->weight >= 9 ? 2 : 8); /* 6街 may be a road's name */
    case YUTU_ADDRESS_AREA:
      return cost + 2;
    case YUTU_ADDRESS_ROOM:
      return cost + (number->is_range && !number->is_near ? 14 : 2); /* 13-10-1206室 */
    case YUTU_ADDRESS_FLOOR:
      return number->n_digits > 2 && !number->is_han ? cost + 12 : cost + 1;
    case YUTU_ADDRESS_UNIT:
      return word->weight < 5 ? cost + 4 : cost;
    default:
      return cost;
    }
}

/* 128号-3, 128号之二, 128号附3号, 15号甲: what may follow a door. Returns its end. */
static gsize
door_sub_end (const YutuLine *line,
              gsize           at)
{
  YutuLineNumber numbers[2];
  gsize          from = at;

  if (at >= line->n || line->breaks[at])
    return at;
  if (line->text[at] == 0x7532 || line->text[at] == 0x4e59 || line->text[at] == 0x4e19 || line->text[at] == 0x4e01)
    return at + 1; /* 甲乙丙丁 */
  if (line->text[at] == 0x4e4b || line->text[at] == 0x9644 || line->text[at] == '-')
    from = at + 1; /* 之, 附 */
  if (from == at || from >= line->n || yutu_line_numbers (line, from, numbers) == 0 || numbers[0].n_digits > 2)
    return at;
  if (numbers[0].end < line->n && line->text[numbers[0].end] == 0x53f7)
    return numbers[0].end + 1;
  return numbers[0].end < line->n && yutu_line_is_dash (line, numbers[0].end) ? at : numbers[0].end;
}

/* 16号 of 14号-16号 is a door of its own; 14号-3号 may be a number behind one. */
static gboolean
is_next_door (const YutuLine *line,
              gsize           start,
              gsize           end,
              gsize           sub)
{
  guint first = 0, second = 0;

  if (line->text[end] != '-' || line->text[sub - 1] != 0x53f7 /* 号 */)
    return FALSE;
  for (gsize i = start; i < end && line->classes[i] == YUTU_CELL_DIGIT; i++)
    first = first * 10 + (line->text[i] - '0');
  for (gsize i = end + 1; i < sub && line->classes[i] == YUTU_CELL_DIGIT; i++)
    second = second * 10 + (line->text[i] - '0');
  return first > 0 && second > first;
}

/* 1-3-101楼: building, unit and room before 楼下, no floors. 1-3单元 are entrances. */
static gboolean
is_chain (const YutuLine       *line,
          gsize                 start,
          const YutuLineNumber *number)
{
  for (gsize i = start; number->is_range && !number->is_near && i < number->end; i++)
    if (yutu_line_is_dash (line, i))
      return TRUE;
  return FALSE;
}

/* 门 of 门口, 楼 of 楼下, where the line ends with it: 门口腔 goes on. */
static gboolean
begins_relation (const YutuFiller  *self,
                 const YutuMention *count)
{
  const YutuLine *line = self->line;

  for (gsize i = self->firsts[count->start]; i < self->firsts[count->start + 1]; i++)
    {
      const YutuMention *other = &self->mentions[i];

      if (other->end > count->end && other->word->role == YUTU_WORD_WHOLE && other->word->label == YUTU_ADDRESS_RELATION &&
          (other->end == line->n || line->breaks[other->end] || line->classes[other->end] == YUTU_CELL_PUNCTUATION))
        return TRUE;
    }
  return FALSE;
}

/* 1号 of 芙蓉苑1号2单元 is its building, as entrances are of buildings; 12弄1号 is a door of the lane. */
static gboolean
is_before_entrance (const YutuFiller  *self,
                    gsize              start,
                    const YutuMention *door)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];

  if (door->end >= line->n || yutu_line_numbers (line, door->end, numbers) == 0 ||
      (start > 0 && (line->text[start - 1] == 0x5f04 || line->text[start - 1] == 0x5df7))) /* 弄巷 */
    return FALSE;
  for (gsize i = self->firsts[numbers[0].end]; i < self->firsts[numbers[0].end + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_COUNT && self->mentions[i].word->label == YUTU_ADDRESS_UNIT &&
        self->mentions[i].end > self->mentions[i].start + 1)
      return TRUE;
  return FALSE;
}

/* 36号 of 12幢36号400室 is a door in its building, where a room of it follows: the entrance. */
static gboolean
is_entrance (const YutuFiller  *self,
             gsize              start,
             const YutuMention *door)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];
  gboolean        is_behind = FALSE;

  for (gsize i = self->firsts[MAX (start, 2) - 2]; i < self->firsts[start]; i++)
    is_behind |= self->mentions[i].end == start && self->mentions[i].word->role == YUTU_WORD_COUNT &&
                 self->mentions[i].word->label == YUTU_ADDRESS_BUILDING;
  return is_behind && door->end < line->n && !line->is_noise[door->end] && yutu_line_numbers (line, door->end, numbers) > 0 &&
         numbers[0].n_digits >= 3 && !numbers[0].is_han;
}

static void
add_counted (YutuFiller           *self,
             gsize                 start,
             const YutuLineNumber *number,
             const YutuMention    *mention)
{
  const YutuAddressWord *word = mention->word;
  int                    cost = count_cost (word, number, yutu_filler_is_behind_road (self, start));
  YutuLatticePiece      *piece = NULL;
  gsize                  sub;

  if (cost == YUTU_NO_COST)
    return;
  if (word->label == YUTU_ADDRESS_UNIT || word->label == YUTU_ADDRESS_FLOOR)
    {
      if (is_chain (self->line, start, number))
        return;
      cost += begins_relation (self, mention) ? YUTU_COST_OF_CUT : 0;
    }
  if (self->line->breaks[mention->start])
    cost += 6;
  piece = yutu_filler_add_piece (self, word->label, start, mention->end, cost, NULL);
  piece->is_bare = word->label == YUTU_ADDRESS_DOOR && number->is_range && !number->is_near;
  piece->is_former = word->kind == YUTU_WORD_FORMER;
  if (word->label == YUTU_ADDRESS_LANE && word->weight < 9)
    yutu_filler_add_piece (self, YUTU_ADDRESS_ROAD, start, mention->end, cost + 6, NULL);
  if (word->label != YUTU_ADDRESS_DOOR)
    return;
  if (!number->is_range && is_before_entrance (self, start, mention))
    yutu_filler_add_piece (self, YUTU_ADDRESS_BUILDING, start, mention->end, cost + 8, NULL);
  if (!number->is_range && is_entrance (self, start, mention))
    yutu_filler_add_piece (self, YUTU_ADDRESS_UNIT, start, mention->end, cost + 3, NULL);
  if ((!number->is_range || number->is_near) && (start == 0 || self->line->text[start - 1] != 0x3001 /* 、 */))
    yutu_filler_add_piece (self, YUTU_ADDRESS_ROOM, start, mention->end, cost + 5, NULL);
  sub = door_sub_end (self->line, mention->end);
  if (sub > mention->end && !is_next_door (self->line, start, mention->end, sub))
    yutu_filler_add_piece (self, YUTU_ADDRESS_DOOR, start, sub, cost, NULL);
}

/* A dash, or a blank, and another number. */
static gboolean
goes_on (const YutuLine *line,
         gsize           end)
{
  return yutu_line_is_dash (line, end) || (end < line->n && line->breaks[end] && line->is_numeral[end] && !line->is_noise[end]);
}

/* Behind No., which says what number it is. */
static gboolean
is_announced (const YutuLine *line,
              gsize           start)
{
  return start >= 2 && line->is_noise[start - 1] && (line->text[start - 1] == 'O' || line->text[start - 2] == 'O');
}

static int
cost_of_bare_door (const YutuLineNumber *number)
{
  int shop = number->n_digits >= DIGITS_OF_SHOP ? COST_OF_SHOP : 0;

  if (!number->is_range)
    return 6 + shop;
  return (number->is_near ? 9 : number->is_sub ? 14
                                               : 24) +
         shop;
}

/* 五零一 of 三幢五零一: figure by figure, right behind what a flat is in. */
static gboolean
is_flat_in_han (const YutuFiller     *self,
                gsize                 start,
                const YutuLineNumber *number)
{
  const YutuLine *line = self->line;
  gboolean        is_behind = FALSE;

  if (number->is_range || number->n_digits < 3 || number->n_digits > 4 || (number->end < line->n && line->classes[number->end] == YUTU_CELL_HAN))
    return FALSE;
  for (gsize i = start; i < number->end; i++)
    if (line->text[i] == 0x5341 || line->text[i] == 0x767e || line->text[i] == 0x5343) /* 十百千 */
      return FALSE;
  for (gsize i = self->firsts[MAX (start, 2) - 2]; i < self->firsts[start]; i++)
    is_behind |= self->mentions[i].end == start && self->mentions[i].word->role == YUTU_WORD_COUNT &&
                 self->mentions[i].word->label >= YUTU_ADDRESS_BUILDING && self->mentions[i].word->label <= YUTU_ADDRESS_FLOOR;
  return is_behind;
}

/* 十四 of 八一南街十四: with a unit in it, or three figures, at the end and right behind a road of the file; 八一 and the
 * like begin names as well. */
static gboolean
is_door_in_han (const YutuFiller     *self,
                gsize                 start,
                const YutuLineNumber *number)
{
  const YutuLine *line = self->line;
  gboolean        is_counted = number->n_digits >= 3;

  if (number->is_range || number->end < line->n)
    return FALSE;
  for (gsize i = start; i < number->end; i++)
    is_counted |= line->text[i] == 0x5341 || line->text[i] == 0x767e; /* 十百 */
  for (gsize i = 0; is_counted && i < self->firsts[start]; i++)
    if (self->mentions[i].end == start && self->mentions[i].word->role == YUTU_WORD_NAME && self->mentions[i].word->id != 0 &&
        self->mentions[i].word->label == YUTU_ADDRESS_ROAD)
      return TRUE;
  return FALSE;
}

static void
add_bare (YutuFiller           *self,
          gsize                 start,
          const YutuLineNumber *number)
{
  const YutuLine *line = self->line;
  gboolean        is_before_dash = goes_on (line, number->end);

  if (number->is_han)
    {
      if (is_flat_in_han (self, start, number))
        yutu_filler_add_piece (self, YUTU_ADDRESS_ROOM, start, number->end, 4, NULL);
      if (is_door_in_han (self, start, number))
        yutu_filler_add_piece (self, YUTU_ADDRESS_DOOR, start, number->end, cost_of_bare_door (number), NULL)->is_bare = TRUE;
      return;
    }
  if (is_announced (line, start) && !number->is_letter)
    {
      yutu_filler_add_piece (self, YUTU_ADDRESS_DOOR, start, number->end, 3, NULL);
      return;
    }
  if (number->is_letter)
    {
      if (yutu_line_is_dash (line, number->end))
        yutu_filler_add_piece (self, YUTU_ADDRESS_BUILDING, start, number->end, 10, NULL);
      return;
    }
  yutu_filler_add_piece (self, YUTU_ADDRESS_DOOR, start, number->end, cost_of_bare_door (number), NULL)->is_bare = TRUE;
  if (number->is_near && number->n_digits >= 3)
    yutu_filler_add_piece (self, YUTU_ADDRESS_ROOM, start, number->end, 5, NULL); /* 403-405 */
  if (number->is_range)
    return;
  if (line->text[start] == 'B' && number->n_digits <= 2 && number->end - start == (gsize)number->n_digits + 1 &&
      (is_before_dash || number->end == line->n))
    yutu_filler_add_piece (self, YUTU_ADDRESS_FLOOR, start, number->end, 0, NULL); /* under the ground */
  if (is_before_dash && number->n_digits <= 4)
    yutu_filler_add_piece (self, YUTU_ADDRESS_BUILDING, start, number->end, 3, NULL);
  if (is_before_dash && number->n_digits <= 3)
    yutu_filler_add_piece (self, YUTU_ADDRESS_UNIT, start, number->end, 6, NULL);
  yutu_filler_add_piece (self, YUTU_ADDRESS_ROOM, start, number->end, (number->n_digits >= 3 ? 4 : 10), NULL);
}

void
yutu_filler_add_direction_area (YutuFiller *self,
                                gsize       start)
{
  static const char ways[] = "东西南北中";
  char              text[7] = { 0 };
  YutuLineNumber    numbers[2];

  g_unichar_to_utf8 (self->line->text[start], text);
  if (start + 1 >= self->line->n || strstr (ways, text) == NULL || yutu_line_numbers (self->line, start + 1, numbers) == 0 ||
      numbers[0].n_digits > 2)
    return;
  for (gsize i = self->firsts[numbers[0].end]; i < self->firsts[numbers[0].end + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_COUNT && self->mentions[i].word->label == YUTU_ADDRESS_AREA)
      yutu_filler_add_piece (self, YUTU_ADDRESS_AREA, start, self->mentions[i].end, 3, NULL);
}

/* 第三组, 第5幢. */
static void
add_ordinals (YutuFiller *self,
              gsize       start)
{
  YutuLineNumber numbers[2];

  if (yutu_line_numbers (self->line, start + 1, numbers) == 0 || numbers[0].is_letter)
    return;
  for (gsize i = self->firsts[numbers[0].end]; i < self->firsts[numbers[0].end + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_COUNT && self->mentions[i].word->label != YUTU_ADDRESS_DOOR &&
        self->mentions[i].word->label != YUTU_ADDRESS_RELATION)
      add_counted (self, start, &numbers[0], &self->mentions[i]);
}

/* 负一楼, 地下1层. */
static void
add_basement (YutuFiller *self,
              gsize       start)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];
  gsize           at = start;

  if (line->text[start] == 0x8d1f /* 负 */)
    at = start + 1;
  else if (start + 1 < line->n && line->text[start] == 0x5730 && line->text[start + 1] == 0x4e0b /* 地下 */)
    at = start + 2;
  if (at == start || at >= line->n || yutu_line_numbers (line, at, numbers) == 0 || numbers[0].n_digits > 1 || numbers[0].is_letter)
    return;
  for (gsize i = self->firsts[numbers[0].end]; i < self->firsts[numbers[0].end + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_COUNT && self->mentions[i].word->label == YUTU_ADDRESS_FLOOR)
      yutu_filler_add_piece (self, YUTU_ADDRESS_FLOOR, start, self->mentions[i].end, 0, NULL);
}

/* 国道330线, 省道218: the number behind the kind of road; 330国道 is another way to write it. */
static void
add_highway (YutuFiller *self,
             gsize       start)
{
  const YutuLine *line = self->line;

  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    {
      gsize end = self->mentions[i].end;

      if (self->mentions[i].word->kind != YUTU_WORD_NUMBERED)
        continue;
      while (end < line->n && line->classes[end] == YUTU_CELL_DIGIT && !line->is_noise[end])
        end++;
      if (end == self->mentions[i].end)
        continue;
      if (end < line->n && line->text[end] == 0x7ebf /* 线 */)
        yutu_filler_add_piece (self, YUTU_ADDRESS_ROAD, start, end + 1, 2, NULL);
      else if (end >= line->n || line->text[end] != 0x53f7 /* 号 */)
        yutu_filler_add_piece (self, YUTU_ADDRESS_ROAD, start, end, 4, NULL);
    }
}

/* K12+300 of 330国道K12+300: where it is along the road. */
static void
add_chainage (YutuFiller *self,
              gsize       start)
{
  const YutuLine *line = self->line;
  gsize           end = start + 1;

  if (line->text[start] != 'K' || (start > 0 && line->classes[start - 1] == YUTU_CELL_LATIN))
    return;
  while (end < line->n && (line->classes[end] == YUTU_CELL_DIGIT || (line->text[end] == '+' && end > start + 1)))
    end++;
  if (end > start + 1 && (yutu_filler_is_behind_road (self, start) || memchr (line->text + start, '+', (end - start) * sizeof *line->text) != NULL))
    yutu_filler_add_piece (self, YUTU_ADDRESS_RELATION, start, end, 2, NULL);
}

void
yutu_filler_add_numbers (YutuFiller *self,
                         gsize       start)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];
  gsize           n = 0;

  add_basement (self, start);
  add_highway (self, start);
  add_chainage (self, start);
  if (line->text[start] == 0x7b2c /* 第 */ && start + 1 < line->n)
    {
      add_ordinals (self, start);
      return;
    }
  if (start == 0 || line->breaks[start] || line->classes[start] != YUTU_CELL_DIGIT || line->classes[start - 1] != YUTU_CELL_DIGIT)
    n = yutu_line_numbers (line, start, numbers);
  if (n > 0 && line->classes[start] == YUTU_CELL_LATIN && numbers[0].end - start == (gsize)numbers[0].n_digits + 1 && numbers[0].n_digits >= 3)
    yutu_filler_add_piece (self, YUTU_ADDRESS_BUILDING, start, start + 1, 6, NULL); /* A of A1501 */
  for (gsize k = 0; k < n; k++)
    {
      for (gsize i = self->firsts[numbers[k].end]; i < self->firsts[numbers[k].end + 1]; i++)
        if (self->mentions[i].word->role == YUTU_WORD_COUNT)
          add_counted (self, start, &numbers[k], &self->mentions[i]);
      add_bare (self, start, &numbers[k]);
    }
}
