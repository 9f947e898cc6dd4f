/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-words.h"

#include <string.h>

const YutuAddressWord YUTU_ADDRESS_STATUSES[YUTU_ADDRESS_N_STATUSES] = {
  { NULL },
  { "collected", { "已采集", "Collected" }, "采集" },
  { "checked", { "已核查", "Checked" }, "核查" },
  { "coded", { "已编码", "Coded" }, "编码" },
  { "published", { "已发布", "Published" }, "发布" },
  { "changed", { "已变更", "Changed" }, "变更" },
  { "cancelled", { "已注销", "Cancelled" }, "注销" },
};

const YutuAddressWord YUTU_ADDRESS_USES[YUTU_ADDRESS_N_USES] = {
  { "unknown", { "不详", "Unknown" }, NULL },
  { "residence", { "住宅", "Residence" }, NULL },
  { "shop", { "商铺", "Shop" }, "商业" },
  { "office", { "办公", "Office" }, NULL },
  { "public", { "公共", "Public service" }, "公共服务" },
  { "facility", { "设施", "Facility" }, NULL },
};

const YutuAddressWord YUTU_ADDRESS_KINDS[YUTU_ADDRESS_N_KINDS] = {
  { NULL },
  { "road-door", { "沿路门牌", "Door on a road" }, NULL },
  { "village-door", { "村内门牌", "Door in a village" }, NULL },
  { "estate-building", { "小区楼栋", "Building of an estate" }, NULL },
  { "landmark", { "标志物", "Landmark" }, NULL },
  { "parcel", { "地块", "Parcel" }, NULL },
};

int
yutu_address_word_find (const YutuAddressWord *words,
                        gsize                  n,
                        const char            *text)
{
  for (gsize i = 0; i < n; i++)
    if (words[i].id != NULL &&
        (g_ascii_strcasecmp (words[i].id, text) == 0 || strcmp (words[i].title.zh_cn, text) == 0 ||
         g_ascii_strcasecmp (words[i].title.en, text) == 0 || g_strcmp0 (words[i].other, text) == 0 ||
         (text[0] == '0' + (int)i && text[1] == '\0')))
      return (int)i;
  return -1;
}
