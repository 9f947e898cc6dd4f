/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "check-plants.h"

/* Rows of the demo county that no act has touched. */
#define VILLAGE  "(SELECT min (id) FROM division WHERE level = 5 AND valid_to = '9999-12-31' AND act_in IS NULL)"
#define SECOND   "(SELECT min (id) FROM division WHERE level = 5 AND valid_to = '9999-12-31' AND act_in IS NULL AND id > " VILLAGE ")"
#define TOWNSHIP "(SELECT min (id) FROM division WHERE level = 4 AND valid_to = '9999-12-31' AND act_in IS NULL)"
/* Units of these are the ids of their first rows. */
#define OWNER   "(SELECT min (id) FROM face_unit WHERE valid_to = '9999-12-31')"
#define ARC     "(SELECT id FROM arc ORDER BY NumPoints (geom) DESC, id LIMIT 1)"
#define ACT     "INSERT OR IGNORE INTO act (id, kind, title, doc_no, effective_on, state) VALUES "
#define ADDRESS "(SELECT min (id) FROM address WHERE geom IS NOT NULL AND place IS NOT NULL)"
/* Doors of the road that has the most, along it, and flats of an estate. */
#define ROAD "(SELECT place FROM address WHERE kind = 1 AND valid_to = '9999-12-31' GROUP BY place ORDER BY count (*) DESC, place LIMIT 1)"
#define DOOR "(SELECT id FROM address WHERE place = " ROAD " AND valid_to = '9999-12-31' ORDER BY door LIMIT 1 OFFSET 2)"
#define FLAT "(SELECT min (id) FROM address WHERE kind = 3 AND valid_to = '9999-12-31')"
#define COPY_OF_DOOR(sub, east)                                                                                                     \
  "INSERT OR IGNORE INTO address (id, village, place, door, door_sub, text, kind, valid_from, geom) SELECT "                        \
  "9000000000000077, village, place, door, " sub ", text, kind, valid_from, MakePoint (ST_X (geom) + " east ", ST_Y (geom), 4490) " \
  "FROM address WHERE id = " DOOR
#define NAME "(SELECT min (id) FROM place_name WHERE division IS NOT NULL AND geom IS NOT NULL)"
#define FACILITY                                                                                           \
  "(SELECT min (id) FROM facility WHERE valid_to = '9999-12-31' AND past_of IS NULL AND geom IS NOT NULL " \
  "AND village IS NOT NULL)"
#define SIGN                                                                                                  \
  "(SELECT min (id) FROM facility WHERE kind = 'division.name-sign' AND status = 'open' AND past_of IS NULL " \
  "AND valid_to = '9999-12-31')"
#define CASE                                                                                                      \
  "(SELECT min (id) FROM case_file WHERE closed_on IS NULL AND due_on IS NOT NULL AND x IS NOT NULL AND village " \
  "IS NOT NULL)"
#define COPY_OF(id, from)                                                                                          \
  "INSERT OR IGNORE INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, code, parent, "   \
  "valid_from) SELECT " id ", unit, uuid, level, type, name, proper_name, generic_term, code, parent, '" from "' " \
  "FROM division WHERE id = "
#define PILLAR(serial) "(SELECT id FROM boundary_pillar WHERE number LIKE '330702330781" serial "')"
#define ATTACHED                                                                                     \
  "INSERT OR IGNORE INTO attachment (id, sha256, name, mime, size, data) VALUES (9000000000000077, " \
  "'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb', 'a', 'text/plain', 1, x'61'); "

