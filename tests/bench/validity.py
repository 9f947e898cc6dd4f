#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# validity.py LAYER FAULTS.csv: what QGIS's own algorithms find in a layer that is read, and how long they
# take: its validator (as qgis:checkvalidity), native:union of the layer with itself for what is covered
# twice, native:dissolve for what is left open. FAULTS.csv (kind, lon, lat) says what was planted. Its
# geometry checker cannot be called from Python in 3.22. Prints a JSON line for each question and for all.
import csv
import json
import os
import sys
import time
from collections import Counter

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.analysis import QgsNativeAlgorithms
from qgis.core import (QgsApplication, QgsFeatureRequest, QgsGeometry, QgsProcessingContext,
                       QgsProcessingFeedback, QgsVectorLayer)

# Half the side of a polygon of the layer, and more: a fault is told by the middle of the one that has it.
REACH = 0.002
KINDS = {
    "invalid": {"self-crossing", "duplicate vertex"},
    "overlap": {"overlap", "sliver overlap", "duplicate polygon", "self-crossing"},
    "gap": {"gap", "sliver gap", "self-crossing"},
}

application = QgsApplication([], False)
application.initQgis()
provider = QgsNativeAlgorithms()
application.processingRegistry().addProvider(provider)
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    faults = [dict(row, found=False) for row in csv.DictReader(file)]
# In memory, so that reading the file is not measured.
layer = QgsVectorLayer(sys.argv[1], "layer", "ogr").materialize(QgsFeatureRequest())


def run(name, parameters):
    context = QgsProcessingContext()
    context.setInvalidGeometryCheck(QgsFeatureRequest.GeometrySkipInvalid)
    algorithm = application.processingRegistry().algorithmById(name)
    out, done = algorithm.run(dict(parameters, INPUT=layer, OUTPUT="memory:"), context, QgsProcessingFeedback())
    if not done:
        raise SystemExit(f"{name} failed")
    result = context.takeResultLayer(out["OUTPUT"])
    return [feature.geometry() for feature in result.getFeatures()]


def list_invalid():
    for feature in layer.getFeatures():
        for error in feature.geometry().validateGeometry(QgsGeometry.ValidatorQgisInternal):
            yield error.where() if error.hasWhere() else feature.geometry().vertexAt(0)


def list_overlaps():
    pieces = run("native:union", {"OVERLAY": None, "OVERLAY_FIELDS_PREFIX": ""})
    twice = Counter(piece.asWkb().data() for piece in pieces)
    for piece in pieces:
        if twice.pop(piece.asWkb().data(), 1) > 1:
            yield piece.pointOnSurface().asPoint()


def list_gaps():
    for land in run("native:dissolve", {"FIELD": []}):
        for rings in land.asMultiPolygon() if land.isMultipart() else [land.asPolygon()]:
            for ring in rings[1:]:
                yield QgsGeometry.fromPolygonXY([ring]).pointOnSurface().asPoint()


def is_planted(rule, point):
    near = [fault for fault in faults if fault["kind"] in KINDS[rule]
            and abs(float(fault["lon"]) - point.x()) < REACH and abs(float(fault["lat"]) - point.y()) < REACH]
    for fault in near:
        fault["found"] = True
    return bool(near)


total = [0, 0, 0, 0]
for name, rule, question in (("valid", "invalid", list_invalid), ("overlaps", "overlap", list_overlaps),
                             ("gaps", "gap", list_gaps)):
    wall, cpu = time.perf_counter(), time.process_time()
    points = list(question())
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    known = sum(fault["found"] for fault in faults)
    invented = sum(not is_planted(rule, point) for point in points)
    figures = [sum(fault["found"] for fault in faults) - known, invented, wall, cpu]
    total = [a + b for a, b in zip(total, figures)]
    print(json.dumps(dict(zip(("found", "invented", "wall", "cpu"), figures), name=name)))
print(json.dumps(dict(zip(("found", "invented", "wall", "cpu"), total), name="all")))
