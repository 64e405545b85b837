-- Photographs of the result, as the server names them. One is here once `result_bytes` has it. Their
-- ids are below zero, so that an id names any photograph, whoever took it.
CREATE TABLE result (
    id       INTEGER PRIMARY KEY CHECK (id < 0),
    report   BLOB NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    sha256   BLOB NOT NULL,
    bytes    INTEGER NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    code     TEXT,
    tries    INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER,
    UNIQUE (report, sha256)
) STRICT;

CREATE TABLE result_bytes (
    result    INTEGER PRIMARY KEY REFERENCES result (id) ON DELETE CASCADE,
    jpeg      BLOB NOT NULL,
    thumbnail BLOB NOT NULL
) STRICT;

-- The release before this one read over what it was told of results: all of it is told again.
UPDATE link SET cursor = NULL;
