/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A name beside those of the file that it may break a rule with, in the order in which they were read. */

#include <string.h>

#include "gazetteer/yutu-address-lexicon.h"
#include "gazetteer/yutu-name-index-private.h"
#include "geo/yutu-measure.h"

#define LEAST_M_PER_DEGREE 110000 /* of latitude, anywhere */

/* ---- Within what ---- */

/* The township that @unit is, or lies in; 0 none. */
static gint64
get_township (const YutuNameIndex *self,
              gint64               unit,
              YutuDay              day,
              gboolean            *is_street)
{
  *is_street = FALSE;
  for (int steps = 0; steps < 4; steps++)
    {
      const YutuNameUnit *here = yutu_name_index_get_unit (self, unit, day);

      if (here == NULL || here->level < 4)
        return 0;
      if (here->level == 4)
        {
          *is_street = here->is_street;
          return unit;
        }
      unit = here->parent;
    }
  return 0;
}

static gboolean
is_within (const YutuNameIndex    *self,
           const YutuNameQuestion *question,
           YutuNameScope           scope,
           gint64                  division,
           YutuDay                 day)
{
  gboolean asked_is_street = FALSE, other_is_street = FALSE;
  gint64   asked, other;

  if (scope == YUTU_SCOPE_COUNTY || question->division == 0 || division == 0)
    return TRUE;
  asked = get_township (self, question->division, question->day, &asked_is_street);
  other = get_township (self, division, day, &other_is_street);
  if (asked == 0 || other == 0)
    return TRUE; /* it cannot be told: rather one too many */
  return asked == other || (scope == YUTU_SCOPE_BUILT_UP && asked_is_street && other_is_street);
}

/* ---- One by one ---- */

typedef struct
{
  const YutuNameIndex    *index;
  const YutuNameQuestion *question;
  const char             *group;
  YutuNameScope           scope;
  YutuNameEntry           asked;
  GPtrArray              *findings;
  gboolean                has_local;   /* R10: its proper name is that of a place nearby */
  char                   *siblings[4]; /* R12, by direction */
  GStrv                   series;      /* R12: proper names */
  int                     level;       /* R8: of the division that it is to name; 0: it names none */
  gint64                  unit;        /* R8: that division, or the one that it is to lie in; 0 not known */
  gboolean                is_itself;
  gboolean                is_any; /* its class is not known */
} Check;

/* 罗店镇西旺村: the units that a rival lies in. (transfer full) (nullable) */
static char *
name_units (const YutuNameIndex *self,
            gint64               unit,
            YutuDay              day)
{
  const YutuNameUnit *here = yutu_name_index_get_unit (self, unit, day);
  const YutuNameUnit *above = here != NULL && here->level > 4 ? yutu_name_index_get_unit (self, here->parent, day) : NULL;

  if (here == NULL || here->level < 4)
    return NULL;
  return g_strconcat (above != NULL ? above->name : here->name, above != NULL ? here->name : NULL, NULL);
}

static YutuNameFinding *
add_rival (Check               *self,
           const char          *rule,
           YutuNameBreach       breach,
           gboolean             is_error,
           const YutuNameEntry *rival)
{
  YutuNameFinding *finding = yutu_name_findings_add (self->findings, self->question, rule, breach, is_error, NULL);

  if (finding == NULL)
    return NULL;
  finding->rival = rival->id;
  finding->is_unit = rival->is_unit;
  finding->rival_name = g_strdup (rival->name);
  finding->rival_class = g_intern_string (rival->name_class);
  finding->rival_in = name_units (self->index, rival->division, MAX (self->question->day, rival->from));
  finding->has_point = rival->has_point;
  finding->point = rival->point;
  if (rival->from > self->question->day && !rival->is_proposed)
    finding->rival_from = rival->from;
  return finding;
}

/* R1: its characters beside as many of @other, which are not the same ones. */
static gboolean
compare_characters (const YutuNameEntry *asked,
                    const YutuNameEntry *other,
                    YutuNameBreach      *breach)
{
  gboolean toned = TRUE, plain = TRUE;
  gsize    n_different = 0, n_alike = 0;

  for (gsize i = 0; i < asked->n && (plain || n_different <= 1); i++)
    {
      if (asked->characters[i] == other->characters[i])
        continue;
      n_different++;
      n_alike += yutu_han_have_one_shape (asked->characters[i], other->characters[i]);
      toned = toned && yutu_sounds_share (asked->sounds[i].toned, other->sounds[i].toned);
      plain = plain && yutu_sounds_share (asked->sounds[i].plain, other->sounds[i].plain);
    }
  *breach = !plain ? YUTU_NAME_LOOKS_ALIKE : toned ? YUTU_NAME_SAME_SOUND
                                                   : YUTU_NAME_SAME_SYLLABLES;
  return plain || (n_different == 1 && n_alike == 1);
}

