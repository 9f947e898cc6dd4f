-- Schema 6.

-- ---------------------------------------------------------------- boundary lines
-- What has no column of its own, by the field definitions of the object boundary-line; as pillars and
-- inspections have it.
ALTER TABLE boundary_line ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';

-- The case that an inspection is the record of; NULL for one that was before there were cases.
ALTER TABLE line_inspection ADD COLUMN case_file INTEGER;
CREATE INDEX line_inspection_line ON line_inspection (line, year);
CREATE INDEX line_inspection_case ON line_inspection (case_file) WHERE case_file IS NOT NULL;

CREATE INDEX boundary_pillar_number ON boundary_pillar (line, number);

-- Further lines that a pillar stands on, beside boundary_pillar.line, whose number it bears: one at a
-- junction stands on three.
CREATE TABLE boundary_pillar_line (
  id     INTEGER NOT NULL PRIMARY KEY,
  pillar INTEGER NOT NULL,
  line   INTEGER NOT NULL,
  UNIQUE (pillar, line)
);
CREATE INDEX boundary_pillar_line_line ON boundary_pillar_line (line);

-- 三交点: where the lines of three units meet.
CREATE TABLE boundary_junction (
  id             INTEGER NOT NULL PRIMARY KEY,
  name           TEXT NOT NULL,
  grade          INTEGER NOT NULL,       -- as that of the lines
  codes          TEXT NOT NULL,          -- of the units, ascending, one space between
  agreement_no   TEXT,
  agreement_date TEXT,
  fields         TEXT NOT NULL DEFAULT '{}',
  valid_from     TEXT NOT NULL,
  valid_to       TEXT NOT NULL DEFAULT '9999-12-31'
);
SELECT AddGeometryColumn ('boundary_junction', 'geom', 4490, 'POINT', 'XY');

INSERT INTO user_table (position, name) VALUES
  (23, 'boundary_pillar_line'), (24, 'boundary_junction');

-- Kinds of pillars by id; their titles are in the definition.
UPDATE boundary_pillar SET kind = CASE kind WHEN '单立双面型' THEN 'single'
  WHEN '单立三面型' THEN 'single-three' WHEN '同号双立' THEN 'double' WHEN '同号三立' THEN 'triple'
  ELSE kind END;
