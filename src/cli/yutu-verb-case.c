/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>

#include "cli/yutu-case-page-private.h"
#include "session/yutu-name-edit.h"

/* ---- Opening ---- */

/* By id, or by title in either language. */
static gboolean
is_called (const char      *text,
           const char      *id,
           const YutuTitle *title)
{
  return g_str_equal (text, id) || g_strcmp0 (text, title->zh_cn) == 0 ||
         (title->en != NULL && g_ascii_strcasecmp (text, title->en) == 0);
}

/* The kind, which must be one of the module. */
static const YutuCaseKind *
find_kind (const YutuModules *modules,
           const char        *module_id,
           const char        *kind_id,
           GError           **error)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds && is_called (module_id, module->id, &module->title); k++)
        if (is_called (kind_id, module->kinds[k].id, &module->kinds[k].title))
          return &module->kinds[k];
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
               _ ("module “%s” has no kind “%s”; yutu modules lists them"), module_id, kind_id);
  return NULL;
}

/* Where a case is to lie: one of these, and a pillar with its line. */
typedef struct
{
  char  *place;
  char  *at;
  char  *name; /* a place name */
  gint64 address;
  gint64 facility;
  gint64 line;
  gint64 pillar;
} Where;

static void
where_clear (Where *self)
{
  g_free (self->place);
  g_free (self->at);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Where, where_clear)

static gboolean
take_where (YutuCall *call,
            Where    *where,
            GError  **error)
{
  int n = 0;

  if (!yutu_call_take_option (call, "--place", &where->place, error) ||
      !yutu_call_take_option (call, "--at", &where->at, error) ||
      !yutu_call_take_int (call, "--address", 0, 1, G_MAXINT64, &where->address, error) ||
      !yutu_call_take_int (call, "--facility", 0, 1, G_MAXINT64, &where->facility, error) ||
      !yutu_call_take_option (call, "--name", &where->name, error) ||
      !yutu_call_take_int (call, "--line", 0, 1, G_MAXINT64, &where->line, error) ||
      !yutu_call_take_int (call, "--pillar", 0, 1, G_MAXINT64, &where->pillar, error))
    return FALSE;
  n = (where->place != NULL) + (where->at != NULL) + (where->address != 0) +
      (where->facility != 0) + (where->line != 0) + (where->name != NULL);
  if (n == 1 && (where->pillar == 0 || where->line != 0))
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say where: --place PLACE, --name NAME, --address ID, --facility ID, --line ID [--pillar "
                          "ID], or --at LON,LAT"));
  return FALSE;
}

static YutuPlace *
find_where (YutuFile    *file,
            const Where *where,
            YutuDay      day,
            GError     **error)
{
  g_auto (GStrv) parts = NULL;
  YutuPoint point;
  gint64    name = 0;

  if (where->place != NULL)
    return yutu_file_find_place (file, where->place, day, error);
  if (where->name != NULL)
    return yutu_file_find_place_name (file, where->name, day, &name, error) ? yutu_place_new_object (YUTU_PLACE_NAME, name)
                                                                            : NULL;
  if (where->address != 0)
    return yutu_place_new_object (YUTU_PLACE_ADDRESS, where->address);
  if (where->facility != 0)
    return yutu_place_new_object (YUTU_PLACE_FACILITY, where->facility);
  if (where->line != 0)
    return yutu_place_new_object (YUTU_PLACE_LINE, where->line);
  parts = g_strsplit (where->at, ",", 2);
  if (!yutu_call_parse_point (parts[0], parts[1] != NULL ? parts[1] : "", &point, error))
    return NULL;
  return yutu_place_new_point (point);
}

/* The words of the call beside its place. */
typedef struct
{
  char *module;
  char *kind;
  char *title;
  char *officer;
  GStrv fields;
  GStrv person;
} Opening;

static void
opening_clear (Opening *self)
{
  g_free (self->module);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->officer);
  g_strfreev (self->fields);
  g_strfreev (self->person);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

static gboolean
take_opening (YutuCall *call,
              Opening  *opening,
              GError  **error)
{
  if (!yutu_call_take_option (call, "--module", &opening->module, error) ||
      !yutu_call_take_option (call, "--kind", &opening->kind, error) ||
      !yutu_call_take_option (call, "--title", &opening->title, error) ||
      !yutu_call_take_option (call, "--officer", &opening->officer, error) ||
      !yutu_call_take_options (call, "--set", &opening->fields, error) ||
      !yutu_call_take_options (call, "--person", &opening->person, error) ||
      !yutu_call_expect (call, 2, error))
    return FALSE;
  if (opening->module != NULL && opening->kind != NULL)
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("open takes --module and --kind"));
  return FALSE;
}

