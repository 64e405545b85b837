-- Words on where exactly something is, as typed: a thôn, a landmark.
ALTER TABLE report ADD COLUMN detail TEXT;

-- What travelled in a month, by Vietnam's calendar: 202611 is November 2026.
CREATE TABLE data_used (
    month    INTEGER PRIMARY KEY,
    sent     INTEGER NOT NULL,
    received INTEGER NOT NULL
) STRICT;
