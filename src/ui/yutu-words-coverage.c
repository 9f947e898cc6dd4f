/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words-coverage.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEVEL_VILLAGE 5

const char *
yutu_words_standing (const YutuIndicatorRow *row)
{
  if (row->is_suppressed)
    return _ ("Too few people to show");
  if (!row->has_value)
    return _ ("No data");
  if (!row->has_target)
    return _ ("No target");
  return row->is_met ? _ ("Met") : _ ("Not met");
}

const char *
yutu_words_standing_icon (const YutuIndicatorRow *row)
{
  if (!row->has_value || !row->has_target)
    return NULL;
  return row->is_met ? "emblem-ok-symbolic" : "dialog-warning-symbolic";
}

const char *
yutu_words_standing_class (const YutuIndicatorRow *row)
{
  if (!row->has_value || !row->has_target)
    return "dim-label";
  return row->is_met ? "success" : "warning";
}

char *
yutu_words_indicator_row (const YutuIndicatorDef *def,
                          const YutuIndicatorRow *row)
{
  g_autofree char *value = NULL;

  if (!row->has_value)
    return g_strdup (yutu_words_standing (row));
  value = yutu_indicator_format_value (def, row);
  if (!row->has_target)
    return g_steal_pointer (&value);
  /* Translators: a value, and whether it meets its target: "62.5 %, not met" */
  return g_strdup_printf (row->is_met ? _ ("%s, met") : _ ("%s, not met"), value);
}

char *
yutu_words_target (const YutuIndicatorDef *def,
                   const YutuIndicatorRow *row)
{
  g_autofree char *target = NULL;

  if (!row->has_target)
    return NULL;
  target = yutu_indicator_format_number (def, row->target);
  if (row->target_period == NULL || row->target_period[0] == '\0')
    return g_strdup_printf (_ ("Target %s"), target);
  /* Translators: the second %s is a year */
  return g_strdup_printf (_ ("Target %s (%s)"), target, row->target_period);
}

char *
yutu_words_published (const YutuIndicatorDef *def,
                      const YutuIndicatorRow *row)
{
  g_autofree char *published = NULL;
  g_autofree char *step = NULL;
  double           difference;

  if (!row->has_published)
    return NULL;
  published = yutu_indicator_format_number (def, row->published);
  if (!row->has_value)
    return g_strdup_printf (_ ("Reported: %s; here nothing is counted"), published);
  difference = row->value - row->published;
  if (fabs (difference) < 0.5 * pow (10, -def->decimals))
    return g_strdup_printf (_ ("Reported: %s, the same as counted"), published);
  step = yutu_indicator_format_number (def, fabs (difference));
  return g_strdup_printf (difference > 0 ? _ ("Reported: %s; counted are %s more")
                                         : _ ("Reported: %s; counted are %s less"),
                          published, step);
}

char *
yutu_words_n_units (int   level,
                    guint n)
{
  if (level == LEVEL_VILLAGE)
    return g_strdup_printf (ngettext ("%u village", "%u villages", n), n);
  return g_strdup_printf (ngettext ("%u township", "%u townships", n), n);
}
