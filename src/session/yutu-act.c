/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Planning and carrying out are one road: the plan counts what the other one writes. */

#include "session/yutu-act.h"

#include "division/yutu-division-extent.h"
#include "gazetteer/yutu-address-move.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-act-private.h"

void
yutu_act_report_free (YutuActReport *self)
{
  g_clear_pointer (&self->plan, yutu_act_plan_free);
  g_free (self);
}

/* ---- Names ---- */

/* By the readings of the file. */
static gboolean
romanize (YutuConnection *connection,
          YutuActSpec    *spec,
          GError        **error)
{
  g_autoptr (YutuReadingScope) scope = yutu_reading_scope_enter (connection, error);

  for (guint i = 0; scope != NULL && i < spec->steps->len; i++)
    {
      YutuActStep *step = g_ptr_array_index (spec->steps, i);
      g_autoptr (YutuRomanized) roman = NULL;

      if (step->name == NULL || step->pinyin != NULL)
        continue;
      roman = yutu_pinyin_romanize (step->name, NULL);
      step->pinyin = g_strdup (roman->plain);
    }
  return scope != NULL;
}

/* ---- Addresses ---- */

/* Of the transfers of villages; @only_renamed: of those where some address gets another form. Element
 * type YutuAddressMove; @transfers gets the transfer of each. */
static GArray *
list_moves (const YutuActEffect *effect,
            gboolean             only_renamed,
            GPtrArray           *transfers)
{
  g_autoptr (GHashTable) renamed = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (YutuAddressMove));

  for (guint i = 0; i < effect->transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);

      if (transfer->is_renamed)
        g_hash_table_add (renamed, &transfer->from);
    }
  for (guint i = 0; i < effect->transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);
      YutuAddressMove  move = { transfer->from, transfer->to, transfer->land };

      if (transfer->from_level != 5 ||
          (only_renamed && !g_hash_table_contains (renamed, &transfer->from)))
        continue;
      g_array_append_val (moves, move);
      g_ptr_array_add (transfers, transfer);
    }
  return moves;
}

static gboolean
count_addresses (YutuActJob *self,
                 GError    **error)
{
  YutuActEffect *effect = self->report->effect;
  g_autoptr (GPtrArray) transfers = g_ptr_array_new ();
  g_autoptr (GArray) moves = list_moves (effect, FALSE, transfers);
  g_autofree gint64 *counts = g_new0 (gint64, moves->len + 1);
  gint64             n_unplaced = 0;

  for (guint i = 0; i < effect->before->len; i++)
    {
      YutuActUnit *unit = g_ptr_array_index (effect->before, i);

      if (!yutu_address_count_of_unit (self->connection, unit->unit, self->day, &unit->addresses, error))
        return FALSE;
    }
  if (!yutu_address_count_moves (self->connection, (YutuAddressMove *)(gpointer)moves->data, moves->len,
                                 self->day, counts, &n_unplaced, error))
    return FALSE;
  for (guint i = 0; i < transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (transfers, i);

      transfer->addresses = counts[i];
      self->report->moved.addresses += transfer->is_renamed ? counts[i] : 0;
      if (counts[i] > 0 && transfer->to_level != 5)
        yutu_act_plan_add_issue (self->report->plan, TRUE, "addresses-left",
                                 g_strdup_printf ("%" G_GINT64_FORMAT " addresses would lie in no village; "
                                                  "give the land to a village",
                                                  counts[i]));
    }
  if (n_unplaced > 0)
    yutu_act_plan_add_issue (self->report->plan, FALSE, "addresses-unplaced",
                             g_strdup_printf ("%" G_GINT64_FORMAT " addresses of villages that are cut lie "
                                              "on none of the pieces by their points, or have none: see "
                                              "whether they stay in the right one",
                                              n_unplaced));
  return TRUE;
}

static gboolean
move_addresses (YutuActJob *self,
                GError    **error)
{
  YutuActMoved *moved = &self->report->moved;
  g_autoptr (GPtrArray) transfers = g_ptr_array_new ();
  g_autoptr (GArray) moves = list_moves (self->report->effect, TRUE, transfers);
  g_auto (YutuAddressMoved) result = { 0 };
  g_autoptr (GArray) villages = g_array_new (FALSE, FALSE, sizeof (YutuVillageMove));
  gint64 n_crossing = 0;

  for (guint i = 0; i < moves->len; i++)
    {
      const YutuAddressMove *move = &g_array_index (moves, YutuAddressMove, i);
      YutuVillageMove        village = { move->from, move->to };

      g_array_append_val (villages, village);
    }
  if (!yutu_address_move (self->connection, (YutuAddressMove *)(gpointer)moves->data, moves->len,
                          self->day, &result, error) ||
      !yutu_place_names_follow (self->connection, (YutuAddressMove *)(gpointer)moves->data, moves->len,
                                &moved->names, error) ||
      !yutu_division_extent_follow (self->connection, (YutuVillageMove *)(gpointer)villages->data, villages->len, self->day,
                                    &n_crossing, error))
    return FALSE;
  moved->names += n_crossing;
  moved->addresses = result.n_renewed;
  moved->addresses_later = result.n_reworded;
  self->successors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < result.successors->len; i++)
    {
      const YutuAddressSuccessor *pair = &g_array_index (result.successors, YutuAddressSuccessor, i);

      g_hash_table_insert (self->successors, g_memdup2 (&pair->old_id, sizeof pair->old_id),
                           g_memdup2 (&pair->new_id, sizeof pair->new_id));
    }
  return TRUE;
}

/* ---- One road ---- */

