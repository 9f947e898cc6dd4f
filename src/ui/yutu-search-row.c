/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-search-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "geo/yutu-measure.h"
#include "session/yutu-map.h"
#include "ui/yutu-swatch.h"
#include "ui/yutu-words-time.h"
#include "ui/yutu-words.h"

#define HIT     "hit"
#define COMMAND "command"

/* @kind: "double lost" */
static const char *
symbol_of_pillar (const char *kind)
{
  g_auto (GStrv) words = g_strsplit (kind != NULL ? kind : "", " ", 2);

  return yutu_map_pillar_symbol (words[0], words[0] != NULL ? words[1] : NULL);
}

const char *
yutu_search_row_symbol_of (const YutuModules   *modules,
                           const YutuSearchHit *hit)
{
  const YutuRegister *reg = NULL;

  switch (hit->kind)
    {
    case YUTU_SEARCH_DIVISION:
      return hit->level <= 3 ? "seat.county" : hit->level == 4 ? "seat.township"
                                                               : "seat.village";
    case YUTU_SEARCH_PLACE:
      return "place";
    case YUTU_SEARCH_FACILITY:
      reg = yutu_modules_find_register (modules, hit->facility_kind, NULL);
      return reg != NULL && reg->symbol != NULL ? reg->symbol : "office";
    case YUTU_SEARCH_ADDRESS:
      return "point.address";
    case YUTU_SEARCH_CASE:
      return "project";
    case YUTU_SEARCH_LINE:
      return "line.county";
    case YUTU_SEARCH_PILLAR:
      return symbol_of_pillar (hit->facility_kind);
    case YUTU_SEARCH_COORDINATE:
    case YUTU_SEARCH_CROSSING:
    default:
      return "dot";
    }
}

/* Where it lies, without the county, which they all lie in. */
static const char *
get_where (YutuSession         *session,
           const YutuSearchHit *hit)
{
  const char *county = yutu_session_get_county_name (session);
  const char *rest = hit->label;

  if (hit->is_outside)
    return _ ("outside the county");
  if (county[0] == '\0' || !g_str_has_prefix (rest, county))
    return rest;
  rest += strlen (county);
  return g_str_has_prefix (rest, " › ") ? rest + strlen (" › ") : rest;
}

/* The address next to a coordinate, and how far it is; NULL: there is none, or it is another hit. */
static char *
dup_near (const YutuSearchHit *hit)
{
  g_autofree char *distance = hit->near_name != NULL ? yutu_words_distance (hit->near_m) : NULL;

  /* Translators: a distance and an address, as “35 m from 明月街12号” */
  return distance != NULL ? g_strdup_printf (_ ("%s from %s"), distance, hit->near_name) : NULL;
}

/* How far from @near_point (nullable); NULL: it has no point, or is a unit, which has no one place. */
static GtkWidget *
new_distance (const YutuSearchHit *hit,
              const YutuPoint     *near_point)
{
  g_autofree char *text = NULL;
  GtkWidget       *label = NULL;

  if (near_point == NULL || !hit->has_point || hit->kind == YUTU_SEARCH_DIVISION)
    return NULL;
  text = yutu_words_distance (yutu_measure_distance_m (*near_point, hit->point));
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* Its name, and under it what is near (nullable). */
static GtkWidget *
new_name (const YutuSearchHit *hit,
          const char          *near)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (hit->name);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  if (hit->is_past)
    gtk_widget_add_css_class (name, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  if (near != NULL)
    {
      GtkWidget *label = gtk_label_new (near);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* What a screen reader says of a hit, the parts that it has. */
static char *
dup_spoken (const YutuSearchHit *hit,
            const char          *validity,
            const char          *near,
            GtkWidget           *distance)
{
  const char *parts[] = { hit->name, validity, hit->is_outside ? _ ("outside the county") : hit->label, near,
                          distance != NULL ? gtk_label_get_text (GTK_LABEL (distance)) : NULL };
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", parts[i]);
  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

GtkWidget *
yutu_search_row_new (YutuSession     *session,
                     YutuSearchHit   *hit,
                     const YutuPoint *near_point)
{
  GtkWidget         *row = gtk_list_box_row_new ();
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char   *near = dup_near (hit);
  GtkWidget         *label = gtk_label_new (get_where (session, hit));
  GtkWidget         *distance = new_distance (hit, near_point);
  g_autofree char   *validity = NULL;
  g_autofree char   *spoken = NULL;
  const YutuModules *modules = yutu_session_get_modules (session);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), yutu_swatch_new (yutu_search_row_symbol_of (modules, hit)));
  gtk_box_append (GTK_BOX (box), new_name (hit, near));
  if (hit->is_past)
    {
      GtkWidget *until = NULL;

      validity = yutu_words_validity (hit->valid_from, hit->valid_to,
                                      yutu_session_get_day (session));
      until = gtk_label_new (validity);
      gtk_widget_add_css_class (until, "caption");
      gtk_widget_add_css_class (until, "warning");
      gtk_box_append (GTK_BOX (box), until);
    }
  spoken = dup_spoken (hit, validity, near, distance);
  gtk_box_append (GTK_BOX (box), label);
  if (distance != NULL)
    gtk_box_append (GTK_BOX (box), distance);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), HIT, hit);
  return row;
}

GtkWidget *
yutu_search_row_new_command (const YutuCommand *command)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget       *title = gtk_label_new (yutu_command_get_title (command));
  g_autofree char *keys = yutu_command_get_keys (command);
  GtkWidget       *label = gtk_label_new (keys);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, yutu_command_get_title (command), -1);
  g_object_set_data (G_OBJECT (row), COMMAND, (gpointer)command);
  return row;
}

YutuSearchHit *
yutu_search_row_get_hit (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), HIT);
}

const YutuCommand *
yutu_search_row_get_command (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), COMMAND);
}

void
yutu_search_row_update_header (GtkListBoxRow *row,
                               GtkListBoxRow *before,
                               gpointer       user_data)
{
  const YutuSearchHit *hit = yutu_search_row_get_hit (row);
  const YutuSearchHit *last = before != NULL ? yutu_search_row_get_hit (before) : NULL;
  GtkWidget           *label = NULL;

  if (hit == NULL ? before == NULL || last != NULL : last == NULL || last->kind != hit->kind)
    {
      label = gtk_label_new (hit != NULL ? yutu_words_hit_kind (hit->kind) : _ ("Commands"));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "pane-heading");
      gtk_widget_add_css_class (label, "search-heading");
    }
  gtk_list_box_row_set_header (row, label);
}
