/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses as people of the county write them, against the library of the demo county, each in full: how it is
 * read, what is said of it, what it is taken for, and whether that may be taken unseen. Whatever the library
 * does not bear out, and whatever the past alone leads to, is asked. */

#include <locale.h>
#include <string.h>

#include "folder.h"

#include "gazetteer/yutu-address-reason.h"
#include "session/yutu-address-work.h"
#include "session/yutu-demo-file.h"

#define N_ADDRESSES 100000
#define TODAY       "2026-11-24"

/* @chain: "FROM>TO …" */
static const struct
{
  const char *line;
  const char *parts;
  const char *reasons;
  const char *standard; /* (nullable) */
  int         level;
  const char *verdict;
  const char *chain;
  gsize       n_candidates;
} lines[] = {
  { "金华市婺城区城东街道桃园社区八一南街128号", "city=金华市 county=婺城区 township=城东街道 village=桃园社区 road=八一南街 door=128", "DIV_CONFLICT NO_DOOR INTERPOLATED", "八一南街128号", 6, "hand", "", 0 },
  { "八一南街１２８号", "road=八一南街 door=128", "NO_DOOR INTERPOLATED", "八一南街128号", 6, "confirm", "", 0 },
  { "婺城八一南街128-3号", "county=婺城区 road=八一南街 door=128 sub=3", "NO_DOOR", "八一南街", 6, "hand", "", 0 },
  { "八一南街128号之二", "road=八一南街 door=128 sub=之二", "NO_DOOR", "八一南街", 6, "hand", "", 0 },
  { "八一南街一百二十八号", "road=八一南街 door=128", "NO_DOOR INTERPOLATED", "八一南街128号", 6, "confirm", "", 0 },
  { "81南街128号", "road=八一南街 door=128", "NO_DOOR INTERPOLATED", "八一南街128号", 6, "confirm", "", 0 },
  { "浙江金华李渔路999号国贸大厦12楼1203", "province=浙江省 city=金华市 road=李渔路 door=999 estate=国贸大厦 floor=12 room=1203", "NO_DOOR UNKNOWN_NAME", "李渔路", 6, "hand", "", 0 },
  { "李渔路999国贸12F", "road=李渔路 door=999 floor=12 poi=国贸", "NO_DOOR UNKNOWN_NAME", "李渔路", 6, "hand", "", 0 },
  { "江南街道宾虹路芙蓉苑5-2-302", "township=江南街道 road=宾虹路 estate=芙蓉苑 building=5 unit=2 room=302", "NO_DOOR", "宾虹路", 6, "confirm", "", 0 },
  { "芙蓉苑5栋2单元302", "estate=芙蓉苑 building=5 unit=2 room=302", "NO_DOOR", "芙蓉苑", 5, "hand", "", 0 },
  { "芙蓉苑5#302", "estate=芙蓉苑 building=5 room=302", "NO_DOOR", "芙蓉苑", 5, "hand", "", 0 },
  { "芙蓉苑(东区)5幢", "estate=芙蓉苑 area=东区 building=5", "NO_DOOR", "芙蓉苑", 5, "hand", "", 0 },
  { "芙蓉苑小区五幢二单元三楼东户", "estate=芙蓉苑 area=东户 building=5 unit=2 floor=3", "NO_DOOR", "芙蓉苑", 5, "hand", "", 0 },
  { "人民东路12弄6号", "road=人民东路 lane=12 door=6", "NO_DOOR", "人民东路", 6, "hand", "", 0 },
  { "人民东路12弄6号后面平房", "road=人民东路 lane=12 door=6 poi=平房 relation=后面", "RELATIVE NO_DOOR UNKNOWN_NAME", "人民东路", 6, "hand", "", 0 },
  { "汤溪镇汤溪村中山路3号", "township=汤溪镇 village=汤溪村 road=中山路 door=3", "NO_DOOR", "中山路", 6, "hand", "", 0 },
  { "中山路3号", "road=中山路 door=3", "AMBIGUOUS_BASE NO_DOOR", "中山路", 6, "hand", "", 2 },
  { "汤溪中戴18号", "township=汤溪镇 natural_village=中戴 door=18", "", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "auto", "", 0 },
  { "汤溪中戴18-1号", "township=汤溪镇 natural_village=中戴 door=18 sub=1", "NO_SUB_NUMBER", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "汤溪中戴18号之二", "township=汤溪镇 natural_village=中戴 door=18 sub=之二", "NO_SUB_NUMBER", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "金华县汤溪镇", "county=金华县 township=汤溪镇", "OLD_DIVISION", "汤溪镇", 9, "auto", "", 0 },
  { "岭上乡高塘村7号", "township=岭上乡 village=高塘村 door=7", "OLD_DIVISION AMBIGUOUS OLD_ADDRESS BASE_UNSAID", "浙江省金华市婺城区塔石乡高塘村高塘7号", 4, "confirm",
    "岭上乡>塔石乡 浙江省金华市婺城区岭上乡高塘村高塘7号>浙江省金华市婺城区塔石乡高塘村高塘7号", 2 },
  { "岭上乡九峰村", "township=岭上乡 village=九峰村", "OLD_DIVISION UNCONFIRMED", "九峰村", 8, "confirm", "岭上乡>汤溪镇", 0 },
  { "塔石乡上塔石", "township=塔石乡 natural_village=上塔石", "", "上塔石", 7, "auto", "", 0 },
  { "龙游塔石镇泽随村", "county=龙游县 township=塔石镇 village=泽随村", "OUTSIDE UNKNOWN_NAME", NULL, 0, "hand", "", 0 },
  { "安地镇雅干村公益性骨灰堂", "township=安地镇 village=雅干村 poi=公益性骨灰堂", "UNKNOWN_NAME", "雅干村", 8, "confirm", "", 0 },
  { "安地雅干23", "township=安地镇 natural_village=雅干 door=23", "", "浙江省金华市婺城区安地镇雅干村雅干23号", 4, "auto", "", 0 },
  { "罗店镇鹿村鹿田自然村2号", "township=罗店镇 village=鹿村 natural_village=鹿田自然村 door=2", "NO_DOOR UNKNOWN_NAME", "鹿村", 8, "confirm", "", 0 },
  { "罗店镇双龙洞口往上50米", "township=罗店镇 poi=双龙洞口 relation=往上 offset_m=50", "RELATIVE NO_BASE UNKNOWN_NAME", "罗店镇", 9, "hand", "", 0 },
  { "白龙桥镇临江街66号8幢中间2#厂房", "township=白龙桥镇 road=临江街 door=66 area=2#厂房 building=8 relation=中间", "RELATIVE NO_DOOR INTERPOLATED", "临江街66号", 6, "confirm", "", 0 },
  { "白龙桥临江东路工业区B区3号", "township=白龙桥镇 road=临江东路 door=3 estate=工业区 area=B区", "NO_DOOR UNKNOWN_NAME", "临江东路", 6, "confirm", "", 0 },
  { "秋滨工业城创业街8号", "township=秋滨街道 road=创业街 door=8 estate=工业城", "NO_DOOR UNKNOWN_NAME", "创业街", 6, "confirm", "", 0 },
  { "开发区三江街道宾虹路266号", "zone=开发区 township=三江街道 road=宾虹路 door=266", "DIV_CONFLICT NO_DOOR INTERPOLATED", "宾虹路266号", 6, "confirm", "", 0 },
  { "金华开发区婺江新村12-1-501", "zone=金华开发区 estate=婺江新村 building=12 unit=1 room=501", "NO_DOOR", "婺江新村", 5, "hand", "", 0 },
  { "城西街道西市街社区", "township=城西街道 village=西市街社区", "DIV_CONFLICT", "西市街社区", 8, "confirm", "", 0 },
  { "新狮街道骆家塘师大北门对面", "township=新狮街道 village=骆家塘社区 area=北门 poi=师大 relation=对面", "RELATIVE UNKNOWN_NAME", "骆家塘社区", 8, "confirm", "", 0 },
  { "浙师大桃园17幢", "estate=浙师大桃园 building=17", "NO_BASE UNKNOWN_NAME", NULL, 0, "hand", "", 0 },
  { "乾西乡湖头村", "township=乾西乡 village=湖头村", "OLD_DIVISION OLD_NAME OLD_VILLAGE", "湖头社区", 8, "confirm", "湖头村>湖头社区", 0 },
  { "竹马馆村1组", "village=竹马馆村 group=1", "", "竹马馆村", 8, "auto", "", 0 },
  { "长山一村15号甲", "village=长山一村 door=15 sub=甲", "AMBIGUOUS BASE_UNSAID NO_SUB_NUMBER", "浙江省金华市婺城区长山乡长山一村长山一15号", 4, "confirm", "", 2 },
  { "沙畈周村乡政府", "township=沙畈乡 natural_village=周村 poi=乡政府", "UNKNOWN_NAME", "周村", 7, "confirm", "", 0 },
  { "沙贩乡周村", "township=沙畈乡 natural_village=周村", "MISSPELT", "周村", 7, "auto", "", 0 },
  { "若阳乡", "township=箬阳乡", "MISSPELT", "箬阳乡", 9, "auto", "", 0 },
  { "莘畈乡祝村(学岭头)", "township=莘畈乡 village=祝村 natural_village=学岭头", "AMBIGUOUS_BASE", "祝村", 8, "confirm", "", 2 },
  { "罗埠镇后张村12号张三家", "township=罗埠镇 village=后张村 door=12", "PERSON_DROPPED AMBIGUOUS BASE_UNSAID", "浙江省金华市婺城区罗埠镇后张村后张12号", 4, "confirm", "", 3 },
  { "雅畈镇上街弄6号 电话1380000****", "township=雅畈镇 road=上街弄 door=6", "PHONE_DROPPED NO_BASE UNKNOWN_NAME", "雅畈镇", 9, "hand", "", 0 },
  { "琅琊镇新朱村委会", "township=琅琊镇 village=新朱村 poi=村委会", "", "新朱村", 8, "auto", "", 0 },
  { "琅玡镇", "township=琅琊镇", "", "琅琊镇", 9, "auto", "", 0 },
  { "蒋堂镇(婚姻登记补领点)镇便民服务中心2楼", "township=蒋堂镇 floor=2 poi=婚姻登记补领点 镇便民服务中心", "NO_BASE UNKNOWN_NAME", "蒋堂镇", 9, "hand", "", 0 },
  { "321000 浙江省金华市婺城区双龙南街1858号金茂大厦A座1501室", "province=浙江省 city=金华市 county=婺城区 road=双龙南街 door=1858 estate=金茂大厦 building=A room=1501", "POSTCODE_DROPPED NO_DOOR UNKNOWN_NAME", "双龙南街", 6, "hand", "", 0 },
  { "双龙南街1858#A-1501", "road=双龙南街 door=1858 building=A room=1501", "NO_DOOR", "双龙南街", 6, "hand", "", 0 },
  { "金华市金东区多湖街道李渔东路300号", "city=金华市 county=金东区 township=多湖街道 road=李渔东路 door=300", "OUTSIDE UNKNOWN_NAME", NULL, 0, "hand", "", 0 },
  { "金华市区明月街永康街路口", "city=金华市 road=明月街 cross_road=永康街 relation=路口", "CROSSING NO_CROSSING", "明月街", 6, "hand", "", 2 },
  { "罗埠镇吕家8号", "township=罗埠镇 natural_village=吕家 door=8", "OLD_VILLAGE", "浙江省金华市婺城区罗埠镇上章村吕家8号", 4, "auto", "吕家村>上章村", 0 },
  { "29.0910,119.6500", "", "COORDINATE", "浙江省金华市婺城区江南街道宝石社区双龙路939号", 4, "confirm", "", 0 },
  { "E119°24′15″ N28°51′21″", "", "COORDINATE", "浙江省金华市婺城区塔石乡下塔石村下塔石1号", 4, "confirm", "", 0 },
  { "解放西路地下商场B1-23", "road=解放西路 estate=地下商场 floor=-1 room=23", "NO_DOOR UNKNOWN_NAME", "解放西路", 6, "hand", "", 0 },
  { "环城西路与金兰线交叉口东南角", "road=环城西路 cross_road=金兰线 relation=交叉口东南角", "CROSSING NO_CROSSING", "环城西路", 6, "hand", "", 2 },
  { "无", "", "EMPTY", NULL, 0, "hand", "", 0 },
  { "不详", "", "EMPTY", NULL, 0, "hand", "", 0 },
  { "同上", "", "REFERENCE", NULL, 0, "hand", "", 0 },
  { "本村", "", "REFERENCE", NULL, 0, "hand", "", 0 },
  { "苏孟乡苏孟村苏孟小学旁", "township=苏孟乡 village=苏孟村 poi=苏孟小学 relation=旁", "RELATIVE UNKNOWN_NAME", "苏孟村", 8, "confirm", "", 0 },
  { "汤溪镇中戴18号隔壁", "township=汤溪镇 natural_village=中戴 door=18 relation=隔壁", "RELATIVE", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "汤溪镇中戴18号后门", "township=汤溪镇 natural_village=中戴 door=18 area=后门", "", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "auto", "", 0 },
  { "汤溪镇中戴18号、20号", "township=汤溪镇 natural_village=中戴 door=18", "SEVERAL", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "户籍:安地镇雅干23号 现住:汤溪镇中戴18号", "township=安地镇 natural_village=雅干 door=23", "SEVERAL", "浙江省金华市婺城区安地镇雅干村雅干23号", 4, "confirm", "", 0 },
  { "新狮街道五里社区明月路1O90号", "township=新狮街道 village=五里社区 road=明月路 door=1090", "MISREAD", "浙江省金华市婺城区新狮街道五里社区明月路1090号", 4, "confirm", "", 0 },
  { "金华县汤溪镇中戴村壹拾捌号", "county=金华县 township=汤溪镇 village=中戴村 door=18", "OLD_DIVISION BASE_UNSAID", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "汤溪镇翁塘村12号（方垄）", "township=汤溪镇 village=翁塘村 door=12 poi=方垄", "", "浙江省金华市婺城区汤溪镇翁塘村方垄12号", 4, "auto", "", 0 },
  { "罗埠镇吴山头村13号吴山头", "township=罗埠镇 village=吴山头村 door=13", "", "浙江省金华市婺城区罗埠镇吴山头村吴山头13号", 4, "auto", "", 0 },
  { "金华婺城苏孟朱窑头路14号", "city=金华市 county=婺城区 natural_village=苏孟 road=朱窑头路 door=14", "", "浙江省金华市婺城区苏孟乡清潭源村朱窑头路14号", 4, "auto", "", 0 },
  { "琅琊镇柳畈村三组里路口24号", "township=琅琊镇 village=柳畈村 natural_village=里路口 group=3 door=24", "", "浙江省金华市婺城区琅琊镇柳畈村里路口24号", 4, "auto", "", 0 },
  { "双溪社区双溪35", "village=双溪社区 natural_village=双溪 door=35", "", "浙江省金华市婺城区白龙桥镇双溪社区双溪35号", 4, "auto", "", 0 },
  { "安地马路口3号", "township=安地镇 natural_village=马路口 door=3", "", "浙江省金华市婺城区安地镇李店村马路口3号", 4, "auto", "", 0 },
  { "秋水社区红旗路（现秋水公寓）3幢1单元201室", "village=秋水社区 road=红旗路 building=3 unit=1 room=201", "OTHER_NAME UNKNOWN_NAME", "浙江省金华市婺城区江南街道秋水社区秋水公寓3幢1单元201室", 1, "confirm", "", 0 },
  { "倪大塘东路12号", "road=倪大塘东路 door=12", "NO_DOOR SIMILAR_NAME", "倪大塘路", 6, "hand", "", 0 },
  { "婺城区汤溪镇中戴18号(原中戴乡)", "county=婺城区 township=汤溪镇 natural_village=中戴 door=18", "OTHER_DROPPED", "浙江省金华市婺城区汤溪镇中戴村中戴18号", 4, "confirm", "", 0 },
  { "2号长山乡余殿下", "township=长山乡 natural_village=余殿下 door=2", "", "浙江省金华市婺城区长山乡施宅村余殿下2号", 4, "auto", "", 0 },
  { "长山乡2号余殿下", "township=长山乡 natural_village=余殿下 door=2", "", "浙江省金华市婺城区长山乡施宅村余殿下2号", 4, "auto", "", 0 },
  { "2-1号长山乡余殿下", "township=长山乡 natural_village=余殿下 door=2 sub=1", "NO_SUB_NUMBER", "浙江省金华市婺城区长山乡施宅村余殿下2号", 4, "confirm", "", 0 },
  { "戴路口8号", "natural_village=戴路口 door=8", "", "浙江省金华市婺城区白龙桥镇盛大塘村戴路口8号", 4, "auto", "", 0 },
  { "8号戴路口", "natural_village=戴路口 door=8", "", "浙江省金华市婺城区白龙桥镇盛大塘村戴路口8号", 4, "auto", "", 0 },
  { "白龙桥镇8号戴路口", "township=白龙桥镇 natural_village=戴路口 door=8", "", "浙江省金华市婺城区白龙桥镇盛大塘村戴路口8号", 4, "auto", "", 0 },
  { "3号钱弄", "natural_village=钱弄 door=3", "", "浙江省金华市婺城区洋埠镇莲溪村钱弄3号", 4, "auto", "", 0 },
  { "12号钱弄", "natural_village=钱弄 door=12", "", "浙江省金华市婺城区洋埠镇莲溪村钱弄12号", 4, "auto", "", 0 },
  { "3号桥头", "door=3 relation=桥头", "RELATIVE NO_BASE", NULL, 0, "hand", "", 0 },
  { "八一南街十四", "road=八一南街 door=14", "", "浙江省金华市婺城区三江街道广福社区八一南街14号", 4, "auto", "", 0 },
  { "八一南街一一零", "road=八一南街 door=110", "NO_DOOR INTERPOLATED", "八一南街110号", 6, "confirm", "", 0 },
  { "八一南街八一", "road=八一南街 poi=八一", "UNKNOWN_NAME", "八一南街", 6, "confirm", "", 0 },
  { "塔石弄3号", "road=塔石弄 door=3", "NO_BASE UNKNOWN_NAME", NULL, 0, "hand", "", 0 }, /* not 石弄 of 竹马乡 */
  { "塔石乡塔石弄3号", "township=塔石乡 road=塔石弄 door=3", "NO_BASE UNKNOWN_NAME", "塔石乡", 9, "hand", "", 0 },
  { "石弄3号", "natural_village=石弄 door=3", "", "浙江省金华市婺城区竹马乡郑塘村石弄3号", 4, "auto", "", 0 },
  { "金宅路丹桂街", "road=金宅路 cross_road=丹桂街", "CROSSING", "金宅路与丹桂街交叉口", 6, "confirm", "", 0 },
  { "秋滨街道金宅路与丹桂街", "township=秋滨街道 road=金宅路 cross_road=丹桂街", "CROSSING", "金宅路与丹桂街交叉口", 6, "confirm", "", 0 },
  { "金宅路丹桂街12号", "road=金宅路 door=12 cross_road=丹桂街", "", "浙江省金华市婺城区秋滨街道通济社区丹桂街12号", 4, "auto", "", 0 },
  { "罗洋线府前街", "road=罗洋线 cross_road=府前街", "AMBIGUOUS_BASE", "罗洋线", 6, "confirm", "", 8 }, /* they meet several times */
  { "洋埠镇罗洋线府前街", "township=洋埠镇 road=罗洋线 cross_road=府前街", "CROSSING", "罗洋线与府前街交叉口", 6, "confirm", "", 0 },
  { "环城西路金兰线", "road=环城西路 cross_road=金兰线", "AMBIGUOUS_BASE", "环城西路", 6, "confirm", "", 2 }, /* or never */
};

