/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-facility.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "casework/yutu-case.h"
#include "casework/yutu-fields-private.h"
#include "geo/yutu-shape.h"
#include "store/yutu-statement.h"

#include <string.h>

static const char *const STATUSES[] = { "open", "suspended", "closed", "planned", NULL };

/* ---- Binding ---- */

/* An open end is the text that stands for it. */
static void
bind_day (sqlite3_stmt *statement,
          int           index,
          YutuDay       day)
{
  char buffer[YUTU_DAY_TEXT_SIZE];

  yutu_bind_text (statement, index,
                  day != YUTU_DAY_INVALID ? yutu_day_format (day, buffer) : YUTU_DAY_OPEN_TEXT);
}

static void
bind_point (sqlite3_stmt *statement,
            int           index,
            gboolean      has_point,
            YutuPoint     point)
{
  guint8 blob[YUTU_POINT_BLOB_SIZE];

  if (!has_point)
    return;
  yutu_point_to_blob (point, blob);
  sqlite3_bind_blob (statement, index, blob, sizeof blob, SQLITE_TRANSIENT);
}

/* ---- Who may ---- */

gboolean
yutu_facility_may_edit (const char *role)
{
  return g_strcmp0 (role, "desk") == 0 || g_strcmp0 (role, "township") == 0;
}

gboolean
yutu_facility_may_see (const YutuViewer *viewer)
{
  return viewer->purpose != NULL && *viewer->purpose != '\0' &&
         yutu_facility_may_edit (viewer->role);
}

/* ---- What a row must be ---- */

static gboolean
check_name (const char *name,
            GError    **error)
{
  g_autofree char *stripped = name != NULL ? g_strstrip (g_strdup (name)) : NULL;

  if (stripped == NULL || *stripped == '\0')
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("a facility needs a name; give it one"));
  if (!g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > 200 ||
      strpbrk (name, "\r\n\t") != NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                               _ ("the name “%.60s” is over 200 characters, or has line breaks; shorten it"), name);
  return TRUE;
}

static gboolean
check_status (const char *status,
              GError    **error)
{
  return status == NULL || g_strv_contains (STATUSES, status) ||
         yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                             _ ("“%s” is no status; use open, suspended, closed or planned"), status);
}

static const YutuRegister *
find_register (const YutuModules *modules,
               const char        *kind,
               GError           **error)
{
  const YutuRegister *record = kind != NULL ? yutu_modules_find_register (modules, kind, NULL) : NULL;

  if (record == NULL)
    yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("there is no register %s; see the modules"),
                        kind != NULL ? kind : _ ("without a name"));
  return record;
}

static gboolean
check_fields (const YutuRegister *record,
              const char         *json,
              GError            **error)
{
  g_autofree char *kept = NULL;

  if (!yutu_fields_check_record (record->fields, record->n_fields, record->checks,
                                 record->n_checks, json, error))
    return FALSE;
  kept = yutu_fields_drop_masks (record->fields, record->n_fields, NULL,
                                 json != NULL ? json : "{}", error);
  return kept != NULL;
}

gboolean
yutu_facility_check (const YutuModules      *modules,
                     const YutuFacilitySpec *spec,
                     GError                **error)
{
  const YutuRegister *record = find_register (modules, spec->kind, error);

  if (record == NULL)
    return FALSE;
  if (!check_name (spec->name, error) || !check_status (spec->status, error))
    {
      g_prefix_error (error, "%s: ", spec->kind);
      return FALSE;
    }
  if (spec->valid_from == YUTU_DAY_INVALID ||
      (spec->has_end && (spec->valid_to == YUTU_DAY_INVALID || spec->valid_to <= spec->valid_from)))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                               _ ("%s: its first day must be given and lie before its end"), spec->name);
  if (check_fields (record, spec->fields, error))
    return TRUE;
  g_prefix_error (error, "%s (%s): ", spec->name, spec->kind);
  return FALSE;
}

/* ---- Adding ---- */

