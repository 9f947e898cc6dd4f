#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Written addresses for measuring, and a peer to standardise them.

address.py lines YUTU OUT N: N lines of OUT, each an address of the library as somebody may write it
(seeded: the same lines for the same file); beside it OUT.ids with the row that each means.
address.py cut DIVISIONS LINES: the peer, as cpca and its like do it: the divisions of the country in
a dictionary, the longest of them taken at each place, the levels above filled in from the county,
what stands behind left as it is. Prints {"lines": …, "seconds": …, "placed": …}."""

import csv
import json
import random
import re
import sqlite3
import sys
import time

HAN = "〇一二三四五六七八九"


def in_han(number):
    """A number below 1,000 as it is spoken."""
    n = int(number)
    text = ""
    if n >= 100:
        text += HAN[n // 100] + "百"
    if n >= 100 and 0 < n % 100 < 10:
        text += "零"
    if n % 100 >= 10:
        text += (HAN[n % 100 // 10] if n >= 20 else "") + "十"
    if n % 10 or n == 0:
        text += HAN[n % 10]
    return text


def vary(text, draw):
    """The address as people write it: less, other words for the same, slips of the pen."""
    may = lambda share: draw.random() < share
    if may(0.6):
        text = text.removeprefix("浙江省")
    if may(0.5):
        text = text.replace("金华市", "", 1)
    if may(0.4):
        text = text.replace("婺城区", "", 1)
    if may(0.15):
        text = re.sub(r"^((?:浙江省)?(?:金华市)?(?:婺城区)?)[^省市区]{2,4}?(?:街道|镇|乡)", r"\1", text)
    elif may(0.2):
        text = re.sub(r"^((?:浙江省)?(?:金华市)?(?:婺城区)?[^省市区]{2,4}?)(?:街道|镇|乡)", r"\1", text)
    if may(0.1):
        text = re.sub(r"(\d{1,3})号", lambda found: in_han(found[1]) + "号", text, count=1)
    if may(0.3):
        text = re.sub(r"(\d+)幢", draw.choice((r"\1栋", r"\1号楼", r"\1#")), text)
    if may(0.2):
        text = re.sub(r"(\d+)(?:幢|栋|号楼|#)(\d+)单元(\d+)室$", r"\1-\2-\3", text)
    elif may(0.2):
        text = re.sub(r"(\d)室$", r"\1", text)
    if may(0.1):
        text = re.sub(r"\d", lambda found: chr(ord(found[0]) + 0xFEE0), text)
    if may(0.05):
        text = text.replace("东", "東").replace("乡", "鄉").replace("号", "號")
    if may(0.05):
        text = text.replace("畈", "贩").replace("箬", "若")
    if may(0.05):
        text += " 电话13900001111"
    if may(0.05):
        text = "321000 " + text
    return text


def write_lines(yutu, target, n):
    file = sqlite3.connect(f"file:{yutu}?mode=ro", uri=True)
    rows = file.execute("SELECT id, text FROM address WHERE valid_to = '9999-12-31' ORDER BY id").fetchall()
    draw = random.Random(20261126)
    with open(target, "w", encoding="utf-8") as lines, open(f"{target}.ids", "w", encoding="utf-8") as ids:
        for _ in range(n):
            row, text = draw.choice(rows)
            lines.write(vary(text, draw) + "\n")
            ids.write(f"{row}\n")


# ---- the peer


def read_divisions(path):
    """Name or proper name → [(level, name, parent)]."""
    names = {}
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("# "))
        for row in rows:
            keys = list(row)
            level, name, short, parent = (row[keys[i]] for i in range(4))
            for text in {name, short} - {""}:
                names.setdefault(text, []).append((int(level), name, parent))
    return names


def make_tree(names):
    tree = {}
    for name in names:
        node = tree
        for character in name:
            node = node.setdefault(character, {})
        node[""] = name
    return tree


def find_divisions(line, tree):
    """The longest names of divisions from the left; what stands between them is passed over."""
    at, found, end = 0, [], 0
    while at < len(line):
        node, best = tree, None
        for k in range(at, len(line)):
            node = node.get(line[k])
            if node is None:
                break
            if "" in node:
                best = node[""]
        if best is None:
            at += 1
            continue
        found.append(best)
        at += len(best)
        end = at
    return found, line[end:]


def cut(line, names, tree):
    """Province, city, county and the rest; as many of them as are said or follow."""
    levels = {}
    found, rest = find_divisions(line, tree)
    for text in found:
        for level, name, parent in names[text]:
            if level in levels:
                continue
            above = levels.get(level - 1)
            if above is not None and parent and not parent.endswith(above):
                continue
            levels[level] = name
            if parent and level - 1 not in levels:
                levels[level - 1] = parent
            break
    return levels.get(1), levels.get(2), levels.get(3), rest


def run_peer(divisions, path):
    names = read_divisions(divisions)
    tree = make_tree(names)
    started, placed, n = time.process_time(), 0, 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            n += 1
            placed += cut(line.rstrip("\n"), names, tree)[2] is not None
    print(json.dumps({"lines": n, "seconds": time.process_time() - started, "placed": placed}))


if __name__ == "__main__":
    if sys.argv[1] == "lines":
        write_lines(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        run_peer(sys.argv[2], sys.argv[3])
