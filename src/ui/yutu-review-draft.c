/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The draft of a review: where the list is, or the list itself when it was pasted, and what was decided. */

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-json.h"
#include "ui/yutu-review-private.h"

#define PUT_MS 150 /* many decisions in one */

/* A URI, as a path need not be UTF-8. */
static char *
to_json (YutuReview *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  const YutuReviewSpec *spec = yutu_address_review_get_spec (self->review);
  g_autofree char      *decisions = yutu_address_review_to_json (self->review);
  g_autofree char      *uri = self->path != NULL ? g_filename_to_uri (self->path, NULL, NULL) : NULL;

  json_builder_begin_object (builder);
  yutu_json_put_text (builder, "uri", uri);
  yutu_json_put_text (builder, "text", self->text);
  yutu_json_add_int (builder, "column", (gint64)spec->column);
  yutu_json_add_boolean (builder, "heading", spec->has_heading);
  yutu_json_put_text (builder, "decisions", decisions);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
put_cb (gpointer data)
{
  YutuReview      *self = data;
  g_autofree char *content = NULL;
  g_autofree char *title = NULL;

  self->draft_source = 0;
  if (self->review == NULL || self->session == NULL)
    return G_SOURCE_REMOVE;
  content = to_json (self);
  title = self->path != NULL ? g_strdup_printf (_ ("Addresses of %s"), yutu_address_table_get_name (self->list))
                             : g_strdup (_ ("Addresses of a pasted list"));
  if (self->draft_key == NULL)
    self->draft_key = self->path != NULL ? g_strdup_printf ("address-review:%s", self->path) : g_strdup ("address-review:");
  yutu_session_put_draft (self->session, self->draft_key, YUTU_REVIEW_DRAFT_KIND, title, content);
  return G_SOURCE_REMOVE;
}

void
yutu_review_put_draft (YutuReview *self)
{
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (PUT_MS, put_cb, self); /* removed when the draft ends */
}

void
yutu_review_flush_draft (YutuReview *self)
{
  if (self->draft_source == 0)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  put_cb (self);
}

void
yutu_review_end_draft (YutuReview *self,
                       gboolean    is_done)
{
  if (!is_done)
    yutu_review_flush_draft (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft_key != NULL && self->session != NULL)
    (is_done ? yutu_session_drop_draft : yutu_session_leave_draft) (self->session, self->draft_key);
  g_clear_pointer (&self->draft_key, g_free);
}

/* The way is kept in the controls once the list is there: see yutu_review_take_table(). */
gboolean
yutu_review_resume (YutuReview      *self,
                    const YutuDraft *draft)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *decisions = NULL;
  JsonObject      *object = NULL;
  const char      *uri = NULL;

  g_return_val_if_fail (YUTU_IS_REVIEW (self), FALSE);
  if (!json_parser_load_from_data (parser, draft->content, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  uri = json_object_get_string_member_with_default (object, "uri", NULL);
  path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  text = g_strdup (json_object_get_string_member_with_default (object, "text", NULL));
  decisions = g_strdup (json_object_get_string_member_with_default (object, "decisions", NULL));
  if (path == NULL && text == NULL)
    return FALSE;
  if (path != NULL)
    yutu_review_read_file (self, path);
  else
    yutu_review_read_text (self, text);
  self->draft_key = yutu_session_take_up_draft (self->session, draft);
  self->decisions = g_steal_pointer (&decisions);
  self->wanted_column = (int)CLAMP (json_object_get_int_member_with_default (object, "column", 0), 0, G_MAXINT);
  self->wants_heading = json_object_get_boolean_member_with_default (object, "heading", FALSE);
  return TRUE;
}
