/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-boundary-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "casework/yutu-case.h"
#include "session/yutu-boundary-private.h"

gboolean
yutu_boundary_may_edit (const char *role)
{
  return g_strcmp0 (role, "planner") == 0 || g_strcmp0 (role, "desk") == 0;
}

static gboolean
check_role (const YutuSigner *signer,
            GError          **error)
{
  if (yutu_boundary_may_edit (signer->role))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
               _ ("lines and pillars are changed by the planner and the desk, not by %s; ask them"),
               signer->role != NULL ? signer->role : _ ("nobody"));
  return FALSE;
}

/* ---- Values ---- */

static JsonNode *
parse_object (const char *json,
              GError    **error)
{
  JsonNode *node = json_from_string (json != NULL ? json : "{}", NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("the values are no JSON object"));
  return NULL;
}

gboolean
yutu_boundary_check_values (const YutuModules *modules,
                            const char        *object,
                            const char        *values,
                            const char        *set,
                            GError           **error)
{
  const YutuRegister *record = yutu_modules_find_object (modules, object);
  g_autoptr (JsonNode) whole = parse_object (values, error);
  g_autoptr (JsonNode) laid = whole != NULL ? parse_object (set, error) : NULL;
  g_autofree char *json = NULL;
  JsonObject      *into = NULL;
  JsonObjectIter   iter;
  const char      *name = NULL;
  JsonNode        *value = NULL;

  if (laid == NULL)
    return FALSE;
  if (record == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("there is no object %s in the modules"), object);
  into = json_node_get_object (whole);
  json_object_iter_init (&iter, json_node_get_object (laid));
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (into, name);
      else
        json_object_set_member (into, name, json_node_copy (value));
    }
  json_object_remove_member (into, "history");
  json_object_remove_member (into, "pillars");
  json = json_to_string (whole, FALSE);
  return yutu_fields_check_record (record->fields, record->n_fields, record->checks, record->n_checks,
                                   json, error);
}

char *
yutu_boundary_get_value (const char *values,
                         const char *id)
{
  g_autoptr (JsonNode) node = json_from_string (values != NULL ? values : "{}", NULL);
  JsonNode *value = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                      ? json_object_get_member (json_node_get_object (node), id)
                      : NULL;

  return value != NULL && JSON_NODE_HOLDS_VALUE (value) &&
             json_node_get_value_type (value) == G_TYPE_STRING
           ? json_node_dup_string (value)
           : NULL;
}

/* Masks that came back unchanged are no change: whoever saw one and sent it back leaves the value. */
static char *
drop_masked (const YutuModules *modules,
             const char        *object,
             const char        *values,
             const char        *set)
{
  const YutuRegister *record = yutu_modules_find_object (modules, object);
  g_autoptr (JsonNode) laid = json_from_string (set, NULL);

  for (gsize i = 0; record != NULL && laid != NULL && JSON_NODE_HOLDS_OBJECT (laid) && i < record->n_fields; i++)
    {
      const YutuField *field = &record->fields[i];
      g_autofree char *kept = yutu_boundary_get_value (values, field->id);
      g_autofree char *given = yutu_boundary_get_value (set, field->id);
      g_autofree char *mask = field->mask != YUTU_MASK_NONE && kept != NULL
                                ? yutu_mask_apply (field->mask, kept)
                                : NULL;

      if (mask != NULL && g_strcmp0 (mask, given) == 0)
        json_object_remove_member (json_node_get_object (laid), field->id);
    }
  return laid != NULL ? json_to_string (laid, FALSE) : g_strdup (set);
}

/* ---- Numbers ---- */

gboolean
yutu_boundary_check_number (YutuConnection         *connection,
                            const YutuBoundaryLine *line,
                            const char             *number,
                            const char             *kind,
                            const char             *day,
                            gint64                  but,
                            GError                **error)
{
  g_autoptr (YutuPillarPatterns) patterns = yutu_pillar_patterns_load (day, error);
  g_autoptr (GPtrArray) pillars = NULL;
  YutuPillarNumber parsed;

  if (patterns == NULL)
    return FALSE;
  if (line->code != NULL)
    {
      g_autoptr (GError) why = NULL;

      if (!yutu_pillar_number_parse (patterns, line->grade, number, &parsed, &why))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field number: %s"), why->message);
      if (strlen (parsed.line_code) > 4 && strcmp (parsed.line_code, line->code) != 0)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field number: %s is of the line %s, not of %s (%s)"), number,
                                   parsed.line_code, line->name, line->code);
      if (!yutu_pillar_letter_fits (patterns, &parsed, kind))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field number: the letter %c is none of a pillar of the kind %s"),
                                   parsed.letter, kind);
    }
  pillars = yutu_boundary_list_pillars (connection, line->id, NULL, day, error);
  if (pillars == NULL)
    return FALSE;
  for (guint i = 0; i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];

      if (pillar->id != but && strcmp (pillar->number, number) == 0)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field number: pillar %" PRId64 " has the number %s; give another"),
                                   pillar->id, number);
    }
  return TRUE;
}

