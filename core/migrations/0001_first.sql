-- Everything a phone keeps, in one encrypted file: see core/src/store/mod.rs for the story.
-- Moments are milliseconds since 1970, UTC. Ids are the 16 bytes of a UUID.

CREATE TABLE device (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    id          BLOB NOT NULL,
    token       BLOB NOT NULL,
    signing_key BLOB NOT NULL,
    registered  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- How things stand with the server. One row: a phone speaks to one server.
CREATE TABLE link (
    one               INTEGER PRIMARY KEY CHECK (one = 1),
    epoch             TEXT,
    cursor            TEXT,
    backed_up_through INTEGER,
    failures          INTEGER NOT NULL DEFAULT 0,
    next_attempt      INTEGER,
    allowance         REAL NOT NULL,
    allowance_at      INTEGER NOT NULL,
    batch             INTEGER NOT NULL,
    refused           TEXT,
    last_answer       INTEGER
) STRICT;

CREATE TABLE report (
    id            BLOB PRIMARY KEY,
    stage         TEXT NOT NULL CHECK (stage IN ('draft', 'submitted', 'withdrawn', 'superseded')),
    category      TEXT NOT NULL,
    text          TEXT NOT NULL DEFAULT '',
    lat           REAL,
    lon           REAL,
    accuracy      REAL,
    commune       TEXT,
    by_hand       INTEGER NOT NULL DEFAULT 0,
    name_shown    INTEGER NOT NULL DEFAULT 0,
    consent       INTEGER,
    supersedes    BLOB,
    noticed_at    INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    edited_at     INTEGER NOT NULL,
    submitted_at  INTEGER
) STRICT;

CREATE TABLE photograph (
    id          INTEGER PRIMARY KEY,
    report      BLOB NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    sha256      BLOB NOT NULL,
    bytes       INTEGER NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'sent', 'parked', 'gone')),
    code        TEXT,
    named_by    BLOB,
    started     INTEGER NOT NULL DEFAULT 0,
    received    INTEGER,
    tries       INTEGER NOT NULL DEFAULT 0,
    retry_at    INTEGER,
    sent_at     INTEGER,
    UNIQUE (report, sha256)
) STRICT;

-- Apart from the rows above, so that a list of reports never reads through pixels.
CREATE TABLE photograph_bytes (
    photograph INTEGER PRIMARY KEY REFERENCES photograph (id) ON DELETE CASCADE,
    jpeg       BLOB,
    thumbnail  BLOB NOT NULL
) STRICT;

CREATE TABLE operation (
    id          BLOB PRIMARY KEY,
    report      BLOB NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    n           INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    frozen      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'parked', 'superseded')),
    code        TEXT,
    tries       INTEGER NOT NULL DEFAULT 0,
    retry_at    INTEGER,
    received_at INTEGER
) STRICT;

CREATE UNIQUE INDEX operation_in_order ON operation (report, n) WHERE state <> 'superseded';
CREATE INDEX operation_by_state ON operation (state, created_at);

-- What is frozen stays so, whatever a later release of this program does.
CREATE TRIGGER operation_is_frozen BEFORE UPDATE OF id, report, n, kind, frozen ON operation
BEGIN
    SELECT RAISE(ABORT, 'an operation is frozen');
END;

-- The history of a case as the server told it. What a restored server has not told again is
-- `forgotten`: it can still be read, but no longer says how the case stands.
CREATE TABLE history (
    report    BLOB NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    event     BLOB NOT NULL,
    seq       INTEGER NOT NULL,
    change    TEXT NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (report, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    version   INTEGER NOT NULL,
    json      TEXT NOT NULL
) STRICT;
