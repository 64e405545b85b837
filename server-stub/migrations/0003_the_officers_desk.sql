-- The officers' desk: what coordinators settle, a case's whole life, lists that stay fast, a
-- record that can't be rewritten, and pictures and words that wait to be let out.

-- ── What coordinators settle ────────────────────────────────────────────────────────────────

-- A leader approves what a unit answers. A CHECK can't be altered: the table is built anew, while
-- nobody minds what refers to it (`migrate.rs`).
CREATE TABLE user_with_leaders (
    id            INTEGER PRIMARY KEY,
    -- The name to sign in with, and folded so that it is unique whatever its case.
    name          TEXT NOT NULL,
    folded_name   TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN ('officer', 'leader', 'coordinator', 'admin')),
    unit          TEXT,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER,
    -- What stands beside what they did, where that isn't the name to sign in with.
    display_name  TEXT,
    -- Where the daily digest goes.
    email         TEXT,
    -- Counts up with every change.
    version       INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO user_with_leaders
    (id, name, folded_name, role, unit, password_hash, created_at, disabled_at)
    SELECT id, name, folded_name, role, unit, password_hash, created_at, disabled_at FROM user;
DROP TABLE user;
ALTER TABLE user_with_leaders RENAME TO user;

-- Who changed what about whom. Never a password, only that there is a new one.
CREATE TABLE user_change (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    user   INTEGER NOT NULL REFERENCES user (id),
    at     INTEGER NOT NULL,
    -- None for whoever has the server's machine under their hands.
    by     INTEGER REFERENCES user (id),
    before TEXT,
    after  TEXT NOT NULL
) STRICT;
CREATE INDEX user_change_of_user ON user_change (user);

CREATE TRIGGER user_change_is_never_changed BEFORE UPDATE ON user_change
BEGIN
    SELECT RAISE(ABORT, 'who changed whom stays written');
END;
CREATE TRIGGER user_change_is_never_deleted BEFORE DELETE ON user_change
BEGIN
    SELECT RAISE(ABORT, 'who changed whom stays written');
END;

-- Each version of each document, whole. What isn't here is as the build carries it: version 0.
CREATE TABLE setting (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    user    INTEGER NOT NULL REFERENCES user (id),
    note    TEXT NOT NULL,
    UNIQUE (kind, version)
) STRICT;

CREATE TRIGGER setting_is_never_changed BEFORE UPDATE ON setting
BEGIN
    SELECT RAISE(ABORT, 'what was settled stays written');
END;
CREATE TRIGGER setting_is_never_deleted BEFORE DELETE ON setting
BEGIN
    SELECT RAISE(ABORT, 'what was settled stays written');
END;

-- ── A case's life ───────────────────────────────────────────────────────────────────────────
ALTER TABLE report ADD COLUMN level TEXT NOT NULL DEFAULT 'normal'
    CHECK (level IN ('urgent', 'normal', 'complex'));
ALTER TABLE report ADD COLUMN origin TEXT NOT NULL DEFAULT 'app'
    CHECK (origin IN ('app', 'phone', 'in_person', 'paper', 'other_system'));
-- The unit or commune whose own staff it is about: hidden from there.
ALTER TABLE report ADD COLUMN concerns TEXT;
ALTER TABLE report ADD COLUMN assignee INTEGER REFERENCES user (id);
-- While both clocks stand: since when, and why.
ALTER TABLE report ADD COLUMN paused_at INTEGER;
ALTER TABLE report ADD COLUMN pause_reason TEXT;
-- For how much office time they have stood in all.
ALTER TABLE report ADD COLUMN stood_seconds INTEGER NOT NULL DEFAULT 0;
-- Whose move it is.
ALTER TABLE report ADD COLUMN move TEXT NOT NULL DEFAULT 'unit'
    CHECK (move IN ('unit', 'leader', 'citizen', 'nobody'));
