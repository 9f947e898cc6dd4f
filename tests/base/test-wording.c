/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-wording.h"

static void
test_fill (void)
{
  static const struct
  {
    const char *wording;
    const char *params[3];
    const char *text;
  } cases[] = {
    { "nothing", { NULL }, "nothing" },
    { "{1} lies under {2}", { "甲村", "乙镇", NULL }, "甲村 lies under 乙镇" },
    { "{2}下辖{1}", { "甲村", "乙镇", NULL }, "乙镇下辖甲村" },
    { "{1}{1}", { "{2}", "x", NULL }, "{2}{2}" },
    { "{3} and {0} and {x} and {", { "a", NULL }, "? and {0} and {x} and {" },
    { "{1", { "a", NULL }, "{1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yutu_wording_fill (cases[i].wording, cases[i].params);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/wording/fill", test_fill);
  return g_test_run ();
}
