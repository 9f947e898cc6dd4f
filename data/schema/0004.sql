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

-- ---------------------------------------------------------------- due board
-- Derived by the triggers below, both ways: how many open cases with a time limit end on each day
-- (span 1) and in each month (span 0, 'YYYY-MM'), per unit (0 the county) and module. Months make
-- the sum over all that is overdue short.
CREATE TABLE case_due (
  unit   INTEGER NOT NULL,
  span   INTEGER NOT NULL,
  day    TEXT NOT NULL,
  module INTEGER NOT NULL,               -- case_module
  n      INTEGER NOT NULL,
  PRIMARY KEY (unit, span, day, module)
) WITHOUT ROWID;

CREATE TRIGGER case_due_insert AFTER INSERT ON case_file
WHEN NEW.due_on IS NOT NULL AND NEW.closed_on IS NULL BEGIN
  INSERT INTO case_module (name)
    SELECT NEW.module WHERE NOT EXISTS (SELECT 1 FROM case_module WHERE name = NEW.module);
  INSERT INTO case_due (unit, span, day, module, n)
    SELECT u.unit, s.span, substr (NEW.due_on, 1, s.size), m.id, 1
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         (SELECT 0 AS span, 7 AS size UNION ALL SELECT 1, 10) s, case_module m
    WHERE u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER case_due_delete AFTER DELETE ON case_file
WHEN OLD.due_on IS NOT NULL AND OLD.closed_on IS NULL BEGIN
  UPDATE case_due SET n = n - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND span IN (0, 1)
          AND day = substr (OLD.due_on, 1, CASE span WHEN 0 THEN 7 ELSE 10 END)
          AND module = (SELECT id FROM case_module WHERE name = OLD.module);
  DELETE FROM case_due
    WHERE unit IN (0, OLD.township, OLD.village) AND span IN (0, 1)
          AND day IN (substr (OLD.due_on, 1, 7), OLD.due_on) AND n = 0;
END;
CREATE TRIGGER case_due_update
AFTER UPDATE OF module, village, township, due_on, closed_on ON case_file BEGIN
  UPDATE case_due SET n = n - 1
    WHERE unit IN (0, OLD.township, OLD.village) AND span IN (0, 1)
          AND day = substr (OLD.due_on, 1, CASE span WHEN 0 THEN 7 ELSE 10 END)
          AND module = (SELECT id FROM case_module WHERE name = OLD.module)
          AND OLD.closed_on IS NULL;
  INSERT INTO case_module (name)
    SELECT NEW.module WHERE NOT EXISTS (SELECT 1 FROM case_module WHERE name = NEW.module);
  INSERT INTO case_due (unit, span, day, module, n)
    SELECT u.unit, s.span, substr (NEW.due_on, 1, s.size), m.id, 1
    FROM (SELECT 0 AS unit UNION ALL SELECT NEW.township UNION ALL SELECT NEW.village) u,
         (SELECT 0 AS span, 7 AS size UNION ALL SELECT 1, 10) s, case_module m
    WHERE NEW.due_on IS NOT NULL AND NEW.closed_on IS NULL
          AND u.unit IS NOT NULL AND m.name = NEW.module
    ON CONFLICT DO UPDATE SET n = n + 1;
  DELETE FROM case_due
    WHERE unit IN (0, OLD.township, OLD.village) AND span IN (0, 1)
          AND day IN (substr (OLD.due_on, 1, 7), OLD.due_on) AND n = 0;
END;

INSERT INTO case_due (unit, span, day, module, n)
  SELECT u.unit, s.span, substr (u.due_on, 1, s.size), m.id, count (*)
  FROM (SELECT 0 AS unit, due_on, module FROM case_file
          WHERE due_on IS NOT NULL AND closed_on IS NULL
        UNION ALL SELECT township, due_on, module FROM case_file
          WHERE due_on IS NOT NULL AND closed_on IS NULL AND township IS NOT NULL
        UNION ALL SELECT village, due_on, module FROM case_file
          WHERE due_on IS NOT NULL AND closed_on IS NULL AND village IS NOT NULL) u,
       (SELECT 0 AS span, 7 AS size UNION ALL SELECT 1, 10) s
  JOIN case_module m ON m.name = u.module
  GROUP BY 1, 2, 3, 4;

-- The board as it was on a past day, and the lists behind it: the open cases with a limit, by it.
CREATE INDEX case_file_open_due ON case_file (due_on, id, module, opened_on, township, village, x, y)
  WHERE due_on IS NOT NULL AND closed_on IS NULL;

-- ---------------------------------------------------------------- lists of cases
CREATE INDEX case_file_opened ON case_file (opened_on, id, closed_on, module);
CREATE INDEX case_file_module_due
  ON case_file (module, due_on IS NULL, due_on, id, opened_on, closed_on);
CREATE INDEX case_file_title ON case_file (title, id);

-- ---------------------------------------------------------------- lists of facilities
CREATE INDEX facility_township ON facility (township);

-- ---------------------------------------------------------------- access to personal data
-- Who saw or took out personal data whole, and what for; append only, never a value.
CREATE TABLE access_log (
  id      INTEGER NOT NULL PRIMARY KEY,
  at      TEXT NOT NULL,
  actor   TEXT NOT NULL,
  role    TEXT NOT NULL,
  action  TEXT NOT NULL,                 -- view export
  layer   TEXT NOT NULL,
  object  INTEGER,                       -- NULL: many
  n       INTEGER NOT NULL,              -- records
  purpose TEXT NOT NULL
);
CREATE TRIGGER access_log_update BEFORE UPDATE ON access_log BEGIN
  SELECT RAISE (ABORT, 'the access log is append only');
END;
CREATE TRIGGER access_log_delete BEFORE DELETE ON access_log BEGIN
  SELECT RAISE (ABORT, 'the access log is append only');
END;

-- ---------------------------------------------------------------- attachments
-- Equal contents are kept once.
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- ---------------------------------------------------------------- indicators
-- Cases of a kind without their rows, in the order of the rows, which a sum over a field reads.
CREATE INDEX case_file_kind
  ON case_file (kind, id, opened_on, closed_on, state, state_since, township, village, due_on);
