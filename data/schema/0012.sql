-- Schema 12: what is known of an address beside its elements (地址档案), by the definition of the object address;
-- one row for those of which something is. main is the main address (主地址) of an auxiliary one (附属地址).
CREATE TABLE address_record (
  id     INTEGER NOT NULL PRIMARY KEY, -- of the address
  main   INTEGER,
  fields TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX address_record_main ON address_record (main) WHERE main IS NOT NULL;

INSERT INTO user_table (position, name) VALUES (32, 'address_record');
