/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The file as a whole, by the rules of
 *   the database   database
 *   divisions      those of division/yutu-division-check.h
 *   lines          those of division/yutu-boundary-check.c, on the day of the check
 *   rows           address-village address-base address-previous address-main row-days name-division
 *                  facility-village facility-past case-village case-object event-case event-attachment attachment-event
 *                  attachment-once person-case pillar-line (yutu-check-rows.c)
 *   counts         address-points address-cells address-days case-days case-dues
 *   points         address-place facility-place case-place (yutu-check-places.c)
 *   names          name-double (yutu-check-doubles.c)
 *   texts          address-text
 *   addresses      those of gazetteer/yutu-address-quality.h (yutu-check-addresses.c)
 *   cases          case-kind case-state case-closed case-due facility-kind facility-fields
 *                  facility-relation facility-year attachment-hash (yutu-check-cases.c)
 *                  inspection-case (yutu-boundary-inspect.c)
 *                  name-case (yutu-check-names.c)
 *                  sign-link sign-text sign-pinyin sign-code sign-place sign-crossing (yutu-sign-check.c) */

#include "session/yutu-check-private.h"

#include "base/yutu-wording.h"
#include "casework/yutu-mask.h"
#include "division/yutu-division-check.h"
#include "gazetteer/yutu-address-check.h"

static void
finding_free (gpointer data)
{
  YutuCheckFinding *finding = data;

  g_free (finding->rule);
  g_free (finding->severity);
  g_free (finding->table);
  g_free (finding->message);
  g_free (finding->subject);
  g_free (finding->detail);
  g_free (finding->reason);
  g_free (finding->accepted_by);
  g_free (finding->accepted_on);
  g_free (finding);
}

YutuCheckFinding *
yutu_check_add_params (YutuCheck         *self,
                       const char        *rule,
                       const char        *severity,
                       const char        *table,
                       gint64             id,
                       const char        *wording,
                       const char *const *params)
{
  YutuCheckFinding *finding = g_new0 (YutuCheckFinding, 1);

  finding->rule = g_strdup (rule);
  finding->severity = g_strdup (severity);
  finding->table = g_strdup (table);
  finding->id = id;
  finding->message = yutu_wording_fill (_ (wording), params);
  finding->detail = g_strjoinv (YUTU_CHECK_DETAIL_SEPARATOR, (char **)params);
  g_ptr_array_add (self->findings, finding);
  return finding;
}

YutuCheckFinding *
yutu_check_add (YutuCheck  *self,
                const char *rule,
                const char *severity,
                const char *table,
                gint64      id,
                const char *wording,
                ...)
{
  g_autoptr (GPtrArray) params = g_ptr_array_new ();
  va_list args;

  va_start (args, wording);
  do
    g_ptr_array_add (params, va_arg (args, char *));
  while (g_ptr_array_index (params, params->len - 1) != NULL);
  va_end (args);
  return yutu_check_add_params (self, rule, severity, table, id, wording,
                                (const char *const *)params->pdata);
}

gboolean
yutu_check_wants (const YutuCheck *self,
                  const char      *rule)
{
  return self->only == NULL || g_strv_contains (self->only, rule);
}

gboolean
yutu_check_run_sql (YutuCheck  *self,
                    const char *rule,
                    const char *table,
                    const char *wording,
                    const char *sql,
                    GError    **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      found = TRUE;

  if (!yutu_check_wants (self, rule))
    return TRUE;
  if (!yutu_progress_step (self->progress, rule, 0, 0, error))
    return FALSE;
  statement = yutu_connection_prepare (self->connection, sql, error);
  while (statement != NULL)
    {
      g_autoptr (GStrvBuilder) params = NULL;
      g_auto (GStrv) values = NULL;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      params = g_strv_builder_new ();
      for (int i = 1; i < sqlite3_column_count (statement); i++)
        g_strv_builder_add (params, sqlite3_column_type (statement, i) != SQLITE_NULL
                                      ? (const char *)sqlite3_column_text (statement, i)
                                      : "?");
      values = g_strv_builder_end (params);
      yutu_check_add_params (self, rule, "error", table, sqlite3_column_int64 (statement, 0), wording,
                             (const char *const *)values);
    }
  return FALSE;
}

