/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-lattice-private.h"

#include <string.h>

#include "gazetteer/yutu-address-second-private.h"
#include "gazetteer/yutu-address-turned-private.h"
#include "gazetteer/yutu-normal.h"
#include "geo/yutu-coordinate-text.h"

struct _YutuAddressParser
{
  const YutuAddressLexicon *own;
  YutuLine                  line;
  YutuLattice               lattice;
  GString                  *normal;
  GArray                   *pieces; /* of YutuAddressPiece */
  GString                  *texts[YUTU_ADDRESS_N_PARTS];
  YutuAddressParse          parse;
};

static const char *const part_texts[YUTU_ADDRESS_N_PARTS] = {
  "province",
  "city",
  "county",
  "zone",
  "township",
  "village",
  "natural_village",
  "group",
  "road",
  "lane",
  "door",
  "sub",
  "parcel",
  "cross_road",
  "estate",
  "area",
  "building",
  "unit",
  "floor",
  "room",
  "poi",
  "relation",
  "offset_m",
};

const char *
yutu_address_part_to_text (YutuAddressPart part)
{
  return part_texts[part];
}

YutuAddressParser *
yutu_address_parser_new (const YutuAddressLexicon *own)
{
  YutuAddressParser *self = g_new0 (YutuAddressParser, 1);

  self->own = own;
  self->normal = g_string_new (NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (YutuAddressPiece));
  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    self->texts[i] = g_string_new (NULL);
  return self;
}

void
yutu_address_parser_free (YutuAddressParser *self)
{
  if (self == NULL)
    return;
  yutu_lattice_clear (&self->lattice);
  g_string_free (self->normal, TRUE);
  g_array_unref (self->pieces);
  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    g_string_free (self->texts[i], TRUE);
  g_free (self);
}

YutuAddressParse *
yutu_address_parse_copy (const YutuAddressParse *self)
{
  gsize             n_pieces = self->n_pieces * sizeof *self->pieces, n_text = strlen (self->text) + 1, size;
  YutuAddressParse *copy;
  char             *to;

  size = sizeof *copy + n_pieces + n_text;
  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    size += self->parts[i] != NULL ? strlen (self->parts[i]) + 1 : 0;
  copy = g_malloc (size);
  *copy = *self;
  to = (char *)(copy + 1);
  if (n_pieces > 0)
    memcpy (to, self->pieces, n_pieces);
  copy->pieces = (const YutuAddressPiece *)(copy + 1);
  to += n_pieces;
  memcpy (to, self->text, n_text);
  copy->text = to;
  to += n_text;
  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    if (self->parts[i] != NULL)
      {
        copy->parts[i] = to;
        to = g_stpcpy (to, self->parts[i]) + 1;
      }
  return copy;
}

/* ---- Other names ---- */

/* 八一南街, 芙蓉苑: a name, not a number and not where it lies of something. */
static gboolean
is_name (YutuAddressLabel label)
{
  return label <= YUTU_ADDRESS_NATURAL_VILLAGE || label == YUTU_ADDRESS_ROAD || label == YUTU_ADDRESS_ESTATE ||
         label == YUTU_ADDRESS_POI;
}

