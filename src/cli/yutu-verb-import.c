/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include "session/yutu-boundary-import.h"
#include "cli/yutu-cli-watch-private.h"
#include "session/yutu-facility-import.h"
#include "session/yutu-import-rows.h"
#include "session/yutu-name-classes.h"
#include "session/yutu-name-sizes.h"
#include "session/yutu-import.h"

#include <string.h>

typedef struct
{
  char       *kind;
  char       *level;
  const char *name_kind; /* of all names of the list; NULL: each says its own */
  gboolean    is_dms;
  char       *encoding;
  char       *crs;
  char       *plan;
  char       *name_field;
  char       *code_field;
  GStrv       maps;
  GStrv       replaces;
  GHashTable *accepted;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->kind);
  g_free (self->level);
  g_free (self->encoding);
  g_free (self->crs);
  g_free (self->plan);
  g_free (self->name_field);
  g_free (self->code_field);
  g_strfreev (self->maps);
  g_strfreev (self->replaces);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_boundary (const Options *options)
{
  return g_strcmp0 (options->kind, "boundary-line") == 0 || g_strcmp0 (options->kind, "pillar") == 0;
}

/* Lists that are read row by row. */
static gboolean
is_list (const Options *options)
{
  return g_strcmp0 (options->kind, "address") == 0 || g_strcmp0 (options->kind, "place-name") == 0 ||
         g_strcmp0 (options->kind, "name-class") == 0 || g_strcmp0 (options->kind, "name-size") == 0;
}

/* --map name=FIELD, --map code=FIELD, each at most once; a register, a list, lines and pillars take any of their
 * columns. */
static gboolean
take_maps (YutuCall *call,
           Options  *options,
           GError  **error)
{
  if (!yutu_call_take_options (call, "--map", &options->maps, error))
    return FALSE;
  for (gsize i = 0; options->maps[i] != NULL; i++)
    {
      const char *pair = options->maps[i];
      char      **field = NULL;

      if ((options->kind != NULL && strchr (options->kind, '.') != NULL) || is_boundary (options) || is_list (options))
        continue;
      if (g_str_has_prefix (pair, "name="))
        field = &options->name_field;
      else if (g_str_has_prefix (pair, "code="))
        field = &options->code_field;
      if (field == NULL || *field != NULL)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("--map takes name=FIELD or code=FIELD, not “%s”"), pair);
          return FALSE;
        }
      *field = g_strdup (pair + 5);
    }
  return TRUE;
}

static int
level_of (const char *text)
{
  static const char *const names[] = { "province", "prefecture", "county", "township", "village" };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      return (int)i + 1;
  return 0;
}

/* A plan is the output of --dry-run --json, perhaps edited: each line whose "accept" is not false
 * accepts its finding's proposal. */
static gboolean
read_plan (Options *options,
           GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  options->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (options->plan == NULL)
    return TRUE;
  if (!g_file_get_contents (options->plan, &text, NULL, NULL))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("%s: cannot be read"),
                   options->plan);
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      node = json_from_string (lines[i], NULL);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                       _ ("%s:%zu: not a line of a plan; make one with --dry-run "
                          "--json"),
                       options->plan, i + 1);
          return FALSE;
        }
      object = json_node_get_object (node);
      if (json_object_has_member (object, "finding") &&
          json_object_get_boolean_member_with_default (object, "accept", TRUE))
        g_hash_table_add (options->accepted,
                          g_strdup (json_object_get_string_member (object, "finding")));
    }
  return TRUE;
}

static void
emit_finding (YutuCall            *call,
              YutuDivisionFinding *finding)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "row", finding->row);
  yutu_json_add_text (builder, "field", finding->field);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "message", finding->message);
  yutu_json_add_place (builder, finding->has_place, finding->place);
  yutu_json_add_double (builder, "area_m2", finding->area_m2);
  yutu_json_add_text (builder, "finding", finding->id);
  json_builder_set_member_name (builder, "give_to_row");
  if (finding->give_to != 0)
    json_builder_add_int_value (builder, finding->give_to);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_boolean (builder, "accept", finding->give_to != 0);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
