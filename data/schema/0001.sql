-- Schema 1. Run by the store on a new file, inside one transaction, after the SpatiaLite metadata
-- tables and EPSG:4490 are there.
--
-- User tables hold what people entered; they are listed in user_table, and every change to them is
-- journalled. Each has an integer primary key from the file's one id counter and no generated
-- column (the session extension needs both). Derived tables are rebuilt from them at any time.
-- Days are ISO text; ranges are half-open [valid_from, valid_to) with '9999-12-31' as open end.
-- x, y are integers of 1e-9 degree (EPSG:4490 lon, lat). Geometry columns are SpatiaLite BLOBs on
-- the same grid.

-- ---------------------------------------------------------------- store
CREATE TABLE user_table (
  position INTEGER NOT NULL PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE
);

-- replica, next_id and other facts of this very copy; not journalled.
CREATE TABLE file_state (
  key   TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE journal (
  id         INTEGER NOT NULL PRIMARY KEY,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  kind       TEXT NOT NULL,
  title      TEXT NOT NULL,
  schema     INTEGER NOT NULL,
  state      INTEGER NOT NULL,           -- 0 done, 1 undone
  undoes     INTEGER NOT NULL,           -- entry that this one undid or redid, 0
  action     INTEGER NOT NULL,           -- 0 edit, 1 undo, 2 redo
  bulk_first INTEGER NOT NULL,           -- 0 for an ordinary entry
  bulk_last  INTEGER NOT NULL,
  n_objects  INTEGER NOT NULL,
  changeset  BLOB,
  prev_hash  BLOB NOT NULL,
  hash       BLOB NOT NULL
);

CREATE INDEX journal_bulk ON journal (bulk_first, bulk_last) WHERE bulk_first > 0;

CREATE TABLE journal_object (
  object INTEGER NOT NULL,
  entry  INTEGER NOT NULL,
  PRIMARY KEY (object, entry)
) WITHOUT ROWID;

-- Rows that the undo of a bulk entry took away, in slices, so that it can be redone.
CREATE TABLE journal_chunk (
  entry     INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  changeset BLOB NOT NULL,
  PRIMARY KEY (entry, seq)
);

CREATE TABLE setting (
  id    INTEGER NOT NULL PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE,            -- county_code, county_name, map_crs, is_demo …
  value TEXT NOT NULL
);

CREATE TABLE actor (
  id   INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL
);

-- Dated rules: limits, thresholds, with their legal basis.
CREATE TABLE rule (
  id          INTEGER NOT NULL PRIMARY KEY,
  key         TEXT NOT NULL,
  value       TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  valid_from  TEXT NOT NULL,
  valid_to    TEXT NOT NULL DEFAULT '9999-12-31'
);

-- ---------------------------------------------------------------- division
-- The register of division codes. A code is never given twice: (kind, code) may repeat only for
-- the same unit under a new name.
CREATE TABLE division_code (
  id          INTEGER NOT NULL PRIMARY KEY,
  kind        TEXT NOT NULL,             -- mca | stat
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  level       INTEGER NOT NULL,          -- 1 province … 3 county, 4 township, 5 village
  urban_rural TEXT,                      -- 城乡分类, 3 digits
  valid_from  TEXT NOT NULL,
  valid_to    TEXT NOT NULL DEFAULT '9999-12-31',
  source      TEXT,
  UNIQUE (kind, code, valid_from)
);
CREATE INDEX division_code_name ON division_code (name);

-- One row a unit and a stretch of legal time in which its facts stay the same; unit is its
-- identity over all of them (the id of its first row).
CREATE TABLE division (
  id             INTEGER NOT NULL PRIMARY KEY,
  unit           INTEGER NOT NULL,
  uuid           TEXT NOT NULL,
  level          INTEGER NOT NULL,
  type           TEXT NOT NULL,          -- district county city | street town township zone | village community zone
  name           TEXT NOT NULL,
  proper_name    TEXT NOT NULL,
  generic_term   TEXT NOT NULL,
  pinyin         TEXT,
  code           TEXT,                   -- NULL: not known; never invented
  stat_code      TEXT,
  parent         INTEGER,                -- unit of the upper level; NULL at the top
  managed_by     TEXT,                   -- NULL: by its parent; else who it is entrusted to
  area_legal_m2  INTEGER,
  population     INTEGER,
  urban_rural    TEXT,
  valid_from     TEXT NOT NULL,
  valid_to       TEXT NOT NULL DEFAULT '9999-12-31',
  act_in         INTEGER,
  act_out        INTEGER,
  source         TEXT,
  secrecy        TEXT
);
SELECT AddGeometryColumn ('division', 'seat', 4490, 'POINT', 'XY');
CREATE INDEX division_unit ON division (unit);
CREATE INDEX division_parent ON division (parent);
CREATE INDEX division_code_index ON division (code);
CREATE INDEX division_name ON division (name);

-- The arc model: one planar graph of every line that ever divided land here. A face is an atom of
-- land; face_unit says whose it is, and when. Face 0, never a row, is the land outside.
CREATE TABLE node (
  id INTEGER NOT NULL PRIMARY KEY
);
SELECT AddGeometryColumn ('node', 'geom', 4490, 'POINT', 'XY');

CREATE TABLE arc (
  id         INTEGER NOT NULL PRIMARY KEY,
  node_from  INTEGER NOT NULL,
  node_to    INTEGER NOT NULL,
  face_left  INTEGER NOT NULL,
  face_right INTEGER NOT NULL
);
SELECT AddGeometryColumn ('arc', 'geom', 4490, 'LINESTRING', 'XY');
CREATE INDEX arc_node_from ON arc (node_from);
CREATE INDEX arc_node_to ON arc (node_to);
CREATE INDEX arc_face_left ON arc (face_left);
CREATE INDEX arc_face_right ON arc (face_right);

CREATE TABLE face (
  id INTEGER NOT NULL PRIMARY KEY
);

-- Owner of a face: the finest unit known there. At any day at most one.
CREATE TABLE face_unit (
  id         INTEGER NOT NULL PRIMARY KEY,
  face       INTEGER NOT NULL,
  unit       INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL DEFAULT '9999-12-31'
);
CREATE INDEX face_unit_face ON face_unit (face);
CREATE INDEX face_unit_unit ON face_unit (unit);

-- Land whose owner was left open by an import: every unit that the source gave it to.
CREATE TABLE face_claim (
  id     INTEGER NOT NULL PRIMARY KEY,
  face   INTEGER NOT NULL,
  unit   INTEGER NOT NULL,
  source TEXT
);
CREATE INDEX face_claim_face ON face_claim (face);

CREATE TABLE act (
  id           INTEGER NOT NULL PRIMARY KEY,
  kind         TEXT NOT NULL,            -- establish abolish rename subordination boundary seat merge split
  title        TEXT NOT NULL,
  doc_no       TEXT,
  organ        TEXT,
  approved_on  TEXT,
  effective_on TEXT NOT NULL,
  state        TEXT NOT NULL,
  note         TEXT
);

-- Shares are exact fractions of the predecessor's land and addresses.
CREATE TABLE lineage (
  id          INTEGER NOT NULL PRIMARY KEY,
  act         INTEGER NOT NULL,
  from_unit   INTEGER NOT NULL,
  to_unit     INTEGER NOT NULL,
  area_num    INTEGER NOT NULL,
  area_den    INTEGER NOT NULL,
  address_num INTEGER NOT NULL,
  address_den INTEGER NOT NULL
);

CREATE TABLE boundary_line (
  id              INTEGER NOT NULL PRIMARY KEY,
  code            TEXT,
  name            TEXT NOT NULL,         -- two short names + 线
  grade           INTEGER NOT NULL,      -- level of the units it divides: 3 county, 4 township
  left_code       TEXT,
  right_code      TEXT,
  neighbour_name  TEXT,                  -- county lines: who lies outside
  length_m        REAL,                  -- by law; the measured one is computed
  agreement_no    TEXT,
  agreement_date  TEXT,
  approval_doc    TEXT,
  approval_organ  TEXT,
  approval_date   TEXT,
  description     TEXT,
  last_inspection TEXT,
  next_due        TEXT,
  manager_side    TEXT,
  valid_from      TEXT NOT NULL,
  valid_to        TEXT NOT NULL DEFAULT '9999-12-31'
);

CREATE TABLE boundary_line_arc (
  id       INTEGER NOT NULL PRIMARY KEY,
  line     INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  arc      INTEGER NOT NULL,
  reversed INTEGER NOT NULL
);
CREATE INDEX boundary_line_arc_line ON boundary_line_arc (line);
CREATE INDEX boundary_line_arc_arc ON boundary_line_arc (arc);

CREATE TABLE boundary_pillar (
  id         INTEGER NOT NULL PRIMARY KEY,
  line       INTEGER NOT NULL,
  number     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  material   TEXT,
  planted_on TEXT,
  condition  TEXT,
  fields     TEXT NOT NULL DEFAULT '{}',
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL DEFAULT '9999-12-31'
);
SELECT AddGeometryColumn ('boundary_pillar', 'geom', 4490, 'POINT', 'XY');

CREATE TABLE line_inspection (
  id       INTEGER NOT NULL PRIMARY KEY,
  line     INTEGER NOT NULL,
  round_no INTEGER NOT NULL,
  year     INTEGER NOT NULL,
  state    TEXT NOT NULL,
  done_on  TEXT,
  next_due TEXT,
  fields   TEXT NOT NULL DEFAULT '{}'
);

-- Derived: the area of each unit in each stretch of time, for SQL and for other programs.
CREATE TABLE division_area (
  id         INTEGER NOT NULL PRIMARY KEY,
  unit       INTEGER NOT NULL,
  level      INTEGER NOT NULL,
  code       TEXT,
  name       TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  area_m2    REAL NOT NULL               -- on the ellipsoid
);
SELECT AddGeometryColumn ('division_area', 'geom', 4490, 'MULTIPOLYGON', 'XY');
SELECT CreateSpatialIndex ('division_area', 'geom');
CREATE INDEX division_area_unit ON division_area (unit);

-- Derived: the faces that each of these areas consists of.
CREATE TABLE division_area_face (
  area INTEGER NOT NULL,
  face INTEGER NOT NULL,
  PRIMARY KEY (area, face)
) WITHOUT ROWID;
CREATE INDEX division_area_face_face ON division_area_face (face);

-- ---------------------------------------------------------------- gazetteer
-- Standard place names, and the context that carries them: natural villages, roads, water.
CREATE TABLE place_name (
  id          INTEGER NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  proper_name TEXT NOT NULL,
  generic_term TEXT NOT NULL,
  pinyin      TEXT,                      -- romanised by GB/T 28039, no tones
  pinyin_tone TEXT,
  class       TEXT NOT NULL,             -- natural-village road river reservoir hill bridge estate park station …
  grade       INTEGER NOT NULL DEFAULT 0,-- road class, river order: 1 is the greatest
  status      TEXT NOT NULL,             -- planned … in_use … historical
  division    INTEGER,                   -- unit it lies in
  alias       TEXT,
  meaning     TEXT,
  approval_doc TEXT,
  approved_on TEXT,
  replaced_by INTEGER,
  fields      TEXT NOT NULL DEFAULT '{}',
  valid_from  TEXT NOT NULL,
  valid_to    TEXT NOT NULL DEFAULT '9999-12-31'
);
SELECT AddGeometryColumn ('place_name', 'geom', 4490, 'GEOMETRY', 'XY');
SELECT CreateSpatialIndex ('place_name', 'geom');
CREATE INDEX place_name_division ON place_name (division);
CREATE INDEX place_name_name ON place_name (name);

-- One row a door. text is the canonical address, rebuilt from the elements byte for byte.
CREATE TABLE address (
  id         INTEGER NOT NULL PRIMARY KEY,
  village    INTEGER NOT NULL,           -- unit of level 5
  place      INTEGER,                    -- base: road, natural village, estate (place_name)
  door       INTEGER NOT NULL DEFAULT 0,
  door_sub   TEXT,
  building   TEXT,
  unit_no    TEXT,
  floor      TEXT,
  room       TEXT,
  text       TEXT NOT NULL,
  kind       INTEGER NOT NULL,           -- 1 road door, 2 village door, 3 estate building, 4 landmark
  use        INTEGER NOT NULL DEFAULT 0,
  status     INTEGER NOT NULL DEFAULT 4, -- 1 collected 2 checked 3 coded 4 published 5 changed 6 cancelled
  previous   INTEGER,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL DEFAULT '9999-12-31'
);
SELECT AddGeometryColumn ('address', 'geom', 4490, 'POINT', 'XY');
CREATE INDEX address_place ON address (place, door);
CREATE INDEX address_village ON address (village);

-- Derived: every valid address as a packed point in Hilbert order, 1e-7 degree, and its counts in
-- cells for small scales (cell = key >> 2 * (26 - level)).
CREATE TABLE address_point (
  h     INTEGER NOT NULL,
  id    INTEGER NOT NULL,
  x     INTEGER NOT NULL,
  y     INTEGER NOT NULL,
  class INTEGER NOT NULL,
  PRIMARY KEY (h, id)
) WITHOUT ROWID;
CREATE TABLE address_cell (
  level INTEGER NOT NULL,
  cell  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (level, cell)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- casework
-- All registers of facilities in one table; kind is "module.register" of a module definition.
CREATE TABLE facility (
  id         INTEGER NOT NULL PRIMARY KEY,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  pinyin     TEXT,
  status     TEXT NOT NULL,
  address    INTEGER,
  village    INTEGER,
  township   INTEGER,
  fields     TEXT NOT NULL DEFAULT '{}',
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL DEFAULT '9999-12-31'
);
SELECT AddGeometryColumn ('facility', 'geom', 4490, 'POINT', 'XY');
SELECT CreateSpatialIndex ('facility', 'geom');
CREATE INDEX facility_kind ON facility (kind);
CREATE INDEX facility_village ON facility (village);

CREATE TABLE facility_year (
  id       INTEGER NOT NULL PRIMARY KEY,
  facility INTEGER NOT NULL,
  year     INTEGER NOT NULL,
  fields   TEXT NOT NULL,
  UNIQUE (facility, year)
);

-- x, y, village and township are where the case lies, resolved when it is opened by the first of
-- address, facility, line or pillar, village, township. township is set also when village is.
CREATE TABLE case_file (
  id           INTEGER NOT NULL PRIMARY KEY,
  case_no      TEXT NOT NULL UNIQUE,
  module       TEXT NOT NULL,
  kind         TEXT NOT NULL,
  title        TEXT NOT NULL,
  state        TEXT NOT NULL,
  state_since  TEXT NOT NULL,
  subject_kind TEXT NOT NULL,            -- person household org facility place line division project
  subject      INTEGER,
  address      INTEGER,
  facility     INTEGER,
  line         INTEGER,
  pillar       INTEGER,
  village      INTEGER,
  township     INTEGER,
  x            INTEGER,
  y            INTEGER,
  opened_on    TEXT NOT NULL,
  accepted_on  TEXT,
  due_on       TEXT,
  closed_on    TEXT,                     -- NULL: open
  officer      TEXT,
  priority     INTEGER NOT NULL DEFAULT 0,
  result       TEXT,
  result_doc   TEXT,
  secrecy      TEXT,
  source       TEXT,
  fields       TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX case_file_village ON case_file (village, module, opened_on, closed_on, due_on);
CREATE INDEX case_file_township ON case_file (township, module, opened_on, closed_on, due_on);
CREATE INDEX case_file_facility ON case_file (facility);
CREATE INDEX case_file_address ON case_file (address) WHERE address IS NOT NULL;
CREATE INDEX case_file_line ON case_file (line) WHERE line IS NOT NULL;
CREATE INDEX case_file_module ON case_file (module, opened_on, closed_on, due_on);
CREATE INDEX case_file_due ON case_file (due_on IS NULL, due_on, id, opened_on, closed_on);

-- Derived by the triggers below, both ways. Modules by number; every case with a point in bands of
-- 2^20 grid steps of latitude (117 m), ordered west to east; and, per unit (0 the county) and
-- day, how many cases were opened and closed, whose running sums are the counts of any day.
CREATE TABLE case_module (
  id   INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE case_point (
  band      INTEGER NOT NULL,            -- y >> 20
  x         INTEGER NOT NULL,
  id        INTEGER NOT NULL,
  y         INTEGER NOT NULL,
  module    INTEGER NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT NOT NULL,               -- '9999-12-31' while open
  PRIMARY KEY (band, x, id)
) WITHOUT ROWID;
CREATE TABLE case_day (
  unit   INTEGER NOT NULL,
  day    TEXT NOT NULL,
  module INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  PRIMARY KEY (unit, day, module)
) WITHOUT ROWID;

CREATE TRIGGER case_file_count_insert AFTER INSERT ON case_file BEGIN
  INSERT INTO case_module (name)
    SELECT NEW.module WHERE NOT EXISTS (SELECT 1 FROM case_module WHERE name = NEW.module);
  INSERT INTO case_point (band, x, id, y, module, opened_on, closed_on)
    SELECT NEW.y >> 20, NEW.x, NEW.id, NEW.y, m.id, NEW.opened_on,
           coalesce (NEW.closed_on, '9999-12-31')
    FROM case_module m WHERE m.name = NEW.module AND NEW.x IS NOT NULL AND NEW.y IS NOT NULL;
  INSERT INTO case_day (unit, day, module, opened, closed)
    SELECT u.unit, NEW.opened_on, m.id, 1, 0
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         case_module m
    WHERE u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET opened = opened + 1;
  INSERT INTO case_day (unit, day, module, opened, closed)
    SELECT u.unit, NEW.closed_on, m.id, 0, 1
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         case_module m
    WHERE NEW.closed_on IS NOT NULL AND u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET closed = closed + 1;
END;
CREATE TRIGGER case_file_count_delete AFTER DELETE ON case_file BEGIN
  DELETE FROM case_point WHERE band = OLD.y >> 20 AND x = OLD.x AND id = OLD.id;
  UPDATE case_day SET opened = opened - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND day = OLD.opened_on
          AND module = (SELECT id FROM case_module WHERE name = OLD.module);
  UPDATE case_day SET closed = closed - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND day = OLD.closed_on
          AND module = (SELECT id FROM case_module WHERE name = OLD.module);
END;
CREATE TRIGGER case_file_count_update
AFTER UPDATE OF module, village, township, x, y, opened_on, closed_on ON case_file BEGIN
  DELETE FROM case_point WHERE band = OLD.y >> 20 AND x = OLD.x AND id = OLD.id;
  UPDATE case_day SET opened = opened - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND day = OLD.opened_on
          AND module = (SELECT id FROM case_module WHERE name = OLD.module);
  UPDATE case_day SET closed = closed - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND day = OLD.closed_on
          AND module = (SELECT id FROM case_module WHERE name = OLD.module);
  INSERT INTO case_module (name)
    SELECT NEW.module WHERE NOT EXISTS (SELECT 1 FROM case_module WHERE name = NEW.module);
  INSERT INTO case_point (band, x, id, y, module, opened_on, closed_on)
    SELECT NEW.y >> 20, NEW.x, NEW.id, NEW.y, m.id, NEW.opened_on,
           coalesce (NEW.closed_on, '9999-12-31')
    FROM case_module m WHERE m.name = NEW.module AND NEW.x IS NOT NULL AND NEW.y IS NOT NULL;
  INSERT INTO case_day (unit, day, module, opened, closed)
    SELECT u.unit, NEW.opened_on, m.id, 1, 0
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         case_module m
    WHERE u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET opened = opened + 1;
  INSERT INTO case_day (unit, day, module, opened, closed)
    SELECT u.unit, NEW.closed_on, m.id, 0, 1
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         case_module m
    WHERE NEW.closed_on IS NOT NULL AND u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET closed = closed + 1;
END;

-- Append only.
CREATE TABLE case_event (
  id         INTEGER NOT NULL PRIMARY KEY,
  case_file  INTEGER NOT NULL,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  transition TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  note       TEXT,
  attachment INTEGER
);
CREATE INDEX case_event_case ON case_event (case_file);

CREATE TABLE attachment (
  id     INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  name   TEXT NOT NULL,
  mime   TEXT NOT NULL,
  size   INTEGER NOT NULL,
  data   BLOB NOT NULL
);

-- People of a case. Shown masked unless role, place and a stated purpose allow more.
CREATE TABLE person (
  id        INTEGER NOT NULL PRIMARY KEY,
  case_file INTEGER NOT NULL,
  relation  TEXT NOT NULL,               -- head, spouse, child …
  name      TEXT NOT NULL,
  id_no     TEXT,
  sex       INTEGER,                     -- GB/T 2261.1
  birth     TEXT,
  phone     TEXT,
  fields    TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX person_case ON person (case_file);

-- ---------------------------------------------------------------- indicators
CREATE TABLE indicator_value (
  id          INTEGER NOT NULL PRIMARY KEY,
  key         TEXT NOT NULL,
  period      TEXT NOT NULL,             -- 2021 | 2021Q4 | 2021-12
  scope       TEXT NOT NULL,             -- legal | managed | region
  region_code TEXT,
  kind        TEXT NOT NULL,             -- actual | target
  value       REAL NOT NULL,
  unit        TEXT NOT NULL,
  source      TEXT NOT NULL
);

INSERT INTO user_table (position, name) VALUES
  (1, 'setting'), (2, 'actor'), (3, 'rule'),
  (10, 'division_code'), (11, 'division'), (12, 'node'), (13, 'arc'), (14, 'face'),
  (15, 'face_unit'), (16, 'face_claim'), (17, 'act'), (18, 'lineage'), (19, 'boundary_line'),
  (20, 'boundary_line_arc'), (21, 'boundary_pillar'), (22, 'line_inspection'),
  (30, 'place_name'), (31, 'address'),
  (40, 'facility'), (41, 'facility_year'), (42, 'case_file'), (43, 'case_event'),
  (44, 'attachment'), (45, 'person'), (50, 'indicator_value');
