/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses as people send them, and what each must be read as: those of a county whose names are
 * known, and those of anywhere that other tools are known to have read wrongly. */

#include <locale.h>
#include <string.h>

#include "gazetteer/yutu-address-reason.h"

/* ---- A county's names ---- */

static const struct
{
  YutuAddressLabel label;
  const char      *name;
  const char      *proper;
  const char      *parent;
  const char      *until;
  const char      *now;
} names[] = {
  { YUTU_ADDRESS_TOWNSHIP, "城东街道", "城东", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "城中街道", "城中", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "城西街道", "城西", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "江南街道", "江南", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "三江街道", "三江", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "秋滨街道", "秋滨", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "新狮街道", "新狮", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "汤溪镇", "汤溪", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "安地镇", "安地", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "罗店镇", "罗店", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "罗埠镇", "罗埠", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "白龙桥镇", "白龙桥", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "雅畈镇", "雅畈", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "琅琊镇", "琅琊", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "蒋堂镇", "蒋堂", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "塔石乡", "塔石", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "沙畈乡", "沙畈", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "箬阳乡", "箬阳", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "莘畈乡", "莘畈", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "乾西乡", "乾西", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "竹马乡", "竹马", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "苏孟乡", "苏孟", "婺城区", NULL, NULL },
  { YUTU_ADDRESS_TOWNSHIP, "岭上乡", "岭上", "婺城区", "2021-10-21", "塔石乡 汤溪镇" },
  { YUTU_ADDRESS_VILLAGE, "桃园社区", "桃园", "城东街道", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "西市街社区", "西市街", "城中街道", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "骆家塘社区", "骆家塘", "新狮街道", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "汤溪村", "汤溪", "汤溪镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "中戴村", "中戴", "汤溪镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "雅干村", "雅干", "安地镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "鹿村", NULL, "罗店镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "上塔石村", "上塔石", "塔石乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "高塘村", "高塘", "塔石乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "后张村", "后张", "罗埠镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "上章村", "上章", "罗埠镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "新朱村", "新朱", "琅琊镇", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "周村", NULL, "沙畈乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "祝村", NULL, "莘畈乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "学岭头村", "学岭头", "莘畈乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "湖头村", "湖头", "乾西乡", "2019-06-01", "湖头社区" },
  { YUTU_ADDRESS_VILLAGE, "湖头社区", "湖头", "乾西乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "吕家村", "吕家", "罗埠镇", "2019-06-01", "上章村" },
  { YUTU_ADDRESS_VILLAGE, "竹马馆村", "竹马馆", "竹马乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "长山一村", NULL, "长山乡", NULL, NULL },
  { YUTU_ADDRESS_VILLAGE, "苏孟村", "苏孟", "苏孟乡", NULL, NULL },
  { YUTU_ADDRESS_NATURAL_VILLAGE, "鹿田自然村", "鹿田", "罗店镇", NULL, NULL },
  { YUTU_ADDRESS_NATURAL_VILLAGE, "方塘", NULL, "罗店镇", NULL, NULL },
  { YUTU_ADDRESS_NATURAL_VILLAGE, "学岭", NULL, "莘畈乡", NULL, NULL },
  { YUTU_ADDRESS_ESTATE, "锦绣", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ESTATE, "花园雅苑", "花园", NULL, NULL, NULL },
  { YUTU_ADDRESS_ROAD, "前街", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ROAD, "八一南街", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ROAD, "李渔路", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ROAD, "中山路", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ESTATE, "国贸大厦", "国贸", NULL, NULL, NULL },
  { YUTU_ADDRESS_ESTATE, "芙蓉苑", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ESTATE, "浙江师范大学", "浙师大", NULL, NULL, NULL },
  { YUTU_ADDRESS_ZONE, "开发区", NULL, NULL, NULL, NULL },
  { YUTU_ADDRESS_ZONE, "秋滨工业城", NULL, NULL, NULL, NULL },
};

static YutuAddressLexicon *
make_lexicon (void)
{
  YutuAddressLexicon *lexicon = yutu_address_lexicon_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      YutuAddressWord word = { .label = names[i].label, .name = names[i].name, .parent = names[i].parent, .until = names[i].until != NULL ? yutu_day_parse (names[i].until) : YUTU_DAY_INVALID, .now = names[i].now };

      yutu_address_lexicon_add_name (lexicon, &word, names[i].proper);
    }
  return lexicon;
}

/* ---- Lines ---- */

/* @parts: "name=value …", all that are read; @reasons: codes with spaces between. */
typedef struct
{
  const char *line;
  const char *parts;
  const char *reasons;
} Line;

static char *
write_parts (const YutuAddressParse *parse)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < YUTU_ADDRESS_N_PARTS; i++)
    if (parse->parts[i] != NULL)
      g_string_append_printf (out, "%s%s=%s", out->len > 0 ? " " : "", yutu_address_part_to_text ((YutuAddressPart)i),
                              parse->parts[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
write_reasons (const YutuAddressParse *parse)
{
  return yutu_address_reason_list_codes (parse->reasons, 0);
}

static void
check (const YutuAddressLexicon *lexicon,
       const Line               *lines,
       gsize                     n)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (lexicon);
  gsize n_wrong = 0;

  for (gsize i = 0; i < n; i++)
    {
      const YutuAddressParse *parse = yutu_address_parser_read (parser, lines[i].line);
      g_autofree char        *parts = write_parts (parse);
      g_autofree char        *reasons = write_reasons (parse);

      if (strcmp (parts, lines[i].parts) == 0 && strcmp (reasons, lines[i].reasons) == 0)
        continue;
      n_wrong++;
      g_test_message ("%s\n  is      %s [%s]\n  must be %s [%s]", lines[i].line, parts, reasons, lines[i].parts,
                      lines[i].reasons);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

#define COUNTY "province=浙江省 city=金华市 county=婺城区 "

static const Line county_lines[] = {
  { "金华市婺城区城东街道桃园社区八一南街128号", "city=金华市 county=婺城区 township=城东街道 village=桃园社区 road=八一南街 door=128", "" },
  { "八一南街１２８号", "road=八一南街 door=128", "" },
  { "婺城八一南街128-3号", "county=婺城区 road=八一南街 door=128 sub=3", "" },
  { "八一南街128号之二", "road=八一南街 door=128 sub=之二", "" },
  { "八一南街一百二十八号", "road=八一南街 door=128", "" },
  { "81南街128号", "road=八一南街 door=128", "" },
  { "浙江金华李渔路999号国贸大厦12楼1203", "province=浙江省 city=金华市 road=李渔路 door=999 estate=国贸大厦 floor=12 room=1203", "" },
  { "李渔路999国贸12F", "road=李渔路 door=999 estate=国贸大厦 floor=12", "" },
  { "江南街道宾虹路芙蓉苑5-2-302", "township=江南街道 road=宾虹路 estate=芙蓉苑 building=5 unit=2 room=302", "" },
  { "芙蓉苑5栋2单元302", "estate=芙蓉苑 building=5 unit=2 room=302", "" },
  { "芙蓉苑5#302", "estate=芙蓉苑 building=5 room=302", "" },
  { "芙蓉苑(东区)5幢", "estate=芙蓉苑 area=东区 building=5", "" },
  { "芙蓉苑小区五幢二单元三楼东户", "estate=芙蓉苑 area=东户 building=5 unit=2 floor=3", "" },
  { "人民东路12弄6号", "road=人民东路 lane=12 door=6", "" },
  { "人民东路12弄6号后面平房", "road=人民东路 lane=12 door=6 poi=平房 relation=后面", "RELATIVE" },
  { "汤溪镇汤溪村中山路3号", "township=汤溪镇 village=汤溪村 road=中山路 door=3", "" },
  { "中山路3号", "road=中山路 door=3", "" },
  { "汤溪中戴18号", "township=汤溪镇 village=中戴村 door=18", "" },
  { "金华县汤溪镇", "county=金华县 township=汤溪镇", "OLD_DIVISION" },
  { "岭上乡高塘村7号", "township=岭上乡 village=高塘村 door=7", "OLD_DIVISION" },
  { "岭上乡九峰村", "township=岭上乡 village=九峰村", "OLD_DIVISION" },
  { "塔石乡上塔石", "township=塔石乡 village=上塔石村", "" },
  { "龙游塔石镇泽随村", "county=龙游县 township=塔石镇 village=泽随村", "" },
  { "安地镇雅干村公益性骨灰堂", "township=安地镇 village=雅干村 poi=公益性骨灰堂", "" },
  { "安地雅干23", "township=安地镇 village=雅干村 door=23", "" },
  { "罗店镇鹿村鹿田自然村2号", "township=罗店镇 village=鹿村 natural_village=鹿田自然村 door=2", "" },
  { "罗店镇双龙洞口往上50米", "township=罗店镇 poi=双龙洞口 relation=往上 offset_m=50", "RELATIVE" },
  { "白龙桥镇临江街66号8幢中间2#厂房", "township=白龙桥镇 road=临江街 door=66 area=2#厂房 building=8 relation=中间", "RELATIVE" },
  { "白龙桥临江东路工业区B区3号", "township=白龙桥镇 road=临江东路 door=3 estate=工业区 area=B区", "" },
  { "秋滨工业城创业街8号", "zone=秋滨工业城 township=秋滨街道 road=创业街 door=8", "BY_FORM" },
  { "开发区三江街道宾虹路266号", "zone=开发区 township=三江街道 road=宾虹路 door=266", "" },
  { "金华开发区婺江新村12-1-501", "city=金华市 zone=开发区 estate=婺江新村 building=12 unit=1 room=501", "" },
  { "城西街道西市街社区", "township=城西街道 village=西市街社区", "" },
  { "新狮街道骆家塘师大北门对面", "township=新狮街道 village=骆家塘社区 area=北门 poi=师大 relation=对面", "RELATIVE" },
  { "浙师大桃园17幢", "estate=浙江师范大学 building=17 poi=桃园", "" },
  { "乾西乡湖头村", "township=乾西乡 village=湖头村", "OLD_DIVISION" },
  { "竹马馆村1组", "village=竹马馆村 group=1", "" },
  { "长山一村15号甲", "village=长山一村 door=15 sub=甲", "" },
  { "沙畈周村乡政府", "township=沙畈乡 village=周村 poi=乡政府", "" },
  { "沙贩乡周村", "township=沙畈乡 village=周村", "MISSPELT" },
  { "若阳乡", "township=箬阳乡", "MISSPELT" },
  { "莘畈乡祝村(学岭头)", "township=莘畈乡 village=祝村 natural_village=学岭头村", "" },
  { "罗埠镇后张村12号张三家", "township=罗埠镇 village=后张村 door=12", "PERSON_DROPPED" },
  { "雅畈镇上街弄6号 电话1380000****", "township=雅畈镇 road=上街弄 door=6", "PHONE_DROPPED" },
  { "琅琊镇新朱村委会", "township=琅琊镇 village=新朱村 poi=村委会", "" },
  { "琅玡镇", "township=琅琊镇", "" },
  { "蒋堂镇(婚姻登记补领点)镇便民服务中心2楼", "township=蒋堂镇 floor=2 poi=婚姻登记补领点 镇便民服务中心", "" },
  { "321000 浙江省金华市婺城区双龙南街1858号金茂大厦A座1501室", COUNTY "road=双龙南街 door=1858 estate=金茂大厦 building=A room=1501", "POSTCODE_DROPPED" },
  { "双龙南街1858#A-1501", "road=双龙南街 door=1858 building=A room=1501", "" },
  { "金华市金东区多湖街道李渔东路300号", "city=金华市 county=金东区 township=多湖街道 road=李渔东路 door=300", "" },
  { "金华市区明月街永康街路口", "city=金华市 road=明月街 cross_road=永康街 relation=路口", "CROSSING" },
  { "罗埠镇吕家8号", "township=罗埠镇 village=吕家村 door=8", "OLD_DIVISION" },
  { "29.0910,119.6500", "", "COORDINATE" },
  { "E119°24′15″ N28°51′21″", "", "COORDINATE" },
  { "解放西路地下商场B1-23", "road=解放西路 estate=地下商场 floor=-1 room=23", "" },
  { "环城西路与金兰线交叉口东南角", "road=环城西路 cross_road=金兰线 relation=交叉口东南角", "CROSSING" },
  { "无", "", "EMPTY" },
  { "不详", "", "EMPTY" },
  { "同上", "", "REFERENCE" },
  { "本村", "", "REFERENCE" },
  { "苏孟乡苏孟村苏孟小学旁", "township=苏孟乡 village=苏孟村 poi=苏孟小学 relation=旁", "RELATIVE" },
};

static void
test_county (void)
{
  g_autoptr (YutuAddressLexicon) lexicon = make_lexicon ();

  check (lexicon, county_lines, G_N_ELEMENTS (county_lines));
}

/* Another name of what stands before the brackets says nothing of where it is; what follows is of the first. */
static void
test_other_names (void)
{
  static const Line lines[] = {
    { "八一南街（现名江滨路）5号", "road=八一南街 door=5", "OTHER_NAME" },
    { "江滨路（原名八一南街）5号", "road=江滨路 door=5", "OTHER_NAME" },
    { "江滨路(原八一南街)5号", "road=江滨路 door=5", "OTHER_NAME" },
    { "江滨路（1985年更名为八一南街）5号", "road=江滨路 door=5", "OTHER_DROPPED OTHER_NAME" },
    { "江滨路（又称：“八一南街”）5号", "road=江滨路 door=5", "OTHER_NAME" },
    { "罗店镇（现罗埠镇）后张村12号", "township=罗店镇 village=后张村 door=12", "OTHER_NAME" },
    { "汤溪镇（原中戴乡）中戴村12号", "township=汤溪镇 village=中戴村 door=12", "OTHER_NAME" },
    { "芙蓉苑（又名某苑）3幢", "estate=芙蓉苑 building=3", "OTHER_NAME" },
    { "中戴村（旧称前坑村）12号", "village=中戴村 door=12", "OTHER_NAME" },
    /* no other names */
    { "八一南街（原双龙南街8号）5号", "road=八一南街 door=5", "OTHER_DROPPED" },
    { "八一南街128号（原供销社）", "road=八一南街 door=128", "OTHER_DROPPED" },
  };
  g_autoptr (YutuAddressLexicon) lexicon = make_lexicon ();

  check (lexicon, lines, G_N_ELEMENTS (lines));
}

static void
test_named_after (void)
{
  static const Line lines[] = {
    { "方塘东路12号", "road=方塘东路 door=12", "" },
    { "方塘后街12号", "road=方塘后街 door=12", "" },
    { "方塘弄12号", "road=方塘弄 door=12", "" },
    { "方塘二路12号", "road=方塘二路 door=12", "" },
    { "方塘大道12号", "road=方塘大道 door=12", "" },
    { "方塘小区12号", "door=12 estate=方塘小区", "" },
    { "方塘市场12号", "door=12 estate=方塘市场", "" },
    { "方塘花园12幢", "estate=方塘花园 building=12", "" },
    { "锦绣西路12号", "road=锦绣西路 door=12", "" },
    { "学岭头西街12号", "road=学岭头西街 door=12", "" },
    { "学岭头东路12号", "road=学岭头东路 door=12", "" },
    { "鹿村弄12号", "road=鹿村弄 door=12", "" },
    { "鹿村东路12号", "village=鹿村 road=东路 door=12", "" },
    { "朝阳市场12号", "door=12 estate=朝阳市场", "" },
    { "方塘12号", "natural_village=方塘 door=12", "" },
    { "方塘 东路12号", "natural_village=方塘 road=东路 door=12", "" },
    { "方塘前街12号", "natural_village=方塘 road=前街 door=12", "" }, /* a road of the registers */
    { "方塘弄口12号", "natural_village=方塘 door=12 relation=弄口", "RELATIVE" },
    { "花园3幢", "estate=花园雅苑 building=3", "" },
  };
  g_autoptr (YutuAddressLexicon) lexicon = make_lexicon ();

  check (lexicon, lines, G_N_ELEMENTS (lines));
}

/* 下街 with a character behind it, and a number: the settlement at its end, unless the registers have the road. */
static void
test_beside_generic (void)
{
  static const Line lines[] = {
    { "白龙桥镇下街头46号", "township=白龙桥镇 village=下街头 door=46", "BY_FORM" },
    { "下街头46号", "village=下街头 door=46", "BY_FORM" },
    { "婺城区下街头46号", "county=婺城区 village=下街头 door=46", "BY_FORM" },
    { "罗店镇鹿村下街头46号", "township=罗店镇 village=鹿村 natural_village=下街头 door=46", "BY_FORM" },
    { "白龙桥镇石路头46号", "township=白龙桥镇 village=石路头 door=46", "BY_FORM" },
    { "白龙桥镇后弄底46号", "township=白龙桥镇 village=后弄底 door=46", "BY_FORM" },
    { "白龙桥镇桥头46号", "township=白龙桥镇 village=桥头 door=46", "BY_FORM" },
    { "白龙桥镇路口46号", "township=白龙桥镇 village=路口 door=46", "BY_FORM" },
    { "白龙桥镇村口46号", "township=白龙桥镇 village=村口 door=46", "BY_FORM" },
    { "白龙桥镇街心46号", "township=白龙桥镇 village=街心 door=46", "BY_FORM" },
    { "白龙桥镇前街头46号", "township=白龙桥镇 road=前街 door=46", "OTHER_DROPPED" },
    { "白龙桥镇人民路口12号", "township=白龙桥镇 road=人民路 door=12 relation=口", "RELATIVE" },
    { "白龙桥镇新街头路12号", "township=白龙桥镇 road=新街头路 door=12", "" },
  };
  g_autoptr (YutuAddressLexicon) lexicon = make_lexicon ();

  check (lexicon, lines, G_N_ELEMENTS (lines));
}

/* ---- The same with no file: townships are known as they are shipped, what is theirs by its form ---- */

static const Line shipped_lines[] = {
  { "金华市婺城区城东街道桃园社区八一南街128号", "city=金华市 county=婺城区 township=城东街道 village=桃园社区 road=八一南街 door=128", "" },
  { "八一南街１２８号", "road=八一南街 door=128", "" },
  { "婺城八一南街128-3号", "county=婺城区 road=八一南街 door=128 sub=3", "" },
  { "八一南街128号之二", "road=八一南街 door=128 sub=之二", "" },
  { "八一南街一百二十八号", "road=八一南街 door=128", "" },
  { "81南街128号", "road=81南街 door=128", "" },
  { "浙江金华李渔路999号国贸大厦12楼1203", "province=浙江省 city=金华市 road=李渔路 door=999 estate=国贸大厦 floor=12 room=1203", "" },
  { "李渔路999国贸12F", "road=李渔路 door=999 floor=12 poi=国贸", "" },
  { "江南街道宾虹路芙蓉苑5-2-302", "township=江南街道 road=宾虹路 estate=芙蓉苑 building=5 unit=2 room=302", "" },
  { "芙蓉苑5栋2单元302", "estate=芙蓉苑 building=5 unit=2 room=302", "" },
  { "芙蓉苑5#302", "estate=芙蓉苑 building=5 room=302", "" },
  { "芙蓉苑(东区)5幢", "estate=芙蓉苑 area=东区 building=5", "" },
  { "芙蓉苑小区五幢二单元三楼东户", "estate=芙蓉苑小区 area=东户 building=5 unit=2 floor=3", "" },
  { "人民东路12弄6号", "road=人民东路 lane=12 door=6", "" },
  { "人民东路12弄6号后面平房", "road=人民东路 lane=12 door=6 poi=平房 relation=后面", "RELATIVE" },
  { "汤溪镇汤溪村中山路3号", "township=汤溪镇 village=汤溪村 road=中山路 door=3", "" },
  { "中山路3号", "road=中山路 door=3", "" },
  { "汤溪中戴18号", "township=汤溪镇 village=中戴 door=18", "BY_FORM" },
  { "金华县汤溪镇", "county=金华县 township=汤溪镇", "OLD_DIVISION" },
  { "岭上乡高塘村7号", "township=岭上乡 village=高塘村 door=7", "" },
  { "岭上乡九峰村", "township=岭上乡 village=九峰村", "" },
  { "塔石乡上塔石", "township=塔石乡 village=上塔石", "BY_FORM" },
  { "龙游塔石镇泽随村", "county=龙游县 township=塔石镇 village=泽随村", "" },
  { "安地镇雅干村公益性骨灰堂", "township=安地镇 village=雅干村 poi=公益性骨灰堂", "" },
  { "安地雅干23", "township=安地镇 village=雅干 door=23", "BY_FORM" },
  { "罗店镇鹿村鹿田自然村2号", "township=罗店镇 village=鹿村 natural_village=鹿田自然村 door=2", "" },
  { "罗店镇双龙洞口往上50米", "township=罗店镇 poi=双龙洞口 relation=往上 offset_m=50", "RELATIVE" },
  { "白龙桥镇临江街66号8幢中间2#厂房", "township=白龙桥镇 road=临江街 door=66 area=2#厂房 building=8 relation=中间", "RELATIVE" },
  { "白龙桥临江东路工业区B区3号", "township=白龙桥镇 road=临江东路 door=3 estate=工业区 area=B区", "" },
  { "秋滨工业城创业街8号", "township=秋滨街道 road=创业街 door=8 estate=秋滨工业城", "BY_FORM" },
  { "开发区三江街道宾虹路266号", "zone=开发区 township=三江街道 road=宾虹路 door=266", "" },
  { "金华开发区婺江新村12-1-501", "zone=金华开发区 estate=婺江新村 building=12 unit=1 room=501", "" },
  { "城西街道西市街社区", "township=城西街道 village=西市街社区", "" },
  { "新狮街道骆家塘师大北门对面", "township=新狮街道 area=北门 poi=骆家塘师大 relation=对面", "RELATIVE" },
  { "浙师大桃园17幢", "estate=浙师大桃园 building=17", "" },
  { "乾西乡湖头村", "township=乾西乡 village=湖头村", "" },
  { "竹马馆村1组", "village=竹马馆村 group=1", "" },
  { "长山一村15号甲", "village=长山一村 door=15 sub=甲", "" },
  { "沙畈周村乡政府", "village=沙畈周村 poi=乡政府", "" },
  { "沙贩乡周村", "township=沙贩乡 village=周村", "" },
  { "若阳乡", "township=若阳乡", "" },
  { "莘畈乡祝村(学岭头)", "township=莘畈乡 village=祝村 poi=学岭头", "" },
  { "罗埠镇后张村12号张三家", "township=罗埠镇 village=后张村 door=12", "PERSON_DROPPED" },
  { "雅畈镇上街弄6号 电话1380000****", "township=雅畈镇 road=上街弄 door=6", "PHONE_DROPPED" },
  { "琅琊镇新朱村委会", "township=琅琊镇 village=新朱村 poi=村委会", "" },
  { "琅玡镇", "township=琅琊镇", "" },
  { "蒋堂镇(婚姻登记补领点)镇便民服务中心2楼", "township=蒋堂镇 floor=2 poi=婚姻登记补领点 镇便民服务中心", "" },
  { "321000 浙江省金华市婺城区双龙南街1858号金茂大厦A座1501室", "province=浙江省 city=金华市 county=婺城区 road=双龙南街 door=1858 estate=金茂大厦 building=A room=1501", "POSTCODE_DROPPED" },
  { "双龙南街1858#A-1501", "road=双龙南街 door=1858 building=A room=1501", "" },
  { "金华市金东区多湖街道李渔东路300号", "city=金华市 county=金东区 township=多湖街道 road=李渔东路 door=300", "" },
  { "金华市区明月街永康街路口", "city=金华市 road=明月街 cross_road=永康街 relation=路口", "CROSSING" },
  { "罗埠镇吕家8号", "township=罗埠镇 village=吕家 door=8", "BY_FORM" },
  { "29.0910,119.6500", "", "COORDINATE" },
  { "E119°24′15″ N28°51′21″", "", "COORDINATE" },
  { "解放西路地下商场B1-23", "road=解放西路 estate=地下商场 floor=-1 room=23", "" },
  { "环城西路与金兰线交叉口东南角", "road=环城西路 cross_road=金兰线 relation=交叉口东南角", "CROSSING" },
  { "无", "", "EMPTY" },
  { "不详", "", "EMPTY" },
  { "同上", "", "REFERENCE" },
  { "本村", "", "REFERENCE" },
  { "苏孟乡苏孟村苏孟小学旁", "township=苏孟乡 village=苏孟村 poi=苏孟小学 relation=旁", "RELATIVE" },
};

static void
test_shipped (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (shipped_lines) == G_N_ELEMENTS (county_lines));
  for (gsize i = 0; i < G_N_ELEMENTS (shipped_lines); i++)
    g_assert_cmpstr (shipped_lines[i].line, ==, county_lines[i].line);
  check (NULL, shipped_lines, G_N_ELEMENTS (shipped_lines));
}

/* ---- What published tools got wrong, with no names known but those of every address ---- */

static const Line fixtures[] = {
  { "上海市徐汇区陕西南路666弄", "province=上海市 county=徐汇区 road=陕西南路 lane=666", "" },
  { "上海市普陀区长寿路街道陕西北路澳门路", "province=上海市 county=普陀区 township=长寿路街道 road=陕西北路 cross_road=澳门路", "" },
  { "重庆市沙坪坝区壮志路33号四川外国语大学山下", "province=重庆市 county=沙坪坝区 road=壮志路 door=33 poi=四川外国语大学 relation=山下", "RELATIVE" },
  { "广东省东莞市莞城区东莞大道海雅百货", "province=广东省 city=东莞市 county=莞城区 road=东莞大道 poi=海雅百货", "" },
  { "浙江省杭州市下城区青云街40号3楼", "province=浙江省 city=杭州市 county=下城区 road=青云街 door=40 floor=3", "OLD_DIVISION" },
  { "新疆伊宁市上海城徐汇苑23号楼5单元401室", "province=新疆维吾尔自治区 county=伊宁市 estate=上海城徐汇苑 building=23 unit=5 room=401", "" },
  { "湖北神农架太阳村10组", "province=湖北省 county=神农架林区 village=太阳村 group=10", "" },
  { "重庆忠县忠州镇梅湾村13组", "province=重庆市 county=忠县 township=忠州镇 village=梅湾村 group=13", "" },
  { "廣東省東莞市虎門鎮運河北路84號", "province=广东省 city=东莞市 township=虎门镇 road=运河北路 door=84", "" },
  { "湖南省邵阳县长乐乡", "province=湖南省 county=邵阳县 township=长乐乡", "" },
  { "四川成都高新区天府大道中段530号东方希望天祥广场a座4302号北京万商天勤(成都)律师事务所", "province=四川省 city=成都市 zone=高新区 road=天府大道 door=530 cross_road=中段 estate=东方希望天祥广场 building=A room=4302 poi=北京万商天勤(成都)律师事务所", "" },
  { "山东青岛市香港东路6号5号楼8号室", "province=山东省 city=青岛市 road=香港东路 door=6 building=5 room=8", "" },
  { "新疆阿克苏温宿县博孜墩柯尔克孜族乡吾斯塘博村一组306号 13800000000 张三先生", "province=新疆维吾尔自治区 city=阿克苏地区 county=温宿县 township=博孜墩柯尔克孜族乡 village=吾斯塘博村 group=1 door=306", "PHONE_DROPPED PERSON_DROPPED" },
  { "北京市密云区经济开发区西统路8号西田各庄镇政府办公楼508室-662", "province=北京市 county=密云区 zone=经济开发区 road=西统路 door=8 room=508-662 poi=西田各庄镇政府 办公楼", "" },
  { "鹤庆路358弄81号", "road=鹤庆路 lane=358 door=81", "" },
  { "广东广州", "province=广东省 city=广州市", "" },
};

static void
test_published (void)
{
  check (NULL, fixtures, G_N_ELEMENTS (fixtures));
}

/* ---- Names that no register has: where one ends and the next begins ---- */

static const Line open_names[] = {
  { "金华市芙蓉苑12幢36号400室", "city=金华市 estate=芙蓉苑 building=12 unit=36 room=400", "" },
  { "工业园西区桃园西路12号", "road=桃园西路 door=12 estate=工业园 area=西区", "" },
  /* the wing of a building, the building of a row; one that is like it is another address */
  { "青蓝科创园11幢A座15楼", "estate=青蓝科创园 building=11-A floor=15", "" },
  { "青蓝科创园C座10号楼1302室", "estate=青蓝科创园 building=C-10 room=1302", "" },
  { "万科城14排1栋701室", "estate=万科城 building=14-1 room=701", "" },
  { "万科城14栋1栋701室", "estate=万科城 building=14", "SEVERAL" },
  { "登云路861号2号电梯7楼", "road=登云路 door=861 unit=2 floor=7", "" },
  { "解放东路268弄12支弄5号", "road=解放东路 lane=268-12 door=5", "" },
  /* floors under the ground */
  { "环城路5号负一楼", "road=环城路 door=5 floor=-1", "" },
  { "环城路5号地下一层12号", "road=环城路 door=5 floor=-1 room=12", "" },
  { "环城路5号地下1楼", "road=环城路 door=5 floor=-1", "" },
  { "双溪西路128号金帆街区5幢", "road=双溪西路 door=128 estate=金帆街区 building=5", "" },
  /* the branch of a number within it */
  { "双龙南街12之1号", "road=双龙南街 door=12 sub=之1", "" },
  { "双龙南街12之二号", "road=双龙南街 door=12 sub=之二", "" },
  { "后溪河村二十一之一号", "village=后溪河村 door=21 sub=之一", "" },
  { "双龙南街12之二号3幢", "road=双龙南街 door=12 sub=之二 building=3", "" },
  /* deeds of units that are no more */
  { "原汤溪县沙畈公社", "county=汤溪县 township=沙畈公社", "OLD_DIVISION" },
  { "金华县琅琊区沙畈公社银坑大队第三生产队12号", "county=金华县 township=沙畈公社 village=银坑大队 group=3 door=12", "OLD_DIVISION" },
  { "婺城区原岭上乡上堂村12号", "county=婺城区 township=岭上乡 village=上堂村 door=12", "OLD_DIVISION" },
  { "曾属金华县罗店公社", "county=金华县 township=罗店公社", "OLD_DIVISION" },
  { "原平市解放路12号", "county=原平市 road=解放路 door=12", "" },
  { "婺城区原野乡12号", "county=婺城区 township=原野乡 door=12", "" },
  { "原野路12号", "road=原野路 door=12", "" },
  { "城东交警大队", "poi=城东交警大队", "" },
  /* numbers with a letter inside */
  { "文一西路1707号7幢10B22室", "road=文一西路 door=1707 building=7 room=10B22", "" },
  { "登云路861号3幢2B05", "road=登云路 door=861 building=3 room=2B05", "" },
  { "解放西路17号之1、之2", "road=解放西路 door=17 sub=之1", "SEVERAL" },
  { "解放西路17号附1、附2号", "road=解放西路 door=17 sub=1", "SEVERAL" },
  { "解放西路17号-1、-2", "road=解放西路 door=17 sub=1", "SEVERAL" },
  { "箬阳乡琴坛村村部", "township=箬阳乡 village=琴坛村 poi=村部", "" },
  { "临江村村口小店", "village=临江村 poi=小店 relation=村口", "RELATIVE" },
  { "汤溪县中戴村12号", "county=汤溪县 village=中戴村 door=12", "OLD_DIVISION" },
  { "登云路861号1F101", "road=登云路 door=861 floor=1 room=101", "" },
  /* named after a division, and nothing of it */
  { "江山东路436号", "road=江山东路 door=436", "" },
  { "浙江大学紫金港校区", "poi=浙江大学紫金港校区", "" },
  { "江山市城东路436号", "county=江山市 road=城东路 door=436", "" },
  { "国际商贸城8楼135街40822", "lane=135 estate=国际商贸城 floor=8 room=40822", "" },
  { "婺城区新狮街道金都城春晓苑5幢3单元402室", "county=婺城区 township=新狮街道 estate=金都城 building=5 unit=3 room=402 poi=春晓苑", "" },
  { "婺城区双龙南街8号金华宏发机械科技有限公司", "county=婺城区 road=双龙南街 door=8 poi=金华宏发机械科技有限公司", "" },
  { "婺城区解放西路12号中国工商银行婺城支行", "county=婺城区 road=解放西路 door=12 poi=中国工商银行婺城支行", "" },
  { "婺城区丹溪路口康乐药店", "county=婺城区 road=丹溪路 poi=康乐药店 relation=口", "RELATIVE" },
  { "婺城区桥南综合市场东二区8号", "county=婺城区 door=8 estate=桥南综合市场 area=东二区", "" },
  { "婺城区春江大厦写字楼12楼", "county=婺城区 estate=春江大厦 floor=12 poi=写字楼", "" },
  { "婺城区汤溪镇镇北路12号", "county=婺城区 township=汤溪镇 road=镇北路 door=12", "" },
  { "义乌市稠城街道上溪塘长春东路42号", "county=义乌市 township=稠城街道 village=上溪塘 road=长春东路 door=42", "BY_FORM" },
  { "义乌市后宅春江广场3幢", "county=义乌市 township=后宅街道 estate=春江广场 building=3", "" },
  { "婺城区芙蓉花园5一2一301", "county=婺城区 estate=芙蓉花园 building=5 unit=2 room=301", "" },
  { "婺城区金帆公寓13-2-1206室", "county=婺城区 estate=金帆公寓 building=13 unit=2 room=1206", "" },
  { "婺城区金帆公寓6号楼7-1121", "county=婺城区 estate=金帆公寓 building=6 unit=7 room=1121", "" },
  { "四川省宜宾县观音镇", "province=四川省 county=宜宾县 township=观音镇", "" },
  { "云南省红河州个旧市", "province=云南省 city=红河哈尼族彝族自治州 county=个旧市", "" },
  { "婺城区10号路5号", "county=婺城区 road=10号路 door=5", "" },
  { "婺城区青春路891-7", "county=婺城区 road=青春路 door=891 sub=7", "" },
};

/* Courier notes, ranges of rooms, ordinals: nothing of the address may go with what is none. */
static const Line noisy[] = {
  { "婺城区湖滨丽苑1-3-101楼下", "county=婺城区 estate=湖滨丽苑 building=1 unit=3 room=101 relation=楼下", "RELATIVE" },
  { "婺城区湖滨丽苑1/3/101门口", "county=婺城区 estate=湖滨丽苑 building=1 unit=3 room=101 relation=门口", "RELATIVE" },
  { "婺城区桃园小区3-2单元501", "county=婺城区 estate=桃园小区 building=3 unit=2 room=501", "" },
  { "婺城区桃园小区3幢1-3单元", "county=婺城区 estate=桃园小区 building=3 unit=1-3", "" },
  { "婺城区八一南街12号2楼上海银行", "county=婺城区 road=八一南街 door=12 floor=2 poi=上海银行", "" },
  { "婺城区八一南街No.128", "county=婺城区 road=八一南街 door=128", "" },
  { "婺城区八一南街№ 128号", "county=婺城区 road=八一南街 door=128", "" },
  { "婺城区石坞村祝家NO 64", "county=婺城区 village=石坞村 door=64 poi=祝家", "" },
  { "八一南街128 浙江金华", "province=浙江省 city=金华市 road=八一南街 door=128", "" },
  { "婺城区桃园小区2-2-501 13800000018", "county=婺城区 estate=桃园小区 building=2 unit=2 room=501", "PHONE_DROPPED" },
  { "婺城区桃园小区2幢2单元1501 138 0000 0018", "county=婺城区 estate=桃园小区 building=2 unit=2 room=1501", "PHONE_DROPPED" },
  { "婺城区桃园小区2-2-501-138-0000-0018", "county=婺城区 estate=桃园小区 building=2 unit=2 room=501", "PHONE_DROPPED" },
  { "婺城区桃园小区1-2-301 86-13800000018", "county=婺城区 estate=桃园小区 building=1 unit=2 room=301", "PHONE_DROPPED" },
  { "婺城区桃园小区1-2-301 +86 13800000018", "county=婺城区 estate=桃园小区 building=1 unit=2 room=301", "PHONE_DROPPED" },
  { "婺城区桃园小区2-1501 0579 8230 0012", "county=婺城区 estate=桃园小区 building=2 room=1501", "PHONE_DROPPED" },
  { "婺城区桃园小区2-501 82300012", "county=婺城区 estate=桃园小区 building=2 room=501", "PHONE_DROPPED" },
  { "婺城区桃园小区2-501 1380000001", "county=婺城区 estate=桃园小区 building=2 room=501", "OTHER_DROPPED" },
  { "婺城区桃园小区2-501 330799 19480101 001X", "county=婺城区 estate=桃园小区 building=2 room=501", "OTHER_DROPPED" },
  { "婺城区桃园小区2-501 4111 1111 1111 1111", "county=婺城区 estate=桃园小区 building=2 room=501", "OTHER_DROPPED" },
  { "婺城区桃园小区138-1-501", "county=婺城区 estate=桃园小区 building=138 unit=1 room=501", "" },
  { "李四 13800000018 桃园小区2-2-501", "estate=桃园小区 building=2 unit=2 room=501", "PHONE_DROPPED PERSON_DROPPED" },
  { "王小明，13800000018，八一南街128号", "road=八一南街 door=128", "PHONE_DROPPED PERSON_DROPPED" },
  { "请务必送到婺城区汤溪镇中戴村18号", "county=婺城区 township=汤溪镇 village=中戴村 door=18", "OTHER_DROPPED" },
  { "婺城区亲亲家园3幢2单元", "county=婺城区 estate=亲亲家园 building=3 unit=2", "" },
  { "婺城区亲亲家园3幢，请放门口", "county=婺城区 estate=亲亲家园 building=3", "OTHER_DROPPED" },
  { "婺城区双龙南街8号春江大厦C座1220-1221", "county=婺城区 road=双龙南街 door=8 estate=春江大厦 building=C room=1220-1221", "" },
  { "婺城区春江大厦3楼B021-023", "county=婺城区 estate=春江大厦 floor=3 room=B021-023", "" },
  { "婺城区罗埠镇后张村第三组第5幢", "county=婺城区 township=罗埠镇 village=后张村 group=3 building=5", "" },
  { "婺城区汤溪镇第三中学", "county=婺城区 township=汤溪镇 poi=第三中学", "" },
  { "桐乡市濮院环城东路35号", "county=桐乡市 township=濮院镇 road=环城东路 door=35", "" },
  { "婺城区南二环12号", "county=婺城区 road=南二环 door=12", "" },
  { "婺城区永新街一巷5号", "county=婺城区 road=永新街 lane=1 door=5", "" },
  { "婺城区惠民路和太平洋路交叉口三江旗舰店", "county=婺城区 road=惠民路 cross_road=太平洋路 poi=三江旗舰店 relation=交叉口", "CROSSING" },
  { "婺城区宾虹路8号江北人家", "county=婺城区 road=宾虹路 door=8 estate=江北人家", "" },
  { "婺城区春江大厦应收组", "county=婺城区 estate=春江大厦 poi=应收组", "" },
  { "婺城区八一南街128号张三收", "county=婺城区 road=八一南街 door=128", "PERSON_DROPPED" },
  { "汤溪镇石桥头18号", "township=汤溪镇 village=石桥头 door=18", "BY_FORM" },
  { "婺城区汤溪镇中戴村壹拾捌号", "county=婺城区 township=汤溪镇 village=中戴村 door=18", "" },
  { "婺城区汤溪镇陆家村陆号", "county=婺城区 township=汤溪镇 village=陆家村 door=6", "" },
  { "婺城区汤溪镇中戴村18号(原中戴乡)", "county=婺城区 township=汤溪镇 village=中戴村 door=18", "OTHER_DROPPED" },
  { "收件人王小明13900001111婺城区双龙南街18号谢谢", "county=婺城区 road=双龙南街 door=18", "PHONE_DROPPED PERSON_DROPPED" },
  { "婺城区双龙南街18号王小明13900001111", "county=婺城区 road=双龙南街 door=18", "PHONE_DROPPED PERSON_DROPPED" },
  { "婺城区双龙南街18号、20号", "county=婺城区 road=双龙南街 door=18", "SEVERAL" },
  { "婺城区双龙南街18、20号", "county=婺城区 road=双龙南街 door=18", "SEVERAL" },
  { "婺城区双龙南街18号至22号", "county=婺城区 road=双龙南街 door=18", "SEVERAL" },
  { "婺城区双龙南街十八号到二十二号", "county=婺城区 road=双龙南街 door=18", "SEVERAL" },
  { "婺城区双龙南街18至22号", "county=婺城区 road=双龙南街 door=18", "SEVERAL" },
  { "婺城区双龙南街二十三、二十四号", "county=婺城区 road=双龙南街 door=23", "SEVERAL" },
  { "婺城区双龙南街二十三至二十五号", "county=婺城区 road=双龙南街 door=23", "SEVERAL" },
  { "婺城区桃园小区1号2单元302室", "county=婺城区 estate=桃园小区 building=1 unit=2 room=302", "" },
  { "婺城区双龙南街8号春江花园1号2单元", "county=婺城区 road=双龙南街 door=8 estate=春江花园 building=1 unit=2", "" },
  { "婺城区人民东路12弄1号2单元", "county=婺城区 road=人民东路 lane=12 door=1 unit=2", "" },
  { "婺城区中戴村3号2单元", "county=婺城区 village=中戴村 door=3 unit=2", "" },
  { "婺城区文昌小区3幢", "county=婺城区 estate=文昌小区 building=3", "" },
  { "户籍：婺城区汤溪镇中戴村18号，现住：婺城区双龙南街8号", "county=婺城区 township=汤溪镇 village=中戴村 door=18", "SEVERAL" },
  { "婺城区双龙南街8号春江市场12号", "county=婺城区 road=双龙南街 door=8 estate=春江市场 room=12", "" },
  { "婺城区双龙南街8号与丹溪路交叉口", "county=婺城区 road=双龙南街 door=8 cross_road=丹溪路 relation=交叉口", "" },
  { "婺城区双龙南街1O9o号", "county=婺城区 road=双龙南街 door=1090", "MISREAD" },
  { "婺城区双龙南街1l9号", "county=婺城区 road=双龙南街 door=119", "MISREAD" },
  { "婺城区春江花园3幢1单元401室、402室", "county=婺城区 estate=春江花园 building=3 unit=1 room=401", "SEVERAL" },
  { "婺城区春江花园3幢1单元401室、2单元402室", "county=婺城区 estate=春江花园 building=3 unit=1 room=401", "SEVERAL" },
  { "婺城区春江花园3、5幢", "county=婺城区 estate=春江花园 building=3", "SEVERAL" },
  { "婺城区春江花园3幢401室/婺城区芙蓉花园5幢502室", "county=婺城区 estate=春江花园 building=3 room=401", "SEVERAL" },
  { "1985年契：婺城区中戴村12号", "county=婺城区 village=中戴村 door=12", "OTHER_DROPPED" },
  { "1985年3月12日地契 婺城区中戴村12号", "county=婺城区 village=中戴村 door=12", "OTHER_DROPPED" },
  { "1幢1单元101室菊苑", "estate=菊苑 building=1 unit=1 room=101", "" },
  { "婺城区春江小区3幢五零一", "county=婺城区 estate=春江小区 building=3 room=501", "" },
  { "婺城区春江小区3幢二单元五〇一", "county=婺城区 estate=春江小区 building=3 unit=2 room=501", "" },
  { "户主张三婺城区汤溪镇中戴村12号", "county=婺城区 township=汤溪镇 village=中戴村 door=12", "PERSON_DROPPED" },
  { "婺城区汤溪镇中戴村12号（户主：张小三）", "county=婺城区 township=汤溪镇 village=中戴村 door=12", "PERSON_DROPPED" },
  { "婺城区汤溪镇中戴村12号房主张三", "county=婺城区 township=汤溪镇 village=中戴村 door=12", "PERSON_DROPPED" },
  { "金华县汤溪区中戴乡下徐村第5生产队", "county=金华县 township=中戴乡 village=下徐村 group=5", "OLD_DIVISION" },
  { "汤溪镇石桥头十八号", "township=汤溪镇 village=石桥头 door=18", "BY_FORM" },
  { "婺城区国道330线12号", "county=婺城区 road=国道330线 door=12", "" },
  { "婺城区省道218旁", "county=婺城区 road=省道218 relation=旁", "RELATIVE" },
  { "婺城区330国道K12+300", "county=婺城区 road=330国道 relation=K12+300", "RELATIVE" },
  { "婺城区双龙南街14号-16号", "county=婺城区 road=双龙南街 door=14", "SEVERAL" },
  { "婺城区双龙南街14号-3号", "county=婺城区 road=双龙南街 door=14 sub=3", "" },
  { "罗店镇工业功能区创业街8号", "township=罗店镇 road=创业街 door=8 estate=工业功能区", "" },
  { "婺城区中戴村12号，麻烦送上楼", "county=婺城区 village=中戴村 door=12", "OTHER_DROPPED" },
  { "金华县三江区广福村14号", "county=金华县 village=广福村 door=14", "OLD_DIVISION" },
  { "婺城区中戴村12号（1992年建）", "county=婺城区 village=中戴村 door=12", "OTHER_DROPPED" },
  { "婺城区双龙南街1985号", "county=婺城区 road=双龙南街 door=1985", "" },
  { "婺城区春江花园3幢401室 婺城区春江花园3幢401室", "county=婺城区 estate=春江花园 building=3 room=401", "REPEATED" },
  { "身份证330799195001010011婺城区双龙南街18号", "county=婺城区 road=双龙南街 door=18", "OTHER_DROPPED" },
  { "婺城区桃园社区第二网格双龙南街18号", "county=婺城区 village=桃园社区 road=双龙南街 door=18", "OTHER_DROPPED" },
  { "婺城区春江大厦A1O座", "county=婺城区 estate=春江大厦 building=A1O", "" },
  { "未央区张家堡街办事处凤城路5号", "county=未央区 township=张家堡街办事处 road=凤城路 door=5", "" },
};

static void
test_noisy (void)
{
  check (NULL, noisy, G_N_ELEMENTS (noisy));
}

/* Plots that have no door yet. */
static const Line parcels[] = {
  { "八一南街A-03地块", "road=八一南街 parcel=A-03", "" },
  { "婺城区白龙桥镇临江街东侧A-03号地块", "county=婺城区 township=白龙桥镇 road=临江街 parcel=A-03 relation=东侧", "RELATIVE" },
  { "婺城区城东街道桃园社区2021-15号宗地", "county=婺城区 township=城东街道 village=桃园社区 parcel=2021-15", "" },
  { "婺城区城东街道桃园社区宗地A-03", "county=婺城区 township=城东街道 village=桃园社区 parcel=A-03", "" },
  { "330702001001GB00012", "parcel=330702001001GB00012", "" },
  { "330702001001GB00012宗地", "parcel=330702001001GB00012", "" },
  { "八一南街7地块", "road=八一南街 parcel=7", "" },
};

static void
test_parcels (void)
{
  check (NULL, parcels, G_N_ELEMENTS (parcels));
}

static void
test_open_names (void)
{
  check (NULL, open_names, G_N_ELEMENTS (open_names));
}

/* F17: a long line stays one of linear time; and what is no text at all is read as nothing. */
static void
test_hostile (void)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  g_autoptr (GString) longest = g_string_new ("内蒙古自治区包头市");
  const YutuAddressParse *parse = NULL;

  while (longest->len < 100000)
    g_string_append (longest, "昆都仑区钢铁大街");
  parse = yutu_address_parser_read (parser, longest->str);
  g_assert_cmpstr (parse->parts[YUTU_PART_CITY], ==, "包头市");
  g_assert_true ((parse->reasons & YUTU_ADDRESS_TOO_LONG) != 0);
  parse = yutu_address_parser_read (parser, "\xff\xfe八一");
  g_assert_cmpuint (parse->n_pieces, ==, 0);
  g_assert_true ((parse->reasons & YUTU_ADDRESS_EMPTY) != 0);
  parse = yutu_address_parser_read (parser, "");
  g_assert_cmpuint (parse->n_pieces, ==, 0);
}

/* The pieces cover the text without gaps, whatever it is. */
static void
test_pieces_cover (void)
{
  g_autoptr (YutuAddressLexicon) lexicon = make_lexicon ();
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (lexicon);
  static const char *const bits[] = { "八一南街", "128", "号", "-", "A", " ", "镇", "村", "(", ")", "之二", "F", "对面", "电话", "13800000000", "乡", "汤溪", "#", "幢", "、" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      const YutuAddressParse *parse = NULL;
      gsize                   at = 0;

      for (int n = g_rand_int_range (random, 1, 14); n > 0; n--)
        g_string_append (line, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
      parse = yutu_address_parser_read (parser, line->str);
      for (gsize i = 0; i < parse->n_pieces; i++)
        {
          while (parse->text[at] == ' ')
            at++;
          g_assert_cmpuint (parse->pieces[i].start, ==, at);
          at += parse->pieces[i].length;
        }
      g_assert_cmpuint (at, ==, strlen (parse->text));
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/address-parse/county", test_county);
  g_test_add_func ("/gazetteer/address-parse/published-f1-f16", test_published);
  g_test_add_func ("/gazetteer/address-parse/shipped", test_shipped);
  g_test_add_func ("/gazetteer/address-parse/open-names", test_open_names);
  g_test_add_func ("/gazetteer/address-parse/noisy", test_noisy);
  g_test_add_func ("/gazetteer/address-parse/other-names", test_other_names);
  g_test_add_func ("/gazetteer/address-parse/named-after", test_named_after);
  g_test_add_func ("/gazetteer/address-parse/beside-generic", test_beside_generic);
  g_test_add_func ("/gazetteer/address-parse/parcels", test_parcels);
  g_test_add_func ("/gazetteer/address-parse/hostile-f17", test_hostile);
  g_test_add_func ("/gazetteer/address-parse/pieces-cover", test_pieces_cover);
  return g_test_run ();
}
