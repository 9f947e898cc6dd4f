/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-review.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-json.h"
#include "session/yutu-address-candidates.h"

struct _YutuAddressReview
{
  gatomicrefcount ref_count;
  YutuReviewSpec  spec;
  GPtrArray      *rows; /* of YutuReviewRow */
  gsize           counts[YUTU_REVIEW_N_GROUPS];
};

static void
row_free (gpointer data)
{
  YutuReviewRow *self = data;

  g_free (self->given);
  yutu_address_choice_clear (&self->choice);
  yutu_address_choice_free (self->found);
  g_free (self->candidates);
  g_free (self->proposed);
  g_free (self);
}

YutuAddressReview *
yutu_address_review_ref (YutuAddressReview *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_address_review_unref (YutuAddressReview *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  yutu_address_table_unref (self->spec.table);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

YutuReviewGroup
yutu_review_row_get_group (const YutuReviewRow *row)
{
  if (row->decision == YUTU_DECISION_TAKEN)
    return YUTU_REVIEW_DECIDED;
  if (row->decision == YUTU_DECISION_ASIDE || row->verdict == YUTU_ADDRESS_VERDICT_HAND)
    return YUTU_REVIEW_HAND;
  return row->verdict == YUTU_ADDRESS_VERDICT_AUTO ? YUTU_REVIEW_AUTO : YUTU_REVIEW_CONFIRM;
}

/* ---- Matching ---- */

typedef struct
{
  YutuAddressReview     *review;
  YutuProgress          *progress;
  YutuAddressCandidates *candidates;
  gsize                  next; /* row of the table */
} Matching;

static const char *
next_line (gpointer data,
           GError **error)
{
  Matching             *self = data;
  const YutuReviewSpec *spec = &self->review->spec;
  gsize                 n = yutu_address_table_count_rows (spec->table);

  if (self->next == n || !yutu_progress_step (self->progress, "match", self->next, n, error))
    return NULL;
  return yutu_address_table_get (spec->table, self->next++, spec->column);
}

static gboolean
take_answer (const char              *line,
             const YutuAddressAnswer *answer,
             gpointer                 data,
             GError                 **error)
{
  Matching               *self = data;
  const YutuAddressMatch *match = answer->match;
  g_autofree char        *proposed = NULL;
  YutuReviewRow          *row = NULL;

  if (!yutu_address_candidates_list (self->candidates, answer, &proposed, error))
    return FALSE;
  row = g_new0 (YutuReviewRow, 1);
  row->proposed = g_steal_pointer (&proposed);
  row->given = g_strdup (answer->masked);
  row->choice = (YutuAddressChoice){ .address = match->address,
                                     .place = match->place,
                                     .unit = match->unit,
                                     .level = match->level,
                                     .standard = g_strdup (match->standard),
                                     .where = g_strdup (match->note),
                                     .code = g_strdup (answer->code),
                                     .has_point = match->has_point,
                                     .point = match->point };
  row->n_candidates = (guint)match->n_candidates;
  row->candidates = g_memdup2 (match->candidates, match->n_candidates * sizeof *match->candidates);
  row->former = (YutuAddressFormer){ match->former_address, match->former_place, match->former_unit, match->unit };
  row->parse_reasons = match->parse->reasons;
  row->match_reasons = match->reasons;
  row->score = match->score;
  row->verdict = answer->verdict;
  g_ptr_array_add (self->review->rows, row);
  self->review->counts[YUTU_REVIEW_ALL]++;
  self->review->counts[yutu_review_row_get_group (row)]++;
  return TRUE;
}

YutuAddressReview *
yutu_file_review_addresses (YutuFile             *self,
                            const YutuReviewSpec *spec,
                            YutuDay               day,
                            YutuProgress         *progress,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autoptr (YutuAddressReview) review = g_new0 (YutuAddressReview, 1);
  g_autoptr (YutuAddressCandidates) candidates = yutu_address_candidates_new (day);
  Matching matching = { review, progress, candidates, spec->has_heading ? 1 : 0 };

  g_atomic_ref_count_init (&review->ref_count);
  review->spec = *spec;
  yutu_address_table_ref (spec->table);
  review->rows = g_ptr_array_new_with_free_func (row_free);
  if (!yutu_file_match_addresses (self, day, next_line, take_answer, &matching, cancellable, error))
    return NULL;
  return g_steal_pointer (&review);
}

/* ---- Reading ---- */

gsize
yutu_address_review_count (const YutuAddressReview *self)
{
  return self->rows->len;
}

const YutuReviewRow *
yutu_address_review_get (const YutuAddressReview *self,
                         gsize                    row)
{
  return g_ptr_array_index (self->rows, row);
}

const YutuReviewSpec *
yutu_address_review_get_spec (const YutuAddressReview *self)
{
  return &self->spec;
}

gsize
yutu_address_review_count_group (const YutuAddressReview *self,
                                 YutuReviewGroup          group)
{
  return self->counts[group];
}

GArray *
yutu_address_review_list_group (const YutuAddressReview *self,
                                YutuReviewGroup          group)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint)self->counts[group]);

  for (guint i = 0; i < self->rows->len; i++)
    if (group == YUTU_REVIEW_ALL || yutu_review_row_get_group (g_ptr_array_index (self->rows, i)) == group)
      g_array_append_val (rows, i);
  return rows;
}

