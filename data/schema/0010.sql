-- Schema 10: what followed an address is found by what it names as its predecessor: a door that was numbered
-- anew has another number, and may have another base and village too.
CREATE INDEX address_previous ON address (previous) WHERE previous IS NOT NULL;
