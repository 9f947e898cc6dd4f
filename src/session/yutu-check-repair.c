/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Only what has one right answer, or a few that are named, is repaired here. Everything else is for
 * people, with the tools of their work. */

#include "session/yutu-check-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "casework/yutu-mask.h"
#include "division/yutu-code-register.h"
#include "division/yutu-division-model.h"
#include "gazetteer/yutu-address-edit.h"
#include "gazetteer/yutu-address-record.h"
#include "gazetteer/yutu-gazetteer.h"
#include "session/yutu-name-merge.h"

void
yutu_check_repair_free (YutuCheckRepair *self)
{
  g_free (self->rule);
  g_free (self->table);
  g_free (self->text);
  g_clear_pointer (&self->plan, yutu_merge_plan_free);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_free (self);
}

/* Takes @text. */
static YutuCheckRepair *
add_repair (GPtrArray              *repairs,
            const YutuCheckFinding *finding,
            gint64                  choice,
            char                   *text)
{
  YutuCheckRepair *repair = g_new0 (YutuCheckRepair, 1);

  repair->rule = g_strdup (finding->rule);
  repair->table = g_strdup (finding->table);
  repair->id = finding->id;
  repair->choice = choice;
  repair->text = text;
  g_ptr_array_add (repairs, repair);
  return repair;
}

static char *
fill (const char *wording,
      const char *first,
      const char *second)
{
  const char *const params[] = { first, second, NULL };

  return yutu_wording_fill (_ (wording), params);
}

/* ---- What the rules leave open: land ---- */

/* Who may get the face: its claimants, else who lies around it, longest border first. */
static const char RECEIVERS_SQL[] =
  "WITH claim AS (SELECT unit, 0 AS length FROM face_claim WHERE face = ?1), "
  "around AS (SELECT u.unit, sum (GeodesicLength (a.geom)) AS length FROM arc a "
  "JOIN face_unit u ON u.face = CASE ?1 WHEN a.face_left THEN a.face_right ELSE a.face_left END "
  "AND u.valid_to = '9999-12-31' WHERE a.face_left = ?1 OR a.face_right = ?1 GROUP BY u.unit) "
  "SELECT r.unit, d.name FROM (SELECT * FROM claim UNION ALL "
  "SELECT * FROM around WHERE NOT EXISTS (SELECT 1 FROM claim)) r "
  "JOIN division d ON d.unit = r.unit AND d.valid_to = '9999-12-31' "
  "GROUP BY r.unit ORDER BY max (r.length) DESC, r.unit";

typedef struct
{
  const YutuCheckFinding *finding;
  GPtrArray              *repairs;
} List;

static gboolean
list_receivers (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  List         *self = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, RECEIVERS_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->finding->id);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      add_repair (self->repairs, self->finding, sqlite3_column_int64 (row, 0),
                  fill (N_ ("Give this land to {1}, from the first day on which it has nobody"),
                        (const char *)sqlite3_column_text (row, 1), NULL));
    }
}

static gboolean
give_land (YutuConnection        *connection,
           const YutuCheckRepair *repair,
           GError               **error)
{
  g_autofree char *day = NULL;
  gboolean         found = FALSE;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT max ((SELECT min (valid_from) FROM division WHERE unit = ?2), "
          "coalesce ((SELECT max (valid_to) FROM face_unit WHERE face = ?1), '0001-01-01'))",
       error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, repair->id);
  sqlite3_bind_int64 (statement, 2, repair->choice);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  day = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  if (day == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   _ ("there is no unit %" PRId64), repair->choice);
      return FALSE;
    }
  return yutu_division_give_face (connection, repair->id, repair->choice, day, error);
}

/* ---- Rows ---- */

