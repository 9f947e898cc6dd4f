# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""The tables of a .yutu file that the bench's pictures show, as a plain SpatiaLite file for the
peers: every table with its R-tree, which the addresses of a .yutu file do not have."""
import json
import sqlite3
import sys

TABLES = (("area", "MULTIPOLYGON"), ("address", "POINT")) + tuple(
    (f"{name}_{level}", kind)
    for name, kind in (("line", "LINESTRING"), ("label", "POINT"))
    for level in (3, 4, 5)
)
COLUMNS = {"area": "fill INTEGER", "address": "text TEXT", "line": "grade INTEGER", "label": "name TEXT"}


def connect(path):
    connection = sqlite3.connect(f"file:{path}", uri=True)
    connection.enable_load_extension(True)
    connection.load_extension("mod_spatialite")
    return connection


def create(path):
    connection = connect(path)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("SELECT InitSpatialMetaData (1, 'NONE')")
    connection.execute("SELECT InsertEpsgSrid (4490)")
    for table, kind in TABLES:
        column = COLUMNS[table.split("_")[0]]
        connection.execute(f"CREATE TABLE {table} (id INTEGER NOT NULL PRIMARY KEY, {column})")
        connection.execute("SELECT AddGeometryColumn (?, 'geom', 4490, ?, 'XY')", (table, kind))
    return connection


def finish(connection):
    for table, _ in TABLES:
        connection.execute("SELECT CreateSpatialIndex (?, 'geom')", (table,))
    connection.commit()
    connection.execute("ANALYZE main")
    connection.close()


def fill(connection, yutu, traits):
    """@traits: of the divisions as bench-draw tells them: units' level, fill, label point, name;
    arcs' grade. Areas are the townships', which is what has a fill."""
    connection.execute("ATTACH ? AS yutu", (f"file:{yutu}?mode=ro",))
    for unit in traits["units"]:
        if unit["level"] == 4:
            connection.execute(
                "INSERT INTO area (fill, geom) SELECT ?, geom FROM yutu.division_area "
                "WHERE unit = ? AND valid_from <= ? AND ? < valid_to",
                (unit["fill"], unit["id"], traits["day"], traits["day"]),
            )
        if unit["level"] in (3, 4, 5):
            connection.execute(
                f"INSERT INTO label_{unit['level']} (name, geom) "
                "VALUES (?, MakePoint (?, ?, 4490))",
                (unit["name"], unit["lon"], unit["lat"]),
            )
    for arc in traits["arcs"]:
        if arc["grade"] in (3, 4, 5):
            connection.execute(
                f"INSERT INTO line_{arc['grade']} (grade, geom) "
                "SELECT ?, geom FROM yutu.arc WHERE id = ?",
                (arc["grade"], arc["id"]),
            )
    connection.execute(
        "INSERT INTO address (id, text, geom) SELECT id, text, geom FROM yutu.address "
        "WHERE geom IS NOT NULL AND valid_from <= ? AND ? < valid_to",
        (traits["day"], traits["day"]),
    )


def write(path, yutu, traits):
    connection = create(path)
    fill(connection, yutu, traits)
    finish(connection)


if __name__ == "__main__":
    with open(sys.argv[3], encoding="utf-8") as file:
        write(sys.argv[1], sys.argv[2], json.load(file))
