-- Schema 9: an estate of thousands of flats has no doors: the numbers behind the door stand in the index
-- too, so that a building is found without reading all others; and of a village what has no base is found
-- without reading what has one.
DROP INDEX address_place;
CREATE INDEX address_place ON address (place, door, building, unit_no, room);
DROP INDEX address_village;
CREATE INDEX address_village ON address (village, door, place);
