//! The limits that both sides keep. They are part of the protocol: a phone never sends more,
//! a server refuses more before it works on it.

/// Operations in one request.
pub const OPERATIONS_PER_REQUEST: usize = 100;
/// Bytes of one request, after decompression.
pub const REQUEST_BYTES: usize = 256 * 1024;
/// Bytes of one operation, as frozen.
pub const OPERATION_BYTES: usize = 32 * 1024;
/// Changes in one answer; more follow with the next cursor.
pub const CHANGES_PER_ANSWER: usize = 200;
/// Characters (Unicode scalar values, after NFC) of a text.
pub const TEXT_CHARACTERS: usize = 4_000;
/// Characters of the words on where exactly something is.
pub const DETAIL_CHARACTERS: usize = 200;
/// Answers to a category's questions that one report carries.
pub const ANSWERS_PER_REPORT: usize = 20;
/// Values of one answer: what was chosen where several may be.
pub const VALUES_PER_ANSWER: usize = 30;
/// Characters of one value of an answer.
pub const ANSWER_CHARACTERS: usize = 500;
/// Characters of all answers of a report together: beside the longest text they fit an operation.
pub const ANSWERS_CHARACTERS: usize = 2_000;
/// Bytes of a question's code.
pub const QUESTION_CODE_BYTES: usize = 40;
/// Photographs of one report.
pub const PHOTOGRAPHS_PER_REPORT: usize = 6;
/// Photographs of the result that come with one status.
pub const RESULT_PHOTOGRAPHS: usize = 3;
/// Bytes of one prepared photograph.
pub const PHOTOGRAPH_BYTES: u64 = 300_000;
/// The longer side of a prepared photograph, in pixels.
pub const PHOTOGRAPH_LONG_SIDE: u32 = 2_048;
/// Days for which a phone keeps what was applied but is in no backup yet.
pub const KEEP_UNTIL_BACKED_UP_DAYS: i64 = 30;
