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
