/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-sign-draft.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

static void
add_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

typedef struct
{
  const char *title;
  const char *kind; /* (nullable), as the texts below */
  const char *text;
  const char *pinyin;
  gint64      name; /* 0: of a unit */
  gboolean    has_point;
  YutuPoint   point;
} Draft;

static void
open_form (GtkWidget   *from,
           const Draft *draft)
{
  g_autoptr (JsonObject) base = json_object_new ();
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autofree char *number = draft->name != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, draft->name) : NULL;
  g_autofree char *base_text = NULL;
  g_autofree char *fields_text = NULL;

  add_text (base, "name", draft->title);
  add_text (fields, "sign_kind", draft->kind);
  add_text (fields, "sign_text", draft->text);
  add_text (fields, "sign_pinyin", draft->pinyin);
  add_text (fields, "name_id", number);
  base_text = to_text (base);
  fields_text = to_text (fields);
  gtk_widget_activate_action (from, "facility.add-to", "(sssbxx)", YUTU_SIGN_REGISTER, base_text, fields_text, draft->has_point,
                              draft->point.x, draft->point.y);
}

void
yutu_sign_draft_name (GtkWidget              *from,
                      const YutuSignlessName *name)
{
  /* Translators: the name of a sign: the name of the place */
  g_autofree char *title = g_strdup_printf (_ ("%s sign"), name->name);

  open_form (from, &(Draft){ title, name->sign, name->name, name->pinyin, name->id, name->has_point, name->point });
}

void
yutu_sign_draft_crossing (GtkWidget              *from,
                          const YutuSignCrossing *crossing)
{
  /* Translators: the name of a road sign: its road, the roads that meet there */
  g_autofree char *title =
    g_strdup_printf (_ ("%s road sign (%s)"), crossing->text != NULL ? crossing->text : "", crossing->names);

  open_form (from, &(Draft){ title, "road", crossing->text, crossing->pinyin, crossing->road, TRUE, crossing->roads.point });
}
