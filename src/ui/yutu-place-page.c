/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-place-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ui/yutu-address-box.h"
#include "ui/yutu-bounds-box.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-history-list.h"
#include "ui/yutu-line-box.h"
#include "ui/yutu-name-box.h"
#include "ui/yutu-pillar-box.h"
#include "ui/yutu-plate-box.h"
#include "ui/yutu-name-sign-box.h"
#include "ui/yutu-sign-box.h"
#include "ui/yutu-walk-box.h"
#include "ui/yutu-words.h"

typedef struct
{
  GtkWidget *row;
  GtkWidget *late; /* the sign and number of overdue ones */
  GtkWidget *late_count;
  GtkWidget *open;
  GtkWidget *total;
} ModuleRow;

struct _YutuPlacePage
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel          *title;
  GtkLabel          *chain;
  GtkLabel          *summary;
  GtkWidget         *past;
  GtkLabel          *past_words;
  GtkListBox        *module_list;
  GtkWidget         *addresses_button;
  GtkWidget         *object_list;
  GtkWidget         *object_row;
  GtkLabel          *object_count;
  YutuLineBox       *line_box;
  YutuNameBox       *name_box;
  YutuSignBox       *sign_box;
  YutuNameSignBox   *name_sign_box;
  YutuPlateBox      *plate_box;
  YutuPillarBox     *pillar_box;
  YutuBoundsBox     *bounds;
  YutuWalkBox       *walk_box;
  YutuAddressBox    *address_box;
  GtkWidget         *facility_actions;
  GtkWidget         *reopen_child;
  GtkWidget         *year_child;
  GtkBox            *first_facts;
  GtkBox            *facts;
  YutuHistoryList   *history;

  const YutuModules *modules;
  GArray            *rows; /* of ModuleRow */
};

G_DEFINE_FINAL_TYPE (YutuPlacePage, yutu_place_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_UNIT_CHOSEN,
  SIGNAL_MODULE_CHOSEN,
  SIGNAL_OBJECTS_CHOSEN,
  SIGNAL_SHOW_ON_MAP,
  SIGNAL_DONE,
  SIGNAL_MESSAGE,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Modules ---- */

static GtkWidget *
new_count (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_size_request (label, 50, -1);
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
append_module_row (YutuPlacePage    *self,
                   const YutuModule *module)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (yutu_title_get (&module->title));
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  ModuleRow  row = { .late = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3),
                     .late_count = gtk_label_new (NULL),
                     .open = new_count (),
                     .total = new_count () };

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (icon, "small-icon");
  gtk_widget_add_css_class (row.late, "error");
  gtk_widget_add_css_class (row.late, "caption");
  gtk_widget_add_css_class (row.late, "numeric");
  gtk_box_append (GTK_BOX (row.late), icon);
  gtk_box_append (GTK_BOX (row.late), row.late_count);
  gtk_widget_set_visible (row.late, FALSE);
  gtk_widget_add_css_class (next, "small-icon");
  gtk_widget_set_margin_start (next, 10);
  gtk_widget_add_css_class (next, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), row.late);
  gtk_box_append (GTK_BOX (box), row.open);
  gtk_box_append (GTK_BOX (box), row.total);
  gtk_box_append (GTK_BOX (box), next);
  row.row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row.row), box);
  gtk_list_box_append (self->module_list, row.row);
  g_array_append_val (self->rows, row);
}

static void
set_count (GtkWidget *label,
           gint64     count)
{
  g_autofree char *text = yutu_words_count (count);

  gtk_label_set_label (GTK_LABEL (label), text);
  if (count == 0)
    gtk_widget_add_css_class (label, "zero");
  else
    gtk_widget_remove_css_class (label, "zero");
}

