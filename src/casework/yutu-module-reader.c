/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reads and checks one definition file. Every error says file, path inside the file, what is
 * wrong and what to do; unknown members are refused, so that a misspelt one is not lost. */

#include "casework/yutu-attachment.h"
#include "casework/yutu-module-private.h"

#include <math.h>
#include <string.h>

static const char *const field_types[] = {
  [YUTU_FIELD_TEXT] = "text",
  [YUTU_FIELD_INT] = "int",
  [YUTU_FIELD_NUMBER] = "number",
  [YUTU_FIELD_MONEY_FEN] = "money-fen",
  [YUTU_FIELD_DATE] = "date",
  [YUTU_FIELD_ENUM] = "enum",
  [YUTU_FIELD_BOOLEAN] = "boolean",
};
static const char *const subject_kinds[] = { "person", "household", "org", "facility", "place",
                                             "line", "division", "project", NULL };
static const char *const roles[] = { "clerk", "township", "desk", "leader", "planner", NULL };

static gboolean
read_choice (const YutuReadPlace *place,
             gpointer             item,
             gpointer             data,
             GError             **error)
{
  static const char *const known[] = { "id", "title", NULL };
  YutuChoice              *choice = item;

  return yutu_read_check_members (place, known, error) &&
         yutu_read_id (place, "id", FALSE, &choice->id, error) &&
         yutu_read_title (place, "title", TRUE, &choice->title, error);
}

static gboolean
read_field_type (const YutuReadPlace *place,
                 YutuField           *field,
                 GError             **error)
{
  const char *type;
  const char *mask;

  if (!yutu_read_text (place, "type", TRUE, &type, error) ||
      !yutu_read_text (place, "mask", FALSE, &mask, error))
    return FALSE;
  field->type = (YutuFieldType)G_N_ELEMENTS (field_types);
  for (gsize i = 0; i < G_N_ELEMENTS (field_types); i++)
    if (g_str_equal (type, field_types[i]))
      field->type = (YutuFieldType)i;
  if ((gsize)field->type == G_N_ELEMENTS (field_types))
    return yutu_read_fail (place, "type", error,
                           "\"%s\" is no type; use text, int, number, money-fen, "
                           "date, enum or boolean",
                           type);
  if (mask != NULL && !yutu_mask_from_nick (mask, &field->mask))
    return yutu_read_fail (place, "mask", error,
                           "\"%s\" is no mask; use none, name, id-number, phone, "
                           "card, address, birth, amount, text or hidden",
                           mask);
  return TRUE;
}

static gboolean
read_field (const YutuReadPlace *place,
            gpointer             item,
            gpointer             data,
            GError             **error)
{
  static const char *const known[] = { "id", "title", "group", "type", "unit", "min", "max",
                                       "required", "mask", "choices", NULL };
  YutuField               *field = item;
  gboolean                 is_number;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", FALSE, &field->id, error) ||
      !yutu_read_title (place, "title", TRUE, &field->title, error) ||
      !yutu_read_title (place, "group", FALSE, &field->group, error) ||
      !read_field_type (place, field, error) ||
      !yutu_read_text (place, "unit", FALSE, &field->unit, error) ||
      !yutu_read_number (place, "min", -INFINITY, &field->min, error) ||
      !yutu_read_number (place, "max", INFINITY, &field->max, error) ||
      !yutu_read_boolean (place, "required", FALSE, &field->required, error) ||
      !yutu_read_items (place, "choices", field->type == YUTU_FIELD_ENUM ? 1 : 0,
                        sizeof (YutuChoice), read_choice, NULL, &field->choices, &field->n_choices,
                        error))
    return FALSE;
  is_number = field->type == YUTU_FIELD_INT || field->type == YUTU_FIELD_NUMBER ||
              field->type == YUTU_FIELD_MONEY_FEN;
  if (!is_number && (isfinite (field->min) || isfinite (field->max)))
    return yutu_read_fail (place, "min", error, "only numbers have min and max; remove them");
  if (field->min > field->max)
    return yutu_read_fail (place, "min", error, "%g is more than max %g; exchange them", field->min,
                           field->max);
  if (field->type != YUTU_FIELD_ENUM && field->n_choices > 0)
    return yutu_read_fail (place, "choices", error, "only an enum has choices; remove them");
  return TRUE;
}

