/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-batch-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "division/yutu-division-rule.h"
#include "session/yutu-batch-private.h"

#define FIELD_COUNT "addresses"
#define FIELD_SHARE "sample_pct"
#define FIELD_SEED  "sample_seed"
#define FIELD_RIGHT "pass_pct"

/* ---- The case of a batch ---- */

gboolean
yutu_batch_case_load (YutuConnection    *connection,
                      const YutuModules *modules,
                      gint64             case_file,
                      YutuBatchCase     *found,
                      GError           **error)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, "SELECT kind, state FROM case_file WHERE id = ?1", error);

  *found = (YutuBatchCase){ .state = G_MAXSIZE };
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, case_file);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("there is no case %" PRId64), case_file);
      return FALSE;
    }
  found->kind = yutu_modules_find_kind (modules, (const char *)sqlite3_column_text (statement, 0), NULL);
  if (found->kind != NULL)
    found->state = yutu_case_kind_find_state (found->kind, (const char *)sqlite3_column_text (statement, 1));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
holds_batch (const YutuBatchCase *batch)
{
  return batch->kind != NULL && batch->kind->holds_batch && batch->state != G_MAXSIZE;
}

/* Whoever may take a step from here. */
static gboolean
may_work (const YutuBatchCase *batch,
          const char          *role)
{
  for (gsize i = 0; i < batch->kind->n_transitions; i++)
    if (yutu_transition_leaves (&batch->kind->transitions[i], batch->state) &&
        yutu_transition_is_allowed (&batch->kind->transitions[i], role))
      return TRUE;
  return FALSE;
}

gboolean
yutu_batch_case_may_fill (const YutuBatchCase *self,
                          const char          *role)
{
  return holds_batch (self) && self->kind->states[self->state].is_open &&
         g_strcmp0 (self->kind->states[self->state].addresses, "collected") == 0 && may_work (self, role);
}

gboolean
yutu_batch_case_may_judge (const YutuBatchCase *self,
                           const char          *role)
{
  return holds_batch (self) && self->kind->states[self->state].samples && may_work (self, role);
}

gboolean
yutu_batch_case_check (const YutuBatchCase *self,
                       GError             **error)
{
  return holds_batch (self) || yutu_casework_fail (error, YUTU_CASEWORK_ERROR_GUARD, _ ("the case holds no batch of addresses"));
}

/* ---- Figures in the fields of the case ---- */

static void
add_figure (JsonObject         *set,
            const YutuCaseKind *kind,
            const char         *id,
            JsonNode           *value)
{
  if (yutu_fields_find (kind->fields, kind->n_fields, id) != NULL)
    json_object_set_member (set, id, value);
  else
    json_node_unref (value);
}

static JsonNode *
new_tenths (double value)
{
  return json_node_init_double (json_node_alloc (), (double)(gint64)(value * 10 + 0.5) / 10);
}

/* A null takes a figure away. */
static gboolean
set_figures (YutuConnection *connection,
             gint64          case_file,
             JsonObject     *set,
             GError        **error)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), set);
  g_autofree char *json = json_to_string (root, FALSE);
  sqlite3_stmt    *update = yutu_connection_prepare (
       connection, "UPDATE case_file SET fields = json_patch (fields, ?2) WHERE id = ?1 AND fields <> json_patch (fields, ?2)",
       error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, case_file);
  sqlite3_bind_text (update, 2, json, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, update, error);
}

/* ---- Taking in ---- */

static const char PLACE_SQL[] =
  "SELECT id, village FROM address WHERE place = ?1 AND valid_from <= ?2 AND ?2 < valid_to ORDER BY id";
/* ?1: an entry of the journal; what stands on the day. */
static const char ENTRY_SQL[] =
  "SELECT a.id, a.village FROM " YUTU_BATCH_IMPORTED_SQL " i JOIN address a ON a.id = i.address WHERE i.entry = ?1 AND "
  "a.valid_from <= ?2 AND ?2 < a.valid_to ORDER BY a.id";