static void
show_counts (YutuPlacePage       *self,
             const YutuPlaceInfo *info)
{
  gsize n = yutu_modules_get_n (self->modules);

  while (self->rows->len < n)
    append_module_row (self, yutu_modules_get (self->modules, self->rows->len));
  for (gsize i = 0; i < n; i++)
    {
      ModuleRow       *row = &g_array_index (self->rows, ModuleRow, i);
      YutuCaseCount    count = i < info->n_modules ? info->counts[i] : (YutuCaseCount){ 0 };
      g_autofree char *open = yutu_words_count (count.open);
      g_autofree char *total = yutu_words_count (count.total);
      /* Translators: read aloud: a module's name, its open cases, all its cases */
      g_autofree char *name = g_strdup_printf (
        _ ("%s: %s open, %s in all"), yutu_title_get (&yutu_modules_get (self->modules, i)->title),
        open, total);

      set_count (row->open, count.open);
      set_count (row->total, count.total);
      gtk_widget_set_visible (row->late, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

void
yutu_place_page_set_overdue (YutuPlacePage *self,
                             guint          module,
                             gint64         overdue)
{
  g_autofree char *text = yutu_words_count (overdue);
  g_autofree char *tip = g_strdup_printf (_ ("%s overdue"), text);
  ModuleRow       *row;

  g_return_if_fail (YUTU_IS_PLACE_PAGE (self) && module < self->rows->len);
  row = &g_array_index (self->rows, ModuleRow, module);
  gtk_label_set_label (GTK_LABEL (row->late_count), text);
  gtk_widget_set_tooltip_text (row->late, tip);
  gtk_widget_set_visible (row->late, overdue > 0);
}

/* ---- Heading ---- */

static void
show_chain (YutuPlacePage       *self,
            const YutuPlaceInfo *info)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; i < info->chain->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (info->chain, i);
      g_autofree char    *name = g_markup_escape_text (unit->name, -1);

      if (i > 0)
        g_string_append (markup, " › ");
      if (info->kind == YUTU_PLACE_UNIT && unit->unit == info->id)
        g_string_append (markup, name);
      else
        g_string_append_printf (markup, "<a href=\"unit:%" G_GINT64_FORMAT "\">%s</a>", unit->unit,
                                name);
    }
  gtk_label_set_markup (self->chain, markup->str);
  gtk_widget_set_visible (GTK_WIDGET (self->chain),
                          info->chain->len > (info->kind == YUTU_PLACE_UNIT ? 1u : 0u));
}

static gboolean
activate_link_cb (GtkLabel      *label,
                  const char    *uri,
                  YutuPlacePage *self)
{
  if (!g_str_has_prefix (uri, "unit:"))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_UNIT_CHOSEN], 0,
                 g_ascii_strtoll (uri + strlen ("unit:"), NULL, 10));
  return TRUE;
}

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "330702100 · 镇 · 区管", or what kind of thing it is. */
static char *
make_summary (const YutuPlaceInfo *info)
{
  static const char *const keys[] = { "code", "type", "managed-by" };
  g_autoptr (GString) text = g_string_new (NULL);

  if (info->facility_register != NULL)
    append_part (text, yutu_title_get (&info->facility_register->title));
  if (info->name_class != NULL)
    append_part (text, yutu_words_name_class (info->name_class));
  for (gsize i = 0; info->kind == YUTU_PLACE_UNIT && i < G_N_ELEMENTS (keys); i++)
    for (guint j = 0; j < info->facts->len; j++)
      {
        const YutuInfoFact *fact = g_ptr_array_index (info->facts, j);
        g_autofree char    *value = NULL;

        if (g_strcmp0 (fact->key, keys[i]) != 0)
          continue;
        value = yutu_words_fact_value (fact);
        if (i < 2)
          append_part (text, value);
        else if (value[0] != '\0')
          {
            /* Translators: who a township is managed by */
            g_autofree char *managed = g_strdup_printf (_ ("managed by %s"), value);
            append_part (text, managed);
          }
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Facts ---- */

static gboolean
is_in_summary (const YutuPlaceInfo *info,
               const YutuInfoFact  *fact)
{
  if (info->kind == YUTU_PLACE_NAME && g_strcmp0 (fact->key, "class") == 0)
    return TRUE;
  if (info->kind == YUTU_PLACE_FACILITY && g_strcmp0 (fact->key, "register") == 0)
    return TRUE;
  return info->kind == YUTU_PLACE_UNIT &&
         (g_strcmp0 (fact->key, "code") == 0 || g_strcmp0 (fact->key, "type") == 0 ||
          g_strcmp0 (fact->key, "managed-by") == 0);
}

/* A line's grade is the level of what it divides; others number theirs. */
static char *
make_value (const YutuPlaceInfo *info,
            const YutuInfoFact  *fact)
{
  if (info->kind == YUTU_PLACE_LINE && g_strcmp0 (fact->key, "grade") == 0)
    return g_strdup (yutu_words_line_grade (fact->text));
  return yutu_words_fact_value (fact);
}

/* A division is read for what is open in it, anything else for what it is: there the first facts
 * stand above the modules, the others always below. */
static void
show_facts (YutuPlacePage       *self,
            const YutuPlaceInfo *info)
{
  gboolean is_thing = info->kind == YUTU_PLACE_FACILITY || info->kind == YUTU_PLACE_NAME ||
                      info->kind == YUTU_PLACE_LINE || info->kind == YUTU_PLACE_PILLAR ||
                      info->kind == YUTU_PLACE_ADDRESS || info->kind == YUTU_PLACE_POINT;
  YutuFactList *list = NULL;
  const char   *group = NULL;

  yutu_box_clear (self->first_facts);
  yutu_box_clear (self->facts);
  gtk_widget_set_visible (GTK_WIDGET (self->first_facts), is_thing);
  for (guint i = 0; i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = g_ptr_array_index (info->facts, i);
      g_autofree char    *value = make_value (info, fact);

      if (value == NULL || value[0] == '\0' || is_in_summary (info, fact))
        continue;
      if (list == NULL || g_strcmp0 (group, fact->group) != 0)
        {
          GtkBox *box = list == NULL && is_thing ? self->first_facts : self->facts;

          group = fact->group;
          list = YUTU_FACT_LIST (yutu_fact_list_new (group != NULL ? group : _ ("Facts")));
          gtk_box_append (box, GTK_WIDGET (list));
        }
      if (info->replaced_by != 0 && g_strcmp0 (fact->key, "replaced-by") == 0)
        yutu_fact_list_add_link (list, yutu_words_fact (fact->key), value, "win.show-name", info->replaced_by);
      else if (info->sign_of != 0 && g_strcmp0 (fact->key, "sign-of") == 0)
        yutu_fact_list_add_link (list, yutu_words_fact (fact->key), value, "win.show-name", info->sign_of);
      else
        yutu_fact_list_add (list, fact->key != NULL ? yutu_words_fact (fact->key) : fact->title, value);
    }
}

static gboolean
has_addresses (YutuPlaceKind kind)
{
  return kind == YUTU_PLACE_UNIT || kind == YUTU_PLACE_NAME || kind == YUTU_PLACE_CIRCLE || kind == YUTU_PLACE_SHAPE;
}

/* Of what is no more it is asked first what became of it. */
static void
place_history (YutuPlacePage *self,
               gboolean       is_past)
{
  GtkWidget *history = GTK_WIDGET (self->history);
  GtkWidget *before = is_past ? gtk_widget_get_parent (self->past) : GTK_WIDGET (self->bounds);

  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (history)), history, before);
}

