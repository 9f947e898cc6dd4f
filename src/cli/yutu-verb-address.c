/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses, a line each on standard input: cut into elements, or found in the library. */

#include "cli/yutu-verb-address-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "gazetteer/yutu-address-parse.h"
#include "session/yutu-address-work.h"

#define NEAR_M   200
#define MAX_NEAR 20

/* ---- Standard input ---- */

typedef struct
{
  YutuCall         *call;
  GDataInputStream *lines;
  char             *line;
  guint64           row;
} Input;

static void
open_input (Input    *self,
            YutuCall *call)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  *self = (Input){ .call = call, .lines = g_data_input_stream_new (input) };
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
  Input *self = data;

  g_free (self->line);
  self->line = g_data_input_stream_read_line (self->lines, NULL, NULL, error);
  self->row++;
  if (self->line == NULL || g_utf8_validate (self->line, -1, NULL))
    return self->line;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
               _ ("line %" PRIu64
                  " is not UTF-8; convert the file first, for example with iconv -f GB18030 -t UTF-8"),
               self->row);
  return NULL;
}

/* ---- parse ---- */

static void
add_reasons (JsonBuilder *builder,
             unsigned     of_parse,
             unsigned     of_match)
{
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < YUTU_ADDRESS_N_REASONS; i++)
    if ((of_parse & 1u << i) != 0)
      json_builder_add_string_value (builder, yutu_address_reason_to_code (i));
  for (guint i = 0; i < YUTU_ADDRESS_MATCH_N_REASONS; i++)
    if ((of_match & 1u << i) != 0)
      json_builder_add_string_value (builder, yutu_address_match_reason_to_code (i));
  json_builder_end_array (builder);
}

static void
emit_parse (YutuCall               *call,
            const char             *line,
            const YutuAddressParse *parse)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "input", line);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_object (builder);
  for (guint i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    if (parse->parts[i] != NULL)
      yutu_json_add_text (builder, yutu_address_part_to_text ((YutuAddressPart)i), parse->parts[i]);
  json_builder_end_object (builder);
  yutu_json_add_int (builder, "level", parse->level);
  add_reasons (builder, parse->reasons, 0);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
parse_lines (YutuCall *call,
             GError  **error)
{
  g_autoptr (YutuAddressParser) parser = NULL;
  g_autoptr (GError) why = NULL;
  const char *line = NULL;
  Input       input;

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  parser = yutu_address_parser_new (NULL);
  open_input (&input, call);
  while ((line = next_line (&input, &why)) != NULL)
    emit_parse (call, line, yutu_address_parser_read (parser, line));
  close_input (&input);
  if (why == NULL)
    return YUTU_EXIT_DONE;
  g_propagate_error (error, g_steal_pointer (&why));
  return YUTU_EXIT_INPUT;
}

/* ---- match ---- */

static gboolean
emit_match (const char             *line,
            const YutuAddressMatch *match,
            gpointer                data,
            GError                **error)
{
  Input       *input = data;
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "input", line);
  yutu_json_add_text (builder, "standard", match->standard);
  if (match->address != 0)
    yutu_json_add_int (builder, "id", match->address);
  else
    yutu_json_add_text (builder, "id", NULL);
  yutu_json_add_int (builder, "level", match->level);
  yutu_json_add_int (builder, "score", match->score);
  yutu_json_add_place (builder, match->has_point, match->point);
  add_reasons (builder, match->parse->reasons, match->reasons);
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < match->n_candidates; i++)
    json_builder_add_int_value (builder, match->candidates[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  yutu_call_emit (input->call, builder);
  return TRUE;
}

static YutuExit
match_lines (YutuCall *call,
             GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  gboolean done;
  Input    input;

  if (!yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_INPUT;
  open_input (&input, call);
  done = yutu_file_match_addresses (file, call->as_of, next_line, emit_match, &input, NULL, error);
  close_input (&input);
  return done ? YUTU_EXIT_DONE : YUTU_EXIT_INPUT;
}

/* ---- near ---- */

static YutuExit
list_near (YutuCall *call,
           GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  YutuPoint point;
  gint64    limit = 1, radius_m = NEAR_M;

  if (!yutu_call_take_int (call, "--limit", 1, 1, MAX_NEAR, &limit, error) ||
      !yutu_call_take_int (call, "--radius", NEAR_M, 1, 5000, &radius_m, error) ||
      !yutu_call_expect (call, 4, error) || !yutu_call_parse_point (call->words[2], call->words[3], &point, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  rows = file != NULL
           ? yutu_file_list_addresses_near (file, point, (double)radius_m, call->as_of, (gsize)limit, NULL, error)
           : NULL;
  if (rows == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuAddressRow *row = g_ptr_array_index (rows, i);
      JsonBuilder          *builder = json_builder_new ();

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "standard", row->text);
      yutu_json_add_int (builder, "id", row->id);
      yutu_json_add_double (builder, "distance_m", row->distance_m);
      yutu_json_add_place (builder, row->has_point, row->point);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  return YUTU_EXIT_DONE;
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
    { "near", list_near },
    { "number", yutu_verb_address_number },
    { "move", yutu_verb_address_move },
    { "split", yutu_verb_address_split },
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
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say what: parse, match, near, number, move or split"));
  return YUTU_EXIT_USAGE;
}
