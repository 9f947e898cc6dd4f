/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-work.h"

#include "casework/yutu-mask.h"
#include "gazetteer/yutu-address-code.h"
#include "session/yutu-address-mask.h"
#include "session/yutu-address-reverse-private.h"

/* Lines are matched by several threads at once, each with a reader and a matcher of its own, when there are
 * many; they are read and handed out on the caller's, in their order.
 *
 *   1 all readers see one state: a helper whose journal ends elsewhere does nothing
 *   2 at most PART lines for each thread are held
 *   3 what a helper found is taken before the helper is given more, so its words still stand
 *   4 helpers end before the caller returns, on every way */

#define PART        128
#define MAX_HELPERS 3

typedef struct
{
  char              *line;
  YutuAddressMatch   match;
  YutuAddressParse  *parse; /* that of match */
  YutuAddressVerdict verdict;
  char              *code;
  GPtrArray         *chain;
  char              *masked;
} Slot;

/* Lines of one thread. */
typedef struct
{
  Slot    slots[PART];
  guint   n; /* read */
  guint   n_answered;
  GError *error;
} Part;

typedef struct
{
  YutuStore          *store;
  YutuDay             day;
  YutuNextLineFunc    next;
  YutuTakeAnswerFunc  take;
  gpointer            data;
  GCancellable       *cancellable;
  YutuConnection     *connection; /* of the caller's thread */
  YutuAddressMatcher *matcher;
  gint64              state; /* last entry of the journal */
  GError             *unread;
} Work;

typedef struct
{
  const Work  *work;
  GThread     *thread;
  GAsyncQueue *given; /* of Part; the helper itself: no more */
  GAsyncQueue *done;  /* of Part; the helper itself: it sees another state, or failed */
  Part        *part;  /* its own */
} Helper;

static void
clear_part (Part *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      Slot *slot = &self->slots[i];

      g_clear_pointer (&slot->line, g_free);
      yutu_address_match_clear (&slot->match);
      g_clear_pointer (&slot->parse, g_free);
      g_clear_pointer (&slot->code, g_free);
      g_clear_pointer (&slot->chain, g_ptr_array_unref);
      g_clear_pointer (&slot->masked, g_free);
    }
  self->n = 0;
  self->n_answered = 0;
  g_clear_error (&self->error);
}

/* (transfer full) of both */
static char *
take_masked (char *text)
{
  g_autofree char *whole = text;

  return yutu_mask_apply (YUTU_MASK_TEXT, whole);
}

/* Texts of the library, should one have somebody in it. */
static void
mask_found (Slot *slot)
{
  slot->match.standard = take_masked (slot->match.standard);
  for (guint i = 0; i < slot->chain->len; i++)
    {
      YutuAddressStep *step = slot->chain->pdata[i];

      step->from = take_masked (step->from);
      step->to = take_masked (step->to);
    }
}

static gboolean
answer_slot (YutuConnection     *connection,
             YutuAddressMatcher *matcher,
             YutuDay             day,
             Slot               *slot,
             GError            **error)
{
  YutuAddressMatch *match = &slot->match;
  YutuAddressFormer former;

  if (!yutu_address_matcher_run (matcher, slot->line, match, error) ||
      !yutu_address_match_point (connection, slot->line, day, match, error))
    return FALSE;
  former = (YutuAddressFormer){ match->former_address, match->former_place, match->former_unit, match->unit };
  slot->chain = yutu_address_list_chain (connection, &former, day, error);
  if (slot->chain == NULL)
    return FALSE;
  slot->verdict = yutu_address_match_judge (match);
  mask_found (slot);
  slot->masked = yutu_address_mask_line (slot->line, match->parse);
  slot->parse = yutu_address_parse_copy (match->parse);
  match->parse = slot->parse;
  return (match->n_candidates > 0 && match->address == 0) ||
         yutu_address_load_code (connection, match->address, match->place, match->unit, day, &slot->code, error);
}

