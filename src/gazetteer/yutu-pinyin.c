/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Romanisation by GB/T 28039-2011: a name is cut into its proper name and its generic term, each
 * written solid. */

#include "gazetteer/yutu-pinyin-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-normal.h"

/* ---- Generic terms ---- */

static YutuTermKind
kind_from_text (const char *text)
{
  if (g_strcmp0 (text, "admin") == 0)
    return YUTU_TERM_ADMIN;
  if (g_strcmp0 (text, "settlement") == 0)
    return YUTU_TERM_SETTLEMENT;
  return g_strcmp0 (text, "nature") == 0 ? YUTU_TERM_NATURE : YUTU_TERM_OTHER;
}

static GArray *
load_terms (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/generic-terms.csv", 4, &error);
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (YutuGenericTerm));

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char          **fields = g_ptr_array_index (rows, i);
      YutuGenericTerm term = { 0 };

      term.term = g_strdup (fields[0]);
      term.n_chars = (gsize)g_utf8_strlen (fields[0], -1);
      term.takes_modifier = *fields[1] == '1';
      term.serial = *fields[2] == '1'   ? YUTU_SERIAL_ALWAYS
                    : *fields[2] == '2' ? YUTU_SERIAL_BEHIND
                                        : YUTU_SERIAL_NONE;
      term.kind = kind_from_text (fields[3]);
      g_array_append_val (terms, term);
    }
  return terms;
}

static const GArray *
get_terms (void)
{
  static gsize   once = 0;
  static GArray *terms = NULL;

  if (g_once_init_enter (&once))
    {
      terms = load_terms ();
      g_once_init_leave (&once, 1);
    }
  return terms;
}

const YutuGenericTerm *
yutu_pinyin_find_generic (const char *name)
{
  const GArray          *terms = get_terms ();
  const YutuGenericTerm *best = NULL;

  for (guint i = 0; i < terms->len; i++)
    {
      const YutuGenericTerm *term = &g_array_index (terms, YutuGenericTerm, i);

      if (g_str_has_suffix (name, term->term) && strlen (name) > strlen (term->term) &&
          (best == NULL || term->n_chars > best->n_chars))
        best = term;
    }
  return best;
}

/* ---- Cutting a name ---- */

typedef struct
{
  GString *toned;
  GString *plain;
  gboolean unsure;
} Writer;

gboolean
yutu_pinyin_is_modifier (gunichar character)
{
  static const gunichar modifiers[] = { 0x4e1c, 0x897f, 0x5357, 0x5317, 0x4e2d, /* 东西南北中 */
                                        0x524d, 0x540e, 0x4e0a, 0x4e0b,         /* 前后上下 */
                                        0x5de6, 0x53f3,                         /* 左右 */
                                        0x5c0f, 0x65b0, 0x8001 };               /* 小新老 */

  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (modifiers[i] == character)
      return TRUE;
  return FALSE;
}

/* Whether one character before @term stays joined with it: 王村, 长山 as a settlement's name, 衢州; but Huang He. */
static gboolean
is_solid (const YutuGenericTerm *term,
          const char            *name_class)
{
  static const char *const natural[] = { "river", "lake", "hill", "mountain", NULL };

  if (term->kind == YUTU_TERM_NATURE)
    return name_class == NULL || !g_strv_contains (natural, name_class);
  return term->kind == YUTU_TERM_SETTLEMENT || strcmp (term->term, "州") == 0;
}

/* Bytes of @name that are the proper name. */
static gsize
measure_proper (const char            *name,
                const YutuGenericTerm *term,
                const char            *name_class)
{
  gsize length = strlen (name);
  gsize n_chars = 0;

  if (term == NULL)
    return length;
  length -= strlen (term->term);
  n_chars = (gsize)g_utf8_strlen (name, (gssize)length);
  if (n_chars == 1 && is_solid (term, name_class))
    return strlen (name);
  while (term->takes_modifier && n_chars > 2)
    {
      const char *last = g_utf8_prev_char (name + length);

      if (!yutu_pinyin_is_modifier (g_utf8_get_char (last)))
        break;
      length = (gsize)(last - name);
      n_chars--;
    }
  return length;
}