/* The number of a further single pillar of the line; NULL without a code that has a pattern. */
static char *
boundary_next_number (YutuConnection         *connection,
                      const YutuBoundaryLine *line,
                      const char             *day,
                      GError                **error)
{
  g_autoptr (YutuPillarPatterns) patterns = yutu_pillar_patterns_load (day, error);
  g_autoptr (GPtrArray) pillars =
    patterns != NULL ? yutu_boundary_list_pillars (connection, line->id, NULL, day, error) : NULL;
  int highest = 0;

  for (guint i = 0; pillars != NULL && i < pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = pillars->pdata[i];
      YutuPillarNumber          number;

      if (pillar->line == line->id &&
          yutu_pillar_number_parse (patterns, line->grade, pillar->number, &number, NULL))
        highest = MAX (highest, number.serial);
    }
  return pillars != NULL ? yutu_pillar_number_format (patterns, line->grade, line->code, highest + 1, 'Q')
                         : NULL;
}

/* ---- Writing ---- */

typedef struct
{
  const YutuModules      *modules;
  gint64                  id;
  const char             *set;
  const YutuPillarSpec   *spec;
  const YutuPillarEvent  *event;
  char                    day[YUTU_DAY_TEXT_SIZE];
  gint64                  added;
} Write;

static gboolean
run (YutuFile         *self,
     const char       *kind,
     char             *title, /* taken */
     YutuWriteFunc     func,
     Write            *write,
     const YutuSigner *signer,
     GError          **error)
{
  g_autofree char *text = title;
  YutuEntrySpec    entry = { kind, text, signer->actor, FALSE };

  return yutu_store_write (yutu_file_get_store (self), &entry, func, write, NULL, NULL, error);
}

static gboolean
change_line (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Write *write = data;
  g_autoptr (YutuBoundaryLine) line = yutu_boundary_load (connection, write->id, write->day, error);
  g_autofree char *set = NULL;

  if (line == NULL)
    return FALSE;
  set = drop_masked (write->modules, YUTU_OBJECT_LINE, line->values, write->set);
  return yutu_boundary_check_values (write->modules, YUTU_OBJECT_LINE, line->values, set, error) &&
         yutu_boundary_change (connection, write->id, set, error);
}

gboolean
yutu_file_change_line (YutuFile          *self,
                       const YutuModules *modules,
                       gint64             line,
                       const char        *set,
                       const YutuSigner  *signer,
                       GError           **error)
{
  Write write = { .modules = modules, .id = line, .set = set };

  yutu_day_format (yutu_day_today (), write.day);
  return check_role (signer, error) &&
         run (self, "line-change", g_strdup ("修改界线资料"), change_line, &write, signer, error);
}

/* ---- Pillars ---- */

/* The values with a number and the condition of a new pillar, where none is given. */
static char *
complete_values (YutuConnection         *connection,
                 const YutuBoundaryLine *line,
                 const char             *values,
                 const char             *day,
                 GError                **error)
{
  g_autoptr (JsonNode) node = parse_object (values, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return NULL;
  if (!json_object_has_member (object, "condition"))
    json_object_set_string_member (object, "condition", "good");
  if (!json_object_has_member (object, "kind"))
    json_object_set_string_member (object, "kind", "single");
  if (!json_object_has_member (object, "number"))
    {
      g_autofree char *number = boundary_next_number (connection, line, day, error);

      if (number == NULL)
        {
          if (error != NULL && *error == NULL)
            yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field number: the line %s has no code that pillars are numbered by; give a "
                                                                     "number"),
                                line->name);
          return NULL;
        }
      json_object_set_string_member (object, "number", number);
    }
  return json_to_string (node, FALSE);
}

static gboolean
add_pillar (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Write *write = data;
  g_autoptr (YutuBoundaryLine) line = yutu_boundary_load (connection, write->id, write->day, error);
  g_autofree char *values =
    line != NULL ? complete_values (connection, line, write->spec->values, write->day, error) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *kind = NULL;

  if (values == NULL ||
      !yutu_boundary_check_values (write->modules, YUTU_OBJECT_PILLAR, values, NULL, error))
    return FALSE;
  number = yutu_boundary_get_value (values, "number");
  kind = yutu_boundary_get_value (values, "kind");
  return yutu_boundary_check_number (connection, line, number, kind, write->day, 0, error) &&
         yutu_boundary_add_pillar (connection, write->id, values, write->spec->point, write->day,
                                   &write->added, error) &&
         (write->spec->n_further == 0 ||
          yutu_boundary_set_pillar_lines (connection, write->added, write->spec->further,
                                          write->spec->n_further, error));
}

