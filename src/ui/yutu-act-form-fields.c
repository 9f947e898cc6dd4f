/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The fields of the form, and what is wished by them. They hang on what is chosen: what a ring becomes, and
 * what becomes of each unit that the drawing crosses. */

#include "ui/yutu-act-form-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "geo/yutu-measure.h"
#include "ui/yutu-words.h"

/* Of a part's unit. */
#define FATE "fate"
#define NAME "name"
#define CODE "code"

static char *
dup_id (const char *what,
        gint64      unit)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, what, unit);
}

/* ---- What is filled in ---- */

char *
yutu_act_form_dup_value (YutuActForm *self,
                         const char  *id)
{
  g_autofree char *json = yutu_form_dup_json (self->form);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = json_parser_load_from_data (parser, json, -1, NULL) ? json_parser_get_root (parser) : NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (root), id, NULL));
}

static char *
dup_value_of (YutuActForm *self,
              const char  *what,
              gint64       unit)
{
  g_autofree char *id = dup_id (what, unit);

  return yutu_act_form_dup_value (self, id);
}

/* A code that was typed; what is only proposed is left to the plan. */
static char *
dup_typed_code (YutuActForm *self,
                const char  *id)
{
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autoptr (JsonNode) root = typed != NULL ? json_from_string (typed, NULL) : NULL;

  return root != NULL ? g_strdup (json_object_get_string_member_with_default (json_node_get_object (root), id, NULL))
                      : NULL;
}

char *
yutu_act_form_dup_other_name (YutuActForm *self)
{
  g_autofree char *other = yutu_act_form_dup_value (self, "other");

  return other != NULL ? yutu_act_form_dup_unit_name (self->session, g_ascii_strtoll (other, NULL, 10)) : NULL;
}

static gboolean
is_right (YutuActForm *self)
{
  g_autofree char *side = yutu_act_form_dup_value (self, "side");

  return g_strcmp0 (side, "right") == 0;
}

static gboolean
is_crossed (const YutuActFormPart *part)
{
  return part->area_cm2[0] > 0 && part->area_cm2[1] > 0;
}

/* Where most of it lies. */
static gboolean
is_mostly_right (const YutuActFormPart *part)
{
  return part->area_cm2[1] > part->area_cm2[0];
}

static YutuActWishFate
find_fate (YutuActForm           *self,
           const YutuActFormPart *part,
           gboolean               right)
{
  g_autofree char *fate = is_crossed (part) ? dup_value_of (self, FATE, part->unit) : NULL;

  if (part->area_cm2[0] + part->area_cm2[1] == 0) /* far from the line */
    return YUTU_ACT_WISH_STAYS;
  if (g_strcmp0 (fate, "goes") == 0)
    return YUTU_ACT_WISH_GOES;
  if (g_strcmp0 (fate, "stays") == 0)
    return YUTU_ACT_WISH_STAYS;
  if (g_strcmp0 (fate, "cut-goes") == 0)
    return YUTU_ACT_WISH_CUT_NEW_GOES;
  if (g_strcmp0 (fate, "cut-stays") == 0)
    return YUTU_ACT_WISH_CUT_NEW_STAYS;
  return is_mostly_right (part) == right ? YUTU_ACT_WISH_GOES : YUTU_ACT_WISH_STAYS;
}

gboolean
yutu_act_form_goes (YutuActForm *self,
                    gint64       unit,
                    gboolean     right)
{
  gboolean wanted = !self->is_ring && is_right (self);

  if (self->way != YUTU_ACT_FORM_ACT)
    return !right;
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);
      YutuActWishFate        fate = part->unit == unit ? find_fate (self, part, wanted) : YUTU_ACT_WISH_CUT_NEW_GOES;

      if (fate == YUTU_ACT_WISH_GOES || fate == YUTU_ACT_WISH_STAYS)
        return fate == YUTU_ACT_WISH_GOES;
    }
  return right == wanted;
}

char *
yutu_act_form_dup_legend (YutuActForm *self)
{
  g_autofree char *name = yutu_act_form_dup_value (self, "name");
  g_autofree char *to = yutu_act_form_dup_other_name (self);

  if (self->drawing == NULL)
    return NULL;
  if (self->way == YUTU_ACT_FORM_HOLE)
    return g_strdup (_ ("Nobody’s"));
  if (self->way == YUTU_ACT_FORM_ISLE || self->kind == YUTU_ACT_WISH_GIVE)
    /* Translators: land on the map, and the unit that it goes to */
    return to != NULL ? g_strdup_printf (_ ("Goes to %s"), to) : g_strdup (_ ("Is given"));
  /* Translators: land on the map, and the unit that it becomes */
  return name != NULL && *name != '\0' ? g_strdup_printf (_ ("New: %s"), name) : g_strdup (_ ("The new unit"));
}

