/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-moment.h"
#include "casework/yutu-module.h"
#include "coverage/yutu-indicator.h"
#include "division/yutu-division.h"
#include "division/yutu-topology.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-crs.h"
#include "session/yutu-error-words.h"
#include "transfer/yutu-source.h"

G_DEFINE_QUARK (yutu_cli_error, yutu_cli_error)

static const YutuVerb VERBS[] = {
  { "new", "FILE [--crs EPSG] | FILE --demo [--addresses N] [--seed S]",
    "a new file, or the demo county in one", yutu_verb_new, YUTU_CLOCK_NONE },
  { "info", "FILE", "what is in it", yutu_verb_info, YUTU_CLOCK_BOTH },
  { "check",
    "FILE [--only RULE,…] [--dry-run] | FILE --repair PLAN | FILE accept RULE ID --reason TEXT | FILE withdraw RULE ID "
    "| FILE repair RULE ID [--choice UNIT] [--dry-run]",
    "every invariant of the file; a finding accepted, or mended where a rule knows how",
    yutu_verb_check, YUTU_CLOCK_BOTH },
  { "import",
    "FILE SOURCE --as division --level LEVEL|code-register|boundary-line|pillar|address|place-name|REGISTER "
    "[--map F=COLUMN …] [--encoding E] [--crs EPSG|gcj02|bd09] [--dms] [--swap-axes] [--dry-run] "
    "[--repair PLAN]",
    "takes a file in: all or nothing, one journal entry", yutu_verb_import, YUTU_CLOCK_LEGAL },
  { "export",
    "FILE LAYER -o OUT [--format csv|xlsx|gpkg|geojson|kml|shp|dxf] [--headers id|title] [--crs "
    "EPSG|gcj02|bd09] [--encoding E] [--place PLACE] [--module M] [--state S] [--due-before D] "
    "[--approved-by NAME]",
    "facilities, cases, divisions, names or addresses to a file for others", yutu_verb_export, YUTU_CLOCK_BOTH },
  { "at", "FILE LON LAT [--radius M]", "what a click there selects", yutu_verb_at, YUTU_CLOCK_BOTH },
  { "cases",
    "FILE [--place PLACE|--at LON,LAT --radius M|--within WKT] [--module M] [--kind K] [--state S] "
    "[--officer NAME] [--text T] [--open] [--overdue|--due overdue|week|month|--due-before D] "
    "[--sort due|opened|number|title|state|kind|officer|place] [--descending] [--limit N] [--board]",
    "cases of a place, what is due of the county too; --board counts it", yutu_verb_cases, YUTU_CLOCK_BOTH },
  { "case",
    "FILE (show ID|open --module M --kind K (--place PLACE|--name NAME|--address ID|--facility ID|--line ID "
    "[--pillar ID]|--at LON,LAT) [--title T] [--officer NAME] [--set F=V …] [--person F=V …]|"
    "step ID TRANSITION [--note T] [--result T] [--document NO] [--set F=V …]|attach ID PATH|"
    "save-attachment ID ATTACHMENT -o OUT)",
    "one case through its workflow", yutu_verb_case, YUTU_CLOCK_BOTH },
  { "facility",
    "FILE (show ID|add --kind REGISTER --name N (--at LON,LAT|--address TEXT|--place PLACE) [--from "
    "DAY] [--status S] [--set F=V …]|change ID [--name N] [--from DAY] [--status S] [--set F=V …]|move ID (--at "
    "LON,LAT|--address TEXT|--place PLACE) [--from DAY]|close ID --reason T [--from DAY]|reopen ID|"
    "year ID YEAR --set F=V …)",
    "one facility of a register; F= takes a value away", yutu_verb_facility, YUTU_CLOCK_BOTH },
  { "search", "FILE QUERY [--limit N] [--kind K,…]", "the search box", yutu_verb_search, YUTU_CLOCK_BOTH },
  { "modules", "FILE", "the case modules as they are defined", yutu_verb_modules, YUTU_CLOCK_LEGAL },
  { "coverage",
    "FILE --facility KIND,… --radius M [--by township|village] [--scope legal|managed] [--year Y]",
    "the addresses within reach of facilities", yutu_verb_coverage, YUTU_CLOCK_BOTH },
  { "indicator", "FILE [ID] [--by township|village] [--scope legal|managed] [--year Y]",
    "indicators, beside their aims and the figures reported", yutu_verb_indicator, YUTU_CLOCK_BOTH },
  { "render",
    "FILE -o OUT.(png|pdf|svg) [--size WxH] [--bbox W,S,E,N|--place PLACE] [--layers a,b] "
    "[--style light|dark] [--labels on|off] [--theme INDICATOR [--by …] [--scope …] [--year Y]|--compare DAY "
    "[--level county|township|village]]",
    "the map, the theme map of an indicator, or two days side by side with what differs", yutu_verb_render, YUTU_CLOCK_BOTH },
  { "sheet",
    "FILE (list|print TEMPLATE -o OUT.(pdf|svg|png) [--place PLACE] [--theme INDICATOR [--by …] "
    "[--scope …] [--year Y]] [--compare DAY [--level county|township|village]] [--title T] "
    "[--review-no NO] [--paper A4|A3] [--landscape|--portrait] [--dpi N]|print line-kit --line LINE -o OUT.pdf)",
    "map sheets with title, legend and scale", yutu_verb_sheet, YUTU_CLOCK_BOTH },
  { "line",
    "FILE (list|due [--within DAYS]|show LINE|describe LINE|bounds PLACE|set LINE --set F=V …|"
    "pillar PILLAR|add-pillar LINE --at POSITION [--dms] [--line LINE …] [--set F=V …]|"
    "set-pillar PILLAR --set F=V … [--line LINE …]|note-pillar PILLAR --what WHAT [--condition C] "
    "[--at POSITION] [--document D] [--note T] [--from DAY]|end-pillar PILLAR --from DAY|"
    "inspect LINE [--reason R]|record CASE [--set F=V …] [--pillar NUMBER=CONDITION[:NOTE] …]|"
    "vertex LON LAT [--radius M]|move-vertex ARC N LON LAT|add-vertex ARC N LON LAT|"
    "delete-vertex ARC N)",
    "boundary lines, pillars and joint inspections; lines vertex by vertex", yutu_verb_line, YUTU_CLOCK_BOTH },
  { "division",
    "FILE (rename PLACE NAME (--from DAY|--correct)|history PLACE|compare DAY DAY [--level "
    "county|township|village]|add-land PLACE --within WKT [--dry-run]|cut-hole --within WKT [--dry-run])",
    "another name for a unit, addresses follow; what became of a unit; what is different between "
    "two days; land that was a unit's, or nobody's, on all days although it was not drawn so",
    yutu_verb_division, YUTU_CLOCK_BOTH },
  { "address", "parse|match FILE [--csv COLUMN [--encoding E] [-o OUT.csv|OUT.xlsx]] [--dry-run]|"
               "near FILE LON LAT [--radius M] [--limit N]|"
               "number FILE ROAD [--first N] [--step 1|2] [--from DAY] [--dry-run]|"
               "move FILE ID LON LAT [--from DAY]|"
               "split FILE ID [--units N] --floors N --rooms N [--from DAY] [--dry-run]|"
               "walk FILE ROAD [-o OUT.csv|OUT.xlsx]|record FILE ID [--set F=V …]|"
               "plates FILE (--road NAME|--place PLACE|--batch CASE|--address ID) [--all] "
               "[-o OUT.(pdf|csv|xlsx)] [--set]|"
               "list FILE (--place PLACE|--road NAME|--within WKT) [--limit N]|"
               "batch FILE (CASE [-o OUT.csv|OUT.xlsx|add SOURCE|judge]|new SOURCE [--title T]); SOURCE: --place PLACE, "
               "--road NAME, --entry N, --within WKT, --ids FILE or -",
    "written addresses, a line each or a column of a table on standard input: cut into elements, or found in the "
    "library; the nearest one; doors numbered along a road (a point LON,LAT each line), moved, a building split "
    "into its homes; the walk list of a road: numbers missing, twice, out of order, on the other side; the record "
    "of an address; plates that are to be made; a collection batch, its addresses and verdicts on its sample",
    yutu_verb_address, YUTU_CLOCK_BOTH },
  { "name",
    "romanize NAME … [--class C]|check FILE NAME [--class C] [--in PLACE] [--at LON,LAT]|FILE (rename ID|NAME NEW-NAME (--from DAY|--correct)|add NAME SHAPE [--class C] "
    "[--alias A] [--meaning M]|move ID|NAME SHAPE|merge OTHER KEPT [--from DAY] [--dry-run]|record ID|NAME [--set F=V …]|classes [-o OUT|--reset]|sizes [-o OUT|--choose PLACE|--reset]|readings [--set WORD=READING … [--dry-run]]|show ID|NAME|(notice|filing) ID|NAME [-o OUT.(txt|pdf)]|scan [--dry-run]|signs [--road NAME] [--all]); SHAPE: --at LON,LAT, --line or --area \"LON,LAT LON,LAT …\"",
    "names of roads and places, addresses follow; a name beside the naming rules; the standard romanisation", yutu_verb_name, YUTU_CLOCK_BOTH },
  { "act", "FILE (list|show ID [--notice] [--table OUT.(csv|xlsx)] [--sheet OUT.pdf]|plan ACT.json|apply ACT.json)",
    "division change orders; plan tells the whole effect and changes nothing", yutu_verb_act, YUTU_CLOCK_BOTH },
  { "history", "FILE [--object ID] [--limit N]", "the journal, newest first", yutu_verb_history, YUTU_CLOCK_RECORDING },
  { "undo", "FILE", "takes the newest change back", yutu_verb_undo, YUTU_CLOCK_NONE },
  { "redo", "FILE", "brings an undone change back", yutu_verb_redo, YUTU_CLOCK_NONE },
  { "verify", "FILE", "walks the journal's hash chain", yutu_verb_verify, YUTU_CLOCK_RECORDING },
  { "backup", "FILE OUT", "a copy by the database's own backup", yutu_verb_backup, YUTU_CLOCK_RECORDING },
  { "restore", "OUT FILE", "puts a backup in the place of FILE", yutu_verb_restore, YUTU_CLOCK_NONE },
};