/* R1: whether two that sound alike do so by another reading than that of one of them, tones aside. */
static gboolean
is_unusual (const YutuNameEntry *asked,
            const YutuNameEntry *other)
{
  for (gsize i = 0; i < asked->n; i++)
    if (asked->characters[i] != other->characters[i] && asked->sounds[i].plain[0] != other->sounds[i].plain[0])
      return TRUE;
  return FALSE;
}

/* R1: the strongest of what the two have in common. FALSE: nothing. */
static gboolean
compare_names (const Check         *self,
               const YutuNameEntry *other,
               YutuNameBreach      *breach)
{
  const YutuNameEntry *asked = &self->asked;

  if (strcmp (asked->name, other->name) == 0)
    {
      *breach = YUTU_NAME_SAME;
      return TRUE;
    }
  if (asked->proper != NULL && *asked->proper != '\0' && g_strcmp0 (asked->proper, other->proper) == 0 &&
      asked->is_nature == other->is_nature && g_strcmp0 (asked->name_class, other->name_class) == 0)
    {
      *breach = YUTU_NAME_SAME_PROPER;
      return TRUE;
    }
  return asked->n == other->n && compare_characters (asked, other, breach);
}

/* 长乐. One character alone says nothing. */
static gboolean
is_bare (const YutuNameEntry *asked)
{
  return asked->proper == NULL && asked->n >= 2;
}

/* The same of a bare name and a proper one: 长乐 and 长乐路. */
static gboolean
compare_bare (const Check         *self,
              const YutuNameEntry *other,
              YutuNameBreach      *breach)
{
  const YutuNameEntry *asked = &self->asked;

  if (!is_bare (asked) || other->proper == NULL || other->n <= asked->n)
    return FALSE;
  if (strcmp (asked->name, other->proper) == 0)
    {
      *breach = YUTU_NAME_SAME_PROPER;
      return TRUE;
    }
  return (gsize)g_utf8_strlen (other->proper, -1) == asked->n && compare_characters (asked, other, breach);
}

/* R12: 八一南街 must not lie north of 八一北街. */
static const struct
{
  const char *here;
  const char *there;
  gboolean    is_vertical;
  int         sign;
} directions[] = { { "东", "西", FALSE, 1 }, { "西", "东", FALSE, -1 }, { "北", "南", TRUE, 1 }, { "南", "北", TRUE, -1 } };

/* The name with the opposite direction; NULL: it has not this one. */
static char *
name_sibling (const char *name,
              gsize       direction)
{
  const char *at = g_strrstr (name, directions[direction].here);

  if (at == NULL || at == name)
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int)(at - name), name, directions[direction].there,
                          at + strlen (directions[direction].here));
}

static void
compare_directions (Check               *self,
                    const YutuNameEntry *other)
{
  if (!self->question->has_point || !other->has_point || strcmp (other->group, "road") != 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      gint64 difference = directions[i].is_vertical ? self->question->point.y - other->point.y
                                                    : self->question->point.x - other->point.x;

      if (self->siblings[i] != NULL && strcmp (self->siblings[i], other->name) == 0 && difference * directions[i].sign < 0)
        add_rival (self, "R12", YUTU_NAME_DIRECTION, FALSE, other);
    }
}

/* R12: beside 八一北街 there is no 八一南路. */
static void
compare_series (Check               *self,
                const YutuNameEntry *other)
{
  if (other->proper != NULL && strcmp (other->group, "road") == 0 &&
      g_strv_contains ((const char *const *)self->series, other->proper) &&
      strcmp (other->name + strlen (other->proper), self->asked.name + strlen (self->asked.proper)) != 0 &&
      is_within (self->index, self->question, self->scope, other->division, MAX (self->question->day, other->from)))
    add_rival (self, "R12", YUTU_NAME_SERIES, FALSE, other);
}

