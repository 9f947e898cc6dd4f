-- Schema 2: the derived tables of the gazetteer, kept by its derivers, which fill them when such a
-- file is opened first.

-- ---------------------------------------------------------------- address points
-- Every address with a point, packed and in Hilbert order: 1e-7 degree, days since 1970-01-01.
DROP TABLE address_point;
CREATE TABLE address_point (
  h          INTEGER NOT NULL,
  id         INTEGER NOT NULL,
  x          INTEGER NOT NULL,
  y          INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to   INTEGER,                    -- NULL: open; only such are counted in address_cell
  PRIMARY KEY (h, id)
) WITHOUT ROWID;
DELETE FROM address_cell;

-- Where points lay that a write took away or moved: read and emptied at the end of the write.
CREATE TABLE address_moved (
  seq  INTEGER NOT NULL PRIMARY KEY,
  id   INTEGER NOT NULL,
  geom BLOB NOT NULL
);
CREATE TRIGGER address_moved_delete AFTER DELETE ON address WHEN OLD.geom IS NOT NULL BEGIN
  INSERT INTO address_moved (id, geom) VALUES (OLD.id, OLD.geom);
END;
CREATE TRIGGER address_moved_update AFTER UPDATE OF geom, kind, valid_from, valid_to ON address
WHEN OLD.geom IS NOT NULL BEGIN
  INSERT INTO address_moved (id, geom) VALUES (OLD.id, OLD.geom);
END;

-- ---------------------------------------------------------------- search
-- Names to search, packed: rows of division (1), place_name (2) and facility (3) whose ids have the
-- same id >> 8. A search reads them all, so that any part of a name is found equally fast. Texts are
-- normalised, typed is how each character may be typed, meta the rest (gazetteer/yutu-search-block.c).
CREATE TABLE search_block (
  kind  INTEGER NOT NULL,
  block INTEGER NOT NULL,
  n     INTEGER NOT NULL,                -- rows of the table
  texts BLOB NOT NULL,
  meta  BLOB NOT NULL,
  typed BLOB NOT NULL,
  PRIMARY KEY (kind, block)
);

-- Doors of a village, and the whole village as before.
DROP INDEX address_village;
CREATE INDEX address_village ON address (village, door);
