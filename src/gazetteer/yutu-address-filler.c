/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names that no register has: those known by the generic term that closes them (通名), and open ones. What
 * stands in a name, and what goes before and on behind it, tells how likely it is one. */

#include "gazetteer/yutu-address-filler-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define COST_OF_UNKNOWN  9  /* at least, of a name by its form where a register has it, or of its former kind */
#define COST_OF_PART     12 /* a part of an estate in one name with it */
#define COST_OF_HIDDEN   20 /* a name of the registers within another one of its kind */
#define COST_OF_SERIAL   14 /* 三区 and 8楼 are parts of something */
#define COST_OF_NUMBER   14 /* a name that begins or ends within a number */
#define COST_OF_SETTLED  18 /* a name between a township and a number */
#define COST_OF_WAY      12 /* a road or a relation within the name of a branch */
#define COST_OF_LONG     14 /* a district of five characters and more */
#define COST_OF_RING     14 /* a road that ends in 环 and is none */
#define COST_OF_GOING    10 /* a road that goes on as a settlement */
#define COST_OF_NUMBERED 14 /* a township right before a number */

#define COST_OF_MEASURE 12 /* 室 behind 101, which it counts */
#define COST_OF_STRETCH 12 /* 东段 behind a road, which it belongs to */

#define LEAST_OF_FORMER 12 /* 生产大队 closes any name, 大队 only known ones */

#define MIDDLE 0x4e2d /* 中 */
#define RING   0x73af /* 环 */

#define WEIGHT_OF_ROAD     6  /* of a word that is certainly one: 路, 街; not 线, 道 */
#define WEIGHT_OF_RELATION 14 /* 对面, 交叉口; not 旁 */

int
yutu_word_inner_weight (const YutuAddressWord *word)
{
  static const int weights[] = { 10, 5, 10, 2 };

  if (word->role == YUTU_WORD_NAME && word->label == YUTU_ADDRESS_COUNTY && strlen (word->text) <= strlen ("宾县"))
    return 4; /* also the end of 宜宾县 */
  return word->role == YUTU_WORD_NAME ? weights[word->weight] : word->weight;
}

static gboolean
is_way (gunichar character)
{
  return character == 0x4e1c || character == 0x897f || character == 0x5357 || character == 0x5317; /* 东西南北 */
}

gboolean
yutu_line_is_serial (const YutuLine *self,
                     gsize           at)
{
  return self->classes[at] != YUTU_CELL_HAN || is_way (self->text[at]) || self->text[at] == MIDDLE || self->is_numeral[at];
}

/* ---- What a name begins with ---- */

gboolean
yutu_filler_is_behind_road (const YutuFiller *self,
                            gsize             at)
{
  if (at == 0)
    return FALSE;
  for (gsize i = self->firsts[at - 1]; i < self->firsts[at]; i++)
    if (self->mentions[i].end == at && self->mentions[i].word->role == YUTU_WORD_END &&
        self->mentions[i].word->label == YUTU_ADDRESS_ROAD)
      return TRUE;
  return FALSE;
}

/* 塘, 岙 right before @end. */
static gboolean
is_settlement (const YutuFiller *self,
               gsize             end)
{
  for (gsize i = self->firsts[end - 1]; i < self->firsts[end]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_LAND)
      return TRUE;
  return FALSE;
}

/* A name seldom begins with the end of the name before it, or with 与. */
static int
cost_at_start (const YutuFiller      *self,
               const YutuAddressWord *word,
               gsize                  start)
{
  if (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_RELATION)
    return word->kind == YUTU_WORD_CORNER && yutu_filler_is_behind_road (self, start) ? 12 : word->weight;
  if (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_ROAD && yutu_filler_is_behind_road (self, start))
    return COST_OF_STRETCH;
  if (word->role == YUTU_WORD_COUNT && word->label >= YUTU_ADDRESS_DOOR && start > 0 && self->line->classes[start - 1] == YUTU_CELL_DIGIT)
    return COST_OF_MEASURE;
  if (word->role == YUTU_WORD_NAME &&
      (word->label >= YUTU_ADDRESS_VILLAGE || (word->label >= YUTU_ADDRESS_COUNTY && yutu_word_inner_weight (word) == 10)))
    return 9;
  return word->role == YUTU_WORD_END && word->label < YUTU_ADDRESS_ROAD ? word->weight : 0;
}

