-- Schema 3: how many addresses each village has on any day, as running sums: n is those that begin
-- on the day less those that end. Kept by a deriver of the gazetteer, which fills it when such a
-- file is opened first.
CREATE TABLE address_day (
  village INTEGER NOT NULL,
  day     TEXT NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (village, day)
) WITHOUT ROWID;

-- Villages from which a write took addresses away: read and emptied at the end of the write.
CREATE TABLE address_stale (
  village INTEGER NOT NULL PRIMARY KEY
);
CREATE TRIGGER address_stale_delete AFTER DELETE ON address BEGIN
  INSERT OR IGNORE INTO address_stale (village) VALUES (OLD.village);
END;
CREATE TRIGGER address_stale_update AFTER UPDATE OF village, valid_from, valid_to ON address BEGIN
  INSERT OR IGNORE INTO address_stale (village) VALUES (OLD.village);
END;