-- What waits for the leader's word, and what stands behind the last result.
ALTER TABLE report ADD COLUMN proposal TEXT;
ALTER TABLE report ADD COLUMN resolution TEXT;
-- Until when the person can answer to a result. Then the case closes by itself.
ALTER TABLE report ADD COLUMN answer_by INTEGER;
-- Where the case went on that was reported before, and how many went on here.
ALTER TABLE report ADD COLUMN merged_into BLOB REFERENCES report (id);
ALTER TABLE report ADD COLUMN merged TEXT;
ALTER TABLE report ADD COLUMN companions INTEGER NOT NULL DEFAULT 0;
-- The clock that runs; none while both stand, and once the case no longer waits.
ALTER TABLE report ADD COLUMN next_due INTEGER;
ALTER TABLE report ADD COLUMN lat REAL;
ALTER TABLE report ADD COLUMN lon REAL;
ALTER TABLE report ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;

UPDATE report SET
    lat = json_extract(place, '$.point.lat'),
    lon = json_extract(place, '$.point.lon'),
    updated_at = (SELECT max(at) FROM event e WHERE e.report = report.id),
    move = CASE
        WHEN status IN ('received', 'accepted', 'forwarded', 'in_progress', 'reopened') THEN 'unit'
        WHEN status = 'awaiting_approval' THEN 'leader'
        WHEN status IN ('needs_information', 'resolved') THEN 'citizen'
        ELSE 'nobody' END,
    next_due = CASE
        WHEN status = 'received' THEN intake_due
        WHEN status IN ('accepted', 'forwarded', 'in_progress', 'reopened', 'awaiting_approval')
            THEN resolution_due
        END;
-- A question had stopped no clock; from here on it does.
UPDATE report SET
    paused_at = (SELECT e.at FROM event e WHERE e.report = report.id AND e.kind = 'status'
                 ORDER BY e.seq DESC LIMIT 1),
    pause_reason = (SELECT coalesce(json_extract(e.body, '$.reason'), '') FROM event e
                    WHERE e.report = report.id AND e.kind = 'status' ORDER BY e.seq DESC LIMIT 1)
WHERE status = 'needs_information';

CREATE INDEX report_that_waits_for_an_answer ON report (answer_by) WHERE answer_by IS NOT NULL;
CREATE INDEX report_that_went_on ON report (merged_into) WHERE merged_into IS NOT NULL;

-- ── Lists, searches and maps ────────────────────────────────────────────────────────────────

-- A list is walked along an index in the order in which it is shown, so that its first page and
-- its hundredth cost the same, however many cases there are. What can't be walked (counts, the
-- map) is kept up to date by triggers, in the transaction that changes a case.

ALTER TABLE report ADD COLUMN is_open INTEGER AS (status IN ('received', 'accepted', 'forwarded',
    'in_progress', 'needs_information', 'awaiting_approval', 'reopened')) VIRTUAL;
-- The running clock; a case without one comes last.
ALTER TABLE report ADD COLUMN due_order INTEGER
    AS (ifnull(next_due, 9223372036854775807)) VIRTUAL;

-- One about the own staff of a commune, or of one of its units, isn't the commune's to see; one
-- about a unit's, or about its commune's, isn't the unit's.
ALTER TABLE report ADD COLUMN is_the_communes INTEGER AS (concerns IS NULL
    OR concerns <> commune AND substr(concerns, 1, length(commune) + 1) <> commune || '-') VIRTUAL;
ALTER TABLE report ADD COLUMN is_the_units INTEGER AS (concerns IS NULL
    OR concerns <> unit AND concerns <> substr(unit, 1, instr(unit, '-') - 1)) VIRTUAL;

