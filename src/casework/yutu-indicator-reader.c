/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reads the definition of an indicator: its terms, classes and aims. */

#include "casework/yutu-module-private.h"

#include <math.h>

#define MAX_LIMITS 8

/* ---- Classes ---- */

static gboolean
read_dates (const YutuReadPlace *place,
            const char         **legal_basis,
            YutuDay             *valid_from,
            YutuDay             *valid_to,
            GError             **error)
{
  if (!yutu_read_text (place, "legal_basis", TRUE, legal_basis, error) ||
      !yutu_read_day (place, "valid_from", valid_from, error) ||
      !yutu_read_day (place, "valid_to", valid_to, error))
    return FALSE;
  if (*valid_from >= *valid_to)
    return yutu_read_fail (place, "valid_from", error, "is not before valid_to; correct the days");
  return TRUE;
}

typedef struct
{
  const char     *no_id;
  YutuClassLimits limits;
} LimitsItem;

static gboolean
read_limits (const YutuReadPlace *place,
             gpointer             item,
             gpointer             data,
             GError             **error)
{
  static const char *const known[] = { "limits", "legal_basis", "valid_from", "valid_to", NULL };
  YutuClassLimits         *out = &((LimitsItem *)item)->limits;
  JsonNode                *node = json_object_get_member (place->object, "limits");
  JsonArray               *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                                     ? json_node_get_array (node)
                                     : NULL;
  double                  *limits = NULL;

  if (!yutu_read_check_members (place, known, error) ||
      !read_dates (place, &out->legal_basis, &out->valid_from, &out->valid_to, error))
    return FALSE;
  out->n_limits = array != NULL ? json_array_get_length (array) : 0;
  if (out->n_limits == 0 || out->n_limits > MAX_LIMITS)
    return yutu_read_fail (place, "limits", error, "must be a list of 1 to %d numbers", MAX_LIMITS);
  out->limits = limits = yutu_read_allocate (place, out->n_limits, sizeof (double));
  for (gsize i = 0; i < out->n_limits; i++)
    {
      JsonNode *element = json_array_get_element (array, (guint)i);
      GType     type = json_node_get_value_type (element);

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return yutu_read_fail (place, "limits", error, "must be a list of numbers");
      limits[i] = json_node_get_double (element);
      if (i > 0 && limits[i] <= limits[i - 1])
        return yutu_read_fail (place, "limits", error, "must ascend");
    }
  return TRUE;
}

/* A named set of data/rules/indicator-classes.json. */
static gboolean
read_named_classes (const YutuReadPlace *place,
                    const char          *name,
                    YutuIndicatorDef    *def,
                    GError             **error)
{
  JsonNode         *root = json_parser_get_root (place->self->classes);
  YutuReadPlace     file = { NULL, place->self, "rules/indicator-classes.json", NULL, -1, NULL };
  const LimitsItem *items = NULL;
  YutuClassLimits  *limits = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return yutu_read_fail (&file, NULL, error, "must be one JSON object");
  file.object = json_node_get_object (root);
  if (!json_object_has_member (file.object, name))
    return yutu_read_fail (place, "classes", error, "\"%s\" is neither quantile nor natural nor in "
                                                    "rules/indicator-classes.json",
                           name);
  if (!yutu_read_items (&file, name, 1, sizeof (LimitsItem), read_limits, NULL, &items,
                        &def->n_limits, error))
    return FALSE;
  limits = yutu_read_allocate (place, def->n_limits, sizeof (YutuClassLimits));
  for (gsize i = 0; i < def->n_limits; i++)
    limits[i] = items[i].limits;
  def->limits = limits;
  return TRUE;
}

static gboolean
read_classes (const YutuReadPlace *place,
              YutuIndicatorDef    *def,
              GError             **error)
{
  const char *name;
  double      n = 5;

  if (!yutu_read_text (place, "classes", FALSE, &name, error) ||
      !yutu_read_number (place, "n-classes", 5, &n, error))
    return FALSE;
  if (!(n >= 2 && n <= MAX_LIMITS) || n != floor (n))
    return yutu_read_fail (place, "n-classes", error, "must be an integer from 2 to %d",
                           MAX_LIMITS);
  def->n_classes = (int)n;
  def->classes = name == NULL || g_str_equal (name, "quantile") ? YUTU_CLASSES_QUANTILE
                 : g_str_equal (name, "natural")                ? YUTU_CLASSES_NATURAL
                                                                : YUTU_CLASSES_LIMITS;
  return def->classes != YUTU_CLASSES_LIMITS || read_named_classes (place, name, def, error);
}

/* ---- Aims ---- */

typedef struct
{
  const char        *no_id;
  YutuStandingTarget target;
} TargetItem;

static gboolean
read_target (const YutuReadPlace *place,
             gpointer             item,
             gpointer             data,
             GError             **error)
{
  static const char *const known[] = { "value", "legal_basis", "valid_from", "valid_to", NULL };
  YutuStandingTarget      *target = &((TargetItem *)item)->target;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_number (place, "value", NAN, &target->value, error) ||
      !read_dates (place, &target->legal_basis, &target->valid_from, &target->valid_to, error))
    return FALSE;
  if (!isfinite (target->value))
    return yutu_read_fail (place, "value", error, "is missing; add it as a number");
  return TRUE;
}