/* ---- Making fields ---- */

static YutuTitle
title (const char *text)
{
  return (YutuTitle){ text, text };
}

/* Takes the text. */
static const char *
own (YutuActForm *self,
     char        *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

static YutuField *
add_field (YutuActForm  *self,
           const char   *id,
           const char   *words,
           YutuFieldType type,
           gboolean      required)
{
  YutuField field = { .id = id, .title = title (words), .group = title (""), .type = type, .min = -INFINITY, .max = INFINITY, .required = required };

  g_array_append_val (self->fields, field);
  return &g_array_index (self->fields, YutuField, self->fields->len - 1);
}

static YutuField *
add_choice (YutuActForm      *self,
            const char       *id,
            const char       *words,
            const YutuChoice *choices,
            gsize             n_choices)
{
  YutuField *field = add_field (self, id, words, YUTU_FIELD_ENUM, TRUE);

  field->choices = choices;
  field->n_choices = n_choices;
  return field;
}

static void
make_sides (YutuActForm *self)
{
  for (int i = 0; i < 2; i++)
    {
      const char      *direction = self->directions[i] != NULL ? self->directions[i] : "";
      gint64           area_cm2 = self->areas_cm2[i];
      guint            n_whole = 0;
      g_autofree char *area = NULL;

      for (guint k = 0; self->parts != NULL && k < self->parts->len; k++)
        n_whole += g_array_index (self->parts, YutuActFormPart, k).area_cm2[1 - i] == 0;
      area = yutu_words_area ((double)area_cm2 / YUTU_CM2_PER_M2);
      if (self->parts != NULL)
        /* Translators: where a part of a unit lies, how many whole villages are in it, its area */
        self->sides[i].title = title (own (self, g_strdup_printf (_ ("In the %s: %u whole villages, %s"), direction, n_whole, area)));
      else
        /* Translators: where a part of a unit lies, and its area */
        self->sides[i].title = title (own (self, g_strdup_printf (_ ("The part in the %s, %s"), direction, area)));
      self->sides[i].id = i == 0 ? "left" : "right";
    }
}

static void
add_way (YutuActForm *self)
{
  const char *const ids[] = { "split", "give", "isle", "hole" };
  const char *const words[] = { _ ("A new unit of its own, from a day on"), _ ("Another unit’s exclave, from a day on"),
                                _ ("Another unit’s all along (correction)"), _ ("A hole: nobody’s all along (correction)") };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    self->ways[i] = (YutuChoice){ ids[i], title (words[i]) };
  if (!self->is_outside)
    add_choice (self, "way", _ ("What it becomes"), self->ways, G_N_ELEMENTS (ids));
}

/* ---- Units that the drawing crosses ---- */

static void
make_fates (YutuActForm *self)
{
  const char *const ids[] = { "greater", "goes", "stays", "cut-goes", "cut-stays" };
  const char *const words[] = { _ ("Whole, with its greater part"), _ ("Goes as a whole"), _ ("Stays as a whole"),
                                _ ("Cut: the part that goes is new"), _ ("Cut: the part that stays is new") };

  self->n_fates = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if ((i >= 3 || !self->has_own_land) && (i != 4 || !self->is_ring))
      self->fates[self->n_fates++] = (YutuChoice){ ids[i], title (words[i]) };
}

static char *
dup_part_title (YutuActForm           *self,
                const YutuActFormPart *part)
{
  double left_km2 = (double)part->area_cm2[0] / YUTU_CM2_PER_M2 / 1e6;
  double right_km2 = (double)part->area_cm2[1] / YUTU_CM2_PER_M2 / 1e6;

  if (self->is_ring)
    /* Translators: a village that a ring crosses; how much of it lies inside and outside */
    return g_strdup_printf (_ ("%s: inside %.2f, outside %.2f km²"), part->name, left_km2, right_km2);
  /* Translators: a village that a line crosses; on which side how much of it lies; the other side */
  return g_strdup_printf (_ ("%s: %s %.2f, %s %.2f km²"), part->name,
                          self->directions[0] != NULL ? self->directions[0] : "", left_km2,
                          self->directions[1] != NULL ? self->directions[1] : "", right_km2);
}

static gboolean
is_cut (YutuActWishFate fate)
{
  return fate == YUTU_ACT_WISH_CUT_NEW_GOES || fate == YUTU_ACT_WISH_CUT_NEW_STAYS;
}

static void
add_part (YutuActForm           *self,
          const YutuActFormPart *part,
          gboolean               cut)
{
  const char *group = own (self, dup_part_title (self, part));

  add_choice (self, own (self, dup_id (FATE, part->unit)), _ ("What becomes of it"), self->fates, self->n_fates)
    ->group = title (group);
  if (!cut)
    return;
  add_field (self, own (self, dup_id (NAME, part->unit)), _ ("Name of the new part"), YUTU_FIELD_TEXT, TRUE)
    ->group = title (group);
  add_field (self, own (self, dup_id (CODE, part->unit)), _ ("Code of the new part"), YUTU_FIELD_TEXT, FALSE)
    ->group = title (group);
}

/* ---- All of them ---- */

static void
add_approval (YutuActForm *self)
{
  add_field (self, "day", _ ("First day on which it holds"), YUTU_FIELD_DATE, TRUE);
  add_field (self, "doc", _ ("Document number"), YUTU_FIELD_TEXT, FALSE);
  add_field (self, "organ", _ ("Approved by"), YUTU_FIELD_TEXT, FALSE);
  add_field (self, "approved", _ ("Day of approval"), YUTU_FIELD_DATE, FALSE);
}

static void
add_other (YutuActForm *self)
{
  add_choice (self, "other",
              self->way == YUTU_ACT_FORM_ISLE     ? _ ("Whose it was all along")
              : self->kind == YUTU_ACT_WISH_MERGE ? _ ("Merged with")
              : self->kind == YUTU_ACT_WISH_PLACE ? _ ("Goes under")
                                                  : _ ("Goes to"),
              (const YutuChoice *)(gpointer)self->units->data, self->units->len);
}

static void
add_act_fields (YutuActForm *self,
                const char  *shape)
{
  if (self->drawing != NULL && !self->is_ring)
    {
      make_sides (self);
      add_choice (self, "side", self->kind == YUTU_ACT_WISH_SPLIT ? _ ("What is new") : _ ("What is given"), self->sides, 2);
    }
  if (self->kind == YUTU_ACT_WISH_SPLIT)
    {
      add_field (self, "name", _ ("Name of the new unit"), YUTU_FIELD_TEXT, TRUE);
      add_field (self, "code", _ ("Code of the new unit"), YUTU_FIELD_TEXT, FALSE);
    }
  else
    add_other (self);
  if (self->kind == YUTU_ACT_WISH_MERGE)
    {
      self->keepers[0] = (YutuChoice){ "this", title (self->unit_name) };
      self->keepers[1] = (YutuChoice){ "other", title (_ ("The other one")) };
      add_choice (self, "keeps", _ ("Keeps identity, name and code"), self->keepers, 2);
    }
  add_approval (self);
  make_fates (self);
  for (guint i = 0, k = 0; self->parts != NULL && i < self->parts->len; i++)
    if (is_crossed (&g_array_index (self->parts, YutuActFormPart, i)))
      add_part (self, &g_array_index (self->parts, YutuActFormPart, i), shape[1 + k++] == 'c');
}

/* A letter for the way, and one for each unit that is crossed: the fields hang on it. */
static char *
dup_shape (YutuActForm *self)
{
  g_autofree char *way = self->is_ring ? yutu_act_form_dup_value (self, "way") : NULL;
  GString         *shape = g_string_new (NULL);

  if (self->is_outside)
    way = g_strdup ("isle");
  g_string_append_c (shape, way != NULL ? way[0] : '-');
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);

      if (is_crossed (part))
        g_string_append_c (shape, is_cut (find_fate (self, part, FALSE)) ? 'c' : 'w');
    }
  return g_string_free (shape, FALSE);
}