void
yutu_place_page_show (YutuPlacePage       *self,
                      const YutuModules   *modules,
                      const YutuPlace     *place,
                      const YutuPlaceInfo *info)
{
  g_autofree char *title = yutu_words_place_title (place, info);
  g_autofree char *summary = make_summary (info);
  g_autofree char *objects = yutu_words_count (info->n_objects);
  g_autofree char *name = g_strdup_printf (_ ("What stands here: %s"), objects);

  g_return_if_fail (YUTU_IS_PLACE_PAGE (self));
  self->modules = modules;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary[0] != '\0');
  gtk_widget_set_visible (self->past, info->is_past);
  gtk_label_set_label (self->past_words, info->is_proposed ? _ ("A proposed name, not in use yet: no map and no address has it.")
                                                           : _ ("Not in force on the chosen day; shown as it was last."));
  place_history (self, info->is_past);
  show_chain (self, info);
  show_counts (self, info);
  gtk_label_set_label (self->object_count, objects);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->object_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (self->object_list, info->n_objects > 0);
  gtk_widget_set_visible (self->addresses_button, has_addresses (info->kind));
  gtk_widget_set_visible (self->facility_actions, info->kind == YUTU_PLACE_FACILITY && info->facility_register != NULL);
  gtk_widget_set_visible (self->reopen_child, info->is_closed);
  gtk_widget_set_visible (self->year_child, info->facility_register != NULL &&
                                              info->facility_register->n_year_fields > 0);
  show_facts (self, info);
  yutu_line_box_show (self->line_box, info->kind == YUTU_PLACE_LINE ? info->id : 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* A unit has too many to count them while its page opens. */
static gboolean
has_plates (const YutuPlaceInfo *info)
{
  return info->kind == YUTU_PLACE_ADDRESS || info->kind == YUTU_PLACE_NAME;
}

void
yutu_place_page_show_parts (YutuPlacePage       *self,
                            YutuSession         *session,
                            const YutuPlaceInfo *info)
{
  gint64          unit = info->kind == YUTU_PLACE_UNIT ? info->id : 0;
  gint64          road = info->kind == YUTU_PLACE_NAME && g_strcmp0 (info->name_class, "road") == 0 ? info->id : 0;
  YutuPlateSource plates = { .address = info->kind == YUTU_PLACE_ADDRESS ? info->id : 0,
                             .place = info->kind == YUTU_PLACE_NAME ? info->id : 0,
                             .is_all = info->kind == YUTU_PLACE_ADDRESS };

  g_return_if_fail (YUTU_IS_PLACE_PAGE (self));
  yutu_bounds_box_show (self->bounds, session, unit);
  yutu_walk_box_show (self->walk_box, session, road);
  yutu_sign_box_show (self->sign_box, session, road, unit);
  yutu_name_sign_box_show (self->name_sign_box, session, info->kind == YUTU_PLACE_NAME && road == 0 ? info->id : 0);
  yutu_plate_box_show (self->plate_box, session, has_plates (info) ? &plates : NULL);
  yutu_name_box_show (self->name_box, session, info->kind == YUTU_PLACE_NAME ? info->id : 0, !info->is_past);
  yutu_address_box_show (self->address_box, session, info->kind == YUTU_PLACE_ADDRESS ? info->id : 0);
  yutu_pillar_box_show (self->pillar_box, session, info->kind == YUTU_PLACE_PILLAR ? info->id : 0);

  if (info->kind == YUTU_PLACE_ADDRESS)
    yutu_history_list_show_address (self->history, session, info->id);
  else
    yutu_history_list_show (self->history, session, unit);
}

/* ---- Signals of the template ---- */

static void
module_activated_cb (GtkListBox    *list,
                     GtkListBoxRow *row,
                     YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_MODULE_CHOSEN], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
objects_activated_cb (GtkListBox    *list,
                      GtkListBoxRow *row,
                      YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_OBJECTS_CHOSEN], 0);
}

