/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a line names: its divisions, and the roads, villages and estates that it may mean. */

#include "gazetteer/yutu-address-match-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"

/* All names that are written like this one. */
static void
list_words (YutuAddressMatcher     *self,
            const YutuAddressPiece *piece)
{
  g_ptr_array_set_size (self->words, 0);
  if (piece->word != NULL)
    yutu_address_lexicon_list (self->names->lexicon, piece->word->text, piece->label, self->words);
}

void
yutu_match_take_divisions (YutuAddressMatcher     *self,
                           const YutuAddressPiece *piece,
                           GArray                 *units)
{
  if (piece->word != NULL && piece->word->id != 0 && piece->word->until != YUTU_DAY_INVALID)
    self->former_unit = piece->word->id;
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);
      YutuMatchSaid          said = { word->id, piece->label == YUTU_ADDRESS_TOWNSHIP ? 4 : 5, word->name };

      yutu_address_register_follow (self->names, word->id, units);
      g_array_append_val (self->said, said);
    }
}

static void
take_village (YutuAddressMatcher     *self,
              const YutuAddressPiece *piece)
{
  guint    n = self->villages->len;
  gboolean is_same = n == 0;

  list_words (self, piece);
  yutu_match_take_divisions (self, piece, self->villages);
  for (guint i = n; i < self->villages->len; i++)
    for (guint k = 0; k < n; k++)
      is_same |= g_array_index (self->villages, gint64, i) == g_array_index (self->villages, gint64, k);
  self->names_two |= !is_same && self->villages->len > n;
}

static void
add_base (YutuAddressMatcher     *self,
          const YutuAddressPiece *piece,
          const YutuAddressWord  *word,
          gint64                  former)
{
  gboolean      is_village = word->label == YUTU_ADDRESS_VILLAGE;
  YutuMatchBase base = { .former = former,
                         .place = is_village ? 0 : word->id,
                         .unit = is_village ? word->id : 0,
                         .label = word->label,
                         .points = piece->is_misspelt  ? YUTU_POINTS_BASE_MISSPELT
                                   : word->weight != 0 ? YUTU_POINTS_BASE_SHORT
                                                       : YUTU_POINTS_BASE,
                         .reasons = word->until != YUTU_DAY_INVALID ? YUTU_ADDRESS_MATCH_OLD_NAME : 0,
                         .name = word->name };

  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place == base.place && g_array_index (self->bases, YutuMatchBase, i).unit == base.unit)
      return;
  g_array_append_val (self->bases, base);
}

/* A place that was renamed has the doors of today under its new name. */
static void
add_renamed (YutuAddressMatcher     *self,
             const YutuAddressPiece *piece,
             const YutuAddressWord  *word)
{
  YutuAddressWord next = *word;

  for (int steps = 0; steps < 50; steps++)
    {
      const gint64 *to = g_hash_table_lookup (self->names->renamed, &next.id);

      if (to == NULL)
        return;
      next.id = *to;
      next.until = self->day; /* by a former name */
      add_base (self, piece, &next, word->id);
    }
}

static gboolean
is_base (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_ROAD || label == YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ESTATE ||
         label == YUTU_ADDRESS_VILLAGE;
}

static gboolean
is_name (YutuAddressLabel label)
{
  return is_base (label) || label == YUTU_ADDRESS_TOWNSHIP || label == YUTU_ADDRESS_POI;
}

/* Whether the unit still has the name: the short form of 湖头村 is that of 湖头社区. */
static gboolean
is_called_so (const GPtrArray *words,
              gint64           unit)
{
  for (guint i = 0; i < words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index ((GPtrArray *)words, i);

      if (word->id == unit && word->until == YUTU_DAY_INVALID)
        return TRUE;
    }
  return FALSE;
}

/* 吕家 and 吕家村: a village that is no more is a settlement of what it became part of, and keeps its name as such. */
static void
take_old_village (YutuAddressMatcher     *self,
                  const YutuAddressPiece *piece)
{
  g_autofree char *text = piece->word != NULL ? g_strdup (piece->word->text) : NULL;
  gboolean         is_old = FALSE;

  for (int turn = 0; text != NULL && turn < 2; turn++)
    {
      g_ptr_array_set_size (self->words, 0);
      yutu_address_lexicon_list (self->names->lexicon, text, YUTU_ADDRESS_VILLAGE, self->words);
      for (guint i = 0; i < self->words->len; i++)
        {
          const YutuAddressWord *word = g_ptr_array_index (self->words, i);

          if (word->until == YUTU_DAY_INVALID || is_called_so (self->words, word->id))
            continue;
          self->old_village = word->id;
          is_old = TRUE;
        }
      g_ptr_array_set_size (self->words, 0);
      if (is_old)
        yutu_address_lexicon_list (self->names->lexicon, text, YUTU_ADDRESS_NATURAL_VILLAGE, self->words);
      for (guint i = 0; i < self->words->len; i++)
        add_base (self, piece, g_ptr_array_index (self->words, i), 0);
      if (!g_str_has_suffix (text, "村") || strlen (text) <= 2 * strlen ("村"))
        return;
      text[strlen (text) - strlen ("村")] = '\0';
    }
}

