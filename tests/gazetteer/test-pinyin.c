/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-pinyin.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

typedef struct
{
  const char *name;
  const char *name_class;
  const char *plain;
  const char *toned; /* NULL: not asked */
} Case;

static void
assert_cases (const Case *cases,
              gsize       n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (YutuRomanized) result = yutu_pinyin_romanize (cases[i].name, cases[i].name_class);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (result->plain, ==, cases[i].plain);
      if (cases[i].toned != NULL)
        g_assert_cmpstr (result->toned, ==, cases[i].toned);
    }
}

/* The township-level units of the county by the national list of 2020. */
static void
test_units (void)
{
  static const Case cases[] = {
    { "婺城区", NULL, "Wucheng Qu", "Wùchéng Qū" },
    { "城东街道", NULL, "Chengdong Jiedao", NULL },
    { "城中街道", NULL, "Chengzhong Jiedao", NULL },
    { "城西街道", NULL, "Chengxi Jiedao", NULL },
    { "城北街道", NULL, "Chengbei Jiedao", NULL },
    { "江南街道", NULL, "Jiangnan Jiedao", NULL },
    { "三江街道", NULL, "Sanjiang Jiedao", NULL },
    { "西关街道", NULL, "Xiguan Jiedao", NULL },
    { "秋滨街道", NULL, "Qiubin Jiedao", NULL },
    { "新狮街道", NULL, "Xinshi Jiedao", NULL },
    { "罗店镇", NULL, "Luodian Zhen", "Luódiàn Zhèn" },
    { "雅畈镇", NULL, "Yafan Zhen", NULL },
    { "安地镇", NULL, "Andi Zhen", NULL },
    { "白龙桥镇", NULL, "Bailongqiao Zhen", NULL },
    { "琅琊镇", NULL, "Langya Zhen", "Lángyá Zhèn" },
    { "蒋堂镇", NULL, "Jiangtang Zhen", NULL },
    { "汤溪镇", NULL, "Tangxi Zhen", "Tāngxī Zhèn" },
    { "罗埠镇", NULL, "Luobu Zhen", "Luóbù Zhèn" },
    { "洋埠镇", NULL, "Yangbu Zhen", "Yángbù Zhèn" },
    { "乾西乡", NULL, "Qianxi Xiang", "Qiánxī Xiāng" },
    { "竹马乡", NULL, "Zhuma Xiang", NULL },
    { "长山乡", NULL, "Changshan Xiang", "Chángshān Xiāng" },
    { "箬阳乡", NULL, "Ruoyang Xiang", "Ruòyáng Xiāng" },
    { "沙畈乡", NULL, "Shafan Xiang", "Shāfàn Xiāng" },
    { "塔石乡", NULL, "Tashi Xiang", "Tǎshí Xiāng" },
    { "岭上乡", NULL, "Lingshang Xiang", NULL },
    { "莘畈乡", NULL, "Xinfan Xiang", "Xīnfàn Xiāng" },
    { "苏孟乡", NULL, "Sumeng Xiang", NULL },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_polyphones (void)
{
  static const Case cases[] = {
    { "厦门市", NULL, "Xiamen Shi", NULL },
    { "重庆市", NULL, "Chongqing Shi", NULL },
    { "长兴县", NULL, "Changxing Xian", NULL },
    { "乐清市", NULL, "Yueqing Shi", "Yuèqīng Shì" },
    { "台州市", NULL, "Taizhou Shi", "Tāizhōu Shì" },
    { "丽水市", NULL, "Lishui Shi", "Líshuǐ Shì" },
    { "六安市", NULL, "Lu'an Shi", "Lù'ān Shì" },
    { "蚌埠市", NULL, "Bengbu Shi", NULL },
    { "铅山县", NULL, "Yanshan Xian", NULL },
    { "番禺区", NULL, "Panyu Qu", NULL },
    { "尉犁县", NULL, "Yuli Xian", NULL },
    { "都江堰市", NULL, "Dujiangyan Shi", NULL },
    { "枞阳县", NULL, "Zongyang Xian", NULL },
    { "会稽山", NULL, "Kuaiji Shan", NULL },
    { "吕梁市", NULL, "Lüliang Shi", "Lǚliáng Shì" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* GB/T 28039 and the rules before it: cuts, modifiers, solid villages, digits, apostrophes. */
static void
test_writing (void)
{
  static const Case cases[] = {
    { "八一南街", NULL, "Bayi Nanjie", "Bāyī Nánjiē" },
    { "八一街", NULL, "Bayi Jie", NULL },
    { "五一广场", NULL, "Wuyi Guangchang", NULL },
    { "景山后街", NULL, "Jingshan Houjie", NULL },
    { "朝阳门内南小街", NULL, "Chaoyangmennei Nanxiaojie", NULL },
    { "城南路", NULL, "Chengnan Lu", NULL },
    { "双溪西路", NULL, "Shuangxi Xilu", NULL },
    { "潮白新河", NULL, "Chaobai Xinhe", NULL },
    { "王村", NULL, "Wangcun", NULL },
    { "雅干村", NULL, "Yagan Cun", NULL },
    { "周口店", NULL, "Zhoukoudian", NULL },
    { "下塔石", "natural-village", "Xiatashi", NULL },
    { "长山", NULL, "Changshan", NULL },
    { "后溪村", "natural-village", "Houxicun", NULL },
    { "造币左街", NULL, "Zaobi Zuojie", NULL },
    { "京杭运河", NULL, "Jinghang Yunhe", NULL },
    { "台湾海峡", NULL, "Taiwan Haixia", NULL },
    { "衢州", NULL, "Quzhou", NULL },
    { "通县", NULL, "Tong Xian", NULL },
    { "景德镇市", NULL, "Jingdezhen Shi", NULL },

    /* natural features are apart even behind one syllable; villages are not */
    { "黄河", "river", "Huang He", NULL },
    { "太湖", "lake", "Tai Hu", NULL },
    { "长山", "hill", "Chang Shan", "Cháng Shān" },
    { "泰山", "mountain", "Tai Shan", NULL },
    { "王山", "natural-village", "Wangshan", NULL },

    /* numbers of a series in digits; those of a proper name spelled */
    { "经五路", NULL, "Jing 5 Lu", "Jīng 5 Lù" },
    { "创业三路", NULL, "Chuangye 3 Lu", NULL },
    { "大川淀一巷", NULL, "Dachuandian 1 Xiang", NULL },
    { "东四十二条", NULL, "Dongsi 12 Tiao", "Dōngsì 12 Tiáo" },
    { "第九弄", NULL, "Di-9 Long", "Dì-9 Lòng" },
    { "二十弄", NULL, "20 Long", NULL },
    { "三八路", NULL, "Sanba Lu", NULL },
    { "八角巷", NULL, "Bajiao Xiang", NULL },
    { "六合路", NULL, "Liuhe Lu", "Liùhé Lù" },
    { "中山路三巷", NULL, "Zhongshan Lu 3 Xiang", NULL },
    { "宾虹西路北三巷", NULL, "Binhong Xilu Bei 3 Xiang", NULL },
    { "解放街支弄", NULL, "Jiefang Jie Zhilong", NULL },

    /* routes: 线 is their generic term, unless another stands behind it */
    { "金兰线", "road", "Jinlan Xian", "Jīnlán Xiàn" },
    { "城东线", NULL, "Chengdong Xian", NULL },
    { "京沪线", NULL, "Jinghu Xian", NULL },
    { "金兰线公路", NULL, "Jinlanxian Gonglu", NULL },
    { "线西乡", NULL, "Xianxi Xiang", NULL },

    /* 儿 */
    { "盆儿胡同", NULL, "Penr Hutong", "Pénr Hútóng" },
    { "儿童路", NULL, "Ertong Lu", NULL },
    { "幼儿巷", NULL, "You'er Xiang", NULL },
    { "二马路", NULL, "2 Malu", NULL },
    { "三环路", NULL, "3 Huanlu", "3 Huánlù" },
    { "一环路", NULL, "1 Huanlu", NULL },
    { "北三环路", NULL, "Bei 3 Huanlu", NULL },
    { "三环北路", NULL, "3 Huan Beilu", "3 Huán Běilù" },
    { "南二环西路", NULL, "Nan 2 Huan Xilu", NULL },
    { "三环大道", NULL, "3 Huan Dadao", NULL },
    { "外环路", NULL, "Waihuan Lu", NULL },
    { "外环北路", NULL, "Waihuan Beilu", NULL },
    { "环城路", NULL, "Huancheng Lu", NULL },
    { "三八环路", NULL, "Sanbahuan Lu", NULL },
    { "三环村", NULL, "Sanhuan Cun", NULL },
    { "12弄", NULL, "12 Long", NULL },
    { "西安市", NULL, "Xi'an Shi", "Xī'ān Shì" },
    { "东阿县", NULL, "Dong'e Xian", NULL },
    { "婺城区罗店镇敬老院", NULL, "Wucheng Qu Luodian Zhen Jinglaoyuan", NULL },
    { "", NULL, "", "" },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* What case numbers of a county begin with. */
static void
test_letters (void)
{
  g_autofree char *wucheng = yutu_pinyin_dup_letters ("婺城");
  g_autofree char *two = yutu_pinyin_dup_letters ("西安");
  g_autofree char *none = yutu_pinyin_dup_letters ("·");

  g_assert_cmpstr (wucheng, ==, "WC");
  g_assert_cmpstr (two, ==, "XA");
  g_assert_null (none);
}

/* What may be read in two ways is said, unless a word settles it. */
static void
test_unsure (void)
{
  static const struct
  {
    const char *name;
    const char *toned;
    gboolean    unsure;
  } cases[] = {
    { "校长路", "Xiàozhǎng Lù", FALSE },
    { "增长路", "Zēngzhǎng Lù", FALSE },
    { "长山乡", "Chángshān Xiāng", FALSE },
    { "长尾路", "Chángwěi Lù", TRUE },
    { "重阳路", "Chóngyáng Lù", FALSE },
    { "重岩路", "Chóngyán Lù", TRUE },
    { "朝阳街", "Cháoyáng Jiē", FALSE },
    { "朝露巷", "Zhāolù Xiàng", FALSE },
    { "朝冠巷", "Cháoguān Xiàng", TRUE },
    { "单家村", "Shànjiā Cūn", FALSE },
    { "单溪", "Dānxī", TRUE },
    { "东干渠", "Dōnggàn Qú", FALSE },
    { "行知路", "Xíngzhī Lù", FALSE },
    { "行木路", "Xíngmù Lù", TRUE },
    { "康乐路", "Kānglè Lù", FALSE },
    { "乐善路", "Lèshàn Lù", FALSE },
    { "乐明路", "Lèmíng Lù", TRUE },
    /* 六合: the district of Nanjing, and everything else */
    { "六合区", "Lùhé Qū", FALSE },
    { "南京市六合区", "Nánjīng Shì Lùhé Qū", FALSE },
    { "六合路", "Liùhé Lù", TRUE },
    { "六角亭", "Liùjiǎotíng", FALSE },
    /* read by region or by what it was */
    { "周家圩村", "Zhōujiāwéi Cūn", TRUE },
    { "龙圩区", "Lóngxū Qū", FALSE },
    { "厦阁村", "Shàgé Cūn", TRUE },
    { "广厦路", "Guǎngshà Lù", FALSE },
    { "葛垟村", "Gěyáng Cūn", TRUE },
    { "碧涌镇", "Bìyǒng Zhèn", TRUE },
    { "外峙村", "Wàizhì Cūn", TRUE },
    { "上坊村", "Shàngfāng Cūn", TRUE },
    { "油坊村", "Yóufáng Cūn", FALSE },
    { "四堡村", "Sìbǎo Cūn", TRUE },
    { "博济桥", "Bójì Qiáo", FALSE },
    { "大济村", "Dàjì Cūn", TRUE },
    { "道观路", "Dàoguàn Lù", FALSE },
    { "观澜路", "Guānlán Lù", FALSE },
    { "长沟村", "Chánggōu Cūn", FALSE },
    { "让长村", "Ràngcháng Cūn", TRUE },
    /* of characters with other readings that names have not */
    { "团结路", "Tuánjié Lù", FALSE },
    { "冯宅村", "Féngzhái Cūn", FALSE },
    { "石塘坝村", "Shítángbà Cūn", FALSE },
    { "山咀头", "Shānzuǐtóu", FALSE },
    /* a surname, only where a name begins */
    { "解家村", "Xièjiā Cūn", FALSE },
    { "上解家村", "Shàngxièjiā Cūn", FALSE },
    { "海华村", "Hǎihuá Cūn", FALSE },
    { "华家村", "Huàjiā Cūn", TRUE },
    { "盆儿胡同", "Pénr Hútóng", TRUE },
    { "东四十二条", "Dōngsì 12 Tiáo", TRUE },
    { "五一广场", "Wǔyī Guǎngchǎng", FALSE },
    { "女埠街道", "Nǚbù Jiēdào", FALSE },
    { "三环路", "3 Huánlù", FALSE },
    { "三环北路", "3 Huán Běilù", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YutuRomanized) result = yutu_pinyin_romanize (cases[i].name, NULL);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (result->toned, ==, cases[i].toned);
      g_assert_cmpint (result->unsure, ==, cases[i].unsure);
    }
}

/* The ethnic group of an autonomous unit or an ethnic township is a word of its own. */
static void
test_groups (void)
{
  static const Case cases[] = {
    { "景宁畲族自治县", NULL, "Jingning Shezu Zizhixian", "Jǐngníng Shēzú Zìzhìxiàn" },
    { "司前畲族镇", NULL, "Siqian Shezu Zhen", NULL },
    { "乐安铺苗族侗族乡", NULL, "Le'anpu Miaozu Dongzu Xiang", NULL },
    { "积石山保安族东乡族撒拉族自治县", NULL, "Jishishan Bao'anzu Dongxiangzu Salazu Zizhixian", NULL },
    { "木垒哈萨克自治县", NULL, "Mulei Hasake Zizhixian", NULL },
    { "隆林各族自治县", NULL, "Longlin Gezu Zizhixian", NULL },
    { "内蒙古自治区", NULL, "Neimenggu Zizhiqu", NULL },
    { "东乡族自治县", NULL, "Dongxiangzu Zizhixian", NULL },
    { "广西壮族自治区三江侗族自治县", NULL, "Guangxi Zhuangzu Zizhiqu Sanjiang Dongzu Zizhixian", NULL },
    { "回族巷", NULL, "Huizu Xiang", NULL },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* An estate's generic term is apart too. */
static void
test_estates (void)
{
  static const Case cases[] = {
    { "文昌雅苑", NULL, "Wenchang Yayuan", "Wénchāng Yǎyuàn" },
    { "芙蓉苑", NULL, "Furong Yuan", NULL },
    { "桂苑", NULL, "Guiyuan", NULL },
    { "阳光家园", NULL, "Yangguang Jiayuan", NULL },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_parts (void)
{
  g_autoptr (YutuRomanized) road = yutu_pinyin_romanize ("八一南街", NULL);
  g_autoptr (YutuRomanized) ring = yutu_pinyin_romanize ("三环路", NULL);
  g_autoptr (YutuRomanized) doubtful = yutu_pinyin_romanize ("莘畈乡", NULL);

  g_assert_cmpstr (road->initials, ==, "bynj");
  g_assert_cmpstr (road->proper, ==, "八一");
  g_assert_cmpstr (road->generic, ==, "南街");
  g_assert_false (road->unsure);
  g_assert_true (doubtful->unsure);
  g_assert_cmpstr (ring->proper, ==, "三");
  g_assert_cmpstr (ring->generic, ==, "环路");
}

static void
test_readings (void)
{
  g_auto (GStrv) long_ones = yutu_pinyin_list_readings (0x957f); /* 长 */
  g_auto (GStrv) zero = yutu_pinyin_list_readings (0x3007);      /* 〇 */
  g_auto (GStrv) none = yutu_pinyin_list_readings ('a');

  g_assert_true (g_strv_contains ((const char *const *)long_ones, "cháng"));
  g_assert_true (g_strv_contains ((const char *const *)long_ones, "zhǎng"));
  g_assert_cmpstr (zero[0], ==, "líng");
  g_assert_null (none[0]);
}

static void
test_typed_tones (void)
{
  static const char *const cases[][2] = {
    { "shen1 fan4", "shēn fàn" },
    { " Lv4  chun1 ", "lǜ chūn" },
    { "lu:3 liang2", "lǚ liáng" },
    { "gui1 liu3", "guī liǔ" },
    { "xiong2 zi5", "xióng zi" },
    { "lüe4 ou1", "lüè ōu" },
    { "Shēn fàn", "shēn fàn" },
    { "shen fan", "shen fan" },
    { "12", "12" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = yutu_pinyin_mark_tones (cases[i][0]);

      g_assert_cmpstr (marked, ==, cases[i][1]);
    }
}

static void
test_words (void)
{
  g_autofree char *known = yutu_pinyin_read_word ("汤溪");
  g_autofree char *mixed = yutu_pinyin_read_word ("汤x");
  g_autofree char *none = yutu_pinyin_read_word ("");

  g_assert_cmpstr (known, ==, "tāng xī");
  g_assert_null (mixed);
  g_assert_null (none);
}

/* ---- The normal form ---- */

static void
test_normal_text (void)
{
  static const struct
  {
    const char *text;
    const char *normal;
  } cases[] = {
    { "八一南街１２８号", "八一南街128号" },
    { " Ａ 座 ", "a座" },
    { "運河北路84號", "运河北路84号" },
    { "楊壠", "杨垄" },
    { "杨垅村", "杨垄村" },
    { "乾西", "乾西" },
    { "（婺城）", "(婺城)" },
    { "\xff", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = yutu_normal_text (cases[i].text);
      g_autofree char *again = yutu_normal_text (normal);
      g_autofree char *shown = g_utf8_make_valid (cases[i].text, -1);

      g_test_message ("%s", shown);
      g_assert_cmpstr (normal, ==, cases[i].normal);
      g_assert_cmpstr (again, ==, normal);
    }
}

static void
test_numerals (void)
{
  static const struct
  {
    const char *text;
    const char *digits;
  } cases[] = {
    { "八一南街一百二十八号", "八一南街128号" },
    { "五幢二单元三〇二室", "5幢2单元302室" },
    { "十号", "10号" },
    { "二十号", "20号" },
    { "一千零五号", "1005号" },
    { "两百号", "200号" },
    { "三江街道", "三江街道" },
    { "二马路", "二马路" },
    { "百百号", "百百号" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *digits = yutu_normal_numerals (cases[i].text);

      g_assert_cmpstr (digits, ==, cases[i].digits);
    }
}

static void
test_split (void)
{
  g_auto (GStrv) pieces = yutu_normal_split ("  罗店，卫生院、 A ");
  g_auto (GStrv) none = yutu_normal_split (" ， ");

  g_assert_cmpuint (g_strv_length (pieces), ==, 3);
  g_assert_cmpstr (pieces[1], ==, "卫生院");
  g_assert_cmpstr (pieces[2], ==, "a");
  g_assert_null (none[0]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/pinyin/units", test_units);
  g_test_add_func ("/gazetteer/pinyin/polyphones", test_polyphones);
  g_test_add_func ("/gazetteer/pinyin/writing", test_writing);
  g_test_add_func ("/gazetteer/pinyin/letters", test_letters);
  g_test_add_func ("/gazetteer/pinyin/unsure", test_unsure);
  g_test_add_func ("/gazetteer/pinyin/groups", test_groups);
  g_test_add_func ("/gazetteer/pinyin/estates", test_estates);
  g_test_add_func ("/gazetteer/pinyin/parts", test_parts);
  g_test_add_func ("/gazetteer/pinyin/readings", test_readings);
  g_test_add_func ("/gazetteer/pinyin/typed-tones", test_typed_tones);
  g_test_add_func ("/gazetteer/pinyin/words", test_words);
  g_test_add_func ("/gazetteer/normal/text", test_normal_text);
  g_test_add_func ("/gazetteer/normal/numerals", test_numerals);
  g_test_add_func ("/gazetteer/normal/split", test_split);
  return g_test_run ();
}
