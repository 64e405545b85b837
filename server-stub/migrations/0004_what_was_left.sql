-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- Cases were found by SQLite's own full-text index, which follows each word's cases one by one
-- (decision 14). What they are found by stays as it is: `case_words` and `keyed`.
DROP TRIGGER report_is_found_elsewhere;
DROP TRIGGER words_are_found;
DROP TRIGGER other_words_are_found;
DROP TABLE found;
DROP TABLE word;

-- Every word by which a case is or was found, and every token of who may find it.
CREATE TABLE token (
    id    INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE
) STRICT;

-- Which cases have a token, some thousands to a block (`cases/search/block.rs`). Under one number:
-- the token's, times 2^20, and the block's.
CREATE TABLE posting (
    at    INTEGER PRIMARY KEY,
    cases BLOB NOT NULL
) STRICT;

-- Cases that changed, and what they were found by until then. Whoever commits carries it into the
-- index first, so that this is empty for everybody else.
CREATE TABLE stale (
    row   INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    keys  TEXT NOT NULL
) STRICT;

CREATE TRIGGER words_are_found AFTER INSERT ON case_words
BEGIN
    INSERT INTO stale (row, words, keys) VALUES (NEW.report, '', '') ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER other_words_are_found BEFORE UPDATE OF words ON case_words
WHEN OLD.words <> NEW.words
BEGIN
    INSERT INTO stale (row, words, keys)
        SELECT row, OLD.words, keys FROM keyed WHERE row = OLD.report
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER words_are_no_longer_found BEFORE DELETE ON case_words
BEGIN
    INSERT INTO stale (row, words, keys)
        SELECT row, OLD.words, keys FROM keyed WHERE row = OLD.report
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER report_is_found_elsewhere
BEFORE UPDATE OF status, unit, commune, concerns, category, assignee ON report
WHEN (OLD.status, OLD.unit, OLD.commune, OLD.concerns, OLD.category, OLD.assignee)
    IS NOT (NEW.status, NEW.unit, NEW.commune, NEW.concerns, NEW.category, NEW.assignee)
BEGIN
    INSERT INTO stale (row, words, keys)
        SELECT k.row, w.words, k.keys
        FROM keyed k CROSS JOIN case_words w ON w.report = k.row WHERE k.row = OLD.row
        ON CONFLICT DO NOTHING;
END;

-- What was there before.
INSERT INTO stale (row, words, keys) SELECT report, '', '' FROM case_words;

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

-- No table of their own: they are an entry of the case's history (`answered`), linked like all others,
-- with each question as the phone's own catalogue had it.

-- ── Photographs from before, and the record ─────────────────────────────────────────────────

-- Photographs that came before anybody kept what photographs look like. A row goes once its
-- photograph was looked at, whatever was seen on it, so that none is decoded twice.
CREATE TABLE not_looked_at (
    reporter INTEGER NOT NULL REFERENCES reporter (id),
    sha256   BLOB NOT NULL,
    PRIMARY KEY (reporter, sha256)
) STRICT, WITHOUT ROWID;
INSERT INTO not_looked_at (reporter, sha256)
    SELECT reporter, sha256 FROM upload u
    WHERE complete_at IS NOT NULL
      AND NOT EXISTS (
          SELECT 1 FROM fingerprint f WHERE f.reporter = u.reporter AND f.sha256 = u.sha256);
CREATE TRIGGER not_looked_at_goes_with_its_photograph AFTER DELETE ON upload
BEGIN
    DELETE FROM not_looked_at WHERE reporter = old.reporter AND sha256 = old.sha256;
END;

-- What somebody wrote can be erased: an entry's content, with its salt. Who, when and which kind, and
-- what the chain is made of, can't be touched even then.
DROP TRIGGER IF EXISTS event_is_never_changed;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
WHEN OLD.salt IS NULL OR NEW.salt IS NOT NULL
    OR (OLD.position, OLD.id, OLD.report, OLD.seq, OLD.at, OLD.actor, OLD.user, OLD.audience,
        OLD.kind, OLD.commitment, OLD.link)
    IS NOT (NEW.position, NEW.id, NEW.report, NEW.seq, NEW.at, NEW.actor, NEW.user, NEW.audience,
        NEW.kind, NEW.commitment, NEW.link)
