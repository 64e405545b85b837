-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

-- ── Photographs from before, and the record ─────────────────────────────────────────────────

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