/* Whether @unit is the one that is asked for, or one above it. */
static gboolean
lies_in (const Check *self,
         gint64       unit)
{
  gint64 here = self->question->division;

  for (int steps = 0; steps < 4 && here != 0; steps++)
    {
      const YutuNameUnit *known = yutu_name_index_get_unit (self->index, here, self->question->day);

      if (here == unit)
        return TRUE;
      here = known != NULL ? known->parent : 0;
    }
  return FALSE;
}

static void
compare_places (Check               *self,
                const YutuNameEntry *other)
{
  if (other->is_unit && other->proper != NULL && g_strcmp0 (other->proper, self->asked.proper) == 0 &&
      lies_in (self, other->id))
    self->has_local = TRUE;
  if (!self->question->has_point || !other->has_point ||
      !yutu_measure_is_within (self->question->point, yutu_name_limit ("local-m", self->question->day), other->point))
    return;
  if (self->asked.proper != NULL && strcmp (other->group, "facility") != 0 &&
      (strcmp (other->name, self->asked.proper) == 0 || g_strcmp0 (other->proper, self->asked.proper) == 0))
    self->has_local = TRUE;
  if (!other->is_unit && (self->is_any || strcmp (other->group, self->group) == 0) && strcmp (other->group, "road") != 0 &&
      strcmp (other->name, self->asked.name) != 0 &&
      yutu_measure_is_within (self->question->point, yutu_name_limit ("same-spot-m", self->question->day), other->point))
    add_rival (self, "R13", YUTU_NAME_OTHER_NAME, !self->is_any, other);
}

/* ---- R8 ---- */

/* What the question is about: the unit that has the name anew, or that in which another one is to have it. */
static void
find_division (Check *self)
{
  const YutuNameQuestion *question = self->question;
  const YutuNameUnit     *unit = yutu_name_index_get_unit (self->index, question->except, question->day);

  if (!yutu_name_rule_is_for (question, "R8"))
    return;
  if (g_strcmp0 (question->name_class, "township") == 0)
    self->level = 4;
  else if (g_strcmp0 (question->name_class, "village") == 0)
    self->level = 5;
  self->unit = question->except;
  self->is_itself = self->level != 0 && unit != NULL && unit->level == self->level;
  if (self->level == 0 || self->is_itself)
    return;
  self->unit = question->division;
  unit = yutu_name_index_get_unit (self->index, self->unit, question->day);
  for (int steps = 0; steps < 4 && unit != NULL && unit->level > self->level; steps++)
    {
      self->unit = unit->parent;
      unit = yutu_name_index_get_unit (self->index, self->unit, question->day);
    }
  self->is_itself = unit != NULL && unit->level == self->level;
  if (unit == NULL)
    self->unit = 0;
}

/* On what land the feature lies on the day. */
typedef struct
{
  GPtrArray *names;     /* of units of the level, but for the division itself; borrowed */
  gboolean   is_inside; /* all of it in the division, or in that which the division is to lie in */
  gboolean   is_held;   /* all of it in some unit */
  guint      n_top;     /* counties that it lies in */
} Extent;

static void
measure_extent (const Check         *self,
                guint                number,
                const YutuNameEntry *feature,
                Extent              *extent)
{
  const GArray *reaches = yutu_name_land_list_reaches (self->index->land, number, feature->shape, self->level);
  YutuDay       day = self->question->day;

  for (guint i = 0; i < reaches->len; i++)
    {
      const YutuNameReach *reach = &g_array_index (reaches, YutuNameReach, i);
      gboolean             is_it = reach->area->unit == self->unit;

      if (day < reach->area->from || reach->area->to <= day)
        continue;
      extent->n_top += reach->area->level == 3;
      extent->is_held = extent->is_held || reach->is_within;
      extent->is_inside = extent->is_inside || (is_it && reach->is_within);
      if (reach->area->level == self->level && !(is_it && self->is_itself))
        g_ptr_array_add (extent->names, reach->area->name);
    }
}

/* A division must not be named after a river or a hill that is not its own. One that is yet to be made may lie
 * wherever one of its level does. */
