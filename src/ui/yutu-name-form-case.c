/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is filled in, begun as a case (地名命名、更名): the name holds from the end of the case on, not at once. */

#include "ui/yutu-name-form-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "casework/yutu-case-guide.h"
#include "session/yutu-drafts.h"
#include "session/yutu-name-case.h"
#include "session/yutu-session-cases.h"

/* NULL: the modules have no kind of case for this. */
static const YutuCaseKind *
find_kind (YutuNameForm *self)
{
  const YutuModules *modules = self->session != NULL ? yutu_session_get_modules (self->session) : NULL;
  YutuNameWork       work = yutu_name_form_is_of_old (self) ? YUTU_NAME_WORK_RENAME : YUTU_NAME_WORK_NAME;

  if (self->unit != 0 || self->is_record) /* units are renamed by a division change order */
    return NULL;
  for (gsize m = 0; modules != NULL && m < yutu_modules_get_n (modules); m++)
    for (gsize k = 0; k < yutu_modules_get (modules, m)->n_kinds; k++)
      if (yutu_modules_get (modules, m)->kinds[k].name_work == work)
        return &yutu_modules_get (modules, m)->kinds[k];
  return NULL;
}

static const YutuField *
find_field (const YutuCaseKind *kind,
            const char         *id)
{
  for (gsize i = 0; i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].id, id))
      return &kind->fields[i];
  return NULL;
}

static void
put (JsonObject         *fields,
     const YutuCaseKind *kind,
     const char         *id,
     const char         *text)
{
  if (text != NULL && *text != '\0' && find_field (kind, id) != NULL)
    json_object_set_string_member (fields, id, text);
}

/* The choice of the case's class that stands for a class of the table. */
static const char *
choose_class (YutuNameForm *self,
              const char   *code)
{
  static const char *const natural[] = { "river", "lake", "hill", "mountain", NULL };
  static const char *const same[] = { "road", "estate", "building", NULL };
  const YutuPlaceClass *class = yutu_place_classes_find (self->classes, code);

  if (class == NULL)
    return NULL;
  if (g_strv_contains (same, class->kind))
    return class->kind;
  if (g_str_equal (class->kind, "natural-village"))
    return "village";
  return g_strv_contains (natural, class->kind) || g_str_equal (class->group, "relief") || g_str_equal (class->group, "water") ||
             g_str_equal (class->group, "sea")
           ? "natural"
           : "facility";
}

static char *
make_fields (YutuNameForm       *self,
             const YutuCaseKind *kind,
             const char         *name)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *code = yutu_name_form_dup_value (self, "class");
  g_autofree char *alias = yutu_name_form_dup_value (self, "alias");
  g_autofree char *meaning = yutu_name_form_dup_value (self, "meaning");
  double           figures[YUTU_N_FIGURES] = { 0 };
  JsonObject      *fields = json_object_new ();

  json_node_take_object (root, fields);
  put (fields, kind, "proposed_name", name);
  put (fields, kind, "class", choose_class (self, code));
  put (fields, kind, "alias", alias);
  put (fields, kind, "meaning", meaning);
  if (!yutu_name_form_is_rename (self))
    yutu_name_form_read_figures (self, figures);
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    if (figures[i] > 0 && find_field (kind, yutu_figure_to_text (i)) != NULL)
      json_object_set_double_member (fields, yutu_figure_to_text (i), figures[i]);
  return json_to_string (root, FALSE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64           id = yutu_session_open_case_finish (YUTU_SESSION (source), result, &error);

  if (self->session == NULL) /* the window is gone */
    return;
  self->is_saving = FALSE;
  if (id == 0)
    {
      yutu_name_form_update_buttons (self);
      yutu_name_form_fail (self, error);
      return;
    }
  words = g_strdup_printf (_ ("Opened: %s"), yutu_title_get (&find_kind (self)->title));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x", id);
  yutu_name_form_tell_done (self, words);
}

void
yutu_name_form_open_case (YutuNameForm *self)
{
  const YutuCaseKind *kind = find_kind (self);
  g_autofree char    *name = yutu_name_form_dup_value (self, "name");
  g_autofree char    *fields = NULL;
  g_autofree char    *key = NULL;
  g_autoptr (YutuPlace) place = NULL;
  YutuCaseOpening opening = { 0 };

  if (kind == NULL || !gtk_widget_get_sensitive (self->open_case))
    return;
  g_strstrip (name);
  fields = make_fields (self, kind, name);
  place = self->place_id != 0 ? yutu_place_new_object (YUTU_PLACE_NAME, self->place_id) : yutu_place_new_point (self->point);
  opening.kind = kind->id;
  opening.fields = fields;
  opening.officer = yutu_session_get_actor (self->session);
  opening.opened_on = yutu_day_today ();
  opening.shape = self->shape;
  self->is_saving = TRUE;
  yutu_name_form_update_buttons (self);
  key = yutu_name_form_dup_key (self);
  yutu_session_settle_draft (self->session, key);
  yutu_session_open_case_async (self->session, place, &opening, opened_cb, g_object_ref (self));
}

void
yutu_name_form_update_case_button (YutuNameForm *self)
{
  const YutuCaseKind *kind = find_kind (self);
  g_autofree char    *name = yutu_name_form_dup_value (self, "name");
  g_autofree char    *hint = NULL;

  gtk_widget_set_visible (self->open_case, kind != NULL);
  if (kind == NULL)
    return;
  hint = g_strdup_printf (_ ("Open a case of %s: from the plan to the notice; the name is in use at its end, not at once"),
                          yutu_title_get (&kind->title));
  gtk_widget_set_tooltip_text (self->open_case, hint);
  gtk_widget_set_sensitive (self->open_case, !self->is_saving && self->facts != NULL && name != NULL && *name != '\0' &&
                                               yutu_case_kind_may_open (kind, yutu_session_get_role (self->session)));
}
