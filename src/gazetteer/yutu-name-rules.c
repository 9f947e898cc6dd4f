/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rules that the text of a name decides alone, and the tables of all. */

#include "gazetteer/yutu-name-rules-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-address-lexicon.h"
#include "gazetteer/yutu-normal.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-place-class.h"

#define MAX_PROBLEM 6 /* characters told at once */

void
yutu_name_finding_free (YutuNameFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->detail);
  g_free (self->rival_name);
  g_free (self->rival_in);
  g_strfreev (self->reached);
  g_clear_pointer (&self->tests, g_array_unref);
  g_free (self);
}

/* ---- Tables ---- */

typedef struct
{
  char   *rule;
  GStrv   classes; /* groups, or "all" */
  YutuDay from;
  YutuDay to;
  char   *basis;
} Rule;

typedef enum
{
  WORDS_WARN,
  WORDS_ERROR,
  WORDS_ALLOW, /* the rule does not mean these */
} WordsKind;

typedef struct
{
  char     *rule;
  WordsKind kind;
  YutuDay   from;
  YutuDay   to;
  GStrv     words;
} Words;

typedef struct
{
  char         *name_class;
  char         *group;
  YutuNameScope scope;
} Scope;

typedef struct
{
  char   *key;
  double  value;
  YutuDay from;
  YutuDay to;
} Limit;

typedef struct
{
  GArray *rules;
  GArray *words;
  GArray *scopes;
  GArray *limits;
} Tables;

static void
add_rule (Tables *self,
          GStrv   fields)
{
  Rule rule = { .rule = g_strdup (fields[0]),
                .classes = g_strsplit (fields[2], " ", -1),
                .from = yutu_day_parse (fields[3]),
                .to = yutu_day_parse (fields[4]),
                .basis = g_strdup (fields[5]) };

  g_array_append_val (self->rules, rule);
}

static void
add_words (Tables *self,
           GStrv   fields)
{
  Words words = { .rule = g_strdup (fields[0]),
                  .kind = strcmp (fields[1], "error") == 0   ? WORDS_ERROR
                          : strcmp (fields[1], "allow") == 0 ? WORDS_ALLOW
                                                             : WORDS_WARN,
                  .from = yutu_day_parse (fields[2]),
                  .to = yutu_day_parse (fields[3]),
                  .words = g_strsplit (fields[4], " ", -1) };

  g_array_append_val (self->words, words);
}

static void
add_scope (Tables *self,
           GStrv   fields)
{
  Scope scope = { .name_class = g_strdup (fields[0]),
                  .group = g_strdup (fields[1]),
                  .scope = strcmp (fields[2], "county") == 0     ? YUTU_SCOPE_COUNTY
                           : strcmp (fields[2], "built-up") == 0 ? YUTU_SCOPE_BUILT_UP
                                                                 : YUTU_SCOPE_TOWNSHIP };

  g_array_append_val (self->scopes, scope);
}

static void
add_limit (Tables *self,
           GStrv   fields)
{
  Limit limit = { .key = g_strdup (fields[0]),
                  .value = g_ascii_strtod (fields[1], NULL),
                  .from = yutu_day_parse (fields[3]),
                  .to = yutu_day_parse (fields[4]) };

  g_array_append_val (self->limits, limit);
}

static void
load (Tables     *self,
      const char *path,
      guint       n_fields,
      void (*add) (Tables *, GStrv))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (path, n_fields, &error);

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add (self, g_ptr_array_index (rows, i));
}

static const Tables *
get_tables (void)
{
  static gsize  once = 0;
  static Tables tables;

  if (g_once_init_enter (&once))
    {
      tables.rules = g_array_new (FALSE, FALSE, sizeof (Rule));
      tables.words = g_array_new (FALSE, FALSE, sizeof (Words));
      tables.scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
      tables.limits = g_array_new (FALSE, FALSE, sizeof (Limit));
      load (&tables, "rules/naming-rules.csv", 6, add_rule);
      load (&tables, "rules/naming-words.csv", 5, add_words);
      load (&tables, "rules/naming-scopes.csv", 3, add_scope);
      load (&tables, "rules/naming-limits.csv", 6, add_limit);
      g_once_init_leave (&once, 1);
    }
  return &tables;
}

