-- Photographs of the result: taken by the unit, named by the event that resolved the case. Their
-- bytes lie where the reporter's photographs lie, and `upload` says that they are whole and safe.

CREATE TABLE result (
    report   BLOB NOT NULL REFERENCES report (id),
    position INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    sha256   BLOB NOT NULL,
    bytes    INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    PRIMARY KEY (report, position),
    UNIQUE (report, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_of_reporter ON result (reporter, sha256);

-- Every photograph that a report names, whoever took it.
CREATE VIEW named AS
    SELECT report, reporter, sha256 FROM attachment
    UNION ALL
    SELECT report, reporter, sha256 FROM result;
