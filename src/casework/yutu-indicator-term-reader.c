/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reads the terms of an indicator. What a term names must be there: registers, kinds, states and
 * fields of the same module. */

#include "casework/yutu-module-private.h"

#include <math.h>
#include <string.h>

#define MAX_CONDITIONS 6
#define FRACTION       1000 /* numbers that are no integers are summed up in thousandths */

/* ---- Lists of names ---- */

static const char *const *
keep_texts (const YutuReadPlace *place,
            JsonArray           *array)
{
  gsize        n = array != NULL ? json_array_get_length (array) : 0;
  const char **texts = yutu_read_allocate (place, n + 1, sizeof (char *));

  for (gsize i = 0; i < n; i++)
    texts[i] =
      yutu_read_keep (place, g_strdup (json_array_get_string_element (array, (guint)i)));
  return texts;
}

static const YutuRegister *
find_register (const YutuModule *module,
               const char       *id)
{
  for (gsize i = 0; i < module->n_registers; i++)
    if (g_str_equal (module->registers[i].id, id))
      return &module->registers[i];
  return NULL;
}

static const YutuCaseKind *
find_kind (const YutuModule *module,
           const char       *id)
{
  for (gsize i = 0; i < module->n_kinds; i++)
    if (g_str_equal (module->kinds[i].id, id))
      return &module->kinds[i];
  return NULL;
}

/* Short ids of registers of the module into full ones. */
static gboolean
read_registers (const YutuReadPlace *place,
                const char          *member,
                const YutuModule    *module,
                const char *const  **out,
                GError             **error)
{
  JsonArray   *array = NULL;
  const char **ids = NULL;

  if (!yutu_read_texts (place, member, TRUE, &array, error))
    return FALSE;
  *out = keep_texts (place, array);
  ids = (const char **)*out;
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      const YutuRegister *found = find_register (module, ids[i]);

      if (found == NULL)
        return yutu_read_fail (place, member, error, "\"%s\" is no register of this module",
                               ids[i]);
      ids[i] = found->full_id;
    }
  return TRUE;
}

/* "all", or kinds of the module. */
static gboolean
read_kinds (const YutuReadPlace *place,
            const YutuModule    *module,
            const char *const  **out,
            GError             **error)
{
  JsonNode  *node = json_object_get_member (place->object, "cases");
  JsonArray *array = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      g_str_equal (json_node_get_string (node), "all"))
    {
      *out = keep_texts (place, NULL);
      return TRUE;
    }
  if (!yutu_read_texts (place, "cases", TRUE, &array, error))
    return FALSE;
  *out = keep_texts (place, array);
  for (gsize i = 0; (*out)[i] != NULL; i++)
    if (find_kind (module, (*out)[i]) == NULL)
      return yutu_read_fail (place, "cases", error, "\"%s\" is no kind of this module", (*out)[i]);
  return TRUE;
}

/* ---- Fields ---- */

/* The field that each of the term's registers or kinds has by that name; NULL when one has none. What
 * is summed up of years is a figure of theirs; conditions are of the register. */
static const YutuField *
find_common_field (const YutuModule *module,
                   const YutuTerm   *term,
                   const char       *id,
                   gboolean          is_summed)
{
  const YutuField *field = NULL;

  for (gsize i = 0; term->of[i] != NULL; i++)
    {
      const YutuRegister *record = NULL;
      const YutuCaseKind *kind = find_kind (module, term->of[i]);

      for (gsize r = 0; r < module->n_registers && kind == NULL; r++)
        if (g_str_equal (module->registers[r].full_id, term->of[i]))
          record = &module->registers[r];
      field = kind != NULL     ? yutu_fields_find (kind->fields, kind->n_fields, id)
              : record != NULL ? yutu_fields_find (record->fields, record->n_fields, id)
                               : NULL;
      if (record != NULL && term->kind == YUTU_TERM_FACILITY_YEARS && is_summed)
        field = yutu_fields_find (record->year_fields, record->n_year_fields, id);
      if (field == NULL)
        return NULL;
    }
  return field;
}

