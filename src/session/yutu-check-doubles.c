/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names that may be recorded twice. */

#include "session/yutu-check-private.h"

#include <inttypes.h>

#include "base/yutu-wording.h"
#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-place-merge.h"

#define RULE "name-double"

static void
tell (YutuCheck             *self,
      const YutuPlaceDouble *found)
{
  g_autofree char  *other = g_strdup_printf ("%" PRId64, found->other);
  gboolean          is_same_name = found->kind == YUTU_PLACE_SAME_NAME;
  YutuCheckFinding *finding = yutu_check_add (
    self, RULE, is_same_name ? "warning" : "error", "place_name", found->id,
    is_same_name ? N_ ("“{1}” and “{2}” ({3}) have one name and lie near each other: it may be one place, recorded twice")
                 : N_ ("“{1}” and “{2}” ({3}) lie on each other: it may be one place under two names"),
    found->name, found->other_name, other, NULL);

  finding->has_place = TRUE;
  finding->place = found->point;
}

gboolean
yutu_check_doubles (YutuCheck *self,
                  GError   **error)
{
  YutuPlaceDoubleLimits limits = { 0 };
  char                  day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) doubles = NULL;

  if (!yutu_check_wants (self, RULE))
    return TRUE;
  yutu_day_format (self->day, day);
  if (!yutu_limit_get_number (self->connection, "naming", "same-name-m", day, &limits.near_m, error) ||
      !yutu_limit_get_number (self->connection, "naming", "overlap-share", day, &limits.share, error) ||
      !yutu_limit_get_number (self->connection, "naming", "same-point-m", day, &limits.point_m, error))
    return FALSE;
  doubles = yutu_place_list_doubles (self->connection, &limits, self->day, self->progress, error);
  for (guint i = 0; doubles != NULL && i < doubles->len; i++)
    tell (self, g_ptr_array_index (doubles, i));
  return doubles != NULL;
}

void
yutu_check_add_double_rules (GPtrArray *rules)
{
  g_ptr_array_add (rules, (gpointer)RULE);
}
