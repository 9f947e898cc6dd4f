-- Schema 11: what a case about a set of objects holds, as a batch of collected addresses (标准地址采集批次), and
-- the sample that was drawn of it. A sample is drawn anew when the batch comes back from rework.
CREATE TABLE batch_item (
  id         INTEGER NOT NULL PRIMARY KEY,
  case_file  INTEGER NOT NULL,
  object     INTEGER NOT NULL,           -- address
  stratum    INTEGER NOT NULL,           -- the village it lay in when it was taken in
  is_sampled INTEGER NOT NULL DEFAULT 0,
  is_right   INTEGER,                    -- NULL: not looked at
  note       TEXT,
  judged_by  TEXT,
  judged_on  TEXT,
  UNIQUE (case_file, object)
);
CREATE INDEX batch_item_object ON batch_item (object);
CREATE INDEX batch_item_sample ON batch_item (case_file, is_right) WHERE is_sampled = 1;

CREATE TABLE batch_sample (
  id         INTEGER NOT NULL PRIMARY KEY, -- of the case
  seed       INTEGER NOT NULL,
  drawn_on   TEXT NOT NULL,
  drawn_by   TEXT NOT NULL,
  population INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  share_pct  REAL NOT NULL,              -- what was asked for
  right_pct  REAL NOT NULL               -- the least share of right ones, as it was in force on the day
);

INSERT INTO user_table (position, name) VALUES (47, 'batch_item'), (48, 'batch_sample');