/* ---- Deciding ---- */

static void
decide (YutuAddressReview       *self,
        gsize                    row,
        YutuDecision             decision,
        const YutuAddressChoice *choice)
{
  YutuReviewRow *it = g_ptr_array_index (self->rows, row);
  g_autoptr (YutuAddressChoice) copy = choice != NULL ? yutu_address_choice_copy (choice) : NULL;

  self->counts[yutu_review_row_get_group (it)]--;
  if (it->found != NULL) /* as it was found */
    {
      yutu_address_choice_clear (&it->choice);
      it->choice = *it->found;
      g_clear_pointer (&it->found, g_free);
    }
  it->decision = decision;
  if (copy != NULL || decision == YUTU_DECISION_ASIDE)
    {
      it->found = g_memdup2 (&it->choice, sizeof it->choice);
      memset (&it->choice, 0, sizeof it->choice);
    }
  if (copy != NULL)
    {
      it->choice = *copy;
      g_free (g_steal_pointer (&copy)); /* its texts are the row's */
    }
  self->counts[yutu_review_row_get_group (it)]++;
}

void
yutu_address_review_take (YutuAddressReview       *self,
                          gsize                    row,
                          const YutuAddressChoice *choice)
{
  const YutuReviewRow *it = g_ptr_array_index (self->rows, row);

  g_return_if_fail (choice != NULL || it->choice.standard != NULL);
  decide (self, row, YUTU_DECISION_TAKEN, choice);
}

void
yutu_address_review_set_aside (YutuAddressReview *self,
                               gsize              row)
{
  decide (self, row, YUTU_DECISION_ASIDE, NULL);
}

void
yutu_address_review_take_back (YutuAddressReview *self,
                               gsize              row)
{
  decide (self, row, YUTU_DECISION_NONE, NULL);
}

/* ---- Drafts ---- */

static void
add_choice (JsonBuilder             *builder,
            const YutuAddressChoice *choice)
{
  yutu_json_add_int (builder, "address", choice->address);
  yutu_json_add_int (builder, "place", choice->place);
  yutu_json_add_int (builder, "unit", choice->unit);
  yutu_json_add_int (builder, "level", choice->level);
  yutu_json_put_text (builder, "standard", choice->standard);
  yutu_json_put_text (builder, "code", choice->code);
  if (!choice->has_point)
    return;
  yutu_json_add_int (builder, "x", choice->point.x);
  yutu_json_add_int (builder, "y", choice->point.y);
}

char *
yutu_address_review_to_json (const YutuAddressReview *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const YutuReviewRow *row = g_ptr_array_index (self->rows, i);

      if (row->decision == YUTU_DECISION_NONE)
        continue;
      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "row", i);
      yutu_json_put_text (builder, "given", row->given);
      yutu_json_add_int (builder, "decision", row->decision);
      if (row->decision == YUTU_DECISION_TAKEN)
        add_choice (builder, &row->choice);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* FALSE: it is no decision about a row that is there. */
static gboolean
apply_one (YutuAddressReview *self,
           JsonObject        *object)
{
  gint64                  row = json_object_get_int_member_with_default (object, "row", -1);
  gint64                  decision = json_object_get_int_member_with_default (object, "decision", 0);
  const char             *given = json_object_get_string_member_with_default (object, "given", NULL);
  const YutuAddressChoice choice = {
    .address = json_object_get_int_member_with_default (object, "address", 0),
    .place = json_object_get_int_member_with_default (object, "place", 0),
    .unit = json_object_get_int_member_with_default (object, "unit", 0),
    .level = (int)CLAMP (json_object_get_int_member_with_default (object, "level", 0), 0, 10),
    .standard = (char *)json_object_get_string_member_with_default (object, "standard", NULL),
    .code = (char *)json_object_get_string_member_with_default (object, "code", NULL),
    .has_point = json_object_has_member (object, "x") && json_object_has_member (object, "y"),
    .point = { json_object_get_int_member_with_default (object, "x", 0),
               json_object_get_int_member_with_default (object, "y", 0) },
  };

  if (row < 0 || row >= self->rows->len ||
      g_strcmp0 (((const YutuReviewRow *)g_ptr_array_index (self->rows, (guint)row))->given, given) != 0)
    return FALSE;
  if (decision == YUTU_DECISION_ASIDE)
    yutu_address_review_set_aside (self, (gsize)row);
  else if (decision == YUTU_DECISION_TAKEN && choice.standard != NULL)
    yutu_address_review_take (self, (gsize)row, &choice);
  else
    return FALSE;
  return TRUE;
}

gsize
yutu_address_review_apply_json (YutuAddressReview *self,
                                const char        *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;
  gsize     n = 0;

  if (!json_parser_load_from_data (parser, json, -1, NULL))
    return 0;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return 0;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (root)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (root), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        n += apply_one (self, json_node_get_object (node)) ? 1 : 0;
    }
  return n;
}
