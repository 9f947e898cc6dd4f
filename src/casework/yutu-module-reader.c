/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reads and checks one definition file. Every error says file, path inside the file, what is
 * wrong and what to do; unknown members are refused, so that a misspelt one is not lost. */

#include "casework/yutu-attachment.h"
#include "casework/yutu-module-private.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Where we are: the chain of steps from the root, on the stack. */
typedef struct _Place Place;
struct _Place
{
  const Place *up;
  YutuModules *self;
  const char  *file;
  const char  *step;
  gssize       index; /* -1: none */
  JsonObject  *object;
};

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

static void
append_path (GString     *out,
             const Place *place)
{
  if (place->up != NULL)
    append_path (out, place->up);
  if (place->step != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? "." : "", place->step);
  if (place->index >= 0)
    g_string_append_printf (out, "[%" G_GSSIZE_FORMAT "]", place->index);
}

static gboolean G_GNUC_PRINTF (4, 5)
  fail (const Place *place,
        const char  *member,
        GError     **error,
        const char  *format,
        ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *message = NULL;
  va_list          arguments;

  append_path (path, place);
  if (member != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", member);
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION, "%s: %s: %s",
               place->file, path->len > 0 ? path->str : "(whole file)", message);
  return FALSE;
}

static gpointer
allocate (const Place *place,
          gsize        n,
          gsize        size)
{
  gpointer memory = g_malloc0_n (MAX (n, 1), size);

  g_ptr_array_add (place->self->memory, memory);
  return memory;
}

static const char *
keep (const Place *place,
      char        *text)
{
  g_ptr_array_add (place->self->memory, text);
  return text;
}