char *
yutu_address_parse_dup_other_name (const YutuAddressParse *self,
                                   gsize                   index,
                                   YutuAddressLabel       *label)
{
  const YutuAddressPiece *piece = &self->pieces[index];
  g_autoptr (GString) name = NULL;
  const char *sign = NULL;

  if (index == 0 || piece->label != YUTU_ADDRESS_NOISE || piece->word == NULL || piece->word->role != YUTU_WORD_ALIAS ||
      !is_name (piece[-1].label))
    return NULL;
  name = g_string_new (NULL);
  for (const char *p = self->text + piece->start; p < self->text + piece->start + piece->length; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (name, g_utf8_get_char (p));
  sign = strstr (name->str, piece->word->text);
  if (sign == NULL || sign[strlen (piece->word->text)] == '\0')
    return NULL;
  *label = piece[-1].label;
  return g_strdup (sign + strlen (piece->word->text));
}

/* ---- Pieces ---- */

static void
take_pieces (YutuAddressParser *self,
             const guint32     *path,
             gsize              n)
{
  const YutuLine *line = &self->line;

  g_array_set_size (self->pieces, 0);
  for (gsize i = 0; i < n; i++)
    {
      const YutuLatticePiece *from = &self->lattice.pieces[path[i]];
      YutuAddressPiece        piece = { .label = from->label, .start = line->offsets[from->start], .word = from->word, .is_misspelt = from->is_misspelt, .is_open = from->is_open, .is_former = from->is_former };
      gsize                   end = line->offsets[from->end];

      while (end > piece.start && self->normal->str[end - 1] == ' ')
        end--;
      piece.length = end - piece.start;
      g_array_append_val (self->pieces, piece);
    }
}

/* ---- Parts ---- */

/* The Han numerals of @text in digits, and the first of a range; FALSE when it starts with neither. */
static void
set_number (GString    *out,
            const char *written,
            gsize       length)
{
  g_autofree char *text = g_strndup (written, length);
  gsize            n_han = 0;

  length = 0;
  for (const char *p = text + (g_str_has_prefix (text, "第") ? strlen ("第") : 0); *p != '\0'; p++)
    if (*p != ' ')
      text[length++] = *p;
  text[length] = '\0';
  g_string_truncate (out, 0);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < 0x80 && (g_ascii_isalnum ((char)character) || strchr ("-./~", (int)character) != NULL))
        g_string_append_unichar (out, character);
      else if (out->len == 0 && yutu_normal_parse_numeral (text, n_han + 1) >= 0)
        n_han++;
      else
        break;
    }
  if (n_han > 0)
    g_string_printf (out, "%d", yutu_normal_parse_numeral (text, n_han));
  while (out->len > 0 && strchr ("-./~", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
}

static void
set_text (GString    *out,
          const char *text,
          gsize       length)
{
  g_string_truncate (out, 0);
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ')
      g_string_append_c (out, text[i]);
}

/* 128-3号, 128A号, 128号之二, 15号甲: the number, and what follows it as the canonical text writes it. */
static void
set_door (YutuAddressParser *self,
          const char        *text,
          gsize              length)
{
  GString    *door = self->texts[YUTU_PART_DOOR];
  GString    *sub = self->texts[YUTU_PART_SUB];
  const char *behind = g_strstr_len (text, (gssize)length, "号");
  const char *branch = behind != NULL ? g_strstr_len (text, behind - text, "之") : NULL;
  gsize       rest;

  set_number (door, text, length);
  g_string_truncate (sub, 0);
  rest = (gsize)strspn (door->str, "0123456789");
  if (rest > 0 && rest < door->len && strchr ("/.~", door->str[rest]) == NULL)
    g_string_assign (sub, door->str + rest + (door->str[rest] == '-' ? 1 : 0));
  if (rest > 0)
    g_string_truncate (door, rest);
  if (branch != NULL)
    set_text (sub, branch, (gsize)(behind - branch));
  if (behind == NULL || behind + strlen ("号") >= text + length || g_str_has_prefix (behind, "号院"))
    return;
  behind += strlen ("号");
  length -= (gsize)(behind - text);
  if (g_str_has_prefix (behind, "之"))
    set_text (sub, behind, length);
  else if (g_str_has_prefix (behind, "附") || *behind == '-')
    {
      gsize skipped = *behind == '-' ? 1 : strlen ("附");

      set_number (sub, behind + skipped, length - skipped);
    }
  else
    set_text (sub, behind, length);
}

/* A-03号地块, 宗地A-03: the number without the words. */
static void
set_parcel (YutuAddressParser *self,
            const char        *text,
            gsize              length)
{
  GString *parcel = self->texts[YUTU_PART_PARCEL];

  g_string_truncate (parcel, 0);
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]) || (parcel->len > 0 && g_ascii_ispunct (text[i])))
      g_string_append_c (parcel, text[i]);
}

