/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-layer-list.h"

#include <glib/gi18n.h>

#include "session/yutu-map.h"
#include "ui/yutu-children.h"
#include "ui/yutu-fact-list.h"
#include "ui/yutu-swatch.h"

#define MAX_SIGNS 9

typedef struct
{
  const char *swatch; /* NULL: the end */
  const char *title;
} Sign;

typedef struct
{
  YutuMapGroup group;
  const char  *heading; /* NULL: under the one before */
  const char  *title;
  const char  *swatch;           /* NULL: the signs under it say it all */
  const char  *module;           /* whose registers are its legend; NULL: its own signs */
  Sign         signs[MAX_SIGNS]; /* its legend */
} Layer;

/* From what people look for to what is under it. */
static const Layer LAYERS[] = {
  { YUTU_MAP_CARE, N_ ("Facilities"), N_ ("Care for the elderly"), NULL, "elderly", { { NULL } } },
  { YUTU_MAP_BURIAL, NULL, N_ ("Burial sites"), NULL, "funeral", { { NULL } } },
  { YUTU_MAP_MIGRANT, NULL, N_ ("Migrant villages"), NULL, "migrant", { { NULL } } },
  { YUTU_MAP_FACILITIES, NULL, N_ ("Other modules"), "office", NULL, { { NULL } } },
  { YUTU_MAP_DIVISIONS, N_ ("Divisions"), N_ ("Areas"), "area.township", NULL, { { NULL } } },
  { YUTU_MAP_BOUNDARIES,
    NULL,
    N_ ("Boundaries"),
    NULL,
    NULL,
    { { "line.county", N_ ("County line") },
      { "line.township", N_ ("Township line") },
      { "line.village", N_ ("Village line") } } },
  { YUTU_MAP_PILLARS,
    NULL,
    N_ ("Boundary pillars"),
    NULL,
    NULL,
    { { "pillar-single", N_ ("Single, two faces") },
      { "pillar-single-three", N_ ("Single, three faces") },
      { "pillar-double", N_ ("Set of two") },
      { "pillar-triple", N_ ("Set of three") },
      { "pillar-single-damaged", N_ ("Damaged") },
      { "pillar-single-lost", N_ ("Lost") },
      { "pillar-single-moved", N_ ("Moved") },
      { "pillar-single-buried", N_ ("Buried") } } },
  { YUTU_MAP_NAMES, N_ ("Names and addresses"), N_ ("Place names"), "place", NULL, { { "area.name", N_ ("Area of a name") } } },
  { YUTU_MAP_ADDRESSES,
    NULL,
    N_ ("Addresses"),
    "point.address",
    NULL,
    { { "point.door-collected", N_ ("Door, collected") },
      { "point.door-checked", N_ ("Door, checked") },
      { "point.door-coded", N_ ("Door, coded") } } },
  { YUTU_MAP_LABELS, NULL, N_ ("Labels"), NULL, NULL, { { NULL } } },
  { YUTU_MAP_ROADS, N_ ("Ground"), N_ ("Roads"), "line.road", NULL, { { NULL } } },
  { YUTU_MAP_WATER,
    NULL,
    N_ ("Water"),
    NULL,
    NULL,
    { { "line.river", N_ ("River") }, { "area.water", N_ ("Reservoir") } } },
};

struct _YutuLayerList
{
  AdwBin parent_instance;

  GtkSwitch *switches[G_N_ELEMENTS (LAYERS)];
  GtkBox    *legends[G_N_ELEMENTS (LAYERS)];
  unsigned   groups;
};

G_DEFINE_FINAL_TYPE (YutuLayerList, yutu_layer_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_GROUPS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_groups (YutuLayerList *self,
            unsigned       groups)
{
  if (self->groups == groups)
    return;
  self->groups = groups;
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    gtk_switch_set_active (self->switches[i], (groups & LAYERS[i].group) != 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUPS]);
}

static void
switched_cb (GtkSwitch     *widget,
             GParamSpec    *pspec,
             YutuLayerList *self)
{
  unsigned groups = self->groups;

  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    if (self->switches[i] == widget)
      groups = gtk_switch_get_active (widget) ? groups | LAYERS[i].group
                                              : groups & ~(unsigned)LAYERS[i].group;
  set_groups (self, groups);
}

static void
yutu_layer_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_GROUPS)
    g_value_set_uint (value, YUTU_LAYER_LIST (object)->groups);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yutu_layer_list_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_GROUPS)
    set_groups (YUTU_LAYER_LIST (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yutu_layer_list_class_init (YutuLayerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yutu_layer_list_get_property;
  object_class->set_property = yutu_layer_list_set_property;
  properties[PROP_GROUPS] = g_param_spec_uint ("groups", NULL, NULL, 0, YUTU_MAP_ALL, 0,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
new_label (const char *text,
           const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

static GtkWidget *
new_row (YutuLayerList *self,
         gsize          index)
{
  const Layer *layer = &LAYERS[index];
  GtkWidget   *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget   *label = new_label (_ (layer->title), NULL);
  GtkWidget   *toggle = gtk_switch_new ();

  if (layer->swatch != NULL)
    gtk_box_append (GTK_BOX (box), yutu_swatch_new (layer->swatch));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (layer->title), -1);
  gtk_box_append (GTK_BOX (box), toggle);
  gtk_widget_add_css_class (box, "layer-row");
  self->switches[index] = GTK_SWITCH (toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self, 0);
  return box;
}

static void
append_sign (GtkBox     *legend,
             const char *swatch,
             const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), yutu_swatch_new (swatch));
  gtk_box_append (GTK_BOX (box), new_label (title, "caption"));
  gtk_widget_add_css_class (box, "layer-sign");
  gtk_box_append (legend, box);
}

void
yutu_layer_list_set_modules (YutuLayerList     *self,
                             const YutuModules *modules)
{
  g_return_if_fail (YUTU_IS_LAYER_LIST (self));
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    {
      const YutuModule *module =
        LAYERS[i].module != NULL ? yutu_modules_find (modules, LAYERS[i].module) : NULL;

      if (module == NULL)
        continue;
      yutu_box_clear (self->legends[i]);
      for (gsize j = 0; j < module->n_registers; j++)
        append_sign (self->legends[i], module->registers[j].symbol,
                     yutu_title_get (&module->registers[j].title));
    }
}

static void
yutu_layer_list_init (YutuLayerList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (list, "layer-list");
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    {
      if (LAYERS[i].heading != NULL)
        gtk_box_append (GTK_BOX (list), new_label (_ (LAYERS[i].heading), "pane-heading"));
      gtk_box_append (GTK_BOX (list), new_row (self, i));
      self->legends[i] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
      for (gsize j = 0; j < MAX_SIGNS && LAYERS[i].signs[j].swatch != NULL; j++)
        append_sign (self->legends[i], LAYERS[i].signs[j].swatch, _ (LAYERS[i].signs[j].title));
      gtk_box_append (GTK_BOX (list), GTK_WIDGET (self->legends[i]));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  adw_bin_set_child (ADW_BIN (self), scroller);
}
