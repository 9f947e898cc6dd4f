/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Costs are integers, in tenths of what one unexplained character costs in a name of which nothing is
 * known; a piece costs by what it was read by, and the step from piece to piece by how unusual the order of
 * the two elements is. */

#include "gazetteer/yutu-address-lattice-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define MAX_WORDS     400
#define LENGTH_MAX    48 /* characters of a name with what closes it */
#define COST_OF_BREAK 6 /* white space within a piece */
#define COST_OF_UNKNOWN 9 /* at least, of a name by its form where a register has it */

/* A word of the lexicon somewhere in the line. */
typedef struct
{
  const YutuAddressWord *word;
  gsize                  start;
  gsize                  end;
  gboolean               is_misspelt;
} Mention;

typedef struct
{
  YutuLattice    *lattice;
  const YutuLine *line;
  Mention         mentions[MAX_WORDS]; /* by start, then by length */
  gsize           n_mentions;
  gsize           firsts[YUTU_LINE_MAX + 2];
  gsize           at;                                        /* while matching */

  int     weights[YUTU_LINE_MAX + 1][YUTU_NAME_MAX]; /* by end and length: how unlikely the words there are inside a name */
  guint32 lengths[YUTU_LINE_MAX + 1];                /* bits: which of them there are */

  int n_breaks[YUTU_LINE_MAX + 1]; /* among the characters before each */

  /* of the pieces that begin at one character, by length: the cost of the characters, in names of sites and in
   * others, and of the words inside */
  int characters[2][LENGTH_MAX + 1];
  int inner[YUTU_NAME_MAX + 1];
} Filler;

static void
add_piece (Filler                *self,
           YutuAddressLabel       label,
           gsize                  start,
           gsize                  end,
           int                    cost,
           const YutuAddressWord *word)
{
  YutuLattice *lattice = self->lattice;

  if (end > start + 1 && !yutu_address_label_is_silent (label))
    cost += COST_OF_BREAK * (self->n_breaks[end] - self->n_breaks[start + 1]);
  if (lattice->n_pieces == lattice->n_allocated)
    {
      lattice->n_allocated = MAX (1024, lattice->n_allocated * 2);
      lattice->pieces = g_renew (YutuLatticePiece, lattice->pieces, lattice->n_allocated);
    }
  lattice->pieces[lattice->n_pieces++] = (YutuLatticePiece){ label, start, end, cost, word, FALSE, FALSE };
}

/* ---- Words ---- */

/* How unlikely the word is inside another name. */
static int
inner_weight (const YutuAddressWord *word)
{
  static const int weights[] = { 10, 5, 10, 2 };

  return word->role == YUTU_WORD_NAME ? weights[word->weight] : word->weight;
}

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
  Filler *self = data;
  gsize   end = self->at + length;

  if (self->n_mentions == MAX_WORDS || (is_misspelt && word->weight >= YUTU_WORD_ELSEWHERE))
    return;
  self->mentions[self->n_mentions++] = (Mention){ word, self->at, end, is_misspelt };
  if (length >= YUTU_NAME_MAX || word->label == YUTU_ADDRESS_PERSON)
    return;
  self->weights[end][length] = MAX (self->weights[end][length], inner_weight (word));
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
find_mentions (Filler                   *self,
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

/* 永康市 in 永康市第一医院: where the name of a county or prefecture that begins at @start ends; else @start. */
static gsize
division_end (const Filler *self,
              gsize         start)
{
  gsize end = start;

  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role == YUTU_WORD_NAME && word->label <= YUTU_ADDRESS_COUNTY && !self->mentions[i].is_misspelt)
        end = MAX (end, self->mentions[i].end);
    }
  return end;
}

/* How unlikely the words that lie inside of each piece from @start on are there; those at its beginning may
 * be part of a name (镇海, 县前街). */
static void
weigh_inner (Filler *self,
             gsize   start)
{
  gsize division = division_end (self, start);
  gsize limit = MIN (self->line->n, start + YUTU_NAME_MAX);

  self->inner[0] = self->inner[1] = 0;
  for (gsize i = start + 2; i <= limit; i++)
    {
      gsize   at = i - start;
      int     most = 0;
      guint32 there = self->lengths[i] & ((1u << (at < YUTU_NAME_MAX ? at : YUTU_NAME_MAX)) - 1);

      self->inner[at] = self->inner[at - 1];
      for (; there != 0; there &= there - 1)
        most = MAX (most, self->weights[i][__builtin_ctz (there)]);
      if (i > division)
        self->inner[at] += most;
    }
}

