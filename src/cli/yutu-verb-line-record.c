/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines, pillars and joint inspections as records. */

#include "cli/yutu-verb-line-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "session/yutu-boundary-edit.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-place.h"

typedef struct
{
  char    *within;
  char    *reason;
  char    *position;
  char    *what;
  char    *condition;
  char    *document;
  char    *note;
  char    *from;
  GStrv    set;
  GStrv    lines;
  GStrv    pillars;
  gboolean is_dms;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->within);
  g_free (self->reason);
  g_free (self->position);
  g_free (self->what);
  g_free (self->condition);
  g_free (self->document);
  g_free (self->note);
  g_free (self->from);
  g_strfreev (self->set);
  g_strfreev (self->lines);
  g_strfreev (self->pillars);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a part of the verb works with. */
typedef struct
{
  YutuCall      *call;
  const Options *options;
  YutuFile      *file;
  YutuModules   *modules;
  YutuSigner     signer;
  YutuDay        day; /* --from, else that of the call */
  gint64         id;
} Act;

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  options->is_dms = yutu_call_take_flag (call, "--dms");
  return yutu_call_take_option (call, "--within", &options->within, error) &&
         yutu_call_take_option (call, "--reason", &options->reason, error) &&
         yutu_call_take_option (call, "--at", &options->position, error) &&
         yutu_call_take_option (call, "--what", &options->what, error) &&
         yutu_call_take_option (call, "--condition", &options->condition, error) &&
         yutu_call_take_option (call, "--document", &options->document, error) &&
         yutu_call_take_option (call, "--note", &options->note, error) &&
         yutu_call_take_option (call, "--from", &options->from, error) &&
         yutu_call_take_options (call, "--set", &options->set, error) &&
         yutu_call_take_options (call, "--line", &options->lines, error) &&
         yutu_call_take_options (call, "--pillar", &options->pillars, error);
}

