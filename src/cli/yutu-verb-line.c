/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines vertex by vertex, as the window edits them. */

#include "cli/yutu-verb-line-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "geo/yutu-measure.h"
#include "session/yutu-line-edit.h"

#define DEFAULT_RADIUS_M 1000
#define MAX_RADIUS_M     100000

static void
emit_units (JsonBuilder           *builder,
            const YutuLineEdit    *line,
            const YutuLinePreview *preview)
{
  const GArray *units = yutu_line_edit_get_units (line);

  json_builder_set_member_name (builder, "units");
  json_builder_begin_array (builder);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuLineUnit *unit = &g_array_index (units, YutuLineUnit, i);

      if (preview->area_cm2[i] == unit->area_cm2)
        continue;
      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "id", unit->unit);
      yutu_json_add_int (builder, "level", unit->level);
      yutu_json_add_text (builder, "name", unit->name);
      yutu_json_add_double (builder, "area_m2_before", (double)unit->area_cm2 / YUTU_CM2_PER_M2);
      yutu_json_add_double (builder, "area_m2_after", (double)preview->area_cm2[i] / YUTU_CM2_PER_M2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
parse_vertex (char   **words, /* arc, index */
              gint64  *arc,
              gsize   *index,
              GError **error)
{
  guint64 number = 0;

  if (g_ascii_string_to_signed (words[0], 10, 1, G_MAXINT64, arc, NULL) &&
      g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXINT32, &number, NULL))
    {
      *index = (gsize)number;
      return TRUE;
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("“%s %s” is no vertex: give the arc's id and the vertex' number, the first being 0"),
               words[0], words[1]);
  return FALSE;
}

static YutuExit
edit_vertex (YutuCall          *call,
             YutuVertexEditKind kind,
             GError           **error)
{
  YutuVertexEdit edit = { .kind = kind };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  g_auto (YutuLinePreview) preview = { 0 };
  JsonBuilder *builder = NULL;
  gint64       entry = 0;

  if (!yutu_call_expect (call, kind == YUTU_VERTEX_DELETE ? 4 : 6, error) ||
      !parse_vertex (call->words + 2, &edit.arc, &edit.index, error) ||
      (kind != YUTU_VERTEX_DELETE &&
       !yutu_call_parse_point (call->words[4], call->words[5], &edit.to, error)))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  line = file != NULL ? yutu_file_read_line_edit (file, edit.arc, call->as_of, NULL, error) : NULL;
  if (line == NULL || !yutu_file_edit_line (file, &edit, NULL, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  yutu_line_edit_preview (line, &edit, &preview);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", entry);
  yutu_json_add_int (builder, "arc", edit.arc);
  yutu_json_add_text (builder, "line", yutu_line_edit_get_line_name (line));
  yutu_json_add_double (builder, "length_m_before", yutu_line_edit_get_length_m (line));
  yutu_json_add_double (builder, "length_m_after", preview.length_m);
  emit_units (builder, line, &preview);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static YutuExit
find_vertex (YutuCall *call,
             GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuLineEdit) line = NULL;
  YutuLineVertex vertex;
  JsonBuilder   *builder = NULL;
  YutuPoint      point;
  gint64         radius_m = 0;
  gsize          n = 0;

  if (!yutu_call_take_int (call, "--radius", DEFAULT_RADIUS_M, 1, MAX_RADIUS_M, &radius_m, error) ||
      !yutu_call_expect (call, 4, error) ||
      !yutu_call_parse_point (call->words[2], call->words[3], &point, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL ||
      !yutu_file_find_line_vertex (file, point, (double)radius_m, call->as_of, &vertex, error))
    return YUTU_EXIT_INPUT;
  if (vertex.arc == 0)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                   _ ("no line within %" PRId64 " m"), radius_m);
      return YUTU_EXIT_INPUT;
    }
  line = yutu_file_read_line_edit (file, vertex.arc, call->as_of, NULL, error);
  if (line == NULL)
    return YUTU_EXIT_INPUT;
  yutu_line_edit_get_points (line, &n);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "arc", vertex.arc);
  yutu_json_add_int (builder, "vertex", (gint64)vertex.index);
  yutu_json_add_int (builder, "vertices", (gint64)n);
  yutu_json_add_place (builder, TRUE, vertex.point);
  yutu_json_add_double (builder, "distance_m", vertex.distance_m);
  yutu_json_add_text (builder, "line", yutu_line_edit_get_line_name (line));
  yutu_json_add_text (builder, "left", yutu_line_edit_get_side (line, FALSE));
  yutu_json_add_text (builder, "right", yutu_line_edit_get_side (line, TRUE));
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_line (YutuCall *call,
                GError  **error)
{
  const char *what = call->n_words > 1 ? call->words[1] : "";
  gboolean    is_record = FALSE;
  YutuExit    code = yutu_verb_line_record (call, &is_record, error);

  if (is_record)
    return code;
  if (g_str_equal (what, "vertex"))
    return find_vertex (call, error);
  if (g_str_equal (what, "move-vertex"))
    return edit_vertex (call, YUTU_VERTEX_MOVE, error);
  if (g_str_equal (what, "add-vertex"))
    return edit_vertex (call, YUTU_VERTEX_INSERT, error);
  if (g_str_equal (what, "delete-vertex"))
    return edit_vertex (call, YUTU_VERTEX_DELETE, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say what: list, show, due, describe, bounds, set, pillar, add-pillar, set-pillar, "
                       "note-pillar, end-pillar, inspect, record, vertex, move-vertex, add-vertex or "
                       "delete-vertex"));
  return YUTU_EXIT_USAGE;
}