static void
take_way (YutuActForm *self,
          char         way)
{
  self->way = way == 'i' ? YUTU_ACT_FORM_ISLE : way == 'h' ? YUTU_ACT_FORM_HOLE
                                                           : YUTU_ACT_FORM_ACT;
  if (self->is_ring && way != '-')
    self->kind = way == 's' ? YUTU_ACT_WISH_SPLIT : YUTU_ACT_WISH_GIVE;
}

static void
keep_one_cb (JsonObject *from,
             const char *id,
             JsonNode   *node,
             gpointer    to)
{
  json_object_set_member (to, id, json_node_copy (node));
}

char *
yutu_act_form_dup_typed (YutuActForm *self)
{
  g_autofree char *typed = yutu_form_dup_typed (self->form);
  g_autoptr (JsonNode) root = typed != NULL ? json_from_string (typed, NULL) : NULL;
  g_autoptr (JsonObject) all = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_foreach_member (self->kept, keep_one_cb, all);
  for (guint i = 0; i < self->fields->len; i++)
    json_object_remove_member (all, g_array_index (self->fields, YutuField, i).id);
  if (root != NULL)
    json_object_foreach_member (json_node_get_object (root), keep_one_cb, all);
  json_node_set_object (node, all);
  return json_object_get_size (all) > 0 ? json_to_string (node, FALSE) : NULL;
}

