/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-site-field.h"

#include <glib/gi18n.h>

#include "ui/yutu-children.h"
#include "ui/yutu-map-style.h"

#define MAX_HITS  6
#define SEARCH_MS 120

struct _YutuSiteField
{
  AdwBin parent_instance;

  GtkWidget  *list;
  GtkLabel   *title;
  GtkLabel   *note;
  GtkWidget  *pick_button;
  GtkWidget  *entry;
  GtkListBox *hits;

  YutuSession  *session;
  YutuMapView  *map;
  GCancellable *searching;
  GCancellable *picking;
  guint         search_source;
  char         *hint;
  gint64        address;
  char         *address_text;
  gboolean      has_point;
  YutuPoint     point;
};

G_DEFINE_FINAL_TYPE (YutuSiteField, yutu_site_field, ADW_TYPE_BIN)

enum
{
  SIGNAL_EDITED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- What is chosen ---- */

static void
show_choice (YutuSiteField *self)
{
  g_autofree char *text = NULL;

  if (self->address != 0)
    text = g_strdup (self->address_text);
  else if (self->has_point)
    text = g_strdup_printf ("%.6f, %.6f", yutu_grid_to_degrees (self->point.x),
                            yutu_grid_to_degrees (self->point.y));
  else
    text = g_strdup (_ ("Not chosen yet"));
  gtk_label_set_label (self->title, text);
  yutu_site_field_show (self, NULL, FALSE);
}

void
yutu_site_field_clear (YutuSiteField *self,
                       const char    *hint)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  g_cancellable_cancel (self->picking);
  g_free (self->hint);
  self->hint = g_strdup (hint);
  self->address = 0;
  self->has_point = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self->hits), FALSE);
  show_choice (self);
}

void
yutu_site_field_set_point (YutuSiteField *self,
                           YutuPoint      point)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  self->address = 0;
  self->has_point = TRUE;
  self->point = point;
  show_choice (self);
}

void
yutu_site_field_set_address (YutuSiteField *self,
                             gint64         address,
                             const char    *text)
{
  char *copy = g_strdup (text);

  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  g_free (self->address_text);
  self->address_text = copy;
  self->address = address;
  self->has_point = FALSE;
  show_choice (self);
}

gboolean
yutu_site_field_is_set (YutuSiteField *self)
{
  g_return_val_if_fail (YUTU_IS_SITE_FIELD (self), FALSE);
  return self->address != 0 || self->has_point;
}

gint64
yutu_site_field_get_address (YutuSiteField *self)
{
  g_return_val_if_fail (YUTU_IS_SITE_FIELD (self), 0);
  return self->address;
}

gboolean
yutu_site_field_get_point (YutuSiteField *self,
                           YutuPoint     *point)
{
  g_return_val_if_fail (YUTU_IS_SITE_FIELD (self), FALSE);

  *point = self->point;
  return self->has_point;
}

void
yutu_site_field_show (YutuSiteField *self,
                      const char    *text,
                      gboolean       is_wrong)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), is_wrong ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), is_wrong ? "error" : "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* ---- On the map ---- */

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (YutuSiteField) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuPoint point = { 0 };

  if (!yutu_map_view_pick_point_finish (YUTU_MAP_VIEW (source), result, &point, &error))
    return; /* Esc: what was chosen stays */
  yutu_site_field_set_point (self, point);
  yutu_site_field_focus (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

void
yutu_site_field_pick (YutuSiteField *self)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self) && self->map != NULL);

  g_cancellable_cancel (self->picking);
  g_clear_object (&self->picking);
  self->picking = g_cancellable_new ();
  yutu_map_view_pick_point_async (self->map, self->hint, self->picking, picked_cb,
                                  g_object_ref (self));
}

/* ---- By address ---- */

static void
append_hit (YutuSiteField       *self,
            const YutuSearchHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = gtk_label_new (hit->name);
  GtkWidget *label = gtk_label_new (hit->label);
  gint64    *id = g_new (gint64, 1);

  *id = hit->id;
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "address", id, g_free);
  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (hit->name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hit->name, -1);
  gtk_list_box_append (self->hits, row);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (YutuSiteField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSearchResult) found =
    yutu_session_search_finish (YUTU_SESSION (source), result, &error);
  guint          n = 0;

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  yutu_list_box_clear (self->hits);
  for (guint i = 0; i < found->hits->len && n < MAX_HITS; i++)
    {
      const YutuSearchHit *hit = g_ptr_array_index (found->hits, i);

      if (hit->kind != YUTU_SEARCH_ADDRESS)
        continue;
      append_hit (self, hit);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hits), n > 0);
  if (n == 0)
    yutu_site_field_show (self, _ ("No address is found: type a road or village and a number"), FALSE);
  else
    yutu_site_field_show (self, NULL, FALSE);
}

