/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-scan.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "base/yutu-json.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-choice.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-session-private.h"

#define RULES "rules/nonstandard-names.csv"

static const char *const CLASSES[YUTU_N_NONSTANDARD] = { "inflated", "foreign", "odd", "duplicate" };

/* As the table calls them. */
static const char *const BREACHES[] = {
  [YUTU_NAME_SAME] = "same",
  [YUTU_NAME_SAME_PROPER] = "same-proper",
  [YUTU_NAME_SAME_SOUND] = "same-sound",
  [YUTU_NAME_SAME_SYLLABLES] = "same-syllables",
  [YUTU_NAME_LOOKS_ALIKE] = "looks-alike",
  [YUTU_NAME_NOT_HAN] = "not-han",
  [YUTU_NAME_NOT_STANDARD] = "not-standard",
  [YUTU_NAME_RARE] = "rare",
  [YUTU_NAME_TRADITIONAL] = "traditional",
  [YUTU_NAME_LEADER] = "leader",
  [YUTU_NAME_PERSON] = "person",
  [YUTU_NAME_FOREIGN] = "foreign",
  [YUTU_NAME_COMPANY] = "company",
  [YUTU_NAME_INFLATED] = "inflated",
  [YUTU_NAME_UNHEALTHY] = "unhealthy",
  [YUTU_NAME_FAMOUS] = "famous",
  [YUTU_NAME_BEYOND] = "beyond",
  [YUTU_NAME_NO_GENERIC] = "no-generic",
  [YUTU_NAME_STACKED] = "stacked",
  [YUTU_NAME_TOO_SMALL] = "too-small",
  [YUTU_NAME_SIZE_NOT_STATED] = "size-not-stated",
  [YUTU_NAME_BIG_ENOUGH] = "big-enough",
  [YUTU_NAME_NOT_LOCAL] = "not-local",
  [YUTU_NAME_LENGTH] = "length",
  [YUTU_NAME_ORDINAL] = "ordinal",
  [YUTU_NAME_DIRECTION] = "direction",
  [YUTU_NAME_SERIES] = "series",
  [YUTU_NAME_OTHER_NAME] = "other-name",
  [YUTU_NAME_ABOLISHED] = "abolished",
};

const char *
yutu_nonstandard_to_text (YutuNonstandard self)
{
  return CLASSES[self];
}

static void
name_free (gpointer data)
{
  YutuNonstandardName *self = data;

  g_free (self->name);
  g_free (self->where);
  g_free (self->evidence);
  g_free (self->case_no);
  g_free (self->case_state);
  g_free (self);
}

/* ---- The table ---- */

typedef struct
{
  YutuNonstandard name_class;
  guint           breach;
} Row;

static gboolean
read_row (const char *line,
          YutuDay     day,
          Row        *row)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", 5);
  gsize name_class = 0;
  gsize breach = 0;

  if (*line == '#' || g_strv_length (fields) != 5 || yutu_day_parse (fields[2]) > day || day >= yutu_day_parse (fields[3]))
    return FALSE;
  while (name_class < YUTU_N_NONSTANDARD && strcmp (CLASSES[name_class], fields[0]) != 0)
    name_class++;
  while (breach < G_N_ELEMENTS (BREACHES) && strcmp (BREACHES[breach], fields[1]) != 0)
    breach++;
  *row = (Row){ (YutuNonstandard)name_class, (guint)breach };
  return name_class < YUTU_N_NONSTANDARD && breach < G_N_ELEMENTS (BREACHES);
}

static GArray *
load_table (YutuDay  day,
            GError **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load (RULES, error);
  GArray *table = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return NULL;
  table = g_array_new (FALSE, FALSE, sizeof (Row));
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      Row row;

      if (read_row (g_strchomp (lines[i]), day, &row))
        g_array_append_val (table, row);
    }
  return table;
}

/* ---- Scanning ---- */

typedef struct
{
  const YutuModules *modules;
  YutuDay            day;
  YutuProgress      *progress;
  GArray            *table;
  GHashTable        *since; /* gint64 place → YutuDay */
  GPtrArray         *names;
} Scan;

static const YutuCaseKind *
find_kind (const YutuModules *modules)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (module->kinds[k].name_work == YUTU_NAME_WORK_CLEAN_UP)
          return &module->kinds[k];
    }
  return NULL;
}

/* Of two alike, the one that came later has to give way. */
static gboolean
gives_way (const Scan            *self,
           const YutuPlaceName   *place,
           const YutuNameFinding *finding)
{
  gpointer since = NULL;

  if (finding->rival == 0 || finding->is_unit ||
      !g_hash_table_lookup_extended (self->since, &finding->rival, NULL, &since))
    return TRUE;
  return place->valid_from != GPOINTER_TO_INT (since) ? place->valid_from > GPOINTER_TO_INT (since)
                                                      : place->id > finding->rival;
}