double
yutu_name_limit (const char *key,
                 YutuDay     day)
{
  const GArray *limits = get_tables ()->limits;

  for (guint i = 0; i < limits->len; i++)
    {
      const Limit *limit = &g_array_index (limits, Limit, i);

      if (strcmp (limit->key, key) == 0 && limit->from <= day && day < limit->to)
        return limit->value;
    }
  g_warn_if_reached ();
  return 0;
}

GStrv
yutu_name_list_series (const char *proper)
{
  static const char *const parts[][11] = { { "东", "西", "南", "北", "中" },
                                           { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" } };
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  glong n = proper != NULL ? g_utf8_strlen (proper, -1) : 0;

  for (gsize i = 0; n > 2 && i < G_N_ELEMENTS (parts); i++)
    {
      const char *last = g_utf8_offset_to_pointer (proper, n - 1);

      if (!g_strv_contains (parts[i], last))
        continue;
      for (gsize k = 0; parts[i][k] != NULL; k++)
        if (strcmp (parts[i][k], last) != 0)
          {
            g_autofree char *other = g_strdup_printf ("%.*s%s", (int)(last - proper), proper, parts[i][k]);

            g_strv_builder_add (others, other);
          }
    }
  return g_strv_builder_end (others);
}

const char *
yutu_name_class_get_group (const char    *name_class,
                           YutuNameScope *scope)
{
  const GArray *scopes = get_tables ()->scopes;

  for (guint i = 0; i < scopes->len; i++)
    {
      const Scope *here = &g_array_index (scopes, Scope, i);

      if (g_strcmp0 (here->name_class, name_class) == 0)
        {
          *scope = here->scope;
          return here->group;
        }
    }
  *scope = YUTU_SCOPE_TOWNSHIP;
  return "site";
}

typedef struct
{
  gsize            n_left; /* characters to the end of the name */
  gboolean         is_found;
  YutuAddressLabel label;
} Ending;

static void
find_ending (const YutuAddressWord *word,
             gsize                  length,
             gboolean               is_misspelt,
             gpointer               data)
{
  Ending *self = data;

  if (self->is_found || word->role != YUTU_WORD_END || length != self->n_left ||
      (word->label != YUTU_ADDRESS_ROAD && word->label != YUTU_ADDRESS_TOWNSHIP && word->label != YUTU_ADDRESS_VILLAGE))
    return;
  self->is_found = TRUE;
  self->label = word->label;
}

const char *
yutu_name_guess_class (const char *name)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (name, -1, &n);
  Ending               ending = { 0 };

  for (glong i = 1; i < n && !ending.is_found; i++)
    {
      ending.n_left = (gsize)(n - i);
      yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), characters + i, (gsize)(n - i), find_ending, &ending);
    }
  if (ending.is_found && ending.label != YUTU_ADDRESS_VILLAGE)
    return ending.label == YUTU_ADDRESS_ROAD ? "road" : "township";
  return yutu_place_class_guess (name) != NULL ? yutu_place_class_guess (name) : ending.is_found ? "village"
                                                                                                 : NULL;
}

const char *
yutu_name_question_get_class (const YutuNameQuestion *self)
{
  return self->name_class != NULL ? self->name_class : yutu_name_guess_class (self->name);
}

/* ---- Findings ---- */

static const Rule *
find_rule (const char *name,
           const char *group,
           YutuDay     day)
{
  const GArray *rules = get_tables ()->rules;

  for (guint i = 0; i < rules->len; i++)
    {
      const Rule *rule = &g_array_index (rules, Rule, i);

      if (strcmp (rule->rule, name) == 0 && rule->from <= day && day < rule->to &&
          (g_strv_contains ((const char *const *)rule->classes, "all") ||
           g_strv_contains ((const char *const *)rule->classes, group)))
        return rule;
    }
  return NULL;
}

