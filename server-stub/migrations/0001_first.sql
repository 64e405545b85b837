-- The first schema: reporters and their devices, reports and their history, uploads, users.
-- Times are milliseconds since 1970 (UTC); ids and hashes are their bytes.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ── Who reports ─────────────────────────────────────────────────────────────────────────────

CREATE TABLE reporter (
    id         INTEGER PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE device (
    id            BLOB PRIMARY KEY,
    reporter      INTEGER NOT NULL REFERENCES reporter (id),
    token_hash    BLOB NOT NULL,
    public_key    BLOB NOT NULL,
    app           TEXT NOT NULL,
    -- How far the device's clock was ahead of ours when last measured.
    skew_ms       INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    revoked_at    INTEGER
) STRICT, WITHOUT ROWID;

-- ── Reports ─────────────────────────────────────────────────────────────────────────────────

-- What the events say, folded: kept for queries, and written in the same transaction as they.
CREATE TABLE report (
    -- In the order of arrival.
    row            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE,
    reporter       INTEGER NOT NULL REFERENCES reporter (id),
    reference      TEXT NOT NULL UNIQUE,
    status         TEXT NOT NULL,
    category       TEXT NOT NULL,
    text           TEXT NOT NULL,
    place          TEXT NOT NULL,
    commune        TEXT NOT NULL,
    unit           TEXT NOT NULL,
    unit_name      TEXT NOT NULL,
    noticed_at     INTEGER NOT NULL,
    received_at    INTEGER NOT NULL,
    visibility     TEXT NOT NULL,
    clocks         TEXT NOT NULL,
    intake_due     INTEGER NOT NULL,
    resolution_due INTEGER NOT NULL,
    supporters     INTEGER NOT NULL,
    rating_stars   INTEGER,
    rating_text    TEXT,
    catalogue      INTEGER NOT NULL,
    consent        INTEGER,
    -- The number of the last event.
    version        INTEGER NOT NULL
) STRICT;
CREATE INDEX report_of_reporter ON report (reporter);
CREATE INDEX report_of_commune ON report (commune, status);
CREATE INDEX report_of_unit ON report (unit, status);

CREATE TABLE attachment (
    report   BLOB NOT NULL REFERENCES report (id),
    position INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    sha256   BLOB NOT NULL,
    bytes    INTEGER NOT NULL,
    arrived  INTEGER NOT NULL,
    PRIMARY KEY (report, position),
    UNIQUE (report, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_of_reporter ON attachment (reporter, sha256);

CREATE TABLE event (
    -- AUTOINCREMENT: a position is never used twice; there is one writer, so positions appear in
    -- the order of commits.
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id       BLOB NOT NULL UNIQUE,
    report   BLOB NOT NULL REFERENCES report (id),
    seq      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL CHECK (actor IN ('citizen', 'staff', 'server')),
    user     INTEGER REFERENCES user (id),
    audience TEXT NOT NULL CHECK (audience IN ('citizen', 'unit')),
    kind     TEXT NOT NULL,
    body     TEXT NOT NULL,
    UNIQUE (report, seq),
    CHECK ((actor = 'staff') = (user IS NOT NULL))
) STRICT;
CREATE INDEX event_for_citizens ON event (report, position) WHERE audience = 'citizen';

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the history of a case only grows');
END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the history of a case only grows');
END;

-- Every operation that was answered for good. Ids are the reporter's own: nobody learns from a
-- repeated id what somebody else did.
CREATE TABLE operation (
    reporter    INTEGER NOT NULL REFERENCES reporter (id),
    id          BLOB NOT NULL,
    device      BLOB NOT NULL,
    -- None for what could not be read further than its id.
    report      BLOB,
    n           INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    hash        BLOB NOT NULL,
    -- The bytes as they arrived, of what was applied. Of a refused operation the hash is enough
    -- to give the same answer, and the server keeps no content that it didn't take; the bytes of
    -- contact data lie with it, in `contact`.
    bytes       TEXT,
    is_applied  INTEGER NOT NULL,
    answer      TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (reporter, id)
) STRICT;
CREATE UNIQUE INDEX operation_in_order ON operation (device, report, n) WHERE is_applied;

CREATE TABLE support (
    report   BLOB NOT NULL REFERENCES report (id),
    reporter INTEGER NOT NULL REFERENCES reporter (id),
    at       INTEGER NOT NULL,
    PRIMARY KEY (report, reporter)
) STRICT, WITHOUT ROWID;

-- ── How to reach reporters: identity, joined by no query about cases ────────────────────────

CREATE TABLE contact (
    reporter  INTEGER NOT NULL REFERENCES reporter (id),
    report    BLOB NOT NULL,
    operation BLOB NOT NULL,
    name      TEXT,
    phone     TEXT,
    email     TEXT,
    -- The operation's bytes as they arrived.
    bytes     TEXT NOT NULL,
    given_at  INTEGER NOT NULL,
    PRIMARY KEY (reporter, report, operation)
) STRICT, WITHOUT ROWID;

-- ── Photographs ─────────────────────────────────────────────────────────────────────────────

CREATE TABLE upload (
    id          INTEGER PRIMARY KEY,
    reporter    INTEGER NOT NULL REFERENCES reporter (id),
    sha256      BLOB NOT NULL,
    length      INTEGER NOT NULL,
    received    INTEGER NOT NULL,
    -- Set once its bytes are checked and safe: then, and only then, all of them are received.
    complete_at INTEGER,
    -- When it is forgotten unless a report names it.
    expires_at  INTEGER NOT NULL,
    UNIQUE (reporter, sha256),
    CHECK ((received = length) = (complete_at IS NOT NULL))
) STRICT;
CREATE INDEX upload_by_expiry ON upload (expires_at);

CREATE TABLE upload_chunk (
    upload INTEGER NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    offset INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (upload, offset)
) STRICT;

-- ── Who signs in ────────────────────────────────────────────────────────────────────────────

CREATE TABLE user (
    id            INTEGER PRIMARY KEY,
    -- The name as it is shown, and folded so that it is unique whatever its case.
    name          TEXT NOT NULL,
    folded_name   TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN ('officer', 'coordinator', 'admin')),
    unit          TEXT,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT;

CREATE TABLE session (
    token_hash  BLOB PRIMARY KEY,
    user        INTEGER NOT NULL REFERENCES user (id),
    form_secret BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    used_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failure (
    key         BLOB PRIMARY KEY,
    failures    INTEGER NOT NULL,
    first_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who looked at which case.
CREATE TABLE look (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    user   INTEGER NOT NULL REFERENCES user (id),
    report BLOB NOT NULL REFERENCES report (id),
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX look_at_report ON look (report);

CREATE TRIGGER look_is_never_changed BEFORE UPDATE ON look
BEGIN
    SELECT RAISE(ABORT, 'what was looked at stays written');
END;
CREATE TRIGGER look_is_never_deleted BEFORE DELETE ON look
BEGIN
    SELECT RAISE(ABORT, 'what was looked at stays written');
END;