-- Open cases, the most pressing first.
CREATE INDEX open_by_due ON report (due_order) WHERE is_open;
CREATE INDEX open_of_unit_by_due ON report (unit, due_order) WHERE is_open;
CREATE INDEX open_of_commune_by_due ON report (commune, due_order) WHERE is_open;
CREATE INDEX open_of_category_by_due ON report (category, due_order) WHERE is_open;
CREATE INDEX open_of_assignee_by_due ON report (assignee, due_order) WHERE is_open;
-- All cases, the newest first: an index's last column is the row.
CREATE INDEX all_of_unit ON report (unit);
CREATE INDEX all_of_commune ON report (commune);
CREATE INDEX all_of_category ON report (category);
CREATE INDEX all_of_assignee ON report (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX all_of_status ON report (status);

-- Up to which version an officer has seen a case.
CREATE TABLE seen (
    user    INTEGER NOT NULL REFERENCES user (id),
    report  INTEGER NOT NULL REFERENCES report (row),
    version INTEGER NOT NULL,
    PRIMARY KEY (user, report)
) STRICT, WITHOUT ROWID;

-- The scopes that hold a case: the province ('p'), its commune and its unit, unless it is about
-- their own staff.
CREATE VIEW held AS
    SELECT row, 'p' AS scope, status FROM report
    UNION ALL
    SELECT row, 'c' || commune, status FROM report
    WHERE is_the_communes
    UNION ALL
    SELECT row, 'u' || unit, status FROM report
    WHERE is_the_units;

-- How many cases a scope holds in each state.
CREATE TABLE case_count (
    scope  TEXT NOT NULL,
    status TEXT NOT NULL,
    n      INTEGER NOT NULL,
    PRIMARY KEY (scope, status)
) STRICT, WITHOUT ROWID;

-- The map's grids, from coarse to fine: so many cells to a degree.
CREATE TABLE map_grid (
    grid       INTEGER PRIMARY KEY,
    per_degree INTEGER NOT NULL
) STRICT;
INSERT INTO map_grid (grid, per_degree) VALUES (1, 12), (2, 48), (3, 192), (4, 768);

-- How many cases lie in a cell, and where: sums of millionths of a degree, whose mean is the
-- middle of them.
CREATE TABLE map_cell (
    scope   TEXT NOT NULL,
    grid    INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    y       INTEGER NOT NULL,
    x       INTEGER NOT NULL,
    n       INTEGER NOT NULL,
    lat     INTEGER NOT NULL,
    lon     INTEGER NOT NULL,
    PRIMARY KEY (scope, grid, is_open, y, x)
) STRICT, WITHOUT ROWID;
-- Each part is a plain join, so that the cells of one case are found without a look at others.
CREATE VIEW placed AS
    SELECT r.row, 'p' AS scope, g.grid, r.is_open,
        CAST(r.lat * g.per_degree AS INTEGER) AS y, CAST(r.lon * g.per_degree AS INTEGER) AS x,
        CAST(r.lat * 1000000 AS INTEGER) AS lat, CAST(r.lon * 1000000 AS INTEGER) AS lon
    FROM report r CROSS JOIN map_grid g WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL
    UNION ALL
    SELECT r.row, 'c' || r.commune AS scope, g.grid, r.is_open,
        CAST(r.lat * g.per_degree AS INTEGER) AS y, CAST(r.lon * g.per_degree AS INTEGER) AS x,
        CAST(r.lat * 1000000 AS INTEGER) AS lat, CAST(r.lon * 1000000 AS INTEGER) AS lon
    FROM report r CROSS JOIN map_grid g WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL
        AND r.is_the_communes
    UNION ALL
    SELECT r.row, 'u' || r.unit AS scope, g.grid, r.is_open,
        CAST(r.lat * g.per_degree AS INTEGER) AS y, CAST(r.lon * g.per_degree AS INTEGER) AS x,
        CAST(r.lat * 1000000 AS INTEGER) AS lat, CAST(r.lon * 1000000 AS INTEGER) AS lon
    FROM report r CROSS JOIN map_grid g WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL
        AND r.is_the_units;

-- The words by which a case is found, folded: without accents, in lower case.
CREATE TABLE case_words (
    report INTEGER PRIMARY KEY REFERENCES report (row),
    words  TEXT NOT NULL
) STRICT;
-- Every word there is, for those who type the beginning of one.
CREATE TABLE word (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
-- Who may find a case, and where it stands: tokens that no word is, since words have no '_'.
CREATE VIEW keyed AS
    SELECT r.row,
        iif(r.is_open, '_open', '_done')
        || ' _k' || hex(r.category) || ' _c' || hex(r.commune) || ' _u' || hex(r.unit)
        || ifnull(' _a' || r.assignee, '')
        || iif(r.is_the_communes, ' _s' || hex('c' || r.commune), '')
        || iif(r.is_the_units,
               ' _s' || hex('u' || r.unit), '') AS keys
    FROM report r;
CREATE VIRTUAL TABLE found USING fts5 (
    words, keys, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);

CREATE TRIGGER report_is_counted AFTER INSERT ON report
BEGIN
    INSERT INTO case_count (scope, status, n)
        SELECT scope, status, 1 FROM held WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO map_cell (scope, grid, is_open, y, x, n, lat, lon)
        SELECT scope, grid, is_open, y, x, 1, lat, lon FROM placed WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1, lat = lat + excluded.lat, lon = lon + excluded.lon;
END;
CREATE TRIGGER report_is_no_longer_counted_so
BEFORE UPDATE OF status, unit, commune, concerns, lat, lon ON report
WHEN (OLD.status, OLD.unit, OLD.commune, OLD.concerns, OLD.lat, OLD.lon)
    IS NOT (NEW.status, NEW.unit, NEW.commune, NEW.concerns, NEW.lat, NEW.lon)
BEGIN
    INSERT INTO case_count (scope, status, n)
        SELECT scope, status, -1 FROM held WHERE row = OLD.row
        ON CONFLICT DO UPDATE SET n = n - 1;
    INSERT INTO map_cell (scope, grid, is_open, y, x, n, lat, lon)
        SELECT scope, grid, is_open, y, x, -1, -lat, -lon FROM placed WHERE row = OLD.row
        ON CONFLICT DO UPDATE SET n = n - 1, lat = lat + excluded.lat, lon = lon + excluded.lon;
END;
CREATE TRIGGER report_is_counted_anew
AFTER UPDATE OF status, unit, commune, concerns, lat, lon ON report
WHEN (OLD.status, OLD.unit, OLD.commune, OLD.concerns, OLD.lat, OLD.lon)
    IS NOT (NEW.status, NEW.unit, NEW.commune, NEW.concerns, NEW.lat, NEW.lon)
BEGIN
    INSERT INTO case_count (scope, status, n)
        SELECT scope, status, 1 FROM held WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1;
    INSERT INTO map_cell (scope, grid, is_open, y, x, n, lat, lon)
        SELECT scope, grid, is_open, y, x, 1, lat, lon FROM placed WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1, lat = lat + excluded.lat, lon = lon + excluded.lon;
END;
CREATE TRIGGER report_is_found_elsewhere
AFTER UPDATE OF status, unit, commune, concerns, category, assignee ON report
WHEN (OLD.is_open, OLD.unit, OLD.commune, OLD.concerns, OLD.category, OLD.assignee)
    IS NOT (NEW.is_open, NEW.unit, NEW.commune, NEW.concerns, NEW.category, NEW.assignee)
BEGIN
    UPDATE found SET
        words = (SELECT words FROM case_words WHERE report = NEW.row),
        keys = (SELECT keys FROM keyed WHERE row = NEW.row)
    WHERE rowid = NEW.row;
END;
CREATE TRIGGER words_are_found AFTER INSERT ON case_words
BEGIN
    INSERT INTO found (rowid, words, keys)
        SELECT NEW.report, NEW.words, keys FROM keyed WHERE row = NEW.report;
END;
CREATE TRIGGER other_words_are_found AFTER UPDATE OF words ON case_words
WHEN OLD.words <> NEW.words
BEGIN
    UPDATE found SET
        words = NEW.words, keys = (SELECT keys FROM keyed WHERE row = NEW.report)
    WHERE rowid = NEW.report;
END;

-- What was there before these tables.
INSERT INTO case_count (scope, status, n)
    SELECT scope, status, count(*) FROM held GROUP BY 1, 2;
INSERT INTO map_cell (scope, grid, is_open, y, x, n, lat, lon)
    SELECT scope, grid, is_open, y, x, count(*), sum(lat), sum(lon)
    FROM placed GROUP BY 1, 2, 3, 4, 5;

-- ── The chain of each case ──────────────────────────────────────────────────────────────────

-- What an entry says is committed to under a salt, and the commitment is linked to the entry before
-- (`src/chain/`). Entries from before this schema are linked by the step that follows this file;
-- meanwhile they may be changed, and the trigger comes back with it.
DROP TRIGGER event_is_never_changed;
ALTER TABLE event ADD COLUMN salt BLOB;
ALTER TABLE event ADD COLUMN commitment BLOB;
ALTER TABLE event ADD COLUMN link BLOB;

-- The daily roots, each over the one before it.
CREATE TABLE root (
    number   INTEGER PRIMARY KEY,
    -- The day in Vietnam that it closed.
    day      TEXT NOT NULL,
    epoch    TEXT NOT NULL,
    -- The position of the last entry in it.
    through  INTEGER NOT NULL,
    cases    INTEGER NOT NULL,
    tree     BLOB NOT NULL,
    previous BLOB,
    root     BLOB NOT NULL,
    CHECK ((number = 1) = (previous IS NULL))
) STRICT;

CREATE TRIGGER root_is_never_changed BEFORE UPDATE ON root
BEGIN
    SELECT RAISE(ABORT, 'a root stands for ever');
END;
CREATE TRIGGER root_is_never_deleted BEFORE DELETE ON root
BEGIN
    SELECT RAISE(ABORT, 'a root stands for ever');
END;

-- ── Notices ─────────────────────────────────────────────────────────────────────────────────

-- What is to be sent, written with the event that calls for it. No address is here: the latest one
-- is read when a notice leaves.
CREATE TABLE notice (
    id       INTEGER PRIMARY KEY,
    -- What a gateway knows it by when it comes a second time.
    key      TEXT NOT NULL UNIQUE,
    what     TEXT NOT NULL CHECK (what IN ('answered', 'question', 'resolved', 'refused', 'digest')),
    -- To whoever reported this, or to this officer about this day.
    report   BLOB REFERENCES report (id),
    user     INTEGER REFERENCES user (id),
    day      TEXT,
    state    TEXT NOT NULL
             CHECK (state IN ('waiting', 'sent', 'unneeded', 'no_address', 'refused', 'given_up')),
    attempts INTEGER NOT NULL DEFAULT 0,
    made_at  INTEGER NOT NULL,
    -- When it is tried next, of one that waits; when it ended, of the others.
    at       INTEGER NOT NULL,
    CHECK ((report IS NULL) = (user IS NOT NULL)),
    CHECK ((user IS NULL) = (day IS NULL))
) STRICT;
CREATE INDEX notice_that_waits ON notice (at) WHERE state = 'waiting';
CREATE INDEX notice_to_a_reporter_that_waits ON notice (report)
    WHERE state = 'waiting' AND report IS NOT NULL;

-- ── Doubles ─────────────────────────────────────────────────────────────────────────────────
-- What a photograph looks like, in 64 bits. Some show nothing that could be told apart.
CREATE TABLE fingerprint (
    reporter INTEGER NOT NULL REFERENCES reporter (id),
    sha256   BLOB NOT NULL,
    bits     INTEGER NOT NULL,
    PRIMARY KEY (reporter, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprint_by_bits ON fingerprint (bits);
CREATE TRIGGER fingerprint_goes_with_its_photograph AFTER DELETE ON upload
BEGIN
    DELETE FROM fingerprint WHERE reporter = old.reporter AND sha256 = old.sha256;
END;

-- Cases of one matter around a place.
CREATE INDEX report_by_category_and_place ON report (category, lat, lon);

-- The case in which the same was done at the same place, not long before this one came.
ALTER TABLE report ADD COLUMN recurs_from BLOB REFERENCES report (id);

-- ── What the public may see ─────────────────────────────────────────────────────────────────
-- What officers let out, and what they made ready; nothing where they did neither.
ALTER TABLE report ADD COLUMN let_out TEXT;

-- Copies of photographs with parts painted over.
CREATE TABLE covered (
    report   BLOB NOT NULL REFERENCES report (id),
    reporter INTEGER NOT NULL,
    sha256   BLOB NOT NULL,
    PRIMARY KEY (report, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX covered_of_reporter ON covered (reporter, sha256);

DROP VIEW named;
-- Every photograph that belongs to a report, whoever took it or painted parts of it over.
CREATE VIEW named AS
    SELECT report, reporter, sha256 FROM attachment
    UNION ALL
    SELECT report, reporter, sha256 FROM result
    UNION ALL
    SELECT report, reporter, sha256 FROM covered;

-- ── Entered by officers ─────────────────────────────────────────────────────────────────────
-- Each form with which a report is entered, so that sending it twice makes one report: under the
-- report's id, by whom, and for which reporter. There is no device behind that reporter.
CREATE TABLE intake (
    report   BLOB PRIMARY KEY,
    reporter INTEGER NOT NULL REFERENCES reporter (id),
    user     INTEGER NOT NULL REFERENCES user (id),
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
