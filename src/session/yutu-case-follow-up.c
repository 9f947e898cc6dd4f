/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The case that a step opens, as its module says (YutuTransition.opens): about the same object, with what it takes
 * over, each with the number of the other one. */

#include <json-glib/json-glib.h>

#include "session/yutu-case-edit.h"
#include "session/yutu-case-private.h"

typedef struct
{
  gint64    subject;
  gint64    unit;
  gboolean  is_place;
  char     *case_no;
  JsonNode *fields;
} Origin;

static void
origin_clear (Origin *self)
{
  g_free (self->case_no);
  g_clear_pointer (&self->fields, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Origin, origin_clear)

static gboolean
read_origin (YutuConnection *connection,
             gint64          id,
             Origin         *origin,
             char          **fields,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection,
                                               "SELECT coalesce (subject, 0), coalesce (village, township, 0), subject_kind = "
                                               "'place', case_no, fields FROM case_file WHERE id = ?1",
                                               error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    {
      origin->subject = sqlite3_column_int64 (row, 0);
      origin->unit = sqlite3_column_int64 (row, 1);
      origin->is_place = sqlite3_column_int (row, 2) != 0;
      origin->case_no = g_strdup ((const char *)sqlite3_column_text (row, 3));
      *fields = g_strdup ((const char *)sqlite3_column_text (row, 4));
      sqlite3_reset (row);
    }
  origin->fields = json_from_string (*fields != NULL ? *fields : "{}", NULL);
  return origin->fields != NULL;
}

static char *
make_fields (const YutuTransition *step,
             const YutuCaseKind   *opened,
             const Origin         *origin)
{
  JsonObject *from = json_node_get_object (origin->fields);
  g_autoptr (JsonObject) to = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; i < step->n_copies; i++)
    if (json_object_has_member (from, step->copies[i].from))
      json_object_set_member (to, step->copies[i].to, json_node_copy (json_object_get_member (from, step->copies[i].from)));
  json_object_set_string_member (to, opened->link_field->id, origin->case_no);
  json_node_set_object (root, to);
  return json_to_string (root, FALSE);
}

static gboolean
link_back (YutuConnection     *connection,
           const YutuCaseKind *kind,
           gint64              id,
           gint64              opened,
           GError            **error)
{
  g_autofree char *path = g_strconcat ("$.", kind->link_field->id, NULL);
  sqlite3_stmt    *row = yutu_connection_prepare (connection,
                                                  "UPDATE case_file SET fields = json_set (fields, ?2, (SELECT case_no FROM "
                                                     "case_file WHERE id = ?3)) WHERE id = ?1",
                                                  error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_text (row, 2, path, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 3, opened);
  return yutu_connection_run (connection, row, error);
}

gboolean
yutu_case_follow_up (YutuConnection       *connection,
                     const YutuModules    *modules,
                     const YutuCaseKind   *kind,
                     const YutuTransition *transition,
                     gint64                id,
                     const YutuCaseStep   *step,
                     GError              **error)
{
  g_auto (Origin) origin = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *fields = NULL;
  g_autoptr (YutuPlace) place = NULL;
  const YutuCaseKind *opened = NULL;
  YutuCaseOpening     opening = { .role = step->role, .actor = step->actor, .opened_on = step->day };
  gint64              new_id = 0;

  if (transition == NULL || transition->opens == NULL)
    return TRUE;
  if (!read_origin (connection, id, &origin, &old, error))
    return FALSE;
  if (!yutu_field_condition_holds (&transition->opens_when, old))
    return TRUE;
  opened = yutu_modules_find_kind (modules, transition->opens, NULL);
  opening.kind = opened->id;
  opening.fields = fields = make_fields (transition, opened, &origin);
  place = origin.is_place && origin.subject != 0 ? yutu_place_new_object (YUTU_PLACE_NAME, origin.subject)
                                                 : yutu_place_new_unit (origin.unit);
  return yutu_case_open_at (connection, modules, place, &opening, &new_id, error) &&
         link_back (connection, kind, id, new_id, error);
}
