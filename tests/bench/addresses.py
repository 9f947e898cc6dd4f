#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# addresses.py FILE OUT.csv N SEED [elements|text]: N invented addresses that FILE (a demo county) does not
# have, on its roads, in its natural villages and estates, each near one that it has. The same SEED gives
# the same list.
import csv
import random
import sqlite3
import struct
import sys

LEVELS = ("township", "village")
HEADINGS = ["乡镇(街道)", "村(社区)", "道路", "自然村", "小区", "门牌号", "幢", "单元", "室", "经度", "纬度"]


def bases(file):
    """(front of the text, township, village, class, name, [points]) of each base of each village today."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT a.village, a.place, t.name, v.name, p.class, p.name, a.text, a.geom FROM address a "
        "JOIN division v ON v.unit = a.village AND v.valid_to = '9999-12-31' "
        "JOIN division t ON t.unit = v.parent AND t.valid_to = '9999-12-31' "
        "JOIN place_name p ON p.id = a.place "
        "WHERE a.valid_to = '9999-12-31' AND a.geom IS NOT NULL ORDER BY a.village, a.place, a.id"
    )
    found = {}
    for village, place, township, name, kind, base, text, geom in rows:
        point = struct.unpack("<dd", geom[43:59])
        front = text[: text.index(base, text.index(name) + len(name)) + len(base)]
        found.setdefault((village, place), (front, township, name, kind, base, []))[5].append(point)
    connection.close()
    return list(found.values())


def numbers(kind, k):
    """Door, building, unit and room of the k-th new address of a base."""
    if kind == "road":
        return str(10001 + k), "", "", ""
    if kind == "natural-village":
        return str(5001 + k), "", "", ""
    building, rest = divmod(k, 48)
    unit, rest = divmod(rest, 24)
    return "", str(201 + building), str(unit + 1), f"{rest // 4 + 1}{rest % 4 + 1:02d}"


def whole_text(front, door, building, unit, room):
    return front + (f"{door}号" if door else f"{building}幢{unit}单元{room}室")


def main(file, out, n, seed, form="elements"):
    found = bases(file)
    chance = random.Random(int(seed))
    taken = {}
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(HEADINGS if form == "elements" else ["地址", "经度", "纬度"])
        for _ in range(int(n)):
            index = chance.randrange(len(found))
            front, township, village, kind, base, points = found[index]
            key = (kind, base, township) if kind == "road" else index
            k = taken[key] = taken.get(key, -1) + 1
            door, building, unit, room = numbers(kind, k)
            x, y = chance.choice(points)
            place = [f"{x:.9f}", f"{y:.9f}"]
            if form == "text":
                writer.writerow([whole_text(front, door, building, unit, room), *place])
                continue
            slots = {"road": [base, "", ""], "natural-village": ["", base, ""]}.get(kind, ["", "", base])
            writer.writerow([township, village, *slots, door, building, unit, room, *place])


if __name__ == "__main__":
    main(*sys.argv[1:])