static void
compare_features (Check               *self,
                  guint                number,
                  const YutuNameEntry *other)
{
  g_autoptr (GPtrArray) names = NULL;
  Extent           extent = { 0 };
  YutuNameFinding *finding = NULL;
  YutuDay          day = self->question->day;
  gboolean         is_named_after = other->shape != NULL && self->level != 0 && self->asked.proper != NULL &&
                            (strcmp (self->asked.proper, other->feature) == 0 ||
                             g_strcmp0 (self->asked.proper, other->proper) == 0 || strcmp (self->asked.proper, other->name) == 0);

  if (!is_named_after)
    return;
  extent.names = names = g_ptr_array_new ();
  measure_extent (self, number, other, &extent);
  if ((extent.is_inside || !yutu_name_land_has (self->index->land, self->unit, day)) &&
      names->len <= (self->is_itself ? 0 : 1) && (extent.is_held || !yutu_name_land_has_level (self->index->land, 3, day)))
    return;
  finding = add_rival (self, "R8", YUTU_NAME_BEYOND, TRUE, other);
  if (finding == NULL)
    return;
  g_ptr_array_add (names, NULL);
  finding->reached = g_strdupv ((char **)names->pdata);
  finding->is_outside = !extent.is_held && extent.n_top < 2 && yutu_name_land_has_level (self->index->land, 3, day);
}

/* The name that it had, as long as it has it, or that it will have. */
static gboolean
is_same_place (const Check         *self,
               const YutuNameEntry *other)
{
  gint64        place = self->question->except;
  const gint64 *successor = place != 0 ? g_hash_table_lookup (self->index->successors, &place) : NULL;

  return place != 0 && !other->is_unit &&
         ((other->replaced_by == place && other->to > self->question->day) || (successor != NULL && *successor == other->id));
}

/* R1 and R14. */
static void
compare_rivals (Check               *self,
                const YutuNameEntry *other)
{
  YutuNameBreach breach;
  YutuDay        day = self->question->day;

  if (!self->is_any && strcmp (other->group, self->group) != 0)
    return;
  if ((other->is_proposed || day < other->to) &&
      (compare_names (self, other, &breach) || (self->is_any && compare_bare (self, other, &breach))) &&
      is_within (self->index, self->question, self->scope, other->division, MAX (day, other->from)))
    {
      YutuNameFinding *finding =
        add_rival (self, "R1", breach, !self->is_any && (breach == YUTU_NAME_SAME || breach == YUTU_NAME_SAME_PROPER), other);

      if (finding != NULL && (breach == YUTU_NAME_SAME_SOUND || breach == YUTU_NAME_SAME_SYLLABLES))
        finding->is_unusual = is_unusual (&self->asked, other);
    }
  else if (other->to <= day && strcmp (other->name, self->asked.name) == 0 &&
           yutu_day_add_months (other->to, (int)yutu_name_limit ("forgotten-months", day)) > day)
    add_rival (self, "R14", YUTU_NAME_ABOLISHED, FALSE, other);
}

/* What is named is no rival of itself. */
static gboolean
is_rival (const Check         *self,
          const YutuNameEntry *other)
{
  return other->id != self->question->except && (other->id != self->question->former || other->is_unit) &&
         !is_same_place (self, other);
}

static void
compare (Check *self,
         guint  number)
{
  const YutuNameEntry *other = &g_array_index (self->index->entries, YutuNameEntry, number);

  if (!is_rival (self, other))
    return;
  if (other->is_proposed || self->question->day < other->to) /* in use, or it will be */
    {
      compare_places (self, other);
      compare_directions (self, other);
      compare_series (self, other);
      compare_features (self, number, other);
    }
  if (!self->is_any)
    compare_rivals (self, other);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  guint one = *(const guint *)a, other = *(const guint *)b;

  return (one > other) - (one < other);
}

/* All with which it may break a rule, in order, some of them twice. (transfer full) */
static GArray *
list_candidates (Check *self)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64  spot = (gint64)(yutu_name_limit ("same-spot-m", self->question->day) * YUTU_GRID_PER_DEGREE / LEAST_M_PER_DEGREE);

  yutu_name_index_add_alike (self->index, &self->asked, candidates);
  if (self->is_any && is_bare (&self->asked))
    yutu_name_index_add_propers (self->index, &self->asked, candidates);
  if (self->asked.proper != NULL)
    yutu_name_index_add_named (self->index, YUTU_NAME_KEY_NAME, self->asked.proper, candidates);
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    if ((self->siblings[i] = name_sibling (self->asked.name, i)) != NULL)
      yutu_name_index_add_named (self->index, YUTU_NAME_KEY_NAME, self->siblings[i], candidates);
  self->series = strcmp (self->group, "road") == 0 ? yutu_name_list_series (self->asked.proper) : g_new0 (char *, 1);
  for (gsize i = 0; self->series[i] != NULL; i++)
    yutu_name_index_add_named (self->index, YUTU_NAME_KEY_PROPER, self->series[i], candidates);
  if (self->question->has_point)
    yutu_name_index_add_between (self->index, self->question->point.y - spot - 1, self->question->point.y + spot + 1,
                                 candidates);
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* Each of @candidates once. */
static void
compare_each (Check        *self,
              const GArray *candidates,
              void (*func) (Check *self,
                            guint  number))
{
  for (guint i = 0; i < candidates->len; i++)
    if (i == 0 || g_array_index (candidates, guint, i) != g_array_index (candidates, guint, i - 1))
      func (self, g_array_index (candidates, guint, i));
}

