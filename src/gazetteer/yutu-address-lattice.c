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
#define COST_OF_PLACED  6  /* the short name of a township behind that of its county; more than one of the file */

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

/* 户主, 收件人 right before @at, or with a colon between. */
static gboolean
is_announced (const YutuFiller *self,
              gsize             at)
{
  if (at > 0 && self->line->text[at - 1] == ':')
    at--;
  for (gsize i = at > 0 ? self->firsts[at > SHORT_MAX ? at - SHORT_MAX : 0] : 0; i < self->firsts[at]; i++)
    if (self->mentions[i].end == at && self->mentions[i].word->role == YUTU_WORD_NOISE && self->mentions[i].word->label == YUTU_ADDRESS_PERSON)
      return TRUE;
  return FALSE;
}

/* 王小明 beside a telephone number, or behind 户主. */
static void
add_caller (YutuFiller        *self,
            const YutuMention *surname)
{
  const YutuLine *line = self->line;
  gboolean        is_behind = is_beside_number (line, surname->start, TRUE);
  gboolean        is_named = is_announced (self, surname->start);

  for (gsize end = surname->end + 1; end <= surname->end + 2 && end <= line->n && line->classes[end - 1] == YUTU_CELL_HAN; end++)
    if (is_named || is_beside_number (line, end, FALSE) ||
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

static int
cost_of_name (const YutuFiller  *self,
              const YutuMention *name)
{
  int cost = name->word->weight == YUTU_WORD_SHORT_ELSEWHERE && has_parent_before (self, name) ? COST_OF_PLACED : name_cost (name->word);

  return cost + (name->is_misspelt ? 10 : 0) + (yutu_filler_is_of_longer (self, name) ? COST_OF_OTHER : 0);
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
          yutu_filler_add_named_after (self, mention);
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

/* Whether a division is named from @at on, in full: by a register, or by two characters or more and 县, 乡 and the like. */
static gboolean
names_division (const YutuFiller *self,
                gsize             at)
{
  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_NAME && self->mentions[i].word->label >= YUTU_ADDRESS_PROVINCE &&
        self->mentions[i].word->label <= YUTU_ADDRESS_VILLAGE && self->mentions[i].word->weight % 2 == 0)
      return TRUE;
  for (gsize i = self->firsts[MIN (at + 2, self->line->n)]; i < self->firsts[MIN (at + SHORT_MAX, self->line->n)]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_END &&
        (self->mentions[i].word->label == YUTU_ADDRESS_COUNTY || self->mentions[i].word->label == YUTU_ADDRESS_TOWNSHIP))
      return TRUE;
  return FALSE;
}

/* 原 of 婺城区原岭上乡, 旧属 of 旧属汤溪县: that the division behind it is no more. Returns the end. */
static gsize
former_sign_end (const YutuFiller *self,
                 gsize             start)
{
  static const gunichar begins[] = { 0x539f, 0x65e7, 0x66fe };  /* 原旧曾 */
  static const gunichar goes_on[] = { 0x5c5e, 0x4e3a, 0x7cfb }; /* 属为系 */
  static const char     ends[] = "省市区县镇乡道";
  const YutuLine       *line = self->line;
  gsize                 end = start;

  if (start > 0 && line->classes[start - 1] != YUTU_CELL_PUNCTUATION && !line->breaks[start] &&
      g_utf8_strchr (ends, -1, line->text[start - 1]) == NULL)
    return start;
  for (gsize i = 0; i < G_N_ELEMENTS (begins) && end == start; i++)
    end += line->text[start] == begins[i];
  for (gsize i = 0; i < G_N_ELEMENTS (goes_on) && end == start + 1 && end < line->n; i++)
    end += line->text[start + 1] == goes_on[i];
  return end > start && end < line->n && names_division (self, end) ? end : start;
}

/* (原中戴乡), (现名江滨路): in brackets another name of what stands before. *has_number: what it was once called had a
 * number with it (原双龙南街8号), so it is no name alone. Its end; @start: it is none. */
static gsize
note_end (const YutuFiller       *self,
          gsize                   start,
          const YutuAddressWord **sign,
          gboolean               *has_number)
{
  const YutuLine *line = self->line;
  gsize           from = start + 1, begin = start, end;

  *has_number = FALSE;
  if (line->text[start] != '(')
    return start;
  while (from < line->n && line->is_noise[from])
    from++; /* 1985年更名为 */
  for (gsize i = self->firsts[from]; i < self->firsts[from + 1]; i++)
    {
      const YutuMention *mention = &self->mentions[i];

      if (mention->word->role == YUTU_WORD_NOISE || mention->word->role == YUTU_WORD_REST)
        return start; /* 现住 */
      if (mention->word->role == YUTU_WORD_ALIAS && mention->end > begin)
        {
          *sign = mention->word;
          begin = mention->end;
        }
    }
  for (end = begin; end < line->n && end <= start + YUTU_NAME_MAX && line->text[end] != ')'; end++)
    *has_number |= line->classes[end] == YUTU_CELL_DIGIT;
  return begin > start && end > begin && end < line->n && line->text[end] == ')' ? end + 1 : start;
}

static void
add_note (YutuFiller *self,
          gsize       start)
{
  const YutuAddressWord *sign = NULL;
  gboolean               has_number = FALSE;
  gsize                  end = note_end (self, start, &sign, &has_number);

  if (end > start && (!has_number || sign->kind == YUTU_WORD_FORMER))
    yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, end, 2, has_number ? NULL : sign);
}

static void
add_unwanted (YutuFiller *self,
              gsize       start)
{
  const YutuLine *line = self->line;
  gsize           end = start;
  gsize           sign = former_sign_end (self, start);

  add_note (self, start);
  if (sign > start)
    yutu_filler_add_piece (self, YUTU_ADDRESS_NOISE, start, sign, 2, NULL)->is_former = TRUE;

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
      yutu_filler_add_numbers (filler, start);
      add_parcel (filler, start);
      yutu_filler_add_direction_area (filler, start);
    }
  self->firsts[line->n] = self->n_pieces;
}

void
yutu_lattice_clear (YutuLattice *self)
{
  g_clear_pointer (&self->pieces, g_free);
  self->n_allocated = 0;
}