/* ---- Relations between fields ---- */

/* Checks have no id: a NULL one in front, as with limits. */
typedef struct
{
  const char    *no_id;
  YutuFieldCheck check;
} CheckItem;

typedef struct
{
  const YutuField *fields;
  gsize            n_fields;
} FieldList;

static gboolean
read_check_field (const YutuReadPlace *place,
                  const char          *member,
                  const FieldList     *list,
                  JsonNode            *node,
                  const YutuField    **field,
                  GError             **error)
{
  const char *id = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                     ? json_node_get_string (node)
                     : "";

  *field = yutu_fields_find (list->fields, list->n_fields, id);
  if (*field == NULL)
    return yutu_read_fail (place, member, error, "\"%s\" is no field; name one of this list", id);
  if ((*field)->type == YUTU_FIELD_TEXT || (*field)->type == YUTU_FIELD_ENUM ||
      (*field)->type == YUTU_FIELD_BOOLEAN)
    return yutu_read_fail (place, member, error,
                           "\"%s\" is no number and no date; compare such only", id);
  return TRUE;
}

/* One id, or a list of ids to be added up. */
static gboolean
read_check_left (const YutuReadPlace *place,
                 const FieldList     *list,
                 YutuFieldCheck      *check,
                 GError             **error)
{
  JsonNode  *node = json_object_get_member (place->object, "left");
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const YutuField **left = NULL;

  check->n_left = array != NULL ? json_array_get_length (array) : 1;
  if (check->n_left == 0)
    return yutu_read_fail (place, "left", error, "must be a field or a list of fields, not empty");
  check->left = left = yutu_read_allocate (place, check->n_left, sizeof (YutuField *));
  for (gsize i = 0; i < check->n_left; i++)
    if (!read_check_field (place, "left", list,
                           array != NULL ? json_array_get_element (array, (guint)i) : node,
                           &left[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_check (const YutuReadPlace *place,
            gpointer             item,
            gpointer             data,
            GError             **error)
{
  static const char *const known[] = { "left", "op", "right", "message", NULL };
  static const char *const ops[] = {
    [YUTU_RELATION_LESS] = "<",
    [YUTU_RELATION_AT_MOST] = "<=",
    [YUTU_RELATION_EQUAL] = "=",
    [YUTU_RELATION_AT_LEAST] = ">=",
    [YUTU_RELATION_MORE] = ">",
  };
  YutuFieldCheck *check = &((CheckItem *)item)->check;
  const char     *op = NULL;
  gsize           relation = 0;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_text (place, "op", TRUE, &op, error) ||
      !yutu_read_title (place, "message", TRUE, &check->message, error) ||
      !read_check_left (place, data, check, error) ||
      !read_check_field (place, "right", data, json_object_get_member (place->object, "right"),
                         &check->right, error))
    return FALSE;
  while (relation < G_N_ELEMENTS (ops) && !g_str_equal (ops[relation], op))
    relation++;
  if (relation == G_N_ELEMENTS (ops))
    return yutu_read_fail (place, "op", error, "\"%s\" is no relation; use <, <=, =, >= or >", op);
  check->relation = (YutuRelation)relation;
  for (gsize i = 0; i < check->n_left; i++)
    if ((check->left[i]->type == YUTU_FIELD_DATE) != (check->right->type == YUTU_FIELD_DATE) ||
        (check->left[i]->type == YUTU_FIELD_DATE && check->n_left > 1))
      return yutu_read_fail (place, "left", error,
                             "a date goes with one date, a number with numbers");
  return TRUE;
}

static gboolean
read_checks (const YutuReadPlace   *place,
             const char            *member,
             const YutuField       *fields,
             gsize                  n_fields,
             const YutuFieldCheck **out,
             gsize                 *n_out,
             GError               **error)
{
  FieldList        list = { fields, n_fields };
  const CheckItem *items = NULL;
  YutuFieldCheck  *checks = NULL;

  if (!yutu_read_items (place, member, 0, sizeof (CheckItem), read_check, &list, &items, n_out,
                        error))
    return FALSE;
  *out = checks = yutu_read_allocate (place, *n_out, sizeof (YutuFieldCheck));
  for (gsize i = 0; i < *n_out; i++)
    checks[i] = items[i].check;
  return TRUE;
}

static gboolean
read_register (const YutuReadPlace *place,
               gpointer             item,
               gpointer             data,
               GError             **error)
{
  static const char *const known[] = { "id", "code", "title", "symbol", "fields", "checks",
                                       "year_fields", "year_checks", NULL };
  YutuRegister            *record = item;
  const YutuModule        *module = data;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", FALSE, &record->id, error) ||
      !yutu_read_text (place, "code", FALSE, &record->code, error) ||
      !yutu_read_title (place, "title", TRUE, &record->title, error) ||
      !yutu_read_id (place, "symbol", FALSE, &record->symbol, error) ||
      !yutu_read_items (place, "fields", 1, sizeof (YutuField), read_field, NULL, &record->fields,
                        &record->n_fields, error) ||
      !read_checks (place, "checks", record->fields, record->n_fields, &record->checks,
                    &record->n_checks, error) ||
      !yutu_read_items (place, "year_fields", 0, sizeof (YutuField), read_field, NULL,
                        &record->year_fields, &record->n_year_fields, error) ||
      !read_checks (place, "year_checks", record->year_fields, record->n_year_fields,
                    &record->year_checks, &record->n_year_checks, error))
    return FALSE;
  record->full_id = yutu_read_keep (place, g_strconcat (module->id, ".", record->id, NULL));
  return TRUE;
}

static gboolean
read_state (const YutuReadPlace *place,
            gpointer             item,
            gpointer             data,
            GError             **error)
{
  static const char *const known[] = { "id", "title", "open", "addresses", "samples", "name_status", "name_day", "name_rules",
                                       NULL };
  static const char *const statuses[] = { "collected", "checked", "coded", "published", NULL };
  YutuState               *state = item;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", FALSE, &state->id, error) ||
      !yutu_read_title (place, "title", TRUE, &state->title, error) ||
      !yutu_read_boolean (place, "open", TRUE, &state->is_open, error) ||
      !yutu_read_boolean (place, "samples", FALSE, &state->samples, error) ||
      !yutu_read_text (place, "addresses", FALSE, &state->addresses, error) ||
      !yutu_read_text (place, "name_status", FALSE, &state->name_status, error) ||
      !yutu_read_text (place, "name_day", FALSE, &state->name_day, error) ||
      !yutu_read_boolean (place, "name_rules", FALSE, &state->name_rules, error))
    return FALSE;
  return state->addresses == NULL || g_strv_contains (statuses, state->addresses) ||
         yutu_read_fail (place, "addresses", error,
                         "\"%s\" is nothing that addresses are; use collected, checked, coded or published",
                         state->addresses);
}

static gboolean
find_state (const YutuReadPlace *place,
            const char          *member,
            const YutuCaseKind  *kind,
            const char          *id,
            gsize               *state,
            GError             **error)
{
  *state = yutu_case_kind_find_state (kind, id);
  if (*state == G_MAXSIZE)
    return yutu_read_fail (place, member, error,
                           "\"%s\" is no state of %s; add the state or correct it", id, kind->id);
  return TRUE;
}

static gboolean
read_transition (const YutuReadPlace *place,
                 gpointer             item,
                 gpointer             data,
                 GError             **error)
{
  static const char *const known[] = { "id", "title", "from", "to", "role", "accepts", "aside", "guards",
                                       "opens", "opens_when", "opens_with", NULL };
  YutuTransition          *transition = item;
  const YutuCaseKind      *kind = data;
  const char              *to;
  JsonArray               *from;
  gsize                   *indexes;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", FALSE, &transition->id, error) ||
      !yutu_read_title (place, "title", TRUE, &transition->title, error) ||
      !yutu_read_text (place, "to", TRUE, &to, error) ||
      !find_state (place, "to", kind, to, &transition->to, error) ||
      !yutu_read_text (place, "role", TRUE, &transition->role, error) ||
      !yutu_read_boolean (place, "accepts", FALSE, &transition->accepts, error) ||
      !yutu_read_boolean (place, "aside", FALSE, &transition->is_aside, error) ||
      !yutu_read_texts (place, "from", TRUE, &from, error))
    return FALSE;
  if (g_str_equal (transition->id, YUTU_ATTACH_TRANSITION))
    return yutu_read_fail (place, "id", error,
                           "\"%s\" is what an event is called that attaches a file; use "
                           "another id",
                           transition->id);
  if (!g_strv_contains (roles, transition->role))
    return yutu_read_fail (place, "role", error,
                           "\"%s\" is no role; use clerk, township, desk, leader or "
                           "planner",
                           transition->role);
  transition->n_from = json_array_get_length (from);
  transition->from = indexes = yutu_read_allocate (place, transition->n_from, sizeof (gsize));
  for (gsize i = 0; i < transition->n_from; i++)
    {
      const char *id = json_array_get_string_element (from, (guint)i);

      if (!find_state (place, "from", kind, id, &indexes[i], error))
        return FALSE;
      if (indexes[i] == transition->to)
        return yutu_read_fail (place, "from", error, "\"%s\" is where it leads; leave it out", id);
    }
  return yutu_read_guards (place, kind, transition, error) && yutu_read_opening (place, kind, transition, error);
}

