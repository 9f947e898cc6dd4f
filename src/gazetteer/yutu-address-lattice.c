/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Costs are integers, in tenths of what one unexplained character costs in a name of which nothing is
 * known; a piece costs by what it was read by, and the step from piece to piece by how unusual the order of
 * the two elements is. */

#include "gazetteer/yutu-address-filler-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define PARCEL_MAX      28 /* characters of the number of one: that of a unit of real estate */
#define SHORT_MAX       4  /* characters of the short name of a division */
#define COST_OF_OTHER   18 /* a name where a longer one is meant */
#define COST_OF_CALLER  3  /* a surname and one or two characters beside a telephone number */
#define COST_OF_REQUEST 14 /* what is said to who brings it */
#define COST_OF_LOST    36 /* an element behind that, which would be dropped with it */
#define DIGITS_OF_SHOP  5  /* 40822: no road has so many doors, a market so many shops */
#define COST_OF_SHOP    10
#define COST_OF_PLACED  6 /* the short name of a township behind that of its county; more than one of the file */

YutuLatticePiece *
yutu_filler_add_piece (YutuFiller            *self,
                       YutuAddressLabel       label,
                       gsize                  start,
                       gsize                  end,
                       int                    cost,
                       const YutuAddressWord *word)
{
  YutuLattice *lattice = self->lattice;

  if (end > start + 1 && !yutu_address_label_is_silent (label))
    cost += YUTU_COST_OF_BREAK * (self->n_breaks[end] - self->n_breaks[start + 1]);
  if (lattice->n_pieces == lattice->n_allocated)
    {
      lattice->n_allocated = MAX (1024, lattice->n_allocated * 2);
      lattice->pieces = g_renew (YutuLatticePiece, lattice->pieces, lattice->n_allocated);
    }
  lattice->pieces[lattice->n_pieces] = (YutuLatticePiece){ .label = label, .start = (guint16)start, .end = (guint16)end, .cost = cost, .word = word };
  return &lattice->pieces[lattice->n_pieces++];
}

/* ---- Words ---- */

static int
name_cost (const YutuAddressWord *word)
{
  static const int costs[] = { 0, 5, 1, 8 };

  return costs[word->weight];
}

static void
mention_cb (const YutuAddressWord *word,
            gsize                  length,
            gboolean               is_misspelt,
            gpointer               data)
{
  YutuFiller *self = data;
  gsize       end = self->at + length;
  int         weight = yutu_word_inner_weight (word);

  if (self->n_mentions == YUTU_FILLER_WORDS || (is_misspelt && word->weight >= YUTU_WORD_ELSEWHERE))
    return;
  self->mentions[self->n_mentions++] = (YutuMention){ word, self->at, end, is_misspelt };
  if (length >= YUTU_NAME_MAX || word->label == YUTU_ADDRESS_PERSON || word->role == YUTU_WORD_LAND)
    return;
  if (word->role == YUTU_WORD_COUNT && word->label >= YUTU_ADDRESS_BUILDING && self->at > 0 && self->line->classes[self->at - 1] != YUTU_CELL_PUNCTUATION &&
      self->line->is_numeral[self->at - 1])
    weight += 10; /* 六楼 */
  self->weights[end][length] = MAX (self->weights[end][length], weight);
  self->lengths[end] |= 1u << length;
}

static gsize
known_length (const YutuLine *line,
              gsize           at)
{
  gsize end = at;

  while (end < line->n && end < at + YUTU_NAME_MAX && !line->is_noise[end])
    end++;
  return end - at;
}

static void
find_mentions (YutuFiller               *self,
               const YutuAddressLexicon *own)
{
  const YutuLine *line = self->line;

  self->n_mentions = 0;
  for (gsize i = 0; i <= line->n; i++)
    {
      memset (self->weights[i], 0, sizeof self->weights[i]);
      self->lengths[i] = 0;
    }
  for (gsize i = 0; i < line->n; i++)
    {
      gsize length = known_length (line, i);

      self->firsts[i] = self->n_mentions;
      self->at = i;
      yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), line->text + i, length, mention_cb, self);
      if (own != NULL)
        yutu_address_lexicon_match (own, line->text + i, length, mention_cb, self);
    }
  self->firsts[line->n] = self->n_mentions;
  self->firsts[line->n + 1] = self->n_mentions;
}

/* ---- Numbers ---- */

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
  if (sub > mention->end)
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

