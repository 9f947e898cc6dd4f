/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The plates of addresses: what each must bear, the sheet by which they are made, and that they were set. */

#include "cli/yutu-verb-address-private.h"

#include <glib/gi18n.h>

#include "cli/yutu-cli-table.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-plate-list.h"

static void
emit_row (YutuCall           *call,
          const YutuPlateRow *row)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", row->address);
  yutu_json_add_text (builder, "kind", yutu_plate_kind_to_text (row->plate.kind));
  yutu_json_add_text (builder, "text", row->plate.text);
  yutu_json_add_text (builder, "pinyin", row->plate.pinyin);
  yutu_json_add_text (builder, "code", row->code);
  yutu_json_add_text (builder, "standard", row->standard);
  yutu_json_add_text (builder, "state", yutu_plate_state_to_text (row->state));
  json_builder_set_member_name (builder, "sign");
  if (row->sign != 0)
    json_builder_add_int_value (builder, row->sign);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_place (builder, row->has_point, row->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
print_rows (const YutuPlateList *list)
{
  const char *const headings[] = { _ ("Plate"), _ ("Text"), _ ("Spelling"), _ ("Status"), _ ("Address code"), NULL };
  YutuCliTable     *table = yutu_cli_table_new ("lllll", headings);

  for (guint i = 0; i < list->rows->len; i++)
    {
      const YutuPlateRow *row = list->rows->pdata[i];

      yutu_cli_table_add (table, (const char *const[]){ yutu_plate_kind_to_words (row->plate.kind), row->plate.text,
                                                        row->plate.pinyin, yutu_plate_state_to_words (row->state),
                                                        row->code });
    }
  yutu_cli_table_print (table, list->title);
}

static void
emit_end (YutuCall            *call,
          const YutuPlateList *list,
          const char          *out,
          guint                n_pages,
          gint64               n_set)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "title", list->title);
  yutu_json_add_int (builder, "plates", list->rows->len);
  yutu_json_add_int (builder, "to_make", list->counts[YUTU_PLATE_TO_MAKE]);
  yutu_json_add_int (builder, "to_replace", list->counts[YUTU_PLATE_TO_REPLACE]);
  yutu_json_add_int (builder, "stand", list->counts[YUTU_PLATE_STANDS]);
  yutu_json_add_int (builder, "set", n_set);
  yutu_json_add_text (builder, "out", out);
  yutu_json_add_int (builder, "pages", n_pages);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* Where the addresses come from, as it was said. */
typedef struct
{
  char *road;
  char *place;
  char *batch;
} Said;

static void
said_clear (Said *self)
{
  g_free (self->road);
  g_free (self->place);
  g_free (self->batch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static gboolean
find_source (YutuCall        *call,
             YutuFile        *file,
             const Said      *said,
             YutuPlateSource *source,
             GError         **error)
{
  if (said->batch != NULL)
    return yutu_file_find_case (file, said->batch, &source->batch, error);
  return yutu_verb_address_find_source (call, file, said->place, said->road, &source->unit, &source->place, error);
}

static gboolean
take_words (YutuCall        *call,
            Said            *said,
            YutuPlateSource *source,
            char           **out,
            gboolean        *is_set,
            GError         **error)
{
  source->is_all = yutu_call_take_flag (call, "--all");
  *is_set = yutu_call_take_flag (call, "--set");
  if (!yutu_call_take_option (call, "--road", &said->road, error) ||
      !yutu_call_take_option (call, "--place", &said->place, error) ||
      !yutu_call_take_option (call, "--batch", &said->batch, error) ||
      !yutu_call_take_int (call, "--address", 0, 1, G_MAXINT64, &source->address, error) ||
      !yutu_call_take_option (call, "-o", out, error) || !yutu_call_expect (call, 2, error))
    return FALSE;
  if ((said->road != NULL) + (said->place != NULL) + (said->batch != NULL) + (source->address != 0) == 1)
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("plates takes FILE and one of --road NAME, --place PLACE, --batch CASE or --address ID"));
  return FALSE;
}

YutuExit
yutu_verb_address_plates (YutuCall *call,
                          GError  **error)
{
  YutuPlateSource source = { 0 };
  gboolean        is_set = FALSE;
  gint64          n_set = 0;
  guint           n_pages = 0;
  g_auto (Said) said = { NULL };
  g_autofree char *out = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlateList) list = NULL;

  if (!take_words (call, &said, &source, &out, &is_set, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, is_set ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  list = modules != NULL && find_source (call, file, &said, &source, error)
           ? yutu_file_list_plates (file, &source, call->as_of, NULL, error)
           : NULL;
  if (list == NULL || (out != NULL && !yutu_plate_list_save (list, out, &n_pages, error)) ||
      (is_set && !yutu_file_record_plates (file, modules, list, call->as_of, &(YutuSigner){ call->actor, call->role }, &n_set,
                                           error)))
    return YUTU_EXIT_INPUT;
  if (!call->json && out == NULL)
    print_rows (list);
  for (guint i = 0; call->json && i < list->rows->len; i++)
    emit_row (call, list->rows->pdata[i]);
  emit_end (call, list, out, n_pages, n_set);
  return YUTU_EXIT_DONE;
}