/* ---- Names known only by how they end ---- */

static const struct
{
  int   base;
  int   each;       /* for each character of the proper name */
  int   lengths[6]; /* by their number, from 1 on */
  gsize longest;
} forms[YUTU_ADDRESS_N_LABELS] = {
  [YUTU_ADDRESS_PROVINCE] = { 34, 1, { 30, 0, 6, 12, 20, 30 }, 8 },
  [YUTU_ADDRESS_CITY] = { 20, 0, { 14, 0, 4, 12, 16, 20 }, 8 },
  [YUTU_ADDRESS_COUNTY] = { 5, 2, { 9, 0, 12, 14, 20, 24 }, 9 },
  [YUTU_ADDRESS_ZONE] = { 12, 1, { 6, 0, 2, 7, 6, 8 }, 10 },
  [YUTU_ADDRESS_TOWNSHIP] = { 1, 1, { 9, 0, 3, 13, 16, 22 }, 8 },
  [YUTU_ADDRESS_VILLAGE] = { 4, 2, { 9, 0, 1, 6, 18, 20 }, 7 },
  [YUTU_ADDRESS_NATURAL_VILLAGE] = { 8, 1, { 6, 0, 1, 6, 12, 20 }, 7 },
  [YUTU_ADDRESS_GROUP] = { 14, 5, { 9, 0, 0, 6, 12, 18 }, 6 },
  [YUTU_ADDRESS_ROAD] = { 7, 1, { 4, 0, 0, 8, 16, 26 }, 9 },
  [YUTU_ADDRESS_ESTATE] = { 17, 3, { 7, 0, 0, 4, 1, 2 }, 16 },
  [YUTU_ADDRESS_POI] = { 19, 3, { 8, 0, 0, 0, 0, 0 }, 22 },
};

/* The costs of the characters of all names from @start on; no cost: no name may run over it. */
static void
weigh_characters (Filler  *self,
                  gsize    start,
                  gboolean is_free)
{
  const YutuLine *line = self->line;
  int            *costs = self->characters[is_free ? 1 : 0];
  int             depth = 0;

  costs[0] = 0;
  for (gsize n = 1; n <= LENGTH_MAX; n++)
    {
      gsize    i = start + n - 1;
      gboolean is_bracket;

      costs[n] = YUTU_NO_COST;
      if (i >= line->n || costs[n - 1] == YUTU_NO_COST)
        continue;
      is_bracket = line->text[i] == '(' || line->text[i] == ')';
      depth += line->text[i] == '(' ? 1 : line->text[i] == ')' ? -1
                                                               : 0;
      if (line->is_noise[i] || depth < 0 ||
          (line->classes[i] == YUTU_CELL_PUNCTUATION && !(is_free && is_bracket && i > start)))
        continue;
      costs[n] = costs[n - 1] + (is_bracket ? 5 : 0);
      if (i > start && line->breaks[i])
        costs[n] += 14 - COST_OF_BREAK;
      else if (line->classes[i] != YUTU_CELL_HAN)
        costs[n] += is_free ? 2 : 7;
    }
}

/* 三, B, 东: what serial parts are named by. */
static gboolean
is_serial (const YutuLine *line,
           gsize           at)
{
  static const char ways[] = "东西南北中";
  char              text[7] = { 0 };

  g_unichar_to_utf8 (line->text[at], text);
  return line->classes[at] != YUTU_CELL_HAN || strstr (ways, text) != NULL || yutu_normal_parse_numeral (text, 1) >= 0;
}

/* A name seldom begins with the end of the name before it, or with 与. */
static int
start_cost (const Filler *self,
            gsize         start,
            gsize         end)
{
  int cost = 0;

  for (gsize i = self->firsts[start]; i < self->firsts[start + 1] && self->mentions[i].end < end; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_RELATION)
        cost = MAX (cost, word->weight);
      else if (word->role == YUTU_WORD_NAME &&
               (word->label >= YUTU_ADDRESS_VILLAGE || (word->label >= YUTU_ADDRESS_COUNTY && inner_weight (word) == 10)))
        cost = MAX (cost, 9);
      else if (word->role == YUTU_WORD_END && word->label < YUTU_ADDRESS_ROAD)
        cost = MAX (cost, word->weight);
    }
  return cost;
}