gboolean
yutu_name_rule_is_for (const YutuNameQuestion *question,
                       const char             *rule)
{
  YutuNameScope scope;

  return find_rule (rule, yutu_name_class_get_group (question->name_class, &scope), question->day) != NULL;
}

YutuNameFinding *
yutu_name_findings_add (GPtrArray              *findings,
                        const YutuNameQuestion *question,
                        const char             *rule_name,
                        YutuNameBreach          breach,
                        gboolean                is_error,
                        char                   *detail)
{
  YutuNameScope    scope;
  const Rule      *rule = find_rule (rule_name, yutu_name_class_get_group (question->name_class, &scope), question->day);
  YutuNameFinding *finding = NULL;

  if (rule == NULL)
    {
      g_free (detail);
      return NULL;
    }
  finding = g_new0 (YutuNameFinding, 1);
  finding->breach = breach;
  finding->is_error = is_error;
  finding->rule = rule->rule;
  finding->clause = rule->basis;
  finding->detail = detail;
  finding->rival_from = YUTU_DAY_INVALID;
  g_ptr_array_add (findings, finding);
  return finding;
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const YutuNameFinding *first = *(YutuNameFinding *const *)a;
  const YutuNameFinding *second = *(YutuNameFinding *const *)b;

  if (first->is_error != second->is_error)
    return first->is_error ? -1 : 1;
  if (first->is_met != second->is_met)
    return first->is_met ? 1 : -1;
  if (first->is_unusual != second->is_unusual)
    return first->is_unusual ? 1 : -1;
  if (first->breach != second->breach)
    return first->breach < second->breach ? -1 : 1;
  return (first->rival > second->rival) - (first->rival < second->rival);
}

void
yutu_name_findings_sort (GPtrArray *findings)
{
  g_ptr_array_sort (findings, compare_findings);
}

/* ---- Words of a rule ---- */

static gboolean
is_in_force (const Words *words,
             const char  *rule,
             YutuDay      day)
{
  return strcmp (words->rule, rule) == 0 && words->from <= day && day < words->to;
}

/* Whether the @length bytes at @at stand in a word that @rule does not mean. */
static gboolean
is_allowed (const YutuNameQuestion *question,
            const char             *rule,
            const char             *at,
            gsize                   length)
{
  const GArray *all = get_tables ()->words;

  for (guint i = 0; i < all->len; i++)
    {
      const Words *words = &g_array_index (all, Words, i);

      if (words->kind != WORDS_ALLOW || !is_in_force (words, rule, question->day))
        continue;
      for (gsize n = 0; words->words[n] != NULL; n++)
        for (const char *found = strstr (question->name, words->words[n]); found != NULL && *words->words[n] != '\0';
             found = strstr (found + 1, words->words[n]))
          if (found <= at && at + length <= found + strlen (words->words[n]))
            return TRUE;
    }
  return FALSE;
}

/* Where @word stands in the name and is meant; NULL: nowhere. */
static const char *
find_word (const YutuNameQuestion *question,
           const char             *rule,
           const char             *word)
{
  const char *found = *word != '\0' ? strstr (question->name, word) : NULL;

  while (found != NULL && is_allowed (question, rule, found, strlen (word)))
    found = strstr (found + 1, word);
  return found;
}

/* ---- Characters, R2 ---- */

/* Up to MAX_PROBLEM characters that @is_so of, and … when there are more; NULL when there is none. */
static char *
collect (const YutuNameQuestion *question,
         gboolean (*is_so) (gunichar))
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n = 0;

  for (const char *p = question->name; *p != '\0' && n <= MAX_PROBLEM; p = g_utf8_next_char (p))
    if (is_so (g_utf8_get_char (p)) && !is_allowed (question, "R2", p, (gsize)(g_utf8_next_char (p) - p)))
      g_string_append_unichar (out, n++ < MAX_PROBLEM ? g_utf8_get_char (p) : 0x2026);
  return n > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
