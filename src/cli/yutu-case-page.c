/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One case as the command line tells of it: an object, or a page for people. */

#include "cli/yutu-case-page-private.h"

#include <glib/gi18n.h>

#include "base/yutu-number.h"
#include "casework/yutu-case-guide.h"
#include "session/yutu-case-words.h"

#define INDENT 2
#define COLUMN 18

/* ---- What is told ---- */

typedef struct
{
  YutuCall       *call;
  YutuCaseDetail *detail;
  YutuCalendar   *calendar;
  char           *place;
} Page;

static gboolean
find_limit (const Page    *self,
            YutuCaseLimit *limit)
{
  const YutuCaseDetail *detail = self->detail;
  gsize                 state = detail->kind != NULL
                                  ? yutu_case_kind_find_state (detail->kind, detail->row.state)
                                  : G_MAXSIZE;
  YutuDay               whole_since = detail->accepted_on != YUTU_DAY_INVALID ? detail->accepted_on
                                                                              : detail->row.opened_on;

  return state != G_MAXSIZE && yutu_case_find_limit (detail->kind, self->calendar, state,
                                                     detail->state_since, whole_since,
                                                     self->call->as_of, limit);
}

static const char *
get_lack_id (const YutuLack *lack)
{
  switch (lack->kind)
    {
    case YUTU_LACK_STATE:
      return "state";
    case YUTU_LACK_ROLE:
      return "role";
    case YUTU_LACK_PLACE:
      return "place";
    case YUTU_LACK_RENAMED:
      return "renamed";
    case YUTU_LACK_ACT:
      return "act";
    case YUTU_LACK_SAMPLE:
      return "sample";
    case YUTU_LACK_RESULT:
      return "result";
    case YUTU_LACK_DOCUMENT:
      return "document";
    case YUTU_LACK_FIELD:
    default:
      return lack->field->id;
    }
}

static const char *
get_unit_id (const YutuTimeLimit *limit)
{
  static const char *const ids[] = {
    [YUTU_TIME_WORKING_DAYS] = "working-day",
    [YUTU_TIME_DAYS] = "day",
    [YUTU_TIME_MONTHS] = "month",
    [YUTU_TIME_YEARS] = "year",
  };

  return ids[limit->unit];
}

/* Whether @step leaves the state that the case is in. */
static gboolean
is_next (const YutuCaseDetail *detail,
         const YutuTransition *step)
{
  return yutu_transition_leaves (step, yutu_case_kind_find_state (detail->kind, detail->row.state));
}

/* ---- As an object ---- */

static void
add_json (JsonBuilder *builder,
          const char  *name,
          const char  *json)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, json_from_string (json, NULL));
}

