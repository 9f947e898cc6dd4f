/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-columns.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-address-reason.h"

static const struct
{
  const char    *id;
  const char    *title;
  YutuColumnType type; /* for programs; for people a level is a word */
} columns[YUTU_ADDRESS_N_ADDED] = {
  { "verdict", N_ ("Verdict"), YUTU_COLUMN_TEXT },
  { "level", N_ ("Found down to"), YUTU_COLUMN_INT },
  { "score", N_ ("Score"), YUTU_COLUMN_INT },
  { "standard", N_ ("Standard address"), YUTU_COLUMN_TEXT },
  { "code", N_ ("Address code"), YUTU_COLUMN_TEXT },
  { "id", N_ ("Address id"), YUTU_COLUMN_TEXT },
  { "lon", N_ ("Longitude"), YUTU_COLUMN_DEGREE },
  { "lat", N_ ("Latitude"), YUTU_COLUMN_DEGREE },
  { "reasons", N_ ("Codes of the reasons"), YUTU_COLUMN_TEXT },
  { "why", N_ ("Reasons"), YUTU_COLUMN_TEXT },
  { "candidates", N_ ("Candidates"), YUTU_COLUMN_INT },
  { "proposed", N_ ("Candidate addresses"), YUTU_COLUMN_TEXT },
  { "decision", N_ ("Decision"), YUTU_COLUMN_TEXT },
};

enum
{
  VERDICT,
  LEVEL,
  SCORE,
  STANDARD,
  CODE,
  ID,
  LON,
  LAT,
  REASONS,
  WHY,
  CANDIDATES,
  PROPOSED,
  DECISION,
};

const char *
yutu_address_level_to_word (int level)
{
  static const char *const words[] = {
    "",
    NC_ ("level of an address", "room"),
    NC_ ("level of an address", "unit"),
    NC_ ("level of an address", "building"),
    NC_ ("level of an address", "door"),
    NC_ ("level of an address", "estate"),
    NC_ ("level of an address", "road"),
    NC_ ("level of an address", "natural village"),
    NC_ ("level of an address", "village"),
    NC_ ("level of an address", "township"),
    NC_ ("level of an address", "county"),
  };

  return level > 0 && level < (int)G_N_ELEMENTS (words) ? g_dpgettext2 (NULL, "level of an address", words[level]) : "";
}

const char *
yutu_address_verdict_to_word (YutuAddressVerdict verdict)
{
  static const char *const words[YUTU_ADDRESS_N_VERDICTS] = {
    NC_ ("verdict", "automatic"),
    NC_ ("verdict", "to confirm"),
    NC_ ("verdict", "by hand"),
  };

  return g_dpgettext2 (NULL, "verdict", words[verdict]);
}

YutuSinkColumn
yutu_address_columns_get (guint    index,
                          gboolean ids)
{
  YutuSinkColumn column = { ids ? columns[index].id : _ (columns[index].title), columns[index].type };

  if (index == LEVEL && !ids)
    column.type = YUTU_COLUMN_TEXT;
  return column;
}

static void
set_text (YutuSinkValue *value,
          const char    *text)
{
  value->is_set = text != NULL && *text != '\0';
  value->text = text;
}

static void
set_int (YutuSinkValue *value,
         gint64         integer)
{
  value->is_set = TRUE;
  value->integer = integer;
}

/* An id is a text: a spreadsheet would round one of another office. */
static void
set_id (YutuSinkValue           *value,
        const YutuAddressChoice *choice,
        GStringChunk            *chunk)
{
  gint64 id = choice->address != 0 ? choice->address : choice->place != 0 ? choice->place
                                                                          : choice->unit;
  char   text[32];

  g_snprintf (text, sizeof text, "%" PRId64, id);
  set_text (value, choice->standard != NULL && id != 0 ? g_string_chunk_insert (chunk, text) : NULL);
}

static void
set_found (YutuSinkValue           *values,
           const YutuAddressChoice *choice,
           GStringChunk            *chunk)
{
  set_text (&values[STANDARD], choice->standard);
  set_text (&values[CODE], choice->code);
  set_id (&values[ID], choice, chunk);
  values[LON].is_set = values[LAT].is_set = choice->has_point;
  values[LON].integer = choice->point.x;
  values[LAT].integer = choice->point.y;
}

void
yutu_address_columns_fill (const YutuAddressResult *result,
                           gboolean                 ids,
                           GStringChunk            *chunk,
                           YutuSinkValue           *values)
{
  const YutuAddressChoice *choice = result->choice;
  g_autofree char         *codes = yutu_address_reason_list_codes (result->parse_reasons, result->match_reasons);
  g_autofree char         *list = yutu_address_reason_list_texts (result->parse_reasons, result->match_reasons);
  g_autofree char         *texts = result->note != NULL ? g_strconcat (list, C_ ("list of reasons", "; "), result->note, NULL)
                                                        : g_strdup (list);

  memset (values, 0, YUTU_ADDRESS_N_ADDED * sizeof *values);
  set_text (&values[VERDICT],
            ids ? yutu_address_verdict_to_text (result->verdict) : yutu_address_verdict_to_word (result->verdict));
  if (ids)
    set_int (&values[LEVEL], choice->level);
  else
    set_text (&values[LEVEL], yutu_address_level_to_word (choice->level));
  set_int (&values[SCORE], result->score);
  if (result->is_certain)
    set_found (values, choice, chunk);
  else
    set_text (&values[PROPOSED], result->proposed);
  set_int (&values[CANDIDATES], values[PROPOSED].is_set ? MAX ((gint64)result->n_candidates, 1) : 0);
  set_text (&values[REASONS], g_string_chunk_insert (chunk, codes));
  set_text (&values[WHY], g_string_chunk_insert (chunk, texts));
  set_text (&values[DECISION], result->decision);
}
