#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
"""Every indicator counted again, by SQL written by hand, for every unit, both scopes and several
days of two invented counties; and the figures of the report of 2021 (TAP).

check-indicators.py PROGRAM SOURCE"""

import csv
import json
import math
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
KINDS = "(SELECT value FROM json_each ('{}'))"


# ---- What is counted: SELECTs of village, township, value. :d the day, :y the year of the figures,
# ---- :a its first day, :z its last one up to the day. A value of NULL is one that is missing.

def standing(registers, value="1", where="1"):
    return (
        f"SELECT village, township, {value} FROM facility WHERE kind IN {KINDS.format(json.dumps(registers))}"
        f" AND valid_from <= :d AND :d < valid_to AND {where}"
    )


def begun(registers, value="1", where="1"):
    """One that moved has a row a stretch of time, and begins with the first."""
    return (
        f"SELECT village, township, {value} FROM facility WHERE kind IN {KINDS.format(json.dumps(registers))}"
        f" AND valid_from BETWEEN :a AND :z AND {where} AND (ifnull (past_of, id), valid_from) IN (SELECT "
        f"ifnull (past_of, id), min (valid_from) FROM facility GROUP BY 1)"
    )


def of_year(registers, member, years=1):
    return (
        f"SELECT f.village, f.township, json_extract (y.fields, '$.{member}') FROM facility f LEFT JOIN "
        f"facility_year y ON y.facility = ifnull (f.past_of, f.id) AND y.year > :y - {years} AND y.year <= :y WHERE "
        f"f.kind IN {KINDS.format(json.dumps(registers))} AND ((f.valid_from <= :z AND :z < f.valid_to) OR (y.id IS NOT "
        f"NULL AND f.past_of IS NULL AND ifnull (f.past_of, f.id) NOT IN (SELECT ifnull (past_of, id) FROM facility "
        f"WHERE valid_from <= :z AND :z < valid_to)))"
    )


# The state by the events alone; before the first, the one that it leaves.
STATE = (
    "coalesce ((SELECT to_state FROM case_event e WHERE e.case_file = c.id AND date (e.at) <= {0} "
    "ORDER BY e.at DESC, e.id DESC LIMIT 1), (SELECT from_state FROM case_event e WHERE e.case_file = c.id "
    "ORDER BY e.at, e.id LIMIT 1), c.state)"
)


def stood(kinds, states, value="1", where="1"):
    return (
        f"SELECT village, township, {value}, x, y FROM case_file c WHERE kind IN {KINDS.format(json.dumps(kinds))}"
        f" AND opened_on <= :d AND {STATE.format(':d')} IN {KINDS.format(json.dumps(states))} AND {where}"
    )


def closed(kinds, states, value="1", where="1"):
    return (
        f"SELECT village, township, {value} FROM case_file c WHERE kind IN {KINDS.format(json.dumps(kinds))}"
        f" AND closed_on BETWEEN :a AND :z AND {STATE.format(':z')} IN {KINDS.format(json.dumps(states))}"
        f" AND {where}"
    )


def opened(kinds, states=None, value="1"):
    state = f"{STATE.format(':z')} IN {KINDS.format(json.dumps(states))}" if states else "1"
    return (
        f"SELECT village, township, {value} FROM case_file c WHERE kind IN {KINDS.format(json.dumps(kinds))}"
        f" AND opened_on BETWEEN :a AND :z AND {state}"
    )


OPEN = "SELECT village, township, 1 FROM case_file WHERE opened_on <= :d AND ifnull (closed_on, '9999') > :d"


def field(name):
    return f"json_extract (fields, '$.{name}')"


RESIDENTS = "residents"
TOWNSHIPS, VILLAGES = ("units", 4), ("units", 5)
ADDRESSES = "SELECT village, NULL, 1 FROM address WHERE valid_from <= :d AND :d < valid_to"


def having(level, *selects):
    return ("having", level, selects)


ON = ["granted", "review", "fading"]
ISSUED = ["issued", "bidding", "building", "accepted", "registered", "tracked", "closed"]
OF_PLAN = f"{field('plan_year')} = :y"
PRODUCTION = f"{OF_PLAN} AND {field('is_production')}"
BEDS = ["elderly.care-home", "elderly.welfare-home", "elderly.township-centre"]
CARERS = BEDS + ["elderly.village-centre", "elderly.day-care", "elderly.health-union", "elderly.dementia-zone"]
GRAVES = ["funeral.public-cemetery", "funeral.village-cemetery", "funeral.columbarium", "funeral.niche-wall",
          "funeral.eco-point"]
YEARLY = ["funeral.operating-cemetery", "funeral.public-cemetery", "funeral.columbarium", "funeral.niche-wall",
          "funeral.eco-point"]
NEAR_CARE = ["elderly.township-centre", "elderly.village-centre", "elderly.meal-point"]
CHILDREN = stood(["CW.ORPHAN", "CW.UNATT"], ["granted", "review"])
ANNUAL = f"{field('year')} = :y - 1"
BATCHES = ["drafted", "collected", "self-checked", "township-check", "sampling", "accepted", "returned", "published"]
MEALS = f"{field('has_meals')}"
LINE_SIDES = (
    "SELECT l.left_code, l.right_code, l.grade FROM boundary_line l WHERE l.valid_from <= :d AND :d < l.valid_to AND {}"
)
PILLAR_SIDES = (
    "SELECT l.left_code, l.right_code, l.grade FROM boundary_pillar p JOIN boundary_line l ON l.id = p.line "
    "WHERE p.valid_from <= :d AND :d < p.valid_to AND {}"
)
INSPECTED = (
    "((l.last_inspection <= :d AND l.next_due >= :d) OR l.id IN (SELECT line FROM line_inspection WHERE "
    "done_on <= :d AND next_due >= :d))"
)
KNOWN = "(l.last_inspection IS NULL OR l.last_inspection <= :d OR l.id IN (SELECT line FROM line_inspection WHERE done_on <= :d))"