is_han (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_not_han (gunichar character)
{
  return !is_han (character);
}

static gboolean
is_traditional (gunichar character)
{
  return is_han (character) && yutu_normal_simplify (character) != character && yutu_han_get_level (character) == 0;
}

static gboolean
is_not_standard (gunichar character)
{
  return is_han (character) && yutu_han_get_level (character) == 0 && !is_traditional (character);
}

static gboolean
is_rare (gunichar character)
{
  return yutu_han_get_level (character) == 3;
}

static void
check_characters (const YutuNameQuestion *question,
                  GPtrArray              *findings)
{
  static const struct
  {
    gboolean (*is_so) (gunichar);
    YutuNameBreach breach;
    gboolean       is_error;
  } kinds[] = {
    { is_not_han, YUTU_NAME_NOT_HAN, TRUE },
    { is_not_standard, YUTU_NAME_NOT_STANDARD, TRUE },
    { is_rare, YUTU_NAME_RARE, FALSE },
    { is_traditional, YUTU_NAME_TRADITIONAL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      char *characters = collect (question, kinds[i].is_so);

      if (characters != NULL)
        yutu_name_findings_add (findings, question, "R2", kinds[i].breach, kinds[i].is_error, characters);
    }
}

/* ---- Words, R3 … R8 ---- */

/* Whether @word tells anything in a name of the class. One character as 皇 is of old in the names of villages and hills,
 * and a division is called after a famous place when that is its whole proper name. */
static gboolean
is_meant (const YutuNameQuestion *question,
          const char             *proper,
          YutuNameBreach          breach,
          const char             *word)
{
  YutuNameScope scope;
  const char   *group = yutu_name_class_get_group (question->name_class, &scope);

  if (breach == YUTU_NAME_FAMOUS)
    return strcmp (proper, word) == 0 || strcmp (question->name, word) == 0;
  return breach != YUTU_NAME_UNHEALTHY || g_utf8_strlen (word, -1) > 1 ||
         (strcmp (group, "settlement") != 0 && strcmp (group, "natural") != 0);
}

/* What an error is only if the name is about that person or company (实施办法 第三条, 第四条): two characters that are part of
 * a longer name, and a village or a hill that is called as a company, are asked about. */
static gboolean
is_grave (const YutuNameQuestion *question,
          const char             *proper,
          YutuNameBreach          breach,
          const char             *word)
{
  YutuNameScope scope;
  const char   *group = yutu_name_class_get_group (question->name_class, &scope);

  if (breach == YUTU_NAME_LEADER)
    return g_utf8_strlen (word, -1) > 2 || strcmp (proper, word) == 0;
  return breach != YUTU_NAME_COMPANY || (strcmp (group, "settlement") != 0 && strcmp (group, "natural") != 0);
}

static void
check_words (const YutuNameQuestion *question,
             GPtrArray              *findings)
{
  static const struct
  {
    const char    *rule;
    YutuNameBreach breach;
  } rules[] = {
    { "R3", YUTU_NAME_LEADER },
    { "R4", YUTU_NAME_FOREIGN },
    { "R5", YUTU_NAME_COMPANY },
    { "R6", YUTU_NAME_INFLATED },
    { "R7", YUTU_NAME_UNHEALTHY },
    { "R8", YUTU_NAME_FAMOUS },
  };
  const GArray    *words = get_tables ()->words;
  g_autofree char *proper = g_strndup (question->name, yutu_name_measure_proper (question->name));

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint k = 0; k < words->len; k++)
      {
        const Words *here = &g_array_index (words, Words, k);

        if (here->kind == WORDS_ALLOW || !is_in_force (here, rules[i].rule, question->day))
          continue;
        for (gsize n = 0; here->words[n] != NULL; n++)
          if (is_meant (question, proper, rules[i].breach, here->words[n]) &&
              find_word (question, rules[i].rule, here->words[n]) != NULL)
            {
              yutu_name_findings_add (findings, question, rules[i].rule, rules[i].breach,
                                      here->kind == WORDS_ERROR && is_grave (question, proper, rules[i].breach, here->words[n]),
                                      g_strdup (here->words[n]));
              break;
            }
      }
}

typedef struct
{
  gsize    n;       /* characters of the proper name */
  gsize    surname; /* of the surname that it begins with; 0: with none */
  gboolean is_division;
} Person;

static void
find_surname (const YutuAddressWord *word,
              gsize                  length,
              gboolean               is_misspelt,
              gpointer               data)
{
  Person *self = data;

  if (word->role == YUTU_WORD_SURNAME)
    self->surname = MAX (self->surname, length);
  self->is_division = self->is_division || (word->role == YUTU_WORD_NAME && length == self->n && !is_misspelt);
}

/* Whether a name is a place's own, as its end tells: 石灰山, 余家坞, 黄河西. */
static gboolean
is_place_end (gunichar second,
              gunichar last)
{
  static const char ends[] = "山岭岗坡坞畈垄坑塘溪涧河湖潭荡港湾湖岛洞堰渠堤桥村庄畈宅寺庙祠塔亭站场店铺埠头口东西南北中前后上下";

  return second == 0x5bb6 /* 家 */ || g_utf8_strchr (ends, -1, last) != NULL;
}

static gboolean
has_breach (const GPtrArray *findings,
            YutuNameBreach   breach)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const YutuNameFinding *)g_ptr_array_index (findings, i))->breach == breach)
      return TRUE;
  return FALSE;
}

