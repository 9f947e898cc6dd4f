/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "field-invention.h"

#include <json-glib/json-glib.h>
#include <math.h>

static double
invent_number (const YutuField *field,
               YutuRandom      *random)
{
  double low = isfinite (field->min) ? field->min : 0;
  double high = isfinite (field->max) ? field->max : low + 100000;
  double unit = yutu_random_unit (random);

  /* Small values are commoner than great ones. */
  return low + (high - low) * unit * unit * unit * 0.25;
}

char *
fields_invent (const YutuField *fields,
               gsize            n_fields,
               YutuRandom      *random,
               YutuDay          today)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  for (gsize i = 0; i < n_fields; i++)
    {
      const YutuField *field = &fields[i];
      g_autofree char *text = NULL;
      char             day[YUTU_DAY_TEXT_SIZE];

      if (field->type == YUTU_FIELD_TEXT)
        {
          text = g_strdup_printf ("%s%d", field->title.zh_cn,
                                  1 + (int)yutu_random_below (random, 99));
          json_object_set_string_member (object, field->id, text);
        }
      else if (field->type == YUTU_FIELD_DATE)
        json_object_set_string_member (
          object, field->id,
          yutu_day_format (today - (YutuDay)yutu_random_below (random, 1500), day));
      else if (field->type == YUTU_FIELD_ENUM)
        json_object_set_string_member (
          object, field->id, field->choices[yutu_random_below (random, field->n_choices)].id);
      else if (field->type == YUTU_FIELD_BOOLEAN)
        json_object_set_boolean_member (object, field->id, yutu_random_below (random, 2) == 1);
      else if (field->type == YUTU_FIELD_NUMBER)
        json_object_set_double_member (object, field->id,
                                       round (invent_number (field, random) * 100) / 100);
      else
        json_object_set_int_member (object, field->id,
                                    (gint64)ceil (invent_number (field, random)));
    }
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