static gboolean G_GNUC_PRINTF (2, 3)
usage (GError    **error,
       const char *format,
       ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* ---- Answers ---- */

static JsonBuilder *
begin (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  return builder;
}

static YutuExit
emit (const Act   *act,
      JsonBuilder *builder) /* taken */
{
  json_builder_end_object (builder);
  yutu_call_emit (act->call, builder);
  return YUTU_EXIT_DONE;
}

/* 0 is no row. */
static void
add_row (JsonBuilder *builder,
         const char  *name,
         gint64       id)
{
  json_builder_set_member_name (builder, name);
  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

static void
add_texts (JsonBuilder *builder,
           const char  *name,
           GPtrArray   *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, texts->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_metres (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_line (JsonBuilder            *builder,
          const YutuBoundaryLine *line,
          gboolean                has_due,
          int                     days_left,
          gint64                  open_case,
          const char             *open_state)
{
  yutu_json_add_int (builder, "id", line->id);
  yutu_json_add_text (builder, "code", line->code);
  yutu_json_add_text (builder, "name", line->name);
  yutu_json_add_int (builder, "grade", line->grade);
  yutu_json_add_text (builder, "left", line->left_name);
  yutu_json_add_text (builder, "right", line->right_name);
  add_metres (builder, "length_km", line->length_m / 1000);
  add_metres (builder, "length_legal_km", line->length_legal_m / 1000);
  yutu_json_add_int (builder, "pillars", line->n_pillars);
  yutu_json_add_text (builder, "last_inspection", line->last_inspection);
  yutu_json_add_text (builder, "next_due", line->next_due);
  json_builder_set_member_name (builder, "days_left");
  if (has_due)
    json_builder_add_int_value (builder, days_left);
  else
    json_builder_add_null_value (builder);
  add_row (builder, "case", open_case);
  yutu_json_add_text (builder, "state", open_state);
}

static void
add_pillar (JsonBuilder              *builder,
            const YutuBoundaryPillar *pillar)
{
  yutu_json_add_int (builder, "id", pillar->id);
  yutu_json_add_text (builder, "number", pillar->number);
  yutu_json_add_text (builder, "kind", pillar->kind);
  yutu_json_add_text (builder, "condition", pillar->condition);
  yutu_json_add_place (builder, pillar->has_point, pillar->point);
  add_metres (builder, "along_m", pillar->along_m);
  add_metres (builder, "off_line_m", pillar->off_m);
}

static void
add_inspection (JsonBuilder              *builder,
                const YutuLineInspection *inspection)
{
  yutu_json_add_int (builder, "id", inspection->id);
  yutu_json_add_int (builder, "line", inspection->line);
  yutu_json_add_int (builder, "round_no", inspection->round_no);
  yutu_json_add_int (builder, "year", inspection->year);
  yutu_json_add_text (builder, "state", inspection->state);
  yutu_json_add_text (builder, "done_on", inspection->done_on);
  yutu_json_add_text (builder, "next_due", inspection->next_due);
  add_row (builder, "case", inspection->case_file);
  yutu_json_add_json (builder, "fields", inspection->values);
}

/* ---- Lines ---- */

static YutuExit
list_lines (const Act *act,
            int        within,
            GError   **error)
{
  g_autoptr (GPtrArray) rows = yutu_file_list_lines (act->file, act->modules, act->day, within, error);

  if (rows == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuLineRow *row = rows->pdata[i];
      JsonBuilder       *builder = begin ();

      add_line (builder, row->line, row->has_due, row->days_left, row->open_case, row->open_state);
      emit (act, builder);
    }
  return YUTU_EXIT_DONE;
}

static YutuExit
list_all (const Act *act,
          GError   **error)
{
  return list_lines (act, G_MAXINT, error);
}

static YutuExit
list_due (const Act *act,
          GError   **error)
{
  gint64 within = -1;

  if (act->options->within != NULL &&
      !g_ascii_string_to_signed (act->options->within, 10, 0, 36525, &within, NULL))
    {
      usage (error, _ ("--within takes a number of days, not “%s”"), act->options->within);
      return YUTU_EXIT_USAGE;
    }
  return list_lines (act, (int)within, error);
}

static YutuExit
show_line (const Act *act,
           GError   **error)
{
  g_autoptr (YutuLineReport) report =
    yutu_file_read_line_report (act->file, act->modules, act->id, act->day, error);
  JsonBuilder *builder = NULL;

  if (report == NULL)
    return YUTU_EXIT_INPUT;
  builder = begin ();
  add_line (builder, report->line, report->has_due, report->days_left, report->open_case, report->open_state);
  yutu_json_add_text (builder, "left_code", report->line->left_code);
  yutu_json_add_text (builder, "right_code", report->line->right_code);
  yutu_json_add_json (builder, "fields", report->line->values);
  json_builder_set_member_name (builder, "pillar_list");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->pillars->len; i++)
    {
      json_builder_begin_object (builder);
      add_pillar (builder, report->pillars->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "inspections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->inspections->len; i++)
    {
      json_builder_begin_object (builder);
      add_inspection (builder, report->inspections->pdata[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  yutu_json_add_text (builder, "course", report->course_text);
  return emit (act, builder);
}

static void
add_leg (JsonBuilder         *builder,
         const YutuCourseLeg *leg)
{
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "piece", leg->piece + 1);
  yutu_json_add_text (builder, "from", leg->from);
  yutu_json_add_text (builder, "to", leg->to);
  json_builder_set_member_name (builder, "stretches");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leg->stretches->len; i++)
    {
      const YutuCourseStretch *stretch = &g_array_index (leg->stretches, YutuCourseStretch, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "along", stretch->along);
      yutu_json_add_text (builder, "direction", yutu_course_direction_name (stretch->direction));
      yutu_json_add_double (builder, "length_m", stretch->length_m);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static YutuExit
describe_line (const Act *act,
               GError   **error)
{
  g_autoptr (YutuLineReport) report =
    yutu_file_read_line_report (act->file, act->modules, act->id, act->day, error);
  JsonBuilder *builder = NULL;

  if (report == NULL)
    return YUTU_EXIT_INPUT;
  if (report->course == NULL)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, "%s: %s", report->line->name,
                   report->course_fault != NULL ? report->course_fault : _ ("it has no arcs; nothing to describe"));
      return YUTU_EXIT_INPUT;
    }
  if (!act->call->json)
    {
      g_print ("%s\n", report->course_text);
      return YUTU_EXIT_DONE;
    }
  builder = begin ();
  yutu_json_add_int (builder, "id", report->line->id);
  yutu_json_add_text (builder, "name", report->line->name);
  yutu_json_add_text (builder, "text", report->course_text);
  json_builder_set_member_name (builder, "legs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->course->legs->len; i++)
    add_leg (builder, report->course->legs->pdata[i]);
  json_builder_end_array (builder);
  return emit (act, builder);
}

static YutuExit
show_bounds (const Act *act,
             GError   **error)
{
  static const char *const names[] = { "east", "south", "west", "north" };
  g_autoptr (YutuPlace) place =
    yutu_file_find_place (act->file, act->call->words[2], act->day, error);
  g_autofree char *text = place != NULL
                            ? yutu_file_describe_unit (act->file, yutu_place_get_id (place), act->day, error)
                            : NULL;
  g_autoptr (YutuBounds) bounds = text != NULL ? yutu_bounds_from_text (text, error) : NULL;
  JsonBuilder *builder = NULL;

  if (bounds == NULL)
    return YUTU_EXIT_INPUT;
  if (!act->call->json)
    {
      g_print ("%s\n", text);
      return YUTU_EXIT_DONE;
    }
  builder = begin ();
  yutu_json_add_int (builder, "id", yutu_place_get_id (place));
  yutu_json_add_text (builder, "name", bounds->name);
  yutu_json_add_text (builder, "text", text);
  for (int side = 0; side < YUTU_N_SIDES; side++)
    add_texts (builder, names[side], bounds->sides[side]);
  return emit (act, builder);
}

static char *
make_set (const Act  *act,
          const char *object,
          GError    **error)
{
  const YutuRegister *record = yutu_modules_find_object (act->modules, object);

  return yutu_cli_make_set (record != NULL ? record->fields : NULL, record != NULL ? record->n_fields : 0,
                            (const char *const *)act->options->set, error);
}

static YutuExit
set_line (const Act *act,
          GError   **error)
{
  g_autofree char *set = make_set (act, YUTU_OBJECT_LINE, error);

  if (set == NULL ||
      !yutu_file_change_line (act->file, act->modules, act->id, set, &act->signer, error))
    return YUTU_EXIT_INPUT;
  return show_line (act, error);
}

/* ---- Pillars ---- */

static YutuExit
show_pillar (const Act *act,
             GError   **error)
{
  g_autoptr (YutuPillarReport) report =
    yutu_file_read_pillar (act->file, act->modules, act->id, act->day, error);
  JsonBuilder *builder = NULL;

  if (report == NULL)
    return YUTU_EXIT_INPUT;
  builder = begin ();
  add_pillar (builder, report->pillar);
  add_texts (builder, "lines", report->line_names);
  yutu_json_add_text (builder, "valid_from", report->pillar->valid_from);
  yutu_json_add_text (builder, "valid_to", report->pillar->valid_to);
  yutu_json_add_json (builder, "fields", report->pillar->values);
  return emit (act, builder);
}

static gboolean
find_further (const Act *act,
              GArray    *further,
              GError   **error)
{
  for (gsize i = 0; act->options->lines[i] != NULL; i++)
    {
      gint64 line = 0;

      if (!yutu_file_find_line (act->file, act->options->lines[i], act->day, &line, error))
        return FALSE;
      g_array_append_val (further, line);
    }
  return TRUE;
}

/* What --set, --line and --at say of a pillar. */
typedef struct
{
  char          *values;
  GArray        *further; /* gint64 */
  YutuPoint      point;
  YutuPillarSpec spec; /* of the above */
} Pillar;

static void
pillar_clear (Pillar *self)
{
  g_free (self->values);
  g_clear_pointer (&self->further, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pillar, pillar_clear)

static gboolean
read_pillar (const Act *act,
             Pillar    *pillar,
             GError   **error)
{
  pillar->values = make_set (act, YUTU_OBJECT_PILLAR, error);
  pillar->further = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (pillar->values == NULL || !find_further (act, pillar->further, error))
    return FALSE;
  pillar->spec.values = pillar->values;
  pillar->spec.further = (const gint64 *)(gpointer)pillar->further->data;
  pillar->spec.n_further = pillar->further->len;
  pillar->spec.sets_further = act->options->lines[0] != NULL;
  return TRUE;
}

/* *point is (nullable): where --at says, NULL without it. */
static gboolean
read_position (const Act        *act,
               YutuPoint        *at,
               const YutuPoint **point,
               GError          **error)
{
  *point = act->options->position != NULL ? at : NULL;
  return act->options->position == NULL ||
         yutu_file_parse_position (act->file, act->options->position, act->options->is_dms, at, error);
}

static YutuExit
add_new_pillar (const Act *act,
                GError   **error)
{
  g_auto (Pillar) pillar = { 0 };
  Act added = *act;

  if (act->options->position == NULL)
    {
      usage (error, _ ("say where it stands with --at POSITION"));
      return YUTU_EXIT_USAGE;
    }
  if (!read_pillar (act, &pillar, error) ||
      !read_position (act, &pillar.point, &pillar.spec.point, error) ||
      !yutu_file_add_pillar (act->file, act->modules, act->id, &pillar.spec, act->day, &act->signer, &added.id,
                             error))
    return YUTU_EXIT_INPUT;
  return show_pillar (&added, error);
}

static YutuExit
set_pillar (const Act *act,
            GError   **error)
{
  g_auto (Pillar) pillar = { 0 };

  if (!read_pillar (act, &pillar, error) ||
      !yutu_file_change_pillar (act->file, act->modules, act->id, &pillar.spec, &act->signer, error))
    return YUTU_EXIT_INPUT;
  return show_pillar (act, error);
}

static YutuExit
note_pillar (const Act *act,
             GError   **error)
{
  char            day[YUTU_DAY_TEXT_SIZE];
  YutuPoint       point = { 0, 0 };
  YutuPillarEvent event = { .day = yutu_day_format (act->day, day),
                            .what = act->options->what,
                            .condition = act->options->condition,
                            .document = act->options->document,
                            .note = act->options->note };

  if (!read_position (act, &point, &event.point, error) ||
      !yutu_file_note_pillar (act->file, act->modules, act->id, &event, &act->signer, error))
    return YUTU_EXIT_INPUT;
  return show_pillar (act, error);
}

static YutuExit
end_pillar (const Act *act,
            GError   **error)
{
  if (!yutu_file_end_pillar (act->file, act->id, act->day, &act->signer, error))
    return YUTU_EXIT_INPUT;
  return show_pillar (act, error);
}

/* ---- Inspections ---- */

static YutuExit
show_inspection (const Act *act,
                 gint64     id,
                 GError   **error)
{
  g_autoptr (YutuLineInspection) inspection = yutu_file_read_inspection (act->file, act->modules, id, error);
  JsonBuilder *builder = NULL;

  if (inspection == NULL)
    return YUTU_EXIT_INPUT;
  builder = begin ();
  add_inspection (builder, inspection);
  return emit (act, builder);
}

static YutuExit
start_inspection (const Act *act,
                  GError   **error)
{
  gint64 case_file = 0, id = 0;

  if (!yutu_file_start_inspection (act->file, act->modules, act->id, act->options->reason, act->day,
                                   &act->signer, &case_file, error) ||
      !yutu_file_find_inspection (act->file, case_file, &id, error))
    return YUTU_EXIT_INPUT;
  return show_inspection (act, id, error);
}

/* "NUMBER=CONDITION" or "NUMBER=CONDITION:NOTE" as JSON; NULL text when there is none. */
static gboolean
make_pillars (const Act *act,
              char     **json,
              GError   **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  *json = NULL;
  json_builder_begin_array (builder);
  for (gsize i = 0; act->options->pillars[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (act->options->pillars[i], "=", 2);
      g_auto (GStrv) found = g_strsplit (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", ":", 2);
      gint64 pillar = 0;

      if (found[0] == NULL || *found[0] == '\0')
        return usage (error, _ ("--pillar takes NUMBER=CONDITION[:NOTE], not “%s”"), act->options->pillars[i]);
      if (!yutu_file_find_pillar (act->file, parts[0], act->day, &pillar, error))
        return FALSE;
      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "pillar", pillar);
      yutu_json_add_text (builder, "condition", found[0]);
      if (found[1] != NULL)
        yutu_json_add_text (builder, "note", found[1]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  if (act->options->pillars[0] != NULL)
    *json = json_to_string (root, FALSE);
  return TRUE;
}

static YutuExit
record_inspection (const Act *act,
                   GError   **error)
{
  g_autofree char *set = make_set (act, YUTU_OBJECT_INSPECTION, error);
  g_autofree char *pillars = NULL;
  gint64           case_file = 0, id = 0;

  if (set == NULL || !make_pillars (act, &pillars, error) ||
      !yutu_file_find_case (act->file, act->call->words[2], &case_file, error) ||
      !yutu_file_find_inspection (act->file, case_file, &id, error))
    return YUTU_EXIT_INPUT;
  if (id == 0)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("case %s is no inspection of a line"),
                   act->call->words[2]);
      return YUTU_EXIT_INPUT;
    }
  if (!yutu_file_record_inspection (act->file, act->modules, id, set, pillars, act->day, &act->signer, error))
    return YUTU_EXIT_INPUT;
  return show_inspection (act, id, error);
}

/* ---- The verb ---- */

typedef enum
{
  OF_NOTHING,
  OF_LINE,
  OF_PILLAR,
  OF_OTHER, /* the part looks at the word itself */
} Subject;

static const struct
{
  const char *word;
  Subject     subject;
  gboolean    writes;
  YutuExit (*run) (const Act *act,
                   GError   **error);
} PARTS[] = {
  { "list", OF_NOTHING, FALSE, list_all },
  { "due", OF_NOTHING, FALSE, list_due },
  { "show", OF_LINE, FALSE, show_line },
  { "describe", OF_LINE, FALSE, describe_line },
  { "bounds", OF_OTHER, FALSE, show_bounds },
  { "set", OF_LINE, TRUE, set_line },
  { "pillar", OF_PILLAR, FALSE, show_pillar },
  { "add-pillar", OF_LINE, TRUE, add_new_pillar },
  { "set-pillar", OF_PILLAR, TRUE, set_pillar },
  { "note-pillar", OF_PILLAR, TRUE, note_pillar },
  { "end-pillar", OF_PILLAR, TRUE, end_pillar },
  { "inspect", OF_LINE, TRUE, start_inspection },
  { "record", OF_OTHER, TRUE, record_inspection },
};

static YutuExit
run_part (YutuCall      *call,
          const Options *options,
          gsize          part,
          GError       **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  Act act = { call, options, NULL, NULL, { call->actor, call->role }, call->as_of, 0 };

  if (options->from != NULL)
    act.day = yutu_day_parse (options->from);
  if (act.day == YUTU_DAY_INVALID)
    {
      usage (error, _ ("--from takes a day as YYYY-MM-DD, not “%s”"), options->from);
      return YUTU_EXIT_USAGE;
    }
  if (!yutu_call_expect (call, PARTS[part].subject == OF_NOTHING ? 2 : 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, PARTS[part].writes ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_FILE;
  act.file = file;
  act.modules = modules;
  if ((PARTS[part].subject == OF_LINE &&
       !yutu_file_find_line (file, call->words[2], act.day, &act.id, error)) ||
      (PARTS[part].subject == OF_PILLAR &&
       !yutu_file_find_pillar (file, call->words[2], act.day, &act.id, error)))
    return YUTU_EXIT_INPUT;
  return PARTS[part].run (&act, error);
}

YutuExit
yutu_verb_line_record (YutuCall *call,
                       gboolean *is_known,
                       GError  **error)
{
  g_auto (Options) options = { 0 };

  *is_known = FALSE;
  for (gsize i = 0; call->n_words > 1 && i < G_N_ELEMENTS (PARTS); i++)
    if (g_str_equal (PARTS[i].word, call->words[1]))
      {
        *is_known = TRUE;
        return take_options (call, &options, error) ? run_part (call, &options, i, error)
                                                    : YUTU_EXIT_USAGE;
      }
  return YUTU_EXIT_USAGE;
}