static gboolean
run_update (YutuConnection *connection,
            const char     *sql,
            gint64          id,
            const char     *before, /* the cell as it was found; NULL: empty */
            const char     *after,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, before, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, after, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static const char *
known_day (const char *text)
{
  return strcmp (text, "–") != 0 ? text : NULL;
}

static gboolean
register_code (YutuConnection *connection,
               gint64          row,
               GError        **error)
{
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  YutuCode         entry = { .kind = "mca" };
  gboolean         found = FALSE;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection, "SELECT code, name, valid_from, valid_to, level FROM division WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!yutu_connection_step (connection, statement, &found, error) || !found)
    return found;
  entry.code = code = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  entry.name = name = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  entry.valid_from = from = g_strdup ((const char *)sqlite3_column_text (statement, 2));
  entry.valid_to = to = g_strdup ((const char *)sqlite3_column_text (statement, 3));
  entry.level = sqlite3_column_int (statement, 4);
  sqlite3_reset (statement);
  return yutu_code_register_add (connection, &entry, FALSE, error);
}

/* Sums over the cases, as the triggers keep them. */
static const char COUNTS_SQL[] =
  "DELETE FROM case_day; INSERT INTO case_day (unit, day, module, opened, closed) "
  "SELECT u.unit, u.day, m.id, sum (u.opened), sum (u.closed) FROM ("
  "SELECT 0 AS unit, opened_on AS day, module, 1 AS opened, 0 AS closed FROM case_file UNION ALL "
  "SELECT township, opened_on, module, 1, 0 FROM case_file WHERE township IS NOT NULL UNION ALL "
  "SELECT village, opened_on, module, 1, 0 FROM case_file WHERE village IS NOT NULL UNION ALL "
  "SELECT 0, closed_on, module, 0, 1 FROM case_file WHERE closed_on IS NOT NULL UNION ALL "
  "SELECT township, closed_on, module, 0, 1 FROM case_file "
  "WHERE closed_on IS NOT NULL AND township IS NOT NULL UNION ALL "
  "SELECT village, closed_on, module, 0, 1 FROM case_file "
  "WHERE closed_on IS NOT NULL AND village IS NOT NULL) u "
  "JOIN case_module m ON m.name = u.module GROUP BY 1, 2, 3; "
  "DELETE FROM case_due; INSERT INTO case_due (unit, span, day, module, n) "
  "SELECT u.unit, s.span, substr (u.due_on, 1, s.size), m.id, count (*) FROM ("
  "SELECT 0 AS unit, due_on, module FROM case_file WHERE due_on IS NOT NULL AND closed_on IS NULL "
  "UNION ALL SELECT township, due_on, module FROM case_file "
  "WHERE due_on IS NOT NULL AND closed_on IS NULL AND township IS NOT NULL "
  "UNION ALL SELECT village, due_on, module FROM case_file "
  "WHERE due_on IS NOT NULL AND closed_on IS NULL AND village IS NOT NULL) u, "
  "(SELECT 0 AS span, 7 AS size UNION ALL SELECT 1, 10) s "
  "JOIN case_module m ON m.name = u.module GROUP BY 1, 2, 3, 4";

/* ---- Names ---- */

/* Which of the two stays, and from when. */
static YutuMergeSpec
spec_of (const YutuCheckRepair *repair)
{
  return (YutuMergeSpec){ .kept = repair->choice < 0 ? repair->id : repair->choice,
                          .other = repair->choice < 0 ? -repair->choice : repair->id,
                          .day = yutu_day_today () };
}

static gboolean
plan_merge (YutuFile        *file,
            YutuCheckRepair *repair,
            GError         **error)
{
  YutuMergeSpec spec = spec_of (repair);

  repair->plan = yutu_file_plan_merge (file, &spec, NULL, error);
  return repair->plan != NULL;
}

/* Who stays: one of the two. The choice is the id of the other one where that stays, and its negative where
 * it goes. */
static gboolean
list_merges (YutuFile               *file,
             GPtrArray              *repairs,
             const YutuCheckFinding *finding,
             const char *const      *detail,
             GError                **error)
{
  gint64            other = g_ascii_strtoll (detail[2], NULL, 10);
  g_autofree char  *id = g_strdup_printf ("%" PRId64, finding->id);
  const char *const turned[] = { detail[1], detail[0], id, NULL };
  const char       *wording = N_ ("Keep “{1}”: from today on “{2}” ({3}) is a former and another name of it; its addresses, "
                                        "and what stands and goes on at them, go over");

  return plan_merge (file, add_repair (repairs, finding, -other, yutu_wording_fill (_ (wording), detail)), error) &&
         plan_merge (file, add_repair (repairs, finding, other, yutu_wording_fill (_ (wording), turned)), error);
}

static gboolean
merge_names (YutuConnection        *connection,
             const YutuCheckRepair *repair,
             GError               **error)
{
  YutuMergeSpec   spec = spec_of (repair);
  YutuMergeResult told;

  return yutu_name_merge_run (connection, &spec, &told, error);
}

/* ---- Addresses ---- */

/* One of the two goes: the choice. */
static void
list_twins (GPtrArray              *repairs,
            const YutuCheckFinding *finding,
            const char *const      *detail)
{
  gint64            other = g_ascii_strtoll (detail[1], NULL, 10);
  g_autofree char  *id = g_strdup_printf ("%" PRId64, finding->id);
  const char *const one[] = { detail[0], id, detail[1], NULL };
  const char *const two[] = { detail[0], detail[1], id, NULL };
  const char       *wording = N_ ("“{1}”: address {2} is cancelled from today on and stays in history, address {3} goes on");

  add_repair (repairs, finding, finding->id, yutu_wording_fill (_ (wording), one));
  add_repair (repairs, finding, other, yutu_wording_fill (_ (wording), two));
}

/* The day on which the village or the base of address ?1 is no more, where that is one of its own days. */
static const char VILLAGE_END_SQL[] =
  "SELECT (SELECT max (d.valid_to) FROM division d WHERE d.unit = a.village) AS last FROM address a WHERE a.id = ?1 AND last > "
  "a.valid_from AND last < a.valid_to";
static const char BASE_END_SQL[] =
  "SELECT p.valid_to FROM address a JOIN place_name p ON p.id = a.place WHERE a.id = ?1 AND p.valid_to > a.valid_from AND "
  "p.valid_to < a.valid_to";

static gboolean
read_end (YutuConnection *connection,
          const char     *rule,
          gint64          address,
          YutuDay        *day,
          GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, strcmp (rule, "address-base-ended") == 0 ? BASE_END_SQL : VILLAGE_END_SQL, error);

  *day = YUTU_DAY_INVALID;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, address);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    {
      *day = yutu_day_parse ((const char *)sqlite3_column_text (row, 0));
      sqlite3_reset (row);
    }
  return TRUE;
}