static void
add_bare (YutuFiller           *self,
          gsize                 start,
          const YutuLineNumber *number)
{
  const YutuLine *line = self->line;
  gboolean        is_before_dash = goes_on (line, number->end);

  if (number->is_han)
    return;
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
  yutu_filler_add_piece (self, YUTU_ADDRESS_DOOR, start, number->end, (number->is_range ? (number->is_near ? 9 : number->is_sub ? 14
                                                                                                                                : 24)
                                                                                        : 6) +
                                                                        (number->n_digits >= DIGITS_OF_SHOP ? COST_OF_SHOP : 0),
                         NULL)
    ->is_bare = TRUE;
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

/* 北一区, 东2区: a part told by direction and number. */
static void
add_direction_area (YutuFiller *self,
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

static void
add_numbers (YutuFiller *self,
             gsize       start)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];
  gsize           n = 0;

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

/* ---- Parcels ---- */

/* A-03, 2021-15: letters, figures and dashes, at least one of them a figure. Returns the end. */
static gsize
parcel_number_end (const YutuLine *line,
                   gsize           at)
{
  gsize    end = at;
  gboolean has_figure = FALSE;

  for (; end < line->n && end < at + PARCEL_MAX && !line->is_noise[end] && (end == at || !line->breaks[end]) &&
         (line->classes[end] == YUTU_CELL_DIGIT || line->classes[end] == YUTU_CELL_LATIN || (end > at && yutu_line_is_dash (line, end)));
       end++)
    has_figure |= line->classes[end] == YUTU_CELL_DIGIT;
  return has_figure && end > at && !yutu_line_is_dash (line, end - 1) ? end : at;
}

/* 330702001001GB00012: the code of a parcel (TD/T 1001: area 6, cadastral area and sub-area 3 each, two letters, 5). */
static gboolean
is_parcel_code (const YutuLine *line,
                gsize           start,
                gsize           end)
{
  if (end - start != 19)
    return FALSE;
  for (gsize i = 0; i < 19; i++)
    if (line->classes[start + i] != (i == 12 || i == 13 ? YUTU_CELL_LATIN : YUTU_CELL_DIGIT))
      return FALSE;
  return TRUE;
}

static gboolean
is_parcel_word (const YutuMention *mention)
{
  return mention->word->label == YUTU_ADDRESS_PLOT && mention->word->role == YUTU_WORD_COUNT;
}

/* A-03地块, 2021-15号宗地; 宗地A-03; the code alone. */
static void
add_parcel (YutuFiller *self,
            gsize       start)
{
  const YutuLine *line = self->line;
  gsize           end;

  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    if (is_parcel_word (&self->mentions[i]) && parcel_number_end (line, self->mentions[i].end) > self->mentions[i].end)
      yutu_filler_add_piece (self, YUTU_ADDRESS_PLOT, start, parcel_number_end (line, self->mentions[i].end), 2, NULL);
  if (start > 0 && !line->breaks[start] && (line->classes[start - 1] == YUTU_CELL_DIGIT || line->classes[start - 1] == YUTU_CELL_LATIN))
    return;
  end = parcel_number_end (line, start);
  if (end == start)
    return;
  for (gsize i = self->firsts[end]; i < self->firsts[end + 1]; i++)
    if (is_parcel_word (&self->mentions[i]))
      yutu_filler_add_piece (self, YUTU_ADDRESS_PLOT, start, self->mentions[i].end, 2, NULL);
  if (is_parcel_code (line, start, end))
    yutu_filler_add_piece (self, YUTU_ADDRESS_PLOT, start, end, 0, NULL);
}

/* ---- Persons ---- */

/* 收 of 张三收, not of 应收组; 家 of 张三家, not of 江北人家. */
static gboolean
may_close_person (const YutuLine    *line,
                  const YutuMention *tail)
{
  if (line->text[tail->start] == 0x6536 /* 收 */)
    return tail->end == line->n || line->breaks[tail->end] || line->is_noise[tail->end] ||
           line->classes[tail->end] != YUTU_CELL_HAN;
  return line->text[tail->start] != 0x5bb6 /* 家 */ || line->text[tail->start - 1] != 0x4eba /* 人 */;
}

/* 张三家, 李女士: a surname, at most two characters, and what closes it. */
static void
add_person (YutuFiller        *self,
            const YutuMention *surname)
{
  for (gsize at = surname->end; at <= surname->end + 2 && at < self->line->n; at++)
    for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
      if (self->mentions[i].word->role == YUTU_WORD_TAIL && may_close_person (self->line, &self->mentions[i]))
        yutu_filler_add_piece (self, YUTU_ADDRESS_PERSON, surname->start, self->mentions[i].end,
                               self->mentions[i].word->weight == 0 ? 16 : 6, NULL);
}

/* The first cell from @at on, or before it, that is neither a comma nor a colon is noise by its form. */
static gboolean
is_beside_number (const YutuLine *line,
                  gsize           at,
                  gboolean        is_behind)
{
  if (is_behind)
    {
      while (at > 0 && line->classes[at - 1] == YUTU_CELL_PUNCTUATION && !line->is_noise[at - 1])
        at--;
      return at > 0 && line->is_noise[at - 1];
    }
  while (at < line->n && line->classes[at] == YUTU_CELL_PUNCTUATION && !line->is_noise[at])
    at++;
  return at < line->n && line->is_noise[at];
}

/* 王小明 beside a telephone number. */
static void
add_caller (YutuFiller        *self,
            const YutuMention *surname)
{
  const YutuLine *line = self->line;
  gboolean        is_behind = is_beside_number (line, surname->start, TRUE);

  for (gsize end = surname->end + 1; end <= surname->end + 2 && end <= line->n && line->classes[end - 1] == YUTU_CELL_HAN; end++)
    if (is_beside_number (line, end, FALSE) ||
        (is_behind && (end == line->n || line->breaks[end] || line->classes[end] == YUTU_CELL_PUNCTUATION)))
      yutu_filler_add_piece (self, YUTU_ADDRESS_PERSON, surname->start, end, COST_OF_CALLER, NULL);
}

/* ---- All pieces ---- */

/* 交汇 of 交汇处. */
static gboolean
is_begun (const YutuFiller  *self,
          const YutuMention *whole)
{
  for (gsize i = self->firsts[whole->start]; i < self->firsts[whole->start + 1]; i++)
    if (self->mentions[i].end > whole->end && self->mentions[i].word->role == YUTU_WORD_WHOLE &&
        self->mentions[i].word->label == whole->word->label)
      return TRUE;
  return FALSE;
}

/* 秋滨工业城 is not 秋滨新村, 上街弄 not 上街: with another generic term it is another name; 金兰线公路 is 金兰线. */
static gboolean
may_go_on (const YutuAddressWord *name,
           const YutuAddressWord *end)
{
  if (end->role != YUTU_WORD_END || end->label != name->label || name->label <= YUTU_ADDRESS_COUNTY)
    return FALSE;
  if (name->label == YUTU_ADDRESS_ESTATE && name->weight == 1)
    return FALSE;
  if (name->label == YUTU_ADDRESS_ROAD && strcmp (end->text, "公路") != 0)
    return FALSE;
  return !(name->name != NULL && name->weight % 2 == 0 && g_str_has_suffix (name->text, end->text));
}

/* A known name with the generic term it was registered without: 芙蓉苑 + 小区. */
static void
add_extended (YutuFiller        *self,
              const YutuMention *name)
{
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    if (may_go_on (name->word, self->mentions[i].word))
      {
        YutuLatticePiece *piece = yutu_filler_add_piece (self, name->word->label, name->start, self->mentions[i].end,
                                                         (name->word->weight == 0 ? 2 : 4) + (name->is_misspelt ? 10 : 0), name->word);

        piece->is_misspelt = name->is_misspelt;
        piece->is_former = self->mentions[i].word->kind == YUTU_WORD_FORMER;
      }
}

/* 文昌 before 小区: the short name there is that of the estate, but a township of the file is told by 秋滨工业城. */
static gboolean
is_behind_short (const YutuFiller *self,
                 gsize             at)
{
  gboolean is_short = FALSE;

  for (gsize i = self->firsts[at > SHORT_MAX ? at - SHORT_MAX : 0]; i < self->firsts[at]; i++)
    if (self->mentions[i].end == at && self->mentions[i].word->role == YUTU_WORD_NAME)
      {
        const YutuAddressWord *word = self->mentions[i].word;

        if (word->weight == 1 && word->label == YUTU_ADDRESS_TOWNSHIP)
          return FALSE;
        is_short |= word->label <= YUTU_ADDRESS_VILLAGE && (word->weight == 1 || word->weight == YUTU_WORD_SHORT_ELSEWHERE);
      }
  return is_short;
}

/* A generic term of some length that stands for the site by itself: 工业区, 村委会. */
static void
add_bare_site (YutuFiller        *self,
               const YutuMention *mention)
{
  YutuAddressLabel label = mention->word->label;

  if (label == YUTU_ADDRESS_VILLAGE && mention->word->weight >= 14)
    label = YUTU_ADDRESS_POI; /* its committee */
  if (label == YUTU_ADDRESS_ZONE && mention->word->weight >= 14)
    yutu_filler_add_piece (self, label, mention->start, mention->end, 10, NULL);
  if ((label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI) &&
      mention->end > mention->start + 1)
    {
      int cost = mention->word->weight >= 8 || mention->word->kind == YUTU_WORD_WITHIN ? 10 : 18;

      if (label == YUTU_ADDRESS_ESTATE && mention->word->kind != YUTU_WORD_WITHIN && is_behind_short (self, mention->start))
        cost += COST_OF_OTHER;
      yutu_filler_add_piece (self, label, mention->start, mention->end, cost, NULL)
        ->is_headless = mention->word->kind != YUTU_WORD_WITHIN;
    }
}

static gboolean
is_ring_road (const YutuLine *line,
              gsize           at)
{
  return at + 1 < line->n && line->text[at] == 0x73af && line->text[at + 1] == 0x57ce; /* 环城 */
}

/* 下沙 of another county, but not before 路 or 二区: what a generic term closes is the longer name (the 环 of 环城路
 * closes none). */
static gboolean
is_cut_short (const YutuFiller  *self,
              const YutuMention *name)
{
  if (name->word->weight != YUTU_WORD_SHORT_ELSEWHERE)
    return FALSE;
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if ((word->role == YUTU_WORD_END && !is_ring_road (self->line, name->end)) ||
          (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_ROAD))
        return TRUE;
    }
  for (gsize i = self->firsts[MIN (name->end + 1, self->line->n)]; i < self->firsts[MIN (name->end + 2, self->line->n + 1)]; i++)
    if (self->mentions[i].word->label == YUTU_ADDRESS_AREA && yutu_line_is_serial (self->line, name->end))
      return TRUE;
  return FALSE;
}