/* What is summed up; figures of years always are. */
static gboolean
read_sum_field (const YutuReadPlace *place,
                const YutuModule    *module,
                YutuTerm            *term,
                GError             **error)
{
  const YutuField *field = NULL;

  term->fraction = 1;
  if (!yutu_read_text (place, "field", term->kind == YUTU_TERM_FACILITY_YEARS, &term->field, error))
    return FALSE;
  if (term->field == NULL)
    return TRUE;
  field = find_common_field (module, term, term->field, TRUE);
  if (field == NULL)
    return yutu_read_fail (place, "field", error, "\"%s\" is no field of all that is counted",
                           term->field);
  if (field->type != YUTU_FIELD_INT && field->type != YUTU_FIELD_MONEY_FEN &&
      field->type != YUTU_FIELD_NUMBER)
    return yutu_read_fail (place, "field", error, "\"%s\" is no number and has no sum",
                           term->field);
  term->fraction = field->type == YUTU_FIELD_NUMBER ? FRACTION : 1;
  return TRUE;
}

/* A JSON array of the values that a field may have, for SQL. */
static gboolean
read_is (const YutuReadPlace *place,
         YutuCondition       *condition,
         GError             **error)
{
  JsonNode *node = json_object_get_member (place->object, "is");
  g_autoptr (JsonNode) list = NULL;
  JsonArray *array = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    array = json_array_ref (json_node_get_array (node));
  else
    {
      array = json_array_new ();
      json_array_add_element (array, json_node_copy (node));
    }
  list = json_node_alloc ();
  json_node_init_array (list, array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      GType type = json_node_get_value_type (json_array_get_element (array, i));

      if (type != G_TYPE_STRING && type != G_TYPE_BOOLEAN && type != G_TYPE_INT64)
        {
          json_array_unref (array);
          return yutu_read_fail (place, "is", error,
                                 "must be a text, true, false or an integer, or "
                                 "a list of them");
        }
    }
  json_array_unref (array);
  condition->text = yutu_read_keep (place, json_to_string (list, FALSE));
  return TRUE;
}

typedef struct
{
  const YutuModule *module;
  const YutuTerm   *term;
} ConditionData;

/* Conditions have no id, so they are read into a struct with a NULL one in front. */
typedef struct
{
  const char   *no_id;
  YutuCondition condition;
} ConditionItem;

static gboolean
read_condition (const YutuReadPlace *place,
                gpointer             item,
                gpointer             data,
                GError             **error)
{
  static const char *const known[] = { "field", "is", "at-least", "by-day", "of-year", NULL };
  static const char *const names[] = { "is", "at-least", "by-day", "of-year" };
  const ConditionData     *of = data;
  YutuCondition           *condition = &((ConditionItem *)item)->condition;
  const char              *found = NULL;
  gboolean                 flag = FALSE;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_text (place, "field", TRUE, &condition->field, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (place->object, names[i]))
      {
        if (found != NULL)
          return yutu_read_fail (place, names[i], error,
                                 "a condition is one of is, at-least, by-day "
                                 "and of-year; make it two conditions");
        found = names[i];
        condition->kind = (YutuConditionKind)i;
      }
  if (found == NULL)
    return yutu_read_fail (place, NULL, error, "has no is, at-least, by-day or of-year; add one");
  if (find_common_field (of->module, of->term, condition->field, FALSE) == NULL)
    return yutu_read_fail (place, "field", error, "\"%s\" is no field of all that is counted",
                           condition->field);
  switch (condition->kind)
    {
    case YUTU_CONDITION_IS:
      return read_is (place, condition, error);
    case YUTU_CONDITION_BY_DAY:
      return yutu_read_boolean (place, found, TRUE, &flag, error);
    case YUTU_CONDITION_AT_LEAST:
    case YUTU_CONDITION_OF_YEAR:
    default:
      return yutu_read_number (place, found, 0, &condition->number, error);
    }
}

static gboolean
read_where (const YutuReadPlace *place,
            const YutuModule    *module,
            YutuTerm            *term,
            GError             **error)
{
  const ConditionItem *items = NULL;
  YutuCondition       *conditions = NULL;
  ConditionData        data = { module, term };

  if (!yutu_read_items (place, "where", 0, sizeof (ConditionItem), read_condition, &data, &items,
                        &term->n_where, error))
    return FALSE;
  if (term->n_where > MAX_CONDITIONS)
    return yutu_read_fail (place, "where", error, "at most %d conditions", MAX_CONDITIONS);
  conditions = yutu_read_allocate (place, term->n_where, sizeof (YutuCondition));
  for (gsize i = 0; i < term->n_where; i++)
    conditions[i] = items[i].condition;
  term->where = conditions;
  return TRUE;
}

/* ---- Terms ---- */