/* A proper name of three characters that begins with a surname may be a person's; natural villages often are
 * named after families, and stay, as do the names of cities, counties and townships (张家界). */
static void
check_person (const YutuNameQuestion *question,
              const char             *proper,
              GPtrArray              *findings)
{
  glong                n = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (proper, -1, &n);
  Person               person = { .n = (gsize)n };
  YutuNameScope        scope;

  if (n != 3 || strcmp (yutu_name_class_get_group (question->name_class, &scope), "settlement") == 0 ||
      has_breach (findings, YUTU_NAME_LEADER) || is_place_end (characters[1], characters[2]))
    return;
  yutu_address_lexicon_match (yutu_address_lexicon_get_shared (), characters, (gsize)n, find_surname, &person);
  if (person.surname == 1 && !person.is_division && yutu_han_get_level (characters[1]) > 0 &&
      yutu_han_get_level (characters[2]) > 0)
    yutu_name_findings_add (findings, question, "R3", YUTU_NAME_PERSON, FALSE, g_strdup (proper));
}

/* ---- Form, R9 and R11 ---- */

gsize
yutu_name_measure_proper (const char *name)
{
  const YutuGenericTerm  *generic = yutu_pinyin_find_generic (name);
  const YutuPlaceClasses *classes = yutu_place_classes_get_shipped ();
  gsize                   term = generic != NULL ? strlen (generic->term) : 0;

  for (guint i = 0; generic == NULL && i < yutu_place_classes_count (classes); i++)
    for (const char *const *terms = yutu_place_classes_get (classes, i)->terms; *terms != NULL; terms++)
      if (strlen (*terms) > term && strlen (*terms) < strlen (name) && g_str_has_suffix (name, *terms))
        term = strlen (*terms);
  return strlen (name) - term;
}

/* 第一, 一, 一号 */
static gboolean
is_ordinal (const YutuNameQuestion *question,
            const char             *proper)
{
  const char *at = g_str_has_prefix (proper, "第") ? proper + strlen ("第") : proper;
  gsize       length = strlen (at) - (g_str_has_suffix (at, "号") ? strlen ("号") : 0);

  return length > 0 && yutu_normal_parse_numeral (at, (gsize)g_utf8_strlen (at, (gssize)length)) >= 0 &&
         !is_allowed (question, "R11", question->name, strlen (proper));
}

/* 王村, 上畈 and 大溪 are as such names are. */
static gboolean
is_too_short (const YutuNameQuestion *question,
              const char             *proper,
              const YutuGenericTerm  *generic)
{
  YutuNameScope scope;
  const char   *group = yutu_name_class_get_group (question->name_class, &scope);

  if (*proper != '\0' && (strcmp (group, "settlement") == 0 || strcmp (group, "natural") == 0))
    return FALSE;
  return g_utf8_strlen (proper, -1) < 2 &&
         (generic == NULL || (generic->kind != YUTU_TERM_SETTLEMENT && generic->kind != YUTU_TERM_NATURE));
}

