-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

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
DROP TRIGGER event_is_never_changed;
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
