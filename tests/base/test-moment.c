/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-moment.h"

#include <stdlib.h>
#include <time.h>

static const struct
{
  const char *text;
  const char *moment; /* NULL: none */
} ROWS[] = {
  /* in Shanghai, eight hours ahead of UTC and without summer time since 1992 */
  { "2022-01-13", "2022-01-13T15:59:59.999Z" },
  { "2022-01-13T08:30", "2022-01-13T00:30:59.999Z" },
  { "2022-01-13 08:30:15", "2022-01-13T00:30:15.999Z" },
  { "2022-01-13T08:30:15Z", "2022-01-13T08:30:15.999Z" },
  { "2022-01-01T03:00", "2021-12-31T19:00:59.999Z" },
  { "2022-02-29", NULL },
  { "2022-01-13T24:00", NULL },
  { "2022-01-13T12:60", NULL },
  { "2022-01-13T12:00:60", NULL },
  { "2022-01-13T1:00", NULL },
  { "2022-01-13X12:00", NULL },
  { "2022-01-13Z", NULL },
  { "2022-1-13", NULL },
  { "", NULL },
  { "Z", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      char     moment[YUTU_MOMENT_TEXT_SIZE] = "";
      gboolean is_one = yutu_moment_parse (ROWS[i].text, moment);

      g_test_message ("%s", ROWS[i].text);
      g_assert_cmpint (is_one, ==, ROWS[i].moment != NULL);
      if (is_one)
        g_assert_cmpstr (moment, ==, ROWS[i].moment);
    }
}

static void
test_to_local (void)
{
  g_autofree char *there = yutu_moment_to_local ("2022-01-13T15:59:59.999Z");
  g_autofree char *none = yutu_moment_to_local ("yesterday");

  g_assert_cmpstr (there, ==, "2022-01-13 23:59:59");
  g_assert_cmpstr (none, ==, "yesterday");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  tzset ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/moment/parse", test_parse);
  g_test_add_func ("/base/moment/to-local", test_to_local);
  return g_test_run ();
}
