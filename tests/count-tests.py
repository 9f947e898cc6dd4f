#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Counts the single tests behind a Meson run: prints "N passed, N failed[, N skipped]"."""

import json
import re
import sys

RESULT = re.compile(r"^(ok|not ok)\b(.*)$")


def main():
    passed = failed = skipped = 0
    with open(sys.argv[1], encoding="utf-8") as log:
        runs = [json.loads(line) for line in log if line.strip()]
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
        if broken == 0 and run.get("result") not in ("OK", "SKIP", "EXPECTEDFAIL"):
            broken = 1  # crashed, or ran out of time, before it could say so
        failed += broken
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
