/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses, a line each on standard input: cut into elements, or found in the library. */

#include "cli/yutu-verb-address-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "casework/yutu-facility.h"
#include "cli/yutu-cli-watch-private.h"
#include "gazetteer/yutu-address-reason.h"
#include "session/yutu-address-candidates.h"
#include "session/yutu-address-columns.h"
#include "session/yutu-address-mask.h"
#include "session/yutu-address-work.h"
#include "transfer/yutu-csv-reader.h"
#include "transfer/yutu-text.h"

/* ---- Standard input ---- */

typedef struct
{
  YutuCall         *call;
  GDataInputStream *lines;
  const char       *encoding; /* NULL: found out: UTF-8 up to the first line that is not, GB 18030 from there on */
  char             *line;
  guint64           row;
} Input;

static void
open_input (Input      *self,
            YutuCall   *call,
            const char *encoding)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  *self = (Input){ .call = call, .lines = g_data_input_stream_new (input), .encoding = encoding };
  g_data_input_stream_set_newline_type (self->lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
}

static void
close_input (Input *self)
{
  g_clear_object (&self->lines);
  g_clear_pointer (&self->line, g_free);
}

static const char *
next_line (gpointer data,
           GError **error)
{
  Input           *self = data;
  const char      *found = NULL;
  gsize            length = 0;
  g_autofree char *bytes = g_data_input_stream_read_line (self->lines, &length, NULL, error);

  g_clear_pointer (&self->line, g_free);
  self->row++;
  if (bytes == NULL)
    return NULL;
  self->line = yutu_text_to_utf8 (bytes, length, self->encoding, &found, error);
  if (self->line == NULL)
    g_prefix_error (error, _ ("standard input, line %" PRIu64 ": "), self->row);
  else if (!g_str_equal (found, "UTF-8"))
    self->encoding = found; /* lines are answered as they come, so none before it is looked at again */
  return self->line;
}

/* ---- parse ---- */

static void
add_reason_list (JsonBuilder *builder,
                 const char  *name,
                 unsigned     of_parse,
                 unsigned     of_match,
                 const char *(*word) (guint index))
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; (i = yutu_address_reason_find_next (of_parse, of_match, i)) < YUTU_ADDRESS_N_ALL_REASONS; i++)
    json_builder_add_string_value (builder, word (i));
  json_builder_end_array (builder);
}

void
yutu_verb_address_add_reasons (JsonBuilder *builder,
                               unsigned     of_parse,
                               unsigned     of_match)
{
  add_reason_list (builder, "reasons", of_parse, of_match, yutu_address_reason_get_code);
  add_reason_list (builder, "why", of_parse, of_match, yutu_address_reason_get_text);
}

/* A part that an address has; for programs it is there, as null, where the line has none. */
static gboolean
is_element (YutuAddressPart part)
{
  static const YutuAddressPart others[] = { YUTU_PART_ZONE, YUTU_PART_GROUP, YUTU_PART_PARCEL, YUTU_PART_CROSS_ROAD,
                                            YUTU_PART_AREA, YUTU_PART_RELATION, YUTU_PART_OFFSET_M };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (part == others[i])
      return FALSE;
  return TRUE;
}

/* @whole: people in them are not masked. */
static void
add_parts (YutuCall               *call,
           JsonBuilder            *builder,
           const YutuAddressParse *parse,
           gboolean                whole)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_object (builder);
  for (guint i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    {
      const char      *text = parse->parts[i];
      g_autofree char *masked = text != NULL && !whole ? yutu_address_mask_part (text, parse) : NULL;

      if (text != NULL || (call->json && is_element ((YutuAddressPart)i)))
        yutu_json_add_text (builder, yutu_address_part_to_text ((YutuAddressPart)i), masked != NULL ? masked : text);
    }
  json_builder_end_object (builder);
}

static void
emit_parse (YutuCall               *call,
            const char             *line,
            const YutuAddressParse *parse)
{
  gboolean         whole = yutu_facility_may_see (&(YutuViewer){ call->role, call->purpose, call->actor });
  g_autofree char *masked = yutu_address_mask_line (line, parse);
  JsonBuilder     *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "input", whole ? line : masked);
  add_parts (call, builder, parse, whole);
  yutu_json_add_int (builder, "level", parse->level);
  yutu_verb_address_add_reasons (builder, parse->reasons, 0);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