emit_end (YutuCall *call,
          gsize     rows,
          gsize     accepted,
          gsize     rejected,
          gsize     unchanged,
          gsize     findings,
          gint64    started)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "rows", (gint64)rows);
  yutu_json_add_int (builder, "accepted", (gint64)accepted);
  yutu_json_add_int (builder, "rejected", (gint64)rejected);
  yutu_json_add_int (builder, "findings", (gint64)findings);
  yutu_json_add_int (builder, "unchanged", (gint64)unchanged);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return findings > 0 || rejected > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

static YutuExit
import_divisions (YutuCall             *call,
                  YutuFile             *file,
                  const YutuImportSpec *spec,
                  gint64                started,
                  GError              **error)
{
  g_auto (YutuDivisionImportResult) result = { 0 };

  if (!yutu_file_import_divisions (file, spec, &result, error))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < result.findings->len; i++)
    emit_finding (call, g_ptr_array_index (result.findings, i));
  return emit_end (call, result.rows, result.accepted, result.rejected, result.unchanged,
                   result.findings->len, started);
}

/* ---- Tables ---- */

/* Something of a row, whatever list it is of. */
typedef struct
{
  const char *path; /* NULL: not told */
  gint64      row;
  const char *field;
  const char *rule;
  const char *message;
  gboolean    has_place;
  YutuPoint   place;
  gboolean    rejects;
  const char *replaced; /* a class that --replace should tell of; NULL: none */
} RowFinding;

static void
emit_row (YutuCall         *call,
          const RowFinding *finding)
{
  JsonBuilder     *builder = json_builder_new ();
  g_autofree char *option = finding->replaced != NULL ? g_strdup_printf ("--replace %s=CODE", finding->replaced) : NULL;
  g_autofree char *file = finding->path != NULL ? g_filename_display_basename (finding->path) : NULL;

  json_builder_begin_object (builder);
  if (file != NULL)
    yutu_json_add_text (builder, "file", file);
  yutu_json_add_int (builder, "row", finding->row);
  yutu_json_add_text (builder, "field", finding->field);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "message", finding->message);
  if (option != NULL)
    yutu_json_add_text (builder, "option", option);
  yutu_json_add_place (builder, finding->has_place, finding->place);
  yutu_json_add_boolean (builder, "rejects", finding->rejects);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* What became of the rows of a table. */
typedef struct
{
  gsize rows;
  gsize rejected;
  gsize findings;
  gsize added;
  gsize changed;
  gsize unchanged;
} RowCounts;

static YutuExit
emit_counts (YutuCall        *call,
             const RowCounts *counts,
             gint64           started)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "rows", (gint64)counts->rows);
  yutu_json_add_int (builder, "accepted", (gint64)(counts->rows - MIN (counts->rows, counts->rejected)));
  yutu_json_add_int (builder, "rejected", (gint64)counts->rejected);
  yutu_json_add_int (builder, "findings", (gint64)counts->findings);
  yutu_json_add_int (builder, "added", (gint64)counts->added);
  yutu_json_add_int (builder, "changed", (gint64)counts->changed);
  yutu_json_add_int (builder, "unchanged", (gint64)counts->unchanged);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return counts->findings > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* ---- Registers ---- */

static YutuExit
import_register (YutuCall             *call,
                 YutuFile             *file,
                 YutuCliWatch        **watch,
                 const Options        *options,
                 const YutuImportSpec *spec,
                 gint64                started,
                 GError              **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_auto (YutuFacilityImportResult) result = { 0 };
  YutuFacilityImportSpec facilities = {
    .path = spec->path,
    .encoding = spec->encoding,
    .crs = spec->crs,
    .kind = options->kind,
    .maps = (const char *const *)options->maps,
    .day = call->as_of,
    .dry_run = spec->dry_run,
    .signer = { call->actor, call->role },
  };

  if (modules == NULL)
    return YUTU_EXIT_INTERNAL;
  if (!yutu_file_import_facilities (file, modules, &facilities, &result, yutu_cli_watch_get_progress (*watch), error))
    {
      yutu_cli_watch_explain (*watch, error);
      return YUTU_EXIT_INPUT;
    }
  g_clear_pointer (watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuFacilityImportFinding *finding = g_ptr_array_index (result.findings, i);

      emit_row (call, &(RowFinding){ .row = finding->row,
                                     .field = finding->field,
                                     .rule = finding->rule,
                                     .message = finding->message,
                                     .rejects = finding->rejects });
    }
  return emit_counts (call,
                      &(RowCounts){ result.rows, result.rejected, result.findings->len, result.added, result.changed,
                                    result.unchanged },
                      started);
}