static void
answer_part (YutuConnection     *connection,
             YutuAddressMatcher *matcher,
             const Work         *work,
             Part               *part)
{
  for (; part->n_answered < part->n; part->n_answered++)
    if (g_cancellable_set_error_if_cancelled (work->cancellable, &part->error) ||
        !answer_slot (connection, matcher, work->day, &part->slots[part->n_answered], &part->error))
      return;
}

/* ---- Helpers ---- */

static gboolean
help_in_worker (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Helper *self = data;
  g_autoptr (YutuAddressMatcher) matcher = NULL;
  gint64 state = 0;

  if (!yutu_connection_get_int64 (connection, "SELECT max (id) FROM journal", 0, &state, error))
    return FALSE;
  if (state != self->work->state)
    return TRUE;
  matcher = yutu_address_matcher_new (connection, self->work->day, error);
  if (matcher == NULL)
    return FALSE;
  for (gpointer given = g_async_queue_pop (self->given); given != self; given = g_async_queue_pop (self->given))
    {
      answer_part (connection, matcher, self->work, given);
      g_async_queue_push (self->done, given);
    }
  return TRUE;
}

static gpointer
helper_main (gpointer data)
{
  Helper *self = data;

  /* What it fails by, the caller meets too; alone it does all of the work. */
  yutu_store_read (self->work->store, help_in_worker, self, self->work->cancellable, NULL);
  g_async_queue_push (self->done, self);
  return NULL;
}

static Helper *
helper_new (const Work *work)
{
  Helper *self = g_new0 (Helper, 1);

  self->work = work;
  self->given = g_async_queue_new ();
  self->done = g_async_queue_new ();
  self->part = g_new0 (Part, 1);
  self->thread = g_thread_new ("addresses", helper_main, self);
  return self;
}

static void
helper_free (gpointer data)
{
  Helper *self = data;

  g_async_queue_push (self->given, self);
  g_thread_join (self->thread);
  g_async_queue_unref (self->given);
  g_async_queue_unref (self->done);
  clear_part (self->part);
  g_free (self->part);
  g_free (self);
}

/* ---- The caller's thread ---- */

/* What could not be read ends the lines, and is told when those before it are taken. */
static void
read_part (Work     *work,
           Part     *part,
           gboolean *is_end)
{
  while (part->n < PART && !*is_end)
    {
      const char *line = work->next (work->data, &work->unread);

      *is_end = line == NULL || work->unread != NULL;
      if (!*is_end)
        part->slots[part->n++].line = g_strdup (line);
    }
}

/* Those before the one that failed are handed out too. */
static gboolean
take_part (Work    *work,
           Part    *part,
           GError **error)
{
  for (guint i = 0; i < part->n_answered; i++)
    {
      const Slot       *slot = &part->slots[i];
      YutuAddressAnswer answer = { &slot->match, slot->verdict, slot->code, slot->chain, slot->masked, work->connection };

      if (!work->take (slot->line, &answer, work->data, error))
        return FALSE;
    }
  if (part->error != NULL)
    g_propagate_error (error, g_steal_pointer (&part->error));
  else
    clear_part (part);
  return part->n == 0;
}

/* A helper that does not answer leaves its lines to the caller. */
static void
await_helper (Work   *work,
              Helper *helper)
{
  if (g_async_queue_pop (helper->done) == helper)
    {
      answer_part (work->connection, work->matcher, work, helper->part);
      g_async_queue_push (helper->done, helper); /* it never will */
    }
}

