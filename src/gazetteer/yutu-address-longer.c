/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names of the registers that begin, or end, a longer name which they do not have: 方塘 of 方塘东路. */

#include "gazetteer/yutu-address-filler-private.h"

#include <string.h>

#define COST_OF_AFTER 10 /* a road or estate called after what the registers have */

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

/* 大学 of 浙江大学, 东路 of 江山东路: without a proper name of its own, so it takes that of the division before it. */
static gboolean
needs_proper_name (const YutuAddressWord *word)
{
  return (word->role == YUTU_WORD_WHOLE && word->label == YUTU_ADDRESS_ROAD) ||
         (word->role == YUTU_WORD_END && word->label == YUTU_ADDRESS_POI && word->kind == YUTU_WORD_PLACE);
}

/* 方塘, not 芙蓉苑: a settlement or an estate that is called so without a generic term, as what is called after it is; 方塘 of
 * 方塘村. */
static gboolean
is_proper_alone (const YutuFiller  *self,
                 const YutuMention *name)
{
  if (name->word->role != YUTU_WORD_NAME)
    return FALSE;
  if (name->word->weight == 1 && name->word->label == YUTU_ADDRESS_VILLAGE)
    return TRUE;
  if (name->word->weight != 0 || (name->word->label != YUTU_ADDRESS_NATURAL_VILLAGE && name->word->label != YUTU_ADDRESS_ESTATE))
    return FALSE;
  for (gsize i = self->firsts[name->start + 1]; i < self->firsts[name->end]; i++)
    if (self->mentions[i].end == name->end && self->mentions[i].word->role == YUTU_WORD_END && self->mentions[i].word->weight > 1 &&
        (self->mentions[i].word->label == YUTU_ADDRESS_VILLAGE || self->mentions[i].word->label == YUTU_ADDRESS_NATURAL_VILLAGE ||
         self->mentions[i].word->label == YUTU_ADDRESS_ESTATE))
      return FALSE;
  return TRUE;
}

/* 口 of 弄口, behind a road that is called so: at least as long as what closes the name. */
static gboolean
is_longer_relation (const YutuFiller  *self,
                    const YutuMention *end)
{
  for (gsize i = self->firsts[end->start]; i < self->firsts[end->start + 1]; i++)
    if (self->mentions[i].end >= end->end && self->mentions[i].word->role == YUTU_WORD_WHOLE &&
        self->mentions[i].word->label == YUTU_ADDRESS_RELATION)
      return TRUE;
  return FALSE;
}

/* 后街 of 方塘后街, when no road of the registers is called so alone: by where it lies or its number. */
static gboolean
is_part_of_road (const YutuFiller *self,
                 gsize             at)
{
  gunichar character = self->line->text[at];
  gboolean is_road = FALSE;

  if (!yutu_line_is_serial (self->line, at) && character != 0x524d && character != 0x540e) /* 前后 */
    return FALSE;
  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    if (self->mentions[i].word->role == YUTU_WORD_NAME && self->mentions[i].word->label == YUTU_ADDRESS_ROAD && self->mentions[i].word->weight == 0)
      return FALSE;
  for (gsize i = self->firsts[at + 1]; i < self->firsts[at + 2] && self->line->classes[at] == YUTU_CELL_HAN; i++)
    is_road |= self->mentions[i].word->role == YUTU_WORD_END && self->mentions[i].word->label == YUTU_ADDRESS_ROAD &&
               !is_longer_relation (self, &self->mentions[i]);
  return is_road;
}

/* 秋滨 of 秋滨工业城 is told by it, as a township of the file. */
static gboolean
is_township (const YutuFiller  *self,
             const YutuMention *name)
{
  for (gsize i = self->firsts[name->start]; i < self->firsts[name->start + 1]; i++)
    if (self->mentions[i].end == name->end && self->mentions[i].word->role == YUTU_WORD_NAME &&
        self->mentions[i].word->label == YUTU_ADDRESS_TOWNSHIP && self->mentions[i].word->weight == 1)
      return TRUE;
  return FALSE;
}