/* "5米" behind a relation. */
static gboolean
is_offset (const char *text,
           gsize       length)
{
  return length > strlen ("米") && memcmp (text + length - strlen ("米"), "米", strlen ("米")) == 0;
}

static gboolean
has (const YutuAddressParser *self,
     YutuAddressPart          part)
{
  return self->texts[part]->len > 0;
}

/* 12F is 12, B1 and 负一楼 are -1. */
static void
set_floor (GString    *floor,
           const char *text,
           gsize       length)
{
  static const char *const below[] = { "负", "地下" };
  gsize                    skipped = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (below); i++)
    if (g_str_has_prefix (text, below[i]))
      skipped = strlen (below[i]);
  set_number (floor, text + skipped, length - skipped);
  if (skipped > 0)
    g_string_prepend_c (floor, '-');
  if (floor->len > 1 && floor->str[floor->len - 1] == 'F')
    g_string_truncate (floor, floor->len - 1);
  if (floor->len > 1 && *floor->str == 'B')
    *floor->str = '-';
}

static const struct
{
  YutuAddressLabel label;
  YutuAddressPart  part;
} named[] = {
  { YUTU_ADDRESS_PROVINCE, YUTU_PART_PROVINCE },
  { YUTU_ADDRESS_CITY, YUTU_PART_CITY },
  { YUTU_ADDRESS_COUNTY, YUTU_PART_COUNTY },
  { YUTU_ADDRESS_ZONE, YUTU_PART_ZONE },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_PART_TOWNSHIP },
  { YUTU_ADDRESS_NATURAL_VILLAGE, YUTU_PART_NATURAL_VILLAGE },
  { YUTU_ADDRESS_AREA, YUTU_PART_AREA },
};

static const struct
{
  YutuAddressLabel label;
  YutuAddressPart  part;
} numbered[] = {
  { YUTU_ADDRESS_GROUP, YUTU_PART_GROUP },
  { YUTU_ADDRESS_LANE, YUTU_PART_LANE },
  { YUTU_ADDRESS_BUILDING, YUTU_PART_BUILDING },
  { YUTU_ADDRESS_UNIT, YUTU_PART_UNIT },
  { YUTU_ADDRESS_ROOM, YUTU_PART_ROOM },
};

static void
set_road (YutuAddressParser *self,
          const char        *text,
          gsize              length)
{
  GString *road = self->texts[YUTU_PART_ROAD];

  set_text (road->len == 0 ? road : self->texts[YUTU_PART_CROSS_ROAD], text, length);
}

/* Sites after the first estate, in the order they stand. */
static void
add_poi (YutuAddressParser *self,
         const char        *text,
         gsize              length)
{
  GString *poi = self->texts[YUTU_PART_POI];

  if (poi->len > 0)
    g_string_append_c (poi, ' ');
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ')
      g_string_append_c (poi, text[i]);
}

static void
set_estate (YutuAddressParser *self,
            const char        *text,
            gsize              length)
{
  GString *estate = self->texts[YUTU_PART_ESTATE];

  if (estate->len == 0)
    set_text (estate, text, length);
  else
    add_poi (self, text, length);
}

/* What stands between two roads, or beside a distance, and says nothing of where. */
static gboolean
is_filler (const char *text,
           gsize       length)
{
  static const char *const fillers[] = { "与", "和", "约", "大约", "左右" };

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (length == strlen (fillers[i]) && memcmp (text, fillers[i], length) == 0)
      return TRUE;
  return FALSE;
}

static void
set_relation (YutuAddressParser *self,
              const char        *text,
              gsize              length)
{
  if (is_offset (text, length))
    set_number (self->texts[YUTU_PART_OFFSET_M], text, length);
  else if (!is_filler (text, length))
    g_string_append_len (self->texts[YUTU_PART_RELATION], text, (gssize)length);
}