void
yutu_act_form_keep_typed (YutuActForm *self,
                          const char  *typed)
{
  g_autoptr (JsonNode) root = typed != NULL ? json_from_string (typed, NULL) : NULL;

  g_clear_pointer (&self->kept, json_object_unref);
  self->kept = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root))
                                                             : json_object_new ();
}

gboolean
yutu_act_form_make_fields (YutuActForm *self)
{
  g_autofree char *shape = dup_shape (self);
  g_autofree char *typed = NULL;
  g_autoptr (GArray) old_fields = NULL;
  g_autoptr (GArray) old_units = NULL;
  g_autoptr (GPtrArray) old_texts = NULL;

  if (g_strcmp0 (shape, self->shape) == 0)
    return FALSE;
  typed = yutu_act_form_dup_typed (self);
  yutu_act_form_keep_typed (self, typed);
  old_fields = g_steal_pointer (&self->fields); /* the rows that go look at them */
  old_texts = g_steal_pointer (&self->texts);
  self->fields = g_array_new (FALSE, FALSE, sizeof (YutuField));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  take_way (self, shape[0]);
  old_units = g_steal_pointer (&self->units);
  yutu_act_form_list_units (self);
  if (self->is_ring)
    add_way (self);
  if (self->way == YUTU_ACT_FORM_ACT)
    add_act_fields (self, shape);
  else if (self->way == YUTU_ACT_FORM_ISLE)
    add_other (self);
  yutu_form_set_fields (self->form, (const YutuField *)(gpointer)self->fields->data, self->fields->len, self->base);
  if (typed != NULL)
    yutu_form_set_typed (self->form, typed);
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  return TRUE;
}

/* ---- What it starts from ---- */

/* Whether there would be nothing on one side, were each unit to go whole with its greater part. */
static gboolean
is_without_whole (YutuActForm *self)
{
  guint n_left = 0, n_right = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);

      n_right += is_mostly_right (part);
      n_left += !is_mostly_right (part) && part->area_cm2[0] > 0;
    }
  return n_left == 0 || n_right == 0;
}

char *
yutu_act_form_dup_base (YutuActForm *self)
{
  g_autoptr (JsonObject) base = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *unit = g_strdup_printf ("%" G_GINT64_FORMAT, self->unit);
  char             day[YUTU_DAY_TEXT_SIZE];
  gboolean         is_cutting = self->parts != NULL && (self->has_own_land || is_without_whole (self));

  json_object_set_string_member (base, "day", yutu_day_format (yutu_session_get_day (self->session), day));
  if (self->is_outside && yutu_act_form_is_finest (self))
    json_object_set_string_member (base, "other", unit);
  if (self->is_ring && !self->is_outside)
    json_object_set_string_member (base, "way", "split");
  if (self->kind == YUTU_ACT_WISH_MERGE)
    json_object_set_string_member (base, "keeps", "this");
  if (self->drawing != NULL && !self->is_ring)
    json_object_set_string_member (base, "side", self->areas_cm2[0] <= self->areas_cm2[1] ? "left" : "right");
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);
      g_autofree char       *id = dup_id (FATE, part->unit);

      if (is_crossed (part))
        json_object_set_string_member (base, id, is_cutting ? "cut-goes" : "greater");
    }
  json_node_set_object (node, base);
  return json_to_string (node, FALSE);
}

/* ---- What is wished ---- */

typedef struct
{
  GArray    *parts; /* YutuActWishPart */
  GPtrArray *texts;
} Parts;

static char *
keep_text (Parts *parts,
           char  *text)
{
  g_ptr_array_add (parts->texts, text);
  return text;
}

static void
take_parts (YutuActForm *self,
            gboolean     right,
            Parts       *parts)
{
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);
      YutuActWishPart        wish = { part->unit, find_fate (self, part, right), NULL, NULL };

      if (is_cut (wish.fate))
        {
          g_autofree char *id = dup_id (CODE, part->unit);

          wish.name = keep_text (parts, dup_value_of (self, NAME, part->unit));
          wish.code = keep_text (parts, dup_typed_code (self, id));
        }
      g_array_append_val (parts->parts, wish);
    }
}

