/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Title and control stand side by side where there is room for 19 em, else one above the other: so
 * a narrow pane and text of 200 % clip nothing. Many rows are built at once, so a row is little more
 * than its label and its control; what is seldom needed is made when it is. */

#include "ui/yutu-form-row.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-form-choice.h"
#include "ui/yutu-form-date.h"
#include "ui/yutu-typed.h"

#define WIDE_EM        19
#define SPACING        12
#define NOTE_SPACING   2
#define REASON_WAIT_MS 350 /* a number is out of its range while it is half typed */

struct _YutuFormRow
{
  GtkWidget parent_instance;

  const YutuField *field;
  GtkWidget       *title;
  GtkWidget       *box; /* control, and what stands behind it */
  GtkWidget       *control;
  GtkWidget       *note; /* NULL until there is something to say */
  gboolean         is_laid_out; /* with the note */

  JsonNode *start; /* NULL: none */
  char     *start_text;
  char     *fault; /* beside the values of other rows; NULL: none */
  gboolean  locked;
  gboolean  touched; /* that it is missing may be said */
  gboolean  setting; /* by the program */
  guint     reason_source;
};

G_DEFINE_FINAL_TYPE (YutuFormRow, yutu_form_row, GTK_TYPE_WIDGET)

static guint edited_signal;

/* ---- The value ---- */

const YutuField *
yutu_form_row_get_field (YutuFormRow *self)
{
  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), NULL);
  return self->field;
}

GtkWidget *
yutu_form_row_get_control (YutuFormRow *self)
{
  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), NULL);
  return self->control;
}

/* A switch that was never touched and has no value stands for none. */
static char *
dup_switch_text (YutuFormRow *self)
{
  if (gtk_switch_get_active (GTK_SWITCH (self->control)))
    return g_strdup ("true");
  return g_strdup (self->start_text[0] == '\0' ? "" : "false");
}

char *
yutu_form_row_dup_text (YutuFormRow *self)
{
  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), NULL);

  if (GTK_IS_SWITCH (self->control))
    return dup_switch_text (self);
  if (GTK_IS_DROP_DOWN (self->control))
    return g_strdup (yutu_form_choice_get (GTK_DROP_DOWN (self->control)));
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
}

gboolean
yutu_form_row_is_locked (YutuFormRow *self)
{
  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), FALSE);
  return self->locked;
}

gboolean
yutu_form_row_is_changed (YutuFormRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), FALSE);

  text = yutu_form_row_dup_text (self);
  return !self->locked && !g_str_equal (text, self->start_text);
}

/* NULL and @reason when it may not be written. */
static JsonNode *
parse (YutuFormRow *self,
       char       **reason)
{
  g_autofree char *text = yutu_form_row_dup_text (self);
  g_autoptr (JsonNode) value = yutu_typed_parse (self->field, text, reason);

  if (value == NULL || !JSON_NODE_HOLDS_NULL (value) || !self->field->required)
    return g_steal_pointer (&value);
  if (self->field->type == YUTU_FIELD_BOOLEAN) /* off says no */
    return json_node_init_boolean (json_node_alloc (), FALSE);
  *reason = g_strdup (_ ("Is needed"));
  return NULL;
}

gboolean
yutu_form_row_is_valid (YutuFormRow *self)
{
  g_autofree char *reason = NULL;
  g_autoptr (JsonNode) value = NULL;

  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), FALSE);

  value = self->locked ? NULL : parse (self, &reason);
  return self->locked || (value != NULL && self->fault == NULL);
}

static gboolean
is_missing_boolean (YutuFormRow *self)
{
  return self->field->type == YUTU_FIELD_BOOLEAN && self->field->required && self->start == NULL;
}

JsonNode *
yutu_form_row_dup_value (YutuFormRow *self)
{
  g_autofree char *reason = NULL;
  g_autoptr (JsonNode) value = NULL;

  g_return_val_if_fail (YUTU_IS_FORM_ROW (self), NULL);

  if (!self->locked && (yutu_form_row_is_changed (self) || is_missing_boolean (self)))
    value = parse (self, &reason);
  if (value != NULL)
    return g_steal_pointer (&value);
  return self->start != NULL ? json_node_copy (self->start)
                             : json_node_init_null (json_node_alloc ());
}

/* ---- What is wrong ---- */