/* 新朱村委会 sits in 新朱村; one in brackets behind another village is a part of it, or a hint. */
static void
set_village (YutuAddressParser      *self,
             const YutuAddressPiece *piece,
             const char             *text,
             gsize                   length)
{
  static const struct
  {
    const char *committee;
    const char *generic;
  } committees[] = {
    { "村民委员会", "村" },
    { "村委会", "村" },
    { "村委", "村" },
    { "行政村", "村" },
    { "居民委员会", "社区" },
    { "居委会", "社区" },
    { "居委", "社区" },
  };
  const char *written = self->normal->str + piece->start;
  GString    *village = self->texts[YUTU_PART_VILLAGE];

  if (village->len > 0 && piece->start > 0 && written[-1] == '(')
    village = self->texts[YUTU_PART_NATURAL_VILLAGE];
  set_text (village, text, length);
  for (gsize i = 0; i < G_N_ELEMENTS (committees); i++)
    {
      g_autofree char *at = g_strndup (written, piece->length);

      if (!g_str_has_suffix (at, committees[i].committee))
        continue;
      if (g_str_has_suffix (village->str, committees[i].committee))
        {
          g_string_truncate (village, village->len - strlen (committees[i].committee));
          if (!g_str_has_suffix (village->str, committees[i].generic))
            g_string_append (village, committees[i].generic);
        }
      if (strcmp (committees[i].committee, "行政村") != 0)
        add_poi (self, committees[i].committee, strlen (committees[i].committee));
      return;
    }
}

/* 双龙南街8号春江市场12号: the number in a site that has a number of its road. */
static gboolean
set_number_in_site (YutuAddressParser      *self,
                    const YutuAddressPiece *piece)
{
  if (piece->label != YUTU_ADDRESS_DOOR || !has (self, YUTU_PART_DOOR))
    return FALSE;
  if (!has (self, YUTU_PART_ROOM))
    set_number (self->texts[YUTU_PART_ROOM], self->normal->str + piece->start, piece->length);
  return TRUE;
}

/* 琅琊区 of 金华县琅琊区: until about 1992 counties had such districts between them and their townships. */
static gboolean
is_district_of_county (const YutuAddressParser *self,
                       const YutuAddressPiece  *piece)
{
  return piece->label == YUTU_ADDRESS_COUNTY && piece->word == NULL && has (self, YUTU_PART_COUNTY);
}

/* Behind the number that @out has: 11-A. */
static void
add_number (GString    *out,
            const char *text,
            gsize       length)
{
  g_autofree char *first = g_strdup (out->str);

  set_number (out, text, length);
  g_string_prepend_c (out, '-');
  g_string_prepend (out, first);
}

/* 402-403, the wing of a building, 12支弄 of a lane: behind the first number, not in its place. */
static gboolean
goes_on_number (const YutuAddressParser *self,
                const YutuAddressPiece  *piece)
{
  switch ((int)piece->label)
    {
    case YUTU_ADDRESS_ROOM:
      return has (self, YUTU_PART_ROOM) && self->normal->str[piece->start - 1] == '-';
    case YUTU_ADDRESS_BUILDING:
      return has (self, YUTU_PART_BUILDING);
    case YUTU_ADDRESS_LANE:
      return has (self, YUTU_PART_LANE);
    default:
      return FALSE;
    }
}