gboolean
yutu_file_add_pillar (YutuFile             *self,
                      const YutuModules    *modules,
                      gint64                line,
                      const YutuPillarSpec *spec,
                      YutuDay               day,
                      const YutuSigner     *signer,
                      gint64               *id,
                      GError              **error)
{
  Write write = { .modules = modules, .id = line, .spec = spec };

  yutu_day_format (day, write.day);
  if (!check_role (signer, error) ||
      !run (self, "pillar-add", g_strdup ("新增界桩"), add_pillar, &write, signer, error))
    return FALSE;
  if (id != NULL)
    *id = write.added;
  return TRUE;
}

static gboolean
change_pillar (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  const Write *write = data;
  g_autoptr (YutuBoundaryPillar) pillar = yutu_boundary_load_pillar (connection, write->id, error);
  g_autoptr (YutuBoundaryLine) line =
    pillar != NULL ? yutu_boundary_load (connection, pillar->line, write->day, error) : NULL;
  g_autofree char *set = NULL;
  g_autofree char *number = NULL;
  g_autofree char *kind = NULL;

  if (line == NULL)
    return FALSE;
  set = drop_masked (write->modules, YUTU_OBJECT_PILLAR, pillar->values,
                     write->spec->values != NULL ? write->spec->values : "{}");
  if (!yutu_boundary_check_values (write->modules, YUTU_OBJECT_PILLAR, pillar->values, set, error))
    return FALSE;
  number = yutu_boundary_get_value (set, "number");
  kind = yutu_boundary_get_value (set, "kind");
  if ((number != NULL || kind != NULL) &&
      !yutu_boundary_check_number (connection, line, number != NULL ? number : pillar->number,
                                   kind != NULL ? kind : pillar->kind, write->day, write->id, error))
    return FALSE;
  return yutu_boundary_change_pillar (connection, write->id, set, error) &&
         (!write->spec->sets_further ||
          yutu_boundary_set_pillar_lines (connection, write->id, write->spec->further,
                                          write->spec->n_further, error));
}

gboolean
yutu_file_change_pillar (YutuFile             *self,
                         const YutuModules    *modules,
                         gint64                pillar,
                         const YutuPillarSpec *spec,
                         const YutuSigner     *signer,
                         GError              **error)
{
  Write write = { .modules = modules, .id = pillar, .spec = spec };

  yutu_day_format (yutu_day_today (), write.day);
  return check_role (signer, error) &&
         run (self, "pillar-change", g_strdup ("修改界桩资料"), change_pillar, &write, signer, error);
}

static gboolean
note_pillar (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Write *write = data;

  return yutu_boundary_note_pillar (connection, write->id, write->event, error);
}

gboolean
yutu_file_note_pillar (YutuFile              *self,
                       const YutuModules     *modules,
                       gint64                 pillar,
                       const YutuPillarEvent *event,
                       const YutuSigner      *signer,
                       GError               **error)
{
  static const struct
  {
    const char *what;
    const char *title;
    const char *condition; /* that it is in then; NULL: as before */
  } words[] = {
    { "moved", "登记界桩移位", "moved" },     { "surveyed", "登记界桩重测", NULL },
    { "replanted", "登记界桩重埋", "good" },  { "damaged", "登记界桩损坏", "damaged" },
    { "lost", "登记界桩丢失", "lost" },       { "buried", "登记界桩掩埋", "buried" },
    { "repaired", "登记界桩修复", "good" },   { "checked", "登记界桩检查", NULL },
  };
  YutuPillarEvent signed_event = *event;
  Write           write = { .modules = modules, .id = pillar, .event = &signed_event };
  const char     *title = NULL;

  signed_event.actor = signer->actor;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].what, event->what) == 0)
      {
        title = words[i].title;
        if (signed_event.condition == NULL)
          signed_event.condition = words[i].condition;
      }
  if (!check_role (signer, error))
    return FALSE;
  if (title == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is nothing that happens to a pillar: moved, surveyed, replanted, damaged, "
                                                                    "lost, buried, repaired or checked"),
                               event->what != NULL ? event->what : "");
  if (event->condition != NULL && yutu_field_find_choice (yutu_modules_find_field (modules, YUTU_OBJECT_PILLAR, "condition"), event->condition) == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field condition: “%s” is none of its choices"), event->condition);
  if (yutu_day_parse (event->day) == YUTU_DAY_INVALID || yutu_day_parse (event->day) > yutu_day_today ())
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("“%s” is no day until today; write YYYY-MM-DD"), event->day);
  return run (self, "pillar-note", g_strdup (title), note_pillar, &write, signer, error);
}

static gboolean
end_pillar (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Write *write = data;

  return yutu_boundary_end_pillar (connection, write->id, write->day, error);
}

gboolean
yutu_file_end_pillar (YutuFile         *self,
                      gint64            pillar,
                      YutuDay           day,
                      const YutuSigner *signer,
                      GError          **error)
{
  Write write = { .id = pillar };

  yutu_day_format (day, write.day);
  return check_role (signer, error) &&
         run (self, "pillar-end", g_strdup ("注销界桩"), end_pillar, &write, signer, error);
}