static gboolean
search_cb (gpointer data)
{
  YutuSiteField *self = data;
  const char    *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  YutuFindSpec   spec = { .limit = 40, .near_point = self->has_point ? &self->point : NULL };

  self->search_source = 0;
  self->searching = g_cancellable_new ();
  yutu_session_search_async (self->session, text, &spec, self->searching, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
typed_cb (YutuSiteField *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (self->session == NULL)
    return;
  if (gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    gtk_widget_set_visible (GTK_WIDGET (self->hits), FALSE);
  else
    self->search_source = g_timeout_add (SEARCH_MS, search_cb, self); /* removed in dispose */
}

static void
hit_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  YutuSiteField *self)
{
  gint64           address = *(gint64 *)g_object_get_data (G_OBJECT (row), "address");
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (row), "text"));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  yutu_site_field_set_address (self, address, text);
  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* Enter takes the first. */
static void
entry_activated_cb (YutuSiteField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (self->hits)))
    hit_activated_cb (self->hits, row, self);
}

/* ---- Drafts ---- */

JsonNode *
yutu_site_field_dup_json (YutuSiteField *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (YUTU_IS_SITE_FIELD (self), NULL);

  if (!yutu_site_field_is_set (self))
    return NULL;
  if (self->address != 0)
    {
      json_object_set_int_member (object, "address", self->address);
      json_object_set_string_member (object, "text", self->address_text);
    }
  else
    {
      json_object_set_int_member (object, "x", self->point.x);
      json_object_set_int_member (object, "y", self->point.y);
    }
  return json_node_init_object (json_node_alloc (), object);
}

void
yutu_site_field_set_json (YutuSiteField *self,
                          JsonNode      *json)
{
  JsonObject *object;

  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  if (json == NULL || !JSON_NODE_HOLDS_OBJECT (json))
    return;
  object = json_node_get_object (json);
  if (json_object_has_member (object, "address"))
    yutu_site_field_set_address (self, json_object_get_int_member (object, "address"),
                                 json_object_get_string_member_with_default (object, "text", ""));
  else if (json_object_has_member (object, "x") && json_object_has_member (object, "y"))
    yutu_site_field_set_point (self, (YutuPoint){ json_object_get_int_member (object, "x"),
                                                  json_object_get_int_member (object, "y") });
}

/* ---- Object ---- */

void
yutu_site_field_focus (YutuSiteField *self)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self));
  gtk_widget_grab_focus (self->pick_button);
}

void
yutu_site_field_set_session (YutuSiteField *self,
                             YutuSession   *session,
                             YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->map = g_object_ref (map);
}

GtkWidget *
yutu_site_field_new (void)
{
  return g_object_new (YUTU_TYPE_SITE_FIELD, NULL);
}

void
yutu_site_field_drop_session (YutuSiteField *self)
{
  g_return_if_fail (YUTU_IS_SITE_FIELD (self));

  g_clear_handle_id (&self->search_source, g_source_remove);
  g_cancellable_cancel (self->searching);
  g_cancellable_cancel (self->picking);
  g_clear_object (&self->searching);
  g_clear_object (&self->picking);
  g_clear_object (&self->session);
  g_clear_object (&self->map);
}

static void
yutu_site_field_dispose (GObject *object)
{
  yutu_site_field_drop_session (YUTU_SITE_FIELD (object));
  G_OBJECT_CLASS (yutu_site_field_parent_class)->dispose (object);
}

static void
yutu_site_field_finalize (GObject *object)
{
  YutuSiteField *self = YUTU_SITE_FIELD (object);

  g_free (self->hint);
  g_free (self->address_text);
  G_OBJECT_CLASS (yutu_site_field_parent_class)->finalize (object);
}

static void
yutu_site_field_class_init (YutuSiteFieldClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_site_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = yutu_site_field_finalize;
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkWidget *
new_row (void)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "css-name", "row", "spacing", 8, NULL);

  gtk_widget_add_css_class (row, "form-row");
  return row;
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_choice_row (YutuSiteField *self)
{
  GtkWidget *row = new_row ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = GTK_LABEL (new_label ("numeric"));
  self->note = GTK_LABEL (new_label ("caption"));
  self->pick_button = gtk_button_new_with_mnemonic (_ ("On the _map"));
  gtk_widget_set_tooltip_text (self->pick_button, _ ("Click where it stands; Esc leaves it as it is"));
  gtk_widget_set_valign (self->pick_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->pick_button, "clicked", G_CALLBACK (yutu_site_field_pick), self,
                           G_CONNECT_SWAPPED);
  /* Beside each other they would leave large letters no room. */
  if (yutu_map_style_is_large ())
    gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), self->pick_button);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
add_address_row (YutuSiteField *self)
{
  GtkWidget *row = new_row ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("or its address"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY,
                                     "system-search-symbolic");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Address"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (self->list), row);
  self->hits = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->hits, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hits), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Addresses"), -1);
  g_signal_connect_object (self->hits, "row-activated", G_CALLBACK (hit_activated_cb), self, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hits), FALSE);
  gtk_box_append (GTK_BOX (self->list), GTK_WIDGET (self->hits));
}

static void
yutu_site_field_init (YutuSiteField *self)
{
  self->list = g_object_new (GTK_TYPE_BOX, "css-name", "list", "orientation",
                             GTK_ORIENTATION_VERTICAL, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                             NULL);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where it stands"), -1);
  add_choice_row (self);
  add_address_row (self);
  adw_bin_set_child (ADW_BIN (self), self->list);
  show_choice (self);
}
