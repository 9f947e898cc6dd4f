/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a step needs, and what case it opens. A guard is place, result, document, act, sample, renamed, field:ID, or
 * field:ID=VALUE|VALUE, each with ?ID=VALUE|VALUE behind it when it is asked for only then. */

#include "casework/yutu-module-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

gboolean
yutu_field_condition_holds (const YutuFieldCondition *self,
                            const char               *fields)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node = NULL;

  if (self->field == NULL)
    return TRUE;
  root = json_from_string (fields != NULL ? fields : "{}", NULL);
  node = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), self->field->id)
                                                       : NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  return self->values == NULL || (json_node_get_value_type (node) == G_TYPE_STRING &&
                                  g_strv_contains (self->values, json_node_get_string (node)));
}

/* "decision=rename|qualify", or the field alone. */
static gboolean
read_condition (const YutuReadPlace *place,
                const char          *member,
                const YutuCaseKind  *kind,
                const char          *text,
                YutuFieldCondition  *condition,
                GError             **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) values = sides[0] != NULL && sides[1] != NULL ? g_strsplit (sides[1], "|", -1) : NULL;
  const char **kept = NULL;
  gsize        n = values != NULL ? g_strv_length (values) : 0;

  condition->field = yutu_fields_find (kind->fields, kind->n_fields, sides[0] != NULL ? sides[0] : "");
  if (condition->field == NULL)
    return yutu_read_fail (place, member, error, "\"%s\" is no field of %s", text, kind->id);
  if (values == NULL)
    return TRUE;
  kept = yutu_read_allocate (place, n + 1, sizeof *kept);
  for (gsize i = 0; i < n; i++)
    {
      if (yutu_field_find_choice (condition->field, values[i]) == NULL)
        return yutu_read_fail (place, member, error, "\"%s\" is no choice of %s", values[i], condition->field->id);
      kept[i] = yutu_read_keep (place, g_strdup (values[i]));
    }
  condition->values = kept;
  return TRUE;
}

static gboolean
read_guard (const YutuReadPlace *place,
            const YutuCaseKind  *kind,
            const char          *text,
            YutuGuard           *guard,
            GError             **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "?", 2);
  const char        *what = parts[0] != NULL ? parts[0] : "";
  YutuFieldCondition field = { 0 };

  guard->kind = g_str_equal (what, "place")      ? YUTU_GUARD_PLACE
                : g_str_equal (what, "result")   ? YUTU_GUARD_RESULT
                : g_str_equal (what, "document") ? YUTU_GUARD_DOCUMENT
                : g_str_equal (what, "act")      ? YUTU_GUARD_ACT
                : g_str_equal (what, "sample")   ? YUTU_GUARD_SAMPLE
                : g_str_equal (what, "renamed")  ? YUTU_GUARD_RENAMED
                                                 : YUTU_GUARD_FIELD;
  if (parts[0] != NULL && parts[1] != NULL && !read_condition (place, "guards", kind, parts[1], &guard->when, error))
    return FALSE;
  if (guard->kind == YUTU_GUARD_ACT)
    guard->field = kind->act_field;
  if (guard->kind == YUTU_GUARD_ACT && guard->field == NULL)
    return yutu_read_fail (place, "guards", error, "\"act\" needs act_field of %s: the field with the number of the act",
                           kind->id);
  if (guard->kind == YUTU_GUARD_RENAMED && kind->name_work == YUTU_NAME_WORK_NONE)
    return yutu_read_fail (place, "guards", error, "\"renamed\" needs name_work of %s", kind->id);
  if (guard->kind != YUTU_GUARD_FIELD)
    return TRUE;
  if (!g_str_has_prefix (what, "field:"))
    return yutu_read_fail (place, "guards", error,
                           "\"%s\" is no guard; use place, result, document, act, sample, renamed or "
                           "field:ID with a field of %s",
                           text, kind->id);
  if (!read_condition (place, "guards", kind, what + strlen ("field:"), &field, error))
    return FALSE;
  guard->field = field.field;
  guard->values = field.values;
  return TRUE;
}

