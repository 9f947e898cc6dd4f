/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "casework/yutu-case.h"
#include "ui/yutu-children.h"
#include "ui/yutu-form-row.h"

struct _YutuForm
{
  AdwBin parent_instance;

  GtkBox     *groups;
  GPtrArray  *rows; /* of YutuFormRow, in the order of the fields; the groups have them */
  char       *json; /* as it was put in; NULL: nothing */
  JsonNode   *start;
  JsonObject *held; /* texts typed before into fields that are locked now */

  const YutuFieldCheck *checks;
  gsize                 n_checks;

  gboolean was_valid;
  gboolean was_changed;
};

G_DEFINE_FINAL_TYPE (YutuForm, yutu_form, ADW_TYPE_BIN)

enum
{
  PROP_VALID = 1,
  PROP_CHANGED,
  N_PROPS
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_SUBMIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* ---- State ---- */

gboolean
yutu_form_is_valid (YutuForm *self)
{
  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (!yutu_form_row_is_valid (g_ptr_array_index (self->rows, i)))
      return FALSE;
  return TRUE;
}

gboolean
yutu_form_is_changed (YutuForm *self)
{
  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (yutu_form_row_is_changed (g_ptr_array_index (self->rows, i)))
      return TRUE;
  return yutu_form_has_held (self);
}

gboolean
yutu_form_has_held (YutuForm *self)
{
  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  return json_object_get_size (self->held) > 0;
}

static void
notify_state (YutuForm *self)
{
  gboolean is_valid = yutu_form_is_valid (self);
  gboolean is_changed = yutu_form_is_changed (self);

  if (self->was_valid != is_valid)
    {
      self->was_valid = is_valid;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
    }
  if (self->was_changed != is_changed)
    {
      self->was_changed = is_changed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
    }
}

/* The last broken one of a field is told. */
static void
check_relations (YutuForm *self)
{
  g_autofree char *json = self->n_checks > 0 ? yutu_form_dup_json (self) : NULL;

  for (guint i = 0; self->n_checks > 0 && i < self->rows->len; i++)
    {
      YutuFormRow *row = g_ptr_array_index (self->rows, i);
      const char  *fault = NULL;

      for (gsize c = 0; c < self->n_checks; c++)
        if (self->checks[c].left[0] == yutu_form_row_get_field (row) &&
            yutu_fields_find_broken (&self->checks[c], 1, json) != NULL)
          fault = yutu_title_get (&self->checks[c].message);
      yutu_form_row_set_fault (row, fault);
    }
}

static void
row_edited_cb (YutuForm *self)
{
  check_relations (self);
  notify_state (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* ---- Rows ---- */

typedef struct
{
  const YutuTitle *title;
  GtkWidget       *list;
} Group;

static GtkWidget *
add_group (YutuForm        *self,
           const YutuTitle *title)
{
  const char *text = yutu_title_get (title);
  /* Looks like the boxed lists beside it; but Tab and the arrow keys are its rows' own. */
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "css-name", "list", "orientation",
                                  GTK_ORIENTATION_VERTICAL, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  if (text[0] != '\0')
    {
      GtkWidget *heading = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
      gtk_widget_add_css_class (heading, "heading");
      gtk_widget_add_css_class (heading, "form-heading");
      gtk_box_append (self->groups, heading);
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_box_append (self->groups, list);
  return list;
}

static GtkWidget *
get_group (YutuForm        *self,
           GArray          *groups,
           const YutuTitle *title)
{
  Group group = { .title = title };

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *known = &g_array_index (groups, Group, i);

      if (g_str_equal (yutu_title_get (known->title), yutu_title_get (title)))
        return known->list;
    }
  group.list = add_group (self, title);
  g_array_append_val (groups, group);
  return group.list;
}

static JsonObject *
get_start (YutuForm *self)
{
  return self->start != NULL ? json_node_get_object (self->start) : NULL;
}

static void
clear (YutuForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    yutu_form_row_let_go (self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  yutu_box_clear (self->groups);
  g_clear_pointer (&self->start, json_node_unref);
  g_clear_pointer (&self->json, g_free);
  json_object_unref (self->held);
  self->held = json_object_new ();
  self->n_checks = 0;
}

void
yutu_form_set_fields (YutuForm        *self,
                      const YutuField *fields,
                      gsize            n_fields,
                      const char      *json)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autofree char *copy = g_strdup (json);
  g_autoptr (JsonNode) start = NULL;

  g_return_if_fail (YUTU_IS_FORM (self));
  g_return_if_fail (fields != NULL || n_fields == 0);

  clear (self);
  start = copy != NULL ? json_from_string (copy, NULL) : NULL;
  if (start != NULL && JSON_NODE_HOLDS_OBJECT (start))
    {
      self->start = g_steal_pointer (&start);
      self->json = g_steal_pointer (&copy);
    }
  for (gsize i = 0; i < n_fields; i++)
    {
      JsonNode  *value = self->start != NULL ? json_object_get_member (get_start (self), fields[i].id)
                                             : NULL;
      GtkWidget *row = yutu_form_row_new (&fields[i], value);

      g_signal_connect_object (row, "edited", G_CALLBACK (row_edited_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (get_group (self, groups, &fields[i].group)), row);
      g_ptr_array_add (self->rows, row);
    }
  notify_state (self);
}

void
yutu_form_set_checks (YutuForm             *self,
                      const YutuFieldCheck *checks,
                      gsize                 n_checks)
{
  g_return_if_fail (YUTU_IS_FORM (self));

  self->checks = checks;
  self->n_checks = n_checks;
  check_relations (self);
  notify_state (self);
}

static YutuFormRow *
find_row (YutuForm   *self,
          const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (yutu_form_row_get_field (g_ptr_array_index (self->rows, i))->id, id))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

void
yutu_form_lock (YutuForm   *self,
                const char *id)
{
  YutuFormRow *row;

  g_return_if_fail (YUTU_IS_FORM (self));

  row = find_row (self, id);
  if (row != NULL)
    yutu_form_row_lock (row);
  notify_state (self);
}

GtkWidget *
yutu_form_get_control (YutuForm   *self,
                       const char *id)
{
  YutuFormRow *row;

  g_return_val_if_fail (YUTU_IS_FORM (self), NULL);

  row = find_row (self, id);
  return row != NULL ? yutu_form_row_get_control (row) : NULL;
}

/* ---- What is filled in ---- */

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  return json_to_string (root, FALSE);
}

/* Takes @value. TRUE when @object is other than before. */
static gboolean
put (JsonObject *object,
     const char *id,
     JsonNode   *value)
{
  JsonNode *old = json_object_get_member (object, id);

  if (old == NULL ? JSON_NODE_HOLDS_NULL (value) : json_node_equal (old, value))
    {
      json_node_unref (value);
      return FALSE;
    }
  if (JSON_NODE_HOLDS_NULL (value))
    {
      json_object_remove_member (object, id);
      json_node_unref (value);
    }
  else
    json_object_set_member (object, id, value);
  return TRUE;
}

static void
copy_member_cb (JsonObject *from,
                const char *id,
                JsonNode   *node,
                gpointer    to)
{
  json_object_set_member (to, id, json_node_copy (node));
}

char *
yutu_form_dup_json (YutuForm *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean is_other = FALSE;

  g_return_val_if_fail (YUTU_IS_FORM (self), NULL);

  if (self->start != NULL)
    json_object_foreach_member (get_start (self), copy_member_cb, object);
  for (guint i = 0; i < self->rows->len; i++)
    {
      YutuFormRow *row = g_ptr_array_index (self->rows, i);
      const char  *id = yutu_form_row_get_field (row)->id;

      if (yutu_form_row_is_locked (row))
        is_other = put (object, id, json_node_init_null (json_node_alloc ())) || is_other;
      else
        is_other = put (object, id, yutu_form_row_dup_value (row)) || is_other;
    }
  return !is_other && self->json != NULL ? g_strdup (self->json) : to_text (object);
}

char *
yutu_form_dup_changes (YutuForm *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (YUTU_IS_FORM (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      YutuFormRow *row = g_ptr_array_index (self->rows, i);

      if (yutu_form_row_is_changed (row))
        json_object_set_member (object, yutu_form_row_get_field (row)->id,
                                yutu_form_row_dup_value (row));
    }
  return json_object_get_size (object) > 0 ? to_text (object) : NULL;
}

char *
yutu_form_dup_typed (YutuForm *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (YUTU_IS_FORM (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      YutuFormRow     *row = g_ptr_array_index (self->rows, i);
      g_autofree char *text = NULL;

      const char *id = yutu_form_row_get_field (row)->id;

      if (json_object_has_member (self->held, id))
        text = g_strdup (json_object_get_string_member (self->held, id));
      else if (yutu_form_row_is_changed (row))
        text = yutu_form_row_dup_text (row);
      if (text != NULL)
        json_object_set_string_member (object, id, text);
    }
  return json_object_get_size (object) > 0 ? to_text (object) : NULL;
}

void
yutu_form_set_typed (YutuForm   *self,
                     const char *typed)
{
  g_autoptr (JsonNode) root = json_from_string (typed, NULL);
  JsonObject *object;

  g_return_if_fail (YUTU_IS_FORM (self));

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  for (guint i = 0; i < self->rows->len; i++)
    {
      YutuFormRow *row = g_ptr_array_index (self->rows, i);
      JsonNode    *node = json_object_get_member (object, yutu_form_row_get_field (row)->id);

      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
          json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      if (yutu_form_row_is_locked (row))
        json_object_set_string_member (self->held, yutu_form_row_get_field (row)->id,
                                       json_node_get_string (node));
      else
        yutu_form_row_set_text (row, json_node_get_string (node));
    }
  check_relations (self);
  notify_state (self);
}

void
yutu_form_type (YutuForm   *self,
                const char *id,
                const char *text)
{
  YutuFormRow *row;

  g_return_if_fail (YUTU_IS_FORM (self) && text != NULL);

  row = find_row (self, id);
  g_return_if_fail (row != NULL);
  yutu_form_row_set_text (row, text);
  row_edited_cb (self);
}

void
yutu_form_propose (YutuForm   *self,
                   const char *id,
                   const char *text)
{
  YutuFormRow *row;

  g_return_if_fail (YUTU_IS_FORM (self) && text != NULL);

  row = find_row (self, id);
  g_return_if_fail (row != NULL);
  yutu_form_row_propose (row, text);
  check_relations (self);
  notify_state (self);
}

/* ---- Keys ---- */

gboolean
yutu_form_focus_first (YutuForm *self)
{
  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  return self->rows->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

gboolean
yutu_form_focus_missing (YutuForm *self)
{
  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (!yutu_form_row_is_valid (g_ptr_array_index (self->rows, i)))
      return gtk_widget_grab_focus (g_ptr_array_index (self->rows, i));
  return yutu_form_focus_first (self);
}

gboolean
yutu_form_focus_invalid (YutuForm *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (YUTU_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      YutuFormRow *row = g_ptr_array_index (self->rows, i);

      if (yutu_form_row_is_valid (row))
        continue;
      yutu_form_row_reveal (row);
      first = first != NULL ? first : GTK_WIDGET (row);
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first != NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                YutuForm              *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_SUBMIT], 0);
  return TRUE;
}

/* A click anywhere on a row goes to its control. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             YutuForm        *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, YUTU_TYPE_FORM_ROW) : NULL;

  if (row != NULL && (picked == row || GTK_IS_LABEL (picked)) &&
      gtk_widget_get_focus_child (row) == NULL)
    gtk_widget_grab_focus (row);
}

/* ---- Object ---- */

GtkWidget *
yutu_form_new (void)
{
  return g_object_new (YUTU_TYPE_FORM, NULL);
}

static void
yutu_form_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  YutuForm *self = YUTU_FORM (object);

  if (prop_id == PROP_VALID)
    g_value_set_boolean (value, self->was_valid);
  else if (prop_id == PROP_CHANGED)
    g_value_set_boolean (value, self->was_changed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
yutu_form_finalize (GObject *object)
{
  YutuForm *self = YUTU_FORM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->start, json_node_unref);
  g_free (self->json);
  json_object_unref (self->held);
  G_OBJECT_CLASS (yutu_form_parent_class)->finalize (object);
}

static void
yutu_form_class_init (YutuFormClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GType             type = G_TYPE_FROM_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yutu_form_get_property;
  object_class->finalize = yutu_form_finalize;
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE, readable);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SUBMIT] =
    g_signal_new ("submit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_form_init (YutuForm *self)
{
  self->held = json_object_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  self->rows = g_ptr_array_new ();
  self->was_valid = TRUE;
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->groups), "form");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->groups));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