static gboolean
check_members (const Place       *place,
               const char *const *known,
               GError           **error)
{
  g_autoptr (GList) members = json_object_get_members (place->object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return fail (place, l->data, error, "is not known here; remove it or correct its spelling");
  return TRUE;
}

static gboolean
read_text (const Place *place,
           const char  *member,
           gboolean     required,
           const char **out,
           GError     **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = NULL;
  if (node == NULL && !required)
    return TRUE;
  if (node == NULL)
    return fail (place, member, error, "is missing; add it as text");
  if (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return fail (place, member, error, "must be text and not empty");
  *out = keep (place, json_node_dup_string (node));
  return TRUE;
}

/* Lower-case letters, digits, - and _; upper case and dots too when @is_code. */
static gboolean
read_id (const Place *place,
         const char  *member,
         gboolean     is_code,
         const char **out,
         GError     **error)
{
  if (!read_text (place, member, TRUE, out, error))
    return FALSE;
  for (const char *p = *out; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-' && *p != '_' &&
        !(is_code && (g_ascii_isupper (*p) || *p == '.')))
      return fail (place, member, error, "\"%s\" is no id; use a-z, 0-9, - and _%s", *out,
                   is_code ? ", A-Z and one dot" : "");
  return TRUE;
}

static gboolean
read_boolean (const Place *place,
              const char  *member,
              gboolean     fallback,
              gboolean    *out,
              GError     **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = fallback;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (place, member, error, "must be true or false");
  *out = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_number (const Place *place,
             const char  *member,
             double       fallback,
             double      *out,
             GError     **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = fallback;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 &&
      json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return fail (place, member, error, "must be a number");
  *out = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_title (const Place *place,
            const char  *member,
            gboolean     required,
            YutuTitle   *out,
            GError     **error)
{
  JsonNode *node = json_object_get_member (place->object, member);
  Place     inner = { place, place->self, place->file, member, -1, NULL };

  static const char *const known[] = { "zh_CN", "en", NULL };

  out->zh_cn = out->en = "";
  if (node == NULL && !required)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (place, member, error, "must be {\"zh_CN\": …, \"en\": …}");
  inner.object = json_node_get_object (node);
  return check_members (&inner, known, error) &&
         read_text (&inner, "zh_CN", TRUE, &out->zh_cn, error) &&
         read_text (&inner, "en", TRUE, &out->en, error);
}

typedef gboolean (*ReadItem) (const Place *place,
                              gpointer     item,
                              gpointer     data,
                              GError     **error);

/* An array of objects into an array of structs of @size whose first member is the id; ids are
 * unique among them. */
static gboolean
read_items (const Place  *place,
            const char   *member,
            gsize         at_least,
            gsize         size,
            ReadItem      read,
            gpointer      data,
            gconstpointer out_items,
            gsize        *out_n,
            GError      **error)
{
  JsonNode  *node = json_object_get_member (place->object, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  gsize      n = array != NULL ? json_array_get_length (array) : 0;
  guint8    *items;

  if ((node != NULL && array == NULL) || n < at_least || n > 1000)
    return fail (place, member, error, "must be a list of %" G_GSIZE_FORMAT " to 1000 objects",
                 at_least);
  items = allocate (place, n, size);
  for (gsize i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, (guint)i);
      Place     inner = { place, place->self, place->file, member, (gssize)i, NULL };

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (&inner, NULL, error, "must be an object");
      inner.object = json_node_get_object (element);
      if (!read (&inner, items + i * size, data, error))
        return FALSE;
      for (gsize j = 0; j < i; j++)
        {
          const char *a = *(const char *const *)(gconstpointer)(items + i * size);
          const char *b = *(const char *const *)(gconstpointer)(items + j * size);

          if (a != NULL && g_strcmp0 (a, b) == 0)
            return fail (&inner, "id", error, "\"%s\" is there twice; ids must be unique", a);
        }
    }
  *(gconstpointer *)out_items = items;
  *out_n = n;
  return TRUE;
}

static gboolean
read_choice (const Place *place,
             gpointer     item,
             gpointer     data,
             GError     **error)
{
  static const char *const known[] = { "id", "title", NULL };
  YutuChoice              *choice = item;

  return check_members (place, known, error) && read_id (place, "id", FALSE, &choice->id, error) &&
         read_title (place, "title", TRUE, &choice->title, error);
}

static gboolean
read_field_type (const Place *place,
                 YutuField   *field,
                 GError     **error)
{
  const char *type;
  const char *mask;

  if (!read_text (place, "type", TRUE, &type, error) ||
      !read_text (place, "mask", FALSE, &mask, error))
    return FALSE;
  field->type = (YutuFieldType)G_N_ELEMENTS (field_types);
  for (gsize i = 0; i < G_N_ELEMENTS (field_types); i++)
    if (g_str_equal (type, field_types[i]))
      field->type = (YutuFieldType)i;
  if ((gsize)field->type == G_N_ELEMENTS (field_types))
    return fail (place, "type", error, "\"%s\" is no type; use text, int, number, money-fen, "
                                       "date, enum or boolean",
                 type);
  if (mask != NULL && !yutu_mask_from_nick (mask, &field->mask))
    return fail (place, "mask", error, "\"%s\" is no mask; use none, name, id-number, phone, "
                                       "card, address, birth, amount or hidden",
                 mask);
  return TRUE;
}

static gboolean
read_field (const Place *place,
            gpointer     item,
            gpointer     data,
            GError     **error)
{
  static const char *const known[] = { "id", "title", "group", "type", "unit", "min", "max",
                                       "required", "mask", "choices", NULL };
  YutuField               *field = item;
  gboolean                 is_number;

  if (!check_members (place, known, error) || !read_id (place, "id", FALSE, &field->id, error) ||
      !read_title (place, "title", TRUE, &field->title, error) ||
      !read_title (place, "group", FALSE, &field->group, error) ||
      !read_field_type (place, field, error) ||
      !read_text (place, "unit", FALSE, &field->unit, error) ||
      !read_number (place, "min", -INFINITY, &field->min, error) ||
      !read_number (place, "max", INFINITY, &field->max, error) ||
      !read_boolean (place, "required", FALSE, &field->required, error) ||
      !read_items (place, "choices", field->type == YUTU_FIELD_ENUM ? 1 : 0, sizeof (YutuChoice),
                   read_choice, NULL, &field->choices, &field->n_choices, error))
    return FALSE;
  is_number = field->type == YUTU_FIELD_INT || field->type == YUTU_FIELD_NUMBER ||
              field->type == YUTU_FIELD_MONEY_FEN;
  if (!is_number && (isfinite (field->min) || isfinite (field->max)))
    return fail (place, "min", error, "only numbers have min and max; remove them");
  if (field->min > field->max)
    return fail (place, "min", error, "%g is more than max %g; exchange them", field->min,
                 field->max);
  if (field->type != YUTU_FIELD_ENUM && field->n_choices > 0)
    return fail (place, "choices", error, "only an enum has choices; remove them");
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
read_check_field (const Place      *place,
                  const char       *member,
                  const FieldList  *list,
                  JsonNode         *node,
                  const YutuField **field,
                  GError          **error)
{
  const char *id = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                     ? json_node_get_string (node)
                     : "";

  *field = NULL;
  for (gsize i = 0; i < list->n_fields; i++)
    if (g_str_equal (list->fields[i].id, id))
      *field = &list->fields[i];
  if (*field == NULL)
    return fail (place, member, error, "\"%s\" is no field; name one of this list", id);
  if ((*field)->type == YUTU_FIELD_TEXT || (*field)->type == YUTU_FIELD_ENUM ||
      (*field)->type == YUTU_FIELD_BOOLEAN)
    return fail (place, member, error, "\"%s\" is no number and no date; compare such only", id);
  return TRUE;
}

/* One id, or a list of ids to be added up. */
static gboolean
read_check_left (const Place     *place,
                 const FieldList *list,
                 YutuFieldCheck  *check,
                 GError         **error)
{
  JsonNode         *node = json_object_get_member (place->object, "left");
  JsonArray        *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                         : NULL;
  const YutuField **left = NULL;

  check->n_left = array != NULL ? json_array_get_length (array) : 1;
  if (check->n_left == 0)
    return fail (place, "left", error, "must be a field or a list of fields, not empty");
  check->left = left = allocate (place, check->n_left, sizeof (YutuField *));
  for (gsize i = 0; i < check->n_left; i++)
    if (!read_check_field (place, "left", list,
                           array != NULL ? json_array_get_element (array, (guint)i) : node, &left[i],
                           error))
      return FALSE;
  return TRUE;
}

static gboolean
read_check (const Place *place,
            gpointer     item,
            gpointer     data,
            GError     **error)
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

  if (!check_members (place, known, error) || !read_text (place, "op", TRUE, &op, error) ||
      !read_title (place, "message", TRUE, &check->message, error) ||
      !read_check_left (place, data, check, error) ||
      !read_check_field (place, "right", data, json_object_get_member (place->object, "right"),
                         &check->right, error))
    return FALSE;
  while (relation < G_N_ELEMENTS (ops) && !g_str_equal (ops[relation], op))
    relation++;
  if (relation == G_N_ELEMENTS (ops))
    return fail (place, "op", error, "\"%s\" is no relation; use <, <=, =, >= or >", op);
  check->relation = (YutuRelation)relation;
  for (gsize i = 0; i < check->n_left; i++)
    if ((check->left[i]->type == YUTU_FIELD_DATE) != (check->right->type == YUTU_FIELD_DATE) ||
        (check->left[i]->type == YUTU_FIELD_DATE && check->n_left > 1))
      return fail (place, "left", error, "a date goes with one date, a number with numbers");
  return TRUE;
}

static gboolean
read_checks (const Place           *place,
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

  if (!read_items (place, member, 0, sizeof (CheckItem), read_check, &list, &items, n_out, error))
    return FALSE;
  *out = checks = allocate (place, *n_out, sizeof (YutuFieldCheck));
  for (gsize i = 0; i < *n_out; i++)
    checks[i] = items[i].check;
  return TRUE;
}

static gboolean
read_register (const Place *place,
               gpointer     item,
               gpointer     data,
               GError     **error)
{
  static const char *const known[] = { "id", "code", "title", "symbol", "fields", "checks",
                                       "year_fields", "year_checks", NULL };
  YutuRegister            *record = item;
  const YutuModule        *module = data;

  if (!check_members (place, known, error) || !read_id (place, "id", FALSE, &record->id, error) ||
      !read_text (place, "code", FALSE, &record->code, error) ||
      !read_title (place, "title", TRUE, &record->title, error) ||
      !read_id (place, "symbol", FALSE, &record->symbol, error) ||
      !read_items (place, "fields", 1, sizeof (YutuField), read_field, NULL, &record->fields,
                   &record->n_fields, error) ||
      !read_checks (place, "checks", record->fields, record->n_fields, &record->checks,
                    &record->n_checks, error) ||
      !read_items (place, "year_fields", 0, sizeof (YutuField), read_field, NULL,
                   &record->year_fields, &record->n_year_fields, error) ||
      !read_checks (place, "year_checks", record->year_fields, record->n_year_fields,
                    &record->year_checks, &record->n_year_checks, error))
    return FALSE;
  record->full_id = keep (place, g_strconcat (module->id, ".", record->id, NULL));
  return TRUE;
}

static gboolean
read_state (const Place *place,
            gpointer     item,
            gpointer     data,
            GError     **error)
{
  static const char *const known[] = { "id", "title", "open", NULL };
  YutuState               *state = item;

  return check_members (place, known, error) && read_id (place, "id", FALSE, &state->id, error) &&
         read_title (place, "title", TRUE, &state->title, error) &&
         read_boolean (place, "open", TRUE, &state->is_open, error);
}

static gboolean
find_state (const Place        *place,
            const char         *member,
            const YutuCaseKind *kind,
            const char         *id,
            gsize              *state,
            GError            **error)
{
  *state = yutu_case_kind_find_state (kind, id);
  if (*state == G_MAXSIZE)
    return fail (place, member, error, "\"%s\" is no state of %s; add the state or correct it", id,
                 kind->id);
  return TRUE;
}

/* A list of texts; NULL when there is none and it is not required. */
static gboolean
read_texts (const Place *place,
            const char  *member,
            gboolean     required,
            JsonArray  **out,
            GError     **error)
{
  JsonNode *node = json_object_get_member (place->object, member);

  *out = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (node == NULL && !required)
    return TRUE;
  if (*out == NULL || json_array_get_length (*out) == 0)
    return fail (place, member, error, "must be a list of texts, not empty");
  for (guint i = 0; i < json_array_get_length (*out); i++)
    if (json_node_get_value_type (json_array_get_element (*out, i)) != G_TYPE_STRING)
      return fail (place, member, error, "must be a list of texts");
  return TRUE;
}

static gboolean
read_guards (const Place        *place,
             const YutuCaseKind *kind,
             YutuTransition     *transition,
             GError            **error)
{
  JsonArray *array;
  YutuGuard *guards;

  if (!read_texts (place, "guards", FALSE, &array, error))
    return FALSE;
  transition->n_guards = array != NULL ? json_array_get_length (array) : 0;
  transition->guards = guards = allocate (place, transition->n_guards, sizeof (YutuGuard));
  for (gsize i = 0; i < transition->n_guards; i++)
    {
      const char *text = json_array_get_string_element (array, (guint)i);

      guards[i].kind = g_str_equal (text, "place")      ? YUTU_GUARD_PLACE
                       : g_str_equal (text, "result")   ? YUTU_GUARD_RESULT
                       : g_str_equal (text, "document") ? YUTU_GUARD_DOCUMENT
                                                        : YUTU_GUARD_FIELD;
      for (gsize f = 0; f < kind->n_fields && g_str_has_prefix (text, "field:"); f++)
        if (g_str_equal (text + strlen ("field:"), kind->fields[f].id))
          guards[i].field = &kind->fields[f];
      if (guards[i].kind == YUTU_GUARD_FIELD && guards[i].field == NULL)
        return fail (place, "guards", error, "\"%s\" is no guard; use place, result, document or "
                                             "field:ID with a field of %s",
                     text, kind->id);
    }
  return TRUE;
}

static gboolean
read_transition (const Place *place,
                 gpointer     item,
                 gpointer     data,
                 GError     **error)
{
  static const char *const known[] = { "id", "title", "from", "to", "role", "accepts", "guards",
                                       NULL };
  YutuTransition          *transition = item;
  const YutuCaseKind      *kind = data;
  const char              *to;
  JsonArray               *from;
  gsize                   *indexes;

  if (!check_members (place, known, error) ||
      !read_id (place, "id", FALSE, &transition->id, error) ||
      !read_title (place, "title", TRUE, &transition->title, error) ||
      !read_text (place, "to", TRUE, &to, error) ||
      !find_state (place, "to", kind, to, &transition->to, error) ||
      !read_text (place, "role", TRUE, &transition->role, error) ||
      !read_boolean (place, "accepts", FALSE, &transition->accepts, error) ||
      !read_texts (place, "from", TRUE, &from, error))
    return FALSE;
  if (g_str_equal (transition->id, YUTU_ATTACH_TRANSITION))
    return fail (place, "id", error, "\"%s\" is what an event is called that attaches a file; use "
                                     "another id",
                 transition->id);
  if (!g_strv_contains (roles, transition->role))
    return fail (place, "role", error, "\"%s\" is no role; use clerk, township, desk, leader or "
                                       "planner",
                 transition->role);
  transition->n_from = json_array_get_length (from);
  transition->from = indexes = allocate (place, transition->n_from, sizeof (gsize));
  for (gsize i = 0; i < transition->n_from; i++)
    {
      const char *id = json_array_get_string_element (from, (guint)i);

      if (!find_state (place, "from", kind, id, &indexes[i], error))
        return FALSE;
      if (indexes[i] == transition->to)
        return fail (place, "from", error, "\"%s\" is where it leads; leave it out", id);
    }
  return read_guards (place, kind, transition, error);
}

static gboolean
read_day (const Place *place,
          const char  *member,
          YutuDay     *out,
          GError     **error)
{
  const char *text;

  if (!read_text (place, member, TRUE, &text, error))
    return FALSE;
  *out = yutu_day_parse (text);
  if (*out == YUTU_DAY_INVALID)
    return fail (place, member, error, "\"%s\" is no day; write YYYY-MM-DD", text);
  return TRUE;
}

/* The first member of a limit is no id, so uniqueness is not asked of limits: items here are read
 * into a struct with a NULL id in front. */
typedef struct
{
  const char   *no_id;
  YutuTimeLimit limit;
} LimitItem;

static gboolean
read_ends (const Place        *place,
           const YutuCaseKind *kind,
           YutuTimeLimit      *limit,
           GError            **error)
{
  JsonArray *array;
  gsize     *ends;

  if (!read_texts (place, "ends_in", FALSE, &array, error))
    return FALSE;
  if (array != NULL && !limit->is_whole)
    return fail (place, "ends_in", error, "is for a limit of the whole; remove it");
  limit->n_ends_in = array != NULL ? json_array_get_length (array) : 0;
  limit->ends_in = ends = allocate (place, limit->n_ends_in, sizeof (gsize));
  for (gsize i = 0; i < limit->n_ends_in; i++)
    if (!find_state (place, "ends_in", kind, json_array_get_string_element (array, (guint)i),
                     &ends[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_limit (const Place *place,
            gpointer     item,
            gpointer     data,
            GError     **error)
{
  static const char *const known[] = { "state", "whole", "days", "day_type", "legal_basis",
                                       "valid_from", "valid_to", "ends_in", NULL };
  YutuTimeLimit           *limit = &((LimitItem *)item)->limit;
  const YutuCaseKind      *kind = data;
  const char              *state;
  const char              *day_type;
  double                   days;

  if (!check_members (place, known, error) ||
      !read_boolean (place, "whole", FALSE, &limit->is_whole, error) ||
      !read_text (place, "state", !limit->is_whole, &state, error) ||
      !read_number (place, "days", 0, &days, error) ||
      !read_text (place, "day_type", TRUE, &day_type, error) ||
      !read_text (place, "legal_basis", TRUE, &limit->legal_basis, error) ||
      !read_day (place, "valid_from", &limit->valid_from, error) ||
      !read_day (place, "valid_to", &limit->valid_to, error) ||
      !read_ends (place, kind, limit, error))
    return FALSE;
  if (limit->is_whole && state != NULL)
    return fail (place, "state", error, "a limit is of a state or of the whole; remove one");
  if (state != NULL && !find_state (place, "state", kind, state, &limit->state, error))
    return FALSE;
  if (state != NULL && !kind->states[limit->state].is_open)
    return fail (place, "state", error, "\"%s\" is closed; a limit needs an open state", state);
  if (!(days >= 1 && days <= 36525) || days != floor (days))
    return fail (place, "days", error, "%g is no sensible limit; use 1 to 36525 whole days", days);
  if (!g_str_equal (day_type, "W") && !g_str_equal (day_type, "C"))
    return fail (place, "day_type", error, "\"%s\" must be W (working) or C (calendar)", day_type);
  if (limit->valid_from >= limit->valid_to)
    return fail (place, "valid_from", error, "is not before valid_to; correct the days");
  limit->days = (int)days;
  limit->is_working = day_type[0] == 'W';
  return TRUE;
}

static gboolean
check_reachable (const Place        *place,
                 const YutuCaseKind *kind,
                 GError            **error)
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
        return fail (place, "states", error, "\"%s\" is never reached from \"%s\"; add a "
                                             "transition to it or remove it",
                     kind->states[s].id, kind->states[0].id);
      for (gsize t = 0; t < kind->n_transitions; t++)
        has_exit = has_exit || yutu_transition_leaves (&kind->transitions[t], s);
      if (kind->states[s].is_open && !has_exit)
        return fail (place, "states", error, "\"%s\" is open and nothing leaves it; add a "
                                             "transition or make it closed",
                     kind->states[s].id);
    }
  if (!kind->states[0].is_open)
    return fail (place, "states", error, "the first state \"%s\" must be open", kind->states[0].id);
  return TRUE;
}

static gboolean
read_limits (const Place  *place,
             YutuCaseKind *kind,
             GError      **error)
{
  const LimitItem *items = NULL;
  YutuTimeLimit   *limits = NULL;

  if (!read_items (place, "time_limits", 0, sizeof (LimitItem), read_limit, kind, &items,
                   &kind->n_time_limits, error))
    return FALSE;
  kind->time_limits = limits = allocate (place, kind->n_time_limits, sizeof (YutuTimeLimit));
  for (gsize i = 0; i < kind->n_time_limits; i++)
    limits[i] = items[i].limit;
  return TRUE;
}

static gboolean
read_kind (const Place *place,
           gpointer     item,
           gpointer     data,
           GError     **error)
{
  static const char *const known[] = { "id", "title", "subject", "register", "fields", "checks",
                                       "person_fields", "states", "transitions", "time_limits",
                                       NULL };
  YutuCaseKind            *kind = item;
  const YutuModule        *module = data;
  const char              *dot;

  if (!check_members (place, known, error) || !read_id (place, "id", TRUE, &kind->id, error) ||
      !read_title (place, "title", TRUE, &kind->title, error) ||
      !read_text (place, "subject", TRUE, &kind->subject_kind, error) ||
      !read_text (place, "register", FALSE, &kind->register_id, error))
    return FALSE;
  dot = strchr (kind->id, '.');
  if (dot == NULL || dot == kind->id || dot[1] == '\0' || strchr (dot + 1, '.') != NULL)
    return fail (place, "id", error, "\"%s\" must be CODE.NAME", kind->id);
  if (!g_strv_contains (subject_kinds, kind->subject_kind))
    return fail (place, "subject", error, "\"%s\" is no subject; use person, household, org, "
                                          "facility, place, line, division or project",
                 kind->subject_kind);
  for (gsize r = 0; kind->register_id != NULL && r <= module->n_registers; r++)
    {
      if (r == module->n_registers)
        return fail (place, "register", error, "\"%s\" is no register of this module",
                     kind->register_id);
      if (g_str_equal (kind->register_id, module->registers[r].id))
        {
          kind->register_id = module->registers[r].full_id;
          break;
        }
    }
  return read_items (place, "fields", 0, sizeof (YutuField), read_field, NULL, &kind->fields,
                     &kind->n_fields, error) &&
         read_checks (place, "checks", kind->fields, kind->n_fields, &kind->checks,
                      &kind->n_checks, error) &&
         read_items (place, "person_fields", 0, sizeof (YutuField), read_field, NULL,
                     &kind->person_fields, &kind->n_person_fields, error) &&
         read_items (place, "states", 2, sizeof (YutuState), read_state, NULL, &kind->states,
                     &kind->n_states, error) &&
         read_items (place, "transitions", 1, sizeof (YutuTransition), read_transition, kind,
                     &kind->transitions, &kind->n_transitions, error) &&
         read_limits (place, kind, error) && check_reachable (place, kind, error);
}

static gboolean
read_indicator (const Place *place,
                gpointer     item,
                gpointer     data,
                GError     **error)
{
  static const char *const known[] = { "id", "title", "unit", "formula", NULL };
  YutuIndicatorDef        *indicator = item;

  return check_members (place, known, error) &&
         read_id (place, "id", FALSE, &indicator->id, error) &&
         read_title (place, "title", TRUE, &indicator->title, error) &&
         read_text (place, "unit", FALSE, &indicator->unit, error) &&
         read_title (place, "formula", TRUE, &indicator->formula, error);
}

gboolean
yutu_modules_read_file (YutuModules *self,
                        const char  *name,
                        GBytes      *text,
                        GError     **error)
{
  static const char *const known[] = { "id", "code", "title", "symbol", "registers", "kinds",
                                       "indicators", NULL };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  Place       place = { NULL, self, NULL, NULL, -1, NULL };
  YutuModule  module = { 0 };
  gsize       size;
  const char *data = g_bytes_get_data (text, &size);

  place.file = module.file = keep (&place, g_strdup (name));
  if (data == NULL || !json_parser_load_from_data (parser, data, (gssize)size, &parse_error))
    return fail (&place, NULL, error, "is no JSON (%s); correct it",
                 parse_error != NULL ? parse_error->message : "empty");
  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return fail (&place, NULL, error, "must be one JSON object");
  place.object = json_node_get_object (json_parser_get_root (parser));
  if (!check_members (&place, known, error) || !read_id (&place, "id", FALSE, &module.id, error) ||
      !read_id (&place, "code", TRUE, &module.code, error) ||
      !read_title (&place, "title", TRUE, &module.title, error) ||
      !read_id (&place, "symbol", FALSE, &module.symbol, error) ||
      !read_items (&place, "registers", 0, sizeof (YutuRegister), read_register, &module,
                   &module.registers, &module.n_registers, error) ||
      !read_items (&place, "kinds", 1, sizeof (YutuCaseKind), read_kind, &module, &module.kinds,
                   &module.n_kinds, error) ||
      !read_items (&place, "indicators", 0, sizeof (YutuIndicatorDef), read_indicator, NULL,
                   &module.indicators, &module.n_indicators, error))
    return FALSE;
  g_array_append_val (self->modules, module);
  return TRUE;
}
