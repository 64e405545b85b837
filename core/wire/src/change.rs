//! What comes back: the history of a case, as the person who reported it may see it.
//!
//! A case's history only grows. Each entry has an id and a number `seq` within its case (numbers
//! may have gaps: what is internal to a unit takes numbers too). A phone that starts anew, or
//! whose cursor the server doesn't know, gets [`What::Snapshot`]: the whole history at once.
//! Applying a change twice, or an old one late, changes nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    digest::Sha256,
    ids::{EventId, ReportId},
    limits::{PHOTOGRAPH_BYTES, PHOTOGRAPH_LONG_SIDE},
    outcome::Resolution,
    reference::Reference,
    words::Words,
};

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The report.
    pub report: ReportId,
    /// This entry of its history.
    pub event: EventId,
    /// Its number within the case.
    pub seq: u64,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// Everything until now: forget what is known of the case and read these.
    Snapshot {
        /// The history, in order; contains no snapshots.
        history: Vec<Change>,
    },
    /// The text arrived: the case is open.
    Received {
        /// By which anyone who holds it can see the status.
        reference: Reference,
        /// The commune that it belongs to, where one is known.
        commune: Option<String>,
        /// The unit whose move it is.
        unit: Words,
    },
    /// A photograph arrived, whole.
    Photograph {
        /// Which.
        sha256: Sha256,
    },
    /// The case moved.
    Status {
        /// To where.
        status: CaseStatus,
        /// Why, where the person should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// Of a refusal: where the matter belongs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        belongs: Option<String>,
        /// Photographs of the result, where the unit took some.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photographs: Vec<ResultPhotograph>,
        /// What stands behind *resolved*.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
    },
    /// Another unit has the case now; why is in the status that comes with it.
    Unit {
        /// Which.
        unit: Words,
    },
    /// The unit answered.
    Reply {
        /// What it wrote.
        text: String,
        /// Who answers for it.
        unit: Words,
    },
    /// The two clocks were set, or moved.
    Clocks(Clocks),
    /// Promised days were reckoned anew, since the calendar or the terms have changed; the clocks
    /// come behind it.
    Rescheduled(Rescheduled),
    /// The clocks stand still. A question to the person stops them too, without this.
    Paused {
        /// Why.
        reason: String,
    },
    /// The clocks run again.
    Resumed,
    /// The unit sees the matter as more or less pressing than its category says.
    Level {
        /// The level's code in the catalogue: `urgent`, `normal` or `complex`.
        level: String,
        /// Why.
        reason: String,
    },
    /// The same was reported before: the case goes on under another reference, and this report
    /// hears of it as [`Followed`](Self::Followed).
    Merged {
        /// Under which.
        into: Reference,
    },
    /// How the case stands that this report was merged into.
    Followed {
        /// Its reference.
        reference: Reference,
        /// Where it stands.
        status: CaseStatus,
        /// Photographs of the result.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photographs: Vec<ResultPhotograph>,
        /// What stands behind *resolved*.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
    },
    /// The person says of a report that goes on elsewhere that what was done there is what they
    /// had reported, and is fixed.
    Agreed,
    /// The person's own addition, as the server has it.
    Said {
        /// What they wrote.
        text: String,
    },
    /// Something that a later release knows.
    #[serde(other)]
    Unknown,
}

/// A photograph of the result, named: its bytes are fetched by their hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultPhotograph {
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl ResultPhotograph {
    /// Whether it keeps to the limits of every photograph. What doesn't is never fetched.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        let sides = 1..=PHOTOGRAPH_LONG_SIDE;
        (1..=PHOTOGRAPH_BYTES).contains(&self.bytes)
            && sides.contains(&self.width)
            && sides.contains(&self.height)
    }
}

/// The two clocks: *hạn tiếp nhận* and *hạn xử lý*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// Until when the unit takes the case or refuses it.
    pub intake: Clock,
    /// Until when it is resolved.
    pub resolution: Clock,
}

/// One clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The moment it runs out.
    pub due: Timestamp,
    /// The rule that it rests on, cited.
    pub basis: Words,
}

/// That promised days were reckoned anew: from when to when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescheduled {
    /// *Hạn tiếp nhận*, before and after, if it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<[Timestamp; 2]>,
    /// *Hạn xử lý*, before and after, if it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<[Timestamp; 2]>,
    /// Why.
    pub why: Words,
}

/// Where a case stands. The server's axis; delivery is the phone's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// *Chờ tiếp nhận*.
    Received,
    /// *Đã tiếp nhận*.
    Accepted,
    /// *Chuyển xử lý*.
    Forwarded,
    /// *Không tiếp nhận*.
    Refused,
    /// *Đang xử lý*.
    InProgress,
    /// *Chờ bổ sung thông tin*.
    NeedsInformation,
    /// The unit's leader looks at it.
    AwaitingApproval,
    /// *Đã xử lý*.
    Resolved,
    /// *Người dân xác nhận đã xong*.
    Confirmed,
    /// *Xử lý lại*.
    Reopened,
    /// *Kết thúc*.
    Closed,
    /// Handled with another report of the same thing.
    Merged,
    /// *Thu hồi*.
    Withdrawn,
    /// A state that a later release knows.
    #[serde(other)]
    Unknown,
}

