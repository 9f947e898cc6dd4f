/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What sounds or is written alike: by example, and every answer of the index against comparing with all. */

#include <string.h>

#include "gazetteer/yutu-near-names-private.h"

#define N_NAMES 800
#define N_ASKED 1000

static void
test_compare (void)
{
  static const struct
  {
    const char  *written;
    const char  *name;
    YutuNearness nearness;
  } cases[] = {
    { "宾红街", "滨虹街", YUTU_NEAR_SOUND },
    { "巴依南街", "八一南街", YUTU_NEAR_SOUND },
    { "菊园", "菊苑", YUTU_NEAR_SOUND }, /* another tone */
    { "沙贩", "沙畈", YUTU_NEAR_SOUND }, /* looks alike */
    { "新师", "兴狮", YUTU_NEAR_SOUND }, /* 前后鼻音 */
    { "婺城", "务城", YUTU_NEAR_SOUND },
    { "八一南街", "八一南街", YUTU_NEAR_SOUND },
    { "八一南路", "八一南街", YUTU_NEAR_SLIP },
    { "八一街", "八一南街", YUTU_NEAR_SLIP },
    { "八一南大街", "八一南街", YUTU_NEAR_SLIP },
    { "一八南街", "八一南街", YUTU_NEAR_SLIP },
    { "八南一街", "八一南街", YUTU_NEAR_SLIP },
    { "滨江街", "滨虹街", YUTU_NEAR_SOUND }, /* 虹 is read jiàng too */
    { "滨河街", "滨虹街", YUTU_NEAR_LOOSE },
    { "虹街", "滨虹街", YUTU_NEAR_LOOSE },
    { "金华山北大桥", "金华山南大街", YUTU_NEAR_LOOSE },
    { "八一北路", "八一南街", YUTU_NEAR_NONE },
    { "菊花", "菊苑", YUTU_NEAR_NONE },
    { "江滨街", "滨虹街", YUTU_NEAR_NONE },
    { "菊", "居", YUTU_NEAR_NONE },
    { "", "菊苑", YUTU_NEAR_NONE },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五", "一二三四五六七八九十一二三四五六七八九十一二三四五", YUTU_NEAR_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].written, cases[i].name);
      g_assert_cmpint (yutu_near_names_compare (cases[i].written, cases[i].name), ==, cases[i].nearness);
    }
}

/* Of few characters, polyphones and such that look alike among them, so that many are near. */
static char *
invent (GRand *random)
{
  static const char *const characters[] = { "长", "常", "行", "杭", "星", "乐", "月", "重", "中", "钟", "畈", "贩", "埠",
                                            "部", "八", "一", "南", "蓝", "街", "路", "苑", "园", "新", "兴", "师" };
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, 8);

  for (int i = 0; i < n; i++)
    g_string_append (text, characters[g_rand_int_range (random, 0, (int)G_N_ELEMENTS (characters))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const YutuAddressWord *left = *(const YutuAddressWord *const *)a, *right = *(const YutuAddressWord *const *)b;

  return left->id < right->id ? -1 : left->id > right->id;
}

static void
test_all_are_found (void)
{
  g_autoptr (YutuAddressLexicon) lexicon = yutu_address_lexicon_new ();
  g_autoptr (YutuNearNames) near = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint n_by_nearness[YUTU_NEAR_NONE + 1] = { 0 };

  for (gint64 i = 1; i <= N_NAMES; i++)
    {
      char           *name = invent (random);
      YutuAddressWord word = { .text = name, .name = name, .id = i, .label = i % 2 == 0 ? YUTU_ADDRESS_ROAD : YUTU_ADDRESS_ESTATE, .role = YUTU_WORD_NAME, .until = YUTU_DAY_INVALID };

      yutu_address_lexicon_add (lexicon, &word);
      g_ptr_array_add (names, name);
    }
  near = yutu_near_names_new (lexicon);
  for (int i = 0; i < N_ASKED; i++)
    {
      g_autofree char *written = invent (random);
      YutuNearness     best = YUTU_NEAR_NONE;
      guint            n = 0;
      YutuNearness     nearness = yutu_near_names_list (near, written, 1u << YUTU_ADDRESS_ROAD, words);

      for (guint k = 1; k < names->len; k += 2)
        best = MIN (best, yutu_near_names_compare (written, names->pdata[k]));
      g_assert_cmpint (nearness, ==, best);
      n_by_nearness[best]++;
      g_ptr_array_sort (words, compare_words);
      for (guint k = 1; k < names->len && best != YUTU_NEAR_NONE; k += 2)
        if (yutu_near_names_compare (written, names->pdata[k]) == best)
          {
            g_assert_cmpuint (n, <, words->len);
            g_assert_cmpint (((const YutuAddressWord *)g_ptr_array_index (words, n++))->id, ==, k + 1);
          }
      g_assert_cmpuint (n, ==, words->len);
    }
  for (guint i = 0; i <= YUTU_NEAR_NONE; i++)
    g_assert_cmpuint (n_by_nearness[i], >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/near-names/compare", test_compare);
  g_test_add_func ("/gazetteer/near-names/all-are-found", test_all_are_found);
  return g_test_run ();
}
