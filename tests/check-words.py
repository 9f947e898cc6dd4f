#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Every text of the program is in po/POTFILES and, translated, in po/zh_CN.po (TAP)."""

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


def main():
    root = pathlib.Path(sys.argv[1])
    names = listed(root)
    checks = [("/words/listed", list(unlisted(root, names))),
              ("/words/translated", list(untranslated(root, names)))]
    print(f"1..{len(checks)}")
    for number, (name, faults) in enumerate(checks, 1):
        for line in faults:
            print("#", line)
        print("not ok" if faults else "ok", number, name)
    return 1 if any(faults for _, faults in checks) else 0


if __name__ == "__main__":
    sys.exit(main())
