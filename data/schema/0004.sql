-- Schema 4.

-- ---------------------------------------------------------------- facilities
-- Legal time: past_of is NULL in the row that bears a facility's identity, its newest stretch of time;
-- else the facility whose earlier place this row keeps (casework/yutu-facility.h). end_reason says why
-- it was closed.
ALTER TABLE facility ADD COLUMN past_of INTEGER;
ALTER TABLE facility ADD COLUMN end_reason TEXT;
CREATE INDEX facility_past ON facility (past_of) WHERE past_of IS NOT NULL;
CREATE INDEX facility_name ON facility (kind, name);