static const YutuVerb *
find_verb (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (g_strcmp0 (VERBS[i].name, word) == 0)
      return &VERBS[i];
  return NULL;
}

gboolean
yutu_cli_is_verb (const char *word)
{
  return find_verb (word) != NULL || g_strcmp0 (word, "--help") == 0 ||
         g_strcmp0 (word, "--version") == 0;
}

static void
print_help (void)
{
  g_print ("yutu [FILE]                     opens the window\n");
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    g_print ("yutu %s %s\n    %s\n", VERBS[i].name, VERBS[i].usage, VERBS[i].summary);
  g_print ("\nAll verbs: --json --actor NAME --role ROLE --purpose TEXT\n"
           "Where the legal day matters: --as-of YYYY-MM-DD, today unless said; else it is refused\n"
           "Verbs that change nothing: --known-on YYYY-MM-DD[THH:MM[:SS]], as the file knew it then\n"
           "Exit: 0 done, 1 findings, 2 usage, 3 bad input, 4 file locked, damaged or newer, "
           "5 internal\n");
}

/* ---- Words ---- */

static void
remove_words (YutuCall *self,
              int       at,
              int       n)
{
  memmove (self->words + at, self->words + at + n,
           sizeof (char *) * (gsize)(self->n_words - at - n));
  self->n_words -= n;
}

