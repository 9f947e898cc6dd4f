/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-chain.h"

#include "division/yutu-division-history.h"
#include "gazetteer/yutu-address-forms.h"

#define MAX_STEPS 50 /* a ring of successors would have no end */

static void
address_step_free (gpointer data)
{
  YutuAddressStep *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self->act);
  g_free (self->doc_no);
  g_free (self);
}

static void
add_step (GPtrArray  *steps,
          YutuDay     day,
          const char *from,
          const char *to,
          const char *act,
          const char *doc_no)
{
  YutuAddressStep *step = g_new0 (YutuAddressStep, 1);

  step->day = day;
  step->from = g_strdup (from);
  step->to = g_strdup (to);
  step->act = g_strdup (act);
  step->doc_no = g_strdup (doc_no);
  g_ptr_array_add (steps, step);
}

/* ---- Divisions ---- */

static gboolean
has_unit (const GArray *units,
          gint64        unit)
{
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, gint64, i) == unit)
      return TRUE;
  return FALSE;
}

/* @unit and those above it on @day, into @above (of gint64). */
static gboolean
list_above (YutuConnection *connection,
            gint64          unit,
            YutuDay         day,
            GArray         *above,
            GError        **error)
{
  char     text[YUTU_DAY_TEXT_SIZE];
  gboolean row = TRUE;

  yutu_day_format (day, text);
  while (row && unit != 0 && above->len < MAX_STEPS)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection, "SELECT parent FROM division WHERE unit = ?1 AND valid_from <= ?2 AND valid_to > ?2", error);

      if (statement == NULL)
        return FALSE;
      g_array_append_val (above, unit);
      sqlite3_bind_int64 (statement, 1, unit);
      sqlite3_bind_text (statement, 2, text, -1, SQLITE_TRANSIENT);
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      unit = row ? sqlite3_column_int64 (statement, 0) : 0;
      sqlite3_reset (statement);
    }
  return TRUE;
}

/* Adds what became of the unit in the event; *next is the unit that is gone on with, when it ended: that over
 * what was found, else the one that has most of it. */
static void
add_event (GPtrArray           *steps,
           const YutuUnitEvent *event,
           const GArray        *above,
           YutuDay              day,
           gint64              *next)
{
  gboolean            knows = FALSE;
  const YutuActFacts *act = event->acts->len > 0 ? g_ptr_array_index (event->acts, 0) : NULL;
  const char         *title = act != NULL ? act->title : NULL;
  const char         *doc_no = act != NULL ? act->doc_no : NULL;

  if (event->before == NULL)
    return;
  if (event->after != NULL && g_strcmp0 (event->before->name, event->after->name) != 0)
    add_step (steps, day, event->before->name, event->after->name, title, doc_no);
  if (event->after != NULL)
    return;
  for (guint i = 0; i < event->to->len; i++)
    knows |= has_unit (above, ((const YutuUnitLink *)g_ptr_array_index (event->to, i))->division->unit);
  for (guint i = 0; i < event->to->len; i++)
    {
      const YutuUnitLink *link = g_ptr_array_index (event->to, i);

      if (knows && !has_unit (above, link->division->unit))
        continue;
      if (*next == 0)
        *next = link->division->unit;
      add_step (steps, day, event->before->name, link->division->name, title, doc_no);
    }
  if (event->to->len == 0)
    add_step (steps, day, event->before->name, NULL, title, doc_no);
}

static gboolean
add_units (YutuConnection *connection,
           gint64          unit,
           gint64          now,
           YutuDay         day,
           GPtrArray      *steps,
           GError        **error)
{
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (unit != 0 && !list_above (connection, now, day, above, error))
    return FALSE;
  for (int i = 0; unit != 0 && i < MAX_STEPS; i++)
    {
      g_autoptr (GPtrArray) events = yutu_division_list_history (connection, unit, error);
      gint64 next = 0;

      if (events == NULL)
        return FALSE;
      for (guint k = 0; k < events->len; k++)
        {
          const YutuUnitEvent *event = g_ptr_array_index (events, k);
          YutuDay              on = yutu_day_parse (event->day);

          if (on <= day)
            add_event (steps, event, above, on, &next);
        }
      unit = next;
    }
  return TRUE;
}

/* ---- Names ---- */

static gboolean
add_places (YutuConnection *connection,
            gint64          place,
            YutuDay         day,
            GPtrArray      *steps,
            GError        **error)
{
  for (int i = 0; place != 0 && i < MAX_STEPS; i++)
    {
      sqlite3_stmt *statement =
        yutu_connection_prepare (connection,
                                 "SELECT a.name, b.name, a.valid_to, b.approval_doc, b.id FROM place_name a "
                                 "JOIN place_name b ON b.id = a.replaced_by WHERE a.id = ?1",
                                 error);
      gboolean row = FALSE;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, place);
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      place = 0;
      if (row)
        {
          YutuDay on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 2));

          if (on <= day)
            {
              add_step (steps, on, (const char *)sqlite3_column_text (statement, 0),
                        (const char *)sqlite3_column_text (statement, 1), NULL,
                        (const char *)sqlite3_column_text (statement, 3));
              place = sqlite3_column_int64 (statement, 4);
            }
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

/* ---- Addresses ---- */

static gboolean
add_forms (YutuConnection *connection,
           gint64          address,
           YutuDay         day,
           GPtrArray      *steps,
           GError        **error)
{
  g_autoptr (GPtrArray) forms = yutu_address_list_forms (connection, address, error);
  gboolean is_behind = FALSE;

  if (forms == NULL)
    return FALSE;
  for (guint i = 0; i + 1 < forms->len; i++)
    {
      const YutuAddressForm *form = g_ptr_array_index (forms, i);
      const YutuAddressForm *next = g_ptr_array_index (forms, i + 1);

      is_behind |= form->id == address;
      if (is_behind && next->valid_from <= day)
        add_step (steps, next->valid_from, form->text, next->text, next->act_title, next->act_no);
    }
  return TRUE;
}

GPtrArray *
yutu_address_list_chain (YutuConnection          *connection,
                         const YutuAddressFormer *former,
                         YutuDay                  day,
                         GError                 **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (address_step_free);

  if (!add_units (connection, former->unit, former->now, day, steps, error) ||
      !add_places (connection, former->place, day, steps, error) ||
      (former->address != 0 && !add_forms (connection, former->address, day, steps, error)))
    return NULL;
  return g_steal_pointer (&steps);
}