/* The note below the field that has the focus has its place after the next layout, not before. */
static gboolean
scroll_to_note_cb (GtkWidget     *widget,
                   GdkFrameClock *clock,
                   gpointer       data)
{
  YutuFormRow    *self = YUTU_FORM_ROW (widget);
  GtkWidget      *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment  *adjustment;
  graphene_rect_t box;
  double          top;

  if (!self->is_laid_out)
    {
      self->is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (scroller == NULL || !gtk_widget_compute_bounds (widget, scroller, &box))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = gtk_adjustment_get_value (adjustment) + box.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + box.size.height);
  return G_SOURCE_REMOVE;
}

static void
show_note (YutuFormRow *self,
           const char  *text,
           const char  *style,
           gboolean     is_invalid)
{
  if (self->note == NULL && text == NULL)
    return;
  if (self->note == NULL)
    {
      /* An alert is read aloud when it appears. */
      self->note = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                 "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                 "visible", FALSE, NULL);
      gtk_widget_add_css_class (self->note, "caption");
      gtk_widget_add_css_class (self->note, style);
      gtk_widget_set_parent (self->note, GTK_WIDGET (self));
    }
  gtk_label_set_label (GTK_LABEL (self->note), text != NULL ? text : "");
  gtk_widget_set_visible (self->note, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               is_invalid ? GTK_ACCESSIBLE_INVALID_TRUE
                                          : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (is_invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
  if (text == NULL || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return;
  self->is_laid_out = FALSE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_to_note_cb, NULL, NULL);
}

static void
show_reason (YutuFormRow *self)
{
  g_autofree char *text = yutu_form_row_dup_text (self);
  g_autofree char *reason = NULL;
  g_autoptr (JsonNode) value = parse (self, &reason);

  g_clear_handle_id (&self->reason_source, g_source_remove);
  if (value == NULL && text[0] == '\0' && !self->touched)
    return;
  show_note (self, reason != NULL ? reason : self->fault, "error",
             value == NULL || self->fault != NULL);
}

void
yutu_form_row_reveal (YutuFormRow *self)
{
  g_return_if_fail (YUTU_IS_FORM_ROW (self));

  self->touched = TRUE;
  if (!self->locked)
    show_reason (self);
}

static gboolean
reason_due_cb (gpointer data)
{
  YutuFormRow *self = data;

  self->reason_source = 0;
  show_reason (self);
  return G_SOURCE_REMOVE;
}

/* A fault is said when the typing rests, and gone as soon as it is mended. */
static void
edited_cb (YutuFormRow *self)
{
  if (self->setting || self->locked)
    return;
  self->touched = TRUE;
  g_clear_handle_id (&self->reason_source, g_source_remove);
  if (yutu_form_row_is_valid (self))
    show_reason (self);
  else
    self->reason_source = g_timeout_add (REASON_WAIT_MS, reason_due_cb, self);
  g_signal_emit (self, edited_signal, 0);
}

void
yutu_form_row_set_fault (YutuFormRow *self,
                         const char  *fault)
{
  g_return_if_fail (YUTU_IS_FORM_ROW (self));

  if (self->locked || g_strcmp0 (self->fault, fault) == 0)
    return;
  g_free (self->fault);
  self->fault = g_strdup (fault);
  if (fault == NULL)
    show_reason (self);
  else if (self->reason_source == 0)
    self->reason_source = g_timeout_add (REASON_WAIT_MS, reason_due_cb, self);
}

static void
focus_left_cb (YutuFormRow *self)
{
  if (!self->locked && self->touched)
    show_reason (self);
}

static void
activate_cb (YutuFormRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

/* ---- Controls ---- */

static const char *
get_unit (const YutuField *field)
{
  if (field->type == YUTU_FIELD_MONEY_FEN)
    return _ ("yuan");
  return field->unit;
}

static GtkWidget *
new_entry (YutuFormRow *self)
{
  GtkWidget       *entry = gtk_entry_new ();
  g_autofree char *hint = yutu_typed_hint (self->field);

  gtk_editable_set_text (GTK_EDITABLE (entry), self->start_text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  if (hint != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  if (hint != NULL)
    gtk_widget_set_tooltip_text (entry, hint);
  if (self->field->type != YUTU_FIELD_TEXT)
    gtk_widget_add_css_class (entry, "numeric");
  if (self->field->type == YUTU_FIELD_INT || self->field->type == YUTU_FIELD_NUMBER ||
      self->field->type == YUTU_FIELD_MONEY_FEN)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
new_switch (YutuFormRow *self)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), g_str_equal (self->start_text, "true"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (toggle, GTK_ALIGN_START);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

static GtkWidget *
new_choice (YutuFormRow *self)
{
  GtkWidget *choice = yutu_form_choice_new (self->field, self->start_text);

  gtk_widget_set_hexpand (choice, TRUE);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

static void
name_control (YutuFormRow *self)
{
  const char *title = yutu_title_get (&self->field->title);
  const char *unit = get_unit (self->field);
  /* Translators: read aloud: a field of a form and its unit */
  g_autofree char *name = unit != NULL ? g_strdup_printf (_ ("%s in %s"), title, unit)
                                       : g_strdup (title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (!GTK_IS_SWITCH (self->control))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                    GTK_ACCESSIBLE_PROPERTY_REQUIRED, self->field->required, -1);
}

static void
add_control (YutuFormRow *self)
{
  const char         *unit = get_unit (self->field);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  if (self->field->type == YUTU_FIELD_BOOLEAN)
    self->control = new_switch (self);
  else if (self->field->type == YUTU_FIELD_ENUM)
    self->control = new_choice (self);
  else
    self->control = new_entry (self);
  gtk_box_append (GTK_BOX (self->box), self->control);
  if (unit != NULL)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->box), label);
    }
  if (self->field->type == YUTU_FIELD_DATE)
    gtk_box_append (GTK_BOX (self->box), yutu_form_date_new (GTK_ENTRY (self->control)));
  name_control (self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->box, focus);
}

void
yutu_form_row_lock (YutuFormRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  g_return_if_fail (YUTU_IS_FORM_ROW (self));

  if (self->locked)
    return;
  self->locked = TRUE;
  g_clear_handle_id (&self->reason_source, g_source_remove);
  yutu_box_clear (GTK_BOX (self->box));
  self->control = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->control), self->start_text);
  gtk_editable_set_editable (GTK_EDITABLE (self->control), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->control), 6);
  gtk_widget_set_hexpand (self->control, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->control);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_box_append (GTK_BOX (self->box), icon);
  name_control (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  TRUE, -1);
  show_note (self, _ ("Masked: seen and changed only for a purpose, in a role that may"), "dim-label",
             FALSE);
}

void
yutu_form_row_set_text (YutuFormRow *self,
                        const char  *text)
{
  g_return_if_fail (YUTU_IS_FORM_ROW (self) && text != NULL);

  if (self->locked)
    return;
  self->setting = TRUE;
  if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (text, "true"));
  else if (GTK_IS_DROP_DOWN (self->control))
    yutu_form_choice_set (GTK_DROP_DOWN (self->control), text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  self->setting = FALSE;
  yutu_form_row_reveal (self);
}

void
yutu_form_row_propose (YutuFormRow *self,
                       const char  *text)
{
  g_autofree char *reason = NULL;
  g_autoptr (JsonNode) start = NULL;
  gboolean is_changed;

  g_return_if_fail (YUTU_IS_FORM_ROW (self) && text != NULL);

  start = yutu_typed_parse (self->field, text, &reason);
  if (self->locked || start == NULL || g_str_equal (text, self->start_text))
    return;
  is_changed = yutu_form_row_is_changed (self);
  g_free (self->start_text);
  self->start_text = g_strdup (text);
  g_clear_pointer (&self->start, json_node_unref);
  self->start = JSON_NODE_HOLDS_NULL (start) ? NULL : g_steal_pointer (&start);
  if (!is_changed)
    yutu_form_row_set_text (self, text);
}

GtkWidget *
yutu_form_row_new (const YutuField *field,
                   JsonNode        *start)
{
  YutuFormRow *self = g_object_new (YUTU_TYPE_FORM_ROW, NULL);

  self->field = field;
  self->start = start != NULL ? json_node_copy (start) : NULL;
  self->start_text = yutu_typed_format (field, start);
  if (field->required)
    {
      g_autofree char *markup =
        g_markup_printf_escaped ("%s <b>*</b>", yutu_title_get (&field->title));

      gtk_label_set_markup (GTK_LABEL (self->title), markup);
      gtk_widget_set_tooltip_text (self->title, _ ("Needed"));
    }
  else
    gtk_label_set_label (GTK_LABEL (self->title), yutu_title_get (&field->title));
  add_control (self);
  if (self->start_text[0] != '\0' && !yutu_form_row_is_valid (self))
    show_reason (self);
  return GTK_WIDGET (self);
}

/* ---- Layout ---- */

static int
get_em (GtkWidget *widget)
{
  const PangoFontDescription *font =
    pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  return (int)(pango_font_description_get_size_is_absolute (font) ? size : size * 96 / 72);
}

static int
measure_width (GtkWidget *widget,
               int       *natural)
{
  int minimum = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, natural, NULL, NULL);
  return minimum;
}