gboolean
yutu_call_take_option (YutuCall   *self,
                       const char *name,
                       char      **value,
                       GError    **error)
{
  *value = NULL;
  for (int i = 0; i < self->n_words; i++)
    {
      if (!g_str_equal (self->words[i], name))
        continue;
      if (i + 1 == self->n_words || *value != NULL)
        {
          g_clear_pointer (value, g_free);
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("%s takes one value, once"), name);
          return FALSE;
        }
      *value = g_strdup (self->words[i + 1]);
      remove_words (self, i--, 2);
    }
  return TRUE;
}

gboolean
yutu_call_take_options (YutuCall   *self,
                        const char *name,
                        GStrv      *values,
                        GError    **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < self->n_words; i++)
    {
      if (!g_str_equal (self->words[i], name))
        continue;
      if (i + 1 == self->n_words)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("%s takes a value"), name);
          return FALSE;
        }
      g_strv_builder_add (builder, self->words[i + 1]);
      remove_words (self, i--, 2);
    }
  *values = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
yutu_call_take_flag (YutuCall   *self,
                     const char *name)
{
  gboolean found = FALSE;

  for (int i = 0; i < self->n_words; i++)
    if (g_str_equal (self->words[i], name))
      {
        remove_words (self, i--, 1);
        found = TRUE;
      }
  return found;
}

