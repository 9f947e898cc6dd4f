/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-case-naming.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-case.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-session-edit.h"
#include "ui/yutu-spelling.h"
#include "ui/yutu-wheel.h"

#define MAX_PX 220 /* then it scrolls */

struct _YutuCaseNaming
{
  AdwBin parent_instance;

  GtkWidget     *scroller;
  GtkLabel      *pinyin;
  YutuNameNotes *notes;

  YutuSession   *session;
  gint64         name;      /* place name that the case is about; 0: none */
  gint64         unit;      /* that it is opened at; 0: none */
  gint64         except;    /* the name that is not its own rival; 0: none */
  gboolean       is_rename; /* the name gets another one */
  gboolean       is_clean_up;
  const char    *field; /* of the kind, in which the name is typed */
  gboolean       has_point;
  YutuPoint      point;
  YutuShape     *shape;  /* (nullable): as drawn */
  YutuNameFacts *facts;  /* NULL: not read yet */
  char          *fields; /* (nullable): as last filled in */
  GCancellable  *reading;
};

G_DEFINE_FINAL_TYPE (YutuCaseNaming, yutu_case_naming, ADW_TYPE_BIN)

/* ---- What is told ---- */

static char *
dup_field (const YutuCaseNaming *self,
           const char           *id)
{
  g_autoptr (JsonNode) root = self->fields != NULL ? json_from_string (self->fields, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
           ? g_strdup (json_object_get_string_member_with_default (json_node_get_object (root), id, NULL))
           : NULL;
}

static void
show_pinyin (YutuCaseNaming *self,
             const char     *name,
             const char     *name_class)
{
  g_auto (YutuNameProposal) proposal = { 0 };

  yutu_name_proposal_fill (&proposal, NULL, self->facts->readings, name, name_class,
                           YUTU_DRAWN_POINT | YUTU_DRAWN_LINE | YUTU_DRAWN_AREA);
  yutu_spelling_tell (self->pinyin, &proposal);
}

static void
update (YutuCaseNaming *self)
{
  g_autofree char *name = self->field != NULL ? dup_field (self, self->field) : NULL;
  g_autofree char *said = self->is_clean_up ? NULL : dup_field (self, "class"); /* there it is that of the fault */
  YutuNameQuestion question = { .name = name, .day = yutu_day_today (), .has_point = self->has_point, .point = self->point };
  gboolean         is_told = self->facts != NULL && name != NULL && *name != '\0';

  gtk_widget_set_visible (self->scroller, is_told);
  if (!is_told)
    {
      yutu_name_notes_forget (self->notes);
      return;
    }
  question.name_class = self->is_rename ? self->facts->name_class : yutu_name_case_choose_class (said, name);
  question.division = self->unit != 0 ? self->unit : self->facts->within;
  question.except = self->except;
  question.former = self->except != 0 ? self->facts->former : 0;
  question.shape = self->shape != NULL ? self->shape : self->facts->shape;
  yutu_name_figures_read_text (self->fields, question.figures);
  show_pinyin (self, name, question.name_class);
  yutu_name_notes_ask (self->notes, self->facts->names, &question, self->except == 0);
}

/* ---- Beginning and end ---- */

static void
learnt_cb (gpointer self,
           gpointer data)
{
  update (self);
}

static void
changed_cb (YutuSession    *session,
            GStrv           tables,
            YutuCaseNaming *self)
{
  yutu_spelling_learn (session, tables, G_OBJECT (self), &self->facts, learnt_cb);
}

static void
take_session (YutuCaseNaming *self,
              YutuSession    *session)
{
  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, changed_cb, self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
facts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (YutuCaseNaming) self = data;
  g_autoptr (GError) error = NULL;
  YutuNameFacts *facts = yutu_session_read_name_facts_finish (YUTU_SESSION (source), result, &error);

  if (facts == NULL || self->notes == NULL) /* the case can be opened without: its first step asks the rules again */
    return;
  g_clear_object (&self->reading);
  self->facts = facts;
  update (self);
}

void
yutu_case_naming_end (YutuCaseNaming *self)
{
  g_return_if_fail (YUTU_IS_CASE_NAMING (self));

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->facts, yutu_name_facts_free);
  g_clear_pointer (&self->fields, g_free);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  if (self->notes == NULL)
    return;
  yutu_name_notes_forget (self->notes);
  gtk_widget_set_visible (self->scroller, FALSE);
}

/* Where the name would stand. */
static void
take_place (YutuCaseNaming *self,
            YutuPlace      *place)
{
  YutuPlaceKind kind = yutu_place_get_kind (place);

  self->name = kind == YUTU_PLACE_NAME ? yutu_place_get_id (place) : 0;
  self->unit = kind == YUTU_PLACE_UNIT ? yutu_place_get_id (place) : 0;
  self->has_point = kind == YUTU_PLACE_POINT || kind == YUTU_PLACE_CIRCLE || kind == YUTU_PLACE_SHAPE;
  if (kind == YUTU_PLACE_POINT || kind == YUTU_PLACE_CIRCLE)
    self->point = yutu_place_get_center (place);
  if (kind != YUTU_PLACE_SHAPE)
    return;
  self->shape = yutu_shape_ref ((YutuShape *)yutu_place_get_shape (place));
  self->has_point = yutu_place_label_point (self->shape, &self->point);
}

