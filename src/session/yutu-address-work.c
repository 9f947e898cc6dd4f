/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-work.h"

#include "gazetteer/yutu-address-code.h"
#include "session/yutu-address-mask.h"

typedef struct
{
  YutuDay            day;
  YutuNextLineFunc   next;
  YutuTakeAnswerFunc take;
  gpointer           data;
  GCancellable      *cancellable;
} Work;

static gboolean
answer_line (YutuConnection         *connection,
             Work                   *work,
             const char             *line,
             const YutuAddressMatch *match,
             GError                **error)
{
  YutuAddressFormer former = { match->former_address, match->former_place, match->former_unit, match->unit };
  g_autoptr (GPtrArray) chain = yutu_address_list_chain (connection, &former, work->day, error);
  g_autofree char  *code = NULL;
  g_autofree char  *masked = yutu_address_mask_line (line, match->parse);
  YutuAddressAnswer answer = { match, yutu_address_match_judge (match), NULL, chain, masked };

  if (chain == NULL)
    return FALSE;
  if ((match->n_candidates == 0 || match->address != 0) &&
      !yutu_address_load_code (connection, match->address, match->place, match->unit, work->day, &code, error))
    return FALSE;
  answer.code = code;
  return work->take (line, &answer, work->data, error);
}

static gboolean
match_lines (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Work *work = data;
  g_autoptr (YutuAddressMatcher) matcher = yutu_address_matcher_new (connection, work->day, error);
  g_auto (YutuAddressMatch) match = { 0 };

  if (matcher == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (GError) why = NULL;
      const char *line = work->next (work->data, &why);

      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error) ||
          !yutu_address_matcher_run (matcher, line, &match, error) ||
          !answer_line (connection, work, line, &match, error))
        return FALSE;
    }
}

gboolean
yutu_file_match_addresses (YutuFile          *self,
                           YutuDay            day,
                           YutuNextLineFunc   next,
                           YutuTakeAnswerFunc take,
                           gpointer           data,
                           GCancellable      *cancellable,
                           GError           **error)
{
  Work work = { day, next, take, data, cancellable };

  return yutu_store_read (yutu_file_get_store (self), match_lines, &work, cancellable, error);
}

/* ---- Choices ---- */

typedef struct
{
  const gint64 *ids;
  gsize         n;
  YutuDay       day;
  GPtrArray    *choices;
} Choices;

static gboolean
list_choices (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Choices *self = data;

  for (gsize i = 0; i < self->n; i++)
    {
      YutuAddressChoice *choice = NULL;

      if (!yutu_address_load_choice (connection, self->ids[i], self->day, &choice, error))
        return FALSE;
      if (choice != NULL)
        g_ptr_array_add (self->choices, choice);
    }
  return TRUE;
}

GPtrArray *
yutu_file_list_address_choices (YutuFile     *self,
                                const gint64 *ids,
                                gsize         n,
                                YutuDay       day,
                                GCancellable *cancellable,
                                GError      **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_address_choice_free);
  Choices work = { ids, n, day, choices };

  if (!yutu_store_read (yutu_file_get_store (self), list_choices, &work, cancellable, error))
    return NULL;
  return g_steal_pointer (&choices);
}

typedef struct
{
  const YutuAddressFormer *former;
  YutuDay                  day;
  GPtrArray               *steps;
} Chain;

static gboolean
list_chain (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Chain *self = data;

  self->steps = yutu_address_list_chain (connection, self->former, self->day, error);
  return self->steps != NULL;
}

GPtrArray *
yutu_file_list_address_chain (YutuFile                *self,
                              const YutuAddressFormer *former,
                              YutuDay                  day,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  Chain chain = { former, day, NULL };

  return yutu_store_read (yutu_file_get_store (self), list_chain, &chain, cancellable, error) ? chain.steps : NULL;
}

/* ---- Near a point ---- */

typedef struct
{
  YutuPoint  point;
  double     max_m;
  YutuDay    day;
  gsize      limit;
  GPtrArray *rows;
} Near;

static gboolean
list_near (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Near *near = data;

  near->rows = yutu_address_near (connection, near->point, near->max_m, near->day, near->limit, error);
  return near->rows != NULL;
}

GPtrArray *
yutu_file_list_addresses_near (YutuFile     *self,
                               YutuPoint     point,
                               double        max_m,
                               YutuDay       day,
                               gsize         limit,
                               GCancellable *cancellable,
                               GError      **error)
{
  Near near = { point, max_m, day, limit, NULL };

  return yutu_store_read (yutu_file_get_store (self), list_near, &near, cancellable, error) ? near.rows : NULL;
}