static gboolean
write_units (YutuActJob *self,
             GError    **error)
{
  YutuActWritten written;

  if (!yutu_act_write (self->report->plan, &written, error))
    return FALSE;
  self->report->act = written.act;
  self->report->moved.lines = written.n_lines_added + written.n_lines_moved;
  return TRUE;
}

static void
count_villages (YutuActReport *report)
{
  const YutuActEffect *effect = report->effect;

  report->moved.villages = effect->placements->len;
  for (guint i = 0; i < effect->lineage->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (effect->lineage, i);

      if (lineage->level == 5 && lineage->from != lineage->to &&
          lineage->area_num == lineage->area_den)
        report->moved.villages++;
    }
}

static gboolean
run (YutuActJob *self,
     GError    **error)
{
  YutuActReport *report = self->report;

  if (!romanize (self->connection, self->spec, error))
    return FALSE;
  report->plan = yutu_act_plan (self->connection, self->spec, self->writes, error);
  if (report->plan == NULL)
    return FALSE;
  report->effect = yutu_act_plan_get_effect (report->plan);
  self->day =
    self->spec->effective_on != NULL ? yutu_day_parse (self->spec->effective_on) : YUTU_DAY_INVALID;
  if (self->day == YUTU_DAY_INVALID)
    return !self->writes || write_units (self, error);
  if (!count_addresses (self, error))
    return FALSE;
  yutu_act_plan_share (report->plan);
  count_villages (report);
  return (!self->writes || (write_units (self, error) && move_addresses (self, error))) &&
         yutu_act_settle_facilities (self, error) && yutu_act_settle_cases (self, error);
}

static YutuActReport *
run_job (YutuConnection *connection,
         YutuActSpec    *spec,
         gboolean        writes,
         GError        **error)
{
  g_autoptr (YutuActReport) report = g_new0 (YutuActReport, 1);
  gint64     begin = g_get_monotonic_time ();
  YutuActJob job = { .connection = connection, .spec = spec, .report = report, .writes = writes };
  gboolean   done = run (&job, error);

  g_clear_pointer (&job.successors, g_hash_table_unref);
  report->seconds = (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  return done ? g_steal_pointer (&report) : NULL;
}

YutuActReport *
yutu_act_carry_out (YutuConnection *connection,
                    YutuActSpec    *spec,
                    GError        **error)
{
  return run_job (connection, spec, TRUE, error);
}

/* ---- On a file ---- */

typedef struct
{
  YutuActSpec   *spec;
  YutuActReport *report;
} Call;

static gboolean
plan_act (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Call *call = data;

  call->report = run_job (connection, call->spec, FALSE, error);
  return call->report != NULL;
}

YutuActReport *
yutu_file_plan_act (YutuFile     *self,
                    YutuActSpec  *spec,
                    GCancellable *cancellable,
                    GError      **error)
{
  Call call = { .spec = spec };

  if (yutu_store_read (yutu_file_get_store (self), plan_act, &call, cancellable, error))
    return call.report;
  g_clear_pointer (&call.report, yutu_act_report_free);
  return NULL;
}

static gboolean
apply_act (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Call *call = data;

  call->report = yutu_act_carry_out (connection, call->spec, error);
  return call->report != NULL;
}

YutuActReport *
yutu_file_apply_act (YutuFile     *self,
                     YutuActSpec  *spec,
                     const char   *actor,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autofree char *title = spec->doc_no != NULL && spec->title != NULL
                             ? g_strdup_printf ("%s（%s）", spec->title, spec->doc_no)
                             : g_strdup (spec->title);
  YutuEntrySpec    entry = { .kind = "act", .title = title != NULL ? title : "区划变更", .actor = actor };
  Call             call = { .spec = spec };
  gint64           begin = g_get_monotonic_time ();
  gint64           number = 0;

  if (!yutu_store_write (yutu_file_get_store (self), &entry, apply_act, &call, &number, cancellable,
                         error))
    {
      g_clear_pointer (&call.report, yutu_act_report_free);
      return NULL;
    }
  call.report->entry = number;
  call.report->seconds = (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  return call.report;
}

/* ---- Those that were carried out ---- */

static gboolean
list_acts (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  GPtrArray **acts = data;

  *acts = yutu_act_list (connection, error);
  return *acts != NULL;
}

GPtrArray *
yutu_file_list_acts (YutuFile     *self,
                     GCancellable *cancellable,
                     GError      **error)
{
  GPtrArray *acts = NULL;

  return yutu_store_read (yutu_file_get_store (self), list_acts, &acts, cancellable, error) ? acts : NULL;
}

typedef struct
{
  const char    *text;
  YutuActRecord *record;
} Load;

static gboolean
count_units (YutuConnection *connection,
             GPtrArray      *units,
             YutuDay         day,
             GError        **error)
{
  for (guint i = 0; i < units->len; i++)
    {
      YutuActUnit *unit = g_ptr_array_index (units, i);

      if (!yutu_address_count_of_unit (connection, unit->unit, day, &unit->addresses, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_act (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Load *load = data;
  g_autoptr (YutuActRow) row = yutu_act_find (connection, load->text, error);
  YutuDay day;

  if (row == NULL)
    return FALSE;
  day = yutu_day_parse (row->effective_on);
  load->record = yutu_act_load (connection, row->id, error);
  return load->record != NULL &&
         count_units (connection, load->record->before, day - 1, error) &&
         count_units (connection, load->record->after, day, error);
}

YutuActRecord *
yutu_file_load_act (YutuFile     *self,
                    const char   *text,
                    GCancellable *cancellable,
                    GError      **error)
{
  Load load = { .text = text };

  if (yutu_store_read (yutu_file_get_store (self), load_act, &load, cancellable, error))
    return load.record;
  g_clear_pointer (&load.record, yutu_act_record_free);
  return NULL;
}