/* Bytes of a leading division's name inside a long name (婺城区 in 婺城区罗店镇敬老院), or 0. */
static gsize
measure_division (const char *name)
{
  gsize n_chars = 0;

  if (g_utf8_strlen (name, -1) < 6)
    return 0;
  for (const char *p = name; *p != '\0';)
    {
      const char            *next = g_utf8_next_char (p);
      const YutuGenericTerm *term = NULL;
      g_autofree char       *head = g_strndup (name, (gsize)(next - name));

      n_chars++;
      term = n_chars >= 3 ? yutu_pinyin_find_generic (head) : NULL;
      if (term != NULL && term->kind == YUTU_TERM_ADMIN && g_utf8_strlen (next, -1) >= 2 && !g_str_has_prefix (next, "族"))
        return (gsize)(next - name);
      p = next;
    }
  return 0;
}

/* ---- Writing ---- */

static gboolean
starts_with_vowel (const char *plain)
{
  return plain[0] == 'a' || plain[0] == 'o' || plain[0] == 'e';
}

static void
append (GString    *out,
        const char *text,
        gboolean    capital)
{
  gunichar first = g_utf8_get_char (text);

  g_string_append_unichar (out, capital ? g_unichar_toupper (first) : first);
  g_string_append (out, g_utf8_next_char (text));
}

/* 儿 behind another character joins it as r, 盆儿胡同 Penr Hutong: or is a syllable, which a person has to say. */
static gboolean
is_erhua (const YutuReading *readings,
          gsize              at)
{
  return at > 0 && readings[at].character == 0x513f && readings[at].by_table && readings[at - 1].toned != NULL;
}

static void
start_word (Writer *self)
{
  if (self->plain->len == 0)
    return;
  g_string_append_c (self->toned, ' ');
  g_string_append_c (self->plain, ' ');
}

/* A run of characters as one word; letters and digits of a run keep together. */
static void
write_word (Writer            *self,
            const YutuReading *readings,
            gsize              n)
{
  gboolean starts = TRUE;
  gboolean was_han = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gboolean         is_han = readings[i].toned != NULL;
      const char      *toned = is_erhua (readings, i) ? "r" : readings[i].toned;
      char             other[7] = { 0 };
      g_autofree char *plain = is_han ? yutu_pinyin_strip_tone (toned) : NULL;

      self->unsure = self->unsure || readings[i].unsure || is_erhua (readings, i);
      if (i == 0 || is_han != was_han)
        {
          starts = TRUE;
          start_word (self);
        }
      g_unichar_to_utf8 (readings[i].character, other);
      if (!starts && is_han && starts_with_vowel (plain))
        {
          g_string_append_c (self->toned, '\'');
          g_string_append_c (self->plain, '\'');
        }
      append (self->plain, is_han ? plain : other, starts && is_han);
      append (self->toned, is_han ? toned : other, starts && is_han);
      starts = FALSE;
      was_han = is_han;
    }
}

/* A generic term is read one way, whatever its characters are elsewhere. */
static void
write_generic (Writer            *self,
               const YutuReading *readings,
               gsize              n)
{
  gboolean was_unsure = self->unsure;

  write_word (self, readings, n);
  self->unsure = was_unsure;
}

/* ---- Ethnic groups ---- */

static const GPtrArray *
get_groups (void)
{
  static gsize      once = 0;
  static GPtrArray *groups = NULL;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;

      groups = yutu_data_load_rows (YUTU_GROUPS, 2, &error);
      if (groups == NULL)
        {
          g_warning ("%s", error->message);
          groups = g_ptr_array_new ();
        }
      g_once_init_leave (&once, 1);
    }
  return groups;
}

/* Bytes of the group that ends the first @n_bytes of @name, with something before it; 0: there is none. 族 goes without
 * saying where @is_autonomous, as in 木垒哈萨克自治县, but 内蒙古 is a name. */