/* 永康市 in 永康市第一医院, 科技 in 科技有限公司. */
static void
weigh_opening (YutuFiller *self,
               gsize       start,
               gsize       limit)
{
  YutuOpening *opening = &self->opening;

  memset (opening->opening, 0, (MAX (limit, YUTU_NAME_MAX + 1) + 1) * sizeof *opening->opening);
  opening->named = opening->generic = 0;
  opening->headless = YUTU_FILLER_LENGTH + 1;
  opening->division = start;
  opening->is_settlement = FALSE;
  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;
      gsize                  end = self->mentions[i].end, length = end - start;
      int                   *cost = &opening->opening[length + 1]; /* of what is longer */

      *cost = MAX (*cost, cost_at_start (self, word, start));
      opening->is_settlement |= word->role == YUTU_WORD_LAND;
      if (word->role == YUTU_WORD_NAME && !self->mentions[i].is_misspelt)
        {
          opening->named |= G_GUINT64_CONSTANT (1) << length;
          if (word->label <= YUTU_ADDRESS_COUNTY)
            opening->division = MAX (opening->division, end);
        }
      if (word->role != YUTU_WORD_END)
        continue;
      if (word->kind == YUTU_WORD_TRADE || word->kind == YUTU_WORD_LEGAL || word->kind == YUTU_WORD_BRANCH)
        opening->headless = MIN (opening->headless, length);
      if (word->label >= YUTU_ADDRESS_ESTATE && word->kind != YUTU_WORD_WITHIN)
        opening->generic |= G_GUINT64_CONSTANT (1) << length;
    }
  for (gsize n = 1; n <= limit; n++)
    opening->opening[n] = MAX (opening->opening[n], opening->opening[n - 1]);
}

/* 有限公司, 小区: a site that begins so lacks its own name, which then stands before. */
static gboolean
is_headless (const YutuFiller *self,
             gsize             length)
{
  return length >= self->opening.headless || (self->opening.generic >> length & 1) != 0;
}

/* ---- What a name runs over ---- */

/* How unlikely the words that lie inside of each piece from @start on are there; those at its beginning may
 * be part of a name (镇海, 县前街). */
static void
weigh_inner (YutuFiller *self,
             gsize       start)
{
  int  *inner = self->opening.inner;
  gsize limit = MIN (self->line->n, start + YUTU_NAME_MAX);

  inner[0] = inner[1] = 0;
  for (gsize i = start + 2; i <= limit; i++)
    {
      gsize   at = i - start;
      int     most = 0;
      guint32 there = self->lengths[i] & ((1u << (at < YUTU_NAME_MAX ? at : YUTU_NAME_MAX)) - 1);

      inner[at] = inner[at - 1];
      for (; there != 0; there &= there - 1)
        most = MAX (most, self->weights[i][__builtin_ctz (there)]);
      if (i > self->opening.division)
        inner[at] += most;
    }
}

static gboolean
is_bracket (gunichar character)
{
  return character == '(' || character == ')';
}

/* The rest of a number. */
static gboolean
is_within_number (const YutuLine *line,
                  gsize           at)
{
  return at > 0 && line->classes[at] == YUTU_CELL_DIGIT &&
         (line->classes[at - 1] == YUTU_CELL_DIGIT || yutu_line_is_dash (line, at - 1));
}