static gboolean
read_states (const YutuReadPlace *place,
             const YutuModule    *module,
             YutuTerm            *term,
             GError             **error)
{
  JsonArray *array = NULL;

  if (!yutu_read_texts (place, "states", FALSE, &array, error))
    return FALSE;
  term->states = keep_texts (place, array);
  for (gsize s = 0; term->states[s] != NULL; s++)
    {
      gboolean is_known = FALSE;

      for (gsize k = 0; term->of[k] != NULL; k++)
        is_known = is_known || yutu_case_kind_find_state (find_kind (module, term->of[k]),
                                                          term->states[s]) != G_MAXSIZE;
      if (!is_known)
        return yutu_read_fail (place, "states", error, "\"%s\" is no state of what is counted",
                               term->states[s]);
    }
  return TRUE;
}

static gboolean
read_within (const YutuReadPlace *place,
             const YutuModule    *module,
             YutuTerm            *term,
             GError             **error)
{
  static const char *const known[] = { "of", "metres", NULL };
  JsonNode                *node = json_object_get_member (place->object, "within");
  YutuReadPlace            inner = { place, place->self, place->file, "within", -1, NULL };

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return yutu_read_fail (place, "within", error, "must be {\"of\": […], \"metres\": …}");
  inner.object = json_node_get_object (node);
  if (!yutu_read_check_members (&inner, known, error) ||
      !read_registers (&inner, "of", module, &term->reach_of, error) ||
      !yutu_read_number (&inner, "metres", 0, &term->reach_m, error))
    return FALSE;
  if (!(term->reach_m >= 1 && term->reach_m <= 50000))
    return yutu_read_fail (&inner, "metres", error, "must be from 1 to 50000");
  return TRUE;
}

static gboolean
read_cases (const YutuReadPlace *place,
            const YutuModule    *module,
            YutuTerm            *term,
            GError             **error)
{
  static const char *const whens[] = { "on-day", "overdue", "opened", "closed", NULL };
  int                      when = 0;

  if (!read_kinds (place, module, &term->of, error) ||
      !yutu_read_one_of (place, "when", whens, YUTU_CASES_ON_DAY, &when, error))
    return FALSE;
  term->when = (YutuCasesWhen)when;
  return read_states (place, module, term, error) && read_sum_field (place, module, term, error) &&
         read_where (place, module, term, error) && read_within (place, module, term, error);
}

static gboolean
read_level (const YutuReadPlace *place,
            const char          *member,
            int                 *level,
            GError             **error)
{
  static const char *const levels[] = { "township", "village", NULL };

  if (!yutu_read_one_of (place, member, levels, -1, level, error))
    return FALSE;
  *level += 4;
  return TRUE;
}

static gboolean
read_by_kind (const YutuReadPlace *place,
              const YutuModule    *module,
              YutuTerm            *term,
              GError             **error)
{
  static const char *const which[] = { "all", "in-force", NULL };
  static const char *const which_crossings[] = { "all", "signed", NULL };
  static const char *const members[] = { [YUTU_TERM_LINES] = "lines",
                                         [YUTU_TERM_PILLARS] = "pillars" };
  const char             **key = NULL;
  gboolean                 flag = FALSE;
  int                      index = 0;
  double                   years = 1;

  switch (term->kind)
    {
    case YUTU_TERM_FACILITIES:
      return read_registers (place, "facilities", module, &term->of, error) &&
             yutu_read_boolean (place, "new", FALSE, &term->new_only, error) &&
             read_sum_field (place, module, term, error) && read_where (place, module, term, error);
    case YUTU_TERM_FACILITY_YEARS:
      if (!read_registers (place, "year-figures", module, &term->of, error) ||
          !yutu_read_number (place, "years", 1, &years, error) ||
          !read_sum_field (place, module, term, error) || !read_where (place, module, term, error))
        return FALSE;
      if (!(years >= 1 && years <= 20) || years != floor (years))
        return yutu_read_fail (place, "years", error, "must be an integer from 1 to 20");
      term->years = (int)years;
      return TRUE;
    case YUTU_TERM_CASES:
      return read_cases (place, module, term, error);
    case YUTU_TERM_ADDRESSES:
      return yutu_read_boolean (place, "addresses", TRUE, &flag, error) &&
             read_within (place, module, term, error);
    case YUTU_TERM_RESIDENTS:
      return yutu_read_boolean (place, "residents", TRUE, &flag, error);
    case YUTU_TERM_UNITS:
      return read_level (place, "units", &term->level, error);
    case YUTU_TERM_UNITS_WITH:
      return read_level (place, "level", &term->level, error) &&
             yutu_read_terms (place, "units-with", module, &term->has, &term->n_has, error);
    case YUTU_TERM_LINES:
    case YUTU_TERM_PILLARS:
      if (!yutu_read_one_of (place, members[term->kind], which, -1, &index, error))
        return FALSE;
      term->in_force = index == 1;
      return TRUE;
    case YUTU_TERM_CROSSINGS:
      if (!yutu_read_one_of (place, "crossings", which_crossings, -1, &index, error))
        return FALSE;
      term->in_force = index == 1;
      return TRUE;
    case YUTU_TERM_FIGURE:
    default:
      key = yutu_read_allocate (place, 2, sizeof (char *));
      term->of = key;
      term->fraction = FRACTION;
      return yutu_read_id (place, "figure", FALSE, &key[0], error) &&
             yutu_read_boolean (place, "adds-up", FALSE, &term->adds_up, error);
    }
}