parse_lines (YutuCall *call,
             GError  **error)
{
  g_autoptr (YutuAddressParser) parser = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *encoding = NULL;
  const char      *line = NULL;
  Input            input;

  if (!yutu_call_take_option (call, "--encoding", &encoding, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  parser = yutu_address_parser_new (NULL);
  open_input (&input, call, encoding);
  while ((line = next_line (&input, &why)) != NULL)
    emit_parse (call, line, yutu_address_parser_read (parser, line));
  close_input (&input);
  if (why == NULL)
    return YUTU_EXIT_DONE;
  g_propagate_error (error, g_steal_pointer (&why));
  return YUTU_EXIT_INPUT;
}

/* ---- match ---- */

static void
add_chain (JsonBuilder     *builder,
           const GPtrArray *chain)
{
  json_builder_set_member_name (builder, "chain");
  json_builder_begin_array (builder);
  for (guint i = 0; i < chain->len; i++)
    {
      const YutuAddressStep *step = g_ptr_array_index (chain, i);
      char                   day[YUTU_DAY_TEXT_SIZE];

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "day", step->day != YUTU_DAY_INVALID ? yutu_day_format (step->day, day) : NULL);
      yutu_json_add_text (builder, "from", step->from);
      yutu_json_add_text (builder, "to", step->to);
      yutu_json_add_text (builder, "act", step->act);
      yutu_json_add_text (builder, "doc_no", step->doc_no);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
yutu_verb_address_add_doors (YutuCall     *call,
                             JsonBuilder  *builder,
                             const gint64 *ids,
                             const int    *doors,
                             double        accuracy_m)
{
  YutuBetween between = { .ids = { ids[0], ids[1] }, .doors = { doors[0], doors[1] }, .accuracy_m = accuracy_m };

  if (!call->json && ids[0] != 0)
    {
      g_autofree char *words = yutu_between_dup_words (&between);

      yutu_json_add_text (builder, "between", words);
      return;
    }
  json_builder_set_member_name (builder, "between");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < 2 && ids[0] != 0; i++)
    {
      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "id", ids[i]);
      yutu_json_add_int (builder, "door", doors[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (ids[0] != 0)
    yutu_json_add_double (builder, "accuracy_m", accuracy_m);
}

/* What no address stands for: a number between two doors, a crossing. */
static void
add_along_road (YutuCall               *call,
                JsonBuilder            *builder,
                const YutuAddressMatch *match)
{
  yutu_verb_address_add_doors (call, builder, match->between, match->between_doors, match->accuracy_m);
  if (match->cross_road == 0)
    return;
  yutu_json_add_int (builder, "road", match->place);
  yutu_json_add_int (builder, "cross_road", match->cross_road);
  if (match->azimuth_deg >= 0)
    yutu_json_add_int (builder, "azimuth_deg", match->azimuth_deg);
  if (match->azimuth_deg >= 0 && match->offset_m > 0)
    yutu_json_add_double (builder, "offset_m", match->offset_m);
}

/* @input: the line as it may be shown. */
static void
emit_answer (YutuCall                *call,
             const char              *input,
             const YutuAddressAnswer *answer)
{
  const YutuAddressMatch *match = answer->match;
  JsonBuilder            *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "input", input);
  add_parts (call, builder, match->parse, yutu_facility_may_see (&(YutuViewer){ call->role, call->purpose, call->actor }));
  yutu_json_add_text (builder, "standard", match->standard);
  if (match->address != 0)
    yutu_json_add_int (builder, "id", match->address);
  else
    yutu_json_add_text (builder, "id", NULL);
  yutu_json_add_text (builder, "code", answer->code);
  yutu_json_add_int (builder, "level", match->level);
  yutu_json_add_int (builder, "score", match->score);
  yutu_json_add_text (builder, "verdict", yutu_address_verdict_to_text (answer->verdict));
  yutu_json_add_place (builder, match->has_point, match->point);
  yutu_verb_address_add_reasons (builder, match->parse->reasons, match->reasons);
  add_chain (builder, answer->chain);
  add_along_road (call, builder, match);
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < match->n_candidates; i++)
    json_builder_add_int_value (builder, match->candidates[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

typedef struct
{
  gint64 rows;
  gint64 verdicts[YUTU_ADDRESS_N_VERDICTS];
  gint64 started; /* monotonic */
} Tally;

/* Of a trial: what would be written, in numbers. */
static void
emit_tally (YutuCall    *call,
            const Tally *tally)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "rows", tally->rows);
  for (guint i = 0; i < YUTU_ADDRESS_N_VERDICTS; i++)
    yutu_json_add_int (builder, yutu_address_verdict_to_text ((YutuAddressVerdict)i), tally->verdicts[i]);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - tally->started) / G_USEC_PER_SEC);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* What to do with the answers. */
typedef struct
{
  YutuCall *call;
  Input    *lines; /* NULL: a table */
  Tally     tally;
  gboolean  whole; /* people in the lines are not masked */
  gboolean  is_trial;

  YutuCsvReader         *reader;
  const GPtrArray       *record; /* of the reader */
  GQueue                 ahead;  /* of GPtrArray: records that are read and not yet answered */
  char                  *column;
  guint                  index; /* of the column */
  gsize                  n_given;
  const char            *out;   /* NULL: standard output */
  YutuCliWatch          *watch; /* of @out, of which an end leaves nothing behind; NULL: none */
  YutuSink              *sink;
  YutuSinkColumn        *columns; /* given ones, and those behind */
  YutuSinkValue         *values;
  YutuAddressCandidates *candidates;
  GStringChunk          *chunk;
  GString               *text;
  char                  *encoding;
} Match;

static gboolean
take_line (const char              *line,
           const YutuAddressAnswer *answer,
           gpointer                 data,
           GError                 **error)
{
  Match *self = data;

  self->tally.rows++;
  self->tally.verdicts[answer->verdict]++;
  if (!self->is_trial)
    emit_answer (self->call, self->whole ? line : answer->masked, answer);
  return TRUE;
}

static const char *
next_of_lines (gpointer data,
               GError **error)
{
  return next_line (((Match *)data)->lines, error);
}

/* ---- A table ---- */

static gboolean
fail_at (Match      *self,
         GError    **error,
         const char *what)
{
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("standard input, line %" PRId64 ": %s"),
               yutu_csv_reader_get_line (self->reader), what);
  return FALSE;
}

static gboolean
find_column (Match   *self,
             GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *what = NULL;

  for (guint i = 0; i < self->record->len; i++)
    {
      g_autofree char *heading = g_strstrip (g_strdup (g_ptr_array_index (self->record, i)));

      if (strcmp (heading, self->column) == 0)
        {
          self->index = i;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", heading);
    }
  what = g_strdup_printf (_ ("there is no column “%s”; name one of: %s"), self->column, known->str);
  return fail_at (self, error, what);
}

/* Columns of the same name would be taken for each other. */
static char *
name_added (Match *self,
            guint  index)
{
  const char *id = yutu_address_columns_get (index, TRUE).title;

  for (guint i = 0; i < self->record->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->record, i), id) == 0)
      return g_strconcat ("match_", id, NULL);
  return g_strdup (id);
}