/* The costs of the characters of all names from @start on, up to @limit of them; no cost: no name may run over it. */
static void
weigh_characters (YutuFiller *self,
                  gsize       start,
                  gsize       limit,
                  gboolean    is_free)
{
  const YutuLine *line = self->line;
  int            *costs = self->opening.characters[is_free ? 1 : 0];
  int             depth = 0;
  gsize           n = 1;

  costs[0] = 0;
  for (; n <= limit; n++)
    {
      gsize i = start + n - 1;

      depth += line->text[i] == '(' ? 1 : line->text[i] == ')' ? -1
                                                               : 0;
      if (line->is_noise[i] || depth < 0 ||
          (line->classes[i] == YUTU_CELL_PUNCTUATION && !(is_free && is_bracket (line->text[i]) && i > start)))
        break;
      costs[n] = costs[n - 1] + (is_bracket (line->text[i]) ? 5 : 0);
      if (i == start && is_within_number (line, start))
        costs[n] += COST_OF_NUMBER;
      if (i > start && line->breaks[i])
        costs[n] += 14 - YUTU_COST_OF_BREAK;
      else if (line->classes[i] != YUTU_CELL_HAN)
        costs[n] += is_free ? 2 : 7;
    }
  for (; n <= limit; n++)
    costs[n] = YUTU_NO_COST;
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
  [YUTU_ADDRESS_ROAD] = { 7, 1, { 4, 0, 0, 16, 34, 44 }, 9 }, /* two or three characters, four at most */
  [YUTU_ADDRESS_ESTATE] = { 17, 3, { 7, 0, 0, 1, 2, 2 }, 16 },
  [YUTU_ADDRESS_POI] = { 19, 3, { 8, 0, 0, 0, 0, 0 }, 22 },
};

