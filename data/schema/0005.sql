-- Schema 5.

-- ---------------------------------------------------------------- checks
-- Findings of a check that somebody decided to leave as they are, and why. One holds as long as what it
-- was found on (detail) stays the same.
CREATE TABLE check_exception (
  id          INTEGER NOT NULL PRIMARY KEY,
  rule        TEXT NOT NULL,
  table_name  TEXT NOT NULL,
  object      INTEGER NOT NULL,
  detail      TEXT NOT NULL,
  reason      TEXT NOT NULL,
  actor       TEXT NOT NULL,
  accepted_on TEXT NOT NULL,
  UNIQUE (rule, table_name, object)
);

INSERT INTO user_table (position, name) VALUES (60, 'check_exception');

-- ---------------------------------------------------------------- acts
-- What was ordered, as it was ordered (division/yutu-act.h has its form).
ALTER TABLE act ADD COLUMN spec TEXT NOT NULL DEFAULT '{}';
CREATE INDEX division_act_in ON division (act_in) WHERE act_in IS NOT NULL;
CREATE INDEX division_act_out ON division (act_out) WHERE act_out IS NOT NULL;
CREATE INDEX lineage_act ON lineage (act);
CREATE INDEX lineage_from ON lineage (from_unit);
CREATE INDEX lineage_to ON lineage (to_unit);

-- Cases whose village, or township without one, was ended or cut by an act: where they lie from the day
-- on. A village that goes elsewhere as a whole takes its cases along without a row here.
CREATE TABLE case_move (
  id            INTEGER NOT NULL PRIMARY KEY,
  case_file     INTEGER NOT NULL,
  from_village  INTEGER,
  from_township INTEGER,
  village       INTEGER,
  township      INTEGER,
  valid_from    TEXT NOT NULL
);
CREATE INDEX case_move_case ON case_move (case_file, valid_from);
CREATE INDEX case_move_from ON case_move (from_village, from_township);
CREATE INDEX case_move_to ON case_move (village, township);

INSERT INTO user_table (position, name) VALUES (46, 'case_move');
