-- Schema 13: addresses by their numbers alone (28号, 5幢2单元302室), so that a piece of a text that begins inside of
-- them is found; which there are is kept in search_block (gazetteer/yutu-search-number.c).
CREATE INDEX address_number ON address (door, door_sub, building, unit_no, floor, room, place);