gboolean
yutu_facility_add (YutuConnection         *connection,
                   const YutuModules      *modules,
                   const YutuFacilitySpec *spec,
                   gint64                 *id,
                   GError                **error)
{
  sqlite3_stmt *statement;

  if (!yutu_facility_check (modules, spec, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, pinyin, status, address, village, township, fields, "
    "valid_from, valid_to, geom) VALUES (?1, ?2, ?3, ?4, coalesce (?5, 'open'), ?6, ?7, ?8, "
    "coalesce (?9, '{}'), ?10, ?11, ?12)",
    error);
  if (statement == NULL)
    return FALSE;
  *id = yutu_connection_new_id (connection);
  sqlite3_bind_int64 (statement, 1, *id);
  yutu_bind_text (statement, 2, spec->kind);
  yutu_bind_text (statement, 3, spec->name);
  yutu_bind_text (statement, 4, spec->pinyin);
  yutu_bind_text (statement, 5, spec->status);
  yutu_bind_id (statement, 6, spec->address);
  yutu_bind_id (statement, 7, spec->village);
  yutu_bind_id (statement, 8, spec->township);
  yutu_bind_text (statement, 9, spec->fields);
  bind_day (statement, 10, spec->valid_from);
  bind_day (statement, 11, spec->has_end ? spec->valid_to : YUTU_DAY_INVALID);
  bind_point (statement, 12, spec->has_point, spec->point);
  return yutu_connection_run (connection, statement, error);
}

/* ---- The row as it is ---- */

typedef struct
{
  char   *kind;
  char   *name;
  char   *pinyin;
  char   *status;
  char   *fields;
  YutuDay valid_from;
  YutuDay valid_to; /* YUTU_DAY_INVALID: open */
} Row;

static void
row_clear (Row *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->status);
  g_free (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
load_row (YutuConnection *connection,
          gint64          id,
          Row            *self,
          GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT kind, name, pinyin, status, fields, valid_from, valid_to FROM facility "
    "WHERE id = ?1 AND past_of IS NULL",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN,
                               _ ("there is no facility %" PRId64 "; search for it by its name"), id);
  self->kind = yutu_column_dup (statement, 0);
  self->name = yutu_column_dup (statement, 1);
  self->pinyin = yutu_column_dup (statement, 2);
  self->status = yutu_column_dup (statement, 3);
  self->fields = yutu_column_dup (statement, 4);
  self->valid_from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 5));
  self->valid_to = yutu_column_get_end (statement, 6);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_facility_find (YutuConnection *connection,
                    gint64          row,
                    gint64         *id,
                    GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT coalesce (past_of, id) FROM facility WHERE id = ?1", error);

  *id = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    *id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Changing ---- */

/* What is changed is checked whole: a row that was wrong before is mended first. */
static gboolean
merge (const YutuModules *modules,
       const Row         *row,
       const char        *set,
       char             **fields,
       GError           **error)
{
  const YutuRegister *record = NULL;
  g_autofree char    *clean = NULL;

  *fields = g_strdup (row->fields);
  if (set == NULL)
    return TRUE;
  record = find_register (modules, row->kind, error);
  if (record == NULL)
    return FALSE;
  clean = yutu_fields_drop_masks (record->fields, record->n_fields, row->fields, set, error);
  if (clean == NULL)
    return FALSE;
  if (!g_str_equal (clean, "{}"))
    {
      g_free (*fields);
      *fields = yutu_fields_merge (row->fields, clean);
    }
  if (yutu_fields_equal (*fields, row->fields))
    {
      g_free (*fields);
      *fields = g_strdup (row->fields);
      return TRUE;
    }
  return yutu_fields_check_record (record->fields, record->n_fields, record->checks,
                                   record->n_checks, *fields, error);
}

static gboolean
update_row (YutuConnection *connection,
            gint64          id,
            const char     *name,
            const char     *pinyin,
            const char     *status,
            const char     *fields,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE facility SET name = ?2, pinyin = ?3, status = ?4, fields = ?5 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_bind_text (statement, 2, name);
  yutu_bind_text (statement, 3, pinyin);
  yutu_bind_text (statement, 4, status);
  yutu_bind_text (statement, 5, fields);
  return yutu_connection_run (connection, statement, error);
}

/* Its oldest stretch. */
typedef struct
{
  gint64  row;
  YutuDay from;
  YutuDay to; /* YUTU_DAY_INVALID: open */
} Oldest;

static gboolean
load_oldest (YutuConnection *connection,
             gint64          id,
             Oldest         *self,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, valid_from, valid_to FROM facility WHERE id = ?1 OR past_of = ?1 "
    "ORDER BY valid_from LIMIT 1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  g_assert (found); /* load_row () found one */
  self->row = sqlite3_column_int64 (statement, 0);
  self->from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 1));
  self->to = yutu_column_get_end (statement, 2);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
check_since (const Oldest *oldest,
             YutuDay       since,
             GError      **error)
{
  char end[YUTU_DAY_TEXT_SIZE];

  if (since == YUTU_DAY_INVALID)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("give its first day, YYYY-MM-DD"));
  if (oldest->to == YUTU_DAY_INVALID || since < oldest->to)
    return TRUE;
  yutu_day_format (oldest->to, end);
  return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                             _ ("its first day must lie before %s, when it moved or was closed; give an earlier day"), end);
}