static gsize
measure_group (const char *name,
               gsize       n_bytes,
               gboolean    is_autonomous)
{
  const GPtrArray *groups = get_groups ();
  gsize            best = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = ((char **)groups->pdata[i])[0];
      gsize       whole = strlen (group);
      gsize       bare = whole - strlen ("族");

      if (whole < n_bytes && memcmp (name + n_bytes - whole, group, whole) == 0)
        best = MAX (best, whole);
      else if (is_autonomous && g_utf8_strlen (group, (gssize)bare) >= 2 && bare < n_bytes &&
               memcmp (name + n_bytes - bare, group, bare) == 0 && g_utf8_strlen (name, (gssize)(n_bytes - bare)) >= 2)
        best = MAX (best, bare);
    }
  return best;
}

/* The first @n_bytes of @name, the proper name before @term: the groups of an autonomous unit or of an ethnic township
 * are words of their own. */
static void
write_proper (Writer                *self,
              const char            *name,
              gsize                  n_bytes,
              const YutuGenericTerm *term,
              const YutuReading     *readings)
{
  gboolean is_admin = term != NULL && term->kind == YUTU_TERM_ADMIN;
  gsize    group = is_admin ? measure_group (name, n_bytes, g_str_has_prefix (term->term, "自治")) : 0;
  gsize    n_before = group > 0 ? (gsize)g_utf8_strlen (name, (gssize)(n_bytes - group)) : 0;

  if (group > 0)
    write_proper (self, name, n_bytes - group, term, readings);
  write_word (self, readings + n_before, (gsize)g_utf8_strlen (name, (gssize)n_bytes) - n_before);
}

/* ---- Numbers of a series ---- */

typedef struct
{
  int      number;
  gsize    n_chars; /* of the number, 第 too; 0: there is none */
  gboolean is_ordinal;
  gboolean is_unsure;
} Serial;

/* The Han number that ends the first @n_chars of @name: one numeral, or one with 十. */
static gsize
find_numeral (const char *name,
              gsize       n_chars,
              int        *number)
{
  for (gsize n = n_chars; n > 0; n--)
    {
      const char *at = g_utf8_offset_to_pointer (name, (glong)(n_chars - n));

      *number = yutu_normal_parse_numeral (at, n);
      if (*number >= 0 && (n == 1 || g_utf8_strchr (at, g_utf8_offset_to_pointer (at, (glong)n) - at, 0x5341) != NULL))
        return n;
    }
  return 0;
}

/* 东 西 and 经 纬 number roads by themselves. */
static gboolean
is_axis (gunichar character)
{
  static const gunichar axes[] = { 0x4e1c, 0x897f, 0x5357, 0x5317, 0x4e2d, 0x7ecf, 0x7eac };

  for (gsize i = 0; i < G_N_ELEMENTS (axes); i++)
    if (axes[i] == character)
      return TRUE;
  return FALSE;
}

static Serial
find_serial (const char            *name,
             const YutuGenericTerm *term,
             gsize                  n_proper)
{
  Serial   self = { .number = -1 };
  gsize    n_before = 0;
  gunichar before = 0;

  self.n_chars = find_numeral (name, n_proper, &self.number);
  if (self.n_chars == 0)
    return self;
  n_before = n_proper - self.n_chars;
  before = n_before > 0 ? g_utf8_get_char (g_utf8_offset_to_pointer (name, (glong)n_before - 1)) : 0;
  if (before == 0x7b2c) /* 第 */
    {
      self.is_ordinal = TRUE;
      self.n_chars++;
      return self;
    }
  if (n_before == 1 && is_axis (before) && self.number >= 20 && self.number % 100 > 10 && strcmp (term->term, "条") == 0)
    {
      self.n_chars--; /* 东四十二条: the twelfth of 东四 */
      self.number = self.number % 10 + 10;
      self.is_unsure = TRUE;
      return self;
    }
  self.is_unsure = n_before == 1 && !is_axis (before);
  if (term->serial == YUTU_SERIAL_BEHIND && (n_before == 0 || self.is_unsure))
    return (Serial){ .number = -1 };
  return self;
}

static void
write_serial (Writer       *self,
              const Serial *serial)
{
  start_word (self);
  g_string_append_printf (self->plain, "%s%d", serial->is_ordinal ? "Di-" : "", serial->number);
  g_string_append_printf (self->toned, "%s%d", serial->is_ordinal ? "Dì-" : "", serial->number);
  self->unsure = self->unsure || serial->is_unsure;
}