static void
set_part (YutuAddressParser      *self,
          const YutuAddressPiece *piece)
{
  const char *text = self->normal->str + piece->start;
  gsize       length = piece->length;

  if (set_number_in_site (self, piece) || is_district_of_county (self, piece))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (named[i].label == piece->label)
      {
        GString *out = self->texts[named[i].part];

        if (piece->word != NULL && piece->word->name != NULL)
          g_string_assign (out, piece->word->name);
        else
          set_text (out, text, piece->length);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    if (numbered[i].label == piece->label)
      (goes_on_number (self, piece) ? add_number : set_number) (self->texts[numbered[i].part], text, piece->length);
  if (piece->label == YUTU_ADDRESS_FLOOR)
    set_floor (self->texts[YUTU_PART_FLOOR], text, piece->length);
  if (piece->word != NULL && piece->word->name != NULL)
    {
      text = piece->word->name;
      length = strlen (text);
    }
  if (piece->label == YUTU_ADDRESS_ROAD)
    set_road (self, text, length);
  else if (piece->label == YUTU_ADDRESS_VILLAGE)
    set_village (self, piece, text, length);
  else if (piece->label == YUTU_ADDRESS_ESTATE)
    set_estate (self, text, length);
  else if (piece->label == YUTU_ADDRESS_POI)
    add_poi (self, text, piece->length);
  else if (piece->label == YUTU_ADDRESS_DOOR)
    set_door (self, text, piece->length);
  else if (piece->label == YUTU_ADDRESS_PLOT)
    set_parcel (self, text, piece->length);
  else if (piece->label == YUTU_ADDRESS_RELATION)
    set_relation (self, text, piece->length);
}

/* ---- What is told by a name that holds another ---- */

/* 秋滨 of 秋滨工业城: the township that an industrial area is called by, when only one is called so. */
static const YutuAddressWord *
find_township_of (const YutuAddressParser *self,
                  const YutuAddressPiece  *piece)
{
  static const char *const ends[] = { "工业城", "工业区", "工业园", "工业园区", "功能区", "产业园", "产业园区", NULL };
  const char              *text = self->normal->str + piece->start;
  const YutuAddressWord   *found = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; ends[i] != NULL; i++)
    {
      gsize            end = strlen (ends[i]);
      g_autofree char *name = NULL;

      if (piece->length <= end || memcmp (text + piece->length - end, ends[i], end) != 0)
        continue;
      name = g_strndup (text, piece->length - end);
      if (self->own != NULL)
        yutu_address_lexicon_list (self->own, name, YUTU_ADDRESS_TOWNSHIP, words);
      else
        yutu_address_lexicon_list (yutu_address_lexicon_get_shared (), name, YUTU_ADDRESS_TOWNSHIP, words);
    }
  for (guint i = 0; i < words->len; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (words, i);

      if (word->until != YUTU_DAY_INVALID)
        continue;
      if (found != NULL && g_strcmp0 (found->name, word->name) != 0)
        return NULL;
      found = word;
    }
  return found;
}

static unsigned
infer_township (YutuAddressParser *self)
{
  const YutuAddressWord *word = NULL;

  for (guint i = 0; i < self->pieces->len && word == NULL && !has (self, YUTU_PART_TOWNSHIP); i++)
    {
      const YutuAddressPiece *piece = &g_array_index (self->pieces, YutuAddressPiece, i);

      if (piece->label == YUTU_ADDRESS_ESTATE || piece->label == YUTU_ADDRESS_ZONE)
        word = find_township_of (self, piece);
    }
  if (word == NULL)
    return 0;
  g_string_assign (self->texts[YUTU_PART_TOWNSHIP], word->name);
  return YUTU_ADDRESS_BY_FORM;
}

/* ---- What is to be said of it ---- */

/* They tell already that something was left out. */
#define REASONS_OF_DROPPED \
  (YUTU_ADDRESS_PHONE_DROPPED | YUTU_ADDRESS_POSTCODE_DROPPED | YUTU_ADDRESS_SEVERAL | YUTU_ADDRESS_REPEATED)

