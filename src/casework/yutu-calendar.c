/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-calendar.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-data.h"
#include "casework/yutu-module.h"

typedef struct
{
  int     month;
  int     day;
  YutuDay valid_from;
} FixedHoliday;

struct _YutuCalendar
{
  GHashTable *days;  /* YutuDay → TRUE working, FALSE off */
  GHashTable *years; /* years with a notice */
  GArray     *fixed; /* of FixedHoliday */
};

static gboolean
fail (GError    **error,
      const char *name,
      const char *path)
{
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_DEFINITION,
               _ ("%s: %s: not an existing day, or not in the shape of the carried file; "
                  "write days as \"YYYY-MM-DD\""),
               name, path);
  return FALSE;
}

static YutuDay
day_of_element (JsonArray *array,
                guint      index)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index)
                                                         : NULL;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return YUTU_DAY_INVALID;
  return yutu_day_parse (json_node_get_string (node));
}

static gboolean
read_days_off (YutuCalendar *self,
               JsonArray    *runs,
               const char   *name,
               GError      **error)
{
  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      JsonNode *node = json_array_get_element (runs, i);
      YutuDay   first = YUTU_DAY_INVALID;
      YutuDay   last = YUTU_DAY_INVALID;

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          first = day_of_element (json_node_get_array (node), 0);
          last = day_of_element (json_node_get_array (node), 1);
        }
      if (first == YUTU_DAY_INVALID || last < first || last - first > 30)
        return fail (error, name, "years[].days_off");
      for (YutuDay day = first; day <= last; day++)
        g_hash_table_insert (self->days, GINT_TO_POINTER (day), GINT_TO_POINTER (FALSE));
    }
  return TRUE;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonArray *array,
            guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_year (YutuCalendar *self,
           JsonObject   *year,
           const char   *name,
           GError      **error)
{
  JsonArray *off = year != NULL ? get_array (year, "days_off") : NULL;
  JsonArray *work = year != NULL ? get_array (year, "workdays") : NULL;
  gint64     number = year != NULL ? json_object_get_int_member_with_default (year, "year", 0) : 0;

  if (off == NULL || work == NULL || number < 1 || number > 9999)
    return fail (error, name, "years[]");
  if (!read_days_off (self, off, name, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (work); i++)
    {
      YutuDay day = day_of_element (work, i);

      if (day == YUTU_DAY_INVALID || yutu_day_weekday (day) < 6)
        return fail (error, name, "years[].workdays");
      g_hash_table_insert (self->days, GINT_TO_POINTER (day), GINT_TO_POINTER (TRUE));
    }
  g_hash_table_add (self->years, GINT_TO_POINTER ((int)number));
  return TRUE;
}

static gboolean
read_fixed (YutuCalendar *self,
            JsonObject   *object,
            const char   *name,
            GError      **error)
{
  g_autofree char *text = NULL;
  FixedHoliday     holiday;
  YutuDay          leap_day;
  int              year;

  if (object == NULL)
    return fail (error, name, "fixed[]");
  text = g_strconcat ("2000-",
                      json_object_get_string_member_with_default (object, "month_day", ""), NULL);
  leap_day = yutu_day_parse (text);
  holiday.valid_from =
    yutu_day_parse (json_object_get_string_member_with_default (object, "valid_from", ""));
  if (leap_day == YUTU_DAY_INVALID || holiday.valid_from == YUTU_DAY_INVALID)
    return fail (error, name, "fixed[]");
  yutu_day_to_ymd (leap_day, &year, &holiday.month, &holiday.day);
  g_array_append_val (self->fixed, holiday);
  return TRUE;
}

YutuCalendar *
yutu_calendar_new (const char *name,
                   GBytes     *json,
                   GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (YutuCalendar) self = g_new0 (YutuCalendar, 1);
  JsonNode   *root;
  JsonArray  *years;
  JsonArray  *fixed;
  gsize       size;
  const char *text = g_bytes_get_data (json, &size);

  self->days = g_hash_table_new (NULL, NULL);
  self->years = g_hash_table_new (NULL, NULL);
  self->fixed = g_array_new (FALSE, FALSE, sizeof (FixedHoliday));
  if (!json_parser_load_from_data (parser, text, (gssize)size, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  root = json_parser_get_root (parser);
  years = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
            ? get_array (json_node_get_object (root), "years")
            : NULL;
  fixed = years != NULL ? get_array (json_node_get_object (root), "fixed") : NULL;
  if (years == NULL || fixed == NULL)
    {
      fail (error, name, "years, fixed");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (fixed); i++)
    if (!read_fixed (self, get_object (fixed, i), name, error))
      return NULL;
  for (guint i = 0; i < json_array_get_length (years); i++)
    if (!read_year (self, get_object (years, i), name, error))
      return NULL;
  return g_steal_pointer (&self);
}

YutuCalendar *
yutu_calendar_load (GError **error)
{
  g_autoptr (GBytes) json = yutu_data_load ("rules/calendar-cn.json", error);

  return json != NULL ? yutu_calendar_new ("rules/calendar-cn.json", json, error) : NULL;
}

void
yutu_calendar_free (YutuCalendar *self)
{
  g_hash_table_unref (self->days);
  g_hash_table_unref (self->years);
  g_array_unref (self->fixed);
  g_free (self);
}

gboolean
yutu_calendar_is_working_day (const YutuCalendar *self,
                              YutuDay             day)
{
  gpointer value;
  int      y, m, d;

  if (g_hash_table_lookup_extended (self->days, GINT_TO_POINTER (day), NULL, &value))
    return GPOINTER_TO_INT (value);
  if (yutu_day_weekday (day) >= 6)
    return FALSE;
  yutu_day_to_ymd (day, &y, &m, &d);
  if (g_hash_table_contains (self->years, GINT_TO_POINTER (y)))
    return TRUE;
  for (guint i = 0; i < self->fixed->len; i++)
    {
      const FixedHoliday *holiday = &g_array_index (self->fixed, FixedHoliday, i);

      if (holiday->month == m && holiday->day == d && day >= holiday->valid_from)
        return FALSE;
    }
  return TRUE;
}

static YutuDay
add_working_days (const YutuCalendar *self,
                  YutuDay             day,
                  int                 days)
{
  while (days > 0)
    if (yutu_calendar_is_working_day (self, ++day))
      days--;
  return day;
}

YutuDay
yutu_calendar_add (const YutuCalendar *self,
                   YutuDay             start,
                   int                 length,
                   YutuTimeUnit        unit)
{
  YutuDay day = start;

  g_return_val_if_fail (length >= 0, start);
  if (unit == YUTU_TIME_WORKING_DAYS)
    return add_working_days (self, start, length);
  day = unit == YUTU_TIME_DAYS     ? start + length
        : unit == YUTU_TIME_MONTHS ? yutu_day_add_months (start, length)
                                   : yutu_day_add_months (start, 12 * length);
  while (day != YUTU_DAY_INVALID && !yutu_calendar_is_working_day (self, day))
    day++;
  return day;
}

int
yutu_calendar_count (const YutuCalendar *self,
                     YutuDay             from,
                     YutuDay             to,
                     gboolean            is_working)
{
  YutuDay first = MIN (from, to);
  YutuDay last = MAX (from, to);
  int     n = 0;

  if (!is_working)
    return to - from;
  for (YutuDay day = first + 1; day <= last; day++)
    n += yutu_calendar_is_working_day (self, day);
  return to < from ? -n : n;
}