/* The first member of a limit is no id, so uniqueness is not asked of limits: items here are read
 * into a struct with a NULL id in front. */
typedef struct
{
  const char   *no_id;
  YutuTimeLimit limit;
} LimitItem;

static gboolean
read_ends (const YutuReadPlace *place,
           const YutuCaseKind  *kind,
           YutuTimeLimit       *limit,
           GError             **error)
{
  JsonArray *array;
  gsize     *ends;

  if (!yutu_read_texts (place, "ends_in", FALSE, &array, error))
    return FALSE;
  if (array != NULL && !limit->is_whole)
    return yutu_read_fail (place, "ends_in", error, "is for a limit of the whole; remove it");
  limit->n_ends_in = array != NULL ? json_array_get_length (array) : 0;
  limit->ends_in = ends = yutu_read_allocate (place, limit->n_ends_in, sizeof (gsize));
  for (gsize i = 0; i < limit->n_ends_in; i++)
    if (!find_state (place, "ends_in", kind, json_array_get_string_element (array, (guint)i),
                     &ends[i], error))
      return FALSE;
  return TRUE;
}

/* One of days, months and years; days are of a day_type. */
static gboolean
read_length (const YutuReadPlace *place,
             YutuTimeLimit       *limit,
             GError             **error)
{
  static const struct
  {
    const char  *member;
    YutuTimeUnit unit;
    int          max;
  } units[] = {
    { "days", YUTU_TIME_DAYS, 36525 },
    { "months", YUTU_TIME_MONTHS, 1200 },
    { "years", YUTU_TIME_YEARS, 100 },
  };
  const char *day_type = NULL;
  double      length = 0;
  gsize       u = 0;

  while (u < G_N_ELEMENTS (units) && !json_object_has_member (place->object, units[u].member))
    u++;
  if (u == G_N_ELEMENTS (units))
    return yutu_read_fail (place, "days", error, "is missing; say days, months or years");
  for (gsize other = u + 1; other < G_N_ELEMENTS (units); other++)
    if (json_object_has_member (place->object, units[other].member))
      return yutu_read_fail (place, units[other].member, error, "stands beside %s; remove one",
                             units[u].member);
  if (!yutu_read_number (place, units[u].member, 0, &length, error) ||
      !yutu_read_text (place, "day_type", u == 0, &day_type, error))
    return FALSE;
  if (!(length >= 1 && length <= units[u].max) || length != floor (length))
    return yutu_read_fail (place, units[u].member, error,
                           "%g is no sensible limit; use 1 to %d whole %s", length, units[u].max,
                           units[u].member);
  if (u > 0 && day_type != NULL)
    return yutu_read_fail (place, "day_type", error, "is for days; remove it");
  if (u == 0 && !g_str_equal (day_type, "W") && !g_str_equal (day_type, "C"))
    return yutu_read_fail (place, "day_type", error, "\"%s\" must be W (working) or C (calendar)",
                           day_type);
  limit->length = (int)length;
  limit->unit = u == 0 && day_type[0] == 'W' ? YUTU_TIME_WORKING_DAYS : units[u].unit;
  return TRUE;
}

