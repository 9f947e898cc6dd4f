-- Schema 4.

-- ---------------------------------------------------------------- facilities
-- Legal time: past_of is NULL in the row that bears a facility's identity, its newest stretch of time;
-- else the facility whose earlier place this row keeps (casework/yutu-facility.h). end_reason says why
-- it was closed.
ALTER TABLE facility ADD COLUMN past_of INTEGER;
ALTER TABLE facility ADD COLUMN end_reason TEXT;
CREATE INDEX facility_past ON facility (past_of) WHERE past_of IS NOT NULL;
CREATE INDEX facility_name ON facility (kind, name);

-- ---------------------------------------------------------------- drafts
-- What somebody began and did not save: offered again when the file is opened. No user table: not
-- journalled, and in no digest.
CREATE TABLE draft (
  key     TEXT NOT NULL PRIMARY KEY,     -- one thing, one draft: 'facility-edit:ID', 'case-open'
  kind    TEXT NOT NULL,                 -- who goes on with it
  title   TEXT NOT NULL,
  at      TEXT NOT NULL,                 -- ISO 8601 UTC, last change
  actor   TEXT NOT NULL,
  content TEXT NOT NULL                  -- JSON
);