gboolean
yutu_call_take_int (YutuCall   *self,
                    const char *name,
                    gint64      fallback,
                    gint64      min,
                    gint64      max,
                    gint64     *value,
                    GError    **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  *value = fallback;
  if (!yutu_call_take_option (self, name, &text, error))
    return FALSE;
  if (text == NULL || g_ascii_string_to_signed (text, 10, min, max, value, &local_error))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("%s takes a whole number from %" PRId64 " to %" PRId64
                  ", not “%s”"),
               name, min, max, text);
  return FALSE;
}

gboolean
yutu_call_take_level (YutuCall *call,
                      int      *level,
                      GError  **error)
{
  static const char *const names[] = { "county", "township", "village" };
  g_autofree char         *text = NULL;

  *level = 4;
  if (!yutu_call_take_option (call, "--level", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (int i = 0; i < (int)G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text))
      {
        *level = i + 3;
        return TRUE;
      }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--level takes county, township or village, not “%s”"), text);
  return FALSE;
}

gboolean
yutu_call_read_day (const char *text,
                    YutuDay    *day,
                    GError    **error)
{
  *day = yutu_day_parse (text);
  if (*day != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("a day is YYYY-MM-DD, not “%s”"), text);
  return FALSE;
}

gboolean
yutu_call_expect (YutuCall *self,
                  int       n,
                  GError  **error)
{
  for (int i = 0; i < self->n_words; i++)
    if (g_str_has_prefix (self->words[i], "--"))
      {
        g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("no such option: %s"),
                     self->words[i]);
        return FALSE;
      }
  if (self->n_words == n)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("%d words, not %d; see yutu --help"), self->n_words, n);
  return FALSE;
}

YutuFile *
yutu_call_open (YutuCall          *self,
                YutuStoreOpenFlags flags,
                GError           **error)
{
  if (self->known_on == NULL)
    return yutu_file_open (self->words[0], flags, error);
  if ((flags & YUTU_STORE_OPEN_READ_ONLY) != 0)
    return yutu_file_open_past (self->words[0], self->known_on, NULL, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("the past as it was known is read only: leave --known-on out to change the file"));
  return NULL;
}

gboolean
yutu_call_parse_point (const char *lon,
                       const char *lat,
                       YutuPoint  *point,
                       GError    **error)
{
  char  *lon_end = NULL;
  char  *lat_end = NULL;
  double lon_deg = g_ascii_strtod (lon, &lon_end);
  double lat_deg = g_ascii_strtod (lat, &lat_end);

  if (lon_end == lon || *lon_end != '\0' || lat_end == lat || *lat_end != '\0' ||
      !(ABS (lon_deg) <= 180) || !(ABS (lat_deg) <= 90))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("“%s, %s” is no place: give degrees, longitude first"), lon, lat);
      return FALSE;
    }
  *point = yutu_point_from_degrees (lon_deg, lat_deg);
  return TRUE;
}