/* The levels of a match, by the finest element. */
static int
level_of (const YutuAddressParser *self)
{
  static const struct
  {
    YutuAddressPart part;
    int             level;
  } finest[] = {
    { YUTU_PART_ROOM, 1 },
    { YUTU_PART_UNIT, 2 },
    { YUTU_PART_BUILDING, 3 },
    { YUTU_PART_DOOR, 4 },
    { YUTU_PART_PARCEL, 4 },
    { YUTU_PART_ESTATE, 5 },
    { YUTU_PART_POI, 5 },
    { YUTU_PART_CROSS_ROAD, 6 },
    { YUTU_PART_ROAD, 6 },
    { YUTU_PART_NATURAL_VILLAGE, 7 },
    { YUTU_PART_VILLAGE, 8 },
    { YUTU_PART_TOWNSHIP, 9 },
    { YUTU_PART_COUNTY, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (finest); i++)
    if (has (self, finest[i].part))
      return finest[i].level;
  return 0;
}

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* One begins with a number, with N, or with 东经 and the like. */
static gboolean
may_be_coordinate (const YutuLine *line)
{
  static const gunichar begins[] = { 0x4e1c, 0x897f, 0x5357, 0x5317, 0x7ecf, 0x7eac }; /* 东西南北经纬 */

  for (gsize i = 0; line->n > 0 && i < G_N_ELEMENTS (begins); i++)
    if (line->text[0] == begins[i])
      return TRUE;
  return line->n > 0 && line->classes[0] != YUTU_CELL_HAN;
}

static unsigned
reasons_of_whole (const YutuLine *line,
                  const char     *text)
{
  YutuTypedCoordinate typed;

  static const char *const nothing[] = { "", "无", "不详", "无地址", "地址不详", "未知", "暂无", "待定", "未填", "空", "NULL", "N/A",
                                         "/", "-", "--", "—", "——", NULL };
  static const char *const reference[] = { "同上", "本村", "同前", "本社区", "本镇", "本乡", "上同", "〃", "″", "\"", "同户籍", "同户籍地",
                                           "同户籍地址", "同现住址", "同身份证", "同左", "同右", "原址", "原地址", "见附件", "见附表", NULL };

  if (is_one_of (text, nothing))
    return YUTU_ADDRESS_EMPTY;
  if (is_one_of (text, reference))
    return YUTU_ADDRESS_REFERENCE;
  return may_be_coordinate (line) && yutu_coordinate_parse (text, &typed) ? YUTU_ADDRESS_COORDINATE : 0;
}

/* A character, figure or letter of which nothing is known, not a word for noise: 601室A. */
static gboolean
is_unknown (const YutuAddressParser *self,
            const YutuAddressPiece  *piece)
{
  const char *text = self->normal->str + piece->start;

  return g_utf8_next_char (text) == text + piece->length && g_unichar_isalnum (g_utf8_get_char (text));
}

/* Of the noise at @index: what it was, or that something was left out. */
static unsigned
reasons_of_noise (const YutuAddressParser *self,
                  guint                    index,
                  unsigned                 reasons_before)
{
  const YutuAddressPiece *piece = &g_array_index (self->pieces, YutuAddressPiece, index);
  YutuAddressLabel        label = piece->label;
  g_autofree char        *name = yutu_address_parse_dup_other_name (&self->parse, index, &label);

  if (name != NULL)
    return YUTU_ADDRESS_OTHER_NAME;
  if ((piece->word != NULL && piece->word->role != YUTU_WORD_ALIAS) || piece->is_former ||
      (reasons_before & REASONS_OF_DROPPED) != 0)
    return 0;
  return piece->length > 6 || is_unknown (self, piece) ? YUTU_ADDRESS_OTHER_DROPPED : 0;
}

static unsigned
reasons_of_pieces (const YutuAddressParser *self,
                   unsigned                 reasons_before)
{
  unsigned reasons = 0, seen = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const YutuAddressPiece *piece = &g_array_index (self->pieces, YutuAddressPiece, i);
      gboolean                is_upper = piece->label <= YUTU_ADDRESS_COUNTY;

      if (piece->label == YUTU_ADDRESS_PERSON)
        reasons |= YUTU_ADDRESS_PERSON_DROPPED;
      if (piece->label == YUTU_ADDRESS_NOISE)
        reasons |= reasons_of_noise (self, i, reasons_before);
      if (piece->is_former || (piece->label <= YUTU_ADDRESS_VILLAGE && piece->word != NULL && piece->word->until != YUTU_DAY_INVALID))
        reasons |= YUTU_ADDRESS_OLD_DIVISION;
      if (piece->is_misspelt)
        reasons |= YUTU_ADDRESS_MISSPELT;
      if (piece->is_open)
        reasons |= YUTU_ADDRESS_BY_FORM;
      if (is_upper && (seen & 1u << piece->label) != 0 && (piece->word != NULL || piece->label != YUTU_ADDRESS_COUNTY))
        reasons |= YUTU_ADDRESS_REPEATED;
      if (is_upper)
        seen |= 1u << piece->label;
    }
  if (has (self, YUTU_PART_RELATION) && !has (self, YUTU_PART_CROSS_ROAD))
    reasons |= YUTU_ADDRESS_RELATIVE;
  if (has (self, YUTU_PART_CROSS_ROAD) && !has (self, YUTU_PART_DOOR) && has (self, YUTU_PART_RELATION))
    reasons |= YUTU_ADDRESS_CROSSING;
  return reasons;
}