static gboolean
read_limit (const YutuReadPlace *place,
            gpointer             item,
            gpointer             data,
            GError             **error)
{
  static const char *const known[] = { "state", "whole", "days", "months", "years", "day_type",
                                       "legal_basis", "valid_from", "valid_to", "ends_in", NULL };
  YutuTimeLimit           *limit = &((LimitItem *)item)->limit;
  const YutuCaseKind      *kind = data;
  const char              *state;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_boolean (place, "whole", FALSE, &limit->is_whole, error) ||
      !yutu_read_text (place, "state", !limit->is_whole, &state, error) ||
      !yutu_read_text (place, "legal_basis", TRUE, &limit->legal_basis, error) ||
      !yutu_read_day (place, "valid_from", &limit->valid_from, error) ||
      !yutu_read_day (place, "valid_to", &limit->valid_to, error) ||
      !read_ends (place, kind, limit, error))
    return FALSE;
  if (limit->is_whole && state != NULL)
    return yutu_read_fail (place, "state", error,
                           "a limit is of a state or of the whole; remove one");
  if (state != NULL && !find_state (place, "state", kind, state, &limit->state, error))
    return FALSE;
  if (state != NULL && !kind->states[limit->state].is_open)
    return yutu_read_fail (place, "state", error, "\"%s\" is closed; a limit needs an open state",
                           state);
  if (limit->valid_from >= limit->valid_to)
    return yutu_read_fail (place, "valid_from", error, "is not before valid_to; correct the days");
  return read_length (place, limit, error);
}

