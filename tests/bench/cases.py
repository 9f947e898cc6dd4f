#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Many cases for measuring: a copy of a file whose cases and their events are repeated. What only a
write through Yutu keeps up (journal, sums) is left as it was; nothing but reading is measured on it."""

import shutil
import sqlite3


def grow(source, target, n_cases):
    """@target has at least @n_cases cases; returns how many."""
    shutil.copyfile(source, target)
    file = sqlite3.connect(target)
    file.execute("PRAGMA journal_mode = OFF")
    file.execute("PRAGMA synchronous = OFF")
    file.execute("PRAGMA cache_size = -400000")
    triggers = file.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('case_file', 'case_event')"
    ).fetchall()
    for (name,) in triggers:
        file.execute(f'DROP TRIGGER "{name}"')
    bounds = file.execute(
        "SELECT min (id), max (id), sum (n) FROM (SELECT id, 1 AS n FROM case_file UNION ALL "
        "SELECT id, 0 FROM case_event)"
    ).fetchone()
    first, last, own = bounds
    free = file.execute("SELECT max (last) FROM (SELECT max (id) AS last FROM address UNION ALL SELECT ?)", (last,))
    offset = free.fetchone()[0] + 1 - first
    made = {"id": "id + :o", "case_no": "case_no || '-' || :k", "case_file": "case_file + :o"}
    for k in range(1, -(-n_cases // own)):
        for table in ("case_file", "case_event"):
            names = [row[1] for row in file.execute(f"PRAGMA table_info ({table})")]
            values = ", ".join(made.get(name, name) for name in names)
            file.execute(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE id <= :last",
                {"o": offset + (last - first + 1) * (k - 1), "k": k, "last": last},
            )
    file.commit()
    count = file.execute("SELECT count (*) FROM case_file").fetchone()[0]
    file.close()
    return count
