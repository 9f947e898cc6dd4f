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

gboolean
yutu_cli_is_verb (const char *word)
{
  return yutu_cli_find_verb (word) != NULL || g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "help") == 0 ||
         g_strcmp0 (word, "--version") == 0;
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
               _ ("%d words, not %d"), self->n_words, n);
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
  if (g_error_matches (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS))
    return _ ("The columns of the table are not those that are needed. Say which column is which with --map FIELD=COLUMN.");
  if (error->domain != YUTU_CLI_ERROR)
    return yutu_error_words_get (error);
  if (error->code == YUTU_CLI_ERROR_USAGE)
    return _ ("The command was not understood. “yutu VERB --help” says what a verb takes.");
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
  const YutuVerb   *verb = yutu_cli_find_verb (argv[1]);
  g_autofree char **words = g_new0 (char *, (gsize)argc);
  g_autoptr (GError) error = NULL;
  YutuCall call = { .words = words };
  YutuExit code = YUTU_EXIT_DONE;

  if (verb == NULL)
    {
      if (g_str_equal (argv[1], "--version"))
        g_print ("yutu %s\n", YUTU_VERSION);
      else
        yutu_cli_print_help (argc > 2 ? yutu_cli_find_verb (argv[2]) : NULL);
      return YUTU_EXIT_DONE;
    }
  for (int i = 2; i < argc; i++)
    call.words[call.n_words++] = argv[i];
  if (yutu_call_take_flag (&call, "--help"))
    {
      yutu_cli_print_help (verb);
      return YUTU_EXIT_DONE;
    }
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
