//! The delivery ladder: how far a report has come, as far as this phone knows.

use langnghe_wire::words::{self, Words};

use crate::store::{OperationRow, OperationState, PhotographRow, PhotographState, Stage};

/// A rung of the ladder that a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// *Bản nháp*.
    Draft,
    /// *Đã lưu trên máy, chờ có sóng*.
    Waiting,
    /// *Đang gửi*: its text is on its way right now.
    Sending,
    /// *Cần bạn xem lại*: the server doesn't take it as it is.
    Parked,
    /// *Đã gửi · Ảnh 2/3*: the text is on the server's disk.
    TextReceived {
        /// Photographs that are on the server's disk.
        sent: usize,
        /// Photographs that the report has.
        total: usize,
    },
    /// *Đã gửi đủ*: photographs included.
    Complete,
    /// *Đã thu hồi*.
    Withdrawn,
}

impl Delivery {
    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Parked => "parked",
            Self::TextReceived { .. } => "text_received",
            Self::Complete => "complete",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The words that people read, numbers filled in.
    #[must_use]
    pub fn words(self) -> Words {
        let words = words::delivery(self.as_str()).clone();
        let Self::TextReceived { sent, total } = self else {
            return words;
        };
        let fill = |text: &str| {
            text.replace("{sent}", &sent.to_string())
                .replace("{total}", &total.to_string())
        };
        Words::both(fill(&words.vi), fill(&words.en))
    }
}

/// Where a report stands on the ladder.
#[must_use]
pub fn delivery(
    stage: Stage,
    operations: &[OperationRow],
    photographs: &[PhotographRow],
    in_flight: bool,
) -> Delivery {
    match stage {
        Stage::Draft => return Delivery::Draft,
        Stage::Withdrawn => return Delivery::Withdrawn,
        Stage::Submitted | Stage::Superseded => {}
    }
    let file = operations.iter().find(|o| o.n == 0);
    match file.map(|o| o.state) {
        Some(OperationState::Applied) => {
            let total = photographs.len();
            let sent = photographs
                .iter()
                .filter(|p| p.state == PhotographState::Sent)
                .count();
            if sent == total {
                Delivery::Complete
            } else {
                Delivery::TextReceived { sent, total }
            }
        }
        Some(OperationState::Parked) => Delivery::Parked,
        _ if in_flight => Delivery::Sending,
        _ => Delivery::Waiting,
    }
}