/* 义乌 before 后宅: what a township lies in, or what that came from, is told before it. */
static gboolean
has_parent_before (const YutuFiller  *self,
                   const YutuMention *name)
{
  const char *parent = name->word->parent;

  for (gsize i = 0; parent != NULL && i < self->firsts[name->start]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->label == YUTU_ADDRESS_COUNTY && word->role == YUTU_WORD_NAME && self->mentions[i].end <= name->start &&
          (g_strcmp0 (word->name, parent) == 0 || (word->now != NULL && strstr (word->now, parent) != NULL)))
        return TRUE;
    }
  return FALSE;
}

/* Whether a word that stands at @at is a relation: 弄口. */
static gboolean
is_relation_at (const YutuFiller *self,
                gsize             at)
{
  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_WHOLE && self->mentions[i].word->label == YUTU_ADDRESS_RELATION)
      return TRUE;
  return FALSE;
}

/* What goes on behind a known name is another name, be it known or not: 凤凰 of 凤凰新村 before 路口, 上街 before 弄,
 * the settlement 苏孟 before 小学 (but 周村 before 乡政府). */
static gboolean
is_of_longer_name (const YutuFiller  *self,
                   const YutuMention *name)
{
  YutuAddressLabel label = name->word->label;

  if (name->word->weight != 1 && label != YUTU_ADDRESS_ROAD && label != YUTU_ADDRESS_NATURAL_VILLAGE)
    return FALSE;
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role != YUTU_WORD_END)
        continue;
      if (word->label == YUTU_ADDRESS_ROAD && (name->word->weight == 1 || (label == YUTU_ADDRESS_ROAD && !is_relation_at (self, name->end))))
        return TRUE;
      if (label == YUTU_ADDRESS_NATURAL_VILLAGE && word->label == YUTU_ADDRESS_POI && word->kind == YUTU_WORD_PLAIN &&
          strlen (word->text) > strlen ("村") && !g_str_has_prefix (word->text, "村") && !g_str_has_prefix (word->text, "乡") &&
          !g_str_has_prefix (word->text, "镇"))
        return TRUE;
    }
  return FALSE;
}

