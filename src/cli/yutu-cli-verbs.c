/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The verbs and what --help says of them: each form on a line of its own. */
#include "cli/yutu-cli.h"

#include <glib/gi18n.h>

static const YutuVerb VERBS[] = {
  { "new",
    "FILE [--crs EPSG]\n"
    "FILE --demo [--addresses N] [--seed S]",
    N_ ("a new file, or the demo county in one"),
    yutu_verb_new, YUTU_CLOCK_NONE },
  { "info",
    "FILE",
    N_ ("what is in it"),
    yutu_verb_info, YUTU_CLOCK_BOTH },
  { "check",
    "FILE [--only RULE,…] [--dry-run]\n"
    "FILE --repair PLAN\n"
    "FILE accept RULE ID --reason TEXT\n"
    "FILE withdraw RULE ID\n"
    "FILE repair RULE ID [--choice UNIT] [--dry-run]",
    N_ ("every invariant of the file; a finding accepted, or mended where a rule knows how"),
    yutu_verb_check, YUTU_CLOCK_BOTH },
  { "import",
    "FILE SOURCE --as (division --level LEVEL|village) [--crs EPSG|gcj02|bd09] [--swap-axes] [--repair PLAN] [--dry-run]\n"
    "FILE SOURCE --as boundary-line|pillar [--map F=COLUMN …] [--encoding E] [--crs …] [--dms] [--dry-run]\n"
    "FILE SOURCE --as code-register [--dry-run]\n"
    "FILE SOURCE --as address|place-name|road|REGISTER [--map F=COLUMN …] [--encoding E] [--crs …] [--dms] [--swap-axes] "
    "[--dry-run]\n"
    "FILE SOURCE --as name-class|name-size [--map F=COLUMN …] [--replace OLD=NEW …] [--encoding E] [--dry-run]",
    N_ ("takes a file in: all or nothing, one journal entry"),
    yutu_verb_import, YUTU_CLOCK_LEGAL },
  { "export",
    "FILE LAYER -o OUT [--format csv|xlsx|gpkg|geojson|kml|shp|dxf] [--headers id|title] [--crs EPSG|gcj02|bd09] "
    "[--encoding E] [--place PLACE] [--module M] [--state S] [--due-before D] [--approved-by NAME]",
    N_ ("facility, case_file, division, place_name, address, boundary_line, boundary_pillar, a register "
        "(elderly.care-home) or a kind of cases (EL.BUILD) to a file for others"),
    yutu_verb_export, YUTU_CLOCK_BOTH },
  { "at",
    "FILE LON LAT [--radius M]",
    N_ ("what a click there selects"),
    yutu_verb_at, YUTU_CLOCK_BOTH },
  { "cases",
    "FILE [--place PLACE|--at LON,LAT --radius M|--within WKT] [--module M] [--kind K] [--state S] [--officer NAME] "
    "[--text T] [--open] [--overdue|--due overdue|week|month|--due-before D] "
    "[--sort due|opened|number|title|state|kind|officer|place] [--descending] [--limit N]\n"
    "FILE --board [the same choice of cases]",
    N_ ("cases of a place, what is due of the county too; --board counts it"),
    yutu_verb_cases, YUTU_CLOCK_BOTH },
  { "case",
    "FILE show ID\n"
    "FILE open --module M --kind K (--place PLACE|--name NAME|--address ID|--facility ID|--line ID [--pillar ID]|"
    "--at LON,LAT) [--title T] [--officer NAME] [--set F=V …] [--person F=V …]\n"
    "FILE step ID TRANSITION [--note T] [--result T] [--document NO] [--set F=V …]\n"
    "FILE attach ID PATH\n"
    "FILE save-attachment ID ATTACHMENT -o OUT",
    N_ ("one case through its workflow"),
    yutu_verb_case, YUTU_CLOCK_BOTH },
  { "facility",
    "FILE show ID\n"
    "FILE add --kind REGISTER --name N (--at LON,LAT|--address TEXT|--place PLACE) [--from DAY] [--status S] "
    "[--set F=V …]\n"
    "FILE change ID [--name N] [--from DAY] [--status S] [--set F=V …]\n"
    "FILE move ID (--at LON,LAT|--address TEXT|--place PLACE) [--from DAY]\n"
    "FILE close ID --reason T [--from DAY]\n"
    "FILE reopen ID\n"
    "FILE year ID YEAR --set F=V …",
    N_ ("one facility of a register; F= takes a value away"),
    yutu_verb_facility, YUTU_CLOCK_BOTH },
  { "search",
    "FILE QUERY [--limit N] [--kind K,…]",
    N_ ("the search box"),
    yutu_verb_search, YUTU_CLOCK_BOTH },
  { "modules",
    "FILE",
    N_ ("the case modules as they are defined"),
    yutu_verb_modules, YUTU_CLOCK_LEGAL },
  { "coverage",
    "FILE --facility KIND,… --radius M [--by township|village] [--scope legal|managed] [--year Y]",
    N_ ("the addresses within reach of facilities"),
    yutu_verb_coverage, YUTU_CLOCK_BOTH },
  { "indicator",
    "FILE [ID] [--by township|village] [--scope legal|managed] [--year Y]",
    N_ ("indicators, beside their aims and the figures reported"),
    yutu_verb_indicator, YUTU_CLOCK_BOTH },
  { "render",
    "FILE -o OUT.(png|pdf|svg) [--size WxH] [--bbox W,S,E,N|--place PLACE] [--layers a,b] [--style light|dark] "
    "[--labels on|off]\n"
    "FILE -o OUT --theme INDICATOR [--by …] [--scope …] [--year Y] [the same]\n"
    "FILE -o OUT --compare DAY [--level county|township|village] [the same]",
    N_ ("the map, the theme map of an indicator, or two days side by side with what differs"),
    yutu_verb_render, YUTU_CLOCK_BOTH },
  { "sheet",
    "FILE list\n"
    "FILE print TEMPLATE -o OUT.(pdf|svg|png) [--place PLACE] [--theme INDICATOR [--by …] [--scope …] [--year Y]] "
    "[--compare DAY [--level county|township|village]] [--title T] [--review-no NO] [--paper A4|A3] "
    "[--landscape|--portrait] [--dpi N]\n"
    "FILE print line-kit --line LINE -o OUT.pdf",
    N_ ("map sheets with title, legend and scale"),
    yutu_verb_sheet, YUTU_CLOCK_BOTH },
  { "line",
    "FILE list\n"
    "FILE due [--within DAYS]\n"
    "FILE show|describe LINE\n"
    "FILE bounds PLACE\n"
    "FILE set LINE --set F=V …\n"
    "FILE pillar PILLAR\n"
    "FILE add-pillar LINE --at POSITION [--dms] [--line LINE …] [--set F=V …]\n"
    "FILE set-pillar PILLAR --set F=V … [--line LINE …]\n"
    "FILE note-pillar PILLAR --what WHAT [--condition C] [--at POSITION] [--document D] [--note T] [--from DAY]\n"
    "FILE end-pillar PILLAR --from DAY\n"
    "FILE inspect LINE [--reason R]\n"
    "FILE record CASE [--set F=V …] [--pillar NUMBER=CONDITION[:NOTE] …]\n"
    "FILE vertex LON LAT [--radius M]\n"
    "FILE move-vertex|add-vertex ARC N LON LAT\n"
    "FILE delete-vertex ARC N",
    N_ ("boundary lines, pillars and joint inspections; lines vertex by vertex"),
    yutu_verb_line, YUTU_CLOCK_BOTH },
  { "division",
    "FILE rename PLACE NAME (--from DAY|--correct)\n"
    "FILE history PLACE\n"
    "FILE compare DAY DAY [--level county|township|village]\n"
    "FILE add-land PLACE --within WKT [--dry-run]\n"
    "FILE cut-hole --within WKT [--dry-run]",
    N_ ("another name for a unit, addresses follow; what became of a unit; what is different between two days; land "
        "that was a unit's, or nobody's, on all days although it was not drawn so"),
    yutu_verb_division, YUTU_CLOCK_BOTH },
  { "address",
    "parse [--encoding E]\n"
    "match FILE [--csv COLUMN [-o OUT.csv|OUT.xlsx]] [--encoding E] [--dry-run]\n"
    "near FILE LON LAT [--radius M] [--limit N]\n"
    "list FILE (--place PLACE|--road NAME|--within WKT) [--limit N]\n"
    "record FILE ID [--set F=V …]\n"
    "number FILE ROAD [--first N] [--step 1|2|--both-sides] [--skip N,N-N] [--from DAY] [--dry-run]\n"
    "move FILE ID LON LAT [--from DAY]\n"
    "split FILE ID [--units N] --floors N --rooms N [--from DAY] [--dry-run]\n"
    "correct FILE ID --set F=V … [--from DAY]\n"
    "end FILE ID [--from DAY]\n"
    "walk FILE ROAD [-o OUT.csv|OUT.xlsx]\n"
    "plates FILE (--road NAME|--place PLACE|--batch CASE|--address ID) [--all] [-o OUT.(pdf|csv|xlsx)] [--set]\n"
    "batch FILE CASE [-o OUT.csv|OUT.xlsx|add SOURCE|judge]\n"
    "batch FILE new SOURCE [--title T]; SOURCE: --place PLACE, --road NAME, --entry N, --within WKT, --ids FILE or -",
    N_ ("written addresses, a line each or a column of a table on standard input: cut into elements, or found in the "
        "library; the nearest one; doors numbered along a road (a point LON,LAT each line), moved, a building split "
        "into its homes; the walk list of a road: numbers missing, twice, out of order, on the other side; the record "
        "of an address; plates that are to be made; a collection batch, its addresses and verdicts on its sample"),
    yutu_verb_address, YUTU_CLOCK_BOTH },
  { "name",
    "romanize NAME … [--class C]\n"
    "check FILE NAME [--class C] [--in PLACE] [--at LON,LAT] [--floors N] [--height M] [--floor-area M2] "
    "[--land-area M2] [--open-area M2] [--green PERCENT] [--length M] [--width M]\n"
    "FILE show ID|NAME\n"
    "FILE record ID|NAME [--set F=V …]\n"
    "FILE add NAME SHAPE [--class C] [--alias A] [--meaning M]; SHAPE: --at LON,LAT, --line or --area \"LON,LAT "
    "LON,LAT …\"\n"
    "FILE move ID|NAME SHAPE\n"
    "FILE rename ID|NAME NEW-NAME (--from DAY|--correct)\n"
    "FILE merge OTHER KEPT [--from DAY] [--dry-run]\n"
    "FILE notice|filing ID|NAME [-o OUT.(txt|pdf)]\n"
    "FILE scan [--dry-run]\n"
    "FILE signs [--road NAME|--place PLACE] [--all] [--by township|village] [--names [--class C]]\n"
    "FILE classes [-o OUT.csv|OUT.xlsx|--reset]\n"
    "FILE sizes [-o OUT.csv|OUT.xlsx|--choose PLACE|--reset]\n"
    "FILE readings [--set WORD=READING … [--dry-run]]",
    N_ ("names of roads and places, addresses follow; a name beside the naming rules; the standard romanisation"),
    yutu_verb_name, YUTU_CLOCK_BOTH },
  { "act",
    "FILE list\n"
    "FILE show ID [--notice] [--table OUT.(csv|xlsx)] [--sheet OUT.pdf]\n"
    "FILE plan|apply ACT.json",
    N_ ("division change orders; plan tells the whole effect and changes nothing"),
    yutu_verb_act, YUTU_CLOCK_BOTH },
  { "history",
    "FILE [--object ID] [--limit N]",
    N_ ("the journal, newest first"),
    yutu_verb_history, YUTU_CLOCK_RECORDING },
  { "undo",
    "FILE",
    N_ ("takes the newest change back"),
    yutu_verb_undo, YUTU_CLOCK_NONE },
  { "redo",
    "FILE",
    N_ ("brings an undone change back"),
    yutu_verb_redo, YUTU_CLOCK_NONE },
  { "verify",
    "FILE",
    N_ ("walks the journal's hash chain"),
    yutu_verb_verify, YUTU_CLOCK_RECORDING },
  { "backup",
    "FILE OUT",
    N_ ("a copy by the database's own backup"),
    yutu_verb_backup, YUTU_CLOCK_RECORDING },
  { "restore",
    "OUT FILE",
    N_ ("puts a backup in the place of FILE"),
    yutu_verb_restore, YUTU_CLOCK_NONE },
};

