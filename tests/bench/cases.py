#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Many cases for measuring: a copy of a file whose cases and their events are repeated. What only a
write through Yutu keeps up (journal, sums) is left as it was, but for the numbers of cases that the search
reads, and for the sums of cases when they are asked for; nothing but reading is measured on it."""

import itertools
import shutil
import sqlite3
import struct


SUMS = """
DELETE FROM case_point; DELETE FROM case_day; DELETE FROM case_due;
INSERT INTO case_point (band, x, id, y, module, opened_on, closed_on)
  SELECT y >> 20, x, c.id, y, m.id, opened_on, coalesce (closed_on, '9999-12-31')
  FROM case_file c JOIN case_module m ON m.name = c.module WHERE x IS NOT NULL AND y IS NOT NULL;
CREATE TEMP TABLE lies AS
  SELECT 0 AS unit, module, opened_on, closed_on, due_on FROM case_file
  UNION ALL SELECT township, module, opened_on, closed_on, due_on FROM case_file WHERE township IS NOT NULL
  UNION ALL SELECT village, module, opened_on, closed_on, due_on FROM case_file WHERE village IS NOT NULL;
INSERT INTO case_day (unit, day, module, opened, closed)
  SELECT unit, day, m.id, sum (opened), sum (closed)
  FROM (SELECT unit, module, opened_on AS day, 1 AS opened, 0 AS closed FROM lies
        UNION ALL SELECT unit, module, closed_on, 0, 1 FROM lies WHERE closed_on IS NOT NULL) l
  JOIN case_module m ON m.name = l.module GROUP BY unit, day, m.id;
INSERT INTO case_due (unit, span, day, module, n)
  SELECT unit, span, substr (due_on, 1, size), m.id, count (*)
  FROM lies JOIN case_module m ON m.name = lies.module,
       (SELECT 0 AS span, 7 AS size UNION ALL SELECT 1, 10)
  WHERE due_on IS NOT NULL AND closed_on IS NULL GROUP BY 1, 2, 3, 4;
"""


def write_numbers(file):
    """As src/gazetteer/yutu-search-block.c keeps them; the numbers of the demo county are in plain letters."""
    rows = file.execute("SELECT id, case_no FROM case_file ORDER BY id").fetchall()
    file.execute("DELETE FROM search_block WHERE kind = 4")
    for block, cases in itertools.groupby(rows, lambda row: row[0] >> 12):
        cases = list(cases)
        texts = b"".join(number.lower().encode() + b"\0" for _, number in cases)
        ids = struct.pack(f"<{len(cases)}q", *(id for id, _ in cases))
        file.execute("INSERT INTO search_block (kind, block, n, texts, meta, typed) VALUES (4, ?, ?, ?, ?, x'')",
                     (block, len(cases), texts, ids))


def grow(source, target, n_cases, with_sums=False):
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
    write_numbers(file)
    if with_sums:
        file.executescript(SUMS)
    file.commit()
    count = file.execute("SELECT count (*) FROM case_file").fetchone()[0]
    file.close()
    return count