/* 村 of 村委会, 工业园 of 工业园区: a longer term begins where this one does. 科技 of 科技大厦: another one goes on. */
static gboolean
is_cut (const YutuFiller  *self,
        const YutuMention *end)
{
  for (gsize i = self->firsts[end->start]; i < self->firsts[end->start + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (self->mentions[i].end > end->end && word->role == YUTU_WORD_END &&
          (word->label == end->word->label || word->label < YUTU_ADDRESS_POI))
        return TRUE;
    }
  if (end->word->label < YUTU_ADDRESS_ESTATE)
    return FALSE;
  for (gsize i = self->firsts[end->end]; i < self->firsts[end->end + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role == YUTU_WORD_END && word->label >= YUTU_ADDRESS_ESTATE && word->kind != YUTU_WORD_WITHIN &&
          (end->word->kind == YUTU_WORD_TRADE || self->mentions[i].end > end->end + 1))
        return TRUE;
    }
  return FALSE;
}

/* 新金都城市花园西雅园: an estate's whole name, and then a part's. */
static gboolean
is_part_behind_estate (const YutuFiller  *self,
                       gsize              start,
                       const YutuMention *end)
{
  if (end->word->kind != YUTU_WORD_PART)
    return FALSE;
  for (gsize i = MAX (start + 2, self->opening.division + 1); i + 1 < end->start; i++)
    for (gsize k = self->firsts[i]; k < self->firsts[i + 1]; k++)
      {
        const YutuMention *inner = &self->mentions[k];

        if (inner->word->role == YUTU_WORD_END && inner->word->label == YUTU_ADDRESS_ESTATE && inner->end < end->start &&
            inner->end + 3 >= end->start)
          return TRUE;
      }
  return FALSE;
}

/* 香积寺 of 香积寺东路: less than the @n characters are a road's own name, without its direction and number. */
static gboolean
has_direction (const YutuLine *line,
               gsize           start,
               gsize           n)
{
  gunichar last = line->text[start + n - 1];

  return n > 1 && (is_way (last) || last == MIDDLE || last == RING || last == 0x652f /* 支 */ || last == 0x6a2a /* 横 */ ||
                   line->is_numeral[start + n - 1]);
}

/* 江东街道 of 青口江东街道: a whole name of the registers closes the piece. */
static gboolean
ends_in_name (const YutuFiller  *self,
              gsize              start,
              const YutuMention *end)
{
  for (gsize i = self->firsts[start + 1]; i < self->firsts[end->start]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (self->mentions[i].end == end->end && word->role == YUTU_WORD_NAME && word->label == end->word->label &&
          word->weight % 2 == 0 && !self->mentions[i].is_misspelt)
        return TRUE;
    }
  return FALSE;
}

/* 村 inside, not at the very end. */
static gboolean
has_village (const YutuFiller  *self,
             gsize              start,
             const YutuMention *end)
{
  for (gsize i = self->firsts[start + 1]; i < self->firsts[end->start]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_END && self->mentions[i].word->label == YUTU_ADDRESS_VILLAGE &&
        self->mentions[i].end < end->start)
      return TRUE;
  return FALSE;
}

/* 村 of 村口 behind the whole name of a village: 临江村村口小店. */
static gboolean
opens_relation (const YutuFiller  *self,
                const YutuMention *end)
{
  if (self->line->text[end->start - 1] != 0x6751 /* 村 */)
    return FALSE;
  for (gsize i = self->firsts[end->start]; i < self->n_mentions && self->mentions[i].start == end->start; i++)
    if (self->mentions[i].end > end->end && self->mentions[i].word->role == YUTU_WORD_WHOLE &&
        self->mentions[i].word->label == YUTU_ADDRESS_RELATION)
      return TRUE;
  return FALSE;
}

/* 环 of 环城路, which goes on behind it: a ring is told by a number or by where it lies. */
static gboolean
is_ring_of_name (const YutuLine    *line,
                 const YutuMention *end)
{
  gunichar before = line->text[end->start - 1];

  return end->end == end->start + 1 && line->text[end->start] == RING && !is_way (before) && before != MIDDLE &&
         before != 0x5185 /* 内 */ && before != 0x5916 /* 外 */ && !line->is_numeral[end->start - 1];
}

/* 下街 of 下街头46号: one character behind it that closes the name of a settlement, and then a number or the end. 口 may as
 * well say where it is of the road. */
static gboolean
goes_on_as_settlement (const YutuFiller  *self,
                       const YutuMention *end)
{
  const YutuLine *line = self->line;
  gsize           at = end->end;
  gboolean        is_land = FALSE, is_relation = FALSE;

  if (end->end != end->start + 1 || at >= line->n || line->breaks[at] ||
      (at + 1 < line->n && line->classes[at + 1] != YUTU_CELL_DIGIT && !line->is_noise[at + 1] && !line->breaks[at + 1]))
    return FALSE;
  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    {
      is_land |= self->mentions[i].end == at + 1 && self->mentions[i].word->role == YUTU_WORD_LAND;
      is_relation |= self->mentions[i].end == at + 1 && self->mentions[i].word->label == YUTU_ADDRESS_RELATION;
    }
  return is_land && !is_relation;
}

/* 区 of 汤溪区中戴乡, 三江区广福村. */
static gboolean
begins_with_end_of_county (const YutuLine *line,
                           gsize           start)
{
  return start > 0 && !line->breaks[start] && line->classes[start - 1] == YUTU_CELL_HAN && line->text[start] == 0x533a;
}

/* What the kind of name tells against it, @n characters before its generic term. */
static int
cost_of_kind (const YutuFiller  *self,
              gsize              start,
              const YutuMention *end,
              gsize              n)
{
  const YutuLine *line = self->line;

  switch ((int)end->word->label)
    {
    case YUTU_ADDRESS_COUNTY: /* 标准厂房轻工区: only peoples make the name of a district so long (瀍河回族区) */
      return n >= 5 && line->text[end->start] == 0x533a /* 区 */ && line->text[end->start - 1] != 0x65cf /* 族 */ ? COST_OF_LONG : 0;
    case YUTU_ADDRESS_TOWNSHIP: /* 区中戴乡 of 汤溪区中戴乡 */
      return ends_in_name (self, start, end) || begins_with_end_of_county (line, start) ? COST_OF_HIDDEN : 0;
    case YUTU_ADDRESS_VILLAGE: /* 二塘村 and its 村委会 */
      if (begins_with_end_of_county (line, start))
        return COST_OF_HIDDEN;
      return n >= 2 && ((end->word->weight >= 14 && line->text[end->start - 1] == 0x6751 /* 村 */) || opens_relation (self, end))
               ? YUTU_COST_OF_CUT
               : 0;
    case YUTU_ADDRESS_NATURAL_VILLAGE: /* 鹿村鹿田自然村: a village, and then a part of it */
      return has_village (self, start, end) ? YUTU_COST_OF_CUT : 0;
    case YUTU_ADDRESS_ROAD: /* 塘富元路: the end of the name before it */
      return (n >= 3 && self->opening.is_settlement ? 6 : 0) - (n >= 4 && has_direction (line, start, n) ? 10 : 0) +
             (is_ring_of_name (line, end) ? COST_OF_RING : 0) + (goes_on_as_settlement (self, end) ? COST_OF_GOING : 0);
    case YUTU_ADDRESS_ESTATE:
    case YUTU_ADDRESS_POI:
      return is_part_behind_estate (self, start, end) ? COST_OF_PART : 0;
    default:
      return 0;
    }
}

/* 惠丰路和太平洋路交叉口某某旗舰店: the roads and where it lies of them go before the name of a branch; one road may
 * tell the branch (解放路支行). */
static int
cost_of_ways (const YutuFiller  *self,
              gsize              start,
              const YutuMention *branch)
{
  int n_roads = 0, n_relations = 0;

  for (gsize i = self->firsts[start]; i < self->n_mentions && self->mentions[i].end <= branch->start; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      n_roads += word->role == YUTU_WORD_END && word->label == YUTU_ADDRESS_ROAD && word->weight >= WEIGHT_OF_ROAD;
      n_relations += word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_RELATION && word->weight >= WEIGHT_OF_RELATION;
    }
  return COST_OF_WAY * (MAX (n_roads - 1, 0) + n_relations);
}

/* 沙畈公社 at the beginning or behind a county, 银坑大队 behind a commune, which has no other 大队 than brigades; elsewhere
 * a restaurant or a squad may be called so. */
static gboolean
is_placed_former (const YutuFiller  *self,
                  gsize              start,
                  const YutuMention *end)
{
  static const char divisions[] = "省市区县";

  if (end->word->label == YUTU_ADDRESS_TOWNSHIP)
    {
      for (gsize i = start; i < end->start; i++)
        if (g_utf8_strchr (divisions, -1, self->line->text[i]) != NULL)
          return FALSE;
      return start == 0 || self->line->text[start - 1] == 0x539f /* 原 */ || g_utf8_strchr (divisions, -1, self->line->text[start - 1]) != NULL;
    }
  for (gsize i = self->firsts[start > 4 ? start - 4 : 0]; i < self->firsts[start]; i++)
    if (self->mentions[i].end == start && self->mentions[i].word->kind == YUTU_WORD_FORMER && self->mentions[i].word->label == YUTU_ADDRESS_TOWNSHIP)
      return TRUE;
  return FALSE;
}

static void
add_ended (YutuFiller        *self,
           gsize              start,
           const YutuMention *end)
{
  const YutuOpening *opening = &self->opening;
  YutuAddressLabel   label = end->word->label;
  gsize              n = end->start - start, length = end->end - start;
  gboolean           is_free = label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI;
  YutuLatticePiece  *piece = NULL;
  int                characters, inner, cost;

  if (n > forms[label].longest || forms[label].longest == 0 || length > YUTU_FILLER_LENGTH ||
      (end->word->kind == YUTU_WORD_FORMER && end->word->weight <= LEAST_OF_FORMER && !is_placed_former (self, start, end)))
    return;
  characters = opening->characters[is_free ? 1 : 0][length];
  if (characters == YUTU_NO_COST)
    return;
  inner = end->word->kind == YUTU_WORD_BRANCH ? cost_of_ways (self, start, end) : opening->inner[n];
  cost = forms[label].base + forms[label].each * (int)n + forms[label].lengths[MIN (n, 6) - 1] + characters +
         opening->opening[length] + inner + cost_of_kind (self, start, end, n);
  if (is_free)
    cost += inner - end->word->weight;
  if (is_cut (self, end))
    cost += YUTU_COST_OF_CUT;
  if (yutu_line_is_serial (self->line, end->start - 1) && (label == YUTU_ADDRESS_COUNTY || label == YUTU_ADDRESS_GROUP || end->word->weight < 3))
    cost += COST_OF_SERIAL;
  /* a longer word that ends here says another thing: 区 of 开发区 */
  for (gsize k = end->end - end->start + 1; k <= length && k < YUTU_NAME_MAX; k++)
    cost += self->weights[end->end][k] > end->word->weight ? self->weights[end->end][k] : 0;
  if ((opening->named >> length & 1) != 0 || end->word->kind == YUTU_WORD_FORMER)
    cost = MAX (cost, COST_OF_UNKNOWN);
  piece = yutu_filler_add_piece (self, label, start, end->end, cost, NULL);
  piece->is_headless = is_free && is_headless (self, length);
  piece->is_former = end->word->kind == YUTU_WORD_FORMER;
}

/* ---- Names of which nothing is known ---- */

/* 十组 of 永西十组, 3社; 十八号 of 中戴十八号. */
static gboolean
is_counted_at (const YutuFiller *self,
               gsize             at)
{
  YutuLineNumber numbers[2];

  if (at >= self->line->n || !self->line->is_numeral[at] || yutu_line_numbers (self->line, at, numbers) == 0)
    return FALSE;
  for (gsize i = self->firsts[numbers[0].end]; i < self->firsts[numbers[0].end + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_COUNT &&
        ((self->mentions[i].word->label == YUTU_ADDRESS_GROUP && numbers[0].n_digits <= 2) ||
         self->mentions[i].word->label == YUTU_ADDRESS_DOOR))
      return TRUE;
  return FALSE;
}

/* Whether a name of @label ends right before @at: 汤溪, 中戴村. */
static gboolean
is_behind (const YutuFiller *self,
           gsize             at,
           YutuAddressLabel  label)
{
  for (gsize i = 0; i < self->firsts[at]; i++)
    if (self->mentions[i].end == at && self->mentions[i].word->label == label &&
        (self->mentions[i].word->role == YUTU_WORD_NAME ||
         (self->mentions[i].word->role == YUTU_WORD_END && label == YUTU_ADDRESS_VILLAGE && self->mentions[i].start > 0)))
      return TRUE;
  return FALSE;
}

/* 中戴 of 汤溪中戴18号: between a division of @label and a number, or the end, a settlement stands; and where villagers'
 * groups are counted. */
static gboolean
is_settled (const YutuFiller *self,
            gsize             start,
            gsize             end,
            YutuAddressLabel  label)
{
  return end <= start + 3 && (self->opening.generic >> (end - start) & 1) == 0 &&
         (end == self->line->n || (self->line->classes[end] == YUTU_CELL_DIGIT && !self->line->is_noise[end]) || is_counted_at (self, end)) &&
         is_behind (self, start, label);
}

/* 村口 of 白龙桥镇村口46号: what else says where it lies of something is the whole name of a settlement. */
static gboolean
is_relation_alone (const YutuFiller *self,
                   gsize             start,
                   gsize             end)
{
  for (gsize i = self->firsts[start]; i < self->firsts[start + 1]; i++)
    if (self->mentions[i].end == end && self->mentions[i].word->role == YUTU_WORD_WHOLE && self->mentions[i].word->label == YUTU_ADDRESS_RELATION)
      return TRUE;
  return FALSE;
}

/* 街头 of 下街头: a settlement that is called after where it lies at a street. */
static gboolean
ends_behind_road (const YutuFiller *self,
                  gsize             end)
{
  return is_settlement (self, end) && yutu_filler_is_behind_road (self, end - 1);
}

/* A division of which nothing but its place is known; @inner: what speaks against it. */
static void
add_open_divisions (YutuFiller *self,
                    gsize       start,
                    gsize       end,
                    int         inner)
{
  gsize    n = end - start;
  int      of_length = n == 4 ? 12 : 3 * (int)(n - 2);
  gboolean is_numbered = end < self->line->n && self->line->classes[end] == YUTU_CELL_DIGIT && !self->line->is_noise[end];

  if (n <= 3)
    yutu_filler_add_piece (self, YUTU_ADDRESS_TOWNSHIP, start, end, 28 + (n == 3 ? 6 : 0) + inner + (is_numbered ? COST_OF_NUMBERED : 0), NULL)
      ->is_open = TRUE;
  if (is_settled (self, start, end, YUTU_ADDRESS_TOWNSHIP))
    yutu_filler_add_piece (self, YUTU_ADDRESS_VILLAGE, start, end,
                           COST_OF_SETTLED + of_length + (is_relation_alone (self, start, end) ? 0 : inner), NULL)
      ->is_open = TRUE;
  else
    yutu_filler_add_piece (self, YUTU_ADDRESS_VILLAGE, start, end, (is_settlement (self, end) ? 27 : 40) + of_length + inner, NULL)->is_open = TRUE;
  if (ends_behind_road (self, end) && is_settled (self, start, end, YUTU_ADDRESS_VILLAGE)) /* 鹿村下街头46号 */
    yutu_filler_add_piece (self, YUTU_ADDRESS_NATURAL_VILLAGE, start, end, COST_OF_SETTLED + of_length + inner, NULL)->is_open = TRUE;
}

static void
add_open (YutuFiller *self,
          gsize       start)
{
  const YutuLine *line = self->line;

  for (gsize end = start + 1; end <= line->n && end <= start + 18; end++)
    {
      gsize n = end - start;
      int   characters = self->opening.characters[1][n];
      int   inner = self->opening.inner[n] + (n > 1 ? self->opening.opening[n] : 0);
      int   cost = 18 + 5 * (int)n + (n == 1 ? 10 : 0) + 2 * inner;

      if (characters == YUTU_NO_COST)
        return;
      if (line->classes[end - 1] == YUTU_CELL_DIGIT)
        cost += COST_OF_NUMBER;
      yutu_filler_add_piece (self, YUTU_ADDRESS_POI, start, end, cost + characters, NULL)->is_headless = is_headless (self, n);
      if (n >= 2 && n <= 4 && characters == 0)
        add_open_divisions (self, start, end, inner);
    }
}

void
yutu_filler_add_forms (YutuFiller *self,
                       gsize       start)
{
  gsize limit = MIN (YUTU_FILLER_LENGTH, self->line->n - start);

  weigh_opening (self, start, limit);
  weigh_inner (self, start);
  weigh_characters (self, start, limit, FALSE);
  weigh_characters (self, start, limit, TRUE);
  for (gsize i = self->firsts[MIN (start + 1, self->line->n)];
       i < self->n_mentions && self->mentions[i].start <= start + YUTU_NAME_MAX - 4; i++)
    if (self->mentions[i].word->role == YUTU_WORD_END)
      add_ended (self, start, &self->mentions[i]);
  add_open (self, start);
}
