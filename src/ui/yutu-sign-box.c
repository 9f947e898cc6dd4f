/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One list at a time, by the choice above it: the crossings, or the names of one kind. An item is the row's number
 * in what was read; rows are made for what is seen. */

#include "ui/yutu-sign-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-facility-edit.h"
#include "session/yutu-name-signs.h"
#include "ui/yutu-button.h"
#include "ui/yutu-sign-draft.h"
#include "ui/yutu-text-part.h"
#include "ui/yutu-wheel.h"
#include "ui/yutu-words.h"

#define ROW_PX     52
#define ROW_MARGIN 4
#define SEEN_ROWS  5

struct _YutuSignBox
{
  AdwBin parent_instance;

  GtkWidget          *ask;    /* button: list them */
  GtkWidget          *make;   /* button: a sign for the chosen row */
  GtkWidget          *choice; /* GtkDropDown */
  GtkWidget          *summary;
  GtkWidget          *scroller;
  GListStore         *items; /* GtkStringObject: numbers of crossings or names */
  GtkSingleSelection *selection;
  YutuSession        *session;
  YutuMapView        *map; /* a weak pointer */
  YutuSignQuery       query;
  YutuSigns          *signs;
  GPtrArray          *kinds; /* char *, of the choice behind the first, which is of the crossings; borrowed */
  GCancellable       *cancellable;
  gboolean            is_filling;
  gboolean            has_ring; /* the map's is of a row here */
};

G_DEFINE_FINAL_TYPE (YutuSignBox, yutu_sign_box, ADW_TYPE_BIN)

/* ---- The row ---- */

typedef struct
{
  const YutuSignCrossing *crossing; /* one of the two */
  const YutuSignlessName *name;
} Row;

/* NULL: the crossings are listed. */
static const char *
get_kind (const YutuSignBox *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return chosen > 0 && chosen <= self->kinds->len ? self->kinds->pdata[chosen - 1] : NULL;
}

static gboolean
get_row (const YutuSignBox *self,
         gpointer           item,
         Row               *row)
{
  guint64 number = 0;

  *row = (Row){ NULL, NULL };
  if (item == NULL || self->signs == NULL ||
      !g_ascii_string_to_unsigned (gtk_string_object_get_string (item), 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;
  if (get_kind (self) == NULL && number < self->signs->crossings->len)
    row->crossing = self->signs->crossings->pdata[number];
  else if (get_kind (self) != NULL && number < self->signs->names->len)
    row->name = self->signs->names->pdata[number];
  return row->crossing != NULL || row->name != NULL;
}

static gboolean
get_point (const Row *row,
           YutuPoint *point)
{
  *point = row->crossing != NULL ? row->crossing->roads.point : row->name->point;
  return row->crossing != NULL || row->name->has_point;
}

/* ---- On the map ---- */

static void
drop_ring (YutuSignBox *self)
{
  if (self->has_ring && self->map != NULL)
    yutu_map_view_set_ring (self->map, NULL, NULL);
  self->has_ring = FALSE;
}

static void
show_chosen (YutuSignBox *self)
{
  Row       row;
  YutuPoint at = { 0, 0 };

  if (self->map == NULL || !get_row (self, gtk_single_selection_get_selected_item (self->selection), &row) ||
      !get_point (&row, &at))
    return;
  yutu_map_view_show_box (self->map, (YutuBox){ at.x, at.y, at.x, at.y });
  yutu_map_view_set_ring (self->map, &at, NULL);
  self->has_ring = TRUE;
}

static void
update_make (YutuSignBox *self)
{
  gboolean may = self->session != NULL && yutu_session_get_read_only_reason (self->session) == NULL &&
                 yutu_facility_may_edit (yutu_session_get_role (self->session));

  gtk_widget_set_visible (self->make, may && self->signs != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0);
  gtk_widget_set_sensitive (self->make, gtk_single_selection_get_selected_item (self->selection) != NULL);
}

static void
selected_cb (YutuSignBox *self)
{
  update_make (self);
  if (!self->is_filling)
    show_chosen (self);
}

/* Enter, also on a row that the arrows have not chosen yet. */
static void
activated_cb (GtkListView *list,
              guint        position,
              YutuSignBox *self)
{
  if (gtk_single_selection_get_selected (self->selection) == position)
    show_chosen (self);
  else
    gtk_single_selection_set_selected (self->selection, position);
}

/* ---- A sign there ---- */

static void
make_cb (YutuSignBox *self)
{
  Row row;

  if (!get_row (self, gtk_single_selection_get_selected_item (self->selection), &row))
    return;
  if (row.crossing != NULL)
    yutu_sign_draft_crossing (GTK_WIDGET (self), row.crossing);
  else
    yutu_sign_draft_name (GTK_WIDGET (self), row.name);
}

/* ---- The list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          YutuSignBox              *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "dim-label");
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "caption");
  gtk_widget_set_margin_top (lines, ROW_MARGIN);
  gtk_widget_set_margin_bottom (lines, ROW_MARGIN);
  gtk_list_item_set_child (item, lines);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         YutuSignBox              *self)
{
  GtkWidget  *lines = gtk_list_item_get_child (item);
  GtkWidget  *label = gtk_widget_get_first_child (lines);
  Row         row;
  const char *name = NULL, *place = NULL;

  if (!get_row (self, gtk_list_item_get_item (item), &row))
    return;
  name = row.crossing != NULL ? row.crossing->names : row.name->name;
  place = row.crossing != NULL ? row.crossing->place : row.name->place;
  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)),
                       place != NULL                             ? place
                       : row.name != NULL && row.name->unit != 0 ? "" /* the county's own */
                                                                 : _ ("outside of all divisions"));
}