static void
add_events (JsonBuilder *builder,
            GPtrArray   *events)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const YutuCaseEvent *event = g_ptr_array_index (events, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "at", event->at);
      yutu_json_add_text (builder, "actor", event->actor);
      yutu_json_add_text (builder, "transition", event->transition);
      yutu_json_add_text (builder, "from", event->from_state);
      yutu_json_add_text (builder, "to", event->to_state);
      yutu_json_add_text (builder, "note", event->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_persons (JsonBuilder *builder,
             GPtrArray   *persons)
{
  json_builder_set_member_name (builder, "persons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < persons->len; i++)
    {
      const YutuCasePersonRow *person = g_ptr_array_index (persons, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "relation", person->relation);
      yutu_json_add_text (builder, "name", person->name);
      yutu_json_add_text (builder, "id_no", person->id_no);
      yutu_json_add_text (builder, "birth", person->birth);
      yutu_json_add_text (builder, "phone", person->phone);
      add_json (builder, "fields", person->fields);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_attachments (JsonBuilder *builder,
                 GPtrArray   *attachments)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attachments->len; i++)
    {
      const YutuCaseAttachment *attachment = g_ptr_array_index (attachments, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "event", attachment->event);
      yutu_json_add_text (builder, "name", attachment->name);
      yutu_json_add_text (builder, "mime", attachment->mime);
      yutu_json_add_int (builder, "size", attachment->size);
      yutu_json_add_text (builder, "sha256", attachment->sha256);
      yutu_json_add_text (builder, "at", attachment->at);
      yutu_json_add_text (builder, "actor", attachment->actor);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Every step that leaves the state, with what it still needs. */
static void
add_steps (JsonBuilder *builder,
           const Page  *self)
{
  const YutuCaseDetail *detail = self->detail;

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (gsize i = 0; detail->kind != NULL && i < detail->kind->n_transitions; i++)
    {
      const YutuTransition *step = &detail->kind->transitions[i];
      g_autoptr (GArray) lacks = NULL;

      if (!is_next (detail, step))
        continue;
      lacks = yutu_case_list_lacks (detail, step, self->call->role);
      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "id", step->id);
      yutu_json_add_text (builder, "title", yutu_title_get (&step->title));
      yutu_json_add_text (builder, "to", detail->kind->states[step->to].id);
      yutu_json_add_text (builder, "role", step->role);
      json_builder_set_member_name (builder, "lacks");
      json_builder_begin_array (builder);
      for (guint k = 0; k < lacks->len; k++)
        json_builder_add_string_value (builder, get_lack_id (&g_array_index (lacks, YutuLack, k)));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_limit (JsonBuilder *builder,
           const Page  *self)
{
  YutuCaseLimit limit;

  json_builder_set_member_name (builder, "limit");
  if (!find_limit (self, &limit))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "length", limit.limit->length);
  yutu_json_add_text (builder, "unit", get_unit_id (limit.limit));
  yutu_json_add_day (builder, "since", limit.since);
  yutu_json_add_int (builder, "days_left", limit.days_left);
  yutu_json_add_text (builder, "legal_basis", limit.limit->legal_basis);
  json_builder_end_object (builder);
}

static void
add_transitions (JsonBuilder *builder,
                 GPtrArray   *transitions)
{
  json_builder_set_member_name (builder, "transitions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < transitions->len; i++)
    json_builder_add_string_value (
      builder, ((const YutuTransition *)g_ptr_array_index (transitions, i))->id);
  json_builder_end_array (builder);
}

static void
emit_object (const Page *self)
{
  const YutuCaseDetail *detail = self->detail;
  const YutuCaseRow    *row = &detail->row;
  JsonBuilder          *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", row->id);
  yutu_json_add_text (builder, "case_no", row->case_no);
  yutu_json_add_text (builder, "module", row->module);
  yutu_json_add_text (builder, "kind", row->kind);
  yutu_json_add_text (builder, "title", row->title);
  yutu_json_add_text (builder, "state", row->state);
  add_transitions (builder, detail->transitions);
  yutu_json_add_day (builder, "opened_on", row->opened_on);
  yutu_json_add_day (builder, "accepted_on", detail->accepted_on);
  yutu_json_add_day (builder, "due_on", row->due_on);
  add_limit (builder, self);
  yutu_json_add_day (builder, "closed_on", row->closed_on);
  yutu_json_add_text (builder, "officer", detail->officer);
  yutu_json_add_text (builder, "result", detail->result);
  yutu_json_add_text (builder, "result_doc", detail->result_doc);
  yutu_json_add_text (builder, "place", self->place);
  yutu_json_add_place (builder, row->has_point, row->point);
  add_json (builder, "fields", detail->fields);
  add_events (builder, detail->events);
  add_persons (builder, detail->persons);
  add_attachments (builder, detail->attachments);
  add_steps (builder, self);
  json_builder_end_object (builder);
  yutu_call_emit (self->call, builder);
}

/* ---- As a page ---- */

static const char *
get_state_title (const YutuCaseKind *kind,
                 const char         *id)
{
  gsize index = kind != NULL ? yutu_case_kind_find_state (kind, id) : G_MAXSIZE;

  return index != G_MAXSIZE ? yutu_title_get (&kind->states[index].title) : id;
}

/* Chinese characters are two columns wide. */
static void
print_line (int         indent,
            const char *name,
            const char *value)
{
  int width = indent;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  g_print ("%*s%s%*s%s\n", indent, "", name, MAX (2, COLUMN - width), "", value);
}

static void
print_day (const char *name,
           YutuDay     day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  if (day != YUTU_DAY_INVALID)
    print_line (0, name, yutu_day_format (day, text));
}

static void
print_text (const char *name,
            const char *text)
{
  if (text != NULL && text[0] != '\0')
    print_line (0, name, text);
}

static char *
make_value (const YutuField *field,
            JsonNode        *node)
{
  GType            type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  g_autofree char *number = NULL;

  if (type == G_TYPE_STRING)
    return g_strdup (yutu_field_name_choice (field, json_node_get_string (node)));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  if (type == G_TYPE_INT64 && field->type == YUTU_FIELD_MONEY_FEN)
    return g_strdup_printf ("%.2f 元", (double)json_node_get_int (node) / 100);
  number = type == G_TYPE_DOUBLE ? yutu_number_to_text (json_node_get_double (node)) : json_to_string (node, FALSE);
  return field->unit != NULL ? g_strdup_printf ("%s %s", number, field->unit)
                             : g_steal_pointer (&number);
}

static void
print_fields (const YutuField *fields,
              gsize            n_fields,
              const char      *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root)
                                                                     : NULL;

  for (gsize i = 0; object != NULL && i < n_fields; i++)
    {
      JsonNode        *node = json_object_get_member (object, fields[i].id);
      g_autofree char *value = NULL;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      value = make_value (&fields[i], node);
      print_line (INDENT, yutu_title_get (&fields[i].title), value);
    }
}

static void
print_persons (const YutuCaseDetail *detail)
{
  for (guint i = 0; i < detail->persons->len; i++)
    {
      const YutuCasePersonRow *person = g_ptr_array_index (detail->persons, i);
      g_autofree char         *text =
        g_strjoin ("  ", person->name, person->id_no != NULL ? person->id_no : "–",
                   person->birth != NULL ? person->birth : "–",
                   person->phone != NULL ? person->phone : "–", NULL);

      if (i == 0)
        g_print ("persons\n");
      print_line (INDENT, person->relation, text);
      if (detail->kind != NULL)
        print_fields (detail->kind->person_fields, detail->kind->n_person_fields, person->fields);
    }
}

static void
print_events (const YutuCaseDetail *detail)
{
  g_print ("events\n");
  for (guint i = 0; i < detail->events->len; i++)
    {
      const YutuCaseEvent  *event = g_ptr_array_index (detail->events, i);
      const YutuTransition *step =
        detail->kind != NULL ? yutu_case_kind_find_transition (detail->kind, event->transition)
                             : NULL;
      g_autofree char *to =
        event->attachment == 0
          ? g_strdup_printf (" → %s", get_state_title (detail->kind, event->to_state))
          : g_strdup_printf ("  attachment %" G_GINT64_FORMAT, event->id);
      g_autofree char *text = g_strdup_printf (
        "%s%s  %s  %s", step != NULL ? yutu_title_get (&step->title) : event->transition, to,
        event->actor, event->note != NULL ? event->note : "");

      print_line (INDENT, event->at, g_strchomp (text));
    }
}

static void
print_attachments (const YutuCaseDetail *detail)
{
  for (guint i = 0; i < detail->attachments->len; i++)
    {
      const YutuCaseAttachment *attachment = g_ptr_array_index (detail->attachments, i);
      g_autofree char          *id = g_strdup_printf ("%" G_GINT64_FORMAT, attachment->event);
      g_autofree char          *size = g_format_size ((guint64)attachment->size);
      g_autofree char          *text = g_strdup_printf ("%s  %s  %s", attachment->name, size,
                                                        attachment->mime);

      if (i == 0)
        g_print ("attachments\n");
      print_line (INDENT, id, text);
    }
}

static void
print_steps (const Page *self)
{
  const YutuCaseDetail *detail = self->detail;

  g_print ("next\n");
  for (gsize i = 0; detail->kind != NULL && i < detail->kind->n_transitions; i++)
    {
      const YutuTransition *step = &detail->kind->transitions[i];
      g_autoptr (GArray) lacks = NULL;
      g_autofree char *text = NULL;
      g_autofree char *refusal = NULL;

      if (!is_next (detail, step))
        continue;
      lacks = yutu_case_list_lacks (detail, step, self->call->role);
      text = g_strdup_printf ("%s → %s", yutu_title_get (&step->title), yutu_title_get (&detail->kind->states[step->to].title));
      print_line (INDENT, step->id, text);
      refusal = lacks->len > 0 ? yutu_case_words_refuse_step (step, lacks) : NULL;
      if (refusal != NULL)
        print_line (INDENT, "", refusal);
    }
}

static void
print_due (const Page *self)
{
  YutuCaseLimit    limit;
  char             day[YUTU_DAY_TEXT_SIZE];
  g_autofree char *words = NULL;

  if (!find_limit (self, &limit))
    return;
  words = yutu_case_words_limit (&limit);
  print_line (0, "due", yutu_day_format (limit.due, day));
  print_line (0, "", words);
  print_line (0, "", limit.limit->legal_basis);
}

static void
print_page (const Page *self)
{
  const YutuCaseDetail *detail = self->detail;
  const char           *kind = detail->kind != NULL ? yutu_title_get (&detail->kind->title)
                                                    : detail->row.kind;

  g_print ("%s  %s\n", detail->row.case_no, kind);
  print_text ("title", detail->row.title);
  print_text ("state", get_state_title (detail->kind, detail->row.state));
  print_text ("place", self->place);
  print_day ("opened", detail->row.opened_on);
  print_day ("accepted", detail->accepted_on);
  print_due (self);
  print_day ("closed", detail->row.closed_on);
  print_text ("officer", detail->officer);
  print_text ("result", detail->result);
  print_text ("document", detail->result_doc);
  g_print ("fields\n");
  if (detail->kind != NULL)
    print_fields (detail->kind->fields, detail->kind->n_fields, detail->fields);
  print_persons (detail);
  print_events (detail);
  print_attachments (detail);
  print_steps (self);
}

YutuExit
yutu_case_page_print (YutuCall          *call,
                      YutuFile          *file,
                      const YutuModules *modules,
                      gint64             id,
                      GError           **error)
{
  g_autoptr (YutuCaseDetail) detail = yutu_file_load_case (file, modules, id, call->as_of, call->role, error);
  g_autoptr (YutuCalendar) calendar = detail != NULL ? yutu_calendar_load (error) : NULL;
  g_autoptr (GHashTable) names = calendar != NULL ? yutu_file_read_unit_names (file, error) : NULL;
  g_autofree char *place = NULL;
  Page             page = { call, detail, calendar, NULL };

  if (names == NULL)
    return YUTU_EXIT_INPUT;
  page.place = place = yutu_cli_name_place (names, detail->row.township, detail->row.village);
  if (call->json)
    emit_object (&page);
  else
    print_page (&page);
  return YUTU_EXIT_DONE;
}
