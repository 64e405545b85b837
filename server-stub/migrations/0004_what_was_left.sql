-- Words found as fast among a hundred thousand cases as among a thousand, the answers to a
-- category's own questions, and what old photographs and old promises lacked.

-- ── Searches ────────────────────────────────────────────────────────────────────────────────

-- ── Answers to a category's questions ───────────────────────────────────────────────────────

-- ── Photographs from before, and the record ─────────────────────────────────────────────────

-- ── Promised days, and passwords ────────────────────────────────────────────────────────────