static void
add_item (YutuSignBox *self,
          guint        number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (GtkStringObject) item = gtk_string_object_new (text);

  g_list_store_append (self->items, item);
}

static void
fill_list (YutuSignBox *self)
{
  const char *kind = get_kind (self);
  guint       n = 0;

  self->is_filling = TRUE;
  g_list_store_remove_all (self->items);
  for (guint i = 0; kind == NULL && i < self->signs->crossings->len; i++)
    if (!((const YutuSignCrossing *)self->signs->crossings->pdata[i])->has_sign)
      add_item (self, i);
  for (guint i = 0; kind != NULL && i < self->signs->names->len; i++)
    if (strcmp (((const YutuSignlessName *)self->signs->names->pdata[i])->kind, kind) == 0)
      add_item (self, i);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gtk_widget_set_size_request (self->scroller, -1, ROW_PX * (int)MIN (n, SEEN_ROWS));
  gtk_widget_set_visible (self->scroller, n > 0);
  update_make (self);
}

static void
chosen_cb (YutuSignBox *self)
{
  if (self->is_filling || self->signs == NULL)
    return;
  drop_ring (self);
  fill_list (self);
}

/* ---- The choice ---- */

/* Translators: a kind of thing, how many of them have no sign */
#define COUNTED C_ ("what, how many", "%s (%s)")

static void
add_choice (GtkStringList *texts,
            const char    *word,
            guint          n)
{
  g_autofree char *count = yutu_words_count (n);
  g_autofree char *text = g_strdup_printf (COUNTED, word, count);

  gtk_string_list_append (texts, text);
}

static const char *
word_kind (const char *kind)
{
  if (strcmp (kind, "division") == 0)
    return _ ("Divisions");
  return strcmp (kind, "committee") == 0 ? _ ("Villages and communities") : yutu_words_name_class (kind);
}

/* The names of one kind stand together. */
static void
fill_choice (YutuSignBox *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint n = 0;

  self->is_filling = TRUE;
  g_ptr_array_set_size (self->kinds, 0);
  add_choice (texts, _ ("Crossings"), self->signs->crossings->len - self->signs->n_signed);
  for (guint i = 0; i <= self->signs->names->len; i++)
    {
      const YutuSignlessName *name = i < self->signs->names->len ? self->signs->names->pdata[i] : NULL;
      const char             *kind = self->kinds->len > 0 ? self->kinds->pdata[self->kinds->len - 1] : NULL;

      if (name != NULL && kind != NULL && strcmp (name->kind, kind) == 0)
        {
          n++;
          continue;
        }
      if (kind != NULL)
        add_choice (texts, word_kind (kind), n);
      if (name != NULL)
        g_ptr_array_add (self->kinds, name->kind);
      n = 1;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (texts));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), 0);
  gtk_widget_set_visible (self->choice, self->query.unit != 0);
  self->is_filling = FALSE;
}

