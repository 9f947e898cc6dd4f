/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-half-width.h"

static void
test_texts (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "罗店镇 119.5", "罗店镇 119.5" },
    { "１１９。５，２９．１", "119.5,29.1" },
    { "＠１２０《４５", "@120<45" },
    { "》", ">" },
    { "ＡＺａｚ！～", "AZaz!~" },
    { "　、", " ," },
    { "５’６” ‘“", "5'6\" '\"" },
    { "−3–4", "-3-4" },
    { "119°34′12″", "119°34′12″" },
    { "（一）", "(一)" },
    { "￠·…—", "￠·…—" }, /* beside what is meant */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *half = yutu_half_width_dup (cases[i][0]);

      g_assert_cmpstr (half, ==, cases[i][1]);
    }
}

static void
test_no_text (void)
{
  g_autofree char *half = yutu_half_width_dup ("a\xff");

  g_assert_null (half);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/half-width/texts", test_texts);
  g_test_add_func ("/base/half-width/no-text", test_no_text);
  return g_test_run ();
}
