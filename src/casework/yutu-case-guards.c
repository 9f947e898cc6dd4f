/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a step of a case asks for before it is taken. */

#include "casework/yutu-case-guards-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "casework/yutu-batch.h"

static gboolean G_GNUC_PRINTF (2, 3)
  refuse (GError    **error,
          const char *format,
          ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD, message);
  return FALSE;
}

static gboolean
has_field_value (const char      *json,
                 const YutuField *field)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  node = json_object_get_member (json_node_get_object (root), field->id);
  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/* The text of a field, or NULL. */
static char *
dup_field_text (const char      *json,
                const YutuField *field)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);
  JsonNode *node = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                     ? json_object_get_member (json_node_get_object (root), field->id)
                     : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                                          : NULL;
}

gboolean
yutu_case_find_act (YutuConnection     *connection,
                    const YutuCaseKind *kind,
                    const char         *fields,
                    gint64             *act,
                    GError            **error)
{
  g_autofree char *number = kind != NULL && kind->act_field != NULL
                              ? dup_field_text (fields, kind->act_field)
                              : NULL;
  sqlite3_stmt    *statement = NULL;
  gboolean         row = FALSE;

  *act = 0;
  if (number == NULL)
    return TRUE;
  statement = yutu_connection_prepare (connection, "SELECT max (id) FROM act WHERE doc_no = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, number, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *act = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_case_find_linked (YutuConnection     *connection,
                       const YutuCaseKind *kind,
                       const char         *fields,
                       gint64             *linked,
                       GError            **error)
{
  g_autofree char *number = kind != NULL && kind->link_field != NULL ? dup_field_text (fields, kind->link_field) : NULL;
  sqlite3_stmt    *statement = NULL;
  gboolean         row = FALSE;

  *linked = 0;
  if (number == NULL)
    return TRUE;
  statement = yutu_connection_prepare (connection, "SELECT max (id) FROM case_file WHERE case_no = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, number, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *linked = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_case_find_renamed (YutuConnection     *connection,
                        const YutuCaseKind *kind,
                        gint64              case_file,
                        gboolean           *is_renamed,
                        GError            **error)
{
  sqlite3_stmt *statement = NULL;

  *is_renamed = FALSE;
  if (kind == NULL || kind->name_work == YUTU_NAME_WORK_NONE)
    return TRUE;
  statement = yutu_connection_prepare (connection,
                                       "SELECT 1 FROM case_file c JOIN place_name p ON p.id = c.subject WHERE c.id = ?1 AND "
                                       "c.subject_kind = 'place' AND (p.replaced_by IS NOT NULL OR p.name <> "
                                       "json_extract (c.fields, '$.name'))",
                                       error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, case_file);
  if (!yutu_connection_step (connection, statement, is_renamed, error))
    return FALSE;
  if (*is_renamed)
    sqlite3_reset (statement);
  return TRUE;
}

static gboolean
check_renamed (const YutuCaseKind   *kind,
               const YutuTransition *transition,
               const YutuGuardFacts *facts,
               GError              **error)
{
  gboolean is_renamed = FALSE;

  return yutu_case_find_renamed (facts->connection, kind, facts->case_file, &is_renamed, error) &&
         (is_renamed || refuse (error, _ ("%s needs the place name to be renamed; carry the case of its renaming through first"),
                                yutu_title_get (&transition->title)));
}

static gboolean
check_act (const YutuCaseKind   *kind,
           const YutuTransition *transition,
           const YutuGuardFacts *facts,
           GError              **error)
{
  gint64 act = 0;

  return yutu_case_find_act (facts->connection, kind, facts->fields, &act, error) &&
         (act != 0 || refuse (error, _ ("%s needs the division change order with the number in %s; carry it out first"),
                              yutu_title_get (&transition->title), yutu_title_get (&kind->act_field->title)));
}

/* What happened before the file was there drew its sample elsewhere. */
static gboolean
check_sample (const YutuTransition *transition,
              const YutuGuardFacts *facts,
              GError              **error)
{
  YutuBatch batch;

  if (facts->case_file == 0)
    return TRUE;
  if (!yutu_batch_load (facts->connection, facts->case_file, &batch, error))
    return FALSE;
  if (yutu_batch_passes (&batch))
    return TRUE;
  if (!batch.has_sample || batch.n_right + batch.n_wrong < batch.n_sampled)
    return refuse (error, _ ("%s needs the verdict on each of the sample; %" PRId64 " of %" PRId64 " are judged"), yutu_title_get (&transition->title),
                   batch.n_right + batch.n_wrong, batch.n_sampled);
  return refuse (error, _ ("%s needs %.1f %% of the sample to be right, and %.1f %% are; return the batch"), yutu_title_get (&transition->title),
                 batch.right_pct, yutu_batch_get_right_pct (&batch));
}

static gboolean
refuse_value (const YutuTransition *transition,
              const YutuGuard      *guard,
              GError              **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;
  g_autofree char *list = NULL;

  for (gsize i = 0; i < guard->field->n_choices; i++)
    if (g_strv_contains (guard->values, guard->field->choices[i].id))
      g_strv_builder_add (builder, yutu_title_get (&guard->field->choices[i].title));
  titles = g_strv_builder_end (builder);
  list = g_strjoinv (" / ", titles);
  /* Translators: a step of a case; a field of it, and the values of which it must have one */
  return refuse (error, _ ("%s is for cases whose %s is %s"),
                 yutu_title_get (&transition->title), yutu_title_get (&guard->field->title), list);
}

gboolean
yutu_case_check_guards (const YutuCaseKind   *kind,
                        const YutuTransition *transition,
                        const YutuGuardFacts *facts,
                        GError              **error)
{
  for (gsize i = 0; i < transition->n_guards; i++)
    {
      const YutuGuard *guard = &transition->guards[i];
      const char      *missing = NULL;

      /* What happened before the file was there was decided elsewhere. */
      if ((facts->case_file == 0 && (guard->values != NULL || guard->when.field != NULL)) ||
          !yutu_field_condition_holds (&guard->when, facts->fields))
        continue;
      if (guard->kind == YUTU_GUARD_PLACE && !facts->has_place)
        missing = _ ("a place");
      else if (guard->kind == YUTU_GUARD_RESULT && facts->result == NULL)
        missing = _ ("a result");
      else if (guard->kind == YUTU_GUARD_DOCUMENT && facts->result_doc == NULL)
        missing = _ ("the number of the document");
      else if (guard->kind == YUTU_GUARD_FIELD && !has_field_value (facts->fields, guard->field))
        missing = yutu_title_get (&guard->field->title);
      if (missing != NULL)
        return refuse (error, _ ("%s needs %s; fill it in first"),
                       yutu_title_get (&transition->title), missing);
      if (guard->values != NULL &&
          !yutu_field_condition_holds (&(YutuFieldCondition){ guard->field, guard->values }, facts->fields))
        return refuse_value (transition, guard, error);
      if (guard->kind == YUTU_GUARD_RENAMED && !check_renamed (kind, transition, facts, error))
        return FALSE;
      if (guard->kind == YUTU_GUARD_SAMPLE && !check_sample (transition, facts, error))
        return FALSE;
      if (guard->kind == YUTU_GUARD_ACT && !check_act (kind, transition, facts, error))
        return FALSE;
    }
  return TRUE;
}
