/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-review.h"

#include <glib/gi18n.h>

static const char *
word_decision (YutuDecision decision)
{
  switch (decision)
    {
    case YUTU_DECISION_TAKEN:
      return C_ ("decision about an address", "taken");
    case YUTU_DECISION_ASIDE:
      return C_ ("decision about an address", "refused");
    case YUTU_DECISION_NONE:
    default:
      return NULL;
    }
}

/* The headings that were given, or numbers of columns. (element-type char *) */
static GPtrArray *
list_headings (const YutuReviewSpec *spec)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < yutu_address_table_count_columns (spec->table); i++)
    {
      const char *given = spec->has_heading ? yutu_address_table_get (spec->table, 0, i) : "";

      g_ptr_array_add (headings, *given != '\0' ? g_strdup (given) : g_strdup_printf (_ ("Column %zu"), i + 1));
    }
  return headings;
}

static YutuSink *
open_sink (const YutuReviewSpec *spec,
           const char           *path,
           GError              **error)
{
  g_autoptr (GPtrArray) headings = list_headings (spec);
  g_autofree YutuSinkColumn *columns = g_new0 (YutuSinkColumn, headings->len + YUTU_ADDRESS_N_ADDED);
  YutuSinkSpec               sink = { .path = path, .title = _ ("Addresses"), .columns = columns };

  for (guint i = 0; i < headings->len; i++)
    columns[i] = (YutuSinkColumn){ g_ptr_array_index (headings, i), YUTU_COLUMN_TEXT };
  for (guint i = 0; i < YUTU_ADDRESS_N_ADDED; i++)
    columns[headings->len + i] = yutu_address_columns_get (i, FALSE);
  sink.n_columns = headings->len + YUTU_ADDRESS_N_ADDED;
  sink.format = g_str_has_suffix (path, ".xlsx") ? YUTU_SINK_XLSX : YUTU_SINK_CSV;
  return yutu_sink_new (&sink, error);
}

/* Of what is proposed, while nothing else is decided. */
static const char *
note_of (const YutuReviewRow *row)
{
  return row->found == NULL && (row->match_reasons & YUTU_ADDRESS_MATCH_BETWEEN) != 0 ? row->choice.where : NULL;
}

static gboolean
is_certain (const YutuReviewRow *row)
{
  YutuReviewGroup group = yutu_review_row_get_group (row);

  return group == YUTU_REVIEW_AUTO || group == YUTU_REVIEW_DECIDED;
}

static gboolean
add_row (const YutuAddressReview *self,
         gsize                    index,
         YutuSink                *sink,
         YutuSinkValue           *values,
         GError                 **error)
{
  const YutuReviewSpec   *spec = yutu_address_review_get_spec (self);
  const YutuReviewRow    *row = yutu_address_review_get (self, index);
  gsize                   n_given = yutu_address_table_count_columns (spec->table);
  const YutuAddressResult result = { &row->choice, row->score, row->verdict, row->parse_reasons, row->match_reasons,
                                     row->n_candidates, note_of (row), word_decision (row->decision), is_certain (row),
                                     row->decision == YUTU_DECISION_NONE ? row->proposed : NULL };
  GStringChunk           *chunk = g_string_chunk_new (512);
  gboolean                done = FALSE;

  for (gsize i = 0; i < n_given; i++)
    {
      values[i].text = yutu_address_table_get (spec->table, index + (spec->has_heading ? 1 : 0), i);
      values[i].is_set = *values[i].text != '\0';
    }
  yutu_address_columns_fill (&result, FALSE, chunk, values + n_given);
  done = yutu_sink_add_row (sink, values, NULL, error);
  g_string_chunk_free (chunk);
  return done;
}

gboolean
yutu_address_review_save (const YutuAddressReview *self,
                          const char              *path,
                          YutuProgress            *progress,
                          GError                 **error)
{
  const YutuReviewSpec *spec = yutu_address_review_get_spec (self);
  g_autoptr (YutuSink) sink = open_sink (spec, path, error);
  g_autofree YutuSinkValue *values =
    g_new0 (YutuSinkValue, yutu_address_table_count_columns (spec->table) + YUTU_ADDRESS_N_ADDED);

  if (sink == NULL)
    return FALSE;
  for (gsize i = 0; i < yutu_address_review_count (self); i++)
    if (!yutu_progress_step (progress, "write", i, yutu_address_review_count (self), error) ||
        !add_row (self, i, sink, values, error))
      return FALSE;
  return yutu_sink_finish (sink, error);
}