/* ---- Lines and pillars ---- */

static YutuExit
import_boundaries (YutuCall             *call,
                   YutuFile             *file,
                   YutuCliWatch        **watch,
                   const Options        *options,
                   const YutuImportSpec *spec,
                   gint64                started,
                   GError              **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_auto (YutuBoundaryImportResult) result = { 0 };
  YutuBoundaryImportSpec boundaries = {
    .path = spec->path,
    .encoding = spec->encoding,
    .crs = spec->crs,
    .object = g_str_equal (options->kind, "pillar") ? YUTU_OBJECT_PILLAR : YUTU_OBJECT_LINE,
    .maps = (const char *const *)options->maps,
    .is_dms = options->is_dms,
    .day = call->as_of,
    .dry_run = spec->dry_run,
    .signer = { call->actor, call->role },
  };

  if (modules == NULL)
    return YUTU_EXIT_INTERNAL;
  if (!yutu_file_import_boundaries (file, modules, &boundaries, &result, yutu_cli_watch_get_progress (*watch), error))
    {
      yutu_cli_watch_explain (*watch, error);
      return YUTU_EXIT_INPUT;
    }
  g_clear_pointer (watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuBoundaryFinding *finding = g_ptr_array_index (result.findings, i);

      emit_row (call, &(RowFinding){ spec->path, finding->row, finding->field, finding->rule, finding->message,
                                     finding->has_place, finding->place, finding->rejects });
    }
  return emit_counts (call,
                      &(RowCounts){ result.rows, result.rejected, result.findings->len, result.added, result.changed,
                                    result.unchanged },
                      started);
}

/* ---- Lists ---- */

static void
emit_list_end (YutuCall                   *call,
               const YutuImportRowsResult *result,
               gboolean                    is_addresses,
               gint64                      started)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "rows", (gint64)result->rows);
  yutu_json_add_int (builder, "accepted", (gint64)(result->rows - result->rejected));
  yutu_json_add_int (builder, "rejected", (gint64)result->rejected);
  yutu_json_add_int (builder, "findings", (gint64)result->n_findings);
  yutu_json_add_int (builder, "shown", result->findings->len);
  yutu_json_add_int (builder, "added", (gint64)result->added);
  if (is_addresses)
    yutu_json_add_int (builder, "collected", (gint64)result->collected);
  yutu_json_add_int (builder, "changed", (gint64)result->changed);
  yutu_json_add_int (builder, "unchanged", (gint64)result->unchanged);
  yutu_json_add_text (builder, "read_as", result->summary);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->columns->len; i++)
    json_builder_add_string_value (builder, result->columns->pdata[i]);
  json_builder_end_array (builder);
  yutu_json_add_int (builder, "entry", result->entry);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