static gboolean
check_database (YutuCheck *check,
                GError   **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean      found = TRUE;

  if (!yutu_check_wants (check, "database"))
    return TRUE;
  statement = yutu_connection_prepare (check->connection, "PRAGMA integrity_check (20)", error);
  while (statement != NULL)
    {
      const char *text = NULL;

      if (!yutu_connection_step (check->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      text = (const char *)sqlite3_column_text (statement, 0);
      if (g_strcmp0 (text, "ok") != 0)
        yutu_check_add (check, "database", "error", "", 0, N_ ("the database is damaged: {1}"), text,
                        NULL);
    }
  return FALSE;
}

/* Takes the faults of the division room. */
static void
add_faults (YutuCheck *check,
            GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const YutuDivisionFault *fault = g_ptr_array_index (faults, i);
      YutuCheckFinding        *finding =
        yutu_check_add_params (check, fault->rule, fault->severity, fault->table, fault->id,
                               fault->wording, (const char *const *)fault->params);

      finding->has_place = fault->has_place;
      finding->place = fault->place;
    }
}

static gboolean
check_divisions (YutuCheck *check,
                 GError   **error)
{
  gint64 n_checked = 0;
  g_autoptr (GPtrArray) faults =
    yutu_division_check (check->connection, check->only, &n_checked, check->progress, error);

  if (faults == NULL)
    return FALSE;
  add_faults (check, faults);
  check->checked += n_checked;
  return TRUE;
}

static gboolean
check_lines (YutuCheck *check,
             GError   **error)
{
  char   day[YUTU_DAY_TEXT_SIZE];
  gint64 n_checked = 0;
  g_autoptr (GPtrArray) faults =
    yutu_boundary_check (check->connection, check->only, yutu_day_format (check->day, day), &n_checked,
                         check->progress, error);

  if (faults == NULL)
    return FALSE;
  add_faults (check, faults);
  check->checked += n_checked;
  return TRUE;
}

/* Who is in the text of an address is left out of what is told of it; the detail is for its repair. */
static void
mask_message (YutuCheckFinding *finding,
              const char       *text)
{
  g_autofree char *masked = yutu_mask_apply (YUTU_MASK_TEXT, text);
  g_auto (GStrv) around = g_strsplit (finding->message, text, 2);

  if (*text == '\0' || g_strv_length (around) < 2)
    return;
  g_free (finding->message);
  finding->message = g_strjoinv (masked, around);
}

static gboolean
check_texts (YutuCheck *check,
             GError   **error)
{
  gint64 n_checked = 0;
  g_autoptr (GPtrArray) faults = NULL;

  if (!yutu_check_wants (check, "address-text"))
    return TRUE;
  faults = yutu_address_check_texts (check->connection, &n_checked, check->progress, error);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const YutuAddressTextFault *fault = g_ptr_array_index (faults, i);
      YutuCheckFinding           *finding = yutu_check_add (
                  check, "address-text", "error", "address", fault->id,
                  N_ ("“{1}” is not what its elements say: “{2}”"), fault->text, fault->expected, NULL);

      mask_message (finding, fault->text);
      finding->has_place = fault->has_point;
      finding->place = fault->point;
    }
  check->checked += n_checked;
  return faults != NULL;
}

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuCheck *check = data;

  check->connection = connection;
  return check_database (check, error) && check_divisions (check, error) &&
         check_lines (check, error) &&
         yutu_check_rows (check, error) && yutu_check_places (check, error) &&
         yutu_check_doubles (check, error) &&
         check_texts (check, error) && yutu_check_addresses (check, error) && yutu_check_cases (check, error) &&
         yutu_check_place_findings (check, error) && yutu_check_mark_accepted (check, error);
}

GPtrArray *
yutu_file_check (YutuFile          *self,
                 const char *const *only,
                 gint64            *checked,
                 YutuProgress      *progress,
                 GError           **error)
{
  return yutu_file_check_on (self, only, yutu_day_today (), checked, progress, error);
}

GPtrArray *
yutu_file_check_on (YutuFile          *self,
                    const char *const *only,
                    YutuDay            day,
                    gint64            *checked,
                    YutuProgress      *progress,
                    GError           **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  YutuCheck check = { .only = only, .day = day, .findings = findings, .progress = progress };

  if (!yutu_store_read (yutu_file_get_store (self), check_all, &check, NULL, error))
    return NULL;
  *checked = check.checked;
  return g_steal_pointer (&findings);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
yutu_check_list_rules (void)
{
  GPtrArray *rules = g_ptr_array_new ();

  g_ptr_array_add (rules, (gpointer) "database");
  yutu_division_add_check_rules (rules);
  yutu_boundary_add_check_rules (rules);
  yutu_check_add_row_rules (rules);
  yutu_check_add_place_rules (rules);
  yutu_check_add_double_rules (rules);
  g_ptr_array_add (rules, (gpointer) "address-text");
  yutu_check_add_address_rules (rules);
  yutu_check_add_case_rules (rules);
  g_ptr_array_sort (rules, compare_names);
  for (guint i = rules->len; i-- > 1;)
    if (g_str_equal (rules->pdata[i], rules->pdata[i - 1]))
      g_ptr_array_remove_index (rules, i);
  return rules;
}

guint
yutu_check_count_open (const GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const YutuCheckFinding *)g_ptr_array_index (findings, i))->reason == NULL;
  return n;
}
