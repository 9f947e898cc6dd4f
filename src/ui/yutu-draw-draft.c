/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The draft of a drawing: {"purpose":"split:42","at":3,"steps":[[[x,y],…],…],"typed":{…}}, grid steps; "at":
 * how many of the steps are not taken back; "typed": what the form that follows it has, once it has any. */

#include "ui/yutu-draw-tool-private.h"

#include <json-glib/json-glib.h>

#include "session/yutu-drafts.h"

char *
yutu_draw_draft_dup_key (const char *purpose)
{
  return g_strdup_printf ("edit:draw:%s", purpose);
}

char *
yutu_draw_draft_dup_content (const char        *purpose,
                             const YutuDrawing *drawing,
                             const char        *typed)
{
  g_autofree char *steps = yutu_drawing_to_json (drawing);
  guint            at = yutu_drawing_count_steps (drawing);

  if (typed == NULL)
    return g_strdup_printf ("{\"purpose\":\"%s\",\"at\":%u,\"steps\":%s}", purpose, at, steps);
  return g_strdup_printf ("{\"purpose\":\"%s\",\"at\":%u,\"steps\":%s,\"typed\":%s}", purpose, at, steps, typed);
}

void
yutu_draw_tool_keep_draft (YutuDrawTool *self)
{
  g_autofree char *key = yutu_draw_draft_dup_key (self->purpose);
  g_autofree char *content = NULL;

  if (!yutu_draw_tool_has_own_step (self, FALSE) && !yutu_draw_tool_has_own_step (self, TRUE))
    return;
  content = yutu_draw_draft_dup_content (self->purpose, self->drawing, self->form_typed);
  yutu_session_put_draft (self->session, key, "drawing", self->title, content);
}

void
yutu_draw_tool_leave_draft (YutuDrawTool *self)
{
  g_autofree char *key = yutu_draw_draft_dup_key (self->purpose);

  if (!yutu_draw_tool_has_own_step (self, FALSE) && !yutu_draw_tool_has_own_step (self, TRUE))
    yutu_session_drop_draft (self->session, key);
  else
    yutu_session_leave_draft (self->session, key);
}

void
yutu_draw_tool_drop_draft (YutuDrawTool *self,
                           const char   *purpose)
{
  g_autofree char *key = yutu_draw_draft_dup_key (purpose);

  if (self->session != NULL)
    yutu_session_drop_draft (self->session, key);
}

void
yutu_draw_tool_offer_draft (YutuDrawTool *self,
                            const char   *purpose)
{
  g_autofree char *key = yutu_draw_draft_dup_key (purpose);

  if (self->session != NULL)
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

char *
yutu_draw_draft_dup_purpose (const char *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_content (content, parser);

  return object != NULL ? g_strdup (json_object_get_string_member_with_default (object, "purpose", NULL))
                        : NULL;
}

char *
yutu_draw_draft_dup_typed (const char *content)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_content (content, parser);
  JsonNode   *typed = object != NULL ? json_object_get_member (object, "typed") : NULL;

  return typed != NULL && JSON_NODE_HOLDS_OBJECT (typed) ? json_to_string (typed, FALSE) : NULL;
}

YutuDrawing *
yutu_draw_draft_read (const char *content,
                      gboolean    is_ring)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = read_content (content, parser);
  gint64      at = object != NULL ? json_object_get_int_member_with_default (object, "at", 0) : 0;
  g_autofree char *steps = NULL;

  if (object == NULL || !json_object_has_member (object, "steps"))
    return NULL;
  steps = json_to_string (json_object_get_member (object, "steps"), FALSE);
  return yutu_drawing_from_json (steps, is_ring, (guint)CLAMP (at, 0, YUTU_DRAWING_MAX_POINTS));
}
