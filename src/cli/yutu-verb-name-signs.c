/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The crossings of roads, and which of them lack a sign. */

#include "cli/yutu-verb-name-private.h"

#include "session/yutu-name-edit.h"
#include "session/yutu-name-signs.h"

static void
emit_crossing (YutuCall               *call,
               const YutuSignCrossing *crossing)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "roads", crossing->names);
  yutu_json_add_boolean (builder, "sign", crossing->has_sign);
  yutu_json_add_place (builder, TRUE, crossing->roads.point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_end (YutuCall        *call,
          const YutuSigns *signs)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "crossings", signs->crossings->len);
  yutu_json_add_int (builder, "signed", signs->n_signed);
  json_builder_set_member_name (builder, "coverage");
  if (signs->crossings->len > 0)
    json_builder_add_double_value (builder, (double)signs->n_signed / signs->crossings->len);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_int (builder, "signs", signs->n_signs);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_name_signs (YutuCall *call,
                      GError  **error)
{
  gboolean         is_all = yutu_call_take_flag (call, "--all");
  gint64           road = 0;
  g_autofree char *name = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuSigns) signs = NULL;

  if (!yutu_call_take_option (call, "--road", &name, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || (name != NULL && !yutu_file_find_place_name (file, name, call->as_of, &road, error)))
    return YUTU_EXIT_INPUT;
  signs = yutu_file_read_signs (file, road, call->as_of, NULL, error);
  if (signs == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < signs->crossings->len; i++)
    {
      const YutuSignCrossing *crossing = signs->crossings->pdata[i];

      if (is_all || !crossing->has_sign)
        emit_crossing (call, crossing);
    }
  emit_end (call, signs);
  return signs->n_signed < signs->crossings->len ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}