static const char *
find_field (const YutuCaseKind *kind)
{
  switch (kind->name_work)
    {
    case YUTU_NAME_WORK_NAME:
    case YUTU_NAME_WORK_RENAME:
      return "proposed_name";
    case YUTU_NAME_WORK_CLEAN_UP:
      return "new_name";
    case YUTU_NAME_WORK_NONE:
    case YUTU_NAME_WORK_ABOLISH:
    default:
      return NULL;
    }
}

static void
begin (YutuCaseNaming     *self,
       YutuSession        *session,
       const YutuCaseKind *kind)
{
  take_session (self, session);
  self->is_rename = kind->name_work != YUTU_NAME_WORK_NAME && self->name != 0;
  self->is_clean_up = kind->name_work == YUTU_NAME_WORK_CLEAN_UP;
  self->reading = g_cancellable_new ();
  yutu_session_read_name_facts_async (session, 0, self->name, self->point, self->reading, facts_read_cb, g_object_ref (self));
}

void
yutu_case_naming_begin (YutuCaseNaming     *self,
                        YutuSession        *session,
                        YutuPlace          *place,
                        const YutuCaseKind *kind)
{
  g_return_if_fail (YUTU_IS_CASE_NAMING (self));

  yutu_case_naming_end (self);
  self->field = find_field (kind);
  if (self->field == NULL)
    return;
  take_place (self, place);
  self->except = kind->name_work == YUTU_NAME_WORK_NAME ? 0 : self->name;
  begin (self, session, kind);
}

void
yutu_case_naming_begin_step (YutuCaseNaming       *self,
                             YutuSession          *session,
                             const YutuCaseDetail *detail)
{
  g_return_if_fail (YUTU_IS_CASE_NAMING (self));

  yutu_case_naming_end (self);
  self->field = find_field (detail->kind);
  if (self->field == NULL)
    return;
  /* The page that the step is on scrolls itself. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  self->name = self->except = detail->name;
  self->unit = detail->name != 0 ? 0 : detail->row.village != 0 ? detail->row.village
                                                                : detail->row.township;
  self->has_point = FALSE;
  begin (self, session, detail->kind);
}

/* What is typed of @set, over what the case has. */
static char *
join_fields (const char *fields,
             const char *set)
{
  g_autoptr (JsonNode) root = fields != NULL ? json_from_string (fields, NULL) : NULL;
  g_autoptr (JsonNode) added = json_from_string (set, NULL);
  JsonObjectIter iter;
  const char    *id;
  JsonNode      *value;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || added == NULL || !JSON_NODE_HOLDS_OBJECT (added))
    return g_strdup (set);
  json_object_iter_init (&iter, json_node_get_object (added));
  while (json_object_iter_next (&iter, &id, &value))
    json_object_set_member (json_node_get_object (root), id, json_node_copy (value));
  return json_to_string (root, FALSE);
}

void
yutu_case_naming_take_step (YutuCaseNaming *self,
                            const char     *fields,
                            const char     *set)
{
  g_autoptr (JsonNode) root = set != NULL ? json_from_string (set, NULL) : NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (YUTU_IS_CASE_NAMING (self));
  if (self->field == NULL)
    return;
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) && json_object_has_member (json_node_get_object (root), self->field))
    all = join_fields (fields, set);
  yutu_case_naming_take (self, all);
}

void
yutu_case_naming_take (YutuCaseNaming *self,
                       const char     *fields)
{
  g_return_if_fail (YUTU_IS_CASE_NAMING (self));

  g_free (self->fields);
  self->fields = g_strdup (fields);
  if (self->facts != NULL)
    update (self);
}

void
yutu_case_naming_set_map (YutuCaseNaming *self,
                          YutuMapView    *map)
{
  g_return_if_fail (YUTU_IS_CASE_NAMING (self));

  yutu_name_notes_set_map (self->notes, map);
}

/* ---- Object ---- */

/* The rivals are on the map as long as the form is seen. */
static void
unmapped_cb (YutuCaseNaming *self)
{
  if (self->notes != NULL)
    yutu_name_notes_hide_rivals (self->notes);
}

static void
mapped_cb (YutuCaseNaming *self)
{
  if (self->facts != NULL)
    update (self);
}

static void
yutu_case_naming_dispose (GObject *object)
{
  YutuCaseNaming *self = YUTU_CASE_NAMING (object);

  self->notes = NULL;
  yutu_case_naming_end (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yutu_case_naming_parent_class)->dispose (object);
}

static void
yutu_case_naming_class_init (YutuCaseNamingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_case_naming_dispose;
}

static void
yutu_case_naming_init (YutuCaseNaming *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->pinyin = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->pinyin, 0);
  gtk_label_set_wrap (self->pinyin, TRUE);
  gtk_label_set_selectable (self->pinyin, TRUE);
  yutu_spelling_begin (self->pinyin);
  self->notes = g_object_new (YUTU_TYPE_NAME_NOTES, NULL);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->notes), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pinyin));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notes));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_widget_set_visible (self->scroller, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
