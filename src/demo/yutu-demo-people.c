/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Invented people: the area of their id numbers is not assigned to any place, and their mobile
 * numbers begin with 1990000, so that nobody real is hit. */

#include "casework/yutu-mask.h"
#include "demo/yutu-demo-stand-private.h"

#include <string.h>

#define ID_AREA "330799"

static const char *
pick_surname (YutuDemoStand *stand,
              YutuRandom    *random)
{
  gsize   n = stand->surnames->rows->len;
  guint64 total = 0;
  guint64 at;

  for (gsize i = 0; i < n; i++)
    total += g_ascii_strtoull (yutu_demo_table_get (stand->surnames, i, "weight"), NULL, 10);
  at = yutu_random_below (random, MAX (total, 1));
  for (gsize i = 0; i < n; i++)
    {
      guint64 weight =
        g_ascii_strtoull (yutu_demo_table_get (stand->surnames, i, "weight"), NULL, 10);

      if (at < weight)
        return yutu_demo_table_get (stand->surnames, i, "surname");
      at -= weight;
    }
  return "";
}

/* Characters come by sex and by how old the person is. */
static const char *
pick_given (YutuDemoStand *stand,
            YutuRandom    *random,
            int            sex,
            gboolean       is_old)
{
  gsize       n = stand->given_names->rows->len;
  const char *picked = "";
  guint64     seen = 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *of_sex = yutu_demo_table_get (stand->given_names, i, "sex");
      const char *era = yutu_demo_table_get (stand->given_names, i, "era");

      if ((of_sex[0] == '0' || of_sex[0] - '0' == sex) &&
          (era[0] == '\0' || (era[0] == 'o') == is_old) && yutu_random_below (random, ++seen) == 0)
        picked = yutu_demo_table_get (stand->given_names, i, "characters");
    }
  if (picked[0] == '\0')
    return picked;
  return g_utf8_offset_to_pointer (
    picked, (glong)yutu_random_below (random, (guint64)g_utf8_strlen (picked, -1)));
}

static void
append_character (char       *name,
                  gsize       size,
                  const char *character)
{
  gsize length = (gsize)(g_utf8_next_char (character) - character);

  if (character[0] != '\0' && strlen (name) + length < size)
    strncat (name, character, length);
}

static void
invent_name (YutuDemoStand  *stand,
             YutuRandom     *random,
             const char     *surname,
             gboolean        is_old,
             YutuDemoPerson *person)
{
  g_strlcpy (person->name, surname != NULL ? surname : pick_surname (stand, random),
             sizeof person->name);
  append_character (person->name, sizeof person->name,
                    pick_given (stand, random, person->sex, is_old));
  if (yutu_random_below (random, 5) != 0)
    append_character (person->name, sizeof person->name,
                      pick_given (stand, random, person->sex, is_old));
}

static void
invent_id (YutuDemoStand  *stand,
           YutuRandom     *random,
           YutuDemoPerson *person)
{
  int year, month, day;

  yutu_day_to_ymd (person->born_on, &year, &month, &day);
  do
    {
      guint serial = (guint)yutu_random_below (random, 500) * 2 + (person->sex == 1 ? 1 : 0);

      g_snprintf (person->id_no, sizeof person->id_no, ID_AREA "%04d%02d%02d%03u", year % 10000,
                  month % 100, day % 100, serial % 1000);
      person->id_no[17] = yutu_id_number_check (person->id_no);
      person->id_no[18] = '\0';
    }
  while (!yutu_demo_stand_take (stand, person->id_no));
}

void
yutu_demo_person_invent (YutuDemoStand  *stand,
                         YutuRandom     *random,
                         YutuDay         day,
                         int             min_age,
                         int             max_age,
                         const char     *surname,
                         YutuDemoPerson *person)
{
  int span_days = (max_age - min_age + 1) * 365;
  int age_days = (int)(min_age * 365.25) + (int)yutu_random_below (random, (guint64)span_days);

  memset (person, 0, sizeof *person);
  person->sex = yutu_random_below (random, 2) == 0 ? 1 : 2;
  person->born_on = MIN (day, stand->today) - age_days;
  yutu_day_format (person->born_on, person->birth);
  invent_name (stand, random, surname, age_days > 45 * 365, person);
  invent_id (stand, random, person);
  g_snprintf (person->phone, sizeof person->phone, YUTU_DEMO_PHONE_PREFIX "%04u",
              (guint)yutu_random_below (random, 10000));
}

char *
yutu_demo_person_dup_surname (const YutuDemoStand  *stand,
                              const YutuDemoPerson *person)
{
  const char *longest = "";

  for (gsize i = 0; i < stand->surnames->rows->len; i++)
    {
      const char *surname = yutu_demo_table_get (stand->surnames, i, "surname");

      if (strlen (surname) > strlen (longest) && g_str_has_prefix (person->name, surname))
        longest = surname;
    }
  return g_strdup (longest);
}
