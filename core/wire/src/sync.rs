//! One round trip: what a phone has to say goes up, what happened to its reports comes down.
//!
//! `POST /v1/sync` carries a [`SyncRequest`] and answers with a [`SyncResponse`]. A phone with
//! nothing to say pulls with the same call. Operations travel as the very bytes they were
//! frozen as ([`RawValue`] keeps them), so that the server can hash what it received.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{
    change::Change, failure::Code, identity::Registration, ids::OperationId, reference::Reference,
};

/// What a phone sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The device's introduction, in its first sync and whenever the server asks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Registration>,
    /// The phone's clock: the server keeps how far it is off.
    pub now: Timestamp,
    /// Where the last answer ended; none asks for everything, as snapshots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// At most [`OPERATIONS_PER_REQUEST`](crate::limits::OPERATIONS_PER_REQUEST), in order.
    #[serde(default)]
    pub operations: Vec<Box<RawValue>>,
}

/// What the server answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncResponse {
    /// The server's incarnation: another one means that it was restored from a backup, and may
    /// have forgotten what it acknowledged since.
    pub epoch: String,
    /// One for each operation, in order.
    pub results: Vec<OperationResult>,
    /// What happened to the reports that this reporter filed or follows, in order.
    pub changes: Vec<Change>,
    /// Where this answer ends.
    pub cursor: Cursor,
    /// Whether more changes wait behind the cursor.
    pub more: bool,
    /// What was received up to this moment (by the server's clock) is in a backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backed_up_through: Option<Timestamp>,
    /// The version of the server's catalogue, so that a phone knows when to fetch it.
    pub catalogue: u32,
    /// The server's clock.
    pub now: Timestamp,
}

/// A place in a reporter's changes. Opaque to the phone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The answer to one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationResult {
    /// The operation.
    pub id: OperationId,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is on the server's disk.
    Applied(Applied),
    /// It had come before; the first answer, again.
    Duplicate {
        /// The first answer.
        first: Answer,
    },
    /// It was not applied.
    Refused(Refused),
}

/// A final answer, as the server remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// It is on the server's disk.
    Applied(Applied),
    /// It was not applied.
    Refused(Refused),
}

/// An operation was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// When the server received it, by its own clock: what backups are measured against.
    pub received_at: Timestamp,
    /// The report's public reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
}

/// An operation was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why; the way out is the code's.
    pub code: Code,
}

impl From<Answer> for Outcome {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Applied(applied) => Self::Applied(applied),
            Answer::Refused(refused) => Self::Refused(refused),
        }
    }
}

impl Outcome {
    /// The answer itself, whether it came for the first time or again.
    #[must_use]
    pub fn answer(self) -> Answer {
        match self {
            Self::Applied(applied) => Answer::Applied(applied),
            Self::Refused(refused) => Answer::Refused(refused),
            Self::Duplicate { first } => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen_bytes_travel_unchanged() {
        // White space and the order of fields are part of what was frozen.
        let frozen = r#"{"kind" : "withdraw",  "id":"x" }"#;
        let request = SyncRequest {
            register: None,
            now: "2026-11-23T08:00:00Z".parse().unwrap(),
            cursor: Some(Cursor("7".into())),
            operations: vec![RawValue::from_string(frozen.into()).unwrap()],
        };
        let sent = serde_json::to_string(&request).unwrap();
        let received: SyncRequest = serde_json::from_str(&sent).unwrap();
        assert_eq!(received.operations[0].get(), frozen);
        insta::assert_snapshot!(sent);
    }

    #[test]
    fn an_answer_is_written_as_ever() {
        let at: Timestamp = "2026-11-23T08:00:05Z".parse().unwrap();
        let applied = Answer::Applied(Applied {
            received_at: at,
            reference: Some(Reference::from_random(5)),
        });
        let id = OperationId::from_bytes([1; 16]);
        let refused = Refused {
            code: Code::TextTooLong,
        };
        let response = SyncResponse {
            epoch: "e1".into(),
            results: vec![
                OperationResult {
                    id,
                    outcome: applied.clone().into(),
                },
                OperationResult {
                    id,
                    outcome: Outcome::Duplicate { first: applied },
                },
                OperationResult {
                    id,
                    outcome: Outcome::Refused(refused),
                },
            ],
            changes: vec![],
            cursor: Cursor("8".into()),
            more: false,
            backed_up_through: None,
            catalogue: 1,
            now: at,
        };
        let text = serde_json::to_string_pretty(&response).unwrap();
        let read: SyncResponse = serde_json::from_str(&text).unwrap();
        assert_eq!(read.results, response.results);
        insta::assert_snapshot!(text);
    }
}