static gboolean
update_since (YutuConnection *connection,
              const Oldest   *oldest,
              YutuDay         since,
              GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "UPDATE facility SET valid_from = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, oldest->row);
  bind_day (statement, 2, since);
  return yutu_connection_run (connection, statement, error);
}

/* The row as it is, and what it is to be. */
typedef struct
{
  Row         row;
  Oldest      oldest;
  YutuDay     since;
  const char *name;
  const char *pinyin;
  const char *status;
  char       *fields;
} Plan;

static void
plan_clear (Plan *self)
{
  row_clear (&self->row);
  g_free (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean
plan_change (YutuConnection           *connection,
             const YutuModules        *modules,
             gint64                    id,
             const YutuFacilityChange *change,
             Plan                     *plan,
             GError                  **error)
{
  if (!load_row (connection, id, &plan->row, error) ||
      !load_oldest (connection, id, &plan->oldest, error))
    return FALSE;
  plan->since = change->has_since ? change->since : plan->oldest.from;
  plan->name = change->name != NULL ? change->name : plan->row.name;
  plan->pinyin = change->pinyin != NULL ? change->pinyin : plan->row.pinyin;
  plan->status = change->status != NULL ? change->status : plan->row.status;
  if (check_name (plan->name, error) && check_status (change->status, error) &&
      (!change->has_since || check_since (&plan->oldest, plan->since, error)) &&
      merge (modules, &plan->row, change->set, &plan->fields, error))
    return TRUE;
  g_prefix_error (error, "%s: ", plan->row.name);
  return FALSE;
}

static gboolean
plan_differs_in_row (const Plan *plan)
{
  return g_strcmp0 (plan->name, plan->row.name) != 0 ||
         g_strcmp0 (plan->pinyin, plan->row.pinyin) != 0 ||
         g_strcmp0 (plan->status, plan->row.status) != 0 ||
         g_strcmp0 (plan->fields, plan->row.fields) != 0;
}

gboolean
yutu_facility_check_change (YutuConnection           *connection,
                            const YutuModules        *modules,
                            gint64                    id,
                            const YutuFacilityChange *change,
                            gboolean                 *differs,
                            GError                  **error)
{
  g_auto (Plan) plan = { 0 };

  if (!plan_change (connection, modules, id, change, &plan, error))
    return FALSE;
  *differs = plan_differs_in_row (&plan) || plan.since != plan.oldest.from;
  return TRUE;
}

gboolean
yutu_facility_change (YutuConnection           *connection,
                      const YutuModules        *modules,
                      gint64                    id,
                      const YutuFacilityChange *change,
                      GError                  **error)
{
  g_auto (Plan) plan = { 0 };

  if (!plan_change (connection, modules, id, change, &plan, error))
    return FALSE;
  if (plan_differs_in_row (&plan) &&
      !update_row (connection, id, plan.name, plan.pinyin, plan.status, plan.fields, error))
    return FALSE;
  return plan.since == plan.oldest.from ||
         update_since (connection, &plan.oldest, plan.since, error);
}

/* ---- Moving ---- */

static gboolean
keep_past (YutuConnection          *connection,
           gint64                   id,
           YutuDay                  day,
           const YutuFacilityPlace *past,
           GError                 **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, pinyin, status, address, village, township, fields, "
    "valid_from, valid_to, geom, past_of) SELECT ?2, kind, name, pinyin, status, address, "
    "coalesce (?4, village), coalesce (?5, township), fields, valid_from, ?3, geom, id "
    "FROM facility WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, yutu_connection_new_id (connection));
  bind_day (statement, 3, day);
  yutu_bind_id (statement, 4, past != NULL ? past->village : 0);
  yutu_bind_id (statement, 5, past != NULL ? past->township : 0);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
check_day (const Row *row,
           YutuDay    day,
           gboolean   may_begin,
           GError   **error)
{
  char first[YUTU_DAY_TEXT_SIZE];

  if (day == YUTU_DAY_INVALID)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("%s: give the day, YYYY-MM-DD"), row->name);
  if (day > row->valid_from || (may_begin && day == row->valid_from))
    return TRUE;
  yutu_day_format (row->valid_from, first);
  return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                             _ ("%s: it stands there since %s; give a later day, or undo that first"), row->name,
                             first);
}

gboolean
yutu_facility_move (YutuConnection          *connection,
                    gint64                   id,
                    const YutuFacilityPlace *place,
                    YutuDay                  day,
                    const YutuFacilityPlace *past,
                    GError                 **error)
{
  g_auto (Row) row = { 0 };
  char          end[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = NULL;

  if (!load_row (connection, id, &row, error) || !check_day (&row, day, TRUE, error))
    return FALSE;
  if (row.valid_to != YUTU_DAY_INVALID && day >= row.valid_to)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD,
                               _ ("%s: it is closed on %s; give an earlier day, or take the closing back"), row.name,
                               yutu_day_format (row.valid_to, end));
  if (day > row.valid_from && !keep_past (connection, id, day, past, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "UPDATE facility SET address = ?2, village = ?3, township = ?4, geom = ?5, valid_from = ?6 "
    "WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_bind_id (statement, 2, place->address);
  yutu_bind_id (statement, 3, place->village);
  yutu_bind_id (statement, 4, place->township);
  bind_point (statement, 5, place->has_point, place->point);
  bind_day (statement, 6, day);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Closing ---- */

gboolean
yutu_facility_close (YutuConnection *connection,
                     gint64          id,
                     YutuDay         day,
                     const char     *reason,
                     GError        **error)
{
  g_auto (Row) row = { 0 };
  sqlite3_stmt *statement = NULL;

  if (!load_row (connection, id, &row, error) ||
      (day != YUTU_DAY_INVALID && !check_day (&row, day, FALSE, error)))
    return FALSE;
  if (day != YUTU_DAY_INVALID && (reason == NULL || *reason == '\0'))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("%s: say why it is closed"), row.name);
  statement = yutu_connection_prepare (
    connection, "UPDATE facility SET valid_to = ?2, end_reason = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  bind_day (statement, 2, day);
  yutu_bind_text (statement, 3, day != YUTU_DAY_INVALID ? reason : NULL);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Yearly figures ---- */

gboolean
yutu_facility_add_year (YutuConnection *connection,
                        gint64          facility,
                        int             year,
                        const char     *fields,
                        GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "INSERT INTO facility_year (id, facility, year, fields) VALUES (?1, ?2, ?3, ?4)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, facility);
  sqlite3_bind_int (statement, 3, year);
  yutu_bind_text (statement, 4, fields);
  return yutu_connection_run (connection, statement, error);
}

/* *row is 0 and *fields NULL when there are no figures yet. */
static gboolean
load_year (YutuConnection *connection,
           gint64          facility,
           int             year,
           gint64         *row,
           char          **fields,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, fields FROM facility_year WHERE facility = ?1 AND year = ?2", error);

  *row = 0;
  *fields = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, facility);
  sqlite3_bind_int (statement, 2, year);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      *row = sqlite3_column_int64 (statement, 0);
      *fields = yutu_column_dup (statement, 1);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
write_year (YutuConnection *connection,
            gint64          row,
            const char     *fields,
            GError        **error)
{
  gboolean      is_empty = g_str_equal (fields, "{}");
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    is_empty ? "DELETE FROM facility_year WHERE id = ?1"
             : "UPDATE facility_year SET fields = ?2 WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!is_empty)
    yutu_bind_text (statement, 2, fields);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_facility_set_year (YutuConnection    *connection,
                        const YutuModules *modules,
                        gint64             facility,
                        int                year,
                        const char        *set,
                        GError           **error)
{
  g_auto (Row) facts = { 0 };
  const YutuRegister *record = NULL;
  g_autofree char    *kept = NULL;
  g_autofree char    *fields = NULL;
  gint64              row = 0;

  if (year < 1900 || year > 2200)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("%d is no year of figures; use 1900 to 2200"), year);
  if (!load_row (connection, facility, &facts, error))
    return FALSE;
  record = find_register (modules, facts.kind, error);
  if (record == NULL ||
      !yutu_fields_check (record->year_fields, record->n_year_fields, set, FALSE, error) ||
      !load_year (connection, facility, year, &row, &kept, error))
    return FALSE;
  fields = yutu_fields_merge (kept != NULL ? kept : "{}", set);
  if (kept != NULL && yutu_fields_equal (kept, fields))
    return TRUE;
  if (!yutu_fields_check_record (record->year_fields, record->n_year_fields, record->year_checks,
                                 record->n_year_checks, fields, error))
    {
      g_prefix_error (error, "%s, %d: ", facts.name, year);
      return FALSE;
    }
  if (row != 0)
    return write_year (connection, row, fields, error);
  return g_str_equal (fields, "{}") ||
         yutu_facility_add_year (connection, facility, year, fields, error);
}
