#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# validity.py LAYER: how long GEOS takes to say which polygons of a layer are not valid, which overlap
# and what their union leaves open, once they are read. Prints one JSON line.
import json
import sys
import time

from qgis.core import QgsFeature, QgsGeometry, QgsSpatialIndex
from osgeo import ogr


def measure(func):
    wall, cpu = time.perf_counter(), time.process_time()
    answer = func()
    return answer, (time.process_time() - cpu, time.perf_counter() - wall)


ogr.UseExceptions()
source = ogr.Open(sys.argv[1])
shapes = []
for row in source.GetLayer(0):
    shape = QgsGeometry()
    shape.fromWkb(bytes(row.GetGeometryRef().ExportToWkb()))
    shapes.append(shape)


def count_invalid():
    return sum(not shape.isGeosValid() for shape in shapes)


def count_overlaps():
    index = QgsSpatialIndex()
    for number, shape in enumerate(shapes):
        feature = QgsFeature(number)
        feature.setGeometry(shape)
        index.addFeature(feature)
    n = 0
    for number, shape in enumerate(shapes):
        engine = QgsGeometry.createGeometryEngine(shape.constGet())
        engine.prepareGeometry()
        for other in index.intersects(shape.boundingBox()):
            if other > number and engine.intersects(shapes[other].constGet()):
                n += shape.intersection(shapes[other]).area() > 0
    return n


def count_gaps():
    union = QgsGeometry.unaryUnion([shape if shape.isGeosValid() else shape.makeValid() for shape in shapes])
    return sum(part.numInteriorRings() for part in union.constGet()) if union.isMultipart() \
        else union.constGet().numInteriorRings()


invalid, valid_time = measure(count_invalid)
overlaps, overlaps_time = measure(count_overlaps)
gaps, gaps_time = measure(count_gaps)
print(json.dumps({"invalid": invalid, "valid": valid_time, "found": overlaps, "overlaps": overlaps_time,
                  "gaps_found": gaps, "gaps": gaps_time}))