static gboolean
list_ends (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  List   *self = data;
  YutuDay day = YUTU_DAY_INVALID;
  char    text[YUTU_DAY_TEXT_SIZE];
  g_auto (GStrv) detail = g_strsplit (self->finding->detail, YUTU_CHECK_DETAIL_SEPARATOR, -1);

  if (!read_end (connection, self->finding->rule, self->finding->id, &day, error))
    return FALSE;
  if (day != YUTU_DAY_INVALID)
    add_repair (self->repairs, self->finding, 0,
                fill (N_ ("“{1}” ends on {2}, with what it belongs to, and stays in history"), detail[0],
                      yutu_day_format (day, text)));
  return TRUE;
}

static gboolean
end_address (YutuConnection        *connection,
             const YutuCheckRepair *repair,
             GError               **error)
{
  YutuDay day = YUTU_DAY_INVALID;

  if (strcmp (repair->rule, "address-twice") == 0)
    return yutu_address_end (connection, repair->choice, yutu_day_today (), error);
  return read_end (connection, repair->rule, repair->id, &day, error) &&
         yutu_address_end (connection, repair->id, day, error);
}

static gboolean
note_checked (YutuConnection *connection,
              gint64          address,
              GError        **error)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  g_autofree char *set = g_strdup_printf ("{\"checked_on\": \"%s\"}", yutu_day_format (yutu_day_today (), day));
  sqlite3_stmt    *update = yutu_connection_prepare (connection, "UPDATE address SET status = 2 WHERE id = ?1 AND status = 1", error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, address);
  return yutu_connection_run (connection, update, error) && yutu_address_record_change (connection, address, set, error);
}

/* ---- All ---- */

typedef struct
{
  const char *rule;
  const char *wording; /* NULL: see yutu_file_list_repairs () */
} Known;