static void
part_done_cb (GtkWidget     *part,
              const char    *text,
              YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, text);
}

static void
part_message_cb (GtkWidget     *part,
                 const char    *text,
                 YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text);
}

static void
part_failed_cb (GtkWidget     *part,
                const GError  *error,
                YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
yutu_place_page_set_session (YutuPlacePage *self,
                             YutuSession   *session,
                             YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_PLACE_PAGE (self));

  yutu_line_box_set_session (self->line_box, session, map);
  yutu_walk_box_set_map (self->walk_box, map);
  yutu_sign_box_set_map (self->sign_box, map);
}

static void
show_on_map_cb (GtkButton     *button,
                YutuPlacePage *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ON_MAP], 0);
}

static void
yutu_place_page_dispose (GObject *object)
{
  YutuPlacePage *self = YUTU_PLACE_PAGE (object);

  g_clear_pointer (&self->rows, g_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL); /* bound, so the template would take it from the bin */
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_PLACE_PAGE);
  G_OBJECT_CLASS (yutu_place_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (YUTU_TYPE_ADDRESS_BOX);
  g_type_ensure (YUTU_TYPE_HISTORY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-place-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, title);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, chain);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, summary);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, past);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, past_words);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, module_list);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, addresses_button);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, object_list);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, object_row);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, object_count);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, line_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, name_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, sign_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, name_sign_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, plate_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, pillar_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, bounds);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, walk_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, address_box);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, facility_actions);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, reopen_child);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, year_child);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, first_facts);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, facts);
  gtk_widget_class_bind_template_child (widget_class, YutuPlacePage, history);
  gtk_widget_class_bind_template_callback (widget_class, activate_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, module_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, objects_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_on_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_failed_cb);
}

static void
yutu_place_page_class_init (YutuPlacePageClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yutu_place_page_dispose;
  signals[SIGNAL_UNIT_CHOSEN] = g_signal_new ("unit-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_MODULE_CHOSEN] = g_signal_new ("module-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_OBJECTS_CHOSEN] = g_signal_new ("objects-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_ON_MAP] = g_signal_new ("show-on-map", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                       1, G_TYPE_STRING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (YUTU_TYPE_LINE_BOX);
  g_type_ensure (YUTU_TYPE_NAME_BOX);
  g_type_ensure (YUTU_TYPE_SIGN_BOX);
  g_type_ensure (YUTU_TYPE_NAME_SIGN_BOX);
  g_type_ensure (YUTU_TYPE_PLATE_BOX);
  g_type_ensure (YUTU_TYPE_PILLAR_BOX);
  g_type_ensure (YUTU_TYPE_BOUNDS_BOX);
  g_type_ensure (YUTU_TYPE_WALK_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
yutu_place_page_init (YutuPlacePage *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (ModuleRow));
  gtk_widget_init_template (GTK_WIDGET (self));
}
