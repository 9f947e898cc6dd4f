/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include "cli/yutu-cli-watch-private.h"
#include "session/yutu-export.h"

typedef struct
{
  char *out;
  char *format;
  char *crs;
  char *encoding;
  char *headers;
  char *place;
  char *module;
  char *state;
  char *due_before;
  char *approver;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->out);
  g_free (self->format);
  g_free (self->crs);
  g_free (self->encoding);
  g_free (self->headers);
  g_free (self->place);
  g_free (self->module);
  g_free (self->state);
  g_free (self->due_before);
  g_free (self->approver);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  return yutu_call_take_option (call, "-o", &options->out, error) &&
         yutu_call_take_option (call, "--format", &options->format, error) &&
         yutu_call_take_option (call, "--crs", &options->crs, error) &&
         yutu_call_take_option (call, "--encoding", &options->encoding, error) &&
         yutu_call_take_option (call, "--headers", &options->headers, error) &&
         yutu_call_take_option (call, "--place", &options->place, error) &&
         yutu_call_take_option (call, "--module", &options->module, error) &&
         yutu_call_take_option (call, "--state", &options->state, error) &&
         yutu_call_take_option (call, "--due-before", &options->due_before, error) &&
         yutu_call_take_option (call, "--approved-by", &options->approver, error) &&
         yutu_call_expect (call, 2, error);
}

static gboolean
usage (GError    **error,
       const char *message)
{
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
make_spec (YutuCall       *call,
           const Options  *options,
           YutuCaseQuery  *query,
           YutuExportSpec *spec,
           GError        **error)
{
  *spec = (YutuExportSpec){
    .layer = call->words[1],
    .path = options->out,
    .encoding = options->encoding,
    .crs = options->crs,
    .ids = g_strcmp0 (options->headers, "id") == 0,
    .day = call->as_of,
    .query = query,
    .viewer = { call->role, call->purpose, call->actor },
    .approver = options->approver,
  };
  *query = (YutuCaseQuery){
    .module = options->module,
    .state = options->state,
    .due_before = options->due_before != NULL ? yutu_day_parse (options->due_before) : YUTU_DAY_INVALID,
    .due_from = YUTU_DAY_INVALID,
    .sort = YUTU_CASE_SORT_NUMBER,
  };
  if (options->out == NULL)
    return usage (error, _ ("-o OUT says where it goes"));
  if (options->headers != NULL && !spec->ids && g_strcmp0 (options->headers, "title") != 0)
    return usage (error, _ ("--headers takes id or title"));
  if (options->due_before != NULL && query->due_before == YUTU_DAY_INVALID)
    return usage (error, _ ("--due-before takes a day as YYYY-MM-DD"));
  if (!yutu_sink_find_format (options->out, options->format, &spec->format))
    return usage (error, _ ("the format is told by the suffix of OUT or by --format: csv, xlsx, gpkg, "
                         "geojson, kml, shp or dxf"));
  return TRUE;
}

YutuExit
yutu_verb_export (YutuCall *call,
                  GError  **error)
{
  gint64         started = g_get_monotonic_time ();
  gint64         rows = 0;
  YutuExportSpec spec = { 0 };
  YutuCaseQuery  query = { 0 };
  JsonBuilder   *builder = NULL;
  g_auto (Options) options = { 0 };
  g_autoptr (YutuCliWatch) watch = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlace) place = NULL;

  if (!take_options (call, &options, error) || !make_spec (call, &options, &query, &spec, error))
    return YUTU_EXIT_USAGE;
  watch = yutu_cli_watch_new ();
  /* Personal values that are shown whole are logged in the file. */
  file = yutu_call_open (call,
                         yutu_facility_may_see (&spec.viewer) ? YUTU_STORE_OPEN_DEFAULT
                                                              : YUTU_STORE_OPEN_READ_ONLY,
                         error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_FILE;
  if (options.place != NULL)
    {
      spec.place = place = yutu_file_find_place (file, options.place, call->as_of, error);
      if (place == NULL)
        return YUTU_EXIT_INPUT;
    }
  if (!yutu_file_export (file, modules, &spec, &rows, yutu_cli_watch_get_progress (watch), error))
    {
      yutu_cli_watch_explain (watch, error);
      return YUTU_EXIT_INPUT;
    }
  g_clear_pointer (&watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "rows", rows);
  yutu_json_add_text (builder, "out", options.out);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}