static gboolean
is_known (const Filler *self,
          gsize         start,
          gsize         end)
{
  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    if (self->mentions[i].end == end && self->mentions[i].word->role == YUTU_WORD_NAME && !self->mentions[i].is_misspelt)
      return TRUE;
  return FALSE;
}

static void
add_ended (Filler        *self,
           gsize          start,
           const Mention *mention)
{
  YutuAddressLabel label = mention->word->label;
  gsize            n = mention->start - start;
  gboolean         is_free = label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI;
  int              characters, cost;

  if (n > forms[label].longest || forms[label].longest == 0 || mention->end - start > LENGTH_MAX)
    return;
  characters = self->characters[is_free ? 1 : 0][mention->end - start];
  if (characters == YUTU_NO_COST)
    return;
  cost = forms[label].base + forms[label].each * (int)n + forms[label].lengths[MIN (n, 6) - 1] + characters +
         start_cost (self, start, mention->end) + self->inner[n];
  if (is_free)
    cost += self->inner[n] - mention->word->weight;
  if (is_serial (self->line, mention->start - 1) && (label == YUTU_ADDRESS_COUNTY || mention->word->weight < 3))
    cost += 14; /* 三区 and 8楼 are parts of something */
  /* a longer word that ends here says another thing: 区 of 开发区 */
  for (gsize length = mention->end - mention->start + 1; length <= mention->end - start && length < YUTU_NAME_MAX; length++)
    cost += self->weights[mention->end][length] > mention->word->weight ? self->weights[mention->end][length] : 0;
  add_piece (self, label, start, mention->end, is_known (self, start, mention->end) ? MAX (cost, COST_OF_UNKNOWN) : cost, NULL);
}

/* ---- Names of which nothing is known ---- */

static gboolean
is_settlement (gunichar character)
{
  static const char ends[] = "家头塘宅庄坞畈山岙湾垟坑桥岭垄下口";

  for (const char *p = ends; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == character)
      return TRUE;
  return FALSE;
}

static void
add_open (Filler *self,
          gsize   start)
{
  const YutuLine *line = self->line;

  for (gsize end = start + 1; end <= line->n && end <= start + 18; end++)
    {
      gsize n = end - start;
      int   characters = self->characters[1][n];
      int   inner;

      if (characters == YUTU_NO_COST)
        return;
      inner = self->inner[n] + (n > 1 ? start_cost (self, start, end) : 0);
      add_piece (self, YUTU_ADDRESS_POI, start, end, 18 + 5 * (int)n + (n == 1 ? 10 : 0) + characters + 2 * inner, NULL);
      if (n < 2 || n > 4 || characters > 0)
        continue;
      if (n <= 3)
        add_piece (self, YUTU_ADDRESS_TOWNSHIP, start, end, 28 + (n == 3 ? 6 : 0) + inner, NULL);
      add_piece (self, YUTU_ADDRESS_VILLAGE, start, end, (is_settlement (line->text[end - 1]) ? 27 : 40) + (n == 4 ? 12 : 3 * (int)(n - 2)) + inner, NULL);
    }
}

/* ---- Numbers ---- */

