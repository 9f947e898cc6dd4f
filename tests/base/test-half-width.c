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

static void
test_equal (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean    is_equal;
  } cases[] = {
    { "村（社区）", "村(社区)", TRUE },
    { "Ｎａｍｅ", "nAME", TRUE },
    { "经度", "经度", TRUE },
    { "经度", "纬度", FALSE },
    { "村（社区）", "村(社区", FALSE },
    { "", "村", FALSE },
    { "a\xff", "a\xff", TRUE },
    { "a\xff", "A\xff", FALSE }, /* no UTF-8: byte for byte */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (yutu_half_width_equal (cases[i].a, cases[i].b), ==, cases[i].is_equal);
      g_assert_cmpint (yutu_half_width_equal (cases[i].b, cases[i].a), ==, cases[i].is_equal);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/half-width/texts", test_texts);
  g_test_add_func ("/base/half-width/no-text", test_no_text);
  g_test_add_func ("/base/half-width/equal", test_equal);
  return g_test_run ();
}