const YutuVerb *
yutu_cli_find_verb (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (g_strcmp0 (VERBS[i].name, word) == 0)
      return &VERBS[i];
  return NULL;
}

static void
print_verb (const YutuVerb *verb)
{
  g_auto (GStrv) forms = g_strsplit (verb->usage, "\n", -1);

  for (char **form = forms; *form != NULL; form++)
    g_print ("yutu %s %s\n", verb->name, *form);
  g_print ("    %s\n", _ (verb->summary));
}

void
yutu_cli_print_help (const YutuVerb *verb)
{
  if (verb != NULL)
    print_verb (verb);
  else
    {
      g_print ("yutu [FILE]\n    %s\n", _ ("opens the window"));
      for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
        print_verb (&VERBS[i]);
    }
  g_print ("\n%s\n%s\n%s\n%s\n", _ ("All verbs: --json --actor NAME --role ROLE --purpose TEXT; VERB --help tells of one"),
           _ ("Where the legal day matters: --as-of YYYY-MM-DD, today unless said; else it is refused"),
           _ ("Verbs that change nothing: --known-on YYYY-MM-DD[THH:MM[:SS]], as the file knew it then"),
           _ ("Exit: 0 done, 1 findings, 2 usage, 3 bad input, 4 file locked, damaged or newer, 5 internal"));
}
