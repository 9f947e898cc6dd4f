/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A line that was pasted, 地址：金华市解放西路17号（临街） 13900001111: read as an address is, its names and numbers are
 * looked for without the rest. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-parse.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-normal.h"

#define ODD  (YUTU_ADDRESS_TOO_LONG | YUTU_ADDRESS_COORDINATE | YUTU_ADDRESS_MISREAD | YUTU_ADDRESS_CROSSING)
#define REST (YUTU_ADDRESS_OTHER_DROPPED | YUTU_ADDRESS_PERSON_DROPPED | YUTU_ADDRESS_MISSPELT)

/* The road, village or estate, and the numbers; NULL when it has none of either. @may_lack: of the numbers. */
static char *
dup_local (const char *const *parts,
           gboolean           may_lack)
{
  YutuAddressElements elements = {
    .road = parts[YUTU_PART_ROAD],
    .lane = parts[YUTU_PART_LANE],
    .natural_village = parts[YUTU_PART_NATURAL_VILLAGE],
    .estate = parts[YUTU_PART_ESTATE],
    .door_sub = parts[YUTU_PART_SUB],
    .building = parts[YUTU_PART_BUILDING],
    .unit_no = parts[YUTU_PART_UNIT],
    .room = parts[YUTU_PART_ROOM],
  };
  gint64 door = parts[YUTU_PART_DOOR] != NULL ? g_ascii_strtoll (parts[YUTU_PART_DOOR], NULL, 10) : 0;

  if (door > G_MAXINT || (door <= 0 && elements.building == NULL && !may_lack))
    return NULL;
  if (elements.road == NULL && elements.natural_village == NULL && elements.estate == NULL && parts[YUTU_PART_VILLAGE] == NULL)
    return NULL;
  elements.door = (int)MAX (door, 0);
  return yutu_address_compose (&elements);
}

/* A county that there is or was: 香社溪区 is one by its form alone, and what stands behind it may be anything. */
static gboolean
has_known_county (const YutuAddressParse *parse)
{
  for (gsize i = 0; i < parse->n_pieces; i++)
    if (parse->pieces[i].label == YUTU_ADDRESS_COUNTY && parse->pieces[i].word != NULL)
      return TRUE;
  return FALSE;
}

/* 汤溪县中戴村, 金华县罗店镇: nothing but divisions, the first a county. */
static gboolean
is_of_divisions (const YutuAddressParse *parse)
{
  const char *const *parts = (const char *const *)parse->parts;

  for (int i = YUTU_PART_NATURAL_VILLAGE; i < YUTU_ADDRESS_N_PARTS; i++)
    if (parts[i] != NULL)
      return FALSE;
  return has_known_county (parse) && (parts[YUTU_PART_TOWNSHIP] != NULL || parts[YUTU_PART_VILLAGE] != NULL);
}

/* What the line says without the rest; NULL when that is nothing to look for. */
static char *
dup_text (const YutuAddressParse *parse,
          const char *const      *parts,
          unsigned                odd)
{
  g_autofree char *local = (parse->reasons & odd) == 0 ? dup_local (parts, (parse->reasons & YUTU_ADDRESS_OTHER_NAME) != 0) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (local == NULL && ((parse->reasons & odd) != 0 || !is_of_divisions (parse)))
    return NULL;
  if (parts[YUTU_PART_TOWNSHIP] != NULL)
    g_string_append_printf (text, "%s ", parts[YUTU_PART_TOWNSHIP]);
  if (parts[YUTU_PART_VILLAGE] != NULL)
    g_string_append (text, parts[YUTU_PART_VILLAGE]);
  if (local != NULL)
    g_string_append_printf (text, "%s%s", parts[YUTU_PART_VILLAGE] != NULL && !g_ascii_isdigit (*local) ? " " : "", local);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* 江滨路(原名八一南街)5号 as 八一南街5号; NULL when no other name stands in it. */
static char *
dup_by_other_name (const YutuAddressParse *parse,
                   unsigned                odd)
{
  static const struct
  {
    YutuAddressLabel label;
    YutuAddressPart  part;
  } named[] = { { YUTU_ADDRESS_TOWNSHIP, YUTU_PART_TOWNSHIP },
                { YUTU_ADDRESS_VILLAGE, YUTU_PART_VILLAGE },
                { YUTU_ADDRESS_NATURAL_VILLAGE, YUTU_PART_NATURAL_VILLAGE },
                { YUTU_ADDRESS_ROAD, YUTU_PART_ROAD },
                { YUTU_ADDRESS_ESTATE, YUTU_PART_ESTATE } };

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const char      *parts[YUTU_ADDRESS_N_PARTS];
      YutuAddressLabel label = YUTU_ADDRESS_NOISE;
      g_autofree char *name = yutu_address_parse_dup_other_name (parse, i, &label);

      memcpy (parts, parse->parts, sizeof parts);
      for (gsize k = 0; name != NULL && k < G_N_ELEMENTS (named); k++)
        if (named[k].label == label)
          {
            parts[named[k].part] = name;
            return dup_text (parse, parts, odd);
          }
    }
  return NULL;
}

static gboolean
find_base (YutuSearch *self,
           const char *text,
           GError    **error)
{
  g_auto (GStrv) pieces = yutu_normal_split (text);

  return yutu_search_find_base (self, (const char *const *)pieces, error);
}

gboolean
yutu_search_find_parsed (YutuSearch   *self,
                         const char   *query,
                         gboolean      with_rest,
                         YutuQueryFunc find,
                         GError      **error)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  const YutuAddressParse *parse = yutu_address_parser_read (parser, query);
  const char *const      *parts = (const char *const *)parse->parts;
  unsigned                odd = with_rest ? ODD : ODD | REST;
  g_autofree char        *text = NULL;
  g_autofree char        *other = NULL;

  if (!with_rest && (parts[YUTU_PART_POI] != NULL || parts[YUTU_PART_RELATION] != NULL || parts[YUTU_PART_AREA] != NULL))
    return TRUE;
  text = dup_text (parse, parts, odd);
  other = dup_by_other_name (parse, odd);
  if (text != NULL && !g_str_equal (text, query) && !find (self, text, error))
    return FALSE;
  if (other != NULL && self->top.total == 0 && !find (self, other, error))
    return FALSE;
  if (self->top.total > 0 || other == NULL)
    return TRUE;
  return (text == NULL || find_base (self, text, error)) && (self->top.total > 0 || find_base (self, other, error));
}

gboolean
yutu_search_find_parsed_base (YutuSearch *self,
                              const char *query,
                              GError    **error)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  const YutuAddressParse *parse = yutu_address_parser_read (parser, query);
  g_autofree char        *text = parse->parts[YUTU_PART_AREA] != NULL ? dup_text (parse, (const char *const *)parse->parts, ODD) : NULL;

  return text == NULL || find_base (self, text, error);
}
