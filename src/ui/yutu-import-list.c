/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The findings of a trial as a list, linked with the map both ways. */

#include "ui/yutu-import-assistant-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-finding-row.h"
#include "ui/yutu-pick-button.h"
#include "ui/yutu-words-import.h"
#include "ui/yutu-words.h"

/* Rows are made for what is seen; each item is the finding's place in the result. */

static guint
get_index (GtkListItem *item)
{
  return gtk_list_item_get_position (item);
}

static const YutuDivisionFinding *
get_finding (YutuImportAssistant *self,
             guint                index)
{
  return index < self->trial->result.findings->len
           ? g_ptr_array_index (self->trial->result.findings, index)
           : NULL;
}

static void
toggled_cb (GtkCheckButton      *check,
            YutuImportAssistant *self)
{
  GtkListItem               *item = g_object_get_data (G_OBJECT (check), "item");
  const YutuDivisionFinding *finding = get_finding (self, get_index (item));

  if (self->is_filling || finding == NULL)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->accepted, g_strdup (finding->id));
  else
    g_hash_table_remove (self->accepted, finding->id);
  yutu_import_assistant_put_draft (self);
}

#define CLASS_PX 150 /* of the button that asks for a class */

/* ---- Classes of names that a new table has not ---- */

static gboolean
is_unplaced (YutuImportAssistant       *self,
             const YutuDivisionFinding *finding)
{
  return finding != NULL && self->trial->classes != NULL && self->trial->classes->len > 0 &&
         (g_str_has_prefix (finding->id, "in-use:") || g_str_has_prefix (finding->id, "replace:"));
}

static GPtrArray *
list_classes (guint    number,
              gpointer data)
{
  return g_ptr_array_ref (((YutuImportAssistant *)data)->trial->classes);
}

/* "OLD=NEW" in place of what was said of the class before. */
static void
take_class (guint    number,
            guint    choice,
            gpointer data)
{
  YutuImportAssistant       *self = data;
  const YutuDivisionFinding *finding = get_finding (self, number);
  const char                *old = strchr (finding->id, ':') + 1;
  const char *class = self->trial->classes->pdata[choice];
  g_autofree char *begin = g_strconcat (old, "=", NULL);
  g_autofree char *map = g_strdup_printf ("%s%.*s", begin, (int)strcspn (class, " "), class);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (gsize i = 0; self->choice->replaces != NULL && self->choice->replaces[i] != NULL; i++)
    if (!g_str_has_prefix (self->choice->replaces[i], begin))
      g_strv_builder_add (all, self->choice->replaces[i]);
  g_strv_builder_add (all, map);
  g_strfreev (self->choice->replaces);
  self->choice->replaces = g_strv_builder_end (all);
  yutu_import_assistant_try_again (self);
}

/* Made anew for each finding: the one that is shown changes. */
static void
show_classes (YutuImportAssistant *self,
              GtkWidget           *row,
              guint                index)
{
  GtkWidget                 *last = gtk_widget_get_last_child (row);
  const YutuDivisionFinding *finding = get_finding (self, index);

  if (GTK_IS_MENU_BUTTON (last))
    gtk_box_remove (GTK_BOX (row), last);
  if (!is_unplaced (self, finding))
    return;
  last = yutu_pick_button_new (index, list_classes, take_class, self);
  yutu_pick_button_set (last, _ ("Other class…"), finding->message, FALSE);
  gtk_widget_set_size_request (last, CLASS_PX, -1); /* beside a long finding, too */
  gtk_box_append (GTK_BOX (row), last);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuImportAssistant      *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *sign = gtk_image_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, _ ("Accept the proposal"));
  gtk_box_append (GTK_BOX (lines), yutu_finding_row_new_line (NULL));
  gtk_box_append (GTK_BOX (lines), yutu_finding_row_new_line ("caption"));
  gtk_box_append (GTK_BOX (lines), yutu_finding_row_new_line ("dim-label"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "caption");
  gtk_box_append (GTK_BOX (row), sign);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), check);
  g_object_set_data (G_OBJECT (check), "item", item);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
set_line (GtkWidget  *label,
          const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
show_sign (GtkWidget                 *sign,
           const YutuDivisionFinding *finding)
{
  gboolean is_warning = !finding->rejects && finding->area_m2 > 0;

  gtk_image_set_from_icon_name (GTK_IMAGE (sign), finding->rejects ? "dialog-error-symbolic"
                                                  : is_warning     ? "dialog-warning-symbolic"
                                                                   : "dialog-information-symbolic");
  (finding->rejects ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (sign, "error");
  (is_warning ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (sign, "warning");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuImportAssistant      *self)
{
  guint                      index = get_index (item);
  const YutuDivisionFinding *finding = get_finding (self, index);
  GtkWidget                 *sign = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget                 *lines = gtk_widget_get_next_sibling (sign);
  GtkWidget                 *check = gtk_widget_get_next_sibling (lines);
  GtkWidget                 *line = gtk_widget_get_first_child (lines);
  GHashTable                *names = self->reading != NULL ? self->reading->names : NULL;
  g_autofree char           *title = NULL;
  g_autofree char           *facts = NULL;
  g_autofree char           *proposal = NULL;

  if (finding == NULL)
    return;
  title = yutu_words_import_finding (finding, names);
  facts = yutu_words_import_facts (finding, index < self->trial->claims->len
                                              ? g_ptr_array_index (self->trial->claims, index)
                                              : NULL);
  proposal = yutu_words_import_proposal (finding, names);
  show_sign (sign, finding);
  set_line (line, title);
  set_line (gtk_widget_get_next_sibling (line), proposal);
  set_line (gtk_widget_get_last_child (lines), facts);
  gtk_widget_set_visible (check, finding->give_to != 0);
  show_classes (self, gtk_list_item_get_child (item), index);
  self->is_filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->accepted, finding->id));
  self->is_filling = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, proposal, -1);
  /* The engine's own words, with every name and number. */
  gtk_widget_set_tooltip_text (lines, finding->message);
}

