/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-day.h"
#include "casework/yutu-mask.h"

/* Ids of the unassigned area 330799: nobody's. */
static void
test_vectors (void)
{
  static const struct
  {
    YutuMask    mask;
    const char *in;
    const char *out;
  } rows[] = {
    { YUTU_MASK_NAME, "张三", "张*" },
    { YUTU_MASK_NAME, "李小明", "李*明" },
    { YUTU_MASK_NAME, "欧阳振华", "欧阳*华" },
    { YUTU_MASK_NAME, "诸葛亮", "诸葛*" },
    { YUTU_MASK_NAME, "欧阳", "欧*" },
    { YUTU_MASK_ID_NUMBER, "33079919480101001X", "330***********001X" },
    { YUTU_MASK_ID_NUMBER, "330799480101123", "330*********123" },
    { YUTU_MASK_ID_NUMBER, "E12345678", "*********" },
    { YUTU_MASK_PHONE, "13800000018", "138****0018" },
    { YUTU_MASK_PHONE, "0579-82300012", "0579-******12" },
    { YUTU_MASK_PHONE, "12345", "*****" },
    { YUTU_MASK_CARD, "4111111111111111", "************1111" },
    { YUTU_MASK_CARD, "123", "***" },
    { YUTU_MASK_ADDRESS, "城东街道桃园社区3幢2单元", "城东街道桃园社区****" },
    { YUTU_MASK_ADDRESS, "罗店镇鹿村12号", "罗店镇鹿村****" },
    { YUTU_MASK_ADDRESS, "城东街道八一南街12号", "城东街道八一南街****" },
    { YUTU_MASK_ADDRESS, "罗店镇鹿村", "罗店镇鹿村" },
    { YUTU_MASK_ADDRESS, "某处", "****" },
    { YUTU_MASK_BIRTH, "1948-01-01", "1948" },
    { YUTU_MASK_BIRTH, "48年", "****" },
    { YUTU_MASK_AMOUNT, "83770", "80000" },
    { YUTU_MASK_AMOUNT, "85000", "90000" },
    { YUTU_MASK_AMOUNT, "x", "****" },
    { YUTU_MASK_HIDDEN, "肺结核", "****" },
    { YUTU_MASK_TEXT, "门牌在东墙，128号5幢2单元302室", "门牌在东墙，128号5幢2单元302室" },
    { YUTU_MASK_TEXT, "电话13800000018，0579-82300012", "电话138****0018，0579-******12" },
    { YUTU_MASK_TEXT, "１３８０００００018", "138****0018" }, /* full width */
    { YUTU_MASK_TEXT, "138-0000-0018转138 0000 0018", "138****0018转138****0018" },
    { YUTU_MASK_TEXT, "+86 13800000018，8613800000018", "138****0018，138****0018" },
    { YUTU_MASK_TEXT, "2-1501 0579 8230 0012", "2-1501 0579******12" },
    { YUTU_MASK_TEXT, "330799 19480101 001X，4111 1111 1111 1111", "330***********001X，************1111" },
    { YUTU_MASK_TEXT, "12 13-2034 5-2-1101 3-1-2-201", "12 13-2034 5-2-1101 3-1-2-201" },
    { YUTU_MASK_TEXT, "身份证33079919480101001X", "身份证330***********001X" },
    { YUTU_MASK_TEXT, "卡4111111111111111", "卡************1111" },
    { YUTU_MASK_TEXT, "128号王先生", "128号王先生" },
    { YUTU_MASK_TEXT, "128号王小明先生", "128号王*明先生" },
    { YUTU_MASK_TEXT, "欧阳建国女士", "欧阳*国女士" },
    { YUTU_MASK_TEXT, "八一南街王小明先生转李四师傅", "八一南****先生转*四师傅" },
    { YUTU_MASK_TEXT, "先生", "先生" },
    { YUTU_MASK_TEXT, "", "" },
    { YUTU_MASK_NONE, "鹿村", "鹿村" },
    { YUTU_MASK_NAME, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *out = yutu_mask_apply (rows[i].mask, rows[i].in);

      g_assert_cmpstr (out, ==, rows[i].out);
    }
  g_assert_null (yutu_mask_apply (YUTU_MASK_NAME, NULL));
}

static void
test_id_numbers (void)
{
  static const char *const good[] = { "33079919480101001X", "330799199101310129",
                                      "33079920180607009X" };
  static const char *const bad[] = { "330799195502290028", "330799194801010010", "", "3307",
                                     "33079919480101001x", "330799194801O1001X" };
  YutuDay                  today = yutu_day_parse ("2026-11-24");

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (yutu_id_number_is_valid (good[i], today));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (yutu_id_number_is_valid (bad[i], today));
  g_assert_false (yutu_id_number_is_valid (NULL, today));
  g_assert_false (yutu_id_number_is_valid (good[2], yutu_day_parse ("2018-06-06")));
}

static void
test_credit_codes (void)
{
  g_assert_true (yutu_uscc_is_valid ("1133070200259915X2"));
  g_assert_false (yutu_uscc_is_valid ("1133070200259915X3"));
  g_assert_false (yutu_uscc_is_valid ("1133070200259915I2"));
  g_assert_false (yutu_uscc_is_valid (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/mask/vectors", test_vectors);
  g_test_add_func ("/casework/mask/id-numbers", test_id_numbers);
  g_test_add_func ("/casework/mask/credit-codes", test_credit_codes);
  return g_test_run ();
}