BEGIN
    SELECT RAISE(ABORT, 'the history of a case only grows');
END;

-- ── Promised days, and passwords ────────────────────────────────────────────────────────────

-- The version of the calendar by which a case's dates were reckoned last. Open ones with an older
-- one than holds wait to be reckoned anew. What was promised before stays: it waits for nothing.
ALTER TABLE report ADD COLUMN reckoned_by INTEGER NOT NULL DEFAULT 0;
UPDATE report SET reckoned_by =
    (SELECT coalesce(max(version), 0) FROM setting WHERE kind = 'calendar');
CREATE INDEX open_by_reckoning ON report (reckoned_by) WHERE is_open;

-- Terms that hold for cases too that were open when they were settled, and the row up to which
-- those were reckoned anew.
CREATE TABLE new_terms (
    -- The version of the catalogue.
    catalogue INTEGER PRIMARY KEY,
    -- Whose terms: of a category, or of all that have none of their own.
    category  TEXT,
    level     TEXT NOT NULL,
    place     INTEGER NOT NULL DEFAULT 0,
    through   INTEGER NOT NULL
) STRICT;
CREATE INDEX new_terms_not_yet_for_all ON new_terms (catalogue) WHERE place < through;

-- ── Communes on the map ─────────────────────────────────────────────────────────────────────

-- How many cases of each state a scope holds in each commune.
CREATE TABLE commune_count (
    scope   TEXT NOT NULL,
    commune TEXT NOT NULL,
    status  TEXT NOT NULL,
    n       INTEGER NOT NULL,
    PRIMARY KEY (scope, commune, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER new_report_is_counted_in_its_commune AFTER INSERT ON report
BEGIN
    INSERT INTO commune_count (scope, commune, status, n)
        SELECT scope, NEW.commune, status, 1 FROM held WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER report_is_no_longer_counted_in_its_commune
BEFORE UPDATE OF status, unit, commune, concerns ON report
WHEN (OLD.status, OLD.unit, OLD.commune, OLD.concerns)
    IS NOT (NEW.status, NEW.unit, NEW.commune, NEW.concerns)
BEGIN
    INSERT INTO commune_count (scope, commune, status, n)
        SELECT scope, OLD.commune, status, -1 FROM held WHERE row = OLD.row
        ON CONFLICT DO UPDATE SET n = n - 1;
END;
CREATE TRIGGER report_is_counted_anew_in_its_commune
AFTER UPDATE OF status, unit, commune, concerns ON report
WHEN (OLD.status, OLD.unit, OLD.commune, OLD.concerns)
    IS NOT (NEW.status, NEW.unit, NEW.commune, NEW.concerns)
BEGIN
    INSERT INTO commune_count (scope, commune, status, n)
        SELECT scope, NEW.commune, status, 1 FROM held WHERE row = NEW.row
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- What was there before.
INSERT INTO commune_count (scope, commune, status, n)
    SELECT h.scope, r.commune, h.status, count(*) FROM held h JOIN report r ON r.row = h.row
    GROUP BY 1, 2, 3;

-- ── Reports that go on elsewhere ────────────────────────────────────────────────────────────

-- Where the other case stands decides what the person can say to it. It is what their own history
-- has last heard of it: a case's row is never more than its history.
UPDATE report SET merged = json_set(merged, '$.status', (
        SELECT json_extract(heard.body, '$.status') FROM event heard
        WHERE heard.report = report.id AND heard.kind = 'followed'
        ORDER BY heard.seq DESC LIMIT 1))
    WHERE merged IS NOT NULL AND EXISTS (
        SELECT 1 FROM event heard
        WHERE heard.report = report.id AND heard.kind = 'followed' AND heard.seq > (
            SELECT max(seq) FROM event said
            WHERE said.report = report.id AND said.kind = 'merged'));
