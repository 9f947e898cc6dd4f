/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-case.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-json.h"
#include "casework/yutu-case.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-name-course.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-check-private.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-name-shape.h"

/* Facts that the record takes over from the case. */
static const char *const TAKEN[] = { "alias", "meaning", "reason", "location", "extent", "nature", "opinions", "approval_organ",
                                     "approval_doc", "approved_on", "filing_no", "announcement_no",
                                     "effective_on" };

#define ABOLITION "abolition_" /* before the facts of the end of a name: those of its beginning stay */
#define LOCATION  "location"   /* a fact of the place, at the beginning as at the end of its name */

typedef struct
{
  YutuConnection     *connection;
  gint64              id;
  const YutuCaseKind *kind; /* NULL: not about a name */
  const YutuState    *state;
  YutuDay             since;
  gint64              subject;
  gint64              unit;
  gboolean            has_point;
  YutuPoint           point;
  char               *document;
  JsonNode           *fields; /* an object */
  const YutuShape    *shape;  /* nullable */
} NameCase;

static void
name_case_clear (NameCase *self)
{
  g_free (self->document);
  g_clear_pointer (&self->fields, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NameCase, name_case_clear)

static gboolean
fail (const char *what,
      const char *why,
      GError    **error)
{
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD, "%s: %s", what, why);
  return FALSE;
}

static const char *
get_field (const NameCase *self,
           const char     *id)
{
  JsonNode *node = json_object_get_member (json_node_get_object (self->fields), id);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
             *json_node_get_string (node) != '\0'
           ? json_node_get_string (node)
           : NULL;
}

/* ---- Reading the case ---- */

static gboolean
read_row (NameCase           *self,
          const YutuCaseKind *kind,
          sqlite3_stmt       *row)
{
  gsize state = yutu_case_kind_find_state (kind, (const char *)sqlite3_column_text (row, 1));

  if (state == G_MAXSIZE)
    return FALSE;
  self->kind = kind;
  self->state = &kind->states[state];
  self->since = yutu_day_parse ((const char *)sqlite3_column_text (row, 2));
  self->subject = sqlite3_column_int64 (row, 3);
  self->unit = sqlite3_column_int64 (row, 4);
  self->has_point = sqlite3_column_type (row, 5) == SQLITE_INTEGER;
  self->point = (YutuPoint){ sqlite3_column_int64 (row, 5), sqlite3_column_int64 (row, 6) };
  self->document = g_strdup ((const char *)sqlite3_column_text (row, 7));
  self->fields = json_from_string ((const char *)sqlite3_column_text (row, 8), NULL);
  return self->fields != NULL && JSON_NODE_HOLDS_OBJECT (self->fields);
}

static gboolean
read_case (NameCase          *self,
           const YutuModules *modules,
           GError           **error)
{
  const YutuCaseKind *kind = NULL;
  gboolean            found = FALSE;
  sqlite3_stmt       *row = yutu_connection_prepare (
          self->connection,
          "SELECT kind, state, state_since, coalesce (subject, 0), coalesce (village, township, 0), x, y, result_doc, fields "
                "FROM case_file WHERE id = ?1",
          error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found)
    kind = yutu_modules_find_kind (modules, (const char *)sqlite3_column_text (row, 0), NULL);
  if (kind == NULL || kind->name_work == YUTU_NAME_WORK_NONE || !read_row (self, kind, row))
    self->kind = NULL;
  sqlite3_reset (row);
  return TRUE;
}

/* A clean-up leads no name from the plan to its use; the case that it opens does. */
static gboolean
leads_a_name (const NameCase *self)
{
  return self->kind != NULL && self->kind->name_work != YUTU_NAME_WORK_CLEAN_UP;
}

/* ---- Writing into the case ---- */

static gboolean
put_subject (NameCase *self,
             gint64    subject,
             GError  **error)
{
  sqlite3_stmt *row =
    yutu_connection_prepare (self->connection, "UPDATE case_file SET subject = ?2 WHERE id = ?1", error);

  self->subject = subject;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  sqlite3_bind_int64 (row, 2, subject);
  return yutu_connection_run (self->connection, row, error);
}