static gboolean
find_class (const Scan            *self,
            const YutuNameFinding *finding,
            guint                 *row)
{
  for (guint i = 0; i < self->table->len; i++)
    if (g_array_index (self->table, Row, i).breach == finding->breach)
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

/* The last clean-up about @name. */
static gboolean
find_case (YutuConnection      *connection,
           const YutuCaseKind  *kind,
           YutuNonstandardName *name,
           GError             **error)
{
  gboolean      found = FALSE;
  gsize         state = 0;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT id, case_no, state FROM case_file WHERE kind = ?1 AND subject = ?2 ORDER BY id DESC LIMIT 1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, kind->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, name->place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  g_clear_pointer (&name->case_no, g_free);
  g_clear_pointer (&name->case_state, g_free);
  name->case_file = found ? sqlite3_column_int64 (row, 0) : 0;
  if (found)
    {
      const char *id = (const char *)sqlite3_column_text (row, 2);

      state = yutu_case_kind_find_state (kind, id);
      name->case_no = g_strdup ((const char *)sqlite3_column_text (row, 1));
      name->case_state = g_strdup (state != G_MAXSIZE ? yutu_title_get (&kind->states[state].title) : id);
    }
  sqlite3_reset (row);
  return TRUE;
}

/* What its record states of its size. */
static gboolean
read_figures (YutuConnection *connection,
              gint64          place,
              double          figures[YUTU_N_FIGURES],
              GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT fields FROM place_name WHERE id = ?1", error);
  gboolean      found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    yutu_name_figures_read_text ((const char *)sqlite3_column_text (row, 0), figures);
  sqlite3_reset (row);
  return TRUE;
}

/* The units that a place lies in; a road's townships. *where is NULL: nothing but the county. */
static gboolean
read_where (YutuConnection *connection,
            gint64          place,
            YutuDay         day,
            char          **where,
            GError        **error)
{
  g_autoptr (YutuAddressChoice) choice = NULL;

  *where = NULL;
  if (!yutu_address_load_choice (connection, place, day, &choice, error))
    return FALSE;
  if (choice != NULL)
    *where = g_steal_pointer (&choice->where);
  return TRUE;
}

/* One more line of @evidence. */
static gboolean
add_evidence (GString               *evidence,
              YutuConnection        *connection,
              const YutuNameFinding *finding,
              YutuDay                day,
              GError               **error)
{
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  g_autofree char *where = NULL;

  if (finding->rival != 0 && !finding->is_unit && !read_where (connection, finding->rival, day, &where, error))
    return FALSE;
  g_string_append_printf (evidence, "%s%s ", evidence->len > 0 ? "\n" : "", finding->rule);
  if (where != NULL)
    g_string_append_printf (evidence, C_ ("what is said of a name, where the other one lies", "%s (%s)"), text, where);
  else
    g_string_append (evidence, text);
  return TRUE;
}

/* *name is NULL: nothing against it that makes it a non-standard name. */
static gboolean
judge (const Scan           *self,
       YutuConnection       *connection,
       const YutuNameIndex  *index,
       const YutuPlaceName  *place,
       YutuNonstandardName **name,
       GError              **error)
{
  YutuNameQuestion question = { .name = place->name,
                                .name_class = place->name_class,
                                .division = place->division,
                                .except = place->id,
                                .day = self->day,
                                .has_point = place->has_point,
                                .point = place->point,
                                .shape = place->shape };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) evidence = g_string_new (NULL);
  guint first = G_MAXUINT;

  *name = NULL;
  if (yutu_name_sizes_list_figures (yutu_name_index_get_sizes (index), self->day) != 0 &&
      !read_figures (connection, place->id, question.figures, error))
    return FALSE;
  findings = yutu_name_index_check (index, &question);
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuNameFinding *finding = findings->pdata[i];
      guint                  row = 0;

      if (!find_class (self, finding, &row) || !gives_way (self, place, finding))
        continue;
      if (!add_evidence (evidence, connection, finding, self->day, error))
        return FALSE;
      first = MIN (first, row);
    }
  if (first == G_MAXUINT)
    return TRUE;
  *name = g_new0 (YutuNonstandardName, 1);
  (*name)->place = place->id;
  (*name)->name = g_strdup (place->name);
  (*name)->main_class = g_array_index (self->table, Row, first).name_class;
  (*name)->evidence = g_strdup (evidence->str);
  (*name)->has_point = place->has_point;
  (*name)->point = place->point;
  return read_where (connection, place->id, self->day, &(*name)->where, error);
}