static gboolean
write_row (Match   *self,
           GError **error)
{
  if (self->sink != NULL)
    return yutu_sink_add_row (self->sink, self->values, NULL, error);
  g_string_truncate (self->text, 0);
  yutu_sink_append_csv (self->text, self->columns, self->values, self->n_given + YUTU_ADDRESS_N_ADDED);
  return fwrite (self->text->str, 1, self->text->len, stdout) == self->text->len ||
         fail_at (self, error, _ ("what was found cannot be written to standard output"));
}

static gboolean
write_headings (Match   *self,
                GError **error)
{
  gsize           n = self->n_given + YUTU_ADDRESS_N_ADDED;
  YutuSinkSpec    spec = { .path = self->out, .encoding = NULL, .title = "addresses", .n_columns = n };
  YutuSinkColumn *texts = g_new0 (YutuSinkColumn, n);
  GString        *line = self->text;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *added = i >= self->n_given ? name_added (self, (guint)(i - self->n_given)) : NULL;

      self->columns[i].title = g_string_chunk_insert (self->chunk, added != NULL ? added : g_ptr_array_index (self->record, i));
      self->columns[i].type = added != NULL ? yutu_address_columns_get ((guint)(i - self->n_given), TRUE).type : YUTU_COLUMN_TEXT;
      self->values[i] = (YutuSinkValue){ .is_set = TRUE, .text = self->columns[i].title };
    }
  spec.columns = self->columns;
  if (self->out != NULL && yutu_sink_find_format (self->out, NULL, &spec.format))
    self->sink = yutu_sink_new (&spec, error);
  else
    {
      g_string_assign (line, "\xef\xbb\xbf");
      yutu_sink_append_csv (line, texts, self->values, n); /* all of them texts */
      fwrite (line->str, 1, line->len, stdout);
    }
  g_free (texts);
  return self->out == NULL || self->sink != NULL;
}

