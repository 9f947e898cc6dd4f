-- Schema 7.

-- ---------------------------------------------------------------- lists of cases
-- The first page of all cases by state, kind, officer or place: what they are put in an order by, open
-- and closed ones apart, then the ids in order (casework/yutu-case-rank.c).
CREATE INDEX case_file_state ON case_file (kind, state, closed_on IS NULL, id, opened_on, closed_on);
CREATE INDEX case_file_officer ON case_file (officer, closed_on IS NULL, id, opened_on, closed_on);
CREATE INDEX case_file_no_village ON case_file (township, closed_on IS NULL, id, opened_on, closed_on)
  WHERE village IS NULL;