static const Known KNOWN[] = {
  { "disputed-land", NULL },
  { "unclaimed-land", NULL },
  { "name-double", NULL },
  { "address-twice", NULL },
  { "address-base-ended", NULL },
  { "address-unit-ended", NULL },
  { "address-coordinates", NULL },
  { "address-unchecked", N_ ("“{1}” was checked: its status becomes checked, its record says so of today") },
  { "address-text", N_ ("The text of this address, “{1}”, becomes “{2}”") },
  { "case-due", N_ ("The day on which this case is due, {1}, becomes {2}") },
  { "code-unregistered", N_ ("Code {1} of {2} is entered in the register of codes") },
  { "area-stale", N_ ("All areas of units are drawn anew from their faces; nothing else is touched") },
  { "address-points",
    N_ ("Points, cells and counts of addresses are made anew; nothing else is touched") },
  { "address-cells",
    N_ ("Points, cells and counts of addresses are made anew; nothing else is touched") },
  { "address-days",
    N_ ("Points, cells and counts of addresses are made anew; nothing else is touched") },
  { "case-days", N_ ("Counts of cases are made anew; nothing else is touched") },
  { "case-dues", N_ ("Counts of cases are made anew; nothing else is touched") },
};

/* As the finding tells it: without who is in it. */
static void
mask_text (char **text)
{
  char *masked = yutu_mask_apply (YUTU_MASK_TEXT, *text);

  g_free (*text);
  *text = masked;
}

GPtrArray *
yutu_file_list_repairs (YutuFile               *self,
                        const YutuCheckFinding *finding,
                        GError                **error)
{
  g_autoptr (GPtrArray) repairs =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_check_repair_free);
  List list = { finding, repairs };

  for (gsize i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    {
      g_auto (GStrv) detail = NULL;

      if (strcmp (KNOWN[i].rule, finding->rule) != 0)
        continue;
      detail = g_strsplit (finding->detail, YUTU_CHECK_DETAIL_SEPARATOR, -1);
      if (g_str_equal (finding->rule, "address-text") && detail[0] != NULL)
        mask_text (&detail[0]);
      if (KNOWN[i].wording != NULL)
        add_repair (repairs, finding, 0,
                    yutu_wording_fill (_ (KNOWN[i].wording), (const char *const *)detail));
      else if (g_str_equal (finding->rule, "name-double"))
        {
          if (!list_merges (self, repairs, finding, (const char *const *)detail, error))
            return NULL;
        }
      else if (g_str_equal (finding->rule, "address-twice"))
        list_twins (repairs, finding, (const char *const *)detail);
      else if (g_str_equal (finding->rule, "address-coordinates"))
        {
          if (!yutu_check_list_shifts (self, finding, repairs, error))
            return NULL;
        }
      else if (g_str_has_prefix (finding->rule, "address-"))
        {
          if (!yutu_store_read (yutu_file_get_store (self), list_ends, &list, NULL, error))
            return NULL;
        }
      else if (!yutu_store_read (yutu_file_get_store (self), list_receivers, &list, NULL, error))
        return NULL;
    }
  return g_steal_pointer (&repairs);
}

typedef struct
{
  const YutuCheckRepair  *repair;
  const YutuCheckFinding *finding;  /* as it is now */
  const GPtrArray        *findings; /* the same, all */
} Work;

static gboolean
run_repair (YutuConnection *connection,
            const Work     *self,
            GError        **error)
{
  const char *rule = self->repair->rule;
  g_auto (GStrv) detail = g_strsplit (self->finding->detail, YUTU_CHECK_DETAIL_SEPARATOR, -1);

  if (g_str_has_suffix (rule, "-land"))
    return give_land (connection, self->repair, error);
  if (strcmp (rule, "name-double") == 0)
    return merge_names (connection, self->repair, error);
  if (strcmp (rule, "address-coordinates") == 0)
    return yutu_check_run_shift (connection, self->repair, self->finding, self->findings, error);
  if (strcmp (rule, "address-unchecked") == 0)
    return note_checked (connection, self->repair->id, error);
  if (strcmp (rule, "address-twice") == 0 || g_str_has_suffix (rule, "-ended"))
    return end_address (connection, self->repair, error);
  if (strcmp (rule, "address-text") == 0)
    return run_update (connection, "UPDATE address SET text = ?3 WHERE id = ?1 AND text IS ?2",
                       self->repair->id, detail[0], detail[1], error);
  if (strcmp (rule, "case-due") == 0)
    return run_update (connection, "UPDATE case_file SET due_on = ?3 WHERE id = ?1 AND due_on IS ?2",
                       self->repair->id, known_day (detail[0]), known_day (detail[1]), error);
  if (strcmp (rule, "code-unregistered") == 0)
    return register_code (connection, self->repair->id, error);
  if (strcmp (rule, "area-stale") == 0)
    return yutu_division_redraw_areas (connection, error);
  if (g_str_has_prefix (rule, "address-"))
    return yutu_gazetteer_rebuild (connection, error);
  return yutu_connection_exec (connection, COUNTS_SQL, error);
}