static gboolean
read_headings (Match   *self,
               GError **error)
{
  g_autoptr (GError) why = NULL;

  self->record = yutu_csv_reader_next (self->reader, NULL, &why);
  if (why != NULL) /* it tells the line */
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("standard input, %s"), why->message);
      return FALSE;
    }
  if (self->record == NULL)
    return fail_at (self, error, _ ("there is nothing; a table begins with the names of its columns"));
  if (!find_column (self, error))
    return FALSE;
  self->n_given = self->record->len;
  self->columns = g_new0 (YutuSinkColumn, self->n_given + YUTU_ADDRESS_N_ADDED);
  self->values = g_new0 (YutuSinkValue, self->n_given + YUTU_ADDRESS_N_ADDED);
  return self->is_trial || self->call->json || write_headings (self, error);
}

static const char *
next_record (gpointer data,
             GError **error)
{
  Match           *self = data;
  g_autofree char *what = NULL;

  self->record = yutu_csv_reader_next (self->reader, NULL, error);
  if (self->record == NULL)
    {
      if (error != NULL && *error != NULL)
        g_prefix_error (error, "%s", _ ("standard input, "));
      return NULL;
    }
  if (self->record->len == self->n_given)
    {
      GPtrArray *kept = g_ptr_array_new_full ((guint)self->n_given, g_free);

      for (guint i = 0; i < self->record->len; i++)
        g_ptr_array_add (kept, g_strdup (g_ptr_array_index (self->record, i)));
      g_queue_push_tail (&self->ahead, kept);
      return g_ptr_array_index (self->record, self->index);
    }
  what = g_strdup_printf (_ ("%u values for %zu columns; a value with a comma in it stands between quotes"),
                          self->record->len, self->n_given);
  fail_at (self, error, what);
  return NULL;
}

static gboolean
take_record (const char              *line,
             const YutuAddressAnswer *answer,
             gpointer                 data,
             GError                 **error)
{
  Match                  *self = data;
  const YutuAddressMatch *match = answer->match;
  g_autoptr (GPtrArray) record = g_queue_pop_head (&self->ahead);
  g_autofree char  *proposed = NULL;
  YutuAddressChoice choice = { .address = match->address,
                               .place = match->place,
                               .unit = match->unit,
                               .level = match->level,
                               .standard = match->standard,
                               .code = (char *)answer->code,
                               .has_point = match->has_point,
                               .point = match->point };
  YutuAddressResult result = { &choice, match->score, answer->verdict, match->parse->reasons, match->reasons,
                               match->n_candidates, match->note, NULL, answer->verdict == YUTU_ADDRESS_VERDICT_AUTO, NULL };

  if (self->is_trial || self->call->json)
    return take_line (line, answer, data, error);
  self->tally.rows++;
  if (self->watch != NULL &&
      !yutu_progress_step (yutu_cli_watch_get_progress (self->watch), "addresses", (guint64)self->tally.rows, 0, error))
    return FALSE;
  if (!yutu_address_candidates_list (self->candidates, answer, &proposed, error))
    return FALSE;
  result.proposed = proposed;
  for (guint i = 0; i < self->n_given; i++)
    {
      const char *text = i == self->index && !self->whole ? answer->masked : g_ptr_array_index (record, i);

      self->values[i] = (YutuSinkValue){ .is_set = *text != '\0', .text = text };
    }
  g_string_chunk_clear (self->chunk);
  yutu_address_columns_fill (&result, TRUE, self->chunk, self->values + self->n_given);
  return write_row (self, error);
}

