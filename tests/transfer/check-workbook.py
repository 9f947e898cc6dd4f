#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Opens a workbook with nothing but zip and XML, and says what is wrong with it.

check-workbook.py FILE cells|sheets
"""

import sys
import xml.etree.ElementTree as ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def main() -> int:
    problems = []
    with zipfile.ZipFile(sys.argv[1]) as package:
        if package.testzip() is not None:
            problems.append("a part is damaged")
        names = package.namelist()
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        titles = [sheet.get("name") for sheet in book.iter(MAIN + "sheet")]
        if sys.argv[2] == "sheets":
            if titles != ["很多 行", "很多 行 (2)"]:
                problems.append(f"sheets {titles}")
            counts = [package.read(f"xl/worksheets/sheet{i}.xml").count(b"<row ") for i in (1, 2)]
            if counts != [1048576, 2]:
                problems.append(f"rows {counts}")
        else:
            problems += check_cells(package, names, titles)
    print("\n".join(problems))
    return bool(problems)


def check_cells(package: zipfile.ZipFile, names: list, titles: list) -> list:
    problems = []
    sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    strings = []
    if "xl/sharedStrings.xml" in names:
        shared = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
        strings = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in shared]
    if titles != ["养老机构"]:
        problems.append(f"sheets {titles}")
    if any(True for _ in sheet.iter(MAIN + "f")):
        problems.append("there is a formula")
    if any("externalLink" in name or "vba" in name for name in names):
        problems.append(f"parts {names}")
    if [c.get("state") for c in sheet.iter(MAIN + "pane")] != ["frozen"]:
        problems.append("the heading does not stay")
    if len(list(sheet.iter(MAIN + "col"))) != 6:
        problems.append("no widths")
    widths = [float(c.get("width")) for c in sheet.iter(MAIN + "col")]
    if widths[0] < 2 * len("他说“好”,") or widths[1] < len("9223372036854775807"):
        problems.append(f"widths {widths}")
    rows = []
    for row in sheet.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            kind, value = cell.get("t"), cell.find(MAIN + "v")
            text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            if kind == "s":
                text = strings[int(value.text)]
            cells[cell.get("r")[0]] = (text if kind in ("s", "inlineStr") else float(value.text))
        rows.append(cells)
    expected = {
        0: {"A": "名称", "B": "床位", "C": "面积", "D": "午餐价格", "E": "经度", "F": "启用日期"},
        1: {"A": "罗店镇敬老院", "B": 80.0, "C": 1200.5, "D": 12.5, "E": 119.648213456,
            "F": 41569.0},
        2: {"A": "=cmd|'/C calc'!A0", "B": -5.0, "C": 0.1, "D": -0.05, "E": -0.5,
            "F": "1887-11-12"},
        4: {"A": "+8613800000018", "B": "9223372036854775807", "C": 1e300, "D": 0.0, "E": 0.0,
            "F": 25569.0},
        8: {"A": "𠮷野家 �‍👩", "B": 1.0, "C": 2.0, "D": 0.01, "E": 1e-9, "F": 25570.0},
    }
    for index, cells in expected.items():
        if rows[index] != cells:
            problems.append(f"row {index}: {rows[index]}, not {cells}")
    if list(rows[3]) != ["A"]:
        problems.append(f"row 3 has {rows[3]}")
    return problems


if __name__ == "__main__":
    sys.exit(main())