static int
count_cost (const YutuAddressWord *word,
            const YutuLineNumber  *number)
{
  int cost = 0;

  if (number->is_letter)
    return word->label == YUTU_ADDRESS_BUILDING || word->label == YUTU_ADDRESS_AREA ? 4
           : word->label == YUTU_ADDRESS_UNIT                                       ? 8
                                                                                    : YUTU_NO_COST;
  if (number->is_han)
    cost += word->label == YUTU_ADDRESS_LANE ? 18 : 0;
  if (number->is_range)
    cost += 1;
  switch ((int)word->label)
    {
    case YUTU_ADDRESS_LANE:
      return cost + (word->weight >= 9 ? 2 : 8); /* 6街 may be a road's name */
    case YUTU_ADDRESS_AREA:
    case YUTU_ADDRESS_ROOM:
      return cost + 2;
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

static void
add_counted (Filler               *self,
             gsize                 start,
             const YutuLineNumber *number,
             const Mention        *mention)
{
  const YutuAddressWord *word = mention->word;
  int                    cost = count_cost (word, number);
  gsize                  sub;

  if (cost == YUTU_NO_COST)
    return;
  if (self->line->breaks[mention->start])
    cost += 6;
  add_piece (self, word->label, start, mention->end, cost, NULL);
  if (word->label == YUTU_ADDRESS_LANE && word->weight < 9)
    add_piece (self, YUTU_ADDRESS_ROAD, start, mention->end, cost + 6, NULL);
  if (word->label != YUTU_ADDRESS_DOOR)
    return;
  add_piece (self, YUTU_ADDRESS_ROOM, start, mention->end, cost + 5, NULL);
  sub = door_sub_end (self->line, mention->end);
  if (sub > mention->end)
    add_piece (self, YUTU_ADDRESS_DOOR, start, sub, cost, NULL);
}

static void
add_bare (Filler               *self,
          gsize                 start,
          const YutuLineNumber *number)
{
  const YutuLine *line = self->line;
  gboolean        is_before_dash = yutu_line_is_dash (line, number->end) || (number->end < line->n && line->breaks[number->end]);
  gboolean        is_behind_dash = start > 0 && (yutu_line_is_dash (line, start - 1) || line->breaks[start]);

  if (number->is_han)
    return;
  if (number->is_letter)
    {
      if (yutu_line_is_dash (line, number->end))
        add_piece (self, YUTU_ADDRESS_BUILDING, start, number->end, 10, NULL);
      return;
    }
  add_piece (self, YUTU_ADDRESS_DOOR, start, number->end, (number->is_range ? (number->is_near ? 9 : 24) : 6), NULL);
  self->lattice->pieces[self->lattice->n_pieces - 1].is_bare = TRUE;
  if (number->is_range)
    return;
  if (line->text[start] == 'B' && number->n_digits <= 2 && number->end - start == (gsize)number->n_digits + 1 &&
      (is_before_dash || number->end == line->n))
    add_piece (self, YUTU_ADDRESS_FLOOR, start, number->end, 0, NULL); /* under the ground */
  if (is_before_dash && number->n_digits <= 4)
    add_piece (self, YUTU_ADDRESS_BUILDING, start, number->end, 3, NULL);
  if (is_before_dash && is_behind_dash && number->n_digits <= 3)
    add_piece (self, YUTU_ADDRESS_UNIT, start, number->end, 6, NULL);
  add_piece (self, YUTU_ADDRESS_ROOM, start, number->end, (number->n_digits >= 3 ? 4 : 10), NULL);
}

static void
add_numbers (Filler *self,
             gsize   start)
{
  const YutuLine *line = self->line;
  YutuLineNumber  numbers[2];
  gsize           n = 0;

  if (start == 0 || line->breaks[start] || line->classes[start] != YUTU_CELL_DIGIT || line->classes[start - 1] != YUTU_CELL_DIGIT)
    n = yutu_line_numbers (line, start, numbers);
  if (n > 0 && line->classes[start] == YUTU_CELL_LATIN && numbers[0].end - start == (gsize)numbers[0].n_digits + 1 && numbers[0].n_digits >= 3)
    add_piece (self, YUTU_ADDRESS_BUILDING, start, start + 1, 6, NULL); /* A of A1501 */
  for (gsize k = 0; k < n; k++)
    {
      for (gsize i = self->firsts[numbers[k].end]; i < self->firsts[numbers[k].end + 1]; i++)
        if (self->mentions[i].word->role == YUTU_WORD_COUNT)
          add_counted (self, start, &numbers[k], &self->mentions[i]);
      add_bare (self, start, &numbers[k]);
    }
}

/* ---- Persons ---- */

/* 张三家, 李女士: a surname, at most two characters, and what closes it. */
static void
add_person (Filler        *self,
            const Mention *surname)
{
  for (gsize at = surname->end; at <= surname->end + 2 && at < self->line->n; at++)
    for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
      if (self->mentions[i].word->role == YUTU_WORD_TAIL)
        add_piece (self, YUTU_ADDRESS_PERSON, surname->start, self->mentions[i].end, 6, NULL);
}

/* ---- All pieces ---- */

/* A known name with the generic term it was registered without: 芙蓉苑 + 小区. */
static void
add_extended (Filler        *self,
              const Mention *name)
{
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    {
      const Mention *end = &self->mentions[i];

      if (end->word->role == YUTU_WORD_END && end->word->label == name->word->label && name->word->label > YUTU_ADDRESS_COUNTY)
        {
          add_piece (self, name->word->label, name->start, end->end,
                     (name->word->weight == 0 ? 2 : 4) + (name->is_misspelt ? 10 : 0), name->word);
          self->lattice->pieces[self->lattice->n_pieces - 1].is_misspelt = name->is_misspelt;
        }
    }
}

/* A generic term of some length that stands for the site by itself: 工业区, 村委会. */
static void
add_bare_site (Filler        *self,
               const Mention *mention)
{
  YutuAddressLabel label = mention->word->label;

  if (label == YUTU_ADDRESS_VILLAGE && mention->word->weight >= 14)
    label = YUTU_ADDRESS_POI; /* its committee */
  if (label == YUTU_ADDRESS_ZONE && mention->word->weight >= 14)
    add_piece (self, label, mention->start, mention->end, 10, NULL);
  if ((label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI) && mention->word->weight >= 8)
    add_piece (self, label, mention->start, mention->end, 10, NULL);
}

/* 下沙 of another county, but not before 路 or 二区: what a generic term closes is the longer name. */
static gboolean
is_cut_short (const Filler  *self,
              const Mention *name)
{
  if (name->word->weight != YUTU_WORD_SHORT_ELSEWHERE)
    return FALSE;
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role == YUTU_WORD_END || (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_ROAD))
        return TRUE;
    }
  for (gsize i = self->firsts[MIN (name->end + 1, self->line->n)]; i < self->firsts[MIN (name->end + 2, self->line->n + 1)]; i++)
    if (self->mentions[i].word->label == YUTU_ADDRESS_AREA && is_serial (self->line, name->end))
      return TRUE;
  return FALSE;
}