static gboolean
is_known (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (strcmp (KNOWN[i].rule, rule) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
run_repairs (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const GArray *works = data;

  for (guint i = 0; i < works->len; i++)
    if (!run_repair (connection, &g_array_index ((GArray *)works, Work, i), error))
      return FALSE;
  return TRUE;
}

/* (nullable) */
static const YutuCheckFinding *
find_finding (const GPtrArray       *findings,
              const YutuCheckRepair *repair)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      if (finding->id == repair->id && g_strcmp0 (finding->table, repair->table) == 0 && g_str_equal (finding->rule, repair->rule))
        return finding;
    }
  return NULL;
}

/* (transfer full): the rules that the repairs are of, each once; NULL when people have to mend what one finds. */
static GPtrArray *
list_rules (const GPtrArray *repairs,
            GError         **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();

  for (guint i = 0; i < repairs->len; i++)
    {
      const YutuCheckRepair *repair = g_ptr_array_index (repairs, i);

      if (!is_known (repair->rule))
        {
          g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                       _ ("what rule %s finds is for people to mend"), repair->rule);
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (rules, repair->rule, g_str_equal, NULL))
        g_ptr_array_add (rules, repair->rule);
    }
  g_ptr_array_add (rules, NULL);
  return g_steal_pointer (&rules);
}

/* What one repair of all that are wrong in the same way does already. */
static gboolean
is_done_by_another (const GArray *works,
                    const Work   *work)
{
  for (guint i = 0; i < works->len; i++)
    {
      const Work *other = &g_array_index ((GArray *)works, Work, i);

      if (other->finding == work->finding)
        return TRUE;
    }
  return FALSE;
}

gboolean
yutu_file_repair_all (YutuFile        *self,
                      const GPtrArray *repairs,
                      const char      *actor,
                      gint64          *entry,
                      GError         **error)
{
  YutuEntrySpec    spec = { "repair", "", actor, FALSE };
  gint64           checked = 0;
  g_autofree char *title = NULL;
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (Work));
  g_autoptr (GPtrArray) rules = list_rules (repairs, error);
  g_autoptr (GPtrArray) findings =
    rules != NULL ? yutu_file_check (self, (const char *const *)rules->pdata, &checked, NULL, error) : NULL;

  for (guint i = 0; findings != NULL && i < repairs->len; i++)
    {
      const YutuCheckRepair *repair = g_ptr_array_index (repairs, i);
      const Work             work = { repair, find_finding (findings, repair), findings };

      if (work.finding == NULL)
        {
          g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                       _ ("rule %s finds nothing at %" PRId64 " any more"), repair->rule,
                       repair->id);
          return FALSE;
        }
      if (!is_done_by_another (works, &work))
        g_array_append_val (works, work);
    }
  if (findings == NULL)
    return FALSE;
  title = works->len == 1 ? g_strdup_printf ("修复：%s", g_array_index (works, Work, 0).finding->message)
                          : g_strdup_printf ("按方案修复 %u 处", works->len);
  spec.title = title;
  return yutu_store_write (yutu_file_get_store (self), &spec, run_repairs, works, entry, NULL, error);
}

gboolean
yutu_file_repair (YutuFile              *self,
                  const YutuCheckRepair *repair,
                  const char            *actor,
                  gint64                *entry,
                  GError               **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new ();

  g_ptr_array_add (repairs, (gpointer)repair);
  return yutu_file_repair_all (self, repairs, actor, entry, error);
}
