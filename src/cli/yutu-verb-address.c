/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses, a line each on standard input. */

#include "cli/yutu-cli.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#include "gazetteer/yutu-address-parse.h"

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
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < YUTU_ADDRESS_N_REASONS; i++)
    if ((parse->reasons & 1u << i) != 0)
      json_builder_add_string_value (builder, yutu_address_reason_to_code (i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
parse_lines (YutuCall *call,
             GError  **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  for (guint64 row = 1;; row++)
    {
      g_autoptr (GError) why = NULL;
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &why);

      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return YUTU_EXIT_INPUT;
        }
      if (line == NULL)
        return YUTU_EXIT_DONE;
      if (!g_utf8_validate (line, -1, NULL))
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                       "line %" G_GUINT64_FORMAT " is not UTF-8; convert the file first, for example with iconv -f GB18030 -t UTF-8",
                       row);
          return YUTU_EXIT_INPUT;
        }
      emit_parse (call, line, yutu_address_parser_read (parser, line));
    }
}

YutuExit
yutu_verb_address (YutuCall *call,
                   GError  **error)
{
  const char *what = call->n_words > 0 ? call->words[0] : "";

  if (g_str_equal (what, "parse"))
    return parse_lines (call, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, "say what: parse");
  return YUTU_EXIT_USAGE;
}
