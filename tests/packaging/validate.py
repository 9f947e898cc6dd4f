#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""What the desktop reads of Yutu, by the desktop's own tools (TAP). A tool that is not there skips
its check by name.

validate.py SOURCE_ROOT BUILD_ROOT"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

SOURCE, BUILD = (pathlib.Path(p) for p in sys.argv[1:3])
DATA, BUILT = SOURCE / "data", BUILD / "data"
APP = "org.yutu.Yutu"


def run(*command):
    """None when it is content, else what it says."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return None if done.returncode == 0 else done.stdout + done.stderr


def desktop_file():
    return run("desktop-file-validate", BUILT / f"{APP}.desktop")


def metainfo():
    return run("appstreamcli", "validate", "--no-net", "--explain", BUILT / f"{APP}.metainfo.xml")


def well_formed():
    return run("xmllint", "--noout", *sorted(DATA.rglob("*.svg")), DATA / f"{APP}.mime.xml",
               DATA / f"{APP}.gschema.xml", BUILT / f"{APP}.metainfo.xml",
               *sorted((SOURCE / "ui").rglob("*.ui")), *sorted((SOURCE / "ui").rglob("*.xml")))


def schema():
    return run("glib-compile-schemas", "--strict", "--dry-run", DATA)


def mime_database():
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder) / "packages"
        packages.mkdir()
        shutil.copy(DATA / f"{APP}.mime.xml", packages)
        said = run("update-mime-database", folder)
        if said is None and "*.yutu" not in (pathlib.Path(folder) / "globs2").read_text():
            said = "the glob *.yutu did not arrive"
        return said


def magic():
    """The magic of the MIME type is what a new file begins with."""
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    tree = xml.parse(DATA / f"{APP}.mime.xml")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "new.yutu"
        said = run(BUILD / "src" / "yutu", "new", path)
        if said is not None:
            return said
        head = path.read_bytes()[:100]
    for match in tree.iterfind(".//m:match", spaces):
        value, offset = match.get("value"), int(match.get("offset"))
        wanted = (int(value, 16).to_bytes(4, "big") if match.get("type") == "big32"
                  else value.encode())
        if head[offset:offset + len(wanted)] != wanted:
            return f"at {offset}: {head[offset:offset + len(wanted)]!r}, not {wanted!r}"
    return None


def chinese():
    """The desktop file and the metainfo speak Chinese."""
    desktop = (BUILT / f"{APP}.desktop").read_text(encoding="utf-8")
    info = (BUILT / f"{APP}.metainfo.xml").read_text(encoding="utf-8")
    missing = [key for key in ("Name", "GenericName", "Comment", "Keywords")
               if f"{key}[zh_CN]=" not in desktop]
    english = len(re.findall(r"<(?:name|summary|p|li)>", info))
    if info.count('xml:lang="zh_CN"') < english:
        missing.append("metainfo")
    return "not translated: " + ", ".join(missing) if missing else None


CHECKS = [
    ("desktop-file", "desktop-file-validate", desktop_file),
    ("metainfo", "appstreamcli", metainfo),
    ("well-formed-xml", "xmllint", well_formed),
    ("settings-schema", "glib-compile-schemas", schema),
    ("mime-database", "update-mime-database", mime_database),
    ("mime-magic-is-a-files-head", None, magic),
    ("chinese", None, chinese),
]


def main():
    failed = False
    print(f"1..{len(CHECKS)}")
    for number, (name, tool, check) in enumerate(CHECKS, 1):
        if tool is not None and shutil.which(tool) is None:
            print(f"ok {number} /packaging/{name} # SKIP {tool} is not installed")
            continue
        said = check()
        failed = failed or said is not None
        print("not ok" if said is not None else "ok", number, f"/packaging/{name}")
        for line in (said or "").splitlines():
            print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