/* Of a name whose class is not known. */
static void
compare_any (Check *self,
             guint  number)
{
  const YutuNameEntry *other = &g_array_index (self->index->entries, YutuNameEntry, number);

  if (is_rival (self, other))
    compare_rivals (self, other);
}

static void
compare_all (Check *self)
{
  g_autoptr (GArray) candidates = list_candidates (self);

  compare_each (self, candidates, compare);
  if (self->is_any)
    compare_each (self, candidates, compare_any);
  for (gsize i = 0; i < G_N_ELEMENTS (self->siblings); i++)
    g_free (self->siblings[i]);
  g_strfreev (self->series);
}

/* ---- R1 beyond the county ---- */

/* The province of a county; NULL: not known. */
static const char *
find_province (const char *county)
{
  const YutuAddressLexicon *lexicon = yutu_address_lexicon_get_shared ();
  const YutuAddressLabel    labels[] = { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_CITY };
  const char               *name = county;

  for (gsize i = 0; i < G_N_ELEMENTS (labels) && name != NULL; i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new ();

      yutu_address_lexicon_list (lexicon, name, labels[i], words);
      if (words->len > 0)
        name = ((const YutuAddressWord *)g_ptr_array_index (words, 0))->parent;
      else if (i == 0)
        return NULL;
    }
  return name;
}

/* No two townships of a province have one name (rules/townships-zj.csv). Those of the county are in the file. */
static void
compare_province (Check *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *province = NULL;

  if (g_strcmp0 (self->asked.name_class, "township") != 0 || self->index->county == NULL)
    return;
  province = find_province (self->index->county);
  yutu_address_lexicon_list (yutu_address_lexicon_get_shared (), self->asked.name, YUTU_ADDRESS_TOWNSHIP, words);
  for (guint i = 0; i < words->len && province != NULL; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (words, i);
      YutuNameFinding       *finding = NULL;

      if (g_strcmp0 (word->name, self->asked.name) != 0 || word->parent == NULL ||
          strcmp (word->parent, self->index->county) == 0 || g_strcmp0 (find_province (word->parent), province) != 0)
        continue;
      finding = yutu_name_findings_add (self->findings, self->question, "R1", YUTU_NAME_SAME, TRUE, NULL);
      if (finding != NULL)
        finding->rival_name = g_strconcat (word->parent, word->name, NULL);
    }
}

GPtrArray *
yutu_name_index_check (const YutuNameIndex    *self,
                       const YutuNameQuestion *question)
{
  YutuNameQuestion                   known = *question;
  Check                              check = { .index = self, .question = &known };
  g_autoptr (YutuReadingScope) scope G_GNUC_UNUSED = yutu_reading_scope_enter_table (self->readings);

  if (*question->name != '\0' && g_utf8_validate (question->name, -1, NULL))
    known.name_class = yutu_name_question_get_class (question);
  check.findings = yutu_name_check_text (&known);
  if (*question->name == '\0' || !g_utf8_validate (question->name, -1, NULL))
    return check.findings;
  check.is_any = known.name_class == NULL;
  check.group = yutu_name_class_get_group (known.name_class, &check.scope);
  check.scope = check.is_any ? YUTU_SCOPE_COUNTY : check.scope;
  check.asked.name = g_strdup (question->name);
  check.asked.name_class = g_strdup (known.name_class);
  yutu_name_entry_finish (&check.asked);
  find_division (&check);
  compare_all (&check);
  compare_province (&check);
  if (strcmp (check.group, "facility") == 0 && question->has_point && !check.has_local && check.asked.proper != NULL)
    yutu_name_findings_add (check.findings, &known, "R10", YUTU_NAME_NOT_LOCAL, FALSE, g_strdup (check.asked.proper));
  yutu_name_sizes_check (self->sizes, &known, check.findings);
  yutu_name_entry_clear (&check.asked);
  yutu_name_findings_sort (check.findings);
  return check.findings;
}
