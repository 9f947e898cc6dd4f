#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Every text of the program is in po/POTFILES and, translated, in po/zh_CN.po; Chinese has full-width marks (TAP)."""

import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MARKED = re.compile(r'\b(?:N_|NC_|C_|_|g_dngettext|ngettext) ?\(\s*(?:NULL, )?"')


def listed(root):
    lines = (root / "po" / "POTFILES").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def unlisted(root, names):
    for path in sorted((root / "src").rglob("*.c")) + sorted((root / "ui").rglob("*.ui")):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(root))
        marked = 'translatable="yes"' in text if path.suffix == ".ui" else MARKED.search(text)
        if marked and name not in names:
            yield f"{name} has texts and is not in po/POTFILES"


def untranslated(root, names):
    own = [n for n in names if not n.startswith("data/")]
    data = [n for n in names if n.startswith("data/")]
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "yutu.pot")
        xgettext = ["xgettext", "--from-code=UTF-8", "-o", pot]
        keys = ["-k", "-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2", "-kg_dngettext:2,3"]
        subprocess.run(xgettext + keys + own, cwd=root, check=True)
        if data:
            subprocess.run(xgettext + ["-j"] + data, cwd=root, check=True)
        run = subprocess.run(["msgcmp", "po/zh_CN.po", pot], cwd=root, capture_output=True, text=True)
    yield from run.stderr.splitlines() if run.returncode else []


HAN = "\u3400-\u9fff"
# Half-width marks where Chinese has full-width ones: between two characters, or brackets that touch one on the outside.
BETWEEN = re.compile(f"[{HAN}）》”〕][,:;!?] ?[{HAN}《“〔]")
BRACKET = re.compile(f"[{HAN}）》”〕]\\((?!_[A-Z]\\))|\\) ?[{HAN}《“]")
# What is typed or written just so, letter by letter, for a program to read.
TYPED = ("经度,纬度", "[经度, 纬度]", "“经度, 纬度”", "编号=状况[:说明]", "ID,wrong,说明", "@东,北", "老街(1950-01-01—1981-10-01)",
         "地图;区划;界线;地名;地址;民政;map;GIS;")


def is_half(text):
    for typed in TYPED:
        text = text.replace(typed, "")
    return BETWEEN.search(text) or BRACKET.search(text)


def data_texts(path):
    """(row, text) of a table or a definition."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".csv":
        for number, line in enumerate(lines, 1):
            for text in next(csv.reader([line]), []) if not line.startswith("#") else []:
                yield number, text
        return
    for number, line in enumerate(lines, 1):
        for text in re.findall(r'"(?:[^"\\]|\\.)*"', line):
            yield number, json.loads(text)


def translations(path):
    """(row, text) of a catalogue: each translation whole, with the row that it begins in."""
    begin, text = 0, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        part = re.fullmatch(r'(msgstr(?:\[\d\])? )?"(.*)"', line)
        if part and (part[1] or begin):
            begin, text = begin or number, text + part[2]
            continue
        if begin:
            yield begin, text
        begin, text = 0, ""
    if begin:
        yield begin, text


def half_width(root):
    for folder in ("data/modules", "data/rules", "data/sheets"):
        for path in sorted((root / folder).iterdir()):
            for number, text in data_texts(path):
                if is_half(text):
                    yield f"{path.relative_to(root)}:{number}: half-width mark in “{text}”"
    for number, text in translations(root / "po" / "zh_CN.po"):
        if is_half(text):
            yield f"po/zh_CN.po:{number}: half-width mark in “{text}”"


def main():
    root = pathlib.Path(sys.argv[1])
    names = listed(root)
    checks = [("/words/listed", list(unlisted(root, names))),
              ("/words/translated", list(untranslated(root, names))),
              ("/words/full-width", list(half_width(root)))]
    print(f"1..{len(checks)}")
    for number, (name, faults) in enumerate(checks, 1):
        for line in faults:
            print("#", line)
        print("not ok" if faults else "ok", number, name)
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