static gboolean
check_reachable (const YutuReadPlace *place,
                 const YutuCaseKind  *kind,
                 GError             **error)
{
  g_autofree gboolean *reached = g_new0 (gboolean, kind->n_states);
  gboolean             grew = TRUE;

  reached[0] = TRUE;
  while (grew)
    {
      grew = FALSE;
      for (gsize t = 0; t < kind->n_transitions; t++)
        for (gsize f = 0; f < kind->transitions[t].n_from; f++)
          if (reached[kind->transitions[t].from[f]] && !reached[kind->transitions[t].to])
            grew = reached[kind->transitions[t].to] = TRUE;
    }
  for (gsize s = 0; s < kind->n_states; s++)
    {
      gboolean has_exit = FALSE;

      if (!reached[s])
        return yutu_read_fail (place, "states", error, "\"%s\" is never reached from \"%s\"; add a "
                                                       "transition to it or remove it",
                               kind->states[s].id, kind->states[0].id);
      for (gsize t = 0; t < kind->n_transitions; t++)
        has_exit = has_exit || yutu_transition_leaves (&kind->transitions[t], s);
      if (kind->states[s].is_open && !has_exit)
        return yutu_read_fail (place, "states", error,
                               "\"%s\" is open and nothing leaves it; add a "
                               "transition or make it closed",
                               kind->states[s].id);
    }
  if (!kind->states[0].is_open)
    return yutu_read_fail (place, "states", error, "the first state \"%s\" must be open",
                           kind->states[0].id);
  return TRUE;
}

static gboolean
read_limits (const YutuReadPlace *place,
             YutuCaseKind        *kind,
             GError             **error)
{
  const LimitItem *items = NULL;
  YutuTimeLimit   *limits = NULL;

  if (!yutu_read_items (place, "time_limits", 0, sizeof (LimitItem), read_limit, kind, &items,
                        &kind->n_time_limits, error))
    return FALSE;
  kind->time_limits = limits =
    yutu_read_allocate (place, kind->n_time_limits, sizeof (YutuTimeLimit));
  for (gsize i = 0; i < kind->n_time_limits; i++)
    limits[i] = items[i].limit;
  return TRUE;
}