/* Something goes, and something stays. */
static gboolean
is_parting (YutuActForm  *self,
            const GArray *parts)
{
  gboolean goes = self->has_own_land || parts->len == 0, stays = goes;

  for (guint i = 0; i < parts->len; i++)
    {
      YutuActWishFate fate = g_array_index (parts, YutuActWishPart, i).fate;

      goes = goes || fate != YUTU_ACT_WISH_STAYS;
      stays = stays || fate != YUTU_ACT_WISH_GOES;
    }
  return goes && stays;
}

YutuActSpec *
yutu_act_form_make_spec (YutuActForm *self)
{
  g_autofree char *other = yutu_act_form_dup_value (self, "other");
  g_autofree char *other_name = yutu_act_form_dup_other_name (self);
  g_autofree char *keeps = yutu_act_form_dup_value (self, "keeps");
  g_autofree char *name = yutu_act_form_dup_value (self, "name");
  g_autofree char *code = dup_typed_code (self, "code");
  g_autofree char *doc_no = yutu_act_form_dup_value (self, "doc");
  g_autofree char *organ = yutu_act_form_dup_value (self, "organ");
  g_autofree char *approved_on = yutu_act_form_dup_value (self, "approved");
  g_autofree char *effective_on = yutu_act_form_dup_value (self, "day");
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (YutuActWishPart));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Parts       parts = { list, texts };
  gboolean    right = is_right (self);
  YutuActWish wish = {
    .kind = self->kind,
    .unit = self->unit,
    .unit_name = self->unit_name,
    .level = self->level,
    .other = other != NULL ? g_ascii_strtoll (other, NULL, 10) : 0,
    .other_name = other_name,
    .other_keeps = g_strcmp0 (keeps, "other") == 0,
    .drawing = self->drawing,
    .has_own_land = self->has_own_land,
    .right = right,
    .name = name,
    .code = code,
    .doc_no = doc_no,
    .organ = organ,
    .approved_on = approved_on,
    .effective_on = effective_on,
  };

  if (self->way != YUTU_ACT_FORM_ACT || !yutu_form_is_valid (self->form))
    return NULL;
  take_parts (self, right, &parts);
  wish.parts = (const YutuActWishPart *)(gpointer)list->data;
  wish.n_parts = list->len;
  return is_parting (self, list) ? yutu_act_wish_make_spec (&wish) : NULL;
}

gboolean
yutu_act_form_make_island (YutuActForm    *self,
                           YutuIslandWish *wish,
                           GArray         *ring)
{
  g_autofree char *other = yutu_act_form_dup_value (self, "other");
  gsize            n = 0;
  const YutuPoint *points = self->drawing != NULL ? yutu_drawing_get_points (self->drawing, &n) : NULL;

  if (self->way == YUTU_ACT_FORM_ACT || n < 3 || !yutu_form_is_valid (self->form))
    return FALSE;
  g_array_append_vals (ring, points, (guint)n);
  if (!yutu_point_equal (points[0], points[n - 1]))
    g_array_append_vals (ring, points, 1);
  *wish = (YutuIslandWish){ (const YutuPoint *)(gpointer)ring->data, ring->len, 0 };
  if (self->way == YUTU_ACT_FORM_ISLE)
    wish->unit = other != NULL ? g_ascii_strtoll (other, NULL, 10) : 0;
  return self->way == YUTU_ACT_FORM_HOLE || wish->unit != 0;
}

/* ---- Codes ---- */

static void
propose (YutuActForm         *self,
         const YutuActEffect *effect,
         int                  level,
         const char          *name,
         const char          *id)
{
  for (guint i = 0; name != NULL && i < effect->codes->len; i++)
    {
      const YutuActCode *code = g_ptr_array_index (effect->codes, i);

      if (code->unit < 0 && code->level == level && code->is_proposed && code->given != NULL && g_str_equal (code->name, name))
        {
          yutu_form_propose (self->form, id, code->given);
          return;
        }
    }
}

void
yutu_act_form_propose_codes (YutuActForm         *self,
                             const YutuActEffect *effect)
{
  g_autofree char *name = yutu_act_form_dup_value (self, "name");

  if (self->way != YUTU_ACT_FORM_ACT)
    return;
  if (self->kind == YUTU_ACT_WISH_SPLIT)
    propose (self, effect, self->level, name, "code");
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (self->parts, YutuActFormPart, i);
      g_autofree char       *id = dup_id (CODE, part->unit);
      g_autofree char       *part_name = NULL;

      if (!is_crossed (part) || !is_cut (find_fate (self, part, FALSE)))
        continue;
      part_name = dup_value_of (self, NAME, part->unit);
      propose (self, effect, self->level + 1, part_name, id);
    }
}