static int
measure_height (GtkWidget *widget,
                int        width)
{
  int natural = 0;

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

typedef struct
{
  gboolean is_wide;
  int      title_width;
  int      title_height;
  int      box_width;
  int      box_height;
  int      note_height;
  int      height;
} Arrangement;

static void
arrange (YutuFormRow *self,
         int          width,
         Arrangement *to)
{
  int natural = 0;

  to->title_width = width * 2 / 5;
  to->box_width = width - to->title_width - SPACING;
  to->is_wide = width >= WIDE_EM * get_em (GTK_WIDGET (self)) &&
                measure_width (self->title, &natural) <= to->title_width &&
                measure_width (self->box, &natural) <= to->box_width;
  if (!to->is_wide)
    to->title_width = to->box_width = width;
  to->title_height = measure_height (self->title, to->title_width);
  to->box_height = measure_height (self->box, to->box_width);
  to->note_height = measure_height (self->note, width);
  to->height = to->is_wide ? MAX (to->title_height, to->box_height)
                           : to->title_height + NOTE_SPACING + to->box_height;
  if (to->note_height > 0)
    to->note_height += NOTE_SPACING;
}

static GtkSizeRequestMode
yutu_form_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yutu_form_row_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  YutuFormRow *self = YUTU_FORM_ROW (widget);
  int          title_natural = 0;
  int          box_natural = 0;
  int          title = measure_width (self->title, &title_natural);
  int          box = measure_width (self->box, &box_natural);
  Arrangement  arrangement;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (title, box);
      *natural = title_natural + SPACING + box_natural;
      return;
    }
  arrange (self, for_size >= 0 ? for_size : title_natural + SPACING + box_natural, &arrangement);
  *minimum = *natural = arrangement.height + arrangement.note_height;
}