/* What may stand beside the word that names the kind. */
static const struct
{
  const char *name;
  const char *known[9];
} TERMS[] = {
  [YUTU_TERM_FACILITIES] = { "facilities",
                             { "facilities", "field", "where", "new", "times", NULL } },
  [YUTU_TERM_FACILITY_YEARS] = { "year-figures",
                                 { "year-figures", "field", "where", "years", "times", NULL } },
  [YUTU_TERM_CASES] = { "cases",
                        { "cases", "when", "states", "field", "where", "within", "times", NULL } },
  [YUTU_TERM_ADDRESSES] = { "addresses", { "addresses", "within", "times", NULL } },
  [YUTU_TERM_RESIDENTS] = { "residents", { "residents", "times", NULL } },
  [YUTU_TERM_UNITS] = { "units", { "units", "times", NULL } },
  [YUTU_TERM_UNITS_WITH] = { "units-with", { "units-with", "level", "times", NULL } },
  [YUTU_TERM_LINES] = { "lines", { "lines", "times", NULL } },
  [YUTU_TERM_PILLARS] = { "pillars", { "pillars", "times", NULL } },
  [YUTU_TERM_CROSSINGS] = { "crossings", { "crossings", "times", NULL } },
  [YUTU_TERM_FIGURE] = { "figure", { "figure", "adds-up", "times", NULL } },
};

static gboolean
read_term (const YutuReadPlace *place,
           const YutuModule    *module,
           YutuTerm            *term,
           GError             **error)
{
  double times = 1;
  gsize  kind = 0;

  while (kind < G_N_ELEMENTS (TERMS) && !json_object_has_member (place->object, TERMS[kind].name))
    kind++;
  if (kind == G_N_ELEMENTS (TERMS))
    return yutu_read_fail (place, NULL, error, "says not what is counted; add facilities, "
                                               "year-figures, cases, addresses, residents, units, "
                                               "units-with, lines, pillars, crossings or figure");
  term->kind = (YutuTermKind)kind;
  term->of = term->states = term->reach_of = keep_texts (place, NULL);
  term->fraction = 1;
  if (!yutu_read_check_members (place, TERMS[kind].known, error) ||
      !yutu_read_number (place, "times", 1, &times, error))
    return FALSE;
  if (!(fabs (times) >= 1 && fabs (times) <= 1000000) || times != floor (times))
    return yutu_read_fail (place, "times", error, "must be an integer and not 0");
  term->times = (int)times;
  return read_by_kind (place, module, term, error);
}

gboolean
yutu_read_terms (const YutuReadPlace *place,
                 const char          *member,
                 const YutuModule    *module,
                 const YutuTerm     **out,
                 gsize               *n,
                 GError             **error)
{
  JsonNode  *node = json_object_get_member (place->object, member);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  YutuTerm *terms = NULL;

  *n = array != NULL ? json_array_get_length (array) : 1;
  if (node == NULL || *n == 0 || *n > 8)
    return yutu_read_fail (place, member, error, "must be what is counted, or a list of 1 to 8");
  *out = terms = yutu_read_allocate (place, *n, sizeof (YutuTerm));
  for (gsize i = 0; i < *n; i++)
    {
      JsonNode     *element = array != NULL ? json_array_get_element (array, (guint)i) : node;
      YutuReadPlace inner = {
        place, place->self, place->file, member, array != NULL ? (gssize)i : -1, NULL
      };

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return yutu_read_fail (&inner, NULL, error, "must be an object");
      inner.object = json_node_get_object (element);
      if (!read_term (&inner, module, &terms[i], error))
        return FALSE;
    }
  return TRUE;
}
