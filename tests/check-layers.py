#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Who may include whom: the table of the rooms, checked on every source file (TAP)."""

import pathlib
import re
import sys

MAY = {
    "base": set(),
    "geo": {"base"},
    "store": {"base", "geo"},
    "division": {"base", "geo", "store"},
    "gazetteer": {"base", "geo", "store"},
    "casework": {"base", "geo", "store"},
    "coverage": {"base", "geo", "store", "division", "casework"},
    "transfer": {"base", "geo", "store"},
    "demo": {"base", "geo", "store", "division", "gazetteer", "casework"},
    "scene": {"base", "geo"},
    "sheet": {"base", "geo", "scene"},
    "session": {"base", "geo", "store", "division", "gazetteer", "casework", "coverage", "transfer",
                "demo", "scene", "sheet"},
    # cli and ui stand on session, sheet and scene; what session's signatures name, they may name.
    "cli": {"base", "geo", "store", "division", "gazetteer", "casework", "coverage", "transfer",
            "scene", "sheet", "session"},
    "ui": {"base", "geo", "store", "division", "gazetteer", "casework", "coverage", "scene", "sheet",
           "session"},
}
FOREIGN = {  # library headers that only these rooms may include
    r"gtk/|adwaita": {"ui"},
    r"gdal|ogr_|cpl_": {"transfer"},
    r"geos_c\.h": {"geo"},
    r"proj\.h|geodesic\.h": {"geo"},
    r"spatialite": {"store"},
    r"sqlite3\.h": {"store", "division", "gazetteer", "casework", "coverage", "session", "demo",
                      "transfer"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def faults(root):
    for path in sorted((root / "src").glob("*/*.[ch]")):
        room = path.parent.name
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            where = f"{path.relative_to(root)} includes {name}"
            if ".." in name:
                yield f"{where}: no relative includes"
            head, slash, _ = name.partition("/")
            if slash and head in MAY and head != room:
                if head not in MAY[room]:
                    yield f"{where}: {room} may not use {head}"
                if name.endswith("-private.h"):
                    yield f"{where}: private to {head}"
            for pattern, rooms in FOREIGN.items():
                if re.match(pattern, name) and room not in rooms:
                    yield f"{where}: only {', '.join(sorted(rooms))} may"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(faults(root))
    unknown = [p.name for p in (root / "src").iterdir() if p.is_dir() and p.name not in MAY]
    found += [f"src/{name}: not a room of the house" for name in unknown]
    print("1..1")
    for line in found:
        print("#", line)
    print("not ok" if found else "ok", "1 /layers/includes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