void
yutu_match_take_words (YutuAddressMatcher     *self,
                       const YutuAddressPiece *piece)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (self->words, i);

      add_base (self, piece, word, 0);
      if (word->label != YUTU_ADDRESS_VILLAGE)
        add_renamed (self, piece, word);
    }
}

static void
take_base (YutuAddressMatcher     *self,
           const YutuAddressPiece *piece)
{
  list_words (self, piece);
  yutu_match_take_words (self, piece);
  if (piece->label == YUTU_ADDRESS_VILLAGE || piece->label == YUTU_ADDRESS_NATURAL_VILLAGE)
    take_old_village (self, piece);
}

/* What may be meant by another name of what is of @label: of a road that became an estate, too. */
static unsigned
labels_beside (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_TOWNSHIP ? 1u << label
         : is_base (label) || label == YUTU_ADDRESS_POI
           ? 1u << YUTU_ADDRESS_ROAD | 1u << YUTU_ADDRESS_ESTATE | 1u << YUTU_ADDRESS_VILLAGE | 1u << YUTU_ADDRESS_NATURAL_VILLAGE
           : 0;
}

/* 江滨路 of 八一南街(现名江滨路): what was found there is what the line means, too. */
static void
take_other_name (YutuAddressMatcher     *self,
                 const YutuAddressParse *parse,
                 gsize                   index)
{
  YutuAddressPiece piece = { .label = YUTU_ADDRESS_NOISE };
  g_autofree char *name = yutu_address_parse_dup_other_name (parse, index, &piece.label);
  unsigned         labels = name != NULL ? labels_beside (piece.label) : 0;
  YutuAddressLabel of = piece.label;

  for (guint label = YUTU_ADDRESS_TOWNSHIP; label < YUTU_ADDRESS_N_LABELS; label++)
    {
      if ((labels & 1u << label) == 0)
        continue;
      piece.label = (YutuAddressLabel)label;
      g_ptr_array_set_size (self->words, 0);
      yutu_address_lexicon_list (self->names->lexicon, name, piece.label, self->words);
      if (piece.label == of && (of == YUTU_ADDRESS_TOWNSHIP || of == YUTU_ADDRESS_VILLAGE))
        yutu_match_take_divisions (self, &piece, of == YUTU_ADDRESS_TOWNSHIP ? self->townships : self->villages);
      if (is_base (piece.label))
        yutu_match_take_words (self, &piece);
    }
}

gboolean
yutu_match_is_unknown (const YutuAddressPiece *piece)
{
  return is_name (piece->label) &&
         (piece->word == NULL || (piece->label == YUTU_ADDRESS_TOWNSHIP && piece->word->id == 0));
}

gboolean
yutu_match_has_fine_base (const YutuAddressMatcher *self)
{
  for (guint i = 0; i < self->bases->len; i++)
    if (g_array_index (self->bases, YutuMatchBase, i).place != 0)
      return TRUE;
  return FALSE;
}

/* ---- What lies elsewhere ---- */

/* The counties of the file, and the prefectures and provinces that these lie in, by their names. */
static void
add_parents (GHashTable *above,
             const char *name,
             int         level)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_hash_table_add (above, g_strdup (name));
  for (; level > 1; level--)
    {
      g_ptr_array_set_size (words, 0);
      yutu_address_lexicon_list (yutu_address_lexicon_get_shared (), name, (YutuAddressLabel)(YUTU_ADDRESS_PROVINCE + level - 1), words);
      for (guint i = 0; i < words->len; i++)
        {
          const YutuAddressWord *word = g_ptr_array_index (words, i);

          if (word->weight == 0 && word->parent != NULL && *word->parent != '\0')
            add_parents (above, word->parent, level - 1);
        }
      if (words->len > 0)
        return;
    }
}

static void
load_above (YutuAddressMatcher *self)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  self->above = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->names->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; i < ((GArray *)value)->len; i++)
      {
        const YutuUnitRow *row = &g_array_index ((GArray *)value, YutuUnitRow, i);

        if (row->level == 3)
          add_parents (self->above, row->name, 3);
      }
}

/* 金华县 became 婺城区 and 金东区. */
static gboolean
leads_here (const YutuAddressMatcher *self,
            const YutuAddressWord    *word)
{
  g_auto (GStrv) now = word->now != NULL ? g_strsplit (word->now, " ", -1) : NULL;
  gboolean leads = g_hash_table_contains (self->above, word->name);

  for (gsize i = 0; now != NULL && now[i] != NULL; i++)
    leads |= g_hash_table_contains (self->above, now[i]);
  return leads;
}

/* 江北 is short for counties of several prefectures: alone it says nothing. */
static gboolean
may_be_any (const YutuAddressWord *word)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gboolean is_any = FALSE;

  if (word->weight == 0)
    return FALSE;
  yutu_address_lexicon_list (yutu_address_lexicon_get_shared (), word->text, word->label, words);
  for (guint i = 0; i < words->len; i++)
    is_any |= g_strcmp0 (((const YutuAddressWord *)g_ptr_array_index (words, i))->parent, word->parent) != 0;
  return is_any;
}