static int
cost_of_name (const YutuFiller  *self,
              const YutuMention *name)
{
  int cost = name->word->weight == YUTU_WORD_SHORT_ELSEWHERE && has_parent_before (self, name) ? COST_OF_PLACED : name_cost (name->word);

  return cost + (name->is_misspelt ? 10 : 0) + (is_of_longer_name (self, name) ? COST_OF_OTHER : 0);
}

/* 请勿放门口: a request, and all behind it, unless that goes on as an address (亲亲家园76幢, 请送到八一南街128号). */
static void
add_rest (YutuFiller        *self,
          const YutuMention *request)
{
  int cost = COST_OF_REQUEST;

  yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, request->start, request->end, COST_OF_REQUEST, NULL);
  for (gsize i = self->firsts[request->start + 1]; i < self->n_mentions; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;
      gboolean               is_counted = word->role == YUTU_WORD_COUNT && self->line->is_numeral[self->mentions[i].start - 1];
      gboolean               is_known = word->role == YUTU_WORD_NAME && word->weight == 0;

      if ((is_counted || is_known) && word->label != YUTU_ADDRESS_RELATION)
        cost += COST_OF_LOST;
    }
  yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, request->start, self->line->n, cost, NULL);
}

static void
add_known (YutuFiller *self,
           gsize       start)
{
  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    {
      const YutuMention *mention = &self->mentions[i];
      int                n = (int)(mention->end - start);

      switch ((int)mention->word->role)
        {
        case YUTU_WORD_NAME:
          if (is_cut_short (self, mention))
            break;
          yutu_filler_add_piece (self, mention->word->label, start, mention->end, cost_of_name (self, mention), mention->word)->is_misspelt =
            mention->is_misspelt;
          add_extended (self, mention);
          break;
        case YUTU_WORD_WHOLE:
          yutu_filler_add_piece (self, mention->word->label, start, mention->end,
                                 (n > 1 || (mention->word->kind == YUTU_WORD_CORNER && yutu_filler_is_behind_road (self, start)) ? 5 : MAX (14 - mention->word->weight, 4)) + (is_begun (self, mention) ? YUTU_COST_OF_CUT : 0), NULL)
            ->is_bare = mention->word->label == YUTU_ADDRESS_ROAD; /* 东路 goes on a road */
          break;
        case YUTU_WORD_NOISE:
          yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, mention->end, 1, mention->word);
          break;
        case YUTU_WORD_REST:
          add_rest (self, mention);
          break;
        case YUTU_WORD_SURNAME:
          add_person (self, mention);
          add_caller (self, mention);
          break;
        case YUTU_WORD_END:
          add_bare_site (self, mention);
          break;
        case YUTU_WORD_COUNT:
        case YUTU_WORD_TAIL:
        case YUTU_WORD_LAND:
        default:
          break;
        }
    }
}