static YutuExit
open_case (YutuCall *call,
           GError  **error)
{
  g_auto (Where) where = { 0 };
  g_auto (Opening) words = { 0 };
  YutuCaseOpening     opening = { .opened_on = call->as_of, .actor = call->actor, .role = call->role };
  const YutuCaseKind *kind = NULL;
  gint64              id = 0;
  g_autofree char    *fields = NULL;
  g_autofree char    *person = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlace) place = NULL;

  if (!take_where (call, &where, error) || !take_opening (call, &words, error))
    return YUTU_EXIT_USAGE;
  modules = yutu_modules_load (error);
  kind = modules != NULL ? find_kind (modules, words.module, words.kind, error) : NULL;
  if (kind != NULL)
    fields = yutu_fields_from_lines (kind->fields, kind->n_fields,
                                     (const char *const *)words.fields, error);
  if (fields != NULL && words.person[0] != NULL)
    person = yutu_fields_from_lines (kind->person_fields, kind->n_person_fields,
                                     (const char *const *)words.person, error);
  if (fields == NULL || (person == NULL && words.person[0] != NULL))
    return YUTU_EXIT_INPUT;
  opening.kind = kind->id;
  opening.title = words.title;
  opening.officer = words.officer != NULL ? words.officer : call->actor;
  opening.fields = fields;
  opening.person = person;
  opening.pillar = where.pillar;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  place = file != NULL ? find_where (file, &where, call->as_of, error) : NULL;
  if (place == NULL || !yutu_file_open_case (file, modules, place, &opening, &id, error))
    return YUTU_EXIT_INPUT;
  return yutu_case_page_print (call, file, modules, id, error);
}

/* ---- Stepping ---- */

/* *transition: its id, when it was told by its title. */
static char *
make_fields (YutuFile          *file,
             const YutuModules *modules,
             gint64             id,
             const char       **transition,
             GStrv              lines,
             GError           **error)
{
  g_autoptr (YutuCaseDetail) detail = yutu_file_load_case (file, modules, id, YUTU_DAY_INVALID, "desk", error);

  if (detail == NULL)
    return NULL;
  for (gsize i = 0; detail->kind != NULL && i < detail->kind->n_transitions; i++)
    if (is_called (*transition, detail->kind->transitions[i].id, &detail->kind->transitions[i].title))
      {
        *transition = detail->kind->transitions[i].id;
        break;
      }
  return yutu_fields_from_lines (detail->kind != NULL ? detail->kind->fields : NULL,
                                 detail->kind != NULL ? detail->kind->n_fields : 0,
                                 (const char *const *)lines, error);
}

static YutuExit
step_case (YutuCall *call,
           GError  **error)
{
  YutuCaseStep     step = { .actor = call->actor, .role = call->role, .day = call->as_of };
  gint64           id = 0;
  g_autofree char *note = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *document = NULL;
  g_autofree char *fields = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_take_option (call, "--note", &note, error) ||
      !yutu_call_take_option (call, "--result", &outcome, error) ||
      !yutu_call_take_option (call, "--document", &document, error) ||
      !yutu_call_take_options (call, "--set", &lines, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  step.transition = call->words[3];
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules != NULL && yutu_file_find_case (file, call->words[2], &id, error))
    fields = make_fields (file, modules, id, &step.transition, lines, error);
  if (fields == NULL)
    return YUTU_EXIT_INPUT;
  step.note = note;
  step.result = outcome;
  step.result_doc = document;
  step.set = fields;
  if (!yutu_file_step_case (file, modules, id, &step, error))
    return YUTU_EXIT_INPUT;
  return yutu_case_page_print (call, file, modules, id, error);
}

/* ---- Attachments ---- */

static YutuExit
attach (YutuCall *call,
        GError  **error)
{
  gint64 id = 0;
  gint64 event = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autofree char *name = NULL;
  YutuAttachSpec   spec = { .actor = call->actor, .role = call->role, .day = call->as_of };

  if (!yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  data = yutu_attachment_read_file (call->words[3], error);
  if (data == NULL)
    return YUTU_EXIT_INPUT;
  name = g_path_get_basename (call->words[3]);
  spec.name = name;
  spec.data = data;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || !yutu_file_find_case (file, call->words[2], &id, error) ||
      !yutu_file_attach (file, modules, id, &spec, &event, error))
    return YUTU_EXIT_INPUT;
  return yutu_case_page_print (call, file, modules, id, error);
}

static YutuExit
save_attachment (YutuCall *call,
                 GError  **error)
{
  gint64           id = 0;
  gint64           event = 0;
  g_autofree char *out = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  JsonBuilder *builder = NULL;

  if (!yutu_call_take_option (call, "-o", &out, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  if (out == NULL || !g_ascii_string_to_signed (call->words[3], 10, 1, G_MAXINT64, &event, NULL))
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                           _ ("save-attachment takes ID, the number that case show has for the "
                              "attachment, and -o OUT"));
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || !yutu_file_find_case (file, call->words[2], &id, error) ||
      !yutu_file_save_attachment (file, modules, id, event, call->role, out, FALSE, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", out);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static YutuExit
show (YutuCall *call,
      GError  **error)
{
  gint64 id = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || !yutu_file_find_case (file, call->words[2], &id, error))
    return YUTU_EXIT_INPUT;
  return yutu_case_page_print (call, file, modules, id, error);
}

YutuExit
yutu_verb_case (YutuCall *call,
                GError  **error)
{
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (g_str_equal (what, "show"))
    return show (call, error);
  if (g_str_equal (what, "open"))
    return open_case (call, error);
  if (g_str_equal (what, "step"))
    return step_case (call, error);
  if (g_str_equal (what, "attach"))
    return attach (call, error);
  if (g_str_equal (what, "save-attachment"))
    return save_attachment (call, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say show, open, step, attach or save-attachment behind FILE"));
  return YUTU_EXIT_USAGE;
}