static void
add_known (Filler *self,
           gsize   start)
{
  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    {
      const Mention *mention = &self->mentions[i];
      int            n = (int)(mention->end - start);

      switch ((int)mention->word->role)
        {
        case YUTU_WORD_NAME:
          if (is_cut_short (self, mention))
            break;
          add_piece (self, mention->word->label, start, mention->end,
                     name_cost (mention->word) + (mention->is_misspelt ? 10 : 0), mention->word);
          self->lattice->pieces[self->lattice->n_pieces - 1].is_misspelt = mention->is_misspelt;
          add_extended (self, mention);
          break;
        case YUTU_WORD_WHOLE:
          add_piece (self, mention->word->label, start, mention->end, (n == 1 ? MAX (14 - mention->word->weight, 4) : 5), NULL);
          break;
        case YUTU_WORD_NOISE:
          add_piece (self, YUTU_ADDRESS_NOISE, start, mention->end, 1, NULL);
          break;
        case YUTU_WORD_REST:
          add_piece (self, YUTU_ADDRESS_NOISE, start, self->line->n, 14, NULL);
          break;
        case YUTU_WORD_SURNAME:
          add_person (self, mention);
          break;
        case YUTU_WORD_END:
          add_bare_site (self, mention);
          break;
        case YUTU_WORD_COUNT:
        case YUTU_WORD_TAIL:
        default:
          break;
        }
    }
}

static void
add_unwanted (Filler *self,
              gsize   start)
{
  const YutuLine *line = self->line;
  gsize           end = start;

  while (end < line->n && line->is_noise[end])
    end++;
  if (end > start)
    add_piece (self, YUTU_ADDRESS_NOISE, start, end, 0, NULL);
  else
    add_piece (self, YUTU_ADDRESS_NOISE, start, start + 1,
               line->classes[start] == YUTU_CELL_PUNCTUATION ? 1 : 24, NULL);
}

void
yutu_lattice_fill (YutuLattice              *self,
                   const YutuLine           *line,
                   const YutuAddressLexicon *own)
{
  static GPrivate kept = G_PRIVATE_INIT (g_free);
  Filler         *filler = g_private_get (&kept);

  if (filler == NULL)
    {
      filler = g_new (Filler, 1);
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
      weigh_inner (filler, start);
      weigh_characters (filler, start, FALSE);
      weigh_characters (filler, start, TRUE);
      add_known (filler, start);
      for (gsize i = filler->firsts[MIN (start + 1, line->n)];
           i < filler->n_mentions && filler->mentions[i].start <= start + YUTU_NAME_MAX - 4; i++)
        if (filler->mentions[i].word->role == YUTU_WORD_END)
          add_ended (filler, start, &filler->mentions[i]);
      add_numbers (filler, start);
      add_open (filler, start);
    }
  self->firsts[line->n] = self->n_pieces;
}

void
yutu_lattice_clear (YutuLattice *self)
{
  g_clear_pointer (&self->pieces, g_free);
  self->n_allocated = 0;
}