static gboolean
scan (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Scan               *self = data;
  const YutuCaseKind *kind = find_kind (self->modules);
  g_autoptr (YutuNameIndex) index = yutu_name_index_load (connection, yutu_division_read_area, error);
  g_autoptr (GPtrArray) places = index != NULL ? yutu_place_name_list (connection, NULL, YUTU_BOX_EMPTY, self->day, error) : NULL;

  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      YutuPlaceName *place = places->pdata[i];

      g_hash_table_insert (self->since, &place->id, GINT_TO_POINTER (place->valid_from));
    }
  for (guint i = 0; i < places->len; i++)
    {
      YutuNonstandardName *name = NULL;

      if (!judge (self, connection, index, places->pdata[i], &name, error))
        return FALSE;
      if (name != NULL)
        g_ptr_array_add (self->names, name);
      if ((name != NULL && kind != NULL && !find_case (connection, kind, name, error)) ||
          (i % 64 == 0 && !yutu_progress_step (self->progress, "names", i + 1, places->len, error)))
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const YutuNonstandardName *one = *(YutuNonstandardName *const *)a;
  const YutuNonstandardName *two = *(YutuNonstandardName *const *)b;

  return (one->place > two->place) - (one->place < two->place);
}

GPtrArray *
yutu_file_scan_names (YutuFile          *self,
                      const YutuModules *modules,
                      YutuDay            day,
                      YutuProgress      *progress,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (GArray) table = load_table (day, error);
  g_autoptr (GHashTable) since = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);
  Scan job = { modules, day, progress, table, since, names };

  if (table == NULL || !yutu_store_read (yutu_file_get_store (self), scan, &job, cancellable, error))
    return NULL;
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* ---- Opening cases ---- */

typedef struct
{
  const YutuModules     *modules;
  const YutuCaseKind    *kind;
  GPtrArray             *names;
  const YutuCleanUpSpec *spec;
} Open;

static char *
make_fields (const YutuNonstandardName *name,
             const YutuCleanUpSpec     *spec)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char              day[YUTU_DAY_TEXT_SIZE];
  const char *const values[][2] = { { "name", name->name },
                                    { "class", CLASSES[name->main_class] },
                                    { "evidence", name->evidence },
                                    { "found_by", spec->actor },
                                    { "found_on", yutu_day_format (spec->day, day) } };

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i][1] != NULL)
      yutu_json_add_text (builder, values[i][0], values[i][1]);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