static const char ONE_SQL[] = "SELECT id, village FROM address WHERE id = ?1 AND ?2 <> ''";
static const char CHOSEN_SQL[] = "SELECT id, village FROM address WHERE id = ?1 AND valid_from <= ?2 AND ?2 < valid_to";

static gboolean
read_objects (YutuConnection *connection,
              const char     *sql,
              gint64          key,
              YutuDay         day,
              GArray         *objects,
              GError        **error)
{
  gboolean      found = TRUE;
  char          text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, key);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuBatchObject object;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      object.object = sqlite3_column_int64 (row, 0);
      object.stratum = sqlite3_column_int64 (row, 1);
      g_array_append_val (objects, object);
    }
}

gboolean
yutu_batch_source_from_place (YutuBatchSource *self,
                              const YutuPlace *place)
{
  *self = (YutuBatchSource){ 0 };
  switch (yutu_place_get_kind (place))
    {
    case YUTU_PLACE_UNIT:
      self->unit = yutu_place_get_id (place);
      return TRUE;
    case YUTU_PLACE_NAME:
      self->place = yutu_place_get_id (place);
      return TRUE;
    case YUTU_PLACE_CIRCLE:
    case YUTU_PLACE_SHAPE:
    case YUTU_PLACE_ADDRESS:
      self->drawn = place;
      return TRUE;
    case YUTU_PLACE_FACILITY:
    case YUTU_PLACE_LINE:
    case YUTU_PLACE_POINT:
    case YUTU_PLACE_PILLAR:
    default:
      return FALSE;
    }
}

/* What was chosen is taken whole: a number that a list of ids has wrongly is told, not passed over. */
static gboolean
list_chosen (YutuConnection *connection,
             const GArray   *ids,
             YutuDay         day,
             GArray         *objects,
             GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index ((GArray *)ids, gint64, i);
      guint  n = objects->len;

      if (!read_objects (connection, CHOSEN_SQL, id, day, objects, error))
        return FALSE;
      if (objects->len > n)
        continue;
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("no address in use on %s has the number %" PRId64),
                   yutu_day_format (day, text), id);
      return FALSE;
    }
  return TRUE;
}

gboolean
yutu_batch_list_objects (YutuConnection        *connection,
                         const YutuBatchSource *source,
                         YutuDay                day,
                         GArray                *objects,
                         GError               **error)
{
  g_autoptr (GArray) ids = NULL;

  if (source->ids != NULL)
    return list_chosen (connection, source->ids, day, objects, error);
  if (source->drawn != NULL && yutu_place_get_kind (source->drawn) == YUTU_PLACE_ADDRESS)
    return read_objects (connection, ONE_SQL, yutu_place_get_id (source->drawn), day, objects, error);
  if (source->place != 0 || source->entry != 0)
    return read_objects (connection, source->place != 0 ? PLACE_SQL : ENTRY_SQL,
                         source->place != 0 ? source->place : source->entry, day, objects, error);
  ids = source->drawn == NULL ? yutu_address_list_of_unit (connection, source->unit, day, error)
        : yutu_place_get_kind (source->drawn) == YUTU_PLACE_SHAPE
          ? yutu_address_list_in_shape (connection, yutu_place_get_shape (source->drawn), day, error)
          : yutu_address_list_in_circle (connection, yutu_place_get_center (source->drawn),
                                         yutu_place_get_radius_m (source->drawn), day, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!read_objects (connection, ONE_SQL, g_array_index (ids, gint64, i), day, objects, error))
      return FALSE;
  return ids != NULL;
}

typedef struct
{
  const YutuModules      *modules;
  gint64                  case_file;
  const YutuBatchSource  *source;
  const YutuBatchVerdict *verdicts;
  gsize                   n_verdicts;
  YutuDay                 day;
  const char             *role;
  const char             *actor;
  YutuBatchAdded         *added;
} Job;