/* One part for each thread, in the order of the lines. */
static gboolean
do_round (Work      *work,
          Part      *own,
          GPtrArray *helpers,
          gboolean  *is_end,
          GError   **error)
{
  guint    n_given = 0;
  gboolean done;

  read_part (work, own, is_end);
  for (; n_given < helpers->len && !*is_end; n_given++)
    {
      Helper *helper = g_ptr_array_index (helpers, n_given);

      read_part (work, helper->part, is_end);
      g_async_queue_push (helper->given, helper->part);
    }
  answer_part (work->connection, work->matcher, work, own);
  for (guint i = 0; i < n_given; i++)
    await_helper (work, g_ptr_array_index (helpers, i));
  done = take_part (work, own, error);
  for (guint i = 0; i < n_given && done; i++)
    done = take_part (work, ((Helper *)g_ptr_array_index (helpers, i))->part, error);
  if (done && work->unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&work->unread));
      return FALSE;
    }
  return done;
}

static gboolean
match_lines (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Work *work = data;
  g_autoptr (YutuAddressMatcher) matcher = yutu_address_matcher_new (connection, work->day, error);
  g_autoptr (GPtrArray) helpers = g_ptr_array_new_with_free_func (helper_free);
  g_autofree Part *own = g_new0 (Part, 1);
  gboolean         done = TRUE, is_end = FALSE;

  if (matcher == NULL || !yutu_connection_get_int64 (connection, "SELECT max (id) FROM journal", 0, &work->state, error))
    return FALSE;
  work->connection = connection;
  work->matcher = matcher;
  while (done && !is_end)
    {
      done = do_round (work, own, helpers, &is_end, error);
      while (done && !is_end && helpers->len + 1 < MIN (g_get_num_processors (), MAX_HELPERS + 1))
        g_ptr_array_add (helpers, helper_new (work));
    }
  clear_part (own);
  g_clear_error (&work->unread);
  return done;
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
  Work work = { yutu_file_get_store (self), day, next, take, data, cancellable, NULL, NULL, 0, NULL };

  return yutu_store_read (work.store, match_lines, &work, cancellable, error);
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

/* ---- What a point is called ---- */

typedef struct
{
  YutuPoint         point;
  YutuDay           day;
  YutuAddressMatch *match;
  char            **code;
} Describe;

static gboolean
describe_point (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  const Describe   *self = data;
  YutuAddressMatch *match = self->match;

  return yutu_address_describe_point (connection, self->point, self->day, match, error) &&
         yutu_address_load_code (connection, match->address, match->place, match->unit, self->day, self->code, error);
}

gboolean
yutu_file_describe_point (YutuFile         *self,
                          YutuPoint         point,
                          YutuDay           day,
                          YutuAddressMatch *match,
                          char            **code,
                          GCancellable     *cancellable,
                          GError          **error)
{
  Describe describe = { point, day, match, code };

  yutu_address_match_clear (match);
  *code = NULL;
  return yutu_store_read (yutu_file_get_store (self), describe_point, &describe, cancellable, error);
}

/* ---- Along roads ---- */

#define ROAD_M     60  /* a door's way from its road in a town */
#define CROSSING_M 100 /* what still is said to be at a crossing */

void
yutu_along_roads_clear (YutuAlongRoads *self)
{
  yutu_between_clear (&self->between);
  yutu_crossing_clear (&self->crossing);
}

gboolean
yutu_along_roads_find (YutuConnection *connection,
                       YutuPoint       point,
                       YutuDay         day,
                       YutuAlongRoads *along,
                       GError        **error)
{
  *along = (YutuAlongRoads){ 0 };
  return yutu_between_near (connection, point, ROAD_M, day, &along->between, error) &&
         yutu_crossing_near (connection, point, CROSSING_M, day, &along->crossing, error);
}

typedef struct
{
  YutuPoint       point;
  YutuDay         day;
  YutuAlongRoads *along;
} Along;

static gboolean
find_along (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Along *self = data;

  return yutu_along_roads_find (connection, self->point, self->day, self->along, error);
}

gboolean
yutu_file_find_along_roads (YutuFile       *self,
                            YutuPoint       point,
                            YutuDay         day,
                            YutuAlongRoads *along,
                            GCancellable   *cancellable,
                            GError        **error)
{
  Along find = { point, day, along };

  return yutu_store_read (yutu_file_get_store (self), find_along, &find, cancellable, error);
}