import_list (YutuCall             *call,
             YutuFile             *file,
             YutuCliWatch        **watch,
             const Options        *options,
             const YutuImportSpec *spec,
             gint64                started,
             GError              **error)
{
  g_auto (YutuImportRowsResult) result = { 0 };
  YutuImportRowsSpec rows = {
    .path = spec->path,
    .encoding = spec->encoding,
    .crs = spec->crs,
    .swap_axes = spec->swap_axes,
    .maps = (const char *const *)options->maps,
    .replaces = (const char *const *)options->replaces,
    .name_kind = options->name_kind,
    .day = call->as_of,
    .actor = call->actor,
    .dry_run = spec->dry_run,
    .progress = yutu_cli_watch_get_progress (*watch),
    .cancellable = yutu_cli_watch_get_cancellable (*watch),
  };

  if (!(g_str_equal (options->kind, "address")      ? yutu_file_import_addresses (file, &rows, &result, error)
        : g_str_equal (options->kind, "place-name") ? yutu_file_import_place_names (file, &rows, &result, error)
        : g_str_equal (options->kind, "name-size")  ? yutu_file_import_name_sizes (file, &rows, &result, error)
                                                    : yutu_file_import_place_classes (file, &rows, &result, error)))
    {
      yutu_cli_watch_explain (*watch, error);
      return YUTU_EXIT_INPUT;
    }
  g_clear_pointer (watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuImportRowsFinding *finding = result.findings->pdata[i];

      emit_row (call, &(RowFinding){ spec->path, finding->row, finding->field, finding->rule, finding->message,
                                     finding->has_place, finding->place, finding->rejects, finding->subject });
    }
  emit_list_end (call, &result, g_str_equal (options->kind, "address"), started);
  return result.n_findings > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* Short for another kind: road, of place names; village, of divisions. */
static void
take_kind (Options *options)
{
  if (g_strcmp0 (options->kind, "road") == 0)
    {
      options->name_kind = "road";
      g_free (options->kind);
      options->kind = g_strdup ("place-name");
    }
  else if (g_strcmp0 (options->kind, "village") == 0 && options->level == NULL)
    {
      options->level = g_steal_pointer (&options->kind);
      options->kind = g_strdup ("division");
    }
}

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  options->is_dms = yutu_call_take_flag (call, "--dms");
  if (!yutu_call_take_option (call, "--as", &options->kind, error) ||
      !yutu_call_take_option (call, "--level", &options->level, error))
    return FALSE;
  take_kind (options);
  return yutu_call_take_option (call, "--encoding", &options->encoding, error) &&
         yutu_call_take_option (call, "--crs", &options->crs, error) &&
         yutu_call_take_option (call, "--repair", &options->plan, error) &&
         yutu_call_take_options (call, "--replace", &options->replaces, error) &&
         take_maps (call, options, error);
}

YutuExit
yutu_verb_import (YutuCall *call,
                  GError  **error)
{
  gint64         started = g_get_monotonic_time ();
  gboolean       dry_run = yutu_call_take_flag (call, "--dry-run");
  gboolean       is_register = FALSE;
  gboolean       swap_axes = yutu_call_take_flag (call, "--swap-axes");
  char           day[YUTU_DAY_TEXT_SIZE];
  gsize          rows = 0;
  YutuImportSpec spec = { 0 };
  g_auto (Options) options = { 0 };
  g_autoptr (YutuCliWatch) watch = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (!take_options (call, &options, error) || !yutu_call_expect (call, 2, error) ||
      !read_plan (&options, error))
    return YUTU_EXIT_USAGE;
  spec = (YutuImportSpec){
    .path = call->words[1],
    .encoding = options.encoding,
    .crs = options.crs,
    .swap_axes = swap_axes,
    .name_field = options.name_field,
    .code_field = options.code_field,
    .level = level_of (options.level),
    .valid_from = yutu_day_format (call->as_of, day),
    .actor = call->actor,
    .dry_run = dry_run,
    .accepted = options.accepted,
  };
  is_register = options.kind != NULL && strchr (options.kind, '.') != NULL;
  if (!is_register && !is_boundary (&options) && !is_list (&options) && g_strcmp0 (options.kind, "code-register") != 0 &&
      (g_strcmp0 (options.kind, "division") != 0 || spec.level == 0))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("--as takes code-register, boundary-line, pillar, address, place-name, road, name-class, name-size, a register such as "
                      "elderly.care-home, village, or division with --level province, prefecture, county, township or village"));
      return YUTU_EXIT_USAGE;
    }
  watch = is_list (&options) || is_boundary (&options) || is_register ? yutu_cli_watch_new () : NULL;
  file = yutu_call_open (call, dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  if (is_list (&options))
    return import_list (call, file, &watch, &options, &spec, started, error);
  if (is_boundary (&options))
    return import_boundaries (call, file, &watch, &options, &spec, started, error);
  if (is_register)
    return import_register (call, file, &watch, &options, &spec, started, error);
  if (g_str_equal (options.kind, "division"))
    return import_divisions (call, file, &spec, started, error);
  if (!yutu_file_import_codes (file, &spec, &rows, error))
    return YUTU_EXIT_INPUT;
  return emit_end (call, rows, rows, 0, 0, 0, started);
}