static char *
make_summary (const YutuSignBox *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *names = yutu_words_count (self->signs->n_names);
  g_autofree char *lacking = yutu_words_count (self->signs->names->len);

  if (self->signs->crossings->len > 0)
    /* Translators: crossings with a sign, all crossings */
    g_string_append_printf (text, _ ("A road sign stands at %u of %u crossings"), self->signs->n_signed,
                            self->signs->crossings->len);
  else
    g_string_append (text, _ ("No roads cross here"));
  if (self->query.wants_names)
    {
      g_string_append (text, "\n");
      /* Translators: names without a sign, all names */
      g_string_append_printf (text, _ ("%s of %s names in use have no sign"), lacking, names);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Reading ---- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuSignBox) self = data;
  YutuSigns       *signs = yutu_session_read_signs_finish (YUTU_SESSION (source), result, NULL);
  gboolean         had_focus = FALSE;
  g_autofree char *summary = NULL;

  if (signs == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&signs, yutu_signs_free);
      return; /* the page itself tells what is wrong with the place */
    }
  g_clear_pointer (&self->signs, yutu_signs_free);
  self->signs = signs;
  summary = make_summary (self);
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  fill_choice (self);
  fill_list (self);
  had_focus = gtk_widget_has_focus (self->ask);
  gtk_widget_set_visible (self->ask, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), self->query.unit != 0 || signs->crossings->len > 0);
  if (had_focus)
    gtk_widget_grab_focus (self->choice);
}

static void
begin_read (YutuSignBox *self)
{
  self->cancellable = g_cancellable_new ();
  yutu_session_read_signs_async (self->session, &self->query, self->cancellable, read_cb, g_object_ref (self));
}

static void
ask_cb (YutuSignBox *self)
{
  if (self->session == NULL || self->cancellable != NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->summary), _ ("Being counted…"));
  begin_read (self);
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
                    gint64       road,
                    gint64       unit)
{
  g_return_if_fail (YUTU_IS_SIGN_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_ring (self);
  self->is_filling = TRUE;
  g_list_store_remove_all (self->items);
  self->is_filling = FALSE;
  g_ptr_array_set_size (self->kinds, 0);
  g_clear_pointer (&self->signs, yutu_signs_free);
  g_set_object (&self->session, session);
  self->query = (YutuSignQuery){ .road = road, .unit = unit, .wants_names = unit != 0 };
  gtk_widget_set_visible (GTK_WIDGET (self), unit != 0 && session != NULL);
  gtk_widget_set_visible (self->ask, TRUE);
  gtk_widget_set_visible (self->choice, FALSE);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_label_set_label (GTK_LABEL (self->summary), _ ("Crossings of roads and names that lack a sign"));
  update_make (self);
  if (road != 0 && session != NULL)
    begin_read (self);
}

/* ---- Making ---- */

static void
build_list (YutuSignBox *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *list = NULL;

  self->items = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What lacks a sign"), -1);
  g_signal_connect_object (list, "activate", G_CALLBACK (activated_cb), self, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), list);
  yutu_wheel_pass_on (GTK_SCROLLED_WINDOW (self->scroller));
}

static void
yutu_sign_box_dispose (GObject *object)
{
  YutuSignBox *self = YUTU_SIGN_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->signs, yutu_signs_free);
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
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kinds = g_ptr_array_new ();
  self->ask = yutu_button_new (self, _ ("_List"), _ ("List the crossings and names here that lack a sign"), G_CALLBACK (ask_cb));
  self->make = yutu_button_new (self, _ ("New si_gn…"), _ ("Record a sign for the chosen row"), G_CALLBACK (make_cb));
  gtk_box_append (GTK_BOX (buttons), self->ask);
  gtk_box_append (GTK_BOX (buttons), self->make);
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->choice = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_tooltip_text (self->choice, _ ("What is listed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is listed"), -1);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  build_list (self);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), self->scroller);
  adw_bin_set_child (ADW_BIN (self), yutu_text_part_new (_ ("Signs"), buttons, box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