static gboolean
take_known_on (YutuCall *self,
               GError  **error)
{
  g_autofree char *text = NULL;
  char             moment[YUTU_MOMENT_TEXT_SIZE];

  if (!yutu_call_take_option (self, "--known-on", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (yutu_moment_parse (text, moment))
    {
      self->known_on = g_strdup (moment);
      return TRUE;
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--known-on takes a moment as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, not “%s”"), text);
  return FALSE;
}

static gboolean
take_common (YutuCall *self,
             GError  **error)
{
  g_autofree char *as_of = NULL;

  self->json = yutu_call_take_flag (self, "--json");
  if (!yutu_call_take_option (self, "--as-of", &as_of, error) || !take_known_on (self, error) ||
      !yutu_call_take_option (self, "--actor", &self->actor, error) ||
      !yutu_call_take_option (self, "--role", &self->role, error) ||
      !yutu_call_take_option (self, "--purpose", &self->purpose, error))
    return FALSE;
  if (self->actor == NULL)
    self->actor = g_strdup (g_get_user_name ());
  if (self->role == NULL)
    self->role = g_strdup ("desk");
  self->has_as_of = as_of != NULL;
  self->as_of = as_of != NULL ? yutu_day_parse (as_of) : yutu_day_today ();
  if (self->as_of != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--as-of takes a day as YYYY-MM-DD, not “%s”"), as_of);
  return FALSE;
}

gboolean
yutu_call_refuse_as_of (YutuCall   *self,
                        const char *what,
                        GError    **error)
{
  if (!self->has_as_of)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("%s is the same on every legal day: leave --as-of out"), what);
  return FALSE;
}

static gboolean
check_clocks (const YutuVerb *verb,
              YutuCall       *call,
              GError        **error)
{
  if ((verb->clocks & YUTU_CLOCK_LEGAL) == 0 && !yutu_call_refuse_as_of (call, verb->name, error))
    return FALSE;
  if (call->known_on == NULL || (verb->clocks & YUTU_CLOCK_RECORDING) != 0)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("%s does not ask what was known at a moment: leave --known-on out"), verb->name);
  return FALSE;
}

/* ---- Running ---- */

static YutuExit
exit_of (const GError *error)
{
  if (g_error_matches (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE))
    return YUTU_EXIT_USAGE;
  if (error->domain == YUTU_CLI_ERROR)
    return YUTU_EXIT_INPUT;
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR || error->domain == G_RESOURCE_ERROR ||
      error->domain == YUTU_TRANSFER_ERROR || error->domain == YUTU_TOPOLOGY_ERROR ||
      error->domain == YUTU_CASEWORK_ERROR || error->domain == YUTU_GAZETTEER_ERROR || error->domain == YUTU_DIVISION_ERROR ||
      error->domain == YUTU_COVERAGE_ERROR || error->domain == YUTU_CRS_ERROR)
    return YUTU_EXIT_INPUT;
  if (error->domain != YUTU_STORE_ERROR)
    return YUTU_EXIT_INTERNAL;
  switch ((YutuStoreError)error->code)
    {
    case YUTU_STORE_ERROR_NEWER:
    case YUTU_STORE_ERROR_DAMAGED:
    case YUTU_STORE_ERROR_LOCKED:
    case YUTU_STORE_ERROR_READ_ONLY:
    case YUTU_STORE_ERROR_FULL:
      return YUTU_EXIT_FILE;
    case YUTU_STORE_ERROR_NOT_A_FILE:
    case YUTU_STORE_ERROR_NOT_FOUND:
    case YUTU_STORE_ERROR_EXISTS:
    case YUTU_STORE_ERROR_CONSTRAINT:
    case YUTU_STORE_ERROR_NOTHING_TO_DO:
    case YUTU_STORE_ERROR_CONFLICT:
      return YUTU_EXIT_INPUT;
    case YUTU_STORE_ERROR_FAILED:
    default:
      return YUTU_EXIT_INTERNAL;
    }
}

static const char *
get_words (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL; /* the message says it all */
  if (error->domain != YUTU_CLI_ERROR)
    return yutu_error_words_get (error);
  if (error->code == YUTU_CLI_ERROR_USAGE)
    return _ ("The command was not understood. “yutu --help” says what each verb takes.");
  return _ ("What the command names is not there, or does not fit. Nothing was changed.");
}

/* What to do, in the user's language, then what the engine says: one line. */
static void
print_error (const YutuVerb *verb,
             const GError   *error)
{
  const char *words = get_words (error);

  if (words != NULL)
    g_printerr ("yutu: %s: %s (%s)\n", verb->name, words, error->message);
  else
    g_printerr ("yutu: %s: %s\n", verb->name, error->message);
}

int
yutu_cli_run (int    argc,
              char **argv)
{
  const YutuVerb   *verb = find_verb (argv[1]);
  g_autofree char **words = g_new0 (char *, (gsize)argc);
  g_autoptr (GError) error = NULL;
  YutuCall call = { .words = words };
  YutuExit code = YUTU_EXIT_DONE;

  if (verb == NULL)
    {
      if (g_str_equal (argv[1], "--version"))
        g_print ("yutu %s\n", YUTU_VERSION);
      else
        print_help ();
      return YUTU_EXIT_DONE;
    }
  for (int i = 2; i < argc; i++)
    call.words[call.n_words++] = argv[i];
  if (take_common (&call, &error) && check_clocks (verb, &call, &error))
    code = verb->run (&call, &error);
  if (error != NULL)
    {
      print_error (verb, error);
      code = exit_of (error);
    }
  g_free (call.actor);
  g_free (call.role);
  g_free (call.known_on);
  g_free (call.purpose);
  return (int)code;
}