static gboolean
read_targets (const YutuReadPlace *place,
              YutuIndicatorDef    *def,
              GError             **error)
{
  const TargetItem   *items = NULL;
  YutuStandingTarget *targets = NULL;

  if (!yutu_read_items (place, "targets", 0, sizeof (TargetItem), read_target, NULL, &items,
                        &def->n_targets, error))
    return FALSE;
  targets = yutu_read_allocate (place, def->n_targets, sizeof (YutuStandingTarget));
  for (gsize i = 0; i < def->n_targets; i++)
    targets[i] = items[i].target;
  def->targets = targets;
  return TRUE;
}

/* ---- The whole ---- */

static gboolean
read_levels (const YutuReadPlace *place,
             YutuIndicatorDef    *def,
             GError             **error)
{
  JsonArray *array = NULL;

  if (!yutu_read_texts (place, "levels", FALSE, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *name = json_array_get_string_element (array, i);
      int         level = g_str_equal (name, "township") ? 4 : g_str_equal (name, "village") ? 5
                                                                                             : 0;

      if (level == 0)
        return yutu_read_fail (place, "levels", error, "\"%s\" is neither township nor village",
                               name);
      def->levels |= 1u << level;
    }
  return TRUE;
}

static gboolean
read_numbers (const YutuReadPlace *place,
              YutuIndicatorDef    *def,
              GError             **error)
{
  double decimals = 0;
  double least = 0;

  if (!yutu_read_number (place, "decimals", 0, &decimals, error) ||
      !yutu_read_number (place, "scale", 1, &def->scale, error) ||
      !yutu_read_number (place, "least-denominator", 0, &least, error))
    return FALSE;
  if (!(decimals >= 0 && decimals <= 4) || decimals != floor (decimals))
    return yutu_read_fail (place, "decimals", error, "must be an integer from 0 to 4");
  if (!(def->scale > 0 && def->scale <= 1e9))
    return yutu_read_fail (place, "scale", error, "must be more than 0");
  if (!(least >= 0 && least <= 1e6) || least != floor (least))
    return yutu_read_fail (place, "least-denominator", error,
                           "must be an integer and not negative");
  def->decimals = (int)decimals;
  def->least_denominator = (int)least;
  return TRUE;
}

gboolean
yutu_read_indicator (const YutuReadPlace *place,
                     gpointer             item,
                     gpointer             data,
                     GError             **error)
{
  static const char *const known[] = { "id", "title", "formula", "unit",
                                       "figure", "levels", "direction", "decimals",
                                       "people", "scale", "least-denominator", "numerator",
                                       "denominator", "classes", "n-classes", "palette",
                                       "targets", NULL };
  static const char *const directions[] = { "neutral", "higher", "lower", NULL };
  YutuIndicatorDef        *def = item;
  int                      direction = 0;

  if (!yutu_read_check_members (place, known, error) ||
      !yutu_read_id (place, "id", FALSE, &def->id, error) ||
      !yutu_read_title (place, "title", TRUE, &def->title, error) ||
      !yutu_read_title (place, "formula", TRUE, &def->formula, error) ||
      !yutu_read_text (place, "unit", FALSE, &def->unit, error) ||
      !yutu_read_text (place, "figure", FALSE, &def->figure, error) ||
      !yutu_read_text (place, "palette", FALSE, &def->palette, error) ||
      !yutu_read_one_of (place, "direction", directions, YUTU_DIRECTION_NEUTRAL, &direction,
                         error) ||
      !yutu_read_boolean (place, "people", FALSE, &def->is_people, error) ||
      !read_levels (place, def, error) || !read_numbers (place, def, error) ||
      !yutu_read_terms (place, "numerator", data, &def->numerator, &def->n_numerator, error) ||
      !read_classes (place, def, error) || !read_targets (place, def, error))
    return FALSE;
  def->unit = def->unit != NULL ? def->unit : "";
  def->figure = def->figure != NULL ? def->figure : def->id;
  def->palette = def->palette != NULL ? def->palette : "blue";
  def->direction = (YutuDirection)direction;
  return !json_object_has_member (place->object, "denominator") ||
         yutu_read_terms (place, "denominator", data, &def->denominator, &def->n_denominator,
                          error);
}

gboolean
yutu_indicator_def_has_level (const YutuIndicatorDef *self,
                              int                     level)
{
  return level == 3 || (level < 32 && (self->levels & 1u << level) != 0);
}

const YutuClassLimits *
yutu_indicator_def_get_limits (const YutuIndicatorDef *self,
                               YutuDay                 day)
{
  for (gsize i = 0; i < self->n_limits; i++)
    if (self->limits[i].valid_from <= day && day < self->limits[i].valid_to)
      return &self->limits[i];
  return NULL;
}

const YutuStandingTarget *
yutu_indicator_def_get_target (const YutuIndicatorDef *self,
                               YutuDay                 day)
{
  for (gsize i = 0; i < self->n_targets; i++)
    if (self->targets[i].valid_from <= day && day < self->targets[i].valid_to)
      return &self->targets[i];
  return NULL;
}