static void
selected_cb (GtkSingleSelection  *selection,
             GParamSpec          *pspec,
             YutuImportAssistant *self)
{
  guint at = gtk_single_selection_get_selected (selection);

  yutu_preview_map_choose (self->map, at == GTK_INVALID_LIST_POSITION ? -1 : (int)at);
}

static void
fill_list (YutuImportAssistant *self)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSingleSelection) selection = NULL;

  for (guint i = 0; i < self->trial->result.findings->len; i++)
    gtk_string_list_append (rows, "");
  selection = gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static guint
count_proposals (YutuImportAssistant *self)
{
  guint n = 0;

  for (guint i = 0; i < self->trial->result.findings->len; i++)
    n += get_finding (self, i)->give_to != 0;
  return n;
}

static char *
dup_verdict (YutuImportAssistant *self)
{
  const YutuDivisionImportResult *result = &self->trial->result;
  g_autofree char                *rows = yutu_words_count ((gint64)result->rows);
  g_autofree char                *rejected = yutu_words_count ((gint64)result->rejected);
  g_autofree char                *found = yutu_words_count (result->findings->len);

  if (result->rejected > 0)
    /* Translators: %s are numbers */
    return g_strdup_printf (_ ("%s of %s rows stop the import. Correct the source, or how it is read."),
                            rejected, rows);
  if (result->findings->len > 0)
    /* Translators: %s are numbers */
    return g_strdup_printf (_ ("All %s rows can be taken in. %s findings:"), rows, found);
  /* Translators: %s is a number */
  return g_strdup_printf (_ ("All %s rows can be taken in."), rows);
}

gboolean
yutu_import_assistant_has_nothing_new (YutuImportAssistant *self)
{
  return self->trial != NULL && self->trial->is_list && self->trial->result.rejected == 0 &&
         self->trial->n_added + self->trial->n_changed == 0;
}

static void
show_count (GtkLabel *label,
            char     *text) /* taken; NULL: nothing to say */
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

/* What the rows of a list would come to. */
static void
show_counts (YutuImportAssistant *self)
{
  g_autofree char *added = yutu_words_count ((gint64)self->trial->n_added);
  g_autofree char *changed = yutu_words_count ((gint64)self->trial->n_changed);
  g_autofree char *unchanged = yutu_words_count ((gint64)self->trial->n_unchanged);
  g_autofree char *collected = yutu_words_count ((gint64)self->trial->n_collected);
  gboolean         is_good = self->trial->is_list && self->trial->result.rejected == 0;

  show_count (self->counts,
              /* Translators: %s are numbers of rows */
              is_good ? g_strdup_printf (_ ("New: %s; to be changed: %s; in the file already as they are: %s."), added, changed,
                                         unchanged)
                      : NULL);
  show_count (self->collected,
              is_good && self->trial->n_collected > 0
                /* Translators: %s is a number of rows of addresses */
                ? g_strdup_printf (ngettext ("%s row says no status and comes in as collected.",
                                             "%s rows say no status and come in as collected.", self->trial->n_collected),
                                   collected)
                : NULL);
}

/* All are at first, but for those that were turned down before. */
static gboolean
was_accepted (YutuImportAssistant *self,
              const char          *id)
{
  return self->restored == NULL || !self->restored->is_tried ||
         g_hash_table_contains (self->restored->accepted, id);
}

void
yutu_import_assistant_show_findings (YutuImportAssistant *self)
{
  g_autofree char *verdict = dup_verdict (self);
  guint            n = self->trial->result.findings->len;

  g_hash_table_remove_all (self->accepted);
  for (guint i = 0; i < n; i++)
    if (get_finding (self, i)->give_to != 0 && was_accepted (self, get_finding (self, i)->id))
      g_hash_table_add (self->accepted, g_strdup (get_finding (self, i)->id));
  gtk_label_set_text (self->verdict, verdict);
  show_counts (self);
  gtk_widget_set_visible (self->accept_box, count_proposals (self) > 0);
  gtk_widget_set_visible (self->list_window, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->clean), n == 0);
  adw_status_page_set_description (self->clean, yutu_import_assistant_has_nothing_new (self)
                                                  ? _ ("The file has all of it as it is: there is nothing to take in.")
                                                  : _ ("All of it can be taken in. Nothing has been changed yet."));
  fill_list (self);
  yutu_preview_map_set_findings (self->map, self->trial->result.findings);
}

void
yutu_import_assistant_accept_all (YutuImportAssistant *self,
                                  gboolean             accepts)
{
  if (self->trial == NULL)
    return;
  g_hash_table_remove_all (self->accepted);
  for (guint i = 0; accepts && i < self->trial->result.findings->len; i++)
    if (get_finding (self, i)->give_to != 0)
      g_hash_table_add (self->accepted, g_strdup (get_finding (self, i)->id));
  fill_list (self);
  yutu_import_assistant_put_draft (self);
}

void
yutu_import_assistant_choose_row (YutuImportAssistant *self,
                                  guint                index)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  if (model == NULL)
    return;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), index);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", index);
}
