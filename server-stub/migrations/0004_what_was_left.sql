-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

-- ── Photographs from before, and the record ─────────────────────────────────────────────────

-- ── Promised days, and passwords ────────────────────────────────────────────────────────────

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