gboolean
yutu_read_guards (const YutuReadPlace *place,
                  const YutuCaseKind  *kind,
                  YutuTransition      *transition,
                  GError             **error)
{
  JsonArray *array = NULL;
  YutuGuard *guards = NULL;

  if (!yutu_read_texts (place, "guards", FALSE, &array, error))
    return FALSE;
  transition->n_guards = array != NULL ? json_array_get_length (array) : 0;
  transition->guards = guards = yutu_read_allocate (place, transition->n_guards, sizeof (YutuGuard));
  for (gsize i = 0; i < transition->n_guards; i++)
    if (!read_guard (place, kind, json_array_get_string_element (array, (guint)i), &guards[i], error))
      return FALSE;
  return TRUE;
}

/* ---- The case that it opens ---- */

static gboolean
read_copies (const YutuReadPlace *place,
             const YutuCaseKind  *kind,
             YutuTransition      *transition,
             GError             **error)
{
  JsonArray     *array = NULL;
  YutuFieldCopy *copies = NULL;

  if (!yutu_read_texts (place, "opens_with", FALSE, &array, error))
    return FALSE;
  transition->n_copies = array != NULL ? json_array_get_length (array) : 0;
  transition->copies = copies = yutu_read_allocate (place, transition->n_copies, sizeof (YutuFieldCopy));
  for (gsize i = 0; i < transition->n_copies; i++)
    {
      const char *text = json_array_get_string_element (array, (guint)i);
      g_auto (GStrv) sides = g_strsplit (text, "=", 2);

      if (g_strv_length (sides) != 2 || yutu_fields_find (kind->fields, kind->n_fields, sides[1]) == NULL)
        return yutu_read_fail (place, "opens_with", error, "\"%s\" must be FIELD=FIELD, the second one of %s", text, kind->id);
      copies[i].to = yutu_read_keep (place, g_strdup (sides[0]));
      copies[i].from = yutu_read_keep (place, g_strdup (sides[1]));
    }
  return TRUE;
}

gboolean
yutu_read_opening (const YutuReadPlace *place,
                   const YutuCaseKind  *kind,
                   YutuTransition      *transition,
                   GError             **error)
{
  const char *when = NULL;

  if (!yutu_read_text (place, "opens", FALSE, &transition->opens, error) ||
      !yutu_read_text (place, "opens_when", FALSE, &when, error) || !read_copies (place, kind, transition, error))
    return FALSE;
  if (transition->opens == NULL && (when != NULL || transition->n_copies > 0))
    return yutu_read_fail (place, "opens", error, "is missing: opens_when and opens_with tell of the case that is opened");
  return when == NULL || read_condition (place, "opens_when", kind, when, &transition->opens_when, error);
}

static gboolean
check_opening (const YutuReadPlace  *place,
               const YutuModule     *module,
               const YutuCaseKind   *kind,
               const YutuTransition *transition,
               GError              **error)
{
  const YutuCaseKind *opened = NULL;

  for (gsize k = 0; k < module->n_kinds; k++)
    if (g_str_equal (module->kinds[k].id, transition->opens))
      opened = &module->kinds[k];
  if (opened == NULL)
    return yutu_read_fail (place, "kinds", error, "%s of %s opens \"%s\", which is no kind of this module", transition->id,
                           kind->id, transition->opens);
  if (kind->link_field == NULL || opened->link_field == NULL)
    return yutu_read_fail (place, "kinds", error, "%s of %s opens %s; both need link_field, the number of the other one",
                           transition->id, kind->id, opened->id);
  for (gsize i = 0; i < transition->n_copies; i++)
    if (yutu_fields_find (opened->fields, opened->n_fields, transition->copies[i].to) == NULL)
      return yutu_read_fail (place, "kinds", error, "%s of %s gives %s the field \"%s\", which it has not", transition->id,
                             kind->id, opened->id, transition->copies[i].to);
  return TRUE;
}

gboolean
yutu_read_check_openings (const YutuReadPlace *place,
                          const YutuModule    *module,
                          GError             **error)
{
  for (gsize k = 0; k < module->n_kinds; k++)
    for (gsize t = 0; t < module->kinds[k].n_transitions; t++)
      if (module->kinds[k].transitions[t].opens != NULL &&
          !check_opening (place, module, &module->kinds[k], &module->kinds[k].transitions[t], error))
        return FALSE;
  return TRUE;
}
