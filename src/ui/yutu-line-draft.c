/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The draft of a vertex: {"arc":…,"kind":"move"|"insert","index":…,"steps":[[x,y],…]}, grid steps. */

#include "ui/yutu-line-tool-private.h"

#include <json-glib/json-glib.h>

#include "session/yutu-drafts.h"

#define MAX_STEPS 10000

static char *
dup_key (YutuLineTool *self)
{
  return g_strdup_printf ("edit:arc:%" G_GINT64_FORMAT, yutu_line_edit_get_arc (self->line));
}

void
yutu_line_tool_keep_draft (YutuLineTool *self)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *key = dup_key (self);
  g_autofree char *title = yutu_line_tool_dup_title (self->line);

  g_string_append_printf (content,
                          "{\"arc\":%" G_GINT64_FORMAT ",\"kind\":\"%s\",\"index\":%" G_GSSIZE_FORMAT
                          ",\"steps\":[",
                          yutu_line_edit_get_arc (self->line),
                          self->kind == YUTU_VERTEX_INSERT ? "insert" : "move", self->vertex);
  for (guint i = 0; i < self->steps->len; i++)
    {
      YutuPoint step = g_array_index (self->steps, YutuPoint, i);

      g_string_append_printf (content, "%s[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                              i > 0 ? "," : "", step.x, step.y);
    }
  g_string_append (content, "]}");
  yutu_session_put_draft (self->session, key, "vertex", title, content->str);
}

void
yutu_line_tool_drop_draft (YutuLineTool *self)
{
  g_autofree char *key = dup_key (self);

  yutu_session_drop_draft (self->session, key);
}

void
yutu_line_tool_settle_draft (YutuLineTool *self)
{
  g_autofree char *key = dup_key (self);

  yutu_session_settle_draft (self->session, key);
}

void
yutu_line_tool_leave_draft (YutuLineTool *self)
{
  g_autofree char *key = NULL;

  if (self->session == NULL || self->line == NULL || self->steps->len == 0)
    return;
  key = dup_key (self);
  yutu_session_leave_draft (self->session, key);
}

/* (nullable) */
static JsonObject *
read_content (const char *content,
              JsonParser *parser)
{
  JsonNode *root = json_parser_load_from_data (parser, content, -1, NULL) ? json_parser_get_root (parser) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

gint64
yutu_line_draft_get_arc (const char *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_content (content, parser);

  return object != NULL ? json_object_get_int_member_with_default (object, "arc", 0) : 0;
}

void
yutu_line_tool_take_draft (YutuLineTool *self,
                           const char   *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *key = dup_key (self);
  JsonObject      *object = read_content (content, parser);
  JsonArray       *steps = object != NULL && json_object_has_member (object, "steps")
                             ? json_object_get_array_member (object, "steps")
                             : NULL;
  const char      *kind = NULL;
  gint64           index;
  gsize            n = 0;

  yutu_line_edit_get_points (self->line, &n);
  index = object != NULL ? json_object_get_int_member_with_default (object, "index", -1) : -1;
  kind = object != NULL ? json_object_get_string_member_with_default (object, "kind", "move") : "move";
  if (steps == NULL || index < 0 || index >= (gint64)n)
    return;
  self->kind = g_str_equal (kind, "insert") && index > 0 ? YUTU_VERTEX_INSERT : YUTU_VERTEX_MOVE;
  self->vertex = (gssize)index;
  g_array_set_size (self->steps, 0);
  for (guint i = 0; i < MIN (json_array_get_length (steps), MAX_STEPS); i++)
    {
      JsonNode *node = json_array_get_element (steps, i);
      YutuPoint step;

      if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2)
        continue;
      step = (YutuPoint){ json_array_get_int_element (json_node_get_array (node), 0),
                          json_array_get_int_element (json_node_get_array (node), 1) };
      g_array_append_val (self->steps, step);
    }
  yutu_session_enter_draft (self->session, key);
}