/* 马路口 behind 安地: a settlement or an estate of the registers, whole; 花园小区 may be the end of 玉兰花园小区. */
static gboolean
is_name_at (const YutuFiller *self,
            gsize             at)
{
  gboolean is_name = FALSE;

  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (word->role == YUTU_WORD_END && word->label == YUTU_ADDRESS_ESTATE)
        return FALSE;
      is_name |= word->role == YUTU_WORD_NAME && word->weight == 0 && !self->mentions[i].is_misspelt &&
                 (word->label == YUTU_ADDRESS_VILLAGE || word->label == YUTU_ADDRESS_NATURAL_VILLAGE || word->label == YUTU_ADDRESS_ESTATE);
    }
  return is_name;
}

/* 鹿村 of 鹿村弄; but 鹿村东路 may as well be the 东路 of 鹿村. */
static gboolean
is_village (const YutuMention *name)
{
  return name->word->role == YUTU_WORD_NAME && name->word->weight == 0 &&
         (name->word->label == YUTU_ADDRESS_VILLAGE || name->word->label == YUTU_ADDRESS_NATURAL_VILLAGE);
}

/* How what is called after @name goes on behind it: 东路, 后街, 弄; 小区, 市场. Written apart they are two names. The end of the
 * longest; that of @name: it does not. */
static gsize
named_after_end (const YutuFiller  *self,
                 const YutuMention *name,
                 YutuAddressLabel   label)
{
  gsize    at = name->end, end = at;
  gboolean is_alone = is_proper_alone (self, name);
  gsize    skipped = at < self->line->n && is_alone && label == YUTU_ADDRESS_ROAD && is_part_of_road (self, at) ? 1 : 0;

  if (at >= self->line->n || self->line->breaks[at] || is_name_at (self, at) || !(is_alone || (is_village (name) && label == YUTU_ADDRESS_ROAD)) ||
      (label == YUTU_ADDRESS_ESTATE && is_township (self, name)))
    return at;
  for (gsize i = self->firsts[at + skipped]; i < self->firsts[at + skipped + 1]; i++)
    {
      const YutuMention *mention = &self->mentions[i];

      if (mention->word->label != label || mention->word->kind == YUTU_WORD_WITHIN || (label == YUTU_ADDRESS_ESTATE && mention->end == at + 1) ||
          (label == YUTU_ADDRESS_ROAD && is_longer_relation (self, mention)))
        continue;
      if (mention->word->role == YUTU_WORD_END || (mention->word->role == YUTU_WORD_WHOLE && is_alone && label == YUTU_ADDRESS_ROAD))
        end = MAX (end, mention->end);
    }
  return end;
}

void
yutu_filler_add_named_after (YutuFiller        *self,
                             const YutuMention *name)
{
  static const YutuAddressLabel labels[] = { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_ESTATE };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gsize end = named_after_end (self, name, labels[i]);

      if (end > name->end)
        yutu_filler_add_piece (self, labels[i], name->start, end, COST_OF_AFTER + (name->is_misspelt ? 10 : 0), NULL);
    }
}

/* 花园 of 方塘花园: a short name that is but a generic term, behind what is called without one. */
static gboolean
is_generic_of_longer (const YutuFiller  *self,
                      const YutuMention *name)
{
  gboolean is_generic = FALSE;

  if (name->word->weight != 1 || self->line->breaks[name->start])
    return FALSE;
  for (gsize i = self->firsts[name->start]; i < self->firsts[name->start + 1]; i++)
    is_generic |= self->mentions[i].end == name->end && self->mentions[i].word->role == YUTU_WORD_END;
  for (gsize i = self->firsts[name->start > YUTU_NAME_MAX ? name->start - YUTU_NAME_MAX : 0]; is_generic && i < self->firsts[name->start]; i++)
    if (self->mentions[i].end == name->start && is_proper_alone (self, &self->mentions[i]))
      return TRUE;
  return FALSE;
}