/* A ring road has its number in digits (三环路 3 Huanlu); its parts go by that: 北三环路, 三环北路. Characters of the number
 * that stands before the 环 which ends the first @n_proper of @name; 0: it is none. */
static gsize
find_ring (const char            *name,
           const YutuGenericTerm *term,
           gsize                  n_proper,
           Serial                *serial)
{
  static const char *const roads[] = { "路", "大道", "公路", "高速公路", "快速路", NULL };
  const char              *ring = g_utf8_offset_to_pointer (name, (glong)n_proper - 1);
  int                      number = -1;
  gsize                    n = 0;

  if (n_proper < 2 || g_utf8_get_char (ring) != 0x73af /* 环 */ || !g_strv_contains (roads, term->term))
    return 0;
  n = find_numeral (name, n_proper - 1, &number);
  if (n == 0 || n_proper - 1 - n > (is_axis (g_utf8_get_char (name)) ? 1 : 0))
    return 0;
  *serial = (Serial){ .number = number, .n_chars = n };
  return n;
}

/* The rules print 三环路 alone; a person has to look at the others. */
static void
write_ring (Writer            *self,
            const YutuReading *readings,
            const Serial      *serial,
            gsize              n_proper,
            gsize              n_all)
{
  gsize    n_before = n_proper - 1 - serial->n_chars;
  gboolean is_whole = n_all == n_proper + 1; /* 环路 is its generic term */

  write_word (self, readings, n_before);
  write_serial (self, serial);
  write_word (self, readings + n_proper - 1, is_whole ? 2 : 1);
  write_word (self, readings + n_proper, is_whole ? 0 : n_all - n_proper);
  self->unsure = self->unsure || n_before > 0 || !is_whole;
}

/* Characters of the road that the first @n of @name are, of which a lane has its number: 中山路 in 中山路三巷, 宾虹西路 in
 * 宾虹西路北三巷; 0: none. */
static gsize
find_road (const char            *name,
           const YutuGenericTerm *term,
           gsize                  n)
{
  static const char *const lanes[] = { "巷", "小巷", "弄", "支弄", "条", "支路", "胡同", NULL };
  static const char *const roads[] = { "路", "街", "大道", "大街", "马路", NULL };

  for (gsize n_road = n; g_strv_contains (lanes, term->term) && n_road >= 3 && n_road + 1 >= n; n_road--)
    {
      const char            *end = g_utf8_offset_to_pointer (name, (glong)n_road);
      g_autofree char       *road = g_strndup (name, (gsize)(end - name));
      const YutuGenericTerm *inner = yutu_pinyin_find_generic (road);

      if (inner != NULL && g_strv_contains (roads, inner->term) && (n_road == n || yutu_pinyin_is_modifier (g_utf8_get_char (end))))
        return n_road;
    }
  return 0;
}

static void
write_name (Writer            *self,
            const char        *name,
            const char        *name_class,
            const YutuReading *readings,
            gsize             *proper_bytes)
{
  gboolean               solid = g_strcmp0 (name_class, "natural-village") == 0;
  const YutuGenericTerm *term = solid ? NULL : yutu_pinyin_find_generic (name);
  gsize                  proper = measure_proper (name, term, name_class);
  gsize                  n_all = (gsize)g_utf8_strlen (name, -1);
  gsize                  n_proper = (gsize)g_utf8_strlen (name, (gssize)proper);
  gsize                  n_before = n_proper, n_road = 0, inner = 0;
  const char            *rest = NULL;
  Serial                 serial = { .number = -1 };

  *proper_bytes = proper;
  if (term != NULL && n_proper < n_all && find_ring (name, term, n_proper, &serial) > 0)
    {
      if (n_all == n_proper + 1)
        *proper_bytes = proper - strlen ("环");
      write_ring (self, readings, &serial, n_proper, n_all);
      return;
    }
  if (term != NULL && term->serial != YUTU_SERIAL_NONE && n_proper < n_all)
    serial = find_serial (name, term, n_proper);
  n_before -= serial.n_chars;
  if (term != NULL && n_proper < n_all && (n_road = find_road (name, term, n_before)) > 0)
    {
      g_autofree char *road = g_utf8_substring (name, 0, (glong)n_road);

      write_name (self, road, NULL, readings, &inner);
    }
  rest = g_utf8_offset_to_pointer (name, (glong)n_road);
  write_proper (self, rest, (gsize)(g_utf8_offset_to_pointer (name, (glong)n_before) - rest), term, readings + n_road);
  if (serial.n_chars > 0)
    write_serial (self, &serial);
  write_generic (self, readings + n_proper, n_all - n_proper);
}

