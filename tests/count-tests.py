#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Counts the single tests behind a Meson run: prints "N passed, N failed[, N skipped]".

count-tests.py LOG [LATER-LOG]: what is in the later log counts instead, and is named.
count-tests.py --again LOG: the programs of the display suite that failed, when they are few.
"""

import json
import re
import sys

MAX_AGAIN = 4
GOOD = ("OK", "SKIP", "EXPECTEDFAIL")
RESULT = re.compile(r"^(ok|not ok)\b(.*)$")


def read(path):
    with open(path, encoding="utf-8") as log:
        return [json.loads(line) for line in log if line.strip()]


def again(path):
    failed = [run["name"] for run in read(path) if run.get("result") not in GOOD]
    if failed and len(failed) <= MAX_AGAIN and all(":display / " in name for name in failed):
        print("\n".join(name.split(" / ")[-1] for name in failed))
    return 0


def main():
    if sys.argv[1] == "--again":
        return again(sys.argv[2])
    passed = failed = skipped = 0
    runs = read(sys.argv[1])
    if len(sys.argv) > 2:
        later = {run["name"]: run for run in read(sys.argv[2])}
        runs = [later.get(run["name"], run) for run in runs]
        for run in later.values():
            print(f"run once more, alone: {run['name']}: {run.get('result')}")
    for run in runs:
        broken = 0
        for line in (run.get("stdout") or "").splitlines():
            match = RESULT.match(line)
            if not match:
                continue
            if match[1] == "not ok":
                broken += 1
            elif "# SKIP" in match[2]:
                skipped += 1
                print("skipped:", match[2].strip())
            else:
                passed += 1
        if broken == 0 and run.get("result") not in GOOD:
            broken = 1  # crashed, or ran out of time, before it could say so
        failed += broken
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