/* A field of the case, if its kind has it. */
static gboolean
put_field (NameCase   *self,
           const char *field,
           const char *text,
           GError    **error)
{
  g_autofree char *path = g_strconcat ("$.", field, NULL);
  sqlite3_stmt    *row = NULL;

  if (yutu_fields_find (self->kind->fields, self->kind->n_fields, field) == NULL || g_strcmp0 (get_field (self, field), text) == 0)
    return TRUE;
  row = yutu_connection_prepare (self->connection,
                                 "UPDATE case_file SET fields = json_set (fields, ?2, ?3) WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  json_object_set_string_member (json_node_get_object (self->fields), field, text);
  sqlite3_bind_int64 (row, 1, self->id);
  sqlite3_bind_text (row, 2, path, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 3, text, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (self->connection, row, error);
}

/* ---- The record of the name ---- */

/* Where the place is by its record, if the case does not say it: the notice must tell it. */
static gboolean
take_location (NameCase *self,
               gint64    place,
               GError  **error)
{
  g_autofree char *location = NULL;
  gboolean         found = FALSE;
  sqlite3_stmt    *row = NULL;

  if (place == 0 || get_field (self, LOCATION) != NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT json_extract (fields, '$." LOCATION "') FROM place_name WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found)
    {
      location = g_strdup ((const char *)sqlite3_column_text (row, 0));
      sqlite3_reset (row);
    }
  return location == NULL || *location == '\0' || put_field (self, LOCATION, location, error);
}

const char *
yutu_name_case_choose_class (const char *said,
                             const char *name)
{
  const char *told = yutu_name_guess_class (name);

  if (g_strcmp0 (said, "village") == 0)
    return "natural-village";
  if (said != NULL && g_strv_contains (yutu_place_kinds_list (), said))
    return said;
  if (told != NULL && strcmp (told, "township") != 0 && strcmp (told, "village") != 0)
    return told;
  return NULL; /* natural, facility: no class of a record */
}

/* A plan that no other case is about is taken up. */
static gboolean
may_take_up (NameCase *self,
             gboolean *may,
             GError  **error)
{
  g_autoptr (YutuNameCourse) course = NULL;
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  *may = FALSE;
  if (self->subject == 0)
    return TRUE;
  if (!yutu_name_course_load (self->connection, self->subject, &course, error))
    return FALSE;
  if (course == NULL || !yutu_name_course_is_proposed (course) || strcmp (course->status, "planned") != 0)
    return TRUE;
  row = yutu_connection_prepare (
    self->connection,
    "SELECT 1 FROM case_file WHERE subject_kind = 'place' AND subject = ?1 AND id <> ?2 AND closed_on IS NULL", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->subject);
  sqlite3_bind_int64 (row, 2, self->id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found)
    sqlite3_reset (row);
  *may = !found;
  return TRUE;
}

static gboolean
propose (NameCase *self,
         GError  **error)
{
  const char *name = get_field (self, "proposed_name");
  const char *said = get_field (self, "class");
  g_autoptr (YutuShape) point = self->has_point ? yutu_shape_new_point (self->point) : NULL;
  YutuPlaceNameSpec spec = { .name = name,
                             .status = self->state->name_status,
                             .division = self->unit,
                             .shape = self->shape != NULL ? self->shape : point };
  g_autofree char  *crossed = NULL;
  gboolean          may = FALSE;
  gint64            id = 0;
  char              day[YUTU_DAY_TEXT_SIZE];

  if (name == NULL)
    return TRUE;
  /* What is drawn may lie in more than the unit of its middle, where the case is. */
  if (self->shape != NULL && !yutu_name_shape_find_division (self->connection, self->shape, yutu_day_format (self->since, day),
                                                             0, &spec.division, &crossed, error))
    return FALSE;
  spec.crossed = crossed;
  spec.name_class = yutu_name_case_choose_class (said, name);
  if (spec.name_class == NULL)
    spec.name_class = said != NULL ? "other" : "natural-village";
  return may_take_up (self, &may, error) &&
         (may ? take_location (self, self->subject, error)
              : yutu_name_course_propose (self->connection, &spec, &id, error) && put_subject (self, id, error));
}

/* The name in use that the case is about, by what it was opened at, else by what it says. */
static gboolean
find_in_use (NameCase        *self,
             YutuNameCourse **course,
             GError         **error)
{
  const char *name = get_field (self, "old_name");
  gint64      id = self->subject;

  *course = NULL;
  if (id == 0 && name != NULL && !yutu_name_course_find (self->connection, name, self->since, &id, error))
    return FALSE;
  if (id != 0 && !yutu_name_course_load (self->connection, id, course, error))
    return FALSE;
  if (*course == NULL)
    return fail (self->kind->id, _ ("choose the place name that it is about, or write its full name of today"), error);
  if (strcmp ((*course)->status, "in_use") == 0)
    return TRUE;
  return fail ((*course)->name, _ ("it is not in use, or another case is about it"), error);
}

static gboolean
begin_rename (NameCase *self,
              GError  **error)
{
  const char *name = get_field (self, "proposed_name");
  g_autoptr (YutuNameCourse) course = NULL;
  gint64 id = 0;

  if (name == NULL || !find_in_use (self, &course, error))
    return name == NULL;
  return yutu_name_course_propose_successor (self->connection, course->id, name, self->state->name_status, &id, error) &&
         yutu_name_course_set_status (self->connection, course->id, "rename_applied", error) &&
         put_field (self, "old_name", course->name, error) && take_location (self, course->id, error) &&
         put_subject (self, id, error);
}

static gboolean
begin_abolition (NameCase *self,
                 GError  **error)
{
  g_autoptr (YutuNameCourse) course = NULL;

  return find_in_use (self, &course, error) && put_field (self, "old_name", course->name, error) &&
         take_location (self, course->id, error) && put_subject (self, course->id, error);
}

static gboolean
begin (NameCase *self,
       GError  **error)
{
  if (self->kind->name_work == YUTU_NAME_WORK_NAME)
    return propose (self, error);
  return self->kind->name_work == YUTU_NAME_WORK_RENAME ? begin_rename (self, error) : begin_abolition (self, error);
}

/* ---- Facts ---- */

static void
add_fact (JsonBuilder *builder,
          gboolean     is_end,
          const char  *key,
          const char  *text)
{
  gboolean         is_place = strcmp (key, LOCATION) == 0;
  g_autofree char *own = is_end && !is_place ? g_strconcat (ABOLITION, key, NULL) : g_strdup (key);

  yutu_json_add_text (builder, own, text);
}

/* What it states of the size, as a record keeps numbers. */
static void
add_figures (JsonBuilder    *builder,
             const NameCase *self)
{
  double figures[YUTU_N_FIGURES] = { 0 };

  yutu_name_figures_read (json_node_get_object (self->fields), figures);
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      if (figures[i] > 0)
        add_fact (builder, FALSE, yutu_figure_to_text (i), g_ascii_dtostr (text, sizeof text, figures[i]));
    }
}

static gboolean
put_facts (NameCase *self,
           GError  **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  gboolean         is_end = self->kind->name_work == YUTU_NAME_WORK_ABOLISH;
  const char      *entered = self->state->name_day;
  char             day[YUTU_DAY_TEXT_SIZE];

  json_builder_begin_object (builder);
  if (g_strcmp0 (entered, "approved_on") == 0 && get_field (self, "approval_doc") == NULL && self->document != NULL)
    add_fact (builder, is_end, "approval_doc", self->document);
  if (entered != NULL)
    add_fact (builder, is_end, entered, yutu_day_format (self->since, day));
  for (gsize i = 0; i < G_N_ELEMENTS (TAKEN); i++)
    if (get_field (self, TAKEN[i]) != NULL)
      add_fact (builder, is_end, TAKEN[i], get_field (self, TAKEN[i]));
  if (!is_end)
    add_figures (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  return yutu_name_course_set_facts (self->connection, self->subject, json, error);
}

/* ---- Rules ---- */

static void
add_finding (JsonBuilder           *builder,
             GString               *words,
             const YutuNameFinding *finding)
{
  g_autofree char *text = yutu_name_finding_dup_text (finding);

  json_builder_begin_object (builder);
  add_fact (builder, FALSE, "rule", finding->rule);
  add_fact (builder, FALSE, "severity", finding->is_met ? "met" : finding->is_error ? "error"
                                                                                    : "warning");
  add_fact (builder, FALSE, "clause", finding->clause);
  add_fact (builder, FALSE, "message", text);
  if (finding->rival != 0)
    yutu_json_add_int (builder, "rival", finding->rival);
  json_builder_end_object (builder);
  if (words->len > 0)
    g_string_append_c (words, '\n');
  /* Translators: of a finding: R1, severity, what is wrong */
  g_string_append_printf (words, C_ ("naming rule, severity, finding", "%s %s: %s"), finding->rule,
                          finding->is_met ? _ ("Met") : finding->is_error ? _ ("Error")
                                                                          : _ ("Warning"),
                          text);
}

/* What the rules say of the name today is kept with the record, and with the case in words. */
static gboolean
put_rules (NameCase             *self,
           const YutuNameCourse *course,
           GError              **error)
{
  YutuNameQuestion question = { .name = course->name,
                                .name_class = course->name_class,
                                .division = course->division,
                                .except = course->id,
                                .former = course->former,
                                .day = self->since,
                                .has_point = self->has_point,
                                .point = self->point };
  g_autoptr (YutuPlaceName) place = NULL;
  g_autoptr (YutuNameIndex) index = yutu_name_index_load (self->connection, yutu_division_read_area, error);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *json = NULL;
  char             day[YUTU_DAY_TEXT_SIZE];

  if (index == NULL || !yutu_place_name_load (self->connection, course->id, &place, error))
    return FALSE;
  question.shape = place != NULL ? place->shape : NULL;
  yutu_name_figures_read (json_node_get_object (self->fields), question.figures);
  findings = yutu_name_index_check (index, &question);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rule_check");
  json_builder_begin_object (builder);
  add_fact (builder, FALSE, "on", yutu_day_format (self->since, day));
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, words, findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  return yutu_name_course_set_facts (self->connection, course->id, json, error) &&
         put_field (self, "rule_result", words->len > 0 ? words->str : _ ("Nothing against the name"), error);
}

/* ---- Following ---- */

/* The day that was decided, else that of the step; not before the approval. */
static gboolean
choose_day (const NameCase *self,
            const char     *name,
            YutuDay        *day,
            GError        **error)
{
  YutuDay decided = yutu_day_parse (get_field (self, "effective_on"));
  YutuDay approved = yutu_day_parse (get_field (self, "approved_on"));

  *day = decided != YUTU_DAY_INVALID ? decided : self->since;
  return approved == YUTU_DAY_INVALID || *day >= approved ||
         fail (name, _ ("the first day on which it holds is before its approval; see whether both are right"), error);
}

/* What another name of the case is called now. */
static gboolean
follow_wording (NameCase        *self,
                YutuNameCourse **course,
                GError         **error)
{
  const char *name = get_field (self, "proposed_name");
  gint64      same = 0;
  gint64      id = self->subject;

  if (name == NULL || strcmp (name, (*course)->name) == 0)
    return TRUE;
  g_clear_pointer (course, yutu_name_course_free);
  return yutu_place_name_rename (self->connection, id, name, YUTU_DAY_INVALID, &same, error) &&
         yutu_name_course_load (self->connection, id, course, error);
}

static gboolean
come_into_use (NameCase             *self,
               const YutuNameCourse *course,
               GError              **error)
{
  YutuRenameResult result;
  YutuRenameSpec   spec = { .place = course->former,
                            .successor = course->id,
                            .name = course->name };

  if (!choose_day (self, course->name, &spec.day, error))
    return FALSE;
  return course->former != 0 ? yutu_name_rename (self->connection, &spec, &result, error)
                             : yutu_name_course_begin (self->connection, course->id, spec.day, error);
}

static gboolean
follow_proposed (NameCase        *self,
                 YutuNameCourse **course,
                 GError         **error)
{
  const char *status = self->state->name_status;
  gboolean    is_refused = g_strcmp0 (status, "refused") == 0;

  if (!follow_wording (self, course, error) || !put_facts (self, error) ||
      (self->state->name_rules && !put_rules (self, *course, error)))
    return FALSE;
  if (status == NULL)
    return TRUE;
  if (strcmp (status, "in_use") == 0)
    return come_into_use (self, *course, error);
  return yutu_name_course_set_status (self->connection, self->subject, status, error) &&
         (!is_refused || (*course)->former == 0 ||
          yutu_name_course_set_status (self->connection, (*course)->former, "in_use", error));
}

static gboolean
follow_abolition (NameCase *self,
                  GError  **error)
{
  const char *status = self->state->name_status;
  YutuDay     day = self->since;
  gboolean    is_told = g_strcmp0 (self->state->name_day, "announced_on") == 0;
  gboolean    is_ended = g_strcmp0 (status, "historical") == 0;

  if (!put_facts (self, error) || ((is_told || is_ended) && !choose_day (self, self->kind->id, &day, error)))
    return FALSE;
  /* What was announced must come true. */
  if (is_told && !yutu_name_course_may_end (self->connection, self->subject, day, error))
    return FALSE;
  if (is_ended)
    return yutu_name_course_end (self->connection, self->subject, day, error);
  return status == NULL || yutu_name_course_set_status (self->connection, self->subject, status, error);
}

static gboolean
follow (NameCase *self,
        GError  **error)
{
  g_autoptr (YutuNameCourse) course = NULL;

  if (!yutu_name_course_load (self->connection, self->subject, &course, error))
    return FALSE;
  if (course == NULL)
    return fail (self->kind->id, _ ("its place name is not there any more"), error);
  if (self->kind->name_work == YUTU_NAME_WORK_ABOLISH)
    return follow_abolition (self, error);
  return yutu_name_course_is_proposed (course) ? follow_proposed (self, &course, error)
                                               : fail (course->name, _ ("it is in use already"), error);
}

/* What the case is about, where it was opened with no title of its own. */
static gboolean
put_title (NameCase *self,
           GError  **error)
{
  const char      *kind = self->kind->title.zh_cn; /* the title of a case that has none */
  const char      *before = get_field (self, leads_a_name (self) ? "old_name" : "name");
  const char      *after = get_field (self, "proposed_name");
  g_autofree char *both = before != NULL && after != NULL ? g_strdup_printf ("%s → %s", before, after) : NULL;
  const char      *about = both != NULL ? both : after != NULL ? after
                                                               : before;
  g_autofree char *title = NULL;
  sqlite3_stmt    *row = NULL;

  if (about == NULL)
    return TRUE;
  title = g_strdup_printf ("%s：%s", kind, about);
  row = yutu_connection_prepare (self->connection, "UPDATE case_file SET title = ?2 WHERE id = ?1 AND title = ?3", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->id);
  sqlite3_bind_text (row, 2, title, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 3, kind, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (self->connection, row, error);
}

gboolean
yutu_name_follow_opened (YutuConnection    *connection,
                         const YutuModules *modules,
                         gint64             case_file,
                         const YutuShape   *shape,
                         GError           **error)
{
  g_auto (NameCase) self = { .connection = connection, .id = case_file, .shape = shape };

  if (!read_case (&self, modules, error))
    return FALSE;
  if (!leads_a_name (&self))
    return self.kind == NULL || put_title (&self, error);
  return begin (&self, error) && put_title (&self, error) && (self.subject == 0 || follow (&self, error));
}

/* A case without a record, from before records followed: its name is proposed now, or found; else it goes on alone. */
gboolean
yutu_name_follow_step (YutuConnection    *connection,
                       const YutuModules *modules,
                       gint64             case_file,
                       GError           **error)
{
  g_auto (NameCase) self = { .connection = connection, .id = case_file };
  g_autoptr (GError) why = NULL;

  if (!read_case (&self, modules, error))
    return FALSE;
  if (!leads_a_name (&self))
    return TRUE;
  if (self.subject == 0 && !begin (&self, &why) &&
      !g_error_matches (why, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return self.subject == 0 || follow (&self, error);
}
