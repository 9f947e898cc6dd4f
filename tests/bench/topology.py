#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# topology.py FILE.sqlite: SpatiaLite's own topology of the first polygon table in FILE.
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.enable_load_extension(True)
connection.load_extension("mod_spatialite")
table, column, srid = connection.execute(
    "SELECT f_table_name, f_geometry_column, srid FROM geometry_columns LIMIT 1"
).fetchone()
connection.execute("BEGIN")
if connection.execute("SELECT CreateTopology ('topo', ?, 0, 0)", (srid,)).fetchone()[0] != 1:
    raise SystemExit("SpatiaLite makes no topology")
if connection.execute(
    "SELECT TopoGeo_FromGeoTable ('topo', NULL, ?, ?)", (table, column)
).fetchone()[0] != 1:
    raise SystemExit("SpatiaLite does not take the polygons")
connection.execute("COMMIT")