static const CheckPlant PLANTS[] = {
  /* Geometry. */
  { "broken-link", "arc", "UPDATE arc SET node_from = 4711 WHERE id = " ARC, FALSE, FALSE },
  { "broken-line", "arc", "UPDATE arc SET geom = AddPoint (geom, PointN (geom, 2), 2) WHERE id = " ARC, FALSE, FALSE },
  { "crossing", "arc",
    "UPDATE arc SET geom = SetPoint (geom, 1, MakePoint (ST_X (PointN (geom, 2)) + 0.05, ST_Y (PointN (geom, 2)) + "
    "0.05, 4490)) WHERE id = " ARC,
    FALSE, FALSE },
  { "dangling-node", "node", "INSERT OR IGNORE INTO node (id, geom) VALUES (9000000000000077, MakePoint (119.5, 29.0, 4490))", FALSE, FALSE },
  { "wrong-face", "node",
    "UPDATE arc SET face_left = (SELECT min (id) FROM face WHERE id NOT IN (SELECT face_left FROM arc WHERE id = " ARC
    " UNION SELECT face_right FROM arc WHERE id = " ARC ")) WHERE id = " ARC,
    FALSE, FALSE },
  { "dangling-arc", "arc", "UPDATE arc SET face_right = face_left WHERE id = " ARC, FALSE, FALSE },
  { "broken-ring", "face",
    "UPDATE arc SET face_left = face_right, face_right = face_left WHERE (SELECT max (id) FROM face) IN (face_left, "
    "face_right)",
    FALSE, FALSE },
  { "euler", "face", "INSERT OR IGNORE INTO face (id) VALUES (9000000000000077)", TRUE, FALSE },
  { "misplaced-island", "arc",
    "UPDATE arc SET face_left = CASE WHEN (SELECT count (*) FROM arc b WHERE arc.face_left IN (b.face_left, "
    "b.face_right)) > 1 THEN (SELECT max (id) FROM face WHERE id <> arc.face_left) ELSE face_left END, face_right = "
    "CASE WHEN (SELECT count (*) FROM arc b WHERE arc.face_right IN (b.face_left, b.face_right)) > 1 THEN (SELECT max "
    "(id) FROM face WHERE id <> arc.face_right) ELSE face_right END WHERE id = (SELECT min (id) FROM arc WHERE "
    "node_from = node_to)",
    FALSE, FALSE },
  { "area-stale", "division_area",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); DELETE FROM division_area WHERE id = (SELECT min "
    "(id) FROM division_area)",
    FALSE, TRUE },

  /* Days and owners. */
  { "days-invalid", "division", "UPDATE division SET valid_from = '2000-02-30' WHERE id = " VILLAGE, FALSE, FALSE },
  { "days-invalid", "facility", "UPDATE facility SET valid_from = '2000-02-30' WHERE id = " FACILITY, FALSE, FALSE },
  { "days-reversed", "division", "UPDATE division SET valid_to = valid_from WHERE id = " VILLAGE, FALSE, FALSE },
  { "version-twice", "division", COPY_OF ("9000000000000077", "2022-01-01") VILLAGE, FALSE, FALSE },
  { "end-inclusive", "division",
    COPY_OF ("9000000000000077", "2022-01-01") VILLAGE "; UPDATE division SET valid_to = '2021-12-31' WHERE id = " VILLAGE " AND id "
                                                       "<> 9000000000000077",
    FALSE, FALSE },
  { "owner-days-reversed", "face_unit", "UPDATE face_unit SET valid_to = '1999-01-01' WHERE id = " OWNER, FALSE, FALSE },
  { "face-owner-twice", "face_unit",
    "INSERT OR IGNORE INTO face_unit (id, face, unit, valid_from) SELECT 9000000000000077, face, " SECOND ", '2022-01-01' FROM face_unit WHERE "
    "id = " OWNER,
    FALSE, FALSE },
  { "face-owner-missing-face", "face_unit",
    "INSERT OR IGNORE INTO face_unit (id, face, unit, valid_from) SELECT 9000000000000077, 4711, " VILLAGE ", '2022-01-01'", TRUE, FALSE },
  { "face-owner-missing-unit", "face_unit", "UPDATE face_unit SET unit = 4711 WHERE id = " OWNER, FALSE, FALSE },
  { "face-owner-ended", "face_unit", "UPDATE division SET valid_to = '2022-01-01' WHERE id = " VILLAGE, FALSE, FALSE },
  { "ownership-gap", "face_unit",
    "INSERT OR IGNORE INTO face_unit (id, face, unit, valid_from) SELECT 9000000000000077, face, unit, '2022-06-01' FROM face_unit WHERE id = " OWNER "; UPDATE face_unit SET valid_to = '2022-01-01' WHERE id = (SELECT min (id) FROM face_unit WHERE valid_to = "
    "'9999-12-31' AND id <> 9000000000000077)",
    FALSE, FALSE },
  { "disputed-land", "face",
    "INSERT OR IGNORE INTO face_claim (id, face, unit) SELECT 9000000000000077, face, unit FROM face_unit WHERE id = " OWNER "; DELETE FROM "
    "face_unit WHERE face = (SELECT face FROM face_claim)",
    FALSE, FALSE },
  { "unclaimed-land", "face", "DELETE FROM face_unit WHERE id = " OWNER, FALSE, FALSE },
  { "claim-broken", "face_claim",
    "INSERT OR IGNORE INTO face_claim (id, face, unit) SELECT 9000000000000077, face, 4712 FROM face_unit WHERE id = " OWNER, FALSE, FALSE },
  { "unit-without-land", "division", "DELETE FROM face_unit WHERE unit = " VILLAGE, FALSE, FALSE },

  /* Codes. */
  { "code-twice", "division",
    "UPDATE division SET code = (SELECT code FROM division WHERE id = " VILLAGE ") WHERE id = " SECOND, FALSE, FALSE },
  { "code-reused", "division",
    "UPDATE division SET valid_to = '2022-01-01' WHERE id = " VILLAGE "; UPDATE division SET code = (SELECT code FROM "
    "division WHERE level = 5 AND valid_to = '2022-01-01'), valid_from = '2022-01-01' WHERE id = " VILLAGE,
    FALSE, FALSE },
  { "code-length", "division", "UPDATE division SET code = '33070210' WHERE id = " VILLAGE, FALSE, FALSE },
  { "code-parent", "division", "UPDATE division SET code = '330703999399' WHERE id = " VILLAGE, FALSE, FALSE },
  { "code-type", "division",
    "UPDATE division SET code = (SELECT code FROM division p WHERE p.id = " TOWNSHIP ") || '999' WHERE id = " VILLAGE,
    FALSE, FALSE },
  { "code-unregistered", "division", "UPDATE division SET code = '330702998' WHERE id = " TOWNSHIP, FALSE, FALSE },
  { "register-twice", "division_code",
    "INSERT OR IGNORE INTO division_code (id, kind, code, name, level, valid_from) SELECT 9000000000000077, kind, code, '甲', level, "
    "'2022-01-01' FROM division_code WHERE kind = 'mca' AND level = 4 ORDER BY id LIMIT 1",
    FALSE, FALSE },
  { "register-days", "division_code",
    "UPDATE division_code SET valid_to = '1999-01-01' WHERE id = (SELECT min (id) FROM division_code WHERE level = 4)",
    FALSE, FALSE },

  /* The tree, names, seats. */
  { "parent-missing", "division", "UPDATE division SET parent = 4711 WHERE id = " VILLAGE, FALSE, FALSE },
  { "parent-level", "division", "UPDATE division SET parent = " SECOND " WHERE id = " VILLAGE, FALSE, FALSE },
  { "parent-ended", "division", "UPDATE division SET valid_to = '2022-01-01' WHERE id = " TOWNSHIP, FALSE, FALSE },
  { "parent-none", "division", "UPDATE division SET parent = NULL WHERE id = " VILLAGE, FALSE, FALSE },
  { "type-term", "division", "UPDATE division SET type = 'zone' WHERE id = " TOWNSHIP, FALSE, FALSE },
  { "name-twice", "division",
    "UPDATE division SET parent = (SELECT parent FROM division WHERE id = " VILLAGE "), name = (SELECT name FROM "
    "division WHERE id = " VILLAGE ") WHERE id = " SECOND,
    FALSE, FALSE },
  { "seat-outside", "division",
    "UPDATE division SET seat = MakePoint (ST_X (seat) + 0.15, ST_Y (seat), 4490) WHERE id = (SELECT min (id) FROM "
    "division WHERE level = 4 AND seat IS NOT NULL AND valid_to = '9999-12-31')",
    FALSE, FALSE },

  /* Acts and lineage. */
  { "act-missing", "division", "UPDATE division SET act_in = 4711 WHERE id = " VILLAGE, FALSE, FALSE },
  { "act-day", "division",
    ACT "(9000000000000077, 'rename', '更名', '文1号', '2022-01-01', 'completed'); UPDATE division SET act_in = 9000000000000077 WHERE id = " VILLAGE,
    FALSE, FALSE },
  { "act-unapproved", "act", "UPDATE act SET doc_no = ' '", FALSE, FALSE },
  { "successor-missing", "division",
    ACT "(9000000000000077, 'abolish', '撤销', '文1号', '2022-01-01', 'completed'); UPDATE division SET act_out = 9000000000000077, valid_to = "
        "'2022-01-01' WHERE id = " VILLAGE,
    FALSE, FALSE },
  { "lineage-missing", "lineage", "UPDATE lineage SET act = 4711 WHERE id = (SELECT min (id) FROM lineage)", FALSE, FALSE },
  { "lineage-days", "lineage", "UPDATE act SET effective_on = '1990-01-01'", FALSE, FALSE },
  { "lineage-sum", "lineage",
    "UPDATE lineage SET area_num = area_num + 1 WHERE id = (SELECT min (id) FROM lineage)", FALSE, FALSE },

  /* Boundary lines. */
  { "line-arc-gone", "boundary_line_arc",
    "UPDATE boundary_line_arc SET arc = 4711 WHERE id = (SELECT max (id) FROM boundary_line_arc WHERE line = (SELECT min "
    "(id) FROM boundary_line))",
    FALSE, FALSE },
  { "line-gone", "boundary_line_arc",
    "UPDATE boundary_line_arc SET line = 4711 WHERE id = (SELECT max (id) FROM boundary_line_arc WHERE line = (SELECT "
    "min (id) FROM boundary_line))",
    FALSE, FALSE },
  { "line-without-arcs", "boundary_line",
    "INSERT OR IGNORE INTO boundary_line (id, name, grade, valid_from) VALUES (9000000000000077, '空线', 4, '2020-01-01')", TRUE, FALSE },
  { "line-junction", "boundary_junction",
    "UPDATE boundary_junction SET geom = MakePoint (ST_X (geom) + 0.001, ST_Y (geom), 4490) WHERE id = (SELECT min (id) "
    "FROM boundary_junction)",
    FALSE, FALSE },
  { "line-length", "boundary_line", "UPDATE boundary_line SET length_m = 1 WHERE id = (SELECT min (id) FROM boundary_line)",
    FALSE, FALSE },
  { "pillar-line", "boundary_pillar", "UPDATE boundary_pillar SET line = 4711 WHERE id = " PILLAR ("002Q"), FALSE, FALSE },
  { "pillar-off-line", "boundary_pillar",
    "UPDATE boundary_pillar SET geom = MakePoint (ST_X (geom) + 0.001, ST_Y (geom) - 0.001, 4490) WHERE id = " PILLAR ("002Q"),
    FALSE, FALSE },
  { "inspection-overdue", "boundary_line",
    "UPDATE boundary_line SET next_due = '2001-01-01' WHERE id = (SELECT max (line) FROM line_inspection i WHERE NOT "
    "EXISTS (SELECT 1 FROM line_inspection n WHERE n.line = i.line AND n.done_on IS NULL))",
    FALSE, FALSE },

  /* What points at what. */
  { "address-village", "address", "UPDATE address SET village = 4711 WHERE id = " ADDRESS, FALSE, FALSE },
  { "address-base", "address", "UPDATE address SET place = 4711 WHERE id = " ADDRESS, FALSE, FALSE },
  { "address-previous", "address", "UPDATE address SET previous = 4711 WHERE id = " ADDRESS, FALSE, FALSE },
  { "address-main", "address", "INSERT OR IGNORE INTO address_record (id, main) SELECT " ADDRESS ", 4711", FALSE, FALSE },
  { "address-main", "address", "INSERT OR IGNORE INTO address_record (id, main) SELECT " ADDRESS ", " ADDRESS, FALSE, FALSE },
  { "row-days", "address", "UPDATE address SET valid_to = valid_from WHERE id = " ADDRESS, FALSE, FALSE },
  { "name-division", "place_name", "UPDATE place_name SET division = 4711 WHERE id = " NAME, FALSE, FALSE },
  { "name-double", "place_name",
    "INSERT OR IGNORE INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) SELECT "
    "9000000000000077, name, proper_name, generic_term, class, status, division, valid_from, geom FROM place_name WHERE id = " ROAD,
    FALSE, FALSE },
  { "facility-village", "facility", "UPDATE facility SET township = village WHERE id = " FACILITY, FALSE, FALSE },
  { "facility-past", "facility",
    "INSERT OR IGNORE INTO facility (id, kind, name, status, fields, village, valid_from, valid_to, past_of, geom) SELECT 9000000000000077, kind, "
    "name, status, fields, village, '1990-01-01', '1991-01-01', id, geom FROM facility WHERE id = " FACILITY,
    FALSE, FALSE },
  { "case-village", "case_file", "UPDATE case_file SET township = village WHERE id = " CASE, FALSE, FALSE },
  { "case-object", "case_file", "UPDATE case_file SET facility = 4711 WHERE id = " CASE, FALSE, FALSE },
  { "event-case", "case_event",
    "UPDATE case_event SET case_file = 4711 WHERE id = (SELECT min (id) FROM case_event)", TRUE, FALSE },
  { "event-attachment", "case_event",
    "UPDATE case_event SET attachment = 4711 WHERE id = (SELECT min (id) FROM case_event WHERE case_file = " CASE ")", FALSE,
    FALSE },
  { "attachment-event", "attachment", ATTACHED, TRUE, FALSE },
  { "attachment-once", "attachment",
    ATTACHED "INSERT OR IGNORE INTO attachment (id, sha256, name, mime, size, data) SELECT 9000000000000078, sha256, 'b', mime, size, data FROM "
             "attachment",
    TRUE, FALSE },
  { "attachment-hash", "attachment", ATTACHED "UPDATE attachment SET data = x'62'", TRUE, FALSE },
  { "person-case", "person", "UPDATE person SET case_file = 4711 WHERE id = (SELECT min (id) FROM person)", TRUE, FALSE },

  /* Derived counts. */
  { "address-points", "address_point",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); INSERT OR IGNORE INTO address_point (h, id, x, y, kind, "
    "valid_from) VALUES (1, 9000000000000077, 1, 1, 1, 1)",
    TRUE, TRUE },
  { "address-cells", "address_cell",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); UPDATE address_cell SET n = n + 1 WHERE level = 15",
    TRUE, TRUE },
  { "address-days", "address_day",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); UPDATE address_day SET n = n + 1 WHERE village = " VILLAGE,
    FALSE, TRUE },
  { "case-days", "case_day",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); UPDATE case_day SET opened = opened + 1 WHERE unit = " TOWNSHIP,
    FALSE, TRUE },
  { "case-dues", "case_due",
    "INSERT OR IGNORE INTO setting (id, key, value) VALUES (9000000000000077, 'touch', '1'); UPDATE case_due SET n = n + 1 WHERE unit = " TOWNSHIP,
    FALSE, TRUE },

  /* Points and texts. */
  { "address-place", "address",
    "UPDATE address SET geom = MakePoint (ST_X (geom) + 0.1, ST_Y (geom), 4490) WHERE id = " ADDRESS, FALSE, FALSE },
  { "facility-place", "facility",
    "UPDATE facility SET geom = MakePoint (ST_X (geom) + 0.1, ST_Y (geom), 4490) WHERE id = " FACILITY, FALSE, FALSE },
  { "case-place", "case_file", "UPDATE case_file SET x = x + 100000000 WHERE id = " CASE, FALSE, FALSE },
  { "address-text", "address", "UPDATE address SET text = text || '甲' WHERE id = " ADDRESS, FALSE, FALSE },

  /* The quality of addresses. */
  { "address-incomplete", "address", "UPDATE address SET door = 0 WHERE id = " DOOR, FALSE, FALSE },
  { "address-base-ended", "address", "UPDATE place_name SET valid_to = '2022-01-01' WHERE id = " ROAD, FALSE, FALSE },
  { "address-twice", "address", COPY_OF_DOOR ("door_sub", "0"), FALSE, FALSE },
  { "address-side", "address", /* six more where one stands, the last of them as in a mirror along the road */
    "INSERT OR IGNORE INTO address (id, village, place, door, text, kind, valid_from, geom) SELECT 9000000000000077 + k, a.village, "
    "place, door + 2 * k, text, kind, a.valid_from, CASE WHEN k < 6 THEN a.geom ELSE MakePoint (2 * ST_X (ST_ClosestPoint (p.geom, "
    "a.geom)) - ST_X (a.geom), 2 * ST_Y (ST_ClosestPoint (p.geom, a.geom)) - ST_Y (a.geom), 4490) END FROM address a JOIN "
    "place_name p ON p.id = a.place, (SELECT 1 AS k UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6) "
    "WHERE a.id = " DOOR,
    FALSE, FALSE },
  { "address-order", "address", "UPDATE address SET door = door + 4000 WHERE id = " DOOR, FALSE, FALSE },
  { "address-far", "address",
    "UPDATE address SET geom = MakePoint (ST_X (geom) + 0.02, ST_Y (geom) + 0.02, 4490) WHERE id = " DOOR, FALSE, FALSE },
  { "address-numbers", "address", "UPDATE address SET unit_no = '99' WHERE id = " FLAT, FALSE, FALSE },
  { "address-characters", "address", "UPDATE address SET text = text || '电话13800001234' WHERE id = " ADDRESS, FALSE, FALSE },
  { "address-unit-ended", "address", "UPDATE division SET valid_to = '2022-01-01' WHERE id = " VILLAGE, FALSE, FALSE },
  { "address-scattered", "address", COPY_OF_DOOR ("'9'", "0.01"), FALSE, FALSE },
  { "address-building", "address",
    "INSERT OR IGNORE INTO address (id, village, place, door, text, kind, valid_from, geom) SELECT 9000000000000077, village, place, "
    "8, text, kind, valid_from, geom FROM address WHERE id = " FLAT,
    FALSE, FALSE },
  { "address-coordinates", "address", "UPDATE address SET geom = MakePoint (ST_Y (geom), ST_X (geom), 4490) WHERE id = " ADDRESS,
    TRUE, FALSE },
  { "address-unchecked", "address", "UPDATE address SET status = 1 WHERE id = " ADDRESS, FALSE, FALSE },

  /* Cases, facilities. */
  { "case-kind", "case_file", "UPDATE case_file SET kind = 'NONE' WHERE id = " CASE, FALSE, FALSE },
  { "case-state", "case_file", "UPDATE case_file SET state = 'none' WHERE id = " CASE, FALSE, FALSE },
  { "case-closed", "case_file", "UPDATE case_file SET closed_on = '2026-01-01' WHERE id = " CASE, FALSE, FALSE },
  { "case-due", "case_file", "UPDATE case_file SET due_on = '2001-01-01' WHERE id = " CASE, FALSE, FALSE },
  { "inspection-case", "case_file",
    "DELETE FROM line_inspection WHERE case_file = (SELECT max (case_file) FROM line_inspection)", FALSE, FALSE },
  { "name-case", "case_file",
    "UPDATE case_file SET subject = " NAME " WHERE id = (SELECT min (id) FROM case_file WHERE kind = 'PN.NAME' AND "
    "closed_on IS NULL)",
    FALSE, FALSE },
  { "sign-text", "facility", "UPDATE facility SET fields = json_set (fields, '$.sign_text', '无名大道') WHERE id = " SIGN, FALSE, FALSE },
  { "sign-pinyin", "facility",
    "UPDATE facility SET fields = json_set (fields, '$.sign_pinyin', 'Wuming Dadao', '$.name_id', " NAME ") WHERE id = " SIGN,
    FALSE, FALSE },
  { "sign-link", "facility",
    "UPDATE facility SET fields = json_set (fields, '$.name_id', 4711) WHERE id = " SIGN, FALSE, FALSE },
  { "sign-code", "facility",
    "UPDATE facility SET fields = json_set (fields, '$.sign_kind', 'door', '$.qr', '330702'), address = " ADDRESS " WHERE id = " SIGN,
    FALSE, FALSE },
  { "sign-place", "facility",
    "UPDATE facility SET fields = json_set (fields, '$.name_id', " NAME ") WHERE id = " SIGN, FALSE, FALSE },
  { "sign-crossing", "place_name",
    "UPDATE facility SET fields = json_set (fields, '$.name_id', " ROAD ") WHERE id = " SIGN, FALSE, FALSE },
  { "facility-kind", "facility", "UPDATE facility SET kind = 'none' WHERE id = " FACILITY, FALSE, FALSE },
  { "facility-fields", "facility", "UPDATE facility SET fields = '{' WHERE id = " FACILITY, FALSE, FALSE },
  { "facility-relation", "facility",
    "UPDATE facility SET fields = json_set (fields, '$.beds_nursing', json_extract (fields, '$.beds_total') + 1) WHERE id "
    "= (SELECT min (id) FROM facility WHERE kind = 'elderly.care-home' AND json_extract (fields, '$.beds_total') IS NOT "
    "NULL)",
    FALSE, FALSE },
  { "facility-year", "facility_year",
    "UPDATE facility_year SET fields = '{' WHERE id = (SELECT min (id) FROM facility_year)", FALSE, FALSE },
};

const CheckPlant *
check_plants_list (gsize *n)
{
  *n = G_N_ELEMENTS (PLANTS);
  return PLANTS;
}
