-- Schema 8: what follows from the lines at once, and what may wait. Kept by the deriver of divisions,
-- which fills them when such a file is opened first.

-- Derived: the area of each face on the ellipsoid, square centimetres. The area of a row of
-- division_area is the sum of those of its faces (division_area_face), always.
CREATE TABLE face_area (
  face     INTEGER NOT NULL PRIMARY KEY,
  area_cm2 INTEGER NOT NULL
);

-- Rows of division_area of which geom and area_m2 are older than the lines (geom NULL: never drawn).
-- They are drawn again, all in one transaction, as soon as nobody writes; until then Yutu takes them
-- from the lines, and other programs see those of before, which fit each other.
CREATE TABLE division_area_stale (
  area INTEGER NOT NULL PRIMARY KEY
);