typedef struct
{
  gsize next;
  gsize taken;
  gsize n_wrong;
} Work;

static const char *
next_line (gpointer data,
           GError **error)
{
  Work *self = data;

  return self->next < G_N_ELEMENTS (lines) ? lines[self->next++].line : NULL;
}

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
write_chain (const GPtrArray *chain)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    {
      const YutuAddressStep *step = g_ptr_array_index ((GPtrArray *)chain, i);

      g_string_append_printf (out, "%s%s>%s", out->len > 0 ? " " : "", step->from, step->to);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
take_answer (const char              *line,
             const YutuAddressAnswer *answer,
             gpointer                 data,
             GError                 **error)
{
  Work                   *self = data;
  gsize                   at = self->taken++;
  const YutuAddressMatch *match = answer->match;
  g_autofree char        *parts = write_parts (match->parse);
  g_autofree char        *reasons = yutu_address_reason_list_codes (match->parse->reasons, match->reasons);
  g_autofree char        *chain = write_chain (answer->chain);
  const char             *verdict = yutu_address_verdict_to_text (answer->verdict);

  g_assert_cmpstr (line, ==, lines[at].line);
  if (strcmp (parts, lines[at].parts) == 0 && strcmp (reasons, lines[at].reasons) == 0 &&
      g_strcmp0 (match->standard, lines[at].standard) == 0 && match->level == lines[at].level &&
      strcmp (verdict, lines[at].verdict) == 0 && strcmp (chain, lines[at].chain) == 0 &&
      match->n_candidates == lines[at].n_candidates)
    return TRUE;
  self->n_wrong++;
  g_test_message ("%s\n  is      %s [%s] %s, level %d, %s, %s, %" G_GSIZE_FORMAT " candidates\n"
                  "  must be %s [%s] %s, level %d, %s, %s, %" G_GSIZE_FORMAT " candidates",
                  line, parts, reasons, match->standard, match->level, verdict, chain, match->n_candidates,
                  lines[at].parts, lines[at].reasons, lines[at].standard, lines[at].level, lines[at].verdict,
                  lines[at].chain, lines[at].n_candidates);
  return TRUE;
}

static void
test_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yutu-county-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "demo.yutu", NULL);
  g_autoptr (YutuFile) file = yutu_file_new_demo (path, N_ADDRESSES, 1, NULL, &error);
  Work work = { 0 };

  g_assert_no_error (error);
  yutu_file_match_addresses (file, yutu_day_parse (TODAY), next_line, take_answer, &work, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (work.taken, ==, G_N_ELEMENTS (lines));
  g_assert_cmpuint (work.n_wrong, ==, 0);
  yutu_store_close (yutu_file_get_store (file));
  folder_remove (g_steal_pointer (&folder));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/address-county/lines", test_lines);
  return g_test_run ();
}
