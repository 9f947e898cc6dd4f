#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# names.py FILE OUT.csv N SEED: N invented place names for the townships of FILE (a county), of roads, natural
# villages, estates and hills, each at the point of an address there; no two of a class in a township are the
# same, many of different ones sound or look alike. The same SEED gives the same list.
import csv
import random
import sqlite3
import struct
import sys

HEADS = ("长常昌重种虫崇乐月岳悦越沙纱砂金锦今晋东冬董行杭航朝潮巢单善山杉曾增赠石十实拾畈贩板埠步布婺娄务雾"
         "新心欣信兴星杏幸明鸣名铭文闻汶安庵岸和河荷合禾丰峰风枫凤平屏坪萍清青庆卿秋邱仙先贤县湖胡葫沪华桦"
         "白柏百龙隆垄垅塘堂棠糖桥乔樵溪西曦熙汪王旺望下夏厦上尚桃陶淘李里理丽梅眉美竹祝筑松嵩宋罗洛骆络"
         "琅郎朗蒋江姜将汤唐源园元圆远院苑双霜泉全权井景静镜竟学雪薛后厚侯前钱乾潜大达打小晓孝高皋郭国果").strip()
CLASSES = (("road", ("路", "街", "巷", "弄")), ("natural-village", ("", "村", "坞", "畈", "塘")),
           ("estate", ("花园", "苑", "小区", "公寓")), ("hill", ("山", "岩", "尖")))


def points(file):
    """Name of the township → points of addresses in it."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT t.name, a.geom FROM address a JOIN division v ON v.unit = a.village AND v.valid_to = '9999-12-31' "
        "JOIN division t ON t.unit = v.parent AND t.valid_to = '9999-12-31' "
        "WHERE a.valid_to = '9999-12-31' AND a.geom IS NOT NULL AND a.id % 17 = 0 ORDER BY a.id"
    )
    found = {}
    for township, geom in rows:
        found.setdefault(township, []).append(struct.unpack("<dd", geom[43:59]))
    connection.close()
    return found


def main(file, out, n, seed):
    found = points(file)
    townships = list(found)
    chance = random.Random(int(seed))
    seen = set()
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["名称", "类别", "所在区划", "经度", "纬度"])
        while len(seen) < int(n):
            kind, terms = chance.choice(CLASSES)
            township = chance.choice(townships)
            name = "".join(chance.choices(HEADS, k=chance.choice((2, 2, 2, 3)))) + chance.choice(terms)
            if (kind, township, name) in seen:
                continue
            seen.add((kind, township, name))
            x, y = chance.choice(found[township])
            writer.writerow([name, kind, township, f"{x:.9f}", f"{y:.9f}"])


if __name__ == "__main__":
    main(*sys.argv[1:])