static char *
list_initials (const GArray *readings)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < readings->len; i++)
    {
      const YutuReading *reading = &g_array_index (readings, YutuReading, i);
      g_autofree char   *plain =
        reading->toned != NULL ? yutu_pinyin_strip_tone (reading->toned) : NULL;

      if (plain != NULL)
        g_string_append_c (out, *plain);
      else if (g_unichar_isalnum (reading->character))
        g_string_append_unichar (out, g_unichar_tolower (reading->character));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

YutuRomanized *
yutu_pinyin_romanize (const char *name,
                      const char *name_class)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  const char      *text = composed != NULL ? g_strstrip (composed) : "";
  g_autoptr (GArray) readings = yutu_pinyin_read (text);
  const YutuReading *first = (gconstpointer)readings->data;
  Writer             writer = { g_string_new (NULL), g_string_new (NULL), FALSE };
  gboolean           solid = g_strcmp0 (name_class, "natural-village") == 0;
  YutuRomanized     *result = g_new0 (YutuRomanized, 1);
  const char        *rest = text;
  gsize              proper = 0;

  while (!solid && measure_division (rest) > 0)
    {
      g_autofree char *head = g_strndup (rest, measure_division (rest));

      write_name (&writer, head, NULL, first, &proper);
      first += g_utf8_strlen (head, -1);
      rest += strlen (head);
    }
  write_name (&writer, rest, name_class, first, &proper);
  proper += (gsize)(rest - text);
  result->proper = g_strndup (text, proper);
  result->generic = g_strdup (text + proper);
  result->initials = list_initials (readings);
  result->unsure = writer.unsure;
  result->toned = g_string_free (writer.toned, FALSE);
  result->plain = g_string_free (writer.plain, FALSE);
  return result;
}

char *
yutu_pinyin_dup_letters (const char *name)
{
  g_autoptr (YutuRomanized) spelling = yutu_pinyin_romanize (name, NULL);

  return *spelling->initials != '\0' ? g_ascii_strup (spelling->initials, -1) : NULL;
}

void
yutu_romanized_free (YutuRomanized *self)
{
  if (self == NULL)
    return;
  g_free (self->toned);
  g_free (self->plain);
  g_free (self->initials);
  g_free (self->proper);
  g_free (self->generic);
  g_free (self);
}

gboolean
yutu_pinyin_read_spelling (const char *text,
                           char      **toned,
                           char      **plain)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *bare = NULL;
  gboolean         has_letter = FALSE;

  for (const char *p = composed != NULL ? g_strstrip (composed) : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character) && out->len > 0 && out->str[out->len - 1] == ' ')
        continue;
      if (character == 0x2019) /* ’ */
        character = '\'';
      g_string_append_unichar (out, g_unichar_isspace (character) ? ' ' : character);
    }
  bare = yutu_pinyin_strip_tone (out->str);
  for (const char *p = bare; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean is_letter = character == 0xfc || character == 0xdc || (character < 0x80 && g_ascii_isalpha ((char)character));

      has_letter = has_letter || is_letter;
      if (!is_letter && (character >= 0x80 || (!g_ascii_isdigit ((char)character) && strchr (" '-", (int)character) == NULL)))
        return FALSE;
    }
  if (!has_letter)
    return FALSE;
  *toned = g_string_free (g_steal_pointer (&out), FALSE);
  *plain = g_steal_pointer (&bare);
  return TRUE;
}