/* The object that a case of the kind leaves a record in, and when that is done. */
static gboolean
read_record (const YutuReadPlace *place,
             const YutuModule    *module,
             YutuCaseKind        *kind,
             GError             **error)
{
  const char *id = NULL;
  const char *done = NULL;

  if (!yutu_read_text (place, "record", FALSE, &id, error) ||
      !yutu_read_text (place, "record_done", id != NULL, &done, error))
    return FALSE;
  if (id == NULL)
    return TRUE;
  for (gsize i = 0; i < module->n_objects && kind->record_id == NULL; i++)
    if (g_str_equal (id, module->objects[i].id))
      kind->record_id = module->objects[i].full_id;
  if (kind->record_id == NULL)
    return yutu_read_fail (place, "record", error, "\"%s\" is no object of this module", id);
  return find_state (place, "record_done", kind, done, &kind->record_done, error);
}

/* The field that has the number of the act which a case of the kind is about. */
static gboolean
note_batch (YutuCaseKind *kind)
{
  for (gsize i = 0; i < kind->n_states; i++)
    kind->holds_batch = kind->holds_batch || kind->states[i].samples || kind->states[i].addresses != NULL;
  return TRUE;
}

/* A text field that has the number of something. */
static gboolean
read_number_field (const YutuReadPlace *place,
                   const YutuCaseKind  *kind,
                   const char          *member,
                   const YutuField    **field,
                   GError             **error)
{
  const char *id = NULL;

  if (!yutu_read_text (place, member, FALSE, &id, error))
    return FALSE;
  for (gsize f = 0; id != NULL && f < kind->n_fields; f++)
    if (g_str_equal (id, kind->fields[f].id) && kind->fields[f].type == YUTU_FIELD_TEXT)
      *field = &kind->fields[f];
  return id == NULL || *field != NULL ||
         yutu_read_fail (place, member, error, "\"%s\" is no text field of %s", id, kind->id);
}

/* What a case of the kind is to a place name; only then do its states say what the name is in them. */
static gboolean
read_name_work (const YutuReadPlace *place,
                YutuCaseKind        *kind,
                GError             **error)
{
  static const char *const works[] = { "name", "rename", "abolish", "clean-up", NULL };
  const char              *work = NULL;

  if (!yutu_read_text (place, "name_work", FALSE, &work, error))
    return FALSE;
  for (gsize i = 0; work != NULL && works[i] != NULL; i++)
    if (g_str_equal (works[i], work))
      kind->name_work = YUTU_NAME_WORK_NAME + i;
  if (work != NULL && (kind->name_work == YUTU_NAME_WORK_NONE || !g_str_equal (kind->subject_kind, "place")))
    return yutu_read_fail (place, "name_work", error,
                           "\"%s\" must be name, rename, abolish or clean-up, of a kind about a place", work);
  for (gsize i = 0; work == NULL && i < kind->n_states; i++)
    if (kind->states[i].name_status != NULL || kind->states[i].name_day != NULL || kind->states[i].name_rules)
      return yutu_read_fail (place, "states", error, "\"%s\" tells of a place name, but %s has no name_work",
                             kind->states[i].id, kind->id);
  return TRUE;
}