/* The longest term of a road, an estate or a building that ends the first @length bytes of @name, all of them too. */
static const char *
find_term (const char  *name,
           gsize        length,
           const char **kind)
{
  const YutuPlaceClasses *classes = yutu_place_classes_get_shipped ();
  const char             *best = NULL;

  for (guint i = 0; i < yutu_place_classes_count (classes); i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (classes, i);

      if (strcmp (class->kind, "road") != 0 && strcmp (class->kind, "estate") != 0 && strcmp (class->kind, "building") != 0)
        continue;
      for (const char *const *terms = class->terms; *terms != NULL; terms++)
        if (strlen (*terms) <= length && strncmp (name + length - strlen (*terms), *terms, strlen (*terms)) == 0 &&
            (best == NULL || strlen (*terms) > strlen (best)))
          {
            best = *terms;
            *kind = class->kind;
          }
    }
  return best;
}

/* Two generic terms of one sort, one upon the other: 大厦广场, 花园公寓, 大道路, 解放路大道. A lane has its number behind its
 * road (解放路三巷), a road may be called after a site (公园路, 园区大道) and a site after a village (花园小区). (transfer full) */
static char *
find_stacked (const char *name)
{
  static const char *const lanes[] = { "巷", "弄", "楼", NULL };
  static const char *const names[] = { "花园", "家园", "新村", "中心", NULL }; /* of villages, or ordinary words */
  const char              *outer_kind = NULL, *inner_kind = NULL;
  const char              *outer = find_term (name, strlen (name), &outer_kind);
  gsize                    length = outer != NULL ? strlen (name) - strlen (outer) : 0;
  const char              *inner = length > 0 ? find_term (name, length, &inner_kind) : NULL;
  gboolean                 is_road = inner != NULL && strcmp (inner_kind, "road") == 0;

  if (inner == NULL || is_road != (strcmp (outer_kind, "road") == 0) || g_strv_contains (lanes, outer) ||
      (length == strlen (inner) && g_strv_contains (names, inner)))
    return NULL;
  if (g_utf8_strlen (inner, -1) < 2 && (strcmp (inner, "路") != 0 || length < strlen ("解放路")))
    return NULL;
  return g_strconcat (inner, outer, NULL);
}

static void
check_form (const YutuNameQuestion *question,
            GPtrArray              *findings)
{
  const YutuGenericTerm *generic = yutu_pinyin_find_generic (question->name);
  gsize                  length = yutu_name_measure_proper (question->name);
  g_autofree char       *proper = g_strndup (question->name, length);
  char                  *stacked = find_stacked (question->name);

  if (generic == NULL && yutu_place_class_guess (question->name) == NULL)
    yutu_name_findings_add (findings, question, "R9", YUTU_NAME_NO_GENERIC, FALSE, NULL);
  if (stacked != NULL)
    yutu_name_findings_add (findings, question, "R9", YUTU_NAME_STACKED, TRUE, stacked);
  if (g_utf8_strlen (question->name, -1) > yutu_name_limit ("name-characters", question->day) ||
      g_utf8_strlen (proper, -1) > yutu_name_limit ("proper-characters", question->day) ||
      is_too_short (question, proper, generic))
    yutu_name_findings_add (findings, question, "R11", YUTU_NAME_LENGTH, FALSE, g_strdup (proper));
  if (is_ordinal (question, proper))
    yutu_name_findings_add (findings, question, "R11", YUTU_NAME_ORDINAL, FALSE, g_strdup (proper));
  if (length < strlen (question->name))
    check_person (question, proper, findings);
}

GPtrArray *
yutu_name_check_text (const YutuNameQuestion *question)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_name_finding_free);

  if (*question->name == '\0' || !g_utf8_validate (question->name, -1, NULL))
    return findings;
  check_characters (question, findings);
  check_words (question, findings);
  check_form (question, findings);
  yutu_name_findings_sort (findings);
  return findings;
}