/* 朝阳市 of 朝阳市场. */
static gboolean
is_in_longer_term (const YutuFiller  *self,
                   const YutuMention *name)
{
  if (name->word->label > YUTU_ADDRESS_COUNTY)
    return FALSE;
  for (gsize i = self->firsts[name->end - 1]; i < self->firsts[name->end]; i++)
    if (self->mentions[i].end > name->end && self->mentions[i].word->role == YUTU_WORD_END && self->mentions[i].word->label >= YUTU_ADDRESS_ESTATE)
      return TRUE;
  return FALSE;
}

/* What goes on behind a known name is another name, be it known or not: 凤凰 of 凤凰新村 before 路口, 上街 before 弄,
 * the settlement 苏孟 before 小学 (but 周村 before 乡政府), 方塘 of 方塘东路. */
static gboolean
is_of_longer_name (const YutuFiller  *self,
                   const YutuMention *name)
{
  YutuAddressLabel label = name->word->label;

  if (named_after_end (self, name, YUTU_ADDRESS_ROAD) > name->end ||
      (label != YUTU_ADDRESS_VILLAGE && named_after_end (self, name, YUTU_ADDRESS_ESTATE) > name->end))
    return TRUE;
  if ((name->word->weight != 1 && label != YUTU_ADDRESS_ROAD && label != YUTU_ADDRESS_NATURAL_VILLAGE) || is_name_at (self, name->end))
    return FALSE;
  for (gsize i = self->firsts[name->end]; i < self->firsts[name->end + 1]; i++)
    {
      const YutuAddressWord *word = self->mentions[i].word;

      if (name->word->weight == 1 && needs_proper_name (word))
        return TRUE;
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

/* 龙潭 of 龙潭口东路, where the registers have 龙潭口. */
static gboolean
begins_longer_name (const YutuFiller  *self,
                    const YutuMention *name)
{
  for (gsize i = self->firsts[name->start]; i < self->firsts[name->start + 1]; i++)
    if (self->mentions[i].end > name->end && !self->mentions[i].is_misspelt &&
        named_after_end (self, &self->mentions[i], YUTU_ADDRESS_ROAD) > self->mentions[i].end)
      return TRUE;
  return FALSE;
}

/* 弄 from @at to @end. */
static gboolean
is_road_end (const YutuFiller *self,
             gsize             at,
             gsize             end)
{
  for (gsize i = self->firsts[at]; i < self->firsts[at + 1]; i++)
    if (self->mentions[i].end == end && self->mentions[i].word->role == YUTU_WORD_END && self->mentions[i].word->label == YUTU_ADDRESS_ROAD)
      return TRUE;
  return FALSE;
}

/* 石弄 of 塔石弄: a lane that is called after the township 塔石. */
static gboolean
ends_name_after_township (const YutuFiller  *self,
                          const YutuMention *name)
{
  for (gsize i = self->firsts[name->start > YUTU_NAME_MAX ? name->start - YUTU_NAME_MAX : 0]; i < self->firsts[name->start]; i++)
    {
      const YutuMention *before = &self->mentions[i];

      if (before->end > name->start && before->end < name->end && before->word->role == YUTU_WORD_NAME && !before->is_misspelt &&
          before->word->label == YUTU_ADDRESS_TOWNSHIP && before->word->weight == 1 && is_road_end (self, before->end, name->end))
        return TRUE;
    }
  return FALSE;
}

gboolean
yutu_filler_is_of_longer (const YutuFiller  *self,
                          const YutuMention *name)
{
  return is_of_longer_name (self, name) || is_generic_of_longer (self, name) || is_in_longer_term (self, name) ||
         begins_longer_name (self, name) || ends_name_after_township (self, name);
}