static gboolean
match_table (Match    *self,
             YutuFile *file,
             GError  **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  gboolean done = FALSE;

  self->reader = yutu_csv_reader_new (input, &(YutuCsvOptions){ .encoding = self->encoding });
  self->candidates = yutu_address_candidates_new (self->call->as_of);
  self->chunk = g_string_chunk_new (4096);
  self->text = g_string_new (NULL);
  g_queue_init (&self->ahead);
  done = read_headings (self, error) &&
         yutu_file_match_addresses (file, self->call->as_of, next_record, take_record, self, NULL, error) &&
         (self->sink == NULL || yutu_sink_finish (self->sink, error));
  g_queue_clear_full (&self->ahead, (GDestroyNotify)g_ptr_array_unref);
  g_clear_pointer (&self->sink, yutu_sink_free);
  g_clear_pointer (&self->columns, g_free);
  g_clear_pointer (&self->values, g_free);
  yutu_address_candidates_free (self->candidates);
  g_string_chunk_free (self->chunk);
  g_string_free (self->text, TRUE);
  yutu_csv_reader_free (self->reader);
  return done;
}

static gboolean
take_options (YutuCall *call,
              Match    *match,
              char    **out,
              GError  **error)
{
  YutuSinkFormat format = YUTU_SINK_CSV;

  match->is_trial = yutu_call_take_flag (call, "--dry-run");
  match->whole = yutu_facility_may_see (&(YutuViewer){ call->role, call->purpose, call->actor });
  if (!yutu_call_take_option (call, "--csv", &match->column, error) ||
      !yutu_call_take_option (call, "--encoding", &match->encoding, error) ||
      !yutu_call_take_option (call, "-o", out, error) || !yutu_call_expect (call, 2, error))
    return FALSE;
  match->out = *out;
  if (match->column == NULL && match->out != NULL)
    g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("-o goes with --csv COLUMN"));
  else if (match->out != NULL && (!yutu_sink_find_format (match->out, NULL, &format) || yutu_sink_format_is_layer (format)))
    g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("-o takes a file that ends in .csv or .xlsx"));
  else
    return TRUE;
  return FALSE;
}

static YutuExit
run_match (Match   *match,
           GError **error)
{
  g_autoptr (YutuCliWatch) watch = match->out != NULL ? yutu_cli_watch_new () : NULL;
  g_autoptr (YutuFile) file = yutu_call_open (match->call, YUTU_STORE_OPEN_READ_ONLY, error);
  Input    input;
  gboolean done = FALSE;

  if (file == NULL)
    return YUTU_EXIT_INPUT;
  match->watch = watch;
  if (match->column != NULL)
    done = match_table (match, file, error);
  else
    {
      open_input (&input, match->call, match->encoding);
      match->lines = &input;
      done = yutu_file_match_addresses (file, match->call->as_of, next_of_lines, take_line, match, NULL, error);
      close_input (&input);
    }
  if (done && match->is_trial)
    emit_tally (match->call, &match->tally);
  if (!done && watch != NULL)
    yutu_cli_watch_explain (watch, error);
  return done ? YUTU_EXIT_DONE : YUTU_EXIT_INPUT;
}

static YutuExit
match_lines (YutuCall *call,
             GError  **error)
{
  Match            match = { .call = call, .tally.started = g_get_monotonic_time () };
  g_autofree char *out = NULL;
  YutuExit         code = take_options (call, &match, &out, error) ? run_match (&match, error) : YUTU_EXIT_USAGE;

  g_free (match.column);
  g_free (match.encoding);
  return code;
}

YutuExit
yutu_verb_address (YutuCall *call,
                   GError  **error)
{
  static const struct
  {
    const char  *name;
    YutuVerbFunc run;
  } acts[] = {
    { "match", match_lines },
    { "near", yutu_verb_address_near },
    { "number", yutu_verb_address_number },
    { "move", yutu_verb_address_move },
    { "split", yutu_verb_address_split },
    { "walk", yutu_verb_address_walk },
    { "list", yutu_verb_address_list },
    { "batch", yutu_verb_address_batch },
    { "correct", yutu_verb_address_correct },
    { "end", yutu_verb_address_end },
    { "plates", yutu_verb_address_plates },
    { "record", yutu_verb_address_record },
  };

  if (call->n_words > 0 && g_str_equal (call->words[0], "parse"))
    return parse_lines (call, error);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (call->n_words > 1 && g_str_equal (call->words[0], acts[i].name))
      {
        char *what = call->words[0];

        call->words[0] = call->words[1]; /* the file comes first everywhere else */
        call->words[1] = what;
        return acts[i].run (call, error);
      }
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say what: parse, match, near, list, number, move, split, correct, end, walk, batch, plates or record"));
  return YUTU_EXIT_USAGE;
}