static gboolean
read_kind (const YutuReadPlace *place,
           gpointer             item,
           gpointer             data,
           GError             **error)
{
  static const char *const known[] = { "id", "title", "subject", "register", "fields", "checks",
                                       "person_fields", "states", "transitions", "time_limits",
                                       "record", "record_done", "act_field", "link_field", "name_work", NULL };
  YutuCaseKind            *kind = item;
  const YutuModule        *module = data;
  const char              *dot;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", TRUE, &kind->id, error) ||
      !yutu_read_title (place, "title", TRUE, &kind->title, error) ||
      !yutu_read_text (place, "subject", TRUE, &kind->subject_kind, error) ||
      !yutu_read_text (place, "register", FALSE, &kind->register_id, error))
    return FALSE;
  dot = strchr (kind->id, '.');
  if (dot == NULL || dot == kind->id || dot[1] == '\0' || strchr (dot + 1, '.') != NULL)
    return yutu_read_fail (place, "id", error, "\"%s\" must be CODE.NAME", kind->id);
  if (!g_strv_contains (subject_kinds, kind->subject_kind))
    return yutu_read_fail (place, "subject", error,
                           "\"%s\" is no subject; use person, household, org, "
                           "facility, place, line, division or project",
                           kind->subject_kind);
  for (gsize r = 0; kind->register_id != NULL && r <= module->n_registers; r++)
    {
      if (r == module->n_registers)
        return yutu_read_fail (place, "register", error, "\"%s\" is no register of this module",
                               kind->register_id);
      if (g_str_equal (kind->register_id, module->registers[r].id))
        {
          kind->register_id = module->registers[r].full_id;
          break;
        }
    }
  return yutu_read_items (place, "fields", 0, sizeof (YutuField), read_field, NULL, &kind->fields,
                          &kind->n_fields, error) &&
         read_checks (place, "checks", kind->fields, kind->n_fields, &kind->checks,
                      &kind->n_checks, error) &&
         yutu_read_items (place, "person_fields", 0, sizeof (YutuField), read_field, NULL,
                          &kind->person_fields, &kind->n_person_fields, error) &&
         yutu_read_items (place, "states", 2, sizeof (YutuState), read_state, NULL, &kind->states,
                          &kind->n_states, error) &&
         note_batch (kind) && read_record (place, module, kind, error) && read_number_field (place, kind, "act_field", &kind->act_field, error) &&
         read_number_field (place, kind, "link_field", &kind->link_field, error) &&
         read_name_work (place, kind, error) &&
         yutu_read_items (place, "transitions", 1, sizeof (YutuTransition), read_transition, kind,
                          &kind->transitions, &kind->n_transitions, error) &&
         read_limits (place, kind, error) && check_reachable (place, kind, error);
}

gboolean
yutu_modules_read_file (YutuModules *self,
                        const char  *name,
                        GBytes      *text,
                        GError     **error)
{
  static const char *const known[] = { "id", "code", "title", "symbol", "registers", "objects",
                                       "kinds", "indicators", NULL };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  YutuReadPlace place = { NULL, self, NULL, NULL, -1, NULL };
  YutuModule    module = { 0 };
  gsize         size;
  const char   *data = g_bytes_get_data (text, &size);

  place.file = module.file = yutu_read_keep (&place, g_strdup (name));
  if (data == NULL || !json_parser_load_from_data (parser, data, (gssize)size, &parse_error))
    return yutu_read_fail (&place, NULL, error, "is no JSON (%s); correct it",
                           parse_error != NULL ? parse_error->message : "empty");
  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return yutu_read_fail (&place, NULL, error, "must be one JSON object");
  place.object = json_node_get_object (json_parser_get_root (parser));
  if (!yutu_read_check_members (&place, known, error) ||
      !yutu_read_id (&place, "id", FALSE, &module.id, error) ||
      !yutu_read_id (&place, "code", TRUE, &module.code, error) ||
      !yutu_read_title (&place, "title", TRUE, &module.title, error) ||
      !yutu_read_id (&place, "symbol", FALSE, &module.symbol, error) ||
      !yutu_read_items (&place, "registers", 0, sizeof (YutuRegister), read_register, &module,
                        &module.registers, &module.n_registers, error) ||
      !yutu_read_items (&place, "objects", 0, sizeof (YutuRegister), read_register, &module,
                        &module.objects, &module.n_objects, error) ||
      !yutu_read_items (&place, "kinds", 1, sizeof (YutuCaseKind), read_kind, &module,
                        &module.kinds, &module.n_kinds, error) ||
      !yutu_read_check_openings (&place, &module, error) ||
      !yutu_read_items (&place, "indicators", 0, sizeof (YutuIndicatorDef), yutu_read_indicator,
                        &module, &module.indicators, &module.n_indicators, error))
    return FALSE;
  g_array_append_val (self->modules, module);
  return TRUE;
}
