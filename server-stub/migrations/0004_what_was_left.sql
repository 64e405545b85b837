-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

-- No table of their own: they are an entry of the case's history (`answered`), linked like all others,
-- with each question as the phone's own catalogue had it.

-- ── Photographs from before, and the record ─────────────────────────────────────────────────

-- ── Promised days, and passwords ────────────────────────────────────────────────────────────