/* What becomes of the addresses in state @state. What is published stays so; what has ended is left alone. */
static gboolean
call_addresses (YutuConnection  *connection,
                gint64           case_file,
                const YutuState *state,
                GError         **error)
{
  static const char *const statuses[] = { NULL, "collected", "checked", "coded", "published" };
  int                      status = 1;
  sqlite3_stmt            *update = NULL;

  if (state->addresses == NULL)
    return TRUE;
  while (!g_str_equal (statuses[status], state->addresses))
    status++;
  update = yutu_connection_prepare (connection,
                                    "UPDATE address SET status = ?2 WHERE id IN (SELECT object FROM batch_item WHERE "
                                    "case_file = ?1) AND status < 4 AND status <> ?2",
                                    error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, case_file);
  sqlite3_bind_int (update, 2, status);
  return yutu_connection_run (connection, update, error);
}

gboolean
yutu_batch_fill (YutuConnection        *connection,
                 const YutuModules     *modules,
                 gint64                 case_file,
                 const YutuBatchSource *source,
                 YutuDay                day,
                 const char            *role,
                 YutuBatchAdded        *added,
                 GError               **error)
{
  YutuBatchCase batch;
  YutuBatch     now;
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (YutuBatchObject));
  g_autoptr (JsonObject) set = json_object_new ();

  if (!yutu_batch_case_load (connection, modules, case_file, &batch, error) || !yutu_batch_case_check (&batch, error))
    return FALSE;
  if (!yutu_batch_case_may_fill (&batch, role))
    return yutu_casework_fail (error, may_work (&batch, role) ? YUTU_CASEWORK_ERROR_STATE : YUTU_CASEWORK_ERROR_ROLE,
                               _ ("addresses are taken in while the batch is being collected, by whoever may take it on from there"));
  if (!yutu_batch_list_objects (connection, source, day, objects, error))
    return FALSE;
  if (objects->len == 0)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_GUARD, _ ("there are no addresses on this day; choose another place or import"));
  if (!yutu_batch_add (connection, case_file, (const YutuBatchObject *)(gpointer)objects->data, objects->len, added, error) ||
      !yutu_batch_load (connection, case_file, &now, error))
    return FALSE;
  add_figure (set, batch.kind, FIELD_COUNT, json_node_init_int (json_node_alloc (), now.n));
  return set_figures (connection, case_file, set, error) &&
         call_addresses (connection, case_file, &batch.kind->states[batch.state], error);
}

static gboolean
fill_batch (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Job *job = data;

  return yutu_batch_fill (connection, job->modules, job->case_file, job->source, job->day, job->role, job->added, error);
}

gboolean
yutu_file_fill_batch (YutuFile              *self,
                      const YutuModules     *modules,
                      gint64                 case_file,
                      const YutuBatchSource *source,
                      YutuDay                day,
                      const char            *role,
                      const char            *actor,
                      YutuBatchAdded        *added,
                      GError               **error)
{
  YutuEntrySpec entry = { .kind = "batch-fill", .title = "登记采集批次地址", .actor = actor };
  Job           job = { modules, case_file, source, NULL, 0, day, role, actor, added };

  *added = (YutuBatchAdded){ 0 };
  return yutu_store_write (yutu_file_get_store (self), &entry, fill_batch, &job, NULL, NULL, error);
}

/* ---- The sample ---- */

/* The number @id of the JSON object @json. */
static gboolean
get_number (const char *json,
            const char *id,
            double     *number)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonNode *node = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), id)
                                                                 : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  *number = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_draw (YutuConnection     *connection,
           const YutuCaseStep *step,
           YutuBatchDraw      *draw,
           GError            **error)
{
  double least = 0, stratum = 0, seed = 0;
  char   day[YUTU_DAY_TEXT_SIZE];

  yutu_day_format (step->day, day);
  if (!yutu_limit_get_number (connection, "address", "batch-sample-pct", day, &least, error) ||
      !yutu_limit_get_number (connection, "address", "batch-right-pct", day, &draw->right_pct, error) ||
      !yutu_limit_get_number (connection, "address", "batch-stratum", day, &stratum, error))
    return FALSE;
  draw->share_pct = least;
  draw->min_stratum = (gint64)stratum;
  draw->seed = get_number (step->set, FIELD_SEED, &seed) ? (gint64)seed : (gint64)g_random_int ();
  draw->day = step->day;
  draw->actor = step->actor;
  if (!get_number (step->set, FIELD_SHARE, &draw->share_pct) || (draw->share_pct >= least && draw->share_pct <= 100))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD,
               _ ("a sample of %.1f %% is asked for; it is %.1f %% at least"), draw->share_pct, least);
  return FALSE;
}

