/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The quality of addresses, with severities by data/rules/address-checks.csv and limits by
 * data/rules/address-limits.csv. */

#include "session/yutu-check-private.h"

#include <string.h>

#include "base/yutu-data.h"
#include "casework/yutu-mask.h"
#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-address-quality.h"
#include "session/yutu-address-shift.h"

/* error, warning, or NULL: off. Static. */
static gboolean
read_severities (const char *severities[YUTU_QUALITY_N_RULES],
                 GError    **error)
{
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/address-checks.csv", 4, error);

  if (rows == NULL)
    return FALSE;
  for (gsize i = 0; i < YUTU_QUALITY_N_RULES; i++)
    severities[i] = "error";
  for (guint row = 0; row < rows->len; row++)
    {
      char **fields = g_ptr_array_index (rows, row);

      for (gsize i = 0; i < YUTU_QUALITY_N_RULES; i++)
        if (g_str_equal (fields[0], yutu_quality_rule_to_text ((YutuQualityRule)i)))
          severities[i] = g_str_equal (fields[1], "off")       ? NULL
                          : g_str_equal (fields[1], "warning") ? "warning"
                                                               : "error";
    }
  return TRUE;
}

static gboolean
read_limits (YutuCheck         *self,
             YutuQualityLimits *limits,
             GError           **error)
{
  double units = 0, min_floor = 0, max_floor = 0, years = 0, doors = 0, flats = 0, above = 0;
  char   day[YUTU_DAY_TEXT_SIZE];
  const struct
  {
    const char *key;
    double     *value;
  } numbers[] = {
    { "road-urban-m", &limits->urban_m },
    { "road-rural-m", &limits->rural_m },
    { "sub-number-m", &limits->sub_m },
    { "building-m", &limits->building_m },
    { "building-units", &units },
    { "floor-min", &min_floor },
    { "floor-max", &max_floor },
    { "unchecked-years", &years },
    { "room-flats", &flats },
    { "room-floors-above", &above },
    { "shift-doors", &doors },
    { "shift-m", &limits->shift_m },
  };

  yutu_day_format (self->day, day);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!yutu_limit_get_number (self->connection, "address", numbers[i].key, day, numbers[i].value, error))
      return FALSE;
  limits->n_units = (int)units;
  limits->min_floor = (int)min_floor;
  limits->max_floor = (int)max_floor;
  limits->unchecked_years = (int)years;
  limits->shift_doors = (int)doors;
  limits->room_flats = (int)flats;
  limits->room_floors = (int)above;
  return yutu_address_find_county_box (self->connection, &limits->county, error);
}

/* An address that has somebody in it is told of without him. */
static GStrv
dup_masked (const char *const *params)
{
  GStrv masked = g_new0 (char *, g_strv_length ((char **)params) + 1);

  for (gsize i = 0; params[i] != NULL; i++)
    masked[i] = yutu_mask_apply (YUTU_MASK_TEXT, params[i]);
  return masked;
}

gboolean
yutu_check_addresses (YutuCheck *self,
                      GError   **error)
{
  const char       *severities[YUTU_QUALITY_N_RULES] = { NULL };
  gboolean          wanted[YUTU_QUALITY_N_RULES] = { FALSE };
  gboolean          any = FALSE;
  gint64            n_checked = 0;
  YutuQualityLimits limits = { 0 };
  g_autoptr (GPtrArray) faults = NULL;

  if (!read_severities (severities, error) || !read_limits (self, &limits, error))
    return FALSE;
  for (gsize i = 0; i < YUTU_QUALITY_N_RULES; i++)
    {
      wanted[i] = severities[i] != NULL && yutu_check_wants (self, yutu_quality_rule_to_text ((YutuQualityRule)i));
      any = any || wanted[i];
    }
  if (!any)
    return TRUE;
  faults = yutu_address_check_quality (self->connection, wanted, &limits, self->day, &n_checked, self->progress, error);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const YutuQualityFault *fault = faults->pdata[i];
      g_auto (GStrv) params = dup_masked ((const char *const *)fault->params);
      YutuCheckFinding *finding =
        yutu_check_add_params (self, yutu_quality_rule_to_text (fault->rule), severities[fault->rule], fault->table, fault->id,
                               fault->wording, (const char *const *)params);

      finding->has_place = fault->has_point;
      finding->place = fault->point;
    }
  self->checked += n_checked;
  return faults != NULL;
}

void
yutu_check_add_address_rules (GPtrArray *rules)
{
  for (gsize i = 0; i < YUTU_QUALITY_N_RULES; i++)
    g_ptr_array_add (rules, (gpointer)yutu_quality_rule_to_text ((YutuQualityRule)i));
}