/* A county that is none of the file is elsewhere, and so is a line with another prefecture or province and no division
 * of the file; with one the two contradict each other. */
static unsigned
find_elsewhere (YutuAddressMatcher     *self,
                const YutuAddressParse *parse)
{
  gboolean is_elsewhere = FALSE, is_above = FALSE, is_here = FALSE;

  if (self->above == NULL)
    load_above (self);
  for (gsize i = 0; i < parse->n_pieces && g_hash_table_size (self->above) > 0; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];
      const YutuAddressWord  *word = piece->word;

      if (word == NULL)
        continue;
      is_here |= piece->label <= YUTU_ADDRESS_VILLAGE && word->id != 0;
      if (piece->label < YUTU_ADDRESS_PROVINCE || piece->label > YUTU_ADDRESS_COUNTY || word->id != 0 || word->name == NULL)
        continue;
      if (leads_here (self, word))
        is_here |= piece->label == YUTU_ADDRESS_COUNTY;
      else if (piece->label == YUTU_ADDRESS_COUNTY && (is_above || !may_be_any (word)))
        return YUTU_ADDRESS_MATCH_OUTSIDE;
      else
        is_elsewhere = TRUE;
      is_above |= piece->label < YUTU_ADDRESS_COUNTY;
    }
  if (!is_elsewhere)
    return 0;
  return is_here || !is_above ? YUTU_ADDRESS_MATCH_DIVISION_CONFLICT : YUTU_ADDRESS_MATCH_OUTSIDE;
}

unsigned
yutu_match_take_line (YutuAddressMatcher     *self,
                      const YutuAddressParse *parse)
{
  unsigned reasons = find_elsewhere (self, parse);

  self->former_unit = 0;
  self->old_village = 0;
  self->names_two = FALSE;
  g_array_set_size (self->bases, 0);
  g_array_set_size (self->found, 0);
  g_array_set_size (self->townships, 0);
  g_array_set_size (self->villages, 0);
  g_array_set_size (self->said, 0);
  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if (yutu_match_is_unknown (piece))
        reasons |= YUTU_ADDRESS_MATCH_UNKNOWN_NAME;
      if (piece->label == YUTU_ADDRESS_TOWNSHIP)
        {
          list_words (self, piece);
          yutu_match_take_divisions (self, piece, self->townships);
        }
      if (piece->label == YUTU_ADDRESS_VILLAGE)
        take_village (self, piece);
      if (is_base (piece->label))
        take_base (self, piece);
      take_other_name (self, parse, i);
    }
  return (reasons & YUTU_ADDRESS_MATCH_OUTSIDE) != 0 ? reasons : yutu_match_take_near (self, parse, reasons);
}

/* ---- What stands behind its number ---- */

static gboolean
lies_in_said (YutuAddressMatcher *self,
              gint64              place,
              gboolean           *answer,
              GError            **error)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, "SELECT division FROM place_name WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  *answer = row && yutu_match_is_in_said (self, sqlite3_column_int64 (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_match_take_behind_number (YutuAddressMatcher     *self,
                               const YutuAddressParse *parse,
                               unsigned               *reasons,
                               GError                **error)
{
  gboolean has_number = FALSE, has_other = FALSE;
  guint    n = self->bases->len;

  if (self->villages->len + self->townships->len == 0 || yutu_match_has_fine_base (self))
    return TRUE;
  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      YutuAddressPiece piece = parse->pieces[i];
      g_autofree char *text = g_strndup (parse->text + piece.start, piece.length);
      guint            n_before = self->bases->len;

      has_number |= piece.label == YUTU_ADDRESS_DOOR;
      has_other |= yutu_match_is_unknown (&piece) && !(has_number && piece.label == YUTU_ADDRESS_POI);
      if (!has_number || (piece.label != YUTU_ADDRESS_POI && piece.label != YUTU_ADDRESS_VILLAGE))
        continue;
      piece.label = YUTU_ADDRESS_NATURAL_VILLAGE;
      g_ptr_array_set_size (self->words, 0);
      yutu_address_lexicon_list (self->names->lexicon, text, piece.label, self->words);
      for (guint k = 0; k < self->words->len;)
        {
          gboolean is_there = FALSE;

          if (!lies_in_said (self, ((const YutuAddressWord *)g_ptr_array_index (self->words, k))->id, &is_there, error))
            return FALSE;
          if (is_there)
            k++;
          else
            g_ptr_array_remove_index (self->words, k);
        }
      yutu_match_take_words (self, &piece);
      has_other |= self->bases->len == n_before && yutu_match_is_unknown (&parse->pieces[i]);
    }
  if (self->bases->len > n && !has_other)
    *reasons &= ~(unsigned)YUTU_ADDRESS_MATCH_UNKNOWN_NAME;
  return TRUE;
}