static gboolean
draw_sample (YutuConnection      *connection,
             const YutuBatchCase *batch,
             gint64               case_file,
             const YutuCaseStep  *step,
             GError             **error)
{
  YutuBatchDraw draw = { 0 };
  YutuBatch     now;
  g_autoptr (JsonObject) set = json_object_new ();

  if (!read_draw (connection, step, &draw, error) || !yutu_batch_draw (connection, case_file, &draw, error) ||
      !yutu_batch_load (connection, case_file, &now, error))
    return FALSE;
  add_figure (set, batch->kind, FIELD_COUNT, json_node_init_int (json_node_alloc (), now.n));
  add_figure (set, batch->kind, FIELD_SHARE, new_tenths (100.0 * (double)now.n_sampled / (double)now.n));
  add_figure (set, batch->kind, FIELD_SEED, json_node_init_int (json_node_alloc (), now.seed));
  add_figure (set, batch->kind, FIELD_RIGHT, json_node_init_null (json_node_alloc ()));
  return set_figures (connection, case_file, set, error);
}

gboolean
yutu_batch_follow_step (YutuConnection     *connection,
                        const YutuModules  *modules,
                        gint64              case_file,
                        const YutuCaseStep *step,
                        GError            **error)
{
  YutuBatchCase batch;

  if (!yutu_batch_case_load (connection, modules, case_file, &batch, error))
    return FALSE;
  if (!holds_batch (&batch))
    return TRUE;
  if (batch.kind->states[batch.state].samples && !draw_sample (connection, &batch, case_file, step, error))
    return FALSE;
  return call_addresses (connection, case_file, &batch.kind->states[batch.state], error);
}

/* ---- Verdicts ---- */

static gboolean
judge_batch (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Job    *job = data;
  YutuBatchCase batch;
  YutuBatch     now;
  g_autoptr (JsonObject) set = json_object_new ();

  if (!yutu_batch_case_load (connection, job->modules, job->case_file, &batch, error) ||
      !yutu_batch_case_check (&batch, error))
    return FALSE;
  if (!yutu_batch_case_may_judge (&batch, job->role))
    return yutu_casework_fail (error, may_work (&batch, job->role) ? YUTU_CASEWORK_ERROR_STATE : YUTU_CASEWORK_ERROR_ROLE,
                               _ ("the sample is judged while the bureau samples the batch, by whoever decides on it"));
  for (gsize i = 0; i < job->n_verdicts; i++)
    if (!yutu_batch_judge (connection, job->case_file, &job->verdicts[i], job->actor, job->day, error))
      return FALSE;
  if (!yutu_batch_load (connection, job->case_file, &now, error))
    return FALSE;
  add_figure (set, batch.kind, FIELD_RIGHT, new_tenths (yutu_batch_get_right_pct (&now)));
  return set_figures (connection, job->case_file, set, error);
}

gboolean
yutu_file_judge_batch (YutuFile               *self,
                       const YutuModules      *modules,
                       gint64                  case_file,
                       const YutuBatchVerdict *verdicts,
                       gsize                   n,
                       YutuDay                 day,
                       const char             *role,
                       const char             *actor,
                       GError                **error)
{
  YutuEntrySpec entry = { .kind = "batch-judge", .title = "登记采集批次抽检结果", .actor = actor };
  Job           job = { modules, case_file, NULL, verdicts, n, day, role, actor, NULL };

  return yutu_store_write (yutu_file_get_store (self), &entry, judge_batch, &job, NULL, NULL, error);
}