static void
add_unwanted (YutuFiller *self,
              gsize       start)
{
  const YutuLine *line = self->line;
  gsize           end = start;
  gsize           former = yutu_line_former_end (line, start);

  if (former > start)
    yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, former, 2, NULL);

  while (end < line->n && line->is_noise[end])
    end++;
  if (end > start)
    yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, end, 0, NULL);
  else
    yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, start + 1,
                           line->classes[start] == YUTU_CELL_PUNCTUATION ? 1 : 24, NULL);
}

void
yutu_lattice_fill (YutuLattice              *self,
                   const YutuLine           *line,
                   const YutuAddressLexicon *own)
{
  static GPrivate kept = G_PRIVATE_INIT (g_free);
  YutuFiller     *filler = g_private_get (&kept);

  if (filler == NULL)
    {
      filler = g_new (YutuFiller, 1);
      g_private_set (&kept, filler);
    }
  filler->lattice = self;
  filler->line = line;
  self->n_pieces = 0;
  for (gsize i = 0; i <= line->n; i++)
    filler->n_breaks[i] = i > 0 ? filler->n_breaks[i - 1] + (line->breaks[i - 1] ? 1 : 0) : 0;
  find_mentions (filler, own);
  for (gsize start = 0; start < line->n; start++)
    {
      self->firsts[start] = self->n_pieces;
      add_unwanted (filler, start);
      if (line->is_noise[start])
        continue;
      add_known (filler, start);
      yutu_filler_add_forms (filler, start);
      add_numbers (filler, start);
      add_parcel (filler, start);
      add_direction_area (filler, start);
    }
  self->firsts[line->n] = self->n_pieces;
}

void
yutu_lattice_clear (YutuLattice *self)
{
  g_clear_pointer (&self->pieces, g_free);
  self->n_allocated = 0;
}