static void
place (GtkWidget *widget,
       int        x,
       int        y,
       int        width,
       int        height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
yutu_form_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  YutuFormRow *self = YUTU_FORM_ROW (widget);
  gboolean     is_left = gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL;
  Arrangement  a;

  arrange (self, width, &a);
  if (a.is_wide)
    {
      place (self->title, is_left ? 0 : width - a.title_width, (a.height - a.title_height) / 2,
             a.title_width, a.title_height);
      place (self->box, is_left ? width - a.box_width : 0, (a.height - a.box_height) / 2,
             a.box_width, a.box_height);
    }
  else
    {
      place (self->title, 0, 0, a.title_width, a.title_height);
      place (self->box, 0, a.title_height + NOTE_SPACING, a.box_width, a.box_height);
    }
  if (a.note_height > 0)
    place (self->note, 0, a.height + NOTE_SPACING, width, a.note_height - NOTE_SPACING);
}

/* ---- Object ---- */

static gboolean
yutu_form_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (YUTU_FORM_ROW (widget)->control);
}

void
yutu_form_row_let_go (YutuFormRow *self)
{
  g_return_if_fail (YUTU_IS_FORM_ROW (self));
  g_clear_handle_id (&self->reason_source, g_source_remove);
  self->locked = TRUE; /* whatever still comes from the pointer or the keyboard ends here */
}

static void
yutu_form_row_dispose (GObject *object)
{
  YutuFormRow *self = YUTU_FORM_ROW (object);

  g_clear_handle_id (&self->reason_source, g_source_remove);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  G_OBJECT_CLASS (yutu_form_row_parent_class)->dispose (object);
}

static void
yutu_form_row_finalize (GObject *object)
{
  YutuFormRow *self = YUTU_FORM_ROW (object);

  g_clear_pointer (&self->start, json_node_unref);
  g_free (self->start_text);
  g_free (self->fault);
  G_OBJECT_CLASS (yutu_form_row_parent_class)->finalize (object);
}

static void
yutu_form_row_class_init (YutuFormRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_form_row_dispose;
  object_class->finalize = yutu_form_row_finalize;
  widget_class->get_request_mode = yutu_form_row_get_request_mode;
  widget_class->measure = yutu_form_row_measure;
  widget_class->size_allocate = yutu_form_row_size_allocate;
  widget_class->grab_focus = yutu_form_row_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "row");
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
yutu_form_row_init (YutuFormRow *self)
{
  self->title = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-row");
}