# id: numerator (added with their factors), denominator, scale, people, least denominator
ORACLE = {
    "dibao_hh": ([(1, stood(["SA.DIBAO"], ON))], None, 1, True, 0),
    "dibao_psn": ([(1, stood(["SA.DIBAO"], ON, field("members")))], None, 1, True, 0),
    "dibao_rate": ([(1, stood(["SA.DIBAO"], ON, field("members")))], [(1, RESIDENTS)], 1000, True, 20),
    "margin_psn": ([(1, stood(["SA.MARGIN"], ["granted", "review"], field("members")))], None, 1, True, 0),
    "tekun_psn": ([(1, stood(["SA.TEKUN"], ["granted"]))], None, 1, True, 0),
    "temp_times": ([(1, closed(["SA.TEMP"], ["paid"]))], None, 1, True, 0),
    "temp_paid": ([(1, closed(["SA.TEMP"], ["paid"], field("amount_fen")))], None, 1e-6, False, 0),
    "review_overdue": ([(1, stood(["SA.DIBAO"], ["granted", "review"], "1",
                                  "due_on < :d AND ifnull (closed_on, '9999') > :d"))],
                       [(1, stood(["SA.DIBAO"], ["granted", "review"]))], 100, True, 20),
    "centre_cov": ([(1, having(4, standing(["elderly.township-centre"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "meal_rate": ([(1, having(5, standing(["elderly.village-centre"], "1", MEALS),
                              standing(["elderly.meal-point"])))], [(1, VILLAGES)], 100, False, 0),
    "cover_15": ([(1, ("near", ADDRESSES, NEAR_CARE, 1000))], [(1, ADDRESSES)], 100, False, 20),
    "carer_per10k": ([(1, standing(CARERS, field("carers")))], [(1, ("figure", "elderly_60"))], 10000, False, 20),
    "centre_meal": ([(1, standing(["elderly.village-centre"], "1", MEALS))], None, 1, False, 0),
    "centre_town_new": ([(1, begun(["elderly.township-centre"]))], None, 1, False, 0),
    "meal_psn": ([(1, of_year(["elderly.village-centre"], "diners"))], None, 1, True, 0),
    "centre_subsidy": ([(1, closed(["EL.MEALSUB"], ["paid"], field("subsidy_fen")))], None, 1e-6, False, 0),
    "homemod_hh": ([(1, closed(["EL.HOMEMOD"], ["done"]))], None, 1, True, 0),
    "dementia_bed_new": ([(1, begun(["elderly.dementia-zone"], field("beds_total")))], None, 1, False, 0),
    "bed_per1000": ([(1, standing(BEDS, field("beds_total")))], [(1, RESIDENTS)], 1000, False, 20),
    "nursing_share": ([(1, standing(BEDS, field("beds_nursing")))], [(1, standing(BEDS, field("beds_total")))],
                      100, False, 20),
    "bed_use": ([(1, standing(BEDS, field("beds_used")))], [(1, standing(BEDS, field("beds_total")))],
                100, False, 20),
    "patrol_closed": ([(1, opened(["EL.PATROL"], ["closed"]))], [(1, opened(["EL.PATROL"]))], 100, False, 0),
    "child_home_cov": ([(1, having(4, standing(["child.children-home"], "1", field("model_home"))))],
                       [(1, TOWNSHIPS)], 100, False, 0),
    "child_home_new": ([(1, begun(["child.children-home"], "1", field("model_home")))], None, 1, False, 0),
    "child_2km": ([(1, ("near", CHILDREN, ["child.children-home"], 2000))], [(1, CHILDREN)], 100, True, 20),
    "protection_cov": ([(1, having(4, standing(["child.protection-station"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "branch_cov": ([(1, having(4, standing(["charity.charity-branch"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "station_cov": ([(1, having(5, standing(["charity.charity-station"])))], [(1, VILLAGES)], 100, False, 0),
    "charity_station": ([(1, standing(["charity.charity-station"]))], None, 1, False, 0),
    "charity_raised": ([(1, of_year(["charity.charity-branch"], "raised_fen"))], None, 1e-6, False, 0),
    "charity_spent": ([(1, closed(["CH.PROJ"], ["closed"], field("spent_fen")))], None, 1e-6, False, 0),
    "charity_ben": ([(1, closed(["CH.PROJ"], ["closed"], field("beneficiaries")))], None, 1, True, 0),
    "charity_ratio": ([(1, closed(["CH.PROJ"], ["closed"], field("spent_fen")))],
                      [(1, of_year(["charity.charity-branch"], "raised_fen"))], 100, False, 0),
    "m2_per100": ([(1, standing(["governance.premises"], field("area_m2")))],
                  [(1, standing(["governance.premises"], field("households")))], 100, False, 20),
    "rules_rate": ([(1, having(5, stood(["GR.RULES"], ["filed"])))], [(1, VILLAGES)], 100, False, 0),
    "cw_cert_rate": ([(1, standing(["governance.committee"], field("certified_workers")))],
                     [(1, standing(["governance.committee"], field("workers")))], 100, False, 0),
    "cw_per10k": ([(1, standing(["governance.committee"], field("workers")))], [(1, RESIDENTS)], 10000, False, 20),
    "rural_lead": ([(1, standing(["governance.rural-community"], "1", f"{field('grade')} = 'leading'"))],
                   None, 1, False, 0),
    "rural_improve": ([(1, standing(["governance.rural-community"], "1", f"{field('grade')} = 'improved'"))],
                      None, 1, False, 0),
    "living_room": ([(1, begun(["governance.living-room"]))], None, 1, False, 0),
    "so_per10k": ([(1, standing(["organisation.social-organisation"]))], [(1, RESIDENTS)], 10000, False, 20),
    "so_reg_new": ([(1, begun(["organisation.social-organisation"]))], None, 1, False, 0),
    "so_annual_rate": ([(1, stood(["SO.ANNUAL"], ["done"], "1", ANNUAL))],
                       [(1, stood(["SO.ANNUAL"], ["open", "supervisor", "registry", "abnormal", "done"], "1",
                                  ANNUAL))], 100, False, 0),
    "so_annual": ([(1, closed(["SO.ANNUAL"], ["done"]))], None, 1, False, 0),
    "so_random_rate": ([(1, closed(["SO.RANDOM"], ["closed"]))], [(1, closed(["SO.ANNUAL"], ["done"]))],
                       100, False, 0),
    "so_random": ([(1, closed(["SO.RANDOM"], ["closed"]))], None, 1, False, 0),
    "so_grade_share": ([(1, standing(["organisation.social-organisation"], "1",
                                     f"{field('grade')} IN ('a3', 'a4', 'a5')"))],
                       [(1, standing(["organisation.social-organisation"]))], 100, False, 0),
    "pv_served": ([(1, closed(["SO.VENTURE"], ["closed"], field("served")))], None, 1, True, 0),
    "sw_cov": ([(1, having(4, standing(["social-work.station"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "sw_station_new": ([(1, begun(["social-work.station"]))], None, 1, False, 0),
    "sw_per10k": ([(1, standing(["social-work.station"], field("certified")))], [(1, RESIDENTS)], 10000, False, 20),
    "sw_award": ([(1, closed(["SW.AWARD"], ["paid"], field("award_fen")))], None, 1e-6, False, 0),
    "sw_served": ([(1, of_year(["social-work.station"], "service_people"))],
                  [(1, standing(["social-work.station"]))], 1, False, 0),
    "eco_point_cov": ([(1, having(4, standing(["funeral.eco-point"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "eco_share": ([(1, of_year(YEARLY, "eco"))], [(1, of_year(YEARLY, "new"))], 100, False, 20),
    "utilisation": ([(1, standing(GRAVES, field("used")))], [(1, standing(GRAVES, field("built_cap")))],
                    100, False, 20),
    "remaining_years": ([(1, standing(YEARLY, field("built_cap"))), (-1, standing(YEARLY, field("used"))),
                         (-1, standing(YEARLY, field("reserved")))], [(1, of_year(YEARLY, "new", 3))], 3, False, 0),
    "niche_per1000": ([(1, standing(["funeral.columbarium", "funeral.niche-wall"], field("built_cap")))],
                      [(1, RESIDENTS)], 1000, False, 20),
    "eco_subsidy": ([(1, closed(["FU.ECO"], ["paid"], field("amount_fen")))], None, 1e-6, False, 0),
    "illegal_open": ([(1, OPEN + " AND kind = 'FU.ILLEGAL'")], None, 1, False, 0),
    "marry": ([(1, of_year(["marriage.registry"], "marriages"))], None, 1, True, 0),
    "divorce": ([(1, closed(["MA.DIVORCE"], ["issued"], field("couples")))], None, 1, True, 0),
    "divorce_ratio": ([(1, of_year(["marriage.registry"], "divorces"))],
                      [(1, of_year(["marriage.registry"], "marriages"))], 100, False, 0),
    "cross_share": ([(1, of_year(["marriage.registry"], "cross_area"))],
                    [(1, of_year(["marriage.registry"], "marriages")),
                     (1, of_year(["marriage.registry"], "divorces"))], 100, False, 0),
    "one_thing_share": ([(1, of_year(["marriage.registry"], "one_thing"))],
                        [(1, of_year(["marriage.registry"], "marriages"))], 100, False, 0),
    "one_thing": ([(1, closed(["MA.ONE"], ["done"], field("cases")))], None, 1, False, 0),
    "reconcile": ([(1, closed(["MA.COUNSEL"], ["closed"], "1", field("reconciled")))],
                  [(1, closed(["MA.COUNSEL"], ["closed"]))], 100, False, 20),
    "reissue_cov": ([(1, having(4, standing(["marriage.tour-point"])))], [(1, TOWNSHIPS)], 100, False, 0),
    "mig_psn": ([(1, standing(["migrant.migrant-village"], field("migrants")))], None, 1, True, 0),
    "mig_prod_share": ([(1, stood(["MI.PROJ"], ISSUED, field("invest_fen"), PRODUCTION))],
                       [(1, stood(["MI.PROJ"], ISSUED, field("invest_fen"), OF_PLAN))], 100, False, 0),
    "mig_proj": ([(1, stood(["MI.PROJ"], ISSUED, "1", OF_PLAN))], None, 1, False, 0),
    "mig_prod": ([(1, stood(["MI.PROJ"], ISSUED, field("invest_fen"), PRODUCTION))], None, 1e-6, False, 0),
    "mig_direct": ([(1, opened(["MI.DIRECT"], ["paid"], field("amount_fen")))], None, 1e-6, False, 0),
    "mig_income": ([(1, stood(["MI.PROJ"], ISSUED, field("expected_income_fen"), PRODUCTION))], None, 1e-6, False, 0),
    "line_on_time": ([(1, ("sides", LINE_SIDES.format(INSPECTED)))], [(1, ("sides", LINE_SIDES.format(KNOWN)))],
                     100, False, 0),
    "pillars_intact": ([(1, ("sides", PILLAR_SIDES.format("p.condition = 'good'")))],
                       [(1, ("sides", PILLAR_SIDES.format("1")))], 100, False, 0),
    "addr_done": ([(1, stood(["AD.BATCH"], ["published"], field("addresses")))],
                  [(1, stood(["AD.BATCH"], BATCHES, field("addresses")))], 100, False, 0),
    "overdue": ([(1, OPEN + " AND due_on < :d")], None, 1, False, 0),
    "overdue_rate": ([(1, OPEN + " AND due_on < :d")], [(1, OPEN)], 100, False, 0),
    "sign_good": ([(1, standing(["division.name-sign"], "1", f"{field('condition')} = 'good'"))],
                  [(1, standing(["division.name-sign"]))], 100, False, 0),
    "road_signs": ([(1, ("crossings", True))], [(1, ("crossings", False))], 100, False, 0),
    "address_density": ([(1, ADDRESSES)], [(1, RESIDENTS)], 100, False, 20),
    "xfqd_rate": ([(1, ("figure-alone", "xfqd_rate"))], None, 1, False, 0),
    "child_paid": ([(1, ("figure-alone", "child_paid"))], None, 1, False, 0),
}


# ---- Distances: T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", 1975

def distance_m(a, b):
    major, flat = 6378137.0, 1 / 298.257222101
    minor = (1 - flat) * major
    u1 = math.atan((1 - flat) * math.tan(math.radians(a[1])))
    u2 = math.atan((1 - flat) * math.tan(math.radians(b[1])))
    turn = lam = math.radians(b[0] - a[0])
    for _ in range(100):
        sin_s = math.hypot(math.cos(u2) * math.sin(lam),
                           math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam))
        if sin_s == 0:
            return 0.0
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a * sin_a
        cos_2m = cos_s - 2 * math.sin(u1) * math.sin(u2) / cos2_a if cos2_a else 0
        c = flat / 16 * cos2_a * (4 + flat * (4 - 3 * cos2_a))
        before, lam = lam, turn + (1 - c) * flat * sin_a * (
            sigma + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m * cos_2m - 1)))
        if abs(lam - before) < 1e-13:
            break
    uu = cos2_a * (major * major - minor * minor) / (minor * minor)
    aa = 1 + uu / 16384 * (4096 + uu * (uu * (320 - 175 * uu) - 768))
    bb = uu / 1024 * (256 + uu * (uu * (74 - 47 * uu) - 128))
    delta = bb * sin_s * (cos_2m + bb / 4 * (cos_s * (2 * cos_2m ** 2 - 1) - bb / 6 * cos_2m * (
        4 * sin_s ** 2 - 3) * (4 * cos_2m ** 2 - 3)))
    return minor * aa * (sigma - delta)


def point_of(blob):
    """A SpatiaLite POINT, to the grid of 1e-9 degree."""
    import struct

    assert blob[0] == 0 and blob[1] == 1 and struct.unpack_from("<i", blob, 39)[0] == 1
    x, y = struct.unpack_from("<dd", blob, 43)
    return round(x * 1e9) / 1e9, round(y * 1e9) / 1e9


# ---- Crossings of roads: every stretch of every road against every other one, in metres on a plane

JOIN_M, SIGN_M = 10, 30  # data/rules/sign-limits.csv


def parts_of(blob):
    """The parts of a SpatiaLite line or area, each a list of points in degrees; shells and holes alike."""
    import struct

    def numbers(count, at):
        flat = struct.unpack_from(f"<{2 * count}d", blob, at)
        return list(zip(flat[::2], flat[1::2]))

    def one(kind, at):
        if kind == 2:
            count = struct.unpack_from("<i", blob, at)[0]
            return [numbers(count, at + 4)], at + 4 + 16 * count
        rings, out = struct.unpack_from("<i", blob, at)[0], []
        at += 4
        for _ in range(rings):
            count = struct.unpack_from("<i", blob, at)[0]
            out.append(numbers(count, at + 4))
            at += 4 + 16 * count
        return out, at

    kind = struct.unpack_from("<i", blob, 39)[0]
    if kind in (2, 3):
        return one(kind, 43)[0]
    if kind not in (5, 6):
        return []
    out, at = [], 47
    for _ in range(struct.unpack_from("<i", blob, 43)[0]):
        parts, at = one(kind - 3, at + 5)
        out += parts
    return out


def is_inside(point, rings):
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            if (ay > point[1]) != (by > point[1]) and point[0] < ax + (point[1] - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


def to_stretch_m(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = min(1, max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def meetings(a, b, c, d, ends):
    """Where two stretches cross, and ends of the one road (ends: of a, b, c, d) that lie at the other."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turn = ux * vy - uy * vx
    if abs(turn) > 1e-9:
        t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn
        u = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn
        if 0 <= t <= 1 and 0 <= u <= 1:
            yield a[0] + t * ux, a[1] + t * uy
    for k in (0, 1):
        if ends[k] and to_stretch_m((a, b)[k], c, d) <= JOIN_M:
            yield (a, b)[k]
        if ends[2 + k] and to_stretch_m((c, d)[k], a, b) <= JOIN_M:
            yield (c, d)[k]


def find_crossings(roads):
    """[(point in degrees, ids)] of roads, [(id, parts)] in their order: what is near to one that is known is that one."""
    points = [p for _, parts in roads for part in parts for p in part]
    if not points:
        return []
    middle = [(min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1)]
    north = 1.1132e-4 * 1e9
    east = north * math.cos(math.radians(middle[1]))
    plane = [(road, [[((x - middle[0]) * east, (y - middle[1]) * north) for x, y in part] for part in parts])
             for road, parts in roads]

    def box(stretch):
        xs, ys = [p[0] for p in stretch], [p[1] for p in stretch]
        return min(xs) - JOIN_M, min(ys) - JOIN_M, max(xs) + JOIN_M, max(ys) + JOIN_M

    def meet(one, two):
        return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]

    stretches = {road: [(box(part[i:i + 2]), part[i], part[i + 1], i == 0, i + 2 == len(part))
                        for part in parts for i in range(len(part) - 1)] for road, parts in plane}
    boxes = {road: box([p for part in parts for p in part]) for road, parts in plane}
    found = []
    for i, (one, _) in enumerate(plane):
        for two, _ in plane[i + 1:]:
            if not meet(boxes[one], boxes[two]):
                continue
            for box_a, a, b, first_a, last_a in stretches[one]:
                if not meet(box_a, boxes[two]):
                    continue
                for box_c, c, d, first_c, last_c in stretches[two]:
                    if not meet(box_a, box_c):
                        continue
                    for at in meetings(a, b, c, d, (first_a, last_a, first_c, last_c)):
                        known = next((k for k in found if math.hypot(k[0][0] - at[0], k[0][1] - at[1]) <= JOIN_M), None)
                        if known is None:
                            found.append((at, {one, two}))
                        else:
                            known[1].update((one, two))
    return [((x / east + middle[0], y / north + middle[1]), ids) for (x, y), ids in found]


class Near:
    def __init__(self, centers, radius_m):
        self.radius_m = radius_m
        self.cells = {}
        self.size = radius_m / 90000  # degrees; no degree is shorter here in a county of China
        for center in centers:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    key = math.floor(center[0] / self.size) + dx, math.floor(center[1] / self.size) + dy
                    self.cells.setdefault(key, []).append(center)

    def covers(self, point):
        key = math.floor(point[0] / self.size), math.floor(point[1] / self.size)
        east = 111320 * math.cos(math.radians(point[1]))
        for center in self.cells.get(key, ()):
            rough = math.hypot((center[0] - point[0]) * east, (center[1] - point[1]) * 110850)
            if rough < self.radius_m * 0.98:
                return True
            if rough < self.radius_m * 1.02 and distance_m(center, point) <= self.radius_m:
                return True
        return False


# ---- Counting

class County:
    """A file on a day, in a scope."""

    known = {}  # crossings by file and roads, and where they lie by file and day: they take their time
    placed = {}

    def __init__(self, path, day, scope, year=None):
        self.path = path
        self.file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.day = day if year is None or int(day[:4]) == year else f"{year}-12-31"
        self.scope = scope
        self.asked = year
        self.year = int(self.day[:4])
        self.units = {}
        for unit, parent, level, code, managed, people in self.file.execute(
            "SELECT unit, parent, level, code, managed_by IS NULL, population FROM division WHERE "
            "valid_from <= ? AND ? < valid_to AND level IN (3, 4, 5)", (self.day, self.day)):
            self.units[unit] = (parent, level, code, bool(managed), people)
        self.county = next(u for u, row in self.units.items() if row[1] == 3)
        self.codes = {row[2]: unit for unit, row in self.units.items()}

    def chain(self, unit):
        """The unit and those above it, the county left out."""
        while unit in self.units and unit != self.county:
            yield unit
            unit = self.units[unit][0]

    def is_counted(self, unit):
        return self.scope == "legal" or all(self.units[u][3] for u in self.chain(unit))

    def data_year(self, terms):
        """The last year with figures of everything that needs them."""
        year = self.year
        for _, term in terms:
            found = None
            if isinstance(term, tuple) and term[0].startswith("figure"):
                found = self.file.execute("SELECT max (period) FROM indicator_value WHERE kind = 'actual' AND key = ? "
                                          "AND period <= ?", (term[1], str(self.year))).fetchone()[0]
            elif isinstance(term, str) and "facility_year" in term:
                kinds = term[term.index("json_each ('") + 12:term.index("'))")]
                found = self.file.execute(
                    "SELECT max (y.year) FROM facility_year y JOIN facility f ON f.id = y.facility WHERE f.kind IN "
                    "(SELECT value FROM json_each (?)) AND y.year <= ?", (kinds, self.year)).fetchone()[0]
            if found is not None:
                year = min(year, int(found))
        return self.year if self.asked is not None else year

    def bind(self, year):
        return {"d": self.day, "y": year, "a": f"{year}-01-01", "z": min(self.day, f"{year}-12-31")}

    def is_kept(self, select, year):
        """Whether the file has anything of the sort at all."""
        kinds = json.loads(select[select.index("json_each ('") + 12:select.index("'))")]) if "json_each" in select else None
        if "FROM address" in select:
            sql, bind = "SELECT EXISTS (SELECT 1 FROM address)", ()
        elif "facility_year" in select:
            sql = ("SELECT EXISTS (SELECT 1 FROM facility_year y JOIN facility f ON f.id = y.facility WHERE f.kind IN "
                   "(SELECT value FROM json_each (?)) AND y.year = ?)")
            bind = (json.dumps(kinds), year)
        else:
            table = "facility" if "FROM facility" in select else "case_file"
            sql = f"SELECT EXISTS (SELECT 1 FROM {table}" + (
                " WHERE kind IN (SELECT value FROM json_each (?)))" if kinds else ")")
            bind = (json.dumps(kinds),) if kinds else ()
        return bool(self.file.execute(sql, bind).fetchone()[0])

    def sum_rows(self, rows):
        """{unit: value or None} from rows of village, township, value."""
        sums, seen, known = {}, {}, {}
        for village, township, value in rows:
            unit = village if village in self.units else township if township in self.units else None
            if unit is None:
                if self.scope == "managed":
                    continue
            elif not self.is_counted(unit):
                continue
            for u in [self.county] + (list(self.chain(unit)) if unit is not None else []):
                seen[u] = seen.get(u, 0) + 1
                if value is not None:
                    known[u] = known.get(u, 0) + 1
                    sums[u] = sums.get(u, 0) + value
        return {u: None if seen.get(u) and not known.get(u) else sums.get(u, 0) for u in self.units}

    def residents(self):
        out = {u: row[4] for u, row in self.units.items()}
        if self.scope == "managed":
            out[self.county] = sum(row[4] for u, row in self.units.items() if row[1] == 4 and self.is_counted(u))
        return out

    def sides(self, select):
        out = dict.fromkeys(self.units, 0)
        for left, right, grade in self.file.execute(select, {"d": self.day}):
            units = {self.codes[c] for c in (left, right)
                     if c in self.codes and self.codes[c] != self.county and self.is_counted(self.codes[c])}
            for unit in units:
                out[unit] += 1
            out[self.county] += bool(units) or grade <= 3 or self.scope == "legal"
        return out

    def figure(self, key, year, adds_up):
        out = dict.fromkeys(self.units)
        for code, value in self.file.execute(
            "SELECT region_code, value FROM indicator_value WHERE key = ? AND kind = 'actual' AND period = ? "
            "AND scope IN ('region', ?)", (key, str(year), self.scope)):
            if code in self.codes:
                out[self.codes[code]] = value
        if adds_up and out[self.county] is None:
            values = [out[u] for u, row in self.units.items() if row[1] == 4 and self.is_counted(u)]
            out[self.county] = None if None in values else sum(values)
        return out

    def near(self, select, registers, radius_m, year):
        centers = [point_of(blob) for (blob,) in self.file.execute(
            "SELECT geom FROM facility WHERE geom IS NOT NULL AND valid_from <= ? AND ? < valid_to AND kind IN "
            "(SELECT value FROM json_each (?))", (self.day, self.day, json.dumps(registers)))]
        near = Near(centers, radius_m)
        if "FROM address" in select:
            rows = ((v, t, n) for v, t, n, blob in self.file.execute(
                select.replace(", 1 FROM", ", 1, geom FROM"), self.bind(year)) if blob and near.covers(point_of(blob)))
        else:
            rows = ((v, t, n) for v, t, n, x, y in self.file.execute(select, self.bind(year))
                    if x is not None and near.covers((x / 1e9, y / 1e9)))
        return self.sum_rows(list(rows))

    def crossings(self):
        """Rows of village, township, whether a sign stands there."""
        key = self.path, self.day
        if key not in self.placed:
            self.placed[key] = list(self.place_crossings())
        return self.placed[key]

    def place_crossings(self):
        at = (self.day, self.day)
        roads = [(road, name, parts_of(blob)) for road, name, blob in self.file.execute(
            "SELECT id, name, geom FROM place_name WHERE class = 'road' AND valid_from <= ? AND ? < valid_to AND geom IS NOT NULL "
            "ORDER BY class, grade, id", at)]
        roads = [row for row in roads if row[2]]
        key = self.path, tuple(road for road, _, _ in roads)
        if key not in self.known:
            self.known[key] = find_crossings([(road, parts) for road, _, parts in roads])
        names = {}
        for road, name, parts in roads:
            names.setdefault(name, []).append(road)
        villages = [(unit, parts_of(blob)) for unit, blob in self.file.execute(
            "SELECT unit, geom FROM division_area WHERE level = 5 AND valid_from <= ? AND ? < valid_to", at)]
        villages = [(u, r, [min(p[0] for q in r for p in q), min(p[1] for q in r for p in q),
                            max(p[0] for q in r for p in q), max(p[1] for q in r for p in q)]) for u, r in villages]
        signs = [(point_of(blob), text, name_id) for blob, text, name_id in self.file.execute(
            "SELECT geom, json_extract (fields, '$.sign_text'), json_extract (fields, '$.name_id') FROM facility WHERE kind = "
            "'division.name-sign' AND past_of IS NULL AND status = 'open' AND valid_from <= ? AND ? < valid_to AND "
            "json_extract (fields, '$.sign_kind') = 'road' AND coalesce (json_extract (fields, '$.condition'), '') <> 'missing'", at)]
        for point, ids in self.known[key]:
            unit = next((u for u, rings, b in villages if b[0] <= point[0] <= b[2] and b[1] <= point[1] <= b[3] and
                         is_inside(point, rings)), None)
            yield unit, None, any(distance_m(point, at) <= SIGN_M and (
                name_id in ids if name_id else text is None or any(r in ids for r in names.get(text, ())))
                for at, text, name_id in signs if abs(at[0] - point[0]) < 0.001 and abs(at[1] - point[1]) < 0.001)

    def count(self, term, year):
        none = dict.fromkeys(self.units)
        if term == RESIDENTS:
            return self.residents()
        if isinstance(term, str):
            if not self.is_kept(term, year):
                return none
            return self.sum_rows((row[:3] for row in self.file.execute(term, self.bind(year))))
        if term[0] == "units":
            return self.sum_rows([(u, None, 1) for u, row in self.units.items() if row[1] == term[1]])
        if term[0] == "having":
            kept = [select for select in term[2] if self.is_kept(select, year)]
            if not kept:
                return none
            parts = [self.sum_rows(row[:3] for row in self.file.execute(s, self.bind(year))) for s in kept]
            return self.sum_rows([(u, None, 1) for u, row in self.units.items()
                                  if row[1] == term[1] and any(part[u] for part in parts)])
        if term[0] == "near":
            return self.near(term[1], term[2], term[3], year) if self.is_kept(term[1], year) else none
        if term[0] == "crossings":
            kept = self.file.execute("SELECT EXISTS (SELECT 1 FROM facility WHERE kind = 'division.name-sign')").fetchone()[0]
            if term[1] and not kept:
                return none
            return self.sum_rows((v, t, 1) for v, t, signed in self.crossings() if signed or not term[1])
        if term[0] == "sides":
            return self.sides(term[1])
        return self.figure(term[1], year, term[0] == "figure")

    def add(self, terms, year):
        out = dict.fromkeys(self.units, 0)
        for factor, term in terms:
            counted = self.count(term, year)
            for u in self.units:
                out[u] = None if out[u] is None or counted[u] is None else out[u] + factor * counted[u]
        return out

    def indicator(self, name, level):
        """{code: (value, numerator, denominator, suppressed)} of the county and the level's units."""
        numerator, denominator, scale, people, least = ORACLE[name]
        year = self.data_year(numerator + (denominator or []))
        above = self.add(numerator, year)
        below = self.add(denominator, year) if denominator else None
        units = [u for u, row in self.units.items()
                 if u == self.county or (row[1] == level and self.is_counted(u))]
        hidden = {u for u in units if people and above[u] is not None and 0 < above[u] < 5
                  and (below is None or (below[u] or 0) >= max(least, 1))}
        shown = [u for u in units if above[u] is not None
                 and (below is None or (below[u] is not None and below[u] != 0 and below[u] >= least))]
        for parent in {self.units[u][0] for u in units if u != self.county}:
            group = [u for u in units if u != self.county and self.units[u][0] == parent]
            rest = [u for u in group if u in shown and u not in hidden and above[u] > 0]
            if people and len(hidden.intersection(group)) == 1 and rest:
                fewest = min(above[u] for u in rest)
                hidden.add(("one of", frozenset(u for u in rest if above[u] == fewest)))
        out = {}
        for u in units:
            value = None
            if u in shown:
                value = above[u] * scale / (below[u] if below else 1)
            out[self.units[u][2]] = (value, above[u], below[u] if below else None, u in hidden)
        loose = [item[1] for item in hidden if isinstance(item, tuple)]
        return out, [{self.units[u][2] for u in group} for group in loose]


# ---- Comparing

def move_some(path):
    """Some facilities of the file move to another unit on a day of 2021, as the program keeps it: a row of the time
    before, which names the one that goes on. By hand, for there is no journal to ask here."""
    file = sqlite3.connect(path)
    for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'facility'").fetchall():
        file.execute(f'DROP TRIGGER "{name}"')
    names = [row[1] for row in file.execute("PRAGMA table_info (facility)") if row[1] not in ("id", "valid_to", "past_of")]
    moved = file.execute(
        "SELECT id, kind FROM facility WHERE valid_from < '2021-09-01' AND valid_to > '2026-12-31' AND kind IN "
        "('elderly.township-centre', 'elderly.village-centre', 'charity.charity-branch', 'charity.charity-station', "
        "'social-work.station', 'child.children-home') ORDER BY id % 97, id LIMIT 60").fetchall()
    free = file.execute("SELECT max (id) FROM case_event").fetchone()[0] + 1000
    for i, (moving, kind) in enumerate(moved):
        file.execute(f"INSERT INTO facility (id, past_of, valid_to, {', '.join(names)}) SELECT ?, id, '2021-09-01', "
                     f"{', '.join(names)} FROM facility WHERE id = ?", (free + i, moving))
        file.execute("UPDATE facility SET valid_from = '2021-09-01', (village, township, geom) = (SELECT unit, parent, seat FROM division "
                     "WHERE level = 5 AND valid_to > '2026-12-31' AND seat IS NOT NULL ORDER BY (unit * 7919 + ?) % 1009 LIMIT 1) WHERE id = ?",
                     (moving, moving))
    file.commit()
    file.close()
    assert len(moved) == 60


def own_module(path, folder):
    """A module dropped in as a file is counted without a line of C."""
    modules = os.path.join(folder, "data", "yutu", "modules")
    os.makedirs(modules)
    title = {"zh_CN": "自定", "en": "Own"}
    with open(os.path.join(modules, "99-own.json"), "w", encoding="utf-8") as file:
        json.dump({
            "id": "own", "code": "OW", "title": title, "symbol": "dot", "registers": [{
                "id": "thing", "title": title, "symbol": "dot",
                "fields": [{"id": "size", "type": "int", "title": title}]}],
            "kinds": [{"id": "OW.CASE", "title": title, "subject": "place", "states": [
                {"id": "begun", "title": title}, {"id": "ended", "title": title, "open": False}],
                "transitions": [{"id": "end", "title": title, "from": ["begun"], "to": "ended", "role": "clerk"}]}],
            "indicators": [
                {"id": "own_share", "title": title, "formula": title, "unit": "%", "levels": ["township", "village"],
                 "scale": 100, "direction": "higher",
                 "numerator": {"units-with": {"addresses": True}, "level": "village"}, "denominator": {"units": "village"},
                 "targets": [{"value": 99, "legal_basis": "x", "valid_from": "2020-01-01", "valid_to": "9999-12-31"}]},
                {"id": "own_size", "title": title, "formula": title, "levels": ["township"],
                 "numerator": {"facilities": ["thing"], "field": "size"}}]}, file, ensure_ascii=False)
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = os.path.join(folder, "data")
    try:
        county = County(path, "2026-11-24", "legal")
        addresses = county.count(ADDRESSES, 2026)
        villages = [u for u, row in county.units.items() if row[1] == 5]
        n = sum(addresses[u] > 0 for u in villages)
        row = run("indicator", path, "own_share", "--as-of", "2026-11-24")[0]
        if (row["numerator"], row["denominator"], row["target"]) != (n, len(villages), 99):
            yield f"own_share: {row}, by hand {n} of {len(villages)}"
        for row in run("indicator", path, "own_size", "--by", "township"):
            if row["value"] is not None:
                yield f"an empty register has a value: {row}"
    finally:
        os.environ.pop("XDG_DATA_HOME")
        if before is not None:
            os.environ["XDG_DATA_HOME"] = before


def run(*arguments):
    result = subprocess.run([PROGRAM, *arguments, "--json"], stdout=subprocess.PIPE, check=False)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {result.returncode}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def compare(path, level, scope, day, year):
    arguments = ["indicator", path, "--by", {4: "township", 5: "village"}[level], "--scope", scope, "--as-of", day]
    rows = {}
    for row in run(*arguments, *(["--year", str(year)] if year else [])):
        rows.setdefault(row["indicator"], {})[row["code"]] = row
    county = County(path, day, scope, year)
    for name, found in rows.items():
        expected, loose = county.indicator(name, level)
        where = f"{name} by level {level}, {scope}, {day}, year {year}"
        if found.keys() != expected.keys():
            yield f"{where}: units {sorted(found.keys() ^ expected.keys())}"
            continue
        extra = set()
        for code, (value, above, below, hidden) in expected.items():
            row = found[code]
            if row["suppressed"] and not hidden:
                extra.add(code)
            elif hidden:
                if not row["suppressed"] or row["value"] is not None or row["numerator"] is not None:
                    yield f"{where}: {code} is not hidden"
            elif (row["value"] is None) != (value is None):
                yield f"{where}: {code} has {row['value']}, by hand {value}"
            elif value is not None and (
                row["numerator"] != above or (below is not None and row["denominator"] != below)
                or not math.isclose(row["value"], value, rel_tol=1e-12, abs_tol=1e-12)):
                yield (f"{where}: {code} has {row['value']} = {row['numerator']} / {row['denominator']}, by hand "
                       f"{value} = {above} / {below}")
        for group in loose:
            if len(extra & group) != 1:
                yield f"{where}: of {group} just one must be hidden, not {extra & group}"
            extra -= group
        if extra:
            yield f"{where}: {extra} are hidden for nothing"
    if level == 4 and not year and set(ORACLE) - rows.keys() - {
        "marry", "divorce_ratio", "cross_share", "one_thing_share", "reconcile"}:
        yield f"not counted by township: {set(ORACLE) - rows.keys()}"


def compare_county(path, scope, day):
    found = {row["indicator"]: row for row in run("indicator", path, "--scope", scope, "--as-of", day)}
    if found.keys() != ORACLE.keys():
        yield f"indicators {found.keys() ^ ORACLE.keys()} are not the same"
    county = County(path, day, scope)
    for name in found.keys() & ORACLE.keys():
        (expected, _), row = county.indicator(name, 3), found[name]
        value = expected[row["code"]][0]
        if not expected[row["code"]][3] and row["value"] != value and not math.isclose(row["value"] or 0, value or 0, rel_tol=1e-12):
            yield f"{name}, {scope}, {day}: {row['value']}, by hand {value}"


# How the report says it: a number of decimals, "over" or "about".
ROUNDED = {"cw_cert_rate": 0, "reconcile": 0, "carer_per10k": 0, "mig_prod_share": 2}


def compare_report(path):
    """The demo county's figures of 2021 are those of the report."""
    found = {row["indicator"]: row for row in run("indicator", path, "--scope", "managed", "--year", "2021")}
    n = 0
    with open(SOURCE / "seeds" / "figures-2021.csv", encoding="utf-8") as file:
        for figure in csv.DictReader(line for line in file if not line.startswith("#")):
            row = found.get(figure["key"])
            if row is None:
                continue
            n += 1
            value = round(row["value"], ROUNDED.get(figure["key"], 6)) if row["value"] is not None else None
            if value != float(figure["value"]) or row["published"] != float(figure["value"]):
                yield f"{figure['key']}: {row['value']}, the report has {figure['value']}"
    if n < 40:
        yield f"only {n} figures of the report are counted"
    station = found["station_cov"]
    if (station["numerator"], station["denominator"]) != (198, 275) or round(station["value"], 1) != 72.0:
        yield f"station_cov: {station}"


def consistent(path):
    """What the report's figures say of one another."""
    value = {row["indicator"]: row for row in run("indicator", path, "--scope", "managed", "--year", "2021")}
    figures = {}
    with open(SOURCE / "seeds" / "figures-2021.csv", encoding="utf-8") as file:
        for figure in csv.DictReader(line for line in file if not line.startswith("#")):
            figures[figure["key"]] = float(figure["value"])
    checks = {
        "allowance grew by 5.9 % from 850": round((figures["dibao_std"] / 850 - 1) * 100, 1) == figures["dibao_std_growth"],
        "scattered orphans have 80 %": round(figures["orphan_scat_std"] / figures["orphan_inst_std"], 2) == 0.80,
        "new social workers grew from 70": round((figures["sw_cert_new"] / 70 - 1) * 100, 1) == figures["sw_cert_growth"],
        "subsidy is about 600 yuan a migrant": abs(value["mig_direct"]["value"] - value["mig_psn"]["value"] * 0.06) < 11,
        "production's share is of the whole": math.isclose(
            value["mig_prod"]["value"] / value["mig_prod_share"]["value"] * 100,
            value["mig_prod_share"]["denominator"] / 1e6),
        "divorces to marriages 25.8 %": round(value["divorce_ratio"]["value"], 1) == 25.8,
        "cross-area 13.4 %": round(value["cross_share"]["value"], 1) == 13.4,
        "joint matters 56.8 %": round(value["one_thing_share"]["value"], 1) == 56.8,
        "random inspections 13.1 %": round(value["so_random_rate"]["value"], 1) == 13.1,
    }
    later = {row["indicator"]: row for row in run("indicator", path, "--scope", "managed", "--year", "2022")}
    checks["6 and 11 stations with the one there was make 18"] = (
        value["sw_station_new"]["value"], later["sw_station_new"]["value"], later["sw_cov"]["numerator"],
        later["sw_cov"]["denominator"]) == (6, 11, 18, 18)
    checks["an eco-point in each unit at the end of 2022"] = later["eco_point_cov"]["met"] is True
    checks["the aim of 2022 is one of 2022"] = (later["sw_station_new"]["target"], later["sw_station_new"]["met"]) == (11, True)
    checks["no aim before it was set"] = value["eco_point_cov"]["target"] is None
    return [name for name, holds in checks.items() if not holds]


def scopes(path):
    """27 townships before the change, 26 after; 19 and 18 of them managed."""
    for day, scope, n in (("2021-10-20", "legal", 27), ("2021-10-21", "legal", 26), ("2021-10-20", "managed", 19),
                          ("2021-10-21", "managed", 18)):
        rows = run("indicator", path, "centre_cov", "--by", "township", "--scope", scope, "--as-of", day)
        if rows[0]["denominator"] != n or len(rows) != n + 1:
            yield f"{day} {scope}: {rows[0]['denominator']}, {len(rows) - 1} rows"


def render(path, folder):
    """Theme maps of all three kinds of file; an indicator that is none, or none of the level, changes nothing."""
    for suffix, name, by in (("png", "station_cov", "village"), ("pdf", "dibao_psn", "township"),
                             ("svg", "line_on_time", "township")):
        out = os.path.join(folder, f"theme.{suffix}")
        row = run("render", path, "-o", out, "--theme", name, "--by", by, "--size", "640x480")[0]
        if not row["features"] or os.path.getsize(out) < 4000:
            yield f"{name}: {row}"
    for name, by in (("no_such", "township"), ("centre_cov", "village")):
        out = os.path.join(folder, "refused.png")
        code = subprocess.run([PROGRAM, "render", path, "-o", out, "--theme", name, "--by", by],
                              stderr=subprocess.DEVNULL, check=False).returncode
        if code != 3 or os.path.exists(out):
            yield f"{name} by {by} ended with {code}"


def reach(path):
    """The addresses within reach, for radii of another file than an indicator's."""
    day = "2026-11-24"
    for registers, radius_m, by in ((["funeral.columbarium", "funeral.eco-point"], 700, 5),
                                    (["child.children-home"], 2500, 4)):
        *rows, end = run("coverage", path, "--facility", ",".join(registers), "--radius", str(radius_m), "--by",
                         {4: "township", 5: "village"}[by], "--as-of", day)
        county = County(path, day, "legal")
        near = county.near(ADDRESSES, registers, radius_m, 2026)
        all_ = county.count(ADDRESSES, 2026)
        expected = {row[2]: (all_[u], near[u]) for u, row in county.units.items() if row[1] == by and all_[u]}
        found = {row["code"]: (row["total"], row["covered"]) for row in rows if row["total"]}
        if expected != found or (end["total"], end["covered"]) != (all_[county.county], near[county.county]):
            yield f"{registers} {radius_m}: {end}, by hand {near[county.county]} of {all_[county.county]}"
        if any(row["share"] != row["covered"] / row["total"] for row in rows if row["total"]):
            yield f"{registers} {radius_m}: shares"
    for arguments in (["--facility", "elderly.nothing", "--radius", "5"], ["--facility", "elderly.meal-point"]):
        ended = subprocess.run([PROGRAM, "coverage", path, *arguments], stderr=subprocess.PIPE, check=False)
        if ended.returncode != (3 if "--radius" in arguments else 2):
            yield f"{arguments} ended with {ended.returncode}"
        if "--radius" in arguments and not (b"no such register" in ended.stderr and b"elderly.meal-point," in ended.stderr):
            yield f"{arguments} said {ended.stderr}"


def signs(path):
    """The verb tells the same crossings as the indicator, and they are those that were found by hand."""
    for day, by in (("2021-10-21", "village"), ("2026-11-24", "township")):
        county = County(path, day, "legal")
        level = {"township": 4, "village": 5}[by]
        result = subprocess.run([PROGRAM, "name", path, "signs", "--by", by, "--as-of", day, "--json"],
                                stdout=subprocess.PIPE, check=False)
        *rows, end = [json.loads(line) for line in result.stdout.splitlines()]
        all_, signed = county.count(("crossings", False), 0), county.count(("crossings", True), 0)
        if not all_[county.county] or (end["crossings"], end["signed"]) != (all_[county.county], signed[county.county]):
            yield f"{day}: {end}, by hand {signed[county.county]} of {all_[county.county]}"
        if day > "2026" and not signed[county.county]:
            yield f"{day}: no sign stands at a crossing"
        expected = {row[2]: (all_[u], signed[u]) for u, row in county.units.items() if row[1] == level}
        found = {row["code"]: (row["crossings"], row["signed"]) for row in rows}
        told = {row["code"]: (row["denominator"] or 0, row["numerator"] or 0) for row in
                run("indicator", path, "road_signs", "--by", by, "--as-of", day)[1:]}
        if not expected == found == told:
            yield f"{day} by {by}: {[(c, expected.get(c), found.get(c), told.get(c)) for c in expected if not expected[c] == found.get(c) == told.get(c)][:5]}"


def main():
    number = 0
    failed = False

    def report(name, faults):
        nonlocal number, failed
        faults = list(faults)
        number += 1
        failed = failed or bool(faults)
        for fault in faults[:20]:
            print("#", fault)
        print("not ok" if faults else "ok", number, name, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for name, addresses, seed in (("demo", "20000", None), ("random", "3000", "77")):
            files[name] = os.path.join(folder, f"{name}.yutu")
            run("new", files[name], "--demo", "--addresses", addresses, *(["--seed", seed] if seed else []))
        move_some(files["random"])
        print(f"1..{len(files) * 9 + 7}")
        for name, path in files.items():
            for scope in ("legal", "managed"):
                for level, day, year in ((4, "2021-10-20", None), (5, "2021-10-21", None), (4, "2026-11-24", None),
                                         (5, "2026-11-24", 2022 if scope == "managed" else None)):
                    report(f"/coverage/{name}/{scope}/{level}/{day}", compare(path, level, scope, day, year))
            report(f"/coverage/{name}/county", [*compare_county(path, "legal", "2026-11-24"),
                                                *compare_county(path, "managed", "2022-06-30")])
        report("/coverage/report", compare_report(files["demo"]))
        report("/coverage/consistent", consistent(files["demo"]))
        report("/coverage/scopes", scopes(files["demo"]))
        report("/coverage/own-module", own_module(files["random"], folder))
        report("/coverage/reach", reach(files["random"]))
        report("/coverage/signs", signs(files["demo"]))
        report("/coverage/render", render(files["demo"], folder))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