open_all (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const Open *open = data;

  for (guint i = 0; i < open->names->len; i++)
    {
      YutuNonstandardName *name = open->names->pdata[i];
      g_autoptr (YutuPlace) place = NULL;
      g_autofree char *fields = NULL;
      YutuCaseOpening  opening = { .kind = open->kind->id, .role = open->spec->role, .actor = open->spec->actor, .opened_on = open->spec->day };

      if (name->case_file != 0)
        continue;
      place = yutu_place_new_object (YUTU_PLACE_NAME, name->place);
      opening.fields = fields = make_fields (name, open->spec);
      if (!yutu_case_open_at (connection, open->modules, place, &opening, &name->case_file, error))
        {
          g_prefix_error (error, "%s: ", name->name);
          return FALSE;
        }
      if (!find_case (connection, open->kind, name, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_file_open_clean_ups (YutuFile              *self,
                          const YutuModules     *modules,
                          GPtrArray             *names,
                          const YutuCleanUpSpec *spec,
                          guint                 *n_opened,
                          GError               **error)
{
  Open             open = { modules, find_kind (modules), names, spec };
  YutuEntrySpec    entry = { .kind = "name-clean-up", .actor = spec->actor };
  g_autofree char *title = NULL;

  *n_opened = 0;
  for (guint i = 0; i < names->len; i++)
    *n_opened += ((const YutuNonstandardName *)names->pdata[i])->case_file == 0;
  if (*n_opened == 0)
    return TRUE;
  if (open.kind == NULL)
    {
      g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                           _ ("no case kind of the modules cleans up names"));
      return FALSE;
    }
  entry.title = title = g_strdup_printf ("不规范地名清理立案 %u 件", *n_opened);
  return yutu_store_write (yutu_file_get_store (self), &entry, open_all, &open, NULL, NULL, error);
}

/* ---- For a window ---- */

void
yutu_name_scan_free (YutuNameScan *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

static void
scan_free (gpointer data)
{
  yutu_name_scan_free (data);
}

static void
count (YutuNameScan *self)
{
  memset (self->n, 0, sizeof self->n);
  self->n_without_case = 0;
  for (guint i = 0; i < self->names->len; i++)
    {
      const YutuNonstandardName *name = self->names->pdata[i];

      self->n[name->main_class]++;
      self->n_without_case += name->case_file == 0;
    }
}

static gpointer
scan_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  g_autoptr (YutuNameScan) result = g_new0 (YutuNameScan, 1);

  result->names = yutu_file_scan_names (work->file, work->modules, work->day, NULL, work->cancellable, error);
  if (result->names == NULL)
    return NULL;
  count (result);
  return g_steal_pointer (&result);
}

static gpointer
open_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const gint64   *place = data;
  YutuCleanUpSpec spec = { .day = work->day, .actor = work->actor, .role = work->role };
  g_autoptr (YutuNameScan) result = g_new0 (YutuNameScan, 1);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  result->names = yutu_file_scan_names (work->file, work->modules, work->day, NULL, work->cancellable, error);
  for (guint i = 0; result->names != NULL && i < result->names->len; i++)
    if (*place == 0 || ((YutuNonstandardName *)result->names->pdata[i])->place == *place)
      g_ptr_array_add (wanted, result->names->pdata[i]);
  if (result->names == NULL ||
      !yutu_file_open_clean_ups (work->file, work->modules, wanted, &spec, &result->n_opened, error))
    return NULL;
  count (result);
  return g_steal_pointer (&result);
}

/* ---- Their cases, read again ---- */

void
yutu_name_scan_take_cases (YutuNameScan       *self,
                           const YutuNameScan *reread)
{
  g_return_if_fail (self->names->len == reread->names->len);

  for (guint i = 0; i < self->names->len; i++)
    {
      YutuNonstandardName       *name = self->names->pdata[i];
      const YutuNonstandardName *now = reread->names->pdata[i];

      name->case_file = now->case_file;
      g_free (name->case_no);
      name->case_no = g_strdup (now->case_no);
      g_free (name->case_state);
      name->case_state = g_strdup (now->case_state);
    }
  count (self);
}

typedef struct
{
  const YutuCaseKind *kind;
  GPtrArray          *names;
} Reread;

static gboolean
read_cases (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Reread *self = data;

  for (guint i = 0; i < self->names->len; i++)
    if (!find_case (connection, self->kind, self->names->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
reread_in_worker (YutuSessionWork *work,
                  gpointer         data,
                  GError         **error)
{
  const GArray *places = data;
  g_autoptr (YutuNameScan) result = g_new0 (YutuNameScan, 1);
  Reread reread = { find_kind (work->modules), g_ptr_array_new_with_free_func (name_free) };

  result->names = reread.names;
  for (guint i = 0; i < places->len; i++)
    {
      YutuNonstandardName *name = g_new0 (YutuNonstandardName, 1);

      name->place = g_array_index (places, gint64, i);
      g_ptr_array_add (reread.names, name);
    }
  if (reread.kind != NULL &&
      !yutu_store_read (yutu_file_get_store (work->file), read_cases, &reread, work->cancellable, error))
    return NULL;
  return g_steal_pointer (&result);
}

static void
places_free (gpointer data)
{
  g_array_unref (data);
}

static const YutuSessionWorkSpec REREAD = { reread_in_worker, scan_free, FALSE };
static const YutuSessionWorkSpec SCAN = { scan_in_worker, scan_free, FALSE };
static const YutuSessionWorkSpec OPEN = { open_in_worker, scan_free, TRUE };

void
yutu_session_scan_names_async (YutuSession        *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  yutu_session_begin_work (self, &SCAN, g_new0 (gint64, 1), g_free, cancellable, callback, user_data);
}

void
yutu_session_open_clean_ups_async (YutuSession        *self,
                                   gint64              place,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));
  yutu_session_begin_work (self, &OPEN, g_memdup2 (&place, sizeof place), g_free, cancellable, callback, user_data);
}

void
yutu_session_reread_clean_ups_async (YutuSession        *self,
                                     const YutuNameScan *scan,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (YUTU_IS_SESSION (self));
  for (guint i = 0; i < scan->names->len; i++)
    g_array_append_val (places, ((const YutuNonstandardName *)scan->names->pdata[i])->place);
  yutu_session_begin_work (self, &REREAD, places, places_free, cancellable, callback, user_data);
}

YutuNameScan *
yutu_session_scan_names_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  const YutuSessionWorkSpec *spec = g_async_result_is_tagged (result, (gpointer)&OPEN)     ? &OPEN
                                    : g_async_result_is_tagged (result, (gpointer)&REREAD) ? &REREAD
                                                                                           : &SCAN;

  return yutu_session_finish_work (self, spec, result, error);
}
