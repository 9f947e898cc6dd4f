/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All that a merge would touch, and where. */

#include "ui/yutu-merge-page-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-merge-facts.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-words.h"

#define MAX_DOORS 60 /* rows; the number of all is told */
#define MAX_NOTES 24

/* ---- Doors ---- */

static void
door_cb (AdwActionRow  *row,
         YutuMergePage *self)
{
  const YutuMergeDoor *door = g_object_get_data (G_OBJECT (row), "door");
  YutuBox              box = YUTU_BOX_EMPTY;

  if (self->map == NULL)
    return;
  yutu_box_add_point (&box, door->point);
  yutu_box_add_point (&box, door->kept_point);
  yutu_map_view_show_box (self->map, box);
}

static char *
dup_outcome (const YutuMergeDoor *door)
{
  g_autofree char *away = yutu_words_distance (door->distance_m);

  switch (door->state)
    {
    case YUTU_MERGE_DOOR_ONE:
      /* Translators: the door that stays; how far it is from the one that ends */
      return door->has_point ? g_strdup_printf (_ ("goes on as %s (%s away)"), door->kept_text, away)
                             : g_strdup_printf (_ ("goes on as %s (where both stand is not known)"), door->kept_text);
    case YUTU_MERGE_DOOR_APART:
      return g_strdup_printf (_ ("another door than %s: %s away"), door->kept_text, away);
    case YUTU_MERGE_DOOR_OTHER_DAYS:
    default:
      return g_strdup_printf (_ ("%s does not hold on the same days"), door->kept_text);
    }
}

/* The door's row lives no longer than the plan: both are made anew together. */
static GtkWidget *
make_door_row (YutuMergePage       *self,
               const YutuMergeDoor *door)
{
  GtkWidget       *row = adw_action_row_new ();
  gboolean         is_one = door->state == YUTU_MERGE_DOOR_ONE;
  GtkWidget       *sign = gtk_image_new_from_icon_name (is_one ? "emblem-ok-symbolic" : "dialog-error-symbolic");
  g_autofree char *outcome = dup_outcome (door);

  gtk_widget_add_css_class (sign, is_one ? "success" : "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_one ? _ ("One door") : _ ("Two doors"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), door->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), outcome);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  if (door->has_point)
    {
      g_object_set_data (G_OBJECT (row), "door", (gpointer)door);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_tooltip_text (row, _ ("Show both on the map"));
      g_signal_connect_object (row, "activated", G_CALLBACK (door_cb), self, 0);
    }
  return row;
}

static GtkWidget *
make_doors (YutuMergePage *self)
{
  const YutuMergePlan *plan = self->known;
  GtkWidget           *list = gtk_list_box_new ();
  guint                n = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Doors at both"), -1);
  for (int pass = 0; pass < 2; pass++) /* what stops it first */
    for (guint i = 0; i < plan->doors->len && n < MAX_DOORS; i++)
      {
        const YutuMergeDoor *door = plan->doors->pdata[i];

        if ((door->state == YUTU_MERGE_DOOR_ONE) != (pass == 1))
          continue;
        gtk_list_box_append (GTK_LIST_BOX (list), make_door_row (self, door));
        n++;
      }
  if (n < plan->doors->len)
    {
      GtkWidget       *row = adw_action_row_new ();
      g_autofree char *count = yutu_words_count (plan->doors->len - n);
      g_autofree char *text = g_strdup_printf (_ ("and %s more"), count);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return yutu_text_part_new (_ ("Doors at both"), NULL, list);
}

void
yutu_merge_page_show_plan (YutuMergePage *self)
{
  const YutuMergePlan *plan = self->known;

  yutu_box_clear (self->plan);
  gtk_widget_set_visible (self->refusal, plan != NULL && plan->refusal != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->plan), plan != NULL);
  if (plan == NULL)
    return;
  gtk_label_set_text (self->refusal_label, plan->refusal != NULL ? plan->refusal : "");
  gtk_box_append (self->plan, yutu_merge_facts_new (plan, FALSE));
  if (plan->doors->len > 0)
    gtk_box_append (self->plan, make_doors (self));
}

/* ---- The map ---- */

void
yutu_merge_page_show_notes (YutuMergePage *self)
{
  const YutuMergePlan *plan = gtk_widget_get_mapped (GTK_WIDGET (self)) ? self->known : NULL;
  YutuMapNote          notes[MAX_NOTES + 2];
  gsize                n = 0;

  if (self->map == NULL)
    return;
  if (plan != NULL && plan->kept.has_point)
    notes[n++] = (YutuMapNote){ plan->kept.point, plan->kept.name, FALSE };
  if (plan != NULL && plan->other.has_point)
    notes[n++] = (YutuMapNote){ plan->other.point, plan->other.name, plan->refusal != NULL };
  for (guint i = 0; plan != NULL && i < plan->doors->len && n < MAX_NOTES; i++)
    {
      const YutuMergeDoor *door = plan->doors->pdata[i];

      if (door->state != YUTU_MERGE_DOOR_ONE && door->has_point)
        notes[n++] = (YutuMapNote){ door->point, NULL, TRUE };
    }
  yutu_map_view_set_notes (self->map, notes, n);
}

static gboolean
is_seen (const YutuView *view,
         YutuPoint       point)
{
  YutuMapPoint at = yutu_projection_forward (view->epsg, point);
  YutuMapBox   box = yutu_view_get_box (view);

  return at.x >= box.min_x && at.x <= box.max_x && at.y >= box.min_y && at.y <= box.max_y;
}

void
yutu_merge_page_show_both (YutuMergePage *self)
{
  const YutuMergePlan *plan = self->known;
  YutuBox              box = YUTU_BOX_EMPTY;
  YutuView             view;

  if (self->map == NULL || !plan->kept.has_point || !plan->other.has_point)
    return;
  yutu_map_view_get_view (self->map, &view);
  if (is_seen (&view, plan->kept.point) && is_seen (&view, plan->other.point))
    return;
  yutu_box_add_point (&box, plan->kept.point);
  yutu_box_add_point (&box, plan->other.point);
  yutu_map_view_show_box (self->map, box);
}
