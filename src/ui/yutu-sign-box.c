/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-sign-box.h"

#include <glib/gi18n.h>

#include "session/yutu-name-signs.h"
#include "ui/yutu-text-part.h"

#define ROW_PX    56
#define SEEN_ROWS 4
#define MAX_ROWS  100 /* of one road; the rest by the command line */

struct _YutuSignBox
{
  AdwBin parent_instance;

  GtkWidget    *summary;
  GtkWidget    *scroller;
  GtkListBox   *rows;
  YutuMapView  *map; /* a weak pointer */
  YutuSigns    *signs;
  GArray       *lacking; /* guint: index among the crossings, a row */
  GCancellable *cancellable;
  gboolean      has_ring; /* the map's is of a row here */
};

G_DEFINE_FINAL_TYPE (YutuSignBox, yutu_sign_box, ADW_TYPE_BIN)

static void
activated_cb (YutuSignBox   *self,
              GtkListBoxRow *row)
{
  int                     index = gtk_list_box_row_get_index (row);
  const YutuSignCrossing *crossing = NULL;
  YutuPoint               at;

  if (self->map == NULL || self->signs == NULL || index >= (int)self->lacking->len)
    return;
  crossing = self->signs->crossings->pdata[g_array_index (self->lacking, guint, (guint)index)];
  at = crossing->roads.point;
  yutu_map_view_show_box (self->map, (YutuBox){ at.x, at.y, at.x, at.y });
  yutu_map_view_set_ring (self->map, &at, NULL);
  self->has_ring = TRUE;
}

static void
drop_ring (YutuSignBox *self)
{
  if (self->has_ring && self->map != NULL)
    yutu_map_view_set_ring (self->map, NULL, NULL);
  self->has_ring = FALSE;
}

static void
append_row (YutuSignBox            *self,
            const YutuSignCrossing *crossing)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), crossing->names);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("no road sign stands here"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Show it on the map"));
  gtk_list_box_append (self->rows, row);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuSignBox) self = data;
  YutuSigns       *signs = yutu_session_read_signs_finish (YUTU_SESSION (source), result, NULL);
  g_autofree char *summary = NULL;
  GtkWidget       *child = NULL;

  if (signs == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&signs, yutu_signs_free);
      return; /* the page itself tells what is wrong with the place */
    }
  g_clear_pointer (&self->signs, yutu_signs_free);
  self->signs = signs;
  g_array_set_size (self->lacking, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  for (guint i = 0; i < signs->crossings->len && self->lacking->len < MAX_ROWS; i++)
    if (!((const YutuSignCrossing *)signs->crossings->pdata[i])->has_sign)
      {
        append_row (self, signs->crossings->pdata[i]);
        g_array_append_val (self->lacking, i);
      }
  /* Translators: crossings with a sign, all crossings */
  summary = g_strdup_printf (_ ("A road sign stands at %u of %u crossings"), signs->n_signed, signs->crossings->len);
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_widget_set_size_request (self->scroller, -1, ROW_PX * (int)MIN (self->lacking->len, SEEN_ROWS));
  gtk_widget_set_visible (self->scroller, self->lacking->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), signs->crossings->len > 0);
}

void
yutu_sign_box_set_map (YutuSignBox *self,
                       YutuMapView *map)
{
  g_return_if_fail (YUTU_IS_SIGN_BOX (self));
  g_set_weak_pointer (&self->map, map);
}

void
yutu_sign_box_show (YutuSignBox *self,
                    YutuSession *session,
                    gint64       road)
{
  g_return_if_fail (YUTU_IS_SIGN_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_ring (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (road == 0 || session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yutu_session_read_signs_async (session, road, self->cancellable, read_cb, g_object_ref (self));
}

/* ---- Making ---- */

static void
yutu_sign_box_dispose (GObject *object)
{
  YutuSignBox *self = YUTU_SIGN_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->map);
  g_clear_pointer (&self->signs, yutu_signs_free);
  g_clear_pointer (&self->lacking, g_array_unref);
  G_OBJECT_CLASS (yutu_sign_box_parent_class)->dispose (object);
}

static void
yutu_sign_box_class_init (YutuSignBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_sign_box_dispose;
}

static void
yutu_sign_box_init (YutuSignBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->lacking = g_array_new (FALSE, FALSE, sizeof (guint));
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Crossings without a road sign"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->summary);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), self->scroller);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Road signs"), NULL, box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
