#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Makes the table of Han readings and simplified forms from Debian's unicode-data.

usage: make-readings.py UNIHAN_FOLDER VARIANTS.csv OUT.c

Order of a character's readings: kMandarin (mainland), kHanyuPinlu (by frequency), kTGHZ2013,
kXHC1983, then, marked rare, the second kMandarin and kHanyuPinyin. See Unicode UAX #38. Where kHanyuPinlu counts a
character at all often, a reading that is less than a fiftieth of its count is marked seldom: 丁 zhēng beside dīng.
"""

import bz2
import collections
import csv
import pathlib
import re
import sys
import unicodedata

SELDOM = 0x2000
RARE = 0x4000
LAST = 0x8000
COUNTED = 20
SHARE = 50
PLANES = [("bmp", 0x3400, 0x9FFF), ("extended", 0x20000, 0x323AF)]
ZERO = 0x3007


def rows(folder, name):
    path = folder / name
    text = (bz2.open(folder / (name + ".bz2"), "rt", encoding="utf-8")
            if not path.exists() else open(path, encoding="utf-8"))
    with text:
        for line in text:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t", 2)
                yield int(code[2:], 16), field, unicodedata.normalize("NFC", value)


def cut(field, value):
    """The readings of one field, usual and rare ones."""
    if field == "kMandarin":
        first, *rest = value.split()
        return [first], rest
    if field == "kHanyuPinlu":
        return [re.sub(r"\(.*", "", v) for v in value.split()], []
    syllables = [s for v in value.split() for s in v.split(":")[1].split(",")]
    return ([], syllables) if field == "kHanyuPinyin" else (syllables, [])


def find_seldom(counts, usual):
    """Those of @usual, but for the first with a tone, that kHanyuPinlu has hardly or not."""
    count = {s: int(n) for s, n in re.findall(r"(\S+?)\((\d+)\)", counts)}
    total = sum(count.values())
    first = next((s for s in usual if plain(s) != s), None)
    if total < COUNTED:
        return set()
    return {s for s in usual if s != first and count.get(s, 0) * SHARE < total}


def read_readings(folder):
    order = ["kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kHanyuPinyin"]
    found = collections.defaultdict(dict)
    for code, field, value in rows(folder, "Unihan_Readings.txt"):
        if field in order:
            found[code][field] = value
    readings = {}
    for code, fields in found.items():
        usual, rare = [], []
        for field in order:
            if field in fields:
                a, b = cut(field, fields[field])
                usual += a
                rare += b
        if not usual:
            usual, rare = rare, []
        usual = list(dict.fromkeys(usual))
        rare = [s for s in dict.fromkeys(rare) if s not in usual]
        readings[code] = (usual, rare, find_seldom(fields.get("kHanyuPinlu", ""), usual))
    readings[ZERO] = (["líng"], [], set())
    return readings


def read_variants(folder, extra):
    pairs = {}
    for code, field, value in rows(folder, "Unihan_Variants.txt"):
        targets = [int(v[2:].split("<")[0], 16) for v in value.split()]
        if field == "kSimplifiedVariant" and len(targets) == 1 and targets[0] != code:
            pairs[code] = targets[0]
    with open(extra, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            pairs[ord(row["variant"])] = ord(row["character"])
    for code in pairs:
        seen = {code}
        while pairs[code] in pairs and pairs[code] not in seen:
            seen.add(pairs[code])
            pairs[code] = pairs[pairs[code]]
    return pairs


def read_standard(folder):
    """The characters of the national table (通用规范汉字表, 2013) with their numbers there."""
    return sorted((code, int(value.split()[0].split(":")[1]))
                  for code, field, value in rows(folder, "Unihan_OtherMappings.txt") if field == "kTGH")


def plain(syllable):
    """Without tone, ü kept."""
    marks = unicodedata.normalize("NFD", syllable)
    kept = "".join(c for i, c in enumerate(marks)
                   if not unicodedata.combining(c) or (c == "\u0308" and marks[i - 1] == "u"))
    return unicodedata.normalize("NFC", kept)


def write_array(out, kind, name, values, wide=16):
    out.write(f"\nconst {kind} {name}[] = {{\n")
    for i in range(0, len(values), wide):
        out.write("  " + ", ".join(values[i:i + wide]) + ",\n")
    out.write("};\n")


def main():
    folder, extra, target = (pathlib.Path(a) for a in sys.argv[1:])
    readings = read_readings(folder)
    syllables = sorted({s for usual, rare, _ in readings.values() for s in usual + rare})
    number = {s: i for i, s in enumerate(syllables)}
    assert len(syllables) < SELDOM
    pool, offsets = [0], {}
    index = {name: [0] * (last - first + 1) for name, first, last in PLANES}
    zero = 0
    for code, (usual, rare, seldom) in sorted(readings.items()):
        key = [number[s] | (SELDOM if s in seldom else 0) for s in usual] + [number[s] | RARE for s in rare]
        key[-1] |= LAST
        if tuple(key) not in offsets:
            offsets[tuple(key)] = len(pool)
            pool += key
        for name, first, last in PLANES:
            if first <= code <= last:
                index[name][code - first] = offsets[tuple(key)]
        if code == ZERO:
            zero = offsets[tuple(key)]
    assert len(pool) < 0x10000

    with open(target, "w", encoding="utf-8") as out:
        out.write("/* Made by make-readings.py from Unicode's Unihan data. */\n"
                  '#include "gazetteer/yutu-readings-private.h"\n')
        write_array(out, "char *const", "yutu_readings_toned", [f'"{s}"' for s in syllables], 8)
        write_array(out, "char *const", "yutu_readings_plain",
                    [f'"{plain(s)}"' for s in syllables], 8)
        write_array(out, "guint16", "yutu_readings_pool", [str(v) for v in pool])
        for name, first, last in PLANES:
            write_array(out, "guint16", f"yutu_readings_{name}", [str(v) for v in index[name]])
        pairs = sorted(read_variants(folder, extra).items())
        write_array(out, "YutuHanVariant", "yutu_han_variants",
                    [f"{{ {a}, {b} }}" for a, b in pairs], 6)
        standard = read_standard(folder)
        write_array(out, "YutuHanStandard", "yutu_han_standard",
                    [f"{{ {code}, {number} }}" for code, number in standard], 8)
        out.write(f"const gsize yutu_han_n_standard = {len(standard)};\n")
        out.write(f"\nconst gsize yutu_readings_n_syllables = {len(syllables)};\n"
                  f"const guint16 yutu_readings_zero = {zero};\n"
                  f"const gsize yutu_han_n_variants = {len(pairs)};\n")


if __name__ == "__main__":
    main()