impl CaseStatus {
    /// Every state that this release knows, in the order of a case's life.
    pub const ALL: [Self; 13] = [
        Self::Received,
        Self::Accepted,
        Self::Forwarded,
        Self::Refused,
        Self::InProgress,
        Self::NeedsInformation,
        Self::AwaitingApproval,
        Self::Resolved,
        Self::Confirmed,
        Self::Reopened,
        Self::Closed,
        Self::Merged,
        Self::Withdrawn,
    ];

    /// The name, as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Forwarded => "forwarded",
            Self::Refused => "refused",
            Self::InProgress => "in_progress",
            Self::NeedsInformation => "needs_information",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Resolved => "resolved",
            Self::Confirmed => "confirmed",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
            Self::Unknown => "unknown",
        }
    }

    /// Reads a name that [`as_str`](Self::as_str) wrote; others are [`Unknown`](Self::Unknown).
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|s| s.as_str() == name)
            .unwrap_or(Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Remedy;

    fn change(what: What) -> Change {
        Change {
            report: ReportId::from_bytes([2; 16]),
            event: EventId::from_bytes([3; 16]),
            seq: 1,
            at: "2026-11-23T08:00:05Z".parse().unwrap(),
            what,
        }
    }

    fn clock(due: &str) -> Clock {
        Clock {
            due: due.parse().unwrap(),
            basis: Words::both("Quy định", "A rule"),
        }
    }

    fn taken() -> ResultPhotograph {
        ResultPhotograph {
            sha256: Sha256::of(b"after"),
            bytes: 240_000,
            width: 2_048,
            height: 1_536,
        }
    }

    fn resolution() -> Resolution {
        Resolution {
            cause: "Cống hỏng".into(),
            remedy: Remedy::Temporary,
            without_photograph: None,
            answer_by: Some("2026-12-10T10:00:00Z".parse().unwrap()),
        }
    }

    #[test]
    fn a_photograph_of_the_result_keeps_to_the_limits_of_all() {
        let beyond = [
            ResultPhotograph {
                bytes: 0,
                ..taken()
            },
            ResultPhotograph {
                bytes: 300_001,
                ..taken()
            },
            ResultPhotograph {
                width: 0,
                ..taken()
            },
            ResultPhotograph {
                width: 2_049,
                ..taken()
            },
            ResultPhotograph {
                height: 2_049,
                ..taken()
            },
        ];
        assert!(taken().is_within_limits());
        for named in beyond {
            assert!(!named.is_within_limits(), "{named:?}");
        }
    }

    #[test]
    fn every_change_is_written_as_ever_and_reads_back() {
        let unit = || Words::both("Phòng Kinh tế", "Economy Office");
        let all = vec![
            What::Received {
                reference: Reference::from_random(5),
                commune: Some("07264".into()),
                unit: unit(),
            },
            What::Photograph {
                sha256: Sha256::of(b"a"),
            },
            What::Status {
                status: CaseStatus::Refused,
                reason: Some("Không thuộc".into()),
                belongs: Some("Sở Xây dựng".into()),
                photographs: vec![],
                resolution: None,
            },
            What::Status {
                status: CaseStatus::Resolved,
                reason: None,
                belongs: None,
                photographs: vec![taken()],
                resolution: Some(resolution()),
            },
            What::Unit { unit: unit() },
            What::Paused {
                reason: "Chờ nước rút".into(),
            },
            What::Resumed,
            What::Level {
                level: "complex".into(),
                reason: "Phải khảo sát".into(),
            },
            What::Merged {
                into: Reference::from_random(6),
            },
            What::Followed {
                reference: Reference::from_random(6),
                status: CaseStatus::Resolved,
                photographs: vec![taken()],
                resolution: Some(resolution()),
            },
            What::Agreed,
            What::Reply {
                text: "Đã cử người.".into(),
                unit: unit(),
            },
            What::Clocks(Clocks {
                intake: clock("2026-11-24T09:30:00Z"),
                resolution: clock("2026-11-30T10:00:00Z"),
            }),
            What::Rescheduled(Rescheduled {
                intake: None,
                resolution: Some(
                    ["2026-11-30T10:00:00Z", "2026-12-01T10:00:00Z"].map(|at| at.parse().unwrap()),
                ),
                why: Words::both("nghỉ ngày 30/11/2026", "30/11/2026 is off"),
            }),
            What::Said {
                text: "Vẫn còn.".into(),
            },
            What::Snapshot {
                history: vec![change(What::Status {
                    status: CaseStatus::Accepted,
                    reason: None,
                    belongs: None,
                    photographs: vec![],
                    resolution: None,
                })],
            },
        ];
        let all: Vec<Change> = all.into_iter().map(change).collect();
        let text = serde_json::to_string_pretty(&all).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Change>>(&text).unwrap(), all);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn what_the_future_adds_is_unknown_but_no_error() {
        let newer = serde_json::to_string(&change(What::Unknown)).unwrap();
        let newer = newer.replace("\"unknown\"", "\"drone_sent\",\"height\":12");
        assert_eq!(
            serde_json::from_str::<Change>(&newer).unwrap().what,
            What::Unknown
        );
        let status: CaseStatus = serde_json::from_str("\"teleported\"").unwrap();
        assert_eq!(status, CaseStatus::Unknown);
    }

    #[test]
    fn names_of_states_agree_with_what_is_serialised() {
        for status in CaseStatus::ALL {
            let json = serde_json::to_string(&status).unwrap();
            assert_eq!(json, format!("\"{}\"", status.as_str()));
            assert_eq!(CaseStatus::from_name(status.as_str()), status);
        }
    }
}
