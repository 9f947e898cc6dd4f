/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One place name: what is recorded of it, the cases that led it, its notice and filing sheet. */

#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-case.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-papers.h"

/* ---- The record ---- */

typedef struct
{
  gint64     id;
  GPtrArray *facts;
} Read;

static gboolean
read_facts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read *read = data;

  read->facts = yutu_place_name_list_facts (connection, read->id, error);
  return read->facts != NULL;
}

static void
put_cases (JsonBuilder     *builder,
           const GPtrArray *cases)
{
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cases->len; i++)
    {
      const YutuNameCase *found = cases->pdata[i];

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "id", found->id);
      yutu_json_add_text (builder, "case_no", found->case_no);
      yutu_json_add_text (builder, "kind", found->kind != NULL ? found->kind->id : NULL);
      yutu_json_add_text (builder, "state", found->state);
      yutu_json_add_boolean (builder, "open", found->is_open);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

YutuExit
yutu_verb_name_show (YutuCall *call,
                     GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  JsonBuilder *builder = NULL;
  Read         read = { 0 };

  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], call->as_of, &read.id, error) ||
      !yutu_store_read (yutu_file_get_store (file), read_facts, &read, NULL, error))
    return YUTU_EXIT_INPUT;
  facts = read.facts;
  modules = yutu_modules_load (error);
  cases = modules != NULL ? yutu_file_list_name_cases (file, modules, read.id, NULL, error) : NULL;
  if (cases == NULL)
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", read.id);
  for (guint i = 0; i < facts->len; i++)
    {
      const YutuPlaceFact *fact = facts->pdata[i];

      yutu_json_add_text (builder, g_str_has_prefix (fact->key, "fields.") ? fact->key + strlen ("fields.") : fact->key, fact->text);
    }
  put_cases (builder, cases);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- Papers ---- */

static void
emit_paper (YutuCall            *call,
            gint64               id,
            const YutuNamePaper *paper,
            const char          *out)
{
  g_autofree char *text = yutu_name_paper_dup_text (paper);
  JsonBuilder     *builder = NULL;

  if (!call->json && out == NULL)
    {
      g_print ("%s", text);
      for (guint i = 0; i < paper->missing->len; i++)
        g_printerr (_ ("missing in the record: %s\n"), (const char *)paper->missing->pdata[i]);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_text (builder, "out", out);
  yutu_json_add_text (builder, "text", text);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < paper->missing->len; i++)
    json_builder_add_string_value (builder, paper->missing->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
write_paper (YutuCall         *call,
             YutuNamePaperKind kind,
             GError          **error)
{
  g_autofree char *out = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuNamePaper) paper = NULL;
  gint64 id = 0;

  if (!yutu_call_take_option (call, "-o", &out, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], call->as_of, &id, error))
    return YUTU_EXIT_INPUT;
  paper = yutu_file_write_name_paper (file, id, kind, call->as_of, NULL, error);
  if (paper == NULL || (out != NULL && !yutu_name_paper_save (paper, out, error)))
    return YUTU_EXIT_INPUT;
  emit_paper (call, id, paper, out);
  return paper->missing->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_name_notice (YutuCall *call,
                       GError  **error)
{
  return write_paper (call, YUTU_NAME_NOTICE, error);
}

YutuExit
yutu_verb_name_filing (YutuCall *call,
                       GError  **error)
{
  return write_paper (call, YUTU_NAME_FILING, error);
}