/* Reads @text into the pieces; returns the reasons of the whole. */
static unsigned
read_pieces (YutuAddressParser *self,
             const char        *text)
{
  guint32  path[YUTU_LINE_MAX];
  unsigned reasons = yutu_line_read (&self->line, self->normal, text);

  reasons |= reasons_of_whole (&self->line, self->normal->str);
  yutu_lattice_fill (&self->lattice, &self->line, self->own);
  take_pieces (self, path, yutu_lattice_solve (&self->lattice, &self->line, path));
  return reasons;
}

/* 2号长山乡余殿下 as 长山乡余殿下2号, which goes before it only when every name is known so. */
static unsigned
read_turned (YutuAddressParser *self,
             const char        *text,
             unsigned           reasons)
{
  g_autofree char *turned = self->own != NULL ? yutu_address_dup_turned (&self->line, self->normal->str, self->pieces) : NULL;

  if (turned == NULL)
    return reasons;
  reasons |= read_pieces (self, turned);
  return yutu_address_is_known_turned (self->pieces) ? reasons : read_pieces (self, text);
}

const YutuAddressParse *
yutu_address_parser_read (YutuAddressParser *self,
                          const char        *line)
{
  const unsigned no_address = YUTU_ADDRESS_EMPTY | YUTU_ADDRESS_REFERENCE | YUTU_ADDRESS_COORDINATE;
  gboolean       is_address;

  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    g_string_truncate (self->texts[i], 0);
  self->parse.reasons = read_pieces (self, line);
  is_address = (self->parse.reasons & no_address) == 0;
  if (is_address)
    self->parse.reasons = read_turned (self, line, self->parse.reasons);
  self->parse.text = self->normal->str;
  self->parse.pieces = (const YutuAddressPiece *)(gpointer)self->pieces->data;
  self->parse.n_pieces = self->pieces->len;
  if (is_address)
    self->parse.reasons |= yutu_address_drop_second (self->normal->str, self->pieces);
  for (guint i = 0; is_address && i < self->pieces->len; i++)
    set_part (self, &g_array_index (self->pieces, YutuAddressPiece, i));
  if ((self->parse.reasons & (YUTU_ADDRESS_EMPTY | YUTU_ADDRESS_REFERENCE)) == 0)
    self->parse.reasons |= reasons_of_pieces (self, self->parse.reasons);
  if (is_address)
    self->parse.reasons |= infer_township (self);
  else
    self->parse.reasons &= ~(unsigned)YUTU_ADDRESS_BY_FORM;
  self->parse.level = level_of (self);
  for (gsize i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    self->parse.parts[i] = self->texts[i]->len > 0 ? self->texts[i]->str : NULL;
  return &self->parse;
}

void
yutu_address_parser_add_reasons (YutuAddressParser *self,
                                 unsigned           reasons)
{
  self->parse.reasons |= reasons;
}
