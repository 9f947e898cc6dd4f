/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-case-guide.h"

#include <json-glib/json-glib.h>

static gboolean
has_value (JsonObject      *fields,
           const YutuField *field)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, field->id) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

static gboolean
has_place (const YutuCaseDetail *self)
{
  return self->row.has_point || self->row.village != 0 || self->row.township != 0 ||
         self->line != 0;
}

static void
add_lack (GArray          *lacks,
          YutuLackKind     kind,
          const YutuField *field)
{
  const YutuLack lack = { kind, field, NULL };

  for (guint i = 0; i < lacks->len; i++)
    if (g_array_index (lacks, YutuLack, i).kind == kind && g_array_index (lacks, YutuLack, i).field == field)
      return;
  g_array_append_val (lacks, lack);
}

static void
add_guard (const YutuCaseDetail *self,
           const YutuGuard      *guard,
           JsonObject           *fields,
           GArray               *lacks)
{
  if (!yutu_field_condition_holds (&guard->when, self->fields))
    return;
  switch (guard->kind)
    {
    case YUTU_GUARD_RENAMED:
      if (!self->is_renamed)
        add_lack (lacks, YUTU_LACK_RENAMED, NULL);
      break;
    case YUTU_GUARD_PLACE:
      if (!has_place (self))
        add_lack (lacks, YUTU_LACK_PLACE, NULL);
      break;
    case YUTU_GUARD_RESULT:
      if (self->result == NULL)
        add_lack (lacks, YUTU_LACK_RESULT, NULL);
      break;
    case YUTU_GUARD_DOCUMENT:
      if (self->result_doc == NULL)
        add_lack (lacks, YUTU_LACK_DOCUMENT, NULL);
      break;
    case YUTU_GUARD_SAMPLE:
      if (!yutu_batch_passes (&self->batch))
        add_lack (lacks, YUTU_LACK_SAMPLE, NULL);
      break;
    case YUTU_GUARD_ACT:
      if (!has_value (fields, guard->field))
        add_lack (lacks, YUTU_LACK_FIELD, guard->field);
      else if (self->act == 0)
        add_lack (lacks, YUTU_LACK_ACT, guard->field);
      break;
    case YUTU_GUARD_FIELD:
    default:
      if (!yutu_field_condition_holds (&(YutuFieldCondition){ guard->field, guard->values }, self->fields))
        {
          add_lack (lacks, YUTU_LACK_FIELD, guard->field);
          g_array_index (lacks, YutuLack, lacks->len - 1).values = guard->values;
        }
      break;
    }
}

static int
compare_lacks (gconstpointer a,
               gconstpointer b)
{
  return (int)((const YutuLack *)a)->kind - (int)((const YutuLack *)b)->kind;
}

GArray *
yutu_case_list_lacks (const YutuCaseDetail *self,
                      const YutuTransition *step,
                      const char           *role)
{
  GArray *lacks = g_array_new (FALSE, FALSE, sizeof (YutuLack));
  g_autoptr (JsonNode) root = json_from_string (self->fields, NULL);
  JsonObject *fields = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root)
                                                                     : NULL;
  gsize       state = self->kind != NULL ? yutu_case_kind_find_state (self->kind, self->row.state)
                                         : G_MAXSIZE;

  if (state == G_MAXSIZE || !yutu_transition_leaves (step, state))
    add_lack (lacks, YUTU_LACK_STATE, NULL);
  if (!yutu_transition_is_allowed (step, role))
    add_lack (lacks, YUTU_LACK_ROLE, NULL);
  for (gsize i = 0; i < step->n_guards; i++)
    add_guard (self, &step->guards[i], fields, lacks);
  g_array_sort (lacks, compare_lacks);
  return lacks;
}

gboolean
yutu_case_speaks_against (const YutuCaseDetail *self,
                          const GArray         *lacks)
{
  for (guint i = 0; i < lacks->len; i++)
    {
      const YutuLack *lack = &g_array_index ((GArray *)lacks, YutuLack, i);

      if (lack->kind == YUTU_LACK_FIELD && lack->values != NULL &&
          yutu_field_condition_holds (&(YutuFieldCondition){ lack->field, NULL }, self->fields))
        return TRUE;
    }
  return FALSE;
}

gboolean
yutu_case_kind_may_open (const YutuCaseKind *kind,
                         const char         *role)
{
  static const char *const all[] = { "clerk", "township", "desk", NULL };

  if (role == NULL || g_strv_contains (all, role))
    return role != NULL;
  for (gsize i = 0; i < kind->n_transitions; i++)
    if (g_str_equal (kind->transitions[i].role, role))
      return TRUE;
  return FALSE;
}

gboolean
yutu_case_may_attach (const YutuCaseDetail *self,
                      const char           *role)
{
  const YutuCaseKind *kind = self->kind;
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, self->row.state)
                                           : G_MAXSIZE;

  for (gsize i = 0; state != G_MAXSIZE && i < kind->n_transitions; i++)
    if (yutu_transition_is_allowed (&kind->transitions[i], role) &&
        (kind->states[state].is_open || kind->transitions[i].to == state))
      return TRUE;
  return FALSE;
}

gboolean
yutu_case_may_read_attachments (const YutuCaseKind *kind,
                                const char         *role)
{
  static const char *const all[] = { "clerk", "township", "desk", "leader", "planner", NULL };
  static const char *const full[] = { "township", "desk", NULL };
  gboolean                 is_personal =
    kind == NULL || kind->n_person_fields > 0 || yutu_fields_have_masks (kind->fields, kind->n_fields);

  return role != NULL && g_strv_contains (is_personal ? full : all, role);
}
